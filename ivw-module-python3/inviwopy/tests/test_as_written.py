"""What processors and scripts of the wild say, in the words that they use."""

import gc
import tempfile
import unittest
from pathlib import Path

import inviwopy as ivw
import inviwopyapp
import ivwbase
import ivwdataframe
import numpy as np
from inviwopy import data as d
from inviwopy import properties as p
from inviwopy.glm import *  # noqa: F403 (as scripts do: it hides functions of Python)
from inviwopy.glm import dvec2, mat4, vec2, vec3, vec4

network = ivw.app.network


class Wordings(unittest.TestCase):
    def test_functions_that_glm_hides_go_on_for_what_is_no_vector(self):
        self.assertEqual((abs(-2.5), abs(vec2(-1, 2))), (2.5, vec2(1, 2)))
        self.assertTrue(all((1, "a", [0])) and any([0, 3]))
        self.assertFalse(all(x > 1 for x in (1, 2)) or any(()))

    def test_an_array_of_one_number_scales_a_vector(self):
        v = vec3(1, 2, 3)
        v *= np.array([2.0])
        self.assertEqual((v, v * np.array([0.5])), (vec3(2, 4, 6), vec3(1, 2, 3)))
        with self.assertRaises(TypeError):
            v *= np.array([1.0, 2.0])

    def test_points_of_transfer_functions_from_before_2019(self):
        prop = p.TransferFunctionProperty("tf", "TF")
        prop.clear()
        prop.addPoint(vec2(0.25, 0.5), vec3(1, 0, 0))
        prop.value.addPoint(vec2(1, 1), vec3(0, 0, 1))
        points = [(point.pos, [*point.color]) for point in prop.getValues()]
        self.assertEqual(points, [(0.25, [1, 0, 0, 0.5]), (1, [0, 0, 1, 1])])

    def test_an_image_of_layers_for_color_depth_and_picking(self):
        color, depth = (d.Layer(np.full((3, 4), n, np.float32)) for n in (1, 2))
        image = d.Image(color, depth, None)
        self.assertEqual(image.depth.data[0, 0], 2)
        self.assertEqual((len(image.colorLayers), image.picking), (1, None))
        self.assertEqual(len(d.Image([color, color], None, depth).colorLayers), 2)
        with self.assertRaises(ValueError):
            d.Image(color, d.Layer(np.zeros((5, 5), np.float32)), None)

    def test_a_column_is_found_by_keyword(self):
        frame = ivwdataframe.DataFrame()
        frame.addCategoricalColumn("name", ["a", "b"])
        self.assertEqual(list(frame.getColumn(name="name")), ["a", "b"])
        self.assertEqual(frame.getColumn(index=frame.cols - 1).header, "name")
        self.assertIsNone(frame.getColumn(name="other"))

    def test_a_property_describes_itself_in_a_document(self):
        ends = [(n, p.ConstraintBehavior.Ignore) for n in (0, 2)]
        prop = p.FloatProperty("size", "Size", ivw.md2doc("How large."), 1.0, *ends)
        seen = []
        prop.getDescription().visit(
            lambda element, stack: seen.append(element.content if element.isText() else element.name),
            lambda element, stack: None,
        )
        for word in ("table", "tr", "Size", "size", "How large.", "org.inviwo.FloatProperty"):
            self.assertIn(word, seen)

    def test_callbacks_of_parts_of_a_group_last_as_long_as_that(self):
        camera, told = p.CameraProperty("camera", "Camera"), []
        camera.properties.fov.onChange(lambda: told.append("fov"))
        gc.collect()
        camera.properties.fov.value = 31
        outer = p.CompositeProperty("outer", "Outer")
        outer.addProperty(ivwbase.properties.DataRangeProperty("range", "Range"))
        inner = outer.range.properties.useCustomRange.properties.copyFromInput
        inner.onChange(lambda: told.append("copy"))
        del inner
        gc.collect()
        outer.range.properties.useCustomRange.properties.copyFromInput.press()
        self.assertEqual(told, ["fov", "copy"])

    def test_modules_have_their_names(self):
        self.assertEqual(ivw.app.modules["Base"].identifier, "Base")
        self.assertIn("Base", [module.identifier for module in ivw.app.modules])
        self.assertTrue(ivw.app.modules.Base.description)

    def test_menus_have_actions_separators_and_menus_inside(self):
        inner = (ivw.ContextMenuAction("p.one"), ivw.ContextMenuSeparator())
        menu = ivw.ContextMenuSubmenu("More", childEntries=inner, iconPath=":/icon.svg")
        event = ivw.MouseEvent()
        event.showContextMenu([menu, ivw.ContextMenuAction("p.two", "Two")])
        self.assertEqual([entry.label for entry in event._menu], ["More", "Two"])
        self.assertEqual([entry.id for entry in menu.childEntries], ["p.one", ""])

    def test_an_application_of_ones_own_is_the_one_that_there_is(self):
        app = inviwopyapp.InviwoApplicationQt("mine")
        app.registerModules()
        app.resizePool(0)
        app.update()
        app.waitForNetwork(1)
        self.assertIsInstance(app, ivw.InviwoApplication)
        self.assertIs(app.network, network)
        app.exit(3)
        self.assertEqual((app.displayName, app.run(), app.runningBackgroundJobs()), ("mine", 3, 0))


