//! The narrow interface to the widgets, see `cpp/desktop.h`.
//!
//! Everything here but [`wake`] is for the GUI thread, which is the one that calls [`run`].
//! A panic in a callback ends there: it is logged, and the window goes on.

#![allow(unsafe_code)]

use serde_json::Value as Json;
use std::ffi::{c_char, c_int, c_void};
use std::panic::{AssertUnwindSafe, catch_unwind};

#[repr(C)]
struct RawInput {
    kind: u32,
    x: f64,
    y: f64,
    dx: f64,
    dy: f64,
    button: u32,
    buttons: u32,
    modifiers: u32,
    key: i32,
    text: *const c_char,
    text_len: usize,
}

#[repr(C)]
struct RawCallbacks {
    context: *mut c_void,
    woken: extern "C" fn(*mut c_void),
    event: extern "C" fn(*mut c_void, *const c_char, usize),
    input: extern "C" fn(*mut c_void, *const c_char, usize, *const RawInput),
}

unsafe extern "C" {
    fn ivw_run(callbacks: *const RawCallbacks, config: *const c_char, len: usize) -> c_int;
    fn ivw_wake();
    fn ivw_tell(json: *const c_char, len: usize);
    fn ivw_scene(name: *const c_char, name_len: usize, list: *const u8, len: usize);
    fn ivw_image(
        name: *const c_char,
        name_len: usize,
        key: u32,
        rgba: *const u8,
        width: u32,
        height: u32,
    );
    fn ivw_drive(json: *const c_char, len: usize, answer: *mut c_char, size: usize) -> usize;
}

/// What happened to mouse or keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum InputKind {
    Press,
    Move,
    Release,
    DoubleClick,
    Wheel,
    KeyPress,
    KeyRelease,
    Leave,
    Pinch,
}

/// Mouse or keyboard in a scene.
#[derive(Clone, Debug)]
pub(crate) struct Input {
    /// What happened.
    pub(crate) kind: InputKind,
    /// Place in pixels from the upper left corner.
    pub(crate) at: [f64; 2],
    /// Notches of the wheel, or the factor by which fingers spread.
    pub(crate) delta: [f64; 2],
    /// 1 left, 2 right, 4 middle.
    pub(crate) button: u32,
    /// Buttons that are down, a sum.
    pub(crate) buttons: u32,
    /// 1 control, 2 shift, 4 alt, 8 super.
    pub(crate) modifiers: u32,
    /// Qt's number of the key.
    pub(crate) key: i32,
    /// What the key types.
    pub(crate) text: String,
}

impl Default for Input {
    fn default() -> Self {
        Self {
            kind: InputKind::Move,
            at: [0.0; 2],
            delta: [0.0; 2],
            button: 0,
            buttons: 0,
            modifiers: 0,
            key: 0,
            text: String::new(),
        }
    }
}

impl Input {
    /// What the left mouse button does at a place.
    #[cfg(test)]
    pub(crate) fn left(kind: InputKind, at: [f64; 2]) -> Self {
        Self { kind, at, button: 1, buttons: 1, ..Self::default() }
    }
}

/// Who decides what widgets do.
pub(crate) trait Desk {
    /// Another thread called [`wake`].
    fn woken(&mut self);
    /// A person did something at a widget.
    fn event(&mut self, event: &Json);
    /// Mouse or keyboard in a scene.
    fn input(&mut self, scene: &str, input: &Input);
}

struct Context<'a> {
    desk: &'a mut dyn Desk,
    /// Whether a callback runs: what it tells the widgets may come back as an event.
    is_inside: bool,
    pending: Vec<Happened>,
}

/// Something for the desk that came while it was at work.
enum Happened {
    Event(Json),
    Input(String, Input),
    Woken,
}

impl Happened {
    fn tell(self, desk: &mut dyn Desk) {
        match self {
            Self::Event(event) => desk.event(&event),
            Self::Input(scene, input) => desk.input(&scene, &input),
            Self::Woken => desk.woken(),
        }
    }
}

/// Opens the window and runs until it closes; gives the exit status.
pub(crate) fn run(desk: &mut dyn Desk, config: &Json) -> i32 {
    let mut context = Context { desk, is_inside: false, pending: Vec::new() };
    let callbacks = RawCallbacks {
        context: (&raw mut context).cast(),
        woken: on_woken,
        event: on_event,
        input: on_input,
    };
    let config = config.to_string();
    // SAFETY: the callbacks and what they point to live until `ivw_run` returns, and it calls them on
    // this thread only.
    unsafe { ivw_run(&raw const callbacks, config.as_ptr().cast(), config.len()) }
}

