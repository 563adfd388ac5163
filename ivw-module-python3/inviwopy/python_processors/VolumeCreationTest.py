"""A volume made with numpy."""

import inviwopy as ivw
from inviwopy.glm import dvec2, mat3, size3_t, vec3
from inviwopy.properties import ConstraintBehavior


class VolumeCreationTest(ivw.Processor):
    """A ball and a rod along each axis: 1 there, and less with the distance from the nearest."""

    def __init__(self, id, name):
        super().__init__(id, name)
        self.volume = ivw.data.VolumeOutport("volume")
        self.addOutport(self.volume)
        self.size = ivw.properties.IntSize3Property(
            "size",
            "Size",
            size3_t(64),
            (size3_t(2), ConstraintBehavior.Immutable),
            (size3_t(512), ConstraintBehavior.Ignore),
        )
        self.addProperty(self.size)

    @staticmethod
    def processorInfo():
        return ivw.ProcessorInfo(
            classIdentifier="org.inviwo.VolumeCreationTest",
            displayName="Volume Creation Test",
            category="Python",
            codeState=ivw.CodeState.Stable,
            tags=ivw.Tags.PY,
        )

    def getProcessorInfo(self):
        return VolumeCreationTest.processorInfo()

    def process(self):
        import numpy as np

        def axis(n):
            return np.linspace(-1.0, 1.0, int(n))

        size = self.size.value
        # Arrays have z first and x last.
        z, y, x = np.meshgrid(axis(size.z), axis(size.y), axis(size.x), indexing="ij")
        distance = np.minimum.reduce(
            [
                np.hypot(x, y),
                0.8 * np.hypot(y, z),
                0.6 * np.hypot(x, z),
                0.2 * np.sqrt(x * x + y * y + z * z),
            ]
        )
        voxels = (1.0 - distance).astype(np.float32)

        volume = ivw.data.Volume(voxels)
        highest = float(voxels.max())
        volume.dataMap.dataRange = dvec2(0.0, highest)
        volume.dataMap.valueRange = dvec2(0.0, highest)
        volume.basis = mat3(1)
        volume.offset = vec3(-0.5)
        self.volume.setData(volume)
