"""The application, its factories, the network, modules, logging and documents."""

import os
import tempfile
import unittest
from pathlib import Path

import inviwopy as ivw
import numpy as np


class Source(ivw.Processor):
    def __init__(self, id, name):
        ivw.Processor.__init__(self, id, name)
        self.outport = ivw.data.VolumeOutport("outport")
        self.addOutport(self.outport, "volumes")
        self.number = ivw.properties.FloatProperty("number", "Number", 0.5, 0, 1)
        self.addProperty(self.number)
        self.other = ivw.properties.FloatProperty("other", "Other", 0.1, 0, 1)
        self.addProperty(self.other)

    @staticmethod
    def processorInfo():
        return ivw.ProcessorInfo("org.inviwo.test.source", "Source", "Test")

    def getProcessorInfo(self):
        return Source.processorInfo()

    def process(self):
        array = np.full((2, 3, 4), self.number.value, dtype=np.float32)
        self.outport.setData(ivw.data.Volume(array))


class Sink(ivw.Processor):
    def __init__(self, id, name):
        ivw.Processor.__init__(self, id, name)
        self.inport = ivw.data.VolumeInport("inport")
        self.addInport(self.inport, "volumes")
        self.number = ivw.properties.FloatProperty("number", "Number", 0.5, 0, 1)
        self.addProperty(self.number)
        self.means = []

    @staticmethod
    def processorInfo():
        return ivw.ProcessorInfo("org.inviwo.test.sink", "Sink")

    def getProcessorInfo(self):
        return Sink.processorInfo()

    def process(self):
        self.means.append(float(self.inport.getData().data.mean()))


