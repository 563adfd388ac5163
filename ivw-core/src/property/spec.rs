//! The face of a property, as data.

use super::{
    Bound, CameraKind, ChoiceKind, GroupKind, Kind, NumberKind, OptionItem, OptionValue, Scalar,
    Selection, Value,
};
use crate::data::{Camera, Data, Projection, port_class};
use serde::{Deserialize, Serialize};

/// What has to run again after a change.
///
/// ```
/// use ivw_core::prelude::*;
///
/// #[derive(Processor)]
/// #[processor("org.example.Noise", category = "Example")]
/// struct Noise {
///     /// Number that the table of random numbers begins with.
///     #[property("seed", default = 1, invalidates = InvalidationLevel::InvalidResources)]
///     seed: u32,
///     table: Vec<u32>,
/// }
///
/// impl Process for Noise {
///     fn initialize_resources(&mut self, _: &Context) -> Result<()> {
///         self.table = (0..4).map(|n| (self.seed + n).wrapping_mul(0x9E37_79B9)).collect();
///         Ok(())
///     }
///
///     fn process(&mut self, _: &Context) -> Result<()> {
///         Ok(())
///     }
/// }
///
/// let declaration = Noise::declare();
/// let seed = &declaration.spec().properties[0];
/// assert_eq!(seed.invalidation, InvalidationLevel::InvalidResources);
/// assert!(InvalidationLevel::InvalidResources > InvalidationLevel::InvalidOutput);
/// ```
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum InvalidationLevel {
    /// Nothing.
    Valid,
    /// `process`.
    #[default]
    InvalidOutput,
    /// `initialize_resources`, then `process`.
    InvalidResources,
}

/// When a property is written to a workspace.
///
/// ```
/// use ivw_core::prelude::*;
///
/// #[derive(Processor)]
/// #[processor("org.example.Open", category = "Example")]
/// struct Open {
///     #[property("file", saved = Saved::Always)]
///     file: std::path::PathBuf,
///     /// What was read last; another machine may read something else.
///     #[property("report", saved = Saved::Never, read_only = true)]
///     report: String,
/// }
/// # impl Process for Open {
/// #     fn process(&mut self, _: &Context) -> Result<()> { Ok(()) }
/// # }
///
/// let declaration = Open::declare();
/// let saved: Vec<_> = declaration.spec().properties.iter().map(|spec| spec.saved).collect();
/// assert_eq!(saved, [Saved::Always, Saved::Never]);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Saved {
    /// If it differs from its default.
    #[default]
    Changed,
    /// Always.
    Always,
    /// Never.
    Never,
    /// Always, as an element of the group around it; for numbers, vectors and matrices.
    InGroup,
}

/// The face of a property: everything that a person, a file or a program may know about it.
///
/// ```
/// use ivw_core::prelude::*;
///
/// let visible = PropertySpec::new("show_axis", Kind::Bool { default: true });
/// let spec = PropertySpec { help: "Whether there is an axis.".to_owned(), ..visible };
/// assert_eq!((spec.id.as_str(), spec.name.as_str()), ("show_axis", "Show Axis"));
/// assert_eq!(spec.class_id(), "org.inviwo.BoolProperty");
/// assert_eq!(spec.default_value(), Value::Bool(true));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PropertySpec {
    /// Saved identifier.
    pub id: String,
    /// Displayed name.
    pub name: String,
    /// What it does.
    #[serde(default)]
    pub help: String,
    /// How it wants to be shown, such as `Default`, `Color` or `SpinBox`.
    #[serde(default)]
    pub semantics: String,
    /// What has to run again when it changes.
    #[serde(default)]
    pub invalidation: InvalidationLevel,
    /// Whether it is to be seen.
    pub visible: bool,
    /// Whether only programs may change it.
    pub read_only: bool,
    /// Whether [`crate::processor::Declaration`] holds a condition for being seen.
    #[serde(default)]
    pub has_condition: bool,
    /// When it is saved.
    #[serde(default)]
    pub saved: Saved,
    /// Saved class, where it is not that of its kind.
    #[serde(default)]
    pub class: Option<String>,
    /// The value to go back to, where it is not the default: a program set another value since.
    #[serde(default)]
    pub reset_to: Option<Value>,
    /// The inport that is there as long as the property is, under its identifier; for what a person
    /// adds to a list.
    #[serde(default)]
    pub inport: Option<Box<ItemPort>>,
    /// What it is.
    pub kind: Kind,
}

