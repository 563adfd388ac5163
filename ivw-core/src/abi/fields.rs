//! What is in data of a type that only modules know: its layout says so.
//!
//! The layout that crosses the boundary to be compared also names the fields and their types, so
//! that data can be looked into without the module that made it.

use super::{RStr, RString, RVec, StableAbi, TypeLayout, same_layout};
use crate::data::{Field, Number};
use crate::error::{Error, Result};
use abi_stable::type_layout::{ReprAttr, TLData};
use std::sync::LazyLock;

/// The fields of a value; what they borrow is the value's, whatever their lifetime says.
///
/// # Safety
/// `start` points to a value with this layout.
/// The caller gives the result the lifetime of the value, which nobody changes meanwhile.
pub(crate) unsafe fn fields(
    layout: &'static TypeLayout,
    start: *const u8,
) -> Result<Vec<(&'static str, Field<'static>)>> {
    let opaque = || {
        Error::new(format!("data of type {} has no fields to look into", layout.name()))
            .hint("derive StableAbi for a struct with #[repr(C)]")
    };
    let TLData::Struct { fields } = layout.data() else { return Err(opaque()) };
    if !matches!(layout.repr_attr(), ReprAttr::C | ReprAttr::Transparent) {
        return Err(opaque());
    }
    let (mut found, mut end) = (Vec::new(), 0_usize);
    for field in fields.iter() {
        let of = field.layout();
        // As C lays it out, which is what `repr(C)` promises.
        let place = end.next_multiple_of(of.alignment().max(1));
        end = place + of.size();
        if end > layout.size() {
            return Err(opaque());
        }
        let value = match field.is_function() {
            true => Field::Other("a function".to_owned()),
            // SAFETY: the field is inside of the value, at the place where C puts it.
            false => unsafe { value(of, start.add(place)) },
        };
        found.push((field.name(), value));
    }
    Ok(found)
}

/// A value of any type.
///
/// # Safety
/// As for [`fields`].
unsafe fn value(layout: &'static TypeLayout, at: *const u8) -> Field<'static> {
    let face = |of: &TypeLayout| (of.name(), of.size(), of.alignment());
    let known = KNOWN.iter().find(|known| {
        face(known.layout) == face(layout) && same_layout(known.layout, layout).is_ok()
    });
    if let Some(known) = known {
        // SAFETY: there is a value with this layout, which was compared with that of its type.
        return unsafe { (known.read)(at) };
    }
    let is_own = layout.package().as_str() == "abi_stable";
    // SAFETY: as for this function.
    match unsafe { fields(layout, at) } {
        Ok(fields) if !is_own => Field::Group(fields),
        _ => Field::Other(layout.full_type().to_string()),
    }
}

/// A type whose values can be read.
struct Known {
    layout: &'static TypeLayout,
    /// Reads a value of just this type.
    read: unsafe fn(*const u8) -> Field<'static>,
}

impl Known {
    fn of<T: Readable>() -> Self {
        /// # Safety
        /// There is such a value at the address; as for [`fields`].
        unsafe fn read<T: Readable>(at: *const u8) -> Field<'static> {
            // SAFETY: as for this function.
            T::field(unsafe { &*at.cast::<T>() })
        }
        Self { layout: T::LAYOUT, read: read::<T> }
    }

    /// A number, vectors of it, and lists of both.
    fn numbers<T: Plain>() -> [Self; 8] {
        [
            Self::of::<[T; 1]>().named(T::LAYOUT),
            Self::of::<[T; 2]>(),
            Self::of::<[T; 3]>(),
            Self::of::<[T; 4]>(),
            Self::of::<RVec<T>>(),
            Self::of::<RVec<[T; 2]>>(),
            Self::of::<RVec<[T; 3]>>(),
            Self::of::<RVec<[T; 4]>>(),
        ]
    }

    /// The same for another type of the same memory: a number is as an array of one.
    fn named(self, layout: &'static TypeLayout) -> Self {
        Self { layout, ..self }
    }
}

static KNOWN: LazyLock<Vec<Known>> = LazyLock::new(|| {
    let mut known = vec![
        Known::of::<bool>(),
        Known::of::<RString>(),
        Known::of::<RStr<'static>>(),
        Known::of::<RVec<RString>>(),
    ];
    known.extend(Known::numbers::<f32>());
    known.extend(Known::numbers::<f64>());
    known.extend(Known::numbers::<i8>());
    known.extend(Known::numbers::<i16>());
    known.extend(Known::numbers::<i32>());
    known.extend(Known::numbers::<i64>());
    known.extend(Known::numbers::<u8>());
    known.extend(Known::numbers::<u16>());
    known.extend(Known::numbers::<u32>());
    known.extend(Known::numbers::<u64>());
    #[cfg(target_pointer_width = "64")]
    known.extend(Known::numbers::<usize>());
    #[cfg(target_pointer_width = "64")]
    known.extend(Known::numbers::<isize>());
    known
});

/// What a field can hold.
trait Readable: StableAbi + Sized + 'static {
    fn field(&'static self) -> Field<'static>;
}

