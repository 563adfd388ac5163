//! Meshes in the light.

use glam::{Mat3, Vec3, Vec4};
use ivw_core::prelude::*;
use ivw_render::film::{Film, MAX_EXTRA, Mode, Paint, picking_color};
use ivw_render::properties::{Lighting, Trackball};
use ivw_render::raster::{self, Faces, Fragment};
use ivw_render::surface::Light;
use ivw_render::vertices;

/// Draws meshes: triangles, and lines and points one pixel wide.
///
/// |            | shape             | value                                              | space |
/// |------------|-------------------|----------------------------------------------------|-------|
/// | geometry   | any               | position, maybe normal, colour, texture, picking   | data  |
/// | imageInport| `[width, height]` | colours, depth, picking                            |       |
/// | image      | `[width, height]` | `[u8; 4]` a layer, depth `f32`, picking `[u8; 4]`  |       |
///
/// Colours are blended in the order they are drawn; what has no alpha is left out.
/// Without colours a mesh is black, without normals it only gets light from everywhere.
/// Colour layers come in this order: colour, texture coordinates, normals, normals seen by the eye;
/// normals from -1 to 1 are stored from 0 to 1.
#[derive(Processor)]
#[processor(
    "org.inviwo.GeometryRenderGL",
    name = "Mesh Renderer",
    category = "Mesh Rendering",
    tags = "CPU"
)]
pub struct GeometryRender {
    /// Meshes to draw.
    #[inport("geometry", flat)]
    meshes: InMany<Mesh>,

    /// Picture to draw into.
    #[inport("imageInport", optional)]
    background: In<Image>,

    /// The meshes, in front of or within the picture.
    #[outport("image")]
    image: Out<Image>,

    /// Camera that looks at the meshes.
    #[property("camera")]
    camera: Camera,

    /// Which triangles are drawn, and in which colour.
    #[group("geometry", name = "Geometry Rendering Properties")]
    geometry: Geometry,

    /// The light that falls on the meshes.
    #[group("lighting")]
    lighting: Lighting,

    /// How a person turns the camera.
    #[group("trackball", collapsed = true)]
    trackball: Trackball,

    /// What is drawn beside colours.
    #[group("layers", name = "Output Layers", collapsed = true)]
    layers: Layers,
}

/// This is how meshes are drawn.
#[derive(PropertyGroup)]
pub struct Geometry {
    /// Which triangles are left out: those seen from the front, from the back, or both.
    #[property("cullFace", name = "Cull Face", options = &[
        ("culldisable", "Disable", 0),
        ("cullfront", "Front", 1028),
        ("cullback", "Back", 1029),
        ("cullfrontback", "Front & Back", 1032),
    ])]
    cull: i32,

    /// Leave out what lies behind.
    #[property("enableDepthTest_", name = "Enable Depth Test", default = true)]
    tests_depth: bool,

    /// Draw everything in one colour.
    #[property(
        "overrideColorBuffer",
        name = "Override Color Buffer",
        invalidates = InvalidationLevel::InvalidResources
    )]
    overrides_color: bool,

    /// The one colour.
    #[property(
        "overrideColor",
        name = "Override Color",
        default = Vec4::new(0.75, 0.75, 0.75, 1.0),
        color,
        visible_if = |p| p.overrides_color
    )]
    color: Vec4,
}

/// These are the layers that are drawn.
#[derive(PropertyGroup)]
pub struct Layers {
    /// Draw colours; they are also drawn if nothing else is.
    #[property(
        "colorLayer",
        name = "Color",
        default = true,
        invalidates = InvalidationLevel::InvalidResources
    )]
    color: bool,

    /// Draw texture coordinates.
    #[property(
        "texCoordLayer",
        name = "Texture Coordinates",
        invalidates = InvalidationLevel::InvalidResources
    )]
    texture: bool,

    /// Draw normals in the world.
    #[property(
        "normalsLayer",
        name = "Normals (World Space)",
        invalidates = InvalidationLevel::InvalidResources
    )]
    normals: bool,

    /// Draw normals as the eye sees them.
    #[property(
        "viewNormalsLayer",
        name = "Normals (View space)",
        invalidates = InvalidationLevel::InvalidResources
    )]
    view_normals: bool,
}

