//! How a native processor declares its properties: a builder around a field.

use super::number::kind_of;
use super::{
    Bound, CameraKind, ChoiceKind, FileFilter, GroupKind, InvalidationLevel, Kind, ListKind,
    OptionItem, OptionValue, Ordinal, PathKind, PropertySpec, PropertyTree, RangeKind, Saved,
    Scalar, Selection, Value,
};
use crate::data::{Camera, IsoValues, TransferFunction};
use crate::error::{Error, Result};
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::sync::Arc;

/// A Rust type that a property can fill.
pub trait Field: Sized {
    /// The kind of property, with a default.
    fn kind(default: &Self) -> Kind;
    /// Takes over a property's value.
    fn read(&mut self, value: &Value) -> Result<()>;
}

/// A field with bounds.
pub trait Bounded: Field {
    /// Type of one bound.
    type Limit: Ordinal;
}

fn mismatch<T>(expected: &str, value: &Value) -> Result<T> {
    Err(Error::new(format!("expected {expected}, got {}", value.kind_name())))
}

impl<T: Ordinal> Field for T {
    fn kind(default: &Self) -> Kind {
        kind_of(*default)
    }

    fn read(&mut self, value: &Value) -> Result<()> {
        let components = match value {
            Value::Choice(Selection { value: OptionValue::Int(value), .. }) => {
                [*value as f64].into_iter().collect()
            }
            Value::Choice(Selection { value: OptionValue::Float(value), .. }) => {
                [*value].into_iter().collect()
            }
            value => value.as_floats().unwrap_or_default(),
        };
        if components.len() != usize::from(T::ROWS) * usize::from(T::COLUMNS) {
            return mismatch("numbers", value);
        }
        *self = T::from_components(&components);
        Ok(())
    }
}

macro_rules! bounded {
    ($($T:ty => $Limit:ty),* $(,)?) => {$(
        impl Bounded for $T {
            type Limit = $Limit;
        }
    )*};
}
bounded!(
    f32 => f32, f64 => f64, i32 => i32, i64 => i64, u32 => u32, usize => usize,
    glam::Vec2 => f32, glam::Vec3 => f32, glam::Vec4 => f32,
    glam::DVec2 => f64, glam::DVec3 => f64, glam::DVec4 => f64,
    glam::IVec2 => i32, glam::IVec3 => i32, glam::IVec4 => i32,
    glam::UVec2 => u32, glam::UVec3 => u32, glam::UVec4 => u32,
    glam::Mat2 => f32, glam::Mat3 => f32, glam::Mat4 => f32,
    glam::DMat2 => f64, glam::DMat3 => f64, glam::DMat4 => f64,
);

/// A range, and what it may be: for processors that change the latter.
///
/// ```
/// use ivw_core::prelude::*;
///
/// #[derive(Processor)]
/// #[processor("org.example.Crop", category = "Example")]
/// struct Crop {
///     /// Columns from the first to before the second number.
///     #[property("columns", default = Limited::whole(0..256), range = 0..=256)]
///     columns: Limited<i32>,
/// }
///
/// impl Process for Crop {
///     fn process(&mut self, context: &Context) -> Result<()> {
///         let width = 64;
///         if self.columns.limits != (0..width) {
///             context.change("columns", PropertyChange::Range(Value::ints(&[0, width.into()])?));
///             self.columns = Limited::whole(0..width);
///         }
///         Ok(())
///     }
/// }
///
/// let mut crop = Crop::default();
/// assert_eq!(crop.columns, Limited { value: 0..256, limits: 0..256 });
/// crop.process(&Context::detached())?;
/// assert_eq!(crop.columns.value, 0..64);
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Limited<T> {
    /// The range.
    pub value: std::ops::Range<T>,
    /// What it may be.
    pub limits: std::ops::Range<T>,
}

impl<T: Copy> Limited<T> {
    /// A range that is as large as it may be.
    pub fn whole(limits: std::ops::Range<T>) -> Self {
        Self { value: limits.clone(), limits }
    }
}

