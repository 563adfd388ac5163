"""Groups of properties that native processors have, for processors in Python.

A group has the properties that it has there, and takes over and edits data as it does there.
"""

import numpy as _np
from inviwopy import Inport as _Inport
from inviwopy import data as _data
from inviwopy import glm as _glm
from inviwopy import properties as _properties


class BasisProperty(_properties.CompositeProperty):
    """Where a volume is: edges and offset of its box, and others in their place."""

    _saved_class, _is_native = "org.inviwo.VolumeBasisProperty", True
    _edges = ("size", "a", "b", "c", "offset")
    #: Whether it is to go back to where the data says.
    _is_reverted = False
    #: What was shown last: anything else was edited.
    _shown = None
    #: Where the data is by itself, and how many voxels it has along each axis.
    _model, _dims = None, (1.0, 1.0, 1.0)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.properties.restore.onChange(self._revert)

    def _revert(self):
        self._is_reverted = True

    def updateForNewEntity(self, entity, *rest):
        """Takes over where new data is.

        It is a volume, a layer or a mesh, or a matrix and a size; the last argument says whether a
        workspace was just opened, whose place then stays, if there is one.
        """
        *dims, deserialized = rest
        if dims:
            model, dims = entity, _three(dims[0])
        else:
            model, dims = entity.modelMatrix, _three(getattr(entity, "dimensions", ()))
        is_new = self.properties.update.value and not (deserialized and self._overrides)
        self._place(_matrix(model), dims, is_new)

    def updateEntity(self, entity):
        """Puts data where this says, if it is to say so."""
        if self._model is None:
            self._model = _matrix(entity.modelMatrix)
        entity.modelMatrix = _model_of(self._place(self._model, self._dims, False))

    @property
    def basisAndOffset(self):
        """The matrix from data to model space."""
        if self._overrides or self._model is None:
            return self.properties.overrideModel.value
        return _model_of(self._model)

    @property
    def _overrides(self):
        return self.properties.override.value

    def _now(self):
        return {edge: list(self.properties[edge].value) for edge in self._edges}

    def _place(self, data_model, dims, is_new):
        """The matrix that counts: that of the data, or what overrides it."""
        self._model, self._dims = data_model, dims
        own = self.properties
        is_edited = self._shown is not None and self._now() != self._shown
        if self._is_reverted or is_new:
            self._is_reverted = False
            own.overrideModel.value = _model_of(data_model)
        elif self._overrides and is_edited:
            own.overrideModel.value = _model_of(self._edited())
        model = _matrix(own.overrideModel.value) if self._overrides else data_model
        self._show(model)
        return model

    def _unit(self):
        """Numbers per edge, in each direction of space."""
        is_volume = self.properties.reference.selectedIndex == 0
        return _np.ones(3) if is_volume else _np.maximum(self._dims, 1.0)

    def _edited(self):
        """The matrix of what a person edited."""
        own, unit = self.properties, self._unit()
        if own.mode.selectedIndex == 0:
            basis = _np.array([own[edge].value for edge in "abc"], dtype=float).T
        else:
            basis = _np.diag(_np.array(own.size.value, dtype=float))
        basis = unit[:, None] * basis
        offset = unit * _np.array(own.offset.value, dtype=float)
        model = _np.eye(4)
        model[:3, :3] = basis
        model[:3, 3] = -0.5 * basis.sum(axis=1) if own.autoCenter.value else offset
        return model

    def _show(self, model):
        own, unit = self.properties, self._unit()
        basis = model[:3, :3] / unit[:, None]
        columns = list(basis.T)
        own.size.value = [float(_np.linalg.norm(column)) for column in columns]
        for edge, column in zip("abc", columns):
            own[edge].value = column.tolist()
        own.offset.value = (model[:3, 3] / unit).tolist()
        for edge in self._edges:
            own[edge].readOnly = not self._overrides
        if columns[0] @ columns[1] or columns[0] @ columns[2]:
            own.mode.selectedIndex = 0
        self._shown = self._now()


def _three(numbers):
    """Three sizes, of what may have fewer."""
    numbers = [float(number) for number in numbers]
    return _np.array(numbers + [1.0] * (3 - len(numbers)))


def _matrix(matrix):
    """A `mat4` as an array with rows."""
    return _np.array([[matrix[c][r] for c in range(4)] for r in range(4)], dtype=float)


