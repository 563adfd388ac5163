//! `cargo xtask test`: the same set-up as `run`, then all tests.

use std::path::Path;

use anyhow::Result;

use crate::cargo::{build_dev, cargo, desktop_features, target_dir};
use crate::dist::wheel;
use crate::setup;
use crate::shell::{heading, run as run_command, succeeds};

/// What `--help` says.
pub(crate) const HELP: &str = "
Usage: cargo xtask test [ARGS FOR cargo nextest run OR cargo test]...

1. Makes .venv with numpy, if it is not there yet.
2. Builds the workspace: tests load the modules as real dynamic libraries. The desktop is part of it
   where Qt 6 is installed.
3. Runs all tests with cargo-nextest where it is installed, with cargo test otherwise.
4. Runs the examples in the documentation.
5. Installs the Python package into a fresh environment, as a wheel of what was built, and tests it there.

With arguments, steps 4 and 5 are left out, and -p limits step 3 to a package. --wheel is step 5 alone.

Examples:
  cargo xtask test
  cargo xtask test -p ivw-core
  cargo xtask test raycast
  cargo xtask test --wheel";

/// Sets up, builds, and runs all tests, or those that the arguments choose.
pub(crate) fn run(args: &[String]) -> Result<()> {
    let python = setup::prepare()?;

    heading("Build (dev)");
    if args == ["--wheel"] {
        build_dev()?;
        return test_wheel(&python);
    }
    let features = desktop_features();
    // Targets of tests too, so that features are resolved once and nothing is compiled twice.
    let targets = ["build", "--workspace", "--lib", "--bins", "--examples", "--tests"];
    run_command(cargo().args(targets).args(features))?;

    heading("Test");
    let mut tests = cargo();
    if succeeds("cargo", &["nextest", "--version"]) {
        tests.args(["nextest", "run"]);
    } else {
        println!("cargo-nextest is not installed: using cargo test");
        tests.args(["test", "--lib", "--bins", "--examples", "--tests"]);
    }
    if !args.iter().any(|arg| arg.starts_with("-p") || arg.starts_with("--package")) {
        tests.arg("--workspace").args(features);
    }
    run_command(tests.args(args).env("IVW_PYTHON", &python))?;

    if args.is_empty() {
        heading("Test the examples in the documentation");
        let mut examples = cargo();
        run_command(examples.args(["test", "--doc", "--workspace"]).env("IVW_PYTHON", &python))?;
        test_wheel(&python)?;
    }
    Ok(())
}

/// Tests the Python package as people get it, with what was built for the other tests.
fn test_wheel(python: &Path) -> Result<()> {
    let built = target_dir().join("debug");
    let wheel = wheel::make(python, &built, &target_dir().join("wheel-dev"))?;
    wheel::try_out(python, &wheel, &built)
}
