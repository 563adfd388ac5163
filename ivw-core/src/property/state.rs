//! A property that lives somewhere, with its current value and bounds.

use super::{
    AcceptMode, Bound, FileFilter, FileMode, GroupKind, Kind, ListKind, OptionItem, OptionValue,
    PropertySpec, Scalar, Selection, Value, number,
};
use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// One change of one property.
///
/// ```
/// use ivw_core::prelude::*;
/// use ivw_core::property::{NumberKind, PropertyTree, Scalar};
///
/// let step = Kind::Number(NumberKind::vector(Scalar::I32, &[50.0]));
/// let mut properties = PropertyTree::new(&[PropertySpec::new("timestep", step)]);
/// // There are four steps: the value comes down with its bound.
/// let applied = properties.apply(0, PropertyChange::Max(Value::from(3)))?;
/// assert_eq!(properties.get(0).map(|timestep| &timestep.value), Some(&Value::from(3)));
/// assert_eq!(&applied.changed[..], [0]);
/// assert!(properties.apply(0, PropertyChange::Value(Value::from("last"))).is_err());
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum PropertyChange {
    Value(Value),
    Min(Value),
    Max(Value),
    Bounds(Bound, Bound),
    Step(Value),
    /// Start and end of what a range property may be.
    Range(Value),
    MinSeparation(Value),
    /// Options; the same identifier stays selected where it is among them.
    Options(Vec<OptionItem>),
    Visible(bool),
    ReadOnly(bool),
    Semantics(String),
    Name(String),
    Help(String),
    Collapsed(bool),
    Filters(Vec<FileFilter>),
    SelectedFilter(Option<FileFilter>),
    Invalidation(super::InvalidationLevel),
    /// When it is written to workspaces.
    Saved(super::Saved),
    /// The value to go back to.
    Default(Value),
    AcceptMode(AcceptMode),
    FileMode(FileMode),
    ContentType(String),
    /// What may be added to a list, and by whom.
    List(ListKind),
    /// Whether a composite processor shows it as one of its own.
    Promoted(bool),
}

/// A property that lives somewhere.
#[derive(Clone, Debug)]
pub struct PropertyState {
    /// The face as it is now; bounds and options may differ from the declared ones. Children are
    /// properties of their own.
    pub spec: PropertySpec,
    /// The face as it was declared.
    pub declared: Arc<PropertySpec>,
    /// Current value.
    pub value: Value,
    /// The value to go back to. Workspaces save what differs from the declared default instead, so
    /// that nothing is lost when another program opens them.
    pub default: Value,
    /// Whether it changed since its processor was valid.
    pub is_modified: bool,
    /// Whether the processor has not been told the value yet.
    pub is_unwritten: bool,
    /// How often it was pressed, if it is a button or several.
    pub n_presses: u64,
    /// Which one of several buttons was pressed last, if that was said.
    pub pressed: Option<u32>,
    /// Whether it was added by a person or script, and is written to workspaces as a whole.
    pub is_owned: bool,
    /// Whether a composite processor around its processor shows it as one of its own.
    pub is_promoted: bool,
    /// Number of the property around it.
    pub parent: Option<u32>,
    /// Numbers of the properties in it.
    pub children: Vec<u32>,
}

impl PropertyState {
    /// A property with its default value, without children.
    pub fn new(spec: &PropertySpec) -> Self {
        let mut spec = spec.clone();
        if let Some(children) = spec.children_mut() {
            children.clear();
        }
        Self {
            value: spec.default_value(),
            default: spec.reset_to.take().unwrap_or_else(|| spec.default_value()),
            declared: Arc::new(spec.clone()),
            spec,
            is_modified: true,
            is_unwritten: true,
            n_presses: 0,
            pressed: None,
            is_owned: false,
            is_promoted: false,
            parent: None,
            children: Vec::new(),
        }
    }

