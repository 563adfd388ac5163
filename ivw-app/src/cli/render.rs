//! `ivw-app render`: a workspace becomes pictures.

use super::Environment;
use anyhow::{Context, Result, bail};
use clap::Args;
use ivw_core::data::DataHandle;
use ivw_core::host::Host;
use ivw_core::network::{Event, ProcessorId, PropertyRef};
use ivw_core::property::Value;
use ivw_core::script::ScriptRequest;
use std::path::{Path, PathBuf};

/// Evaluate a workspace without a window, and write a picture for each canvas
///
/// The pictures are DIR/CANVAS.png, by the identifiers of the canvases, as large as the workspace says.
#[derive(Args)]
pub(super) struct Render {
    /// The workspace (.inv)
    workspace: PathBuf,

    /// Folder for the pictures; made if it is not there
    #[arg(long, short, value_name = "DIR")]
    output: PathBuf,

    /// Python script to run with the network before pictures are written; may be repeated
    #[arg(long, value_name = "S.py")]
    script: Vec<PathBuf>,

    /// Set a property, such as `Raycaster.samplingRate=4`; may be repeated, the last one counts
    #[arg(long, value_name = "Proc.prop=VALUE")]
    set: Vec<String>,

    /// Only this canvas, by its identifier; may be repeated
    #[arg(long, value_name = "ID")]
    canvas: Vec<String>,

    /// Size of the pictures, such as 1024x768
    #[arg(long, value_name = "WxH", value_parser = size)]
    size: Option<[u32; 2]>,

    /// Go on: write pictures again whenever files of processors change, until Ctrl+C
    #[arg(long)]
    watch: bool,

    /// Write what was converted, guessed or not understood in the workspace, a line each
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
}

pub(super) fn size(text: &str) -> Result<[u32; 2], String> {
    let sides = text.split_once(['x', 'X', '×']).and_then(|(width, height)| {
        Some([width.trim().parse().ok()?, height.trim().parse().ok()?])
    });
    match sides {
        Some([width @ 1..=65536, height @ 1..=65536]) => Ok([width, height]),
        _ => Err("write width and height in pixels, such as 1024x768".to_owned()),
    }
}

/// Classes of the processors in a workspace.
fn classes(text: &str) -> Vec<&str> {
    let parts = text.split("<Processor type=\"").skip(1);
    parts.filter_map(|part| part.split('"').next()).collect()
}

impl Render {
    pub(super) fn run(self, environment: &Environment) -> Result<()> {
        // A processor may change the folder that relative paths start from.
        let output = std::path::absolute(&self.output)?;
        let scripts = self.script.iter().map(std::path::absolute);
        let scripts = scripts.collect::<std::io::Result<Vec<_>>>()?;
        let text = std::fs::read_to_string(&self.workspace)
            .with_context(|| format!("can't read \"{}\"", self.workspace.display()))?;
        let host = match scripts.is_empty() {
            true => environment.host_for(&classes(&text))?,
            false => environment.host()?,
        };
        let runs = crate::trust::what_runs(&self.workspace)?;
        if !runs.is_empty() && !environment.trust {
            bail!(
                "\"{}\" names Python code: {}; if you know where it comes from, add --trust",
                self.workspace.display(),
                runs.join(", ")
            );
        }
        let notes = host.open(&self.workspace)?;
        for note in &notes {
            tracing::info!("workspace: {note}");
        }
        if let Some(report) = &self.report {
            std::fs::write(
                report,
                notes.iter().map(|note| format!("{note}\n")).collect::<String>(),
            )
            .with_context(|| format!("can't write \"{}\"", report.display()))?;
        }
        host.lock();
        for assignment in &self.set {
            let (path, value) = assignment
                .split_once('=')
                .with_context(|| format!("--set {assignment}: write Processor.property=VALUE"))?;
            host.set(path.trim(), value).with_context(|| format!("--set {assignment}"))?;
        }
        let canvases = self.canvases(&host)?;
        if let Some(size) = self.size {
            for (identifier, canvas) in &canvases {
                resize(&host, *canvas, size).with_context(|| format!("--size of {identifier}"))?;
            }
        }
        host.unlock();
        host.update();
        for path in scripts {
            let request = ScriptRequest::Run { path: path.clone(), arguments: Vec::new() };
            let reply = host.script_engine()?.request(&request)?;
            if reply.exit_status != 0 {
                bail!("{} ended with exit status {}", path.display(), reply.exit_status);
            }
            host.update();
        }
        std::fs::create_dir_all(&output)
            .with_context(|| format!("can't make the folder \"{}\"", output.display()))?;
        let done = finish(&host, &canvases, &output);
        if self.watch {
            if let Err(error) = done {
                tracing::error!("{error:#}");
            }
            return watch(&host, &canvases, &output);
        }
        done
    }

