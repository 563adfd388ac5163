//! From a workspace into the network of a host.

use super::convert::{NEWEST, convert};
use super::element::{Element, Source};
use super::number::{pair, parse_bool, parse_int};
use super::paths::Folders;
use super::renames::{self, What};
use super::restore::{self, Seen};
use super::{composite, owned, placeholder, record};
use crate::abi::{answer, encode};
use crate::error::{Error, Result};
use crate::host::Host;
use crate::network::{
    Connection, Edit, Link, Member, Network, Node, Place, PortRef, ProcessorId, PropertyRef,
    Window, can_link, identifier_of,
};
use crate::processor::OwnPart;
use crate::property::{GroupKind, Kind, PropertyChange, PropertySpec, Value};
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

/// Children of the root that belong to the network where there is no `ProcessorNetwork`.
const NETWORK_PARTS: [&str; 4] =
    ["ProcessorNetworkVersion", "Processors", "Connections", "PropertyLinks"];

/// Depth at which `Processor` elements stand, and at which children of the root do.
pub(super) const PROCESSOR_DEPTH: usize = 3;
pub(super) const EXTRA_DEPTH: usize = 1;

/// Adds the network of a workspace to a host; gives what was not understood or was guessed.
pub(super) fn open(host: &Host, text: &str, path: Option<&Path>) -> Result<Vec<String>> {
    let mut source = Source::parse(text)?;
    if !matches!(source.root.name.as_str(), "InviwoWorkspace" | "InviwoTreeData") {
        return Err(Error::new(format!(
            "line {}: the outermost element is <{}>, not <InviwoWorkspace>",
            source.root.line, source.root.name
        ))
        .hint("open a workspace, whose name ends in .inv"));
    }
    let mut network = take_network(&mut source.root);
    let version = network.content_of("ProcessorNetworkVersion").and_then(parse_int).unwrap_or(0);
    let mut notes = Vec::new();
    if version > i64::from(NEWEST) {
        notes.push(format!(
            "the network has version {version}, which is newer than {NEWEST}: it is read as that"
        ));
    }
    let version = u32::try_from(version.max(0)).unwrap_or(NEWEST);
    let changed = convert(&mut network, version).join("; ");
    match (version < NEWEST, changed.is_empty()) {
        (true, true) => notes
            .push(format!("the network has version {version}, and is read as version {NEWEST}")),
        (true, false) => notes.push(format!(
            "the network has version {version}, and was converted to version {NEWEST}: {changed}"
        )),
        (false, false) => notes.push(format!("modules were older: {changed}")),
        (false, true) => {}
    }
    let mut flat = composite::flatten(&mut network);
    notes.append(&mut flat.notes);
    let path = path.map(std::path::absolute).transpose()?;
    let folder = path.as_deref().and_then(Path::parent).map(Path::to_owned);
    let folders = host.with(|network| {
        let is_new = network.processors().is_empty() && network.extras.is_empty();
        if is_new {
            network.folder.clone_from(&folder);
            // An appended workspace has its own set-up and annotations, of which there can be one.
            network.extras = source
                .root
                .children
                .iter()
                .map(|extra| source.text_of(extra, EXTRA_DEPTH, false))
                .collect();
        }
        Folders { workspace: folder, data: network.data_folder.clone() }
    });
    let mut reader = Reader {
        host,
        path,
        folders,
        modules: modules(&source.root),
        source: &source,
        is_converted: version < NEWEST,
        processors: HashMap::new(),
        shells: flat.shells,
        notes,
        n_ignored: 0,
    };
    for element in network.list("Processors").iter().filter(|e| e.name == "Processor") {
        reader.processor(element);
    }
    reader.put_in(flat.members);
    for element in network.list("Connections") {
        reader.connection(element);
    }
    for element in network.list("PropertyLinks") {
        reader.link(element);
    }
    if reader.n_ignored > 0 {
        reader.notes.push(format!(
            "properties that their processors do not have are kept, but do nothing: {}",
            reader.n_ignored
        ));
    }
    let notes = reader.notes;
    // Nothing changes, but everybody is told what did.
    host.edit("Open", Edit::All(Vec::new()))?;
    Ok(notes)
}

