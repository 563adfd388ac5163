//! Two data frames as one.

use ivw_core::data::{Column, ColumnKind, DataFrame};
use ivw_core::prelude::*;
use ivw_core::processor::Added;
use ivw_render::properties::{ColumnChoice, Columns};
use std::collections::HashMap;

/// Makes one data frame of two.
///
/// |         | shape         | value    |
/// |---------|---------------|----------|
/// | top     | rows, columns | any      |
/// | bottom  | rows, columns | any      |
/// | outport | rows, columns | the same |
///
/// Rows are joined where their keys are equal, as text; the first fitting row of the right data frame
/// counts. Numbers that are missing are no number, or 0 in columns of whole numbers.
#[derive(Processor)]
#[processor(
    "org.inviwo.DataFrameJoin",
    name = "DataFrame Join",
    category = "DataFrame",
    tags = "CPU, DataFrame",
    takes_added
)]
pub struct DataFrameJoin {
    /// The left or upper data frame.
    #[inport("top")]
    top: In<DataFrame>,

    /// The right or lower data frame.
    #[inport("bottom")]
    bottom: In<DataFrame>,

    /// Both as one.
    #[outport("outport")]
    joined: Out<DataFrame>,

    /// How they become one.
    #[property("join", name = "Join")]
    kind: Join,

    /// Leave columns out whose name is there already.
    #[property(
        "ignoreDuplicateCols",
        name = "Ignore Duplicate Columns",
        visible_if = |p| p.kind == Join::Columns
    )]
    ignores_duplicates: bool,

    /// Add rows to the shorter data frame.
    #[property(
        "fillMissingRows",
        name = "Fill Missing Rows",
        visible_if = |p| p.kind == Join::Columns
    )]
    fills_rows: bool,

    /// Which columns belong together.
    #[property(
        "columnMatching",
        name = "Match Columns",
        visible_if = |p| p.kind == Join::Rows
    )]
    matching: Matching,

    /// Key in the left data frame.
    #[property(
        "leftKey",
        name = "Left Key",
        default = ColumnChoice::new(0),
        class(ColumnChoice::CLASS),
        saved(Saved::Always),
        visible_if = |p| p.kind.has_keys()
    )]
    left: ColumnChoice,

    /// Key in the right data frame.
    #[property(
        "rightKey",
        name = "Right Key",
        default = ColumnChoice::new(0),
        class(ColumnChoice::CLASS),
        saved(Saved::Always),
        visible_if = |p| p.kind.has_keys()
    )]
    right: ColumnChoice,

    /// More keys in the left data frame.
    #[group(
        "secondaryLeftKeys",
        name = "Secondary Left Keys",
        list(vec![key_prefab()]),
        visible_if = |p| p.kind.has_keys()
    )]
    more_left: Keys,

    /// More keys in the right data frame.
    #[group(
        "secondaryRightKeys",
        name = "Secondary Right Keys",
        list(vec![key_prefab()]),
        visible_if = |p| p.kind.has_keys()
    )]
    more_right: Keys,

    left_columns: Columns,
    right_columns: Columns,
    added: Vec<Added>,
}

/// These are more keys.
#[derive(PropertyGroup)]
pub struct Keys {}

fn key_prefab() -> PropertySpec {
    let kind = <ColumnChoice as ivw_core::property::Field>::kind(&ColumnChoice::new(0));
    PropertySpec {
        name: "Key".to_owned(),
        help: "A column whose cells have to be equal as well.".to_owned(),
        class: Some(ColumnChoice::CLASS.to_owned()),
        ..PropertySpec::new("key", kind)
    }
}

/// This is how two data frames become one.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Join {
    /// Columns of both.
    #[default]
    #[choice("appendColumns", "Append Columns")]
    Columns,
    /// Rows of both.
    #[choice("appendRows", "Append Rows")]
    Rows,
    /// Rows whose keys are in both.
    #[choice("inner", "Inner Join")]
    Inner,
    /// Rows of the left one, with what the right one has.
    #[choice("outerleft", "Outer Left Join")]
    OuterLeft,
}

impl Join {
    fn has_keys(self) -> bool {
        matches!(self, Self::Inner | Self::OuterLeft)
    }
}

/// This is which columns belong together.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Matching {
    /// Those of the same name.
    #[default]
    #[choice("byname", "By Name")]
    ByName,
    /// Those of the same place.
    #[choice("ordered", "Ordered")]
    Ordered,
}

impl Process for DataFrameJoin {
    fn set_added(&mut self, added: &[Added]) -> Result<()> {
        added.clone_into(&mut self.added);
        Ok(())
    }

