//! The command line: what can be asked, and who answers.

mod desktop;
mod inspect;
mod modules;
mod new;
mod recover;
mod render;
mod run;

use crate::modules::{ENABLED, host};
use anyhow::{Context, Result};
use clap::{Args, Parser, Subcommand};
use ivw_core::host::Host;
use ivw_core::script::ScriptRequest;
use std::path::PathBuf;

/// The module with processors in Python.
const PYTHON: &str = "python3";

/// ivw: visual dataflow for volumes, images and meshes, with processors in Python.
///
/// Wire sources, filters and renderers into a network and look at the result.
/// Networks are workspaces (.inv), as Inviwo writes and reads them.
#[derive(Parser)]
#[command(name = "ivw-app", version, max_term_width = 100)]
#[cfg_attr(not(feature = "qt"), command(arg_required_else_help = true))]
#[command(after_help = "\
Examples:
  ivw-app brain.inv
  ivw-app render brain.inv --output pictures
  ivw-app render brain.inv --output pictures --set Raycaster.samplingRate=4 --size 1024x1024
  ivw-app run build_network.py -- --seed 7
  ivw-app inspect org.inviwo.VolumeRaycaster
  ivw-app new processor Blur
  ivw-app render brain.inv --output pictures --watch

Exit status is 0 only when everything that was asked for was done.")]
pub(crate) struct Cli {
    #[command(flatten)]
    environment: Environment,
    #[command(flatten)]
    desktop: desktop::Desktop,
    #[command(subcommand)]
    command: Option<Command>,
}

/// What surrounds a network.
#[derive(Args)]
#[command(next_help_heading = "Surroundings")]
struct Environment {
    /// Log filter, such as `warn`, `debug` or `ivw_core=trace,python=info` [env: IVW_LOG]
    #[arg(long, global = true, value_name = "FILTER")]
    log: Option<String>,

    /// Python to use: an interpreter, such as `.venv/bin/python` [env: IVW_PYTHON]
    ///
    /// Without it: `VIRTUAL_ENV`, `CONDA_PREFIX`, then `python3` on the path.
    #[arg(long, global = true, value_name = "PYTHON")]
    python: Option<PathBuf>,

    /// Folder with processors in Python, searched with its subfolders; may be repeated
    ///
    /// `$HOME/.inviwo/python_processors` is always searched.
    #[arg(long, global = true, value_name = "DIR")]
    python_processors: Vec<PathBuf>,

    /// Order of the axes of numpy arrays: `zyx`, x last, or `xyz` for processors from before 2023
    ///
    /// A file's own comment `# ivw: numpy-order = xyz`, or a file `.numpy-order` in its folder or one
    /// above, comes first.
    #[arg(long, global = true, value_name = "ORDER", value_parser = ["zyx", "xyz"])]
    numpy_order: Option<String>,

    /// Folder with modules of third parties; may be repeated
    #[arg(long, global = true, value_name = "DIR")]
    module_path: Vec<PathBuf>,

    /// Module to leave out, such as `python3`; may be repeated
    #[arg(long, global = true, value_name = "NAME")]
    without: Vec<String>,

    /// Let a debugger for Python come to this port of this machine; needs the package debugpy
    ///
    /// Nothing waits for it, unless --debugpy-wait is there as well. Breakpoints in `process` are
    /// hit, on whatever thread it runs.
    #[arg(long, global = true, value_name = "PORT")]
    #[arg(value_parser = clap::value_parser!(u16).range(1..))]
    debugpy: Option<u16>,

    /// Wait until the debugger has come, before any processor or script runs
    #[arg(long, global = true, requires = "debugpy")]
    debugpy_wait: bool,

    /// Run Python code that a workspace names or carries, without a question
    #[arg(long, global = true)]
    trust: bool,

    /// Number of threads for rendering and the like; all cores if not given
    #[arg(long, global = true, value_name = "N")]
    threads: Option<usize>,
}

