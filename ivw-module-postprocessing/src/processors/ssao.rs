//! Darker where surroundings keep light away.

use crate::picture::{Depths, Picture};
use glam::{Vec2, Vec3};
use ivw_core::prelude::*;
use ivw_render::random::{Engine as _, Mt19937};
use rayon::prelude::*;

/// Ambient occlusion as far as it can be seen in a picture with depth.
///
/// |         | shape             | value                                  |
/// |---------|-------------------|----------------------------------------|
/// | inport  | `[width, height]` | colours from 0 to 1, depth from 0 to 1 |
/// | outport | `[width, height]` | colours, one byte each                 |
///
/// Horizon-based: L. Bavoil, M. Sainz and R. Dimitrov, "Image-space horizon-based ambient occlusion",
/// SIGGRAPH 2008. Opacity, depth and picking stay.
#[derive(Processor)]
#[processor("org.inviwo.SSAO", name = "SSAO", category = "Postprocessing", tags = "CPU")]
pub struct Ssao {
    /// Picture with depth.
    #[inport("inport")]
    input: In<Image>,

    /// Darkened picture.
    #[outport("outport")]
    output: Out<Image>,

    /// Whether it gets darker; otherwise the picture is passed on.
    #[property("enable", name = "Enable SSAO", default = true)]
    is_on: bool,

    /// How occlusion is found.
    #[property("option", name = "SSAO Technique")]
    technique: Technique,

    /// How far away things may be to keep light away, in world units.
    #[property("radius", default = 2.0, range = 0.0..=128.0, step = 0.05)]
    radius: f32,

    /// Power that occlusion is raised to.
    #[property("intensity", default = 1.5, range = 0.0..=5.0)]
    intensity: f32,

    /// Sine of the angle above the surface below which nothing keeps light away.
    #[property("bias", name = "Angle Bias", default = 0.1, range = 0.0..=0.5)]
    bias: f32,

    /// In how many directions to look.
    #[property("directions", default = 8, range = 4..=32)]
    directions: i32,

    /// At how many places in each direction to look.
    #[property("steps", name = "Steps / Dir", default = 4, range = 2..=32)]
    steps: i32,

    /// Use the surface's normal, instead of the direction to the camera.
    #[property("normal", name = "Use Normal", default = true)]
    use_normal: bool,

    /// How much edges in depth stop the blur.
    #[property("blurSharpness", name = "Blur Sharpness", default = 40.0, range = 0.0..=200.0)]
    sharpness: f32,

    /// Blur the occlusion, which hides its noise.
    #[property("enableBlur", name = "Enable Blur", default = true)]
    is_blurred: bool,

    /// Camera of the picture.
    #[property("camera")]
    camera: Camera,
}

/// This is how occlusion is found.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
#[choice_class("Int")]
pub enum Technique {
    /// Horizon-based, in full resolution.
    #[default]
    #[choice("hbao-classic", "HBAO Classic")]
    Classic = 1,
}

impl Process for Ssao {
    fn process(&mut self, context: &Context) -> Result<()> {
        let image = self.input.get()?;
        if !self.is_on {
            self.output.set(image);
            return Ok(());
        }
        let mut picture = Picture::of(&image)?;
        let view = View::of(&Depths::of(&image, &self.camera), &self.camera);
        let mut light = self.light(&view);
        context.check()?;
        if self.is_blurred {
            let (width, height) = (i64::from(view.size.x), i64::from(view.size.y));
            light = blur(&light, &view.distances, self.sharpness, [width, height], [1, 0]);
            light = blur(&light, &view.distances, self.sharpness, [width, height], [0, 1]);
        }
        let colors = picture.colors.par_iter_mut().with_min_len(1 << 12);
        colors.zip(&light).for_each(|(color, light)| {
            *color = (color.truncate() * *light).extend(color.w);
        });
        self.output.set(picture.into_image(&image, Number::U8)?);
        Ok(())
    }
}

