//! Cameras.

use glam::Vec3 as GlamVec3;
use ivw_core::data::Camera;
use ivw_core::property::{CameraKind, Kind, PropertyChange, Value};
use pyo3::exceptions::{PyRuntimeError, PyTypeError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

use super::convert::components;
use super::group::CompositeProperty;
use super::live::{Live, unexpected};
use super::owner::Owner;
use super::{Place, Property, finish};
use crate::arguments::Arguments;
use crate::data;
use crate::enums::{add_enum, inviwo_enum};
use crate::glm::{Mat4, Vec3};

inviwo_enum! {
    /// A side to look from.
    Side in "inviwopy.camerautil" {
        XNegative = 0, XPositive = 1, YNegative = 2, YPositive = 3, ZNegative = 4, ZPositive = 5,
    }
}

inviwo_enum! {
    /// Whether the near and far plane follow the data.
    UpdateNearFar in "inviwopy.camerautil" { Yes = 0, No = 1 }
}

inviwo_enum! {
    /// Whether the ranges of sliders follow the data.
    UpdateLookRanges in "inviwopy.camerautil" { Yes = 0, No = 1 }
}

/// This adds the classes to `inviwopy.properties`.
pub fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    add_enum::<Side>(module)?;
    add_enum::<UpdateNearFar>(module)?;
    add_enum::<UpdateLookRanges>(module)?;
    module.add_class::<CameraProperty>()
}

/// A camera; its parts are properties inside of it.
#[pyclass(extends = CompositeProperty, subclass, frozen, module = "inviwopy.properties")]
pub struct CameraProperty;

const NAMES: &[&str] = &[
    "identifier",
    "displayName",
    "eye",
    "center",
    "lookUp",
    "inport",
    "invalidationLevel",
    "semantics",
];

#[pymethods]
impl CameraProperty {
    #[new]
    #[pyo3(signature = (*_args, **_kwargs))]
    fn new(
        _args: &Bound<'_, PyTuple>,
        _kwargs: Option<&Bound<'_, PyDict>>,
    ) -> PyClassInitializer<Self> {
        CompositeProperty::blank().add_subclass(Self)
    }

    #[pyo3(signature = (*args, **kwargs))]
    fn __init__(
        slf: &Bound<'_, Self>,
        args: &Bound<'_, PyTuple>,
        kwargs: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<()> {
        let mut arguments = Arguments::parse("CameraProperty", NAMES, args, kwargs)?;
        let (id, name) = (arguments.text("identifier")?, arguments.text("displayName")?);
        let mut vector = |name: &str, default: [f32; 3]| match arguments.take(name) {
            Some(given) => vector_from(&given),
            None => Ok(GlamVec3::from_array(default)),
        };
        let camera = Camera {
            look_from: vector("eye", [0.0, 0.0, 2.0])?,
            look_to: vector("center", [0.0; 3])?,
            look_up: vector("lookUp", [0.0, 1.0, 0.0])?,
            ..Camera::default()
        };
        let kind = Kind::Camera(CameraKind::new(camera));
        finish(slf.as_super().as_super(), arguments, kind, id, name)
    }

    /// The camera, live: a change of it is a change of the property.
    #[getter]
    fn value<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        let property = slf.as_super().as_super();
        let (source, target) = (Live::new(property)?, Live::new(property)?);
        let camera = data::Camera::bound(
            slf.py(),
            Box::new(move || match source.get()? {
                Value::Camera(camera) => Ok(camera),
                other => Err(unexpected(&other)),
            }),
            Box::new(move |camera| target.set(Value::Camera(camera))),
        )?;
        Ok(camera.into_bound(slf.py()))
    }

    #[setter]
    fn set_value(slf: &Bound<'_, Self>, camera: &Bound<'_, PyAny>) -> PyResult<()> {
        slf.as_super().as_super().get().set_value_in(camera)
    }

