//! Operators, and functions that every shader has.

use super::compile::{Compiler, Value, wrong};
use super::kind::{Base, Type};
use super::machine::{Asked, At, Binary, MatrixWork, Op, Unary};
use ivw_core::error::Result;

/// Functions of one and of two numbers, by their names.
type OfOne = (&'static str, fn(f32) -> f32);
type OfTwo = (&'static str, fn(f32, f32) -> f32);

/// Functions of one number, component by component.
const UNARY: &[OfOne] = &[
    ("floor", f32::floor),
    ("ceil", f32::ceil),
    ("round", f32::round_ties_even),
    ("roundEven", f32::round_ties_even),
    ("trunc", f32::trunc),
    ("fract", |x| x - x.floor()),
    ("sqrt", f32::sqrt),
    ("inversesqrt", |x| x.sqrt().recip()),
    ("exp", f32::exp),
    ("exp2", f32::exp2),
    ("log", f32::ln),
    ("log2", f32::log2),
    ("sin", f32::sin),
    ("cos", f32::cos),
    ("tan", f32::tan),
    ("asin", f32::asin),
    ("acos", f32::acos),
    ("atan", f32::atan),
    ("sinh", f32::sinh),
    ("cosh", f32::cosh),
    ("tanh", f32::tanh),
    ("asinh", f32::asinh),
    ("acosh", f32::acosh),
    ("atanh", f32::atanh),
    ("radians", f32::to_radians),
    ("degrees", f32::to_degrees),
];
/// Functions of two numbers, component by component.
const BINARY: &[OfTwo] = &[
    ("pow", f32::powf),
    ("mod", |a, b| a - b * (a / b).floor()),
    ("atan", f32::atan2),
    ("step", |edge, x| if x < edge { 0.0 } else { 1.0 }),
];
/// All others.
const OTHERS: &[&str] = &[
    "abs",
    "sign",
    "length",
    "normalize",
    "isnan",
    "isinf",
    "not",
    "any",
    "all",
    "transpose",
    "determinant",
    "inverse",
    "min",
    "max",
    "dot",
    "distance",
    "cross",
    "reflect",
    "refract",
    "faceforward",
    "lessThan",
    "lessThanEqual",
    "greaterThan",
    "greaterThanEqual",
    "equal",
    "notEqual",
    "matrixCompMult",
    "outerProduct",
    "clamp",
    "mix",
    "smoothstep",
    "fma",
    "floatBitsToInt",
    "floatBitsToUint",
    "intBitsToFloat",
    "uintBitsToFloat",
];
/// What textures are asked for.
const TEXTURES: &[(&str, Asked)] = &[
    ("texture", Asked::Value),
    ("texture2D", Asked::Value),
    ("texture3D", Asked::Value),
    ("textureLod", Asked::Value),
    ("getTexel", Asked::Value),
    ("getVoxel", Asked::Value),
    ("getNormalizedTexel", Asked::Normalized),
    ("getNormalizedVoxel", Asked::Normalized),
    ("texelFetch", Asked::Fetch),
    ("textureSize", Asked::Size),
];

/// Whether there is such a function.
pub(super) fn is_known(name: &str) -> bool {
    OTHERS.contains(&name)
        || UNARY.iter().any(|(known, _)| *known == name)
        || BINARY.iter().any(|(known, _)| *known == name)
        || TEXTURES.iter().any(|(known, _)| *known == name)
}

impl Compiler<'_> {
    /// Two values joined by an operator.
    pub(super) fn operate(
        &mut self,
        operator: &str,
        left: Value,
        right: Value,
        line: usize,
    ) -> Result<Value> {
        if matches!(operator, "==" | "!=") {
            return self.compare(operator, left, right, line);
        }
        let misfit = |left: &Value, right: &Value| {
            let (left, right) = (&left.kind, &right.kind);
            wrong(line, format!("\"{operator}\" does not go with a {left} and a {right}"))
        };
        let (Type::Number(a, ..), Type::Number(b, ..)) = (&left.kind, &right.kind) else {
            return Err(misfit(&left, &right));
        };
        if operator == "^^" {
            return match left.kind == Type::BOOL && right.kind == Type::BOOL {
                true => self.zip(Binary::Xor, &left, &right, line),
                false => Err(misfit(&left, &right)),
            };
        }
        let is_shift = matches!(operator, "<<" | ">>");
        let base = match (a, b) {
            (Base::Bool, _) | (_, Base::Bool) => return Err(misfit(&left, &right)),
            (base, _) if is_shift => *base,
            (Base::Float, _) | (_, Base::Float) => Base::Float,
            (Base::Uint, _) | (_, Base::Uint) => Base::Uint,
            _ => Base::Int,
        };
        let is_bits = is_shift || matches!(operator, "%" | "&" | "|" | "^");
        if is_bits && (base == Base::Float || *b == Base::Float) {
            return Err(misfit(&left, &right));
        }
        let left = self.cast(left, base)?;
        let right = if is_shift { right } else { self.cast(right, base)? };
        let is_product = operator == "*" && !left.kind.is_single() && !right.kind.is_single();
        if is_product && (columns(&left) > 1 || columns(&right) > 1) {
            return self.product(&left, &right).ok_or_else(|| misfit(&left, &right))?;
        }
        let work = match (operator, base) {
            ("+", Base::Float) => Binary::Add,
            ("-", Base::Float) => Binary::Subtract,
            ("*", Base::Float) => Binary::Multiply,
            ("/", Base::Float) => Binary::Divide,
            ("+", _) => Binary::AddInt,
            ("-", _) => Binary::SubtractInt,
            ("*", _) => Binary::MultiplyInt,
            ("/", Base::Int) => Binary::DivideInt,
            ("/", _) => Binary::DivideUint,
            ("%", Base::Int) => Binary::RemainderInt,
            ("%", _) => Binary::RemainderUint,
            ("&", _) => Binary::And,
            ("|", _) => Binary::Or,
            ("^", _) => Binary::Xor,
            ("<<", _) => Binary::ShiftLeft,
            (">>", Base::Int) => Binary::ShiftRightInt,
            (">>", _) => Binary::ShiftRightUint,
            ("<" | ">" | "<=" | ">=", _) => {
                if !left.kind.is_single() || !right.kind.is_single() {
                    return Err(misfit(&left, &right));
                }
                let is_swapped = operator.starts_with('>');
                let (left, right) = if is_swapped { (right, left) } else { (left, right) };
                let work = less(base, operator.ends_with('='));
                let at = self.binary(work, left.slots[0], right.slots[0])?;
                return Ok(Value { kind: Type::BOOL, slots: vec![at] });
            }
            _ => return Err(misfit(&left, &right)),
        };
        self.zip(work, &left, &right, line)
    }

    fn compare(&mut self, operator: &str, left: Value, right: Value, line: usize) -> Result<Value> {
        let (left, right) = match (&left.kind, &right.kind) {
            (a, b) if a == b => (left, right),
            (Type::Number(Base::Float | Base::Uint, ..), _) => {
                let right = self.converted(right, &left.kind, line)?;
                (left, right)
            }
            _ => {
                let left = self.converted(left, &right.kind, line)?;
                (left, right)
            }
        };
        // Members may be of any kind.
        let mut works = Vec::with_capacity(left.slots.len());
        equalities(&left.kind, &mut works);
        let mut all = self.constant(1)?;
        for (work, (a, b)) in works.iter().zip(left.slots.iter().zip(&right.slots)) {
            let equal = self.binary(*work, *a, *b)?;
            all = self.binary(Binary::And, all, equal)?;
        }
        if operator == "!=" {
            all = self.unary(Unary::Not, all)?;
        }
        Ok(Value { kind: Type::BOOL, slots: vec![all] })
    }

    /// Component by component; single numbers stand for as many as there are.
    fn zip(&mut self, work: Binary, a: &Value, b: &Value, line: usize) -> Result<Value> {
        if !a.kind.is_single() && !b.kind.is_single() && shape(a) != shape(b) {
            let (a, b) = (&a.kind, &b.kind);
            return Err(wrong(line, format!("a {a} and a {b} have not the same components")));
        }
        let kind = if a.kind.is_single() { &b.kind } else { &a.kind };
        let kind = match (kind, &a.kind) {
            (Type::Number(_, rows, columns), Type::Number(base, ..)) => {
                Type::Number(*base, *rows, *columns)
            }
            _ => kind.clone(),
        };
        let mut slots = Vec::with_capacity(kind.len());
        for n in 0..kind.len() {
            let [a, b] = [a, b].map(|value| component(value, n));
            slots.push(self.binary(work, a, b)?);
        }
        Ok(Value { kind, slots })
    }

    fn map(&mut self, work: Unary, of: &Value) -> Result<Value> {
        let slots = of.slots.iter().map(|at| self.unary(work, *at));
        Ok(Value { slots: slots.collect::<Result<_>>()?, kind: of.kind.clone() })
    }

    /// A product with a matrix in it; nothing if they do not fit.
    fn product(&mut self, a: &Value, b: &Value) -> Option<Result<Value>> {
        let ((a_rows, a_columns), (b_rows, b_columns)) = (shape(a), shape(b));
        // A vector on the left is a row.
        let (n_rows, n, is_row) = match a_columns {
            1 => (1, a_rows, true),
            _ => (a_rows, a_columns, false),
        };
        if n != b_rows {
            return None;
        }
        let mut slots = Vec::with_capacity(n_rows * b_columns);
        for column in 0..b_columns {
            for row in 0..n_rows {
                let left = (0..n).map(|k| a.slots[k * n_rows + row]).collect::<Vec<_>>();
                let right = &b.slots[column * b_rows..(column + 1) * b_rows];
                match self.dot(&left, right) {
                    Ok(at) => slots.push(at),
                    Err(error) => return Some(Err(error)),
                }
            }
        }
        let (rows, columns) = if is_row { (b_columns, 1) } else { (n_rows, b_columns) };
        Some(Ok(Value { kind: Type::Number(Base::Float, rows as u8, columns as u8), slots }))
    }

    fn dot(&mut self, a: &[At], b: &[At]) -> Result<At> {
        let mut sum = None;
        for (a, b) in a.iter().zip(b) {
            let product = self.binary(Binary::Multiply, *a, *b)?;
            sum = Some(match sum {
                Some(sum) => self.binary(Binary::Add, sum, product)?,
                None => product,
            });
        }
        sum.map_or_else(|| self.float(0.0), Ok)
    }

    fn length(&mut self, of: &Value) -> Result<At> {
        let square = self.dot(&of.slots, &of.slots)?;
        self.unary(Unary::Float(f32::sqrt), square)
    }

    /// A function that every shader has.
    pub(super) fn built_in(
        &mut self,
        name: &str,
        values: Vec<Value>,
        line: usize,
    ) -> Result<Value> {
        if let Some((_, asked)) = TEXTURES.iter().find(|(known, _)| *known == name)
            && let Some(Type::Sampler(n)) = values.first().map(|value| &value.kind)
        {
            return self.texture(*asked, usize::from(*n), &values, line);
        }
        let kinds: Vec<_> = values.iter().map(|value| value.kind.to_string()).collect();
        if !values.iter().all(|value| matches!(value.kind, Type::Number(..))) {
            return Err(unknown(name, &kinds, line));
        }
        if let Some(value) = self.of_any_kind(name, &values, line)? {
            return Ok(value);
        }
        let mut floats = Vec::with_capacity(values.len());
        for value in values {
            if matches!(value.kind, Type::Number(Base::Bool, ..)) {
                return Err(unknown(name, &kinds, line));
            }
            floats.push(self.cast(value, Base::Float)?);
        }
        let value = match &floats[..] {
            [a] => self.of_one(name, a)?,
            [a, b] => self.of_two(name, a, b, line)?,
            [a, b, c] => self.of_three(name, a, b, c, line)?,
            _ => None,
        };
        value.ok_or_else(|| unknown(name, &kinds, line))
    }

    fn texture(
        &mut self,
        asked: Asked,
        n_axes: usize,
        values: &[Value],
        line: usize,
    ) -> Result<Value> {
        // Parameters of the data come before the place.
        let place = values[1..].iter().find(|value| matches!(value.kind, Type::Number(..)));
        let place = match place {
            Some(place) => self.cast(place.clone(), Base::Float)?.slots,
            None if asked == Asked::Size => Vec::new(),
            None => return Err(wrong(line, "a texture needs a place")),
        };
        let n = place.len().min(n_axes);
        let mut at = [0; 3];
        at[..n].copy_from_slice(&place[..n]);
        let mut slots = Vec::with_capacity(4);
        for _ in 0..4 {
            slots.push(self.slot()?);
        }
        let to = [slots[0], slots[1], slots[2], slots[3]];
        let sampler = values[0].slots[0];
        self.push(Op::Sample { asked, to, sampler, place: at, n });
        if asked != Asked::Size {
            return Ok(Value { kind: Type::VEC4, slots });
        }
        slots.truncate(n_axes);
        Ok(Value { kind: Type::Number(Base::Int, n_axes as u8, 1), slots })
    }

    /// Functions of bool and whole numbers too.
    fn of_any_kind(&mut self, name: &str, values: &[Value], line: usize) -> Result<Option<Value>> {
        let bools = |value: &Value| matches!(value.kind, Type::Number(Base::Bool, ..));
        let whole = |value: &Value| match value.kind {
            Type::Number(base @ (Base::Int | Base::Uint), ..) => Some(base),
            _ => None,
        };
        let with_base = |value: Value, base: Base| match value.kind {
            Type::Number(_, rows, columns) => {
                Value { kind: Type::Number(base, rows, columns), ..value }
            }
            _ => value,
        };
        Ok(Some(match values {
            [a] if bools(a) => match name {
                "not" => self.map(Unary::Not, a)?,
                "any" | "all" => {
                    let is_any = name == "any";
                    let work = if is_any { Binary::Or } else { Binary::And };
                    let mut at = a.slots[0];
                    for next in &a.slots[1..] {
                        at = self.binary(work, at, *next)?;
                    }
                    Value { kind: Type::BOOL, slots: vec![at] }
                }
                _ => return Ok(None),
            },
            [a] => match (name, whole(a)) {
                ("abs", Some(Base::Int)) => self.map(Unary::AbsInt, a)?,
                ("sign", Some(Base::Int)) => self.map(Unary::SignInt, a)?,
                ("floatBitsToInt", None) => with_base(a.clone(), Base::Int),
                ("floatBitsToUint", None) => with_base(a.clone(), Base::Uint),
                ("intBitsToFloat" | "uintBitsToFloat", Some(_)) => {
                    with_base(a.clone(), Base::Float)
                }
                _ => return Ok(None),
            },
            [a, b] => match (name, whole(a), whole(b)) {
                ("min" | "max", Some(_), Some(base)) => {
                    let test = self.zip(less(base, false), a, b, line)?;
                    let (first, second) = if name == "min" { (a, b) } else { (b, a) };
                    self.chosen(&test, first, second, base)?
                }
                ("equal" | "notEqual", ..) => {
                    let work = match (bools(a), whole(a), whole(b)) {
                        (true, ..) | (_, Some(_), Some(_)) => Binary::EqualInt,
                        _ => Binary::Equal,
                    };
                    let equal = with_base(self.zip(work, a, b, line)?, Base::Bool);
                    if name == "equal" { equal } else { self.map(Unary::Not, &equal)? }
                }
                ("lessThan" | "lessThanEqual" | "greaterThan" | "greaterThanEqual", x, y) => {
                    let base = match (x, y) {
                        (Some(base), Some(_)) => base,
                        _ => Base::Float,
                    };
                    let work = less(base, name.ends_with("Equal"));
                    let (a, b) = if name.starts_with("less") { (a, b) } else { (b, a) };
                    with_base(self.zip(work, a, b, line)?, Base::Bool)
                }
                _ => return Ok(None),
            },
            [a, b, c] => match (name, whole(a)) {
                ("mix", _) if bools(c) => {
                    let Type::Number(base, ..) = a.kind else { return Ok(None) };
                    let second = self.converted(b.clone(), &a.kind, line)?;
                    self.chosen(c, &second, a, base)?
                }
                ("clamp", Some(base)) if whole(b).is_some() && whole(c).is_some() => {
                    let test = self.zip(less(base, false), a, b, line)?;
                    let above = self.chosen(&test, b, a, base)?;
                    let test = self.zip(less(base, false), c, &above, line)?;
                    self.chosen(&test, c, &above, base)?
                }
                _ => return Ok(None),
            },
            _ => return Ok(None),
        }))
    }

    /// One or the other, component by component.
    fn chosen(
        &mut self,
        test: &Value,
        then: &Value,
        otherwise: &Value,
        base: Base,
    ) -> Result<Value> {
        let widest = [then, otherwise, test].into_iter().max_by_key(|value| value.slots.len());
        let (rows, columns) = widest.map_or((1, 1), shape);
        let mut slots = Vec::with_capacity(rows * columns);
        for n in 0..rows * columns {
            let [test, then, otherwise] = [test, then, otherwise].map(|value| component(value, n));
            slots.push(self.select(test, then, otherwise)?);
        }
        Ok(Value { kind: Type::Number(base, rows as u8, columns as u8), slots })
    }

    fn of_one(&mut self, name: &str, a: &Value) -> Result<Option<Value>> {
        if let Some((_, function)) = UNARY.iter().find(|(known, _)| *known == name) {
            return self.map(Unary::Float(*function), a).map(Some);
        }
        let (rows, columns) = shape(a);
        let single = |at| Value { kind: Type::FLOAT, slots: vec![at] };
        let bools = |value: Value| Value {
            kind: Type::Number(Base::Bool, rows as u8, columns as u8),
            ..value
        };
        Ok(Some(match name {
            "abs" => self.map(Unary::Float(f32::abs), a)?,
            "sign" => {
                let sign = |x: f32| if x == 0.0 { 0.0 } else { x.signum() };
                self.map(Unary::Float(sign), a)?
            }
            "length" => single(self.length(a)?),
            "normalize" => {
                let length = single(self.length(a)?);
                self.zip(Binary::Divide, a, &length, 0)?
            }
            "isnan" => bools(self.map(Unary::IsNan, a)?),
            "isinf" => bools(self.map(Unary::IsInfinite, a)?),
            "transpose" => {
                let places = (0..rows).flat_map(|row| (0..columns).map(move |c| c * rows + row));
                Value {
                    kind: Type::Number(Base::Float, columns as u8, rows as u8),
                    slots: places.map(|place| a.slots[place]).collect(),
                }
            }
            "determinant" | "inverse" if rows == columns && rows > 1 => {
                let work = match name {
                    "inverse" => MatrixWork::Inverse,
                    _ => MatrixWork::Determinant,
                };
                let n = if work == MatrixWork::Inverse { rows * rows } else { 1 };
                let to = (0..n).map(|_| self.slot()).collect::<Result<Vec<_>>>()?;
                let (to_slots, from) = (to.clone().into(), a.slots.clone().into());
                self.push(Op::Matrix { work, rows, to: to_slots, from });
                match work {
                    MatrixWork::Inverse => Value { kind: a.kind.clone(), slots: to },
                    MatrixWork::Determinant => single(to[0]),
                }
            }
            _ => return Ok(None),
        }))
    }

    fn of_two(&mut self, name: &str, a: &Value, b: &Value, line: usize) -> Result<Option<Value>> {
        if let Some((_, function)) = BINARY.iter().find(|(known, _)| *known == name) {
            return self.zip(Binary::Float(*function), a, b, line).map(Some);
        }
        let is_same = shape(a) == shape(b);
        let single = |at| Value { kind: Type::FLOAT, slots: vec![at] };
        Ok(Some(match name {
            "min" => self.zip(Binary::Min, a, b, line)?,
            "max" => self.zip(Binary::Max, a, b, line)?,
            "matrixCompMult" if is_same => self.zip(Binary::Multiply, a, b, line)?,
            "dot" if is_same => single(self.dot(&a.slots, &b.slots)?),
            "distance" if is_same => {
                let way = self.zip(Binary::Subtract, a, b, line)?;
                single(self.length(&way)?)
            }
            "cross" if is_same && shape(a) == (3, 1) => {
                let mut slots = Vec::with_capacity(3);
                for n in 0..3 {
                    let (i, j) = ((n + 1) % 3, (n + 2) % 3);
                    let first = self.binary(Binary::Multiply, a.slots[i], b.slots[j])?;
                    let second = self.binary(Binary::Multiply, a.slots[j], b.slots[i])?;
                    slots.push(self.binary(Binary::Subtract, first, second)?);
                }
                Value { kind: a.kind.clone(), slots }
            }
            "reflect" if is_same => {
                let dot = self.dot(&a.slots, &b.slots)?;
                let twice = single(self.binary(Binary::Add, dot, dot)?);
                let along = self.zip(Binary::Multiply, b, &twice, line)?;
                self.zip(Binary::Subtract, a, &along, line)?
            }
            "outerProduct" if shape(a).1 == 1 && shape(b).1 == 1 => {
                let mut slots = Vec::new();
                for column in &b.slots {
                    for row in &a.slots {
                        slots.push(self.binary(Binary::Multiply, *row, *column)?);
                    }
                }
                let (rows, columns) = (a.slots.len() as u8, b.slots.len() as u8);
                Value { kind: Type::Number(Base::Float, rows, columns), slots }
            }
            _ => return Ok(None),
        }))
    }

    fn of_three(
        &mut self,
        name: &str,
        a: &Value,
        b: &Value,
        c: &Value,
        line: usize,
    ) -> Result<Option<Value>> {
        let single = |at| Value { kind: Type::FLOAT, slots: vec![at] };
        Ok(Some(match name {
            "clamp" => {
                let above = self.zip(Binary::Max, a, b, line)?;
                self.zip(Binary::Min, &above, c, line)?
            }
            "mix" => {
                let one = single(self.float(1.0)?);
                let rest = self.zip(Binary::Subtract, &one, c, line)?;
                let first = self.zip(Binary::Multiply, a, &rest, line)?;
                let second = self.zip(Binary::Multiply, b, c, line)?;
                self.zip(Binary::Add, &first, &second, line)?
            }
            "smoothstep" => {
                let way = self.zip(Binary::Subtract, c, a, line)?;
                let extent = self.zip(Binary::Subtract, b, a, line)?;
                let part = self.zip(Binary::Divide, &way, &extent, line)?;
                let smooth = |t: f32| {
                    let t = t.clamp(0.0, 1.0);
                    t * t * (3.0 - 2.0 * t)
                };
                self.map(Unary::Float(smooth), &part)?
            }
            "fma" => {
                let product = self.zip(Binary::Multiply, a, b, line)?;
                self.zip(Binary::Add, &product, c, line)?
            }
            "faceforward" if shape(a) == shape(b) && shape(b) == shape(c) => {
                let dot = self.dot(&b.slots, &c.slots)?;
                let zero = self.float(0.0)?;
                let test = single(self.binary(Binary::Less, dot, zero)?);
                let flipped = self.map(Unary::NegateFloat, a)?;
                self.chosen(&test, a, &flipped, Base::Float)?
            }
            "refract" if shape(a) == shape(b) && c.kind.is_single() => {
                self.refract(a, b, c.slots[0], line)?
            }
            _ => return Ok(None),
        }))
    }

    /// A ray bent by a surface; nothing where all of it is reflected.
    fn refract(&mut self, ray: &Value, normal: &Value, eta: At, line: usize) -> Result<Value> {
        let single = |at| Value { kind: Type::FLOAT, slots: vec![at] };
        let (zero, one) = (self.float(0.0)?, self.float(1.0)?);
        let dot = self.dot(&normal.slots, &ray.slots)?;
        let square = self.binary(Binary::Multiply, dot, dot)?;
        let rest = self.binary(Binary::Subtract, one, square)?;
        let eta_square = self.binary(Binary::Multiply, eta, eta)?;
        let lost = self.binary(Binary::Multiply, eta_square, rest)?;
        let k = self.binary(Binary::Subtract, one, lost)?;
        let root = self.unary(Unary::Float(|k| k.max(0.0).sqrt()), k)?;
        let along = self.binary(Binary::Multiply, eta, dot)?;
        let along = single(self.binary(Binary::Add, along, root)?);
        let bent = self.zip(Binary::Multiply, ray, &single(eta), line)?;
        let inward = self.zip(Binary::Multiply, normal, &along, line)?;
        let bent = self.zip(Binary::Subtract, &bent, &inward, line)?;
        let test = single(self.binary(Binary::Less, k, zero)?);
        self.chosen(&test, &single(zero), &bent, Base::Float)
    }
}

fn unknown(name: &str, kinds: &[String], line: usize) -> ivw_core::error::Error {
    let kinds = kinds.join(", ");
    wrong(line, format!("there is no function \"{name}\" of ({kinds})"))
}

/// Rows and columns.
fn shape(value: &Value) -> (usize, usize) {
    match value.kind {
        Type::Number(_, rows, columns) => (rows.into(), columns.into()),
        _ => (value.slots.len(), 1),
    }
}

fn columns(value: &Value) -> usize {
    shape(value).1
}

/// A component; a single number stands for all.
fn component(value: &Value, n: usize) -> At {
    value.slots[if value.slots.len() == 1 { 0 } else { n }]
}

fn less(base: Base, or_equal: bool) -> Binary {
    match (base, or_equal) {
        (Base::Float, false) => Binary::Less,
        (Base::Float, true) => Binary::LessEqual,
        (Base::Int, false) => Binary::LessInt,
        (Base::Int, true) => Binary::LessEqualInt,
        (_, false) => Binary::LessUint,
        (_, true) => Binary::LessEqualUint,
    }
}

/// For each number of a type, how it is compared.
fn equalities(kind: &Type, works: &mut Vec<Binary>) {
    match kind {
        Type::Number(Base::Float, ..) => works.extend(vec![Binary::Equal; kind.len()]),
        Type::Struct(of) => of.members.iter().for_each(|(_, kind)| equalities(kind, works)),
        Type::Array(of, n) => (0..*n).for_each(|_| equalities(of, works)),
        _ => works.extend(vec![Binary::EqualInt; kind.len()]),
    }
}
