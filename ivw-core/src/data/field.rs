//! What is in data of any type, as far as its layout tells.

use super::Number;

/// The value of a field of some data, whose type need not be known here.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum Field<'a> {
    Bool(bool),
    Text(&'a str),
    Texts(Vec<&'a str>),
    /// A number, a vector, or a list of either.
    Numbers {
        number: Number,
        /// Numbers of one element.
        components: usize,
        /// The elements, one after the other.
        bytes: &'a [u8],
        /// Whether there is any number of elements, rather than one.
        is_list: bool,
    },
    /// Fields inside.
    Group(Vec<(&'static str, Field<'a>)>),
    /// Something else, by the name of its type.
    Other(String),
}

/// What a field of new data is to be.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum NewField {
    Bool(bool),
    Text(String),
    Texts(Vec<String>),
    /// Numbers of the field's own type, one after the other.
    Numbers(Vec<u8>),
    /// Fields inside, by name; others stay.
    Group(Vec<(String, NewField)>),
}
