//! Slopes in the world, and the light they reflect, in double precision.
//!
//! The packets have their own vectors for the same equations; how far to step for a slope is
//! decided here for both.

use glam::{DMat3, DMat4, DVec3, UVec3};

use super::{Lighting, Shading};

/// These are the steps that slopes along the world's axes are measured with.
pub(super) struct SlopeSteps {
    /// World length of a step along each world axis; negative where voxels run the other way.
    pub(super) spacing: DVec3,
    /// Each step in texture coordinates.
    pub(super) steps: [DVec3; 3],
}

/// This chooses, for each world axis, the voxel side that reaches farthest along it. There are no
/// steps where the volume has no extent.
pub(super) fn slope_steps(world_from_texture: &DMat4, dims: UVec3) -> Option<SlopeSteps> {
    let world = DMat3::from_mat4(*world_from_texture);
    let dims = dims.as_dvec3();
    let sides = [world.x_axis / dims.x, world.y_axis / dims.y, world.z_axis / dims.z];
    let farthest = |axis: usize| {
        let reach = sides.map(|side| side[axis]);
        reach.into_iter().fold(0.0_f64, |best, r| if r.abs() > best.abs() { r } else { best })
    };
    let spacing = DVec3::new(farthest(0), farthest(1), farthest(2));
    let texture_from_world = DMat3::from_mat4(world_from_texture.inverse());
    let steps = [
        texture_from_world.x_axis * spacing.x,
        texture_from_world.y_axis * spacing.y,
        texture_from_world.z_axis * spacing.z,
    ];
    let sound = steps.iter().all(|step| step.is_finite()) && spacing.recip().is_finite();
    sound.then_some(SlopeSteps { spacing, steps })
}

/// Which side of a surface is lit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// The one its normal points to.
    Front,
    /// The other one.
    Back,
    /// The one that is seen.
    Both,
}

/// This is a model of reflection taken apart.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reflection {
    pub(crate) ambient: bool,
    pub(crate) diffuse: bool,
    pub(crate) mirror: Mirror,
    pub(crate) side: Side,
}

/// What the direction of mirrored light is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mirror {
    /// Nothing: no light is mirrored.
    None,
    /// The half vector with the normal.
    Blinn,
    /// The reflected light with the eye.
    Phong,
}

/// This takes a model apart; there is nothing to light in [`Shading::None`].
pub(crate) fn reflection(shading: Shading) -> Option<Reflection> {
    use Mirror::{Blinn, Phong};
    let (ambient, diffuse, mirror, side) = match shading {
        Shading::None => return None,
        Shading::Ambient => (true, false, Mirror::None, Side::Both),
        Shading::Diffuse => (false, true, Mirror::None, Side::Both),
        Shading::Specular => (false, false, Blinn, Side::Both),
        Shading::BlinnPhong => (true, true, Blinn, Side::Both),
        Shading::Phong => (true, true, Phong, Side::Both),
        Shading::BlinnPhongFront => (true, true, Blinn, Side::Front),
        Shading::BlinnPhongBack => (true, true, Blinn, Side::Back),
        Shading::PhongFront => (true, true, Phong, Side::Front),
        Shading::PhongBack => (true, true, Phong, Side::Back),
    };
    Some(Reflection { ambient, diffuse, mirror, side })
}

/// This is the colour of a surface in a light.
///
/// `normal` may have any length, `to_eye` has length 1, and `ray` is the ray's direction in
/// texture coordinates: the side that is seen is decided there.
pub(super) fn lit(
    lighting: &Lighting,
    color: DVec3,
    position: DVec3,
    normal: DVec3,
    to_eye: DVec3,
    ray: DVec3,
) -> DVec3 {
    let Some(reflection) = reflection(lighting.shading) else { return color };
    let normal = match reflection.side {
        Side::Front => normal,
        Side::Back => -normal,
        Side::Both if normal.dot(ray) > 0.0 => -normal,
        Side::Both => normal,
    };
    let mut sum = DVec3::ZERO;
    if reflection.ambient {
        sum += color * lighting.ambient.as_dvec3();
    }
    if normal == DVec3::ZERO {
        return sum;
    }
    let to_light = (lighting.position.as_dvec3() - position).normalize_or_zero();
    let facing = normal.dot(to_light);
    if reflection.diffuse {
        sum += color * facing.max(0.0) * lighting.diffuse.as_dvec3();
    }
    let shininess = f64::from(lighting.shininess);
    let mirrored = match reflection.mirror {
        Mirror::None => 0.0,
        Mirror::Blinn => {
            let half = to_eye + to_light;
            let cosine = normal.dot(half.normalize_or_zero());
            if half.length_squared() < 1e-6 { 0.0 } else { power(cosine, shininess) }
        }
        Mirror::Phong if facing < 0.0 => 0.0,
        Mirror::Phong => {
            let reflected = 2.0 * facing * normal - to_light;
            power(reflected.dot(to_eye), shininess / 4.0)
        }
    };
    sum + mirrored * lighting.specular.as_dvec3()
}

fn power(cosine: f64, exponent: f64) -> f64 {
    if cosine > 0.0 { cosine.powf(exponent) } else { 0.0 }
}
