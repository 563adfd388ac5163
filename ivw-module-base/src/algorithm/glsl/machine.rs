//! Programs at work, for many pixels, voxels or vertices at once.
//!
//! Each slot holds one number of a variable for [`LANES`] runs of the program, so that what to do next is
//! decided once for all of them, and the compiler makes one instruction of the machine of several runs.
//! Where runs differ in what they do, a mask says for which of them results are kept.

use super::compile::{Place, Program};
use glam::{Mat2, Mat3, Mat4, Vec4};
use ivw_core::error::{Error, Result};

/// How many runs go side by side.
pub(crate) const LANES: usize = 32;
/// Steps after which runs are stopped.
const MOST_STEPS: usize = 10_000_000;

/// One number of a variable in all runs; bits of floating point or of whole numbers.
type Slot = [u32; LANES];

/// A number of a slot.
pub(super) type At = u32;

/// What is done with one number.
#[derive(Clone, Copy, Debug)]
pub(super) enum Unary {
    Copy,
    NegateFloat,
    NegateInt,
    Not,
    Invert,
    FloatToInt,
    FloatToUint,
    IntToFloat,
    UintToFloat,
    FloatToBool,
    IntToBool,
    AbsInt,
    SignInt,
    IsNan,
    IsInfinite,
    Float(fn(f32) -> f32),
}

/// What is done with two numbers.
#[derive(Clone, Copy, Debug)]
pub(super) enum Binary {
    Add,
    Subtract,
    Multiply,
    Divide,
    Min,
    Max,
    Less,
    LessEqual,
    Equal,
    AddInt,
    SubtractInt,
    MultiplyInt,
    DivideInt,
    DivideUint,
    RemainderInt,
    RemainderUint,
    And,
    Or,
    Xor,
    ShiftLeft,
    ShiftRightInt,
    ShiftRightUint,
    LessInt,
    LessUint,
    LessEqualInt,
    LessEqualUint,
    EqualInt,
    Float(fn(f32, f32) -> f32),
}

/// What a texture is asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Asked {
    /// A value between pixels.
    Value,
    /// The same, in parts of the data range.
    Normalized,
    /// A pixel.
    Fetch,
    Size,
}

/// A matrix made of another one, or its determinant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum MatrixWork {
    Inverse,
    Determinant,
}

/// One step of a program.
#[derive(Debug)]
pub(super) enum Op {
    Unary(Unary, At, At),
    Binary(Binary, At, At, At),
    /// The second where the first is true, otherwise the third.
    Select(At, At, At, At),
    /// Keeps a result where the run gets here.
    Store(At, At),
    /// One of several slots.
    Gather(At, At, Box<[At]>),
    /// Writes one of several slots.
    Scatter(At, At, Box<[At]>),
    Sample {
        asked: Asked,
        to: [At; 4],
        sampler: At,
        place: [At; 3],
        n: usize,
    },
    Matrix {
        work: MatrixWork,
        rows: usize,
        to: Box<[At]>,
        from: Box<[At]>,
    },
    If(At, Box<[Op]>, Box<[Op]>),
    Loop(Box<LoopOps>),
    Call(usize),
    Break,
    Continue,
    Return,
    Discard,
}

/// Steps done again and again.
#[derive(Debug)]
pub(super) struct LoopOps {
    pub(super) condition: Box<[Op]>,
    pub(super) test: Option<At>,
    pub(super) step: Box<[Op]>,
    pub(super) body: Box<[Op]>,
    pub(super) body_first: bool,
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

/// A program with its variables.
///
/// Uniforms stay what they are from run to run, inputs have to be written for each.
pub(crate) struct Machine<'a> {
    program: &'a Program,
    slots: Vec<Slot>,
    samplers: &'a [(&'a str, &'a dyn Sampler)],
    /// For which runs a loop has ended or goes on with the next round.
    broken: u32,
    continued: u32,
    discarded: u32,
    n_steps: usize,
}

