//! What the Python menu, editor and console do: on a thread of its own, as Python may take its time.

use crate::ffi;
use ivw_core::abi::{HostBox, answer, decode, encode};
use ivw_core::error::{Context as _, Error, Result};
use ivw_core::host::Request;
use ivw_core::script::{ScriptReply, ScriptRequest};
use serde_json::{Value as Json, json};
use std::path::{Path, PathBuf};
use std::sync::mpsc::channel;

/// The name of code in the editor that has no file.
const UNTITLED: &str = "<editor>";

/// Adds the menu to the window and listens to it.
pub(crate) fn start(host: &'static HostBox) -> Result<()> {
    let (sender, events) = channel::<Json>();
    let (orders, waiting) = channel::<Json>();
    std::thread::Builder::new().name("ivw-python-menu".to_owned()).spawn(move || {
        for event in events {
            // What stops a script can't wait behind it.
            if event["on"] == "stop" {
                if let Err(error) = ask_host(host, &Request::Interrupt) {
                    tracing::warn!("{error}");
                }
            } else if orders.send(event).is_err() {
                return;
            }
        }
    })?;
    let menu = Menu { host };
    std::thread::Builder::new()
        .name("ivw-python-run".to_owned())
        // Code in Python may call itself through native code; pages count when touched.
        .stack_size(64 << 20)
        .spawn(move || waiting.iter().for_each(|event| menu.on(&event)))?;
    ffi::install(sender);
    Ok(())
}

fn ask_host(host: &HostBox, request: &Request) -> Result<Vec<u8>> {
    Ok(answer(host.request((&encode(request)[..]).into()))?.into_vec())
}

struct Menu {
    host: &'static HostBox,
}

impl Menu {
    fn script(&self, request: ScriptRequest) -> Result<ScriptReply> {
        decode(&ask_host(self.host, &Request::Script(request))?)
    }

    fn on(&self, event: &Json) {
        let text = |name: &str| event[name].as_str().unwrap_or_default().to_owned();
        let path = PathBuf::from(text("path"));
        let what = text("on");
        let done = match what.as_str() {
            "new" => self.new_processor(text("name").trim()),
            "open" => open(&path),
            "save" => self.save(&path, &text("text")),
            "run" => self.run(&path, &text("text"), event["line"].as_u64().unwrap_or(1)),
            "console" => {
                self.console(text("text"));
                Ok(())
            }
            "complete" => {
                self.complete(text("text"), event["position"].as_u64().unwrap_or(0), &text("for"))
            }
            "reload" => self.reload(),
            "about" => self.about(),
            "folders" => self.show_folders(),
            "add-folder" => self.add_folder(path.clone()),
            _ => Ok(()),
        };
        if let Err(error) = done {
            tracing::error!(target: "python", "{error}");
            if what == "run" || what == "save" || what == "reload" {
                ffi::tell(&error_message(&error, &name_of(&path)));
            } else {
                write(&error.to_string(), "#e55353");
            }
        }
    }

    fn new_processor(&self, name: &str) -> Result<()> {
        let request = ScriptRequest::NewProcessor { name: name.to_owned(), folder: None };
        let reply = self.script(request)?;
        let path = reply.path.ok_or_else(|| Error::new("nobody said what was written"))?;
        tracing::info!(target: "python", "wrote {}", path.display());
        open(&path)?;
        refresh();
        Ok(())
    }

    /// Writes the file; a processor in it is taken over.
    fn save(&self, path: &Path, text: &str) -> Result<()> {
        std::fs::write(path, text).at(path.display())?;
        ffi::tell(&json!({"op": "saved"}));
        ffi::tell(&json!({"op": "error", "text": ""}));
        self.reload()
    }

    fn reload(&self) -> Result<()> {
        let reply = self.script(ScriptRequest::Reload);
        refresh();
        let reply = reply?;
        if !reply.items.is_empty() {
            write(&format!("reloaded {}", reply.items.join(", ")), "gray");
        }
        Ok(())
    }

    fn run(&self, path: &Path, text: &str, line: u64) -> Result<()> {
        ffi::tell(&json!({"op": "error", "text": ""}));
        let text = at_line(&dedented(text), line);
        let reply = self.script(ScriptRequest::RunText { text, name: name_of(path) })?;
        show(&reply);
        Ok(())
    }

