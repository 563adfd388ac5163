//! What the window knows of the network: copies, taken off the GUI thread.

use ivw_core::data::Camera;
use ivw_core::event::Interaction;
use ivw_core::host::Host;
use ivw_core::network::{
    Connection, Link, Network, Node, PortRef, ProcessorId, PropertyRef, Status,
};
use ivw_core::property::{Kind, PropertySpec, Value};
use std::collections::HashMap;

/// How a processor is doing, as its light shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Light {
    Ready,
    Running,
    Waiting,
    Failed,
    /// It runs older code than there is.
    Outdated,
}

impl Light {
    /// What it is called.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Running => "running",
            Self::Waiting => "waiting",
            Self::Failed => "failed",
            Self::Outdated => "outdated",
        }
    }
}

/// A port as it is drawn.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PortView {
    pub(crate) port: u32,
    pub(crate) id: String,
    pub(crate) help: String,
    pub(crate) color: [u8; 3],
    /// Types of data that it takes or gives; any if there are none.
    pub(crate) types: Vec<String>,
    pub(crate) is_optional: bool,
    pub(crate) is_multi: bool,
    pub(crate) is_connected: bool,
    /// What it stands for, if it is a composite's.
    pub(crate) inner: Vec<PortRef>,
}

/// A processor as it is drawn.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NodeView {
    pub(crate) id: ProcessorId,
    pub(crate) identifier: String,
    pub(crate) name: String,
    pub(crate) class_id: String,
    pub(crate) position: [i32; 2],
    pub(crate) is_selected: bool,
    pub(crate) is_placeholder: bool,
    pub(crate) is_canvas: bool,
    /// Whether other processors are in it.
    pub(crate) is_composite: bool,
    /// The composite that it is in.
    pub(crate) composite: Option<ProcessorId>,
    pub(crate) light: Light,
    pub(crate) progress: f32,
    /// What went wrong, and the longer story.
    pub(crate) error: Option<(String, String)>,
    pub(crate) millis: f64,
    pub(crate) inports: Vec<PortView>,
    pub(crate) outports: Vec<PortView>,
}

/// A property link as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LinkView {
    pub(crate) link: Link,
    /// Paths of the property that leads and of the one that follows.
    pub(crate) names: [String; 2],
}

/// The network as it is drawn.
#[derive(Clone, Debug, Default)]
pub(crate) struct Snapshot {
    pub(crate) nodes: Vec<NodeView>,
    pub(crate) connections: Vec<Connection>,
    pub(crate) links: Vec<LinkView>,
    pub(crate) undo: Option<String>,
    pub(crate) redo: Option<String>,
    /// Where it stands in its history.
    pub(crate) position: u64,
    pub(crate) is_busy: bool,
    /// Where nodes are in the list.
    pub(crate) by_id: HashMap<ProcessorId, usize>,
    /// The ports of composites for those in them, and whether those are outports.
    pub(crate) stands_for: HashMap<(PortRef, bool), PortRef>,
    /// Ports that are connected to something outside of what is seen, and whether they are outports.
    pub(crate) ways_out: Vec<(PortRef, bool)>,
}

impl Snapshot {
    /// The network of a host as it is now.
    pub(crate) fn of(host: &Host) -> Self {
        let (undo, redo) = host.step_names();
        let (position, is_busy) = (host.position(), host.is_busy());
        let (nodes, connections, links) = host.with(|network| {
            let nodes = network.processors().iter().filter_map(|id| {
                let node = network.node(*id).ok()?;
                Some(node_view(*id, node, network.composite_of(*id)))
            });
            let mut nodes: Vec<_> = nodes.collect();
            fill_composites(network, &mut nodes);
            let links = network.links().iter().map(|link| LinkView {
                link: *link,
                names: [network.path(link.from), network.path(link.to)],
            });
            (nodes, network.connections().to_vec(), links.collect())
        });
        Self { undo, redo, position, is_busy, ..Self::new(nodes, connections, links) }
    }

