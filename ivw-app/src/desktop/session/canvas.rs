//! Canvases: pictures, sizes, and what a person does there.
//!
//! Interactions have a thread of their own: telling processors waits for those that run.

use super::super::snapshot::{Turned, turned_camera};
use super::super::trackball;
use super::{News, Tell, look};
use glam::Vec2;
use ivw_core::data::{Camera, Layer, Number};
use ivw_core::error::Error;
use ivw_core::event::{Action, Interaction, MouseState, TouchState};
use ivw_core::host::Host;
use ivw_core::network::{Edit, Network, ProcessorId, PropertyRef};
use ivw_core::property::{PropertyChange, Value};
use parking_lot::Mutex;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

/// What the thread of interactions is told.
pub(super) enum Interacted {
    Resize(ProcessorId, [u32; 2]),
    Event(ProcessorId, Interaction),
}

/// How long a frame of a canvas takes, for each pixel.
#[derive(Clone, Default)]
pub(crate) struct Frames {
    secs_per_pixel: Arc<Mutex<HashMap<ProcessorId, f64>>>,
}

/// A frame should not take longer while something moves.
const FRAME_SECS: f64 = 0.04;
/// After so long without a movement, the picture is made in full.
const STILL: Duration = Duration::from_millis(120);

impl Frames {
    /// Notes how long processors took for a picture.
    pub(super) fn note(
        &self,
        host: &Host,
        canvas: ProcessorId,
        changed: &HashSet<ProcessorId>,
        size: [u32; 2],
    ) {
        let secs: f64 = host.with(|network| {
            let nodes = changed.iter().filter_map(|id| network.node(*id).ok());
            nodes.map(|node| node.last_duration.as_secs_f64()).sum()
        });
        let pixels = f64::from(size[0]) * f64::from(size[1]);
        self.secs_per_pixel.lock().insert(canvas, secs / pixels.max(1.0));
    }

    /// By what the sides of a picture are divided while something moves.
    pub(crate) fn coarseness(&self, canvas: ProcessorId, size: [u32; 2]) -> u32 {
        let known = self.secs_per_pixel.lock().get(&canvas).copied().unwrap_or(0.0);
        let secs = known * f64::from(size[0]) * f64::from(size[1]);
        ((secs / FRAME_SECS).sqrt().ceil() as u32).clamp(1, 4)
    }
}

/// Starts the thread that tells processors of events, and turns cameras.
pub(super) fn start(host: Host, frames: Frames, tell: Tell) -> Sender<Interacted> {
    let (sender, receiver) = channel();
    let hands = Hands { host, frames, tell, sizes: HashMap::new(), moving: None, gesture: None };
    let thread = std::thread::Builder::new().name("ivw-interact".to_owned());
    if let Err(error) = thread.stack_size(64 << 20).spawn(move || hands.run(&receiver)) {
        tracing::error!(%error, "no thread for interaction: canvases will not react");
    }
    sender
}

struct Hands {
    host: Host,
    frames: Frames,
    tell: Tell,
    /// Sizes of canvases in full.
    sizes: HashMap<ProcessorId, [u32; 2]>,
    /// The canvas that is coarse at the moment.
    moving: Option<ProcessorId>,
    gesture: Option<Gesture>,
}

/// A drag in a canvas.
struct Gesture {
    canvas: ProcessorId,
    last: Vec2,
    /// The mark in the history that it began with.
    mark: u64,
    /// Whether a processor used the press.
    is_used: bool,
    /// Fingers on the screen, and where they were when the camera was turned last.
    fingers: Vec<(i32, Vec2)>,
}

