"""Molecules, as processors in Python make them."""

import unittest

import inviwopy as ivw
import ivwmolvis
import numpy as np
from inviwopy.glm import dvec3, mat3, vec3, vec4
from ivwmolvis import atomicelement


def water():
    atoms = ivwmolvis.Atoms()
    atoms.positions = [dvec3(0, 0, 0), dvec3(0.757, 0.586, 0), dvec3(-0.757, 0.586, 0), dvec3(9, 9, 9)]
    atoms.atomicnumbers = [atomicelement.fromAbbr(abbr) for abbr in ("O", "H", "h", "FE")]
    atoms.residueids, atoms.chainids = [1, 1, 1, 2], [0, 0, 0, 0]
    atoms.fullnames = ["O", "H1", "H2", "FE"]
    return atoms


class Elements(unittest.TestCase):
    def test_elements_are_known_by_symbol_and_number(self):
        iron = atomicelement.element(26)
        self.assertEqual((iron.name, atomicelement.name(iron)), ("Fe", "Iron"))
        self.assertEqual(len(atomicelement.Element), 119)
        self.assertEqual(atomicelement.Element.Og, 118)
        self.assertEqual(atomicelement.fromAbbr("??"), atomicelement.Element.Unknown)
        self.assertEqual(atomicelement.fromFullName("CA"), atomicelement.Element.C)
        for element in list(atomicelement.Element)[1:]:
            self.assertGreater(atomicelement.atomicMass(element), 1)
            self.assertTrue(0.2 < atomicelement.covalentRadius(element) < 3, element)
            self.assertTrue(atomicelement.name(element)[0].isupper())
        masses = [atomicelement.atomicMass(s) for s in ("H", "C", "O", "Au", "U")]
        np.testing.assert_allclose(masses, [1.008, 12.011, 15.999, 196.97, 238.03])
        self.assertEqual(atomicelement.vdwRadius(atomicelement.Element.C), 1.7)

    def test_each_map_has_its_colors(self):
        oxygen = atomicelement.Element.O
        jmol = atomicelement.Colormap.Jmol
        self.assertEqual(atomicelement.color(oxygen), vec4(1, 0, 0, 1))
        self.assertAlmostEqual(atomicelement.color(oxygen, colormap=jmol)[1], 13 / 255, 6)
        option = ivw.properties.IntOption("jmol", "Jmol", jmol)
        prop = ivw.properties.OptionPropertyInt("map", "Map", [option], 0)
        self.assertEqual(atomicelement.Colormap(prop.value), jmol)


class Structures(unittest.TestCase):
    def test_atoms_that_are_near_are_bonded(self):
        bonds = ivwmolvis.util.computeCovalentBonds(water())
        self.assertEqual(bonds, [(0, 1), (0, 2)])
        self.assertEqual(ivwmolvis.computeCovalentBonds(ivwmolvis.Atoms()), [])

    def test_bonds_of_many_atoms_are_those_of_any_pair(self):
        atoms, rng = ivwmolvis.Atoms(), np.random.default_rng(4)
        atoms.positions = list(rng.uniform(-6, 6, (150, 3)))
        atoms.atomicnumbers = [atomicelement.Element.C] * 150
        place = np.array(atoms.positions)
        apart = np.linalg.norm(place[:, None] - place[None], axis=2)
        near = np.argwhere(np.triu((apart > 0.4) & (apart <= 2 * 0.76 + 0.4), 1))
        self.assertGreater(len(near), 20)
        self.assertEqual(ivwmolvis.computeCovalentBonds(atoms), [tuple(pair) for pair in near.tolist()])

    def structure(self):
        atoms = water()
        residues = [ivwmolvis.Residue(id=n, name="HOH", fullname="", chainid=0) for n in (1, 2)]
        return ivwmolvis.MolecularStructure(ivwmolvis.MolecularData(
            source="test", atoms=atoms, residues=residues,
            chains=[ivwmolvis.Chain(id=0, name="A")], bonds=ivwmolvis.computeCovalentBonds(atoms),
        ))

    def test_a_structure_knows_its_parts_and_where_it_is(self):
        made = self.structure()
        self.assertEqual(made.getResidueAtoms(1, 0), [0, 1, 2])
        self.assertEqual((made.getChainResidues(0), made.getResidueIndices()), ([0, 1], [0, 0, 0, 1]))
        self.assertTrue(made.hasResidue(2, 0) and made.hasChain(0) and not made.hasChain(1))
        self.assertEqual(ivwmolvis.getGlobalAtomIndex(made.atoms(), "H2", 1, 0), 2)
        made.basis, made.offset = mat3(2.0), vec3(1, 2, 3)
        self.assertEqual((made.modelMatrix[1][1], made.modelMatrix[3][2]), (2, 3))
        self.assertEqual((made.basis, made.offset), (mat3(2.0), vec3(1, 2, 3)))
        mesh = ivwmolvis.createMesh(made, enablePicking=True, globalStartId=7)
        buffers = {info.type.name: buffer.data for info, buffer in mesh.buffers}
        self.assertEqual(buffers["PickingAttrib"].tolist(), [7, 8, 9, 10])
        self.assertEqual(buffers["PositionAttrib"].shape, (4, 3))
        self.assertEqual(mesh.indexBuffers[1][1].data.tolist(), [0, 1, 0, 2])

    def test_a_structure_goes_through_ports(self):
        made = self.structure()
        outport = ivwmolvis.MolecularStructureOutport("molecule", help=ivw.md2doc("A molecule."))
        outport.setData(made)
        self.assertIs(outport.getData(), made)
        self.assertEqual(ivwmolvis.MolecularStructureInport("molecule").identifier, "molecule")


if __name__ == "__main__":
    unittest.main()
