//! Lets a test drive the window: orders on standard input, answers on standard output, a line each.
//!
//! Orders are JSON: what `cpp/drive.cpp` does at widgets, and here what is known of the network.
//! `wait` answers with the state once it is another one than that of a number.

use super::super::network::{link_middle, port_place};
use super::super::{ffi, form};
use super::Shell;
use ivw_core::network::PortRef;
use ivw_core::property::Value;
use serde_json::{Map, Value as Json, json};
use std::io::{BufRead as _, Write as _};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// How long `wait` waits for another state.
const PATIENCE: Duration = Duration::from_millis(100);

/// Orders that come in, and one that waits.
pub(super) struct Drive {
    orders: Receiver<Json>,
    waiting: Option<(u64, Instant)>,
}

impl Drive {
    pub(super) fn new(orders: Receiver<Json>) -> Self {
        Self { orders, waiting: None }
    }
}

/// Reads orders from standard input.
pub(crate) fn listen() -> std::io::Result<Receiver<Json>> {
    let (sender, receiver) = channel();
    std::thread::Builder::new().name("ivw-drive".to_owned()).spawn(move || {
        for line in std::io::stdin().lock().lines().map_while(Result::ok) {
            if let Ok(order) = serde_json::from_str(&line)
                && sender.send(order).is_err()
            {
                return;
            }
            ffi::wake();
        }
    })?;
    // An order that waits is looked at again.
    std::thread::Builder::new().name("ivw-drive-tick".to_owned()).spawn(|| {
        loop {
            std::thread::park_timeout(PATIENCE / 5);
            ffi::wake();
        }
    })?;
    Ok(receiver)
}

fn answer(json: &Json) {
    let mut out = std::io::stdout().lock();
    // A test that does not listen any more has ended.
    let _ = writeln!(out, "{json}").and_then(|()| out.flush());
}

impl Shell {
    pub(super) fn answer_driver(&mut self) {
        let Some(drive) = &mut self.drive else { return };
        if let Some((revision, since)) = drive.waiting {
            if self.revision <= revision && since.elapsed() < PATIENCE {
                return;
            }
            drive.waiting = None;
            answer(&self.state());
        }
        // One at a time: what an order does at widgets comes back as events, which are next.
        if let Some(order) = self.drive.as_ref().and_then(|drive| drive.orders.try_recv().ok()) {
            match order["do"].as_str().unwrap_or_default() {
                "wait" => {
                    let revision = order["after"].as_u64().unwrap_or(0);
                    if self.revision > revision {
                        answer(&self.state());
                    } else if let Some(drive) = &mut self.drive {
                        drive.waiting = Some((revision, Instant::now()));
                    }
                }
                "where" => answer(&self.place_of(order["what"].as_str().unwrap_or_default())),
                _ => answer(&ffi::drive(&order)),
            }
        }
    }

    /// The place of a processor or port in the network editor.
    fn place_of(&self, what: &str) -> Json {
        if let Some((a, b)) = what.strip_prefix("links:").and_then(|pair| pair.split_once(':')) {
            return self.place_of_links([a, b]);
        }
        if let Some(name) = what.strip_prefix("crumb:") {
            let crumbs = self.view.crumbs();
            let crumb = crumbs.iter().find(|(known, ..)| known == name);
            return match crumb {
                Some((_, [x, y, w, h], _)) => json!({"value": [x + w / 2.0, y + h / 2.0]}),
                None => json!({"error": format!("no way leads to \"{name}\"")}),
            };
        }
        let (identifier, port) = what.split_once('.').map_or((what, None), |(a, b)| (a, Some(b)));
        let nodes = &self.view.snapshot().nodes;
        let Some(node) = nodes.iter().find(|node| node.identifier == identifier) else {
            return json!({"error": format!("there is no processor \"{identifier}\"")});
        };
        let place = match port {
            None => Some(node.position.map(f64::from)),
            Some(id) => {
                let find = |ports: &[super::super::snapshot::PortView]| {
                    let found = ports.iter().find(|known| known.id == id)?;
                    Some(PortRef { processor: node.id, port: found.port })
                };
                let inport = find(&node.inports).map(|port| (port, false));
                let port = inport.or_else(|| find(&node.outports).map(|port| (port, true)));
                port.and_then(|(port, is_outport)| port_place(&self.view, port, is_outport))
            }
        };
        match place {
            Some(place) => json!({"value": self.view.to_widget(place)}),
            None => json!({"error": format!("there is no port \"{what}\"")}),
        }
    }

