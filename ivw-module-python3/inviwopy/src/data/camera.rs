//! `inviwopy.data.Camera` and its subclasses for each projection.

use glam::{Mat4 as GlamMat4, Vec2 as GlamVec2, Vec3 as GlamVec3};
use ivw_core::data as ivw;
use ivw_core::data::Projection;
use pyo3::prelude::*;

use super::place::{Get, Place, Set};
use crate::glm::{Mat4, Vec2, Vec3};

/// Where one looks from and to, and what of that is in the picture.
///
/// A camera of a property is a view: what is assigned to its members reaches the property.
#[pyclass(frozen, subclass, module = "inviwopy.data")]
pub(crate) struct Camera {
    place: Place<ivw::Camera>,
}

impl Camera {
    /// This is a camera that lives elsewhere, as the Python class of its present projection.
    ///
    /// The closures are called while attached; they must not be called with their own locks held.
    pub(crate) fn bound(
        py: Python<'_>,
        get: Get<ivw::Camera>,
        set: Set<ivw::Camera>,
    ) -> PyResult<Py<PyAny>> {
        let projection = get()?.projection;
        Self::object(py, projection, Place::Bound(get, set))
    }

    /// This is a camera by value, as the Python class of its projection.
    pub(crate) fn own(py: Python<'_>, camera: ivw::Camera) -> PyResult<Py<PyAny>> {
        Self::object(py, camera.projection, Place::own(camera))
    }

    /// This is the value of the camera as it is now.
    pub(crate) fn value(&self) -> PyResult<ivw::Camera> {
        self.place.get()
    }

    fn object(
        py: Python<'_>,
        projection: Projection,
        place: Place<ivw::Camera>,
    ) -> PyResult<Py<PyAny>> {
        let base = PyClassInitializer::from(Self { place });
        Ok(match projection {
            Projection::Perspective => {
                Py::new(py, base.add_subclass(PerspectiveCamera))?.into_any()
            }
            Projection::Orthographic => {
                Py::new(py, base.add_subclass(OrthographicCamera))?.into_any()
            }
            Projection::SkewedPerspective => {
                Py::new(py, base.add_subclass(SkewedPerspectiveCamera))?.into_any()
            }
        })
    }

    fn seen(slf: &Bound<'_, Self>) -> PyResult<ivw::Camera> {
        slf.get().value()
    }

    fn edit(slf: &Bound<'_, Self>, change: impl FnOnce(&mut ivw::Camera)) -> PyResult<()> {
        slf.get().change(change)
    }

    fn change(&self, change: impl FnOnce(&mut ivw::Camera)) -> PyResult<()> {
        self.place.update(|camera| {
            change(camera);
            Ok(())
        })
    }
}

