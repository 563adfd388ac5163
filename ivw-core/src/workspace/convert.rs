//! Networks of older versions, made into one of the newest.
//!
//! Each step raises the version by one and is a rewrite of elements; [`STEPS`] lists them.
//! What a step does follows from how old files look, and where no such file was at hand it is a guess.

use super::composite;
use super::element::Element;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

/// The version of networks that we write, and the newest that we know.
pub(super) const NEWEST: u32 = 21;

type Step = fn(&mut Element);

/// From which version, what to do, and what that means.
const STEPS: &[(u32, Step, &str)] = &[
    (0, prefix_processors, "classes of processors begin with \"org.inviwo.\""),
    (1, rename_metadata_list, "lists of metadata are maps"),
    (2, prefix_properties, "classes of properties begin with \"org.inviwo.\""),
    (4, collect_camera, "a camera is one thing, not parts"),
    (5, prefix_metadata, "classes of metadata begin with \"org.inviwo.\""),
    (6, key_metadata_by_type, "metadata is found by its class"),
    (7, rename_widget_dimension, "\"dimension\" of a window is \"dimensions\""),
    (8, rename_link_ends, "links have a source and a destination"),
    (10, strip_spaces_in_classes, "classes have no spaces"),
    (11, name_processors, "processors have a displayed name"),
    (12, strip_processor_identifiers, "identifiers of processors are letters, digits and \"_\""),
    (13, rename_transfer_function_points, "transfer functions have points"),
    (14, strip_property_identifiers, "identifiers of properties are letters, digits and \"_\""),
    (16, refer_to_camera, "parts of a camera refer to it"),
    (17, replace_references, "connections and links have paths instead of references"),
    (18, shading_is_an_enum, "\"shadingMode\" is an enum"),
    (19, directories_are_directories, "folders have their own mode of files"),
    (20, light_position_is_new, "the position of a light of old is left out"),
];

/// What modules changed: files name a version for each module, which need not be as old as that of the
/// network. Each step leaves alone what is new already, and is always made.
const MODULE_STEPS: &[(Step, &str)] = &[
    (basis_is_a_matrix, "the basis of a volume is a matrix"),
    (space_of_transformation, "transformations say what is multiplied with what"),
    (blending_is_spelled_right, "\"subractive\" is \"subtractive\""),
];

/// Converts a network from a version to the newest; gives what was changed.
pub(super) fn convert(network: &mut Element, version: u32) -> Vec<&'static str> {
    let inner = take_inner(network, version);
    let mut changed = Vec::new();
    let of_network = STEPS.iter().filter(|(from, ..)| *from >= version);
    let of_network = of_network.map(|(_, step, meaning)| (step, meaning));
    for (step, meaning) in
        of_network.chain(MODULE_STEPS.iter().map(|(step, meaning)| (step, meaning)))
    {
        let before = fingerprint(network);
        step(network);
        if fingerprint(network) != before {
            changed.push(*meaning);
        }
    }
    network.child_or_new("ProcessorNetworkVersion").set("content", NEWEST.to_string());
    let processors = &mut network.child_or_new("Processors").children;
    for (place, inner) in inner {
        processors[place].children.insert(0, inner);
    }
    changed
}

/// A number that is another one once something has changed.
fn fingerprint(network: &Element) -> u64 {
    let mut hasher = DefaultHasher::new();
    network.hash(&mut hasher);
    hasher.finish()
}

/// Takes the networks out of composite processors, converted already, with the places of these.
fn take_inner(network: &mut Element, version: u32) -> Vec<(usize, Element)> {
    let processors = network.child_mut("Processors").into_iter();
    let processors = processors.flat_map(|list| &mut list.children).enumerate();
    let composites = processors.filter(|(_, processor)| composite::is_composite(processor));
    let take = |(place, processor): (usize, &mut Element)| {
        composite::lift_references(processor);
        let inner = processor.children.iter().position(|child| child.name == composite::NETWORK)?;
        let mut inner = processor.children.remove(inner);
        let said = inner.content_of("ProcessorNetworkVersion").and_then(|text| text.parse().ok());
        convert(&mut inner, said.unwrap_or(version));
        Some((place, inner))
    };
    composites.filter_map(take).collect()
}

