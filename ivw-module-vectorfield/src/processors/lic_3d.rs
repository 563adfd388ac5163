//! Noise that is smeared along vectors in space.

use crate::grid::volume_like;
use crate::slope::vectors_of;
use glam::{DMat3, DVec3};
use ivw_core::prelude::*;
use ivw_render::raycast::VolumeTexture;

/// Line integral convolution in space: noise, averaged along the lines of a vector field, in colours
/// of the speed.
///
/// |              | shape                 | value                                | unit   |
/// |--------------|-----------------------|--------------------------------------|--------|
/// | inputVolume  | `[nx, ny, nz]`        | 1 number, noise                      | 0 to 1 |
/// | vectorField  | any                   | 3 numbers, vectors                   | any    |
/// | outputVolume | as that of the noise  | `[u8; 4]`, red, green, blue, opacity | 0 to 1 |
///
/// The result is where the vector field is.
/// Where nothing moves it is transparent.
#[derive(Processor)]
#[processor(
    "org.inviwo.LIC3D",
    name = "LIC 3D",
    category = "Vector Field Visualization",
    tags = "CPU"
)]
pub struct Lic3D {
    /// Noise.
    #[inport("inputVolume")]
    noise: In<Volume>,

    /// Vector field.
    #[inport("vectorField")]
    field: In<Volume>,

    /// Smeared noise.
    #[outport("outputVolume")]
    result: Out<Volume>,

    /// Number of steps along a line, half of them in each direction.
    #[property("samples", name = "Number of Steps", default = 200, range = 3..=1000)]
    n_steps: i32,

    /// Length of a step in model space of the vector field.
    #[property(
        "stepLength",
        name = "Step Length",
        default = 0.003,
        range = 0.0001..=0.01,
        step = 0.0001
    )]
    step: f32,

    /// Let every vector count as one of length 1.
    #[property("normalizeVectors", name = "Normalize Vectors", default = true)]
    normalizes: bool,

    /// Stretch the middle, which most values are near.
    #[property("intensityMapping", name = "Enable Intensity Remapping")]
    remaps: bool,

    /// How often the noise is repeated along each axis.
    #[property("noiseRepeat", name = "Noise Repeat", default = 2.0, range = 0.01..=20.0)]
    repeat: f32,

    /// Colours of speeds.
    #[property(
        "tf",
        name = "Velocity mapping",
        default = TransferFunction::new(&[
            (0.0, [0.0, 0.0, 1.0, 1.0]),
            (0.5, [1.0, 1.0, 0.0, 1.0]),
            (1.0, [1.0, 0.0, 0.0, 1.0])
        ])
    )]
    colors: TransferFunction,

    /// The speed that has the last colour.
    #[property("velocityScale", name = "Velocity Scale (inverse)", default = 1.0, range = 0.0..=10.0)]
    speed: f32,

    /// How much opacity smeared noise has.
    #[property("alphaScale", name = "Alpha Scale", default = 500.0, range = 0.01..=1e5)]
    opacity: f32,
}

impl Process for Lic3D {
    fn process(&mut self, context: &Context) -> Result<()> {
        let (noise, field) = (self.noise.get()?, self.field.get()?);
        let vectors = vectors_of(&field)?;
        let texture = VolumeTexture::new(&*noise)
            .ok_or_else(|| Error::new("the volume of noise has no voxels"))?;
        let basis = field.basis().as_dmat3();
        let table = self.colors.table();
        let mut result = {
            let way = Way {
                node: self,
                vectors,
                noise: texture,
                data_from_model: match basis.determinant() {
                    0.0 => DMat3::ZERO,
                    _ => basis.inverse(),
                },
            };
            volume_like(&noise, context, |at| way.color(at, &table))?
        };
        (result.model, result.world) = (field.model, field.world);
        (result.data_map.data_range, result.data_map.value_range) = ([0.0, 255.0], [0.0, 255.0]);
        self.result.set(result);
        Ok(())
    }
}

