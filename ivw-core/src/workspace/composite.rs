//! Composite processors: a processor of Inviwo with a network in it.
//!
//! Networks here are flat: the processors of a composite are among those around it, under identifiers
//! that begin with the composite's, and know that they are its members.
//! What else a file says of the composite stays with its own processor; saving puts all together again.
//!
//! In a composite's own network, a *meta source* stands for an inport of the composite, and a *meta
//! sink* for an outport.
//! A property with the metadata `CompositeProcessorExposed` is one of the composite, too, named after
//! its path.

use super::element::{Element, parse};
use super::placeholder;
use crate::network::{Connection, Network, Node, PortRef, ProcessorId};
use std::collections::{HashMap, HashSet};

/// The child of a composite that holds its network.
pub(super) const NETWORK: &str = "ProcessorNetwork";
/// The key of a composite's extras that says what its ports and properties stand for.
const SHELL: &str = "CompositeShell";
/// The key of the metadata of properties that a composite shows.
pub(super) const EXPOSED: &str = "CompositeProcessorExposed";

/// Whether a processor's element is a composite with its network.
pub(super) fn is_composite(processor: &Element) -> bool {
    processor
        .attribute("type")
        .is_some_and(|class| class.starts_with(crate::network::COMPOSITE_CLASS))
        && processor.child(NETWORK).is_some()
}

/// Gives the ports of composites the references that old files have inside of them.
pub(super) fn lift_references(composite: &mut Element) {
    let mut found = Vec::new();
    if let Some(processors) =
        composite.child_mut(NETWORK).and_then(|network| network.child_mut("Processors"))
    {
        for meta in &mut processors.children {
            for (inner, list, port) in
                [("SuperInport", "InPorts", "InPort"), ("SuperOutport", "OutPorts", "OutPort")]
            {
                let Some(port_of) = meta.child_mut(inner) else { continue };
                let Some(id) = port_of.attribute("id").map(str::to_owned) else { continue };
                port_of.remove("id");
                found.push((list, port, port_of.clone(), id));
            }
        }
    }
    for (list, port, mut element, id) in found {
        let identifier = element.attribute("identifier").map(str::to_owned);
        let ports = composite.child_or_new(list);
        let same = |port: &&mut Element| port.attribute("identifier") == identifier.as_deref();
        match ports.children.iter_mut().find(same) {
            Some(known) => known.set("id", id),
            None => {
                element.name = port.to_owned();
                element.set("id", id);
                ports.children.push(element);
            }
        }
    }
}

/// A network without composites.
#[derive(Debug, Default)]
pub(super) struct Flat {
    /// What ports and properties of composites stand for, by their identifiers.
    pub(super) shells: HashMap<String, String>,
    /// The composites of processors that were lifted out, and their identifiers in there.
    pub(super) members: HashMap<String, [String; 2]>,
    /// What a person should know.
    pub(super) notes: Vec<String>,
}

/// Lifts the processors of composites out of them, to places behind them.
pub(super) fn flatten(network: &mut Element) -> Flat {
    let mut flat = Flat::default();
    let mut place = 0;
    while let Some(processor) = network.list("Processors").get(place) {
        if is_composite(processor) {
            lift(network, place, &mut flat);
        }
        place += 1;
    }
    flat
}