/// Visits the processors.
fn each_processor(network: &mut Element, mut visit: impl FnMut(&mut Element)) {
    let processors = network.child_mut("Processors");
    let processors = processors.into_iter().flat_map(|list| &mut list.children);
    processors.filter(|child| child.name == "Processor").for_each(&mut visit);
}

/// Visits the properties of all processors, outer ones first.
fn each_property(network: &mut Element, mut visit: impl FnMut(&mut Element)) {
    each_processor(network, |processor| {
        processor.walk(&mut |element| {
            if element.name == "Property" {
                visit(element);
            }
        });
    });
}

fn each_metadata(network: &mut Element, mut visit: impl FnMut(&mut Element)) {
    each_processor(network, |processor| {
        processor.walk(&mut |element| {
            if element.name == "MetaDataMap" {
                element.children.iter_mut().for_each(&mut visit);
            }
        });
    });
}

fn is_a(element: &Element, class: &str) -> bool {
    let of = element.attribute("type").unwrap_or_default();
    of.strip_prefix("org.inviwo.").unwrap_or(of) == class
}

fn prefix(element: &mut Element) {
    if let Some(class) = element.attribute("type").filter(|class| !class.contains('.')) {
        let class = format!("org.inviwo.{class}");
        element.set("type", class);
    }
}

fn prefix_processors(network: &mut Element) {
    each_processor(network, prefix);
}

fn prefix_properties(network: &mut Element) {
    each_property(network, prefix);
}

fn rename_metadata_list(network: &mut Element) {
    network.walk(&mut |element| {
        if element.name == "MetaDataList" {
            "MetaDataMap".clone_into(&mut element.name);
            for item in &mut element.children {
                "MetaDataItem".clone_into(&mut item.name);
            }
        }
    });
}

fn prefix_metadata(network: &mut Element) {
    each_metadata(network, prefix);
}

fn key_metadata_by_type(network: &mut Element) {
    each_metadata(network, |item| {
        let class = item.attribute("type").unwrap_or_default().to_owned();
        // These are one of a kind; others have a key of their own.
        if class.ends_with(".ProcessorMetaData") || class.ends_with(".ProcessorWidgetMetaData") {
            item.set("key", class);
        }
    });
}

fn rename_widget_dimension(network: &mut Element) {
    each_metadata(network, |item| {
        if let Some(dimension) = item.child_mut("dimension") {
            "dimensions".clone_into(&mut dimension.name);
        }
    });
}

/// Cameras once had their parts beside each other, not as properties.
fn collect_camera(network: &mut Element) {
    const PARTS: [(&str, &str); 9] = [
        ("lookFrom", "lookFrom"),
        ("lookTo", "lookTo"),
        ("lookUp", "lookUp"),
        ("fovy", "fov"),
        ("fov", "fov"),
        ("aspectRatio", "aspectRatio"),
        ("nearPlane", "near"),
        ("farPlane", "far"),
        ("width", "width"),
    ];
    each_property(network, |property| {
        if !is_a(property, "CameraProperty") || property.child("Camera").is_some() {
            return;
        }
        let mut camera = Element::new("Camera").with("type", "PerspectiveCamera");
        property.children.retain(|child| {
            let part = PARTS.iter().find(|(old, _)| *old == child.name);
            let Some((_, new)) = part else { return true };
            let mut part = child.clone();
            (*new).clone_into(&mut part.name);
            camera.children.push(part);
            false
        });
        if !camera.children.is_empty() {
            property.children.push(camera);
        }
    });
}

