//! Light from a rectangle.

use crate::light::{LightKind, LightSource};
use glam::{Vec2, Vec3};
use ivw_core::prelude::*;
use ivw_render::properties::Position;

/// Light from a rectangle, to all sides in front of it.
///
/// It faces the origin of the world, or what the camera looks at if its position is relative to
/// the eye.
///
/// | | shape | value | unit |
/// |-|-------|-------|------|
/// | DiffuseLightSource | one light | area | W/sr |
#[derive(Processor)]
#[processor(
    "org.inviwo.Diffuselightsource",
    name = "Diffuse light source",
    category = "Light source",
    tags = "CPU",
    code_state = CodeState::Experimental
)]
pub struct DiffuseLightSource {
    /// The light.
    #[outport("DiffuseLightSource")]
    light: Out<LightSource>,

    /// Where the light is.
    #[group(
        "lightPosition",
        name = "Light Source Position",
        preset("referenceFrame", Value::choice("world")),
        soft("position", -10.0..=10.0),
        preset("position", Value::Floats([1.0, 0.65, 0.65].into_iter().collect()))
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
    #[property("lightPower", name = "Light power (%)", default = 50.0, range = 0.0..=100.0)]
    power: f32,

    /// Width and height of the light.
    #[property("lightSize", name = "Light size", default = Vec2::splat(1.5), range = 0.0..=3.0)]
    size: Vec2,
}

impl Process for DiffuseLightSource {
    fn process(&mut self, context: &Context) -> Result<()> {
        self.position.tell(&self.camera, context, "lightPosition");
        let Parameters { color, power, size } = self.parameters;
        let light = LightSource::at(LightKind::Area, &self.position, &self.camera);
        self.light.set(light.of(color, power).sized(size));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rectangle_faces_the_origin_and_has_its_size() -> Result<()> {
        let mut node = DiffuseLightSource::default();
        assert_eq!(node.position.position, Vec3::new(1.0, 0.65, 0.65));
        node.position.position = Vec3::new(0.0, 4.0, 0.0);
        node.parameters.size = Vec2::new(2.0, 3.0);
        node.process(&Context::detached())?;
        let light = node.light.get()?;
        assert_eq!((light.kind, light.size), (LightKind::Area, [2.0, 3.0]));
        assert_eq!(light.direction, [0.0, -1.0, 0.0]);
        Ok(())
    }
}
