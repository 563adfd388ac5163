//! Arrows on a vector field in a plane.

use glam::{IVec2, Mat2, Vec2, Vec4};
use ivw_core::prelude::*;
use ivw_render::random::{Engine as _, Mt19937};

/// Arrows that show the directions of a vector field in a plane.
///
/// |        | shape             | value                                    | unit             |
/// |--------|-------------------|------------------------------------------|------------------|
/// | inport | `[width, height]` | 2 numbers, vectors                       | any              |
/// | mesh   | triangles, lines  | position, normal, texture coordinate, colour | parts of the layer |
///
/// Arrows stand in the cells of a grid over the layer, all of the same length.
/// Normals are positions within an arrow, texture coordinates are the vectors.
#[derive(Processor)]
#[processor(
    "org.inviwo.HedgeHog2D",
    name = "Hedge Hog 2D",
    category = "Vector Field Visualization",
    tags = "CPU"
)]
pub struct HedgeHog2D {
    /// Vector field.
    #[inport("inport")]
    field: In<Layer>,

    /// Arrows.
    #[outport("mesh")]
    mesh: Out<Mesh>,

    /// Colour of arrows.
    #[property("color", default = Vec4::new(0.0, 0.0, 0.0, 1.0), color)]
    color: Vec4,

    /// What an arrow looks like.
    #[property("glyphType", name = "Glyph Type")]
    glyph: Glyph,

    /// Length of arrows in cells of the grid.
    #[property("glyphScale", name = "Glyph Scale", default = 0.9, range = 0.0..=2.0)]
    scale: f32,

    /// Number of cells along x and y.
    #[property(
        "numberOfGlyphs",
        name = "Number of Glyphs",
        default = IVec2::splat(30),
        range = 1..=1000
    )]
    n_glyphs: IVec2,

    /// Let arrows stand anywhere in their cells, instead of in the middle.
    #[property("jitter", default = false)]
    jitter: bool,

    /// Shape of filled arrows.
    #[group("arrowSettings", name = "Arrow Settings", visible_if = |p| p.glyph == Glyph::Arrow)]
    arrow: Arrow,

    /// Shape of arrows of lines.
    #[group("quiverSettings", name = "Quiver Settings", visible_if = |p| p.glyph == Glyph::Quiver)]
    quiver: Quiver,
}

/// This is what an arrow looks like.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Glyph {
    /// Filled.
    #[default]
    #[choice("arrow", "Arrow")]
    Arrow,
    /// Of three lines.
    #[choice("quiver", "Quiver")]
    Quiver,
}

/// Shape of filled arrows, in parts of their length.
#[derive(PropertyGroup)]
pub struct Arrow {
    /// Width of the shaft.
    #[property("baseWidth_", name = "Base Width", default = 0.1, range = 0.0..=1.0)]
    base: f32,
    /// How far the head goes beyond the shaft.
    #[property("hookWidth", name = "Hook Width", default = 0.1, range = 0.0..=1.0)]
    hook: f32,
    /// Length of the head.
    #[property("headRatio", name = "Head Ratio", default = 0.25, range = 0.0..=1.0)]
    head: f32,
}

/// Shape of arrows of lines, in parts of their length.
#[derive(PropertyGroup)]
pub struct Quiver {
    /// Half the width of the head.
    #[property("hookWidth", name = "Hook Width", default = 0.2, range = 0.0..=1.0)]
    hook: f32,
    /// Length of the head.
    #[property("headRatio", name = "Head Ratio", default = 0.2, range = 0.0..=1.0)]
    head: f32,
}

impl Process for HedgeHog2D {
    fn process(&mut self, _: &Context) -> Result<()> {
        let layer = self.field.get()?;
        let (corners, triangles, lines) = self.shape();
        let cells = self.n_glyphs.max(IVec2::ONE);
        let cell = cells.as_vec2().recip();
        let mut engine = Mt19937::new(std::process::id());
        let n = cells.x as usize * cells.y as usize * corners.len();
        let (mut positions, mut normals) = (Vec::with_capacity(n), Vec::with_capacity(n));
        let mut vectors = Vec::with_capacity(n);
        let (mut of_triangles, mut of_lines) = (Vec::new(), Vec::new());
        for y in 0..cells.y {
            for x in 0..cells.x {
                let mut part = || match self.jitter {
                    true => engine.uniform_f32(0.0, 1.0),
                    false => 0.5,
                };
                let place = (IVec2::new(x, y).as_vec2() + Vec2::new(part(), part())) * cell;
                let vector = nearest(&layer, place);
                let turn = Mat2::from_angle(vector.y.atan2(vector.x));
                let first = positions.len() as u32;
                of_triangles.extend(triangles.iter().map(|corner| corner + first));
                of_lines.extend(lines.iter().map(|corner| corner + first));
                for &corner in &corners {
                    let position = place + turn * corner * cell * self.scale;
                    positions.push(position.extend(0.0).to_array());
                    normals.push(corner.extend(0.0).to_array());
                    vectors.push(vector.extend(0.0).to_array());
                }
            }
        }
        let colors = vec![self.color.to_array(); positions.len()];
        let mut mesh = Mesh::new(Topology::TRIANGLES)
            .with(AttributeKind::Position, Array::copy_of(&positions))
            .with(AttributeKind::Normal, Array::copy_of(&normals))
            .with(AttributeKind::TexCoord, Array::copy_of(&vectors))
            .with(AttributeKind::Color, Array::copy_of(&colors))
            .with_indices(Topology::TRIANGLES, &of_triangles);
        let lines =
            Topology { primitive: Primitive::Lines, connectivity: Connectivity::Unconnected };
        mesh = mesh.with_indices(lines, &of_lines);
        (mesh.model, mesh.world) = (layer.model, layer.world);
        self.mesh.set(mesh);
        Ok(())
    }
}

