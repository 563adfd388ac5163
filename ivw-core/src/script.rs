//! Scripts, in whatever language a module brings.
//!
//! The core and the desktop speak to a [`ScriptEngine`]; who provides one is a module's business.

use crate::abi::{ScriptBox, answer, decode, encode};
use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use std::sync::Arc;

/// What a script engine is asked to do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum ScriptRequest {
    /// Runs a file with arguments.
    Run { path: PathBuf, arguments: Vec<String> },
    /// Runs text, as a console does.
    RunText { text: String, name: String },
    /// Ways to go on with text at a place.
    Complete { text: String, position: usize },
    /// Registers the processors in folders.
    AddFolders { folders: Vec<PathBuf> },
    /// Registers the processors of a file.
    AddFile { path: PathBuf },
    /// Writes a template of a processor and registers it.
    NewProcessor { name: String, folder: Option<PathBuf> },
    /// Takes over what has changed in files of processors since they were read; answers classes.
    Reload,
    /// Takes over changes in files of processors as they happen, or not any more.
    Watch { on: bool },
    /// Lets a debugger come to a port of this machine, and waits for it if asked to.
    Debug { port: u16, wait: bool },
    /// Which interpreter this is.
    About,
    /// In which folders processors are looked for; answers their paths.
    Folders,
}

/// What a script engine answers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ScriptReply {
    /// Exit status that a script asked for.
    pub exit_status: i32,
    /// Text for a person, such as the value of an expression.
    pub text: String,
    /// Ways to go on, names of processors, and other lists.
    pub items: Vec<String>,
    /// A file that was written.
    pub path: Option<PathBuf>,
}

/// The folder of a person's own processors in files, `$HOME/.inviwo/python_processors`.
pub fn own_folder() -> Option<PathBuf> {
    let home = std::env::var_os("HOME").filter(|home| !home.is_empty())?;
    Some(PathBuf::from(home).join(".inviwo/python_processors"))
}

/// A processor that was just written from the template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewProcessor {
    /// Its file.
    pub path: PathBuf,
    /// Its class, as it is registered.
    pub class_id: String,
}

/// Runs scripts: what a module provides and hosts use.
#[derive(Clone)]
pub struct ScriptEngine {
    engine: Arc<ScriptBox>,
}

impl ScriptEngine {
    pub(crate) fn new(engine: ScriptBox) -> Self {
        Self { engine: Arc::new(engine) }
    }

    /// Does what a request says.
    pub fn request(&self, request: &ScriptRequest) -> Result<ScriptReply> {
        let answered = answer(self.engine.request((&encode(request)[..]).into()))?;
        decode(&answered)
    }

    /// Writes a new processor from the template and registers it.
    ///
    /// The name becomes class and file; the folder is that of a person's own processors if none is
    /// given.
    /// A file that is there already is never touched.
    pub fn new_processor(&self, name: &str, folder: Option<PathBuf>) -> Result<NewProcessor> {
        let request = ScriptRequest::NewProcessor { name: name.to_owned(), folder };
        let reply = self.request(&request)?;
        let missing = || Error::new("the module for scripts did not say what it wrote");
        let class_id = reply.items.into_iter().next().ok_or_else(missing)?;
        Ok(NewProcessor { path: reply.path.ok_or_else(missing)?, class_id })
    }

    /// Stops what runs, soon.
    pub fn interrupt(&self) {
        self.engine.interrupt();
    }
}

/// The error of a host without a module for scripts.
pub fn no_engine() -> Error {
    Error::new("no module runs scripts")
        .hint("build ivw-app with the feature python3, and look at `ivw-app modules`")
}
