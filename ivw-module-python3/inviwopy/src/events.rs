//! What people do with keyboard, mouse, touch screen and things in the picture.

use ivw_core::event::{
    Action, Hover, Interaction, MenuEntry, MouseButton as Button, Picked, Pointer, Reaction, View,
};
use ivw_core::host::Request;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};

use crate::enums::{add_enum, add_flags, inviwo_enum, inviwo_flags};
use crate::host::ask;
use crate::processor::Processor;

/// This adds the enumerations to `inviwopy`.
pub fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    add_enum::<KeyModifier>(module)?;
    add_flags::<KeyModifiers>(module)?;
    add_enum::<KeyState>(module)?;
    add_flags::<KeyStates>(module)?;
    add_enum::<IvwKey>(module)?;
    add_enum::<MouseButton>(module)?;
    add_flags::<MouseButtons>(module)?;
    add_enum::<MouseState>(module)?;
    add_flags::<MouseStates>(module)?;
    add_enum::<TouchState>(module)?;
    add_flags::<TouchStates>(module)?;
    add_enum::<TouchDeviceType>(module)?;
    add_enum::<PickingState>(module)?;
    add_flags::<PickingStates>(module)?;
    add_enum::<PickingPressState>(module)?;
    add_flags::<PickingPressStates>(module)?;
    add_enum::<PickingPressItem>(module)?;
    add_flags::<PickingPressItems>(module)?;
    add_enum::<PickingHoverState>(module)?;
    add_flags::<PickingHoverStates>(module)?;
    module.add_function(wrap_pyfunction!(picking_ids, module)?)?;
    module.add_function(wrap_pyfunction!(picking_color, module)?)
}

/// The first of some numbers for things in pictures, as the host gives them.
#[pyfunction(name = "_picking_ids")]
fn picking_ids(py: Python<'_>, owner: u64, n: usize) -> PyResult<u32> {
    ask(py, &Request::PickingIds(owner, n))
}

/// Red, green and blue that stand for a number in picking layers.
#[pyfunction(name = "_picking_color")]
fn picking_color(number: u32) -> [u8; 3] {
    ivw_core::data::picking_color(number)
}

/// This is the Python object of what a person did; there is none for rows that were picked out, and
/// for things in the picture that no `PickingMapper` asked for.
pub fn event<'py>(py: Python<'py>, event: &Interaction) -> PyResult<Option<Bound<'py, PyAny>>> {
    if matches!(event.action, Action::Brush { .. }) {
        // Processors in Python share rows by their managers.
        return Ok(None);
    }
    let done = action(py, event)?;
    match (&event.picked, &event.action) {
        (Some(picked), Action::Mouse { pointer, .. }) => {
            picking(py, picked, pointer.buttons, &done)
        }
        _ => Ok(Some(done)),
    }
}

/// This is what happened to a thing in the picture.
fn picking<'py>(
    py: Python<'py>,
    picked: &Picked,
    buttons: u32,
    event: &Bound<'py, PyAny>,
) -> PyResult<Option<Bound<'py, PyAny>>> {
    let module = py.import("inviwopy._picking")?;
    let action = module.getattr("PickingManager")?.call_method1("action", (picked.id,))?;
    if action.is_none() {
        return Ok(None);
    }
    let state = match picked.hover {
        Hover::Enter => PickingState::Started,
        Hover::Exit => PickingState::Finished,
        Hover::None | Hover::Move => PickingState::Updated,
    };
    let item = |button: Button| match button {
        Button::None => PickingPressItem::NoItem,
        Button::Left => PickingPressItem::Primary,
        Button::Right => PickingPressItem::Secondary,
        Button::Middle => PickingPressItem::Tertiary,
    };
    let made = PyDict::new(py);
    made.set_item("pickingAction", action)?;
    made.set_item("event", event)?;
    made.set_item("state", state)?;
    made.set_item("pressState", PickingPressState::try_from(picked.press as i32)?)?;
    made.set_item("pressItem", item(picked.item))?;
    made.set_item("hoverState", PickingHoverState::try_from(picked.hover as i32)?)?;
    // Middle and right are the other way round.
    let items = buttons & 1 | (buttons & 2) << 1 | (buttons & 4) >> 1;
    made.set_item("pressedState", PickingPressItems::from_bits(items as i32))?;
    made.set_item("pickedGlobalId", picked.id)?;
    made.set_item("currentGlobalId", picked.current)?;
    made.set_item("pressedGlobalId", picked.pressed)?;
    made.set_item("previousGlobalId", picked.previous)?;
    made.set_item("pressedNDC", picked.pressed_ndc.to_vec())?;
    made.set_item("previousNDC", picked.previous_ndc.to_vec())?;
    let made = module.getattr("PickingEvent")?.call((), Some(&made))?;
    made.setattr("_has_moved", picked.has_moved)?;
    Ok(Some(made))
}

