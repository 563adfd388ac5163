//! Programs at work.

use super::parse::{Expression, Function, Parsed, Statement, Type, parse};
use glam::Vec4;
use ivw_core::error::{Error, Result};
use std::cell::Cell;

/// Steps after which a program is stopped.
const MOST_STEPS: u32 = 1_000_000;
/// How deep functions may call each other.
const DEEPEST_CALLS: u32 = 20;

/// What kind of numbers there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Float,
    Int,
    Bool,
}

/// A number, a vector or a matrix.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Number {
    kind: Kind,
    /// Components of a vector, or rows of a matrix.
    rows: u8,
    /// Columns of a matrix, otherwise 1.
    columns: u8,
    values: [f32; 16],
}

impl Number {
    /// A floating point number.
    pub(crate) fn float(value: f32) -> Self {
        Self::vector(&[value])
    }

    /// A vector of up to four floating point numbers.
    pub(crate) fn vector(values: &[f32]) -> Self {
        Self::of(Kind::Float, values)
    }

    fn of(kind: Kind, components: &[f32]) -> Self {
        let mut values = [0.0; 16];
        let n = components.len().clamp(1, 4);
        values.iter_mut().zip(components).for_each(|(to, from)| *to = *from);
        Self { kind, rows: n as u8, columns: 1, values }
    }

    fn bool(value: bool) -> Self {
        Self::of(Kind::Bool, &[if value { 1.0 } else { 0.0 }])
    }

    fn len(&self) -> usize {
        usize::from(self.rows) * usize::from(self.columns)
    }

    fn components(&self) -> &[f32] {
        &self.values[..self.len()]
    }

    fn is_single(&self) -> bool {
        self.len() == 1
    }

    fn map(mut self, change: impl Fn(f32) -> f32) -> Self {
        let n = self.len();
        self.values[..n].iter_mut().for_each(|value| *value = change(*value));
        self
    }

    /// Component by component; single numbers stand for as many as there are.
    fn zip(self, other: Self, join: impl Fn(f32, f32) -> f32) -> Option<Self> {
        let mut result = if self.is_single() { other } else { self };
        if !self.is_single() && !other.is_single() && self.shape() != other.shape() {
            return None;
        }
        for n in 0..result.len() {
            let at = |number: &Self| number.values[if number.is_single() { 0 } else { n }];
            result.values[n] = join(at(&self), at(&other));
        }
        result.kind = if self.kind == other.kind { self.kind } else { Kind::Float };
        Some(result)
    }

    fn shape(&self) -> (u8, u8) {
        (self.rows, self.columns)
    }
}

/// What a variable holds.
#[derive(Clone, Debug)]
enum Value {
    Number(Number),
    /// Members of a struct in order, or elements of an array.
    Many(Vec<Value>),
    /// A texture, by its place among those of the run.
    Sampler(usize),
    Nothing,
}

impl Value {
    fn number(&self) -> Result<Number> {
        match self {
            Self::Number(number) => Ok(*number),
            _ => Err(Error::new("expected a number or a vector")),
        }
    }

    fn is_true(&self) -> Result<bool> {
        Ok(self.number()?.values[0] != 0.0)
    }
}

/// A texture.
pub(crate) trait Sampler: Sync {
    /// The value at a place, from 0 to 1.
    fn sample(&self, place: [f32; 3]) -> Vec4;
    /// The same relative to the data range.
    fn normalized(&self, place: [f32; 3]) -> Vec4;
    /// Number of pixels or voxels.
    fn size(&self) -> [u32; 3];
}

/// A program that is ready to run.
pub(crate) struct Program {
    parsed: Parsed,
    /// Place of the output among the variables.
    output: usize,
}

/// Number of components and columns, and the kind, of a type of numbers.
fn number_type(name: &str) -> Option<(Kind, u8, u8)> {
    let size = |text: &str| match text {
        "2" => Some(2),
        "3" => Some(3),
        "4" => Some(4),
        _ => None,
    };
    Some(match name {
        "float" | "double" => (Kind::Float, 1, 1),
        "int" | "uint" => (Kind::Int, 1, 1),
        "bool" => (Kind::Bool, 1, 1),
        _ => {
            if let Some(n) = name.strip_prefix("mat") {
                let (columns, rows) = n.split_once('x').unwrap_or((n, n));
                return Some((Kind::Float, size(rows)?, size(columns)?));
            }
            let (prefix, n) = name.split_once("vec")?;
            let kind = match prefix {
                "" | "d" => Kind::Float,
                "i" | "u" => Kind::Int,
                "b" => Kind::Bool,
                _ => return None,
            };
            (kind, size(n)?, 1)
        }
    })
}

