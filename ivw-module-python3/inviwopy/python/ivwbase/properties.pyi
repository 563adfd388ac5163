"""Groups of properties that native processors have, for processors in Python.

A group has the properties that it has there, and takes over and edits data as it does there."""
# Written by stubs/generate.py: change types.pyi there.

from typing import Any

from inviwopy.properties import BoolCompositeProperty, CompositeProperty

class BasisProperty(CompositeProperty):
    """Where a volume is: edges and offset of its box, and others in their place."""
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...
    @property
    def basisAndOffset(self) -> Any:
        """The matrix from data to model space."""
    def updateEntity(self, entity: Any) -> Any:
        """Puts data where this says, if it is to say so."""
    def updateForNewEntity(self, entity: Any, *rest: Any) -> Any:
        """Takes over where new data is.

        It is a volume, a layer or a mesh, or a matrix and a size; the last argument says whether a
        workspace was just opened, whose place then stays, if there is one."""


class DataRangeProperty(_OfData):
    """Which numbers data has, what they stand for, and others in their place."""
    @property
    def customDataRange(self) -> Any:
        """The data range of one's own."""
    @property
    def customRangeEnabled(self) -> bool:
        """Whether ranges of one's own are used."""
    @property
    def customValueRange(self) -> Any:
        """The value range of one's own."""
    dataRange: Any
    """The data range that counts: one's own if that is used."""
    valueRange: Any
    """The value range that counts: one's own if that is used."""


class ImageInformationProperty(_Shown):
    """What is known of an image."""
    def updateForNewImage(self, image: Any) -> Any:
        """Shows what a new image says."""
    def updateForNewMesh(self, image: Any) -> Any:
        """Shows what a new image says."""


class LayerInformationProperty(_Rows, BoolCompositeProperty):
    """What is known of a layer."""
    def updateForNewLayer(self, layer: Any, overwrite: Any) -> Any:
        """Takes over what a new layer says; edited rows stay, unless they are to be overwritten and
        changes are not to be kept."""
    def updateLayer(self, layer: Any) -> Any:
        """Writes what was edited onto a layer."""


class MeshInformationProperty(_Shown):
    """What is known of a mesh."""
    def updateForNewMesh(self, mesh: Any) -> Any:
        """Shows what a new mesh says."""


class TransformListProperty(CompositeProperty):
    """A list of moves, turns and the like, one after the other."""
    @property
    def matrix(self) -> Any:
        """All of them as one matrix; the first one is applied first."""


class ValueAxisProperty(_OfData):
    """What the numbers of data are and their unit, and others in their place."""
    @property
    def customAxisEnabled(self) -> bool:
        """Whether name and unit of one's own are used."""
    @property
    def customValueName(self) -> Any:
        """The name of one's own."""
    @property
    def customValueUnit(self) -> Any:
        """The unit of one's own."""
    valueName: Any
    """The name that counts: one's own if that is used."""
    valueUnit: Any
    """The unit that counts: one's own if that is used."""


class VolumeInformationProperty(_Rows, BoolCompositeProperty):
    """What is known of a volume."""
    def updateForNewVolume(self, volume: Any, overwrite: Any) -> Any:
        """Takes over what a new volume says; edited rows stay, unless they are to be overwritten and
        changes are not to be kept."""
    def updateVolume(self, volume: Any) -> Any:
        """Writes what was edited onto a volume."""


class _OfData(CompositeProperty):
    """Rows that show what data says, and a group of rows of one's own."""
    def __init__(self, identifier: Any, displayName: Any, *args: Any, port: Any = None, **kwargs: Any) -> None: ...
    def updateFromLayer(self, layer: Any) -> Any:
        """Shows what a layer says."""
    def updateFromVolume(self, volume: Any) -> Any:
        """Shows what a volume says."""


class _Rows:
    """Rows that show what data says about itself, and say it instead once they are edited."""
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class _Shown(CompositeProperty):
    """Rows that say something of data, and nobody edits."""
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...
