//! Surfaces of one volume in the colours of another one.

use super::standard_volume_raycaster::{ChannelRaycasting, SampleTransform};
use crate::algorithm::channels::{CHANNELS, Offered};
use crate::algorithm::film::Cast;
use crate::algorithm::voxels::no_voxels;
use ivw_core::prelude::*;
use ivw_render::color_table::ColorTable;
use ivw_render::properties::{IsoTf, Lighting, PositionIndicator};
use ivw_render::raycast::{
    Rendering, Settings, Standard, SurfaceTexture, VolumeTexture, render_standard,
};

/// Picture of the surfaces of a volume in the colours of another volume.
///
/// |             | shape             | value                                              | unit        |
/// |-------------|-------------------|----------------------------------------------------|-------------|
/// | volume      | `[nx, ny, nz]`    | 1 to 4 numbers, 0 to 1 within the data range       | of the field |
/// | colorVolume | `[nx, ny, nz]`    | the first number, 0 to 1 within its data range     | of the field |
/// | entry, exit | `[width, height]` | texture coordinates, depth; maybe a normal (entry) | volume      |
/// | bg          | `[width, height]` | colour, depth, picking                             | straight    |
/// | outport     | `[width, height]` | `[u8; 4]`, depth `f32`, picking                    | premultiplied |
///
/// Both volumes are looked up at the same place of their unit cubes.
/// All else is as in the Standard Volume Raycaster.
#[derive(Processor)]
#[processor(
    "org.inviwo.TexturedIsosurfaceRenderer",
    category = "Volume Rendering",
    tags = "CPU, Raycasting",
    code_state = CodeState::Experimental
)]
pub struct TexturedIsosurfaceRenderer {
    /// Volume whose surfaces are shown.
    #[inport("volume", group("volumes"))]
    volume: In<Volume>,

    /// Volume that gives them colours.
    #[inport("colorVolume", group("volumes"))]
    color_volume: In<Volume>,

    /// Where rays enter the volume.
    #[inport("entry", group("images"))]
    entry: In<Image>,

    /// Where rays leave the volume.
    #[inport("exit", group("images"))]
    exit: In<Image>,

    /// Picture behind the volume, or within it, by its depth.
    #[inport("bg", optional, group("images"))]
    background: In<Image>,

    /// Picture of the surfaces.
    #[outport("outport", group("images"))]
    picture: Out<Image>,

    /// Values at which surfaces are drawn; their colours come from the other volume.
    #[property("iso", name = "Iso Values", invalidates = InvalidationLevel::InvalidResources)]
    iso_values: IsoValues,

    /// Colour and opacity of each value of the other volume.
    #[property("tf", name = "Transfer Function")]
    transfer_function: TransferFunction,

    /// How surfaces are found.
    #[group("raycaster", name = "Raycasting")]
    raycasting: ChannelRaycasting,

    /// Camera that looks at the volume: the same as that of the entry points.
    #[property("camera")]
    camera: Camera,

    /// Light on the surfaces.
    #[group("lighting")]
    lighting: Lighting,

    /// Planes shown within the volume.
    #[group("positionindicator", name = "Position Indicator", collapsed = true)]
    indicator: PositionIndicator,

    /// Where the volumes are looked up.
    #[group("sampleTransform", name = "Sample Transform", collapsed = true)]
    transform: SampleTransform,

    channels: Offered,
}

impl Process for TexturedIsosurfaceRenderer {
    fn process(&mut self, context: &Context) -> Result<()> {
        let volume = self.volume.get()?;
        let color_volume = self.color_volume.get()?;
        if volume.n_voxels() == 0 {
            return Err(no_voxels());
        }
        let texture = VolumeTexture::new(&*color_volume).ok_or_else(no_voxels)?;
        self.lighting.position.tell(&self.camera, context, "lighting.lightPosition");
        let chosen = self.raycasting.channel;
        let channel =
            self.channels.choose("raycaster.channel", &CHANNELS, chosen, volume.format, context);
        let table = ColorTable::new(&self.transfer_function, &color_volume.data_map);
        let iso_tf = IsoTf { iso_values: self.iso_values.clone(), ..IsoTf::default() };
        let cast = Cast {
            volume: &volume,
            entry: &*self.entry.get()?,
            exit: &*self.exit.get()?,
            background: self.background.data().map(|image| &**image),
            size: self.picture.size(),
            settings: Settings {
                channel,
                rendering: Rendering::Iso,
                iso_values: &iso_tf.surfaces(&volume.data_map),
                planes: &self.indicator.planes(),
                ..self.raycasting.settings(&volume, &self.camera, &self.lighting)
            },
        };
        let standard = Standard {
            texture: Some(SurfaceTexture { volume: texture, colors: table.entries() }),
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
    use super::super::standard_volume_raycaster::tests::{along_z, first, ramp};
    use super::*;
    use ivw_core::data::TransferFunctionPoint;

    #[test]
    fn colours_are_those_of_the_other_volume_at_the_surface() {
        let [entry, exit] = along_z([1, 1]);
        let mut node = TexturedIsosurfaceRenderer {
            volume: ramp().into(),
            color_volume: ramp().into(),
            entry: entry.into(),
            exit: exit.into(),
            picture: Out::with_size([1, 1].into()),
            transfer_function: TransferFunction::new(&[
                (0.0, [0.0, 0.0, 1.0, 1.0]),
                (1.0, [1.0, 0.0, 0.0, 1.0]),
            ]),
            ..Default::default()
        };
        node.lighting.shading = ivw_render::properties::ShadingMode::None;
        for (position, red) in [(0.25, 64u8), (0.5, 128), (0.75, 191)] {
            node.iso_values.points = vec![TransferFunctionPoint { position, color: [0.0; 4] }];
            node.process(&Context::detached()).unwrap();
            let (color, _) = first(&node.picture.get().unwrap());
            assert!(color[0].abs_diff(red) <= 1, "{position} {color:?}");
            assert_eq!(color[3], 255);
        }
    }
}
