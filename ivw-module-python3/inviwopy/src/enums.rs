//! Enumerations and sets of flags as Inviwo's Python module has them.
//!
//! They are not Python's own `enum.Enum`: members have `.name`, `.value` and `__members__`, are
//! made from numbers (`InvalidationLevel(2)`), equal those numbers and stand in for them.
//! `inviwo_enum!` defines a Rust enum and its Python class, `inviwo_flags!` a set of its
//! values; [`add_enum`] and [`add_flags`] put the classes into a module.
//! Every member exists once, so `is` works too.

use std::fmt;
use std::sync::OnceLock;

use pyo3::PyClass;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::pyclass::CompareOp;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyInt, PyList, PyString, PyTuple};

/// This is a Rust enum with a Python class, as `inviwo_enum!` defines it.
pub trait PythonEnum: Copy + TryFrom<i32, Error = UnknownValue> + 'static {
    /// This is the Python class.
    type Class: PyClass<BaseType = EnumValue> + Default;
    /// These are all values in the order of their definition.
    const VALUES: &'static [Self];

    /// This describes the enum to Python.
    fn info() -> &'static EnumInfo;
    /// This is the number of a value.
    fn value(self) -> i32;
}

/// This is a set of values of an enum with a Python class, as `inviwo_flags!` defines it.
pub trait PythonFlags: Copy + 'static {
    /// This is the Python class.
    type Class: PyClass<BaseType = EnumFlags> + Default;

    /// This describes the set to Python.
    fn info() -> &'static FlagsInfo;
}

/// This adds the class of an enum to the module it is defined in.
pub fn add_enum<E: PythonEnum>(module: &Bound<'_, PyModule>) -> PyResult<()> {
    E::info().members(module.py())?;
    module.add_class::<E::Class>()
}

/// This adds the class of a set of flags to the module it is defined in.
///
/// From then on operators between two values of the enum give such a set.
pub fn add_flags<F: PythonFlags>(module: &Bound<'_, PyModule>) -> PyResult<()> {
    let info = F::info();
    info.of.flags.get_or_init(|| info);
    module.add_class::<F::Class>()
}

/// This error means that an enum has no value of a number.
#[derive(Clone, Copy)]
pub struct UnknownValue {
    value: i32,
    info: &'static EnumInfo,
}

impl UnknownValue {
    /// This is the error for a number and the enum that lacks it.
    pub fn new(value: i32, info: &'static EnumInfo) -> Self {
        Self { value, info }
    }
}

/// Longer lists do not help the reader of an error message.
const MAX_NAMED_MEMBERS: usize = 24;

impl fmt::Display for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { value, info } = self;
        write!(f, "{value} is no value of {}: ", info.name)?;
        if info.members.len() > MAX_NAMED_MEMBERS {
            return write!(f, "see {}.__members__", info.name);
        }
        let valid: Vec<_> =
            info.members.iter().map(|(n, value)| format!("{value} ({n})")).collect();
        write!(f, "use {}", valid.join(", "))
    }
}

impl fmt::Debug for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "UnknownValue({self})")
    }
}

impl std::error::Error for UnknownValue {}

impl From<UnknownValue> for PyErr {
    fn from(error: UnknownValue) -> Self {
        PyValueError::new_err(error.to_string())
    }
}

/// This describes an enum to the code all enums share.
pub struct EnumInfo {
    name: &'static str,
    members: &'static [(&'static str, i32)],
    instance: fn(Python<'_>, EnumValue) -> PyResult<Bound<'_, PyAny>>,
    flags: OnceLock<&'static FlagsInfo>,
    instances: PyOnceLock<Vec<Py<EnumValue>>>,
}

