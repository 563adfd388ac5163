//! The components of a volume as options of a property.

use ivw_core::prelude::*;

/// Options for up to four components: saved identifier, displayed name, place.
pub(crate) type Channels = [(&'static str, &'static str, i32); 4];

/// Options of most processors.
pub(crate) const CHANNELS: Channels = [
    ("channel1", "Channel 1", 0),
    ("channel2", "Channel 2", 1),
    ("channel3", "Channel 3", 2),
    ("channel4", "Channel 4", 3),
];

/// Options of older processors, which count from 1.
pub(crate) const NAMED_CHANNELS: Channels = [
    ("Channel 1", "Channel 1", 0),
    ("Channel 2", "Channel 2", 1),
    ("Channel 3", "Channel 3", 2),
    ("Channel 4", "Channel 4", 3),
];

/// Options of some older processors, which count from 0.
pub(crate) const COUNTED_CHANNELS: Channels = [
    ("Channel 0", "Channel 0", 0),
    ("Channel 1", "Channel 1", 1),
    ("Channel 2", "Channel 2", 2),
    ("Channel 3", "Channel 3", 3),
];

/// A choice of one of the components that a volume has.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Offered {
    n_channels: Option<usize>,
}

impl Offered {
    /// Offers the components that data has, and is the place of the chosen one: the first one, if
    /// there is no such.
    pub(crate) fn choose(
        &mut self,
        property: &str,
        options: &Channels,
        chosen: i32,
        format: Format,
        context: &Context,
    ) -> usize {
        let n_channels = usize::from(format.components).min(options.len());
        if self.n_channels.replace(n_channels) != Some(n_channels) {
            let option = |(id, name, value): &(&str, &str, i32)| OptionItem {
                id: (*id).to_owned(),
                name: (*name).to_owned(),
                value: OptionValue::Int((*value).into()),
            };
            context.set_options(property, options[..n_channels].iter().map(option).collect());
        }
        usize::try_from(chosen).ok().filter(|chosen| *chosen < n_channels).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_offered_once_and_a_missing_one_is_the_first() {
        let mut offered = Offered::default();
        let context = Context::detached();
        let format = Format::new(Number::U8, 2);
        let mut choose = |chosen| offered.choose("channel", &CHANNELS, chosen, format, &context);
        assert_eq!([-1, 0, 1, 2].map(&mut choose), [0, 0, 1, 0]);
        let changes = context.take_changes();
        let [change] = &changes[..] else { panic!("{changes:?}") };
        let PropertyChange::Options(options) = &change.change else { panic!("{change:?}") };
        assert_eq!(
            options.iter().map(|option| option.id.as_str()).collect::<Vec<_>>(),
            ["channel1", "channel2"]
        );
    }
}
