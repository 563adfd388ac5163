//! What is done with the picture of a canvas.

use super::driver::{Desktop, Home, root};
use serde_json::json;

/// Qt's number of the key Escape.
const ESCAPE: i32 = 0x0100_0000;

#[test]
fn a_picture_is_copied_and_fills_the_screen() {
    let mut desktop = Desktop::open(Home::new(), &[]);
    let picture = root().join("docs/images/numpy_source.png");
    desktop.order(json!({"do": "drop", "name": "network", "files": [picture], "x": 500, "y": 100}));
    let state = desktop.until_picture("Canvas");
    let scene = state["canvases"]["Canvas"]["scene"].as_str().expect("it is a name").to_owned();

    desktop.click("action-copy-picture");
    let copied = desktop.order(json!({"do": "clipboard"}));
    assert_eq!(copied["image"], desktop.state()["canvases"]["Canvas"]["size"]);

    let panel = desktop.get(&scene, "width");
    desktop.click("action-canvas-full-screen");
    desktop.until_shown(&scene, "fullScreen", &json!(true));
    let full = desktop.get(&scene, "width");
    assert!(full.as_u64() > panel.as_u64(), "{full} pixels, {panel} before");
    desktop.until("its picture is as large", |state| {
        state["canvases"]["Canvas"]["size"][0].as_u64() == full.as_u64()
    });
    desktop.order(json!({"do": "key", "name": scene, "key": ESCAPE}));
    desktop.until_shown(&scene, "fullScreen", &json!(false));
    // It is in its panel again.
    desktop.until_shown(&scene, "width", &panel);
}

#[test]
fn parts_of_the_window_are_written_as_pictures() {
    let home = Home::new();
    let workspace = root().join("data/workspaces/numpy_source.inv");
    for part in ["network", "properties", "canvas:Canvas", "python-editor-panel"] {
        let file = home.join(&format!("{}.png", part.replace(':', "-")));
        let status = std::process::Command::new(env!("CARGO_BIN_EXE_ivw-app"))
            .arg(&workspace)
            .args(["--trust", "--window", "900x600", "--widget", part, "--screenshot"])
            .arg(&file)
            .env("QT_QPA_PLATFORM", "offscreen")
            .env("HOME", home.0.path())
            .env("XDG_CONFIG_HOME", home.join(".config"))
            .env("XDG_STATE_HOME", home.join(".state"))
            .status()
            .expect("the application starts");
        assert!(status.success(), "{part}");
        let written = std::fs::read(&file).expect("the picture is written");
        assert!(written.starts_with(b"\x89PNG"), "{part}");
        if let Some(keep) = std::env::var_os("IVW_KEEP_PICTURES") {
            let name = file.file_name().expect("it has a name");
            std::fs::write(std::path::Path::new(&keep).join(name), written).expect("it is kept");
        }
    }
}
