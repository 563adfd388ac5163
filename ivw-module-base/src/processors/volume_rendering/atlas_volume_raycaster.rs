//! A volume whose parts have colours of their own.

use super::standard_volume_raycaster::{ChannelRaycasting, SampleTransform};
use crate::algorithm::channels::{CHANNELS, Offered};
use crate::algorithm::film::Cast;
use crate::algorithm::voxels::no_voxels;
use glam::Vec3;
use ivw_core::prelude::*;
use ivw_render::properties::{IsoTf, Lighting, PositionIndicator};
use ivw_render::raycast::Interpolation as Between;
use ivw_render::raycast::{
    Segments, Settings, Standard, VolumeTexture, VolumeView, render_standard,
};

/// Picture of a volume whose parts have colours of their own.
///
/// |             | shape             | value                                              | unit        |
/// |-------------|-------------------|----------------------------------------------------|-------------|
/// | volume      | `[nx, ny, nz]`    | 1 to 4 numbers, 0 to 1 within the data range       | of the field |
/// | atlas       | `[nx, ny, nz]`    | the first number, of a segment                     |             |
/// | entry, exit | `[width, height]` | texture coordinates, depth; maybe a normal (entry) | volume      |
/// | bg          | `[width, height]` | colour, depth, picking                             | straight    |
/// | outport     | `[width, height]` | `[u8; 4]`, depth `f32`, picking                    | premultiplied |
///
/// Segments are the whole numbers in the data range of the atlas, and their colours are evenly spaced
/// on its transfer function; opacity is that of the segment times that of the volume.
/// All else is as in the Standard Volume Raycaster.
#[derive(Processor)]
#[processor(
    "org.inviwo.AtlasVolumeRaycaster",
    category = "Volume Rendering",
    tags = "CPU, DVR, Raycasting",
    code_state = CodeState::Experimental
)]
pub struct AtlasVolumeRaycaster {
    /// Volume to look at.
    #[inport("volume", group("volumes"))]
    volume: In<Volume>,

    /// Which segment each voxel belongs to.
    #[inport("atlas", group("volumes"))]
    atlas: In<Volume>,

    /// Where rays enter the volume.
    #[inport("entry", group("images"))]
    entry: In<Image>,

    /// Where rays leave the volume.
    #[inport("exit", group("images"))]
    exit: In<Image>,

    /// Picture behind the volume, or within it, by its depth.
    #[inport("bg", optional, group("images"))]
    background: In<Image>,

    /// Picture of the volume.
    #[outport("outport", group("images"))]
    picture: Out<Image>,

    /// Opacity of values, and surfaces.
    #[group("isotf", name = "TF & Iso Values")]
    iso_tf: IsoTf,

    /// Colour of selected segments.
    #[property("selectionColor", name = "Selection Color", default = Vec3::X, color)]
    selection_color: Vec3,

    /// Opacity of selected segments.
    #[property("selectionAlpha", name = "Selection Alpha", default = 1.0, range = 0.0..=1.0)]
    selection_alpha: f32,

    /// How much of the segment's own colour a selected one keeps.
    #[property("selectionMix", name = "Selection Mix", range = 0.0..=1.0)]
    selection_mix: f32,

    /// Colour of segments that are filtered out.
    #[property("filteredColor", name = "Filtered Color", default = Vec3::splat(0.1), color)]
    filtered_color: Vec3,

    /// Opacity of segments that are filtered out.
    #[property("filteredAlpha", name = "Filtered Alpha", default = 0.1, range = 0.0..=1.0)]
    filtered_alpha: f32,

    /// How much of the segment's own colour a filtered one keeps.
    #[property("filteredMix", name = "Filtered Mix", range = 0.0..=1.0)]
    filtered_mix: f32,

    /// Colours of segments, the first one at 0, the last one at 1.
    #[property("atlasTF", name = "Atlas TF")]
    atlas_colors: TransferFunction,

    /// Where the volumes are looked up.
    #[group("sampleTransform", name = "Sample Transform", collapsed = true)]
    transform: SampleTransform,

    /// How samples become a colour.
    #[group("raycaster", name = "Raycasting")]
    raycasting: ChannelRaycasting,

