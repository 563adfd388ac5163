//! Types of values.

use std::fmt;
use std::sync::Arc;

/// What the numbers of a type are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Base {
    Float,
    Int,
    Uint,
    Bool,
}

/// A type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Type {
    /// Nothing, as functions give back.
    Void,
    /// A number, a vector of `rows` components, or a matrix stored column by column.
    Number(Base, u8, u8),
    Struct(Arc<Structure>),
    Array(Box<Type>, usize),
    /// A texture of so many axes.
    Sampler(u8),
}

/// Members with names.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Structure {
    pub(super) name: String,
    pub(super) members: Vec<(String, Type)>,
}

impl Type {
    pub(super) const FLOAT: Self = Self::Number(Base::Float, 1, 1);
    pub(super) const INT: Self = Self::Number(Base::Int, 1, 1);
    pub(super) const UINT: Self = Self::Number(Base::Uint, 1, 1);
    pub(super) const BOOL: Self = Self::Number(Base::Bool, 1, 1);
    pub(super) const VEC4: Self = Self::Number(Base::Float, 4, 1);

    /// The type that is built in under a name.
    pub(super) fn built_in(name: &str) -> Option<Self> {
        let size = |text: &str| match text {
            "2" => Some(2),
            "3" => Some(3),
            "4" => Some(4),
            _ => None,
        };
        Some(match name {
            "void" => Self::Void,
            "float" | "double" => Self::FLOAT,
            "int" => Self::INT,
            "uint" => Self::UINT,
            "bool" => Self::BOOL,
            _ => {
                if let Some(n) = sampler_axes(name) {
                    return Some(Self::Sampler(n));
                }
                let matrix = name.strip_prefix("mat").or_else(|| name.strip_prefix("dmat"));
                if let Some(n) = matrix {
                    let (columns, rows) = n.split_once('x').unwrap_or((n, n));
                    return Some(Self::Number(Base::Float, size(rows)?, size(columns)?));
                }
                let (prefix, n) = name.split_once("vec")?;
                let base = match prefix {
                    "" | "d" => Base::Float,
                    "i" => Base::Int,
                    "u" => Base::Uint,
                    "b" => Base::Bool,
                    _ => return None,
                };
                Self::Number(base, size(n)?, 1)
            }
        })
    }

    /// How many numbers a value has.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Void => 0,
            Self::Number(_, rows, columns) => usize::from(*rows) * usize::from(*columns),
            Self::Struct(of) => of.members.iter().map(|(_, kind)| kind.len()).sum(),
            Self::Array(of, n) => of.len().saturating_mul(*n),
            Self::Sampler(_) => 1,
        }
    }

    /// Whether it is a single number.
    pub(super) fn is_single(&self) -> bool {
        matches!(self, Self::Number(_, 1, 1))
    }
}

fn sampler_axes(name: &str) -> Option<u8> {
    match name.trim_start_matches(['i', 'u']) {
        "sampler1D" => Some(1),
        "sampler2D" => Some(2),
        "sampler3D" => Some(3),
        _ => None,
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Void => f.write_str("void"),
            Self::Number(base, 1, 1) => f.write_str(match base {
                Base::Float => "float",
                Base::Int => "int",
                Base::Uint => "uint",
                Base::Bool => "bool",
            }),
            Self::Number(base, n, 1) => {
                let prefix = match base {
                    Base::Float => "",
                    Base::Int => "i",
                    Base::Uint => "u",
                    Base::Bool => "b",
                };
                write!(f, "{prefix}vec{n}")
            }
            Self::Number(_, rows, columns) if rows == columns => write!(f, "mat{rows}"),
            Self::Number(_, rows, columns) => write!(f, "mat{columns}x{rows}"),
            Self::Struct(of) => f.write_str(&of.name),
            Self::Array(of, n) => write!(f, "{of}[{n}]"),
            Self::Sampler(n) => write!(f, "sampler{n}D"),
        }
    }
}
