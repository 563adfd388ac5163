//! Axes at two sides of a flat view.

use crate::axis::{self, AxisSettings, AxisStyle, Margins, StyledAxes, number, vector};
use glam::{Vec2, Vec3};
use ivw_core::prelude::*;
use ivw_render::film::Film;
use ivw_render::properties::Trackball;
use ivw_render::stroke::SOFTNESS;

/// Draws axes at the left and lower side of what an orthographic camera sees of a mesh.
///
/// |         | shape             | value                           | space |
/// |---------|-------------------|---------------------------------|-------|
/// | inport  | `[width, height]` | colours, depth, picking         |       |
/// | mesh    | any               | matrices                        | data  |
/// | outport | `[width, height]` | `[u8; 4]`, depth, picking       |       |
///
/// Axes have the model coordinates of the mesh, and a tick at each tenth of what is seen.
#[derive(Processor)]
#[processor("org.inviwo.OrthographicAxis2D", category = "Plotting", tags = "CPU, Plotting")]
pub struct OrthographicAxis2D {
    /// Picture to draw over.
    #[inport("inport", optional)]
    background: In<Image>,

    /// Mesh whose coordinates the axes have.
    #[inport("mesh")]
    mesh: In<Mesh>,

    /// The axes over the picture.
    #[outport("outport")]
    image: Out<Image>,

    /// What both axes have in common.
    #[group("style", name = "Global Axis Style")]
    style: AxisStyle,

    /// The horizontal axis.
    #[group("axis1", name = "X Axis", preset("caption.title", "x"))]
    horizontal: AxisSettings,

    /// The vertical axis.
    #[group(
        "axis2",
        name = "Y Axis",
        preset("orientation", Value::choice("vertical")),
        preset("mirrored", true),
        preset("caption.title", "y"),
        preset("caption.offset", number(50.0)),
        preset("caption.rotation", number(90.0)),
        preset("caption.font.anchor", vector(&[1.0, 0.0])),
        preset("labels.font.anchor", vector(&[1.0, 0.0]))
    )]
    vertical: AxisSettings,

    /// Space at the edges of the picture.
    #[group(
        "margins",
        preset("top", 5.0),
        preset("right_", 5.0),
        preset("bottom", 55.0),
        preset("left", 65.0)
    )]
    margins: Margins,

    /// Space between the axes and what they surround.
    #[property("axisMargin", name = "Axis Margin", default = 15.0, range = 0.0..=50.0, unit = "px")]
    padding: f32,

    /// Let edges of lines be soft.
    #[property("antialias", name = "Antialias", default = true)]
    is_soft: bool,

    /// Camera that looks at the mesh.
    #[property("camera", default = Camera { projection: Projection::Orthographic, ..Camera::default() })]
    camera: Camera,

    /// How a person moves the camera.
    #[group("trackball", collapsed = true)]
    trackball: Trackball,

    styled: StyledAxes,
}

impl Process for OrthographicAxis2D {
    fn process(&mut self, context: &Context) -> Result<()> {
        let mesh = self.mesh.get()?;
        let size = self.image.size();
        let mut film = Film::over(self.background.data().map(|image| &**image), size)?;
        let [low, high] = self.margins.within(size.as_vec2(), 0.0);
        let inner = [low + self.padding, high - self.padding];
        let seen = inner.map(|pixel| seen_at(&self.camera, &mesh, pixel / size.as_vec2()));
        for (path, settings, n) in
            [("axis1", &mut self.horizontal, 0), ("axis2", &mut self.vertical, 1)]
        {
            let range = [f64::from(seen[0][n]), f64::from(seen[1][n])];
            let delta = (range[1] - range[0]) / 10.0;
            if delta.is_finite() && delta > 0.0 {
                settings.set_range(path, range, context);
                settings.major.delta = delta;
                context.set(&format!("{path}.majorTicks.tickDelta"), delta);
            }
        }
        let mut axes = [("axis1", &mut self.horizontal), ("axis2", &mut self.vertical)];
        self.styled.update(&self.style, &mut axes, context);
        let softness = if self.is_soft { SOFTNESS } else { 0.0 };
        for (settings, ends) in [
            (&self.horizontal, [Vec2::new(inner[0].x, low.y), Vec2::new(inner[1].x, low.y)]),
            (&self.vertical, [Vec2::new(low.x, inner[0].y), Vec2::new(low.x, inner[1].y)]),
        ] {
            axis::draw(&mut film, settings, ends, softness);
        }
        self.image.set(film.into_image());
        Ok(())
    }
}

/// What a camera sees at a part of the picture, at the distance that it looks to, in the model space
/// of a mesh.
fn seen_at(camera: &Camera, mesh: &Mesh, part: Vec2) -> Vec3 {
    let clip_from_world = camera.clip_from_world();
    let depth = clip_from_world.project_point3(camera.look_to).z;
    let world = clip_from_world.inverse().project_point3((part * 2.0 - 1.0).extend(depth));
    glam::Mat4::from_cols_array_2d(&mesh.world).inverse().transform_point3(world)
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::{Mat4, UVec2};

    fn node(size: UVec2) -> OrthographicAxis2D {
        let mesh = Mesh {
            world: Mat4::from_scale(Vec3::splat(2.0)).to_cols_array_2d(),
            ..Mesh::default()
        };
        OrthographicAxis2D {
            mesh: mesh.into(),
            image: Out::with_size(size),
            ..OrthographicAxis2D::default()
        }
    }

    #[test]
    fn axes_have_the_coordinates_of_the_mesh() -> Result<()> {
        let mut node = node(UVec2::new(200, 100));
        node.camera.width = 400.0;
        node.camera.aspect = 2.0;
        node.process(&Context::detached())?;
        // From pixel 80 of 200 on, two units a pixel in the world, one in the model.
        let range = node.horizontal.range();
        assert!((range[0] - (80.0 - 100.0)).abs() < 1e-3, "{range:?}");
        assert!((range[1] - (179.0 - 100.0)).abs() < 1e-3, "{range:?}");
        assert!((node.horizontal.major.delta - 9.9).abs() < 1e-3);
        Ok(())
    }

    #[test]
    fn pictures_without_room_stay_empty() -> Result<()> {
        for size in [UVec2::ZERO, UVec2::ONE, UVec2::splat(40)] {
            node(size).process(&Context::detached())?;
        }
        Ok(())
    }
}
