# Name: VolumeStats
import inviwopy as ivw
import numpy as np
from inviwopy.glm import dvec2


class VolumeStats(ivw.Processor):
    """Mean of some volumes, and a histogram of the first."""

    def __init__(self, id, name):
        super().__init__(id, name)
        self.volumes = ivw.data.VolumeMultiInport("volumes")
        self.addInport(self.volumes)
        self.volumes.optional = False
        self.counts = ivw.floatVectorOutport("counts")
        self.addOutport(self.counts)
        self.bins = ivw.properties.IntProperty("bins", "Bins", 8, 1, 256)
        self.addProperty(self.bins)
        self.mean = ivw.properties.DoubleProperty("mean", "Mean", 0.0, -1e9, 1e9)
        self.mean.readOnly = True
        self.addProperty(self.mean)
        self.extent = ivw.properties.DoubleMinMaxProperty("extent", "Extent", 0, 1, -1e9, 1e9)
        self.addProperty(self.extent)
        self.sources = []
        self.n_waits = 0
        self.events = []

    @staticmethod
    def processorInfo():
        return ivw.ProcessorInfo("org.inviwo.test.volumestats", "Volume Stats", tags=ivw.Tags.PY)

    def getProcessorInfo(self):
        return VolumeStats.processorInfo()

    def process(self):
        arrays = [volume.data for volume in self.volumes.getVectorData()]
        self.sources = [
            outport.processor.identifier for outport, _ in self.volumes.getSourceVectorData()
        ]
        self.mean.value = float(np.mean([array.mean() for array in arrays]))
        self.extent.value = dvec2(arrays[0].min(), arrays[0].max())
        counts, _ = np.histogram(arrays[0], bins=self.bins.value)
        self.counts.setData(ivw.floatVector(counts.astype(np.float32)))

    def doIfNotReady(self):
        self.n_waits += 1

    def invokeEvent(self, event):
        if event.hash() == ivw.MouseEvent.chash:
            self.events.append((event.x, event.y, event.button, event.state))
            if event.button == ivw.MouseButton.Right:
                event.markAsUsed()