    fn process(&mut self, context: &Context) -> Result<()> {
        let (top, bottom) = (self.top.get()?, self.bottom.get()?);
        self.left_columns.offer(&top, &[("leftKey", &self.left, false)], context);
        self.right_columns.offer(&bottom, &[("rightKey", &self.right, false)], context);
        let joined = match self.kind {
            Join::Columns => self.with_columns(&top, &bottom)?,
            Join::Rows => self.with_rows(&top, &bottom)?,
            Join::Inner | Join::OuterLeft => self.by_keys(&top, &bottom)?,
        };
        self.joined.set(joined);
        Ok(())
    }
}

/// Columns without that of the row numbers.
fn data(frame: &DataFrame) -> impl Iterator<Item = &Column> {
    frame.columns().iter().filter(|column| column.kind != ColumnKind::Index)
}

impl DataFrameJoin {
    fn with_columns(&self, top: &DataFrame, bottom: &DataFrame) -> Result<DataFrame> {
        let (a, b) = (top.n_rows(), bottom.n_rows());
        if a != b && !self.fills_rows {
            return Err(Error::new(format!("{a} rows above and {b} below don't fit together"))
                .hint("turn on \"Fill Missing Rows\""));
        }
        let n_rows = a.max(b);
        let all: Vec<_> = (0..n_rows).collect();
        let of = |column: &Column| -> Vec<Option<usize>> {
            all.iter().map(|&row| (row < column.len()).then_some(row)).collect()
        };
        let mut joined = DataFrame::new(n_rows as u32);
        for column in data(top) {
            joined.push(picked(column, &of(column))?)?;
        }
        for column in data(bottom) {
            let is_there = joined.column(&column.header.name).is_some();
            if !(is_there && self.ignores_duplicates) {
                joined.push(picked(column, &of(column))?)?;
            }
        }
        Ok(joined)
    }

    fn with_rows(&self, top: &DataFrame, bottom: &DataFrame) -> Result<DataFrame> {
        let mut joined = DataFrame::new((top.n_rows() + bottom.n_rows()) as u32);
        let below: Vec<&Column> = data(bottom).collect();
        for (n, column) in data(top).enumerate() {
            let partner = match self.matching {
                Matching::ByName => bottom.column(&column.header.name),
                Matching::Ordered => below.get(n).copied(),
            };
            let name = &column.header.name;
            let partner = partner.ok_or_else(|| {
                Error::new(format!("the lower data frame has no column for \"{name}\""))
                    .hint("match columns in their order, or rename one")
            })?;
            if (partner.kind == ColumnKind::Categorical) != (column.kind == ColumnKind::Categorical)
            {
                return Err(Error::new(format!(
                    "column \"{name}\" has text in one data frame and numbers in the other"
                )));
            }
            let texts = |column: &Column| -> Vec<String> {
                (0..column.len()).map(|row| column.text(row)).collect()
            };
            joined.push(match column.kind {
                ColumnKind::Categorical => {
                    let (above, below) = (texts(column), texts(partner));
                    let names = above.iter().chain(&below).map(String::as_str);
                    Column::categorical(column.header.clone(), names)
                }
                _ if column.values.format == partner.values.format => {
                    let mut bytes = column.values.bytes.bytes().to_vec();
                    bytes.extend(partner.values.bytes.bytes());
                    let format = column.values.format;
                    let values = Array::from_memory(format, Memory::copy_of(&bytes))?;
                    Column::ordinal(column.header.clone(), values)?
                }
                _ => {
                    let numbers = |column: &Column| -> Vec<f64> {
                        (0..column.len()).map(|row| column.at(row)).collect()
                    };
                    let all = [numbers(column), numbers(partner)].concat();
                    Column::ordinal(column.header.clone(), Array::copy_of(&all))?
                }
            })?;
        }
        Ok(joined)
    }

    fn by_keys(&self, top: &DataFrame, bottom: &DataFrame) -> Result<DataFrame> {
        let left = self.keys("secondaryLeftKeys", &self.left, top);
        let right = self.keys("secondaryRightKeys", &self.right, bottom);
        if left.len() != right.len() {
            return Err(Error::new(format!(
                "{} keys at the left and {} at the right",
                left.len(),
                right.len()
            ))
            .hint("add a partner for each key"));
        }
        let key = |keys: &[&Column], row: usize| -> Vec<String> {
            keys.iter().map(|column| column.text(row)).collect()
        };
        let mut rows: HashMap<Vec<String>, usize> = HashMap::new();
        for row in 0..bottom.n_rows() {
            rows.entry(key(&right, row)).or_insert(row);
        }
        let mut pairs: Vec<(usize, Option<usize>)> =
            (0..top.n_rows()).map(|row| (row, rows.get(&key(&left, row)).copied())).collect();
        if self.kind == Join::Inner {
            pairs.retain(|(_, partner)| partner.is_some());
        }
        let mut joined = DataFrame::new(pairs.len() as u32);
        let of_left: Vec<_> = pairs.iter().map(|&(row, _)| Some(row)).collect();
        let of_right: Vec<_> = pairs.iter().map(|&(_, partner)| partner).collect();
        for column in data(top) {
            joined.push(picked(column, &of_left)?)?;
        }
        for column in data(bottom) {
            // Keys are there already.
            if !right.iter().any(|key| key.header.name == column.header.name) {
                joined.push(picked(column, &of_right)?)?;
            }
        }
        Ok(joined)
    }

