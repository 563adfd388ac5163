//! Rows of a data frame as vertices.

use glam::{DMat4, DVec4, Mat4, Vec3, Vec4};
use ivw_core::data::{Brushing, Column, DataFrame};
use ivw_core::prelude::*;
use ivw_render::color_table::ColorTable;
use ivw_render::properties::{ColumnChoice, Columns};
use std::ops::Range;

/// Makes a vertex of each row of a data frame.
///
/// |                   | shape         | value                                       | space |
/// |-------------------|---------------|---------------------------------------------|-------|
/// | dataFrame         | rows, columns | any                                         |       |
/// | brushingAndLinking| rows          | row numbers                                 |       |
/// | outport_          | rows          | position, and the attributes that are on    | data  |
///
/// A missing column is zero. Without an index list all vertices are drawn in their order.
#[derive(Processor)]
#[processor(
    "org.inviwo.DataFrameToMesh",
    name = "DataFrame To Mesh",
    category = "DataFrame",
    tags = "CPU, DataFrame, Mesh"
)]
pub struct DataFrameToMesh {
    /// The rows.
    #[inport("dataFrame")]
    frame: In<DataFrame>,

    /// Rows that a person picked out elsewhere.
    #[inport("brushingAndLinking", optional)]
    brushing: In<Brushing>,

    /// The vertices.
    #[outport("outport_")]
    mesh: Out<Mesh>,

    /// What consecutive vertices are.
    #[property("drawType", name = "Draw Type", options(&[("points", "Points", 0), ("lines", "Lines", 1)]))]
    draw_type: i32,

    /// Places.
    #[group("position", preset("checked", true))]
    position: Spatial,

    /// Directions that surfaces face.
    #[group("normal")]
    normal: Spatial,

    /// Colours.
    #[group("color")]
    color: Colored,

    /// Places in a texture.
    #[group("texcoord", name = "Texture Coordinates")]
    texture: Spatial,

    /// How much surfaces bend.
    #[group("curvature")]
    curvature: Single,

    /// Numbers of vertices.
    #[group("index")]
    index: Whole,

    /// Sizes.
    #[group("radii")]
    radii: Single,

    /// Numbers of objects that vertices stand for.
    #[group("picking")]
    picking: Whole,

    /// Any numbers.
    #[group("scalarmeta", name = "Scalar Meta")]
    scalars: Single,

    /// From data to model space.
    #[property("modelMatrix", name = "Model Matrix", default = Mat4::IDENTITY, soft = -1e6..=1e6)]
    model: Mat4,

    /// From model to world space.
    #[property("worldMatrix", name = "World Matrix", default = Mat4::IDENTITY, soft = -1e6..=1e6)]
    world: Mat4,

    columns: Columns,
}

/// These are three columns.
#[derive(PropertyGroup)]
#[group_class(checked_by = "checked")]
pub struct Spatial {
    /// Whether they are used.
    #[property("checked")]
    is_on: bool,
    /// Column of x.
    #[property(
        "source0",
        name = "Source 0",
        default = ColumnChoice::new(-1),
        class(ColumnChoice::CLASS),
        saved(Saved::Always)
    )]
    x: ColumnChoice,
    /// Column of y.
    #[property(
        "source1",
        name = "Source 1",
        default = ColumnChoice::new(-1),
        class(ColumnChoice::CLASS),
        saved(Saved::Always)
    )]
    y: ColumnChoice,
    /// Column of z.
    #[property(
        "source2",
        name = "Source 2",
        default = ColumnChoice::new(-1),
        class(ColumnChoice::CLASS),
        saved(Saved::Always)
    )]
    z: ColumnChoice,
    /// Smallest and largest number in the columns.
    #[property(
        "range",
        name = "Data Range",
        read_only = true,
        invalidates = InvalidationLevel::Valid,
        range = -1e6..=1e6
    )]
    range: Range<f64>,
    /// A matrix for them.
    #[group("doTransform", name = "Transform")]
    transform: MatrixTransform,
}

/// This is a matrix for three columns.
#[derive(PropertyGroup)]
#[group_class(checked_by = "checked")]
pub struct MatrixTransform {
    /// Whether it is used.
    #[property("checked")]
    is_on: bool,
    /// The matrix.
    #[property("transform", default = DMat4::IDENTITY)]
    matrix: DMat4,
}

