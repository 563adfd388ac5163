//! Blur in front of and behind what a lens is focused on.

use crate::picture::{Depths, Picture};
use glam::{Vec2, Vec4};
use ivw_core::prelude::*;
use ivw_render::properties::Event;
use ivw_render::vertices;

/// Blurs what a lens of some width does not focus on.
///
/// |                | shape             | value                                       | unit  |
/// |----------------|-------------------|---------------------------------------------|-------|
/// | inport         | `[width, height]` | colours, depth                              |       |
/// | trackingInport | any               | positions; the first is what is focused on  | world |
/// | outport        | `[width, height]` | colours as floats                           |       |
///
/// The picture is seen from many points of the lens, and the mean of all is taken. Views from the side
/// are made of the one picture that comes in, by moving each pixel as far as its depth says; what was
/// hidden there is what lies beside it. The network upstream does not run again for them.
#[derive(Processor)]
#[processor(
    "org.inviwo.DepthOfField",
    name = "Depth Of Field",
    category = "Postprocessing",
    code_state = CodeState::Experimental,
    tags = "CPU"
)]
pub struct DepthOfField {
    /// Picture with depth.
    #[inport("inport")]
    input: In<Image>,

    /// Mesh whose first vertex is focused on, unless a person says where.
    #[inport("trackingInport", optional)]
    tracked: In<Mesh>,

    /// Blurred picture.
    #[outport("outport")]
    output: Out<Image>,

    /// Width of the lens.
    #[property("aperture", default = 0.5, range = 0.01..=1.0)]
    aperture: f64,

    /// Distance of what is sharp.
    #[property("focusDepth", name = "Focus depth", default = 8.0, range = 1.0..=15.0, step = 0.1)]
    focus: f64,

    /// Take that distance, instead of that of the tracked mesh.
    #[property("manualFocus", name = "Manual focus", default = true)]
    is_manual: bool,

    /// Make many views of few.
    #[property("approximate")]
    is_approximate: bool,

    /// How many views there are.
    #[property(
        "viewCountExact",
        name = "View count",
        default = 40,
        range = 10..=200,
        visible_if = |p| !p.is_approximate
    )]
    n_views: usize,

    /// How many views are rendered.
    #[property(
        "viewCountApprox",
        name = "Rendered view count",
        default = 5,
        range = 1..=12,
        visible_if = |p| p.is_approximate
    )]
    n_rendered: usize,

    /// How many views are made of these.
    #[property(
        "simViewCountApprox",
        name = "Simulated view count",
        default = 40,
        range = 10..=200,
        visible_if = |p| p.is_approximate
    )]
    n_simulated: usize,

    /// Focuses on what is under the mouse.
    #[property("clickToFocus", name = "Click to focus")]
    click: Event,

    /// Camera of the picture.
    #[property("camera")]
    camera: Camera,
}

impl Process for DepthOfField {
    fn process(&mut self, context: &Context) -> Result<()> {
        let image = self.input.get()?;
        let picture = Picture::of(&image)?;
        let depths = Depths::of(&image, &self.camera);
        let lens = Lens { width: self.aperture as f32, focus: self.focus()? };
        let n_views = if self.is_approximate { self.n_simulated } else { self.n_views };
        let seen = lens.mean(&picture, &depths.distances(), &self.camera, n_views, context)?;
        self.output.set(seen.into_image(&image, Number::F32)?);
        Ok(())
    }
}

impl DepthOfField {
    /// How far away what is sharp lies, along the direction that the camera looks in.
    fn focus(&self) -> Result<f32> {
        let Some(mesh) = self.tracked.data().filter(|_| !self.is_manual) else {
            return Ok(self.focus as f32);
        };
        let positions = vertices::positions(mesh);
        let first = positions.first().ok_or_else(|| {
            Error::new("the tracked mesh has no vertices")
                .hint("connect one that has, or turn \"manualFocus\" on")
        })?;
        let front = (self.camera.look_to - self.camera.look_from).normalize_or_zero();
        Ok((first.truncate() - self.camera.look_from).dot(front).abs())
    }
}

/// A lens, and what it is focused on.
struct Lens {
    width: f32,
    focus: f32,
}

impl Lens {
    /// Places on the lens, around its middle, not two of them at one distance.
    fn places(&self, n: usize) -> impl Iterator<Item = Vec2> {
        let half = self.width / 2.0;
        (0..n).map(move |view| {
            let angle = (view as f32 - 1.0) / n as f32 * std::f32::consts::TAU;
            Vec2::from_angle(angle) * half * halton(view as u32 + 1).sqrt()
        })
    }

