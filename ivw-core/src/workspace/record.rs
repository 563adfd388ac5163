//! A property as an element: what differs from its declaration, or all of it.

use super::composite;
use super::element::{Element, parse};
use super::number::{Shape, element_of, float_text};
use super::paths::Folders;
use super::restore::Seen;
use crate::data::{Camera, IsoValues, Projection, TransferFunction, TransferFunctionPoint};
use crate::network::Node;
use crate::property::{
    AcceptMode, ChoiceKind, FileFilter, FileMode, Kind, ListKind, NumberKind, OptionItem,
    OptionValue, PathKind, PropertySpec, PropertyState, PropertyTree, RangeKind, Saved, Scalar,
    Value,
};

/// How much of a property is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Extent {
    /// What differs from the declaration.
    Changes,
    /// Everything: nobody declares it when the file is read.
    All,
}

/// All properties of a processor, below `OwnedPropertyIdentifiers` and `Properties`.
pub(super) fn properties(node: &Node, folders: &Folders) -> Vec<Element> {
    let tree = &node.properties;
    Writer { tree, folders, extras: &node.extras }.lists(tree.roots(), None, Extent::Changes)
}

/// The key of a node's extras for a property that the processor lacks, below the one with this path.
pub(super) fn unknown_in(parent: &str) -> String {
    format!("Property in {parent}")
}

/// The key of a node's extras for the metadata of the property with this path.
pub(super) fn metadata_of(path: &str) -> String {
    format!("MetaDataMap of {path}")
}

/// Whether extras of this key stand in a property or among properties.
pub(super) fn is_of_properties(key: &str) -> bool {
    key.starts_with("Property in ") || key.starts_with("MetaDataMap of ")
}

struct Writer<'a> {
    tree: &'a PropertyTree,
    folders: &'a Folders,
    /// What a file said that nobody here understands.
    extras: &'a [(String, String)],
}

