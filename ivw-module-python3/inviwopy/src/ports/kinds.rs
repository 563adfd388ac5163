//! Which kinds of ports there are.

use ivw_core::data::{
    Array, Data, Foreign, Image, Layer, Mesh, MeshSequence, Volume, VolumeSequence,
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
    /// The module with the classes.
    pub module: &'static str,
}

const fn of<T: Data>(module: &'static str) -> Kind {
    Kind { name: T::PORT, type_id: T::TYPE_ID, color: T::COLOR, module }
}

/// These are all kinds.
pub static KINDS: &[Kind] = &[
    of::<Volume>("data"),
    of::<Layer>("data"),
    of::<Image>("data"),
    of::<Mesh>("data"),
    of::<Array>("data"),
    of::<VolumeSequence>("data"),
    of::<MeshSequence>("data"),
    of::<Foreign>(""),
];

fn find(name: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.name == name)
}

/// This is the kind of a type of data.
pub fn by_type(type_id: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.type_id == type_id)
}

/// These are the names and modules of all kinds, for the Python part of the package.
pub fn table(py: Python<'_>) -> PyResult<Bound<'_, PyList>> {
    PyList::new(py, KINDS.iter().map(|kind| (kind.name, kind.module)))
}

/// This is the face of an inport of a kind: `inport`, `multi.inport` or `flat.multi.inport`.
pub fn inport_spec(name: &str, kind: &str) -> InportSpec {
    let found = find(name);
    InportSpec {
        class_id: format!("org.inviwo.{name}.{kind}"),
        accepts: found.map(|kind| kind.type_id.to_owned()).into_iter().collect(),
        color: found.map_or([128; 3], |kind| kind.color),
        is_multi: kind != "inport",
        ..InportSpec::default()
    }
}

/// This is the face of an outport of a kind.
pub fn outport_spec(name: &str) -> OutportSpec {
    let found = find(name);
    OutportSpec {
        class_id: format!("org.inviwo.{name}.outport"),
        type_id: found.map(|kind| kind.type_id.to_owned()).unwrap_or_default(),
        color: found.map_or([128; 3], |kind| kind.color),
        ..OutportSpec::default()
    }
}
