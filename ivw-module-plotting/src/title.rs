//! Titles made of a name and a unit.

use ivw_core::prelude::*;

/// What a title says that is no format.
pub(crate) const INVALID: &str = "<Invalid Format!>";

/// A title such as `{n}{u: [}`: `{n}` is the name, `{u}` the unit.
///
/// Behind a colon, a space and a bracket stand before a unit, if there is one. `{{` and `}}` are
/// braces.
pub(crate) fn title(format: &str, axis: &Axis) -> String {
    write(format, axis).unwrap_or_else(|| INVALID.to_owned())
}

/// Name and unit as most titles have them: `name [unit]`.
pub(crate) fn name_and_unit(axis: &Axis) -> String {
    title("{n}{u: [}", axis)
}

fn write(format: &str, axis: &Axis) -> Option<String> {
    let mut text = String::new();
    let mut rest = format;
    while let Some(place) = rest.find(['{', '}']) {
        text.push_str(&rest[..place]);
        let (brace, behind) = rest[place..].split_at(1);
        if let Some(behind) = behind.strip_prefix(brace) {
            text.push_str(brace);
            rest = behind;
            continue;
        }
        let (field, behind) = (brace == "{").then(|| behind.split_once('}'))??;
        let (name, spec) = field.split_once(':').unwrap_or((field, ""));
        match name {
            "n" | "0" => text.push_str(&axis.name),
            "u" | "1" => text.push_str(&unit(&axis.unit, spec)),
            _ => return None,
        }
        rest = behind;
    }
    text.push_str(rest);
    Some(text)
}

fn unit(unit: &str, spec: &str) -> String {
    if unit.is_empty() {
        return String::new();
    }
    let space = if spec.starts_with(' ') { " " } else { "" };
    let (open, close) = match spec.trim_start().chars().next() {
        Some('[') => ("[", "]"),
        Some('(') => ("(", ")"),
        _ => ("", ""),
    };
    format!("{space}{open}{unit}{close}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_has_a_unit_if_there_is_one() {
        let (with, without) = (Axis::new("p", "Pa"), Axis::new("p", ""));
        assert_eq!(name_and_unit(&with), "p [Pa]");
        assert_eq!(name_and_unit(&without), "p");
        assert_eq!(title("{u} of {n}{u:(p}", &with), "Pa of p(Pa)");
        assert_eq!(title("{{n}} in {u}", &with), "{n} in Pa");
        for format in ["{", "}", "{x}", "{n", "a}b"] {
            assert_eq!(title(format, &with), INVALID, "{format}");
        }
    }
}
