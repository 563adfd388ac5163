//! Data of types that only modules know: its fields can be read, and it can be passed on.
//!
//! A module may give such data a class in Python, with `registerDataClass`.

use std::collections::HashMap;

use ivw_core::data as ivw;
use ivw_core::data::{DataHandle, Field, Format, Memory, NewField, Shared};
use ivw_core::host::Request;
use ivw_core::network::ProcessorId;
use parking_lot::Mutex;
use pyo3::exceptions::{PyAttributeError, PyTypeError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{IntoPyDict, PyDict, PyTuple, PyType};

use super::held::Held;
use super::order::Order;
use super::value_error;
use crate::host::{ask, host};

/// Classes by the names of types.
static CLASSES: Mutex<Option<HashMap<String, Py<PyType>>>> = Mutex::new(None);

fn with<R>(look: impl FnOnce(&mut HashMap<String, Py<PyType>>) -> R) -> R {
    look(CLASSES.lock().get_or_insert_default())
}

/// This adds the class and its function to `inviwopy.data`.
pub(super) fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<Data>()?;
    module.add_function(wrap_pyfunction!(make_data, module)?)?;
    module.add_function(wrap_pyfunction!(register_data_class, module)?)
}

/// Data of a type that a module brought.
///
/// Its fields are attributes: numbers, texts, tuples, and read-only arrays that are no copy. What it
/// has is immutable, and can go on through ports.
#[pyclass(frozen, module = "inviwopy.data")]
pub(crate) struct Data(DataHandle);

#[pymethods]
impl Data {
    /// The name of the type with its version, such as `org.example.Signal/1`.
    #[getter(typeName)]
    fn type_name(&self) -> &'static str {
        self.0.type_id()
    }

    /// The names of its fields, in their order.
    #[getter(fieldNames)]
    fn field_names(&self) -> Vec<&'static str> {
        let fields = self.0.fields().unwrap_or_default();
        fields.into_iter().map(|(name, _)| name).collect()
    }

    /// The field of a name.
    fn __getattr__<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
        let fields = self.0.fields().unwrap_or_default();
        match fields.into_iter().find(|(known, _)| *known == name) {
            Some((_, Field::Other(of))) => Err(PyAttributeError::new_err(format!(
                "field '{name}' of {} is {of}, which Python can't read",
                self.0.type_id()
            ))),
            Some((_, field)) => self.object(py, &field),
            None => Err(PyAttributeError::new_err(format!(
                "data of type {} has no field '{name}'",
                self.0.type_id()
            ))),
        }
    }

    /// New data: a copy in which some fields are others, by their names.
    ///
    /// Its module has to have shown an example of the type, which says that it can be made here.
    #[pyo3(signature = (**fields))]
    fn changed(&self, py: Python<'_>, fields: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        example(py, self.0.type_id())?;
        let is_known = self.0.fields().map_err(value_error)?;
        let changes = match fields {
            Some(fields) => new_fields(fields, &is_known)?,
            None => Vec::new(),
        };
        #[allow(unsafe_code)]
        // SAFETY: there is an example of the type, which says so.
        let made = unsafe { self.0.changed(&changes) };
        made.map(Self).map_err(value_error)
    }

    fn __repr__(&self) -> String {
        let fields = self.0.fields().unwrap_or_default();
        let fields = fields.iter().map(|(name, field)| format!(" {name}: {}", described(field)));
        format!("<Data: {}{}>", self.0.type_id(), fields.collect::<String>())
    }
}

impl Data {
    /// A field as a Python object, which keeps the data.
    fn object<'py>(&self, py: Python<'py>, field: &Field<'_>) -> PyResult<Bound<'py, PyAny>> {
        Ok(match field {
            Field::Bool(on) => on.into_pyobject(py)?.to_owned().into_any(),
            Field::Text(text) => text.into_pyobject(py)?.into_any(),
            Field::Texts(texts) => texts.as_slice().into_pyobject(py)?.into_any(),
            Field::Numbers { number, components, bytes, is_list } => {
                let format = Format::new(*number, *components as u8);
                let array = self.array(py, format, bytes)?;
                match is_list {
                    true => array,
                    // One number, or those of one vector.
                    false if *components == 1 => array.get_item(0)?.call_method0("item")?,
                    false => {
                        let numbers = array.get_item(0)?.call_method0("tolist")?;
                        py.get_type::<PyTuple>().call1((numbers,))?
                    }
                }
            }
            Field::Group(fields) => {
                let members = PyDict::new(py);
                for (name, field) in fields {
                    if !matches!(field, Field::Other(_)) {
                        members.set_item(name, self.object(py, field)?)?;
                    }
                }
                let class = py.import("types")?.getattr(intern!(py, "SimpleNamespace"))?;
                class.call((), Some(&members))?
            }
            Field::Other(of) => return Err(PyTypeError::new_err(format!("{of} can't be read"))),
        })
    }

