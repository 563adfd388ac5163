//! The builder with which native processors declare their face.

use super::context::Context;
use super::port::{In, InField, InMany, Out, OutField};
use super::spec::{Added, CodeState, InportSpec, OutportSpec, Spec, port_class};
use crate::data::{Data, Layer, Shared};
use crate::error::Result;
use crate::event::{Interaction, Reaction};
use crate::property::{Declared, IntoDeclared, write_defaults};
use glam::UVec2;

/// A processor that declares its face; `#[derive(Processor)]` implements it.
///
/// ```
/// use ivw_core::prelude::*;
///
/// #[derive(Processor)]
/// #[processor("org.example.Repeat", category = "Example")]
/// struct Repeat {
///     /// How often.
///     #[property("count", default = 3)]
///     n_times: i32,
/// }
/// # impl Process for Repeat {
/// #     fn process(&mut self, _: &Context) -> Result<()> { Ok(()) }
/// # }
///
/// assert_eq!(Repeat::declare().spec().class_id, "org.example.Repeat");
/// assert_eq!(Repeat::declare().spec().properties[0].id, "count");
/// assert_eq!((Repeat::blank().n_times, Repeat::default().n_times), (0, 3));
/// ```
pub trait Declare: Sized + Send + 'static {
    /// The face, and how values get into the fields.
    fn declare() -> Declaration<Self>;

    /// The processor with empty ports and default fields, before defaults of properties are
    /// written.
    fn blank() -> Self;
}

/// What a processor does.
///
/// An error or a panic is the processor's alone: the rest of the network goes on.
///
/// ```
/// use ivw_core::prelude::*;
///
/// /// Marks voxels from a number on with 1, all others with 0.
/// #[derive(Processor)]
/// #[processor("org.example.Mark", category = "Example")]
/// struct Mark {
///     #[inport("volume")]
///     volume: In<Volume>,
///     #[outport("marks")]
///     marks: Out<Volume>,
///     #[property("smallest", default = 0.5)]
///     smallest: f32,
/// }
///
/// impl Process for Mark {
///     fn process(&mut self, _context: &Context) -> Result<()> {
///         let volume = self.volume.get()?;
///         self.marks.set(Volume::from_fn(volume.size(), |voxel| {
///             u8::from(volume.voxel(voxel)[0] as f32 >= self.smallest)
///         })?);
///         Ok(())
///     }
/// }
///
/// let volume = Volume::from_fn([3, 1, 1].into(), |voxel| voxel.x as f32)?;
/// let mut mark = Mark { volume: volume.into(), smallest: 1.0, ..Default::default() };
/// mark.process(&Context::detached())?;
/// assert_eq!(mark.marks.get()?.voxels.bytes(), [0, 1, 1]);
/// # Ok::<(), Error>(())
/// ```
pub trait Process: Declare {
    /// Prepares what depends on properties of the level
    /// [`InvalidResources`](crate::property::InvalidationLevel), before `process`.
    fn initialize_resources(&mut self, _context: &Context) -> Result<()> {
        Ok(())
    }

    /// For processors that are declared with `takes_added`: called before `process` with all properties
    /// that were added to the declared ones, in order, whenever that changed.
    fn set_added(&mut self, _added: &[Added]) -> Result<()> {
        Ok(())
    }

    /// Reads inports and properties, publishes data at outports.
    fn process(&mut self, context: &Context) -> Result<()>;

    /// Called instead of `process` while inports have no data.
    fn not_ready(&mut self) -> Result<()> {
        Ok(())
    }

    /// For sinks: the size in pixels that images should come in.
    fn wanted_size(&self) -> Option<UVec2> {
        None
    }

    /// For processors that are declared with `sizes_inputs`: the size that the image of each of `n`
    /// connections at an inport should have, if its own image is to have a size.
    ///
    /// A size without area says that the image is not needed.
    fn input_sizes(&self, _inport: &str, n: usize, size: UVec2) -> Vec<UVec2> {
        vec![size; n]
    }

    /// For processors that are declared with `n_pickable`: how many things a person can pick in what
    /// [`process`](Self::process) will make of these inputs and properties.
    fn n_pickable(&self) -> usize {
        1
    }

