//! Axes around a layer.

use crate::axis::{self, AxisSettings, AxisStyle, StyledAxes, number};
use crate::box_axes::{CaptionType, OffsetScaling, RangeMode, VisibilityPreset};
use glam::{DMat4, DVec3, Mat4};
use ivw_core::prelude::*;
use ivw_render::film::Film;
use ivw_render::properties::Trackball;
use ivw_render::view::View;
use std::ops::Range;

/// Draws axes along edges of a layer.
///
/// |             | shape             | value                     | space |
/// |-------------|-------------------|---------------------------|-------|
/// | layer       | `[x, y]`          | matrices, axes            | data  |
/// | imageInport | `[width, height]` | colours, depth, picking   |       |
/// | outport     | `[width, height]` | `[u8; 4]`, depth, picking |       |
#[derive(Processor)]
#[processor("org.inviwo.LayerAxis", category = "Plotting", tags = "CPU, Plotting")]
pub struct LayerAxis {
    /// Layer that the axes stand beside.
    #[inport("layer")]
    layer: In<Layer>,

    /// Picture to draw into.
    #[inport("imageInport", optional)]
    background: In<Image>,

    /// The axes in the picture.
    #[outport("outport")]
    image: Out<Image>,

    /// Which size of the layer the distance of axes, and the length of ticks, depend on.
    #[property("offsetScaling", name = "Offset Scaling", default = OffsetScaling::Min)]
    scaling: OffsetScaling,

    /// How far axes stand off, in percent of that size.
    #[property("axisOffset", name = "Axis Offset", default = 10.0, from = 0.0..=50.0, step = 0.1)]
    offset: f32,

    /// What the numbers along axes are.
    #[property("rangeMode", name = "Axis Range Mode")]
    mode: RangeMode,

    /// Numbers of a person's choice.
    #[group(
        "customRanges",
        name = "Custom Axis Ranges",
        visible_if = |p| p.mode == RangeMode::Custom
    )]
    ranges: FlatRanges,

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
    visibility: SideVisibility,

    /// What both axes have in common.
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

    /// Camera that looks at the layer.
    #[property("camera")]
    camera: Camera,

    /// How a person turns the camera.
    #[group("trackball", collapsed = true)]
    trackball: Trackball,

    styled: StyledAxes,
}

/// These are numbers along axes of a person's choice.
#[derive(PropertyGroup)]
pub struct FlatRanges {
    /// Along x.
    #[property("rangeX", name = "X Axis", default = 0.0..100.0, range = -1e6..=1e6, semantics("Text"))]
    x: Range<f64>,
    /// Along y.
    #[property("rangeY", name = "Y Axis", default = 0.0..100.0, range = -1e6..=1e6, semantics("Text"))]
    y: Range<f64>,
}

/// This says which edges of a layer have axes.
#[derive(PropertyGroup)]
#[group_class(checked_by = "checked")]
pub struct SideVisibility {
    /// For each direction, choose the edge that is nearest to the eye.
    #[property("checked", name = "Automatic", default = true)]
    is_automatic: bool,
    /// Edges that editors turn on together.
    #[property(
        "visibilityPresets",
        name = "Presets",
        saved(Saved::Never),
        invalidates = InvalidationLevel::Valid
    )]
    presets: VisibilityPreset,
    /// Along x, at the low end of y.
    #[property("negY", name = "X: y-", default = true)]
    x_low: bool,
    /// Along x, at the high end of y.
    #[property("posY", name = "X: y+")]
    x_high: bool,
    /// Along y, at the low end of x.
    #[property("negX", name = "Y: x-", default = true)]
    y_low: bool,
    /// Along y, at the high end of x.
    #[property("posX", name = "Y: x+")]
    y_high: bool,
}

impl SideVisibility {
    /// Whether there is an axis at the low and at the high end of the other direction.
    ///
    /// `to_eye` is where a person looks from, in data space; of edges equally near, the lower one has
    /// the axis.
    fn sides(&self, axis: usize, to_eye: DVec3) -> [bool; 2] {
        match (self.is_automatic, axis) {
            (true, _) => [to_eye[1 - axis] <= 0.0, to_eye[1 - axis] > 0.0],
            (false, 0) => [self.x_low, self.x_high],
            (false, _) => [self.y_low, self.y_high],
        }
    }
}

const IDS: [&str; 2] = ["xAxis", "yAxis"];
const NAMES: [&str; 2] = ["x", "y"];

impl Process for LayerAxis {
    fn process(&mut self, context: &Context) -> Result<()> {
        let layer = self.layer.get()?;
        let model = Mat4::from_cols_array_2d(&layer.model);
        let world = Mat4::from_cols_array_2d(&layer.world);
        let from_data = world_from_data(model, world);
        let scale = self.scaling.scale(from_data.as_mat4(), 2);
        let custom = [&self.ranges.x, &self.ranges.y].map(|range| [range.start, range.end]);
        for (n, settings) in [&mut self.x, &mut self.y].into_iter().enumerate() {
            let world = match self.mode {
                RangeMode::World => from_data.as_mat4(),
                _ => world,
            };
            let range = self.mode.range(n, layer.dims[n].into(), model, world, custom[n]);
            settings.set_range(IDS[n], range, context);
            settings.scaling = scale;
            self.captions.caption(settings, NAMES[n], &self.custom_caption, &layer.axes[n]);
        }
        let mut all = [(IDS[0], &mut self.x), (IDS[1], &mut self.y)];
        self.styled.update(&self.style, &mut all, context);
        let size = self.image.size();
        let mut film = Film::over(self.background.data().map(|image| &**image), size)?;
        let view = View::new(&self.camera, size);
        self.draw(&mut film, &view, from_data);
        self.image.set(film.into_image());
        Ok(())
    }
}