/// Has [`Desk::woken`] called soon; any thread may ask for it.
pub(crate) fn wake() {
    // SAFETY: callable from any thread, and a no-op without an application.
    unsafe { ivw_wake() }
}

/// Tells the widgets what to do.
pub(crate) fn tell(message: &Json) {
    let text = message.to_string();
    // SAFETY: the text lives through the call, which copies what it keeps.
    unsafe { ivw_tell(text.as_ptr().cast(), text.len()) }
}

/// Gives a scene other things to draw.
pub(crate) fn draw(scene: &str, list: &[u8]) {
    // SAFETY: both live through the call, which copies them.
    unsafe { ivw_scene(scene.as_ptr().cast(), scene.len(), list.as_ptr(), list.len()) }
}

/// Gives a scene a picture: RGBA, premultiplied, rows from top to bottom.
pub(crate) fn set_image(scene: &str, key: u32, rgba: &[u8], size: [u32; 2]) {
    if rgba.len() != size[0] as usize * size[1] as usize * 4 || rgba.is_empty() {
        return;
    }
    // SAFETY: the pixels are as many as the size says, and are copied in the call.
    unsafe { ivw_image(scene.as_ptr().cast(), scene.len(), key, rgba.as_ptr(), size[0], size[1]) }
}

/// Does what a person would at widgets, for tests.
pub(crate) fn drive(message: &Json) -> Json {
    let text = message.to_string();
    let mut answer = vec![0_u8; 1 << 20];
    // SAFETY: the text lives through the call, and the answer is cut at its buffer's size.
    let n = unsafe {
        ivw_drive(text.as_ptr().cast(), text.len(), answer.as_mut_ptr().cast(), answer.len())
    };
    serde_json::from_slice(&answer[..n]).unwrap_or(Json::Null)
}

/// Text from the other side.
///
/// # Safety
///
/// `text` points to `len` bytes, or `len` is zero.
unsafe fn text_of(text: *const c_char, len: usize) -> String {
    if len == 0 || text.is_null() {
        return String::new();
    }
    // SAFETY: as the caller promises.
    let bytes = unsafe { std::slice::from_raw_parts(text.cast::<u8>(), len) };
    String::from_utf8_lossy(bytes).into_owned()
}

/// Calls the desk; what comes meanwhile is for afterwards, as there is one desk.
fn enter(context: *mut c_void, happened: Happened) {
    let context: *mut Context<'_> = context.cast();
    // SAFETY: it is the context that `run` made, and all callbacks come on its thread. Fields are
    // reached through the pointer one at a time, so that a nested call aliases nothing in use.
    unsafe {
        (*context).pending.push(happened);
        if (*context).is_inside {
            return;
        }
        (*context).is_inside = true;
        let desk: *mut dyn Desk = &raw mut *(*context).desk;
        while !(*context).pending.is_empty() {
            let next = (*context).pending.remove(0);
            contained(|| next.tell(&mut *desk));
        }
        (*context).is_inside = false;
    }
}

fn contained(work: impl FnOnce()) {
    if catch_unwind(AssertUnwindSafe(work)).is_err() {
        tracing::error!("the desktop made a mistake; please report what you did");
    }
}

extern "C" fn on_woken(context: *mut c_void) {
    enter(context, Happened::Woken);
}

extern "C" fn on_event(context: *mut c_void, json: *const c_char, len: usize) {
    // SAFETY: the widgets give a text with its length.
    let text = unsafe { text_of(json, len) };
    let Ok(event) = serde_json::from_str::<Json>(&text) else { return };
    enter(context, Happened::Event(event));
}

extern "C" fn on_input(
    context: *mut c_void,
    scene: *const c_char,
    len: usize,
    input: *const RawInput,
) {
    // SAFETY: the widgets give a text with its length, and an input that lives through the call.
    let (scene, raw) = unsafe { (text_of(scene, len), &*input) };
    let kind = match raw.kind {
        1 => InputKind::Press,
        2 => InputKind::Move,
        3 => InputKind::Release,
        4 => InputKind::DoubleClick,
        5 => InputKind::Wheel,
        6 => InputKind::KeyPress,
        7 => InputKind::KeyRelease,
        8 => InputKind::Leave,
        9 => InputKind::Pinch,
        _ => return,
    };
    let input = Input {
        kind,
        at: [raw.x, raw.y],
        delta: [raw.dx, raw.dy],
        button: raw.button,
        buttons: raw.buttons,
        modifiers: raw.modifiers,
        key: raw.key,
        // SAFETY: as above.
        text: unsafe { text_of(raw.text, raw.text_len) },
    };
    enter(context, Happened::Input(scene, input));
}
