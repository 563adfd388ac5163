//! Inviwo's `.dat`: a text header beside a file of raw voxels.
//!
//! | key                                    | value                              | default            |
//! |----------------------------------------|------------------------------------|--------------------|
//! | `RawFile`, `ObjectFileName`            | path, from the header's folder     | needed             |
//! | `DatFile`, any number                  | more headers: a sequence of them   |                    |
//! | `Resolution`, `Dimensions`             | x y z                              | needed             |
//! | `Format`                               | `FLOAT32`, `Vec3UINT8`, `USHORT_12` | needed            |
//! | `ByteOrder`                            | `LittleEndian`, `BigEndian`        | `LittleEndian`     |
//! | `ByteOffset`                           | bytes before the voxels            | 0                  |
//! | `Compression`                          | `Enabled` (gzip), `Disabled`       | `Disabled`         |
//! | `Sequences`                            | volumes, one after the other       | 1                  |
//! | `Spacing`, `SliceThickness`            | size of a voxel                    |                    |
//! | `BasisVector1` .. `3`                  | **rows** of the basis              | 2·identity         |
//! | `Offset`                               | x y z                              | centred            |
//! | `WorldVector1` .. `4`                  | rows of the world matrix           | identity           |
//! | `DataRange`, `ValueRange`              | min max                            | of the first volume |
//! | `ValueName`, `ValueUnit`               | text                               |                    |
//! | `AxisNames`, `AxisUnits`, `Axis1Name`, `Axis1Unit` .. | words, text         | x y z              |
//! | `SwizzleMask`, `Interpolation`, `Wrapping` | as in Inviwo                   | rgba, Linear, Clamp |
//!
//! Keys are of any case; `#` starts a comment; other keys become notes, their names in lower case.

use super::source::{ByteOrder, Source};
use glam::{Mat3, Mat4, Vec3, Vec4};
use ivw_core::data::{
    Axis, Channel, DataMap, Format, Interpolation, Metadata, Number, Swizzle, Volume, Wrapping,
};
use ivw_core::error::{Context as _, Error, Result};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// Longer files are no headers.
const LONGEST_HEADER: usize = 1 << 20;
/// Headers that name headers that name headers.
const DEEPEST: usize = 8;

/// Reads all volumes of a header.
pub(super) fn read(path: &Path) -> Result<Vec<Volume>> {
    read_nested(path, 0)
}

fn read_nested(path: &Path, depth: usize) -> Result<Vec<Volume>> {
    if depth > DEEPEST {
        return Err(Error::new("\"DatFile\" leads in a circle").hint("name headers of raw files"));
    }
    let mut source = Source::plain(path)?;
    let text = source.head(LONGEST_HEADER + 1)?;
    if text.len() > LONGEST_HEADER || text.contains(&0) {
        return Err(Error::new("the file is no .dat header: it is no text")
            .hint("open the .dat file that belongs to a .raw file"));
    }
    let header = Header::parse(&String::from_utf8_lossy(&text))?;
    if header.dat_files.is_empty() {
        return header.volumes(path);
    }
    let mut volumes = Vec::new();
    for file in &header.dat_files {
        let file = beside(path, file);
        volumes.extend(read_nested(&file, depth + 1).at(file.display())?);
    }
    Ok(volumes)
}

/// Writes a header, and the voxels to a `.raw` file beside it.
pub(super) fn write(path: &Path, volume: &Volume) -> Result<()> {
    let raw_path = path.with_extension("raw");
    let raw_name = raw_path.file_name().unwrap_or_default().to_string_lossy();
    if raw_name.contains(['"', '#', '\n', '\r']) {
        return Err(Error::new(format!("the name \"{raw_name}\" does not fit into a header"))
            .hint("use letters, digits, spaces and dashes"));
    }
    let header = header_text(volume, &raw_name);
    super::write::whole(&raw_path, |file| Ok(file.write_all(volume.voxels.bytes())?))?;
    super::write::whole(path, |file| Ok(file.write_all(header.as_bytes())?))
}

