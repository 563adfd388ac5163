//! numpy arrays in and out.
//!
//! *In*: the numbers of an array become [`Memory`], by one copy on all cores, or by taking over the
//! array itself where that cannot be noticed ([`is_spare`]).
//! *Out*: memory becomes an array without a copy; the array's base keeps the memory alive.
//! What the axes of an array mean is up to the classes; x is last among them, or first where the code
//! that is served wants it so ([`Order`]), then come the components.

#![allow(unsafe_code)]

use std::ffi::c_int;

use ivw_core::data::{Format, Memory, Number};
use numpy::npyffi::flags::{
    NPY_ARRAY_ALIGNED, NPY_ARRAY_C_CONTIGUOUS, NPY_ARRAY_OWNDATA, NPY_ARRAY_WRITEABLE,
};
use numpy::npyffi::{PY_ARRAY_API, PyArrayObject};
use numpy::{
    PyArrayDescr, PyArrayDescrMethods, PyUntypedArray, PyUntypedArrayMethods, dtype as dtype_of,
};
use pyo3::exceptions::{PyMemoryError, PyTypeError, PyValueError};
use pyo3::ffi;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString, PyTuple};

use super::copy::{Strided, copy_bytes, copy_dense};
use super::order::Order;
use super::release;

/// Smaller arrays are copied in less time than it takes to think about them.
const TAKE_OVER_FROM: usize = 1 << 20;
/// The strictest alignment of an element, that of `glam::Vec4`.
const ALIGNMENT: usize = 16;

/// This says what arrays a class takes.
pub(super) struct Wanted {
    /// The class in messages, with its article.
    pub(super) what: &'static str,
    /// One element in messages.
    pub(super) element: &'static str,
    /// The axes without the components, x last.
    pub(super) axes: &'static [&'static str],
    /// Whether there may be no elements at all.
    pub(super) may_be_empty: bool,
}

impl Wanted {
    fn shapes(&self, order: Order) -> String {
        let mut axes = self.axes.to_vec();
        order.turn(&mut axes);
        let axes = axes.join(", ");
        let comma = if self.axes.len() == 1 { "," } else { "" };
        format!("({axes}{comma}) or ({axes}, components)")
    }

    /// This is the number of components that a shape means.
    fn n_components(&self, shape: &[usize], order: Order) -> PyResult<u8> {
        let n_axes = self.axes.len();
        let n_components = match shape.len() {
            n if n == n_axes => 1,
            n if n == n_axes + 1 => shape[n_axes],
            n => {
                let way_out = match n < n_axes {
                    true => "add axes of length 1 with array[numpy.newaxis]",
                    false => "take one element of the extra axes, or array.reshape(...)",
                };
                return Err(PyValueError::new_err(format!(
                    "{} is made from an array of shape {}, got {n} dimensions, {}: {way_out}",
                    self.what,
                    self.shapes(order),
                    shape_text(shape)
                )));
            }
        };
        if !self.may_be_empty && shape.contains(&0) {
            return Err(PyValueError::new_err(format!(
                "an array of shape {} has no numbers: {} needs at least one {}",
                shape_text(shape),
                self.what,
                self.element
            )));
        }
        match n_components {
            1..=4 => Ok(n_components as u8),
            n => Err(PyValueError::new_err(format!(
                "an array of shape {} has {n} components for each {}, but {} has 1 to 4: select \
                 some with array[..., :4], or make several objects",
                shape_text(shape),
                self.element,
                self.what
            ))),
        }
    }
}

/// These are the numbers of an array.
pub(super) struct Numbers {
    /// Lengths of all axes but the components', x last.
    pub(super) shape: Vec<usize>,
    /// The format of one element.
    pub(super) format: Format,
    /// All numbers, dense, the last axis fastest, components interleaved.
    pub(super) memory: Memory,
}

