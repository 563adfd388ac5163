//! Properties and ports that no processor declares, made from what the file says.

use super::element::Element;
use super::number::parse_int;
use super::paths::Folders;
use super::record::{accept_code, file_code};
use super::restore::{Seen, changes, filter, options};
use crate::data::{Array, Camera, Data, Image, IsoValues, Layer, Mesh, TransferFunction, Volume};
use crate::processor::{InportSpec, OutportSpec};
use crate::property::{
    AcceptMode, CameraKind, ChoiceKind, FileMode, GroupKind, Kind, ListKind, NumberKind,
    OptionItem, OptionValue, PathKind, PropertySpec, PropertyTree, RangeKind, Scalar, set_default,
};

/// A property as its element describes it; values and bounds are up to [`super::restore`].
///
/// The second part says what was guessed.
pub(super) fn property(element: &Element) -> (PropertySpec, Option<String>) {
    let class = element.attribute("type").unwrap_or_default();
    let id = element.attribute("identifier").unwrap_or_default();
    let known = kind_of(class, element);
    let note = known.is_none().then(|| {
        format!("the class \"{class}\" of property \"{id}\" is unknown: its kind is a guess")
    });
    let kind = known.unwrap_or_else(|| guess(element));
    let mut spec = PropertySpec::new(id, kind);
    if spec.class_id() != class && !class.is_empty() {
        spec.class = Some(class.to_owned());
    }
    (spec, note)
}

/// What an item of a list was made from, of all that a person may add to it.
///
/// Several may have one class: then identifiers of items are theirs and a number.
pub(super) fn prefab_of<'a>(list: &'a PropertySpec, element: &Element) -> Option<&'a PropertySpec> {
    let Kind::Group(GroupKind { list: Some(list), .. }) = &list.kind else { return None };
    let class = element.attribute("type")?;
    let stem = element.attribute("identifier")?.trim_end_matches(|c: char| c.is_ascii_digit());
    let mut fitting = list.prefabs.iter().filter(|prefab| prefab.class_id() == class);
    let first = fitting.clone().next()?;
    if fitting.clone().count() == 1 {
        Some(first)
    } else {
        fitting.find(|prefab| prefab.id == stem)
    }
}

/// The kind of a saved class.
fn kind_of(class: &str, element: &Element) -> Option<Kind> {
    let name = class.strip_prefix("org.inviwo.")?;
    if let Some(options_of) = name.strip_prefix("OptionProperty") {
        return Some(choice(options_of, element));
    }
    Some(match name.strip_suffix("Property")? {
        "Bool" => Kind::Bool { default: false },
        "String" => Kind::Text { default: String::new() },
        "File" => Kind::Path(path(element, false)),
        "MultiFile" => Kind::Path(PathKind { is_multi: true, ..path(element, false) }),
        "Directory" => Kind::Path(path(element, true)),
        "Button" => Kind::Button,
        "ButtonGroup" => Kind::ButtonGroup { buttons: Vec::new() },
        "Event" => Kind::Event,
        "TransferFunction" => Kind::TransferFunction { default: TransferFunction::default() },
        "IsoValue" => Kind::IsoValues { default: IsoValues::default() },
        "Camera" => Kind::Camera(CameraKind::new(Camera::default())),
        "Composite" => Kind::Group(group(element, None)),
        "BoolComposite" => {
            let mut kind = group(element, Some("checked"));
            if !kind.children.iter().any(|child| child.id == "checked") {
                let checked = PropertySpec::new("checked", Kind::Bool { default: true });
                kind.children.insert(0, checked);
            }
            Kind::Group(kind)
        }
        "List" => {
            let max_len = element.content_of("maxNumberOfElements").and_then(parse_int);
            let list = ListKind {
                max_len: max_len.and_then(|n| usize::try_from(n).ok()).unwrap_or(0),
                can_add: true,
                can_remove: true,
                prefabs: element.list("prefabs").iter().map(prefab).collect(),
            };
            Kind::Group(GroupKind { list: Some(list), ..group(element, None) })
        }
        ordinal => return number(ordinal),
    })
}

