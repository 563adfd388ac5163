# Name: BallSource
import inviwopy as ivw
import numpy as np
from inviwopy.data import Volume, VolumeOutport
from inviwopy.glm import dvec2, mat3, vec3
from inviwopy.properties import (
    BoolProperty,
    ButtonProperty,
    CompositeProperty,
    FloatProperty,
    IntOption,
    IntProperty,
    InvalidationLevel,
    OptionPropertyInt,
)


class BallSource(ivw.Processor):
    """A ball whose values fall from its middle to its rim."""

    def __init__(self, id, name):
        ivw.Processor.__init__(self, id, name)
        self.outport = VolumeOutport("outport")
        self.addOutport(self.outport, owner=False)

        self.resolution = IntProperty(
            "resolution", "Resolution", 16, 4, 64, invalidationLevel=InvalidationLevel.InvalidOutput
        )
        self.shape = CompositeProperty("shape", "Shape")
        self.radius = FloatProperty("radius", "Radius", 0.8, 0.1, 1.0, 0.05)
        self.solid = BoolProperty("solid", "Solid", False)
        self.shape.addProperty(self.radius)
        self.shape.addProperty(self.solid)
        self.wrapping = OptionPropertyInt(
            "wrapping",
            "Wrapping",
            [
                IntOption(name, name, value.__int__())
                for name, value in ivw.data.Wrapping.__members__.items()
            ],
            0,
        )
        self.again = ButtonProperty("again", "Again")
        self.addProperties([self.resolution, self.shape, self.wrapping, self.again])

        self.changes = []
        self.n_runs = 0
        self.was_pressed = False
        self.resolution.onChange(lambda: self.changes.append(self.resolution.value))

    @staticmethod
    def processorInfo():
        return ivw.ProcessorInfo(
            classIdentifier="org.inviwo.test.ballsource",
            displayName="Ball Source",
            category="Volume Creation",
            codeState=ivw.CodeState.Stable,
            tags=ivw.Tags([ivw.Tag("PY"), ivw.Tag("Source")]),
            help=ivw.unindentMd2doc(BallSource.__doc__),
        )

    def getProcessorInfo(self):
        return BallSource.processorInfo()

    def initializeResources(self):
        pass

    def process(self):
        self.n_runs += 1
        self.was_pressed = self.again.isModified
        n = self.resolution.value
        axis = np.linspace(-1, 1, n)
        z, y, x = np.meshgrid(axis, axis, axis, indexing="ij")
        distance = np.sqrt(x * x + y * y + z * z)
        values = np.clip(1 - distance / self.shape.radius.value, 0, 1)
        if self.solid:
            values = (values > 0).astype(float)
        volume = Volume(np.ascontiguousarray(values, dtype=np.float32))
        volume.dataMap.dataRange = dvec2(0.0, 1.0)
        volume.dataMap.valueRange = dvec2(values.min(), values.max())
        volume.basis = mat3(2)
        volume.offset = vec3(-1)
        volume.wrapping = [ivw.data.Wrapping(self.wrapping.value)] * 3
        self.outport.setData(volume)
