"""Atoms, and how they belong together."""

from inviwopy import glm


class Atoms:
    """What is known of atoms: a list of each, as long as there are atoms, or empty."""

    def __init__(self):
        #: Places, in Ångström unless a structure has another basis.
        self.positions = []
        self.serialnumbers, self.bfactors, self.modelids = [], [], []
        self.chainids, self.residueids = [], []
        #: Values of `ivwmolvis.atomicelement.Element`.
        self.atomicnumbers = []
        #: Names in their residues, such as `CA`.
        self.fullnames = []

    def __len__(self):
        return len(self.positions)

    def __repr__(self):
        return f"<Atoms: {len(self)}>"


class Residue:
    """A part of a chain, such as an amino acid."""

    def __init__(self, id=0, aminoacid=None, fullname="", chainid=0, *, name=None):
        self.id, self.fullname, self.chainid = id, fullname, chainid
        #: What it is, by its name of three letters.
        self.aminoacid = aminoacid if name is None else name

    def __repr__(self):
        return f"<Residue: {self.id} {self.aminoacid}>"


class Chain:
    """Residues one after the other."""

    def __init__(self, id=0, name=""):
        self.id, self.name = id, name

    def __repr__(self):
        return f"<Chain: {self.id} {self.name}>"


class MolecularData:
    """Atoms with their residues, chains and bonds; a bond is a pair of places in the list of atoms."""

    def __init__(self, source="", atoms=None, residues=(), chains=(), bonds=()):
        self.source, self.atoms = source, Atoms() if atoms is None else atoms
        self.residues, self.chains, self.bonds = list(residues), list(chains), list(bonds)

    def __repr__(self):
        return f"<MolecularData: {self.source}, {len(self.atoms)} atoms, {len(self.bonds)} bonds>"


class MolecularStructure:
    """Molecular data and where it is."""

    def __init__(self, data):
        if not isinstance(data, MolecularData):
            raise TypeError(f"expected MolecularData, got {type(data).__name__}")
        self._data = data
        self.modelMatrix, self.worldMatrix = glm.mat4(1.0), glm.mat4(1.0)
        self.axes = []

    def data(self):
        return self._data

    def atoms(self):
        return self._data.atoms

    def residues(self):
        return self._data.residues

    def chains(self):
        return self._data.chains

    def bonds(self):
        return self._data.bonds

    @property
    def basis(self):
        """The edges of its box, the first three columns of the model matrix."""
        return glm.mat3(*(self.modelMatrix[c][r] for c in range(3) for r in range(3)))

    @basis.setter
    def basis(self, basis):
        matrix = self.modelMatrix
        for column in range(3):
            for row in range(3):
                matrix[column][row] = basis[column][row]

    @property
    def offset(self):
        """The corner of its box, the last column of the model matrix."""
        return glm.vec3(*(self.modelMatrix[3][r] for r in range(3)))

    @offset.setter
    def offset(self, offset):
        for row in range(3):
            self.modelMatrix[3][row] = offset[row]

    def hasResidues(self):
        return bool(self._data.residues)

    def hasResidue(self, residueId, chainId):
        return any(
            residue.id == residueId and residue.chainid == chainId
            for residue in self._data.residues
        )

    def hasChains(self):
        return bool(self._data.chains)

    def hasChain(self, chainId):
        return any(chain.id == chainId for chain in self._data.chains)

    def getResidueAtoms(self, residueId, chainId):
        """The places of the atoms of a residue in the list of atoms."""
        atoms = self._data.atoms
        ids = zip(atoms.residueids, atoms.chainids)
        return [n for n, of in enumerate(ids) if of == (residueId, chainId)]

    def getChainResidues(self, chainId):
        """The places of the residues of a chain in the list of residues."""
        return [n for n, residue in enumerate(self._data.residues) if residue.chainid == chainId]

    def getResidueIndices(self):
        """For each atom, the place of its residue in the list of residues; -1 without one."""
        places = {(r.id, r.chainid): n for n, r in enumerate(self._data.residues)}
        atoms = self._data.atoms
        return [places.get(of, -1) for of in zip(atoms.residueids, atoms.chainids)]

    def __repr__(self):
        return f"<MolecularStructure: {self._data!r}>"


for _class in (Atoms, Residue, Chain, MolecularData, MolecularStructure):
    _class.__module__ = "ivwmolvis"
