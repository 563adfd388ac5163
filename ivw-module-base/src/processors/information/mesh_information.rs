//! What there is to know about a mesh.

use glam::{DMat3, DMat4, DVec3, Mat4};
use ivw_core::prelude::*;

/// Shows what there is to know about a mesh.
///
/// |      | shape | value | space |
/// |------|-------|-------|-------|
/// | mesh | any   | any   | data  |
#[derive(Processor)]
#[processor(
    "org.inviwo.MeshInformation",
    category = "Information",
    tags = "CPU, Mesh, Geometry, Information"
)]
pub struct MeshInformation {
    /// Mesh to look at.
    #[inport("mesh")]
    mesh: In<Mesh>,

    /// What it is.
    #[group("dataInformation", name = "Data Information")]
    rows: Rows,
}

/// These are what a mesh is.
#[derive(PropertyGroup)]
#[group_class("org.inviwo.MeshInformationProperty")]
pub struct Rows {
    /// What its vertices draw without index lists.
    #[group("defaultMeshInfo", name = "Default Mesh Info", collapsed = true)]
    drawn: Drawn,

    /// How many attributes its vertices have.
    #[property(
        "numBuffers",
        name = "Number of Buffers",
        soft = 0..=1_000_000,
        semantics = "Text",
        invalidates = InvalidationLevel::Valid,
        read_only = true,
        saved = Saved::Never
    )]
    n_attributes: usize,

    /// How many index lists it has.
    #[property(
        "numIndexBuffers",
        name = "Number of Index Buffers",
        soft = 0..=1_000_000,
        semantics = "Text",
        invalidates = InvalidationLevel::Valid,
        read_only = true,
        saved = Saved::Never
    )]
    n_lists: usize,

    /// How its spaces hang together.
    #[group("transformations", collapsed = true)]
    transformations: Transformations,

    /// Where its positions are; takes a look at all of them.
    #[group("meshProperties", name = "Mesh Properties", collapsed = true)]
    bounds: Bounds,

    /// What each attribute of its vertices is, one in a line.
    #[property("buffers", semantics = "Multiline", read_only = true, saved = Saved::Never)]
    attributes: String,

    /// What each index list is, one in a line.
    #[property(
        "indexBuffers",
        name = "Index Buffers",
        semantics = "Multiline",
        read_only = true,
        saved = Saved::Never
    )]
    lists: String,
}

/// This is what vertices draw without index lists.
#[derive(PropertyGroup)]
pub struct Drawn {
    /// Points, lines or triangles.
    #[property("defaultDrawType", name = "Draw Type", read_only = true, saved = Saved::Never)]
    primitive: String,

    /// How they belong together.
    #[property("defaultConnectivity", name = "Connectivity", read_only = true, saved = Saved::Never)]
    connectivity: String,
}

/// These are how the spaces of a mesh hang together.
#[derive(PropertyGroup)]
pub struct Transformations {
    /// From data to model space.
    #[property(
        "modelTransform_",
        name = "Model Transform",
        default = DMat4::IDENTITY,
        soft = -1e6..=1e6,
        step = 0.001,
        invalidates = InvalidationLevel::Valid,
        read_only = true,
        saved = Saved::Never
    )]
    model: DMat4,

    /// From model to world space.
    #[property(
        "worldTransform_",
        name = "World Transform",
        default = DMat4::IDENTITY,
        soft = -1e6..=1e6,
        step = 0.001,
        invalidates = InvalidationLevel::Valid,
        read_only = true,
        saved = Saved::Never
    )]
    world: DMat4,

    /// Edges of the unit cube in model space, as columns.
    #[property(
        "basis",
        name = "Basis",
        default = DMat3::IDENTITY,
        soft = -1e6..=1e6,
        step = 0.001,
        invalidates = InvalidationLevel::Valid,
        read_only = true,
        saved = Saved::Never
    )]
    basis: DMat3,

    /// Where the edges leave from, in model space.
    #[property(
        "offset",
        name = "Offset",
        soft = -100.0..=100.0,
        step = 0.001,
        semantics = "Text",
        invalidates = InvalidationLevel::Valid,
        read_only = true,
        saved = Saved::Never
    )]
    offset: DVec3,

    /// From data to model space.
    #[property(
        "Data2Model",
        name = "Data To Model",
        default = DMat4::IDENTITY,
        soft = -1e6..=1e6,
        step = 0.001,
        invalidates = InvalidationLevel::Valid,
        read_only = true,
        saved = Saved::Never
    )]
    data_model: DMat4,

    /// From data to world space.
    #[property(
        "Data2World",
        name = "Data To World",
        default = DMat4::IDENTITY,
        soft = -1e6..=1e6,
        step = 0.001,
        invalidates = InvalidationLevel::Valid,
        read_only = true,
        saved = Saved::Never
    )]
    data_world: DMat4,

    /// From model to data space.
    #[property(
        "Model2Data",
        name = "Model To Data",
        default = DMat4::IDENTITY,
        soft = -1e6..=1e6,
        step = 0.001,
        invalidates = InvalidationLevel::Valid,
        read_only = true,
        saved = Saved::Never
    )]
    model_data: DMat4,

    /// From model to world space.
    #[property(
        "Model2World",
        name = "Model To World",
        default = DMat4::IDENTITY,
        soft = -1e6..=1e6,
        step = 0.001,
        invalidates = InvalidationLevel::Valid,
        read_only = true,
        saved = Saved::Never
    )]
    model_world: DMat4,

    /// From world to data space.
    #[property(
        "World2Data",
        name = "World To Data",
        default = DMat4::IDENTITY,
        soft = -1e6..=1e6,
        step = 0.001,
        invalidates = InvalidationLevel::Valid,
        read_only = true,
        saved = Saved::Never
    )]
    world_data: DMat4,

    /// From world to model space.
    #[property(
        "World2Model",
        name = "World To Model",
        default = DMat4::IDENTITY,
        soft = -1e6..=1e6,
        step = 0.001,
        invalidates = InvalidationLevel::Valid,
        read_only = true,
        saved = Saved::Never
    )]
    world_model: DMat4,
}

