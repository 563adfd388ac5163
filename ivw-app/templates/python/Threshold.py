# Name: {{class}}Threshold

import inviwopy as ivw
from inviwopy.data import Volume, VolumeInport, VolumeOutport
from inviwopy.properties import FloatProperty

from {{crate}}_helpers import marks


class {{class}}Threshold(ivw.Processor):
    """
    Marks the voxels whose value is at least a threshold.

    The mask is 1 where a voxel is marked, 0 where it is not, and lies where the volume lies.
    NaN is never marked.
    """

    def __init__(self, id, name):
        super().__init__(id, name)

        self.volume = VolumeInport("volume", "Numbers to look at.")
        self.addInport(self.volume)

        self.mask = VolumeOutport("mask", "Which voxels are marked.")
        self.addOutport(self.mask)

        self.threshold = FloatProperty("threshold", "Threshold", 0.5, -1e6, 1e6)
        self.addProperty(self.threshold)

    @staticmethod
    def processorInfo():
        return ivw.ProcessorInfo(
            classIdentifier="org.{{crate}}.Threshold",
            displayName="{{name}} Threshold",
            category="{{name}}",
            codeState=ivw.CodeState.Stable,
            tags=ivw.Tags.PY,
            help=ivw.unindentMd2doc({{class}}Threshold.__doc__),
        )

    def getProcessorInfo(self):
        return {{class}}Threshold.processorInfo()

    def process(self):
        volume = self.volume.getData()
        mask = Volume(marks(volume.data, self.threshold.value))
        mask.modelMatrix = volume.modelMatrix
        mask.worldMatrix = volume.worldMatrix
        self.mask.setData(mask)
