//! `cargo xtask check-abi`: whether modules that were built earlier still load.

use anyhow::{Result, bail};

use crate::cargo::cargo;
use crate::shell::{heading, run as run_command};

/// What `--help` says.
pub(crate) const HELP: &str = "
Usage: cargo xtask check-abi [--write]

Compares the interface between host and modules, as it is now, with those in ivw-core/abi, and fails if
a module built against one of them would not load or would misbehave. docs/abi.md says what may change.

  --write   stores the interface of this version anew: for a new version, and while the version of the
            interface has not been released yet";

/// Compares, after storing the interface anew if that was asked for.
pub(crate) fn run(args: &[String]) -> Result<()> {
    let is_write = match args {
        [] => false,
        [flag] if flag == "--write" => true,
        [arg, ..] => bail!("check-abi takes --write or nothing, but got \"{arg}\""),
    };
    heading("Compare the interface with those that modules were built against");
    let mut test = cargo();
    test.args(["test", "--quiet", "--package", "ivw-core", "--test", "abi"]);
    if is_write {
        test.env("IVW_ABI_WRITE", "1");
    }
    run_command(&mut test)
}
