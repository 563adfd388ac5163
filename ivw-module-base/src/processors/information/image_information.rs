//! What there is to know about an image.

use glam::UVec2;
use ivw_core::prelude::*;

/// Shows what there is to know about an image.
///
/// |       | shape             | value |
/// |-------|-------------------|-------|
/// | image | `[width, height]` | any   |
#[derive(Processor)]
#[processor(
    "org.inviwo.ImageInformation",
    category = "Information",
    tags = "CPU, Image, Layer, Information"
)]
pub struct ImageInformation {
    /// Image to look at.
    #[inport("image", keeps_size)]
    image: In<Image>,

    /// What it is.
    #[group("dataInformation", name = "Data Information")]
    rows: Rows,
}

/// These are what an image is.
#[derive(PropertyGroup)]
#[group_class("org.inviwo.ImageInformationProperty")]
pub struct Rows {
    /// Number of pixels along x and y.
    #[property(
        "dimensions",
        soft = 0..=1_000_000,
        semantics = "Text",
        invalidates = InvalidationLevel::Valid,
        read_only = true,
        saved = Saved::Never
    )]
    size: UVec2,

    /// Which layers there are beside those of colour.
    #[property("imageType", name = "Image Type", read_only = true, saved = Saved::Never)]
    kind: String,

    /// How many colour layers there are.
    #[property(
        "numColorLayers",
        name = "Number of Color Layers",
        soft = 0..=1_000_000,
        semantics = "Text",
        invalidates = InvalidationLevel::Valid,
        read_only = true,
        saved = Saved::Never
    )]
    n_colors: usize,

    /// What each layer is, one in a line.
    #[property("layers", semantics = "Multiline", read_only = true, saved = Saved::Never)]
    layers: String,
}

impl Process for ImageInformation {
    fn process(&mut self, context: &Context) -> Result<()> {
        let image = self.image.get()?;
        let set = |id: &str, value: Value| context.set(&format!("dataInformation.{id}"), value);
        let (depth, picking) = (image.depth.as_ref(), image.picking.as_ref());
        let kind = match (depth.is_some(), picking.is_some()) {
            (true, true) => "Color + Depth + Picking",
            (true, false) => "Color + Depth",
            (false, true) => "Color + Picking",
            (false, false) => "Color Only",
        };
        let colors = image.color.iter().zip(1..);
        let others =
            [("Depth Layer", depth.into_option()), ("Picking Layer", picking.into_option())];
        let others = others.into_iter().filter_map(|(name, layer)| Some((name.to_owned(), layer?)));
        let layers: Vec<_> = colors
            .map(|(layer, n)| (format!("Color Layer {n}"), layer))
            .chain(others)
            .map(|(name, layer)| line(&name, layer))
            .collect();
        set("dimensions", Value::ints(&image.size().to_array().map(i64::from))?);
        set("imageType", kind.into());
        set("numColorLayers", (image.color.len() as i64).into());
        set("layers", layers.join("\n").as_str().into());
        Ok(())
    }
}

/// What a layer is.
fn line(name: &str, layer: &Layer) -> String {
    let [width, height] = layer.dims;
    let [low, high] = layer.data_map.data_range;
    let format = layer.format;
    format!("{name}: {width} × {height}, {format}, data range {low} to {high}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(image: Image) -> Result<Vec<PropertyChange>> {
        let mut node = ImageInformation { image: image.into(), ..Default::default() };
        let context = Context::detached();
        node.process(&context)?;
        let declaration = ImageInformation::declare();
        let tree = ivw_core::property::PropertyTree::new(&declaration.spec().properties);
        let changes = context.take_changes().into_iter();
        Ok(changes.map(|c| tree.find(&c.property).map(|_| c.change).expect("a property")).collect())
    }

    #[test]
    fn size_and_layers_are_shown() -> Result<()> {
        let value = |value: Value| PropertyChange::Value(value);
        let mut image = Image::new([3, 2], Image::RGBA8)?;
        let [size, kind, n_colors, layers] = &shown(image.clone())?[..] else { panic!() };
        assert_eq!(*size, value(Value::ints(&[3, 2])?));
        assert_eq!(
            (kind, n_colors),
            (&value("Color + Depth + Picking".into()), &value(1_i64.into()))
        );
        let PropertyChange::Value(Value::Text(text)) = layers else { panic!("{layers:?}") };
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(lines.len(), 3);
        assert_eq!(lines[0], "Color Layer 1: 3 × 2, Vec4UINT8, data range 0 to 255");
        assert!(lines[1].starts_with("Depth Layer: 3 × 2, FLOAT32"), "{text}");
        (image.depth, image.picking) = (None.into(), None.into());
        image.color = Vec::new().into();
        let without = shown(image)?;
        assert_eq!((&without[1], &without[3]), (&value("Color Only".into()), &value("".into())));
        Ok(())
    }
}