impl Hands {
    fn run(mut self, receiver: &Receiver<Interacted>) {
        loop {
            let wait = if self.moving.is_some() { STILL } else { Duration::from_secs(3600) };
            let first = match receiver.recv_timeout(wait) {
                Ok(message) => message,
                Err(RecvTimeoutError::Timeout) => {
                    self.be_still();
                    continue;
                }
                Err(RecvTimeoutError::Disconnected) => return,
            };
            let mut messages = vec![first];
            messages.extend(receiver.try_iter());
            for (n, message) in messages.iter().enumerate() {
                // Of many movements the last one counts.
                let is_overtaken = messages.get(n + 1).is_some_and(|next| both_move(message, next));
                if !is_overtaken {
                    self.handle(message);
                }
            }
        }
    }

    fn handle(&mut self, message: &Interacted) {
        let done = match message {
            Interacted::Resize(canvas, size) => {
                self.sizes.insert(*canvas, *size);
                self.set_size(*canvas, *size)
            }
            Interacted::Event(canvas, event) => self.interact(*canvas, event),
        };
        if let Err(error) = done {
            tracing::warn!("{error}");
        }
    }

    fn interact(&mut self, canvas: ProcessorId, event: &Interaction) -> Result<(), Error> {
        let mark = self.host.mark();
        let mut event = event.clone();
        if let Action::Mouse { pointer, .. } | Action::Wheel { pointer, .. } = &mut event.action {
            let depth = |network: &mut Network| look::depth(network, canvas, pointer.position);
            pointer.depth = self.host.with(depth);
        }
        if let Action::Touch(fingers) = &mut event.action {
            self.host.with(|network| {
                fingers.iter_mut().for_each(|f| f.depth = look::depth(network, canvas, f.position));
            });
        }
        let event = &event;
        let reaction = self.host.interact(canvas, event)?;
        if let Some(tip) = reaction.tool_tip {
            (self.tell)(News::Tip(tip));
        }
        if !reaction.menu.is_empty() {
            (self.tell)(News::Menu { canvas, entries: reaction.menu });
        }
        let turned = self.host.with(|network| {
            let (turned, event) = turned_camera(network, &reaction.told)?;
            Some((turned, event.clone()))
        });
        let (turned, seen) = turned.unzip();
        // Places are those in the view that the camera is for.
        let seen = seen.as_ref().unwrap_or(event);
        let to = seen.pointer().map_or(Vec2::ZERO, |pointer| place(pointer.position));
        match &event.action {
            Action::Mouse { state: MouseState::Press, .. } => {
                let is_used = reaction.is_used;
                self.gesture =
                    Some(Gesture { canvas, last: to, mark, is_used, fingers: Vec::new() });
            }
            Action::Mouse { state: MouseState::Move, .. } if reaction.is_used => {
                // Who drags a thing does not turn the camera as well.
                if let Some(gesture) = &mut self.gesture {
                    gesture.last = to;
                    self.host.join_steps(gesture.mark, "Drag in the picture");
                }
            }
            Action::Mouse { state: MouseState::Move, pointer, .. } if pointer.buttons != 0 => {
                self.turn(canvas, event, turned, to, pointer.buttons)?;
            }
            Action::Mouse { state: MouseState::Release, .. } => {
                self.gesture = None;
                self.be_still();
            }
            Action::Touch(_) => self.touch(canvas, seen, turned, mark, reaction.is_used)?,
            Action::Wheel { delta, .. } if !reaction.is_used => {
                let part = (delta[1] * 0.12) as f32;
                self.change_camera(canvas, turned, mark, "Zoom", |found| {
                    found.allows[2].then(|| trackball::zoom(&found.camera, part))
                })?;
            }
            _ => {}
        }
        Ok(())
    }

