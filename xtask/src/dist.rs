//! `cargo xtask dist`: a release that runs wherever it is copied, and the Python package as a wheel.

mod parts;
pub(crate) mod wheel;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::cargo::{build_release, program, target_dir};
use crate::run::example_array;
use crate::setup;
use crate::shell::{heading, relative, root, run as run_command};
use parts::{copy, copy_tree, extension_file, find_library, modules, strip};

/// What `--help` says.
pub(crate) const HELP: &str = "
Usage: cargo xtask dist [--prefix DIR] [--wheel DIR]

Builds with optimisations and makes, in target/dist:

  ivw-VERSION-OS-ARCH/      what an installation consists of
    bin/ivw-app
    lib/ivw/modules/        the modules of ivw-app's default features, as dynamic libraries
    lib/ivw/python/         the Python packages inviwopy and ivw
    share/ivw/data/         workspaces, Python processors, volumes, with their licences
    share/doc/ivw/          README, licence
  ivw-VERSION-OS-ARCH.tar.gz
  inviwopy-VERSION-*.whl    the Python package with modules inside, for `pip install`

Then unpacks the archive elsewhere and renders the NumpySource example with it, and installs the wheel
into a fresh environment and runs a script there.

  --prefix DIR   installs into DIR, such as /usr/local, instead of making archives
  --wheel DIR    makes nothing but the wheel, in DIR";

/// What somebody wants to have.
#[derive(Debug, Default, PartialEq)]
struct Wanted {
    prefix: Option<PathBuf>,
    wheel: Option<PathBuf>,
}

/// Makes a release and tries it.
pub(crate) fn run(args: &[String]) -> Result<()> {
    let wanted = wanted(args)?;
    let python = setup::prepare()?;
    let release = build_release()?;
    if let Some(folder) = &wanted.wheel {
        wheel::make(&python, &release, folder)?;
        return Ok(());
    }
    if let Some(prefix) = &wanted.prefix {
        heading("Install");
        lay_out(&release, prefix)?;
        println!(
            "\nivw is in {}: start {}",
            prefix.display(),
            prefix.join("bin/ivw-app").display()
        );
        return Ok(());
    }

    heading("Lay out");
    let folder = target_dir().join("dist");
    let name = format!("ivw-{}-{}-{}", version(), env::consts::OS, env::consts::ARCH);
    let tree = folder.join(&name);
    empty(&tree)?;
    lay_out(&release, &tree)?;
    let archive = folder.join(format!("{name}.tar.gz"));
    let mut tar = Command::new("tar");
    // Whose files these were is nobody's business.
    tar.args(["--owner=0", "--group=0", "-C"]).arg(&folder).arg("-czf").arg(&archive).arg(&name);
    run_command(&mut tar)?;
    let wheel = wheel::make(&python, &release, &folder)?;

    heading("Try");
    try_elsewhere(&python, &archive, &name)?;
    wheel::try_out(&python, &wheel, &release)?;
    println!("\nThe release is {}", relative(&archive));
    println!("The wheel is {}", relative(&wheel));
    Ok(())
}

fn wanted(args: &[String]) -> Result<Wanted> {
    let mut wanted = Wanted::default();
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        let slot = match arg.as_str() {
            "--prefix" => &mut wanted.prefix,
            "--wheel" => &mut wanted.wheel,
            other => bail!("dist knows no \"{other}\": see `cargo xtask dist --help`"),
        };
        let folder = args.next().with_context(|| format!("{arg} needs a folder"))?;
        *slot = Some(std::path::absolute(folder)?);
    }
    if wanted.prefix.is_some() && wanted.wheel.is_some() {
        bail!("--prefix and --wheel are two different things: give one of them");
    }
    Ok(wanted)
}

/// The version of the whole workspace.
fn version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}

