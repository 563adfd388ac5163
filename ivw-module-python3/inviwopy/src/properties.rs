//! `inviwopy.properties`: the settings of processors, as live objects.
//!
//! A property object is a handle: what it shows lives in the host, or, as long as nobody added it to
//! a processor, in a tree of its own ([`place`]).
//! [`Property`] is the base of all classes; classes of one kind share one Rust class, and those that
//! differ only in their number type are made in Python from its `_kind`.

mod button;
mod callback;
mod camera;
mod choice;
mod class;
mod color;
pub mod convert;
mod group;
mod live;
pub mod members;
mod native;
mod number;
pub mod owner;
mod path;
pub mod place;
mod plain;
mod range;
mod watch;

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use ivw_core::host::PropertyInfo;
use ivw_core::property::{
    InvalidationLevel as Level, Kind, PropertyChange, PropertySpec, PropertyTree, Saved, Value,
};
use parking_lot::Mutex;
use pyo3::exceptions::{PyRuntimeError, PyTypeError};
use pyo3::prelude::*;
use pyo3::{PyTraverseError, PyVisit, intern};

use crate::arguments::Arguments;
use crate::enums::{add_enum, add_flags, inviwo_enum, inviwo_flags};
use crate::error::raised;
use crate::host::Inside;
use callback::{Callback, CallbackHandle, Dependent, depends};
use convert::Shape;
use place::{Home, LooseTree, Place};

pub(crate) use callback::tell;
pub use watch::{processor_forgotten, processor_removed, property_changed};

inviwo_enum! {
    /// What has to run again after a change.
    InvalidationLevel in "inviwopy.properties" {
        Valid = 0, InvalidOutput = 1, InvalidResources = 2,
    }
}

inviwo_enum! {
    /// When a property is written to workspaces: if it differs from its default, always, or never.
    PropertySerializationMode in "inviwopy.properties" { Default = 0, All = 1, Nothing = 2 }
}

inviwo_enum! {
    /// What a bound does with values beyond it.
    ConstraintBehavior in "inviwopy.properties" { Editable = 0, Mutable = 1, Immutable = 2, Ignore = 3 }
}

inviwo_enum! {
    /// What a person may do with a list.
    ListPropertyUIFlag in "inviwopy.properties" { Static = 0, Add = 1, Remove = 2 }
}

inviwo_flags! {
    /// What a person may do with a list.
    ListPropertyUIFlags of ListPropertyUIFlag in "inviwopy.properties"
}

inviwo_enum! {
    /// Whether a file is read or written.
    AcceptMode in "inviwopy.properties" { Open = 0, Save = 1 }
}

inviwo_enum! {
    /// What may be selected in a file dialog.
    FileMode in "inviwopy.properties" {
        AnyFile = 0, ExistingFile = 1, Directory = 2, ExistingFiles = 3, DirectoryOnly = 4,
    }
}

impl From<InvalidationLevel> for Level {
    fn from(level: InvalidationLevel) -> Self {
        match level {
            InvalidationLevel::Valid => Self::Valid,
            InvalidationLevel::InvalidOutput => Self::InvalidOutput,
            InvalidationLevel::InvalidResources => Self::InvalidResources,
        }
    }
}

impl From<Level> for InvalidationLevel {
    fn from(level: Level) -> Self {
        match level {
            Level::Valid => Self::Valid,
            Level::InvalidOutput => Self::InvalidOutput,
            Level::InvalidResources => Self::InvalidResources,
        }
    }
}

/// This adds all classes to `inviwopy.properties`.
pub fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    add_enum::<InvalidationLevel>(module)?;
    add_enum::<PropertySerializationMode>(module)?;
    add_enum::<ConstraintBehavior>(module)?;
    add_enum::<ListPropertyUIFlag>(module)?;
    add_flags::<ListPropertyUIFlags>(module)?;
    add_enum::<AcceptMode>(module)?;
    add_enum::<FileMode>(module)?;
    module.add_class::<Property>()?;
    module.add_class::<CallbackHandle>()?;
    number::register(module)?;
    range::register(module)?;
    choice::register(module)?;
    plain::register(module)?;
    path::register(module)?;
    button::register(module)?;
    group::register(module)?;
    color::register(module)?;
    camera::register(module)
}

