//! A window that shows a picture.

use glam::{IVec2, UVec2};
use ivw_core::prelude::*;
use ivw_render::properties::Event;
use std::path::PathBuf;

/// Window that shows a picture, and asks everybody upstream for its size.
///
/// |        | shape             | value                       | unit                   |
/// |--------|-------------------|-----------------------------|------------------------|
/// | inport | `[width, height]` | colours, depth or picking   | premultiplied, 0 to 1  |
///
/// The size of the picture is that of the window, or one of its own.
/// A saved picture is the layer that is shown, exactly as it came: no background, opacity as it is.
#[derive(Processor)]
#[processor(
    "org.inviwo.CanvasGL",
    name = "Canvas",
    category = "Data Output",
    tags = "CPU",
    canvas,
    sink
)]
pub struct Canvas {
    /// Picture to show.
    #[inport("inport")]
    picture: In<Image>,

    /// Size of the window and of the picture.
    #[group("inputSize", name = "Input Dimension Parameters")]
    size: InputSize,

    /// Place of the window on the screen, in pixels.
    #[property(
        "position",
        name = "Canvas Position",
        default = IVec2::splat(128),
        soft = -10000..=10000,
        invalidates = InvalidationLevel::Valid,
        saved = Saved::Never
    )]
    position: IVec2,

    /// Whether the window is open.
    #[property(
        "visible",
        name = "Visible",
        default = true,
        invalidates = InvalidationLevel::Valid,
        saved = Saved::Never
    )]
    is_open: bool,

    /// Layer that is shown and saved.
    #[property("visibleLayer", name = "Visible Layer")]
    layer: ShownLayer,

    /// Which colour layer is shown, from 0.
    #[property(
        "colorLayer_",
        name = "Color Layer ID",
        bounds = 0..=0,
        visible = false,
        saved = Saved::Always
    )]
    color_layer: i32,

    /// Folder for pictures.
    #[property(
        "layerDir",
        name = "Output Directory",
        directory,
        content_type = "image",
        invalidates = InvalidationLevel::Valid
    )]
    folder: PathBuf,

    /// Kind of file for pictures.
    #[property(
        "fileExt",
        name = "Image Type",
        invalidates = InvalidationLevel::Valid,
        saved = Saved::Never
    )]
    file_type: FileType,

    /// Saves the layer that is shown.
    #[property("saveLayer", name = "Save Image Layer", invalidates = InvalidationLevel::Valid)]
    save: Button,

    /// Saves the layer that is shown, to a file of one's choice.
    #[property(
        "saveLayerToFile",
        name = "Save Image Layer to File...",
        invalidates = InvalidationLevel::Valid
    )]
    save_to_file: Button,

    /// Let the window fill the screen.
    #[property(
        "fullscreen",
        name = "Toggle Full Screen",
        invalidates = InvalidationLevel::Valid,
        saved = Saved::Never
    )]
    is_full_screen: bool,

    /// Lets the window fill the screen, or not any more: Shift with F.
    #[property("fullscreenEvent", name = "FullScreen")]
    full_screen_event: Event,

    /// Saves the layer that is shown.
    #[property("saveLayerEvent", name = "Save Image Layer")]
    save_event: Event,

    /// Let the window have a menu.
    #[property(
        "allowContextMenu",
        name = "Allow Context Menu",
        default = true,
        invalidates = InvalidationLevel::Valid
    )]
    has_menu: bool,

    /// Go on evaluating while the window is closed.
    #[property(
        "evaluateWhenHidden",
        name = "Evaluate When Hidden",
        invalidates = InvalidationLevel::Valid
    )]
    evaluate_when_hidden: bool,
}

/// These are the size of a window and of the picture in it.
#[derive(PropertyGroup)]
pub struct InputSize {
    /// Size of the window in pixels.
    #[property(
        "dimensions",
        name = "Canvas Size",
        default = UVec2::splat(256),
        from = 1..=10000,
        invalidates = InvalidationLevel::Valid,
        saved = Saved::Never
    )]
    pub canvas: UVec2,

    /// Give the picture a size of its own; the window stretches it.
    #[property(
        "enableCustomInputDimensions",
        name = "Separate Image Size",
        invalidates = InvalidationLevel::Valid
    )]
    pub is_separate: bool,

    /// Size of the picture in pixels.
    #[property(
        "customInputDimensions",
        name = "Image Size",
        default = UVec2::splat(256),
        from = 1..=10000,
        read_only = true,
        visible_if = |size| size.is_separate,
        invalidates = InvalidationLevel::Valid
    )]
    pub separate: UVec2,

    /// Keep the proportions of the window.
    #[property(
        "keepAspectRatio",
        name = "Lock Aspect Ratio",
        default = true,
        visible_if = |size| size.is_separate,
        invalidates = InvalidationLevel::Valid
    )]
    pub is_locked: bool,

    /// Size of the picture through the size of the window.
    #[property(
        "aspectRatioScaling",
        name = "Image Scale",
        default = 1.0,
        soft = 0.1..=4.0,
        step = 0.01,
        visible_if = |size| size.is_separate && size.is_locked,
        invalidates = InvalidationLevel::Valid
    )]
    pub scale: f32,
}

/// This is the layer that a canvas shows.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
#[choice_class("EnumUChar")]
pub enum ShownLayer {
    /// A colour layer.
    #[default]
    #[choice("color", "Color layer")]
    Color,
    /// Depth in the window.
    #[choice("depth", "Depth layer")]
    Depth,
    /// Which object is seen.
    #[choice("picking", "Picking layer")]
    Picking,
}

/// This is a kind of file for pictures.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
#[choice_class("FileExtension")]
pub enum FileType {
    /// Portable network graphics, without loss.
    #[default]
    #[choice("png", "Portable Network Graphics (*.png)")]
    Png,
}