/// A property with the values that its element has as defaults.
fn prefab(element: &Element) -> PropertySpec {
    fn fill(tree: &mut PropertyTree, index: u32, element: &Element) {
        for child in element.list("Properties") {
            let id = child.attribute("identifier").unwrap_or_default();
            if let Some(index) = tree.child(Some(index), id) {
                fill(tree, index, child);
            }
        }
        let Some(state) = tree.get(index) else { return };
        let said = changes(state, element, Seen::AsSaved, &Folders::default());
        for change in said.changes {
            // What does not fit keeps the default of its class.
            let _ = tree.apply(index, change);
        }
    }
    fn spec_of(tree: &PropertyTree, index: u32) -> Option<PropertySpec> {
        let state = tree.get(index)?;
        let mut spec = state.spec.clone();
        let children = state.children.iter().filter_map(|child| spec_of(tree, *child)).collect();
        if let Some(slot) = spec.children_mut() {
            *slot = children;
        }
        // A button has no value, and a choice without options has none either.
        if state.fit(state.value.clone()).is_ok() {
            set_default(&mut spec, state.value.clone());
        }
        Some(spec)
    }
    let mut tree = PropertyTree::new(&[property(element).0]);
    fill(&mut tree, 0, element);
    spec_of(&tree, 0).expect("the tree has a root")
}

/// Numbers, vectors, matrices and ranges.
fn number(name: &str) -> Option<Kind> {
    if let Some(scalar) = name.strip_suffix("MinMax").and_then(scalar) {
        let two = |a: f64, b: f64| NumberKind::vector(scalar, &[a, b]).default;
        let one = |a: f64| NumberKind::vector(scalar, &[a]).default;
        let step = if scalar.is_float() { 0.01 } else { 1.0 };
        return Some(Kind::Range(RangeKind {
            scalar,
            default: two(0.0, 1.0),
            range: two(0.0, 1.0),
            step: one(step),
            min_separation: one(0.0),
        }));
    }
    let (name, is_reference) = match name.strip_suffix("Ref") {
        Some(name) => (name, true),
        None => (name, false),
    };
    // `IntSize3` is a vector of sizes, `Int64` a scalar.
    let (name, rows, columns) = match name.strip_prefix("IntSize") {
        Some(rows) => ("Size_t", rows.parse().ok()?, 1),
        None => {
            let split = |mark: &str| {
                let (name, n) = name.split_once(mark)?;
                Some((name, n.parse::<usize>().ok()?))
            };
            match (split("Vec"), split("Mat")) {
                (Some((name, rows)), _) => (name, rows, 1),
                (_, Some((name, n))) => (name, n, n),
                _ => (name, 1, 1),
            }
        }
    };
    let is_vector = (1..=4).contains(&rows);
    let scalar = scalar(name).filter(|_| is_vector)?;
    let mut kind = NumberKind::matrix(scalar, &vec![0.0; rows * columns], rows, columns);
    kind.is_reference = is_reference;
    Some(Kind::Number(kind))
}

fn scalar(name: &str) -> Option<Scalar> {
    Some(match name {
        "Float" => Scalar::F32,
        "Double" => Scalar::F64,
        "Int" => Scalar::I32,
        "Int64" => Scalar::I64,
        "UInt" => Scalar::U32,
        "Size_t" => Scalar::Size,
        _ => return None,
    })
}

fn choice(class: &str, element: &Element) -> Kind {
    let mut kind = ChoiceKind { class: class.to_owned(), options: Vec::new(), default: 0 };
    kind.options = options(&kind, element);
    // Without options there would be nothing to hold what is selected.
    if let Some(id) = element.content_of("selectedIdentifier").filter(|_| kind.options.is_empty()) {
        let value = OptionValue::Text(id.to_owned());
        kind.options.push(OptionItem { id: id.to_owned(), name: id.to_owned(), value });
    }
    Kind::Choice(kind)
}