/// These are where the positions of a mesh are.
#[derive(PropertyGroup)]
#[group_class(checked_by = "checked")]
pub struct Bounds {
    /// Whether positions are looked at.
    #[property("checked")]
    is_on: bool,

    /// Smallest x, y and z of all positions, in data space.
    #[property(
        "minPos",
        name = "Minimum Pos",
        soft = -100.0..=100.0,
        step = 0.001,
        semantics = "Text",
        invalidates = InvalidationLevel::Valid,
        read_only = true,
        saved = Saved::Never
    )]
    low: DVec3,

    /// Largest x, y and z of all positions, in data space.
    #[property(
        "maxPos",
        name = "Maximum Pos",
        soft = -100.0..=100.0,
        step = 0.001,
        semantics = "Text",
        invalidates = InvalidationLevel::Valid,
        read_only = true,
        saved = Saved::Never
    )]
    high: DVec3,

    /// How far they are apart.
    #[property(
        "extent",
        name = "Extent",
        soft = -100.0..=100.0,
        step = 0.001,
        semantics = "Text",
        invalidates = InvalidationLevel::Valid,
        read_only = true,
        saved = Saved::Never
    )]
    extent: DVec3,

    /// The box around all positions: from the unit cube to data space.
    #[property(
        "dataBoundingBox",
        name = "Data Bounding Box",
        default = DMat4::IDENTITY,
        soft = -1e6..=1e6,
        step = 0.001,
        invalidates = InvalidationLevel::Valid,
        read_only = true,
        saved = Saved::Never
    )]
    data_box: DMat4,

    /// The same in model space.
    #[property(
        "modelBoundingBox",
        name = "Model Bounding Box",
        default = DMat4::IDENTITY,
        soft = -1e6..=1e6,
        step = 0.001,
        invalidates = InvalidationLevel::Valid,
        read_only = true,
        saved = Saved::Never
    )]
    model_box: DMat4,

    /// The same in world space.
    #[property(
        "worldBoundingBox",
        name = "World Bounding Box",
        default = DMat4::IDENTITY,
        soft = -1e6..=1e6,
        step = 0.001,
        invalidates = InvalidationLevel::Valid,
        read_only = true,
        saved = Saved::Never
    )]
    world_box: DMat4,
}

/// So many index lists are described.
const N_LISTS: usize = 100;

