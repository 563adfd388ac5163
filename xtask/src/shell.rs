//! Running programs and saying so; the places of the checkout.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// This is the checkout.
pub(crate) fn root() -> PathBuf {
    // cargo says at run time where the package lies now; the compiled-in place may have moved.
    let manifest_dir =
        env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    let manifest_dir = PathBuf::from(manifest_dir);
    manifest_dir.parent().map(Path::to_path_buf).unwrap_or(manifest_dir)
}

/// This is a path the way a person in the checkout would type it.
pub(crate) fn relative(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}

/// Opens a section of what is printed.
pub(crate) fn heading(text: &str) {
    println!("\n== {text}");
}

/// Says and runs a command in the checkout; a failure names the command.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    println!("$ {}", described(command));
    let status = command
        .current_dir(root())
        .status()
        .with_context(|| format!("cannot start `{}`", described(command)))?;
    if !status.success() {
        bail!("`{}` ended with {status}", described(command));
    }
    Ok(())
}

/// Runs a command in silence and returns what it printed; a failure carries its error output.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output = command
        .current_dir(root())
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("cannot start `{}`", described(command)))?;
    if !output.status.success() {
        let complaint = String::from_utf8_lossy(&output.stderr);
        bail!("`{}` ended with {}\n{}", described(command), output.status, complaint.trim_end());
    }
    String::from_utf8(output.stdout)
        .with_context(|| format!("`{}` printed something that is not text", described(command)))
}

/// Whether a program can be started with these arguments and succeeds; in silence.
pub(crate) fn succeeds(program: &str, args: &[&str]) -> bool {
    output(Command::new(program).args(args)).is_ok()
}

/// This is a command as a person would type it.
pub(crate) fn described(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let is_cargo = program.file_stem().is_some_and(|stem| stem == "cargo");
    let mut words = vec![if is_cargo { "cargo".into() } else { relative(program) }];
    words.extend(command.get_args().map(|arg| {
        let arg = arg.to_string_lossy();
        // A script of several lines is not worth reading.
        let arg = if arg.contains('\n') { "...".into() } else { arg };
        let plain = !arg.is_empty() && !arg.contains([' ', '"', '\'', '*', ';', '$', '<', '>']);
        if plain { arg.into_owned() } else { format!("'{arg}'") }
    }));
    words.join(" ")
}

/// Installs system packages where that is possible without asking, otherwise fails with the line to run.
pub(crate) fn apt_install(packages: &[&str], reason: &str) -> Result<()> {
    let line = format!("apt-get install -y {}", packages.join(" "));
    if !succeeds("apt-get", &["--version"]) {
        bail!(
            "{reason}; on Debian and Ubuntu it comes with `{line}`, please install your system's package"
        );
    }
    if output(Command::new("id").arg("-u")).map_or(true, |id| id.trim() != "0") {
        bail!("{reason}: run `sudo {line}` and try again");
    }

    println!(
        "{reason}: installing system packages, outside of the checkout: {}",
        packages.join(" ")
    );
    let install = || {
        let mut command = Command::new("apt-get");
        command.args(["install", "-y", "-q", "--no-install-recommends"]).args(packages);
        command.env("DEBIAN_FRONTEND", "noninteractive");
        run(&mut command)
    };
    // A fresh image has no package lists yet.
    install().or_else(|_| {
        run(Command::new("apt-get").args(["update", "-q"]))?;
        install()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_holds_the_workspace() {
        assert!(root().join("Cargo.toml").is_file() && root().join("xtask").is_dir());
    }

    #[test]
    fn a_described_command_can_be_pasted() {
        let mut command = Command::new(root().join("out").join("tool"));
        command.args(["--plain", "two words", "a\nb"]);
        let tool = Path::new("out").join("tool").display().to_string();
        assert_eq!(described(&command), format!("{tool} --plain 'two words' ..."));
        assert_eq!(described(&Command::new("/opt/rust/bin/cargo")), "cargo");
    }

    #[test]
    fn a_failing_command_is_named_with_its_complaint() {
        let mut command = Command::new("cargo");
        let error = output(command.arg("no-such-subcommand")).unwrap_err().to_string();
        assert!(error.starts_with("`cargo no-such-subcommand` ended with"), "{error}");
    }
}
