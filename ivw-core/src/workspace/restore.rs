//! What a property's element says, as changes of the property.
//!
//! Properties are matched by identifier and keep the kind that they have: a file that says another
//! type is read as far as it makes sense.
//! An element that is absent leaves the default.

use super::element::Element;
use super::number::{Shape, parse_bool, parse_float, parse_int, value_of};
use super::paths::Folders;
use crate::data::{Camera, IsoValues, Projection, TransferFunction, TransferFunctionPoint};
use crate::property::{
    Bound, ChoiceKind, FileFilter, Kind, OptionItem, OptionValue, PropertyChange, PropertyState,
    Saved, Scalar, Value,
};
use glam::{Vec2, Vec3};

/// What to change, in this order, and what could not be made sense of.
#[derive(Debug, Default)]
pub(super) struct Changes {
    pub(super) changes: Vec<PropertyChange>,
    /// Values of children that are elements of the group itself, by identifier.
    pub(super) inlined: Vec<(String, Value)>,
    pub(super) notes: Vec<String>,
}

impl Changes {
    fn push(&mut self, change: Option<PropertyChange>) {
        self.changes.extend(change);
    }

    /// The numbers of a child element; a note if they are not as expected.
    fn numbers(&mut self, element: &Element, name: &str, shape: Shape) -> Option<Value> {
        let child = element.child(name)?;
        let value = value_of(child, shape);
        if value.is_none() {
            self.notes.push(format!("its {name} on line {} is not what it can be", child.line));
        }
        value
    }
}

/// Who decides whether a property is to be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seen {
    /// The file.
    AsSaved,
    /// The program: what the file says is a moment's state.
    AsComputed,
}

impl Seen {
    /// Who decides for a property with such a parent.
    pub(super) fn of(state: &PropertyState, parent: Option<&PropertyState>) -> Self {
        let is_part_of_camera = parent.is_some_and(|p| matches!(p.spec.kind, Kind::Camera(_)))
            && matches!(state.spec.id.as_str(), "fov" | "width" | "offset");
        match state.spec.has_condition || is_part_of_camera {
            true => Self::AsComputed,
            false => Self::AsSaved,
        }
    }
}

/// What an element says about a property.
pub(super) fn changes(
    state: &PropertyState,
    element: &Element,
    seen: Seen,
    folders: &Folders,
) -> Changes {
    let mut said = Changes::default();
    look(state, element, seen, &mut said);
    match &state.spec.kind {
        Kind::Number(kind) => {
            let shape = Shape::of(kind);
            let bound = |name: &str, known: Bound| {
                let code = element.content_of(name).and_then(parse_int);
                code.and_then(Bound::from_code).unwrap_or(known)
            };
            said.changes.push(PropertyChange::Bounds(
                bound("minConstraint", kind.min_bound),
                bound("maxConstraint", kind.max_bound),
            ));
            let min = said.numbers(element, "minvalue", shape);
            let max = said.numbers(element, "maxvalue", shape);
            let step = said.numbers(element, "increment", shape);
            let value = said.numbers(element, "value", shape);
            said.push(min.map(PropertyChange::Min));
            said.push(max.map(PropertyChange::Max));
            said.push(step.map(PropertyChange::Step));
            said.push(value.map(PropertyChange::Value));
        }
        Kind::Range(kind) => {
            let pair = Shape::vector(kind.scalar, 2);
            let single = Shape::number(kind.scalar);
            let range = said.numbers(element, "range", pair);
            let step = said.numbers(element, "increment", single);
            let apart = said.numbers(element, "minSeparation", single);
            let value = said.numbers(element, "value", pair);
            said.push(range.map(PropertyChange::Range));
            said.push(step.map(PropertyChange::Step));
            said.push(apart.map(PropertyChange::MinSeparation));
            said.push(value.map(PropertyChange::Value));
        }
        Kind::Choice(kind) => choice(kind, element, &mut said),
        Kind::Bool { .. } => {
            let on = element.content_of("value").and_then(parse_bool);
            said.push(on.map(|on| PropertyChange::Value(Value::Bool(on))));
        }
        Kind::Text { .. } => {
            let text = element.content_of("value");
            said.push(text.map(|text| PropertyChange::Value(text.into())));
        }
        Kind::Path(kind) => {
            let path = match kind.is_multi {
                true => folders.resolve_all(element),
                false => folders.resolve(element),
            };
            said.push(path.map(|path| PropertyChange::Value(Value::Text(path))));
            let filter = element.child("selectedExtension").map(filter);
            said.push(filter.map(|filter| PropertyChange::SelectedFilter(Some(filter))));
        }
        Kind::TransferFunction { .. } => {
            let function = element.child("TransferFunction").map(transfer_function);
            said.push(function.map(|f| PropertyChange::Value(Value::TransferFunction(f))));
        }
        Kind::IsoValues { .. } => {
            let values = element.child("IsoValues").map(iso_values);
            said.push(values.map(|values| PropertyChange::Value(Value::IsoValues(values))));
        }
        Kind::Camera(kind) => {
            let camera = element.child("Camera").map(|element| camera(element, kind.default));
            said.push(camera.map(|camera| PropertyChange::Value(Value::Camera(camera))));
            collapsed(element, &mut said);
        }
        Kind::Group(_) => collapsed(element, &mut said),
        Kind::Button | Kind::ButtonGroup { .. } | Kind::Event => {}
    }
    said
}

