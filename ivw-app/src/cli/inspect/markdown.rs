//! A page of documentation: all processors with their ports and properties.

use super::facts;
use ivw_core::processor::Spec;
use ivw_core::property::PropertySpec;
use std::fmt::Write as _;

/// The page, in the order of categories and names.
pub(super) fn page(found: &[(Spec, String)]) -> String {
    let mut listed: Vec<_> = found.iter().filter(|(spec, _)| spec.is_listed).collect();
    listed.sort_by(|(a, _), (b, _)| {
        (&a.category, &a.name, &a.class_id).cmp(&(&b.category, &b.name, &b.class_id))
    });
    let mut text = String::from("# Processors\n\n");
    let _ = writeln!(
        text,
        "What `ivw-app inspect --markdown` says; `cargo xtask docs --processors` writes it anew.\n"
    );
    for group in listed.chunk_by(|(a, _), (b, _)| a.category == b.category) {
        let category = &group[0].0.category;
        let names: Vec<_> =
            group.iter().map(|(spec, _)| format!("[{0}](#{1})", spec.name, anchor(spec))).collect();
        let _ = writeln!(text, "- **{category}**: {}", names.join(", "));
    }
    for group in listed.chunk_by(|(a, _), (b, _)| a.category == b.category) {
        let _ = writeln!(text, "\n## {}", group[0].0.category);
        for (spec, module) in group {
            section(spec, module, &mut text);
        }
    }
    text
}

/// A place to link to that no other processor has.
fn anchor(spec: &Spec) -> String {
    spec.class_id.to_lowercase()
}

fn section(spec: &Spec, module: &str, text: &mut String) {
    let _ = writeln!(text, "\n### <a id=\"{}\"></a>{}\n", anchor(spec), spec.name);
    let state = format!("{:?}", spec.code_state).to_lowercase();
    let tags = spec.tags.iter().filter(|tag| !tag.is_empty()).map(|tag| format!(", {tag}"));
    let tags: String = tags.collect();
    let _ = writeln!(text, "`{}`, module {module}, {state}{tags}\n", spec.class_id);
    let _ = writeln!(text, "{}", spec.help.trim());
    if !spec.inports.is_empty() || !spec.outports.is_empty() {
        let _ = writeln!(text, "\n| port | data | |\n|---|---|---|");
    }
    for port in &spec.inports {
        let kind = match (port.is_multi, port.is_optional) {
            (true, _) => "any number of ",
            (false, true) => "optional ",
            (false, false) => "",
        };
        let accepts = match port.accepts.is_empty() {
            true => "anything".to_owned(),
            false => port.accepts.join(" or "),
        };
        let _ = writeln!(text, "| → `{}` | {kind}{accepts} | {} |", port.id, cell(&port.help));
    }
    for port in &spec.outports {
        let _ = writeln!(text, "| `{}` → | {} | {} |", port.id, port.type_id, cell(&port.help));
    }
    if !spec.properties.is_empty() {
        let _ = writeln!(text, "\n| property | | default | |\n|---|---|---|---|");
    }
    for property in &spec.properties {
        row(property, "", text);
    }
}

fn row(property: &PropertySpec, above: &str, text: &mut String) {
    let path = format!("{above}{}", property.id);
    let (name, facts) = (cell(&property.name), cell(&facts(property)));
    let _ = writeln!(text, "| `{path}` | {name} | {facts} | {} |", cell(&property.help));
    for child in property.children() {
        row(child, &format!("{path}."), text);
    }
}

/// Text for a cell of a table, which has one line.
fn cell(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.replace('|', "\\|")
}

#[cfg(test)]
mod tests {
    use super::*;
    use ivw_core::processor::{InportSpec, OutportSpec};

    fn spec(name: &str, category: &str) -> (Spec, String) {
        let spec = Spec {
            class_id: format!("org.test.{name}"),
            name: name.to_owned(),
            category: category.to_owned(),
            help: format!("Help for {name}."),
            is_listed: true,
            inports: vec![InportSpec {
                id: "in".to_owned(),
                accepts: vec!["ivw.Volume/1".to_owned()],
                help: "either | or\nmore".to_owned(),
                ..InportSpec::default()
            }],
            outports: vec![OutportSpec { id: "out".to_owned(), ..OutportSpec::default() }],
            ..Spec::default()
        };
        (spec, "Test".to_owned())
    }

    #[test]
    fn every_listed_processor_has_a_section_under_its_category() {
        let mut hidden = spec("Hidden", "A");
        hidden.0.is_listed = false;
        let page = page(&[spec("Second", "B"), spec("First", "A"), hidden, spec("Also", "B")]);
        let headings: Vec<_> = page.lines().filter(|line| line.starts_with("## ")).collect();
        assert_eq!(headings, ["## A", "## B"]);
        let order = ["</a>First", "</a>Also", "</a>Second"].map(|name| page.find(name));
        assert!(order.iter().all(Option::is_some) && order.is_sorted(), "{page}");
        assert!(!page.contains("Hidden"), "{page}");
        assert!(page.contains("| → `in` | ivw.Volume/1 | either \\| or more |"), "{page}");
        assert!(page.contains("- **B**: [Also](#org.test.also), [Second](#org.test.second)"));
    }
}
