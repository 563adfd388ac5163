//! Inviwo's `.ivf` and `.ivfs`: an XML header beside files of raw voxels, one for each volume.
//!
//! | element                         | attributes                    | default              |
//! |---------------------------------|-------------------------------|----------------------|
//! | `RawFile`, or `RawFiles/*`      | `content`: path               | needed               |
//! | `Format`                        | `content`, such as `UINT8`    | needed               |
//! | `Dimension`                     | `x`, `y`, `z`                 | needed               |
//! | `ByteOffset`, `ByteOrder` (0 is little), `Compression` (1 is gzip) | `content` | 0 |
//! | `BasisAndOffset`, `WorldTransform` | `col0` .. `col3`, each x y z w | identity          |
//! | `DataRange`, `ValueRange`       | `x`, `y`                      | of the format        |
//! | `ValueName`, `ValueUnit`, `Axis1Name`, `Axis1Unit` .. | `content` | x y z          |
//! | `SwizzleMask`, `Interpolation`  | `content`                     | rgba, Linear         |
//! | `Wrapping`                      | three items                   | Clamp                |
//! | `MetaDataMap`                   | notes                         |                      |
//!
//! A raw file of a sequence may say any of these again for itself.
//! A sequence of older versions names `.ivf` files instead: `volumes/volume`.

use super::source::{ByteOrder, Source};
use flate2::Compression;
use flate2::write::GzEncoder;
use glam::Mat4;
use ivw_core::data::{Axis, Channel, DataMap, Format, Interpolation, Metadata, Volume, Wrapping};
use ivw_core::error::{Context as _, Error, Result};
use roxmltree::{Document, Node, ParsingOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// Longer files are no headers.
const LONGEST_HEADER: usize = 16 << 20;
/// Headers that name headers that name headers.
const DEEPEST: usize = 4;
/// Keys that say how voxels are stored, and are no notes.
const LITTLE_ENDIAN: &str = "LittleEndian";

/// Reads all volumes of a header.
pub(super) fn read(path: &Path) -> Result<Vec<Volume>> {
    read_nested(path, 0)
}

fn read_nested(path: &Path, depth: usize) -> Result<Vec<Volume>> {
    if depth > DEEPEST {
        return Err(Error::new("its volumes lead in a circle").hint("name headers of raw files"));
    }
    let text = Source::plain(path)?.head(LONGEST_HEADER + 1)?;
    if text.len() > LONGEST_HEADER {
        return Err(Error::new("the file is no header: it is too long")
            .hint("open the .ivf file that belongs to a .raw file"));
    }
    let text = String::from_utf8_lossy(&text);
    let options = ParsingOptions { nodes_limit: 1 << 20, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text.trim_start_matches('\u{feff}'), options)
        .map_err(|error| Error::new(format!("the header is no XML: {error}")))?;
    let root = document.root_element();

    if let Some(volumes) = child(root, "volumes") {
        let files = volumes.children().filter_map(|volume| volume.attribute("content"));
        let read = |file: &str| {
            let file = beside(path, file);
            read_nested(&file, depth + 1).at(format!("\"{}\"", file.display()))
        };
        let volumes = files.map(read).collect::<Result<Vec<_>>>()?;
        return Ok(volumes.into_iter().flatten().collect());
    }
    let files: Vec<_> = match child(root, "RawFiles") {
        Some(files) => files.children().filter(Node::is_element).collect(),
        None => child(root, "RawFile").into_iter().collect(),
    };
    if files.is_empty() {
        return Err(Error::new("the header names no raw file")
            .hint("add an element <RawFile content=\"volume.raw\"/>"));
    }
    files.into_iter().map(|file| Header { root, file }.volume(path)).collect()
}

/// What a header says of one raw file.
struct Header<'a> {
    root: Node<'a, 'a>,
    file: Node<'a, 'a>,
}