    /// The value as a processor's field gets it: a range has behind it what it may be, and a capped
    /// number its upper bound.
    pub fn written(&self) -> Value {
        let join = |limits: &Value| match (&self.value, limits) {
            (Value::Ints(value), Value::Ints(limits)) => {
                Value::Ints(value.iter().chain(limits).copied().take(4).collect())
            }
            (Value::Floats(value), Value::Floats(limits)) => {
                Value::Floats(value.iter().chain(limits).copied().take(4).collect())
            }
            (value, _) => value.clone(),
        };
        match &self.spec.kind {
            Kind::Range(kind) => join(&kind.range),
            Kind::Number(kind) if kind.tells_max => join(&kind.max),
            _ => self.value.clone(),
        }
    }

    /// The value that this property would take for one: right type, within bounds.
    ///
    /// Integers become numbers; text becomes what the property is, as a person would write it.
    pub fn fit(&self, value: Value) -> Result<Value> {
        let mismatch = |value: &Value| {
            Err(Error::new(format!(
                "property \"{}\" ({}) can't be {}",
                self.spec.id,
                self.spec.class_id(),
                value.kind_name()
            )))
        };
        match (&self.spec.kind, value) {
            (Kind::Text { .. } | Kind::Path(_), Value::Text(text)) => Ok(Value::Text(text)),
            (Kind::Bool { .. }, Value::Bool(on)) => Ok(Value::Bool(on)),
            (Kind::Bool { .. }, Value::Ints(n)) if n.len() == 1 => Ok(Value::Bool(n[0] != 0)),
            (Kind::Number(kind), value @ (Value::Ints(_) | Value::Floats(_) | Value::Bool(_))) => {
                let components = value.as_floats().expect("these have components");
                if components.len() != kind.len() {
                    return Err(Error::new(format!(
                        "property \"{}\" has {} components, not {}",
                        self.spec.id,
                        kind.len(),
                        components.len()
                    )));
                }
                if let (Value::Ints(ints), false) = (&value, kind.scalar.is_float()) {
                    return Ok(clamp_ints(kind, ints));
                }
                Ok(clamp_floats(kind, &components))
            }
            (Kind::Range(kind), value @ (Value::Ints(_) | Value::Floats(_))) => {
                let components = value.as_floats().expect("these have components");
                let [start, end] = components[..] else { return mismatch(&value) };
                let number = |value: &Value| value.as_floats().map_or(0.0, |v| v[0]);
                let limits = kind.range.as_floats().unwrap_or_default();
                let apart = number(&kind.min_separation);
                let (mut start, mut end) = (start.min(end), start.max(end));
                if let [lo, hi] = limits[..] {
                    start = start.max(lo).min(hi);
                    end = end.max(lo).min(hi);
                    if end - start < apart {
                        end = (start + apart).min(hi);
                        start = (end - apart).max(lo).min(start);
                    }
                }
                Ok(numbers(kind.scalar, &[start, end]))
            }
            (Kind::Choice(kind), value) => {
                let found = match &value {
                    Value::Choice(selection) => kind.find(&selection.id),
                    Value::Text(id) => kind.find(id).or_else(|| {
                        let is = |o: &OptionItem| o.value == OptionValue::Text(id.clone());
                        kind.options.iter().position(is).and_then(|n| kind.selection(n))
                    }),
                    Value::Ints(n) => usize::try_from(n[0]).ok().and_then(|n| kind.selection(n)),
                    _ => return mismatch(&value),
                };
                found.map(Value::Choice).ok_or_else(|| {
                    let ids: Vec<&str> = kind.options.iter().map(|o| o.id.as_str()).collect();
                    Error::new(format!("property \"{}\" has no option \"{value}\"", self.spec.id))
                        .hint(format!("choose one of {}", ids.join(", ")))
                })
            }
            (Kind::Button | Kind::ButtonGroup { .. }, Value::Press) => Ok(Value::Press),
            (Kind::ButtonGroup { buttons }, Value::Ints(n)) => match button(&n) {
                Some(n) if (n as usize) < buttons.len() => Ok(Value::Press),
                _ => Err(Error::new(format!("property \"{}\" has no such button", self.spec.id))
                    .hint(format!("give a number from 0 to {}", buttons.len().saturating_sub(1)))),
            },
            (Kind::TransferFunction { .. }, value @ Value::TransferFunction(_))
            | (Kind::IsoValues { .. }, value @ Value::IsoValues(_))
            | (Kind::Camera(_), value @ Value::Camera(_)) => Ok(value),
            (Kind::Group(_) | Kind::Event, Value::None) => Ok(Value::None),
            (_, Value::Text(text)) => self.parse(&text).and_then(|value| self.fit(value)),
            (_, value) => mismatch(&value),
        }
    }