impl EnumInfo {
    /// This describes the enum `E` by its name and its members.
    pub const fn new<E: PythonEnum>(
        name: &'static str,
        members: &'static [(&'static str, i32)],
    ) -> Self {
        Self {
            name,
            members,
            instance: enum_instance::<E>,
            flags: OnceLock::new(),
            instances: PyOnceLock::new(),
        }
    }

    /// These are the Python objects of all members; the class gets them as its attributes.
    fn members(&'static self, py: Python<'_>) -> PyResult<&'static [Py<EnumValue>]> {
        let instances = self.instances.get_or_try_init(py, || {
            let by_name = PyDict::new(py);
            let mut instances: Vec<Bound<'_, EnumValue>> = Vec::with_capacity(self.members.len());
            for &(name, value) in self.members {
                let instance = (self.instance)(py, EnumValue { info: self, value })?;
                by_name.set_item(name, &instance)?;
                instances.push(instance.cast_into()?);
            }
            if let Some(first) = instances.first() {
                let class = first.get_type();
                for (name, instance) in &by_name {
                    class.setattr(name.cast_into::<PyString>()?, instance)?;
                }
                class.setattr("__members__", by_name)?;
            }
            PyResult::Ok(instances.into_iter().map(Bound::unbind).collect())
        })?;
        Ok(instances)
    }

    /// This is the Python object of a number.
    pub fn member<'py>(
        &'static self,
        py: Python<'py>,
        value: i32,
    ) -> PyResult<Bound<'py, EnumValue>> {
        let place = self
            .members
            .iter()
            .position(|&(_, member)| member == value)
            .ok_or_else(|| UnknownValue::new(value, self))?;
        Ok(self.members(py)?[place].bind(py).clone())
    }

    /// This is the number of a Python object, which must be of this enum's class.
    pub fn value_of(&'static self, object: &Bound<'_, PyAny>) -> PyResult<i32> {
        if let Ok(value) = object.cast::<EnumValue>()
            && std::ptr::eq(value.get().info, self)
        {
            return Ok(value.get().value);
        }
        Err(PyTypeError::new_err(format!(
            "expected a value of {}, got {}",
            self.name,
            object.repr()?
        )))
    }
}

fn enum_instance<E: PythonEnum>(py: Python<'_>, value: EnumValue) -> PyResult<Bound<'_, PyAny>> {
    let class = PyClassInitializer::from(value).add_subclass(E::Class::default());
    Ok(Bound::new(py, class)?.into_any())
}

/// What the values of all enums have in common.
#[pyclass(subclass, frozen, module = "inviwopy")]
pub struct EnumValue {
    info: &'static EnumInfo,
    value: i32,
}

impl EnumValue {
    fn member_name(&self) -> &'static str {
        let named = self.info.members.iter().find(|(_, value)| *value == self.value);
        named.map_or("???", |(name, _)| name)
    }

    fn flags<'py>(
        &self,
        other: &Bound<'py, PyAny>,
        operator: fn(i32, i32) -> i32,
    ) -> PyResult<Bound<'py, PyAny>> {
        let py = other.py();
        match self.info.flags.get() {
            Some(flags) => flags.combined(py, self.value, other, operator),
            None => Ok(py.NotImplemented().into_bound(py)),
        }
    }
}

