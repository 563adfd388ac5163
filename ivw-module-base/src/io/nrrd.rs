//! NRRD, nearly raw raster data: a text header with the voxels behind it (`.nrrd`) or in files of
//! their own (`.nhdr`).
//!
//! Of up to four axes, one may be components (two to four of them, the fastest axis, or one whose
//! kind says so), and one more, the slowest, makes a sequence.
//! Where a volume is comes from `space directions` and `space origin`, else from `spacings`, else
//! from its voxels around the origin.
//! Encodings are `raw`, `gzip`, `ascii` and `hex`.
//! Fields are those of <https://teem.sourceforge.net/nrrd/format.html>.

use super::source::{ByteOrder, Source};
use glam::{Mat3, Vec3};
use ivw_core::data::{Axis, Format, Memory, Metadata, Number, Volume};
use ivw_core::error::{Context as _, Error, Result};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// Longer headers are none.
const LONGEST_HEADER: usize = 1 << 20;
/// Text of numbers that is read at most.
const LONGEST_TEXT: usize = 1 << 30;

/// Reads all volumes of a file.
pub(super) fn read(path: &Path) -> Result<Vec<Volume>> {
    let head = Source::plain(path)?.head(LONGEST_HEADER)?;
    let (header, header_len) = Header::parse(&head)?;
    let layout = Layout::of(&header)?;
    let bytes = header.data(path, header_len as u64, &layout)?;
    layout.volumes(bytes, &header)
}

/// The fields of a header, their names in lower case, and its notes.
struct Header {
    fields: HashMap<String, String>,
    /// Files of a list, one a line behind `data file: LIST`.
    files: Vec<String>,
    notes: Vec<(String, String)>,
}

impl Header {
    /// The header, and how many bytes it has.
    fn parse(head: &[u8]) -> Result<(Self, usize)> {
        if !head.starts_with(b"NRRD000") {
            return Err(Error::new("the file is no NRRD: it does not begin with NRRD000")
                .hint("open the header that belongs to the voxels"));
        }
        let mut header = Self { fields: HashMap::new(), files: Vec::new(), notes: Vec::new() };
        let mut at = 0;
        let mut is_list = false;
        loop {
            let rest = &head[at..];
            let Some(end) = rest.iter().position(|&byte| byte == b'\n') else {
                // A header of its own may end with the file.
                let is_whole = head.len() < LONGEST_HEADER;
                if is_whole && !rest.is_empty() {
                    header.line(&String::from_utf8_lossy(rest), &mut is_list);
                }
                return match is_whole {
                    true => Ok((header, head.len())),
                    false => Err(Error::new("the header has no end: an empty line is missing")),
                };
            };
            let line = String::from_utf8_lossy(&rest[..end]);
            let line = line.trim_end_matches('\r');
            let is_first = at == 0;
            at += end + 1;
            if line.is_empty() {
                return Ok((header, at));
            }
            if !is_first {
                header.line(line, &mut is_list);
            }
        }
    }

    fn line(&mut self, line: &str, is_list: &mut bool) {
        if *is_list {
            self.files.push(line.trim().to_owned());
        } else if line.starts_with('#') {
        } else if let Some((key, value)) = line.split_once(":=") {
            self.notes.push((key.trim().to_owned(), value.trim().to_owned()));
        } else if let Some((field, value)) = line.split_once(':') {
            let field = field.trim().to_lowercase().replace("datafile", "data file");
            let value = value.trim().to_owned();
            *is_list = field == "data file" && value.starts_with("LIST");
            self.fields.insert(field, value);
        }
    }

    fn field(&self, name: &str) -> Option<&str> {
        self.fields.get(name).map(String::as_str)
    }

    fn needed(&self, name: &str) -> Result<&str> {
        self.field(name).ok_or_else(|| Error::new(format!("the header has no field \"{name}\"")))
    }

    fn number(&self, names: [&str; 2]) -> Result<i64> {
        let Some(text) = names.iter().find_map(|name| self.field(name)) else { return Ok(0) };
        text.parse().map_err(|_| Error::new(format!("field \"{}\": \"{text}\"", names[0])))
    }