    /// A value as a person writes it: `true`, `0.5`, `1,2,3`.
    fn parse(&self, text: &str) -> Result<Value> {
        let wrong = |expected: &str| {
            Error::new(format!("property \"{}\" can't be \"{text}\"", self.spec.id))
                .hint(format!("write {expected}"))
        };
        match &self.spec.kind {
            Kind::Bool { .. } => match text {
                "true" | "1" | "on" | "yes" => Ok(Value::Bool(true)),
                "false" | "0" | "off" | "no" => Ok(Value::Bool(false)),
                _ => Err(wrong("true or false")),
            },
            Kind::Number(_) | Kind::Range(_) => {
                let (scalar, n) = match &self.spec.kind {
                    Kind::Number(kind) => (kind.scalar, kind.len()),
                    Kind::Range(kind) => (kind.scalar, 2),
                    _ => unreachable!("matched above"),
                };
                let expected = match n {
                    1 => "a number".to_owned(),
                    n => format!("{n} numbers with commas between them"),
                };
                let parts = text.split(',').map(|part| part.trim());
                let components: Vec<f64> = parts
                    .map(|part| part.parse::<f64>())
                    .collect::<Result<_, _>>()
                    .map_err(|_| wrong(&expected))?;
                match components.len() == n {
                    true => Ok(numbers(scalar, &components)),
                    false => Err(wrong(&expected)),
                }
            }
            Kind::Button | Kind::ButtonGroup { .. } if text == "press" => Ok(Value::Press),
            _ => Err(Error::new(format!(
                "property \"{}\" ({}) can't be set from text",
                self.spec.id,
                self.spec.class_id()
            ))),
        }
    }

