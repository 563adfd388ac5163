//! Data frames: tables whose columns have a name, a unit and a type.

use crate::abi::{ROption, RString, RVec, StableAbi};
use crate::data::{Array, Axis, Data, Format, Number};
use crate::error::{Error, Result};
use indexmap::IndexMap;

/// What the numbers of a column are.
#[repr(u8)]
#[derive(StableAbi, Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ColumnKind {
    /// Row numbers, `UINT32`.
    Index,
    /// Measured values of any number format with one component.
    #[default]
    Ordinal,
    /// Numbers of categories, `UINT32`.
    Categorical,
}

/// One column of a data frame.
#[repr(C)]
#[derive(StableAbi, Clone, Debug)]
pub struct Column {
    /// Name, and unit if there is one.
    pub header: Axis,
    /// What the numbers are.
    pub kind: ColumnKind,
    /// One number for each row.
    pub values: Array,
    /// Names of the categories, in the order of their numbers; empty unless categorical.
    pub categories: RVec<RString>,
    /// A range that was set by hand instead of the range of the numbers.
    pub custom_range: ROption<[f64; 2]>,
}

/// A table: the first column has the row numbers, the others are data.
///
/// All columns have as many rows as the first.
#[repr(C)]
#[derive(StableAbi, Clone, Debug)]
pub struct DataFrame {
    columns: RVec<Column>,
}

impl Data for DataFrame {
    const TYPE_ID: &'static str = "ivw.DataFrame/1";
    const PORT: &'static str = "DataFrame";
    const COLOR: [u8; 3] = [153, 76, 0];
    const NAME: &'static str = "a data frame";
}

impl Column {
    /// A column of measured values.
    ///
    /// Fails if an element has more than one number.
    pub fn ordinal(header: Axis, values: Array) -> Result<Self> {
        match values.format.components {
            1 => Ok(Self { kind: ColumnKind::Ordinal, ..Self::index(header, values) }),
            n => Err(Error::new(format!(
                "column \"{}\" would have {n} numbers in each row",
                header.name
            ))
            .hint("make a column of each component")),
        }
    }

    /// A column of names; equal names are one category, numbered as they come.
    pub fn categorical<'a>(header: Axis, names: impl IntoIterator<Item = &'a str>) -> Self {
        let mut categories: IndexMap<&str, ()> = IndexMap::new();
        let number = |name| categories.insert_full(name, ()).0 as u32;
        let numbers: Vec<u32> = names.into_iter().map(number).collect();
        let categories = categories.into_keys().map(RString::from).collect();
        let values = Array::copy_of(&numbers);
        Self { kind: ColumnKind::Categorical, categories, ..Self::index(header, values) }
    }

    fn index(header: Axis, values: Array) -> Self {
        let (categories, custom_range) = (RVec::new(), ROption::RNone);
        Self { header, kind: ColumnKind::Index, values, categories, custom_range }
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The number in a row, which is the category's for categorical columns.
    ///
    /// Panics if there are fewer rows.
    pub fn at(&self, row: usize) -> f64 {
        self.values.at(row)[0]
    }

    /// What a person reads in a row: the category's name or the number.
    ///
    /// Panics if there are fewer rows.
    pub fn text(&self, row: usize) -> String {
        let value = self.at(row);
        match self.categories.get(value as usize) {
            Some(name) if self.kind == ColumnKind::Categorical => name.to_string(),
            _ if self.values.format.number == Number::F32 => (value as f32).to_string(),
            _ => value.to_string(),
        }
    }

    /// Smallest and largest number, without what is no finite number; `[0, 0]` if there is none.
    pub fn data_range(&self) -> [f64; 2] {
        let finite = (0..self.len()).map(|row| self.at(row)).filter(|value| value.is_finite());
        let range = finite.fold(None, |range: Option<[f64; 2]>, value| {
            let [lo, hi] = range.unwrap_or([value; 2]);
            Some([lo.min(value), hi.max(value)])
        });
        range.unwrap_or_default()
    }

    /// The range that was set by hand, otherwise that of the numbers.
    pub fn range(&self) -> [f64; 2] {
        self.custom_range.into_option().unwrap_or_else(|| self.data_range())
    }

    /// The same column with these rows, in this order.
    ///
    /// Panics if there are fewer rows.
    #[must_use]
    pub fn rows(&self, rows: &[usize]) -> Self {
        let size = self.values.format.size();
        let mut bytes = crate::data::Memory::zeroed(rows.len() * size);
        let from = self.values.bytes.bytes();
        for (to, &row) in bytes.bytes_mut().chunks_exact_mut(size).zip(rows) {
            to.copy_from_slice(&from[row * size..(row + 1) * size]);
        }
        Self { values: Array { format: self.values.format, bytes }, ..self.clone() }
    }
}

impl Default for DataFrame {
    fn default() -> Self {
        Self::new(0)
    }
}

impl DataFrame {
    /// A data frame with numbered rows and no data.
    pub fn new(n_rows: u32) -> Self {
        let numbers: Vec<u32> = (0..n_rows).collect();
        let index = Column::index(Axis::new("index", ""), Array::copy_of(&numbers));
        Self { columns: RVec::from(vec![index]) }
    }