fn header_text(volume: &Volume, raw_name: &str) -> String {
    let numbers =
        |numbers: &[f32]| numbers.iter().map(f32::to_string).collect::<Vec<_>>().join(" ");
    // Text in a header ends with its line, or at a comment.
    let text = |text: &str| text.replace(['\n', '\r', '#'], " ");
    let [x, y, z] = volume.dims;
    let basis = volume.basis();
    let world = volume.world_matrix();
    let map = &volume.data_map;
    let mut lines = vec![
        ("RawFile".to_owned(), format!("\"{raw_name}\"")),
        ("Resolution".to_owned(), format!("{x} {y} {z}")),
        ("Format".to_owned(), volume.format.to_string()),
        ("ByteOrder".to_owned(), format!("{:?}Endian", ByteOrder::NATIVE)),
        ("ByteOffset".to_owned(), "0".to_owned()),
    ];
    for n in 0..3 {
        lines.push((format!("BasisVector{}", n + 1), numbers(&basis.row(n).to_array())));
    }
    lines.push(("Offset".to_owned(), numbers(&volume.offset().to_array())));
    for n in 0..4 {
        lines.push((format!("WorldVector{}", n + 1), numbers(&world.row(n).to_array())));
    }
    for (key, [lo, hi]) in [("DataRange", map.data_range), ("ValueRange", map.value_range)] {
        lines.push((key.to_owned(), format!("{lo} {hi}")));
    }
    lines.push(("ValueName".to_owned(), text(&map.value_axis.name)));
    lines.push(("ValueUnit".to_owned(), text(&map.value_axis.unit)));
    for (n, axis) in volume.axes.iter().enumerate() {
        lines.push((format!("Axis{}Name", n + 1), text(&axis.name)));
        lines.push((format!("Axis{}Unit", n + 1), text(&axis.unit)));
    }
    let letter = |channel: Channel| match channel {
        Channel::Red => 'r',
        Channel::Green => 'g',
        Channel::Blue => 'b',
        Channel::Alpha => 'a',
        Channel::Zero => '0',
        Channel::One => '1',
    };
    lines.push(("SwizzleMask".to_owned(), volume.swizzle.0.map(letter).iter().collect()));
    lines.push(("Interpolation".to_owned(), format!("{:?}", volume.interpolation)));
    let [a, b, c] = volume.wrapping;
    lines.push(("Wrapping".to_owned(), format!("{a:?} {b:?} {c:?}")));
    for (name, value) in volume.metadata.iter() {
        if !name.contains([':', '\n', '\r', '#']) && !name.starts_with('/') {
            lines.push((name.to_owned(), text(value)));
        }
    }
    lines.iter().map(|(key, value)| format!("{key}: {value}\n")).collect()
}

/// A path in a header, seen from the header's folder.
pub(super) fn beside(header: &Path, file: &str) -> PathBuf {
    let folder = header.parent().unwrap_or(Path::new(""));
    let path = folder.join(file);
    // Headers written elsewhere separate folders in another way.
    match path.exists() || !file.contains('\\') {
        true => path,
        false => folder.join(file.replace('\\', "/")),
    }
}

/// What a header says.
struct Header {
    raw_file: Option<String>,
    dat_files: Vec<String>,
    dims: Option<[u32; 3]>,
    format: Option<Format>,
    byte_order: ByteOrder,
    byte_offset: u64,
    is_compressed: bool,
    n_volumes: usize,
    spacing: Option<Vec3>,
    basis_rows: [Option<Vec3>; 3],
    offset: Option<Vec3>,
    world: Mat4,
    data_range: Option<[f64; 2]>,
    value_range: Option<[f64; 2]>,
    value_axis: Axis,
    axes: [Axis; 3],
    swizzle: Swizzle,
    interpolation: Interpolation,
    wrapping: [Wrapping; 3],
    metadata: Metadata,
}

impl Header {
    fn parse(text: &str) -> Result<Self> {
        let mut header = Self {
            raw_file: None,
            dat_files: Vec::new(),
            dims: None,
            format: None,
            byte_order: ByteOrder::Little,
            byte_offset: 0,
            is_compressed: false,
            n_volumes: 1,
            spacing: None,
            basis_rows: [None; 3],
            offset: None,
            world: Mat4::IDENTITY,
            data_range: None,
            value_range: None,
            value_axis: Axis::default(),
            axes: [Axis::new("x", ""), Axis::new("y", ""), Axis::new("z", "")],
            swizzle: Swizzle::RGBA,
            interpolation: Interpolation::Linear,
            wrapping: [Wrapping::Clamp; 3],
            metadata: Metadata::default(),
        };
        for (n, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            let line = line.split('#').next().unwrap_or_default().trim();
            if line.starts_with('/') {
                continue;
            }
            let Some((key, value)) = line.split_once(':') else { continue };
            let (key, value) = (key.trim(), value.trim());
            if value.is_empty() {
                continue;
            }
            header.read(key, value).at(format!("line {}: \"{key}\"", n + 1))?;
        }
        Ok(header)
    }

