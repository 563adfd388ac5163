//! Handles to data of any type, also of types that only other modules know.

use crate::abi::{DataKind, RArc, StableAbi, same_layout};
use crate::data::{Field, NewField};
use crate::error::{Error, Result};
use std::ops::Deref;

/// Types that can flow through ports.
///
/// Their memory layout is part of the promise between modules: derive [`StableAbi`], use
/// `#[repr(C)]`, and give a changed layout a new identifier.
///
/// A type of a module's own, with the port that it gives:
///
/// ```
/// use ivw_core::abi::{RVec, StableAbi};
/// use ivw_core::prelude::*;
/// use ivw_core::processor::port_class;
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
/// let port: In<Signal> = Signal { samples: vec![0.0, 0.5].into(), rate_hz: 100.0 }.into();
/// assert_eq!(port.get()?.samples.len(), 2);
/// assert_eq!(port_class::<Signal>("inport"), "org.example.Signal.inport");
/// # Ok::<(), Error>(())
/// ```
pub trait Data: StableAbi + Clone + Send + Sync + 'static {
    /// Name of the type with its version, such as `ivw.Volume/1`.
    const TYPE_ID: &'static str;
    /// The stem of saved port identifiers: `Volume` gives `org.inviwo.Volume.inport`, and
    /// `org.example.Signal`, of a module of your own, gives `org.example.Signal.inport`.
    const PORT: &'static str;
    /// Colour of ports and connections, as red, green and blue.
    const COLOR: [u8; 3] = [128, 128, 128];
    /// What the type is called in messages, lower case.
    const NAME: &'static str;
    /// Name of the type of sequences of this data, if there are any: flat inports take them apart.
    const SEQUENCE: Option<&'static str> = None;

    /// The data that a sequence of it is made of.
    fn parts_of(sequence: &DataHandle) -> Result<Vec<Shared<Self>>> {
        Ok(vec![sequence.downcast()?])
    }
}

/// Saved class of a port: `kind` is `inport`, `multi.inport`, `flat.multi.inport` or `outport`.
///
/// A stem with a dot in it is whole: that of a module's own type of data.
pub fn port_class<T: Data>(kind: &str) -> String {
    match T::PORT.contains('.') {
        true => format!("{}.{kind}", T::PORT),
        false => format!("org.inviwo.{}.{kind}", T::PORT),
    }
}

/// Some data, of a type that only [`DataHandle::downcast`] finds out.
#[repr(C)]
#[derive(StableAbi, Clone)]
pub struct DataHandle {
    object: Erased,
    kind: &'static DataKind,
}

/// A counted reference to something that is only looked at through its handle.
#[repr(transparent)]
#[derive(StableAbi, Clone)]
pub struct Erased(pub(crate) RArc<()>);

impl DataHandle {
    /// A handle on new data.
    pub fn new<T: Data>(data: T) -> Self {
        Shared::new(data).into()
    }

    /// Name of the type with its version, such as `ivw.Volume/1`.
    pub fn type_id(&self) -> &'static str {
        self.kind.type_id()
    }

    /// The data as the type it is said to be.
    ///
    /// Fails if it is another type, or if the module that made it was built with another layout of
    /// the same type.
    pub fn downcast<T: Data>(&self) -> Result<Shared<T>> {
        if self.type_id() != T::TYPE_ID {
            return Err(Error::new(format!(
                "expected {} ({}), got {}",
                T::NAME,
                T::TYPE_ID,
                self.type_id()
            ))
            .hint("connect a port of the same colour"));
        }
        same_layout(T::LAYOUT, self.kind.layout()).map_err(|difference| {
            Error::new(format!(
                "data of type {} has another memory layout: {difference}",
                T::TYPE_ID
            ))
            .hint("rebuild the module that made it against this version of ivw-core")
        })?;
        Ok(Shared { object: crate::abi::concrete(self.object.0.clone()) })
    }

    /// The fields of data of any type, also of those that only other modules know.
    ///
    /// Fails for what is no struct.
    pub fn fields(&self) -> Result<Vec<(&'static str, Field<'_>)>> {
        let start = std::ptr::from_ref::<()>(&*self.object.0).cast();
        #[allow(unsafe_code)]
        // SAFETY: the handle says what layout its data has, and keeps the data, which is immutable,
        // for longer than the result lives.
        unsafe {
            crate::abi::fields(self.kind.layout(), start)
        }
    }

    /// New data of the same type: a copy in which some fields are others, by their names.
    ///
    /// # Safety
    /// Any values of its fields make a value of the type, which does nothing of its own when it is
    /// dropped: [`example`](crate::module::example) says so of a type.
    #[allow(unsafe_code)]
    pub unsafe fn changed(&self, fields: &[(String, NewField)]) -> Result<Self> {
        let start = std::ptr::from_ref::<()>(&*self.object.0).cast();
        // SAFETY: the handle says what layout its data has, and keeps the data, which is immutable; the
        // rest is up to the caller.
        let object = unsafe { crate::abi::made(self.kind.layout(), start, fields)? };
        Ok(Self { object: Erased(object), kind: self.kind })
    }

    /// Whether both are the very same data.
    pub fn is_same(&self, other: &Self) -> bool {
        std::ptr::eq(&*self.object.0, &*other.object.0)
    }
}

