//! Which kinds of ports there are.

use ivw_core::data::{
    Array, Brushing, Data, DataFrame, Foreign, Image, Layer, Mesh, MeshSequence, Volume,
    VolumeSequence,
};
use ivw_core::processor::{InportSpec, OutportSpec};
use pyo3::prelude::*;
use pyo3::types::PyList;

/// This is what flows through ports of a kind.
pub struct Kind {
    /// Stem of class names and saved classes.
    pub name: &'static str,
    /// Type of data; empty if no type of ours.
    pub type_id: &'static str,
    /// Colour of ports.
    pub color: [u8; 3],
    /// The submodule of `inviwopy` with the classes, or a package beside it.
    pub module: &'static str,
}

const fn of<T: Data>(module: &'static str) -> Kind {
    Kind { name: T::PORT, type_id: T::TYPE_ID, color: T::COLOR, module }
}

/// Lists of numbers, vectors and matrices are Python objects; each kind connects to itself only.
macro_rules! lists {
    ($($name:literal)*) => {
        [$(Kind {
            name: concat!($name, "Vector"),
            type_id: concat!("ivw.Foreign/1:", $name, "Vector"),
            color: [90, 176, 160],
            module: "",
        }),*]
    };
}

static DATA: [Kind; 10] = [
    of::<Volume>("data"),
    of::<Layer>("data"),
    of::<Image>("data"),
    of::<Mesh>("data"),
    of::<Array>("data"),
    of::<VolumeSequence>("data"),
    of::<MeshSequence>("data"),
    of::<DataFrame>("ivwdataframe"),
    of::<Brushing>("ivwbnl"),
    of::<Foreign>(""),
];

static LISTS: [Kind; 22] = lists! {
    "float" "double" "int" "uint" "vec2" "vec3" "vec4" "dvec2" "dvec3" "dvec4" "ivec2" "ivec3" "ivec4"
    "uvec2" "uvec3" "uvec4" "mat2" "mat3" "mat4" "dmat2" "dmat3" "dmat4"
};

/// These are all kinds.
fn kinds() -> impl Iterator<Item = &'static Kind> {
    DATA.iter().chain(&LISTS)
}

/// This is the kind of a name.
pub fn by_name(name: &str) -> Option<&'static Kind> {
    kinds().find(|kind| kind.name == name)
}

/// This is the kind of a type of data.
pub fn by_type(type_id: &str) -> Option<&'static Kind> {
    kinds().find(|kind| kind.type_id == type_id)
}

/// These are the names and modules of all kinds, for the Python part of the package.
pub fn table(py: Python<'_>) -> PyResult<Bound<'_, PyList>> {
    PyList::new(py, kinds().map(|kind| (kind.name, kind.module)).collect::<Vec<_>>())
}

/// This is the class of what flows through ports for lists; none for other ports.
pub fn list_class<'py>(py: Python<'py>, name: &str) -> PyResult<Option<Bound<'py, PyAny>>> {
    match LISTS.iter().any(|kind| kind.name == name) {
        true => py.import("inviwopy.glm")?.getattr(name).map(Some),
        false => Ok(None),
    }
}

/// A stem with a dot in it is whole: that of a module's own type of data.
fn class_id(name: &str, kind: &str) -> String {
    match name.contains('.') {
        true => format!("{name}.{kind}"),
        false => format!("org.inviwo.{name}.{kind}"),
    }
}

/// This is the face of an inport of a kind: `inport`, `multi.inport` or `flat.multi.inport`.
pub fn inport_spec(name: &str, kind: &str) -> InportSpec {
    let found = by_name(name);
    let mut accepts: Vec<_> = found.map(|kind| kind.type_id.to_owned()).into_iter().collect();
    if kind.starts_with("flat") {
        // Sequences come in, one by one.
        accepts.extend(by_name(&format!("{name}Sequence")).map(|kind| kind.type_id.to_owned()));
    }
    InportSpec {
        class_id: class_id(name, kind),
        accepts,
        color: found.map_or([128; 3], |kind| kind.color),
        is_multi: kind != "inport",
        ..InportSpec::default()
    }
}

/// This is the face of an outport of a kind.
pub fn outport_spec(name: &str) -> OutportSpec {
    let found = by_name(name);
    OutportSpec {
        class_id: class_id(name, "outport"),
        type_id: found.map(|kind| kind.type_id.to_owned()).unwrap_or_default(),
        color: found.map_or([128; 3], |kind| kind.color),
        ..OutportSpec::default()
    }
}
