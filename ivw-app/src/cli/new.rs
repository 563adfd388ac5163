//! `ivw-app new`: something to start from.

mod module;

use super::Environment;
use anyhow::Result;
use clap::{Args, Subcommand};
use module::NewModule;
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
    /// A module of your own, in Rust, with kernels in C++, or a folder of Python processors
    ///
    /// Writes a folder NAME that builds, passes its tests and loads, and never overwrites.
    Module(NewModule),
}

impl New {
    pub(super) fn run(self, environment: &Environment) -> Result<()> {
        match self.what {
            What::Processor { name, folder } => {
                let host = environment.host()?;
                let new = host.script_engine()?.new_processor(&name, folder)?;
                println!("{}", new.path.display());
                Ok(())
            }
            What::Module(module) => module.run(),
        }
    }
}