/// A setting of a processor.
#[pyclass(subclass, frozen, weakref, module = "inviwopy.properties")]
pub struct Property {
    place: Mutex<Option<Place>>,
    shape: OnceLock<Shape>,
    id: Mutex<String>,
    /// What runs when the value has changed.
    callbacks: Mutex<Vec<(u64, Callback)>>,
    /// Properties in this one, which live as long as it does.
    kept: Mutex<Vec<Py<PyAny>>>,
    /// The value that callbacks were told last.
    told: Mutex<Value>,
}

impl Property {
    /// This is a property that is not made yet; `__init__` does that.
    pub(crate) fn blank() -> Self {
        Self {
            place: Mutex::default(),
            shape: OnceLock::new(),
            id: Mutex::default(),
            callbacks: Mutex::default(),
            kept: Mutex::default(),
            told: Mutex::new(Value::None),
        }
    }

    /// This makes a new loose property of a spec; a number beyond its bounds is an error, as in
    /// Inviwo, and a range is kept within.
    pub(crate) fn make(slf: &Bound<'_, Self>, spec: &PropertySpec) -> PyResult<()> {
        let (py, tree) = (slf.py(), LooseTree::new(false));
        tree.with(|own: &mut PropertyTree| {
            let index = own.insert(None, None, spec)?;
            let state = own.get(index).expect("it was just inserted");
            match (&spec.kind, state.fit(state.value.clone())) {
                (Kind::Range(_), Ok(fitted)) if !fitted.is_same(&state.value) => {
                    tracing::warn!(
                        target: "python",
                        "property \"{}\" is made with {}, which is no part of its range: {fitted} it is",
                        spec.id, state.value
                    );
                    own.get_mut(index).expect("it was just inserted").value = fitted;
                    Ok(())
                }
                (Kind::Number(_), Ok(fitted)) if !fitted.is_same(&state.value) => {
                    Err(ivw_core::error::Error::new(format!(
                        "property \"{}\" can't have the value {}, which is beyond its bounds",
                        spec.id, state.value
                    )))
                }
                _ => Ok(()),
            }
        })
        .map_err(|error| raised(py, error))?;
        slf.get().settle(slf, Place { home: Home::Loose(tree), index: 0 }, spec)
    }

    /// This makes an object the handle of a property that there is.
    pub(crate) fn settle(
        &self,
        slf: &Bound<'_, Self>,
        place: Place,
        spec: &PropertySpec,
    ) -> PyResult<()> {
        let _ = self.shape.set(Shape::of(spec));
        self.id.lock().clone_from(&spec.id);
        place::remember(slf, &place)?;
        *self.place.lock() = Some(place);
        Ok(())
    }

    /// This is where the property is.
    pub(crate) fn place(&self) -> PyResult<Place> {
        self.place.lock().clone().ok_or_else(|| {
            PyRuntimeError::new_err("this property was not made: its class has to call __init__")
        })
    }

    /// This notes that the property is elsewhere now.
    pub(crate) fn moved(&self, place: Place) {
        if let Home::Host(processor) = place.home
            && !self.callbacks.lock().is_empty()
        {
            watch::watch(processor, place.index, self.is_group());
        }
        *self.place.lock() = Some(place);
    }

    /// This is what values look like in Python.
    pub(crate) fn shape(&self) -> PyResult<&Shape> {
        self.shape.get().ok_or_else(|| {
            PyRuntimeError::new_err("this property was not made: its class has to call __init__")
        })
    }

    /// This is whether the property has an identifier.
    pub(crate) fn is_called(&self, id: &str) -> bool {
        *self.id.lock() == id
    }

    fn is_group(&self) -> bool {
        matches!(self.shape.get(), Some(Shape::Group | Shape::Camera))
    }

    pub(crate) fn kept(&self) -> &Mutex<Vec<Py<PyAny>>> {
        &self.kept
    }