impl Numbers {
    /// Lengths of the axes in the order of our data, x first.
    pub(super) fn dims<const N: usize>(&self) -> PyResult<[u32; N]> {
        let mut dims = [1; N];
        for (dim, &n) in dims.iter_mut().zip(self.shape.iter().rev()) {
            *dim = u32::try_from(n).map_err(|_| {
                PyValueError::new_err(format!("an axis of {n} elements is too long"))
            })?;
        }
        Ok(dims)
    }
}

/// This copies the numbers of an array, or of what numpy can make an array of.
pub(super) fn numbers_of(
    object: &Bound<'_, PyAny>,
    wanted: &Wanted,
    order: Order,
) -> PyResult<Numbers> {
    release::drain(object.py());
    match object.cast::<PyUntypedArray>() {
        Ok(array) => import(array, wanted, order, false),
        Err(_) => {
            let array = converted(object, wanted, order)?;
            // Numpy may have handed out an array that somebody else holds too.
            import(&array, wanted, order, false)
        }
    }
}

/// This is [`numbers_of`] for the single argument of a call, which is taken over if it is spare.
///
/// `arguments` is the tuple which the call was made with.
pub(super) fn numbers_of_argument(
    arguments: &Bound<'_, PyTuple>,
    wanted: &Wanted,
    order: Order,
) -> PyResult<Numbers> {
    release::drain(arguments.py());
    let argument = arguments.get_borrowed_item(0)?;
    match argument.cast::<PyUntypedArray>() {
        // Our own numbers have x last, which a spare array's have too if it does.
        Ok(array) => {
            import(&array, wanted, order, order == Order::Zyx && is_spare(&array, arguments))
        }
        Err(_) => numbers_of(&argument, wanted, order),
    }
}

/// Objects that are no arrays but know how to become one: lists, tensors, images, buffers.
fn converted<'py>(
    object: &Bound<'py, PyAny>,
    wanted: &Wanted,
    order: Order,
) -> PyResult<Bound<'py, PyUntypedArray>> {
    let refused = || {
        PyTypeError::new_err(format!(
            "{} is made from a numpy array of shape {}, got {}",
            wanted.what,
            wanted.shapes(order),
            type_name(object)
        ))
    };
    if object.is_instance_of::<PyString>() || object.is_none() || object.is_callable() {
        return Err(refused());
    }
    let numpy = object.py().import("numpy")?;
    // Numpy itself does not look for DLPack, which is all that some tensors have.
    let knows_numpy = ["__array_interface__", "__array__", "__array_struct__"];
    let array = match object.hasattr("__dlpack__")?
        && !knows_numpy.iter().any(|name| object.hasattr(*name).unwrap_or(false))
    {
        true => numpy.call_method1("from_dlpack", (object,))?,
        false => numpy.call_method1("asarray", (object,))?,
    };
    let array = array.cast_into::<PyUntypedArray>().map_err(|_| refused())?;
    match array.ndim() {
        0 => Err(refused()),
        _ => Ok(array),
    }
}

fn import(
    array: &Bound<'_, PyUntypedArray>,
    wanted: &Wanted,
    order: Order,
    take_over: bool,
) -> PyResult<Numbers> {
    let py = array.py();
    let descriptor = array.dtype();
    let number = number_of(&descriptor, wanted)?;
    let shape = array.shape();
    let format = Format::new(number, wanted.n_components(shape, order)?);
    let n_axes = wanted.axes.len();
    let (mut shape, mut strides) = (shape.to_vec(), array.strides().to_vec());
    order.turn(&mut shape[..n_axes]);
    order.turn(&mut strides[..n_axes]);
    let axes = shape[..n_axes].to_vec();
    if take_over {
        let memory = adopt(array);
        return Ok(Numbers { shape: axes, format, memory });
    }
    let is_small = source_is_small(&shape, number);
    // SAFETY: the array is alive; its fields are those numpy documents.
    let start = unsafe { (*array.as_array_ptr().cast::<PyArrayObject>()).fields.data };
    let source = Strided {
        start: start.cast_const().cast(),
        shape,
        strides,
        number_size: number.size(),
        is_swapped: descriptor.is_native_byteorder() == Some(false),
    };
    let copy = move || -> ivw_core::error::Result<Memory> {
        let mut memory = Memory::try_zeroed(source.n_bytes())?;
        // SAFETY: numpy guarantees that shape and strides stay inside of the array's memory, and
        // our reference keeps the array alive. Python threads that write to the array meanwhile
        // race with us just as they race with numpy's own copy.
        unsafe { copy_dense(&source, memory.bytes_mut()) };
        Ok(memory)
    };
    // Below a few microseconds of work, letting other threads run is not worth the handover.
    let memory = match is_small {
        true => copy(),
        false => py.detach(copy),
    };
    let memory = memory.map_err(|error| PyMemoryError::new_err(error.to_string()))?;
    Ok(Numbers { shape: axes, format, memory })
}

