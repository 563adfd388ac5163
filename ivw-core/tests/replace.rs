//! Processors that take the places of others: what stays, what is lost, and how it comes back.

use ivw_core::host::Host;
use ivw_core::network::{Edit, Link, ProcessorId, Replacement, Status};
use ivw_core::prelude::*;
use ivw_core::processor::InMany;

/// Older code.
#[derive(Processor)]
#[processor("org.test.Old", name = "Worker", category = "Test")]
struct Old {
    /// A number.
    #[inport("in", optional)]
    input: In<Array>,
    /// Only the older code has it.
    #[inport("dropped", optional)]
    dropped: In<Array>,
    /// The number.
    #[outport("out")]
    out: Out<Array>,
    /// A number.
    #[property("value", default = 1.0, soft = 0.0..=100.0)]
    value: f32,
    /// Another number.
    #[property("other", default = 2.0, soft = 0.0..=100.0)]
    other: f32,
}

impl Process for Old {
    fn process(&mut self, _: &Context) -> Result<()> {
        self.out.set(Array::copy_of(&[self.value]));
        Ok(())
    }
}

/// Newer code: ports and properties in another order, one more, one less.
#[derive(Processor)]
#[processor("org.test.New", name = "Worker", category = "Test")]
struct New {
    /// A number.
    #[outport("extra")]
    extra: Out<Array>,
    /// The number.
    #[outport("out")]
    out: Out<Array>,
    /// A number.
    #[inport("in", optional)]
    input: In<Array>,
    /// Another number, with another default.
    #[property("other", default = 3.0, soft = 0.0..=100.0)]
    other: f32,
    /// A number.
    #[property("value", default = 4.0, soft = 0.0..=100.0)]
    value: f32,
}

impl Process for New {
    fn process(&mut self, _: &Context) -> Result<()> {
        self.extra.set(Array::copy_of(&[0.0_f32]));
        self.out.set(Array::copy_of(&[10.0 * self.value]));
        Ok(())
    }
}

/// Where numbers go.
#[derive(Processor)]
#[processor("org.test.Sink", category = "Test")]
struct Sink {
    /// Numbers.
    #[inport("in")]
    input: InMany<Array>,
    /// A number.
    #[property("value", default = 0.0, soft = 0.0..=100.0)]
    value: f32,
}

impl Process for Sink {
    fn process(&mut self, _: &Context) -> Result<()> {
        Ok(())
    }
}

/// Two workers, one behind the other, before a sink with links.
fn workers() -> Result<(Host, [ProcessorId; 2])> {
    let host = Host::new();
    host.register_own()?;
    let first = host.add("org.test.Old")?;
    let second = host.add("org.test.Old")?;
    host.add("org.test.Sink")?;
    for (from, to) in [
        ("Worker2.out", "Sink.in"),
        ("Worker.out", "Worker2.in"),
        ("Worker.out", "Worker2.dropped"),
        ("Worker.out", "Sink.in"),
    ] {
        host.connect(from, to)?;
    }
    host.edit("Move", Edit::Move(first, [30, 40]))?;
    host.edit("Link", Edit::Link(link(&host, "Worker.value", "Sink.value")?))?;
    host.set("Worker.value", 7.0)?;
    host.update();
    assert!(host.failures().is_empty());
    Ok((host, [first, second]))
}

fn link(host: &Host, from: &str, to: &str) -> Result<Link> {
    host.with(|network| {
        Ok(Link { from: network.find_property(from)?, to: network.find_property(to)? })
    })
}

/// The network in words; connections that were undone stand at another place in the file.
fn picture(host: &Host) -> String {
    let text = ivw_core::workspace::to_string(host).expect("it can be written");
    let (mut connections, mut lines): (Vec<_>, Vec<_>) =
        text.lines().partition(|line| line.contains("<Connection "));
    connections.sort_unstable();
    lines.extend(connections);
    let mut text = lines.join("\n");
    // The class is what differs.
    for class in ["org.test.Old", "org.test.New"] {
        text = text.replace(class, "CLASS");
    }
    text
}

fn replace(host: &Host, class: &str) -> Result<Vec<ProcessorId>> {
    let old: Vec<_> = host.with(|network| {
        let ids = network.processors().iter().copied();
        ids.filter(|id| network.node(*id).is_ok_and(|node| node.display_name == "Worker")).collect()
    });
    let new: Vec<_> = old.iter().map(|_| host.create(class, None)).collect::<Result<_>>()?;
    let pairs = old.iter().zip(&new).map(|(old, new)| Replacement { old: *old, new: *new });
    host.edit("Reload", Edit::Replace(pairs.collect()))?;
    host.update();
    Ok(new)
}

fn number(host: &Host, path: &str) -> Result<f64> {
    host.with(|network| {
        let property = network.find_property(path)?;
        Ok(network.property(property)?.value.as_floats().unwrap_or_default()[0])
    })
}

