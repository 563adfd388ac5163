//! The host behind the boundary: what modules call.

use super::{Host, Observer, Request};
use crate::abi::{
    AbiValue, Bytes, FactoryBox, FormatBox, HostAbi, JobAbi, ObserverBox, ProcessorBox, ROption,
    RSlice, RStr, RVec, Reply, ScriptBox, contain, decode, reply,
};
use crate::data::{DataHandle, Memory};
use crate::error::Result;
use crate::network::{PortRef, ProcessorId, PropertyRef};
use crate::script::ScriptEngine;
use rayon::prelude::*;
use std::path::Path;

/// One module's view of the host.
#[derive(Clone)]
pub(super) struct ModuleHost {
    pub(super) host: Host,
    pub(super) module: String,
}

impl ModuleHost {
    fn reply<T>(&self, answer: impl FnOnce() -> Result<T>) -> Reply<T> {
        reply(contain("the host", answer))
    }
}

fn property(processor: u64, property: u32) -> PropertyRef {
    PropertyRef { processor: ProcessorId::from_number(processor), property }
}

fn port(processor: u64, port: u32) -> PortRef {
    PortRef { processor: ProcessorId::from_number(processor), port }
}

/// Lets a job be called from the threads of the pool.
#[derive(Clone, Copy)]
struct Job(JobAbi);

// SAFETY: whoever starts a job promises that it may be called from several threads at once until
// `parallel` returns.
#[allow(unsafe_code)]
unsafe impl Sync for Job {}
// SAFETY: as above.
#[allow(unsafe_code)]
unsafe impl Send for Job {}

impl Job {
    fn call(&self, n: usize) {
        (self.0.call)(self.0.data, n);
    }
}

impl HostAbi for ModuleHost {
    fn log_enabled(&self, level: u8, target: RStr<'_>) -> bool {
        crate::log::is_enabled(level, &target)
    }

    fn log(
        &self,
        level: u8,
        target: RStr<'_>,
        message: RStr<'_>,
        fields: RStr<'_>,
        file: RStr<'_>,
        line: u32,
    ) {
        crate::log::emit(level, &target, &message, &fields, &file, line);
    }

    fn n_threads(&self) -> usize {
        rayon::current_num_threads()
    }

    fn parallel(&self, count: usize, job: JobAbi) {
        let job = Job(job);
        (0..count).into_par_iter().for_each(|n| job.call(n));
    }

    fn allocate(&self, len: usize) -> Reply<Memory> {
        self.reply(|| Memory::try_zeroed(len))
    }

    fn register_processor(&self, factory: FactoryBox) -> Reply<()> {
        self.reply(|| {
            self.host.shared.factories.write().register(&self.module, factory).map(|_| ())?;
            self.host.tell_classes();
            Ok(())
        })
    }

    fn unregister_processor(&self, class: RStr<'_>) -> Reply<()> {
        self.reply(|| {
            self.host.shared.factories.write().unregister(&class)?;
            self.host.tell_classes();
            Ok(())
        })
    }

    fn register_format(&self, format: FormatBox) -> Reply<()> {
        self.reply(|| self.host.shared.formats.write().register(&self.module, format))
    }

    fn register_script_engine(&self, engine: ScriptBox) -> Reply<()> {
        self.reply(|| {
            *self.host.shared.engine.write() = Some(ScriptEngine::new(engine));
            Ok(())
        })
    }

    fn observe(&self, observer: ObserverBox) -> Reply<()> {
        self.reply(|| {
            self.host.add_observer(Observer::Module(observer));
            Ok(())
        })
    }

    fn adopt(&self, object: ProcessorBox, name: RStr<'_>) -> Reply<u64> {
        self.reply(|| Ok(self.host.adopt(object, None, &name)?.number()))
    }

    fn request(&self, message: RSlice<'_, u8>) -> Reply<Bytes> {
        self.reply(|| self.host.answer(decode::<Request>(&message)?))
    }

    fn value(&self, processor: u64, index: u32) -> Reply<AbiValue> {
        reply(self.host.with(|network| {
            let state = network.property(property(processor, index))?;
            Ok(AbiValue::from(&state.value))
        }))
    }

    fn set_value(&self, processor: u64, index: u32, value: AbiValue) -> Reply<()> {
        self.reply(|| self.host.set_property(property(processor, index), value.value()?))
    }

    fn inputs(&self, processor: u64, index: u32) -> RVec<DataHandle> {
        self.host.with(|network| network.inputs(port(processor, index))).into()
    }

    fn output(&self, processor: u64, index: u32) -> ROption<DataHandle> {
        self.host.output(port(processor, index)).into()
    }

    fn picture(&self, processor: u64) -> ROption<DataHandle> {
        let picture = self.host.picture(ProcessorId::from_number(processor));
        picture.ok().map(DataHandle::from).into()
    }

    fn read_file(&self, path: RStr<'_>, type_id: RStr<'_>) -> Reply<RVec<DataHandle>> {
        self.reply(|| {
            let path = Path::new(path.as_str());
            let format = self.host.formats().reader(path, &type_id)?;
            Ok(crate::format::read(&format, path)?.into())
        })
    }

    fn write_file(&self, path: RStr<'_>, data: &DataHandle) -> Reply<()> {
        self.reply(|| {
            let path = Path::new(path.as_str());
            let format = self.host.formats().writer(path, data.type_id())?;
            crate::format::write(&format, path, data)
        })
    }

    fn set_output(&self, processor: u64, index: u32, data: ROption<DataHandle>) -> Reply<()> {
        self.reply(|| {
            let (port, data) = (port(processor, index), data.into_option());
            // Dropped when no lock is held any more.
            let _old = self.host.with(|network| network.set_output(port, data))?;
            Ok(())
        })
    }

    fn is_modified(&self, processor: u64, index: u32) -> bool {
        self.host.with(|network| {
            network.property(property(processor, index)).is_ok_and(|state| state.is_modified)
        })
    }
}
