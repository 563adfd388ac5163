//! Images in columns or in rows.

use crate::algorithm::board::{Board, Layover, Rect};
use crate::algorithm::splitter::{Run, Splitter};
use crate::algorithm::views::Views;
use glam::{UVec2, Vec4};
use ivw_core::event::{Interaction, Reaction};
use ivw_core::prelude::*;

/// Most images that there is a place for.
const MAX_IMAGES: usize = 16;

/// These are where images meet, as parts of the picture; those below 0 are evenly spread.
#[derive(PropertyGroup)]
pub struct SplitPositions {
    splits: Splits,
    /// Those that have a property.
    known: Vec<usize>,
}

#[derive(Default)]
struct Splits([f32; MAX_IMAGES - 1]);

impl SplitPositions {
    /// Sizes of so many images along a side of the picture, in pixels.
    fn lengths(&self, n: usize, side: u32, least: i32) -> Vec<(i32, i32)> {
        let side = side as i32;
        // Where there is no room for the least size, all get the same.
        let least = least.clamp(0, side / n.max(1) as i32);
        let mut start = 0;
        (0..n)
            .map(|place| {
                let even = (place + 1) as f32 / n as f32;
                let split = self.splits.0.get(place).copied().filter(|split| *split > 0.0);
                let end = match place + 1 == n {
                    true => side,
                    false => (split.unwrap_or(even) * side as f32) as i32,
                };
                let rest = (n - 1 - place) as i32 * least;
                let end = end.max(start + least).min(side - rest);
                let length = end - start;
                (std::mem::replace(&mut start, end), length)
            })
            .collect()
    }
}

macro_rules! layout {
    (
        $(#[$doc:meta])* $Layout:ident, $class:literal, $name:literal, $run:expr,
        $side:ident, |$size:ident, $start:ident, $length:ident| $rect:expr, $line:expr
    ) => {
        $(#[$doc])*
        #[derive(Processor)]
        #[processor(
            $class,
            name = $name,
            category = "Image Operation",
            tags = "CPU",
            sizes_inputs,
            takes_added,
            takes_events
        )]
        pub struct $Layout {
            /// Pictures, in the order of their connections.
            #[inport("inport")]
            images: InMany<Image>,

            /// All of them in one picture.
            #[outport("outport")]
            result: Out<Image>,

            /// What the bars between them look like.
            #[group(
                "splitterSettings",
                name = "Splitter Settings",
                collapsed = true,
                preset("style", Value::choice("line")),
                preset("color", color([0.27, 0.3, 0.31, 1.0])),
                preset("bgColor", color([0.1, 0.1, 0.12, 1.0])),
                preset("width", 4.0),
                preset("triSize", 0.0)
            )]
            splitter: Splitter,

            /// Least size of a picture, in pixels.
            #[property(
                "minWidth",
                name = "Minimum Width (px)",
                default = 10,
                range = 0..=4096,
                semantics = "SpinBox"
            )]
            least: i32,

            /// Where pictures meet; without any, they are evenly spread.
            #[group("splitters", name = "Split Positions")]
            positions: SplitPositions,

            events: Views,
            /// The bar that is dragged.
            dragged: Option<usize>,
        }

        impl $Layout {
            fn views(&self, n: usize, $size: UVec2) -> Vec<Rect> {
                let lengths = self.positions.lengths(n, $size.$side, self.least);
                lengths.into_iter().map(|($start, $length)| $rect).collect()
            }
        }

        impl Process for $Layout {
            fn set_added(&mut self, added: &[ivw_core::processor::Added]) -> Result<()> {
                self.positions = SplitPositions::default();
                for property in added {
                    let Some(n) = property.path.strip_prefix("splitters.splitter") else {
                        continue;
                    };
                    let Ok(n) = n.parse::<usize>() else { continue };
                    let slot = self.positions.splits.0.get_mut(n);
                    let place = property.value.as_floats().and_then(|v| v.first().copied());
                    if let (Some(slot), Some(place)) = (slot, place) {
                        *slot = place as f32;
                        self.positions.known.push(n);
                    }
                }
                Ok(())
            }

            fn process(&mut self, _: &Context) -> Result<()> {
                let images = self.images.all();
                let size = self.result.size();
                let views = self.views(images.len(), size);
                let mut board = Board::new(size)?;
                for (image, view) in images.iter().zip(&views) {
                    board.lay(image, *view, Layover::Replace);
                }
                for view in views.iter().skip(1) {
                    let line: fn(Rect) -> i32 = $line;
                    self.splitter.draw(&mut board, size, $run, line(*view) as f32);
                }
                self.result.set(board.into_image());
                Ok(())
            }

            fn event(&mut self, event: &Interaction, context: &Context) -> Result<Reaction> {
                let size = self.result.size();
                let views = self.views(self.images.all().len(), size);
                let line: fn(Rect) -> i32 = $line;
                let bars: Vec<_> = views.iter().skip(1).map(|view| line(*view) as f32).collect();
                let dragged = self.splitter.drag(event, $run, &bars, size, &mut self.dragged);
                // A bar without a property of its own stays where it is.
                let is_known = |(bar, _): &(usize, f32)| self.positions.known.contains(bar);
                if let Some((bar, at)) = dragged.filter(is_known) {
                    context.set(&format!("splitters.splitter{bar}"), f64::from(at));
                    return Ok(Reaction::used());
                }
                Ok(self.events.pass(event, "inport", &views, size))
            }

            fn input_sizes(&self, _: &str, n: usize, size: UVec2) -> Vec<UVec2> {
                self.views(n, size).into_iter().map(|view| view.size.as_uvec2()).collect()
            }
        }
    };
}