class Network(unittest.TestCase):
    def setUp(self):
        self.network = ivw.app.network
        self.network.clear()
        self.addCleanup(self.network.clear)
        self.source, self.sink = Source("Source", "Source"), Sink("Sink", "Sink")
        self.network.addProcessor(self.source)
        self.network.addProcessor(self.sink)

    def test_processors_are_found_by_place_identifier_and_as_attributes(self):
        network = self.network
        self.assertIs(network.Source, self.source)
        self.assertIs(network.processors[0], self.source)
        self.assertIs(network.processors[-1], self.sink)
        self.assertIs(network.processors["Sink"], self.sink)
        self.assertIs(network.processors.Sink, self.sink)
        self.assertIn("Sink", network.processors)
        self.assertEqual(repr(network.processors), "[Source, Sink]")
        self.assertIsNone(network.getProcessorByIdentifier("Nobody"))
        with self.assertRaises(AttributeError):
            network.Nobody
        with self.assertRaises(KeyError):
            network.processors["Nobody"]
        with self.assertRaises(IndexError):
            network.processors[2]

    def test_names_become_unique_by_numbers(self):
        again = [Source("Source", "Source") for _ in range(2)]
        for processor in again:
            self.network.addProcessor(processor)
        self.assertEqual([p.identifier for p in again], ["Source2", "Source3"])
        self.assertEqual(again[0].displayName, "Source")
        for wanted, given in (("Foo09", "Foo09"), ("Foo09", "Foo9"), ("Foo9", "Foo10")):
            processor = Source(wanted, wanted)
            self.network.addProcessor(processor)
            self.assertEqual(processor.identifier, given)

    def test_what_can_not_be_connected_or_linked_is_left_alone(self):
        network, source, sink = self.network, self.source, self.sink
        network.addConnection(source.outport, sink.inport)
        network.addConnection(source.outport, sink.inport)
        self.assertEqual(len(network.connections), 1)
        self.assertTrue(network.isConnected(source.outport, sink.inport))
        self.assertTrue(network.isConnected(ivw.PortConnection(source.outport, sink.inport)))
        other = Source("Other", "Other")
        network.addProcessor(other)
        network.addConnection(other.outport, sink.inport)
        self.assertEqual(sink.inport.getConnectedOutport(), source.outport)
        with self.assertRaises(RuntimeError):
            sink.inport.connectTo(other.outport)
        loose = Source("Loose", "Loose")
        with self.assertRaises(RuntimeError):
            network.addConnection(loose.outport, sink.inport)
        network.addLink(source.number, sink.number)
        network.addLink(source.number, sink.number)
        self.assertEqual(len(network.links), 1)
        self.assertTrue(network.isLinked(ivw.PropertyLink(source.number, sink.number)))
        self.assertFalse(network.isLinkedBidirectional(source.number, sink.number))
        self.assertEqual(network.getPropertiesLinkedTo(source.number), [sink.number])
        self.assertEqual(len(network.getLinksBetweenProcessors(sink, source)), 1)
        network.removeLink(source.number, sink.number)
        self.assertEqual(network.links, [])

    def test_results_are_up_to_date_after_each_change_unless_locked(self):
        network, source, sink = self.network, self.source, self.sink
        network.addConnection(source.outport, sink.inport)
        source.number.value = 0.25
        self.assertEqual(sink.means, [0.5, 0.25])
        network.lock()
        network.lock()
        source.number.value = 0.75
        source.number.value = 1.0
        network.unlock()
        self.assertTrue(network.isLocked() and network.locked)
        self.assertEqual(len(sink.means), 2)
        network.unlock()
        self.assertEqual(sink.means, [0.5, 0.25, 1.0])

    def test_links_carry_values_at_once_also_while_locked(self):
        self.network.addLink(self.source.number, self.sink.number)
        self.network.lock()
        self.source.number.value = 0.125
        self.assertEqual(self.sink.number.value, 0.125)
        self.network.unlock()

    def test_paths_lead_to_properties_and_ports(self):
        network = self.network
        self.assertIs(network.getProperty("Source.number"), self.source.number)
        self.assertIsNone(network.getProperty("Source.nothing"))
        self.assertIs(network.getPort("Source.outport"), self.source.outport)
        self.assertIs(network.getInport("Sink.inport"), self.sink.inport)
        self.assertIsNone(network.getOutport("Sink.inport"))
        self.assertTrue(network.isPortInNetwork(self.source.outport))
        self.assertTrue(network.isPropertyInNetwork(self.source.number))
        self.assertEqual(self.source.number.path, "Source.number")

    def test_processors_know_their_ports_and_neighbours(self):
        source, sink = self.source, self.sink
        self.network.addConnection(source.outport, sink.inport)
        self.assertEqual(sink.getPredecessors(), [source])
        self.assertEqual(source.getDirectSuccessors(), [sink])
        self.assertEqual(source.getPortGroups(), ["volumes"])
        self.assertEqual(source.getPortsInGroup("volumes"), [source.outport])
        self.assertEqual(sink.getPortsInSameGroup(sink.inport), [sink.inport])
        self.assertEqual(sink.getPortGroup(sink.inport), "volumes")
        self.assertTrue(source.isSource() and not source.isSink())
        self.assertTrue(sink.isSink() and sink.isReady() and sink.allInportsConnected())
        self.assertEqual(repr(source), "Source")
        self.assertIs(source.network, self.network)
        self.assertIsNone(source.getPort("nothing"))
        self.assertFalse(source.hasProcessorWidget())
        self.assertIsNone(source.widget)

    def test_a_processor_that_is_taken_out_is_gone_with_its_connections(self):
        self.network.addConnection(self.source.outport, self.sink.inport)
        self.network.removeProcessor(self.source)
        self.assertEqual(self.network.connections, [])
        self.assertEqual([p.identifier for p in self.network.processors], ["Sink"])
        self.assertFalse(self.sink.isReady())

    def test_a_processor_can_be_asked_before_it_is_in_a_network(self):
        loose = Sink("Loose", "Loose")
        self.assertFalse(loose.isReady() or loose.allInportsConnected() or loose.isValid())
        self.assertIsNone(loose.network)
        self.assertEqual(loose.getPredecessors(), [])
        self.assertEqual(loose.getPortsInGroup("volumes"), [loose.inport])
        loose.meta.position = ivw.glm.ivec2(7, 8)
        loose.addProperty(ivw.properties.IntProperty("late", "Late", 3))
        self.network.addProcessor(loose)
        self.assertEqual(loose.meta.position, ivw.glm.ivec2(7, 8))
        self.assertEqual(loose.late.value, 3)

    def test_ports_of_processors_outside_of_the_network_are_an_error(self):
        loose = Source("Loose", "Loose")
        loose.meta  # The host knows it now.
        with self.assertRaises(RuntimeError):
            self.network.addConnection(loose.outport, self.sink.inport)
        with self.assertRaises(RuntimeError):
            self.network.addConnection(self.source.outport, Sink("Other", "Other").inport)

    def test_meta_data_is_kept(self):
        self.source.meta.position = ivw.glm.ivec2(3, 4)
        self.source.meta.selected = True
        self.assertEqual(self.source.meta.position, ivw.glm.ivec2(3, 4))
        self.assertTrue(self.source.meta.selected and self.source.meta.visible)

    def test_a_callback_that_raises_reaches_who_changed_the_value(self):
        def fail():
            raise ValueError("no")

        self.source.number.onChange(fail)
        with self.assertRaisesRegex(ValueError, "no"):
            self.source.number.value = 0.75
        self.assertEqual(self.source.number.value, 0.75)


