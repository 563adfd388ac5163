//! Composite processors in the network editor: made, entered, kept, taken apart.

use super::driver::{Desktop, Home};
use serde_json::{Value as Json, json};

fn connect(desktop: &mut Desktop, from: &str, to: &str, n: usize) {
    let (from, to) = (desktop.place(from), desktop.place(to));
    desktop.drag("network", &[from, [from[0], from[1] + 20.0], to]);
    desktop.until("they are connected", |state| {
        state["connections"].as_array().is_some_and(|all| all.len() == n)
    });
}

fn has(state: &Json, names: &[&str]) -> bool {
    let nodes = state["nodes"].as_object();
    nodes.is_some_and(|all| all.len() == names.len() && names.iter().all(|n| all.contains_key(*n)))
}

/// A source, its bounding box, and a canvas that shows neither.
fn open() -> Desktop {
    let mut desktop = Desktop::open(Home::new(), &[]);
    desktop.add("Volume Source", "VolumeSource");
    desktop.add("Cube Proxy Geometry", "CubeProxyGeometry");
    desktop.add("Mesh Clipping", "MeshClipping");
    desktop.click("action-fit");
    connect(&mut desktop, "VolumeSource.data", "CubeProxyGeometry.volume", 1);
    connect(&mut desktop, "CubeProxyGeometry.proxyGeometry", "MeshClipping.inputMesh", 2);
    desktop
}

fn make_composite(desktop: &mut Desktop) {
    desktop.select("CubeProxyGeometry");
    desktop.click("action-composite-make");
    desktop.until_there("dialog-text");
    desktop.set("dialog-text", "Box");
    let made = ["VolumeSource", "Box", "Box_CubeProxyGeometry", "MeshClipping"];
    let state = desktop.until("there is a composite", |state| has(state, &made));
    assert_eq!(state["nodes"]["Box"]["inports"], json!(["inport"]));
    assert_eq!(state["nodes"]["Box"]["outports"], json!(["outport"]));
    assert_eq!(state["nodes"]["Box_CubeProxyGeometry"]["composite"], "Box");
    assert_eq!(state["undo"], "Make composite Box");
}

fn double_click(desktop: &mut Desktop, what: &str) {
    let at = desktop.place(what);
    desktop.order(json!({"do": "double-click", "name": "network", "x": at[0], "y": at[1]}));
}

#[test]
fn a_composite_is_made_entered_left_and_dissolved() {
    let mut desktop = open();
    make_composite(&mut desktop);
    // Its ports are those of what is in it.
    let at = desktop.place("Box.inport");
    desktop.drag("network", &[at, [at[0] - 150.0, at[1] + 200.0]]);
    desktop.until_there("dialog-list");
    desktop.click("dialog-cancel");

    double_click(&mut desktop, "Box");
    desktop.until("it is entered", |state| state["level"] == "Box");
    // What is added, is added in there.
    desktop.add("Mesh Creator", "Box_MeshCreator");
    let state = desktop.state();
    assert_eq!(state["nodes"]["Box_MeshCreator"]["composite"], "Box");
    assert_eq!(state["undo"], "Add Mesh Creator");
    desktop.click("action-undo");
    let made = ["VolumeSource", "Box", "Box_CubeProxyGeometry", "MeshClipping"];
    desktop.until("it is gone", |state| has(state, &made));
    let at = desktop.place("crumb:Network");
    desktop.drag("network", &[at, at]);
    desktop.until("it is left", |state| state["level"].is_null());

    // A connection to its port is one to the port inside.
    desktop.click("action-undo");
    desktop.until("it was never made", |state| {
        has(state, &["VolumeSource", "CubeProxyGeometry", "MeshClipping"])
    });
    desktop.click("action-redo");
    desktop.until("it is made again", |state| has(state, &made));
    let [x, y] = desktop.place("Box");
    desktop.drag("network", &[[x, y], [x, y]]);
    desktop.click("action-composite-dissolve");
    let state = desktop.until("it is taken apart", |state| {
        has(state, &["VolumeSource", "CubeProxyGeometry", "MeshClipping"])
    });
    assert_eq!(state["connections"].as_array().map(Vec::len), Some(2));
}

#[test]
fn a_composite_shows_properties_of_what_is_in_it() {
    let mut desktop = open();
    make_composite(&mut desktop);
    double_click(&mut desktop, "Box");
    desktop.until("it is entered", |state| state["level"] == "Box");
    desktop.select("Box_CubeProxyGeometry");
    let property = "Box_CubeProxyGeometry.clippingEnabled";
    desktop.order(json!({"do": "menu", "name": format!("label-property:{property}")}));
    desktop.until_there("popup-row-promote");
    desktop.click("popup-row-promote");
    desktop.order(json!({"do": "dismiss"}));
    desktop.until("it is shown", |state| {
        state["undo"].as_str().is_some_and(|step| step.ends_with("at the composite"))
    });
    desktop.click("action-composite-leave");
    desktop.until("it is left", |state| state["level"].is_null());
    let [x, y] = desktop.place("Box");
    desktop.drag("network", &[[x, y], [x, y]]);
    let state = desktop.until("the composite's properties are shown", |state| {
        state["properties"].as_object().is_some_and(|all| all.len() == 1)
    });
    assert_eq!(state["properties"][property], "true");
    desktop.click(&format!("property:{property}/edit"));
    desktop.until("it is changed", |state| state["properties"][property] == "false");
}

#[test]
fn a_composite_is_kept_in_the_list_and_added_from_there() {
    let mut desktop = open();
    make_composite(&mut desktop);
    desktop.click("action-composite-save");
    desktop.until_there("dialog-text");
    desktop.set("dialog-text", "My Box");
    desktop.until("it is in the list", |state| {
        let classes = state["classes"].as_array();
        classes.is_some_and(|all| {
            all.iter().any(|c| c.as_str().is_some_and(|c| c.ends_with("My Box.inv")))
        })
    });
    assert!(desktop.home.join(".config/ivw/composites/My Box.inv").is_file());
    desktop.add("My Box", "MyBox");
    let state = desktop.state();
    assert_eq!(state["nodes"]["MyBox"]["inports"], json!(["inport"]));
    assert_eq!(state["undo"], "Add My Box");
    desktop.click("action-fit");
    connect(&mut desktop, "VolumeSource.data", "MyBox.inport", 3);
    let state = desktop.state();
    let inside = json!("VolumeSource.data>MyBox_CubeProxyGeometry.volume");
    assert!(state["connections"].as_array().is_some_and(|all| all.contains(&inside)), "{state}");
    // It goes with all that is in it.
    let [x, y] = desktop.place("MyBox");
    desktop.drag("network", &[[x, y], [x, y]]);
    desktop.click("action-delete");
    desktop.until("it is gone", |state| state["nodes"]["MyBox_CubeProxyGeometry"].is_null());
    desktop.click("action-undo");
    desktop.until("it is back", |state| {
        state["nodes"]["MyBox_CubeProxyGeometry"]["composite"] == "My Box"
    });
}
