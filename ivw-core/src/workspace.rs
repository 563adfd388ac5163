//! Workspaces: networks in `.inv` files, and transfer functions in files of their own.
//!
//! Reads what Inviwo wrote, network versions 0 to 21, and writes what Inviwo reads.
//! What is not understood is kept: a processor of an unknown class stays as a placeholder and is
//! written back as it was, and so is everything beside the network.
//! Properties and ports are matched by identifier; a file may say anything and yields a network or an
//! error, never a panic.

mod color_file;
mod composite;
mod convert;
mod element;
mod number;
mod owned;
mod paths;
mod placeholder;
mod read;
mod record;
mod renames;
mod restore;
mod write;

#[cfg(test)]
mod tests;

pub(crate) use composite::remember_ports;
pub use composite::{CompositePort, composite_ports};

pub use color_file::{
    iso_values_of, read_iso_values, read_transfer_function, transfer_function_of, write_iso_values,
    write_transfer_function,
};

use crate::error::{Error, Result};
use crate::host::Host;
use crate::network::ProcessorId;
use std::io::Write as _;
use std::path::Path;

/// Adds the network of a workspace to a host; gives what was not understood or was guessed.
///
/// The path is where relative paths in the workspace start from.
/// Each note is a sentence for people that names the processor, the property or the line.
pub fn open(host: &Host, text: &str, path: Option<&Path>) -> Result<Vec<String>> {
    read::open(host, text, path)
}

/// Writes the network to a workspace, which appears whole or not at all.
pub fn save(host: &Host, path: &Path) -> Result<()> {
    let path = std::path::absolute(path)?;
    let folder = path.parent().ok_or_else(|| Error::new("this is not the path of a file"))?;
    let text = write::to_text(host, Some(folder), |_| true)?;
    write_whole(&path, |file| file.write_all(text.as_bytes()))
}

/// The network as a workspace would have it.
pub fn to_string(host: &Host) -> Result<String> {
    write::to_text(host, None, |_| true)
}

/// Some processors, with what connects and links them, as a workspace would have them.
pub fn part_to_string(host: &Host, processors: &[ProcessorId]) -> Result<String> {
    write::to_text(host, None, |id| processors.contains(&id))
}

/// Writes the network in a composite processor to a workspace of its own.
pub(crate) fn save_composite(host: &Host, composite: ProcessorId, path: &Path) -> Result<()> {
    let path = std::path::absolute(path)?;
    let text = write::composite_text(host, composite, path.parent())?;
    write_whole(&path, |file| file.write_all(text.as_bytes()))
}

/// A workspace with one composite processor, whose network is that of another workspace.
pub(crate) fn as_composite(text: &str, name: &str) -> Result<String> {
    read::as_composite(text, name)
}

/// Writes a file so that at any moment there is the old or the new one.
pub(crate) fn write_whole(
    path: &Path,
    write: impl FnOnce(&mut std::fs::File) -> std::io::Result<()>,
) -> Result<()> {
    // A link stays one: what it leads to is replaced.
    let path = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".ivw-").suffix(".inv");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder)?;
    write(file.as_file_mut())?;
    if let Ok(known) = std::fs::metadata(&path) {
        file.as_file().set_permissions(known.permissions())?;
    }
    file.as_file().sync_all()?;
    file.persist(&path).map_err(|error| error.error)?;
    Ok(())
}
