//! Where voxels are read from: files, plain or compressed, straight into memory of their own.

use flate2::read::MultiGzDecoder;
use ivw_core::data::Memory;
use ivw_core::error::{Context as _, Error, Result};
use rayon::prelude::*;
use std::fs::File;
use std::io::ErrorKind::{NotFound, UnexpectedEof};
use std::io::{Read, Seek, SeekFrom};
use std::os::unix::fs::FileExt;
use std::path::Path;

/// Bytes that one thread reads at a time.
const PIECE: usize = 16 << 20;

/// Which byte of a number comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum ByteOrder {
    /// The least significant one.
    #[default]
    Little,
    /// The most significant one.
    Big,
}

impl ByteOrder {
    /// The order of this machine.
    pub(super) const NATIVE: Self =
        if cfg!(target_endian = "big") { Self::Big } else { Self::Little };

    /// Makes numbers of a size that are stored in this order numbers of this machine, in place; or
    /// the other way round.
    pub(super) fn swap_native(self, bytes: &mut [u8], size: usize) {
        if self == Self::NATIVE || size == 1 {
            return;
        }
        bytes.par_chunks_mut(1 << 18).for_each(|bytes| {
            for number in bytes.chunks_exact_mut(size) {
                number.reverse();
            }
        });
    }
}

/// A file that is read from front to back.
pub(super) struct Source {
    bytes: Bytes,
    /// Bytes read so far, after decompression.
    at: u64,
}

enum Bytes {
    Plain { file: File, len: u64 },
    Gzip(Box<MultiGzDecoder<std::io::BufReader<File>>>),
}

impl Source {
    /// A file as it is.
    pub(super) fn plain(path: &Path) -> Result<Self> {
        let (file, len) = open(path)?;
        Ok(Self { bytes: Bytes::Plain { file, len }, at: 0 })
    }

    /// A file that is compressed with gzip.
    pub(super) fn gzip(path: &Path) -> Result<Self> {
        let (file, _) = open(path)?;
        let file = std::io::BufReader::with_capacity(1 << 18, file);
        Ok(Self { bytes: Bytes::Gzip(Box::new(MultiGzDecoder::new(file))), at: 0 })
    }

    /// A file that is compressed with gzip from a byte on.
    pub(super) fn gzip_from(path: &Path, start: u64) -> Result<Self> {
        let (mut file, _) = open(path)?;
        file.seek(SeekFrom::Start(start))?;
        let file = std::io::BufReader::with_capacity(1 << 18, file);
        Ok(Self { bytes: Bytes::Gzip(Box::new(MultiGzDecoder::new(file))), at: 0 })
    }

    /// A file that is compressed with gzip if it begins like that.
    pub(super) fn maybe_gzip(path: &Path) -> Result<Self> {
        let (file, len) = open(path)?;
        let mut start = [0; 2];
        match file.read_exact_at(&mut start, 0) {
            Ok(()) if start == [0x1f, 0x8b] => Self::gzip(path),
            _ => Ok(Self { bytes: Bytes::Plain { file, len }, at: 0 }),
        }
    }

    /// Bytes that are left, where that is known.
    pub(super) fn len_left(&self) -> Option<u64> {
        match &self.bytes {
            Bytes::Plain { len, .. } => Some(len.saturating_sub(self.at)),
            Bytes::Gzip(_) => None,
        }
    }

    /// An error unless there may be that many more bytes.
    pub(super) fn expect(&self, needed: u64) -> Result<()> {
        match self.len_left() {
            Some(left) if left < needed => Err(self.too_short(needed, left)),
            _ => Ok(()),
        }
    }

    fn too_short(&self, needed: u64, left: u64) -> Error {
        let from = match self.at {
            0 => String::new(),
            at => format!(" from byte {at} on"),
        };
        Error::new(format!(
            "the file is truncated: expected {needed} bytes{from}, but there are {left}"
        ))
        .hint("get the whole file again, or correct the size and format in its header")
    }

    /// Leaves bytes out.
    pub(super) fn skip(&mut self, n: u64) -> Result<()> {
        if let Bytes::Gzip(decoder) = &mut self.bytes {
            let skipped = match std::io::copy(&mut decoder.take(n), &mut std::io::sink()) {
                Err(error) if error.kind() == UnexpectedEof => 0,
                skipped => skipped.map_err(damaged)?,
            };
            if skipped < n {
                return Err(self.too_short(n, skipped));
            }
        }
        self.at = self.at.saturating_add(n);
        Ok(())
    }