/// Lifts the processors out of the composite at a place; nothing if it has to stay as it is.
fn lift(network: &mut Element, place: usize, flat: &mut Flat) -> Option<()> {
    let mut composite = network.list("Processors")[place].clone();
    let name = composite.attribute("identifier").unwrap_or("Composite").to_owned();
    if flat.shells.contains_key(&name) {
        flat.notes.push(format!("a second composite \"{name}\" is kept, but does nothing"));
        return None;
    }
    let inner = composite.child(NETWORK)?.clone();
    composite.children.retain(|child| child.name != NETWORK);
    composite.set("identifier", name.as_str());
    let (metas, members): (Vec<_>, Vec<_>) = inner
        .list("Processors")
        .iter()
        .cloned()
        .partition(|processor| Meta::of(processor).is_some());
    let metas_by_name: HashMap<String, Meta> = Meta::all(&metas);
    let is_meta = |path: &str| metas_by_name.contains_key(first(path));
    let pairs: Vec<[String; 2]> = inner.list("Connections").iter().filter_map(ends).collect();
    if pairs.iter().any(|[src, dst]| is_meta(src) && is_meta(dst)) {
        flat.notes.push(format!(
            "composite \"{name}\" hands data straight through, which is not understood: it is kept, \
             but does nothing"
        ));
        return None;
    }

    // Names of members in the flat network.
    let mut taken: HashSet<String> = network
        .list("Processors")
        .iter()
        .filter_map(|processor| processor.attribute("identifier").map(str::to_owned))
        .collect();
    let mut names: HashMap<String, String> = HashMap::new();
    let mut lifted = members.clone();
    for member in &mut lifted {
        let sub = member.attribute("identifier").unwrap_or_default().to_owned();
        let flat_name = unique(&format!("{name}_{sub}"), &taken);
        taken.insert(flat_name.clone());
        flat.members.insert(flat_name.clone(), [name.clone(), sub.clone()]);
        member.set("identifier", flat_name.as_str());
        names.insert(sub, flat_name);
    }
    let out = |path: &str| renamed(path, &names);

    // Connections: those out of the composite in their places, all others in the inner order.
    let outer: Vec<[String; 2]> = network.list("Connections").iter().filter_map(ends).collect();
    let mut connections = Vec::new();
    let has_source =
        |port: &str| metas_by_name.values().any(|meta| !meta.is_sink && meta.port == port);
    for [src, dst] in &outer {
        if first(dst) == name && has_source(rest(dst)) {
            continue;
        }
        if first(src) != name && first(dst) != name {
            connections.push([src.clone(), dst.clone()]);
            continue;
        }
        let inner = pairs.iter().find(|[_, to]| {
            let is_port = |meta: &Meta| meta.is_sink && meta.port == rest(src);
            first(dst) != name && metas_by_name.get(first(to)).is_some_and(is_port)
        });
        match inner {
            Some([from, _]) => connections.push([out(from), dst.clone()]),
            None => {
                flat.notes.push(format!("connection {src} to {dst} was skipped: nothing is there"))
            }
        }
    }
    for [src, dst] in &pairs {
        match metas_by_name.get(first(src)) {
            Some(source) => {
                let to = |[_, to]: &&[String; 2]| first(to) == name && rest(to) == source.port;
                let from = outer.iter().filter(to).map(|[from, _]| from.clone());
                connections.extend(from.map(|from| [from, out(dst)]));
            }
            None if is_meta(dst) => {}
            None => connections.push([out(src), out(dst)]),
        }
    }

    // Links: ends at the composite are at what they stand for.
    let exposed = exposed(&members);
    let resolve = |path: &str| -> Option<String> {
        if first(path) != name {
            return Some(path.to_owned());
        }
        let (id, below) = rest(path).split_once('.').unwrap_or((rest(path), ""));
        let (_, found) = exposed.iter().find(|(known, _)| *known == plain(id))?;
        let dot = if below.is_empty() { "" } else { "." };
        Some(format!("{}{dot}{below}", out(found)))
    };
    let mut links = Vec::new();
    for [src, dst] in network.list("PropertyLinks").iter().filter_map(ends) {
        match (resolve(&src), resolve(&dst)) {
            (Some(src), Some(dst)) => links.push([src, dst]),
            _ => flat.notes.push(format!("link {src} to {dst} was skipped: nothing is there")),
        }
    }
    let inner_links = inner.list("PropertyLinks").iter().filter_map(ends);
    links.extend(inner_links.map(|[src, dst]| [out(&src), out(&dst)]));

    let ports: Vec<[String; 2]> =
        pairs.into_iter().filter(|[src, dst]| is_meta(src) || is_meta(dst)).collect();
    let shell = Element::new(SHELL).with_children([
        Element::new("Metas").with_children(metas),
        list("Connections", "Connection", &ports),
        Element::new("Exposed").with_children(exposed.iter().map(|(id, path)| {
            Element::new("Property").with("id", id.as_str()).with("path", path.as_str())
        })),
    ]);
    flat.notes.push(format!(
        "composite \"{name}\": its processors ({}) are in the network themselves, with names that \
         begin with \"{name}_\"",
        lifted.len()
    ));
    flat.shells.insert(name, shell.to_text(0));
    *network.child_or_new("Connections") = list("Connections", "Connection", &connections);
    *network.child_or_new("PropertyLinks") = list("PropertyLinks", "PropertyLink", &links);
    let lifted = std::iter::once(composite).chain(lifted);
    network.child_or_new("Processors").children.splice(place..=place, lifted);
    Some(())
}