    /// The words of a field, vectors in parentheses being one.
    fn words(&self, name: &str) -> Vec<&str> {
        let mut words = Vec::new();
        let mut rest = self.field(name).unwrap_or_default().trim();
        while !rest.is_empty() {
            let end = match rest.chars().next() {
                Some('(') => rest.find(')').map_or(rest.len(), |end| end + 1),
                Some('"') => rest[1..].find('"').map_or(rest.len(), |end| end + 2),
                _ => rest.find(char::is_whitespace).unwrap_or(rest.len()),
            };
            words.push(rest[..end].trim_matches('"'));
            rest = rest[end..].trim_start();
        }
        words
    }

    /// The voxels, in the order of this machine.
    fn data(&self, path: &Path, header_len: u64, layout: &Layout) -> Result<Memory> {
        let files = self.files(path)?;
        let order = match self.field("endian").map(str::to_lowercase).as_deref() {
            Some("big") => ByteOrder::Big,
            _ => ByteOrder::Little,
        };
        let Some(files) = files else {
            let mut memory = self.file(path, header_len, layout.len, layout)?;
            order.swap_native(memory.bytes_mut(), self.number_size(layout));
            return Ok(memory);
        };
        if files.is_empty() || !layout.len.is_multiple_of(files.len()) {
            return Err(Error::new(format!("the voxels can't lie in {} files", files.len())));
        }
        let part = layout.len / files.len();
        let mut memory = Memory::try_zeroed(layout.len)?;
        if part > 0 {
            for (file, bytes) in files.iter().zip(memory.bytes_mut().chunks_exact_mut(part)) {
                let read =
                    self.file(file, 0, part, layout).at(format!("\"{}\"", file.display()))?;
                bytes.copy_from_slice(read.bytes());
            }
        }
        order.swap_native(memory.bytes_mut(), self.number_size(layout));
        Ok(memory)
    }

    /// Numbers written as text have no order of bytes.
    fn number_size(&self, layout: &Layout) -> usize {
        let is_text = matches!(self.encoding(), "ascii" | "text" | "txt");
        if is_text { 1 } else { layout.format.number.size() }
    }

    fn encoding(&self) -> &str {
        self.field("encoding").unwrap_or("raw")
    }

    /// The files of the voxels, if they are not behind the header.
    fn files(&self, path: &Path) -> Result<Option<Vec<PathBuf>>> {
        let folder = path.parent().unwrap_or(Path::new(""));
        let Some(file) = self.field("data file") else { return Ok(None) };
        if file.starts_with("LIST") {
            return Ok(Some(self.files.iter().map(|file| folder.join(file)).collect()));
        }
        let words: Vec<_> = file.split_whitespace().collect();
        let [pattern, numbers @ ..] = &words[..] else { return Ok(None) };
        let numbers: Vec<i64> = numbers.iter().filter_map(|word| word.parse().ok()).collect();
        match (pattern.contains('%'), &numbers[..]) {
            (true, [first, last, step, ..]) if *step != 0 => {
                let n = (last - first) / step;
                if !(0..100_000).contains(&n) {
                    return Err(Error::new(format!("\"{file}\" names {n} files")));
                }
                let name = |n: i64| folder.join(with_number(pattern, first + n * step));
                Ok(Some((0..=n).map(name).collect()))
            }
            _ => Ok(Some(vec![folder.join(file)])),
        }
    }

