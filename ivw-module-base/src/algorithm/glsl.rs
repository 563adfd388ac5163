//! Small programs in GLSL, run on the CPU.
//!
//! Workspaces hold such programs; this understands what shaders of one `main` use: functions, structs,
//! vectors and matrices, arrays, branches and loops, macros, the usual functions, textures.
//! Not known are `switch`, images and buffers to write to, and derivatives.
//! Types are checked before anything runs, so that mistakes name their line and cause; a program never
//! runs for ever: after ten million steps it stops with an error.

mod builtin;
mod compile;
mod kind;
mod machine;
mod parse;
mod token;

use ivw_core::data::Number;

pub(crate) use compile::{Place, Program};
pub(crate) use machine::{Machine, Sampler};

/// What Inviwo's shaders include: structs that describe data, and what is there without a word.
const PRELUDE: &str = "
struct ImageParameters {
    mat3 dataToModel, modelToData, dataToWorld, worldToData, modelToWorld, worldToModel;
    mat3 worldToTexture, textureToWorld, textureToIndex, indexToTexture;
    vec2 dimensions, reciprocalDimensions;
};
struct LayerParameters {
    mat4 dataToModel, modelToData, dataToWorld, worldToData, modelToWorld, worldToModel;
    mat4 worldToTexture, textureToWorld, textureToIndex, indexToTexture;
    mat2 textureSpaceGradientSpacing;
    vec2 dimensions, reciprocalDimensions;
    float worldSpaceGradientSpacing;
    float formatScaling, formatOffset, signedFormatScaling, signedFormatOffset;
};
struct VolumeParameters {
    mat4 dataToModel, modelToData, dataToWorld, worldToData, modelToWorld, worldToModel;
    mat4 worldToTexture, textureToWorld, textureToIndex, indexToTexture;
    mat3 textureSpaceGradientSpacing;
    vec3 dimensions, reciprocalDimensions;
    float worldSpaceGradientSpacing;
    float formatScaling, formatOffset, signedFormatScaling, signedFormatOffset;
};
struct GeometryParameters {
    mat4 dataToModel, modelToData, dataToWorld, worldToData, modelToWorld, worldToModel;
    mat3 modelToWorldNormalMatrix, dataToWorldNormalMatrix;
};
struct CameraParameters {
    mat4 worldToView, viewToWorld, viewToClip, clipToView, worldToClip, clipToWorld;
    vec3 position;
    float nearPlane, farPlane;
};
struct LightParameters {
    vec3 position, ambientColor, diffuseColor, specularColor;
    float specularExponent;
};
in vec4 gl_FragCoord;
out vec4 PickingData;
out float gl_FragDepth;
out vec4 FragData0;
vec3 pickingIndexToColor(uint index) {
    uvec3 color = uvec3(0u);
    for (int n = 0; n < 8; ++n) {
        uint bits = index >> uint(3 * n);
        color += (uvec3(bits >> 2, bits >> 1, bits) & uvec3(1u)) << uint(7 - n);
    }
    return vec3(color) / 255.0;
}
";

/// What shaders are told of a data range: 1 less the factor, and the summand before it, that make
/// parts of the range of what a texture gives.
pub(crate) fn format_scaling(number: Number, [lo, hi]: [f64; 2]) -> [f32; 2] {
    let largest = if number.is_float() { 1.0 } else { number.limits()[1] };
    [(1.0 - largest / (hi - lo)) as f32, (-lo / largest) as f32]
}

#[cfg(test)]
mod tests {
    use super::machine::LANES;
    use super::*;
    use glam::Vec4;
    use ivw_core::error::Result;

    struct Ramp;

    impl Sampler for Ramp {
        fn sample(&self, place: [f32; 3]) -> Vec4 {
            Vec4::new(place[0], place[1], place[2], 1.0)
        }

        fn normalized(&self, place: [f32; 3]) -> Vec4 {
            self.sample(place) * 2.0
        }

        fn size(&self) -> [u32; 3] {
            [4, 2, 1]
        }
    }

    /// What a program computes in each lane, where `in_frag.texCoord` is (0.25, 0.5 + lane).
    fn colors(source: &str) -> Result<Vec<Vec4>> {
        let program = Program::compile(&[source])?;
        let output = program.output()?;
        let samplers: [(&str, &dyn Sampler); 1] = [("inport", &Ramp)];
        let mut machine = Machine::new(&program, &samplers)?;
        for (path, value) in [("scale", 3.0), ("s.a", 7.0)] {
            if let Some(place) = program.place(path) {
                machine.set(&place, &[value]);
            }
        }
        if let Some(place) = program.place("in_frag.texCoord") {
            for lane in 0..LANES {
                machine.set_lane(&place, lane, &[0.25, 0.5 + lane as f32]);
            }
        }
        machine.run(LANES)?;
        Ok((0..LANES).map(|lane| machine.lane(&output, lane)).collect())
    }

