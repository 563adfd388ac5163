//! What a person does at a picture: with mouse, keyboard, or fingers.
//!
//! An [`Interaction`] goes from a canvas upstream, see [`Host::interact`](crate::host::Host::interact);
//! places in a picture are in [0, 1] from its lower left corner.

use crate::network::ProcessorId;
use crate::processor::Change;
use serde::{Deserialize, Serialize};

/// Something that a person did.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Interaction {
    /// What it was.
    pub action: Action,
    /// Modifier keys that were pressed, a sum of [`modifier`].
    pub modifiers: u32,
    /// The thing in the picture that this is about; it is told before others are of the action.
    pub picked: Option<Picked>,
}

impl Interaction {
    /// What the message is called at the boundary.
    pub(crate) const MESSAGE: &'static str = "event";

    /// Which of a processor's things this is about, counted from 0, and what the mouse did to it.
    ///
    /// `first` is the processor's [first number](crate::processor::Context::first_picking_id), `n` how
    /// many it has.
    pub fn picked_of(&self, first: u32, n: usize) -> Option<(usize, Picked)> {
        let picked = self.picked?;
        let place = picked.id.checked_sub(first)? as usize;
        (place < n).then_some((place, picked))
    }

    /// Where the mouse is, if this is about the mouse.
    pub fn pointer(&self) -> Option<&Pointer> {
        match &self.action {
            Action::Mouse { pointer, .. } | Action::Wheel { pointer, .. } => Some(pointer),
            _ => None,
        }
    }
}

/// What a processor waits for: that a key or a mouse button is pressed.
///
/// ```
/// use ivw_core::event::{Action, Interaction, Trigger, key, modifier};
///
/// const NEXT: Trigger = Trigger::key(key::SPACE);
/// let action = Action::Key { key: key::SPACE, is_pressed: true, text: " ".to_owned() };
/// let event = Interaction { action, ..Interaction::default() };
/// assert!(NEXT.matches(&event));
/// assert!(!NEXT.matches(&Interaction { modifiers: modifier::CONTROL, ..event }));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trigger {
    what: Pressed,
    modifiers: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pressed {
    Key(i32),
    Button(MouseButton, MouseState),
}

impl Trigger {
    /// A key by its number, see [`key`].
    pub const fn key(key: i32) -> Self {
        Self { what: Pressed::Key(key), modifiers: 0 }
    }

    /// A mouse button.
    pub const fn button(button: MouseButton) -> Self {
        Self { what: Pressed::Button(button, MouseState::Press), modifiers: 0 }
    }

    /// A mouse button, pressed twice.
    pub const fn double_click(button: MouseButton) -> Self {
        Self { what: Pressed::Button(button, MouseState::DoubleClick), modifiers: 0 }
    }

    /// Together with modifier keys, a sum of [`modifier`]; none others.
    pub const fn with(self, modifiers: u32) -> Self {
        Self { modifiers, ..self }
    }

    /// Whether this is what a person did. An event about a thing in the picture is not.
    pub fn matches(&self, event: &Interaction) -> bool {
        let is_pressed = match (&event.action, self.what) {
            (Action::Key { key, is_pressed: true, .. }, Pressed::Key(wanted)) => *key == wanted,
            (Action::Mouse { button, state, .. }, Pressed::Button(wanted, how)) => {
                (*button, *state) == (wanted, how)
            }
            _ => false,
        };
        is_pressed && event.modifiers == self.modifiers && event.picked.is_none()
    }
}

/// Numbers of keys that are no letters and digits; those have the number of their capital letter.
#[allow(missing_docs)]
pub mod key {
    pub const SPACE: i32 = 32;
    pub const ESCAPE: i32 = 256;
    pub const ENTER: i32 = 257;
    pub const BACKSPACE: i32 = 259;
    pub const RIGHT: i32 = 262;
    pub const LEFT: i32 = 263;
    pub const DOWN: i32 = 264;
    pub const UP: i32 = 265;
    pub const PAGE_UP: i32 = 266;
    pub const PAGE_DOWN: i32 = 267;
    pub const HOME: i32 = 268;
    pub const END: i32 = 269;
}

/// A thing in a picture, as the picking layer has it, and what the mouse did to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Picked {
    /// Number of the thing.
    pub id: u32,
    /// Number of what is under the mouse now; 0 is nothing, here and below.
    pub current: u32,
    /// Number of what was there before.
    pub previous: u32,
    /// Number of what was there when a button was pressed.
    pub pressed: u32,
    /// Whether the mouse came, moved or went.
    pub hover: Hover,
    /// What happened to a button.
    pub press: Press,
    /// The button that it happened to.
    pub item: MouseButton,
    /// Whether the mouse moved since a button was pressed.
    pub has_moved: bool,
    /// Place and depth before, each in [-1, 1].
    pub previous_ndc: [f64; 3],
    /// Place and depth where a button was pressed.
    pub pressed_ndc: [f64; 3],
}

/// What the mouse did over a thing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Hover {
    #[default]
    None = 0,
    Enter = 1,
    Move = 2,
    Exit = 4,
}

/// What happened to a button over a thing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Press {
    #[default]
    None = 0,
    Press = 1,
    Move = 2,
    Release = 4,
    DoubleClick = 8,
}

