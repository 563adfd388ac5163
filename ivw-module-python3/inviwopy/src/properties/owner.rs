//! What processors and groups have in common: properties inside of them.

use pyo3::exceptions::{PyAttributeError, PyIndexError, PyRuntimeError, PyTypeError};
use pyo3::prelude::*;

use super::Property;
use super::place::{self, Home, Place};
use crate::wrapper::Wrapper;

/// This is who owns properties: a home, and the group in it unless it is the processor itself.
pub struct Owner {
    /// Where the properties are.
    pub home: Home,
    /// The group, unless it is the processor itself.
    pub parent: Option<u32>,
}

impl Owner {
    /// These are the properties, in order.
    pub fn properties<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, Property>>> {
        let children = self.home.children(py, self.parent)?;
        children.into_iter().map(|index| place::object(py, self.home.at(index))).collect()
    }

    /// These are the properties with their identifiers, for scripts to look at.
    pub fn wrapper<'py>(&self, py: Python<'py>) -> PyResult<Wrapper> {
        let named = self.properties(py)?.into_iter().map(|property| {
            let id = property.get().place()?.info(py)?.spec.id;
            Ok((id, property.into_any().unbind()))
        });
        Ok(Wrapper::new(named.collect::<PyResult<_>>()?))
    }

    /// These are the properties, with all below them.
    pub fn recursive<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, Property>>> {
        let mut found = Vec::new();
        for property in self.properties(py)? {
            let Place { home, index } = property.get().place()?;
            found.push(property);
            found.extend(Self { home, parent: Some(index) }.recursive(py)?);
        }
        Ok(found)
    }

    /// This is a property by its path.
    pub fn find<'py>(&self, py: Python<'py>, path: &str) -> PyResult<Option<Bound<'py, Property>>> {
        match self.home.find(py, self.parent, path)? {
            Some(index) => place::object(py, self.home.at(index)).map(Some),
            None => Ok(None),
        }
    }

    /// This is a property by its identifier, perhaps somewhere below.
    pub fn by_identifier<'py>(
        &self,
        py: Python<'py>,
        id: &str,
        recursive: bool,
    ) -> PyResult<Option<Bound<'py, Property>>> {
        if let Some(found) = self.find(py, id)? {
            return Ok(Some(found));
        }
        if recursive {
            for property in self.recursive(py)? {
                if property.get().place()?.info(py)?.spec.id == id {
                    return Ok(Some(property));
                }
            }
        }
        Ok(None)
    }

    /// This is what `owner.identifier` means when the object has no such attribute.
    pub fn attribute<'py>(
        &self,
        py: Python<'py>,
        owner: &str,
        name: &str,
    ) -> PyResult<Bound<'py, PyAny>> {
        // Python itself asks for many a name with underscores.
        let found = if name.starts_with("__") { None } else { self.find(py, name)? };
        found.map(Bound::into_any).ok_or_else(|| {
            PyAttributeError::new_err(format!(
                "PropertyOwner ({owner}) does not have a property with identifier: '{name}'"
            ))
        })
    }

    /// This moves a loose property in here; it lives as long as what it was added to.
    pub fn add(
        &self,
        keep: &parking_lot::Mutex<Vec<Py<PyAny>>>,
        property: &Bound<'_, Property>,
        place: Option<usize>,
        is_owned: bool,
    ) -> PyResult<()> {
        let py = property.py();
        let from = property.get().place()?;
        let is_free = match (&from.home, &self.home) {
            // Nothing can be inside of itself.
            (Home::Loose(a), Home::Loose(b)) if std::sync::Arc::ptr_eq(a, b) => false,
            (Home::Loose(tree), _) => !tree.is_taken() && from.info(py)?.parent.is_none(),
            (Home::Host(_), _) => false,
        };
        if !is_free {
            let id = from.info(py)?.path;
            return Err(PyRuntimeError::new_err(format!(
                "property \"{id}\" was added to something already: remove it there first"
            )));
        }
        from.move_to(py, &self.home, self.parent, place, is_owned)?;
        keep.lock().push(property.clone().into_any().unbind());
        Ok(())
    }

    /// This takes a property out; it is loose from then on.
    pub fn remove(
        &self,
        keep: &parking_lot::Mutex<Vec<Py<PyAny>>>,
        which: &Bound<'_, PyAny>,
    ) -> PyResult<()> {
        let py = which.py();
        let property: Bound<'_, Property> = if let Ok(property) = which.cast::<Property>() {
            property.clone()
        } else if let Ok(index) = which.extract::<usize>() {
            let all = self.properties(py)?;
            let n = all.len();
            all.into_iter().nth(index).ok_or_else(|| {
                PyIndexError::new_err(format!("there is no property {index}: there are {n}"))
            })?
        } else {
            let id: String = which.extract().map_err(|_| {
                PyTypeError::new_err("expected a property, its place or identifier")
            })?;
            let Some(found) = self.find(py, &id)? else { return Ok(()) };
            found
        };
        property.get().place()?.take_out(py)?;
        let mut kept = keep.lock();
        let at = kept.iter().position(|object| object.is(&property));
        let gone = at.map(|at| kept.swap_remove(at));
        drop(kept);
        drop(gone);
        Ok(())
    }

    /// This goes back to all defaults.
    pub fn reset(&self, py: Python<'_>) -> PyResult<()> {
        for property in self.recursive(py)? {
            property.get().reset(py)?;
        }
        Ok(())
    }
}

