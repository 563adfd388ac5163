//! Numbers and vectors as workspaces spell them.

use super::element::Element;
use crate::property::{NumberKind, Scalar, Value};

/// Attributes of the components of a vector.
const AXES: [&str; 4] = ["x", "y", "z", "w"];

/// A floating point number with as few digits as give it back.
pub(super) fn float_text(scalar: Scalar, number: f64) -> String {
    if number.is_nan() {
        return "nan".to_owned();
    }
    if number.is_infinite() {
        return if number > 0.0 { "inf" } else { "-inf" }.to_owned();
    }
    // `{:e}` has the digits; whether they are spelt with an exponent is C++'s rule.
    let scientific = match scalar {
        Scalar::F32 => format!("{:e}", number as f32),
        _ => format!("{number:e}"),
    };
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if (-4..16).contains(&exponent) {
        return match scalar {
            Scalar::F32 => format!("{}", number as f32),
            _ => format!("{number}"),
        };
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{mantissa}e{sign}{:02}", exponent.abs())
}

/// A floating point number, however it was spelt.
pub(super) fn parse_float(text: &str) -> Option<f64> {
    let text = text.trim();
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    // What older C++ libraries printed.
    let lower = text.to_lowercase();
    match lower.trim_start_matches(['-', '+']) {
        odd if odd.starts_with("nan")
            || odd.starts_with("1.#ind")
            || odd.starts_with("1.#qnan") =>
        {
            Some(f64::NAN)
        }
        odd if odd.starts_with("1.#inf") => {
            Some(if lower.starts_with('-') { f64::NEG_INFINITY } else { f64::INFINITY })
        }
        _ => None,
    }
}

/// An integer, however it was spelt; what is too large becomes the largest.
pub(super) fn parse_int(text: &str) -> Option<i64> {
    let text = text.trim();
    text.parse().ok().or_else(|| match text {
        "true" => Some(1),
        "false" => Some(0),
        _ => parse_float(text).map(|number| number as i64),
    })
}

/// Yes or no.
pub(super) fn parse_bool(text: &str) -> Option<bool> {
    parse_int(text).map(|number| number != 0)
}

/// How many components there are, and of what type.
#[derive(Clone, Copy)]
pub(super) struct Shape {
    pub(super) scalar: Scalar,
    pub(super) rows: usize,
    pub(super) columns: usize,
}

impl Shape {
    pub(super) fn number(scalar: Scalar) -> Self {
        Self::vector(scalar, 1)
    }

    pub(super) fn vector(scalar: Scalar, rows: usize) -> Self {
        Self { scalar, rows, columns: 1 }
    }

    pub(super) fn of(kind: &NumberKind) -> Self {
        Self { scalar: kind.scalar, rows: kind.rows.into(), columns: kind.columns.into() }
    }
}

/// The components of a value, each as text.
fn texts(scalar: Scalar, value: &Value) -> Vec<String> {
    match value {
        Value::Ints(components) => components.iter().map(i64::to_string).collect(),
        value => {
            let components = value.as_floats().unwrap_or_default();
            components.iter().map(|component| float_text(scalar, *component)).collect()
        }
    }
}

/// An element with numbers: `content`, `x y z w`, or a column for each column of a matrix.
pub(super) fn element_of(name: &str, shape: Shape, value: &Value) -> Element {
    let texts = texts(shape.scalar, value);
    let vector = |name: &str, components: &[String]| {
        AXES.iter().zip(components).fold(Element::new(name), |element, (axis, component)| {
            element.with(axis, component.as_str())
        })
    };
    match (shape.rows, shape.columns) {
        (1, 1) => Element::content(name, texts.first().cloned().unwrap_or_default()),
        (_, 1) => vector(name, &texts),
        (rows, _) => Element::new(name).with_children(
            texts.chunks(rows).enumerate().map(|(n, column)| vector(&format!("col{n}"), column)),
        ),
    }
}

/// The numbers of an element; `None` where they are not what was expected.
pub(super) fn value_of(element: &Element, shape: Shape) -> Option<Value> {
    let texts: Vec<&str> = match (shape.rows, shape.columns) {
        (1, 1) => vec![element.attribute("content").or_else(|| element.attribute("x"))?],
        (rows, 1) => vector(element, rows)?,
        (rows, columns) => {
            let columns = (0..columns).map(|n| vector(element.child(&format!("col{n}"))?, rows));
            columns.collect::<Option<Vec<_>>>()?.concat()
        }
    };
    match shape.scalar.is_float() {
        true => {
            let numbers: Vec<f64> = texts.iter().map(|t| parse_float(t)).collect::<Option<_>>()?;
            Value::floats(&numbers).ok()
        }
        false => {
            let numbers: Vec<i64> = texts.iter().map(|t| parse_int(t)).collect::<Option<_>>()?;
            Value::ints(&numbers).ok()
        }
    }
}

fn vector(element: &Element, rows: usize) -> Option<Vec<&str>> {
    AXES.iter().take(rows).map(|axis| element.attribute(axis)).collect()
}

/// Two integers of an element, such as a position.
pub(super) fn pair(element: &Element) -> Option<[i64; 2]> {
    match value_of(element, Shape::vector(Scalar::I64, 2))? {
        Value::Ints(pair) => Some([pair[0], pair[1]]),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_spelt_as_by_inviwo() {
        for (number, text) in [
            (0.1, "0.1"),
            (-0.0, "-0"),
            (1e15, "1000000000000000"),
            (1e16, "1e+16"),
            (f64::from(f32::MAX), "3.4028235e+38"),
            (1.5e-5, "1.5e-05"),
            (f64::NEG_INFINITY, "-inf"),
        ] {
            assert_eq!(float_text(Scalar::F32, number), text);
        }
    }

    #[test]
    fn odd_spellings_are_understood() {
        assert_eq!(parse_float("1.#INF"), Some(f64::INFINITY));
        assert!(parse_float("-nan(ind)").is_some_and(f64::is_nan));
        assert_eq!(parse_float("fast"), None);
        assert_eq!(parse_int("18446744073709551615"), Some(i64::MAX));
        assert_eq!(parse_int("1e400"), Some(i64::MAX));
    }

    proptest! {
        #[test]
        fn every_number_comes_back(bits in any::<u64>()) {
            let double = f64::from_bits(bits);
            let single = f64::from(f32::from_bits(bits as u32));
            for (scalar, number) in [(Scalar::F64, double), (Scalar::F32, single)] {
                let again = parse_float(&float_text(scalar, number)).expect("it was a number");
                let again = if scalar == Scalar::F32 { f64::from(again as f32) } else { again };
                prop_assert!(again.to_bits() == number.to_bits() || number.is_nan() && again.is_nan());
            }
        }

        #[test]
        fn every_matrix_comes_back(components in proptest::array::uniform16(any::<f64>())) {
            let shape = Shape { scalar: Scalar::F64, rows: 4, columns: 4 };
            let value = Value::floats(&components).expect("16 are not too many");
            prop_assert!(value_of(&element_of("value", shape, &value), shape)
                .is_some_and(|again| again.is_same(&value)));
        }
    }
}
