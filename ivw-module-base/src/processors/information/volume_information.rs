//! What there is to know about a volume.

use crate::algorithm::voxels::component_ranges;
use glam::{DVec3, Mat3, Mat4, Vec3};
use ivw_core::prelude::*;
use ivw_render::properties::VolumeInformation as Rows;
use rayon::prelude::*;

/// Shows what there is to know about a volume.
///
/// |        | shape          | value | unit         |
/// |--------|----------------|-------|--------------|
/// | volume | `[nx, ny, nz]` | any   | of the field |
#[derive(Processor)]
#[processor("org.inviwo.VolumeInformation", category = "Information", tags = "CPU", sink)]
pub struct VolumeInformation {
    /// Volume to look at.
    #[inport("volume")]
    volume: In<Volume>,

    /// What its numbers mean.
    #[group("dataInformation", name = "Data Information")]
    rows: Rows,

    /// What its numbers are; takes a look at all of them.
    #[group("minmaxValues", name = "Aggregated per Voxel", collapsed = true)]
    ranges: Ranges,

    /// How its spaces hang together.
    #[group("transformations", collapsed = true)]
    transformations: Transformations,

    /// Its notes, one in a line.
    #[property("metaData", name = "Meta Data", semantics = "Multiline", read_only = true, saved = Saved::Never)]
    notes: String,
}

/// These are what the numbers of a volume are.
#[derive(PropertyGroup)]
#[group_class(checked_by = "checked")]
pub struct Ranges {
    /// Whether numbers are looked at.
    #[property("checked")]
    is_on: bool,

    /// How many voxels have a number that is not 0.
    #[property("significantVoxels", name = "Significant Voxels", soft = 0..=1_000_000_000, read_only = true, saved = Saved::Never)]
    n_significant: usize,

    /// How many that are of all.
    #[property("significantVoxelsRatio", name = "Significant Voxels (%)", soft = 0.0..=1.0, read_only = true, saved = Saved::Never)]
    significant_share: f64,

    /// Smallest and largest first component.
    #[property("minMaxChannel0", name = "Channel 1", default = 0.0..255.0, range = f64::MIN..=f64::MAX, semantics = "Text", read_only = true, saved = Saved::Never)]
    first: std::ops::Range<f64>,

    /// Smallest and largest second component.
    #[property("minMaxChannel1", name = "Channel 2", default = 0.0..255.0, range = f64::MIN..=f64::MAX, semantics = "Text", read_only = true, saved = Saved::Never)]
    second: std::ops::Range<f64>,

    /// Smallest and largest third component.
    #[property("minMaxChannel2", name = "Channel 3", default = 0.0..255.0, range = f64::MIN..=f64::MAX, semantics = "Text", read_only = true, saved = Saved::Never)]
    third: std::ops::Range<f64>,

    /// Smallest and largest fourth component.
    #[property("minMaxChannel3", name = "Channel 4", default = 0.0..255.0, range = f64::MIN..=f64::MAX, semantics = "Text", read_only = true, saved = Saved::Never)]
    fourth: std::ops::Range<f64>,
}

macro_rules! matrices {
    ($($field:ident $id:literal $name:literal $help:literal;)*) => {
        /// These are how the spaces of a volume hang together.
        #[derive(PropertyGroup)]
        pub struct Transformations {
            /// Edges of the volume in model space, as columns.
            #[property("basis", default = Mat3::IDENTITY, soft = -1e6..=1e6, read_only = true, saved = Saved::Never)]
            basis: Mat3,

            /// Corner of the volume in model space.
            #[property("offset", soft = -1e6..=1e6, read_only = true, saved = Saved::Never)]
            offset: Vec3,

            /// Sides of a voxel in model space.
            #[property("voxelSize", name = "Voxel Size", default = DVec3::ONE, soft = 0.0..=1e6, read_only = true, saved = Saved::Never)]
            voxel_size: DVec3,

            $(
                #[doc = $help]
                #[property($id, name = $name, default = Mat4::IDENTITY, soft = -1e6..=1e6, read_only = true, saved = Saved::Never)]
                $field: Mat4,
            )*
        }

        impl Transformations {
            const MATRICES: &[&str] = &[$($id),*];
        }
    };
}
matrices! {
    model "modelMatrix" "Model Matrix" "From data to model space.";
    world "worldTransform" "World Transform" "From model to world space.";
    index "indexMatrix" "Index Matrix" "From data to index space.";
    data_model "Data2Model" "Data To Model" "From data to model space.";
    data_world "Data2World" "Data To World" "From data to world space.";
    data_index "Data2Index" "Data To Index" "From data to index space.";
    model_data "Model2Data" "Model To Data" "From model to data space.";
    model_world "Model2World" "Model To World" "From model to world space.";
    model_index "Model2Index" "Model To Index" "From model to index space.";
    world_data "World2Data" "World To Data" "From world to data space.";
    world_model "World2Model" "World To Model" "From world to model space.";
    world_index "World2Index" "World To Index" "From world to index space.";
    index_data "Index2Data" "Index To Data" "From index to data space.";
    index_model "Index2Model" "Index To Model" "From index to model space.";
    index_world "Index2World" "Index To World" "From index to world space.";
}

