"""Laws of `inviwopy.properties`: constructors, bounds, owners, callbacks."""

import gc
import os
import pathlib
import tempfile
import unittest
import weakref

import numpy as np

import inviwopy as ivw
from inviwopy import glm
from inviwopy import properties as p
from inviwopy.properties import ConstraintBehavior, InvalidationLevel, PropertySemantics

SCALARS = {"Float": float, "Double": float, "Int": int, "Int64": int, "Size_t": int}
VECTORS = [f"{t}Vec{n}" for t in ("Float", "Double", "Int") for n in (2, 3, 4)]
VECTORS += [f"IntSize{n}" for n in (2, 3, 4)]
MATRICES = [f"{t}Mat{n}" for t in ("Float", "Double") for n in (2, 3, 4)]


class Numbers(unittest.TestCase):
    def test_all_classes_are_there(self):
        self.assertEqual(len([*SCALARS, *VECTORS, *MATRICES]), 23)
        for name in [*SCALARS, *VECTORS, *MATRICES]:
            for suffix in ("", "Ref"):
                self.assertTrue(issubclass(getattr(p, f"{name}{suffix}Property"), p.Property))

    def test_defaults_are_those_of_the_type(self):
        for name, expected in {
            "Float": (0.0, 0.0, 1.0, 0.01),
            "Int": (0, -100, 100, 1),
            "Int64": (0, 0, 1024, 1),
            "Size_t": (0, 0, 100, 1),
        }.items():
            prop = getattr(p, f"{name}Property")("a", "A")
            for value, wanted in zip(
                (prop.value, prop.minValue, prop.maxValue, prop.increment), expected
            ):
                self.assertAlmostEqual(value, wanted, places=6)
                self.assertIs(type(value), SCALARS[name])

    def test_arguments_are_value_min_max_increment_level_semantics(self):
        prop = p.FloatProperty(
            "a", "A", 2.0, 1.0, 4.0, 0.5, InvalidationLevel.InvalidResources, PropertySemantics.Text
        )
        self.assertEqual((prop.value, prop.minValue, prop.maxValue), (2.0, 1.0, 4.0))
        self.assertEqual(prop.increment, 0.5)
        self.assertEqual(prop.invalidationLevel, InvalidationLevel.InvalidResources)
        self.assertEqual(prop.semantics, PropertySemantics.Text)
        self.assertEqual((prop.identifier, prop.displayName), ("a", "A"))
        same = p.FloatProperty(
            identifier="a", name="A", value=2.0, min=1.0, max=4.0, increment=0.5
        )
        self.assertEqual(same.value, 2.0)

    def test_bounds_may_say_what_they_do(self):
        prop = p.IntProperty(
            "a", "A", 7, (0, ConstraintBehavior.Ignore), (5, ConstraintBehavior.Ignore)
        )
        self.assertEqual(prop.value, 7)
        prop.value = 70
        self.assertEqual(prop.value, 70)
        with self.assertRaises(TypeError):
            p.IntProperty("a", "A", 1, (0, ConstraintBehavior.Ignore), 5)

    def test_help_may_come_third(self):
        prop = p.IntProperty("a", "A", ivw.md2doc("*Help*"), 3)
        self.assertEqual((prop.help, prop.value), ("*Help*", 3))
        self.assertEqual(p.IntProperty("a", "A", help=ivw.md2doc("H"), value=3).help, "H")

    def test_a_value_beyond_its_bounds_is_refused_when_made_and_clamped_when_set(self):
        with self.assertRaises(RuntimeError):
            p.FloatProperty("a", "A", 2.0, 0.0, 1.0)
        prop = p.FloatProperty("a", "A", 0.5)
        prop.value = 2
        self.assertEqual(prop.value, 1.0)
        prop.value = -1
        self.assertEqual(prop.value, 0.0)
        prop.value = float("nan")
        self.assertNotEqual(prop.value, prop.value)

    def test_a_script_says_when_a_property_is_saved(self):
        modes = p.PropertySerializationMode
        prop = p.IntProperty("a", "A", 5, 0, 10)
        self.assertEqual(prop.serializationMode, modes.Default)
        prop.setSerializationMode(modes.All)
        self.assertEqual(prop.getSerializationMode(), modes.All)
        prop.serializationMode = modes.Nothing
        self.assertEqual(prop.serializationMode, modes.Nothing)

    def test_a_range_beyond_its_bounds_is_kept_within(self):
        prop = p.FloatMinMaxProperty("a", "A", -1, 5, 0, 10)
        self.assertEqual(list(prop.value), [0, 5])

    def test_points_of_a_transfer_function_go_by_older_names_too(self):
        prop = p.TransferFunctionProperty("tf", "TF", ivw.data.TransferFunction())
        prop.clear()
        for position in (0.25, 0.5, 0.75):
            prop.add(position, glm.vec4(1, 0, 0, position))
        prop.remove(prop.getValueAt(1))
        self.assertEqual([point.pos for point in prop.getValues()], [0.25, 0.75])
        prop.setMask(0.25, 0.5)
        self.assertEqual(list(prop.mask), [0.25, 0.5])
        prop.clearMask()
        self.assertEqual(list(prop.mask), [0, 1])
        with self.assertRaises(IndexError):
            prop.getValueAt(2)

    def test_a_bound_takes_the_other_one_along(self):
        prop = p.IntProperty("a", "A", 5, 0, 10)
        prop.minValue = 20
        self.assertEqual((prop.minValue, prop.value, prop.maxValue), (20, 20, 20))

    def test_floats_are_no_integers_but_enums_are(self):
        with self.assertRaises(TypeError):
            p.IntProperty("a", "A", 1.5)
        prop = p.IntProperty("a", "A", InvalidationLevel.InvalidResources)
        self.assertEqual(prop.value, 2)
        prop.value = np.int64(3)
        self.assertEqual(prop.value, 3)

    def test_vectors_and_matrices(self):
        prop = p.FloatVec3Property("a", "A", glm.vec3(0.5), glm.vec3(0), glm.vec3(1))
        self.assertEqual(prop.value, glm.vec3(0.5))
        prop.value = [1, 0, 2]
        self.assertEqual(prop.value, glm.vec3(1, 0, 1))
        copy = prop.value
        copy.x = 0.25
        self.assertEqual(prop.value.x, 1)
        self.assertIs(type(p.IntSize2Property("a", "A").value), glm.size2_t)
        self.assertIs(type(p.DoubleMat3Property("a", "A").value), glm.dmat3)
        matrix = p.FloatMat2Property("a", "A", glm.mat2(1), glm.mat2(*[-9] * 4), glm.mat2(*[9] * 4))
        matrix.value = glm.mat2(1, 2, 3, 4)
        self.assertEqual(matrix.value[1][0], 3)

    def test_references_pass_values_on(self):
        store = [0.25]
        prop = p.FloatRefProperty("a", "A", lambda: store[0], lambda value: store.__setitem__(0, value))
        self.assertEqual(prop.value, 0.25)
        prop.value = 0.75
        self.assertEqual(store, [0.75])

    def test_ranges(self):
        prop = p.FloatMinMaxProperty("a", "A", 0.25, 0.5, 0.0, 1.0, 0.1, 0.05)
        self.assertEqual(prop.value, glm.vec2(0.25, 0.5))
        prop.end = 1.0
        prop.start = 0.75
        self.assertEqual(prop.value, glm.vec2(0.75, 1.0))
        self.assertEqual((prop.rangeMin, prop.rangeMax), (0, 1))
        self.assertAlmostEqual(prop.minSeparation, 0.05, places=6)
        prop.value = [-1, 7]
        self.assertEqual(prop.value, glm.vec2(0, 1))
        whole = p.IntMinMaxProperty("a", "A", 1, 5, 0, 10)
        self.assertEqual(tuple([whole.value[0], whole.value[1]]), (1, 5))


