//! The Python menu: editor, console, and its dialogs.

use super::driver::{Desktop, Home};
use serde_json::{Value as Json, json};

/// Qt's numbers of a key and of the control key.
const A: i32 = 0x41;
const SPACE: i32 = 0x20;
const CONTROL: i32 = 0x0400_0000;

fn open() -> Desktop {
    let mut desktop = Desktop::open(Home::new(), &[]);
    desktop.until_there("action-python-editor");
    desktop.click("action-python-editor");
    desktop.until_shown("python-editor", "visible", &json!(true));
    desktop
}

fn write(desktop: &mut Desktop, text: &str) {
    let order = json!({"do": "set", "name": "python-editor", "text": text, "open": true});
    desktop.order(order);
}

/// Waits until a text of a widget has something in it.
fn until_said(desktop: &mut Desktop, name: &str, property: &str, words: &str) -> String {
    loop {
        let text = desktop.get(name, property).as_str().unwrap_or_default().to_owned();
        if text.contains(words) {
            return text;
        }
        desktop.state();
    }
}

fn items(desktop: &mut Desktop, name: &str) -> Vec<String> {
    let found =
        desktop.order(json!({"do": "get", "name": name, "property": "items"}))["value"].take();
    let found = found.as_array().cloned().unwrap_or_default();
    found.iter().filter_map(Json::as_str).map(str::to_owned).collect()
}

#[test]
fn the_editor_runs_its_text_or_a_selection_and_jumps_to_the_line_of_an_error() {
    let mut desktop = open();
    write(&mut desktop, "answer = 40\nanswer += 2\nprint('it is', answer)");
    desktop.click("python-editor-run");
    until_said(&mut desktop, "python-console-output", "plainText", "it is 42");

    let key = json!({"do": "key", "name": "python-editor", "key": A, "modifiers": CONTROL});
    write(&mut desktop, "answer + 1");
    desktop.order(key);
    desktop.click("python-editor-run-selection");
    until_said(&mut desktop, "python-console-output", "plainText", "43");

    write(&mut desktop, "x = 1\ny = x / 0\nprint(y)");
    desktop.click("python-editor-run");
    let text = until_said(&mut desktop, "python-editor-error", "text", "division by zero");
    assert!(text.starts_with("line 2:"), "{text}");
    assert_eq!(desktop.get("python-editor", "line"), 2);
    // The cursor goes elsewhere, and a click on the error brings it back.
    write(&mut desktop, "a\nb\nc");
    assert_eq!(desktop.get("python-editor", "line"), 3);
    desktop.click("python-editor-error");
    desktop.until_shown("python-editor", "line", &json!(2));
}

#[test]
fn the_editor_offers_ways_to_go_on() {
    let mut desktop = open();
    write(&mut desktop, "import inviwopy as ivw\nivw.Proc");
    desktop
        .order(json!({"do": "key", "name": "python-editor", "key": SPACE, "modifiers": CONTROL}));
    desktop.until_there("python-completions");
    // A dot has asked as well: what it offers is less and less as more is written.
    loop {
        let found = items(&mut desktop, "python-completions");
        if found.iter().all(|item| item.starts_with("ivw.Proc")) {
            assert!(found.contains(&"ivw.Processor(".to_owned()), "{found:?}");
            break;
        }
        desktop.state();
    }
}

#[test]
fn dialogs_show_the_interpreter_and_folders() {
    // A folder that was added in an earlier session.
    let home = Home::new();
    let others = home.join("others");
    for folder in [&others, &home.join(".config/ivw")] {
        std::fs::create_dir_all(folder).expect("there is room");
    }
    let settings = json!({"python_folders": [others]}).to_string();
    std::fs::write(home.join(".config/ivw/settings.json"), settings).expect("there is room");
    let mut desktop = Desktop::open(home, &[]);
    desktop.until_there("action-python-folders");
    desktop.click("action-python-folders");
    desktop.until_there("python-folders");
    let folders = items(&mut desktop, "python-folders");
    let own = desktop.home.processors().to_string_lossy().into_owned();
    assert_eq!(folders.first(), Some(&own));
    let others = others.to_string_lossy().into_owned();
    assert!(folders.contains(&others), "{folders:?}");
    assert_eq!(desktop.get("python-dialog", "windowTitle"), "Processor Folders");

    let mut desktop = open();
    desktop.click("action-python-interpreter");
    desktop.until_there("python-dialog");
    let title = desktop.get("python-dialog", "windowTitle");
    assert!(title.as_str().is_some_and(|title| title.contains("Python 3")), "{title}");
}