    /// For processors that are declared with `takes_events`: what a person did at a picture that this
    /// processor has a part in.
    ///
    /// The fields of properties are up to date, ports are as they were in the last run.
    /// Changes through the context are as those of a person: the processor runs again, and they can
    /// be undone.
    ///
    /// ```
    /// use ivw_core::event::{Interaction, Reaction, Trigger, key};
    /// use ivw_core::prelude::*;
    ///
    /// /// Counts how often a person pressed the arrow.
    /// #[derive(Processor)]
    /// #[processor("org.example.Steps", category = "Example", takes_events)]
    /// struct Steps {
    ///     /// How often.
    ///     #[property("count")]
    ///     count: i32,
    /// }
    ///
    /// impl Process for Steps {
    ///     fn process(&mut self, _: &Context) -> Result<()> {
    ///         Ok(())
    ///     }
    ///
    ///     fn event(&mut self, event: &Interaction, context: &Context) -> Result<Reaction> {
    ///         if !Trigger::key(key::RIGHT).matches(event) {
    ///             return Ok(Reaction::default());
    ///         }
    ///         context.set("count", self.count + 1);
    ///         Ok(Reaction::used())
    ///     }
    /// }
    /// # assert!(Steps::declare().spec().takes_events);
    /// ```
    fn event(&mut self, _event: &Interaction, _context: &Context) -> Result<Reaction> {
        Ok(Reaction::default())
    }

    /// For canvases: the layer that is shown and saved.
    fn picture(&self) -> Option<Shared<Layer>> {
        None
    }
}

