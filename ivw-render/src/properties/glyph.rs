//! What renderers of spheres and points share.

use glam::{IVec3, Mat4, Vec3, Vec4};
use ivw_core::prelude::*;

/// This says which vertices of a mesh are drawn.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GlyphMode {
    /// All that any index list names.
    #[default]
    #[choice("entireMesh", "Entire Mesh")]
    EntireMesh,
    /// Those of lists of points.
    #[choice("pointsOnly", "Points Only")]
    PointsOnly,
}

/// These are texts beside glyphs.
#[derive(PropertyGroup)]
#[group_class(checked_by = "checked")]
pub struct GlyphLabels {
    /// Whether there are any.
    #[property("checked")]
    pub is_on: bool,
    /// Their colour.
    #[property("color", default = Vec4::new(0.1, 0.1, 0.1, 1.0), color)]
    pub color: Vec4,
    /// Their size, relative to that of glyphs.
    #[property("size", default = 0.3, soft = 0.0..=10.0, step = 0.1)]
    pub size: f32,
    /// Size of the letters that they are scaled from, in pixels.
    #[property("fontSize", name = "Font Size", default = 14, from = 1..=144)]
    pub font_size: i32,
}

/// This is how a picture on glyphs and their colour become one.
#[derive(PropertyGroup)]
#[group_class(checked_by = "checked")]
pub struct GlyphTexture {
    /// Whether the picture is used.
    #[property("checked", invalidates = InvalidationLevel::InvalidResources)]
    pub is_on: bool,
    /// How they become one.
    #[property(
        "blendMode",
        name = "Blend Mode",
        default = GlyphBlend::Alpha,
        invalidates = InvalidationLevel::InvalidResources
    )]
    pub blend: GlyphBlend,
    /// Let picture and colour change places.
    #[property("swap", name = "Swap", invalidates = InvalidationLevel::InvalidResources)]
    pub swaps: bool,
    /// How much of the mixture there is beside the colour.
    #[property("textureMixing", name = "Texture Mixing", default = 0.7, bounds = 0.0..=1.0)]
    pub mixing: f32,
}

/// This is how a picture and a colour become one.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum GlyphBlend {
    #[choice("source", "Source")]
    Source,
    #[choice("destination", "Destination")]
    Destination,
    #[default]
    #[choice("alpha", "Alpha")]
    Alpha,
    #[choice("additive", "Additive")]
    Additive,
    #[choice("multiply", "Multiply")]
    Multiply,
    #[choice("screen", "Screen")]
    Screen,
    #[choice("subtractive", "Subtractive")]
    Subtractive,
    #[choice("premultiplied", "Premultiplied")]
    Premultiplied,
    #[choice("overlay", "Overlay")]
    Overlay,
}

impl GlyphTexture {
    /// This is the colour of a glyph with a colour of the picture on it; its alpha stays.
    pub fn mix(&self, color: Vec4, texel: Vec4) -> Vec4 {
        let (a, b) = if self.swaps { (texel, color) } else { (color, texel) };
        let (below, above) = (a.truncate(), b.truncate());
        let mixed = match self.blend {
            GlyphBlend::Source => above,
            GlyphBlend::Destination => below,
            GlyphBlend::Alpha => below.lerp(above, b.w),
            GlyphBlend::Additive => below + above,
            GlyphBlend::Multiply => below * above,
            GlyphBlend::Screen => 1.0 - (1.0 - below) * (1.0 - above),
            GlyphBlend::Subtractive => below - above,
            GlyphBlend::Premultiplied => above + below * (1.0 - b.w),
            GlyphBlend::Overlay => {
                let dark = 2.0 * below * above;
                let light = 1.0 - 2.0 * (1.0 - below) * (1.0 - above);
                Vec3::select(below.cmplt(Vec3::splat(0.5)), dark, light)
            }
        };
        let rgb = color.truncate().lerp(mixed, self.mixing).clamp(Vec3::ZERO, Vec3::ONE);
        rgb.extend(color.w)
    }
}

