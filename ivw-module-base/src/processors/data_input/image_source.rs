//! Images from files.

use crate::algorithm::picture::with_color;
use crate::algorithm::reader::{Reader, filters};
use glam::UVec2;
use ivw_core::prelude::*;
use std::path::PathBuf;

/// Reads an image from a file.
///
/// |       | shape             | value                          |
/// |-------|-------------------|--------------------------------|
/// | image | `[width, height]` | colours as they are in the file |
///
/// The image has the size of the file, whatever size is asked for; depth and picking are empty.
/// A file is read once, and again when another one is chosen or on *Reload*.
#[derive(Processor)]
#[processor("org.inviwo.ImageSource", category = "Data Input", tags = "CPU", sink)]
pub struct ImageSource {
    /// The picture.
    #[outport("image", keeps_size, in_memory)]
    image: Out<Image>,

    /// Path of the file.
    #[property(
        "imageFileName",
        name = "Image File",
        content_type = "image",
        filters = &filters::<Layer>(),
        saved = Saved::Always
    )]
    path: PathBuf,

    /// How the file is read, where its extension does not say so.
    #[property("reader")]
    reader: Reader<Layer>,

    /// Reads the file again.
    #[property("reload")]
    reload: Button,

    /// Width and height of the picture.
    #[property(
        "imageDimension_",
        name = "Image Dimension",
        soft = 0..=10000,
        read_only = true,
        semantics = "Text",
        invalidates = InvalidationLevel::Valid
    )]
    size: UVec2,

    /// What was read last.
    read: Option<(PathBuf, Reader<Layer>)>,
}

impl Process for ImageSource {
    fn process(&mut self, context: &Context) -> Result<()> {
        let wanted = (self.path.clone(), self.reader.clone());
        if !self.reload.pressed && self.read.as_ref() == Some(&wanted) {
            return Ok(());
        }
        self.read = None;
        self.image.clear();
        if self.path.as_os_str().is_empty() {
            return Ok(());
        }
        let layer = self.reader.read(&self.path)?.swap_remove(0);
        self.size = layer.size();
        let size = self.size.to_array().map(i64::from);
        context.set("imageDimension_", Value::ints(&size)?);
        let nothing = Image { color: Vec::new().into(), depth: None.into(), picking: None.into() };
        self.image.set(with_color(&nothing, layer)?);
        self.read = Some(wanted);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_comes_in_its_own_size_and_is_read_once() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a.png");
        let write = |pixels: &[[u8; 3]; 2]| {
            let layer = Layer::from_pixels([2, 1], LayerKind::Color, pixels);
            crate::io::layer_writer(&path)?.write(&path, &layer)
        };
        write(&[[1, 2, 3], [4, 5, 6]])?;
        let mut node = ImageSource { path: path.clone(), ..Default::default() };
        let context = Context::detached();
        node.process(&context)?;
        let image = node.image.get()?;
        assert_eq!(image.color[0].pixels.bytes(), [1, 2, 3, 4, 5, 6]);
        assert_eq!((image.size(), image.color[0].swizzle), (UVec2::new(2, 1), Swizzle::RGB));
        assert_eq!(context.take_changes()[0].property, "imageDimension_");
        write(&[[9; 3]; 2])?;
        node.process(&context)?;
        assert!(node.image.get()?.is_same(&image));
        node.reload.pressed = true;
        node.process(&context)?;
        assert_eq!(node.image.get()?.color[0].pixels.bytes(), [9; 6]);
        Ok(())
    }

    #[test]
    fn no_path_is_no_picture_and_a_wrong_one_an_error() {
        let mut node = ImageSource::default();
        assert!(node.process(&Context::detached()).is_ok());
        assert!(node.image.get().is_err());
        node.path = "/no/picture.png".into();
        assert!(node.process(&Context::detached()).is_err());
    }
}