/// A number, and the largest that it may be: for processors that change the latter.
///
/// ```
/// use ivw_core::prelude::*;
///
/// #[derive(Processor)]
/// #[processor("org.example.Slice", category = "Example")]
/// struct Slice {
///     /// Number of the slice, from 1.
///     #[property("slice", default = Capped { value: 128, max: 256 }, bounds = 1..=256)]
///     slice: Capped<usize>,
/// }
///
/// impl Process for Slice {
///     fn process(&mut self, context: &Context) -> Result<()> {
///         let n_slices = 64;
///         if self.slice.max != n_slices {
///             context.change("slice", PropertyChange::Max(Value::from(n_slices as i64)));
///             self.slice = Capped { value: self.slice.value.min(n_slices), max: n_slices };
///         }
///         Ok(())
///     }
/// }
///
/// let mut slice = Slice::default();
/// assert_eq!(slice.slice, Capped { value: 128, max: 256 });
/// slice.process(&Context::detached())?;
/// assert_eq!(slice.slice, Capped { value: 64, max: 64 });
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Capped<T> {
    /// The number.
    pub value: T,
    /// The largest that it may be.
    pub max: T,
}

impl<T: Ordinal> Field for Capped<T> {
    fn kind(default: &Self) -> Kind {
        let mut kind = kind_of(default.value);
        if let Kind::Number(number) = &mut kind {
            number.max = number.value(&default.max.components());
            number.tells_max = true;
        }
        kind
    }

    fn read(&mut self, value: &Value) -> Result<()> {
        let components = value.as_floats().unwrap_or_default();
        match components[..] {
            [value, max] => {
                self.value = T::from_components(&[value]);
                self.max = T::from_components(&[max]);
                Ok(())
            }
            _ => mismatch("a number and its upper bound", value),
        }
    }
}

impl<T: Ordinal> Bounded for Capped<T> {
    type Limit = T;
}

macro_rules! ranges {
    ($($T:ty),*) => {$(
        impl Field for std::ops::Range<$T> {
            fn kind(default: &Self) -> Kind {
                let pair = |a: f64, b: f64| match <$T as Ordinal>::SCALAR.is_float() {
                    true => Value::Floats([a, b].into_iter().collect()),
                    false => Value::Ints([a as i64, b as i64].into_iter().collect()),
                };
                let one = |n: f64| match <$T as Ordinal>::SCALAR.is_float() {
                    true => Value::from(n),
                    false => Value::from(n as i64),
                };
                let step = if <$T as Ordinal>::SCALAR.is_float() { 0.01 } else { 1.0 };
                let default = pair(default.start as f64, default.end as f64);
                Kind::Range(RangeKind {
                    scalar: <$T as Ordinal>::SCALAR,
                    range: default.clone(),
                    default,
                    step: one(step),
                    min_separation: one(0.0),
                })
            }

            fn read(&mut self, value: &Value) -> Result<()> {
                match value.as_floats().as_deref() {
                    // What the range may be comes behind it.
                    Some([start, end] | [start, end, _, _]) => {
                        *self = *start as $T..*end as $T;
                        Ok(())
                    }
                    _ => mismatch("a range", value),
                }
            }
        }

        impl Bounded for std::ops::Range<$T> {
            type Limit = $T;
        }

        impl Field for Limited<$T> {
            fn kind(default: &Self) -> Kind {
                let mut kind = std::ops::Range::kind(&default.value);
                if let Kind::Range(range) = &mut kind
                    && let Kind::Range(limits) = std::ops::Range::kind(&default.limits)
                {
                    range.range = limits.default;
                }
                kind
            }

            fn read(&mut self, value: &Value) -> Result<()> {
                self.value.read(value)?;
                if let Some([_, _, lowest, highest]) = value.as_floats().as_deref() {
                    self.limits = *lowest as $T..*highest as $T;
                }
                Ok(())
            }
        }

        impl Bounded for Limited<$T> {
            type Limit = $T;
        }
    )*};
}
ranges!(f32, f64, i32, i64, usize);

impl Field for bool {
    fn kind(default: &Self) -> Kind {
        Kind::Bool { default: *default }
    }

    fn read(&mut self, value: &Value) -> Result<()> {
        let Value::Bool(on) = value else { return mismatch("a bool", value) };
        *self = *on;
        Ok(())
    }
}

impl Field for String {
    fn kind(default: &Self) -> Kind {
        Kind::Text { default: default.clone() }
    }

    fn read(&mut self, value: &Value) -> Result<()> {
        let Some(text) = value.as_text() else { return mismatch("a text", value) };
        text.clone_into(self);
        Ok(())
    }
}