fn is_sampler(name: &str) -> bool {
    matches!(name.trim_start_matches(['i', 'u']), "sampler2D" | "sampler3D" | "sampler1D")
}

/// Structs that Inviwo's shaders include; what is in them has no say here.
const OPAQUE: [&str; 5] = [
    "ImageParameters",
    "VolumeParameters",
    "LayerParameters",
    "CameraParameters",
    "LightParameters",
];

pub(super) fn is_known_type(name: &str) -> bool {
    number_type(name).is_some() || is_sampler(name) || OPAQUE.contains(&name)
}

impl Program {
    /// The program of a text.
    pub(crate) fn compile(source: &str) -> Result<Self> {
        let parsed = parse(source)?;
        let has_main = parsed.functions.get("main").is_some_and(|f| f[0].parameters.is_empty());
        if !has_main {
            return Err(Error::new("the program has no function main")
                .hint("write void main() { FragData0 = ..; }"));
        }
        // An output of its own is what counts, where there is one.
        let output = parsed.globals.iter().rposition(|global| global.is_output);
        let output = output.ok_or_else(|| Error::new("the program has no output"))?;
        Ok(Self { parsed, output })
    }

    /// Runs the program with variables by their names, such as `outportParameters.dimensions`.
    pub(crate) fn run(
        &self,
        uniforms: &[(&str, Number)],
        inputs: &[(&str, Number)],
        samplers: &[(&str, &dyn Sampler)],
    ) -> Result<Vec4> {
        let mut run = Run {
            program: &self.parsed,
            globals: Vec::with_capacity(self.parsed.globals.len()),
            samplers,
            steps: Cell::new(0),
            calls: 0,
        };
        for global in &self.parsed.globals {
            let value = match samplers.iter().position(|(name, _)| *name == global.name) {
                Some(place) => Value::Sampler(place),
                None => match &global.start {
                    Some(start) => run.value(start, &mut Vec::new())?,
                    None => run.zero(&global.kind)?,
                },
            };
            run.globals.push(value);
        }
        for (path, number) in uniforms.iter().chain(inputs) {
            run.write(path, *number);
        }
        let main = &self.parsed.functions["main"][0];
        let mut frame = vec![Value::Nothing; main.n_locals];
        run.statements(&main.body, &mut frame)?;
        let output = run.globals[self.output].number()?;
        Ok(Vec4::from_slice(&output.values[..4]))
    }
}

/// One run of a program.
struct Run<'a> {
    program: &'a Parsed,
    globals: Vec<Value>,
    samplers: &'a [(&'a str, &'a dyn Sampler)],
    steps: Cell<u32>,
    calls: u32,
}

/// How a statement ends.
enum Flow {
    On,
    Break,
    Continue,
    Return(Value),
    Discard,
}

type Frame = Vec<Value>;

