//! The window's side: takes what people do and what the session tells, and decides what is shown.
//!
//! Lives on the GUI thread and never waits.

mod actions;
mod ask;
mod canvas;
mod composite;
mod drive;
mod events;
mod links;
mod presets;
mod start;

pub(crate) use drive::listen;

use super::ffi::{self, Desk, Input};
use super::links::LinkEditor;
use super::list;
use super::log::LogView;
use super::menus;
use super::network::{Hit, NetworkView, Wish};
use super::presets::Presets;
use super::scene::Align;
use super::session::{News, PortLook, Session, Verb};
use super::settings::Settings;
use super::snapshot::Properties;
use super::theme::Theme;
use super::transfer_function::Editor;
use super::{Options, form};
use ask::Ask;
use canvas::CanvasView;
use drive::Drive;
use ivw_core::host::{ClassInfo, Leftover};
use ivw_core::network::ProcessorId;
use serde_json::{Value as Json, json};
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender};

/// The picture of a port that is looked at.
const LOOK: u32 = 1;

/// What the window shows, and what it is about to do.
pub(crate) struct Shell {
    session: Session,
    news: Receiver<News>,
    options: Options,
    settings: Settings,
    theme: Theme,
    view: NetworkView,
    classes: Arc<Vec<ClassInfo>>,
    search: String,
    shown: Vec<Properties>,
    property_search: String,
    presets: Presets,
    /// Editors of transfer functions, by their scenes.
    editors: HashMap<String, Editor>,
    canvases: HashMap<ProcessorId, CanvasView>,
    /// The canvas that was used last.
    active: Option<ProcessorId>,
    /// The canvas that fills the screen.
    full_screen: Option<ProcessorId>,
    log: LogView,
    look: Option<PortLook>,
    /// The dialog of property links, while it is open.
    links: Option<LinkEditor>,
    asks: HashMap<String, Ask>,
    n_asks: u64,
    /// What a context menu was opened for.
    target: Hit,
    target_scene: Option<(String, Option<usize>)>,
    target_row: Option<String>,
    /// The canvas of a menu that a processor asked for, and what its lines are known by.
    target_canvas: Option<(ProcessorId, Vec<String>)>,
    /// The workspace's file.
    path: Option<PathBuf>,
    /// Where the network stood in its history when it was saved.
    saved_at: u64,
    /// Whether the next network is the one of a workspace that was just opened.
    is_fresh: bool,
    is_recovered: bool,
    is_started: bool,
    /// Whether the workspace of the command line is not there yet.
    is_opening: bool,
    /// Whether there was ever anything in the network.
    has_begun: bool,
    is_start_shown: bool,
    /// What happens once the workspace is saved.
    after_save: Option<ask::After>,
    screenshot: Option<canvas::Screenshot>,
    left: Vec<Leftover>,
    drive: Option<Drive>,
    revision: u64,
    /// Tells the session that the window is there.
    opened: Sender<()>,
}

impl Shell {
    /// A window that shows what a session tells.
    pub(crate) fn new(
        session: Session,
        news: Receiver<News>,
        mut options: Options,
        settings: Settings,
        log: LogView,
        opened: Sender<()>,
    ) -> Self {
        let theme = Theme::of(options.theme.as_deref().unwrap_or(&settings.theme));
        let presets = Presets::read(settings.presets_file().as_deref());
        Self {
            screenshot: options.screenshot.clone().map(canvas::Screenshot::new),
            drive: options.drive.take().map(Drive::new),
            left: options.left.clone(),
            session,
            news,
            options,
            settings,
            theme,
            view: NetworkView::default(),
            classes: Arc::default(),
            search: String::new(),
            shown: Vec::new(),
            property_search: String::new(),
            presets,
            editors: HashMap::new(),
            canvases: HashMap::new(),
            active: None,
            full_screen: None,
            log,
            look: None,
            links: None,
            asks: HashMap::new(),
            n_asks: 0,
            target: Hit::Nothing,
            target_scene: None,
            target_row: None,
            target_canvas: None,
            path: None,
            saved_at: 0,
            is_fresh: true,
            is_recovered: false,
            is_started: false,
            is_opening: false,
            has_begun: false,
            is_start_shown: false,
            after_save: None,
            revision: 0,
            opened,
        }
    }

    fn send(&self, verb: Verb) {
        self.session.send(verb);
    }

    /// Whether something would be lost if the network went.
    fn is_modified(&self) -> bool {
        let snapshot = self.view.snapshot();
        !snapshot.nodes.is_empty() && (snapshot.position != self.saved_at || self.is_recovered)
            || (snapshot.nodes.is_empty()
                && snapshot.position != self.saved_at
                && self.path.is_some())
    }

