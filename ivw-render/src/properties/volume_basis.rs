//! Where a volume is in space, and where a person puts it instead.

use glam::{Mat3, Mat4, Vec3};
use ivw_core::prelude::*;
use ivw_core::property::ChoiceField;

/// This is where a volume is in model space, with a way to put it elsewhere.
#[derive(PropertyGroup)]
#[group_class("org.inviwo.VolumeBasisProperty")]
pub struct VolumeBasis {
    /// Whether edges are vectors, or lengths along x, y and z.
    #[property("mode")]
    pub mode: BasisMode,

    /// Whether edges are those of the volume or of a voxel.
    #[property("reference")]
    pub reference: BasisReference,

    /// Whether the volume is where this says, instead of where its data says.
    #[property("override")]
    pub overrides: bool,

    /// Whether new data takes its place here.
    #[property("update", name = "Update On New Data", default = true)]
    pub updates: bool,

    /// Lengths of the edges along x, y and z.
    #[property(
        "size",
        default = Vec3::ONE,
        soft = -100.0..=100.0,
        step = 0.1,
        read_only = true,
        saved = Saved::Never,
        visible_if = |p| p.mode == BasisMode::Orthogonal
    )]
    pub size: Vec3,

    /// First edge.
    #[property(
        "a",
        name = "A",
        default = Vec3::X,
        soft = -100.0..=100.0,
        step = 0.1,
        read_only = true,
        saved = Saved::Never,
        visible_if = |p| p.mode == BasisMode::General
    )]
    pub a: Vec3,

    /// Second edge.
    #[property(
        "b",
        name = "B",
        default = Vec3::Y,
        soft = -100.0..=100.0,
        step = 0.1,
        read_only = true,
        saved = Saved::Never,
        visible_if = |p| p.mode == BasisMode::General
    )]
    pub b: Vec3,

    /// Third edge.
    #[property(
        "c",
        name = "C",
        default = Vec3::Z,
        soft = -100.0..=100.0,
        step = 0.1,
        read_only = true,
        saved = Saved::Never,
        visible_if = |p| p.mode == BasisMode::General
    )]
    pub c: Vec3,

    /// Whether edited edges stay centred on the origin.
    #[property("autoCenter", name = "Center Automatically", default = true)]
    pub centres: bool,

    /// The corner that the edges leave from.
    #[property(
        "offset",
        default = Vec3::splat(-0.5),
        soft = -100.0..=100.0,
        step = 0.1,
        read_only = true,
        saved = Saved::Never
    )]
    pub offset: Vec3,

    /// Goes back to where the data says.
    #[property("restore", name = "Revert Override")]
    pub restore: Button,

    /// The matrix from data to model space while it is overridden, as workspaces save it.
    #[property(
        "overrideModel",
        default = Mat4::IDENTITY,
        soft = -100.0..=100.0,
        visible = false,
        saved = Saved::InGroup
    )]
    pub model: Mat4,

    /// What was shown last: anything else was edited.
    shown: Option<Edges>,
}

/// This is how the edges of a volume are given.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BasisMode {
    /// Any three vectors.
    #[default]
    #[choice("general", "General Basis")]
    General,
    /// Lengths along x, y and z.
    #[choice("orthogonal", "Orthogonal Basis")]
    Orthogonal,
}

/// This is whose edges are given.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BasisReference {
    /// The volume's.
    #[default]
    Volume,
    /// A voxel's.
    Voxel,
}

/// What a person edits.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Edges {
    size: Vec3,
    basis: Mat3,
    offset: Vec3,
}

impl VolumeBasis {
    /// From data to model space: what the data says, or what overrides it.
    ///
    /// Edges are shown below a path of properties.
    pub fn update(&mut self, path: &str, volume: &Volume, is_new: bool, context: &Context) -> Mat4 {
        self.update_model(path, volume.model_matrix(), volume.size().as_vec3(), is_new, context)
    }

    /// The same for a layer, which is flat.
    pub fn update_layer(
        &mut self,
        path: &str,
        layer: &Layer,
        is_new: bool,
        context: &Context,
    ) -> Mat4 {
        let model = Mat4::from_cols_array_2d(&layer.model);
        self.update_model(path, model, layer.size().as_vec2().extend(1.0), is_new, context)
    }

    /// The same for a mesh, which has no voxels.
    pub fn update_mesh(
        &mut self,
        path: &str,
        model: Mat4,
        is_new: bool,
        context: &Context,
    ) -> Mat4 {
        self.update_model(path, model, Vec3::ONE, is_new, context)
    }

    fn update_model(
        &mut self,
        path: &str,
        data_model: Mat4,
        dims: Vec3,
        is_new: bool,
        context: &Context,
    ) -> Mat4 {
        let unedited = self.shown.unwrap_or_else(|| Self::default().edges());
        let is_edited = self.edges() != unedited;
        // A workspace that overrides saved the matrix; a script that just says so did not.
        let is_saved = self.shown.is_none() && (self.model != Mat4::IDENTITY || is_edited);
        let follows = is_new && self.updates && !(self.overrides && is_saved);
        if self.restore.pressed || follows {
            self.model = data_model;
        } else if self.overrides && is_edited {
            self.model = self.edited(dims);
        }
        let model = if self.overrides { self.model } else { data_model };
        self.show(path, model, dims, context);
        model
    }

