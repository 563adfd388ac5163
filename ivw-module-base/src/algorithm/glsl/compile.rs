//! What programs say to steps of the machine: names to slots, types checked.

use super::kind::{Base, Type};
use super::machine::{At, Binary, LoopOps, Op, Unary};
use super::parse::{
    Declaration, Expression, Function, Loop, Parsed, Statement, Storage, What, parse,
};
use ivw_core::error::{Error, Result};
use std::collections::HashMap;

/// How deep expressions may be.
const DEEPEST: usize = 200;
/// How many numbers a program may hold.
const MOST_SLOTS: usize = 1 << 17;
/// How many steps are done for nothing rather than jumped over.
const FEW: usize = 24;

/// A program that is ready to run.
#[derive(Debug)]
pub(crate) struct Program {
    pub(super) n_slots: usize,
    pub(super) constants: Vec<(At, u32)>,
    pub(super) samplers: Vec<(At, String)>,
    /// What starts uniforms.
    pub(super) once: Box<[Op]>,
    /// What starts other variables, before each run.
    pub(super) each: Box<[Op]>,
    pub(super) functions: Vec<Box<[Op]>>,
    pub(super) main: usize,
    variables: HashMap<String, Value>,
    output: Option<String>,
}

/// Where a variable of a program is, or a member of one.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(super) slots: Vec<At>,
    base: Base,
}

impl Place {
    /// The bits that stand for a number.
    pub(super) fn bits(&self, value: f32) -> u32 {
        match self.base {
            Base::Float => value.to_bits(),
            Base::Int => value as i32 as u32,
            Base::Uint => value as u32,
            Base::Bool => (value != 0.0).into(),
        }
    }

    /// The number that bits stand for.
    pub(super) fn number(&self, bits: u32) -> f32 {
        match self.base {
            Base::Float => f32::from_bits(bits),
            Base::Int => bits as i32 as f32,
            Base::Uint | Base::Bool => bits as f32,
        }
    }
}

impl Program {
    /// The program of texts, those before the last being there for it.
    pub(crate) fn compile(sources: &[&str]) -> Result<Self> {
        let mut all = vec![super::PRELUDE];
        all.extend(sources);
        let parsed = parse(&all)?;
        let main =
            parsed.functions.iter().position(|f| f.name == "main" && f.parameters.is_empty());
        let main = main.ok_or_else(|| {
            Error::new("the program has no function main")
                .hint("write void main() { FragData0 = ..; }")
        })?;
        let mut compiler = Compiler::new(&parsed);
        compiler.globals()?;
        let main = compiler.function(main, 0)?;
        let output = parsed.globals.iter().rev().find(|global| {
            global.storage == Storage::Output
                && matches!(global.declaration.kind, Type::Number(Base::Float, ..))
        });
        let output = output.map(|global| global.declaration.name.clone());
        let mut constants: Vec<_> = compiler.constants.into_iter().collect();
        constants.sort_unstable();
        Ok(Self {
            n_slots: compiler.n_slots,
            constants: constants.into_iter().map(|(bits, at)| (at, bits)).collect(),
            samplers: compiler.samplers,
            once: compiler.once.into(),
            each: compiler.each.into(),
            functions: compiler.compiled.into_iter().map(|f| f.ops.into()).collect(),
            main,
            variables: compiler.variables.into_iter().map(|(k, v)| (k, v.value)).collect(),
            output,
        })
    }

    /// Where a variable is, such as `scale`, or a member of one, such as `camera.position`.
    pub(crate) fn place(&self, path: &str) -> Option<Place> {
        let mut parts = path.split('.');
        let mut value = self.variables.get(parts.next()?)?.clone();
        for part in parts {
            let Type::Struct(of) = &value.kind else { return None };
            let mut first = 0;
            let member = of.members.iter().find(|(name, kind)| {
                let is_it = name == part;
                first += if is_it { 0 } else { kind.len() };
                is_it
            })?;
            let kind = member.1.clone();
            value = Value { slots: value.slots[first..first + kind.len()].to_vec(), kind };
        }
        match value.kind {
            Type::Number(base, ..) => Some(Place { slots: value.slots, base }),
            _ => None,
        }
    }

    /// What the program computes: its last output.
    pub(crate) fn output(&self) -> Result<Place> {
        let place = self.output.as_ref().and_then(|name| self.place(name));
        place.ok_or_else(|| Error::new("the program has no output"))
    }
}

/// Numbers of a type, and where they are.
#[derive(Clone, Debug)]
pub(super) struct Value {
    pub(super) kind: Type,
    pub(super) slots: Vec<At>,
}

#[derive(Clone, Debug)]
struct Variable {
    value: Value,
    is_const: bool,
}

