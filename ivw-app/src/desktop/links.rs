//! The dialog of property links: what two processors could share, what they do share, and what a
//! person changes there.

use super::form;
use super::session::Verb;
use super::snapshot::{LinkView, Properties, PropertyView};
use ivw_core::network::{Edit, Link, ProcessorId, PropertyRef, can_link};
use serde_json::{Value as Json, json};

/// The dialog that is open.
#[derive(Clone, Debug)]
pub(crate) struct LinkEditor {
    /// The two processors.
    pub(crate) between: [ProcessorId; 2],
    /// Their properties, once they are known.
    ends: [Option<Properties>; 2],
    /// What is chosen on each side.
    chosen: [Option<PropertyRef>; 2],
    links: Vec<Pair>,
}

/// Two properties and who follows whom.
#[derive(Clone, Debug, PartialEq)]
struct Pair {
    ends: [PropertyRef; 2],
    names: [String; 2],
    direction: Direction,
}

/// Who follows whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    /// The second one follows the first one.
    Right,
    /// The first one follows the second one.
    Left,
    Both,
}

impl Direction {
    /// The direction of a name that the dialog gives.
    pub(crate) fn of(name: &str) -> Option<Self> {
        match name {
            "right" => Some(Self::Right),
            "left" => Some(Self::Left),
            "both" => Some(Self::Both),
            _ => None,
        }
    }

    fn arrow(self) -> &'static str {
        match self {
            Self::Right => "→",
            Self::Left => "←",
            Self::Both => "↔",
        }
    }

    fn links(self, [a, b]: [PropertyRef; 2]) -> Vec<Link> {
        let (right, left) = (Link { from: a, to: b }, Link { from: b, to: a });
        match self {
            Self::Right => vec![right],
            Self::Left => vec![left],
            Self::Both => vec![right, left],
        }
    }
}

impl LinkEditor {
    /// A dialog for two processors, perhaps with a property of the first one chosen.
    pub(crate) fn new(between: [ProcessorId; 2], chosen: Option<PropertyRef>) -> Self {
        Self { between, ends: [None, None], chosen: [chosen, None], links: Vec::new() }
    }

    /// Shows the properties as they are now; whether that are others.
    pub(crate) fn show_properties(&mut self, all: &[Properties]) -> bool {
        let find = |id: ProcessorId| all.iter().find(|one| one.processor == id).cloned();
        let ends = self.between.map(find);
        let is_changed = ends != self.ends;
        self.ends = ends;
        is_changed
    }

    /// Shows the links as they are now; whether that are others.
    pub(crate) fn show_links(&mut self, links: &[LinkView]) -> bool {
        let mut pairs: Vec<Pair> = Vec::new();
        for link in links {
            let (from, to) = (link.link.from, link.link.to);
            let [a, b] = self.between;
            let is_right = (from.processor, to.processor) == (a, b);
            if !is_right && (from.processor, to.processor) != (b, a) {
                continue;
            }
            let names = || link.names.clone();
            let (ends, names, direction) = match is_right {
                true => ([from, to], names(), Direction::Right),
                false => {
                    let [from_name, to_name] = names();
                    ([to, from], [to_name, from_name], Direction::Left)
                }
            };
            match pairs.iter_mut().find(|pair| pair.ends == ends) {
                Some(known) => known.direction = Direction::Both,
                None => pairs.push(Pair { ends, names, direction }),
            }
        }
        let is_changed = pairs != self.links;
        self.links = pairs;
        is_changed
    }

    fn property(&self, side: usize, at: PropertyRef) -> Option<&PropertyView> {
        self.ends[side].as_ref()?.list.iter().find(|property| property.at == at)
    }

    fn find(&self, side: usize, id: &str) -> Option<PropertyRef> {
        let list = &self.ends[side].as_ref()?.list;
        list.iter().find(|property| form::row_id(property) == id).map(|property| property.at)
    }

    /// Chooses a property on a side, 0 or 1.
    pub(crate) fn choose(&mut self, side: usize, id: &str) {
        if side < 2 {
            self.chosen[side] = self.find(side, id);
        }
    }

    /// Chooses both ends of the n-th pair.
    pub(crate) fn choose_pair(&mut self, n: usize) {
        if let Some(pair) = self.links.get(n) {
            self.chosen = pair.ends.map(Some);
        }
    }

