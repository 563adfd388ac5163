//! What kinds of properties there are.

use super::{OptionValue, PropertySpec, Value};
use crate::data::{Camera, IsoValues, TransferFunction};
use serde::{Deserialize, Serialize};

/// What a property is, with what belongs to that: default, bounds, options, children.
///
/// ```
/// use ivw_core::prelude::*;
/// use ivw_core::property::{NumberKind, Scalar};
///
/// let vector = Kind::Number(NumberKind::vector(Scalar::F32, &[0.0, 0.5, 1.0]));
/// let spec = PropertySpec::new("lightPosition", vector);
/// assert_eq!(spec.class_id(), "org.inviwo.FloatVec3Property");
/// let Kind::Number(number) = &spec.kind else { panic!("it is one") };
/// assert_eq!((number.len(), &number.max), (3, &Value::floats(&[1.0; 3])?));
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Kind {
    Bool { default: bool },
    Number(NumberKind),
    Range(RangeKind),
    Choice(ChoiceKind),
    Text { default: String },
    Path(PathKind),
    Button,
    ButtonGroup { buttons: Vec<String> },
    Event,
    TransferFunction { default: TransferFunction },
    IsoValues { default: IsoValues },
    Camera(CameraKind),
    Group(GroupKind),
}

/// How a component of a number property is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Scalar {
    F32,
    F64,
    I32,
    I64,
    U32,
    Size,
}

impl Scalar {
    /// Whether components are floating point.
    pub fn is_float(self) -> bool {
        matches!(self, Self::F32 | Self::F64)
    }
}

/// What a bound does with values beyond it, and who may change it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Bound {
    /// Values are kept within; a person may change the bound.
    #[default]
    Editable,
    /// Values are kept within; only programs change the bound.
    Mutable,
    /// Values are kept within; nobody changes the bound.
    Immutable,
    /// A hint for sliders; values beyond are welcome.
    Ignore,
}

impl Bound {
    /// Whether values are kept within.
    pub fn is_hard(self) -> bool {
        self != Self::Ignore
    }

    /// The number that workspaces save.
    pub fn code(self) -> i64 {
        self as i64
    }

    /// The bound of a saved number.
    pub fn from_code(code: i64) -> Option<Self> {
        [Self::Editable, Self::Mutable, Self::Immutable, Self::Ignore]
            .into_iter()
            .find(|bound| bound.code() == code)
    }
}

/// A number, a vector or a matrix.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NumberKind {
    /// How components are stored.
    pub scalar: Scalar,
    /// Number of components of a vector, rows of a matrix, 1 for a number.
    pub rows: u8,
    /// Columns of a matrix, otherwise 1.
    pub columns: u8,
    /// Default value.
    pub default: Value,
    /// Lower bound of each component.
    pub min: Value,
    /// Upper bound of each component.
    pub max: Value,
    /// Step of sliders and arrow keys, for each component.
    pub step: Value,
    /// What the lower bound does.
    pub min_bound: Bound,
    /// What the upper bound does.
    pub max_bound: Bound,
    /// Unit, such as `mm`; empty if there is none.
    #[serde(default)]
    pub unit: String,
    /// Whether the value belongs to an owner such as a camera (saved class ends in `Ref`).
    #[serde(default)]
    pub is_reference: bool,
    /// Whether a native processor's field gets the upper bound with the number.
    #[serde(default)]
    pub tells_max: bool,
}

impl NumberKind {
    /// Number of components.
    pub fn len(&self) -> usize {
        usize::from(self.rows) * usize::from(self.columns)
    }

    /// Never: a number has components.
    pub fn is_empty(&self) -> bool {
        false
    }
}

/// A lower and an upper number within a range.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RangeKind {
    /// How both are stored.
    pub scalar: Scalar,
    /// Default value: start and end.
    pub default: Value,
    /// What start and end may be.
    pub range: Value,
    /// Step of sliders and arrow keys.
    pub step: Value,
    /// How far start and end stay apart.
    pub min_separation: Value,
}

/// One of some options.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChoiceKind {
    /// The end of the saved class, such as `EnumInt`, `Int` or `String`.
    pub class: String,
    /// What there is to choose from.
    pub options: Vec<OptionItem>,
    /// Place of the default option.
    pub default: usize,
}

/// Something to choose.
///
/// A processor that learns from its data what there is to choose from:
///
/// ```
/// use ivw_core::prelude::*;
///
/// let columns = ["time", "weight"].into_iter().enumerate().map(|(n, name)| OptionItem {
///     id: name.to_owned(),
///     name: name.to_uppercase(),
///     value: OptionValue::Int(n as i64),
/// });
/// let context = Context::detached();
/// context.set_options("column", columns.collect());
/// let PropertyChange::Options(options) = &context.take_changes()[0].change else {
///     panic!("options were set")
/// };
/// assert_eq!((options[1].id.as_str(), options[1].name.as_str()), ("weight", "WEIGHT"));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OptionItem {
    /// Saved identifier.
    pub id: String,
    /// Displayed name.
    pub name: String,
    /// What it stands for.
    pub value: OptionValue,
}

/// A file or folder.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PathKind {
    /// Whether it is a folder.
    pub is_directory: bool,
    /// Whether there may be several paths, or patterns of them, one a line.
    pub is_multi: bool,
    /// Default path.
    pub default: String,
    /// What the files are, such as `volume`; dialogs remember a folder for each.
    pub content_type: String,
    /// Which files a dialog offers.
    pub filters: Vec<FileFilter>,
    /// The selected filter.
    pub selected_filter: Option<FileFilter>,
    /// Whether the file is read or written.
    pub accept_mode: AcceptMode,
    /// What may be selected.
    pub file_mode: FileMode,
}

/// Which files a dialog offers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileFilter {
    /// Extension without a dot; `*` for all files.
    pub extension: String,
    /// What such files are.
    pub description: String,
}

/// Whether a file is read or written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum AcceptMode {
    #[default]
    Open,
    Save,
}

/// What may be selected in a file dialog.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum FileMode {
    #[default]
    AnyFile,
    ExistingFile,
    Directory,
    ExistingFiles,
}

/// A camera; its parts are child properties.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CameraKind {
    /// Default camera.
    pub default: Camera,
    /// Parts of the camera, as [`crate::property::PropertyTree`] lays them out.
    pub children: Vec<PropertySpec>,
    /// Whether they are folded away at first.
    #[serde(default)]
    pub collapsed: bool,
}

/// Properties that belong together.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GroupKind {
    /// The properties.
    pub children: Vec<PropertySpec>,
    /// Whether they are folded away at first.
    pub collapsed: bool,
    /// Identifier of the child that turns the group on and off.
    pub checked_by: Option<String>,
    /// What may be added, if this is a list.
    pub list: Option<ListKind>,
}

/// A list to which a person adds properties.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListKind {
    /// Most properties that there may be; 0 for any number.
    pub max_len: usize,
    /// Whether a person may add.
    pub can_add: bool,
    /// Whether a person may remove.
    pub can_remove: bool,
    /// What may be added.
    pub prefabs: Vec<PropertySpec>,
}
