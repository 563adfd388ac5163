//! The interface as data: what `cargo xtask check-abi` stores and compares.
//!
//! A snapshot lists all types that are reachable from the root of a module and from the types of
//! data, each with its size and its parts.
//! [`Interface::broken_by`] says which changes break the promise of docs/abi.md; new types and new
//! methods at the end of traits are welcome.

use super::{ABI_VERSION, ModuleRoot_Ref, StableAbi};
use crate::data::DataType;
use abi_stable::type_layout::{
    TLData, TLDataDiscriminant, TLField, TLFields, TLFunction, TLPrimitive, TypeLayout,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Everything that a module may know of a host, and a host of a module.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Interface {
    /// Version of the boundary.
    pub abi: (u32, u32),
    /// For each type of data its identifier and its type, such as `ivw.Volume/1`.
    pub data: BTreeMap<String, String>,
    /// All types of ours, by name; those of other crates are pinned with their version.
    pub types: BTreeMap<String, Shape>,
}

/// What a type looks like in memory.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Shape {
    /// Sort of type: `struct`, `enum`, `table` of functions, or `opaque`.
    pub sort: String,
    /// Size in bytes.
    pub size: usize,
    /// Alignment in bytes.
    pub align: usize,
    /// Whether parts may be added at the end.
    pub may_grow: bool,
    /// How many parts the first version had; zero if it can't grow.
    pub n_first: u8,
    /// Fields, variants or functions, in their order.
    pub parts: Vec<String>,
}

impl Interface {
    /// The interface of this very build.
    pub fn current() -> Self {
        let mut interface = Self { abi: ABI_VERSION, ..Self::default() };
        interface.visit(<ModuleRoot_Ref as StableAbi>::LAYOUT, &mut Vec::new());
        for data in crate::data::types() {
            let DataType { type_id, layout, .. } = data;
            interface.data.insert(type_id.to_owned(), name(layout));
            interface.visit(layout, &mut Vec::new());
        }
        interface
    }

    fn visit(&mut self, layout: &'static TypeLayout, seen: &mut Vec<*const TypeLayout>) {
        if seen.contains(&std::ptr::from_ref(layout)) {
            return;
        }
        seen.push(layout);
        if is_ours(layout) {
            self.types.insert(name(layout), shape(layout));
        }
        for inner in layout.shared_vars().type_layouts() {
            self.visit(inner(), seen);
        }
    }

    /// What another interface changes that this one has promised; nothing, if all is well.
    pub fn broken_by(&self, now: &Self) -> Vec<String> {
        let mut broken = Vec::new();
        for (id, before) in &self.data {
            match now.data.get(id) {
                Some(after) if after == before => {}
                Some(after) => broken.push(format!("data {id} is {after}, it was {before}")),
                None => broken.push(format!("data {id} is gone")),
            }
        }
        for (name, before) in &self.types {
            match now.types.get(name) {
                Some(after) => before.compare(name, after, &mut broken),
                None => broken.push(format!("{name} is gone")),
            }
        }
        broken
    }

    /// Functions that another interface has beyond this one: they need another minor version.
    pub fn added_by(&self, now: &Self) -> Vec<String> {
        let mut added = Vec::new();
        for (name, before) in &self.types {
            let Some(after) = now.types.get(name) else { continue };
            let more = after.parts.iter().skip(before.parts.len());
            added.extend(more.map(|part| format!("{name}: {part}")));
        }
        added
    }
}

