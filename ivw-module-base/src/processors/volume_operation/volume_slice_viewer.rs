//! A picture of a plane through a volume.

use crate::algorithm::slice::{self, Plane, Pose, Steps, View};
use crate::algorithm::voxels::no_voxels;
use glam::{DVec2, DVec3, UVec2, UVec3, Vec3, Vec4};
use ivw_core::event::{Action, Interaction, MouseButton, MouseState, Reaction};
use ivw_core::prelude::*;
use ivw_render::color_table::ColorTable;
use ivw_render::pixels::unorm8;
use ivw_render::properties::Event;
use ivw_render::raycast::VolumeTexture;
use std::f32::consts::{PI, TAU};

/// Picture of a plane through a volume, seen straight on.
///
/// |         | shape             | value                      | unit                        |
/// |---------|-------------------|----------------------------|-----------------------------|
/// | volume  | `[nx, ny, nz]`    | 1 to 4 numbers             | of the field                |
/// | outport | `[width, height]` | `[u8; 4]`                  | straight colour, 255 = 1    |
///
/// Proportions are those of the volume in the world; what is left of the picture beside it has the
/// fill colour, or what the volume's wrapping puts there.
/// Across x, the picture's right and up are z and y of the volume; across y, x and z; across z, −x
/// and y.
/// When the volume gets other dimensions, slices go to its middle.
#[derive(Processor)]
#[processor("org.inviwo.VolumeSliceGL", category = "Volume Operation", tags = "CPU", takes_events)]
pub struct VolumeSliceViewer {
    /// Volume to cut.
    #[inport("volume")]
    volume: In<Volume>,

    /// Picture of the slice.
    #[outport("outport")]
    picture: Out<Image>,

    /// Which plane is shown.
    #[property("sliceAxis", name = "Slice along axis", options = &AXES)]
    axis: i32,

    /// Number of the slice across x, from 1.
    #[property(
        "sliceX",
        name = "X Volume Position",
        default = MIDDLE,
        range = 1..=256,
        invalidates = InvalidationLevel::Valid
    )]
    slice_x: Capped<i32>,

    /// Number of the slice across y, from 1.
    #[property(
        "sliceY",
        name = "Y Volume Position",
        default = MIDDLE,
        range = 1..=256,
        invalidates = InvalidationLevel::Valid
    )]
    slice_y: Capped<i32>,

    /// Number of the slice across z, from 1.
    #[property(
        "sliceZ",
        name = "Z Volume Position",
        default = MIDDLE,
        range = 1..=256,
        invalidates = InvalidationLevel::Valid
    )]
    slice_z: Capped<i32>,

    /// Which way the plane faces, along the sides of the volume.
    #[property("planeNormal", default = Vec3::X, range = -1.0..=1.0, step = 0.01)]
    normal: Vec3,

    /// A point of the plane, from 0 to 1 along each side of the volume.
    #[property("planePosition", default = Vec3::splat(0.5), range = 0.0..=1.0)]
    position: Vec3,

    /// How the slice lies in the picture.
    #[group("trafoGroup", name = "Transformations", collapsed = true)]
    transformation: Transformation,

    /// The marker of the position.
    #[group("pickGroup", name = "Position Selection", collapsed = true)]
    marker: Marker,

    /// How numbers become colours.
    #[group("tfGroup", name = "Transfer Function")]
    coloring: Coloring,

    /// The voxel at the position.
    #[group("sampleQuery", name = "Sampling Query", collapsed = true)]
    query: Query,

    /// The position in the world.
    #[property("worldPosition_", name = "World Position", soft = -10.0..=10.0, read_only = true)]
    world_position: Vec3,

    /// Whether a window turns the keys and gestures below into other slices.
    #[property("handleEvents", name = "Handle interaction events", default = true)]
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

    /// Moves the position to a point of the picture: the left mouse button.
    #[property("mouseSetMarker", name = "Mouse Set Marker")]
    set_marker: Event,

    /// Follows the mouse, for the sampling query.
    #[property("mousePositionTracker", name = "Mouse Position Tracker", visible = false)]
    track: Event,

    /// Goes through slices: two fingers.
    #[property("gestureShiftSlice", name = "Gesture Slice Shift", visible = false)]
    gesture_shift: Event,

    steps: Steps,
    /// The place in the volume under the mouse, for the sampling query.
    pointed: Option<DVec3>,
    /// The plane of the mode before last, to see who was edited.
    shown: Option<(i32, [u32; 3])>,
}

