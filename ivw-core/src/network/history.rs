//! Undo and redo.

use super::replace::Renaming;
use super::{Edit, Network, ProcessorId, PropertyRef, Replacement};
use crate::error::Result;
use crate::property::{PropertyChange, Value};
use std::collections::{HashSet, VecDeque};

/// Edits that can be undone, and edits that were.
#[derive(Default)]
pub struct History {
    undo: VecDeque<(String, Edit)>,
    redo: Vec<(String, Edit)>,
    /// Numbers of the steps in `undo`, which are never given out twice.
    undo_ids: VecDeque<u64>,
    redo_ids: Vec<u64>,
    last_id: u64,
}

/// More steps than this are forgotten.
const LONGEST: usize = 1000;

impl History {
    /// Remembers what undoes an edit that was just made, under a name that a person reads.
    ///
    /// Replacements of the same processors with nothing between them are one step: whoever saves a
    /// file twenty times wants to go back to before that.
    pub fn push(&mut self, name: impl Into<String>, undo: Edit, network: &mut Network) {
        let replaced = self.follow(network);
        let Some(undo) = undoable(undo) else { return };
        let mut forgets = !self.redo.is_empty();
        self.redo.clear();
        self.redo_ids.clear();
        match &replaced[..] {
            [replaced] if self.merge(&undo, replaced, network) => forgets = true,
            _ => {
                self.last_id += 1;
                self.undo.push_back((name.into(), undo));
                self.undo_ids.push_back(self.last_id);
            }
        }
        if self.undo.len() > LONGEST {
            self.undo.pop_front();
            self.undo_ids.pop_front();
            forgets = true;
        }
        if forgets && network.has_unplaced() {
            let known = self.processors();
            network.retire_unplaced(|id| known.contains(&id));
        }
    }

    /// Lets all edits speak of processors that took the places of others.
    fn follow(&mut self, network: &mut Network) -> Vec<Vec<Replacement>> {
        let replaced = network.take_replaced();
        for replaced in &replaced {
            let renaming = Renaming::new(network, replaced);
            let edits = self.undo.iter_mut().map(|(_, edit)| edit);
            for edit in edits.chain(self.redo.iter_mut().map(|(_, edit)| edit)) {
                renaming.rename(edit);
            }
        }
        replaced
    }

    /// Makes a replacement one with the last step, if that replaced the same processors.
    fn merge(&mut self, undo: &Edit, replaced: &[Replacement], network: &Network) -> bool {
        let Some((_, last)) = self.undo.back_mut() else { return false };
        // The history has followed already: the last step takes the newest processors out.
        let Some(before) = last.replacement() else { return false };
        let same = before.len() == replaced.len()
            && replaced.iter().all(|pair| before.iter().any(|known| known.old == pair.new));
        if !same {
            return false;
        }
        // What the newest ones lost comes back to those from before.
        let middle: Vec<_> = replaced
            .iter()
            .filter_map(|pair| {
                let known = before.iter().find(|known| known.old == pair.new)?;
                Some(Replacement { old: pair.old, new: known.new })
            })
            .collect();
        let renaming = Renaming::new(network, &middle);
        let Edit::All(lost) = undo else { return false };
        let lost = lost.iter().filter(|edit| edit.replacement().is_none()).map(|edit| {
            let mut edit = edit.clone();
            renaming.rename(&mut edit);
            edit
        });
        let lost: Vec<_> = lost.collect();
        match last {
            Edit::All(edits) => drop(edits.splice(1..1, lost)),
            other => {
                let first = std::mem::replace(other, Edit::All(Vec::new()));
                *other = Edit::All(std::iter::once(first).chain(lost).collect());
            }
        }
        true
    }

    /// Undoes the last edit; gives its name, or nothing if there is none.
    pub fn undo(&mut self, network: &mut Network) -> Result<Option<String>> {
        let Some((name, edit)) = self.undo.pop_back() else { return Ok(None) };
        let inverse = network.apply(edit)?;
        self.follow(network);
        self.redo.push((name.clone(), inverse));
        self.redo_ids.extend(self.undo_ids.pop_back());
        Ok(Some(name))
    }

