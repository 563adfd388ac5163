//! The outline around points in a plane.

use glam::{Mat3, Mat4, Vec2, Vec3};
use ivw_core::prelude::*;

/// The convex outline around the vertices of a mesh, seen along a direction.
///
/// |            | shape        | value     | space         |
/// |------------|--------------|-----------|---------------|
/// | geometry   | any          | positions | data          |
/// | convexhull | a line round | positions | of the plane  |
///
/// Vertices are projected to a plane through the origin; the outline is in that plane,
/// counter-clockwise.
/// Model and world matrix of the mesh are left aside.
#[derive(Processor)]
#[processor(
    "org.inviwo.ConvexHull2DProcessor",
    name = "Convex Hull2D Processor",
    category = "Geometry",
    tags = "CPU"
)]
pub struct ConvexHull2D {
    /// Mesh to draw a line around.
    #[inport("geometry")]
    mesh: In<Mesh>,

    /// The line.
    #[outport("convexhull")]
    hull: Out<Mesh>,

    /// Direction that the plane faces.
    #[property("normal", default = Vec3::Z, bounds = -1.0..=1.0)]
    normal: Vec3,
}

impl Process for ConvexHull2D {
    fn process(&mut self, _: &Context) -> Result<()> {
        let mesh = self.mesh.get()?;
        let world_from_plane = facing(self.normal);
        let places = mesh
            .attributes
            .iter()
            .filter(|attribute| attribute.kind == AttributeKind::Position)
            .flat_map(|attribute| (0..attribute.values.len()).map(|n| attribute.values.at(n)))
            .map(|[x, y, z, _]| Vec3::new(x as f32, y as f32, z as f32))
            .map(|point| {
                let [right, up] = [world_from_plane.x_axis, world_from_plane.y_axis];
                Vec2::new(right.dot(point), up.dot(point))
            })
            .filter(|place| place.is_finite());
        let outline = hull(places.collect());
        let round = Topology { primitive: Primitive::Lines, connectivity: Connectivity::Loop };
        let mut result = Mesh::new(round);
        if !outline.is_empty() {
            let order: Vec<u32> = (0..outline.len() as u32).collect();
            result = result
                .with(AttributeKind::Position, Array::copy_of(&outline))
                .with_indices(round, &order);
        }
        result.model = Mat4::from_mat3(world_from_plane).to_cols_array_2d();
        self.hull.set(result);
        Ok(())
    }
}

/// A rotation whose z is a direction; none for directions along z.
fn facing(normal: Vec3) -> Mat3 {
    let normal = normal.normalize_or(Vec3::Z);
    if 1.0 - normal.z.abs() <= f32::EPSILON {
        return Mat3::IDENTITY;
    }
    let right = normal.cross(Vec3::Z).normalize();
    let up = normal.cross(right).normalize();
    Mat3::from_cols(up.cross(normal), up, normal)
}

/// The corners of the convex outline of points, counter-clockwise from the leftmost one.
///
/// A. M. Andrew, "Another efficient algorithm for convex hulls in two dimensions" (1979).
fn hull(mut points: Vec<Vec2>) -> Vec<Vec2> {
    points.sort_by(|a, b| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y)));
    points.dedup();
    if points.len() < 3 {
        return points;
    }
    let turns_left =
        |a: Vec2, b: Vec2, c: Vec2| (b - a).as_dvec2().perp_dot((c - a).as_dvec2()) > 0.0;
    let half = |points: &mut dyn Iterator<Item = Vec2>| {
        let mut chain: Vec<Vec2> = Vec::new();
        for point in points {
            while let [.., a, b] = chain[..]
                && !turns_left(a, b, point)
            {
                chain.pop();
            }
            chain.push(point);
        }
        // The other half begins with the last one.
        chain.pop();
        chain
    };
    let mut outline = half(&mut points.iter().copied());
    outline.extend(half(&mut points.iter().rev().copied()));
    outline
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline_of(points: &[Vec3], normal: Vec3) -> Result<(Vec<Vec2>, Mat4)> {
        let mesh = Mesh::default().with(AttributeKind::Position, Array::copy_of(points));
        let mut node = ConvexHull2D { mesh: mesh.into(), normal, ..Default::default() };
        node.process(&Context::detached())?;
        let hull = node.hull.get()?;
        let values = hull.attribute(AttributeKind::Position);
        let outline = values.map(|values| values.bytes.elements::<Vec2>().to_vec());
        Ok((outline.unwrap_or_default(), hull.world_from_data()))
    }

    #[test]
    fn what_lies_within_is_left_out() -> Result<()> {
        let points = [[0, 0], [4, 0], [2, 1], [4, 3], [2, 3], [0, 3], [0, 0], [2, 0]];
        let points = points.map(|[x, y]| Vec3::new(x as f32, y as f32, 7.0));
        let (outline, _) = outline_of(&points, Vec3::Z)?;
        let corners = [[0.0, 0.0], [4.0, 0.0], [4.0, 3.0], [0.0, 3.0]].map(Vec2::from_array);
        assert_eq!(outline, corners);
        Ok(())
    }

    #[test]
    fn the_outline_lies_in_its_plane() -> Result<()> {
        let points = [Vec3::ZERO, Vec3::Y, Vec3::new(3.0, 1.0, 1.0), Vec3::Z];
        let (outline, world) = outline_of(&points, Vec3::X)?;
        let mut corners: Vec<Vec3> =
            outline.iter().map(|place| world.transform_point3(place.extend(0.0))).collect();
        corners.sort_by(|a, b| (a.y + 2.0 * a.z).total_cmp(&(b.y + 2.0 * b.z)));
        let expected = [Vec3::ZERO, Vec3::Y, Vec3::Z, Vec3::new(0.0, 1.0, 1.0)];
        assert!(corners.iter().zip(expected).all(|(a, b)| a.abs_diff_eq(b, 1e-6)), "{corners:?}");
        Ok(())
    }

    #[test]
    fn few_or_strange_points_are_what_is_left_of_them() -> Result<()> {
        assert_eq!(outline_of(&[], Vec3::Z)?.0, []);
        assert_eq!(outline_of(&[Vec3::ONE; 4], Vec3::ZERO)?.0, [Vec2::ONE]);
        assert_eq!(
            outline_of(&[Vec3::NAN, Vec3::X, Vec3::ZERO], Vec3::Z)?.0,
            [Vec2::ZERO, Vec2::X]
        );
        let line = [0.0, 1.0, 2.0].map(|x| Vec3::new(x, x, 0.0));
        assert_eq!(outline_of(&line, Vec3::NEG_Z)?.0, [Vec2::ZERO, Vec2::splat(2.0)]);
        Ok(())
    }
}