/// Members of what shows a camera, given the names of near and far plane.
///
/// The class has `fn seen(slf) -> PyResult<Camera>` and `fn edit(slf, change) -> PyResult<()>`.
macro_rules! camera_members {
    ($Class:ident, $near:ident, $far:ident) => {
        #[pymethods]
        impl $Class {
            /// The position of the eye in world space, a `vec3`.
            #[getter(lookFrom)]
            fn look_from(slf: &Bound<'_, Self>) -> PyResult<$crate::glm::Vec3> {
                Ok($crate::data::camera::vector(Self::seen(slf)?.look_from))
            }

            #[setter(lookFrom)]
            fn set_look_from(slf: &Bound<'_, Self>, position: $crate::glm::Vec3) -> PyResult<()> {
                Self::edit(slf, |camera| camera.look_from = position.0.into())
            }

            /// The point in the middle of the picture in world space, a `vec3`.
            #[getter(lookTo)]
            fn look_to(slf: &Bound<'_, Self>) -> PyResult<$crate::glm::Vec3> {
                Ok($crate::data::camera::vector(Self::seen(slf)?.look_to))
            }

            #[setter(lookTo)]
            fn set_look_to(slf: &Bound<'_, Self>, position: $crate::glm::Vec3) -> PyResult<()> {
                Self::edit(slf, |camera| camera.look_to = position.0.into())
            }

            /// The direction that is up in the picture, a `vec3`.
            #[getter(lookUp)]
            fn look_up(slf: &Bound<'_, Self>) -> PyResult<$crate::glm::Vec3> {
                Ok($crate::data::camera::vector(Self::seen(slf)?.look_up))
            }

            #[setter(lookUp)]
            fn set_look_up(slf: &Bound<'_, Self>, direction: $crate::glm::Vec3) -> PyResult<()> {
                Self::edit(slf, |camera| camera.look_up = direction.0.into())
            }

            /// The width of the picture through its height.
            #[getter(aspectRatio)]
            fn aspect(slf: &Bound<'_, Self>) -> PyResult<f32> {
                Ok(Self::seen(slf)?.aspect)
            }

            #[setter(aspectRatio)]
            fn set_aspect(slf: &Bound<'_, Self>, aspect: f32) -> PyResult<()> {
                Self::edit(slf, |camera| camera.aspect = aspect)
            }

            /// The distance of the near plane.
            #[getter($near)]
            fn near(slf: &Bound<'_, Self>) -> PyResult<f32> {
                Ok(Self::seen(slf)?.near)
            }

            #[setter($near)]
            fn set_near(slf: &Bound<'_, Self>, distance: f32) -> PyResult<()> {
                Self::edit(slf, |camera| camera.near = distance)
            }

            /// The distance of the far plane.
            #[getter($far)]
            fn far(slf: &Bound<'_, Self>) -> PyResult<f32> {
                Ok(Self::seen(slf)?.far)
            }

            #[setter($far)]
            fn set_far(slf: &Bound<'_, Self>, distance: f32) -> PyResult<()> {
                Self::edit(slf, |camera| camera.far = distance)
            }

            /// From world to view space, a `mat4`.
            #[getter(viewMatrix)]
            fn view_matrix(slf: &Bound<'_, Self>) -> PyResult<$crate::glm::Mat4> {
                Ok($crate::data::camera::matrix(Self::seen(slf)?.view_from_world()))
            }

            /// From view to clip space, a `mat4`.
            #[getter(projectionMatrix)]
            fn projection_matrix(slf: &Bound<'_, Self>) -> PyResult<$crate::glm::Mat4> {
                Ok($crate::data::camera::matrix(Self::seen(slf)?.clip_from_view()))
            }

            /// From view to world space, a `mat4`.
            #[getter(inverseViewMatrix)]
            fn inverse_view_matrix(slf: &Bound<'_, Self>) -> PyResult<$crate::glm::Mat4> {
                Ok($crate::data::camera::matrix(Self::seen(slf)?.view_from_world().inverse()))
            }

            /// From clip to view space, a `mat4`.
            #[getter(inverseProjectionMatrix)]
            fn inverse_projection_matrix(slf: &Bound<'_, Self>) -> PyResult<$crate::glm::Mat4> {
                Ok($crate::data::camera::matrix(Self::seen(slf)?.clip_from_view().inverse()))
            }

            /// The point in world space of a point in normalised device coordinates, a `vec3` in [-1, 1].
            #[pyo3(name = "getWorldPosFromNormalizedDeviceCoords")]
            fn world_from_ndc(
                slf: &Bound<'_, Self>,
                ndc: $crate::glm::Vec3,
            ) -> PyResult<$crate::glm::Vec3> {
                let world_from_clip = Self::seen(slf)?.clip_from_world().inverse();
                Ok($crate::data::camera::vector(
                    world_from_clip.project_point3(glam::Vec3::from_array(ndc.0)),
                ))
            }

            /// The point in clip space, a `vec4`, of a point in normalised device coordinates.
            #[pyo3(name = "getClipPosFromNormalizedDeviceCoords")]
            fn clip_from_ndc(
                slf: &Bound<'_, Self>,
                ndc: $crate::glm::Vec3,
            ) -> PyResult<$crate::glm::Vec4> {
                let projection = Self::seen(slf)?.clip_from_view();
                let view = projection.inverse().project_point3(glam::Vec3::from_array(ndc.0));
                Ok((projection * glam::Vec4::from((view, 1.0))).to_array().into())
            }

            /// Normalised device coordinates of a `vec2` in [0, 1] on the screen, at the depth of `lookTo`.
            #[pyo3(name = "getNormalizedDeviceFromNormalizedScreenAtFocusPointDepth")]
            fn ndc_from_screen(
                slf: &Bound<'_, Self>,
                screen: $crate::glm::Vec2,
            ) -> PyResult<$crate::glm::Vec3> {
                let camera = Self::seen(slf)?;
                let focus = camera.clip_from_world().project_point3(camera.look_to);
                let [x, y] = screen.0.map(|part| 2.0 * part - 1.0);
                Ok([x, y, focus.z].into())
            }
        }
    };
}

