//! What a request looks like to packets: in single precision, with everything worked out that is
//! the same for all rays.

use glam::{DMat3, DMat4, Mat3, Vec3};

use super::super::bricks::BRICK;
use super::super::lattice::Depths;
use super::super::lighting::{SlopeSteps, slope_steps};
use super::super::{Classification, Gradient, Lighting, Request, Shading};
use crate::wide::WEIGHTS;

/// This is a request, prepared for packets.
pub(super) struct Scene<'a> {
    pub(super) request: &'a Request<'a>,
    pub(super) depths: Depths,
    pub(super) sampling_rate: f64,
    /// Voxels along each axis, less one: the last place in index coordinates.
    pub(super) last: [f32; 3],
    /// The colours of values; without one, values are colours.
    pub(super) table: Option<Table>,
    pub(super) grid: Option<Grid<'a>>,
    pub(super) slope: Slope,
    /// Whether slopes are taken from the voxels around a sample.
    pub(super) looks_around: bool,
    pub(super) lighting: Lighting,
    pub(super) has_background: bool,
    pub(super) has_entry_normals: bool,
    /// Takes index coordinates to the world, without the place of voxel 0.
    pub(super) world_from_index: Mat3,
    /// Voxel 0 in the world.
    pub(super) world_origin: Vec3,
    /// Takes index coordinates to texture coordinates, as factors.
    pub(super) texel: Vec3,
}

/// This is a transfer function to look up in.
pub(super) struct Table {
    pub(super) n_texels: f32,
    pub(super) texels: Vec<Texel>,
    /// The alpha of each texel, the last one twice.
    pub(super) alphas: Vec<f32>,
    /// Whether any clarity is not a number.
    pub(super) has_steep: bool,
    /// The colour of packed 0, and what red and green, and blue, are to be multiplied by.
    pub(super) lowest: f32,
    pub(super) units: [f32; 2],
}

/// This is what is known between a texel and the next one, in 128 bits: one load fetches all.
#[derive(Clone, Copy)]
#[repr(C, align(16))]
pub(super) struct Texel {
    /// The logarithm to base 2 of `1 - alpha` and its rise up to the next texel.
    ///
    /// Transparency is raised to a power at every sample, for which a product with this does.
    /// Alpha is what is straight between texels, not this: where that makes a difference, both are
    /// not a number, and the logarithm has to be taken of the blended alpha.
    clarity: [f32; 2],
    /// Colours of this texel in the lower, of the next one in the upper half. Red is in the lower
    /// 10 bits of the first half, green in those of the second; the other 6 bits are blue's.
    colors: [u32; 2],
}

/// What the colours of a table are told apart by: 10 bits of red and green, 12 of blue.
const LEVELS: [f32; 2] = [1023.0, 4095.0];

/// The logarithm that stands for no transparency at all: 2 to any power of it is 0.
pub(super) const OPAQUE_CLARITY: f32 = -1e30;

/// This is where bricks are that can't be seen.
pub(super) struct Grid<'a> {
    /// At least four bytes may be read from every brick's on.
    pub(super) distances: &'a [u8],
    /// Bricks in a row, and in a slice.
    pub(super) strides: [i32; 2],
}

/// This is how packets estimate slopes. Their length doesn't matter.
pub(super) enum Slope {
    /// There is none.
    Flat,
    /// From samples around, along steps of one voxel along an axis each.
    Around(Differences),
    /// From three components of the voxel.
    Stored { first: usize, world_from_stored: Mat3 },
}

/// These are slopes along the world's axes as weighted sums of samples.
pub(super) struct Differences {
    /// Index coordinates from a sample to the next along each world axis.
    pub(super) steps: [[f32; 3]; 3],
    /// The axes along which those steps go exactly one voxel up, if they all do.
    pub(super) axes: Option<[usize; 3]>,
    /// Weights of the samples one step ahead, one back, and here.
    pub(super) weights: [[f32; 3]; 3],
    /// Whether the sample ahead weighs as much as the one back, and nothing else does.
    pub(super) is_central: bool,
    /// Weights of the samples two steps ahead; two back is the opposite.
    pub(super) far_weights: [f32; 3],
}

impl<'a> Scene<'a> {
    pub(super) fn new(request: &'a Request<'a>) -> Self {
        let (settings, volume) = (&request.settings, &request.volume);
        let dims = volume.dims.as_dvec3();
        let world_from_texture = settings.world_from_texture.as_dmat4();
        let world_from_index =
            DMat3::from_mat4(world_from_texture) * DMat3::from_diagonal(dims.recip());
        let world_origin = world_from_texture.transform_point3(0.5 / dims);
        let slope = Slope::new(settings.gradient, &world_from_texture, request);
        let is_around = matches!(&slope, Slope::Around(differences) if differences.axes.is_some());
        Self {
            request,
            depths: Depths::new(settings.near, settings.far),
            sampling_rate: settings.sampling_rate.into(),
            last: volume.dims.to_array().map(|dim| (dim - 1) as f32),
            table: (settings.classification == Classification::TransferFunction)
                .then(|| Table::new(settings.transfer_function)),
            grid: request.occupancy.and_then(|occupancy| {
                let [nx, ny, nz] = occupancy.dims();
                // Indices are 32-bit numbers; volumes with more bricks take terabytes.
                let n_bricks = i32::try_from(nx * ny * nz).ok()?;
                let strides = [nx as i32, (nx * ny) as i32];
                (n_bricks > 0).then_some(Grid { distances: occupancy.padded_distances(), strides })
            }),
            slope,
            looks_around: is_around && settings.lighting.shading != Shading::None,
            lighting: settings.lighting,
            has_background: request.background.is_some(),
            has_entry_normals: request.rays.entry_normals.is_some(),
            world_from_index: world_from_index.as_mat3(),
            world_origin: world_origin.as_vec3(),
            texel: dims.recip().as_vec3(),
        }
    }