/// A processor as it is written.
pub(super) struct Written {
    pub(super) identifier: String,
    /// The composite that it is in, and what it is called there.
    pub(super) member: Option<[String; 2]>,
    pub(super) element: Element,
}

/// A composite as it is put together.
pub(super) struct Shell {
    identifier: String,
    /// How many composites are around it.
    depth: usize,
    /// What its ports and properties stand for.
    element: Element,
}

impl Shell {
    /// What is known of a composite.
    pub(super) fn of(network: &Network, id: ProcessorId, node: &Node) -> Self {
        let around = std::iter::successors(Some(id), |id| network.composite_of(*id));
        Self { identifier: node.identifier.clone(), depth: around.count(), element: shell(node) }
    }
}

fn shell(node: &Node) -> Element {
    let text = node.extras.iter().find(|(key, _)| key == SHELL);
    text.and_then(|(_, text)| parse(text).ok()).unwrap_or_else(|| Element::new(SHELL))
}

/// The node of a composite that [`flatten`] left.
pub(super) fn node(element: &Element, class: &str, name: &str, shell: &str) -> Node {
    let mut node = Node::composite(class, name);
    node.extras.push((placeholder::WHOLE.to_owned(), element.to_text(0)));
    node.extras.push((SHELL.to_owned(), shell.to_owned()));
    node
}

/// A composite without its network.
pub(super) fn element(node: &Node, metadata: &[Element]) -> Element {
    let text = node.extras.iter().find(|(key, _)| key == placeholder::WHOLE);
    let known = text.and_then(|(_, text)| parse(text).ok());
    let known = known
        .unwrap_or_else(|| Element::new("Processor").with("type", node.spec.class_id.as_str()));
    placeholder::changed(known, node, metadata)
}

/// A port of a composite, and the ports inside that it stands for.
#[derive(Clone, Debug, PartialEq)]
pub struct CompositePort {
    /// What it is called.
    pub identifier: String,
    /// Whether data comes out of it.
    pub is_outport: bool,
    /// One outport, or the inports that get what comes to it.
    pub inner: Vec<PortRef>,
}

/// The ports of a composite: those that it was saved or made with, and one for each other port inside
/// that is connected to something outside.
pub fn composite_ports(network: &Network, composite: ProcessorId) -> Vec<CompositePort> {
    let Ok(node) = network.node(composite) else { return Vec::new() };
    let shell = shell(node);
    let metas = Meta::all(shell.list("Metas"));
    let mut ports: Vec<CompositePort> = Vec::new();
    for [src, dst] in shell.list("Connections").iter().filter_map(ends) {
        let (meta, path) = match (metas.get(first(&src)), metas.get(first(&dst))) {
            (Some(meta), None) => (meta, dst),
            (None, Some(meta)) => (meta, src),
            _ => continue,
        };
        let found = inner_ports(network, composite, &path, meta.is_sink);
        let same = |port: &&mut CompositePort| {
            port.identifier == meta.port && port.is_outport == meta.is_sink
        };
        match ports.iter_mut().find(same) {
            Some(known) => known.inner.extend(found),
            None if found.is_empty() => {}
            None => ports.push(CompositePort {
                identifier: meta.port.clone(),
                is_outport: meta.is_sink,
                inner: found,
            }),
        }
    }
    let inside: HashSet<_> = network.with_members(&[composite]).into_iter().collect();
    for Connection { from, to } in network.connections() {
        let (inner, is_outport) = match [from, to].map(|port| inside.contains(&port.processor)) {
            [true, false] => (*from, true),
            [false, true] => (*to, false),
            _ => continue,
        };
        let is_known =
            |port: &CompositePort| port.is_outport == is_outport && port.inner.contains(&inner);
        let Ok(node) = network.node(inner.processor) else { continue };
        if !ports.iter().any(is_known) {
            let port = inner.port as usize;
            let identifier = match is_outport {
                true => node.outports.get(port).map(|port| port.spec.id.clone()),
                false => node.inports.get(port).map(|port| port.spec.id.clone()),
            };
            let identifier = identifier.unwrap_or_default();
            ports.push(CompositePort { identifier, is_outport, inner: vec![inner] });
        }
    }
    ports
}