/// Methods of a class whose objects own properties, given `fn blank()`, `fn init(slf, args, kwargs)`,
/// `fn owner(slf) -> PyResult<Owner>`,
/// `fn keep(slf) -> &Mutex<..>`, `fn owner_name(slf) -> PyResult<String>` and
/// `fn extra(slf, name) -> PyResult<Option<..>>`, which is an attribute that is no property.
macro_rules! owner_methods {
    ($class:ident { $($own:tt)* }) => {
        $crate::properties::members::constructor!($class, Self::blank());

        #[pyo3::pymethods]
        impl $class {
            /// The properties inside: by place, identifier or as attributes.
            #[getter]
            fn properties(slf: &Bound<'_, Self>) -> PyResult<crate::wrapper::Wrapper> {
                Self::owner(slf)?.wrapper(slf.py())
            }

            /// The properties inside, with all below them.
            #[pyo3(name = "getPropertiesRecursive")]
            fn properties_recursive<'py>(
                slf: &Bound<'py, Self>,
            ) -> PyResult<Vec<Bound<'py, crate::properties::Property>>> {
                Self::owner(slf)?.recursive(slf.py())
            }

            /// Adds a property; with `owner`, workspaces save it whole.
            #[pyo3(name = "addProperty", signature = (prop, owner=false))]
            fn add_property(
                slf: &Bound<'_, Self>,
                prop: &Bound<'_, crate::properties::Property>,
                owner: bool,
            ) -> PyResult<()> {
                Self::owner(slf)?.add(Self::keep(slf), prop, None, owner)
            }

            /// Adds several properties.
            #[pyo3(name = "addProperties", signature = (props, owner=false))]
            fn add_properties(
                slf: &Bound<'_, Self>,
                props: Vec<Bound<'_, crate::properties::Property>>,
                owner: bool,
            ) -> PyResult<()> {
                props.iter().try_for_each(|prop| Self::add_property(slf, prop, owner))
            }

            /// Adds a property at a place.
            #[pyo3(name = "insertProperty", signature = (index, prop, owner=false))]
            fn insert_property(
                slf: &Bound<'_, Self>,
                index: usize,
                prop: &Bound<'_, crate::properties::Property>,
                owner: bool,
            ) -> PyResult<()> {
                Self::owner(slf)?.add(Self::keep(slf), prop, Some(index), owner)
            }

            /// Takes a property out, given itself, its place or its identifier.
            #[pyo3(name = "removeProperty")]
            fn remove_property(
                slf: &Bound<'_, Self>,
                which: &Bound<'_, pyo3::PyAny>,
            ) -> PyResult<()> {
                Self::owner(slf)?.remove(Self::keep(slf), which)
            }

            /// Takes all properties out.
            fn clear(slf: &Bound<'_, Self>) -> PyResult<()> {
                let owner = Self::owner(slf)?;
                for property in owner.properties(slf.py())? {
                    owner.remove(Self::keep(slf), &property)?;
                }
                Ok(())
            }

            /// The property with an identifier, or `None`.
            #[pyo3(name = "getPropertyByIdentifier", signature = (identifier, recursiveSearch=false))]
            #[allow(non_snake_case)] // A name that scripts may write out.
            fn property_by_identifier<'py>(
                slf: &Bound<'py, Self>,
                identifier: &str,
                recursiveSearch: bool,
            ) -> PyResult<Option<Bound<'py, crate::properties::Property>>> {
                Self::owner(slf)?.by_identifier(slf.py(), identifier, recursiveSearch)
            }

            /// The property with a path such as `camera.lookFrom`, or `None`.
            #[pyo3(name = "getPropertyByPath")]
            fn property_by_path<'py>(
                slf: &Bound<'py, Self>,
                path: &Bound<'py, pyo3::PyAny>,
            ) -> PyResult<Option<Bound<'py, crate::properties::Property>>> {
                let path = match path.extract::<String>() {
                    Ok(path) => path,
                    Err(_) => path.extract::<Vec<String>>()?.join("."),
                };
                Self::owner(slf)?.find(slf.py(), &path)
            }

            /// The identifier.
            #[pyo3(name = "getIdentifier")]
            fn owner_identifier(slf: &Bound<'_, Self>) -> PyResult<String> {
                Self::owner_name(slf)
            }

            /// Whether there are no properties inside.
            fn empty(slf: &Bound<'_, Self>) -> PyResult<bool> {
                Ok(Self::size_of(slf)? == 0)
            }

            /// Number of properties inside, not counting those below them.
            #[pyo3(name = "size")]
            fn size_of(slf: &Bound<'_, Self>) -> PyResult<usize> {
                let owner = Self::owner(slf)?;
                Ok(owner.home.children(slf.py(), owner.parent)?.len())
            }

            /// Goes back to all defaults.
            #[pyo3(name = "resetAllPoperties")]
            fn reset_all(slf: &Bound<'_, Self>) -> PyResult<()> {
                Self::owner(slf)?.reset(slf.py())
            }

            /// Goes back to all defaults.
            #[pyo3(name = "resetAllProperties")]
            fn reset_all_properties(slf: &Bound<'_, Self>) -> PyResult<()> {
                Self::owner(slf)?.reset(slf.py())
            }

            /// Makes all present values defaults.
            #[pyo3(name = "setAllPropertiesCurrentStateAsDefault")]
            fn set_all_as_default(slf: &Bound<'_, Self>) -> PyResult<()> {
                for property in Self::owner(slf)?.recursive(slf.py())? {
                    property.call_method0("setCurrentStateAsDefault")?;
                }
                Ok(())
            }

            fn __getattr__<'py>(
                slf: &Bound<'py, Self>,
                name: &str,
            ) -> PyResult<Bound<'py, pyo3::PyAny>> {
                if let Some(extra) = Self::extra(slf, name)? {
                    return Ok(extra);
                }
                let owner_name = Self::owner_name(slf).unwrap_or_default();
                Self::owner(slf)?.attribute(slf.py(), &owner_name, name)
            }

            $($own)*
        }
    };
}

pub(crate) use owner_methods;
