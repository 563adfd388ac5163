//! What holds for whole workspaces.

use super::{open, save, to_string, write_whole};
use crate::data::Projection;
use crate::error::Result;
use crate::host::Host;
use crate::network::{Connection, Edit, Link, PortRef, Status, Window};
use crate::prelude::*;
use crate::property::{
    AcceptMode, Bound, CameraKind, ChoiceKind, FileMode, GroupKind, ListKind, NumberKind, PathKind,
    RangeKind, Scalar,
};
use glam::Vec3;
use proptest::prelude::*;
use std::path::Path;

/// Makes images; has a property of every kind.
#[derive(Default)]
struct Source {
    out: Out<Image>,
}

fn number(scalar: Scalar, default: &[f64]) -> NumberKind {
    NumberKind::vector(scalar, default)
}

fn all_kinds() -> Vec<PropertySpec> {
    let soft = |scalar: Scalar, n: usize| {
        let mut kind = number(scalar, &vec![0.0; n]);
        (kind.min_bound, kind.max_bound) = (Bound::Ignore, Bound::Ignore);
        Kind::Number(kind)
    };
    let items = |values: [OptionValue; 2]| {
        let items = ["first", "second"].into_iter().zip(values).map(|(id, value)| OptionItem {
            id: id.to_owned(),
            name: id.to_uppercase(),
            value,
        });
        items.collect()
    };
    let choice = |class: &str, values: [OptionValue; 2]| {
        Kind::Choice(ChoiceKind { class: class.to_owned(), options: items(values), default: 0 })
    };
    let texts = || ["dat", "nii"].map(|text| OptionValue::Text(text.to_owned()));
    let group = |children: Vec<PropertySpec>, checked_by: Option<&str>| {
        Kind::Group(GroupKind {
            children,
            checked_by: checked_by.map(str::to_owned),
            ..GroupKind::default()
        })
    };
    let range = |scalar: Scalar, default: Value, limits: Value, step: Value| {
        Kind::Range(RangeKind { scalar, default, range: limits, step, min_separation: 0.0.into() })
    };
    let mut never = PropertySpec::new("never", Kind::Bool { default: false });
    never.saved = Saved::Never;
    let mut always = PropertySpec::new("always", Kind::Bool { default: true });
    always.saved = Saved::Always;
    let mut kind = NumberKind::matrix(Scalar::F32, &[0.0; 4], 2, 2);
    (kind.min_bound, kind.max_bound) = (Bound::Ignore, Bound::Ignore);
    let mut inlined = PropertySpec::new("inlined", Kind::Number(kind));
    inlined.saved = Saved::InGroup;
    vec![
        PropertySpec::new("bool", Kind::Bool { default: false }),
        PropertySpec::new("float", soft(Scalar::F32, 1)),
        PropertySpec::new("double3", soft(Scalar::F64, 3)),
        PropertySpec::new("int", soft(Scalar::I32, 1)),
        PropertySpec::new("int64", soft(Scalar::I64, 1)),
        PropertySpec::new("size2", soft(Scalar::Size, 2)),
        PropertySpec::new("hard", Kind::Number(number(Scalar::F32, &[0.5]))),
        PropertySpec::new("matrix", {
            let mut kind = NumberKind::matrix(Scalar::F32, &[0.0; 9], 3, 3);
            (kind.min_bound, kind.max_bound) = (Bound::Ignore, Bound::Ignore);
            Kind::Number(kind)
        }),
        PropertySpec::new(
            "range",
            range(
                Scalar::F64,
                Value::floats(&[0.0, 1.0]).expect("two are few"),
                Value::floats(&[0.0, 1.0]).expect("two are few"),
                0.01.into(),
            ),
        ),
        PropertySpec::new("enum", choice("EnumInt", [0, 1].map(OptionValue::Int))),
        PropertySpec::new("ints", choice("Int", [0, 1].map(OptionValue::Int))),
        PropertySpec::new("floats", choice("Float", [0.5, 1.5].map(OptionValue::Float))),
        PropertySpec::new("strings", choice("String", texts())),
        PropertySpec::new("reader", choice("FileExtension", texts())),
        PropertySpec::new("text", Kind::Text { default: "default".to_owned() }),
        PropertySpec::new("file", Kind::Path(PathKind::default())),
        PropertySpec::new(
            "folder",
            Kind::Path(PathKind { is_directory: true, ..PathKind::default() }),
        ),
        PropertySpec::new("button", Kind::Button),
        PropertySpec::new("event", Kind::Event),
        PropertySpec::new("tf", Kind::TransferFunction { default: TransferFunction::default() }),
        PropertySpec::new("iso", Kind::IsoValues { default: IsoValues::default() }),
        PropertySpec::new("camera", Kind::Camera(CameraKind::new(Camera::default()))),
        PropertySpec::new(
            "group",
            group(vec![PropertySpec::new("inner", soft(Scalar::F32, 1)), inlined], None),
        ),
        PropertySpec::new(
            "checked",
            group(
                vec![PropertySpec::new("checked", Kind::Bool { default: true })],
                Some("checked"),
            ),
        ),
        never,
        always,
    ]
}

impl Declare for Source {
    fn declare() -> Declaration<Self> {
        let outport = Outport::new("outport", |p: &mut Self| &mut p.out);
        let declaration = Declaration::new(Info::new("test.workspace.Source")).outport(outport);
        all_kinds()
            .into_iter()
            .fold(declaration, |d, spec| d.property(Declared::without_field(spec)))
    }

    fn blank() -> Self {
        Self::default()
    }
}

impl Process for Source {
    fn process(&mut self, _: &Context) -> Result<()> {
        Ok(())
    }
}

register!(Source);

/// Takes the place of VolumeRaycaster: its ports once had other names.
#[derive(Default)]
struct Raycaster {
    entry: In<Image>,
    many: InMany<Image>,
    out: Out<Image>,
}

impl Declare for Raycaster {
    fn declare() -> Declaration<Self> {
        let float = Kind::Number(number(Scalar::F32, &[2.0]));
        Declaration::new(Info::new("org.inviwo.VolumeRaycaster"))
            .inport(Inport::new("entry", |p: &mut Self| &mut p.entry).optional())
            .inport(Inport::new("many", |p: &mut Self| &mut p.many).optional())
            .outport(Outport::new("outport", |p: &mut Self| &mut p.out))
            .property(Declared::without_field(PropertySpec::new("samplingRate", float)))
            .property(Declared::without_field(PropertySpec::new(
                "camera",
                Kind::Camera(CameraKind::new(Camera::default())),
            )))
    }

    fn blank() -> Self {
        Self::default()
    }
}

impl Process for Raycaster {
    fn process(&mut self, _: &Context) -> Result<()> {
        Ok(())
    }
}

register!(Raycaster);

/// Takes the place of CanvasGL.
#[derive(Default)]
struct Canvas {
    image: In<Image>,
}

