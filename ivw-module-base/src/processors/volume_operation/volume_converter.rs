//! Volumes in another format.

use crate::algorithm::format_choice::NumberChoice;
use crate::algorithm::voxels::stored_at;
use ivw_core::prelude::*;
use ivw_render::properties::CustomRange;
use std::ops::Range;

/// A volume whose voxels are stored as another kind of number.
///
/// |         | shape          | value                                 | unit         |
/// |---------|----------------|---------------------------------------|--------------|
/// | inport  | `[nx, ny, nz]` | any                                   | of the field |
/// | outport | `[nx, ny, nz]` | as many numbers, of the chosen format | of the field |
///
/// Numbers lose what is behind the point if the format has none, and are kept within its limits.
/// With data mapping, the data range of the input (0 to 1 for floating point) becomes that of the
/// output first.
#[derive(Processor)]
#[processor("org.inviwo.VolumeConverter", category = "Volume Operation", tags = "CPU, Volume")]
pub struct VolumeConverter {
    /// Volume of any format.
    #[inport("inport")]
    volume: In<Volume>,

    /// The volume in the chosen format.
    #[outport("outport")]
    converted: Out<Volume>,

    /// Format of the input.
    #[property("inputFormat", name = "Input Format", read_only = true)]
    input_format: String,

    /// Kind of numbers of the output; it has as many components as the input.
    #[property("outputFormat", name = "Output Format")]
    number: NumberChoice,

    /// Whether numbers change with their range, from that of the input to that of the output.
    #[property("enableDataMapping", name = "Use Data Mapping")]
    maps: bool,

    /// What numbers mean.
    #[group("dataRange", name = "Data Range")]
    range: Ranges,
}

/// These are the ranges of both volumes.
#[derive(PropertyGroup)]
#[group_class("org.inviwo.DataRangeProperty")]
pub struct Ranges {
    /// Data range of the input.
    #[property(
        "dataRange",
        name = "Data range",
        default = 0.0..255.0,
        range = f64::MIN..=f64::MAX,
        step = 0.0,
        semantics = "Text",
        read_only = true,
        saved = Saved::Always
    )]
    data: Range<f64>,

    /// Value range of the input.
    #[property(
        "valueRange",
        name = "Value range",
        default = 0.0..255.0,
        range = f64::MIN..=f64::MAX,
        step = 0.0,
        semantics = "Text",
        read_only = true,
        saved = Saved::Always
    )]
    value: Range<f64>,

    /// Data range of the output, unless it has one of its own.
    #[property(
        "outputDataRange",
        name = "Output Data Range",
        default = 0.0..1.0,
        range = f64::MIN..=f64::MAX,
        step = 0.01,
        semantics = "Text",
        read_only = true,
        saved = Saved::Always
    )]
    output: Range<f64>,

    /// Ranges of one's own.
    #[group("useCustomRange", name = "Use Custom Range", collapsed = true)]
    custom: CustomRange,
}

impl Process for VolumeConverter {
    fn process(&mut self, context: &Context) -> Result<()> {
        let volume = self.volume.get()?;
        context.set("inputFormat", volume.format.to_string().as_str());
        let format = Format::new(self.number.0, volume.format.components);
        let Ranges { data, value, output, custom } = &mut self.range;
        let chosen = custom.update("dataRange", [data, value], &volume.data_map, context);
        let [data_range, value_range] = match (self.maps, custom.is_on) {
            (true, false) => [format.number.default_range(); 2],
            _ => chosen,
        };
        let shown = match self.maps {
            true => format.number.default_range(),
            false => volume.data_map.data_range,
        };
        *output = shown[0].min(shown[1])..shown[0].max(shown[1]);
        context.set("dataRange.outputDataRange", Value::floats(&[output.start, output.end])?);

        if volume.format == format && !custom.is_on {
            self.converted.set(volume);
            return Ok(());
        }
        let mut converted = match volume.format == format {
            true => (*volume).clone(),
            false => in_format(&volume, format, self.maps.then_some(data_range), context)?,
        };
        (converted.data_map.data_range, converted.data_map.value_range) = (data_range, value_range);
        self.converted.set(converted);
        Ok(())
    }
}

/// The volume in a format; with its data range mapped to another one, if there is one.
fn in_format(
    volume: &Volume,
    format: Format,
    to: Option<[f64; 2]>,
    context: &Context,
) -> Result<Volume> {
    let [from_low, from_high] = match volume.format.number.is_float() {
        true => [0.0, 1.0],
        false => volume.data_map.data_range,
    };
    let mapped = |stored: f64| match to {
        Some([low, high]) => (stored - from_low) / (from_high - from_low) * (high - low) + low,
        None => stored,
    };
    stored_at(volume, format, context, |voxel| {
        volume.voxel(voxel).map(|stored| match format.number.is_float() {
            true => mapped(stored),
            false => mapped(stored).trunc(),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::UVec3;

    fn node(number: Number) -> Result<VolumeConverter> {
        let numbers = [0.0f32, 0.999, 1.0, -300.7];
        let mut volume = Volume::from_fn(UVec3::new(4, 1, 1), |v| numbers[v.x as usize])?;
        volume.data_map.data_range = [-300.0, 100.0];
        volume.data_map.value_range = [1.0, 2.0];
        Ok(VolumeConverter {
            volume: volume.into(),
            number: NumberChoice(number),
            ..Default::default()
        })
    }

    fn run(node: &mut VolumeConverter) -> Result<Volume> {
        node.process(&Context::detached())?;
        Ok((*node.converted.get()?).clone())
    }

    #[test]
    fn whole_numbers_lose_what_is_behind_the_point_and_keep_their_meaning() -> Result<()> {
        let result = run(&mut node(Number::I16)?)?;
        assert_eq!(result.voxels.elements::<i16>(), [0, 0, 1, -300]);
        assert_eq!(result.data_map.data_range, [-300.0, 100.0]);
        assert_eq!(result.data_map.value_range, [1.0, 2.0]);
        assert_eq!(run(&mut node(Number::U8)?)?.voxels.bytes(), [0, 0, 1, 0]);
        Ok(())
    }

    #[test]
    fn mapped_numbers_are_parts_of_the_new_range() -> Result<()> {
        let mut node = node(Number::U8)?;
        node.maps = true;
        let result = run(&mut node)?;
        assert_eq!(result.voxels.bytes(), [0, 254, 255, 0]);
        assert_eq!(result.data_map.data_range, [0.0, 255.0]);
        assert_eq!(node.range.output, 0.0..255.0);
        let mut back = VolumeConverter { volume: result.into(), maps: true, ..Default::default() };
        let result = run(&mut back)?;
        assert_eq!(result.voxels.elements::<f32>(), [0.0, 254.0 / 255.0, 1.0, 0.0]);
        assert_eq!(result.data_map.value_range, [0.0, 1.0]);
        Ok(())
    }

    #[test]
    fn the_same_format_goes_through_unless_there_are_other_ranges() -> Result<()> {
        let mut node = node(Number::F32)?;
        let voxels = node.volume.get()?.voxels.clone();
        assert!(run(&mut node)?.voxels.is_same(&voxels));
        node.range.custom.is_on = true;
        (node.range.custom.data, node.range.custom.value) = (0.0..2.0, 5.0..6.0);
        let result = run(&mut node)?;
        assert!(result.voxels.is_same(&voxels));
        assert_eq!(result.data_map.data_range, [0.0, 2.0]);
        assert_eq!(result.data_map.value_range, [5.0, 6.0]);
        Ok(())
    }
}
