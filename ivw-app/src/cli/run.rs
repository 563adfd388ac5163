//! `ivw-app run`: a script with inviwopy and the network.

use super::Environment;
use super::recover::Kept;
use anyhow::Result;
use clap::Args;
use ivw_core::script::ScriptRequest;
use std::path::PathBuf;

/// Run a Python script with inviwopy and the network
///
/// The exit status is the script's own.
#[derive(Args)]
pub(super) struct Run {
    /// The script
    script: PathBuf,

    /// Take over changes in files of processors while the script runs
    #[arg(long)]
    watch: bool,

    /// Arguments of the script, after `--`
    #[arg(last = true, value_name = "ARGS")]
    arguments: Vec<String>,
}

impl Run {
    pub(super) fn run(self, environment: &Environment) -> Result<()> {
        let host = environment.host_for_python()?;
        let path = std::path::absolute(&self.script)?;
        let request = ScriptRequest::Run { path, arguments: self.arguments };
        let engine = host.script_engine()?;
        if self.watch {
            engine.request(&ScriptRequest::Watch { on: true })?;
            host.schedule();
        }
        let kept = Kept::new(&host);
        let reply = engine.request(&request)?;
        drop(kept);
        if reply.exit_status != 0 {
            std::process::exit(reply.exit_status);
        }
        Ok(())
    }
}