/// This is a column of colours.
#[derive(PropertyGroup)]
#[group_class(checked_by = "checked")]
pub struct Colored {
    /// Whether it is used.
    #[property("checked")]
    is_on: bool,
    /// The column.
    #[property(
        "source0",
        name = "Source",
        default = ColumnChoice::new(-1),
        class(ColumnChoice::CLASS),
        saved(Saved::Always)
    )]
    source: ColumnChoice,
    /// Smallest and largest number in the column.
    #[property(
        "range",
        name = "Data Range",
        read_only = true,
        invalidates = InvalidationLevel::Valid,
        range = -1e6..=1e6
    )]
    range: Range<f64>,
    /// Colours for the numbers.
    #[group("doTransform", name = "Transform")]
    transform: ColorTransform,
}

/// These are colours for a column.
#[derive(PropertyGroup)]
#[group_class(checked_by = "checked")]
pub struct ColorTransform {
    /// Whether they are used; otherwise numbers are red.
    #[property("checked")]
    is_on: bool,
    /// The colours of the column's range.
    #[property("transform")]
    colors: TransferFunction,
}

/// This is a column of numbers.
#[derive(PropertyGroup)]
#[group_class(checked_by = "checked")]
pub struct Single {
    /// Whether it is used.
    #[property("checked")]
    is_on: bool,
    /// The column.
    #[property(
        "source0",
        name = "Source",
        default = ColumnChoice::new(-1),
        class(ColumnChoice::CLASS),
        saved(Saved::Always)
    )]
    source: ColumnChoice,
    /// Smallest and largest number in the column.
    #[property(
        "range",
        name = "Data Range",
        read_only = true,
        invalidates = InvalidationLevel::Valid,
        range = -1e6..=1e6
    )]
    range: Range<f64>,
    /// A scale for the numbers.
    #[group("doTransform", name = "Transform")]
    transform: ScaleTransform,
}

/// This is a scale for numbers.
#[derive(PropertyGroup)]
#[group_class(checked_by = "checked")]
pub struct ScaleTransform {
    /// Whether it is used.
    #[property("checked")]
    is_on: bool,
    /// What is added to numbers before.
    #[property("offset", soft = -100.0..=100.0, step = 0.1)]
    offset: f64,
    /// What they are multiplied with then.
    #[property("scale", default = 1.0, soft = -100.0..=100.0, step = 0.1)]
    scale: f64,
}

/// This is a column of whole numbers.
#[derive(PropertyGroup)]
#[group_class(checked_by = "checked")]
pub struct Whole {
    /// Whether it is used.
    #[property("checked")]
    is_on: bool,
    /// The column.
    #[property(
        "source0",
        name = "Source",
        default = ColumnChoice::new(-1),
        class(ColumnChoice::CLASS),
        saved(Saved::Always)
    )]
    source: ColumnChoice,
    /// Smallest and largest number in the column.
    #[property(
        "range",
        name = "Data Range",
        read_only = true,
        invalidates = InvalidationLevel::Valid,
        range = -1e6..=1e6
    )]
    range: Range<f64>,
    /// A shift for the numbers.
    #[group("doTransform", name = "Transform")]
    transform: ShiftTransform,
}

/// This is a shift for whole numbers.
#[derive(PropertyGroup)]
#[group_class(checked_by = "checked")]
pub struct ShiftTransform {
    /// Whether it is used.
    #[property("checked")]
    is_on: bool,
    /// What is added to numbers.
    #[property("offset", soft = -100..=100)]
    offset: i32,
}