impl<'a> Header<'a> {
    /// An element of the raw file, or else of the whole header.
    fn element(&self, name: &str) -> Option<Node<'a, 'a>> {
        child(self.file, name).or_else(|| child(self.root, name))
    }

    fn content(&self, name: &str) -> Option<&'a str> {
        self.element(name)?.attribute("content")
    }

    fn needed<T>(&self, name: &str, example: &str, value: Option<T>) -> Result<T> {
        value.ok_or_else(|| {
            Error::new(format!("the header has no element \"{name}\""))
                .hint(format!("add one, such as <{name} {example}/>"))
        })
    }

    fn volume(&self, path: &Path) -> Result<Volume> {
        let raw_file = self.file.attribute("content");
        let raw_file = self.needed("RawFile", "content=\"volume.raw\"", raw_file)?;
        let format = self.needed("Format", "content=\"UINT8\"", self.content("Format"))?;
        let format = Format::parse(format).at("element \"Format\"")?;
        let dims = self.element("Dimension");
        let dims = self.needed("Dimension", "x=\"128\" y=\"128\" z=\"64\"", dims)?;
        let dims = numbers::<u32, 3>(dims, ["x", "y", "z"])?;
        if dims.contains(&0) {
            return Err(Error::new(format!("a volume of {dims:?} voxels has none")));
        }
        let len = dims.iter().try_fold(format.size(), |len, &n| len.checked_mul(n as usize));
        let len = len
            .filter(|len| isize::try_from(*len).is_ok())
            .ok_or_else(|| Error::new("the header describes more voxels than any memory holds"))?;
        let mut voxels = {
            let raw_path = beside(path, raw_file);
            let read = || {
                let is_compressed = self.number("Compression", 0_u8)? != 0;
                let mut source = match is_compressed {
                    true => Source::gzip(&raw_path)?,
                    false => Source::maybe_gzip(&raw_path)?,
                };
                source.skip(self.number("ByteOffset", 0)?)?;
                source.block(len)
            };
            read().at(format!("\"{}\"", raw_path.display()))?
        };
        let metadata = self.metadata();
        let is_big = match metadata.get(LITTLE_ENDIAN) {
            Some(little) => little == "0",
            None => self.number("ByteOrder", 0_u8)? != 0,
        };
        let order = if is_big { ByteOrder::Big } else { ByteOrder::Little };
        order.swap_native(voxels.bytes_mut(), format.number.size());

        let mut volume = Volume::from_memory(dims, format, voxels)?;
        volume.model = self.matrix("BasisAndOffset")?.to_cols_array_2d();
        volume.world = self.matrix("WorldTransform")?.to_cols_array_2d();
        let mut map = DataMap::of(format.number);
        for (name, range) in
            [("DataRange", &mut map.data_range), ("ValueRange", &mut map.value_range)]
        {
            if let Some(element) = self.element(name) {
                *range = numbers(element, ["x", "y"])?;
            }
        }
        if self.element("ValueRange").is_none() {
            map.value_range = map.data_range;
        }
        let text = |name: &str, default: &str| self.content(name).unwrap_or(default).to_owned();
        map.value_axis = Axis::new(&text("ValueName", ""), &text("ValueUnit", ""));
        volume.data_map = map;
        for (n, axis) in volume.axes.iter_mut().enumerate() {
            let name = text(&format!("Axis{}Name", n + 1), ["x", "y", "z"][n]);
            *axis = Axis::new(&name, &text(&format!("Axis{}Unit", n + 1), ""));
        }
        self.describe(&mut volume)?;
        volume.metadata = Metadata::default();
        for (name, value) in metadata.iter().filter(|(name, _)| *name != LITTLE_ENDIAN) {
            volume.metadata.set(name, value);
        }
        Ok(volume)
    }

    fn describe(&self, volume: &mut Volume) -> Result<()> {
        if let Some(mask) = self.content("SwizzleMask").filter(|mask| !mask.is_empty()) {
            volume.swizzle = super::dat::swizzle(mask)?;
        }
        volume.interpolation = match self.content("Interpolation") {
            Some("Nearest" | "1") => Interpolation::Nearest,
            _ => Interpolation::Linear,
        };
        if let Some(wrapping) = self.element("Wrapping") {
            let items = wrapping.children().filter_map(|item| item.attribute("content"));
            for (axis, item) in volume.wrapping.iter_mut().zip(items) {
                *axis = match item {
                    "1" | "Repeat" => Wrapping::Repeat,
                    "2" | "Mirror" => Wrapping::Mirror,
                    _ => Wrapping::Clamp,
                };
            }
        }
        Ok(())
    }

    fn number<T: FromStr>(&self, name: &str, default: T) -> Result<T> {
        let Some(content) = self.content(name) else { return Ok(default) };
        let number = content.trim().parse();
        number.map_err(|_| Error::new(format!("element \"{name}\": \"{content}\" is no number")))
    }

    fn matrix(&self, name: &str) -> Result<Mat4> {
        let Some(element) = self.element(name) else { return Ok(Mat4::IDENTITY) };
        let mut columns = [[0.0; 4]; 4];
        for (n, column) in columns.iter_mut().enumerate() {
            let node = child(element, &format!("col{n}"));
            let node = self.needed(&format!("col{n}"), "x=\"1\" y=\"0\" z=\"0\" w=\"0\"", node);
            *column = numbers(node.at(format!("element \"{name}\""))?, ["x", "y", "z", "w"])?;
        }
        Ok(Mat4::from_cols_array_2d(&columns))
    }

    /// Notes of the header, then those of the raw file.
    fn metadata(&self) -> Metadata {
        let mut metadata = Metadata::default();
        let maps = [self.root, self.file].into_iter().filter_map(|node| child(node, "MetaDataMap"));
        for item in maps.flat_map(|map| map.children().filter(Node::is_element)) {
            let Some(key) = item.attribute("key") else { continue };
            let value = child(item, "MetaData").unwrap_or(item);
            if let Some(value) = value.attribute("content") {
                metadata.set(key, value);
            }
        }
        metadata
    }
}

