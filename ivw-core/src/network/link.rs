//! Property links: properties that follow others.

use super::{Network, ProcessorId, PropertyRef};
use crate::property::{
    Bound, Kind, NumberKind, PropertyChange, PropertySpec, PropertyState, Selection, Value,
};
use std::collections::HashSet;

/// Whether a property can follow another one.
pub fn can_link(from: &PropertySpec, to: &PropertySpec) -> bool {
    match (&from.kind, &to.kind) {
        (Kind::Number(from), Kind::Number(to)) => {
            (from.rows, from.columns) == (to.rows, to.columns)
        }
        (Kind::Number(from), Kind::Text { .. }) => from.len() == 1,
        (Kind::Number(from), Kind::Choice(_)) => from.len() == 1 && !from.scalar.is_float(),
        (Kind::Choice(from), Kind::Choice(to)) => from.class == to.class,
        (Kind::Path(_), Kind::Text { .. } | Kind::Path(_)) => true,
        (Kind::Text { .. }, Kind::Path(_)) => true,
        (Kind::Choice(_), Kind::Text { .. }) => true,
        (from, to) => std::mem::discriminant(from) == std::mem::discriminant(to),
    }
}

impl Network {
    /// Lets everything follow that is linked to what changed, each property once.
    pub(super) fn follow_links(
        &mut self,
        processor: ProcessorId,
        changed: &[u32],
        by_itself: bool,
    ) {
        if self.links_from.is_empty() {
            return;
        }
        let start = changed.iter().map(|&property| PropertyRef { processor, property });
        let mut visited: HashSet<PropertyRef> = start.clone().collect();
        let mut pending: Vec<PropertyRef> = start.collect();
        while let Some(leader) = pending.pop() {
            for follower in self.followers(leader) {
                if !visited.insert(follower) {
                    continue;
                }
                for change in self.conversion(leader, follower) {
                    let Some(node) = self.nodes.get_mut(follower.processor) else { continue };
                    let Ok(applied) = node.properties.apply(follower.property, change) else {
                        continue;
                    };
                    if applied.changed.is_empty() {
                        continue;
                    }
                    self.after_change(follower.processor, &applied.changed, true, by_itself);
                    pending.extend(
                        applied.changed.into_iter().map(|property| PropertyRef {
                            processor: follower.processor,
                            property,
                        }),
                    );
                }
            }
        }
    }

    /// Properties that are linked to a property, or inside ones that are linked to one around it.
    fn followers(&self, leader: PropertyRef) -> Vec<PropertyRef> {
        let mut followers = Vec::new();
        let Some(node) = self.nodes.get(leader.processor) else { return followers };
        let mut around = leader.property;
        let mut path: Vec<&str> = Vec::new();
        loop {
            let at = PropertyRef { processor: leader.processor, property: around };
            for target in self.links_from.get(&at).into_iter().flatten() {
                let Some(tree) = self.nodes.get(target.processor).map(|node| &node.properties)
                else {
                    continue;
                };
                let found =
                    path.iter().rev().try_fold(target.property, |at, id| tree.child(Some(at), id));
                if let Some(property) = found {
                    followers.push(PropertyRef { processor: target.processor, property });
                }
            }
            let Some(state) = node.properties.get(around) else { return followers };
            let Some(parent) = state.parent else { return followers };
            path.push(&state.spec.id);
            around = parent;
        }
    }