    fn read(&mut self, key: &str, value: &str) -> Result<()> {
        let key = key.to_ascii_lowercase();
        // `axis2name` is `axis#name` of 1.
        let numbered = key.find(|c: char| c.is_ascii_digit()).and_then(|at| {
            let n = key[at..=at].parse::<usize>().ok()?.checked_sub(1)?;
            Some((format!("{}#{}", &key[..at], &key[at + 1..]), n))
        });
        match numbered.as_ref().map(|(key, n)| (key.as_str(), *n)) {
            Some(("basisvector#", n @ 0..3)) => self.basis_rows[n] = Some(vector(value)?),
            Some(("worldvector#", n @ 0..4)) => {
                let row = Vec4::from(numbers::<f32, 4>(value)?);
                let mut rows = self.world.transpose();
                *rows.col_mut(n) = row;
                self.world = rows.transpose();
            }
            Some(("axis#name", n @ 0..3)) => self.axes[n].name = value.into(),
            Some(("axis#unit", n @ 0..3)) => self.axes[n].unit = value.into(),
            _ => return self.read_plain(&key, value),
        }
        Ok(())
    }

    fn read_plain(&mut self, key: &str, value: &str) -> Result<()> {
        match key {
            "rawfile" | "objectfilename" => self.raw_file = Some(unquoted(value)),
            "datfile" => self.dat_files.push(unquoted(value)),
            "resolution" | "dimensions" => {
                let dims = numbers::<u32, 3>(value)?;
                if dims.contains(&0) {
                    return Err(Error::new(format!("a volume of {value} voxels has none")));
                }
                self.dims = Some(dims);
            }
            "format" if value.eq_ignore_ascii_case("USHORT_12") => {
                self.format = Some(Format::new(Number::U16, 1));
                self.data_range.get_or_insert([0.0, 4095.0]);
            }
            "format" => self.format = Some(Format::parse(value)?),
            "byteorder" => {
                self.byte_order = choose(
                    value,
                    &[("LittleEndian", ByteOrder::Little), ("BigEndian", ByteOrder::Big)],
                )?;
            }
            "byteoffset" => [self.byte_offset] = numbers(value)?,
            "compression" => {
                self.is_compressed = choose(value, &[("Enabled", true), ("Disabled", false)])?;
            }
            "sequences" => {
                [self.n_volumes] = numbers(value)?;
                if self.n_volumes == 0 {
                    return Err(Error::new("a sequence of 0 volumes has none"));
                }
            }
            "spacing" | "slicethickness" => self.spacing = Some(vector(value)?),
            "offset" => self.offset = Some(vector(value)?),
            "datarange" => self.data_range = Some(numbers(value)?),
            "valuerange" => self.value_range = Some(numbers(value)?),
            "valuename" => self.value_axis.name = value.into(),
            "valueunit" => self.value_axis.unit = value.into(),
            "axisnames" => {
                for (axis, name) in self.axes.iter_mut().zip(value.split_whitespace()) {
                    axis.name = name.into();
                }
            }
            "axisunits" => {
                for (axis, unit) in self.axes.iter_mut().zip(value.split_whitespace()) {
                    axis.unit = unit.into();
                }
            }
            "swizzlemask" => self.swizzle = swizzle(value)?,
            "interpolation" => {
                self.interpolation = choose(
                    value,
                    &[("Linear", Interpolation::Linear), ("Nearest", Interpolation::Nearest)],
                )?;
            }
            "wrapping" => {
                let words: Vec<_> = value.split_whitespace().collect();
                for (n, wrapping) in self.wrapping.iter_mut().enumerate() {
                    // One word is for all.
                    let word = words.get(n).or(words.last()).expect("a value is not empty");
                    *wrapping = choose(
                        word,
                        &[
                            ("Clamp", Wrapping::Clamp),
                            ("Repeat", Wrapping::Repeat),
                            ("Mirror", Wrapping::Mirror),
                        ],
                    )?;
                }
            }
            _ => self.metadata.set(key, value),
        }
        Ok(())
    }

