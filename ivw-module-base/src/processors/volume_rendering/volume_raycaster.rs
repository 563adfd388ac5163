//! A volume seen along the rays between entry and exit points.

use crate::algorithm::film::{Behind, Film, failed, image};
use ivw_core::event::{Interaction, Reaction, Trigger};
use ivw_core::prelude::*;
use ivw_render::pixels::in_size;
use ivw_render::properties::{
    Event, GradientMode, IsoTf, Lighting, PositionIndicator, Raycasting, ShadingMode,
};
use ivw_render::raycast::{self, Bricks, Occupancy, Request, Watch};

/// Picture of a volume: light is collected along the rays between entry and exit points.
///
/// |             | shape             | value                                              | unit        |
/// |-------------|-------------------|----------------------------------------------------|-------------|
/// | volume      | `[nx, ny, nz]`    | 1 to 4 numbers, 0 to 1 within the data range       | of the field |
/// | entry, exit | `[width, height]` | texture coordinates, depth; maybe a normal (entry) | volume      |
/// | bg          | `[width, height]` | colour, depth, picking                             | straight    |
/// | outport     | `[width, height]` | `[u8; 4]`, depth `f32`, picking                    | premultiplied |
///
/// A ray has about `samplingRate` samples per voxel; between voxels values are interpolated.
/// There is no ray where entry and exit are the same: the picture is empty there, or the background.
/// Opacity is per 1/150 of the volume's side, whatever the distance of samples.
/// A ray ends early at an opacity of 0.99.
/// The first sample is shaded with the normal of the entry points, where these have any.
/// Depth is that of the first visible sample, for perspective cameras.
#[derive(Processor)]
#[processor(
    "org.inviwo.VolumeRaycaster",
    category = "Volume Rendering",
    tags = "CPU, DVR, Raycasting",
    takes_events
)]
pub struct VolumeRaycaster {
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

    /// Component of the volume that is looked at.
    #[property("channel", name = "Render Channel", options = &CHANNELS, saved = Saved::Always)]
    channel: i32,

    /// How samples become a colour.
    #[group("raycaster", name = "Raycasting")]
    raycasting: Raycasting,

    /// Colours and surfaces.
    #[group("isotfComposite", name = "TF & Isovalues")]
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

    /// Turns shading on and off: L.
    #[property("toggleShading", name = "Toggle Shading")]
    toggle_shading: Event,

    cache: Cache,
    n_channels: Option<usize>,
    last_gradient: Option<GradientMode>,
}

const CHANNELS: [(&str, &str, i32); 4] = [
    ("Channel 1", "Channel 1", 0),
    ("Channel 2", "Channel 2", 1),
    ("Channel 3", "Channel 3", 2),
    ("Channel 4", "Channel 4", 3),
];

impl Process for VolumeRaycaster {
    fn process(&mut self, context: &Context) -> Result<()> {
        let volume = self.volume.get()?;
        if volume.n_voxels() == 0 {
            return Err(Error::new("the volume has no voxels").hint("load or make another one"));
        }
        let (entry, exit) = (self.entry.get()?, self.exit.get()?);
        self.choose_channel(&volume, context);
        self.lighting.position.tell(&self.camera, context, "lighting.lightPosition");

        let size = self.picture.size();
        let (entry, exit) = (in_size(&entry, size)?, in_size(&exit, size)?);
        let film = Film::new(&entry, &exit)?;
        let behind = self.background.data().map(|image| in_size(image, size)).transpose()?;
        let behind = behind.as_deref().map(Behind::new);

        let map = &volume.data_map;
        let (table, iso_values) = (self.iso_tf.table(map), self.iso_tf.surfaces(map));
        let planes = self.indicator.planes();
        let settings = raycast::Settings {
            transfer_function: &table,
            iso_values: &iso_values,
            planes: &planes,
            ..self.settings(&volume)
        };
        let request = Request {
            volume: raycast::VolumeView::from(&*volume),
            occupancy: self.cache.occupancy(&volume, &settings),
            rays: film.rays(size),
            background: behind.as_ref().map(Behind::request),
            settings,
        };
        let watch = Watch {
            cancelled: &|| context.is_cancelled(),
            // Being asked to stop is looked after by `cancelled`.
            progress: &|part| drop(context.progress(part)),
        };
        let picture = raycast::render(&request, &watch).map_err(failed)?;
        self.picture.set(image(&picture)?);
        Ok(())
    }

