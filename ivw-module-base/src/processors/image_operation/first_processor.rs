//! A first picture.

use glam::{Vec2, Vec3, Vec4};
use ivw_core::prelude::*;
use ivw_render::texture::paint;

/// A green triangle on a background: the first processor that many people write.
///
/// |         | shape             | value   |
/// |---------|-------------------|---------|
/// | outport | `[width, height]` | colours |
#[derive(Processor)]
#[processor(
    "org.inviwo.FirstIVWProcessor",
    name = "First Processor",
    category = "Example Processor",
    tags = "CPU"
)]
pub struct FirstProcessor {
    /// The picture.
    #[outport("outport")]
    image: Out<Image>,

    /// Colour of the background.
    #[property("color", default = Vec3::ONE, color)]
    color: Vec3,
}

impl Process for FirstProcessor {
    fn process(&mut self, _: &Context) -> Result<()> {
        let size = self.image.size();
        let mut image = Image::new(size.to_array(), Image::RGBA8)?;
        let background = self.color.extend(1.0);
        let pixel_size = size.as_vec2().recip();
        paint(&mut image.color[0], |x, y| {
            // From -1 to 1 along both sides.
            let place = (Vec2::new(x as f32, y as f32) + 0.5) * pixel_size * 2.0 - 1.0;
            let is_inside = place.x.abs() < (1.0 - place.y) / 2.0;
            if is_inside { Vec4::new(0.0, 1.0, 0.0, 1.0) } else { background }
        });
        self.image.set(image);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_triangle_covers_half_of_the_picture() -> Result<()> {
        let mut node =
            FirstProcessor { image: Out::with_size([64, 48].into()), ..Default::default() };
        node.process(&Context::detached())?;
        let image = node.image.get()?;
        let pixels: &[[u8; 4]] = image.color[0].pixels.elements();
        let n_green = pixels.iter().filter(|pixel| **pixel == [0, 255, 0, 255]).count();
        assert!(n_green.abs_diff(64 * 48 / 2) <= 48, "{n_green}");
        assert_eq!((pixels[0], pixels[47 * 64]), ([0, 255, 0, 255], [255; 4]));
        Ok(())
    }
}
