//! A processor in Python behind the boundary to the host.

use std::sync::Arc;

use ivw_core::abi::{
    AbiValue, Bytes, FactoryAbi, FactoryAbi_TO, FactoryBox, OutcomeAbi, ProcessorAbi,
    ProcessorAbi_TO, ProcessorBox, ROption, RStr, RVec, Reply, SignalsRef, SizeAbi, TD_Opaque,
    VisibilityAbi, answer, contain, decode, encode, reply,
};
use ivw_core::data::DataHandle;
use ivw_core::error::{Error, Result};
use ivw_core::event::{Interaction, Reaction};
use ivw_core::host::{NodeInfo, Request};
use ivw_core::network::{Edit, ProcessorId};
use ivw_core::processor::{OwnPart, Spec};
use parking_lot::RwLock;
use pyo3::exceptions::PyTypeError;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyString, PyType};
use smallvec::SmallVec;

use super::{Processor, not_made, objects};
use crate::cancel::Run;
use crate::error::{raised, reported};
use crate::events;
use crate::host::{Inside, ask, attach, host};
use crate::output;
use crate::ports::{self, Moment};
use crate::properties::place::attach_tree;

/// Inports with new data, of which there are few.
type Inports<'py> = SmallVec<[Bound<'py, ports::Inport>; 4]>;

/// A processor in Python; its ports and properties are live, so nothing is written into it.
struct Behind {
    object: Py<Processor>,
    id: u64,
    /// Inports whose data is new.
    changed: SmallVec<[u32; 4]>,
    /// Whether its class wants to know when it is valid.
    overrides_set_valid: bool,
}

impl Behind {
    fn boxed(object: &Bound<'_, Processor>) -> ProcessorBox {
        let overrides_set_valid = super::overrides(object, "setValid");
        let object = object.clone().unbind();
        let behind = Self { object, id: 0, changed: SmallVec::new(), overrides_set_valid };
        ProcessorAbi_TO::from_value(behind, TD_Opaque)
    }

    /// Calls a method; whatever it raises is the processor's error.
    fn call(&self, py: Python<'_>, method: &Bound<'_, PyString>) -> Result<()> {
        let _inside = Inside::enter();
        let _source = output::Source::processor(self.id);
        let run = Run::begin(py);
        let called = self.object.bind(py).call_method0(method);
        run.end(py);
        output::finish(py);
        match called {
            Ok(_) => Ok(()),
            Err(error) => Err(reported(py, &error)),
        }
    }

    fn process(&self, py: Python<'_>, changed: &[u32]) -> Result<()> {
        let inports = self.inports(py, changed);
        for port in &inports {
            port.get().set_changed(true);
        }
        let done = self
            .tell_inports(py, &inports)
            .and_then(|()| self.call(py, intern!(py, "process")))
            .and_then(|()| match self.overrides_set_valid {
                true => self.call(py, intern!(py, "setValid")),
                false => Ok(()),
            })
            .and_then(|()| {
                let told = self.object.bind(py).get().tell_valid(py);
                told.map_err(|error| reported(py, &error))
            });
        for port in &inports {
            port.get().set_changed(false);
        }
        done
    }

