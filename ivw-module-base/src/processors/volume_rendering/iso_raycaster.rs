//! One opaque surface of a volume.

use crate::algorithm::channels::{COUNTED_CHANNELS, Offered};
use crate::algorithm::film::Cast;
use crate::algorithm::voxels::no_voxels;
use glam::Vec4;
use ivw_core::prelude::*;
use ivw_render::properties::{Lighting, SimpleRaycasting};
use ivw_render::raycast::{Settings, Surface, render_surface};

/// Picture of the surface where a volume has one value.
///
/// |             | shape             | value                                        | unit          |
/// |-------------|-------------------|----------------------------------------------|---------------|
/// | volume      | `[nx, ny, nz]`    | 1 to 4 numbers, 0 to 1 within the data range | of the field  |
/// | entry, exit | `[width, height]` | texture coordinates, depth                   | volume        |
/// | bg          | `[width, height]` | colour, depth, picking                       |               |
/// | outport     | `[width, height]` | `[u8; 4]`, depth `f32`, picking              | 255 = 1       |
///
/// The surface is opaque, and found where samples come nearer than 0.001 to its value; steps across
/// it are halved until they do.
/// Where there is no surface, or the background is in front of it, there is the background.
#[derive(Processor)]
#[processor(
    "org.inviwo.ISORaycaster",
    name = "ISO Raycaster",
    category = "Volume Rendering",
    tags = "CPU"
)]
pub struct IsoRaycaster {
    /// Volume to look at.
    #[inport("volume", group("VolumePortGroup"))]
    volume: In<Volume>,

    /// Where rays enter the volume.
    #[inport("entry", group("ImagePortGroup1"))]
    entry: In<Image>,

    /// Where rays leave the volume.
    #[inport("exit", group("ImagePortGroup1"))]
    exit: In<Image>,

    /// Picture behind the surface, or in front of it, by its depth.
    #[inport("bg", optional, group("ImagePortGroup1"))]
    background: In<Image>,

    /// Picture of the surface.
    #[outport("outport", group("ImagePortGroup1"))]
    picture: Out<Image>,

    /// Colour of the surface; it is opaque whatever its alpha.
    #[property("surfaceColor", name = "Surface Color", default = Vec4::ONE, color)]
    color: Vec4,

    /// Component of the volume that is looked at.
    #[property("channel", name = "Render Channel", options = &COUNTED_CHANNELS)]
    channel: i32,

    /// The surface and the steps of the search.
    #[group("raycasting", name = "Raycasting", hide("compositingMode"))]
    raycasting: SimpleRaycasting,

    /// Camera that looks at the volume: the same as that of the entry points.
    #[property("camera")]
    camera: Camera,

    /// Light on the surface.
    #[group("lighting")]
    lighting: Lighting,

    channels: Offered,
}

impl Process for IsoRaycaster {
    fn process(&mut self, context: &Context) -> Result<()> {
        let volume = self.volume.get()?;
        if volume.n_voxels() == 0 {
            return Err(no_voxels());
        }
        self.lighting.position.tell(&self.camera, context, "lighting.lightPosition");
        let chosen = self.channel;
        let channel =
            self.channels.choose("channel", &COUNTED_CHANNELS, chosen, volume.format, context);
        let cast = Cast {
            volume: &volume,
            entry: &*self.entry.get()?,
            exit: &*self.exit.get()?,
            background: self.background.data().map(|image| &**image),
            size: self.picture.size(),
            settings: Settings {
                channel,
                lighting: self.lighting.seen_by(&self.camera),
                world_from_texture: volume.world_from_data(),
                view_from_world: self.camera.view_from_world(),
                near: self.camera.near,
                far: self.camera.far,
                ..self.raycasting.settings()
            },
        };
        let surface = Surface {
            value: self.raycasting.iso_value,
            color: self.color.truncate(),
            eye: self.camera.look_from,
        };
        let image =
            cast.render(context, |request, watch| render_surface(request, &surface, watch))?;
        self.picture.set(image);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::standard_volume_raycaster::tests::{along_z, first, ramp};
    use super::*;

    fn node() -> IsoRaycaster {
        let [entry, exit] = along_z([1, 1]);
        let mut node = IsoRaycaster {
            volume: ramp().into(),
            entry: entry.into(),
            exit: exit.into(),
            picture: Out::with_size([1, 1].into()),
            color: Vec4::new(1.0, 0.5, 0.25, 0.0),
            ..Default::default()
        };
        node.lighting.shading = ivw_render::properties::ShadingMode::None;
        node
    }

    fn run(node: &mut IsoRaycaster) -> ([u8; 4], f32) {
        node.process(&Context::detached()).unwrap();
        first(&node.picture.get().unwrap())
    }

    #[test]
    fn a_surface_is_opaque_and_as_deep_as_its_value() {
        let mut node = node();
        let (color, near) = run(&mut node);
        assert_eq!(color, [255, 128, 64, 255]);
        node.raycasting.iso_value = 0.9;
        assert!(run(&mut node).1 > near);
        node.raycasting.iso_value = 2.0;
        assert_eq!(run(&mut node), ([0; 4], 1.0));
    }

    #[test]
    fn a_background_is_seen_where_it_is_in_front() {
        let mut node = node();
        let mut background = Image::new([1, 1], Image::RGBA8).unwrap();
        background.color[0].pixels.elements_mut::<[u8; 4]>().fill([9, 8, 7, 6]);
        node.background = background.clone().into();
        assert_eq!(run(&mut node).0, [255, 128, 64, 255]);
        let depth = background.depth.as_mut().into_option().unwrap();
        depth.pixels.elements_mut::<f32>().fill(0.05);
        node.background = background.into();
        let (color, depth) = run(&mut node);
        assert_eq!((color, depth), ([9, 8, 7, 6], 0.05));
    }

    #[test]
    fn light_falls_on_the_side_that_the_slope_points_away_from() {
        let mut node = node();
        node.lighting.shading = ivw_render::properties::ShadingMode::Diffuse;
        node.lighting.position.space = ivw_render::properties::Space::World;
        node.lighting.position.position = glam::Vec3::new(0.5, 0.5, -9.0);
        let lit = run(&mut node).0;
        assert!(lit[0].abs_diff(153) <= 1, "{lit:?}");
        node.lighting.position.position = glam::Vec3::new(0.5, 0.5, 9.0);
        assert_eq!(run(&mut node).0, [0, 0, 0, 255]);
    }
}
