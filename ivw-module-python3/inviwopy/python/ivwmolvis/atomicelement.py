"""What is known of chemical elements."""

import enum

from inviwopy.glm import vec4

_SYMBOLS = """
    H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr
    Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm
    Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm Bk Cf Es Fm Md No
    Lr Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts Og
""".split()

_NAMES = """
    Hydrogen Helium Lithium Beryllium Boron Carbon Nitrogen Oxygen Fluorine Neon Sodium Magnesium
    Aluminium Silicon Phosphorus Sulfur Chlorine Argon Potassium Calcium Scandium Titanium Vanadium
    Chromium Manganese Iron Cobalt Nickel Copper Zinc Gallium Germanium Arsenic Selenium Bromine
    Krypton Rubidium Strontium Yttrium Zirconium Niobium Molybdenum Technetium Ruthenium Rhodium
    Palladium Silver Cadmium Indium Tin Antimony Tellurium Iodine Xenon Caesium Barium Lanthanum
    Cerium Praseodymium Neodymium Promethium Samarium Europium Gadolinium Terbium Dysprosium Holmium
    Erbium Thulium Ytterbium Lutetium Hafnium Tantalum Tungsten Rhenium Osmium Iridium Platinum Gold
    Mercury Thallium Lead Bismuth Polonium Astatine Radon Francium Radium Actinium Thorium
    Protactinium Uranium Neptunium Plutonium Americium Curium Berkelium Californium Einsteinium
    Fermium Mendelevium Nobelium Lawrencium Rutherfordium Dubnium Seaborgium Bohrium Hassium
    Meitnerium Darmstadtium Roentgenium Copernicium Nihonium Flerovium Moscovium Livermorium
    Tennessine Oganesson
""".split()

#: In unified atomic mass units; of elements without a stable isotope, that of the longest-lived one.
_MASSES = """
    1.008 4.0026 6.94 9.0122 10.81 12.011 14.007 15.999 18.998 20.180 22.990 24.305 26.982 28.085
    30.974 32.06 35.45 39.948 39.098 40.078 44.956 47.867 50.942 51.996 54.938 55.845 58.933 58.693
    63.546 65.38 69.723 72.630 74.922 78.971 79.904 83.798 85.468 87.62 88.906 91.224 92.906 95.95 97
    101.07 102.91 106.42 107.87 112.41 114.82 118.71 121.76 127.60 126.90 131.29 132.91 137.33 138.91
    140.12 140.91 144.24 145 150.36 151.96 157.25 158.93 162.50 164.93 167.26 168.93 173.05 174.97
    178.49 180.95 183.84 186.21 190.23 192.22 195.08 196.97 200.59 204.38 207.2 208.98 209 210 222 223
    226 227 232.04 231.04 238.03 237 244 243 247 247 251 252 257 258 259 262 267 270 269 270 270 278
    281 281 285 286 289 289 293 293 294
""".split()

#: In picometres (Cordero and others, Dalton Transactions 2008).
_COVALENT = """
    31 28 128 96 84 76 71 66 57 58 166 141 121 111 107 105 102 106 203 176 170 160 153 139 139 132 126
    124 132 122 122 120 119 120 120 116 220 195 190 175 164 154 147 146 142 139 145 144 142 139 139 138
    139 140 244 215 207 204 203 201 199 198 198 196 194 192 192 189 190 187 187 175 170 162 151 144 141
    136 136 132 145 146 148 140 150 150 260 221 215 206 200 196 190 187 180 169
""".split()

#: In picometres (Bondi 1964, Mantina and others 2009), as far as they are known.
_VDW = {
    "H": 120, "He": 140, "Li": 182, "Be": 153, "B": 192, "C": 170, "N": 155, "O": 152, "F": 147,
    "Ne": 154, "Na": 227, "Mg": 173, "Al": 184, "Si": 210, "P": 180, "S": 180, "Cl": 175, "Ar": 188,
    "K": 275, "Ca": 231, "Ni": 163, "Cu": 140, "Zn": 139, "Ga": 187, "Ge": 211, "As": 185, "Se": 190,
    "Br": 185, "Kr": 202, "Rb": 303, "Sr": 249, "Pd": 163, "Ag": 172, "Cd": 158, "In": 193, "Sn": 217,
    "Sb": 206, "Te": 206, "I": 198, "Xe": 216, "Cs": 343, "Ba": 268, "Pt": 175, "Au": 166, "Hg": 155,
    "Tl": 196, "Pb": 202, "Bi": 207, "Po": 197, "At": 202, "Rn": 220, "Fr": 348, "Ra": 283, "U": 186,
}
_OTHER_VDW, _OTHER_COVALENT = 200, 160

