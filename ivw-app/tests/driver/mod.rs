//! A desktop that a test drives: a real window without a screen, in a process of its own.

use serde_json::{Value as Json, json};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Longer than anything here takes on a busy machine.
const DEADLINE: Duration = Duration::from_secs(40);

/// A window, with a home of its own.
pub(crate) struct Desktop {
    process: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    pub(crate) home: Home,
}

/// Where a person's files are; it may outlive the window.
pub(crate) struct Home(pub(crate) TempDir);

impl Home {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().expect("there is room for a folder"))
    }

    pub(crate) fn join(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    /// The folder of the person's own processors.
    pub(crate) fn processors(&self) -> PathBuf {
        self.join(".inviwo/python_processors")
    }
}

/// The root of the checkout.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the crate is in the workspace")
        .to_owned()
}

impl Desktop {
    /// Opens a window, and waits until its modules are loaded.
    pub(crate) fn open(home: Home, args: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ivw-app"));
        command.env("QT_QPA_PLATFORM", "offscreen");
        Self::start(command, home, args)
    }

    /// As [`Desktop::open`], on an X server that ends with this test.
    pub(crate) fn open_under_xvfb(home: Home) -> (Self, Child) {
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1600x1000x24", "-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("it is installed");
        let mut display = String::new();
        // It writes its number once it is there.
        BufReader::new(server.stdout.take().expect("it is piped"))
            .read_line(&mut display)
            .expect("it says its number");
        let mut command = Command::new(env!("CARGO_BIN_EXE_ivw-app"));
        command.env("DISPLAY", format!(":{}", display.trim())).env("QT_QPA_PLATFORM", "xcb");
        (Self::start(command, home, &[]), server)
    }

    fn start(mut command: Command, home: Home, args: &[&str]) -> Self {
        command
            .args(["--drive", "--window", "1400x900"])
            .args(args)
            .env("HOME", home.0.path())
            .env("XDG_CONFIG_HOME", home.join(".config"))
            .env("XDG_STATE_HOME", home.join(".state"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        let mut process = command.spawn().expect("the application starts");
        let input = process.stdin.take().expect("it is piped");
        let output = BufReader::new(process.stdout.take().expect("it is piped"));
        let mut desktop = Self { process, input, output, home };
        desktop.until("modules are loaded", |state| state["started"] == true);
        desktop
    }

    /// Gives an order, and takes the answer.
    pub(crate) fn order(&mut self, order: Json) -> Json {
        let answer = self.try_order(&order);
        assert!(answer["error"].is_null(), "{order}: {answer}");
        answer
    }

    fn try_order(&mut self, order: &Json) -> Json {
        writeln!(self.input, "{order}")
            .and_then(|()| self.input.flush())
            .expect("the window lives");
        let mut line = String::new();
        self.output.read_line(&mut line).expect("the window answers");
        serde_json::from_str(&line).unwrap_or_else(|_| panic!("no answer to {order}: {line:?}"))
    }

    /// What the window knows, now.
    pub(crate) fn state(&mut self) -> Json {
        self.order(json!({"do": "wait", "after": 0}))
    }

    /// Waits until something is so; gives what the window knows then.
    pub(crate) fn until(&mut self, what: &str, is_so: impl Fn(&Json) -> bool) -> Json {
        let begin = Instant::now();
        let mut after = 0;
        loop {
            let state = self.order(json!({"do": "wait", "after": after}));
            if is_so(&state) {
                return state;
            }
            after = state["revision"].as_u64().unwrap_or(0);
            assert!(begin.elapsed() < DEADLINE, "never: {what}\n{state:#}");
        }
    }

    /// Waits until a widget or action is there.
    pub(crate) fn until_there(&mut self, name: &str) {
        let begin = Instant::now();
        while self.order(json!({"do": "exists", "name": name}))["value"] != true {
            self.state();
            let actions = || format!("never there: {name}");
            assert!(begin.elapsed() < DEADLINE, "{}", actions());
        }
    }

    /// Waits until no widget or action has a name.
    pub(crate) fn until_gone(&mut self, name: &str) {
        let begin = Instant::now();
        while self.order(json!({"do": "exists", "name": name}))["value"] == true {
            self.state();
            assert!(begin.elapsed() < DEADLINE, "never gone: {name}");
        }
    }

    /// Waits until a widget's property of Qt has a value.
    pub(crate) fn until_shown(&mut self, name: &str, property: &str, value: &Json) {
        let begin = Instant::now();
        loop {
            let shown = self.get(name, property);
            if shown == *value {
                return;
            }
            self.state();
            assert!(begin.elapsed() < DEADLINE, "{name} never shows {value}, but {shown}");
        }
    }

    pub(crate) fn click(&mut self, name: &str) {
        self.order(json!({"do": "click", "name": name}));
    }

    /// Writes into a field, in place of what is there.
    pub(crate) fn set(&mut self, name: &str, text: &str) {
        self.order(json!({"do": "set", "name": name, "text": text}));
    }

    pub(crate) fn get(&mut self, name: &str, property: &str) -> Json {
        self.order(json!({"do": "get", "name": name, "property": property}))["value"].take()
    }

    /// Where a processor or port is in the network editor.
    pub(crate) fn place(&mut self, what: &str) -> [f64; 2] {
        let answer = self.order(json!({"do": "where", "what": what}));
        let at = |n: usize| answer["value"][n].as_f64().expect("a place has two numbers");
        [at(0), at(1)]
    }

    /// Drags the mouse in a scene.
    pub(crate) fn drag(&mut self, scene: &str, path: &[[f64; 2]]) {
        self.order(json!({"do": "drag", "name": scene, "path": path}));
    }

    /// Selects a processor by a click.
    pub(crate) fn select(&mut self, identifier: &str) {
        let [x, y] = self.place(identifier);
        self.drag("network", &[[x, y], [x, y]]);
        let prefix = format!("{identifier}.");
        self.until("its properties are shown", |state| {
            let shown = state["properties"].as_object();
            shown.is_some_and(|all| {
                !all.is_empty() && all.keys().all(|path| path.starts_with(&prefix))
            })
        });
    }

    /// Adds a processor by a double click in the list.
    pub(crate) fn add(&mut self, name: &str, identifier: &str) {
        let order = json!({"do": "set", "name": "processor-search", "text": name, "open": true});
        self.order(order);
        self.state();
        self.order(json!({"do": "activate", "name": "processor-list", "text": name}));
        self.until("it is added", |state| state["nodes"][identifier].is_object());
        self.order(json!({"do": "set", "name": "processor-search", "text": " ", "open": true}));
    }

    /// Waits until a canvas shows more than one colour; gives the window's state.
    pub(crate) fn until_picture(&mut self, canvas: &str) -> Json {
        self.until("the canvas has a picture", |state| {
            state["canvases"][canvas]["look"][3].as_f64().is_some_and(|spread| spread > 1.0)
                && state["busy"] == false
        })
    }

    /// Waits for the end.
    pub(crate) fn ended(mut self) -> (bool, Home) {
        let status = self.process.wait().expect("it is our child");
        let home = std::mem::replace(&mut self.home, Home::new());
        (status.success(), home)
    }

    /// Ends it as a crash does.
    pub(crate) fn kill(mut self) -> Home {
        self.process.kill().expect("it is our child");
        self.process.wait().expect("it is our child");
        std::mem::replace(&mut self.home, Home::new())
    }
}

impl Drop for Desktop {
    fn drop(&mut self) {
        // It may have ended.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