fn action<'py>(py: Python<'py>, event: &Interaction) -> PyResult<Bound<'py, PyAny>> {
    let events = py.import("inviwopy._events")?;
    let made = PyDict::new(py);
    let modifiers = KeyModifiers::from_bits(event.modifiers as i32);
    let class = match &event.action {
        Action::Mouse { button, state, pointer } => {
            made.set_item("button", MouseButton::try_from(*button as i32)?)?;
            made.set_item("state", MouseState::try_from(*state as i32)?)?;
            set_pointer(&made, pointer)?;
            "MouseEvent"
        }
        Action::Wheel { delta, pointer } => {
            made.set_item("delta", delta.to_vec())?;
            set_pointer(&made, pointer)?;
            "WheelEvent"
        }
        Action::Key { key, is_pressed, text } => {
            let key = IvwKey::try_from(*key).unwrap_or(IvwKey::Unknown);
            made.set_item("key", key)?;
            let state = if *is_pressed { KeyState::Press } else { KeyState::Release };
            made.set_item("state", state)?;
            made.set_item("utfText", text)?;
            "KeyboardEvent"
        }
        Action::Touch(fingers) => {
            let class = events.getattr("TouchPoint")?;
            let points = PyList::empty(py);
            for finger in fingers {
                points.append(class.call1((
                    finger.id,
                    TouchState::try_from(finger.state as i32)?,
                    finger.position.to_vec(),
                    finger.previous.to_vec(),
                    finger.pressed.to_vec(),
                    finger.canvas.to_vec(),
                    finger.pressure,
                    finger.depth,
                ))?)?;
            }
            made.set_item("touchPoints", points)?;
            "TouchEvent"
        }
        Action::Resize { size, previous } => {
            return events.getattr("ResizeEvent")?.call1((size.to_vec(), previous.to_vec()));
        }
        Action::View(view) => {
            return events.getattr("ViewEvent")?.call1((view_action(py, *view)?,));
        }
        Action::Brush { .. } => "InteractionEvent",
        Action::Menu { id } => {
            made.set_item("id", id)?;
            "ContextMenuEvent"
        }
    };
    made.set_item("modifiers", modifiers)?;
    events.getattr(class)?.call((), Some(&made))
}

fn set_pointer(made: &Bound<'_, PyDict>, pointer: &Pointer) -> PyResult<()> {
    made.set_item("buttonState", MouseButtons::from_bits(pointer.buttons as i32))?;
    made.set_item("normalizedPosition", pointer.position.to_vec())?;
    made.set_item("canvasSize", pointer.canvas.to_vec())?;
    made.set_item("depth", pointer.depth)
}