    fn color(source: &str) -> Result<Vec4> {
        Ok(colors(source)?[0])
    }

    #[test]
    fn arithmetic_swizzles_and_calls_do_what_they_do_on_a_graphics_card() -> Result<()> {
        for (expression, expected) in [
            ("vec4(1.0, 2.0, 3.0, 4.0) * 2.0 - 1.0", [1.0, 3.0, 5.0, 7.0]),
            ("vec4(vec2(1.0), 2, 3)", [1.0, 1.0, 2.0, 3.0]),
            ("vec4(0.5).xyzw.wzyx.rgba", [0.5; 4]),
            ("mix(vec4(0.0), vec4(1.0, 2.0, 3.0, 4.0), 0.5)", [0.5, 1.0, 1.5, 2.0]),
            ("vec4(7 / 2, 7 % 4, -7 / 2, 1 << 3)", [3.0, 3.0, -3.0, 8.0]),
            (
                "vec4(dot(vec3(1.0, 2.0, 3.0), vec3(1.0)), length(vec2(3.0, 4.0)), 0.0, 1.0)",
                [6.0, 5.0, 0.0, 1.0],
            ),
            (
                "vec4(clamp(5.0, 0.0, 1.0), step(0.5, 0.4), smoothstep(0.0, 1.0, 0.5), fract(1.25))",
                [1.0, 0.0, 0.5, 0.25],
            ),
            ("true && !false ? vec4(1.0) : vec4(0.0)", [1.0; 4]),
            ("vec4(mat2(2.0, 0.0, 0.0, 3.0) * vec2(1.0, 1.0), 0.0, 0.0)", [2.0, 3.0, 0.0, 0.0]),
            ("vec4(vec2(1, 2) * mat2(1, 2, 3, 4), 0, 0)", [5.0, 11.0, 0.0, 0.0]),
            ("vec4(mat3(mat4(5.0))[1], determinant(mat3(2.0)))", [0.0, 5.0, 0.0, 8.0]),
            ("inverse(mat4(2.0)) * vec4(1, 2, 3, 4)", [0.5, 1.0, 1.5, 2.0]),
            ("transpose(mat2x4(vec4(1), vec4(2)))[3].xyxy", [1.0, 2.0, 1.0, 2.0]),
            ("vec4(cross(vec3(1, 0, 0), vec3(0, 1, 0)), 2)", [0.0, 0.0, 1.0, 2.0]),
            ("texture(inport, in_frag.texCoord)", [0.25, 0.5, 0.0, 1.0]),
            ("getNormalizedTexel(inport, parameters, in_frag.texCoord)", [0.5, 1.0, 0.0, 2.0]),
            ("vec4(textureSize(inport, 0), scale, s.a)", [4.0, 2.0, 3.0, 7.0]),
            ("vec4(PI > 3.0)", [1.0; 4]),
            ("vec4(SQUARE(scale + 1.0), VERSION, LONG)", [16.0, 4.0, 5.0, 6.0]),
            (
                "vec4((0xffffffffu >> 28) & 6u, 1664525u * 1013904223u % 1000u, -9 >> 1, ~5)",
                [6.0, 539.0, -5.0, -6.0],
            ),
            (
                "vec4(any(lessThan(vec2(1, 5), vec2(2, 4))), min(3, 4), max(3u, 4u), abs(-2))",
                [1.0, 3.0, 4.0, 2.0],
            ),
            (
                "vec4(pickingIndexToColor(3u), s == S(7.0, 2.0))",
                [0.0, 128.0 / 255.0, 128.0 / 255.0, 1.0],
            ),
        ] {
            let source = format!(
                "#version 430\n#include \"utils/structs.glsl\"\n#define PI 3.14159\n\
                 #define SQUARE(x) ((x) * (x))\n#define LONG 5, \\\n 6\n\
                 #if defined(PI) && !defined(NOTHING) && 2 * 3 > 5\n#define VERSION 4\n\
                 #else\n#define VERSION 5\n#endif\n\
                 uniform sampler2D inport; uniform float scale = 1.0;\n\
                 uniform ImageParameters parameters;\n\
                 struct S {{ float a; float b; }}; uniform S s = S(1.0, 2.0);\n\
                 in Fragment {{ smooth vec4 color; smooth vec2 texCoord; }} in_frag;\n\
                 void main() {{ /* a comment */ FragData0 = {expression}; }}"
            );
            assert_eq!(color(&source)?.to_array(), expected, "{expression}");
        }
        Ok(())
    }

