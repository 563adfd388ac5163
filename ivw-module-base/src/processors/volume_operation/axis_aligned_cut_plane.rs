//! Slices across the axes of a volume, where they are in space.

use crate::algorithm::slice::{Pixel, Plane, Scene, Sight};
use crate::algorithm::voxels::no_voxels;
use glam::{DVec3, Vec4};
use ivw_core::prelude::*;
use ivw_render::color_table::ColorTable;
use ivw_render::properties::Trackball;
use ivw_render::raycast::VolumeTexture;

/// Picture of up to three slices across the axes of a volume, where they are in space.
///
/// |             | shape             | value                       | unit                      |
/// |-------------|-------------------|-----------------------------|---------------------------|
/// | volume      | `[nx, ny, nz]`    | 1 to 4 numbers              | of the field              |
/// | imageInport | `[width, height]` | colour, depth, picking      |                           |
/// | outport     | `[width, height]` | `[u8; 4]`, depth, picking   | 255 = 1                   |
///
/// Slices are drawn across x, y and z in that order, each one over what it is in front of.
/// Without a transfer function, components are colours.
/// When the volume gets other dimensions, slices keep their place in proportion.
#[derive(Processor)]
#[processor(
    "org.inviwo.AxisAlignedCutPlane",
    category = "Volume Operation",
    tags = "CPU",
    code_state = CodeState::Experimental
)]
pub struct AxisAlignedCutPlane {
    /// Volume to cut.
    #[inport("volume")]
    volume: In<Volume>,

    /// Picture that the slices are drawn into.
    #[inport("imageInport", optional)]
    background: In<Image>,

    /// Picture of the slices.
    #[outport("outport")]
    picture: Out<Image>,

    /// Component of the volume; slices always show the first one, as they do in Inviwo.
    #[property("channel", name = "Render Channel", options = &CHANNELS)]
    channel: i32,

    /// The slice across x.
    #[group("xAxis", name = "X Axis")]
    x: SliceX,

    /// The slice across y.
    #[group("yAxis", name = "Y Axis")]
    y: SliceY,

    /// The slice across z.
    #[group("zAxis", name = "Z Axis")]
    z: SliceZ,

    /// Whether there is a transfer function; without one, components are colours.
    #[property(
        "applyTF",
        name = "Apply Transfer Function",
        default = true,
        invalidates = InvalidationLevel::InvalidResources
    )]
    is_mapped: bool,

    /// Colour and opacity of each value of the first component.
    #[property(
        "transferfunction",
        name = "Transfer Function",
        default = TransferFunction::new(&[(0.0, [0.0, 0.0, 0.0, 1.0]), (1.0, [1.0; 4])])
    )]
    transfer_function: TransferFunction,

    /// Camera that looks at the volume.
    #[property("camera")]
    camera: Camera,

    /// How a person turns the camera.
    #[group("trackball", collapsed = true)]
    trackball: Trackball,

    n_channels: Option<usize>,
}

const CHANNELS: [(&str, &str, i32); 4] = [
    ("channel1", "Channel 1", 0),
    ("channel2", "Channel 2", 1),
    ("channel3", "Channel 3", 2),
    ("channel4", "Channel 4", 3),
];

macro_rules! slices {
    ($($Slice:ident $id:literal $axis:literal;)*) => {$(
        #[doc = concat!("This is a slice across ", $axis, ".")]
        #[derive(PropertyGroup)]
        #[group_class(checked_by = "checked")]
        pub struct $Slice {
            /// Whether it is shown.
            #[property("checked", default = true)]
            is_shown: bool,

            /// Its number, from 1.
            #[property(
                $id,
                name = "Slice",
                default = Capped { value: 50, max: 100 },
                from = 1..=100,
                saved = Saved::Always
            )]
            slice: Capped<i32>,
        }
    )*};
}
slices! {
    SliceX "sliceX" "x";
    SliceY "sliceY" "y";
    SliceZ "sliceZ" "z";
}

