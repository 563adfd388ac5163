//! Lists of what there is beside processors: each as text and as JSON.

use ivw_core::data;
use ivw_core::host::Host;
use ivw_core::module::{ModuleReport, Outcome};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A list for people and for programs.
pub(super) struct List {
    pub(super) text: String,
    pub(super) json: Value,
}

impl List {
    fn of<T>(items: &[T], text: impl Fn(&T) -> String, json: impl Fn(&T) -> Value) -> Self {
        Self {
            text: items.iter().map(|item| text(item) + "\n").collect(),
            json: items.iter().map(json).collect(),
        }
    }
}

/// File formats, in the order of their registration.
pub(super) fn formats(host: &Host) -> List {
    let formats = host.formats();
    let formats: Vec<_> = formats.list().collect();
    List::of(
        &formats,
        |(info, module)| {
            let verbs = match (info.can_read, info.can_write) {
                (true, true) => "reads, writes",
                (true, false) => "reads",
                (false, true) => "writes",
                (false, false) => "",
            };
            let extension = format!(".{}", info.extension);
            let line = format!("{extension:10} {:16} {verbs:14} {module:8}", info.type_id);
            format!("{line} {}", info.description)
        },
        |(info, module)| json!({ "format": info, "module": module }),
    )
}

/// A type of data, and how many ports of all classes have it.
#[derive(Default)]
struct DataUse {
    name: String,
    port: String,
    color: [u8; 3],
    n_inports: usize,
    n_outports: usize,
}

/// Types of data: those of ivw, and those that ports of modules have.
pub(super) fn data(host: &Host) -> List {
    let mut types: BTreeMap<String, DataUse> = BTreeMap::new();
    for data in data::types() {
        let (name, port) = (data.name.to_owned(), data.port.to_owned());
        let known = DataUse { name, port, color: data.color, ..DataUse::default() };
        types.insert(data.type_id.to_owned(), known);
    }
    let factories = host.factories();
    for spec in factories.classes().iter().map(|class| &class.spec) {
        for port in &spec.inports {
            for type_id in &port.accepts {
                let data = types.entry(type_id.clone()).or_default();
                data.n_inports += 1;
                data.see(&port.class_id, port.color);
            }
        }
        for port in &spec.outports {
            let data = types.entry(port.type_id.clone()).or_default();
            data.n_outports += 1;
            data.see(&port.class_id, port.color);
        }
    }
    let types: Vec<_> = types.into_iter().collect();
    List::of(
        &types,
        |(type_id, data)| {
            let [r, g, b] = data.color;
            let ports = format!("{} inports, {} outports", data.n_inports, data.n_outports);
            format!("{type_id:28} #{r:02x}{g:02x}{b:02x} {ports:28} {}", data.name)
        },
        |(type_id, data)| {
            json!({
                "type": type_id,
                "name": data.name,
                "port": data.port,
                "color": data.color,
                "inports": data.n_inports,
                "outports": data.n_outports,
            })
        },
    )
}

impl DataUse {
    /// What a port says about a type that ivw itself does not have.
    fn see(&mut self, port_class: &str, color: [u8; 3]) {
        if self.port.is_empty() {
            let stem = port_class.trim_end_matches(".outport").trim_end_matches(".inport");
            self.port = stem.trim_end_matches(".multi").trim_end_matches(".flat").to_owned();
            self.color = color;
        }
    }
}

/// Modules, in the order in which they were looked for.
pub(super) fn modules(host: &Host) -> List {
    List::of(&host.modules(), ToString::to_string, module)
}

fn module(report: &ModuleReport) -> Value {
    let mut value = json!({ "name": report.name, "path": report.path });
    let more = match &report.outcome {
        Outcome::Loaded { info, processors, refused, load_ms } => {
            let refused: Vec<_> = refused.iter().map(ToString::to_string).collect();
            json!({
                "outcome": "loaded",
                "info": info,
                "processors": processors,
                "refused": refused,
                "load_ms": load_ms,
            })
        }
        Outcome::Failed(error) => json!({ "outcome": "failed", "error": error.to_string() }),
        Outcome::NotFound => json!({ "outcome": "not found", "searched": report.searched }),
        Outcome::LeftOut => json!({ "outcome": "left out" }),
    };
    if let (Value::Object(value), Value::Object(more)) = (&mut value, more) {
        value.extend(more);
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_of_data_of_ivw_are_there_without_any_module() {
        let list = data(&Host::new());
        assert!(list.text.contains("ivw.Volume/1") && list.text.contains("0 inports"));
        let volume = list
            .json
            .as_array()
            .and_then(|all| all.iter().find(|data| data["type"] == "ivw.Volume/1"));
        assert_eq!(volume.expect("it is in the list")["port"], "Volume");
    }

    #[test]
    fn a_module_that_is_nowhere_is_in_the_list() {
        let host = Host::new();
        host.load_modules(&["nowhere"], &[]);
        let list = modules(&host);
        assert!(list.text.contains("nowhere: not found"), "{}", list.text);
        assert_eq!(list.json[0]["outcome"], "not found");
    }
}
