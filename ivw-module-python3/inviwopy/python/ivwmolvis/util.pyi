"""What follows from molecular structures."""
# Written by stubs/generate.py: change types.pyi there.

from typing import Any


import ivwmolvis.atomicelement as atomicelement
import inviwopy.data as data


def computeCovalentBonds(atoms: Any) -> Any:
    """Pairs of atoms that are near enough to be bonded, by their places in the list of atoms."""
def createMesh(structure: Any, enablePicking: bool = False, globalStartId: int = 0) -> Any:
    """Spheres for atoms, and lines for bonds."""
def getAtomicNumbers(fullNames: Any) -> Any:
    """The elements of atoms, by their names in residues."""
def getGlobalAtomIndex(atoms: Any, fullAtomName: Any, residueId: Any, chainId: Any) -> Any:
    """The place of an atom of a residue in the list of atoms; `None` if it is not there."""