/// A workspace with one composite processor, whose network is that of another workspace.
pub(super) fn as_composite(text: &str, name: &str) -> Result<String> {
    let mut source = Source::parse(text)?;
    let inner = take_network(&mut source.root);
    if inner.list("Processors").is_empty() {
        return Err(Error::new("there are no processors for a composite one in this workspace")
            .hint("choose a workspace with processors, such as a saved composite"));
    }
    let version = inner.child("ProcessorNetworkVersion").cloned();
    let composite = Element::new("Processor")
        .with("type", crate::network::COMPOSITE_CLASS)
        .with("identifier", identifier_of(name))
        .with("displayName", name)
        .with_children([inner]);
    let mut network = Element::new(composite::NETWORK);
    network.children.extend(version);
    network.children.push(Element::new("Processors").with_children([composite]));
    source.root.children.retain(|child| child.name == "InviwoSetup");
    source.root.children.push(network);
    Ok(source.root.to_text(0))
}

/// Takes the network out of the root.
fn take_network(root: &mut Element) -> Element {
    if let Some(place) = root.children.iter().position(|child| child.name == "ProcessorNetwork") {
        return root.children.remove(place);
    }
    let (network, others): (Vec<_>, Vec<_>) = std::mem::take(&mut root.children)
        .into_iter()
        .partition(|child| NETWORK_PARTS.contains(&child.name.as_str()));
    root.children = others;
    Element::new("ProcessorNetwork").with_children(network)
}

/// The module of each class, as the file says.
fn modules(root: &Element) -> HashMap<String, String> {
    let Some(setup) = root.child("InviwoSetup") else { return HashMap::new() };
    let modules = setup.list("Modules").iter().flat_map(|module| {
        let name = module.attribute("name").unwrap_or_default();
        let classes = module.list("Processors").iter();
        classes.filter_map(move |class| {
            Some((class.attribute("content")?.to_owned(), name.to_owned()))
        })
    });
    modules.collect()
}

struct Reader<'a> {
    host: &'a Host,
    source: &'a Source<'a>,
    path: Option<PathBuf>,
    folders: Folders,
    modules: HashMap<String, String>,
    is_converted: bool,
    /// Processors by the identifiers that the file has for them.
    processors: HashMap<String, ProcessorId>,
    /// What ports and properties of composites stand for, by the same identifiers.
    shells: HashMap<String, String>,
    notes: Vec<String>,
    /// How many properties were left out.
    n_ignored: usize,
}