impl Declare for Canvas {
    fn declare() -> Declaration<Self> {
        let mut size = PropertySpec::new("dimensions", {
            let mut kind = number(Scalar::Size, &[256.0, 256.0]);
            (kind.min, kind.max) = (kind.splat(1.0), kind.splat(10_000.0));
            (kind.min_bound, kind.max_bound) = (Bound::Immutable, Bound::Ignore);
            Kind::Number(kind)
        });
        size.saved = Saved::Never;
        let group = GroupKind { children: vec![size], ..GroupKind::default() };
        Declaration::new(Info::new("test.workspace.Canvas").canvas())
            .inport(Inport::new("inport", |p: &mut Self| &mut p.image))
            .property(Declared::without_field(PropertySpec::new("inputSize", Kind::Group(group))))
    }

    fn blank() -> Self {
        Self::default()
    }
}

impl Process for Canvas {
    fn process(&mut self, _: &Context) -> Result<()> {
        Ok(())
    }
}

register!(Canvas);

fn host() -> Result<Host> {
    let host = Host::new();
    host.register_own()?;
    Ok(host)
}

fn opened(text: &str) -> Result<(Host, Vec<String>)> {
    let host = host()?;
    let notes = open(&host, text, None)?;
    Ok((host, notes))
}

/// Saves, opens and saves again; the network comes through, and both texts are the same.
fn check_round_trip(host: &Host) -> Result<Host> {
    let text = to_string(host)?;
    let (again, notes) = opened(&text)?;
    assert_eq!(notes, [""; 0], "{text}");
    check_same(&to_string(&again)?, &text);
    Ok(again)
}

/// Both texts are the same; otherwise says the first line that is not.
fn check_same(a: &str, b: &str) {
    for (n, (a, b)) in a.lines().zip(b.lines()).enumerate() {
        assert_eq!(a, b, "line {}", n + 1);
    }
    assert_eq!(a.len(), b.len());
}

/// A workspace of the newest version around a network.
fn workspace(processors: &str, rest: &str) -> String {
    format!(
        "<InviwoWorkspace version=\"3\"><ProcessorNetwork><ProcessorNetworkVersion content=\"21\"/>\
         <Processors>{processors}</Processors>{rest}</ProcessorNetwork></InviwoWorkspace>"
    )
}

fn change(host: &Host, path: &str, change: PropertyChange) -> Result<()> {
    let property = host.with(|network| network.find_property(path))?;
    host.change_property(property, change)
}

fn value(host: &Host, path: &str) -> Result<Value> {
    host.with(|network| Ok(network.property(network.find_property(path)?)?.value.clone()))
}

/// A network in which everything differs from its default.
fn rich() -> Result<Host> {
    let host = host()?;
    let source = host.add("test.workspace.Source")?;
    let canvas = host.add("test.workspace.Canvas")?;
    let raycaster = host.add("org.inviwo.VolumeRaycaster")?;
    host.connect("Source.outport", "VolumeRaycaster.many")?;
    host.connect("VolumeRaycaster.outport", "Canvas.inport")?;
    let link = host.with(|network| {
        let from = network.find_property("Source.camera")?;
        let to = network.find_property("VolumeRaycaster.camera")?;
        Ok::<_, Error>([Link { from, to }, Link { from: to, to: from }])
    })?;
    for link in link {
        host.edit("Link", Edit::Link(link))?;
    }
    for (id, value) in [
        ("bool", true.into()),
        ("float", 0.1.into()),
        ("double3", Value::floats(&[0.1, -1e300, 1e-300])?),
        ("int", (-7).into()),
        ("int64", i64::MAX.into()),
        ("size2", Value::ints(&[3, 4])?),
        ("matrix", Value::floats(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.5])?),
        ("range", Value::floats(&[0.25, 0.5])?),
        ("enum", "second".into()),
        ("ints", "second".into()),
        ("floats", "second".into()),
        ("strings", "second".into()),
        ("reader", "second".into()),
        ("text", "lines <of>\n\"text\" & more\t".into()),
        ("file", "/nowhere/volume.dat".into()),
        ("folder", "/nowhere".into()),
        ("group.inner", 3.0.into()),
        ("checked.checked", false.into()),
        ("never", true.into()),
    ] {
        host.set(&format!("Source.{id}"), value)?;
    }
    let mut function = TransferFunction::new(&[(0.75, [0.1, 0.2, 0.3, 0.4]), (0.25, [1.0; 4])]);
    function.mask = [0.1, 0.9];
    host.set("Source.tf", Value::TransferFunction(function.clone()))?;
    let iso = IsoValues { points: function.points, absolute: true };
    host.set("Source.iso", Value::IsoValues(iso))?;
    let camera = Camera {
        projection: Projection::SkewedPerspective,
        look_from: Vec3::new(1.5, 2.0, 300.0),
        look_up: Vec3::new(0.0, 2.0, 0.0),
        fov_degrees: 50.0,
        aspect: 1.5,
        offset: glam::Vec2::new(0.5, 0.25),
        ..Camera::default()
    };
    host.set("Source.camera", Value::Camera(camera))?;
    for (path, what) in [
        ("Source.float", PropertyChange::Name("Another name".to_owned())),
        ("Source.float", PropertyChange::Semantics("SpinBox".to_owned())),
        ("Source.float", PropertyChange::Visible(false)),
        ("Source.group", PropertyChange::ReadOnly(true)),
        ("Source.group", PropertyChange::Collapsed(true)),
        ("Source.hard", PropertyChange::Max(10.0.into())),
        ("Source.hard", PropertyChange::Min(5.0.into())),
        ("Source.hard", PropertyChange::Step(0.5.into())),
        ("Source.hard", PropertyChange::Bounds(Bound::Mutable, Bound::Immutable)),
        ("Source.range", PropertyChange::Range(Value::floats(&[-10.0, 10.0])?)),
        ("Source.range", PropertyChange::MinSeparation(0.125.into())),
        ("Source.camera.lookFrom", PropertyChange::Max(Value::floats(&[500.0; 3])?)),
        (
            "Source.strings",
            PropertyChange::Options(vec![OptionItem {
                id: "only".to_owned(),
                name: "Only".to_owned(),
                value: OptionValue::Text("x".to_owned()),
            }]),
        ),
        ("Canvas.inputSize.dimensions", PropertyChange::Value(Value::ints(&[640, 480])?)),
    ] {
        change(&host, path, what)?;
    }
    host.edit("Move", Edit::Move(source, [-25, 150]))?;
    host.edit("Select", Edit::Select(raycaster, true))?;
    let window =
        Window { position: [10, 20], is_visible: false, is_set: true, ..Window::default() };
    host.edit("Window", Edit::Window(canvas, window))?;
    host.edit("Name", Edit::DisplayName(source, "A \"source\"".to_owned()))?;
    Ok(host)
}

