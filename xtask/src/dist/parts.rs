//! What a release consists of, where cargo left it, and how it gets where it belongs.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::cargo::cargo;
use crate::shell::{output, relative};

/// Names of the modules that ivw-app's default features choose, such as `base`.
pub(super) fn modules() -> Result<Vec<String>> {
    let text = output(cargo().args(["metadata", "--format-version", "1", "--no-deps"]))?;
    let metadata: Value = serde_json::from_str(&text).context("cargo metadata is not JSON")?;
    let packages = metadata["packages"].as_array().context("cargo metadata has no packages")?;
    let app = packages.iter().find(|package| package["name"] == "ivw-app");
    Ok(modules_of(&app.context("there is no package ivw-app")?["features"]))
}

/// The dependencies `ivw-module-NAME` that the feature `default` turns on, by whatever way.
fn modules_of(features: &Value) -> Vec<String> {
    let mut waiting = vec!["default".to_string()];
    let mut seen = BTreeSet::new();
    let mut modules = BTreeSet::new();
    while let Some(feature) = waiting.pop() {
        if !seen.insert(feature.clone()) {
            continue;
        }
        for needed in features[&feature].as_array().into_iter().flatten().filter_map(Value::as_str)
        {
            match needed.strip_prefix("dep:") {
                Some(package) => {
                    modules.extend(package.strip_prefix("ivw-module-").map(str::to_string));
                }
                None => waiting.push(needed.to_string()),
            }
        }
    }
    modules.into_iter().collect()
}

/// The library of a crate: above, where cargo puts what was asked for, or among the dependencies.
pub(super) fn find_library(profile: &Path, name: &str) -> Result<PathBuf> {
    let name = name.replace('-', "_");
    let file = format!("{}{name}{}", env::consts::DLL_PREFIX, env::consts::DLL_SUFFIX);
    let places = [profile.join(&file), profile.join("deps").join(&file)];
    // Whichever was built last: cargo leaves old files where they are.
    let built = |path: &PathBuf| fs::metadata(path).and_then(|found| found.modified()).ok();
    match places.iter().filter(|path| built(path).is_some()).max_by_key(|path| built(path)) {
        Some(path) => Ok(path.clone()),
        None => bail!("{file} is not in {}: build it first", relative(profile)),
    }
}

/// The file name of the extension in its package.
pub(super) fn extension_file() -> &'static str {
    if cfg!(windows) { "_core.pyd" } else { "_core.abi3.so" }
}

/// Takes away what only a debugger reads, which is most of a library.
pub(super) fn strip(path: &Path) -> Result<()> {
    // It comes with the linker, but another linker may be in use.
    let mut strip = Command::new("strip");
    output(strip.arg("--strip-unneeded").arg(path))
        .context("strip is needed to make a release: install binutils")?;
    Ok(())
}

/// Copies a file and says so.
pub(super) fn copy(from: &Path, to: &Path) -> Result<()> {
    copy_file(from, to)?;
    println!("{}", relative(to));
    Ok(())
}

fn copy_file(from: &Path, to: &Path) -> Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    // A program that runs from the old file goes on with it.
    if to.exists() {
        fs::remove_file(to).with_context(|| format!("cannot replace {}", to.display()))?;
    }
    fs::copy(from, to)
        .with_context(|| format!("cannot copy {} to {}", relative(from), relative(to)))?;
    Ok(())
}

/// Copies a folder with all that is in it, and says so.
pub(super) fn copy_tree(from: &Path, to: &Path) -> Result<()> {
    copy_files(from, to)?;
    println!("{}/", relative(to));
    Ok(())
}

fn copy_files(from: &Path, to: &Path) -> Result<()> {
    let entries = fs::read_dir(from).with_context(|| format!("cannot read {}", relative(from)))?;
    for entry in entries {
        let entry = entry?;
        // What Python compiles on the way belongs to nobody.
        if entry.file_name() == "__pycache__" {
            continue;
        }
        let to = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_files(&entry.path(), &to)?;
        } else {
            copy_file(&entry.path(), &to)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn modules_are_those_of_default_features_and_of_what_these_turn_on() {
        let features = json!({
            "default": ["base", "all-python"],
            "base": ["dep:ivw-module-base"],
            "all-python": ["python3"],
            "python3": ["dep:ivw-module-python3", "dep:inviwopy"],
            "python3qt": ["python3", "dep:ivw-module-python3qt"],
        });
        assert_eq!(modules_of(&features), ["base", "python3"]);
        assert!(modules_of(&json!({})).is_empty());
    }

    #[test]
    fn features_that_turn_each_other_on_end() {
        let features = json!({"default": ["a"], "a": ["b"], "b": ["a", "dep:ivw-module-c"]});
        assert_eq!(modules_of(&features), ["c"]);
    }

    #[test]
    fn the_application_here_has_a_base_module() {
        assert!(modules().unwrap().contains(&"base".to_string()));
    }

    #[test]
    fn a_library_that_was_not_built_is_named() {
        let error = find_library(Path::new("/nowhere"), "ivw-module-x").unwrap_err().to_string();
        assert!(error.contains("ivw_module_x") && error.contains("/nowhere"), "{error}");
    }
}
