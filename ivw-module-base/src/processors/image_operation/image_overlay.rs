//! Small images over large ones.

use crate::algorithm::board::{Board, Layover, Rect};
use glam::{IVec2, UVec2, Vec2, Vec4};
use ivw_core::prelude::*;
use ivw_render::pixels::in_size;

/// A small image on top of another one, with a border around it.
///
/// |         | shape             | value                   |
/// |---------|-------------------|-------------------------|
/// | inport  | `[width, height]` | colours, depth, picking |
/// | overlay | of its place      | colours, depth, picking |
/// | outport | `[width, height]` | colours, depth, picking |
///
/// The small image is asked to be as large as its place.
/// Places are measured from the upper left corner.
#[derive(Processor)]
#[processor(
    "org.inviwo.ImageOverlayGL",
    name = "Image Overlay",
    category = "Image Operation",
    tags = "CPU",
    sizes_inputs
)]
pub struct ImageOverlay {
    /// The large picture.
    #[inport("inport")]
    image: In<Image>,

    /// The small picture on top of it.
    #[inport("overlay", optional)]
    overlay: In<Image>,

    /// Both in one.
    #[outport("outport")]
    result: Out<Image>,

    /// Show the small picture.
    #[property("enabled", name = "Overlay Enabled", default = true)]
    is_on: bool,

    /// Let the mouse reach what is drawn in the small picture.
    #[property("overlayInteraction", name = "Overlay Interaction")]
    overlay_interaction: bool,

    /// Let the mouse also reach the large picture, where it is over the small one.
    #[property("passTroughEvent", name = "Pass Events on to Main View")]
    passes_events: bool,

    /// Where the small picture is, and how large.
    #[group("overlay", name = "Overlay Property")]
    place: Place,

    /// The frame around the small picture.
    #[group("border")]
    border: Border,
}

/// This is where a small picture is, and how large.
#[derive(PropertyGroup)]
#[group_class("org.inviwo.OverlayProperty")]
pub struct Place {
    /// Whether its place is in pixels or a part of the large picture.
    #[property("positioningMode", name = "Positioning Mode", default = Unit::Relative)]
    position_unit: Unit,

    /// Its place as a part of the large picture.
    #[property(
        "position",
        default = Vec2::splat(0.25),
        range = 0.0..=1.0,
        step = 0.01,
        visible_if = |p| p.position_unit == Unit::Relative
    )]
    position: Vec2,

    /// Its place in pixels.
    #[property(
        "absolutePos",
        name = "Position [pixel]",
        default = IVec2::splat(10),
        range = 0..=2048,
        visible_if = |p| p.position_unit == Unit::Absolute
    )]
    pixel_position: IVec2,

    /// Whether its size is in pixels or a part of the large picture.
    #[property("sizeMode", name = "Size Mode", default = Unit::Relative)]
    size_unit: Unit,

    /// Its size as a part of the large picture.
    #[property(
        "size",
        default = Vec2::splat(0.48),
        range = 0.0..=1.0,
        step = 0.01,
        visible_if = |p| p.size_unit == Unit::Relative
    )]
    size: Vec2,

    /// Its size in pixels.
    #[property(
        "absoluteSize",
        name = "Size [pixel]",
        default = IVec2::splat(10),
        from = 1..=2048,
        visible_if = |p| p.size_unit == Unit::Absolute
    )]
    pixel_size: IVec2,

    /// Which point of it is at its place: -1 is its left or lower edge, 1 the right or upper one.
    #[property("anchor", range = -1.0..=1.0, step = 0.01)]
    anchor: Vec2,

    /// How it gets onto the large picture.
    #[property(
        "blendMode",
        name = "Blending Mode",
        default = Blending::Over,
        invalidates = InvalidationLevel::InvalidResources
    )]
    blending: Blending,
}

/// This is a frame around a small picture.
#[derive(PropertyGroup)]
#[group_class(checked_by = "checked")]
pub struct Border {
    /// Whether there is one.
    #[property("checked", default = true)]
    is_on: bool,

    /// Its colour.
    #[property("borderColor", name = "Color", default = Vec4::new(0.0, 0.0, 0.0, 1.0), color)]
    color: Vec4,

    /// Its width in pixels.
    #[property("borderWidth", name = "Width", default = 2, range = 0..=100)]
    width: i32,
}

/// This is what places and sizes are counted in.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// Pixels.
    #[choice("absolute", "Absolute")]
    Absolute,
    /// Parts of the large picture.
    #[default]
    #[choice("relative", "Relative")]
    Relative,
}

/// This is how a small picture gets onto a large one.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Blending {
    /// It takes its place.
    #[choice("replace", "Replace")]
    Replace,
    /// By its opacity.
    #[default]
    #[choice("over", "Blend")]
    Over,
}