    fn started(&mut self) {
        ffi::tell(&self.theme.message());
        ffi::tell(&menus::message(self.theme == Theme::Light));
        ffi::tell(&form::message(&[], ""));
        ffi::tell(&json!({"op": "help",
            "html": "<p style='color:gray'>Select a processor in the list to read what it does.</p>"}));
        ffi::tell(&json!({"op": "status", "text": "Loading modules…"}));
        self.show_title();
        self.draw_network();
        // A session that could not start has said so.
        let _ = self.opened.send(());
    }

    fn show_title(&self) {
        let name = self.path.as_ref().and_then(|path| path.file_name());
        let name = name.map(|name| name.to_string_lossy().into_owned());
        let name = name.unwrap_or_else(|| "untitled".to_owned());
        let modified = self.is_modified();
        ffi::tell(
            &json!({"op": "title", "text": format!("{name}[*] – ivw"), "modified": modified}),
        );
    }

    fn draw_network(&self) {
        let palette = self.theme.palette();
        let mut list = self.view.draw(&palette);
        if let Some(look) = &self.look
            && let Some(at) = super::network::port_place(&self.view, look.port, look.is_outport)
        {
            let [x, y] = self.view.to_widget(at);
            list.view(1.0, [0.0; 2]);
            let line_height = 17.0;
            let text = look.lines.len() as f64 * line_height;
            let (width, picture) = match &look.picture {
                Some((_, [w, h])) => {
                    let scale = 180.0 / f64::from((*w).max(*h).max(1));
                    (260.0, [f64::from(*w) * scale, f64::from(*h) * scale])
                }
                None => (260.0, [0.0; 2]),
            };
            let rect = [x + 16.0, y + 10.0, width, text + picture[1] + 20.0];
            list.rect(rect, 6.0, palette.panel, palette.node_border, 1.0);
            for (n, line) in look.lines.iter().enumerate() {
                let top = rect[1] + 7.0 + n as f64 * line_height;
                let place = [rect[0] + 10.0, top, width - 20.0, line_height];
                list.text(place, Align::Left, 8.5, n == 0, palette.text, line);
            }
            if look.picture.is_some() {
                let place = [rect[0] + 10.0, rect[1] + text + 11.0, picture[0], picture[1]];
                list.image(LOOK, place);
            }
        }
        ffi::draw("network", list.bytes());
    }

    /// Shows what the session tells.
    fn hear(&mut self, news: News) {
        self.revision += 1;
        match news {
            News::Started => self.modules_are_loaded(),
            News::Network(snapshot) => {
                let position = snapshot.position;
                let selection = self.view.show(snapshot);
                if std::mem::take(&mut self.is_fresh) {
                    self.saved_at = position;
                    self.view.fit();
                }
                if let Some(selection) = selection {
                    self.send(Verb::Inspect(selection));
                }
                self.show_canvases();
                self.show_links();
                self.show_actions();
                self.show_status();
                self.show_title();
                self.show_start();
                self.draw_network();
            }
            News::Properties(shown) => {
                self.shown = shown;
                self.show_form();
            }
            News::LinkEnds(ends) => self.show_link_ends(&ends),
            News::Classes(classes) => {
                self.classes = self.with_composites(&classes);
                ffi::tell(&list::message(&self.classes, &self.search));
            }
            News::Picture { canvas, rgba, size } => self.show_picture(canvas, &rgba, size),
            News::NoPicture { canvas, why } => self.show_no_picture(canvas, why),
            News::Histogram(histogram) => {
                let scene = format!(
                    "tf:{}/{}",
                    histogram.property.processor.number(),
                    histogram.property.property
                );
                if let Some(editor) = self.editors.get_mut(&scene) {
                    editor.set_histogram(histogram.bars, histogram.range);
                    ffi::draw(&scene, editor.draw(&self.theme.palette()).bytes());
                }
            }
            News::Port(look) => {
                if let Some((rgba, size)) = &look.picture {
                    ffi::set_image("network", LOOK, rgba, *size);
                }
                self.look = Some(look);
                self.draw_network();
            }
            News::Copied(text) => ffi::tell(&json!({"op": "copy", "text": text})),
            News::Opened { path, notes, is_recovered } => {
                self.is_fresh = true;
                self.is_opening = false;
                // The session looks at the whole network as well.
                drop(self.view.enter(None));
                self.is_recovered = is_recovered;
                self.look = None;
                if let Some(path) = &path {
                    self.settings.opened(path);
                }
                self.path = path;
                if !notes.is_empty() {
                    let text = format!("{} notes about this workspace are in the log", notes.len());
                    tracing::info!("{text}");
                }
            }
            News::Saved(path) => {
                self.saved_at = self.view.snapshot().position;
                self.is_recovered = false;
                self.settings.opened(&path);
                tracing::info!("saved {}", path.display());
                self.path = Some(path);
                self.show_title();
                if let Some(after) = self.after_save.take() {
                    self.go_on(after);
                }
            }
            News::AskTrust { path, runs, is_appended } => {
                self.ask_trust(path, &runs, is_appended);
            }
            News::State { class, name, values } => self.keep_state(&class, &name, values),
            News::Failed { what, error } => {
                self.after_save = None;
                self.is_opening = false;
                self.show_start();
                self.say(&what, &error.to_string(), error.detail().unwrap_or_default());
            }
            News::Tip(text) => ffi::tell(&json!({"op": "tip", "text": text})),
            News::Menu { canvas, entries } => self.processor_menu(canvas, &entries),
            News::Ended => ffi::tell(&json!({"op": "close"})),
        }
    }