class Choices(unittest.TestCase):
    def setUp(self):
        options = [p.IntOption("a", "A", 1), p.IntOption("b", "B", 2), ("c", "C", 3)]
        self.prop = p.OptionPropertyInt("o", "O", options, 1)

    def test_selection_by_all_that_an_option_has(self):
        prop = self.prop
        self.assertEqual((prop.value, prop.selectedIdentifier, prop.selectedIndex), (2, "b", 1))
        prop.selectedIndex = 2
        self.assertEqual((prop.value, prop.selectedDisplayName), (3, "C"))
        prop.selectedIdentifier = "a"
        self.assertEqual(prop.selectedValue, 1)
        prop.selectedValue = 3
        self.assertTrue(prop.isSelectedIdentifier("c"))
        with self.assertRaises(IndexError):
            prop.selectedIndex = 3

    def test_what_no_option_has_is_ignored(self):
        self.prop.selectedValue = 7
        self.prop.selectedIdentifier = "z"
        self.assertEqual(self.prop.value, 2)

    def test_options_come_and_go(self):
        prop = self.prop
        prop.addOption("d", "D", 4)
        self.assertEqual((prop.size, prop.values[3]), (4, 4))
        prop.removeOption("a")
        prop.removeOption(2)
        self.assertEqual((prop.identifiers, prop.displayNames), (["b", "c"], ["B", "C"]))
        self.assertEqual(prop.value, 2)
        prop.replaceOptions(["x"], ["X"], [9])
        self.assertEqual(prop.value, 9)
        prop.replaceOptions([p.IntOption("y", "Y", InvalidationLevel.InvalidOutput)])
        self.assertEqual(prop.value, 1)
        prop.clearOptions
        self.assertEqual(prop.size, 0)
        with self.assertRaises(RuntimeError):
            prop.value

    def test_other_types(self):
        text = p.OptionPropertyString("o", "O", [p.StringOption("a", "A", "x")])
        self.assertEqual(text.value, "x")
        number = p.OptionPropertyFloat("o", "O", options=[("a", "A", 0.5), ("b", "B", 1)])
        number.value = 1
        self.assertEqual(number.selectedIdentifier, "b")


