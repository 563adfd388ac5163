//! Workspaces, the clipboard, and files that are dropped.

use super::{News, Verb, Worker};
use crate::trust;
use ivw_core::data::{Data as _, Image, Layer, Volume};
use ivw_core::error::{Context as _, Error};
use ivw_core::network::{Connection, Edit, Link, Place, PortRef, ProcessorId, PropertyRef};
use ivw_core::property::{PropertyChange, Value};
use std::path::Path;

/// How far a copy stands from what it was copied from.
const BESIDE: i32 = 50;

impl Worker {
    pub(super) fn act_on_files(&mut self, verb: Verb) -> Result<(), Error> {
        match verb {
            Verb::New => {
                self.host.clear()?;
                self.opened(None, Vec::new(), false);
            }
            Verb::Open { path, is_trusted } => {
                let runs = trust::what_runs(&path)?;
                if !is_trusted && !runs.is_empty() {
                    self.say(News::AskTrust { path, runs, is_appended: false });
                    return Ok(());
                }
                let notes = self.host.open(&path)?;
                self.opened(Some(&path), notes, false);
            }
            Verb::Recover(path) => {
                let notes = self.host.open(&path)?;
                self.opened(None, notes, true);
            }
            Verb::Append { path, is_trusted } => {
                let runs = trust::what_runs(&path)?;
                if !is_trusted && !runs.is_empty() {
                    self.say(News::AskTrust { path, runs, is_appended: true });
                    return Ok(());
                }
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                self.host.in_one_step(&format!("Append {name}"), |host| {
                    let new = host.append(&path)?;
                    self.put_in_level(&new)?;
                    self.select_only(&new)
                })?;
            }
            Verb::Save(path) => {
                self.host.save(&path)?;
                self.say(News::Saved(path));
            }
            Verb::SaveComposite { composite, path } => {
                if let Some(folder) = path.parent() {
                    std::fs::create_dir_all(folder).at(folder.display())?;
                }
                self.host.save_composite(composite, &path)?;
                tracing::info!("saved the composite {}", path.display());
                // It is in the list of processors.
                self.changed.lock().classes = true;
            }
            Verb::Copy { processors, is_cut } => {
                let text = ivw_core::workspace::part_to_string(&self.host, &processors)?;
                self.say(News::Copied(text));
                if is_cut {
                    let edits = processors.into_iter().map(Edit::Remove).collect();
                    self.host.edit("Cut", Edit::All(edits))?;
                }
            }
            Verb::Paste { text, at } => {
                trust::check_pasted(&self.host, &text)?;
                self.paste(&text, "Paste", Some(at))?;
            }
            Verb::Duplicate(processors) => {
                let text = ivw_core::workspace::part_to_string(&self.host, &processors)?;
                self.paste(&text, "Duplicate", None)?;
            }
            Verb::ShowFile { path, at } => self.show_file(&path, at)?,
            Verb::SaveSnapshot { canvas, path } => {
                let picture = ivw_core::data::DataHandle::from(self.host.picture(canvas)?);
                let format = self.host.formats().writer(&path, picture.type_id())?;
                ivw_core::format::write(&format, &path, &picture)?;
            }
            verb => return Err(Error::new(format!("nobody does {verb:?}"))),
        }
        Ok(())
    }

    fn opened(&mut self, path: Option<&Path>, notes: Vec<String>, is_recovered: bool) {
        for note in &notes {
            tracing::info!("workspace: {note}");
        }
        self.drag = None;
        self.level = None;
        self.histograms.clear();
        self.say(News::Opened { path: path.map(Path::to_owned), notes, is_recovered });
    }

    fn paste(&self, text: &str, name: &str, at: Option<[i32; 2]>) -> Result<(), Error> {
        if !text.trim_start().starts_with('<') {
            return Err(Error::new("the clipboard holds no processors")
                .hint("copy some in the network editor, or text of a workspace"));
        }
        self.host.in_one_step(name, |host| {
            let new = host.append_text(text)?;
            let places = host.with(|network| {
                let places =
                    new.iter().filter_map(|id| Some((*id, network.node(*id).ok()?.position)));
                places.collect::<Vec<_>>()
            });
            let corner = |axis: usize| places.iter().map(|(_, at)| at[axis]).min().unwrap_or(0);
            let shift = match at {
                Some(at) => [at[0] - corner(0), at[1] - corner(1)],
                None => [BESIDE; 2],
            };
            let moves = places.into_iter().map(|(id, place)| {
                Edit::Move(
                    id,
                    [place[0].saturating_add(shift[0]), place[1].saturating_add(shift[1])],
                )
            });
            host.edit(name, Edit::All(moves.collect()))?;
            self.put_in_level(&new)?;
            self.select_only(&new)
        })
    }

    pub(super) fn select_only(&self, chosen: &[ProcessorId]) -> Result<(), Error> {
        self.host.with(|network| {
            let all = network.processors().iter();
            let edits = all.map(|id| Edit::Select(*id, chosen.contains(id))).collect();
            network.apply(Edit::All(edits)).map(drop)
        })
    }