impl Reader<'_> {
    fn note(&mut self, note: impl Into<String>) {
        self.notes.push(note.into());
    }

    fn processor(&mut self, element: &Element) {
        let line = element.line;
        let Some(class) = element.attribute("type").filter(|class| !class.is_empty()) else {
            return self.note(format!("line {line}: a processor without a class was skipped"));
        };
        let name = element.attribute("displayName");
        let identifier = element.attribute("identifier").filter(|id| !id.is_empty());
        let identifier = identifier.or(name).map_or_else(|| identifier_of(class), str::to_owned);
        let name = name.unwrap_or(&identifier);
        let id = match self.create(element, class, name, &identifier) {
            Ok(id) => id,
            Err(error) => {
                return self.note(format!("processor \"{identifier}\": {error}: it was skipped"));
            }
        };
        let mut log = Log::new(&identifier);
        let placed = self.host.with(|network| {
            let node = network.node_mut(id)?;
            node.identifier.clone_from(&identifier);
            metadata(node, element, self.source, self.is_converted);
            if node.is_composite {
                // Its ports and properties are those of others.
                network.apply(Edit::Place(Place::from(id)))?;
                return Ok(network.node(id)?.identifier.clone());
            }
            if !node.is_placeholder() {
                owned_ports(network, id, element);
            }
            let said = Said {
                source: self.source,
                is_converted: self.is_converted,
                folders: &self.folders,
            };
            properties(network, id, None, element, &said, &mut log);
            if network.node(id)?.is_placeholder() {
                // What is only kept need not be understood.
                log.notes.clear();
            }
            follow_window(network, id);
            network.apply(Edit::Place(Place::from(id)))?;
            Ok::<_, Error>(network.node(id)?.identifier.clone())
        });
        self.n_ignored += log.n_ignored;
        self.notes.append(&mut log.notes);
        if placed.is_ok() {
            self.restore_own_part(id, &identifier, element);
        }
        match placed {
            // Old identifiers have spaces; that they lose them is nothing to know.
            Ok(new) if new != identifier_of(&identifier) => {
                self.note(format!("processor \"{identifier}\" is called \"{new}\" here"));
            }
            Ok(_) => {}
            Err(error) => {
                return self.note(format!("processor \"{identifier}\": {error}: it was skipped"));
            }
        }
        match self.processors.entry(identifier) {
            Entry::Vacant(entry) => {
                entry.insert(id);
            }
            Entry::Occupied(entry) => self.notes.push(format!(
                "line {line}: a second processor \"{}\": connections and links of that name go to \
                 the first one",
                entry.key()
            )),
        }
    }

    /// Tells a processor that has something of its own in workspaces what that is.
    fn restore_own_part(&mut self, id: ProcessorId, identifier: &str, element: &Element) {
        let object = self.host.with(|network| {
            let node = network.node(id).ok()?;
            if node.spec.saves_itself { node.object() } else { None }
        });
        let Some(object) = object else { return };
        let own = element.children.iter().filter(|child| !KNOWN.contains(&child.name.as_str()));
        let text = |child: &Element| self.source.text_of(child, 0, self.is_converted);
        let part = OwnPart {
            path: self.path.clone(),
            elements: own.map(|child| (child.name.clone(), text(child))).collect(),
        };
        let told = answer(object.lock().request(OwnPart::RESTORE.into(), encode(&part)));
        if let Err(error) = told {
            self.note(format!("processor \"{identifier}\": {error}"));
        }
    }

    /// Makes the processor, or a placeholder if nobody can.
    fn create(
        &mut self,
        element: &Element,
        class: &str,
        name: &str,
        identifier: &str,
    ) -> Result<ProcessorId> {
        if let Some(shell) = self.shells.remove(identifier) {
            let node = composite::node(element, class, name, &shell);
            return Ok(self.host.with(|network| network.adopt(node)));
        }
        let is_known = |class: &str| self.host.factories().get(class).is_ok();
        let now = match is_known(class) {
            true => Some(class.to_owned()),
            false => renames::class(class).filter(|class| is_known(class)),
        };
        let why = match now {
            Some(now) => match self.host.create(&now, Some(name)) {
                Ok(id) => {
                    if now != class {
                        self.note(format!(
                            "processor \"{identifier}\": its class \"{class}\" is called \"{now}\" now"
                        ));
                    }
                    return Ok(id);
                }
                Err(error) => error.to_string(),
            },
            None => match self.modules.get(class) {
                Some(module) => format!("no loaded module has \"{class}\" (Inviwo's {module} has)"),
                None => format!("no loaded module has \"{class}\""),
            },
        };
        self.note(format!("processor \"{identifier}\": {why}: it is kept, but does nothing"));
        let text = self.source.text_of(element, PROCESSOR_DEPTH, self.is_converted);
        let node = placeholder::node(element, class, name, text);
        Ok(self.host.with(|network| network.adopt(node)))
    }

    /// Puts processors into the composites that they were lifted out of.
    fn put_in(&mut self, members: HashMap<String, [String; 2]>) {
        for (name, [composite, identifier]) in members {
            let ids = (self.processors.get(&name), self.processors.get(&composite));
            // Who is not there has been noted.
            let (Some(id), Some(composite)) = ids else { continue };
            let member = Member { composite: *composite, identifier };
            let done = self.host.with(|n| n.apply(Edit::Member(*id, Some(member))));
            if let Err(error) = done {
                self.note(format!("processor \"{name}\": {error}: it is outside"));
            }
        }
    }

    fn connection(&mut self, element: &Element) {
        let line = element.line;
        let (Some(src), Some(dst)) = (element.attribute("src"), element.attribute("dst")) else {
            return self.note(format!("line {line}: a connection without two ends was skipped"));
        };
        let processors = &self.processors;
        let done = self.host.with(|network| {
            let from = outport(network, processors, src)?;
            let to = inport(network, processors, dst)?;
            network.apply(Edit::Connect(Connection { from, to }))?;
            let (source, target) = (network.node(from.processor)?, network.node(to.processor)?);
            let ports = [
                (src, &source.outports[from.port as usize].spec.id, "outport"),
                (dst, &target.inports[to.port as usize].spec.id, "inport"),
            ];
            let renamed = ports.into_iter().filter(|(path, id, _)| {
                path.split_once('.').is_some_and(|(_, old)| old != id.as_str())
            });
            let note = |(path, id, what): (&str, &String, &str)| {
                format!("{what} \"{path}\": it is called \"{id}\" now")
            };
            Ok::<Vec<_>, Error>(renamed.map(note).collect())
        });
        match done {
            Ok(renamed) => {
                // A port has many connections, and one name.
                for note in renamed {
                    if !self.notes.contains(&note) {
                        self.notes.push(note);
                    }
                }
            }
            Err(error) => {
                self.note(format!("line {line}: connection {src} to {dst} was skipped: {error}"));
            }
        }
    }

    fn link(&mut self, element: &Element) {
        let line = element.line;
        let (Some(src), Some(dst)) = (element.attribute("src"), element.attribute("dst")) else {
            return self.note(format!("line {line}: a link without two ends was skipped"));
        };
        let processors = &self.processors;
        let done = self.host.with(|network| {
            let from = linked_property(network, processors, src, dst)?;
            let to = linked_property(network, processors, dst, src)?;
            adapt(network, from, to)?;
            adapt(network, to, from)?;
            let link = linkable(network, Link { from, to });
            if network.links().contains(&link) {
                return Ok(());
            }
            network.apply(Edit::Link(link)).map(drop)
        });
        if let Err(error) = done {
            self.note(format!("line {line}: link {src} to {dst} was skipped: {error}"));
        }
    }
}

