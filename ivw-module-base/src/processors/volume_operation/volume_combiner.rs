//! A formula of volumes.

use crate::algorithm::voxels::{empty_like, fill, no_voxels, write_texel};
use glam::{DMat4, DVec3, Vec4};
use ivw_core::prelude::*;
use ivw_render::expression::Expression;
use ivw_render::raycast::VolumeTexture;
use std::ops::Range;

/// Computes a formula of the numbers of volumes, voxel by voxel.
///
/// |         | shape          | value                      | unit                            |
/// |---------|----------------|----------------------------|---------------------------------|
/// | inport  | volumes        | 1 to 4 numbers each        | of the fields                   |
/// | outport | `[nx, ny, nz]` | as in the first volume     | as a texture                    |
///
/// The formula has `v1`, `v2` .. for the volumes in the order of their connections, and `s1`, `s2` ..
/// for the scale factors; it is computed for each component.
/// The result has the grid and the format of the first volume; others are looked up at the same place
/// of their unit cubes, or of the world.
#[derive(Processor)]
#[processor("org.inviwo.VolumeCombiner", category = "Volume Operation", tags = "CPU")]
pub struct VolumeCombiner {
    /// Volumes of the formula.
    #[inport("inport")]
    volumes: InMany<Volume>,

    /// What the formula gives.
    #[outport("outport")]
    combined: Out<Volume>,

    /// Names of the volumes in the formula.
    #[property("description", name = "Volumes", semantics = "Multiline", read_only = true)]
    description: String,

    /// The formula.
    #[property("eqn", name = "Equation", default = "v1".to_owned())]
    formula: String,

    /// What the numbers in the formula are.
    #[property(
        "normalizationMode",
        name = "Normalization Mode",
        invalidates = InvalidationLevel::InvalidResources
    )]
    normalization: Normalization,

    /// Adds a scale factor.
    #[property("addScale", name = "Add Scale Factor")]
    add: Button,

    /// Takes the last scale factor away.
    #[property("removeScale", name = "Remove Scale Factor")]
    remove: Button,

    /// Numbers for the formula.
    #[group("scales", name = "Scale factors")]
    scales: Scales,

    /// Volumes are looked up where they are in the world.
    #[group("useWorldSpaceCoordinateSystem", name = "World Space")]
    world: WorldSpace,

    /// Ranges of the result.
    #[group("dataRange", name = "Data Range")]
    range: ResultRange,

    n_scales: usize,
    n_volumes: Option<usize>,
}

/// This is what the numbers in a formula are.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Normalization {
    /// Parts of the data range.
    #[default]
    #[choice("normalized", "Normalize")]
    Normalized,
    /// From -1 to 1 in the data range.
    #[choice("signedNormalized", "Sign Normalize")]
    SignNormalized,
    /// As a texture gives them.
    #[choice("noNormalization", "No normalization")]
    None,
}

macro_rules! scales {
    ($($field:ident $id:literal $name:literal $n:literal;)*) => {
        /// These are numbers for a formula.
        #[derive(PropertyGroup)]
        pub struct Scales {
            $(
                /// Number that the formula knows by the name of this property.
                #[property($id, name = $name, default = 1.0, range = -2.0..=2.0, visible = false)]
                $field: f32,
            )*
        }

        impl Scales {
            const NAMES: &[(&str, &str)] = &[$(($id, $name)),*];

            fn values(&self) -> Vec<f64> {
                vec![$(self.$field.into()),*]
            }
        }
    };
}
scales! {
    a "scale0" "s1" 0;
    b "scale1" "s2" 1;
    c "scale2" "s3" 2;
    d "scale3" "s4" 3;
    e "scale4" "s5" 4;
    f "scale5" "s6" 5;
    g "scale6" "s7" 6;
    h "scale7" "s8" 7;
}

/// These say how volumes are looked up in the world.
#[derive(PropertyGroup)]
#[group_class(checked_by = "checked")]
pub struct WorldSpace {
    /// Whether they are; otherwise at the same place of their unit cubes.
    #[property("checked", invalidates = InvalidationLevel::InvalidResources)]
    is_on: bool,

    /// Numbers beside a volume.
    #[property("borderValue", name = "Border value", range = 0.0..=1.0, step = 0.1)]
    border: Vec4,
}

/// These are the ranges of a result.
#[derive(PropertyGroup)]
pub struct ResultRange {
    /// Volume whose ranges are taken over; −1 is all of them together.
    #[property("rangeMode", name = "Mode", options = &[("v1", "v1", 0), ("maxRange", "min/max {v1, v2, ...}", -1)])]
    mode: i32,