impl Process for AxisAlignedCutPlane {
    fn process(&mut self, context: &Context) -> Result<()> {
        let volume = self.volume.get()?;
        let texture = VolumeTexture::new(&*volume).ok_or_else(no_voxels)?;
        self.follow(&volume, context);
        let table = ColorTable::new(&self.transfer_function, &volume.data_map);
        let background = self.background.data().map(|image| &**image);
        let mut scene = Scene::new(self.picture.size(), background)?;
        let sight = Sight::of(&self.camera, volume.world_from_data().as_dmat4());
        scene.draw(&sight, &self.planes(&volume), |_, at, Pixel { color, .. }| {
            let numbers = texture.normalized(at);
            let slice = match self.is_mapped {
                true => table.at(numbers[0]),
                false => numbers.map(|number| number as f32),
            };
            let (slice, behind) = (Vec4::from(slice), Vec4::from(*color));
            *color = (slice * slice.w + behind * (1.0 - slice.w)).to_array();
        });
        self.picture.set(scene.image);
        Ok(())
    }
}

impl AxisAlignedCutPlane {
    /// The slices that are shown.
    fn planes(&self, volume: &Volume) -> Vec<Plane> {
        let slices = [
            (self.x.is_shown, self.x.slice),
            (self.y.is_shown, self.y.slice),
            (self.z.is_shown, self.z.slice),
        ];
        let plane = |axis: usize| {
            let mut plane = Plane { position: DVec3::ZERO, normal: DVec3::ZERO };
            let slice = f64::from(slices[axis].1.value);
            plane.position[axis] = (slice - 0.5) / f64::from(volume.dims[axis]);
            plane.normal[axis] = 1.0;
            plane
        };
        (0..3).filter(|&axis| slices[axis].0).map(plane).collect()
    }

    fn follow(&mut self, volume: &Volume, context: &Context) {
        let slices = [
            ("xAxis.sliceX", &mut self.x.slice),
            ("yAxis.sliceY", &mut self.y.slice),
            ("zAxis.sliceZ", &mut self.z.slice),
        ];
        for ((path, slice), dim) in slices.into_iter().zip(volume.dims) {
            let dim = i32::try_from(dim).unwrap_or(i32::MAX);
            if slice.max != dim {
                let share = f64::from(slice.value) / f64::from(slice.max.max(1));
                let value = ((share * f64::from(dim)) as i32).max(1);
                *slice = Capped { value, max: dim };
                context.change(path, PropertyChange::Max(i64::from(dim).into()));
                context.set(path, i64::from(value));
            }
        }
        let n_channels = usize::from(volume.format.components).min(CHANNELS.len());
        if self.n_channels.replace(n_channels) != Some(n_channels) {
            context.set_options("channel", channel_options(&CHANNELS[..n_channels]));
        }
    }
}

/// Options for the components of a volume.
fn channel_options(channels: &[(&str, &str, i32)]) -> Vec<OptionItem> {
    let option = |(id, name, value): &(&str, &str, i32)| OptionItem {
        id: (*id).to_owned(),
        name: (*name).to_owned(),
        value: OptionValue::Int((*value).into()),
    };
    channels.iter().map(option).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::{UVec2, UVec3, Vec3};

    fn node() -> AxisAlignedCutPlane {
        let mut volume =
            Volume::from_fn(UVec3::splat(10), |v| [v.z as u8 * 25, 0, 255, 255]).unwrap();
        volume.set_offset(Vec3::splat(-0.5));
        AxisAlignedCutPlane {
            volume: volume.into(),
            picture: Out::with_size(UVec2::splat(33)),
            is_mapped: false,
            ..Default::default()
        }
    }

    fn middle(node: &mut AxisAlignedCutPlane) -> [u8; 4] {
        node.process(&Context::detached()).unwrap();
        node.picture.get().unwrap().color[0].pixels.elements::<[u8; 4]>()[16 * 33 + 16]
    }

    #[test]
    fn the_slice_nearest_to_the_eye_is_seen() {
        let mut node = node();
        node.x.is_shown = false;
        node.y.is_shown = false;
        // 50 of 100 is 5 of 10: the voxels at index 4.
        assert_eq!(middle(&mut node), [100, 0, 255, 255]);
        assert_eq!(node.z.slice, Capped { value: 5, max: 10 });
        node.z.slice.value = 10;
        assert_eq!(middle(&mut node), [225, 0, 255, 255]);
        node.z.is_shown = false;
        assert_eq!(middle(&mut node), [0; 4]);
    }

    #[test]
    fn a_translucent_slice_is_blended() {
        let mut node = node();
        node.x.is_shown = false;
        node.is_mapped = true;
        node.transfer_function = TransferFunction::new(&[(0.0, [1.0, 0.0, 0.0, 0.5])]);
        assert_eq!(middle(&mut node), [128, 0, 0, 64]);
    }
}