/// Where something can be written, or read from.
struct Target {
    kind: Type,
    /// For each number the slots that it may be in.
    tables: Vec<Vec<At>>,
    /// Which of them it is in, if that depends.
    index: Option<At>,
    /// The name of what must not change, if so.
    fixed: Option<String>,
}

struct Compiled {
    parameters: Vec<Value>,
    result: Value,
    ops: Vec<Op>,
}

/// Variables of the function that is compiled.
#[derive(Default)]
struct Frame {
    scopes: Vec<HashMap<String, Variable>>,
    /// Slots in use, the newest last, and those in use no more.
    used: Vec<At>,
    free: Vec<At>,
    result: Option<Value>,
    n_loops: usize,
}

pub(super) struct Compiler<'a> {
    parsed: &'a Parsed,
    n_slots: usize,
    constants: HashMap<u32, At>,
    samplers: Vec<(At, String)>,
    variables: HashMap<String, Variable>,
    once: Vec<Op>,
    each: Vec<Op>,
    compiled: Vec<Compiled>,
    /// For functions of the text, which of the compiled ones they are; nothing in it while they are
    /// being compiled.
    known: HashMap<usize, Option<usize>>,
    frame: Frame,
    code: Vec<Op>,
    depth: usize,
}

pub(super) fn wrong(line: usize, what: impl std::fmt::Display) -> Error {
    Error::new(format!("line {line}: {what}"))
}

impl<'a> Compiler<'a> {
    fn new(parsed: &'a Parsed) -> Self {
        Self {
            parsed,
            n_slots: 0,
            constants: HashMap::new(),
            samplers: Vec::new(),
            variables: HashMap::new(),
            once: Vec::new(),
            each: Vec::new(),
            compiled: Vec::new(),
            known: HashMap::new(),
            frame: Frame::default(),
            code: Vec::new(),
            depth: 0,
        }
    }

    /// Slots that stay, for a variable.
    fn reserve(&mut self, kind: Type) -> Result<Value> {
        let first = self.n_slots;
        self.n_slots += kind.len();
        if self.n_slots > MOST_SLOTS {
            return Err(Error::new(format!("the program holds more than {MOST_SLOTS} numbers")));
        }
        Ok(Value { kind, slots: (first as At..self.n_slots as At).collect() })
    }

    /// A slot for now.
    pub(super) fn slot(&mut self) -> Result<At> {
        let at = match self.frame.free.pop() {
            Some(at) => at,
            None => self.reserve(Type::FLOAT)?.slots[0],
        };
        self.frame.used.push(at);
        Ok(at)
    }

    fn slots(&mut self, kind: Type) -> Result<Value> {
        let slots = (0..kind.len()).map(|_| self.slot()).collect::<Result<_>>()?;
        Ok(Value { kind, slots })
    }

    /// Gives slots back that were taken since.
    fn release(&mut self, mark: usize) {
        let released = self.frame.used.drain(mark..).rev();
        self.frame.free.extend(released);
    }

    /// A slot that holds a constant.
    pub(super) fn constant(&mut self, bits: u32) -> Result<At> {
        if let Some(at) = self.constants.get(&bits) {
            return Ok(*at);
        }
        let at = self.reserve(Type::FLOAT)?.slots[0];
        self.constants.insert(bits, at);
        Ok(at)
    }

    pub(super) fn float(&mut self, value: f32) -> Result<At> {
        self.constant(value.to_bits())
    }

    pub(super) fn unary(&mut self, work: Unary, a: At) -> Result<At> {
        let to = self.slot()?;
        self.code.push(Op::Unary(work, to, a));
        Ok(to)
    }

    pub(super) fn binary(&mut self, work: Binary, a: At, b: At) -> Result<At> {
        let to = self.slot()?;
        self.code.push(Op::Binary(work, to, a, b));
        Ok(to)
    }

    pub(super) fn select(&mut self, test: At, then: At, otherwise: At) -> Result<At> {
        let to = self.slot()?;
        self.code.push(Op::Select(to, test, then, otherwise));
        Ok(to)
    }

    pub(super) fn push(&mut self, op: Op) {
        self.code.push(op);
    }

    /// Variables of the program, and what starts them.
    fn globals(&mut self) -> Result<()> {
        let zero = self.constant(0)?;
        for global in &self.parsed.globals {
            let Declaration { line, name, kind, start, is_const } = &global.declaration;
            if *kind == Type::Void || matches!(kind, Type::Array(_, 0)) {
                return Err(wrong(*line, format!("\"{name}\" has no size")));
            }
            let value = self.reserve(kind.clone())?;
            if matches!(kind, Type::Sampler(_)) {
                self.samplers.push((value.slots[0], name.clone()));
            }
            let mark = self.frame.used.len();
            if let Some(start) = start {
                let start = self.initial(start, kind)?;
                self.copy(&value.slots, &start.slots);
            } else if matches!(global.storage, Storage::Own | Storage::Output) && !is_const {
                self.code.extend(value.slots.iter().map(|to| Op::Unary(Unary::Copy, *to, zero)));
            }
            self.release(mark);
            let is_from_outside = matches!(global.storage, Storage::Uniform | Storage::Input);
            let code = std::mem::take(&mut self.code);
            match is_from_outside || *is_const {
                true => self.once.extend(code),
                false => self.each.extend(code),
            }
            let is_const = is_from_outside || *is_const;
            self.variables.insert(name.clone(), Variable { value, is_const });
        }
        Ok(())
    }

