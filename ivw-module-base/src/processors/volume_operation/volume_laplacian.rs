//! The Laplacian of a volume.

use crate::algorithm::derivative::{Differences, set_symmetric_range};
use crate::algorithm::voxels::{joint_range, no_voxels, stored_at};
use glam::DVec3;
use ivw_core::prelude::*;
use ivw_render::properties::VolumeInformation;

/// Laplacian of a volume, as Inviwo computes it.
///
/// |         | shape          | value            | unit                                       |
/// |---------|----------------|------------------|--------------------------------------------|
/// | inport  | `[nx, ny, nz]` | 1 to 4 numbers   | of the field                               |
/// | outport | `[nx, ny, nz]` | as many, `f32`   | of the field per squared unit of the world |
///
/// Workspaces rely on Inviwo's formula, which is not the textbook's: twice the value and, for each
/// axis, what is ahead plus twice the value minus what is behind, by the squared step.
/// Beyond the border there are zeros.
#[derive(Processor)]
#[processor("org.inviwo.VolumeLaplacianProcessor", category = "Volume Operation", tags = "CPU")]
pub struct VolumeLaplacian {
    /// Volume to measure.
    #[inport("inport")]
    volume: In<Volume>,

    /// Laplacian at each voxel.
    #[outport("outport")]
    laplacian: Out<Volume>,

    /// What is done with the numbers.
    #[property("postProcessing", name = "Post Processing")]
    scaling: Scaling,

    /// Factor on the numbers.
    #[property(
        "scale",
        default = 0.0,
        range = 0.0..=1000.0,
        step = 1e-4,
        semantics = "Text",
        visible_if = |p| p.scaling == Scaling::Scaled
    )]
    scale: f64,

    /// What the numbers of the input mean.
    #[group("inputVolume", name = "Input", collapsed = true)]
    input: VolumeInformation,

    /// What the numbers of the result mean.
    #[group("outputVolume", name = "Output", collapsed = true)]
    output: VolumeInformation,
}

/// This is what is done with the numbers of a Laplacian.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scaling {
    /// Nothing.
    #[default]
    #[choice("none", "None")]
    None,
    /// Made parts of the range from the negative of the largest to the largest.
    #[choice("normalized", "Normalized")]
    Normalized,
    /// Made parts of the largest.
    #[choice("signNormalized", "Sign Normalized")]
    SignNormalized,
    /// Multiplied.
    #[choice("scaled", "Scaled")]
    Scaled,
}

impl Process for VolumeLaplacian {
    fn process(&mut self, context: &Context) -> Result<()> {
        let volume = self.volume.get()?;
        if volume.n_voxels() == 0 {
            return Err(no_voxels());
        }
        let differences = Differences::of(&volume);
        let format = Format::new(Number::F32, volume.format.components);
        let spacing = differences.spacing;
        let mut laplacian = stored_at(&volume, format, context, |voxel| {
            let place = differences.world(voxel.as_dvec3() + 0.5);
            let here = differences.at(place);
            let mut sum = here.map(|here| 2.0 * here);
            for axis in [DVec3::X, DVec3::Y, DVec3::Z] {
                let step = spacing * axis;
                let squared = step.length_squared();
                if squared == 0.0 {
                    continue;
                }
                let (ahead, back) = (differences.at(place + step), differences.at(place - step));
                for n in 0..4 {
                    sum[n] += (ahead[n] + 2.0 * here[n] - back[n]) / squared;
                }
            }
            sum
        })?;
        let [lowest, highest] = joint_range(&laplacian);
        let largest = lowest.abs().max(highest.abs());
        let per_largest = if largest > 0.0 { largest.recip() } else { 0.0 };
        let (factor, summand, range) = match self.scaling {
            Scaling::None => (1.0, 0.0, [lowest, highest]),
            Scaling::Normalized => (0.5 * per_largest, 0.5, [0.0, 1.0]),
            Scaling::SignNormalized => (per_largest, 0.0, [-1.0, 1.0]),
            Scaling::Scaled => (self.scale, 0.0, [lowest * self.scale, highest * self.scale]),
        };
        if self.scaling != Scaling::None {
            for number in laplacian.voxels.elements_mut::<f32>() {
                *number = (f64::from(*number) * factor + summand) as f32;
            }
        }
        set_symmetric_range(&mut laplacian, range, "laplacian");
        if matches!(self.scaling, Scaling::Normalized | Scaling::SignNormalized) {
            laplacian.data_map.data_range = range;
        }
        self.input.update("inputVolume", &volume, context);
        self.output.update("outputVolume", &laplacian, context);
        self.output.apply(&mut laplacian);
        self.laplacian.set(laplacian);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::UVec3;

    fn run(scaling: Scaling) -> Shared<Volume> {
        let volume = Volume::from_fn(UVec3::splat(4), |v| v.x as f32 - 1.0).unwrap();
        let mut node =
            VolumeLaplacian { volume: volume.into(), scaling, scale: 3.0, ..Default::default() };
        node.process(&Context::detached()).unwrap();
        node.laplacian.get().unwrap()
    }

    #[test]
    fn it_is_inviwos_formula() {
        // At the middle of voxels 1 and 2 the ramp is 0.5; a step is a third.
        let expected = 2.0 * 0.5 + 9.0 * ((1.5 + 1.0 + 0.5) + 2.0 * 0.5 * 2.0);
        let middle = run(Scaling::None).voxel(UVec3::splat(1))[0];
        assert!((middle - expected).abs() < 1e-4, "{middle} {expected}");
        let tripled = run(Scaling::Scaled).voxel(UVec3::splat(1))[0];
        assert!((tripled - 3.0 * expected).abs() < 1e-3);
    }

    #[test]
    fn normalised_numbers_are_within_their_range() {
        let range = |scaling| run(scaling).min_max();
        let [lo, hi] = range(Scaling::Normalized);
        assert!(lo >= 0.0 && hi <= 1.0 && (hi == 1.0 || lo == 0.0), "{lo} {hi}");
        let [lo, hi] = range(Scaling::SignNormalized);
        assert!(lo.abs().max(hi) == 1.0, "{lo} {hi}");
    }
}
