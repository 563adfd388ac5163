//! Random bodies.

use crate::algorithm::primitives::{self, Body};
use crate::algorithm::random::{Engine, Mt19937};
use glam::{IVec2, Mat4, Vec3};
use ivw_core::prelude::*;

/// Makes boxes, spheres, cylinders, cones and tori at random.
///
/// |      | shape     | value                                               | space |
/// |------|-----------|-----------------------------------------------------|-------|
/// | mesh | triangles | position, normal, texture coordinates, colour: `f32`, maybe picking `u32` | data |
///
/// The same numbers and the same seed make the same bodies.
#[derive(Processor)]
#[processor(
    "org.inviwo.RandomMeshGenerator",
    category = "Mesh Creation",
    tags = "CPU",
    n_pickable = 5
)]
pub struct RandomMeshGenerator {
    /// The bodies.
    #[outport("mesh")]
    mesh: Out<Mesh>,

    /// How far away from the origin bodies are.
    #[property("scale", default = 1.0, range = 0.001..=1000.0, step = 0.1)]
    scale: f32,

    /// How large bodies are.
    #[property("size", default = 1.0, range = 0.001..=1000.0, step = 0.1)]
    size: f32,

    /// How many boxes there are.
    #[property("numberOf_", name = "Number of Boxes", default = 1, range = 0..=100)]
    n_boxes: i32,

    /// How many spheres there are.
    #[property("numberOfSpheres_", name = "Number of Spheres", default = 1, range = 0..=100)]
    n_spheres: i32,

    /// How many cylinders there are.
    #[property("numberOfCylinders_", name = "Number of cylinders", default = 1, range = 0..=100)]
    n_cylinders: i32,

    /// How many cones there are.
    #[property("numberOfCones_", name = "Number of Cones", default = 1, range = 0..=100)]
    n_cones: i32,

    /// How many tori there are.
    #[property("numberOfToruses", name = "Number of Toruses", default = 1, range = 0..=100)]
    n_tori: i32,

    /// What random numbers start from.
    #[property("seed", range = 0..=4294967295, semantics = "Text")]
    seed: i64,

    /// Draws another seed.
    #[property("reseed_", name = "Seed")]
    reseed: Button,

    /// Let a person pick and move bodies.
    #[property("enablePicking", name = "Enable Picking")]
    can_be_picked: bool,

    /// Camera that they are moved in.
    #[property("camera", invalidates = InvalidationLevel::Valid)]
    camera: Camera,

    /// Where random numbers are.
    engine: Option<Mt19937>,
}

impl Process for RandomMeshGenerator {
    fn process(&mut self, context: &Context) -> Result<()> {
        if let (true, Some(engine)) =
            (std::mem::take(&mut self.reseed.pressed), self.engine.as_mut())
        {
            self.seed = engine.uniform_f32(0.0, 4_294_967_300.0) as i64;
            context.set("seed", self.seed);
        }
        let mut dice =
            Dice { engine: Mt19937::new(self.seed as u32), scale: self.scale, size: self.size };
        type Throw = fn(&mut Dice) -> Body;
        let groups: [(i32, Throw); 5] = [
            (self.n_boxes, Dice::cuboid),
            (self.n_spheres, Dice::sphere),
            (self.n_cylinders, Dice::cylinder),
            (self.n_cones, Dice::cone),
            (self.n_tori, Dice::torus),
        ];
        let mut all = Body::default();
        let mut ids = Vec::new();
        for (id, make) in
            groups.into_iter().flat_map(|(n, make)| (0..n.max(0)).map(move |_| make)).enumerate()
        {
            let body = make(&mut dice);
            ids.extend(body.vertices.iter().map(|_| context.first_picking_id() + id as u32));
            all.append(body);
        }
        let mesh = all.into_mesh();
        self.mesh.set(match self.can_be_picked {
            true => mesh.with(AttributeKind::Picking, Array::copy_of(&ids)),
            false => mesh,
        });
        self.engine = Some(dice.engine);
        Ok(())
    }

    fn n_pickable(&self) -> usize {
        let counts = [self.n_boxes, self.n_spheres, self.n_cylinders, self.n_cones, self.n_tori];
        counts.iter().map(|n| (*n).max(0) as usize).sum()
    }
}