    /// Up to so many bytes, fewer only at the end of the file.
    pub(super) fn head(&mut self, n: usize) -> Result<Vec<u8>> {
        let mut head = Vec::new();
        match &mut self.bytes {
            Bytes::Plain { file, len } => {
                let n = len.saturating_sub(self.at).min(n as u64);
                head.resize(n as usize, 0);
                file.read_exact_at(&mut head, self.at)?;
            }
            Bytes::Gzip(decoder) => match decoder.take(n as u64).read_to_end(&mut head) {
                Err(error) if error.kind() != UnexpectedEof => return Err(damaged(error)),
                _ => {}
            },
        }
        self.at += head.len() as u64;
        Ok(head)
    }

    /// The next bytes, in memory of their own.
    pub(super) fn block(&mut self, len: usize) -> Result<Memory> {
        self.expect(len as u64)?;
        let mut memory = Memory::try_zeroed(len)?;
        let bytes = memory.bytes_mut();
        match &mut self.bytes {
            Bytes::Plain { file, .. } => {
                let (file, start) = (&*file, self.at);
                bytes.par_chunks_mut(PIECE).enumerate().try_for_each(|(n, piece)| {
                    file.read_exact_at(piece, start + (n * PIECE) as u64)
                })?;
            }
            Bytes::Gzip(decoder) => {
                let mut n_read = 0;
                while n_read < len {
                    match decoder.read(&mut bytes[n_read..]) {
                        Ok(0) => return Err(self.too_short(len as u64, n_read as u64)),
                        Ok(n) => n_read += n,
                        Err(error) if error.kind() == UnexpectedEof => {
                            return Err(self.too_short(len as u64, n_read as u64));
                        }
                        Err(error) => return Err(damaged(error)),
                    }
                }
            }
        }
        self.at += len as u64;
        Ok(memory)
    }
}

fn damaged(error: std::io::Error) -> Error {
    Error::new(format!("the file is not compressed with gzip, or damaged: {error}"))
        .hint("get the whole file again")
}

/// A file and its size.
pub(super) fn open(path: &Path) -> Result<(File, u64)> {
    if path.is_dir() {
        return Err(Error::new(format!("\"{}\" is a folder", path.display())).hint("choose a file"));
    }
    let file = match File::open(path) {
        Err(error) if error.kind() == NotFound => {
            return Err(Error::new(format!("there is no file \"{}\"", path.display()))
                .hint("correct the path, or put the file there"));
        }
        opened => opened.at(path.display())?,
    };
    let len = file.metadata()?.len();
    Ok((file, len))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    #[test]
    fn swapping_twice_is_nothing() {
        let numbers: Vec<u8> = (0..=255).collect();
        for size in [1, 2, 4, 8] {
            let mut bytes = numbers.clone();
            ByteOrder::Big.swap_native(&mut bytes, size);
            assert_eq!(bytes == numbers, size == 1);
            ByteOrder::Big.swap_native(&mut bytes, size);
            assert_eq!(bytes, numbers);
        }
    }

    #[test]
    fn plain_and_compressed_files_read_the_same() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let bytes: Vec<u8> = (0..100).collect();
        let (plain, gzip) = (folder.path().join("a"), folder.path().join("b"));
        std::fs::write(&plain, &bytes)?;
        let mut encoder = flate2::write::GzEncoder::new(File::create(&gzip)?, Default::default());
        encoder.write_all(&bytes)?;
        encoder.finish()?;

        for path in [plain, gzip] {
            let mut source = Source::maybe_gzip(&path)?;
            source.skip(10)?;
            assert_eq!(source.head(3)?, [10, 11, 12]);
            assert_eq!(source.block(80)?.bytes(), &bytes[13..93]);
            let error = source.block(8).unwrap_err().to_string();
            let expected = "expected 8 bytes from byte 93 on, but there are 7";
            assert!(error.contains(expected), "{error}");
        }
        Ok(())
    }

    #[test]
    fn half_a_compressed_file_and_a_damaged_one_are_errors() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a.gz");
        let noise: Vec<u8> =
            (0..5000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), Default::default());
        encoder.write_all(&noise)?;
        let bytes = encoder.finish()?;
        std::fs::write(&path, &bytes[..bytes.len() / 2])?;
        let error = Source::gzip(&path)?.block(5000).unwrap_err().to_string();
        assert!(error.contains("expected 5000 bytes, but there are"), "{error}");
        assert!(Source::gzip(&path)?.skip(5000).is_err());
        assert!(Source::gzip(&path)?.head(5000)?.len() < 5000);
        std::fs::write(&path, &noise)?;
        let error = Source::gzip(&path)?.block(5000).unwrap_err().to_string();
        assert!(error.starts_with("the file is not compressed with gzip"), "{error}");
        Ok(())
    }

    #[test]
    fn what_is_no_file_is_said_to_be_none() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let error = Source::plain(folder.path()).err().expect("it is a folder").to_string();
        assert!(error.ends_with("is a folder: choose a file"), "{error}");
        let error = Source::plain(&folder.path().join("a")).err().expect("it is missing");
        assert!(error.to_string().starts_with("there is no file"), "{error}");
        Ok(())
    }
}