class Histograms(unittest.TestCase):
    def test_numbers_are_counted_by_component_and_what_is_outside_apart(self):
        values = np.array([0, 0, 1, 3, 9, np.nan, -1, 2], np.float32)
        volume = d.Volume(np.stack([values, values * 0], axis=-1).reshape(2, 2, 2, 2))
        volume.dataMap.dataRange = dvec2(0, 4)
        one, zero = volume.calculateHistograms(bins=4)
        self.assertEqual((one.counts, one.totalCounts, one.maxCount), ([2, 1, 1, 1], 5, 2))
        self.assertEqual((one.underflow, one.overflow), (1, 1))
        self.assertEqual((one.dataStats.min, one.dataStats.max), (-1, 9))
        self.assertEqual((len(one.dataStats.percentiles), zero.counts), (101, [7, 0, 0, 0]))

    def test_whole_numbers_have_a_bin_each(self):
        layer = d.Layer(np.array([[1, 2], [2, 255]], np.uint8))
        (histogram,) = layer.calculateHistograms()
        self.assertEqual(len(histogram.counts), 256)
        self.assertEqual([histogram.counts[n] for n in (0, 1, 2, 255)], [0, 1, 2, 1])
        self.assertEqual(len(ivw.Histogram1D(10).counts), 10)
        with self.assertRaises(ValueError):
            ivw.Histogram1D(10**12)


