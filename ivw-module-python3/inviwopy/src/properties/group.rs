//! Properties that belong together.

use ivw_core::property::{GroupKind, Kind, ListKind, PropertyChange, PropertySpec, Value};
use parking_lot::Mutex;
use pyo3::exceptions::{PyIndexError, PyRuntimeError, PyTypeError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

use super::owner::{Owner, owner_methods};
use super::place::{self, Place};
use super::{ListPropertyUIFlag, ListPropertyUIFlags, Property, finish};
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
}}

/// A group that can be turned on and off.
#[pyclass(extends = CompositeProperty, subclass, frozen, module = "inviwopy.properties")]
pub struct BoolCompositeProperty;

const NAMES_WITH_CHECK: &[&str] =
    &["identifier", "displayName", "checked", "invalidationLevel", "semantics"];

/// Identifier of the property that turns a group on and off.
const CHECKED: &str = "checked";

#[pymethods]
impl BoolCompositeProperty {
    #[new]
    #[pyo3(signature = (*_args, **_kwargs))]
    fn new(
        _args: &Bound<'_, PyTuple>,
        _kwargs: Option<&Bound<'_, PyDict>>,
    ) -> PyClassInitializer<Self> {
        CompositeProperty::blank().add_subclass(Self)
    }

    #[pyo3(signature = (*args, **kwargs))]
    fn __init__(
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

#[pymethods]
impl ListProperty {
    #[new]
    #[pyo3(signature = (*_args, **_kwargs))]
    fn new(
        _args: &Bound<'_, PyTuple>,
        _kwargs: Option<&Bound<'_, PyDict>>,
    ) -> PyClassInitializer<Self> {
        CompositeProperty::blank().add_subclass(Self)
    }

    #[pyo3(signature = (*args, **kwargs))]
    fn __init__(
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

    /// Most properties that there may be; 0 for any number.
    #[getter(maxNumberOfElements)]
    fn max_number_of_elements(slf: &Bound<'_, Self>) -> PyResult<usize> {
        Ok(list(slf)?.max_len)
    }

    /// Number of things that may be added.
    #[getter(prefabCount)]
    fn prefab_count(slf: &Bound<'_, Self>) -> PyResult<usize> {
        Ok(list(slf)?.prefabs.len())
    }

    /// Adds something that may be added; before the list is added to a processor.
    #[pyo3(name = "addPrefab")]
    fn add_prefab(slf: &Bound<'_, Self>, prefab: &Bound<'_, Property>) -> PyResult<()> {
        let spec = prefab.get().place()?.spec(slf.py())?;
        let Place { home, index } = slf.as_super().as_super().get().place()?;
        let place::Home::Loose(tree) = home else {
            return Err(PyRuntimeError::new_err(
                "a prefab can be added before the list is added to a processor",
            ));
        };
        tree.with(|tree| {
            if let Some(state) = tree.get_mut(index)
                && let Kind::Group(GroupKind { list: Some(list), .. }) = &mut state.spec.kind
            {
                list.prefabs.push(spec);
            }
        });
        Ok(())
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
