//! Classes of processors: one factory for native ones, scripts and other modules.

use super::declaration::{Declaration, Process};
use super::native::Native;
use super::spec::Spec;
use crate::abi::{
    Bytes, FactoryAbi, FactoryAbi_TO, FactoryBox, ProcessorAbi_TO, ProcessorBox, RStr, Reply,
    TD_Opaque, answer, contain, decode, encode, reply,
};
use crate::error::{Error, Result};
use indexmap::IndexMap;
use std::sync::Arc;

/// A class of processors that a library has; [`crate::register!`] submits one.
pub struct Registration {
    /// Name of the type, for messages.
    pub name: &'static str,
    /// Makes the factory, and tells the identifier of its class.
    pub factory: fn() -> (String, FactoryBox),
}

inventory::collect!(Registration);

impl Registration {
    /// Factories of all processors in this library, in the order of their class identifiers; an
    /// error for each processor whose declaration panics.
    pub fn factories() -> Vec<Result<(String, FactoryBox)>> {
        let mut factories: Vec<_> = inventory::iter::<Registration>()
            .map(|registration| {
                let what = format!("the declaration of {}", registration.name);
                contain(&what, || Ok((registration.factory)()))
            })
            .collect();
        // The linker's order is nobody's intention.
        factories.sort_by(|a, b| match (a, b) {
            (Ok((a, _)), Ok((b, _))) => a.cmp(b),
            (a, b) => a.is_ok().cmp(&b.is_ok()),
        });
        factories
    }
}

/// Registers a native processor with its library; `#[derive(Processor)]` calls it.
///
/// A processor that declares itself by hand:
///
/// ```
/// use ivw_core::prelude::*;
/// use ivw_core::processor::Registration;
///
/// #[derive(Default)]
/// struct Count {
///     n: u32,
/// }
///
/// impl Declare for Count {
///     fn declare() -> Declaration<Self> {
///         Declaration::new(Info::new("org.example.Count"))
///             .property(Property::new("n", |count: &mut Self| &mut count.n))
///     }
///
///     fn blank() -> Self {
///         Self::default()
///     }
/// }
///
/// impl Process for Count {
///     fn process(&mut self, _: &Context) -> Result<()> {
///         self.n += 1;
///         Ok(())
///     }
/// }
///
/// register!(Count);
///
/// let mut classes = Registration::factories().into_iter().flatten();
/// assert!(classes.any(|(class_id, _)| class_id == "org.example.Count"));
/// ```
#[macro_export]
macro_rules! register {
    ($Processor:ty) => {
        $crate::inventory::submit! {
            $crate::processor::Registration {
                name: ::std::stringify!($Processor),
                factory: $crate::processor::NativeFactory::<$Processor>::boxed,
            }
        }
    };
}

/// Makes native processors of one class.
pub struct NativeFactory<P> {
    declaration: Arc<Declaration<P>>,
}

impl<P: Process> NativeFactory<P> {
    /// The factory of a class, with the identifier of the class.
    pub fn boxed() -> (String, FactoryBox) {
        let factory = Self { declaration: Arc::new(P::declare()) };
        let class_id = factory.declaration.spec().class_id.clone();
        (class_id, FactoryAbi_TO::from_value(factory, TD_Opaque))
    }
}

impl<P: Process> FactoryAbi for NativeFactory<P> {
    fn spec(&self) -> Bytes {
        encode(self.declaration.spec())
    }

    fn create(&self, _identifier: RStr<'_>, _display_name: RStr<'_>) -> Reply<ProcessorBox> {
        reply(contain("creating it", || {
            let native = Native::new(self.declaration.clone())?;
            Ok(ProcessorAbi_TO::from_value(native, TD_Opaque))
        }))
    }
}

/// All classes of processors that a host knows.
#[derive(Default)]
pub struct Factories {
    classes: IndexMap<String, Class>,
}

/// One class of processors.
#[derive(Clone)]
pub struct Class {
    /// Its face.
    pub spec: Arc<Spec>,
    /// Name of the module that it comes from.
    pub module: String,
    factory: Arc<FactoryBox>,
}

impl Class {
    /// A new processor with an identifier and a displayed name.
    pub fn create(&self, identifier: &str, display_name: &str) -> Result<ProcessorBox> {
        answer(self.factory.create(identifier.into(), display_name.into()))
            .map_err(|error| error.at(format!("processor class \"{}\"", self.spec.class_id)))
    }
}

impl Factories {
    /// Adds a class of processors.
    ///
    /// Fails if there is one with the same identifier already.
    pub fn register(&mut self, module: &str, factory: FactoryBox) -> Result<Arc<Spec>> {
        let spec: Arc<Spec> = Arc::new(decode(&factory.spec())?);
        if spec.class_id.is_empty() {
            return Err(Error::new("a processor has no class identifier")
                .hint("give its ProcessorInfo a classIdentifier such as \"org.example.Blur\""));
        }
        if let Some(taken) = self.classes.get(&spec.class_id) {
            return Err(Error::new(format!(
                "the class identifier \"{}\" is taken by module \"{}\"",
                spec.class_id, taken.module
            ))
            .hint("give the new processor another class identifier"));
        }
        let class =
            Class { spec: spec.clone(), module: module.to_owned(), factory: Arc::new(factory) };
        self.classes.insert(spec.class_id.clone(), class);
        Ok(spec)
    }

    /// Gives a class another face: its code is newer now.
    pub fn set_spec(&mut self, spec: Spec) -> Result<()> {
        let class = self.classes.get_mut(&spec.class_id).ok_or_else(|| unknown(&spec.class_id))?;
        class.spec = Arc::new(spec);
        Ok(())
    }

    /// Takes a class of processors away; processors that exist stay.
    pub fn unregister(&mut self, class_id: &str) -> Result<()> {
        match self.classes.shift_remove(class_id) {
            Some(_) => Ok(()),
            None => Err(unknown(class_id)),
        }
    }

    /// The class with an identifier.
    pub fn get(&self, class_id: &str) -> Result<&Class> {
        self.classes.get(class_id).ok_or_else(|| {
            let error = unknown(class_id);
            match self.closest(class_id) {
                Some(close) => error.hint(format!("did you mean \"{close}\"?")),
                None => {
                    error.hint("load the module that has it; `ivw-app inspect` lists all classes")
                }
            }
        })
    }

    /// All classes, in the order of their identifiers.
    pub fn classes(&self) -> Vec<&Class> {
        let mut classes: Vec<_> = self.classes.values().collect();
        classes.sort_by(|a, b| a.spec.class_id.cmp(&b.spec.class_id));
        classes
    }

    fn closest(&self, class_id: &str) -> Option<&str> {
        let stem = |id: &str| id.rsplit('.').next().unwrap_or(id).to_lowercase();
        let wanted = stem(class_id);
        self.classes
            .values()
            .find(|class| stem(&class.spec.class_id) == wanted || stem(&class.spec.name) == wanted)
            .map(|class| class.spec.class_id.as_str())
    }
}

fn unknown(class_id: &str) -> Error {
    Error::new(format!("there is no processor class \"{class_id}\""))
}