/// What a person did.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Action {
    Mouse {
        button: MouseButton,
        state: MouseState,
        pointer: Pointer,
    },
    /// The wheel was turned, to the right and upwards.
    Wheel {
        delta: [f64; 2],
        pointer: Pointer,
    },
    /// A key by its number, which is its capital letter where it has one, and the text that it types.
    Key {
        key: i32,
        is_pressed: bool,
        text: String,
    },
    /// All fingers on a screen.
    Touch(Vec<Finger>),
    /// A canvas has another size in pixels; told to those that make images only.
    Resize {
        size: [u32; 2],
        previous: [u32; 2],
    },
    /// Cameras are to look from a side, to turn over, or to see everything.
    View(View),
    /// Rows of data were picked out in a view; for whoever shares that with other views.
    Brush {
        how: Brush,
        /// Numbers of all rows that are picked out now, in rising order.
        rows: Vec<u32>,
    },
    /// An entry of a menu was chosen that a processor had asked for, see [`Reaction::menu`].
    Menu {
        id: String,
    },
}

impl Default for Action {
    fn default() -> Self {
        Self::Mouse {
            button: MouseButton::None,
            state: MouseState::Move,
            pointer: Pointer::default(),
        }
    }
}

/// How rows are picked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Brush {
    /// They are left out.
    Filter,
    /// They were clicked.
    Select,
    /// The mouse is over them.
    Highlight,
}

/// Numbers of modifier keys.
#[allow(missing_docs)]
pub mod modifier {
    pub const CONTROL: u32 = 1;
    pub const SHIFT: u32 = 2;
    pub const ALT: u32 = 4;
    pub const SUPER: u32 = 8;
    pub const MENU: u32 = 16;
    pub const META: u32 = 32;
}

/// A mouse button; pressed ones are a sum of these numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum MouseButton {
    #[default]
    None = 0,
    Left = 1,
    Middle = 2,
    Right = 4,
}

/// What happened to the mouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum MouseState {
    Press = 1,
    Move = 2,
    Release = 4,
    DoubleClick = 8,
}

/// Where the mouse is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Pointer {
    /// Place in the picture, in [0, 1].
    pub position: [f64; 2],
    /// Size of the picture in pixels.
    pub canvas: [u32; 2],
    /// Depth of what is seen there, in [-1, 1].
    pub depth: f64,
    /// Buttons that are pressed, a sum of [`MouseButton`].
    pub buttons: u32,
}

impl Default for Pointer {
    fn default() -> Self {
        Self { position: [0.0; 2], canvas: [0; 2], depth: 1.0, buttons: 0 }
    }
}

/// A finger on a screen.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finger {
    /// Which one it is, for as long as it touches.
    pub id: i32,
    /// What happened to it.
    pub state: TouchState,
    /// Place in the picture, in [0, 1].
    pub position: [f64; 2],
    /// Place before.
    pub previous: [f64; 2],
    /// Place where it came down.
    pub pressed: [f64; 2],
    /// Size of the picture in pixels.
    pub canvas: [u32; 2],
    /// How hard it presses, in [0, 1].
    pub pressure: f64,
    /// Depth of what is seen there, in [-1, 1].
    pub depth: f64,
}

/// What happened to a finger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum TouchState {
    Started = 1,
    Updated = 2,
    Stationary = 4,
    Finished = 8,
}

/// What cameras are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum View {
    XNegative,
    XPositive,
    YNegative,
    YPositive,
    ZNegative,
    ZPositive,
    FlipUp,
    FitData,
}

/// What a processor, or all of them, made of an event.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reaction {
    /// Whether it was used, so that nobody upstream is told.
    pub is_used: bool,
    /// Whether the processor itself told those upstream, or says in `passed` who is to be told: that
    /// holds whether or not it used the event.
    pub is_passed_on: bool,
    /// Who is to be told instead of all upstream, and what.
    pub passed: Vec<Passed>,
    /// Who was told, and what; those nearest to the picture first. Only in answers of the host.
    #[serde(skip)]
    pub told: Vec<(ProcessorId, Interaction)>,
    /// A text to show beside the mouse.
    pub tool_tip: Option<String>,
    /// A menu to show at the mouse; what is chosen comes back as [`Action::Menu`].
    pub menu: Vec<MenuEntry>,
    /// Whether the processor has to run again, for more than its own changes of properties.
    pub runs_again: bool,
    /// Changes of the processor's own properties; native processors make them through their
    /// [`Context`](crate::processor::Context).
    pub changes: Vec<Change>,
}

impl Reaction {
    /// The processor used the event: nobody upstream is told.
    pub fn used() -> Self {
        Self { is_used: true, ..Self::default() }
    }
}

/// An event for whoever is connected to an inport, as a layout makes it for the picture in a view.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Passed {
    /// Identifier of the inport.
    pub inport: String,
    /// Which of its connections.
    pub connection: usize,
    /// The event, with places in that picture.
    pub event: Interaction,
}

/// A line of a menu, or a menu inside of one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MenuEntry {
    /// What people read.
    pub label: String,
    /// What the processor knows it by.
    pub id: String,
    /// The lines inside of it; nothing else happens to one that has some.
    pub entries: Vec<MenuEntry>,
}