impl Layers {
    /// What each layer shows.
    fn contents(&self) -> Vec<Content> {
        let contents: Vec<_> = [
            (self.color, Content::Color),
            (self.texture, Content::TextureCoordinates),
            (self.normals, Content::Normals),
            (self.view_normals, Content::ViewNormals),
        ]
        .into_iter()
        .filter_map(|(is_on, content)| is_on.then_some(content))
        .collect();
        if contents.is_empty() { vec![Content::Color] } else { contents }
    }
}

/// What a layer shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Content {
    Color,
    TextureCoordinates,
    Normals,
    ViewNormals,
}

impl Process for GeometryRender {
    fn process(&mut self, context: &Context) -> Result<()> {
        let contents = self.layers.contents();
        let mut film = Film::over(self.background.data().map(|image| &**image), self.image.size())?;
        film.reserve(contents.len())?;
        self.lighting.position.tell(&self.camera, context, "lighting.lightPosition");
        for mesh in self.meshes.all() {
            context.check()?;
            self.draw(mesh, &contents, &mut film);
        }
        self.image.set(film.into_image());
        Ok(())
    }
}

impl GeometryRender {
    fn draw(&self, mesh: &Mesh, contents: &[Content], film: &mut Film) {
        let faces = match self.geometry.cull {
            1028 => Some(Faces::Back),
            1029 => Some(Faces::Front),
            1032 => None,
            _ => Some(Faces::Both),
        };
        let mode = Mode { tests_depth: self.geometry.tests_depth, ..Mode::STRAIGHT };
        let surface = Surface::new(mesh, self);
        let n_extra = contents.len() - 1;
        let paint = |fragment: &Fragment| surface.paint(fragment, contents);
        let corners = vertices::transformed(mesh, self.camera.clip_from_world() * surface.world);
        if let Some(faces) = faces {
            let triangles = raster::triangles_of(mesh);
            film.triangles(&corners, &triangles, faces, mode, n_extra, paint);
        }
        let segments: Vec<_> =
            raster::segments_of(mesh).into_iter().map(|[_, a, b, _]| [a, b]).collect();
        film.segments(&corners, &segments, mode, n_extra, paint);
        film.points(&corners, &raster::points_of(mesh), mode, n_extra, paint);
    }
}

/// What vertices of a mesh look like.
struct Surface {
    world: glam::Mat4,
    positions: Vec<Vec3>,
    normals: Option<Vec<Vec3>>,
    colors: Option<Vec<Vec4>>,
    color: Vec4,
    texture_coordinates: Vec<Vec3>,
    picking: Option<Vec<u32>>,
    light: Light,
    eye: Vec3,
    view_from_world: Mat3,
}

impl Surface {
    fn new(mesh: &Mesh, renderer: &GeometryRender) -> Self {
        let world = mesh.world_from_data();
        let is_overridden = renderer.geometry.overrides_color;
        let camera = &renderer.camera;
        let positions = vertices::transformed(mesh, world);
        Self {
            world,
            positions: positions.iter().map(|position| position.truncate()).collect(),
            normals: vertices::world_normals(mesh),
            colors: vertices::colors(mesh).filter(|_| !is_overridden),
            // Without colours everything is black.
            color: if is_overridden { renderer.geometry.color } else { Vec4::W },
            texture_coordinates: match renderer.layers.texture {
                true => vertices::texture_coordinates(mesh),
                false => Vec::new(),
            },
            picking: vertices::picking_ids(mesh),
            light: renderer.lighting.seen_by(camera).into(),
            eye: camera.look_from,
            view_from_world: Mat3::from_mat4(camera.view_from_world()),
        }
    }

