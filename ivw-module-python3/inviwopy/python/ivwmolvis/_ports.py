"""Ports for molecular structures, which are Python's own objects."""

import inviwopy as _ivw


class MolecularStructureOutport(_ivw.PythonOutport):
    """Where a molecular structure goes out."""


class MolecularStructureInport(_ivw.PythonInport):
    """Where a molecular structure comes in."""


class MolecularStructureMultiInport(_ivw.PythonMultiInport):
    """Where molecular structures come in, of any number of connections."""


class MolecularStructureFlatMultiInport(_ivw.PythonFlatMultiInport):
    """Where molecular structures come in, of any number of connections."""


for _class in (
    MolecularStructureOutport, MolecularStructureInport, MolecularStructureMultiInport,
    MolecularStructureFlatMultiInport,
):
    _class.__module__ = "ivwmolvis"