/// A whole turn, as Inviwo has it.
#[allow(clippy::approx_constant)] // the numbers that are drawn depend on it
const TURN: f32 = 6.28;

/// Random numbers for bodies, drawn in the order that Inviwo draws them.
struct Dice {
    engine: Mt19937,
    scale: f32,
    size: f32,
}

impl Dice {
    fn number(&mut self, from: f32, to: f32) -> f32 {
        self.engine.uniform_f32(from, to)
    }

    fn vector(&mut self, from: f32, to: f32) -> Vec3 {
        Vec3::from_array([(); 3].map(|()| self.number(from, to)))
    }

    fn place(&mut self) -> Vec3 {
        self.vector(-self.scale, self.scale)
    }

    fn length(&mut self) -> f32 {
        self.size * self.number(0.1, 1.0)
    }

    fn cuboid(&mut self) -> Body {
        let turn = self.vector(0.0, TURN);
        let place = self.place();
        let edges = self.size * self.vector(0.1, 1.0);
        let color = self.vector(0.5, 1.0).extend(1.0);
        let matrix = Mat4::from_translation(place)
            * Mat4::from_rotation_x(turn.x)
            * Mat4::from_rotation_y(turn.y)
            * Mat4::from_rotation_z(turn.z)
            * Mat4::from_scale(edges);
        primitives::cube(matrix, color)
    }

    fn sphere(&mut self) -> Body {
        let centre = self.place();
        let radius = self.length();
        let color = self.vector(0.5, 1.0).extend(1.0);
        primitives::octant_sphere(centre, radius, |_| color)
    }

    /// Start, end, radius and colour.
    fn stick(&mut self) -> (Vec3, Vec3, f32, glam::Vec4) {
        let start = self.place();
        let length = 10.0 * self.length();
        let stop = start + length * self.vector(0.0, 1.0).normalize_or(Vec3::X);
        let radius = self.length();
        (start, stop, radius, self.vector(0.5, 1.0).extend(1.0))
    }

    fn cylinder(&mut self) -> Body {
        let (start, stop, radius, color) = self.stick();
        primitives::cylinder(start, stop, color, radius, 16)
    }

    fn cone(&mut self) -> Body {
        let (start, stop, radius, color) = self.stick();
        primitives::cone(start, stop, color, radius, 16)
    }

    fn torus(&mut self) -> Body {
        let small = self.size * self.number(0.1, 0.5);
        let large = self.size * self.number(0.1 + small, 1.0 + small);
        let centre = self.place();
        let up = self.vector(0.0, 1.0).normalize_or(Vec3::Z);
        let color = self.vector(0.5, 1.0).extend(1.0);
        // The ring gets the smaller radius: that is how Inviwo does it.
        primitives::torus(centre, up, [small, large], IVec2::new(32, 8), color)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_drawn_in_the_order_of_inviwo() {
        let mut dice = Dice { engine: Mt19937::new(0), scale: 1.0, size: 1.0 };
        let turn = dice.vector(0.0, TURN);
        let expected = Vec3::new(3.446_549, 3.723_064_2, 4.491_389_3);
        assert!(turn.abs_diff_eq(expected, 1e-6), "{turn}");
    }

    #[test]
    fn there_are_as_many_bodies_as_were_asked_for() -> Result<()> {
        let mut node = RandomMeshGenerator { can_be_picked: true, ..Default::default() };
        node.process(&Context::detached())?;
        let mesh = node.mesh.get()?;
        let cylinder = 32 + 2 * 17;
        assert_eq!(mesh.n_vertices(), 24 + 8 * 36 + cylinder + 48 + 256);
        // Cylinders have two caps.
        assert_eq!(mesh.indices.len(), 5 + 2);
        let ids = mesh.attribute(AttributeKind::Picking).expect("bodies can be picked");
        assert_eq!(ids.bytes.elements::<u32>().last(), Some(&5));
        node.n_boxes = 0;
        node.n_spheres = 3;
        node.n_cylinders = 0;
        node.n_cones = 0;
        node.n_tori = -2;
        node.process(&Context::detached())?;
        assert_eq!(node.mesh.get()?.n_vertices(), 3 * 8 * 36);
        Ok(())
    }
}