    /// So many bytes of a file, after what has to be left out.
    fn file(&self, path: &Path, start: u64, len: usize, layout: &Layout) -> Result<Memory> {
        let lines = self.number(["line skip", "lineskip"])?;
        let skip = self.number(["byte skip", "byteskip"])?;
        let mut start = start;
        if lines > 0 {
            let mut source = Source::plain(path)?;
            source.skip(start)?;
            let head = source.head(LONGEST_HEADER)?;
            let ends = head.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
            let end = ends.map(|(n, _)| n as u64 + 1).nth(lines as usize - 1);
            start +=
                end.ok_or_else(|| Error::new(format!("there are no {lines} lines to skip")))?;
        }
        let forward = u64::try_from(skip).unwrap_or(0);
        match self.encoding() {
            "raw" => {
                let mut source = Source::plain(path)?;
                // Minus one says that the voxels are at the end.
                let start = match (skip, source.len_left()) {
                    (-1, Some(all)) => all.saturating_sub(len as u64),
                    _ => start + forward,
                };
                source.skip(start)?;
                source.block(len)
            }
            "gzip" | "gz" => {
                let mut source = Source::gzip_from(path, start)?;
                source.skip(forward)?;
                source.block(len)
            }
            encoding @ ("ascii" | "text" | "txt" | "hex") => {
                let mut source = Source::plain(path)?;
                source.skip(start + forward)?;
                let text = source.head(LONGEST_TEXT)?;
                match encoding {
                    "hex" => from_hex(&text, len),
                    _ => from_text(&text, len, layout.format.number),
                }
            }
            other => Err(Error::new(format!("encoding \"{other}\" is not supported"))
                .hint("save it with encoding raw or gzip")),
        }
    }
}

/// A name such as `slice%03d.raw` with a number in it.
fn with_number(pattern: &str, number: i64) -> String {
    let Some((before, rest)) = pattern.split_once('%') else { return pattern.to_owned() };
    let Some((width, after)) = rest.split_once('d') else { return pattern.to_owned() };
    let digits = width.trim_start_matches('0');
    let n = digits.parse::<usize>().unwrap_or(0).min(32);
    match width.starts_with('0') {
        true => format!("{before}{number:0n$}{after}"),
        false => format!("{before}{number:n$}{after}"),
    }
}

fn from_hex(text: &[u8], len: usize) -> Result<Memory> {
    let mut memory = Memory::try_zeroed(len)?;
    let mut digits = text.iter().filter_map(|byte| char::from(*byte).to_digit(16));
    for byte in memory.bytes_mut() {
        let (Some(high), Some(low)) = (digits.next(), digits.next()) else {
            return Err(Error::new(format!("there are fewer than {len} bytes in its text")));
        };
        *byte = (high << 4 | low) as u8;
    }
    Ok(memory)
}

fn from_text(text: &[u8], len: usize, number: Number) -> Result<Memory> {
    let mut memory = Memory::try_zeroed(len)?;
    let text = String::from_utf8_lossy(text);
    let mut words = text.split(|c: char| c.is_whitespace() || c == ',').filter(|w| !w.is_empty());
    for bytes in memory.bytes_mut().chunks_exact_mut(number.size()) {
        let word = words.next().unwrap_or_default();
        let value = word.parse().map_err(|_| {
            Error::new(format!("expected {} numbers as text, got \"{word}\"", len / number.size()))
        })?;
        number.write(value, bytes);
    }
    Ok(memory)
}

/// How the axes of a file make volumes.
struct Layout {
    format: Format,
    dims: [u32; 3],
    n_volumes: usize,
    /// Bytes of all volumes.
    len: usize,
    /// Numbers of the axes that are x, y and z.
    spatial: Vec<usize>,
    /// Components are the slowest axis, or a later one, instead of the fastest.
    component_axis: Option<usize>,
}

