//! Images that are kept for later.

use ivw_core::prelude::*;

/// Keeps images, to be compared with others later.
///
/// |                    | shape             | value           |
/// |--------------------|-------------------|-----------------|
/// | inport_            | `[width, height]` | any             |
/// | outport1, outport2 | as it was         | as it was       |
///
/// Kept images are gone when a workspace is opened again.
#[derive(Processor)]
#[processor(
    "org.inviwo.ImageSnapshot",
    category = "Image Operation",
    code_state = CodeState::Experimental
)]
pub struct ImageSnapshot {
    /// Image to keep, or to hand on.
    #[inport("inport_")]
    image: In<Image>,

    /// The image that comes in, or a kept one.
    #[outport("outport1", keeps_size)]
    first: Out<Image>,

    /// The image that comes in, or a kept one.
    #[outport("outport2", keeps_size)]
    second: Out<Image>,

    /// Which kept image the first outport has, from 0; -1 for the one that comes in.
    #[property("outport1ImageIndex", name = "Image 1 index", default = -1, bounds = -1..=-1)]
    first_index: i32,

    /// Which kept image the second outport has, from 0; -1 for the one that comes in.
    #[property("outport2ImageIndex", name = "Image 2 index", default = -1, bounds = -1..=-1)]
    second_index: i32,

    /// Keeps the image that comes in.
    #[property("snapshot")]
    keep: Button,

    /// Forgets all images.
    #[property("clear")]
    clear: Button,

    kept: Vec<Shared<Image>>,
}

impl Process for ImageSnapshot {
    fn process(&mut self, context: &Context) -> Result<()> {
        let image = self.image.get()?;
        if self.keep.pressed {
            self.kept.push(image.clone());
        }
        if self.clear.pressed {
            self.kept.clear();
        }
        if self.keep.pressed || self.clear.pressed {
            let last = self.kept.len() as i64 - 1;
            for id in ["outport1ImageIndex", "outport2ImageIndex"] {
                context.change(id, PropertyChange::Max(last.into()));
            }
        }
        let of = |index: i32| usize::try_from(index).ok().and_then(|index| self.kept.get(index));
        self.first.set(of(self.first_index).unwrap_or(&image).clone());
        self.second.set(of(self.second_index).unwrap_or(&image).clone());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kept_images_come_back_until_they_are_forgotten() -> Result<()> {
        let image = |width| Image::new([width, 1], Image::RGBA8);
        let mut node = ImageSnapshot { image: image(1)?.into(), ..Default::default() };
        let widths = |node: &mut ImageSnapshot| -> Result<_> {
            node.process(&Context::detached())?;
            (node.keep.pressed, node.clear.pressed) = (false, false);
            Ok([node.first.get()?.size().x, node.second.get()?.size().x])
        };
        node.keep.pressed = true;
        assert_eq!(widths(&mut node)?, [1, 1]);
        node.image = image(2)?.into();
        node.keep.pressed = true;
        assert_eq!(widths(&mut node)?, [2, 2]);
        node.image = image(3)?.into();
        (node.first_index, node.second_index) = (0, 1);
        assert_eq!(widths(&mut node)?, [1, 2]);
        node.second_index = -1;
        assert_eq!(widths(&mut node)?, [1, 3]);
        node.clear.pressed = true;
        assert_eq!(widths(&mut node)?, [3, 3]);
        Ok(())
    }
}