impl Field for PathBuf {
    fn kind(default: &Self) -> Kind {
        Kind::Path(PathKind {
            default: default.to_string_lossy().into_owned(),
            content_type: "default".to_owned(),
            ..PathKind::default()
        })
    }

    fn read(&mut self, value: &Value) -> Result<()> {
        let Some(text) = value.as_text() else { return mismatch("a path", value) };
        *self = text.into();
        Ok(())
    }
}

impl Field for Vec<PathBuf> {
    fn kind(default: &Self) -> Kind {
        let paths: Vec<_> = default.iter().map(|path| path.to_string_lossy()).collect();
        Kind::Path(PathKind {
            default: paths.join("\n"),
            is_multi: true,
            content_type: "default".to_owned(),
            ..PathKind::default()
        })
    }

    fn read(&mut self, value: &Value) -> Result<()> {
        let Some(text) = value.as_text() else { return mismatch("paths", value) };
        *self = text.lines().filter(|line| !line.is_empty()).map(PathBuf::from).collect();
        Ok(())
    }
}

impl Field for TransferFunction {
    fn kind(default: &Self) -> Kind {
        Kind::TransferFunction { default: default.clone() }
    }

    fn read(&mut self, value: &Value) -> Result<()> {
        let Value::TransferFunction(function) = value else {
            return mismatch("a transfer function", value);
        };
        function.clone_into(self);
        Ok(())
    }
}

impl Field for IsoValues {
    fn kind(default: &Self) -> Kind {
        Kind::IsoValues { default: default.clone() }
    }

    fn read(&mut self, value: &Value) -> Result<()> {
        let Value::IsoValues(values) = value else { return mismatch("iso values", value) };
        values.clone_into(self);
        Ok(())
    }
}

impl Field for Camera {
    fn kind(default: &Self) -> Kind {
        Kind::Camera(CameraKind::new(*default))
    }

    fn read(&mut self, value: &Value) -> Result<()> {
        let Value::Camera(camera) = value else { return mismatch("a camera", value) };
        *self = *camera;
        Ok(())
    }
}

/// A button: `true` in the `process` that follows a press.
///
/// ```
/// use ivw_core::prelude::*;
///
/// #[derive(Processor)]
/// #[processor("org.example.Clicks", category = "Example")]
/// struct Clicks {
///     #[property("add")]
///     add: Button,
///     n: usize,
/// }
///
/// impl Process for Clicks {
///     fn process(&mut self, _: &Context) -> Result<()> {
///         self.n += usize::from(self.add.pressed);
///         Ok(())
///     }
/// }
///
/// let mut clicks = Clicks { add: Button { pressed: true }, ..Default::default() };
/// clicks.process(&Context::detached())?;
/// assert_eq!(clicks.n, 1);
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Button {
    /// Whether it was pressed since the last `process`.
    pub pressed: bool,
}

impl Field for Button {
    fn kind(_: &Self) -> Kind {
        Kind::Button
    }

    fn read(&mut self, value: &Value) -> Result<()> {
        self.pressed = matches!(value, Value::Press);
        Ok(())
    }
}

type Access<P, V> = Arc<dyn Fn(&mut P) -> &mut V + Send + Sync>;
type Writer<P> = Box<dyn Fn(&mut P, &Value) -> Result<()> + Send + Sync>;
type Condition<P> = Box<dyn Fn(&mut P) -> bool + Send + Sync>;

/// A property with all below it, and how values get into the processor's fields.
///
/// ```
/// use ivw_core::prelude::*;
///
/// // What workspaces save, though nothing here reads it.
/// let author = PropertySpec::new("author", Kind::Text { default: "nobody".to_owned() });
/// let declared = Declared::<()>::without_field(author);
/// assert_eq!(declared.spec().name, "Author");
/// assert_eq!(declared.spec().default_value(), Value::from("nobody"));
/// ```
pub struct Declared<P> {
    pub(crate) spec: PropertySpec,
    /// One for each property, in preorder.
    pub(crate) writers: Vec<Writer<P>>,
    /// One for each property, in preorder.
    pub(crate) conditions: Vec<Option<Condition<P>>>,
}