    #[test]
    fn functions_loops_and_branches_run() -> Result<()> {
        let source = "
            float twice(in float x) { return 2.0 * x; }
            float twice(vec2 v) { return twice(v.x) + twice(v.y); }
            void add(inout vec4 v, float x) { v.xy += x; v[3] = x; }
            const int N = 4;
            const float table[3] = float[](1.0, 2.0, 9.0);
            out vec4 result;
            void main() {
                float sum = 0.0;
                for (int i = 0; i < N; ++i) {
                    if (i == 2) continue;
                    sum += twice(float(i));
                }
                int n = 0;
                while (true) { n++; if (n > 6) break; }
                vec4 v = vec4(sum, n, 0.0, 0.0);
                add(v, 0.5);
                float parts[N];
                parts[n - 6] = table[n - 5];
                v.z = parts[1] + twice(vec2(1.0, 2.0)) - 6.0;
                v.xy = v.yx;
                if (v.x < 0.0) { discard; } else result = v;
            }";
        assert_eq!(color(source)?.to_array(), [7.5, 8.5, 9.0, 0.5]);
        Ok(())
    }

    #[test]
    fn each_run_goes_its_own_way() -> Result<()> {
        let source = "
            in Fragment { vec2 texCoord; } in_frag;
            int collatz(int n) {
                int steps = 0;
                do {
                    if (n == 1) return steps;
                    n = n % 2 == 0 ? n / 2 : 3 * n + 1;
                    ++steps;
                } while (steps < 200);
                return -1;
            }
            void main() {
                int n = int(in_frag.texCoord.y) + 1;
                mat2 m = mat2(0.0);
                m[n % 2][n / 2 % 2] = float(n);
                FragData0 = vec4(collatz(n), m[n % 2].x, m[1][1], n > 3 && collatz(n - 3) > 5);
            }";
        let colors = colors(source)?;
        let steps = [0, 1, 7, 2, 5, 8, 16, 3, 19, 6];
        for (lane, color) in colors.iter().enumerate() {
            let n = lane as u32 + 1;
            if let Some(steps) = steps.get(lane) {
                assert_eq!(color.x, *steps as f32, "{n}");
            }
            let [x, y] = [0, 1].map(|row| if n / 2 % 2 == row { n as f32 } else { 0.0 });
            assert_eq!((color.y, color.z), (x, if n % 2 == 1 { y } else { 0.0 }), "{n}");
            let more = lane >= 3 && colors[lane - 3].x > 5.0;
            assert_eq!(color.w, f32::from(u8::from(more)), "{n}");
        }
        Ok(())
    }

    #[test]
    fn mistakes_name_the_line_and_endless_loops_end() {
        for (source, expected) in [
            ("void main() {\n  FragData0 = vec4(1.0)\n}", "line 3"),
            ("void main() {\n FragData0 = vec4(unknown); }", "line 2: \"unknown\" is not known"),
            ("void main() { while (true) {} }", "steps"),
            ("void f() { f(); } void main() { f(); }", "calls itself"),
            ("float x;", "main"),
            ("void main() { FragData0 = vec4(1.0, 2.0, 3.0); }", "vec4"),
            ("void main() { FragData0 = vec3(1.0); }", "a vec3 can't be a vec4"),
            ("void main() { vec2 v = vec2(1.0); v.z = 1.0; }", "component"),
            ("void main() {\n\n if (1.0) {} }", "line 3: a condition has to be a bool"),
            ("uniform float a; void main() { a = 1.0; }", "\"a\" can't be changed"),
            ("void main() { float a[2]; a[2] = 1.0; }", "2 elements"),
            ("void main() { int i = 1.5; }", "a float can't be a int"),
            ("void main() { FragData0 = sin(vec4(1.0), 2.0); }", "sin"),
            ("void main() { break; }", "loops"),
            (
                "uniform sampler2D nothing; void main() { FragData0 = texture(nothing, vec2(0)); }",
                "no data",
            ),
            ("#if 1\nvoid main() {}", "#endif"),
            ("#define A(x) A(x x)\nvoid main() { A(1); }", "line"),
            ("#include \"a\n\"\"\" ((((", "line"),
        ] {
            let error = color(source).unwrap_err().to_string();
            assert!(error.contains(expected), "{source}: {error}");
        }
        let deep = format!("void main() {{ FragData0 = {}1.0; }}", "(".repeat(10_000));
        assert!(color(&deep).is_err());
        let long = format!("void main() {{ FragData0 = vec4({}1.0); }}", "1.0 + ".repeat(10_000));
        assert!(color(&long).is_err());
    }
}
