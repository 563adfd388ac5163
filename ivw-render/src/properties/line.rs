//! What lines look like.

use glam::{Vec3, Vec4};
use ivw_core::prelude::*;

/// This is what lines look like, in pixels.
#[derive(PropertyGroup)]
#[group_class("org.inviwo.LineSettingsProperty")]
pub struct LineSettings {
    /// How wide lines are.
    #[property(
        "lineWidth",
        name = "Line Width",
        default = 1.0,
        range = 0.0..=50.0,
        step = 0.1,
        unit = "px"
    )]
    pub width: f32,

    /// How soft edges are.
    #[property(
        "antialiasing",
        name = "Antialiasing",
        default = 0.5,
        range = 0.0..=10.0,
        step = 0.1,
        unit = "px"
    )]
    pub softness: f32,

    /// How sharp a turn of joined lines may be, as the cosine of the angle.
    #[property("miterLimit", name = "Miter Limit", default = 0.8)]
    pub miter_limit: f32,

    /// Let ends be round instead of square.
    #[property("roundCaps", name = "Round Caps", default = true)]
    pub has_round_caps: bool,

    /// Make lines darker at their edges, as if they were tubes.
    #[property(
        "pseudoLighting",
        name = "Pseudo Lighting",
        default = true,
        invalidates = InvalidationLevel::InvalidResources
    )]
    pub has_light: bool,

    /// Let lines be nearer in their middle, as if they were tubes.
    #[property(
        "roundDepthProfile",
        name = "Round Depth Profile",
        default = true,
        invalidates = InvalidationLevel::InvalidResources
    )]
    pub is_round: bool,

    /// Colour of lines without one.
    #[property(
        "defaultColor",
        name = "Default Color",
        default = Vec4::new(1.0, 0.7, 0.2, 1.0),
        color
    )]
    pub color: Vec4,

    /// One colour for all lines.
    #[group("overrideColor", name = "Override Color")]
    pub one_color: OneColor,

    /// One alpha for all lines.
    #[group("useUniformAlpha", name = "Override Alpha")]
    pub one_alpha: OneAlpha,

    /// Colours of the scalars of vertices.
    #[group("useMetaColor", name = "Use Meta Color")]
    pub scalars: ScalarColors,

    /// Gaps in lines.
    #[group("stippling", name = "Stippling")]
    pub stippling: Stippling,
}

/// This is one colour for all.
#[derive(PropertyGroup)]
#[group_class(checked_by = "checked")]
pub struct OneColor {
    /// Whether all have the same colour.
    #[property("checked", invalidates = InvalidationLevel::InvalidResources)]
    pub is_on: bool,
    /// The colour.
    #[property("color", default = Vec3::splat(0.7), color)]
    pub color: Vec3,
}

/// This is one alpha for all.
#[derive(PropertyGroup)]
#[group_class(checked_by = "checked")]
pub struct OneAlpha {
    /// Whether all have the same alpha.
    #[property("checked", invalidates = InvalidationLevel::InvalidResources)]
    pub is_on: bool,
    /// The alpha.
    #[property("alpha", default = 1.0, bounds = 0.0..=1.0)]
    pub alpha: f32,
}

/// These are the colours of scalars.
#[derive(PropertyGroup)]
#[group_class(checked_by = "checked")]
pub struct ScalarColors {
    /// Whether scalars are coloured.
    #[property("checked", invalidates = InvalidationLevel::InvalidResources)]
    pub is_on: bool,
    /// The colours of scalars from 0 to 1.
    #[property("metaColor", name = "Meta Color Mapping")]
    pub colors: TransferFunction,
}

/// These are gaps in lines.
#[derive(PropertyGroup)]
#[group_class("org.inviwo.StipplingProperty")]
pub struct Stippling {
    /// Whether there are gaps, and what their length is measured in.
    #[property(
        "stippleMode",
        name = "Stipple Mode",
        invalidates = InvalidationLevel::InvalidResources
    )]
    pub mode: StippleMode,
    /// How long lines are between gaps.
    #[property(
        "stippleLen",
        name = "Length",
        default = 20.0,
        from = 0.0..=100.0,
        step = 0.1,
        visible_if = |p| p.mode != StippleMode::None
    )]
    pub length: f32,
    /// How long gaps are.
    #[property(
        "stippleSpacing",
        name = "Spacing",
        default = 10.0,
        from = 0.0..=100.0,
        step = 0.1,
        visible_if = |p| p.mode != StippleMode::None
    )]
    pub spacing: f32,
    /// How far gaps are moved.
    #[property(
        "stippleOffset",
        name = "Offset",
        from = 0.0..=100.0,
        step = 0.1,
        visible_if = |p| p.mode != StippleMode::None
    )]
    pub offset: f32,
    /// How many lines with their gaps there are in a unit of the world.
    #[property(
        "stippleWorldScale",
        name = "World Scale",
        default = 4.0,
        from = 0.0..=100.0,
        step = 0.1,
        visible_if = |p| p.mode == StippleMode::World
    )]
    pub world_scale: f32,
}

/// This is what the length of gaps is measured in.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StippleMode {
    /// There are no gaps.
    #[default]
    #[choice("none", "None")]
    None,
    /// Pixels.
    #[choice("screenspace", "Screen Space")]
    Screen,
    /// Lengths in the world.
    #[choice("worldspace", "World Space")]
    World,
}