    fn event(&mut self, event: &Interaction, context: &Context) -> Result<Reaction> {
        if !Trigger::key(i32::from(b'L')).matches(event) {
            return Ok(Reaction::default());
        }
        let next = match self.lighting.shading {
            ShadingMode::None => "blinnphong",
            _ => "none",
        };
        context.set("lighting.shadingMode", Value::choice(next));
        Ok(Reaction::used())
    }

    fn not_ready(&mut self) -> Result<()> {
        // Keep no volume alive that nobody else needs.
        self.cache = Cache::default();
        Ok(())
    }
}

impl VolumeRaycaster {
    /// The settings that are numbers; lists are up to whoever holds them.
    fn settings(&self, volume: &Volume) -> raycast::Settings<'static> {
        raycast::Settings {
            channel: usize::try_from(self.channel).unwrap_or(0),
            rendering: self.raycasting.rendering.into(),
            classification: self.raycasting.classification.into(),
            compositing: self.raycasting.compositing.into(),
            gradient: self.raycasting.gradient.into(),
            sampling_rate: self.raycasting.sampling_rate,
            lighting: self.lighting.seen_by(&self.camera),
            world_from_texture: volume.world_from_data(),
            view_from_world: self.camera.view_from_world(),
            near: self.camera.near,
            far: self.camera.far,
            ..raycast::Settings::default()
        }
    }

    /// Offers the channels that the volume has, and follows where gradients are said to be.
    fn choose_channel(&mut self, volume: &Volume, context: &Context) {
        let n_channels = usize::from(volume.format.components).min(CHANNELS.len());
        if self.n_channels.replace(n_channels) != Some(n_channels) {
            let options = CHANNELS[..n_channels].iter().map(|(id, name, value)| OptionItem {
                id: (*id).to_owned(),
                name: (*name).to_owned(),
                value: OptionValue::Int((*value).into()),
            });
            context.set_options("channel", options.collect());
        }
        let is_there = (0..n_channels as i32).contains(&self.channel);
        self.channel = if is_there { self.channel } else { 0 };
        let gradient = self.raycasting.gradient;
        let is_new = self.last_gradient.replace(gradient).is_some_and(|last| last != gradient);
        let scalar = match gradient {
            GradientMode::PrecomputedXyz => 3,
            GradientMode::PrecomputedYzw => 0,
            _ => return,
        };
        if is_new && n_channels == 4 {
            self.channel = scalar;
            let (id, ..) = CHANNELS[scalar as usize];
            context.set("channel", Value::choice(id));
        }
    }
}

/// What is worth keeping from one picture to the next.
#[derive(Default)]
struct Cache {
    bricks: Option<(Part, Bricks)>,
    occupancy: Option<(Look, Occupancy)>,
}

/// The part of a volume that bricks are made from.
struct Part {
    voxels: Memory,
    dims: [u32; 3],
    format: Format,
    data_range: [f64; 2],
    wrapping: [Wrapping; 3],
    channel: usize,
}

/// The settings that decide what can be seen.
#[derive(PartialEq)]
struct Look {
    channel: usize,
    rendering: raycast::Rendering,
    classification: raycast::Classification,
    table: Vec<[f32; 4]>,
    iso_values: Vec<raycast::IsoValue>,
}

