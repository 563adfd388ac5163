//! `cargo xtask ci`: what a change has to pass.

use anyhow::{Result, bail};

use crate::cargo::{cargo, desktop_features};
use crate::shell::{heading, run as run_command};
use crate::test;

/// What `--help` says.
pub(crate) const HELP: &str = "
Usage: cargo xtask ci

1. cargo fmt --check
2. cargo clippy --workspace --all-targets, with warnings as errors
3. cargo xtask test

Stops at the first that fails. Everything it needs beyond git, Rust and Python is set up by .ci/run.";

/// Checks format and lints, then runs all tests.
pub(crate) fn run(args: &[String]) -> Result<()> {
    if let Some(arg) = args.first() {
        bail!("ci takes no arguments, but got \"{arg}\"");
    }
    heading("Format");
    run_command(cargo().args(["fmt", "--all", "--check"]))?;
    heading("Lint");
    let mut lint = cargo();
    lint.args(["clippy", "--workspace", "--all-targets"]).args(desktop_features());
    run_command(lint.args(["--", "--deny", "warnings"]))?;
    test::run(&[])?;
    heading("All passed");
    Ok(())
}
