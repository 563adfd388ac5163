//! Layers and images made from others, pixel by pixel.

use glam::{Mat4, Vec2, Vec4};
use ivw_core::prelude::*;
use ivw_render::texture::{Texture, paint};

/// The first colour layer of an image.
pub(crate) fn first_color(image: &Image) -> Result<&Layer> {
    image.color.first().ok_or_else(|| {
        Error::new("the image has no colour layer").hint("connect a renderer or a source of images")
    })
}

/// An image of one colour layer, with the depth and the picking layer of another image; empty ones
/// where it has none of that size.
pub(crate) fn with_color(image: &Image, color: Layer) -> Result<Image> {
    let of_size = |layer: &Layer| layer.dims == color.dims;
    let depth = image.depth.as_ref().into_option().filter(|layer| of_size(layer)).cloned();
    let picking = image.picking.as_ref().into_option().filter(|layer| of_size(layer)).cloned();
    let (depth, picking) = match (depth, picking) {
        (Some(depth), Some(picking)) => (Some(depth), Some(picking)),
        (depth, picking) => {
            let empty = Image::new(color.dims, Image::RGBA8)?;
            (depth.or(empty.depth.into()), picking.or(empty.picking.into()))
        }
    };
    Ok(Image { color: vec![color].into(), depth: depth.into(), picking: picking.into() })
}

/// A layer of zeros like another one, in a format; the data map is that of new data if the kind of
/// number changes.
pub(crate) fn like(layer: &Layer, format: Format) -> Result<Layer> {
    let mut result = Layer::new(layer.dims, format, layer.kind)?;
    result.swizzle = layer.swizzle;
    result.interpolation = layer.interpolation;
    result.wrapping = layer.wrapping;
    (result.model, result.world) = (layer.model, layer.world);
    result.axes = layer.axes.clone();
    if layer.format.number == format.number {
        result.data_map = layer.data_map.clone();
    }
    Ok(result)
}

/// A layer like another one, with the colour that a function makes of each colour.
pub(crate) fn mapped(layer: &Layer, color: impl Fn(Vec4) -> Vec4 + Sync) -> Result<Layer> {
    mapped_to(layer, like(layer, layer.format)?, color)
}

/// A layer of the same size, with the colour that a function makes of each colour.
pub(crate) fn mapped_to(
    layer: &Layer,
    mut result: Layer,
    color: impl Fn(Vec4) -> Vec4 + Sync,
) -> Result<Layer> {
    let texture = Texture::new(layer);
    paint(&mut result, |x, y| color(texture.pixel(x, y)));
    Ok(result)
}

/// What components usually mean in data: two are red and green.
pub(crate) fn data_swizzle(components: u8) -> Swizzle {
    match components {
        1 => Swizzle::LUMINANCE,
        2 => Swizzle::RED_GREEN,
        3 => Swizzle::RGB,
        _ => Swizzle::RGBA,
    }
}

/// Steps along the sides of a layer that are as long as a pixel in the world.
pub(crate) struct Steps {
    /// Length of a pixel along the world's x and y; negative where the layer runs the other way.
    pub(crate) lengths: Vec2,
    /// The steps in the unit square.
    pub(crate) steps: [Vec2; 2],
}

impl Steps {
    /// The steps of a layer.
    pub(crate) fn of(layer: &Layer) -> Self {
        let world_from_data = layer.world_from_data();
        let size = layer.size().max(glam::UVec2::ONE).as_vec2();
        let x = world_from_data.x_axis / size.x;
        let y = world_from_data.y_axis / size.y;
        let longer = |a: f32, b: f32| if b.abs() > a.abs() { b } else { a };
        let lengths = Vec2::new(longer(x.x, y.x), longer(x.y, y.y));
        let scaled = world_from_data.inverse()
            * Mat4::from_scale(glam::Vec3::new(lengths.x, lengths.y, 1.0));
        let column = |axis: Vec4| Vec2::new(axis.x, axis.y);
        Self { lengths, steps: [column(scaled.x_axis), column(scaled.y_axis)] }
    }
}

/// The format and data map of a layer of slopes.
pub(crate) fn slope_layer(layer: &Layer, steps: &Steps) -> Result<Layer> {
    let mut result = like(layer, Format::new(Number::F32, 2))?;
    result.swizzle = Swizzle::RED_GREEN;
    let [lo, hi] = layer.data_map.data_range;
    let steepest = lo.abs().max(hi.abs()) / f64::from(steps.lengths.abs().max_element());
    let range = if steepest.is_finite() && steepest > 0.0 { steepest } else { 1.0 };
    result.data_map.data_range = [-range, range];
    result.data_map.value_range = [-range, range];
    Ok(result)
}

/// The slope of a channel of normalised values, by central differences in the world.
pub(crate) fn slopes(layer: &Layer, channel: usize) -> Result<Layer> {
    let steps = Steps::of(layer);
    let mut result = slope_layer(layer, &steps)?;
    let texture = Texture::new(layer);
    let pixel_size = layer.size().max(glam::UVec2::ONE).as_vec2().recip();
    let [step_x, step_y] = steps.steps;
    paint(&mut result, |x, y| {
        let place = (Vec2::new(x as f32, y as f32) + 0.5) * pixel_size;
        let value = |place| texture.normalized(texture.sample(place))[channel];
        let slope = Vec2::new(
            value(place + step_x) - value(place - step_x),
            value(place + step_y) - value(place - step_y),
        );
        (slope / steps.lengths * 0.5).extend(0.0).extend(0.0)
    });
    Ok(result)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_and_picking_stay_where_they_fit() -> Result<()> {
        let image = Image::new([3, 2], Image::RGBA8)?;
        let same = with_color(&image, Layer::new([3, 2], Image::RGBA8, LayerKind::Color)?)?;
        let depth = |image: &Image| image.depth.as_ref().unwrap().pixels.clone();
        assert!(depth(&same).is_same(&depth(&image)));
        let other = with_color(&image, Layer::new([1, 2], Image::RGBA8, LayerKind::Color)?)?;
        assert_eq!(depth(&other).elements::<f32>(), [1.0, 1.0]);
        assert_eq!(other.picking.as_ref().unwrap().dims, [1, 2]);
        Ok(())
    }

    #[test]
    fn a_ramp_has_the_slope_that_it_has_in_the_world() -> Result<()> {
        let ramp: Vec<f32> = (0..40).map(|n| (n % 8) as f32).collect();
        let mut layer = Layer::from_pixels([8, 5], LayerKind::Color, &ramp);
        layer.swizzle = Swizzle::LUMINANCE;
        layer.data_map.data_range = [0.0, 7.0];
        // Four units wide: a step of one pixel is half a unit.
        layer.model[0][0] = 4.0;
        let slopes = slopes(&layer, 0)?;
        let [x, y, ..] = slopes.pixel_at(19);
        assert!((x - 2.0 / 7.0).abs() < 1e-5 && y == 0.0, "{x} {y}");
        Ok(())
    }
}
