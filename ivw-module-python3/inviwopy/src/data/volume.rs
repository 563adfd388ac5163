//! `inviwopy.data.Volume` and `VolumePy`.

use ivw_core::data as ivw;
use ivw_core::data::{Memory, Shared};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyTuple};

use super::arguments::{bind, optional, required};
use super::array::{Numbers, Shape, Wanted, check, numbers_of, numbers_of_argument, zeros};
use super::format::{DataFormat, FormatArgument};
use super::held::{HasNumbers, Held};
use super::kinds::{InterpolationType, WrappingList};
use super::swizzle::{SwizzleArgument, SwizzleMask};
use super::unit::{Axis, DataMapper, map_text};
use super::{dims_of, matrix_text, value_error};
use crate::glm::{Mat3, Mat4, Size3, Vec3};

const WANTED: Wanted =
    Wanted { what: "a volume", element: "voxel", axes: &["z", "y", "x"], may_be_empty: false };

impl HasNumbers for ivw::Volume {
    fn memory(&self) -> &Memory {
        &self.voxels
    }

    fn memory_mut(&mut self) -> &mut Memory {
        &mut self.voxels
    }

    fn shape(&self) -> Shape {
        Shape::new(&self.dims, self.format)
    }
}

fn volume_of(numbers: Numbers) -> PyResult<ivw::Volume> {
    let dims = numbers.dims()?;
    ivw::Volume::from_memory(dims, numbers.format, numbers.memory).map_err(value_error)
}

/// Numbers on a regular grid in space.
///
/// `Volume(array)` copies a numpy array of shape (z, y, x) or (z, y, x, components), with 1 to 4
/// components of float16/32/64, int8..64 or uint8..64, in any order in memory: later changes of the
/// array do not reach the volume. An array that nobody else has, as in
/// `Volume(numpy.zeros((9, 9, 9)))`, is taken over without a copy.
///
/// `Volume(size, format, swizzleMask, interpolation, wrapping)` makes zeros: the size is
/// `size3_t(x, y, z)`, the format one of `inviwopy.data.formats`. `Volume(volumePy)` takes the array
/// and the settings of a `VolumePy`.
///
/// A new volume has the identity as model and world matrix, and the range of its format as data and
/// value range: [0, 1] for floats.
///
/// Raises ValueError for arrays of another shape or type, and MemoryError.
#[pyclass(frozen, weakref, module = "inviwopy.data")]
pub(crate) struct Volume {
    held: Held<ivw::Volume>,
}

impl Volume {
    /// A volume that a script makes.
    pub(super) fn own(volume: ivw::Volume) -> Self {
        Self { held: Held::new(volume) }
    }

    /// A volume out of a port.
    pub(super) fn input(volume: Shared<ivw::Volume>) -> Self {
        Self { held: Held::input(volume) }
    }

    /// The volume for others, who never see a change of it.
    pub(super) fn share(&self, py: Python<'_>) -> PyResult<Shared<ivw::Volume>> {
        self.held.share(py)
    }
}

#[pymethods]
impl Volume {
    #[new]
    #[pyo3(signature = (*args, **kwargs))]
    fn new(args: &Bound<'_, PyTuple>, kwargs: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let n_keywords = kwargs.map_or(0, |kwargs| kwargs.len());
        if args.len() == 1 && n_keywords == 0 {
            let argument = args.get_borrowed_item(0)?;
            if let Ok(representation) = argument.cast::<VolumePy>() {
                return Self::from_representation(representation.get(), args.py());
            }
            if let Ok(other) = argument.cast::<Self>() {
                return other.get().clone_(args.py());
            }
            return Ok(Self::own(volume_of(numbers_of_argument(args, &WANTED)?)?));
        }
        if let Some(data) = kwargs.map(|kwargs| kwargs.get_item("data")).transpose()?.flatten() {
            let [_] = bind("Volume", ["data"], args, kwargs)?;
            return Ok(Self::own(volume_of(numbers_of(&data, &WANTED)?)?));
        }
        let names = ["size", "format", "swizzleMask", "interpolation", "wrapping"];
        let [size, format, swizzle, interpolation, wrapping] = bind("Volume", names, args, kwargs)?;
        let size: Size3 = required("Volume", "size", &size)?;
        let format: FormatArgument = required("Volume", "format", &format)?;
        let mut volume = ivw::Volume::new(dims_of(size)?, format.0).map_err(super::memory_error)?;
        volume.swizzle = optional(&swizzle, SwizzleArgument(volume.swizzle))?.0;
        volume.interpolation = optional(&interpolation, InterpolationType::Linear)?.into();
        volume.wrapping = optional(&wrapping, WrappingList(volume.wrapping))?.0;
        Ok(Self::own(volume))
    }