fn path(element: &Element, is_directory: bool) -> PathKind {
    let code = |name: &str| element.content_of(name).and_then(parse_int);
    let accept = [AcceptMode::Open, AcceptMode::Save];
    let modes =
        [FileMode::AnyFile, FileMode::ExistingFile, FileMode::Directory, FileMode::ExistingFiles];
    PathKind {
        is_directory,
        content_type: element.content_of("contentType").unwrap_or_default().to_owned(),
        selected_filter: element.child("selectedExtension").map(filter),
        accept_mode: accept
            .into_iter()
            .find(|mode| code("acceptMode") == Some(accept_code(*mode)))
            .unwrap_or_default(),
        file_mode: modes
            .into_iter()
            .find(|mode| code("fileMode") == Some(file_code(*mode)))
            .unwrap_or_default(),
        ..PathKind::default()
    }
}

fn group(element: &Element, checked_by: Option<&str>) -> GroupKind {
    let mut children: Vec<PropertySpec> = Vec::new();
    for child in element.list("Properties").iter().filter(|child| child.name == "Property") {
        let (spec, _) = property(child);
        if !children.iter().any(|known| known.id == spec.id) {
            children.push(spec);
        }
    }
    GroupKind { children, checked_by: checked_by.map(str::to_owned), ..GroupKind::default() }
}

/// The kind that a property of an unknown class has by the looks of it.
fn guess(element: &Element) -> Kind {
    let value = element.child("value");
    let axes = |value: &Element| ["x", "y", "z", "w"].map(|axis| value.attribute(axis).is_some());
    match value {
        _ if element.child("Properties").is_some() => Kind::Group(group(element, None)),
        _ if element.child("options").is_some() => choice("String", element),
        _ if element.child("selectedIdentifier").is_some() => choice("String", element),
        _ if element.child("absolutePath").is_some() => Kind::Path(path(element, false)),
        Some(value) if value.attribute("content").is_some() => {
            Kind::Text { default: String::new() }
        }
        Some(value) if axes(value)[1] => {
            let rows = axes(value).into_iter().take_while(|has| *has).count();
            Kind::Number(NumberKind::vector(Scalar::F64, &vec![0.0; rows]))
        }
        _ => Kind::Event,
    }
}

/// An inport of a saved class, such as `org.inviwo.Image.multi.inport`.
pub(super) fn inport(id: &str, class: &str) -> InportSpec {
    let data = port_data(class);
    InportSpec {
        id: id.to_owned(),
        class_id: class.to_owned(),
        accepts: data.iter().map(|(_, type_id, _)| (*type_id).to_owned()).collect(),
        group: "default".to_owned(),
        color: data.map_or([128; 3], |(.., color)| color),
        is_multi: class.contains(".multi."),
        ..InportSpec::default()
    }
}

/// An outport of a saved class, such as `org.inviwo.Image.outport`.
pub(super) fn outport(id: &str, class: &str) -> OutportSpec {
    let data = port_data(class);
    OutportSpec {
        id: id.to_owned(),
        class_id: class.to_owned(),
        type_id: data.map_or(String::new(), |(_, type_id, _)| type_id.to_owned()),
        group: "default".to_owned(),
        color: data.map_or([128; 3], |(.., color)| color),
        ..OutportSpec::default()
    }
}

/// The data of a saved class of ports; none where any data will do.
fn port_data(class: &str) -> Option<(&'static str, &'static str, [u8; 3])> {
    fn of<T: Data>() -> (&'static str, &'static str, [u8; 3]) {
        (T::PORT, T::TYPE_ID, T::COLOR)
    }
    let known = [of::<Volume>(), of::<Image>(), of::<Layer>(), of::<Mesh>(), of::<Array>()];
    let name = class.strip_prefix("org.inviwo.")?;
    let (name, kind) = name.split_once('.')?;
    let is_plain = matches!(kind, "inport" | "multi.inport" | "flat.multi.inport" | "outport");
    known.into_iter().find(|(port, ..)| is_plain && *port == name)
}

