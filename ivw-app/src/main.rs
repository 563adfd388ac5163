//! The application: command line and desktop.
//!
//! It knows the core, and modules only by name.

mod cli;
#[cfg(feature = "qt")]
mod desktop;
mod modules;
mod trust;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    match cli::Cli::parse().run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