    fn copy(&mut self, to: &[At], from: &[At]) {
        let pairs = to.iter().zip(from);
        self.code.extend(pairs.map(|(to, from)| Op::Unary(Unary::Copy, *to, *from)));
    }

    /// Compiles a function of the text, unless that is done; gives its number.
    fn function(&mut self, n: usize, line: usize) -> Result<usize> {
        let parsed = self.parsed;
        let function: &Function = &parsed.functions[n];
        match self.known.get(&n) {
            Some(Some(known)) => return Ok(*known),
            Some(None) => {
                return Err(wrong(line, format!("\"{}\" calls itself", function.name)));
            }
            None => {}
        }
        self.known.insert(n, None);
        let parameters = function
            .parameters
            .iter()
            .map(|parameter| Ok((parameter.name.clone(), self.reserve(parameter.kind.clone())?)));
        let parameters = parameters.collect::<Result<Vec<_>>>()?;
        let result = self.reserve(function.result.clone())?;
        let variables = parameters.iter().map(|(name, value)| {
            (name.clone(), Variable { value: value.clone(), is_const: false })
        });
        let frame = Frame {
            scopes: vec![variables.collect()],
            result: Some(result.clone()),
            ..Frame::default()
        };
        let frame = std::mem::replace(&mut self.frame, frame);
        let code = std::mem::take(&mut self.code);
        self.block(&function.body)?;
        self.frame = frame;
        let ops = std::mem::replace(&mut self.code, code);
        let parameters = parameters.into_iter().map(|(_, value)| value).collect();
        self.compiled.push(Compiled { parameters, result, ops });
        let number = self.compiled.len() - 1;
        self.known.insert(n, Some(number));
        Ok(number)
    }

    fn block(&mut self, statements: &[Statement]) -> Result<()> {
        self.frame.scopes.push(HashMap::new());
        let mark = self.frame.used.len();
        for statement in statements {
            self.statement(statement)?;
        }
        self.release(mark);
        self.frame.scopes.pop();
        Ok(())
    }

    /// The steps of something on their own.
    fn apart<T>(&mut self, work: impl FnOnce(&mut Self) -> Result<T>) -> Result<(T, Vec<Op>)> {
        let code = std::mem::take(&mut self.code);
        let done = work(self);
        let inner = std::mem::replace(&mut self.code, code);
        Ok((done?, inner))
    }

    fn statement(&mut self, statement: &Statement) -> Result<()> {
        let mark = self.frame.used.len();
        match statement {
            Statement::Expression(expression) => {
                self.value(expression)?;
            }
            Statement::Declare(declarations) => {
                for declaration in declarations {
                    self.declare(declaration)?;
                }
                return Ok(());
            }
            Statement::Block(statements) => self.block(statements)?,
            Statement::If(condition, then, otherwise) => {
                let test = self.truth(condition)?;
                let ((), then) = self.apart(|c| c.block(std::slice::from_ref(then)))?;
                let ((), otherwise) = self.apart(|c| match otherwise {
                    Some(otherwise) => c.block(std::slice::from_ref(otherwise)),
                    None => Ok(()),
                })?;
                self.code.push(Op::If(test, then.into(), otherwise.into()));
            }
            Statement::Loop(of) => self.repeat(of)?,
            Statement::Return(line, value) => {
                let result = self.frame.result.clone();
                let result = result.ok_or_else(|| wrong(*line, "\"return\" is for functions"))?;
                match value {
                    Some(value) => {
                        let value = self.initial(value, &result.kind)?;
                        let pairs = result.slots.iter().zip(&value.slots);
                        self.code.extend(pairs.map(|(to, from)| Op::Store(*to, *from)));
                    }
                    None if result.kind == Type::Void => {}
                    None => {
                        return Err(wrong(*line, format!("a {} has to be returned", result.kind)));
                    }
                }
                self.code.push(Op::Return);
            }
            Statement::Break(line) | Statement::Continue(line) => {
                if self.frame.n_loops == 0 {
                    return Err(wrong(*line, "\"break\" and \"continue\" are for loops"));
                }
                self.code.push(match statement {
                    Statement::Break(_) => Op::Break,
                    _ => Op::Continue,
                });
            }
            Statement::Discard => self.code.push(Op::Discard),
        }
        self.release(mark);
        Ok(())
    }