    fn canvases(&self, host: &Host) -> Result<Vec<(String, ProcessorId)>> {
        let all = host.canvases();
        if all.is_empty() {
            bail!(
                "\"{}\" has no canvas: add a Canvas and connect an image to it",
                self.workspace.display()
            );
        }
        if self.canvas.is_empty() {
            return Ok(all);
        }
        let find = |wanted: &String| {
            let found = all.iter().find(|(identifier, _)| identifier == wanted).cloned();
            found.with_context(|| {
                let known: Vec<_> = all.iter().map(|(identifier, _)| identifier.as_str()).collect();
                format!("there is no canvas \"{wanted}\"; there is {}", known.join(", "))
            })
        };
        self.canvas.iter().map(find).collect()
    }
}

/// Writes the picture of each canvas, and says what is not as it should be.
fn finish(host: &Host, canvases: &[(String, ProcessorId)], output: &Path) -> Result<()> {
    let mut missing = Vec::new();
    for (identifier, canvas) in canvases {
        let path = output.join(format!("{identifier}.png"));
        match write_picture(host, *canvas, &path) {
            Ok(()) => tracing::info!("wrote {}", path.display()),
            Err(error) => missing.push(error),
        }
    }
    for (identifier, reason) in host.waiting() {
        tracing::warn!("processor \"{identifier}\" waits for data: {reason}");
    }
    let unknown: Vec<_> =
        host.placeholders().into_iter().map(|(name, class)| format!("{name} ({class})")).collect();
    if missing.is_empty() && !unknown.is_empty() {
        bail!("no loaded module has the class of: {}", unknown.join(", "));
    }
    // Failures of processors were logged as they happened.
    let failed: Vec<_> = host.failures().into_iter().map(|(identifier, _)| identifier).collect();
    match (missing.as_slice(), failed.as_slice()) {
        ([], []) => Ok(()),
        ([], failed) => bail!("processors failed: {}", failed.join(", ")),
        (missing, _) => {
            let lines: Vec<_> = missing.iter().map(|error| format!("{error:#}")).collect();
            bail!("{}", lines.join("\n"))
        }
    }
}

/// Writes pictures again whenever they have changed; never ends by itself.
fn watch(host: &Host, canvases: &[(String, ProcessorId)], output: &Path) -> Result<()> {
    let (sender, changes) = std::sync::mpsc::channel();
    let watched: Vec<_> = canvases.iter().map(|(_, canvas)| *canvas).collect();
    host.observe(move |event| {
        if let Event::Status(processor) = event
            && watched.contains(processor)
        {
            // Nobody listens any more when the program ends.
            let _ = sender.send(());
        }
    });
    host.script_engine()?.request(&ScriptRequest::Watch { on: true })?;
    host.schedule();
    tracing::info!("watching files of processors; Ctrl+C ends it");
    while changes.recv().is_ok() {
        host.update();
        // What has come meanwhile is in these pictures already.
        while changes.try_recv().is_ok() {}
        if let Err(error) = finish(host, canvases, output) {
            tracing::error!("{error:#}");
        }
    }
    Ok(())
}

fn resize(host: &Host, canvas: ProcessorId, size: [u32; 2]) -> Result<()> {
    let property = host.with(|network| {
        let node = network.node(canvas)?;
        let property = node.properties.find("inputSize.dimensions").ok_or_else(|| {
            ivw_core::error::Error::new("the canvas has no property inputSize.dimensions")
        })?;
        Ok::<_, ivw_core::error::Error>(PropertyRef { processor: canvas, property })
    })?;
    host.set_property(property, Value::ints(&size.map(i64::from))?)?;
    Ok(())
}

fn write_picture(host: &Host, canvas: ProcessorId, path: &Path) -> Result<()> {
    let picture = DataHandle::from(host.picture(canvas)?);
    let format = host.formats().writer(path, picture.type_id())?;
    Ok(ivw_core::format::write(&format, path, &picture)?)
}
