//! `inviwopy.data.Volume` and `VolumePy`.

use ivw_core::data as ivw;
use ivw_core::data::{Memory, Shared};
use parking_lot::Mutex;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyTuple};

use super::arguments::{bind, required};
use super::array::{Numbers, Shape, Wanted, check, numbers_of, numbers_of_argument, zeros};
use super::format::{DataFormat, FormatArgument};
use super::grid::{Settings, grid_members, representation_members};
use super::held::{HasNumbers, Held};
use super::kinds::{InterpolationType, WrappingList};
use super::order::Order;
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
            let order = Order::of_caller(args.py())?;
            return Ok(Self::own(volume_of(numbers_of_argument(args, &WANTED, order)?)?));
        }
        if let Some(data) = kwargs.map(|kwargs| kwargs.get_item("data")).transpose()?.flatten() {
            let [_] = bind("Volume", ["data"], args, kwargs)?;
            let order = Order::of_caller(args.py())?;
            return Ok(Self::own(volume_of(numbers_of(&data, &WANTED, order)?)?));
        }
        let names = ["size", "format", "swizzleMask", "interpolation", "wrapping"];
        let [size, format, settings @ ..] = bind("Volume", names, args, kwargs)?;
        let size: Size3 = required("Volume", "size", &size)?;
        let format: FormatArgument = required("Volume", "format", &format)?;
        let mut volume = ivw::Volume::new(dims_of(size)?, format.0).map_err(super::memory_error)?;
        let settings = settings_of(&volume).or_given(&settings)?;
        set_settings(&mut volume, settings);
        Ok(Self::own(volume))
    }

    /// A new volume of an array's numbers at the place of this one.
    ///
    /// It has this volume's matrices, axes, interpolation, wrapping and metadata, and the data and
    /// value range of the array's format; the array is taken as by `Volume(array)`.
    fn like(&self, array: &Bound<'_, PyAny>) -> PyResult<Self> {
        let order = Order::of_caller(array.py())?;
        let mut volume = volume_of(numbers_of(array, &WANTED, order)?)?;
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
        let representation = (representation.get(), representation.py());
        self.assign(representation.0.array.bind(representation.1), representation.0.order)
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
        let order = Order::of_caller(py)?;
        let array = self.held.array(py, order)?.unbind();
        let settings = Mutex::new(self.held.read(settings_of));
        Ok(VolumePy { array, order, settings })
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
        let order = representation.order;
        let mut volume = volume_of(numbers_of(representation.array.bind(py), &WANTED, order)?)?;
        set_settings(&mut volume, *representation.settings.lock());
        Ok(Self::own(volume))
    }

    fn numbers(&self, array: &Bound<'_, PyAny>, order: Order) -> PyResult<ivw::Volume> {
        volume_of(numbers_of(array, &WANTED, order)?)
    }

    fn take_numbers(this: &mut ivw::Volume, other: ivw::Volume) {
        this.dims = other.dims;
        this.format = other.format;
        this.voxels = other.voxels;
    }
}

fn settings_of(volume: &ivw::Volume) -> Settings<3> {
    Settings {
        swizzle: volume.swizzle,
        interpolation: volume.interpolation,
        wrapping: volume.wrapping,
    }
}

fn set_settings(volume: &mut ivw::Volume, settings: Settings<3>) {
    volume.swizzle = settings.swizzle;
    volume.interpolation = settings.interpolation;
    volume.wrapping = settings.wrapping;
}

grid_members!(Volume, 3, Size3);

/// A numpy array of voxels with settings, from which `Volume(volumePy)` makes a volume.
///
/// `VolumePy(data, swizzleMask, interpolation, wrapping)` keeps the array itself, of shape
/// (z, y, x[, components]); `VolumePy(size, format, ..)` makes an array of zeros for the size
/// `size3_t(x, y, z)`. The volume gets a copy of the array.
#[pyclass(frozen, module = "inviwopy.data")]
pub(crate) struct VolumePy {
    array: Py<PyAny>,
    order: Order,
    settings: Mutex<Settings<3>>,
}

#[pymethods]
impl VolumePy {
    #[new]
    #[pyo3(signature = (*args, **kwargs))]
    fn new(args: &Bound<'_, PyTuple>, kwargs: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let py = args.py();
        let order = Order::of_caller(py)?;
        let with_size = args.get_item(0).is_ok_and(|first| first.extract::<Size3>().is_ok())
            || kwargs.is_some_and(|kwargs| kwargs.contains("size").unwrap_or(false));
        let (array, settings) = if with_size {
            let names = ["size", "format", "swizzleMask", "interpolation", "wrapping"];
            let [size, format, settings @ ..] = bind("VolumePy", names, args, kwargs)?;
            let size: Size3 = required("VolumePy", "size", &size)?;
            let format: FormatArgument = required("VolumePy", "format", &format)?;
            (zeros(py, &dims_of(size)?, format.0, order)?, settings)
        } else {
            let names = ["data", "swizzleMask", "interpolation", "wrapping"];
            let [data, settings @ ..] = bind("VolumePy", names, args, kwargs)?;
            let array: Bound<'_, PyAny> = required("VolumePy", "data", &data)?;
            check(&array, &WANTED, order)?;
            (array, settings)
        };
        let settings = Mutex::new(Settings::default().or_given(&settings)?);
        Ok(Self { array: array.unbind(), order, settings })
    }
}

representation_members!(VolumePy, 3, Size3, WANTED);
