//! Examples of a module's own types of data, from which others make more.

use super::author::ask;
use crate::abi::{
    AbiValue, Bytes, HostBox, OutcomeAbi, ProcessorAbi, ProcessorAbi_TO, ROption, RStr, RVec,
    Reply, SignalsRef, SizeAbi, TD_Opaque, VisibilityAbi, answer, encode, reply,
};
use crate::data::{Data, DataHandle};
use crate::error::{Error, Result};
use crate::host::Request;
use crate::network::ProcessorId;
use crate::processor::{OutportSpec, Spec, port_class};

/// Shows a host what data of a type of this module's is like, so that Python can make some: a copy of
/// the example, in which some fields are others.
///
/// For `start`. Any values of its fields have to make a value of the type, and it must do nothing of its
/// own when it is dropped.
///
/// ```
/// use ivw_core::abi::{RVec, StableAbi};
/// use ivw_core::host::Host;
/// use ivw_core::module::example;
/// use ivw_core::prelude::*;
///
/// /// Numbers at even steps of time.
/// #[repr(C)]
/// #[derive(StableAbi, Clone)]
/// struct Signal {
///     samples: RVec<f32>,
///     rate_hz: f64,
/// }
///
/// impl Data for Signal {
///     const TYPE_ID: &'static str = "org.example.Signal/1";
///     const PORT: &'static str = "org.example.Signal";
///     const NAME: &'static str = "a signal";
/// }
///
/// // A module gets its host in `start`.
/// let host = Host::new().for_module("Signals");
/// example(&host, Signal { samples: RVec::new(), rate_hz: 100.0 })?;
/// # Ok::<(), Error>(())
/// ```
pub fn example<T: Data>(host: &HostBox, data: T) -> Result<()> {
    let spec = Spec {
        class_id: format!("{}.example", T::TYPE_ID),
        is_listed: false,
        outports: vec![OutportSpec {
            id: "example".to_owned(),
            class_id: port_class::<T>("outport"),
            type_id: T::TYPE_ID.to_owned(),
            group: "default".to_owned(),
            color: T::COLOR,
            ..OutportSpec::default()
        }],
        ..Spec::default()
    };
    let holder = ProcessorAbi_TO::from_value(Holder(spec), TD_Opaque);
    let id = answer(host.adopt(holder, T::NAME.into()))?;
    answer(host.set_output(id, 0, ROption::RSome(DataHandle::new(data))))?;
    ask(host, &Request::SetExample(T::TYPE_ID.to_owned(), ProcessorId::from_number(id)))
}

/// A processor outside of every network whose outport has an example.
struct Holder(Spec);

impl ProcessorAbi for Holder {
    fn spec(&mut self) -> Reply<Bytes> {
        reply(Ok(encode(&self.0)))
    }

    fn attached(&mut self, _processor: u64) -> Reply<()> {
        reply(Ok(()))
    }

    fn write(&mut self, _property: u32, _value: AbiValue) -> Reply<()> {
        reply(Ok(()))
    }

    fn set_inputs(&mut self, _port: u32, _data: RVec<DataHandle>) -> Reply<()> {
        reply(Ok(()))
    }

    fn set_output_size(&mut self, _port: u32, _width: u32, _height: u32) {}

    fn initialize_resources(&mut self, _signals: SignalsRef<'_>) -> Reply<OutcomeAbi> {
        reply(Ok(OutcomeAbi::default()))
    }

    fn process(&mut self, _signals: SignalsRef<'_>) -> Reply<OutcomeAbi> {
        reply(Ok(OutcomeAbi::default()))
    }

    fn not_ready(&mut self) -> Reply<()> {
        reply(Ok(()))
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

    fn request(&mut self, message: RStr<'_>, _payload: Bytes) -> Reply<Bytes> {
        reply(Err(Error::new(format!("an example does not know \"{message}\""))))
    }
}