/// A property that is only known by its being linked.
pub(super) fn linked(id: &str, like: Option<&PropertySpec>) -> PropertySpec {
    let kind = like.map_or(Kind::Text { default: String::new() }, |like| like.kind.clone());
    let mut spec = PropertySpec::new(id, kind);
    spec.class = like.and_then(|like| like.class.clone());
    spec
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_of_a_list_are_what_a_person_adds_to_it() {
        let prefab = |id: &str, class: &str| PropertySpec {
            class: Some(class.to_owned()),
            ..PropertySpec::new(id, Kind::Group(GroupKind::default()))
        };
        let (turn, lines) = ("org.inviwo.trafo.RotateProperty", "org.inviwo.FilterProperty");
        let prefabs =
            vec![prefab("rotation", turn), prefab("lines", lines), prefab("words", lines)];
        let list = Some(ListKind { max_len: 0, can_add: true, can_remove: true, prefabs });
        let list = PropertySpec::new("list", Kind::Group(GroupKind { list, ..Default::default() }));
        let found = |id: &str, class: &str| {
            let element = Element::new("Property").with("type", class).with("identifier", id);
            prefab_of(&list, &element).map(|prefab| prefab.id.as_str())
        };
        assert_eq!(found("anything", turn), Some("rotation"));
        assert_eq!((found("words2", lines), found("lines", lines)), (Some("words"), Some("lines")));
        assert_eq!(
            (found("other3", lines), found("words", "org.inviwo.BoolProperty")),
            (None, None)
        );
    }

    #[test]
    fn every_class_of_a_kind_is_known_by_its_name() {
        for class in [
            "FloatProperty",
            "FloatVec3RefProperty",
            "IntSize2Property",
            "Size_tProperty",
            "DoubleMat4Property",
            "Int64Vec2Property",
            "UIntProperty",
            "IntMinMaxProperty",
            "DoubleMinMaxProperty",
            "BoolProperty",
            "StringProperty",
            "FileProperty",
            "MultiFileProperty",
            "DirectoryProperty",
            "ButtonProperty",
            "EventProperty",
            "OptionPropertyEnumChar",
            "OptionPropertyFileExtension",
            "TransferFunctionProperty",
            "IsoValueProperty",
            "CameraProperty",
            "CompositeProperty",
            "BoolCompositeProperty",
            "ListProperty",
        ] {
            let class = format!("org.inviwo.{class}");
            let element = Element::new("Property").with("type", &class).with("identifier", "p");
            let (spec, note) = property(&element);
            assert_eq!((spec.class_id(), spec.class, note), (class, None, None));
        }
    }

    #[test]
    fn an_unknown_class_is_guessed_and_kept() {
        let element = Element::new("Property")
            .with("type", "org.example.Knob")
            .with("identifier", "knob")
            .with_children([Element::new("value").with("x", "1").with("y", "2")]);
        let (spec, note) = property(&element);
        assert!(matches!(&spec.kind, Kind::Number(kind) if kind.len() == 2));
        assert_eq!(spec.class_id(), "org.example.Knob");
        assert!(note.is_some_and(|note| note.contains("guess")));
    }

    #[test]
    fn anything_can_be_a_prefab() {
        for class in ["Button", "Event", "String", "Camera", "Composite", "BoolComposite", "File"] {
            let element = Element::new("Property")
                .with("type", format!("org.inviwo.{class}Property"))
                .with_children([Element::content("value", "x")]);
            assert_eq!(prefab(&element).class_id(), format!("org.inviwo.{class}Property"));
        }
        prefab(&Element::new("Property").with("type", "org.inviwo.OptionPropertyInt"));
    }

    #[test]
    fn ports_of_unknown_data_take_any() {
        assert_eq!(inport("a", "org.inviwo.Image.multi.inport").accepts, [Image::TYPE_ID]);
        assert!(inport("a", "org.inviwo.Image.multi.inport").is_multi);
        assert!(inport("a", "org.inviwo.DataFrame.inport").accepts.is_empty());
        assert!(inport("a", "org.inviwo.Volume.shared_ptr.vector.inport").accepts.is_empty());
        assert_eq!(outport("a", "").type_id, "");
    }
}