#[derive(Subcommand)]
enum Command {
    /// Evaluate a workspace without a window, and write a picture for each canvas
    Render(render::Render),
    /// Run a Python script with inviwopy and the network
    Run(run::Run),
    /// Show what there is: processors, ports, properties, help
    Inspect(inspect::Inspect),
    /// Write a new processor or module to start from
    New(new::New),
    /// Show or save networks that are left of a program that ended unexpectedly
    Recover(recover::Recover),
    /// Show what was searched, what loaded, what did not and why
    Modules(modules::Modules),
}

impl Cli {
    /// Does what was asked.
    pub(crate) fn run(self) -> Result<()> {
        let environment = self.environment;
        let filter = environment
            .log
            .clone()
            .or_else(|| std::env::var("IVW_LOG").ok())
            .unwrap_or_else(|| "info".to_owned());
        let capture = ivw_core::log::init(&filter)?;
        let Some(command) = self.command else {
            return self.desktop.run(environment, capture);
        };
        if let Some(n) = environment.threads {
            // Set before any thread exists that could read it.
            ivw_core::host::set_threads(n)?;
        }
        match command {
            Command::Render(render) => render.run(&environment),
            Command::Run(run) => run.run(&environment),
            Command::Inspect(inspect) => inspect.run(&environment),
            Command::New(new) => new.run(&environment),
            Command::Recover(recover) => recover.run(),
            Command::Modules(modules) => modules.run(&environment),
        }
    }
}

impl Environment {
    /// What modules may ask for by name.
    fn settings(&self) -> Vec<(&'static str, String)> {
        let python = self.python.as_ref().map(|python| python.to_string_lossy().into_owned());
        let settings = [("python", python), ("numpy-order", self.numpy_order.clone())];
        settings.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }

    /// A host with modules and processors in Python.
    fn host(&self) -> Result<Host> {
        self.host_with(!self.python_processors.is_empty())
    }

    /// As [`Environment::host`], for what surely uses Python.
    fn host_for_python(&self) -> Result<Host> {
        self.host_with(true)
    }

    /// A host for processors of some classes: Python comes up only if nobody else knows one of them,
    /// as that takes longer than most pictures.
    fn host_for(&self, classes: &[&str]) -> Result<Host> {
        let says_python = !self.python_processors.is_empty() || self.debugpy.is_some();
        // A module of somebody else may need Python's.
        if says_python || !self.module_path.is_empty() || !ENABLED.contains(&PYTHON) {
            return self.host();
        }
        let is_left_out = self.without.iter().any(|name| name.eq_ignore_ascii_case(PYTHON));
        let but = [&self.without[..], &[PYTHON, "python3qt"].map(str::to_owned)].concat();
        let host = host(&[], &but, &self.settings());
        let knows = |class: &&str| host.factories().get(class).is_ok();
        if !is_left_out && !classes.iter().all(knows) {
            host.load_modules(&[PYTHON], &[]);
        }
        recover::say_what_is_left();
        Ok(host)
    }

    fn host_with(&self, uses_python: bool) -> Result<Host> {
        let mut settings = self.settings();
        if uses_python {
            settings.push(("numpy-ahead", "yes".to_owned()));
        }
        let host = host(&self.module_path, &self.without, &settings);
        recover::say_what_is_left();
        if let Some(port) = self.debugpy {
            let request = ScriptRequest::Debug { port, wait: self.debugpy_wait };
            host.script_engine().and_then(|e| e.request(&request)).context("--debugpy")?;
        }
        if !self.python_processors.is_empty() {
            let folders = self.python_processors.iter().map(std::path::absolute);
            let folders = folders.collect::<Result<_, _>>()?;
            let engine = host.script_engine().context("--python-processors")?;
            engine
                .request(&ScriptRequest::AddFolders { folders })
                .context("--python-processors")?;
        }
        Ok(host)
    }
}
