//! Normals from triangles.

use glam::{DVec3, Vec3};
use ivw_core::prelude::*;
use ivw_render::raster::triangles_of;
use ivw_render::vertices;

/// Calculates the normals of a mesh from its triangles.
///
/// |         | shape     | value                        | space |
/// |---------|-----------|------------------------------|-------|
/// | inport  | triangles | position                     | data  |
/// | outport | triangles | as it comes in, normal `f32` | data  |
///
/// A vertex gets the sum of the normals of its triangles, each with its weight.
/// Triangles without area count for nothing; a vertex without any faces nowhere.
#[derive(Processor)]
#[processor(
    "org.inviwo.CalcNormalsProcessor",
    name = "Calculate Normals",
    category = "Mesh Processing",
    tags = "CPU"
)]
pub struct CalculateNormals {
    /// Mesh of triangles.
    #[inport("inport")]
    mesh: In<Mesh>,

    /// The mesh with new normals.
    #[outport("outport")]
    result: Out<Mesh>,

    /// How much each triangle counts.
    #[property("mode", default = Weighting::NelsonMax)]
    weighting: Weighting,
}

/// This is how much a triangle counts.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weighting {
    /// Normals stay what they are.
    #[choice("passThrough", "Pass Through")]
    PassThrough,
    /// All the same.
    #[choice("noWeighting", "No Weighting")]
    Same,
    /// By area.
    #[choice("area", "Area-weighting")]
    Area,
    /// By the angle at the vertex.
    #[choice("angle", "Angle-weighting")]
    Angle,
    /// By the angle and the edges at the vertex (Nelson Max 1999).
    #[default]
    #[choice("nmax", "Based on N.Max")]
    NelsonMax,
}

impl Process for CalculateNormals {
    fn process(&mut self, _: &Context) -> Result<()> {
        let mesh = self.mesh.get()?;
        if self.weighting == Weighting::PassThrough {
            self.result.set(mesh);
            return Ok(());
        }
        let normals = normals(&mesh, self.weighting);
        let mut result = (*mesh).clone();
        result.attributes.retain(|attribute| attribute.kind != AttributeKind::Normal);
        self.result.set(result.with(AttributeKind::Normal, Array::copy_of(&normals)));
        Ok(())
    }
}

fn normals(mesh: &Mesh, weighting: Weighting) -> Vec<Vec3> {
    let positions: Vec<DVec3> =
        vertices::positions(mesh).iter().map(|position| position.truncate().as_dvec3()).collect();
    let mut normals = vec![Vec3::ZERO; positions.len()];
    for triangle in triangles_of(mesh) {
        if triangle.iter().any(|&n| n as usize >= positions.len()) {
            continue;
        }
        let corners = triangle.map(|n| positions[n as usize]);
        let normal = (corners[1] - corners[0]).cross(corners[2] - corners[0]);
        let length = normal.length();
        // A triangle with odd numbers has no length that compares.
        if !length.is_finite() || length < f64::from(f32::EPSILON) {
            continue;
        }
        for n in 0..3 {
            let (a, b) = (corners[(n + 1) % 3] - corners[n], corners[(n + 2) % 3] - corners[n]);
            let weight = match weighting {
                Weighting::Same => 1.0 / length,
                Weighting::Area | Weighting::PassThrough => 1.0,
                Weighting::Angle => a.angle_between(b) / length,
                Weighting::NelsonMax => {
                    a.angle_between(b).sin() / (length * a.length() * b.length())
                }
            };
            normals[triangle[n] as usize] += (normal * weight).as_vec3();
        }
    }
    normals.iter().map(|normal| normal.normalize_or_zero()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::algorithm::primitives;

    #[test]
    fn every_weighting_finds_the_normals_of_a_sphere() -> Result<()> {
        let body = primitives::octant_sphere(Vec3::ONE, 3.0, primitives::octant_color);
        let mesh = body.clone().into_mesh();
        let weightings = [Weighting::Same, Weighting::Area, Weighting::Angle, Weighting::NelsonMax];
        for weighting in weightings {
            let mut node =
                CalculateNormals { mesh: mesh.clone().into(), weighting, ..Default::default() };
            node.process(&Context::detached())?;
            let result = node.result.get()?;
            let found = result.attribute(AttributeKind::Normal).expect("it has normals");
            for (vertex, normal) in body.vertices.iter().zip(found.bytes.elements::<Vec3>()) {
                assert!(vertex.normal.dot(*normal) > 0.97, "{weighting:?}");
            }
        }
        Ok(())
    }

    #[test]
    fn flat_triangles_and_wild_indices_count_for_nothing() -> Result<()> {
        let mesh = Mesh::new(Topology::TRIANGLES)
            .with(AttributeKind::Position, Array::copy_of(&[Vec3::ZERO, Vec3::X, Vec3::NAN]))
            .with_indices(Topology::TRIANGLES, &[0, 1, 1, 0, 1, 2, 0, 1, 9]);
        let mut node = CalculateNormals { mesh: mesh.into(), ..Default::default() };
        node.process(&Context::detached())?;
        let result = node.result.get()?;
        let found = result.attribute(AttributeKind::Normal).expect("it has normals");
        assert_eq!(found.bytes.elements::<Vec3>(), [Vec3::ZERO; 3]);
        Ok(())
    }
}