/// Where properties are read from.
struct Said<'a> {
    source: &'a Source<'a>,
    is_converted: bool,
    folders: &'a Folders,
}

impl Said<'_> {
    /// Keeps an element for the next time that the workspace is saved.
    fn keep(&self, node: &mut Node, key: String, element: &Element, depth: usize) {
        if !node.is_placeholder() {
            node.extras.push((key, self.source.text_of(element, depth, self.is_converted)));
        }
    }
}

/// What happens while the properties of one processor are read.
struct Log {
    processor: String,
    notes: Vec<String>,
    n_ignored: usize,
}

impl Log {
    fn new(processor: &str) -> Self {
        Self { processor: processor.to_owned(), notes: Vec::new(), n_ignored: 0 }
    }

    fn note(&mut self, property: &str, note: impl std::fmt::Display) {
        self.notes.push(format!("property \"{}.{property}\": {note}", self.processor));
    }
}

/// Position, window, and what only others understand.
fn metadata(node: &mut Node, element: &Element, source: &Source<'_>, is_converted: bool) {
    let is_placeholder = node.is_placeholder();
    let flag = |item: &Element, name: &str| item.content_of(name).and_then(parse_bool);
    let place = |item: &Element, name: &str| item.child(name).and_then(pair);
    for item in element.list("MetaDataMap") {
        match item.attribute("key").unwrap_or_default() {
            "org.inviwo.ProcessorMetaData" => {
                let position = place(item, "position").unwrap_or_default();
                node.position = position.map(within_i32);
                node.is_visible = flag(item, "visibility").unwrap_or(true);
                node.is_selected = flag(item, "selection").unwrap_or(false);
            }
            "org.inviwo.ProcessorWidgetMetaData" => {
                let default = Window::default();
                let size = place(item, "dimensions");
                node.window = Window {
                    position: place(item, "position").unwrap_or_default().map(within_i32),
                    size: size
                        .map_or(default.size, |size| size.map(|n| within_i32(n.max(1)) as u32)),
                    is_visible: flag(item, "visibility").unwrap_or(default.is_visible),
                    is_full_screen: flag(item, "fullScreen").unwrap_or(default.is_full_screen),
                    is_on_top: flag(item, "onTop").unwrap_or(default.is_on_top),
                    is_set: true,
                };
            }
            _ if is_placeholder => {}
            _ => {
                let text = source.text_of(item, PROCESSOR_DEPTH + 2, is_converted);
                node.extras.push((METADATA.to_owned(), text));
            }
        }
    }
    let others = element.children.iter().filter(|child| !KNOWN.contains(&child.name.as_str()));
    for other in others.filter(|_| !is_placeholder) {
        let text = source.text_of(other, PROCESSOR_DEPTH + 1, is_converted);
        node.extras.push((other.name.clone(), text));
    }
}