class Step(ivw.Processor):
    """Calls a function where it would work."""

    def __init__(self, name, n_inports=0, work=lambda self: None):
        ivw.Processor.__init__(self, name, name)
        self.ports = [ivw.PythonInport(f"in{n}") for n in range(n_inports)]
        for port in self.ports:
            self.addInport(port)
        self.outport = ivw.PythonOutport("out")
        self.number = ivw.properties.IntProperty("number", "Number", 0, 0, 100)
        self.addProperty(self.number)
        self.work = work
        self.calls = []

    @staticmethod
    def processorInfo():
        return ivw.ProcessorInfo("org.inviwo.test.step", "Step")

    def getProcessorInfo(self):
        return Step.processorInfo()

    def initializeResources(self):
        self.calls.append("initialize")

    def process(self):
        self.calls.append("process")
        self.work(self)

    def doIfNotReady(self):
        self.calls.append("wait")


class Evaluation(unittest.TestCase):
    """What scripts rely on about when things run."""

    def setUp(self):
        self.network = ivw.app.network
        self.network.clear()
        self.addCleanup(self.network.clear)

    def chain(self, work, *more):
        """A source that works, and a sink."""
        source, sink = Step("Source", 0, work), Step("Sink", 1, *more)
        source.addOutport(source.outport)
        self.network.addProcessor(source)
        self.network.addProcessor(sink)
        self.network.addConnection(source.outport, sink.ports[0])
        return source, sink

    def test_resources_come_first_and_only_once(self):
        source, sink = self.chain(lambda self: self.outport.setData(1))
        source.number.value = 1
        self.assertEqual(source.calls, ["initialize", "process", "process"])
        self.assertEqual(sink.calls, ["wait", "initialize", "process", "process"])
        sink.invalidate(ivw.properties.InvalidationLevel.InvalidResources)
        self.assertEqual(sink.calls[-2:], ["initialize", "process"])
        self.assertEqual(len(source.calls), 3)

    def test_a_source_without_data_is_valid_and_its_sink_waits(self):
        source, sink = self.chain(lambda self: None)
        self.assertTrue(source.isValid())
        self.assertFalse(sink.isValid())
        self.assertEqual(set(sink.calls), {"wait"})

    def test_data_that_is_set_outside_of_process_runs_nobody(self):
        source, sink = self.chain(lambda self: self.outport.setData(1))
        before = list(sink.calls)
        source.outport.setData(2)
        self.assertEqual(sink.calls, before)
        self.assertEqual(sink.ports[0].getData(), 2)

    def test_a_processor_that_changes_itself_is_not_run_again(self):
        def work(self):
            self.number.value += 1
            self.outport.setData(self.number.value)

        source, sink = self.chain(work)
        self.assertEqual(source.calls.count("process"), 1)
        self.assertEqual(source.number.value, 1)
        self.assertEqual(sink.calls.count("process"), 1)

    def test_a_change_upstream_while_running_makes_one_more_pass(self):
        def change(sink):
            self.network.Source.number.value = 7

        source, sink = self.chain(lambda self: self.outport.setData(self.number.value), change)
        self.assertEqual(source.calls.count("process"), 2)
        self.assertEqual(sink.calls.count("process"), 2)

    def test_who_fails_keeps_old_data_and_is_tried_again(self):
        def work(self):
            if self.number.value == 1:
                raise ValueError("one")
            self.outport.setData(self.number.value)

        source, sink = self.chain(work)
        source.number.value = 1
        self.assertEqual(source.outport.getData(), 0)
        self.assertFalse(source.outport.isReady())
        self.assertEqual(sink.calls[-1], "wait")
        n_runs = source.calls.count("process")
        sink.number.value = 1
        self.assertEqual(source.calls.count("process"), n_runs + 1)
        source.number.value = 2
        self.assertEqual(sink.ports[0].getData(), 2)
        self.assertEqual(sink.calls[-1], "process")

    def test_an_optional_inport_without_data_counts_as_ready(self):
        source, sink = self.chain(lambda self: None)
        sink.ports[0].optional = True
        self.assertEqual(sink.calls[-1], "process")
        self.assertTrue(sink.isReady())
        self.assertIsNone(sink.ports[0].getData())