    /// Stored numbers of the ends of the result's range.
    #[property("outputDataRange", name = "Output Data Range", default = 0.0..1.0, range = f64::MIN..=f64::MAX, semantics = "Text", read_only = true)]
    data: Range<f64>,

    /// Physical values of the ends of the result's range.
    #[property("outputValueRange", name = "Output Value Range", default = 0.0..1.0, range = f64::MIN..=f64::MAX, semantics = "Text", read_only = true)]
    value: Range<f64>,

    /// Whether the result has ranges of its own.
    #[property("customRange", name = "Custom Range")]
    is_custom: bool,

    /// Stored numbers of the ends of its own range.
    #[property("customDataRange", name = "Custom Data Range", default = 0.0..1.0, range = f64::MIN..=f64::MAX, semantics = "Text")]
    custom_data: Range<f64>,

    /// Physical values of the ends of its own range.
    #[property("customValueRange", name = "Custom Value Range", default = 0.0..1.0, range = f64::MIN..=f64::MAX, semantics = "Text")]
    custom_value: Range<f64>,
}

impl Process for VolumeCombiner {
    fn process(&mut self, context: &Context) -> Result<()> {
        let volumes = self.volumes.all().to_vec();
        let Some(first) = volumes.first() else {
            return Err(Error::new("no volumes are connected").hint("connect one at least"));
        };
        self.offer(volumes.len(), context);
        let names: Vec<String> = (1..=volumes.len()).map(|n| format!("v{n}")).collect();
        let scales = self.scales.values();
        let variables: Vec<&str> = names
            .iter()
            .map(String::as_str)
            .chain(Scales::NAMES.iter().map(|(_, name)| *name))
            .collect();
        let formula = Expression::parse(&self.formula, &variables)?;

        let mut textures = Vec::new();
        let to_first = first.world_from_data().as_dmat4();
        for volume in &volumes {
            let texture = VolumeTexture::new(&**volume).ok_or_else(no_voxels)?;
            let from_first = volume.world_from_data().as_dmat4().inverse() * to_first;
            textures.push((texture, from_first));
        }
        let per_voxel = first.size().as_dvec3().recip();
        let n_components = usize::from(first.format.components);
        let numbers = |at: DVec3| -> [f64; 4] {
            let voxels: Vec<[f64; 4]> =
                textures.iter().map(|(texture, from)| self.look(texture, from, at)).collect();
            let mut values = vec![0.0; voxels.len()];
            values.extend(&scales);
            std::array::from_fn(|c| {
                if c >= n_components {
                    return 0.0;
                }
                voxels.iter().zip(&mut values).for_each(|(voxel, value)| *value = voxel[c]);
                formula.at(&values)
            })
        };
        let mut combined = empty_like(first, first.dims, first.format)?;
        fill(&mut combined, context, write_texel, |voxel| {
            numbers((voxel.as_dvec3() + 0.5) * per_voxel)
        })?;
        let [data, value] = self.ranges(&volumes);
        (combined.data_map.data_range, combined.data_map.value_range) = (data, value);
        for (id, [lo, hi]) in [("outputDataRange", data), ("outputValueRange", value)] {
            let shown = Value::Floats([lo.min(hi), lo.max(hi)].into_iter().collect());
            context.set(&format!("dataRange.{id}"), shown);
        }
        self.combined.set(combined);
        Ok(())
    }
}

impl VolumeCombiner {
    /// Shows what there is to choose from.
    fn offer(&mut self, n_volumes: usize, context: &Context) {
        let is_first = self.n_volumes.is_none();
        if self.n_volumes.replace(n_volumes) != Some(n_volumes) {
            let item = |id: &str, name: &str, value: i64| OptionItem {
                id: id.to_owned(),
                name: name.to_owned(),
                value: OptionValue::Int(value),
            };
            let names: Vec<String> = (1..=n_volumes).map(|n| format!("v{n}")).collect();
            let options = names.iter().enumerate().map(|(n, name)| item(name, name, n as i64));
            let all = item("maxRange", "min/max {v1, v2, ...}", -1);
            context.set_options("dataRange.rangeMode", options.chain([all]).collect());
            context.set("description", names.join("\n").as_str());
        }
        let used = Scales::NAMES.iter().rposition(|(_, name)| self.formula.contains(name));
        let used = used.map_or(0, |n| n + 1);
        let before = self.n_scales;
        if is_first {
            self.n_scales = used;
        }
        if self.add.pressed {
            self.n_scales = (self.n_scales + 1).min(Scales::NAMES.len());
        }
        if self.remove.pressed {
            self.n_scales = self.n_scales.saturating_sub(1);
        }
        if is_first || before != self.n_scales {
            for (n, (id, _)) in Scales::NAMES.iter().enumerate() {
                let path = format!("scales.{id}");
                context.change(&path, PropertyChange::Visible(n < self.n_scales));
            }
        }
    }