impl Shape {
    fn compare(&self, name: &str, now: &Self, broken: &mut Vec<String>) {
        let mut differs = |what: &str, before: &dyn std::fmt::Display, after| {
            broken.push(format!("{name}: {what} is {after}, it was {before}"));
        };
        if self.sort != now.sort {
            differs("the sort of type", &self.sort, now.sort.clone());
        }
        if self.may_grow != now.may_grow || self.n_first != now.n_first {
            differs("the last part of the first version", &self.n_first, now.n_first.to_string());
        }
        if self.align != now.align {
            differs("the alignment", &self.align, now.align.to_string());
        }
        if !self.may_grow && self.size != now.size {
            differs("the size", &self.size, now.size.to_string());
        }
        for (n, before) in self.parts.iter().enumerate() {
            match now.parts.get(n) {
                Some(after) if after == before => {}
                Some(after) => differs(&format!("part {n}"), before, after.clone()),
                None => differs(&format!("part {n}"), before, "gone".to_owned()),
            }
        }
        if !self.may_grow {
            for (n, part) in now.parts.iter().enumerate().skip(self.parts.len()) {
                differs(&format!("part {n}"), &"not there", part.clone());
            }
        }
    }
}

/// The name of a type of ours; a trait's table of functions is named after the trait.
fn name(layout: &TypeLayout) -> String {
    let name = layout.name();
    if name != "VTable" {
        return name.to_owned();
    }
    let path = layout.mod_path().to_string();
    format!("{}::{name}", path.rsplit("::").next().unwrap_or_default())
}

fn is_ours(layout: &TypeLayout) -> bool {
    layout.package().as_str() == env!("CARGO_PKG_NAME")
}

/// A type as it is written; one of another crate with what its memory leads to, such as
/// `RVec<u8>`.
fn written(layout: &'static TypeLayout) -> String {
    if is_ours(layout) {
        return name(layout);
    }
    if layout.data_discriminant() == TLDataDiscriminant::Primitive {
        return one_line(&layout.full_type());
    }
    let mut inside = BTreeSet::new();
    leaves(layout, &mut inside, &mut Vec::new());
    let inside: Vec<_> = inside.into_iter().collect();
    match inside.is_empty() {
        true => layout.name().to_owned(),
        false => format!("{}<{}>", layout.name(), inside.join(", ")),
    }
}

/// Types of ours and numbers that the fields of a foreign type lead to.
fn leaves(
    layout: &'static TypeLayout,
    found: &mut BTreeSet<String>,
    seen: &mut Vec<*const TypeLayout>,
) {
    if seen.contains(&std::ptr::from_ref(layout)) {
        return;
    }
    seen.push(layout);
    if is_ours(layout) {
        found.insert(name(layout));
        return;
    }
    if let TLData::Primitive(primitive) = layout.data() {
        use TLPrimitive as P;
        match primitive {
            // Lengths and capacities are in every container.
            P::Usize | P::Bool => {}
            P::SharedRef | P::MutRef | P::ConstPtr | P::MutPtr | P::Array => {
                let inner = layout.shared_vars().type_layouts();
                inner.iter().for_each(|inner| leaves(inner(), found, seen));
            }
            _ => {
                found.insert(layout.name().to_owned());
            }
        }
        return;
    }
    for field in layout.get_fields().iter().flat_map(|fields| fields.iter()) {
        // What a container does with its memory says nothing about what is in there.
        if !field.is_function() && !field.name().contains("vtable") {
            leaves(field.layout(), found, seen);
        }
    }
}

fn shape(layout: &'static TypeLayout) -> Shape {
    let (sort, n_first, parts) = match layout.data() {
        TLData::Struct { fields } | TLData::Union { fields } => ("struct", None, parts(fields)),
        TLData::Enum(variants) => {
            let mut fields = variants.fields.iter();
            let counts = variants.field_count.iter().map(|&n| usize::from(n));
            let parts = variants.variant_names_iter().zip(counts).map(|(name, n)| {
                let fields: Vec<_> = fields.by_ref().take(n).map(|field| part(&field)).collect();
                format!("{name}({})", fields.join(", "))
            });
            ("enum", None, parts.collect())
        }
        TLData::PrefixType(table) => ("table", Some(table.first_suffix_field), parts(table.fields)),
        TLData::Primitive(_) | TLData::Opaque => ("opaque", None, Vec::new()),
    };
    Shape {
        sort: sort.to_owned(),
        size: layout.size(),
        align: layout.alignment(),
        may_grow: n_first.is_some(),
        n_first: n_first.unwrap_or_default(),
        parts,
    }
}

