//! Axes around a mesh.

use crate::axis::{AxisSettings, AxisStyle, StyledAxes, number};
use crate::box_axes::{AxisRanges, BoxAxes, CaptionType, EdgeVisibility, OffsetScaling};
use glam::{Mat4, Vec3};
use ivw_core::prelude::*;
use ivw_render::film::Film;
use ivw_render::properties::Trackball;
use ivw_render::view::View;

/// Draws axes along edges of the space of a mesh, or of the box around it.
///
/// |             | shape             | value                     | space |
/// |-------------|-------------------|---------------------------|-------|
/// | mesh        | any               | matrices, positions       | data  |
/// | imageInport | `[width, height]` | colours, depth, picking   |       |
/// | outport     | `[width, height]` | `[u8; 4]`, depth, picking |       |
///
/// The edges are those of the unit cube of data space, unless the numbers are those of a bounding box.
#[derive(Processor)]
#[processor("org.inviwo.MeshAxis", category = "Plotting", tags = "CPU, Plotting")]
pub struct MeshAxis {
    /// Mesh that the axes stand around.
    #[inport("mesh")]
    mesh: In<Mesh>,

    /// Picture to draw into.
    #[inport("imageInport", optional)]
    background: In<Image>,

    /// The axes in the picture.
    #[outport("outport")]
    image: Out<Image>,

    /// Which size of the box the distance of axes, and the length of ticks, depend on.
    #[property("offsetScaling", name = "Offset Scaling", default = OffsetScaling::Min)]
    scaling: OffsetScaling,

    /// How far axes stand off, in percent of that size.
    #[property("axisOffset", name = "Axis Offset", default = 10.0, from = 0.0..=50.0, step = 0.1)]
    offset: f32,

    /// What the numbers along axes are.
    #[property("rangeMode", name = "Axis Range Mode")]
    mode: MeshRange,

    /// Numbers of a person's choice.
    #[group(
        "customRanges",
        name = "Custom Axis Ranges",
        visible_if = |p| p.mode == MeshRange::Custom
    )]
    ranges: AxisRanges,

    /// Where titles come from.
    #[property("captionType", name = "Caption Type")]
    captions: CaptionType,

    /// Titles with `{n}` for the name and `{u}` for the unit.
    #[property(
        "customCaption",
        name = "Custom Caption",
        default = "{n}{u: [}".to_owned(),
        visible_if = |p| p.captions == CaptionType::Custom
    )]
    custom_caption: String,

    /// Which edges have axes.
    #[group("visibility", name = "Axis Visibility", collapsed = true)]
    visibility: EdgeVisibility,

    /// What all axes have in common.
    #[group("axisStyle", name = "Global Axis Style")]
    style: AxisStyle,

    /// The axis along x.
    #[group(
        "xAxis",
        name = "X Axis",
        preset("caption.title", "x"),
        preset("majorTicks.style", Value::choice("outside")),
        preset("majorTicks.tickWidth", number(1.5)),
        preset("minorTicks.style", Value::choice("outside")),
        preset("minorTicks.tickWidth", number(1.3))
    )]
    x: AxisSettings,

    /// The axis along y.
    #[group(
        "yAxis",
        name = "Y Axis",
        preset("caption.title", "y"),
        preset("majorTicks.style", Value::choice("outside")),
        preset("majorTicks.tickWidth", number(1.5)),
        preset("minorTicks.style", Value::choice("outside")),
        preset("minorTicks.tickWidth", number(1.3))
    )]
    y: AxisSettings,

    /// The axis along z.
    #[group(
        "zAxis",
        name = "Z Axis",
        preset("caption.title", "z"),
        preset("majorTicks.style", Value::choice("outside")),
        preset("majorTicks.tickWidth", number(1.5)),
        preset("minorTicks.style", Value::choice("outside")),
        preset("minorTicks.tickWidth", number(1.3))
    )]
    z: AxisSettings,

    /// Camera that looks at the mesh.
    #[property("camera")]
    camera: Camera,

    /// How a person turns the camera.
    #[group("trackball", collapsed = true)]
    trackball: Trackball,

    styled: StyledAxes,
}

/// This is what the numbers along axes are.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum MeshRange {
    /// Lengths of the basis.
    #[default]
    #[choice("basis", "Basis")]
    Basis,
    /// Lengths of the basis, from its offset on.
    #[choice("basisOffset", "Basis & Offset")]
    BasisOffset,
    /// Places in the world.
    #[choice("world", "Model & World Transform")]
    World,
    /// Places in data space, around the box of all vertices.
    #[choice("dataBoundingBox", "Data Bounding Box")]
    DataBox,
    /// Places in model space, around the box of all vertices.
    #[choice("modelBoundingBox", "Model Bounding Box")]
    ModelBox,
    /// Places in the world, around the box of all vertices.
    #[choice("boundingBox", "World Bounding Box")]
    WorldBox,
    /// A person's choice.
    #[choice("custom", "Custom")]
    Custom,
}

/// Where the numbers along axes start, and how far they go.
struct Numbers {
    from: Vec3,
    lengths: Vec3,
}