    /// The camera, live.
    #[getter]
    fn camera<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Self::value(slf)
    }

    #[setter]
    fn set_camera(slf: &Bound<'_, Self>, camera: &Bound<'_, PyAny>) -> PyResult<()> {
        Self::set_value(slf, camera)
    }

    /// Position of the eye.
    #[getter(lookFrom)]
    fn look_from(slf: &Bound<'_, Self>) -> PyResult<Vec3> {
        Ok(Vec3::from(camera(slf)?.look_from.to_array()))
    }

    #[setter(lookFrom)]
    fn set_look_from(slf: &Bound<'_, Self>, from: &Bound<'_, PyAny>) -> PyResult<()> {
        let from = vector_from(from)?;
        edit(slf, |camera| camera.look_from = from)
    }

    /// Point in the middle of the picture.
    #[getter(lookTo)]
    fn look_to(slf: &Bound<'_, Self>) -> PyResult<Vec3> {
        Ok(Vec3::from(camera(slf)?.look_to.to_array()))
    }

    #[setter(lookTo)]
    fn set_look_to(slf: &Bound<'_, Self>, to: &Bound<'_, PyAny>) -> PyResult<()> {
        let to = vector_from(to)?;
        edit(slf, |camera| camera.look_to = to)
    }

    /// Direction that is up in the picture.
    #[getter(lookUp)]
    fn look_up(slf: &Bound<'_, Self>) -> PyResult<Vec3> {
        Ok(Vec3::from(camera(slf)?.look_up.to_array()))
    }

    #[setter(lookUp)]
    fn set_look_up(slf: &Bound<'_, Self>, up: &Bound<'_, PyAny>) -> PyResult<()> {
        let up = vector_from(up)?;
        edit(slf, |camera| camera.look_up = up)
    }

    /// Direction that is right in the picture.
    #[getter(lookRight)]
    fn look_right(slf: &Bound<'_, Self>) -> PyResult<Vec3> {
        let camera = camera(slf)?;
        let forward = camera.look_to - camera.look_from;
        Ok(Vec3::from(forward.cross(camera.look_up).normalize_or_zero().to_array()))
    }

    /// Sets position, middle and up at once.
    #[pyo3(name = "setLook")]
    fn set_look(
        slf: &Bound<'_, Self>,
        from: &Bound<'_, PyAny>,
        to: &Bound<'_, PyAny>,
        up: &Bound<'_, PyAny>,
    ) -> PyResult<()> {
        let (from, to, up) = (vector_from(from)?, vector_from(to)?, vector_from(up)?);
        edit(slf, |camera| {
            (camera.look_from, camera.look_to, camera.look_up) = (from, to, up);
        })
    }

    /// Width of the picture through its height.
    #[getter(aspectRatio)]
    fn aspect_ratio(slf: &Bound<'_, Self>) -> PyResult<f32> {
        Ok(camera(slf)?.aspect)
    }

    #[setter(aspectRatio)]
    fn set_aspect_ratio(slf: &Bound<'_, Self>, aspect: f32) -> PyResult<()> {
        edit(slf, |camera| camera.aspect = aspect)
    }

    /// Distance at which things begin to be seen.
    #[getter(nearPlane)]
    fn near_plane(slf: &Bound<'_, Self>) -> PyResult<f32> {
        Ok(camera(slf)?.near)
    }

    #[setter(nearPlane)]
    fn set_near_plane(slf: &Bound<'_, Self>, near: f32) -> PyResult<()> {
        edit(slf, |camera| camera.near = near)
    }

    /// Distance at which things end to be seen.
    #[getter(farPlane)]
    fn far_plane(slf: &Bound<'_, Self>) -> PyResult<f32> {
        Ok(camera(slf)?.far)
    }

    #[setter(farPlane)]
    fn set_far_plane(slf: &Bound<'_, Self>, far: f32) -> PyResult<()> {
        edit(slf, |camera| camera.far = far)
    }

    /// Sets the distances at which things begin and end to be seen.
    #[pyo3(name = "setNearFar")]
    fn set_near_far(slf: &Bound<'_, Self>, near: f32, far: f32) -> PyResult<()> {
        edit(slf, |camera| (camera.near, camera.far) = (near, far))
    }

    /// Turns the picture upside down.
    #[pyo3(name = "flipUp")]
    fn flip_up(slf: &Bound<'_, Self>) -> PyResult<()> {
        edit(slf, |camera| camera.look_up = -camera.look_up)
    }

    /// Looks from a side, as far away as now.
    #[pyo3(name = "setView")]
    fn set_view(slf: &Bound<'_, Self>, side: Side) -> PyResult<()> {
        let (direction, up) = match side {
            Side::XNegative => (GlamVec3::NEG_X, GlamVec3::Y),
            Side::XPositive => (GlamVec3::X, GlamVec3::Y),
            Side::YNegative => (GlamVec3::NEG_Y, GlamVec3::X),
            Side::YPositive => (GlamVec3::Y, GlamVec3::X),
            Side::ZNegative => (GlamVec3::NEG_Z, GlamVec3::Y),
            Side::ZPositive => (GlamVec3::Z, GlamVec3::Y),
        };
        edit(slf, |camera| {
            let distance = camera.look_from.distance(camera.look_to);
            camera.look_from = camera.look_to + direction * distance;
            camera.look_up = up;
        })
    }

    /// From world space to view space.
    #[getter(viewMatrix)]
    fn view_matrix(slf: &Bound<'_, Self>) -> PyResult<Mat4> {
        Ok(Mat4::from(camera(slf)?.view_from_world().to_cols_array_2d()))
    }

    /// From view space to clip space.
    #[getter(projectionMatrix)]
    fn projection_matrix(slf: &Bound<'_, Self>) -> PyResult<Mat4> {
        Ok(Mat4::from(camera(slf)?.clip_from_view().to_cols_array_2d()))
    }

    /// From view space to world space.
    #[getter(inverseViewMatrix)]
    fn inverse_view_matrix(slf: &Bound<'_, Self>) -> PyResult<Mat4> {
        Ok(Mat4::from(camera(slf)?.view_from_world().inverse().to_cols_array_2d()))
    }

    /// From clip space to view space.
    #[getter(inverseProjectionMatrix)]
    fn inverse_projection_matrix(slf: &Bound<'_, Self>) -> PyResult<Mat4> {
        Ok(Mat4::from(camera(slf)?.clip_from_view().inverse().to_cols_array_2d()))
    }

    /// Ranges of the sliders for the position of the eye and the middle.
    #[getter(lookFromMinValue)]
    fn look_from_min_value<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        part(slf, "lookFrom")?.getattr("minValue")
    }

    #[getter(lookFromMaxValue)]
    fn look_from_max_value<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        part(slf, "lookFrom")?.getattr("maxValue")
    }

    #[getter(lookToMinValue)]
    fn look_to_min_value<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        part(slf, "lookTo")?.getattr("minValue")
    }

    #[getter(lookToMaxValue)]
    fn look_to_max_value<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        part(slf, "lookTo")?.getattr("maxValue")
    }
}

