//! Fields through given vectors at given points, from radial functions.

use glam::DVec3;
use ivw_core::prelude::*;

/// A bell curve over the distance from a point.
#[derive(PropertyGroup)]
pub struct Gaussian {
    /// Value at the centre.
    #[property("height_", name = "Height", default = 1.0, range = 0.0..=1.0)]
    pub height: f32,
    /// Width of the bell.
    #[property("sigma", default = 1.0, range = 0.0..=1.0)]
    pub sigma: f32,
    /// Distance at which it has its largest value.
    #[property("center", default = 0.0, range = 0.0..=1.0)]
    pub center: f32,
}

impl Gaussian {
    fn at(&self, distance: f64) -> f64 {
        let away = distance - f64::from(self.center);
        let variance = f64::from(self.sigma) * f64::from(self.sigma);
        f64::from(self.height) * (-0.5 * away * away / variance / std::f64::consts::PI).exp()
    }
}

/// A sum of bells, one at each point.
pub(crate) struct Field<'a> {
    gaussian: &'a Gaussian,
    /// Points, and how much of which vector their bells weigh.
    bells: Vec<(DVec3, DVec3)>,
}

impl<'a> Field<'a> {
    /// The field that has these vectors at these points.
    ///
    /// `shape` is added to all bells while they are fitted.
    /// Fails where there is no such field, as for two points at the same place.
    pub(crate) fn through(
        samples: &[(DVec3, DVec3)],
        gaussian: &'a Gaussian,
        shape: f64,
    ) -> Result<Self> {
        let matrix = |a: DVec3, b: DVec3| shape + gaussian.at(a.distance(b));
        let rows = samples.iter().map(|a| samples.iter().map(|b| matrix(a.0, b.0)).collect());
        let lower = cholesky(rows.collect()).ok_or_else(|| {
            Error::new("no field goes through all seeds")
                .hint("make the bells narrower (gaussian.sigma) or take fewer seeds")
        })?;
        let values = samples.iter().map(|(_, value)| *value).collect();
        let weights = solve(&lower, values);
        let bells = samples.iter().map(|(point, _)| *point).zip(weights).collect();
        Ok(Self { gaussian, bells })
    }

    /// The vector at a point.
    pub(crate) fn at(&self, point: DVec3) -> DVec3 {
        let bells = self.bells.iter();
        bells.map(|(centre, weight)| *weight * self.gaussian.at(point.distance(*centre))).sum()
    }
}

/// The lower triangle whose product with its transpose is a positive definite matrix.
fn cholesky(mut rows: Vec<Vec<f64>>) -> Option<Vec<Vec<f64>>> {
    for i in 0..rows.len() {
        for j in 0..=i {
            let known: f64 = (0..j).map(|k| rows[i][k] * rows[j][k]).sum();
            let rest = rows[i][j] - known;
            rows[i][j] = match i == j {
                // Less is what rounding leaves of nothing.
                true if rest > 1e-12 * rows[i][i].abs() => rest.sqrt(),
                true => return None,
                false => rest / rows[j][j],
            };
        }
    }
    Some(rows)
}

/// What the product of a lower triangle and its transpose maps to the values.
fn solve(lower: &[Vec<f64>], mut values: Vec<DVec3>) -> Vec<DVec3> {
    let n = lower.len();
    for i in 0..n {
        let known: DVec3 = (0..i).map(|k| values[k] * lower[i][k]).sum();
        values[i] = (values[i] - known) / lower[i][i];
    }
    for i in (0..n).rev() {
        let known: DVec3 = (i + 1..n).map(|k| values[k] * lower[k][i]).sum();
        values[i] = (values[i] - known) / lower[i][i];
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_an_addition_the_field_goes_through_its_samples() -> Result<()> {
        let gaussian = Gaussian { sigma: 0.5, ..Default::default() };
        let samples: Vec<_> = (0..5)
            .map(|n| {
                let n = f64::from(n);
                (DVec3::new(n.sin(), n.cos(), n / 5.0), DVec3::new(n, -1.0, n * n))
            })
            .collect();
        let field = Field::through(&samples, &gaussian, 0.0)?;
        for (point, vector) in &samples {
            assert!(field.at(*point).distance(*vector) < 1e-6, "{vector}: {}", field.at(*point));
        }
        Ok(())
    }

    #[test]
    fn two_seeds_at_one_place_have_no_field() {
        let gaussian = Gaussian::default();
        let samples = [(DVec3::ZERO, DVec3::X), (DVec3::ZERO, DVec3::Y)];
        assert!(Field::through(&samples, &gaussian, 1.0).is_err());
    }
}