/// What the element of a group says about a property that has no element among its properties.
pub(super) fn inlined(child: &PropertyState, group: &Element, said: &mut Changes) {
    let Kind::Number(kind) = &child.spec.kind else { return };
    if child.spec.saved == Saved::InGroup {
        let value = said.numbers(group, &child.spec.id, Shape::of(kind));
        said.inlined.extend(value.map(|value| (child.spec.id.clone(), value)));
    }
}

/// What does not depend on the kind. Whether it is read-only is up to the caller: as a change it would
/// spread to the parts.
fn look(state: &PropertyState, element: &Element, seen: Seen, said: &mut Changes) {
    let name = element.content_of("displayName").filter(|name| *name != state.spec.name);
    said.push(name.map(|name| PropertyChange::Name(name.to_owned())));
    let semantics = element.child("semantics");
    let semantics = semantics.and_then(|s| s.attribute("semantics").or(s.attribute("content")));
    said.push(semantics.map(|semantics| PropertyChange::Semantics(semantics.to_owned())));
    if seen == Seen::AsSaved {
        said.push(element.content_of("visible").and_then(parse_bool).map(PropertyChange::Visible));
    }
}

fn collapsed(element: &Element, said: &mut Changes) {
    let on = element.content_of("collapsed").and_then(parse_bool);
    said.push(on.map(PropertyChange::Collapsed));
}

fn choice(kind: &ChoiceKind, element: &Element, said: &mut Changes) {
    let mut known = kind.clone();
    // The options of an enum are the program's; others may have been made at run time.
    if !kind.class.starts_with("Enum") && element.child("options").is_some() {
        known.options = options(kind, element);
        said.changes.push(PropertyChange::Options(known.options.clone()));
    }
    let by_value = |text: &str| known.options.iter().find(|option| has_value(option, text));
    let at = |n: i64| usize::try_from(n).ok().and_then(|n| known.options.get(n));
    let selected = if let Some(id) = element.content_of("selectedIdentifier") {
        let found = known.find(id).map(|selection| selection.id);
        let found = found.or_else(|| same_extension(&known, id));
        if found.is_none() && !id.is_empty() {
            said.notes.push(format!("there is no option \"{id}\": it keeps its default"));
        }
        found
    } else if let Some(text) = element.content_of("value") {
        // Older than identifiers of options.
        by_value(text).map(|option| option.id.clone())
    } else {
        let index = element.content_of("selectedIndex").and_then(parse_int);
        index.and_then(at).map(|option| option.id.clone())
    };
    said.push(selected.map(|id| PropertyChange::Value(Value::choice(id))));
}

