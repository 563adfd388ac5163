//! Axes around a volume.

use crate::axis::{AxisSettings, AxisStyle, StyledAxes, number};
use crate::box_axes::{AxisRanges, BoxAxes, CaptionType, EdgeVisibility, OffsetScaling, RangeMode};
use glam::Mat4;
use ivw_core::prelude::*;
use ivw_render::film::Film;
use ivw_render::properties::Trackball;
use ivw_render::view::View;

/// Draws axes along edges of a volume.
///
/// |             | shape             | value                     | space |
/// |-------------|-------------------|---------------------------|-------|
/// | volume      | `[x, y, z]`       | matrices, axes            | data  |
/// | imageInport | `[width, height]` | colours, depth, picking   |       |
/// | outport     | `[width, height]` | `[u8; 4]`, depth, picking |       |
#[derive(Processor)]
#[processor("org.inviwo.VolumeAxis", category = "Plotting", tags = "CPU, Plotting, Volume")]
pub struct VolumeAxis {
    /// Volume that the axes stand around.
    #[inport("volume")]
    volume: In<Volume>,

    /// Picture to draw into.
    #[inport("imageInport", optional)]
    background: In<Image>,

    /// The axes in the picture.
    #[outport("outport")]
    image: Out<Image>,

    /// Which size of the volume the distance of axes, and the length of ticks, depend on.
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

    /// Camera that looks at the volume.
    #[property("camera")]
    camera: Camera,

    /// How a person turns the camera.
    #[group("trackball", collapsed = true)]
    trackball: Trackball,

    styled: StyledAxes,
}

const IDS: [&str; 3] = ["xAxis", "yAxis", "zAxis"];
const NAMES: [&str; 3] = ["x", "y", "z"];

impl Process for VolumeAxis {
    fn process(&mut self, context: &Context) -> Result<()> {
        let volume = self.volume.get()?;
        let dims = volume.dims.map(f64::from);
        let model = Mat4::from_cols_array_2d(&volume.model);
        let world = Mat4::from_cols_array_2d(&volume.world);
        let ranges = self.ranges.all();
        let axes = BoxAxes {
            model,
            world,
            scaling: self.scaling,
            offset: self.offset,
            visibility: &self.visibility,
        };
        for (n, settings) in [&mut self.x, &mut self.y, &mut self.z].into_iter().enumerate() {
            let range = self.mode.range(n, dims[n], model, world, ranges[n]);
            settings.set_range(IDS[n], range, context);
            settings.scaling = axes.scale();
            self.captions.caption(settings, NAMES[n], &self.custom_caption, &volume.axes[n]);
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
    use glam::{UVec2, Vec3};

    fn node() -> Result<VolumeAxis> {
        let mut volume = Volume::new([1, 2, 3], u8::FORMAT)?;
        volume.set_basis(glam::Mat3::from_diagonal(Vec3::splat(10.0)));
        volume.set_offset(Vec3::splat(-5.0));
        volume.axes[0] = Axis::new("x", "m");
        let mut node = VolumeAxis {
            volume: volume.into(),
            image: Out::with_size(UVec2::splat(64)),
            ..VolumeAxis::default()
        };
        node.camera.look_from = Vec3::new(10.0, 15.0, 40.0);
        Ok(node)
    }

    #[test]
    fn numbers_are_those_of_the_volume() -> Result<()> {
        for (mode, range) in [
            (RangeMode::Dims, [0.0, 2.0]),
            (RangeMode::Basis, [0.0, 10.0]),
            (RangeMode::BasisOffset, [-5.0, 5.0]),
            (RangeMode::World, [0.0, 1.0]),
            (RangeMode::Custom, [0.0, 100.0]),
        ] {
            let mut node = VolumeAxis { mode, ..node()? };
            node.process(&Context::detached())?;
            assert_eq!(node.y.range(), range, "{mode:?}");
            assert_eq!(node.x.caption.title, "x [m]");
            let image = node.image.get()?;
            let pixels = image.color[0].pixels.elements::<[u8; 4]>();
            assert!(pixels.iter().filter(|pixel| pixel[3] > 0).count() > 50);
        }
        Ok(())
    }

    #[test]
    fn a_person_may_hide_all_axes() -> Result<()> {
        let mut node = node()?;
        node.visibility.is_automatic = false;
        node.visibility.x_negative_negative = false;
        node.visibility.y_negative_negative = false;
        node.visibility.z_negative_negative = false;
        node.process(&Context::detached())?;
        let image = node.image.get()?;
        assert!(image.color[0].pixels.bytes().iter().all(|&byte| byte == 0));
        Ok(())
    }
}
