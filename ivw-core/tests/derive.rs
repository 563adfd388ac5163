//! The derives: what they declare, and that fields start with their declared defaults.

#![allow(missing_docs)]

use glam::UVec3;
use ivw_core::prelude::*;
use ivw_core::processor::Registration;
use ivw_core::property::{ChoiceField, ChoiceKind, Field, Selection};

/// Keeps the voxels of a range of values,
/// and clears the others.
///
/// | port   | value |
/// |--------|-------|
/// | volume | `f32` |
#[derive(Processor)]
#[processor("org.example.Toy", category = "Volume Operation", tags = "CPU, Toy", sink)]
struct ValueFilter {
    /// Values to choose from.
    #[inport("inport", keeps_size)]
    volume: In<Volume>,

    #[inport("maskInport", optional, group("masks"))]
    mask: In<Volume>,

    /// The voxels that are left.
    #[outport("outport")]
    kept: Out<Volume>,

    /// Values that stay.
    #[property("valueRange", name = "Values", default = 0.25..0.75, bounds = -1.0..=1.0)]
    values: std::ops::Range<f32>,

    #[property("border", default = Border::Mirror)]
    border: Border,

    /// How it looks.
    #[group("lighting", collapsed = true, preset("fade.steps", 7), visible_if = |p| p.values.start > 0.0)]
    look: Lighting,

    #[property("count", default = 3)]
    renamed_in_rust: i32,

    // Private state.
    runs: usize,
    note: String,
}

impl Process for ValueFilter {
    fn process(&mut self, _: &Context) -> Result<()> {
        self.runs += 1;
        let volume = self.volume.get()?;
        let kept = Volume::from_fn(volume.size(), |index| {
            let value = volume.voxel(index)[0] as f32;
            if self.values.contains(&value) { value } else { 0.0 }
        })?;
        self.kept.set(kept);
        Ok(())
    }
}

#[derive(PropertyGroup)]
#[group_class("org.example.LightingProperty", checked_by = "on")]
struct Lighting {
    /// Whether there is light.
    #[property("on", default = true)]
    is_on: bool,

    #[property("strength", default = 0.5, bounds = 0.0..=2.0)]
    strength: f32,

    /// How the light ends.
    #[group("fade")]
    fade: Fade,

    unsaved: Option<u8>,
}

#[derive(PropertyGroup)]
struct Fade {
    #[property("steps", default = 5)]
    steps: u32,

    #[property("border", visible_if = |group| group.steps > 6)]
    border: Border,
}

#[derive(Choice, Clone, Copy, Debug, Default, PartialEq)]
enum Border {
    #[default]
    #[choice("clampToEdge", "Clamp to Edge")]
    Clamp = 10,
    #[choice("mirror")]
    Mirror,
    RepeatForever = -3,
}

#[derive(Choice, Clone, Copy, Debug, Default, PartialEq)]
#[choice_class("EnumChar")]
#[repr(u8)]
enum Letter {
    A = b'a',
    #[default]
    B,
}

#[derive(Processor)]
#[processor("org.example.Empty", name = "Nothing at All", category = "Test")]
struct EmptyProcessor;

impl Process for EmptyProcessor {
    fn process(&mut self, _: &Context) -> Result<()> {
        Ok(())
    }
}

#[test]
fn a_struct_says_what_the_processor_is() {
    let declaration = ValueFilter::declare();
    let spec = declaration.spec();
    assert_eq!(spec.class_id, "org.example.Toy");
    assert_eq!(spec.name, "Value Filter");
    assert_eq!(spec.category, "Volume Operation");
    assert_eq!(spec.tags, ["CPU", "Toy"]);
    assert_eq!(spec.is_sink, Some(true));
    assert_eq!(
        spec.help,
        "Keeps the voxels of a range of values, and clears the others.\n\n\
         | port   | value |\n|--------|-------|\n| volume | `f32` |"
    );

    let empty = EmptyProcessor::declare();
    assert_eq!(empty.spec().name, "Nothing at All");
    assert_eq!(empty.spec().help, "");
    assert!(empty.spec().inports.is_empty() && empty.spec().properties.is_empty());
}

#[test]
fn fields_are_ports() {
    let declaration = ValueFilter::declare();
    let spec = declaration.spec();
    let [volume, mask] = spec.inports.as_slice() else { panic!("two fields are inports") };
    assert_eq!((volume.id.as_str(), volume.help.as_str()), ("inport", "Values to choose from."));
    assert_eq!(volume.class_id, "org.inviwo.Volume.inport");
    assert_eq!((volume.keeps_size, volume.is_optional), (true, false));
    assert_eq!((mask.id.as_str(), mask.help.as_str()), ("maskInport", ""));
    assert_eq!((mask.keeps_size, mask.is_optional, mask.group.as_str()), (false, true, "masks"));

    let [kept] = spec.outports.as_slice() else { panic!("one field is an outport") };
    assert_eq!((kept.id.as_str(), kept.help.as_str()), ("outport", "The voxels that are left."));
    assert_eq!(kept.class_id, "org.inviwo.Volume.outport");
}