class Others(unittest.TestCase):
    def test_bool_and_string(self):
        on = p.BoolProperty("a", "A", True)
        self.assertTrue(on)
        on.value = np.bool_(False)
        self.assertFalse(on)
        with self.assertRaises(TypeError):
            on.value = "yes"
        text = p.StringProperty("a", "A", "x", semantics=PropertySemantics.Multiline)
        text.value += "y"
        self.assertEqual(text.value, "xy")

    def test_a_path_is_a_text_and_a_path(self):
        prop = p.FileProperty("f", "F", invalidationLevel=InvalidationLevel(2))
        prop.value = pathlib.Path(__file__)
        value = prop.value
        self.assertIsInstance(value, str)
        self.assertTrue(value.endswith(".py") and value.exists() and value.is_file())
        self.assertEqual((value.suffix, value.name), (".py", os.path.basename(__file__)))
        self.assertEqual(value.parent / "x", pathlib.Path(__file__).parent / "x")
        self.assertEqual(value / "x", pathlib.Path(__file__) / "x")
        self.assertEqual(value, pathlib.Path(__file__))
        self.assertEqual(value + "c", __file__ + "c")
        self.assertEqual(os.fspath(prop), __file__)
        with value.open() as file:
            self.assertIn("Laws", file.readline())
        self.assertIsInstance(value, os.PathLike)
        self.assertEqual(prop.valueAsString(), __file__)

    def test_filters_of_dialogs(self):
        prop = p.FileProperty("f", "F", "", "volume")
        prop.addNameFilter("Numpy (*.npy)")
        prop.addNameFilter(p.FileExtension("nii", "NIfTI"))
        filters = [(f.extension, f.description) for f in prop.getNameFilters()]
        self.assertEqual(filters, [("npy", "Numpy"), ("nii", "NIfTI")])
        prop.acceptMode = p.AcceptMode.Save
        self.assertEqual((prop.acceptMode, prop.contentType), (p.AcceptMode.Save, "volume"))
        folder = p.DirectoryProperty("d", "D")
        self.assertEqual(folder.fileMode, p.FileMode.Directory)
        self.assertIsInstance(folder, p.FileProperty)

    def test_buttons_call(self):
        pressed = []
        for make in (
            lambda f: p.ButtonProperty("b", "B", f),
            lambda f: p.ButtonProperty("b", "B", ivw.Document("help"), f),
            lambda f: p.ButtonProperty("b", "B", action=f),
        ):
            make(lambda: pressed.append(1)).press()
        self.assertEqual(pressed, [1, 1, 1])
        button = p.ButtonProperty("b", "B", InvalidationLevel.InvalidOutput)
        button.onChange(lambda: pressed.append(2))
        button.press()
        button.press()
        self.assertEqual(pressed, [1, 1, 1, 2, 2])
        group = p.ButtonGroupProperty(
            "g", "G", [p.ButtonGroupPropertyButton("x", None, None, lambda: pressed.append(3))]
        )
        group.press(0)
        self.assertEqual(pressed[-1], 3)
        with self.assertRaises(IndexError):
            group.press(1)

    def test_semantics_and_flags_of_all_properties(self):
        prop = p.StringProperty("a", "A", "x")
        prop.readOnly, prop.visible, prop.displayName = True, False, "New"
        self.assertEqual((prop.readOnly, prop.visible, prop.displayName), (True, False, "New"))
        prop.semantics = PropertySemantics("Custom")
        self.assertEqual(repr(prop.semantics), "<PropertySemantics: 'Custom'>")
        self.assertEqual(prop.classIdentifier, "org.inviwo.StringProperty")
        self.assertTrue(prop.isModified)
        prop.value = "y"
        prop.resetToDefaultState()
        self.assertEqual(prop.value, "x")
        with self.assertRaises(AttributeError):
            prop.vlaue = "typo"

    def test_a_base_class_has_no_instances(self):
        for name in ("Property", "OrdinalProperty", "BaseOptionProperty"):
            with self.assertRaises(TypeError):
                getattr(p, name)("a", "A")


