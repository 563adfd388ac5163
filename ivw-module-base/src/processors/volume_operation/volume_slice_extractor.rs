//! A slice of a volume as it is stored, pixel for voxel.

use crate::algorithm::slice::Steps;
use crate::algorithm::voxels::{denormalized, no_voxels};
use glam::Vec4;
use ivw_core::event::{Interaction, Reaction};
use ivw_core::prelude::*;
use ivw_render::properties::Event;
use rayon::prelude::*;

/// Slice of a volume across one of its axes, one pixel for each voxel.
///
/// |             | shape             | value                                   | unit           |
/// |-------------|-------------------|-----------------------------------------|----------------|
/// | inputVolume | `[nx, ny, nz]`    | 1 to 4 numbers                          | of the field   |
/// | outputImage | `[width, height]` | as many, or 4 with a transfer function  | of the format  |
///
/// Numbers are parts of the data range, and written as parts of what the format of the picture can hold;
/// only floating point goes beyond the range.
/// Right and up in the picture are z and y of the volume across x; x and z across y; x and y across
/// z.
/// The picture is where the slice is in the world.
/// When the volume gets other dimensions, the slice keeps its place in proportion.
#[derive(Processor)]
#[processor(
    "org.inviwo.VolumeSliceExtractor",
    category = "Volume Operation",
    tags = "CPU",
    takes_events
)]
pub struct VolumeSliceExtractor {
    /// Volume to cut.
    #[inport("inputVolume")]
    volume: In<Volume>,

    /// The slice, as large as the volume is.
    #[outport("outputImage", keeps_size, in_memory)]
    picture: Out<Image>,

    /// Axis that the slice is across.
    #[property("sliceAxis", name = "Slice along axis")]
    axis: SliceAxis,

    /// Number of the slice, from 1.
    #[property(
        "sliceNumber",
        name = "Slice",
        default = Capped { value: 128, max: 256 },
        bounds = 1..=256
    )]
    slice: Capped<usize>,

    /// How pixels are stored.
    #[property("format", name = "Output Format")]
    format: PixelFormat,

    /// Which way round the slice is.
    #[group("trafoGroup", name = "Transformations", collapsed = true)]
    transformation: Flips,

    /// Colours instead of numbers.
    #[group("tfGroup", name = "Transfer Function Properties", collapsed = true)]
    coloring: Coloring,

    /// Whether a window turns the keys and gestures below into other slices.
    #[property(
        "handleEvents",
        name = "Handle interaction events",
        default = true,
        invalidates = InvalidationLevel::Valid
    )]
    handles_events: bool,

    /// Goes through slices: the mouse wheel.
    #[property("mouseShiftSlice", name = "Mouse Slice Shift", visible = false)]
    mouse_shift: Event,

    /// Goes to the next slice: W.
    #[property("stepSliceUp", name = "Key Slice Up")]
    step_up: Event,

    /// Goes to the slice before: S.
    #[property("stepSliceDown", name = "Key Slice Down")]
    step_down: Event,

    /// Goes through slices: two fingers.
    #[property("gestureShiftSlice", name = "Gesture Slice Shift", visible = false)]
    gesture_shift: Event,

    steps: Steps,
}

/// This is an axis that a slice is across.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SliceAxis {
    /// The first axis.
    #[default]
    #[choice("x", "y-z plane (X axis)")]
    X,
    /// The second axis.
    #[choice("y", "z-x plane (Y axis)")]
    Y,
    /// The third axis.
    #[choice("z", "x-y plane (Z axis)")]
    Z,
}

/// This is how pixels are stored.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PixelFormat {
    /// As voxels are.
    #[default]
    #[choice("asInput", "Same As Input")]
    AsInput,
    /// One byte a number.
    #[choice("uint8", "UINT8")]
    UInt8,
    /// Floating point.
    #[choice("float", "FLOAT32")]
    Float,
}

/// These say which way round a slice is.
#[derive(PropertyGroup)]
pub struct Flips {
    /// Swap left and right.
    #[property("flipHorizontal", name = "Horizontal Flip")]
    horizontal: bool,

    /// Swap up and down.
    #[property("flipVertical", name = "Vertical Flip")]
    vertical: bool,
}

/// These turn the first component into colours.
#[derive(PropertyGroup)]
#[group_class(checked_by = "checked")]
pub struct Coloring {
    /// Whether there are colours.
    #[property("checked")]
    is_on: bool,

    /// Colour and opacity of each part of the data range.
    #[property(
        "transferFunction",
        name = "Transfer Function",
        default = TransferFunction::new(&[(0.0, [0.0, 0.0, 0.0, 1.0]), (1.0, [1.0; 4])])
    )]
    transfer_function: TransferFunction,

    /// What is added to the opacity.
    #[property("alphaOffset", name = "Alpha Offset", range = 0.0..=1.0)]
    alpha_offset: f32,
}

