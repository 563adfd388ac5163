//! Rows that a person picks out in a plot.

use ivw_core::data::{Brushing, DataFrame};
use ivw_core::event::{
    Action, Brush, Hover, Interaction, MouseButton, Passed, Press, Reaction, modifier,
};

/// What a plot does with an event: rows under the mouse are highlighted, those that are clicked are
/// selected, with Control one by one; whoever is connected at an inport is told.
///
/// `first_id` is the number of the first row in the picking layer.
pub(crate) fn pick_out(
    event: &Interaction,
    inport: &str,
    frame: &DataFrame,
    first_id: u32,
    brushing: Option<&Brushing>,
) -> Reaction {
    // Nobody could keep what is picked out.
    let Some(brushing) = brushing else { return Reaction::default() };
    let Some((row, picked)) = event.picked_of(first_id, frame.n_rows()) else {
        return Reaction::default();
    };
    let row = frame.index().at(row) as u32;
    let mut passed = Vec::new();
    let mut tell = |how: Brush, rows: Vec<u32>| {
        let event = Interaction { action: Action::Brush { how, rows }, ..Interaction::default() };
        passed.push(Passed { inport: inport.to_owned(), connection: 0, event });
    };
    let is_click = picked.press == Press::Release
        && picked.item == MouseButton::Left
        && picked.current == picked.id
        && !picked.has_moved;
    if is_click {
        let mut rows = brushing.selected.to_vec();
        if event.modifiers & modifier::CONTROL != 0 {
            match rows.binary_search(&row) {
                Ok(place) => drop(rows.remove(place)),
                Err(place) => rows.insert(place, row),
            }
        } else if rows == [row] {
            rows.clear();
        } else {
            rows = vec![row];
        }
        tell(Brush::Select, rows);
    } else {
        match picked.hover {
            Hover::Enter => tell(Brush::Highlight, vec![row]),
            Hover::Exit => tell(Brush::Highlight, Vec::new()),
            Hover::None | Hover::Move => {}
        }
    }
    let is_used = is_click || picked.press == Press::Press;
    Reaction { is_used, is_passed_on: !passed.is_empty(), passed, ..Reaction::default() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ivw_core::event::Picked;
    use ivw_core::prelude::*;

    fn told(picked: Picked, modifiers: u32, brushing: &Brushing) -> Result<(bool, Vec<Action>)> {
        let frame = DataFrame::new(3);
        let event = Interaction { picked: Some(picked), modifiers, ..Interaction::default() };
        let reaction = pick_out(&event, "brushing", &frame, 10, Some(brushing));
        Ok((reaction.is_used, reaction.passed.into_iter().map(|p| p.event.action).collect()))
    }

    #[test]
    fn the_mouse_highlights_and_a_click_selects() -> Result<()> {
        let none = Brushing::default();
        let over = Picked { id: 11, current: 11, hover: Hover::Enter, ..Picked::default() };
        let highlight =
            |rows: &[u32]| vec![Action::Brush { how: Brush::Highlight, rows: rows.to_vec() }];
        assert_eq!(told(over, 0, &none)?, (false, highlight(&[1])));
        let out = Picked { hover: Hover::Exit, ..over };
        assert_eq!(told(out, 0, &none)?, (false, highlight(&[])));
        assert_eq!(told(Picked { id: 13, ..over }, 0, &none)?, (false, Vec::new()));

        let (press, item) = (Press::Release, MouseButton::Left);
        let click = Picked { hover: Hover::Move, press, item, ..over };
        let select = |rows: &[u32]| vec![Action::Brush { how: Brush::Select, rows: rows.to_vec() }];
        let some = Brushing { selected: [0, 2].as_slice().into(), ..none.clone() };
        let one = Brushing { selected: [1].as_slice().into(), ..none };
        assert_eq!(told(click, 0, &some)?, (true, select(&[1])));
        assert_eq!(told(click, modifier::CONTROL, &some)?, (true, select(&[0, 1, 2])));
        assert_eq!(told(click, modifier::CONTROL, &one)?, (true, select(&[])));
        assert_eq!(told(click, 0, &one)?, (true, select(&[])));
        assert_eq!(told(Picked { has_moved: true, ..click }, 0, &some)?, (false, Vec::new()));
        Ok(())
    }
}