class Lists(unittest.TestCase):
    def setUp(self):
        ivw.app.network.clear()
        self.addCleanup(ivw.app.network.clear)

    def pair(self, out, into):
        class Out(Source):
            def __init__(self, id, name):
                ivw.Processor.__init__(self, id, name)
                self.outport = out("outport")
                self.addOutport(self.outport)

            def process(self):
                pass

        class Into(Sink):
            def __init__(self, id, name):
                ivw.Processor.__init__(self, id, name)
                self.inport = into("inport", ivw.Document("help"))
                self.addInport(self.inport)

            def process(self):
                pass

        made = Out("Out", "Out"), Into("Into", "Into")
        for processor in made:
            ivw.app.network.addProcessor(processor)
        ivw.app.network.addConnection(made[0].outport, made[1].inport)
        return made

    def test_lists_of_numbers_and_vectors_flow(self):
        out, into = self.pair(ivw.vec3VectorOutport, ivw.vec3VectorInport)
        self.assertTrue(into.inport.isConnected())
        out.outport.setData(np.arange(6, dtype=np.float32).reshape(2, 3))
        data = into.inport.getData()
        self.assertIsInstance(data, ivw.glm.vec3Vector)
        self.assertEqual(data[1], ivw.glm.vec3(3, 4, 5))
        self.assertEqual(into.inport.classIdentifier, "org.inviwo.vec3Vector.inport")
        with self.assertRaises((TypeError, ValueError)):
            out.outport.setData("nonsense")

    def test_lists_of_different_kinds_do_not_connect(self):
        out, into = self.pair(ivw.intVectorOutport, ivw.floatVectorInport)
        self.assertFalse(into.inport.isConnected())
        self.assertFalse(into.inport.canConnectTo(out.outport))

    def test_a_flat_inport_takes_sequences_apart(self):
        data = ivw.data
        out, into = self.pair(data.VolumeSequenceOutport, data.VolumeFlatMultiInport)
        volumes = [data.Volume(np.zeros((1, 1, n), np.float32)) for n in (1, 2)]
        out.outport.setData(data.VolumeSequence(volumes))
        self.assertEqual([v.dimensions[0] for v in into.inport.getVectorData()], [1, 2])
        pairs = into.inport.getSourceVectorData()
        self.assertEqual([outport.identifier for outport, _ in pairs], ["outport", "outport"])
        self.assertEqual(next(into.inport.data()).dimensions[0], 1)