pub(super) fn options(kind: &ChoiceKind, element: &Element) -> Vec<OptionItem> {
    let options = element.list("options").iter().enumerate().filter_map(|(n, option)| {
        let id = option.content_of("id").or_else(|| option.attribute("id"))?;
        let value = option.child("value");
        let text = value.and_then(|value| match value.child("extension") {
            Some(_) => value.content_of("extension"),
            None => value.attribute("content"),
        });
        let value = match kind.class.as_str() {
            "Float" | "Double" => {
                OptionValue::Float(text.and_then(parse_float).unwrap_or(n as f64))
            }
            class if class.ends_with("Int") || class.starts_with("Enum") || class == "Size_t" => {
                OptionValue::Int(text.and_then(parse_int).unwrap_or(n as i64))
            }
            _ => OptionValue::Text(text.unwrap_or(id).to_owned()),
        };
        let name = option.content_of("name").unwrap_or(id);
        Some(OptionItem { id: id.to_owned(), name: name.to_owned(), value })
    });
    options.collect()
}

fn has_value(option: &OptionItem, text: &str) -> bool {
    match &option.value {
        OptionValue::Int(value) => parse_int(text) == Some(*value),
        OptionValue::Float(value) => parse_float(text) == Some(*value),
        OptionValue::Text(value) => value == text,
    }
}

/// The option for files of the same extension, where the name says one: `Inviwo dat file (*.dat)`.
fn same_extension(kind: &ChoiceKind, id: &str) -> Option<String> {
    let extension = |id: &str| id.rsplit_once("(*").map(|(_, end)| end.to_lowercase());
    let wanted = extension(id)?;
    let found = kind.options.iter().find(|option| extension(&option.id).as_ref() == Some(&wanted));
    found.map(|option| option.id.clone())
}

/// The file filter that an element says.
pub(super) fn filter(element: &Element) -> FileFilter {
    FileFilter {
        extension: element.content_of("extension").unwrap_or_default().to_owned(),
        description: element.content_of("description").unwrap_or_default().to_owned(),
    }
}

pub(super) fn transfer_function(element: &Element) -> TransferFunction {
    let mask = |name: &str, default: f64| {
        element.content_of(name).and_then(parse_float).unwrap_or(default)
    };
    TransferFunction {
        points: points(element, "Points"),
        mask: [mask("maskMin", 0.0), mask("maskMax", 1.0)],
        absolute: element.content_of("type") == Some("1"),
    }
}

pub(super) fn iso_values(element: &Element) -> IsoValues {
    IsoValues {
        points: points(element, "IsoValues"),
        absolute: element.content_of("type") == Some("1"),
    }
}

fn points(element: &Element, list: &str) -> Vec<TransferFunctionPoint> {
    let points = element.list(list).iter().map(|point| {
        let color = point.child("rgba").and_then(|c| value_of(c, Shape::vector(Scalar::F32, 4)));
        let color = color.and_then(|color| color.as_floats()).unwrap_or_default();
        TransferFunctionPoint {
            position: point.content_of("pos").and_then(parse_float).unwrap_or(0.0),
            color: std::array::from_fn(|n| color.get(n).map_or(0.0, |c| *c as f32)),
        }
    });
    points.collect()
}

fn camera(element: &Element, default: Camera) -> Camera {
    let components = |name: &str, n: usize| {
        let value = value_of(element.child(name)?, Shape::vector(Scalar::F32, n))?;
        Some(value.as_floats()?.iter().map(|c| *c as f32).collect::<Vec<f32>>())
    };
    let number = |name: &str, default: f32| components(name, 1).map_or(default, |c| c[0]);
    let vector = |name: &str, default: Vec3| {
        components(name, 3).map_or(default, |c| Vec3::new(c[0], c[1], c[2]))
    };
    let projection = element.attribute("type").and_then(|name| {
        // Old files say `perspectiveCamera`.
        Projection::ALL.iter().find(|(_, known)| known.eq_ignore_ascii_case(name))
    });
    Camera {
        projection: projection.map_or(default.projection, |(projection, _)| *projection),
        look_from: vector("lookFrom", default.look_from),
        look_to: vector("lookTo", default.look_to),
        look_up: vector("lookUp", default.look_up),
        near: number("near", default.near),
        far: number("far", default.far),
        aspect: number("aspectRatio", default.aspect),
        fov_degrees: number("fov", default.fov_degrees),
        width: number("width", default.width),
        offset: components("offset", 2).map_or(default.offset, |c| Vec2::new(c[0], c[1])),
    }
}
