//! Canvases: their panels, pictures and events; and pictures of the window itself.

use super::super::ffi::{self, Input, InputKind};
use super::super::scene::{Align, List};
use super::super::session::Verb;
use super::Shell;
use ivw_core::event::{
    Action, Finger, Interaction, MenuEntry, MouseButton, MouseState, Pointer, TouchState,
};
use ivw_core::network::ProcessorId;
use serde_json::{Value as Json, json};
use std::path::PathBuf;

/// The panel of a canvas.
pub(super) struct CanvasView {
    /// Its scene.
    pub(super) scene: String,
    name: String,
    pub(super) identifier: String,
    /// Size of the widget, and pixels for each of its units.
    size: [f64; 2],
    ratio: f64,
    /// Size of the picture in pixels.
    pub(super) picture: Option<[u32; 2]>,
    /// Why there is no picture.
    why: String,
    /// How many pictures there were.
    pub(super) n_pictures: u64,
    /// Mean colour, and how far colours are from it, from 0 to 255; for tests.
    pub(super) look: [f64; 4],
}

const PICTURE: u32 = 0;
/// Escape, F11.
const LEAVE_KEYS: [i32; 2] = [0x0100_0000, 0x0100_003a];

impl CanvasView {
    fn draw(&self, ground: u32, text: u32) -> List {
        let mut list = List::default();
        list.fill(if self.picture.is_some() { 0xFF00_0000 } else { ground });
        match self.picture {
            Some([width, height]) => {
                let (width, height) = (f64::from(width.max(1)), f64::from(height.max(1)));
                let scale = (self.size[0] / width).min(self.size[1] / height);
                let size = [width * scale, height * scale];
                let place = [0, 1].map(|axis| (self.size[axis] - size[axis]) / 2.0);
                list.image(PICTURE, [place[0], place[1], size[0], size[1]]);
            }
            None => {
                let middle = self.size[1] / 2.0;
                let place = |y: f64| [10.0, middle + y, self.size[0] - 20.0, 20.0];
                list.text(place(-20.0), Align::Center, 11.0, true, text, "No picture");
                list.text(place(4.0), Align::Center, 8.5, false, text, &self.why);
            }
        }
        list
    }
}

impl Shell {
    /// Opens and closes panels as canvases come and go.
    pub(super) fn show_canvases(&mut self) {
        let snapshot = self.view.snapshot().clone();
        let gone: Vec<_> =
            self.canvases.keys().copied().filter(|id| snapshot.node(*id).is_none()).collect();
        for id in gone {
            self.canvases.remove(&id);
            self.full_screen = self.full_screen.filter(|full| *full != id);
            ffi::tell(&json!({"op": "canvas", "id": id.number().to_string(), "gone": true}));
        }
        for node in snapshot.nodes.iter().filter(|node| node.is_canvas) {
            let is_known = self.canvases.get(&node.id).is_some_and(|c| c.name == node.name);
            if is_known {
                if let Some(canvas) = self.canvases.get_mut(&node.id) {
                    canvas.identifier.clone_from(&node.identifier);
                }
                continue;
            }
            let id = node.id.number().to_string();
            let canvas = self.canvases.entry(node.id).or_insert_with(|| CanvasView {
                scene: format!("canvas:{id}"),
                name: String::new(),
                identifier: node.identifier.clone(),
                size: [256.0; 2],
                ratio: 1.0,
                picture: None,
                why: String::new(),
                n_pictures: 0,
                look: [0.0; 4],
            });
            canvas.name.clone_from(&node.name);
            ffi::tell(&json!({"op": "canvas", "id": id, "title": node.name}));
        }
    }

    pub(super) fn show_picture(&mut self, id: ProcessorId, rgba: &[u8], size: [u32; 2]) {
        let has_driver = self.drive.is_some();
        let Some(canvas) = self.canvases.get_mut(&id) else { return };
        canvas.picture = Some(size);
        canvas.n_pictures += 1;
        if has_driver {
            canvas.look = look_of(rgba);
        }
        ffi::set_image(&canvas.scene, PICTURE, rgba, size);
        self.draw_canvas(id);
    }