impl Process for VolumeInformation {
    fn process(&mut self, context: &Context) -> Result<()> {
        let volume = self.volume.get()?;
        // What is shown is what the volume says, whatever was shown before.
        self.rows = Rows::default();
        self.rows.update("dataInformation", &volume, context);
        if self.ranges.is_on {
            show_ranges(&volume, context);
        }
        show_transformations(&volume, context);
        let notes: Vec<_> =
            volume.metadata.iter().map(|(name, value)| format!("{name}: {value}")).collect();
        context.set("metaData", notes.join("\n").as_str());
        Ok(())
    }
}

fn show_ranges(volume: &Volume, context: &Context) {
    let format = volume.format;
    let is_significant = |voxel: &[u8]| {
        let numbers = format.read(voxel, 0);
        numbers.iter().any(|number| *number != 0.0 && number.is_finite())
    };
    let voxels = volume.voxels.bytes().par_chunks_exact(format.size());
    let n_significant = voxels.with_min_len(1 << 14).filter(|voxel| is_significant(voxel)).count();
    context.set("minmaxValues.significantVoxels", n_significant as i64);
    let share = n_significant as f64 / volume.n_voxels().max(1) as f64;
    context.set("minmaxValues.significantVoxelsRatio", share);
    for (n, range) in component_ranges(volume).into_iter().enumerate() {
        let path = format!("minmaxValues.minMaxChannel{n}");
        context.set(&path, Value::Floats(range.into_iter().collect()));
        context.change(&path, PropertyChange::Visible(n < usize::from(format.components)));
    }
}

fn show_transformations(volume: &Volume, context: &Context) {
    let set = |id: &str, numbers: &[f32]| {
        let value = Value::Floats(numbers.iter().copied().map(f64::from).collect());
        context.set(&format!("transformations.{id}"), value);
    };
    set("basis", &volume.basis().to_cols_array());
    set("offset", &volume.offset().to_array());
    let dims = volume.size().as_vec3().max(Vec3::ONE);
    let basis = volume.basis();
    let sides = Vec3::new(basis.x_axis.length(), basis.y_axis.length(), basis.z_axis.length());
    set("voxelSize", &(sides / dims).to_array());
    let (model, world) = (volume.model_matrix(), volume.world_matrix());
    let index = volume.data_from_index().inverse();
    // From data space to each of the four, in the order of the properties.
    let from_data = [Mat4::IDENTITY, model, world * model, index];
    let pairs =
        (0..4).flat_map(|from| (0..4).filter(move |to| *to != from).map(move |to| (from, to)));
    let between = pairs.map(|(from, to)| from_data[to] * from_data[from].inverse());
    let matrices = [model, world, index].into_iter().chain(between);
    for (id, matrix) in Transformations::MATRICES.iter().zip(matrices) {
        set(id, &matrix.to_cols_array());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::UVec3;

    #[test]
    fn all_that_is_told_is_of_properties_that_are_there() -> Result<()> {
        let mut volume = Volume::from_fn(UVec3::new(4, 1, 1), |v| [v.x as f32, f32::NAN])?;
        volume.set_basis(Mat3::from_diagonal(Vec3::splat(2.0)));
        volume.metadata.set("source", "a test");
        let mut node = VolumeInformation { volume: volume.into(), ..Default::default() };
        node.ranges.is_on = true;
        let context = Context::detached();
        node.process(&context)?;
        let declaration = VolumeInformation::declare();
        let mut tree = ivw_core::property::PropertyTree::new(&declaration.spec().properties);
        for change in context.take_changes() {
            let index = tree.find(&change.property).expect(&change.property);
            tree.apply(index, change.change)?;
        }
        let value = |path: &str| {
            let index = tree.find(path).expect(path);
            tree.get(index).map(|state| state.value.clone()).expect("it is there")
        };
        assert_eq!(value("minmaxValues.significantVoxels").as_int(), Some(3));
        assert_eq!(value("minmaxValues.minMaxChannel0"), Value::floats(&[0.0, 3.0])?);
        assert_eq!(value("transformations.voxelSize"), Value::floats(&[0.5, 2.0, 2.0])?);
        assert_eq!(value("metaData"), "source: a test".into());
        let to_index = value("transformations.World2Index").as_floats().expect("a matrix");
        assert_eq!((to_index[0], to_index[12]), (2.0, -0.5));
        Ok(())
    }
}