    fn declare(&mut self, declaration: &Declaration) -> Result<()> {
        let Declaration { line, name, kind, start, is_const } = declaration;
        if matches!(kind, Type::Void | Type::Sampler(_)) {
            return Err(wrong(*line, format!("\"{name}\" can't be a {kind}")));
        }
        let variable = self.slots(kind.clone())?;
        let mark = self.frame.used.len();
        let from = match start {
            Some(start) => self.initial(start, kind)?.slots,
            None => vec![self.constant(0)?; kind.len()],
        };
        let pairs = variable.slots.iter().zip(&from);
        self.code.extend(pairs.map(|(to, from)| Op::Store(*to, *from)));
        self.release(mark);
        let variable = Variable { value: variable, is_const: *is_const };
        if let Some(scope) = self.frame.scopes.last_mut() {
            scope.insert(name.clone(), variable);
        }
        Ok(())
    }

    fn repeat(&mut self, of: &Loop) -> Result<()> {
        self.frame.scopes.push(HashMap::new());
        for statement in &of.start {
            self.statement(statement)?;
        }
        let (test, condition) = self.apart(|c| match &of.condition {
            Some(condition) => c.truth(condition).map(Some),
            None => Ok(None),
        })?;
        self.frame.n_loops += 1;
        let ((), body) = self.apart(|c| c.block(std::slice::from_ref(&of.body)))?;
        self.frame.n_loops -= 1;
        let ((), step) = self.apart(|c| match &of.step {
            Some(step) => c.value(step).map(|_| ()),
            None => Ok(()),
        })?;
        self.frame.scopes.pop();
        self.code.push(Op::Loop(Box::new(LoopOps {
            condition: condition.into(),
            test,
            step: step.into(),
            body: body.into(),
            body_first: of.body_first,
        })));
        Ok(())
    }

    fn truth(&mut self, condition: &Expression) -> Result<At> {
        let value = self.value(condition)?;
        match value.kind == Type::BOOL {
            true => Ok(value.slots[0]),
            false => Err(wrong(
                condition.line,
                format!("a condition has to be a bool, this is a {}", value.kind),
            )),
        }
    }

    /// What a variable of a type starts with.
    fn initial(&mut self, start: &Expression, kind: &Type) -> Result<Value> {
        let What::List(elements) = &start.what else {
            let value = self.value(start)?;
            return self.converted(value, kind, start.line);
        };
        let kinds: Vec<Type> = match kind {
            Type::Array(of, n) => vec![(**of).clone(); *n],
            Type::Struct(of) => of.members.iter().map(|(_, kind)| kind.clone()).collect(),
            Type::Number(base, rows, 1) => {
                vec![Type::Number(*base, 1, 1); usize::from(*rows)]
            }
            _ => Vec::new(),
        };
        if kinds.len() != elements.len() {
            let n = elements.len();
            return Err(wrong(start.line, format!("a {kind} is not made of {n} values")));
        }
        let mut slots = Vec::new();
        for (element, kind) in elements.iter().zip(&kinds) {
            slots.extend(self.initial(element, kind)?.slots);
        }
        Ok(Value { kind: kind.clone(), slots })
    }

    /// A value as another type asks for: whole numbers become floating point ones.
    pub(super) fn converted(&mut self, value: Value, kind: &Type, line: usize) -> Result<Value> {
        if value.kind == *kind {
            return Ok(value);
        }
        let (from, to) = match (&value.kind, kind) {
            (Type::Number(from, a, b), Type::Number(to, c, d)) if (a, b) == (c, d) => (*from, *to),
            _ => (Base::Bool, Base::Bool),
        };
        let is_allowed =
            matches!((from, to), (Base::Int | Base::Uint, Base::Float) | (Base::Int, Base::Uint));
        if !is_allowed {
            return Err(wrong(line, format!("a {} can't be a {kind}", value.kind)));
        }
        self.cast(value, to)
    }

    /// Numbers of another kind.
    pub(super) fn cast(&mut self, value: Value, to: Base) -> Result<Value> {
        let Type::Number(from, rows, columns) = value.kind else { return Ok(value) };
        let work = match (from, to) {
            (Base::Float, Base::Int) => Some(Unary::FloatToInt),
            (Base::Float, Base::Uint) => Some(Unary::FloatToUint),
            (Base::Float, Base::Bool) => Some(Unary::FloatToBool),
            (Base::Int, Base::Float) => Some(Unary::IntToFloat),
            (Base::Uint | Base::Bool, Base::Float) => Some(Unary::UintToFloat),
            (Base::Int | Base::Uint, Base::Bool) => Some(Unary::IntToBool),
            _ => None,
        };
        let slots = match work {
            Some(work) => {
                let slots = value.slots.iter().map(|at| self.unary(work, *at));
                slots.collect::<Result<_>>()?
            }
            None => value.slots,
        };
        Ok(Value { kind: Type::Number(to, rows, columns), slots })
    }

