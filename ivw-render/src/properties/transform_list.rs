//! Moves, turns and scalings, one after the other.

use glam::{Mat4, Vec3};
use ivw_core::prelude::*;
use ivw_core::processor::Added;
use ivw_core::property::{Bound, ChoiceKind, NumberKind, Scalar};

/// These are moves, turns and scalings that a person adds, and the matrix of all of them.
///
/// The processor declares `takes_added`, and hands over what it is told.
#[derive(PropertyGroup)]
#[group_class("org.inviwo.TransformListProperty")]
pub struct TransformList {
    /// Moves, turns and scalings, the first one applied first.
    #[group("internalTransforms", name = "Transformations", list = prefabs())]
    pub items: TransformItems,

    /// The matrix of all of them together.
    #[property(
        "result",
        soft = -1e6..=1e6,
        default = Mat4::IDENTITY,
        read_only = true,
        semantics = "Text",
        invalidates = InvalidationLevel::Valid
    )]
    pub result: Mat4,
}

/// These are the moves, turns and scalings; there are none at first.
#[derive(PropertyGroup)]
#[group_class("org.inviwo.TransformationList")]
pub struct TransformItems {
    steps: Vec<Mat4>,
}

impl TransformList {
    /// Takes over what was added to the processor, below a path of properties.
    pub fn set_added(&mut self, path: &str, added: &[Added]) {
        let prefix = format!("{path}.internalTransforms.");
        let mut steps: Vec<(&str, Step)> = Vec::new();
        for property in added {
            let Some(rest) = property.path.strip_prefix(&prefix) else { continue };
            match rest.split_once('.') {
                None => steps.extend(Step::of(&property.class).map(|step| (rest, step))),
                Some((item, id)) => {
                    if let Some((_, step)) = steps.iter_mut().find(|(known, _)| *known == item) {
                        step.set(id, &property.value);
                    }
                }
            }
        }
        self.items.steps = steps.into_iter().map(|(_, step)| step.matrix()).collect();
    }

    /// This is the matrix of all of them; it is shown below a path of properties.
    pub fn matrix(&mut self, path: &str, context: &Context) -> Mat4 {
        let matrix = self.items.steps.iter().fold(Mat4::IDENTITY, |all, step| *step * all);
        if matrix != self.result {
            self.result = matrix;
            let numbers = matrix.to_cols_array().map(f64::from);
            context.set(&format!("{path}.result"), Value::Floats(numbers.into_iter().collect()));
        }
        matrix
    }
}

/// One of the transformations.
#[derive(Clone, Copy, Debug)]
enum Step {
    Translate(Vec3),
    Rotate { axis: Vec3, angle: f32, in_degrees: bool },
    Scale(Vec3),
    Custom(Mat4),
}

impl Step {
    /// The transformation of a saved class, as it is at first.
    fn of(class: &str) -> Option<Self> {
        Some(match class.rsplit('.').next()? {
            "TranslateProperty" => Self::Translate(Vec3::ZERO),
            "RotateProperty" => Self::Rotate { axis: Vec3::X, angle: 0.0, in_degrees: false },
            "ScaleProperty" => Self::Scale(Vec3::ONE),
            "CustomTransformProperty" | "MatrixProperty" | "CustomProperty" => {
                Self::Custom(Mat4::IDENTITY)
            }
            _ => return None,
        })
    }

    fn set(&mut self, id: &str, value: &Value) {
        let numbers: Vec<f32> =
            value.as_floats().unwrap_or_default().iter().map(|n| *n as f32).collect();
        let vector = || (numbers.len() == 3).then(|| Vec3::from_slice(&numbers));
        match (self, id) {
            (Self::Translate(by), "translate_") => *by = vector().unwrap_or(*by),
            (Self::Scale(by), "scale") => *by = vector().unwrap_or(*by),
            (Self::Rotate { axis, .. }, "axis") => *axis = vector().unwrap_or(*axis),
            (Self::Rotate { angle, .. }, "angle") => {
                *angle = numbers.first().copied().unwrap_or(*angle);
            }
            (Self::Rotate { in_degrees, .. }, "mode") => {
                *in_degrees = value.as_text().is_some_and(|mode| mode.starts_with("deg"));
            }
            (Self::Custom(matrix), _) if numbers.len() == 16 => {
                *matrix = Mat4::from_cols_slice(&numbers);
            }
            _ => {}
        }
    }

