//! Samplers: vectors at any place of a layer or a volume, or at any place and time of several.
//!
//! Between voxels they are other than pictures: a sampler's first and last voxels stand *at* the ends
//! of the volume, and beyond the ends there is nothing but zeros.

use crate::abi::{ROption, RVec, StableAbi};
use crate::data::{Data, Layer, Volume};
use glam::{DVec2, DVec3, UVec3};

/// Vectors at any place of a volume.
#[repr(C)]
#[derive(StableAbi, Clone, Debug)]
pub struct SpatialSampler {
    /// Where vectors come from; its matrices say where that is in the world.
    pub volume: Volume,
    /// Another volume, and its share of what is sampled.
    pub blended: ROption<Blended>,
}

/// A volume and its share.
#[repr(C)]
#[derive(StableAbi, Clone, Debug)]
pub struct Blended {
    /// The volume.
    pub volume: Volume,
    /// Its share, from 0 to 1.
    pub share: f64,
}

impl Data for SpatialSampler {
    const TYPE_ID: &'static str = "ivw.SpatialSampler/1";
    const PORT: &'static str = "SpatialSampler.3D.Vec3FLOAT64";
    const COLOR: [u8; 3] = [153, 153, 0];
    const NAME: &'static str = "a spatial sampler";
}

impl SpatialSampler {
    /// Vectors of a volume.
    pub fn of(volume: Volume) -> Self {
        Self { volume, blended: ROption::RNone }
    }

    /// The vector at a place from 0 to 1; zero outside.
    pub fn at(&self, place: DVec3) -> DVec3 {
        let [x, y, z, _] = sample(&self.volume, place);
        let here = DVec3::new(x, y, z);
        match self.blended.as_ref().into_option() {
            Some(Blended { volume, share }) => {
                let [x, y, z, _] = sample(volume, place);
                here.lerp(DVec3::new(x, y, z), *share)
            }
            None => here,
        }
    }
}

/// Vectors at any place of a layer.
#[repr(C)]
#[derive(StableAbi, Clone, Debug)]
pub struct SpatialSampler2D {
    /// Where vectors come from; its matrices say where that is in the world.
    pub layer: Layer,
}

impl Data for SpatialSampler2D {
    const TYPE_ID: &'static str = "ivw.SpatialSampler2D/1";
    const PORT: &'static str = "SpatialSampler.2D.Vec2FLOAT64";
    const COLOR: [u8; 3] = [153, 153, 0];
    const NAME: &'static str = "a spatial sampler of a plane";
}

impl SpatialSampler2D {
    /// The vector at a place from 0 to 1; zero outside.
    pub fn at(&self, place: DVec2) -> DVec2 {
        let size = self.layer.size();
        let is_inside = place.cmpge(DVec2::ZERO).all() && place.cmple(DVec2::ONE).all();
        if !is_inside || size.min_element() == 0 {
            return DVec2::ZERO;
        }
        let last = size - 1;
        let at = place * last.as_dvec2();
        let low = at.as_uvec2().min(last);
        let high = (low + 1).min(last);
        let part = at - low.as_dvec2();
        let pixel = |x: u32, y: u32| {
            let [x, y, ..] = self.layer.pixel_at(y as usize * size.x as usize + x as usize);
            DVec2::new(x, y)
        };
        let row = |y: u32| pixel(low.x, y).lerp(pixel(high.x, y), part.x);
        row(low.y).lerp(row(high.y), part.y)
    }
}

/// Vectors at any place and time of a sequence of volumes.
#[repr(C)]
#[derive(StableAbi, Clone, Debug, Default)]
pub struct SpatialSampler4D {
    /// Where vectors come from, in the order of their times.
    pub volumes: RVec<Volume>,
    /// The time of each volume, rising.
    pub times: RVec<f64>,
    /// Whether the first volume follows the last.
    pub loops: bool,
}

impl Data for SpatialSampler4D {
    const TYPE_ID: &'static str = "ivw.SpatialSampler4D/1";
    const PORT: &'static str = "SpatialSampler.4D.Vec3FLOAT64";
    const COLOR: [u8; 3] = [153, 153, 0];
    const NAME: &'static str = "a spatial sampler over time";
}

impl SpatialSampler4D {
    /// First and last time; zeros if there is none.
    pub fn time_range(&self) -> [f64; 2] {
        self.times.first().zip(self.times.last()).map_or([0.0; 2], |(a, b)| [*a, *b])
    }

