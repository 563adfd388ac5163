//! Images beside each other.

use crate::algorithm::board::{Board, Layover, Rect};
use crate::algorithm::views::Views;
use glam::UVec2;
use ivw_core::event::{Interaction, Reaction};
use ivw_core::prelude::*;

/// Several images beside each other in one.
///
/// |             | shape             | value                   |
/// |-------------|-------------------|-------------------------|
/// | multiinport | of their views    | colours, depth, picking |
/// | outport     | `[width, height]` | colours, depth, picking |
///
/// Each image is asked to be as large as its view; images without a view are not asked for.
/// What no view covers is transparent black.
#[derive(Processor)]
#[processor(
    "org.inviwo.ImageLayoutGL",
    name = "Image Layout",
    category = "Image Operation",
    tags = "CPU",
    sizes_inputs,
    takes_events
)]
pub struct ImageLayout {
    /// Pictures, in the order of their connections.
    #[inport("multiinport")]
    images: InMany<Image>,

    /// All of them in one picture.
    #[outport("outport")]
    result: Out<Image>,

    /// Which views there are.
    #[property("layout", default = Layout::Cross)]
    layout: Layout,

    /// Where upper and lower views meet, from the bottom.
    #[property(
        "horizontalSplitter",
        name = "Split Position",
        default = 0.5,
        range = 0.0..=1.0,
        visible_if = |p| matches!(p.layout, Layout::Horizontal | Layout::Cross)
    )]
    horizontal: f32,

    /// Where left and right views meet, from the left.
    #[property(
        "verticalSplitter",
        name = "Split Position",
        default = 0.5,
        range = 0.0..=1.0,
        visible_if = |p| matches!(p.layout, Layout::Vertical | Layout::Cross)
    )]
    vertical: f32,

    /// Where three views on the left and one on the right meet, from the left.
    #[property(
        "vertical3Left1RightSplitter",
        name = "Split Position",
        default = 1.0 / 3.0,
        range = 0.0..=1.0,
        visible_if = |p| p.layout == Layout::ThreeLeft
    )]
    three_left: f32,

    /// Where one view on the left and three on the right meet, from the left.
    #[property(
        "vertical3Right1LeftSplitter",
        name = "Split Position",
        default = 2.0 / 3.0,
        range = 0.0..=1.0,
        visible_if = |p| p.layout == Layout::ThreeRight
    )]
    three_right: f32,

    /// How large views may be.
    #[group(
        "bounds",
        name = "Min/Max dimensions (px)",
        visible_if = |p| {
            !matches!(p.layout, Layout::Single | Layout::Rows | Layout::Columns)
        }
    )]
    bounds: Bounds,

    events: Views,
}

/// These are the least and the largest sizes of views, in pixels.
#[derive(PropertyGroup)]
pub struct Bounds {
    /// Width of views on the left.
    #[property(
        "leftMinMax",
        name = "Left Min/Max",
        default = 0..i32::MAX,
        range = 0..=i32::MAX,
        semantics = "Text"
    )]
    left: std::ops::Range<i32>,

    /// Width of views on the right.
    #[property(
        "rightMinMax",
        name = "Right Min/Max",
        default = 0..i32::MAX,
        range = 0..=i32::MAX,
        semantics = "Text"
    )]
    right: std::ops::Range<i32>,

    /// Height of views above.
    #[property(
        "topMinMax",
        name = "Top Min/Max",
        default = 0..i32::MAX,
        range = 0..=i32::MAX,
        semantics = "Text"
    )]
    top: std::ops::Range<i32>,

    /// Height of views below.
    #[property(
        "bottomMinMax",
        name = "Bottom Min/Max",
        default = 0..i32::MAX,
        range = 0..=i32::MAX,
        semantics = "Text"
    )]
    bottom: std::ops::Range<i32>,
}

