//! How a person turns the camera.

use ivw_core::prelude::*;
use ivw_core::property::{Bound, ChoiceKind, GroupFields, NumberKind, Scalar};

/// This says how a person turns the camera with mouse and keys.
///
/// The window reads it from the network; the processor that has it needs nothing of it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Trackball;

impl GroupFields for Trackball {
    fn fields() -> Vec<Declared<Self>> {
        specs().into_iter().map(Declared::without_field).collect()
    }

    fn class() -> (Option<&'static str>, Option<&'static str>) {
        (Some("org.inviwo.CameraTrackball"), None)
    }
}

fn specs() -> Vec<PropertySpec> {
    let mut specs = vec![
        choice(
            "trackballMethod",
            "Trackball Method",
            "How a drag of the mouse turns the camera.",
            &[
                ("tb_vt", "Virtual Trackball"),
                ("tb_tav", "Two Axis Valuator"),
                ("tb_fps", "Two Axis Valuator (Eye Centred)"),
                ("tb_fodr", "Follow Object During Rotation"),
            ],
            0,
        ),
        number("sensitivity", "Sensitivity", "How fast it turns.", 3.0, [0.0, 10.0], 0.25),
        number(
            "movementSpeed",
            "Movement Speed",
            "How fast keys move the camera.",
            0.025,
            [0.0, 1.0],
            0.01,
        ),
        switch("fixUp", "Fix Up Vector", "Keep the up direction of the world up.", false),
        choice(
            "worldUp",
            "World Up Vector",
            "The up direction of the world.",
            &[("xAxis", "X"), ("yAxis", "Y"), ("zAxis", "Z"), ("custom", "Custom")],
            1,
        ),
        vector("customWup", "Custom World Up", "A direction that is up.", [0.0, 1.0, 0.0]),
        number(
            "verticalAngleLimit",
            "Vertical Angle Limit",
            "How close to the poles the camera gets, in radians.",
            0.125,
            [0.0, std::f64::consts::FRAC_PI_2],
            0.05,
        ),
    ];
    specs.extend(SWITCHES.iter().map(|&(id, name, help, on)| switch(id, name, help, on)));
    specs.extend(EVENTS.iter().map(|&(id, name, help)| {
        let mut spec = PropertySpec::new(id, Kind::Event);
        describe(&mut spec, name, help);
        spec
    }));
    for spec in &mut specs {
        if spec.id == "handleEvents" {
            spec.invalidation = InvalidationLevel::Valid;
        }
    }
    specs
}

const SWITCHES: [(&str, &str, &str, bool); 12] = [
    ("handleEvents", "Handle interaction events", "Listen to mouse and keys.", true),
    ("allowHorizontalPanning", "Horizontal Panning", "Let it move sideways.", true),
    ("allowVerticalPanning", "Vertical Panning", "Let it move up and down.", true),
    ("boundedPanning", "Bounded Panning", "Keep it from moving away from the data.", false),
    ("allowZoom", "Zoom", "Let it come closer and go back.", true),
    ("allowWheelZoom", "Zoom using mouse wheel", "Let the wheel bring it closer.", true),
    ("boundedZooming", "Bounded Zooming", "Keep it from leaving the range of distances.", false),
    ("allowHorziontalRotation", "Rotation around vertical axis", "Let it turn sideways.", true),
    ("allowVerticalRotation", "Rotation around horizontal axis", "Let it turn up.", true),
    ("allowViewAxisRotation", "Rotation around view axis", "Let it roll.", true),
    ("allowRecenterView", "Double click to recenter camera focus", "Let it refocus.", false),
    ("animate", "Animate rotations", "Let it go on turning.", false),
];

const EVENTS: [(&str, &str, &str); 23] = [
    ("mouseRecenterFocusPoint", "Recenter Focus Point", "Looks to a point: double click."),
    ("wheelZoom", "Wheel Zoom", "Comes closer: mouse wheel."),
    ("trackballRotate", "Rotate", "Turns: left button."),
    ("mouseZoom", "Zoom", "Comes closer: right button."),
    ("trackballPan", "Pan", "Moves sideways: middle button."),
    ("mouseReset", "Reset", "Ends a gesture: release of a button."),
    ("moveUp", "Move Up", "Moves up: R."),
    ("moveDown", "Move Down", "Moves down: F."),
    ("moveForward", "Move Forward", "Moves ahead: Shift or Alt with W."),
    ("moveBackward", "Move Backward", "Moves back: Shift or Alt with S."),
    ("moveLeft", "Move Left", "Moves left: Shift or Alt with A."),
    ("moveRight", "Move Right", "Moves right: Shift or Alt with D."),
    ("stepRotateUp", "Step Rotate Up", "Turns up: W."),
    ("stepRotateLeft", "Step Rotate Left", "Turns left: A."),
    ("stepRotateDown", "Step Rotate Down", "Turns down: S."),
    ("stepRotateRight", "Step Rotate Right", "Turns right: D."),
    ("stepZoomIn", "Step Zoom In", "Comes closer: +."),
    ("stepZoomOut", "Step Zoom Out", "Goes back: -."),
    ("stepPanUp", "Step Pan Up", "Moves up: Shift with W."),
    ("stepPanLeft", "Step Pan Left", "Moves left: Shift with A."),
    ("stepPanDown", "Step Pan Down", "Moves down: Shift with S."),
    ("stepPanRight", "Step Pan Right", "Moves right: Shift with D."),
    ("touchGesture", "Touch", "Turns, moves and comes closer: fingers."),
];

fn describe(spec: &mut PropertySpec, name: &str, help: &str) {
    name.clone_into(&mut spec.name);
    help.clone_into(&mut spec.help);
}

fn switch(id: &str, name: &str, help: &str, default: bool) -> PropertySpec {
    let mut spec = PropertySpec::new(id, Kind::Bool { default });
    describe(&mut spec, name, help);
    spec
}

fn number(
    id: &str,
    name: &str,
    help: &str,
    default: f64,
    [min, max]: [f64; 2],
    step: f64,
) -> PropertySpec {
    let mut kind = NumberKind::vector(Scalar::F32, &[default]);
    (kind.min, kind.max, kind.step) = (kind.splat(min), kind.splat(max), kind.splat(step));
    let mut spec = PropertySpec::new(id, Kind::Number(kind));
    describe(&mut spec, name, help);
    spec
}

fn vector(id: &str, name: &str, help: &str, default: [f64; 3]) -> PropertySpec {
    let mut kind = NumberKind::vector(Scalar::F32, &default);
    (kind.min, kind.max) = (kind.splat(-1.0), kind.splat(1.0));
    (kind.min_bound, kind.max_bound) = (Bound::Ignore, Bound::Ignore);
    let mut spec = PropertySpec::new(id, Kind::Number(kind));
    describe(&mut spec, name, help);
    spec
}

fn choice(
    id: &str,
    name: &str,
    help: &str,
    options: &[(&str, &str)],
    default: usize,
) -> PropertySpec {
    let option = |(number, (id, name)): (usize, &(&str, &str))| OptionItem {
        id: (*id).to_owned(),
        name: (*name).to_owned(),
        value: OptionValue::Int(number as i64),
    };
    let options = options.iter().enumerate().map(option).collect();
    let kind = ChoiceKind { class: "Int".to_owned(), options, default };
    let mut spec = PropertySpec::new(id, Kind::Choice(kind));
    describe(&mut spec, name, help);
    spec
}