impl Process for Canvas {
    fn process(&mut self, context: &Context) -> Result<()> {
        let picture = self.picture.get()?;
        let n_layers = picture.color.len() as i64;
        let last = (n_layers - 1).max(0);
        context.change("colorLayer_", PropertyChange::Max(last.into()));
        let is_choosable = n_layers > 1 && self.layer == ShownLayer::Color;
        context.change("colorLayer_", PropertyChange::Visible(is_choosable));

        let is_locked = self.size.is_locked;
        let separate = "inputSize.customInputDimensions";
        context.change(separate, PropertyChange::ReadOnly(is_locked));
        if is_locked && self.size.separate != self.size.scaled() {
            let [width, height] = self.size.scaled().to_array().map(i64::from);
            context.set(separate, Value::Ints([width, height].into_iter().collect()));
        }
        Ok(())
    }

    fn wanted_size(&self) -> Option<UVec2> {
        Some(self.size.picture())
    }

    fn picture(&self) -> Option<Shared<Layer>> {
        let kind = match self.layer {
            ShownLayer::Color => LayerKind::Color,
            ShownLayer::Depth => LayerKind::Depth,
            ShownLayer::Picking => LayerKind::Picking,
        };
        let picture = self.picture.data()?;
        let last = picture.color.len().saturating_sub(1);
        let index = usize::try_from(self.color_layer).unwrap_or(0).min(last);
        picture.layer(kind, index).cloned().map(Shared::new)
    }
}

impl InputSize {
    /// This is the size that the picture should have.
    pub fn picture(&self) -> UVec2 {
        let size = match (self.is_separate, self.is_locked) {
            (false, _) => self.canvas,
            (true, true) => self.scaled(),
            (true, false) => self.separate,
        };
        size.max(UVec2::ONE)
    }

    /// The size of the window times the scale: first the longer side, the other one in proportion.
    fn scaled(&self) -> UVec2 {
        let [long, short] = [self.canvas.max_element(), self.canvas.min_element()];
        let scaled_long = (f64::from(long) * f64::from(self.scale)).max(1.0) as u32;
        let ratio = f64::from(short) / f64::from(long.max(1));
        let scaled_short = (f64::from(scaled_long) * ratio) as u32;
        let size = match self.canvas.x >= self.canvas.y {
            true => UVec2::new(scaled_long, scaled_short),
            false => UVec2::new(scaled_short, scaled_long),
        };
        size.clamp(UVec2::ONE, UVec2::splat(1 << 15))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn image() -> Image {
        let layer = |shade: u8| Layer::from_pixels([2, 1], LayerKind::Color, &[[shade; 4]; 2]);
        let mut image = Image::new([2, 1], Image::RGBA8).unwrap();
        image.color = vec![layer(10), layer(20)].into();
        image
    }

    #[test]
    fn the_picture_is_the_very_layer_that_came_in() {
        let image = image();
        let layers: Vec<Layer> = image.layers().cloned().collect();
        let shown = [
            (ShownLayer::Color, 0),
            (ShownLayer::Color, 1),
            (ShownLayer::Depth, 0),
            (ShownLayer::Picking, 1),
        ];
        let mut node = Canvas { picture: image.into(), ..Default::default() };
        for ((layer, index), expected) in shown.into_iter().zip(&layers) {
            (node.layer, node.color_layer) = (layer, index);
            let picture = node.picture().expect("the image has all layers");
            assert!(picture.pixels.is_same(&expected.pixels), "{layer:?} {index}");
            assert_eq!(picture.kind, expected.kind);
        }
    }

    #[test]
    fn a_picture_is_as_large_as_the_window_unless_it_has_a_size_of_its_own() {
        let mut size = InputSize { canvas: UVec2::new(301, 200), ..InputSize::default() };
        size.scale = 0.5;
        assert_eq!(size.picture(), UVec2::new(301, 200));
        size.is_separate = true;
        // 150.5 and 150 * 200 / 301 are cut off.
        assert_eq!(size.picture(), UVec2::new(150, 99));
        size.canvas = UVec2::new(200, 301);
        assert_eq!(size.picture(), UVec2::new(99, 150));
        size.is_locked = false;
        assert_eq!(size.picture(), UVec2::splat(256));
    }

    #[test]
    fn a_locked_size_follows_the_window_also_while_it_is_not_used() -> Result<()> {
        let mut node = Canvas { picture: image().into(), ..Default::default() };
        node.size.canvas = UVec2::new(512, 128);
        let context = Context::detached();
        node.process(&context)?;
        let changes = context.take_changes();
        let value = PropertyChange::Value(Value::ints(&[512, 128])?);
        assert!(changes.iter().any(|change| change.change == value), "{changes:?}");
        let last_layer = PropertyChange::Max(1.into());
        assert!(changes.iter().any(|change| change.change == last_layer));
        Ok(())
    }

    #[test]
    fn odd_sizes_and_missing_layers_do_no_harm() {
        for scale in [0.0, -1.0, f32::NAN, f32::INFINITY, 1e30] {
            for canvas in [UVec2::ZERO, UVec2::new(1, 10000), UVec2::MAX] {
                let size = InputSize { canvas, scale, is_separate: true, ..InputSize::default() };
                assert!(size.picture().min_element() >= 1);
            }
        }
        assert!(Canvas::default().picture().is_none());
        assert!(Canvas::default().process(&Context::detached()).is_err());
        let mut empty = image();
        empty.color = Vec::new().into();
        let node = Canvas { picture: empty.into(), color_layer: -3, ..Default::default() };
        assert!(node.picture().is_none());
    }
}
