//! What the numbers of a volume or layer mean.

use crate::abi::{RString, RVec, StableAbi};
use crate::data::Number;

/// Name and unit of an axis or of a value.
///
/// ```
/// use ivw_core::prelude::*;
///
/// let mut volume = Volume::new([64, 64, 32], Format::new(Number::I16, 1))?;
/// volume.axes = [Axis::new("x", "mm"), Axis::new("y", "mm"), Axis::new("z", "mm")];
/// volume.data_map.value_axis = Axis::new("density", "HU");
/// assert_eq!(volume.axes[2].unit, "mm");
/// # Ok::<(), Error>(())
/// ```
#[repr(C)]
#[derive(StableAbi, Clone, Debug, Default, PartialEq)]
pub struct Axis {
    /// Name, such as `x` or `density`.
    pub name: RString,
    /// Unit, such as `mm`; empty if there is none.
    pub unit: RString,
}

impl Axis {
    /// An axis or value of a name and a unit.
    pub fn new(name: &str, unit: &str) -> Self {
        Self { name: name.into(), unit: unit.into() }
    }
}

/// How stored numbers map to physical values: `data_range` to `value_range`, linearly.
///
/// ```
/// use ivw_core::prelude::*;
///
/// // A scanner stores 12 bits; they are -1024 to 3071 Hounsfield units.
/// let map = DataMap {
///     data_range: [0.0, 4095.0],
///     value_range: [-1024.0, 3071.0],
///     value_axis: Axis::new("density", "HU"),
/// };
/// assert_eq!((map.value(0.0), map.value(4095.0)), (-1024.0, 3071.0));
/// assert_eq!(map.normalized(4095.0), 1.0);
/// assert_eq!(DataMap::of(Number::U8).data_range, [0.0, 255.0]);
/// ```
#[repr(C)]
#[derive(StableAbi, Clone, Debug, PartialEq)]
pub struct DataMap {
    /// Range of the stored numbers, `[min, max]`; normalised values are relative to it.
    pub data_range: [f64; 2],
    /// Range of the physical values, `[min, max]`.
    pub value_range: [f64; 2],
    /// Name and unit of the physical value.
    pub value_axis: Axis,
}

impl DataMap {
    /// The map of new data: the range of the format, values equal to stored numbers.
    pub fn of(number: Number) -> Self {
        let range = number.default_range();
        Self { data_range: range, value_range: range, value_axis: Axis::default() }
    }

    /// A stored number relative to the data range: 0 at its lower end, 1 at its upper end.
    ///
    /// Not finite if both ends are the same.
    pub fn normalized(&self, stored: f64) -> f64 {
        let [lo, hi] = self.data_range;
        (stored - lo) / (hi - lo)
    }

    /// The physical value of a stored number.
    pub fn value(&self, stored: f64) -> f64 {
        let [lo, hi] = self.value_range;
        lo + self.normalized(stored) * (hi - lo)
    }
}

/// Free-form notes that travel with data, such as a file's unknown header lines.
#[repr(C)]
#[derive(StableAbi, Clone, Debug, Default, PartialEq)]
pub struct Metadata {
    entries: RVec<[RString; 2]>,
}

impl Metadata {
    /// The note of a name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.entries.iter().find(|[key, _]| key == name).map(|[_, value]| value.as_str())
    }

    /// Notes something, replacing what had the same name.
    pub fn set(&mut self, name: &str, value: &str) {
        match self.entries.iter_mut().find(|[key, _]| key == name) {
            Some([_, old]) => *old = value.into(),
            None => self.entries.push([name.into(), value.into()]),
        }
    }

    /// All names and values, in the order in which they were noted.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.entries.iter().map(|[name, value]| (name.as_str(), value.as_str()))
    }
}
