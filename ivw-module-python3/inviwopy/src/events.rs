//! What people do with keyboard, mouse, touch screen and things in the picture.

use pyo3::prelude::*;

use crate::enums::{add_enum, add_flags, inviwo_enum, inviwo_flags};

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
    add_flags::<PickingHoverStates>(module)
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
    MouseButton in "inviwopy" { NoButton = 1, Left = 2, Middle = 4, Right = 8 }
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