class Groups(unittest.TestCase):
    def setUp(self):
        self.group = p.CompositeProperty("g", "G")
        self.inner = p.FloatProperty("x", "X", 0.5)
        self.group.addProperty(self.inner)

    def test_a_group_knows_its_properties(self):
        group, inner = self.group, self.inner
        self.assertIs(group.x, inner)
        self.assertIs(group.properties["x"], inner)
        self.assertIs(group.properties.x, inner)
        self.assertIs(group.properties[0], inner)
        self.assertIs(group.properties[-1], inner)
        self.assertEqual((len(group.properties), "x" in group.properties), (1, True))
        self.assertEqual(list(group.properties), [inner])
        self.assertEqual(repr(group.properties), "[x]")
        self.assertIs(group.getPropertyByIdentifier("x"), inner)
        self.assertIsNone(group.getPropertyByIdentifier("y"))
        with self.assertRaises(KeyError):
            group.properties["y"]
        with self.assertRaises(KeyError):
            group.properties.y
        with self.assertRaisesRegex(AttributeError, "does not have a property"):
            group.y
        self.assertIsInstance(group, p.PropertyOwner)
        self.assertNotIsInstance(inner, p.PropertyOwner)

    def test_a_property_has_one_place_and_a_name_one_property(self):
        with self.assertRaises(RuntimeError):
            p.CompositeProperty("h", "H").addProperty(self.inner)
        with self.assertRaises(RuntimeError):
            self.group.addProperty(p.IntProperty("x", "X"))
        self.group.removeProperty(self.inner)
        self.assertEqual((len(self.group.properties), self.inner.value), (0, 0.5))
        other = p.CompositeProperty("h", "H")
        other.addProperty(self.inner)
        self.assertEqual(self.inner.path, "h.x")

    def test_groups_go_into_groups_and_objects_follow(self):
        outer = p.CompositeProperty("o", "O")
        outer.insertProperty(0, self.group)
        self.inner.value = 0.75
        self.assertEqual(outer.g.x.value, 0.75)
        self.assertIs(outer.g.x, self.inner)
        self.assertEqual(outer.getPropertiesRecursive(), [self.group, self.inner])
        self.assertIs(outer.getPropertyByIdentifier("x", True), self.inner)
        outer.readOnly = True
        self.assertTrue(self.inner.readOnly)

    def test_a_group_may_be_turned_on(self):
        group = p.BoolCompositeProperty("b", "B", True)
        self.assertTrue(group and group.checked)
        group.checked = False
        self.assertFalse(group)
        self.assertIn("checked", group.properties)

    def test_a_list_makes_properties(self):
        made = p.ListProperty("l", "L", 2)
        made.addPrefab(p.IntProperty("i", "I", 3))
        first, second = made.constructProperty(0), made.constructProperty(0)
        self.assertEqual([first.identifier, second.identifier, second.value], ["i", "i2", 3])
        with self.assertRaises(RuntimeError):
            made.constructProperty(0)
        self.assertEqual((made.prefabCount, made.size()), (1, 2))


