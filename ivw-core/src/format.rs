//! File formats that modules read and write.

use crate::abi::{FormatBox, answer, decode};
use crate::data::DataHandle;
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