impl Process for VolumeSliceExtractor {
    fn process(&mut self, context: &Context) -> Result<()> {
        let volume = self.volume.get()?;
        if volume.n_voxels() == 0 {
            return Err(no_voxels());
        }
        let dim = volume.dims[self.axis as usize] as usize;
        if self.slice.max != dim {
            let value = self.slice.value * dim / self.slice.max.max(1);
            self.slice = Capped { value: value.clamp(1, dim), max: dim };
            context.change("sliceNumber", PropertyChange::Max((dim as i64).into()));
            context.set("sliceNumber", self.slice.value as i64);
        }
        let layer = self.cut(&volume)?;
        let mut image = Image::new(layer.dims, Image::RGBA8)?;
        image.color[0] = layer;
        self.picture.set(image);
        Ok(())
    }

    fn event(&mut self, event: &Interaction, context: &Context) -> Result<Reaction> {
        let steps = self.steps.of(event, self.slice.max).filter(|_| self.handles_events);
        let Some(steps) = steps else { return Ok(Reaction::default()) };
        let slice = (self.slice.value as i64 + i64::from(steps)).clamp(1, self.slice.max as i64);
        context.set("sliceNumber", slice);
        Ok(Reaction::used())
    }
}

impl VolumeSliceExtractor {
    fn cut(&self, volume: &Volume) -> Result<Layer> {
        let [nx, ny, _] = volume.dims.map(|dim| dim as usize);
        let strides = [1, nx, nx * ny];
        // Axes of the volume that are right and up in the picture.
        let (across, [right, up]) = match self.axis {
            SliceAxis::X => (0, [2, 1]),
            SliceAxis::Y => (1, [0, 2]),
            SliceAxis::Z => (2, [0, 1]),
        };
        let dims = [volume.dims[right], volume.dims[up]];
        let number = match self.format {
            PixelFormat::AsInput => volume.format.number,
            PixelFormat::UInt8 => Number::U8,
            PixelFormat::Float => Number::F32,
        };
        let is_colored = self.coloring.is_on;
        let n_components = if is_colored { 4 } else { volume.format.components };
        let format = Format::new(number, n_components);
        let mut layer = Layer::new(dims, format, LayerKind::Color)?;

        let first = (self.slice.value.clamp(1, volume.dims[across] as usize) - 1) * strides[across];
        let colors = Colors::new(&self.coloring, &volume.data_map);
        let (width, height) = (dims[0] as usize, dims[1] as usize);
        let flip = |on: bool, n: usize, len: usize| if on { len - 1 - n } else { n };
        let rows = layer.pixels.bytes_mut().par_chunks_exact_mut(width * format.size());
        rows.enumerate().for_each(|(y, row)| {
            let y = flip(self.transformation.vertical, y, height);
            for (x, pixel) in row.chunks_exact_mut(format.size()).enumerate() {
                let x = flip(self.transformation.horizontal, x, width);
                let stored = volume.voxel_at(first + x * strides[right] + y * strides[up]);
                let numbers = match is_colored {
                    true => colors.at(stored[0]),
                    false => stored.map(|stored| colors.part_in(number, stored)),
                };
                for (part, bytes) in numbers.into_iter().zip(pixel.chunks_exact_mut(number.size()))
                {
                    number.write(denormalized(number, part), bytes);
                }
            }
        });

        layer.swizzle = if is_colored { Swizzle::RGBA } else { volume.swizzle };
        layer.interpolation = volume.interpolation;
        layer.wrapping = [volume.wrapping[right], volume.wrapping[up]];
        layer.axes = [volume.axes[right].clone(), volume.axes[up].clone()];
        layer.data_map.value_axis = volume.data_map.value_axis.clone();
        if !is_colored {
            layer.data_map.value_range = volume.data_map.value_range;
        }
        layer.model =
            [volume.model[right], volume.model[up], volume.model[across], volume.model[3]];
        layer.world = volume.world;
        Ok(layer)
    }
}

/// What a stored number becomes.
struct Colors<'a> {
    map: &'a DataMap,
    is_absolute: bool,
    color: Box<dyn Fn(f64) -> [f32; 4] + Send + Sync>,
    alpha_offset: f64,
}

impl<'a> Colors<'a> {
    fn new(coloring: &Coloring, map: &'a DataMap) -> Self {
        Self {
            map,
            is_absolute: coloring.transfer_function.absolute,
            color: Box::new(coloring.transfer_function.sampler()),
            alpha_offset: coloring.alpha_offset.into(),
        }
    }

