"""What follows from molecular structures."""

import numpy as np
from inviwopy import data

from . import atomicelement

#: Atoms are bonded if they are no farther apart than their covalent radii and this, in Ångström.
_TOLERANCE = 0.4
#: Nearer ones are the same atom twice.
_LEAST = 0.4


def getAtomicNumbers(fullNames):
    """The elements of atoms, by their names in residues."""
    return [atomicelement.fromFullName(name) for name in fullNames]


def getGlobalAtomIndex(atoms, fullAtomName, residueId, chainId):
    """The place of an atom of a residue in the list of atoms; `None` if it is not there."""
    wanted = (fullAtomName, residueId, chainId)
    ids = zip(atoms.fullnames, atoms.residueids, atoms.chainids)
    return next((n for n, of in enumerate(ids) if of == wanted), None)


def computeCovalentBonds(atoms):
    """Pairs of atoms that are near enough to be bonded, by their places in the list of atoms."""
    positions = _positions(atoms)
    n = len(positions)
    if n < 2:
        return []
    radii = np.array([atomicelement.covalentRadius(e) for e in atoms.atomicnumbers])
    if len(radii) != n:
        raise ValueError(f"there are {n} positions and {len(radii)} atomic numbers")
    reach = 2 * radii.max() + _TOLERANCE
    # Atoms in boxes as wide as any bond: only those in boxes beside each other can have one.
    boxes = {}
    places = np.floor((positions - positions.min(axis=0)) / reach).astype(np.int64)
    for atom, place in enumerate(map(tuple, places)):
        boxes.setdefault(place, []).append(atom)
    bonds = []
    for place, mine in boxes.items():
        around = [
            atom for step in np.ndindex(3, 3, 3)
            for atom in boxes.get(tuple(p + s - 1 for p, s in zip(place, step)), ())
        ]
        around = np.array(around)
        for atom in mine:
            others = around[around > atom]
            apart = np.linalg.norm(positions[others] - positions[atom], axis=1)
            is_near = (apart > _LEAST) & (apart <= radii[others] + radii[atom] + _TOLERANCE)
            bonds += [(atom, int(other)) for other in others[is_near]]
    return sorted(bonds)


def createMesh(structure, enablePicking=False, globalStartId=0):
    """Spheres for atoms, and lines for bonds."""
    atoms, positions = structure.atoms(), _positions(structure.atoms())
    elements = list(atoms.atomicnumbers) or [atomicelement.Element.Unknown] * len(positions)
    mesh = data.Mesh(data.DrawType.Points, data.ConnectivityType.Unconnected)
    mesh.modelMatrix, mesh.worldMatrix = structure.modelMatrix, structure.worldMatrix
    kind = data.BufferType
    colors = [list(atomicelement.color(e)) for e in elements]
    mesh.addBuffer(kind.PositionAttrib, data.Buffer(positions.astype(np.float32)))
    mesh.addBuffer(kind.ColorAttrib, data.Buffer(np.array(colors, np.float32).reshape(-1, 4)))
    radii = np.array([atomicelement.vdwRadius(e) for e in elements], np.float32)
    mesh.addBuffer(kind.RadiiAttrib, data.Buffer(radii))
    if enablePicking:
        ids = np.arange(globalStartId, globalStartId + len(positions), dtype=np.uint32)
        mesh.addBuffer(kind.PickingAttrib, data.Buffer(ids))
    points = data.MeshInfo(data.DrawType.Points, data.ConnectivityType.Unconnected)
    mesh.addIndices(points, data.IndexBufferUINT32(np.arange(len(positions), dtype=np.uint32)))
    if structure.bonds():
        lines = data.MeshInfo(data.DrawType.Lines, data.ConnectivityType.Unconnected)
        ends = np.array(structure.bonds(), dtype=np.uint32).ravel()
        mesh.addIndices(lines, data.IndexBufferUINT32(ends))
    return mesh


def _positions(atoms):
    return np.array([list(p) for p in atoms.positions], dtype=float).reshape(-1, 3)