impl Writer<'_> {
    /// The lists of owned and of written properties, where they are not empty.
    fn lists(
        &self,
        siblings: &[u32],
        parent: Option<&PropertyState>,
        extent: Extent,
    ) -> Vec<Element> {
        let checked_by = match parent.map(|parent| &parent.spec.kind) {
            Some(Kind::Group(group)) => group.checked_by.as_deref(),
            _ => None,
        };
        let states = siblings.iter().filter_map(|n| self.tree.get(*n));
        let (mut owned, mut others) = (Vec::new(), Vec::new());
        let mut identifiers = Vec::new();
        // Whoever adds a property from what a file says only knows those in lists.
        let is_listed = |state: &&PropertyState| match state.spec.saved {
            Saved::Never => false,
            Saved::InGroup => extent == Extent::All,
            Saved::Changed | Saved::Always => true,
        };
        for state in states.filter(is_listed) {
            let is_owned = state.is_owned || extent == Extent::All;
            let own_extent = if is_owned { Extent::All } else { Extent::Changes };
            let element = self.property(state, parent, own_extent);
            // The reader adds owned ones behind those that are declared.
            match is_owned {
                true => owned.extend(element),
                false => others.extend(element),
            }
            if is_owned && checked_by != Some(state.spec.id.as_str()) {
                identifiers.push(Element::content("PropertyIdentifier", state.spec.id.as_str()));
            }
        }
        let unknown = unknown_in(&self.path(parent));
        others.extend(self.extras_of(&unknown));
        others.append(&mut owned);
        let lists = [("OwnedPropertyIdentifiers", identifiers), ("Properties", others)];
        let lists = lists.into_iter().filter(|(_, children)| !children.is_empty());
        lists.map(|(name, children)| Element::new(name).with_children(children)).collect()
    }

    /// A property; nothing where nothing is worth writing.
    fn property(
        &self,
        state: &PropertyState,
        parent: Option<&PropertyState>,
        extent: Extent,
    ) -> Option<Element> {
        let spec = &state.spec;
        let mut element = Element::new("Property")
            .with("type", spec.class_id())
            .with("identifier", spec.id.as_str());
        element.children = look(state, parent, extent);
        element.children.extend(self.members(state, parent, extent));
        let metadata = metadata_of(&self.path(Some(state)));
        match state.is_promoted {
            true => element.children.push(self.promotion(&metadata)),
            false => element.children.extend(self.extras_of(&metadata)),
        }
        let is_always = match spec.kind {
            Kind::Path(_) | Kind::Camera(_) => true,
            _ => spec.saved == Saved::Always || extent == Extent::All,
        };
        (is_always || !element.children.is_empty()).then_some(element)
    }

    /// The metadata of a property that a composite shows.
    fn promotion(&self, key: &str) -> Element {
        let kept = self.extras.iter().find(|(known, _)| known == key);
        let kept = kept.and_then(|(_, text)| parse(text).ok());
        let mut map = kept.unwrap_or_else(|| Element::new("MetaDataMap"));
        map.children.push(
            Element::new("MetaDataItem")
                .with("type", "org.inviwo.BoolMetaData")
                .with("key", composite::EXPOSED)
                .with_children([Element::content("MetaData", "1")]),
        );
        map
    }

    fn path(&self, state: Option<&PropertyState>) -> String {
        let mut path = Vec::new();
        let mut next = state;
        while let Some(state) = next {
            path.push(state.spec.id.as_str());
            next = state.parent.and_then(|parent| self.tree.get(parent));
        }
        path.reverse();
        path.join(".")
    }

    fn extras_of(&self, key: &str) -> impl Iterator<Item = Element> {
        let extras = self.extras.iter().filter(move |(known, _)| known == key);
        extras.map(|(_, text)| Element::verbatim(text))
    }

    /// What depends on the kind.
    fn members(
        &self,
        state: &PropertyState,
        parent: Option<&PropertyState>,
        extent: Extent,
    ) -> Vec<Element> {
        let differs = !state.value.is_same(&state.declared.default_value());
        let is_written = differs || extent == Extent::All || state.spec.saved == Saved::Always;
        match (&state.spec.kind, &state.declared.kind, &state.value) {
            (Kind::Number(kind), Kind::Number(declared), value) => {
                // The camera holds the value.
                let in_camera = parent.is_some_and(|p| matches!(p.spec.kind, Kind::Camera(_)));
                number(kind, declared, value, is_written && !in_camera, extent)
            }
            (Kind::Range(kind), Kind::Range(declared), value) => {
                range(kind, declared, value, is_written, extent)
            }
            (Kind::Choice(kind), Kind::Choice(declared), value) => {
                choice(kind, declared, value, is_written, extent)
            }
            (Kind::Path(kind), Kind::Path(declared), value) => {
                let text = value.as_text().unwrap_or_default();
                let mut members: Vec<Element> = match kind.is_multi {
                    true => self.folders.elements_of_all(text).into(),
                    false => self.folders.elements(text).into(),
                };
                members.extend(path(kind, declared, extent));
                members
            }
            (Kind::Bool { .. }, _, Value::Bool(on)) if is_written => vec![flag("value", *on)],
            (Kind::Text { .. }, _, Value::Text(text)) if is_written => {
                vec![Element::content("value", text.as_str())]
            }
            (Kind::TransferFunction { .. }, _, Value::TransferFunction(function)) if is_written => {
                vec![transfer_function(function)]
            }
            (Kind::IsoValues { .. }, _, Value::IsoValues(values)) if is_written => {
                vec![iso_values(values)]
            }
            (Kind::Camera(kind), Kind::Camera(declared), Value::Camera(value)) => {
                // The processor's class, not the file, makes the parts of a camera.
                let mut members = self.lists(&state.children, Some(state), Extent::Changes);
                if kind.collapsed != declared.collapsed || extent == Extent::All {
                    members.push(flag("collapsed", kind.collapsed));
                }
                members.push(camera(value));
                members
            }
            (Kind::Group(kind), Kind::Group(declared), _) => {
                let mut members = Vec::new();
                if let Some(list) = kind.list.as_ref().filter(|_| extent == Extent::All) {
                    members.extend(self.list(list));
                }
                members.extend(self.lists(&state.children, Some(state), extent));
                if extent == Extent::Changes {
                    members.extend(self.inlined(&state.children));
                }
                if kind.collapsed != declared.collapsed || extent == Extent::All {
                    members.push(flag("collapsed", kind.collapsed));
                }
                members
            }
            _ => Vec::new(),
        }
    }

    /// Properties that are elements of the group itself.
    fn inlined(&self, children: &[u32]) -> Vec<Element> {
        let states = children.iter().filter_map(|n| self.tree.get(*n));
        let inlined = states.filter(|state| state.spec.saved == Saved::InGroup);
        let element = |state: &PropertyState| match &state.spec.kind {
            Kind::Number(kind) => Some(element_of(&state.spec.id, Shape::of(kind), &state.value)),
            _ => None,
        };
        inlined.filter_map(element).collect()
    }

    /// What a list of properties takes.
    fn list(&self, list: &ListKind) -> Vec<Element> {
        let mut members = vec![Element::content("maxNumberOfElements", list.max_len.to_string())];
        if !list.prefabs.is_empty() {
            let prefabs = list.prefabs.iter().filter_map(|spec| self.prefab(spec));
            members.push(Element::new("prefabs").with_children(prefabs));
        }
        members
    }

    /// A property that does not live anywhere yet.
    fn prefab(&self, spec: &PropertySpec) -> Option<Element> {
        let tree = PropertyTree::new(std::slice::from_ref(spec));
        let writer = Writer { tree: &tree, folders: self.folders, extras: &[] };
        writer.property(tree.get(0)?, None, Extent::All)
    }
}