    fn paint(&self, fragment: &Fragment, contents: &[Content]) -> Option<Paint> {
        let color = self.colors.as_ref().map_or(self.color, |colors| fragment.mix(colors));
        if color.w == 0.0 {
            return None;
        }
        let position = fragment.mix(&self.positions);
        let normal = self.normals.as_ref().map_or(Vec3::ZERO, |normals| fragment.mix(normals));
        let unit = self.light.side(normal.normalize_or_zero(), fragment.is_front);
        let to_eye = (self.eye - position).normalize_or_zero();
        let lit = |_| {
            let lit = self.light.shade(color.truncate(), position, unit, to_eye);
            lit.extend(color.w)
        };
        let show = |&content: &Content| match content {
            Content::Color => lit(()),
            Content::TextureCoordinates => fragment.mix(&self.texture_coordinates).extend(1.0),
            Content::Normals => (unit * 0.5 + 0.5).extend(1.0),
            Content::ViewNormals => {
                let seen = self.view_from_world * unit;
                (seen * 0.5 + 0.5).extend(1.0)
            }
        };
        let mut paint = Paint::new(contents.first().map_or(Vec4::ZERO, show));
        for (extra, content) in paint.extra.iter_mut().zip(contents.iter().skip(1)) {
            *extra = show(content);
        }
        debug_assert!(contents.len() <= MAX_EXTRA + 1);
        Some(match &self.picking {
            Some(ids) => paint.picked(picking_color(self.id(fragment, ids))),
            None => paint,
        })
    }

