//! File formats that modules read and write.

use crate::abi::{
    Bytes, FormatAbi, FormatAbi_TO, FormatBox, RStr, RVec, Reply, TD_Opaque, answer, contain,
    decode, encode, reply,
};
use crate::data::{Data, DataHandle};
use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use std::path::Path;
use std::sync::Arc;

/// What a file format is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct FormatInfo {
    /// Extension without a dot, such as `nii.gz`.
    pub extension: String,
    /// What such files are.
    pub description: String,
    /// Type of the data, such as `ivw.Volume/1`.
    pub type_id: String,
    /// Whether it can be read.
    pub can_read: bool,
    /// Whether it can be written.
    pub can_write: bool,
}

/// Reads everything in a file.
pub type Read<T> = fn(&Path) -> Result<Vec<T>>;
/// Writes a file, which appears whole or not at all.
pub type Write<T> = fn(&Path, &T) -> Result<()>;

/// A file format of a native module: plain functions for one type of data.
///
/// ```
/// use ivw_core::data::Volume;
/// use ivw_core::format::NativeFormat;
///
/// let format = NativeFormat::<Volume>::new("empty", "Files with nothing in them")
///     .reads(|_path| Ok(Vec::new()));
/// assert!(format.info().can_read && !format.info().can_write);
/// ```
pub struct NativeFormat<T> {
    extension: &'static str,
    description: &'static str,
    read: Option<Read<T>>,
    write: Option<Write<T>>,
}

impl<T> Clone for NativeFormat<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for NativeFormat<T> {}

impl<T: Data> NativeFormat<T> {
    /// A format that can do nothing yet: extension without a dot, and what such files are.
    pub const fn new(extension: &'static str, description: &'static str) -> Self {
        Self { extension, description, read: None, write: None }
    }

    /// It can be read.
    pub const fn reads(mut self, read: Read<T>) -> Self {
        self.read = Some(read);
        self
    }

    /// It can be written.
    pub const fn writes(mut self, write: Write<T>) -> Self {
        self.write = Some(write);
        self
    }

    /// What the format is.
    pub fn info(&self) -> FormatInfo {
        FormatInfo {
            extension: self.extension.to_owned(),
            description: self.description.to_owned(),
            type_id: T::TYPE_ID.to_owned(),
            can_read: self.read.is_some(),
            can_write: self.write.is_some(),
        }
    }

    /// Extension without a dot, such as `nii.gz`.
    pub const fn extension(&self) -> &'static str {
        self.extension
    }

    /// What such files are.
    pub const fn description(&self) -> &'static str {
        self.description
    }

    /// Whether a file is called like one of this format.
    pub fn fits(&self, path: &Path) -> bool {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        name.strip_suffix(self.extension).is_some_and(|stem| stem.ends_with('.'))
    }

    /// Reads everything in a file.
    pub fn read(&self, path: &Path) -> Result<Vec<T>> {
        let read = self.read.ok_or_else(|| self.cannot("read"))?;
        read(path)
    }

    /// Writes a file, which appears whole or not at all.
    pub fn write(&self, path: &Path, data: &T) -> Result<()> {
        let write = self.write.ok_or_else(|| self.cannot("written"))?;
        write(path, data)
    }

    fn cannot(&self, verb: &str) -> Error {
        Error::new(format!("{} files can not be {verb}", self.extension))
    }

    /// The format as a host takes it.
    pub fn boxed(self) -> FormatBox {
        FormatAbi_TO::from_value(self, TD_Opaque)
    }
}

impl<T: Data> FormatAbi for NativeFormat<T> {
    fn info(&self) -> Bytes {
        encode(&self.info())
    }

    fn read(&self, path: RStr<'_>) -> Reply<RVec<DataHandle>> {
        reply(contain("reading a file", || {
            let data = self.read(Path::new(path.as_str()))?;
            Ok(data.into_iter().map(DataHandle::new).collect())
        }))
    }

    fn write(&self, path: RStr<'_>, data: &DataHandle) -> Reply<()> {
        reply(contain("writing a file", || {
            let data = data.downcast::<T>()?;
            self.write(Path::new(path.as_str()), &data)
        }))
    }
}

/// All file formats that a host knows.
#[derive(Default)]
pub struct Formats {
    formats: Vec<(FormatInfo, String, Arc<FormatBox>)>,
}

