//! Properties that belong together.

use ivw_core::property::{GroupKind, Kind, ListKind, PropertyChange, PropertySpec, Value};
use parking_lot::Mutex;
use pyo3::exceptions::{PyIndexError, PyRuntimeError, PyTypeError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

use super::members::constructor;
use super::owner::{Owner, owner_methods};
use super::place::{Home, Place};
use super::{InvalidationLevel, ListPropertyUIFlag, ListPropertyUIFlags, Property, finish, place};
use crate::arguments::Arguments;

/// This adds the classes to `inviwopy.properties`.
pub fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<CompositeProperty>()?;
    module.add_class::<BoolCompositeProperty>()?;
    module.add_class::<ListProperty>()
}

/// Properties that belong together.
#[pyclass(extends = Property, subclass, frozen, module = "inviwopy.properties")]
pub struct CompositeProperty;

const NAMES: &[&str] = &["identifier", "displayName", "invalidationLevel", "semantics"];

impl CompositeProperty {
    /// This is a group that is not made yet; `__init__` does that.
    pub fn blank() -> PyClassInitializer<Self> {
        PyClassInitializer::from(Property::blank()).add_subclass(Self)
    }

    fn init(
        slf: &Bound<'_, Self>,
        args: &Bound<'_, PyTuple>,
        kwargs: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<()> {
        let mut arguments = Arguments::parse("CompositeProperty", NAMES, args, kwargs)?;
        let (id, name) = (arguments.text("identifier")?, arguments.text("displayName")?);
        finish(slf.as_super(), arguments, Kind::Group(GroupKind::default()), id, name)
    }

    fn owner(slf: &Bound<'_, Self>) -> PyResult<Owner> {
        let Place { home, index } = slf.as_super().get().place()?;
        Ok(Owner { home, parent: Some(index) })
    }

    fn keep<'a>(slf: &'a Bound<'_, Self>) -> &'a Mutex<Vec<Py<PyAny>>> {
        slf.as_super().get().kept()
    }

    fn owner_name(slf: &Bound<'_, Self>) -> PyResult<String> {
        Ok(slf.as_super().get().spec(slf.py())?.id)
    }

    fn extra<'py>(_slf: &Bound<'py, Self>, _name: &str) -> PyResult<Option<Bound<'py, PyAny>>> {
        Ok(None)
    }
}

owner_methods! { CompositeProperty {
    /// Whether it is folded away.
    #[getter]
    fn collapsed(slf: &Bound<'_, Self>) -> PyResult<bool> {
        match slf.as_super().get().spec(slf.py())?.kind {
            Kind::Group(group) => Ok(group.collapsed),
            Kind::Camera(camera) => Ok(camera.collapsed),
            _ => Ok(false),
        }
    }

    #[setter]
    fn set_collapsed(slf: &Bound<'_, Self>, collapsed: bool) -> PyResult<()> {
        slf.as_super().get().change(slf.py(), PropertyChange::Collapsed(collapsed))
    }

    #[pyo3(name = "isCollapsed")]
    fn is_collapsed(slf: &Bound<'_, Self>) -> PyResult<bool> {
        Self::collapsed(slf)
    }

    #[pyo3(name = "setCollapsed")]
    fn fold(slf: &Bound<'_, Self>, collapsed: bool) -> PyResult<()> {
        Self::set_collapsed(slf, collapsed)
    }

    /// The group or processor around it, or `None`.
    #[pyo3(name = "getOwner")]
    fn owner_around<'py>(slf: &Bound<'py, Self>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let (py, Place { home, index }) = (slf.py(), slf.as_super().get().place()?);
        match home.at(index).info(py)?.parent {
            Some(parent) => place::object(py, home.at(parent)).map(|p| Some(p.into_any())),
            None => Self::processor(slf),
        }
    }

    /// The processor that it belongs to, or `None`.
    #[getter]
    fn processor<'py>(slf: &Bound<'py, Self>) -> PyResult<Option<Bound<'py, PyAny>>> {
        match slf.as_super().get().place()?.home {
            Home::Host(id) => {
                crate::processor::object(slf.py(), id).map(|object| Some(object.into_any()))
            }
            Home::Loose(_) => Ok(None),
        }
    }

    /// Whether nothing has to run: that of the processor.
    #[pyo3(name = "isValid")]
    fn is_valid(slf: &Bound<'_, Self>) -> PyResult<bool> {
        match Self::processor(slf)? {
            Some(processor) => processor.call_method0("isValid")?.extract(),
            None => Ok(true),
        }
    }

    /// Nothing: a group is valid when its processor is.
    #[pyo3(name = "setValid")]
    fn set_valid(&self) {}

    /// What has to run: that of the processor.
    #[pyo3(name = "getInvalidationLevel")]
    fn level(slf: &Bound<'_, Self>) -> PyResult<InvalidationLevel> {
        match Self::processor(slf)? {
            Some(processor) => processor.call_method0("getInvalidationLevel")?.extract(),
            None => Ok(InvalidationLevel::Valid),
        }
    }

    /// Marks the processor as having to run again.
    #[pyo3(signature = (invalidationLevel=InvalidationLevel::InvalidOutput, modifiedProperty=None))]
    #[allow(non_snake_case)] // Names that scripts may write out.
    fn invalidate(
        slf: &Bound<'_, Self>,
        invalidationLevel: InvalidationLevel,
        modifiedProperty: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<()> {
        let _ = modifiedProperty;
        match Self::processor(slf)? {
            Some(processor) => {
                processor.call_method1("invalidate", (invalidationLevel,)).map(|_| ())
            }
            None => Ok(()),
        }
    }
}}

