//! What every processor of every module promises: help for people, and survival of odd data.

use glam::{UVec2, UVec3};
use ivw_core::host::Host;
use ivw_core::prelude::*;
use ivw_core::property::PropertySpec;
use ivw_tests::module_path;

/// All data types that a processor of the modules may take, in odd forms.
mod odd {
    use super::*;

    /// Names of the odd volumes, for messages.
    pub(super) const VOLUMES: &[&str] = &[
        "one voxel",
        "flat",
        "prime sizes",
        "NaN and infinities",
        "four components",
        "big values",
    ];

    pub(super) fn volume(n: usize) -> Result<Volume> {
        match n {
            0 => Volume::from_fn(UVec3::ONE, |_| 7_u8),
            1 => Volume::from_fn(UVec3::new(5, 1, 3), |v| v.x as f32),
            2 => Volume::from_fn(UVec3::new(7, 11, 13), |v| (v.x * 37 + v.y * 11 + v.z) as u16),
            3 => Volume::from_fn(UVec3::new(4, 4, 4), |v| match v.x {
                0 => f32::NAN,
                1 => f32::INFINITY,
                2 => f32::NEG_INFINITY,
                _ => 0.5,
            }),
            4 => Volume::from_fn(UVec3::new(3, 2, 4), |v| [v.x as u8, v.y as u8, v.z as u8, 200]),
            _ => {
                let mut volume = Volume::from_fn(UVec3::splat(3), |v| f64::MAX * f64::from(v.x))?;
                volume.data_map.data_range = [0.0, 0.0];
                Ok(volume)
            }
        }
    }

    pub(super) const MESHES: &[&str] =
        &["no vertices", "one point", "NaN positions", "wild indices"];