fn source_is_small(shape: &[usize], number: Number) -> bool {
    shape.iter().product::<usize>() * number.size() < 64 << 10
}

/// The format of the numbers of an array, or an error that says what to do about it.
fn number_of(descriptor: &Bound<'_, PyArrayDescr>, wanted: &Wanted) -> PyResult<Number> {
    let number = match (descriptor.kind(), descriptor.itemsize()) {
        (b'f', 2) => Number::F16,
        (b'f', 4) => Number::F32,
        (b'f', 8) => Number::F64,
        (b'i', 1) => Number::I8,
        (b'i', 2) => Number::I16,
        (b'i', 4) => Number::I32,
        (b'i', 8) => Number::I64,
        (b'u', 1) => Number::U8,
        (b'u', 2) => Number::U16,
        (b'u', 4) => Number::U32,
        (b'u', 8) => Number::U64,
        (kind, _) => {
            let way_out = match kind {
                b'b' => "array.astype(numpy.uint8)",
                b'f' => "array.astype(numpy.float64)",
                b'c' => {
                    "array.real, numpy.abs(array), or both parts as components with \
                     numpy.stack([array.real, array.imag], axis=-1)"
                }
                b'O' => "array.astype(numpy.float32), if all objects are numbers",
                b'M' | b'm' => "array.astype(numpy.int64)",
                b'V' => "one field, array['name'], or numpy.lib.recfunctions",
                _ => "an array of numbers",
            };
            return Err(PyValueError::new_err(format!(
                "{} cannot hold numbers of dtype '{}', only floats of 16, 32 or 64 bits and \
                 integers of 8 to 64 bits: use {way_out}",
                wanted.what,
                descriptor.str()?
            )));
        }
    };
    Ok(number)
}

/// Whether nobody will miss an array that is the only argument of a call to a class.
///
/// `Volume(numpy.random.rand(..))` need not copy: the array is dropped as soon as the call returns.
/// That is so if all of the following holds.
/// - The array has two references, the caller's stack and the arguments, and the arguments have
///   one, the call's. A variable or a view would add one to the array, `def f(*args):
///   Volume(*args)` one to the arguments.
/// - It owns its numbers, has no base, no weak references, and is no subclass, so no other object
///   can lead to them.
/// - The numbers are dense, aligned, writable and in the byte order of this machine.
/// - Python is older than 3.14: from then on the stack holds variables without counting them.
///
/// One holder looks like the caller's stack: a list that is unpacked, `Volume(*arrays)`, and
/// `functools.partial`. [`adopt`] therefore makes the array read-only: in those cases a later write
/// to it is an error, never a silent change of the volume.
fn is_spare(array: &Bound<'_, PyUntypedArray>, arguments: &Bound<'_, PyTuple>) -> bool {
    const FLAGS: c_int =
        NPY_ARRAY_C_CONTIGUOUS | NPY_ARRAY_OWNDATA | NPY_ARRAY_ALIGNED | NPY_ARRAY_WRITEABLE;
    let py = array.py();
    // SAFETY: both objects are alive and the thread is attached; the fields are those numpy
    // documents, and nothing is written.
    unsafe {
        let fields = &(*array.as_array_ptr().cast::<PyArrayObject>()).fields;
        ffi::Py_REFCNT(array.as_ptr()) == 2
            && ffi::Py_REFCNT(arguments.as_ptr()) == 1
            && py.version_info() < (3, 14)
            && fields.flags & FLAGS == FLAGS
            && fields.base.is_null()
            && fields.weakreflist.is_null()
            && fields.data.addr().is_multiple_of(ALIGNMENT)
            && array.get_type().is(py.get_type::<PyUntypedArray>())
            && array.dtype().is_native_byteorder() != Some(false)
            && array.len() * array.dtype().itemsize() >= TAKE_OVER_FROM
    }
}