pub(crate) use camera_members;

pub(crate) fn vector(v: GlamVec3) -> Vec3 {
    v.to_array().into()
}

pub(crate) fn matrix(m: GlamMat4) -> Mat4 {
    m.to_cols_array_2d().into()
}

camera_members!(Camera, nearPlaneDist, farPlaneDist);

#[pymethods]
impl Camera {
    /// A camera by value that sees the same.
    #[pyo3(name = "clone")]
    fn clone_(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Self::own(py, self.value()?)
    }

    /// Takes everything from another camera but the projection of this one.
    #[pyo3(name = "updateFrom")]
    fn update_from(&self, other: &Bound<'_, Camera>) -> PyResult<()> {
        let other = other.get().value()?;
        self.change(|camera| *camera = other.with_projection(camera.projection))
    }

    /// The direction of view, of length 1.
    #[pyo3(name = "getDirection")]
    fn direction(&self) -> PyResult<Vec3> {
        let camera = self.value()?;
        Ok(vector((camera.look_to - camera.look_from).normalize_or_zero()))
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> PyResult<bool> {
        match other.cast::<Self>() {
            Ok(other) => Ok(self.value()? == other.get().value()?),
            Err(_) => Ok(false),
        }
    }

    fn __repr__(&self) -> PyResult<String> {
        let camera = self.value()?;
        Ok(format!(
            "<{}: lookFrom = {}, lookTo = {}, lookUp = {}>",
            camera.projection.name(),
            camera.look_from,
            camera.look_to,
            camera.look_up
        ))
    }
}

const EYE: Vec3 = crate::glm::VectorOf([0.0, 0.0, 2.0]);
const CENTER: Vec3 = crate::glm::VectorOf([0.0; 3]);
const UP: Vec3 = crate::glm::VectorOf([0.0, 1.0, 0.0]);
const NEAR: f32 = 0.01;
const FAR: f32 = 10_000.0;

/// A camera to which far things are smaller.
#[pyclass(extends = Camera, frozen, module = "inviwopy.data")]
pub(crate) struct PerspectiveCamera;

#[pymethods]
#[allow(non_snake_case, clippy::too_many_arguments)]
impl PerspectiveCamera {
    #[new]
    #[pyo3(signature = (
        lookFrom = EYE, lookTo = CENTER, lookUp = UP, nearPlane = NEAR, farPlane = FAR,
        aspectRatio = 1.0, fieldOfView = 60.0
    ))]
    fn new(
        lookFrom: Vec3,
        lookTo: Vec3,
        lookUp: Vec3,
        nearPlane: f32,
        farPlane: f32,
        aspectRatio: f32,
        fieldOfView: f32,
    ) -> PyClassInitializer<Self> {
        let place = Place::own(ivw::Camera {
            projection: Projection::Perspective,
            fov_degrees: fieldOfView,
            ..camera(lookFrom, lookTo, lookUp, nearPlane, farPlane, aspectRatio)
        });
        PyClassInitializer::from(Camera { place }).add_subclass(Self)
    }

    /// The vertical field of view in degrees.
    #[getter]
    fn fovy(slf: &Bound<'_, Self>) -> PyResult<f32> {
        Ok(slf.as_super().get().value()?.fov_degrees)
    }

    #[setter]
    fn set_fovy(slf: &Bound<'_, Self>, degrees: f32) -> PyResult<()> {
        slf.as_super().get().change(|camera| camera.fov_degrees = degrees)
    }
}

/// A camera to which far things are as large as near ones.
#[pyclass(extends = Camera, frozen, module = "inviwopy.data")]
pub(crate) struct OrthographicCamera;

