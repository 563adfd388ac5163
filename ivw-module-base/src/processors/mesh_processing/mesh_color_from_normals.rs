//! Normals to be seen.

use glam::Vec3;
use ivw_core::prelude::*;

/// Colours the vertices of a mesh by their normals.
///
/// |         | shape | value                        | space |
/// |---------|-------|------------------------------|-------|
/// | inport  | any   | normal                       | data  |
/// | outport | any   | as it comes in, colour `f32` | data  |
///
/// x is red, y is green, z is blue. Other colours are taken away.
#[derive(Processor)]
#[processor("org.inviwo.MeshColorFromNormals", category = "Mesh Processing", tags = "CPU")]
pub struct MeshColorFromNormals {
    /// Mesh with normals.
    #[inport("inport")]
    mesh: In<Mesh>,

    /// The mesh in new colours.
    #[outport("outport")]
    colored: Out<Mesh>,

    /// What becomes of negative components.
    #[property("transform")]
    transform: Transform,
}

/// This is what becomes of negative components.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Transform {
    /// They stay.
    #[default]
    #[choice("none", "None")]
    None,
    /// They lose their sign.
    #[choice("abs", "Abs")]
    Abs,
    /// From -1 to 1 becomes from 0 to 1.
    #[choice("shift", "Shift")]
    Shift,
}

impl Process for MeshColorFromNormals {
    fn process(&mut self, _: &Context) -> Result<()> {
        let mesh = self.mesh.get()?;
        let normals = mesh.attribute(AttributeKind::Normal).ok_or_else(|| {
            Error::new("the mesh has no normals").hint("calculate them first: Calculate Normals")
        })?;
        let color = |n: usize| {
            let [x, y, z, _] = normals.at(n);
            let normal = Vec3::new(x as f32, y as f32, z as f32);
            match self.transform {
                Transform::None => normal,
                Transform::Abs => normal.abs(),
                Transform::Shift => (normal + 1.0) / 2.0,
            }
        };
        let colors: Vec<Vec3> = (0..normals.len()).map(color).collect();
        let mut result = (*mesh).clone();
        result.attributes.retain(|attribute| attribute.kind != AttributeKind::Color);
        self.colored.set(result.with(AttributeKind::Color, Array::copy_of(&colors)));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_normal_is_a_colour() -> Result<()> {
        let mesh = Mesh::default()
            .with(AttributeKind::Color, Array::copy_of(&[Vec3::ONE]))
            .with(AttributeKind::Normal, Array::copy_of(&[Vec3::NEG_Y]));
        for (transform, color) in [
            (Transform::None, Vec3::NEG_Y),
            (Transform::Abs, Vec3::Y),
            (Transform::Shift, Vec3::new(0.5, 0.0, 0.5)),
        ] {
            let mut node = MeshColorFromNormals {
                mesh: mesh.clone().into(),
                transform,
                ..MeshColorFromNormals::default()
            };
            node.process(&Context::detached())?;
            let result = node.colored.get()?;
            assert_eq!(result.attributes.len(), 2);
            let values = result.attribute(AttributeKind::Color).expect("it has colours");
            assert_eq!(values.bytes.elements::<Vec3>(), [color]);
        }
        let mut bare = MeshColorFromNormals { mesh: Mesh::default().into(), ..Default::default() };
        assert!(bare.process(&Context::detached()).is_err());
        Ok(())
    }
}
