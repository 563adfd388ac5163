"""The smallest processor: what comes in goes out."""

import inviwopy as ivw


class PythonExample(ivw.Processor):
    """Hands a volume through."""

    def __init__(self, id, name):
        super().__init__(id, name)
        self.inport = ivw.data.VolumeInport("inport")
        self.addInport(self.inport)
        self.outport = ivw.data.VolumeOutport("outport")
        self.addOutport(self.outport)
        self.slider = ivw.properties.IntProperty("slider", "Slider", 0, 0, 100)
        self.addProperty(self.slider)

    @staticmethod
    def processorInfo():
        return ivw.ProcessorInfo(
            classIdentifier="org.inviwo.PythonExample",
            displayName="Python Example",
            category="Python",
            codeState=ivw.CodeState.Stable,
            tags=ivw.Tags.PY,
        )

    def getProcessorInfo(self):
        return PythonExample.processorInfo()

    def process(self):
        self.outport.setData(self.inport.getData())
