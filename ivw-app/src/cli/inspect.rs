//! `ivw-app inspect`: modules, processors, ports, properties, types of data, file formats, help.

mod lists;
mod markdown;

use super::Environment;
use anyhow::{Result, bail};
use clap::Args;
use ivw_core::host::Host;
use ivw_core::processor::Spec;
use ivw_core::property::{Kind, PropertySpec, Value};
use std::fmt::Write as _;

/// Show what there is: processors, ports, properties, help; modules, types of data, file formats
#[derive(Args)]
pub(super) struct Inspect {
    /// A class (`org.inviwo.VolumeRaycaster`), a displayed name, or a module; all if not given
    what: Option<String>,

    /// File formats instead of processors
    #[arg(long, conflicts_with = "what")]
    formats: bool,

    /// Types of data instead of processors
    #[arg(long, conflicts_with_all = ["what", "formats"])]
    data: bool,

    /// Modules instead of processors
    #[arg(long, conflicts_with_all = ["what", "formats", "data"])]
    modules: bool,

    /// Print JSON
    #[arg(long)]
    json: bool,

    /// Print a page of documentation, in Markdown
    #[arg(long, conflicts_with_all = ["json", "formats", "data", "modules"])]
    markdown: bool,
}

impl Inspect {
    pub(super) fn run(self, environment: &Environment) -> Result<()> {
        let host = environment.host()?;
        if self.formats || self.data || self.modules {
            let list = match (self.formats, self.data) {
                (true, _) => lists::formats(&host),
                (_, true) => lists::data(&host),
                _ => lists::modules(&host),
            };
            match self.json {
                true => println!("{}", serde_json::to_string_pretty(&list.json)?),
                false => print!("{}", list.text),
            }
            return Ok(());
        }
        let found = self.found(&host)?;
        if self.json {
            let specs: Vec<_> = found.iter().map(|(spec, module)| json(spec, module)).collect();
            println!("{}", serde_json::to_string_pretty(&specs)?);
        } else if self.markdown {
            print!("{}", markdown::page(&found));
        } else if let ([(spec, module)], Some(_)) = (found.as_slice(), &self.what) {
            print!("{}", describe(spec, module));
        } else {
            print!("{}", list(&found));
        }
        Ok(())
    }

    fn found(&self, host: &Host) -> Result<Vec<(Spec, String)>> {
        let factories = host.factories();
        let all: Vec<_> = factories
            .classes()
            .into_iter()
            .map(|class| ((*class.spec).clone(), class.module.clone()))
            .collect();
        let Some(what) = &self.what else { return Ok(all) };
        let is_same = |text: &str| text.eq_ignore_ascii_case(what);
        let class: Vec<_> = all
            .iter()
            .filter(|(spec, _)| {
                is_same(&spec.class_id)
                    || is_same(&spec.name)
                    || spec.class_id.strip_prefix("org.inviwo.").is_some_and(is_same)
            })
            .cloned()
            .collect();
        if !class.is_empty() {
            return Ok(class);
        }
        let module: Vec<_> = all.into_iter().filter(|(_, module)| is_same(module)).collect();
        if module.is_empty() {
            bail!("there is no class or module \"{what}\"; `ivw-app inspect` lists all");
        }
        Ok(module)
    }
}

fn json(spec: &Spec, module: &str) -> serde_json::Value {
    serde_json::json!({ "module": module, "spec": spec })
}

/// All classes, a line each, under their categories.
fn list(found: &[(Spec, String)]) -> String {
    let mut found: Vec<_> = found.iter().filter(|(spec, _)| spec.is_listed).collect();
    found.sort_by(|(a, _), (b, _)| (&a.category, &a.name).cmp(&(&b.category, &b.name)));
    let mut text = String::new();
    let mut category = None;
    for (spec, module) in found {
        if category != Some(&spec.category) {
            let gap = if category.is_some() { "\n" } else { "" };
            let _ = writeln!(text, "{gap}{}", spec.category);
            category = Some(&spec.category);
        }
        let first = spec.help.lines().next().unwrap_or_default();
        let _ = writeln!(text, "  {:28} {:44} {module:8} {first}", spec.name, spec.class_id);
    }
    text
}

/// One class, whole.
fn describe(spec: &Spec, module: &str) -> String {
    let mut text = format!("{} ({})\n", spec.name, spec.class_id);
    let _ = writeln!(
        text,
        "module {module}, category {}, {:?}, tags {}\n",
        spec.category,
        spec.code_state,
        spec.tags.join(", ")
    );
    let _ = writeln!(text, "{}", spec.help.trim());
    for (title, ports) in [
        (
            "Inports",
            spec.inports
                .iter()
                .map(|port| {
                    let kind = match (port.is_multi, port.is_optional) {
                        (true, _) => "any number of ",
                        (false, true) => "optional ",
                        (false, false) => "",
                    };
                    (&port.id, format!("{kind}{}", port.accepts.join(" or ")), &port.help)
                })
                .collect::<Vec<_>>(),
        ),
        (
            "Outports",
            spec.outports.iter().map(|port| (&port.id, port.type_id.clone(), &port.help)).collect(),
        ),
    ] {
        if ports.is_empty() {
            continue;
        }
        let _ = writeln!(text, "\n{title}");
        for (id, kind, help) in ports {
            let _ = writeln!(text, "  {id:24} {kind}\n      {}", help.replace('\n', "\n      "));
        }
    }
    if !spec.properties.is_empty() {
        let _ = writeln!(text, "\nProperties");
        for property in &spec.properties {
            describe_property(property, 1, &mut text);
        }
    }
    text
}

fn describe_property(property: &PropertySpec, depth: usize, text: &mut String) {
    let indent = "  ".repeat(depth);
    let facts = facts(property);
    let _ = writeln!(
        text,
        "{indent}{:width$} \"{}\"  {facts}",
        property.id,
        property.name,
        width = 24_usize.saturating_sub(2 * (depth - 1))
    );
    for line in property.help.lines() {
        let _ = writeln!(text, "{indent}    {line}");
    }
    for child in property.children() {
        describe_property(child, depth + 1, text);
    }
}

/// Default, bounds and unit of a property, or its options.
fn facts(property: &PropertySpec) -> String {
    match &property.kind {
        Kind::Number(number) => {
            let unit = match number.unit.as_str() {
                "" => String::new(),
                unit => format!(" {unit}"),
            };
            format!("{} [{} … {}]{unit}", number.default, number.min, number.max)
        }
        Kind::Range(range) => format!("{} within {}", range.default, range.range),
        Kind::Choice(choice) => {
            let ids: Vec<_> = choice.options.iter().map(|option| option.id.as_str()).collect();
            let default = choice.options.get(choice.default).map_or("", |option| &option.id);
            format!("{default} of {}", ids.join(", "))
        }
        _ => match property.default_value() {
            Value::None => String::new(),
            value => value.to_string(),
        },
    }
}
