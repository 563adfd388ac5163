//! Two images by their depth.

use crate::algorithm::picture::{first_color, like};
use glam::{Vec3, Vec4};
use ivw_core::prelude::*;
use ivw_render::pixels::{depths, in_size};
use ivw_render::texture::{Texture, paint};

/// Two images of one scene in one: at each pixel, what is nearer is in front.
///
/// |               | shape             | value                   |
/// |---------------|-------------------|-------------------------|
/// | imageInport1  | `[width, height]` | colours, depth, picking |
/// | imageInport2  | `[width, height]` | colours, depth, picking |
/// | outport       | `[width, height]` | colours, depth, picking |
///
/// At equal depths the second one is in front.
#[derive(Processor)]
#[processor(
    "org.inviwo.ImageCompositeProcessorGL",
    name = "Image Composite",
    category = "Image Operation",
    tags = "CPU"
)]
pub struct ImageComposite {
    /// First picture.
    #[inport("imageInport1")]
    first: In<Image>,

    /// Second picture.
    #[inport("imageInport2")]
    second: In<Image>,

    /// Both in one.
    #[outport("outport")]
    result: Out<Image>,
}

impl Process for ImageComposite {
    fn process(&mut self, _: &Context) -> Result<()> {
        let size = self.result.size();
        let (first, second) = (self.first.get()?, self.second.get()?);
        let (first, second) = (in_size(&first, size)?, in_size(&second, size)?);
        self.result.set(composite(&first, &second)?);
        Ok(())
    }
}

/// Below this opacity one sees what is behind, and picks it.
const OPAQUE: f32 = 0.95;

fn composite(first: &Image, second: &Image) -> Result<Image> {
    let colors = [first_color(first)?, first_color(second)?];
    let empty = Image::new(colors[0].dims, Image::RGBA8)?;
    let depth = |image: &Image| image.depth.clone().or(empty.depth.clone());
    let picking = |image: &Image| image.picking.clone().or(empty.picking.clone());
    let depth_layers = [depth(first), depth(second)];
    let [Some(a), Some(b)] = depth_layers.each_ref().map(|layer| layer.as_ref().into_option())
    else {
        return Err(Error::new("a new image has depth"));
    };
    let distances = [depths(a), depths(b)];
    let width = colors[0].dims[0] as usize;
    // Which one is in front.
    let front = |x: u32, y: u32| {
        let n = y as usize * width + x as usize;
        usize::from(distances[1][n] <= distances[0][n])
    };
    let textures = colors.map(Texture::new);
    let mut color = like(colors[0], Image::RGBA8)?;
    color.swizzle = Swizzle::RGBA;
    paint(&mut color, |x, y| {
        let n = front(x, y);
        let (front, back) = (textures[n].pixel(x, y), textures[1 - n].pixel(x, y));
        let mixed: Vec3 = front.truncate() * front.w + back.truncate() * (1.0 - front.w);
        mixed.extend(front.w + back.w * (1.0 - front.w))
    });
    let picking_layers = [picking(first), picking(second)];
    let [Some(a), Some(b)] = picking_layers.each_ref().map(|layer| layer.as_ref().into_option())
    else {
        return Err(Error::new("a new image has picking"));
    };
    let ids = [Texture::new(a), Texture::new(b)];
    let mut result = empty.clone();
    if let Some(layer) = result.picking.as_mut().into_option() {
        paint(layer, |x, y| {
            let n = front(x, y);
            let id = ids[n].pixel(x, y);
            match id.w > 0.0 {
                true => id,
                false if textures[n].pixel(x, y).w < OPAQUE => ids[1 - n].pixel(x, y),
                false => Vec4::ZERO,
            }
        });
    }
    if let Some(layer) = result.depth.as_mut().into_option() {
        paint(layer, |x, y| {
            let n = y as usize * width + x as usize;
            Vec4::splat(distances[front(x, y)][n])
        });
    }
    result.color = vec![color].into();
    Ok(result)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn image(color: [u8; 4], depth: f32, picking: [u8; 4]) -> Result<Image> {
        let mut image = Image::new([1, 1], Image::RGBA8)?;
        image.color[0].pixels.elements_mut()[0] = color;
        image.depth.as_mut().unwrap().pixels.elements_mut()[0] = depth;
        image.picking.as_mut().unwrap().pixels.elements_mut()[0] = picking;
        Ok(image)
    }

    #[test]
    fn what_is_nearer_is_in_front_whichever_comes_first() -> Result<()> {
        let near = image([200, 0, 0, 128], 0.2, [0; 4])?;
        let far = image([0, 100, 0, 255], 0.7, [1, 2, 3, 255])?;
        for (first, second) in [(&near, &far), (&far, &near)] {
            let result = composite(first, second)?;
            assert_eq!(result.color[0].pixels.bytes(), [100, 50, 0, 255]);
            assert_eq!(result.depth.as_ref().unwrap().pixels.elements::<f32>(), [0.2]);
            assert_eq!(result.picking.as_ref().unwrap().pixels.bytes(), [1, 2, 3, 255]);
        }
        Ok(())
    }

    #[test]
    fn an_opaque_picture_hides_what_could_be_picked_behind() -> Result<()> {
        let near = image([200, 0, 0, 255], 0.2, [0; 4])?;
        let far = image([0, 100, 0, 255], 0.7, [1, 2, 3, 255])?;
        assert_eq!(composite(&near, &far)?.picking.as_ref().unwrap().pixels.bytes(), [0; 4]);
        // At the same depth, the second one is in front.
        let same = image([9, 9, 9, 255], 0.2, [0; 4])?;
        assert_eq!(composite(&near, &same)?.color[0].pixels.bytes()[0], 9);
        Ok(())
    }
}