#[test]
fn a_saved_network_is_the_same_network() -> Result<()> {
    let host = rich()?;
    let again = check_round_trip(&host)?;
    for spec in all_kinds().iter().filter(|spec| spec.saved != Saved::Never) {
        let path = format!("Source.{}", spec.id);
        assert!(value(&again, &path)?.is_same(&value(&host, &path)?), "{path}");
    }
    assert_eq!(value(&again, "Canvas.inputSize.dimensions")?, Value::ints(&[640, 480])?);
    assert_eq!(value(&again, "Source.never")?, false.into());
    assert_eq!(again.with(|n| (n.connections().len(), n.links().len())), (2, 2));
    let bounds = |host: &Host| {
        host.with(|n| Ok::<_, Error>(n.property(n.find_property("Source.hard")?)?.spec.clone()))
    };
    assert_eq!(bounds(&again)?, bounds(&host)?);
    Ok(())
}

#[test]
fn a_saved_network_reads_like_one_of_inviwo() -> Result<()> {
    let host = host()?;
    host.add("test.workspace.Canvas")?;
    host.add("org.inviwo.VolumeRaycaster")?;
    host.connect("VolumeRaycaster.outport", "Canvas.inport")?;
    host.set("VolumeRaycaster.samplingRate", 0.25)?;
    insta::assert_snapshot!(to_string(&host)?);
    Ok(())
}

#[test]
fn what_a_property_says_that_nobody_understands_is_written_back() -> Result<()> {
    let host = host()?;
    host.add("test.workspace.Source")?;
    let plain = to_string(&host)?;
    let stranger = r#"<Property type="org.inviwo.FloatProperty" identifier="stranger">
                        <value content="0.5" />
                    </Property>"#;
    let metadata = r#"<MetaDataMap>
                            <MetaDataItem type="org.inviwo.BoolMetaData" key="SavedState" />
                        </MetaDataMap>"#;
    let known = format!(
        r#"<Property type="org.inviwo.BoolProperty" identifier="bool">{metadata}</Property>"#
    );
    let matrix = r#"<inlined><col0 x="1" y="2" /><col1 x="3" y="4" /></inlined>"#;
    let group = format!(
        r#"<Property type="org.inviwo.CompositeProperty" identifier="group">{matrix}
            <Properties>{stranger}</Properties></Property>"#
    );
    let inside = format!("<Properties>{known}{group}{stranger}");
    let text = plain.replacen("<Properties>", &inside, 1);
    assert_ne!(text, plain, "the source has properties");

    let opened = self::host()?;
    let notes = open(&opened, &text, None)?;
    assert!(notes.iter().any(|note| note.ends_with("kept, but do nothing: 2")), "{notes:?}");
    let saved = to_string(&opened)?;
    assert_eq!(saved.matches("stranger").count(), 2, "{saved}");
    assert_eq!(saved.matches("SavedState").count(), 1, "{saved}");
    let value = opened.with(|network| {
        let at = network.find_property("Source.group.inlined")?;
        Ok::<_, crate::error::Error>(network.property(at)?.value.clone())
    })?;
    assert_eq!(value, Value::floats(&[1.0, 2.0, 3.0, 4.0]).expect("four fit"));
    let again = self::host()?;
    open(&again, &saved, None)?;
    assert_eq!(to_string(&again)?, saved);
    Ok(())
}

#[test]
fn what_a_person_added_is_there_again() -> Result<()> {
    let host = host()?;
    let source = host.add("test.workspace.Source")?;
    for mut spec in all_kinds() {
        spec.id = format!("owned{}", spec.id);
        spec.saved = Saved::Changed;
        host.edit(
            "Add",
            Edit::AddProperty {
                processor: source,
                parent: None,
                place: Some(1),
                spec: Box::new(spec),
                is_owned: true,
            },
        )?;
    }
    let list = GroupKind {
        list: Some(ListKind {
            max_len: 3,
            can_add: true,
            can_remove: true,
            prefabs: vec![PropertySpec::new("prefab", Kind::Bool { default: true })],
        }),
        ..GroupKind::default()
    };
    let path = PathKind {
        accept_mode: AcceptMode::Save,
        file_mode: FileMode::Directory,
        content_type: "volume".to_owned(),
        ..PathKind::default()
    };
    let group = host.with(|network| network.find_property("Source.group"))?;
    for (parent, spec) in [
        (None, PropertySpec::new("list", Kind::Group(list))),
        (None, PropertySpec::new("output", Kind::Path(path))),
        (Some(group.property), PropertySpec::new("child", Kind::Bool { default: true })),
    ] {
        let spec = Box::new(spec);
        let processor = source;
        let edit = Edit::AddProperty { processor, parent, place: None, spec, is_owned: true };
        host.edit("Add", edit)?;
    }
    let inport = super::owned::inport("added", "org.inviwo.Image.multi.inport");
    host.edit("Add", Edit::AddInport(source, inport, true))?;
    let outport = super::owned::outport("volume", "org.inviwo.Volume.outport");
    host.edit("Add", Edit::AddOutport(source, outport, true))?;
    host.set("Source.ownedfloat", 0.75)?;
    host.set("Source.ownedgroup.inner", 0.5)?;
    let again = check_round_trip(&host)?;
    assert_eq!(value(&again, "Source.ownedgroup.inner")?, 0.5.into());
    assert_eq!(value(&again, "Source.group.child")?, true.into());
    again.with(|network| {
        let node = network.node(network.find("Source")?)?;
        assert!(node.inports.iter().any(|port| port.spec.id == "added" && port.spec.is_multi));
        assert!(node.outports.iter().any(|port| port.spec.type_id == Volume::TYPE_ID));
        Ok(())
    })
}

const UNKNOWN: &str = r#"<Processor type="org.example.Magic" identifier="Magic" displayName="Magic!">
                <!-- a comment -->
                <Properties>
                    <Property type="org.example.Knob" identifier="knob">
                        <value   content='7' />
                    </Property>
                </Properties>
                <Spell>words</Spell>
            </Processor>"#;

#[test]
fn a_processor_of_an_unknown_class_is_written_back_as_it_was() -> Result<()> {
    let unknown = UNKNOWN.replace(
        "<Spell>",
        "<MetaDataMap><MetaDataItem type=\"org.inviwo.ProcessorMetaData\" \
         key=\"org.inviwo.ProcessorMetaData\"><position x=\"7\" y=\"8\"/><visibility content=\"1\"/>\
         <selection content=\"0\"/></MetaDataItem></MetaDataMap><Spell>",
    );
    let text = workspace(
        &format!(
            "{unknown}<Processor type=\"test.workspace.Canvas\" identifier=\"C\"/>\
             <Processor type=\"test.workspace.Source\" identifier=\"S\"/>"
        ),
        "<Connections><Connection src=\"S.outport\" dst=\"Magic.in.port\"/>\
         <Connection src=\"Magic.image\" dst=\"C.inport\"/></Connections>\
         <PropertyLinks><PropertyLink src=\"Magic.camera\" dst=\"S.camera\"/>\
         <PropertyLink src=\"S.group.inner\" dst=\"Magic.a.b\"/></PropertyLinks>",
    );
    let (host, notes) = opened(&text)?;
    assert_eq!(notes.len(), 1, "{notes:?}");
    assert!(notes[0].contains("org.example.Magic"), "{notes:?}");
    assert_eq!(host.with(|n| (n.connections().len(), n.links().len())), (2, 2));
    let saved = to_string(&host)?;
    assert!(saved.contains(&unknown), "{saved}");
    let (again, _) = opened(&saved)?;
    assert_eq!(to_string(&again)?, saved);
    // Whoever waits for it hears about it.
    again.update();
    let canvas = again.with(|network| network.find("C"))?;
    assert!(again.picture(canvas).unwrap_err().to_string().contains("org.example.Magic"));
    Ok(())
}