    pub(super) fn show_no_picture(&mut self, id: ProcessorId, why: String) {
        if let Some(canvas) = self.canvases.get_mut(&id) {
            canvas.picture = None;
            canvas.why = why;
        }
        self.draw_canvas(id);
    }

    fn draw_canvas(&self, id: ProcessorId) {
        let Some(canvas) = self.canvases.get(&id) else { return };
        let palette = self.theme.palette();
        ffi::draw(&canvas.scene, canvas.draw(palette.ground, palette.faint).bytes());
    }

    pub(super) fn draw_canvases(&self) {
        self.canvases.keys().for_each(|id| self.draw_canvas(*id));
    }

    fn canvas_of(&self, scene: &str) -> Option<ProcessorId> {
        let number: u64 = scene.strip_prefix("canvas:")?.parse().ok()?;
        let id = ProcessorId::from_number(number);
        self.canvases.contains_key(&id).then_some(id)
    }

    pub(super) fn canvas_resized(&mut self, scene: &str, size: [f64; 2], ratio: f64) {
        let Some(id) = self.canvas_of(scene) else { return };
        if let Some(canvas) = self.canvases.get_mut(&id) {
            (canvas.size, canvas.ratio) = (size, ratio);
        }
        let pixels = size.map(|side| (side * ratio).round().clamp(1.0, 16384.0) as u32);
        self.send(Verb::Resize { canvas: id, size: pixels });
        self.draw_canvas(id);
    }

    /// Tells processors what a person does in their picture.
    pub(super) fn canvas_input(&mut self, scene: &str, input: &Input) {
        let Some(id) = self.canvas_of(scene) else { return };
        if matches!(input.kind, InputKind::Press | InputKind::KeyPress) {
            self.active = Some(id);
        }
        if input.kind == InputKind::KeyPress
            && self.full_screen == Some(id)
            && LEAVE_KEYS.contains(&input.key)
        {
            return self.toggle_full_screen();
        }
        let Some(canvas) = self.canvases.get(&id) else { return };
        if input.kind == InputKind::Press && input.button == 2 && input.modifiers & 1 != 0 {
            self.target = super::Hit::Node(id);
            self.canvas_menu();
            return;
        }
        if let Some(event) = interaction(input, canvas.size, canvas.ratio) {
            self.send(Verb::Interact { canvas: id, event });
        }
    }

    /// Tells processors of fingers in their picture.
    pub(super) fn touched(&mut self, event: &Json) {
        let Some(id) = self.canvas_of(event["scene"].as_str().unwrap_or_default()) else { return };
        self.active = Some(id);
        let Some(canvas) = self.canvases.get(&id) else { return };
        let fingers = event["fingers"].as_array().map(Vec::as_slice).unwrap_or_default();
        let fingers: Vec<_> =
            fingers.iter().filter_map(|f| finger(f, canvas.size, canvas.ratio)).collect();
        if !fingers.is_empty() {
            let action = Action::Touch(fingers);
            let modifiers = event["modifiers"].as_u64().unwrap_or(0) as u32;
            let event = Interaction { action, modifiers, ..Interaction::default() };
            self.send(Verb::Interact { canvas: id, event });
        }
    }

    /// Shows the menu that a processor asked for.
    pub(super) fn processor_menu(&mut self, canvas: ProcessorId, entries: &[MenuEntry]) {
        let mut lines = Vec::new();
        flatten(entries, "", &mut lines);
        let item = |(n, (text, _)): (usize, &(String, String))| json!({"id": format!("canvas-menu-{n}"), "text": text});
        let items: Vec<_> = lines.iter().enumerate().map(item).collect();
        ffi::tell(&json!({"op": "popup", "items": items}));
        let ids = lines.into_iter().map(|(_, id)| id).collect();
        self.target_canvas = Some((canvas, ids));
    }