const AXES: [(&str, &str, i32); 4] = [
    ("x", "y-z plane (X axis)", 0),
    ("y", "z-x plane (Y axis)", 1),
    ("z", "x-y plane (Z axis)", 2),
    ("p", "Plane Equation", 3),
];

/// The option for any plane.
const ANY_PLANE: i32 = 3;
const MIDDLE: Capped<i32> = Capped { value: 128, max: 256 };

/// These say how a slice lies in its picture.
#[derive(PropertyGroup)]
pub struct Transformation {
    /// By how much the slice is turned.
    #[property("rotation", name = "Rotation", invalidates = InvalidationLevel::Valid)]
    rotation: Rotation,

    /// By how much the slice is turned, in radians.
    #[property(
        "imageRotation",
        name = "Angle",
        range = 0.0..=TAU,
        visible_if = |p| p.rotation == Rotation::Free
    )]
    angle: f32,

    /// How much of the slice is seen: larger numbers show more of it, and that smaller.
    #[property("imageScale", name = "Scale", default = 1.0, range = 0.1..=10.0)]
    scale: f32,

    /// Swap left and right.
    #[property("flipHorizontal", name = "Horizontal Flip")]
    flip_horizontal: bool,

    /// Swap up and down.
    #[property("flipVertical", name = "Vertical Flip")]
    flip_vertical: bool,

    /// What is shown beside the volume.
    #[property("volumeWrapping", name = "Volume Texture Wrapping", options = &Beside::ALL)]
    beside: i32,

    /// Colour beside the volume.
    #[property(
        "fillColor",
        name = "Fill Color",
        color,
        visible_if = |p| p.beside == Beside::Color as i32
    )]
    fill_color: Vec4,
}

/// This is by how much a slice is turned.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
#[choice_class("Int")]
pub enum Rotation {
    /// Not at all.
    #[default]
    #[choice("0", "0 deg")]
    None,
    /// A quarter.
    #[choice("90", "90 deg")]
    Quarter,
    /// Upside down.
    #[choice("180", "180 deg")]
    Half,
    /// Three quarters.
    #[choice("270", "270 deg")]
    ThreeQuarters,
    /// By any angle.
    #[choice("free", "Free Rotation")]
    Free,
}

/// What is shown beside the volume.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Beside {
    Color,
    Edge,
    Repeat,
    Mirror,
}

impl Beside {
    const ALL: [(&str, &str, i32); 4] = [
        ("color", "Fill with Color", Self::Color as i32),
        ("edge", "Repeat Edge", Self::Edge as i32),
        ("repeat", "Repeat", Self::Repeat as i32),
        ("m-repeat", "Mirrored Repeat", Self::Mirror as i32),
    ];
}

/// This is the marker of a position in a slice.
#[derive(PropertyGroup)]
pub struct Marker {
    /// Whether a click moves the position.
    #[property("posPicking", name = "Enable Picking")]
    is_on: bool,

    /// Whether the position is marked.
    #[property("showIndicator", name = "Show Position Indicator", default = true)]
    is_shown: bool,

    /// Colour of the marker.
    #[property(
        "indicatorColor",
        name = "Indicator Color",
        default = Vec4::new(1.0, 0.8, 0.1, 0.8),
        color
    )]
    color: Vec4,

    /// Half the side of the square round the position, in pixels.
    #[property("indicatorSize", name = "Indicator Size", default = 4.0, range = 0.0..=100.0)]
    size: f32,
}

