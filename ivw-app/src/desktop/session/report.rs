//! What the window is told of the network.

use super::super::snapshot::{Snapshot, properties};
use super::{News, Worker, canvas};
use ivw_core::host::ClassInfo;
use ivw_core::network::{ProcessorId, Status};
use std::collections::HashSet;
use std::sync::Arc;
use std::time::Instant;

impl Worker {
    /// Tells the window how things are.
    pub(super) fn report(&mut self) {
        self.reported = Instant::now();
        let processors = std::mem::take(&mut self.changed.lock().processors);
        if std::mem::take(&mut self.changed.lock().classes) {
            self.tell_classes();
        }
        self.say(News::Network(Arc::new(Snapshot::of(&self.host))));
        let inspected = std::mem::take(&mut self.inspected);
        let shown: Vec<_> = self
            .host
            .with(|network| inspected.iter().filter_map(|id| properties(network, *id)).collect());
        self.inspected = inspected;
        if shown != self.told_properties {
            self.told_properties.clone_from(&shown);
            self.say(News::Properties(shown));
        }
        if let Some(linked) = self.linked {
            let ends: Vec<_> = self
                .host
                .with(|network| linked.iter().filter_map(|id| properties(network, *id)).collect());
            if ends != self.told_ends {
                self.told_ends.clone_from(&ends);
                self.say(News::LinkEnds(ends));
            }
        }
        self.recent.extend(&processors);
        self.tell_pictures(&processors);
        if !self.host.is_busy() {
            self.recent.clear();
        }
        if !processors.is_empty() {
            self.count();
        }
    }

    /// Tells the pictures of canvases that changed; what was told while something runs is looked at
    /// again once nothing does, as it may have been overtaken.
    fn tell_pictures(&mut self, changed: &HashSet<ProcessorId>) {
        let late = std::mem::take(&mut self.late);
        let is_busy = self.host.is_busy();
        for (_, canvas) in self.host.canvases() {
            if !changed.contains(&canvas) && !late.contains(&canvas) {
                continue;
            }
            if is_busy {
                self.late.insert(canvas);
                if !changed.contains(&canvas) {
                    continue;
                }
            }
            let status = self.host.with(|n| n.node(canvas).map(|node| node.status.clone()));
            match status {
                Ok(Status::Valid) => match canvas::picture(&self.host, canvas) {
                    Ok((rgba, size)) => {
                        self.frames.note(&self.host, canvas, &self.recent, size);
                        self.say(News::Picture { canvas, rgba, size });
                    }
                    Err(error) => self.say(News::NoPicture { canvas, why: error.to_string() }),
                },
                // What is on its way comes soon.
                Ok(Status::Stale | Status::Running) => {
                    self.late.insert(canvas);
                }
                Err(_) => {}
                Ok(_) => {
                    let why = self.host.picture(canvas).err();
                    let why = why.map(|error| error.to_string()).unwrap_or_default();
                    self.say(News::NoPicture { canvas, why });
                }
            }
        }
    }

    /// Tells which classes there are.
    fn tell_classes(&self) {
        let classes: Vec<ClassInfo> = self
            .host
            .factories()
            .classes()
            .into_iter()
            .map(|class| ClassInfo { spec: (*class.spec).clone(), module: class.module.clone() })
            .collect();
        self.say(News::Classes(Arc::new(classes)));
    }

    pub(super) fn count(&mut self) {
        for property in self.wanted_histograms.clone() {
            let counted = self.histograms.entry(property).or_default();
            if let Some(histogram) = counted.count(&self.host, property) {
                self.say(News::Histogram(histogram));
            }
        }
    }
}