    /// The mean of what is seen from places on the lens.
    fn mean(
        &self,
        picture: &Picture,
        distances: &[f32],
        camera: &Camera,
        n_views: usize,
        context: &Context,
    ) -> Result<Picture> {
        let n_pixels = picture.colors.len();
        let pixels_at_one =
            picture.size.y as f32 / (2.0 * (camera.fov_degrees.to_radians() / 2.0).tan());
        let mut sum = vec![Vec4::ZERO; n_pixels];
        let mut n_seen = vec![0u32; n_pixels];
        let mut nearest = vec![(f32::INFINITY, 0); n_pixels];
        for (view, place) in self.places(n_views).enumerate() {
            context.progress(view as f32 / n_views as f32)?;
            nearest.fill((f32::INFINITY, 0));
            for (n, distance) in distances.iter().enumerate() {
                let moved = -place * (1.0 / distance - 1.0 / self.focus) * pixels_at_one;
                if let Some(to) = moved_pixel(picture, n, moved)
                    && *distance < nearest[to].0
                {
                    nearest[to] = (*distance, n);
                }
            }
            for (n, (distance, from)) in nearest.iter().enumerate() {
                if distance.is_finite() {
                    sum[n] += picture.colors[*from];
                    n_seen[n] += 1;
                }
            }
        }
        let mut result = picture.clone();
        for ((color, sum), n) in result.colors.iter_mut().zip(sum).zip(n_seen) {
            // What nobody sees from the side stays as it is.
            if n > 0 {
                *color = sum / n as f32;
            }
        }
        Ok(result)
    }
}

/// The pixel that lies away from the n-th one, if the picture has it.
fn moved_pixel(picture: &Picture, n: usize, away: Vec2) -> Option<usize> {
    let width = picture.size.x as usize;
    let at = Vec2::new((n % width) as f32, (n / width) as f32) + away.round();
    let is_in = at.cmpge(Vec2::ZERO).all() && at.cmplt(picture.size.as_vec2()).all();
    is_in.then(|| at.y as usize * width + at.x as usize)
}

/// The n-th number of the sequence of J. Halton to the base of 2.
fn halton(n: u32) -> f32 {
    n.reverse_bits() as f32 / (u32::MAX as f32 + 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::tests::{colors, image};
    use glam::Vec3;

    /// A bright column in the middle of a dark picture, at a distance.
    fn node(distance: f32) -> DepthOfField {
        let camera = Camera { near: 1.0, far: 100.0, ..Camera::default() };
        let window = (1.0 / camera.near - 1.0 / distance) / (1.0 / camera.near - 1.0 / camera.far);
        let bright = |n: usize| n % 31 == 15;
        let pixels: Vec<_> =
            (0..31 * 31).map(|n| if bright(n) { [1.0; 4] } else { [0.0, 0.0, 0.0, 1.0] }).collect();
        let depths: Vec<f32> = vec![window; 31 * 31];
        let input = In::from(image([31, 31], &pixels, &depths));
        let mut node = DepthOfField { input, camera, aperture: 1.0, ..Default::default() };
        node.focus = 8.0;
        node
    }

    fn middle_row(node: &mut DepthOfField) -> Result<Vec<f32>> {
        node.process(&Context::detached())?;
        let colors = colors(&*node.output.get()?);
        Ok(colors[15 * 31..16 * 31].iter().map(|color| color[0]).collect())
    }

    #[test]
    fn what_is_in_focus_stays_sharp_and_all_else_is_blurred() -> Result<()> {
        let sharp = middle_row(&mut node(8.0))?;
        assert_eq!((sharp[15], sharp[14], sharp[16]), (1.0, 0.0, 0.0));
        let near = middle_row(&mut node(2.0))?;
        assert!(near[15] < 0.5 && near[13] > 0.02, "{near:?}");
        let far = middle_row(&mut node(50.0))?;
        assert!(far[15] < 0.7 && far[15] > near[15], "{far:?}");
        Ok(())
    }

    #[test]
    fn a_narrow_lens_blurs_less() -> Result<()> {
        let mut narrow = node(2.0);
        narrow.aperture = 0.05;
        assert!(middle_row(&mut narrow)?[15] > middle_row(&mut node(2.0))?[15]);
        Ok(())
    }

    #[test]
    fn a_tracked_mesh_is_in_focus() -> Result<()> {
        let mut node = node(2.0);
        let vertex = node.camera.look_from + Vec3::new(0.5, 0.0, -2.0);
        let mesh =
            Mesh::new(Topology::default()).with(AttributeKind::Position, Array::copy_of(&[vertex]));
        node.tracked = mesh.into();
        assert!(middle_row(&mut node)?[15] < 0.5, "a person says where");
        node.is_manual = false;
        assert_eq!(middle_row(&mut node)?[15], 1.0);
        node.tracked = Mesh::default().into();
        assert!(node.process(&Context::detached()).is_err());
        Ok(())
    }
}