/// These say how the numbers of a slice become colours.
#[derive(PropertyGroup)]
pub struct Coloring {
    /// Whether there is a transfer function; without one, components are colours.
    #[property(
        "tfMappingEnabled",
        name = "Enable Transfer Function",
        default = true,
        invalidates = InvalidationLevel::InvalidResources
    )]
    is_mapped: bool,

    /// Colour and opacity of each value of the first component.
    #[property(
        "transferFunction",
        name = "Transfer Function",
        default = opaque_grays(),
        visible_if = |p| p.is_mapped
    )]
    transfer_function: TransferFunction,

    /// What is added to the opacity.
    #[property(
        "alphaOffset",
        name = "Alpha Offset",
        range = 0.0..=1.0,
        step = 0.01,
        visible_if = |p| p.is_mapped
    )]
    alpha_offset: f32,
}

/// From opaque black to opaque white.
fn opaque_grays() -> TransferFunction {
    TransferFunction::new(&[(0.0, [0.0, 0.0, 0.0, 1.0]), (1.0, [1.0; 4])])
}

/// This is the voxel at a position.
#[derive(PropertyGroup)]
#[group_class(checked_by = "checked")]
pub struct Query {
    /// Whether the voxel is looked up.
    #[property("checked")]
    is_on: bool,

    /// Components as parts of the data range.
    #[property("normalizedSample", name = "Normalized Volume Sample", soft = 0.0..=1.0, read_only = true)]
    normalized: Vec4,

    /// Components as they are stored.
    #[property("volumeSample", name = "Volume Sample", soft = -10000.0..=10000.0, read_only = true)]
    stored: Vec4,
}

impl Process for VolumeSliceViewer {
    fn process(&mut self, context: &Context) -> Result<()> {
        let volume = self.volume.get()?;
        let texture = VolumeTexture::new(&*volume).ok_or_else(no_voxels)?;
        self.follow(&volume, context);
        self.turn(context);
        self.tell(&volume, &texture, context);

        let size = self.picture.size();
        let view = self.view(&volume);
        let wrapped = self.transformation.wrapping().map(|wrapping| {
            let mut wrapped = (*volume).clone();
            wrapped.wrapping = [wrapping; 3];
            wrapped
        });
        let picture = match &wrapped {
            Some(wrapped) => {
                let texture = VolumeTexture::new(wrapped).ok_or_else(no_voxels)?;
                self.paint(&texture, &view, &volume.data_map, size)?
            }
            None => self.paint(&texture, &view, &volume.data_map, size)?,
        };
        let mut image = Image::new(size.to_array(), Image::RGBA8)?;
        image.color[0] = picture;
        self.picture.set(image);
        Ok(())
    }

    fn event(&mut self, event: &Interaction, context: &Context) -> Result<Reaction> {
        let Some(volume) = self.volume.data().filter(|_| self.handles_events) else {
            return Ok(Reaction::default());
        };
        let dims = volume.size().max(UVec3::ONE);
        let across = usize::try_from(self.axis).ok().filter(|axis| *axis < 3);
        let n_slices = across.map_or(dims.max_element(), |axis| dims[axis]);
        if let Some(steps) = self.steps.of(event, n_slices as usize) {
            self.step(across, steps, dims, context);
            return Ok(Reaction::used());
        }
        let Action::Mouse { state, pointer, .. } = &event.action else {
            return Ok(Reaction::default());
        };
        let place = self.view(volume).place(pointer.position.into());
        if self.marker.is_on && pointer.buttons == MouseButton::Left as u32 {
            self.mark(across, place, dims, context);
            return Ok(Reaction::used());
        }
        let runs_again = self.query.is_on && *state == MouseState::Move;
        self.pointed = runs_again.then_some(place);
        Ok(Reaction { runs_again, ..Reaction::default() })
    }
}