/// Copies what was built, and what belongs to it, to where an installation has it.
fn lay_out(release: &Path, prefix: &Path) -> Result<()> {
    let app = program("ivw-app");
    let app_there = prefix.join("bin").join(&app);
    copy(&release.join(&app), &app_there)?;
    strip(&app_there)?;
    for module in modules()? {
        let library = find_library(release, &format!("ivw_module_{module}"))?;
        let there = prefix.join("lib/ivw/modules").join(library.file_name().unwrap_or_default());
        copy(&library, &there)?;
        strip(&there)?;
        let data = root().join(format!("ivw-module-{module}/data"));
        if data.is_dir() {
            copy_tree(&data, &there.with_file_name(format!("ivw_module_{module}")))?;
        }
    }
    let package = prefix.join("lib/ivw/python");
    copy_tree(&root().join("ivw-module-python3/inviwopy/python"), &package)?;
    let extension = package.join("inviwopy").join(extension_file());
    copy(&find_library(release, "inviwopy")?, &extension)?;
    strip(&extension)?;
    copy_tree(&root().join("data"), &prefix.join("share/ivw/data"))?;
    for notice in ["LICENSE", "README.md", "CHANGELOG.md"] {
        copy(&root().join(notice), &prefix.join("share/doc/ivw").join(notice))?;
    }
    Ok(())
}

/// Unpacks the archive in a folder of its own and renders the example from there.
fn try_elsewhere(python: &Path, archive: &Path, name: &str) -> Result<()> {
    let elsewhere = target_dir().join("dist-try/another machine");
    empty(&elsewhere)?;
    fs::create_dir_all(&elsewhere)?;
    run_command(Command::new("tar").arg("-xzf").arg(archive).arg("-C").arg(&elsewhere))?;
    let there = elsewhere.join(name);
    let app = there.join("bin").join(program("ivw-app"));
    let example = there.join("share/ivw/data");
    let array = example_array(python)?;

    let clean = |command: &mut Command| {
        // Nothing of the checkout may help.
        for (variable, _) in env::vars_os() {
            if variable.to_string_lossy().starts_with("IVW_") {
                command.env_remove(variable);
            }
        }
        command.env("HOME", &elsewhere);
    };
    let mut modules = Command::new(&app);
    modules.arg("modules").arg("--python").arg(python);
    clean(&mut modules);
    run_command(&mut modules)?;

    let mut render = Command::new(&app);
    render.arg("render").arg(example.join("workspaces/numpy_source.inv"));
    render.arg("--python-processors").arg(example.join("python_processors"));
    render.arg("--set").arg(format!("NumpySource.file={}", array.display()));
    render.arg("--python").arg(python).arg("--output").arg(&elsewhere);
    clean(&mut render);
    run_command(&mut render)?;
    // The Python package of the installation works without the application too.
    let mut import = Command::new(python);
    let class = "org.inviwo.VolumeRaycaster";
    let code = format!("import inviwopy; assert inviwopy.app.processorFactory.hasKey('{class}')");
    import.args(["-c", &code]).env("PYTHONPATH", there.join("lib/ivw/python"));
    clean(&mut import);
    run_command(&mut import)?;

    let picture = elsewhere.join("Canvas.png");
    if fs::metadata(&picture).map_or(0, |found| found.len()) < 1000 {
        bail!("the release rendered no picture: {} is missing or empty", picture.display());
    }
    Ok(())
}

/// Removes a folder that an earlier run left behind.
fn empty(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(args: &[&str]) -> Result<Wanted> {
        wanted(&args.iter().map(|arg| arg.to_string()).collect::<Vec<_>>())
    }

    #[test]
    fn a_prefix_is_a_folder_and_excludes_the_wheel() {
        assert_eq!(parsed(&[]).unwrap(), Wanted::default());
        let prefix = parsed(&["--prefix", "/usr/local"]).unwrap().prefix;
        assert_eq!(prefix, Some("/usr/local".into()));
        assert!(parsed(&["--prefix"]).unwrap_err().to_string().contains("needs a folder"));
        assert!(parsed(&["--prefix", "/a", "--wheel", "/b"]).is_err());
        assert!(parsed(&["--perfix", "/a"]).unwrap_err().to_string().contains("\"--perfix\""));
    }
}