impl Run<'_> {
    fn step(&self) -> Result<()> {
        self.steps.set(self.steps.get() + 1);
        match self.steps.get() > MOST_STEPS {
            true => Err(Error::new(format!("the program did not end after {MOST_STEPS} steps"))
                .hint("look for a loop without an end")),
            false => Ok(()),
        }
    }

    /// What a variable of a type holds at first.
    fn zero(&self, kind: &Type) -> Result<Value> {
        self.step()?;
        if let Some(len) = kind.len {
            let element = self.zero(&Type { len: None, ..kind.clone() })?;
            return Ok(Value::Many(vec![element; len]));
        }
        if let Some((kind, rows, columns)) = number_type(&kind.name) {
            return Ok(Value::Number(Number { kind, rows, columns, values: [0.0; 16] }));
        }
        if let Some(members) = self.program.structs.get(&kind.name) {
            let members = members.iter().map(|(_, kind)| self.zero(kind));
            return Ok(Value::Many(members.collect::<Result<_>>()?));
        }
        Ok(Value::Nothing)
    }

    /// Writes a variable of the program, or a member of one; unknown ones are left out.
    fn write(&mut self, path: &str, number: Number) {
        let (name, member) = path.split_once('.').unwrap_or((path, ""));
        let globals = &self.program.globals;
        let Some(place) = globals.iter().position(|global| global.name == name) else { return };
        let value = &mut self.globals[place];
        if member.is_empty() {
            *value = Value::Number(number);
            return;
        }
        let members = self.program.structs.get(&globals[place].kind.name);
        let place = members.and_then(|m| m.iter().position(|(known, _)| known == member));
        if let (Value::Many(values), Some(place)) = (value, place) {
            values[place] = Value::Number(number);
        }
    }

    fn statements(&mut self, statements: &[Statement], frame: &mut Frame) -> Result<Flow> {
        for statement in statements {
            match self.statement(statement, frame)? {
                Flow::On => {}
                other => return Ok(other),
            }
        }
        Ok(Flow::On)
    }

    fn statement(&mut self, statement: &Statement, frame: &mut Frame) -> Result<Flow> {
        self.step()?;
        match statement {
            Statement::Expression(expression) => {
                self.value(expression, frame)?;
            }
            Statement::Declare(place, kind, start) => {
                let value = match start {
                    Some(start) => {
                        let start = self.value(start, frame)?;
                        self.fitted(start, kind)?
                    }
                    None => self.zero(kind)?,
                };
                frame[*place] = value;
            }
            Statement::Block(statements) => return self.statements(statements, frame),
            Statement::If(condition, then, otherwise) => {
                if self.value(condition, frame)?.is_true()? {
                    return self.statement(then, frame);
                }
                if let Some(otherwise) = otherwise {
                    return self.statement(otherwise, frame);
                }
            }
            Statement::Loop(start, condition, step, body, body_first) => {
                self.statements(start, frame)?;
                let mut is_first = *body_first;
                loop {
                    self.step()?;
                    if let Some(condition) = condition.as_ref().filter(|_| !is_first)
                        && !self.value(condition, frame)?.is_true()?
                    {
                        break;
                    }
                    is_first = false;
                    match self.statement(body, frame)? {
                        Flow::On | Flow::Continue => {}
                        Flow::Break => break,
                        other => return Ok(other),
                    }
                    if let Some(step) = step {
                        self.value(step, frame)?;
                    }
                }
            }
            Statement::Return(value) => {
                let value = value.as_ref().map(|value| self.value(value, frame)).transpose()?;
                return Ok(Flow::Return(value.unwrap_or(Value::Nothing)));
            }
            Statement::Break => return Ok(Flow::Break),
            Statement::Continue => return Ok(Flow::Continue),
            Statement::Discard => return Ok(Flow::Discard),
        }
        Ok(Flow::On)
    }

    /// A value as the type of a variable asks for: whole numbers become floating point ones.
    fn fitted(&self, value: Value, kind: &Type) -> Result<Value> {
        let (Value::Number(number), Some((wanted, rows, columns))) =
            (&value, number_type(&kind.name).filter(|_| kind.len.is_none()))
        else {
            return Ok(value);
        };
        if number.shape() != (rows, columns) {
            return Err(Error::new(format!(
                "{} has {} components, not {}",
                kind.name,
                usize::from(rows) * usize::from(columns),
                number.len()
            )));
        }
        Ok(Value::Number(Number { kind: wanted, ..*number }))
    }

    fn value(&mut self, expression: &Expression, frame: &mut Frame) -> Result<Value> {
        self.step()?;
        Ok(match expression {
            Expression::Float(value) => Value::Number(Number::float(*value)),
            Expression::Int(value) => Value::Number(Number::of(Kind::Int, &[*value])),
            Expression::Bool(value) => Value::Number(Number::bool(*value)),
            Expression::Local(place) => frame[*place].clone(),
            Expression::Global(place) => self.globals[*place].clone(),
            Expression::Member(of, name) => {
                // Without a copy of the whole struct.
                if let Some(place) = self.member_place(of, name) {
                    let (variable, place) = place;
                    return match &self.globals[variable] {
                        Value::Many(members) => Ok(members[place].clone()),
                        _ => Err(Error::new(format!("there is no member \"{name}\""))),
                    };
                }
                match self.value(of, frame)? {
                    Value::Number(number) => Value::Number(swizzled(&number, name)?),
                    Value::Many(members) => {
                        let place = self.struct_member(of, name, frame)?;
                        members.get(place).cloned().unwrap_or(Value::Nothing)
                    }
                    _ => return Err(Error::new(format!("there is no member \"{name}\""))),
                }
            }
            Expression::Index(of, index) => {
                let index = self.value(index, frame)?.number()?.values[0];
                element(&self.value(of, frame)?, index)?
            }
            Expression::Call(name, arguments) => return self.call(name, arguments, frame),
            Expression::Unary(operator, value) => {
                let number = self.value(value, frame)?.number()?;
                Value::Number(match *operator {
                    "-" => number.map(|value| -value),
                    "!" => number.map(|value| if value == 0.0 { 1.0 } else { 0.0 }),
                    "~" => number.map(|value| !(value as i32) as f32),
                    _ => number,
                })
            }
            Expression::Binary(operator, left, right) => {
                let left = self.value(left, frame)?;
                // What does not matter is not looked at.
                match (*operator, &left) {
                    ("&&", left) if !left.is_true()? => {
                        return Ok(Value::Number(Number::bool(false)));
                    }
                    ("||", left) if left.is_true()? => {
                        return Ok(Value::Number(Number::bool(true)));
                    }
                    _ => {}
                }
                let right = self.value(right, frame)?.number()?;
                Value::Number(binary(operator, left.number()?, right)?)
            }
            Expression::Choice(condition, then, otherwise) => {
                let chosen =
                    if self.value(condition, frame)?.is_true()? { then } else { otherwise };
                return self.value(chosen, frame);
            }
            Expression::Assign(operator, target, value) => {
                let mut value = self.value(value, frame)?;
                if let Some(operator) = operator {
                    let old = self.value(target, frame)?.number()?;
                    value = Value::Number(binary(operator, old, value.number()?)?);
                }
                self.assign(target, value.clone(), frame)?;
                value
            }
            Expression::Step(is_before, step, target) => {
                let old = self.value(target, frame)?.number()?;
                let new = old.map(|value| value + step);
                self.assign(target, Value::Number(new), frame)?;
                Value::Number(if *is_before { new } else { old })
            }
        })
    }

    /// Place of a struct among the variables, and of its member.
    fn member_place(&self, of: &Expression, name: &str) -> Option<(usize, usize)> {
        let Expression::Global(variable) = of else { return None };
        let global = &self.program.globals[*variable];
        let members =
            self.program.structs.get(&global.kind.name).filter(|_| global.kind.len.is_none());
        let place = members?.iter().position(|(known, _)| known == name)?;
        Some((*variable, place))
    }

    /// Place of a member in a struct that is no variable of the program.
    fn struct_member(&self, of: &Expression, name: &str, frame: &Frame) -> Result<usize> {
        let n_members = |value: &Value| match value {
            Value::Many(members) => members.len(),
            _ => 0,
        };
        let len = match of {
            Expression::Local(place) => n_members(&frame[*place]),
            _ => 0,
        };
        // The struct with such a member; where several have one, that of the right size.
        let places = self.program.structs.values().filter_map(|members| {
            let place = members.iter().position(|(known, _)| known == name)?;
            Some((members.len() == len, place))
        });
        let found = places.max_by_key(|(fits, _)| *fits).map(|(_, place)| place);
        found.ok_or_else(|| Error::new(format!("there is no member \"{name}\"")))
    }

    fn assign(&mut self, target: &Expression, value: Value, frame: &mut Frame) -> Result<()> {
        match target {
            Expression::Local(place) => {
                frame[*place] = as_before(&frame[*place], value)?;
                Ok(())
            }
            Expression::Global(place) => {
                self.globals[*place] = as_before(&self.globals[*place], value)?;
                Ok(())
            }
            Expression::Member(of, name) => {
                let mut whole = self.value(of, frame)?;
                match &mut whole {
                    Value::Number(number) => {
                        let new = value.number()?;
                        let places = swizzle(number, name)?;
                        for (n, place) in places.iter().enumerate() {
                            number.values[*place] = new.values[if new.is_single() { 0 } else { n }];
                        }
                    }
                    Value::Many(members) => {
                        let place = match self.member_place(of, name) {
                            Some((_, place)) => place,
                            None => self.struct_member(of, name, frame)?,
                        };
                        let slot = members
                            .get_mut(place)
                            .ok_or_else(|| Error::new(format!("there is no member \"{name}\"")))?;
                        *slot = as_before(slot, value)?;
                    }
                    _ => return Err(Error::new(format!("there is no member \"{name}\""))),
                }
                self.assign(of, whole, frame)
            }
            Expression::Index(of, index) => {
                let index = self.value(index, frame)?.number()?.values[0];
                let mut whole = self.value(of, frame)?;
                set_element(&mut whole, index, value)?;
                self.assign(of, whole, frame)
            }
            _ => Err(Error::new("only a variable can be assigned to")),
        }
    }

    fn call(&mut self, name: &str, arguments: &[Expression], frame: &mut Frame) -> Result<Value> {
        let mut values = Vec::with_capacity(arguments.len());
        for argument in arguments {
            values.push(self.value(argument, frame)?);
        }
        let program = self.program;
        let functions = program.functions.get(name).into_iter().flatten();
        let fits = |function: &&Function| {
            function.parameters.len() == values.len()
                && function.parameters.iter().zip(&values).all(|((kind, _), value)| {
                    match (value, number_type(&kind.name)) {
                        (Value::Number(number), Some((_, rows, columns))) => {
                            number.shape() == (rows, columns)
                        }
                        _ => true,
                    }
                })
        };
        if let Some(function) = functions.clone().find(fits) {
            return self.function(function, arguments, values, frame);
        }
        if let Some(members) = program.structs.get(name) {
            return match members.len() == values.len() {
                true => Ok(Value::Many(values)),
                false => Err(Error::new(format!(
                    "{name} has {} members, not {}",
                    members.len(),
                    values.len()
                ))),
            };
        }
        if let Some((kind, rows, columns)) = number_type(name) {
            return made(name, kind, rows, columns, &values).map(Value::Number);
        }
        if let Some(Value::Sampler(place)) = values.first() {
            return self.texture(name, *place, &values[1..]);
        }
        let numbers = values.iter().map(Value::number).collect::<Result<Vec<_>>>()?;
        builtin(name, &numbers).map(Value::Number)
    }

    fn function(
        &mut self,
        function: &Function,
        arguments: &[Expression],
        values: Vec<Value>,
        frame: &mut Frame,
    ) -> Result<Value> {
        if self.calls >= DEEPEST_CALLS {
            return Err(Error::new(format!(
                "functions call each other more than {DEEPEST_CALLS} calls deep"
            ))
            .hint("a function must not call itself"));
        }
        let mut inner = vec![Value::Nothing; function.n_locals];
        for ((slot, value), (kind, _)) in inner.iter_mut().zip(values).zip(&function.parameters) {
            *slot = match value {
                Value::Number(_) => self.fitted(value, kind)?,
                other => other,
            };
        }
        self.calls += 1;
        let flow = self.statements(&function.body, &mut inner)?;
        self.calls -= 1;
        for (n, (_, goes_out)) in function.parameters.iter().enumerate() {
            if *goes_out {
                self.assign(&arguments[n], inner[n].clone(), frame)?;
            }
        }
        Ok(match flow {
            Flow::Return(value) => value,
            _ => Value::Nothing,
        })
    }

    fn texture(&self, name: &str, sampler: usize, arguments: &[Value]) -> Result<Value> {
        let sampler = self.samplers[sampler].1;
        // Parameters of the data come before the place.
        let place = arguments.iter().find_map(|value| value.number().ok());
        let place = place.map_or([0.0; 3], |number| {
            std::array::from_fn(|n| if n < number.len() { number.values[n] } else { 0.0 })
        });
        let size = sampler.size();
        let color = match name {
            "texture" | "texture2D" | "texture3D" | "textureLod" | "getTexel" | "getVoxel" => {
                sampler.sample(place)
            }
            "getNormalizedTexel" | "getNormalizedVoxel" | "getNormalizedTexelNearest" => {
                sampler.normalized(place)
            }
            "texelFetch" => {
                let middle = |n: usize| (place[n] + 0.5) / size[n].max(1) as f32;
                sampler.sample(std::array::from_fn(middle))
            }
            "textureSize" => {
                let n = if size[2] > 1 { 3 } else { 2 };
                let size = size.map(|n| n as f32);
                return Ok(Value::Number(Number::of(Kind::Int, &size[..n])));
            }
            _ => return Err(Error::new(format!("there is no function \"{name}\""))),
        };
        Ok(Value::Number(Number::vector(&color.to_array())))
    }
}