/// The elements of a processor that everybody understands.
pub(super) const KNOWN: [&str; 8] = [
    "PortGroups",
    "OwnedInportIdentifiers",
    "OwnedOutportIdentifiers",
    "InPorts",
    "OutPorts",
    "OwnedPropertyIdentifiers",
    "Properties",
    "MetaDataMap",
];

/// The key of a node's extras for metadata.
pub(super) const METADATA: &str = "MetaDataItem";

fn within_i32(number: i64) -> i32 {
    number.clamp(i32::MIN.into(), i32::MAX.into()) as i32
}

/// Adds ports that somebody had added.
fn owned_ports(network: &mut Network, id: ProcessorId, element: &Element) {
    let listed = |list: &str| -> HashSet<&str> {
        element.list(list).iter().filter_map(|entry| entry.attribute("content")).collect()
    };
    let group = |port: &str| {
        let groups = element.list("PortGroups").iter();
        let group = groups.filter(|group| group.attribute("key") == Some(port));
        group.filter_map(|group| group.attribute("content")).next().unwrap_or("default").to_owned()
    };
    let owned = listed("OwnedInportIdentifiers");
    for port in element.list("InPorts") {
        let Some(name) = port.attribute("identifier").filter(|name| owned.contains(name)) else {
            continue;
        };
        let mut spec = owned::inport(name, port.attribute("type").unwrap_or_default());
        spec.group = group(name);
        // A processor may have made it already.
        let _ = network.apply(Edit::AddInport(id, spec, true));
    }
    let owned = listed("OwnedOutportIdentifiers");
    for port in element.list("OutPorts") {
        let Some(name) = port.attribute("identifier").filter(|name| owned.contains(name)) else {
            continue;
        };
        let mut spec = owned::outport(name, port.attribute("type").unwrap_or_default());
        spec.group = group(name);
        let _ = network.apply(Edit::AddOutport(id, spec, true));
    }
}