/// Writes the defaults of properties into the fields that they fill.
pub fn write_defaults<P>(properties: &[Declared<P>], fields: &mut P) {
    let specs: Vec<_> = properties.iter().map(|declared| declared.spec.clone()).collect();
    let tree = PropertyTree::new(&specs);
    let writers = properties.iter().flat_map(|declared| &declared.writers);
    for (writer, (_, state)) in writers.zip(tree.iter()) {
        writer(fields, &state.written()).expect("a property's default fits its field");
    }
}

/// Anything that declares a property.
pub trait IntoDeclared<P> {
    /// The finished declaration.
    fn declared(self) -> Declared<P>;
}

impl<P> IntoDeclared<P> for Declared<P> {
    fn declared(self) -> Declared<P> {
        self
    }
}

impl<P> Declared<P> {
    /// The face of the property.
    pub fn spec(&self) -> &PropertySpec {
        &self.spec
    }

    /// A property that no field takes over: it exists for workspaces, scripts and editors.
    pub fn without_field(spec: PropertySpec) -> Self {
        let mut n = 0;
        spec.walk(&mut |_| n += 1);
        Self {
            spec,
            writers: (0..n).map(|_| -> Writer<P> { Box::new(|_, _| Ok(())) }).collect(),
            conditions: (0..n).map(|_| None).collect(),
        }
    }
}

/// A property that fills a field.
///
/// Its methods are the keys of `#[property(…)]`.
///
/// ```
/// use ivw_core::prelude::*;
///
/// #[derive(Processor)]
/// #[processor("org.example.Ball", category = "Example")]
/// struct Ball {
///     /// Distance from the middle to the surface.
///     #[property("radius", default = 2.0, bounds = 0.0..=10.0, unit = "mm")]
///     radius: f32,
/// }
/// # impl Process for Ball {
/// #     fn process(&mut self, _: &Context) -> Result<()> { Ok(()) }
/// # }
///
/// let declaration = Ball::declare();
/// let Kind::Number(radius) = &declaration.spec().properties[0].kind else { panic!("it is one") };
/// assert_eq!((&radius.max, radius.unit.as_str()), (&Value::from(10.0), "mm"));
/// assert_eq!(Ball::default().radius, 2.0);
/// ```
pub struct Property<P, V> {
    spec: PropertySpec,
    access: Access<P, V>,
    condition: Option<Condition<P>>,
}