class Live(unittest.TestCase):
    def test_a_transfer_function_is_live(self):
        prop = p.TransferFunctionProperty("t", "T")
        self.assertEqual(len(prop.getValues()), 2)
        prop.value.add(0.5, glm.vec4(1, 0, 0, 1))
        self.assertEqual(len(prop.getValues()), 3)
        prop.clear()
        prop.add(0.25, glm.vec4(1))
        self.assertEqual(len(prop.value.getValues()), 1)

    def test_a_camera_and_its_parts_agree(self):
        prop = p.CameraProperty("c", "C", glm.vec3(0, 0, 5))
        self.assertEqual(prop.lookFrom, glm.vec3(0, 0, 5))
        prop.properties.fov.value = 60
        prop.setLook(glm.vec3(1, 2, 3), glm.vec3(0), glm.vec3(0, 1, 0))
        self.assertEqual(prop.properties.lookFrom.value, glm.vec3(1, 2, 3))
        self.assertIsInstance(prop.properties.lookFrom, p.FloatVec3RefProperty)
        prop.properties.lookTo.value = [0, 1, 0]
        self.assertEqual(prop.lookTo, glm.vec3(0, 1, 0))
        prop.near.minValue = 0.01
        self.assertAlmostEqual(prop.properties["near"].minValue, 0.01)
        camera = prop.camera
        self.assertEqual(camera.lookFrom, glm.vec3(1, 2, 3))
        camera.lookFrom = glm.vec3(3, 2, 1)
        self.assertEqual(prop.lookFrom, glm.vec3(3, 2, 1))

    def test_iso_values_with_a_transfer_function(self):
        prop = p.IsoTFProperty("i", "I", None)
        self.assertIsInstance(prop.tf, p.TransferFunctionProperty)
        self.assertIsInstance(prop.isovalues, p.IsoValueProperty)
        prop.isovalues.add(0.5, glm.vec4(1))
        self.assertEqual(len(prop.isovalues.getValues()), 1)


