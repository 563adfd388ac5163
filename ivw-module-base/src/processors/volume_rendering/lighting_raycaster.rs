//! A volume in the light of another volume.

use crate::algorithm::channels::{NAMED_CHANNELS, Offered};
use crate::algorithm::film::Cast;
use crate::algorithm::voxels::no_voxels;
use glam::Vec3;
use ivw_core::prelude::*;
use ivw_render::color_table::ColorTable;
use ivw_render::properties::{Lighting, Position, ShadingMode, SimpleRaycasting};
use ivw_render::raycast::{Clouds, LightVolume, Settings, VolumeTexture, render_clouds};

/// Picture of a volume in light that another volume holds.
///
/// |             | shape             | value                                        | unit          |
/// |-------------|-------------------|----------------------------------------------|---------------|
/// | volume      | `[nx, ny, nz]`    | 1 to 4 numbers, 0 to 1 within the data range | of the field  |
/// | lightVolume | `[nx, ny, nz]`    | light, or red, green and blue of it          | as a texture  |
/// | entry, exit | `[width, height]` | texture coordinates, depth                   | volume        |
/// | bg          | `[width, height]` | colour, depth, picking                       | straight      |
/// | outport     | `[width, height]` | `[u8; 4]`, depth `f32`, picking              | premultiplied |
///
/// Both volumes are looked up at the same place of their unit cubes; the colour of a sample is
/// multiplied by the light there.
#[derive(Processor)]
#[processor(
    "org.inviwo.LightingRaycaster",
    category = "Volume Rendering",
    tags = "CPU, DVR, Raycasting",
    code_state = CodeState::Experimental
)]
pub struct LightingRaycaster {
    /// Volume to look at.
    #[inport("volume")]
    volume: In<Volume>,

    /// Light within the volume.
    #[inport("lightVolume")]
    light_volume: In<Volume>,

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

    /// Light on the volume, and what the light within it counts.
    #[group("lighting")]
    lighting: VolumeLighting,

    /// Component of the volume that is looked at.
    #[property("channel", name = "Render Channel", options = &NAMED_CHANNELS)]
    channel: i32,

    /// Colour and opacity of each value.
    #[property("transferFunction", name = "Transfer Function")]
    transfer_function: TransferFunction,

    channels: Offered,
}

/// This is a point light, how it is reflected, and what light within the volume counts.
#[derive(PropertyGroup)]
#[group_class("org.inviwo.SimpleLightingProperty")]
pub struct VolumeLighting {
    /// Which reflections there are.
    #[property(
        "shadingMode",
        name = "Shading",
        default = ShadingMode::BlinnPhong,
        invalidates = InvalidationLevel::InvalidResources
    )]
    shading: ShadingMode,

    /// Where the light is.
    #[group("lightPosition", name = "Position")]
    position: Position,

    /// Colour of the light from everywhere.
    #[property("lightColorAmbient", name = "Ambient color", default = Vec3::splat(0.15), color)]
    ambient: Vec3,

    /// Colour of the light scattered by a surface.
    #[property("lightColorDiffuse", name = "Diffuse color", default = Vec3::splat(0.6), color)]
    diffuse: Vec3,

    /// Colour of the light mirrored by a surface.
    #[property("lightColorSpecular", name = "Specular color", default = Vec3::splat(0.4), color)]
    specular: Vec3,

    /// How narrow mirrored light is.
    #[property(
        "materialShininess",
        name = "Shininess",
        default = 60.0,
        from = 100.0 * f32::EPSILON..=100.0,
        step = 100.0 / 256.0
    )]
    shininess: f32,

    /// Whether light within the volume has a colour: its first three components.
    #[property(
        "supportColoredLight",
        name = "Enable Light Color",
        invalidates = InvalidationLevel::InvalidResources
    )]
    is_colored: bool,

    /// Factor on the light within the volume.
    #[property(
        "lightVolumeScaling",
        name = "Light Scaling",
        default = 1.0,
        from = 100.0 * f32::EPSILON..=2.0,
        step = 2.0 / 256.0
    )]
    scale: f32,
}

impl VolumeLighting {
    fn seen_by(&self, camera: &Camera) -> ivw_render::raycast::Lighting {
        let mut light = Lighting { shading: self.shading, ..Lighting::default() }.seen_by(camera);
        light.position = self.position.world(camera);
        (light.ambient, light.diffuse) = (self.ambient, self.diffuse);
        (light.specular, light.shininess) = (self.specular, self.shininess);
        light
    }
}

impl Process for LightingRaycaster {
    fn process(&mut self, context: &Context) -> Result<()> {
        let volume = self.volume.get()?;
        if volume.n_voxels() == 0 {
            return Err(no_voxels());
        }
        let light = self.light_volume.get()?;
        let light =
            VolumeTexture::new(&*light).ok_or_else(no_voxels).at("inport \"lightVolume\"")?;
        self.lighting.position.tell(&self.camera, context, "lighting.lightPosition");
        let chosen = self.channel;
        let channel =
            self.channels.choose("channel", &NAMED_CHANNELS, chosen, volume.format, context);
        let table = ColorTable::new(&self.transfer_function, &volume.data_map);
        let clouds = Clouds {
            channels: &[(channel, table.entries())],
            eye: self.camera.look_from,
            light: Some(LightVolume {
                volume: light,
                is_colored: self.lighting.is_colored,
                scale: self.lighting.scale,
            }),
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
    fn colours_are_multiplied_by_the_light_there() {
        let [entry, exit] = along_z([1, 1]);
        let white = Volume::from_fn(UVec3::splat(8), |_| 255u8).unwrap();
        let light = Volume::from_fn(UVec3::splat(2), |_| [51u8, 102, 204]).unwrap();
        let mut node = LightingRaycaster {
            volume: white.into(),
            light_volume: light.into(),
            entry: entry.into(),
            exit: exit.into(),
            picture: Out::with_size([1, 1].into()),
            transfer_function: TransferFunction::new(&[(0.0, [1.0; 4])]),
            ..Default::default()
        };
        node.lighting.shading = ShadingMode::None;
        let run = |node: &mut LightingRaycaster| {
            node.process(&Context::detached()).unwrap();
            first(&node.picture.get().unwrap()).0
        };
        assert_eq!(run(&mut node), [51, 51, 51, 255]);
        node.lighting.is_colored = true;
        assert_eq!(run(&mut node), [51, 102, 204, 255]);
        node.lighting.scale = 0.5;
        assert_eq!(run(&mut node), [26, 51, 102, 255]);
    }
}