#[pymethods]
impl EnumValue {
    /// The name of the value.
    #[getter]
    fn name(&self) -> &'static str {
        self.member_name()
    }

    /// The number of the value.
    #[getter]
    fn value(&self) -> i32 {
        self.value
    }

    fn __int__(&self) -> i32 {
        self.value
    }

    fn __index__(&self) -> i32 {
        self.value
    }

    fn __hash__(&self) -> isize {
        // The hash Python gives to the equal number; -1 would mean an error.
        if self.value == -1 { -2 } else { self.value as isize }
    }

    fn __repr__(&self) -> String {
        format!("<{}: {}>", self.__str__(), self.value)
    }

    fn __str__(&self) -> String {
        format!("{}.{}", self.info.name, self.member_name())
    }

    fn __richcmp__<'py>(
        &self,
        other: &Bound<'py, PyAny>,
        operator: CompareOp,
    ) -> PyResult<Bound<'py, PyAny>> {
        let py = other.py();
        let number = match self.info.value_of(other) {
            Ok(number) => i64::from(number),
            Err(_) if other.is_instance_of::<PyInt>() => match other.extract() {
                Ok(number) => number,
                Err(_) => return Ok(py.NotImplemented().into_bound(py)),
            },
            Err(_) => return Ok(py.NotImplemented().into_bound(py)),
        };
        let result = operator.matches(i64::from(self.value).cmp(&number));
        Ok(result.into_pyobject(py)?.to_owned().into_any())
    }

    fn __or__<'py>(&self, other: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        self.flags(other, |a, b| a | b)
    }

    fn __and__<'py>(&self, other: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        self.flags(other, |a, b| a & b)
    }

    fn __xor__<'py>(&self, other: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        self.flags(other, |a, b| a ^ b)
    }

    fn __copy__(slf: Bound<'_, Self>) -> Bound<'_, Self> {
        slf
    }

    fn __deepcopy__<'py>(slf: Bound<'py, Self>, _memo: &Bound<'py, PyAny>) -> Bound<'py, Self> {
        slf
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let arguments = PyTuple::new(slf.py(), [slf.get().value])?;
        PyTuple::new(slf.py(), [slf.get_type().into_any(), arguments.into_any()])
    }
}

/// This describes a set of flags to the code all sets share.
pub struct FlagsInfo {
    name: &'static str,
    of: &'static EnumInfo,
    instance: fn(Python<'_>, EnumFlags) -> PyResult<Bound<'_, PyAny>>,
}

impl FlagsInfo {
    /// This describes the set `F` by its name and its enum.
    pub fn new<F: PythonFlags>(name: &'static str, of: &'static EnumInfo) -> Self {
        Self { name, of, instance: flags_instance::<F> }
    }

    /// This is the Python object of a set.
    pub fn object<'py>(&'static self, py: Python<'py>, bits: i32) -> PyResult<Bound<'py, PyAny>> {
        (self.instance)(py, EnumFlags { info: self, bits })
    }

    /// This is the set that a Python object stands for: a set or one value.
    pub fn bits_of(&'static self, object: &Bound<'_, PyAny>) -> PyResult<i32> {
        match object.cast::<EnumFlags>() {
            Ok(flags) if std::ptr::eq(flags.borrow().info, self) => Ok(flags.borrow().bits),
            Ok(_) => Err(PyTypeError::new_err(format!(
                "expected {} or a value of {}, got {}",
                self.name,
                self.of.name,
                object.repr()?
            ))),
            Err(_) => self.of.value_of(object),
        }
    }

    fn combined<'py>(
        &'static self,
        py: Python<'py>,
        bits: i32,
        other: &Bound<'py, PyAny>,
        operator: fn(i32, i32) -> i32,
    ) -> PyResult<Bound<'py, PyAny>> {
        match self.bits_of(other) {
            Ok(other) => self.object(py, operator(bits, other)),
            Err(_) => Ok(py.NotImplemented().into_bound(py)),
        }
    }
}