impl Layout {
    fn of(header: &Header) -> Result<Self> {
        let number = number(header.needed("type")?)?;
        let sizes: Option<Vec<usize>> =
            header.needed("sizes")?.split_whitespace().map(|size| size.parse().ok()).collect();
        let sizes = sizes.filter(|sizes| !sizes.is_empty() && sizes.len() <= 5);
        let sizes = sizes.ok_or_else(|| Error::new("field \"sizes\": expected 1 to 5 sizes"))?;
        if sizes.contains(&0) {
            return Err(Error::new("an axis of the file has no samples"));
        }
        let kinds = header.words("kinds");
        let directions = header.words("space directions");
        let is_component = |n: usize| {
            let kind = kinds.get(n).map(|kind| kind.to_lowercase()).unwrap_or_default();
            let names = ["vector", "color", "complex", "scalar", "quaternion", "matrix", "list"];
            let is_named = names.iter().any(|name| kind.contains(name)) || kind == "stub";
            let has_no_place = directions.get(n) == Some(&"none");
            (is_named || has_no_place) && sizes[n] <= 4
        };
        let mut component_axis = (0..sizes.len()).find(|&n| is_component(n));
        if component_axis.is_none() && sizes.len() == 4 && sizes[0] <= 4 && kinds.is_empty() {
            component_axis = Some(0);
        }
        let mut rest: Vec<usize> =
            (0..sizes.len()).filter(|n| Some(*n) != component_axis).collect();
        let n_volumes =
            if rest.len() > 3 { rest.split_off(3).iter().map(|&n| sizes[n]).product() } else { 1 };
        if component_axis.is_some_and(|axis| axis != 0 && axis != rest.len()) {
            return Err(Error::new("components lie between the axes of the volume")
                .hint("save the file with components as the first axis"));
        }
        let components = component_axis.map_or(1, |axis| sizes[axis]);
        let format = Format::new(number, components as u8);
        let size = |n: usize| rest.get(n).map_or(Ok(1), |&axis| u32::try_from(sizes[axis]));
        let dims = (0..3).map(size).collect::<Result<Vec<_>, _>>();
        let dims = dims.map_err(|_| Error::new("an axis of the file is too long"))?;
        let len = sizes.iter().try_fold(number.size(), |len, &n| len.checked_mul(n));
        let len = len
            .filter(|len| isize::try_from(*len).is_ok())
            .ok_or_else(|| Error::new("the header describes more voxels than any memory holds"))?;
        let dims = [dims[0], dims[1], dims[2]];
        Ok(Self { format, dims, n_volumes, len, spatial: rest, component_axis })
    }

    fn volumes(&self, bytes: Memory, header: &Header) -> Result<Vec<Volume>> {
        let bytes = match self.component_axis {
            Some(axis) if axis != 0 => self.interleaved(&bytes)?,
            _ => bytes,
        };
        let mut volumes = match self.n_volumes {
            1 => vec![Volume::from_memory(self.dims, self.format, bytes)?],
            n => bytes
                .bytes()
                .chunks_exact(self.len / n)
                .map(|part| Volume::from_memory(self.dims, self.format, Memory::copy_of(part)))
                .collect::<Result<_>>()?,
        };
        let range = super::data_range(&volumes);
        let mut notes = Metadata::default();
        header.notes.iter().for_each(|(key, value)| notes.set(key, value));
        for volume in &mut volumes {
            self.place(volume, header);
            volume.data_map.data_range = range;
            volume.data_map.value_range = range;
            if let Some(unit) = header.field("sample units") {
                volume.data_map.value_axis.unit = unit.trim_matches('"').into();
            }
            if let Some(content) = header.field("content") {
                volume.data_map.value_axis.name = content.into();
            }
            volume.metadata = notes.clone();
        }
        Ok(volumes)
    }

    /// Components side by side, where the file has one after the other.
    fn interleaved(&self, bytes: &Memory) -> Result<Memory> {
        let mut mixed = Memory::try_zeroed(self.len)?;
        let size = self.format.number.size();
        let n = usize::from(self.format.components);
        let n_voxels: usize = self.dims.iter().map(|&dim| dim as usize).product();
        let parts = bytes.bytes().chunks_exact(n * n_voxels * size);
        for (part, mixed) in parts.zip(mixed.bytes_mut().chunks_exact_mut(n * n_voxels * size)) {
            for (voxel, mixed) in mixed.chunks_exact_mut(n * size).enumerate() {
                for (component, mixed) in mixed.chunks_exact_mut(size).enumerate() {
                    let from = (component * n_voxels + voxel) * size;
                    mixed.copy_from_slice(&part[from..from + size]);
                }
            }
        }
        Ok(mixed)
    }