fn rename_link_ends(network: &mut Element) {
    let links =
        network.child_mut("PropertyLinks").into_iter().flat_map(|links| &mut links.children);
    for link in links {
        if let Some(place) = link.children.iter().position(|child| child.name == "Properties") {
            let ends = link.children.remove(place).children;
            link.children.splice(place..place, ends);
        }
        for (end, name) in link.children.iter_mut().zip(["SourceProperty", "DestinationProperty"]) {
            name.clone_into(&mut end.name);
        }
    }
}

fn strip_spaces_in_classes(network: &mut Element) {
    each_processor(network, |processor| {
        let class = processor.attribute("type").unwrap_or_default().replace(' ', "");
        processor.set("type", class);
    });
}

fn name_processors(network: &mut Element) {
    each_processor(network, |processor| {
        if processor.attribute("displayName").is_none() {
            let name = processor.attribute("identifier").unwrap_or_default().to_owned();
            processor.set("displayName", name);
        }
    });
}

/// Letters, digits and `_`.
fn stripped(identifier: &str) -> String {
    identifier.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').collect()
}

fn strip_identifier(element: &mut Element) {
    if let Some(identifier) = element.attribute("identifier").map(stripped)
        && !identifier.is_empty()
    {
        element.set("identifier", identifier);
    }
}

fn strip_processor_identifiers(network: &mut Element) {
    each_processor(network, strip_identifier);
}

fn strip_property_identifiers(network: &mut Element) {
    each_property(network, strip_identifier);
}

fn rename_transfer_function_points(network: &mut Element) {
    each_property(network, |property| {
        if let Some(function) = property.child_mut("TransferFunction") {
            point_list(function);
        }
    });
}

/// The points of a transfer function once were `dataPoints`, with opacity beside their position.
pub(super) fn point_list(function: &mut Element) {
    let Some(list) = function.children.iter_mut().find(|child| child.name == "dataPoints") else {
        return;
    };
    "Points".clone_into(&mut list.name);
    for point in &mut list.children {
        "Point".clone_into(&mut point.name);
        let position = point.child("pos").and_then(|pos| {
            let position = pos.attribute("content").or_else(|| pos.attribute("x"));
            position.map(str::to_owned)
        });
        if let (Some(position), Some(pos)) = (position, point.child_mut("pos")) {
            *pos = Element::content("pos", position);
        }
        if let Some(color) = point.child_mut("rgba_") {
            "rgba".clone_into(&mut color.name);
        }
    }
}

fn refer_to_camera(network: &mut Element) {
    const PARTS: [&str; 8] =
        ["lookFrom", "lookTo", "lookUp", "aspectRatio", "near", "far", "fov", "width"];
    each_property(network, |property| {
        if !is_a(property, "CameraProperty") {
            return;
        }
        let parts =
            property.child_mut("Properties").into_iter().flat_map(|list| &mut list.children);
        for part in parts {
            let is_part = part.attribute("identifier").is_some_and(|id| PARTS.contains(&id));
            let class = part.attribute("type").and_then(|class| class.strip_suffix("Property"));
            if let Some(class) = class.filter(|class| is_part && !class.ends_with("Ref")) {
                let class = format!("{class}RefProperty");
                part.set("type", class);
            }
        }
    });
}

/// `reference="ref4"` becomes the path of what has `id="ref4"`.
fn replace_references(network: &mut Element) {
    let mut paths = HashMap::new();
    each_processor(network, |processor| {
        let identifier = processor.attribute("identifier").unwrap_or_default().to_owned();
        collect_references(processor, &identifier, &mut paths);
    });
    for (list, ends) in [
        ("Connections", ["OutPort", "InPort"]),
        ("PropertyLinks", ["SourceProperty", "DestinationProperty"]),
    ] {
        let items = network.child_mut(list).into_iter().flat_map(|list| &mut list.children);
        for item in items {
            for (end, attribute) in ends.into_iter().zip(["src", "dst"]) {
                let path = item.child(end).and_then(|end| path_of(end, &paths));
                if let (Some(path), None) = (path, item.attribute(attribute)) {
                    item.set(attribute, path);
                }
            }
            if item.attribute("src").is_some() && item.attribute("dst").is_some() {
                item.children.clear();
            }
        }
    }
}