/// An inport that comes with an item of a list.
///
/// ```
/// use ivw_core::prelude::*;
/// use ivw_core::property::ItemPort;
///
/// let port = ItemPort::of::<Volume>("The volume that belongs to the item.");
/// assert_eq!(port.class_id, "org.inviwo.Volume.inport");
/// assert_eq!(port.accepts, ["ivw.Volume/1"]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ItemPort {
    /// Saved class, such as `org.inviwo.Volume.inport`.
    pub class_id: String,
    /// Types of data that it takes; all if there are none.
    pub accepts: Vec<String>,
    /// What comes in.
    pub help: String,
    /// Colour of the port: red, green, blue.
    pub color: [u8; 3],
}

impl ItemPort {
    /// A port for one type of data.
    pub fn of<T: Data>(help: &str) -> Self {
        Self {
            class_id: port_class::<T>("inport"),
            accepts: vec![T::TYPE_ID.to_owned()],
            help: help.to_owned(),
            color: T::COLOR,
        }
    }
}

impl PropertySpec {
    /// A property whose displayed name comes from its identifier.
    pub fn new(id: &str, kind: Kind) -> Self {
        let invalidation = match kind {
            Kind::Group(_) | Kind::Camera(_) => InvalidationLevel::InvalidResources,
            _ => InvalidationLevel::InvalidOutput,
        };
        Self {
            id: id.to_owned(),
            name: display_name(id),
            help: String::new(),
            semantics: "Default".to_owned(),
            invalidation,
            visible: true,
            read_only: false,
            has_condition: false,
            saved: Saved::default(),
            class: None,
            reset_to: None,
            inport: None,
            kind,
        }
    }

    /// Default value.
    pub fn default_value(&self) -> Value {
        match &self.kind {
            Kind::Bool { default } => Value::Bool(*default),
            Kind::Number(kind) => kind.default.clone(),
            Kind::Range(kind) => kind.default.clone(),
            Kind::Choice(kind) => kind.selection(kind.default).map_or(Value::None, Value::Choice),
            Kind::Text { default } => Value::Text(default.clone()),
            Kind::Path(kind) => Value::Text(kind.default.clone()),
            Kind::TransferFunction { default } => Value::TransferFunction(default.clone()),
            Kind::IsoValues { default } => Value::IsoValues(default.clone()),
            Kind::Camera(kind) => Value::Camera(kind.default),
            Kind::Button | Kind::ButtonGroup { .. } | Kind::Event | Kind::Group(_) => Value::None,
        }
    }

    /// Makes a property of this face begin with a value, and go back to another one.
    pub fn start_at(&mut self, value: Value, default: &Value) {
        self.reset_to = (!default.is_same(&value)).then(|| default.clone());
        self.set_default(value);
    }

    /// Makes a value the default; one of another kind changes nothing.
    pub fn set_default(&mut self, value: Value) {
        match (&mut self.kind, value) {
            (Kind::Bool { default }, Value::Bool(on)) => *default = on,
            (Kind::Number(kind), value @ (Value::Ints(_) | Value::Floats(_))) => {
                kind.default = value;
            }
            (Kind::Range(kind), value @ (Value::Ints(_) | Value::Floats(_))) => {
                kind.default = value;
            }
            (Kind::Choice(kind), Value::Choice(selection)) => kind.default = selection.index,
            (Kind::Text { default }, Value::Text(text)) => *default = text,
            (Kind::Path(kind), Value::Text(text)) => kind.default = text,
            (Kind::TransferFunction { default }, Value::TransferFunction(function)) => {
                *default = function;
            }
            (Kind::IsoValues { default }, Value::IsoValues(values)) => *default = values,
            (Kind::Camera(kind), Value::Camera(camera)) => kind.default = camera,
            _ => {}
        }
    }

