"""One property of each kind, for the test of their widgets."""

import inviwopy as ivw
from inviwopy import properties as p
from inviwopy.glm import mat3, vec2, vec3, vec4


class Widgets(ivw.Processor):
    def __init__(self, id, name):
        ivw.Processor.__init__(self, id, name)
        self.pressed = p.StringProperty("pressed", "Pressed", "never")
        self.addProperties([
            p.BoolProperty("bool", "Bool", False),
            p.FloatProperty("number", "Number", 0.1234567890123, 0.0, 2.0),
            p.IntProperty("integer", "Integer", 3, 0, 10),
            p.FloatVec3Property("vector", "Vector", vec3(1, 2, 3), vec3(-9), vec3(9)),
            p.IntVec2Property("integers", "Integers"),
            p.FloatMat3Property("matrix", "Matrix", mat3(1), mat3(*9 * [-9]), mat3(*9 * [9])),
            p.FloatMinMaxProperty("range", "Range", 2, 8, 0, 10),
            p.OptionPropertyString(
                "choice", "Choice", [p.StringOption("a", "First", "1"), p.StringOption("b", "Second", "2")]
            ),
            p.StringProperty("text", "Text", "before"),
            p.StringProperty("lines", "Lines", "one", semantics=p.PropertySemantics.Multiline),
            p.FileProperty("file", "File"),
            p.DirectoryProperty("folder", "Folder"),
            p.FloatVec4Property(
                "color", "Color", vec4(1, 0, 0, 1), vec4(0), vec4(1), semantics=p.PropertySemantics.Color
            ),
            p.ButtonProperty("button", "Button", self.press),
            p.ButtonGroupProperty("several", "Several", [
                p.ButtonGroupPropertyButton("Same", action=lambda: self.choose("first")),
                p.ButtonGroupPropertyButton("Same", action=lambda: self.choose("second")),
                p.ButtonGroupPropertyButton("Nothing"),
            ]),
            self.pressed,
            p.TransferFunctionProperty("curve", "Curve"),
            p.IsoValueProperty("surfaces", "Surfaces"),
            p.CameraProperty("camera", "Camera", vec3(0, 0, 4)),
        ])
        group = p.CompositeProperty("group", "Group")
        group.addProperty(p.FloatVec2Property("inside", "Inside", vec2(0), vec2(-1), vec2(1)))
        switched = p.BoolCompositeProperty("switched", "Switched", True)
        switched.addProperty(p.StringProperty("note", "Note", "hello"))
        names = p.ListProperty("names", "Names", 4)
        names.addPrefab(p.StringProperty("name", "Name", "nobody"))
        self.addProperties([group, switched, names])

    @staticmethod
    def processorInfo():
        return ivw.ProcessorInfo("org.test.widgets", "Widgets", "Python", ivw.CodeState.Stable, ivw.Tags.PY)

    def getProcessorInfo(self):
        return Widgets.processorInfo()

    def press(self):
        self.pressed.value = "once" if self.pressed.value == "never" else "again"

    def choose(self, which):
        self.pressed.value = which

    def process(self):
        pass