fn vector_from(object: &Bound<'_, PyAny>) -> PyResult<GlamVec3> {
    let v = components(object, ivw_core::property::Scalar::F32, 3, 1)?;
    Ok(GlamVec3::new(v[0] as f32, v[1] as f32, v[2] as f32))
}

fn camera(slf: &Bound<'_, CameraProperty>) -> PyResult<Camera> {
    match slf.as_super().as_super().get().place()?.info(slf.py())?.value {
        Value::Camera(camera) => Ok(camera),
        _ => Err(PyTypeError::new_err("this property is no camera")),
    }
}

fn edit(slf: &Bound<'_, CameraProperty>, change: impl FnOnce(&mut Camera)) -> PyResult<()> {
    let mut camera = camera(slf)?;
    change(&mut camera);
    let change = PropertyChange::Value(Value::Camera(camera));
    slf.as_super().as_super().get().change(slf.py(), change)
}

fn part<'py>(slf: &Bound<'py, CameraProperty>, id: &str) -> PyResult<Bound<'py, Property>> {
    let Place { home, index } = slf.as_super().as_super().get().place()?;
    Owner { home, parent: Some(index) }
        .find(slf.py(), id)?
        .ok_or_else(|| PyRuntimeError::new_err(format!("the camera has no part \"{id}\"")))
}