type InAccess<P> = Box<dyn Fn(&mut P) -> &mut (dyn InField + 'static) + Send + Sync>;
type OutAccess<P> = Box<dyn Fn(&mut P) -> &mut (dyn OutField + 'static) + Send + Sync>;

/// The face of a processor, and how ports and values get into its fields.
///
/// What `#[derive(Processor)]` writes, by hand:
///
/// ```
/// use ivw_core::prelude::*;
///
/// #[derive(Default)]
/// struct Threshold {
///     volume: In<Volume>,
///     smallest: f32,
/// }
///
/// let declaration = Declaration::new(Info::new("org.example.Threshold").category("Example"))
///     .inport(Inport::new("volume", |p: &mut Threshold| &mut p.volume))
///     .property(Property::new("smallest", |p: &mut Threshold| &mut p.smallest).default(0.5));
/// assert_eq!(declaration.spec().inports[0].class_id, "org.inviwo.Volume.inport");
///
/// let mut threshold = Threshold::default();
/// declaration.reset(&mut threshold);
/// assert_eq!(threshold.smallest, 0.5);
/// ```
pub struct Declaration<P> {
    pub(crate) spec: Spec,
    pub(crate) inports: Vec<InAccess<P>>,
    pub(crate) outports: Vec<OutAccess<P>>,
    pub(crate) properties: Vec<Declared<P>>,
}

impl<P: 'static> Declaration<P> {
    /// A processor without ports and properties.
    pub fn new(info: Info) -> Self {
        Self { spec: info.spec, inports: Vec::new(), outports: Vec::new(), properties: Vec::new() }
    }

    /// Adds an inport.
    pub fn inport(mut self, port: Inport<P>) -> Self {
        self.spec.inports.push(port.spec);
        self.inports.push(port.access);
        self
    }

    /// Adds an outport.
    pub fn outport(mut self, port: Outport<P>) -> Self {
        self.spec.outports.push(port.spec);
        self.outports.push(port.access);
        self
    }

    /// Adds a property or a group of them.
    pub fn property(mut self, property: impl IntoDeclared<P>) -> Self {
        let declared = property.declared();
        self.spec.properties.push(declared.spec.clone());
        self.properties.push(declared);
        self
    }

    /// The face as data.
    pub fn spec(&self) -> &Spec {
        &self.spec
    }

    /// Writes identifiers of ports and defaults of properties into a processor.
    pub fn reset(&self, processor: &mut P) {
        for (access, spec) in self.inports.iter().zip(&self.spec.inports) {
            access(processor).set_id(&spec.id);
        }
        write_defaults(&self.properties, processor);
    }
}

/// What a processor is called and where it is found.
///
/// Its methods are the keys of `#[processor(…)]`.
///
/// ```
/// use ivw_core::prelude::*;
///
/// /// Blurs a volume.
/// #[derive(Processor)]
/// #[processor("org.example.Blur", category = "Volume Operation", tags = "CPU, Smooth", sink)]
/// struct GaussianBlur;
/// # impl Process for GaussianBlur {
/// #     fn process(&mut self, _: &Context) -> Result<()> { Ok(()) }
/// # }
///
/// let info = Info::new("org.example.Blur")
///     .name("Gaussian Blur")
///     .category("Volume Operation")
///     .tags("CPU, Smooth")
///     .help("Blurs a volume.")
///     .sink();
/// assert_eq!(GaussianBlur::declare().spec(), Declaration::<GaussianBlur>::new(info).spec());
/// ```
pub struct Info {
    spec: Spec,
}

impl Info {
    /// A processor with the class identifier that workspaces save.
    pub fn new(class_id: &str) -> Self {
        let spec = Spec {
            class_id: class_id.to_owned(),
            name: crate::property::display_name(class_id),
            code_state: CodeState::Stable,
            is_listed: true,
            ..Spec::default()
        };
        Self { spec }
    }

    /// Displayed name.
    pub fn name(mut self, name: &str) -> Self {
        name.clone_into(&mut self.spec.name);
        self
    }

    /// Where it stands in the list of processors.
    pub fn category(mut self, category: &str) -> Self {
        category.clone_into(&mut self.spec.category);
        self
    }

    /// Words to find it by, with commas between them.
    pub fn tags(mut self, tags: &str) -> Self {
        self.spec.tags = tags.split(',').map(|tag| tag.trim().to_owned()).collect();
        self
    }

    /// What it does.
    pub fn help(mut self, help: &str) -> Self {
        help.clone_into(&mut self.spec.help);
        self
    }

    /// How far it can be trusted.
    pub fn code_state(mut self, state: CodeState) -> Self {
        self.spec.code_state = state;
        self
    }

    /// It shows a picture to a person.
    pub fn canvas(mut self) -> Self {
        self.spec.is_canvas = true;
        self
    }

    /// It uses properties that are added to the declared ones.
    pub fn takes_added(mut self) -> Self {
        self.spec.takes_added = true;
        self
    }

    /// It says itself how large the images at its inports should be.
    pub fn sizes_inputs(mut self) -> Self {
        self.spec.sizes_inputs = true;
        self
    }

    /// It is told which processors the data at inports for many connections comes from.
    pub fn names_inputs(mut self) -> Self {
        self.spec.names_inputs = true;
        self
    }

    /// There are things to be picked, this many before it has run.
    pub fn n_pickable(mut self, n: usize) -> Self {
        self.spec.n_pickable = n;
        self
    }

    /// It is told what people do at pictures that it has a part in, see [`Process::event`].
    pub fn takes_events(mut self) -> Self {
        self.spec.takes_events = true;
        self
    }

    /// It is evaluated for its own sake, even if it has outports.
    pub fn sink(mut self) -> Self {
        self.spec.is_sink = Some(true);
        self
    }
}

/// A field that is an inport: [`In`] or [`InMany`].
#[allow(private_bounds)]
pub trait InportField: InField + 'static {
    /// Type of sequences of the data, if there are any.
    const SEQUENCE: Option<&'static str>;
    /// What the port's face is.
    fn spec(id: &str) -> InportSpec;
}

impl<T: Data> InportField for In<T> {
    const SEQUENCE: Option<&'static str> = T::SEQUENCE;

    fn spec(id: &str) -> InportSpec {
        InportSpec {
            id: id.to_owned(),
            class_id: port_class::<T>("inport"),
            accepts: vec![T::TYPE_ID.to_owned()],
            group: "default".to_owned(),
            color: T::COLOR,
            ..InportSpec::default()
        }
    }
}

impl<T: Data> InportField for InMany<T> {
    const SEQUENCE: Option<&'static str> = T::SEQUENCE;

    fn spec(id: &str) -> InportSpec {
        InportSpec {
            class_id: port_class::<T>("multi.inport"),
            is_multi: true,
            ..In::<T>::spec(id)
        }
    }
}

