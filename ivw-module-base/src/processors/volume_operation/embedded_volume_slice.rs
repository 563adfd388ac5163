//! A plane through a volume, where it is in space.

use crate::algorithm::slice::{Pixel, Plane, Scene, Sight};
use crate::algorithm::voxels::no_voxels;
use glam::{Vec3, Vec4};
use ivw_core::prelude::*;
use ivw_render::color_table::ColorTable;
use ivw_render::properties::Trackball;
use ivw_render::raycast::VolumeTexture;

/// Picture of a plane through a volume, where it is in space.
///
/// |            | shape             | value                       | unit                       |
/// |------------|-------------------|-----------------------------|----------------------------|
/// | volume     | `[nx, ny, nz]`    | 1 to 4 numbers              | of the field               |
/// | background | `[width, height]` | colour, depth, picking      |                            |
/// | outport    | `[width, height]` | `[u8; 4]`, depth, picking   | straight colour, 255 = 1   |
///
/// Of the plane there is what lies within the volume, coloured by the first component.
/// What the background has in front of it hides it; it hides what is behind, even where it is
/// transparent.
#[derive(Processor)]
#[processor("org.inviwo.EmbeddedVolumeSlice", category = "Volume Operation", tags = "CPU")]
pub struct EmbeddedVolumeSlice {
    /// Volume to cut.
    #[inport("volume")]
    volume: In<Volume>,

    /// Picture that the slice is drawn into.
    #[inport("background", optional)]
    background: In<Image>,

    /// Picture of the slice.
    #[outport("outport")]
    picture: Out<Image>,

    /// Which way the plane faces, along the sides of the volume.
    #[property("planeNormal", default = Vec3::X, range = -1.0..=1.0, step = 0.01)]
    normal: Vec3,

    /// A point of the plane, from 0 to 1 along each side of the volume.
    #[property("planePosition", default = Vec3::splat(0.5), range = 0.0..=1.0)]
    position: Vec3,

    /// Colour and opacity of each value of the first component.
    #[property("transferFunction", name = "Transfer Function")]
    transfer_function: TransferFunction,

    /// Camera that looks at the volume.
    #[property("camera")]
    camera: Camera,

    /// How a person turns the camera.
    #[group("trackball", collapsed = true)]
    trackball: Trackball,
}

impl Process for EmbeddedVolumeSlice {
    fn process(&mut self, _: &Context) -> Result<()> {
        let volume = self.volume.get()?;
        let texture = VolumeTexture::new(&*volume).ok_or_else(no_voxels)?;
        let table = ColorTable::new(&self.transfer_function, &volume.data_map);
        let background = self.background.data();
        let has_background = background.is_some();
        let mut scene = Scene::new(self.picture.size(), background.map(|image| &**image))?;
        let sight = Sight::of(&self.camera, volume.world_from_data().as_dmat4());
        let plane = Plane { position: self.position.as_dvec3(), normal: self.normal.as_dvec3() };
        scene.draw(&sight, &[plane], |_, at, Pixel { color, picking }| {
            let slice = table.at(texture.normalized(at)[0]);
            *color = if has_background { over(slice, *color) } else { slice };
            *picking = [0, 0, 0, 255];
        });
        self.picture.set(scene.image);
        Ok(())
    }
}

/// A mixture by the opacity of the slice, as opaque as the background at least.
fn over(slice: [f32; 4], background: [f32; 4]) -> [f32; 4] {
    let (slice, background) = (Vec4::from(slice), Vec4::from(background));
    let mixed = background + (slice - background) * slice.w;
    mixed.truncate().extend(mixed.w.max(background.w)).to_array()
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::{UVec2, UVec3};

    fn node() -> EmbeddedVolumeSlice {
        let mut volume = Volume::from_fn(UVec3::splat(4), |v| v.z as u8 * 85).unwrap();
        volume.set_offset(Vec3::splat(-0.5));
        EmbeddedVolumeSlice {
            volume: volume.into(),
            picture: Out::with_size(UVec2::splat(33)),
            normal: Vec3::Z,
            ..Default::default()
        }
    }

    fn run(node: &mut EmbeddedVolumeSlice) -> Shared<Image> {
        node.process(&Context::detached()).unwrap();
        node.picture.get().unwrap()
    }

    fn middle(image: &Image) -> ([u8; 4], f32, [u8; 4]) {
        let n = 16 * 33 + 16;
        let of = |layer: Option<&Layer>| layer.unwrap().pixels.elements::<[u8; 4]>()[n];
        let depth = image.layer(LayerKind::Depth, 0).unwrap().pixels.elements::<f32>()[n];
        (of(image.color.first()), depth, of(image.layer(LayerKind::Picking, 0)))
    }

    #[test]
    fn a_slice_is_where_the_plane_is() {
        let mut node = node();
        let (color, depth, picking) = middle(&run(&mut node));
        assert_eq!((color, picking), ([128; 4], [0, 0, 0, 255]));
        let expected = node.camera.clip_from_world().project_point3(Vec3::ZERO).z * 0.5 + 0.5;
        assert!((depth - expected).abs() < 1e-6);
        // Beside the volume there is nothing.
        assert_eq!(run(&mut node).color[0].pixels.elements::<[u8; 4]>()[0], [0; 4]);
        // Seen from its edge, a plane can't be seen.
        node.normal = Vec3::X;
        assert_eq!(middle(&run(&mut node)).0, [0; 4]);
    }

    #[test]
    fn a_background_shows_through_and_hides_what_is_behind() {
        let mut node = node();
        let mut background = Image::new([33, 33], Image::RGBA8).unwrap();
        background.color[0].pixels.elements_mut::<[u8; 4]>().fill([255, 0, 0, 255]);
        node.background = background.clone().into();
        assert_eq!(middle(&run(&mut node)).0, [191, 64, 64, 255]);
        let depth = background.depth.as_mut().into_option().unwrap();
        depth.pixels.elements_mut::<f32>().fill(0.1);
        node.background = background.into();
        assert_eq!(middle(&run(&mut node)).0, [255, 0, 0, 255]);
    }
}
