//! What is in data of a type that only modules know: its layout says so.
//!
//! The layout that crosses the boundary to be compared also names the fields and their types, so
//! that data can be looked into without the module that made it.

use super::{RArc, RStr, RString, RVec, StableAbi, TypeLayout, same_layout};
use crate::data::{Field, NewField, Number};
use crate::error::{Error, Result};
use abi_stable::type_layout::{ReprAttr, TLData};
use std::mem::MaybeUninit;
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
    let read = |member: Member| {
        let value = match member.layout {
            None => Field::Other("a function".to_owned()),
            // SAFETY: the field is inside of the value, at the place where C puts it.
            Some(of) => unsafe { value(of, start.add(member.place)) },
        };
        (member.name, value)
    };
    Ok(members(layout)?.into_iter().map(read).collect())
}

/// A field of a struct.
struct Member {
    name: &'static str,
    /// Where it begins in the struct.
    place: usize,
    /// Its type; none for a function.
    layout: Option<&'static TypeLayout>,
}

/// The fields of a struct, where C lays them out, which is what `repr(C)` promises.
fn members(layout: &'static TypeLayout) -> Result<Vec<Member>> {
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
        let place = end.next_multiple_of(of.alignment().max(1));
        end = place + of.size();
        if end > layout.size() {
            return Err(opaque());
        }
        let layout = (!field.is_function()).then_some(of);
        found.push(Member { name: field.name(), place, layout });
    }
    Ok(found)
}