fn flag(name: &str, on: bool) -> Element {
    Element::content(name, if on { "1" } else { "0" })
}

/// What does not depend on the kind.
fn look(state: &PropertyState, parent: Option<&PropertyState>, extent: Extent) -> Vec<Element> {
    let (now, declared) = (&state.spec, &state.declared);
    let all = extent == Extent::All;
    let mut look = Vec::new();
    if all || now.name != declared.name {
        look.push(Element::content("displayName", now.name.as_str()));
    }
    if all || now.semantics != declared.semantics {
        look.push(Element::new("semantics").with("semantics", now.semantics.as_str()));
    }
    if Seen::of(state, parent) == Seen::AsSaved && (all || now.visible != declared.visible) {
        look.push(flag("visible", now.visible));
    }
    if all || now.read_only != declared.read_only {
        look.push(flag("readonly", now.read_only));
    }
    look
}

fn number(
    kind: &NumberKind,
    declared: &NumberKind,
    value: &Value,
    is_value_written: bool,
    extent: Extent,
) -> Vec<Element> {
    let shape = Shape::of(kind);
    let all = extent == Extent::All;
    let mut members = Vec::new();
    for (name, now, declared) in [
        ("minConstraint", kind.min_bound, declared.min_bound),
        ("maxConstraint", kind.max_bound, declared.max_bound),
    ] {
        if all || now != declared {
            members.push(Element::content(name, now.code().to_string()));
        }
    }
    for (name, now, declared) in [
        ("minvalue", &kind.min, &declared.min),
        ("maxvalue", &kind.max, &declared.max),
        ("increment", &kind.step, &declared.step),
    ] {
        if all || !now.is_same(declared) {
            members.push(element_of(name, shape, now));
        }
    }
    // Other bounds move a value on the way, so that it has to be said.
    if is_value_written || (!members.is_empty() && !kind.is_reference) {
        members.push(element_of("value", shape, value));
    }
    members
}

fn range(
    kind: &RangeKind,
    declared: &RangeKind,
    value: &Value,
    is_value_written: bool,
    extent: Extent,
) -> Vec<Element> {
    let pair = Shape::vector(kind.scalar, 2);
    let single = Shape::number(kind.scalar);
    let mut members = Vec::new();
    for (name, shape, now, declared) in [
        ("range", pair, &kind.range, &declared.range),
        ("increment", single, &kind.step, &declared.step),
        ("minSeparation", single, &kind.min_separation, &declared.min_separation),
    ] {
        if extent == Extent::All || !now.is_same(declared) {
            members.push(element_of(name, shape, now));
        }
    }
    if is_value_written || !members.is_empty() {
        members.push(element_of("value", pair, value));
    }
    members
}

fn choice(
    kind: &ChoiceKind,
    declared: &ChoiceKind,
    value: &Value,
    is_value_written: bool,
    extent: Extent,
) -> Vec<Element> {
    let mut members = Vec::new();
    // The options of an enum are the program's.
    let differs = kind.options != declared.options && !kind.class.starts_with("Enum");
    if extent == Extent::All || differs {
        let options = kind.options.iter().map(|item| option(&kind.class, item));
        members.push(Element::new("options").with_children(options));
    }
    if let Some(id) = value.as_text().filter(|_| is_value_written || !members.is_empty()) {
        members.push(Element::content("selectedIdentifier", id));
    }
    members
}

