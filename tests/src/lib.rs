//! What tests share.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder with the libraries that belong to the running test: they lie beside it.
pub fn target_dir() -> PathBuf {
    let exe = std::env::current_exe().expect("a test has a file");
    exe.parent().expect("a file is in a folder").to_owned()
}

/// The library of a module of this workspace, by a name such as `base`.
///
/// Cargo builds it if `ivw-tests` depends on its crate; nothing may name that crate, which would
/// link it in.
pub fn module_path(name: &str) -> PathBuf {
    let path = target_dir().join(ivw_core::module::library_name(name));
    assert!(path.is_file(), "{} is missing: cargo test --workspace", path.display());
    path
}

/// Folder of the whole workspace.
pub fn workspace_dir() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("`tests` is in the workspace")
}

/// Runs a test again in a process of its own, with these environment variables; in there, and only
/// there, it is true and the test goes on.
pub fn run_alone(test: &str, variables: &[(&str, &str)]) -> bool {
    const MARK: &str = "IVW_TEST_ALONE";
    if std::env::var_os(MARK).is_some_and(|mark| mark == test) {
        return true;
    }
    let exe = std::env::current_exe().expect("a test has a file");
    let output = Command::new(exe)
        .args(["--exact", test, "--nocapture"])
        .env(MARK, test)
        .envs(variables.iter().copied())
        .output()
        .expect("a test can be run again");
    let text = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && text.contains("1 passed"), "{text}");
    false
}

/// The middle one of some times; of an even number of them, the later of both.
pub fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