/// The ports that a path in a composite means: one of a member, or those behind one of a composite.
fn inner_ports(
    network: &Network,
    composite: ProcessorId,
    path: &str,
    is_outport: bool,
) -> Vec<PortRef> {
    let member = network.members(composite).into_iter().find(|id| {
        let member = network.node(*id).ok().and_then(|node| node.member.as_ref());
        member.is_some_and(|member| member.identifier == first(path))
    });
    let Some((processor, node)) = member.and_then(|id| Some((id, network.node(id).ok()?))) else {
        return Vec::new();
    };
    if node.is_composite {
        let mut ports = composite_ports(network, processor).into_iter();
        let found = ports.find(|p| p.is_outport == is_outport && p.identifier == rest(path));
        return found.map(|port| port.inner).unwrap_or_default();
    }
    let port = if is_outport { node.outport(rest(path)) } else { node.inport(rest(path)) };
    port.map(|port| PortRef { processor, port }).into_iter().collect()
}

/// What the ports of a new composite stand for: the ports of its processors that are connected to
/// others, so that they stay when they are not connected any more.
pub(crate) fn remember_ports(network: &Network, node: &mut Node, processors: &[ProcessorId]) {
    let mut ports = Ports::new(&Element::new(SHELL));
    // What comes from one place comes in at one port.
    let mut sources: HashMap<String, String> = HashMap::new();
    for Connection { from, to } in network.connections() {
        let ends = [from, to].map(|port| processors.contains(&port.processor));
        let (Ok(source), Ok(target)) = (network.node(from.processor), network.node(to.processor))
        else {
            continue;
        };
        let (Some(out), Some(into)) =
            (source.outports.get(from.port as usize), target.inports.get(to.port as usize))
        else {
            continue;
        };
        let out = &out.spec;
        let name = |node: &Node| {
            node.member.as_ref().map_or(&node.identifier, |member| &member.identifier).clone()
        };
        let src = format!("{}.{}", name(source), out.id);
        let dst = format!("{}.{}", name(target), into.spec.id);
        match ends {
            [true, false] => drop(ports.sink(&src, Some(&out.class_id))),
            [false, true] => match sources.get(&src) {
                Some(meta) => ports.connections.push([meta.clone(), dst]),
                None => {
                    let made = ports.source(&dst, &src, Some(&out.class_id));
                    sources.extend(made.map(|(_, [meta, _])| (src, meta)));
                }
            },
            _ => {}
        }
    }
    let shell = Element::new(SHELL).with_children([
        Element::new("Metas").with_children(ports.elements),
        list("Connections", "Connection", &ports.connections),
    ]);
    node.extras.push((SHELL.to_owned(), shell.to_text(0)));
}

/// Puts composites together again: from what is written of a flat network to processors, connections
/// and links.
///
/// `classes` has the class of each outport by its path.
pub(super) fn nest(
    mut shells: Vec<Shell>,
    mut processors: Vec<Written>,
    mut connections: Vec<Element>,
    mut links: Vec<Element>,
    classes: &HashMap<String, String>,
) -> [Vec<Element>; 3] {
    // Inner composites are put together before those around them.
    shells.sort_by_key(|shell| std::cmp::Reverse(shell.depth));
    for shell in shells {
        wrap(&shell, &mut processors, &mut connections, &mut links, classes);
    }
    let processors = processors.into_iter().map(|written| written.element).collect();
    [processors, connections, links]
}

