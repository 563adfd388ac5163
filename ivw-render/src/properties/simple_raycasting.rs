//! How the samples of a ray become a colour, for older ray casters.

use super::{ClassificationMode, GradientMode};
use crate::raycast;
use ivw_core::prelude::*;
use ivw_core::property::Field;

/// These say how the samples along a ray become a colour.
#[derive(PropertyGroup)]
#[group_class("org.inviwo.SimpleRaycastingProperty")]
pub struct SimpleRaycasting {
    /// How a voxel becomes a colour.
    #[property(
        "classificationMode",
        name = "Classification",
        invalidates = InvalidationLevel::InvalidResources
    )]
    pub classification: Text<ClassificationMode>,

    /// How the colours along a ray become one.
    #[property(
        "compositingMode",
        name = "Compositing",
        invalidates = InvalidationLevel::InvalidResources
    )]
    pub compositing: SimpleCompositing,

    /// How the slope of the volume is estimated, for shading.
    #[property(
        "gradientComputationMode",
        name = "Gradient Computation",
        invalidates = InvalidationLevel::InvalidResources
    )]
    pub gradient: Text<GradientMode>,

    /// Samples per voxel along a ray.
    #[property("samplingRate", name = "Sampling rate", default = 2.0, range = 1.0..=10.0)]
    pub sampling_rate: f32,

    /// The value of a surface, as a part of the data range.
    #[property("isoValue", name = "Iso value", default = 0.5, range = 0.0..=1.0)]
    pub iso_value: f32,
}

/// This is a choice that older processors save as a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Text<T>(pub T);

impl<T: Field> Field for Text<T> {
    fn kind(default: &Self) -> Kind {
        let mut kind = T::kind(&default.0);
        if let Kind::Choice(choice) = &mut kind {
            choice.class = "String".to_owned();
            for option in &mut choice.options {
                option.value = OptionValue::Text(option.id.clone());
            }
        }
        kind
    }

    fn read(&mut self, value: &Value) -> Result<()> {
        self.0.read(value)
    }
}

/// This is how the colours along a ray become one.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
#[choice_class("String")]
pub enum SimpleCompositing {
    /// Light absorbed and emitted, front to back.
    #[default]
    #[choice("dvr", "Direct Volume Rendering")]
    Dvr,
    /// The colour of the largest opacity.
    #[choice("mip", "Maximum Intensity Projection")]
    Mip,
    /// Where the first visible sample is.
    #[choice("fhp", "First Hit Points")]
    FirstHitPoint,
    /// Which way the first visible sample faces.
    #[choice("fhn", "First Hit Normals")]
    FirstHitNormal,
    /// Which way the first visible sample faces, seen from the camera.
    #[choice("fhnvs", "First Hit Normals (View space)")]
    FirstHitNormalView,
    /// How far along the ray the first visible sample is.
    #[choice("fhd", "First Hit Depth")]
    FirstHitDepth,
    /// Light of the samples about the iso value alone.
    #[choice("iso", "Isosurface Rendering")]
    Iso,
    /// Which way the first sample about the iso value faces.
    #[choice("ison", "Isosurface Normals")]
    IsoNormal,
}

impl SimpleRaycasting {
    /// These are the settings of a ray caster that these say.
    pub fn settings(&self) -> raycast::Settings<'static> {
        use SimpleCompositing as Mode;
        raycast::Settings {
            classification: self.classification.0.into(),
            compositing: match self.compositing {
                Mode::Dvr | Mode::Iso => raycast::Compositing::Dvr,
                Mode::Mip => raycast::Compositing::MaximumIntensity,
                Mode::FirstHitPoint => raycast::Compositing::FirstHitPoint,
                Mode::FirstHitNormal | Mode::IsoNormal => raycast::Compositing::FirstHitNormal,
                Mode::FirstHitNormalView => raycast::Compositing::FirstHitNormalView,
                Mode::FirstHitDepth => raycast::Compositing::FirstHitDepth,
            },
            gradient: self.gradient.0.into(),
            sampling_rate: self.sampling_rate,
            ..raycast::Settings::default()
        }
    }

    /// This is the value that alone is shown, if there is one.
    pub fn only_near(&self) -> Option<f32> {
        let modes = [SimpleCompositing::Iso, SimpleCompositing::IsoNormal];
        modes.contains(&self.compositing).then_some(self.iso_value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_are_saved_as_texts() {
        let Kind::Choice(kind) = Text::<GradientMode>::kind(&Text::default()) else { panic!() };
        assert_eq!((kind.class.as_str(), kind.default), ("String", 3));
        let mut gradient = Text(GradientMode::None);
        gradient.read(&Value::choice("forward")).unwrap();
        assert_eq!(gradient.0, GradientMode::Forward);
    }
}
