//! One of several transfer functions.

use ivw_core::event::{Interaction, Reaction, Trigger};
use ivw_core::prelude::*;
use ivw_core::processor::Added;
use ivw_core::property::{ChoiceKind, Field};
use ivw_render::properties::Event;

/// Chooses one of several transfer functions.
///
/// |         | shape             | value          |
/// |---------|-------------------|----------------|
/// | inport  | `[width, height]` | any            |
/// | outport | as it comes in    | as it comes in |
///
/// The image goes through, so that keys in its picture come here.
#[derive(Processor)]
#[processor(
    "org.inviwo.TFSelector",
    name = "Transfer Function Selector",
    category = "Transfer Function",
    tags = "Transfer Function, TF, Presets, UI",
    takes_added,
    takes_events
)]
pub struct TfSelector {
    /// Image to hand on.
    #[inport("inport")]
    image: In<Image>,

    /// The same image.
    #[outport("outport")]
    same: Out<Image>,

    /// The chosen function; link it to that of a renderer.
    #[property(
        "tfOut",
        name = "TF Out",
        default = TransferFunction::new(&[]),
        read_only = true
    )]
    chosen: TransferFunction,

    /// Which function is chosen.
    #[property("selectedTF", name = "Selected")]
    selected: Chosen,

    /// After the last function comes the first one.
    #[property("cycle", name = "Cycle TFs")]
    goes_round: bool,

    /// Functions to choose from; add as many as you like.
    #[group("presets", list(vec![preset()]))]
    presets: Presets,

    /// Keys that choose.
    #[group("interactions", collapsed = true)]
    keys: Keys,

    /// The functions that there are, with their identifiers.
    functions: Vec<(String, TransferFunction)>,
    offered: Option<Vec<String>>,
}

/// This is a list of functions.
#[derive(PropertyGroup)]
pub struct Presets {}

/// These are keys that choose a function.
#[derive(PropertyGroup)]
pub struct Keys {
    /// The next function: the key of the full stop.
    #[property("nextTF", name = "Next TF", invalidates = InvalidationLevel::Valid)]
    next: Event,

    /// The function before: the key of the comma.
    #[property("previousTF", name = "Previous TF", invalidates = InvalidationLevel::Valid)]
    previous: Event,
}

const NEXT: Trigger = Trigger::key(b'.' as i32);
const PREVIOUS: Trigger = Trigger::key(b',' as i32);

/// The identifier of the chosen function; empty until there is one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Chosen(String);

impl Field for Chosen {
    fn kind(_: &Self) -> Kind {
        Kind::Choice(ChoiceKind { class: "String".to_owned(), options: Vec::new(), default: 0 })
    }

    fn read(&mut self, value: &Value) -> Result<()> {
        value.as_text().unwrap_or_default().clone_into(&mut self.0);
        Ok(())
    }
}

/// What may be added to the list.
fn preset() -> PropertySpec {
    let default = TransferFunction::default();
    PropertySpec {
        name: "TF 1".to_owned(),
        help: "One of the functions.".to_owned(),
        ..PropertySpec::new("tfPreset1", Kind::TransferFunction { default })
    }
}

/// What people read for an identifier: "TF 3" for `tfPreset3`.
fn name_of(id: &str) -> String {
    match id.strip_prefix("tfPreset") {
        Some(number) => format!("TF {number}"),
        None => id.to_owned(),
    }
}

impl Process for TfSelector {
    fn set_added(&mut self, added: &[Added]) -> Result<()> {
        let functions = added.iter().filter_map(|added| match &added.value {
            Value::TransferFunction(function) => {
                let id = added.path.strip_prefix("presets.")?;
                Some((id.to_owned(), function.clone()))
            }
            _ => None,
        });
        self.functions = functions.collect();
        Ok(())
    }

