//! Events for pictures that are laid out in another one.

use super::board::Rect;
use glam::{DVec2, UVec2};
use ivw_core::event::{Action, Interaction, MouseState, Passed, Pointer, Reaction};

/// Which view a person is in.
#[derive(Debug, Default)]
pub(crate) struct Views {
    /// The view that a button was pressed in, until it is released: a drag stays there.
    active: Option<usize>,
}

impl Views {
    /// Passes an event on to the picture in the view that it happened in, with places in that picture;
    /// keys, and what is picked, are for all.
    pub(crate) fn pass(
        &mut self,
        event: &Interaction,
        inport: &str,
        views: &[Rect],
        size: UVec2,
    ) -> Reaction {
        let at = match &event.action {
            Action::Touch(fingers) => fingers.first().map(|finger| finger.position),
            _ => event.pointer().map(|pointer| pointer.position),
        };
        let Some(at) = at.filter(|_| event.picked.is_none()) else { return Reaction::default() };
        let pixel = (DVec2::from(at) * size.as_dvec2()).floor().as_ivec2();
        let below = views.iter().position(|view| view.holds(pixel));
        let mut view = below;
        if let Action::Mouse { state, .. } = &event.action {
            match state {
                MouseState::Press | MouseState::DoubleClick => self.active = below,
                MouseState::Move => view = self.active.or(below),
                MouseState::Release => view = self.active.take().or(below),
            }
        }
        let passed = view.map(|connection| {
            let event = in_view(event, views[connection], size);
            Passed { inport: inport.to_owned(), connection, event }
        });
        let passed = passed.into_iter().collect();
        Reaction { is_passed_on: true, passed, ..Reaction::default() }
    }
}

/// The same event with places in the picture of a view.
fn in_view(event: &Interaction, view: Rect, size: UVec2) -> Interaction {
    let canvas = view.size.max(glam::IVec2::ONE).as_uvec2();
    let inside = |place: [f64; 2]| {
        let pixel = DVec2::from(place) * size.as_dvec2() - view.corner.as_dvec2();
        (pixel / canvas.as_dvec2()).to_array()
    };
    let move_in = |pointer: &mut Pointer| {
        pointer.position = inside(pointer.position);
        pointer.canvas = canvas.to_array();
    };
    let mut event = event.clone();
    match &mut event.action {
        Action::Mouse { pointer, .. } | Action::Wheel { pointer, .. } => move_in(pointer),
        Action::Touch(fingers) => {
            for finger in fingers {
                finger.position = inside(finger.position);
                finger.previous = inside(finger.previous);
                finger.pressed = inside(finger.pressed);
                finger.canvas = canvas.to_array();
            }
        }
        _ => {}
    }
    event
}

#[cfg(test)]
mod tests {
    use super::*;
    use ivw_core::event::MouseButton;

    fn mouse(state: MouseState, x: f64) -> Interaction {
        let pointer = Pointer { position: [x, 0.5], canvas: [100, 10], ..Pointer::default() };
        let action = Action::Mouse { button: MouseButton::Left, state, pointer };
        Interaction { action, ..Interaction::default() }
    }

    /// The connection that is told, and where in its picture.
    fn told(views: &mut Views, event: &Interaction) -> Option<(usize, f64)> {
        let parts = [Rect::new(0, 0, 20, 10), Rect::new(20, 0, 80, 10)];
        let mut reaction = views.pass(event, "in", &parts, [100, 10].into());
        assert!(reaction.is_passed_on);
        let passed = reaction.passed.pop()?;
        Some((passed.connection, passed.event.pointer()?.position[0]))
    }

    #[test]
    fn a_view_hears_what_happens_in_it_and_keeps_a_drag_that_began_there() {
        let mut views = Views::default();
        assert_eq!(told(&mut views, &mouse(MouseState::Move, 0.1)), Some((0, 0.5)));
        assert_eq!(told(&mut views, &mouse(MouseState::Press, 0.4)), Some((1, 0.25)));
        assert_eq!(told(&mut views, &mouse(MouseState::Move, 0.1)), Some((1, -0.125)));
        assert_eq!(told(&mut views, &mouse(MouseState::Release, 0.1)), Some((1, -0.125)));
        assert_eq!(told(&mut views, &mouse(MouseState::Move, 0.1)), Some((0, 0.5)));
        assert_eq!(told(&mut views, &mouse(MouseState::Move, 1.5)), None);
    }

    #[test]
    fn keys_are_for_all() {
        let action = Action::Key { key: 65, is_pressed: true, text: String::new() };
        let event = Interaction { action, ..Interaction::default() };
        let reaction = Views::default().pass(&event, "in", &[], UVec2::ONE);
        assert_eq!(reaction, Reaction::default());
    }
}
