//! Light from far away.

use crate::light::{LightKind, LightSource};
use glam::Vec3;
use ivw_core::prelude::*;
use ivw_render::properties::Position;

/// Light whose rays all go in one direction: from its position to the origin of the world, or to
/// where the camera looks if the position is relative to the eye.
///
/// | | shape | value | unit |
/// |-|-------|-------|------|
/// | DirectionalLightSource | one light | directional | W/sr |
#[derive(Processor)]
#[processor(
    "org.inviwo.Directionallightsource",
    name = "Directional light source",
    category = "Light source",
    tags = "CPU",
    code_state = CodeState::Experimental
)]
pub struct DirectionalLightSource {
    /// The light.
    #[outport("DirectionalLightSource")]
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
    /// Colour of the light.
    #[property("lightDiffuse", name = "Color", default = Vec3::ONE, color)]
    color: Vec3,

    /// Strength of the light, of 100.
    #[property("lightPower", name = "Light power (%)", default = 50.0, bounds = 0.0..=100.0)]
    power: f32,

    /// Whether it shines.
    #[property("lightEnabled", name = "Enabled", default = true)]
    is_on: bool,
}

impl Process for DirectionalLightSource {
    fn process(&mut self, context: &Context) -> Result<()> {
        self.position.tell(&self.camera, context, "lightPosition");
        let Parameters { color, power, is_on } = self.parameters;
        let light = LightSource::at(LightKind::Directional, &self.position, &self.camera);
        self.light.set(LightSource { is_on, ..light.of(color, power) });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rays_go_from_the_position_to_the_origin() -> Result<()> {
        let mut node = DirectionalLightSource::default();
        (node.parameters.color, node.parameters.is_on) = (Vec3::new(1.0, 0.5, 0.0), false);
        node.process(&Context::detached())?;
        let light = node.light.get()?;
        assert_eq!((light.kind, light.is_on), (LightKind::Directional, false));
        assert_eq!(light.intensity, [50.0, 25.0, 0.0]);
        let expected = Vec3::splat(-1.0).normalize();
        assert!(Vec3::from(light.direction).abs_diff_eq(expected, 1e-6), "{light:?}");
        Ok(())
    }
}
