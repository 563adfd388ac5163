//! From the network of a host to a workspace.

use super::convert::NEWEST;
use super::element::{Element, parse};
use super::paths::Folders;
use super::read::{CANVAS_SIZE, KNOWN, METADATA};
use super::{composite, placeholder, record};
use crate::abi::{answer, decode, encode};
use crate::error::{Error, Result};
use crate::host::Host;
use crate::network::{Network, Node, PortRef, ProcessorId};
use crate::processor::OwnPart;
use crate::property::Value;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

/// Version of the envelope around the network.
const WORKSPACE_VERSION: &str = "3";

/// Modules of Inviwo, with the version whose names and layout we write.
const MODULE_VERSIONS: [(&str, u32); 9] = [
    ("Base", 10),
    ("BaseGL", 9),
    ("OpenGL", 0),
    ("FontRendering", 5),
    ("PostProcessing", 1),
    ("VectorFieldVisualization", 4),
    ("VectorFieldVisualizationGL", 1),
    ("Plotting", 2),
    ("PlottingGL", 5),
];

/// The network as a workspace, with paths relative to where it will lie.
///
/// Processors that are left out leave their connections and links out.
pub(super) fn to_text(
    host: &Host,
    path: Option<&Path>,
    is_in: impl Fn(ProcessorId) -> bool,
) -> Result<String> {
    ask_for_own_parts(host, path, &is_in);
    let folder = path.and_then(Path::parent);
    let modules = modules_of(host);
    let root = host.with(|network| workspace(network, &modules, folder, &is_in))?;
    let mut text = "<?xml version=\"1.0\" ?>\n".to_owned();
    root.write(0, &mut text);
    Ok(text)
}

/// Lets processors that have something of their own to write say what it is.
///
/// One that runs is not waited for: what it said last stays.
fn ask_for_own_parts(host: &Host, path: Option<&Path>, is_in: &dyn Fn(ProcessorId) -> bool) {
    let asked: Vec<_> = host.with(|network| {
        let ids = network.processors().iter().copied().filter(|id| is_in(*id));
        let nodes = ids.filter_map(|id| Some((id, network.node(id).ok()?)));
        let nodes = nodes.filter(|(_, node)| node.spec.saves_itself);
        nodes.filter_map(|(id, node)| Some((id, node.identifier.clone(), node.object()?))).collect()
    });
    let part = OwnPart { path: path.map(Path::to_owned), ..OwnPart::default() };
    for (id, identifier, object) in asked {
        let Some(mut object) = object.try_lock() else { continue };
        let answered = answer(object.request(OwnPart::SAVE.into(), encode(&part)));
        drop(object);
        match answered.and_then(|answer| own_elements(&answer)) {
            Ok(None) => {}
            Ok(Some(elements)) => host.with(|network| {
                if let Ok(node) = network.node_mut(id) {
                    node.extras.retain(|(key, _)| !is_own(key));
                    node.extras.extend(elements);
                }
            }),
            Err(error) => tracing::error!(
                "processor \"{identifier}\" did not say what it saves: {error}: what it saved last stays"
            ),
        }
    }
}

/// The elements that a processor says; one that can't be read again is an error.
fn own_elements(answer: &[u8]) -> Result<Option<Vec<(String, String)>>> {
    let Some(elements) = decode::<Option<Vec<(String, String)>>>(answer)? else { return Ok(None) };
    for (name, text) in &elements {
        let is_whole = parse(text).is_ok_and(|element| element.name == *name);
        if !is_whole || KNOWN.contains(&name.as_str()) {
            return Err(Error::new(format!(
                "\"{name}\" can't be the name of an element of its own"
            ))
            .hint("use letters and digits, and another name than those of Inviwo"));
        }
    }
    Ok(Some(elements))
}

/// Whether extras of this key are elements of the processor's own.
fn is_own(key: &str) -> bool {
    key != METADATA && !record::is_of_properties(key)
}

