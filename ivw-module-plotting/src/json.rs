//! Data frames in JSON: a list of objects, one a row.

use ivw_core::data::{Column, DataFrame};
use ivw_core::prelude::*;
use serde_json::{Map, Value as Json};
use std::collections::BTreeSet;

/// The data frame of a text in JSON.
///
/// Columns are the names in the objects, in the order of the alphabet.
/// A column of whole numbers of 32 bits is `i32`, one of numbers `f64`; others are categories.
/// Numbers that are missing are no numbers, texts that are missing are empty.
pub(crate) fn read(text: &str) -> Result<DataFrame> {
    let rows: Vec<Map<String, Json>> = serde_json::from_str(text).map_err(|error| {
        Error::new(format!("it is no list of objects in JSON: {error}"))
            .hint("write rows as [{\"name\": value, …}, …]")
    })?;
    let names: BTreeSet<&String> = rows.iter().flat_map(Map::keys).collect();
    let mut frame = DataFrame::new(rows.len() as u32);
    for name in names {
        let cells: Vec<&Json> =
            rows.iter().map(|row| row.get(name).unwrap_or(&Json::Null)).collect();
        frame.push(column(Axis::new(name, ""), &cells)?)?;
    }
    Ok(frame)
}

fn column(header: Axis, cells: &[&Json]) -> Result<Column> {
    let whole = cells.iter().map(|cell| i32::try_from(cell.as_i64()?).ok());
    if let Some(numbers) = whole.collect::<Option<Vec<i32>>>() {
        return Column::ordinal(header, Array::copy_of(&numbers));
    }
    let numbers = cells.iter().map(|cell| match cell {
        Json::Null => Some(f64::NAN),
        cell => cell.as_f64(),
    });
    if let Some(numbers) = numbers.collect::<Option<Vec<f64>>>() {
        return Column::ordinal(header, Array::copy_of(&numbers));
    }
    let texts: Vec<String> = cells
        .iter()
        .map(|cell| match cell {
            Json::Null => String::new(),
            Json::String(text) => text.clone(),
            other => other.to_string(),
        })
        .collect();
    Ok(Column::categorical(header, texts.iter().map(String::as_str)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use ivw_core::data::ColumnKind;

    #[test]
    fn columns_have_the_type_that_holds_their_cells() -> Result<()> {
        let frame = read(
            r#"[{"n": 1, "x": 2, "kind": "oak", "ok": true}, {"x": 0.5, "n": -3, "kind": null}]"#,
        )?;
        let names: Vec<_> =
            frame.columns()[1..].iter().map(|column| column.header.name.as_str()).collect();
        assert_eq!(names, ["kind", "n", "ok", "x"]);
        let [_, kind, n, ok, x] = frame.columns() else { panic!("{frame:?}") };
        assert_eq!((n.values.format.number, n.at(1)), (Number::I32, -3.0));
        assert_eq!((x.values.format.number, x.at(1)), (Number::F64, 0.5));
        assert_eq!(
            (kind.kind, kind.text(0), kind.text(1)),
            (ColumnKind::Categorical, "oak".into(), String::new())
        );
        assert_eq!([ok.text(0), ok.text(1)], ["true", ""]);
        Ok(())
    }

    #[test]
    fn missing_numbers_are_no_numbers_and_other_texts_an_error() -> Result<()> {
        let frame = read(r#"[{"x": 1}, {}]"#)?;
        assert!(frame.columns()[1].at(1).is_nan());
        assert_eq!(read("[]")?.n_rows(), 0);
        for text in ["", "{}", "[1]", "[{\"x\": 1}"] {
            let error = read(text).unwrap_err().to_string();
            assert!(error.contains("no list of objects"), "{error}");
        }
        Ok(())
    }
}