/// A value in place of an old one, which has to have the same form.
fn as_before(old: &Value, new: Value) -> Result<Value> {
    match (old, new) {
        (Value::Number(old), Value::Number(new)) if old.shape() != new.shape() => {
            let of = |number: &Number| match (number.rows, number.columns) {
                (1, 1) => "a number".to_owned(),
                (n, 1) => format!("a vec{n}"),
                (rows, columns) => format!("a matrix of {columns}×{rows}"),
            };
            Err(Error::new(format!("{} can't be {}", of(old), of(&new))))
        }
        (Value::Number(old), Value::Number(new)) => {
            Ok(Value::Number(Number { kind: old.kind, ..new }))
        }
        (_, new) => Ok(new),
    }
}

fn set_element(whole: &mut Value, index: f32, value: Value) -> Result<()> {
    let n = index.max(0.0) as usize;
    match whole {
        Value::Many(elements) => {
            let last = elements.len().saturating_sub(1);
            if let Some(slot) = elements.get_mut(n.min(last)) {
                *slot = value;
            }
            Ok(())
        }
        Value::Number(number) => {
            let new = value.number()?;
            let rows = usize::from(number.rows);
            match number.columns {
                1 => number.values[n.min(rows - 1)] = new.values[0],
                columns => {
                    let start = n.min(usize::from(columns) - 1) * rows;
                    number.values[start..start + rows].copy_from_slice(&new.values[..rows]);
                }
            }
            Ok(())
        }
        _ => Err(Error::new("only vectors, matrices and arrays have elements")),
    }
}