    /// A new volume with the same content.
    #[pyo3(name = "clone")]
    fn clone_(&self, py: Python<'_>) -> PyResult<Self> {
        Ok(Self { held: self.held.duplicate(py)? })
    }

    fn __copy__(&self, py: Python<'_>) -> PyResult<Self> {
        self.clone_(py)
    }

    fn __deepcopy__(&self, py: Python<'_>, _memo: &Bound<'_, PyAny>) -> PyResult<Self> {
        self.clone_(py)
    }

    /// A new volume of an array's numbers at the place of this one.
    ///
    /// It has this volume's matrices, axes, interpolation, wrapping and metadata, and the data and
    /// value range of the array's format; the array is taken as by `Volume(array)`.
    fn like(&self, array: &Bound<'_, PyAny>) -> PyResult<Self> {
        let mut volume = volume_of(numbers_of(array, &WANTED)?)?;
        self.held.read(|this| {
            volume.model = this.model;
            volume.world = this.world;
            volume.axes = this.axes.clone();
            volume.interpolation = this.interpolation;
            volume.wrapping = this.wrapping;
            volume.metadata = this.metadata.clone();
            if volume.format.components == this.format.components {
                volume.swizzle = this.swizzle;
            }
        });
        Ok(Self::own(volume))
    }

