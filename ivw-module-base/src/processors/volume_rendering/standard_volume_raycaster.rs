//! A volume seen along rays, with the order of things that younger workspaces rely on.

use crate::algorithm::channels::{CHANNELS, Offered};
use crate::algorithm::film::Cast;
use crate::algorithm::voxels::no_voxels;
use glam::{IVec3, Vec3};
use ivw_core::prelude::*;
use ivw_render::properties::{
    ClassificationMode, CompositingMode, GradientMode, IsoTf, Lighting, PositionIndicator,
    RenderingType,
};
use ivw_render::raycast::{Settings, Standard, render_standard};

/// Picture of a volume: a cloud, surfaces and planes along the rays between entry and exit points.
///
/// |             | shape             | value                                              | unit        |
/// |-------------|-------------------|----------------------------------------------------|-------------|
/// | volume      | `[nx, ny, nz]`    | 1 to 4 numbers, 0 to 1 within the data range       | of the field |
/// | entry, exit | `[width, height]` | texture coordinates, depth; maybe a normal (entry) | volume      |
/// | bg          | `[width, height]` | colour, depth, picking                             | straight    |
/// | outport     | `[width, height]` | `[u8; 4]`, depth `f32`, picking                    | premultiplied |
///
/// A ray has as many samples as if it went through the whole volume, so that short rays are finer
/// than those of the Volume Raycaster.
/// Surfaces stand between two samples, with the slopes of both.
/// The background is multiplied by its opacity everywhere.
#[derive(Processor)]
#[processor(
    "org.inviwo.StandardVolumeRaycaster",
    category = "Volume Rendering",
    tags = "CPU, DVR, Raycasting",
    code_state = CodeState::Experimental
)]
pub struct StandardVolumeRaycaster {
    /// Volume to look at.
    #[inport("volume", group("volumes"))]
    volume: In<Volume>,

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

    /// How samples become a colour.
    #[group("raycaster", name = "Raycasting")]
    raycasting: ChannelRaycasting,

    /// Colours and surfaces.
    #[group("isotf", name = "TF & Iso Values")]
    iso_tf: IsoTf,

    /// Camera that looks at the volume: the same as that of the entry points.
    #[property("camera")]
    camera: Camera,

    /// Light on the volume.
    #[group("lighting")]
    lighting: Lighting,

    /// Planes shown within the volume.
    #[group("positionindicator", name = "Position Indicator", collapsed = true)]
    indicator: PositionIndicator,

    /// Where the volume is looked up.
    #[group("sampleTransform", name = "Sample Transform", collapsed = true)]
    transform: SampleTransform,

    channels: Offered,
}

/// These say how the samples along a ray become a colour.
#[derive(PropertyGroup)]
#[group_class("org.inviwo.RaycastingProperty")]
pub struct ChannelRaycasting {
    /// Component of the volume that is looked at.
    #[property("channel", name = "Render Channel", options = &CHANNELS)]
    pub(crate) channel: i32,

    /// Whether the volume is a cloud, surfaces, or both.
    #[property(
        "renderingType",
        name = "Rendering",
        invalidates = InvalidationLevel::InvalidResources
    )]
    pub(crate) rendering: RenderingType,

    /// Where slopes come from: those of the fourth component with voxel values. Colours are always
    /// those of the transfer function.
    #[property(
        "classificationMode",
        name = "Classification",
        invalidates = InvalidationLevel::InvalidResources
    )]
    pub(crate) classification: ClassificationMode,

    /// Kept for workspaces; light is always absorbed and emitted, front to back.
    #[property(
        "compositingMode",
        name = "Compositing",
        visible = false,
        invalidates = InvalidationLevel::InvalidResources
    )]
    pub(crate) compositing: CompositingMode,

    /// How the slope of the volume is estimated, for shading.
    #[property(
        "gradientComputationMode",
        name = "Gradient",
        invalidates = InvalidationLevel::InvalidResources
    )]
    pub(crate) gradient: GradientMode,

    /// Samples per voxel along a ray.
    #[property("samplingRate", name = "Sampling rate", default = 2.0, range = 1.0..=20.0)]
    pub(crate) sampling_rate: f32,
}

/// These say where a volume is looked up for a place in its hull.
#[derive(PropertyGroup)]
pub struct SampleTransform {
    /// By how much the volume is moved back, in parts of its sides.
    #[property("shift", soft = -1.0..=1.0)]
    pub(crate) shift: Vec3,

    /// How often the volume stands in its hull; what is beyond its border is up to its wrapping.
    #[property("repeat", default = IVec3::ONE, from = 1..=10)]
    pub(crate) repeat: IVec3,
}

impl ChannelRaycasting {
    /// The settings of a ray caster that these say, for a volume seen by a camera.
    pub(crate) fn settings(
        &self,
        volume: &Volume,
        camera: &Camera,
        lighting: &Lighting,
    ) -> Settings<'static> {
        Settings {
            rendering: self.rendering.into(),
            classification: self.classification.into(),
            gradient: self.gradient.into(),
            sampling_rate: self.sampling_rate,
            lighting: lighting.seen_by(camera),
            world_from_texture: volume.world_from_data(),
            view_from_world: camera.view_from_world(),
            near: camera.near,
            far: camera.far,
            ..Settings::default()
        }
    }
}

impl SampleTransform {
    pub(crate) fn standard(&self) -> Standard<'static> {
        Standard { shift: self.shift, repeat: self.repeat, ..Standard::default() }
    }
}