fn element(of: &Value, index: f32) -> Result<Value> {
    let n = index.max(0.0) as usize;
    match of {
        Value::Many(elements) => {
            let last = elements.len().saturating_sub(1);
            Ok(elements.get(n.min(last)).cloned().unwrap_or(Value::Nothing))
        }
        Value::Number(number) => {
            let rows = usize::from(number.rows);
            Ok(Value::Number(match number.columns {
                1 => Number::of(number.kind, &[number.values[n.min(rows - 1)]]),
                columns => {
                    let start = n.min(usize::from(columns) - 1) * rows;
                    Number::vector(&number.values[start..start + rows])
                }
            }))
        }
        _ => Err(Error::new("only vectors, matrices and arrays have elements")),
    }
}

/// Places of components by their letters.
fn swizzle(number: &Number, letters: &str) -> Result<Vec<usize>> {
    let place = |letter: char| {
        let place = ["xyzw", "rgba", "stpq"].iter().find_map(|set| set.find(letter));
        place.filter(|place| *place < usize::from(number.rows) && number.columns == 1)
    };
    let places: Option<Vec<usize>> = letters.chars().map(place).collect();
    places.filter(|places| places.len() <= 4).ok_or_else(|| {
        Error::new(format!("a vector of {} has no component \"{letters}\"", number.rows))
    })
}

