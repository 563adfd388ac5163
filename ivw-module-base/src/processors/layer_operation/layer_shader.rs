//! Layers through small programs.

use crate::algorithm::glsl::{Machine, Program, Sampler, format_scaling};
use crate::algorithm::picture::like;
use glam::{Vec2, Vec4};
use ivw_core::prelude::*;
use ivw_core::property::{ChoiceKind, Field};
use ivw_render::texture::{Texture, paint_rows};
use std::ops::Range;
use std::sync::OnceLock;

/// Computes each pixel of a layer with a small program in GLSL.
///
/// |         | shape             | value                        |
/// |---------|-------------------|------------------------------|
/// | inport  | `[width, height]` | 1 to 4 numbers               |
/// | outport | `[width, height]` | what the program computes    |
///
/// The program is a fragment shader: it reads the texture `inport` at `in_frag.texCoord` and writes
/// `FragData0`.
/// It runs on the CPU; see the errors for what it can't do.
#[derive(Processor)]
#[processor("org.inviwo.LayerShader", category = "Layer Operation", tags = "CPU")]
pub struct LayerShader {
    /// Layer.
    #[inport("inport")]
    layer: In<Layer>,

    /// What the program makes of it.
    #[outport("outport")]
    result: Out<Layer>,

    /// The program.
    #[property(
        "fragmentShaderSource",
        name = "Fragment Shader Source",
        default = PASS_THROUGH.to_owned(),
        semantics = "ShaderEditor",
        invalidates = InvalidationLevel::InvalidResources
    )]
    source: String,

    /// Format of the layer that comes in.
    #[property("inputFormat", name = "Input Format", read_only = true)]
    input_format: String,

    /// Numbers of the result.
    #[property("outputFormat", name = "Output Format")]
    output_format: OutputNumber,

    /// How many components the result has.
    #[property("outputChannels", name = "Output Channels")]
    output_channels: Channels,

    /// Stored numbers that transfer functions begin and end at.
    #[group("dataRange", name = "Data Range")]
    data_range: RangeChoice,

    /// Physical values of the ends of the data range.
    #[group("valueRange", name = "Value Range")]
    value_range: RangeChoice,

    /// Name and unit of the values.
    #[group("valueAxis", name = "Value Axis")]
    value_axis: AxisChoice,
}

/// What is done as long as nobody writes something else: nothing but another range.
const PASS_THROUGH: &str = "\
#include \"utils/structs.glsl\"
#include \"utils/sampler2d.glsl\"

uniform sampler2D inport;
uniform ImageParameters outportParameters;

struct FormatScaling {
    float formatScaling;
    float formatOffset;
    float signedFormatScaling;
    float signedFormatOffset;
};

uniform FormatScaling destRange = FormatScaling(1.0, 0.0, 1.0, 0.0);

in Fragment {
    smooth vec4 color;
    smooth vec2 texCoord;
} in_frag;

void main() {
    // from the data range of the input to that of the output
    vec4 value = getNormalizedTexel(inport, outportParameters, in_frag.texCoord);
    FragData0 = value / (1.0 - destRange.formatScaling) - destRange.formatOffset;
}
";

/// This is a kind of number, or that of the layer that comes in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OutputNumber(Option<Number>);

impl OutputNumber {
    const NUMBERS: [Number; 10] = [
        Number::F32,
        Number::F64,
        Number::I8,
        Number::I16,
        Number::I32,
        Number::I64,
        Number::U8,
        Number::U16,
        Number::U32,
        Number::U64,
    ];
}

impl Field for OutputNumber {
    fn kind(_: &Self) -> Kind {
        let option = |id: &str, name: &str, value: usize| OptionItem {
            id: id.to_owned(),
            name: name.to_owned(),
            value: OptionValue::Int(value as i64),
        };
        let numbers = Self::NUMBERS.iter().zip(1..);
        let numbers = numbers.map(|(number, n)| option(number.name(), number.name(), n));
        Kind::Choice(ChoiceKind {
            class: "EnumInt".to_owned(),
            options: std::iter::once(option("asinput", "As Input", 0)).chain(numbers).collect(),
            default: 0,
        })
    }

    fn read(&mut self, value: &Value) -> Result<()> {
        let id = value.as_text().ok_or_else(|| Error::new("a format is chosen by its name"))?;
        self.0 = Self::NUMBERS.into_iter().find(|number| number.name() == id);
        Ok(())
    }
}