impl Process for StandardVolumeRaycaster {
    fn process(&mut self, context: &Context) -> Result<()> {
        let volume = self.volume.get()?;
        if volume.n_voxels() == 0 {
            return Err(no_voxels());
        }
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
        let standard = self.transform.standard();
        let image =
            cast.render(context, |request, watch| render_standard(request, &standard, watch))?;
        self.picture.set(image);
        Ok(())
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use glam::UVec3;

    /// Rays along z through the middle of a volume, in a picture of a size.
    pub(crate) fn along_z(size: [u32; 2]) -> [Image; 2] {
        let image = |z: u16, depth: f32| {
            let mut image = Image::new(size, <[u16; 4]>::FORMAT).unwrap();
            image.color[0].pixels.elements_mut::<[u16; 4]>().fill([32768, 32768, z, 65535]);
            let layer = image.depth.as_mut().into_option().unwrap();
            layer.pixels.elements_mut::<f32>().fill(depth);
            image
        };
        [image(0, 0.1), image(65535, 0.9)]
    }

    /// A volume whose values rise along z from 0 to 1.
    pub(crate) fn ramp() -> Volume {
        Volume::from_fn(UVec3::new(2, 2, 33), |v| v.z as f32 / 32.0).unwrap()
    }

    pub(crate) fn first(image: &Image) -> ([u8; 4], f32) {
        let depth = image.layer(LayerKind::Depth, 0).unwrap();
        (image.color[0].pixels.elements::<[u8; 4]>()[0], depth.pixels.elements::<f32>()[0])
    }

    fn node() -> StandardVolumeRaycaster {
        let [entry, exit] = along_z([2, 1]);
        let mut node = StandardVolumeRaycaster {
            volume: ramp().into(),
            entry: entry.into(),
            exit: exit.into(),
            picture: Out::with_size([2, 1].into()),
            ..Default::default()
        };
        node.lighting.shading = ivw_render::properties::ShadingMode::None;
        node
    }

    fn run(node: &mut StandardVolumeRaycaster) -> ([u8; 4], f32) {
        node.process(&Context::detached()).unwrap();
        first(&node.picture.get().unwrap())
    }

    #[test]
    fn a_thin_cloud_is_as_opaque_as_its_length_says() {
        let mut node = node();
        node.iso_tf.transfer_function = TransferFunction::new(&[(0.0, [1.0, 0.5, 0.0, 0.005])]);
        let opacity = 1.0 - (1.0_f64 - 0.005).powf(150.0);
        let expected = [1.0, 0.5, 0.0, 1.0].map(|c| (c * opacity * 255.0).round() as u8);
        let (color, depth) = run(&mut node);
        assert!((0..4).all(|n| color[n].abs_diff(expected[n]) <= 1), "{color:?} {expected:?}");
        assert!(depth > 0.1 && depth < 0.2);
        // What is repeated is as long as before, however often.
        node.transform.repeat = IVec3::splat(3);
        assert_eq!(run(&mut node).0, color);
    }

    #[test]
    fn a_surface_stands_where_its_value_is() {
        let mut node = node();
        node.raycasting.rendering = RenderingType::Iso;
        let point = |position, color| ivw_core::data::TransferFunctionPoint { position, color };
        node.iso_tf.iso_values.points =
            vec![point(0.5, [0.0, 1.0, 0.0, 1.0]), point(0.75, [1.0, 0.0, 0.0, 1.0])];
        let (color, middle) = run(&mut node);
        assert_eq!(color, [0, 255, 0, 255]);
        // Along a ray that goes the other way, the other surface is first.
        std::mem::swap(&mut node.entry, &mut node.exit);
        assert_eq!(run(&mut node).0, [255, 0, 0, 255]);
        node.transform.shift = Vec3::Z * 0.25;
        std::mem::swap(&mut node.entry, &mut node.exit);
        assert!(run(&mut node).1 > middle);
    }

    #[test]
    fn a_background_is_multiplied_by_its_opacity() {
        let mut node = node();
        node.iso_tf.transfer_function = TransferFunction::new(&[(0.0, [0.0; 4])]);
        let mut background = Image::new([2, 1], Image::RGBA8).unwrap();
        background.color[0].pixels.elements_mut::<[u8; 4]>().fill([200, 100, 0, 128]);
        let picking = background.picking.as_mut().into_option().unwrap();
        picking.pixels.elements_mut::<[u8; 4]>().fill([1, 2, 3, 255]);
        node.background = background.into();
        assert_eq!(run(&mut node), ([100, 50, 0, 128], 1.0));
        let image = node.picture.get().unwrap();
        let picking = image.layer(LayerKind::Picking, 0).unwrap();
        assert_eq!(picking.pixels.elements::<[u8; 4]>()[0], [1, 2, 3, 255]);
        node.iso_tf.transfer_function = TransferFunction::new(&[(0.0, [1.0; 4])]);
        assert_eq!(run(&mut node).0, [255; 4]);
    }

    #[test]
    fn odd_input_is_an_error_or_a_picture() {
        assert!(StandardVolumeRaycaster::default().process(&Context::detached()).is_err());
        let mut node = node();
        node.raycasting.channel = 7;
        node.raycasting.sampling_rate = f32::NAN;
        node.transform.repeat = IVec3::splat(i32::MAX);
        node.transform.shift = Vec3::NAN;
        run(&mut node);
    }
}
