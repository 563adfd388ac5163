//! Axes along the edges of a box.

use crate::axis::{self, AxisSettings};
use crate::title::{name_and_unit, title};
use glam::{Mat4, Vec3};
use ivw_core::prelude::*;
use ivw_render::film::Film;
use ivw_render::view::View;
use std::ops::Range;

/// This is the size of a box that distances from it depend on.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub(crate) enum OffsetScaling {
    #[choice("none", "None (absolute)")]
    None,
    #[default]
    #[choice("min", "Min Extent")]
    Min,
    #[choice("max", "Max Extent")]
    Max,
    #[choice("mean", "Mean Extent")]
    Mean,
    #[choice("diagonal", "Diagonal")]
    Diagonal,
}

impl OffsetScaling {
    /// How long a pixel of ticks and distances is in the world, around a unit cube, or a square,
    /// through a matrix.
    pub(crate) fn scale(self, matrix: Mat4, n_axes: usize) -> f32 {
        let basis = [0, 1, 2].map(|n| matrix.col(n).truncate());
        let lengths = basis.map(Vec3::length);
        let extent = match self {
            Self::None => return 1.0,
            Self::Min => lengths[..n_axes].iter().copied().fold(f32::INFINITY, f32::min),
            Self::Max => lengths.into_iter().fold(0.0, f32::max),
            Self::Mean => lengths.iter().sum::<f32>() / n_axes as f32,
            Self::Diagonal => (basis[0] + basis[1] + basis[2]).length(),
        };
        extent / 100.0
    }
}

/// This is what the numbers along axes are.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum RangeMode {
    /// Numbers of voxels.
    #[default]
    #[choice("dims", "Dimensions")]
    Dims,
    /// Lengths of the basis.
    #[choice("basis", "Basis")]
    Basis,
    /// Lengths of the basis, from its offset on.
    #[choice("basisOffset", "Basis & Offset")]
    BasisOffset,
    /// Places in the world.
    #[choice("world", "World")]
    World,
    /// A person's choice.
    #[choice("custom", "Custom")]
    Custom,
}

impl RangeMode {
    /// The numbers at both ends of an axis.
    pub(crate) fn range(
        self,
        axis: usize,
        n: f64,
        model: Mat4,
        world: Mat4,
        custom: [f64; 2],
    ) -> [f64; 2] {
        let length = |matrix: Mat4| f64::from(matrix.col(axis).truncate().length());
        let offset = |matrix: Mat4| f64::from(matrix.w_axis[axis]);
        match self {
            Self::Dims => [0.0, n],
            Self::Basis => [0.0, length(model)],
            Self::BasisOffset => [offset(model), offset(model) + length(model)],
            Self::World => [offset(world), offset(world) + length(world)],
            Self::Custom => custom,
        }
    }
}

/// This is where titles come from.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum CaptionType {
    /// The titles of the axes.
    #[default]
    #[choice("string", "Caption String")]
    Own,
    /// Names and units of the data.
    #[choice("data", "Caption from Data")]
    Data,
    /// A format of a person's choice.
    #[choice("custom", "Custom Format")]
    Custom,
}

impl CaptionType {
    /// Gives an axis the title that data with this axis has; one of a person's own stays.
    ///
    /// `name` is the title of an axis that nobody changed.
    pub(crate) fn caption(
        self,
        settings: &mut AxisSettings,
        name: &str,
        format: &str,
        axis: &Axis,
    ) {
        settings.caption.title = match self {
            Self::Own if settings.caption.title != name => return,
            Self::Own | Self::Data => name_and_unit(axis),
            Self::Custom => title(format, axis),
        };
    }
}

/// These are numbers along axes of a person's choice.
#[derive(PropertyGroup)]
pub(crate) struct AxisRanges {
    /// Along x.
    #[property("rangeX", name = "X Axis", default = 0.0..100.0, range = -1e6..=1e6, semantics("Text"))]
    x: Range<f64>,
    /// Along y.
    #[property("rangeY", name = "Y Axis", default = 0.0..100.0, range = -1e6..=1e6, semantics("Text"))]
    y: Range<f64>,
    /// Along z.
    #[property("rangeZ", name = "Z Axis", default = 0.0..100.0, range = -1e6..=1e6, semantics("Text"))]
    z: Range<f64>,
}

impl AxisRanges {
    pub(crate) fn all(&self) -> [[f64; 2]; 3] {
        [&self.x, &self.y, &self.z].map(|range| [range.start, range.end])
    }
}

