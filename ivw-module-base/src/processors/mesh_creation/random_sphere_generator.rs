//! Points that are drawn as spheres.

use crate::algorithm::primitives::POINTS;
use crate::algorithm::random::{Engine, Mt19937};
use glam::{IVec3, Vec3, Vec4};
use ivw_core::prelude::*;

/// Makes points with random colours and radii on a grid, for glyphs to be drawn at.
///
/// |      | shape  | value                                                 | space |
/// |------|--------|-------------------------------------------------------|-------|
/// | mesh | points | position, colour, radius: `f32`, maybe picking `u32`  | data  |
///
/// The same seed makes the same points.
#[derive(Processor)]
#[processor(
    "org.inviwo.RandomSphereGenerator",
    category = "Mesh Creation",
    tags = "CPU",
    n_pickable = 1
)]
pub struct RandomSphereGenerator {
    /// The points.
    #[outport("mesh")]
    mesh: Out<Mesh>,

    /// How far the grid reaches from the origin.
    #[property("scale", default = 12.0, range = 0.001..=100.0, step = 0.1)]
    scale: f32,

    /// The greatest radius.
    #[property("size", default = 1.0, range = 0.001..=10.0, step = 0.1)]
    size: f32,

    /// How many points there are along x, y and z.
    #[property("gridDim", name = "Grid Dimension", default = IVec3::splat(12), range = 1..=128)]
    dims: IVec3,

    /// Move each point away from its place on the grid.
    #[property("jigglePos", name = "Jiggle Positions", default = true)]
    jiggles: bool,

    /// What random numbers start from.
    #[property("seed", range = 0..=4294967295, semantics = "Text")]
    seed: i64,

    /// Draws another seed.
    #[property("reseed_", name = "Seed")]
    reseed: Button,

    /// Let a person pick and move points.
    #[property("enablePicking", name = "Enable Picking")]
    can_be_picked: bool,

    /// Camera that they are moved in.
    #[property("camera", invalidates = InvalidationLevel::Valid)]
    camera: Camera,

    /// Where random numbers are.
    engine: Option<Mt19937>,
}

impl Process for RandomSphereGenerator {
    fn process(&mut self, context: &Context) -> Result<()> {
        if let (true, Some(engine)) =
            (std::mem::take(&mut self.reseed.pressed), self.engine.as_mut())
        {
            self.seed = engine.uniform_f32(0.0, 4_294_967_300.0) as i64;
            context.set("seed", self.seed);
        }
        let mut engine = Mt19937::new(self.seed as u32);
        let mesh = self.points(&mut engine, context.first_picking_id());
        self.mesh.set(mesh);
        self.engine = Some(engine);
        Ok(())
    }

    fn n_pickable(&self) -> usize {
        self.dims.max(IVec3::ONE).to_array().map(|n| n as usize).iter().product()
    }
}

impl RandomSphereGenerator {
    fn points(&self, engine: &mut Mt19937, first_id: u32) -> Mesh {
        let dims = self.dims.max(IVec3::ONE);
        let n_points = dims.x * dims.y * dims.z;
        let step = 2.0 * self.scale / dims.as_vec3();
        let (mut positions, mut colors, mut radii) = (Vec::new(), Vec::new(), Vec::new());
        for n in 0..n_points {
            let place = IVec3::new(n % dims.x, n / dims.x % dims.y, n / (dims.x * dims.y));
            let mut three =
                |from, to| Vec3::from_array([(); 3].map(|()| engine.uniform_f32(from, to)));
            let jiggle = if self.jiggles { three(-0.5, 0.5) } else { Vec3::ZERO };
            positions.push((place.as_vec3() + jiggle) * step - self.scale);
            colors.push(three(0.5, 1.0).extend(1.0));
            radii.push(self.size * engine.uniform_f32(0.1, 1.0));
        }
        let mesh = Mesh::new(POINTS)
            .with(AttributeKind::Position, Array::copy_of(&positions))
            .with(AttributeKind::Color, Array::copy_of::<Vec4>(&colors))
            .with(AttributeKind::Radii, Array::copy_of(&radii));
        match self.can_be_picked {
            true => {
                let ids: Vec<u32> = (first_id..).take(n_points as usize).collect();
                mesh.with(AttributeKind::Picking, Array::copy_of(&ids))
            }
            false => mesh,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_spheres_are_those_of_inviwo() -> Result<()> {
        let mut node = RandomSphereGenerator::default();
        node.process(&Context::detached())?;
        let mesh = node.mesh.get()?;
        assert_eq!(mesh.n_vertices(), 12 * 12 * 12);
        let positions = mesh.attributes[0].values.bytes.elements::<Vec3>();
        let colors = mesh.attributes[1].values.bytes.elements::<Vec4>();
        let radii = mesh.attributes[2].values.bytes.elements::<f32>();
        let position = [
            Vec3::new(-11.902_373, -11.814311, -11.569_621),
            Vec3::new(-9.305_496, -12.152_691, -11.752_872),
        ];
        let color = [
            Vec4::new(0.92213285, 0.801_381_7, 0.92897284, 1.0),
            Vec4::new(0.822_947, 0.692_190_9, 0.718_793_63, 1.0),
        ];
        for n in 0..2 {
            assert!(positions[n].abs_diff_eq(position[n], 2e-6), "{}", positions[n]);
            assert!(colors[n].abs_diff_eq(color[n], 1e-7), "{}", colors[n]);
        }
        assert_eq!(radii[..2], [0.590_394_85, 0.367_781_13]);
        Ok(())
    }

    #[test]
    fn without_jiggling_points_stay_on_the_grid() -> Result<()> {
        let mut node = RandomSphereGenerator { jiggles: false, ..Default::default() };
        node.dims = IVec3::new(2, 1, 3);
        node.can_be_picked = true;
        node.process(&Context::detached())?;
        let mesh = node.mesh.get()?;
        let positions = mesh.attributes[0].values.bytes.elements::<Vec3>();
        assert_eq!(positions[5], Vec3::new(0.0, -12.0, 4.0));
        assert_eq!(mesh.attributes[3].values.bytes.elements::<u32>(), [1, 2, 3, 4, 5, 6]);
        Ok(())
    }
}
