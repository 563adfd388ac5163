//! Filters for rows of tables, as a person lists them.

use ivw_core::data::{Column, ColumnKind, DataFrame};
use ivw_core::prelude::*;
use ivw_core::processor::Added;
use ivw_core::property::{ChoiceField, Field, GroupKind, NumberKind, RangeKind, Scalar};
use regex::Regex;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A row of text.
pub(crate) struct Row<'a> {
    /// Number of its line, from 1.
    pub(crate) number: usize,
    pub(crate) text: &'a str,
    pub(crate) cells: &'a [Cow<'a, str>],
}

/// Filters in the order in which they were added.
#[derive(Default)]
pub(crate) struct Filters {
    filters: Vec<Filter>,
}

struct Filter {
    takes_headers: bool,
    test: Test,
}

/// What a filter looks for.
enum Test {
    Empty,
    Start(String),
    Lines([i64; 2]),
    Text(i64, TextComparison, String, Option<Regex>),
    Number(i64, NumberComparison, f64, f64),
    Range(i64, [f64; 2]),
}

/// How texts are compared.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub(crate) enum TextComparison {
    #[default]
    #[choice("equal", "Equal")]
    Equal,
    #[choice("notEqual", "Not Equal")]
    NotEqual,
    #[choice("regex", "Regex")]
    Regex,
    #[choice("regexPartial", "Regex (Partial)")]
    RegexPartial,
}

/// How numbers are compared.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub(crate) enum NumberComparison {
    #[default]
    #[choice("equal", "==")]
    Equal,
    #[choice("notEqual", "!=")]
    NotEqual,
    #[choice("less", "<")]
    Less,
    #[choice("lessEqual", "<=")]
    LessEqual,
    #[choice("greater", ">")]
    Greater,
    #[choice("greaterEqual", ">=")]
    GreaterEqual,
}

/// Kinds of filters that a list offers, by the start of their identifiers.
pub(crate) const OF_TABLES: [&str; 8] = [
    "emptyLines",
    "rowBegin",
    "lineRange",
    "stringItem",
    "intItem",
    "doubleItem",
    "intRangeItem",
    "doubleRangeItem",
];

/// Kinds of filters for data frames.
pub(crate) const OF_FRAMES: [&str; 5] =
    ["stringItem", "intItem", "doubleItem", "intRangeItem", "doubleRangeItem"];

impl Filters {
    /// The filters below a property, such as `includeFilters`.
    pub(crate) fn below(path: &str, added: &[Added]) -> Result<Self> {
        let mut items: Vec<(&str, BTreeMap<&str, &Value>)> = Vec::new();
        for property in added {
            let below = property.path.strip_prefix(path).and_then(|rest| rest.strip_prefix('.'));
            let Some(below) = below else { continue };
            match below.split_once('.') {
                None => items.push((below, BTreeMap::new())),
                Some((item, member)) => {
                    if let Some((_, members)) = items.iter_mut().find(|(id, _)| *id == item) {
                        members.insert(member, &property.value);
                    }
                }
            }
        }
        let filters = items.iter().filter_map(|(id, members)| filter(id, members).transpose());
        Ok(Self { filters: filters.collect::<Result<_>>()? })
    }

    /// Adds one for lines that start with a text.
    pub(crate) fn add_comments(&mut self, start: &str) {
        let test = Test::Start(start.to_owned());
        self.filters.push(Filter { takes_headers: true, test });
    }

    /// Whether any filter fits a row of text; none if there is no filter for such rows.
    pub(crate) fn matches(&self, row: &Row<'_>, is_header: bool) -> Option<bool> {
        let mut filters =
            self.filters.iter().filter(|filter| filter.takes_headers == is_header).peekable();
        filters.peek()?;
        Some(filters.any(|filter| filter.test.fits_text(row)))
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.filters.is_empty()
    }

    /// Whether any filter fits a row of a data frame.
    pub(crate) fn matches_row(&self, frame: &DataFrame, row: usize) -> bool {
        self.filters.iter().any(|filter| filter.test.fits_row(frame, row))
    }
}

/// The filter that an item of a list is; none if it is turned off.
fn filter(id: &str, members: &BTreeMap<&str, &Value>) -> Result<Option<Filter>> {
    if matches!(members.get("checked"), Some(Value::Bool(false))) {
        return Ok(None);
    }
    let number = |name: &str| members.get(name).and_then(|value| value.as_floats());
    let one = |name: &str| number(name).and_then(|numbers| numbers.first().copied()).unwrap_or(0.0);
    let two = |name: &str| match number(name).as_deref() {
        Some([lo, hi, ..]) => [*lo, *hi],
        _ => [0.0, 0.0],
    };
    let text = |name: &str| {
        members.get(name).and_then(|value| value.as_text()).unwrap_or_default().to_owned()
    };
    let column = one("column") as i64;
    let kind = id.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let test = match kind {
        "emptyLines" => Test::Empty,
        "rowBegin" => Test::Start(text("match")),
        "lineRange" => Test::Lines(two("range").map(|number| number as i64)),
        "stringItem" => {
            let comparison = read_choice(members.get("comp"));
            let pattern = text("match");
            let regex = match comparison {
                TextComparison::Regex => Some(compile(&format!("^(?:{pattern})$"))?),
                TextComparison::RegexPartial => Some(compile(&pattern)?),
                _ => None,
            };
            Test::Text(column, comparison, pattern, regex)
        }
        "intItem" => Test::Number(column, read_choice(members.get("comp")), one("value"), 0.0),
        "doubleItem" => {
            Test::Number(column, read_choice(members.get("comp")), one("value"), one("epsilon"))
        }
        "intRangeItem" | "doubleRangeItem" => Test::Range(column, two("range")),
        _ => return Ok(None),
    };
    let takes_headers = matches!(members.get("filterOnHeader"), Some(Value::Bool(true)));
    Ok(Some(Filter { takes_headers, test }))
}