fn swizzled(number: &Number, letters: &str) -> Result<Number> {
    let mut values = [0.0; 4];
    let places = swizzle(number, letters)?;
    for (value, place) in values.iter_mut().zip(&places) {
        *value = number.values[*place];
    }
    Ok(Number::of(number.kind, &values[..places.len()]))
}

/// A number, vector or matrix made of others.
fn made(name: &str, kind: Kind, rows: u8, columns: u8, values: &[Value]) -> Result<Number> {
    let numbers = values.iter().map(Value::number).collect::<Result<Vec<_>>>()?;
    let n = usize::from(rows) * usize::from(columns);
    let convert = |value: f32| match kind {
        Kind::Float => value,
        Kind::Int => value.trunc(),
        Kind::Bool => f32::from(value != 0.0),
    };
    let mut result = Number { kind, rows, columns, values: [0.0; 16] };
    if let [one] = &numbers[..] {
        if one.is_single() {
            for place in 0..n {
                let is_diagonal =
                    columns == 1 || place % usize::from(rows) == place / usize::from(rows);
                result.values[place] = if is_diagonal { convert(one.values[0]) } else { 0.0 };
            }
            return Ok(result);
        }
        if one.columns > 1 && columns > 1 {
            for column in 0..usize::from(columns) {
                for row in 0..usize::from(rows) {
                    let is_there = row < usize::from(one.rows) && column < usize::from(one.columns);
                    let value = match is_there {
                        true => one.values[column * usize::from(one.rows) + row],
                        false => f32::from(row == column),
                    };
                    result.values[column * usize::from(rows) + row] = value;
                }
            }
            return Ok(result);
        }
    }
    let components: Vec<f32> = numbers.iter().flat_map(|n| n.components().to_vec()).collect();
    if components.len() < n || numbers.len() > 1 && components.len() > n {
        return Err(Error::new(format!("{name} can't be made of {} numbers", components.len())));
    }
    for (slot, value) in result.values[..n].iter_mut().zip(components) {
        *slot = convert(value);
    }
    Ok(result)
}

