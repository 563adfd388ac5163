//! Enumerations of `inviwopy.data`, and what they are in Rust.

use ivw_core::data as ivw;
use pyo3::prelude::*;

use crate::enums::{add_enum, inviwo_enum};

inviwo_enum! {
    /// What a vertex attribute means.
    BufferType in "inviwopy.data" {
        PositionAttrib = 0, NormalAttrib = 1, ColorAttrib = 2, TexCoordAttrib = 3,
        CurvatureAttrib = 4, IndexAttrib = 5, RadiiAttrib = 6, PickingAttrib = 7,
        ScalarMetaAttrib = 8, Unknown = 9,
    }
}

inviwo_enum! {
    /// Whether a buffer changes often; nothing depends on it here.
    BufferUsage in "inviwopy.data" { Static = 0, Dynamic = 1 }
}

inviwo_enum! {
    /// Whether a buffer holds vertex attributes or indices.
    BufferTarget in "inviwopy.data" { Data = 0, Index = 1 }
}

inviwo_enum! {
    /// What vertices draw.
    DrawType in "inviwopy.data" { NotSpecified = 0, Points = 1, Lines = 2, Triangles = 3 }
}

inviwo_enum! {
    /// How consecutive vertices belong together.
    ConnectivityType in "inviwopy.data" {
        Unconnected = 0, Strip = 1, Loop = 2, Fan = 3, Adjacency = 4, StripAdjacency = 5,
    }
}

inviwo_enum! {
    /// What a layer is for.
    LayerType in "inviwopy.data" { Color = 0, Depth = 1, Picking = 2 }
}

inviwo_enum! {
    /// Where a colour channel comes from.
    ImageChannel in "inviwopy.data" { Red = 0, Green = 1, Blue = 2, Alpha = 3, Zero = 4, One = 5 }
}

inviwo_enum! {
    /// How values between voxel or pixel centres come about.
    InterpolationType in "inviwopy.data" { Linear = 0, Nearest = 1 }
}

inviwo_enum! {
    /// What lies beyond the border of a volume or layer.
    Wrapping in "inviwopy.data" { Clamp = 0, Repeat = 1, Mirror = 2 }
}

inviwo_enum! {
    /// Whether positions are parts of the data range or data values.
    TFPrimitiveSetType in "inviwopy.data" { Relative = 0, Absolute = 1 }
}

/// This adds the enumerations to `inviwopy.data`.
pub(super) fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    add_enum::<BufferType>(module)?;
    add_enum::<BufferUsage>(module)?;
    add_enum::<BufferTarget>(module)?;
    add_enum::<DrawType>(module)?;
    add_enum::<ConnectivityType>(module)?;
    add_enum::<LayerType>(module)?;
    add_enum::<ImageChannel>(module)?;
    add_enum::<InterpolationType>(module)?;
    add_enum::<Wrapping>(module)?;
    add_enum::<TFPrimitiveSetType>(module)
}

macro_rules! same_values {
    ($($python:ident = $core:ident { $($name:ident = $variant:ident),* $(,)? })*) => {$(
        impl From<$python> for ivw::$core {
            fn from(value: $python) -> Self {
                match value {
                    $($python::$name => Self::$variant,)*
                }
            }
        }

        impl From<ivw::$core> for $python {
            fn from(value: ivw::$core) -> Self {
                match value {
                    $(ivw::$core::$variant => Self::$name,)*
                }
            }
        }
    )*};
}

same_values! {
    BufferType = AttributeKind {
        PositionAttrib = Position, NormalAttrib = Normal, ColorAttrib = Color,
        TexCoordAttrib = TexCoord, CurvatureAttrib = Curvature, IndexAttrib = Index,
        RadiiAttrib = Radii, PickingAttrib = Picking, ScalarMetaAttrib = ScalarMeta,
        Unknown = Unknown,
    }
    DrawType = Primitive {
        NotSpecified = NotSpecified, Points = Points, Lines = Lines, Triangles = Triangles,
    }
    ConnectivityType = Connectivity {
        Unconnected = Unconnected, Strip = Strip, Loop = Loop, Fan = Fan, Adjacency = Adjacency,
        StripAdjacency = StripAdjacency,
    }
    LayerType = LayerKind { Color = Color, Depth = Depth, Picking = Picking }
    ImageChannel = Channel {
        Red = Red, Green = Green, Blue = Blue, Alpha = Alpha, Zero = Zero, One = One,
    }
    InterpolationType = Interpolation { Linear = Linear, Nearest = Nearest }
    Wrapping = Wrapping { Clamp = Clamp, Repeat = Repeat, Mirror = Mirror }
}

/// This is the wrapping along all axes, as an argument or a return value.
///
/// Python has a list with one value for each axis; one value stands for all axes.
pub(super) struct WrappingList<const N: usize>(pub(super) [ivw::Wrapping; N]);

impl<'a, 'py, const N: usize> FromPyObject<'a, 'py> for WrappingList<N> {
    type Error = PyErr;

    fn extract(object: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        if let Ok(value) = object.extract::<Wrapping>() {
            return Ok(Self([value.into(); N]));
        }
        let values: Vec<Wrapping> = object.extract()?;
        match <[Wrapping; N]>::try_from(values) {
            Ok(values) => Ok(Self(values.map(Into::into))),
            Err(values) => Err(pyo3::exceptions::PyValueError::new_err(format!(
                "wrapping is a list of {N} values of Wrapping, one for each axis, got {}",
                values.len()
            ))),
        }
    }
}

impl<'py, const N: usize> IntoPyObject<'py> for WrappingList<N> {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        self.0.map(Wrapping::from).to_vec().into_pyobject(py)
    }
}
