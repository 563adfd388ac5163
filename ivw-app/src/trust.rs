//! What a workspace from elsewhere would run.
//!
//! Processors in files come from a person's own folders, and opening a workspace loads none from
//! beside it; what a workspace can do is name scripts, in its folder or anywhere.

use ivw_core::error::Error;
use std::path::Path;

/// Scripts that a workspace names, each as it is written there.
pub(crate) fn what_runs(path: &Path) -> Result<Vec<String>, Error> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| Error::new(format!("can't read \"{}\": {error}", path.display())))?;
    Ok(scripts_in(&text))
}

/// Values and texts in a workspace that are Python.
fn scripts_in(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    // Attributes: every second part between quotes.
    for value in text.split('"').skip(1).step_by(2) {
        let value = value.trim();
        let is_script = value.to_lowercase().ends_with(".py");
        if is_script && !found.iter().any(|known| known == value) {
            found.push(value.to_owned());
        }
    }
    for class in ["PythonScript", "PythonProcessor"] {
        // What a processor is has a type; the list of what Inviwo had loaded has contents.
        if text.contains(&format!("type=\"org.inviwo.{class}")) {
            found.push(format!("code embedded in a {class}"));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_are_named_once_and_data_is_none() {
        let text = r#"<p content="a/b.py" /><p content="a/b.py" /><f content="data.npy" />"#;
        assert_eq!(scripts_in(text), ["a/b.py"]);
        assert!(scripts_in(r#"<p content="happy" />"#).is_empty());
        assert_eq!(scripts_in(r#"<P type="org.inviwo.PythonScriptProcessor" />"#).len(), 1);
        let loaded = r#"<InviwoSetup><Processor content="org.inviwo.PythonScriptProcessor" />"#;
        assert!(scripts_in(loaded).is_empty());
    }
}
