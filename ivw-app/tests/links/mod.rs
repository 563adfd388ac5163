//! The network editor's menus, and the dialog of property links.

use super::driver::{Desktop, Home};
use serde_json::{Value as Json, json};

fn open() -> Desktop {
    Desktop::open(Home::new(), &[])
}

fn links(state: &Json) -> Vec<&str> {
    state["links"]
        .as_array()
        .map(|all| all.iter().filter_map(Json::as_str).collect())
        .unwrap_or_default()
}

fn pick(desktop: &mut Desktop, list: &str, text: &str) {
    desktop.order(json!({"do": "activate", "name": list, "text": text}));
}

#[test]
fn properties_are_linked_turned_and_unlinked_in_a_dialog() {
    let mut desktop = open();
    desktop.add("Cube Proxy Geometry", "CubeProxyGeometry");
    desktop.add("Cube Proxy Geometry", "CubeProxyGeometry2");
    desktop.click("action-fit");
    desktop.click("action-select-all");
    desktop.until("both are selected", |state| state["selected"] == 2);
    desktop.click("action-link");
    desktop.until_there("links-side-1");
    // Nothing is chosen.
    desktop.until_shown("links-both", "enabled", &json!(false));
    pick(&mut desktop, "links-side-0", "Clip X");
    pick(&mut desktop, "links-side-1", "Clip X");
    assert_eq!(desktop.get("links-both", "enabled"), true);
    desktop.click("links-both");
    let [a, b] = ["CubeProxyGeometry.clipX", "CubeProxyGeometry2.clipX"];
    let (right, left) = (format!("{a}>{b}"), format!("{b}>{a}"));
    let state = desktop.until("both follow each other", |state| links(state).len() == 2);
    assert_eq!(state["undo"], format!("Link {a} and {b}"));
    assert_eq!(
        desktop.order(json!({"do": "get", "name": "links-pairs", "property": "items"}))["value"],
        json!([format!("{a}  ↔  {b}")])
    );

    // One way only: what follows is changed, and does not lead.
    desktop.click("links-right");
    let state = desktop.until("one follows", |state| links(state) == [right.as_str()]);
    assert_eq!(state["undo"], format!("Turn the link of {a} and {b}"));
    desktop.click("action-undo");
    desktop.until("both follow again", |state| links(state).len() == 2);
    desktop.click("links-left");
    desktop.until("the other one follows", |state| links(state) == [left.as_str()]);

    // What does not fit can't be linked.
    pick(&mut desktop, "links-side-1", "Enable Clipping");
    assert_eq!(desktop.get("links-both", "enabled"), false);
    pick(&mut desktop, "links-pairs", "clipX");
    desktop.click("links-remove");
    let state = desktop.until("nothing is linked", |state| links(state).is_empty());
    assert_eq!(state["undo"], format!("Unlink {a} and {b}"));
    desktop.click("action-undo");
    desktop.until("it is back", |state| links(state).len() == 1);
    desktop.click("links-close");
    desktop.until_gone("links-pairs");

    // The line of the links opens the dialog as well.
    let [x, y] = desktop.place("links:CubeProxyGeometry:CubeProxyGeometry2");
    desktop.order(json!({"do": "drag", "name": "network", "button": 2, "path": [[x, y], [x, y]]}));
    desktop.until_there("popup-links-edit");
    desktop.click("popup-links-edit");
    desktop.until_there("links-pairs");
    desktop.click("links-clear");
    desktop.until("the line is gone", |state| links(state).is_empty());
}

#[test]
fn processors_are_copied_renamed_and_aligned_from_the_menu() {
    let mut desktop = open();
    desktop.add("Volume Source", "VolumeSource");
    desktop.add("Cube Proxy Geometry", "CubeProxyGeometry");
    desktop.select("CubeProxyGeometry");
    desktop.click("action-rename");
    desktop.set("dialog-text", "Box");
    let state = desktop.until("it is renamed", |state| state["nodes"]["Box"].is_object());
    assert_eq!(
        (&state["nodes"]["Box"]["name"], &state["undo"]),
        (&json!("Box"), &json!("Rename to Box"))
    );
    desktop.click("action-undo");
    desktop.until("it has its name again", |s| s["nodes"]["CubeProxyGeometry"].is_object());
    desktop.click("action-redo");
    desktop.until("it is renamed again", |state| state["nodes"]["Box"].is_object());

    // The clipboard holds text of a workspace.
    desktop.click("action-copy");
    let copied = |desktop: &mut Desktop| desktop.order(json!({"do": "clipboard"}))["value"].take();
    while !copied(&mut desktop).as_str().is_some_and(|text| text.contains("CubeProxyGeometry")) {
        desktop.state();
    }
    desktop.click("action-paste");
    let state = desktop.until("there is a copy", |state| state["nodes"]["Box2"].is_object());
    assert_eq!(state["undo"], "Paste");
    assert_eq!(state["selected"], 1, "the copy is selected");
    desktop.click("action-cut");
    let state = desktop.until("it is cut", |state| state["nodes"]["Box2"].is_null());
    assert_eq!(state["undo"], "Cut");

    desktop.click("action-select-all");
    desktop.until("all are selected", |state| state["selected"] == 2);
    let place =
        |state: &Json, name: &str, axis: usize| state["nodes"][name]["position"][axis].clone();
    let [x, y] = desktop.place("Box");
    desktop.drag("network", &[[x + 400.0, y + 400.0], [x + 400.0, y + 400.0]]);
    desktop.select("Box");
    desktop.drag("network", &[[x, y], [x + 60.0, y + 30.0], [x + 130.0, y + 60.0]]);
    let state = desktop.until("it is moved", |state| state["undo"] == "Move");
    assert_ne!(place(&state, "Box", 0), place(&state, "VolumeSource", 0));
    desktop.click("action-select-all");
    desktop.until("all are selected", |state| state["selected"] == 2);
    desktop.click("action-align-column");
    desktop.until("they are in a column", |state| {
        state["undo"] == "Align" && place(state, "Box", 0) == place(state, "VolumeSource", 0)
    });
}