    /// Tells the processors of a canvas which line of their menu was chosen.
    pub(super) fn choose_in_canvas(&mut self, line: &str) {
        let Some((canvas, ids)) = &self.target_canvas else { return };
        let Some(id) = line.parse().ok().and_then(|n: usize| ids.get(n)) else { return };
        let action = Action::Menu { id: id.clone() };
        let event = Interaction { action, ..Interaction::default() };
        self.send(Verb::Interact { canvas: *canvas, event });
    }

    /// The canvas that was used last, or the first one.
    pub(super) fn active_canvas(&self) -> Option<ProcessorId> {
        let mut nodes = self.view.snapshot().nodes.iter().filter(|node| node.is_canvas);
        let known = self.active.filter(|id| self.canvases.contains_key(id));
        known.or_else(|| nodes.next().map(|node| node.id))
    }

    /// Puts the picture of a canvas, as it is shown, on the clipboard.
    pub(super) fn copy_picture(&self) {
        let canvas = self.active_canvas().and_then(|id| self.canvases.get(&id));
        match canvas.filter(|canvas| canvas.picture.is_some()) {
            Some(canvas) => {
                ffi::tell(&json!({"op": "copy-image", "scene": canvas.scene, "key": PICTURE}));
            }
            None => tracing::warn!("nothing was copied: the canvas has no picture"),
        }
    }

    /// Lets a canvas fill the screen, or go back to its panel.
    pub(super) fn toggle_full_screen(&mut self) {
        let id = self.full_screen.take();
        let is_on = id.is_none();
        let Some(id) = id.or_else(|| self.active_canvas()) else { return };
        self.full_screen = is_on.then_some(id);
        let id = id.number().to_string();
        ffi::tell(&json!({"op": "canvas-full-screen", "id": id, "on": is_on}));
    }

    /// Writes the picture of the window once everything is there.
    pub(super) fn take_screenshot(&mut self) {
        let is_busy = self.view.snapshot().is_busy;
        let has_pictures = self.canvases.values().all(|c| c.picture.is_some() || !c.why.is_empty());
        let has_network = self.is_started && !self.is_opening && !self.is_fresh;
        let Some(screenshot) = &mut self.screenshot else { return };
        if is_busy || !has_pictures || !has_network || screenshot.is_taken {
            return;
        }
        // Once more round the loop, so that what was just told is laid out.
        screenshot.n_quiet += 1;
        if screenshot.n_quiet < 30 {
            ffi::wake();
            return;
        }
        screenshot.is_taken = true;
        // Canvases are named as people name them.
        let canvas = screenshot.widget.strip_prefix("canvas:");
        let canvas =
            canvas.and_then(|name| self.canvases.values().find(|canvas| canvas.identifier == name));
        let widget = canvas.map_or(&screenshot.widget, |canvas| &canvas.scene);
        let message = json!({"op": "grab", "widget": widget, "file": screenshot.file});
        ffi::tell(&message);
    }
}

/// A picture of the window that is to be written.
pub(crate) struct Screenshot {
    file: PathBuf,
    /// A widget by its name, or the whole window.
    widget: String,
    n_quiet: u32,
    is_taken: bool,
}

impl Screenshot {
    pub(crate) fn new((file, widget): (PathBuf, String)) -> Self {
        Self { file, widget, n_quiet: 0, is_taken: false }
    }
}

fn look_of(rgba: &[u8]) -> [f64; 4] {
    let n = (rgba.len() / 4).max(1) as f64;
    let mut mean = [0.0; 4];
    for pixel in rgba.chunks_exact(4) {
        (0..3).for_each(|c| mean[c] += f64::from(pixel[c]) / n);
    }
    let away: f64 = rgba
        .chunks_exact(4)
        .map(|pixel| (0..3).map(|c| (f64::from(pixel[c]) - mean[c]).abs()).sum::<f64>() / 3.0)
        .sum();
    mean[3] = away / n;
    mean
}