    fn process(&mut self, context: &Context) -> Result<()> {
        let image = self.image.get()?;
        let ids: Vec<_> = self.functions.iter().map(|(id, _)| id.clone()).collect();
        if self.offered.as_ref() != Some(&ids) {
            let options = ids.iter().map(|id| OptionItem {
                id: id.clone(),
                name: name_of(id),
                value: OptionValue::Text(id.clone()),
            });
            context.set_options("selectedTF", options.collect());
            self.offered = Some(ids);
        }
        let place = self.place();
        let function = self.functions.get(place).map(|(_, function)| function.clone());
        let function = function.unwrap_or_else(|| TransferFunction::new(&[]));
        if function != self.chosen {
            self.chosen = function.clone();
            context.set("tfOut", Value::TransferFunction(function));
        }
        self.same.set(image);
        Ok(())
    }

    fn event(&mut self, event: &Interaction, context: &Context) -> Result<Reaction> {
        let n = self.functions.len();
        let place = self.place();
        let next = match (NEXT.matches(event), PREVIOUS.matches(event)) {
            (true, _) if place + 1 < n => place + 1,
            (true, _) if self.goes_round => 0,
            (_, true) if place > 0 => place - 1,
            (_, true) if self.goes_round => n.saturating_sub(1),
            (false, false) => return Ok(Reaction::default()),
            _ => place,
        };
        if let Some((id, _)) = self.functions.get(next) {
            self.selected.0 = id.clone();
            context.set("selectedTF", Value::choice(id.as_str()));
        }
        Ok(Reaction { runs_again: true, ..Reaction::used() })
    }
}

impl TfSelector {
    /// Place of the chosen function; the first one, if there is no such.
    fn place(&self) -> usize {
        self.functions.iter().position(|(id, _)| *id == self.selected.0).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ivw_core::event::Action;

    fn function(red: f32) -> TransferFunction {
        TransferFunction::new(&[(0.5, [red, 0.0, 0.0, 1.0])])
    }

    fn node() -> Result<TfSelector> {
        let mut node =
            TfSelector { image: Image::new([1, 1], Image::RGBA8)?.into(), ..Default::default() };
        let added: Vec<_> = (1..=3)
            .map(|n| Added {
                name: String::new(),
                path: format!("presets.tfPreset{n}"),
                class: "org.inviwo.TransferFunctionProperty".to_owned(),
                value: Value::TransferFunction(function(n as f32)),
            })
            .collect();
        node.set_added(&added)?;
        Ok(node)
    }

    #[test]
    fn the_chosen_function_is_shown_and_the_image_goes_through() -> Result<()> {
        let mut node = node()?;
        let context = Context::detached();
        node.process(&context)?;
        assert_eq!(node.chosen, function(1.0));
        let PropertyChange::Options(options) = &context.take_changes()[0].change else { panic!() };
        assert_eq!((options[2].id.as_str(), options[2].name.as_str()), ("tfPreset3", "TF 3"));
        node.selected.read(&Value::choice("tfPreset2"))?;
        node.process(&context)?;
        assert_eq!(node.chosen, function(2.0));
        assert!(node.same.get()?.is_same(&node.image.get()?));
        node.set_added(&[])?;
        node.process(&context)?;
        assert!(node.chosen.points.is_empty());
        Ok(())
    }

    #[test]
    fn keys_choose_the_next_one_and_the_one_before() -> Result<()> {
        let mut node = node()?;
        let mut press = |letter: u8, goes_round| -> Result<String> {
            let action = Action::Key { key: letter.into(), is_pressed: true, text: String::new() };
            node.goes_round = goes_round;
            let event = Interaction { action, ..Interaction::default() };
            assert!(node.event(&event, &Context::detached())?.is_used);
            Ok(node.selected.0.clone())
        };
        assert_eq!(press(b',', false)?, "tfPreset1");
        assert_eq!(press(b'.', false)?, "tfPreset2");
        assert_eq!(press(b'.', true)?, "tfPreset3");
        assert_eq!(press(b'.', false)?, "tfPreset3");
        assert_eq!(press(b'.', true)?, "tfPreset1");
        assert_eq!(press(b',', true)?, "tfPreset3");
        Ok(())
    }
}
