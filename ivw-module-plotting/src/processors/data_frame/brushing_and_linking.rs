//! What a person picks out in one view, for others to show.

use ivw_core::data::Brushing;
use ivw_core::event::{Action, Brush, Interaction, Reaction};
use ivw_core::prelude::*;

/// Lets views share which rows a person filtered out, selected or has the mouse over.
///
/// |         | shape | value       |
/// |---------|-------|-------------|
/// | inport  | rows  | row numbers |
/// | outport | rows  | row numbers |
///
/// What comes in goes on until a person clears it.
/// What is picked out in a view goes to the first of several that are connected to each other.
#[derive(Processor)]
#[processor(
    "org.inviwo.BrushingAndLinkingProcessor",
    name = "Brushing And Linking",
    category = "Brushing And Linking",
    tags = "CPU, Brushing, Linking",
    takes_events
)]
pub struct BrushingAndLinking {
    /// What was picked out before.
    #[inport("inport", optional)]
    before: In<Brushing>,

    /// What is picked out.
    #[outport("outport")]
    brushing: Out<Brushing>,

    /// Select nothing.
    #[property("clearSelection", name = "Clear Selection")]
    clear_selection: Button,

    /// Filter nothing out.
    #[property("clearHighlight", name = "Clear Highlight")]
    clear_highlight: Button,

    /// Select no columns.
    #[property("clearCols", name = "Clear Columns")]
    clear_columns: Button,

    /// Forget all of it.
    #[property("clearAll", name = "Clear All")]
    clear_all: Button,

    /// Which actions are logged.
    #[group("logging", collapsed = true)]
    logging: Logging,

    /// What views have told, where nothing is connected.
    own: Brushing,
}

/// This is which actions are logged.
#[derive(PropertyGroup)]
#[group_class(checked_by = "checked")]
pub struct Logging {
    /// Whether any are logged.
    #[property("checked", invalidates = InvalidationLevel::Valid)]
    is_on: bool,
    /// Those that filter rows out.
    #[property(
        "filterActions",
        name = "Filter",
        default = true,
        invalidates = InvalidationLevel::Valid
    )]
    filters: bool,
    /// Those that select rows.
    #[property(
        "selectActions",
        name = "Selection",
        default = true,
        invalidates = InvalidationLevel::Valid
    )]
    selections: bool,
    /// Those that the mouse is over.
    #[property(
        "highlightActions",
        name = "Highlight",
        default = true,
        invalidates = InvalidationLevel::Valid
    )]
    highlights: bool,
    /// Most row numbers that are listed.
    #[property(
        "maxVisibleIndices",
        name = "Max Visible Indices",
        default = 50,
        range = 1..=1000,
        semantics("Text"),
        invalidates = InvalidationLevel::Valid
    )]
    n_listed: i32,
}

impl Process for BrushingAndLinking {
    fn process(&mut self, _: &Context) -> Result<()> {
        let before = self.before.data().map(|before| (**before).clone());
        let is_first = before.is_none();
        let mut brushing = before.unwrap_or_else(|| self.own.clone());
        let clears_all = std::mem::take(&mut self.clear_all.pressed);
        if std::mem::take(&mut self.clear_selection.pressed) || clears_all {
            brushing.selected.clear();
        }
        if std::mem::take(&mut self.clear_highlight.pressed) || clears_all {
            brushing.highlighted.clear();
        }
        if clears_all {
            brushing.filtered.clear();
        }
        self.clear_columns.pressed = false;
        if is_first {
            self.own = brushing.clone();
        }
        let logging = &self.logging;
        if logging.is_on {
            let n_listed = logging.n_listed.max(1) as usize;
            for (is_on, what, rows) in [
                (logging.filters, "filtered out", &brushing.filtered),
                (logging.selections, "selected", &brushing.selected),
                (logging.highlights, "highlighted", &brushing.highlighted),
            ] {
                if is_on {
                    let listed = &rows[..rows.len().min(n_listed)];
                    tracing::info!("{} rows are {what}: {listed:?}", rows.len());
                }
            }
        }
        self.brushing.set(brushing);
        Ok(())
    }

    fn event(&mut self, event: &Interaction, _: &Context) -> Result<Reaction> {
        let Action::Brush { how, rows } = &event.action else { return Ok(Reaction::default()) };
        if self.before.data().is_some() {
            // The one before looks after it.
            return Ok(Reaction::default());
        }
        let known = match how {
            Brush::Filter => &mut self.own.filtered,
            Brush::Select => &mut self.own.selected,
            Brush::Highlight => &mut self.own.highlighted,
        };
        let runs_again = known.as_slice() != rows.as_slice();
        *known = rows.as_slice().into();
        Ok(Reaction { runs_again, ..Reaction::used() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_views_pick_out_is_kept_by_the_first() -> Result<()> {
        let mut node = BrushingAndLinking::default();
        let action = Action::Brush { how: Brush::Select, rows: vec![2, 5] };
        let event = Interaction { action, ..Interaction::default() };
        let context = Context::detached();
        let reaction = node.event(&event, &context)?;
        assert!(reaction.is_used && reaction.runs_again);
        assert!(!node.event(&event, &context)?.runs_again);
        node.process(&context)?;
        assert!(node.brushing.get()?.is_selected(5));
        node.clear_all.pressed = true;
        node.process(&context)?;
        assert_eq!(node.own, Brushing::default());
        node.before = Brushing::default().into();
        assert!(!node.event(&event, &context)?.is_used);
        Ok(())
    }

    #[test]
    fn what_was_picked_out_goes_on_until_it_is_cleared() -> Result<()> {
        let before = Brushing {
            selected: [3].as_slice().into(),
            filtered: [1, 2].as_slice().into(),
            ..Brushing::default()
        };
        let mut node =
            BrushingAndLinking { before: before.clone().into(), ..BrushingAndLinking::default() };
        node.process(&Context::detached())?;
        assert_eq!(*node.brushing.get()?, before);
        node.clear_selection.pressed = true;
        node.process(&Context::detached())?;
        assert!(node.brushing.get()?.selected.is_empty());
        assert!(node.brushing.get()?.is_filtered(2));
        node.clear_all.pressed = true;
        node.process(&Context::detached())?;
        assert_eq!(*node.brushing.get()?, Brushing::default());
        Ok(())
    }
}