impl<P: 'static, V: Field + 'static> Property<P, V> {
    /// A property with the identifier that workspaces save, filling a field.
    ///
    /// Its displayed name comes from the identifier, its default is that of the field's type.
    pub fn new(id: &str, access: impl Fn(&mut P) -> &mut V + Send + Sync + 'static) -> Self
    where
        V: Default,
    {
        let spec = PropertySpec::new(id, V::kind(&V::default()));
        Self { spec, access: Arc::new(access), condition: None }
    }

    /// Displayed name.
    pub fn name(mut self, name: &str) -> Self {
        name.clone_into(&mut self.spec.name);
        self
    }

    /// What it does.
    pub fn help(mut self, help: &str) -> Self {
        help.clone_into(&mut self.spec.help);
        self
    }

    /// Default value.
    ///
    /// It comes before bounds, step, unit and options, which start again as the type has them.
    /// Numbers beyond [0, 1], integers beyond [−100, 100] and sizes beyond 100 need bounds.
    pub fn default(mut self, default: V) -> Self {
        self.spec.kind = V::kind(&default);
        self
    }

    /// What has to run again when it changes; `process` unless said otherwise.
    pub fn invalidates(mut self, level: InvalidationLevel) -> Self {
        self.spec.invalidation = level;
        self
    }

    /// How it wants to be shown, such as `Color` or `SpinBox`.
    pub fn semantics(mut self, semantics: &str) -> Self {
        semantics.clone_into(&mut self.spec.semantics);
        self
    }

    /// Saved class, where it is not that of its kind.
    pub fn class(mut self, class: &str) -> Self {
        self.spec.class = Some(class.to_owned());
        self
    }

    /// When it is written to workspaces.
    pub fn saved(mut self, saved: Saved) -> Self {
        self.spec.saved = saved;
        self
    }

    /// Only programs may change it.
    pub fn read_only(mut self, read_only: bool) -> Self {
        self.spec.read_only = read_only;
        self
    }

    /// Whether it is to be seen.
    pub fn visible(mut self, visible: bool) -> Self {
        self.spec.visible = visible;
        self
    }

    /// It is to be seen only while a condition holds.
    pub fn visible_if(mut self, condition: impl Fn(&P) -> bool + Send + Sync + 'static) -> Self {
        self.spec.has_condition = true;
        self.condition = Some(Box::new(move |processor| condition(processor)));
        self
    }

    /// Which files a dialog offers: extension without a dot, and what such files are.
    pub fn filters(mut self, filters: &[(&str, &str)]) -> Self {
        if let Kind::Path(path) = &mut self.spec.kind {
            let filters = filters.iter().map(|(extension, description)| FileFilter {
                extension: (*extension).to_owned(),
                description: (*description).to_owned(),
            });
            path.filters = filters.collect();
        }
        self
    }

    /// What the files are, such as `volume`; dialogs remember a folder for each.
    pub fn content_type(mut self, content_type: &str) -> Self {
        if let Kind::Path(path) = &mut self.spec.kind {
            content_type.clone_into(&mut path.content_type);
        }
        self
    }

    /// It is the path of a folder.
    pub fn directory(mut self) -> Self {
        if let Kind::Path(path) = &mut self.spec.kind {
            path.is_directory = true;
        }
        self
    }
}

impl<P: 'static, V: Ordinal + 'static> Property<P, V> {
    /// Options instead of any number: saved identifier, displayed name, value.
    ///
    /// The default is the option with the value of the number's default, or the first one.
    pub fn options(mut self, options: &[(&str, &str, V)]) -> Self
    where
        V: PartialEq,
    {
        let default = match &self.spec.kind {
            Kind::Number(number) => number.default.clone(),
            _ => Value::None,
        };
        let is_float = V::SCALAR.is_float();
        let number = |value: V| value.components()[0];
        let place = options.iter().position(|(.., value)| {
            default.as_floats().is_some_and(|default| default[0] == number(*value))
        });
        let items = options.iter().map(|(id, name, value)| OptionItem {
            id: (*id).to_owned(),
            name: (*name).to_owned(),
            value: match is_float {
                true => OptionValue::Float(number(*value)),
                false => OptionValue::Int(number(*value) as i64),
            },
        });
        let class = match V::SCALAR {
            Scalar::F32 => "Float",
            Scalar::F64 => "Double",
            Scalar::I32 | Scalar::I64 | Scalar::U32 | Scalar::Size => "Int",
        };
        self.spec.kind = Kind::Choice(ChoiceKind {
            class: class.to_owned(),
            options: items.collect(),
            default: place.unwrap_or(0),
        });
        self
    }
}

impl<P: 'static, V: Bounded + 'static> Property<P, V> {
    /// Values are kept within.
    pub fn bounds(self, range: RangeInclusive<V::Limit>) -> Self {
        self.limits(range, Bound::Immutable)
    }

    /// Values are kept within; a person may widen the bounds.
    pub fn range(self, range: RangeInclusive<V::Limit>) -> Self {
        self.limits(range, Bound::Editable)
    }

    /// Where a slider ends; values beyond are welcome.
    pub fn soft(self, range: RangeInclusive<V::Limit>) -> Self {
        self.limits(range, Bound::Ignore)
    }

    /// Values are kept above; a slider ends at the upper bound, but values beyond are welcome.
    pub fn from(self, range: RangeInclusive<V::Limit>) -> Self {
        let mut property = self.limits(range, Bound::Immutable);
        if let Kind::Number(number) = &mut property.spec.kind {
            number.max_bound = Bound::Ignore;
        }
        property
    }

    fn limits(mut self, range: RangeInclusive<V::Limit>, bound: Bound) -> Self {
        let (lo, hi) = (range.start().components()[0], range.end().components()[0]);
        match &mut self.spec.kind {
            Kind::Number(number) => {
                (number.min, number.max) = (number.splat(lo), number.splat(hi));
                (number.min_bound, number.max_bound) = (bound, bound);
            }
            Kind::Range(kind) => {
                kind.range = match kind.scalar.is_float() {
                    true => Value::Floats([lo, hi].into_iter().collect()),
                    false => Value::Ints([lo as i64, hi as i64].into_iter().collect()),
                };
            }
            _ => {}
        }
        self
    }

