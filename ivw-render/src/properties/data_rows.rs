//! What the numbers of volumes and layers mean, in rows that a person may edit.

use ivw_core::prelude::*;
use std::ops::Range;

/// This is how values between the centres of voxels or pixels come about.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
#[choice_class("EnumUChar")]
pub enum InterpolationChoice {
    /// Linear between neighbours.
    #[default]
    Linear,
    /// The value of the nearest centre.
    Nearest,
}

/// This is what lies beyond the border of a volume or a layer.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
#[choice_class("EnumUChar")]
pub enum WrappingChoice {
    /// The value at the border.
    #[default]
    Clamp,
    /// The same again.
    Repeat,
    /// The same again, mirrored.
    Mirror,
}

/// The rows that can be edited, with a name, a unit and a wrapping for each axis.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Rows<const N: usize> {
    pub(super) data_range: Range<f64>,
    pub(super) value_range: Range<f64>,
    /// Name and unit.
    pub(super) value: [String; 2],
    pub(super) interpolation: InterpolationChoice,
    pub(super) names: [String; N],
    pub(super) units: [String; N],
    pub(super) wrapping: [WrappingChoice; N],
}

impl Rows<3> {
    /// What a volume says.
    pub(super) fn of_volume(volume: &Volume) -> Self {
        Self::of(&volume.data_map, volume.interpolation, &volume.axes, volume.wrapping)
    }
}

impl Rows<2> {
    /// What a layer says.
    pub(super) fn of_layer(layer: &Layer) -> Self {
        Self::of(&layer.data_map, layer.interpolation, &layer.axes, layer.wrapping)
    }
}

impl<const N: usize> Rows<N> {
    fn of(
        map: &DataMap,
        interpolation: Interpolation,
        axes: &[Axis; N],
        wrapping: [Wrapping; N],
    ) -> Self {
        let range = |[a, b]: [f64; 2]| a.min(b)..a.max(b);
        Self {
            data_range: range(map.data_range),
            value_range: range(map.value_range),
            value: [map.value_axis.name.to_string(), map.value_axis.unit.to_string()],
            interpolation: match interpolation {
                Interpolation::Linear => InterpolationChoice::Linear,
                Interpolation::Nearest => InterpolationChoice::Nearest,
            },
            names: axes.each_ref().map(|axis| axis.name.to_string()),
            units: axes.each_ref().map(|axis| axis.unit.to_string()),
            wrapping: wrapping.map(|wrapping| match wrapping {
                Wrapping::Clamp => WrappingChoice::Clamp,
                Wrapping::Repeat => WrappingChoice::Repeat,
                Wrapping::Mirror => WrappingChoice::Mirror,
            }),
        }
    }

    /// Writes the rows onto data that says something else by itself.
    pub(super) fn apply(
        self,
        own: &Self,
        map: &mut DataMap,
        interpolation: &mut Interpolation,
        axes: &mut [Axis; N],
        wrapping: &mut [Wrapping; N],
    ) {
        // An unedited range may run downwards, which a property can't show.
        if self.data_range != own.data_range {
            map.data_range = [self.data_range.start, self.data_range.end];
        }
        if self.value_range != own.value_range {
            map.value_range = [self.value_range.start, self.value_range.end];
        }
        let [name, unit] = &self.value;
        map.value_axis = Axis::new(name, unit);
        *interpolation = match self.interpolation {
            InterpolationChoice::Linear => Interpolation::Linear,
            InterpolationChoice::Nearest => Interpolation::Nearest,
        };
        for (n, axis) in axes.iter_mut().enumerate() {
            *axis = Axis::new(&self.names[n], &self.units[n]);
        }
        *wrapping = self.wrapping.map(|wrapping| match wrapping {
            WrappingChoice::Clamp => Wrapping::Clamp,
            WrappingChoice::Repeat => Wrapping::Repeat,
            WrappingChoice::Mirror => Wrapping::Mirror,
        });
    }

    /// New rows where these are still as before.
    pub(super) fn follow(self, before: &Self, new: &Self) -> Self {
        fn pick<T: Clone + PartialEq>(now: T, before: &T, new: &T) -> T {
            if now == *before { new.clone() } else { now }
        }
        let [name, unit] = self.value;
        Self {
            data_range: pick(self.data_range, &before.data_range, &new.data_range),
            value_range: pick(self.value_range, &before.value_range, &new.value_range),
            value: [
                pick(name, &before.value[0], &new.value[0]),
                pick(unit, &before.value[1], &new.value[1]),
            ],
            interpolation: pick(self.interpolation, &before.interpolation, &new.interpolation),
            names: pick(self.names, &before.names, &new.names),
            units: pick(self.units, &before.units, &new.units),
            wrapping: pick(self.wrapping, &before.wrapping, &new.wrapping),
        }
    }
}
