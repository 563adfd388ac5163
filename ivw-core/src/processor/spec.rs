//! The face of a processor, as data.

use crate::data::Data;
use crate::property::{PropertySpec, Value};
use serde::{Deserialize, Serialize};

/// How far a processor can be trusted.
///
/// Native processors are stable unless they say otherwise.
///
/// ```
/// use ivw_core::prelude::*;
///
/// /// Guesses where the bones are.
/// #[derive(Processor)]
/// #[processor("org.example.Guess", category = "Example", code_state = CodeState::Experimental)]
/// struct Guess;
/// # impl Process for Guess {
/// #     fn process(&mut self, _: &Context) -> Result<()> { Ok(()) }
/// # }
///
/// assert_eq!(Guess::declare().spec().code_state, CodeState::Experimental);
/// let silent = Declaration::<Guess>::new(Info::new("org.example.Guess"));
/// assert_eq!(silent.spec().code_state, CodeState::Stable);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CodeState {
    /// Known to be wrong.
    Broken,
    /// May be wrong, and may change.
    #[default]
    Experimental,
    /// Can be relied on.
    Stable,
    /// There is something better: for old workspaces.
    Deprecated,
}

/// The face of a processor: everything that a person, a file or a program may know about it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Spec {
    /// Saved identifier of the class, such as `org.inviwo.VolumeRaycaster`.
    pub class_id: String,
    /// Displayed name.
    pub name: String,
    /// Where it stands in the list of processors.
    pub category: String,
    /// How far it can be trusted.
    pub code_state: CodeState,
    /// Words to find it by, such as `CPU` and `PY`.
    pub tags: Vec<String>,
    /// What it does.
    pub help: String,
    /// Whether it stands in the list of processors.
    pub is_listed: bool,
    /// Whether it shows a picture to a person.
    pub is_canvas: bool,
    /// Whether it is evaluated for its own sake; without an answer, if it has no outports.
    pub is_sink: Option<bool>,
    /// Whether it uses properties that a person, a script or a workspace adds to those declared here.
    pub takes_added: bool,
    /// Whether it says itself how large the images at its inports should be.
    pub sizes_inputs: bool,
    /// Whether it says itself when it has to run again: it is told [`Event::Invalidating`] instead, and
    /// answers with [`Edit::Invalidate`].
    ///
    /// [`Event::Invalidating`]: crate::network::Event::Invalidating
    /// [`Edit::Invalidate`]: crate::network::Edit::Invalidate
    pub invalidates_itself: bool,
    /// Whether it wants to know which processors its data comes from.
    pub names_inputs: bool,
    /// How many things a person can pick in its picture or its data, before it has run; none if there
    /// never are any.
    pub n_pickable: usize,
    /// Whether it is told what people do at pictures that it has a part in.
    pub takes_events: bool,
    /// Where data comes in.
    pub inports: Vec<InportSpec>,
    /// Where data goes out.
    pub outports: Vec<OutportSpec>,
    /// Its settings.
    pub properties: Vec<PropertySpec>,
}

impl Spec {
    /// Visits all properties, parents first.
    pub fn walk_properties<'a>(&'a self, mut visit: impl FnMut(&'a PropertySpec)) {
        for property in &self.properties {
            property.walk(&mut visit);
        }
    }
}

/// The face of an inport.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct InportSpec {
    /// Saved identifier.
    pub id: String,
    /// Saved class, such as `org.inviwo.Volume.inport`.
    pub class_id: String,
    /// Types of data that it takes; all if there are none.
    pub accepts: Vec<String>,
    /// What comes in.
    pub help: String,
    /// Ports of one group share the size of their images.
    pub group: String,
    /// Colour of the port: red, green, blue.
    pub color: [u8; 3],
    /// Whether the processor works without it.
    pub is_optional: bool,
    /// Whether it takes any number of connections, instead of one.
    pub is_multi: bool,
    /// Whether images come in the size that they have, instead of the size that was asked for.
    pub keeps_size: bool,
}

/// The face of an outport.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct OutportSpec {
    /// Saved identifier.
    pub id: String,
    /// Saved class, such as `org.inviwo.Volume.outport`.
    pub class_id: String,
    /// Type of data that goes out.
    pub type_id: String,
    /// What goes out.
    pub help: String,
    /// Ports of one group share the size of their images.
    pub group: String,
    /// Colour of the port: red, green, blue.
    pub color: [u8; 3],
    /// Whether its images have a size of their own, whatever was asked for.
    pub keeps_size: bool,
    /// Whether its images are as in main memory rather than as textures, which tells how they are
    /// resized.
    pub is_in_memory: bool,
}

/// A property that was added to those that a processor declares.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Added {
    /// Its path, such as `texts.text0.position`.
    pub path: String,
    /// Saved class, such as `org.inviwo.FloatVec2Property`.
    pub class: String,
    /// Its value; none for a group.
    pub value: Value,
}

impl Added {
    /// What the message with all of them is called at the boundary.
    pub(crate) const MESSAGE: &'static str = "added_properties";
}

/// The question how large the images at an inport should be; the answer is one size for each.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct InputSizes {
    /// Number of the inport.
    pub(crate) port: u32,
    /// How many connections it has.
    pub(crate) n: usize,
    /// Size that the processor's own image should have.
    pub(crate) size: glam::UVec2,
}

impl InputSizes {
    /// What the question is called at the boundary.
    pub(crate) const MESSAGE: &'static str = "input_sizes";
}

/// Where the data at an inport comes from: identifiers of processors, in the order of connections.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct InputNames {
    /// Number of the inport.
    pub(crate) port: u32,
    /// The identifiers.
    pub(crate) names: Vec<String>,
}

impl InputNames {
    /// What the message is called at the boundary.
    pub(crate) const MESSAGE: &'static str = "input_names";
}

/// The numbers that stand for things that a person can pick.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Pickables {
    /// The first number; the others follow.
    pub(crate) first: u32,
}

impl Pickables {
    /// What the message is called at the boundary.
    pub(crate) const MESSAGE: &'static str = "picking_ids";
    /// What the question is called how many numbers there have to be.
    pub(crate) const COUNT: &'static str = "n_pickable";
}

/// Saved class of a port: `kind` is `inport`, `multi.inport`, `flat.multi.inport` or `outport`.
///
/// A stem with a dot in it is whole: that of a module's own type of data.
pub fn port_class<T: Data>(kind: &str) -> String {
    match T::PORT.contains('.') {
        true => format!("{}.{kind}", T::PORT),
        false => format!("org.inviwo.{}.{kind}", T::PORT),
    }
}
