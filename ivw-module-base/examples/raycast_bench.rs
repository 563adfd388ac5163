//! What a frame of the volume ray caster costs, through the whole network: `cargo xtask bench`.
//!
//! Takes the arguments of `xtask/bench/vtk_raycast.py` and prints the same lines, one for each camera.
//! A frame is everything from a moved camera to the picture: proxy geometry, entry and exit points, ray
//! casting, canvas.

use ivw_core::data::DataHandle;
use ivw_core::error::{Error, Result};
use ivw_core::host::Host;
use ivw_core::network::{Edit, Link};
use ivw_core::property::{InvalidationLevel, Value};
use std::path::Path;
use std::time::Instant;

#[derive(Default)]
struct Arguments {
    volume: String,
    case: String,
    cameras: Vec<(String, [[f64; 3]; 3])>,
    view_angle_degrees: f64,
    size: i64,
    points: Vec<(f64, [f32; 4])>,
    step: f64,
    shade: bool,
    repeat: usize,
    threads: usize,
    png: Option<String>,
}

const DEFAULT_TF: &str =
    "0.02,0.1,0.2,0.8,0 0.15,0.2,0.6,0.9,0.05 0.4,0.9,0.8,0.3,0.3 0.8,1,0.3,0.1,0.9";

fn numbers(text: &str) -> Result<Vec<f64>> {
    let parse = |part: &str| part.trim().parse::<f64>().map_err(Error::other);
    text.split(',').map(parse).collect()
}

fn vector(text: &str) -> Result<[f64; 3]> {
    let numbers = numbers(text)?;
    numbers.try_into().map_err(|_| Error::new(format!("\"{text}\" has not three numbers")))
}

fn points(text: &str) -> Result<Vec<(f64, [f32; 4])>> {
    text.split_whitespace()
        .map(|point| match numbers(point)?[..] {
            [x, r, g, b, a] => Ok((x, [r, g, b, a].map(|part| part as f32))),
            _ => Err(Error::new(format!("\"{point}\" is not X,R,G,B,A"))),
        })
        .collect()
}

impl Arguments {
    fn read() -> Result<Self> {
        let mut read = Self {
            case: "raycast".to_owned(),
            view_angle_degrees: 38.0,
            size: 512,
            points: points(DEFAULT_TF)?,
            step: 0.5,
            repeat: 3,
            ..Self::default()
        };
        let mut arguments = std::env::args().skip(1);
        while let Some(argument) = arguments.next() {
            if argument == "--shade" {
                read.shade = true;
                continue;
            }
            if !argument.starts_with("--") {
                read.volume = argument;
                continue;
            }
            let value =
                arguments.next().ok_or_else(|| Error::new(format!("{argument} needs a value")))?;
            let number = || value.parse::<f64>().map_err(Error::other);
            match argument.as_str() {
                "--case" => read.case = value,
                "--camera" => {
                    let parts: Vec<_> = value.split(':').collect();
                    let [name, eye, focus, up] = parts[..] else {
                        return Err(Error::new(format!("\"{value}\" is not NAME:EYE:FOCUS:UP")));
                    };
                    let look = [vector(eye)?, vector(focus)?, vector(up)?];
                    read.cameras.push((name.to_owned(), look));
                }
                "--view-angle" => read.view_angle_degrees = number()?,
                "--size" => read.size = number()? as i64,
                "--tf" => read.points = points(&value)?,
                "--step" => read.step = number()?,
                "--repeat" => read.repeat = number()? as usize,
                "--threads" => read.threads = number()? as usize,
                "--png" => read.png = Some(value),
                unknown => return Err(Error::new(format!("unknown argument {unknown}"))),
            }
        }
        Ok(read)
    }
}

