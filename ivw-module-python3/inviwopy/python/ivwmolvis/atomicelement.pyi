"""What is known of chemical elements."""
# Written by stubs/generate.py: change types.pyi there.

from collections.abc import Mapping
from typing import Any, ClassVar


from inviwopy.glm import vec4 as vec4


class Colormap:
    """Which color stands for which element."""
    Jmol: ClassVar[Colormap]
    RasmolCPK: ClassVar[Colormap]
    RasmolCPKnew: ClassVar[Colormap]
    def __init__(self, value: int) -> None: ...
    __members__: ClassVar[Mapping[str, Colormap]]


class Element:
    """The elements; the value of each is its atomic number."""
    Ac: ClassVar[Element]
    Ag: ClassVar[Element]
    Al: ClassVar[Element]
    Am: ClassVar[Element]
    Ar: ClassVar[Element]
    As: ClassVar[Element]
    At: ClassVar[Element]
    Au: ClassVar[Element]
    B: ClassVar[Element]
    Ba: ClassVar[Element]
    Be: ClassVar[Element]
    Bh: ClassVar[Element]
    Bi: ClassVar[Element]
    Bk: ClassVar[Element]
    Br: ClassVar[Element]
    C: ClassVar[Element]
    Ca: ClassVar[Element]
    Cd: ClassVar[Element]
    Ce: ClassVar[Element]
    Cf: ClassVar[Element]
    Cl: ClassVar[Element]
    Cm: ClassVar[Element]
    Cn: ClassVar[Element]
    Co: ClassVar[Element]
    Cr: ClassVar[Element]
    Cs: ClassVar[Element]
    Cu: ClassVar[Element]
    Db: ClassVar[Element]
    Ds: ClassVar[Element]
    Dy: ClassVar[Element]
    Er: ClassVar[Element]
    Es: ClassVar[Element]
    Eu: ClassVar[Element]
    F: ClassVar[Element]
    Fe: ClassVar[Element]
    Fl: ClassVar[Element]
    Fm: ClassVar[Element]
    Fr: ClassVar[Element]
    Ga: ClassVar[Element]
    Gd: ClassVar[Element]
    Ge: ClassVar[Element]
    H: ClassVar[Element]
    He: ClassVar[Element]
    Hf: ClassVar[Element]
    Hg: ClassVar[Element]
    Ho: ClassVar[Element]
    Hs: ClassVar[Element]
    I: ClassVar[Element]
    In: ClassVar[Element]
    Ir: ClassVar[Element]
    K: ClassVar[Element]
    Kr: ClassVar[Element]
    La: ClassVar[Element]
    Li: ClassVar[Element]
    Lr: ClassVar[Element]
    Lu: ClassVar[Element]
    Lv: ClassVar[Element]
    Mc: ClassVar[Element]
    Md: ClassVar[Element]
    Mg: ClassVar[Element]
    Mn: ClassVar[Element]
    Mo: ClassVar[Element]
    Mt: ClassVar[Element]
    N: ClassVar[Element]
    Na: ClassVar[Element]
    Nb: ClassVar[Element]
    Nd: ClassVar[Element]
    Ne: ClassVar[Element]
    Nh: ClassVar[Element]
    Ni: ClassVar[Element]
    No: ClassVar[Element]
    Np: ClassVar[Element]
    O: ClassVar[Element]
    Og: ClassVar[Element]
    Os: ClassVar[Element]
    P: ClassVar[Element]
    Pa: ClassVar[Element]
    Pb: ClassVar[Element]
    Pd: ClassVar[Element]
    Pm: ClassVar[Element]
    Po: ClassVar[Element]
    Pr: ClassVar[Element]
    Pt: ClassVar[Element]
    Pu: ClassVar[Element]
    Ra: ClassVar[Element]
    Rb: ClassVar[Element]
    Re: ClassVar[Element]
    Rf: ClassVar[Element]
    Rg: ClassVar[Element]
    Rh: ClassVar[Element]
    Rn: ClassVar[Element]
    Ru: ClassVar[Element]
    S: ClassVar[Element]
    Sb: ClassVar[Element]
    Sc: ClassVar[Element]
    Se: ClassVar[Element]
    Sg: ClassVar[Element]
    Si: ClassVar[Element]
    Sm: ClassVar[Element]
    Sn: ClassVar[Element]
    Sr: ClassVar[Element]
    Ta: ClassVar[Element]
    Tb: ClassVar[Element]
    Tc: ClassVar[Element]
    Te: ClassVar[Element]
    Th: ClassVar[Element]
    Ti: ClassVar[Element]
    Tl: ClassVar[Element]
    Tm: ClassVar[Element]
    Ts: ClassVar[Element]
    U: ClassVar[Element]
    Unknown: ClassVar[Element]
    V: ClassVar[Element]
    W: ClassVar[Element]
    Xe: ClassVar[Element]
    Y: ClassVar[Element]
    Yb: ClassVar[Element]
    Zn: ClassVar[Element]
    Zr: ClassVar[Element]
    def __init__(self, value: int) -> None: ...
    __members__: ClassVar[Mapping[str, Element]]


def atomicMass(symbol: Any) -> Any:
    """The mass, in unified atomic mass units."""
def atomicNumber(symbol: Any) -> int:
    """The number of protons, 0 for an unknown element."""
def color(symbol: Any, colormap: Colormap = ...) -> Any:
    """The color as a `vec4`."""
def covalentRadius(symbol: Any) -> Any:
    """The covalent radius, in Ångström."""
def element(atomicNumber: Any) -> Any:
    """The element of an atomic number; `Unknown` for any other number."""
def fromAbbr(abbr: Any) -> Any:
    """The element of a symbol, whether in small or capital letters; `Unknown` for any other text."""
def fromFullName(fullname: Any) -> Any:
    """The element of an atom's name in its residue, such as `CA`: what it begins with."""
def name(symbol: Any) -> Any:
    """The name in English."""
def symbol(symbol: Any) -> Any:
    """The symbol, such as `He`."""
def vdwRadius(symbol: Any) -> Any:
    """The van der Waals radius, in Ångström."""
