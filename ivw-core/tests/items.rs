//! Items of lists that bring inports of their own.

use ivw_core::data::DataHandle;
use ivw_core::host::Host;
use ivw_core::network::{Edit, PropertyRef};
use ivw_core::prelude::*;
use ivw_core::processor::Added;
use ivw_core::property::{GroupKind, ItemPort};
use std::collections::BTreeMap;

/// Two numbers.
#[derive(Processor)]
#[processor("org.test.Pair", category = "Test")]
struct Pair {
    /// The numbers.
    #[outport("out")]
    out: Out<Array>,

    /// The second one.
    #[property("last", default = 2.0, soft = 0.0..=100.0)]
    last: f32,
}

impl Process for Pair {
    fn process(&mut self, _: &Context) -> Result<()> {
        self.out.set(Array::copy_of(&[1.0, self.last]));
        Ok(())
    }
}

/// Says what comes in at the ports of its list.
#[derive(Processor)]
#[processor("org.test.Collector", category = "Test", takes_added)]
struct Collector {
    /// The ports.
    #[group("list", list = prefabs())]
    list: List,

    /// What came in, and under which names.
    #[property("said")]
    said: String,

    names: Vec<String>,
    last: BTreeMap<String, f64>,
}

/// These are ports.
#[derive(PropertyGroup)]
struct List {}

fn prefabs() -> Vec<PropertySpec> {
    let inport = Some(Box::new(ItemPort::of::<Array>("Numbers.")));
    vec![PropertySpec { inport, ..PropertySpec::new("port", Kind::Group(GroupKind::default())) }]
}

impl Process for Collector {
    fn set_added(&mut self, added: &[Added]) -> Result<()> {
        self.names = added.iter().map(|added| added.name.clone()).collect();
        Ok(())
    }

    fn set_added_input(&mut self, id: &str, data: Option<&DataHandle>) -> Result<()> {
        self.last.remove(id);
        if let Some(data) = data {
            let array = data.downcast::<Array>()?;
            self.last.insert(id.to_owned(), array.at(array.len() - 1)[0]);
        }
        Ok(())
    }

    fn process(&mut self, context: &Context) -> Result<()> {
        let last = self.last.iter().map(|(id, value)| format!("{id}={value}"));
        let said = format!("{}: {}", self.names.join(","), last.collect::<Vec<_>>().join(" "));
        context.set("said", Value::from(said.as_str()));
        Ok(())
    }
}

fn host() -> Result<Host> {
    let host = Host::new();
    host.register_own()?;
    host.add("org.test.Pair")?;
    host.add("org.test.Collector")?;
    Ok(host)
}

fn said(host: &Host) -> String {
    host.update();
    host.with(|network| {
        let node =
            network.node(network.find("Collector").expect("it was added")).expect("it is there");
        let number = node.properties.find("said").expect("it is there");
        node.properties.get(number).expect("it is there").value.to_string()
    })
}

/// Adds an item to the list.
fn add(host: &Host, id: &str) -> Result<()> {
    let (processor, parent) = host.with(|network| {
        let id = network.find("Collector").expect("it was added");
        (id, network.node(id).expect("it is there").properties.find("list"))
    });
    let spec = PropertySpec { id: id.to_owned(), ..prefabs().remove(0) };
    let (place, is_owned) = (None, true);
    let edit = Edit::AddProperty { processor, parent, place, spec: Box::new(spec), is_owned };
    host.edit("Add", edit)
}

fn item(host: &Host, id: &str) -> PropertyRef {
    host.with(|network| {
        let processor = network.find("Collector").expect("it was added");
        let property =
            network.node(processor).expect("it is there").properties.find(&format!("list.{id}"));
        PropertyRef { processor, property: property.expect("it is there") }
    })
}

#[test]
fn an_item_brings_an_inport_and_takes_it_away_again() -> Result<()> {
    let host = host()?;
    assert!(host.connect("Pair.out", "Collector.port").is_err());
    add(&host, "port")?;
    add(&host, "port2")?;
    host.connect("Pair.out", "Collector.port2")?;
    assert_eq!(said(&host), "Port,Port: port2=2");
    host.set("Pair.last", 5.0)?;
    assert_eq!(said(&host), "Port,Port: port2=5");

    // Gone with its connection, and back with it.
    host.edit("Remove", Edit::RemoveProperty(item(&host, "port2")))?;
    assert_eq!(said(&host), "Port: ");
    host.undo()?;
    assert_eq!(said(&host), "Port,Port: port2=5");
    host.redo()?;
    assert_eq!(said(&host), "Port: ");
    host.undo()?;
    host.change_property(item(&host, "port2"), PropertyChange::Name("second".to_owned()))?;
    assert_eq!(said(&host), "Port,second: port2=5");
    Ok(())
}

#[test]
fn an_item_can_not_have_the_name_of_a_port_that_there_is() -> Result<()> {
    let host = host()?;
    add(&host, "port")?;
    assert!(add(&host, "port").is_err());
    let n_inports = host.with(|network| {
        let node =
            network.node(network.find("Collector").expect("it was added")).expect("it is there");
        node.inports.iter().filter(|port| !port.is_removed).count()
    });
    assert_eq!(n_inports, 1);
    Ok(())
}

#[test]
fn items_of_a_workspace_have_their_inports_and_connections() -> Result<()> {
    let host = host()?;
    add(&host, "port")?;
    host.connect("Pair.out", "Collector.port")?;
    assert_eq!(said(&host), "Port: port=2");
    let folder = tempfile::tempdir().expect("it is there");
    let path = folder.path().join("items.inv");
    host.save(&path)?;
    let text = std::fs::read_to_string(&path).expect("it is there");
    host.clear()?;
    assert_eq!(host.open(&path)?, Vec::<String>::new());
    assert_eq!(said(&host), "Port: port=2");
    host.save(&path)?;
    assert_eq!(std::fs::read_to_string(&path).expect("it is there"), text);
    Ok(())
}