/// This says which edges of a box have axes.
#[derive(PropertyGroup)]
#[group_class(checked_by = "checked")]
pub(crate) struct EdgeVisibility {
    /// For each direction, choose the outline's edge that is nearest to the eye.
    #[property("checked", name = "Automatic", default = true)]
    pub(crate) is_automatic: bool,
    /// Edges that editors turn on together.
    #[property(
        "visibilityPresets",
        name = "Presets",
        saved(Saved::Never),
        invalidates = InvalidationLevel::Valid
    )]
    presets: VisibilityPreset,
    /// Along x, at the low end of y and z.
    #[property("negYnegZ", name = "X: y-, z-", default = true)]
    pub(crate) x_negative_negative: bool,
    /// Along x, at the high end of y and the low one of z.
    #[property("posYnegZ", name = "X: y+, z-")]
    x_positive_negative: bool,
    /// Along x, at the high end of y and z.
    #[property("posYposZ", name = "X: y+, z+")]
    x_positive_positive: bool,
    /// Along x, at the low end of y and the high one of z.
    #[property("negYposZ", name = "X: y-, z+")]
    x_negative_positive: bool,
    /// Along y, at the low end of x and z.
    #[property("negXnegZ", name = "Y: x-, z-", default = true)]
    pub(crate) y_negative_negative: bool,
    /// Along y, at the high end of x and the low one of z.
    #[property("posXnegZ", name = "Y: x+, z-")]
    y_positive_negative: bool,
    /// Along y, at the high end of x and z.
    #[property("posXposZ", name = "Y: x+, z+")]
    y_positive_positive: bool,
    /// Along y, at the low end of x and the high one of z.
    #[property("negXposZ", name = "Y: x-, z+")]
    y_negative_positive: bool,
    /// Along z, at the low end of x and y.
    #[property("negXnegY", name = "Z: x-, y-", default = true)]
    pub(crate) z_negative_negative: bool,
    /// Along z, at the high end of x and the low one of y.
    #[property("posXnegY", name = "Z: x+, y-")]
    z_positive_negative: bool,
    /// Along z, at the high end of x and y.
    #[property("posXposY", name = "Z: x+, y+")]
    z_positive_positive: bool,
    /// Along z, at the low end of x and the high one of y.
    #[property("negXposY", name = "Z: x-, y+")]
    z_negative_positive: bool,
}

/// These are edges that are turned on together.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub(crate) enum VisibilityPreset {
    #[default]
    #[choice("default", "Default (origin)")]
    Default,
    #[choice("all", "All")]
    All,
    #[choice("none", "None")]
    None,
}

/// On which sides of the other two axes an edge lies: the order of the switches.
const SIDES: [[bool; 2]; 4] = [[false, false], [true, false], [true, true], [false, true]];

impl EdgeVisibility {
    /// The edges along an axis that have one, in the order of [`SIDES`].
    fn edges(&self, axis: usize) -> [bool; 4] {
        match axis {
            0 => [
                self.x_negative_negative,
                self.x_positive_negative,
                self.x_positive_positive,
                self.x_negative_positive,
            ],
            1 => [
                self.y_negative_negative,
                self.y_positive_negative,
                self.y_positive_positive,
                self.y_negative_positive,
            ],
            _ => [
                self.z_negative_negative,
                self.z_positive_negative,
                self.z_positive_positive,
                self.z_negative_positive,
            ],
        }
    }
}

/// Axes along the edges of a box: the unit cube, through two matrices.
pub(crate) struct BoxAxes<'a> {
    pub(crate) model: Mat4,
    pub(crate) world: Mat4,
    pub(crate) scaling: OffsetScaling,
    pub(crate) offset: f32,
    pub(crate) visibility: &'a EdgeVisibility,
}