fn child<'a>(node: Node<'a, 'a>, name: &str) -> Option<Node<'a, 'a>> {
    node.children().find(|child| child.has_tag_name(name))
}

fn numbers<T: FromStr, const N: usize>(node: Node<'_, '_>, names: [&str; N]) -> Result<[T; N]> {
    let number = |name: &str| node.attribute(name).and_then(|text| text.trim().parse().ok());
    let numbers: Option<Vec<T>> = names.into_iter().map(number).collect();
    numbers.and_then(|numbers| numbers.try_into().ok()).ok_or_else(|| {
        Error::new(format!(
            "element \"{}\": expected numbers {}",
            node.tag_name().name(),
            names.join(", ")
        ))
    })
}

/// A path in a header, seen from the header's folder.
fn beside(header: &Path, file: &str) -> PathBuf {
    super::dat::beside(header, file)
}

/// Writes a header, and the voxels to a compressed file beside it.
pub(super) fn write(path: &Path, volume: &Volume) -> Result<()> {
    let raw_path = path.with_extension("raw.gz");
    let raw_name = raw_path.file_name().unwrap_or_default().to_string_lossy();
    let header = header_text(volume, &raw_name);
    super::write::whole(&raw_path, |file| {
        let mut encoder = GzEncoder::new(file, Compression::fast());
        encoder.write_all(volume.voxels.bytes())?;
        encoder.finish()?;
        Ok(())
    })?;
    super::write::whole(path, |file| Ok(file.write_all(header.as_bytes())?))
}