class Groups(unittest.TestCase):
    def volume(self):
        volume = d.Volume(np.arange(24, dtype=np.float32).reshape(2, 3, 4))
        volume.dataMap.dataRange = volume.dataMap.valueRange = dvec2(0, 23)
        columns = (2, 0, 0, 0), (0, 3, 0, 0), (0, 0, 4, 0), (-1, -1, -1, 1)
        volume.modelMatrix = mat4(*(vec4(*column) for column in columns))
        return volume

    def test_a_basis_is_that_of_the_data_until_it_is_overridden(self):
        basis, volume = ivwbase.properties.BasisProperty("basis", "Basis"), self.volume()
        basis.updateForNewEntity(volume, False)
        basis.updateEntity(volume)
        self.assertEqual(volume.modelMatrix[1][1], 3)
        self.assertEqual((basis.a.value, basis.offset.value), (vec3(2, 0, 0), vec3(-1)))
        self.assertTrue(basis.a.readOnly)
        basis.override.value = True
        basis.updateEntity(volume)
        basis.a.value = vec3(8, 0, 0)
        basis.updateEntity(volume)
        self.assertEqual((volume.modelMatrix[0][0], volume.modelMatrix[3][0]), (8, -4))
        # A workspace that was just opened keeps its place; another file does not.
        basis.updateForNewEntity(self.volume(), True)
        self.assertEqual(basis.basisAndOffset[0][0], 8)
        basis.updateForNewEntity(self.volume(), False)
        self.assertEqual(basis.basisAndOffset[0][0], 2)

    def test_what_is_known_of_a_volume_is_shown_and_what_is_edited_is_written(self):
        yes, no = p.OverwriteState.Yes, p.OverwriteState.No
        group, volume = ivwbase.properties.VolumeInformationProperty("info", "Info"), self.volume()
        group.updateForNewVolume(volume, no)
        self.assertEqual([*group.dimensions.value], [4, 3, 2])
        self.assertEqual((group.numVoxels.value, group.format.value), (24, "FLOAT32"))
        self.assertEqual(group.dataRange.value, dvec2(0, 23))
        group.dataRange.value = dvec2(1, 5)
        group.valueUnit.value = "mm"
        group.xWrappingX.selectedIndex = 1
        group.updateVolume(volume)
        self.assertEqual(volume.dataMap.dataRange, dvec2(1, 5))
        self.assertEqual(str(volume.dataMap.valueAxis.unit), "mm")
        self.assertEqual(volume.wrapping[0], d.Wrapping.Repeat)
        group.updateForNewVolume(self.volume(), no)
        self.assertEqual(group.dataRange.value, dvec2(1, 5))
        group.checked = True
        group.updateForNewVolume(self.volume(), yes)
        self.assertEqual(group.dataRange.value, dvec2(1, 5))
        group.checked = False
        group.updateForNewVolume(self.volume(), yes)
        self.assertEqual(group.dataRange.value, dvec2(0, 23))

    def test_what_a_workspace_saved_wins_if_changes_are_kept(self):
        for is_kept, expected in ((True, dvec2(2, 5)), (False, dvec2(0, 23))):
            group = ivwbase.properties.VolumeInformationProperty("info", "Info")
            group.dataRange.value, group.checked = dvec2(2, 5), is_kept
            group.updateForNewVolume(self.volume(), p.OverwriteState.Yes)
            self.assertEqual(group.dataRange.value, expected)
            self.assertEqual(group.valueRange.value, dvec2(0, 23))

    def test_a_layer_has_the_same(self):
        layer = d.Layer(np.zeros((2, 3, 4), np.uint8))
        group = ivwbase.properties.LayerInformationProperty("info", "Info")
        group.updateForNewLayer(layer, p.OverwriteState.No)
        self.assertEqual((group.format.value, group.layerType.value), ("Vec4UINT8", "Color"))
        self.assertEqual(len(group.swizzleMask.value), 4)
        group.dataRange.value = dvec2(0, 9)
        group.updateLayer(layer)
        self.assertEqual(layer.dataMap.dataRange, dvec2(0, 9))

    def test_a_range_is_that_of_the_data_or_ones_own(self):
        group = ivwbase.properties.DataRangeProperty("range", "Range", customRanges=True)
        group.help = ivw.md2doc("Of the data.")
        group.getPropertyByIdentifier("customValueRange", True).visible = False
        outer = p.CompositeProperty("outer", "Outer")
        outer.addProperties([group])
        outer.range.dataRange = dvec2(5, 2)
        self.assertEqual(outer.range.dataRange, dvec2(2, 5))
        group.updateFromVolume(self.volume())
        self.assertEqual((group.dataRange, group.valueRange), (dvec2(0, 23), dvec2(0, 23)))
        group.properties.useCustomRange.checked = True
        self.assertEqual(group.dataRange, dvec2(0, 1))
        group.properties.useCustomRange.copyFromInput.press()
        self.assertEqual((group.customRangeEnabled, group.dataRange), (True, dvec2(0, 23)))

    def test_a_value_axis_is_that_of_the_data_or_ones_own(self):
        group, volume = ivwbase.properties.ValueAxisProperty("axis", "Axis"), self.volume()
        volume.dataMap.valueAxis.name, volume.dataMap.valueAxis.unit = "depth", d.Unit("m")
        group.updateFromVolume(volume)
        self.assertEqual((group.valueName, group.valueUnit), ("depth", d.Unit("m")))
        group.properties.useCustomAxis.copyFromInput.press()
        group.properties.useCustomAxis.checked = True
        group.properties.useCustomAxis.customValueName.value = "height"
        self.assertEqual((group.valueName, group.valueUnit), ("height", d.Unit("m")))

    def test_what_is_known_of_images_and_meshes(self):
        image = ivwbase.properties.ImageInformationProperty("image", "Image")
        image.updateForNewImage(d.Image(d.Layer(np.zeros((2, 4), np.float32))))
        self.assertEqual([*image.dimensions.value], [4, 2])
        self.assertEqual((image.aspectRatio.value, image.numColorLayers.value), (2.0, 1))
        mesh = ivwbase.properties.MeshInformationProperty("mesh", "Mesh")
        mesh.updateForNewMesh(d.BasicMesh(d.DrawType.Lines, d.ConnectivityType.Strip))
        self.assertEqual(mesh.defaultMeshInfo.defaultDrawType.value, "Lines")
        self.assertEqual((mesh.numBuffers.value, mesh.numBuffers.readOnly), (4, True))

    def test_a_list_of_transformations_is_a_matrix(self):
        group = ivwbase.properties.TransformListProperty("moves", "Moves")
        self.assertEqual(group.matrix, mat4(1))
        group.internalTransforms.constructProperty(2)
        group.internalTransforms.constructProperty(0)
        scaling, move = group.internalTransforms.properties
        scaling.scale.value, move.translate_.value = vec3(2), vec3(1, 0, 0)
        self.assertEqual(group.matrix * vec4(1, 1, 1, 1), vec4(3, 2, 2, 1))