    /// One finger turns; two move, bring closer and roll.
    fn touch(
        &mut self,
        canvas: ProcessorId,
        event: &Interaction,
        turned: Option<Turned>,
        mark: u64,
        is_used: bool,
    ) -> Result<(), Error> {
        let Action::Touch(fingers) = &event.action else { return Ok(()) };
        let down = fingers.iter().filter(|finger| finger.state != TouchState::Finished);
        let now: Vec<_> = down.map(|finger| (finger.id, place(finger.position))).collect();
        if now.is_empty() {
            self.gesture = None;
            self.be_still();
            return Ok(());
        }
        let fresh = Gesture { canvas, last: now[0].1, mark, is_used, fingers: Vec::new() };
        let gesture = self.gesture.get_or_insert(fresh);
        let before = std::mem::replace(&mut gesture.fingers, now.clone());
        let mark = gesture.mark;
        let is_same = before.iter().map(|(id, _)| id).eq(now.iter().map(|(id, _)| id));
        if is_used || gesture.is_used || gesture.canvas != canvas || !is_same {
            return Ok(());
        }
        match (&before[..], &now[..]) {
            ([(_, from)], [(_, to)]) => {
                self.change_camera(canvas, turned, mark, "Turn the camera", |found| {
                    let turned = trackball::rotate(
                        &found.camera,
                        *from,
                        *to,
                        found.sensitivity,
                        found.fixed_up,
                    );
                    found.allows[0].then_some(turned)
                })
            }
            ([(_, a), (_, b)], [(_, c), (_, d)]) => {
                self.change_camera(canvas, turned, mark, "Move the camera", |found| {
                    let keeps_up = found.fixed_up.is_some();
                    let (from, to) = ([*a, *b], [*c, *d]);
                    Some(trackball::pinch(&found.camera, from, to, found.allows, keeps_up))
                })
            }
            _ => Ok(()),
        }
    }

    /// Left turns, middle moves, right brings closer, as in Inviwo.
    fn turn(
        &mut self,
        canvas: ProcessorId,
        event: &Interaction,
        turned: Option<Turned>,
        to: Vec2,
        buttons: u32,
    ) -> Result<(), Error> {
        let Some(gesture) = &mut self.gesture else { return Ok(()) };
        if gesture.is_used || gesture.canvas != canvas {
            return Ok(());
        }
        let (from, mark) = (std::mem::replace(&mut gesture.last, to), gesture.mark);
        let is_shifted = event.modifiers & ivw_core::event::modifier::SHIFT != 0;
        match buttons {
            1 if !is_shifted => self.change_camera(canvas, turned, mark, "Turn the camera", |f| {
                f.allows[0]
                    .then(|| trackball::rotate(&f.camera, from, to, f.sensitivity, f.fixed_up))
            }),
            4 => self.change_camera(canvas, turned, mark, "Move the camera closer", |found| {
                found.allows[2].then(|| trackball::zoom(&found.camera, (to.y - from.y) * 1.5))
            }),
            _ => self.change_camera(canvas, turned, mark, "Move the camera", |found| {
                found.allows[1].then(|| trackball::pan(&found.camera, from, to))
            }),
        }
    }

    fn change_camera(
        &mut self,
        canvas: ProcessorId,
        turned: Option<Turned>,
        mark: u64,
        name: &str,
        change: impl FnOnce(&Turned) -> Option<Camera>,
    ) -> Result<(), Error> {
        let Some(found) = turned else { return Ok(()) };
        let Some(camera) = change(&found) else { return Ok(()) };
        // A panel that was not laid out yet has told no size.
        let coarse = self.sizes.get(&canvas).map(|size| {
            let coarseness = self.frames.coarseness(canvas, *size);
            size.map(|side| (side / coarseness).max(1))
        });
        self.host.lock();
        let done = coarse.map_or(Ok(()), |size| self.set_size(canvas, size)).and_then(|()| {
            let value = PropertyChange::Value(Value::Camera(camera));
            self.host.edit(name, Edit::Property(found.at, value))
        });
        self.host.unlock();
        self.host.join_steps(mark, name);
        self.moving = Some(canvas);
        done
    }

    /// Makes the picture in full again.
    fn be_still(&mut self) {
        let Some(canvas) = self.moving.take() else { return };
        let Some(size) = self.sizes.get(&canvas).copied() else { return };
        if let Err(error) = self.set_size(canvas, size) {
            tracing::debug!(%error, "the canvas is gone");
        }
    }

