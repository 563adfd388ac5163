//! Processors whose class no module has: they keep what the workspace says about them.

use super::element::{Element, parse};
use super::owned;
use crate::network::Node;
use crate::processor::{InportSpec, OutportSpec, Spec};
use crate::property::PropertySpec;
use std::sync::Arc;

/// The key of a node's extras under which its whole element stands.
pub(super) const WHOLE: &str = "Processor";

/// A node for a processor of an unknown class.
///
/// `text` is what the file says, to be written back.
pub(super) fn node(element: &Element, class: &str, name: &str, text: String) -> Node {
    let mut spec = Spec {
        class_id: class.to_owned(),
        name: crate::property::display_name(class),
        help: "No loaded module has this class.".to_owned(),
        ..Spec::default()
    };
    for port in element.list("InPorts") {
        if let Some(id) = port.attribute("identifier") {
            spec.inports.push(inport(id, port.attribute("type").unwrap_or_default()));
        }
    }
    for port in element.list("OutPorts") {
        if let Some(id) = port.attribute("identifier") {
            spec.outports.push(outport(id, port.attribute("type").unwrap_or_default()));
        }
    }
    for property in element.list("Properties").iter().filter(|child| child.name == "Property") {
        let (mut property, _) = owned::property(property);
        lock(&mut property);
        if !spec.properties.iter().any(|known| known.id == property.id) {
            spec.properties.push(property);
        }
    }
    let mut node = Node::new(Arc::new(spec), None, name);
    node.extras.push((WHOLE.to_owned(), text));
    node
}

/// An inport that any number of any data may come to.
pub(super) fn inport(id: &str, class: &str) -> InportSpec {
    InportSpec { accepts: Vec::new(), is_multi: true, ..owned::inport(id, class) }
}

/// An outport that fits anywhere.
pub(super) fn outport(id: &str, class: &str) -> OutportSpec {
    OutportSpec { type_id: String::new(), ..owned::outport(id, class) }
}

/// Nobody reads the property, so nobody may think that it can be changed.
pub(super) fn lock(property: &mut PropertySpec) {
    property.read_only = true;
    property.children_mut().into_iter().flatten().for_each(lock);
}

/// What a placeholder stands for, if it is one: as the workspace said it, but for what was changed
/// since.
pub(super) fn element(node: &Node, metadata: &[Element]) -> Option<Element> {
    let (_, text) = node.extras.iter().find(|(key, _)| key == WHOLE)?;
    let element = parse(text).ok()?;
    match changed(element.clone(), node, metadata) {
        now if now == element => Some(Element::verbatim(text)),
        now => Some(now),
    }
}

/// What a file said of a processor, with its name and metadata as they are now.
pub(super) fn changed(mut changed: Element, node: &Node, metadata: &[Element]) -> Element {
    changed.set("identifier", node.identifier.as_str());
    changed.set("displayName", node.display_name.as_str());
    let map = changed.child_or_new("MetaDataMap");
    for item in metadata {
        let key = item.attribute("key");
        let same = map.children.iter_mut().find(|known| known.attribute("key") == key);
        match same {
            Some(known) => {
                // Only what is said here: there may be more.
                for said in &item.children {
                    let place = known.child_or_new(&said.name);
                    place.attributes.clone_from(&said.attributes);
                }
            }
            None => map.children.push(item.clone()),
        }
    }
    changed
}