    /// The columns that are keys of a data frame, the first one first.
    fn keys<'a>(&self, list: &str, first: &ColumnChoice, frame: &'a DataFrame) -> Vec<&'a Column> {
        let mut keys = vec![first.column(frame).unwrap_or(frame.index())];
        for added in &self.added {
            let is_key = added.path.strip_prefix(list).is_some_and(|rest| rest.starts_with('.'));
            let mut choice = ColumnChoice::default();
            if is_key && ivw_core::property::Field::read(&mut choice, &added.value).is_ok() {
                keys.extend(choice.column(frame));
            }
        }
        keys
    }
}

/// A column with some of its rows, and with what stands for missing ones.
fn picked(column: &Column, rows: &[Option<usize>]) -> Result<Column> {
    let is_whole = rows.iter().all(Option::is_some);
    if is_whole {
        let rows: Vec<usize> = rows.iter().copied().flatten().collect();
        return Ok(column.rows(&rows));
    }
    if column.kind == ColumnKind::Categorical {
        let names: Vec<String> =
            rows.iter().map(|row| row.map_or_else(String::new, |row| column.text(row))).collect();
        return Ok(Column::categorical(column.header.clone(), names.iter().map(String::as_str)));
    }
    let number = column.values.format.number;
    let missing = if number.is_float() { f64::NAN } else { 0.0 };
    let mut values = Memory::zeroed(rows.len() * number.size());
    for (bytes, row) in values.bytes_mut().chunks_exact_mut(number.size()).zip(rows) {
        number.write(row.map_or(missing, |row| column.at(row)), bytes);
    }
    Column::ordinal(column.header.clone(), Array::from_memory(column.values.format, values)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(name: &str, keys: &[&str], numbers: &[f32]) -> Result<DataFrame> {
        let mut frame = DataFrame::default();
        frame.push(Column::categorical(Axis::new("key", ""), keys.iter().copied()))?;
        frame.push(Column::ordinal(Axis::new(name, ""), Array::copy_of(numbers))?)?;
        Ok(frame)
    }

    fn join(kind: Join, change: impl FnOnce(&mut DataFrameJoin)) -> Result<DataFrame> {
        let mut node = DataFrameJoin {
            top: frame("a", &["x", "y", "z"], &[1.0, 2.0, 3.0])?.into(),
            bottom: frame("b", &["z", "x"], &[30.0, 10.0])?.into(),
            kind,
            left: ColumnChoice::new(1),
            right: ColumnChoice::new(1),
            ..DataFrameJoin::default()
        };
        change(&mut node);
        node.process(&Context::detached())?;
        Ok((*node.joined.get()?).clone())
    }

    fn numbers(frame: &DataFrame, name: &str) -> Vec<f64> {
        let column = frame.column(name).expect("it is there");
        (0..column.len()).map(|row| column.at(row)).collect()
    }

    #[test]
    fn rows_are_joined_by_their_keys() -> Result<()> {
        let inner = join(Join::Inner, |_| {})?;
        assert_eq!(
            (numbers(&inner, "a"), numbers(&inner, "b")),
            (vec![1.0, 3.0], vec![10.0, 30.0])
        );
        assert_eq!(inner.columns().len(), 4);
        let outer = numbers(&join(Join::OuterLeft, |_| {})?, "b");
        assert!(outer[0] == 10.0 && outer[1].is_nan() && outer[2] == 30.0);
        Ok(())
    }

    #[test]
    fn columns_are_put_side_by_side() -> Result<()> {
        let error = join(Join::Columns, |_| {}).expect_err("rows are missing").to_string();
        assert!(error.contains("3 rows above and 2 below"), "{error}");
        let all = join(Join::Columns, |node| node.fills_rows = true)?;
        assert!(all.columns().len() == 5 && numbers(&all, "b")[2].is_nan());
        let fewer = join(Join::Columns, |node| {
            (node.fills_rows, node.ignores_duplicates) = (true, true);
        })?;
        assert_eq!(fewer.columns().len(), 4);
        Ok(())
    }

    #[test]
    fn rows_are_put_below_each_other() -> Result<()> {
        let error = join(Join::Rows, |_| {}).expect_err("b is not a").to_string();
        assert!(error.contains("no column for \"a\""), "{error}");
        let all = join(Join::Rows, |node| node.matching = Matching::Ordered)?;
        assert_eq!(numbers(&all, "a"), [1.0, 2.0, 3.0, 30.0, 10.0]);
        let keys = all.column("key").expect("it is there");
        assert_eq!((keys.categories.len(), keys.text(3)), (3, "z".to_owned()));
        Ok(())
    }
}
