//! A point light and what becomes of it at a surface.

use super::Position;
use crate::raycast;
use glam::Vec3;
use ivw_core::prelude::*;

/// This is a point light, and how it is reflected.
///
/// Colours are red, green and blue from 0 to 1; light does not fade with distance.
#[derive(PropertyGroup)]
#[group_class("org.inviwo.SimpleLightingProperty")]
pub struct Lighting {
    /// Which reflections there are.
    #[property(
        "shadingMode",
        name = "Shading",
        default = ShadingMode::BlinnPhong,
        invalidates = InvalidationLevel::InvalidResources
    )]
    pub shading: ShadingMode,

    /// Where the light is.
    #[group("lightPosition", name = "Position")]
    pub position: Position,

    /// Colour of the light from everywhere.
    #[property(
        "lightColorAmbient",
        name = "Ambient color",
        default = Vec3::splat(0.15),
        color
    )]
    pub ambient: Vec3,

    /// Colour of the light scattered by a surface.
    #[property(
        "lightColorDiffuse",
        name = "Diffuse color",
        default = Vec3::splat(0.6),
        color
    )]
    pub diffuse: Vec3,

    /// Colour of the light mirrored by a surface.
    #[property(
        "lightColorSpecular",
        name = "Specular color",
        default = Vec3::splat(0.4),
        color
    )]
    pub specular: Vec3,

    /// How narrow mirrored light is.
    #[property(
        "materialShininess",
        name = "Shininess",
        default = 60.0,
        from = 100.0 * f32::EPSILON..=100.0,
        step = 100.0 / 256.0
    )]
    pub shininess: f32,
}

/// This is a model of reflection.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ShadingMode {
    /// Colours stay as they are.
    #[choice("none", "No Shading")]
    None,
    /// Ambient light alone.
    #[choice("ambient", "Ambient")]
    Ambient,
    /// Diffuse light alone.
    #[choice("diffuse", "Diffuse")]
    Diffuse,
    /// Mirrored light alone.
    #[choice("specular", "Specular")]
    Specular,
    /// All three, mirrored by the half vector.
    #[default]
    #[choice("blinnphong", "Blinn Phong")]
    BlinnPhong,
    /// All three, mirrored by the reflected vector.
    #[choice("phong", "Phong")]
    Phong,
    /// Blinn-Phong of the side the normal points to.
    #[choice("blinnphongfront", "Blinn Phong (Front)")]
    BlinnPhongFront,
    /// Blinn-Phong of the other side.
    #[choice("blinnphongback", "Blinn Phong (Back)")]
    BlinnPhongBack,
    /// Phong of the side the normal points to.
    #[choice("phongfront", "Phong (Front)")]
    PhongFront,
    /// Phong of the other side.
    #[choice("phongback", "Phong (Back)")]
    PhongBack,
}

impl Lighting {
    /// This is the light as the ray caster takes it, seen by a camera.
    pub fn seen_by(&self, camera: &Camera) -> raycast::Lighting {
        raycast::Lighting {
            shading: self.shading.into(),
            position: self.position.world(camera),
            ambient: self.ambient,
            diffuse: self.diffuse,
            specular: self.specular,
            shininess: self.shininess,
        }
    }
}

impl From<ShadingMode> for raycast::Shading {
    fn from(mode: ShadingMode) -> Self {
        match mode {
            ShadingMode::None => Self::None,
            ShadingMode::Ambient => Self::Ambient,
            ShadingMode::Diffuse => Self::Diffuse,
            ShadingMode::Specular => Self::Specular,
            ShadingMode::BlinnPhong => Self::BlinnPhong,
            ShadingMode::Phong => Self::Phong,
            ShadingMode::BlinnPhongFront => Self::BlinnPhongFront,
            ShadingMode::BlinnPhongBack => Self::BlinnPhongBack,
            ShadingMode::PhongFront => Self::PhongFront,
            ShadingMode::PhongBack => Self::PhongBack,
        }
    }
}
