//! Hue, saturation and luminance of a picture.

use crate::picture::map_colors;
use glam::{Vec3, Vec4};
use ivw_core::prelude::*;

/// Turns the hue of a picture, and changes its saturation and luminance.
///
/// |             | shape             | value                                |
/// |-------------|-------------------|--------------------------------------|
/// | inputImage  | `[width, height]` | colours from 0 to 1                  |
/// | outputImage | `[width, height]` | colours in the input's number format |
///
/// What the properties say is added to hue, saturation and luminance of the HSL colour model.
/// Hue starts again after 1, the others stay from 0 to 1. Opacity, depth and picking stay.
#[derive(Processor)]
#[processor(
    "org.inviwo.ImageHueSaturationLuminance",
    name = "Image Hue Saturation Luminance",
    category = "Image Operation",
    tags = "CPU"
)]
pub struct ImageHueSaturationLuminance {
    /// Picture to change.
    #[inport("inputImage", keeps_size)]
    input: In<Image>,

    /// Changed picture.
    #[outport("outputImage", keeps_size)]
    output: Out<Image>,

    /// How far hues turn; 1 is a whole turn.
    #[property("hue", default = 0.0, range = 0.0..=1.0)]
    hue: f32,

    /// What is added to saturation.
    #[property("sat", name = "Saturation", default = 0.0, range = -1.0..=1.0)]
    saturation: f32,

    /// What is added to luminance.
    #[property("lum", name = "Luminance", default = 0.0, range = -1.0..=1.0)]
    luminance: f32,
}

impl Process for ImageHueSaturationLuminance {
    fn process(&mut self, _: &Context) -> Result<()> {
        let change = Vec3::new(self.hue, self.saturation, self.luminance);
        let image = self.input.get()?;
        self.output.set(map_colors(&image, |color| {
            let [hue, saturation, luminance] = (hsl(color) + change).to_array();
            let rest = Vec3::new(
                hue.rem_euclid(1.0),
                saturation.clamp(0.0, 1.0),
                luminance.clamp(0.0, 1.0),
            );
            rgb(rest).extend(color.w)
        })?);
        Ok(())
    }
}

/// Hue, saturation and luminance of a colour; gray has hue and saturation 0.
fn hsl(color: Vec4) -> Vec3 {
    let color = color.truncate();
    let (least, most) = (color.min_element(), color.max_element());
    let (sum, chroma) = (most + least, most - least);
    let luminance = sum / 2.0;
    // What is no number is gray as well.
    if chroma.is_nan() || chroma <= 0.0 {
        return Vec3::new(0.0, 0.0, luminance);
    }
    let saturation = if luminance < 0.5 { chroma / sum } else { chroma / (2.0 - sum) };
    let sector = if color.x == most {
        (color.y - color.z) / chroma
    } else if color.y == most {
        2.0 + (color.z - color.x) / chroma
    } else {
        4.0 + (color.x - color.y) / chroma
    };
    Vec3::new((sector / 6.0).rem_euclid(1.0), saturation, luminance)
}

/// The colour of a hue, saturation and luminance.
fn rgb(hsl: Vec3) -> Vec3 {
    let [hue, saturation, luminance] = hsl.to_array();
    let chroma = saturation * luminance.min(1.0 - luminance);
    let part = |n: f32| {
        let k = (n + hue * 12.0).rem_euclid(12.0);
        luminance - chroma * (k - 3.0).min(9.0 - k).clamp(-1.0, 1.0)
    };
    Vec3::new(part(0.0), part(8.0), part(4.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::tests::{close, colors, image};

    fn changed(color: [f32; 4], [hue, saturation, luminance]: [f32; 3]) -> Result<[f32; 4]> {
        let mut node = ImageHueSaturationLuminance {
            input: In::from(image([1, 1], &[color], &[1.0])),
            hue,
            saturation,
            luminance,
            ..Default::default()
        };
        node.process(&Context::detached())?;
        Ok(colors(&*node.output.get()?)[0])
    }

    #[test]
    fn no_change_gives_back_every_colour() -> Result<()> {
        for n in 0..216 {
            let part = |n: u32| (n % 6) as f32 / 5.0;
            let color = [part(n), part(n / 6), part(n / 36), 0.5];
            let same = changed(color, [0.0; 3])?;
            assert!(close(color, same), "{color:?} became {same:?}");
        }
        Ok(())
    }

    #[test]
    fn a_third_of_a_turn_makes_green_of_red() -> Result<()> {
        assert!(close(changed([1.0, 0.0, 0.0, 1.0], [1.0 / 3.0, 0.0, 0.0])?, [0.0, 1.0, 0.0, 1.0]));
        assert!(close(changed([1.0, 0.0, 0.0, 1.0], [0.0, -1.0, 0.0])?, [0.5, 0.5, 0.5, 1.0]));
        assert!(close(changed([0.2, 0.4, 0.1, 1.0], [0.0, 0.0, 1.0])?, [1.0, 1.0, 1.0, 1.0]));
        Ok(())
    }
}