impl<'a> Machine<'a> {
    /// A program with textures by their names; uniforms are what the program says at first.
    pub(crate) fn new(
        program: &'a Program,
        samplers: &'a [(&'a str, &'a dyn Sampler)],
    ) -> Result<Self> {
        let mut slots = vec![[0; LANES]; program.n_slots];
        for (at, bits) in &program.constants {
            slots[*at as usize] = [*bits; LANES];
        }
        for (at, name) in &program.samplers {
            let place = samplers.iter().position(|(known, _)| known == name);
            slots[*at as usize] = [place.map_or(u32::MAX, |place| place as u32); LANES];
        }
        let mut machine =
            Self { program, slots, samplers, broken: 0, continued: 0, discarded: 0, n_steps: 0 };
        machine.block(&program.once, u32::MAX)?;
        Ok(machine)
    }

    /// Writes a variable for all runs; there are as many numbers as it has.
    pub(crate) fn set(&mut self, place: &Place, values: &[f32]) {
        for (at, value) in place.slots.iter().zip(values) {
            self.slots[*at as usize] = [place.bits(*value); LANES];
        }
    }

    /// Writes a variable for one of the runs.
    pub(crate) fn set_lane(&mut self, place: &Place, lane: usize, values: &[f32]) {
        for (at, value) in place.slots.iter().zip(values) {
            self.slots[*at as usize][lane] = place.bits(*value);
        }
    }

    /// Writes a whole number for one of the runs.
    pub(crate) fn set_lane_bits(&mut self, place: &Place, lane: usize, bits: u32) {
        if let Some(at) = place.slots.first() {
            self.slots[*at as usize][lane] = bits;
        }
    }

    /// A variable after one of the runs, up to four numbers of it.
    pub(crate) fn lane(&self, place: &Place, lane: usize) -> Vec4 {
        let mut value = [0.0; 4];
        for (value, at) in value.iter_mut().zip(&place.slots) {
            *value = place.number(self.slots[*at as usize][lane]);
        }
        Vec4::from_array(value)
    }

    /// Runs the program for the first `n` lanes.
    pub(crate) fn run(&mut self, n: usize) -> Result<()> {
        let mask = if n >= LANES { u32::MAX } else { (1 << n) - 1 };
        (self.discarded, self.n_steps) = (0, 0);
        let program = self.program;
        self.block(&program.each, mask)?;
        self.block(&program.functions[program.main], mask)?;
        Ok(())
    }

    /// What the program computes for each of `n` things, whose inputs somebody writes to a lane.
    pub(crate) fn each(
        &mut self,
        output: &Place,
        n: usize,
        write: impl FnMut(&mut Self, usize, usize),
    ) -> Result<Vec<Vec4>> {
        let mut results = Vec::with_capacity(n);
        self.each_lane(n, write, |machine, lane| results.push(machine.lane(output, lane)))?;
        Ok(results)
    }

    /// Runs the program for each of `n` things: somebody writes inputs of a thing to a lane, and
    /// reads outputs of a lane, in order.
    pub(crate) fn each_lane(
        &mut self,
        n: usize,
        mut write: impl FnMut(&mut Self, usize, usize),
        mut read: impl FnMut(&Self, usize),
    ) -> Result<()> {
        for first in (0..n).step_by(LANES) {
            let n_lanes = LANES.min(n - first);
            for lane in 0..n_lanes {
                write(self, lane, first + lane);
            }
            self.run(n_lanes)?;
            (0..n_lanes).for_each(|lane| read(self, lane));
        }
        Ok(())
    }