fn wrap(
    shell: &Shell,
    processors: &mut Vec<Written>,
    connections: &mut Vec<Element>,
    links: &mut Vec<Element>,
    classes: &HashMap<String, String>,
) {
    let name = &shell.identifier;
    let sub_of = |written: &Written| {
        let [of, sub] = written.member.as_ref()?;
        (of == name).then(|| sub.clone())
    };
    let (inside, mut outside): (Vec<_>, Vec<_>) =
        std::mem::take(processors).into_iter().partition(|written| sub_of(written).is_some());
    let place = outside.iter().position(|written| written.identifier == *name);
    let own = place.map(|place| (place, outside.remove(place)));
    *processors = outside;
    // A composite without processors is nothing to Inviwo.
    let Some((place, own)) = own.filter(|_| !inside.is_empty()) else { return };
    let mut composite = own.element;
    let mut subs = HashMap::new();
    let mut members = Vec::new();
    for written in inside {
        let sub = sub_of(&written).expect("it was chosen by that");
        let mut element = written.element;
        element.set("identifier", sub.as_str());
        members.push(element);
        subs.insert(written.identifier, sub);
    }

    // The order is one that reading gives again: what comes in is behind all else outside, and sinks
    // are behind all else inside.
    let mut ports = Ports::new(&shell.element);
    let (mut inner, mut outer, mut incoming) = (Vec::new(), Vec::new(), Vec::new());
    for [src, dst] in connections.iter().filter_map(ends) {
        match [&src, &dst].map(|path| subs.contains_key(first(path))) {
            [true, true] => inner.push([renamed(&src, &subs), renamed(&dst, &subs)]),
            [false, false] => outer.push([src, dst]),
            [true, false] => match ports.sink(&renamed(&src, &subs), classes.get(&src)) {
                Some(port) => outer.push([format!("{name}.{port}"), dst]),
                None => {
                    tracing::warn!("{src} to {dst} is not saved: composite \"{name}\" is between")
                }
            },
            [false, true] => match ports.source(&renamed(&dst, &subs), &src, classes.get(&src)) {
                Some((port, meta)) => {
                    inner.push(meta);
                    let to = [src, format!("{name}.{port}")];
                    if !incoming.contains(&to) {
                        incoming.push(to);
                    }
                }
                None => {
                    tracing::warn!("{src} to {dst} is not saved: composite \"{name}\" is between");
                }
            },
        }
    }
    outer.append(&mut incoming);
    let is_there = |path: &str| {
        let name = first(path);
        ports.metas.contains_key(name)
            || members.iter().any(|m| m.attribute("identifier") == Some(name))
    };
    for pair in &ports.connections {
        if !inner.contains(pair) && pair.iter().all(|path| is_there(path)) {
            inner.push(pair.clone());
        }
    }

    let once: Vec<(String, String)> = shell
        .element
        .list("Exposed")
        .iter()
        .filter_map(|known| {
            Some((known.attribute("id")?.to_owned(), known.attribute("path")?.to_owned()))
        })
        .collect();
    let mut exposed = exposed(&members);
    // What is only kept says nothing anew.
    let is_kept = |path: &str| {
        let name = first(path);
        members.iter().any(|m| m.name.is_empty() && m.attribute("identifier") == Some(name))
    };
    exposed.extend(once.iter().filter(|(_, path)| is_kept(path)).cloned());
    show_properties(&mut composite, &members, &once, &exposed);
    let (mut inner_links, mut outer_links) = (Vec::new(), Vec::new());
    let supers: Vec<String> = composite
        .list("Properties")
        .iter()
        .filter_map(|property| property.attribute("identifier").map(str::to_owned))
        .collect();
    let outward = |path: &str| -> Option<String> {
        if !subs.contains_key(first(path)) {
            return Some(path.to_owned());
        }
        let path = renamed(path, &subs);
        let below = |known: &str| {
            let below = path.strip_prefix(known)?;
            (below.is_empty() || below.starts_with('.')).then(|| below.to_owned())
        };
        let (id, below) =
            exposed.iter().find_map(|(id, known)| below(known).map(|below| (id, below)))?;
        // The composite's own word for it, where it is known.
        let own = supers.iter().find(|known| plain(known) == *id).unwrap_or(id);
        Some(format!("{name}.{own}{below}"))
    };
    for [src, dst] in links.iter().filter_map(ends) {
        if [&src, &dst].iter().all(|path| subs.contains_key(first(path))) {
            inner_links.push([renamed(&src, &subs), renamed(&dst, &subs)]);
            continue;
        }
        match (outward(&src), outward(&dst)) {
            (Some(src), Some(dst)) => outer_links.push([src, dst]),
            _ => tracing::warn!(
                "the link {src} to {dst} is not saved: composite \"{name}\" does not show the property"
            ),
        }
    }

    if let Some(supers) = composite.child_mut("Properties") {
        for property in &mut supers.children {
            let id = property.attribute("identifier").map(plain).unwrap_or_default();
            let path = exposed.iter().find(|(known, _)| *known == id).map(|(_, path)| path);
            if let Some(now) = path.and_then(|path| property_at(&members, path)) {
                follow(property, now);
            }
        }
    }
    composite.set("identifier", name.as_str());
    members.extend(ports.elements);
    let network = Element::new(NETWORK).with_children([
        Element::content("ProcessorNetworkVersion", super::convert::NEWEST.to_string()),
        Element::new("Processors").with_children(members),
        list("Connections", "Connection", &inner),
        list("PropertyLinks", "PropertyLink", &inner_links),
    ]);
    composite.children.insert(0, network);
    processors.insert(
        place,
        Written { identifier: name.clone(), member: own.member, element: composite },
    );
    *connections = list("Connections", "Connection", &outer).children;
    *links = list("PropertyLinks", "PropertyLink", &outer_links).children;
}