/// From the unit square to the world; a layer that has no third direction gets that across it.
fn world_from_data(mut model: Mat4, world: Mat4) -> DMat4 {
    if model.z_axis.truncate().length() < f32::EPSILON {
        let across = model.x_axis.truncate().cross(model.y_axis.truncate());
        model.z_axis = across.normalize_or_zero().extend(0.0);
    }
    world.as_dmat4() * model.as_dmat4()
}

impl LayerAxis {
    fn draw(&self, film: &mut Film, view: &View, from_data: DMat4) {
        let to_data = from_data.inverse();
        let eye = [self.camera.look_from, self.camera.look_to].map(|point| point.as_dvec3());
        let [from, to] = eye.map(|point| to_data.transform_point3(point));
        for (n, settings) in [&self.x, &self.y].into_iter().enumerate() {
            let sides = self.visibility.sides(n, from - to);
            for (is_high, _) in [false, true].into_iter().zip(sides).filter(|(_, is_on)| *is_on) {
                let mut corner = DVec3::ZERO;
                corner[1 - n] = f64::from(u8::from(is_high));
                let mut away = DVec3::ZERO;
                away[1 - n] = if is_high { 1.0 } else { -1.0 };
                let ends = [0.0, 1.0].map(|at| {
                    let mut end = corner;
                    end[n] = at;
                    let off = from_data.transform_vector3(away).normalize_or_zero();
                    let off = off * f64::from(self.offset) * f64::from(settings.scaling);
                    (from_data.transform_point3(end) + off).as_vec3()
                });
                let normal = to_data.transpose().transform_vector3(away).normalize_or_zero();
                axis::in_space(film, settings, view, ends, normal.as_vec3());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::{UVec2, Vec3};

    fn node() -> LayerAxis {
        let mut layer = Layer::from_pixels([6, 3], LayerKind::Color, &[0u8; 18]);
        layer.model = Mat4::from_scale(Vec3::new(2.0, 1.0, 1.0)).to_cols_array_2d();
        layer.world = Mat4::from_translation(Vec3::new(-1.0, -0.5, 0.0)).to_cols_array_2d();
        layer.axes[0] = Axis::new("width", "cm");
        let mut node = LayerAxis {
            layer: layer.into(),
            image: Out::with_size(UVec2::splat(100)),
            ..LayerAxis::default()
        };
        node.camera.look_from = Vec3::new(0.0, 0.0, 5.0);
        for axis in [&mut node.x, &mut node.y] {
            (axis.labels.is_on, axis.caption.is_on) = (false, false);
        }
        node
    }

    fn alpha(node: &LayerAxis) -> Result<Vec<u8>> {
        let image = node.image.get()?;
        let pixels = image.color[0].pixels.elements::<[u8; 4]>();
        Ok(pixels.iter().map(|pixel| pixel[3]).collect())
    }

    #[test]
    fn numbers_and_titles_are_those_of_the_layer() -> Result<()> {
        for (mode, range) in [
            (RangeMode::Dims, [0.0, 6.0]),
            (RangeMode::Basis, [0.0, 2.0]),
            (RangeMode::World, [-1.0, 1.0]),
            (RangeMode::Custom, [0.0, 100.0]),
        ] {
            let mut node = LayerAxis { mode, ..node() };
            node.process(&Context::detached())?;
            assert_eq!(node.x.range(), range, "{mode:?}");
            assert_eq!(node.x.caption.title, "width [cm]");
        }
        Ok(())
    }

    #[test]
    fn axes_stand_off_from_the_lower_and_the_left_edge() -> Result<()> {
        let mut node = node();
        node.process(&Context::detached())?;
        let drawn = alpha(&node)?;
        let in_rows = |rows: Range<usize>| (rows.start * 100..rows.end * 100).any(|n| drawn[n] > 0);
        // A world of 3.44 in 100 pixels: the axis is 0.1 below -0.5, ticks reach 0.08 further.
        assert!(in_rows(30..34) && !in_rows(66..100) && !in_rows(0..28));
        node.visibility.is_automatic = false;
        (node.visibility.x_low, node.visibility.x_high) = (false, true);
        node.visibility.y_low = false;
        node.process(&Context::detached())?;
        let drawn = alpha(&node)?;
        let in_rows = |rows: Range<usize>| (rows.start * 100..rows.end * 100).any(|n| drawn[n] > 0);
        assert!(in_rows(66..72) && !in_rows(0..60));
        Ok(())
    }

    #[test]
    fn seen_from_the_other_side_axes_change_sides() {
        let visibility = SideVisibility::default();
        assert_eq!(visibility.sides(0, DVec3::new(0.0, 3.0, 1.0)), [false, true]);
        assert_eq!(visibility.sides(1, DVec3::new(-1.0, 3.0, 1.0)), [true, false]);
    }

    #[test]
    fn flat_layers_have_axes_and_odd_ones_do_no_harm() -> Result<()> {
        for model in [Mat4::from_scale(Vec3::new(2.0, 1.0, 0.0)), Mat4::ZERO, Mat4::NAN] {
            let mut layer = Layer::from_pixels([1, 1], LayerKind::Color, &[0u8]);
            layer.model = model.to_cols_array_2d();
            let mut node = LayerAxis { layer: layer.into(), ..node() };
            node.process(&Context::detached())?;
        }
        Ok(())
    }
}
