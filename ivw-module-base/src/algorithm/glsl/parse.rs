//! Tokens to what a program says.

use super::kind::{Structure, Type};
use super::token::{Token, tokens};
use ivw_core::error::{Error, Result};
use std::collections::HashMap;
use std::sync::Arc;

/// What has a value, and the line where it stands.
#[derive(Debug)]
pub(super) struct Expression {
    pub(super) line: usize,
    pub(super) what: What,
}

type Boxed = Box<Expression>;

/// What has a value.
#[derive(Debug)]
pub(super) enum What {
    Float(f32),
    Int(i32),
    Uint(u32),
    Bool(bool),
    Name(String),
    /// A member of a struct, or components of a vector.
    Member(Boxed, String),
    Index(Boxed, Boxed),
    Call(String, Vec<Expression>),
    /// A value of a type made of others; an array without a length is as long as there are values.
    Make(Type, Vec<Expression>),
    /// Elements in curly brackets, for the type of what they start.
    List(Vec<Expression>),
    /// How many elements there are.
    Length(Boxed),
    Unary(&'static str, Boxed),
    Binary(&'static str, Boxed, Boxed),
    Choice(Boxed, Boxed, Boxed),
    /// Assignment, with the operator before `=` if there is one.
    Assign(Option<&'static str>, Boxed, Boxed),
    /// `++` or `--`: whether it comes before, and the operator.
    Step(bool, &'static str, Boxed),
    /// One after the other; the last one is the value.
    Sequence(Vec<Expression>),
}

/// A new variable.
#[derive(Debug)]
pub(super) struct Declaration {
    pub(super) line: usize,
    pub(super) name: String,
    pub(super) kind: Type,
    pub(super) start: Option<Expression>,
    pub(super) is_const: bool,
}

/// What is done.
#[derive(Debug)]
pub(super) enum Statement {
    Expression(Expression),
    Declare(Vec<Declaration>),
    Block(Vec<Statement>),
    If(Expression, Box<Statement>, Option<Box<Statement>>),
    Loop(Box<Loop>),
    Return(usize, Option<Expression>),
    Break(usize),
    Continue(usize),
    Discard,
}

/// Something done again and again.
#[derive(Debug)]
pub(super) struct Loop {
    pub(super) start: Vec<Statement>,
    pub(super) condition: Option<Expression>,
    pub(super) step: Option<Expression>,
    pub(super) body: Statement,
    /// Whether the body runs before the condition is asked.
    pub(super) body_first: bool,
}

/// An argument of a function.
#[derive(Debug)]
pub(super) struct Parameter {
    pub(super) name: String,
    pub(super) kind: Type,
    pub(super) goes_in: bool,
    pub(super) goes_out: bool,
}

/// A function.
#[derive(Debug)]
pub(super) struct Function {
    pub(super) name: String,
    pub(super) result: Type,
    pub(super) parameters: Vec<Parameter>,
    pub(super) body: Vec<Statement>,
}

/// Where a variable of the program gets its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Storage {
    /// From outside, the same for all.
    Uniform,
    /// From outside, for each.
    Input,
    /// From the program, for outside.
    Output,
    /// From the program.
    Own,
}

/// A variable of the program.
#[derive(Debug)]
pub(super) struct Global {
    pub(super) declaration: Declaration,
    pub(super) storage: Storage,
}

/// What a program says.
#[derive(Debug, Default)]
pub(super) struct Parsed {
    pub(super) globals: Vec<Global>,
    pub(super) functions: Vec<Function>,
}

/// Words before types that change nothing here.
const QUALIFIERS: &[&str] = &[
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
const LONGEST_ARRAY: i32 = 4096;
/// How many operators may stand in a row.
const LONGEST_SUM: usize = 128;

/// What programs say, one after the other: those before the last are there for it.
pub(super) fn parse(sources: &[&str]) -> Result<Parsed> {
    let mut parser = Parser {
        tokens: Vec::new(),
        at: 0,
        program: Parsed::default(),
        structs: HashMap::new(),
        numbers: HashMap::new(),
        depth: 0,
    };
    for source in sources {
        (parser.tokens, parser.at) = (tokens(source)?, 0);
        while *parser.peek() != Token::End {
            parser.item()?;
        }
    }
    Ok(parser.program)
}

struct Parser {
    tokens: Vec<(Token, usize)>,
    at: usize,
    program: Parsed,
    structs: HashMap<String, Arc<Structure>>,
    /// Whole numbers with names, for lengths of arrays.
    numbers: HashMap<String, i32>,
    depth: usize,
}

impl Parser {
    fn peek(&self) -> &Token {
        self.peek_after(0)
    }

    fn peek_after(&self, n: usize) -> &Token {
        &self.tokens[(self.at + n).min(self.tokens.len() - 1)].0
    }

    fn next(&mut self) -> Token {
        let token = self.peek().clone();
        self.at += 1;
        token
    }

    fn line(&self) -> usize {
        self.tokens[self.at.min(self.tokens.len() - 1)].1
    }

    fn wrong(&self, what: impl std::fmt::Display) -> Error {
        Error::new(format!("line {}: {what}", self.line()))
    }

    fn is(&self, mark: &str) -> bool {
        matches!(self.peek(), Token::Mark(known) if *known == mark)
    }

    fn take(&mut self, mark: &str) -> bool {
        let is = self.is(mark);
        self.at += usize::from(is);
        is
    }

    fn is_word(&self, words: &[&str]) -> bool {
        matches!(self.peek(), Token::Name(name) if words.contains(&name.as_str()))
    }

    fn take_word(&mut self, word: &str) -> bool {
        let is = self.is_word(&[word]);
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

    /// The type of a name, if it is one.
    fn type_named(&self, name: &str) -> Option<Type> {
        let own = self.structs.get(name).map(|known| Type::Struct(known.clone()));
        own.or_else(|| Type::built_in(name))
    }

    fn is_type(&self) -> bool {
        matches!(self.peek(), Token::Name(name) if self.type_named(name).is_some())
    }

    /// A type with the lengths of arrays around a name, outermost first; 0 for one that the values
    /// tell.
    fn with_lengths(&mut self, kind: Type) -> Result<Type> {
        if !self.take("[") {
            return Ok(kind);
        }
        let len = match self.is("]") {
            true => 0,
            false => {
                let line = self.line();
                let len = self.expression()?;
                match self.whole(&len) {
                    Some(len @ 1..=LONGEST_ARRAY) => len as usize,
                    _ => {
                        return Err(Error::new(format!(
                            "line {line}: an array needs a length from 1 to {LONGEST_ARRAY}"
                        )));
                    }
                }
            }
        };
        self.expect("]")?;
        let inner = self.deeper(|parser| parser.with_lengths(kind))?;
        if inner.len().saturating_mul(len) > LONGEST_ARRAY as usize * 16 {
            return Err(self.wrong("an array is too long"));
        }
        Ok(Type::Array(Box::new(inner), len))
    }

    /// The value of a whole number that the text tells.
    fn whole(&self, value: &Expression) -> Option<i32> {
        Some(match &value.what {
            What::Int(value) => *value,
            What::Uint(value) => *value as i32,
            What::Name(name) => *self.numbers.get(name)?,
            What::Unary("-", value) => self.whole(value)?.wrapping_neg(),
            What::Binary(operator, left, right) => {
                let (left, right) = (self.whole(left)?, self.whole(right)?);
                match *operator {
                    "+" => left.wrapping_add(right),
                    "-" => left.wrapping_sub(right),
                    "*" => left.wrapping_mul(right),
                    "/" => left.checked_div(right)?,
                    _ => return None,
                }
            }
            _ => return None,
        })
    }

    fn kind(&mut self) -> Result<Type> {
        let name = self.name()?;
        let Some(kind) = self.type_named(&name) else {
            self.at -= 1;
            return Err(self.wrong(format!("\"{name}\" is no type")));
        };
        self.with_lengths(kind)
    }

    /// Skips what is between brackets.
    fn skip_brackets(&mut self) -> Result<()> {
        self.expect("(")?;
        let mut depth = 1;
        while depth > 0 {
            match self.next() {
                Token::Mark("(") => depth += 1,
                Token::Mark(")") => depth -= 1,
                Token::End => return Err(self.wrong("expected \")\"")),
                _ => {}
            }
        }
        Ok(())
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
        let (mut storage, mut is_const) = (Storage::Own, false);
        while let Token::Name(word) = self.peek() {
            match word.as_str() {
                "layout" => {
                    self.at += 1;
                    self.skip_brackets()?;
                    continue;
                }
                "in" => storage = Storage::Input,
                "out" => storage = Storage::Output,
                "uniform" => storage = Storage::Uniform,
                "const" => is_const = true,
                word if QUALIFIERS.contains(&word) => {}
                _ => break,
            }
            self.at += 1;
        }
        let kind = if self.take_word("struct") {
            let name = self.name()?;
            let kind = self.structure(name)?;
            if self.take(";") {
                return Ok(());
            }
            kind
        } else if storage != Storage::Own && *self.peek_after(1) == Token::Mark("{") {
            // A block of variables, such as `in Fragment { .. } in_frag;`.
            let line = self.line();
            let block = self.name()?;
            let Type::Struct(members) = self.structure(block)? else { return Ok(()) };
            if self.take(";") {
                // Without a name its members are variables.
                for (name, kind) in &members.members {
                    let declaration = Declaration {
                        line,
                        name: name.clone(),
                        kind: kind.clone(),
                        start: None,
                        is_const: false,
                    };
                    self.program.globals.push(Global { declaration, storage });
                }
                return Ok(());
            }
            Type::Struct(members)
        } else {
            self.kind()?
        };
        let (line, name) = (self.line(), self.name()?);
        if self.take("(") {
            return self.function(name, kind);
        }
        let declarations = self.declarations(kind, line, name, is_const)?;
        let globals = declarations.into_iter();
        let globals = globals.map(|declaration| Global { declaration, storage });
        for global in globals {
            // The newest one counts, as with texts that are put in front.
            let name = &global.declaration.name;
            self.program.globals.retain(|known| known.declaration.name != *name);
            self.program.globals.push(global);
        }
        Ok(())
    }

    /// Variables of one type up to the semicolon, the name of the first being read.
    fn declarations(
        &mut self,
        kind: Type,
        line: usize,
        name: String,
        is_const: bool,
    ) -> Result<Vec<Declaration>> {
        let (mut line, mut name) = (line, name);
        let mut declarations = Vec::new();
        loop {
            let mut kind = self.with_lengths(kind.clone())?;
            let start = if self.take("=") { Some(self.initial()?) } else { None };
            if let Type::Array(_, len @ 0) = &mut kind {
                *len = match start.as_ref().map(|start| &start.what) {
                    Some(What::Make(Type::Array(_, len), _)) => *len,
                    Some(What::List(elements)) => elements.len(),
                    _ => 0,
                };
                if *len == 0 {
                    return Err(self.wrong(format!("the array \"{name}\" needs a length")));
                }
            }
            if let Some(value) = start.as_ref().filter(|_| is_const && kind == Type::INT)
                && let Some(value) = self.whole(value)
            {
                self.numbers.insert(name.clone(), value);
            }
            declarations.push(Declaration { line, name, kind, start, is_const });
            if !self.take(",") {
                break;
            }
            (line, name) = (self.line(), self.name()?);
        }
        self.expect(";")?;
        Ok(declarations)
    }

    /// What a variable starts with.
    fn initial(&mut self) -> Result<Expression> {
        let line = self.line();
        if !self.take("{") {
            return self.deeper(Self::assignment);
        }
        let mut elements = Vec::new();
        while !self.take("}") {
            elements.push(self.deeper(Self::initial)?);
            if !self.take(",") && !self.is("}") {
                return Err(self.wrong("expected \"}\""));
            }
        }
        Ok(Expression { line, what: What::List(elements) })
    }

    fn structure(&mut self, name: String) -> Result<Type> {
        self.expect("{")?;
        let mut members: Vec<(String, Type)> = Vec::new();
        while !self.take("}") {
            while self.is_word(QUALIFIERS) {
                self.at += 1;
            }
            let kind = self.kind()?;
            loop {
                let member = self.name()?;
                let kind = self.with_lengths(kind.clone())?;
                if matches!(kind, Type::Array(_, 0) | Type::Void) {
                    return Err(self.wrong(format!("\"{member}\" has no size")));
                }
                members.push((member, kind));
                if !self.take(",") {
                    break;
                }
            }
            self.expect(";")?;
        }
        let structure = Arc::new(Structure { name: name.clone(), members });
        self.structs.insert(name, structure.clone());
        let kind = Type::Struct(structure);
        match kind.len() > LONGEST_ARRAY as usize * 16 {
            true => Err(self.wrong("a struct is too large")),
            false => Ok(kind),
        }
    }

    fn function(&mut self, name: String, result: Type) -> Result<()> {
        let mut parameters = Vec::new();
        while !self.take(")") {
            let (mut goes_in, mut goes_out) = (true, false);
            while let Token::Name(word) = self.peek() {
                match word.as_str() {
                    "in" | "const" => {}
                    "out" => (goes_in, goes_out) = (false, true),
                    "inout" => goes_out = true,
                    word if QUALIFIERS.contains(&word) => {}
                    _ => break,
                }
                self.at += 1;
            }
            if self.is_word(&["void"]) && *self.peek_after(1) == Token::Mark(")") {
                self.at += 1;
                continue;
            }
            let kind = self.kind()?;
            let (mut name, mut kind) = (String::new(), kind);
            if let Token::Name(_) = self.peek() {
                name = self.name()?;
                kind = self.with_lengths(kind)?;
            }
            if matches!(kind, Type::Array(_, 0) | Type::Void) {
                return Err(self.wrong("an argument needs a type and a length"));
            }
            parameters.push(Parameter { name, kind, goes_in, goes_out });
            if !self.take(",") && !self.is(")") {
                return Err(self.wrong("expected \")\""));
            }
        }
        if self.take(";") {
            return Ok(());
        }
        self.expect("{")?;
        let body = self.block()?;
        let function = Function { name, result, parameters, body };
        // A second one takes the place of the first, as with texts that are put in front.
        let is_same = |known: &Function| {
            let kinds = |f: &Function| f.parameters.iter().map(|p| p.kind.clone()).collect();
            let (a, b): (Vec<_>, Vec<_>) = (kinds(known), kinds(&function));
            known.name == function.name && a == b
        };
        self.program.functions.retain(|known| !is_same(known));
        self.program.functions.push(function);
        Ok(())
    }

    /// Statements up to the closing bracket.
    fn block(&mut self) -> Result<Vec<Statement>> {
        let mut statements = Vec::new();
        while !self.take("}") {
            statements.push(self.statement()?);
        }
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

    fn statement(&mut self) -> Result<Statement> {
        self.deeper(Self::any_statement)
    }

    fn any_statement(&mut self) -> Result<Statement> {
        let line = self.line();
        if self.take(";") {
            return Ok(Statement::Block(Vec::new()));
        }
        if self.take("{") {
            return Ok(Statement::Block(self.block()?));
        }
        if let Token::Name(word) = self.peek() {
            let word = word.clone();
            self.at += 1;
            match word.as_str() {
                "if" => {
                    let condition = self.condition()?;
                    let then = Box::new(self.statement()?);
                    let otherwise = if self.take_word("else") {
                        Some(Box::new(self.statement()?))
                    } else {
                        None
                    };
                    return Ok(Statement::If(condition, then, otherwise));
                }
                "for" => return self.for_loop(),
                "while" => {
                    let condition = Some(self.condition()?);
                    let body = self.statement()?;
                    let (start, step, body_first) = (Vec::new(), None, false);
                    return Ok(Statement::Loop(Box::new(Loop {
                        start,
                        condition,
                        step,
                        body,
                        body_first,
                    })));
                }
                "do" => {
                    let body = self.statement()?;
                    if !self.take_word("while") {
                        return Err(self.wrong("expected \"while\""));
                    }
                    let condition = Some(self.condition()?);
                    self.expect(";")?;
                    let (start, step, body_first) = (Vec::new(), None, true);
                    return Ok(Statement::Loop(Box::new(Loop {
                        start,
                        condition,
                        step,
                        body,
                        body_first,
                    })));
                }
                "switch" => {
                    return Err(self.wrong("\"switch\" is not known: write \"if\" and \"else\""));
                }
                "break" | "continue" | "discard" => {
                    self.expect(";")?;
                    return Ok(match word.as_str() {
                        "break" => Statement::Break(line),
                        "continue" => Statement::Continue(line),
                        _ => Statement::Discard,
                    });
                }
                "return" => {
                    let value = if self.is(";") { None } else { Some(self.expression()?) };
                    self.expect(";")?;
                    return Ok(Statement::Return(line, value));
                }
                _ => self.at -= 1,
            }
        }
        self.simple_statement()
    }

    fn condition(&mut self) -> Result<Expression> {
        self.expect("(")?;
        let condition = self.expression()?;
        self.expect(")")?;
        Ok(condition)
    }

    fn for_loop(&mut self) -> Result<Statement> {
        self.expect("(")?;
        let start = match self.take(";") {
            true => Vec::new(),
            false => vec![self.simple_statement()?],
        };
        let condition = if self.is(";") { None } else { Some(self.expression()?) };
        self.expect(";")?;
        let step = if self.is(")") { None } else { Some(self.expression()?) };
        self.expect(")")?;
        let (body, body_first) = (self.statement()?, false);
        Ok(Statement::Loop(Box::new(Loop { start, condition, step, body, body_first })))
    }

    /// New variables, or an expression.
    fn simple_statement(&mut self) -> Result<Statement> {
        let is_const = self.is_word(&["const"]);
        while self.is_word(QUALIFIERS) || self.is_word(&["const"]) {
            self.at += 1;
        }
        let is_declaration = match self.peek_after(1) {
            Token::Name(_) => true,
            // `float[2] a` rather than `float[](1.0)[0]`.
            Token::Mark("[") => {
                let close = (2..64).find(|n| *self.peek_after(*n) == Token::Mark("]"));
                close.is_some_and(|n| matches!(self.peek_after(n + 1), Token::Name(_)))
            }
            _ => false,
        };
        if self.is_type() && is_declaration {
            let kind = self.kind()?;
            let (line, name) = (self.line(), self.name()?);
            return Ok(Statement::Declare(self.declarations(kind, line, name, is_const)?));
        }
        let expression = self.expression()?;
        self.expect(";")?;
        Ok(Statement::Expression(expression))
    }

    fn expression(&mut self) -> Result<Expression> {
        let line = self.line();
        let first = self.deeper(Self::assignment)?;
        if !self.is(",") {
            return Ok(first);
        }
        let mut all = vec![first];
        while self.take(",") {
            all.push(self.deeper(Self::assignment)?);
        }
        Ok(Expression { line, what: What::Sequence(all) })
    }

    fn assignment(&mut self) -> Result<Expression> {
        let line = self.line();
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
                let what = What::Assign(operator, Box::new(target), Box::new(value));
                return Ok(Expression { line, what });
            }
        }
        Ok(target)
    }

    fn choice(&mut self) -> Result<Expression> {
        let line = self.line();
        let condition = self.binary(0)?;
        if !self.take("?") {
            return Ok(condition);
        }
        let then = self.expression()?;
        self.expect(":")?;
        let otherwise = self.deeper(Self::assignment)?;
        let what = What::Choice(Box::new(condition), Box::new(then), Box::new(otherwise));
        Ok(Expression { line, what })
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
        let line = self.line();
        let mut left = self.unary()?;
        let mut n_operators = 0;
        // One frame for all strengths: parentheses may be nested deeply.
        while let Some((strength, operator)) = (level..LEVELS.len()).find_map(|strength| {
            let here = LEVELS[strength].iter().find(|operator| self.is(operator));
            here.map(|operator| (strength, operator))
        }) {
            self.at += 1;
            n_operators += 1;
            if n_operators > LONGEST_SUM {
                return Err(self.wrong("a sum is too long: split it"));
            }
            let right = self.binary(strength + 1)?;
            let what = What::Binary(operator, Box::new(left), Box::new(right));
            left = Expression { line, what };
        }
        Ok(left)
    }

    fn unary(&mut self) -> Result<Expression> {
        let line = self.line();
        for operator in ["-", "!", "~", "+"] {
            if self.take(operator) {
                let value = Box::new(self.deeper(Self::unary)?);
                return Ok(Expression { line, what: What::Unary(operator, value) });
            }
        }
        for (mark, operator) in [("++", "+"), ("--", "-")] {
            if self.take(mark) {
                let value = Box::new(self.deeper(Self::unary)?);
                return Ok(Expression { line, what: What::Step(true, operator, value) });
            }
        }
        let mut value = self.primary()?;
        // A chain is a tree as deep as it is long.
        for _ in 0..DEEPEST {
            let what = if self.take(".") {
                let name = self.name()?;
                if name == "length" && self.take("(") {
                    self.expect(")")?;
                    What::Length(Box::new(value))
                } else {
                    What::Member(Box::new(value), name)
                }
            } else if self.take("[") {
                let index = Box::new(self.expression()?);
                self.expect("]")?;
                What::Index(Box::new(value), index)
            } else if self.take("++") {
                What::Step(false, "+", Box::new(value))
            } else if self.take("--") {
                What::Step(false, "-", Box::new(value))
            } else {
                return Ok(value);
            };
            value = Expression { line, what };
        }
        Err(self.wrong("it is nested too deeply"))
    }

    fn primary(&mut self) -> Result<Expression> {
        let line = self.line();
        if self.take("(") {
            let value = self.expression()?;
            self.expect(")")?;
            return Ok(value);
        }
        if self.is_type() {
            let kind = self.kind()?;
            self.expect("(")?;
            let arguments = self.arguments()?;
            let kind = match kind {
                Type::Array(of, 0) => Type::Array(of, arguments.len()),
                kind => kind,
            };
            return Ok(Expression { line, what: What::Make(kind, arguments) });
        }
        let what = match self.next() {
            Token::Float(value) => What::Float(value),
            Token::Int(value) => What::Int(value),
            Token::Uint(value) => What::Uint(value),
            Token::Name(name) => match name.as_str() {
                "true" => What::Bool(true),
                "false" => What::Bool(false),
                _ if self.take("(") => What::Call(name, self.arguments()?),
                _ => What::Name(name),
            },
            _ => {
                self.at -= 1;
                return Err(self.wrong("expected a value"));
            }
        };
        Ok(Expression { line, what })
    }

    /// Values up to the closing bracket.
    fn arguments(&mut self) -> Result<Vec<Expression>> {
        let mut arguments = Vec::new();
        while !self.take(")") {
            arguments.push(self.deeper(Self::assignment)?);
            if !self.take(",") && !self.is(")") {
                return Err(self.wrong("expected \")\""));
            }
        }
        Ok(arguments)
    }
}