impl VolumeSliceViewer {
    fn slices(&mut self) -> [(&'static str, &mut Capped<i32>); 3] {
        [
            ("sliceX", &mut self.slice_x),
            ("sliceY", &mut self.slice_y),
            ("sliceZ", &mut self.slice_z),
        ]
    }

    /// Lets sliders end at the volume's last slices, and the plane be that of the chosen slice.
    fn follow(&mut self, volume: &Volume, context: &Context) {
        for ((id, slice), dim) in self.slices().into_iter().zip(volume.dims) {
            let dim = i32::try_from(dim).unwrap_or(i32::MAX);
            if slice.max != dim {
                *slice = Capped { value: (dim / 2).max(1), max: dim };
                context.change(id, PropertyChange::Max(i64::from(dim).into()));
                context.set(id, i64::from(slice.value));
            }
        }
        let is_any = self.axis == ANY_PLANE;
        let dims = volume.size().as_vec3();
        if is_any {
            // Sliders show where the plane is.
            let place = (self.position * dims + 0.5).to_array();
            for ((id, slice), place) in self.slices().into_iter().zip(place) {
                let value = (place.round() as i32).clamp(1, slice.max);
                if slice.value != value {
                    slice.value = value;
                    context.set(id, i64::from(value));
                }
            }
        } else {
            let mut normal = Vec3::ZERO;
            normal[self.axis.clamp(0, 2) as usize] = -1.0;
            let position = (self.place() - 0.5) / dims;
            if (normal, position) != (self.normal, self.position) {
                (self.normal, self.position) = (normal, position);
                context.set("planeNormal", floats(&normal.to_array()));
                context.set("planePosition", floats(&position.to_array()));
            }
        }
        if self.shown.replace((self.axis, volume.dims)) != Some((self.axis, volume.dims)) {
            for id in ["planeNormal", "planePosition"] {
                context.change(id, PropertyChange::ReadOnly(!is_any));
            }
            for (axis, id) in ["sliceX", "sliceY", "sliceZ"].into_iter().enumerate() {
                let is_chosen = self.axis == axis as i32;
                context.change(id, PropertyChange::ReadOnly(!is_chosen));
            }
        }
    }

    /// What is seen where in the picture.
    fn view(&self, volume: &Volume) -> View {
        let plane = Plane { position: self.position.as_dvec3(), normal: self.normal.as_dvec3() };
        let world_from_texture = volume.world_from_data().as_dmat4();
        View::of(&plane, world_from_texture, &self.transformation.pose(), self.picture.size())
    }

    /// Goes on by some slices, or by as many voxels along any plane's normal.
    fn step(&mut self, across: Option<usize>, steps: i32, dims: UVec3, context: &Context) {
        match across {
            Some(axis) => {
                let (id, slice) = &mut self.slices()[axis];
                context.set(id, slice.value.saturating_add(steps).clamp(1, slice.max));
            }
            None => {
                let normal = self.normal.normalize_or_zero() / dims.as_vec3();
                let position = self.position + normal * steps as f32;
                let position = position.clamp(Vec3::ZERO, Vec3::ONE);
                context.set("planePosition", floats(&position.to_array()));
            }
        }
    }

    /// Moves the position to a place within the plane.
    fn mark(&mut self, across: Option<usize>, place: DVec3, dims: UVec3, context: &Context) {
        let place = place.clamp(DVec3::ZERO, DVec3::ONE);
        if across.is_none() {
            context.set("planePosition", floats(&place.as_vec3().to_array()));
            return;
        }
        for (axis, (id, slice)) in self.slices().into_iter().enumerate() {
            if across != Some(axis) {
                let number = (place[axis] * f64::from(dims[axis])) as i32 + 1;
                context.set(id, number.clamp(1, slice.max));
            }
        }
    }

    /// The numbers of the three slices.
    fn place(&self) -> Vec3 {
        let slices = [self.slice_x.value, self.slice_y.value, self.slice_z.value];
        glam::IVec3::from(slices).as_vec3()
    }

    /// Lets the angle be that of the chosen rotation.
    fn turn(&mut self, context: &Context) {
        let angle = self.transformation.angle();
        if angle != self.transformation.angle {
            self.transformation.angle = angle;
            context.set("trafoGroup.imageRotation", f64::from(angle));
        }
    }

    /// Shows the position in the world, and the voxel there or under the mouse.
    fn tell(&mut self, volume: &Volume, texture: &VolumeTexture<'_>, context: &Context) {
        let world = volume.world_from_index().transform_point3(self.place());
        if world.is_finite() && world != self.world_position {
            self.world_position = world;
            context.set("worldPosition_", floats(&world.to_array()));
        }
        if self.query.is_on {
            let at = self.pointed.unwrap_or(self.position.as_dvec3());
            let sample = |numbers: [f64; 4]| Value::Floats(numbers.into_iter().collect());
            context.set("sampleQuery.normalizedSample", sample(texture.normalized(at)));
            context.set("sampleQuery.volumeSample", sample(texture.stored(at)));
        }
    }

    fn paint(
        &self,
        texture: &VolumeTexture<'_>,
        view: &View,
        map: &DataMap,
        size: UVec2,
    ) -> Result<Layer> {
        let table = ColorTable::new(&self.coloring.transfer_function, map);
        let fill = self.transformation.fill();
        let mut layer = slice::paint(size, |pixel| {
            let at = view.place(pixel);
            let is_beside = at.cmplt(DVec3::ZERO).any() || at.cmpge(DVec3::ONE).any();
            if let Some(fill) = fill
                && is_beside
            {
                return fill;
            }
            let numbers = texture.normalized(at);
            if !self.coloring.is_mapped {
                return numbers.map(|number| number as f32);
            }
            let [r, g, b, a] = table.at(numbers[0]);
            [r, g, b, a + self.coloring.alpha_offset]
        })?;
        if self.marker.is_on && self.marker.is_shown {
            let pixels = layer.pixels.elements_mut::<[u8; 4]>();
            self.marker.draw(pixels, size, view.seen_at(self.position.as_dvec3()));
        }
        Ok(layer)
    }
}

impl Transformation {
    fn angle(&self) -> f32 {
        match self.rotation {
            // A script may have set the angle alone.
            Rotation::None | Rotation::Free => self.angle,
            Rotation::Quarter => PI / 2.0,
            Rotation::Half => PI,
            Rotation::ThreeQuarters => PI * 1.5,
        }
    }

