//! A smoothed volume.

use crate::algorithm::voxels::{drawn, joint_range, no_voxels};
use glam::{DVec3, IVec3};
use ivw_core::prelude::*;
use ivw_render::raycast::VolumeTexture;
use std::f64::consts::TAU;

/// Smooths a volume: each voxel becomes the mean of those around it.
///
/// |              | shape          | value           | unit         |
/// |--------------|----------------|-----------------|--------------|
/// | inputVolume  | `[nx, ny, nz]` | 1 to 4 numbers  | of the field |
/// | outputVolume | `[nx, ny, nz]` | as in the input | of the field |
///
/// Neighbours go from half the kernel size, rounded down, before a voxel to one less behind it, as
/// in Inviwo: the result is moved by half a voxel.
/// Beyond the border is what the volume's wrapping puts there.
#[derive(Processor)]
#[processor("org.inviwo.VolumeLowPass", category = "Volume Operation", tags = "CPU")]
pub struct VolumeLowPass {
    /// Volume to smooth.
    #[inport("inputVolume")]
    volume: In<Volume>,

    /// The smoothed volume.
    #[outport("outputVolume")]
    result: Out<Volume>,

    /// Side of the cube of voxels that a mean is of.
    #[property("kernelSize", name = "Kernel Size", default = 3, range = 2..=27)]
    size: i32,

    /// Near voxels count more.
    #[group("useGaussianWeights", name = "Use Gaussian Weights")]
    gaussian: Gaussian,

    /// Whether the data range becomes that of the result; otherwise it stays.
    #[property("updateDataRange", name = "Update Data Range")]
    updates_range: bool,
}

/// These let near voxels count more.
#[derive(PropertyGroup)]
#[group_class(checked_by = "checked")]
pub struct Gaussian {
    /// Whether they do; otherwise all count the same.
    #[property("checked", invalidates = InvalidationLevel::InvalidResources)]
    is_on: bool,

    /// Standard deviation of the weights, in voxels.
    #[property("sigma", default = 1.0, range = 0.001..=2.0, step = 0.001)]
    sigma: f32,
}

impl Process for VolumeLowPass {
    fn process(&mut self, context: &Context) -> Result<()> {
        let volume = self.volume.get()?;
        let texture = VolumeTexture::new(&*volume).ok_or_else(no_voxels)?;
        let taps = self.taps(volume.size().as_dvec3());
        let total: f64 = taps.iter().map(|(_, weight)| weight).sum();
        let mut result = drawn(&volume, volume.format, context, |at| {
            let mut sum = [0.0; 4];
            for (offset, weight) in &taps {
                let texel = texture.texel(at + *offset);
                sum.iter_mut().zip(texel).for_each(|(sum, value)| *sum += weight * value);
            }
            sum.map(|sum| sum / total)
        })?;
        if self.updates_range {
            let range = joint_range(&result);
            (result.data_map.data_range, result.data_map.value_range) = (range, range);
        }
        self.result.set(result);
        Ok(())
    }
}

impl VolumeLowPass {
    /// Where neighbours are in texture coordinates, and what they count.
    fn taps(&self, dims: DVec3) -> Vec<(DVec3, f64)> {
        let half = (self.size / 2).clamp(1, 64);
        let variance = f64::from(self.gaussian.sigma).powi(2).max(1e-12);
        let weight = |step: IVec3| match self.gaussian.is_on {
            true => (-step.as_dvec3().length_squared() / (2.0 * variance)).exp() / (TAU * variance),
            false => 1.0,
        };
        let axis = -half..half;
        let steps = axis.clone().flat_map(|z| {
            let axis = axis.clone();
            axis.clone().flat_map(move |y| axis.clone().map(move |x| IVec3::new(x, y, z)))
        });
        steps.map(|step| (step.as_dvec3() / dims, weight(step))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::UVec3;

    fn run(node: &mut VolumeLowPass) -> Shared<Volume> {
        node.process(&Context::detached()).unwrap();
        node.result.get().unwrap()
    }

    #[test]
    fn a_mean_is_of_the_voxel_and_the_one_before_it() {
        let volume = Volume::from_fn(UVec3::new(4, 1, 1), |v| (v.x * 100) as f32).unwrap();
        let mut node = VolumeLowPass { volume: volume.into(), ..Default::default() };
        assert_eq!(run(&mut node).voxels.elements::<f32>(), [0.0, 50.0, 150.0, 250.0]);
        node.updates_range = true;
        assert_eq!(run(&mut node).data_map.data_range, [0.0, 250.0]);
    }

    #[test]
    fn gaussian_weights_favour_the_voxel_itself() {
        let volume = Volume::from_fn(UVec3::new(4, 1, 1), |v| (v.x * 100) as f32).unwrap();
        let mut node = VolumeLowPass { volume: volume.into(), ..Default::default() };
        node.gaussian.is_on = true;
        let weight = (-0.5_f32).exp();
        let expected = 100.0 / (1.0 + weight);
        assert!((run(&mut node).voxels.elements::<f32>()[1] - expected).abs() < 1e-3);
        node.gaussian.sigma = 0.0;
        assert!((run(&mut node).voxels.elements::<f32>()[1] - 100.0).abs() < 1e-3);
    }

    #[test]
    fn a_constant_stays_as_it_is_in_every_format() {
        for number in Number::ALL {
            let mut volume = Volume::new([3, 2, 2], Format::new(number, 2)).unwrap();
            for bytes in volume.voxels.bytes_mut().chunks_exact_mut(number.size()) {
                number.write(100.0, bytes);
            }
            let mut node = VolumeLowPass { volume: volume.into(), size: 5, ..Default::default() };
            let result = run(&mut node);
            assert!((result.voxel(UVec3::ONE)[1] - 100.0).abs() < 0.1, "{number:?}");
        }
    }
}