    /// The middle of the line that stands for the links of two processors.
    fn place_of_links(&self, names: [&str; 2]) -> Json {
        let nodes = &self.view.snapshot().nodes;
        let find = |name: &str| nodes.iter().find(|n| n.identifier == name).map(|node| node.id);
        let pair = find(names[0]).zip(find(names[1]));
        match pair.and_then(|(a, b)| link_middle(&self.view, [a.min(b), a.max(b)])) {
            Some(place) => json!({"value": self.view.to_widget(place)}),
            None => json!({"error": format!("there are no processors {names:?}")}),
        }
    }

    /// What the window knows.
    fn state(&self) -> Json {
        let snapshot = self.view.snapshot();
        let nodes: Map<String, Json> = snapshot
            .nodes
            .iter()
            .map(|node| {
                let error = node.error.as_ref();
                let view = json!({
                    "class": node.class_id,
                    "name": node.name,
                    "id": node.id.number().to_string(),
                    "position": node.position,
                    "composite": node.composite.and_then(|id| snapshot.node(id)).map(|n| &n.name),
                    "inports": node.inports.iter().map(|p| p.id.as_str()).collect::<Vec<_>>(),
                    "outports": node.outports.iter().map(|p| p.id.as_str()).collect::<Vec<_>>(),
                    "status": node.light.name(),
                    "error": error.map(|(text, _)| text),
                    "detail": error.map(|(_, detail)| detail),
                });
                (node.identifier.clone(), view)
            })
            .collect();
        let connections = snapshot.connections.iter().map(|c| {
            let (from, to) = (snapshot.port_path(c.from, true), snapshot.port_path(c.to, false));
            format!("{from}>{to}")
        });
        let canvases: Map<String, Json> = self
            .canvases
            .values()
            .map(|canvas| {
                let view = json!({"scene": canvas.scene, "size": canvas.picture,
                    "pictures": canvas.n_pictures, "look": canvas.look});
                (canvas.identifier.clone(), view)
            })
            .collect();
        let properties: Map<String, Json> = self
            .shown
            .iter()
            .flat_map(|one| &one.list)
            .map(|property| (property.path.clone(), json!(property.value.to_string())))
            .collect();
        let rows = self.shown.iter().flat_map(|one| &one.list);
        let rows: Map<String, Json> =
            rows.map(|row| (row.path.clone(), json!(form::row_id(row)))).collect();
        // Points of transfer functions and iso values: position and opacity.
        let points: Map<String, Json> = self
            .shown
            .iter()
            .flat_map(|one| &one.list)
            .filter_map(|property| {
                let points = match &property.value {
                    Value::TransferFunction(function) => &function.points,
                    Value::IsoValues(values) => &values.points,
                    _ => return None,
                };
                let points = points.iter().map(|p| json!([p.position, p.color[3]]));
                Some((property.path.clone(), points.collect()))
            })
            .collect();
        json!({
            "revision": self.revision,
            "start": self.is_start_shown,
            "level": self.view.level().and_then(|id| snapshot.node(id)).map(|n| &n.name),
            "started": self.is_started,
            "busy": snapshot.is_busy,
            "modified": self.is_modified(),
            "path": self.path,
            "undo": snapshot.undo,
            "redo": snapshot.redo,
            "links": snapshot.links.iter().map(|v| v.names.join(">")).collect::<Vec<_>>(),
            "classes": self.classes.iter().map(|c| c.spec.class_id.as_str()).collect::<Vec<_>>(),
            "selected": snapshot.selected().len(),
            "nodes": nodes,
            "connections": connections.collect::<Vec<_>>(),
            "canvases": canvases,
            "properties": properties,
            "points": points,
            "rows": rows,
            "dialogs": self.asks.len(),
        })
    }
}
