//! `inviwopy.data.Buffer`, and one subclass of it for each format: `BufferVec3FLOAT32`,
//! `IndexBufferUINT32`.

use std::cell::Cell;
use std::collections::HashMap;

use ivw_core::data as ivw;
use ivw_core::data::{Format, Memory, Shared};
use numpy::PyUntypedArray;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyTuple, PyType};

use super::arguments::{bind, optional, required};
use super::array::{Shape, Wanted, check, numbers_of};
use super::format::{DataFormat, all};
use super::grid::array_protocols;
use super::held::{HasNumbers, Held};
use super::kinds::{BufferTarget, BufferUsage};
use super::order::Order;
use super::{memory_error, value_error};

const WANTED: Wanted =
    Wanted { what: "a buffer", element: "element", axes: &["n"], may_be_empty: true };
/// Attribute of the classes with a fixed format.
const FORMAT: &str = "_format";
/// Attribute of the classes for indices.
const IS_INDEX: &str = "_isIndex";

impl HasNumbers for ivw::Array {
    fn memory(&self) -> &Memory {
        &self.bytes
    }

    fn memory_mut(&mut self) -> &mut Memory {
        &mut self.bytes
    }

    fn shape(&self) -> Shape {
        Shape::list(self.len(), self.format)
    }
}

/// A one-dimensional array of numbers or vectors, such as the positions of a mesh.
///
/// `Buffer(array)` copies a numpy array of shape (n,) or (n, components), with 1 to 4 components of
/// float16/32/64, int8..64 or uint8..64. `BufferVec3FLOAT32(array)` and its like only take arrays of
/// their format, `BufferVec3FLOAT32(n)` makes n zeros. The usage has no effect.
///
/// Raises ValueError for arrays of another shape or type, and MemoryError.
#[pyclass(frozen, weakref, subclass, module = "inviwopy.data")]
pub(crate) struct Buffer {
    held: Held<ivw::Array>,
}

thread_local! {
    /// What the next object is to be: only a call of its class makes one of a subclass, and reading
    /// arguments that stand for it takes longer than many a processor.
    static MADE: Cell<Option<Buffer>> = const { Cell::new(None) };
}

impl Buffer {
    /// A buffer that a script makes.
    pub(super) fn own(array: ivw::Array) -> Self {
        Self { held: Held::new(array) }
    }

    /// A buffer out of a port.
    pub(super) fn input(array: Shared<ivw::Array>) -> Self {
        Self { held: Held::input(array) }
    }

    /// The buffer for others, who never see a change of it.
    pub(super) fn share(&self, py: Python<'_>) -> PyResult<Shared<ivw::Array>> {
        self.held.share(py)
    }

    /// The format of one element.
    pub(super) fn element_format(&self) -> Format {
        self.held.read(|this| this.format)
    }

    /// A Python object of the subclass for the buffer's format.
    pub(super) fn into_object(self, py: Python<'_>, is_index: bool) -> PyResult<Py<Self>> {
        let class = class_of(py, self.element_format(), is_index)?;
        MADE.set(Some(self));
        let object = class.call0();
        MADE.set(None);
        Ok(object?.cast_into::<Self>()?.unbind())
    }
}

fn n_zeros(format: Format, n: usize) -> PyResult<ivw::Array> {
    let too_long = || PyValueError::new_err(format!("a buffer of {n} elements is too long"));
    let n_bytes = n.checked_mul(format.size()).ok_or_else(too_long)?;
    let memory = Memory::try_zeroed(n_bytes).map_err(memory_error)?;
    ivw::Array::from_memory(format, memory).map_err(value_error)
}

fn array_of(object: &Bound<'_, PyAny>) -> PyResult<ivw::Array> {
    let numbers = numbers_of(object, &WANTED, Order::Zyx)?;
    ivw::Array::from_memory(numbers.format, numbers.memory).map_err(value_error)
}

/// The error for an array that is not of the format of a buffer.
fn check_format(what: &str, wanted: Format, got: Format) -> PyResult<()> {
    if wanted == got {
        return Ok(());
    }
    let way_out = match wanted.components == got.components {
        true => format!(
            "use array.astype(numpy.{}), or inviwopy.data.Buffer(array) to keep its type",
            wanted.number.name().to_lowercase()
        ),
        false => format!("reshape it to {}", shape_text_of(wanted)),
    };
    Err(PyValueError::new_err(format!("{what} holds {wanted}, but the array is {got}: {way_out}")))
}