    fn inports<'py>(&self, py: Python<'py>, changed: &[u32]) -> Inports<'py> {
        let state = self.object.bind(py).get().state.lock();
        let at = |port: &u32| state.inports.get(*port as usize).map(|port| port.bind(py).clone());
        changed.iter().filter_map(at).collect()
    }

    fn tell_inports(&self, py: Python<'_>, inports: &[Bound<'_, ports::Inport>]) -> Result<()> {
        for port in inports {
            let port = port.as_super().get();
            if port.has_callbacks() {
                let _inside = Inside::enter();
                let _source = output::Source::processor(self.id);
                port.call_back(py, Moment::Change, None).map_err(|error| reported(py, &error))?;
            }
        }
        Ok(())
    }

    /// Tells the processor what a person did.
    fn interact(&self, py: Python<'_>, event: &Interaction) -> Result<Reaction> {
        let _inside = Inside::enter();
        let _source = output::Source::processor(self.id);
        let run = Run::begin(py);
        let reaction = events::event(py, event).and_then(|event| match event {
            Some(event) => events::receive(self.object.bind(py), &event),
            None => Ok(Reaction::default()),
        });
        run.end(py);
        reaction.map_err(|error| reported(py, &error))
    }

    /// Lets the processor say what it saves; none if its class does not.
    fn saved(&self, py: Python<'_>, part: &OwnPart) -> Result<Option<Vec<(String, String)>>> {
        let object = self.object.bind(py);
        if !super::overrides(object, "serialize") {
            return Ok(None);
        }
        let said = self.hand(py, "Serializer", part, intern!(py, "serialize")).and_then(|part| {
            let elements = part.call_method0(intern!(py, "_written"))?;
            elements.extract()
        });
        said.map(Some).map_err(|error| reported(py, &error))
    }

    /// Tells the processor that it was read from a workspace.
    fn restored(&self, py: Python<'_>, part: &OwnPart) -> Result<()> {
        let told = self.hand(py, "Deserializer", part, intern!(py, "deserialize"));
        told.map(|_| ()).map_err(|error| reported(py, &error))
    }

    /// Calls a method with what stands for a part of a workspace; gives that.
    fn hand<'py>(
        &self,
        py: Python<'py>,
        class: &str,
        part: &OwnPart,
        method: &Bound<'py, PyString>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let _inside = Inside::enter();
        let _source = output::Source::processor(self.id);
        let path = part.path.as_deref().map(|path| path.to_string_lossy().into_owned());
        let class = py.import("inviwopy._workspace")?.getattr(class)?;
        let made = class.call_method1("_of_processor", (path, part.elements.clone()))?;
        let run = Run::begin(py);
        let called = self.object.bind(py).call_method1(method, (&made,));
        run.end(py);
        output::finish(py);
        called.map(|_| made)
    }

    fn attach_to(&mut self, py: Python<'_>, id: u64) -> PyResult<()> {
        self.id = id;
        let object = self.object.bind(py);
        let (tree, inports, outports) = {
            let mut state = object.get().state.lock();
            state.id = Some(id);
            let inports: Vec<_> = state.inports.iter().map(|p| p.bind(py).clone()).collect();
            let outports: Vec<_> = state.outports.iter().map(|p| p.bind(py).clone()).collect();
            (state.tree.take(), inports, outports)
        };
        objects::remember(object, id, true)?;
        if let Some(tree) = tree {
            attach_tree(py, &tree, id);
        }
        for (port, n) in inports.iter().zip(0..) {
            ports::attach(port.as_super(), id, n)?;
        }
        for (port, n) in outports.iter().zip(0..) {
            ports::attach(port.as_super(), id, n)?;
        }
        // Numbers for what can be picked are given in the order of processors.
        py.import("inviwopy._picking")?.call_method1("attached", (object,)).map(|_| ())
    }
}

impl ProcessorAbi for Behind {
    fn spec(&mut self) -> Reply<Bytes> {
        reply(contain("the processor", || {
            attach(|py| {
                let spec = Processor::spec(self.object.bind(py));
                spec.map(|spec| encode(&spec)).map_err(|error| reported(py, &error))
            })
        }))
    }

    fn attached(&mut self, processor: u64) -> Reply<()> {
        reply(contain("the processor", || {
            attach(|py| self.attach_to(py, processor).map_err(|error| reported(py, &error)))
        }))
    }

    fn write(&mut self, _property: u32, _value: AbiValue) -> Reply<()> {
        reply(Ok(()))
    }

    fn set_inputs(&mut self, port: u32, _data: RVec<DataHandle>) -> Reply<()> {
        self.changed.push(port);
        reply(Ok(()))
    }

    fn set_output_size(&mut self, _port: u32, _width: u32, _height: u32) {}

    fn initialize_resources(&mut self, _signals: SignalsRef<'_>) -> Reply<OutcomeAbi> {
        reply(contain("the processor", || {
            attach(|py| self.call(py, intern!(py, "initializeResources")))?;
            Ok(OutcomeAbi::default())
        }))
    }

    fn process(&mut self, _signals: SignalsRef<'_>) -> Reply<OutcomeAbi> {
        let changed = std::mem::take(&mut self.changed);
        reply(contain("the processor", || {
            attach(|py| Behind::process(self, py, &changed))?;
            Ok(OutcomeAbi::default())
        }))
    }

    fn not_ready(&mut self) -> Reply<()> {
        reply(contain("the processor", || attach(|py| self.call(py, intern!(py, "doIfNotReady")))))
    }

    fn visibility(&mut self) -> RVec<VisibilityAbi> {
        RVec::new()
    }

    fn wanted_size(&mut self) -> ROption<SizeAbi> {
        ROption::RNone
    }

    fn picture(&mut self) -> ROption<DataHandle> {
        ROption::RNone
    }