    fn console(&self, text: String) {
        match self.script(ScriptRequest::RunText { text, name: String::new() }) {
            Ok(reply) => show(&reply),
            Err(error) => {
                let detail = error.detail().unwrap_or_default().trim_end();
                write(if detail.is_empty() { error.message() } else { detail }, "#e55353");
            }
        }
    }

    /// Ways to go on in the editor or in the console.
    fn complete(&self, text: String, position: u64, place: &str) -> Result<()> {
        let reply = self.script(ScriptRequest::Complete { text, position: position as usize })?;
        ffi::tell(&json!({"op": "completions", "items": reply.items, "for": place}));
        Ok(())
    }

    fn about(&self) -> Result<()> {
        let reply = self.script(ScriptRequest::About)?;
        ffi::tell(&json!({"op": "interpreter", "text": reply.text, "path": reply.path}));
        Ok(())
    }

    /// Shows where processors are looked for, one's own folder first, which need not be there yet.
    fn show_folders(&self) -> Result<()> {
        let own = ivw_core::script::own_folder().map(|own| own.to_string_lossy().into_owned());
        let known = self.script(ScriptRequest::Folders)?.items;
        let others = known.into_iter().filter(|folder| Some(folder) != own.as_ref());
        let folders: Vec<_> = own.iter().cloned().chain(others).collect();
        ffi::tell(&json!({"op": "folders", "folders": folders}));
        Ok(())
    }

    fn add_folder(&self, folder: PathBuf) -> Result<()> {
        self.script(ScriptRequest::AddFolders { folders: vec![folder.clone()] })?;
        let event = json!({"on": "add-python-folder", "path": folder});
        ffi::tell(&json!({"op": "window", "event": event}));
        refresh();
        Ok(())
    }
}

fn name_of(path: &Path) -> String {
    match path.as_os_str().is_empty() {
        true => UNTITLED.to_owned(),
        false => path.to_string_lossy().into_owned(),
    }
}

fn open(path: &Path) -> Result<()> {
    let text = std::fs::read_to_string(path).at(path.display())?;
    ffi::tell(&json!({"op": "open", "path": path, "text": text}));
    Ok(())
}

/// The window looks again which classes there are.
fn refresh() {
    ffi::tell(&json!({"op": "window", "event": {"on": "refresh"}}));
}

fn write(text: &str, color: &str) {
    ffi::tell(&json!({"op": "write", "text": text, "color": color}));
}

fn show(reply: &ScriptReply) {
    write(reply.text.trim_end(), "#7fc1ff");
    if reply.exit_status != 0 {
        write(&format!("exit status {}", reply.exit_status), "#e55353");
    }
}

/// What the editor shows of an error: the last place of the traceback that is in the file.
fn error_message(error: &Error, name: &str) -> Json {
    let line = error.frames().iter().rev().find(|frame| frame.file == name).map(|frame| frame.line);
    json!({"op": "error", "text": error.message(), "detail": error.detail(),
        "line": line.unwrap_or(0)})
}

/// Text that begins at a line, so that errors name the lines of the editor.
fn at_line(text: &str, line: u64) -> String {
    format!("{}{text}", "\n".repeat(line.saturating_sub(1) as usize))
}

/// Text without the indentation that all of its lines have.
fn dedented(text: &str) -> String {
    let depth = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let least = text.lines().filter(|line| !line.trim().is_empty()).map(depth).min().unwrap_or(0);
    let lines = text.lines().map(|line| line.get(least..).unwrap_or("").to_owned() + "\n");
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ivw_core::error::Frame;

    #[test]
    fn a_selection_runs_where_it_stands_in_the_file() {
        assert_eq!(at_line("a", 3), "\n\na");
        assert_eq!(dedented("    if a:\n\n        b\n"), "if a:\n\n    b\n");
        assert_eq!(dedented(""), "");
    }

    #[test]
    fn an_error_names_the_line_of_the_file_in_the_editor() {
        let frame = |file: &str, line| Frame { file: file.to_owned(), line, ..Frame::default() };
        let frames = vec![frame("a.py", 3), frame("a.py", 7), frame("numpy.py", 99)];
        let error = Error::new("division by zero").with_frames(frames);
        assert_eq!(error_message(&error, "a.py")["line"], 7);
        assert_eq!(error_message(&error, "b.py")["line"], 0);
    }
}
