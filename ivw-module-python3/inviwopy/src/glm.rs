//! `inviwopy.glm`: vectors, matrices, lists of them and functions between them.
//!
//! The classes mirror the names and overloads of Inviwo's Python module, which has no quaternions.
//! All vector classes share one implementation ([`vector`]), so do all matrix classes
//! ([`matrix`]) and all list classes ([`list`]); a concrete class only fixes number type and shape.
//! Other bindings take and return [`VectorOf`], [`MatrixOf`], [`ListOf`] and their aliases in
//! [`convert`], and need not know the classes.

pub mod convert;
pub mod function;
pub mod list;
pub mod matrix;
pub mod number;
pub mod vector;

use pyo3::prelude::*;

pub use convert::*;
pub use list::{ListOf, MatrixListOf, VectorListOf};

/// This adds every class and function of `inviwopy.glm` to that module.
pub fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    vector::add_classes(module)?;
    matrix::add_classes(module)?;
    list::add_classes(module)?;
    function::add_functions(module)
}

/// This adds the list classes which Inviwo keeps in `inviwopy` itself to that module.
///
/// They are the very classes of `inviwopy.glm`, where newer scripts look for them.
pub fn register_lists(module: &Bound<'_, PyModule>) -> PyResult<()> {
    list::add_number_and_vector_lists(module)
}