impl HedgeHog2D {
    /// Corners of an arrow along x, of length 1 round the origin; its triangles and its lines.
    fn shape(&self) -> (Vec<Vec2>, &'static [u32], &'static [u32]) {
        match self.glyph {
            Glyph::Arrow => {
                let Arrow { base, hook, head } = self.arrow;
                let (neck, side) = (0.5 - head, 0.5 * base);
                let corners = [
                    Vec2::new(-0.5, -side),
                    Vec2::new(neck, -side),
                    Vec2::new(-0.5, side),
                    Vec2::new(neck, side),
                    Vec2::new(neck, -side - hook),
                    Vec2::new(0.5, 0.0),
                    Vec2::new(neck, side + hook),
                ];
                (corners.into(), &[0, 1, 2, 1, 2, 3, 4, 5, 6], &[])
            }
            Glyph::Quiver => {
                let Quiver { hook, head } = self.quiver;
                let corners = [
                    Vec2::new(-0.5, 0.0),
                    Vec2::new(0.5, 0.0),
                    Vec2::new(0.5 - head, hook),
                    Vec2::new(0.5 - head, -hook),
                ];
                (corners.into(), &[], &[0, 1, 1, 2, 1, 3])
            }
        }
    }
}

/// The vector between pixels, linear; zero in a layer without pixels.
fn nearest(layer: &Layer, place: Vec2) -> Vec2 {
    let size = layer.size();
    if size.min_element() == 0 {
        return Vec2::ZERO;
    }
    let last = (size - 1).as_ivec2();
    let at = place * size.as_vec2() - 0.5;
    let low = at.floor();
    let part = at - low;
    let pixel = |right: i32, up: i32| {
        let at = (low.as_ivec2() + IVec2::new(right, up)).clamp(IVec2::ZERO, last).as_uvec2();
        let [x, y, ..] = layer.pixel_at(at.y as usize * size.x as usize + at.x as usize);
        Vec2::new(x as f32, y as f32)
    };
    let lower = pixel(0, 0).lerp(pixel(1, 0), part.x);
    let upper = pixel(0, 1).lerp(pixel(1, 1), part.x);
    lower.lerp(upper, part.y)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mesh(glyph: Glyph) -> Result<Shared<Mesh>> {
        let up = Layer::from_pixels([2, 2], LayerKind::Color, &[[0.0f32, 3.0]; 4]);
        let mut node = HedgeHog2D {
            field: In::from(up),
            glyph,
            n_glyphs: IVec2::splat(2),
            scale: 1.0,
            ..Default::default()
        };
        node.process(&Context::detached())?;
        node.mesh.get()
    }

    #[test]
    fn arrows_point_along_the_vectors() -> Result<()> {
        let mesh = mesh(Glyph::Quiver)?;
        assert_eq!(mesh.n_vertices(), 16);
        let positions = mesh.attribute(AttributeKind::Position).expect("it has them");
        let [x, y, ..] = positions.at(0);
        assert!((x - 0.25).abs() < 1e-6 && y.abs() < 1e-6, "{x} {y}");
        let [x, y, ..] = positions.at(1);
        assert!((x - 0.25).abs() < 1e-6 && (y - 0.5).abs() < 1e-6, "{x} {y}");
        assert_eq!(mesh.attribute(AttributeKind::TexCoord).expect("it has them").at(1)[1], 3.0);
        assert_eq!([mesh.indices[0].values.len(), mesh.indices[1].values.len()], [0, 24]);
        Ok(())
    }

    #[test]
    fn filled_arrows_have_three_triangles() -> Result<()> {
        let mesh = mesh(Glyph::Arrow)?;
        assert_eq!([mesh.indices[0].values.len(), mesh.indices[1].values.len()], [36, 0]);
        // The shaft of the first arrow, which points up, is a tenth of a cell wide; its head a hook
        // more on each side.
        let positions = mesh.attribute(AttributeKind::Position).expect("it has them");
        let x = |n: usize| positions.at(n)[0];
        assert!((x(0) - x(2) - 0.05).abs() < 1e-6, "{} {}", x(0), x(2));
        assert!((x(4) - x(6) - 0.15).abs() < 1e-6, "{} {}", x(4), x(6));
        Ok(())
    }
}