/// Reads the properties in a processor or property.
fn properties(
    network: &mut Network,
    processor: ProcessorId,
    parent: Option<u32>,
    owner: &Element,
    said: &Said<'_>,
    log: &mut Log,
) {
    let elements = || owner.list("Properties").iter().filter(|child| child.name == "Property");
    for entry in owner.list("OwnedPropertyIdentifiers") {
        let Some(id) = entry.attribute("content") else { continue };
        let Ok(node) = network.node(processor) else { return };
        let is_there = node.properties.child(parent, id).is_some();
        let Some(element) = elements().find(|e| e.attribute("identifier") == Some(id)) else {
            continue;
        };
        if is_there {
            continue;
        }
        let prefab = parent.and_then(|parent| node.properties.get(parent)).and_then(|list| {
            let prefab = owned::prefab_of(&list.spec, element)?;
            Some(PropertySpec { id: id.to_owned(), ..prefab.clone() })
        });
        let (spec, note) = prefab.map_or_else(|| owned::property(element), |spec| (spec, None));
        if let Some(note) = note {
            log.note(id, note);
        }
        let edit = Edit::AddProperty {
            processor,
            parent,
            place: None,
            spec: Box::new(spec),
            is_owned: true,
        };
        if let Err(error) = network.apply(edit) {
            log.note(id, error);
        }
    }
    let mut seen = HashSet::new();
    for element in elements() {
        let id = element.attribute("identifier").unwrap_or_default();
        let Ok(node) = network.node(processor) else { return };
        let found = node.properties.child(parent, id).map(|index| (index, What::Property, ""));
        let found = found.or_else(|| {
            let class = &node.spec.class_id;
            let fits = |what| matches!(what, What::Property | What::OppositeSwitch);
            renames::candidates(class, id, fits).find_map(|(what, new)| {
                // It may have moved into groups.
                let below = |parent, id| node.properties.child(parent, id).map(Some);
                Some((new.split('.').try_fold(parent, below)??, what, new))
            })
        });
        let Some((index, what, new)) = found else {
            tracing::debug!("{} has no property \"{id}\": it is kept", log.processor);
            log.n_ignored += 1;
            if let Ok(node) = network.node_mut(processor) {
                let path = parent.map_or(String::new(), |parent| node.properties.path(parent));
                let depth = depth_of(node, parent) + 2;
                said.keep(node, record::unknown_in(&path), element, depth);
            }
            continue;
        };
        if !seen.insert(index) {
            log.note(id, format_args!("it is there twice; line {} is left out", element.line));
            continue;
        }
        match what {
            _ if new.is_empty() => {}
            What::OppositeSwitch => {
                log.note(id, format_args!("it is \"{new}\" now, which says the opposite"));
            }
            _ => log.note(id, format_args!("it is called \"{new}\" now")),
        }
        let at = PropertyRef { processor, property: index };
        property(network, at, element, said, log);
        if what == What::OppositeSwitch
            && let Ok(Value::Bool(on)) = network.property(at).map(|state| state.value.clone())
        {
            let change = PropertyChange::Value(Value::Bool(!on));
            let _ = network.change_property(at, change, false);
        }
    }
}

