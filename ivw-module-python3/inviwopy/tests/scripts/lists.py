# Lists and options: properties that grow while a script runs.
import inviwopy
from inviwopy.properties import (
    BoolCompositeProperty,
    FloatVec3Property,
    ListProperty,
    OptionPropertyString,
    StringOption,
    StringProperty,
)


class Lists(inviwopy.Processor):
    def __init__(self, id, name):
        inviwopy.Processor.__init__(self, id, name)
        self.points = ListProperty("points", "Points", 4)
        self.points.addPrefab(FloatVec3Property("point", "Point", inviwopy.glm.vec3(1)))
        self.mode = OptionPropertyString("mode", "Mode", [StringOption("a", "A", "first")])
        self.extra = BoolCompositeProperty("extra", "Extra", True)
        self.extra.addProperty(StringProperty("note", "Note", "hello"))
        self.addProperties([self.points, self.mode, self.extra])
        self.n_runs = 0

    @staticmethod
    def processorInfo():
        return inviwopy.ProcessorInfo("org.inviwo.test.lists", "Lists")

    def getProcessorInfo(self):
        return Lists.processorInfo()

    def process(self):
        self.n_runs += 1


processor = Lists("Lists", "Lists")
inviwopy.app.network.addProcessor(processor)
processor.points.constructProperty(0)
processor.points.constructProperty(0)
processor.mode.addOption("b", "B", "second")
processor.mode.selectedIdentifier = "b"
value = processor.mode.value
names = [prop.identifier for prop in processor.points.properties]
note = processor.extra.note.value