    /// All columns, the row numbers first.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The column of row numbers.
    pub fn index(&self) -> &Column {
        &self.columns[0]
    }

    /// The first column of a name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.header.name.as_str() == name)
    }

    /// Number of rows.
    pub fn n_rows(&self) -> usize {
        self.index().len()
    }

    /// Adds a column; the first one of data decides how many rows there are.
    ///
    /// Fails if it has another number of rows than the columns before.
    pub fn push(&mut self, column: Column) -> Result<()> {
        if self.columns.len() == 1 && column.len() != self.n_rows() {
            let header = self.index().header.clone();
            let numbers: Vec<u32> = (0..column.len() as u32).collect();
            self.columns[0] = Column::index(header, Array::copy_of(&numbers));
        }
        if column.len() != self.n_rows() {
            return Err(Error::new(format!(
                "column \"{}\" has {} rows, the data frame has {}",
                column.header.name,
                column.len(),
                self.n_rows()
            )));
        }
        self.columns.push(column);
        Ok(())
    }

    /// Sets the numbers of rows and the name of their column.
    ///
    /// Fails if they are not whole numbers of 32 bits without sign, one for each row.
    pub fn set_index(&mut self, header: Axis, values: Array) -> Result<()> {
        if values.format != Format::new(Number::U32, 1) || values.len() != self.n_rows() {
            return Err(Error::new(format!(
                "{} row numbers of the format {} for {} rows",
                values.len(),
                values.format,
                self.n_rows()
            ))
            .hint("row numbers are UINT32, one for each row"));
        }
        self.columns[0] = Column::index(header, values);
        Ok(())
    }

    /// Keeps the columns that fit, and the row numbers always.
    pub fn retain_columns(&mut self, mut fits: impl FnMut(&Column) -> bool) {
        self.columns.retain(|column| column.kind == ColumnKind::Index || fits(column));
    }

    /// A column to be changed in place; its number of rows has to stay.
    pub fn header_mut(&mut self, column: usize) -> Option<&mut Axis> {
        self.columns.get_mut(column).map(|column| &mut column.header)
    }

    /// Sets the range of a column by hand, or leaves it to the numbers.
    pub fn set_custom_range(&mut self, column: usize, range: Option<[f64; 2]>) {
        if let Some(column) = self.columns.get_mut(column) {
            column.custom_range = range.into();
        }
    }

    /// The same data frame with these rows, in this order; row numbers go with them.
    ///
    /// Panics if there are fewer rows.
    #[must_use]
    pub fn rows(&self, rows: &[usize]) -> Self {
        Self { columns: self.columns.iter().map(|column| column.rows(rows)).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame() -> Result<DataFrame> {
        let mut frame = DataFrame::default();
        let heights = Array::copy_of(&[1.5f32, f32::NAN, -2.0]);
        frame.push(Column::ordinal(Axis::new("height", "m"), heights)?)?;
        frame.push(Column::categorical(Axis::new("tree", ""), ["oak", "fir", "oak"]))?;
        Ok(frame)
    }

    #[test]
    fn rows_are_numbered_and_categories_counted_as_they_come() -> Result<()> {
        let frame = frame()?;
        assert_eq!(frame.n_rows(), 3);
        assert_eq!(frame.index().at(2), 2.0);
        let tree = frame.column("tree").expect("it was added");
        assert_eq!(tree.categories.as_slice(), ["oak", "fir"]);
        assert_eq!([tree.at(0), tree.at(1), tree.at(2)], [0.0, 1.0, 0.0]);
        assert_eq!([tree.text(1), frame.columns()[1].text(0)], ["fir", "1.5"]);
        Ok(())
    }

    #[test]
    fn ranges_leave_out_what_is_no_number() -> Result<()> {
        let mut frame = frame()?;
        assert_eq!(frame.columns()[1].range(), [-2.0, 1.5]);
        frame.set_custom_range(1, Some([0.0, 9.0]));
        assert_eq!(frame.columns()[1].range(), [0.0, 9.0]);
        assert_eq!(DataFrame::default().index().data_range(), [0.0, 0.0]);
        Ok(())
    }

    #[test]
    fn columns_of_another_length_or_shape_are_refused() -> Result<()> {
        let mut frame = frame()?;
        let short = Column::ordinal(Axis::new("x", ""), Array::copy_of(&[1u8]))?;
        let error = frame.push(short).expect_err("it is too short").to_string();
        assert!(error.contains("\"x\" has 1 rows, the data frame has 3"), "{error}");
        let pairs = Column::ordinal(Axis::new("x", ""), Array::copy_of(&[[1u8, 2]]));
        assert!(pairs.is_err());
        assert!(frame.set_index(Axis::default(), Array::copy_of(&[1u32])).is_err());
        Ok(())
    }

    #[test]
    fn chosen_rows_keep_their_numbers() -> Result<()> {
        let some = frame()?.rows(&[2, 0]);
        assert_eq!([some.index().at(0), some.index().at(1)], [2.0, 0.0]);
        assert_eq!(some.columns()[1].at(0), -2.0);
        assert_eq!(some.columns()[2].text(1), "oak");
        Ok(())
    }
}