fn parts(fields: TLFields) -> Vec<String> {
    fields.iter().map(|field| part(&field)).collect()
}

/// A field with its type, or with the signatures of its functions.
fn part(field: &TLField) -> String {
    let functions: Vec<_> = field.function_range().iter().map(|f| signature(&f)).collect();
    match functions.is_empty() {
        true => format!("{}: {}", field.name(), written(field.layout())),
        false => format!("{}: {}", field.name(), functions.join(" and ")),
    }
}

fn signature(function: &TLFunction) -> String {
    let parameters: Vec<_> =
        function.param_type_layouts.iter().map(|layout| written(layout())).collect();
    let result = function.return_type_layout().map_or("()".to_owned(), |layout| written(layout()));
    format!("fn({}) -> {result}", parameters.join(", "))
}

fn one_line(text: &impl std::fmt::Display) -> String {
    text.to_string().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(may_grow: bool, parts: &[&str]) -> Shape {
        let n_first = if may_grow { 1 } else { 0 };
        let parts: Vec<_> = parts.iter().map(|part| (*part).to_owned()).collect();
        let size = 8 * parts.len();
        Shape { sort: "struct".to_owned(), size, align: 8, may_grow, n_first, parts }
    }

    fn interface(types: &[(&str, Shape)]) -> Interface {
        let types = types.iter().map(|(name, shape)| ((*name).to_owned(), shape.clone())).collect();
        Interface { types, ..Interface::default() }
    }

    #[test]
    fn functions_may_be_added_at_the_end_of_a_table_and_types_anywhere() {
        let before = interface(&[("Host", shape(true, &["log"]))]);
        let after = interface(&[
            ("Host", shape(true, &["log", "progress"])),
            ("Points", shape(false, &["x"])),
        ]);
        assert_eq!(before.broken_by(&after), [""; 0]);
        assert_eq!(before.added_by(&after), ["Host: progress"]);
        // The other way round it is a promise that was not kept.
        assert_eq!(after.broken_by(&before).len(), 2);
    }

    #[test]
    fn what_is_there_stays_in_its_place() {
        let before = interface(&[("Host", shape(true, &["log", "progress"]))]);
        for parts in [&["progress", "log"][..], &["log"], &["log(more)", "progress"]] {
            let broken = before.broken_by(&interface(&[("Host", shape(true, parts))]));
            assert!(!broken.is_empty() && broken[0].starts_with("Host: part"), "{broken:?}");
        }
    }

    #[test]
    fn data_keeps_its_layout_and_its_identifier() {
        let mut before = interface(&[("Volume", shape(false, &["dims"]))]);
        before.data.insert("ivw.Volume/1".to_owned(), "Volume".to_owned());
        let grown = Interface {
            types: interface(&[("Volume", shape(false, &["dims", "voxels"]))]).types,
            ..before.clone()
        };
        let broken = before.broken_by(&grown);
        assert_eq!(broken.len(), 2, "{broken:?}");
        assert!(broken[0].contains("the size is 16, it was 8"), "{broken:?}");
        assert!(broken[1].contains("part 1 is voxels, it was not there"), "{broken:?}");

        let gone = Interface { data: BTreeMap::new(), ..before.clone() };
        assert_eq!(before.broken_by(&gone), ["data ivw.Volume/1 is gone"]);
    }

    #[test]
    fn the_interface_reaches_the_functions_behind_trait_objects_and_all_data() {
        let interface = Interface::current();
        let parts: Vec<_> = interface.types.values().flat_map(|shape| &shape.parts).collect();
        for function in ["register_processor", "set_inputs", "interrupt", "property_changed"] {
            assert!(parts.iter().any(|part| part.starts_with(function)), "no {function}");
        }
        assert!(interface.data.contains_key("ivw.Volume/1"));
        assert!(interface.types["Volume"].parts.iter().any(|part| part.starts_with("voxels: ")));
        assert_eq!(interface.broken_by(&interface), [""; 0]);
    }
}
