//! Edits of the network that a person makes.

use super::super::camera::{CameraButton, look_ranges};
use super::super::presets::Values;
use super::{Worker, look};
use glam::Vec3;
use ivw_core::error::Error;
use ivw_core::network::{Connection, Edit, Place, PortRef, ProcessorId, PropertyRef};
use ivw_core::property::{PropertyChange, Value};
use std::path::Path;

/// What stands before the path of a composite's file in the list of processors.
pub(crate) const COMPOSITE: &str = "composite:";

impl Worker {
    /// Edits that belong together until `done` are one step.
    pub(super) fn drag(&mut self, name: &str, edit: Edit, done: bool) -> Result<(), Error> {
        let mark = *self.drag.get_or_insert_with(|| self.host.mark());
        let edited = self.host.edit(name, edit);
        self.host.join_steps(mark, name);
        if done {
            self.drag = None;
        }
        edited
    }

    pub(super) fn add(
        &mut self,
        class: &str,
        at: [i32; 2],
        port: Option<(PortRef, bool)>,
    ) -> Result<(), Error> {
        if let Some(path) = class.strip_prefix(COMPOSITE) {
            return self.add_composite(Path::new(path), at);
        }
        let id = self.host.create(class, None)?;
        let name = self.host.with(|network| network.node(id).map(|n| n.display_name.clone()))?;
        let edits = vec![Edit::Place(Place::from(id)), Edit::Move(id, at)];
        self.host.in_one_step(&format!("Add {name}"), |host| {
            host.edit(&format!("Add {name}"), Edit::All(edits))?;
            self.put_in_level(&[id])?;
            self.select_only(&[id])?;
            if let Some((port, is_outport)) = port {
                let connection = self.fitting(id, port, is_outport);
                if let Some(connection) = connection {
                    return self.connect(&[connection]);
                }
            }
            Ok(())
        })
    }

    /// Adds what a file holds as a composite.
    ///
    /// One that names code is not added: as a workspace, a person is asked before it is opened.
    fn add_composite(&self, path: &Path, at: [i32; 2]) -> Result<(), Error> {
        let runs = crate::trust::what_runs(path)?;
        if !runs.is_empty() {
            return Err(Error::new(format!("it would run code: {}", runs.join(", ")))
                .hint("open it as a workspace, make the composite there, and save that"));
        }
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        self.host.in_one_step(&format!("Add {name}"), |host| {
            let id = host.append_composite(path)?;
            host.edit("Move", Edit::Move(id, at))?;
            self.put_in_level(&[id])?;
            self.select_only(&[id])
        })
    }

    /// Puts new processors into the composite that is looked into.
    pub(super) fn put_in_level(&self, new: &[ProcessorId]) -> Result<(), Error> {
        let Some(level) = self.level else { return Ok(()) };
        let outside = self.host.with(|network| {
            if network.node(level).is_err() {
                return Vec::new();
            }
            let outside = new.iter().copied().filter(|id| network.composite_of(*id).is_none());
            outside.collect()
        });
        self.host.put_in(level, &outside)
    }

    /// The class of a processor, and the values that a person may change, by their paths.
    pub(super) fn state(&self, processor: ProcessorId) -> Result<(String, Values), Error> {
        self.host.with(|network| {
            let node = network.node(processor)?;
            let tree = &node.properties;
            let kept = tree.iter().filter(|(_, state)| {
                !matches!(state.value, Value::None | Value::Press) && !state.spec.read_only
            });
            let values = kept.map(|(n, state)| (tree.path(n), state.value.clone())).collect();
            Ok((node.spec.class_id.clone(), values))
        })
    }

    /// Sets values that were kept, as one step; what a processor does not have is left out.
    pub(super) fn apply_state(
        &self,
        processors: &[ProcessorId],
        name: &str,
        values: &Values,
    ) -> Result<(), Error> {
        let edits = self.host.with(|network| {
            let mut edits = Vec::new();
            for id in processors {
                let tree = &network.node(*id)?.properties;
                let known =
                    values.iter().filter_map(|(path, value)| Some((tree.find(path)?, value)));
                edits.extend(known.map(|(property, value)| {
                    let at = PropertyRef { processor: *id, property };
                    Edit::Property(at, PropertyChange::Value(value.clone()))
                }));
            }
            Ok::<_, Error>(edits)
        })?;
        self.host.edit(&format!("Apply preset {name}"), Edit::All(edits))
    }