    /// This is whether light matters at all.
    pub(super) fn is_lit(&self) -> bool {
        self.lighting.shading != Shading::None
    }

    /// This is the number of a pixel at a place within a tile.
    pub(super) fn pixel(&self, tile: (usize, usize), x: usize, y: usize) -> usize {
        (tile.1 + y) * self.request.rays.size.x as usize + tile.0 + x
    }
}

impl Table {
    fn new(transfer_function: &[[f32; 4]]) -> Self {
        let mut colors = transfer_function.to_vec();
        if colors.is_empty() {
            colors.push([0.0; 4]);
        }
        let n_texels = colors.len();
        colors.push(colors[n_texels - 1]);
        let parts = || colors.iter().flat_map(|color| &color[..3]).copied();
        let (lowest, highest) = (parts().fold(0.0, f32::min), parts().fold(1.0, f32::max));
        let range = highest - lowest;
        let packed = |color: &[f32; 4]| {
            let level =
                |i: usize, levels: f32| ((color[i] - lowest) / range * levels).round() as u32;
            let (red, green, blue) =
                (level(0, LEVELS[0]), level(1, LEVELS[0]), level(2, LEVELS[1]));
            [red | (blue & 63) << 10, green | (blue >> 6) << 10]
        };
        let texel = |pair: &[[f32; 4]]| {
            let (here, next) = (packed(&pair[0]), packed(&pair[1]));
            Texel {
                clarity: clarity(pair[0][3], pair[1][3]),
                colors: [here[0] | next[0] << 16, here[1] | next[1] << 16],
            }
        };
        let texels: Vec<_> = colors.windows(2).map(texel).collect();
        Self {
            n_texels: n_texels as f32,
            alphas: colors.iter().map(|color| color[3]).collect(),
            has_steep: texels.iter().any(|texel| texel.clarity[0].is_nan()),
            texels,
            lowest,
            units: LEVELS.map(|levels| range / levels / WEIGHTS),
        }
    }
}

/// This is the [`Texel::clarity`] between two alphas.
fn clarity(a: f32, b: f32) -> [f32; 2] {
    let (a, b) = (f64::from(a).clamp(0.0, 1.0), f64::from(b).clamp(0.0, 1.0));
    let log = |alpha: f64| (1.0 - alpha).log2();
    if a == b {
        return [(log(a) as f32).max(OPAQUE_CLARITY), 0.0];
    }
    // The worst place of a straight line for a logarithm is near the middle. A ten thousandth of
    // all opacity changes no picture, nor does a millionth of a sample's.
    let middle = log((a + b) / 2.0);
    let error = ((log(a) + log(b)) / 2.0 - middle).abs();
    if error <= 1e-4 * middle.abs() + 1e-6 {
        [log(a) as f32, (log(b) - log(a)) as f32]
    } else {
        [f32::NAN; 2]
    }
}

impl Slope {
    fn new(gradient: Gradient, world_from_texture: &DMat4, request: &Request<'_>) -> Self {
        let Some(SlopeSteps { spacing, steps }) =
            slope_steps(world_from_texture, request.volume.dims)
        else {
            return Self::Flat;
        };
        let dims = request.volume.dims.as_dvec3();
        let stored = |first| Self::Stored {
            first,
            world_from_stored: DMat3::from_mat4(world_from_texture.inverse().transpose()).as_mat3(),
        };
        let ([ahead, back, here], far) = match gradient {
            Gradient::None => return Self::Flat,
            Gradient::PrecomputedXyz => return stored(0),
            Gradient::PrecomputedYzw => return stored(1),
            Gradient::Forward => ([1.0, 0.0, -1.0], 0.0),
            Gradient::Backward => ([0.0, -1.0, 1.0], 0.0),
            Gradient::Central => ([1.0, -1.0, 0.0], 0.0),
            Gradient::CentralHigher => ([8.0, -8.0, 0.0], -1.0),
        };
        // Relative to the largest spacing, weights are near 1 however large a voxel is.
        let scale = (spacing.abs().max_element() / spacing).to_array();
        let steps = steps.map(|step| step * dims);
        let along = |i: usize| {
            (0..3).find(|&axis| {
                let mut unit = [0.0; 3];
                unit[axis] = 1.0;
                let step = steps[i];
                (step - glam::DVec3::from_array(unit)).abs().max_element() < 1e-5
                    || (step + glam::DVec3::from_array(unit)).abs().max_element() < 1e-5
            })
        };
        let axes = match (along(0), along(1), along(2)) {
            (Some(x), Some(y), Some(z)) if far == 0.0 => Some([x, y, z]),
            _ => None,
        };
        let weights = std::array::from_fn(|i| {
            // A step down an axis has its next voxel where the way up has the last one.
            let down = axes.is_some_and(|axes| steps[i][axes[i]] < 0.0);
            let (ahead, back) = if down { (back, ahead) } else { (ahead, back) };
            [ahead, back, here].map(|weight| (weight * scale[i]) as f32)
        });
        Self::Around(Differences {
            steps: std::array::from_fn(|i| {
                let down = axes.is_some_and(|axes| steps[i][axes[i]] < 0.0);
                let step = if down { -steps[i] } else { steps[i] };
                step.as_vec3().to_array()
            }),
            axes,
            is_central: gradient == Gradient::Central,
            weights,
            far_weights: scale.map(|scale| (far * scale) as f32),
        })
    }
}

/// Voxels of a brick along an axis.
pub(super) const BRICK_SIDE: f32 = BRICK as f32;
