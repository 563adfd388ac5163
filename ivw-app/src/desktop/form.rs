//! Properties as rows of widgets, and what a person enters as changes of properties.

use super::snapshot::{Properties, PropertyView};
use ivw_core::error::{Error, Result};
use ivw_core::property::{Kind, NumberKind, PropertyChange, Scalar, Value};
use serde_json::{Value as Json, json};

/// Longer vectors than this are shown as a matrix.
const NARROW: usize = 4;

/// The message that shows properties, without those that are folded away or not searched for.
pub(crate) fn message(shown: &[Properties], search: &str) -> Json {
    let rows: Vec<Json> = shown.iter().flat_map(|one| rows(one, search, shown.len() > 1)).collect();
    json!({"op": "form", "title": title(shown), "rows": rows})
}

fn title(shown: &[Properties]) -> String {
    match shown {
        [] => "<i>Select a processor to see its properties.</i>".to_owned(),
        [one] => format!(
            "<b style='font-size:11pt'>{}</b><br><span style='color:gray'>{} · {}</span>",
            escape(&one.name),
            escape(&one.identifier),
            escape(&one.class_id)
        ),
        many => format!("<b>{} processors</b>", many.len()),
    }
}

fn rows(one: &Properties, search: &str, has_head: bool) -> Vec<Json> {
    let mut rows = Vec::new();
    if has_head {
        rows.push(json!({"id": format!("head-{}", one.processor.number()), "kind": "note",
            "name": format!("head:{}", one.identifier), "label": "",
            "value": format!("<b>{}</b>", escape(&one.name))}));
    }
    if one.list.is_empty() {
        rows.push(json!({"id": format!("empty-{}", one.processor.number()), "kind": "note",
            "name": format!("empty:{}", one.identifier), "label": "", "value": nothing_in(one)}));
    }
    let search = search.trim().to_lowercase();
    let mut folded_at: Option<usize> = None;
    for (n, property) in one.list.iter().enumerate() {
        if folded_at.is_some_and(|depth| property.depth > depth) && search.is_empty() {
            continue;
        }
        folded_at = None;
        if is_collapsed(property) == Some(true) {
            folded_at = Some(property.depth);
        }
        if !search.is_empty() && !is_found(one, n, &search) {
            continue;
        }
        rows.push(row(property));
    }
    rows
}

/// What is said of a processor without properties.
fn nothing_in(one: &Properties) -> &'static str {
    match one.class_id.starts_with(ivw_core::network::COMPOSITE_CLASS) {
        true => {
            "<i>It shows no properties. Enter it, and choose Show at the Composite in the menu of \
             one.</i>"
        }
        false => "<i>It has no properties.</i>",
    }
}

/// Whether the properties in a property are folded away; nothing if there can't be any.
pub(crate) fn is_collapsed(property: &PropertyView) -> Option<bool> {
    match &property.spec.kind {
        Kind::Group(group) => Some(group.collapsed),
        Kind::Camera(camera) => Some(camera.collapsed),
        _ => None,
    }
}

/// Whether a property, or one in it, is searched for.
fn is_found(one: &Properties, n: usize, search: &str) -> bool {
    let matches = |property: &PropertyView| {
        let texts = [&property.spec.name, &property.path, &property.spec.help];
        texts.iter().any(|text| text.to_lowercase().contains(search))
    };
    let depth = one.list[n].depth;
    let inside = one.list[n + 1..].iter().take_while(|p| p.depth > depth);
    matches(&one.list[n]) || inside.into_iter().any(matches)
}

/// The identifier of a property's row.
pub(crate) fn row_id(property: &PropertyView) -> String {
    format!("{}/{}", property.at.processor.number(), property.at.property)
}

