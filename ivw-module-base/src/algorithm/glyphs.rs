//! Vertices of meshes as figures of their own: where each is, how large, and what it looks like.

use glam::{Vec3, Vec4};
use ivw_core::data::{Brushing, Number};
use ivw_core::prelude::*;
use ivw_render::color_table::ColorTable;
use ivw_render::film::picking_color;
use ivw_render::properties::{GlyphMode, Periodicity, SelectionColor};
use ivw_render::raster::each_list;
use ivw_render::vertices;

/// A figure at a vertex.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Glyph {
    /// Its middle, in the world.
    pub(crate) position: Vec3,
    pub(crate) radius: f32,
    pub(crate) color: Vec4,
    /// Colour in the picking layer, without alpha if it stands for nothing.
    pub(crate) picking: Vec4,
}

/// What figures look like, over what vertices say.
pub(crate) struct Look<'a> {
    /// The size, and whether it replaces those of the vertices.
    pub(crate) radius: (f32, bool),
    /// The colour of vertices without one.
    pub(crate) color: Vec4,
    pub(crate) overrides_color: bool,
    pub(crate) overrides_alpha: bool,
    /// Whether edges are soft, so that it matters how often a figure is drawn.
    pub(crate) is_soft: bool,
    /// Colours of the vertices' scalars, which come before their own colours.
    pub(crate) of_scalars: Option<&'a TransferFunction>,
    /// What was picked out elsewhere.
    pub(crate) brush: Option<Brush<'a>>,
}

/// Rows that were picked out elsewhere, and what they look like.
#[derive(Clone, Copy)]
pub(crate) struct Brush<'a> {
    pub(crate) brushing: &'a Brushing,
    pub(crate) highlighted: &'a SelectionColor,
    pub(crate) selected: &'a SelectionColor,
    pub(crate) filtered: &'a SelectionColor,
}

impl Brush<'_> {
    /// The colour of the figure of a row; without alpha for one that is filtered out.
    fn color(&self, row: u32, color: Vec4) -> Vec4 {
        let brushing = self.brushing;
        let look = if brushing.is_filtered(row) {
            if !self.filtered.is_on {
                return Vec4::ZERO;
            }
            self.filtered
        } else if brushing.is_highlighted(row) && self.highlighted.is_on {
            self.highlighted
        } else if brushing.is_selected(row) && self.selected.is_on {
            self.selected
        } else {
            return color;
        };
        color.truncate().lerp(look.color, look.mixing).extend(look.alpha)
    }
}

/// The colours of all vertices of a mesh.
pub(crate) fn colors_of(mesh: &Mesh, look: &Look<'_>) -> Vec<Vec4> {
    let scalars = look
        .of_scalars
        .and_then(|function| Some((function, vertices::numbers(mesh, AttributeKind::ScalarMeta)?)));
    let mut colors = match (scalars, vertices::colors(mesh)) {
        (Some((function, scalars)), _) => {
            let table = ColorTable::new(function, &DataMap::of(Number::F32));
            scalars.iter().map(|&scalar| table.at(f64::from(scalar)).into()).collect()
        }
        (None, Some(colors)) => colors,
        (None, None) => vec![look.color; mesh.n_vertices()],
    };
    for color in &mut colors {
        if look.overrides_color {
            *color = look.color.truncate().extend(color.w);
        }
        if look.overrides_alpha {
            color.w = look.color.w;
        }
    }
    if let Some(brush) = &look.brush {
        let rows = vertices::numbers(mesh, AttributeKind::Index);
        for (n, color) in colors.iter_mut().enumerate() {
            let row = match &rows {
                Some(rows) => rows.get(n).map_or(0, |row| *row as u32),
                None => n as u32,
            };
            *color = brush.color(row, *color);
        }
    }
    colors
}

