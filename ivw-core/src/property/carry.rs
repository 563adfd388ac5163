//! What stays when properties are made anew, such as by newer code of their processor.
//!
//! What was changed since it was declared stays; what nobody touched is as the new code declares it.

use super::{Kind, PropertyChange as Change, PropertyState, PropertyTree, Value};

impl PropertyState {
    /// What was changed since the property was declared, in the order in which to apply it.
    fn changes(&self) -> Vec<Change> {
        let (now, then) = (&self.spec, &*self.declared);
        let mut changes = Vec::new();
        match (&now.kind, &then.kind) {
            (Kind::Number(now), Kind::Number(then)) => {
                let bounds = (now.min_bound, now.max_bound);
                let differs = bounds != (then.min_bound, then.max_bound);
                changes.extend(differs.then_some(Change::Bounds(bounds.0, bounds.1)));
                let of = |change: fn(Value) -> Change, now: &Value, then: &Value| {
                    (!now.is_same(then)).then(|| change(now.clone()))
                };
                changes.extend(of(Change::Min, &now.min, &then.min));
                changes.extend(of(Change::Max, &now.max, &then.max));
                changes.extend(of(Change::Step, &now.step, &then.step));
            }
            (Kind::Range(now), Kind::Range(then)) => {
                let of = |change: fn(Value) -> Change, now: &Value, then: &Value| {
                    (!now.is_same(then)).then(|| change(now.clone()))
                };
                changes.extend(of(Change::Range, &now.range, &then.range));
                changes.extend(of(Change::Step, &now.step, &then.step));
                changes.extend(of(
                    Change::MinSeparation,
                    &now.min_separation,
                    &then.min_separation,
                ));
            }
            (Kind::Choice(now), Kind::Choice(then)) if now.options != then.options => {
                changes.push(Change::Options(now.options.clone()));
            }
            (Kind::Path(now), Kind::Path(then)) => {
                if now.filters != then.filters {
                    changes.push(Change::Filters(now.filters.clone()));
                }
                if now.selected_filter != then.selected_filter {
                    changes.push(Change::SelectedFilter(now.selected_filter.clone()));
                }
            }
            (Kind::Group(now), Kind::Group(then)) if now.collapsed != then.collapsed => {
                changes.push(Change::Collapsed(now.collapsed));
            }
            (Kind::Camera(now), Kind::Camera(then)) if now.collapsed != then.collapsed => {
                changes.push(Change::Collapsed(now.collapsed));
            }
            _ => {}
        }
        if now.visible != then.visible && !now.has_condition {
            changes.push(Change::Visible(now.visible));
        }
        if now.read_only != then.read_only {
            changes.push(Change::ReadOnly(now.read_only));
        }
        if now.semantics != then.semantics {
            changes.push(Change::Semantics(now.semantics.clone()));
        }
        if now.saved != then.saved {
            changes.push(Change::Saved(now.saved));
        }
        if now.name != then.name {
            changes.push(Change::Name(now.name.clone()));
        }
        if self.is_promoted {
            changes.push(Change::Promoted(true));
        }
        if self.value != Value::Press && !self.value.is_same(&then.default_value()) {
            changes.push(Change::Value(self.value.clone()));
        }
        changes
    }
}

impl PropertyTree {
    /// Takes over what was changed in an older tree, by identifiers, where the saved class is the
    /// same; properties that a script owns come along.
    ///
    /// Gives the numbers of properties that differ from what they were declared as.
    pub fn take_over(&mut self, old: &PropertyTree) -> Vec<u32> {
        let mut changed = Vec::new();
        for (index, state) in old.iter() {
            let path = old.path(index);
            let found = self.find(&path).or_else(|| self.adopt_owned(old, index, state));
            let Some(found) = found else { continue };
            if self.get(found).is_none_or(|new| new.spec.class_id() != state.spec.class_id()) {
                continue;
            }
            for change in state.changes() {
                // What the new bounds or options have no room for stays as declared.
                if let Ok(applied) = self.apply(found, change) {
                    changed.extend(applied.changed);
                }
            }
        }
        changed.sort_unstable();
        changed.dedup();
        changed
    }

    fn adopt_owned(
        &mut self,
        old: &PropertyTree,
        index: u32,
        state: &PropertyState,
    ) -> Option<u32> {
        if !state.is_owned {
            return None;
        }
        let parent = match state.parent {
            Some(parent) => Some(self.find(&old.path(parent))?),
            None => None,
        };
        let added = self.insert(parent, None, &old.spec(index)?).ok()?;
        self.get_mut(added)?.is_owned = true;
        Some(added)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Result;
    use crate::property::{GroupKind, PropertySpec};

    fn text(id: &str, default: &str) -> PropertySpec {
        PropertySpec::new(id, Kind::Text { default: default.to_owned() })
    }

    fn group(id: &str, children: Vec<PropertySpec>) -> PropertySpec {
        PropertySpec::new(id, Kind::Group(GroupKind { children, ..GroupKind::default() }))
    }

    fn value(tree: &PropertyTree, path: &str) -> String {
        let state = tree.find(path).and_then(|n| tree.get(n)).expect("it is there");
        state.value.to_string()
    }

    #[test]
    fn what_was_changed_stays_and_the_rest_is_as_newly_declared() -> Result<()> {
        let mut old = PropertyTree::new(&[
            group("group", vec![text("changed", "a"), text("untouched", "b")]),
            text("gone", "c"),
            PropertySpec::new("other", Kind::Bool { default: false }),
        ]);
        for (path, new) in [("group.changed", Value::from("A")), ("gone", Value::from("C"))] {
            let index = old.find(path).expect("it is there");
            old.apply(index, Change::Value(new))?;
        }
        let other = old.find("other").expect("it is there");
        old.apply(other, Change::Value(Value::Bool(true)))?;
        let mut new = PropertyTree::new(&[
            text("other", "now text"),
            group("group", vec![text("untouched", "newer"), text("changed", "newer")]),
        ]);
        let changed = new.take_over(&old);
        assert_eq!(value(&new, "group.changed"), "A");
        assert_eq!(value(&new, "group.untouched"), "newer");
        assert_eq!(value(&new, "other"), "now text");
        assert!(new.find("gone").is_none());
        assert_eq!(changed, [new.find("group.changed").expect("it is there")]);
        Ok(())
    }

    #[test]
    fn properties_that_a_script_owns_come_along_with_their_values() -> Result<()> {
        let mut old = PropertyTree::new(&[group("group", vec![])]);
        let own = old.insert(Some(0), None, &text("own", "a"))?;
        old.get_mut(own).expect("it is there").is_owned = true;
        old.apply(own, Change::Value(Value::from("b")))?;
        let mut new = PropertyTree::new(&[group("group", vec![])]);
        new.take_over(&old);
        assert_eq!(value(&new, "group.own"), "b");
        assert!(new.find("group.own").and_then(|n| new.get(n)).is_some_and(|s| s.is_owned));
        Ok(())
    }
}
