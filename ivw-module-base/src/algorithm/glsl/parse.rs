//! Text to programs.

use ivw_core::error::{Error, Result};
use std::collections::HashMap;

/// A type by its name, and the length of an array of it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Type {
    pub(super) name: String,
    pub(super) len: Option<usize>,
}

/// What has a value.
#[derive(Clone, Debug)]
pub(super) enum Expression {
    Float(f32),
    Int(f32),
    Bool(bool),
    /// A variable, by its place in the frame of the function.
    Local(usize),
    /// A variable of the program, by its place.
    Global(usize),
    /// A member of a struct, or components of a vector.
    Member(Box<Expression>, String),
    Index(Box<Expression>, Box<Expression>),
    Call(String, Vec<Expression>),
    Unary(&'static str, Box<Expression>),
    Binary(&'static str, Box<Expression>, Box<Expression>),
    Choice(Box<Expression>, Box<Expression>, Box<Expression>),
    /// Assignment, with the operator before `=` if there is one.
    Assign(Option<&'static str>, Box<Expression>, Box<Expression>),
    /// `++` or `--`: whether it comes before, and what is added.
    Step(bool, f32, Box<Expression>),
}

/// What is done.
#[derive(Clone, Debug)]
pub(super) enum Statement {
    Expression(Expression),
    /// A new variable of the frame.
    Declare(usize, Type, Option<Expression>),
    Block(Vec<Statement>),
    If(Expression, Box<Statement>, Option<Box<Statement>>),
    /// Start, condition, step, body; whether the body runs before the condition.
    Loop(Vec<Statement>, Option<Expression>, Option<Expression>, Box<Statement>, bool),
    Return(Option<Expression>),
    Break,
    Continue,
    Discard,
}

#[derive(Clone, Debug)]
pub(super) struct Function {
    /// Types of parameters, and whether they go out again.
    pub(super) parameters: Vec<(Type, bool)>,
    pub(super) n_locals: usize,
    pub(super) body: Vec<Statement>,
}

#[derive(Clone, Debug)]
pub(super) struct Global {
    pub(super) name: String,
    pub(super) kind: Type,
    pub(super) start: Option<Expression>,
    pub(super) is_output: bool,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Parsed {
    pub(super) structs: HashMap<String, Vec<(String, Type)>>,
    pub(super) globals: Vec<Global>,
    pub(super) functions: HashMap<String, Vec<Function>>,
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Name(String),
    Float(f32),
    Int(f32),
    Mark(&'static str),
    End,
}

const MARKS: &[&str] = &[
    "<<=", ">>=", "++", "--", "+=", "-=", "*=", "/=", "%=", "==", "!=", "<=", ">=", "&&", "||",
    "^^", "<<", ">>", "&=", "|=", "^=", "+", "-", "*", "/", "%", "=", "<", ">", "!", "&", "|", "^",
    "~", "?", ":", ";", ",", ".", "(", ")", "{", "}", "[", "]",
];
/// Words before types that change nothing here.
const QUALIFIERS: &[&str] = &[
    "const",
    "uniform",
    "varying",
    "attribute",
    "smooth",
    "flat",
    "noperspective",
    "highp",
    "mediump",
    "lowp",
    "precise",
    "readonly",
    "invariant",
    "centroid",
];
/// How deep expressions and blocks may be nested.
const DEEPEST: usize = 40;

/// Tokens with their lines.
fn tokens(source: &str) -> Result<Vec<(Token, usize)>> {
    let mut defines: HashMap<String, String> = HashMap::new();
    let mut tokens = Vec::new();
    // Whether each of the nested conditions holds.
    let mut conditions: Vec<bool> = Vec::new();
    let mut in_comment = false;
    for (n, line) in source.lines().enumerate() {
        let line = without_comments(line, &mut in_comment);
        if let Some(directive) = line.trim().strip_prefix('#') {
            let mut words = directive.split_whitespace();
            match words.next() {
                Some("ifdef") => {
                    conditions.push(words.next().is_some_and(|name| defines.contains_key(name)));
                }
                Some("ifndef") => {
                    conditions.push(words.next().is_none_or(|name| !defines.contains_key(name)));
                }
                // What can't be known does not hold.
                Some("if" | "elif") => conditions.push(false),
                Some("else") => {
                    conditions.iter_mut().next_back().into_iter().for_each(|c| *c = !*c)
                }
                Some("endif") => {
                    conditions.pop();
                }
                Some("define") if conditions.iter().all(|c| *c) => {
                    if let Some(name) = words.next().filter(|name| !name.contains('(')) {
                        defines.insert(name.to_owned(), words.collect::<Vec<_>>().join(" "));
                    }
                }
                _ => {}
            }
            continue;
        }
        if conditions.iter().all(|c| *c) {
            line_tokens(&line, n + 1, &defines, 0, &mut tokens)?;
        }
    }
    tokens.push((Token::End, source.lines().count().max(1)));
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

fn line_tokens(
    line: &str,
    number: usize,
    defines: &HashMap<String, String>,
    depth: usize,
    tokens: &mut Vec<(Token, usize)>,
) -> Result<()> {
    let mut rest = line.trim_start();
    while let Some(first) = rest.chars().next() {
        let len = if first.is_ascii_alphabetic() || first == '_' {
            let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
            let len = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
            match defines.get(&rest[..len]).filter(|_| depth < 8) {
                Some(text) => line_tokens(text, number, defines, depth + 1, tokens)?,
                None => tokens.push((Token::Name(rest[..len].to_owned()), number)),
            }
            len
        } else if first.is_ascii_digit()
            || first == '.' && rest[1..].starts_with(|c: char| c.is_ascii_digit())
        {
            let (token, len) = number_token(rest)
                .ok_or_else(|| Error::new(format!("line {number}: \"{rest}\" is no number")))?;
            tokens.push((token, number));
            len
        } else {
            let mark = MARKS.iter().copied().find(|mark| rest.starts_with(mark));
            let mark = mark.ok_or_else(|| {
                Error::new(format!("line {number}: \"{first}\" makes no sense here"))
            })?;
            tokens.push((Token::Mark(mark), number));
            mark.len()
        };
        rest = rest[len..].trim_start();
    }
    Ok(())
}

fn number_token(text: &str) -> Option<(Token, usize)> {
    if let Some(digits) = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
        let len = digits.find(|c: char| !c.is_ascii_hexdigit()).unwrap_or(digits.len());
        let value = u32::from_str_radix(&digits[..len], 16).ok()?;
        let suffix = usize::from(digits[len..].starts_with(['u', 'U']));
        return Some((Token::Int(value as f32), len + 2 + suffix));
    }
    let bytes = text.as_bytes();
    let mut len = 0;
    let mut is_float = false;
    while let Some(&byte) = bytes.get(len) {
        match byte {
            b'0'..=b'9' => {}
            b'.' => is_float = true,
            b'e' | b'E' => is_float = true,
            b'+' | b'-' if len > 0 && matches!(bytes[len - 1], b'e' | b'E') => {}
            _ => break,
        }
        len += 1;
    }
    let value: f32 = text[..len].parse().ok()?;
    match bytes.get(len) {
        Some(b'u' | b'U') => Some((Token::Int(value), len + 1)),
        Some(b'f' | b'F') => Some((Token::Float(value), len + 1)),
        Some(b'l') if text[len..].starts_with("lf") => Some((Token::Float(value), len + 2)),
        _ if is_float => Some((Token::Float(value), len)),
        _ => Some((Token::Int(value), len)),
    }
}

/// A program made of its text.
pub(super) fn parse(source: &str) -> Result<Parsed> {
    let mut parser = Parser {
        tokens: tokens(source)?,
        at: 0,
        program: Parsed::default(),
        scopes: Vec::new(),
        n_locals: 0,
        depth: 0,
    };
    // What shaders of one output call it without saying so.
    parser.global("gl_FragCoord", Type { name: "vec4".into(), len: None }, None, false);
    parser.global("FragData0", Type { name: "vec4".into(), len: None }, None, true);
    while *parser.peek() != Token::End {
        parser.item()?;
    }
    Ok(parser.program)
}

struct Parser {
    tokens: Vec<(Token, usize)>,
    at: usize,
    program: Parsed,
    /// Variables of the function, innermost block last.
    scopes: Vec<HashMap<String, usize>>,
    n_locals: usize,
    depth: usize,
}

impl Parser {
    fn peek(&self) -> &Token {
        &self.tokens[self.at.min(self.tokens.len() - 1)].0
    }

    fn peek_after(&self, n: usize) -> &Token {
        &self.tokens[(self.at + n).min(self.tokens.len() - 1)].0
    }

    fn next(&mut self) -> Token {
        let token = self.peek().clone();
        self.at += 1;
        token
    }

    fn wrong(&self, what: impl std::fmt::Display) -> Error {
        let line = self.tokens[self.at.min(self.tokens.len() - 1)].1;
        Error::new(format!("line {line}: {what}"))
    }

    fn is(&self, mark: &str) -> bool {
        matches!(self.peek(), Token::Mark(known) if *known == mark)
    }

    fn take(&mut self, mark: &str) -> bool {
        let is = self.is(mark);
        self.at += usize::from(is);
        is
    }

    fn take_word(&mut self, word: &str) -> bool {
        let is = matches!(self.peek(), Token::Name(name) if name == word);
        self.at += usize::from(is);
        is
    }

    fn expect(&mut self, mark: &str) -> Result<()> {
        match self.take(mark) {
            true => Ok(()),
            false => Err(self.wrong(format!("expected \"{mark}\""))),
        }
    }

    fn name(&mut self) -> Result<String> {
        match self.next() {
            Token::Name(name) => Ok(name),
            _ => {
                self.at -= 1;
                Err(self.wrong("expected a name"))
            }
        }
    }

    fn global(&mut self, name: &str, kind: Type, start: Option<Expression>, is_output: bool) {
        let global = Global { name: name.to_owned(), kind, start, is_output };
        match self.program.globals.iter_mut().find(|known| known.name == name) {
            Some(known) => *known = global,
            None => self.program.globals.push(global),
        }
    }

    /// Whether a name is that of a type.
    fn is_type(&self, name: &str) -> bool {
        super::run::is_known_type(name) || self.program.structs.contains_key(name)
    }

    fn array_len(&mut self) -> Result<Option<usize>> {
        if !self.take("[") {
            return Ok(None);
        }
        let len = match self.next() {
            Token::Int(n) if (1.0..=4096.0).contains(&n) => n as usize,
            _ => return Err(self.wrong("an array needs a length from 1 to 4096")),
        };
        self.expect("]")?;
        Ok(Some(len))
    }

    fn kind(&mut self) -> Result<Type> {
        let name = self.name()?;
        if !self.is_type(&name) && name != "void" {
            self.at -= 1;
            return Err(self.wrong(format!("\"{name}\" is no type")));
        }
        Ok(Type { name, len: self.array_len()? })
    }

    /// Something beside functions' bodies.
    fn item(&mut self) -> Result<()> {
        if self.take(";") {
            return Ok(());
        }
        if self.take_word("precision") {
            while !self.take(";") {
                if self.next() == Token::End {
                    return Err(self.wrong("expected \";\""));
                }
            }
            return Ok(());
        }
        if self.take_word("layout") {
            self.expect("(")?;
            while !self.take(")") {
                if self.next() == Token::End {
                    return Err(self.wrong("expected \")\""));
                }
            }
        }
        if self.take_word("struct") {
            let name = self.name()?;
            let members = self.members()?;
            self.program.structs.insert(name, members);
            return self.expect(";");
        }
        let mut is_output = false;
        loop {
            match self.peek() {
                Token::Name(word) if QUALIFIERS.contains(&word.as_str()) => self.at += 1,
                Token::Name(word) if word == "in" => self.at += 1,
                Token::Name(word) if word == "out" => {
                    is_output = true;
                    self.at += 1;
                }
                _ => break,
            }
        }
        // A block of variables with a name, such as `in Fragment { .. } in_frag;`.
        if *self.peek_after(1) == Token::Mark("{") {
            let block = self.name()?;
            let members = self.members()?;
            let name = match self.peek() {
                Token::Name(_) => self.name()?,
                _ => block.clone(),
            };
            self.program.structs.insert(block.clone(), members);
            self.global(&name, Type { name: block, len: None }, None, false);
            return self.expect(";");
        }
        let kind = self.kind()?;
        let name = self.name()?;
        if self.take("(") {
            return self.function(name);
        }
        self.variables(kind, name, is_output)
    }

    fn variables(&mut self, kind: Type, name: String, is_output: bool) -> Result<()> {
        let (mut name, mut more) = (name, true);
        while more {
            let len = self.array_len()?.or(kind.len);
            let start = if self.take("=") { Some(self.expression()?) } else { None };
            self.global(&name, Type { len, ..kind.clone() }, start, is_output);
            more = self.take(",");
            if more {
                name = self.name()?;
            }
        }
        self.expect(";")
    }

    fn members(&mut self) -> Result<Vec<(String, Type)>> {
        self.expect("{")?;
        let mut members = Vec::new();
        while !self.take("}") {
            while matches!(self.peek(), Token::Name(word) if QUALIFIERS.contains(&word.as_str())) {
                self.at += 1;
            }
            let kind = self.kind()?;
            loop {
                let name = self.name()?;
                let len = self.array_len()?.or(kind.len);
                members.push((name, Type { len, ..kind.clone() }));
                if !self.take(",") {
                    break;
                }
            }
            self.expect(";")?;
        }
        Ok(members)
    }

    fn function(&mut self, name: String) -> Result<()> {
        self.scopes = vec![HashMap::new()];
        self.n_locals = 0;
        let mut parameters = Vec::new();
        while !self.take(")") {
            let mut goes_out = false;
            loop {
                match self.peek() {
                    Token::Name(word) if word == "in" || QUALIFIERS.contains(&word.as_str()) => {}
                    Token::Name(word) if word == "inout" || word == "out" => goes_out = true,
                    _ => break,
                }
                self.at += 1;
            }
            if self.take_word("void") {
                continue;
            }
            let mut kind = self.kind()?;
            if let Token::Name(_) = self.peek() {
                let name = self.name()?;
                kind.len = self.array_len()?.or(kind.len);
                self.local(name);
            } else {
                self.n_locals += 1;
            }
            parameters.push((kind, goes_out));
            if !self.take(",") && !self.is(")") {
                return Err(self.wrong("expected \")\""));
            }
        }
        if self.take(";") {
            return Ok(());
        }
        self.expect("{")?;
        let body = self.block()?;
        self.scopes.clear();
        let function = Function { parameters, n_locals: self.n_locals, body };
        self.program.functions.entry(name).or_default().push(function);
        Ok(())
    }

    fn local(&mut self, name: String) -> usize {
        let place = self.n_locals;
        self.n_locals += 1;
        if let Some(scope) = self.scopes.last_mut() {
            scope.insert(name, place);
        }
        place
    }

    /// Statements up to the closing bracket.
    fn block(&mut self) -> Result<Vec<Statement>> {
        self.scopes.push(HashMap::new());
        let mut statements = Vec::new();
        while !self.take("}") {
            statements.extend(self.statement()?);
        }
        self.scopes.pop();
        Ok(statements)
    }

    fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.wrong("it is nested too deeply"));
        }
        let result = read(self);
        self.depth -= 1;
        result
    }

    fn statement(&mut self) -> Result<Vec<Statement>> {
        self.deeper(Self::any_statement)
    }

    fn one_statement(&mut self) -> Result<Box<Statement>> {
        Ok(Box::new(Statement::Block(self.statement()?)))
    }

    fn any_statement(&mut self) -> Result<Vec<Statement>> {
        if self.take(";") {
            return Ok(Vec::new());
        }
        if self.take("{") {
            return Ok(vec![Statement::Block(self.block()?)]);
        }
        if self.take_word("if") {
            self.expect("(")?;
            let condition = self.expression()?;
            self.expect(")")?;
            let then = self.one_statement()?;
            let otherwise = if self.take_word("else") { Some(self.one_statement()?) } else { None };
            return Ok(vec![Statement::If(condition, then, otherwise)]);
        }
        if self.take_word("for") {
            self.expect("(")?;
            self.scopes.push(HashMap::new());
            let start = self.any_statement()?;
            let condition = if self.is(";") { None } else { Some(self.expression()?) };
            self.expect(";")?;
            let step = if self.is(")") { None } else { Some(self.expression()?) };
            self.expect(")")?;
            let body = self.one_statement()?;
            self.scopes.pop();
            return Ok(vec![Statement::Loop(start, condition, step, body, false)]);
        }
        if self.take_word("while") {
            self.expect("(")?;
            let condition = self.expression()?;
            self.expect(")")?;
            let body = self.one_statement()?;
            return Ok(vec![Statement::Loop(Vec::new(), Some(condition), None, body, false)]);
        }
        if self.take_word("do") {
            let body = self.one_statement()?;
            if !self.take_word("while") {
                return Err(self.wrong("expected \"while\""));
            }
            self.expect("(")?;
            let condition = self.expression()?;
            self.expect(")")?;
            self.expect(";")?;
            return Ok(vec![Statement::Loop(Vec::new(), Some(condition), None, body, true)]);
        }
        let words = [
            ("break", Statement::Break),
            ("continue", Statement::Continue),
            ("discard", Statement::Discard),
        ];
        for (word, statement) in words {
            if self.take_word(word) {
                self.expect(";")?;
                return Ok(vec![statement]);
            }
        }
        if self.take_word("return") {
            let value = if self.is(";") { None } else { Some(self.expression()?) };
            self.expect(";")?;
            return Ok(vec![Statement::Return(value)]);
        }
        while matches!(self.peek(), Token::Name(word) if QUALIFIERS.contains(&word.as_str())) {
            self.at += 1;
        }
        let starts_with_type = matches!(self.peek(), Token::Name(name) if self.is_type(name));
        let is_declaration =
            matches!(self.peek_after(1), Token::Name(_)) || *self.peek_after(1) == Token::Mark("[");
        if starts_with_type && is_declaration {
            return self.declaration();
        }
        let expression = self.expression()?;
        self.expect(";")?;
        Ok(vec![Statement::Expression(expression)])
    }

    fn declaration(&mut self) -> Result<Vec<Statement>> {
        let kind = self.kind()?;
        let mut statements = Vec::new();
        loop {
            let name = self.name()?;
            let len = self.array_len()?.or(kind.len);
            let start = if self.take("=") { Some(self.assignment()?) } else { None };
            let place = self.local(name);
            statements.push(Statement::Declare(place, Type { len, ..kind.clone() }, start));
            if !self.take(",") {
                break;
            }
        }
        self.expect(";")?;
        Ok(statements)
    }

    fn expression(&mut self) -> Result<Expression> {
        self.deeper(Self::assignment)
    }

    fn assignment(&mut self) -> Result<Expression> {
        let target = self.choice()?;
        let operators = [
            ("=", None),
            ("+=", Some("+")),
            ("-=", Some("-")),
            ("*=", Some("*")),
            ("/=", Some("/")),
            ("%=", Some("%")),
            ("&=", Some("&")),
            ("|=", Some("|")),
            ("^=", Some("^")),
            ("<<=", Some("<<")),
            (">>=", Some(">>")),
        ];
        for (mark, operator) in operators {
            if self.take(mark) {
                let value = self.deeper(Self::assignment)?;
                return Ok(Expression::Assign(operator, Box::new(target), Box::new(value)));
            }
        }
        Ok(target)
    }

    fn choice(&mut self) -> Result<Expression> {
        let condition = self.binary(0)?;
        if !self.take("?") {
            return Ok(condition);
        }
        let then = self.expression()?;
        self.expect(":")?;
        let otherwise = self.deeper(Self::assignment)?;
        Ok(Expression::Choice(Box::new(condition), Box::new(then), Box::new(otherwise)))
    }

    /// Operators of one strength and stronger ones.
    fn binary(&mut self, level: usize) -> Result<Expression> {
        const LEVELS: [&[&str]; 11] = [
            &["||"],
            &["^^"],
            &["&&"],
            &["|"],
            &["^"],
            &["&"],
            &["==", "!="],
            &["<", ">", "<=", ">="],
            &["<<", ">>"],
            &["+", "-"],
            &["*", "/", "%"],
        ];
        let mut left = self.unary()?;
        // One frame for all strengths: parentheses may be nested deeply.
        while let Some((strength, operator)) = (level..LEVELS.len()).find_map(|strength| {
            let here = LEVELS[strength].iter().find(|operator| self.is(operator));
            here.map(|operator| (strength, operator))
        }) {
            self.at += 1;
            let right = self.binary(strength + 1)?;
            left = Expression::Binary(operator, Box::new(left), Box::new(right));
        }
        Ok(left)
    }

    fn unary(&mut self) -> Result<Expression> {
        for operator in ["-", "!", "~", "+"] {
            if self.take(operator) {
                let value = self.deeper(Self::unary)?;
                return Ok(Expression::Unary(operator, Box::new(value)));
            }
        }
        for (operator, step) in [("++", 1.0), ("--", -1.0)] {
            if self.take(operator) {
                let value = self.deeper(Self::unary)?;
                return Ok(Expression::Step(true, step, Box::new(value)));
            }
        }
        let mut value = self.primary()?;
        loop {
            if self.take(".") {
                value = Expression::Member(Box::new(value), self.name()?);
            } else if self.take("[") {
                let index = self.expression()?;
                self.expect("]")?;
                value = Expression::Index(Box::new(value), Box::new(index));
            } else if self.take("++") {
                value = Expression::Step(false, 1.0, Box::new(value));
            } else if self.take("--") {
                value = Expression::Step(false, -1.0, Box::new(value));
            } else {
                return Ok(value);
            }
        }
    }

    fn primary(&mut self) -> Result<Expression> {
        if self.take("(") {
            let value = self.expression()?;
            self.expect(")")?;
            return Ok(value);
        }
        let name = match self.next() {
            Token::Float(value) => return Ok(Expression::Float(value)),
            Token::Int(value) => return Ok(Expression::Int(value)),
            Token::Name(name) => name,
            _ => {
                self.at -= 1;
                return Err(self.wrong("expected a value"));
            }
        };
        match name.as_str() {
            "true" => return Ok(Expression::Bool(true)),
            "false" => return Ok(Expression::Bool(false)),
            _ => {}
        }
        if self.take("(") {
            let mut arguments = Vec::new();
            while !self.take(")") {
                arguments.push(self.expression()?);
                if !self.take(",") && !self.is(")") {
                    return Err(self.wrong("expected \")\""));
                }
            }
            return Ok(Expression::Call(name, arguments));
        }
        if let Some(place) = self.scopes.iter().rev().find_map(|scope| scope.get(&name)) {
            return Ok(Expression::Local(*place));
        }
        let global = self.program.globals.iter().position(|global| global.name == name);
        global.map(Expression::Global).ok_or_else(|| {
            self.at -= 1;
            self.wrong(format!("\"{name}\" is not known"))
        })
    }
}
