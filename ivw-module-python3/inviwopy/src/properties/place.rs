//! Where a property lives: in a tree of its own, or in a processor of the host.
//!
//! A property that a script just made is loose; added to another one or to a processor, it moves
//! there, and its Python object follows.
//! Every property has at most one Python object at a time.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use ivw_core::abi::{AbiValue, answer};
use ivw_core::error::Error;
use ivw_core::host::{PropertyInfo, Request};
use ivw_core::network::{Edit, ProcessorId};
use ivw_core::property::{PropertyChange, PropertySpec, PropertyState, PropertyTree};
use parking_lot::Mutex;
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::types::PyWeakrefReference;

use super::Property;
use super::class;
use crate::error::raised;
use crate::host::{ask, command, host, property_ref, set_value};

/// This is who holds the state of properties.
#[derive(Clone, Debug)]
pub enum Home {
    /// Properties that no host knows.
    Loose(Arc<LooseTree>),
    /// A processor of the host.
    Host(u64),
}

/// These are properties that no host knows.
#[derive(Debug)]
pub struct LooseTree {
    number: u64,
    /// Whether a processor has these properties, which no host knows either.
    is_taken: bool,
    tree: Mutex<PropertyTree>,
}

impl LooseTree {
    /// This is a tree without properties, for a processor (`is_taken`) or a property on its own.
    pub fn new(is_taken: bool) -> Arc<Self> {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        Arc::new(Self {
            number: NEXT.fetch_add(1, Ordering::Relaxed),
            is_taken,
            tree: Mutex::new(PropertyTree::default()),
        })
    }

    /// This is whether a processor has these properties.
    pub fn is_taken(&self) -> bool {
        self.is_taken
    }

    /// This looks at the properties, or changes them; it must not call Python.
    pub fn with<R>(&self, look: impl FnOnce(&mut PropertyTree) -> R) -> R {
        look(&mut self.tree.lock())
    }

    /// These are the faces of all properties, with the present values as defaults.
    pub fn specs(&self) -> Vec<PropertySpec> {
        self.with(|tree| {
            let roots = tree.roots().to_vec();
            roots.into_iter().filter_map(|index| current_spec(tree, index)).collect()
        })
    }
}

/// This is a property's home, in few bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum HomeKey {
    Loose(u64),
    Host(u64),
}

/// This is where a property is.
#[derive(Clone, Debug)]
pub struct Place {
    /// Who holds its state.
    pub home: Home,
    /// Its number there.
    pub index: u32,
}

impl Home {
    fn key(&self) -> HomeKey {
        match self {
            Self::Loose(tree) => HomeKey::Loose(tree.number),
            Self::Host(processor) => HomeKey::Host(*processor),
        }
    }

    /// This is the place of a property here.
    pub fn at(&self, index: u32) -> Place {
        Place { home: self.clone(), index }
    }

    /// These are the properties inside of one, or of the processor itself.
    pub fn children(&self, py: Python<'_>, parent: Option<u32>) -> PyResult<Vec<u32>> {
        match (self, parent) {
            (_, Some(parent)) => Ok(self.at(parent).info(py)?.children),
            (Self::Loose(tree), None) => Ok(tree.with(|tree| tree.roots().to_vec())),
            (Self::Host(processor), None) => {
                let id = ProcessorId::from_number(*processor);
                let info: ivw_core::host::NodeInfo = ask(py, &Request::Node(id))?;
                Ok(info.properties)
            }
        }
    }

    /// This is a property below another one, or below the processor itself, by its path.
    pub fn find(&self, py: Python<'_>, parent: Option<u32>, path: &str) -> PyResult<Option<u32>> {
        match self {
            Self::Loose(tree) => Ok(tree.with(|tree| match parent {
                None => tree.find(path),
                Some(parent) => tree.find(&format!("{}.{path}", tree.path(parent))),
            })),
            Self::Host(processor) => {
                let path = match parent {
                    None => path.to_owned(),
                    Some(parent) => format!("{}.{path}", self.at(parent).info(py)?.path),
                };
                ask(py, &Request::FindProperty(ProcessorId::from_number(*processor), path))
            }
        }
    }
}

impl Place {
    /// This is the present value.
    pub fn value(&self) -> Result<AbiValue, Error> {
        match &self.home {
            Home::Host(processor) => answer(host().value(*processor, self.index)),
            Home::Loose(tree) => tree.with(|tree| {
                tree.get(self.index).map(|state| AbiValue::from(&state.value)).ok_or_else(gone)
            }),
        }
    }