#[pymethods]
#[allow(non_snake_case, clippy::too_many_arguments)]
impl OrthographicCamera {
    #[new]
    #[pyo3(signature = (
        lookFrom = EYE, lookTo = CENTER, lookUp = UP, nearPlane = NEAR, farPlane = FAR,
        aspectRatio = 1.0, width = 60.0
    ))]
    fn new(
        lookFrom: Vec3,
        lookTo: Vec3,
        lookUp: Vec3,
        nearPlane: f32,
        farPlane: f32,
        aspectRatio: f32,
        width: f32,
    ) -> PyClassInitializer<Self> {
        let place = Place::own(ivw::Camera {
            projection: Projection::Orthographic,
            width,
            ..camera(lookFrom, lookTo, lookUp, nearPlane, farPlane, aspectRatio)
        });
        PyClassInitializer::from(Camera { place }).add_subclass(Self)
    }

    /// The width of the picture in world units.
    #[getter]
    fn width(slf: &Bound<'_, Self>) -> PyResult<f32> {
        Ok(slf.as_super().get().value()?.width)
    }

    #[setter]
    fn set_width(slf: &Bound<'_, Self>, width: f32) -> PyResult<()> {
        slf.as_super().get().change(|camera| camera.width = width)
    }
}

/// A perspective camera with an eye beside the middle of the picture.
#[pyclass(extends = Camera, frozen, module = "inviwopy.data")]
pub(crate) struct SkewedPerspectiveCamera;

#[pymethods]
#[allow(non_snake_case, clippy::too_many_arguments)]
impl SkewedPerspectiveCamera {
    #[new]
    #[pyo3(signature = (
        lookFrom = EYE, lookTo = CENTER, lookUp = UP, nearPlane = NEAR, farPlane = FAR,
        aspectRatio = 1.0, fieldOfView = 60.0, frustumOffset = crate::glm::VectorOf([0.0; 2])
    ))]
    fn new(
        lookFrom: Vec3,
        lookTo: Vec3,
        lookUp: Vec3,
        nearPlane: f32,
        farPlane: f32,
        aspectRatio: f32,
        fieldOfView: f32,
        frustumOffset: Vec2,
    ) -> PyClassInitializer<Self> {
        let place = Place::own(ivw::Camera {
            projection: Projection::SkewedPerspective,
            fov_degrees: fieldOfView,
            offset: GlamVec2::from_array(frustumOffset.0),
            ..camera(lookFrom, lookTo, lookUp, nearPlane, farPlane, aspectRatio)
        });
        PyClassInitializer::from(Camera { place }).add_subclass(Self)
    }

    /// The vertical field of view in degrees.
    #[getter]
    fn fovy(slf: &Bound<'_, Self>) -> PyResult<f32> {
        Ok(slf.as_super().get().value()?.fov_degrees)
    }

    #[setter]
    fn set_fovy(slf: &Bound<'_, Self>, degrees: f32) -> PyResult<()> {
        slf.as_super().get().change(|camera| camera.fov_degrees = degrees)
    }

    /// The offset of the eye, a `vec2`.
    #[getter]
    fn offset(slf: &Bound<'_, Self>) -> PyResult<Vec2> {
        Ok(slf.as_super().get().value()?.offset.to_array().into())
    }

    #[setter]
    fn set_offset(slf: &Bound<'_, Self>, offset: Vec2) -> PyResult<()> {
        slf.as_super().get().change(|camera| camera.offset = offset.0.into())
    }
}

fn camera(from: Vec3, to: Vec3, up: Vec3, near: f32, far: f32, aspect: f32) -> ivw::Camera {
    ivw::Camera {
        look_from: from.0.into(),
        look_to: to.0.into(),
        look_up: up.0.into(),
        near,
        far,
        aspect,
        ..ivw::Camera::default()
    }
}

/// This adds the cameras to `inviwopy.data`.
pub(super) fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<Camera>()?;
    module.add_class::<PerspectiveCamera>()?;
    module.add_class::<OrthographicCamera>()?;
    module.add_class::<SkewedPerspectiveCamera>()
}