/// These are views in a picture.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// One view.
    #[choice("single", "Single Only")]
    Single,
    /// One above the other.
    #[choice("horizontalSplit", "Horizontal Split")]
    Horizontal,
    /// One beside the other.
    #[choice("verticalSplit", "Vertical Split")]
    Vertical,
    /// Two above two.
    #[default]
    #[choice("crossSplit", "Cross Split")]
    Cross,
    /// Three small ones on the left, a large one on the right; the saved name says the opposite.
    #[choice("threeRightOneLeftSplit", "Three Left, One Right")]
    ThreeLeft,
    /// A large one on the left, three small ones on the right; the saved name says the opposite.
    #[choice("threeLeftOneRightSplit", "Three Right, One Left")]
    ThreeRight,
    /// All above each other, from the bottom.
    #[choice("horizontalSplitMultiple", "Horizontal Split Multiple")]
    Rows,
    /// All beside each other, from the left.
    #[choice("verticalSplitMultiple", "Vertical Split Multiple")]
    Columns,
}

impl Process for ImageLayout {
    fn process(&mut self, _: &Context) -> Result<()> {
        let images = self.images.all();
        let size = self.result.size();
        let views = self.views(images.len(), size);
        // An image without an area has not come.
        let views = views.into_iter().filter(|view| view.size.min_element() > 0);
        let mut board = Board::new(size)?;
        for (image, view) in images.iter().zip(views) {
            board.lay(image, view, Layover::Replace);
        }
        self.result.set(board.into_image());
        Ok(())
    }

    fn event(&mut self, event: &Interaction, _: &Context) -> Result<Reaction> {
        let size = self.result.size();
        let views = self.views(self.images.all().len(), size);
        Ok(self.events.pass(event, "multiinport", &views, size))
    }

    fn input_sizes(&self, _: &str, n: usize, size: UVec2) -> Vec<UVec2> {
        let views = self.views(n, size).into_iter().map(|view| view.size.as_uvec2());
        views.chain(std::iter::repeat(UVec2::ZERO)).take(n).collect()
    }
}

impl ImageLayout {
    /// The views of so many images.
    fn views(&self, n: usize, size: UVec2) -> Vec<Rect> {
        let [width, height] = size.as_ivec2().to_array();
        let Bounds { left, right, top, bottom } = &self.bounds;
        let across = |place: f32| split(place, width, left, right);
        let up = |place: f32| split(place, height, bottom, top);
        match self.layout {
            Layout::Single => vec![Rect::new(0, 0, width, height)],
            Layout::Horizontal => {
                let y = up(self.horizontal);
                vec![Rect::new(0, y, width, height - y), Rect::new(0, 0, width, y)]
            }
            Layout::Vertical => {
                let x = across(self.vertical);
                vec![Rect::new(0, 0, x, height), Rect::new(x, 0, width - x, height)]
            }
            Layout::Cross => {
                let (x, y) = (across(self.vertical), up(self.horizontal));
                vec![
                    Rect::new(0, y, x, height - y),
                    Rect::new(x, y, width - x, height - y),
                    Rect::new(0, 0, x, y),
                    Rect::new(x, 0, width - x, y),
                ]
            }
            Layout::ThreeLeft => {
                let x = across(self.three_left);
                let mut views = stacked(0, x, height);
                views.push(Rect::new(x, 0, width - x, height));
                views
            }
            Layout::ThreeRight => {
                let x = across(self.three_right);
                let mut views = stacked(x, width - x, height);
                views.push(Rect::new(0, 0, x, height));
                views
            }
            Layout::Rows => {
                let rows = shares(n, height);
                rows.into_iter().map(|(y, share)| Rect::new(0, y, width, share)).collect()
            }
            Layout::Columns => {
                let columns = shares(n, width);
                columns.into_iter().map(|(x, share)| Rect::new(x, 0, share, height)).collect()
            }
        }
    }
}

/// Where two parts of a length meet, each having a least and a largest length.
fn split(
    place: f32,
    length: i32,
    first: &std::ops::Range<i32>,
    second: &std::ops::Range<i32>,
) -> i32 {
    let part = |n: i32| n as f32 / length.max(1) as f32;
    let least = part(first.start).max(1.0 - part(second.end));
    let most = part(first.end).min(1.0 - part(second.start));
    let place = place.max(least).min(most);
    ((place * length as f32) as i32).clamp(0, length)
}

