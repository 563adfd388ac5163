//! The edges of a volume.

use crate::algorithm::primitives::bounding_box;
use glam::Vec4;
use ivw_core::prelude::*;

/// Makes lines along the edges of a volume.
///
/// |        | shape                | value                                      | space       |
/// |--------|----------------------|--------------------------------------------|-------------|
/// | volume | any                  | any                                        |             |
/// | mesh   | 8 vertices, 4 strips | position, texture coordinates, colour: `f32` | volume data |
///
/// Strips have a neighbour before and after, for renderers that join lines.
/// There are no normals: light of the mesh renderer makes the lines dark.
#[derive(Processor)]
#[processor("org.inviwo.VolumeBoundingBox", category = "Volume Operation", tags = "CPU")]
pub struct VolumeBoundingBox {
    /// Volume to show the edges of.
    #[inport("volume")]
    volume: In<Volume>,

    /// Its edges, with the matrices of the volume.
    #[outport("mesh")]
    mesh: Out<Mesh>,

    /// Colour of the lines.
    #[property("color", name = "Line Color", default = Vec4::ONE, color)]
    color: Vec4,
}

impl Process for VolumeBoundingBox {
    fn process(&mut self, _: &Context) -> Result<()> {
        let volume = self.volume.get()?;
        let mut mesh = bounding_box(self.color).without_normals();
        (mesh.model, mesh.world) = (volume.model, volume.world);
        self.mesh.set(mesh);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn each_edge_is_drawn_and_the_box_is_that_of_the_volume() -> Result<()> {
        let mut volume = Volume::new([2, 3, 4], u8::FORMAT)?;
        volume.set_offset(glam::Vec3::splat(-0.5));
        let mut node = VolumeBoundingBox { volume: volume.into(), ..Default::default() };
        node.process(&Context::detached())?;
        let mesh = node.mesh.get()?;
        let [lo, hi] = mesh.bounds().expect("it has vertices");
        assert_eq!((lo, hi), (glam::Vec3::splat(-0.5), glam::Vec3::splat(0.5)));
        let edges: HashSet<_> = ivw_render::raster::segments_of(&mesh)
            .into_iter()
            .map(|[_, a, b, _]| [a.min(b), a.max(b)])
            .collect();
        assert_eq!(edges.len(), 12);
        assert!(VolumeBoundingBox::default().process(&Context::detached()).is_err());
        Ok(())
    }
}