class Keeper(ivw.Processor):
    """Saves what no property has, as processors of 2026 may."""

    def __init__(self, id, name):
        super().__init__(id, name)
        self.addOutport(ivw.PythonOutport("outport"))
        self.number = p.FloatProperty("number", "Number", 1.0, 0.0, 10.0)
        self.addProperty(self.number)
        self.told, self.is_reading, self.kept = [], False, None
        self.number.onChange(lambda: self.told.append((self.number.value, self.is_reading)))

    @staticmethod
    def processorInfo():
        return ivw.ProcessorInfo("org.test.Keeper", "Keeper")

    def getProcessorInfo(self):
        return Keeper.processorInfo()

    def serialize(self, serializer: ivw.Serializer):
        ivw.Processor.serialize(self, serializer)
        serializer.serialize("note", "a <b> & ü")
        serializer.serialize("count", 3)
        serializer.serialize("weights", np.array([0.5, 0.25]))
        serializer.serialize(key="names", data=["x", "y"], itemKey="name")
        if self.kept == "bad":
            serializer.serialize("not a name", 1)

    def deserialize(self, deserializer: ivw.Deserializer):
        self.is_reading = True
        ivw.Processor.deserialize(self, deserializer)
        self.is_reading = False
        self.kept = (
            deserializer.deserializeString("note"), deserializer.deserializeInt("count"),
            deserializer.deserializeDoubleVector("weights"),
            deserializer.deserializeStringVector("names", "name"),
            deserializer.deserializeInt("missing"), Path(deserializer.getFileName()).name,
        )


class Workspaces(unittest.TestCase):
    def setUp(self):
        if not ivw.app.processorFactory.hasKey("org.test.Keeper"):
            ivw.app.processorFactory.registerObject(Keeper)
        network.clear()
        self.addCleanup(network.clear)
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = Path(folder.name, "kept.inv")
        self.keeper = ivw.app.processorFactory.create("org.test.Keeper")
        network.addProcessor(self.keeper)

    def test_what_a_processor_saves_of_its_own_comes_back(self):
        self.keeper.number.value = 4.0
        network.save(self.path)
        network.load(self.path)
        again = network.Keeper
        self.assertIsNot(again, self.keeper)
        self.assertEqual(
            again.kept, ("a <b> & ü", 3, [0.5, 0.25], ["x", "y"], 0, "kept.inv")
        )
        # Callbacks are called while it reads, and know that it does.
        self.assertEqual(again.told, [(4.0, True)])
        network.save(self.path)
        self.assertEqual(self.path.read_text().count("<note "), 1)

    def test_an_error_while_saving_keeps_what_was_saved_last(self):
        network.save(self.path)
        network.load(self.path)
        network.Keeper.kept = "bad"
        network.save(self.path)
        network.load(self.path)
        self.assertEqual(network.Keeper.kept[:2], ("a <b> & ü", 3))

    def test_files_of_ones_own(self):
        writer = ivw.Serializer(self.path, "Mine")
        writer.serialize("text", "a")
        writer.serialize("version", 2, ivw.SerializationTarget.Attribute)
        writer.writeFile()
        reader = ivw.Deserializer(self.path, rootElement="Mine")
        self.assertEqual(reader.deserializeString("text"), "a")
        self.assertEqual(reader.deserializeInt("version", ivw.SerializationTarget.Attribute), 2)
        self.assertEqual(str(reader.getFileDir()), str(self.path.parent))
        with self.assertRaises(ValueError):
            reader.deserializeInt("text")
        with self.assertRaises(ValueError):
            ivw.Deserializer(self.path, "Other")


class Pickers(unittest.TestCase):
    def test_numbers_are_counted_on_from_processor_to_processor(self):
        class Picked(ivw.Processor):
            def __init__(self, id, name):
                super().__init__(id, name)
                self.mappers = [ivw.PickingMapper(self, n, lambda event: None) for n in (2, 3)]

            @staticmethod
            def processorInfo():
                return ivw.ProcessorInfo("org.test.Picked", "Picked")

            def getProcessorInfo(self):
                return Picked.processorInfo()

        gc.collect()
        network.clear()
        self.addCleanup(network.clear)
        made = [Picked("Picked", "Picked") for _ in range(3)]
        # What is made and thrown away takes none.
        for processor in (made[2], made[0]):
            network.addProcessor(processor)
        firsts = [mapper.pickingId(0) for n in (2, 0) for mapper in made[n].mappers]
        start = firsts[0]
        self.assertEqual(firsts, [start, start + 2, start + 5, start + 7])
        self.assertLess(start, 1 << 20)
        made[0].mappers[1].resize(30)
        self.assertEqual(made[0].mappers[1].pickingId(0), start + 7)
        self.assertIs(
            ivw.PickingManager.action(start + 7 + 29), made[0].mappers[1].pickingAction
        )
        self.assertIsNone(ivw.PickingManager.action(start + 7 + 30))


if __name__ == "__main__":
    unittest.main()
