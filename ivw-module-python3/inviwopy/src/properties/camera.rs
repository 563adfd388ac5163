//! Cameras.

use glam::Vec3 as GlamVec3;
use ivw_core::data::Camera;
use ivw_core::property::{CameraKind, Kind, PropertyChange, Value};
use parking_lot::Mutex;
use pyo3::exceptions::{PyRuntimeError, PyTypeError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use pyo3::{PyTraverseError, PyVisit};

use super::convert::components;
use super::group::CompositeProperty;
use super::live::{Live, unexpected};
use super::members::constructor;
use super::owner::Owner;
use super::{Place, Property, finish};
use crate::arguments::Arguments;
use crate::data;
use crate::data::camera::camera_members;
use crate::enums::{add_enum, inviwo_enum};
use crate::glm::Vec3;

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

inviwo_enum! {
    /// Whether new data takes the place of what a workspace saved.
    OverwriteState in "inviwopy.properties" { No = 0, Yes = 1 }
}

/// This adds the classes to `inviwopy.properties`.
pub fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    add_enum::<Side>(module)?;
    add_enum::<UpdateNearFar>(module)?;
    add_enum::<UpdateLookRanges>(module)?;
    add_enum::<OverwriteState>(module)?;
    module.add_class::<CameraProperty>()
}

/// A camera; its parts are properties inside of it.
#[pyclass(extends = CompositeProperty, subclass, frozen, module = "inviwopy.properties")]
#[derive(Default)]
pub struct CameraProperty {
    inport: Mutex<Option<Py<PyAny>>>,
}

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

constructor!(CameraProperty, CompositeProperty::blank().add_subclass(Self::default()));

impl CameraProperty {
    fn seen(slf: &Bound<'_, Self>) -> PyResult<Camera> {
        match slf.as_super().as_super().get().place()?.info(slf.py())?.value {
            Value::Camera(camera) => Ok(camera),
            _ => Err(PyTypeError::new_err("this property is no camera")),
        }
    }

    fn edit(slf: &Bound<'_, Self>, change: impl FnOnce(&mut Camera)) -> PyResult<()> {
        let mut camera = Self::seen(slf)?;
        change(&mut camera);
        let change = PropertyChange::Value(Value::Camera(camera));
        slf.as_super().as_super().get().change(slf.py(), change)
    }

    fn init(
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
        let inport = arguments.take("inport").filter(|port| !port.is_none());
        let old = std::mem::replace(&mut *slf.get().inport.lock(), inport.map(Bound::unbind));
        drop(old);
        let kind = Kind::Camera(CameraKind::new(camera));
        finish(slf.as_super().as_super(), arguments, kind, id, name)
    }
}

#[pymethods]
impl CameraProperty {
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

    /// Direction that is right in the picture.
    #[getter(lookRight)]
    fn look_right(slf: &Bound<'_, Self>) -> PyResult<Vec3> {
        let camera = Self::seen(slf)?;
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
        Self::edit(slf, |camera| {
            (camera.look_from, camera.look_to, camera.look_up) = (from, to, up);
        })
    }

    /// Sets the distances at which things begin and end to be seen; without any, fits them to the
    /// data at the camera's port.
    #[pyo3(name = "setNearFar", signature = (near = None, far = None))]
    fn set_near_far(slf: &Bound<'_, Self>, near: Option<f32>, far: Option<f32>) -> PyResult<()> {
        match (near, far) {
            (None, None) => util(slf, "_fit_near_far"),
            _ => Self::edit(slf, |camera| {
                camera.near = near.unwrap_or(camera.near);
                camera.far = far.unwrap_or(camera.far);
            }),
        }
    }

    /// Fits the ranges of the sliders for eye and middle to the data at the camera's port.
    #[pyo3(name = "setLookRange")]
    fn set_look_range(slf: &Bound<'_, Self>) -> PyResult<()> {
        util(slf, "_fit_look_ranges")
    }

    /// Moves the eye, along the present direction, so that all data at the camera's port is seen.
    #[pyo3(name = "fitData")]
    fn fit_data(slf: &Bound<'_, Self>) -> PyResult<()> {
        util(slf, "_fit")
    }

    /// The port whose data it fits, if it was said.
    #[getter(_inport)]
    fn inport(&self, py: Python<'_>) -> Option<Py<PyAny>> {
        self.inport.lock().as_ref().map(|port| port.clone_ref(py))
    }

    /// Turns the picture upside down.
    #[pyo3(name = "flipUp")]
    fn flip_up(slf: &Bound<'_, Self>) -> PyResult<()> {
        Self::edit(slf, |camera| camera.look_up = -camera.look_up)
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
        Self::edit(slf, |camera| {
            let distance = camera.look_from.distance(camera.look_to);
            camera.look_from = camera.look_to + direction * distance;
            camera.look_up = up;
        })
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

    fn __traverse__(&self, visit: PyVisit<'_>) -> Result<(), PyTraverseError> {
        match self.inport.try_lock() {
            Some(port) => visit.call(&*port),
            None => Ok(()),
        }
    }

    fn __clear__(&self) {
        let port = self.inport.lock().take();
        drop(port);
    }
}

camera_members!(CameraProperty, nearPlane, farPlane);

/// This does something that is written in Python.
fn util(slf: &Bound<'_, CameraProperty>, name: &str) -> PyResult<()> {
    slf.py().import("inviwopy.camerautil")?.call_method1(name, (slf,)).map(|_| ())
}

fn vector_from(object: &Bound<'_, PyAny>) -> PyResult<GlamVec3> {
    let v = components(object, ivw_core::property::Scalar::F32, 3, 1)?;
    Ok(GlamVec3::new(v[0] as f32, v[1] as f32, v[2] as f32))
}

fn part<'py>(slf: &Bound<'py, CameraProperty>, id: &str) -> PyResult<Bound<'py, Property>> {
    let Place { home, index } = slf.as_super().as_super().get().place()?;
    Owner { home, parent: Some(index) }
        .find(slf.py(), id)?
        .ok_or_else(|| PyRuntimeError::new_err(format!("the camera has no part \"{id}\"")))
}