class Factories(unittest.TestCase):
    def setUp(self):
        ivw.app.network.clear()
        self.addCleanup(ivw.app.network.clear)

    def test_an_unknown_class_is_none_or_with_a_place_an_error(self):
        factory = ivw.app.processorFactory
        self.assertIsNone(factory.create("org.inviwo.Nothing"))
        with self.assertRaises(KeyError):
            factory.create("org.inviwo.Nothing", ivw.glm.ivec2(0))
        self.assertFalse(factory.hasKey("org.inviwo.Nothing"))

    def test_classes_in_python_can_be_registered_and_taken_back(self):
        factory = ivw.app.processorFactory
        self.assertTrue(factory.registerObject(Source))
        self.assertFalse(factory.registerObject(Source))
        made = factory.create("org.inviwo.test.source", ivw.glm.ivec2(5, 6))
        self.assertIsInstance(made, Source)
        ivw.app.network.addProcessor(made)
        self.assertEqual(made.meta.position, ivw.glm.ivec2(5, 6))
        self.assertTrue(factory.unRegisterObject(Source))
        self.assertFalse(factory.unRegisterObject(Source))

    def test_a_factory_object_makes_processors_itself(self):
        class Maker(ivw.ProcessorFactoryObject):
            def create(self, identifier, displayName, app):
                made = Sink(identifier, displayName)
                made.made_by = self
                return made

        maker = Maker(Sink.processorInfo(), "help")
        factory = ivw.app.processorFactory
        self.assertTrue(factory.registerObject(maker))
        self.addCleanup(factory.unRegisterObject, maker)
        self.assertIs(factory.create("org.inviwo.test.sink").made_by, maker)

    def test_every_property_class_can_be_made_by_name(self):
        factory = ivw.app.propertyFactory
        self.assertGreater(len(factory.keys), 40)
        for key in factory.keys:
            made = factory.create(key)
            self.assertIsInstance(made, ivw.properties.Property, key)
        with self.assertRaises(KeyError):
            factory.create("org.inviwo.Nothing")

    def test_data_is_written_and_read_by_extension(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "picture.png")
            layer = ivw.data.Layer(np.full((3, 5, 4), 128, np.uint8))
            writers, readers = ivw.app.dataWriterFactory.layer, ivw.app.dataReaderFactory.layer
            self.assertTrue(writers.hasWriter(path) and readers.hasReader(path))
            writers.write(layer, path)
            self.assertEqual(readers.read(path).data.shape[:2], (3, 5))
            self.assertEqual(readers.getReader(path).readData(path).dimensions[0], 5)
            writer = writers.getWriter(ivw.properties.FileExtension("png", ""))
            writer.setOverwrite(False)
            with self.assertRaisesRegex(RuntimeError, "exists"):
                writer.writeData(layer, path)
            with self.assertRaisesRegex(RuntimeError, "No reader"):
                readers.read(Path(folder, "picture.nonsense"))
            with self.assertRaises(RuntimeError):
                readers.read(Path(folder, "missing.png"))

    def test_transfer_functions_are_written_and_read(self):
        tf = ivw.data.TransferFunction([ivw.data.TFPrimitiveData(0.5, ivw.glm.vec4(1, 0, 0, 1))])
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "red.itf")
            ivw.app.dataWriterFactory.transferfunction.write(tf, path)
            again = ivw.app.dataReaderFactory.transferfunction.read(path)
            self.assertEqual(again.size, 1)


