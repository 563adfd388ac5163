//! Straight strokes with soft edges, as axes, ticks and frames are made of.

use crate::film::{Blend, Film, Mode, Paint};
use crate::raster::Faces;
use glam::{Vec2, Vec3, Vec4};

/// Softness of edges where nobody says otherwise, in pixels.
pub const SOFTNESS: f32 = 0.5;

/// This is a straight stroke in a picture.
#[derive(Clone, Copy, Debug)]
pub struct Stroke {
    /// Its ends: x and y in pixels, depth in the window.
    pub ends: [Vec3; 2],
    /// Width in pixels.
    pub width: f32,
    /// Whether there is half a disc beyond each end.
    pub is_round: bool,
    /// Straight colour.
    pub color: Vec4,
    /// Colour in the picking layer; zero leaves it as it is.
    pub picking: Vec4,
}

impl Stroke {
    /// This is a stroke between two places in the picture, in front of everything, square at its
    /// ends.
    pub fn flat(ends: [Vec2; 2], width: f32, color: Vec4) -> Self {
        let ends = ends.map(|end| end.extend(0.0));
        Self { ends, width, is_round: false, color, picking: Vec4::ZERO }
    }

    /// The same, round at its ends.
    pub fn round(self) -> Self {
        Self { is_round: true, ..self }
    }
}

/// Draws strokes, each over those before; `tests_depth` leaves out what lies behind the picture.
///
/// Edges fade over about a pixel; the middle is full of colour `width - 2 * softness` wide.
pub fn draw(film: &mut Film, strokes: &[Stroke], softness: f32, tests_depth: bool) {
    let size = film.size().as_vec2();
    let (mut corners, mut places) = (Vec::new(), Vec::new());
    for stroke in strokes {
        let [start, end] = stroke.ends.map(Vec3::truncate);
        let along = (end - start).normalize_or(Vec2::X);
        let half = stroke.width / 2.0 + 1.2 * softness;
        let cap = if stroke.is_round { half } else { 0.0 };
        for (end, cap, side) in [(0, -cap, -half), (1, cap, -half), (1, cap, half), (0, -cap, half)]
        {
            let place = stroke.ends[end].truncate() + along * cap + along.perp() * side;
            let ndc = (place / size * 2.0 - 1.0).extend(stroke.ends[end].z * 2.0 - 1.0);
            // What is no number is nowhere.
            corners.push(if ndc.is_finite() { ndc.extend(1.0) } else { Vec4::ZERO });
            places.push(place);
        }
    }
    let triangles: Vec<[u32; 3]> = (0..strokes.len() as u32)
        .flat_map(|n| [[4 * n, 4 * n + 1, 4 * n + 2], [4 * n, 4 * n + 2, 4 * n + 3]])
        .collect();
    let mode = Mode { tests_depth, blend: Blend::Premultiplied, ..Mode::STRAIGHT };
    film.triangles(&corners, &triangles, Faces::Both, mode, 0, |fragment| {
        let stroke = &strokes[fragment.primitive as usize / 2];
        let coverage = coverage(stroke, fragment.mix(&places), softness);
        // Also what is no number.
        if coverage.is_nan() || coverage < 0.02 {
            return None;
        }
        let color = (stroke.color.truncate() * stroke.color.w).extend(stroke.color.w);
        Some(Paint::new(color * coverage).picked(stroke.picking))
    });
}

/// How much of a place is covered by a stroke.
fn coverage(stroke: &Stroke, place: Vec2, softness: f32) -> f32 {
    let [start, end] = stroke.ends.map(Vec3::truncate);
    let axis = end - start;
    let length = axis.length();
    let along = axis.normalize_or(Vec2::X);
    let away = place - start;
    let (x, y) = (away.dot(along), away.dot(along.perp()));
    let beyond = if x < 0.0 { x } else { (x - length).max(0.0) };
    let edge = Vec2::new(beyond, y).length() - stroke.width / 2.0 + softness;
    match edge > 0.0 {
        true if softness > 0.0 => (-(edge / softness).powi(2)).exp(),
        true => 0.0,
        false => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::UVec2;
    use ivw_core::prelude::*;

    fn drawn(strokes: &[Stroke], tests_depth: bool) -> Result<Vec<[u8; 4]>> {
        let mut film = Film::new(UVec2::splat(20))?;
        draw(&mut film, strokes, SOFTNESS, tests_depth);
        Ok(film.into_image().color[0].pixels.elements().to_vec())
    }

    #[test]
    fn a_stroke_is_as_wide_as_it_should_be() -> Result<()> {
        let ends = [Vec2::new(5.0, 10.0), Vec2::new(15.0, 10.0)];
        let pixels = drawn(&[Stroke::flat(ends, 3.0, Vec4::ONE)], false)?;
        let column: Vec<u8> = (0..20).map(|y| pixels[y * 20 + 10][3]).collect();
        // Full up to a pixel from the middle, then exp(-1), then less than can be seen.
        assert_eq!(column[7..13], [0, 94, 255, 255, 94, 0], "{column:?}");
        let row: Vec<u8> = pixels[10 * 20..11 * 20].iter().map(|pixel| pixel[3]).collect();
        assert_eq!(row.iter().filter(|&&alpha| alpha > 0).count(), 10);
        let round = drawn(&[Stroke::flat(ends, 4.0, Vec4::ONE).round()], false)?;
        assert!(round[10 * 20 + 3][3] > 200 && round[10 * 20 + 1][3] < 20);
        Ok(())
    }

    #[test]
    fn what_is_nearer_hides_a_stroke() -> Result<()> {
        let ends = |z| [Vec3::new(2.0, 10.0, z), Vec3::new(18.0, 10.0, z)];
        let stroke =
            |z, color| Stroke { ends: ends(z), ..Stroke::flat([Vec2::ZERO; 2], 4.0, color) };
        let (near, far) = (stroke(0.2, Vec4::X + Vec4::W), stroke(0.8, Vec4::Y + Vec4::W));
        assert!(drawn(&[near, far], true)?.iter().all(|pixel| pixel[1] == 0));
        assert!(drawn(&[near, far], false)?.iter().any(|pixel| pixel[1] == 255));
        Ok(())
    }

    #[test]
    fn odd_strokes_do_no_harm() -> Result<()> {
        let odd = |at: f32, width| Stroke::flat([Vec2::splat(at), Vec2::ONE], width, Vec4::ONE);
        for stroke in [odd(f32::NAN, 1.0), odd(1.0, 3.0), odd(f32::INFINITY, 1.0), odd(0.0, 0.0)] {
            drawn(&[stroke], false)?;
        }
        let huge = drawn(&[odd(0.0, f32::MAX), odd(0.0, f32::NAN)], false)?;
        assert_eq!(huge.len(), 400);
        Ok(())
    }
}