/// Gives a composite an element for each property that it shows, and takes those that it does not show
/// any more.
fn show_properties(
    composite: &mut Element,
    members: &[Element],
    once: &[(String, String)],
    exposed: &[(String, String)],
) {
    let is_shown = |id: &str| exposed.iter().any(|(known, _)| *known == plain(id));
    let is_gone = |id: &str| !is_shown(id) && once.iter().any(|(known, _)| *known == plain(id));
    if !exposed.is_empty() || composite.child("Properties").is_some() {
        let properties = composite.child_or_new("Properties");
        properties.children.retain(|p| !p.attribute("identifier").is_some_and(is_gone));
        for (id, path) in exposed {
            let is_it = |p: &Element| p.attribute("identifier").is_some_and(|p| plain(p) == *id);
            let class = property_at(members, path).and_then(|now| now.attribute("type"));
            if let Some(class) = class.filter(|_| !properties.children.iter().any(is_it)) {
                let property = Element::new("Property").with("type", class);
                properties.children.push(property.with("identifier", path.replace('.', "_")));
            }
        }
        if properties.children.is_empty() {
            composite.children.retain(|child| child.name != "Properties");
        }
    }
}

/// What stands for a port of a composite in its network.
#[derive(Clone, Debug)]
struct Meta {
    is_sink: bool,
    /// The composite's port.
    port: String,
}

impl Meta {
    fn of(processor: &Element) -> Option<Self> {
        let class = processor.attribute("type")?;
        let is_sink = class.ends_with(".metasink");
        if !is_sink && !class.ends_with(".metasource") {
            return None;
        }
        let (inner, default) =
            if is_sink { ("SuperOutport", "outport") } else { ("SuperInport", "inport") };
        let port = processor.child(inner).and_then(|port| port.attribute("identifier"));
        Some(Self { is_sink, port: port.unwrap_or(default).to_owned() })
    }

    fn all(processors: &[Element]) -> HashMap<String, Self> {
        let named = |processor: &Element| {
            Some((processor.attribute("identifier")?.to_owned(), Self::of(processor)?))
        };
        processors.iter().filter_map(named).collect()
    }
}

/// The ports of a composite while it is put together.
struct Ports {
    /// Elements of meta sources and sinks.
    elements: Vec<Element>,
    metas: HashMap<String, Meta>,
    /// Connections from sources and to sinks.
    connections: Vec<[String; 2]>,
    /// What each source's port is connected to outside.
    sources: HashMap<String, String>,
}

impl Ports {
    fn new(shell: &Element) -> Self {
        let elements = shell.list("Metas").to_vec();
        Self {
            metas: Meta::all(&elements),
            elements,
            connections: shell.list("Connections").iter().filter_map(ends).collect(),
            sources: HashMap::new(),
        }
    }

    /// The composite's outport for a member's.
    fn sink(&mut self, from: &str, class: Option<&String>) -> Option<String> {
        let known = self.connections.iter().find(|[src, dst]| {
            src == from && self.metas.get(first(dst)).is_some_and(|meta| meta.is_sink)
        });
        if let Some([_, dst]) = known {
            return Some(self.metas[first(dst)].port.clone());
        }
        let (name, port) = self.add(true, class?);
        self.connections.push([from.to_owned(), format!("{name}.inport")]);
        Some(port)
    }

    /// The composite's inport that brings data from outside to a member's, and the connection from the
    /// source inside.
    fn source(
        &mut self,
        to: &str,
        from: &str,
        class: Option<&String>,
    ) -> Option<(String, [String; 2])> {
        let known = self.connections.iter().find(|[src, dst]| {
            dst == to
                && self.metas.get(first(src)).is_some_and(|meta| {
                    !meta.is_sink && self.sources.get(&meta.port).is_none_or(|known| known == from)
                })
        });
        if let Some(pair) = known.cloned() {
            let port = self.metas[first(&pair[0])].port.clone();
            self.sources.insert(port.clone(), from.to_owned());
            return Some((port, pair));
        }
        let (name, port) = self.add(false, class?);
        self.sources.insert(port.clone(), from.to_owned());
        let pair = [format!("{name}.outport"), to.to_owned()];
        self.connections.push(pair.clone());
        Some((port, pair))
    }

