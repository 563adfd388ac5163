//! What a person points at: the picking layer of a canvas, and what happened there before.

use super::Host;
use crate::data::{LayerKind, picked_number};
use crate::event::{Action, Hover, MouseButton, MouseState, Picked, Pointer, Press};
use crate::network::ProcessorId;

/// What was pointed at in a canvas.
#[derive(Default)]
pub(super) struct Picker {
    previous: u32,
    previous_ndc: [f64; 3],
    pressed: u32,
    pressed_ndc: [f64; 3],
    has_moved: bool,
}

impl Picker {
    /// What the things in the picture are to be told of what the mouse did, in order.
    pub(super) fn follow(&mut self, action: &Action, current: u32) -> Vec<Picked> {
        let Action::Mouse { button, state, pointer } = action else { return Vec::new() };
        let ndc = ndc(pointer);
        let is_drag = self.pressed != 0 && *state == MouseState::Move && pointer.buttons != 0;
        self.has_moved |= *state == MouseState::Move && ndc[..2] != self.pressed_ndc[..2];
        if *state == MouseState::Press {
            (self.pressed, self.pressed_ndc, self.has_moved) = (current, ndc, false);
        }
        let item = match state {
            MouseState::Move => MouseButton::None,
            _ => *button,
        };
        let told = |id: u32, hover: Hover, press: Press| Picked {
            id,
            current,
            previous: self.previous,
            pressed: self.pressed,
            hover,
            press,
            item,
            has_moved: self.has_moved,
            previous_ndc: self.previous_ndc,
            pressed_ndc: self.pressed_ndc,
        };
        let mut all = Vec::new();
        let (was, is) = (self.previous, current);
        if was != is && was != 0 {
            all.push(told(was, Hover::Exit, Press::None));
        }
        let hover = if was == is { Hover::Move } else { Hover::Enter };
        let is_pressed = self.pressed == is;
        match state {
            MouseState::Press => all.push(told(is, hover, Press::Press)),
            MouseState::DoubleClick => all.push(told(is, hover, Press::DoubleClick)),
            // Who was pressed is told of the drag and of its end, wherever the mouse is.
            MouseState::Move | MouseState::Release if self.pressed != 0 => {
                let press = if is_drag { Press::Move } else { Press::Release };
                if is_drag || *state == MouseState::Release {
                    let its_hover = if is_pressed { hover } else { Hover::None };
                    all.push(told(self.pressed, its_hover, press));
                }
                if !is_pressed {
                    all.push(told(is, hover, Press::None));
                }
            }
            MouseState::Move | MouseState::Release => all.push(told(is, hover, Press::None)),
        }
        all.retain(|picked| picked.id != 0);
        (self.previous, self.previous_ndc) = (current, ndc);
        if *state == MouseState::Release {
            self.pressed = 0;
        }
        all
    }
}

/// Place and depth, each in [-1, 1].
fn ndc(pointer: &Pointer) -> [f64; 3] {
    let [x, y] = pointer.position;
    [2.0 * x - 1.0, 2.0 * y - 1.0, pointer.depth]
}

impl Host {
    /// The number of the thing at a place of a canvas's picture, each in [0, 1]; 0 is nothing.
    pub(super) fn picked(&self, canvas: ProcessorId, position: [f64; 2]) -> u32 {
        let Some(image) = self.with(|network| network.shown(canvas)) else { return 0 };
        let Some(layer) = image.layer(LayerKind::Picking, 0) else { return 0 };
        let size = layer.size();
        if size.x == 0 || size.y == 0 {
            return 0;
        }
        let texel = |part: f64, n: u32| (part * f64::from(n)).clamp(0.0, f64::from(n - 1)) as usize;
        let (x, y) = (texel(position[0], size.x), texel(position[1], size.y));
        let [r, g, b, a] = layer.texel_at(y * size.x as usize + x);
        let byte = |part: f32| (part * 255.0).round() as u8;
        if a > 0.0 { picked_number([r, g, b].map(byte)) } else { 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mouse(state: MouseState, x: f64, buttons: u32) -> Action {
        let pointer = Pointer { position: [x, 0.5], buttons, ..Pointer::default() };
        Action::Mouse { button: MouseButton::Left, state, pointer }
    }

    fn brief(picked: &[Picked]) -> Vec<(u32, Hover, Press)> {
        picked.iter().map(|picked| (picked.id, picked.hover, picked.press)).collect()
    }

    #[test]
    fn things_hear_when_the_mouse_comes_moves_and_goes() {
        let mut picker = Picker::default();
        let to = |x| mouse(MouseState::Move, x, 0);
        assert!(picker.follow(&to(0.1), 0).is_empty());
        assert_eq!(brief(&picker.follow(&to(0.2), 7)), [(7, Hover::Enter, Press::None)]);
        assert_eq!(brief(&picker.follow(&to(0.3), 7)), [(7, Hover::Move, Press::None)]);
        let both = picker.follow(&to(0.4), 9);
        assert_eq!(brief(&both), [(7, Hover::Exit, Press::None), (9, Hover::Enter, Press::None)]);
        assert_eq!((both[1].previous, both[1].current), (7, 9));
        assert_eq!(both[1].previous_ndc, [0.6 - 1.0, 0.0, 1.0]);
        assert_eq!(brief(&picker.follow(&to(0.5), 0)), [(9, Hover::Exit, Press::None)]);
    }

    #[test]
    fn who_was_pressed_hears_of_the_drag_wherever_it_goes() {
        let mut picker = Picker::default();
        let pressed = picker.follow(&mouse(MouseState::Press, 0.5, 1), 7);
        assert_eq!(brief(&pressed), [(7, Hover::Enter, Press::Press)]);
        assert!(!pressed[0].has_moved);
        let dragged = picker.follow(&mouse(MouseState::Move, 0.75, 1), 0);
        assert_eq!(brief(&dragged), [(7, Hover::Exit, Press::None), (7, Hover::None, Press::Move)]);
        assert_eq!((dragged[1].pressed, dragged[1].pressed_ndc), (7, [0.0, 0.0, 1.0]));
        let released = picker.follow(&mouse(MouseState::Release, 0.75, 0), 0);
        assert_eq!(brief(&released), [(7, Hover::None, Press::Release)]);
        assert!(released[0].has_moved);
        assert!(picker.follow(&mouse(MouseState::Move, 0.8, 0), 0).is_empty());
    }
}