def _model_of(array):
    """The opposite."""
    return _glm.mat4(*array.T.ravel().tolist())


class _OfData(_properties.CompositeProperty):
    """Rows that show what data says, and a group of rows of one's own."""

    def __init__(self, identifier, displayName, *args, port=None, **kwargs):
        args, has_own = list(args), kwargs.pop(self._flag, True)
        if args and isinstance(args[0], _Inport):
            port = args.pop(0)
        if args and isinstance(args[0], bool):
            has_own = args.pop(0)
        super().__init__(identifier, displayName, *args, **kwargs)
        self._complete()
        self.properties[self._group].visible = has_own
        self._own.copyFromInput.onChange(self._copy)
        if port is not None:
            port.onChange(lambda: self._update_from(port.getData()))

    def _complete(self):
        """Adds the rows, unless they are there."""

    @property
    def _own(self):
        return self.properties[self._group].properties

    def updateFromVolume(self, volume):
        """Shows what a volume says."""
        self._update_from(volume)

    def updateFromLayer(self, layer):
        """Shows what a layer says."""
        self._update_from(layer)


class DataRangeProperty(_OfData):
    """Which numbers data has, what they stand for, and others in their place."""

    _saved_class, _is_native = "org.inviwo.DataRangeProperty", True
    _flag, _group = "customRanges", "useCustomRange"

    def _copy(self):
        own = self._own
        own.customDataRange.value = self.properties.dataRange.value
        own.customValueRange.value = self.properties.valueRange.value

    def _update_from(self, data):
        if data is not None:
            self.properties.dataRange.value = _rising(data.dataMap.dataRange)
            self.properties.valueRange.value = _rising(data.dataMap.valueRange)

    @property
    def customRangeEnabled(self):
        """Whether ranges of one's own are used."""
        return self._own.checked.value

    @property
    def customDataRange(self):
        """The data range of one's own."""
        return self._own.customDataRange.value

    @property
    def customValueRange(self):
        """The value range of one's own."""
        return self._own.customValueRange.value

    @property
    def dataRange(self):
        """The data range that counts: one's own if that is used."""
        return self.customDataRange if self.customRangeEnabled else self.properties.dataRange.value

    @dataRange.setter
    def dataRange(self, limits):
        self.properties.dataRange.value = _rising(limits)

    @property
    def valueRange(self):
        """The value range that counts: one's own if that is used."""
        if self.customRangeEnabled:
            return self.customValueRange
        return self.properties.valueRange.value

    @valueRange.setter
    def valueRange(self, limits):
        self.properties.valueRange.value = _rising(limits)


class ValueAxisProperty(_OfData):
    """What the numbers of data are and their unit, and others in their place."""

    _saved_class = "org.inviwo.ValueAxisProperty"
    _flag, _group = "customAxis", "useCustomAxis"

    def _complete(self):
        rows = [_text("valueName", "Value name"), _text("valueUnit", "Value unit")]
        for row in rows:
            row.readOnly = True
        own = _properties.BoolCompositeProperty("useCustomAxis", "Use Custom Value Axis", False)
        own.addProperties([
            _text("customValueName", "Value name"), _text("customValueUnit", "Value unit"),
            _properties.ButtonProperty("copyFromInput", "Copy from Input"),
        ])
        self.addProperties([*rows, own])

    def _copy(self):
        self._own.customValueName.value = self.properties.valueName.value
        self._own.customValueUnit.value = self.properties.valueUnit.value

    def _update_from(self, data):
        if data is not None:
            self.properties.valueName.value = data.dataMap.valueAxis.name
            self.properties.valueUnit.value = str(data.dataMap.valueAxis.unit)

    @property
    def customAxisEnabled(self):
        """Whether name and unit of one's own are used."""
        return self._own.checked.value

    @property
    def customValueName(self):
        """The name of one's own."""
        return self._own.customValueName.value

    @property
    def customValueUnit(self):
        """The unit of one's own."""
        return _data.Unit(self._own.customValueUnit.value)

    @property
    def valueName(self):
        """The name that counts: one's own if that is used."""
        return self.customValueName if self.customAxisEnabled else self.properties.valueName.value

    @valueName.setter
    def valueName(self, name):
        self.properties.valueName.value = name

    @property
    def valueUnit(self):
        """The unit that counts: one's own if that is used."""
        if self.customAxisEnabled:
            return self.customValueUnit
        return _data.Unit(self.properties.valueUnit.value)

    @valueUnit.setter
    def valueUnit(self, unit):
        self.properties.valueUnit.value = str(unit)