fn flags_instance<F: PythonFlags>(py: Python<'_>, flags: EnumFlags) -> PyResult<Bound<'_, PyAny>> {
    let class = PyClassInitializer::from(flags).add_subclass(F::Class::default());
    Ok(Bound::new(py, class)?.into_any())
}

/// What all sets of flags have in common.
#[pyclass(subclass, module = "inviwopy")]
pub struct EnumFlags {
    info: &'static FlagsInfo,
    bits: i32,
}

impl EnumFlags {
    /// This is the set a constructor makes from values and other sets.
    pub fn parse(info: &'static FlagsInfo, arguments: &Bound<'_, PyTuple>) -> PyResult<Self> {
        let mut bits = 0;
        for argument in arguments {
            bits |= info.bits_of(&argument)?;
        }
        Ok(Self { info, bits })
    }

    /// This is whether a value is in the set; a value without bits is in the empty set only.
    fn has(&self, value: i32) -> bool {
        match value {
            0 => self.bits == 0,
            value => self.bits & value == value,
        }
    }

    fn values(&self) -> impl Iterator<Item = (&'static str, i32)> {
        let members = self.info.of.members.iter().copied();
        members.filter(|&(_, value)| value != 0 && self.has(value))
    }

    fn all_bits(&self) -> i32 {
        self.info.of.members.iter().fold(0, |bits, (_, value)| bits | value)
    }

    fn names(&self, separator: &str) -> String {
        self.values().map(|(name, _)| name).collect::<Vec<_>>().join(separator)
    }

    fn iterator<'py>(&self, py: Python<'py>, first: i32) -> PyResult<Bound<'py, PyAny>> {
        let values = PyList::empty(py);
        for (_, value) in self.values().skip_while(|&(_, value)| value != first && first != 0) {
            values.append(self.info.of.member(py, value)?)?;
        }
        Ok(values.try_iter()?.into_any())
    }

    fn combined<'py>(
        &self,
        other: &Bound<'py, PyAny>,
        operator: fn(i32, i32) -> i32,
    ) -> PyResult<Bound<'py, PyAny>> {
        self.info.combined(other.py(), self.bits, other, operator)
    }
}

#[pymethods]
impl EnumFlags {
    fn __contains__(&self, value: &Bound<'_, PyAny>) -> bool {
        self.info.of.value_of(value).is_ok_and(|value| self.has(value))
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.iterator(py, 0)
    }

    fn __len__(&self) -> usize {
        self.values().count()
    }

    fn __bool__(&self) -> bool {
        self.bits != 0
    }

    fn __repr__(&self) -> String {
        let (names, Self { info, bits }) = (self.names("|"), self);
        match names.is_empty() {
            true => format!("<{}: {bits}>", info.name),
            false => format!("<{}.{names}: {bits}>", info.name),
        }
    }

    fn __str__(&self) -> String {
        self.names("+")
    }

    fn __richcmp__<'py>(
        &self,
        other: &Bound<'py, PyAny>,
        operator: CompareOp,
    ) -> PyResult<Bound<'py, PyAny>> {
        let py = other.py();
        let result = match (self.info.bits_of(other), operator) {
            (Ok(bits), CompareOp::Eq) => self.bits == bits,
            (Ok(bits), CompareOp::Ne) => self.bits != bits,
            _ => return Ok(py.NotImplemented().into_bound(py)),
        };
        Ok(result.into_pyobject(py)?.to_owned().into_any())
    }

    fn __or__<'py>(&self, other: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        self.combined(other, |a, b| a | b)
    }

    fn __and__<'py>(&self, other: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        self.combined(other, |a, b| a & b)
    }

    fn __xor__<'py>(&self, other: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        self.combined(other, |a, b| a ^ b)
    }

    fn __ior__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<()> {
        let bits = slf.borrow().info.bits_of(other)?;
        slf.borrow_mut().bits |= bits;
        Ok(())
    }

    fn __iand__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<()> {
        let bits = slf.borrow().info.bits_of(other)?;
        slf.borrow_mut().bits &= bits;
        Ok(())
    }

    fn __ixor__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<()> {
        let bits = slf.borrow().info.bits_of(other)?;
        slf.borrow_mut().bits ^= bits;
        Ok(())
    }

    fn __invert__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.info.object(py, self.all_bits() & !self.bits)
    }

    fn __copy__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        let (info, bits) = (slf.borrow().info, slf.borrow().bits);
        info.object(slf.py(), bits)
    }

    fn __deepcopy__<'py>(
        slf: &Bound<'py, Self>,
        _memo: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        Self::__copy__(slf)
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let values: Vec<_> = slf.try_iter()?.collect::<PyResult<_>>()?;
        let arguments = PyTuple::new(slf.py(), values)?;
        PyTuple::new(slf.py(), [slf.get_type().into_any(), arguments.into_any()])
    }

    /// Whether no flag is set.
    fn empty(&self) -> bool {
        self.bits == 0
    }

    /// The number of flags that are set.
    fn size(&self) -> usize {
        self.values().count()
    }

    /// The number of flags there are.
    fn max_size(&self) -> usize {
        self.info.of.members.iter().filter(|(_, value)| *value != 0).count()
    }

    /// Whether a flag is set.
    fn contains(&self, value: &Bound<'_, PyAny>) -> PyResult<bool> {
        Ok(self.has(self.info.of.value_of(value)?))
    }

    /// One if a flag is set, otherwise zero.
    fn count(&self, value: &Bound<'_, PyAny>) -> PyResult<usize> {
        Ok(usize::from(self.contains(value)?))
    }

    /// An iterator over the flags that are set, from the given one on.
    fn find<'py>(&self, value: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        self.iterator(value.py(), self.info.of.value_of(value)?)
    }

    /// Sets a flag; the result is an iterator from it on and whether it was not set before.
    fn insert<'py>(
        slf: &Bound<'py, Self>,
        value: &Bound<'py, PyAny>,
    ) -> PyResult<(Bound<'py, PyAny>, bool)> {
        let bits = slf.borrow().info.of.value_of(value)?;
        let is_new = !slf.borrow().has(bits);
        slf.borrow_mut().bits |= bits;
        let inserted = slf.borrow().iterator(value.py(), bits)?;
        Ok((inserted, is_new))
    }

    /// Clears a flag; the result is one if it was set, otherwise zero.
    fn erase(slf: &Bound<'_, Self>, value: &Bound<'_, PyAny>) -> PyResult<usize> {
        let bits = slf.borrow().info.of.value_of(value)?;
        let was_set = slf.borrow().has(bits);
        slf.borrow_mut().bits &= !bits;
        Ok(usize::from(was_set))
    }

    /// Clears all flags.
    fn clear(&mut self) {
        self.bits = 0;
    }
}

