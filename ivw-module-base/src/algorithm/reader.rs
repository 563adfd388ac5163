//! The choice of how a file is read.

use ivw_core::format::NativeFormat;
use ivw_core::prelude::*;
use ivw_core::property::{ChoiceKind, Field};
use std::marker::PhantomData;
use std::path::Path;

/// Data that files hold.
pub(crate) trait FromFile: Data {
    /// The formats of such files.
    const FORMATS: &'static [NativeFormat<Self>];

    /// Who reads a file, by its extension.
    fn reader(path: &Path) -> Result<&'static NativeFormat<Self>>;
}

impl FromFile for Volume {
    const FORMATS: &'static [NativeFormat<Self>] = crate::io::VOLUMES;

    fn reader(path: &Path) -> Result<&'static NativeFormat<Self>> {
        crate::io::volume_reader(path)
    }
}

impl FromFile for Layer {
    const FORMATS: &'static [NativeFormat<Self>] = crate::io::LAYERS;

    fn reader(path: &Path) -> Result<&'static NativeFormat<Self>> {
        crate::io::layer_reader(path)
    }
}

impl FromFile for Mesh {
    const FORMATS: &'static [NativeFormat<Self>] = crate::io::MESHES;

    fn reader(path: &Path) -> Result<&'static NativeFormat<Self>> {
        crate::io::mesh_reader(path)
    }
}

/// The option for a reader, such as `Inviwo dat file format (*.dat)`; empty for the extension's.
pub(crate) struct Reader<T>(pub(crate) String, PhantomData<fn() -> T>);

impl<T> Default for Reader<T> {
    fn default() -> Self {
        Self::new(String::new())
    }
}

impl<T> Clone for Reader<T> {
    fn clone(&self) -> Self {
        Self::new(self.0.clone())
    }
}

impl<T> PartialEq for Reader<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<T> Reader<T> {
    /// The reader of an option.
    pub(crate) fn new(option: impl Into<String>) -> Self {
        Self(option.into(), PhantomData)
    }
}

impl<T: FromFile> Reader<T> {
    /// Reads all that is in a file; an error says which file.
    pub(crate) fn read(&self, path: &Path) -> Result<Vec<T>> {
        let place = format!("\"{}\"", path.display());
        if !path.exists() {
            return Err(Error::new("there is no such file")
                .hint("choose another one, or put it there")
                .at(place));
        }
        // What a file is called says more than what was chosen for another one.
        let chosen = || T::FORMATS.iter().find(|format| option_id(format) == self.0);
        let format = T::reader(path).or_else(|error| chosen().ok_or(error))?;
        let data = format.read(path).at(&place)?;
        match data.is_empty() {
            true => Err(Error::new(format!("there is not {} in it", T::NAME)).at(place)),
            false => {
                tracing::info!("read {} × {} from {place}", data.len(), T::NAME);
                Ok(data)
            }
        }
    }
}

impl<T: FromFile> Field for Reader<T> {
    fn kind(_: &Self) -> Kind {
        let option = |id: &str, value: &str| OptionItem {
            id: id.to_owned(),
            name: id.to_owned(),
            value: OptionValue::Text(value.to_owned()),
        };
        let by_extension = OptionItem { id: "auto".to_owned(), ..option("By Extension", "") };
        let readable = T::FORMATS.iter().filter(|format| format.info().can_read);
        let readers = readable.map(|format| option(&option_id(format), format.extension()));
        Kind::Choice(ChoiceKind {
            class: "FileExtension".to_owned(),
            options: std::iter::once(by_extension).chain(readers).collect(),
            default: 0,
        })
    }

    fn read(&mut self, value: &Value) -> Result<()> {
        let id = value.as_text().ok_or_else(|| Error::new("a reader is chosen by its name"))?;
        id.clone_into(&mut self.0);
        Ok(())
    }
}

fn option_id<T: Data>(format: &NativeFormat<T>) -> String {
    format!("{} (*.{})", format.description(), format.extension())
}

/// What a file dialog offers for reading.
pub(crate) fn filters<T: FromFile>() -> Vec<(&'static str, &'static str)> {
    let readable = T::FORMATS.iter().filter(|format| format.info().can_read);
    readable.map(|format| (format.extension(), format.description())).collect()
}

/// What a file dialog offers for writing.
pub(crate) fn writing_filters<T: FromFile>() -> Vec<(&'static str, &'static str)> {
    let writable = T::FORMATS.iter().filter(|format| format.info().can_write);
    writable.map(|format| (format.extension(), format.description())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extension_says_how_to_read_and_the_choice_where_it_does_not() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a.png");
        let layer = Layer::from_pixels([1, 1], LayerKind::Color, &[7u8]);
        crate::io::layer_writer(&path)?.write(&path, &layer)?;
        let strange = folder.path().join("a.picture");
        std::fs::copy(&path, &strange)?;
        let error = Reader::<Layer>::default().read(&strange).unwrap_err().to_string();
        assert!(error.contains("known extensions are png"), "{error}");
        let png = Reader::<Layer>::new("Portable Network Graphics (*.png)");
        assert_eq!(png.read(&strange)?[0].pixels.bytes(), [7]);
        let wrong = Reader::<Layer>::new("Windows bitmap (*.bmp)");
        assert_eq!(wrong.read(&path)?[0].pixels.bytes(), [7]);
        Ok(())
    }

    #[test]
    fn a_missing_file_is_named() {
        let error = Reader::<Layer>::default().read(Path::new("/no/a.png")).err();
        assert_eq!(
            error.expect("there is none").to_string(),
            "\"/no/a.png\": there is no such file: choose another one, or put it there"
        );
    }
}
