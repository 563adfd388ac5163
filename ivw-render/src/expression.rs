//! Formulas as shaders write them, such as `-y`, `sin(x) * M_PI` or `x > 0.0 ? pow(x, 2.0) : 0.0`;
//! powers may also be written `x^2`.

use ivw_core::prelude::*;

/// Deepest nesting that is read.
const DEEPEST: usize = 100;
/// Longest formula in bytes: every operator takes room on the stack.
const LONGEST: usize = 4000;

/// A formula of numbers, ready to be computed many times.
#[derive(Clone, Debug)]
pub struct Expression(Node);

#[derive(Clone, Debug)]
enum Node {
    Number(f64),
    Variable(usize),
    Negative(Box<Node>),
    Not(Box<Node>),
    Binary(Operator, Box<[Node; 2]>),
    Call1(fn(f64) -> f64, Box<Node>),
    Call2(fn(f64, f64) -> f64, Box<[Node; 2]>),
    Call3(fn(f64, f64, f64) -> f64, Box<[Node; 3]>),
    Choice(Box<[Node; 3]>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Operator {
    Or,
    And,
    Equal,
    NotEqual,
    LessEqual,
    GreaterEqual,
    Less,
    Greater,
    Add,
    Subtract,
    Multiply,
    Divide,
}

use Operator::{
    Add, And, Divide, Equal, Greater, GreaterEqual, Less, LessEqual, Multiply, NotEqual, Or,
    Subtract,
};

/// Operators by how tightly they bind, the loosest first; longer spellings before their beginnings.
const LEVELS: [&[(&str, Operator)]; 6] = [
    &[("||", Or)],
    &[("&&", And)],
    &[("==", Equal), ("!=", NotEqual)],
    &[("<=", LessEqual), (">=", GreaterEqual), ("<", Less), (">", Greater)],
    &[("+", Add), ("-", Subtract)],
    &[("*", Multiply), ("/", Divide)],
];

const CONSTANTS: [(&str, f64); 15] = [
    ("M_PI", std::f64::consts::PI),
    ("M_PI_2", std::f64::consts::FRAC_PI_2),
    ("M_PI_4", std::f64::consts::FRAC_PI_4),
    ("M_1_PI", std::f64::consts::FRAC_1_PI),
    ("M_2_PI", std::f64::consts::FRAC_2_PI),
    ("M_2_SQRTPI", std::f64::consts::FRAC_2_SQRT_PI),
    ("M_E", std::f64::consts::E),
    ("M_LN2", std::f64::consts::LN_2),
    ("M_LN10", std::f64::consts::LN_10),
    ("M_LOG2E", std::f64::consts::LOG2_E),
    ("M_LOG10E", std::f64::consts::LOG10_E),
    ("M_SQRT2", std::f64::consts::SQRT_2),
    ("M_SQRT1_2", std::f64::consts::FRAC_1_SQRT_2),
    ("true", 1.0),
    ("false", 0.0),
];

type Function1 = fn(f64) -> f64;
type Function2 = fn(f64, f64) -> f64;
type Function3 = fn(f64, f64, f64) -> f64;

const FUNCTIONS_1: [(&str, Function1); 30] = [
    ("sin", f64::sin),
    ("cos", f64::cos),
    ("tan", f64::tan),
    ("asin", f64::asin),
    ("acos", f64::acos),
    ("atan", f64::atan),
    ("sinh", f64::sinh),
    ("cosh", f64::cosh),
    ("tanh", f64::tanh),
    ("asinh", f64::asinh),
    ("acosh", f64::acosh),
    ("atanh", f64::atanh),
    ("exp", f64::exp),
    ("exp2", f64::exp2),
    ("log", f64::ln),
    ("log2", f64::log2),
    ("sqrt", f64::sqrt),
    ("inversesqrt", |x| x.sqrt().recip()),
    ("abs", f64::abs),
    ("length", f64::abs),
    ("sign", |x| if x == 0.0 { 0.0 } else { x.signum() }),
    ("floor", f64::floor),
    ("ceil", f64::ceil),
    ("round", f64::round),
    ("trunc", f64::trunc),
    ("fract", |x| x - x.floor()),
    ("radians", f64::to_radians),
    ("degrees", f64::to_degrees),
    ("float", |x| x),
    ("int", f64::trunc),
];

const FUNCTIONS_2: [(&str, Function2); 8] = [
    ("pow", f64::powf),
    ("atan", f64::atan2),
    ("min", f64::min),
    ("max", f64::max),
    ("mod", |x, y| x - y * (x / y).floor()),
    ("step", |edge, x| f64::from(x >= edge)),
    ("distance", |a, b| (a - b).abs()),
    ("dot", |a, b| a * b),
];

const FUNCTIONS_3: [(&str, Function3); 4] = [
    ("mix", |a, b, t| a + (b - a) * t),
    ("clamp", |x, lo, hi| x.max(lo).min(hi)),
    ("fma", |a, b, c| a * b + c),
    ("smoothstep", |from, to, x| {
        let t = ((x - from) / (to - from)).clamp(0.0, 1.0);
        t * t * (3.0 - 2.0 * t)
    }),
];

impl Expression {
    /// Reads a formula of variables with these names.
    ///
    /// Fails with the place, counted in characters from 1, where it can't be understood.
    pub fn parse(text: &str, variables: &[&str]) -> Result<Self> {
        if text.len() > LONGEST {
            return Err(Error::new(format!("a formula of {} bytes", text.len()))
                .hint(format!("shorten it to {LONGEST} bytes")));
        }
        let mut parser = Parser { text, at: 0, depth: 0, variables };
        let node = parser.choice()?;
        parser.skip_space();
        match parser.rest().chars().next() {
            None => Ok(Self(node)),
            Some(found) => Err(parser.error(&format!("\"{found}\" does not belong here"))),
        }
    }

    /// The number that it gives for values of the variables.
    pub fn at(&self, variables: &[f64]) -> f64 {
        compute(&self.0, variables)
    }
}

fn compute(node: &Node, variables: &[f64]) -> f64 {
    let of = |node: &Node| compute(node, variables);
    match node {
        Node::Number(number) => *number,
        Node::Variable(n) => variables.get(*n).copied().unwrap_or_default(),
        Node::Negative(inner) => -of(inner),
        Node::Not(inner) => f64::from(of(inner) == 0.0),
        Node::Binary(operator, sides) => {
            let [a, b] = [of(&sides[0]), of(&sides[1])];
            match operator {
                Or => f64::from(a != 0.0 || b != 0.0),
                And => f64::from(a != 0.0 && b != 0.0),
                Equal => f64::from(a == b),
                NotEqual => f64::from(a != b),
                LessEqual => f64::from(a <= b),
                GreaterEqual => f64::from(a >= b),
                Less => f64::from(a < b),
                Greater => f64::from(a > b),
                Add => a + b,
                Subtract => a - b,
                Multiply => a * b,
                Divide => a / b,
            }
        }
        Node::Call1(function, a) => function(of(a)),
        Node::Call2(function, a) => function(of(&a[0]), of(&a[1])),
        Node::Call3(function, a) => function(of(&a[0]), of(&a[1]), of(&a[2])),
        Node::Choice(parts) => of(if of(&parts[0]) != 0.0 { &parts[1] } else { &parts[2] }),
    }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    variables: &'a [&'a str],
}

impl<'a> Parser<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn skip_space(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    /// Whether this comes next; it is passed if so.
    fn takes(&mut self, token: &str) -> bool {
        self.skip_space();
        let is_next = self.rest().starts_with(token);
        self.at += if is_next { token.len() } else { 0 };
        is_next
    }