    /// Reads the volumes that the header describes.
    fn volumes(&self, path: &Path) -> Result<Vec<Volume>> {
        let missing = |key: &str, example: &str| {
            Error::new(format!("the header has no line \"{key}\""))
                .hint(format!("add one, such as \"{key}: {example}\""))
        };
        let raw_file = self.raw_file.as_ref().ok_or_else(|| missing("RawFile", "volume.raw"))?;
        let dims = self.dims.ok_or_else(|| missing("Resolution", "128 128 64"))?;
        let format = self.format.ok_or_else(|| missing("Format", "UINT8"))?;

        let len = dims.iter().try_fold(format.size(), |len, &n| len.checked_mul(n as usize));
        let whole = len.and_then(|len| len.checked_mul(self.n_volumes));
        let (Some(len), Some(whole @ 0..=0x7fff_ffff_ffff_ffff)) = (len, whole) else {
            return Err(Error::new("the header describes more voxels than any memory holds"));
        };
        let raw_path = beside(path, raw_file);
        let read = || -> Result<Vec<Volume>> {
            let mut source = self.source(&raw_path)?;
            source.skip(self.byte_offset)?;
            source.expect(whole as u64)?;
            (0..self.n_volumes).map(|_| self.volume(&mut source, dims, format, len)).collect()
        };
        let mut volumes = read().at(format!("\"{}\"", raw_path.display()))?;

        let data_range = match self.data_range {
            Some([lo, hi]) if lo < hi && (hi - lo).is_finite() => [lo, hi],
            Some([lo, hi]) => {
                tracing::warn!(
                    "{}: data range {lo} to {hi} is empty, took that of the data",
                    path.display()
                );
                super::data_range(volumes.first())
            }
            None => super::data_range(volumes.first()),
        };
        let value_range = self.value_range.unwrap_or(data_range);
        for volume in &mut volumes {
            let value_axis = self.value_axis.clone();
            volume.data_map = DataMap { data_range, value_range, value_axis };
        }
        Ok(volumes)
    }

    fn source(&self, raw_path: &Path) -> Result<Source> {
        if !self.is_compressed {
            return Source::plain(raw_path);
        }
        match raw_path.extension().and_then(|extension| extension.to_str()) {
            Some("gz") => Source::gzip(raw_path),
            extension => Err(Error::new(format!(
                "compression \"{}\" is not supported",
                extension.unwrap_or_default()
            ))
            .hint("compress the raw file with gzip, and let its name end in .gz")),
        }
    }

    fn volume(
        &self,
        source: &mut Source,
        dims: [u32; 3],
        format: Format,
        len: usize,
    ) -> Result<Volume> {
        let mut voxels = source.block(len)?;
        self.byte_order.swap_native(voxels.bytes_mut(), format.number.size());
        let mut volume = Volume::from_memory(dims, format, voxels)?;
        let basis = self.basis(volume.size().as_vec3());
        volume.set_basis(basis);
        volume.set_offset(self.offset.unwrap_or_else(|| super::centred_offset(basis)));
        volume.world = self.world.to_cols_array_2d();
        volume.axes = self.axes.clone();
        volume.swizzle = self.swizzle;
        volume.interpolation = self.interpolation;
        volume.wrapping = self.wrapping;
        volume.metadata = self.metadata.clone();
        Ok(volume)
    }

    fn basis(&self, dims: Vec3) -> Mat3 {
        match (self.basis_rows, self.spacing) {
            ([Some(x), Some(y), Some(z)], _) => Mat3::from_cols(x, y, z).transpose(),
            (_, Some(spacing)) => Mat3::from_diagonal(spacing * dims),
            _ => Mat3::from_diagonal(Vec3::splat(2.0)),
        }
    }
}

/// What stands between quotes, or else the whole value.
fn unquoted(value: &str) -> String {
    let inner = value.strip_prefix('"').and_then(|rest| rest.split('"').next());
    inner.unwrap_or(value).to_owned()
}

fn vector(value: &str) -> Result<Vec3> {
    let vector = Vec3::from(numbers::<f32, 3>(value)?);
    match vector.is_finite() {
        true => Ok(vector),
        false => Err(Error::new(format!("\"{value}\" is no place in space"))),
    }
}

