//! `ivw-app new`: something to start from.

use super::Environment;
use anyhow::Result;
use clap::{Args, Subcommand};
use ivw_core::script::ScriptRequest;
use std::path::PathBuf;

/// Write a new processor or module to start from
#[derive(Args)]
pub(super) struct New {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// A processor in Python, as the menu `Python > New Python Processor` does
    ///
    /// Writes $HOME/.inviwo/python_processors/NAME.py and never overwrites.
    Processor {
        /// Name of the class and the file, such as Blur
        name: String,
        /// Another folder for the file
        #[arg(long, value_name = "DIR")]
        folder: Option<PathBuf>,
    },
}

impl New {
    pub(super) fn run(self, environment: &Environment) -> Result<()> {
        let host = environment.host()?;
        let What::Processor { name, folder } = self.what;
        let request = ScriptRequest::NewProcessor { name, folder };
        let reply = host.script_engine()?.request(&request)?;
        if let Some(path) = reply.path {
            println!("{}", path.display());
        }
        Ok(())
    }
}