    /// The part of the data range that a number is, kept within.
    fn part(&self, stored: f64) -> f64 {
        let part = self.map.normalized(stored);
        // What is no number is nothing.
        if part.is_nan() { 0.0 } else { part.clamp(0.0, 1.0) }
    }

    /// The same as a format holds it: floating point goes beyond the ends of the range.
    fn part_in(&self, number: Number, stored: f64) -> f64 {
        let part = self.map.normalized(stored);
        if number.is_float() && !part.is_nan() { part } else { self.part(stored) }
    }

    fn at(&self, stored: f64) -> [f64; 4] {
        let position = if self.is_absolute { stored } else { self.part(stored) };
        let color = Vec4::from((self.color)(position)).as_dvec4();
        let alpha = color.w + self.alpha_offset;
        color.truncate().extend(alpha).clamp(glam::DVec4::ZERO, glam::DVec4::ONE).to_array()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::UVec3;

    fn volume() -> Volume {
        Volume::from_fn(UVec3::new(2, 3, 4), |v| (v.x + 10 * v.y + 50 * v.z) as u8).unwrap()
    }

    fn cut(node: &mut VolumeSliceExtractor) -> Layer {
        node.process(&Context::detached()).unwrap();
        node.picture.get().unwrap().color[0].clone()
    }

    fn extractor(axis: SliceAxis, slice: usize) -> VolumeSliceExtractor {
        let max = [2, 3, 4][axis as usize];
        VolumeSliceExtractor {
            volume: volume().into(),
            axis,
            slice: Capped { value: slice, max },
            ..Default::default()
        }
    }

    #[test]
    fn pixels_are_the_voxels_of_the_slice() {
        let expected = |f: fn(u32, u32) -> u32, [w, h]: [u32; 2]| -> Vec<u8> {
            (0..h).flat_map(|y| (0..w).map(move |x| f(x, y) as u8)).collect()
        };
        let x = cut(&mut extractor(SliceAxis::X, 2));
        assert_eq!(x.dims, [4, 3]);
        assert_eq!(x.pixels.bytes(), expected(|z, y| 1 + 10 * y + 50 * z, x.dims));
        let y = cut(&mut extractor(SliceAxis::Y, 3));
        assert_eq!(y.pixels.bytes(), expected(|x, z| x + 20 + 50 * z, y.dims));
        let z = cut(&mut extractor(SliceAxis::Z, 1));
        assert_eq!(z.pixels.bytes(), expected(|x, y| x + 10 * y, z.dims));
        let mut flipped = extractor(SliceAxis::Z, 1);
        (flipped.transformation.horizontal, flipped.transformation.vertical) = (true, true);
        let mut turned = z.pixels.bytes().to_vec();
        turned.reverse();
        assert_eq!(cut(&mut flipped).pixels.bytes(), turned);
    }

    #[test]
    fn another_volume_keeps_the_place_in_proportion() {
        let mut node = extractor(SliceAxis::Z, 1);
        node.slice = Capped { value: 128, max: 256 };
        let context = Context::detached();
        node.process(&context).unwrap();
        assert_eq!(node.slice, Capped { value: 2, max: 4 });
        assert_eq!(context.take_changes().len(), 2);
        node.process(&context).unwrap();
        assert!(context.take_changes().is_empty());
    }

    #[test]
    fn formats_hold_parts_of_the_data_range() {
        let mut node = extractor(SliceAxis::Z, 4);
        let mut volume = volume();
        volume.data_map.data_range = [150.0, 170.0];
        node.volume = volume.into();
        node.format = PixelFormat::Float;
        let parts = cut(&mut node).pixels.elements::<f32>().to_vec();
        // Floating point goes beyond the range, bytes do not.
        assert_eq!(parts, [0.0, 0.05, 0.5, 0.55, 1.0, 1.05]);
        node.format = PixelFormat::UInt8;
        assert_eq!([2, 5].map(|n| cut(&mut node).pixels.bytes()[n]), [127, 255]);
        node.coloring.is_on = true;
        let layer = cut(&mut node);
        assert_eq!(layer.pixels.elements::<[u8; 4]>()[2], [127, 127, 127, 255]);
    }

    #[test]
    fn the_picture_is_where_the_slice_is() {
        let mut volume = volume();
        volume.set_basis(glam::Mat3::from_diagonal(glam::Vec3::new(2.0, 3.0, 4.0)));
        let mut node = extractor(SliceAxis::X, 1);
        node.volume = volume.into();
        let layer = cut(&mut node);
        assert_eq!(layer.model[0], [0.0, 0.0, 4.0, 0.0]);
        assert_eq!(layer.model[1], [0.0, 3.0, 0.0, 0.0]);
        assert_eq!(layer.axes[0].name, "z");
    }
}