/// A group that can be turned on and off.
#[pyclass(extends = CompositeProperty, subclass, frozen, module = "inviwopy.properties")]
pub struct BoolCompositeProperty;

const NAMES_WITH_CHECK: &[&str] =
    &["identifier", "displayName", "checked", "invalidationLevel", "semantics"];

/// Identifier of the property that turns a group on and off.
const CHECKED: &str = "checked";

constructor!(BoolCompositeProperty, CompositeProperty::blank().add_subclass(Self));

impl BoolCompositeProperty {
    fn init(
        slf: &Bound<'_, Self>,
        args: &Bound<'_, PyTuple>,
        kwargs: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<()> {
        let names = NAMES_WITH_CHECK;
        let mut arguments = Arguments::parse("BoolCompositeProperty", names, args, kwargs)?;
        let (id, name) = (arguments.text("identifier")?, arguments.text("displayName")?);
        let default: bool = arguments.or("checked", false)?;
        let kind = GroupKind {
            children: vec![PropertySpec::new(CHECKED, Kind::Bool { default })],
            checked_by: Some(CHECKED.to_owned()),
            ..GroupKind::default()
        };
        finish(slf.as_super().as_super(), arguments, Kind::Group(kind), id, name)
    }
}

#[pymethods]
impl BoolCompositeProperty {
    /// Whether it is on.
    #[getter]
    fn checked(slf: &Bound<'_, Self>) -> PyResult<bool> {
        check(slf)?.getattr("value")?.extract()
    }

    #[setter]
    fn set_checked(slf: &Bound<'_, Self>, on: bool) -> PyResult<()> {
        let property = check(slf)?;
        property.get().change(slf.py(), PropertyChange::Value(Value::Bool(on)))
    }

    #[pyo3(name = "isChecked")]
    fn is_checked(slf: &Bound<'_, Self>) -> PyResult<bool> {
        Self::checked(slf)
    }

    #[pyo3(name = "setChecked")]
    fn turn(slf: &Bound<'_, Self>, on: bool) -> PyResult<()> {
        Self::set_checked(slf, on)
    }

    fn __bool__(slf: &Bound<'_, Self>) -> PyResult<bool> {
        Self::checked(slf)
    }
}

fn check<'py>(slf: &Bound<'py, BoolCompositeProperty>) -> PyResult<Bound<'py, Property>> {
    let py = slf.py();
    let id = match slf.as_super().as_super().get().spec(py)?.kind {
        Kind::Group(GroupKind { checked_by: Some(id), .. }) => id,
        _ => CHECKED.to_owned(),
    };
    CompositeProperty::owner(slf.as_super())?
        .find(py, &id)?
        .ok_or_else(|| PyRuntimeError::new_err("the property that turns it on is gone"))
}

/// A list to which a person adds properties.
#[pyclass(extends = CompositeProperty, subclass, frozen, module = "inviwopy.properties")]
pub struct ListProperty;

const LIST_NAMES: &[&str] = &[
    "identifier",
    "displayName",
    "maxNumberOfElements",
    "uiFlags",
    "invalidationLevel",
    "semantics",
];

constructor!(ListProperty, CompositeProperty::blank().add_subclass(Self));