    fn variable(&self, name: &str) -> Option<&Variable> {
        let scopes = self.frame.scopes.iter().rev();
        let local = scopes.map(|scope| scope.get(name)).find_map(|variable| variable);
        local.or_else(|| self.variables.get(name))
    }

    /// The place that an expression stands for; of other values, where they are.
    fn target(&mut self, expression: &Expression) -> Result<Target> {
        let line = expression.line;
        match &expression.what {
            What::Name(name) => {
                let variable = self.variable(name);
                let variable =
                    variable.ok_or_else(|| wrong(line, format!("\"{name}\" is not known")))?;
                let value = variable.value.clone();
                let fixed = variable.is_const.then(|| name.clone());
                Ok(Target {
                    kind: value.kind,
                    tables: value.slots.into_iter().map(|at| vec![at]).collect(),
                    index: None,
                    fixed,
                })
            }
            What::Member(of, name) => {
                let of = self.target(of)?;
                member(of, name, line)
            }
            What::Index(of, index) => {
                let of = self.target(of)?;
                self.element(of, index)
            }
            _ => {
                let value = self.value(expression)?;
                Ok(Target {
                    kind: value.kind,
                    tables: value.slots.into_iter().map(|at| vec![at]).collect(),
                    index: None,
                    fixed: Some("a value".to_owned()),
                })
            }
        }
    }

    fn element(&mut self, of: Target, index: &Expression) -> Result<Target> {
        let (kind, n) = match &of.kind {
            Type::Array(of, n) => ((**of).clone(), *n),
            Type::Number(base, rows, 1) if *rows > 1 => {
                (Type::Number(*base, 1, 1), usize::from(*rows))
            }
            Type::Number(base, rows, columns) if *columns > 1 => {
                (Type::Number(*base, *rows, 1), usize::from(*columns))
            }
            kind => return Err(wrong(index.line, format!("a {kind} has no elements"))),
        };
        let len = kind.len();
        if let What::Int(at) = index.what {
            let at = usize::try_from(at).ok().filter(|at| *at < n);
            let at = at.ok_or_else(|| wrong(index.line, format!("there are {n} elements")))?;
            let tables = of.tables[at * len..(at + 1) * len].to_vec();
            return Ok(Target { kind, tables, ..of });
        }
        let at = self.value(index)?;
        if at.kind != Type::INT && at.kind != Type::UINT {
            return Err(wrong(index.line, format!("an index is an int, not a {}", at.kind)));
        }
        let mut at = at.slots[0];
        let n_before = of.tables.first().map_or(1, Vec::len);
        let size = of.tables.len().saturating_mul(n_before);
        if size > MOST_SLOTS {
            return Err(wrong(index.line, "there are too many elements"));
        }
        // Of several tables, one behind the other.
        if let Some(before) = of.index {
            let (first, last) = (self.constant(0)?, self.constant(n as u32 - 1)?);
            // Each index for itself stays inside.
            let below = self.binary(Binary::LessInt, at, first)?;
            at = self.select(below, first, at)?;
            let above = self.binary(Binary::LessInt, last, at)?;
            at = self.select(above, last, at)?;
            let n_elements = self.constant(n as u32)?;
            let scaled = self.binary(Binary::MultiplyInt, before, n_elements)?;
            at = self.binary(Binary::AddInt, scaled, at)?;
        }
        let tables = (0..len).map(|component| {
            let of = &of;
            let slots =
                (0..n_before).flat_map(|k| (0..n).map(move |j| of.tables[j * len + component][k]));
            slots.collect()
        });
        Ok(Target { kind, tables: tables.collect(), index: Some(at), fixed: of.fixed.clone() })
    }

    fn load(&mut self, target: &Target) -> Result<Value> {
        let slots = match target.index {
            None => target.tables.iter().map(|table| table[0]).collect(),
            Some(index) => {
                let mut slots = Vec::with_capacity(target.tables.len());
                for table in &target.tables {
                    let to = self.slot()?;
                    self.code.push(Op::Gather(to, index, table.clone().into()));
                    slots.push(to);
                }
                slots
            }
        };
        Ok(Value { kind: target.kind.clone(), slots })
    }