    /// Step of sliders and arrow keys.
    pub fn step(mut self, step: V::Limit) -> Self {
        let step = step.components()[0];
        match &mut self.spec.kind {
            Kind::Number(number) => number.step = number.splat(step),
            Kind::Range(kind) if kind.scalar.is_float() => kind.step = step.into(),
            Kind::Range(kind) => kind.step = (step as i64).into(),
            _ => {}
        }
        self
    }

    /// Unit of the number, such as `mm`.
    pub fn unit(mut self, unit: &str) -> Self {
        if let Kind::Number(number) = &mut self.spec.kind {
            unit.clone_into(&mut number.unit);
        }
        self
    }

    /// How far start and end of a range stay apart.
    pub fn min_separation(mut self, apart: V::Limit) -> Self {
        let apart = apart.components()[0];
        if let Kind::Range(kind) = &mut self.spec.kind {
            kind.min_separation = match kind.scalar.is_float() {
                true => apart.into(),
                false => (apart as i64).into(),
            };
        }
        self
    }
}

macro_rules! colors {
    ($($T:ident),*) => {$(
        impl<P: 'static> Property<P, glam::$T> {
            /// A colour: components in [0, 1], shown as one.
            pub fn color(self) -> Self {
                self.bounds(0.0..=1.0).step(0.01).semantics("Color")
            }
        }
    )*};
}
colors!(Vec3, Vec4);

impl<P: 'static, V: Field + 'static> IntoDeclared<P> for Property<P, V> {
    fn declared(self) -> Declared<P> {
        // The field holds the value as a whole; children are views of it.
        let mut declared = Declared::without_field(self.spec);
        let access = self.access;
        declared.writers[0] = Box::new(move |processor, value| access(processor).read(value));
        declared.conditions[0] = self.condition;
        declared
    }
}

/// The fields of a group; `#[derive(PropertyGroup)]` implements it.
///
/// ```
/// use ivw_core::prelude::*;
///
/// #[derive(PropertyGroup)]
/// #[group_class("org.example.LightProperty", checked_by = "on")]
/// struct Light {
///     #[property("on", default = true)]
///     is_on: bool,
///     #[property("strength", default = 0.5)]
///     strength: f32,
/// }
///
/// let ids: Vec<_> = Light::fields().iter().map(|field| field.spec().id.clone()).collect();
/// assert_eq!(ids, ["on", "strength"]);
/// assert_eq!(Light::class(), (Some("org.example.LightProperty"), Some("on")));
/// ```
pub trait GroupFields: Sized + 'static {
    /// The properties, in order.
    fn fields() -> Vec<Declared<Self>>;

    /// Saved class, where it is not that of plain groups, and the child that turns it on and off.
    fn class() -> (Option<&'static str>, Option<&'static str>) {
        (None, None)
    }
}

/// Properties that belong together and fill a field with fields of its own.
///
/// Its methods are the keys of `#[group(…)]` on a field.
///
/// ```
/// use ivw_core::prelude::*;
///
/// #[derive(PropertyGroup)]
/// struct Smoothing {
///     /// Radius in voxels.
///     #[property("radius", default = 2.0, bounds = 0.0..=10.0)]
///     radius: f32,
/// }
///
/// #[derive(Processor)]
/// #[processor("org.example.Smooth", category = "Example")]
/// struct Smooth {
///     #[group("smoothing", collapsed = true, preset("radius", 3.0))]
///     smoothing: Smoothing,
/// }
/// # impl Process for Smooth {
/// #     fn process(&mut self, _: &Context) -> Result<()> { Ok(()) }
/// # }
///
/// assert_eq!((Smoothing::default().radius, Smooth::default().smoothing.radius), (2.0, 3.0));
/// assert_eq!(Smooth::declare().spec().properties[0].children()[0].id, "radius");
/// ```
pub struct Group<P, G> {
    spec: PropertySpec,
    fields: Vec<Declared<G>>,
    access: Access<P, G>,
    condition: Option<Condition<P>>,
}

