//! Small programs in GLSL that compute a colour, run on the CPU.
//!
//! Workspaces hold such programs; this understands what fragment shaders of one `main` use: functions,
//! structs, vectors and matrices, loops, the usual functions, textures. Images, arrays of unknown
//! size, and derivatives are not known.
//! A program never runs for ever: after a million steps it stops with an error.

mod parse;
mod run;

pub(crate) use run::{Number, Program, Sampler};

#[cfg(test)]
mod tests {
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

    fn color(source: &str) -> Result<Vec4> {
        let program = Program::compile(source)?;
        let uniforms = [("scale", Number::float(3.0)), ("s.a", Number::float(7.0))];
        let place = Number::vector(&[0.25, 0.5]);
        program.run(&uniforms, &[("in_frag.texCoord", place)], &[("inport", &Ramp)])
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
            ("texture(inport, in_frag.texCoord)", [0.25, 0.5, 0.0, 1.0]),
            ("vec4(textureSize(inport, 0), scale, s.a)", [4.0, 2.0, 3.0, 7.0]),
            ("vec4(PI > 3.0)", [1.0; 4]),
        ] {
            let source = format!(
                "#version 430\n#include \"utils/structs.glsl\"\n#define PI 3.14159\n\
                 uniform sampler2D inport; uniform float scale = 1.0;\n\
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
            void add(inout vec4 v, float x) { v.xy += x; v[3] = x; }
            const int N = 4;
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
                float parts[2];
                parts[1] = 9.0;
                v.z = parts[1];
                if (v.x < 0.0) { discard; } else result = v;
            }";
        assert_eq!(color(source)?.to_array(), [8.5, 7.5, 9.0, 0.5]);
        Ok(())
    }

    #[test]
    fn mistakes_name_the_line_and_endless_loops_end() {
        for (source, expected) in [
            ("void main() {\n  FragData0 = vec4(1.0)\n}", "line 3"),
            ("void main() { FragData0 = vec4(unknown); }", "unknown"),
            ("void main() { while (true) {} }", "steps"),
            ("void f() { f(); } void main() { f(); }", "calls"),
            ("float x;", "main"),
            ("void main() { FragData0 = vec4(1.0, 2.0, 3.0); }", "vec4"),
            ("void main() { vec2 v = vec2(1.0); v.z = 1.0; }", "component"),
            ("#include \"a\n\"\"\" ((((", "line"),
        ] {
            let error = color(source).unwrap_err().to_string();
            assert!(error.contains(expected), "{source}: {error}");
        }
        let deep = format!("void main() {{ FragData0 = {}1.0; }}", "(".repeat(10_000));
        assert!(color(&deep).is_err());
    }
}