    /// Does steps, and says which runs come to their end.
    fn block(&mut self, ops: &[Op], mask: u32) -> Result<u32> {
        let mut mask = mask;
        self.n_steps += ops.len() + 1;
        if self.n_steps > MOST_STEPS {
            return Err(Error::new("the program did not end after ten million steps")
                .hint("look for a loop without an end"));
        }
        for op in ops {
            match op {
                Op::Unary(work, to, a) => self.unary(*work, *to, *a),
                Op::Binary(work, to, a, b) => self.binary(*work, *to, *a, *b),
                Op::Select(to, test, then, otherwise) => {
                    let [test, then, otherwise] =
                        [test, then, otherwise].map(|at| self.slots[*at as usize]);
                    let to = &mut self.slots[*to as usize];
                    for n in 0..LANES {
                        to[n] = if test[n] != 0 { then[n] } else { otherwise[n] };
                    }
                }
                Op::Store(to, from) => {
                    let from = self.slots[*from as usize];
                    let to = &mut self.slots[*to as usize];
                    for n in 0..LANES {
                        to[n] = if mask >> n & 1 != 0 { from[n] } else { to[n] };
                    }
                }
                Op::Gather(to, index, table) => {
                    let index = self.slots[*index as usize];
                    for (n, index) in index.iter().enumerate() {
                        let from = table[element(*index, table.len())];
                        self.slots[*to as usize][n] = self.slots[from as usize][n];
                    }
                }
                Op::Scatter(index, from, table) => {
                    let index = self.slots[*index as usize];
                    for (n, index) in index.iter().enumerate().filter(|(n, _)| mask >> n & 1 != 0) {
                        let to = table[element(*index, table.len())];
                        self.slots[to as usize][n] = self.slots[*from as usize][n];
                    }
                }
                Op::Sample { asked, to, sampler, place, n } => {
                    self.sample(*asked, to, *sampler, &place[..*n], mask)?;
                }
                Op::Matrix { work, rows, to, from } => self.matrix(*work, *rows, to, from),
                Op::If(test, then, otherwise) => {
                    let holds = mask & self.truth(*test);
                    let fails = mask & !holds;
                    let mut left = 0;
                    if holds != 0 {
                        left |= self.block(then, holds)?;
                    }
                    if fails != 0 {
                        left |= self.block(otherwise, fails)?;
                    }
                    mask = left;
                }
                Op::Loop(ops) => mask = self.repeat(ops, mask)?,
                Op::Call(function) => {
                    let program = self.program;
                    self.block(&program.functions[*function], mask)?;
                    mask &= !self.discarded;
                }
                Op::Break => {
                    self.broken |= mask;
                    mask = 0;
                }
                Op::Continue => {
                    self.continued |= mask;
                    mask = 0;
                }
                Op::Return => mask = 0,
                Op::Discard => {
                    self.discarded |= mask;
                    mask = 0;
                }
            }
            if mask == 0 {
                return Ok(0);
            }
        }
        Ok(mask)
    }

    fn repeat(&mut self, ops: &LoopOps, mask: u32) -> Result<u32> {
        let (mut live, mut done) = (mask, 0);
        let around = (self.broken, self.continued);
        let mut asks = !ops.body_first;
        loop {
            if asks {
                live = self.block(&ops.condition, live)?;
                let holds = ops.test.map_or(live, |test| live & self.truth(test));
                done |= live & !holds;
                live = holds;
            }
            asks = true;
            if live == 0 {
                break;
            }
            (self.broken, self.continued) = (0, 0);
            live = self.block(&ops.body, live)? | self.continued;
            done |= self.broken;
            if live != 0 {
                live = self.block(&ops.step, live)?;
            }
        }
        (self.broken, self.continued) = around;
        Ok(done)
    }

    /// For which runs a number is true.
    fn truth(&self, at: At) -> u32 {
        let bits = self.slots[at as usize].iter().enumerate();
        bits.fold(0, |mask, (n, bits)| mask | u32::from(*bits != 0) << n)
    }