class Defaults(unittest.TestCase):
    def test_the_default_is_what_the_constructor_got(self):
        prop = p.FloatProperty("a", "A", 0.25)
        prop.value = 0.75
        prop.resetToDefaultState()
        self.assertEqual(prop.value, 0.25)
        prop.value = 0.5
        prop.setCurrentStateAsDefault()
        prop.value = 1.0
        prop.resetToDefaultState()
        self.assertEqual(prop.value, 0.5)

    def test_it_stays_the_default_when_the_property_moves(self):
        group, prop = p.CompositeProperty("g", "G"), p.IntProperty("a", "A", 3)
        prop.value = 7
        group.addProperty(prop)
        self.assertEqual(prop.value, 7)
        group.resetAllPoperties()
        self.assertEqual(prop.value, 3)
        prop.value = 9
        group.setAllPropertiesCurrentStateAsDefault()
        group.removeProperty(prop)
        prop.value = 1
        prop.resetToDefaultState()
        self.assertEqual(prop.value, 9)

    def test_groups_go_back_with_all_in_them(self):
        group, prop = p.CompositeProperty("g", "G"), p.StringProperty("a", "A", "x")
        group.addProperty(prop)
        prop.value = "y"
        group.resetToDefaultState()
        self.assertEqual(prop.value, "x")


class InNetwork(unittest.TestCase):
    """Properties of a processor in the network, which is where programs change them later."""

    def setUp(self):
        class Holder(ivw.Processor):
            def __init__(self, id, name):
                ivw.Processor.__init__(self, id, name)
                self.seen = []
                self.outport = ivw.data.VolumeOutport("outport")
                self.inport = ivw.data.VolumeInport("inport")
                self.inport.optional = True
                self.addInport(self.inport)
                # Without an outport it is what wants the data.
                if id == "Source":
                    self.addOutport(self.outport)
                self.camera = p.CameraProperty("camera", "Camera", inport=self.inport)
                self.file = p.FileProperty("file", "File")
                self.items = p.ListProperty("items", "Items", 2)
                self.number = p.IntProperty("number", "Number", 3)
                self.number.value = 5
                self.other = p.FloatRefProperty("ref", "Ref", lambda: self.held, self.hold)
                self.group = p.CompositeProperty("group", "Group")
                self.group.addProperty(p.IntProperty("inner", "Inner", 1))
                self.addProperties(
                    [self.camera, self.file, self.items, self.number, self.other, self.group]
                )

            held = 0.5

            def hold(self, value):
                self.held = value

            @staticmethod
            def processorInfo():
                return ivw.ProcessorInfo("org.test.Holder", "Holder")

            def getProcessorInfo(self):
                return self.processorInfo()

            def process(self):
                volume = ivw.data.Volume(np.zeros((2, 2, 2), np.float32))
                volume.basis = glm.mat3(4)
                volume.offset = glm.vec3(1, 2, 3)
                self.outport.setData(volume)

        network = ivw.app.network
        network.clear()
        self.addCleanup(network.clear)
        self.source, self.holder = (Holder(name, name) for name in ("Source", "Target"))
        network.addProcessor(self.source)
        network.addProcessor(self.holder)
        network.addConnection(self.source.outport, self.holder.inport)

    def test_defaults_are_those_of_the_constructors(self):
        number = self.holder.number
        self.assertEqual(number.value, 5)
        number.resetToDefaultState()
        self.assertEqual(number.value, 3)
        number.value = 8
        number.setCurrentStateAsDefault()
        number.value = 1
        self.holder.resetAllPoperties()
        self.assertEqual(number.value, 8)

    def test_file_dialogs_can_be_set_up_later(self):
        file = self.holder.file
        file.acceptMode = p.AcceptMode.Save
        file.fileMode = p.FileMode.ExistingFiles
        file.contentType = "volume"
        self.assertEqual(
            (file.acceptMode, file.fileMode, file.contentType),
            (p.AcceptMode.Save, p.FileMode.ExistingFiles, "volume"),
        )

    def test_lists_get_prefabs_later(self):
        items = self.holder.items
        items.addPrefab(p.IntProperty("n", "N", 4))
        self.assertEqual(items.prefabCount, 1)
        self.assertEqual(items.constructProperty(0).value, 4)
        items.maxNumberOfElements = 1
        with self.assertRaises(RuntimeError):
            items.constructProperty(0)

    def test_references_ask_their_owner(self):
        other = self.holder.other
        self.holder.held = 0.25
        self.assertEqual(other.value, 0.25)
        other.value = 0.75
        self.assertEqual(self.holder.held, 0.75)
        got = []
        other.setGetAndSet(lambda: 0.125, got.append)
        self.assertEqual(other.value, 0.125)
        other.value = 1.0
        self.assertEqual((got[-1], self.holder.held), (1.0, 0.75))
        with self.assertRaises(TypeError):
            p.FloatProperty("a", "A")._forward()
            p.FloatProperty("a", "A").setGetAndSet(lambda: 0.0, print)

    def test_groups_know_what_is_around_them(self):
        group = self.holder.group
        self.assertIs(group.processor, self.holder)
        self.assertIs(group.getOwner(), self.holder)
        self.assertIsInstance(group.getInvalidationLevel(), InvalidationLevel)
        self.assertIsInstance(group.isValid(), bool)
        self.assertIsNone(p.CompositeProperty("g", "G").processor)
        self.assertEqual(p.PropertyOwner.size(group), 1)
        self.assertEqual(len(p.PropertyOwner.properties.fget(group)), 1)

    def test_a_camera_fits_the_data_at_its_port(self):
        camera = self.holder.camera
        camera.fitData()
        middle = glm.vec3(3, 4, 5)
        self.assertEqual(camera.lookTo, middle)
        radius = 2 * 3**0.5
        distance = glm.distance(camera.lookFrom, middle)
        half = np.radians(camera.properties.fov.value) / 2
        self.assertAlmostEqual(distance * np.sin(half), 1.05 * radius, places=3)
        camera.setNearFar()
        self.assertAlmostEqual(camera.farPlane, 20 * radius, places=2)
        camera.setLookRange()
        self.assertAlmostEqual(camera.lookToMaxValue[0], 3 + 10 * radius, places=3)
        for corner in ([1, 2, 3], [5, 6, 7], [1, 6, 3]):
            clip = camera.projectionMatrix * (camera.viewMatrix * glm.vec4(*corner, 1))
            self.assertTrue(all(abs(clip[n]) <= clip[3] for n in range(2)), corner)

    def test_a_camera_without_data_stays_where_it_is(self):
        camera = self.source.camera
        before = camera.lookFrom
        camera.fitData()
        self.assertEqual(camera.lookFrom, before)