    pub(crate) fn value_in<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let shape = self.shape()?;
        // Holding the lock is as short as cloning the place.
        let value = match &*self.place.lock() {
            Some(place) => place.value(),
            None => return Err(PyRuntimeError::new_err("this property was not made")),
        };
        convert::to_python(py, shape, value.map_err(|error| raised(py, error))?)
    }

    pub(crate) fn set_value_in(&self, value: &Bound<'_, PyAny>) -> PyResult<()> {
        let value = convert::from_python(self.shape()?, value)?;
        self.place()?.change(value.1, PropertyChange::Value(value.0))
    }

    pub(crate) fn change(&self, py: Python<'_>, change: PropertyChange) -> PyResult<()> {
        self.place()?.change(py, change)
    }

    pub(crate) fn spec(&self, py: Python<'_>) -> PyResult<PropertySpec> {
        Ok(self.place()?.info(py)?.spec)
    }

    /// This adds a callback; the number stands for it.
    pub(crate) fn add_callback(slf: &Bound<'_, Self>, callback: Callback) -> PyResult<u64> {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let this = slf.get();
        let place = this.place()?;
        if this.callbacks.lock().is_empty() {
            *this.told.lock() = told_of(&place, &place.info(slf.py())?);
        }
        this.callbacks.lock().push((number, callback));
        if let Home::Host(processor) = place.home {
            watch::watch(processor, place.index, this.is_group());
            watch::pin(processor, slf);
        }
        Self::keep_in_owner(slf, place)?;
        Ok(number)
    }

    /// Lets the groups and the processor in Python around it keep it: nobody else may.
    fn keep_in_owner(slf: &Bound<'_, Self>, place: place::Place) -> PyResult<()> {
        let py = slf.py();
        let keep = |kept: &Mutex<Vec<Py<PyAny>>>| {
            let mut kept = kept.lock();
            if !kept.iter().any(|known| known.is(slf)) {
                kept.push(slf.clone().into_any().unbind());
            }
        };
        match (place.info(py)?.parent, &place.home) {
            (Some(parent), home) => {
                let around = home.at(parent);
                let group = place::object(py, around.clone())?;
                keep(group.get().kept());
                Self::keep_in_owner(&group, around)
            }
            (None, Home::Host(processor)) if crate::processor::is_python(*processor) => {
                keep(crate::processor::object(py, *processor)?.get().kept());
                Ok(())
            }
            (None, _) => Ok(()),
        }
    }

    /// This goes back to the default value.
    pub(crate) fn reset(&self, py: Python<'_>) -> PyResult<()> {
        match self.place()?.info(py)?.default {
            Value::None => Ok(()),
            default => self.change(py, PropertyChange::Value(default)),
        }
    }

    /// This calls the callbacks if the value has changed, and raises what they raise.
    pub(crate) fn notify(&self, py: Python<'_>) -> PyResult<()> {
        if self.callbacks.lock().is_empty() {
            return Ok(());
        }
        let place = self.place()?;
        let info = place.info(py)?;
        let is_new = {
            let value = told_of(&place, &info);
            let mut told = self.told.lock();
            let is_new = !value.is_same(&told) || self.is_group();
            *told = value;
            is_new
        };
        if is_new { self.call_back(py, info.pressed) } else { Ok(()) }
    }

    /// This calls the callbacks; `pressed` is the button of several that was pressed.
    fn call_back(&self, py: Python<'_>, pressed: Option<u32>) -> PyResult<()> {
        /// Callbacks that lead to each other come back long before this.
        const MOST_CALLBACKS: u32 = 50;
        if Inside::depth() >= MOST_CALLBACKS {
            return Err(pyo3::exceptions::PyRecursionError::new_err(format!(
                "callbacks of properties change each other without end, last \"{}\"",
                self.id.lock()
            )));
        }
        let _inside = Inside::enter();
        let callbacks: Vec<_> =
            self.callbacks.lock().iter().map(|(_, callback)| callback.clone_ref(py)).collect();
        for callback in callbacks {
            callback.run(py, pressed)?;
        }
        Ok(())
    }
}