    /// The numbers of a volume at a place of the first one.
    fn look(&self, texture: &VolumeTexture<'_>, from_first: &DMat4, at: DVec3) -> [f64; 4] {
        let mut at = at;
        if self.world.is_on {
            at = from_first.transform_point3(at);
            if at.cmplt(DVec3::ZERO).any() || at.cmpgt(DVec3::ONE).any() {
                return self.world.border.as_dvec4().to_array();
            }
        }
        match self.normalization {
            Normalization::Normalized => texture.normalized(at),
            Normalization::SignNormalized => texture.normalized(at).map(|n| 2.0 * n - 1.0),
            Normalization::None => texture.texel(at),
        }
    }

    /// Data and value range of the result.
    fn ranges(&self, volumes: &[Shared<Volume>]) -> [[f64; 2]; 2] {
        let range = &self.range;
        if range.is_custom {
            return [&range.custom_data, &range.custom_value].map(|range| [range.start, range.end]);
        }
        let of =
            |volume: &Shared<Volume>| [volume.data_map.data_range, volume.data_map.value_range];
        let chosen =
            usize::try_from(range.mode).ok().map(|n| volumes.get(n).unwrap_or(&volumes[0]));
        match chosen {
            Some(volume) => of(volume),
            None => {
                let join = |a: [f64; 2], b: [f64; 2]| [a[0].min(b[0]), a[1].max(b[1])];
                let ranges = volumes.iter().map(of);
                ranges.reduce(|a, b| [join(a[0], b[0]), join(a[1], b[1])]).unwrap_or_default()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::{UVec3, Vec3};

    fn volume(value: f32) -> Volume {
        let mut volume = Volume::from_fn(UVec3::new(2, 1, 1), |v| value + v.x as f32).unwrap();
        volume.data_map.data_range = [0.0, 10.0];
        volume
    }

    fn node(formula: &str) -> VolumeCombiner {
        VolumeCombiner {
            volumes: vec![volume(2.0), volume(4.0)].into(),
            formula: formula.to_owned(),
            ..Default::default()
        }
    }

    fn run(node: &mut VolumeCombiner) -> Vec<f32> {
        node.process(&Context::detached()).unwrap();
        node.combined.get().unwrap().voxels.elements::<f32>().to_vec()
    }

    fn near(found: &[f32], expected: &[f32]) {
        let same = found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-6);
        assert!(same && found.len() == expected.len(), "{found:?} {expected:?}");
    }

    #[test]
    fn a_formula_is_of_parts_of_the_data_ranges() {
        near(&run(&mut node("v1 + v2")), &[0.6, 0.8]);
        near(&run(&mut node("2 * (v1 - v2)^2")), &[0.08, 0.08]);
        let mut raw = node("max(v1, v2) * s1");
        raw.normalization = Normalization::None;
        raw.scales.a = 0.5;
        near(&run(&mut raw), &[2.0, 2.5]);
        raw.normalization = Normalization::SignNormalized;
        near(&run(&mut raw), &[-0.1, 0.0]);
    }

    #[test]
    fn volumes_may_be_looked_up_in_the_world() {
        let mut other = volume(4.0);
        other.set_offset(Vec3::new(0.5, 0.0, 0.0));
        let mut node = node("v2");
        node.volumes = vec![volume(0.0), other].into();
        node.world.is_on = true;
        node.world.border = Vec4::splat(0.125);
        near(&run(&mut node), &[0.125, 0.4]);
    }

    #[test]
    fn ranges_are_those_of_a_volume_of_all_or_its_own() {
        let mut node = node("v1");
        let mut wide = volume(0.0);
        wide.data_map.data_range = [-5.0, 5.0];
        node.volumes = vec![volume(0.0), wide].into();
        for (mode, expected) in [(0, [0.0, 10.0]), (1, [-5.0, 5.0]), (-1, [-5.0, 10.0])] {
            node.range.mode = mode;
            run(&mut node);
            assert_eq!(node.combined.get().unwrap().data_map.data_range, expected);
        }
        node.range.is_custom = true;
        run(&mut node);
        assert_eq!(node.combined.get().unwrap().data_map.data_range, [0.0, 1.0]);
    }

    #[test]
    fn a_bad_formula_says_where() {
        let error = node("v1 + v3").process(&Context::detached()).unwrap_err().to_string();
        assert!(error.contains("character 6") && error.contains("\"v3\" is not known"), "{error}");
        assert!(VolumeCombiner::default().process(&Context::detached()).is_err());
    }
}