    fn matrix(self) -> Mat4 {
        match self {
            Self::Translate(by) => Mat4::from_translation(by),
            Self::Scale(by) => Mat4::from_scale(by),
            Self::Rotate { axis, angle, in_degrees } => {
                let angle = if in_degrees { angle.to_radians() } else { angle };
                match axis.try_normalize() {
                    Some(axis) => Mat4::from_axis_angle(axis, angle),
                    None => Mat4::IDENTITY,
                }
            }
            Self::Custom(matrix) => matrix,
        }
    }
}

/// What a person may add.
fn prefabs() -> Vec<PropertySpec> {
    let group = |id: &str, name: &str, class: &str, help: &str, children: Vec<PropertySpec>| {
        let kind = ivw_core::property::GroupKind { children, ..Default::default() };
        PropertySpec {
            name: name.to_owned(),
            class: Some(format!("org.inviwo.trafo.{class}")),
            help: help.to_owned(),
            ..PropertySpec::new(id, Kind::Group(kind))
        }
    };
    let vector = |id: &str, help: &str, default: Vec3, limit: f64| {
        let mut kind = NumberKind::vector(Scalar::F32, &default.to_array().map(f64::from));
        (kind.min, kind.max) = (kind.splat(-limit), kind.splat(limit));
        (kind.min_bound, kind.max_bound) = (Bound::Editable, Bound::Editable);
        PropertySpec {
            help: help.to_owned(),
            semantics: "SpinBox".to_owned(),
            ..PropertySpec::new(id, Kind::Number(kind))
        }
    };
    let option = |id: &str, name: &str, value: i64| OptionItem {
        id: id.to_owned(),
        name: name.to_owned(),
        value: OptionValue::Int(value),
    };
    let mode = Kind::Choice(ChoiceKind {
        class: "EnumInt".to_owned(),
        options: vec![option("rad", "Radians", 0), option("deg", "Degrees", 1)],
        default: 0,
    });
    let mut angle = NumberKind::vector(Scalar::F32, &[0.0]);
    let half_turn = std::f64::consts::PI;
    (angle.min, angle.max) = ((-half_turn).into(), half_turn.into());
    let said = |id: &str, help: &str, kind: Kind| PropertySpec {
        help: help.to_owned(),
        ..PropertySpec::new(id, kind)
    };
    let identity = Mat4::IDENTITY.to_cols_array().map(f64::from);
    let matrix = NumberKind::matrix(Scalar::F32, &identity, 4, 4);
    vec![
        group(
            "translation",
            "Translation",
            "TranslateProperty",
            "A move.",
            vec![vector("translate_", "How far along x, y and z.", Vec3::ZERO, 1e6)],
        ),
        group(
            "rotation",
            "Rotation",
            "RotateProperty",
            "A turn.",
            vec![
                said("mode", "What the angle is counted in.", mode),
                vector("axis", "What is turned around.", Vec3::X, 1.0),
                said("angle", "How far.", Kind::Number(angle)),
            ],
        ),
        group(
            "scaling",
            "Scaling",
            "ScaleProperty",
            "A scaling.",
            vec![vector("scale", "How much along x, y and z.", Vec3::ONE, 1e3)],
        ),
        group(
            "custom",
            "Custom",
            "CustomTransformProperty",
            "Any matrix.",
            vec![said("matrix", "The matrix, column by column.", Kind::Number(matrix))],
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn added(path: &str, class: &str, value: Value) -> Added {
        Added {
            path: format!("t.internalTransforms.{path}"),
            class: format!("org.inviwo.trafo.{class}"),
            value,
            name: String::new(),
        }
    }

    #[test]
    fn the_first_one_is_applied_first_and_what_is_not_said_stays() -> Result<()> {
        let mut list = TransformList::default();
        list.set_added(
            "t",
            &[
                added("scaling", "ScaleProperty", Value::None),
                added("scaling.scale", "", Value::floats(&[2.0, 2.0, 2.0])?),
                added("rotation", "RotateProperty", Value::None),
                added("rotation.mode", "", Value::choice("deg")),
                added("rotation.angle", "", Value::floats(&[90.0])?),
                added("translation", "TranslateProperty", Value::None),
                added("translation.translate_", "", Value::floats(&[1.0, 0.0, 0.0])?),
            ],
        );
        let context = Context::detached();
        let matrix = list.matrix("t", &context);
        // Twice as far, up instead of along y, and one to the right.
        let point = matrix.transform_point3(Vec3::Y);
        assert!(point.abs_diff_eq(Vec3::new(1.0, 0.0, 2.0), 1e-5), "{point}");
        assert_eq!(context.take_changes()[0].property, "t.result");
        assert!(list.matrix("t", &context) == matrix && context.take_changes().is_empty());
        list.set_added("t", &[]);
        assert_eq!(list.matrix("t", &context), Mat4::IDENTITY);
        Ok(())
    }
}
