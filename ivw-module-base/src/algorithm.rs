//! What serves more than one processor.

pub(crate) mod board;
pub(crate) mod channels;
pub(crate) mod clip_mesh;
pub(crate) mod contour;
pub(crate) mod crop;
pub(crate) mod derivative;
pub(crate) mod distance;
pub(crate) mod export;
pub(crate) mod file_pattern;
pub(crate) mod film;
pub(crate) mod folder;
pub(crate) mod format_choice;
pub(crate) mod glsl;
pub(crate) mod glyphs;
pub(crate) mod image_layers;
pub(crate) mod isosurface;
pub(crate) mod picture;
pub(crate) mod pixel;
pub(crate) mod primitives;
pub(crate) mod reader;
pub(crate) mod slice;
pub(crate) mod slice_range;
pub(crate) mod space;
pub(crate) mod splitter;
pub(crate) mod voxels;
pub(crate) use ivw_render::random;