impl Ssao {
    /// How much light reaches each pixel, from 0 to 1.
    fn light(&self, view: &View) -> Vec<f32> {
        let n_directions = self.directions.max(1);
        let n_steps = self.steps.max(1);
        let directions: Vec<Vec2> = (0..n_directions)
            .map(|n| Vec2::from_angle(std::f32::consts::TAU * n as f32 / n_directions as f32))
            .collect();
        let jitter = jitter();
        let width = view.size.x as usize;
        let mut light = vec![1.0; view.distances.len()];
        light.par_chunks_mut(width.max(1)).enumerate().for_each(|(y, row)| {
            for (x, light) in row.iter_mut().enumerate() {
                let at = [x as i64, y as i64];
                let point = view.point(at);
                let normal = if self.use_normal { view.normal(at) } else { Vec3::NEG_Z };
                let [turn_x, turn_y, offset] = jitter[y % 4 * 4 + x % 4];
                let turn = Vec2::new(turn_x, turn_y);
                let step = view.radius_in_pixels(self.radius, point.z) / (n_steps + 1) as f32;
                let mut sum = 0.0;
                for direction in &directions {
                    let direction = turn.rotate(*direction);
                    for n in 0..n_steps {
                        let distance = offset * step + 1.0 + step * n as f32;
                        let there = (direction * distance).round();
                        let there = view.point([at[0] + there.x as i64, at[1] + there.y as i64]);
                        sum += self.occlusion(there - point, normal);
                    }
                }
                let whole = (1.0 - self.bias) * (n_directions * n_steps) as f32;
                *light = (1.0 - sum / whole).clamp(0.0, 1.0).powf(self.intensity);
            }
        });
        light
    }

    /// How much something in a direction keeps light from a surface.
    fn occlusion(&self, way: Vec3, normal: Vec3) -> f32 {
        let squared = way.length_squared();
        if squared <= 0.0 {
            return 0.0;
        }
        let above = (normal.dot(way) / squared.sqrt() - self.bias).clamp(0.0, 1.0);
        above * (1.0 - squared / (self.radius * self.radius)).clamp(0.0, 1.0)
    }
}

/// Points in front of the camera: x to the right, y up, z forward.
struct View {
    size: glam::UVec2,
    distances: Vec<f32>,
    /// From places in the picture to directions.
    scale: Vec2,
    offset: Vec2,
    is_orthographic: bool,
    /// Pixels for each world unit, at distance 1 for perspective cameras.
    pixels: f32,
}

impl View {
    fn of(depths: &Depths, camera: &Camera) -> Self {
        let projection = camera.clip_from_view();
        let is_orthographic = camera.projection == Projection::Orthographic;
        let [right, up] = [projection.x_axis.x, projection.y_axis.y];
        let shift = match is_orthographic {
            true => Vec2::new(projection.w_axis.x, projection.w_axis.y),
            false => Vec2::new(-projection.z_axis.x, -projection.z_axis.y),
        };
        let scale = Vec2::new(2.0 / right, 2.0 / up);
        let offset = -(Vec2::ONE + shift) / Vec2::new(right, up);
        let height = depths.size.y as f32;
        Self {
            size: depths.size,
            distances: depths.distances(),
            scale,
            offset,
            is_orthographic,
            pixels: height / scale.y,
        }
    }

    /// The point that is seen in a pixel; beyond the border, the depth at the border counts.
    fn point(&self, [x, y]: [i64; 2]) -> Vec3 {
        let clamped = [
            x.clamp(0, i64::from(self.size.x) - 1) as usize,
            y.clamp(0, i64::from(self.size.y) - 1) as usize,
        ];
        let distance = self.distances[clamped[1] * self.size.x as usize + clamped[0]];
        let uv = Vec2::new(x as f32 + 0.5, y as f32 + 0.5) / self.size.as_vec2();
        let at = uv * self.scale + self.offset;
        (if self.is_orthographic { at } else { at * distance }).extend(distance)
    }

    /// The direction that a surface faces, from the smaller differences between neighbours.
    fn normal(&self, [x, y]: [i64; 2]) -> Vec3 {
        let here = self.point([x, y]);
        let smaller =
            |a: Vec3, b: Vec3| if a.length_squared() < b.length_squared() { a } else { b };
        let across = smaller(self.point([x + 1, y]) - here, here - self.point([x - 1, y]));
        let up = smaller(self.point([x, y + 1]) - here, here - self.point([x, y - 1]));
        -across.cross(up).normalize_or(Vec3::Z)
    }

    fn radius_in_pixels(&self, radius: f32, distance: f32) -> f32 {
        let pixels = radius * 0.5 * self.pixels;
        if self.is_orthographic { pixels } else { pixels / distance }
    }
}

