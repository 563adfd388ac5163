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
    /// Registers the processors in folders and watches them.
    AddFolders { folders: Vec<PathBuf> },
    /// Registers the processors of a file.
    AddFile { path: PathBuf },
    /// Writes a template of a processor and registers it.
    NewProcessor { name: String, folder: Option<PathBuf> },
    /// Which interpreter this is.
    About,
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