    /// Camera that looks at the volume: the same as that of the entry points.
    #[property("camera")]
    camera: Camera,

    /// Light on the volume.
    #[group("lighting")]
    lighting: Lighting,

    /// Planes shown within the volume.
    #[group("positionindicator", name = "Position Indicator", collapsed = true)]
    indicator: PositionIndicator,

    channels: Offered,
}

impl Process for AtlasVolumeRaycaster {
    fn process(&mut self, context: &Context) -> Result<()> {
        let (volume, atlas) = (self.volume.get()?, self.atlas.get()?);
        if volume.n_voxels() == 0 {
            return Err(no_voxels());
        }
        let [first, last] = atlas.data_map.data_range;
        if !(first <= last && last - first < 1e6) {
            return Err(Error::new(format!("segments {first} to {last} can't be counted"))
                .hint("correct the data range of the atlas"));
        }
        let segments = VolumeView { interpolation: Between::Nearest, ..VolumeView::from(&*atlas) };
        let segments = VolumeTexture::new(segments).ok_or_else(no_voxels).at("inport \"atlas\"")?;
        let color = self.atlas_colors.sampler();
        let n_segments = (last - first) as usize + 1;
        let per_segment = 1.0 / n_segments.saturating_sub(1).max(1) as f64;
        let colors: Vec<_> = (0..n_segments).map(|n| color(n as f64 * per_segment)).collect();

        self.lighting.position.tell(&self.camera, context, "lighting.lightPosition");
        let chosen = self.raycasting.channel;
        let channel =
            self.channels.choose("raycaster.channel", &CHANNELS, chosen, volume.format, context);
        let table = self.iso_tf.table(&volume.data_map);
        let iso_values = self.iso_tf.surfaces(&volume.data_map);
        let cast = Cast {
            volume: &volume,
            entry: &*self.entry.get()?,
            exit: &*self.exit.get()?,
            background: self.background.data().map(|image| &**image),
            size: self.picture.size(),
            settings: Settings {
                channel,
                transfer_function: &table,
                iso_values: &iso_values,
                planes: &self.indicator.planes(),
                ..self.raycasting.settings(&volume, &self.camera, &self.lighting)
            },
        };
        let standard = Standard {
            segments: Some(Segments { volume: segments, first, colors: &colors, picking: &[] }),
            ..self.transform.standard()
        };
        let image =
            cast.render(context, |request, watch| render_standard(request, &standard, watch))?;
        self.picture.set(image);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::standard_volume_raycaster::tests::{along_z, first};
    use super::*;
    use glam::UVec3;

    #[test]
    fn segments_have_colours_of_their_own() {
        let dims = UVec3::new(2, 2, 8);
        let [entry, exit] = along_z([1, 1]);
        let mut atlas = Volume::from_fn(dims, |v| if v.z < 4 { 7u8 } else { 9 }).unwrap();
        atlas.data_map.data_range = [7.0, 9.0];
        let mut node = AtlasVolumeRaycaster {
            volume: Volume::from_fn(dims, |_| 255u8).unwrap().into(),
            atlas: atlas.into(),
            entry: entry.into(),
            exit: exit.into(),
            picture: Out::with_size([1, 1].into()),
            atlas_colors: TransferFunction::new(&[
                (0.0, [1.0, 0.0, 0.0, 0.0]),
                (1.0, [0.0, 1.0, 0.0, 1.0]),
            ]),
            ..Default::default()
        };
        node.lighting.shading = ivw_render::properties::ShadingMode::None;
        node.process(&Context::detached()).unwrap();
        // The first segment is transparent.
        assert_eq!(first(&node.picture.get().unwrap()).0, [0, 255, 0, 255]);
        std::mem::swap(&mut node.entry, &mut node.exit);
        node.atlas_colors = TransferFunction::new(&[(0.0, [1.0, 0.0, 0.0, 1.0]), (0.5, [0.0; 4])]);
        node.process(&Context::detached()).unwrap();
        assert_eq!(first(&node.picture.get().unwrap()).0, [255, 0, 0, 255]);
    }
}