impl Numbers {
    /// Those of the unit cube through a matrix.
    fn of(matrix: Mat4) -> Self {
        let length = |n: usize| matrix.col(n).truncate().length();
        Self { from: matrix.w_axis.truncate(), lengths: Vec3::new(length(0), length(1), length(2)) }
    }
}

impl MeshRange {
    /// The matrix of the box that axes stand around, and their numbers; none if a person chose them.
    fn on(self, mesh: &Mesh) -> (Mat4, Option<Numbers>) {
        let model = Mat4::from_cols_array_2d(&mesh.model);
        let world = Mat4::from_cols_array_2d(&mesh.world);
        let around = || match mesh.bounds() {
            Some([low, high]) => Mat4::from_translation(low) * Mat4::from_scale(high - low),
            None => world * model,
        };
        match self {
            Self::Basis => {
                (world * model, Some(Numbers { from: Vec3::ZERO, ..Numbers::of(model) }))
            }
            Self::BasisOffset => (world * model, Some(Numbers::of(model))),
            Self::World => (world * model, Some(Numbers::of(world * model))),
            Self::DataBox => (around(), Some(Numbers::of(model.inverse() * around()))),
            Self::ModelBox => (around(), Some(Numbers::of(world.inverse() * around()))),
            Self::WorldBox => (around(), Some(Numbers::of(around()))),
            Self::Custom => (world * model, None),
        }
    }
}

const IDS: [&str; 3] = ["xAxis", "yAxis", "zAxis"];
const NAMES: [&str; 3] = ["x", "y", "z"];

impl Process for MeshAxis {
    fn process(&mut self, context: &Context) -> Result<()> {
        let mesh = self.mesh.get()?;
        let (matrix, numbers) = self.mode.on(&mesh);
        let custom = self.ranges.all();
        let axes = BoxAxes {
            model: matrix,
            world: Mat4::IDENTITY,
            scaling: self.scaling,
            offset: self.offset,
            visibility: &self.visibility,
        };
        for (n, settings) in [&mut self.x, &mut self.y, &mut self.z].into_iter().enumerate() {
            let range = numbers.as_ref().map_or(custom[n], |numbers| {
                let from = f64::from(numbers.from[n]);
                [from, from + f64::from(numbers.lengths[n])]
            });
            settings.set_range(IDS[n], range, context);
            settings.scaling = axes.scale();
            // Meshes have no names for their axes.
            let axis = Axis::new(NAMES[n], "");
            self.captions.caption(settings, NAMES[n], &self.custom_caption, &axis);
        }
        let mut all = [(IDS[0], &mut self.x), (IDS[1], &mut self.y), (IDS[2], &mut self.z)];
        self.styled.update(&self.style, &mut all, context);
        let size = self.image.size();
        let mut film = Film::over(self.background.data().map(|image| &**image), size)?;
        let view = View::new(&self.camera, size);
        axes.draw(&mut film, [&self.x, &self.y, &self.z], &view, &self.camera);
        self.image.set(film.into_image());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::UVec2;

    fn node() -> MeshAxis {
        let corners = [[1.0f32, 0.0, 0.0], [3.0, 5.0, 1.0]];
        let mut mesh =
            Mesh::new(Topology::default()).with(AttributeKind::Position, Array::copy_of(&corners));
        mesh.model = Mat4::from_scale(Vec3::splat(2.0)).to_cols_array_2d();
        mesh.world = Mat4::from_translation(Vec3::new(-4.0, 0.0, 0.0)).to_cols_array_2d();
        let mut node = MeshAxis {
            mesh: mesh.into(),
            image: Out::with_size(UVec2::splat(64)),
            ..MeshAxis::default()
        };
        node.camera.look_from = Vec3::new(10.0, 15.0, 40.0);
        node
    }

    #[test]
    fn numbers_are_those_of_the_space_or_of_the_box_around_the_mesh() -> Result<()> {
        for (mode, x) in [
            (MeshRange::Basis, [0.0, 2.0]),
            (MeshRange::BasisOffset, [0.0, 2.0]),
            (MeshRange::World, [-4.0, -2.0]),
            (MeshRange::DataBox, [-1.0, 1.0]),
            (MeshRange::ModelBox, [2.0, 6.0]),
            (MeshRange::WorldBox, [-2.0, 2.0]),
            (MeshRange::Custom, [0.0, 100.0]),
        ] {
            let mut node = MeshAxis { mode, ..node() };
            node.process(&Context::detached())?;
            assert_eq!(node.x.range(), x, "{mode:?}");
            let image = node.image.get()?;
            let pixels = image.color[0].pixels.elements::<[u8; 4]>();
            assert!(pixels.iter().filter(|pixel| pixel[3] > 0).count() > 20, "{mode:?}");
        }
        Ok(())
    }

    #[test]
    fn odd_meshes_do_no_harm() -> Result<()> {
        for mesh in [Mesh::default(), Mesh { model: [[f32::NAN; 4]; 4], ..Mesh::default() }] {
            let mut node = MeshAxis { mesh: mesh.into(), mode: MeshRange::WorldBox, ..node() };
            node.process(&Context::detached())?;
        }
        Ok(())
    }
}
