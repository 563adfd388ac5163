"""A picture read with Pillow."""

import inviwopy as ivw
from inviwopy.glm import ivec2
from inviwopy.properties import FileProperty, IntProperty, IntVec2Property, PropertySemantics


class PythonImageExample(ivw.Processor):
    """Reads a picture with Pillow, which is needed only once there is a file."""

    def __init__(self, id, name):
        super().__init__(id, name)
        self.outport = ivw.data.ImageOutport("outport")
        self.addOutport(self.outport)
        self.filepath = FileProperty("filepath", "File Path", "", "image")
        self.imgDims = IntVec2Property("imgDims", "Dimensions", ivec2(0), ivec2(0), ivec2(10000))
        self.channels = IntProperty("channels", "Channels", 0, 0, 4)
        for shown in (self.imgDims, self.channels):
            shown.readOnly = True
            shown.semantics = PropertySemantics.Text
        for each in (self.filepath, self.imgDims, self.channels):
            self.addProperty(each)

    @staticmethod
    def processorInfo():
        return ivw.ProcessorInfo(
            classIdentifier="org.inviwo.PythonImageExample",
            displayName="Python Image Example",
            category="Python",
            codeState=ivw.CodeState.Stable,
            tags=ivw.Tags.PY,
        )

    def getProcessorInfo(self):
        return PythonImageExample.processorInfo()

    def process(self):
        if not str(self.filepath.value):
            return
        import numpy as np
        from PIL import Image

        # Files begin with the top row, layers with the bottom one.
        pixels = np.flipud(np.asarray(Image.open(str(self.filepath.value))))
        self.imgDims.value = ivec2(pixels.shape[1], pixels.shape[0])
        self.channels.value = pixels.shape[2] if pixels.ndim == 3 else 1
        layer = ivw.data.Layer(np.ascontiguousarray(pixels))
        self.outport.setData(ivw.data.Image(layer))