impl ListProperty {
    fn init(
        slf: &Bound<'_, Self>,
        args: &Bound<'_, PyTuple>,
        kwargs: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<()> {
        let mut arguments = Arguments::parse("ListProperty", LIST_NAMES, args, kwargs)?;
        let (id, name) = (arguments.text("identifier")?, arguments.text("displayName")?);
        let max_len: usize = arguments.or("maxNumberOfElements", 0)?;
        let flags = match arguments.take("uiFlags") {
            Some(flags) => flags.extract::<ListPropertyUIFlags>()?,
            None => [ListPropertyUIFlag::Add, ListPropertyUIFlag::Remove].into_iter().collect(),
        };
        let list = ListKind {
            max_len,
            can_add: flags.contains(ListPropertyUIFlag::Add),
            can_remove: flags.contains(ListPropertyUIFlag::Remove),
            prefabs: Vec::new(),
        };
        let kind = GroupKind { list: Some(list), ..GroupKind::default() };
        finish(slf.as_super().as_super(), arguments, Kind::Group(kind), id, name)
    }
}

#[pymethods]
impl ListProperty {
    /// Most properties that there may be; 0 for any number.
    #[getter(maxNumberOfElements)]
    fn max_number_of_elements(slf: &Bound<'_, Self>) -> PyResult<usize> {
        Ok(list(slf)?.max_len)
    }

    #[setter(maxNumberOfElements)]
    fn set_max_number_of_elements(slf: &Bound<'_, Self>, max_len: usize) -> PyResult<()> {
        change_list(slf, |list| list.max_len = max_len)
    }

    /// Number of things that may be added.
    #[getter(prefabCount)]
    fn prefab_count(slf: &Bound<'_, Self>) -> PyResult<usize> {
        Ok(list(slf)?.prefabs.len())
    }

    /// Adds something that may be added.
    #[pyo3(name = "addPrefab")]
    fn add_prefab(slf: &Bound<'_, Self>, prefab: &Bound<'_, Property>) -> PyResult<()> {
        let spec = prefab.get().place()?.spec(slf.py())?;
        change_list(slf, |list| list.prefabs.push(spec))
    }

    /// A copy of something that may be added.
    #[pyo3(name = "getPrefab")]
    fn prefab<'py>(slf: &Bound<'py, Self>, index: usize) -> PyResult<Bound<'py, Property>> {
        copy_of(slf, index)
    }

    /// Adds a copy of something that may be added, and gives it.
    #[pyo3(name = "constructProperty")]
    fn construct_property<'py>(
        slf: &Bound<'py, Self>,
        index: usize,
    ) -> PyResult<Bound<'py, Property>> {
        let owner = CompositeProperty::owner(slf.as_super())?;
        let py = slf.py();
        let max_len = list(slf)?.max_len;
        let children = owner.properties(py)?;
        if max_len > 0 && children.len() >= max_len {
            return Err(PyRuntimeError::new_err(format!("the list is full: it has {max_len}")));
        }
        let property = copy_of(slf, index)?;
        let stem = property.get().spec(py)?.id;
        let mut id = stem.clone();
        let mut n = 1;
        while owner.find(py, &id)?.is_some() {
            n += 1;
            id = format!("{stem}{n}");
        }
        property.setattr("identifier", id)?;
        owner.add(CompositeProperty::keep(slf.as_super()), &property, None, true)?;
        Ok(property)
    }
}

fn list(slf: &Bound<'_, ListProperty>) -> PyResult<ListKind> {
    match slf.as_super().as_super().get().spec(slf.py())?.kind {
        Kind::Group(GroupKind { list: Some(list), .. }) => Ok(list),
        _ => Err(PyTypeError::new_err("this property is no list")),
    }
}

fn change_list(slf: &Bound<'_, ListProperty>, change: impl FnOnce(&mut ListKind)) -> PyResult<()> {
    let mut list = list(slf)?;
    change(&mut list);
    slf.as_super().as_super().get().change(slf.py(), PropertyChange::List(list))
}

fn copy_of<'py>(slf: &Bound<'py, ListProperty>, index: usize) -> PyResult<Bound<'py, Property>> {
    let py = slf.py();
    let prefabs = list(slf)?.prefabs;
    let spec = prefabs.get(index).ok_or_else(|| {
        PyIndexError::new_err(format!("there is no prefab {index}: there are {}", prefabs.len()))
    })?;
    let class = super::class::of(py, spec)?;
    let property: Bound<'py, Property> = class.call_method1("__new__", (&class,))?.cast_into()?;
    Property::make(&property, spec)?;
    Ok(property)
}