impl<P: 'static, G: GroupFields> Group<P, G> {
    /// A group with the identifier that workspaces save, filling a field.
    pub fn new(id: &str, access: impl Fn(&mut P) -> &mut G + Send + Sync + 'static) -> Self {
        let (class, checked_by) = G::class();
        let fields = G::fields();
        let group = GroupKind {
            children: fields.iter().map(|field| field.spec.clone()).collect(),
            checked_by: checked_by.map(str::to_owned),
            ..GroupKind::default()
        };
        let mut spec = PropertySpec::new(id, Kind::Group(group));
        spec.class = class.map(str::to_owned);
        Self { spec, fields, access: Arc::new(access), condition: None }
    }

    /// Displayed name.
    pub fn name(mut self, name: &str) -> Self {
        name.clone_into(&mut self.spec.name);
        self
    }

    /// What the properties in it are about.
    pub fn help(mut self, help: &str) -> Self {
        help.clone_into(&mut self.spec.help);
        self
    }

    /// It is a list: what a person may add to it, by `takes_added`.
    pub fn list(mut self, prefabs: Vec<PropertySpec>) -> Self {
        if let Kind::Group(group) = &mut self.spec.kind {
            let list = ListKind { can_add: true, can_remove: true, prefabs, max_len: 0 };
            group.list = Some(list);
        }
        self
    }

    /// Whether it is folded away at first.
    pub fn collapsed(mut self, collapsed: bool) -> Self {
        if let Kind::Group(group) = &mut self.spec.kind {
            group.collapsed = collapsed;
        }
        self
    }

    /// It is to be seen only while a condition holds.
    pub fn visible_if(mut self, condition: impl Fn(&P) -> bool + Send + Sync + 'static) -> Self {
        self.spec.has_condition = true;
        self.condition = Some(Box::new(move |processor| condition(processor)));
        self
    }

    /// Another default for one of the properties in it.
    ///
    /// It is kept within the bounds of that property.
    /// Panics if there is no such property, or its values are of another kind: a mistake in the
    /// declaration.
    pub fn preset(mut self, path: &str, value: impl Into<Value>) -> Self {
        set_default(self.child(path), value.into());
        self
    }

    /// Another displayed name for one of the properties in it.
    ///
    /// Panics if there is no such property: a mistake in the declaration.
    pub fn rename(mut self, path: &str, name: &str) -> Self {
        name.clone_into(&mut self.child(path).name);
        self
    }

    /// One of the properties in it is not to be seen.
    ///
    /// Panics if there is no such property: a mistake in the declaration.
    pub fn hide(mut self, path: &str) -> Self {
        self.child(path).visible = false;
        self
    }

    /// Another end of sliders for the components of one of the numbers in it; values beyond are welcome.
    ///
    /// Panics if there is no such number: a mistake in the declaration.
    pub fn soft(mut self, path: &str, range: RangeInclusive<f64>) -> Self {
        let Kind::Number(number) = &mut self.child(path).kind else {
            panic!("only numbers have sliders")
        };
        (number.min, number.max) = (number.splat(*range.start()), number.splat(*range.end()));
        (number.min_bound, number.max_bound) = (Bound::Ignore, Bound::Ignore);
        self
    }

    /// The property at a path in the group.
    fn child(&mut self, path: &str) -> &mut PropertySpec {
        let (first, rest) = path.split_once('.').unwrap_or((path, ""));
        let mut spec = named(&mut self.spec, first);
        for part in rest.split('.').filter(|part| !part.is_empty()) {
            spec = named(spec, part);
        }
        spec
    }
}

fn named<'a>(group: &'a mut PropertySpec, id: &str) -> &'a mut PropertySpec {
    let children = group.children_mut().expect("a path leads through groups");
    children.iter_mut().find(|spec| spec.id == id).expect("a path names a property of the group")
}

/// Gives a property another default, which has to fit.
pub(crate) fn set_default(spec: &mut PropertySpec, value: Value) {
    let fitted = super::PropertyState::new(spec).fit(value).expect("a preset fits its property");
    spec.set_default(fitted);
}

impl<P: 'static, G: GroupFields> IntoDeclared<P> for Group<P, G> {
    fn declared(self) -> Declared<P> {
        let mut writers: Vec<Writer<P>> = vec![Box::new(|_, _| Ok(()))];
        let mut conditions = vec![self.condition];
        for field in self.fields {
            for writer in field.writers {
                let access = self.access.clone();
                writers.push(Box::new(move |processor, value| writer(access(processor), value)));
            }
            for condition in field.conditions {
                let access = self.access.clone();
                conditions.push(condition.map(|condition| -> Condition<P> {
                    Box::new(move |processor| condition(access(processor)))
                }));
            }
        }
        Declared { spec: self.spec, writers, conditions }
    }
}