    /// Applies a change; gives the change that undoes it, or nothing if it made no difference.
    ///
    /// Parts of cameras are kept in step by [`super::PropertyTree::apply`], which is what to call.
    pub(super) fn apply(&mut self, change: PropertyChange) -> Result<Option<PropertyChange>> {
        use PropertyChange as Change;
        let misfit = |what: &str, spec: &PropertySpec| {
            Err(Error::new(format!("property \"{}\" ({}) has no {what}", spec.id, spec.class_id())))
        };
        fn swap<T: PartialEq>(old: &mut T, new: T) -> Option<T> {
            (*old != new).then(|| std::mem::replace(old, new))
        }
        Ok(match change {
            Change::Value(value) => {
                let pressed = if let Value::Ints(n) = &value { button(n) } else { None };
                let value = self.fit(value)?;
                if value == Value::Press {
                    self.value = Value::Press;
                    self.n_presses += 1;
                    self.pressed = pressed;
                    self.touch();
                    return Ok(Some(Change::Value(Value::Press)));
                }
                if value.is_same(&self.value) {
                    return Ok(None);
                }
                self.touch();
                Some(Change::Value(std::mem::replace(&mut self.value, value)))
            }
            Change::Min(new) => self.set_bound(new, false)?,
            Change::Max(new) => self.set_bound(new, true)?,
            Change::Bounds(min, max) => {
                let Kind::Number(kind) = &mut self.spec.kind else {
                    return misfit("bounds", &self.spec);
                };
                let old = (kind.min_bound, kind.max_bound);
                (kind.min_bound, kind.max_bound) = (min, max);
                (old != (min, max)).then_some(Change::Bounds(old.0, old.1))
            }
            Change::Step(step) => match &mut self.spec.kind {
                Kind::Number(kind) => swap(&mut kind.step, step).map(Change::Step),
                Kind::Range(kind) => swap(&mut kind.step, step).map(Change::Step),
                _ => return misfit("step", &self.spec),
            },
            Change::Range(range) => {
                let Kind::Range(kind) = &mut self.spec.kind else {
                    return misfit("range", &self.spec);
                };
                let old = swap(&mut kind.range, range);
                self.refit();
                if old.is_some() {
                    self.touch();
                }
                old.map(Change::Range)
            }
            Change::MinSeparation(apart) => {
                let Kind::Range(kind) = &mut self.spec.kind else {
                    return misfit("separation", &self.spec);
                };
                let old = swap(&mut kind.min_separation, apart);
                self.refit();
                old.map(Change::MinSeparation)
            }
            Change::Options(options) => {
                let Kind::Choice(kind) = &mut self.spec.kind else {
                    return misfit("options", &self.spec);
                };
                let old = swap(&mut kind.options, options);
                let selected = self.value.as_text().and_then(|id| kind.find(id));
                let selected = selected.or_else(|| kind.selection(0));
                self.value = selected.map_or(Value::None, Value::Choice);
                if old.is_some() {
                    self.touch();
                }
                old.map(Change::Options)
            }
            Change::Visible(on) => swap(&mut self.spec.visible, on).map(Change::Visible),
            Change::ReadOnly(on) => swap(&mut self.spec.read_only, on).map(Change::ReadOnly),
            Change::Semantics(new) => swap(&mut self.spec.semantics, new).map(Change::Semantics),
            Change::Name(new) => swap(&mut self.spec.name, new).map(Change::Name),
            Change::Help(new) => swap(&mut self.spec.help, new).map(Change::Help),
            Change::Invalidation(new) => {
                swap(&mut self.spec.invalidation, new).map(Change::Invalidation)
            }
            Change::Saved(when) => swap(&mut self.spec.saved, when).map(Change::Saved),
            Change::Collapsed(on) => match &mut self.spec.kind {
                Kind::Group(kind) => swap(&mut kind.collapsed, on).map(Change::Collapsed),
                Kind::Camera(kind) => swap(&mut kind.collapsed, on).map(Change::Collapsed),
                _ => return misfit("children", &self.spec),
            },
            Change::Filters(filters) => match &mut self.spec.kind {
                Kind::Path(kind) => swap(&mut kind.filters, filters).map(Change::Filters),
                _ => return misfit("file filters", &self.spec),
            },
            Change::SelectedFilter(filter) => match &mut self.spec.kind {
                Kind::Path(kind) => {
                    swap(&mut kind.selected_filter, filter).map(Change::SelectedFilter)
                }
                _ => return misfit("file filters", &self.spec),
            },
            Change::Default(value) => {
                let value = self.fit(value)?;
                if value.is_same(&self.default) {
                    return Ok(None);
                }
                Some(Change::Default(std::mem::replace(&mut self.default, value)))
            }
            Change::AcceptMode(mode) => match &mut self.spec.kind {
                Kind::Path(kind) => swap(&mut kind.accept_mode, mode).map(Change::AcceptMode),
                _ => return misfit("file dialog", &self.spec),
            },
            Change::FileMode(mode) => match &mut self.spec.kind {
                Kind::Path(kind) => swap(&mut kind.file_mode, mode).map(Change::FileMode),
                _ => return misfit("file dialog", &self.spec),
            },
            Change::ContentType(new) => match &mut self.spec.kind {
                Kind::Path(kind) => swap(&mut kind.content_type, new).map(Change::ContentType),
                _ => return misfit("file dialog", &self.spec),
            },
            Change::List(new) => match &mut self.spec.kind {
                Kind::Group(GroupKind { list: Some(list), .. }) => {
                    swap(list, new).map(Change::List)
                }
                _ => return misfit("prefabs", &self.spec),
            },
            Change::Promoted(on) => swap(&mut self.is_promoted, on).map(Change::Promoted),
        })
    }

    /// Whether a change leads to processing, rather than only to another look in an editor.
    pub fn invalidates(change: &PropertyChange) -> bool {
        use PropertyChange as Change;
        matches!(
            change,
            Change::Value(_)
                | Change::Min(_)
                | Change::Max(_)
                | Change::Range(_)
                | Change::Options(_)
                | Change::MinSeparation(_)
        )
    }

    /// Notes that the value is another one.
    pub fn touch(&mut self) {
        self.is_modified = true;
        self.is_unwritten = true;
    }