#[test]
fn a_placeholder_can_be_moved_and_renamed() -> Result<()> {
    let (host, _) = opened(&workspace(UNKNOWN, ""))?;
    let magic = host.with(|network| network.find("Magic"))?;
    host.edit("Move", Edit::Move(magic, [25, 50]))?;
    host.edit("Rename", Edit::Rename(magic, "Other".to_owned()))?;
    let saved = to_string(&host)?;
    let (again, _) = opened(&saved)?;
    let other = again.with(|network| network.find("Other"))?;
    assert_eq!(again.with(|n| n.node(other).map(|node| node.position))?, [25, 50]);
    assert!(saved.contains("org.example.Knob"));
    assert_eq!(to_string(&again)?, saved);
    Ok(())
}

#[test]
fn what_stands_beside_the_network_is_written_back_as_it_was() -> Result<()> {
    let extra =
        "<WorkspaceAnnotations>\n\t<odd   a='1'/>text<!-- why -->\n    </WorkspaceAnnotations>";
    let metadata = "<MetaDataItem type=\"org.inviwo.BoolMetaData\" key=\"Seen\"><MetaData content=\"1\" \
                    /></MetaDataItem>";
    let processor = format!(
        "<Processor type=\"test.workspace.Canvas\" identifier=\"C\"><MetaDataMap>{metadata}\
         </MetaDataMap><enabledAxes><axis content=\"3\" /></enabledAxes></Processor>"
    );
    let text = workspace(&processor, "").replace("</InviwoW", &format!("{extra}</InviwoW"));
    let (host, notes) = opened(&text)?;
    assert_eq!(notes, [""; 0]);
    let saved = to_string(&host)?;
    for kept in [extra, metadata, "<enabledAxes><axis content=\"3\" /></enabledAxes>"] {
        assert!(saved.contains(kept), "{saved}");
    }
    check_round_trip(&host)?;
    Ok(())
}

#[test]
fn references_of_version_17_are_followed() -> Result<()> {
    let text = r#"<?xml version="1.0" ?>
<InviwoWorkspace version="2">
  <ProcessorNetwork>
    <ProcessorNetworkVersion content="17" />
    <Processors>
      <Processor type="test.workspace.Source" identifier="S" displayName="Source">
        <OutPorts><OutPort type="org.inviwo.Image.outport" identifier="outport" id="ref0"/></OutPorts>
        <Properties>
          <Property type="org.inviwo.CompositeProperty" identifier="group">
            <Properties><Property type="org.inviwo.FloatProperty" identifier="inner" id="ref2">
              <value content="0.125"/></Property></Properties>
          </Property>
        </Properties>
      </Processor>
      <Processor type="org.inviwo.VolumeRaycaster" identifier="R" displayName="Raycaster">
        <InPorts><InPort type="org.inviwo.Image.inport" identifier="entry-points" id="ref1"/></InPorts>
        <Properties>
          <Property type="org.inviwo.FloatProperty" identifier="samplingRate" id="ref3"/>
        </Properties>
      </Processor>
    </Processors>
    <Connections>
      <Connection>
        <OutPort type="org.inviwo.Image.outport" identifier="outport" reference="ref0" />
        <InPort type="org.inviwo.Image.inport" identifier="entry-points" reference="ref1" />
      </Connection>
    </Connections>
    <PropertyLinks>
      <PropertyLink>
        <SourceProperty type="org.inviwo.FloatProperty" identifier="inner" reference="ref2" />
        <DestinationProperty type="org.inviwo.FloatProperty" identifier="x" reference="ref3" />
      </PropertyLink>
    </PropertyLinks>
  </ProcessorNetwork>
</InviwoWorkspace>"#;
    let (host, notes) = opened(text)?;
    let is_told =
        notes[0].contains("version 17") && notes[0].contains("paths instead of references");
    assert!(is_told, "{notes:?}");
    assert!(notes[1..].iter().all(|note| note.contains("it is called")), "{notes:?}");
    assert_eq!(value(&host, "S.group.inner")?, 0.125.into());
    let expected = host.with(|network| {
        let (s, r) = (network.find("S")?, network.find("R")?);
        let connection = Connection {
            from: PortRef { processor: s, port: 0 },
            to: PortRef { processor: r, port: 0 },
        };
        assert_eq!(network.connections(), [connection]);
        let from = network.find_property("S.group.inner")?;
        let to = network.find_property("R.samplingRate")?;
        Ok::<_, Error>(Link { from, to })
    })?;
    assert_eq!(host.with(|network| network.links().to_vec()), [expected]);
    check_round_trip(&host)?;
    Ok(())
}

/// A source, a composite with two ray casters in it, and a canvas.
fn with_composite(inner: &str) -> String {
    workspace(
        &format!(
            r#"<Processor type="test.workspace.Source" identifier="S" displayName="S"/>
            <Processor type="org.inviwo.CompositeProcessorChomefileinv" identifier="C" displayName="C">
              <ProcessorNetwork>
                <ProcessorNetworkVersion content="21"/>
                <Processors>
                  <Processor type="org.inviwo.Image.outport.metasource" identifier="In" displayName="In">
                    <SuperInport type="org.inviwo.Image.inport" identifier="VolumeEntry"/></Processor>
                  <Processor type="org.inviwo.VolumeRaycaster" identifier="R" displayName="R">
                    <Properties><Property type="org.inviwo.FloatProperty" identifier="samplingRate">
                      <MetaDataMap><MetaDataItem type="org.inviwo.BoolMetaData"
                        key="CompositeProcessorExposed"><MetaData content="1"/></MetaDataItem>
                      </MetaDataMap><value content="0.75"/></Property></Properties></Processor>
                  <Processor type="org.inviwo.VolumeRaycaster" identifier="R2" displayName="R2"/>
                  {inner}
                  <Processor type="org.inviwo.Image.outport.metasink" identifier="Out" displayName="Out">
                    <SuperOutport type="org.inviwo.Image.outport" identifier="Picture"/></Processor>
                </Processors>
                <Connections>
                  <Connection src="In.outport" dst="R.entry"/>
                  <Connection src="R.outport" dst="R2.many"/>
                  <Connection src="In.outport" dst="R2.many"/>
                  <Connection src="R2.outport" dst="Out.inport"/>
                </Connections>
                <PropertyLinks><PropertyLink src="R.camera" dst="R2.camera"/></PropertyLinks>
              </ProcessorNetwork>
              <Properties><Property type="org.inviwo.FloatProperty" identifier="R_samplingRate">
                <value content="0.75"/></Property></Properties>
            </Processor>
            <Processor type="test.workspace.Canvas" identifier="K" displayName="K"/>"#
        ),
        r#"<Connections><Connection src="S.outport" dst="C.VolumeEntry"/>
           <Connection src="C.Picture" dst="K.inport"/></Connections>
           <PropertyLinks><PropertyLink src="C.R_samplingRate" dst="S.float"/></PropertyLinks>"#,
    )
}