    pub(super) fn mesh(n: usize) -> Mesh {
        let positions = |points: &[[f32; 3]]| {
            Mesh::new(Topology::TRIANGLES).with(AttributeKind::Position, Array::copy_of(points))
        };
        match n {
            0 => Mesh::default(),
            1 => positions(&[[0.0; 3]]),
            2 => positions(&[[f32::NAN; 3], [f32::INFINITY; 3], [0.0; 3]])
                .with(AttributeKind::Color, Array::copy_of(&[[f32::NAN; 4]; 3])),
            _ => positions(&[[0.0; 3], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
                .with_indices(Topology::TRIANGLES, &[0, 1, 2, 2, 1, 99, 7, u32::MAX, 0, 1]),
        }
    }

    pub(super) const IMAGES: &[&str] = &["one pixel", "narrow", "no layers", "NaN pixels"];

    pub(super) fn image(n: usize) -> Result<Image> {
        Ok(match n {
            0 => Image::new([1, 1], Image::RGBA8)?,
            1 => Image::new([31, 2], Image::RGBA8)?,
            2 => {
                let mut image = Image::new([2, 2], Image::RGBA8)?;
                image.color = Vec::new().into();
                image.depth = None.into();
                image.picking = None.into();
                image
            }
            _ => Image::from_layer(Layer::from_pixels(
                [2, 2],
                LayerKind::Color,
                &[[f32::NAN, f32::INFINITY, -1.0, 2.0]; 4],
            )),
        })
    }
}

macro_rules! source {
    ($Source:ident, $class:literal, $T:ty, $make:expr) => {
        /// Odd data.
        #[derive(Processor)]
        #[processor($class, category = "Test")]
        struct $Source {
            /// Odd data.
            #[outport("out")]
            out: Out<$T>,

            /// Which of them.
            #[property("which", soft = 0..=10)]
            which: usize,
        }

        impl Process for $Source {
            fn process(&mut self, _: &Context) -> Result<()> {
                self.out.set($make(self.which)?);
                Ok(())
            }
        }
    };
}
source!(OddVolume, "org.test.OddVolume", Volume, odd::volume);
source!(OddMesh, "org.test.OddMesh", Mesh, |n| Ok::<_, Error>(odd::mesh(n)));
source!(OddImage, "org.test.OddImage", Image, odd::image);
source!(OddLayer, "org.test.OddLayer", Layer, |n| odd::image(n).and_then(|image| {
    image.color.first().cloned().ok_or_else(|| Error::new("this one has no layer"))
}));

macro_rules! sink {
    ($Sink:ident, $class:literal, $T:ty) => {
        /// Where data ends.
        #[derive(Processor)]
        #[processor($class, category = "Test")]
        struct $Sink {
            /// Data.
            #[inport("in")]
            input: In<$T>,
        }

        impl Process for $Sink {
            fn process(&mut self, _: &Context) -> Result<()> {
                self.input.get().map(|_| ())
            }

            fn wanted_size(&self) -> Option<UVec2> {
                Some(UVec2::new(17, 5))
            }
        }
    };
}
sink!(VolumeSink, "org.test.VolumeSink", Volume);
sink!(MeshSink, "org.test.MeshSink", Mesh);
sink!(ImageSink, "org.test.ImageSink", Image);
sink!(LayerSink, "org.test.LayerSink", Layer);

/// Kind of data, its source with the names of its odd forms, and its sink.
const KINDS: &[(&str, &str, &[&str], &str)] = &[
    ("ivw.Volume/1", "org.test.OddVolume", odd::VOLUMES, "org.test.VolumeSink"),
    ("ivw.Mesh/1", "org.test.OddMesh", odd::MESHES, "org.test.MeshSink"),
    ("ivw.Image/1", "org.test.OddImage", odd::IMAGES, "org.test.ImageSink"),
    ("ivw.Layer/1", "org.test.OddLayer", odd::IMAGES, "org.test.LayerSink"),
];

/// A host with the module `base` and the sources and sinks of this file.
fn host() -> Host {
    let host = Host::new();
    host.register_own().expect("the test's classes have identifiers of their own");
    let folder = module_path("base").parent().expect("a library is in a folder").to_owned();
    assert!(folder.is_dir());
    host.load_modules(&["base", "plotting", "vectorfield", "postprocessing"], &[]);
    let modules = host.modules();
    assert!(modules.iter().all(|module| module.error().is_none()), "{modules:?}");
    host
}

fn classes(host: &Host) -> Vec<String> {
    let factories = host.factories();
    let classes = factories.classes().into_iter().filter(|class| class.module != "(built in)");
    classes.map(|class| class.spec.class_id.clone()).collect()
}

#[test]
fn everything_has_help() {
    let host = host();
    let mut missing = Vec::new();
    let factories = host.factories();
    for class in factories.classes() {
        let spec = &class.spec;
        let mut check = |what: &str, id: &str, help: &str| {
            if help.trim().is_empty() {
                missing.push(format!("{} {what} {id}", spec.class_id));
            }
        };
        check("itself", "", &spec.help);
        spec.inports.iter().for_each(|port| check("inport", &port.id, &port.help));
        spec.outports.iter().for_each(|port| check("outport", &port.id, &port.help));
        spec.walk_properties(|property: &PropertySpec| {
            check("property", &property.id, &property.help)
        });
    }
    assert!(missing.is_empty(), "no help for:\n{}", missing.join("\n"));
}

#[test]
fn identifiers_are_unique_among_siblings() {
    fn check(place: &str, properties: &[PropertySpec]) {
        for (n, property) in properties.iter().enumerate() {
            let again = properties[n + 1..].iter().find(|other| other.id == property.id);
            assert!(again.is_none(), "{place} has two of {}", property.id);
            check(&format!("{place}.{}", property.id), property.children());
        }
    }
    let host = host();
    for class in host.factories().classes() {
        check(&class.spec.class_id, &class.spec.properties);
    }
}

/// No processor may have panicked; errors are welcome.
fn no_panic(host: &Host, what: &str) {
    for (identifier, error) in host.failures() {
        assert!(!error.to_string().contains("panicked"), "{what}: {identifier}: {error}");
    }
}

#[test]
fn every_processor_survives_with_nothing_connected() -> Result<()> {
    let host = host();
    for class in classes(&host) {
        host.add(&class)?;
        host.update();
        no_panic(&host, &class);
        host.clear()?;
    }
    Ok(())
}

/// The processor of a class between odd sources and sinks, each source giving its n-th data.
fn between(host: &Host, class: &str, n: usize) -> Result<()> {
    let id = host.add(class)?;
    let (name, spec) = host.with(|network| {
        let node = network.node(id)?;
        Ok::<_, Error>((node.identifier.clone(), node.spec.clone()))
    })?;
    let identifier = |id| host.with(|network| network.node(id).map(|node| node.identifier.clone()));
    for port in &spec.inports {
        for (_, source, forms, _) in
            KINDS.iter().filter(|(kind, ..)| port.accepts.contains(&(*kind).to_owned()))
        {
            let source = identifier(host.add(source)?)?;
            host.set(&format!("{source}.which"), (n % forms.len()) as i64)?;
            host.connect(&format!("{source}.out"), &format!("{name}.{}", port.id))?;
        }
    }
    for port in &spec.outports {
        for (.., sink) in KINDS.iter().filter(|(kind, ..)| *kind == port.type_id) {
            let sink = identifier(host.add(sink)?)?;
            host.connect(&format!("{name}.{}", port.id), &format!("{sink}.in"))?;
        }
    }
    Ok(())
}

#[test]
fn every_processor_survives_odd_data() -> Result<()> {
    let host = host();
    for class in classes(&host) {
        for n in 0..odd::VOLUMES.len() {
            between(&host, &class, n)?;
            host.update();
            no_panic(&host, &format!("{class}, data {n}"));
            host.clear()?;
        }
    }
    Ok(())
}

#[test]
fn every_processor_survives_every_option() -> Result<()> {
    let host = host();
    for class in classes(&host) {
        let spec = host.factories().get(&class)?.spec.clone();
        let mut choices = Vec::new();
        fn walk(path: &str, properties: &[PropertySpec], choices: &mut Vec<(String, String)>) {
            for property in properties {
                let path = match path {
                    "" => property.id.clone(),
                    path => format!("{path}.{}", property.id),
                };
                match &property.kind {
                    Kind::Choice(choice) => {
                        choices.extend(choice.options.iter().map(|o| (path.clone(), o.id.clone())))
                    }
                    Kind::Bool { default } => {
                        choices.push((path.clone(), (!default).to_string()));
                    }
                    _ => {}
                }
                walk(&path, property.children(), choices);
            }
        }
        walk("", &spec.properties, &mut choices);
        for (path, value) in choices {
            between(&host, &class, 2)?;
            let name = host.with(|network| {
                let id = network.processors()[0];
                network.node(id).map(|node| node.identifier.clone())
            })?;
            host.set(&format!("{name}.{path}"), value.as_str())?;
            host.update();
            no_panic(&host, &format!("{class}, {path} = {value}"));
            host.clear()?;
        }
    }
    Ok(())
}
