//! `cargo xtask docs`: the documentation of the crates.

use anyhow::Result;

use crate::cargo::{cargo, target_dir};
use crate::shell::{relative, run as run_command};

/// What `--help` says.
pub(crate) const HELP: &str = "
Usage: cargo xtask docs [ARGS FOR cargo doc]...

Builds the documentation of every crate here; a broken link is an error.

Examples:
  cargo xtask docs
  cargo xtask docs --open";

/// Builds the documentation of every crate.
pub(crate) fn run(args: &[String]) -> Result<()> {
    let mut doc = cargo();
    doc.args(["doc", "--workspace", "--no-deps"]).args(args).env("RUSTDOCFLAGS", "-D warnings");
    run_command(&mut doc)?;
    println!("\nThe documentation is in {}", relative(&target_dir().join("doc")));
    Ok(())
}
