//! `inviwopy.data.SwizzleMask`.

use ivw_core::data::{Channel, Swizzle};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

use super::arguments::{bind, required};
use super::kinds::ImageChannel;

/// Which component of a voxel or pixel is red, green, blue and alpha.
///
/// `SwizzleMask(red, green, blue, alpha)` with four values of `ImageChannel`, or a copy of another
/// mask; without arguments it is `rgba`.
#[pyclass(frozen, eq, hash, from_py_object, module = "inviwopy.data")]
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct SwizzleMask(pub(super) Swizzle);

#[pymethods]
#[allow(non_snake_case)]
impl SwizzleMask {
    #[new]
    #[pyo3(signature = (*args, **kwargs))]
    fn new(args: &Bound<'_, PyTuple>, kwargs: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        const NAMES: [&str; 4] = ["red", "green", "blue", "alpha"];
        if args.is_empty() && kwargs.is_none_or(|kwargs| kwargs.is_empty()) {
            return Ok(Self(Swizzle::RGBA));
        }
        if args.len() == 1
            && let Ok(mask) = args.get_item(0)?.cast::<Self>()
        {
            return Ok(*mask.get());
        }
        let channels = bind("SwizzleMask", NAMES, args, kwargs)?;
        let mut mask = [Channel::Zero; 4];
        for ((channel, name), argument) in mask.iter_mut().zip(NAMES).zip(&channels) {
            *channel = required::<ImageChannel>("SwizzleMask", name, argument)?.into();
        }
        Ok(Self(Swizzle(mask)))
    }

    /// Red, green and blue, opaque.
    #[classattr]
    fn rgb() -> Self {
        Self(Swizzle::RGB)
    }

    /// Components as they are.
    #[classattr]
    fn rgba() -> Self {
        Self(Swizzle::RGBA)
    }

    /// Red, green and blue, transparent.
    #[classattr]
    fn rgbZeroAlpha() -> Self {
        Self(Swizzle([Channel::Red, Channel::Green, Channel::Blue, Channel::Zero]))
    }

    /// One component as grey, opaque.
    #[classattr]
    fn luminance() -> Self {
        Self(Swizzle::LUMINANCE)
    }

    /// One component as grey, a second one as alpha.
    #[classattr]
    fn luminanceAlpha() -> Self {
        Self(Swizzle::LUMINANCE_ALPHA)
    }

    /// Two components as red and green, opaque.
    #[classattr]
    fn redGreen() -> Self {
        Self(Swizzle::RED_GREEN)
    }

    /// Depth as grey, opaque.
    #[classattr]
    fn depth() -> Self {
        Self(Swizzle::LUMINANCE)
    }

    /// What colours with this many components usually mean.
    #[staticmethod]
    fn defaultColor(components: u8) -> PyResult<Self> {
        match components {
            1..=4 => Ok(Self(Swizzle::of_colors(components))),
            n => Err(PyValueError::new_err(format!("there are 1 to 4 components, not {n}"))),
        }
    }

    /// What data with this many components usually means.
    #[staticmethod]
    fn defaultData(components: u8) -> PyResult<Self> {
        match components {
            2 => Ok(Self(Swizzle::RED_GREEN)),
            n => Self::defaultColor(n),
        }
    }

    fn __getitem__(&self, n: usize) -> PyResult<ImageChannel> {
        match self.0.0.get(n) {
            Some(channel) => Ok((*channel).into()),
            None => Err(pyo3::exceptions::PyIndexError::new_err("a mask has four channels")),
        }
    }

    fn __len__(&self) -> usize {
        4
    }

    fn __repr__(&self) -> String {
        self.text()
    }
}

impl SwizzleMask {
    /// This is one letter for each channel.
    pub(super) fn text(&self) -> String {
        self.0
            .0
            .iter()
            .map(|channel| match channel {
                Channel::Red => 'r',
                Channel::Green => 'g',
                Channel::Blue => 'b',
                Channel::Alpha => 'a',
                Channel::Zero => '0',
                Channel::One => '1',
            })
            .collect()
    }
}

/// This is a mask as an argument.
pub(super) struct SwizzleArgument(pub(super) Swizzle);

impl<'a, 'py> FromPyObject<'a, 'py> for SwizzleArgument {
    type Error = PyErr;

    fn extract(object: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        match object.cast::<SwizzleMask>() {
            Ok(mask) => Ok(Self(mask.get().0)),
            Err(_) => Err(PyTypeError::new_err(format!(
                "expected a SwizzleMask, such as SwizzleMask.rgba, got {}",
                super::array::type_name(&object)
            ))),
        }
    }
}