/// The row of a property.
fn row(property: &PropertyView) -> Json {
    let spec = &property.spec;
    let mut row = json!({
        "id": row_id(property),
        "name": format!("property:{}", property.path),
        "label": spec.name,
        "tip": tip(property),
        "depth": property.depth,
        "enabled": !spec.read_only,
        "modified": is_modified(property),
    });
    let fields = match &spec.kind {
        Kind::Bool { .. } => json!({"kind": "bool", "value": property.value == Value::Bool(true)}),
        Kind::Number(kind) if is_color(property) => {
            json!({"kind": "color", "color": color_of(kind, &property.value)})
        }
        Kind::Number(kind) => json!({
            "kind": "number",
            "value": numbers(&property.value),
            "min": numbers(&kind.min),
            "max": numbers(&kind.max),
            "step": numbers(&kind.step),
            "columns": if kind.columns > 1 || kind.len() > NARROW { kind.columns } else { 1 },
            "unit": kind.unit,
            "integer": !kind.scalar.is_float(),
            "slider": kind.len() == 1 && spec.semantics != "Text" && spec.semantics != "SpinBox",
        }),
        Kind::Range(kind) => {
            let range = kind.range.as_floats().unwrap_or_default();
            json!({
                "kind": "range",
                "value": numbers(&property.value),
                "min": [range.first().copied().unwrap_or(0.0)],
                "max": [range.get(1).copied().unwrap_or(1.0)],
                "step": numbers(&kind.step),
                "integer": !kind.scalar.is_float(),
            })
        }
        Kind::Choice(kind) => json!({
            "kind": "choice",
            "value": property.value.as_text().unwrap_or_default(),
            "options": kind.options.iter().map(|o| json!([o.id, o.name])).collect::<Vec<_>>(),
        }),
        Kind::Text { .. } => {
            let is_long = ["Multiline", "TextEditor", "PythonEditor"].contains(&&*spec.semantics);
            let kind = if is_long { "lines" } else { "text" };
            json!({"kind": kind, "value": property.value.as_text().unwrap_or_default()})
        }
        Kind::Path(path) => {
            let kind = if path.is_multi { "lines" } else { "file" };
            json!({"kind": kind, "value": property.value.as_text().unwrap_or_default()})
        }
        Kind::Button => json!({"kind": "buttons", "buttons": [spec.name], "label": ""}),
        Kind::ButtonGroup { buttons } => {
            let texts: Vec<_> = buttons.iter().map(|button| button_text(button)).collect();
            json!({"kind": "buttons", "buttons": texts})
        }
        Kind::TransferFunction { .. } => {
            json!({"kind": "scene", "scene": scene_name(property), "height": 170})
        }
        Kind::IsoValues { .. } => {
            json!({"kind": "scene", "scene": scene_name(property), "height": 90})
        }
        Kind::Camera(camera) => json!({"kind": "group", "collapsed": camera.collapsed}),
        Kind::Group(group) => {
            let adds = group.list.as_ref().is_some_and(|l| l.can_add && !l.prefabs.is_empty());
            let mut fields = json!({"kind": "group", "collapsed": group.collapsed, "add": adds,
                "remove": property.is_removable});
            if let Some((_, on)) = property.switch {
                fields["checked"] = json!(on);
            }
            fields
        }
        Kind::Event => json!({"kind": "note", "value": ""}),
    };
    if let (Json::Object(row), Json::Object(fields)) = (&mut row, fields) {
        row.extend(fields);
    }
    row
}

/// What is written on one of several buttons: a camera's are known by names for programs.
fn button_text(name: &str) -> &str {
    match name {
        "fitData" => "Fit",
        "flipUp" => "Flip",
        name => name,
    }
}

/// The name of the scene in which a property is edited.
pub(crate) fn scene_name(property: &PropertyView) -> String {
    format!("tf:{}", row_id(property))
}

fn is_modified(property: &PropertyView) -> bool {
    !matches!(property.spec.kind, Kind::Group(_) | Kind::Camera(_))
        && !property.value.is_same(&property.default)
}

