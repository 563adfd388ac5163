//! How axes are drawn.

use super::settings::{AxisSettings, Placement, PlotText, TickStyle};
use super::ticks::{major_ticks, minor_ticks};
use crate::printf::printf;
use glam::{Affine2, Vec2, Vec3, Vec4};
use ivw_render::film::Film;
use ivw_render::stroke::{self, SOFTNESS, Stroke};
use ivw_render::text::TextBox;
use ivw_render::view::View;

/// Draws an axis from one place in a picture to another, in pixels, over what is there.
pub(crate) fn draw(film: &mut Film, axis: &AxisSettings, ends: [Vec2; 2], softness: f32) {
    let [start, end] = ends;
    let Some(along) = (end - start).try_normalize().filter(|_| axis.is_on) else { return };
    // To the right of the axis is outside, unless it is mirrored.
    let outside = if axis.is_mirrored { along.perp() } else { -along.perp() };
    let [min, max] = axis.range();
    let place = |value: f64| match max > min {
        true => start + (end - start) * ((value - min) / (max - min)) as f32,
        false => start,
    };
    let mut strokes = Vec::new();
    if axis.width > 0.0 {
        strokes.push(Stroke::flat(ends, axis.width, axis.color));
    }
    let majors = major_ticks([min, max], &axis.major);
    let minors = minor_ticks([min, max], &majors, &axis.major, &axis.minor);
    let mut add = |values: &[f64], style, length: f32, width: f32, color: Vec4| {
        if let Some([inner, outer]) = sides(style).filter(|_| width > 0.0) {
            strokes.extend(values.iter().map(|&value| {
                let at = place(value);
                let tick = [at - outside * length * inner, at + outside * length * outer];
                Stroke::flat(tick, width, color).round()
            }));
        }
    };
    add(&majors, axis.major.style, axis.major.length, axis.major.width, axis.major.color);
    add(&minors, axis.minor.style, axis.minor.length, axis.minor.width, axis.minor.color);
    stroke::draw(film, &strokes, softness, false);

    let side = |text: &PlotText| match text.placement {
        Placement::Outside => outside * text.offset,
        Placement::Inside => -outside * text.offset,
    };
    if axis.labels.is_on {
        let font = axis.labels.font.font();
        for &value in &majors {
            let text = font.set(&printf(&axis.labels.title, value));
            draw_text(film, &text, &axis.labels, place(value) + side(&axis.labels));
        }
    }
    if axis.caption.is_on {
        let text = axis.caption.font.font().set(&axis.caption.title);
        let at = start.lerp(end, axis.caption.position) + side(&axis.caption);
        draw_text(film, &text, &axis.caption, at);
    }
}

/// How much of a tick's length there is inside and outside.
fn sides(style: TickStyle) -> Option<[f32; 2]> {
    match style {
        TickStyle::None => None,
        TickStyle::Inside => Some([1.0, 0.0]),
        TickStyle::Outside => Some([0.0, 1.0]),
        TickStyle::Both => Some([1.0, 1.0]),
    }
}

/// Draws a text with its anchor at a place in pixels, turned as it wants to be.
fn draw_text(film: &mut Film, text: &TextBox, settings: &PlotText, at: Vec2) {
    let turn = placed(text.size(), settings.font.anchor, settings.rotation_degrees, at);
    text.draw(film, turn, settings.color, None);
}

/// From pixels of a text to those of a picture: turned around its middle, then moved so that its
/// anchor is at a place.
///
/// With an anchor in its middle the text begins on a whole pixel; from there it is moved by halves
/// of what it measures, which may be half a pixel.
pub(crate) fn placed(extent: Vec2, anchor: Vec2, rotation_degrees: f32, at: Vec2) -> Affine2 {
    let turn = glam::Mat2::from_angle(rotation_degrees.to_radians());
    let turned = turn.x_axis.abs() * extent.x + turn.y_axis.abs() * extent.y;
    // What a quarter turn rounds off is no pixel.
    let low = (at - turned / 2.0 + 1e-3).trunc();
    let middle = low + turned / 2.0 - turned * anchor / 2.0;
    Affine2::from_mat2_translation(turn, middle) * Affine2::from_translation(-extent / 2.0)
}