fn binary(operator: &str, a: Number, b: Number) -> Result<Number> {
    let is_whole = a.kind == Kind::Int && b.kind == Kind::Int;
    if operator == "*" && (a.columns > 1 || b.columns > 1) && !a.is_single() && !b.is_single() {
        return product(&a, &b);
    }
    let as_bool = |holds: bool| if holds { 1.0 } else { 0.0 };
    let result = match operator {
        "+" => a.zip(b, |a, b| a + b),
        "-" => a.zip(b, |a, b| a - b),
        "*" => a.zip(b, |a, b| a * b),
        "/" if is_whole => a.zip(b, |a, b| if b == 0.0 { 0.0 } else { (a / b).trunc() }),
        "/" => a.zip(b, |a, b| a / b),
        "%" => a.zip(b, |a, b| if b == 0.0 { 0.0 } else { a % b }),
        "&" => a.zip(b, |a, b| ((a as i32) & (b as i32)) as f32),
        "|" => a.zip(b, |a, b| ((a as i32) | (b as i32)) as f32),
        "^" => a.zip(b, |a, b| ((a as i32) ^ (b as i32)) as f32),
        "<<" => a.zip(b, |a, b| (a as i32).wrapping_shl(b as u32) as f32),
        ">>" => a.zip(b, |a, b| (a as i32).wrapping_shr(b as u32) as f32),
        "==" => return Ok(Number::bool(a.components() == b.components())),
        "!=" => return Ok(Number::bool(a.components() != b.components())),
        "<" => return Ok(Number::bool(a.values[0] < b.values[0])),
        ">" => return Ok(Number::bool(a.values[0] > b.values[0])),
        "<=" => return Ok(Number::bool(a.values[0] <= b.values[0])),
        ">=" => return Ok(Number::bool(a.values[0] >= b.values[0])),
        "&&" => return Ok(Number::bool(a.values[0] != 0.0 && b.values[0] != 0.0)),
        "||" => return Ok(Number::bool(a.values[0] != 0.0 || b.values[0] != 0.0)),
        "^^" => a.zip(b, |a, b| as_bool((a != 0.0) != (b != 0.0))),
        _ => None,
    };
    result.ok_or_else(|| {
        Error::new(format!("\"{operator}\" does not go with {} and {} numbers", a.len(), b.len()))
    })
}

/// A product with a matrix in it.
fn product(a: &Number, b: &Number) -> Result<Number> {
    let [a_rows, a_columns, b_rows, b_columns] =
        [a.rows, a.columns, b.rows, b.columns].map(usize::from);
    // A vector on the left is a row.
    let (a_rows, a_columns, is_row) = match a_columns {
        1 => (1, a_rows, true),
        _ => (a_rows, a_columns, false),
    };
    if a_columns != b_rows {
        return Err(Error::new("a product of matrices needs as many columns as rows"));
    }
    let mut result = Number {
        kind: Kind::Float,
        rows: a_rows as u8,
        columns: b_columns as u8,
        values: [0.0; 16],
    };
    for column in 0..b_columns {
        for row in 0..a_rows {
            let terms =
                (0..a_columns).map(|n| a.values[n * a_rows + row] * b.values[column * b_rows + n]);
            result.values[column * a_rows + row] = terms.sum();
        }
    }
    if is_row {
        (result.rows, result.columns) = (result.columns, 1);
    }
    Ok(result)
}

fn dot(a: &Number, b: &Number) -> f32 {
    a.components().iter().zip(b.components()).map(|(a, b)| a * b).sum()
}