/// What a callback was told: a value, or how often a button was pressed, as it may be released again
/// by now. A processor's button counts anew.
fn told_of(place: &Place, info: &PropertyInfo) -> Value {
    match info.spec.kind {
        Kind::Button | Kind::ButtonGroup { .. } => {
            let in_host = i64::from(matches!(place.home, Home::Host(_)));
            Value::ints(&[in_host, info.n_presses.cast_signed()]).unwrap_or(Value::Press)
        }
        _ => info.value.clone(),
    }
}

#[pymethods]
impl Property {
    #[new]
    #[pyo3(signature = (*args, **kwargs))]
    fn new(
        args: &Bound<'_, pyo3::types::PyTuple>,
        kwargs: Option<&Bound<'_, pyo3::types::PyDict>>,
    ) -> PyResult<Self> {
        // What stands for a property of the host without a class of its own is made of nothing.
        match args.is_empty() && kwargs.is_none() {
            true => Ok(Self::blank()),
            false => Err(PyTypeError::new_err("make a property of a class such as FloatProperty")),
        }
    }

    /// Identifier that workspaces save.
    #[getter]
    fn identifier(&self, py: Python<'_>) -> PyResult<String> {
        Ok(self.spec(py)?.id)
    }

    #[setter]
    fn set_identifier(&self, identifier: &str) -> PyResult<()> {
        let Place { home, index } = self.place()?;
        match home {
            Home::Loose(tree) => {
                tree.with(|tree| {
                    if let Some(state) = tree.get_mut(index) {
                        identifier.clone_into(&mut state.spec.id);
                    }
                });
                identifier.clone_into(&mut self.id.lock());
                Ok(())
            }
            Home::Host(_) => Err(PyRuntimeError::new_err(
                "the identifier of a property that was added to a processor can't change",
            )),
        }
    }

    /// Name that people see.
    #[getter(displayName)]
    fn display_name(&self, py: Python<'_>) -> PyResult<String> {
        Ok(self.spec(py)?.name)
    }

    #[setter(displayName)]
    fn set_display_name(&self, py: Python<'_>, name: String) -> PyResult<()> {
        self.change(py, PropertyChange::Name(name))
    }

    /// Whether only programs may change it.
    #[getter(readOnly)]
    fn read_only(&self, py: Python<'_>) -> PyResult<bool> {
        Ok(self.spec(py)?.read_only)
    }

    #[setter(readOnly)]
    fn set_read_only(&self, py: Python<'_>, on: bool) -> PyResult<()> {
        self.change(py, PropertyChange::ReadOnly(on))
    }

    /// Whether people see it.
    #[getter]
    fn visible(&self, py: Python<'_>) -> PyResult<bool> {
        Ok(self.spec(py)?.visible)
    }

    #[setter]
    fn set_visible(&self, py: Python<'_>, on: bool) -> PyResult<()> {
        self.change(py, PropertyChange::Visible(on))
    }