/// What processors are told of mouse or keyboard in a picture of a size.
fn interaction(input: &Input, size: [f64; 2], ratio: f64) -> Option<Interaction> {
    let position = [input.at[0] / size[0].max(1.0), 1.0 - input.at[1] / size[1].max(1.0)];
    // Qt has the right button before the middle one.
    let button = |qt: u32| (qt & 1) | (qt & 2) << 1 | (qt & 4) >> 1;
    let pointer = Pointer {
        position,
        canvas: size.map(|side| (side * ratio).round() as u32),
        depth: 1.0,
        buttons: button(input.buttons),
    };
    let mouse = |state| Action::Mouse {
        button: match input.button {
            1 => MouseButton::Left,
            2 => MouseButton::Right,
            4 => MouseButton::Middle,
            _ => MouseButton::None,
        },
        state,
        pointer,
    };
    let key = |is_pressed| Action::Key { key: input.key, is_pressed, text: input.text.clone() };
    let action = match input.kind {
        InputKind::Press => mouse(MouseState::Press),
        InputKind::Move => mouse(MouseState::Move),
        InputKind::Release => mouse(MouseState::Release),
        InputKind::DoubleClick => mouse(MouseState::DoubleClick),
        InputKind::Wheel => Action::Wheel { delta: input.delta, pointer },
        // Fingers that spread bring closer, as the wheel does.
        InputKind::Pinch => Action::Wheel { delta: [0.0, (input.delta[0] - 1.0) * 8.0], pointer },
        InputKind::KeyPress => key(true),
        InputKind::KeyRelease => key(false),
        InputKind::Leave => return None,
    };
    Some(Interaction { action, modifiers: input.modifiers, picked: None })
}

/// A finger in a picture of a size, with its places now, before and at first.
fn finger(json: &Json, size: [f64; 2], ratio: f64) -> Option<Finger> {
    let place = |name: &str| {
        let at = |axis: usize| json[name][axis].as_f64();
        let [x, y] = [at(0)? / size[0].max(1.0), 1.0 - at(1)? / size[1].max(1.0)];
        Some([x, y])
    };
    let state = match json["state"].as_str()? {
        "started" => TouchState::Started,
        "updated" => TouchState::Updated,
        "finished" => TouchState::Finished,
        _ => TouchState::Stationary,
    };
    Some(Finger {
        id: i32::try_from(json["id"].as_i64()?).ok()?,
        state,
        position: place("at")?,
        previous: place("before")?,
        pressed: place("first")?,
        canvas: size.map(|side| (side * ratio).round() as u32),
        pressure: json["pressure"].as_f64().unwrap_or(1.0),
        depth: 1.0,
    })
}

/// The lines of a menu, those of menus inside of it by all their names.
fn flatten(entries: &[MenuEntry], above: &str, lines: &mut Vec<(String, String)>) {
    for entry in entries {
        let text = match above {
            "" => entry.label.clone(),
            above => format!("{above} › {}", entry.label),
        };
        match entry.entries.is_empty() {
            true => lines.push((text, entry.id.clone())),
            false => flatten(&entry.entries, &text, lines),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_from_the_lower_left_corner_and_buttons_are_the_core_s() {
        let input = Input { button: 2, buttons: 2, ..Input::left(InputKind::Press, [50.0, 25.0]) };
        let event = interaction(&input, [200.0, 100.0], 2.0).expect("it is one");
        let Action::Mouse { button, pointer, .. } = event.action else {
            unreachable!("a press is of the mouse")
        };
        assert_eq!(button, MouseButton::Right);
        assert_eq!(pointer.position, [0.25, 0.75]);
        assert_eq!((pointer.canvas, pointer.buttons), ([400, 200], 4));
    }

    #[test]
    fn menus_inside_of_menus_are_lines_with_all_their_names() {
        let entry = |label: &str, id: &str, entries| MenuEntry {
            label: label.to_owned(),
            id: id.to_owned(),
            entries,
        };
        let inner = vec![entry("Hide", "hide", vec![]), entry("Show", "show", vec![])];
        let mut lines = Vec::new();
        flatten(&[entry("More", "", inner), entry("Reset", "reset", vec![])], "", &mut lines);
        let lines: Vec<_> = lines.iter().map(|(text, id)| (&text[..], &id[..])).collect();
        assert_eq!(lines, [("More › Hide", "hide"), ("More › Show", "show"), ("Reset", "reset")]);
    }
}
