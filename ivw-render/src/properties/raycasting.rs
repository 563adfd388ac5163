//! How the samples of a ray become a colour.

use crate::raycast;
use ivw_core::prelude::*;

/// These say how the samples along a ray become a colour.
#[derive(PropertyGroup)]
#[group_class("org.inviwo.RaycastingProperty")]
pub struct Raycasting {
    /// Whether the volume is a cloud, surfaces, or both.
    #[property(
        "renderingType",
        name = "Rendering",
        invalidates = InvalidationLevel::InvalidResources
    )]
    pub rendering: RenderingType,

    /// How a voxel becomes a colour.
    #[property(
        "classificationMode",
        name = "Classification",
        invalidates = InvalidationLevel::InvalidResources
    )]
    pub classification: ClassificationMode,

    /// How the colours along a ray become one.
    #[property(
        "compositingMode",
        name = "Compositing",
        invalidates = InvalidationLevel::InvalidResources
    )]
    pub compositing: CompositingMode,

    /// How the slope of the volume is estimated, for shading.
    #[property(
        "gradientComputationMode",
        name = "Gradient",
        invalidates = InvalidationLevel::InvalidResources
    )]
    pub gradient: GradientMode,

    /// Samples per voxel along a ray.
    #[property("samplingRate", name = "Sampling rate", default = 2.0, range = 1.0..=20.0)]
    pub sampling_rate: f32,
}

/// This is what is drawn of a volume.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RenderingType {
    /// The volume as a cloud.
    #[default]
    #[choice("dvr", "DVR")]
    Dvr,
    /// The cloud and surfaces within.
    #[choice("dvriso", "DVR + Isosurfaces")]
    DvrIso,
    /// Surfaces alone.
    #[choice("iso", "Isosurfaces")]
    Iso,
}

/// This is how a voxel becomes a colour.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ClassificationMode {
    /// All four numbers are the value of the channel.
    #[choice("none", "None")]
    None,
    /// The transfer function of the channel.
    #[default]
    #[choice("transfer-function", "Transfer Function")]
    TransferFunction,
    /// The components of the voxel are the colour.
    #[choice("voxel-value", "Voxel Value")]
    VoxelValue,
}

/// This is how the colours along a ray become one.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CompositingMode {
    /// Light absorbed and emitted, front to back.
    #[default]
    #[choice("dvr", "Direct Volume Rendering")]
    Dvr,
    /// The colour of the largest opacity.
    #[choice("mip", "Maximum Intensity Projection")]
    Mip,
    /// Where the first visible sample is.
    #[choice("fhp", "First Hit Points")]
    FirstHitPoint,
    /// Which way the first visible sample faces.
    #[choice("fhn", "First Hit Normals")]
    FirstHitNormal,
    /// Which way the first visible sample faces, seen from the camera.
    #[choice("fhnvs", "First Hit Normals (View space)")]
    FirstHitNormalView,
    /// How far along the ray the first visible sample is.
    #[choice("fhd", "First Hit Depth")]
    FirstHitDepth,
}

/// This is how the slope of the volume is estimated.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GradientMode {
    /// Not at all: only ambient light falls on the volume.
    #[choice("none", "None")]
    None,
    /// One voxel ahead.
    #[choice("forward", "Forward Difference")]
    Forward,
    /// One voxel back.
    #[choice("backward", "Backward Difference")]
    Backward,
    /// One voxel each way.
    #[default]
    #[choice("central", "Central Difference")]
    Central,
    /// Two voxels each way.
    #[choice("central-higher", "Higher Order Central Difference")]
    CentralHigher,
    /// The first three components of the voxel.
    #[choice("precomputedXYZ", "Pre-computed Gradients (XYZ)")]
    PrecomputedXyz,
    /// The last three components of the voxel.
    #[choice("precomputedYZW", "Pre-computed Gradients (YZW)")]
    PrecomputedYzw,
}

impl From<RenderingType> for raycast::Rendering {
    fn from(rendering: RenderingType) -> Self {
        match rendering {
            RenderingType::Dvr => Self::Dvr,
            RenderingType::DvrIso => Self::DvrIso,
            RenderingType::Iso => Self::Iso,
        }
    }
}

impl From<ClassificationMode> for raycast::Classification {
    fn from(mode: ClassificationMode) -> Self {
        match mode {
            ClassificationMode::None => Self::None,
            ClassificationMode::TransferFunction => Self::TransferFunction,
            ClassificationMode::VoxelValue => Self::VoxelValue,
        }
    }
}

impl From<CompositingMode> for raycast::Compositing {
    fn from(mode: CompositingMode) -> Self {
        match mode {
            CompositingMode::Dvr => Self::Dvr,
            CompositingMode::Mip => Self::MaximumIntensity,
            CompositingMode::FirstHitPoint => Self::FirstHitPoint,
            CompositingMode::FirstHitNormal => Self::FirstHitNormal,
            CompositingMode::FirstHitNormalView => Self::FirstHitNormalView,
            CompositingMode::FirstHitDepth => Self::FirstHitDepth,
        }
    }
}

impl From<GradientMode> for raycast::Gradient {
    fn from(mode: GradientMode) -> Self {
        match mode {
            GradientMode::None => Self::None,
            GradientMode::Forward => Self::Forward,
            GradientMode::Backward => Self::Backward,
            GradientMode::Central => Self::Central,
            GradientMode::CentralHigher => Self::CentralHigher,
            GradientMode::PrecomputedXyz => Self::PrecomputedXyz,
            GradientMode::PrecomputedYzw => Self::PrecomputedYzw,
        }
    }
}