fn option(class: &str, item: &OptionItem) -> Element {
    let value = match &item.value {
        OptionValue::Int(value) => Element::content("value", value.to_string()),
        OptionValue::Float(value) => {
            let scalar = if class == "Float" { Scalar::F32 } else { Scalar::F64 };
            Element::content("value", float_text(scalar, *value))
        }
        OptionValue::Text(text) if class == "FileExtension" => {
            let description = item.name.rsplit_once(" (*").map_or(item.name.as_str(), |(d, _)| d);
            Element::new("value").with_children([
                Element::content("extension", text.as_str()),
                Element::content("description", description),
            ])
        }
        OptionValue::Text(text) => Element::content("value", text.as_str()),
    };
    Element::new("option").with_children([
        Element::content("id", item.id.as_str()),
        Element::content("name", item.name.as_str()),
        value,
    ])
}

fn path(kind: &PathKind, declared: &PathKind, extent: Extent) -> Vec<Element> {
    let all = extent == Extent::All;
    let mut members = Vec::new();
    if let Some(FileFilter { extension, description }) = kind
        .selected_filter
        .as_ref()
        .filter(|_| all || kind.selected_filter != declared.selected_filter)
    {
        members.push(Element::new("selectedExtension").with_children([
            Element::content("extension", extension.as_str()),
            Element::content("description", description.as_str()),
        ]));
    }
    if all {
        members.push(Element::content("acceptMode", accept_code(kind.accept_mode).to_string()));
        members.push(Element::content("fileMode", file_code(kind.file_mode).to_string()));
        members.push(Element::content("contentType", kind.content_type.as_str()));
    }
    members
}

/// The number that workspaces save for reading and writing.
pub(super) fn accept_code(mode: AcceptMode) -> i64 {
    mode as i64
}

/// The number that workspaces save for what may be selected.
pub(super) fn file_code(mode: FileMode) -> i64 {
    mode as i64
}

pub(super) fn transfer_function(function: &TransferFunction) -> Element {
    let [mask_min, mask_max] = function.mask.map(|end| float_text(Scalar::F64, end));
    let mut element = Element::new("TransferFunction").with_children([
        Element::content("maskMin", mask_min),
        Element::content("maskMax", mask_max),
        flag("type", function.absolute),
    ]);
    element.children.extend(points("Points", "Point", &function.points));
    element
}

pub(super) fn iso_values(values: &IsoValues) -> Element {
    let mut element = Element::new("IsoValues").with_children([flag("type", values.absolute)]);
    element.children.extend(points("IsoValues", "IsoValue", &values.points));
    element
}

fn points(list: &str, item: &str, points: &[TransferFunctionPoint]) -> Option<Element> {
    let items = points.iter().map(|point| {
        let color = Value::Floats(point.color.iter().map(|c| f64::from(*c)).collect());
        Element::new(item).with_children([
            Element::content("pos", float_text(Scalar::F64, point.position)),
            element_of("rgba", Shape::vector(Scalar::F32, 4), &color),
        ])
    });
    (!points.is_empty()).then(|| Element::new(list).with_children(items))
}

fn camera(camera: &Camera) -> Element {
    let vector = |name: &str, components: &[f32]| {
        let value = Value::Floats(components.iter().map(|c| f64::from(*c)).collect());
        element_of(name, Shape::vector(Scalar::F32, components.len()), &value)
    };
    let mut element =
        Element::new("Camera").with("type", camera.projection.name()).with_children([
            vector("lookFrom", &camera.look_from.to_array()),
            vector("lookTo", &camera.look_to.to_array()),
            vector("lookUp", &camera.look_up.to_array()),
            vector("near", &[camera.near]),
            vector("far", &[camera.far]),
            vector("aspectRatio", &[camera.aspect]),
        ]);
    let fov = || vector("fov", &[camera.fov_degrees]);
    element.children.extend(match camera.projection {
        Projection::Perspective => vec![fov()],
        Projection::Orthographic => vec![vector("width", &[camera.width])],
        Projection::SkewedPerspective => vec![fov(), vector("offset", &camera.offset.to_array())],
    });
    element
}
