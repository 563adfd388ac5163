//! Colours of vertices from other numbers of theirs.

use glam::{DVec2, Vec4};
use ivw_core::data::TransferFunctionPoint;
use ivw_core::prelude::*;

/// Colours the vertices of a mesh by one of their attributes.
///
/// |            | shape | value                          | space |
/// |------------|-------|--------------------------------|-------|
/// | meshInport | any   | any                            | data  |
/// | outport    | any   | as it comes in, colour `f32`   | data  |
///
/// A number at the lower end of the range has the first colour of the transfer function, one at the
/// upper end the last.
#[derive(Processor)]
#[processor(
    "org.inviwo.MeshMapping",
    name = "Mesh Mapping",
    category = "Mesh Operation",
    tags = "CPU"
)]
pub struct MeshMapping {
    /// Mesh to colour.
    #[inport("meshInport")]
    mesh: In<Mesh>,

    /// The mesh in new colours.
    #[outport("outport")]
    colored: Out<Mesh>,

    /// Colour at all.
    #[property("enabled", default = true)]
    is_on: bool,

    /// The colour of each number, from the lower to the upper end of the range.
    #[property(
        "transferfunction",
        name = "Transfer Function",
        default = TransferFunction {
            points: vec![
                TransferFunctionPoint { position: 0.0, color: [0.0, 0.1, 1.0, 1.0] },
                TransferFunctionPoint { position: 1.0, color: [1.0, 0.03, 0.03, 1.0] },
            ],
            ..TransferFunction::default()
        }
    )]
    function: TransferFunction,

    /// The attribute that colours come from.
    #[property(
        "buffer",
        options = &[("buffer1", "Buffer 1", 0)],
        saved = Saved::Always
    )]
    attribute: usize,

    /// The component of the attribute.
    #[property(
        "component",
        options = &[
            ("component1", "Component 1", 0),
            ("component2", "Component 2", 1),
            ("component3", "Component 3", 2),
            ("component4", "Component 4", 3),
        ]
    )]
    component: usize,

    /// Take another range than that of the data.
    #[property("useCustomRange", name = "Use Custom Range")]
    has_own_range: bool,

    /// The other range.
    #[property(
        "customDataRange",
        name = "Custom Data Range",
        default = 0.0..1.0,
        range = f64::MIN..=f64::MAX,
        semantics = "Text"
    )]
    own_range: std::ops::Range<f64>,

    /// The range of the data.
    #[property(
        "dataRange",
        name = "Data Range",
        default = 0.0..1.0,
        range = f64::MIN..=f64::MAX,
        semantics = "Text",
        read_only = true,
        saved = Saved::Never,
        invalidates = InvalidationLevel::Valid
    )]
    data_range: std::ops::Range<f64>,
}

impl Process for MeshMapping {
    fn process(&mut self, context: &Context) -> Result<()> {
        let mesh = self.mesh.get()?;
        self.offer(&mesh, context);
        if !self.is_on {
            self.colored.set(mesh);
            return Ok(());
        }
        let attribute = mesh.attributes.get(self.attribute).ok_or_else(|| {
            Error::new("the mesh has no such buffer").hint("choose another one, or add it")
        })?;
        let component = self.component.min(usize::from(attribute.values.format.components) - 1);
        let values: Vec<f64> =
            (0..attribute.values.len()).map(|n| attribute.values.at(n)[component]).collect();
        let finite = values.iter().copied().filter(|value| value.is_finite());
        let range = finite.fold(DVec2::new(f64::INFINITY, f64::NEG_INFINITY), |range, value| {
            DVec2::new(range.x.min(value), range.y.max(value))
        });
        if range.x <= range.y {
            self.data_range = range.x..range.y;
            context.set("dataRange", Value::floats(&[range.x, range.y])?);
        }
        let range = if self.has_own_range { &self.own_range } else { &self.data_range };
        let colored = recolored(&mesh, &colors(&values, range, &self.function));
        self.colored.set(colored);
        Ok(())
    }
}

impl MeshMapping {
    /// Lists the attributes of the mesh.
    fn offer(&self, mesh: &Mesh, context: &Context) {
        let option = |(n, attribute): (usize, &Attribute)| OptionItem {
            id: format!("buffer{}", n + 1),
            name: format!("{:?} (Buffer {})", attribute.kind, n + 1),
            value: OptionValue::Int(n as i64),
        };
        context.set_options("buffer", mesh.attributes.iter().enumerate().map(option).collect());
        context.change("customDataRange", PropertyChange::ReadOnly(!self.has_own_range));
    }
}

fn colors(values: &[f64], range: &std::ops::Range<f64>, function: &TransferFunction) -> Vec<Vec4> {
    let extent = range.end - range.start;
    let color = |value: &f64| {
        let part = (value - range.start) / extent;
        // All the same: there is no part to speak of.
        let part = if part.is_finite() { part } else { 0.0 };
        Vec4::from_array(function.sample(part))
    };
    values.iter().map(color).collect()
}

/// The mesh with other colours: in place of the first ones, or added.
pub(crate) fn recolored(mesh: &Mesh, colors: &[Vec4]) -> Mesh {
    let mut result = mesh.clone();
    let values = Array::copy_of(colors);
    let first = result.attributes.iter_mut().find(|of| of.kind == AttributeKind::Color);
    match first {
        Some(attribute) => {
            attribute.values = values;
            result
        }
        None => result.with(AttributeKind::Color, values),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::Vec3;

    fn node() -> MeshMapping {
        let points = [Vec3::new(-1.0, 5.0, 0.0), Vec3::ZERO, Vec3::new(3.0, f32::NAN, 0.0)];
        let mesh = Mesh::default().with(AttributeKind::Position, Array::copy_of(&points));
        MeshMapping { mesh: mesh.into(), ..MeshMapping::default() }
    }

    fn colors_of(node: &mut MeshMapping) -> Result<Vec<Vec4>> {
        node.process(&Context::detached())?;
        Ok(ivw_render::vertices::colors(&*node.colored.get()?).unwrap_or_default())
    }

    #[test]
    fn ends_of_the_range_have_the_ends_of_the_function() -> Result<()> {
        let mut node = node();
        let colors = colors_of(&mut node)?;
        assert_eq!(colors[0], Vec4::new(0.0, 0.1, 1.0, 1.0));
        assert_eq!(colors[1].x, 0.25);
        assert_eq!(colors[2], Vec4::new(1.0, 0.03, 0.03, 1.0));
        assert_eq!(node.data_range, -1.0..3.0);
        node.has_own_range = true;
        node.own_range = 0.0..10.0;
        assert!((colors_of(&mut node)?[2].x - 0.3).abs() < 1e-6);
        node.is_on = false;
        assert!(colors_of(&mut node)?.is_empty());
        Ok(())
    }

    #[test]
    fn odd_numbers_and_missing_buffers_do_no_harm() -> Result<()> {
        let mut node = node();
        node.component = 1;
        assert_eq!(colors_of(&mut node)?.len(), 3);
        node.component = 2;
        assert_eq!(colors_of(&mut node)?[0], Vec4::new(0.0, 0.1, 1.0, 1.0));
        node.attribute = 7;
        assert!(colors_of(&mut node).is_err());
        Ok(())
    }
}