class Cameras(unittest.TestCase):
    def test_points_go_to_the_world_and_back(self):
        camera = p.CameraProperty("c", "C", eye=[1, 2, 5], center=[0, 1, 0])
        ndc = glm.vec3(0.25, -0.5, 0.5)
        world = camera.getWorldPosFromNormalizedDeviceCoords(ndc)
        clip = camera.projectionMatrix * (camera.viewMatrix * glm.vec4(world, 1))
        for n in range(3):
            self.assertAlmostEqual(clip[n] / clip[3], ndc[n], places=3)
        clip = camera.getClipPosFromNormalizedDeviceCoords(ndc)
        self.assertAlmostEqual(clip.x / clip.w, ndc.x, places=3)
        screen = camera.getNormalizedDeviceFromNormalizedScreenAtFocusPointDepth(glm.vec2(0.5))
        focus = camera.getWorldPosFromNormalizedDeviceCoords(screen)
        self.assertLess(glm.distance(focus, camera.lookTo), 1e-2)

    def test_views_along_a_direction_or_from_a_side(self):
        from inviwopy import camerautil

        camera, box = p.CameraProperty("c", "C"), glm.mat4(2)
        camerautil.setCameraView(camera, box, p.Side.XPositive, 1.5)
        self.assertGreater(camera.lookFrom.x, 1)
        camerautil.setCameraView(camera, box, glm.vec3(0, 0, -1), glm.vec3(0, 1, 0))
        self.assertGreater(camera.lookFrom.z, 1)
        self.assertEqual(camera.lookUp, glm.vec3(0, 1, 0))
        with self.assertRaises(TypeError):
            camerautil.setCameraView(camera, box, fit=2)