/// This makes the numbers of a spare array ours; the array is given back when nobody uses them.
fn adopt(array: &Bound<'_, PyUntypedArray>) -> Memory {
    let n_bytes = array.len() * array.dtype().itemsize();
    let owner = release::owner_of(array.as_any().clone());
    // SAFETY: `is_spare` found that nobody but us can reach the dense, writable numbers of this
    // array, or else only through the array itself, which is read-only from here on; our reference
    // keeps it alive until `release`, which may be called on any thread.
    unsafe {
        let fields = &mut (*array.as_array_ptr().cast::<PyArrayObject>()).fields;
        fields.flags &= !NPY_ARRAY_WRITEABLE;
        Memory::adopted(fields.data.cast(), n_bytes, owner, release::release)
    }
}

/// This keeps memory alive for the arrays that show it.
#[pyclass(frozen, module = "inviwopy.data", name = "Memory")]
pub(super) struct View {
    memory: Memory,
}

#[pymethods]
impl View {
    /// The size in bytes.
    #[getter]
    fn nbytes(&self) -> usize {
        self.memory.len()
    }

    fn __repr__(&self) -> String {
        format!("<Memory: {} bytes>", self.memory.len())
    }
}

impl View {
    pub(super) fn new(py: Python<'_>, memory: Memory) -> PyResult<Py<Self>> {
        Py::new(py, Self { memory })
    }

    /// Whether arrays show the memory, apart from the one reference the caller has.
    pub(super) fn is_shown(this: &Py<Self>, _py: Python<'_>) -> bool {
        // SAFETY: the object is alive and the thread is attached.
        unsafe { ffi::Py_REFCNT(this.as_ptr()) > 1 }
    }
}

/// The shape of an array and the format of its numbers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    lengths: [usize; 4],
    n_axes: usize,
    /// The axes without the components.
    n_turning: usize,
    number: Number,
}

impl Shape {
    /// The axes in the order of our data, x first, become an array's axes, x last.
    pub(super) fn new(dims: &[u32], format: Format) -> Self {
        Self::of(dims.iter().rev().map(|&n| n as usize), format)
    }

    /// One axis.
    pub(super) fn list(n: usize, format: Format) -> Self {
        Self::of([n], format)
    }

    fn of(axes: impl IntoIterator<Item = usize>, format: Format) -> Self {
        let components = Some(usize::from(format.components)).filter(|&n| n > 1);
        let mut shape = Self { lengths: [1; 4], n_axes: 0, n_turning: 0, number: format.number };
        for n in axes {
            shape.lengths[shape.n_axes] = n;
            shape.n_axes += 1;
        }
        shape.n_turning = shape.n_axes;
        if let Some(n) = components {
            shape.lengths[shape.n_axes] = n;
            shape.n_axes += 1;
        }
        shape
    }

    /// Lengths of all axes and, in bytes, the strides along them, for an array in an order.
    fn layout(&self, order: Order) -> ([isize; 4], [isize; 4]) {
        let mut lengths = self.lengths.map(|n| n as isize);
        let mut strides = [0; 4];
        let mut stride = self.number.size() as isize;
        for axis in (0..self.n_axes).rev() {
            strides[axis] = stride;
            stride *= lengths[axis];
        }
        order.turn(&mut lengths[..self.n_turning]);
        order.turn(&mut strides[..self.n_turning]);
        (lengths, strides)
    }
}

