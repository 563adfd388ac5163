//! Light within a cone.

use crate::light::{LightKind, LightSource};
use glam::{Vec2, Vec3};
use ivw_core::prelude::*;
use ivw_render::properties::Position;

/// Light from a point, within a cone.
///
/// It shines to the origin of the world, or to where the camera looks if its position is relative
/// to the eye.
///
/// | | shape | value | unit |
/// |-|-------|-------|------|
/// | SpotLightSource | one light | spot | W/sr |
#[derive(Processor)]
#[processor(
    "org.inviwo.Spotlightsource",
    name = "Spot light source",
    category = "Light source",
    tags = "CPU",
    code_state = CodeState::Experimental
)]
pub struct SpotLightSource {
    /// The light.
    #[outport("SpotLightSource")]
    light: Out<LightSource>,

    /// Where the light is.
    #[group(
        "lightPosition",
        name = "Light Source Position",
        preset("referenceFrame", Value::choice("world")),
        soft("position", -100.0..=100.0),
        preset("position", Value::Floats([100.0, 100.0, 100.0].into_iter().collect()))
    )]
    position: Position,

    /// What the light is like.
    #[group("lighting", name = "Light Parameters")]
    parameters: Parameters,

    /// Camera that the place may be relative to.
    #[property(
        "camera",
        default = Camera { look_from: Vec3::NEG_Z * 2.0, ..Camera::default() },
        invalidates = InvalidationLevel::Valid
    )]
    camera: Camera,
}

/// These are what a light is like.
#[derive(PropertyGroup)]
pub struct Parameters {
    /// Half the angle of the cone, in degrees.
    #[property(
        "lightConeRadiusAngle",
        name = "Light Cone Radius Angle",
        default = 30.0,
        range = 1.0..=90.0
    )]
    cone_degrees: f32,

    /// How far beyond its cone the light fades, in degrees.
    #[property("lightFallOffAngle", name = "Light Fall Off Angle", default = 5.0, range = 0.0..=30.0)]
    fall_off_degrees: f32,

    /// Colour of the light.
    #[property("lightDiffuse", name = "Color", default = Vec3::ONE, color)]
    color: Vec3,

    /// Strength of the light, of 100.
    #[property("lightPower", name = "Light power (%)", default = 50.0, range = 0.0..=100.0)]
    power: f32,

    /// Width and height of the light.
    #[property("lightSize", name = "Light size", default = Vec2::splat(1.5), range = 0.0..=3.0)]
    size: Vec2,
}

impl Process for SpotLightSource {
    fn process(&mut self, context: &Context) -> Result<()> {
        self.position.tell(&self.camera, context, "lightPosition");
        let Parameters { cone_degrees, fall_off_degrees, color, power, size } = self.parameters;
        let light = LightSource::at(LightKind::Spot, &self.position, &self.camera);
        let light = light.of(color, power).sized(size);
        self.light.set(LightSource { cone_degrees, fall_off_degrees, ..light });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cone_is_as_wide_as_it_says() -> Result<()> {
        let mut node = SpotLightSource::default();
        node.parameters.cone_degrees = 12.0;
        node.process(&Context::detached())?;
        let light = node.light.get()?;
        assert_eq!(
            (light.kind, light.cone_degrees, light.fall_off_degrees),
            (LightKind::Spot, 12.0, 5.0)
        );
        assert_eq!((light.intensity, light.size), ([50.0; 3], [1.5; 2]));
        Ok(())
    }
}