impl std::fmt::Debug for DataHandle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "DataHandle({})", self.type_id())
    }
}

/// Shared data of a known type; a clone is another reference.
///
/// ```
/// use ivw_core::prelude::*;
///
/// let volume = Shared::new(Volume::from_fn([2, 1, 1].into(), |voxel| voxel.x as f32)?);
/// let mut changed = volume.clone();
/// assert!(changed.is_same(&volume));
/// changed.make_mut().voxels.elements_mut::<f32>()[0] = 5.0;
/// assert_eq!((volume.voxel_at(0)[0], changed.voxel_at(0)[0]), (0.0, 5.0));
/// # Ok::<(), Error>(())
/// ```
pub struct Shared<T> {
    object: RArc<T>,
}

impl<T: Data> Shared<T> {
    /// Shares new data.
    pub fn new(data: T) -> Self {
        Self { object: RArc::new(data) }
    }

    /// The data, to be changed: copied first if somebody else uses it.
    pub fn make_mut(&mut self) -> &mut T {
        if RArc::get_mut(&mut self.object).is_none() {
            self.object = RArc::new((*self.object).clone());
        }
        RArc::get_mut(&mut self.object).expect("a new reference has one user")
    }

    /// Whether both are the very same data.
    pub fn is_same(&self, other: &Self) -> bool {
        std::ptr::eq(&*self.object, &*other.object)
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self { object: self.object.clone() }
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.object
    }
}

impl<T: std::fmt::Debug> std::fmt::Debug for Shared<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: Data> From<T> for Shared<T> {
    fn from(data: T) -> Self {
        Self::new(data)
    }
}

impl<T: Data> From<Shared<T>> for DataHandle {
    fn from(shared: Shared<T>) -> Self {
        Self { object: Erased(crate::abi::erase(shared.object)), kind: DataKind::of::<T>() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{Format, Mesh, Number, Volume};

    #[test]
    fn a_handle_gives_back_what_was_put_in() -> Result<()> {
        let volume = Volume::new([2, 3, 4], Format::new(Number::U8, 1))?;
        let handle = DataHandle::new(volume);
        let back = handle.downcast::<Volume>()?;
        assert_eq!(back.dims, [2, 3, 4]);
        assert!(DataHandle::from(back).is_same(&handle));
        Ok(())
    }

    #[test]
    fn the_wrong_type_is_named_in_the_error() {
        let error = DataHandle::new(Mesh::default()).downcast::<Volume>().unwrap_err();
        assert_eq!(
            error.to_string(),
            "expected a volume (ivw.Volume/1), got ivw.Mesh/1: connect a port of the same colour"
        );
    }

    #[test]
    fn changing_shared_data_leaves_the_other_user_alone() -> Result<()> {
        let first = Shared::new(Volume::new([1, 1, 1], Format::new(Number::U8, 1))?);
        let mut second = first.clone();
        second.make_mut().dims = [9, 9, 9];
        assert_eq!(first.dims, [1, 1, 1]);
        Ok(())
    }
}