#[test]
fn fields_are_properties_under_their_saved_identifiers() {
    let declaration = ValueFilter::declare();
    let properties = &declaration.spec().properties;
    let faces: Vec<_> = properties
        .iter()
        .map(|p| (p.id.as_str(), p.name.as_str(), p.help.as_str(), p.has_condition))
        .collect();
    assert_eq!(
        faces,
        [
            ("valueRange", "Values", "Values that stay.", false),
            ("border", "Border", "", false),
            ("lighting", "Lighting", "How it looks.", true),
            ("count", "Count", "", false),
        ]
    );
    let classes: Vec<_> = properties.iter().map(PropertySpec::class_id).collect();
    assert_eq!(
        classes,
        [
            "org.inviwo.FloatMinMaxProperty",
            "org.inviwo.OptionPropertyEnumInt",
            "org.example.LightingProperty",
            "org.inviwo.IntProperty",
        ]
    );
    let Kind::Range(range) = &properties[0].kind else { panic!("it is a range") };
    assert_eq!(range.range.as_floats().as_deref(), Some(&[-1.0, 1.0][..]));
    assert_eq!(range.default.as_floats().as_deref(), Some(&[0.25, 0.75][..]));
}

#[test]
fn groups_are_properties_with_properties_in_them() {
    let declaration = ValueFilter::declare();
    let lighting = &declaration.spec().properties[2];
    let Kind::Group(group) = &lighting.kind else { panic!("it is a group") };
    assert_eq!((group.checked_by.as_deref(), group.collapsed), (Some("on"), true));
    let ids: Vec<_> = group.children.iter().map(|child| child.id.as_str()).collect();
    assert_eq!(ids, ["on", "strength", "fade"]);
    assert_eq!(group.children[0].help, "Whether there is light.");
    assert_eq!(group.children[0].default_value(), Value::Bool(true));

    let fade = &group.children[2];
    assert_eq!((fade.help.as_str(), fade.children().len()), ("How the light ends.", 2));
    assert_eq!(fade.class_id(), "org.inviwo.CompositeProperty");
    assert_eq!(fade.children()[0].default_value().as_int(), Some(7));
    assert!(fade.children()[1].has_condition);
}

#[test]
fn a_processor_starts_with_the_declared_defaults() {
    let toy = ValueFilter::default();
    assert_eq!(toy.values, 0.25..0.75);
    assert_eq!(toy.border, Border::Mirror);
    assert_eq!(toy.renamed_in_rust, 3);
    assert_eq!((toy.look.is_on, toy.look.strength), (true, 0.5));
    assert_eq!((toy.look.fade.steps, toy.look.fade.border), (7, Border::Clamp));
    assert_eq!((toy.runs, toy.note.as_str(), toy.look.unsaved), (0, "", None));
    assert!(toy.volume.data().is_none() && toy.mask.data().is_none());
    // A port knows its identifier, for messages.
    let error = toy.mask.get().expect_err("there is no data").to_string();
    assert!(error.contains("maskInport"), "{error}");
}

#[test]
fn a_group_on_its_own_starts_with_its_defaults() {
    let lighting = Lighting::default();
    assert_eq!((lighting.is_on, lighting.strength, lighting.fade.steps), (true, 0.5, 5));
    assert_eq!(Lighting::class(), (Some("org.example.LightingProperty"), Some("on")));
    assert_eq!(Fade::class(), (None, None));
}

#[test]
fn a_processor_is_a_struct_literal_in_tests() -> Result<()> {
    let volume = Volume::from_fn(UVec3::new(3, 1, 1), |index| index.x as f32 * 0.5)?;
    let mut toy = ValueFilter { volume: volume.into(), ..Default::default() };
    toy.process(&Context::detached())?;
    let kept = toy.kept.get()?;
    let values: Vec<_> = (0..3).map(|n| kept.voxel_at(n)[0]).collect();
    assert_eq!((values, toy.runs), (vec![0.0, 0.5, 0.0], 1));
    Ok(())
}

#[test]
fn variants_are_options() {
    assert_eq!(
        Border::OPTIONS,
        [
            ("clampToEdge", "Clamp to Edge", Border::Clamp),
            ("mirror", "Mirror", Border::Mirror),
            ("RepeatForever", "Repeat Forever", Border::RepeatForever),
        ]
    );
    let option = |id: &str, name: &str, number| OptionItem {
        id: id.to_owned(),
        name: name.to_owned(),
        value: OptionValue::Int(number),
    };
    let kind = <Border as Field>::kind(&Border::Mirror);
    assert_eq!(
        kind,
        Kind::Choice(ChoiceKind {
            class: "EnumInt".to_owned(),
            options: vec![
                option("clampToEdge", "Clamp to Edge", 10),
                option("mirror", "Mirror", 11),
                option("RepeatForever", "Repeat Forever", -3),
            ],
            default: 1,
        })
    );

    let letter = PropertySpec::new("letter", <Letter as Field>::kind(&Letter::default()));
    assert_eq!(letter.class_id(), "org.inviwo.OptionPropertyEnumChar");
    assert_eq!(letter.default_value().as_int(), Some(i64::from(b'b')));
}

#[test]
fn a_selection_is_known_by_its_identifier() -> Result<()> {
    for (index, (id, _, border)) in Border::OPTIONS.iter().enumerate() {
        let selection = border.to_selection();
        let value = OptionValue::Int(border.number());
        assert_eq!(selection, Value::Choice(Selection { id: (*id).to_owned(), index, value }));
        let mut read = Border::default();
        read.read(&selection)?;
        assert_eq!(read, *border);
    }
    // Numbers change when variants move; identifiers stay.
    let mut border = Border::default();
    border.read(&Value::choice("mirror"))?;
    assert_eq!(border, Border::Mirror);
    assert!(border.read(&Value::choice("Mirror")).is_err());
    assert!(border.read(&Value::Bool(true)).is_err());
    assert_eq!(border, Border::Mirror);
    Ok(())
}

#[test]
fn processors_are_registered_with_their_library() {
    assert_eq!(Registration::factories().len(), 2);
}