/// An inport that fills a field.
///
/// Its methods are the keys of `#[inport(…)]`.
///
/// ```
/// use ivw_core::prelude::*;
///
/// #[derive(Processor)]
/// #[processor("org.example.Masked", category = "Example")]
/// struct Masked {
///     /// Voxels to keep: any number but 0. All of them, if there is no mask.
///     #[inport("mask", optional)]
///     mask: In<Volume>,
/// }
/// # impl Process for Masked {
/// #     fn process(&mut self, _: &Context) -> Result<()> { Ok(()) }
/// # }
///
/// let declaration = Masked::declare();
/// let port = &declaration.spec().inports[0];
/// assert_eq!((port.id.as_str(), port.is_optional), ("mask", true));
/// assert_eq!(port.class_id, "org.inviwo.Volume.inport");
/// ```
pub struct Inport<P> {
    spec: InportSpec,
    sequence: Option<&'static str>,
    access: InAccess<P>,
}

impl<P: 'static> Inport<P> {
    /// An inport with the identifier that workspaces save, filling a field.
    pub fn new<F: InportField>(
        id: &str,
        access: impl Fn(&mut P) -> &mut F + Send + Sync + 'static,
    ) -> Self {
        Self {
            spec: F::spec(id),
            sequence: F::SEQUENCE,
            access: Box::new(move |processor| access(processor)),
        }
    }

    /// What comes in.
    pub fn help(mut self, help: &str) -> Self {
        help.clone_into(&mut self.spec.help);
        self
    }

    /// The processor works without it.
    pub fn optional(mut self) -> Self {
        self.spec.is_optional = true;
        self
    }

    /// Ports of one group share the size of their images.
    pub fn group(mut self, group: &str) -> Self {
        group.clone_into(&mut self.spec.group);
        self
    }

    /// Images come in the size that they have, instead of the size that was asked for.
    pub fn keeps_size(mut self) -> Self {
        self.spec.keeps_size = true;
        self
    }

    /// It also takes sequences of the data, apart.
    pub fn flat(mut self) -> Self {
        self.spec.accepts.extend(self.sequence.map(str::to_owned));
        self.spec.class_id = self.spec.class_id.replace(".multi.inport", ".flat.multi.inport");
        self
    }
}

/// An outport that fills a field.
///
/// Its methods are the keys of `#[outport(…)]`.
///
/// ```
/// use ivw_core::prelude::*;
///
/// #[derive(Processor)]
/// #[processor("org.example.Logo", category = "Example")]
/// struct Logo {
///     /// The logo, 256 × 64 pixels.
///     #[outport("logo", keeps_size)]
///     logo: Out<Image>,
/// }
/// # impl Process for Logo {
/// #     fn process(&mut self, _: &Context) -> Result<()> { Ok(()) }
/// # }
///
/// let declaration = Logo::declare();
/// let port = &declaration.spec().outports[0];
/// assert_eq!((port.class_id.as_str(), port.keeps_size), ("org.inviwo.Image.outport", true));
/// assert_eq!(port.help, "The logo, 256 × 64 pixels.");
/// ```
pub struct Outport<P> {
    spec: OutportSpec,
    access: OutAccess<P>,
}

impl<P: 'static> Outport<P> {
    /// An outport with the identifier that workspaces save, filling a field.
    pub fn new<T: Data>(
        id: &str,
        access: impl Fn(&mut P) -> &mut Out<T> + Send + Sync + 'static,
    ) -> Self {
        let spec = OutportSpec {
            id: id.to_owned(),
            class_id: port_class::<T>("outport"),
            type_id: T::TYPE_ID.to_owned(),
            group: "default".to_owned(),
            color: T::COLOR,
            ..OutportSpec::default()
        };
        Self { spec, access: Box::new(move |processor| access(processor)) }
    }

    /// What goes out.
    pub fn help(mut self, help: &str) -> Self {
        help.clone_into(&mut self.spec.help);
        self
    }

    /// Ports of one group share the size of their images.
    pub fn group(mut self, group: &str) -> Self {
        group.clone_into(&mut self.spec.group);
        self
    }

    /// Its images have a size of their own, whatever was asked for.
    pub fn keeps_size(mut self) -> Self {
        self.spec.keeps_size = true;
        self
    }

    /// Its images are resized as those in main memory are: first and last pixels stay at the border.
    pub fn in_memory(mut self) -> Self {
        self.spec.is_in_memory = true;
        self
    }
}