fn view_action(py: Python<'_>, view: View) -> PyResult<Bound<'_, PyAny>> {
    let side = match view {
        View::FlipUp => return py.import("inviwopy._events")?.getattr("ViewEventFlipUp")?.call0(),
        View::FitData => {
            return py.import("inviwopy._events")?.getattr("ViewEventFitData")?.call0();
        }
        View::XNegative => "XNegative",
        View::XPositive => "XPositive",
        View::YNegative => "YNegative",
        View::YPositive => "YPositive",
        View::ZNegative => "ZNegative",
        View::ZPositive => "ZPositive",
    };
    py.import("inviwopy.properties")?.getattr("Side")?.getattr(side)
}

/// This tells a processor in Python of an event; one that overrides `propagateEvent` decides itself who
/// else is told.
pub fn receive(processor: &Bound<'_, Processor>, event: &Bound<'_, PyAny>) -> PyResult<Reaction> {
    let py = processor.py();
    let own = processor.get_type().getattr("propagateEvent")?;
    let is_passed_on = !own.is(&py.get_type::<Processor>().getattr("propagateEvent")?);
    match is_passed_on {
        true => processor.call_method1("propagateEvent", (event, py.None()))?,
        false => processor.call_method1("invokeEvent", (event,))?,
    };
    // What is picked wraps what the person did, which carries the answers.
    let event = event.getattr("_event").unwrap_or_else(|_| event.clone());
    let tool_tip = match event.getattr("_tool_tip") {
        Ok(text) => text.extract()?,
        Err(_) => None,
    };
    let menu = match event.getattr("_menu") {
        Ok(entries) => menu(&entries)?,
        Err(_) => Vec::new(),
    };
    let is_used = event.getattr("used")?.is_truthy()?;
    Ok(Reaction { is_used, is_passed_on, tool_tip, menu, ..Reaction::default() })
}

fn menu(entries: &Bound<'_, PyAny>) -> PyResult<Vec<MenuEntry>> {
    let entry = |entry: PyResult<Bound<'_, PyAny>>| {
        let entry = entry?;
        Ok(MenuEntry {
            label: entry.getattr("label")?.extract()?,
            id: entry.getattr("id")?.extract()?,
            entries: menu(&entry.getattr("childEntries")?)?,
        })
    };
    entries.try_iter()?.map(entry).collect()
}

inviwo_enum! {
    /// A key that changes the meaning of others.
    KeyModifier in "inviwopy" {
        NoModifier = 0, Control = 1, Shift = 2, Alt = 4, Super = 8, Menu = 16, Meta = 32,
    }
}

inviwo_flags! {
    /// Keys that change the meaning of others.
    KeyModifiers of KeyModifier in "inviwopy"
}

inviwo_enum! {
    /// What happened to a key.
    KeyState in "inviwopy" { Press = 1, Release = 2 }
}

inviwo_flags! {
    /// What may happen to a key.
    KeyStates of KeyState in "inviwopy"
}

inviwo_enum! {
    /// A mouse button.
    MouseButton in "inviwopy" { NoButton = 0, Left = 1, Middle = 2, Right = 4 }
}

inviwo_flags! {
    /// Mouse buttons.
    MouseButtons of MouseButton in "inviwopy"
}

inviwo_enum! {
    /// What happened to the mouse.
    MouseState in "inviwopy" { Press = 1, Move = 2, Release = 4, DoubleClick = 8 }
}

inviwo_flags! {
    /// What may happen to the mouse.
    MouseStates of MouseState in "inviwopy"
}

inviwo_enum! {
    /// What happened to a finger.
    TouchState in "inviwopy" {
        NoTouch = 0, Started = 1, Updated = 2, Stationary = 4, Finished = 8,
    }
}

inviwo_flags! {
    /// What may happen to a finger.
    TouchStates of TouchState in "inviwopy"
}

inviwo_enum! {
    /// What fingers touch.
    TouchDeviceType in "inviwopy" { Screen = 0, Pad = 1 }
}

inviwo_enum! {
    /// What happened to a thing in the picture.
    PickingState in "inviwopy" { NoState = 0, Started = 1, Updated = 2, Finished = 4 }
}

inviwo_flags! {
    /// What may happen to a thing in the picture.
    PickingStates of PickingState in "inviwopy"
}

