//! Transfer functions and iso values in files.

use ivw_core::data as ivw;
use ivw_core::data::TransferFunctionPoint as Point;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

/// The root of a file with a transfer function.
pub(super) const FUNCTION_FILE: [&str; 3] = ["InviwoTransferFunction", "Points", "Point"];
/// The root of a file with iso values.
pub(super) const ISO_VALUES_FILE: [&str; 3] = ["InviwoIsoValueCollection", "IsoValues", "IsoValue"];

/// This writes points to a file, as Inviwo does.
pub(super) fn write_file(
    function: &ivw::TransferFunction,
    path: &Bound<'_, PyAny>,
    [root, list, item]: [&str; 3],
) -> PyResult<()> {
    let points: String = function
        .points
        .iter()
        .map(|Point { position, color: [r, g, b, a] }| {
            format!(
                "        <{item}>\n            <pos content=\"{position}\" />\n            \
                 <rgba x=\"{r}\" y=\"{g}\" z=\"{b}\" w=\"{a}\" />\n        </{item}>\n"
            )
        })
        .collect();
    let [mask_min, mask_max] = function.mask;
    let kind = u8::from(function.absolute);
    let text = format!(
        "<?xml version=\"1.0\" ?>\n<{root} version=\"1\">\n    <maskMin content=\"{mask_min}\" />\n\
         \x20   <maskMax content=\"{mask_max}\" />\n    <type content=\"{kind}\" />\n\
         \x20   <{list}>\n{points}    </{list}>\n</{root}>\n"
    );
    let path = path.py().import("pathlib")?.call_method1("Path", (path,))?;
    path.call_method1("write_text", (text,))?;
    Ok(())
}

/// This reads points from a file.
pub(super) fn read_file(
    path: &Bound<'_, PyAny>,
    [_, list, item]: [&str; 3],
) -> PyResult<ivw::TransferFunction> {
    let tree = path.py().import("xml.etree.ElementTree")?.call_method1("parse", (path,))?;
    let root = tree.call_method0("getroot")?;
    let content = |name: &str, default: f64| -> PyResult<f64> {
        match root.call_method1("find", (name,))? {
            element if element.is_none() => Ok(default),
            element => number(&element, "content"),
        }
    };
    let mut function = ivw::TransferFunction::new(&[]);
    function.mask = [content("maskMin", 0.0)?, content("maskMax", 1.0)?];
    function.absolute = content("type", 0.0)? != 0.0;
    for point in root.call_method1("findall", (format!("{list}/{item}"),))?.try_iter()? {
        let point = point?;
        let [position, color] = ["pos", "rgba"].map(|name| point.call_method1("find", (name,)));
        let color = color?;
        let mut rgba = [0.0; 4];
        for (part, name) in rgba.iter_mut().zip(["x", "y", "z", "w"]) {
            *part = number(&color, name)? as f32;
        }
        function.points.push(Point { position: number(&position?, "content")?, color: rgba });
    }
    Ok(function)
}

fn number(element: &Bound<'_, PyAny>, attribute: &str) -> PyResult<f64> {
    let missing = || PyValueError::new_err("no transfer function file: a number is missing");
    if element.is_none() {
        return Err(missing());
    }
    let text = element.call_method1("get", (attribute,))?;
    text.extract::<String>().ok().and_then(|text| text.trim().parse().ok()).ok_or_else(missing)
}
