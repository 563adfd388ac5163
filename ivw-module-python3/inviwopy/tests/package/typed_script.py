"""A script as people write it, for type checkers; it runs too."""

from pathlib import Path

import inviwopy as ivw
import numpy as np
from inviwopy.data import ImageOutport, Layer, Volume, VolumeInport, VolumeOutport
from inviwopy.glm import dvec2, size2_t, vec3
from inviwopy.properties import (
    BoolProperty,
    FileProperty,
    FloatProperty,
    FloatVec3Property,
    IntOption,
    InvalidationLevel,
    OptionPropertyInt,
)
from ivw.camera import Camera


class Scale(ivw.Processor):
    def __init__(self, id: str, name: str) -> None:
        ivw.Processor.__init__(self, id, name)
        self.inport = VolumeInport("inport")
        self.outport = VolumeOutport("outport")
        self.addInport(self.inport)
        self.addOutport(self.outport, owner=False)
        self.factor = FloatProperty("factor", "Factor", 1.0, 0.0, 10.0)
        self.color = FloatVec3Property("color", "Color", vec3(1.0, 0.5, 0.0))
        self.file = FileProperty("file", "File", invalidationLevel=InvalidationLevel(2))
        self.clamp = BoolProperty("clamp", "Clamp", True)
        options = [IntOption("a", "A", 1), IntOption("b", "B", 2)]
        self.mode = OptionPropertyInt("mode", "Mode", options)
        self.addProperties([self.factor, self.color, self.file, self.clamp, self.mode])
        self.factor.onChange(lambda: print(self.factor.value))

    @staticmethod
    def processorInfo() -> ivw.ProcessorInfo:
        return ivw.ProcessorInfo(
            classIdentifier="org.example.Scale",
            displayName="Scale",
            category="Python",
            codeState=ivw.CodeState.Stable,
            tags=ivw.Tags.PY,
        )

    def getProcessorInfo(self) -> ivw.ProcessorInfo:
        return Scale.processorInfo()

    def process(self) -> None:
        volume = self.inport.getData()
        scaled = np.asarray(volume.data) * self.factor.value
        if self.clamp.value:
            scaled = scaled.clip(0, 1)
        result = Volume(scaled.astype(np.float32))
        result.dataMap.dataRange = dvec2(0.0, float(scaled.max()))
        self.color.value = [1.0, self.color.value.y, 0.0]
        self.outport.setData(result)


def main() -> None:
    network = ivw.app.network
    network.lock()
    scale = Scale("Scale", "Scale")
    network.addProcessor(scale)
    canvas = ivw.app.processorFactory.create("org.inviwo.CanvasGL")
    network.addProcessor(canvas)
    canvas.size = size2_t(64, 64)
    network.unlock()
    first: Layer = Layer(np.zeros((2, 3, 4), np.uint8))
    width: int = first.dimensions.x
    print(width, ImageOutport("image").identifier, Path("a.inv").suffix)
    for shown in network.canvases:
        print(shown.identifier)


def turn(camera: ivw.properties.CameraProperty) -> list[int]:
    with Camera(camera, lookUp=vec3(0.0, 0.0, 1.0)) as view:
        return list(view.rotate(0.1, 3))


if __name__ == "__main__":
    main()