/// Notes the path of everything with an `id` in an element, and takes the `id` away.
fn collect_references(element: &mut Element, path: &str, paths: &mut HashMap<String, String>) {
    for child in &mut element.children {
        let identifier = child.attribute("identifier").map(|id| format!("{path}.{id}"));
        let path = identifier.as_deref().unwrap_or(path);
        if let Some(id) = child.attribute("id") {
            paths.insert(id.to_owned(), path.to_owned());
            child.remove("id");
        }
        collect_references(child, path, paths);
    }
}

/// The path of an end of a connection or link.
fn path_of(end: &Element, paths: &HashMap<String, String>) -> Option<String> {
    if let Some(path) = end.attribute("reference").and_then(|id| paths.get(id)) {
        return Some(path.clone());
    }
    // The oldest files name the processor beside the port.
    let processor = stripped(end.child("Processor")?.attribute("identifier")?);
    Some(format!("{processor}.{}", end.attribute("identifier")?))
}

fn shading_is_an_enum(network: &mut Element) {
    each_property(network, |property| {
        let is_shading = property.attribute("identifier") == Some("shadingMode");
        if is_shading && is_a(property, "OptionPropertyInt") {
            property.set("type", "org.inviwo.OptionPropertyEnumInt");
        }
    });
}

fn directories_are_directories(network: &mut Element) {
    each_property(network, |property| {
        if let Some(mode) = property.child_mut("fileMode")
            && mode.attribute("content") == Some("4")
        {
            mode.set("content", "2");
        }
    });
}

/// The position of a light became a composite property with its space in it.
///
/// What old files say of either is lost: Inviwo's picture of its regression test `fog`, a file of
/// version 17, has the light where it is by default.
fn light_position_is_new(network: &mut Element) {
    each_property(network, |lighting| {
        if !is_a(lighting, "SimpleLightingProperty") {
            return;
        }
        let Some(list) = lighting.child_mut("Properties") else { return };
        list.children.retain(|child| match child.attribute("identifier") {
            Some("lightPosition") => !is_a(child, "FloatVec3Property"),
            Some("referenceFrame") => false,
            _ => true,
        });
    });
}

/// The property of an identifier in the list of an element.
fn inner<'a>(element: &'a Element, id: &str) -> Option<&'a Element> {
    let mut list = element.list("Properties").iter();
    list.find(|property| property.attribute("identifier") == Some(id))
}

/// Axes and offset of a basis were properties of their own.
fn basis_is_a_matrix(network: &mut Element) {
    const COLUMNS: [(&str, &str); 4] = [
        ("overrideA", "col0"),
        ("overrideB", "col1"),
        ("overrideC", "col2"),
        ("overrideOffset", "col3"),
    ];
    each_property(network, |basis| {
        if !is_a(basis, "VolumeBasisProperty") || basis.child("overrideModel").is_some() {
            return;
        }
        let column = |(n, (id, name)): (usize, (&str, &str))| {
            let value = inner(basis, id)?.child("value")?;
            let mut column = Element::new(name);
            for axis in ["x", "y", "z"] {
                column.set(axis, value.attribute(axis)?.to_owned());
            }
            column.set("w", if n == 3 { "1" } else { "0" });
            Some(column)
        };
        let columns: Option<Vec<_>> = COLUMNS.into_iter().enumerate().map(column).collect();
        if let Some(columns) = columns {
            basis.children.push(Element::new("overrideModel").with_children(columns));
        }
    });
}