fn workspace(
    network: &Network,
    modules: &HashMap<String, String>,
    folder: Option<&Path>,
    is_in: &dyn Fn(ProcessorId) -> bool,
) -> Result<Element> {
    let folders = Folders {
        workspace: folder.map(Path::to_owned).or_else(|| network.folder.clone()),
        data: network.data_folder.clone(),
    };
    let ids = network.processors().iter().filter(|id| is_in(**id));
    let nodes = ids.map(|id| network.node(*id));
    let nodes = nodes.collect::<Result<Vec<_>>>()?;
    let extras: Vec<(bool, &String)> =
        network.extras.iter().map(|extra| (extra.starts_with("<InviwoSetup"), extra)).collect();
    let old_setup = extras.iter().find(|(is_setup, _)| *is_setup).map(|(_, text)| text.as_str());
    let composites = network.processors().iter().filter(|id| is_in(**id));
    let composites = composites.filter_map(|id| Some((*id, network.node(*id).ok()?)));
    let shells = composites
        .filter(|(_, node)| node.is_composite)
        .map(|(id, node)| composite::Shell::of(network, id, node));
    let written = nodes.iter().map(|node| composite::Written {
        identifier: node.identifier.clone(),
        // What is copied alone leaves its composite processor.
        member: node.member.as_ref().filter(|member| is_in(member.composite)).and_then(|member| {
            let composite = network.node(member.composite).ok().filter(|node| node.is_placed)?;
            Some([composite.identifier.clone(), member.identifier.clone()])
        }),
        element: processor(node, &folders),
    });
    let [processors, connections, links] = composite::nest(
        shells.collect(),
        written.collect(),
        connections(network, is_in),
        links(network, is_in),
        &outport_classes(&nodes),
    );
    let mut root = Element::new("InviwoWorkspace").with("version", WORKSPACE_VERSION);
    root.children.push(setup(&nodes, modules, old_setup));
    root.children.push(Element::new("ProcessorNetwork").with_children([
        Element::content("ProcessorNetworkVersion", NEWEST.to_string()),
        Element::new("Processors").with_children(processors),
        Element::new("Connections").with_children(connections),
        Element::new("PropertyLinks").with_children(links),
    ]));
    let others = extras.iter().filter(|(is_setup, _)| !is_setup);
    root.children.extend(others.map(|(_, text)| Element::verbatim(text)));
    Ok(root)
}

/// The network in a composite processor, as a workspace in a folder.
pub(super) fn composite_text(host: &Host, composite: ProcessorId, path: &Path) -> Result<String> {
    ask_for_own_parts(host, Some(path), &|_| true);
    let folder = path.parent();
    let modules = modules_of(host);
    let (root, names) = host.with(|network| {
        let around = std::iter::successors(Some(composite), |id| network.composite_of(*id));
        let name = |id| {
            let node = network.node(id)?;
            let inside = node.member.as_ref().filter(|_| network.composite_of(id).is_some());
            Ok(inside.map_or(&node.identifier, |member| &member.identifier).clone())
        };
        let names = around.map(name).collect::<Result<Vec<String>>>()?;
        // All of it, so that the composite has its ports.
        Ok::<_, Error>((workspace(network, &modules, folder, &|_| true)?, names))
    })?;
    let nothing =
        || Error::new("there is nothing in the composite processor").hint("put processors into it");
    let setup = root.child("InviwoSetup").cloned();
    let mut inner = root.child(composite::NETWORK).cloned().ok_or_else(nothing)?;
    for name in names.iter().rev() {
        let mut processors = inner.list("Processors").iter();
        let found = processors.find(|p| p.attribute("identifier") == Some(name));
        inner = found.and_then(|p| p.child(composite::NETWORK)).cloned().ok_or_else(nothing)?;
    }
    let mut root = Element::new("InviwoWorkspace").with("version", WORKSPACE_VERSION);
    root.children.extend(setup);
    root.children.push(inner);
    let mut text = "<?xml version=\"1.0\" ?>\n".to_owned();
    root.write(0, &mut text);
    Ok(text)
}