    /// Whether what is chosen can be linked: in which directions, right and left.
    fn allowed(&self, ends: [PropertyRef; 2]) -> [bool; 2] {
        let specs = [self.property(0, ends[0]), self.property(1, ends[1])];
        match specs {
            [Some(a), Some(b)] if ends[0] != ends[1] => {
                [can_link(&a.spec, &b.spec), can_link(&b.spec, &a.spec)]
            }
            _ => [false; 2],
        }
    }

    /// Links what is chosen; a pair that is linked gets another direction.
    pub(crate) fn link(&self, direction: Direction) -> Option<Verb> {
        let ends = [self.chosen[0]?, self.chosen[1]?];
        let [right, left] = self.allowed(ends);
        let direction = match (direction, right, left) {
            (Direction::Right | Direction::Both, true, false) => Direction::Right,
            (Direction::Left | Direction::Both, false, true) => Direction::Left,
            (_, true, true) => direction,
            _ => return None,
        };
        let names =
            [self.property(0, ends[0])?.path.clone(), self.property(1, ends[1])?.path.clone()];
        let before = self.links.iter().find(|pair| pair.ends == ends).map(|pair| pair.direction);
        Self::turn(ends, &names, before, Some(direction))
    }

    /// Removes the links of the n-th pair.
    pub(crate) fn remove(&self, n: usize) -> Option<Verb> {
        let pair = self.links.get(n)?;
        Self::turn(pair.ends, &pair.names, Some(pair.direction), None)
    }

    fn turn(
        ends: [PropertyRef; 2],
        names: &[String; 2],
        before: Option<Direction>,
        after: Option<Direction>,
    ) -> Option<Verb> {
        let had = before.map(|direction| direction.links(ends)).unwrap_or_default();
        let has = after.map(|direction| direction.links(ends)).unwrap_or_default();
        let gone = had.iter().filter(|link| !has.contains(link)).map(|link| Edit::Unlink(*link));
        let new = has.iter().filter(|link| !had.contains(link)).map(|link| Edit::Link(*link));
        let edits: Vec<_> = gone.chain(new).collect();
        if edits.is_empty() {
            return None;
        }
        let what = match (before, after) {
            (_, None) => "Unlink",
            (None, _) => "Link",
            _ => "Turn the link of",
        };
        let name = format!("{what} {} and {}", names[0], names[1]);
        Some(Verb::Edit { name, edit: Edit::All(edits) })
    }

    /// Removes all links between both processors.
    pub(crate) fn clear(&self) -> Option<Verb> {
        let links = self.links.iter().flat_map(|pair| pair.direction.links(pair.ends));
        let edits: Vec<_> = links.map(Edit::Unlink).collect();
        let [a, b] = self.names();
        let name = format!("Unlink {a} and {b}");
        (!edits.is_empty()).then_some(Verb::Edit { name, edit: Edit::All(edits) })
    }

    fn names(&self) -> [String; 2] {
        [0, 1].map(|side| {
            self.ends[side].as_ref().map(|end| end.identifier.clone()).unwrap_or_default()
        })
    }

    /// The message that shows the dialog as it is now.
    pub(crate) fn message(&self) -> Json {
        let [a, b] = self.names();
        let links: Vec<_> = self
            .links
            .iter()
            .map(|pair| {
                let [from, to] = &pair.names;
                json!(format!("{from}  {}  {to}", pair.direction.arrow()))
            })
            .collect();
        let both = self.chosen[0].zip(self.chosen[1]);
        let [right, left] = both.map_or([false; 2], |(a, b)| self.allowed([a, b]));
        let pair = self.links.iter().position(|pair| self.chosen == pair.ends.map(Some));
        json!({"op": "links", "title": format!("Links of {a} and {b}"), "names": [a, b],
            "sides": [self.side(0), self.side(1)], "links": links, "pair": pair,
            "can": {"both": right && left, "right": right, "left": left}})
    }

