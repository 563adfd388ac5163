"""Molecules for processors in Python: atoms, residues and chains, what is known of elements, and bonds.

There is no native processor for them: structures go from processor to processor in Python.
"""

from . import atomicelement, util
from ._structure import Atoms, Chain, MolecularData, MolecularStructure, Residue
from ._ports import (
    MolecularStructureFlatMultiInport,
    MolecularStructureInport,
    MolecularStructureMultiInport,
    MolecularStructureOutport,
)
from .atomicelement import (
    Colormap,
    Element,
    atomicMass,
    atomicNumber,
    color,
    covalentRadius,
    element,
    fromAbbr,
    fromFullName,
    name,
    symbol,
    vdwRadius,
)
from .util import computeCovalentBonds, createMesh, getAtomicNumbers, getGlobalAtomIndex

__all__ = [
    "Atoms", "Chain", "Colormap", "Element", "MolecularData", "MolecularStructure",
    "MolecularStructureFlatMultiInport", "MolecularStructureInport",
    "MolecularStructureMultiInport", "MolecularStructureOutport", "Residue", "atomicMass",
    "atomicNumber", "atomicelement", "color", "computeCovalentBonds", "covalentRadius",
    "createMesh", "element", "fromAbbr", "fromFullName", "getAtomicNumbers",
    "getGlobalAtomIndex", "name", "symbol", "util", "vdwRadius",
]