/// This is how many components there are.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
#[choice_class("Int")]
pub enum Channels {
    /// As many as come in.
    #[default]
    #[choice("asinput", "As Input")]
    AsInput,
    /// One.
    #[choice("channels1", "1 Channel")]
    One,
    /// Two.
    #[choice("channels2", "2 Channels")]
    Two,
    /// Three.
    #[choice("channels3", "3 Channels")]
    Three,
    /// Four.
    #[choice("channels4", "4 Channels")]
    Four,
}

/// This is where a range comes from.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RangeMode {
    /// The layer that comes in.
    #[default]
    #[choice("asinput", "As Input")]
    AsInput,
    /// The format of the result.
    #[choice("asformat", "Format Default")]
    AsFormat,
    /// A person.
    #[choice("custom", "Custom")]
    Custom,
}

/// This is a range of the result.
#[derive(PropertyGroup)]
pub struct RangeChoice {
    /// That of the layer that comes in.
    #[property(
        "input",
        default = 0.0..1.0,
        range = f64::MIN..=f64::MAX,
        semantics = "Text",
        read_only = true,
        invalidates = InvalidationLevel::Valid
    )]
    input: Range<f64>,

    /// Where it comes from.
    #[property("output")]
    mode: RangeMode,

    /// One of one's own.
    #[property(
        "custom",
        default = 0.0..1.0,
        range = f64::MIN..=f64::MAX,
        semantics = "Text",
        visible_if = |p| p.mode == RangeMode::Custom
    )]
    custom: Range<f64>,
}

/// This is where a name and a unit come from.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AxisMode {
    /// The layer that comes in.
    #[default]
    #[choice("asinput", "As Input")]
    AsInput,
    /// A person.
    #[choice("custom", "Custom")]
    Custom,
}

/// These are the name and unit of the values of the result.
#[derive(PropertyGroup)]
pub struct AxisChoice {
    /// Name of the values that come in.
    #[property("input", name = "Input Name", read_only = true, saved = Saved::Never)]
    input: String,

    /// Where they come from.
    #[property("output")]
    mode: AxisMode,

    /// A name of one's own.
    #[property("custom", name = "Custom Name", visible_if = |p| p.mode == AxisMode::Custom)]
    name: String,

    /// A unit of one's own.
    #[property("customUnit", name = "Custom Unit", visible_if = |p| p.mode == AxisMode::Custom)]
    unit: String,
}

impl RangeChoice {
    fn range(
        &self,
        input: [f64; 2],
        number: Number,
        path: &str,
        context: &Context,
    ) -> Result<[f64; 2]> {
        let [lo, hi] = input;
        context.set(&format!("{path}.input"), Value::floats(&[lo.min(hi), lo.max(hi)])?);
        Ok(match self.mode {
            RangeMode::AsInput => input,
            RangeMode::AsFormat => number.default_range(),
            RangeMode::Custom => [self.custom.start, self.custom.end],
        })
    }
}

struct Input<'a>(Texture<'a>);

impl Sampler for Input<'_> {
    fn sample(&self, [x, y, _]: [f32; 3]) -> Vec4 {
        self.0.sample(Vec2::new(x, y))
    }

    fn normalized(&self, [x, y, _]: [f32; 3]) -> Vec4 {
        self.0.normalized(self.0.sample(Vec2::new(x, y)))
    }

    fn size(&self) -> [u32; 3] {
        self.0.size().extend(1).to_array()
    }
}

impl Process for LayerShader {
    fn process(&mut self, context: &Context) -> Result<()> {
        let layer = self.layer.get()?;
        context.set("inputFormat", Value::from(layer.format.to_string().as_str()));
        let program =
            Program::compile(&[&self.source]).map_err(|error| error.at("the fragment shader"))?;
        let number = self.output_format.0.unwrap_or(layer.format.number);
        let components = match self.output_channels {
            Channels::AsInput => layer.format.components,
            channels => channels as u8,
        };
        let mut result = like(&layer, Format::new(number, components))?;
        if components != layer.format.components {
            result.swizzle = Swizzle::of_colors(components);
        }
        let map = &layer.data_map;
        context.set("valueAxis.input", Value::from(map.value_axis.name.as_str()));
        result.data_map = DataMap {
            data_range: self.data_range.range(map.data_range, number, "dataRange", context)?,
            value_range: self.value_range.range(map.value_range, number, "valueRange", context)?,
            value_axis: match self.value_axis.mode {
                AxisMode::AsInput => map.value_axis.clone(),
                AxisMode::Custom => Axis::new(&self.value_axis.name, &self.value_axis.unit),
            },
        };
        computed(&program, &layer, &mut result)?;
        self.result.set(result);
        Ok(())
    }
}

