//! The list of processors: what is found, in which order, and their help.

use super::form::escape;
use ivw_core::host::ClassInfo;
use ivw_core::processor::CodeState;
use serde_json::{Value as Json, json};

/// The classes that a search finds, the best first; all by category without a search.
pub(crate) fn search<'a>(classes: &'a [ClassInfo], text: &str) -> Vec<&'a ClassInfo> {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    let listed = classes.iter().filter(|class| class.spec.is_listed);
    let mut found: Vec<(u32, &ClassInfo)> =
        listed.filter_map(|class| Some((score(class, &words)?, class))).collect();
    match words.is_empty() {
        true => found.sort_by_key(|(_, class)| {
            (class.spec.category.to_lowercase(), class.spec.name.to_lowercase())
        }),
        false => found.sort_by_key(|(score, class)| {
            (std::cmp::Reverse(*score), class.spec.name.to_lowercase())
        }),
    }
    found.into_iter().map(|(_, class)| class).collect()
}

/// How well a class fits; nothing if a word is nowhere.
fn score(class: &ClassInfo, words: &[String]) -> Option<u32> {
    let spec = &class.spec;
    let name = spec.name.to_lowercase();
    let tags = spec.tags.join(" ").to_lowercase();
    let rest = [&spec.category, &spec.class_id, &class.module].map(|text| text.to_lowercase());
    let help = spec.help.to_lowercase();
    words
        .iter()
        .map(|word| match word {
            word if name.starts_with(word.as_str()) => Some(100),
            word if name.contains(word.as_str()) => Some(50),
            word if rest.iter().any(|text| text.contains(word.as_str())) => Some(20),
            word if tags.contains(word.as_str()) => Some(15),
            word if help.contains(word.as_str()) => Some(5),
            _ => None,
        })
        .sum()
}

/// The message that shows a list of classes.
pub(crate) fn message(classes: &[ClassInfo], text: &str) -> Json {
    let found = search(classes, text);
    let is_search = !text.trim().is_empty();
    let items: Vec<_> = found
        .iter()
        .map(|class| {
            let spec = &class.spec;
            let category = match (is_search, spec.category.is_empty()) {
                (true, _) => format!("{} found", found.len()),
                (false, true) => "Other".to_owned(),
                (false, false) => spec.category.clone(),
            };
            json!({"id": spec.class_id, "name": spec.name, "category": category,
                "tip": first_sentence(&spec.help)})
        })
        .collect();
    json!({"op": "processors", "classes": items, "expand": is_search})
}

fn first_sentence(help: &str) -> String {
    help.split_inclusive(". ")
        .next()
        .unwrap_or_default()
        .lines()
        .next()
        .unwrap_or_default()
        .to_owned()
}

/// The help of a class as HTML.
pub(crate) fn help(class: &ClassInfo) -> String {
    let spec = &class.spec;
    let mut html = format!("<h3>{}</h3>", escape(&spec.name));
    let state = match spec.code_state {
        CodeState::Stable => String::new(),
        state => format!(" · {state:?}"),
    };
    html += &format!(
        "<p style='color:gray'>{} · {}{}</p>",
        escape(&spec.class_id),
        escape(&class.module),
        state
    );
    // Tables in help are for the documentation; their lines go.
    let text: Vec<_> = spec.help.lines().filter(|line| !line.trim().starts_with('|')).collect();
    html += &format!("<p>{}</p>", escape(&text.join("\n")).replace("\n\n", "</p><p>"));
    let mut section = |title: &str, items: Vec<(String, String)>| {
        if items.is_empty() {
            return;
        }
        html += &format!("<h4>{title}</h4>");
        for (name, help) in items {
            html += &format!("<p><b>{}</b> {}</p>", escape(&name), escape(&help));
        }
    };
    let inports = spec.inports.iter().map(|port| (port.id.clone(), port.help.clone()));
    section("Inports", inports.collect());
    let outports = spec.outports.iter().map(|port| (port.id.clone(), port.help.clone()));
    section("Outports", outports.collect());
    let properties = spec.properties.iter().map(|p| (p.name.clone(), p.help.clone()));
    section("Properties", properties.collect());
    html
}

/// Classes with a port that fits types of data, by name.
pub(crate) fn fitting<'a>(
    classes: &'a [ClassInfo],
    types: &[String],
    is_outport: bool,
) -> Vec<&'a ClassInfo> {
    let fits = |other: &[String]| {
        types.is_empty() || other.is_empty() || types.iter().any(|id| other.contains(id))
    };
    let mut found: Vec<_> = classes
        .iter()
        .filter(|class| class.spec.is_listed)
        .filter(|class| match is_outport {
            true => class.spec.inports.iter().any(|port| fits(&port.accepts)),
            false => {
                class.spec.outports.iter().any(|port| fits(std::slice::from_ref(&port.type_id)))
            }
        })
        .collect();
    found.sort_by_key(|class| class.spec.name.to_lowercase());
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use ivw_core::processor::Spec;

    fn class(name: &str, category: &str, help: &str) -> ClassInfo {
        let spec = Spec {
            class_id: format!("org.test.{name}"),
            name: name.to_owned(),
            category: category.to_owned(),
            help: help.to_owned(),
            is_listed: true,
            ..Spec::default()
        };
        ClassInfo { spec, module: "Test".to_owned() }
    }

    #[test]
    fn names_come_before_help_and_every_word_counts() {
        let classes = [
            class("Blur", "Images", "Softens a volume."),
            class("Volume Source", "Input", "Reads."),
            class("Slice", "Volumes", "Cuts."),
        ];
        let names = |text: &str| {
            search(&classes, text).iter().map(|c| c.spec.name.as_str()).collect::<Vec<_>>()
        };
        assert_eq!(names("volume"), ["Volume Source", "Slice", "Blur"]);
        assert_eq!(names("volume cuts"), ["Slice"]);
        assert_eq!(names("").len(), 3);
        assert!(names("nothing").is_empty());
    }
}