/// This is how glyphs look that were selected elsewhere.
#[derive(PropertyGroup)]
#[group_class("org.inviwo.ColorSelectionProperty", checked_by = "checked")]
pub struct SelectionColor {
    /// Whether they look different.
    #[property("checked", default = true)]
    pub is_on: bool,
    /// The colour that they get.
    #[property("color", color)]
    pub color: Vec3,
    /// The alpha that they get.
    #[property("alpha", default = 1.0, bounds = 0.0..=1.0)]
    pub alpha: f32,
    /// How much of the colour they get.
    #[property("intensity", name = "Mixing", default = 0.7, bounds = 0.0..=1.0)]
    pub mixing: f32,
}

/// This is how glyphs go on beyond the cell that they are in, as atoms do in a crystal.
#[derive(PropertyGroup)]
#[group_class(checked_by = "checked")]
pub struct Periodicity {
    /// Whether they go on.
    #[property("checked")]
    pub is_on: bool,
    /// How far they move, in cells.
    #[property("shift", soft = -1.0..=1.0)]
    pub shift: Vec3,
    /// How many cells there are.
    #[property("repeat", default = IVec3::ONE, from = 1..=10)]
    pub repeat: IVec3,
    /// Glyphs so near to a side are drawn at the other side as well, in cells.
    #[property("duplicateCutoff", name = "Duplicate Cutoff", from = 0.0..=1.0)]
    pub cutoff: f32,
    /// From a cell to the world.
    #[property("basis", default = Mat4::IDENTITY, soft = -100.0..=100.0)]
    pub basis: Mat4,
}

impl Periodicity {
    /// These are the places where a glyph is drawn.
    pub fn places(&self, position: Vec3) -> Vec<Vec3> {
        if !self.is_on {
            return vec![position];
        }
        let cell = self.basis.inverse().transform_point3(position) + self.shift;
        let within = cell - cell.floor();
        let along = |axis: usize| -> Vec<f32> {
            let n = self.repeat[axis].clamp(1, 1000);
            let mut at: Vec<f32> = (0..n).map(|k| within[axis] + k as f32).collect();
            if within[axis] < self.cutoff {
                at.push(within[axis] + n as f32);
            }
            if within[axis] > 1.0 - self.cutoff {
                at.push(within[axis] - 1.0);
            }
            at
        };
        let [xs, ys, zs] = [along(0), along(1), along(2)];
        let mut places = Vec::with_capacity(xs.len() * ys.len() * zs.len());
        for &z in &zs {
            for &y in &ys {
                places.extend(xs.iter().map(|&x| self.basis.transform_point3(Vec3::new(x, y, z))));
            }
        }
        places
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crystal_repeats_its_cell() {
        let mut crystal =
            Periodicity { basis: Mat4::from_scale(Vec3::splat(2.0)), ..Default::default() };
        let at = Vec3::new(0.5, 1.0, 5.0);
        assert_eq!(crystal.places(at), [at]);
        crystal.is_on = true;
        assert_eq!(crystal.places(at), [Vec3::new(0.5, 1.0, 1.0)]);
        crystal.repeat = IVec3::new(2, 1, 3);
        assert_eq!(crystal.places(at).len(), 6);
        // The glyph is a quarter of a cell from the side: it is seen again behind the last cell.
        crystal.cutoff = 0.3;
        for (n_cells, again) in [(1, 2.5), (2, 4.5)] {
            crystal.repeat = IVec3::new(n_cells, 1, 1);
            let places = crystal.places(at);
            assert_eq!(places.first(), Some(&Vec3::new(0.5, 1.0, 1.0)));
            assert_eq!(places.last(), Some(&Vec3::new(again, 1.0, 1.0)));
            assert_eq!(places.len() as i32, n_cells + 1);
        }
    }

    #[test]
    fn a_picture_covers_a_glyph_by_its_alpha() {
        let (red, half_blue) = (Vec4::new(1.0, 0.0, 0.0, 0.5), Vec4::new(0.0, 0.0, 1.0, 0.5));
        let mut texture = GlyphTexture { mixing: 1.0, ..GlyphTexture::default() };
        assert_eq!(texture.mix(red, half_blue), Vec4::new(0.5, 0.0, 0.5, 0.5));
        texture.blend = GlyphBlend::Source;
        assert_eq!(texture.mix(red, half_blue), Vec4::new(0.0, 0.0, 1.0, 0.5));
        texture.mixing = 0.0;
        assert_eq!(texture.mix(red, half_blue), red);
    }
}
