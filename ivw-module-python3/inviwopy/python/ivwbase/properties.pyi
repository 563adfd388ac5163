"""Groups of properties that native processors have, for processors in Python.

A group has the properties that it has there. What native processors do with it when data comes in is
theirs."""
# Written by stubs/generate.py: change types.pyi there.


from inviwopy.properties import BoolCompositeProperty, CompositeProperty

class BasisProperty(CompositeProperty):
    """Where a volume is: edges and offset of its box, and others in their place."""


class DataRangeProperty(CompositeProperty):
    """Which numbers data has, what they stand for, and others in their place."""


class LayerInformationProperty(BoolCompositeProperty):
    """What is known of a layer."""


class TransformListProperty(CompositeProperty):
    """A list of moves, turns and the like, one after the other."""


class VolumeInformationProperty(BoolCompositeProperty):
    """What is known of a volume."""