/// The same for a text at a place in space: its anchor is that of its letters alone, and these lie on
/// whole pixels.
fn placed_in_space([low, high]: [Vec2; 2], text: &PlotText, at: Vec2) -> Affine2 {
    let turn = glam::Mat2::from_angle(text.rotation_degrees.to_radians());
    let extent = high - low;
    let turned = turn.x_axis.abs() * extent.x + turn.y_axis.abs() * extent.y;
    let corner = (at - turned * (text.font.anchor + 1.0) / 2.0).round();
    Affine2::from_mat2_translation(turn, corner + turned / 2.0)
        * Affine2::from_translation(-(low + high) / 2.0)
}

/// Draws an axis of a space: `outside` is the direction, of length 1, in which ticks and texts stand
/// off, and lengths in pixels become those of the space by the axis' scaling.
pub(crate) fn in_space(
    film: &mut Film,
    axis: &AxisSettings,
    view: &View,
    ends: [Vec3; 2],
    outside: Vec3,
) {
    let [start, end] = ends;
    if !axis.is_on {
        return;
    }
    let [min, max] = axis.range();
    let place = |value: f64| match max > min {
        true => start + (end - start) * ((value - min) / (max - min)) as f32,
        false => start,
    };
    let seen = |point: Vec3| {
        let in_view = view.view_from_world.transform_point3(point);
        view.is_between_planes(in_view).then(|| view.window(in_view))
    };
    let mut strokes = Vec::new();
    let mut add = |ends: [Vec3; 2], width: f32, color: Vec4| {
        if let [Some(start), Some(end)] = ends.map(seen)
            && width > 0.0
        {
            let flat = Stroke::flat([Vec2::ZERO; 2], width, color);
            strokes.push(Stroke { ends: [start, end], ..flat });
        }
    };
    add(ends, axis.width, axis.color);
    let majors = major_ticks([min, max], &axis.major);
    let minors = minor_ticks([min, max], &majors, &axis.major, &axis.minor);
    let (major, minor) = (&axis.major, &axis.minor);
    for (values, style, length, width, color) in [
        (&majors, major.style, major.length, major.width, major.color),
        (&minors, minor.style, minor.length, minor.width, minor.color),
    ] {
        let Some([inner, outer]) = sides(style) else { continue };
        let step = outside * length * axis.scaling;
        for &value in values {
            let at = place(value);
            add([at - step * inner, at + step * outer], width, color);
        }
    }
    stroke::draw(film, &strokes, SOFTNESS, true);

    let mut write = |text: &PlotText, words: &str, at: Vec3| {
        let side = match text.placement {
            Placement::Outside => outside,
            Placement::Inside => -outside,
        };
        if let Some(at) = seen(at + side * text.offset * axis.scaling) {
            let words = text.font.font().set(words);
            let turn = placed_in_space(words.ink(), text, at.truncate());
            words.draw(film, turn, text.color, Some(at.z));
        }
    };
    if axis.labels.is_on {
        for &value in &majors {
            write(&axis.labels, &printf(&axis.labels.title, value), place(value));
        }
    }
    if axis.caption.is_on {
        write(&axis.caption, &axis.caption.title, start.lerp(end, axis.caption.position));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::UVec2;
    use ivw_core::prelude::*;

    fn drawn(axis: &AxisSettings, ends: [Vec2; 2]) -> Result<Vec<u8>> {
        let mut film = Film::new(UVec2::new(100, 60))?;
        draw(&mut film, axis, ends, SOFTNESS);
        let image = film.into_image();
        let pixels = image.color[0].pixels.elements::<[u8; 4]>();
        Ok(pixels.iter().map(|pixel| pixel[3]).collect())
    }

    fn bare() -> AxisSettings {
        let mut axis = AxisSettings::default();
        (axis.labels.is_on, axis.caption.is_on) = (false, false);
        axis
    }

    const ENDS: [Vec2; 2] = [Vec2::new(10.0, 30.0), Vec2::new(90.0, 30.0)];

    #[test]
    fn short_ticks_stand_outside_and_mirrored_ones_on_the_other_side() -> Result<()> {
        let mut axis = bare();
        let middle = |alpha: &[u8], y: usize| alpha[y * 100 + 50];
        let alpha = drawn(&axis, ENDS)?;
        assert!(middle(&alpha, 26) > 100 && middle(&alpha, 34) == 0);
        axis.is_mirrored = true;
        let alpha = drawn(&axis, ENDS)?;
        assert!(middle(&alpha, 26) == 0 && middle(&alpha, 34) > 100);
        axis.is_on = false;
        assert!(drawn(&axis, ENDS)?.iter().all(|&alpha| alpha == 0));
        Ok(())
    }

    #[test]
    fn long_ticks_are_where_their_values_are() -> Result<()> {
        let mut axis = bare();
        axis.major.delta = 25.0;
        let alpha = drawn(&axis, ENDS)?;
        let row = &alpha[35 * 100..36 * 100];
        let ticks: Vec<usize> = (1..100).filter(|&x| row[x - 1] == 0 && row[x] > 0).collect();
        assert_eq!(ticks.len(), 5, "{ticks:?}");
        assert!(ticks.windows(2).all(|pair| pair[1] - pair[0] == 20), "{ticks:?}");
        Ok(())
    }

    #[test]
    fn an_anchor_is_that_of_the_turned_text() {
        let extent = Vec2::new(40.0, 10.0);
        let turn = placed(extent, Vec2::X, 90.0, Vec2::new(50.0, 50.0));
        // The text reads upwards and ends at x = 50.
        let corners = [Vec2::ZERO, extent].map(|corner| turn.transform_point2(corner));
        assert!(corners[0].abs_diff_eq(Vec2::new(50.0, 30.0), 1e-3), "{corners:?}");
        assert!(corners[1].abs_diff_eq(Vec2::new(40.0, 70.0), 1e-3), "{corners:?}");
    }

    #[test]
    fn texts_begin_on_whole_pixels_before_their_anchor_moves_them() {
        let low = |extent: Vec2, anchor, degrees, at| {
            let turn = placed(extent, anchor, degrees, at);
            let corners = [Vec2::ZERO, extent].map(|corner| turn.transform_point2(corner));
            (corners[0].min(corners[1]) * 64.0).round() / 64.0
        };
        // Places and sizes of texts in Inviwo's pictures.
        let label = low(Vec2::new(28.0, 18.0), Vec2::Y, 0.0, Vec2::new(129.75, 35.0));
        assert_eq!(label, Vec2::new(115.0, 17.0));
        let odd = low(Vec2::new(37.0, 10.0), -Vec2::X, 0.0, Vec2::new(34.0, 140.0));
        assert_eq!(odd, Vec2::new(33.5, 135.0));
        let turned = low(Vec2::new(65.0, 18.0), Vec2::X, 90.0, Vec2::new(20.0, 171.0));
        assert_eq!(turned, Vec2::new(2.0, 138.0));
    }

    #[test]
    fn texts_in_space_are_placed_by_their_letters() {
        let mut text = PlotText::default();
        text.font.anchor = Vec2::X;
        // "-4.0" and "z [m]" of Inviwo's pictures, in fourteen pixels: baselines three pixels up.
        for (ink, at, low) in [
            ([3.0, 13.0, 25.0], Vec2::new(67.93, 258.84), Vec2::new(43.0, 254.0)),
            ([1.0, 13.0, 36.0], Vec2::new(43.95, 203.89), Vec2::new(8.0, 198.0)),
        ] {
            let [bottom, top, width] = ink;
            let ink = [Vec2::new(0.0, bottom), Vec2::new(width, top)];
            let turn = placed_in_space(ink, &text, at);
            assert!(turn.transform_point2(ink[0]).abs_diff_eq(low, 1e-3), "{turn}");
        }
    }

    #[test]
    fn odd_axes_do_no_harm() -> Result<()> {
        let axis = AxisSettings::default();
        assert!(drawn(&axis, [Vec2::ZERO; 2])?.iter().all(|&alpha| alpha == 0));
        drawn(&axis, [Vec2::NAN, Vec2::ONE])?;
        let flat = AxisSettings { range: 3.0..3.0, ..AxisSettings::default() };
        drawn(&flat, ENDS)?;
        Ok(())
    }
}
