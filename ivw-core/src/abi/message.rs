//! Self-describing messages: MessagePack with named fields.
//!
//! A newer side may send fields that an older one does not know (skipped) and leave out none that it
//! needs (types have `#[serde(default)]`), so that messages may grow within a major version.

use super::{RResult, RVec};
use crate::error::{Error, Result};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// An encoded message.
pub type Bytes = RVec<u8>;

/// The answer to a message, or an encoded [`Error`].
pub type Reply<T = Bytes> = RResult<T, Bytes>;

/// Encodes a message.
pub fn encode<T: Serialize>(message: &T) -> Bytes {
    rmp_serde::to_vec_named(message).expect("messages are plain data").into()
}

/// Encodes a message at the end of a buffer.
pub(crate) fn encode_into<T: Serialize>(buffer: &mut Vec<u8>, message: &T) {
    rmp_serde::encode::write_named(buffer, message).expect("messages are plain data");
}

/// Decodes a message; fails on one from a version too far away.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T> {
    rmp_serde::from_slice(bytes).map_err(|error| {
        Error::new(format!("a message between modules could not be read: {error}"))
            .hint("build the module and the application from versions that are closer together")
    })
}

/// Makes an answer out of a result.
pub fn reply<T>(result: Result<T>) -> Reply<T> {
    match result {
        Ok(value) => RResult::ROk(value),
        Err(error) => RResult::RErr(encode(&error)),
    }
}

/// Makes a result out of an answer.
pub fn answer<T>(reply: Reply<T>) -> Result<T> {
    match reply {
        RResult::ROk(value) => Ok(value),
        RResult::RErr(bytes) => Err(decode(&bytes).unwrap_or_else(|error| error)),
    }
}

/// Runs code of a module; a panic becomes an error instead of the end of the process.
pub fn contain<T>(what: &str, code: impl FnOnce() -> Result<T>) -> Result<T> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(code)).unwrap_or_else(|payload| {
        let text = payload
            .downcast_ref::<&str>()
            .map(|text| (*text).to_owned())
            .or_else(|| payload.downcast_ref::<String>().cloned())
            .unwrap_or_else(|| "no message".into());
        // Dropping a payload may run code that panics again.
        std::mem::forget(payload);
        Err(Error::new(format!("{what} panicked: {text}")).hint(match super::module_name() {
            Some(module) => format!(
                "this is a mistake in the module \"{module}\"; please report it to its authors, or \
                 leave the module out with --without {module}"
            ),
            None => "this is a mistake in the module; please report it to its authors".to_owned(),
        }))
    })
}
