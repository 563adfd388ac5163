//! Text to tokens, with the preprocessor on the way.

use ivw_core::error::{Error, Result};
use std::collections::HashMap;

/// The smallest part of a program.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    Name(String),
    Float(f32),
    Int(i32),
    Uint(u32),
    Mark(&'static str),
    End,
}

const MARKS: &[&str] = &[
    "<<=", ">>=", "++", "--", "+=", "-=", "*=", "/=", "%=", "==", "!=", "<=", ">=", "&&", "||",
    "^^", "<<", ">>", "&=", "|=", "^=", "+", "-", "*", "/", "%", "=", "<", ">", "!", "&", "|", "^",
    "~", "?", ":", ";", ",", ".", "(", ")", "{", "}", "[", "]",
];
/// How deep macros may stand for each other.
const DEEPEST_MACRO: usize = 16;
/// How many tokens a program may have, macros replaced.
const MOST_TOKENS: usize = 200_000;

/// What stands for other tokens.
struct Macro {
    /// Names of arguments; none for one without brackets.
    parameters: Option<Vec<String>>,
    body: Vec<Token>,
}

type Macros = HashMap<String, Macro>;

/// Tokens with their lines, which are counted from 1.
pub(super) fn tokens(source: &str) -> Result<Vec<(Token, usize)>> {
    let mut preprocessor = Preprocessor::default();
    let mut in_comment = false;
    let mut lines = source.lines();
    let mut number = 0;
    while let Some(line) = lines.next() {
        number += 1;
        let first = number;
        let mut text = without_comments(line, &mut in_comment);
        // A backslash at the end goes on in the next line.
        while text.ends_with('\\')
            && let Some(more) = lines.next()
        {
            number += 1;
            text.pop();
            text.push_str(&without_comments(more, &mut in_comment));
        }
        // The next line has the number.
        if let Some(next) = text.trim().strip_prefix("#line") {
            number = next.trim().parse::<usize>().map_or(number, |next| next.saturating_sub(1));
            continue;
        }
        let done = preprocessor.line(&text, first);
        done.map_err(|error| Error::new(format!("line {first}: {error}")))?;
    }
    if !preprocessor.conditions.is_empty() {
        return Err(Error::new("an #if has no #endif"));
    }
    let mut tokens = preprocessor.tokens;
    tokens.push((Token::End, number.max(1)));
    Ok(tokens)
}

fn without_comments(line: &str, in_comment: &mut bool) -> String {
    let mut rest = line;
    let mut text = String::new();
    loop {
        if *in_comment {
            let Some(end) = rest.find("*/") else { return text };
            rest = &rest[end + 2..];
            *in_comment = false;
        }
        let line_comment = rest.find("//");
        match rest.find("/*").filter(|start| line_comment.is_none_or(|line| *start < line)) {
            Some(start) => {
                text.push_str(&rest[..start]);
                text.push(' ');
                rest = &rest[start + 2..];
                *in_comment = true;
            }
            None => {
                text.push_str(&rest[..line_comment.unwrap_or(rest.len())]);
                return text;
            }
        }
    }
}

/// Whether the lines of an `#if` count.
struct Condition {
    holds: bool,
    /// Whether one of its branches has counted.
    is_met: bool,
}

#[derive(Default)]
struct Preprocessor {
    macros: Macros,
    conditions: Vec<Condition>,
    tokens: Vec<(Token, usize)>,
}

impl Preprocessor {
    fn line(&mut self, line: &str, number: usize) -> Result<()> {
        if let Some(directive) = line.trim().strip_prefix('#') {
            return self.directive(directive.trim());
        }
        if self.conditions.iter().all(|condition| condition.holds) {
            let mut replaced = Vec::new();
            replace(&line_tokens(line)?, &self.macros, 0, &mut replaced)?;
            if self.tokens.len() + replaced.len() > MOST_TOKENS {
                return Err(Error::new(format!("the program has more than {MOST_TOKENS} words")));
            }
            self.tokens.extend(replaced.into_iter().map(|token| (token, number)));
        }
        Ok(())
    }

    fn directive(&mut self, directive: &str) -> Result<()> {
        let end = directive.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(directive.len());
        let (word, rest) = (&directive[..end], directive[end..].trim());
        let is_known = |name: &str| self.macros.contains_key(name);
        match word {
            "ifdef" => self.begin(is_known(rest)),
            "ifndef" => self.begin(!is_known(rest)),
            "if" => {
                let holds = self.counts() && self.holds(rest)?;
                self.begin(holds);
            }
            "elif" | "else" => {
                let is_met = self.conditions.last().is_some_and(|condition| condition.is_met);
                let holds = !is_met && (word == "else" || self.holds(rest)?);
                let condition = self.conditions.last_mut();
                let condition =
                    condition.ok_or_else(|| Error::new(format!("#{word} without #if")))?;
                (condition.holds, condition.is_met) = (holds, is_met || holds);
            }
            "endif" => {
                self.conditions.pop().ok_or_else(|| Error::new("#endif without #if"))?;
            }
            "define" if self.counts() => self.define(rest)?,
            "undef" if self.counts() => {
                self.macros.remove(rest);
            }
            "error" if self.counts() => return Err(Error::new(rest.to_owned())),
            // What is included is there anyway, or the compiler says what is missing.
            _ => {}
        }
        Ok(())
    }