/// The type of a value that can be read and made; none for a struct of the module's, and for what is
/// something else.
fn known(layout: &'static TypeLayout) -> Option<&'static Known> {
    let face = |of: &TypeLayout| (of.name(), of.size(), of.alignment());
    KNOWN.iter().find(|known| {
        face(known.layout) == face(layout) && same_layout(known.layout, layout).is_ok()
    })
}

/// New data with the layout of an example: a copy of it, in which some fields are others.
///
/// # Safety
/// `start` points to a value with this layout, which nobody changes meanwhile.
pub(crate) unsafe fn made(
    layout: &'static TypeLayout,
    start: *const u8,
    changes: &[(String, NewField)],
) -> Result<RArc<()>> {
    if layout.alignment() > align_of::<Block>() {
        return Err(Error::new(format!("data of type {} can't be made here", layout.name()))
            .hint("let a processor of its module make it"));
    }
    // SAFETY: as for this function; the memory is as large as the layout says.
    unsafe {
        match layout.size().div_ceil(size_of::<Block>()) {
            0..=4 => Built::<4>::shared(layout, start, changes),
            5..=16 => Built::<16>::shared(layout, start, changes),
            17..=64 => Built::<64>::shared(layout, start, changes),
            65..=256 => Built::<256>::shared(layout, start, changes),
            _ => Err(Error::new(format!("data of type {} is too large", layout.name()))
                .hint("put its numbers into lists")),
        }
    }
}

/// Memory for any field.
#[repr(C, align(16))]
#[derive(Clone, Copy)]
struct Block([MaybeUninit<u8>; 16]);

/// A value of a type that is only known by its layout.
///
/// The value comes first, so that whoever knows its type finds it under the same address.
#[repr(C)]
struct Built<const N: usize> {
    memory: [Block; N],
    /// The fields that were made so far, by their places.
    fields: Vec<(usize, &'static Known)>,
}

impl<const N: usize> Built<N> {
    /// # Safety
    /// As for [`made`], and the layout fits into the memory.
    unsafe fn shared(
        layout: &'static TypeLayout,
        start: *const u8,
        changes: &[(String, NewField)],
    ) -> Result<RArc<()>> {
        let mut built =
            Self { memory: [Block([MaybeUninit::zeroed(); 16]); N], fields: Vec::new() };
        // SAFETY: as for this function.
        unsafe { built.fill(layout, start, 0, changes)? };
        let shared = RArc::new(built);
        // SAFETY: as in `erase`; the value is at the beginning.
        Ok(unsafe { std::mem::transmute::<RArc<Self>, RArc<()>>(shared) })
    }

    /// # Safety
    /// As for [`Built::shared`]; `at` is where the struct with this layout begins.
    unsafe fn fill(
        &mut self,
        layout: &'static TypeLayout,
        start: *const u8,
        at: usize,
        changes: &[(String, NewField)],
    ) -> Result<()> {
        let members = members(layout)?;
        if let Some((name, _)) =
            changes.iter().find(|(name, _)| !members.iter().any(|member| member.name == name))
        {
            let names: Vec<_> = members.iter().map(|member| member.name).collect();
            return Err(Error::new(format!("{} has no field \"{name}\"", layout.name()))
                .hint(format!("it has {}", names.join(", "))));
        }
        for member in members {
            let change = changes.iter().find(|(name, _)| name == member.name).map(|(_, to)| to);
            let place = at + member.place;
            let other = |of: String| {
                Error::new(format!("field \"{}\" is {of}, which can't be made", member.name))
            };
            let Some(of) = member.layout else { return Err(other("a function".to_owned())) };
            let Some(known) = known(of) else {
                if of.package().as_str() == "abi_stable" || self::members(of).is_err() {
                    return Err(other(of.full_type().to_string()));
                }
                let inside: &[(String, NewField)] = match change {
                    Some(NewField::Group(inside)) => inside,
                    Some(_) => return Err(other("a group of fields".to_owned())),
                    None => &[],
                };
                // SAFETY: the struct is inside of this one, here and in the example.
                unsafe { self.fill(of, start, place, inside)? };
                continue;
            };
            let to = self.memory.as_mut_ptr().cast::<u8>();
            // SAFETY: the field is inside of the memory, and inside of the example.
            unsafe {
                match change {
                    Some(new) => (known.make)(new, to.add(place))
                        .map_err(|error| error.at(format!("field \"{}\"", member.name)))?,
                    None => (known.copy)(start.add(place), to.add(place)),
                }
            }
            self.fields.push((place, known));
        }
        Ok(())
    }
}

impl<const N: usize> Drop for Built<N> {
    fn drop(&mut self) {
        let start = self.memory.as_mut_ptr().cast::<u8>();
        for (place, known) in &self.fields {
            // SAFETY: there is a value of that type, which is dropped once.
            unsafe { (known.drop)(start.add(*place)) };
        }
    }
}

/// A value of any type.
///
/// # Safety
/// As for [`fields`].
unsafe fn value(layout: &'static TypeLayout, at: *const u8) -> Field<'static> {
    if let Some(known) = known(layout) {
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
    /// Makes a value of just this type, where there is none.
    make: unsafe fn(&NewField, *mut u8) -> Result<()>,
    /// Copies a value of just this type to where there is none.
    copy: unsafe fn(*const u8, *mut u8),
    /// Drops a value of just this type.
    drop: unsafe fn(*mut u8),
}

impl Known {
    fn of<T: Readable>() -> Self {
        /// # Safety
        /// There is such a value at the address; as for [`fields`].
        unsafe fn read<T: Readable>(at: *const u8) -> Field<'static> {
            // SAFETY: as for this function.
            T::field(unsafe { &*at.cast::<T>() })
        }
        /// # Safety
        /// There is memory for such a value at the address.
        unsafe fn make<T: Readable>(new: &NewField, at: *mut u8) -> Result<()> {
            let value = T::of(new).ok_or_else(|| Error::new(format!("it can't be {new:?}")))?;
            // SAFETY: as for this function.
            unsafe { at.cast::<T>().write(value) };
            Ok(())
        }
        /// # Safety
        /// There is such a value at the first address, and memory for one at the second.
        unsafe fn copy<T: Readable>(from: *const u8, to: *mut u8) {
            // SAFETY: as for this function.
            unsafe { to.cast::<T>().write((*from.cast::<T>()).clone()) };
        }
        /// # Safety
        /// There is such a value at the address, which nobody uses afterwards.
        unsafe fn drop<T: Readable>(at: *mut u8) {
            // SAFETY: as for this function.
            unsafe { at.cast::<T>().drop_in_place() };
        }
        Self {
            layout: T::LAYOUT,
            read: read::<T>,
            make: make::<T>,
            copy: copy::<T>,
            drop: drop::<T>,
        }
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
trait Readable: StableAbi + Clone + 'static {
    fn field(&'static self) -> Field<'static>;
    /// The value that a new field is to have; none if it can't be that.
    fn of(new: &NewField) -> Option<Self>;
}

impl Readable for bool {
    fn field(&'static self) -> Field<'static> {
        Field::Bool(*self)
    }

    fn of(new: &NewField) -> Option<Self> {
        if let NewField::Bool(on) = new { Some(*on) } else { None }
    }
}

impl Readable for RString {
    fn field(&'static self) -> Field<'static> {
        Field::Text(self.as_str())
    }

    fn of(new: &NewField) -> Option<Self> {
        if let NewField::Text(text) = new { Some(text.as_str().into()) } else { None }
    }
}

impl Readable for RStr<'static> {
    fn field(&'static self) -> Field<'static> {
        Field::Text(self.as_str())
    }

    fn of(_new: &NewField) -> Option<Self> {
        // It would have to live for ever.
        None
    }
}

impl Readable for RVec<RString> {
    fn field(&'static self) -> Field<'static> {
        Field::Texts(self.iter().map(RString::as_str).collect())
    }

    fn of(new: &NewField) -> Option<Self> {
        let NewField::Texts(texts) = new else { return None };
        Some(texts.iter().map(|text| RString::from(text.as_str())).collect())
    }
}

/// A number, whose every byte may be looked at.
trait Plain: StableAbi + Copy + 'static {
    const NUMBER: Number;
    /// The numbers whose bytes these are; none if some are left.
    fn read(bytes: &[u8]) -> Option<Vec<Self>>;
}

macro_rules! plain {
    ($($T:ident $number:ident),*) => {$(
        impl Plain for $T {
            const NUMBER: Number = Number::$number;

            fn read(bytes: &[u8]) -> Option<Vec<Self>> {
                let (numbers, rest) = bytes.as_chunks();
                rest.is_empty().then(|| numbers.iter().map(|n| $T::from_ne_bytes(*n)).collect())
            }
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

    fn of(new: &NewField) -> Option<Self> {
        if let NewField::Numbers(bytes) = new { T::read(bytes).map(Into::into) } else { None }
    }
}

impl<T: Plain, const N: usize> Readable for [T; N]
where
    [T; N]: StableAbi,
{
    fn field(&'static self) -> Field<'static> {
        of_numbers(self.as_slice(), N, false)
    }

    fn of(new: &NewField) -> Option<Self> {
        let NewField::Numbers(bytes) = new else { return None };
        T::read(bytes)?.try_into().ok()
    }
}

impl<T: Plain, const N: usize> Readable for RVec<[T; N]>
where
    [T; N]: StableAbi,
{
    fn field(&'static self) -> Field<'static> {
        of_numbers(self.as_slice().as_flattened(), N, true)
    }

    fn of(new: &NewField) -> Option<Self> {
        let NewField::Numbers(bytes) = new else { return None };
        let numbers = T::read(bytes)?;
        let (elements, rest) = numbers.as_chunks::<N>();
        rest.is_empty().then(|| elements.into())
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

    #[repr(C)]
    #[derive(StableAbi, Clone, Debug, PartialEq)]
    struct Plot {
        is_on: bool,
        title: RString,
        samples: RVec<f64>,
        pairs: RVec<[u16; 2]>,
        names: RVec<RString>,
        inner: Place,
    }

    #[repr(C)]
    #[derive(StableAbi, Clone, Debug, PartialEq)]
    struct Place {
        at: [f32; 3],
        label: RString,
    }

    impl Data for Plot {
        const TYPE_ID: &'static str = "org.test.Plot/1";
        const PORT: &'static str = "org.test.Plot";
        const NAME: &'static str = "a plot";
    }

    fn plot() -> Plot {
        Plot {
            is_on: true,
            title: "t".into(),
            samples: [0.5, -1.0].as_slice().into(),
            pairs: [[1, 2], [3, 4]].as_slice().into(),
            names: ["a", "b"].map(RString::from).into_iter().collect(),
            inner: Place { at: [1.0, 2.0, 3.0], label: "here".into() },
        }
    }

    fn named(fields: Vec<(&str, NewField)>) -> Vec<(String, NewField)> {
        fields.into_iter().map(|(name, field)| (name.to_owned(), field)).collect()
    }

    #[test]
    fn data_is_made_from_an_example_and_its_new_fields() -> Result<()> {
        let example = DataHandle::new(plot());
        let bytes = bytemuck::cast_slice(&[7.0_f64, 8.0, 9.0]).to_vec();
        let label = named(vec![("label", NewField::Text("there".into()))]);
        let changes = named(vec![
            ("samples", NewField::Numbers(bytes)),
            ("is_on", NewField::Bool(false)),
            ("inner", NewField::Group(label)),
        ]);
        // SAFETY: its fields may have any values.
        let made = unsafe { example.changed(&changes)? };
        let expected = Plot {
            is_on: false,
            samples: [7.0, 8.0, 9.0].as_slice().into(),
            inner: Place { label: "there".into(), ..plot().inner },
            ..plot()
        };
        let mut shared = made.downcast::<Plot>()?;
        assert_eq!(*shared, expected);
        // Whoever knows the type may change it, and it is dropped as any other.
        drop(made);
        shared.make_mut().names.push("c".into());
        assert_eq!(shared.names.len(), 3);
        drop(shared);
        assert_eq!(*example.downcast::<Plot>()?, plot());
        Ok(())
    }

    #[test]
    fn a_field_that_cannot_be_so_is_an_error() {
        let example = DataHandle::new(plot());
        let fail = |name: &str, new: NewField| {
            // SAFETY: its fields may have any values.
            let changed = unsafe { example.changed(&named(vec![(name, new)])) };
            changed.expect_err("it can't be").to_string()
        };
        assert!(fail("sample", NewField::Bool(true)).contains("no field \"sample\": it has is_on"));
        assert!(fail("is_on", NewField::Text("yes".into())).contains("field \"is_on\""));
        assert!(fail("pairs", NewField::Numbers(vec![0; 6])).contains("field \"pairs\""));
        assert!(fail("inner", NewField::Bool(true)).contains("a group of fields"));
        // SAFETY: as above.
        let changed = unsafe { DataHandle::new(outer()).changed(&[]) };
        let error = changed.expect_err("it has a reference");
        assert!(error.to_string().contains("\"last\""), "{error}");
    }

    fn outer() -> Outer {
        Outer {
            is_on: true,
            n: 7,
            small: 3,
            samples: RVec::new(),
            pairs: RVec::new(),
            names: RVec::new(),
            inner: Inner { at: [0.0; 3], label: RString::new() },
            last: None,
            weight: 0.0,
        }
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