impl Process for MeshInformation {
    fn process(&mut self, context: &Context) -> Result<()> {
        let mesh = self.mesh.get()?;
        let set = |id: &str, value: Value| context.set(&format!("dataInformation.{id}"), value);
        let matrix = |id: &str, matrix: DMat4| {
            set(id, Value::Floats(matrix.to_cols_array().into_iter().collect()));
        };
        let vector = |id: &str, vector: DVec3| {
            set(id, Value::Floats(vector.to_array().into_iter().collect()));
        };
        let [primitive, connectivity] = names(mesh.topology);
        set("defaultMeshInfo.defaultDrawType", primitive.as_str().into());
        set("defaultMeshInfo.defaultConnectivity", connectivity.as_str().into());
        set("numBuffers", (mesh.attributes.len() as i64).into());
        set("numIndexBuffers", (mesh.indices.len() as i64).into());

        let model = Mat4::from_cols_array_2d(&mesh.model).as_dmat4();
        let world = Mat4::from_cols_array_2d(&mesh.world).as_dmat4();
        matrix("transformations.modelTransform_", model);
        matrix("transformations.worldTransform_", world);
        let basis = DMat3::from_mat4(model).to_cols_array().into_iter().collect();
        set("transformations.basis", Value::Floats(basis));
        vector("transformations.offset", model.w_axis.truncate());
        for (id, between) in [
            ("Data2Model", model),
            ("Data2World", world * model),
            ("Model2Data", model.inverse()),
            ("Model2World", world),
            ("World2Data", (world * model).inverse()),
            ("World2Model", world.inverse()),
        ] {
            matrix(&format!("transformations.{id}"), between);
        }
        if self.rows.bounds.is_on {
            let [low, high] = bounds(&mesh).unwrap_or_default();
            vector("meshProperties.minPos", low);
            vector("meshProperties.maxPos", high);
            vector("meshProperties.extent", high - low);
            let data = DMat4::from_translation(low) * DMat4::from_scale(high - low);
            matrix("meshProperties.dataBoundingBox", data);
            matrix("meshProperties.modelBoundingBox", model * data);
            matrix("meshProperties.worldBoundingBox", world * model * data);
        }
        let attributes: Vec<_> = mesh.attributes.iter().map(attribute_line).collect();
        set("buffers", attributes.join("\n").as_str().into());
        let lists: Vec<_> = mesh.indices.iter().take(N_LISTS).map(list_line).collect();
        set("indexBuffers", lists.join("\n").as_str().into());
        Ok(())
    }
}

fn names(topology: Topology) -> [String; 2] {
    [format!("{:?}", topology.primitive), format!("{:?}", topology.connectivity)]
}

fn attribute_line(attribute: &Attribute) -> String {
    let Attribute { kind, location, values } = attribute;
    format!("{kind:?}: {} × {}, location {location}", values.len(), values.format)
}

fn list_line(list: &Indices) -> String {
    let [primitive, connectivity] = names(list.topology);
    format!("{primitive}, {connectivity}: {} indices", list.values.len())
}

/// Lower and upper corner around all positions, in data space.
fn bounds(mesh: &Mesh) -> Option<[DVec3; 2]> {
    let positions = mesh.attribute(AttributeKind::Position)?;
    let points = (0..positions.len()).map(|n| DVec3::from_slice(&positions.at(n)));
    points.filter(|point| point.is_finite()).fold(None, |range: Option<[DVec3; 2]>, point| {
        let [low, high] = range.unwrap_or([point; 2]);
        Some([low.min(point), high.max(point)])
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::Vec3;

    fn shown(mesh: Mesh) -> Result<impl Fn(&str) -> Value> {
        let mut node = MeshInformation { mesh: mesh.into(), ..Default::default() };
        node.rows.bounds.is_on = true;
        let context = Context::detached();
        node.process(&context)?;
        let declaration = MeshInformation::declare();
        let mut tree = ivw_core::property::PropertyTree::new(&declaration.spec().properties);
        for change in context.take_changes() {
            let index = tree.find(&change.property).expect(&change.property);
            tree.apply(index, change.change)?;
        }
        Ok(move |path: &str| {
            let index = tree.find(&format!("dataInformation.{path}")).expect(path);
            tree.get(index).map(|state| state.value.clone()).expect("it is there")
        })
    }

    #[test]
    fn all_that_is_told_is_of_properties_that_are_there() -> Result<()> {
        let points = [Vec3::new(1.0, 2.0, 3.0), Vec3::new(3.0, 2.0, -1.0), Vec3::NAN];
        let mut mesh = Mesh::new(Topology::TRIANGLES)
            .with(AttributeKind::Position, Array::copy_of(&points))
            .with_indices(Topology::TRIANGLES, &[0, 1, 2]);
        mesh.model = Mat4::from_scale(Vec3::splat(2.0)).to_cols_array_2d();
        let value = shown(mesh)?;
        assert_eq!(value("defaultMeshInfo.defaultDrawType"), "Triangles".into());
        assert_eq!(value("meshProperties.extent"), Value::floats(&[2.0, 0.0, 4.0])?);
        let cube = value("meshProperties.modelBoundingBox").as_floats().expect("a matrix");
        assert_eq!((cube[0], cube[10], cube[12]), (4.0, 8.0, 2.0));
        let back = value("transformations.Model2Data").as_floats().expect("a matrix");
        assert_eq!(back[0], 0.5);
        assert_eq!(value("buffers"), "Position: 3 × Vec3FLOAT32, location 0".into());
        assert_eq!(value("indexBuffers"), "Triangles, Unconnected: 3 indices".into());
        Ok(())
    }

    #[test]
    fn nothing_is_known_of_nothing() -> Result<()> {
        let value = shown(Mesh::default())?;
        assert_eq!((value("numBuffers").as_int(), value("buffers")), (Some(0), "".into()));
        assert_eq!(value("meshProperties.minPos"), Value::floats(&[0.0; 3])?);
        Ok(())
    }
}