    /// This is everything about the property.
    pub fn info(&self, py: Python<'_>) -> PyResult<PropertyInfo> {
        match &self.home {
            Home::Host(processor) => {
                ask(py, &Request::Property(property_ref(*processor, self.index)))
            }
            Home::Loose(tree) => tree
                .with(|tree| {
                    let state = tree.get(self.index).ok_or_else(gone)?;
                    Ok(PropertyInfo {
                        spec: state.spec.clone(),
                        value: state.value.clone(),
                        default: state.default.clone(),
                        is_modified: state.is_modified,
                        parent: state.parent,
                        children: state.children.clone(),
                        path: tree.path(self.index),
                        n_presses: state.n_presses,
                        pressed: state.pressed,
                    })
                })
                .map_err(|error| raised(py, error)),
        }
    }

    /// This sets the value, or changes something else about the property.
    pub fn change(&self, py: Python<'_>, change: PropertyChange) -> PyResult<()> {
        match &self.home {
            Home::Host(processor) => match change {
                PropertyChange::Value(value) => set_value(py, *processor, self.index, &value),
                change => {
                    command(py, &Request::Change(property_ref(*processor, self.index), change))
                }
            },
            Home::Loose(tree) => {
                let is_value = PropertyState::invalidates(&change);
                let applied = tree
                    .with(|tree| tree.apply(self.index, change))
                    .map_err(|error| raised(py, error))?;
                if is_value {
                    for index in applied.changed {
                        if let Some(property) = existing(py, &self.home.at(index)) {
                            property.get().notify(py)?;
                        }
                    }
                }
                Ok(())
            }
        }
    }

    /// This is the face of the property with all below it, present values as defaults.
    pub fn spec(&self, py: Python<'_>) -> PyResult<PropertySpec> {
        if let Home::Loose(tree) = &self.home {
            let spec = tree.with(|tree| current_spec(tree, self.index));
            return spec.ok_or_else(|| raised(py, gone()));
        }
        let PropertyInfo { mut spec, value, default, children, .. } = self.info(py)?;
        spec.start_at(value, &default);
        let children = children.into_iter().map(|index| self.home.at(index).spec(py));
        let children = children.collect::<PyResult<Vec<_>>>()?;
        if let Some(slot) = spec.children_mut() {
            *slot = children;
        }
        Ok(spec)
    }

    /// These are the property and all below it, in preorder.
    fn preorder(&self, py: Python<'_>) -> PyResult<Vec<u32>> {
        let mut found = vec![self.index];
        for child in self.info(py)?.children {
            found.extend(self.home.at(child).preorder(py)?);
        }
        Ok(found)
    }

    /// This moves a loose property, with all below it, into another home, and its Python objects
    /// along with it.
    pub fn move_to(
        &self,
        py: Python<'_>,
        home: &Home,
        parent: Option<u32>,
        place: Option<usize>,
        is_owned: bool,
    ) -> PyResult<()> {
        let spec = self.spec(py)?;
        let old = self.preorder(py)?;
        let first = match home {
            Home::Loose(tree) => tree
                .with(|tree| tree.insert(parent, place, &spec))
                .map_err(|error| raised(py, error))?,
            Home::Host(processor) => {
                let id = ProcessorId::from_number(*processor);
                let name = format!("Add {}", spec.id);
                let wanted = spec.id.clone();
                let spec = Box::new(spec);
                let edit = Edit::AddProperty { processor: id, parent, place, spec, is_owned };
                ask::<()>(py, &Request::Edit(name, edit))?;
                home.find(py, parent, &wanted)?
                    .ok_or_else(|| PyRuntimeError::new_err("the property could not be added"))?
            }
        };
        let moves = old.into_iter().zip(first..).map(|(from, to)| (self.home.at(from), to));
        relocate(py, moves.collect(), home);
        Ok(())
    }

    /// This takes a property out of where it is, into a tree of its own.
    pub fn take_out(&self, py: Python<'_>) -> PyResult<()> {
        let spec = self.spec(py)?;
        let old = self.preorder(py)?;
        let own = Home::Loose(LooseTree::new(false));
        if let Home::Loose(tree) = &own {
            tree.with(|tree| tree.insert(None, None, &spec)).map_err(|error| raised(py, error))?;
        }
        match &self.home {
            Home::Loose(tree) => {
                tree.with(|tree| tree.remove(self.index));
            }
            Home::Host(processor) => {
                let edit = Edit::RemoveProperty(property_ref(*processor, self.index));
                ask::<()>(py, &Request::Edit(format!("Remove {}", spec.id), edit))?;
            }
        }
        relocate(py, old.into_iter().zip(0..).map(|(n, to)| (self.home.at(n), to)).collect(), &own);
        Ok(())
    }
}