    /// A network of these processors.
    pub(crate) fn new(
        nodes: Vec<NodeView>,
        connections: Vec<Connection>,
        links: Vec<LinkView>,
    ) -> Self {
        let by_id = nodes.iter().enumerate().map(|(n, node)| (node.id, n)).collect();
        Self { nodes, connections, links, by_id, ..Self::default() }
    }

    /// A processor, if it is there.
    pub(crate) fn node(&self, id: ProcessorId) -> Option<&NodeView> {
        self.nodes.get(*self.by_id.get(&id)?)
    }

    /// Selected processors.
    pub(crate) fn selected(&self) -> Vec<ProcessorId> {
        self.nodes.iter().filter(|node| node.is_selected).map(|node| node.id).collect()
    }

    /// The path of a port, such as `VolumeSource.data`.
    pub(crate) fn port_path(&self, port: PortRef, is_outport: bool) -> String {
        let Some(node) = self.node(port.processor) else { return String::new() };
        let ports = if is_outport { &node.outports } else { &node.inports };
        let id = ports.iter().find(|p| p.port == port.port).map_or("", |p| p.id.as_str());
        format!("{}.{id}", node.identifier)
    }
}

fn node_view(id: ProcessorId, node: &Node, composite: Option<ProcessorId>) -> NodeView {
    let error = match (&node.status, &node.code_error) {
        (Status::Failed(error), _) if !error.is_cancelled() => Some(error),
        (_, error) => error.as_ref(),
    };
    let light = match &node.status {
        Status::Failed(error) if !error.is_cancelled() => Light::Failed,
        Status::Running => Light::Running,
        _ if node.is_placeholder() => Light::Failed,
        _ if node.code_error.is_some() => Light::Outdated,
        Status::Valid => Light::Ready,
        _ => Light::Waiting,
    };
    let mut error = error.map(|e| (e.to_string(), e.detail().unwrap_or_default().to_owned()));
    if node.is_placeholder() {
        let class = &node.spec.class_id;
        error = Some((
            format!(
                "no loaded module has the class \"{class}\": the processor is kept as it was saved; \
                 add the module or Python file that brings it, then open the workspace again"
            ),
            String::new(),
        ));
    }
    let inports = node.inports.iter().enumerate().filter(|(_, port)| !port.is_removed);
    let outports = node.outports.iter().enumerate().filter(|(_, port)| !port.is_removed);
    NodeView {
        id,
        identifier: node.identifier.clone(),
        name: node.display_name.clone(),
        class_id: node.spec.class_id.clone(),
        position: node.position,
        is_selected: node.is_selected,
        is_placeholder: node.is_placeholder(),
        is_canvas: node.spec.is_canvas,
        is_composite: node.is_composite,
        composite,
        light,
        progress: node.progress(),
        error,
        millis: node.last_duration.as_secs_f64() * 1e3,
        inports: inports
            .map(|(port, state)| PortView {
                port: port as u32,
                id: state.spec.id.clone(),
                help: state.spec.help.clone(),
                color: state.spec.color,
                types: state.spec.accepts.clone(),
                is_optional: state.spec.is_optional,
                is_multi: state.spec.is_multi,
                is_connected: !state.connections.is_empty(),
                inner: Vec::new(),
            })
            .collect(),
        outports: outports
            .map(|(port, state)| PortView {
                port: port as u32,
                id: state.spec.id.clone(),
                help: state.spec.help.clone(),
                color: state.spec.color,
                types: Some(state.spec.type_id.clone())
                    .filter(|t| !t.is_empty())
                    .into_iter()
                    .collect(),
                is_optional: false,
                is_multi: true,
                is_connected: !state.connections.is_empty(),
                inner: Vec::new(),
            })
            .collect(),
    }
}