    fn unary(&mut self, work: Unary, to: At, a: At) {
        let a = self.slots[a as usize];
        let to = &mut self.slots[to as usize];
        let float = f32::from_bits;
        match work {
            Unary::Copy => *to = a,
            Unary::NegateFloat => each(to, &a, |a| (-float(a)).to_bits()),
            Unary::NegateInt => each(to, &a, u32::wrapping_neg),
            Unary::Not => each(to, &a, |a| (a == 0).into()),
            Unary::Invert => each(to, &a, |a| !a),
            Unary::FloatToInt => each(to, &a, |a| float(a) as i32 as u32),
            // Negative numbers go round, as they do on most graphics cards.
            Unary::FloatToUint => each(to, &a, |a| float(a) as i64 as u32),
            Unary::IntToFloat => each(to, &a, |a| (a as i32 as f32).to_bits()),
            Unary::UintToFloat => each(to, &a, |a| (a as f32).to_bits()),
            Unary::FloatToBool => each(to, &a, |a| (float(a) != 0.0).into()),
            Unary::IntToBool => each(to, &a, |a| (a != 0).into()),
            Unary::AbsInt => each(to, &a, |a| (a as i32).wrapping_abs() as u32),
            Unary::SignInt => each(to, &a, |a| (a as i32).signum() as u32),
            Unary::IsNan => each(to, &a, |a| float(a).is_nan().into()),
            Unary::IsInfinite => each(to, &a, |a| float(a).is_infinite().into()),
            Unary::Float(function) => each(to, &a, |a| function(float(a)).to_bits()),
        }
    }

    fn binary(&mut self, work: Binary, to: At, a: At, b: At) {
        let (a, b) = (self.slots[a as usize], self.slots[b as usize]);
        let to = &mut self.slots[to as usize];
        match work {
            Binary::Add => floats(to, &a, &b, |a, b| a + b),
            Binary::Subtract => floats(to, &a, &b, |a, b| a - b),
            Binary::Multiply => floats(to, &a, &b, |a, b| a * b),
            Binary::Divide => floats(to, &a, &b, |a, b| a / b),
            Binary::Min => floats(to, &a, &b, |a, b| if b < a { b } else { a }),
            Binary::Max => floats(to, &a, &b, |a, b| if a < b { b } else { a }),
            Binary::Less => tests(to, &a, &b, |a, b| a < b),
            Binary::LessEqual => tests(to, &a, &b, |a, b| a <= b),
            Binary::Equal => tests(to, &a, &b, |a, b| a == b),
            Binary::AddInt => both(to, &a, &b, u32::wrapping_add),
            Binary::SubtractInt => both(to, &a, &b, u32::wrapping_sub),
            Binary::MultiplyInt => both(to, &a, &b, u32::wrapping_mul),
            // A division by zero is whatever it is; here nothing.
            Binary::DivideInt => both(to, &a, &b, |a, b| match b {
                0 => 0,
                b => (a as i32).wrapping_div(b as i32) as u32,
            }),
            Binary::DivideUint => both(to, &a, &b, |a, b| a.checked_div(b).unwrap_or(0)),
            Binary::RemainderInt => both(to, &a, &b, |a, b| match b {
                0 => 0,
                b => (a as i32).wrapping_rem(b as i32) as u32,
            }),
            Binary::RemainderUint => both(to, &a, &b, |a, b| a.checked_rem(b).unwrap_or(0)),
            Binary::And => both(to, &a, &b, |a, b| a & b),
            Binary::Or => both(to, &a, &b, |a, b| a | b),
            Binary::Xor => both(to, &a, &b, |a, b| a ^ b),
            Binary::ShiftLeft => both(to, &a, &b, u32::wrapping_shl),
            Binary::ShiftRightInt => both(to, &a, &b, |a, b| (a as i32).wrapping_shr(b) as u32),
            Binary::ShiftRightUint => both(to, &a, &b, u32::wrapping_shr),
            Binary::LessInt => both(to, &a, &b, |a, b| ((a as i32) < b as i32).into()),
            Binary::LessUint => both(to, &a, &b, |a, b| (a < b).into()),
            Binary::LessEqualInt => both(to, &a, &b, |a, b| (a as i32 <= b as i32).into()),
            Binary::LessEqualUint => both(to, &a, &b, |a, b| (a <= b).into()),
            Binary::EqualInt => both(to, &a, &b, |a, b| (a == b).into()),
            Binary::Float(function) => floats(to, &a, &b, function),
        }
    }