impl Cache {
    /// Where the volume is empty; `None` if that can't be known.
    fn occupancy(
        &mut self,
        volume: &Volume,
        settings: &raycast::Settings<'_>,
    ) -> Option<&Occupancy> {
        let n_channels = usize::from(volume.format.components);
        let channel = match settings.classification {
            raycast::Classification::VoxelValue => 3.min(n_channels.saturating_sub(1)),
            _ => settings.channel,
        };
        let part = Part {
            voxels: volume.voxels.clone(),
            dims: volume.dims,
            format: volume.format,
            data_range: volume.data_map.data_range,
            wrapping: volume.wrapping,
            channel,
        };
        if self.bricks.as_ref().is_none_or(|(known, _)| !known.is_same(&part)) {
            self.occupancy = None;
            self.bricks = Some((part, Bricks::new(&raycast::VolumeView::from(volume), channel)));
        }
        let look = Look {
            channel: settings.channel,
            rendering: settings.rendering,
            classification: settings.classification,
            table: settings.transfer_function.to_vec(),
            iso_values: settings.iso_values.to_vec(),
        };
        if self.occupancy.as_ref().is_none_or(|(known, _)| *known != look) {
            let (_, bricks) = self.bricks.as_ref()?;
            self.occupancy = Some((look, bricks.occupancy(settings)));
        }
        self.occupancy.as_ref().map(|(_, occupancy)| occupancy)
    }
}

