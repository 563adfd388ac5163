//! What a ray caster is asked, and what it answers: plain data with public fields.
//!
//! Nothing is computed here, apart from the check that the parts fit together.

use std::fmt;

use glam::{Mat4, UVec2, Vec3};

use super::{Occupancy, VolumeView};

/// This is all a picture depends on.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The volume the rays run through.
    pub volume: VolumeView<'a>,
    /// Where the volume is empty, see [`Bricks::occupancy`](super::Bricks::occupancy).
    /// It saves time and changes no pixel, if it was made for this volume and these settings.
    pub occupancy: Option<&'a Occupancy>,
    /// Where each pixel's ray enters and leaves the volume.
    pub rays: Rays<'a>,
    /// The picture behind and between the samples.
    pub background: Option<Background<'a>>,
    /// How samples become colours.
    pub settings: Settings<'a>,
}

/// These are the rays of a picture, one per pixel.
///
/// Rows may run bottom-up or top-down; the picture has them in the same order.
#[derive(Clone, Copy, Debug)]
pub struct Rays<'a> {
    /// Width and height in pixels.
    pub size: UVec2,
    /// Texture coordinates of the entry point, 65535 being 1. The fourth number is not used.
    pub entry: &'a [[u16; 4]],
    /// Texture coordinates of the exit point. Where it equals the entry there is no ray.
    pub exit: &'a [[u16; 4]],
    /// Window depth of the entry point, from 0 at the near plane to 1 at the far plane.
    pub entry_depth: &'a [f32],
    /// Window depth of the exit point.
    pub exit_depth: &'a [f32],
    /// Normals that the first sample of each ray is shaded with, 127 being 1.
    pub entry_normals: Option<&'a [[i8; 4]]>,
}

/// This is a picture that the volume is drawn into.
#[derive(Clone, Copy, Debug)]
pub struct Background<'a> {
    /// Straight colour: it is multiplied by its alpha where it lies within the volume.
    pub color: &'a [[f32; 4]],
    /// Window depth.
    pub depth: &'a [f32],
    /// Handed on as it is.
    pub picking: &'a [[u8; 4]],
}

/// These are the settings that say how samples become colours.
#[derive(Clone, Copy, Debug)]
pub struct Settings<'a> {
    /// The component that is classified, from 0.
    pub channel: usize,
    /// What is drawn.
    pub rendering: Rendering,
    /// How a voxel becomes a colour.
    pub classification: Classification,
    /// How colours along a ray become one.
    pub compositing: Compositing,
    /// How the slope of the volume is estimated.
    pub gradient: Gradient,
    /// Samples per voxel along a ray.
    pub sampling_rate: f32,
    /// Straight colours at evenly spaced normalised values: 1024 of them, any mask applied.
    pub transfer_function: &'a [[f32; 4]],
    /// The surfaces to draw, in rising order.
    pub iso_values: &'a [IsoValue],
    /// The light and how it is reflected.
    pub lighting: Lighting,
    /// Takes texture coordinates of the volume to the world.
    pub world_from_texture: Mat4,
    /// Takes the world to the eye of the camera.
    pub view_from_world: Mat4,
    /// Distance of the camera's near plane.
    pub near: f32,
    /// Distance of the camera's far plane.
    pub far: f32,
    /// Planes shown within the volume.
    pub planes: &'a [Plane],
}

impl Default for Settings<'_> {
    fn default() -> Self {
        Self {
            channel: 0,
            rendering: Rendering::default(),
            classification: Classification::default(),
            compositing: Compositing::default(),
            gradient: Gradient::default(),
            sampling_rate: 2.0,
            transfer_function: &[],
            iso_values: &[],
            lighting: Lighting::default(),
            world_from_texture: Mat4::IDENTITY,
            view_from_world: Mat4::IDENTITY,
            near: 0.1,
            far: 100.0,
            planes: &[],
        }
    }
}