    /// Child properties, in order.
    pub fn children(&self) -> &[PropertySpec] {
        match &self.kind {
            Kind::Group(group) => &group.children,
            Kind::Camera(camera) => &camera.children,
            _ => &[],
        }
    }

    /// Child properties, in order, to be changed; `None` for properties that can't have any.
    pub fn children_mut(&mut self) -> Option<&mut Vec<PropertySpec>> {
        match &mut self.kind {
            Kind::Group(group) => Some(&mut group.children),
            Kind::Camera(camera) => Some(&mut camera.children),
            _ => None,
        }
    }

    /// Saved class, such as `org.inviwo.FloatVec3Property`.
    pub fn class_id(&self) -> String {
        if let Some(class) = &self.class {
            return class.clone();
        }
        let name = match &self.kind {
            Kind::Bool { .. } => "BoolProperty".to_owned(),
            Kind::Number(kind) => kind.class_name(),
            Kind::Range(kind) => format!("{}MinMaxProperty", scalar_name(kind.scalar)),
            Kind::Choice(kind) => format!("OptionProperty{}", kind.class),
            Kind::Text { .. } => "StringProperty".to_owned(),
            Kind::Path(kind) if kind.is_directory => "DirectoryProperty".to_owned(),
            Kind::Path(kind) if kind.is_multi => "MultiFileProperty".to_owned(),
            Kind::Path(_) => "FileProperty".to_owned(),
            Kind::Button => "ButtonProperty".to_owned(),
            Kind::ButtonGroup { .. } => "ButtonGroupProperty".to_owned(),
            Kind::Event => "EventProperty".to_owned(),
            Kind::TransferFunction { .. } => "TransferFunctionProperty".to_owned(),
            Kind::IsoValues { .. } => "IsoValueProperty".to_owned(),
            Kind::Camera(_) => "CameraProperty".to_owned(),
            Kind::Group(GroupKind { list: Some(_), .. }) => "ListProperty".to_owned(),
            Kind::Group(GroupKind { checked_by: Some(_), .. }) => {
                "BoolCompositeProperty".to_owned()
            }
            Kind::Group(_) => "CompositeProperty".to_owned(),
        };
        format!("org.inviwo.{name}")
    }

    /// Visits the property and all below it, parents first.
    pub fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a PropertySpec)) {
        visit(self);
        for child in self.children() {
            child.walk(visit);
        }
    }
}

impl NumberKind {
    fn class_name(&self) -> String {
        let reference = if self.is_reference { "Ref" } else { "" };
        match (self.scalar, self.rows, self.columns) {
            (Scalar::Size, 1, 1) => format!("Size_t{reference}Property"),
            (Scalar::Size, n, 1) => format!("IntSize{n}{reference}Property"),
            (scalar, 1, 1) => format!("{}{reference}Property", scalar_name(scalar)),
            (scalar, n, 1) => format!("{}Vec{n}{reference}Property", scalar_name(scalar)),
            (scalar, n, _) => format!("{}Mat{n}{reference}Property", scalar_name(scalar)),
        }
    }
}

fn scalar_name(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::F32 => "Float",
        Scalar::F64 => "Double",
        Scalar::I32 => "Int",
        Scalar::I64 => "Int64",
        Scalar::U32 => "UInt",
        Scalar::Size => "Size_t",
    }
}

impl ChoiceKind {
    /// The option at a place.
    pub fn selection(&self, index: usize) -> Option<Selection> {
        let option = self.options.get(index)?;
        Some(Selection { id: option.id.clone(), index, value: option.value.clone() })
    }

    /// The option with an identifier; failing that, with a displayed name.
    pub fn find(&self, id: &str) -> Option<Selection> {
        let by = |of: fn(&OptionItem) -> &String| self.options.iter().position(|o| of(o) == id);
        by(|option| &option.id)
            .or_else(|| by(|option| &option.name))
            .and_then(|n| self.selection(n))
    }
}