    /// Presses a button of a camera, which may look for the data that comes to its processor.
    pub(super) fn press_camera(&self, at: PropertyRef, button: CameraButton) -> Result<(), Error> {
        let (value, bounds) = self.host.with(|network| {
            let value = network.property(at)?.value.clone();
            let bounds =
                if button.needs_bounds() { look::bounds(network, at.processor) } else { None };
            Ok::<_, Error>((value, bounds))
        })?;
        let Value::Camera(camera) = value else { return Ok(()) };
        let new = button.press(&camera, bounds).ok_or_else(|| {
            Error::new("there is no data for the camera to look at")
                .hint("connect a volume, layer or mesh to its processor")
        })?;
        let mut edits = Vec::new();
        match (button, bounds) {
            (CameraButton::LookRanges, Some(bounds)) => {
                edits.extend(self.look_ranges(at, look_ranges(bounds))?);
            }
            _ => edits.push(Edit::Property(at, PropertyChange::Value(Value::Camera(new)))),
        }
        self.host.edit(button.step(), Edit::All(edits))
    }

    /// What lets the eye and the middle of a camera be between two corners.
    fn look_ranges(&self, at: PropertyRef, corners: [Vec3; 2]) -> Result<Vec<Edit>, Error> {
        let [low, high] = corners.map(|corner| corner.to_array().map(f64::from));
        let (low, high) = (Value::floats(&low)?, Value::floats(&high)?);
        self.host.with(|network| {
            let tree = &network.node(at.processor)?.properties;
            let parts = ["lookFrom", "lookTo"].map(|id| tree.child(Some(at.property), id));
            let parts = parts.into_iter().flatten();
            let edits = parts.flat_map(|property| {
                let part = PropertyRef { processor: at.processor, property };
                let changes = [PropertyChange::Min(low.clone()), PropertyChange::Max(high.clone())];
                changes.map(|change| Edit::Property(part, change))
            });
            Ok(edits.collect())
        })
    }

    /// The first connection between a port and a new processor that is allowed.
    fn fitting(&self, id: ProcessorId, port: PortRef, is_outport: bool) -> Option<Connection> {
        self.host.with(|network| {
            let node = network.node(id).ok()?;
            let n = if is_outport { node.inports.len() } else { node.outports.len() };
            (0..n as u32).find_map(|own| {
                let own = PortRef { processor: id, port: own };
                let connection = match is_outport {
                    true => Connection { from: port, to: own },
                    false => Connection { from: own, to: port },
                };
                network.check_connection(connection).is_ok().then_some(connection)
            })
        })
    }

    /// Connects; what a single inport had before gives way.
    pub(super) fn connect(&self, connections: &[Connection]) -> Result<(), Error> {
        let Some(first) = connections.first() else { return Ok(()) };
        let name = self.connection_name(*first)?;
        self.host.in_one_step(&name, |_| {
            connections.iter().try_for_each(|connection| self.connect_one(*connection, &name))
        })
    }

    fn connection_name(&self, connection: Connection) -> Result<String, Error> {
        self.host.with(|network| {
            let source = network.node(connection.from.processor)?;
            let target = network.node(connection.to.processor)?;
            Ok(format!("Connect {} to {}", source.identifier, target.identifier))
        })
    }

    fn connect_one(&self, connection: Connection, name: &str) -> Result<(), Error> {
        let before = self.host.with(|network| {
            let node = network.node(connection.to.processor)?;
            let port = node.inports.get(connection.to.port as usize);
            let before =
                port.filter(|port| !port.spec.is_multi).map(|port| port.connections.clone());
            Ok::<_, Error>(before.unwrap_or_default())
        })?;
        if before.contains(&connection.from) {
            return Ok(());
        }
        let gone =
            before.into_iter().map(|from| Edit::Disconnect(Connection { from, ..connection }));
        let edits = gone.chain([Edit::Connect(connection)]).collect();
        self.host.edit(name, Edit::All(edits))
    }
}