_CPK = {
    "H": "ffffff", "He": "ffc0cb", "Li": "b22222", "B": "00ff00", "C": "c8c8c8", "N": "8f8fff",
    "O": "f00000", "F": "daa520", "Na": "0000ff", "Mg": "228b22", "Al": "808090", "Si": "daa520",
    "P": "ffa500", "S": "ffc832", "Cl": "00ff00", "Ca": "808090", "Ti": "808090", "Cr": "808090",
    "Mn": "808090", "Fe": "ffa500", "Ni": "a52a2a", "Cu": "a52a2a", "Zn": "a52a2a", "Br": "a52a2a",
    "Ag": "808090", "I": "a020f0", "Ba": "ffa500", "Au": "daa520",
}
_CPK_NEW = _CPK | {
    "Li": "b22121", "B": "00ff00", "C": "d3d3d3", "N": "87cee6", "O": "ff0000", "P": "ffaa00",
    "S": "ffff00",
}
_JMOL = {
    "H": "ffffff", "He": "d9ffff", "Li": "cc80ff", "Be": "c2ff00", "B": "ffb5b5", "C": "909090",
    "N": "3050f8", "O": "ff0d0d", "F": "90e050", "Ne": "b3e3f5", "Na": "ab5cf2", "Mg": "8aff00",
    "Al": "bfa6a6", "Si": "f0c8a0", "P": "ff8000", "S": "ffff30", "Cl": "1ff01f", "Ar": "80d1e3",
    "K": "8f40d4", "Ca": "3dff00", "Sc": "e6e6e6", "Ti": "bfc2c7", "V": "a6a6ab", "Cr": "8a99c7",
    "Mn": "9c7ac7", "Fe": "e06633", "Co": "f090a0", "Ni": "50d050", "Cu": "c88033", "Zn": "7d80b0",
    "Ga": "c28f8f", "Ge": "668f8f", "As": "bd80e3", "Se": "ffa100", "Br": "a62929", "Kr": "5cb8d1",
    "Rb": "702eb0", "Sr": "00ff00", "Y": "94ffff", "Zr": "94e0e0", "Mo": "54b5b5", "Pd": "006985",
    "Ag": "c0c0c0", "Cd": "ffd98f", "Sn": "668080", "I": "940094", "Xe": "429eb0", "Cs": "57178f",
    "Ba": "00c900", "W": "2194d6", "Pt": "d0d0e0", "Au": "ffd123", "Hg": "b8b8d0", "Pb": "575961",
}

Element = enum.IntEnum("Element", [("Unknown", 0), *((s, n + 1) for n, s in enumerate(_SYMBOLS))])
Element.__doc__ = "The elements; the value of each is its atomic number."
Element.__module__ = __name__


class Colormap(enum.IntEnum):
    """Which color stands for which element."""

    RasmolCPK = 0
    RasmolCPKnew = 1
    Jmol = 2


#: Which colors a map has, and that of all other elements.
_COLORS = {
    Colormap.RasmolCPK: (_CPK, "ff1493"),
    Colormap.RasmolCPKnew: (_CPK_NEW, "ff1694"),
    Colormap.Jmol: (_JMOL, "ff1493"),
}


def element(atomicNumber):
    """The element of an atomic number; `Unknown` for any other number."""
    return Element(atomicNumber) if 0 <= atomicNumber <= len(_SYMBOLS) else Element.Unknown


def atomicNumber(symbol):
    """The number of protons, 0 for an unknown element."""
    return int(_element(symbol))


def name(symbol):
    """The name in English."""
    number = atomicNumber(symbol)
    return _NAMES[number - 1] if number else "Unknown"


def symbol(symbol):
    """The symbol, such as `He`."""
    return _element(symbol).name


def color(symbol, colormap=Colormap.RasmolCPKnew):
    """The color as a `vec4`."""
    known, other = _COLORS[Colormap(colormap)]
    digits = known.get(_element(symbol).name, other)
    return vec4(*(int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)), 1.0)


def vdwRadius(symbol):
    """The van der Waals radius, in Ångström."""
    return _VDW.get(_element(symbol).name, _OTHER_VDW) / 100


def covalentRadius(symbol):
    """The covalent radius, in Ångström."""
    number = atomicNumber(symbol)
    is_known = 0 < number <= len(_COVALENT)
    return (int(_COVALENT[number - 1]) if is_known else _OTHER_COVALENT) / 100


def atomicMass(symbol):
    """The mass, in unified atomic mass units."""
    number = atomicNumber(symbol)
    return float(_MASSES[number - 1]) if number else 0.0


def fromAbbr(abbr):
    """The element of a symbol, whether in small or capital letters; `Unknown` for any other text."""
    return Element.__members__.get(abbr.strip().capitalize(), Element.Unknown)


def fromFullName(fullname):
    """The element of an atom's name in its residue, such as `CA`: what it begins with."""
    letters = fullname.strip().lstrip("0123456789")
    # What is alone in proteins is a letter; calcium and its like have names of their own.
    first = fromAbbr(letters[:1])
    return first if first != Element.Unknown else fromAbbr(letters[:2])


def _element(value):
    """An element, of that or its number, or of a symbol."""
    return fromAbbr(value) if isinstance(value, str) else element(int(value))