    fn modules_are_loaded(&mut self) {
        self.is_started = true;
        match self.options.workspace.take() {
            Some(path) => {
                self.is_opening = true;
                self.send(Verb::Open { path, is_trusted: self.options.is_trusted });
            }
            None => self.ask_recovery(),
        }
        self.show_start();
    }

    fn show_form(&mut self) {
        let properties = self.shown.iter().flat_map(|one| &one.list);
        let mut editors = HashMap::new();
        let mut wanted = Vec::new();
        for property in properties {
            let scene = form::scene_name(property);
            let mut editor = self.editors.remove(&scene);
            match &mut editor {
                Some(editor) => editor.show(&property.value),
                None => {
                    editor = Editor::new(&property.value, [0.0, 1.0]);
                    wanted.extend(editor.as_ref().map(|_| property.at));
                }
            }
            editors.extend(editor.map(|editor| (scene, editor)));
        }
        self.editors = editors;
        ffi::tell(&form::message(&self.shown, &self.property_search));
        let palette = self.theme.palette();
        for (scene, editor) in &self.editors {
            ffi::draw(scene, editor.draw(&palette).bytes());
        }
        for property in wanted {
            self.send(Verb::Count(property));
        }
    }

    fn show_status(&self) {
        let snapshot = self.view.snapshot();
        let failed = snapshot.nodes.iter().filter(|node| node.error.is_some()).count();
        let running = snapshot.nodes.iter().find(|node| node.light.name() == "running");
        let text = match (running, failed) {
            (Some(node), _) => {
                format!("{} runs, {:.0} %", node.name, node.progress.clamp(0.0, 1.0) * 100.0)
            }
            (None, 0) => format!("{} processors", snapshot.nodes.len()),
            (None, n) => format!("{} processors, {n} with errors", snapshot.nodes.len()),
        };
        ffi::tell(&json!({"op": "status", "text": text}));
    }

    /// Does what the network editor wants.
    fn grant(&mut self, wishes: Vec<Wish>) {
        for wish in wishes {
            match wish {
                Wish::Do(verb) => self.send(verb),
                Wish::Selected(selection) => {
                    self.send(Verb::Inspect(selection));
                    self.show_actions();
                }
                Wish::Offer { port, is_outport, at } => self.offer(port, is_outport, at),
                Wish::ShowError(id) => self.show_error(id),
                Wish::Look { port, is_outport } => self.send(Verb::Look { port, is_outport }),
                Wish::LookAway => self.look = None,
                Wish::Menu(hit) => self.context_menu(hit),
                Wish::Open(id) => self.open_node(id),
                Wish::EditLinks(pair) => self.edit_links(pair, None),
                Wish::Tip(text) => ffi::tell(&json!({"op": "tip", "text": text})),
                Wish::Cursor(shape) => {
                    ffi::tell(&json!({"op": "cursor", "scene": "network", "shape": shape}));
                }
            }
        }
    }
}

impl Desk for Shell {
    fn woken(&mut self) {
        while let Ok(news) = self.news.try_recv() {
            self.hear(news);
        }
        if let Some(message) = self.log.news() {
            ffi::tell(&message);
        }
        self.take_screenshot();
        self.answer_driver();
    }

    fn event(&mut self, event: &Json) {
        self.revision += 1;
        self.on_event(event);
    }

    fn input(&mut self, scene: &str, input: &Input) {
        if scene == "network" {
            let wishes = self.view.input(input);
            self.grant(wishes);
            self.draw_network();
        } else if scene.starts_with("canvas:") {
            self.canvas_input(scene, input);
        } else {
            self.editor_input(scene, input);
        }
    }
}