/// This is an array that shows the memory of a view.
///
/// # Safety
/// The memory has the size of the shape; if the array is writable, then nobody reads or writes the
/// memory but through arrays of this view and while attached.
pub(super) unsafe fn array_over<'py>(
    py: Python<'py>,
    view: Py<View>,
    shape: Shape,
    order: Order,
    is_writable: bool,
) -> PyResult<Bound<'py, PyAny>> {
    let descriptor = descriptor(py, shape.number);
    let (mut lengths, mut strides) = shape.layout(order);
    let data = view.get().memory.bytes().as_ptr().cast_mut();
    let flags = if is_writable { NPY_ARRAY_WRITEABLE } else { 0 };
    // SAFETY: the arguments are what numpy's C API documents: the descriptor's reference is given
    // away, lengths and strides are copied, the data stays valid as long as the view, whose reference is
    // given to the array as its base.
    unsafe {
        let array = PY_ARRAY_API.PyArray_NewFromDescr(
            py,
            py.get_type::<PyUntypedArray>().as_type_ptr(),
            descriptor.into_dtype_ptr(),
            shape.n_axes as c_int,
            lengths.as_mut_ptr(),
            strides.as_mut_ptr(),
            data.cast(),
            flags,
            std::ptr::null_mut(),
        );
        let array = Bound::from_owned_ptr_or_err(py, array)?;
        match PY_ARRAY_API.PyArray_SetBaseObject(py, array.as_ptr().cast(), view.into_ptr()) {
            0 => Ok(array),
            _ => Err(PyErr::fetch(py)),
        }
    }
}

/// The numpy type of a number format.
pub(super) fn descriptor(py: Python<'_>, number: Number) -> Bound<'_, PyArrayDescr> {
    match number {
        Number::F16 => PyArrayDescr::new(py, "float16").expect("numpy has 16-bit floats"),
        Number::F32 => dtype_of::<f32>(py),
        Number::F64 => dtype_of::<f64>(py),
        Number::I8 => dtype_of::<i8>(py),
        Number::I16 => dtype_of::<i16>(py),
        Number::I32 => dtype_of::<i32>(py),
        Number::I64 => dtype_of::<i64>(py),
        Number::U8 => dtype_of::<u8>(py),
        Number::U16 => dtype_of::<u16>(py),
        Number::U32 => dtype_of::<u32>(py),
        Number::U64 => dtype_of::<u64>(py),
    }
}

/// Whether an array shows this very memory in this very shape: assigning it back changes nothing.
pub(super) fn is_array_over(
    object: &Bound<'_, PyAny>,
    memory: &Memory,
    shape: Shape,
    order: Order,
) -> bool {
    let Ok(array) = object.cast::<PyUntypedArray>() else {
        return false;
    };
    // SAFETY: the array is alive; its fields are those numpy documents.
    let start = unsafe { (*array.as_array_ptr().cast::<PyArrayObject>()).fields.data };
    let (lengths, strides) = shape.layout(order);
    start.cast_const().cast() == memory.bytes().as_ptr()
        && array.ndim() == shape.n_axes
        && (0..shape.n_axes).all(|axis| {
            let n = array.shape()[axis] as isize;
            // Along a single element numpy may write any stride.
            n == lengths[axis] && (n == 1 || array.strides()[axis] == strides[axis])
        })
        && array.dtype().is_equiv_to(&descriptor(object.py(), shape.number))
}

/// This is the shape, without components and x last, and the format of an array, or the error that
/// [`numbers_of`] gives.
pub(super) fn check(
    object: &Bound<'_, PyAny>,
    wanted: &Wanted,
    order: Order,
) -> PyResult<(Vec<usize>, Format)> {
    let converted = match object.cast::<PyUntypedArray>() {
        Ok(array) => array.clone(),
        Err(_) => converted(object, wanted, order)?,
    };
    let number = number_of(&converted.dtype(), wanted)?;
    let shape = converted.shape();
    let format = Format::new(number, wanted.n_components(shape, order)?);
    let mut axes = shape[..wanted.axes.len()].to_vec();
    order.turn(&mut axes);
    Ok((axes, format))
}

/// This is a new array of zeros for data of some size, x first.
pub(super) fn zeros<'py>(
    py: Python<'py>,
    dims: &[u32],
    format: Format,
    order: Order,
) -> PyResult<Bound<'py, PyAny>> {
    let shape = Shape::new(dims, format);
    let (lengths, _) = shape.layout(order);
    let lengths = PyTuple::new(py, &lengths[..shape.n_axes])?;
    py.import("numpy")?.call_method1("zeros", (lengths, descriptor(py, shape.number)))
}