#[test]
fn what_fits_by_identifier_stays_and_one_undo_brings_everything_back() -> Result<()> {
    let (host, [first, _]) = workers()?;
    let before = picture(&host);
    let new = replace(&host, "org.test.New")?;

    host.with(|network| -> Result<()> {
        let node = network.node(new[0])?;
        assert_eq!((node.identifier.as_str(), node.position), ("Worker", [30, 40]));
        assert_eq!(network.find("Worker")?, new[0]);
        assert_eq!(network.processors()[0], new[0]);
        assert!(!network.node(first)?.is_placed);
        // `dropped` is gone, the others are there, in their order.
        let to: Vec<_> =
            network.connections().iter().map(|c| network.node(c.to.processor)).collect();
        let to: Vec<_> =
            to.into_iter().map(|n| n.map(|n| n.identifier.clone())).collect::<Result<_>>()?;
        assert_eq!(to, ["Sink", "Worker2", "Sink"]);
        let sink = network.node(network.find("Sink")?)?;
        let from: Vec<_> = sink.inports[0].connections.iter().map(|from| from.processor).collect();
        assert_eq!(from, [new[1], new[0]]);
        assert_eq!(network.links().len(), 1);
        Ok(())
    })?;
    assert_eq!(number(&host, "Worker.value")?, 7.0, "a person set it");
    assert_eq!(number(&host, "Worker2.value")?, 4.0, "the new default");
    assert_eq!(number(&host, "Worker.other")?, 3.0, "the new default");
    host.set("Worker.value", 8.0)?;
    assert_eq!(number(&host, "Sink.value")?, 8.0, "links lead on");
    host.update();
    assert!(host.failures().is_empty());

    host.undo()?;
    assert_eq!(host.undo()?.as_deref(), Some("Reload"));
    host.update();
    assert_eq!(picture(&host), before);
    assert_eq!(host.redo()?.as_deref(), Some("Reload"));
    host.update();
    assert_eq!(number(&host, "Worker.value")?, 7.0);
    host.undo()?;
    assert_eq!(picture(&host), before);
    Ok(())
}

#[test]
fn earlier_steps_can_be_undone_after_a_replacement() -> Result<()> {
    let (host, _) = workers()?;
    replace(&host, "org.test.New")?;
    replace(&host, "org.test.Old")?;
    replace(&host, "org.test.New")?;
    // Three in a row are one step.
    assert_eq!(host.undo()?.as_deref(), Some("Reload"));
    assert_eq!(host.undo()?.as_deref(), Some("Change Worker.value"));
    assert_eq!(number(&host, "Worker.value")?, 1.0);
    while host.undo()?.is_some() {}
    assert!(host.with(|network| network.processors().is_empty()));
    while host.redo()?.is_some() {}
    host.update();
    assert_eq!(number(&host, "Worker.value")?, 7.0);
    assert!(host.failures().is_empty());
    Ok(())
}

#[test]
fn a_step_between_two_replacements_keeps_them_apart() -> Result<()> {
    let (host, _) = workers()?;
    replace(&host, "org.test.New")?;
    host.set("Worker2.other", 9.0)?;
    replace(&host, "org.test.Old")?;
    assert_eq!(number(&host, "Worker2.other")?, 9.0);
    host.undo()?;
    assert_eq!(number(&host, "Worker2.other")?, 9.0);
    host.undo()?;
    assert_eq!(number(&host, "Worker2.other")?, 3.0);
    host.undo()?;
    assert_eq!(number(&host, "Worker2.other")?, 2.0);
    Ok(())
}

#[test]
fn thousands_of_replacements_leave_nothing_behind() -> Result<()> {
    let (host, _) = workers()?;
    let mut seen = Vec::new();
    for n in 0..2000 {
        seen.extend(replace(&host, ["org.test.New", "org.test.Old"][n % 2])?);
    }
    let alive = host.with(|network| seen.iter().filter(|id| network.node(**id).is_ok()).count());
    assert_eq!(alive, 2, "the newest ones");
    Ok(())
}

#[test]
fn a_replacement_that_makes_no_sense_changes_nothing() -> Result<()> {
    let (host, [first, second]) = workers()?;
    let before = picture(&host);
    let pair = |old, new| Replacement { old, new };
    let new = host.create("org.test.New", None)?;
    for pairs in [
        vec![pair(first, second)],
        vec![pair(new, first)],
        vec![pair(first, new), pair(second, new)],
        vec![pair(first, ProcessorId::from_number(1))],
    ] {
        assert!(host.edit("Reload", Edit::Replace(pairs)).is_err());
        assert_eq!(picture(&host), before);
    }
    host.with(|network| {
        assert_eq!(network.node(first).map(|n| n.status.clone()), Ok(Status::Valid))
    });
    Ok(())
}
