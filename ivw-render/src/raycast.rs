//! Ray casting of volumes on the CPU: rays and settings in, a picture out.
//!
//! This is the arithmetic of the volume raycaster processor: entry and exit points say where each
//! pixel's ray runs through the volume, [`render`] collects colour, opacity and depth along it.
//! It knows no ports, properties or camera types, and keeps nothing between two calls; what is
//! worth keeping, the [`Bricks`] of a volume, is the caller's to keep.
//!
//! The common case (front-to-back compositing) runs in `packet`, several rays at a time in the
//! widest vectors the machine has. Everything else runs in `general`, one ray at a time. Both
//! walk the samples of `lattice`, so that both place them at the same points.

mod bricks;
mod channels;
mod field;
mod general;
mod lattice;
pub(crate) mod lighting;
mod packet;
pub mod reference;
mod request;
mod search;
mod standard;
mod texture;
mod tiles;
mod volume;

#[cfg(test)]
mod tests;

pub use bricks::{Bricks, Occupancy};
pub use channels::{Clouds, LightVolume, render_clouds};
pub use request::{
    Background, Classification, Compositing, Gradient, IsoValue, Lighting, Picture, Plane,
    RaycastError, Rays, Rendering, Request, Settings, Shading,
};
pub use search::{Surface, render_surface};
pub use standard::{Segments, Standard, SurfaceTexture, render_standard};
pub use texture::{VolumeTexture, WorldSteps};
pub use volume::{Format, Interpolation, VolumeView, Wrapping};

/// This watches over a running [`render`]: it is told how far it came, and may ask it to stop.
pub struct Watch<'a> {
    /// Asked before each tile; once it answers true, the picture is given up.
    pub cancelled: &'a (dyn Fn() -> bool + Sync),
    /// Told the finished share of the picture, from 0 to 1, after each tile and from any thread.
    pub progress: &'a (dyn Fn(f32) + Sync),
}

impl Default for Watch<'_> {
    fn default() -> Self {
        Self { cancelled: &|| false, progress: &|_| {} }
    }
}

/// This casts one ray per pixel and returns the picture.
///
/// # Errors
/// [`RaycastError::Cancelled`] if `watch` asked for it, any other variant if parts of the request
/// do not fit together.
pub fn render(request: &Request<'_>, watch: &Watch<'_>) -> Result<Picture, RaycastError> {
    render_on(Path::fastest(), request, watch)
}

/// This is the code a picture is computed with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Path {
    /// One ray at a time in double precision.
    General,
    /// Packets of rays in vectors that any machine has.
    Portable,
    /// Packets of rays in vectors of eight numbers.
    #[cfg(target_arch = "x86_64")]
    Avx2,
    /// Packets of rays in vectors of sixteen numbers.
    #[cfg(target_arch = "x86_64")]
    Avx512,
}

impl Path {
    /// This is the fastest path this machine can run.
    pub(crate) fn fastest() -> Self {
        *Self::available().last().unwrap_or(&Self::General)
    }

    /// These are the paths this machine can run, the slowest first.
    pub(crate) fn available() -> Vec<Self> {
        let mut paths = vec![Self::General, Self::Portable];
        #[cfg(target_arch = "x86_64")]
        {
            if crate::wide::has_avx2() {
                paths.push(Self::Avx2);
            }
            if crate::wide::has_avx512() {
                paths.push(Self::Avx512);
            }
        }
        paths
    }
}

/// This is [`render`] on a chosen path; what packets can't do goes the general way on any path.
pub(crate) fn render_on(
    path: Path,
    request: &Request<'_>,
    watch: &Watch<'_>,
) -> Result<Picture, RaycastError> {
    request.check()?;
    let mut picture = Picture::underneath(request);
    let finished = if path == Path::General || !packet::can_render(request) {
        volume::with_number!(request.volume.format, T => {
            let scene = general::Scene::<T>::new(request);
            tiles::for_each(&mut picture, watch, |tile| scene.render(tile))
        })
    } else {
        packet::render(path, request, &mut picture, watch)
    };
    if finished { Ok(picture) } else { Err(RaycastError::Cancelled) }
}
