//! Lines of equal value, by marching squares.

use glam::{DVec2, Vec3, Vec4};
use ivw_core::prelude::*;

/// Corners of a cell in order around it, from the lower left one.
const CORNERS: [[u32; 2]; 4] = [[0, 0], [1, 0], [1, 1], [0, 1]];

/// Lines along which a component of a layer has a value.
///
/// The value is one of the numbers as they are stored, or, of integers, a part of their limits.
/// The lines lie in the unit square, the middle of the first and last pixels being its corners.
pub(crate) fn contour(layer: &Layer, channel: usize, iso: f64, color: Vec4) -> Result<Mesh> {
    let [width, height] = layer.dims;
    if channel >= usize::from(layer.format.components) {
        return Err(Error::new(format!(
            "there is no channel {}: the layer has {}",
            channel + 1,
            layer.format.components
        ))
        .hint("choose a channel that it has"));
    }
    let number = layer.format.number;
    let iso = match number.is_float() {
        true => iso,
        false => {
            let [lo, hi] = number.limits();
            lo + iso * (hi - lo)
        }
    };
    let value = |x: u32, y: u32| layer.pixel_at(y as usize * width as usize + x as usize)[channel];
    let scale = DVec2::new(f64::from(width), f64::from(height)) - 1.0;
    let mut points: Vec<Vec3> = Vec::new();
    for y in 0..height.saturating_sub(1) {
        for x in 0..width.saturating_sub(1) {
            let values = CORNERS.map(|[dx, dy]| value(x + dx, y + dy));
            // Where an edge from one corner to the next is crossed.
            let crossing = |edge: usize| {
                let (a, b) = (edge, (edge + 1) % 4);
                let part = (iso - values[a]) / (values[b] - values[a]);
                let corner = |n: usize| {
                    DVec2::new(f64::from(x + CORNERS[n][0]), f64::from(y + CORNERS[n][1]))
                };
                let place = corner(a).lerp(corner(b), part) / scale;
                place.as_vec2().extend(0.0)
            };
            for [from, to] in edges(values, iso) {
                points.extend([crossing(*from), crossing(*to)]);
            }
        }
    }
    let n_points = points.len();
    let indices: Vec<u32> = (0..n_points as u32).collect();
    let places = Array::copy_of(&points);
    Ok(Mesh::new(LINES)
        .with(AttributeKind::Position, places.clone())
        .with(AttributeKind::Normal, places.clone())
        .with(AttributeKind::TexCoord, places)
        .with(AttributeKind::Color, Array::copy_of(&vec![color; n_points]))
        .with_indices(LINES, &indices))
}

/// Separate lines, two indices each.
const LINES: Topology =
    Topology { primitive: Primitive::Lines, connectivity: Connectivity::Unconnected };

/// The edges of a cell that lines run between: edge n starts at corner n.
fn edges(values: [f64; 4], iso: f64) -> &'static [[usize; 2]] {
    let is_above = values.map(|value| value >= iso);
    let case = (0..4).filter(|n| is_above[*n]).map(|n| 1 << n).sum::<usize>();
    let is_middle_above = || values.iter().sum::<f64>() / 4.0 >= iso;
    match case {
        1 | 14 => &[[3, 0]],
        2 | 13 => &[[0, 1]],
        3 | 12 => &[[3, 1]],
        4 | 11 => &[[1, 2]],
        6 | 9 => &[[0, 2]],
        7 | 8 => &[[3, 2]],
        // Two opposite corners: the mean says whether they belong together.
        5 if is_middle_above() => &[[3, 2], [0, 1]],
        5 => &[[3, 0], [1, 2]],
        10 if is_middle_above() => &[[3, 0], [1, 2]],
        10 => &[[3, 2], [0, 1]],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(layer: &Layer, iso: f64) -> Result<Vec<Vec3>> {
        let mesh = contour(layer, 0, iso, Vec4::ONE)?;
        let positions = mesh.attribute(AttributeKind::Position).expect("there are positions");
        Ok(positions.bytes.elements().to_vec())
    }

    #[test]
    fn a_ramp_has_one_straight_line() -> Result<()> {
        let ramp: Vec<f32> = (0..15).map(|n| (n % 5) as f32).collect();
        let layer = Layer::from_pixels([5, 3], LayerKind::Color, &ramp);
        let points = points(&layer, 1.5)?;
        assert_eq!(points.len(), 4);
        assert!(points.iter().all(|point| (point.x - 1.5 / 4.0).abs() < 1e-6), "{points:?}");
        Ok(())
    }

    #[test]
    fn a_circle_is_closed_and_as_long_as_a_circle() -> Result<()> {
        let distance = |n: u32| (f64::from(n % 65) - 32.0).hypot(f64::from(n / 65) - 32.0) as f32;
        let pixels: Vec<f32> = (0..65 * 65).map(distance).collect();
        let points = points(&Layer::from_pixels([65, 65], LayerKind::Color, &pixels), 20.0)?;
        let length: f32 = points.chunks(2).map(|line| line[0].distance(line[1])).sum();
        let expected = std::f32::consts::TAU * 20.0 / 64.0;
        assert!((length - expected).abs() < 0.01 * expected, "{length}");
        for point in &points {
            let again = points.iter().filter(|other| other.distance(*point) < 1e-5).count();
            assert_eq!(again % 2, 0);
        }
        Ok(())
    }

    #[test]
    fn parts_of_the_limits_are_meant_in_integers() -> Result<()> {
        let layer = Layer::from_pixels([2, 2], LayerKind::Color, &[0u8, 255, 0, 255]);
        assert!((points(&layer, 0.25)?[0].x - 0.25).abs() < 1e-6);
        Ok(())
    }

    #[test]
    fn opposite_corners_are_joined_if_the_middle_is_high() {
        assert_eq!(edges([1.0, 0.0, 1.0, 0.0], 0.4), &[[3, 2], [0, 1]]);
        assert_eq!(edges([1.0, 0.0, 1.0, 0.0], 0.6), &[[3, 0], [1, 2]]);
    }

    #[test]
    fn a_layer_too_small_for_lines_has_none_and_a_missing_channel_is_an_error() -> Result<()> {
        assert!(
            points(&Layer::from_pixels([1, 3], LayerKind::Color, &[0.0f32; 3]), 0.5)?.is_empty()
        );
        let layer = Layer::from_pixels([2, 2], LayerKind::Color, &[f32::NAN; 4]);
        assert!(points(&layer, 0.5)?.is_empty());
        assert!(contour(&layer, 1, 0.5, Vec4::ONE).is_err());
        Ok(())
    }
}