    fn set_bound(&mut self, new: Value, is_max: bool) -> Result<Option<PropertyChange>> {
        let Kind::Number(kind) = &mut self.spec.kind else {
            return Err(Error::new(format!("property \"{}\" has no bounds", self.spec.id)));
        };
        let components = new.as_floats().unwrap_or_default();
        if components.len() != kind.len() {
            return Err(Error::new(format!(
                "a bound of property \"{}\" has {} components, not {}",
                self.spec.id,
                kind.len(),
                components.len()
            )));
        }
        let new = kind.value(&components);
        let (target, other) = match is_max {
            true => (&mut kind.max, &mut kind.min),
            false => (&mut kind.min, &mut kind.max),
        };
        if new == *target {
            return Ok(None);
        }
        let old = std::mem::replace(target, new);
        // A bound takes the other one along when it is moved beyond it.
        let others = other.as_floats().unwrap_or_default();
        let dragged: Vec<f64> = components
            .iter()
            .zip(others)
            .map(|(new, other)| if is_max { new.min(other) } else { new.max(other) })
            .collect();
        let dragged = numbers(kind.scalar, &dragged);
        match is_max {
            true => kind.min = dragged,
            false => kind.max = dragged,
        }
        self.refit();
        self.is_modified = true;
        Ok(Some(if is_max { PropertyChange::Max(old) } else { PropertyChange::Min(old) }))
    }

    fn refit(&mut self) {
        if let Ok(value) = self.fit(self.value.clone())
            && !value.is_same(&self.value)
        {
            self.value = value;
            self.touch();
        }
    }
}

/// Components as a value of numbers.
fn numbers(scalar: Scalar, components: &[f64]) -> Value {
    match scalar.is_float() {
        true => Value::Floats(components.iter().map(|&c| number::round(scalar, c)).collect()),
        false => Value::Ints(components.iter().map(|&c| c.round() as i64).collect()),
    }
}

fn clamp_floats(kind: &super::NumberKind, components: &[f64]) -> Value {
    let (min, max) = (kind.min.as_floats(), kind.max.as_floats());
    let clamped: arrayvec::ArrayVec<f64, 16> = components
        .iter()
        .enumerate()
        .map(|(n, &component)| {
            let mut component = component;
            // Written so that NaN passes.
            if let Some(min) = min.as_ref().filter(|_| kind.min_bound.is_hard())
                && component < min[n]
            {
                component = min[n];
            }
            if let Some(max) = max.as_ref().filter(|_| kind.max_bound.is_hard())
                && component > max[n]
            {
                component = max[n];
            }
            component
        })
        .collect();
    numbers(kind.scalar, &clamped)
}

/// The number of one of several buttons.
fn button(n: &[i64]) -> Option<u32> {
    if let [n] = n { u32::try_from(*n).ok() } else { None }
}

fn clamp_ints(kind: &super::NumberKind, components: &[i64]) -> Value {
    let bound = |value: &Value, n: usize| match value {
        Value::Ints(bounds) => bounds.get(n).copied(),
        _ => None,
    };
    Value::Ints(
        components
            .iter()
            .enumerate()
            .map(|(n, &component)| {
                let mut component = component;
                if let Some(max) = bound(&kind.max, n).filter(|_| kind.max_bound.is_hard()) {
                    component = component.min(max);
                }
                if let Some(min) = bound(&kind.min, n).filter(|_| kind.min_bound.is_hard()) {
                    component = component.max(min);
                }
                component
            })
            .collect(),
    )
}