layout! {
    /// Images beside each other, from left to right.
    ///
    /// |         | shape             | value                   |
    /// |---------|-------------------|-------------------------|
    /// | inport  | of their columns  | colours, depth, picking |
    /// | outport | `[width, height]` | colours, depth, picking |
    ///
    /// Each image is asked to be as large as its column.
    ColumnLayout, "org.inviwo.ColumnLayout", "Column Layout", Run::Up,
    x, |size, start, length| Rect::new(start, 0, length, size.y as i32), |view| view.corner.x
}

layout! {
    /// Images above each other, from the top to the bottom.
    ///
    /// |         | shape             | value                   |
    /// |---------|-------------------|-------------------------|
    /// | inport  | of their rows     | colours, depth, picking |
    /// | outport | `[width, height]` | colours, depth, picking |
    ///
    /// Each image is asked to be as large as its row.
    RowLayout, "org.inviwo.RowLayout", "Row Layout", Run::Right,
    y, |size, start, length| Rect::new(0, size.y as i32 - start - length, size.x as i32, length),
    |view| view.corner.y + view.size.y
}

fn color(color: [f64; 4]) -> Value {
    Value::Floats(
        Vec4::from_array(color.map(|c| c as f32)).to_array().map(f64::from).into_iter().collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use ivw_core::event::{Action, MouseButton, MouseState, Pointer};
    use ivw_core::processor::Added;

    #[test]
    fn columns_are_even_until_somebody_moves_a_bar() -> Result<()> {
        let mut node = ColumnLayout::default();
        let widths = |node: &ColumnLayout| -> Vec<u32> {
            let sizes = node.input_sizes("inport", 3, UVec2::new(100, 7));
            sizes.into_iter().map(|size| size.x).collect()
        };
        assert_eq!(widths(&node), [33, 33, 34]);
        let splitter = |n: usize, place: f64| Added {
            path: format!("splitters.splitter{n}"),
            class: "org.inviwo.FloatProperty".to_owned(),
            value: place.into(),
            name: String::new(),
        };
        node.set_added(&[splitter(0, 0.5), splitter(1, 0.52), splitter(99, 0.1)])?;
        // The second one keeps its least width.
        assert_eq!(widths(&node), [50, 10, 40]);
        assert_eq!(node.input_sizes("inport", 3, UVec2::new(2, 7)).len(), 3);
        Ok(())
    }

    #[test]
    fn a_dragged_bar_moves_its_property_and_all_else_goes_to_the_pictures() -> Result<()> {
        let image = Image::new([1, 1], Image::RGBA8)?;
        let mut node = ColumnLayout {
            images: vec![image.clone(), image].into(),
            result: Out::with_size(UVec2::new(100, 10)),
            ..Default::default()
        };
        let place = Added {
            path: "splitters.splitter0".to_owned(),
            name: "splitter0".to_owned(),
            class: "org.inviwo.FloatProperty".to_owned(),
            value: 0.5.into(),
        };
        node.set_added(&[place])?;
        let mut tell = |state, x| -> Result<_> {
            let pointer = Pointer { position: [x, 0.5], ..Pointer::default() };
            let action = Action::Mouse { button: MouseButton::Left, state, pointer };
            let context = Context::detached();
            let event = Interaction { action, ..Interaction::default() };
            let reaction = node.event(&event, &context)?;
            Ok((reaction.is_used, reaction.passed.len(), context.take_changes()))
        };
        assert_eq!(tell(MouseState::Press, 0.25)?, (false, 1, Vec::new()));
        assert_eq!(tell(MouseState::Release, 0.25)?, (false, 1, Vec::new()));
        assert!(tell(MouseState::Press, 0.5)?.0);
        let (is_used, _, changes) = tell(MouseState::Move, 0.75)?;
        assert!(is_used);
        assert_eq!(changes[0].property, "splitters.splitter0");
        assert_eq!(changes[0].change, PropertyChange::Value(0.75.into()));
        Ok(())
    }

    #[test]
    fn rows_go_from_the_top_to_the_bottom() -> Result<()> {
        let image = |shade: u8| {
            Image::from_layer(Layer::from_pixels([1, 1], LayerKind::Color, &[[shade; 4]]))
        };
        let mut node = RowLayout {
            images: vec![image(10), image(20)].into(),
            result: Out::with_size(UVec2::new(1, 30)),
            ..Default::default()
        };
        node.splitter.is_on = false;
        node.process(&Context::detached())?;
        let result = node.result.get()?;
        let pixels: &[[u8; 4]] = result.color[0].pixels.elements();
        assert_eq!((pixels[29][0], pixels[15][0], pixels[14][0], pixels[0][0]), (10, 10, 20, 20));
        Ok(())
    }
}