fn is_color(property: &PropertyView) -> bool {
    let Kind::Number(kind) = &property.spec.kind else { return false };
    property.spec.semantics == "Color" && (3..=4).contains(&kind.len())
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_floats().map(|numbers| numbers.to_vec()).unwrap_or_default()
}

/// The largest number of a colour's channel: colours of integers go to 255.
fn full(kind: &NumberKind) -> f64 {
    if kind.scalar.is_float() { 1.0 } else { 255.0 }
}

fn color_of(kind: &NumberKind, value: &Value) -> String {
    let channels = numbers(value);
    let byte = |n: usize| {
        let part = channels.get(n).copied().unwrap_or(1.0) / full(kind);
        (part.clamp(0.0, 1.0) * 255.0).round() as u8
    };
    match channels.len() {
        4 => format!("#{:02x}{:02x}{:02x}{:02x}", byte(3), byte(0), byte(1), byte(2)),
        _ => format!("#{:02x}{:02x}{:02x}", byte(0), byte(1), byte(2)),
    }
}

/// A colour as text: what a dialog begins with, and whether opacity is part of it.
pub(crate) fn color(property: &PropertyView) -> Option<(String, bool)> {
    let Kind::Number(kind) = &property.spec.kind else { return None };
    Some((color_of(kind, &property.value), kind.len() == 4))
}

/// The change that a colour of a dialog, `#aarrggbb`, makes.
pub(crate) fn color_change(property: &PropertyView, text: &str) -> Result<PropertyChange> {
    let wrong = || Error::new(format!("\"{text}\" is no colour"));
    let Kind::Number(kind) = &property.spec.kind else { return Err(wrong()) };
    let number = u32::from_str_radix(text.trim_start_matches('#'), 16).map_err(|_| wrong())?;
    let [alpha, red, green, blue] = number.to_be_bytes().map(|byte| f64::from(byte) / 255.0);
    let channels = [red, green, blue, alpha].map(|part| part * full(kind));
    Ok(PropertyChange::Value(Value::floats(&channels[..kind.len()])?))
}

/// What is shown when the mouse rests on a property.
fn tip(property: &PropertyView) -> String {
    let spec = &property.spec;
    let mut tip = format!("<b>{}</b>", escape(&spec.name));
    if !spec.help.is_empty() {
        tip += &format!("<br>{}", escape(&spec.help));
    }
    if let Kind::Number(NumberKind { scalar, min, max, unit, .. }) = &spec.kind
        && *scalar != Scalar::Size
    {
        let unit = if unit.is_empty() { String::new() } else { format!(" {unit}") };
        tip += &format!("<br><span style='color:gray'>{min} … {max}{}</span>", escape(&unit));
    }
    tip + &format!("<br><span style='color:gray'>{}</span>", escape(&property.path))
}

/// The change that what a person entered makes.
pub(crate) fn change(property: &PropertyView, entered: &Json) -> Result<PropertyChange> {
    let wrong = || Error::new(format!("\"{}\" can't be {entered}", property.path));
    let value = match (&property.spec.kind, entered) {
        (Kind::Bool { .. }, Json::Bool(on)) => Value::Bool(*on),
        (Kind::Number(_) | Kind::Range(_), Json::Array(items)) => {
            let numbers: Option<Vec<f64>> = items.iter().map(Json::as_f64).collect();
            Value::floats(&numbers.ok_or_else(wrong)?)?
        }
        (Kind::Choice(_), Json::String(id)) => Value::choice(id.clone()),
        (Kind::Text { .. } | Kind::Path(_), Json::String(text)) => Value::Text(text.clone()),
        (Kind::Button, _) => Value::Press,
        (Kind::ButtonGroup { .. }, Json::Number(n)) => Value::from(n.as_i64().ok_or_else(wrong)?),
        _ => return Err(wrong()),
    };
    Ok(PropertyChange::Value(value))
}