    fn counts(&self) -> bool {
        self.conditions.iter().all(|condition| condition.holds)
    }

    fn begin(&mut self, holds: bool) {
        self.conditions.push(Condition { holds, is_met: holds });
    }

    fn define(&mut self, text: &str) -> Result<()> {
        let end = text.find(|c: char| !is_part(c)).unwrap_or(text.len());
        let (name, mut rest) = text.split_at(end);
        if name.is_empty() {
            return Err(Error::new("#define needs a name"));
        }
        let mut parameters = None;
        if let Some(list) = rest.strip_prefix('(') {
            let (list, body) = list
                .split_once(')')
                .ok_or_else(|| Error::new("the arguments of a #define need a closing bracket"))?;
            let names = list.split(',').map(str::trim).filter(|name| !name.is_empty());
            parameters = Some(names.map(str::to_owned).collect());
            rest = body;
        }
        self.macros.insert(name.to_owned(), Macro { parameters, body: line_tokens(rest)? });
        Ok(())
    }

    /// Whether a condition of `#if` holds; names that stand for nothing are 0.
    fn holds(&self, condition: &str) -> Result<bool> {
        let mut tokens = line_tokens(condition)?.into_iter().peekable();
        let mut asked = Vec::new();
        while let Some(token) = tokens.next() {
            if token != Token::Name("defined".to_owned()) {
                asked.push(token);
                continue;
            }
            let name = tokens.find_map(|token| match token {
                Token::Name(name) => Some(name),
                _ => None,
            });
            tokens.next_if_eq(&Token::Mark(")"));
            let is_known = name.is_some_and(|name| self.macros.contains_key(&name));
            asked.push(Token::Int(is_known.into()));
        }
        let mut replaced = Vec::new();
        replace(&asked, &self.macros, 0, &mut replaced)?;
        let mut sum = Sum { tokens: &replaced, at: 0, depth: 0 };
        let value = sum.value(0)?;
        match sum.at == replaced.len() {
            true => Ok(value != 0),
            false => Err(Error::new(format!("\"{condition}\" is no condition"))),
        }
    }
}

/// A sum of whole numbers in a condition.
struct Sum<'a> {
    tokens: &'a [Token],
    at: usize,
    depth: usize,
}

impl Sum<'_> {
    fn value(&mut self, level: usize) -> Result<i64> {
        const LEVELS: [&[&str]; 6] = [
            &["||"],
            &["&&"],
            &["==", "!="],
            &["<", ">", "<=", ">="],
            &["+", "-"],
            &["*", "/", "%"],
        ];
        let Some(marks) = LEVELS.get(level) else { return self.one() };
        let mut left = self.value(level + 1)?;
        while let Some(Token::Mark(mark)) = self.tokens.get(self.at)
            && marks.contains(mark)
        {
            self.at += 1;
            let right = self.value(level + 1)?;
            left = match *mark {
                "||" => (left != 0 || right != 0).into(),
                "&&" => (left != 0 && right != 0).into(),
                "==" => (left == right).into(),
                "!=" => (left != right).into(),
                "<" => (left < right).into(),
                ">" => (left > right).into(),
                "<=" => (left <= right).into(),
                ">=" => (left >= right).into(),
                "+" => left.wrapping_add(right),
                "-" => left.wrapping_sub(right),
                "*" => left.wrapping_mul(right),
                "/" => left.checked_div(right).unwrap_or(0),
                _ => left.checked_rem(right).unwrap_or(0),
            };
        }
        Ok(left)
    }

    fn one(&mut self) -> Result<i64> {
        self.depth += 1;
        if self.depth > 64 {
            return Err(Error::new("a condition is nested too deeply"));
        }
        let token = self.tokens.get(self.at);
        self.at += 1;
        let value = match token {
            Some(Token::Int(value)) => i64::from(*value),
            Some(Token::Uint(value)) => i64::from(*value),
            Some(Token::Name(_)) => 0,
            Some(Token::Mark("!")) => (self.one()? == 0).into(),
            Some(Token::Mark("-")) => self.one()?.wrapping_neg(),
            Some(Token::Mark("(")) => {
                let value = self.value(0)?;
                self.at += 1;
                value
            }
            _ => return Err(Error::new("a condition needs whole numbers")),
        };
        self.depth -= 1;
        Ok(value)
    }
}

