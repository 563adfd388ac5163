//! A mesh drawn again and again, each time as a program says.

use crate::algorithm::glsl::{Machine, Place, Program, Sampler};
use glam::{Mat3, Mat4, Vec3, Vec4, Vec4Swizzles};
use ivw_core::data::{DataHandle, Field};
use ivw_core::prelude::*;
use ivw_core::processor::Added;
use ivw_core::property::{Field as _, GroupKind, ItemPort, NumberKind, Scalar};
use ivw_render::color_table::ColorTable;
use ivw_render::film::{Film, Mode, Paint};
use ivw_render::properties::{Lighting, Trackball};
use ivw_render::raster::{self, Faces, Fragment};
use ivw_render::surface::Light;
use ivw_render::vertices;
use rayon::prelude::*;

/// Draws a mesh once for each element of lists, in the place and colour that a program computes.
///
/// |            | shape             | value                                             | space |
/// |------------|-------------------|---------------------------------------------------|-------|
/// | mesh       | any               | position, maybe normal, colour, texture, picking  | data  |
/// | background | `[width, height]` | colours, depth, picking                           |       |
/// | image      | `[width, height]` | `[u8; 4]` colours, depth `f32`, picking `[u8; 4]` |       |
///
/// Each item of "Ports" makes an inport for a list; the mesh is drawn as often as the shortest of them
/// has elements.
/// The element is a variable of the program, with the name that the item says; so is each item of
/// "Uniforms", under its displayed name.
/// The program is in GLSL and runs on the CPU for each vertex: five expressions tell colour, texture
/// coordinate, place in the world, normal and picking colour.
/// It knows `in_Vertex`, `in_Normal`, `in_Color`, `in_TexCoord`, `in_PickId`, `geometry`, `camera`,
/// and the functions `rotate(axis, angle)`, `scale(factors)` and `pickingIndexToColor(id)`.
#[derive(Processor)]
#[processor("org.inviwo.InstanceRenderer", category = "Mesh Rendering", tags = "CPU", takes_added)]
pub struct InstanceRenderer {
    /// Mesh to draw many times.
    #[inport("mesh")]
    mesh: In<Mesh>,

    /// Picture to draw into.
    #[inport("background", optional)]
    background: In<Image>,

    /// The meshes, in front of or within the picture.
    #[outport("image")]
    image: Out<Image>,

    /// Variables that are the same for all; their displayed names are those in the program.
    #[group("uniforms", list = uniform_prefabs())]
    uniforms: Uniforms,

    /// Inports for lists with an element for each time that the mesh is drawn.
    #[group("ports", list = port_prefabs())]
    ports: Ports,

    /// Functions and other things that come before the program.
    #[property(
        "setupVert",
        name = "Setup Vertex Shader",
        semantics = "Multiline",
        invalidates = InvalidationLevel::InvalidResources
    )]
    setup: String,

    /// Statements that come before the expressions.
    #[property(
        "commonCode",
        name = "Common code",
        semantics = "Multiline",
        invalidates = InvalidationLevel::InvalidResources
    )]
    common_code: String,

    /// Colour of a vertex, a `vec4`.
    #[property(
        "color",
        default = "in_Color".to_owned(),
        semantics = "Multiline",
        invalidates = InvalidationLevel::InvalidResources
    )]
    color: String,

    /// Texture coordinate of a vertex, a `vec3`.
    #[property(
        "texCoord",
        name = "Texture Coordinate",
        default = "in_TexCoord".to_owned(),
        semantics = "Multiline",
        invalidates = InvalidationLevel::InvalidResources
    )]
    texture_coordinate: String,

    /// Place of a vertex in the world, a `vec4`.
    #[property(
        "worldPosition",
        name = "World Position",
        default = "geometry.dataToWorld * in_Vertex".to_owned(),
        semantics = "Multiline",
        invalidates = InvalidationLevel::InvalidResources
    )]
    position: String,

    /// Normal of a vertex in the world, a `vec3`.
    #[property(
        "normal",
        default = "geometry.dataToWorldNormalMatrix * in_Normal".to_owned(),
        semantics = "Multiline",
        invalidates = InvalidationLevel::InvalidResources
    )]
    normal: String,

    /// Colour of a vertex in the picking layer, a `vec4`.
    #[property(
        "picking",
        default = "vec4(pickingIndexToColor(in_PickId), 1.0)".to_owned(),
        semantics = "Multiline",
        invalidates = InvalidationLevel::InvalidResources
    )]
    picking: String,

    /// Camera that looks at the meshes.
    #[property("camera")]
    camera: Camera,

    /// The light that falls on the meshes.
    #[group("lighting")]
    lighting: Lighting,

    /// How a person turns the camera.
    #[group("trackball", collapsed = true)]
    trackball: Trackball,

    added: Vec<Added>,
    lists: Vec<List>,
}