    fn store(&mut self, target: &Target, value: Value, line: usize) -> Result<()> {
        if let Some(name) = &target.fixed {
            return Err(wrong(line, format!("\"{name}\" can't be changed")));
        }
        let mut value = self.converted(value, &target.kind, line)?;
        // As in `v.xy = v.yx`: read all before writing the first.
        let slots = || target.tables.iter().flatten();
        if target.tables.len() > 1 && value.slots.iter().any(|at| slots().any(|to| to == at)) {
            for at in &mut value.slots {
                *at = self.unary(Unary::Copy, *at)?;
            }
        }
        for (table, from) in target.tables.iter().zip(value.slots) {
            self.code.push(match target.index {
                None => Op::Store(table[0], from),
                Some(index) => Op::Scatter(index, from, table.clone().into()),
            });
        }
        Ok(())
    }

    pub(super) fn value(&mut self, expression: &Expression) -> Result<Value> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(wrong(expression.line, "it is nested too deeply"));
        }
        let value = self.any_value(expression);
        self.depth -= 1;
        value
    }

    fn any_value(&mut self, expression: &Expression) -> Result<Value> {
        let line = expression.line;
        let single = |kind, at| Value { kind, slots: vec![at] };
        Ok(match &expression.what {
            What::Float(value) => single(Type::FLOAT, self.float(*value)?),
            What::Int(value) => single(Type::INT, self.constant(*value as u32)?),
            What::Uint(value) => single(Type::UINT, self.constant(*value)?),
            What::Bool(value) => single(Type::BOOL, self.constant((*value).into())?),
            What::Name(_) | What::Member(..) | What::Index(..) => {
                let target = self.target(expression)?;
                self.load(&target)?
            }
            What::Length(of) => {
                let of = self.target(of)?;
                let n = match of.kind {
                    Type::Array(_, n) => n as u32,
                    Type::Number(_, rows, 1) => rows.into(),
                    Type::Number(_, _, columns) => columns.into(),
                    kind => return Err(wrong(line, format!("a {kind} has no length"))),
                };
                single(Type::INT, self.constant(n)?)
            }
            What::Call(name, arguments) => self.call(name, arguments, line)?,
            What::Make(kind, arguments) => self.make(kind, arguments, line)?,
            What::List(_) => return Err(wrong(line, "a list is for a new variable")),
            What::Unary(operator, of) => {
                let value = self.value(of)?;
                let Type::Number(base, ..) = value.kind else {
                    return Err(wrong(line, format!("\"{operator}\" is for numbers")));
                };
                let work = match (*operator, base) {
                    ("-", Base::Float) => Unary::NegateFloat,
                    ("-", Base::Int | Base::Uint) => Unary::NegateInt,
                    ("+", _) => return Ok(value),
                    ("!", Base::Bool) => Unary::Not,
                    ("~", Base::Int | Base::Uint) => Unary::Invert,
                    _ => {
                        let kind = &value.kind;
                        return Err(wrong(line, format!("\"{operator}\" is not for a {kind}")));
                    }
                };
                let slots = value.slots.iter().map(|at| self.unary(work, *at));
                Value { slots: slots.collect::<Result<_>>()?, kind: value.kind.clone() }
            }
            What::Binary(operator @ ("&&" | "||"), left, right) => {
                self.logic(operator, left, right)?
            }
            What::Binary(operator, left, right) => {
                let left = self.value(left)?;
                let right = self.value(right)?;
                self.operate(operator, left, right, line)?
            }
            What::Choice(test, then, otherwise) => self.choice(test, then, otherwise)?,
            What::Assign(operator, to, value) => {
                let mut value = self.value(value)?;
                let target = self.target(to)?;
                if let Some(operator) = operator {
                    let old = self.load(&target)?;
                    value = self.operate(operator, old, value, line)?;
                }
                self.store(&target, value, line)?;
                self.load(&target)?
            }
            What::Step(is_before, operator, to) => {
                let target = self.target(to)?;
                let mut old = self.load(&target)?;
                for at in &mut old.slots {
                    *at = self.unary(Unary::Copy, *at)?;
                }
                let one = single(Type::INT, self.constant(1)?);
                let new = self.operate(operator, old.clone(), one, line)?;
                self.store(&target, new, line)?;
                if *is_before { self.load(&target)? } else { old }
            }
            What::Sequence(all) => {
                let mut last = None;
                for expression in all {
                    last = Some(self.value(expression)?);
                }
                last.ok_or_else(|| wrong(line, "expected a value"))?
            }
        })
    }

    /// `&&` and `||`: what does not matter is not done.
    fn logic(&mut self, operator: &str, left: &Expression, right: &Expression) -> Result<Value> {
        let is_and = operator == "&&";
        let left = self.truth(left)?;
        let (right, ops) = self.apart(|c| c.truth(right))?;
        let at = if is_quick(&ops) {
            self.code.extend(ops);
            self.binary(if is_and { Binary::And } else { Binary::Or }, left, right)?
        } else {
            let to = self.unary(Unary::Copy, left)?;
            let mut ops = ops;
            ops.push(Op::Store(to, right));
            let (then, otherwise) = if is_and { (ops, Vec::new()) } else { (Vec::new(), ops) };
            self.code.push(Op::If(left, then.into(), otherwise.into()));
            to
        };
        Ok(Value { kind: Type::BOOL, slots: vec![at] })
    }

    fn choice(
        &mut self,
        test: &Expression,
        then: &Expression,
        otherwise: &Expression,
    ) -> Result<Value> {
        let line = test.line;
        let test = self.truth(test)?;
        let (mut first, mut first_ops) = self.apart(|c| c.value(then))?;
        let (mut second, mut second_ops) = self.apart(|c| c.value(otherwise))?;
        if first.kind != second.kind {
            let kind = match (&first.kind, &second.kind) {
                (Type::Number(Base::Float, ..), _) => first.kind.clone(),
                (_, Type::Number(Base::Float, ..)) => second.kind.clone(),
                (Type::Number(Base::Uint, ..), _) => first.kind.clone(),
                _ => second.kind.clone(),
            };
            let (converted, ops) = self.apart(|c| c.converted(first, &kind, line))?;
            first_ops.extend(ops);
            first = converted;
            let (converted, ops) = self.apart(|c| c.converted(second, &kind, line))?;
            second_ops.extend(ops);
            second = converted;
        }
        let mut slots = Vec::with_capacity(first.slots.len());
        if is_quick(&first_ops) && is_quick(&second_ops) {
            self.code.extend(first_ops);
            self.code.extend(second_ops);
            for (a, b) in first.slots.iter().zip(&second.slots) {
                slots.push(self.select(test, *a, *b)?);
            }
        } else {
            for (a, b) in first.slots.iter().zip(&second.slots) {
                let to = self.slot()?;
                first_ops.push(Op::Store(to, *a));
                second_ops.push(Op::Store(to, *b));
                slots.push(to);
            }
            self.code.push(Op::If(test, first_ops.into(), second_ops.into()));
        }
        Ok(Value { kind: first.kind, slots })
    }

    fn call(&mut self, name: &str, arguments: &[Expression], line: usize) -> Result<Value> {
        let mut values = Vec::with_capacity(arguments.len());
        for argument in arguments {
            values.push(self.value(argument)?);
        }
        let Some(n) = self.overload(name, &values, line)? else {
            return self.built_in(name, values, line);
        };
        let parsed = self.parsed;
        let function: &Function = &parsed.functions[n];
        let number = self.function(n, line)?;
        let parameters = self.compiled[number].parameters.clone();
        for ((parameter, value), declared) in
            parameters.iter().zip(values).zip(&function.parameters)
        {
            if declared.goes_in {
                let value = self.converted(value, &parameter.kind, line)?;
                self.copy(&parameter.slots, &value.slots);
            }
        }
        self.code.push(Op::Call(number));
        let outgoing = arguments.iter().zip(&parameters).zip(&function.parameters);
        for ((argument, parameter), _) in outgoing.filter(|(_, declared)| declared.goes_out) {
            let target = self.target(argument)?;
            self.store(&target, parameter.clone(), line)?;
        }
        // The next call writes to the same place.
        let Value { kind, slots } = self.compiled[number].result.clone();
        let slots = slots.into_iter().map(|at| self.unary(Unary::Copy, at));
        Ok(Value { slots: slots.collect::<Result<_>>()?, kind })
    }

    /// The function of the text that takes such values; none if there is none of the name.
    fn overload(&self, name: &str, values: &[Value], line: usize) -> Result<Option<usize>> {
        let named = || {
            let functions = self.parsed.functions.iter().enumerate();
            functions.filter(|(_, function)| function.name == name)
        };
        if named().next().is_none() {
            return Ok(None);
        }
        // How many values have to be converted; none if that is not possible.
        let cost = |function: &Function| -> Option<usize> {
            if function.parameters.len() != values.len() {
                return None;
            }
            let costs = function.parameters.iter().zip(values).map(|(parameter, value)| {
                match (&value.kind, &parameter.kind) {
                    (from, to) if from == to => Some(0),
                    (
                        Type::Number(Base::Int | Base::Uint, a, b),
                        Type::Number(Base::Float | Base::Uint, c, d),
                    ) if (a, b) == (c, d) && !parameter.goes_out => Some(1),
                    _ => None,
                }
            });
            costs.sum()
        };
        let best = named().filter_map(|(n, function)| Some((cost(function)?, n))).min();
        match best {
            Some((_, n)) => Ok(Some(n)),
            None if super::builtin::is_known(name) => Ok(None),
            None => {
                let kinds: Vec<_> = values.iter().map(|value| value.kind.to_string()).collect();
                let kinds = kinds.join(", ");
                Err(wrong(line, format!("\"{name}\" does not take ({kinds})")))
            }
        }
    }

    /// A value made of others.
    fn make(&mut self, kind: &Type, arguments: &[Expression], line: usize) -> Result<Value> {
        let no = |n: usize| wrong(line, format!("a {kind} can't be made of {n} values"));
        let (base, rows, columns) = match kind {
            Type::Number(base, rows, columns) => (*base, usize::from(*rows), usize::from(*columns)),
            Type::Struct(of) => {
                if arguments.len() != of.members.len() {
                    return Err(no(arguments.len()));
                }
                let mut slots = Vec::new();
                for (argument, (_, kind)) in arguments.iter().zip(&of.members) {
                    slots.extend(self.initial(argument, kind)?.slots);
                }
                return Ok(Value { kind: kind.clone(), slots });
            }
            Type::Array(of, n) if *n == arguments.len() && *n > 0 => {
                let mut slots = Vec::new();
                for argument in arguments {
                    slots.extend(self.initial(argument, of)?.slots);
                }
                return Ok(Value { kind: kind.clone(), slots });
            }
            _ => return Err(no(arguments.len())),
        };
        let mut values = Vec::with_capacity(arguments.len());
        for argument in arguments {
            let value = self.value(argument)?;
            if !matches!(value.kind, Type::Number(..)) {
                return Err(wrong(line, format!("a {kind} can't be made of a {}", value.kind)));
            }
            values.push(value);
        }
        let mut slots = Vec::with_capacity(rows * columns);
        match &values[..] {
            [one] if one.kind.is_single() => {
                let at = self.cast(one.clone(), base)?.slots[0];
                let zero = self.constant(0)?;
                let diagonal = |n: usize| columns == 1 || n % rows == n / rows;
                slots.extend((0..rows * columns).map(|n| if diagonal(n) { at } else { zero }));
            }
            [Value { kind: Type::Number(_, from_rows, from_columns), slots: from }]
                if *from_columns > 1 && columns > 1 =>
            {
                let (from_rows, from_columns) =
                    (usize::from(*from_rows), usize::from(*from_columns));
                let (zero, one) = (self.constant(0)?, self.float(1.0)?);
                for column in 0..columns {
                    for row in 0..rows {
                        slots.push(match row < from_rows && column < from_columns {
                            true => from[column * from_rows + row],
                            false if row == column => one,
                            false => zero,
                        });
                    }
                }
            }
            _ => {
                let n = values.len();
                let mut n_numbers = 0;
                for value in values {
                    // The last one may be too long, others must all be used.
                    if n_numbers >= rows * columns {
                        return Err(no(n));
                    }
                    n_numbers += value.slots.len();
                    slots.extend(self.cast(value, base)?.slots);
                }
                if n_numbers < rows * columns {
                    return Err(wrong(
                        line,
                        format!("a {kind} can't be made of {n_numbers} numbers"),
                    ));
                }
                slots.truncate(rows * columns);
            }
        }
        Ok(Value { kind: kind.clone(), slots })
    }
}