    /// A new source or sink for data of an outport's class.
    fn add(&mut self, is_sink: bool, class: &str) -> (String, String) {
        let (suffix, inner, port) = match is_sink {
            true => ("metasink", "SuperOutport", "outport"),
            false => ("metasource", "SuperInport", "inport"),
        };
        let ports: HashSet<String> = self.metas.values().map(|meta| meta.port.clone()).collect();
        let names: HashSet<String> = self.metas.keys().cloned().collect();
        let port = unique(port, &ports);
        let name = unique(if is_sink { "MetaSink" } else { "MetaSource" }, &names);
        let class_inside = match is_sink {
            true => class.to_owned(),
            false => class.replace(".outport", ".inport"),
        };
        self.elements.push(
            Element::new("Processor")
                .with("type", format!("{class}.{suffix}"))
                .with("identifier", name.as_str())
                .with("displayName", name.as_str())
                .with_children([Element::new(inner)
                    .with("type", class_inside)
                    .with("identifier", port.as_str())]),
        );
        self.metas.insert(name.clone(), Meta { is_sink, port: port.clone() });
        (name, port)
    }
}

/// Properties that composites show, by what is left of the composite's name for each without signs,
/// with their paths.
fn exposed(members: &[Element]) -> Vec<(String, String)> {
    fn visit(element: &Element, path: &str, found: &mut Vec<(String, String)>) {
        for property in element.list("Properties") {
            let Some(id) = property.attribute("identifier") else { continue };
            let path = format!("{path}.{id}");
            let mut metadata = property.list("MetaDataMap").iter();
            if metadata.any(|item| item.attribute("key") == Some(EXPOSED)) {
                found.push((plain(&path), path.clone()));
            }
            visit(property, &path, found);
        }
    }
    let mut found = Vec::new();
    for member in members {
        visit(member, member.attribute("identifier").unwrap_or_default(), &mut found);
    }
    found
}

/// The property's element at a path.
fn property_at<'a>(members: &'a [Element], path: &str) -> Option<&'a Element> {
    let mut parts = path.split('.');
    let name = parts.next()?;
    let mut found = members.iter().find(|member| member.attribute("identifier") == Some(name))?;
    for part in parts {
        let properties = found.list("Properties");
        found = properties.iter().find(|child| child.attribute("identifier") == Some(part))?;
    }
    Some(found)
}

/// Lets a composite's property say what the property behind it says: Inviwo reads it last.
fn follow(property: &mut Element, now: &Element) {
    const OWN: [&str; 5] = ["displayName", "semantics", "visible", "readonly", "MetaDataMap"];
    let is_own = |child: &Element| OWN.contains(&child.name.as_str());
    property.children.retain(is_own);
    // What is kept as text has no name; it is metadata, which is not the composite's.
    let said = now.children.iter().filter(|child| !is_own(child) && !child.name.is_empty());
    property.children.extend(said.cloned());
}

/// The two ends of a connection or link.
fn ends(element: &Element) -> Option<[String; 2]> {
    Some([element.attribute("src")?.to_owned(), element.attribute("dst")?.to_owned()])
}

fn list(name: &str, item: &str, pairs: &[[String; 2]]) -> Element {
    let items = pairs
        .iter()
        .map(|[src, dst]| Element::new(item).with("src", src.as_str()).with("dst", dst.as_str()));
    Element::new(name).with_children(items)
}

/// The processor of a path.
fn first(path: &str) -> &str {
    path.split_once('.').map_or(path, |(first, _)| first)
}

/// The path within the processor.
fn rest(path: &str) -> &str {
    path.split_once('.').map_or("", |(_, rest)| rest)
}

/// A path whose processor has another name.
fn renamed(path: &str, names: &HashMap<String, String>) -> String {
    match (names.get(first(path)), rest(path)) {
        (None, _) => path.to_owned(),
        (Some(name), "") => name.clone(),
        (Some(name), rest) => format!("{name}.{rest}"),
    }
}

/// Letters and digits: versions of Inviwo put different signs between the parts of such names.
fn plain(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).collect()
}

fn unique(name: &str, taken: &HashSet<String>) -> String {
    let numbered = (2..).map(|n| format!("{name}{n}"));
    let mut names = std::iter::once(name.to_owned()).chain(numbered);
    names.find(|name| !taken.contains(name)).expect("there is always another number")
}