/// The space of a transformation, and whether it replaces what was there, became one choice.
fn space_of_transformation(network: &mut Element) {
    const CLASSES: [&str; 3] = ["TransformVolume", "TransformMesh", "TransformLayer"];
    each_processor(network, |processor| {
        if !CLASSES.iter().any(|class| is_a(processor, class)) {
            return;
        }
        let Some(space) =
            inner(processor, "space").and_then(|p| p.content_of("selectedIdentifier"))
        else {
            return;
        };
        let replaces = inner(processor, "replace").and_then(|p| p.content_of("value")) == Some("1");
        let new = match (space, replaces) {
            ("model", false) => "world_TransformModel",
            ("model", true) => "worldTransform",
            ("world", false) => "worldTransform_Model",
            ("world", true) => "transformModel",
            _ => return,
        };
        let Some(list) = processor.child_mut("Properties") else { return };
        list.children.retain(|property| property.attribute("identifier") != Some("replace"));
        for property in &mut list.children {
            if property.attribute("identifier") == Some("space")
                && let Some(selected) = property.child_mut("selectedIdentifier")
            {
                selected.set("content", new);
            }
        }
    });
}

fn blending_is_spelled_right(network: &mut Element) {
    each_property(network, |property| {
        if property.attribute("identifier") == Some("blendMode")
            && let Some(selected) = property.child_mut("selectedIdentifier")
            && selected.attribute("content") == Some("subractive")
        {
            selected.set("content", "subtractive");
        }
    });
}

#[cfg(test)]
mod tests {
    use super::super::element::parse;
    use super::*;
    use crate::error::Result;

    fn check(version: u32, old: &str, new: &str) -> Result<()> {
        let mut network = parse(&format!("<N><Processors>{old}</Processors></N>"))?;
        convert(&mut network, version);
        let processors = network.child("Processors").expect("it is there");
        let new = parse(&format!("<Processors>{new}</Processors>"))?;
        assert_eq!(processors.to_text(0), new.to_text(0));
        Ok(())
    }

    #[test]
    fn identifiers_lose_what_they_may_not_have() -> Result<()> {
        check(
            12,
            r#"<Processor type="org.inviwo.A" identifier="Cube Proxy Geometry" displayName="x"/>"#,
            r#"<Processor type="org.inviwo.A" identifier="CubeProxyGeometry" displayName="x"/>"#,
        )
    }

    #[test]
    fn metadata_gets_its_names() -> Result<()> {
        check(
            1,
            r#"<Processor type="A" identifier="a"><MetaDataList>
                <MetaData type="ProcessorWidgetMetaData" key="w"><dimension x="1" y="2"/></MetaData>
            </MetaDataList></Processor>"#,
            r#"<Processor type="A" identifier="a" displayName="a"><MetaDataMap>
                <MetaDataItem type="org.inviwo.ProcessorWidgetMetaData"
                    key="org.inviwo.ProcessorWidgetMetaData"><dimensions x="1" y="2"/></MetaDataItem>
            </MetaDataMap></Processor>"#,
        )
    }

