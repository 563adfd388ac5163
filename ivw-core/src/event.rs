//! What a person does at a picture: with mouse, keyboard, or fingers.
//!
//! An [`Interaction`] goes from a canvas upstream, see [`Host::interact`](crate::host::Host::interact);
//! places in a picture are in [0, 1] from its lower left corner.

use serde::{Deserialize, Serialize};

/// Something that a person did.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Interaction {
    /// What it was.
    pub action: Action,
    /// Modifier keys that were pressed, a sum of [`modifier`].
    pub modifiers: u32,
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
    /// Whether the processor itself told those upstream.
    pub is_passed_on: bool,
    /// A text to show beside the mouse.
    pub tool_tip: Option<String>,
}