    fn edges(&self) -> Edges {
        let basis = Mat3::from_cols(self.a, self.b, self.c);
        Edges { size: self.size, basis, offset: self.offset }
    }

    /// Numbers per edge, in each direction of space.
    fn unit(&self, dims: Vec3) -> Vec3 {
        match self.reference {
            BasisReference::Volume => Vec3::ONE,
            BasisReference::Voxel => dims.max(Vec3::ONE),
        }
    }

    fn edited(&self, dims: Vec3) -> Mat4 {
        let edges = self.edges();
        let basis = match self.mode {
            BasisMode::General => edges.basis,
            BasisMode::Orthogonal => Mat3::from_diagonal(edges.size),
        };
        let unit = self.unit(dims);
        let basis = Mat3::from_diagonal(unit) * basis;
        let offset = match self.centres {
            true => -0.5 * (basis * Vec3::ONE),
            false => unit * edges.offset,
        };
        Mat4::from_translation(offset) * Mat4::from_mat3(basis)
    }

    fn show(&mut self, path: &str, model: Mat4, dims: Vec3, context: &Context) {
        let per_unit = self.unit(dims).recip();
        let basis = Mat3::from_diagonal(per_unit) * Mat3::from_mat4(model);
        [self.a, self.b, self.c] = [basis.x_axis, basis.y_axis, basis.z_axis];
        self.size = Vec3::new(self.a.length(), self.b.length(), self.c.length());
        self.offset = per_unit * model.w_axis.truncate();
        if self.a.dot(self.b) != 0.0 || self.a.dot(self.c) != 0.0 {
            self.mode = BasisMode::General;
        }
        self.shown = Some(self.edges());

        let set = |id: &str, value: Value| context.set(&format!("{path}.{id}"), value);
        for (id, edge) in [
            ("size", self.size),
            ("a", self.a),
            ("b", self.b),
            ("c", self.c),
            ("offset", self.offset),
        ] {
            set(id, Value::floats(&edge.to_array().map(f64::from)).expect("three fit"));
            context.change(&format!("{path}.{id}"), PropertyChange::ReadOnly(!self.overrides));
        }
        set("mode", self.mode.to_selection());
        let model = self.model.to_cols_array().map(f64::from);
        set("overrideModel", Value::floats(&model).expect("sixteen fit"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::UVec3;

    fn volume(edge: f32) -> Volume {
        let mut volume = Volume::from_fn(UVec3::new(4, 2, 1), |_| 0u8).unwrap();
        volume.set_basis(Mat3::from_diagonal(Vec3::splat(edge)));
        volume
    }

    fn update(basis: &mut VolumeBasis, volume: &Volume, is_new: bool) -> Mat4 {
        basis.update("Basis", volume, is_new, &Context::detached())
    }

    #[test]
    fn data_says_where_it_is_until_it_is_overridden() {
        let mut basis = VolumeBasis::default();
        assert_eq!(update(&mut basis, &volume(3.0), true), volume(3.0).model_matrix());
        basis.overrides = true;
        assert_eq!(update(&mut basis, &volume(3.0), false), volume(3.0).model_matrix());
        basis.a = Vec3::new(8.0, 0.0, 0.0);
        let model = update(&mut basis, &volume(3.0), false);
        assert_eq!(model.x_axis.x, 8.0);
        assert_eq!(model.w_axis.truncate(), Vec3::new(-4.0, -1.5, -1.5));
        basis.restore.pressed = true;
        assert_eq!(update(&mut basis, &volume(3.0), false), volume(3.0).model_matrix());
    }

    #[test]
    fn a_saved_matrix_survives_the_first_data_and_not_the_next_file() {
        let saved = Mat4::from_scale(Vec3::splat(7.0));
        let mut basis = VolumeBasis { overrides: true, model: saved, ..VolumeBasis::default() };
        assert_eq!(update(&mut basis, &volume(1.0), true), saved);
        assert_eq!(basis.a, Vec3::X * 7.0);
        assert_eq!(update(&mut basis, &volume(2.0), true), volume(2.0).model_matrix());
    }

    #[test]
    fn edges_may_be_those_of_a_voxel() {
        let mut basis = VolumeBasis { overrides: true, ..VolumeBasis::default() };
        basis.reference = BasisReference::Voxel;
        basis.mode = BasisMode::Orthogonal;
        update(&mut basis, &volume(4.0), true);
        assert_eq!(basis.size, Vec3::new(1.0, 2.0, 4.0));
        basis.size = Vec3::ONE;
        let model = update(&mut basis, &volume(4.0), false);
        assert_eq!(Mat3::from_mat4(model), Mat3::from_diagonal(Vec3::new(4.0, 2.0, 1.0)));
    }
}