struct Way<'a> {
    node: &'a Lic3D,
    vectors: VolumeTexture<'a>,
    noise: VolumeTexture<'a>,
    data_from_model: DMat3,
}

impl Way<'_> {
    /// The vector at a place of the field.
    fn vector(&self, at: DVec3) -> DVec3 {
        let [x, y, z, _] = self.vectors.texel(at);
        DVec3::new(x, y, z)
    }

    fn noise(&self, at: DVec3) -> f64 {
        let place = at * f64::from(self.node.repeat);
        self.noise.normalized(place - place.floor())[0]
    }

    /// Colour and opacity of a voxel.
    fn color(&self, at: DVec3, table: &[[f32; 4]]) -> [u8; 4] {
        let speed = self.vector(at).length();
        if speed.is_nan() || speed < 1e-6 {
            return [0; 4];
        }
        let mut value = self.smeared(at);
        if self.node.remaps {
            value = value.powf(4.0 / (value + 1.0).powi(4));
        }
        let part = (speed / f64::from(self.node.speed).max(f64::MIN_POSITIVE)).clamp(0.0, 1.0);
        let last = table.len().saturating_sub(1);
        let color = table.get((part * last as f64).round() as usize).copied().unwrap_or_default();
        let opacity = f64::from(color[3]) * value * f64::from(self.node.opacity) / 255.0;
        let [r, g, b, _] = color.map(f64::from);
        [r, g, b, opacity].map(|part| (part * 255.0 + 0.5) as u8)
    }

    /// The mean of the noise along the line through a place.
    fn smeared(&self, start: DVec3) -> f64 {
        let (mut sum, mut n) = (self.noise(start), 1);
        for step in [f64::from(self.node.step), -f64::from(self.node.step)] {
            let mut place = start;
            for _ in 0..self.node.n_steps / 2 {
                let vector = self.vector(place);
                let vector = if self.node.normalizes { vector.normalize_or_zero() } else { vector };
                place += self.data_from_model * vector * step;
                let is_inside = place.cmpge(DVec3::ZERO).all() && place.cmple(DVec3::ONE).all();
                if !is_inside || vector == DVec3::ZERO {
                    break;
                }
                sum += self.noise(place);
                n += 1;
            }
        }
        sum / f64::from(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::UVec3;

    #[test]
    fn noise_is_smeared_along_the_vectors_only() -> Result<()> {
        // Noise that differs from row to row, or from column to column.
        let noise = |axis: usize| {
            Volume::from_fn(UVec3::splat(8), move |v| if v[axis] % 2 == 0 { 0.0f32 } else { 1.0 })
        };
        let east = Volume::from_fn(UVec3::splat(2), |_| [0.5f32, 0.0, 0.0])?;
        let mut node = Lic3D {
            field: east.into(),
            step: 0.01,
            repeat: 1.0,
            opacity: 255.0,
            ..Default::default()
        };
        let mut opacity = |axis| {
            node.noise = noise(axis)?.into();
            node.process(&Context::detached())?;
            let result = node.result.get()?;
            Ok::<_, Error>([3, 4].map(|y| result.voxel(UVec3::new(4, y, 4))[3]))
        };
        let across = opacity(0)?;
        assert!(across.iter().all(|a| (a - 127.5).abs() < 12.0), "{across:?}");
        assert_eq!(opacity(1)?, [255.0, 0.0]);
        Ok(())
    }

    #[test]
    fn where_nothing_moves_there_is_nothing() -> Result<()> {
        let mut node = Lic3D {
            noise: Volume::from_fn(UVec3::splat(2), |_| 1.0f32)?.into(),
            field: Volume::from_fn(UVec3::splat(2), |_| [0.0f32; 3])?.into(),
            ..Default::default()
        };
        node.process(&Context::detached())?;
        assert!(node.result.get()?.voxels.bytes().iter().all(|byte| *byte == 0));
        Ok(())
    }
}