fn header_text(volume: &Volume, raw_name: &str) -> String {
    let mut lines = Vec::new();
    let mut content = |name: &str, text: &str| {
        lines.push(format!("    <{name} content=\"{}\" />", escaped(text)));
    };
    content("Format", &volume.format.to_string());
    content("ByteOffset", "0");
    content("ByteOrder", if ByteOrder::NATIVE == ByteOrder::Big { "1" } else { "0" });
    content("Compression", "1");
    let map = &volume.data_map;
    content("ValueName", &map.value_axis.name);
    content("ValueUnit", &map.value_axis.unit);
    for (n, axis) in volume.axes.iter().enumerate() {
        content(&format!("Axis{}Name", n + 1), &axis.name);
        content(&format!("Axis{}Unit", n + 1), &axis.unit);
    }
    let letter = |channel: Channel| match channel {
        Channel::Red => 'r',
        Channel::Green => 'g',
        Channel::Blue => 'b',
        Channel::Alpha => 'a',
        Channel::Zero => '0',
        Channel::One => '1',
    };
    content("SwizzleMask", &volume.swizzle.0.map(letter).iter().collect::<String>());
    content("Interpolation", &(volume.interpolation as u8).to_string());
    for (name, matrix) in [("BasisAndOffset", volume.model), ("WorldTransform", volume.world)] {
        lines.push(format!("    <{name}>"));
        for (n, [x, y, z, w]) in matrix.into_iter().enumerate() {
            lines.push(format!("        <col{n} x=\"{x}\" y=\"{y}\" z=\"{z}\" w=\"{w}\" />"));
        }
        lines.push(format!("    </{name}>"));
    }
    let [x, y, z] = volume.dims;
    lines.push(format!("    <Dimension x=\"{x}\" y=\"{y}\" z=\"{z}\" />"));
    for (name, [lo, hi]) in [("DataRange", map.data_range), ("ValueRange", map.value_range)] {
        lines.push(format!("    <{name} x=\"{lo}\" y=\"{hi}\" />"));
    }
    lines.push("    <Wrapping>".to_owned());
    for wrapping in volume.wrapping {
        lines.push(format!("        <item content=\"{}\" />", wrapping as u8));
    }
    lines.push("    </Wrapping>".to_owned());
    lines.push(format!("    <RawFile content=\"{}\">", escaped(raw_name)));
    lines.push("        <MetaDataMap>".to_owned());
    for (key, value) in volume.metadata.iter() {
        lines.push(format!(
            "            <MetaDataItem type=\"org.inviwo.StringMetaData\" key=\"{}\">\n                \
             <MetaData content=\"{}\" />\n            </MetaDataItem>",
            escaped(key),
            escaped(value)
        ));
    }
    lines.push("        </MetaDataMap>".to_owned());
    lines.push("    </RawFile>".to_owned());
    let body = lines.join("\n");
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n<InviwoVolume version=\"2\">\n{body}\n</InviwoVolume>\n"
    )
}