    /// The properties of a side; those that do not fit what is chosen on the other side are faint.
    fn side(&self, side: usize) -> Vec<Json> {
        let other = self.chosen[1 - side].and_then(|at| self.property(1 - side, at));
        let rows = self.ends[side].iter().flat_map(|end| &end.list);
        let rows = rows.map(|property| {
            let fits = other.is_none_or(|other| {
                other.at != property.at
                    && (can_link(&other.spec, &property.spec)
                        || can_link(&property.spec, &other.spec))
            });
            let is_linked = self.links.iter().any(|pair| pair.ends[side] == property.at);
            let indent = "    ".repeat(property.depth);
            let mark = if is_linked { "  ↔" } else { "" };
            json!({"id": form::row_id(property), "text": format!("{indent}{}{mark}", property.spec.name),
                "tip": property.path, "fits": fits, "chosen": self.chosen[side] == Some(property.at)})
        });
        rows.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ivw_core::property::{Kind, NumberKind, PropertySpec, Scalar};

    fn processor(n: u64) -> ProcessorId {
        ProcessorId::from_number((1 << 32) | n)
    }

    fn properties(n: u64, kinds: &[Kind]) -> Properties {
        let view = |(property, kind): (usize, &Kind)| {
            let spec = PropertySpec::new(&format!("p{property}"), kind.clone());
            let value = spec.default_value();
            PropertyView {
                at: PropertyRef { processor: processor(n), property: property as u32 },
                path: format!("P{n}.p{property}"),
                depth: 0,
                default: value.clone(),
                value,
                spec,
                switch: None,
                is_removable: false,
                promotion: None,
            }
        };
        Properties {
            processor: processor(n),
            identifier: format!("P{n}"),
            name: format!("P{n}"),
            class_id: "org.test.P".to_owned(),
            help: String::new(),
            list: kinds.iter().enumerate().map(view).collect(),
        }
    }

    fn editor() -> LinkEditor {
        let number = Kind::Number(NumberKind::vector(Scalar::F32, &[1.0]));
        let text = Kind::Text { default: String::new() };
        let all = [properties(1, &[number.clone(), text.clone()]), properties(2, &[text, number])];
        let mut editor = LinkEditor::new([processor(1), processor(2)], None);
        assert!(editor.show_properties(&all));
        assert!(!editor.show_properties(&all), "nothing is new");
        editor
    }

    fn at(n: u64, property: u32) -> PropertyRef {
        PropertyRef { processor: processor(n), property }
    }

    fn choose(editor: &mut LinkEditor, properties: [u32; 2]) {
        for (side, property) in properties.into_iter().enumerate() {
            let id = format!("{}/{property}", processor(side as u64 + 1).number());
            editor.choose(side, &id);
        }
    }

    fn view(from: PropertyRef, to: PropertyRef) -> LinkView {
        let name = |at: PropertyRef| format!("P{}.p{}", at.processor.number() & 0xff, at.property);
        LinkView { link: Link { from, to }, names: [name(from), name(to)] }
    }

    fn edits(verb: Option<Verb>) -> (String, Vec<Edit>) {
        match verb {
            Some(Verb::Edit { name, edit: Edit::All(edits) }) => (name, edits),
            verb => unreachable!("no edit: {verb:?}"),
        }
    }

    #[test]
    fn what_is_chosen_is_linked_only_in_directions_that_fit() {
        let mut editor = editor();
        choose(&mut editor, [0, 1]);
        let (name, both) = edits(editor.link(Direction::Both));
        assert_eq!(name, "Link P1.p0 and P2.p1");
        let link = |from, to| Edit::Link(Link { from, to });
        assert_eq!(both, [link(at(1, 0), at(2, 1)), link(at(2, 1), at(1, 0))]);
        // A text shows a number, but no number follows a text.
        choose(&mut editor, [0, 0]);
        assert_eq!(edits(editor.link(Direction::Both)).1, [link(at(1, 0), at(2, 0))]);
        assert!(editor.link(Direction::Left).is_none());
        assert_eq!(editor.message()["can"], json!({"both": false, "right": true, "left": false}));
    }

    #[test]
    fn links_both_ways_are_one_pair_that_is_turned_and_removed() {
        let mut editor = editor();
        let others = view(at(1, 0), at(3, 0));
        editor.show_links(&[view(at(2, 1), at(1, 0)), others, view(at(1, 0), at(2, 1))]);
        assert_eq!(editor.message()["links"], json!(["P1.p0  ↔  P2.p1"]));
        let unlink = |from, to| Edit::Unlink(Link { from, to });
        assert!(editor.message()["pair"].is_null());
        editor.choose_pair(0);
        assert_eq!(editor.message()["pair"], 0);
        assert!(editor.link(Direction::Both).is_none(), "nothing would change");
        let (name, turned) = edits(editor.link(Direction::Left));
        assert_eq!(
            (name.as_str(), turned),
            ("Turn the link of P1.p0 and P2.p1", vec![unlink(at(1, 0), at(2, 1))])
        );
        let (name, gone) = edits(editor.remove(0));
        assert_eq!((name.as_str(), gone.len()), ("Unlink P1.p0 and P2.p1", 2));
        assert_eq!(edits(editor.clear()).1.len(), 2);
        assert!(editor.remove(1).is_none(), "there is no such pair");
    }
}
