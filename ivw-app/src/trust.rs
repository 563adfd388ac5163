//! What a workspace from elsewhere would run.
//!
//! Processors in files come from a person's own folders, and opening a workspace loads none from
//! beside it; what a workspace can do is name scripts, in its folder or anywhere.

use ivw_core::error::Error;
use ivw_core::host::Host;
use std::path::Path;

/// Scripts that a workspace names, each as it is written there.
pub(crate) fn what_runs(path: &Path) -> Result<Vec<String>, Error> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| Error::new(format!("can't read \"{}\": {error}", path.display())))?;
    Ok(scripts_in(&text))
}

/// An error if a text that is pasted names code that a network does not name itself.
pub(crate) fn check_pasted(host: &Host, text: &str) -> Result<(), Error> {
    let known = scripts_in(&ivw_core::workspace::to_string(host)?);
    let runs: Vec<_> = scripts_in(text).into_iter().filter(|code| !known.contains(code)).collect();
    if runs.is_empty() {
        return Ok(());
    }
    Err(Error::new(format!("what was copied would run code: {}", runs.join(", ")))
        .hint("save it as a workspace, and append that: it can be trusted then"))
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
    fn what_is_pasted_runs_no_code_of_elsewhere() -> Result<(), Error> {
        let host = Host::new();
        check_pasted(&host, r#"<p content="data.npy" />"#)?;
        let error = check_pasted(&host, r#"<p content="a/b.py" />"#).expect_err("it names code");
        assert!(error.to_string().contains("a/b.py"), "{error}");
        Ok(())
    }

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