/// Text as it is written in HTML.
pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use ivw_core::network::{ProcessorId, PropertyRef};
    use ivw_core::property::{GroupKind, PropertySpec, RangeKind};

    fn view(n: u32, depth: usize, spec: PropertySpec) -> PropertyView {
        let at = PropertyRef { processor: ProcessorId::default(), property: n };
        let value = spec.default_value();
        let (path, default) = (format!("P.{}", spec.id), value.clone());
        PropertyView {
            at,
            path,
            depth,
            value,
            default,
            spec,
            switch: None,
            is_removable: false,
            promotion: None,
        }
    }

    fn number(components: &[f64]) -> PropertySpec {
        PropertySpec::new("n", Kind::Number(NumberKind::vector(Scalar::F32, components)))
    }

    fn one(list: Vec<PropertyView>) -> Properties {
        Properties {
            processor: ProcessorId::default(),
            identifier: "P".to_owned(),
            name: "P".to_owned(),
            class_id: "org.test.P".to_owned(),
            help: String::new(),
            list,
        }
    }

    #[test]
    fn every_number_comes_back_as_it_was_shown() -> Result<()> {
        for components in [&[0.25][..], &[0.1, 0.2, 0.3], &[0.5; 16]] {
            let shown = view(0, 0, number(components));
            let entered = row(&shown)["value"].clone();
            assert_eq!(change(&shown, &entered)?, PropertyChange::Value(shown.value.clone()));
        }
        Ok(())
    }

    #[test]
    fn colors_are_buttons_and_keep_their_channels() -> Result<()> {
        let mut spec = number(&[1.0, 0.5, 0.0, 1.0]);
        spec.semantics = "Color".to_owned();
        let shown = view(0, 0, spec);
        assert_eq!(row(&shown)["color"], "#ffff8000");
        let PropertyChange::Value(value) = color_change(&shown, "#80ff0000")? else {
            unreachable!("a colour is a value")
        };
        let channels = numbers(&value);
        assert_eq!((channels[0], channels[1]), (1.0, 0.0));
        assert!((channels[3] - 0.502).abs() < 1e-3);
        assert!(color_change(&shown, "red").is_err());
        Ok(())
    }

    #[test]
    fn what_is_folded_away_is_not_shown_unless_it_is_searched_for() {
        let group = GroupKind { collapsed: true, ..GroupKind::default() };
        let group = PropertySpec::new("group", Kind::Group(group));
        let shown =
            one(vec![view(0, 0, group), view(1, 1, number(&[1.0])), view(2, 0, number(&[2.0]))]);
        let ids = |search: &str| {
            let rows = rows(&shown, search, false);
            rows.iter().map(|row| row["id"].as_str().unwrap_or("").to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(ids(""), ["0/0", "0/2"].map(|id| id.replacen('0', &n(), 1)));
        assert_eq!(ids("P.n").len(), 3);
        assert!(ids("nothing").is_empty());
        fn n() -> String {
            ProcessorId::default().number().to_string()
        }
    }

    #[test]
    fn every_kind_has_a_row_and_refuses_what_it_is_not() {
        let range = RangeKind {
            scalar: Scalar::F32,
            default: Value::Floats([0.0, 1.0].into_iter().collect()),
            range: Value::Floats([0.0, 1.0].into_iter().collect()),
            step: 0.1.into(),
            min_separation: 0.0.into(),
        };
        for kind in [
            Kind::Bool { default: true },
            Kind::Range(range),
            Kind::Text { default: String::new() },
            Kind::Path(Default::default()),
        ] {
            let shown = view(0, 0, PropertySpec::new("p", kind));
            let row = row(&shown);
            assert!(row["kind"].is_string() && row["name"] == "property:P.p");
            assert!(change(&shown, &row["value"]).is_ok(), "{row}");
            assert!(change(&shown, &json!({})).is_err());
        }
    }
}