impl BoxAxes<'_> {
    fn world_from_data(&self) -> Mat4 {
        self.world * self.model
    }

    /// How long a pixel of ticks and distances is in the world.
    pub(crate) fn scale(&self) -> f32 {
        self.scaling.scale(self.world_from_data(), 3)
    }

    /// Draws the axes at edges that are to have them.
    pub(crate) fn draw(
        &self,
        film: &mut Film,
        settings: [&AxisSettings; 3],
        view: &View,
        camera: &Camera,
    ) {
        let matrix = self.world_from_data();
        let centre = matrix.transform_point3(Vec3::splat(0.5));
        for (n, settings) in settings.into_iter().enumerate() {
            let others = [(n + 1) % 3, (n + 2) % 3];
            // Switches name the other axes in the order of the alphabet.
            let others = [others[0].min(others[1]), others[0].max(others[1])];
            let edges = match self.visibility.is_automatic {
                true => self.outline(n, others, camera),
                false => self.visibility.edges(n),
            };
            for (side, _) in SIDES.iter().zip(edges).filter(|(_, is_on)| *is_on) {
                let ends =
                    [0.0, 1.0].map(|at| matrix.transform_point3(corner(n, others, *side, at)));
                let middle = (ends[0] + ends[1]) / 2.0;
                let away = (middle - centre).normalize_or_zero();
                let ends = ends.map(|end| end + away * self.offset * self.scale());
                let outside = self.hidden_side(others, *side, camera).unwrap_or(away);
                axis::in_space(film, settings, view, ends, outside);
            }
        }
    }

    /// Where an edge of the outline has ticks and texts: away from the face that looks to the eye, in
    /// the direction in which the other one lies. Edges within or behind have no such side.
    fn hidden_side(&self, others: [usize; 2], side: [bool; 2], camera: &Camera) -> Option<Vec3> {
        let is_seen = self.seen_faces(camera);
        let n = match [0, 1].map(|n| is_seen(others[n], side[n])) {
            [true, false] => 1,
            [false, true] => 0,
            _ => return None,
        };
        let direction = self.world_from_data().col(others[n]).truncate().try_normalize()?;
        Some(if side[n] { direction } else { -direction })
    }

    /// Which of the faces at the low and the high end of an axis look to the eye.
    fn seen_faces(&self, camera: &Camera) -> impl Fn(usize, bool) -> bool {
        let inverse = self.world_from_data().inverse();
        let away = inverse.transform_vector3(camera.look_to - camera.look_from);
        move |axis, is_high| (away[axis] < 0.0) == is_high
    }

    /// The edge of the outline along an axis that is nearest to the eye, in data space.
    fn outline(&self, axis: usize, others: [usize; 2], camera: &Camera) -> [bool; 4] {
        let is_seen = self.seen_faces(camera);
        let distance = |side: [bool; 2]| {
            let corners = [0.0, 1.0].map(|at| corner(axis, others, side, at));
            let matrix = self.world_from_data();
            let middle = matrix.transform_point3((corners[0] + corners[1]) / 2.0);
            (middle - camera.look_from).length()
        };
        let of_outline =
            |side: &&[bool; 2]| is_seen(others[0], side[0]) != is_seen(others[1], side[1]);
        let nearest =
            SIDES.iter().filter(of_outline).min_by(|a, b| distance(**a).total_cmp(&distance(**b)));
        SIDES.map(|side| nearest == Some(&side))
    }
}

/// A point of an edge of the unit cube.
fn corner(axis: usize, others: [usize; 2], side: [bool; 2], at: f32) -> Vec3 {
    let mut corner = Vec3::ZERO;
    corner[axis] = at;
    for (other, is_high) in others.into_iter().zip(side) {
        corner[other] = if is_high { 1.0 } else { 0.0 };
    }
    corner
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_outline_has_its_nearest_edges() {
        let visibility = EdgeVisibility::default();
        let axes = BoxAxes {
            model: Mat4::IDENTITY,
            world: Mat4::IDENTITY,
            scaling: OffsetScaling::Min,
            offset: 10.0,
            visibility: &visibility,
        };
        let camera = Camera {
            look_from: Vec3::new(3.0, 4.0, 5.0),
            look_to: Vec3::splat(0.5),
            ..Camera::default()
        };
        // Of edges along x, those at the high end of either y or z are outline.
        let edges = axes.outline(0, [1, 2], &camera);
        assert_eq!(edges, [false, false, false, true], "z is nearer than y");
        assert!((axes.scale() - 0.01).abs() < 1e-6);
        let side = axes.hidden_side([1, 2], [false, true], &camera);
        assert_eq!(side, Some(-Vec3::Y), "ticks go on where the face at the low end of y would be");
        assert_eq!(axes.hidden_side([1, 2], [true, true], &camera), None);
        let behind = Camera { look_from: Vec3::new(-3.0, -4.0, 0.6), ..camera };
        let edges = axes.outline(2, [0, 1], &behind);
        assert_eq!(edges.iter().filter(|&&is_on| is_on).count(), 1);
        assert!(edges[1] || edges[3], "it is at the side");
    }
}