/// These are variables of the program; there are none at first.
#[derive(PropertyGroup)]
pub struct Uniforms {}

/// These make inports; there are none at first.
#[derive(PropertyGroup)]
pub struct Ports {}

/// Vertices that are computed before they are drawn.
const BATCH: usize = 1 << 20;
/// Vertices that one thread computes at a time.
const CHUNK: usize = 1 << 12;

/// What the texts of a person come after.
const SETUP: &str = "
in vec4 in_Vertex, in_Color;
in vec3 in_Normal, in_TexCoord;
in uint in_PickId;
in float in_Radii, in_ScalarMeta;
in int gl_VertexID, gl_InstanceID;
uniform GeometryParameters geometry;
uniform CameraParameters camera;
vec4 gl_Position;
out vec4 color;
out vec3 texCoord;
out vec4 worldPosition;
out vec3 normal;
out vec4 picking;
mat4 rotate(vec3 axis, float angle) {
    vec3 a = normalize(axis);
    float c = cos(angle), s = sin(angle);
    mat3 across = mat3(0.0, a.z, -a.y, -a.z, 0.0, a.x, a.y, -a.x, 0.0);
    return mat4(mat3(c) + s * across + (1.0 - c) * outerProduct(a, a));
}
mat4 scale(vec3 factors) {
    mat4 m = mat4(1.0);
    for (int n = 0; n < 3; ++n) m[n][n] = factors[n];
    return m;
}
";

/// Lines between the texts of a person, so that a line tells the text.
const LINES: usize = 100_000;

/// Data that came in for an item.
struct List {
    id: String,
    values: Vec<f32>,
    components: usize,
}

impl Process for InstanceRenderer {
    fn set_added(&mut self, added: &[Added]) -> Result<()> {
        added.clone_into(&mut self.added);
        Ok(())
    }

    fn set_added_input(&mut self, id: &str, data: Option<&DataHandle>) -> Result<()> {
        self.lists.retain(|list| list.id != id);
        if let Some(data) = data {
            let list = List::new(id, data).map_err(|error| error.at(format!("inport \"{id}\"")))?;
            self.lists.push(list);
        }
        Ok(())
    }

    fn process(&mut self, context: &Context) -> Result<()> {
        let mesh = self.mesh.get()?;
        let mut film = Film::over(self.background.data().map(|image| &**image), self.image.size())?;
        self.lighting.position.tell(&self.camera, context, "lighting.lightPosition");
        let items = self.items(context)?;
        let (program, uniforms) = self.program(&items)?;
        let n_instances = items.iter().filter_map(|item| item.list).map(List::len).min();
        if let Some(n_instances) = n_instances.filter(|n| *n > 0 && mesh.n_vertices() > 0) {
            let shader = Shader::new(self, &mesh, &program, &items, &uniforms);
            self.draw(&mesh, &shader, n_instances, &mut film, context)?;
        }
        self.image.set(film.into_image());
        Ok(())
    }
}

impl List {
    /// Floating point numbers or vectors of any list, or of a buffer.
    fn new(id: &str, data: &DataHandle) -> Result<Self> {
        if let Ok(array) = data.downcast::<Array>() {
            let components = usize::from(array.format.components);
            let values = (0..array.len())
                .flat_map(|n| array.at(n).into_iter().take(components).map(|value| value as f32));
            return Ok(Self { id: id.to_owned(), values: values.collect(), components });
        }
        let fields = data.fields()?;
        let list = fields.into_iter().find_map(|(_, field)| match field {
            Field::Numbers { number: Number::F32, components, bytes, is_list: true } => {
                Some((components, bytes))
            }
            _ => None,
        });
        let (components, bytes) = list.ok_or_else(|| {
            Error::new("this is no list of floating point numbers or vectors")
                .hint("connect numbers or vectors of 32 bits")
        })?;
        Ok(Self { id: id.to_owned(), values: bytemuck::pod_collect_to_vec(bytes), components })
    }

    fn len(&self) -> usize {
        self.values.len() / self.components.max(1)
    }
}

/// A list and the variable that its elements are in.
struct Item<'a> {
    uniform: String,
    kind: String,
    n_numbers: usize,
    list: Option<&'a List>,
}