/// Reads a property, parts first: a camera is right whatever its parts say.
fn property(
    network: &mut Network,
    at: PropertyRef,
    element: &Element,
    said: &Said<'_>,
    log: &mut Log,
) {
    properties(network, at.processor, Some(at.property), element, said, log);
    let Ok(node) = network.node_mut(at.processor) else { return };
    let path = node.properties.path(at.property);
    if let Some(metadata) = element.child("MetaDataMap").filter(|map| !map.children.is_empty()) {
        let depth = depth_of(node, Some(at.property)) + 1;
        let is_promotion = |item: &Element| item.attribute("key") == Some(composite::EXPOSED);
        if node.is_placeholder() || !metadata.children.iter().any(is_promotion) {
            said.keep(node, record::metadata_of(&path), metadata, depth);
        } else {
            let mut others = metadata.clone();
            others.children.retain(|item| !is_promotion(item));
            if !others.children.is_empty() {
                node.extras.push((record::metadata_of(&path), others.to_text(depth)));
            }
            if let Some(state) = node.properties.get_mut(at.property) {
                state.is_promoted = true;
            }
        }
    }
    let Some(state) = node.properties.get(at.property) else { return };
    let parent = state.parent.and_then(|parent| node.properties.get(parent));
    let mut found = restore::changes(state, element, Seen::of(state, parent), said.folders);
    for child in state.children.iter().filter_map(|child| node.properties.get(*child)) {
        restore::inlined(child, element, &mut found);
    }
    if let Some(on) = element.content_of("readonly").and_then(parse_bool)
        && let Some(state) = node.properties.get_mut(at.property)
    {
        state.spec.read_only = on;
    }
    for note in found.notes {
        log.note(&path, note);
    }
    let inlined = found.inlined.into_iter().filter_map(|(child, value)| {
        let property = node.properties.child(Some(at.property), &child)?;
        Some((PropertyRef { property, ..at }, PropertyChange::Value(value)))
    });
    let changes: Vec<_> =
        found.changes.into_iter().map(|change| (at, change)).chain(inlined).collect();
    for (at, change) in changes {
        if let Err(error) = network.change_property(at, change, false) {
            log.note(&path, error.message());
        }
    }
}

/// Depth at which the element of a processor (`None`) or of a property stands.
fn depth_of(node: &Node, property: Option<u32>) -> usize {
    let mut depth = PROCESSOR_DEPTH;
    let mut next = property;
    while let Some(state) = next.and_then(|property| node.properties.get(property)) {
        depth += 2;
        next = state.parent;
    }
    depth
}

/// A canvas is as large as its window was.
fn follow_window(network: &mut Network, processor: ProcessorId) {
    let Ok(node) = network.node(processor) else { return };
    let [width, height] = node.window.size;
    if !node.spec.is_canvas || !node.window.is_set {
        return;
    }
    if let Some(property) = node.properties.find(CANVAS_SIZE) {
        let size = Value::Ints([width.into(), height.into()].into_iter().collect());
        let at = PropertyRef { processor, property };
        let _ = network.change_property(at, PropertyChange::Value(size), false);
    }
}

/// The property of canvases that is saved as the size of their windows.
pub(super) const CANVAS_SIZE: &str = "inputSize.dimensions";

type Processors = HashMap<String, ProcessorId>;

/// The processor of a path in the file, and the rest of the path.
fn split<'a>(
    network: &Network,
    processors: &Processors,
    path: &'a str,
) -> Result<(ProcessorId, &'a str)> {
    let (identifier, rest) = path
        .split_once('.')
        .ok_or_else(|| Error::new(format!("\"{path}\" does not name a processor and a part")))?;
    let id = processors.get(identifier).copied();
    let id = id.ok_or_else(|| Error::new(format!("there is no processor \"{identifier}\"")))?;
    network.node(id)?;
    Ok((id, rest))
}

fn outport(network: &mut Network, processors: &Processors, path: &str) -> Result<PortRef> {
    let (processor, name) = split(network, processors, path)?;
    let node = network.node(processor)?;
    let renamed = || renames::ports(&node.spec.class_id, name).find_map(|new| node.outport(new));
    if let Some(port) = node.outport(name).or_else(renamed) {
        return Ok(PortRef { processor, port });
    }
    if !node.is_placeholder() {
        return Err(Error::new(format!("there is no outport \"{name}\"")));
    }
    network.apply(Edit::AddOutport(processor, placeholder::outport(name, ""), false))?;
    let port = network.node(processor)?.outport(name).expect("it was just added");
    Ok(PortRef { processor, port })
}

fn inport(network: &mut Network, processors: &Processors, path: &str) -> Result<PortRef> {
    let (processor, name) = split(network, processors, path)?;
    let node = network.node(processor)?;
    let renamed = || renames::ports(&node.spec.class_id, name).find_map(|new| node.inport(new));
    if let Some(port) = node.inport(name).or_else(renamed) {
        return Ok(PortRef { processor, port });
    }
    if !node.is_placeholder() {
        return Err(Error::new(format!("there is no inport \"{name}\"")));
    }
    network.apply(Edit::AddInport(processor, placeholder::inport(name, ""), false))?;
    let port = network.node(processor)?.inport(name).expect("it was just added");
    Ok(PortRef { processor, port })
}

