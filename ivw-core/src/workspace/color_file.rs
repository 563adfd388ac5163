//! Transfer functions and iso values in files of their own.
//!
//! `.itf` and `.iiv` are Inviwo's, made of the same elements as workspaces; `.xml` is what ParaView and
//! others know as a colour map, of which the first one counts.

use super::element::{Element, Source};
use super::number::parse_float;
use super::{record, restore};
use crate::data::{IsoValues, TransferFunction, TransferFunctionPoint};
use crate::error::{Error, Result};
use std::io::Write as _;
use std::path::Path;

const FUNCTION: &str = "InviwoTransferFunction";
const ISO_VALUES: &str = "InviwoIsovalues";
/// What earlier versions of ours wrote.
const OWN_ISO_VALUES: &str = "InviwoIsoValueCollection";
const COLOR_MAPS: &str = "ColorMaps";

/// Reads a transfer function from a file, `.itf` or a colour map in `.xml`.
pub fn read_transfer_function(path: &Path) -> Result<TransferFunction> {
    read(path)
        .and_then(|text| transfer_function_of(&text))
        .map_err(|error| error.at(path.display()))
}

/// Writes a transfer function to a file, `.itf` or a colour map in `.xml`, which appears whole or not
/// at all.
pub fn write_transfer_function(path: &Path, function: &TransferFunction) -> Result<()> {
    let is_color_map = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("xml"));
    let root = match is_color_map {
        true => color_map(function),
        false => Element::new(FUNCTION)
            .with("version", "1")
            .with_children(record::transfer_function(function).children),
    };
    write(path, &root)
}

/// Reads iso values from a file.
pub fn read_iso_values(path: &Path) -> Result<IsoValues> {
    read(path).and_then(|text| iso_values_of(&text)).map_err(|error| error.at(path.display()))
}

/// Writes iso values to a file, which appears whole or not at all.
pub fn write_iso_values(path: &Path, values: &IsoValues) -> Result<()> {
    let root = Element::new(ISO_VALUES)
        .with("version", "1")
        .with_children(record::iso_values(values).children);
    write(path, &root)
}

/// The transfer function that a file's text holds.
pub fn transfer_function_of(text: &str) -> Result<TransferFunction> {
    // Some colour maps have no line at their top that says what they are, which is no matter.
    let mut root = Source::parse(text)?.root;
    match root.name.as_str() {
        FUNCTION => {}
        COLOR_MAPS => {
            let first = root.children.iter().find(|child| child.name == "ColorMap");
            return first.map(color_map_points).ok_or_else(|| {
                Error::new("there is no colour map in this file")
                    .hint("it has to have a <ColorMap>")
            });
        }
        "ColorMap" => return Ok(color_map_points(&root)),
        _ => return Err(unknown(&root, "a transfer function")),
    }
    super::convert::point_list(&mut root);
    Ok(restore::transfer_function(&root))
}

/// The iso values that a file's text holds.
pub fn iso_values_of(text: &str) -> Result<IsoValues> {
    let root = Source::parse(text)?.root;
    match root.name.as_str() {
        ISO_VALUES | OWN_ISO_VALUES => Ok(restore::iso_values(&root)),
        _ => Err(unknown(&root, "iso values")),
    }
}

fn unknown(root: &Element, what: &str) -> Error {
    Error::new(format!("line {}: <{}> is not {what}", root.line, root.name))
        .hint("choose a file whose name ends in .itf, .iiv or .xml")
}

fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).map_err(|error| Error::new(format!("can't read it: {error}")))
}

fn write(path: &Path, root: &Element) -> Result<()> {
    let path = std::path::absolute(path)?;
    let text = format!("<?xml version=\"1.0\" ?>\n{}\n", root.to_text(0));
    super::write_whole(&path, |file| file.write_all(text.as_bytes()))
        .map_err(|error| error.at(path.display()))
}