    /// Does the last undone edit again; gives its name, or nothing if there is none.
    pub fn redo(&mut self, network: &mut Network) -> Result<Option<String>> {
        let Some((name, edit)) = self.redo.pop() else { return Ok(None) };
        let inverse = network.apply(edit)?;
        self.follow(network);
        self.undo.push_back((name.clone(), inverse));
        self.undo_ids.extend(self.redo_ids.pop());
        Ok(Some(name))
    }

    /// The names of what can be undone and redone next.
    pub fn names(&self) -> (Option<&str>, Option<&str>) {
        (
            self.undo.back().map(|(name, _)| name.as_str()),
            self.redo.last().map(|(name, _)| name.as_str()),
        )
    }

    /// The number of the last step that was not undone; 0 if there is none.
    ///
    /// The network is as it was when this number was the same.
    pub fn position(&self) -> u64 {
        self.undo_ids.back().copied().unwrap_or(0)
    }

    /// A mark for [`History::join`]: steps from now on have higher numbers.
    pub fn mark(&self) -> u64 {
        self.last_id
    }

    /// Makes all steps after a mark one, under a name that a person reads.
    ///
    /// Of values that a property or a place had meanwhile, the first one stays.
    pub fn join(&mut self, mark: u64, name: &str) {
        let first = self.undo_ids.partition_point(|id| *id <= mark);
        if first == self.undo.len() {
            return;
        }
        let joined: Vec<_> = self.undo.drain(first..).rev().map(|(_, edit)| edit).collect();
        let id = self.undo_ids.drain(first..).next_back().unwrap_or(mark);
        let mut flat = Vec::new();
        joined.into_iter().for_each(|edit| flatten(edit, &mut flat));
        // Undone from the newest to the oldest: what an older edit overwrites has no effect.
        let mut seen = HashSet::new();
        let mut kept: Vec<_> = flat
            .into_iter()
            .rev()
            .filter(|edit| place_of(edit).is_none_or(|place| seen.insert(place)))
            .collect();
        kept.reverse();
        self.undo.push_back((name.to_owned(), Edit::All(kept)));
        self.undo_ids.push_back(id);
    }

    /// Forgets everything, such as after opening another workspace.
    pub fn clear(&mut self) {
        *self = Self { last_id: self.last_id, ..Self::default() };
    }

    /// Processors that undoing or redoing may bring back.
    fn processors(&self) -> HashSet<ProcessorId> {
        let mut known = HashSet::new();
        let edits = self.undo.iter().chain(&self.redo).map(|(_, edit)| edit);
        edits.for_each(|edit| edit.visit(&mut |id| known.extend([id])));
        known
    }
}

/// What an edit overwrites, if it does nothing else.
#[derive(PartialEq, Eq, Hash)]
enum Overwritten {
    Value(PropertyRef),
    Position(ProcessorId),
}

/// What is a step of an edit; nothing if nothing is. What a person has selected is none, and pressing a
/// button again undoes nothing.
fn undoable(edit: Edit) -> Option<Edit> {
    match edit {
        Edit::Select(..) | Edit::Property(_, PropertyChange::Value(Value::Press)) => None,
        Edit::All(edits) => {
            let edits: Vec<_> = edits.into_iter().filter_map(undoable).collect();
            (!edits.is_empty()).then_some(Edit::All(edits))
        }
        edit => Some(edit),
    }
}

fn place_of(edit: &Edit) -> Option<Overwritten> {
    match edit {
        Edit::Property(property, PropertyChange::Value(_)) => Some(Overwritten::Value(*property)),
        Edit::Move(id, _) => Some(Overwritten::Position(*id)),
        _ => None,
    }
}

fn flatten(edit: Edit, flat: &mut Vec<Edit>) {
    match edit {
        Edit::All(edits) => edits.into_iter().for_each(|edit| flatten(edit, flat)),
        edit => flat.push(edit),
    }
}
