//! Volumes through small programs.

use crate::algorithm::glsl::{Machine, Program, Sampler, format_scaling};
use crate::algorithm::voxels::{empty_like, no_voxels, write_texel};
use glam::{DVec3, Mat3, Mat4, Vec3, Vec4};
use ivw_core::prelude::*;
use ivw_render::raycast::{VolumeTexture, WorldSteps};
use rayon::prelude::*;

/// Computes each voxel of a volume with a small program in GLSL.
///
/// |              | shape          | value                         | unit                 |
/// |--------------|----------------|-------------------------------|----------------------|
/// | inputVolume  | `[nx, ny, nz]` | 1 to 4 numbers                | of the field         |
/// | outputVolume | `[nx, ny, nz]` | as many, as the program says  | of the field         |
///
/// The program is a fragment shader: it reads the texture `volume` at `texCoord_`, which goes from 0
/// to 1 through the volume, and writes `FragData0`.
/// Integers of up to 16 bits are parts of their largest number.
/// What is known of the volume is in `volumeParameters`: its matrices, `dimensions` and the like.
/// It runs on the CPU, for many voxels at once; see the errors for what it can't do.
#[derive(Processor)]
#[processor("org.inviwo.VolumeShader", category = "Volume Operation", tags = "CPU")]
pub struct VolumeShader {
    /// Volume that the program reads.
    #[inport("inputVolume")]
    volume: In<Volume>,

    /// What the program makes of it, in the same format.
    #[outport("outputVolume")]
    result: Out<Volume>,

    /// The program.
    #[property(
        "shader",
        default = AS_IT_IS.to_owned(),
        semantics = "ShaderEditor",
        invalidates = InvalidationLevel::InvalidResources
    )]
    source: String,
}

/// What is done as long as nobody writes something else: nothing.
const AS_IT_IS: &str = "\
#include \"utils/sampler3d.glsl\"

uniform sampler3D volume;
uniform VolumeParameters volumeParameters;

in vec4 texCoord_;

void main() {
    FragData0 = getVoxel(volume, volumeParameters, texCoord_.xyz);
}
";

/// Where the mistakes of a program are.
const WHERE: &str = "the shader";

impl Process for VolumeShader {
    fn process(&mut self, context: &Context) -> Result<()> {
        let volume = self.volume.get()?;
        let program = Program::compile(&[&self.source]).map_err(|error| error.at(WHERE))?;
        let result = computed(&program, &volume, context)?;
        self.result.set(result);
        Ok(())
    }
}

struct Input<'a> {
    texture: VolumeTexture<'a>,
    size: [u32; 3],
}

impl Sampler for Input<'_> {
    fn sample(&self, place: [f32; 3]) -> Vec4 {
        numbers(self.texture.texel(DVec3::from_array(place.map(f64::from))))
    }

    fn normalized(&self, place: [f32; 3]) -> Vec4 {
        numbers(self.texture.normalized(DVec3::from_array(place.map(f64::from))))
    }

    fn size(&self) -> [u32; 3] {
        self.size
    }
}

fn numbers(values: [f64; 4]) -> Vec4 {
    Vec4::from_array(values.map(|value| value as f32))
}

/// Runs a program for every voxel of a volume.
fn computed(program: &Program, volume: &Volume, context: &Context) -> Result<Volume> {
    let output = program.output().map_err(|error| error.at(WHERE))?;
    let inputs = ["texCoord_", "dataposition_", "gl_FragCoord"].map(|path| program.place(path));
    let uniforms = parameters(volume);
    let texture = VolumeTexture::new(volume).ok_or_else(no_voxels)?;
    let input = Input { texture, size: volume.dims };
    let samplers: [(&str, &dyn Sampler); 3] =
        [("volume", &input), ("inport_", &input), ("inputVolume", &input)];
    let mut result = empty_like(volume, volume.dims, volume.format)?;
    let (format, size) = (result.format, volume.size().as_vec3());
    let [nx, ny, _] = volume.dims.map(|n| n as usize);
    let rows = result.voxels.bytes_mut().par_chunks_exact_mut(nx * format.size());
    rows.enumerate().try_for_each(|(n, row)| {
        context.check()?;
        let mut machine = Machine::new(program, &samplers).map_err(|error| error.at(WHERE))?;
        for (path, values) in &uniforms {
            for owner in ["volumeParameters", "inport_Parameters", "inputVolumeParameters"] {
                if let Some(place) = program.place(&format!("{owner}.{path}")) {
                    machine.set(&place, values);
                }
            }
        }
        let [y, z] = [n % ny, n / ny].map(|n| n as f32 + 0.5);
        let colors = machine.each(&output, nx, |machine, lane, x| {
            let middle = Vec3::new(x as f32 + 0.5, y, z);
            let place = (middle / size).extend(1.0).to_array();
            let pixel = [middle.x, middle.y, 0.5, 1.0];
            for (input, values) in inputs.iter().zip([place, place, pixel]) {
                if let Some(input) = input {
                    machine.set_lane(input, lane, &values);
                }
            }
        });
        let colors = colors.map_err(|error| error.at(WHERE))?;
        for (voxel, color) in row.chunks_exact_mut(format.size()).zip(colors) {
            let bytes = voxel.chunks_exact_mut(format.number.size());
            for (bytes, value) in bytes.zip(color.to_array()) {
                write_texel(format.number, value.into(), bytes);
            }
        }
        Ok::<_, Error>(())
    })?;
    Ok(result)
}