/// A variable that is the same for all.
enum Uniform {
    Numbers(String, Vec<f32>),
    Colors(String, ColorTable),
}

impl Sampler for ColorTable {
    fn sample(&self, [x, ..]: [f32; 3]) -> Vec4 {
        Vec4::from_array(self.at(x.into()))
    }

    fn normalized(&self, place: [f32; 3]) -> Vec4 {
        Sampler::sample(self, place)
    }

    fn size(&self) -> [u32; 3] {
        [self.entries().len() as u32, 1, 1]
    }
}

/// The name of a variable: the letters, digits and underscores of a text.
fn variable(text: &str) -> String {
    text.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').collect()
}

impl InstanceRenderer {
    /// The items of "Ports" in their order, with names of their own.
    fn items(&self, context: &Context) -> Result<Vec<Item<'_>>> {
        let mut items: Vec<Item<'_>> = Vec::new();
        for port in self.added.iter().filter_map(|added| added.path.strip_prefix("ports.")) {
            if port.contains('.') {
                continue;
            }
            let path = |child: &str| format!("ports.{port}.{child}");
            let value = |child: &str| {
                let path = path(child);
                self.added.iter().find(|added| added.path == path).map(|added| &added.value)
            };
            let components = match value("components") {
                Some(Value::Ints(numbers)) => numbers.to_vec(),
                _ => Vec::new(),
            };
            let (kind, n_numbers) = match components[..] {
                [1] => ("float".to_owned(), 1),
                [n @ 2..=4] => (format!("vec{n}"), n as usize),
                [n @ 2..=4, _] => (format!("mat{n}"), (n * n) as usize),
                _ => continue,
            };
            let wanted = value("uniform").and_then(Value::as_text).unwrap_or_default();
            let stem = variable(wanted);
            if stem.is_empty() {
                return Err(Error::new(format!(
                    "the port \"{port}\" needs a name for its element"
                ))
                .hint("write one into its \"Uniform\""));
            }
            let is_free = |name: &str| items.iter().all(|item| item.uniform != name);
            let numbered = (2..).map(|n| format!("{stem}{n}"));
            let mut names = std::iter::once(stem.clone()).chain(numbered);
            let uniform = names.find(|name| is_free(name)).unwrap_or(stem);
            if uniform != wanted {
                context.set(&path("uniform"), Value::from(uniform.as_str()));
            }
            let list = self.lists.iter().find(|list| list.id == port);
            if let Some(list) = list.filter(|list| list.components != n_numbers) {
                return Err(Error::new(format!(
                    "the inport \"{port}\" takes {n_numbers} numbers an element, not {}",
                    list.components
                )));
            }
            items.push(Item { uniform, kind, n_numbers, list });
        }
        Ok(items)
    }

    /// The program of all texts, and the variables that are the same for all.
    fn program(&self, items: &[Item<'_>]) -> Result<(Program, Vec<Uniform>)> {
        let mut declared = String::new();
        let mut uniforms = Vec::new();
        for Added { path, class, value, name } in &self.added {
            let is_uniform = path.strip_prefix("uniforms.").is_some_and(|id| !id.contains('.'));
            let name = variable(name);
            if !is_uniform || name.is_empty() {
                continue;
            }
            let kind = match class.trim_start_matches("org.inviwo.").trim_end_matches("Property") {
                "Int" => "int",
                "IntVec2" => "ivec2",
                "IntVec3" => "ivec3",
                "IntVec4" => "ivec4",
                "Float" => "float",
                "FloatVec2" => "vec2",
                "FloatVec3" => "vec3",
                "FloatVec4" => "vec4",
                "FloatMat2" => "mat2",
                "FloatMat3" => "mat3",
                "FloatMat4" => "mat4",
                "TransferFunction" => "sampler2D",
                _ => continue,
            };
            declared.push_str(&format!("uniform {kind} {name};\n"));
            uniforms.push(match value {
                Value::TransferFunction(function) => {
                    Uniform::Colors(name, ColorTable::new(function, &DataMap::of(Number::F32)))
                }
                Value::Ints(numbers) => {
                    Uniform::Numbers(name, numbers.iter().map(|n| *n as f32).collect())
                }
                Value::Floats(numbers) => {
                    Uniform::Numbers(name, numbers.iter().map(|n| *n as f32).collect())
                }
                _ => continue,
            });
        }
        for item in items {
            declared.push_str(&format!("in {} {};\n", item.kind, item.uniform));
        }
        let texts = self.texts();
        let from = |n: usize| format!("\n#line {}\n", (n + 1) * LINES + 1);
        let mut source = format!("{declared}{}{}", from(0), texts[0].1);
        source.push_str(&format!("\nvoid main() {{{}{}", from(1), texts[1].1));
        for (n, (target, text)) in texts.iter().enumerate().skip(2) {
            source.push_str(&format!("\n{target} ={}{text}\n;", from(n)));
        }
        source.push_str("\n}\n");
        let program = Program::compile(&[SETUP, &source]).map_err(|error| self.told(error))?;
        Ok((program, uniforms))
    }

    /// The texts of a person, with the variables that they are for.
    fn texts(&self) -> [(&'static str, &str); 7] {
        [
            ("setupVert", &self.setup),
            ("commonCode", &self.common_code),
            ("color", &self.color),
            ("texCoord", &self.texture_coordinate),
            ("worldPosition", &self.position),
            ("normal", &self.normal),
            ("picking", &self.picking),
        ]
    }

    /// An error of the program, with the text that it is in and the line there.
    fn told(&self, error: Error) -> Error {
        let message = error.to_string();
        let parsed = message.strip_prefix("line ").and_then(|rest| rest.split_once(": "));
        let parsed = parsed.and_then(|(line, what)| Some((line.parse::<usize>().ok()?, what)));
        let Some((line, what)) = parsed.filter(|(line, _)| *line > LINES) else { return error };
        let texts = self.texts();
        let (name, text) = texts[(line / LINES - 1).min(texts.len() - 1)];
        let line = (line % LINES).min(text.lines().count().max(1));
        Error::new(format!("\"{name}\", line {line}: {what}"))
    }

    fn draw(
        &self,
        mesh: &Mesh,
        shader: &Shader<'_>,
        n_instances: usize,
        film: &mut Film,
        context: &Context,
    ) -> Result<()> {
        let n_vertices = shader.n_vertices;
        let triangles = raster::triangles_of(mesh);
        let segments: Vec<_> =
            raster::segments_of(mesh).into_iter().map(|[_, a, b, _]| [a, b]).collect();
        let points = raster::points_of(mesh);
        let light = Light::from(self.lighting.seen_by(&self.camera));
        let per_batch = (BATCH / n_vertices).max(1);
        for first in (0..n_instances).step_by(per_batch) {
            context.progress(first as f32 / n_instances as f32)?;
            let n = per_batch.min(n_instances - first);
            let corners = shader.corners(first * n_vertices, n * n_vertices, context)?;
            let corners = corners.map_err(|error| self.told(error))?;
            let drawn = Drawn { corners, light, eye: self.camera.look_from };
            let clip_from_world = self.camera.clip_from_world();
            let clip: Vec<Vec4> =
                drawn.corners.iter().map(|corner| clip_from_world * corner.position).collect();
            let paint = |fragment: &Fragment| drawn.paint(fragment);
            let (faces, mode) = (Faces::Both, Mode::STRAIGHT);
            film.triangles(&clip, &repeated(&triangles, n, n_vertices), faces, mode, 0, paint);
            film.segments(&clip, &repeated(&segments, n, n_vertices), mode, 0, paint);
            let points =
                repeated(&points.iter().map(|at| [*at]).collect::<Vec<_>>(), n, n_vertices);
            let points: Vec<u32> = points.into_iter().flatten().collect();
            film.points(&clip, &points, mode, 0, paint);
        }
        Ok(())
    }
}

/// Indices of `n` meshes, one behind the other.
fn repeated<const K: usize>(one: &[[u32; K]], n: usize, n_vertices: usize) -> Vec<[u32; K]> {
    let moved = |instance: usize| {
        let first = (instance * n_vertices) as u32;
        one.iter().map(move |corners| corners.map(|corner| corner + first))
    };
    (0..n).flat_map(moved).collect()
}

/// What the program computes for a vertex.
#[derive(Clone, Copy, Debug)]
struct Corner {
    color: Vec4,
    position: Vec4,
    normal: Vec3,
    picking: Vec4,
}

struct Drawn {
    corners: Vec<Corner>,
    light: Light,
    eye: Vec3,
}

impl Drawn {
    fn paint(&self, fragment: &Fragment) -> Option<Paint> {
        let [a, b, c] = fragment.corners.map(|corner| &self.corners[corner as usize]);
        let weights = fragment.weights;
        let mix =
            |of: fn(&Corner) -> Vec4| of(a) * weights[0] + of(b) * weights[1] + of(c) * weights[2];
        let color = mix(|corner| corner.color);
        if color.w == 0.0 {
            return None;
        }
        let position = mix(|corner| corner.position).xyz();
        let normal = mix(|corner| corner.normal.extend(0.0)).xyz().normalize_or_zero();
        let to_eye = (self.eye - position).normalize_or_zero();
        let lit = self.light.shade(color.xyz(), position, normal, to_eye);
        Some(Paint::new(lit.extend(color.w)).picked(c.picking))
    }
}

/// The program with all that its variables are.
struct Shader<'a> {
    program: &'a Program,
    numbers: Vec<(Place, Vec<f32>)>,
    samplers: Vec<(&'a str, &'a dyn Sampler)>,
    lists: Vec<(Place, &'a List, usize)>,
    /// Numbers of the vertices: where they go, and how many there are for each.
    attributes: Vec<(Place, Vec<f32>, usize)>,
    picking: Option<(Place, Vec<u32>)>,
    vertex: Option<Place>,
    instance: Option<Place>,
    n_vertices: usize,
}

impl<'a> Shader<'a> {
    fn new(
        node: &InstanceRenderer,
        mesh: &Mesh,
        program: &'a Program,
        items: &[Item<'a>],
        uniforms: &'a [Uniform],
    ) -> Self {
        let mut numbers = parameters(node, mesh);
        let mut samplers: Vec<(&str, &dyn Sampler)> = Vec::new();
        for uniform in uniforms {
            match uniform {
                Uniform::Numbers(name, values) => numbers.push((name.clone(), values.clone())),
                Uniform::Colors(name, table) => samplers.push((name, table)),
            }
        }
        let placed = |(path, values): (String, Vec<f32>)| Some((program.place(&path)?, values));
        let lists = items
            .iter()
            .filter_map(|item| Some((program.place(&item.uniform)?, item.list?, item.n_numbers)));
        let flat = |values: Vec<Vec4>, n: usize| -> Vec<f32> {
            values.iter().flat_map(|value| value.to_array().into_iter().take(n)).collect()
        };
        let three = |values: Vec<Vec3>| flat(values.iter().map(|v| v.extend(0.0)).collect(), 3);
        let n_vertices = mesh.n_vertices();
        let colors = vertices::colors(mesh).unwrap_or_else(|| vec![Vec4::W; n_vertices]);
        let mut attributes = vec![
            ("in_Vertex", flat(vertices::positions(mesh), 4), 4),
            ("in_Color", flat(colors, 4), 4),
            ("in_Normal", three(vertices::normals(mesh)), 3),
            ("in_TexCoord", three(vertices::texture_coordinates(mesh)), 3),
        ];
        let singles =
            [("in_Radii", AttributeKind::Radii), ("in_ScalarMeta", AttributeKind::ScalarMeta)];
        for (name, kind) in singles {
            attributes.extend(vertices::numbers(mesh, kind).map(|values| (name, values, 1)));
        }
        let attributes = attributes.into_iter();
        let attributes = attributes.filter_map(|(name, v, n)| Some((program.place(name)?, v, n)));
        let picking = vertices::picking_ids(mesh);
        Self {
            program,
            numbers: numbers.into_iter().filter_map(placed).collect(),
            samplers,
            lists: lists.collect(),
            attributes: attributes.collect(),
            picking: picking.and_then(|ids| Some((program.place("in_PickId")?, ids))),
            vertex: program.place("gl_VertexID"),
            instance: program.place("gl_InstanceID"),
            n_vertices,
        }
    }

    /// What the program computes for `n` vertices of all instances, from one of them on.
    ///
    /// The outer error is that of somebody who wants the work to stop.
    fn corners(&self, first: usize, n: usize, context: &Context) -> Result<Result<Vec<Corner>>> {
        let chunks: Vec<usize> = (0..n).step_by(CHUNK).collect();
        let chunks: Vec<Result<Vec<Corner>>> = chunks
            .into_par_iter()
            .map(|start| match context.is_cancelled() {
                true => Ok(Vec::new()),
                false => self.run(first + start, CHUNK.min(n - start)),
            })
            .collect();
        context.check()?;
        let chunks: Result<Vec<Vec<Corner>>> = chunks.into_iter().collect();
        Ok(chunks.map(|chunks| chunks.concat()))
    }

    fn run(&self, first: usize, n: usize) -> Result<Vec<Corner>> {
        let mut machine = Machine::new(self.program, &self.samplers)?;
        for (place, values) in &self.numbers {
            machine.set(place, values);
        }
        let place = |name: &str| {
            let place = self.program.place(name);
            place.ok_or_else(|| Error::new(format!("\"{name}\" is no variable any more")))
        };
        let [color, position, normal, picking] =
            [place("color")?, place("worldPosition")?, place("normal")?, place("picking")?];
        let mut corners = Vec::with_capacity(n);
        machine.each_lane(
            n,
            |machine, lane, item| {
                let vertex = (first + item) % self.n_vertices;
                let instance = (first + item) / self.n_vertices;
                for (place, values, n) in &self.attributes {
                    machine.set_lane(place, lane, &values[vertex * n..(vertex + 1) * n]);
                }
                for (place, list, n) in &self.lists {
                    machine.set_lane(place, lane, &list.values[instance * n..(instance + 1) * n]);
                }
                if let Some((place, ids)) = &self.picking {
                    machine.set_lane_bits(place, lane, ids.get(vertex).copied().unwrap_or(0));
                }
                for (place, number) in [(&self.vertex, vertex), (&self.instance, instance)] {
                    if let Some(place) = place {
                        machine.set_lane_bits(place, lane, number as u32);
                    }
                }
            },
            |machine, lane| {
                corners.push(Corner {
                    color: machine.lane(&color, lane),
                    position: machine.lane(&position, lane),
                    normal: machine.lane(&normal, lane).xyz(),
                    picking: machine.lane(&picking, lane),
                });
            },
        )?;
        Ok(corners)
    }
}

/// What programs are told of a mesh and the camera, by names.
fn parameters(node: &InstanceRenderer, mesh: &Mesh) -> Vec<(String, Vec<f32>)> {
    let camera = &node.camera;
    let world = mesh.world_from_data();
    let (model, to_world) =
        (Mat4::from_cols_array_2d(&mesh.model), Mat4::from_cols_array_2d(&mesh.world));
    let normal_matrix = |matrix: Mat4| Mat3::from_mat4(matrix.inverse().transpose());
    let (view, clip) = (camera.view_from_world(), camera.clip_from_view());
    let geometry = [
        ("dataToModel", model),
        ("modelToData", model.inverse()),
        ("dataToWorld", world),
        ("worldToData", world.inverse()),
        ("modelToWorld", to_world),
        ("worldToModel", to_world.inverse()),
    ];
    let seen = [
        ("worldToView", view),
        ("viewToWorld", view.inverse()),
        ("viewToClip", clip),
        ("clipToView", clip.inverse()),
        ("worldToClip", clip * view),
        ("clipToWorld", (clip * view).inverse()),
    ];
    let named =
        |owner: &str, name: &str, values: &[f32]| (format!("{owner}.{name}"), values.to_vec());
    let mut all: Vec<_> =
        geometry.iter().map(|(name, m)| named("geometry", name, &m.to_cols_array())).collect();
    all.extend(seen.iter().map(|(name, m)| named("camera", name, &m.to_cols_array())));
    all.extend([
        named("geometry", "dataToWorldNormalMatrix", &normal_matrix(world).to_cols_array()),
        named("geometry", "modelToWorldNormalMatrix", &normal_matrix(to_world).to_cols_array()),
        named("camera", "position", &camera.look_from.to_array()),
        named("camera", "nearPlane", &[camera.near]),
        named("camera", "farPlane", &[camera.far]),
    ]);
    all
}

/// What a person may add to "Uniforms".
fn uniform_prefabs() -> Vec<PropertySpec> {
    let prefab = |id: &str, name: &str, kind: Kind| PropertySpec {
        name: name.to_owned(),
        help: match id {
            "tf" => "Colours from 0 to 1, a sampler2D; its displayed name is its name.".to_owned(),
            _ => format!("A variable of the type {id}; its displayed name is its name."),
        },
        ..PropertySpec::new(id, kind)
    };
    let vector = |scalar: Scalar, n: usize| Kind::Number(NumberKind::vector(scalar, &vec![0.0; n]));
    let mut prefabs = Vec::new();
    for (scalar, single, stem) in [(Scalar::I32, "int", "ivec"), (Scalar::F32, "float", "vec")] {
        prefabs.push(prefab(single, &format!("{single}Value"), vector(scalar, 1)));
        for n in 2..=4 {
            let id = format!("{stem}{n}");
            prefabs.push(prefab(&id, &format!("{id}Value"), vector(scalar, n)));
        }
    }
    for n in 2..=4 {
        let id = format!("mat{n}");
        let identity: Vec<f64> =
            (0..n * n).map(|at| if at / n == at % n { 1.0 } else { 0.0 }).collect();
        let kind = Kind::Number(NumberKind::matrix(Scalar::F32, &identity, n, n));
        prefabs.push(prefab(&id, &format!("{id}Value"), kind));
    }
    let default = TransferFunction::default();
    prefabs.push(prefab("tf", "tf", TransferFunction::kind(&default)));
    prefabs
}

/// What a person may add to "Ports".
fn port_prefabs() -> Vec<PropertySpec> {
    let lists = ["ivw.Numbers/1", "ivw.Points2/1", "ivw.Points/1", "ivw.Points4/1"];
    let port = |id: String, name: String, components: &[f64], list: Option<&str>, class: &str| {
        let child = |id: &str, help: &str, kind: Kind, read_only: bool| PropertySpec {
            help: help.to_owned(),
            read_only,
            ..PropertySpec::new(id, kind)
        };
        let text = |default: &str| Kind::Text { default: default.to_owned() };
        let numbers = Kind::Number(NumberKind::vector(Scalar::I32, components));
        let children = vec![
            PropertySpec {
                semantics: "Text".to_owned(),
                ..child("components", "How many numbers an element has.", numbers, true)
            },
            child("format", "What the numbers are.", text("Float"), true),
            PropertySpec {
                invalidation: InvalidationLevel::InvalidResources,
                ..child(
                    "uniform",
                    "What an element is called in the program.",
                    text("value"),
                    false,
                )
            },
        ];
        let accepts = list.into_iter().chain([Array::TYPE_ID]).map(str::to_owned);
        let inport = ItemPort {
            class_id: format!("org.inviwo.{class}.vector.inport"),
            accepts: accepts.collect(),
            help: "A list with an element for each time that the mesh is drawn.".to_owned(),
            color: [188; 3],
        };
        PropertySpec {
            name,
            help: "A list that comes in.".to_owned(),
            inport: Some(Box::new(inport)),
            ..PropertySpec::new(&id, Kind::Group(GroupKind { children, ..GroupKind::default() }))
        }
    };
    let mut prefabs = Vec::new();
    for n in 1..=4 {
        let class = if n == 1 { "FLOAT32".to_owned() } else { format!("Vec{n}FLOAT32") };
        prefabs.push(port(
            format!("floatVec{n}Port"),
            format!("Float Vec{n} Port"),
            &[n as f64],
            Some(lists[n - 1]),
            &class,
        ));
    }
    for n in 2..=4 {
        prefabs.push(port(
            format!("floatMat{n}Port"),
            format!("Float Mat{n} Port"),
            &[n as f64; 2],
            None,
            &format!("Mat{n}FLOAT32"),
        ));
    }
    prefabs
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::UVec2;
    use ivw_core::data::{Points, picked_number};
    use ivw_render::properties::ShadingMode;

    const SIZE: UVec2 = UVec2::new(64, 64);

    /// A small square around the origin, of object 3.
    fn square() -> Mesh {
        let positions = [[-0.2, -0.2, 0.0], [0.2, -0.2, 0.0], [0.2, 0.2, 0.0], [-0.2, 0.2, 0.0f32]];
        Mesh::new(Topology::TRIANGLES)
            .with(AttributeKind::Position, Array::copy_of(&positions))
            .with(AttributeKind::Normal, Array::copy_of(&[Vec3::Z; 4]))
            .with(AttributeKind::Color, Array::copy_of(&[Vec4::ONE; 4]))
            .with(AttributeKind::Picking, Array::copy_of(&[3u32; 4]))
            .with_indices(Topology::TRIANGLES, &[0, 1, 2, 0, 2, 3])
    }

    fn added(path: &str, class: &str, name: &str, value: Value) -> Added {
        let class = format!("org.inviwo.{class}Property");
        Added { path: path.to_owned(), class, value, name: name.to_owned() }
    }

    /// A renderer with two places, in the list "place" of a port.
    fn renderer() -> Result<InstanceRenderer> {
        let mut node = InstanceRenderer {
            mesh: square().into(),
            image: Out::with_size(SIZE),
            ..InstanceRenderer::default()
        };
        node.lighting.shading = ShadingMode::None;
        node.camera.look_from = Vec3::new(0.0, 0.0, 2.0);
        node.set_added(&[
            added("ports.floatVec3Port", "Composite", "", Value::None),
            added("ports.floatVec3Port.components", "Int", "", Value::from(3)),
            added("ports.floatVec3Port.uniform", "String", "", Value::from("place")),
            added("uniforms.float", "Float", "my Size", Value::from(0.5)),
        ])?;
        let positions = vec![[-0.4, 0.0, 0.0], [0.4, 0.0, 0.0]].into();
        node.set_added_input("floatVec3Port", Some(&DataHandle::new(Points { positions })))?;
        node.position = "vec4(in_Vertex.xyz * mySize + place, 1.0)".to_owned();
        Ok(node)
    }

    fn image(node: &mut InstanceRenderer) -> Result<Shared<Image>> {
        node.process(&Context::detached())?;
        node.image.get()
    }

    /// Which object is seen in each column of the middle row, and the red of its colour.
    fn seen(image: &Image) -> Vec<(u32, u8)> {
        let row = 32 * 64..33 * 64;
        let colors = &image.color[0].pixels.elements::<[u8; 4]>()[row.clone()];
        let picking = image.picking.as_ref().expect("there is one").pixels.elements::<[u8; 4]>();
        let pairs = picking[row].iter().zip(colors);
        pairs.map(|(p, c)| (picked_number([p[0], p[1], p[2]]), c[0])).collect()
    }

    #[test]
    fn the_mesh_is_drawn_once_for_each_element() -> Result<()> {
        let mut node = renderer()?;
        let row = seen(&*image(&mut node)?);
        // Seen from 2 under 38 degrees, 64 pixels are 1.377 wide.
        let columns: Vec<usize> = (0..64).filter(|x| row[*x].0 == 3).collect();
        let expected: Vec<usize> = (0..64)
            .filter(|x| {
                let place = (*x as f32 + 0.5 - 32.0) / 64.0 * 4.0 * 19f32.to_radians().tan();
                (place.abs() - 0.4).abs() < 0.1
            })
            .collect();
        assert_eq!(columns, expected);
        assert!(columns.iter().all(|x| row[*x].1 == 255));
        Ok(())
    }

    #[test]
    fn programs_say_colour_and_what_is_picked() -> Result<()> {
        let mut node = renderer()?;
        node.setup = "float half_of(float x) { return 0.5 * x; }".to_owned();
        node.common_code = "bool isRight = place.x > 0.0;".to_owned();
        node.color = "vec4(isRight ? half_of(1.0) : 1.0, 0.0, 0.0, 1.0)".to_owned();
        node.picking = "vec4(pickingIndexToColor(in_PickId + uint(gl_InstanceID)), 1.0)".to_owned();
        let row = seen(&*image(&mut node)?);
        assert_eq!((row[13], row[32], row[50]), ((3, 255), (0, 0), (4, 128)));
        Ok(())
    }

    #[test]
    fn without_elements_there_is_only_the_background() -> Result<()> {
        let mut node = renderer()?;
        node.set_added_input("floatVec3Port", None)?;
        assert!(seen(&*image(&mut node)?).iter().all(|seen| *seen == (0, 0)));
        Ok(())
    }

    #[test]
    fn mistakes_name_the_text_and_the_line_in_it() -> Result<()> {
        let mut node = renderer()?;
        node.color = "vec4(1.0,\n nothing, 0.0, 1.0)".to_owned();
        let error = image(&mut node).map(|_| ()).unwrap_err().to_string();
        assert_eq!(error, "\"color\", line 2: \"nothing\" is not known");
        node.color = "in_Color".to_owned();
        node.normal = "in_Normal)".to_owned();
        let error = image(&mut node).map(|_| ()).unwrap_err().to_string();
        assert!(error.starts_with("\"normal\", line 1: "), "{error}");
        let short = DataHandle::new(Array::copy_of(&[1.0f32]));
        node.set_added_input("floatVec3Port", Some(&short))?;
        assert!(image(&mut node).is_err());
        Ok(())
    }

    #[test]
    fn turns_and_scalings_are_matrices() -> Result<()> {
        let mut node = renderer()?;
        // The right one is turned about y to where nothing is seen of it, the left one is larger.
        node.position = "place.x > 0.0
            ? vec4((rotate(vec3(0.0, 1.0, 0.0), radians(90.0)) * in_Vertex).xyz + place, 1.0)
            : scale(vec3(0.75)) * in_Vertex + vec4(place, 0.0)"
            .to_owned();
        let row = seen(&*image(&mut node)?);
        let n_left = row[..32].iter().filter(|seen| seen.0 == 3).count();
        assert_eq!(n_left, 14);
        assert!(row[46..54].iter().filter(|seen| seen.0 == 3).count() <= 4);
        Ok(())
    }
}