/// This is an array as numpy asks for it by `__array__`: of a type, and a copy if that is wanted.
pub(super) fn as_numpy_asks<'py>(
    array: Bound<'py, PyAny>,
    dtype: Option<Bound<'py, PyAny>>,
    copy: Option<bool>,
) -> PyResult<Bound<'py, PyAny>> {
    let wanted = dtype.filter(|dtype| !dtype.is_none());
    let is_other = match &wanted {
        Some(wanted) => array.getattr("dtype")?.ne(wanted)?,
        None => false,
    };
    match (is_other, copy) {
        (true, Some(false)) => Err(PyValueError::new_err(
            "numbers of another type are a copy: leave out dtype, or copy=False",
        )),
        (true, _) => array.call_method1("astype", (wanted,)),
        (false, Some(true)) => array.call_method0("copy"),
        (false, _) => Ok(array),
    }
}

/// This describes an array as numpy's array interface does, with an owner instead of an address.
pub(super) fn interface<'py>(array: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyDict>> {
    let interface = array.getattr("__array_interface__")?.cast_into::<PyDict>()?;
    // An address would keep nothing alive. Numpy wants a buffer in C order here, and strides.
    let owner = match array.cast::<PyUntypedArray>()?.is_c_contiguous() {
        true => array.clone(),
        false => {
            let n = array.cast::<PyUntypedArray>()?.ndim();
            let is_turned = |order: &[usize]| -> PyResult<Option<Bound<'py, PyAny>>> {
                let turned = array.call_method1("transpose", (order.to_vec(),))?;
                let is_dense = turned.cast::<PyUntypedArray>()?.is_c_contiguous();
                Ok(is_dense.then_some(turned))
            };
            let mut axes: Vec<usize> = (0..n).collect();
            axes.reverse();
            match is_turned(&axes)? {
                Some(turned) => turned,
                None => {
                    // The components stay last.
                    axes.rotate_left(1);
                    is_turned(&axes)?
                        .ok_or_else(|| PyValueError::new_err("the numbers are not dense"))?
                }
            }
        }
    };
    interface.set_item("strides", array.getattr("strides")?)?;
    interface.set_item("data", owner)?;
    interface.set_item("offset", 0)?;
    Ok(interface)
}

/// This copies memory on all cores.
pub(super) fn copied(memory: &Memory) -> ivw_core::error::Result<Memory> {
    let mut copy = Memory::try_zeroed(memory.len())?;
    copy_bytes(memory.bytes(), copy.bytes_mut());
    Ok(copy)
}

/// This writes a shape as Python does.
pub(super) fn shape_text(shape: &[usize]) -> String {
    match shape {
        [n] => format!("({n},)"),
        _ => format!("({})", shape.iter().map(usize::to_string).collect::<Vec<_>>().join(", ")),
    }
}

/// This names the type of a Python value in a message.
pub(super) fn type_name(object: &Bound<'_, PyAny>) -> String {
    match object.get_type().name() {
        Ok(name) => format!("a value of type '{name}'"),
        Err(_) => "a value of unknown type".into(),
    }
}
