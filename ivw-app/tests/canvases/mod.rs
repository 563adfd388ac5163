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

/// Shows a picture that it makes, and a menu on the right button.
const MENU: &str = "\
import inviwopy as ivw
import numpy as np

class Menu(ivw.Processor):
    def __init__(self, id, name):
        ivw.Processor.__init__(self, id, name)
        self.image = ivw.data.ImageOutport('image')
        self.addOutport(self.image)
        self.chosen = ivw.properties.StringProperty('chosen', 'Chosen', 'nothing')
        self.addProperty(self.chosen)

    @staticmethod
    def processorInfo():
        return ivw.ProcessorInfo('org.test.menu', 'Menu', 'Python', ivw.CodeState.Stable, ivw.Tags.PY)

    def getProcessorInfo(self):
        return Menu.processorInfo()

    def process(self):
        colors = np.zeros((16, 16, 4), dtype=np.uint8)
        colors[:8], colors[..., 3] = 200, 255
        self.image.setData(ivw.data.Image(ivw.data.Layer(colors)))

    def invokeEvent(self, event):
        if event.hash() == ivw.ContextMenuEvent.chash:
            self.chosen.value = event.id
            event.markAsUsed()
        elif isinstance(event, ivw.MouseEvent) and event.button == ivw.MouseButton.Right:
            if event.state == ivw.MouseState.Press:
                colors = [ivw.ContextMenuEntry(name, name.lower()) for name in ('Red', 'Green')]
                event.showContextMenu([ivw.ContextMenuEntry('Color', '', colors)])
            event.markAsUsed()
";

#[test]
fn a_processor_shows_its_menu_in_a_canvas() {
    let home = Home::new();
    std::fs::create_dir_all(home.processors()).expect("there is room");
    std::fs::write(home.processors().join("Menu.py"), MENU).expect("there is room");
    let mut desktop = Desktop::open(home, &[]);
    desktop.add("Menu", "Menu");
    desktop.add("Canvas", "Canvas");
    desktop.click("action-fit");
    let (from, to) = (desktop.place("Menu.image"), desktop.place("Canvas.inport"));
    desktop.drag("network", &[from, [from[0], from[1] + 20.0], to]);
    let state = desktop.until_picture("Canvas");
    desktop.select("Menu");
    let scene = state["canvases"]["Canvas"]["scene"].as_str().expect("it is a name").to_owned();
    let right = json!({"do": "drag", "name": scene, "button": 2, "path": [[50, 50], [50, 50]]});
    desktop.order(right);
    desktop.until_there("popup-canvas-menu-1");
    assert_eq!(desktop.get("popup-canvas-menu-1", "text"), "Color › Green");
    desktop.click("popup-canvas-menu-1");
    let state = desktop
        .until("the line's action ran", |state| state["properties"]["Menu.chosen"] == "green");
    assert_eq!(state["undo"], "Change Menu.chosen");
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