    fn place(&self, volume: &mut Volume, header: &Header) {
        let dims = volume.size().as_vec3();
        let directions = header.words("space directions");
        let edge = |n: usize| self.spatial.get(n).and_then(|&axis| vector(directions.get(axis)?));
        let spacings = header.words("spacings");
        let spacing = |n: usize| -> Option<f32> {
            let spacing: f32 = spacings.get(*self.spatial.get(n)?)?.parse().ok()?;
            (spacing.is_finite() && spacing > 0.0).then_some(spacing)
        };
        if let (Some(x), Some(y)) = (edge(0), edge(1)) {
            // A single slice is as thick as it likes.
            let z = edge(2).unwrap_or_else(|| x.cross(y).normalize_or(Vec3::Z));
            let voxel = Mat3::from_cols(x, y, z);
            volume.set_basis(voxel * Mat3::from_diagonal(dims));
            let origin = header.words("space origin").first().and_then(|text| vector(text));
            match origin {
                // The origin is the centre of the first voxel.
                Some(origin) => volume.set_offset(origin - voxel * Vec3::splat(0.5)),
                None => volume.set_offset(super::centred_offset(volume.basis())),
            }
        } else if let Some(x) = spacing(0) {
            let voxel = Vec3::new(x, spacing(1).unwrap_or(x), spacing(2).unwrap_or(x));
            volume.set_basis(Mat3::from_diagonal(voxel * dims));
            volume.set_offset(super::centred_offset(volume.basis()));
        } else {
            super::centre(volume);
        }
        let labels = header.words("labels");
        let units = header.words("units");
        let space_units = header.words("space units");
        for (n, name) in ["x", "y", "z"].into_iter().enumerate() {
            let Some(&axis) = self.spatial.get(n) else { break };
            let label = labels.get(axis).filter(|label| !label.is_empty());
            let unit = space_units.get(n).or(units.get(axis));
            volume.axes[n] = Axis::new(label.unwrap_or(&name), unit.unwrap_or(&""));
        }
    }
}

/// A vector such as `(1,0,0)`.
fn vector(text: &str) -> Option<Vec3> {
    let inner = text.strip_prefix('(')?.strip_suffix(')')?;
    let numbers: Option<Vec<f32>> = inner.split(',').map(|n| n.trim().parse().ok()).collect();
    let vector = match numbers?[..] {
        [x, y] => Vec3::new(x, y, 0.0),
        [x, y, z] => Vec3::new(x, y, z),
        _ => return None,
    };
    vector.is_finite().then_some(vector)
}

