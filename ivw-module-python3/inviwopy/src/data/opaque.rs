//! Data of types that only modules know: its fields can be read, and it can be passed on.
//!
//! A module may give such data a class in Python, with `registerDataClass`.

use std::collections::HashMap;

use ivw_core::data as ivw;
use ivw_core::data::{DataHandle, Field, Format, Memory, Shared};
use parking_lot::Mutex;
use pyo3::exceptions::{PyAttributeError, PyTypeError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple, PyType};

use super::held::Held;
use super::order::Order;
use super::value_error;

/// Classes by the names of types.
static CLASSES: Mutex<Option<HashMap<String, Py<PyType>>>> = Mutex::new(None);

fn with<R>(look: impl FnOnce(&mut HashMap<String, Py<PyType>>) -> R) -> R {
    look(CLASSES.lock().get_or_insert_default())
}

/// This adds the class and its function to `inviwopy.data`.
pub(super) fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<Data>()?;
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
