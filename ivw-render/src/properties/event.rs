//! Keys and gestures as properties.

use ivw_core::prelude::*;
use ivw_core::property::Field;

/// This stands for a key or gesture; what happens then is the window's to do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Event;

impl Field for Event {
    fn kind(_: &Self) -> Kind {
        Kind::Event
    }

    fn read(&mut self, _: &Value) -> Result<()> {
        Ok(())
    }
}
