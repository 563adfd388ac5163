//! A native processor behind the boundary.

use super::context::Context;
use super::declaration::{Declaration, Process};
use super::spec::{Added, InputNames, InputSizes, Pickables};
use crate::abi::{
    AbiValue, Bytes, OutcomeAbi, OutputAbi, ProcessorAbi, ROption, RStr, RVec, Reply, SignalsRef,
    SizeAbi, VisibilityAbi, contain, decode, encode, reply,
};
use crate::data::DataHandle;
use crate::error::{Error, Result};
use crate::event::Interaction;
use glam::UVec2;
use std::sync::Arc;

/// A native processor behind the boundary: fields in, outports out, panics contained.
pub struct Native<P> {
    /// Always there, until it is dropped.
    processor: Option<P>,
    declaration: Arc<Declaration<P>>,
    /// The first number for things that can be picked.
    first_picking_id: u32,
}

impl<P: Process> Native<P> {
    /// A processor with default properties; a panic on the way is an error.
    pub fn new(declaration: Arc<Declaration<P>>) -> Result<Self> {
        contain("creating it", || {
            let mut processor = P::blank();
            declaration.reset(&mut processor);
            Ok(Self { processor: Some(processor), declaration, first_picking_id: 1 })
        })
    }

    fn run(
        &mut self,
        signals: SignalsRef<'_>,
        work: fn(&mut P, &Context) -> Result<()>,
    ) -> Result<OutcomeAbi> {
        let context = Context::new(signals.signals, self.first_picking_id);
        let processor = alive(&mut self.processor);
        let done = contain("the processor", || work(processor, &context));
        let mut outcome = OutcomeAbi::default();
        for (port, access) in self.declaration.outports.iter().enumerate() {
            if let Some(data) = access(alive(&mut self.processor)).take_new() {
                outcome.outputs.push(OutputAbi { port: port as u32, data: data.into() });
            }
        }
        done?;
        let changes = context.take_changes();
        if !changes.is_empty() {
            outcome.changes = encode(&changes);
        }
        Ok(outcome)
    }
}

impl<P: Process> ProcessorAbi for Native<P> {
    fn spec(&mut self) -> Reply<Bytes> {
        // Nothing means: as the factory says.
        reply(Ok(RVec::new()))
    }

    fn attached(&mut self, _processor: u64) -> Reply<()> {
        reply(Ok(()))
    }

    fn write(&mut self, property: u32, value: AbiValue) -> Reply<()> {
        reply(contain("writing a property", || {
            let value = value.value()?;
            let mut n = property as usize;
            for declared in &self.declaration.properties {
                match declared.writers.get(n) {
                    Some(writer) => return writer(alive(&mut self.processor), &value),
                    None => n -= declared.writers.len(),
                }
            }
            // A property that somebody added has no field.
            Ok(())
        }))
    }

    fn set_inputs(&mut self, port: u32, data: RVec<DataHandle>) -> Reply<()> {
        reply(contain("handing over data", || {
            let access = self.declaration.inports.get(port as usize);
            let access = access.ok_or_else(|| Error::new("there is no such inport"))?;
            access(alive(&mut self.processor)).set_inputs(&data)
        }))
    }

    fn set_output_size(&mut self, port: u32, width: u32, height: u32) {
        if let Some(access) = self.declaration.outports.get(port as usize) {
            access(alive(&mut self.processor)).set_size(UVec2::new(width, height));
        }
    }

    fn initialize_resources(&mut self, signals: SignalsRef<'_>) -> Reply<OutcomeAbi> {
        reply(self.run(signals, P::initialize_resources))
    }

    fn process(&mut self, signals: SignalsRef<'_>) -> Reply<OutcomeAbi> {
        reply(self.run(signals, P::process))
    }

    fn not_ready(&mut self) -> Reply<()> {
        reply(contain("the processor", || alive(&mut self.processor).not_ready()))
    }

    fn visibility(&mut self) -> RVec<VisibilityAbi> {
        let processor = alive(&mut self.processor);
        let conditions = self.declaration.properties.iter().flat_map(|d| &d.conditions);
        let mut visibility = RVec::new();
        for (property, condition) in conditions.enumerate() {
            let Some(condition) = condition else { continue };
            // A condition that panics hides nothing.
            let visible = contain("a condition", || Ok(condition(processor))).unwrap_or(true);
            visibility.push(VisibilityAbi { property: property as u32, visible });
        }
        visibility
    }

    fn wanted_size(&mut self) -> ROption<SizeAbi> {
        contain("the processor", || Ok(alive(&mut self.processor).wanted_size()))
            .unwrap_or_default()
            .map(|size| SizeAbi { width: size.x, height: size.y })
            .into()
    }

    fn picture(&mut self) -> ROption<DataHandle> {
        contain("the processor", || Ok(alive(&mut self.processor).picture()))
            .unwrap_or_default()
            .map(DataHandle::from)
            .into()
    }

    fn request(&mut self, message: RStr<'_>, payload: Bytes) -> Reply<Bytes> {
        reply(match message.as_str() {
            InputSizes::MESSAGE => contain("the processor", || {
                let InputSizes { port, n, size } = decode(&payload)?;
                let inport = self.declaration.spec.inports.get(port as usize);
                let inport = inport.ok_or_else(|| Error::new("there is no such inport"))?;
                Ok(encode(&alive(&mut self.processor).input_sizes(&inport.id, n, size)))
            }),
            Added::MESSAGE => contain("writing a property", || {
                alive(&mut self.processor).set_added(&decode::<Vec<Added>>(&payload)?)?;
                Ok(RVec::new())
            }),
            InputNames::MESSAGE => contain("handing over data", || {
                let InputNames { port, names } = decode(&payload)?;
                let access = self.declaration.inports.get(port as usize);
                let access = access.ok_or_else(|| Error::new("there is no such inport"))?;
                access(alive(&mut self.processor)).set_names(names);
                Ok(RVec::new())
            }),
            Pickables::COUNT => {
                contain("the processor", || Ok(encode(&alive(&mut self.processor).n_pickable())))
            }
            Pickables::MESSAGE => contain("the processor", || {
                self.first_picking_id = decode::<Pickables>(&payload)?.first;
                Ok(RVec::new())
            }),
            Interaction::MESSAGE => contain("the processor", || {
                let event = decode(&payload)?;
                let context = Context::of_event(self.first_picking_id);
                let mut reaction = alive(&mut self.processor).event(&event, &context)?;
                reaction.changes.extend(context.take_changes());
                Ok(encode(&reaction))
            }),
            message => Err(Error::new(format!("a native processor does not know \"{message}\""))),
        })
    }
}

impl<P> Drop for Native<P> {
    fn drop(&mut self) {
        let processor = self.processor.take();
        // A panic while dropping is the module's mistake; nobody is left to be told but the log.
        if let Err(error) = contain("dropping the processor", || {
            drop(processor);
            Ok(())
        }) {
            tracing::error!(%error);
        }
    }
}

fn alive<P>(processor: &mut Option<P>) -> &mut P {
    processor.as_mut().expect("a processor is there until it is dropped")
}
