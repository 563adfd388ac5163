//! All components of a volume as clouds within each other.

use crate::algorithm::film::Cast;
use crate::algorithm::voxels::no_voxels;
use ivw_core::prelude::*;
use ivw_render::color_table::ColorTable;
use ivw_render::properties::{Lighting, PositionIndicator, SimpleRaycasting};
use ivw_render::raycast::{Clouds, Settings, render_clouds};

/// Picture of a volume whose components are clouds within each other.
///
/// |             | shape             | value                                        | unit          |
/// |-------------|-------------------|----------------------------------------------|---------------|
/// | volume      | `[nx, ny, nz]`    | 1 to 4 numbers, 0 to 1 within the data range | of the field  |
/// | entry, exit | `[width, height]` | texture coordinates, depth                   | volume        |
/// | bg          | `[width, height]` | colour, depth, picking                       | straight      |
/// | outport     | `[width, height]` | `[u8; 4]`, depth `f32`, picking              | premultiplied |
///
/// Each component has its own transfer function; at each sample, they are put one behind the other in
/// their order.
#[derive(Processor)]
#[processor(
    "org.inviwo.MultichannelRaycaster",
    category = "Volume Rendering",
    tags = "CPU, DVR, Raycasting",
    code_state = CodeState::Experimental
)]
pub struct MultichannelRaycaster {
    /// Volume to look at.
    #[inport("volume", group("VolumePortGroup"))]
    volume: In<Volume>,

    /// Where rays enter the volume.
    #[inport("entry", group("ImagePortGroup1"))]
    entry: In<Image>,

    /// Where rays leave the volume.
    #[inport("exit", group("ImagePortGroup1"))]
    exit: In<Image>,

    /// Picture behind the volume, or within it, by its depth.
    #[inport("bg", optional, group("ImagePortGroup1"))]
    background: In<Image>,

    /// Picture of the volume.
    #[outport("outport", group("ImagePortGroup1"))]
    picture: Out<Image>,

    /// How samples become a colour.
    #[group("raycaster", name = "Raycasting")]
    raycasting: SimpleRaycasting,

    /// Camera that looks at the volume: the same as that of the entry points.
    #[property("camera")]
    camera: Camera,

    /// Light on the volume.
    #[group("lighting")]
    lighting: Lighting,

    /// Planes shown within the volume.
    #[group("positionindicator", name = "Position Indicator", collapsed = true)]
    indicator: PositionIndicator,

    /// Colour and opacity of each component.
    #[group("transferfunctions", name = "Transfer functions")]
    functions: Functions,

    n_channels: Option<usize>,
}

/// This is colour and opacity of each component.
#[derive(PropertyGroup)]
pub struct Functions {
    /// Colour and opacity of the first component.
    #[property("transferFunction1", name = "Channel 1")]
    first: TransferFunction,

    /// Colour and opacity of the second component.
    #[property("transferFunction2", name = "Channel 2")]
    second: TransferFunction,

    /// Colour and opacity of the third component.
    #[property("transferFunction3", name = "Channel 3")]
    third: TransferFunction,

    /// Colour and opacity of the fourth component.
    #[property("transferFunction4", name = "Channel 4")]
    fourth: TransferFunction,
}

impl Process for MultichannelRaycaster {
    fn process(&mut self, context: &Context) -> Result<()> {
        let volume = self.volume.get()?;
        if volume.n_voxels() == 0 {
            return Err(no_voxels());
        }
        self.lighting.position.tell(&self.camera, context, "lighting.lightPosition");
        let n_channels = usize::from(volume.format.components);
        if self.n_channels.replace(n_channels) != Some(n_channels) {
            for n in 1..=4 {
                let path = format!("transferfunctions.transferFunction{n}");
                context.change(&path, PropertyChange::Visible(n <= n_channels));
            }
        }
        let functions = &self.functions;
        let functions = [&functions.first, &functions.second, &functions.third, &functions.fourth];
        let tables: Vec<_> = functions[..n_channels.min(4)]
            .iter()
            .map(|function| ColorTable::new(function, &volume.data_map))
            .collect();
        let channels: Vec<_> = tables.iter().map(ColorTable::entries).enumerate().collect();
        let clouds = Clouds {
            channels: &channels,
            eye: self.camera.look_from,
            light: None,
            only_near: self.raycasting.only_near(),
        };
        let cast = Cast {
            volume: &volume,
            entry: &*self.entry.get()?,
            exit: &*self.exit.get()?,
            background: self.background.data().map(|image| &**image),
            size: self.picture.size(),
            settings: Settings {
                lighting: self.lighting.seen_by(&self.camera),
                world_from_texture: volume.world_from_data(),
                view_from_world: self.camera.view_from_world(),
                near: self.camera.near,
                far: self.camera.far,
                planes: &self.indicator.planes(),
                ..self.raycasting.settings()
            },
        };
        let image =
            cast.render(context, |request, watch| render_clouds(request, &clouds, watch))?;
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
    fn components_are_clouds_of_their_own() {
        let [entry, exit] = along_z([1, 1]);
        let volume = Volume::from_fn(UVec3::splat(8), |_| [255u8, 0]).unwrap();
        let mut node = MultichannelRaycaster {
            volume: volume.into(),
            entry: entry.into(),
            exit: exit.into(),
            picture: Out::with_size([1, 1].into()),
            ..Default::default()
        };
        node.lighting.shading = ivw_render::properties::ShadingMode::None;
        let red = TransferFunction::new(&[(0.0, [0.0; 4]), (1.0, [1.0, 0.0, 0.0, 0.01])]);
        let green = TransferFunction::new(&[(0.0, [0.0, 1.0, 0.0, 0.01]), (1.0, [0.0; 4])]);
        node.functions.first = red;
        node.functions.second = TransferFunction::new(&[(0.0, [0.0; 4])]);
        let run = |node: &mut MultichannelRaycaster| {
            node.process(&Context::detached()).unwrap();
            first(&node.picture.get().unwrap()).0
        };
        let opacity = 255.0 * (1.0 - 0.99_f64.powf(150.0));
        let alone = run(&mut node);
        assert!(alone[0].abs_diff(opacity as u8) <= 1 && alone[1] == 0, "{alone:?}");
        node.functions.second = green;
        let both = run(&mut node);
        assert!(both[1] > 90 && both[0] > both[1], "{both:?}");
        let all = 255.0 * (1.0 - 0.99_f64.powf(300.0));
        assert!(both[3].abs_diff(all as u8) <= 1, "{both:?}");
    }
}
