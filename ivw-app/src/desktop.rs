//! The desktop: the window that people work in.
//!
//! Widgets are a thin layer in C++ (`cpp/`), which shows what it is told and tells what people do, see
//! `cpp/desktop.h`. Everything with a decision in it is here, and tested without a window.
//!
//! Three threads: the GUI thread with [`shell`], the one of [`session`], which owns the network, and the
//! host's own, which evaluates. What waits for a processor or for Python never waits on the first.

mod camera;
mod ffi;
mod form;
mod links;
mod list;
mod log;
mod menus;
mod network;
mod presets;
mod scene;
mod session;
pub(crate) mod settings;
mod shell;
mod snapshot;
mod theme;
mod trackball;
mod transfer_function;

use ivw_core::error::Error;
use ivw_core::host::{Host, Leftover};
use ivw_core::log::Capture;
use serde_json::{Value as Json, json};
use session::Session;
use settings::Settings;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};

/// How the desktop starts.
#[derive(Default)]
pub(crate) struct Options {
    /// The workspace to open.
    pub(crate) workspace: Option<PathBuf>,
    /// Whether code in it may run without a question.
    pub(crate) is_trusted: bool,
    /// A picture to write, of a widget or of the whole window; then it ends.
    pub(crate) screenshot: Option<(PathBuf, String)>,
    /// Size of the window.
    pub(crate) size: Option<[u32; 2]>,
    /// `dark` or `light`; what the person chose last otherwise.
    pub(crate) theme: Option<String>,
    /// The folder with examples.
    pub(crate) data: PathBuf,
    /// Networks that a crash left.
    pub(crate) left: Vec<Leftover>,
    /// Orders of a test.
    pub(crate) drive: Orders,
}

/// Where orders of a test come from, if one drives the window.
#[derive(Default)]
pub(crate) struct Orders(Option<Receiver<Json>>);

impl Orders {
    /// Orders from standard input.
    pub(crate) fn listen() -> std::io::Result<Self> {
        shell::listen().map(|orders| Self(Some(orders)))
    }

    fn take(&mut self) -> Option<Receiver<Json>> {
        self.0.take()
    }
}

/// Opens the window, and runs until it closes; gives the exit status.
pub(crate) fn run(
    options: Options,
    settings: Settings,
    capture: Capture,
    make: impl FnOnce() -> Result<Host, Error> + Send + 'static,
) -> std::io::Result<i32> {
    let (sender, news) = channel();
    let (open, opened) = channel();
    let make = move || {
        // Modules add to the window: it has to be there first.
        opened.recv().map_err(Error::other)?;
        make()
    };
    let session = Session::start(make, move |said| {
        // A window that is closed has nothing left to show.
        let _ = sender.send(said);
        ffi::wake();
    })?;
    let [width, height] = options.size.unwrap_or([1440, 900]);
    let mut shell =
        shell::Shell::new(session, news, options, settings, log::LogView::new(capture), open);
    Ok(ffi::run(&mut shell, &json!({"width": width, "height": height})))
}