/// This is what is drawn of a volume.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rendering {
    /// The volume as a cloud.
    #[default]
    Dvr,
    /// The cloud and surfaces within.
    DvrIso,
    /// Surfaces alone.
    Iso,
}

/// This is how a voxel becomes a colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Classification {
    /// All four numbers are the normalised value of the channel.
    None,
    /// The transfer function of the normalised value of the channel.
    #[default]
    TransferFunction,
    /// The four normalised components of the voxel; slopes are those of the fourth.
    VoxelValue,
}

/// This is how the colours along a ray become one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Compositing {
    /// Light absorbed and emitted, front to back.
    #[default]
    Dvr,
    /// The colour of the largest alpha.
    MaximumIntensity,
    /// Where the first visible sample is, in texture coordinates.
    FirstHitPoint,
    /// Which way the first visible sample faces, in the world.
    FirstHitNormal,
    /// Which way the first visible sample faces, seen from the camera.
    FirstHitNormalView,
    /// How far along the ray the first visible sample is, in texture coordinates.
    FirstHitDepth,
}

/// This is how the slope of the volume is estimated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Gradient {
    /// Not at all: the volume is flat, and only ambient light falls on it.
    None,
    /// One voxel ahead.
    Forward,
    /// One voxel back.
    Backward,
    /// One voxel each way.
    #[default]
    Central,
    /// Two voxels each way.
    CentralHigher,
    /// Components 0, 1 and 2 of the voxel are the slope.
    PrecomputedXyz,
    /// Components 1, 2 and 3 of the voxel are the slope.
    PrecomputedYzw,
}

/// This is a surface of equal value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct IsoValue {
    /// The normalised value.
    pub value: f32,
    /// Straight colour.
    pub color: [f32; 4],
}

/// This is a point light and what becomes of it at a surface.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lighting {
    /// Which reflections there are.
    pub shading: Shading,
    /// Where the light is, in the world.
    pub position: Vec3,
    /// Colour of the light from everywhere.
    pub ambient: Vec3,
    /// Colour of the light scattered by a surface.
    pub diffuse: Vec3,
    /// Colour of the light mirrored by a surface.
    pub specular: Vec3,
    /// How narrow mirrored light is.
    pub shininess: f32,
}

impl Default for Lighting {
    fn default() -> Self {
        Self {
            shading: Shading::BlinnPhong,
            position: Vec3::splat(10.0),
            ambient: Vec3::splat(0.15),
            diffuse: Vec3::splat(0.6),
            specular: Vec3::splat(0.4),
            shininess: 60.0,
        }
    }
}

/// This is a model of reflection. Those without a side light both sides of a surface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shading {
    /// Colours stay as they are.
    None,
    /// Ambient light alone.
    Ambient,
    /// Diffuse light alone.
    Diffuse,
    /// Mirrored light alone, by Blinn and Phong.
    Specular,
    /// All three, mirrored by the half vector.
    #[default]
    BlinnPhong,
    /// All three, mirrored by the reflected vector.
    Phong,
    /// Blinn-Phong of the side the normal points to.
    BlinnPhongFront,
    /// Blinn-Phong of the other side.
    BlinnPhongBack,
    /// Phong of the side the normal points to.
    PhongFront,
    /// Phong of the other side.
    PhongBack,
}

/// This is a plane shown within the volume.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plane {
    /// A point of the plane, in texture coordinates.
    pub position: Vec3,
    /// Which way it faces, in texture coordinates; any length.
    pub normal: Vec3,
    /// Straight colour.
    pub color: [f32; 4],
}

/// This is the picture of a volume.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// Width and height in pixels.
    pub size: UVec2,
    /// Premultiplied colour, not clamped.
    pub color: Vec<[f32; 4]>,
    /// Window depth of the first thing seen, 1 where there is none.
    pub depth: Vec<f32>,
    /// The background's picking, 0 without one.
    pub picking: Vec<[u8; 4]>,
}

