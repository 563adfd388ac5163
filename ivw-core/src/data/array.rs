//! One-dimensional arrays of numbers or vectors.

use crate::abi::StableAbi;
use crate::data::{Data, Element, Format, Memory};
use crate::error::{Error, Result};

/// A one-dimensional array of numbers or vectors, such as the positions of a mesh.
///
/// Elements are dense and their components interleaved: three vectors of two are `x y x y x y`.
///
/// ```
/// use ivw_core::prelude::*;
///
/// let positions = Array::copy_of(&[[0.0_f32, 0.0, 0.0], [1.0, 2.0, 3.0]]);
/// assert_eq!((positions.len(), positions.format), (2, Format::new(Number::F32, 3)));
/// assert_eq!(positions.at(1), [1.0, 2.0, 3.0, 0.0]);
/// // 13 bytes are one vector and a bit.
/// assert!(Array::from_memory(positions.format, Memory::zeroed(13)).is_err());
/// ```
#[repr(C)]
#[derive(StableAbi, Clone, Debug)]
pub struct Array {
    /// Format of one element.
    pub format: Format,
    /// The elements.
    pub bytes: Memory,
}

impl Data for Array {
    const TYPE_ID: &'static str = "ivw.Array/1";
    const PORT: &'static str = "Buffer";
    const COLOR: [u8; 3] = [99, 99, 99];
    const NAME: &'static str = "a buffer";
}

impl Array {
    /// An array around existing bytes; an error if they are no whole number of elements.
    pub fn from_memory(format: Format, bytes: Memory) -> Result<Self> {
        match bytes.len().is_multiple_of(format.size()) {
            true => Ok(Self { format, bytes }),
            false => Err(Error::new(format!(
                "{} bytes are no whole number of {format} elements",
                bytes.len()
            ))),
        }
    }

    /// A copy of elements.
    pub fn copy_of<T: Element>(elements: &[T]) -> Self {
        Self { format: T::FORMAT, bytes: Memory::copy_of(elements) }
    }

    /// Number of elements.
    pub fn len(&self) -> usize {
        self.bytes.len() / self.format.size()
    }

    /// Whether there are no elements.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// All components of the n-th element, as stored; missing components are zero.
    ///
    /// Panics if there are fewer elements.
    pub fn at(&self, n: usize) -> [f64; 4] {
        self.format.read(self.bytes.bytes(), n)
    }
}