    fn pose(&self) -> Pose {
        Pose {
            angle: self.angle.into(),
            scale: self.scale.into(),
            flip_horizontal: self.flip_horizontal,
            flip_vertical: self.flip_vertical,
        }
    }

    /// The colour beside the volume, if that is one.
    fn fill(&self) -> Option<[f32; 4]> {
        (self.beside == Beside::Color as i32).then(|| self.fill_color.to_array())
    }

    /// The wrapping that the volume has for this picture, if it is another one.
    fn wrapping(&self) -> Option<Wrapping> {
        match self.beside {
            beside if beside == Beside::Edge as i32 => Some(Wrapping::Clamp),
            beside if beside == Beside::Repeat as i32 => Some(Wrapping::Repeat),
            beside if beside == Beside::Mirror as i32 => Some(Wrapping::Mirror),
            _ => None,
        }
    }
}

impl Marker {
    /// Draws lines through a position, with a square and a gap around it.
    fn draw(&self, pixels: &mut [[u8; 4]], size: UVec2, position: DVec2) {
        let middle = position * size.as_dvec2();
        let half = f64::from(self.size);
        if !middle.is_finite() {
            return;
        }
        // How much of a pixel a line of one pixel covers that runs along the other axis.
        let on_line = |pixel: f64, line: f64| (1.0 - (pixel + 0.5 - line).abs()).max(0.0);
        let width = size.x as usize;
        for (n, pixel) in pixels.iter_mut().enumerate() {
            let at = DVec2::new((n % width) as f64, (n / width) as f64);
            let away = (at + 0.5 - middle).abs();
            let mut coverage = 0.0_f64;
            if away.max_element() > half {
                coverage = on_line(at.x, middle.x).max(on_line(at.y, middle.y));
            }
            if away.max_element() < half + 1.0 {
                for side in [-half, half] {
                    let x = on_line(at.x, middle.x + side);
                    let y = on_line(at.y, middle.y + side);
                    if away.y <= half {
                        coverage = coverage.max(x);
                    }
                    if away.x <= half {
                        coverage = coverage.max(y);
                    }
                }
            }
            if coverage > 0.0 {
                let mut color = self.color;
                color.w *= coverage as f32;
                let behind = Vec4::from(pixel.map(|c| f32::from(c) / 255.0));
                *pixel = (color * color.w + behind * (1.0 - color.w)).to_array().map(unorm8);
            }
        }
    }
}

fn floats(numbers: &[f32]) -> Value {
    Value::Floats(numbers.iter().copied().map(f64::from).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use ivw_core::event::Pointer;

    /// Red grows along x, green along y, blue along z.
    fn colored() -> Volume {
        let mut volume = Volume::from_fn(UVec3::splat(8), |v| {
            [v.x as u8 * 30, v.y as u8 * 30, v.z as u8 * 30, 255]
        })
        .unwrap();
        volume.data_map.data_range = [0.0, 255.0];
        volume
    }

    fn viewer(volume: Volume, size: [u32; 2]) -> VolumeSliceViewer {
        let mut node = VolumeSliceViewer {
            volume: volume.into(),
            picture: Out::with_size(size.into()),
            ..Default::default()
        };
        node.coloring.is_mapped = false;
        node
    }

    fn pixels(node: &mut VolumeSliceViewer) -> Vec<[u8; 4]> {
        node.process(&Context::detached()).unwrap();
        node.picture.get().unwrap().color[0].pixels.elements().to_vec()
    }

    /// What an event changes, and whether it was used.
    fn tell(node: &mut VolumeSliceViewer, action: Action) -> (bool, Vec<(String, Value)>) {
        let context = Context::detached();
        let event = Interaction { action, ..Interaction::default() };
        let reaction = node.event(&event, &context).unwrap();
        let changes = context.take_changes().into_iter().map(|change| match change.change {
            PropertyChange::Value(value) => (change.property, value),
            other => panic!("{other:?} is no value"),
        });
        (reaction.is_used, changes.collect())
    }

    #[test]
    fn the_wheel_goes_through_slices_and_a_click_moves_the_position() {
        let mut node = viewer(colored(), [8, 8]);
        pixels(&mut node);
        assert_eq!(node.slice_x.value, 4);
        let wheel = Action::Wheel { delta: [0.0, 2.0], pointer: Pointer::default() };
        let slice = |id: &str, n: i64| (id.to_owned(), Value::from(n));
        assert_eq!(tell(&mut node, wheel.clone()), (true, vec![slice("sliceX", 6)]));
        // Right is z, up is y.
        let pointer = Pointer { position: [0.9, 0.2], buttons: 1, ..Pointer::default() };
        let (button, state) = (MouseButton::Left, MouseState::Press);
        let press = Action::Mouse { button, state, pointer };
        assert_eq!(tell(&mut node, press.clone()), (false, Vec::new()));
        node.marker.is_on = true;
        let expected = vec![slice("sliceY", 2), slice("sliceZ", 8)];
        assert_eq!(tell(&mut node, press.clone()), (true, expected));
        node.handles_events = false;
        assert!(!tell(&mut node, wheel.clone()).0);
        assert!(!tell(&mut node, press).0);
        node.handles_events = true;
        node.axis = ANY_PLANE;
        let (is_used, changes) = tell(&mut node, wheel);
        assert!(is_used);
        assert_eq!(changes[0].0, "planePosition");
        // The plane faces -x.
        let x = changes[0].1.as_floats().unwrap()[0];
        assert!((x - (f64::from(node.position.x) - 0.25)).abs() < 1e-6, "{x}");
    }

    #[test]
    fn the_sampling_query_follows_the_mouse() {
        let mut node = viewer(colored(), [8, 8]);
        node.query.is_on = true;
        let sample = |node: &mut VolumeSliceViewer| {
            let context = Context::detached();
            node.process(&context).unwrap();
            let changes = context.take_changes();
            let found = changes.iter().find(|change| change.property.ends_with("volumeSample"));
            match &found.unwrap().change {
                PropertyChange::Value(value) => value.as_floats().unwrap()[2],
                other => panic!("{other:?} is no value"),
            }
        };
        sample(&mut node);
        // Right is z, which blue grows along.
        for (x, blue) in [(0.06, 0.0), (0.94, 210.0)] {
            let pointer = Pointer { position: [x, 0.5], ..Pointer::default() };
            let (button, state) = (MouseButton::None, MouseState::Move);
            let action = Action::Mouse { button, state, pointer };
            let event = Interaction { action, ..Interaction::default() };
            assert!(node.event(&event, &Context::detached()).unwrap().runs_again);
            assert!((sample(&mut node) - blue).abs() < 1.0);
        }
    }

    #[test]
    fn a_slice_shows_the_voxels_that_it_cuts() {
        let mut node = viewer(colored(), [8, 8]);
        // Other dimensions than 256 send slices to the middle.
        let picture = pixels(&mut node);
        assert_eq!(node.slice_x, Capped { value: 4, max: 8 });
        for (n, pixel) in picture.iter().enumerate() {
            let (z, y) = ((n % 8) as u8, (n / 8) as u8);
            assert_eq!(*pixel, [90, y * 30, z * 30, 255]);
        }
        node.axis = 2;
        node.slice_z.value = 8;
        let picture = pixels(&mut node);
        assert_eq!(picture[0], [210, 0, 210, 255]);
        node.transformation.flip_horizontal = true;
        assert_eq!(pixels(&mut node)[0], [0, 0, 210, 255]);
    }

    #[test]
    fn a_transfer_function_colours_the_first_component() {
        let mut node = viewer(colored(), [4, 4]);
        node.coloring.is_mapped = true;
        node.coloring.transfer_function =
            TransferFunction::new(&[(0.0, [0.2, 0.4, 0.6, 0.5]), (1.0, [0.2, 0.4, 0.6, 0.5])]);
        node.coloring.alpha_offset = 0.25;
        assert!(pixels(&mut node).iter().all(|pixel| *pixel == [51, 102, 153, 191]));
    }

    #[test]
    fn beside_the_volume_is_the_fill_colour_or_what_wrapping_says() {
        let mut node = viewer(colored(), [16, 8]);
        node.transformation.fill_color = Vec4::new(1.0, 0.0, 1.0, 0.5);
        let picture = pixels(&mut node);
        assert_eq!(picture[0], [255, 0, 255, 128]);
        assert_eq!(picture[4], [90, 0, 0, 255]);
        node.transformation.beside = Beside::Edge as i32;
        assert_eq!(pixels(&mut node)[0], [90, 0, 0, 255]);
        node.transformation.beside = Beside::Repeat as i32;
        assert_eq!(pixels(&mut node)[0], [90, 0, 120, 255]);
    }

    #[test]
    fn any_plane_moves_the_sliders_and_an_axis_moves_the_plane() {
        let mut node = viewer(colored(), [4, 4]);
        node.axis = ANY_PLANE;
        (node.normal, node.position) = (Vec3::ONE, Vec3::splat(0.8125));
        pixels(&mut node);
        assert_eq!([node.slice_x.value, node.slice_z.value], [7, 7]);
        node.axis = 1;
        pixels(&mut node);
        assert_eq!((node.normal, node.position), (Vec3::NEG_Y, Vec3::splat(0.8125)));
    }

    #[test]
    fn a_marker_is_a_cross_with_a_square() {
        let mut node = viewer(colored(), [64, 64]);
        let plain = pixels(&mut node);
        node.marker.is_on = true;
        let marked = pixels(&mut node);
        let changed = plain.iter().zip(&marked).filter(|(a, b)| a != b).count();
        assert!(changed > 100 && changed < 500, "{changed}");
        // Nothing is drawn within the square.
        let place = node.position;
        let (x, y) = ((place.z * 64.0) as usize, (place.y * 64.0) as usize);
        assert_eq!(plain[y * 64 + x], marked[y * 64 + x]);
    }

    #[test]
    fn the_voxel_at_the_position_is_told() {
        let mut node = viewer(colored(), [4, 4]);
        node.query.is_on = true;
        let context = Context::detached();
        node.process(&context).unwrap();
        let changes = context.take_changes();
        let stored = changes.iter().find(|change| change.property == "sampleQuery.volumeSample");
        let PropertyChange::Value(Value::Floats(stored)) = &stored.unwrap().change else {
            panic!()
        };
        assert_eq!(stored[..], [90.0, 90.0, 90.0, 255.0]);
    }
}