/// Runs a program for every pixel of a layer.
fn computed(program: &Program, layer: &Layer, result: &mut Layer) -> Result<()> {
    let output = program.output()?;
    let [place, pixel] = ["in_frag.texCoord", "gl_FragCoord"].map(|path| program.place(path));
    // What a graphics card would be told about the range of the output.
    let [scaling, offset] = format_scaling(result.format.number, result.data_map.data_range);
    let size = layer.size().max(glam::UVec2::ONE).as_vec2();
    let uniforms: [(&str, &[f32]); 6] = [
        ("destRange.formatScaling", &[scaling]),
        ("destRange.formatOffset", &[offset]),
        ("destRange.signedFormatScaling", &[scaling]),
        ("destRange.signedFormatOffset", &[offset]),
        ("outportParameters.dimensions", &size.to_array()),
        ("outportParameters.reciprocalDimensions", &size.recip().to_array()),
    ];
    let input = Input(Texture::new(layer));
    let samplers: [(&str, &dyn Sampler); 1] = [("inport", &input)];
    let failed: OnceLock<Error> = OnceLock::new();
    let row = |y: u32| -> Result<Vec<Vec4>> {
        let mut machine = Machine::new(program, &samplers)?;
        for (path, values) in &uniforms {
            if let Some(place) = program.place(path) {
                machine.set(&place, values);
            }
        }
        machine.each(&output, layer.dims[0] as usize, |machine, lane, x| {
            let middle = Vec2::new(x as f32, y as f32) + 0.5;
            if let Some(place) = &place {
                machine.set_lane(place, lane, &(middle / size).to_array());
            }
            if let Some(pixel) = &pixel {
                machine.set_lane(pixel, lane, &[middle.x, middle.y, 0.5, 1.0]);
            }
        })
    };
    paint_rows(result, |y| {
        let colors = match failed.get() {
            Some(_) => Vec::new(),
            None => row(y).unwrap_or_else(|error| {
                // The first mistake is as good as any.
                let _ = failed.set(error);
                Vec::new()
            }),
        };
        move |x| colors.get(x as usize).copied().unwrap_or(Vec4::ZERO)
    });
    match failed.into_inner() {
        Some(error) => Err(error.at("the fragment shader")),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layer() -> Layer {
        let mut layer =
            Layer::from_pixels([2, 1], LayerKind::Color, &[[10u8, 20, 30], [40, 50, 60]]);
        layer.swizzle = Swizzle::RGB;
        layer
    }

    #[test]
    fn at_first_the_layer_stays_what_it_is() -> Result<()> {
        let mut node = LayerShader { layer: layer().into(), ..Default::default() };
        node.process(&Context::detached())?;
        assert_eq!(node.result.get()?.pixels.bytes(), layer().pixels.bytes());
        Ok(())
    }

    #[test]
    fn a_range_of_ones_own_moves_the_numbers() -> Result<()> {
        let mut node = LayerShader { layer: layer().into(), ..Default::default() };
        node.output_format = OutputNumber(Some(Number::F32));
        node.data_range.mode = RangeMode::Custom;
        node.data_range.custom = -1.0..1.0;
        node.process(&Context::detached())?;
        let result = node.result.get()?;
        let first = result.pixel_at(0)[0];
        assert!((first - (20.0 / 255.0 - 1.0)).abs() < 1e-5, "{first}");
        assert_eq!(result.data_map.data_range, [-1.0, 1.0]);
        Ok(())
    }

    #[test]
    fn a_program_of_ones_own_runs_and_its_mistakes_are_told() -> Result<()> {
        let source = PASS_THROUGH.replace("FragData0 =", "value.rgb = value.bgr; FragData0 =");
        let mut node = LayerShader { layer: layer().into(), source, ..Default::default() };
        node.process(&Context::detached())?;
        assert_eq!(node.result.get()?.pixels.bytes()[..3], [30, 20, 10]);
        node.source = "void main() { FragData0 = vec4(1.0, 2.0) }".to_owned();
        let error = node.process(&Context::detached()).unwrap_err().to_string();
        assert!(error.contains("line 1"), "{error}");
        Ok(())
    }
}
