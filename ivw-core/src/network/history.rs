//! Undo and redo.

use super::{Edit, Network};
use crate::error::Result;
use std::collections::VecDeque;

/// Edits that can be undone, and edits that were.
#[derive(Default)]
pub struct History {
    undo: VecDeque<(String, Edit)>,
    redo: Vec<(String, Edit)>,
}

/// More steps than this are forgotten.
const LONGEST: usize = 1000;

impl History {
    /// Remembers what undoes an edit, under a name that a person reads.
    pub fn push(&mut self, name: impl Into<String>, undo: Edit) {
        if undo == Edit::All(Vec::new()) {
            return;
        }
        self.redo.clear();
        self.undo.push_back((name.into(), undo));
        if self.undo.len() > LONGEST {
            self.undo.pop_front();
        }
    }

    /// Undoes the last edit; gives its name, or nothing if there is none.
    pub fn undo(&mut self, network: &mut Network) -> Result<Option<String>> {
        let Some((name, edit)) = self.undo.pop_back() else { return Ok(None) };
        let inverse = network.apply(edit)?;
        self.redo.push((name.clone(), inverse));
        Ok(Some(name))
    }

    /// Does the last undone edit again; gives its name, or nothing if there is none.
    pub fn redo(&mut self, network: &mut Network) -> Result<Option<String>> {
        let Some((name, edit)) = self.redo.pop() else { return Ok(None) };
        let inverse = network.apply(edit)?;
        self.undo.push_back((name.clone(), inverse));
        Ok(Some(name))
    }

    /// The names of what can be undone and redone next.
    pub fn names(&self) -> (Option<&str>, Option<&str>) {
        (
            self.undo.back().map(|(name, _)| name.as_str()),
            self.redo.last().map(|(name, _)| name.as_str()),
        )
    }

    /// Forgets everything, such as after opening another workspace.
    pub fn clear(&mut self) {
        *self = Self::default();
    }
}