    /// How it wants to be shown.
    #[getter]
    fn semantics<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        convert::semantics_object(py, &self.spec(py)?.semantics)
    }

    #[setter]
    fn set_semantics(&self, semantics: &Bound<'_, PyAny>) -> PyResult<()> {
        let text = convert::semantics_text(semantics)?;
        self.change(semantics.py(), PropertyChange::Semantics(text))
    }

    /// When it is written to workspaces.
    #[getter(serializationMode)]
    fn serialization_mode(&self, py: Python<'_>) -> PyResult<PropertySerializationMode> {
        Ok(match self.spec(py)?.saved {
            Saved::Changed | Saved::InGroup => PropertySerializationMode::Default,
            Saved::Always => PropertySerializationMode::All,
            Saved::Never => PropertySerializationMode::Nothing,
        })
    }

    #[setter(serializationMode)]
    fn set_serialization_mode(
        &self,
        py: Python<'_>,
        mode: PropertySerializationMode,
    ) -> PyResult<()> {
        let saved = match mode {
            PropertySerializationMode::Default => Saved::Changed,
            PropertySerializationMode::All => Saved::Always,
            PropertySerializationMode::Nothing => Saved::Never,
        };
        self.change(py, PropertyChange::Saved(saved))
    }

    /// When it is written to workspaces.
    #[pyo3(name = "getSerializationMode")]
    fn get_serialization_mode(&self, py: Python<'_>) -> PyResult<PropertySerializationMode> {
        self.serialization_mode(py)
    }

    /// Chooses when it is written to workspaces.
    #[pyo3(name = "setSerializationMode")]
    fn choose_serialization_mode(
        &self,
        py: Python<'_>,
        mode: PropertySerializationMode,
    ) -> PyResult<()> {
        self.set_serialization_mode(py, mode)
    }

    /// What it does.
    #[getter]
    fn help(&self, py: Python<'_>) -> PyResult<String> {
        Ok(self.spec(py)?.help)
    }

    #[setter]
    fn set_help(&self, help: &Bound<'_, PyAny>) -> PyResult<()> {
        self.change(help.py(), PropertyChange::Help(help.str()?.extract()?))
    }

    /// What it does.
    #[pyo3(name = "getHelp")]
    fn get_help(&self, py: Python<'_>) -> PyResult<String> {
        self.help(py)
    }

    /// Name, identifiers and help, as a `Document`.
    #[pyo3(name = "getDescription")]
    fn description<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let spec = self.spec(py)?;
        let class = spec.class_id();
        let arguments = (spec.name, spec.id, class, spec.help);
        py.import("inviwopy.doc")?.call_method1("_of_property", arguments)
    }

    /// Class that workspaces save.
    #[getter(classIdentifier)]
    fn class_identifier(&self, py: Python<'_>) -> PyResult<String> {
        Ok(self.spec(py)?.class_id())
    }

    /// Class that decides what shows it.
    #[getter(classIdentifierForWidget)]
    fn class_identifier_for_widget(&self, py: Python<'_>) -> PyResult<String> {
        self.class_identifier(py)
    }

    /// Path in the network, such as `Raycaster.camera.lookFrom`.
    #[getter]
    fn path(&self, py: Python<'_>) -> PyResult<String> {
        let place = self.place()?;
        match &place.home {
            Home::Host(processor) => {
                let property = crate::host::property_ref(*processor, place.index);
                crate::host::ask(py, &ivw_core::host::Request::Path(property))
            }
            Home::Loose(_) => Ok(place.info(py)?.path),
        }
    }

    /// What has to run again after a change.
    #[getter(invalidationLevel)]
    fn invalidation_level(&self, py: Python<'_>) -> PyResult<InvalidationLevel> {
        Ok(self.spec(py)?.invalidation.into())
    }

    #[setter(invalidationLevel)]
    fn set_invalidation_level(&self, py: Python<'_>, level: InvalidationLevel) -> PyResult<()> {
        self.change(py, PropertyChange::Invalidation(level.into()))
    }

    /// What shows it: always nothing, as editors are not Python's business.
    #[getter]
    fn widgets(&self) -> Vec<Py<PyAny>> {
        Vec::new()
    }

    /// Has something made to show it, for scripts that ask: whoever has a window made it already.
    #[pyo3(name = "initializeWidget")]
    fn initialize_widget(&self) {}

    /// Whether something shows it.
    #[pyo3(name = "hasWidgets")]
    fn has_widgets(&self) -> bool {
        false
    }

    /// Whether it changed since its processor was valid.
    #[getter(isModified)]
    fn is_modified(&self, py: Python<'_>) -> PyResult<bool> {
        let place = self.place()?;
        match place.home {
            Home::Host(processor) => Ok(crate::host::host().is_modified(processor, place.index)),
            Home::Loose(_) => Ok(place.info(py)?.is_modified),
        }
    }

    /// Makes the present value the default.
    #[pyo3(name = "setCurrentStateAsDefault")]
    fn set_current_state_as_default(&self, py: Python<'_>) -> PyResult<()> {
        match self.place()?.info(py)?.value {
            Value::None | Value::Press => Ok(()),
            value => self.change(py, PropertyChange::Default(value)),
        }
    }

    /// Goes back to the default value.
    #[pyo3(name = "resetToDefaultState")]
    fn reset_to_default_state(slf: &Bound<'_, Self>) -> PyResult<()> {
        let Place { home, index } = slf.get().place()?;
        slf.get().reset(slf.py())?;
        owner::Owner { home, parent: Some(index) }.reset(slf.py())
    }

    /// Calls a function without arguments after every change of the value.
    ///
    /// The answer can stop that, and need not be kept.
    #[pyo3(name = "onChange")]
    fn on_change(slf: &Bound<'_, Self>, function: Py<PyAny>) -> PyResult<CallbackHandle> {
        let number = Self::add_callback(slf, Callback::Call(function))?;
        Ok(CallbackHandle { property: slf.clone().unbind(), number })
    }

    /// Is to be seen while a function of another property is true.
    #[pyo3(name = "visibilityDependsOn")]
    fn visibility_depends_on(
        slf: &Bound<'_, Self>,
        other: &Bound<'_, Property>,
        condition: &Bound<'_, PyAny>,
    ) -> PyResult<()> {
        depends(slf, other, condition, Dependent::Visible)
    }

    /// May be changed by programs only while a function of another property is true.
    #[pyo3(name = "readonlyDependsOn")]
    fn read_only_depends_on(
        slf: &Bound<'_, Self>,
        other: &Bound<'_, Property>,
        condition: &Bound<'_, PyAny>,
    ) -> PyResult<()> {
        depends(slf, other, condition, Dependent::ReadOnly)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        let py = slf.py();
        let info = slf.get().place()?.info(py)?;
        Ok(format!("{}({})", slf.get_type().name()?, info.value))
    }

    fn __traverse__(&self, visit: PyVisit<'_>) -> Result<(), PyTraverseError> {
        // Whoever holds a lock is about to change what is in it: the collector comes again.
        if let Some(callbacks) = self.callbacks.try_lock() {
            for (_, callback) in &*callbacks {
                match callback {
                    Callback::Call(function) => visit.call(function)?,
                    Callback::Depends { other, condition, .. } => {
                        visit.call(other)?;
                        visit.call(condition)?;
                    }
                    Callback::Buttons(actions) => {
                        for action in actions {
                            visit.call(action)?;
                        }
                    }
                }
            }
        }
        if let Some(kept) = self.kept.try_lock() {
            for object in &*kept {
                visit.call(object)?;
            }
        }
        Ok(())
    }

    fn __clear__(&self) {
        let callbacks = std::mem::take(&mut *self.callbacks.lock());
        let kept = std::mem::take(&mut *self.kept.lock());
        drop((callbacks, kept));
    }
}

