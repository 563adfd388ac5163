//! The edges of a layer.

use crate::algorithm::primitives::LINE_STRIP_ADJACENCY;
use glam::{Vec2, Vec4};
use ivw_core::prelude::*;

/// Makes a line along the edges of a layer.
///
/// |       | shape               | value                                      | space      |
/// |-------|---------------------|--------------------------------------------|------------|
/// | layer | any                 | any                                        |            |
/// | mesh  | 4 vertices, 1 strip | position, texture coordinates, colour: `f32` | layer data |
///
/// The strip has a neighbour before and after, for renderers that join lines.
#[derive(Processor)]
#[processor("org.inviwo.LayerBoundingBox", category = "Layer Operation", tags = "CPU")]
pub struct LayerBoundingBox {
    /// Layer to show the edges of.
    #[inport("layer")]
    layer: In<Layer>,

    /// Its edges, with the matrices of the layer.
    #[outport("mesh")]
    mesh: Out<Mesh>,

    /// Colour of the line.
    #[property("color", name = "Line Color", default = Vec4::ONE, color)]
    color: Vec4,
}

impl Process for LayerBoundingBox {
    fn process(&mut self, _: &Context) -> Result<()> {
        let layer = self.layer.get()?;
        let corners = [Vec2::ZERO, Vec2::X, Vec2::ONE, Vec2::Y];
        let mut mesh = Mesh::new(LINE_STRIP_ADJACENCY)
            .with(AttributeKind::Position, Array::copy_of(&corners.map(|at| at.extend(0.0))))
            .with(AttributeKind::TexCoord, Array::copy_of(&corners))
            .with(AttributeKind::Color, Array::copy_of(&[self.color; 4]))
            .with_indices(LINE_STRIP_ADJACENCY, &[3, 0, 1, 2, 3, 0, 1]);
        (mesh.model, mesh.world) = (layer.model, layer.world);
        self.mesh.set(mesh);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::Vec3;

    #[test]
    fn a_layer_has_four_edges() -> Result<()> {
        let layer = Layer::new([4, 2], u8::FORMAT, LayerKind::Color)?;
        let mut node = LayerBoundingBox { layer: layer.into(), ..Default::default() };
        node.process(&Context::detached())?;
        let mesh = node.mesh.get()?;
        assert_eq!(mesh.bounds(), Some([Vec3::ZERO, Vec3::new(1.0, 1.0, 0.0)]));
        let edges = ivw_render::raster::segments_of(&mesh);
        assert_eq!(edges, [[3, 0, 1, 2], [0, 1, 2, 3], [1, 2, 3, 0], [2, 3, 0, 1]]);
        Ok(())
    }
}