/// Defines a Rust enum and the Python class for it.
///
/// ```ignore
/// inviwo_enum! {
///     /// How much a message matters.
///     LogLevel in "inviwopy" { Info = 0, Warn = 1, Error = 2 }
/// }
/// add_enum::<LogLevel>(module)?;
/// ```
///
/// The enum converts to and from Python as an argument and a return value; numbers are not
/// accepted as arguments.
macro_rules! inviwo_enum {
    (
        $(#[$attribute:meta])*
        $name:ident in $module:literal {
            $($(#[$member_attribute:meta])* $member:ident = $value:expr),+ $(,)?
        }
    ) => {
        $(#[$attribute])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[allow(missing_docs, nonstandard_style)] // The members have Inviwo's names.
        #[repr(i32)]
        pub enum $name {
            $($(#[$member_attribute])* $member = $value,)+
        }

        const _: () = {
            use ::pyo3::prelude::*;
            use $crate::enums::{EnumInfo, EnumValue, PythonEnum, UnknownValue};

            type Value = $name;

            static INFO: EnumInfo =
                EnumInfo::new::<Value>(stringify!($name), &[$((stringify!($member), $value)),+]);

            impl TryFrom<i32> for Value {
                type Error = UnknownValue;

                fn try_from(value: i32) -> Result<Self, UnknownValue> {
                    <Self as PythonEnum>::VALUES
                        .iter()
                        .copied()
                        .find(|member| *member as i32 == value)
                        .ok_or(UnknownValue::new(value, &INFO))
                }
            }

            impl<'a, 'py> FromPyObject<'a, 'py> for Value {
                type Error = PyErr;

                fn extract(object: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
                    Ok(Self::try_from(INFO.value_of(&object)?)?)
                }
            }

            impl<'py> IntoPyObject<'py> for Value {
                type Target = EnumValue;
                type Output = Bound<'py, EnumValue>;
                type Error = PyErr;

                fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
                    INFO.member(py, self as i32)
                }
            }

            // The Python class needs the name of the enum, which this block hides.
            const _: () = {
                $(#[$attribute])*
                #[pyclass(extends = EnumValue, frozen, module = $module)]
                #[derive(Default)]
                #[allow(nonstandard_style)]
                pub struct $name;

                #[pymethods]
                impl $name {
                    #[new]
                    fn member(py: Python<'_>, value: i32) -> PyResult<Bound<'_, EnumValue>> {
                        INFO.member(py, value)
                    }
                }

                impl PythonEnum for Value {
                    type Class = $name;
                    const VALUES: &'static [Self] = &[$(Self::$member),+];

                    fn info() -> &'static EnumInfo {
                        &INFO
                    }

                    fn value(self) -> i32 {
                        self as i32
                    }
                }
            };
        };
    };
}

/// Defines a set of values of an enum and the Python class for it.
///
/// ```ignore
/// inviwo_flags! {
///     /// The mouse buttons that are pressed.
///     MouseButtons of MouseButton in "inviwopy"
/// }
/// add_flags::<MouseButtons>(module)?;
/// ```
///
/// As an argument the set accepts a single value too.
macro_rules! inviwo_flags {
    ($(#[$attribute:meta])* $name:ident of $value:ident in $module:literal) => {
        $(#[$attribute])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        pub struct $name {
            bits: i32,
        }

        #[allow(dead_code)] // Not every set is used in every way.
        impl $name {
            /// This is the set of the values whose numbers these bits are made of.
            pub const fn from_bits(bits: i32) -> Self {
                Self { bits }
            }

            /// This is the sum of the numbers of all values in the set.
            pub const fn bits(self) -> i32 {
                self.bits
            }

            /// This is whether a value is in the set.
            pub const fn contains(self, value: $value) -> bool {
                match value as i32 {
                    0 => self.bits == 0,
                    value => self.bits & value == value,
                }
            }
        }

        const _: () = {
            use ::pyo3::prelude::*;
            use ::pyo3::types::PyTuple;
            use $crate::enums::{EnumFlags, FlagsInfo, PythonEnum, PythonFlags};

            type Flags = $name;

            impl From<$value> for Flags {
                fn from(value: $value) -> Self {
                    Self { bits: value as i32 }
                }
            }

            impl FromIterator<$value> for Flags {
                fn from_iter<I: IntoIterator<Item = $value>>(values: I) -> Self {
                    let bits = values.into_iter().fold(0, |bits, value| bits | value as i32);
                    Self { bits }
                }
            }

            impl<'a, 'py> FromPyObject<'a, 'py> for Flags {
                type Error = PyErr;

                fn extract(object: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
                    Ok(Self { bits: <Flags as PythonFlags>::info().bits_of(&object)? })
                }
            }

            impl<'py> IntoPyObject<'py> for Flags {
                type Target = PyAny;
                type Output = Bound<'py, PyAny>;
                type Error = PyErr;

                fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
                    <Flags as PythonFlags>::info().object(py, self.bits)
                }
            }

            // The Python class needs the name of the set, which this block hides.
            const _: () = {
                $(#[$attribute])*
                #[pyclass(extends = EnumFlags, module = $module)]
                #[derive(Default)]
                pub struct $name;

                #[pymethods]
                impl $name {
                    #[new]
                    #[pyo3(signature = (*values))]
                    fn new(values: &Bound<'_, PyTuple>) -> PyResult<PyClassInitializer<Self>> {
                        let flags = EnumFlags::parse(<Flags as PythonFlags>::info(), values)?;
                        Ok(PyClassInitializer::from(flags).add_subclass(Self))
                    }
                }

                impl PythonFlags for Flags {
                    type Class = $name;

                    fn info() -> &'static FlagsInfo {
                        static INFO: ::std::sync::OnceLock<FlagsInfo> =
                            ::std::sync::OnceLock::new();
                        INFO.get_or_init(|| {
                            FlagsInfo::new::<Flags>(
                                stringify!($name),
                                <$value as PythonEnum>::info(),
                            )
                        })
                    }
                }
            };
        };
    };
}

pub(crate) use {inviwo_enum, inviwo_flags};
