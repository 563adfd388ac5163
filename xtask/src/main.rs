//! `cargo xtask`: everything CI does, by the same name at home.
//!
//! One file per command. `setup` finds and prepares Python, `cargo` builds the workspace in the one
//! way that serves all commands, `shell` runs programs. Nothing here is part of the product.

mod shell;

mod cargo;
mod setup;

mod run;
mod test;

mod bench;
mod check_abi;
mod ci;
mod dist;
mod docs;

use std::env;
use std::process::ExitCode;

use anyhow::{Result, bail};

/// A command: its name, its line in the overview, its help text, and what it does with its arguments.
struct Command {
    name: &'static str,
    summary: &'static str,
    help: &'static str,
    action: fn(&[String]) -> Result<()>,
}

const COMMANDS: &[Command] = &[
    Command {
        name: "run",
        summary: "set up, build, and turn a .npy volume into a picture with the NumpySource example",
        help: run::HELP,
        action: run::run,
    },
    Command {
        name: "test",
        summary: "set up, build, and run all tests",
        help: test::HELP,
        action: test::run,
    },
    Command {
        name: "ci",
        summary: "what CI runs: format, clippy, test",
        help: ci::HELP,
        action: ci::run,
    },
    Command {
        name: "check-abi",
        summary: "whether modules that were built against earlier versions still load",
        help: check_abi::HELP,
        action: check_abi::run,
    },
    Command {
        name: "bench",
        summary: "compare with VTK, pyvista and numpy, interleaved, as ratios",
        help: bench::HELP,
        action: bench::run,
    },
    Command {
        name: "dist",
        summary: "make a release to copy anywhere, and the Python package as a wheel",
        help: dist::HELP,
        action: dist::run,
    },
    Command {
        name: "docs",
        summary: "write the list of processors and the type stubs, and build the Rust documentation",
        help: docs::HELP,
        action: docs::run,
    },
];

fn main() -> ExitCode {
    match dispatch(&env::args().skip(1).collect::<Vec<_>>()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(args: &[String]) -> Result<()> {
    let Some((name, rest)) = args.split_first() else {
        println!("{}", overview());
        return Ok(());
    };
    if matches!(name.as_str(), "help" | "--help" | "-h") {
        println!("{}", rest.first().and_then(|name| find(name)).map_or(overview(), full_help));
        return Ok(());
    }

    let Some(command) = find(name) else {
        bail!("there is no command \"{name}\"\n\n{}", overview());
    };
    // What follows `--` belongs to the program that the command starts.
    let own = rest.split(|arg| arg == "--").next().unwrap_or_default();
    if own.iter().any(|arg| arg == "--help" || arg == "-h") {
        println!("{}", full_help(command));
        return Ok(());
    }
    (command.action)(rest)
}

fn find(name: &str) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| command.name == name)
}

fn full_help(command: &Command) -> String {
    format!("cargo xtask {}: {}\n\n{}", command.name, command.summary, command.help.trim())
}

fn overview() -> String {
    let lines: String = COMMANDS
        .iter()
        .map(|command| format!("  cargo xtask {:<9} {}\n", command.name, command.summary))
        .collect();
    format!(
        "Builds, runs and checks ivw. On a new machine with git, Rust and Python 3.10+ start with\n\
         `cargo xtask run`.\n\n{lines}\n\
         `cargo xtask COMMAND --help` says more. The environment is .venv in the checkout, made from\n\
         IVW_PYTHON, VIRTUAL_ENV, CONDA_PREFIX or python3, in this order; results go to out/."
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_is_found_and_explains_itself() {
        for command in COMMANDS {
            assert_eq!(find(command.name).map(|found| found.name), Some(command.name));
            assert!(full_help(command).lines().count() > 3, "{} needs help", command.name);
            assert!(overview().contains(command.summary));
        }
    }

    #[test]
    fn an_unknown_command_is_an_error_that_lists_the_known_ones() {
        let error = dispatch(&["rnu".into()]).unwrap_err().to_string();
        assert!(error.contains("\"rnu\"") && error.contains("cargo xtask run"), "{error}");
    }
}
