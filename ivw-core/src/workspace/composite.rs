//! Composite processors: a processor of Inviwo with a network in it.
//!
//! Networks here are flat: the processors of a composite are among those around it, under identifiers
//! that begin with the composite's.
//! What is left of the composite is its shell, which is kept beside the network; saving puts both
//! together again.
//!
//! In a composite's own network, a *meta source* stands for an inport of the composite, and a *meta
//! sink* for an outport.
//! A property with the metadata `CompositeProcessorExposed` is one of the composite, too, named after
//! its path.

use super::element::{Element, parse};
use std::collections::{HashMap, HashSet};

/// The child of a composite that holds its network.
pub(super) const NETWORK: &str = "ProcessorNetwork";
/// What the classes of composites begin with; those from files have the path behind it.
const CLASS: &str = "org.inviwo.CompositeProcessor";
/// Name of the elements that shells are kept as, beside the network.
const SHELL: &str = "CompositeShell";
/// The key of a node's extras that says which shell it belongs to, and its identifier there.
pub(super) const MEMBER: &str = "CompositeProcessor";
const EXPOSED: &str = "CompositeProcessorExposed";

/// Whether a processor's element is a composite with its network.
pub(super) fn is_composite(processor: &Element) -> bool {
    processor.attribute("type").is_some_and(|class| class.starts_with(CLASS))
        && processor.child(NETWORK).is_some()
}

/// Whether something beside a network is a shell, as [`flatten`] makes it.
pub(super) fn is_shell(text: &str) -> bool {
    text.starts_with("<CompositeShell")
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
    /// What is left of the composites, outer ones first, as text.
    pub(super) shells: Vec<String>,
    /// What to remember of processors from composites, by their identifiers.
    pub(super) members: HashMap<String, String>,
    /// What a person should know.
    pub(super) notes: Vec<String>,
}

/// Lifts the processors of composites out of them; `n_known` shells are there already.
pub(super) fn flatten(network: &mut Element, n_known: usize) -> Flat {
    let mut flat = Flat::default();
    // Lifted composites come behind the place where the outer one was.
    let mut place = 0;
    while let Some(processor) = network.list("Processors").get(place) {
        let is_next = match is_composite(processor) {
            true => lift(network, place, n_known, &mut flat).is_none(),
            false => true,
        };
        place += usize::from(is_next);
    }
    flat
}

/// Lifts the processors out of the composite at a place; nothing if it has to stay as it is.
fn lift(network: &mut Element, place: usize, n_known: usize, flat: &mut Flat) -> Option<()> {
    let mut composite = network.list("Processors")[place].clone();
    let name = composite.attribute("identifier").unwrap_or("Composite").to_owned();
    let inner = composite.child(NETWORK)?.clone();
    composite.children.retain(|child| child.name != NETWORK);
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
    let key = (n_known + flat.shells.len()).to_string();
    let mut names: HashMap<String, String> = HashMap::new();
    let mut lifted = members.clone();
    for member in &mut lifted {
        let sub = member.attribute("identifier").unwrap_or_default().to_owned();
        let flat_name = unique(&format!("{name}_{sub}"), &taken);
        taken.insert(flat_name.clone());
        flat.members.insert(flat_name.clone(), format!("{key}\n{sub}"));
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
    let mut shell = Element::new(SHELL).with("key", key).with_children([
        composite,
        Element::new("Metas").with_children(metas),
        list("Connections", "Connection", &ports),
        Element::new("Exposed").with_children(exposed.iter().map(|(id, path)| {
            Element::new("Property").with("id", id.as_str()).with("path", path.as_str())
        })),
    ]);
    if let Some(member) = flat.members.remove(&name) {
        shell.set("member", member);
    }
    flat.notes.push(format!(
        "composite \"{name}\": its processors ({}) are in the network themselves, with names that \
         begin with \"{name}_\"",
        lifted.len()
    ));
    flat.shells.push(shell.to_text(0));
    *network.child_or_new("Connections") = list("Connections", "Connection", &connections);
    *network.child_or_new("PropertyLinks") = list("PropertyLinks", "PropertyLink", &links);
    network.child_or_new("Processors").children.splice(place..=place, lifted);
    Some(())
}

/// A processor as it is written.
pub(super) struct Written {
    pub(super) identifier: String,
    /// The shell that it belongs to and its identifier there, as [`MEMBER`] says.
    pub(super) member: Option<String>,
    pub(super) element: Element,
}

/// Puts composites together again: from what is written of a flat network to processors, connections
/// and links.
///
/// `classes` has the class of each outport by its path.
pub(super) fn nest(
    shells: &[&str],
    mut processors: Vec<Written>,
    mut connections: Vec<Element>,
    mut links: Vec<Element>,
    classes: &HashMap<String, String>,
) -> [Vec<Element>; 3] {
    // Inner composites come behind the outer ones.
    for shell in shells.iter().rev().filter_map(|text| parse(text).ok()) {
        wrap(&shell, &mut processors, &mut connections, &mut links, classes);
    }
    let processors = processors.into_iter().map(|written| written.element).collect();
    [processors, connections, links]
}

fn wrap(
    shell: &Element,
    processors: &mut Vec<Written>,
    connections: &mut Vec<Element>,
    links: &mut Vec<Element>,
    classes: &HashMap<String, String>,
) {
    let key = shell.attribute("key").unwrap_or_default();
    let sub_of = |written: &Written| {
        let (of, sub) = written.member.as_deref()?.split_once('\n')?;
        (of == key).then(|| sub.to_owned())
    };
    let Some(place) = processors.iter().position(|written| sub_of(written).is_some()) else {
        return;
    };
    let Some(mut composite) = shell.child("Processor").cloned() else { return };
    let (inside, outside): (Vec<_>, Vec<_>) =
        std::mem::take(processors).into_iter().partition(|written| sub_of(written).is_some());
    let taken: HashSet<String> = outside.iter().map(|written| written.identifier.clone()).collect();
    let name = unique(composite.attribute("identifier").unwrap_or("Composite"), &taken);
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
    let mut ports = Ports::new(shell);
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

    let exposed: Vec<(String, String)> = shell
        .list("Exposed")
        .iter()
        .filter_map(|known| {
            Some((known.attribute("id")?.to_owned(), known.attribute("path")?.to_owned()))
        })
        .collect();
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
    *processors = outside;
    let place = place.min(processors.len());
    let member = shell.attribute("member").map(str::to_owned);
    processors.insert(place, Written { identifier: name, member, element: composite });
    *connections = list("Connections", "Connection", &outer).children;
    *links = list("PropertyLinks", "PropertyLink", &outer_links).children;
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