class Application(unittest.TestCase):
    def test_the_application_is_one(self):
        self.assertIs(ivw.getApp(), ivw.app)
        self.assertIs(ivw.app.network, ivw.getApp().network)

    def test_paths_are_texts_that_can_be_joined_either_way(self):
        path = ivw.app.getPath(ivw.PathType.Workspaces)
        self.assertEqual(path + "/a.inv", str(path / "a.inv"))
        self.assertTrue(ivw.app.getPath(ivw.PathType.Data, "/x").endswith("x"))
        self.assertTrue(os.fspath(ivw.app.basePath))

    def test_modules_are_found_by_name(self):
        class Made(ivw.InviwoModuleFactoryObject):
            def __init__(self):
                super().__init__("Extra", ivw.Version("1.2.3"), "more", dependencies=[])

        ivw.app.registerModules([Made()])
        module = ivw.app.modules["Extra"]
        self.assertEqual(module.identifier, "Extra")
        self.assertIs(ivw.app.getModuleByIdentifier("extra"), module)
        self.assertIsNone(ivw.app.getModuleByIdentifier("nobody"))

    def test_versions_are_ordered(self):
        Version = ivw.Version
        self.assertLess(Version("1.2.3"), Version("1.10.0"))
        self.assertLess(Version("1.0.0-rc1"), Version("1.0.0"))
        self.assertGreaterEqual(Version(1, 2, 3), Version("1.2.3"))
        self.assertEqual(repr(Version(1, 2, 3, "a", "b")), "1.2.3-a+b")
        with self.assertRaises(ValueError):
            Version("one")

    def test_the_workspace_knows_whether_it_is_modified(self):
        manager = ivw.app.workspaceManager
        cleared = []
        holder = manager.onClear(lambda: cleared.append(True))
        manager.clear()
        self.assertEqual(cleared, [True])
        self.assertFalse(manager.modified)
        ivw.app.processorFactory.registerObject(Source)
        self.addCleanup(ivw.app.processorFactory.unRegisterObject, Source)
        source = ivw.app.processorFactory.create("org.inviwo.test.source")
        ivw.app.network.addProcessor(source)
        self.assertTrue(manager.modified)
        text = manager.saveToString()
        manager.clear()
        manager.loadFromString(text)
        self.assertEqual([p.identifier for p in ivw.app.network.processors], ["Source"])
        holder.reset()
        manager.clear()
        self.assertEqual(len(cleared), 2)


class Desktop(unittest.TestCase):
    def test_without_a_desktop_updating_evaluates_and_questions_have_their_default(self):
        network = ivw.app.network
        network.clear()
        self.addCleanup(network.clear)
        source, sink = Source("Source", "Source"), Sink("Sink", "Sink")
        network.addProcessor(source)
        network.addProcessor(sink)
        network.addConnection(source.outport, sink.inport)
        ivw.qt.update()
        self.assertEqual(sink.means, [0.5])
        self.assertEqual(ivw.qt.prompt("Name", "What is it?", "x"), "x")


class Logging(unittest.TestCase):
    def test_loggers_are_told_what_is_logged(self):
        told = []

        class Mine(ivw.Logger):
            def log(self, source, level, audience, file, function, line, msg):
                told.append((source, level, msg))

        central = ivw.LogCentral()
        central.registerLogger(Mine())
        central.log("me", ivw.LogLevel.Warn, msg="careful")
        central.verbosity = ivw.LogVerbosity.Error
        central.log("me", ivw.LogLevel.Info, msg="nothing")
        self.assertEqual(told, [("me", ivw.LogLevel.Warn, "careful")])
        with self.assertRaises(TypeError):
            central.registerLogger(3)

    def test_a_file_keeps_what_is_logged(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "log.txt")
            logger = ivw.FileLogger(path)
            logger.log("a", ivw.LogLevel.Error, ivw.LogAudience.User, "f.py", "g", 3, "broken")
            text = Path(path).read_text()
            self.assertIn("broken", text)
            self.assertIn("f.py:3 g", text)


class Documents(unittest.TestCase):
    def test_parts_are_added_and_found(self):
        doc = ivw.doc.Document()
        table = doc.append("table", "", {"class": "wide"})
        row = table.append("tr")
        row.append("td", "one")
        row.insert(ivw.doc.PathComponent.first, "td", "zero")
        self.assertEqual(
            str(doc), '<table class="wide"><tr><td>zero</td><td>one</td></tr></table>'
        )
        self.assertTrue(doc.get(["table", "tr"]))
        self.assertFalse(doc.get(["table", "th"]))
        doc.get([ivw.doc.PathComponent({"class": "wide"})]).appendText("end")
        self.assertTrue(str(doc).endswith("end</table>"))
        names = []
        doc.visit(lambda element, stack: names.append((element.name, len(stack))), lambda *_: None)
        self.assertEqual(names[:3], [("table", 0), ("tr", 1), ("td", 2)])

    def test_a_text_loses_the_indentation_of_all_its_lines(self):
        self.assertEqual(str(ivw.unindentMd2doc("\n    a\n      b\n")), "a\n  b")
        self.assertTrue(ivw.Document().empty())


if __name__ == "__main__":
    unittest.main()
