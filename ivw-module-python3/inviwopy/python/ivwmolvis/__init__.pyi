"""Molecules for processors in Python: atoms, residues and chains, what is known of elements, and bonds.

There is no native processor for them: structures go from processor to processor in Python."""
# Written by stubs/generate.py: change types.pyi there.

from typing import Any

from inviwopy import PythonFlatMultiInport, PythonInport, PythonMultiInport, PythonOutport

from ivwmolvis.atomicelement import Colormap as Colormap
from ivwmolvis.atomicelement import Element as Element
from ivwmolvis import atomicelement as atomicelement
from ivwmolvis import util as util


class Atoms:
    """What is known of atoms: a list of each, as long as there are atoms, or empty."""
    def __init__(self) -> None: ...
    def __len__(self) -> int: ...
    atomicnumbers: Any
    bfactors: Any
    chainids: Any
    fullnames: Any
    modelids: Any
    positions: Any
    residueids: Any
    serialnumbers: Any


class Chain:
    """Residues one after the other."""
    def __init__(self, id: int = 0, name: str = '') -> None: ...
    id: Any
    name: Any


class MolecularData:
    """Atoms with their residues, chains and bonds; a bond is a pair of places in the list of atoms."""
    def __init__(self, source: str = '', atoms: Any = None, residues: Any = ..., chains: Any = ..., bonds: Any = ...) -> None: ...
    atoms: Any
    bonds: Any
    chains: Any
    residues: Any
    source: Any


class MolecularStructure:
    """Molecular data and where it is."""
    def __init__(self, data: Any) -> None: ...
    def atoms(self) -> Any: ...
    basis: Any
    """The edges of its box, the first three columns of the model matrix."""
    def bonds(self) -> Any: ...
    def chains(self) -> Any: ...
    def data(self) -> Any: ...
    def getChainResidues(self, chainId: Any) -> Any:
        """The places of the residues of a chain in the list of residues."""
    def getResidueAtoms(self, residueId: Any, chainId: Any) -> Any:
        """The places of the atoms of a residue in the list of atoms."""
    def getResidueIndices(self) -> Any:
        """For each atom, the place of its residue in the list of residues; -1 without one."""
    def hasChain(self, chainId: Any) -> Any: ...
    def hasChains(self) -> Any: ...
    def hasResidue(self, residueId: Any, chainId: Any) -> Any: ...
    def hasResidues(self) -> Any: ...
    offset: Any
    """The corner of its box, the last column of the model matrix."""
    def residues(self) -> Any: ...
    axes: Any
    modelMatrix: Any
    worldMatrix: Any


class MolecularStructureFlatMultiInport(PythonFlatMultiInport):
    """Where molecular structures come in, of any number of connections."""


class MolecularStructureInport(PythonInport):
    """Where a molecular structure comes in."""


class MolecularStructureMultiInport(PythonMultiInport):
    """Where molecular structures come in, of any number of connections."""


class MolecularStructureOutport(PythonOutport):
    """Where a molecular structure goes out."""


class Residue:
    """A part of a chain, such as an amino acid."""
    def __init__(self, id: int = 0, aminoacid: Any = None, fullname: str = '', chainid: int = 0, *, name: Any = None) -> None: ...
    aminoacid: Any
    chainid: Any
    fullname: Any
    id: Any


def atomicMass(symbol: Any) -> Any:
    """The mass, in unified atomic mass units."""
def atomicNumber(symbol: Any) -> int:
    """The number of protons, 0 for an unknown element."""
def color(symbol: Any, colormap: Colormap = ...) -> Any:
    """The color as a `vec4`."""
def computeCovalentBonds(atoms: Any) -> Any:
    """Pairs of atoms that are near enough to be bonded, by their places in the list of atoms."""
def covalentRadius(symbol: Any) -> Any:
    """The covalent radius, in Ångström."""
def createMesh(structure: Any, enablePicking: bool = False, globalStartId: int = 0) -> Any:
    """Spheres for atoms, and lines for bonds."""
def element(atomicNumber: Any) -> Any:
    """The element of an atomic number; `Unknown` for any other number."""
def fromAbbr(abbr: Any) -> Any:
    """The element of a symbol, whether in small or capital letters; `Unknown` for any other text."""
def fromFullName(fullname: Any) -> Any:
    """The element of an atom's name in its residue, such as `CA`: what it begins with."""
def getAtomicNumbers(fullNames: Any) -> Any:
    """The elements of atoms, by their names in residues."""
def getGlobalAtomIndex(atoms: Any, fullAtomName: Any, residueId: Any, chainId: Any) -> Any:
    """The place of an atom of a residue in the list of atoms; `None` if it is not there."""
def name(symbol: Any) -> Any:
    """The name in English."""
def symbol(symbol: Any) -> Any:
    """The symbol, such as `He`."""
def vdwRadius(symbol: Any) -> Any:
    """The van der Waals radius, in Ångström."""