/// Connections and links by the names of their ends.
fn wires(host: &Host) -> Vec<String> {
    host.with(|network| {
        let node = |id| network.node(id).expect("it is there");
        let connections = network.connections().iter().map(|connection| {
            let (from, to) = (node(connection.from.processor), node(connection.to.processor));
            format!(
                "{}.{} {}.{}",
                from.identifier,
                from.outports[connection.from.port as usize].spec.id,
                to.identifier,
                to.inports[connection.to.port as usize].spec.id
            )
        });
        let links = network.links().iter();
        let links =
            links.map(|link| format!("{} {}", network.path(link.from), network.path(link.to)));
        connections.chain(links).collect()
    })
}

const COMPOSITE_WIRES: [&str; 6] = [
    "C_R2.outport K.inport",
    "S.outport C_R.entry",
    "C_R.outport C_R2.many",
    "S.outport C_R2.many",
    "C_R.samplingRate S.float",
    "C_R.camera C_R2.camera",
];

#[test]
fn the_processors_of_a_composite_work_as_if_they_were_outside() -> Result<()> {
    let (host, notes) = opened(&with_composite(""))?;
    assert_eq!(notes.len(), 1, "{notes:?}");
    assert_eq!(wires(&host), COMPOSITE_WIRES);
    assert_eq!(value(&host, "C_R.samplingRate")?, 0.75.into());
    // Inviwo gets its composite again, and so do we.
    let saved = to_string(&host)?;
    assert_eq!(saved.matches("<ProcessorNetwork>").count(), 2, "{saved}");
    for part in [
        r#"<Connection src="S.outport" dst="C.VolumeEntry" />"#,
        r#"<Connection src="C.Picture" dst="K.inport" />"#,
        r#"<PropertyLink src="C.R_samplingRate" dst="S.float" />"#,
        r#"<Connection src="In.outport" dst="R2.many" />"#,
        r#"<Processor type="org.inviwo.VolumeRaycaster" identifier="R2" displayName="R2">"#,
    ] {
        assert!(saved.contains(part), "{part} is not in {saved}");
    }
    assert!(!saved.contains("C_R"), "{saved}");
    let (again, _) = opened(&saved)?;
    assert_eq!(wires(&again), COMPOSITE_WIRES);
    check_same(&to_string(&again)?, &saved);
    Ok(())
}