    /// The vector at a place from 0 to 1, at a time; zero outside.
    ///
    /// Times before and after are those of the nearer end, or of another round.
    pub fn at(&self, place: DVec3, time: f64) -> DVec3 {
        let [first, last] = self.time_range();
        let time = match self.loops && last > first {
            true => first + (time - first).rem_euclid(last - first),
            false => time.clamp(first, last.max(first)),
        };
        let vector = |n: usize| {
            let [x, y, z, _] = self.volumes.get(n).map_or([0.0; 4], |volume| sample(volume, place));
            DVec3::new(x, y, z)
        };
        let n = self.times.len().min(self.volumes.len());
        let after = self.times[..n].partition_point(|known| *known <= time);
        match (after.checked_sub(1), after < n) {
            (None, _) => vector(0),
            (Some(before), false) => vector(before),
            (Some(before), true) => {
                let (a, b) = (self.times[before], self.times[after]);
                vector(before).lerp(vector(after), (time - a) / (b - a))
            }
        }
    }
}

/// Stored numbers at a place from 0 to 1, where the first and last voxels stand at the ends; zeros
/// outside.
pub fn sample(volume: &Volume, place: DVec3) -> [f64; 4] {
    let is_inside = place.cmpge(DVec3::ZERO).all() && place.cmple(DVec3::ONE).all();
    if !is_inside || volume.n_voxels() == 0 {
        return [0.0; 4];
    }
    let last = volume.size() - 1;
    let at = place * last.as_dvec3();
    let low = at.as_uvec3().min(last);
    let high = (low + 1).min(last);
    let f = at - low.as_dvec3();
    let voxel = |x: u32, y: u32, z: u32| volume.voxel(UVec3::new(x, y, z));
    let mix = |a: [f64; 4], b: [f64; 4], t: f64| -> [f64; 4] {
        std::array::from_fn(|n| a[n] + (b[n] - a[n]) * t)
    };
    let row = |y: u32, z: u32| mix(voxel(low.x, y, z), voxel(high.x, y, z), f.x);
    let slice = |z: u32| mix(row(low.y, z), row(high.y, z), f.y);
    mix(slice(low.z), slice(high.z), f.z)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Result;

    fn ramp(scale: f32) -> Result<Volume> {
        Volume::from_fn(UVec3::new(3, 2, 1), |v| [v.x as f32 * scale, v.y as f32, 7.0])
    }

    #[test]
    fn the_ends_are_voxels_and_outside_is_nothing() -> Result<()> {
        let sampler = SpatialSampler::of(ramp(1.0)?);
        assert_eq!(sampler.at(DVec3::ZERO), DVec3::new(0.0, 0.0, 7.0));
        assert_eq!(sampler.at(DVec3::ONE), DVec3::new(2.0, 1.0, 7.0));
        assert_eq!(sampler.at(DVec3::new(0.25, 0.5, 0.3)), DVec3::new(0.5, 0.5, 7.0));
        assert_eq!(sampler.at(DVec3::new(1.0 + 1e-9, 0.0, 0.0)), DVec3::ZERO);
        assert_eq!(sampler.at(DVec3::NAN), DVec3::ZERO);
        let half = Blended { volume: ramp(3.0)?, share: 0.5 };
        let sampler = SpatialSampler { blended: ROption::RSome(half), ..sampler };
        assert_eq!(sampler.at(DVec3::ONE), DVec3::new(4.0, 1.0, 7.0));
        Ok(())
    }

    #[test]
    fn a_plane_is_sampled_like_a_volume() {
        use crate::data::LayerKind;
        let pixels = [[0.0f32, 5.0], [2.0, 5.0], [4.0, 7.0], [6.0, 7.0]];
        let layer = Layer::from_pixels([2, 2], LayerKind::Color, &pixels);
        let sampler = SpatialSampler2D { layer };
        assert_eq!(sampler.at(DVec2::ONE), DVec2::new(6.0, 7.0));
        assert_eq!(sampler.at(DVec2::new(0.5, 0.25)), DVec2::new(2.0, 5.5));
        assert_eq!(sampler.at(DVec2::new(-1e-9, 0.5)), DVec2::ZERO);
    }

    #[test]
    fn time_is_between_volumes_and_may_go_round() -> Result<()> {
        let volumes = vec![ramp(1.0)?, ramp(2.0)?, ramp(5.0)?].into();
        let mut sampler =
            SpatialSampler4D { volumes, times: vec![1.0, 2.0, 4.0].into(), loops: false };
        let mut at = |time, loops| {
            sampler.loops = loops;
            sampler.at(DVec3::X, time).x
        };
        assert_eq!([0.0, 1.5, 3.0, 9.0].map(|t| at(t, false)), [2.0, 3.0, 7.0, 10.0]);
        assert_eq!(at(4.5, true), 3.0);
        assert_eq!(SpatialSampler4D::default().at(DVec3::ZERO, 1.0), DVec3::ZERO);
        Ok(())
    }
}
