//! `ivw-app recover`: networks that are left of a program that ended unexpectedly.

use anyhow::{Context, Result, bail};
use clap::Args;
use ivw_core::host::{Host, Leftover};
use std::path::PathBuf;
use std::time::SystemTime;

/// Show or save networks that are left of a program that ended unexpectedly
///
/// Without a file it lists them, the newest first.
#[derive(Args)]
pub(super) struct Recover {
    /// Save the newest one as this workspace, which must not be there yet
    #[arg(value_name = "FILE.inv", conflicts_with = "discard")]
    file: Option<PathBuf>,

    /// Forget all of them
    #[arg(long)]
    discard: bool,
}

impl Recover {
    pub(super) fn run(self) -> Result<()> {
        let left = leftovers()?;
        if let Some(file) = self.file {
            let Some(newest) = left.first() else { bail!("there is nothing to recover") };
            newest.save_to(&file).with_context(|| format!("can't save as {}", file.display()))?;
            println!("{}", file.display());
            return Ok(());
        }
        for leftover in &left {
            if self.discard {
                leftover.discard()?;
            } else {
                println!("{}  written {} ago", leftover.path.display(), ago(leftover.written));
            }
        }
        Ok(())
    }
}

/// Where networks are kept while programs run.
pub(super) fn folder() -> Option<PathBuf> {
    let named = |name: &str| std::env::var_os(name).filter(|folder| !folder.is_empty());
    let state = named("XDG_STATE_HOME").map(PathBuf::from);
    let state = state.or_else(|| Some(PathBuf::from(named("HOME")?).join(".local/state")));
    state.map(|state| state.join("ivw/autosave"))
}

pub(super) fn leftovers() -> Result<Vec<Leftover>> {
    Ok(folder().map(|folder| Leftover::all(&folder)).transpose()?.unwrap_or_default())
}

/// Says that there is something to recover, and how.
pub(super) fn say_what_is_left() {
    match leftovers() {
        Ok(left) if left.is_empty() => {}
        Ok(left) => tracing::warn!(
            "ivw ended unexpectedly {} ago, and its network was kept: `ivw-app recover FILE.inv` \
             saves it, `ivw-app recover --discard` forgets it",
            ago(left[0].written)
        ),
        Err(error) => tracing::debug!("networks that are left can't be looked for: {error:#}"),
    }
}

fn ago(time: SystemTime) -> String {
    let seconds = time.elapsed().unwrap_or_default().as_secs();
    let (n, unit) = match seconds {
        0..60 => (seconds, "second"),
        60..3600 => (seconds / 60, "minute"),
        3600..86400 => (seconds / 3600, "hour"),
        _ => (seconds / 86400, "day"),
    };
    format!("{n} {unit}{}", if n == 1 { "" } else { "s" })
}

/// While this lives, the network of a host is kept for the case of a crash.
pub(super) struct Kept<'a>(&'a Host);

impl<'a> Kept<'a> {
    pub(super) fn new(host: &'a Host) -> Self {
        if let Some(folder) = folder()
            && let Err(error) = host.autosave_into(&folder)
        {
            tracing::warn!("the network is not kept for the case of a crash: {error}");
        }
        Self(host)
    }
}

impl Drop for Kept<'_> {
    fn drop(&mut self) {
        self.0.end_autosave();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn times_are_said_in_the_unit_that_people_use() {
        let before = |seconds| SystemTime::now() - Duration::from_secs(seconds);
        assert_eq!(ago(before(1)), "1 second");
        assert_eq!(ago(before(150)), "2 minutes");
        assert_eq!(ago(before(3 * 86400)), "3 days");
        assert_eq!(ago(SystemTime::now() + Duration::from_secs(9)), "0 seconds");
    }
}