def _text(identifier, name):
    return _properties.StringProperty(identifier, name, "")


def _number(identifier, name):
    """A whole number that is shown as it is."""
    return _properties.Size_tProperty(identifier, name, 0, 0, 1 << 48)


class _Shown(_properties.CompositeProperty):
    """Rows that say something of data, and nobody edits."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.addProperties(self._rows())
        for row in self.getPropertiesRecursive():
            row.readOnly = True


class ImageInformationProperty(_Shown):
    """What is known of an image."""

    _saved_class = "org.inviwo.ImageInformationProperty"

    def _rows(self):
        most = _glm.size2_t(1 << 48)
        return [
            _properties.IntSize2Property("dimensions", "Dimensions", max=most),
            _properties.DoubleProperty("aspectRatio", "Aspect Ratio", 0.0, 0.0, 1e300),
            _number("numColorLayers", "Number of Color Layers"),
        ]

    def updateForNewImage(self, image):
        """Shows what a new image says."""
        own, (x, y) = self.properties, (int(n) for n in image.dimensions)
        own.dimensions.value = [x, y]
        own.aspectRatio.value = x / y if y else 0.0
        own.numColorLayers.value = len(image.colorLayers)

    #: So it is called in Inviwo's Python.
    updateForNewMesh = updateForNewImage


class MeshInformationProperty(_Shown):
    """What is known of a mesh."""

    _saved_class = "org.inviwo.MeshInformationProperty"

    def _rows(self):
        info = _properties.CompositeProperty("defaultMeshInfo", "Default Mesh Info")
        info.addProperties([
            _text("defaultDrawType", "Draw Type"), _text("defaultConnectivity", "Connectivity")
        ])
        return [
            info, _number("numBuffers", "Number of Buffers"),
            _number("numIndexBuffers", "Number of Index Buffers"),
        ]

    def updateForNewMesh(self, mesh):
        """Shows what a new mesh says."""
        own, info = self.properties, mesh.defaultMeshInfo
        own.defaultMeshInfo.defaultDrawType.value = info.dt.name
        own.defaultMeshInfo.defaultConnectivity.value = info.ct.name
        own.numBuffers.value = len(mesh.buffers)
        own.numIndexBuffers.value = len(mesh.indexBuffers)


def _rising(limits):
    """A range as a property can show it."""
    return _glm.dvec2(min(limits[0], limits[1]), max(limits[0], limits[1]))


class _Rows:
    """Rows that show what data says about itself, and say it instead once they are edited."""

    #: What the last data said, or the group at first, which an unedited row follows.
    _last = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._last = [_value(row) for row, _, _ in self._rows()]

    def _rows(self):
        """Each row: its property, how it reads from data, and how it is written there."""
        own = self.properties
        rows = [
            (own.dataRange, lambda d: _rising(d.dataMap.dataRange), _data_range),
            (own.valueRange, lambda d: _rising(d.dataMap.valueRange), _value_range),
            (own.valueName, lambda d: d.dataMap.valueAxis.name, _value_name),
            (own.valueUnit, lambda d: str(d.dataMap.valueAxis.unit), _value_unit),
            (own.interpolation, lambda d: int(d.interpolation), _interpolation),
        ]
        for n, axis in enumerate("xyz"):
            if axis not in own.axesNames.properties:
                break
            rows += [
                (own.axesNames.properties[axis], lambda d, n=n: d.axes[n].name, _axis("name", n)),
                (own.axesUnits.properties[axis], lambda d, n=n: str(d.axes[n].unit), _axis("unit", n)),
                (own[f"{axis}WrappingX"], lambda d, n=n: int(d.wrapping[n]), _wrapping(n)),
            ]
        return rows

    def _take_over(self, data, overwrite):
        overwrite = overwrite == _properties.OverwriteState.Yes and not self.checked
        rows = self._rows()
        last = self._last or [_value(row) for row, _, _ in rows]
        new = [read(data) for _, read, _ in rows]
        for (row, _, _), before, now in zip(rows, last, new):
            if overwrite or _value(row) == before:
                _set(row, now)
        self._last = new
        own = self.properties
        own.dimensions.value = [int(n) for n in data.dimensions]
        array = data.data
        n_spatial = len(list(data.dimensions))
        components = array.shape[n_spatial] if array.ndim > n_spatial else 1
        own.format.value = _format(array.dtype, components)
        own.channels.value = components

    def _write(self, data):
        for row, read, write in self._rows():
            if _value(row) != read(data):
                write(data, _value(row))


def _value(row):
    """What a row says; options by their place."""
    is_choice = isinstance(row, _properties.BaseOptionProperty)
    return row.selectedIndex if is_choice else row.value


def _set(row, value):
    if isinstance(row, _properties.BaseOptionProperty):
        row.selectedIndex = value
    else:
        row.value = value


def _data_range(data, value):
    data.dataMap.dataRange = value


def _value_range(data, value):
    data.dataMap.valueRange = value


def _value_name(data, value):
    data.dataMap.valueAxis.name = value


def _value_unit(data, value):
    data.dataMap.valueAxis.unit = _data.Unit(value)


def _interpolation(data, value):
    data.interpolation = _data.InterpolationType(value)


def _axis(member, n):
    make = _data.Unit if member == "unit" else str

    def write(data, value):
        setattr(data.axes[n], member, make(value))

    return write


def _wrapping(n):
    def write(data, value):
        wrapping = list(data.wrapping)
        wrapping[n] = _data.Wrapping(value)
        data.wrapping = wrapping

    return write


def _format(dtype, components):
    """The name of a format, such as `Vec3FLOAT32`."""
    kind = {"f": "FLOAT", "i": "INT", "u": "UINT"}[dtype.kind]
    prefix = f"Vec{components}" if components > 1 else ""
    return f"{prefix}{kind}{dtype.itemsize * 8}"


class LayerInformationProperty(_Rows, _properties.BoolCompositeProperty):
    """What is known of a layer."""

    _saved_class, _is_native = "org.inviwo.LayerInformationProperty", True

    def updateForNewLayer(self, layer, overwrite):
        """Takes over what a new layer says; edited rows stay, unless they are to be overwritten and
        changes are not to be kept."""
        self._take_over(layer, overwrite)
        own, letters = self.properties, "rgba01"
        own.layerType.value = layer.layertype.name
        mask = layer.swizzlemask
        own.swizzleMask.value = "".join(letters[int(channel)] for channel in mask)

    def updateLayer(self, layer):
        """Writes what was edited onto a layer."""
        self._write(layer)


class VolumeInformationProperty(_Rows, _properties.BoolCompositeProperty):
    """What is known of a volume."""

    _saved_class, _is_native = "org.inviwo.VolumeInformationProperty", True

    def updateForNewVolume(self, volume, overwrite):
        """Takes over what a new volume says; edited rows stay, unless they are to be overwritten and
        changes are not to be kept."""
        self._take_over(volume, overwrite)
        x, y, z = (int(n) for n in volume.dimensions)
        self.properties.numVoxels.value = x * y * z

    def updateVolume(self, volume):
        """Writes what was edited onto a volume."""
        self._write(volume)


class TransformListProperty(_properties.CompositeProperty):
    """A list of moves, turns and the like, one after the other."""

    _saved_class, _is_native = "org.inviwo.TransformListProperty", True

    @property
    def matrix(self):
        """All of them as one matrix; the first one is applied first."""
        matrix = _np.eye(4)
        for step in self.properties.internalTransforms.properties:
            matrix = _step(step) @ matrix
        self.properties.result.value = _model_of(matrix)
        return _model_of(matrix)


def _step(group):
    """The matrix of one of the transformations."""
    own, matrix = group.properties, _np.eye(4)
    if "translate_" in own:
        matrix[:3, 3] = _np.array(own.translate_.value)
    elif "scale" in own:
        matrix[:3, :3] = _np.diag(_np.array(own.scale.value))
    elif "angle" in own:
        angle = own.angle.value
        if own.mode.selectedIdentifier.startswith("deg"):
            angle = _np.radians(angle)
        axis = _np.array(own.axis.value, dtype=float)
        length = _np.linalg.norm(axis)
        if length > 0:
            x, y, z = axis / length
            cross = _np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
            matrix[:3, :3] += _np.sin(angle) * cross + (1 - _np.cos(angle)) * cross @ cross
    elif "matrix" in own:
        matrix = _matrix(own.matrix.value)
    return matrix


#: Which class shows a group of a native processor.
_classes = {
    _shown._saved_class: _shown
    for _shown in list(globals().values())
    if isinstance(_shown, type) and hasattr(_shown, "_saved_class")
}
