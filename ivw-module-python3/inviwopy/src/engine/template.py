# Name: {name}

import inviwopy as ivw
from inviwopy.data import ImageInport, ImageOutport
from inviwopy.properties import IntProperty


class {name}(ivw.Processor):
    """
    Passes an image on: a start for a processor of your own.

    Ports and properties are made in `__init__`. `initializeResources` runs after a property of the
    level InvalidResources has changed, `process` after any change, when all inports have data.
    """

    def __init__(self, id, name):
        ivw.Processor.__init__(self, id, name)

        self.inport = ImageInport("inport")
        self.addInport(self.inport)

        self.outport = ImageOutport("outport")
        self.addOutport(self.outport)

        self.slider = IntProperty("slider", "Slider", 0, 0, 100)
        self.addProperty(self.slider)

    @staticmethod
    def processorInfo():
        return ivw.ProcessorInfo(
            classIdentifier="org.inviwo.{name}",
            displayName="{name}",
            category="Python",
            codeState=ivw.CodeState.Stable,
            tags=ivw.Tags.PY,
            help=ivw.unindentMd2doc({name}.__doc__),
        )

    def getProcessorInfo(self):
        return {name}.processorInfo()

    def initializeResources(self):
        print("init")

    def process(self):
        print("process:", self.slider.value)
        self.outport.setData(self.inport.getData())