impl Process for DataFrameToMesh {
    fn process(&mut self, context: &Context) -> Result<()> {
        let frame = self.frame.get()?;
        self.offer(&frame, context);
        let topology = Topology {
            primitive: if self.draw_type == 1 { Primitive::Lines } else { Primitive::Points },
            connectivity: match self.draw_type {
                1 => Connectivity::Strip,
                _ => Connectivity::Unconnected,
            },
        };
        let mut mesh = Mesh::new(topology);
        let n_rows = frame.n_rows();
        for (id, kind, group) in [
            ("position", AttributeKind::Position, &self.position),
            ("normal", AttributeKind::Normal, &self.normal),
            ("texcoord", AttributeKind::TexCoord, &self.texture),
        ] {
            if group.is_on {
                mesh = mesh.with(kind, Array::copy_of(&group.values(&frame)));
                say_range(id, &[&group.x, &group.y, &group.z], &frame, context);
            }
        }
        if self.color.is_on {
            let colors = self.color.values(&frame, n_rows);
            mesh = mesh.with(AttributeKind::Color, Array::copy_of(&colors));
            say_range("color", &[&self.color.source], &frame, context);
        }
        for (id, kind, group) in [
            ("curvature", AttributeKind::Curvature, &self.curvature),
            ("radii", AttributeKind::Radii, &self.radii),
            ("scalarmeta", AttributeKind::ScalarMeta, &self.scalars),
        ] {
            if group.is_on {
                let column = group.source.column(&frame);
                let of = |row| group.transformed(column.map_or(0.0, |column| column.at(row)));
                let values: Vec<f32> = (0..n_rows).map(of).collect();
                mesh = mesh.with(kind, Array::copy_of(&values));
                say_range(id, &[&group.source], &frame, context);
            }
        }
        for (id, kind, group) in [
            ("index", AttributeKind::Index, &self.index),
            ("picking", AttributeKind::Picking, &self.picking),
        ] {
            if group.is_on {
                let column = group.source.column(&frame);
                let of = |row| group.transformed(column.map_or(0.0, |column| column.at(row)));
                let values: Vec<u32> = (0..n_rows).map(of).collect();
                mesh = mesh.with(kind, Array::copy_of(&values));
                say_range(id, &[&group.source], &frame, context);
            }
        }
        mesh.model = self.model.to_cols_array_2d();
        mesh.world = self.world.to_cols_array_2d();
        self.mesh.set(mesh);
        Ok(())
    }
}

impl DataFrameToMesh {
    /// Offers the columns of the data frame in all groups.
    fn offer(&mut self, frame: &DataFrame, context: &Context) {
        let mut choices = Vec::new();
        for (id, group) in
            [("position", &self.position), ("normal", &self.normal), ("texcoord", &self.texture)]
        {
            choices.push((format!("{id}.source0"), &group.x));
            choices.push((format!("{id}.source1"), &group.y));
            choices.push((format!("{id}.source2"), &group.z));
        }
        choices.push(("color.source0".to_owned(), &self.color.source));
        for (id, choice) in [
            ("curvature", &self.curvature.source),
            ("index", &self.index.source),
            ("radii", &self.radii.source),
            ("picking", &self.picking.source),
            ("scalarmeta", &self.scalars.source),
        ] {
            choices.push((format!("{id}.source0"), choice));
        }
        let choices: Vec<_> =
            choices.iter().map(|(path, choice)| (path.as_str(), *choice, true)).collect();
        self.columns.offer(frame, &choices, context);
    }
}

/// Shows the smallest and the largest number of some columns.
fn say_range(id: &str, choices: &[&ColumnChoice], frame: &DataFrame, context: &Context) {
    let ranges = choices.iter().filter_map(|choice| choice.column(frame)).map(Column::range);
    let range = ranges.reduce(|[a, b], [c, d]| [a.min(c), b.max(d)]);
    if let Some(range) = range {
        let path = format!("{id}.range");
        let value = Value::Floats(range.into_iter().collect());
        context.change(&path, PropertyChange::Range(value.clone()));
        context.set(&path, value);
    }
}

impl Spatial {
    fn values(&self, frame: &DataFrame) -> Vec<Vec3> {
        let columns = [&self.x, &self.y, &self.z].map(|choice| choice.column(frame));
        let of = |row: usize| {
            let [x, y, z] = columns.map(|column| column.map_or(0.0, |column| column.at(row)));
            let place = DVec4::new(x, y, z, 1.0);
            let place = if self.transform.is_on { self.transform.matrix * place } else { place };
            place.truncate().as_vec3()
        };
        (0..frame.n_rows()).map(of).collect()
    }
}