/// Turns and offsets of 4 x 4 pixels, with the precision of a texture of signed 16-bit numbers.
fn jitter() -> [[f32; 3]; 16] {
    let mut random = Mt19937::new(5489);
    let stored = |value: f32| ((value * 32768.0) as i32 as f32 / 32767.0).clamp(-1.0, 1.0);
    std::array::from_fn(|_| {
        let angle = std::f32::consts::TAU * random.canonical_f32() / 8.0;
        let offset = random.canonical_f32();
        [stored(angle.cos()), stored(angle.sin()), stored(offset)]
    })
}

/// Seven taps of a Gaussian along a direction; pixels at other depths count less.
fn blur(
    light: &[f32],
    distances: &[f32],
    sharpness: f32,
    [width, height]: [i64; 2],
    [right, up]: [i64; 2],
) -> Vec<f32> {
    const SIGMA: f32 = 1.5;
    let pixel = |n: usize| {
        let (x, y) = (n as i64 % width, n as i64 / width);
        let (mut sum, mut total) = (light[n], 1.0);
        for k in [-3i64, -2, -1, 1, 2, 3] {
            let x = (x + k * right).clamp(0, width - 1);
            let y = (y + k * up).clamp(0, height - 1);
            let there = (y * width + x) as usize;
            let apart = (distances[there] - distances[n]) * sharpness;
            let weight = (-((k * k) as f32) / (2.0 * SIGMA * SIGMA) - apart * apart).exp2();
            sum += light[there] * weight;
            total += weight;
        }
        sum / total
    };
    (0..light.len()).into_par_iter().with_min_len(1 << 10).map(pixel).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::tests::{colors, image};

    const SIZE: usize = 24;

    /// Light on white things at given distances.
    fn light(distance: impl Fn(usize, usize) -> f32) -> Result<Vec<f32>> {
        let camera = Camera { near: 1.0, far: 21.0, width: 10.0, ..Camera::default() };
        let camera = camera.with_projection(Projection::Orthographic);
        let camera = Camera { near: 1.0, far: 21.0, width: 10.0, aspect: 1.0, ..camera };
        let depths: Vec<f32> =
            (0..SIZE * SIZE).map(|n| (distance(n % SIZE, n / SIZE) - 1.0) / 20.0).collect();
        let size = [SIZE as u32; 2];
        let mut node = Ssao {
            input: In::from(image(size, &[[1.0; 4]; SIZE * SIZE], &depths)),
            camera,
            ..Default::default()
        };
        node.process(&Context::detached())?;
        Ok(colors(&*node.output.get()?).iter().map(|color| color[0]).collect())
    }

    #[test]
    fn a_plane_stays_as_it_is() -> Result<()> {
        let flat = light(|_, _| 10.0)?;
        assert!(flat.iter().all(|light| *light > 0.99), "{flat:?}");
        Ok(())
    }

    #[test]
    fn the_foot_of_a_step_is_dark_and_its_top_is_not() -> Result<()> {
        let step = light(|x, _| if x < SIZE / 2 { 10.0 } else { 9.0 })?;
        let row = &step[SIZE * SIZE / 2..][..SIZE];
        assert!(row[SIZE / 2 - 1] < 0.9 && row[SIZE / 2 + 2] > 0.97, "{row:?}");
        assert!(row[0] > row[SIZE / 2 - 1] && row[1] > 0.97, "{row:?}");
        Ok(())
    }

    #[test]
    fn points_are_where_the_camera_sees_them() {
        let camera = Camera { aspect: 1.0, fov_degrees: 90.0, ..Camera::default() };
        let window = vec![0.5; SIZE * SIZE];
        let depths = Depths::new([SIZE as u32; 2].into(), window, camera);
        let view = View::of(&depths, &camera);
        let point = view.point([SIZE as i64 - 1, 0]);
        let clip = camera.clip_from_view() * Vec3::new(point.x, point.y, -point.z).extend(1.0);
        let ndc = clip.truncate() / clip.w;
        let expected = 1.0 - 1.0 / SIZE as f32;
        assert!((ndc - Vec3::new(expected, -expected, 0.0)).abs().max_element() < 1e-4, "{ndc}");
    }
}
