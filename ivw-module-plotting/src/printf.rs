//! Numbers as C's `printf` writes them, which is how formats of labels are saved.

/// A number in a format such as `%.1f` or `%g m`; what is no format stays as it is.
pub(crate) fn printf(format: &str, value: f64) -> String {
    let mut text = String::new();
    let mut rest = format;
    while let Some(start) = rest.find('%') {
        text.push_str(&rest[..start]);
        match Spec::parse(&rest[start + 1..]) {
            Some((Spec { conversion: '%', .. }, end)) => {
                text.push('%');
                rest = &rest[start + 1 + end..];
            }
            Some((spec, end)) => {
                text.push_str(&spec.write(value));
                rest = &rest[start + 1 + end..];
            }
            None => {
                text.push('%');
                rest = &rest[start + 1..];
            }
        }
    }
    text.push_str(rest);
    text
}

/// More digits and wider fields are cut off.
const MOST: usize = 64;

/// What stands behind a `%`.
#[derive(Default)]
struct Spec {
    is_left: bool,
    has_plus: bool,
    has_space: bool,
    keeps_zeros: bool,
    fills_zeros: bool,
    width: usize,
    precision: Option<usize>,
    conversion: char,
}

impl Spec {
    /// The format at the start of a text, and where it ends.
    fn parse(text: &str) -> Option<(Self, usize)> {
        let mut spec = Self::default();
        let mut letters = text.char_indices().peekable();
        while let Some(&(_, flag)) = letters.peek() {
            match flag {
                '-' => spec.is_left = true,
                '+' => spec.has_plus = true,
                ' ' => spec.has_space = true,
                '#' => spec.keeps_zeros = true,
                '0' => spec.fills_zeros = true,
                _ => break,
            }
            letters.next();
        }
        let number = |letters: &mut std::iter::Peekable<std::str::CharIndices<'_>>| {
            let mut number = 0;
            while let Some(digit) = letters.peek().and_then(|(_, letter)| letter.to_digit(10)) {
                number = (number * 10 + digit as usize).min(MOST);
                letters.next();
            }
            number
        };
        spec.width = number(&mut letters);
        if letters.next_if(|(_, letter)| *letter == '.').is_some() {
            spec.precision = Some(number(&mut letters));
        }
        // How many bytes the number has in C does not matter here.
        while letters.next_if(|(_, letter)| matches!(letter, 'l' | 'h' | 'L' | 'z')).is_some() {}
        let (place, conversion) = letters.next()?;
        let is_known = "diufFeEgGs%".contains(conversion);
        spec.conversion = conversion;
        is_known.then_some((spec, place + conversion.len_utf8()))
    }

    fn write(&self, value: f64) -> String {
        let magnitude = value.abs();
        let digits = match self.conversion {
            _ if !value.is_finite() => {
                if value.is_nan() {
                    "nan".to_owned()
                } else {
                    "inf".to_owned()
                }
            }
            'd' | 'i' | 'u' => format!("{}", magnitude.trunc()),
            'f' | 'F' => format!("{magnitude:.*}", self.precision.unwrap_or(6)),
            'e' | 'E' => scientific(magnitude, self.precision.unwrap_or(6)),
            _ => self.shortest(magnitude),
        };
        let digits = if self.conversion.is_uppercase() { digits.to_uppercase() } else { digits };
        let sign = match value.is_sign_negative() && !value.is_nan() {
            true => "-",
            false if self.has_plus => "+",
            false if self.has_space => " ",
            false => "",
        };
        let missing = self.width.saturating_sub(sign.len() + digits.len());
        match (self.is_left, self.fills_zeros && value.is_finite()) {
            (true, _) => format!("{sign}{digits}{}", " ".repeat(missing)),
            (false, true) => format!("{sign}{}{digits}", "0".repeat(missing)),
            (false, false) => format!("{}{sign}{digits}", " ".repeat(missing)),
        }
    }

    /// The `g` conversion.
    fn shortest(&self, magnitude: f64) -> String {
        let precision = self.precision.unwrap_or(6).max(1);
        let rounded = scientific(magnitude, precision - 1);
        let exponent = rounded.split_once('e').and_then(|(_, exponent)| exponent.parse().ok());
        let exponent: i32 = exponent.unwrap_or(0);
        let (digits, tail) = match (-4..precision as i32).contains(&exponent) {
            true => {
                let decimals = (precision as i32 - 1 - exponent).max(0) as usize;
                (format!("{magnitude:.decimals$}"), String::new())
            }
            false => {
                let (digits, exponent) = rounded.split_once('e').unwrap_or((&rounded, "+00"));
                (digits.to_owned(), format!("e{exponent}"))
            }
        };
        match digits.contains('.') && !self.keeps_zeros {
            true => format!("{}{tail}", digits.trim_end_matches('0').trim_end_matches('.')),
            false => digits + &tail,
        }
    }
}

/// A number with an exponent of a sign and at least two digits.
fn scientific(magnitude: f64, decimals: usize) -> String {
    let text = format!("{magnitude:.decimals$e}");
    let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{digits}e{sign}{:02}", exponent.abs())
}

#[cfg(test)]
mod tests {
    use super::printf;

    #[test]
    fn numbers_are_written_as_by_c() {
        for (format, value, text) in [
            ("%.1f", 2.25, "2.2"),
            ("%.2f", -0.0, "-0.00"),
            ("%f", 1.5, "1.500000"),
            ("%g", 0.1, "0.1"),
            ("%g", 100.0, "100"),
            ("%g", 1e6, "1e+06"),
            ("%g", 123_456.7, "123457"),
            ("%g", 0.000_01, "1e-05"),
            ("%#.3g", 1.0, "1.00"),
            ("%.1g", 0.96, "1"),
            ("%g", 0.0, "0"),
            ("%e", 12345.678, "1.234568e+04"),
            ("%5.1f|", 2.0, "  2.0|"),
            ("%-5.1f|", 2.0, "2.0  |"),
            ("%05.1f", -2.0, "-02.0"),
            ("%+d %%", 7.9, "+7 %"),
            ("x = %ld m", 3.0, "x = 3 m"),
            ("no number", 3.0, "no number"),
            ("%", 3.0, "%"),
            ("%y", 3.0, "%y"),
            ("%G", f64::INFINITY, "INF"),
            ("%.1f", f64::NAN, "nan"),
            ("", 1.0, ""),
        ] {
            assert_eq!(printf(format, value), text, "{format} of {value}");
        }
        assert!(printf("%.999999999f", 1.0).len() < 99);
    }
}