/// The figures of a mesh, in the order they are drawn; none that can't be seen.
pub(crate) fn glyphs_of(
    mesh: &Mesh,
    look: &Look<'_>,
    mode: GlyphMode,
    periodicity: Option<&Periodicity>,
) -> Vec<Glyph> {
    let n_vertices = mesh.n_vertices();
    let positions = vertices::transformed(mesh, mesh.world_from_data());
    let colors = colors_of(mesh, look);
    let radii = vertices::numbers(mesh, AttributeKind::Radii).filter(|_| !look.radius.1);
    let picking = vertices::picking_ids(mesh);
    let mut glyphs = Vec::new();
    // What is opaque, with hard edges, looks the same however often it is drawn.
    let mut is_drawn = vec![false; n_vertices];
    each_list(mesh, |topology, indices| {
        if mode == GlyphMode::PointsOnly && topology.primitive != Primitive::Points {
            return;
        }
        for &index in indices {
            let index = index as usize;
            if index >= n_vertices {
                continue;
            }
            let is_same = colors[index].w >= 1.0 && !look.is_soft;
            if std::mem::replace(&mut is_drawn[index], true) && is_same {
                continue;
            }
            let radius = radii.as_ref().map_or(look.radius.0, |radii| radii[index]);
            let color = colors[index];
            // Also what is no number.
            if !(radius > 0.0 && color.w > 0.0) {
                continue;
            }
            let id = picking.as_ref().map_or(0, |ids| ids[index]);
            let picking = if id == 0 { Vec4::ZERO } else { picking_color(id) };
            let position = positions[index].truncate();
            match periodicity {
                Some(cell) => {
                    glyphs.extend(cell.places(position).into_iter().map(|position| Glyph {
                        position,
                        radius,
                        color,
                        picking,
                    }))
                }
                None => glyphs.push(Glyph { position, radius, color, picking }),
            }
        }
    });
    glyphs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::algorithm::primitives::{LINES, POINTS};

    fn mesh() -> Mesh {
        Mesh::default()
            .with(AttributeKind::Position, Array::copy_of(&[Vec3::X, Vec3::Y, Vec3::Z]))
            .with(AttributeKind::Color, Array::copy_of(&[Vec4::ONE, Vec4::ONE * 0.5, Vec4::ZERO]))
            .with(AttributeKind::Radii, Array::copy_of(&[1.0_f32, 2.0, 3.0]))
            .with(AttributeKind::ScalarMeta, Array::copy_of(&[0.0_f32, 1.0, 0.5]))
            .with_indices(LINES, &[0, 1, 1, 2, 0, 77])
            .with_indices(POINTS, &[0])
    }

    fn look() -> Look<'static> {
        Look {
            radius: (0.5, false),
            color: Vec4::new(1.0, 0.0, 0.0, 0.25),
            overrides_color: false,
            overrides_alpha: false,
            is_soft: false,
            of_scalars: None,
            brush: None,
        }
    }

    #[test]
    fn what_was_picked_out_elsewhere_looks_different() {
        let brushing = Brushing {
            filtered: [7].as_slice().into(),
            selected: [3, 7].as_slice().into(),
            ..Brushing::default()
        };
        let like = |is_on: bool| SelectionColor { is_on, color: Vec3::X, alpha: 0.5, mixing: 0.75 };
        let (on, off) = (like(true), like(false));
        let brush = Brush { brushing: &brushing, highlighted: &on, selected: &on, filtered: &off };
        let mut mesh = mesh();
        mesh.attributes.retain(|attribute| attribute.kind == AttributeKind::Position);
        let mesh = mesh.with(AttributeKind::Index, Array::copy_of(&[3u32, 7, 1]));
        let white = Look { color: Vec4::ONE, brush: Some(brush), ..look() };
        let expected = [Vec4::new(1.0, 0.25, 0.25, 0.5), Vec4::ZERO, Vec4::ONE];
        assert_eq!(colors_of(&mesh, &white), expected);
        let shown = Look { brush: Some(Brush { filtered: &on, ..brush }), ..white };
        assert_eq!(colors_of(&mesh, &shown)[1], expected[0]);
    }

    #[test]
    fn opaque_figures_are_drawn_once_and_invisible_ones_never() {
        let radii = |mode, look: &Look<'_>| -> Vec<f32> {
            glyphs_of(&mesh(), look, mode, None).iter().map(|glyph| glyph.radius).collect()
        };
        assert_eq!(radii(GlyphMode::EntireMesh, &look()), [1.0, 2.0, 2.0]);
        assert_eq!(radii(GlyphMode::PointsOnly, &look()), [1.0]);
        let forced = Look { radius: (0.5, true), ..look() };
        assert_eq!(radii(GlyphMode::EntireMesh, &forced), [0.5; 3]);
    }

    #[test]
    fn scalars_come_before_colours_and_overrides_before_all() {
        assert_eq!(colors_of(&mesh(), &look())[1], Vec4::splat(0.5));
        let function = TransferFunction::default();
        let of_scalars = Look { of_scalars: Some(&function), ..look() };
        assert_eq!(colors_of(&mesh(), &of_scalars)[1], Vec4::ONE);
        let one = Look { overrides_color: true, ..look() };
        assert_eq!(colors_of(&mesh(), &one)[1], Vec4::new(1.0, 0.0, 0.0, 0.5));
        let alpha = Look { overrides_alpha: true, ..one };
        assert_eq!(colors_of(&mesh(), &alpha)[1].w, 0.25);
        let mut bare = mesh();
        bare.attributes.retain(|attribute| attribute.kind == AttributeKind::Position);
        assert_eq!(colors_of(&bare, &look()), [look().color; 3]);
    }
}