impl Colored {
    fn values(&self, frame: &DataFrame, n_rows: usize) -> Vec<Vec4> {
        let column = self.source.column(frame);
        let [min, max] = column.map(Column::range).unwrap_or_default();
        let table = ColorTable::new(&self.transform.colors, &DataMap::of(Number::F32));
        let of = |row: usize| {
            let value = column.map_or(0.0, |column| column.at(row));
            match self.transform.is_on {
                true if max > min => Vec4::from(table.at((value - min) / (max - min))),
                true => Vec4::from(table.at(value)),
                false => Vec4::new(value as f32, 0.0, 0.0, 1.0),
            }
        };
        (0..n_rows).map(of).collect()
    }
}

impl Single {
    fn transformed(&self, value: f64) -> f32 {
        match self.transform.is_on {
            true => (self.transform.scale * (value + self.transform.offset)) as f32,
            false => value as f32,
        }
    }
}

impl Whole {
    fn transformed(&self, value: f64) -> u32 {
        let offset = if self.transform.is_on { self.transform.offset } else { 0 };
        (value as u32).wrapping_add_signed(offset)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node() -> Result<DataFrameToMesh> {
        let mut frame = DataFrame::default();
        for (name, values) in [("a", [1.0_f32, 2.0]), ("b", [-1.0, 3.0])] {
            frame.push(Column::ordinal(Axis::new(name, "m"), Array::copy_of(&values))?)?;
        }
        let mut node = DataFrameToMesh { frame: frame.into(), ..DataFrameToMesh::default() };
        node.position.x = ColumnChoice::new(0);
        node.position.y = ColumnChoice::new(2);
        Ok(node)
    }

    #[test]
    fn rows_become_vertices() -> Result<()> {
        let mut node = node()?;
        node.draw_type = 1;
        node.world = Mat4::from_scale(Vec3::splat(3.0));
        let context = Context::detached();
        node.process(&context)?;
        let mesh = node.mesh.get()?;
        let positions = mesh.attribute(AttributeKind::Position).expect("it is on");
        assert_eq!(
            positions.bytes.elements::<Vec3>(),
            [Vec3::new(0.0, -1.0, 0.0), Vec3::new(1.0, 3.0, 0.0)]
        );
        assert_eq!(mesh.world[0][0], 3.0);
        assert!(mesh.attribute(AttributeKind::Color).is_none());
        let range = Value::Floats([-1.0, 3.0].into_iter().collect());
        assert!(context.take_changes().iter().any(|change| {
            change.property == "position.range"
                && change.change == PropertyChange::Value(range.clone())
        }));
        Ok(())
    }

    #[test]
    fn attributes_are_transformed_as_wanted() -> Result<()> {
        let mut node = node()?;
        (node.color.is_on, node.color.transform.is_on) = (true, true);
        node.color.source = ColumnChoice::new(2);
        node.color.transform.colors = TransferFunction::new(&[(0.0, [0.0; 4]), (1.0, [1.0; 4])]);
        (node.radii.is_on, node.radii.transform.is_on) = (true, true);
        node.radii.source = ColumnChoice::new(1);
        (node.radii.transform.offset, node.radii.transform.scale) = (1.0, 10.0);
        (node.picking.is_on, node.picking.transform.is_on) = (true, true);
        node.picking.source = ColumnChoice::new(0);
        node.picking.transform.offset = 7;
        (node.position.transform.is_on, node.position.transform.matrix) =
            (true, DMat4::from_scale(glam::DVec3::splat(2.0)));
        node.process(&Context::detached())?;
        let mesh = node.mesh.get()?;
        let of = |kind| mesh.attribute(kind).expect("it is on").bytes.clone();
        assert_eq!(of(AttributeKind::Radii).elements::<f32>(), [20.0, 30.0]);
        assert_eq!(of(AttributeKind::Picking).elements::<u32>(), [7, 8]);
        assert_eq!(of(AttributeKind::Position).elements::<Vec3>()[1].y, 6.0);
        assert_eq!(of(AttributeKind::Color).elements::<Vec4>()[1], Vec4::ONE);
        Ok(())
    }

    #[test]
    fn a_frame_without_rows_is_a_mesh_without_vertices() -> Result<()> {
        let mut node = DataFrameToMesh { frame: DataFrame::default().into(), ..node()? };
        node.process(&Context::detached())?;
        assert_eq!(node.mesh.get()?.n_vertices(), 0);
        Ok(())
    }
}