    /// The object that a fragment belongs to: that of its last corner.
    fn id(&self, fragment: &Fragment, ids: &[u32]) -> u32 {
        ids.get(fragment.corners[2] as usize).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::UVec2;
    use ivw_render::properties::ShadingMode;

    const SIZE: UVec2 = UVec2::new(40, 40);

    /// A square across the view, its corners going round counter-clockwise.
    fn square(z: f32, color: Vec4) -> Mesh {
        let positions = [[-1.0, -1.0, z], [1.0, -1.0, z], [1.0, 1.0, z], [-1.0, 1.0, z]];
        Mesh::new(Topology::TRIANGLES)
            .with(AttributeKind::Position, Array::copy_of(&positions))
            .with(AttributeKind::Normal, Array::copy_of(&[Vec3::Z; 4]))
            .with(AttributeKind::Color, Array::copy_of(&[color; 4]))
            .with(AttributeKind::TexCoord, Array::copy_of(&positions))
            .with_indices(Topology::TRIANGLES, &[0, 1, 2, 0, 2, 3])
    }

    fn renderer(meshes: Vec<Mesh>) -> GeometryRender {
        let mut node = GeometryRender {
            meshes: meshes.into(),
            image: Out::with_size(SIZE),
            ..GeometryRender::default()
        };
        node.lighting.shading = ShadingMode::None;
        node
    }

    fn image(node: &mut GeometryRender) -> Result<Shared<Image>> {
        node.process(&Context::detached())?;
        node.image.get()
    }

    /// Colour of the pixel in the middle.
    fn middle(image: &Image, layer: usize) -> [u8; 4] {
        image.color[layer].pixels.elements::<[u8; 4]>()[20 * 40 + 20]
    }

    #[test]
    fn what_is_nearer_is_seen_and_what_is_translucent_is_blended_in_order() -> Result<()> {
        let red = Vec4::new(1.0, 0.0, 0.0, 1.0);
        let green = Vec4::new(0.0, 1.0, 0.0, 0.5);
        let mut node = renderer(vec![square(0.0, red), square(0.5, green), square(-0.5, green)]);
        // Half of the green one, and the alphas mixed the same way: 1/2 + 1/4.
        assert_eq!(middle(&*image(&mut node)?, 0), [128, 128, 0, 191]);
        Ok(())
    }

    #[test]
    fn light_reflects_as_the_reference_says() -> Result<()> {
        let mut node = renderer(vec![square(0.0, Vec4::ONE)]);
        node.lighting.shading = ShadingMode::Diffuse;
        // The light is at (10, 10, 12): at 45 degrees, seen from z.
        let pixel = middle(&*image(&mut node)?, 0);
        let cosine = 12.0 / (10.0_f64 * 10.0 * 2.0 + 144.0).sqrt();
        assert!((f64::from(pixel[0]) - cosine * 0.6 * 255.0).abs() < 1.5, "{pixel:?}");
        // From behind it looks the same, as both sides are lit.
        let mut behind = renderer(vec![square(0.0, Vec4::ONE)]);
        behind.camera.look_from = -Vec3::Z * 2.0;
        behind.lighting.shading = ShadingMode::Diffuse;
        let back = middle(&*image(&mut behind)?, 0);
        assert!(back[0].abs_diff(pixel[0]) < 2, "{back:?}");
        behind.lighting.shading = ShadingMode::BlinnPhongFront;
        assert_eq!(middle(&*image(&mut behind)?, 0), [38, 38, 38, 255]);
        Ok(())
    }

    #[test]
    fn without_normals_only_light_from_everywhere_is_left() -> Result<()> {
        let mut mesh = square(0.0, Vec4::ONE);
        mesh.attributes.remove(1);
        let mut node = renderer(vec![mesh]);
        node.lighting.shading = ShadingMode::BlinnPhong;
        assert_eq!(middle(&*image(&mut node)?, 0), [38, 38, 38, 255]);
        Ok(())
    }

    #[test]
    fn layers_are_drawn_in_their_order() -> Result<()> {
        let mut node = renderer(vec![square(0.0, Vec4::ONE)]);
        node.layers.texture = true;
        node.layers.normals = true;
        node.layers.view_normals = true;
        let result = image(&mut node)?;
        assert_eq!(result.color.len(), 4);
        assert_eq!(middle(&result, 0), [255; 4]);
        assert!(middle(&result, 1)[0] < 20, "{:?}", middle(&result, 1));
        assert_eq!(middle(&result, 2), [128, 128, 255, 255]);
        assert_eq!(middle(&result, 3), [128, 128, 255, 255]);
        node.layers.color = false;
        node.layers.texture = false;
        assert_eq!(middle(&*image(&mut node)?, 0), [128, 128, 255, 255]);
        Ok(())
    }

    #[test]
    fn faces_are_culled_and_one_colour_may_take_over() -> Result<()> {
        let mut node = renderer(vec![square(0.0, Vec4::ONE)]);
        for (cull, is_seen) in [(0, true), (1028, false), (1029, true), (1032, false)] {
            node.geometry.cull = cull;
            assert_eq!(middle(&*image(&mut node)?, 0) != [0; 4], is_seen, "{cull}");
        }
        node.geometry.cull = 0;
        node.geometry.overrides_color = true;
        node.geometry.color = Vec4::new(0.0, 0.0, 1.0, 1.0);
        assert_eq!(middle(&*image(&mut node)?, 0), [0, 0, 255, 255]);
        Ok(())
    }

    #[test]
    fn a_picture_is_drawn_into_and_objects_are_picked() -> Result<()> {
        let mut near = renderer(vec![square(0.5, Vec4::ONE)]);
        let mesh = square(0.0, Vec4::new(1.0, 0.0, 0.0, 1.0))
            .with(AttributeKind::Picking, Array::copy_of(&[1_u32; 4]));
        let mut node = renderer(vec![mesh]);
        let alone = image(&mut node)?;
        assert_eq!(middle(&alone, 0), [255, 0, 0, 255]);
        let picking = alone.picking.clone().unwrap();
        assert_eq!(picking.pixels.elements::<[u8; 4]>()[20 * 40 + 20], [0, 0, 128, 255]);
        node.background = (*image(&mut near)?).clone().into();
        assert_eq!(middle(&*image(&mut node)?, 0), [255; 4]);
        Ok(())
    }

    #[test]
    fn lines_and_points_are_one_pixel_wide() -> Result<()> {
        let lines =
            Topology { primitive: Primitive::Lines, connectivity: Connectivity::Unconnected };
        let mut mesh = square(0.0, Vec4::ONE);
        mesh.indices.clear();
        let drawn = |mesh: Mesh| -> Result<usize> {
            let result = image(&mut renderer(vec![mesh]))?;
            let pixels = result.color[0].pixels.elements::<[u8; 4]>();
            Ok(pixels.iter().filter(|pixel| **pixel == [255; 4]).count())
        };
        let line = drawn(mesh.clone().with_indices(lines, &[0, 1]))?;
        // The square is 2 wide, at distance 2, with 38 degrees for 40 pixels: wider than the view.
        assert!(line == 0 || (20..=40).contains(&line), "{line}");
        let mut small = mesh.clone();
        small.model[0][0] = 0.5;
        small.model[1][1] = 0.5;
        assert_eq!(drawn(small.clone().with_indices(Topology::default(), &[0, 1, 2, 3]))?, 4);
        // 29.04 pixels long, around the middle of the picture.
        assert_eq!(drawn(small.with_indices(lines, &[0, 1]))?, 30);
        Ok(())
    }
}