/// The module of each class.
fn modules_of(host: &Host) -> HashMap<String, String> {
    let factories = host.factories();
    let classes = factories.classes();
    classes.into_iter().map(|class| (class.spec.class_id.clone(), class.module.clone())).collect()
}

/// The saved class of each outport, by its path.
fn outport_classes(nodes: &[&Node]) -> HashMap<String, String> {
    let of = |node: &&Node| -> Vec<(String, String)> {
        let ports = node.outports.iter().filter(|port| !port.is_removed);
        ports
            .map(|port| {
                (format!("{}.{}", node.identifier, port.spec.id), port.spec.class_id.clone())
            })
            .collect()
    };
    nodes.iter().flat_map(of).collect()
}

/// The modules of the classes in use, with their versions: Inviwo converts by them.
fn setup(nodes: &[&Node], modules: &HashMap<String, String>, old: Option<&str>) -> Element {
    let mut used: BTreeSet<&str> = nodes.iter().map(|node| node.spec.class_id.as_str()).collect();
    let unknown: BTreeSet<&str> = nodes
        .iter()
        .filter(|node| node.is_placeholder())
        .map(|node| node.spec.class_id.as_str())
        .collect();
    let mut list: Vec<Element> = Vec::new();
    // What a file once said about classes that are still here.
    let old = old.and_then(|text| parse(text).ok()).unwrap_or_default();
    for module in old.list("Modules") {
        let classes = module.list("Processors").iter().filter_map(|e| e.attribute("content"));
        let classes: Vec<&str> = classes.filter(|class| used.remove(class)).collect();
        if classes.is_empty() {
            continue;
        }
        let name = module.attribute("name").unwrap_or_default();
        let said = module.attribute("version").unwrap_or("0");
        let known = MODULE_VERSIONS.iter().find(|(known, _)| *known == name);
        let version = match known {
            // Placeholders are written as they were.
            Some((_, newest)) if !classes.iter().any(|class| unknown.contains(class)) => {
                newest.to_string()
            }
            _ => said.to_owned(),
        };
        list.push(module_element(name, &version, &classes));
    }
    let mut new: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for class in used {
        if let Some(module) = modules.get(class) {
            new.entry(module).or_default().push(class);
        }
    }
    list.extend(new.into_iter().map(|(name, classes)| module_element(name, "0", &classes)));
    Element::new("InviwoSetup").with_children([Element::new("Modules").with_children(list)])
}

fn module_element(name: &str, version: &str, classes: &[&str]) -> Element {
    let classes = classes.iter().map(|class| Element::content("Processor", *class));
    Element::new("Module")
        .with("name", name)
        .with("version", version)
        .with_children([Element::new("Processors").with_children(classes)])
}

fn processor(node: &Node, folders: &Folders) -> Element {
    let mut metadata = metadata(node);
    if node.is_composite {
        return composite::element(node, &metadata);
    }
    if let Some(element) = placeholder::element(node, &metadata) {
        return element;
    }
    let mut element = Element::new("Processor")
        .with("type", node.spec.class_id.as_str())
        .with("identifier", node.identifier.as_str())
        .with("displayName", node.display_name.as_str());
    element.children.extend(owned_ports(node));
    element.children.extend(record::properties(node, folders));
    let others = node.extras.iter().filter(|(key, _)| key == METADATA);
    metadata.extend(others.map(|(_, text)| Element::verbatim(text)));
    element.children.push(Element::new("MetaDataMap").with_children(metadata));
    let others = node.extras.iter().filter(|(key, _)| is_own(key));
    element.children.extend(others.map(|(_, text)| Element::verbatim(text)));
    element
}