/// Whether steps may be done where nobody needs them: they are few, and change nothing.
fn is_quick(ops: &[Op]) -> bool {
    ops.len() <= FEW
        && ops.iter().all(|op| {
            matches!(op, Op::Unary(..) | Op::Binary(..) | Op::Select(..) | Op::Gather(..))
        })
}

/// A member of a struct, or components of a vector.
fn member(of: Target, name: &str, line: usize) -> Result<Target> {
    match &of.kind {
        Type::Struct(structure) => {
            let mut first = 0;
            for (known, kind) in &structure.members {
                let len = kind.len();
                if known == name {
                    let tables = of.tables[first..first + len].to_vec();
                    return Ok(Target { kind: kind.clone(), tables, ..of });
                }
                first += len;
            }
            Err(wrong(line, format!("a {} has no member \"{name}\"", structure.name)))
        }
        Type::Number(base, rows, 1) => {
            let sets = ["xyzw", "rgba", "stpq"];
            let places = sets.iter().find_map(|set| {
                name.chars().map(|letter| set.find(letter)).collect::<Option<Vec<_>>>()
            });
            let places = places.filter(|places| {
                places.len() <= 4 && places.iter().all(|place| *place < usize::from(*rows))
            });
            let places = places
                .ok_or_else(|| wrong(line, format!("a {} has no component \"{name}\"", of.kind)))?;
            let is_twice = (1..places.len()).any(|n| places[..n].contains(&places[n]));
            let fixed = match is_twice {
                true => Some(name.to_owned()),
                false => of.fixed,
            };
            Ok(Target {
                kind: Type::Number(*base, places.len() as u8, 1),
                tables: places.iter().map(|place| of.tables[*place].clone()).collect(),
                index: of.index,
                fixed,
            })
        }
        kind => Err(wrong(line, format!("a {kind} has no member \"{name}\""))),
    }
}