/// Puts what macros stand for in their places.
fn replace(from: &[Token], macros: &Macros, depth: usize, to: &mut Vec<Token>) -> Result<()> {
    let mut n = 0;
    while n < from.len() {
        let token = &from[n];
        n += 1;
        let known = match token {
            Token::Name(name) => macros.get(name).map(|known| (name, known)),
            _ => None,
        };
        let Some((name, known)) = known.filter(|_| depth < DEEPEST_MACRO) else {
            to.push(token.clone());
            continue;
        };
        let Some(parameters) = &known.parameters else {
            replace(&known.body, macros, depth + 1, to)?;
            continue;
        };
        if from.get(n) != Some(&Token::Mark("(")) {
            to.push(token.clone());
            continue;
        }
        let (arguments, end) = arguments(from, n + 1)
            .ok_or_else(|| Error::new(format!("the arguments of {name} have to be in its line")))?;
        n = end;
        if arguments.len() != parameters.len() && !(parameters.is_empty() && arguments.len() == 1) {
            return Err(Error::new(format!("{name} takes {} arguments", parameters.len())));
        }
        let argument_of = |token: &Token| match token {
            Token::Name(name) => parameters.iter().position(|known| known == name),
            _ => None,
        };
        let mut body = Vec::new();
        for token in &known.body {
            match argument_of(token) {
                Some(argument) => body.extend_from_slice(arguments[argument]),
                None => body.push(token.clone()),
            }
        }
        if to.len() + body.len() > MOST_TOKENS {
            return Err(Error::new(format!("{name} stands for too much")));
        }
        replace(&body, macros, depth + 1, to)?;
    }
    match to.len() > MOST_TOKENS {
        true => Err(Error::new("macros stand for too much")),
        false => Ok(()),
    }
}

/// The arguments after an opening bracket, and what comes behind the closing one.
fn arguments(tokens: &[Token], start: usize) -> Option<(Vec<&[Token]>, usize)> {
    let (mut arguments, mut depth, mut first) = (Vec::new(), 0, start);
    for (n, token) in tokens.iter().enumerate().skip(start) {
        match token {
            Token::Mark("(") => depth += 1,
            Token::Mark(")") if depth == 0 => {
                arguments.push(&tokens[first..n]);
                return Some((arguments, n + 1));
            }
            Token::Mark(")") => depth -= 1,
            Token::Mark(",") if depth == 0 => {
                arguments.push(&tokens[first..n]);
                first = n + 1;
            }
            _ => {}
        }
    }
    None
}

fn is_part(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

fn line_tokens(line: &str) -> Result<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = line.trim_start();
    while let Some(first) = rest.chars().next() {
        let len = if first.is_ascii_alphabetic() || first == '_' {
            let len = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
            tokens.push(Token::Name(rest[..len].to_owned()));
            len
        } else if first.is_ascii_digit()
            || first == '.' && rest[1..].starts_with(|c: char| c.is_ascii_digit())
        {
            let (token, len) = number_token(rest)
                .ok_or_else(|| Error::new(format!("\"{rest}\" does not begin with a number")))?;
            tokens.push(token);
            len
        } else {
            let mark = MARKS.iter().copied().find(|mark| rest.starts_with(mark));
            let mark =
                mark.ok_or_else(|| Error::new(format!("\"{first}\" makes no sense here")))?;
            tokens.push(Token::Mark(mark));
            mark.len()
        };
        rest = rest[len..].trim_start();
    }
    Ok(tokens)
}

fn number_token(text: &str) -> Option<(Token, usize)> {
    if let Some(digits) = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
        let len = digits.find(|c: char| !c.is_ascii_hexdigit()).unwrap_or(digits.len());
        let value = u32::from_str_radix(&digits[..len], 16).ok()?;
        return Some(match digits[len..].starts_with(['u', 'U']) {
            true => (Token::Uint(value), len + 3),
            false => (Token::Int(value as i32), len + 2),
        });
    }
    let bytes = text.as_bytes();
    let mut len = 0;
    let mut is_float = false;
    while let Some(&byte) = bytes.get(len) {
        match byte {
            b'0'..=b'9' => {}
            b'.' | b'e' | b'E' => is_float = true,
            b'+' | b'-' if len > 0 && matches!(bytes[len - 1], b'e' | b'E') => {}
            _ => break,
        }
        len += 1;
    }
    let suffix = &text[len..];
    if suffix.starts_with(['u', 'U']) {
        return Some((Token::Uint(text[..len].parse().ok()?), len + 1));
    }
    let n_suffix = match suffix.starts_with("lf") || suffix.starts_with("LF") {
        true => 2,
        false => usize::from(suffix.starts_with(['f', 'F'])),
    };
    match is_float || n_suffix > 0 {
        true => Some((Token::Float(text[..len].parse().ok()?), len + n_suffix)),
        // As on a graphics card, what is too large for a sign goes round.
        false => Some((Token::Int(text[..len].parse::<u32>().ok()? as i32), len)),
    }
}