    /// A source for a file, and a working picture of what it holds.
    fn show_file(&self, path: &Path, at: [i32; 2]) -> Result<(), Error> {
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let name = format!("Show {file}");
        let text = path.to_string_lossy().into_owned();
        let reads = |type_id: &str| self.host.formats().reader(path, type_id).is_ok();
        let chain: &[(&str, &str)] = if reads(Volume::TYPE_ID) {
            VOLUME
        } else if reads(Layer::TYPE_ID) || reads(Image::TYPE_ID) {
            PICTURE
        } else {
            return Err(Error::new(format!("no loaded module reads \"{file}\""))
                .hint("drop a workspace (.inv), a volume or a picture"));
        };
        self.host.in_one_step(&name, |host| {
            host.lock();
            let built = build(host, chain, &text, at).at(&file);
            host.unlock();
            let new = built?;
            self.put_in_level(&new)?;
            self.select_only(&new)
        })
    }
}

/// Classes with their identifiers in what is built for a volume.
const VOLUME: &[(&str, &str)] = &[
    ("org.inviwo.VolumeSource", "source"),
    ("org.inviwo.CubeProxyGeometry", "cube"),
    ("org.inviwo.EntryExitPoints", "points"),
    ("org.inviwo.VolumeRaycaster", "caster"),
    ("org.inviwo.Background", "background"),
    ("org.inviwo.CanvasGL", "canvas"),
];
const PICTURE: &[(&str, &str)] =
    &[("org.inviwo.ImageSource", "source"), ("org.inviwo.CanvasGL", "canvas")];

fn build(
    host: &ivw_core::host::Host,
    chain: &[(&str, &str)],
    file: &str,
    at: [i32; 2],
) -> Result<Vec<ProcessorId>, Error> {
    let mut ids = Vec::new();
    for (n, (class, _)) in chain.iter().enumerate() {
        let id = host.create(class, None)?;
        let place = [at[0], at[1] + 75 * n as i32];
        host.edit("Add", Edit::All(vec![Edit::Place(Place::from(id)), Edit::Move(id, place)]))?;
        ids.push(id);
    }
    let of = |name: &str| chain.iter().position(|(_, known)| *known == name).map(|n| ids[n]);
    let set = |id: ProcessorId, path: &str, value: Value| -> Result<(), Error> {
        let property = host.with(|n| Ok::<_, Error>(n.node(id)?.properties.find(path)))?;
        let Some(property) = property else { return Ok(()) };
        let at = PropertyRef { processor: id, property };
        host.edit("Set", Edit::Property(at, PropertyChange::Value(value)))
    };
    // To each from the nearest ones before it; what may be left out only from the one just before.
    for (n, to) in ids.iter().enumerate() {
        for (m, from) in ids[..n].iter().enumerate().rev() {
            connect_fitting(host, *from, *to, false)?;
            if m + 1 == n {
                connect_fitting(host, *from, *to, true)?;
            }
        }
    }
    if let Some(source) = of("source") {
        for path in ["filename", "imageFileName"] {
            set(source, path, Value::Text(file.to_owned()))?;
        }
    }
    if let (Some(points), Some(caster)) = (of("points"), of("caster")) {
        // The ray caster looks where the entry points were made.
        let link = host.with(|network| {
            let camera = |id| {
                let property = network.node(id).ok()?.properties.find("camera")?;
                Some(PropertyRef { processor: id, property })
            };
            Some([(camera(points)?, camera(caster)?), (camera(caster)?, camera(points)?)])
        });
        for (from, to) in link.into_iter().flatten() {
            host.edit("Link", Edit::Link(Link { from, to }))?;
        }
    }
    Ok(ids)
}

/// Connects unused outports of a processor to the free inports of another one that fit.
fn connect_fitting(
    host: &ivw_core::host::Host,
    from: ProcessorId,
    to: ProcessorId,
    is_optional: bool,
) -> Result<(), Error> {
    let (mut outports, inports) = host.with(|network| {
        let (source, target) = (network.node(from)?, network.node(to)?);
        let unused = |port: &ivw_core::network::OutportState| {
            !port.connections.iter().any(|connected| connected.processor == to)
        };
        let outports = source.outports.iter().enumerate().filter(|(_, port)| unused(port));
        let inports = target.inports.iter().enumerate().filter(|(_, port)| {
            port.connections.is_empty() && port.spec.is_optional == is_optional
        });
        let outports: Vec<_> = outports.map(|(n, _)| n as u32).collect();
        Ok::<_, Error>((outports, inports.map(|(n, _)| n as u32).collect::<Vec<_>>()))
    })?;
    for inport in inports {
        let connection = |outport: u32| Connection {
            from: PortRef { processor: from, port: outport },
            to: PortRef { processor: to, port: inport },
        };
        let fits = |outport: &u32| host.with(|n| n.check_connection(connection(*outport)).is_ok());
        if let Some(place) = outports.iter().position(fits) {
            host.edit("Connect", Edit::Connect(connection(outports.remove(place))))?;
        }
    }
    Ok(())
}