#[test]
fn what_is_changed_in_a_composite_is_saved_in_it() -> Result<()> {
    let (host, _) = opened(&with_composite(""))?;
    change(&host, "C_R.samplingRate", PropertyChange::Value(0.25.into()))?;
    // A way out of the composite that it did not have.
    host.connect("C_R.outport", "C_R2.entry")?;
    let extra = host.add("org.inviwo.VolumeRaycaster")?;
    host.edit("Rename", Edit::Rename(extra, "X".to_owned()))?;
    host.connect("C_R.outport", "X.many")?;
    let saved = to_string(&host)?;
    // The property inside, the composite's own, which Inviwo reads last, and the one that is linked.
    assert_eq!(saved.matches(r#"<value content="0.25" />"#).count(), 3, "{saved}");
    assert!(saved.contains(r#"<Connection src="C.outport" dst="X.many" />"#), "{saved}");
    assert!(saved.contains(r#"<Connection src="R.outport" dst="R2.entry" />"#), "{saved}");
    let (again, _) = opened(&saved)?;
    assert_eq!(value(&again, "C_R.samplingRate")?, 0.25.into());
    let sorted = |host: &Host| {
        let mut wires = wires(host);
        wires.sort();
        wires
    };
    assert_eq!(sorted(&again), sorted(&host));
    check_same(&to_string(&again)?, &saved);
    // Without its processors there is no composite either.
    for name in ["C_R", "C_R2"] {
        let id = host.with(|network| network.find(name))?;
        host.edit("Remove", Edit::Remove(id))?;
    }
    assert!(!to_string(&host)?.contains("CompositeProcessor"));
    Ok(())
}

#[test]
fn a_composite_may_be_in_a_composite_and_in_an_old_file() -> Result<()> {
    let inner = r#"<Processor type="org.inviwo.CompositeProcessor" identifier="D" displayName="D">
        <ProcessorNetwork><Processors>
        <Processor type="org.inviwo.VolumeRaycaster" identifier="R" displayName="R"/>
        </Processors></ProcessorNetwork></Processor>"#;
    let (host, notes) = opened(&with_composite(inner))?;
    assert_eq!(notes.len(), 2, "{notes:?}");
    host.with(|network| network.find("C_D_R"))?;
    let saved = to_string(&host)?;
    assert_eq!(saved.matches("<ProcessorNetwork>").count(), 3, "{saved}");
    let (again, _) = opened(&saved)?;
    again.with(|network| network.find("C_D_R"))?;
    check_same(&to_string(&again)?, &saved);

    // Version 17 has references, also into composites.
    let old = r#"<InviwoWorkspace version="2"><ProcessorNetwork>
        <ProcessorNetworkVersion content="17"/><Processors>
        <Processor type="test.workspace.Source" identifier="S" displayName="S"><OutPorts>
          <OutPort type="org.inviwo.Image.outport" identifier="outport" id="ref0"/></OutPorts></Processor>
        <Processor type="org.inviwo.CompositeProcessor" identifier="C" displayName="C">
          <ProcessorNetwork><ProcessorNetworkVersion content="17"/><Processors>
            <Processor type="org.inviwo.Image.outport.metasource" identifier="In" displayName="In">
              <OutPorts><OutPort type="t" identifier="outport" id="ref1"/></OutPorts>
              <SuperInport type="org.inviwo.Image.inport" identifier="inport" id="ref2"/></Processor>
            <Processor type="org.inviwo.VolumeRaycaster" identifier="R" displayName="R"><InPorts>
              <InPort type="t" identifier="entry" id="ref3"/></InPorts></Processor>
          </Processors><Connections><Connection>
            <OutPort type="t" identifier="outport" reference="ref1"/>
            <InPort type="t" identifier="entry" reference="ref3"/></Connection></Connections>
          </ProcessorNetwork></Processor></Processors>
        <Connections><Connection><OutPort type="t" identifier="outport" reference="ref0"/>
          <InPort type="t" identifier="inport" reference="ref2"/></Connection></Connections>
        </ProcessorNetwork></InviwoWorkspace>"#;
    let (host, _) = opened(old)?;
    assert_eq!(wires(&host), ["S.outport C_R.entry"]);
    Ok(())
}

#[test]
fn an_odd_composite_is_kept_or_read_without_harm() -> Result<()> {
    let through = with_composite("").replace(
        r#"<Connection src="R.outport" dst="R2.many"/>"#,
        r#"<Connection src="In.outport" dst="Out.inport"/>"#,
    );
    let (host, notes) = opened(&through)?;
    assert!(notes.iter().any(|note| note.contains("straight through")), "{notes:?}");
    assert!(to_string(&host)?.contains("<SuperInport"));
    for (from, to) in [
        (r#"identifier="VolumeEntry""#, ""),
        (r#"identifier="R2""#, r#"identifier="R""#),
        (r#"identifier="In""#, ""),
        (r#"dst="C.VolumeEntry""#, r#"dst="C.nothing""#),
        (r#"src="C.Picture" dst="K.inport""#, r#"src="C.Picture" dst="C.VolumeEntry""#),
    ] {
        let (host, _) = opened(&with_composite("").replace(from, to))?;
        let saved = to_string(&host)?;
        let (again, _) = opened(&saved)?;
        check_same(&to_string(&again)?, &saved);
    }
    Ok(())
}

#[test]
fn a_network_without_its_element_is_one_all_the_same() -> Result<()> {
    let text = "<InviwoWorkspace version=\"3\"><ProcessorNetworkVersion content=\"21\"/><Processors>\
                <Processor type=\"test.workspace.Source\" identifier=\"S\"/></Processors>\
                <PortInspectors/></InviwoWorkspace>";
    let (host, notes) = opened(text)?;
    assert_eq!((notes.len(), host.with(|network| network.processors().len())), (0, 1));
    Ok(())
}

#[test]
fn an_appended_workspace_gets_new_identifiers_and_keeps_its_connections() -> Result<()> {
    let host = rich()?;
    let text = to_string(&host)?;
    let notes = open(&host, &text, None)?;
    assert_eq!(notes.len(), 3, "{notes:?}");
    assert_eq!(host.with(|n| (n.processors().len(), n.connections().len())), (6, 4));
    assert_eq!(host.with(|network| network.links().len()), 4);
    let (a, b) = (value(&host, "Source.camera")?, value(&host, "Source2.camera")?);
    assert_eq!(a, b);
    Ok(())
}

#[test]
fn a_canvas_is_as_large_as_its_window_was() -> Result<()> {
    let (host, _) = opened(&workspace(
        "<Processor type=\"test.workspace.Canvas\" identifier=\"C\"><MetaDataMap><MetaDataItem \
         type=\"org.inviwo.ProcessorWidgetMetaData\" key=\"org.inviwo.ProcessorWidgetMetaData\">\
         <dimensions x=\"300\" y=\"200\"/></MetaDataItem></MetaDataMap></Processor>",
        "",
    ))?;
    assert_eq!(value(&host, "C.inputSize.dimensions")?, Value::ints(&[300, 200])?);
    Ok(())
}

#[test]
fn old_ways_to_select_an_option_are_understood() -> Result<()> {
    let property = |id: &str, inside: &str| {
        format!(
            "<Property type=\"org.inviwo.OptionPropertyInt\" identifier=\"{id}\">{inside}</Property>"
        )
    };
    let (host, notes) = opened(&workspace(
        &format!(
            "<Processor type=\"test.workspace.Source\" identifier=\"S\"><Properties>{}{}{}{}\
             </Properties></Processor>",
            property("enum", "<selectedIndex content=\"1\"/>"),
            property("ints", "<value content=\"1\"/>"),
            property("strings", "<selectedIdentifier content=\"SECOND\"/>"),
            property("floats", "<selectedIdentifier content=\"third\"/>"),
        ),
        "",
    ))?;
    for id in ["enum", "ints", "strings"] {
        assert_eq!(value(&host, &format!("S.{id}"))?.as_text(), Some("second"), "{id}");
    }
    assert_eq!(value(&host, "S.floats")?.as_text(), Some("first"));
    assert_eq!(notes.len(), 1, "{notes:?}");
    Ok(())
}

#[test]
fn a_workspace_and_its_data_can_move_together() -> Result<()> {
    let home = tempfile::tempdir()?;
    let (old, new) = (home.path().join("old"), home.path().join("new"));
    std::fs::create_dir(&old)?;
    std::fs::write(old.join("volume.dat"), "")?;
    let host = host()?;
    host.add("test.workspace.Source")?;
    host.set("Source.file", old.join("volume.dat").to_str().expect("it is plain"))?;
    save(&host, &old.join("a.inv"))?;
    std::fs::rename(&old, &new)?;
    host.open(&new.join("a.inv"))?;
    let expected = new.join("volume.dat");
    assert_eq!(value(&host, "Source.file")?.as_text(), expected.to_str());
    let text = std::fs::read_to_string(new.join("a.inv"))?;
    save(&host, &new.join("a.inv"))?;
    let path = |path: &Path| path.to_str().expect("it is plain").to_owned();
    let moved = text.replace(&path(&old), &path(&new));
    assert_eq!(std::fs::read_to_string(new.join("a.inv"))?, moved);
    Ok(())
}

#[test]
fn an_interrupted_save_leaves_the_old_file_whole() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("a.inv");
    std::fs::write(&path, "old")?;
    let failed = write_whole(&path, |file| {
        std::io::Write::write_all(file, b"half of the new")?;
        Err(std::io::Error::other("the disk is full"))
    });
    assert!(failed.unwrap_err().to_string().contains("the disk is full"));
    assert_eq!(std::fs::read_to_string(&path)?, "old");
    assert_eq!(std::fs::read_dir(folder.path())?.count(), 1);
    write_whole(&path, |file| std::io::Write::write_all(file, b"new"))?;
    assert_eq!(std::fs::read_to_string(&path)?, "new");
    Ok(())
}

#[test]
fn what_is_no_workspace_is_refused() -> Result<()> {
    for (text, why) in [
        ("", "this is not XML"),
        ("no workspace", "this is not XML"),
        ("<InviwoWorkspace><Processors></InviwoWorkspace>", "line 1, column"),
        ("<svg/>", "not <InviwoWorkspace>"),
        ("<!DOCTYPE a [<!ENTITY b 'c'>]><InviwoWorkspace/>", "this is not XML"),
    ] {
        let error = open(&host()?, text, None).unwrap_err().to_string();
        assert!(error.contains(why), "{error}");
    }
    let deep = format!("{}{}", "<Properties>".repeat(5000), "</Properties>".repeat(5000));
    assert!(open(&host()?, &workspace(&deep, ""), None).is_err());
    Ok(())
}

#[test]
fn mistakes_in_a_file_are_noted_and_the_rest_is_there() -> Result<()> {
    let (host, notes) = opened(&workspace(
        "<Processor/><Processor type=\"\"/><Odd/>\
         <Processor type=\"org.inviwo.VolumeRaycaster\" identifier=\"A\"/>\
         <Processor type=\"org.inviwo.VolumeRaycaster\" identifier=\"A\"/>\
         <Processor type=\"org.inviwo.VolumeRaycaster\" identifier=\"B\"><Properties>\
         <Property/><Property identifier=\"samplingRate\"><value content=\"fast\"/></Property>\
         <Property identifier=\"samplingRate\"><value content=\"3\"/></Property></Properties>\
         <MetaDataMap><MetaDataItem key=\"org.inviwo.ProcessorMetaData\"><position x=\"1e300\"/>\
         </MetaDataItem></MetaDataMap></Processor>\
         <Processor type=\"test.workspace.Source\"><Properties>\
         <Property identifier=\"float\"><minvalue content=\"nan\"/><value content=\"1e999\"/>\
         </Property><Property identifier=\"int\"><value content=\"99999999999999999999\"/></Property>\
         <Property identifier=\"range\"><range x=\"inf\" y=\"nan\"/><value x=\"3\" y=\"2\"/></Property>\
         <Property identifier=\"camera\"><Camera type=\"Odd\"><near content=\"\"/></Camera></Property>\
         <Property identifier=\"tf\"><TransferFunction><Points><Point/></Points></TransferFunction>\
         </Property><Property identifier=\"strings\"><options><option/></options></Property>\
         </Properties></Processor>",
        "<Connections><Connection/><Connection src=\"A\" dst=\"B\"/>\
         <Connection src=\"A.outport\" dst=\"B.many\"/><Connection src=\"B.outport\" dst=\"A.many\"/>\
         <Connection src=\"A.outport\" dst=\"A.entry\"/><Connection src=\"Z.a\" dst=\"B.many\"/>\
         </Connections><PropertyLinks><PropertyLink/><PropertyLink src=\"A.camera\" dst=\"A.camera\"/>\
         <PropertyLink src=\"A.camera\" dst=\"A.samplingRate\"/></PropertyLinks>",
    ))?;
    assert_eq!(host.with(|n| (n.processors().len(), n.connections().len())), (4, 1));
    insta::assert_snapshot!(notes.join("\n"));
    // Whatever it is, it can be saved and opened.
    let text = to_string(&host)?;
    let (again, _) = opened(&text)?;
    assert_eq!(to_string(&again)?, text);
    again.update();
    Ok(())
}

#[test]
fn opening_asks_for_one_evaluation() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("a.inv");
    save(&rich()?, &path)?;
    let host = host()?;
    host.open(&path)?;
    assert!(host.is_busy());
    host.update();
    let status = host.with(|network| {
        let source = network.find("Source")?;
        Ok::<_, Error>(network.node(source)?.status.clone())
    })?;
    assert_eq!(status, Status::Valid);
    Ok(())
}

fn any_value(id: &'static str) -> BoxedStrategy<(&'static str, Value)> {
    let float = || prop_oneof![any::<f64>(), Just(f64::NAN), Just(f64::INFINITY)];
    let floats = move |n: usize| {
        prop::collection::vec(float(), n)
            .prop_map(|floats| Value::Floats(floats.into_iter().collect()))
    };
    let ints = |n: usize| {
        prop::collection::vec(any::<i64>(), n)
            .prop_map(|ints| Value::Ints(ints.into_iter().collect()))
    };
    let points = move || {
        let point = (float(), any::<[f32; 4]>());
        prop::collection::vec(point, 0..4).prop_map(|points| TransferFunction::new(&points))
    };
    let value = match id {
        "float" | "hard" => floats(1).boxed(),
        "double3" => floats(3).boxed(),
        "matrix" => floats(9).boxed(),
        "range" => floats(2).boxed(),
        "int" | "int64" => ints(1).boxed(),
        "size2" => ints(2).boxed(),
        "tf" => (points(), any::<[f64; 2]>(), any::<bool>())
            .prop_map(|(function, mask, absolute)| {
                Value::TransferFunction(TransferFunction { mask, absolute, ..function })
            })
            .boxed(),
        "iso" => points()
            .prop_map(|function| {
                Value::IsoValues(IsoValues { points: function.points, absolute: false })
            })
            .boxed(),
        "camera" => (any::<[[f32; 3]; 4]>(), 0..3_usize)
            .prop_map(|([from, to, up, [near, fov, aspect]], n)| {
                Value::Camera(Camera {
                    projection: Projection::ALL[n].0,
                    look_from: from.into(),
                    look_to: to.into(),
                    look_up: up.into(),
                    near,
                    fov_degrees: fov,
                    aspect,
                    ..Camera::default()
                })
            })
            .boxed(),
        // No control characters, which XML can't say.
        _ => "[\\PC\n\r\t]{0,12}".prop_map(Value::Text).boxed(),
    };
    value.prop_map(move |value| (id, value)).boxed()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_value_survives_saving(
        (id, saved) in prop::sample::select(vec![
            "float", "hard", "double3", "matrix", "range", "int", "int64", "size2", "tf", "iso",
            "camera", "text", "file",
        ]).prop_flat_map(any_value),
        min in any::<f64>(),
    ) {
        let host = host().expect("the classes are fine");
        host.add("test.workspace.Source").expect("there is such a class");
        let path = format!("Source.{id}");
        change(&host, "Source.hard", PropertyChange::Min(min.into())).expect("it has a bound");
        host.set(&path, saved).expect("the value fits");
        let again = check_round_trip(&host).expect("it is a workspace");
        let (before, after) =
            (value(&host, &path).expect("it is there"), value(&again, &path).expect("it is there"));
        match before {
            Value::Camera(camera) if camera.projection == Projection::Orthographic => {
                // Its field of view is not saved.
                let Value::Camera(after) = after else { unreachable!("it was a camera") };
                let fov_degrees = after.fov_degrees;
                prop_assert_eq!(Camera { fov_degrees, ..camera }, after);
            }
            // Text compares NaN, wherever it is.
            before => prop_assert_eq!(format!("{:?}", before), format!("{:?}", after)),
        }
    }

    #[test]
    fn nothing_that_a_file_says_is_a_panic(
        text in "(<(Processor|Property|Connection|MetaDataItem|value|Camera|option)( (type|identifier|src|dst|content|x|y|key)='[a-zA-Z.0-9 -]{0,9}'){0,4}/>){0,6}",
        list in prop::sample::select(vec!["Processors", "Connections", "PropertyLinks", "Properties"]),
        version in 0..25_u32,
    ) {
        let text = format!(
            "<InviwoWorkspace><ProcessorNetworkVersion content='{version}'/><{list}>{text}</{list}>\
             </InviwoWorkspace>"
        );
        // An attribute that is there twice is an error of its own.
        if let Ok((host, _)) = opened(&text) {
            to_string(&host).expect("it can be saved");
        }
    }
}

/// The ports of a composite: names, directions, and the paths of what they stand for.
fn ports(host: &Host, composite: crate::network::ProcessorId) -> Vec<String> {
    host.with(|network| {
        let ports = super::composite_ports(network, composite).into_iter();
        let inner = |port: PortRef, is_outport: bool| {
            let node = network.node(port.processor).expect("it is there");
            let id = match is_outport {
                true => &node.outports[port.port as usize].spec.id,
                false => &node.inports[port.port as usize].spec.id,
            };
            format!("{}.{id}", node.identifier)
        };
        let named = |port: super::CompositePort| {
            let inner: Vec<_> = port.inner.iter().map(|i| inner(*i, port.is_outport)).collect();
            let way = if port.is_outport { "out" } else { "in" };
            format!("{way} {} {}", port.identifier, inner.join(" "))
        };
        ports.map(named).collect()
    })
}

#[test]
fn a_composite_is_made_of_processors_saved_and_taken_apart() -> Result<()> {
    let host = rich()?;
    let before = to_string(&host)?;
    let find = |host: &Host, name: &str| host.with(|network| network.find(name));
    let raycaster = find(&host, "VolumeRaycaster")?;
    let composite = host.compose(&[raycaster], "Box")?;
    assert_eq!(host.step_names().0.as_deref(), Some("Make composite Box"));
    let inside = find(&host, "Box_VolumeRaycaster")?;
    assert_eq!((inside, host.with(|n| n.members(composite))), (raycaster, vec![raycaster]));
    let made = ["in inport Box_VolumeRaycaster.many", "out outport Box_VolumeRaycaster.outport"];
    assert_eq!(ports(&host, composite), made);
    assert!(host.with(|n| n.node(composite).is_ok_and(|node| !node.is_placeholder())));
    assert!(host.placeholders().is_empty());

    let saved = to_string(&host)?;
    assert_eq!(saved.matches("<ProcessorNetwork>").count(), 2, "{saved}");
    assert!(saved.contains(r#"<Connection src="Source.outport" dst="Box.inport" />"#), "{saved}");
    let (again, _) = opened(&saved)?;
    check_same(&to_string(&again)?, &saved);
    assert_eq!(again.with(|network| network.links().len()), 2, "{saved}");
    let known = find(&again, "Box")?;
    assert_eq!(ports(&again, known), made);
    // Ports stay when nothing comes to them any more.
    let connections = again.with(|network| network.connections().to_vec());
    let gone = connections.into_iter().map(Edit::Disconnect).collect();
    again.edit("Disconnect", Edit::All(gone))?;
    assert_eq!(ports(&again, known), made);

    host.undo()?;
    check_same(&to_string(&host)?, &before);
    host.redo()?;
    check_same(&to_string(&host)?, &saved);
    assert_eq!(host.dissolve(composite)?, [raycaster]);
    check_same(&to_string(&host)?, &before);
    host.undo()?;
    check_same(&to_string(&host)?, &saved);

    // One in another one, and nothing in itself.
    let outer = host.compose(&[composite], "Outer")?;
    assert_eq!(host.with(|n| n.with_members(&[outer])), [outer, composite, raycaster]);
    let member = crate::network::Member { composite, identifier: "Outer".to_owned() };
    assert!(host.edit("Put in", Edit::Member(outer, Some(member))).is_err());
    let saved = to_string(&host)?;
    assert_eq!(saved.matches("<ProcessorNetwork>").count(), 3, "{saved}");
    let (again, _) = opened(&saved)?;
    check_same(&to_string(&again)?, &saved);
    assert!(host.compose(&[], "Nothing").is_err());

    // What comes from one place comes in at one port, also once saved.
    let (host, _) = opened(&with_composite(""))?;
    let composite = find(&host, "C")?;
    let inner = host.dissolve(composite)?;
    let both = host.compose(&inner, "Both")?;
    let sorted = |host: &Host, id| {
        let mut ports = ports(host, id);
        ports.sort();
        ports
    };
    let made = ["in inport Both_R.entry Both_R2.many", "out outport Both_R2.outport"];
    assert_eq!(sorted(&host, both), made);
    let (again, _) = opened(&to_string(&host)?)?;
    assert_eq!(sorted(&again, find(&again, "Both")?), made);
    let [outer, composite] = [both, inner[0]];
    assert!(host.compose(&[outer, composite], "Both").is_err());
    Ok(())
}

#[test]
fn a_composite_in_a_file_is_added_where_it_is_wanted() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let host = rich()?;
    let raycaster = host.with(|network| network.find("VolumeRaycaster"))?;
    let composite = host.compose(&[raycaster], "Box")?;
    let path = folder.path().join("Ray_Casting.inv");
    host.save_composite(composite, &path)?;
    let text = std::fs::read_to_string(&path)?;
    assert!(text.contains(".outport.metasource") && text.contains(".outport.metasink"), "{text}");

    let added = host.append_composite(&path)?;
    let name = host.with(|n| n.node(added).map(|node| node.display_name.clone()))?;
    assert_eq!(name, "Ray_Casting");
    let made = [
        "in inport Ray_Casting_VolumeRaycaster.many",
        "out outport Ray_Casting_VolumeRaycaster.outport",
    ];
    assert_eq!(ports(&host, added), made);
    assert_eq!(host.step_names().0.as_deref(), Some("Add Ray_Casting"));
    host.undo()?;
    assert!(host.with(|network| network.find("Ray_Casting_VolumeRaycaster")).is_err());
    std::fs::write(&path, "<InviwoWorkspace/>")?;
    assert!(host.append_composite(&path).is_err(), "there is nothing in it");
    Ok(())
}

#[test]
fn properties_that_a_composite_shows_are_metadata_as_in_inviwo() -> Result<()> {
    let (host, _) = opened(&with_composite(""))?;
    let shown = |host: &Host, path: &str| {
        host.with(|n| n.find_property(path).and_then(|at| Ok(n.property(at)?.is_promoted)))
    };
    assert!(shown(&host, "C_R.samplingRate")? && !shown(&host, "C_R2.samplingRate")?);
    change(&host, "C_R2.samplingRate", PropertyChange::Promoted(true))?;
    change(&host, "C_R.samplingRate", PropertyChange::Promoted(false))?;
    let saved = to_string(&host)?;
    assert_eq!(saved.matches("CompositeProcessorExposed").count(), 1, "{saved}");
    assert!(saved.contains("identifier=\"R2_samplingRate\""), "{saved}");
    assert!(!saved.contains("identifier=\"R_samplingRate\""), "{saved}");
    let (again, _) = opened(&saved)?;
    assert!(!shown(&again, "C_R.samplingRate")? && shown(&again, "C_R2.samplingRate")?);
    check_same(&to_string(&again)?, &saved);
    host.undo()?;
    assert!(shown(&host, "C_R.samplingRate")?);
    Ok(())
}
