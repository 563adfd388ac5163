//! What the window and the session say to each other.

use super::super::camera::CameraButton;
use super::super::presets::Values;
use super::super::snapshot::{Properties, Snapshot};
use super::{Histogram, PortLook};
use ivw_core::error::Error;
use ivw_core::event::{Interaction, MenuEntry};
use ivw_core::host::ClassInfo;
use ivw_core::network::{Connection, Edit, PortRef, ProcessorId, PropertyRef};
use ivw_core::property::PropertyChange;
use std::path::PathBuf;
use std::sync::Arc;

/// Something that a person wants.
#[derive(Debug)]
pub(crate) enum Verb {
    /// Changes the network, as one step with a name.
    Edit {
        name: String,
        edit: Edit,
    },
    /// Selects processors, which is no step.
    Select(Edit),
    /// Changes a property, one step until `done`.
    Change {
        property: PropertyRef,
        change: PropertyChange,
        done: bool,
    },
    /// Adds a processor of a class, connected to a port where that fits.
    Add {
        class: String,
        at: [i32; 2],
        port: Option<(PortRef, bool)>,
    },
    /// Connects, and disconnects what a single inport had before.
    Connect(Vec<Connection>),
    /// What is added goes into this composite.
    Enter(Option<ProcessorId>),
    /// Makes a composite of processors.
    Compose {
        processors: Vec<ProcessorId>,
        name: String,
    },
    /// Takes a composite apart.
    Dissolve(ProcessorId),
    /// Keeps a composite in a file, from which others are made.
    SaveComposite {
        composite: ProcessorId,
        path: PathBuf,
    },
    Undo,
    Redo,
    New,
    /// Opens a workspace; one with code in it asks first, unless it is trusted.
    Open {
        path: PathBuf,
        is_trusted: bool,
    },
    /// Adds a workspace to the network; one with code in it asks first, unless it is trusted.
    Append {
        path: PathBuf,
        is_trusted: bool,
    },
    Save(PathBuf),
    /// Opens what a crash left, and keeps it as a workspace without a name.
    Recover(PathBuf),
    Copy {
        processors: Vec<ProcessorId>,
        is_cut: bool,
    },
    Paste {
        text: String,
        at: [i32; 2],
    },
    Duplicate(Vec<ProcessorId>),
    /// Shows a file of data: a source, and a picture of what it holds.
    ShowFile {
        path: PathBuf,
        at: [i32; 2],
    },
    /// Whose properties are to be seen.
    Inspect(Vec<ProcessorId>),
    /// Between which processors links are edited, if they are.
    EditLinks(Option<[ProcessorId; 2]>),
    /// What a port holds is to be seen.
    Look {
        port: PortRef,
        is_outport: bool,
    },
    /// The values that a transfer function is for are to be counted.
    Count(PropertyRef),
    /// A canvas has a size in pixels.
    Resize {
        canvas: ProcessorId,
        size: [u32; 2],
    },
    /// A person did something in a canvas.
    Interact {
        canvas: ProcessorId,
        event: Interaction,
    },
    /// A button of a camera was pressed.
    PressCamera {
        camera: PropertyRef,
        button: CameraButton,
    },
    /// The values of a processor are to be kept under a name.
    ReadState {
        processor: ProcessorId,
        name: String,
    },
    /// Values that were kept are set on processors.
    ApplyState {
        processors: Vec<ProcessorId>,
        name: String,
        values: Values,
    },
    SaveSnapshot {
        canvas: ProcessorId,
        path: PathBuf,
    },
    /// There may be other classes.
    Refresh,
    Cancel,
    Quit,
}

/// What the window is told.
#[derive(Debug)]
pub(crate) enum News {
    /// Modules are loaded.
    Started,
    Network(Arc<Snapshot>),
    Properties(Vec<Properties>),
    /// The properties of both processors whose links are edited.
    LinkEnds(Vec<Properties>),
    Classes(Arc<Vec<ClassInfo>>),
    Picture {
        canvas: ProcessorId,
        rgba: Vec<u8>,
        size: [u32; 2],
    },
    /// A canvas has nothing to show, and why.
    NoPicture {
        canvas: ProcessorId,
        why: String,
    },
    Histogram(Histogram),
    Port(PortLook),
    Copied(String),
    /// There is another workspace, under a path if it has one.
    Opened {
        path: Option<PathBuf>,
        notes: Vec<String>,
        is_recovered: bool,
    },
    Saved(PathBuf),
    /// A workspace has code in it: is it to be opened?
    AskTrust {
        path: PathBuf,
        runs: Vec<String>,
        is_appended: bool,
    },
    Failed {
        what: String,
        error: Error,
    },
    /// The values of a processor of a class, to be kept under a name.
    State {
        class: String,
        name: String,
        values: Values,
    },
    Tip(String),
    /// A processor wants a menu at the mouse in a canvas.
    Menu {
        canvas: ProcessorId,
        entries: Vec<MenuEntry>,
    },
    Ended,
}