/// A function that every shader has.
fn builtin(name: &str, numbers: &[Number]) -> Result<Number> {
    let unknown = || Error::new(format!("there is no function \"{name}\" of such arguments"));
    let truth = |holds: bool| if holds { 1.0 } else { 0.0 };
    let result = match numbers {
        [a] => {
            let length = dot(a, a).sqrt();
            Some(match name {
                "abs" => a.map(f32::abs),
                "sign" => a.map(|x| if x == 0.0 { 0.0 } else { x.signum() }),
                "floor" => a.map(f32::floor),
                "ceil" => a.map(f32::ceil),
                "round" | "roundEven" => a.map(f32::round_ties_even),
                "trunc" => a.map(f32::trunc),
                "fract" => a.map(|x| x - x.floor()),
                "sqrt" => a.map(f32::sqrt),
                "inversesqrt" => a.map(|x| x.sqrt().recip()),
                "exp" => a.map(f32::exp),
                "exp2" => a.map(f32::exp2),
                "log" => a.map(f32::ln),
                "log2" => a.map(f32::log2),
                "sin" => a.map(f32::sin),
                "cos" => a.map(f32::cos),
                "tan" => a.map(f32::tan),
                "asin" => a.map(f32::asin),
                "acos" => a.map(f32::acos),
                "atan" => a.map(f32::atan),
                "sinh" => a.map(f32::sinh),
                "cosh" => a.map(f32::cosh),
                "tanh" => a.map(f32::tanh),
                "radians" => a.map(f32::to_radians),
                "degrees" => a.map(f32::to_degrees),
                "length" => Number::float(length),
                "normalize" => a.map(|x| x / length),
                "isnan" => Number { kind: Kind::Bool, ..a.map(|x| truth(x.is_nan())) },
                "isinf" => Number { kind: Kind::Bool, ..a.map(|x| truth(x.is_infinite())) },
                "not" => a.map(|x| truth(x == 0.0)),
                "any" => Number::bool(a.components().iter().any(|x| *x != 0.0)),
                "all" => Number::bool(a.components().iter().all(|x| *x != 0.0)),
                "transpose" => transposed(a),
                _ => return Err(unknown()),
            })
        }
        [a, b] => match name {
            "pow" => a.zip(*b, f32::powf),
            "mod" => a.zip(*b, |a, b| a - b * (a / b).floor()),
            "min" => a.zip(*b, f32::min),
            "max" => a.zip(*b, f32::max),
            "atan" => a.zip(*b, f32::atan2),
            "step" => a.zip(*b, |edge, x| truth(x >= edge)),
            "dot" => Some(Number::float(dot(a, b))),
            "distance" => a.zip(*b, |a, b| a - b).map(|d| Number::float(dot(&d, &d).sqrt())),
            "cross" if a.rows == 3 && b.rows == 3 => {
                let cross =
                    glam::Vec3::from_slice(&a.values).cross(glam::Vec3::from_slice(&b.values));
                Some(Number::vector(&cross.to_array()))
            }
            "reflect" => {
                let twice = 2.0 * dot(a, b);
                a.zip(*b, |incident, normal| incident - twice * normal)
            }
            "lessThan" => a.zip(*b, |a, b| truth(a < b)),
            "lessThanEqual" => a.zip(*b, |a, b| truth(a <= b)),
            "greaterThan" => a.zip(*b, |a, b| truth(a > b)),
            "greaterThanEqual" => a.zip(*b, |a, b| truth(a >= b)),
            "equal" => a.zip(*b, |a, b| truth(a == b)),
            "notEqual" => a.zip(*b, |a, b| truth(a != b)),
            _ => None,
        },
        [a, b, c] => match name {
            "clamp" => a.zip(*b, f32::max).and_then(|a| a.zip(*c, f32::min)),
            "mix" if c.kind == Kind::Bool => {
                // Which of both, component by component.
                let first = a.zip(c.map(|x| 1.0 - x), |a, part| if part == 0.0 { 0.0 } else { a });
                let second = b.zip(*c, |b, part| if part == 0.0 { 0.0 } else { b });
                first.zip(second).and_then(|(first, second)| first.zip(second, |a, b| a + b))
            }
            "mix" => {
                let first = a.zip(c.map(|x| 1.0 - x), |a, part| a * part);
                let second = b.zip(*c, |b, part| b * part);
                first.zip(second).and_then(|(first, second)| first.zip(second, |a, b| a + b))
            }
            "smoothstep" => {
                let part = c.zip(*a, |x, lo| x - lo).zip(b.zip(*a, |hi, lo| hi - lo)).and_then(
                    |(x, extent)| x.zip(extent, |x, extent| (x / extent).clamp(0.0, 1.0)),
                );
                part.map(|part| part.map(|t| t * t * (3.0 - 2.0 * t)))
            }
            "fma" => a.zip(*b, |a, b| a * b).and_then(|ab| ab.zip(*c, |ab, c| ab + c)),
            _ => None,
        },
        _ => None,
    };
    result.ok_or_else(unknown)
}

fn transposed(a: &Number) -> Number {
    let (rows, columns) = (usize::from(a.rows), usize::from(a.columns));
    let mut result = Number { rows: a.columns, columns: a.rows, ..*a };
    for row in 0..rows {
        for column in 0..columns {
            result.values[row * columns + column] = a.values[column * rows + row];
        }
    }
    result
}