/// Gives composites the ports that they stand for, and lets them be as those in them are.
fn fill_composites(network: &Network, nodes: &mut [NodeView]) {
    let by_id: HashMap<_, _> = nodes.iter().enumerate().map(|(n, node)| (node.id, n)).collect();
    for n in 0..nodes.len() {
        if !nodes[n].is_composite {
            continue;
        }
        let ports = ivw_core::workspace::composite_ports(network, nodes[n].id);
        for (place, port) in ports.into_iter().enumerate() {
            let Some(first) = port.inner.first() else { continue };
            let Some(like) = by_id.get(&first.processor).and_then(|n| {
                let inner = &nodes[*n];
                let ports = if port.is_outport { &inner.outports } else { &inner.inports };
                ports.iter().find(|known| known.port == first.port).cloned()
            }) else {
                continue;
            };
            let view =
                PortView { port: place as u32, id: port.identifier, inner: port.inner, ..like };
            match port.is_outport {
                true => nodes[n].outports.push(view),
                false => nodes[n].inports.push(view),
            }
        }
        let members = network.with_members(&[nodes[n].id]);
        let members = members.iter().filter_map(|id| Some(&nodes[*by_id.get(id)?]));
        let members: Vec<_> = members.filter(|node| !node.is_composite).collect();
        // The one that a person should know of.
        const WORST: [Light; 5] =
            [Light::Running, Light::Failed, Light::Outdated, Light::Waiting, Light::Ready];
        let find = |light: &Light| members.iter().find(|node| node.light == *light);
        let Some(told) = WORST.iter().find_map(find) else { continue };
        let (light, progress) = (told.light, told.progress);
        let failed = members.iter().find(|node| node.error.is_some());
        let error = failed.and_then(|node| {
            let (text, detail) = node.error.clone()?;
            Some((format!("{}: {text}", node.name), detail))
        });
        (nodes[n].light, nodes[n].progress, nodes[n].error) = (light, progress, error);
    }
}

/// A property as the panel shows it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PropertyView {
    pub(crate) at: PropertyRef,
    /// Path with its processor, such as `Raycaster.camera.lookFrom`.
    pub(crate) path: String,
    pub(crate) depth: usize,
    pub(crate) spec: PropertySpec,
    pub(crate) value: Value,
    pub(crate) default: Value,
    /// For a group that is switched: the switch and whether it is on.
    pub(crate) switch: Option<(PropertyRef, bool)>,
    /// Whether it is in a list from which a person may remove it.
    pub(crate) is_removable: bool,
    /// For what is in a composite: whether that shows it.
    pub(crate) promotion: Option<bool>,
}

/// The properties of a processor, as the panel shows them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Properties {
    pub(crate) processor: ProcessorId,
    pub(crate) identifier: String,
    pub(crate) name: String,
    pub(crate) class_id: String,
    pub(crate) help: String,
    pub(crate) list: Vec<PropertyView>,
}

/// The visible properties of a processor, folded ones too.
pub(crate) fn properties(network: &Network, processor: ProcessorId) -> Option<Properties> {
    let node = network.node(processor).ok()?;
    let list = match node.is_composite {
        true => {
            let members = network.members(processor).into_iter();
            members.flat_map(|member| promoted(network, member)).collect()
        }
        false => below(network, processor, node.properties.roots()),
    };
    Some(Properties {
        processor,
        identifier: node.identifier.clone(),
        name: node.display_name.clone(),
        class_id: node.spec.class_id.clone(),
        help: node.spec.help.clone(),
        list,
    })
}

/// The properties of a processor that the composite around it shows, with what is in them.
fn promoted(network: &Network, processor: ProcessorId) -> Vec<PropertyView> {
    let Ok(node) = network.node(processor) else { return Vec::new() };
    let tree = &node.properties;
    let shown = tree.iter().filter(|(_, state)| state.is_promoted).map(|(n, _)| n);
    shown.flat_map(|n| below(network, processor, &[n])).collect()
}

