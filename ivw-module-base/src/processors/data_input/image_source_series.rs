//! Images from series of files.

use crate::algorithm::file_pattern::FilePattern;
use crate::algorithm::picture::with_color;
use crate::algorithm::reader::Reader;
use ivw_core::prelude::*;
use std::path::PathBuf;

/// One image of a series of files.
///
/// | | shape | value |
/// |-|-------|-------|
/// | outputImage | `[width, height]` | as it is in the file |
///
/// Files that no reader knows are left out.
#[derive(Processor)]
#[processor(
    "org.inviwo.ImageSourceSeries",
    name = "Image Series Source",
    category = "Data Input",
    tags = "CPU",
    sink
)]
pub struct ImageSourceSeries {
    /// What the chosen file holds.
    #[outport("outputImage", keeps_size, in_memory)]
    result: Out<Image>,

    /// Names of the files.
    #[group("imageFilePattern", name = "File Pattern")]
    pattern: FilePattern,

    /// Looks for files again.
    #[property("findFiles", name = "Find Files")]
    find: Button,

    /// Which file goes out, counted from 1.
    #[property("currentImageIndex", name = "Image Index", default = 1, range = 1..=1)]
    index: i32,

    /// Name of that file.
    #[property("imageFileName", name = "Image Name", read_only = true)]
    name: String,

    files: Option<(Vec<PathBuf>, Vec<PathBuf>)>,
}

impl Process for ImageSourceSeries {
    fn process(&mut self, context: &Context) -> Result<()> {
        self.result.clear();
        let is_known = self.files.as_ref().is_some_and(|(of, _)| *of == self.pattern.pattern);
        let asked = self.find.pressed || self.pattern.update.pressed;
        if !is_known || asked {
            self.files = None;
            let mut files = self.pattern.files()?;
            files.retain(|path| crate::io::layer_reader(path).is_ok());
            context.change(
                "currentImageIndex",
                PropertyChange::Max((files.len().max(1) as i64).into()),
            );
            context.change("currentImageIndex", PropertyChange::ReadOnly(files.len() <= 1));
            self.files = Some((self.pattern.pattern.clone(), files));
        }
        let (_, files) = self.files.as_ref().expect("files were just looked for");
        if files.is_empty() {
            return Ok(());
        }
        let place = match usize::try_from(self.index) {
            Ok(index) if (1..=files.len()).contains(&index) => index - 1,
            // Beyond the last one, it starts again.
            _ => {
                context.set("currentImageIndex", Value::from(1_i64));
                0
            }
        };
        let path = &files[place];
        let layer = Reader::<Layer>::default().read(path)?.swap_remove(0);
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        context.set("imageFileName", Value::from(name.as_ref()));
        let nothing = Image { color: Vec::new().into(), depth: None.into(), picking: None.into() };
        self.result.set(with_color(&nothing, layer)?);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chosen_file_goes_out_and_beyond_the_last_one_it_starts_again() -> Result<()> {
        let folder = tempfile::tempdir()?;
        for n in [1u8, 2, 3] {
            let path = folder.path().join(format!("a{n}.png"));
            let layer = Layer::from_pixels([1, 1], LayerKind::Color, &[10 * n]);
            crate::io::layer_writer(&path)?.write(&path, &layer)?;
        }
        std::fs::write(folder.path().join("a4.text"), "")?;
        let mut node = ImageSourceSeries::default();
        node.pattern.pattern = vec![folder.path().join("a*")];
        for (index, expected) in [(1, 10), (3, 30), (4, 10)] {
            node.index = index;
            let context = Context::detached();
            node.process(&context)?;
            let result = node.result.get()?;
            assert_eq!(result.color[0].pixels.bytes(), [expected]);
            let changes = context.take_changes();
            assert!(changes.iter().any(|change| change.property == "imageFileName"));
        }
        Ok(())
    }

    #[test]
    fn without_files_there_is_nothing() -> Result<()> {
        let mut node = ImageSourceSeries::default();
        node.process(&Context::detached())?;
        assert!(node.result.get().is_err());
        Ok(())
    }
}