/// This completes a spec by what all constructors have in common, and makes the property.
pub(crate) fn finish(
    slf: &Bound<'_, Property>,
    mut arguments: Arguments<'_>,
    kind: Kind,
    id: String,
    name: String,
) -> PyResult<()> {
    // Classes whose saved class is not that of their kind say so.
    let class = slf.get_type();
    let saved: Option<String> = match class.getattr_opt(intern!(slf.py(), "_saved_class"))? {
        Some(saved) => Some(saved.extract()?),
        None => None,
    };
    let mut spec = match &saved {
        Some(saved) if class.hasattr("_is_native")? => {
            PropertySpec { id, ..native::group(slf.py(), saved)? }
        }
        _ => PropertySpec::new(&id, kind),
    };
    spec.class = saved;
    spec.name = name;
    if let Some(help) = arguments.help.take() {
        spec.help = help;
    }
    if let Some(level) = arguments.take("invalidationLevel") {
        spec.invalidation = level.extract::<InvalidationLevel>()?.into();
    }
    if let Some(semantics) = arguments.take("semantics") {
        spec.semantics = convert::semantics_text(&semantics)?;
    }
    check_identifier(&spec.id)?;
    Property::make(slf, &spec)
}

/// Identifiers are part of paths.
pub(crate) fn check_identifier(id: &str) -> PyResult<()> {
    match id.is_empty() || id.contains('.') {
        false => Ok(()),
        true => Err(PyRuntimeError::new_err(format!(
            "\"{id}\" is no identifier: use letters, digits and _"
        ))),
    }
}