/// The property of a path; a placeholder gets one like that at the other end of the link.
fn linked_property(
    network: &mut Network,
    processors: &Processors,
    path: &str,
    other: &str,
) -> Result<PropertyRef> {
    let (processor, name) = split(network, processors, path)?;
    if let Some(property) = find_property(network.node(processor)?, name) {
        return Ok(PropertyRef { processor, property });
    }
    if !network.node(processor)?.is_placeholder() {
        return Err(Error::new(format!("there is no property \"{name}\"")));
    }
    let like = split(network, processors, other).ok().and_then(|(other, name)| {
        let node = network.node(other).ok()?;
        node.properties.spec(find_property(node, name)?)
    });
    // Properties around it that are missing, too, become groups.
    let mut parent = None;
    let mut parts = name.split('.').peekable();
    while let Some(part) = parts.next() {
        let known = network.node(processor)?.properties.child(parent, part);
        if known.is_none() {
            let mut spec = match parts.peek() {
                Some(_) => PropertySpec::new(part, Kind::Group(GroupKind::default())),
                None => owned::linked(part, like.as_ref()),
            };
            placeholder::lock(&mut spec);
            let spec = Box::new(spec);
            let place = None;
            network.apply(Edit::AddProperty { processor, parent, place, spec, is_owned: false })?;
        }
        parent = network.node(processor)?.properties.child(parent, part);
    }
    let property = parent.ok_or_else(|| Error::new(format!("there is no property \"{name}\"")))?;
    Ok(PropertyRef { processor, property })
}

/// Lets a placeholder's property that is only known by links be of the other end's kind.
fn adapt(network: &mut Network, guessed: PropertyRef, known: PropertyRef) -> Result<()> {
    let like = network.property(known)?.spec.kind.clone();
    let node = network.node_mut(guessed.processor)?;
    let is_placeholder = node.is_placeholder();
    if let Some(state) = node.properties.get_mut(guessed.property)
        && is_placeholder
        && matches!(state.spec.kind, Kind::Text { .. })
    {
        state.spec.kind = like;
        state.value = state.spec.default_value();
        state.spec.children_mut().into_iter().for_each(Vec::clear);
    }
    Ok(())
}

fn find_property(node: &Node, path: &str) -> Option<u32> {
    node.properties.find(path).or_else(|| {
        let (first, rest) = match path.split_once('.') {
            Some((first, rest)) => (first, Some(rest)),
            None => (path, None),
        };
        renames::candidates(&node.spec.class_id, first, |what| what == What::Property).find_map(
            |(_, new)| {
                let path = rest.map_or(new.to_owned(), |rest| format!("{new}.{rest}"));
                node.properties.find(&path)
            },
        )
    })
}

/// The link, or where it can't be made one to the position of a light, which once was the light's
/// whole property.
fn linkable(network: &Network, link: Link) -> Link {
    let fits = |link: &Link| {
        let (from, to) = (network.property(link.from), network.property(link.to));
        matches!((from, to), (Ok(from), Ok(to)) if can_link(&from.spec, &to.spec))
    };
    let position = |at: PropertyRef| {
        let tree = &network.node(at.processor).ok()?.properties;
        let property = tree.child(Some(at.property), "position")?;
        Some(PropertyRef { property, ..at })
    };
    if fits(&link) {
        return link;
    }
    let inner = [
        position(link.from).map(|from| Link { from, ..link }),
        position(link.to).map(|to| Link { to, ..link }),
    ];
    inner.into_iter().flatten().find(fits).unwrap_or(link)
}
