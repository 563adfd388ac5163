//! `ivw-app [WORKSPACE]`: the window.

use super::Environment;
use anyhow::Result;
use clap::Args;
use ivw_core::log::Capture;
use std::path::PathBuf;

/// What the window opens with.
#[derive(Args)]
#[command(next_help_heading = "Desktop")]
pub(super) struct Desktop {
    /// The workspace (.inv) to open in the window
    workspace: Option<PathBuf>,

    /// Write a picture of the window when everything is there, and end
    #[arg(long, value_name = "FILE.png")]
    screenshot: Option<PathBuf>,

    /// Only this part of the window: `network`, `properties`, `processors`, `log-panel`,
    /// `python-editor-panel`, `python-console`, or `canvas:NAME`
    #[arg(long, value_name = "NAME", requires = "screenshot")]
    widget: Option<String>,

    /// Size of the window, such as 1440x900
    #[arg(long, value_name = "WxH", value_parser = super::render::size)]
    window: Option<[u32; 2]>,

    /// Colours of the window
    #[arg(long, value_name = "THEME", value_parser = ["dark", "light"])]
    theme: Option<String>,

    /// Take orders from standard input, for tests
    #[arg(long, hide = true)]
    drive: bool,
}

#[cfg(not(feature = "qt"))]
impl Desktop {
    /// Says how to come to a window.
    pub(super) fn run(self, _: Environment, _: Capture) -> Result<()> {
        let Self { workspace, screenshot, widget, window, theme, drive } = self;
        tracing::debug!(?screenshot, ?widget, ?window, ?theme, drive, "no window");
        let workspace = workspace.unwrap_or_else(|| PathBuf::from("WORKSPACE"));
        anyhow::bail!(
            "this ivw-app was built without the desktop: build it with `cargo build -p ivw-app \
             --features python3qt` (needs Qt 6.4, CMake and a C++ compiler), or make pictures with \
             `ivw-app render {} --output DIR`",
            workspace.display()
        );
    }
}

#[cfg(feature = "qt")]
impl Desktop {
    /// Opens the window, and runs until it closes.
    pub(super) fn run(self, mut environment: Environment, capture: Capture) -> Result<()> {
        use super::recover;
        use crate::desktop::{self, Options, Orders, settings};

        let remembered = settings::Settings::read(settings::file().as_deref());
        if let Some(n) = environment.threads.or(remembered.threads) {
            ivw_core::host::set_threads(n)?;
        }
        let chosen = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        environment.numpy_order = environment.numpy_order.or(chosen(&remembered.numpy_order));
        let has_python = std::env::var_os("IVW_PYTHON").is_some();
        if environment.python.is_none() && !has_python {
            environment.python = chosen(&remembered.python).map(PathBuf::from);
        }
        let folders = remembered.python_folders.iter().filter(|folder| folder.is_dir());
        environment.python_processors.extend(folders.cloned());
        // Examples may be opened from the window at any time.
        let shipped = data_folder().join("python_processors");
        if shipped.is_dir() && !environment.python_processors.contains(&shipped) {
            environment.python_processors.push(shipped);
        }
        let options = Options {
            workspace: self.workspace.map(std::path::absolute).transpose()?,
            is_trusted: environment.trust,
            screenshot: self.screenshot.map(|file| (file, self.widget.unwrap_or_default())),
            size: self.window,
            theme: self.theme,
            data: data_folder(),
            left: recover::leftovers()?,
            drive: if self.drive { Orders::listen()? } else { Orders::default() },
        };
        let make = move || {
            use ivw_core::error::Error;
            let host = environment.host().map_err(|error| Error::new(format!("{error:#}")))?;
            if let Some(folder) = recover::folder()
                && let Err(error) = host.autosave_into(&folder)
            {
                tracing::warn!("the network is not kept for the case of a crash: {error}");
            }
            if let Ok(engine) = host.script_engine() {
                // Processors in files are taken over as they are saved.
                let watch = ivw_core::script::ScriptRequest::Watch { on: true };
                if let Err(error) = engine.request(&watch) {
                    tracing::warn!("files of processors are not watched: {error}");
                }
            }
            Ok(host)
        };
        match desktop::run(options, remembered, capture, make)? {
            0 => Ok(()),
            status => anyhow::bail!("the window ended with status {status}"),
        }
    }
}

/// The folder with examples: of a release, of a checkout, or here.
#[cfg(feature = "qt")]
fn data_folder() -> PathBuf {
    let exe = std::env::current_exe().unwrap_or_default();
    let above =
        |n: usize| exe.ancestors().nth(n).map(std::path::Path::to_owned).unwrap_or_default();
    let candidates =
        [above(2).join("share/ivw/data"), above(3).join("data"), PathBuf::from("data")];
    let found = candidates.iter().find(|folder| folder.join("workspaces").is_dir()).cloned();
    found.unwrap_or_else(|| PathBuf::from("data"))
}