    /// What makes a property follow another one.
    fn conversion(&self, from: PropertyRef, to: PropertyRef) -> Vec<PropertyChange> {
        let (Ok(leader), Ok(follower)) = (self.property(from), self.property(to)) else {
            return Vec::new();
        };
        if !can_link(&leader.spec, &follower.spec) {
            return Vec::new();
        }
        // The aspect ratio belongs to the size of the picture, wherever that is known.
        let follows_size = self.nodes.get(to.processor).is_some_and(|node| node.follows_size);
        let in_camera = |state: &PropertyState| {
            let parent = state.parent.and_then(|parent| {
                self.nodes.get(to.processor).and_then(|node| node.properties.get(parent))
            });
            matches!(parent, Some(PropertyState { value: Value::Camera(_), .. }))
        };
        if follows_size && follower.spec.id == "aspectRatio" && in_camera(follower) {
            return Vec::new();
        }
        match (&leader.spec.kind, &follower.spec.kind, &leader.value, &follower.value) {
            (Kind::Number(from), Kind::Number(to), ..) => number(from, to, &leader.value),
            (Kind::Number(_), Kind::Text { .. }, value, _) => {
                let text = match value.as_floats().as_deref() {
                    Some([number]) => six_digits(*number),
                    _ => return Vec::new(),
                };
                vec![PropertyChange::Value(Value::Text(text))]
            }
            (Kind::Choice(from), Kind::Choice(_), value, _) => vec![
                PropertyChange::Options(from.options.clone()),
                PropertyChange::Value(value.clone()),
            ],
            (Kind::Choice(_), _, Value::Choice(Selection { id, .. }), _) => {
                vec![PropertyChange::Value(Value::Text(id.clone()))]
            }
            (Kind::Range(from), Kind::Range(_), value, _) => vec![
                PropertyChange::Range(from.range.clone()),
                PropertyChange::Value(value.clone()),
            ],
            (.., Value::Camera(leader), Value::Camera(follower)) if follows_size => {
                vec![PropertyChange::Value(Value::Camera(leader.with_aspect_of(follower)))]
            }
            (Kind::Group(_) | Kind::Event, ..) => Vec::new(),
            (Kind::Button | Kind::ButtonGroup { .. }, ..) => {
                let which = leader.pressed.map(|n| Value::from(i64::from(n)));
                let has_it = |value: &Value| follower.fit(value.clone()).is_ok();
                vec![PropertyChange::Value(which.filter(has_it).unwrap_or(Value::Press))]
            }
            (.., value, _) => vec![PropertyChange::Value(value.clone())],
        }
    }
}

/// A number takes its value along, and bounds that a person may change.
fn number(from: &NumberKind, to: &NumberKind, value: &Value) -> Vec<PropertyChange> {
    let mut changes = Vec::new();
    if from.scalar == to.scalar {
        let open = |bound: Bound| matches!(bound, Bound::Editable | Bound::Ignore);
        if open(from.min_bound) && open(to.min_bound) {
            changes.push(PropertyChange::Min(from.min.clone()));
        }
        if open(from.max_bound) && open(to.max_bound) {
            changes.push(PropertyChange::Max(from.max.clone()));
        }
    }
    changes.push(PropertyChange::Value(value.clone()));
    changes
}

/// A number as C++ streams print it by default.
fn six_digits(number: f64) -> String {
    if number == 0.0 || !number.is_finite() {
        return if number == 0.0 { "0".to_owned() } else { number.to_string().to_lowercase() };
    }
    let exponent = number.abs().log10().floor() as i32;
    if !(-4..6).contains(&exponent) {
        let text = format!("{number:.5e}");
        let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        let mantissa = mantissa.trim_end_matches('0').trim_end_matches('.');
        let exponent: i32 = exponent.parse().unwrap_or(0);
        let sign = if exponent < 0 { '-' } else { '+' };
        return format!("{mantissa}e{sign}{:02}", exponent.abs());
    }
    let digits = usize::try_from(5 - exponent).unwrap_or(0);
    let text = format!("{number:.digits$}");
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use super::six_digits;

    #[test]
    fn numbers_become_text_as_in_inviwo() {
        for (number, text) in [
            (0.0, "0"),
            (1.0, "1"),
            (0.5, "0.5"),
            (1.0 / 3.0, "0.333333"),
            (123456.0, "123456"),
            (1234567.0, "1.23457e+06"),
            (0.00001, "1e-05"),
            (-2.25, "-2.25"),
        ] {
            assert_eq!(six_digits(number), text);
        }
    }
}
