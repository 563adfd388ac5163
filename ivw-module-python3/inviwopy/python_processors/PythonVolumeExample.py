"""A volume of random numbers."""

import inviwopy as ivw
from inviwopy.glm import dvec2, ivec3


class PythonVolumeExample(ivw.Processor):
    """Random numbers from numpy, one for each voxel."""

    def __init__(self, id, name):
        super().__init__(id, name)
        self.outport = ivw.data.VolumeOutport("outport")
        self.addOutport(self.outport)
        self.dim = ivw.properties.IntVec3Property("dim", "Dimensions", ivec3(5), ivec3(1), ivec3(20))
        self.addProperty(self.dim)
        self.seed = ivw.properties.IntProperty("seed", "Seed", 546465, 0, 1000000)
        self.seed.semantics = ivw.properties.PropertySemantics.Text
        self.addProperty(self.seed)
        self.randomize = ivw.properties.ButtonProperty(
            "randomize", "Randomize", self.next_seed, ivw.properties.InvalidationLevel.Valid
        )
        self.addProperty(self.randomize)
        self.generator = None
        self.seed.onChange(self.forget)

    @staticmethod
    def processorInfo():
        return ivw.ProcessorInfo(
            classIdentifier="org.inviwo.PythonVolumeExample",
            displayName="Python Volume Example",
            category="Python",
            codeState=ivw.CodeState.Stable,
            tags=ivw.Tags.PY,
        )

    def getProcessorInfo(self):
        return PythonVolumeExample.processorInfo()

    def forget(self):
        self.generator = None

    def next_seed(self):
        import random

        self.seed.value = random.randint(0, 1000000)

    def process(self):
        import numpy as np

        if self.generator is None:
            self.generator = np.random.default_rng(self.seed.value)
        dim = self.dim.value
        voxels = self.generator.random((dim.z, dim.y, dim.x), dtype=np.float32)
        volume = ivw.data.Volume(voxels)
        volume.dataMap.dataRange = dvec2(0.0, 1.0)
        volume.dataMap.valueRange = dvec2(0.0, 1.0)
        self.outport.setData(volume)