/// The network of a plain volume rendering.
fn network(arguments: &Arguments) -> Result<Host> {
    let host = Host::new();
    host.load_modules(&["base"], &[]);
    for class in
        ["VolumeSource", "CubeProxyGeometry", "EntryExitPoints", "VolumeRaycaster", "CanvasGL"]
    {
        host.add(&format!("org.inviwo.{class}"))?;
    }
    for (from, to) in [
        ("VolumeSource.data", "CubeProxyGeometry.volume"),
        ("VolumeSource.data", "VolumeRaycaster.volume"),
        ("CubeProxyGeometry.proxyGeometry", "EntryExitPoints.geometry"),
        ("EntryExitPoints.entry", "VolumeRaycaster.entry"),
        ("EntryExitPoints.exit", "VolumeRaycaster.exit"),
        ("VolumeRaycaster.outport", "Canvas.inport"),
    ] {
        host.connect(from, to)?;
    }
    let link = host.with(|network| {
        let from = network.find_property("EntryExitPoints.camera")?;
        Ok::<_, Error>(Link { from, to: network.find_property("VolumeRaycaster.camera")? })
    })?;
    host.edit("Link", Edit::Link(link))?;
    host.set("VolumeSource.filename", arguments.volume.as_str())?;
    host.set("Canvas.inputSize.dimensions", Value::ints(&[arguments.size; 2])?)?;
    host.set("EntryExitPoints.camera.fov", arguments.view_angle_degrees)?;
    host.set("VolumeRaycaster.raycaster.samplingRate", 1.0 / arguments.step)?;
    let function = ivw_core::data::TransferFunction::new(&arguments.points);
    host.set("VolumeRaycaster.isotfComposite.transferFunction", Value::TransferFunction(function))?;
    // A light at the eye.
    host.set("VolumeRaycaster.lighting.lightPosition.position", Value::floats(&[0.0; 3])?)?;
    if !arguments.shade {
        host.set("VolumeRaycaster.lighting.shadingMode", "none")?;
        host.set("VolumeRaycaster.raycaster.gradientComputationMode", "none")?;
    }
    Ok(host)
}

/// Looks as if the volume filled the unit cube, which a source puts into [-1, 1]³.
fn look(host: &Host, [eye, focus, up]: [[f64; 3]; 3]) -> Result<()> {
    let ours = |point: [f64; 3]| Value::floats(&point.map(|part| 2.0 * part - 1.0));
    host.lock();
    host.set("EntryExitPoints.camera.lookFrom", ours(eye)?)?;
    host.set("EntryExitPoints.camera.lookTo", ours(focus)?)?;
    host.set("EntryExitPoints.camera.lookUp", Value::floats(&up)?)?;
    host.unlock();
    Ok(())
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

fn peak_mb() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    kilobytes.unwrap_or(f64::NAN) / 1024.0
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
    if arguments.threads > 0 {
        ivw_core::host::set_threads(arguments.threads)?;
    }
    let host = network(&arguments)?;
    let (source, canvas) = (host.with(|n| n.find("EntryExitPoints"))?, host.canvases()[0].1);
    for (name, camera) in &arguments.cameras {
        look(&host, *camera)?;
        let first = timed(|| host.update());
        let mut frames = Vec::new();
        for _ in 0..arguments.repeat {
            host.edit("Again", Edit::Invalidate(source, InvalidationLevel::InvalidOutput))?;
            frames.push(timed(|| host.update()));
        }
        if frames.is_empty() {
            frames.push(first);
        }
        host.picture(canvas)?;
        println!(
            "{{\"case\": \"{}\", \"size\": {}, \"camera\": \"{name}\", \"shade\": {}, \
             \"cpu_s\": {:.6}, \"wall_s\": {:.6}, \"first_cpu_s\": {:.6}, \"first_wall_s\": {:.6}, \
             \"peak_rss_mb\": {:.1}}}",
            arguments.case,
            arguments.size,
            arguments.shade,
            median(&frames, 0),
            median(&frames, 1),
            first[0],
            first[1],
            peak_mb()
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