    /// The voxels as a numpy array of shape (z, y, x) or (z, y, x, components), not a copy.
    ///
    /// What is written to it changes the volume; the array of a volume out of a port is read-only:
    /// write to `volume.clone().data` instead. An array stays valid without the volume.
    ///
    /// If the volume was passed on by `setData`, the first access gets a copy of the voxels, so that
    /// nobody else sees a change. Passing a volume on while such an array is alive passes on a copy
    /// of the voxels.
    ///
    /// Assigning any array that `Volume(array)` takes replaces voxels, dimensions and format; data
    /// and value range stay.
    #[getter]
    fn data<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.held.array(py)
    }

    #[setter]
    fn set_data(&self, array: &Bound<'_, PyAny>) -> PyResult<()> {
        // `volume.data += 1` assigns the volume's own array.
        if self.held.is_shown_by(array) {
            return Ok(());
        }
        let volume = volume_of(numbers_of(array, &WANTED)?)?;
        self.held.replace(|this| {
            this.dims = volume.dims;
            this.format = volume.format;
            this.voxels = volume.voxels;
        });
        Ok(())
    }

    /// The number of voxels along x, y and z, a `size3_t`.
    #[getter]
    fn dimensions(&self) -> Size3 {
        self.held.read(|this| this.dims).map(u64::from).into()
    }

    /// The format of one voxel.
    #[getter]
    fn format(&self) -> DataFormat {
        DataFormat(self.held.read(|this| this.format))
    }

    /// From the unit cube to model space, a `mat4`.
    #[getter(modelMatrix)]
    fn model_matrix(&self) -> Mat4 {
        self.held.read(|this| this.model).into()
    }

    #[setter(modelMatrix)]
    fn set_model_matrix(&self, matrix: Mat4) {
        self.held.write(|this| this.model = matrix.into());
    }

    /// From model to world space, a `mat4`.
    #[getter(worldMatrix)]
    fn world_matrix(&self) -> Mat4 {
        self.held.read(|this| this.world).into()
    }

    #[setter(worldMatrix)]
    fn set_world_matrix(&self, matrix: Mat4) {
        self.held.write(|this| this.world = matrix.into());
    }

    /// The edges of the volume in model space, the columns of a `mat3`.
    #[getter]
    fn basis(&self) -> Mat3 {
        super::basis(&self.held.read(|this| this.model))
    }

    #[setter]
    fn set_basis(&self, basis: Mat3) {
        self.held.write(|this| super::set_basis(&mut this.model, basis));
    }

    /// The corner of the volume in model space, a `vec3`.
    #[getter]
    fn offset(&self) -> Vec3 {
        super::offset(&self.held.read(|this| this.model))
    }

    #[setter]
    fn set_offset(&self, offset: Vec3) {
        self.held.write(|this| super::set_offset(&mut this.model, offset));
    }

    /// Which component is which colour.
    #[getter]
    fn swizzlemask(&self) -> SwizzleMask {
        SwizzleMask(self.held.read(|this| this.swizzle))
    }

    #[setter]
    fn set_swizzlemask(&self, mask: SwizzleArgument) {
        self.held.write(|this| this.swizzle = mask.0);
    }

    /// How values between voxel centres come about.
    #[getter]
    fn interpolation(&self) -> InterpolationType {
        self.held.read(|this| this.interpolation).into()
    }

    #[setter]
    fn set_interpolation(&self, interpolation: InterpolationType) {
        self.held.write(|this| this.interpolation = interpolation.into());
    }

    /// What lies beyond the border along x, y and z: a list of three values, by value.
    #[getter]
    fn wrapping(&self) -> WrappingList<3> {
        WrappingList(self.held.read(|this| this.wrapping))
    }

    #[setter]
    fn set_wrapping(&self, wrapping: WrappingList<3>) {
        self.held.write(|this| this.wrapping = wrapping.0);
    }

    /// What the stored numbers mean; a view, so that `volume.dataMap.valueRange = ..` works.
    #[getter(dataMap)]
    fn data_map(slf: &Bound<'_, Self>) -> DataMapper {
        let (read, write) = (slf.clone().unbind(), slf.clone().unbind());
        DataMapper::bound(
            move || Ok(read.get().held.read(|this| this.data_map.clone())),
            move |map| {
                write.get().held.write(|this| this.data_map = map);
                Ok(())
            },
        )
    }

    #[setter(dataMap)]
    fn set_data_map(&self, map: &Bound<'_, DataMapper>) -> PyResult<()> {
        let map = map.get().get()?;
        self.held.write(|this| this.data_map = map);
        Ok(())
    }

    /// The names and units of x, y and z: a list of three views.
    #[getter]
    fn axes<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyList>> {
        let axes = (0..3).map(|n| {
            let (read, write) = (slf.clone().unbind(), slf.clone().unbind());
            let axis = Axis::bound(
                move || Ok(read.get().held.read(|this| this.axes[n].clone())),
                move |axis| {
                    write.get().held.write(|this| this.axes[n] = axis);
                    Ok(())
                },
            );
            Bound::new(slf.py(), axis)
        });
        PyList::new(slf.py(), axes.collect::<PyResult<Vec<_>>>()?)
    }

    #[setter]
    fn set_axes(&self, axes: Vec<Py<Axis>>) -> PyResult<()> {
        let axes = super::axes_of::<3>(&axes)?;
        self.held.write(|this| this.axes = axes);
        Ok(())
    }

    /// Takes the metadata of another volume, such as unknown lines of a file header.
    #[pyo3(name = "copyMetaDataFrom")]
    fn copy_metadata_from(&self, other: &Bound<'_, Volume>) {
        let metadata = other.get().held.read(|other| other.metadata.clone());
        self.held.write(|this| this.metadata = metadata);
    }

    /// Gives its metadata to another volume.
    #[pyo3(name = "copyMetaDataTo")]
    fn copy_metadata_to(&self, other: &Bound<'_, Volume>) {
        let metadata = self.held.read(|this| this.metadata.clone());
        other.get().held.write(|other| other.metadata = metadata);
    }

    /// The metadata as a dictionary of text, a copy.
    #[getter]
    fn metadata<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let metadata = self.held.read(|this| this.metadata.clone());
        let dictionary = PyDict::new(py);
        for (name, value) in metadata.iter() {
            dictionary.set_item(name, value)?;
        }
        Ok(dictionary)
    }

    /// Always: a volume has its voxels.
    #[pyo3(name = "hasRepresentations")]
    fn has_representations(&self) -> bool {
        true
    }

    /// Takes the voxels of a `VolumePy`.
    #[pyo3(name = "addRepresentation")]
    fn add_representation(&self, representation: &Bound<'_, VolumePy>) -> PyResult<()> {
        self.set_data(representation.get().array.bind(representation.py()))
    }

    /// Nothing: there is one representation only.
    #[pyo3(name = "removeRepresentation", signature = (*_args))]
    fn remove_representation(&self, _args: &Bound<'_, PyTuple>) {}

    /// Nothing: there is one representation only.
    #[pyo3(name = "removeOtherRepresentations", signature = (*_args))]
    fn remove_other_representations(&self, _args: &Bound<'_, PyTuple>) {}

    /// Nothing: there is one representation only.
    #[pyo3(name = "clearRepresentations")]
    fn clear_representations(&self) {}

    /// Nothing: there is one representation only.
    #[pyo3(name = "invalidateAllOther", signature = (*_args))]
    fn invalidate_all_other(&self, _args: &Bound<'_, PyTuple>) {}

    /// The voxels with their settings; the array is that of `data`.
    #[pyo3(name = "getVolumePyRepresentation")]
    fn representation(&self, py: Python<'_>) -> PyResult<VolumePy> {
        let array = self.held.array(py)?.unbind();
        Ok(self.held.read(|this| VolumePy {
            array,
            swizzle: this.swizzle,
            interpolation: this.interpolation,
            wrapping: this.wrapping,
        }))
    }

    /// The voxels with their settings; what is written to its array changes the volume.
    #[pyo3(name = "getEditableVolumePyRepresentation")]
    fn editable_representation(&self, py: Python<'_>) -> PyResult<VolumePy> {
        self.representation(py)
    }

    fn __repr__(&self) -> String {
        self.held.read(|this| {
            let [x, y, z] = this.dims;
            format!(
                "<Volume: {} [{x} {y} {z}] {}\nmodelMatrix: {}\nworldMatrix: {}>",
                this.format,
                map_text(&this.data_map),
                matrix_text(&this.model),
                matrix_text(&this.world)
            )
        })
    }
}

impl Volume {
    fn from_representation(representation: &VolumePy, py: Python<'_>) -> PyResult<Self> {
        let mut volume = volume_of(numbers_of(representation.array.bind(py), &WANTED)?)?;
        volume.swizzle = representation.swizzle;
        volume.interpolation = representation.interpolation;
        volume.wrapping = representation.wrapping;
        Ok(Self::own(volume))
    }
}

/// A numpy array of voxels with settings, from which `Volume(volumePy)` makes a volume.
///
/// `VolumePy(data, swizzleMask, interpolation, wrapping)` keeps the array itself, of shape
/// (z, y, x[, components]); `VolumePy(size, format, ..)` makes an array of zeros for the size
/// `size3_t(x, y, z)`. The volume gets a copy of the array.
#[pyclass(frozen, module = "inviwopy.data")]
pub(crate) struct VolumePy {
    array: Py<PyAny>,
    swizzle: ivw::Swizzle,
    interpolation: ivw::Interpolation,
    wrapping: [ivw::Wrapping; 3],
}

#[pymethods]
impl VolumePy {
    #[new]
    #[pyo3(signature = (*args, **kwargs))]
    fn new(args: &Bound<'_, PyTuple>, kwargs: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let py = args.py();
        let with_size = args.get_item(0).is_ok_and(|first| first.extract::<Size3>().is_ok())
            || kwargs.is_some_and(|kwargs| kwargs.contains("size").unwrap_or(false));
        let (array, [swizzle, interpolation, wrapping]) = if with_size {
            let names = ["size", "format", "swizzleMask", "interpolation", "wrapping"];
            let [size, format, rest @ ..] = bind("VolumePy", names, args, kwargs)?;
            let size: Size3 = required("VolumePy", "size", &size)?;
            let format: FormatArgument = required("VolumePy", "format", &format)?;
            (zeros(py, &dims_of(size)?, format.0)?, rest)
        } else {
            let names = ["data", "swizzleMask", "interpolation", "wrapping"];
            let [data, rest @ ..] = bind("VolumePy", names, args, kwargs)?;
            let array: Bound<'_, PyAny> = required("VolumePy", "data", &data)?;
            check(&array, &WANTED)?;
            (array, rest)
        };
        Ok(Self {
            array: array.unbind(),
            swizzle: optional(&swizzle, SwizzleArgument(ivw::Swizzle::RGBA))?.0,
            interpolation: optional(&interpolation, InterpolationType::Linear)?.into(),
            wrapping: optional(&wrapping, WrappingList([ivw::Wrapping::Clamp; 3]))?.0,
        })
    }

    /// The array itself, of shape (z, y, x[, components]).
    #[getter]
    fn data(&self, py: Python<'_>) -> Py<PyAny> {
        self.array.clone_ref(py)
    }

    /// The number of voxels along x, y and z, a `size3_t`.
    #[getter]
    fn dimensions(&self, py: Python<'_>) -> PyResult<Size3> {
        let (shape, _) = check(self.array.bind(py), &WANTED)?;
        Ok([shape[2] as u64, shape[1] as u64, shape[0] as u64].into())
    }

    /// The format of one voxel.
    #[getter]
    fn format(&self, py: Python<'_>) -> PyResult<DataFormat> {
        Ok(DataFormat(check(self.array.bind(py), &WANTED)?.1))
    }

    /// Which component is which colour.
    #[getter(swizzleMask)]
    fn swizzle(&self) -> SwizzleMask {
        SwizzleMask(self.swizzle)
    }

    /// How values between voxel centres come about.
    #[getter]
    fn interpolation(&self) -> InterpolationType {
        self.interpolation.into()
    }

    /// What lies beyond the border along x, y and z: a list of three values.
    #[getter]
    fn wrapping(&self) -> WrappingList<3> {
        WrappingList(self.wrapping)
    }

    /// Always: the array is there.
    #[pyo3(name = "isValid")]
    fn is_valid(&self) -> bool {
        true
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let (shape, format) = check(self.array.bind(py), &WANTED)?;
        Ok(format!("<VolumePy: {format} [{} {} {}]>", shape[2], shape[1], shape[0]))
    }
}
