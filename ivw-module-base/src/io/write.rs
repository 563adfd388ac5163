//! Files that appear whole or not at all.

use ivw_core::error::{Context as _, Error, Result};
use std::fs::{File, Permissions};
use std::io::{BufWriter, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

/// Writes a file beside its place, then puts it there; an existing one is replaced.
pub(super) fn whole(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<&File>) -> Result<()>,
) -> Result<()> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    if !folder.is_dir() {
        return Err(Error::new(format!("there is no folder \"{}\"", folder.display()))
            .hint("make it first"));
    }
    let file = tempfile::Builder::new()
        .prefix(".ivw-")
        // Temporary files are private; this one gets what any new file gets.
        .permissions(Permissions::from_mode(0o666))
        .tempfile_in(folder)
        .at(folder.display())?;
    let mut buffer = BufWriter::with_capacity(1 << 18, file.as_file());
    write(&mut buffer)?;
    buffer.flush()?;
    drop(buffer);
    file.persist(path).map_err(|failed| Error::from(failed.error).at(path.display()))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_leaves_the_old_file_and_no_rubbish() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a");
        whole(&path, |file| Ok(file.write_all(b"old")?))?;
        let failed = whole(&path, |file| {
            file.write_all(b"new")?;
            Err(Error::new("in the middle of it"))
        });
        assert!(failed.is_err());
        assert_eq!(std::fs::read(&path)?, b"old");
        assert_eq!(std::fs::read_dir(folder.path())?.count(), 1);
        let error = whole(&folder.path().join("no/a"), |_| Ok(())).unwrap_err().to_string();
        assert!(error.contains("there is no folder"), "{error}");
        Ok(())
    }
}