/// Text as an attribute's value; what XML does not have at all becomes a blank.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' => escaped.push_str("&#xA;"),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::{Mat3, UVec3, Vec3};

    #[test]
    fn what_is_written_is_read() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a b.ivf");
        let mut volume = Volume::from_fn(UVec3::new(2, 3, 4), |v| [v.x as i16, -(v.z as i16)])?;
        volume.set_basis(Mat3::from_diagonal(Vec3::new(1.0, 2.5, 3.0)));
        volume.set_offset(Vec3::splat(-7.0));
        volume.data_map.data_range = [-3.0, 1.0];
        volume.data_map.value_axis = Axis::new("a \"<&>\" name", "mm");
        volume.axes[2] = Axis::new("depth", "km");
        volume.interpolation = Interpolation::Nearest;
        volume.wrapping = [Wrapping::Repeat, Wrapping::Clamp, Wrapping::Mirror];
        volume.metadata.set("note", "two\nlines");
        write(&path, &volume)?;
        let back = read(&path)?.remove(0);
        assert_eq!((back.dims, back.format), (volume.dims, volume.format));
        assert_eq!(back.voxels.bytes(), volume.voxels.bytes());
        assert_eq!((back.model, back.world), (volume.model, volume.world));
        assert_eq!((&back.data_map, &back.axes), (&volume.data_map, &volume.axes));
        assert_eq!((back.interpolation, back.wrapping), (volume.interpolation, volume.wrapping));
        assert_eq!(back.metadata, volume.metadata);
        Ok(())
    }

    #[test]
    fn older_headers_and_sequences_are_read() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let file = |name: &str| folder.path().join(name);
        std::fs::write(file("a.raw"), [9, 0, 1, 0, 2])?;
        std::fs::write(
            file("old.ivf"),
            r#"<InviwoWorkspace version="1"><RawFile content="a.raw"/><Format content="UINT16"/>
            <ByteOffset content="1"/><Dimension x="2" y="1" z="1"/>
            <MetaDataMap><MetaDataItem type="org.inviwo.BoolMetaData" key="LittleEndian">
            <MetaData content="0"/></MetaDataItem></MetaDataMap></InviwoWorkspace>"#,
        )?;
        let old = read(&file("old.ivf"))?.remove(0);
        assert_eq!(old.voxels.elements::<u16>(), [1, 2]);
        assert_eq!(old.data_map.data_range, [0.0, 65535.0]);
        assert!(old.metadata.iter().next().is_none());
        std::fs::write(
            file("old.ivfs"),
            r#"<x><volumes><volume content="old.ivf"/><volume content="old.ivf"/></volumes></x>"#,
        )?;
        assert_eq!(read(&file("old.ivfs"))?.len(), 2);
        std::fs::write(
            file("new.ivfs"),
            r#"<InviwoVolume version="2"><RawFiles><RawFile content="a.raw"/>
            <RawFile content="a.raw"><ByteOffset content="2"/><DataRange x="1" y="5"/></RawFile>
            </RawFiles><Format content="UINT8"/><Dimension x="3" y="1" z="1"/></InviwoVolume>"#,
        )?;
        let new = read(&file("new.ivfs"))?;
        assert_eq!(
            (new[0].voxels.bytes(), new[1].voxels.bytes()),
            (&[9, 0, 1][..], &[1, 0, 2][..])
        );
        assert_eq!(new[1].data_map.data_range, [1.0, 5.0]);
        std::fs::write(file("loop.ivfs"), r#"<x><volumes><v content="loop.ivfs"/></volumes></x>"#)?;
        assert!(read(&file("loop.ivfs")).is_err());
        Ok(())
    }

    #[test]
    fn bad_headers_say_what_is_wrong() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a.ivf");
        std::fs::write(folder.path().join("a.raw"), [0; 4])?;
        let header = |inner: &str| format!("<x><RawFile content=\"a.raw\"/>{inner}</x>");
        let dims = "<Dimension x=\"2\" y=\"1\" z=\"1\"/>";
        for (text, expected) in [
            ("no xml".to_owned(), "the header is no XML"),
            ("<x/>".to_owned(), "names no raw file"),
            (header(""), "no element \"Format\""),
            (header("<Format content=\"BYTE\"/>"), "unknown number format \"BYTE\""),
            (header("<Format content=\"UINT8\"/>"), "no element \"Dimension\""),
            (
                header("<Format content=\"UINT8\"/><Dimension x=\"a\" y=\"1\" z=\"1\"/>"),
                "expected numbers x, y, z",
            ),
            (header(&format!("<Format content=\"FLOAT64\"/>{dims}")), "truncated"),
            (
                header(
                    "<Format content=\"UINT8\"/><Dimension x=\"4294967295\" y=\"4294967295\" z=\"4294967295\"/>",
                ),
                "more voxels than any memory",
            ),
            (header(&format!("<Format content=\"UINT8\"/>{dims}<BasisAndOffset/>")), "col0"),
        ] {
            std::fs::write(&path, &text)?;
            let error = read(&path).unwrap_err().to_string();
            assert!(error.contains(expected), "{text}: {error}");
        }
        Ok(())
    }
}