fn shape_text_of(format: Format) -> String {
    match format.components {
        1 => "(n,)".to_owned(),
        components => format!("(n, {components})"),
    }
}

#[pymethods]
impl Buffer {
    #[new]
    #[classmethod]
    #[pyo3(signature = (*args, **kwargs))]
    fn new(
        class: &Bound<'_, PyType>,
        args: &Bound<'_, PyTuple>,
        kwargs: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Self> {
        if let Some(made) = MADE.take() {
            return Ok(made);
        }
        let fixed = match class.getattr_opt(FORMAT)? {
            Some(format) => Some(format.extract::<super::format::FormatArgument>()?.0),
            None => None,
        };
        let name = class.name()?.to_string();
        let size = kwargs.map(|kwargs| kwargs.get_item("size")).transpose()?.flatten();
        let size = size.or_else(|| args.get_item(0).ok()).and_then(|size| {
            // An array of one number would do for a number too.
            let is_array = size.cast::<PyUntypedArray>().is_ok();
            (!is_array).then(|| size.extract::<usize>().ok()).flatten()
        });
        if let Some(size) = size {
            let [_, usage] = bind(&name, ["size", "usage"], args, kwargs)?;
            optional(&usage, BufferUsage::Static)?;
            let Some(format) = fixed else {
                return Err(PyTypeError::new_err(
                    "a buffer of zeros needs a format: use BufferFLOAT32(n) or its like, or \
                     Buffer(numpy.zeros((n, components), dtype))",
                ));
            };
            return Ok(Self::own(n_zeros(format, size)?));
        }
        let [data, usage] = bind(&name, ["data", "usage"], args, kwargs)?;
        optional(&usage, BufferUsage::Static)?;
        let data: Bound<'_, PyAny> = required(&name, "data", &data)?;
        if let Some(format) = fixed {
            // Checked before the copy.
            check_format(&name, format, check(&data, &WANTED, Order::Zyx)?.1)?;
        }
        Ok(Self::own(array_of(&data)?))
    }

    /// A new buffer with the same content.
    #[pyo3(name = "clone")]
    fn clone_(slf: &Bound<'_, Self>) -> PyResult<Py<Self>> {
        let py = slf.py();
        let copy = Self { held: slf.get().held.duplicate(py)? };
        copy.into_object(py, slf.get().is_index(slf)?)
    }

    /// The number of elements; assigning another one keeps the first elements and adds zeros.
    #[getter]
    fn size(&self) -> usize {
        self.len()
    }

    #[setter]
    fn set_size(&self, size: usize) -> PyResult<()> {
        if size == self.size() {
            return Ok(());
        }
        let mut resized = n_zeros(self.element_format(), size)?;
        self.held.read(|this| {
            let n = resized.bytes.len().min(this.bytes.len());
            resized.bytes.bytes_mut()[..n].copy_from_slice(&this.bytes.bytes()[..n]);
        });
        self.held.replace(|this| *this = resized);
        Ok(())
    }

    /// The format of one element.
    #[getter]
    fn format(&self) -> DataFormat {
        DataFormat(self.element_format())
    }

    /// Whether it holds vertex attributes or indices.
    #[getter]
    fn target(slf: &Bound<'_, Self>) -> PyResult<BufferTarget> {
        Ok(match slf.get().is_index(slf)? {
            true => BufferTarget::Index,
            false => BufferTarget::Data,
        })
    }

    /// Always static; nothing depends on it.
    #[getter]
    fn usage(&self) -> BufferUsage {
        BufferUsage::Static
    }

    /// The elements as a numpy array of shape (n,) or (n, components), not a copy.
    ///
    /// What is written to it changes the buffer; the array of a buffer out of a port is read-only:
    /// write to `buffer.clone().data` instead. See `Volume.data` for when elements are copied.
    ///
    /// An array of the buffer's format that is assigned replaces all elements.
    #[getter]
    fn data<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.held.array(py, Order::Zyx)
    }