impl From<Selection> for Value {
    fn from(selection: Selection) -> Self {
        Self::Choice(selection)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::property::{ChoiceKind, NumberKind};

    fn number(value: f64) -> PropertyState {
        PropertyState::new(&PropertySpec::new(
            "n",
            Kind::Number(NumberKind::vector(Scalar::F32, &[value])),
        ))
    }

    #[test]
    fn a_value_beyond_a_hard_bound_is_clamped_and_nan_passes() -> Result<()> {
        let mut property = number(0.5);
        property.apply(PropertyChange::Value(7.0.into()))?;
        assert_eq!(property.value, 1.0.into());
        property.apply(PropertyChange::Value(f64::NAN.into()))?;
        assert!(property.value.is_same(&f64::NAN.into()));
        Ok(())
    }

    #[test]
    fn a_soft_bound_only_guides() -> Result<()> {
        let mut property = number(0.5);
        property.apply(PropertyChange::Bounds(Bound::Ignore, Bound::Ignore))?;
        property.apply(PropertyChange::Value(7.0.into()))?;
        assert_eq!(property.value, 7.0.into());
        Ok(())
    }

    #[test]
    fn a_lower_bound_above_the_upper_one_takes_it_along() -> Result<()> {
        let mut property = number(0.5);
        property.apply(PropertyChange::Min(3.0.into()))?;
        let Kind::Number(kind) = &property.spec.kind else { unreachable!("it is a number") };
        assert_eq!((&kind.max, &property.value), (&3.0.into(), &3.0.into()));
        Ok(())
    }

    #[test]
    fn every_change_can_be_undone() -> Result<()> {
        let mut property = number(0.5);
        for change in [
            PropertyChange::Value(0.25.into()),
            PropertyChange::Step(0.5.into()),
            PropertyChange::Visible(false),
            PropertyChange::Name("New".into()),
        ] {
            let before = property.clone();
            let undo = property.apply(change)?.expect("it is a difference");
            property.apply(undo)?;
            assert_eq!((&property.spec, &property.value), (&before.spec, &before.value));
        }
        Ok(())
    }

    #[test]
    fn another_default_is_what_one_goes_back_to() -> Result<()> {
        let mut property = number(0.5);
        property.apply(PropertyChange::Value(0.75.into()))?;
        let undo = property.apply(PropertyChange::Default(0.75.into()))?;
        assert_eq!(undo, Some(PropertyChange::Default(0.5.into())));
        assert_eq!(property.default, 0.75.into());
        assert_eq!(property.declared.default_value(), 0.5.into());
        assert_eq!(property.apply(PropertyChange::Default(0.75.into()))?, None);
        assert!(property.apply(PropertyChange::Default("fast".into())).is_err());
        Ok(())
    }

    #[test]
    fn what_a_file_dialog_does_is_a_path_s_own() -> Result<()> {
        let mut path = PropertyState::new(&PropertySpec::new("p", Kind::Path(Default::default())));
        let undo = path.apply(PropertyChange::AcceptMode(AcceptMode::Save))?;
        assert_eq!(undo, Some(PropertyChange::AcceptMode(AcceptMode::Open)));
        assert!(path.apply(PropertyChange::ContentType("volume".into()))?.is_some());
        assert!(number(0.0).apply(PropertyChange::FileMode(FileMode::Directory)).is_err());
        Ok(())
    }

    #[test]
    fn the_same_value_is_no_change() -> Result<()> {
        let mut property = number(f64::NAN);
        assert_eq!(property.apply(PropertyChange::Value(f64::NAN.into()))?, None);
        Ok(())
    }

    #[test]
    fn an_unknown_option_is_refused_and_says_what_there_is() {
        let options = ["a", "b"].map(|id| OptionItem {
            id: id.into(),
            name: id.to_uppercase(),
            value: OptionValue::Int(0),
        });
        let kind = ChoiceKind { class: "Int".into(), options: options.into(), default: 0 };
        let mut property = PropertyState::new(&PropertySpec::new("mode", Kind::Choice(kind)));
        let error = property.apply(PropertyChange::Value(Value::choice("c"))).unwrap_err();
        assert_eq!(error.to_string(), "property \"mode\" has no option \"c\": choose one of a, b");
        assert!(property.apply(PropertyChange::Value("B".into())).is_ok());
        assert_eq!(property.value.as_text(), Some("b"));
    }

    #[test]
    fn text_from_a_command_line_fits_any_number() -> Result<()> {
        let property = number(0.0);
        assert_eq!(property.fit("0.25".into())?, 0.25.into());
        let error = property.fit("fast".into()).unwrap_err();
        assert_eq!(error.to_string(), "property \"n\" can't be \"fast\": write a number");
        Ok(())
    }
}