/// What shaders are told of a volume, by names.
fn parameters(volume: &Volume) -> Vec<(&'static str, Vec<f32>)> {
    let (model, to_world) = (volume.model_matrix(), volume.world_matrix());
    let world = volume.world_from_data();
    let size = volume.size().as_vec3().max(Vec3::ONE);
    // From places between 0 and 1 to those of voxels, the first one being around 0.
    let index = Mat4::from_translation(Vec3::splat(-0.5)) * Mat4::from_scale(size);
    let matrices = [
        ("dataToModel", model),
        ("modelToData", model.inverse()),
        ("dataToWorld", world),
        ("worldToData", world.inverse()),
        ("modelToWorld", to_world),
        ("worldToModel", to_world.inverse()),
        ("worldToTexture", world.inverse()),
        ("textureToWorld", world),
        ("textureToIndex", index),
        ("indexToTexture", index.inverse()),
    ];
    let mut parameters: Vec<_> = matrices
        .into_iter()
        .map(|(name, matrix)| (name, matrix.to_cols_array().to_vec()))
        .collect();
    let [scaling, offset] = format_scaling(volume.format.number, volume.data_map.data_range);
    let steps = WorldSteps::of(volume);
    let columns = steps.map_or([DVec3::ZERO; 3], |steps| steps.steps).map(|step| step.as_vec3());
    let spacing = steps.map_or(0.0, |steps| steps.spacing.abs().max_element() as f32);
    parameters.extend([
        (
            "textureSpaceGradientSpacing",
            Mat3::from_cols(columns[0], columns[1], columns[2]).to_cols_array().to_vec(),
        ),
        ("worldSpaceGradientSpacing", vec![spacing]),
        ("dimensions", size.to_array().to_vec()),
        ("reciprocalDimensions", size.recip().to_array().to_vec()),
        ("formatScaling", vec![scaling]),
        ("formatOffset", vec![offset]),
        ("signedFormatScaling", vec![scaling]),
        ("signedFormatOffset", vec![offset]),
    ]);
    parameters
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::UVec3;

    fn volume() -> Result<Volume> {
        Volume::from_fn(UVec3::new(4, 3, 2), |v| [v.x as u8 * 10, v.y as u8 + v.z as u8 * 100])
    }

    fn shaded(main: &str) -> Result<Shared<Volume>> {
        let source = AS_IT_IS.replace("FragData0 =", &format!("{main}\n    FragData0 ="));
        let mut node = VolumeShader { volume: volume()?.into(), source, ..Default::default() };
        node.process(&Context::detached())?;
        node.result.get()
    }

    #[test]
    fn at_first_the_volume_stays_what_it_is() -> Result<()> {
        let mut node = VolumeShader { volume: volume()?.into(), ..Default::default() };
        node.process(&Context::detached())?;
        assert_eq!(node.result.get()?.voxels.bytes(), volume()?.voxels.bytes());
        Ok(())
    }

    #[test]
    fn voxels_are_at_their_places_and_know_their_volume() -> Result<()> {
        let result = shaded(
            "vec3 index = (volumeParameters.textureToIndex * texCoord_).xyz;
             if (index.z < 0.5) {
                 float right = float(textureSize(volume, 0).x) - volumeParameters.dimensions.x;
                 FragData0 = vec4(index.xy + right, 0.0, 0.0) / 255.0;
                 return;
             }",
        )?;
        for n in 0..12 {
            assert_eq!(result.voxel_at(n)[..2], [(n % 4) as f64, (n / 4) as f64], "{n}");
            assert_eq!(result.voxel_at(n + 12), volume()?.voxel_at(n + 12));
        }
        Ok(())
    }

    #[test]
    fn mistakes_are_told_with_their_line() -> Result<()> {
        let error = shaded("float x = vec2(1.0);").map(|_| ()).unwrap_err().to_string();
        assert!(error.contains("the shader") && error.contains("line 9"), "{error}");
        Ok(())
    }
}
