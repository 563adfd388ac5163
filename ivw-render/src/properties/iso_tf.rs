//! How values become colours: surfaces and a cloud.

use crate::color_table::ColorTable;
use crate::raycast;
use ivw_core::data::TransferFunctionPoint;
use ivw_core::prelude::*;

/// These are the surfaces and colours of a volume.
///
/// Positions are parts of the data range from 0 to 1, or data values where they are said to be.
#[derive(PropertyGroup)]
#[group_class("org.inviwo.IsoTFProperty")]
pub struct IsoTf {
    /// Values at which surfaces are drawn, with the colour of each.
    #[property(
        "isovalues",
        name = "Iso Values",
        invalidates = InvalidationLevel::InvalidResources
    )]
    pub iso_values: IsoValues,

    /// Colour and opacity of each value.
    #[property("transferFunction", name = "Transfer Function")]
    pub transfer_function: TransferFunction,
}

impl IsoTf {
    /// These are 1024 colours at evenly spaced normalised values.
    pub fn table(&self, map: &DataMap) -> Vec<[f32; 4]> {
        ColorTable::new(&self.transfer_function, map).into_entries()
    }

    /// These are the surfaces at normalised values, in rising order.
    pub fn surfaces(&self, map: &DataMap) -> Vec<raycast::IsoValue> {
        let normalized = |position| match self.iso_values.absolute {
            true => map.normalized(position),
            false => position,
        };
        let surface = |point: &TransferFunctionPoint| raycast::IsoValue {
            value: normalized(point.position) as f32,
            color: point.color,
        };
        let mut surfaces: Vec<_> = self.iso_values.points.iter().map(surface).collect();
        surfaces.sort_by(|a, b| a.value.total_cmp(&b.value));
        surfaces
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ivw_core::data::Number;

    #[test]
    fn data_values_become_parts_of_the_data_range() {
        let map = DataMap { data_range: [100.0, 300.0], ..DataMap::of(Number::F32) };
        let points = [(100.0, [0.0; 4]), (300.0, [1.0; 4])];
        let mut absolute =
            IsoTf { transfer_function: TransferFunction::new(&points), ..IsoTf::default() };
        absolute.transfer_function.absolute = true;
        assert_eq!(absolute.table(&map), IsoTf::default().table(&map));
    }

    #[test]
    fn surfaces_rise() {
        let point = |position| TransferFunctionPoint { position, color: [1.0; 4] };
        let iso_values =
            IsoValues { points: vec![point(0.7), point(0.2), point(f64::NAN)], absolute: false };
        let surfaces = IsoTf { iso_values, ..IsoTf::default() }.surfaces(&DataMap::of(Number::U8));
        assert_eq!((surfaces[0].value, surfaces[1].value), (0.2, 0.7));
    }
}