impl Place {
    /// The part of a picture of a size.
    fn part(&self, size: UVec2) -> Rect {
        let view = size.as_vec2();
        let position = match self.position_unit {
            Unit::Relative => self.position * view,
            Unit::Absolute => self.pixel_position.as_vec2(),
        };
        let size = match self.size_unit {
            Unit::Relative => self.size * view,
            Unit::Absolute => self.pixel_size.as_vec2(),
        };
        let shift = 0.5 * size * (self.anchor + 1.0);
        let (x, y) = (position.x - shift.x, view.y - (position.y + shift.y));
        Rect::new(x as i32, y as i32, size.x as i32, size.y as i32)
    }
}

impl Process for ImageOverlay {
    fn process(&mut self, _: &Context) -> Result<()> {
        let image = self.image.get()?;
        if !self.is_on {
            self.result.set(image);
            return Ok(());
        }
        let size = self.result.size();
        let mut board = Board::of(in_size(&image, size)?.as_ref(), size)?;
        if let Some(overlay) = self.overlay.data() {
            let part = self.place.part(size);
            let layover = match self.place.blending {
                Blending::Replace => Layover::Replace,
                Blending::Over => Layover::Blend,
            };
            board.lay(overlay, part, layover);
            if self.border.is_on {
                board.fill(part.grown(self.border.width), part, self.border.color, layover);
            }
        }
        self.result.set(board.into_image());
        Ok(())
    }

    fn input_sizes(&self, inport: &str, n: usize, size: UVec2) -> Vec<UVec2> {
        let size = match inport {
            "overlay" if self.is_on => self.place.part(size).size.as_uvec2(),
            "overlay" => UVec2::ZERO,
            _ => size,
        };
        vec![size; n]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn image(dims: [u32; 2], pixel: [u8; 4]) -> Image {
        let pixels = vec![pixel; (dims[0] * dims[1]) as usize];
        Image::from_layer(Layer::from_pixels(dims, LayerKind::Color, &pixels))
    }

    fn node() -> ImageOverlay {
        let mut node = ImageOverlay {
            image: image([10, 8], [100, 100, 100, 255]).into(),
            overlay: image([4, 2], [200, 0, 0, 128]).into(),
            result: Out::with_size(UVec2::new(10, 8)),
            ..Default::default()
        };
        (node.place.position_unit, node.place.size_unit) = (Unit::Absolute, Unit::Absolute);
        (node.place.pixel_position, node.place.pixel_size) = (IVec2::new(3, 2), IVec2::new(4, 2));
        node.place.anchor = Vec2::new(-1.0, 1.0);
        node.border.width = 1;
        node
    }

    fn pixel(node: &ImageOverlay, x: usize, from_top: usize) -> [u8; 4] {
        let image = node.result.get().unwrap();
        image.color[0].pixels.elements::<[u8; 4]>()[(7 - from_top) * 10 + x]
    }

    #[test]
    fn the_small_picture_is_where_it_was_put_with_a_border_around() -> Result<()> {
        let mut node = node();
        assert_eq!(node.input_sizes("overlay", 1, UVec2::new(10, 8)), [UVec2::new(4, 2)]);
        assert_eq!(node.input_sizes("inport", 1, UVec2::new(10, 8)), [UVec2::new(10, 8)]);
        node.process(&Context::detached())?;
        assert_eq!(pixel(&node, 3, 2)[0], 150);
        assert_eq!(pixel(&node, 6, 3)[0], 150);
        for (x, y) in [(2, 2), (7, 3), (3, 1), (6, 4), (2, 1)] {
            assert_eq!(pixel(&node, x, y), [0, 0, 0, 255], "{x} {y}");
        }
        assert_eq!(pixel(&node, 1, 2), [100, 100, 100, 255]);
        node.place.blending = Blending::Replace;
        node.border.is_on = false;
        node.process(&Context::detached())?;
        assert_eq!(pixel(&node, 3, 2), [200, 0, 0, 128]);
        assert_eq!(pixel(&node, 2, 2), [100, 100, 100, 255]);
        Ok(())
    }

    #[test]
    fn parts_of_the_picture_are_cut_off_to_pixels() {
        let node = ImageOverlay::default();
        // 0.48 of 256 is 122.88, the middle of it at a quarter.
        let part = node.place.part(UVec2::splat(256));
        assert_eq!(part, Rect::new(2, 130, 122, 122));
    }

    #[test]
    fn switched_off_the_picture_goes_through() -> Result<()> {
        let mut node = ImageOverlay { is_on: false, ..node() };
        node.process(&Context::detached())?;
        assert!(node.result.get()?.is_same(&node.image.get()?));
        assert_eq!(node.input_sizes("overlay", 1, UVec2::ONE), [UVec2::ZERO]);
        Ok(())
    }
}
