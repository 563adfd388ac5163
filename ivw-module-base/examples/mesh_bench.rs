//! What a frame of the mesh renderer costs, through the whole network: `cargo xtask bench mesh`.
//!
//! Takes the arguments of `xtask/bench/vtk_mesh.py` and prints the same lines, one for each camera:
//! `--segments N --loops N [--size N] [--repeat N] [--camera NAME:EX,EY,EZ ...] [--png FILE]`.
//! A frame is everything from a moved camera to the picture: mesh renderer and canvas.

use ivw_core::data::DataHandle;
use ivw_core::error::{Error, Result};
use ivw_core::host::Host;
use ivw_core::network::Edit;
use ivw_core::property::{InvalidationLevel, Value};
use std::path::Path;
use std::time::Instant;

struct Arguments {
    segments: i64,
    loops: i64,
    size: i64,
    repeat: usize,
    cameras: Vec<(String, [f64; 3])>,
    png: Option<String>,
}

impl Arguments {
    fn read() -> Result<Self> {
        let mut read = Self {
            segments: 1000,
            loops: 500,
            size: 1024,
            repeat: 5,
            cameras: Vec::new(),
            png: None,
        };
        let mut arguments = std::env::args().skip(1);
        while let Some(argument) = arguments.next() {
            let value =
                arguments.next().ok_or_else(|| Error::new(format!("{argument} needs a value")))?;
            let number = || value.parse::<i64>().map_err(Error::other);
            match argument.as_str() {
                "--segments" => read.segments = number()?,
                "--loops" => read.loops = number()?,
                "--size" => read.size = number()?,
                "--repeat" => read.repeat = number()?.max(0) as usize,
                "--camera" => read.cameras.push(camera(&value)?),
                "--png" => read.png = Some(value),
                unknown => return Err(Error::new(format!("unknown argument {unknown}"))),
            }
        }
        Ok(read)
    }
}

/// Name and eye; every camera looks to the origin.
fn camera(text: &str) -> Result<(String, [f64; 3])> {
    let wrong = || Error::new(format!("\"{text}\" is not NAME:X,Y,Z"));
    let (name, eye) = text.split_once(':').ok_or_else(wrong)?;
    let eye: Option<Vec<f64>> = eye.split(',').map(|part| part.trim().parse().ok()).collect();
    let eye = eye.and_then(|eye| eye.try_into().ok()).ok_or_else(wrong)?;
    Ok((name.to_owned(), eye))
}

/// The network of a sphere in the light.
fn network(arguments: &Arguments) -> Result<Host> {
    let host = Host::new();
    host.load_modules(&["base"], &[]);
    for class in ["MeshCreator", "GeometryRenderGL", "CanvasGL"] {
        host.add(&format!("org.inviwo.{class}"))?;
    }
    host.connect("MeshCreator.outport", "MeshRenderer.geometry")?;
    host.connect("MeshRenderer.image", "Canvas.inport")?;
    host.set("MeshCreator.res", Value::ints(&[arguments.segments, arguments.loops])?)?;
    host.set("Canvas.inputSize.dimensions", Value::ints(&[arguments.size; 2])?)?;
    host.set("MeshRenderer.camera.lookUp", Value::floats(&[0.0, 0.0, 1.0])?)?;
    // A light at the eye.
    host.set("MeshRenderer.lighting.lightPosition.position", Value::floats(&[0.0; 3])?)?;
    Ok(host)
}

/// CPU time of all threads that live, in seconds.
fn cpu_secs() -> f64 {
    let Ok(threads) = std::fs::read_dir("/proc/self/task") else { return f64::NAN };
    let nanoseconds = threads.flatten().filter_map(|thread| {
        let text = std::fs::read_to_string(thread.path().join("schedstat")).ok()?;
        text.split_whitespace().next()?.parse::<u64>().ok()
    });
    nanoseconds.sum::<u64>() as f64 * 1e-9
}

fn timed(work: impl FnOnce()) -> [f64; 2] {
    let (cpu, wall) = (cpu_secs(), Instant::now());
    work();
    [cpu_secs() - cpu, wall.elapsed().as_secs_f64()]
}

fn median(frames: &[[f64; 2]], which: usize) -> f64 {
    let mut times: Vec<_> = frames.iter().map(|frame| frame[which]).collect();
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

fn main() -> Result<()> {
    let arguments = Arguments::read()?;
    let host = network(&arguments)?;
    let (renderer, canvas) = (host.with(|n| n.find("MeshRenderer"))?, host.canvases()[0].1);
    for (name, eye) in &arguments.cameras {
        host.set("MeshRenderer.camera.lookFrom", Value::floats(eye)?)?;
        let first = timed(|| host.update());
        let mut frames = Vec::new();
        for _ in 0..arguments.repeat {
            host.edit("Again", Edit::Invalidate(renderer, InvalidationLevel::InvalidOutput))?;
            frames.push(timed(|| host.update()));
        }
        if frames.is_empty() {
            frames.push(first);
        }
        host.picture(canvas)?;
        println!(
            "{{\"case\": \"mesh\", \"camera\": \"{name}\", \"size\": {}, \"cpu_s\": {:.6}, \
             \"wall_s\": {:.6}, \"first_wall_s\": {:.6}}}",
            arguments.size,
            median(&frames, 0),
            median(&frames, 1),
            first[1],
        );
    }
    if let Some(png) = &arguments.png {
        let path = Path::new(png);
        let picture = DataHandle::from(host.picture(canvas)?);
        let format = host.formats().writer(path, picture.type_id())?;
        ivw_core::format::write(&format, path, &picture)?;
    }
    Ok(())
}