    /// Numbers of the data as an array without a copy.
    fn array<'py>(
        &self,
        py: Python<'py>,
        format: Format,
        bytes: &[u8],
    ) -> PyResult<Bound<'py, PyAny>> {
        extern "C" fn release(_start: *mut u8, _len: usize, owner: *mut ()) {
            #[allow(unsafe_code)]
            // SAFETY: it is the box that was given up below, and is released once.
            drop(unsafe { Box::from_raw(owner.cast::<DataHandle>()) });
        }
        let owner = Box::into_raw(Box::new(self.0.clone())).cast();
        #[allow(unsafe_code)]
        // SAFETY: the bytes are the data's, which is immutable and lives until the handle is dropped,
        // on whatever thread that is.
        let memory = unsafe { Memory::foreign(bytes.as_ptr(), bytes.len(), owner, release) };
        let array = ivw::Array::from_memory(format, memory).map_err(value_error)?;
        Held::input(Shared::new(array)).array(py, Order::Zyx)
    }
}

/// The example of a type that its module showed.
fn example(py: Python<'_>, type_id: &str) -> PyResult<DataHandle> {
    let processor: Option<ProcessorId> = ask(py, &Request::Example(type_id.to_owned()))?;
    let data = processor.and_then(|id| host().output(id.number(), 0).into_option());
    data.ok_or_else(|| {
        PyTypeError::new_err(format!(
            "no module says how data of type {type_id} is made: it calls ivw_core::module::example \
             when it starts"
        ))
    })
}

/// What Python says of fields, as the fields that there are take it.
fn new_fields(
    said: &Bound<'_, PyDict>,
    known: &[(&'static str, Field<'_>)],
) -> PyResult<Vec<(String, NewField)>> {
    let mut fields = Vec::new();
    for (name, value) in said {
        let name: String = name.extract()?;
        let Some((_, field)) = known.iter().find(|(known, _)| *known == name) else {
            let names: Vec<_> = known.iter().map(|(name, _)| *name).collect();
            return Err(PyTypeError::new_err(format!(
                "there is no field '{name}': there are {}",
                names.join(", ")
            )));
        };
        let new = new_field(&value, field).map_err(|error| {
            let text = format!("field '{name}': {}", error.value(value.py()));
            PyTypeError::new_err(text)
        })?;
        fields.push((name, new));
    }
    Ok(fields)
}

fn new_field(value: &Bound<'_, PyAny>, field: &Field<'_>) -> PyResult<NewField> {
    Ok(match field {
        Field::Bool(_) => NewField::Bool(value.extract()?),
        Field::Text(_) => NewField::Text(value.extract()?),
        Field::Texts(_) => NewField::Texts(value.extract()?),
        Field::Numbers { number, components, is_list, .. } => {
            NewField::Numbers(numbers(value, *number, *components, *is_list)?)
        }
        Field::Group(known) => match value.cast::<PyDict>() {
            Ok(said) => NewField::Group(new_fields(said, known)?),
            // As such a field is read.
            Err(_) => {
                let said = value.getattr("__dict__")?.cast_into::<PyDict>()?;
                NewField::Group(new_fields(&said, known)?)
            }
        },
        Field::Other(of) => return Err(PyTypeError::new_err(format!("{of} can't be made"))),
    })
}

