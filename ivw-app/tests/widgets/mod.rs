//! The widgets of all kinds of properties: each changes its property, and follows it.

use super::driver::{Desktop, Home};
use serde_json::{Value as Json, json};
use std::fs;

const PROCESSOR: &str = include_str!("Widgets.py");

/// A window with a processor that has a property of each kind, whose widgets are shown.
fn open() -> Desktop {
    let home = Home::new();
    fs::create_dir_all(home.processors()).expect("there is room");
    fs::write(home.processors().join("Widgets.py"), PROCESSOR).expect("there is room");
    let mut desktop = Desktop::open(home, &[]);
    desktop.add("Widgets", "Widgets");
    desktop.until("properties are shown", |state| !state["properties"]["Widgets.text"].is_null());
    desktop
}

/// How a person changes a property.
enum By {
    /// Writes into a line, and presses Enter.
    Line(&'static str),
    /// Writes into lines.
    Lines(&'static str),
    Click,
    Choose(&'static str),
    /// Writes into the dialog that a click opens.
    Dialog(&'static str),
}
use By::{Choose, Click, Dialog, Line, Lines};

/// Property, part of its widget, what a person does, the value before and after, and the Qt property of
/// the widget that shows it, as it is before and after.
type Row = (&'static str, &'static str, By, [&'static str; 2], &'static str, [Json; 2]);

fn rows() -> Vec<Row> {
    let row = |id, part, by, values, property, shown| (id, part, by, values, property, shown);
    vec![
        row("bool", "", Click, ["false", "true"], "checked", [json!(false), json!(true)]),
        row(
            "number",
            "",
            Line("1.5"),
            ["0.12345679104328156", "1.5"],
            "text",
            [json!("0.123457"), json!("1.5")],
        ),
        row("integer", "", Line("7"), ["3", "7"], "text", [json!("3"), json!("7")]),
        row(
            "vector",
            "[1]",
            Line("-4.5"),
            ["1,2,3", "1,-4.5,3"],
            "text",
            [json!("2"), json!("-4.5")],
        ),
        row("integers", "[0]", Line("5"), ["0,0", "5,0"], "text", [json!("0"), json!("5")]),
        row(
            "matrix",
            "[3]",
            Line("0.5"),
            ["1,0,0,0,1,0,0,0,1", "1,0,0,0.5,1,0,0,0,1"],
            "text",
            [json!("0"), json!("0.5")],
        ),
        row("range", "[1]", Line("9"), ["2,8", "2,9"], "text", [json!("8"), json!("9")]),
        row(
            "choice",
            "",
            Choose("Second"),
            ["a", "b"],
            "currentText",
            [json!("First"), json!("Second")],
        ),
        row(
            "text",
            "",
            Line("after"),
            ["before", "after"],
            "text",
            [json!("before"), json!("after")],
        ),
        row(
            "lines",
            "",
            Lines("two\nthree"),
            ["one", "two\nthree"],
            "plainText",
            [json!("one"), json!("two\nthree")],
        ),
        row(
            "file",
            "",
            Line("/there.npy"),
            ["", "/there.npy"],
            "text",
            [json!(""), json!("/there.npy")],
        ),
        row("folder", "", Line("/tmp"), ["", "/tmp"], "text", [json!(""), json!("/tmp")]),
        row(
            "color",
            "",
            Dialog("#0000ff"),
            ["1,0,0,1", "0,0,1,1"],
            "text",
            [json!("#ffff0000"), json!("#ff0000ff")],
        ),
        row(
            "camera.lookFrom",
            "[2]",
            Line("6"),
            ["0,0,4", "0,0,6"],
            "text",
            [json!("4"), json!("6")],
        ),
        row(
            "camera.cameraType",
            "",
            Choose("Orthographic Camera"),
            ["PerspectiveCamera", "OrthographicCamera"],
            "currentText",
            [json!("Perspective Camera"), json!("Orthographic Camera")],
        ),
        row(
            "group.inside",
            "[0]",
            Line("0.25"),
            ["0,0", "0.25,0"],
            "text",
            [json!("0"), json!("0.25")],
        ),
        row(
            "switched.note",
            "",
            Line("bye"),
            ["hello", "bye"],
            "text",
            [json!("hello"), json!("bye")],
        ),
    ]
}

#[test]
fn every_widget_changes_its_property_and_follows_it() {
    let mut desktop = open();
    for (id, part, by, [before, after], property, [shown_before, shown_after]) in rows() {
        let (path, widget) = (format!("Widgets.{id}"), format!("property:Widgets.{id}/edit{part}"));
        let is = |value: &str| {
            let (path, value) = (path.clone(), value.to_owned());
            move |state: &Json| state["properties"][&path] == value.as_str()
        };
        desktop.until(&format!("{id} is {before}"), is(before));
        assert_eq!(desktop.get(&widget, property), shown_before, "{id} at first");
        match by {
            Line(text) => desktop.set(&widget, text),
            Lines(text) => {
                desktop.order(json!({"do": "set", "name": widget, "text": text, "open": true}));
            }
            Click => desktop.click(&widget),
            Choose(text) => {
                desktop.order(json!({"do": "choose", "name": widget, "text": text}));
            }
            Dialog(text) => {
                desktop.click(&widget);
                desktop.until_there("dialog-text");
                desktop.set("dialog-text", text);
            }
        }
        desktop.until(&format!("{id} becomes {after}"), is(after));
        assert_eq!(desktop.get(&widget, property), shown_after, "{id} as it was entered");
        desktop.click("action-undo");
        desktop.until(&format!("{id} is back"), is(before));
        assert_eq!(desktop.get(&widget, property), shown_before, "{id} follows what is undone");
        desktop.click("action-redo");
        desktop.until(&format!("{id} is there again"), is(after));
        assert_eq!(desktop.get(&widget, property), shown_after, "{id} follows what is done again");
    }
}

#[test]
fn groups_fold_switch_and_grow() {
    let mut desktop = open();
    for (group, inside) in [("group", "group.inside"), ("camera", "camera.lookFrom")] {
        let inside = format!("property:Widgets.{inside}");
        desktop.until_there(&inside);
        let step = format!("Change Widgets.{group}");
        desktop.click(&format!("property:Widgets.{group}/edit/fold"));
        desktop.until("it is folded", |state| state["undo"] == step.as_str());
        desktop.until_gone(&inside);
        desktop.click("action-undo");
        desktop.until("it is unfolded", |state| state["redo"] == step.as_str());
        desktop.until_there(&inside);
    }

    desktop.click("property:Widgets.switched/edit/check");
    desktop.until("it is off", |state| state["undo"] == "Change Widgets.switched.checked");
    desktop.until_shown("property:Widgets.switched/edit/check", "checked", &json!(false));
    desktop.click("action-undo");
    desktop.until("it is on", |state| state["redo"] == "Change Widgets.switched.checked");
    desktop.until_shown("property:Widgets.switched/edit/check", "checked", &json!(true));

    desktop.click("property:Widgets.names/edit/add");
    desktop.until("there is one", |state| state["properties"]["Widgets.names.name"] == "nobody");
    desktop.click("property:Widgets.names/edit/add");
    desktop.until("there are two", |state| state["properties"]["Widgets.names.name1"] == "nobody");
    desktop.order(json!({"do": "menu", "name": "label-property:Widgets.names.name"}));
    desktop.until_there("popup-row-remove");
    desktop.click("popup-row-remove");
    let state =
        desktop.until("one is gone", |state| state["properties"]["Widgets.names.name"].is_null());
    assert_eq!(state["properties"]["Widgets.names.name1"], "nobody", "the other one stays");
    assert_eq!(state["undo"], "Remove Name");
    desktop.click("action-undo");
    desktop.until("it is back", |state| state["properties"]["Widgets.names.name"] == "nobody");
}

#[test]
fn presets_are_saved_applied_and_deleted() {
    let mut desktop = open();
    let is = |value: &'static str| move |s: &Json| s["properties"]["Widgets.group.inside"] == value;
    let menu = |desktop: &mut Desktop, item: &str| {
        desktop.order(json!({"do": "menu", "name": "property:Widgets.group"}));
        desktop.until_there(item);
        desktop.click(item);
        // The next menu is another one.
        desktop.order(json!({"do": "dismiss"}));
    };
    desktop.set("property:Widgets.group.inside/edit[0]", "0.5");
    desktop.until("it is set", is("0.5,0"));
    menu(&mut desktop, "popup-row-preset-save");
    desktop.until_there("dialog-text");
    desktop.set("dialog-text", "half");
    desktop.until("it is asked no more", |state| state["dialogs"] == 0);
    desktop.set("property:Widgets.group.inside/edit[0]", "-1");
    desktop.until("it is another one", is("-1,0"));
    menu(&mut desktop, "popup-apply-half");
    let state = desktop.until("it is as it was saved", is("0.5,0"));
    assert_eq!(state["undo"], "Apply preset half");
    menu(&mut desktop, "popup-row-preset-delete");
    desktop.until_there("dialog-list");
    desktop.click("dialog-ok");
    desktop.until("it is asked no more", |state| state["dialogs"] == 0);
    desktop.order(json!({"do": "menu", "name": "property:Widgets.group"}));
    desktop.until_there("popup-row-preset-save");
    desktop.until_gone("popup-apply-half");
}

#[test]
fn a_button_is_pressed_every_time() {
    let mut desktop = open();
    let is = |value: &'static str| move |s: &Json| s["properties"]["Widgets.pressed"] == value;
    desktop.until("nobody pressed it", is("never"));
    desktop.click("property:Widgets.button/edit");
    desktop.until("it was pressed", is("once"));
    desktop.click("property:Widgets.button/edit");
    desktop.until("it was pressed again", is("again"));
    let shown = desktop.get("property:Widgets.pressed/edit", "text");
    assert_eq!(shown, "again", "what Python sets is shown");
}

#[test]
fn each_button_of_several_does_its_own() {
    let mut desktop = open();
    let is = |value: &'static str| move |s: &Json| s["properties"]["Widgets.pressed"] == value;
    desktop.until("nobody pressed it", is("never"));
    for (button, pressed) in [(1, "second"), (0, "first"), (1, "second")] {
        desktop.click(&format!("property:Widgets.several/edit[{button}]"));
        desktop.until(&format!("the {pressed} one was pressed"), is(pressed));
    }
    // One without an action does nothing, and what a callback changed is undone.
    desktop.click("property:Widgets.several/edit[2]");
    desktop.click("action-undo");
    desktop.until("the last one is undone", is("first"));
}

/// Runs until a file is there.
const SLOW: &str = "\
import os, time
import inviwopy as ivw

class Slow(ivw.Processor):
    def __init__(self, id, name):
        ivw.Processor.__init__(self, id, name)
        self.lead = ivw.properties.IntProperty('lead', 'Lead', 0, 0, 9)
        self.follow = ivw.properties.IntProperty('follow', 'Follow', 0, 0, 99)
        self.lead.onChange(lambda: setattr(self.follow, 'value', 10 * self.lead.value))
        self.addProperties([self.lead, self.follow])

    @staticmethod
    def processorInfo():
        return ivw.ProcessorInfo('org.test.slow', 'Slow', 'Python', ivw.CodeState.Stable, ivw.Tags.PY)

    def getProcessorInfo(self):
        return Slow.processorInfo()

    def process(self):
        while self.lead.value > 0 and not os.path.exists(os.path.expanduser('~/go')):
            time.sleep(0.01)
            self.progress(0.5)
";

#[test]
fn what_callbacks_change_while_something_runs_is_undone() {
    let home = Home::new();
    fs::create_dir_all(home.processors()).expect("there is room");
    fs::write(home.processors().join("Slow.py"), SLOW).expect("there is room");
    let mut desktop = Desktop::open(home, &[]);
    desktop.add("Slow", "Slow");
    let are = |lead: &'static str, follow: &'static str| {
        move |s: &Json| {
            s["properties"]["Slow.lead"] == lead && s["properties"]["Slow.follow"] == follow
        }
    };
    desktop.until("it is there", are("0", "0"));
    desktop.set("property:Slow.lead/edit", "1");
    desktop.until("it runs", |s| s["nodes"]["Slow"]["status"] == "running");
    desktop.set("property:Slow.lead/edit", "2");
    desktop.until("the callback was called", are("2", "20"));
    desktop.click("action-undo");
    desktop.until("both are back", are("1", "10"));
    desktop.click("action-redo");
    desktop.until("both are there again", are("2", "20"));
    fs::write(desktop.home.join("go"), "").expect("there is room");
    desktop.until("it has run", |s| s["nodes"]["Slow"]["status"] == "ready");
}

#[test]
fn points_are_added_moved_and_removed_with_the_mouse() {
    let mut desktop = open();
    for (property, n) in [("curve", 2), ("surfaces", 0)] {
        let path = format!("Widgets.{property}");
        let points = |state: &Json| state["points"][&path].as_array().cloned().unwrap_or_default();
        let state = desktop.state();
        assert_eq!(points(&state).len(), n, "{property} at first");
        let id = state["rows"][&path].as_str().expect("it has a row").to_owned();
        let scene = format!("tf:{id}");
        let width = desktop.get(&scene, "width").as_f64().expect("it is a number");

        desktop.drag(&scene, &[[width / 2.0, 40.0], [width / 2.0, 40.0]]);
        let state = desktop.until("there is one more", |state| points(state).len() == n + 1);
        let [at, alpha] = [0, 1].map(|k| points(&state)[n][k].as_f64().expect("it is a number"));
        assert!((at - 0.5).abs() < 0.01, "{property} in the middle: {at}");

        // A drag is one step.
        desktop.drag(
            &scene,
            &[[width / 2.0, 40.0], [width / 2.0 + 20.0, 50.0], [width / 2.0 + 40.0, 60.0]],
        );
        let state = desktop.until("it is moved", |state| {
            points(state).get(n).is_some_and(|p| p[0].as_f64().is_some_and(|x| x > at + 0.1))
        });
        assert!(points(&state)[n][1].as_f64().is_some_and(|lower| lower < alpha), "it is lower");
        desktop.click("action-undo");
        desktop.until("it is back", |state| {
            points(state).get(n).is_some_and(|p| p[0].as_f64() == Some(at))
        });

        // The editor follows: the point is where it was, and a right click finds it.
        let right = json!({"do": "drag", "name": scene, "button": 2,
            "path": [[width / 2.0, 40.0], [width / 2.0, 40.0]]});
        desktop.order(right);
        desktop.until_there("popup-point-remove");
        desktop.click("popup-point-remove");
        desktop.until("it is gone", |state| points(state).len() == n);
    }
}
