//! `ivw-app modules`: what was searched, what loaded, what did not and why.

use super::Environment;
use crate::modules::DISABLED;
use anyhow::{Result, bail};
use clap::Args;
use ivw_core::module::Outcome;
use ivw_core::script::ScriptRequest;

/// Show what was searched, what loaded, what did not and why
#[derive(Args)]
pub(super) struct Modules {}

impl Modules {
    pub(super) fn run(self, environment: &Environment) -> Result<()> {
        let host = environment.host_for_python()?;
        let mut n_failed = 0;
        for report in host.modules() {
            println!("{report}");
            n_failed +=
                usize::from(!matches!(report.outcome, Outcome::Loaded { .. } | Outcome::LeftOut));
        }
        for name in DISABLED {
            println!("{name}: not built in (cargo feature \"{name}\")");
        }
        if let Ok(engine) = host.script_engine() {
            println!("\n{}", engine.request(&ScriptRequest::About)?.text);
        }
        match n_failed {
            0 => Ok(()),
            1 => bail!("1 module did not load"),
            n => bail!("{n} modules did not load"),
        }
    }
}