    #[test]
    fn a_transfer_function_gets_points() -> Result<()> {
        let function = |list: &str, pos: &str| {
            format!(
                r#"<Processor identifier="a" displayName="a"><Properties><Property type="T" identifier="t">
                <TransferFunction>{list}<Point>{pos}<rgba x="1" y="1" z="1" w="1"/></Point></{}>
                </TransferFunction></Property></Properties></Processor>"#,
                &list[1..list.len() - 1]
            )
        };
        check(
            13,
            &function("<dataPoints>", r#"<pos x="0.5" y="1"/>"#),
            &function("<Points>", r#"<pos content="0.5"/>"#),
        )
    }

    #[test]
    fn the_parts_of_an_old_camera_become_one_camera() -> Result<()> {
        check(
            4,
            r#"<Processor type="org.inviwo.A" identifier="a" displayName="a"><Properties>
                <Property type="org.inviwo.CameraProperty" identifier="camera">
                <lookFrom x="1" y="2" z="3"/><fovy content="50"/></Property></Properties></Processor>"#,
            r#"<Processor type="org.inviwo.A" identifier="a" displayName="a"><Properties>
                <Property type="org.inviwo.CameraProperty" identifier="camera">
                <Camera type="PerspectiveCamera"><lookFrom x="1" y="2" z="3"/><fov content="50"/>
                </Camera></Property></Properties></Processor>"#,
        )
    }

    #[test]
    fn what_modules_changed_is_changed() -> Result<()> {
        let vector = |id: &str, x: u32| {
            format!(
                r#"<Property type="org.inviwo.FloatVec3Property" identifier="{id}">
                <value x="{x}" y="0" z="0"/></Property>"#
            )
        };
        let parts = ["overrideA", "overrideB", "overrideC", "overrideOffset"];
        let parts: String = parts.iter().zip(1..).map(|(id, x)| vector(id, x)).collect();
        let basis = |more: &str| {
            format!(
                r#"<Processor type="org.inviwo.A" identifier="a" displayName="a"><Properties>
                <Property type="org.inviwo.VolumeBasisProperty" identifier="Basis"><Properties>
                {parts}</Properties>{more}</Property></Properties></Processor>"#
            )
        };
        let matrix = r#"<overrideModel><col0 x="1" y="0" z="0" w="0"/><col1 x="2" y="0" z="0" w="0"/>
            <col2 x="3" y="0" z="0" w="0"/><col3 x="4" y="0" z="0" w="1"/></overrideModel>"#;
        check(20, &basis(""), &basis(matrix))?;
        let transform = |space: &str, more: &str| {
            format!(
                r#"<Processor type="org.inviwo.TransformMesh" identifier="a" displayName="a">
                <Properties><Property identifier="space"><selectedIdentifier content="{space}"/>
                </Property>{more}</Properties></Processor>"#
            )
        };
        let replace = r#"<Property identifier="replace"><value content="1"/></Property>"#;
        for version in [17, NEWEST] {
            check(version, &transform("model", ""), &transform("world_TransformModel", ""))?;
        }
        check(20, &transform("model", replace), &transform("worldTransform", ""))?;
        check(20, &transform("worldTransform", ""), &transform("worldTransform", ""))
    }

    #[test]
    fn only_what_changed_is_told() -> Result<()> {
        let text = r#"<N><Processors><Processor type="org.inviwo.A" identifier="a" displayName="a"/>
            </Processors></N>"#;
        let mut network = parse(text)?;
        assert_eq!(convert(&mut network, 12), [""; 0]);
        let mut network = parse(&text.replace("org.inviwo.A", "A B"))?;
        let changed = convert(&mut network, 0);
        assert_eq!(changed.len(), 2, "{changed:?}");
        assert!(changed[0].contains("org.inviwo") && changed[1].contains("no spaces"));
        Ok(())
    }

    #[test]
    fn a_light_of_old_is_where_it_is_by_default() -> Result<()> {
        let lighting = |inside: &str| {
            format!(
                r#"<Processor identifier="a" displayName="a"><Properties>
                <Property type="org.inviwo.SimpleLightingProperty" identifier="lighting"><Properties>
                {inside}<Property type="org.inviwo.FloatProperty" identifier="materialShininess"/>
                </Properties></Property></Properties></Processor>"#
            )
        };
        let old = r#"<Property type="org.inviwo.OptionPropertyInt" identifier="referenceFrame"/>
            <Property type="org.inviwo.FloatVec3Property" identifier="lightPosition">
            <value x="1" y="2" z="3"/></Property>"#;
        check(20, &lighting(old), &lighting(""))?;
        let new = r#"<Property type="org.inviwo.PositionProperty" identifier="lightPosition"/>"#;
        check(20, &lighting(new), &lighting(new))
    }
}