fn compile(pattern: &str) -> Result<Regex> {
    Regex::new(pattern).map_err(|error| {
        Error::new(format!("\"{pattern}\" is no pattern: {error}")).hint("mend the filter")
    })
}

fn read_choice<T: ChoiceField + Default>(value: Option<&&Value>) -> T {
    value.and_then(|value| T::from_selection(value).ok()).unwrap_or_default()
}

impl Test {
    fn fits_text(&self, row: &Row<'_>) -> bool {
        let cell = |column: i64| usize::try_from(column).ok().and_then(|n| row.cells.get(n));
        let number = |column| cell(column).and_then(|cell| cell.parse::<f64>().ok());
        match self {
            Self::Empty => row.text.trim().is_empty(),
            Self::Start(start) => !start.is_empty() && row.text.trim_start().starts_with(start),
            Self::Lines([from, to]) => (*from..=*to).contains(&(row.number as i64)),
            Self::Text(column, ..) => cell(*column).is_some_and(|cell| self.fits_words(cell)),
            Self::Number(column, ..) | Self::Range(column, _) => {
                number(*column).is_some_and(|number| self.fits_number(number))
            }
        }
    }

    fn fits_row(&self, frame: &DataFrame, row: usize) -> bool {
        let column = |n: i64| usize::try_from(n).ok().and_then(|n| frame.columns().get(n));
        match self {
            Self::Text(n, ..) => column(*n).is_some_and(|column| {
                column.kind == ColumnKind::Categorical && self.fits_words(&column.text(row))
            }),
            Self::Number(n, ..) | Self::Range(n, _) => column(*n).is_some_and(|column: &Column| {
                column.kind != ColumnKind::Categorical && self.fits_number(column.at(row))
            }),
            _ => false,
        }
    }

    fn fits_words(&self, words: &str) -> bool {
        match self {
            Self::Text(_, TextComparison::NotEqual, pattern, _) => words != pattern,
            Self::Text(_, _, _, Some(regex)) => regex.is_match(words),
            Self::Text(_, _, pattern, None) => words == pattern,
            _ => false,
        }
    }

    fn fits_number(&self, number: f64) -> bool {
        match *self {
            Self::Number(_, comparison, value, tolerance) => match comparison {
                NumberComparison::Equal => (number - value).abs() <= tolerance,
                NumberComparison::NotEqual => (number - value).abs() > tolerance,
                NumberComparison::Less => number < value,
                NumberComparison::LessEqual => number <= value,
                NumberComparison::Greater => number > value,
                NumberComparison::GreaterEqual => number >= value,
            },
            Self::Range(_, [from, to]) => from <= number && number <= to,
            _ => false,
        }
    }
}

/// What a list of filters offers to add.
pub(crate) fn prefabs(kinds: &[&str]) -> Vec<PropertySpec> {
    kinds.iter().map(|kind| prefab(kind)).collect()
}