    fn set_size(&self, canvas: ProcessorId, size: [u32; 2]) -> Result<(), Error> {
        let property = self.host.with(|network| {
            let property = network.node(canvas)?.properties.find("inputSize.dimensions");
            Ok::<_, Error>(property.map(|property| PropertyRef { processor: canvas, property }))
        })?;
        let Some(property) = property else { return Ok(()) };
        let size = Value::ints(&size.map(|side| i64::from(side.max(1))))?;
        self.host.adjust(property, PropertyChange::Value(size))
    }
}

/// A place in a picture, from −1 to 1.
fn place(position: [f64; 2]) -> Vec2 {
    Vec2::new(position[0] as f32, position[1] as f32) * 2.0 - 1.0
}

fn both_move(a: &Interacted, b: &Interacted) -> bool {
    let moves = |message: &Interacted| match message {
        Interacted::Resize(canvas, _) => Some((*canvas, false)),
        Interacted::Event(canvas, Interaction { action, .. }) => match action {
            Action::Mouse { state: MouseState::Move, .. } => Some((*canvas, true)),
            _ => None,
        },
    };
    moves(a).is_some() && moves(a) == moves(b)
}

/// The picture of a canvas as a window shows it: opaque, rows from top to bottom.
pub(super) fn picture(host: &Host, canvas: ProcessorId) -> Result<(Vec<u8>, [u32; 2]), Error> {
    let layer = host.picture(canvas)?;
    Ok((rgba_of(&layer), layer.dims))
}

/// A layer as colours before black, rows from top to bottom.
pub(super) fn rgba_of(layer: &Layer) -> Vec<u8> {
    let [width, height] = layer.dims.map(|n| n as usize);
    let mut rgba = Vec::with_capacity(width * height * 4);
    let is_plain = layer.format.number == Number::U8
        && layer.format.components == 4
        && layer.swizzle == ivw_core::data::Swizzle::RGBA;
    for y in (0..height).rev() {
        if is_plain {
            let row = &layer.pixels.bytes()[y * width * 4..(y + 1) * width * 4];
            rgba.extend(row.chunks_exact(4).flat_map(|p| [p[0], p[1], p[2], 255]));
            continue;
        }
        for x in 0..width {
            let color = layer.swizzle.apply(layer.texel_at(y * width + x));
            // NaN becomes 0.
            let byte = |c: f32| (c.clamp(0.0, 1.0) * 255.0).round() as u8;
            rgba.extend([byte(color[0]), byte(color[1]), byte(color[2]), 255]);
        }
    }
    rgba
}

#[cfg(test)]
mod tests {
    use super::*;
    use ivw_core::data::{Format, LayerKind};

    #[test]
    fn pictures_are_turned_over_and_opaque() -> Result<(), Error> {
        let pixels: Vec<[u8; 4]> = vec![[1, 2, 3, 0], [4, 5, 6, 255]];
        let layer = Layer::from_pixels([1, 2], LayerKind::Color, &pixels);
        assert_eq!(rgba_of(&layer), [4, 5, 6, 255, 1, 2, 3, 255]);
        let grey = Layer::new([2, 1], Format::new(Number::F32, 1), LayerKind::Depth)?;
        assert_eq!(rgba_of(&grey), [0, 0, 0, 255, 0, 0, 0, 255]);
        Ok(())
    }

    #[test]
    fn slow_pictures_are_coarse_and_fast_ones_are_not() {
        let frames = Frames::default();
        let canvas = ProcessorId::default();
        assert_eq!(frames.coarseness(canvas, [1000, 1000]), 1);
        frames.secs_per_pixel.lock().insert(canvas, 0.2e-6);
        assert_eq!(frames.coarseness(canvas, [1000, 1000]), 3);
        assert_eq!(frames.coarseness(canvas, [100, 100]), 1);
    }
}