class FilePatterns(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        for name in ("a_1.png", "a_02.png", "a_010.png", "a_x.png", "b_1.png", "a_3.txt"):
            pathlib.Path(self.folder.name, name).touch()

    def names(self, prop):
        return [os.path.basename(path) for path in prop.fileList]

    def test_hashes_are_digits_and_numbers_are_in_order(self):
        prop = p.FilePatternProperty("f", "F", "a_##.png", self.folder.name)
        self.assertEqual(self.names(prop), ["a_1.png", "a_02.png", "a_010.png"])
        self.assertEqual(prop.fileIndices, [1, 2, 10])
        prop.matchShorterNumbers.value = False
        self.assertEqual(self.names(prop), ["a_02.png", "a_010.png"])
        self.assertEqual(prop.filePattern, "a_##.png")
        self.assertEqual(prop.filePatternPath, self.folder.name)
        self.assertEqual(prop.classIdentifier, "org.inviwo.FilePatternProperty")

    def test_a_range_selects(self):
        prop = p.FilePatternProperty("f", "F", os.path.join(self.folder.name, "a_#.png"))
        prop.properties.rangeSelection.value = True
        prop.properties.minMaxIndex.value = glm.ivec2(2, 9)
        self.assertEqual(prop.fileIndices, [2])
        prop.properties.minMaxIndex.value = glm.ivec2(50, 60)
        self.assertEqual((prop.fileList, prop.outOfRangeMatches), ([], True))

    def test_stars_and_nothing_at_all(self):
        prop = p.FilePatternProperty("f", "F", "?_x*", self.folder.name)
        self.assertEqual((self.names(prop), prop.fileIndices), (["a_x.png"], [-1]))
        self.assertEqual(p.FilePatternProperty("f", "F").fileList, [])
        self.assertEqual(p.FilePatternProperty("f", "F", "#", "/no/such/folder").fileList, [])


class Callbacks(unittest.TestCase):
    def test_a_handle_takes_its_callback_away(self):
        seen = []
        prop = p.IntProperty("a", "A", 1)
        handle = prop.onChange(lambda: seen.append(prop.value))
        prop.onChange(lambda: seen.append(-prop.value))
        prop.value = 2
        handle.remove()
        handle.remove()
        prop.value = 3
        self.assertEqual(seen, [2, -2, -3])

    def test_only_another_value_calls_back(self):
        seen = []
        prop = p.FloatProperty("a", "A", 0.5)
        prop.onChange(lambda: seen.append(prop.value))
        prop.value = 0.5
        prop.value = 0.75
        prop.displayName = "B"
        prop.value = 7
        self.assertEqual(seen, [0.75, 1.0])

    def test_what_a_callback_raises_reaches_who_set_the_value(self):
        prop = p.FloatProperty("a", "A", 0.5)
        prop.onChange(lambda: 1 / 0)
        with self.assertRaises(ZeroDivisionError):
            prop.value = 0.75
        self.assertEqual(prop.value, 0.75)

    def test_visibility_may_depend_on_another_property(self):
        switch, shown = p.BoolProperty("s", "S"), p.IntProperty("i", "I")
        shown.visibilityDependsOn(switch, lambda s: s.value)
        shown.readonlyDependsOn(switch, lambda s: not s.value)
        self.assertEqual((shown.visible, shown.readOnly), (False, True))
        switch.value = True
        self.assertEqual((shown.visible, shown.readOnly), (True, False))

    def test_circles_through_callbacks_are_collected(self):
        class Holder:
            pass

        holder = Holder()
        holder.prop = p.FloatProperty("a", "A", 0.5)
        holder.prop.onChange(lambda: holder)
        gone = weakref.ref(holder)
        del holder
        gc.collect()
        self.assertIsNone(gone())


if __name__ == "__main__":
    unittest.main()