    #[setter]
    fn set_data(&self, array: &Bound<'_, PyAny>) -> PyResult<()> {
        // `buffer.data += 1` assigns the buffer's own array.
        if self.held.is_shown_by(array, Order::Zyx) {
            return Ok(());
        }
        check_format("the buffer", self.element_format(), check(array, &WANTED, Order::Zyx)?.1)?;
        let array = array_of(array)?;
        self.held.replace(|this| *this = array);
        Ok(())
    }

    fn __len__(&self) -> usize {
        self.size()
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        let this = slf.get();
        let target = if this.is_index(slf)? { "Index" } else { "Data" };
        Ok(format!(
            "<Buffer:\n  target = {target}\n  usage = Static\n  format = {}\n  size = {}>",
            this.element_format(),
            this.size()
        ))
    }
}

array_protocols!(Buffer, |this: &Self, py| this.held.array(py, Order::Zyx));

impl Buffer {
    /// Adds elements of 32-bit floats.
    pub(super) fn append(&self, numbers: &[f32]) -> PyResult<()> {
        let added = Memory::copy_of(numbers);
        let bytes = self.held.read(|this| {
            let n_old = this.bytes.len();
            let mut bytes = Memory::try_zeroed(n_old + added.len())?;
            bytes.bytes_mut()[..n_old].copy_from_slice(this.bytes.bytes());
            bytes.bytes_mut()[n_old..].copy_from_slice(added.bytes());
            Ok(bytes)
        });
        let bytes = bytes.map_err(memory_error)?;
        self.held.replace(|this| this.bytes = bytes);
        Ok(())
    }

    /// The number of elements.
    pub(super) fn len(&self) -> usize {
        self.held.read(ivw::Array::len)
    }

    /// Replaces one element.
    pub(super) fn set(&self, py: Python<'_>, n: usize, numbers: &[f32]) -> PyResult<()> {
        let array = self.held.array(py, Order::Zyx)?;
        match numbers {
            [number] => array.set_item(n, number),
            _ => array.set_item(n, numbers),
        }
    }

    fn is_index(&self, object: &Bound<'_, Self>) -> PyResult<bool> {
        match object.getattr_opt(IS_INDEX)? {
            Some(is_index) => is_index.is_truthy(),
            None => Ok(false),
        }
    }
}

/// The class for a format: `BufferVec3FLOAT32` or `IndexBufferUINT32`.
fn class_of<'py>(
    py: Python<'py>,
    format: Format,
    is_index: bool,
) -> PyResult<&'py Bound<'py, PyAny>> {
    static CLASSES: PyOnceLock<HashMap<(Format, bool), Py<PyAny>>> = PyOnceLock::new();
    let classes = CLASSES.get_or_try_init(py, || {
        let mut classes = HashMap::new();
        let base = py.get_type::<Buffer>();
        for (prefix, is_index) in [("Buffer", false), ("IndexBuffer", true)] {
            for format in all() {
                let attributes = PyDict::new(py);
                attributes.set_item("__module__", "inviwopy.data")?;
                attributes.set_item("__slots__", PyTuple::empty(py))?;
                let shape = shape_text_of(format);
                let doc = format!(
                    "A buffer of {format} elements, made from a numpy array of shape {shape} or \
                     from the number of elements; see Buffer."
                );
                attributes.set_item("__doc__", doc)?;
                attributes.set_item(FORMAT, Py::new(py, DataFormat(format))?)?;
                attributes.set_item(IS_INDEX, is_index)?;
                let name = format!("{prefix}{format}");
                let class = py.get_type::<PyType>().call1((&name, (&base,), attributes))?;
                classes.insert((format, is_index), class.unbind());
            }
        }
        PyResult::Ok(classes)
    })?;
    let class = classes.get(&(format, is_index)).map(|class| class.bind(py));
    class.ok_or_else(|| PyTypeError::new_err(format!("there is no class for buffers of {format}")))
}

/// This adds the classes of buffers to `inviwopy.data`.
pub(super) fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    let py = module.py();
    module.add_class::<Buffer>()?;
    module.add("BufferBase", module.getattr("Buffer")?)?;
    for is_index in [false, true] {
        for format in all() {
            let class = class_of(py, format, is_index)?;
            module.add(class.getattr("__name__")?.extract::<String>()?.as_str(), class)?;
        }
    }
    Ok(())
}