/// The bytes of numbers, which fit as numpy says it of the same kind.
fn numbers(
    value: &Bound<'_, PyAny>,
    number: ivw::Number,
    components: usize,
    is_list: bool,
) -> PyResult<Vec<u8>> {
    let py = value.py();
    let numpy = py.import("numpy")?;
    let dtype = super::array::descriptor(py, number);
    let given = numpy.call_method1("asarray", (value,))?;
    let n: usize = given.getattr("size")?.extract()?;
    let kind = |of: &Bound<'_, PyAny>| of.getattr("dtype")?.getattr("kind")?.extract::<String>();
    let is_whole = |of: &Bound<'_, PyAny>| Ok::<_, PyErr>(matches!(kind(of)?.as_str(), "i" | "u"));
    let empty = numpy.call_method1("empty", (0, dtype.clone()))?;
    let array = match n {
        0 => empty,
        _ if is_whole(&given)? && is_whole(&empty)? => {
            let array = given.call_method1("astype", (dtype,))?;
            if !numpy.call_method1("array_equal", (&array, &given))?.is_truthy()? {
                return Err(PyTypeError::new_err("there is a number that does not fit"));
            }
            array
        }
        _ => {
            let cast = [("casting", "same_kind")].into_py_dict(py)?;
            given.call_method("astype", (dtype,), Some(&cast))?
        }
    };
    let shape: Vec<usize> = array.getattr("shape")?.extract()?;
    let wanted = match (is_list, components) {
        (true, 1) => "a list of numbers".to_owned(),
        (true, n) => format!("a list of {n} numbers each"),
        (false, 1) => "a number".to_owned(),
        (false, n) => format!("{n} numbers"),
    };
    let fits = match (is_list, components) {
        _ if n == 0 => is_list,
        (true, 1) => shape.len() == 1,
        (true, n) => shape.len() == 2 && shape[1] == n,
        (false, 1) => n == 1,
        (false, n) => shape == [n],
    };
    match fits {
        true => array.call_method0("tobytes")?.extract(),
        false => Err(PyTypeError::new_err(format!("expected {wanted}, got the shape {shape:?}"))),
    }
}

/// New data of a type that a module showed an example of, such as `org.example.Signal/1`: a copy of
/// that, in which some fields are others, by their names.
#[pyfunction(name = "makeData")]
#[pyo3(signature = (typeName, **fields))]
#[allow(non_snake_case)] // Names that scripts may write out.
fn make_data(py: Python<'_>, typeName: &str, fields: Option<&Bound<'_, PyDict>>) -> PyResult<Data> {
    Data(example(py, typeName)?).changed(py, fields)
}

fn described(field: &Field<'_>) -> String {
    match field {
        Field::Bool(_) => "a bool".to_owned(),
        Field::Text(text) => format!("{text:?}"),
        Field::Texts(texts) => format!("{} texts", texts.len()),
        Field::Numbers { number, components, bytes, is_list } => {
            let format = Format::new(*number, *components as u8);
            match is_list {
                true => format!("{} × {format}", bytes.len() / format.size()),
                false => format.to_string(),
            }
        }
        Field::Group(fields) => format!("{} fields", fields.len()),
        Field::Other(of) => of.clone(),
    }
}

/// Gives data of a type, such as `org.example.Signal/1`, a class: it is called with the `Data`, and its
/// objects have that as their attribute `data`.
#[pyfunction(name = "registerDataClass")]
#[pyo3(signature = (typeName, cls))]
#[allow(non_snake_case)] // Names that scripts may write out.
fn register_data_class(typeName: String, cls: Bound<'_, PyType>) {
    let old = with(|classes| classes.insert(typeName, cls.unbind()));
    drop(old);
}

/// This is the Python object of data whose type has no class of ours.
pub(super) fn to_python(py: Python<'_>, data: DataHandle) -> PyResult<Py<PyAny>> {
    let class = with(|classes| classes.get(data.type_id()).map(|class| class.clone_ref(py)));
    let object = Bound::new(py, Data(data))?;
    match class {
        Some(class) => class.call1(py, (object,)),
        None => Ok(object.into_any().unbind()),
    }
}

/// This is the data of such an object; none if it is something else.
pub(super) fn from_python(object: &Bound<'_, PyAny>) -> PyResult<Option<DataHandle>> {
    if let Ok(data) = object.cast::<Data>() {
        return Ok(Some(data.get().0.clone()));
    }
    let class = object.get_type();
    if !with(|classes| classes.values().any(|known| known.is(&class))) {
        return Ok(None);
    }
    let data = object.getattr(intern!(object.py(), "data"))?;
    let data = data.cast::<Data>().map_err(|_| {
        PyTypeError::new_err("the attribute data has to be the Data that the class was called with")
    })?;
    Ok(Some(data.get().0.clone()))
}
