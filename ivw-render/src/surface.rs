//! What a point light makes of the colour of a surface.

use crate::raycast::Lighting;
use crate::raycast::lighting::{Mirror, Reflection, Side, reflection};
use glam::Vec3;

/// This is a light with its model of reflection, ready for many pixels.
///
/// It is what [`Lighting`] says, in single precision and the world.
#[derive(Clone, Copy, Debug)]
pub struct Light {
    lighting: Lighting,
    reflection: Option<Reflection>,
}

impl From<Lighting> for Light {
    fn from(lighting: Lighting) -> Self {
        Self { lighting, reflection: reflection(lighting.shading) }
    }
}

impl Light {
    /// This is the normal of the side that is lit: models that light both sides take the one that is
    /// seen.
    #[inline]
    pub fn side(&self, normal: Vec3, is_front: bool) -> Vec3 {
        match self.reflection.map(|reflection| reflection.side) {
            None | Some(Side::Front) => normal,
            Some(Side::Back) => -normal,
            Some(Side::Both) => {
                if is_front {
                    normal
                } else {
                    -normal
                }
            }
        }
    }

    /// This is the colour of a surface in the light.
    ///
    /// `normal` and `to_eye` have length 1. A normal of length 0 faces nowhere: only light from
    /// everywhere is left.
    #[inline]
    pub fn shade(&self, color: Vec3, position: Vec3, normal: Vec3, to_eye: Vec3) -> Vec3 {
        let Some(reflection) = self.reflection else { return color };
        let light = &self.lighting;
        let mut sum = match reflection.ambient {
            true => color * light.ambient,
            false => Vec3::ZERO,
        };
        if normal == Vec3::ZERO {
            return sum;
        }
        let to_light = (light.position - position).normalize_or_zero();
        let facing = normal.dot(to_light);
        if reflection.diffuse {
            sum += color * light.diffuse * facing.max(0.0);
        }
        let mirrored = match reflection.mirror {
            Mirror::None => 0.0,
            Mirror::Blinn => {
                let half = to_eye + to_light;
                let length_squared = half.length_squared();
                match length_squared < 1e-6 {
                    true => 0.0,
                    false => power(normal.dot(half) / length_squared.sqrt(), light.shininess),
                }
            }
            Mirror::Phong if facing < 0.0 => 0.0,
            Mirror::Phong => {
                let reflected = 2.0 * facing * normal - to_light;
                power(reflected.dot(to_eye), light.shininess / 4.0)
            }
        };
        sum + light.specular * mirrored
    }
}

#[inline]
fn power(cosine: f32, exponent: f32) -> f32 {
    if cosine > 0.0 { cosine.powf(exponent) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::raycast::Shading;

    fn light(shading: Shading) -> Light {
        Lighting { shading, position: Vec3::Z * 5.0, ..Lighting::default() }.into()
    }

    #[test]
    fn light_from_the_eye_is_all_three_parts() {
        let shade =
            |shading| light(shading).shade(Vec3::new(1.0, 0.5, 0.0), Vec3::ZERO, Vec3::Z, Vec3::Z);
        let Lighting { ambient, diffuse, specular, .. } = Lighting::default();
        let all = Vec3::new(1.0, 0.5, 0.0) * (ambient + diffuse) + specular;
        assert!(shade(Shading::BlinnPhong).abs_diff_eq(all, 1e-5));
        assert!(shade(Shading::Phong).abs_diff_eq(all, 1e-5));
        assert_eq!(shade(Shading::None), Vec3::new(1.0, 0.5, 0.0));
        assert_eq!(shade(Shading::Ambient), Vec3::new(1.0, 0.5, 0.0) * ambient);
        assert!(shade(Shading::Specular).abs_diff_eq(specular, 1e-5));
    }

    #[test]
    fn what_faces_away_or_nowhere_gets_light_from_everywhere_alone() {
        let light = light(Shading::BlinnPhong);
        let ambient = Lighting::default().ambient;
        for normal in [Vec3::ZERO, -Vec3::Z] {
            assert_eq!(light.shade(Vec3::ONE, Vec3::ZERO, normal, Vec3::Z), ambient);
        }
        assert_eq!(light.side(Vec3::X, false), -Vec3::X);
    }
}
