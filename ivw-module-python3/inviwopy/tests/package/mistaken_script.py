"""Mistakes that a type checker has to find, by the name of its error."""

import inviwopy as ivw
from inviwopy.data import Layer, VolumeOutport
from inviwopy.properties import FloatProperty, IntProperty

VolumeOutport(3)  # error: arg-type
VolumeOutport("outport").setData("no volume")  # error: arg-type
FloatProperty("a", "A", "one")  # error: call-overload
IntProperty("a", "A", 1).value = "two"  # error: assignment
ivw.app.network.addConnection(1, 2)  # error: call-overload
ivw.CodeState.Wobbly  # error: attr-defined
text: str = ivw.app.processorFactory.keys  # error: assignment
layer: Layer = ivw.app  # error: assignment