fn prefab(kind: &str) -> PropertySpec {
    let spec = |id: &str, help: &str, kind: Kind| PropertySpec {
        help: help.to_owned(),
        ..PropertySpec::new(id, kind)
    };
    let switch = |id: &str, help: &str, default| spec(id, help, Kind::Bool { default });
    let words = || spec("match", "What to look for.", Kind::Text { default: String::new() });
    let number = |id: &str, help: &str, scalar| {
        spec(id, help, Kind::Number(NumberKind::vector(scalar, &[0.0])))
    };
    let column = || number("column", "Number of the column, the first one being 0.", Scalar::I32);
    let range = |scalar: Scalar| {
        let two = |a: f64, b: f64| NumberKind::vector(scalar, &[a, b]).default;
        let one = |a: f64| NumberKind::vector(scalar, &[a]).default;
        let kind = RangeKind {
            scalar,
            default: two(0.0, 100.0),
            range: two(-1e6, 1e6),
            step: one(if scalar.is_float() { 0.01 } else { 1.0 }),
            min_separation: one(0.0),
        };
        spec("range", "From the first to the last, both included.", Kind::Range(kind))
    };
    let on_header = || switch("filterOnHeader", "Look before the line of headers is taken.", false);
    let texts = || {
        spec(
            "comp",
            "How texts are compared.",
            <TextComparison as Field>::kind(&TextComparison::Equal),
        )
    };
    let numbers = || {
        spec(
            "comp",
            "How numbers are compared.",
            <NumberComparison as Field>::kind(&NumberComparison::Equal),
        )
    };
    let (help, members) = match kind {
        "emptyLines" => ("Lines without anything.", vec![on_header()]),
        "rowBegin" => ("Lines that start with a text.", vec![on_header(), words()]),
        "lineRange" => ("Lines with these numbers.", vec![on_header(), range(Scalar::I32)]),
        "stringItem" => ("Rows with a text in a column.", vec![column(), texts(), words()]),
        "intItem" => (
            "Rows with a whole number in a column.",
            vec![column(), numbers(), number("value", "What to compare with.", Scalar::I64)],
        ),
        "doubleItem" => (
            "Rows with a number in a column.",
            vec![
                column(),
                numbers(),
                number("value", "What to compare with.", Scalar::F64),
                number("epsilon", "How far equal numbers may be apart.", Scalar::F64),
            ],
        ),
        "intRangeItem" => {
            ("Rows with a whole number in a range.", vec![column(), range(Scalar::I64)])
        }
        _ => ("Rows with a number in a range.", vec![column(), range(Scalar::F64)]),
    };
    let mut children = vec![switch("checked", "Whether the filter is used.", true)];
    children.extend(members);
    let group =
        GroupKind { children, checked_by: Some("checked".to_owned()), ..GroupKind::default() };
    spec(kind, help, Kind::Group(group))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::table::tests::read_filtered;

    /// A property that a person added.
    pub(crate) fn added(path: &str, value: impl Into<Value>) -> Added {
        Added {
            path: path.to_owned(),
            class: String::new(),
            value: value.into(),
            name: String::new(),
        }
    }

    fn one(id: &str, members: &[(&str, Value)]) -> Result<Filters> {
        let mut all = vec![added(&format!("list.{id}"), Value::None)];
        let member =
            |(name, value): &(&str, Value)| added(&format!("list.{id}.{name}"), value.clone());
        all.extend(members.iter().map(member));
        Filters::below("list", &all)
    }

    const TEXT: &str = "# words\nname,n\na,1\nb,2\n# more\nc,3\n";

    fn names(include: &Filters, exclude: &Filters) -> Result<Vec<String>> {
        let frame = read_filtered(TEXT, include, exclude, |_| {})?;
        let column = &frame.columns()[1];
        Ok((0..column.len()).map(|row| column.text(row)).collect())
    }

    #[test]
    fn comments_are_left_out() -> Result<()> {
        let mut exclude = Filters::default();
        exclude.add_comments("#");
        assert_eq!(names(&Filters::default(), &exclude)?, ["a", "b", "c"]);
        Ok(())
    }

    #[test]
    fn lines_are_kept_if_any_filter_wants_them() -> Result<()> {
        let (none, mut exclude) = (Filters::default(), Filters::default());
        exclude.add_comments("#");
        let number = |n: i64| Value::from(n);
        let two = one(
            "intItem1",
            &[("column", number(1)), ("comp", Value::choice("greaterEqual")), ("value", number(2))],
        )?;
        assert_eq!(names(&two, &exclude)?, ["b", "c"]);
        let pattern = [
            ("column", number(0)),
            ("comp", Value::choice("regex")),
            ("match", Value::from("[ac#].*")),
        ];
        assert_eq!(names(&one("stringItem", &pattern)?, &exclude)?, ["a", "c"]);
        let lines = Value::Ints([4, 4].into_iter().collect());
        let mut lines = one("lineRange", &[("range", lines)])?;
        lines.add_comments("#");
        assert_eq!(names(&none, &lines)?, ["a", "c"]);
        let off = one("emptyLines", &[("checked", Value::Bool(false))])?;
        assert!(off.is_empty());
        let broken = [("comp", Value::choice("regex")), ("match", Value::from("("))];
        assert!(one("stringItem", &broken).is_err());
        Ok(())
    }

    #[test]
    fn rows_of_frames_are_looked_at_by_their_kind() -> Result<()> {
        let frame =
            read_filtered("name,n\na,1\nb,2\n", &Filters::default(), &Filters::default(), |_| {})?;
        let text = one("stringItem", &[("column", Value::from(1)), ("match", Value::from("b"))])?;
        assert_eq!([0, 1].map(|row| text.matches_row(&frame, row)), [false, true]);
        // A filter for texts leaves numbers alone.
        let text = one("stringItem", &[("column", Value::from(2)), ("match", Value::from("1"))])?;
        assert!(!text.matches_row(&frame, 0));
        let range = Value::Floats([1.5, 9.0].into_iter().collect());
        let range = one("doubleRangeItem", &[("column", Value::from(2)), ("range", range)])?;
        assert_eq!([0, 1].map(|row| range.matches_row(&frame, row)), [false, true]);
        Ok(())
    }

    #[test]
    fn every_kind_of_filter_is_offered_once() {
        let prefabs = prefabs(&OF_TABLES);
        let ids: std::collections::HashSet<_> = prefabs.iter().map(|spec| &spec.id).collect();
        assert_eq!(ids.len(), 8);
    }
}