    fn sample(
        &mut self,
        asked: Asked,
        to: &[At; 4],
        sampler: At,
        place: &[At],
        mask: u32,
    ) -> Result<()> {
        for n in (0..LANES).filter(|n| mask >> n & 1 != 0) {
            let number = self.slots[sampler as usize][n];
            let (_, sampler) = self.samplers.get(number as usize).ok_or_else(|| {
                Error::new("a texture that the program reads has no data")
                    .hint("use a name that the help of the processor gives")
            })?;
            let mut at = [0.0; 3];
            for (value, slot) in at.iter_mut().zip(place) {
                *value = f32::from_bits(self.slots[*slot as usize][n]);
            }
            let size = sampler.size();
            let value = match asked {
                Asked::Value => sampler.sample(at),
                Asked::Normalized => sampler.normalized(at),
                Asked::Fetch => {
                    let middle = |axis: usize| (at[axis] + 0.5) / size[axis].max(1) as f32;
                    sampler.sample(std::array::from_fn(middle))
                }
                Asked::Size => {
                    for (to, size) in to.iter().zip(size) {
                        self.slots[*to as usize][n] = size;
                    }
                    continue;
                }
            };
            for (to, value) in to.iter().zip(value.to_array()) {
                self.slots[*to as usize][n] = value.to_bits();
            }
        }
        Ok(())
    }

    fn matrix(&mut self, work: MatrixWork, rows: usize, to: &[At], from: &[At]) {
        for n in 0..LANES {
            let mut values = [0.0; 16];
            for (value, at) in values.iter_mut().zip(from) {
                *value = f32::from_bits(self.slots[*at as usize][n]);
            }
            let mut result = [0.0; 16];
            match (work, rows) {
                (MatrixWork::Determinant, 2) => {
                    result[0] = Mat2::from_cols_slice(&values).determinant();
                }
                (MatrixWork::Determinant, 3) => {
                    result[0] = Mat3::from_cols_slice(&values).determinant();
                }
                (MatrixWork::Determinant, _) => {
                    result[0] = Mat4::from_cols_slice(&values).determinant();
                }
                (MatrixWork::Inverse, 2) => {
                    let inverse = Mat2::from_cols_slice(&values).inverse();
                    result[..4].copy_from_slice(&inverse.to_cols_array());
                }
                (MatrixWork::Inverse, 3) => {
                    let inverse = Mat3::from_cols_slice(&values).inverse();
                    result[..9].copy_from_slice(&inverse.to_cols_array());
                }
                (MatrixWork::Inverse, _) => {
                    result = Mat4::from_cols_slice(&values).inverse().to_cols_array();
                }
            }
            for (to, value) in to.iter().zip(result) {
                self.slots[*to as usize][n] = value.to_bits();
            }
        }
    }
}

/// The place of an element; what is outside is the first or the last one.
fn element(index: u32, len: usize) -> usize {
    (index as i32).clamp(0, len as i32 - 1) as usize
}

fn each(to: &mut Slot, a: &Slot, work: impl Fn(u32) -> u32) {
    for n in 0..LANES {
        to[n] = work(a[n]);
    }
}

fn both(to: &mut Slot, a: &Slot, b: &Slot, work: impl Fn(u32, u32) -> u32) {
    for n in 0..LANES {
        to[n] = work(a[n], b[n]);
    }
}

fn floats(to: &mut Slot, a: &Slot, b: &Slot, work: impl Fn(f32, f32) -> f32) {
    both(to, a, b, |a, b| work(f32::from_bits(a), f32::from_bits(b)).to_bits());
}

fn tests(to: &mut Slot, a: &Slot, b: &Slot, work: impl Fn(f32, f32) -> bool) {
    both(to, a, b, |a, b| work(f32::from_bits(a), f32::from_bits(b)).into());
}