impl Picture {
    /// This is the picture before any ray was cast: the background, or nothing.
    pub(super) fn underneath(request: &Request<'_>) -> Self {
        let size = request.rays.size;
        let n_pixels = request.rays.n_pixels();
        match &request.background {
            Some(background) => Self {
                size,
                color: background.color.to_vec(),
                depth: background.depth.to_vec(),
                picking: background.picking.to_vec(),
            },
            None => Self {
                size,
                color: vec![[0.0; 4]; n_pixels],
                depth: vec![1.0; n_pixels],
                picking: vec![[0; 4]; n_pixels],
            },
        }
    }
}

impl Rays<'_> {
    pub(super) fn n_pixels(&self) -> usize {
        self.size.x as usize * self.size.y as usize
    }
}

/// This says why there is no picture.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RaycastError {
    /// The caller gave it up.
    Cancelled,
    /// The volume's bytes are not as many as its dimensions, format and components ask for.
    VolumeSize {
        /// Bytes asked for.
        expected: usize,
        /// Bytes given.
        actual: usize,
    },
    /// The volume has no voxels, or not 1 to 4 components.
    VolumeShape,
    /// There is no such component in the volume.
    Channel {
        /// The component asked for, from 0.
        channel: usize,
        /// How many there are.
        components: usize,
    },
    /// A picture of the request doesn't have one entry per pixel.
    PictureSize {
        /// Which picture.
        what: &'static str,
        /// Pixels asked for.
        expected: usize,
        /// Pixels given.
        actual: usize,
    },
    /// The occupancy was made for a volume of other dimensions.
    OccupancySize,
}

impl fmt::Display for RaycastError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cancelled => write!(f, "ray casting was cancelled"),
            Self::VolumeSize { expected, actual } => {
                write!(f, "the volume has {actual} bytes where its dimensions ask for {expected}")
            }
            Self::VolumeShape => {
                write!(f, "the volume needs at least one voxel and 1 to 4 components")
            }
            Self::Channel { channel, components } => write!(
                f,
                "channel {} of a volume with {components}: choose an existing one",
                channel + 1
            ),
            Self::PictureSize { what, expected, actual } => {
                write!(f, "{what} has {actual} pixels where the picture has {expected}")
            }
            Self::OccupancySize => {
                write!(f, "the occupancy is of another volume: build it again from this one")
            }
        }
    }
}

impl std::error::Error for RaycastError {}

impl Request<'_> {
    /// This makes sure that the parts fit together, so that kernels need not ask again.
    pub(super) fn check(&self) -> Result<(), RaycastError> {
        let volume = &self.volume;
        if volume.dims.min_element() == 0 || !(1..=4).contains(&volume.components) {
            return Err(RaycastError::VolumeShape);
        }
        let expected = volume.n_bytes().ok_or(RaycastError::VolumeShape)?;
        if volume.bytes.len() != expected {
            return Err(RaycastError::VolumeSize { expected, actual: volume.bytes.len() });
        }
        let (channel, components) = (self.settings.channel, volume.components);
        if channel >= components {
            return Err(RaycastError::Channel { channel, components });
        }
        if self.occupancy.is_some_and(|occupancy| occupancy.volume_dims() != volume.dims) {
            return Err(RaycastError::OccupancySize);
        }
        let rays = &self.rays;
        let mut lengths = vec![
            ("entry", rays.entry.len()),
            ("exit", rays.exit.len()),
            ("entry depth", rays.entry_depth.len()),
            ("exit depth", rays.exit_depth.len()),
        ];
        if let Some(normals) = rays.entry_normals {
            lengths.push(("entry normals", normals.len()));
        }
        if let Some(background) = &self.background {
            lengths.push(("background color", background.color.len()));
            lengths.push(("background depth", background.depth.len()));
            lengths.push(("background picking", background.picking.len()));
        }
        let expected = rays.n_pixels();
        match lengths.into_iter().find(|(_, actual)| *actual != expected) {
            Some((what, actual)) => Err(RaycastError::PictureSize { what, expected, actual }),
            None => Ok(()),
        }
    }
}
