//! The largest values over time.

use ivw_core::data::VolumeSequence;
use ivw_core::prelude::*;
use rayon::prelude::*;

/// The largest value that each voxel has in any volume of a sequence: maximum intensity over time.
///
/// |         | shape                    | value           | unit         |
/// |---------|--------------------------|-----------------|--------------|
/// | inport  | volumes, `[nx, ny, nz]`  | 1 to 4 numbers  | of the field |
/// | outport | `[nx, ny, nz]`           | as many numbers | of the field |
///
/// All volumes have to be of the same size and format.
/// All but the numbers is that of the first volume.
#[derive(Processor)]
#[processor(
    "org.inviwo.TMIP",
    name = "TMIP",
    category = "Volume Sequence Operation",
    tags = "CPU",
    code_state = CodeState::Experimental
)]
pub struct Tmip {
    /// Volumes in the order of their times.
    #[inport("inport")]
    sequence: In<VolumeSequence>,

    /// The largest values.
    #[outport("outport")]
    largest: Out<Volume>,

    /// What is compared.
    #[property("outputType", name = "Output type")]
    output: Output,
}

/// This is what is compared.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Output {
    /// Each component for itself.
    #[default]
    #[choice("scalar", "Maximum Scalar")]
    Scalar,
    /// The length of the first three components; it becomes the fourth.
    #[choice("velocity", "Vector with maximum velocity")]
    Velocity,
}

impl Process for Tmip {
    fn process(&mut self, context: &Context) -> Result<()> {
        let sequence = self.sequence.get()?;
        let volumes = &sequence.volumes;
        let first = volumes.first().ok_or_else(|| {
            Error::new("there is no volume in the sequence").hint("choose other files")
        })?;
        let of = |volume: &Volume| {
            let [x, y, z] = volume.dims;
            format!("{x}×{y}×{z} voxels of {}", volume.format)
        };
        if let Some(other) = volumes.iter().find(|other| of(other) != of(first)) {
            return Err(Error::new(format!(
                "the sequence has volumes of {} and of {}",
                of(first),
                of(other)
            ))
            .hint("make volumes of the same size and format"));
        }
        let larger = match self.output {
            Output::Scalar => largest_numbers,
            Output::Velocity => longest_vector,
        };
        let mut result = first.clone();
        let format = first.format;
        let chunk = format.size() << 14;
        let chunks = result.voxels.bytes_mut().par_chunks_mut(chunk).enumerate();
        chunks.try_for_each(|(n, voxels)| {
            context.check()?;
            for (voxel, at) in voxels.chunks_exact_mut(format.size()).zip(n << 14..) {
                let numbers = volumes.iter().map(|volume| volume.voxel_at(at));
                let numbers = larger(&mut { numbers });
                for (number, bytes) in
                    numbers.into_iter().zip(voxel.chunks_exact_mut(format.number.size()))
                {
                    format.number.write(number, bytes);
                }
            }
            Ok::<_, Error>(())
        })?;
        self.largest.set(result);
        Ok(())
    }
}

fn largest_numbers(values: &mut dyn Iterator<Item = [f64; 4]>) -> [f64; 4] {
    let first = values.next().unwrap_or_default();
    values.fold(first, |a, b| std::array::from_fn(|n| a[n].max(b[n])))
}

fn longest_vector(values: &mut dyn Iterator<Item = [f64; 4]>) -> [f64; 4] {
    let with_length = |[x, y, z, _]: [f64; 4]| [x, y, z, (x * x + y * y + z * z).sqrt()];
    let first = with_length(values.next().unwrap_or_default());
    values.map(with_length).fold(first, |a, b| if b[3] > a[3] { b } else { a })
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::UVec3;

    fn largest<T: Element>(values: &[T], output: Output) -> Result<Vec<T>> {
        let volumes = values.iter().map(|value| {
            let mut volume = Volume::from_fn(UVec3::new(2, 1, 1), |_| *value)?;
            volume.set_offset(glam::Vec3::ONE);
            Ok(volume)
        });
        let volumes = volumes.collect::<Result<Vec<_>>>()?;
        let sequence = VolumeSequence { volumes: volumes.into() };
        let mut node = Tmip { sequence: sequence.into(), output, ..Default::default() };
        node.process(&Context::detached())?;
        let result = node.largest.get()?;
        assert_eq!(result.offset(), glam::Vec3::ONE);
        Ok(result.voxels.elements::<T>().to_vec())
    }

    #[test]
    fn each_component_has_its_own_maximum() -> Result<()> {
        let values = [[1u8, 9], [5, 2], [3, 3]];
        assert_eq!(largest(&values, Output::Scalar)?, [[5, 9]; 2]);
        assert_eq!(largest(&[-2.0f32, f32::NAN, -7.0], Output::Scalar)?, [-2.0; 2]);
        Ok(())
    }

    #[test]
    fn the_longest_vector_stays_whole() -> Result<()> {
        let values = [[0.0f32, 3.0, 0.0, 9.0], [0.0, -3.0, 4.0, 0.0], [4.9, 0.0, 0.0, 1.0]];
        assert_eq!(largest(&values, Output::Velocity)?, [[0.0, -3.0, 4.0, 5.0]; 2]);
        Ok(())
    }

    #[test]
    fn volumes_that_do_not_fit_are_named() -> Result<()> {
        let small = Volume::from_fn(UVec3::ONE, |_| 1u8)?;
        let other = Volume::from_fn(UVec3::ONE, |_| 1.0f32)?;
        let sequence = VolumeSequence { volumes: vec![small, other].into() };
        let mut node = Tmip { sequence: sequence.into(), ..Default::default() };
        let error = node.process(&Context::detached()).unwrap_err().to_string();
        assert!(error.contains("1×1×1 voxels of UINT8 and of 1×1×1 voxels of FLOAT32"), "{error}");
        node.sequence = VolumeSequence::default().into();
        assert!(node.process(&Context::detached()).is_err());
        Ok(())
    }
}
