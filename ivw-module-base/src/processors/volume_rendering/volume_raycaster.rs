//! A volume seen along the rays between entry and exit points.

use crate::properties::{Event, GradientMode, IsoTf, Lighting, PositionIndicator, Raycasting};
use crate::render::pixels::{colors, colors_u8, colors_u16, depths, in_size, unorm8};
use crate::render::raycast::{self, Bricks, Occupancy, RaycastError, Request, Watch};
use glam::UVec2;
use ivw_core::prelude::*;
use rayon::prelude::*;
use std::borrow::Cow;

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
#[processor("org.inviwo.VolumeRaycaster", category = "Volume Rendering", tags = "CPU, DVR, Raycasting")]
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
        let (entry, exit) = (self.entry.get()?, self.exit.get()?);
        self.choose_channel(&volume, context);

        let size = self.picture.size();
        let film = Film::new(&entry, &exit, size)?;
        let background = self.background.data().map(|image| Behind::new(image, size)).transpose()?;

        let map = &volume.data_map;
        let table = self.iso_tf.table(map);
        let iso_values = self.iso_tf.surfaces(map);
        let planes = self.indicator.planes();
        let settings = raycast::Settings {
            channel: self.channel as usize,
            rendering: self.raycasting.rendering.into(),
            classification: self.raycasting.classification.into(),
            compositing: self.raycasting.compositing.into(),
            gradient: self.raycasting.gradient.into(),
            sampling_rate: self.raycasting.sampling_rate,
            transfer_function: &table,
            iso_values: &iso_values,
            lighting: self.lighting.seen_by(&self.camera),
            world_from_texture: volume.world_from_data(),
            view_from_world: self.camera.view_from_world(),
            near: self.camera.near,
            far: self.camera.far,
            planes: &planes,
        };
        let request = Request {
            volume: view(&volume),
            occupancy: self.cache.occupancy(&volume, &settings),
            rays: film.rays(size),
            background: background.as_ref().map(Behind::background),
            settings,
        };
        let watch = Watch {
            cancelled: &|| context.is_cancelled(),
            // Being asked to stop is looked after by `cancelled`.
            progress: &|part| drop(context.progress(part)),
        };
        let picture = raycast::render(&request, &watch).map_err(|error| match error {
            RaycastError::Cancelled => Error::cancelled(),
            error => Error::other(error),
        })?;
        self.picture.set(image(&picture)?);
        Ok(())
    }

    fn not_ready(&mut self) -> Result<()> {
        // Keep no volume alive that nobody else needs.
        self.cache = Cache::default();
        Ok(())
    }
}

impl VolumeRaycaster {
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
        if usize::try_from(self.channel).is_ok_and(|channel| channel < n_channels) {
            // It is there.
        } else {
            self.channel = 0;
        }
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
    format: ivw_core::data::Format,
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
            self.bricks = Some((part, Bricks::new(&view(volume), channel)));
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

/// A volume as the ray caster sees it.
fn view(volume: &Volume) -> raycast::VolumeView<'_> {
    let [min, max] = volume.data_map.data_range;
    raycast::VolumeView {
        dims: volume.size(),
        format: match volume.format.number {
            Number::F16 => raycast::Format::F16,
            Number::F32 => raycast::Format::F32,
            Number::F64 => raycast::Format::F64,
            Number::I8 => raycast::Format::I8,
            Number::I16 => raycast::Format::I16,
            Number::I32 => raycast::Format::I32,
            Number::I64 => raycast::Format::I64,
            Number::U8 => raycast::Format::U8,
            Number::U16 => raycast::Format::U16,
            Number::U32 => raycast::Format::U32,
            Number::U64 => raycast::Format::U64,
        },
        components: volume.format.components.into(),
        bytes: volume.voxels.bytes(),
        wrapping: volume.wrapping.map(|wrapping| match wrapping {
            Wrapping::Clamp => raycast::Wrapping::Clamp,
            Wrapping::Repeat => raycast::Wrapping::Repeat,
            Wrapping::Mirror => raycast::Wrapping::Mirror,
        }),
        data_range: (min, max),
        interpolation: match volume.interpolation {
            Interpolation::Linear => raycast::Interpolation::Linear,
            Interpolation::Nearest => raycast::Interpolation::Nearest,
        },
    }
}

/// The rays of a picture, in the formats that the ray caster reads.
struct Film<'a> {
    entry: Cow<'a, [[u16; 4]]>,
    exit: Cow<'a, [[u16; 4]]>,
    entry_depth: Cow<'a, [f32]>,
    exit_depth: Cow<'a, [f32]>,
    normals: Option<Cow<'a, [[i8; 4]]>>,
}

impl<'a> Film<'a> {
    fn new(entry: &'a Image, exit: &'a Image, size: UVec2) -> Result<Self> {
        let (entry, exit) = (in_size(entry, size)?, in_size(exit, size)?);
        Ok(Self {
            normals: read(&entry, LayerKind::Color, 1, normals),
            entry_depth: depth(&entry, size, 0.0),
            exit_depth: depth(&exit, size, 1.0),
            entry: points(&entry, "entry")?,
            exit: points(&exit, "exit")?,
        })
    }

    fn rays(&self, size: UVec2) -> raycast::Rays<'_> {
        raycast::Rays {
            size,
            entry: &self.entry,
            exit: &self.exit,
            entry_depth: &self.entry_depth,
            exit_depth: &self.exit_depth,
            entry_normals: self.normals.as_deref(),
        }
    }
}