    fn expect(&mut self, token: &str) -> Result<()> {
        match self.takes(token) {
            true => Ok(()),
            false => Err(self.error(&format!("\"{token}\" is missing"))),
        }
    }

    fn error(&self, what: &str) -> Error {
        let place = self.text[..self.at].chars().count() + 1;
        Error::new(format!("the formula \"{}\" at character {place}: {what}", self.text))
    }

    fn choice(&mut self) -> Result<Node> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.error("it is nested too deeply"));
        }
        let mut node = self.binary(0)?;
        if self.takes("?") {
            let yes = self.choice()?;
            self.expect(":")?;
            node = Node::Choice(Box::new([node, yes, self.choice()?]));
        }
        self.depth -= 1;
        Ok(node)
    }

    fn binary(&mut self, level: usize) -> Result<Node> {
        let Some(operators) = LEVELS.get(level) else { return self.unary() };
        let mut node = self.binary(level + 1)?;
        while let Some((_, operator)) = operators.iter().find(|(token, _)| self.takes(token)) {
            node = Node::Binary(*operator, Box::new([node, self.binary(level + 1)?]));
        }
        Ok(node)
    }

    fn unary(&mut self) -> Result<Node> {
        let mut signs = Vec::new();
        while let Some(sign) = ["-", "+", "!"].into_iter().find(|sign| self.takes(sign)) {
            signs.push(sign);
            if signs.len() > DEEPEST {
                return Err(self.error("it has too many signs"));
            }
        }
        let node = self.power()?;
        Ok(signs.into_iter().rev().fold(node, |node, sign| match sign {
            "-" => Node::Negative(Box::new(node)),
            "!" => Node::Not(Box::new(node)),
            _ => node,
        }))
    }

    fn power(&mut self) -> Result<Node> {
        let base = self.primary()?;
        if !self.takes("^") {
            return Ok(base);
        }
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.error("it is nested too deeply"));
        }
        let exponent = self.unary()?;
        self.depth -= 1;
        Ok(Node::Call2(f64::powf, Box::new([base, exponent])))
    }

    fn primary(&mut self) -> Result<Node> {
        if self.takes("(") {
            let node = self.choice()?;
            self.expect(")")?;
            return Ok(node);
        }
        let rest = self.rest();
        if rest.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
            return self.number();
        }
        let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let len = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        if len == 0 {
            return Err(self.error("a number, a name or a bracket is missing"));
        }
        let word = &rest[..len];
        let start = self.at;
        self.at += len;
        if self.takes("(") {
            return self.call(word, start);
        }
        let variable = self.variables.iter().position(|name| *name == word);
        let constant = CONSTANTS.iter().find(|(name, _)| *name == word);
        match (variable, constant) {
            (Some(n), _) => Ok(Node::Variable(n)),
            (None, Some((_, number))) => Ok(Node::Number(*number)),
            (None, None) => {
                self.at = start;
                Err(self
                    .error(&format!("\"{word}\" is not known"))
                    .hint(format!("variables are {}", self.variables.join(", "))))
            }
        }
    }

    fn number(&mut self) -> Result<Node> {
        let rest = self.rest();
        let mut len = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        if let Some(exponent) = rest[len..].strip_prefix(['e', 'E']) {
            let sign = usize::from(exponent.starts_with(['+', '-']));
            let digits = exponent[sign..].find(|c: char| !c.is_ascii_digit());
            let digits = digits.unwrap_or(exponent.len() - sign);
            len += if digits > 0 { 1 + sign + digits } else { 0 };
        }
        let number = rest[..len].parse();
        let number =
            number.map_err(|_| self.error(&format!("\"{}\" is no number", &rest[..len])))?;
        self.at += len;
        // Shaders mark numbers of single precision.
        if self.rest().starts_with(['f', 'F']) {
            self.at += 1;
        }
        Ok(Node::Number(number))
    }

    fn call(&mut self, name: &str, start: usize) -> Result<Node> {
        let mut arguments = Vec::new();
        if !self.takes(")") {
            loop {
                arguments.push(self.choice()?);
                if !self.takes(",") {
                    break;
                }
            }
            self.expect(")")?;
        }
        let n = arguments.len();
        let mut arguments = arguments.into_iter();
        let mut next = || arguments.next().unwrap_or(Node::Number(0.0));
        let node = match n {
            1 => FUNCTIONS_1
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, function)| Node::Call1(*function, Box::new(next()))),
            2 => FUNCTIONS_2
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, function)| Node::Call2(*function, Box::new([next(), next()]))),
            3 => FUNCTIONS_3
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, function)| Node::Call3(*function, Box::new([next(), next(), next()]))),
            _ => None,
        };
        node.ok_or_else(|| {
            self.at = start;
            self.error(&format!("there is no function \"{name}\" of {n} numbers"))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> f64 {
        Expression::parse(text, &["x", "y"]).expect(text).at(&[2.0, 3.0])
    }

    #[test]
    fn powers_bind_more_tightly_than_signs_and_to_the_right() -> Result<()> {
        assert_eq!(Expression::parse("-x^2 + 2^3^2", &["x"])?.at(&[3.0]), 503.0);
        assert_eq!(Expression::parse("2^-1", &[])?.at(&[]), 0.5);
        Ok(())
    }

    #[test]
    fn operators_bind_as_in_shaders() {
        assert_eq!(value("1 + 2 * 3 - 4 / 2"), 5.0);
        assert_eq!(value("-x * -y"), 6.0);
        assert_eq!(value("2.0 - 1.0 - 0.5f"), 0.5);
        assert_eq!(value("x < y && !(x > y) ? 1e1 : .5"), 10.0);
        assert_eq!(value("(1-sqrt(x*x+y*y))*0.4"), (1.0 - 13f64.sqrt()) * 0.4);
        assert_eq!(value("1 < 2 == true"), 1.0);
    }

    #[test]
    fn functions_are_those_of_shaders() {
        assert_eq!(value("pow(x, y)"), 8.0);
        assert_eq!(value("mod(-1.0, 3.0) + fract(-0.25)"), 2.75);
        assert_eq!(value("atan(1.0, 1.0) - M_PI_4"), 0.0);
        assert_eq!(value("mix(x, y, 0.5) + clamp(9.0, 0.0, 1.0) + sign(0.0)"), 3.5);
        assert_eq!(value("smoothstep(0.0, 1.0, 0.5)"), 0.5);
    }

    #[test]
    fn mistakes_are_named_with_their_place() {
        let error = |text: &str| Expression::parse(text, &["x"]).expect_err(text).to_string();
        assert!(error("x + z").contains("character 5: \"z\" is not known"), "{}", error("x + z"));
        assert!(error("x +").contains("character 4: a number, a name"), "{}", error("x +"));
        assert!(error("sin(x").contains("\")\" is missing"));
        assert!(error("sin(x, x)").contains("no function \"sin\" of 2 numbers"));
        assert!(error("x x").contains("character 3: \"x\" does not belong here"));
        assert!(error("1.2.3").contains("is no number"));
        assert!(error("").contains("character 1"));
        assert!(error(&"1+".repeat(100_000)).contains("a formula of 200000 bytes"));
        assert!(error(&"(".repeat(3000)).contains("nested too deeply"));
        assert!(error(&"-".repeat(3000)).contains("too many signs"));
        assert!(error("é").contains("character 1"));
    }
}