/// Three views on top of each other, the uppermost first; lower ones take what is left over.
fn stacked(x: i32, width: i32, height: i32) -> Vec<Rect> {
    let (third, left_over) = (height / 3, height % 3);
    let (bottom, middle) = (third + (left_over > 0) as i32, third + (left_over > 1) as i32);
    vec![
        Rect::new(x, bottom + middle, width, third),
        Rect::new(x, bottom, width, middle),
        Rect::new(x, 0, width, bottom),
    ]
}

/// Starts and lengths of equal parts of a length; the first ones take what is left over.
fn shares(n: usize, length: i32) -> Vec<(i32, i32)> {
    let n = n.max(1) as i32;
    let mut start = 0;
    let share = |part: i32| {
        let share = length / n + (part < length % n) as i32;
        start += share;
        (start - share, share)
    };
    (0..n).map(share).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(layout: Layout) -> ImageLayout {
        ImageLayout { layout, ..Default::default() }
    }

    #[test]
    fn views_of_every_layout_cover_the_picture_once() {
        use ivw_core::property::ChoiceField;
        for (_, name, kind) in Layout::OPTIONS {
            for size in [UVec2::new(100, 101), UVec2::new(7, 5), UVec2::ONE] {
                let views = layout(*kind).views(4, size);
                let area: i32 = views.iter().map(|view| view.size.x * view.size.y).sum();
                assert_eq!(area as u32, size.x * size.y, "{name}: {views:?}");
            }
        }
    }

    #[test]
    fn heights_are_measured_from_the_bottom() {
        let node = ImageLayout { horizontal: 0.25, ..layout(Layout::Horizontal) };
        let views = node.views(2, UVec2::new(10, 100));
        assert_eq!(views, [Rect::new(0, 25, 10, 75), Rect::new(0, 0, 10, 25)]);
        let rows = layout(Layout::Rows).views(3, UVec2::new(10, 11));
        assert_eq!(rows[0], Rect::new(0, 0, 10, 4));
        let three = layout(Layout::ThreeLeft).views(4, UVec2::new(9, 11));
        assert_eq!(three[0], Rect::new(0, 8, 3, 3));
        assert_eq!(three[2], Rect::new(0, 0, 3, 4));
        assert_eq!(three[3], Rect::new(3, 0, 6, 11));
    }

    #[test]
    fn bounds_keep_views_within_their_sizes() {
        let mut node = layout(Layout::Vertical);
        node.bounds.left = 0..30;
        assert_eq!(node.views(2, UVec2::new(100, 10))[0].size.x, 30);
        node.bounds.right = 80..i32::MAX;
        // Limits are parts of the picture, whose rounding may give a view a pixel more.
        let right = node.views(2, UVec2::new(100, 10))[1].size.x;
        assert!((80..=81).contains(&right), "{right}");
    }

    #[test]
    fn each_image_is_asked_for_the_size_of_its_view_and_comes_there() -> Result<()> {
        let mut node = layout(Layout::Vertical);
        let sizes = node.input_sizes("multiinport", 3, UVec2::new(5, 2));
        assert_eq!(sizes, [UVec2::new(2, 2), UVec2::new(3, 2), UVec2::ZERO]);
        let image = |dims: [u32; 2], shade: u8| {
            let pixels = vec![[shade; 4]; (dims[0] * dims[1]) as usize];
            Image::from_layer(Layer::from_pixels(dims, LayerKind::Color, &pixels))
        };
        node.images = vec![image([2, 2], 10), image([3, 2], 20)].into();
        node.result = Out::with_size(UVec2::new(5, 2));
        node.process(&Context::detached())?;
        let result = node.result.get()?;
        let pixels: &[[u8; 4]] = result.color[0].pixels.elements();
        let shades: Vec<u8> = pixels.iter().map(|pixel| pixel[0]).collect();
        assert_eq!(shades, [10, 10, 20, 20, 20, 10, 10, 20, 20, 20]);
        Ok(())
    }
}