    fn request(&mut self, message: RStr<'_>, payload: Bytes) -> Reply<Bytes> {
        if message == "event" {
            return reply(contain("the processor", || {
                let event: Interaction = decode(&payload)?;
                let reaction = attach(|py| self.interact(py, &event))?;
                Ok(encode(&reaction))
            }));
        }
        if message == OwnPart::RESTORE {
            return reply(contain("the processor", || {
                let part: OwnPart = decode(&payload)?;
                attach(|py| self.restored(py, &part))?;
                Ok(Bytes::new())
            }));
        }
        if message == OwnPart::SAVE {
            return reply(contain("the processor", || {
                let part: OwnPart = decode(&payload)?;
                let said = attach(|py| self.saved(py, &part))?;
                Ok(encode(&said))
            }));
        }
        reply(Err(Error::new(format!("a processor in Python does not know \"{message}\""))))
    }
}

impl Drop for Behind {
    fn drop(&mut self) {
        // The host has forgotten it, too: it does not come back.
        objects::forget_python(self.id);
        ports::forget(self.id);
        crate::properties::processor_forgotten(self.id);
    }
}

/// This gives a processor with a displayed name a place in the host, outside of the network.
pub fn place_outside(object: &Bound<'_, Processor>, name: &str) -> PyResult<u64> {
    let py = object.py();
    let behind = Behind::boxed(object);
    py.detach(|| answer(host().adopt(behind, name.into()))).map_err(|error| raised(py, error))
}

/// This gives a processor that a script made a place in the host, outside of the network.
pub fn adopt(object: &Bound<'_, Processor>) -> PyResult<u64> {
    let py = object.py();
    let (is_made, identifier, name) = {
        let state = object.get().state.lock();
        (state.is_made, state.identifier.clone(), state.display_name.clone())
    };
    if !is_made {
        return Err(not_made(object));
    }
    let id = place_outside(object, &name)?;
    let processor = ProcessorId::from_number(id);
    let node: NodeInfo = ask(py, &Request::Node(processor))?;
    if node.identifier != identifier && !identifier.is_empty() {
        let edit = Edit::Rename(processor, identifier);
        ask::<()>(py, &Request::Edit("Rename".to_owned(), edit))?;
    }
    Ok(id)
}

/// Makes processors of a Python class.
pub struct Factory {
    /// The class; another one after a reload.
    pub class: Arc<RwLock<Py<PyType>>>,
    /// Its face.
    pub spec: Spec,
    /// The file with the class, for messages.
    pub file: String,
}

impl Factory {
    /// This is the factory as the host takes it.
    pub fn boxed(self) -> FactoryBox {
        FactoryAbi_TO::from_value(self, TD_Opaque)
    }

    /// This makes a processor.
    pub fn make<'py>(
        class: &Bound<'py, PyType>,
        identifier: &str,
        name: &str,
    ) -> PyResult<Bound<'py, Processor>> {
        let object = class.call1((identifier, name))?;
        let object: Bound<'py, Processor> = object.cast_into().map_err(|_| {
            PyTypeError::new_err("the class has to be derived from inviwopy.Processor")
        })?;
        match object.get().state.lock().is_made {
            true => {}
            false => return Err(not_made(&object)),
        }
        Ok(object)
    }

    /// This is the face of a class, with ports and properties of an instance that is thrown away.
    ///
    /// If none can be made, then there are no ports and properties, and the reason is told when
    /// somebody wants a processor.
    pub fn spec_of_class(class: &Bound<'_, PyType>, info: &Bound<'_, PyAny>) -> PyResult<Spec> {
        Self::tried_spec_of_class(class, info).map(|(spec, _)| spec)
    }

    /// This is the face of a class, and why none could be made of it, if so.
    pub fn tried_spec_of_class(
        class: &Bound<'_, PyType>,
        info: &Bound<'_, PyAny>,
    ) -> PyResult<(Spec, Option<PyErr>)> {
        let plain = super::spec_of(info)?;
        let _inside = Inside::enter();
        let _mute = output::Source::nobody();
        let sample = Self::make(class, "sample", &plain.name).and_then(|object| {
            let spec = Processor::spec(&object)?;
            Ok(spec)
        });
        Ok(match sample {
            Ok(spec) => (spec, None),
            Err(error) => (plain, Some(error)),
        })
    }
}

impl FactoryAbi for Factory {
    fn spec(&self) -> Bytes {
        encode(&self.spec)
    }

    fn create(&self, identifier: RStr<'_>, display_name: RStr<'_>) -> Reply<ProcessorBox> {
        reply(contain("creating it", || {
            attach(|py| {
                let _inside = Inside::enter();
                let class = self.class.read().clone_ref(py);
                Self::make(class.bind(py), &identifier, &display_name)
                    .map(|object| Behind::boxed(&object))
                    .map_err(|error| {
                        let place = format!("failed to create it from script \"{}\"", self.file);
                        reported(py, &error).at(place)
                    })
            })
        }))
    }
}