/// This moves all properties of a loose tree into a processor that the host has just made of them.
pub fn attach_tree(py: Python<'_>, tree: &Arc<LooseTree>, processor: u64) {
    let order = tree.with(|tree| {
        let mut order = Vec::new();
        let mut pending: Vec<u32> = tree.roots().iter().rev().copied().collect();
        while let Some(index) = pending.pop() {
            order.push(index);
            let children = tree.get(index).map(|state| state.children.as_slice());
            pending.extend(children.unwrap_or_default().iter().rev());
        }
        order
    });
    let from = Home::Loose(tree.clone());
    let moves = order.into_iter().zip(0..).map(|(index, to)| (from.at(index), to));
    relocate(py, moves.collect(), &Home::Host(processor));
}

fn gone() -> Error {
    Error::new("there is no such property; it may have been removed")
}

/// This is the face of a property with all below it, present values as defaults.
fn current_spec(tree: &PropertyTree, index: u32) -> Option<PropertySpec> {
    let state = tree.get(index)?;
    let mut spec = state.spec.clone();
    spec.start_at(state.value.clone(), &state.default);
    let children = state.children.iter().filter_map(|child| current_spec(tree, *child));
    let children: Vec<_> = children.collect();
    if let Some(slot) = spec.children_mut() {
        *slot = children;
    }
    Some(spec)
}

/// These are the Python objects of properties, as long as somebody has them.
#[derive(Default)]
struct Objects {
    by_place: HashMap<(HomeKey, u32), Py<PyWeakrefReference>>,
    /// Above this many, those that are gone are swept out.
    sweep_above: usize,
}

static OBJECTS: Mutex<Option<Objects>> = Mutex::new(None);

fn with_objects<R>(look: impl FnOnce(&mut Objects) -> R) -> R {
    look(OBJECTS.lock().get_or_insert_with(Objects::default))
}

fn key(place: &Place) -> (HomeKey, u32) {
    (place.home.key(), place.index)
}

/// This is the Python object of a property, if there is one.
pub fn existing<'py>(py: Python<'py>, place: &Place) -> Option<Bound<'py, Property>> {
    let key = key(place);
    let found = with_objects(|objects| Some(objects.by_place.get(&key)?.clone_ref(py)))?;
    found.bind(py).upgrade()?.cast_into().ok()
}

/// This is the Python object of a property; it is made if there is none.
pub fn object<'py>(py: Python<'py>, place: Place) -> PyResult<Bound<'py, Property>> {
    if let Some(found) = existing(py, &place) {
        return Ok(found);
    }
    let info = place.info(py)?;
    let class = class::of(py, &info.spec)?;
    let object: Bound<'py, Property> = class.call_method1("__new__", (&class,))?.cast_into()?;
    object.get().settle(&object, place, &info.spec)?;
    Ok(object)
}

/// This remembers the Python object of a property.
pub fn remember(object: &Bound<'_, Property>, place: &Place) -> PyResult<()> {
    let py = object.py();
    let reference = PyWeakrefReference::new(object)?.unbind();
    let swept = with_objects(|objects| {
        let mut swept = Vec::new();
        swept.extend(objects.by_place.insert(key(place), reference));
        if objects.by_place.len() > objects.sweep_above.max(1024) {
            let is_gone = |found: &Py<PyWeakrefReference>| found.bind(py).upgrade().is_none();
            swept.extend(objects.by_place.extract_if(|_, found| is_gone(found)).map(|(_, f)| f));
            objects.sweep_above = objects.by_place.len() * 2;
        }
        swept
    });
    drop(swept);
    Ok(())
}

/// This tells the Python objects of properties that they have moved.
fn relocate(py: Python<'_>, moves: Vec<(Place, u32)>, home: &Home) {
    for (from, index) in moves {
        let Some(object) = existing(py, &from) else { continue };
        let place = home.at(index);
        let reference = with_objects(|objects| {
            let reference = objects.by_place.remove(&key(&from))?;
            objects.by_place.insert(key(&place), reference)
        });
        drop(reference);
        object.get().moved(place);
    }
}
