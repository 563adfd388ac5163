//! A volume as parts of its data range.

use crate::algorithm::voxels::{drawn, no_voxels};
use ivw_core::prelude::*;
use ivw_render::raycast::VolumeTexture;

/// Makes numbers parts of the data range.
///
/// |              | shape          | value              | unit                    |
/// |--------------|----------------|--------------------|-------------------------|
/// | volumeInport | `[nx, ny, nz]` | 1 to 4 numbers     | of the field            |
/// | volumeOutport | `[nx, ny, nz]` | as many, `f32`    | 0 to 1 in the data range |
///
/// Components that are left out are as a texture gives them: integers of up to 16 bits as parts of
/// their largest.
/// If all are left out, the volume goes through.
#[derive(Processor)]
#[processor(
    "org.inviwo.VolumeNormalizationProcessor",
    name = "Volume Normalization",
    category = "Volume Operation",
    tags = "CPU"
)]
pub struct VolumeNormalization {
    /// Volume to normalise.
    #[inport("volumeInport")]
    volume: In<Volume>,

    /// The same in parts of the data range.
    #[outport("volumeOutport")]
    normalized: Out<Volume>,

    /// Number of components.
    #[property(
        "inputChannels",
        name = "Input Channels",
        soft = 0..=4,
        read_only = true,
        invalidates = InvalidationLevel::Valid
    )]
    n_channels: i32,

    /// Which components are normalised.
    #[group("channels")]
    channels: Chosen,

    shown: Option<u8>,
}

/// These are the components that are normalised.
#[derive(PropertyGroup)]
pub struct Chosen {
    /// The first component.
    #[property("normalizeChannel0", name = "Channel 1", default = true)]
    first: bool,

    /// The second component.
    #[property("normalizeChannel1", name = "Channel 2", default = true)]
    second: bool,

    /// The third component.
    #[property("normalizeChannel2", name = "Channel 3", default = true)]
    third: bool,

    /// The fourth component.
    #[property("normalizeChannel3", name = "Channel 4", default = true)]
    fourth: bool,
}

impl Process for VolumeNormalization {
    fn process(&mut self, context: &Context) -> Result<()> {
        let volume = self.volume.get()?;
        let n = volume.format.components;
        if self.shown.replace(n) != Some(n) {
            context.set("inputChannels", i64::from(n));
            for channel in 0..4 {
                let path = format!("channels.normalizeChannel{channel}");
                context.change(&path, PropertyChange::Visible(channel < n));
            }
        }
        let Chosen { first, second, third, fourth } = self.channels;
        let chosen = [first, second, third, fourth];
        if !chosen[..usize::from(n)].contains(&true) {
            self.normalized.set(volume);
            return Ok(());
        }
        let texture = VolumeTexture::new(&*volume).ok_or_else(no_voxels)?;
        let format = Format::new(Number::F32, n);
        let mut normalized = drawn(&volume, format, context, |at| {
            let (normalized, texel) = (texture.normalized(at), texture.texel(at));
            std::array::from_fn(|c| if chosen[c] { normalized[c] } else { texel[c] })
        })?;
        normalized.data_map.data_range = [0.0, 1.0];
        normalized.data_map.value_range = [0.0, 1.0];
        self.normalized.set(normalized);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::UVec3;

    #[test]
    fn chosen_components_become_parts_of_the_data_range() -> Result<()> {
        let mut volume = Volume::from_fn(UVec3::ONE, |_| [51u8, 51])?;
        volume.data_map.data_range = [1.0, 101.0];
        let mut node = VolumeNormalization { volume: volume.into(), ..Default::default() };
        node.channels.second = false;
        node.process(&Context::detached())?;
        let numbers = node.normalized.get()?.voxels.elements::<f32>().to_vec();
        assert!((numbers[0] - 0.5).abs() < 1e-6 && (numbers[1] - 0.2).abs() < 1e-6);
        node.channels.first = false;
        node.process(&Context::detached())?;
        assert!(node.normalized.get()?.voxels.is_same(&node.volume.get()?.voxels));
        Ok(())
    }
}
