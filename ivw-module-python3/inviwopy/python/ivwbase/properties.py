"""Groups of properties that native processors have, for processors in Python.

A group has the properties that it has there. What native processors do with it when data comes in is
theirs.
"""

from inviwopy import properties as _properties


class BasisProperty(_properties.CompositeProperty):
    """Where a volume is: edges and offset of its box, and others in their place."""

    _saved_class, _is_native = "org.inviwo.VolumeBasisProperty", True


class DataRangeProperty(_properties.CompositeProperty):
    """Which numbers data has, what they stand for, and others in their place."""

    _saved_class, _is_native = "org.inviwo.DataRangeProperty", True


class LayerInformationProperty(_properties.BoolCompositeProperty):
    """What is known of a layer."""

    _saved_class, _is_native = "org.inviwo.LayerInformationProperty", True


class VolumeInformationProperty(_properties.BoolCompositeProperty):
    """What is known of a volume."""

    _saved_class, _is_native = "org.inviwo.VolumeInformationProperty", True


class TransformListProperty(_properties.CompositeProperty):
    """A list of moves, turns and the like, one after the other."""

    _saved_class, _is_native = "org.inviwo.TransformListProperty", True


#: Which class shows a group of a native processor.
_classes = {
    _shown._saved_class: _shown
    for _shown in list(globals().values())
    if isinstance(_shown, type) and _shown.__module__ == __name__
}
