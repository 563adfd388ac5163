//! Files that processors write.

use ivw_core::format::NativeFormat;
use ivw_core::prelude::*;
use std::path::Path;

/// A file to write, and whether one that is there may go.
pub(crate) struct Export<'a> {
    pub(crate) path: &'a Path,
    pub(crate) overwrites: bool,
}

/// A file that may be written, with its format.
pub(crate) struct Target<'a, T: Data> {
    path: &'a Path,
    format: &'static NativeFormat<T>,
}

/// The place of a layer that is to be written.
pub(crate) fn target<'a>(export: &Export<'a>) -> Result<Target<'a, Layer>> {
    checked(export, crate::io::layer_writer)
}

/// The place of a volume that is to be written.
pub(crate) fn volume_target<'a>(export: &Export<'a>) -> Result<Target<'a, Volume>> {
    checked(export, crate::io::volume_writer)
}

fn checked<'a, T: Data>(
    export: &Export<'a>,
    writer: fn(&Path) -> Result<&'static NativeFormat<T>>,
) -> Result<Target<'a, T>> {
    let path = export.path;
    if path.as_os_str().is_empty() {
        return Err(Error::new("there is no file to write to").hint("choose one"));
    }
    if path.exists() && !export.overwrites {
        return Err(Error::new(format!("\"{}\" exists already", path.display()))
            .hint("turn on Overwrite, or choose another file"));
    }
    Ok(Target { path, format: writer(path)? })
}

impl<T: Data> Target<'_, T> {
    /// Writes the data.
    pub(crate) fn write(&self, data: &T) -> Result<()> {
        self.format.write(self.path, data).at(self.path.display())?;
        tracing::info!("wrote \"{}\"", self.path.display());
        Ok(())
    }
}