/// Ports that were added since the processor was made.
fn owned_ports(node: &Node) -> Vec<Element> {
    let inports: Vec<_> = node
        .inports
        .iter()
        .filter(|port| port.is_owned && !port.is_removed)
        .map(|port| (&port.spec.id, &port.spec.class_id, &port.spec.group))
        .collect();
    let outports: Vec<_> = node
        .outports
        .iter()
        .filter(|port| port.is_owned && !port.is_removed)
        .map(|port| (&port.spec.id, &port.spec.class_id, &port.spec.group))
        .collect();
    let groups = inports.iter().chain(&outports).map(|(id, _, group)| {
        Element::content("PortGroup", group.as_str()).with("key", id.as_str())
    });
    let mut lists = vec![Element::new("PortGroups").with_children(groups)];
    for (list, entry, ports) in [
        ("OwnedInportIdentifiers", "InportIdentifier", &inports),
        ("OwnedOutportIdentifiers", "OutportIdentifier", &outports),
    ] {
        let ids = ports.iter().map(|(id, ..)| Element::content(entry, id.as_str()));
        lists.push(Element::new(list).with_children(ids));
    }
    for (list, entry, ports) in
        [("InPorts", "InPort", &inports), ("OutPorts", "OutPort", &outports)]
    {
        let ports = ports.iter().map(|(id, class, _)| {
            Element::new(entry).with("type", class.as_str()).with("identifier", id.as_str())
        });
        lists.push(Element::new(list).with_children(ports));
    }
    lists.retain(|list| !list.children.is_empty());
    lists
}

fn metadata(node: &Node) -> Vec<Element> {
    let pair = |name: &str, pair: [i64; 2]| {
        Element::new(name).with("x", pair[0].to_string()).with("y", pair[1].to_string())
    };
    let flag = |name: &str, on: bool| Element::content(name, if on { "1" } else { "0" });
    let item = |class: &str| Element::new("MetaDataItem").with("type", class).with("key", class);
    let mut metadata = vec![item("org.inviwo.ProcessorMetaData").with_children([
        pair("position", node.position.map(i64::from)),
        flag("visibility", node.is_visible),
        flag("selection", node.is_selected),
    ])];
    let canvas_size = canvas_size(node);
    if node.window.is_set || canvas_size.is_some() {
        let window = &node.window;
        metadata.push(item("org.inviwo.ProcessorWidgetMetaData").with_children([
            pair("position", window.position.map(i64::from)),
            pair("dimensions", canvas_size.unwrap_or(window.size.map(i64::from))),
            flag("visibility", window.is_visible),
            flag("fullScreen", window.is_full_screen),
            flag("onTop", window.is_on_top),
        ]));
    }
    metadata
}

/// The size of a canvas, which is saved as that of its window.
fn canvas_size(node: &Node) -> Option<[i64; 2]> {
    if !node.spec.is_canvas {
        return None;
    }
    match &node.properties.get(node.properties.find(CANVAS_SIZE)?)?.value {
        Value::Ints(size) => <[i64; 2]>::try_from(size.as_slice()).ok(),
        _ => None,
    }
}

/// Connections in their order, but those of one inport in the order of its data.
fn connections(network: &Network, is_in: &dyn Fn(ProcessorId) -> bool) -> Vec<Element> {
    let mut written: HashMap<PortRef, usize> = HashMap::new();
    let elements = network.connections().iter().filter_map(|connection| {
        if !is_in(connection.to.processor) {
            return None;
        }
        let target = network.node(connection.to.processor).ok()?;
        let inport = target.inports.get(connection.to.port as usize)?;
        let nth = written.entry(connection.to).or_default();
        let from = inport.connections.get(*nth).copied().unwrap_or(connection.from);
        *nth += 1;
        if !is_in(from.processor) {
            return None;
        }
        let source = network.node(from.processor).ok()?;
        let outport = source.outports.get(from.port as usize)?;
        let src = format!("{}.{}", source.identifier, outport.spec.id);
        let dst = format!("{}.{}", target.identifier, inport.spec.id);
        Some(Element::new("Connection").with("src", src).with("dst", dst))
    });
    elements.collect()
}

fn links(network: &Network, is_in: &dyn Fn(ProcessorId) -> bool) -> Vec<Element> {
    let links = network.links().iter();
    let links = links.filter(|link| is_in(link.from.processor) && is_in(link.to.processor));
    let links = links.map(|link| {
        Element::new("PropertyLink")
            .with("src", network.path(link.from))
            .with("dst", network.path(link.to))
    });
    links.collect()
}