impl Part {
    fn is_same(&self, other: &Self) -> bool {
        self.voxels.is_same(&other.voxels)
            && self.dims == other.dims
            && self.format == other.format
            && self.data_range.map(f64::to_bits) == other.data_range.map(f64::to_bits)
            && self.wrapping == other.wrapping
            && self.channel == other.channel
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::{Mat3, UVec2, UVec3, Vec3};
    use ivw_core::host::Host;
    use ivw_render::raycast::reference;

    /// Balls of a smooth field, for tests of whole networks.
    #[derive(Processor)]
    #[processor("org.inviwo.test.Balls", name = "Balls", category = "Test")]
    struct Balls {
        /// The field.
        #[outport("volume")]
        volume: Out<Volume>,
    }

    impl Process for Balls {
        fn process(&mut self, _: &Context) -> Result<()> {
            self.volume.set(balls()?);
            Ok(())
        }
    }

    fn balls() -> Result<Volume> {
        let dims = UVec3::new(20, 24, 17);
        let mut volume = Volume::from_fn(dims, |voxel| {
            let p = (voxel.as_vec3() + 0.5) / dims.as_vec3();
            let ball = |middle: Vec3, radius: f32| (1.0 - p.distance(middle) / radius).max(0.0);
            let value = ball(Vec3::new(0.35, 0.4, 0.6), 0.4) + ball(Vec3::new(0.8, 0.7, 0.3), 0.3);
            (value * 200.0) as u8
        })?;
        volume.set_basis(Mat3::from_diagonal(Vec3::new(1.0, 1.2, 0.8)));
        volume.set_offset(Vec3::new(-0.5, -0.6, -0.4));
        Ok(volume)
    }

    /// From the field to the picture, with default properties.
    fn network() -> Result<Host> {
        let host = Host::new();
        host.register_own()?;
        for class in [
            "test.Balls",
            "CubeProxyGeometry",
            "EntryExitPoints",
            "VolumeRaycaster",
            "Background",
            "CanvasGL",
        ] {
            host.add(&format!("org.inviwo.{class}"))?;
        }
        for (from, to) in [
            ("Balls.volume", "CubeProxyGeometry.volume"),
            ("CubeProxyGeometry.proxyGeometry", "EntryExitPoints.geometry"),
            ("Balls.volume", "VolumeRaycaster.volume"),
            ("EntryExitPoints.entry", "VolumeRaycaster.entry"),
            ("EntryExitPoints.exit", "VolumeRaycaster.exit"),
            ("VolumeRaycaster.outport", "Background.inport"),
            ("Background.outport", "Canvas.inport"),
        ] {
            host.connect(from, to)?;
        }
        host.set("Canvas.inputSize.dimensions", Value::ints(&[72, 55])?)?;
        Ok(host)
    }

    fn output<T: ivw_core::data::Data>(host: &Host, processor: &str, port: u32) -> Shared<T> {
        let processor = host.with(|network| network.find(processor)).expect("it is there");
        let port = ivw_core::network::PortRef { processor, port };
        host.output(port).expect("it has data").downcast().unwrap()
    }

    #[test]
    fn the_picture_of_a_whole_network_is_the_specification_s() -> Result<()> {
        let host = network()?;
        host.update();
        assert!(host.failures().is_empty(), "{:?}", host.failures());

        let [entry, exit] = [0, 1].map(|port| output::<Image>(&host, "EntryExitPoints", port));
        let picture = output::<Image>(&host, "VolumeRaycaster", 0);
        assert_eq!(picture.size(), UVec2::new(72, 55));

        let mut node = VolumeRaycaster::default();
        node.camera.aspect = 72.0 / 55.0;
        let volume = balls()?;
        let table = node.iso_tf.table(&volume.data_map);
        let film = Film::new(&entry, &exit)?;
        let request = Request {
            volume: raycast::VolumeView::from(&volume),
            occupancy: None,
            rays: film.rays(picture.size()),
            background: None,
            settings: raycast::Settings { transfer_function: &table, ..node.settings(&volume) },
        };
        let pixels = picture.color[0].pixels.elements::<[u8; 4]>();
        let mut n_seen = 0;
        for (n, pixel) in pixels.iter().enumerate() {
            let (exact, _) = reference::pixel(&request, n);
            for (stored, exact) in pixel.iter().zip(exact.to_array()) {
                let off = f64::from(*stored) - exact.clamp(0.0, 1.0) * 255.0;
                // Half of it is rounding to a byte.
                assert!(off.abs() <= 1.0, "pixel {n}: {pixel:?} instead of {}", exact * 255.0);
            }
            n_seen += usize::from(pixel[3] > 8);
        }
        assert!(n_seen > 100, "only {n_seen} pixels show anything");

        let canvas = host.with(|network| network.find("Canvas")).expect("it is there");
        let shown = host.picture(canvas)?;
        assert!(shown.pixels.elements::<[u8; 4]>().iter().all(|pixel| pixel[3] == 255));
        Ok(())
    }

    #[test]
    fn clip_ranges_follow_the_volume_and_then_what_a_person_wants() -> Result<()> {
        let host = network()?;
        let clip = || -> Result<(Value, Value)> {
            host.with(|network| {
                let property = network.find_property("CubeProxyGeometry.clipX")?;
                let state = network.property(property)?;
                Ok((state.value.clone(), state.written()))
            })
        };
        host.update();
        assert_eq!(clip()?, (Value::ints(&[0, 20])?, Value::ints(&[0, 20, 0, 20])?));
        let whole = output::<Mesh>(&host, "CubeProxyGeometry", 0).bounds();
        host.set("CubeProxyGeometry.clipX", Value::ints(&[5, 10])?)?;
        host.update();
        assert_eq!(clip()?, (Value::ints(&[5, 10])?, Value::ints(&[5, 10, 0, 20])?));
        let [lo, hi] = output::<Mesh>(&host, "CubeProxyGeometry", 0).bounds().expect("a box");
        assert_eq!((lo.x, hi.x), (-0.25, 0.0));
        assert_eq!(whole.map(|[lo, hi]| (lo.x, hi.x)), Some((-0.5, 0.5)));
        Ok(())
    }

    #[test]
    fn the_picture_has_the_size_that_the_canvas_asks_for() -> Result<()> {
        let host = network()?;
        let canvas = host.with(|network| network.find("Canvas")).expect("it is there");
        let size = |width, height| Value::ints(&[width, height]);
        let check = |width, height| -> Result<()> {
            host.update();
            assert_eq!(host.picture(canvas)?.size(), UVec2::new(width, height));
            Ok(())
        };
        check(72, 55)?;
        host.set("Canvas.inputSize.dimensions", size(30, 60)?)?;
        check(30, 60)?;
        host.set("Canvas.inputSize.enableCustomInputDimensions", true)?;
        host.set("Canvas.inputSize.aspectRatioScaling", 0.5)?;
        check(15, 30)?;
        host.set("Canvas.inputSize.keepAspectRatio", false)?;
        host.set("Canvas.inputSize.customInputDimensions", size(17, 19)?)?;
        check(17, 19)
    }

    /// A raycaster with a volume that it looks at from the front.
    fn raycaster(volume: Volume, size: [u32; 2]) -> VolumeRaycaster {
        let n = (size[0] * size[1]) as usize;
        let image = |z: u16, depth: f32| {
            let point = |n: usize| {
                let [x, y] = [n % size[0] as usize, n / size[0] as usize];
                [(x * 700) as u16, (y * 900) as u16, z, u16::MAX]
            };
            let points: Vec<_> = (0..n).map(point).collect();
            let mut image = Image::new(size, <[u16; 4]>::FORMAT).unwrap();
            image.color[0].pixels = Memory::copy_of(&points);
            image.depth.as_mut().unwrap().pixels.elements_mut::<f32>().fill(depth);
            image
        };
        VolumeRaycaster {
            volume: volume.into(),
            entry: image(u16::MAX, 0.9).into(),
            exit: image(0, 0.95).into(),
            picture: Out::with_size(size.into()),
            ..Default::default()
        }
    }

    fn run(node: &mut VolumeRaycaster) -> Shared<Image> {
        node.process(&Context::detached()).unwrap();
        node.picture.get().unwrap()
    }

    #[test]
    fn an_empty_volume_leaves_the_background_as_it_is() -> Result<()> {
        let empty = Volume::new([9, 9, 9], u8::FORMAT)?;
        let colors: Vec<[u8; 4]> = (0..12).map(|n| [n, 2 * n, 3 * n, 20 * n]).collect();
        let mut behind = Image::new([4, 3], Image::RGBA8)?;
        behind.color[0].pixels = Memory::copy_of(&colors);
        behind.picking.as_mut().unwrap().pixels.elements_mut::<[u8; 4]>().fill([1, 2, 3, 255]);
        let mut node = raycaster(empty, [4, 3]);
        node.background = behind.into();
        let picture = run(&mut node);
        let picking = picture.picking.clone().unwrap();
        assert!(picking.pixels.elements::<[u8; 4]>().iter().all(|id| *id == [1, 2, 3, 255]));
        // It lies behind the volume: there it is multiplied by its opacity.
        for (pixel, behind) in picture.color[0].pixels.elements::<[u8; 4]>().iter().zip(&colors) {
            let share = f32::from(behind[3]) / 255.0;
            let expected = [0, 1, 2].map(|n| f32::from(behind[n]) * share);
            assert!((0..3).all(|n| (f32::from(pixel[n]) - expected[n]).abs() <= 1.0));
            assert!(pixel[3].abs_diff(behind[3]) <= 1);
        }
        Ok(())
    }

    #[test]
    fn a_key_turns_shading_off_and_on() -> Result<()> {
        use ivw_core::event::Action;
        let mut node = VolumeRaycaster::default();
        for (shading, next) in [(ShadingMode::Diffuse, "none"), (ShadingMode::None, "blinnphong")] {
            node.lighting.shading = shading;
            let action = Action::Key { key: 76, is_pressed: true, text: "l".to_owned() };
            let context = Context::detached();
            let event = Interaction { action, ..Interaction::default() };
            assert!(node.event(&event, &context)?.is_used);
            let change = &context.take_changes()[0];
            assert_eq!(change.property, "lighting.shadingMode");
            assert_eq!(change.change, PropertyChange::Value(Value::choice(next)));
        }
        Ok(())
    }

    #[test]
    fn bricks_are_measured_once_and_again_for_other_voxels() {
        let mut node = raycaster(balls().unwrap(), [8, 6]);
        let first = run(&mut node);
        let known = node.cache.bricks.as_ref().map(|(part, _)| part.voxels.clone()).unwrap();
        node.lighting.shading = ShadingMode::None;
        run(&mut node);
        assert!(node.cache.bricks.as_ref().unwrap().0.voxels.is_same(&known));
        node.volume = balls().unwrap().into();
        node.lighting.shading = ShadingMode::BlinnPhong;
        let again = run(&mut node);
        assert!(!node.cache.bricks.as_ref().unwrap().0.voxels.is_same(&known));
        assert_eq!(again.color[0].pixels.bytes(), first.color[0].pixels.bytes());
        node.not_ready().unwrap();
        assert!(node.cache.bricks.is_none());
    }

    #[test]
    fn another_transfer_function_is_seen_at_once() {
        let mut node = raycaster(balls().unwrap(), [8, 6]);
        node.iso_tf.transfer_function = TransferFunction::new(&[(0.0, [0.0; 4])]);
        assert!(run(&mut node).color[0].pixels.bytes().iter().all(|&byte| byte == 0));
        node.iso_tf.transfer_function = TransferFunction::new(&[(0.0, [1.0; 4])]);
        let opaque = run(&mut node);
        let pixels = opaque.color[0].pixels.elements::<[u8; 4]>();
        assert!(pixels.iter().all(|pixel| pixel[3] > 250), "{pixels:?}");
    }

    #[test]
    fn channels_are_those_of_the_volume() {
        let volume = Volume::from_fn(UVec3::splat(4), |_| [0u8, 255]).unwrap();
        let mut node = raycaster(volume, [3, 3]);
        node.channel = 3;
        let context = Context::detached();
        node.process(&context).unwrap();
        assert_eq!(node.channel, 0);
        let is_about_channels = |change: &ivw_core::processor::Change| change.property == "channel";
        let changes: Vec<_> =
            context.take_changes().into_iter().filter(is_about_channels).collect();
        let PropertyChange::Options(options) = &changes[0].change else { panic!("{changes:?}") };
        assert_eq!((options.len(), options[1].id.as_str()), (2, "Channel 2"));
        node.process(&context).unwrap();
        assert!(!context.take_changes().iter().any(is_about_channels));
    }

    #[test]
    fn gradients_in_a_volume_leave_one_channel_for_colours() {
        let volume = Volume::from_fn(UVec3::splat(4), |_| [10u8, 20, 30, 40]).unwrap();
        let mut node = raycaster(volume, [3, 3]);
        let mut channel = |mode| {
            node.raycasting.gradient = mode;
            run(&mut node);
            node.channel
        };
        assert_eq!(channel(GradientMode::Central), 0);
        assert_eq!(channel(GradientMode::PrecomputedXyz), 3);
        assert_eq!(channel(GradientMode::PrecomputedYzw), 0);
    }

    #[test]
    fn odd_volumes_and_cameras_do_no_harm() {
        let mut volumes = vec![
            Volume::from_fn(UVec3::ONE, |_| 200u8).unwrap(),
            Volume::from_fn(UVec3::new(5, 1, 3), |_| f32::NAN).unwrap(),
            Volume::from_fn(UVec3::splat(3), |_| f32::INFINITY).unwrap(),
            Volume::from_fn(UVec3::splat(3), |v| if v.x == 1 { f64::MAX } else { 0.5 }).unwrap(),
            Volume::new([0, 2, 0], u16::FORMAT).unwrap(),
        ];
        for number in Number::ALL {
            let mut volume = Volume::new([3, 2, 4], Format::new(number, 3)).unwrap();
            volume.data_map.data_range = [1.0, 1.0];
            volumes.push(volume);
        }
        for volume in volumes {
            for size in [[1, 1], [7, 2], [0, 0], [0, 5]] {
                let mut node = raycaster(volume.clone(), size);
                for (near, far) in [(0.1, 100.0), (0.1, 0.0), (0.0, 0.0), (f32::NAN, 1.0)] {
                    (node.camera.near, node.camera.far) = (near, far);
                    node.raycasting.sampling_rate = far;
                    // A picture or an error; a panic fails the test.
                    drop(node.process(&Context::detached()));
                }
            }
        }
        assert!(VolumeRaycaster::default().process(&Context::detached()).is_err());
        let mut node = raycaster(balls().unwrap(), [4, 4]);
        node.entry =
            Image { color: Vec::new().into(), ..Image::new([4, 4], u8::FORMAT).unwrap() }.into();
        let error = node.process(&Context::detached()).unwrap_err().to_string();
        assert!(error.contains("entry"), "{error}");
    }
}