fn number(name: &str) -> Result<Number> {
    Ok(match name.to_lowercase().as_str() {
        "signed char" | "int8" | "int8_t" => Number::I8,
        "uchar" | "unsigned char" | "uint8" | "uint8_t" => Number::U8,
        "short" | "short int" | "signed short" | "signed short int" | "int16" | "int16_t" => {
            Number::I16
        }
        "ushort" | "unsigned short" | "unsigned short int" | "uint16" | "uint16_t" => Number::U16,
        "int" | "signed int" | "int32" | "int32_t" => Number::I32,
        "uint" | "unsigned int" | "uint32" | "uint32_t" => Number::U32,
        "longlong" | "long long" | "long long int" | "signed long long" | "int64" | "int64_t" => {
            Number::I64
        }
        "ulonglong" | "unsigned long long" | "unsigned long long int" | "uint64" | "uint64_t" => {
            Number::U64
        }
        "float" => Number::F32,
        "double" => Number::F64,
        _ => {
            return Err(Error::new(format!("type \"{name}\" is not supported"))
                .hint("save it as float, double, or whole numbers of 8 to 64 bits"));
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn check(header: &str, data: &[u8]) -> Result<Vec<Volume>> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a.nrrd");
        let mut bytes = format!("NRRD0004\n# a comment\n{header}\n\n").into_bytes();
        bytes.extend(data);
        std::fs::write(&path, bytes)?;
        read(&path)
    }

    #[test]
    fn voxels_are_where_the_header_says() -> Result<()> {
        let header = "type: short\ndimension: 3\nsizes: 2 2 1\nendian: big\nencoding: raw\n\
                      space directions: (2,0,0) (0,3,0) (0,0,4)\nspace origin: (1,1,1)\n\
                      space units: \"mm\" \"mm\" \"m\"\nsource:=a test";
        let volume = check(header, &[0, 1, 0, 2, 0, 3, 255, 255])?.remove(0);
        assert_eq!(volume.voxels.elements::<i16>(), [1, 2, 3, -1]);
        let centre = volume.world_from_index().transform_point3(Vec3::ZERO);
        assert!(centre.abs_diff_eq(Vec3::ONE, 1e-6));
        let next = volume.world_from_index().transform_point3(Vec3::new(1.0, 1.0, 0.0));
        assert!(next.abs_diff_eq(Vec3::new(3.0, 4.0, 1.0), 1e-6));
        assert_eq!(
            (volume.axes[2].unit.as_str(), volume.metadata.get("source")),
            ("m", Some("a test"))
        );
        assert_eq!(volume.data_map.data_range, [-1.0, 3.0]);
        Ok(())
    }

    #[test]
    fn every_encoding_gives_the_same() -> Result<()> {
        let header = |encoding: &str| {
            format!("type: uint16\nsizes: 3 1 1\nendian: little\nencoding: {encoding}")
        };
        let expected = [1u16, 300, 2];
        let raw: Vec<u8> = expected.iter().flat_map(|n| n.to_le_bytes()).collect();
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gzip.write_all(&raw)?;
        for (encoding, data) in [
            ("raw", raw.clone()),
            ("gzip", gzip.finish()?),
            ("ascii", b"1 300\n2".to_vec()),
            ("hex", b"01002c01 0200".to_vec()),
        ] {
            let volume = check(&header(encoding), &data)?.remove(0);
            assert_eq!(volume.voxels.elements::<u16>(), expected, "{encoding}");
        }
        assert!(check(&header("bzip2"), &raw).is_err());
        Ok(())
    }

    #[test]
    fn components_and_sequences_are_axes_of_their_own() -> Result<()> {
        let fast = "type: uchar\nsizes: 2 3 1 1\nkinds: vector domain domain domain\nencoding: raw";
        let volume = check(fast, &[1, 2, 3, 4, 5, 6])?.remove(0);
        assert_eq!((volume.dims, volume.format.components), ([3, 1, 1], 2));
        assert_eq!(volume.voxels.bytes(), [1, 2, 3, 4, 5, 6]);
        let slow = "type: uchar\nsizes: 3 1 1 2\nkinds: domain domain domain vector\nencoding: raw";
        assert_eq!(check(slow, &[1, 2, 3, 4, 5, 6])?[0].voxels.bytes(), [1, 4, 2, 5, 3, 6]);
        let time = "type: uchar\nsizes: 3 1 1 2\nkinds: domain domain domain time\nencoding: raw";
        let volumes = check(time, &[1, 2, 3, 4, 5, 6])?;
        assert_eq!((volumes.len(), volumes[1].voxels.bytes()), (2, &[4, 5, 6][..]));
        Ok(())
    }

    #[test]
    fn voxels_may_lie_in_files_of_their_own() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a.nhdr");
        std::fs::write(folder.path().join("s1.raw"), [9, 9, 1, 2])?;
        std::fs::write(folder.path().join("s2.raw"), [9, 9, 3, 4])?;
        let header = "NRRD0005\ntype: uchar\nsizes: 2 1 2\nencoding: raw\nbyte skip: -1\n";
        for files in ["data file: LIST\ns1.raw\ns2.raw", "data file: s%d.raw 1 2 1 2"] {
            std::fs::write(&path, format!("{header}{files}"))?;
            assert_eq!(read(&path)?[0].voxels.bytes(), [1, 2, 3, 4], "{files}");
        }
        assert_eq!(with_number("a%03d.raw", 7), "a007.raw");
        Ok(())
    }

    #[test]
    fn bad_headers_say_what_is_wrong() {
        for (header, expected) in [
            ("sizes: 1 1 1", "no field \"type\""),
            ("type: block\nsizes: 1 1 1", "type \"block\" is not supported"),
            ("type: float", "no field \"sizes\""),
            ("type: float\nsizes: 1 x 1", "expected 1 to 5 sizes"),
            ("type: float\nsizes: 0 1 1", "has no samples"),
            ("type: float\nsizes: 9 9 9", "truncated"),
            ("type: float\nsizes: 99999999999 9999999999 99", "too long"),
            ("type: float\nsizes: 4000000000 4000000000 4000000000", "more voxels than any memory"),
        ] {
            let error = check(header, &[0; 8]).unwrap_err().to_string();
            assert!(error.contains(expected), "{header}: {error}");
        }
    }
}