/// Exactly so many numbers, with blanks or commas between them.
fn numbers<T: FromStr, const N: usize>(value: &str) -> Result<[T; N]> {
    let words = value.split(|c: char| c.is_whitespace() || c == ',').filter(|w| !w.is_empty());
    let numbers: Option<Vec<T>> = words.map(|word| word.parse().ok()).collect();
    numbers.and_then(|numbers| numbers.try_into().ok()).ok_or_else(|| {
        let kind = if "0.5".parse::<T>().is_ok() { "numbers" } else { "whole numbers" };
        Error::new(format!("expected {N} {kind}, got \"{value}\""))
    })
}

/// The meaning of a word, in any case.
fn choose<T: Copy>(value: &str, words: &[(&str, T)]) -> Result<T> {
    let found = words.iter().find(|(word, _)| word.eq_ignore_ascii_case(value));
    found.map(|(_, meaning)| *meaning).ok_or_else(|| {
        let words: Vec<_> = words.iter().map(|(word, _)| *word).collect();
        Error::new(format!("\"{value}\" is not known")).hint(format!("use {}", words.join(" or ")))
    })
}

pub(super) fn swizzle(value: &str) -> Result<Swizzle> {
    let channel = |letter| match letter {
        'r' | 'R' => Some(Channel::Red),
        'g' | 'G' => Some(Channel::Green),
        'b' | 'B' => Some(Channel::Blue),
        'a' | 'A' => Some(Channel::Alpha),
        '0' => Some(Channel::Zero),
        '1' => Some(Channel::One),
        _ => None,
    };
    let channels: Option<Vec<_>> = value.chars().map(channel).collect();
    channels.and_then(|channels| channels.try_into().ok()).map(Swizzle).ok_or_else(|| {
        Error::new(format!("\"{value}\" is no mask")).hint("use four of r, g, b, a, 0 and 1")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::UVec3;
    use tempfile::TempDir;

    /// A header and a raw file `a.raw`, in a folder of their own.
    fn files(header: &str, raw: &[u8]) -> Result<(TempDir, PathBuf)> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a.dat");
        std::fs::write(&path, header)?;
        std::fs::write(folder.path().join("a.raw"), raw)?;
        Ok((folder, path))
    }

    fn check(header: &str, raw: &[u8]) -> Result<Vec<Volume>> {
        let (_folder, path) = files(header, raw)?;
        read(&path)
    }

    fn error(header: &str, raw: &[u8]) -> String {
        check(header, raw).expect_err("the file is bad").to_string()
    }

    const SMALL: &str = "RawFile: a.raw\nResolution: 2 2 1\nFormat: UINT8\n";

    #[test]
    fn write_then_read_is_identity() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("some volume.dat");
        for number in Number::ALL {
            for components in 1..=4 {
                let mut volume = Volume::new([4, 3, 2], Format::new(number, components))?;
                for (n, bytes) in volume.voxels.bytes_mut().chunks_mut(number.size()).enumerate() {
                    number.write(n as f64, bytes);
                }
                volume.set_basis(Mat3::from_cols_array(&[1., 2., 3., 0.1, 5., 6., 7., 8., 1e-7]));
                volume.set_offset(Vec3::new(-1.0, 0.1, 1e9));
                volume.world = Mat4::from_rotation_x(0.3).to_cols_array_2d();
                volume.data_map.data_range = [0.1, 23.0];
                volume.data_map.value_range = [-1.0, 1e-3];
                volume.data_map.value_axis = Axis::new("density of it", "e/Å³");
                volume.axes[2] = Axis::new("depth", "mm");
                volume.swizzle = Swizzle::LUMINANCE_ALPHA;
                volume.interpolation = Interpolation::Nearest;
                volume.wrapping = [Wrapping::Clamp, Wrapping::Repeat, Wrapping::Mirror];
                volume.metadata.set("from", "a test: of all");
                write(&path, &volume)?;
                let [back] = &read(&path)?[..] else { panic!("it is one volume") };
                assert_eq!(format!("{back:?}"), format!("{volume:?}"));
                assert_eq!(back.voxels.bytes(), volume.voxels.bytes());
            }
        }
        Ok(())
    }

    #[test]
    fn both_byte_orders_are_the_same_volume() -> Result<()> {
        let header = "RawFile: a.raw\nResolution: 3 1 1\nFormat: INT32\nByteOrder: ";
        let numbers = [-1i32, 70_000, 5];
        let little =
            check(&format!("{header}littleendian"), &numbers.map(i32::to_le_bytes).concat())?;
        let big = check(&format!("{header}BigEndian"), &numbers.map(i32::to_be_bytes).concat())?;
        assert_eq!(little[0].voxels.elements::<i32>(), numbers);
        assert_eq!(big[0].voxels.bytes(), little[0].voxels.bytes());
        assert_eq!(big[0].data_map.data_range, [-1.0, 70_000.0]);
        Ok(())
    }

    #[test]
    fn defaults_are_a_centred_cube_and_the_range_of_the_numbers() -> Result<()> {
        let header = "# a comment\n/ another\nno value here\nValueUnit:\n\
                      OBJECTFILENAME:\ta.raw # here\r\n resolution : 2 2 1\nFormat:\tUCHAR\n\
                      Made By: nobody";
        let volume = check(header, &[9, 3, 5, 7])?.remove(0);
        assert_eq!(volume.basis(), Mat3::from_diagonal(Vec3::splat(2.0)));
        assert_eq!(volume.offset(), Vec3::NEG_ONE);
        assert_eq!(volume.data_map.data_range, [3.0, 9.0]);
        assert_eq!(volume.data_map.value_range, [3.0, 9.0]);
        assert_eq!(volume.metadata.iter().collect::<Vec<_>>(), [("made by", "nobody")]);
        assert_eq!(volume.voxel(UVec3::new(1, 0, 0))[0], 3.0);
        Ok(())
    }

    #[test]
    fn places_in_space_are_rows_or_spacing() -> Result<()> {
        let spacing = check(&format!("{SMALL}Spacing: 1 2 3"), &[0; 4])?.remove(0);
        assert_eq!(spacing.basis(), Mat3::from_diagonal(Vec3::new(2.0, 4.0, 3.0)));
        assert_eq!(spacing.offset(), Vec3::new(-1.0, -2.0, -1.5));
        let rows = "Spacing: 1 2 3\nBasisVector1: 1 2 3\nBasisVector2: 4 5 6\nBasisVector3: 7 8 9\n\
                    Offset: 1 1 1\nWorldVector1: 0 0 0 5\nWorldVector2: 0 1 0 6";
        let rows = check(&format!("{SMALL}{rows}"), &[0; 4])?.remove(0);
        assert_eq!(rows.basis().x_axis, Vec3::new(1.0, 4.0, 7.0));
        assert_eq!(rows.offset(), Vec3::ONE);
        assert_eq!(rows.world_matrix().w_axis, Vec4::new(5.0, 6.0, 0.0, 1.0));
        Ok(())
    }

    #[test]
    fn twelve_bit_numbers_have_a_range_of_their_own() -> Result<()> {
        let header = "RawFile: a.raw\nResolution: 1 1 1\nFormat: ushort_12";
        let volume = check(header, &[1, 0])?.remove(0);
        assert_eq!(volume.format, Format::new(Number::U16, 1));
        assert_eq!(volume.data_map.data_range, [0.0, 4095.0]);
        Ok(())
    }

    #[test]
    fn sequences_are_several_volumes_with_one_range() -> Result<()> {
        let header = format!("{SMALL}ByteOffset: 1\nSequences: 2");
        let volumes = check(&header, &[99, 1, 2, 3, 4, 50, 60, 70, 80])?;
        let voxels: Vec<_> = volumes.iter().map(|volume| volume.voxels.bytes()).collect();
        assert_eq!(voxels, [[1, 2, 3, 4], [50, 60, 70, 80]]);
        assert_eq!(volumes[1].data_map.data_range, [1.0, 4.0]);
        Ok(())
    }

    #[test]
    fn headers_of_headers_are_sequences_but_no_circles() -> Result<()> {
        let (folder, path) = files(SMALL, &[1, 2, 3, 4])?;
        let all = folder.path().join("all.dat");
        std::fs::write(&all, "DatFile: a.dat\nDatFile: \"a.dat\"")?;
        assert_eq!(read(&all)?.len(), 2);
        std::fs::write(&path, "DatFile: all.dat")?;
        let error = read(&all).unwrap_err().to_string();
        assert!(error.contains("leads in a circle"), "{error}");
        Ok(())
    }

    #[test]
    fn paths_may_have_spaces_and_foreign_separators() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a.dat");
        std::fs::create_dir(folder.path().join("raw files"))?;
        std::fs::write(folder.path().join("raw files/a b.raw"), [1, 2, 3, 4])?;
        for name in ["raw files/a b.raw", "\"raw files/a b.raw\"", "raw files\\a b.raw"] {
            std::fs::write(&path, format!("{SMALL}RawFile: {name}"))?;
            assert_eq!(read(&path)?[0].voxels.bytes(), [1, 2, 3, 4]);
        }
        Ok(())
    }

    #[test]
    fn compressed_voxels_are_read_where_they_are_gzip() -> Result<()> {
        let header = SMALL.replace("a.raw", "a.raw.gz") + "Compression: Enabled";
        let (folder, path) = files(&header, &[])?;
        let file = std::fs::File::create(folder.path().join("a.raw.gz"))?;
        let mut encoder = flate2::write::GzEncoder::new(file, Default::default());
        encoder.write_all(&[1, 2, 3, 4])?;
        encoder.finish()?;
        assert_eq!(read(&path)?[0].voxels.bytes(), [1, 2, 3, 4]);
        std::fs::write(&path, header.replace("2 2 1", "2 2 2"))?;
        let truncated = read(&path).unwrap_err().to_string();
        assert!(truncated.contains("expected 8 bytes, but there are 4"), "{truncated}");
        let other = error(&(SMALL.replace("a.raw", "a.raw.xz") + "Compression: Enabled"), &[]);
        assert!(other.contains("compression \"xz\" is not supported: compress"), "{other}");
        Ok(())
    }

    #[test]
    fn bad_headers_name_the_line_and_the_way_out() {
        for (header, message) in [
            ("", "the header has no line \"RawFile\": add one, such as"),
            ("RawFile: a.raw", "the header has no line \"Resolution\""),
            ("RawFile: a.raw\nResolution: 1 1 1", "the header has no line \"Format\""),
            ("Resolution: 2 2", "line 1: \"Resolution\": expected 3 whole numbers, got \"2 2\""),
            ("\nResolution: 2 -2 2", "line 2: \"Resolution\": expected 3 whole numbers"),
            ("Resolution: 2 0 2", "has none"),
            ("Sequences: 0", "has none"),
            ("Format: UINT9", "line 1: \"Format\": unknown number format \"UINT9\": use FLOAT16"),
            ("ByteOrder: Middle", "\"Middle\" is not known: use LittleEndian or BigEndian"),
            ("Offset: 1 2 nan", "is no place in space"),
            ("DataRange: low high", "expected 2 numbers, got \"low high\""),
            ("SwizzleMask: rgbx", "is no mask: use four of"),
            ("Wrapping: Clamp Bend", "\"Bend\" is not known: use Clamp or Repeat or Mirror"),
            ("a\0b", "the file is no .dat header: it is no text"),
        ] {
            let error = error(header, &[]);
            assert!(error.contains(message), "{error}");
        }
        let huge = "RawFile: a.raw\nResolution: 4000000000 4000000000 4000000000\nFormat: UINT8";
        assert!(error(huge, &[]).contains("more voxels than any memory"));
    }

    #[test]
    fn missing_and_truncated_voxels_name_the_file_and_both_sizes() -> Result<()> {
        let missing = error(&SMALL.replace("a.raw", "b.raw"), &[]);
        assert!(missing.contains("b.raw\": there is no file"), "{missing}");
        let short = error(SMALL, &[1, 2, 3]);
        assert!(short.contains("expected 4 bytes, but there are 3"), "{short}");
        let offset = error(&format!("{SMALL}ByteOffset: 9"), &[1, 2, 3]);
        assert!(offset.contains("expected 4 bytes from byte 9 on, but there are 0"), "{offset}");
        let error = read(Path::new("/there/is/no/a.dat")).unwrap_err().to_string();
        assert!(error.starts_with("there is no file"), "{error}");
        Ok(())
    }

    #[test]
    fn odd_values_make_no_odd_ranges() -> Result<()> {
        let header = "RawFile: a.raw\nResolution: 1 1 1\nFormat: FLOAT32\n";
        let volume = check(header, &f32::NAN.to_le_bytes())?.remove(0);
        assert_eq!(volume.data_map.data_range, [0.0, 1.0]);
        let volume = check(&format!("{header}DataRange: 5 5"), &3f32.to_le_bytes())?.remove(0);
        assert_eq!(volume.data_map.data_range, [0.0, 3.0]);
        Ok(())
    }
}
