//! The choice of a layer of an image.

use ivw_core::prelude::*;

/// What depth and picking are chosen by; colours by their place.
const DEPTH: i32 = -1;
const PICKING: i32 = -2;

/// An option for each layer of an image.
pub(crate) fn layer_options(image: &Image) -> Vec<OptionItem> {
    let option = |id: String, name: String, value: i32| OptionItem {
        id,
        name,
        value: OptionValue::Int(value.into()),
    };
    let colors = (0..image.color.len() as i32)
        .map(|n| option(format!("color{n}"), format!("Color Layer {}", n + 1), n));
    let depth = image.depth.as_ref().into_option();
    let depth = depth.map(|_| option("depth".into(), "Depth Layer".into(), DEPTH));
    let picking = image.picking.as_ref().into_option();
    let picking = picking.map(|_| option("picking".into(), "Picking Layer".into(), PICKING));
    colors.chain(depth).chain(picking).collect()
}

/// The chosen layer.
pub(crate) fn chosen(image: &Image, choice: i32) -> Result<&Layer> {
    let (layer, what) = match choice {
        DEPTH => (image.layer(LayerKind::Depth, 0), "depth layer".to_owned()),
        PICKING => (image.layer(LayerKind::Picking, 0), "picking layer".to_owned()),
        n => (
            usize::try_from(n).ok().and_then(|n| image.color.get(n)),
            format!("colour layer {}", n.saturating_add(1)),
        ),
    };
    layer.ok_or_else(|| {
        Error::new(format!("the image has no {what}")).hint("choose one that it has")
    })
}