/// Visible properties with what is in them.
fn below(network: &Network, processor: ProcessorId, roots: &[u32]) -> Vec<PropertyView> {
    let Ok(node) = network.node(processor) else { return Vec::new() };
    let is_member = network.composite_of(processor).is_some();
    let mut list = Vec::new();
    let mut pending: Vec<(u32, usize, bool)> = roots.iter().rev().map(|n| (*n, 0, false)).collect();
    while let Some((number, depth, is_removable)) = pending.pop() {
        let Some(state) = node.properties.get(number) else { continue };
        if !state.spec.visible || matches!(state.spec.kind, Kind::Event) {
            continue;
        }
        let (mut switch, mut can_remove) = (None, false);
        if let Kind::Group(group) = &state.spec.kind {
            can_remove = group.list.as_ref().is_some_and(|list| list.can_remove);
            let checked = group.checked_by.as_deref();
            let found = checked.and_then(|id| node.properties.child(Some(number), id));
            switch = found.and_then(|property| {
                let on = node.properties.get(property)?.value == Value::Bool(true);
                Some((PropertyRef { processor, property }, on))
            });
        }
        let hidden = switch.map(|(at, _)| at.property);
        let children = state.children.iter().rev().filter(|child| Some(**child) != hidden);
        pending.extend(children.map(|child| (*child, depth + 1, can_remove)));
        let at = PropertyRef { processor, property: number };
        list.push(PropertyView {
            at,
            path: network.path(at),
            depth,
            spec: state.spec.clone(),
            value: state.value.clone(),
            default: state.default.clone(),
            switch,
            is_removable,
            promotion: is_member.then_some(state.is_promoted),
        });
    }
    list
}

/// A camera that a person turns in a canvas, with how it is turned.
#[derive(Clone, Debug)]
pub(crate) struct Turned {
    pub(crate) at: PropertyRef,
    pub(crate) camera: Camera,
    pub(crate) sensitivity: f64,
    pub(crate) allows: [bool; 3],
    pub(crate) fixed_up: Option<glam::Vec3>,
}

/// The first camera among those who were told of an event that listens to the mouse, and the event as
/// it was told: in a view of a layout places are those in the view.
pub(crate) fn turned_camera<'a>(
    network: &Network,
    told: &'a [(ProcessorId, Interaction)],
) -> Option<(Turned, &'a Interaction)> {
    let told = told.iter().filter(|(_, event)| event.picked.is_none());
    told.into_iter().find_map(|(id, event)| Some((camera_of(network, *id)?, event)))
}

fn camera_of(network: &Network, id: ProcessorId) -> Option<Turned> {
    let tree = &network.node(id).ok()?.properties;
    let (number, camera) = tree.iter().find_map(|(n, state)| match state.value {
        Value::Camera(camera) => Some((n, camera)),
        _ => None,
    })?;
    let (ball, _) =
        tree.iter().find(|(_, state)| state.spec.class_id() == "org.inviwo.CameraTrackball")?;
    let child = |id: &str| Some(&tree.get(tree.child(Some(ball), id)?)?.value);
    let is_on = |id: &str| child(id).is_none_or(|value| *value != Value::Bool(false));
    if !is_on("handleEvents") {
        return None;
    }
    let number_of = |id: &str| child(id).and_then(Value::as_floats).map_or(3.0, |v| v[0]);
    let fixed_up = (child("fixUp") == Some(&Value::Bool(true))).then(|| {
        match child("worldUp").and_then(Value::as_text) {
            Some("xAxis") => glam::Vec3::X,
            Some("zAxis") => glam::Vec3::Z,
            _ => glam::Vec3::Y,
        }
    });
    Some(Turned {
        at: PropertyRef { processor: id, property: number },
        camera,
        sensitivity: number_of("sensitivity"),
        allows: [
            is_on("allowHorziontalRotation") || is_on("allowVerticalRotation"),
            is_on("allowHorizontalPanning") || is_on("allowVerticalPanning"),
            is_on("allowZoom"),
        ],
        fixed_up,
    })
}