impl CameraKind {
    /// A camera with its parts.
    pub fn new(default: Camera) -> Self {
        let vector = |id: &str, name: &str, value: glam::Vec3, limit: f64, semantics: &str| {
            let mut kind = NumberKind::vector(Scalar::F32, &value.to_array().map(f64::from));
            (kind.min, kind.max) = (kind.splat(-limit), kind.splat(limit));
            let hard = if limit > 1.0 { Bound::Ignore } else { Bound::Immutable };
            (kind.min_bound, kind.max_bound) = (hard, hard);
            kind.step = kind.splat(0.1);
            kind.is_reference = true;
            let mut spec = PropertySpec::new(id, Kind::Number(kind));
            spec.name = name.to_owned();
            spec.semantics = semantics.to_owned();
            spec
        };
        let number =
            |id: &str, name: &str, value: f32, range: [f64; 2], bound: Bound, step: f64| {
                let mut kind = NumberKind::vector(Scalar::F32, &[f64::from(value)]);
                (kind.min, kind.max) = (range[0].into(), range[1].into());
                (kind.min_bound, kind.max_bound) = (bound, bound);
                kind.step = step.into();
                kind.is_reference = true;
                let mut spec = PropertySpec::new(id, Kind::Number(kind));
                spec.name = name.to_owned();
                spec
            };
        let projection = PropertySpec {
            name: "Camera Type".to_owned(),
            ..PropertySpec::new(
                "cameraType",
                Kind::Choice(ChoiceKind {
                    class: "String".to_owned(),
                    options: Projection::ALL
                        .iter()
                        .map(|(_, name)| OptionItem {
                            id: (*name).to_owned(),
                            name: display_name(name),
                            value: OptionValue::Text((*name).to_owned()),
                        })
                        .collect(),
                    default: Projection::ALL
                        .iter()
                        .position(|(projection, _)| *projection == default.projection)
                        .expect("all projections are listed"),
                }),
            )
        };
        let buttons = ["fitData", "X-", "X+", "Y-", "Y+", "Z-", "Z+", "flipUp"];
        let mut actions = PropertySpec::new(
            "actions",
            Kind::ButtonGroup { buttons: buttons.map(str::to_owned).into() },
        );
        actions.saved = Saved::Never;
        let mut aspect =
            number("aspectRatio", "Aspect Ratio", default.aspect, [0.0, 10.0], Bound::Ignore, 0.01);
        aspect.read_only = true;
        let mut offset_kind =
            NumberKind::vector(Scalar::F32, &default.offset.to_array().map(f64::from));
        (offset_kind.min, offset_kind.max) = (offset_kind.splat(-10.0), offset_kind.splat(10.0));
        (offset_kind.min_bound, offset_kind.max_bound) = (Bound::Ignore, Bound::Ignore);
        offset_kind.is_reference = true;
        let mut offset = PropertySpec::new("offset", Kind::Number(offset_kind));
        offset.name = "Eye Offset".to_owned();
        let mut fov =
            number("fov", "FOV", default.fov_degrees, [0.0, 180.0], Bound::Immutable, 0.1);
        if let Kind::Number(kind) = &mut fov.kind {
            kind.unit = "°".to_owned();
        }
        let mut width = number("width", "Width", default.width, [0.0, 1000.0], Bound::Ignore, 0.1);
        fov.visible = default.projection != Projection::Orthographic;
        width.visible = default.projection == Projection::Orthographic;
        offset.visible = default.projection == Projection::SkewedPerspective;
        let on = |id: &str, name: &str| PropertySpec {
            name: name.to_owned(),
            ..PropertySpec::new(id, Kind::Bool { default: true })
        };
        let mut ratio = NumberKind::vector(Scalar::F32, &[1.05]);
        (ratio.min, ratio.max) = (0.0.into(), 2.0.into());
        let settings = GroupKind {
            children: vec![
                PropertySpec::new("setNearFarButton", Kind::Button),
                PropertySpec::new("setLookRangesButton", Kind::Button),
                on("updateNearFar", "Update Near/Far"),
                on("updateLookRanges", "Update Look Ranges"),
                PropertySpec::new("fittingRatio", Kind::Number(ratio)),
            ],
            collapsed: true,
            ..GroupKind::default()
        };
        let mut children = vec![
            projection,
            actions,
            vector("lookFrom", "Look from", default.look_from, 100.0, "Spherical"),
            vector("lookTo", "Look to", default.look_to, 100.0, "Default"),
            vector("lookUp", "Look up", default.look_up, 1.0, "Default"),
            aspect,
            number("near", "Near Plane", default.near, [0.001, 10.0], Bound::Ignore, 0.001),
            number("far", "Far Plane", default.far, [1.0, 1000.0], Bound::Ignore, 1.0),
            fov,
            width,
            offset,
            PropertySpec::new("settings", Kind::Group(settings)),
        ];
        let help = [
            ("cameraType", "How the camera projects."),
            ("actions", "Look at all the data, or at one side of it."),
            ("lookFrom", "Position of the eye, in world space."),
            ("lookTo", "Point in the middle of the picture, in world space."),
            ("lookUp", "Direction that is up in the picture."),
            ("aspectRatio", "Width of the picture through its height; it follows the canvas."),
            ("near", "Distance from the eye at which things begin to be seen."),
            ("far", "Distance from the eye at which things end to be seen."),
            ("fov", "Vertical field of view."),
            ("width", "Width of the picture in world units."),
            ("offset", "How far the eye is beside the middle of the picture."),
            ("settings", "How the camera follows the data."),
            ("setNearFarButton", "Fits the near and far plane to the data."),
            ("setLookRangesButton", "Fits the ranges of the sliders to the data."),
            ("updateNearFar", "Fit the near and far plane when the data changes."),
            ("updateLookRanges", "Fit the ranges of the sliders when the data changes."),
            ("fittingRatio", "Space that is left around the data."),
        ];
        add_help(&mut children, &help);
        Self { default, children, collapsed: false }
    }
}