inviwo_enum! {
    /// How a thing in the picture was pressed.
    PickingPressState in "inviwopy" {
        NoPress = 0, Press = 1, Move = 2, Release = 4, DoubleClick = 8,
    }
}

inviwo_flags! {
    /// How things in the picture may be pressed.
    PickingPressStates of PickingPressState in "inviwopy"
}

inviwo_enum! {
    /// What a thing in the picture was pressed with.
    PickingPressItem in "inviwopy" { NoItem = 0, Primary = 1, Secondary = 2, Tertiary = 4 }
}

inviwo_flags! {
    /// What things in the picture may be pressed with.
    PickingPressItems of PickingPressItem in "inviwopy"
}

inviwo_enum! {
    /// How the mouse is above a thing in the picture.
    PickingHoverState in "inviwopy" { NoHover = 0, Enter = 1, Move = 2, Exit = 4 }
}

inviwo_flags! {
    /// How the mouse may be above things in the picture.
    PickingHoverStates of PickingHoverState in "inviwopy"
}

inviwo_enum! {
    /// A key.
    IvwKey in "inviwopy" {
        Undefined = -2, Unknown = -1, Space = 32, Exclam = 33, QuoteDbl = 34, NumberSign = 35,
        Dollar = 36, Percent = 37, Ampersand = 38, Apostrophe = 39, ParenLeft = 40,
        ParenRight = 41, Asterisk = 42, Plus = 43, Comma = 44, Minus = 45, Period = 46,
        Slash = 47, Num0 = 48, Num1 = 49, Num2 = 50, Num3 = 51, Num4 = 52, Num5 = 53, Num6 = 54,
        Num7 = 55, Num8 = 56, Num9 = 57, Colon = 58, Semicolon = 59, Less = 60, Equal = 61,
        Greater = 62, Question = 63, A = 65, B = 66, C = 67, D = 68, E = 69, F = 70, G = 71,
        H = 72, I = 73, J = 74, K = 75, L = 76, M = 77, N = 78, O = 79, P = 80, Q = 81, R = 82,
        S = 83, T = 84, U = 85, V = 86, W = 87, X = 88, Y = 89, Z = 90, BracketLeft = 91,
        Backslash = 92, BracketRight = 93, AsciiCircum = 94, Underscore = 95, GraveAccent = 96,
        BraceLeft = 123, Bar = 124, BraceRight = 125, AsciiTilde = 126, World1 = 161,
        World2 = 162, Escape = 256, Enter = 257, Tab = 258, Backspace = 259, Insert = 260,
        Delete = 261, Right = 262, Left = 263, Down = 264, Up = 265, PageUp = 266,
        PageDown = 267, Home = 268, End = 269, CapsLock = 280, ScrollLock = 281, NumLock = 282,
        PrintScreen = 283, Pause = 284, F1 = 290, F2 = 291, F3 = 292, F4 = 293, F5 = 294,
        F6 = 295, F7 = 296, F8 = 297, F9 = 298, F10 = 299, F11 = 300, F12 = 301, F13 = 302,
        F14 = 303, F15 = 304, F16 = 305, F17 = 306, F18 = 307, F19 = 308, F20 = 309, F21 = 310,
        F22 = 311, F23 = 312, F24 = 313, F25 = 314, KP0 = 320, KP1 = 321, KP2 = 322, KP3 = 323,
        KP4 = 324, KP5 = 325, KP6 = 326, KP7 = 327, KP8 = 328, KP9 = 329, KPDecimal = 330,
        KPDivide = 331, KPMultiply = 332, KPSubtract = 333, KPAdd = 334, KPEnter = 335,
        KPEqual = 336, LeftShift = 340, LeftControl = 341, LeftAlt = 342, LeftSuper = 343,
        RightShift = 344, RightControl = 345, RightAlt = 346, RightSuper = 347, Menu = 348,
        LeftMeta = 349, RightMeta = 350,
    }
}