impl Readable for bool {
    fn field(&'static self) -> Field<'static> {
        Field::Bool(*self)
    }
}

impl Readable for RString {
    fn field(&'static self) -> Field<'static> {
        Field::Text(self.as_str())
    }
}

impl Readable for RStr<'static> {
    fn field(&'static self) -> Field<'static> {
        Field::Text(self.as_str())
    }
}

impl Readable for RVec<RString> {
    fn field(&'static self) -> Field<'static> {
        Field::Texts(self.iter().map(RString::as_str).collect())
    }
}

/// A number, whose every byte may be looked at.
trait Plain: StableAbi + Copy + 'static {
    const NUMBER: Number;
}

macro_rules! plain {
    ($($T:ident $number:ident),*) => {$(
        impl Plain for $T {
            const NUMBER: Number = Number::$number;
        }
    )*};
}
plain!(
    f32 F32, f64 F64, i8 I8, i16 I16, i32 I32, i64 I64, u8 U8, u16 U16, u32 U32, u64 U64,
    usize U64, isize I64
);

impl<T: Plain> Readable for RVec<T> {
    fn field(&'static self) -> Field<'static> {
        of_numbers(self.as_slice(), 1, true)
    }
}

impl<T: Plain, const N: usize> Readable for [T; N]
where
    [T; N]: StableAbi,
{
    fn field(&'static self) -> Field<'static> {
        of_numbers(self.as_slice(), N, false)
    }
}

impl<T: Plain, const N: usize> Readable for RVec<[T; N]>
where
    [T; N]: StableAbi,
{
    fn field(&'static self) -> Field<'static> {
        of_numbers(self.as_slice().as_flattened(), N, true)
    }
}

fn of_numbers<T: Plain>(numbers: &'static [T], components: usize, is_list: bool) -> Field<'static> {
    let start = numbers.as_ptr().cast::<u8>();
    // SAFETY: numbers have no gaps between or inside of them.
    let bytes = unsafe { std::slice::from_raw_parts(start, std::mem::size_of_val(numbers)) };
    Field::Numbers { number: T::NUMBER, components, bytes, is_list }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{Data, DataHandle};

    #[repr(C)]
    #[derive(StableAbi, Clone)]
    struct Inner {
        at: [f32; 3],
        label: RString,
    }

    #[repr(C)]
    #[derive(StableAbi, Clone)]
    struct Outer {
        is_on: bool,
        n: usize,
        small: u8,
        samples: RVec<f64>,
        pairs: RVec<[u16; 2]>,
        names: RVec<RString>,
        inner: Inner,
        last: Option<&'static u8>,
        weight: f32,
    }

    impl Data for Outer {
        const TYPE_ID: &'static str = "org.test.Outer/1";
        const PORT: &'static str = "org.test.Outer";
        const NAME: &'static str = "a test";
    }

    fn numbers<T: bytemuck::NoUninit>(
        number: Number,
        components: usize,
        values: &[T],
        is_list: bool,
    ) -> Field<'_> {
        Field::Numbers { number, components, bytes: bytemuck::cast_slice(values), is_list }
    }

    #[test]
    fn every_field_is_found_at_its_place() -> Result<()> {
        let handle = DataHandle::new(Outer {
            is_on: true,
            n: 7,
            small: 3,
            samples: [0.5, -1.0].as_slice().into(),
            pairs: [[1, 2], [3, 4], [5, 6]].as_slice().into(),
            names: ["a", "b"].map(RString::from).into_iter().collect(),
            inner: Inner { at: [1.0, 2.0, 3.0], label: "here".into() },
            last: None,
            weight: 2.5,
        });
        let fields = handle.fields()?;
        let names: Vec<_> = fields.iter().map(|(name, _)| *name).collect();
        assert_eq!(
            names,
            ["is_on", "n", "small", "samples", "pairs", "names", "inner", "last", "weight"]
        );
        let values: Vec<_> = fields.into_iter().map(|(_, value)| value).collect();
        assert_eq!(values[0], Field::Bool(true));
        assert_eq!(values[1], numbers(Number::U64, 1, &[7_u64], false));
        assert_eq!(values[2], numbers(Number::U8, 1, &[3_u8], false));
        assert_eq!(values[3], numbers(Number::F64, 1, &[0.5, -1.0], true));
        assert_eq!(values[4], numbers(Number::U16, 2, &[1_u16, 2, 3, 4, 5, 6], true));
        assert_eq!(values[5], Field::Texts(vec!["a", "b"]));
        let at = numbers(Number::F32, 3, &[1.0_f32, 2.0, 3.0], false);
        assert_eq!(values[6], Field::Group(vec![("at", at), ("label", Field::Text("here"))]));
        assert!(matches!(values[7], Field::Other(_)), "{:?}", values[7]);
        assert_eq!(values[8], numbers(Number::F32, 1, &[2.5_f32], false));
        Ok(())
    }

    #[test]
    fn a_type_that_is_no_struct_has_no_fields() {
        #[repr(u8)]
        #[derive(StableAbi, Clone)]
        enum Choice {
            A,
        }
        impl Data for Choice {
            const TYPE_ID: &'static str = "org.test.Choice/1";
            const PORT: &'static str = "org.test.Choice";
            const NAME: &'static str = "a choice";
        }
        let error = DataHandle::new(Choice::A).fields().expect_err("it is no struct");
        assert!(error.to_string().contains("Choice has no fields"), "{error}");
    }
}