fn add_help(specs: &mut [PropertySpec], help: &[(&str, &str)]) {
    for spec in specs {
        if let Some((_, text)) = help.iter().find(|(id, _)| *id == spec.id) {
            spec.help = (*text).to_owned();
        }
        if let Some(children) = spec.children_mut() {
            add_help(children, help);
        }
    }
}

/// A name to display for an identifier: `samplingRate` becomes "Sampling Rate".
pub(crate) fn display_name(id: &str) -> String {
    let id = id.rsplit('.').next().unwrap_or(id);
    let mut name = String::new();
    let mut previous = ' ';
    let mut characters = id.chars().peekable();
    while let Some(character) = characters.next() {
        if matches!(character, '_' | '-' | ' ') {
            previous = ' ';
            continue;
        }
        let starts = character.is_uppercase()
            && (previous.is_lowercase()
                || previous.is_ascii_digit()
                || (previous.is_uppercase()
                    && characters.peek().is_some_and(|next| next.is_lowercase())));
        if !name.is_empty() && (starts || previous == ' ') {
            name.push(' ');
        }
        match previous == ' ' {
            true => name.extend(character.to_uppercase()),
            false => name.push(character),
        }
        previous = character;
    }
    name
}

#[cfg(test)]
mod tests {
    use super::display_name;

    #[test]
    fn identifiers_read_as_names() {
        for (id, name) in [
            ("samplingRate", "Sampling Rate"),
            ("VolumeGradient", "Volume Gradient"),
            ("isotfComposite", "Isotf Composite"),
            ("colorLayer_", "Color Layer"),
            ("ISORaycaster", "ISO Raycaster"),
            ("clipX", "Clip X"),
            ("org.inviwo.Volume", "Volume"),
            ("entry-points", "Entry Points"),
        ] {
            assert_eq!(display_name(id), name);
        }
    }
}