impl Formats {
    /// Adds a format of a module.
    pub fn register(&mut self, module: &str, format: FormatBox) -> Result<()> {
        let info = decode(&format.info())?;
        self.formats.push((info, module.to_owned(), Arc::new(format)));
        Ok(())
    }

    /// All formats, with the module that each comes from.
    pub fn list(&self) -> impl Iterator<Item = (&FormatInfo, &str)> {
        self.formats.iter().map(|(info, module, _)| (info, module.as_str()))
    }

    fn find(&self, path: &Path, fits: impl Fn(&FormatInfo) -> bool) -> Option<Arc<FormatBox>> {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        self.formats
            .iter()
            .filter(|(info, ..)| fits(info) && name.ends_with(&format!(".{}", info.extension)))
            // `nii.gz` beats `gz`.
            .max_by_key(|(info, ..)| info.extension.len())
            .map(|(.., format)| format.clone())
    }

    /// Who reads a file of a type of data.
    pub fn reader(&self, path: &Path, type_id: &str) -> Result<Arc<FormatBox>> {
        self.find(path, |info| info.can_read && info.type_id == type_id)
            .ok_or_else(|| self.unknown("read", path, type_id, |info| info.can_read))
    }

    /// Who writes a file of a type of data.
    pub fn writer(&self, path: &Path, type_id: &str) -> Result<Arc<FormatBox>> {
        self.find(path, |info| info.can_write && info.type_id == type_id)
            .ok_or_else(|| self.unknown("write", path, type_id, |info| info.can_write))
    }

    fn unknown(
        &self,
        verb: &str,
        path: &Path,
        type_id: &str,
        fits: impl Fn(&FormatInfo) -> bool,
    ) -> Error {
        let known = self.formats.iter().filter(|(info, ..)| fits(info) && info.type_id == type_id);
        let known: Vec<_> = known.map(|(info, ..)| info.extension.as_str()).collect();
        let error = Error::new(format!("no module can {verb} \"{}\"", path.display()));
        match known.is_empty() {
            true => error.hint("load the module that can, such as base"),
            false => error.hint(format!("known extensions are {}", known.join(", "))),
        }
    }
}

/// Writes data to a file, which appears whole or not at all.
pub fn write(format: &FormatBox, path: &Path, data: &DataHandle) -> Result<()> {
    let text = path.to_str().ok_or_else(|| Error::new("the path is not valid Unicode"))?;
    answer(format.write(text.into(), data)).map_err(|error| error.at(path.display()))
}

/// Reads data from a file.
pub fn read(format: &FormatBox, path: &Path) -> Result<Vec<DataHandle>> {
    let text = path.to_str().ok_or_else(|| Error::new("the path is not valid Unicode"))?;
    let data = answer(format.read(text.into())).map_err(|error| error.at(path.display()))?;
    Ok(data.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{Format, Layer, LayerKind, Number, Volume};

    fn volumes() -> FormatBox {
        NativeFormat::<Volume>::new("bad", "Files that panic")
            .reads(|_| panic!("in the middle of it"))
            .writes(|path, volume| {
                Err(Error::new(format!("{} voxels for {}", volume.n_voxels(), path.display())))
            })
            .boxed()
    }

    #[test]
    fn a_reader_that_panics_is_an_error_with_the_name_of_the_file() {
        let error = read(&volumes(), Path::new("a.bad")).unwrap_err().to_string();
        assert!(error.starts_with("a.bad: reading a file panicked: in the middle"), "{error}");
    }

    #[test]
    fn a_writer_gets_the_type_it_asked_for_or_is_not_called() -> Result<()> {
        let number = Format::new(Number::U8, 1);
        let volume = DataHandle::new(Volume::new([1, 2, 3], number)?);
        let error = write(&volumes(), Path::new("a.bad"), &volume).unwrap_err();
        assert_eq!(error.to_string(), "a.bad: 6 voxels for a.bad");
        let layer = DataHandle::new(Layer::new([1, 2], number, LayerKind::Color)?);
        let error = write(&volumes(), Path::new("a.bad"), &layer).unwrap_err().to_string();
        assert!(error.contains("expected a volume"), "{error}");
        Ok(())
    }

    #[test]
    fn an_extension_is_what_follows_a_dot_in_any_case() {
        let format = NativeFormat::<Volume>::new("nii.gz", "");
        assert!(format.fits(Path::new("some/brain.NII.gz")));
        assert!(!format.fits(Path::new("brain.gz")) && !format.fits(Path::new("brainnii.gz")));
    }
}