/// Points of a colour map, its values from the first to the last as parts.
///
/// Colours between points are mixed as red, green and blue, whatever space the map names.
fn color_map_points(map: &Element) -> TransferFunction {
    let number = |point: &Element, name: &str| point.attribute(name).and_then(parse_float);
    let list = map.children.iter().filter(|child| child.name == "Point");
    let mut points: Vec<TransferFunctionPoint> = list
        .filter_map(|point| {
            let [r, g, b] = ["r", "g", "b"].map(|name| number(point, name));
            Some(TransferFunctionPoint {
                position: number(point, "x")?,
                color: [r?, g?, b?, number(point, "o").unwrap_or(1.0)].map(|c| c as f32),
            })
        })
        .collect();
    let ends = points.iter().map(|point| point.position).filter(|at| at.is_finite());
    let (low, high) = ends
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), at| (low.min(at), high.max(at)));
    if !(0.0..=1.0).contains(&low) || !(0.0..=1.0).contains(&high) {
        for point in points.iter_mut().filter(|_| high > low) {
            point.position = (point.position - low) / (high - low);
        }
    }
    TransferFunction { points, mask: [0.0, 1.0], absolute: false }
}

fn color_map(function: &TransferFunction) -> Element {
    let point = |point: &TransferFunctionPoint| {
        let [r, g, b, opacity] = point.color.map(|c| c.to_string());
        Element::new("Point")
            .with("x", point.position.to_string())
            .with("o", opacity)
            .with("r", r)
            .with("g", g)
            .with("b", b)
    };
    let map = Element::new("ColorMap")
        .with("name", "ivw")
        .with("space", "RGB")
        .with_children(function.points.iter().map(point));
    Element::new(COLOR_MAPS).with_children([map])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let mut function =
            TransferFunction::new(&[(0.25, [0.1, 0.2, 0.3, 0.4]), (1.0, [1.0, 0.5, 0.0, 1.0])]);
        (function.mask, function.absolute) = ([0.125, 0.75], true);
        let path = folder.path().join("a.itf");
        write_transfer_function(&path, &function)?;
        assert_eq!(read_transfer_function(&path)?, function);
        let values = IsoValues { points: function.points.clone(), absolute: true };
        let path = folder.path().join("a.iiv");
        write_iso_values(&path, &values)?;
        assert_eq!(read_iso_values(&path)?, values);
        let path = folder.path().join("a.xml");
        write_transfer_function(&path, &function)?;
        assert_eq!(read_transfer_function(&path)?.points, function.points);
        Ok(())
    }

    #[test]
    fn functions_of_old_and_colour_maps_are_read() -> Result<()> {
        let old = r#"<?xml version="1.0" ?><InviwoTransferFunction version="0">
            <maskMin content="0.25"/><interpolationType content="0"/><dataPoints>
            <point><pos x="0.5" y="1"/><rgba x="1" y="0.5" z="0" w="0.75"/></point></dataPoints>
            </InviwoTransferFunction>"#;
        let function = transfer_function_of(old)?;
        assert_eq!(function.mask, [0.25, 1.0]);
        assert_eq!(function.points[0].position, 0.5);
        assert_eq!(function.points[0].color, [1.0, 0.5, 0.0, 0.75]);
        let map = r#"<ColorMaps><ColorMap name="a" space="Lab"><Point x="-10" r="1" g="0" b="0"/>
            <Point x="30" o="0.5" r="0" g="0" b="1"/><Point x="0" r="x" g="0" b="1"/></ColorMap>
            <ColorMap/></ColorMaps>"#;
        let points = transfer_function_of(map)?.points;
        let places: Vec<f64> = points.iter().map(|point| point.position).collect();
        assert_eq!((places, points[1].color[3]), (vec![0.0, 1.0], 0.5));
        Ok(())
    }

    #[test]
    fn other_files_are_named() {
        let error = transfer_function_of("<InviwoWorkspace/>").expect_err("no function");
        assert!(error.to_string().contains("<InviwoWorkspace> is not a transfer function"));
        assert!(iso_values_of("<InviwoTransferFunction/>").is_err());
        assert!(transfer_function_of("").is_err());
        assert!(transfer_function_of("<ColorMaps/>").is_err());
        let error = read_transfer_function(Path::new("/nowhere/a.itf")).expect_err("no file");
        assert!(error.to_string().contains("a.itf"), "{error}");
    }
}
