"""The Mandelbrot set, computed with numpy."""

import inviwopy as ivw
from inviwopy.glm import dvec2, size2_t
from inviwopy.properties import ConstraintBehavior, DoubleMinMaxProperty, DoubleProperty, IntProperty


class MandelbrotNumpy(ivw.Processor):
    """How fast numbers leave the Mandelbrot set, one pixel for each number."""

    def __init__(self, id, name):
        super().__init__(id, name)
        self.outport = ivw.data.LayerOutport("outport")
        self.addOutport(self.outport)

        fixed, free = ConstraintBehavior.Immutable, ConstraintBehavior.Ignore
        self.size = ivw.properties.IntSize2Property(
            "size", "Size", size2_t(32), (size2_t(1), fixed), (size2_t(1024), free)
        )
        self.size.semantics = ivw.properties.PropertySemantics.Text
        self.real = DoubleMinMaxProperty("boundsReal", "Real Bounds", -2.0, 1.0, -3.0, 3.0)
        self.imaginary = DoubleMinMaxProperty(
            "boundsImaginary", "Imaginery Bounds", -1.1, 1.1, -3.0, 3.0
        )
        self.power = DoubleProperty("power", "Power", 2.0, (1e-4, fixed), (10.0, free))
        self.iterations = IntProperty("iterations", "Iterations", 10, (1, fixed), (100, free))
        for each in (self.size, self.real, self.imaginary, self.power, self.iterations):
            self.addProperty(each)

    @staticmethod
    def processorInfo():
        return ivw.ProcessorInfo(
            classIdentifier="org.inviwo.MandelbrotNumpy",
            displayName="Mandelbrot Numpy",
            category="Python",
            codeState=ivw.CodeState.Stable,
            tags=ivw.Tags.PY,
        )

    def getProcessorInfo(self):
        return MandelbrotNumpy.processorInfo()

    def process(self):
        import numpy as np

        width, height = int(self.size.value.x), int(self.size.value.y)
        real, imaginary = self.real.value, self.imaginary.value
        across = np.linspace(real.x, real.y, width)
        up = np.linspace(imaginary.x, imaginary.y, height)
        start = across[np.newaxis, :] + 1j * up[:, np.newaxis]

        number = start.copy()
        escape = np.zeros((height, width), dtype=np.float32)
        inside = np.ones((height, width), dtype=bool)
        for n in range(self.iterations.value):
            left = inside & (np.abs(number) > 2.0)
            escape[left] = np.log(1.0 + n)
            inside &= ~left
            number[inside] = number[inside] ** self.power.value + start[inside]

        layer = ivw.data.Layer(escape)
        layer.interpolation = ivw.data.InterpolationType.Nearest
        limits = dvec2(float(escape.min()), float(escape.max()))
        layer.dataMap.dataRange = limits
        layer.dataMap.valueRange = limits
        self.outport.setData(layer)
