//! Pictures as ray casters take and make them.

use glam::UVec2;
use ivw_core::prelude::*;
use ivw_render::pixels::{colors, colors_u8, colors_u16, depths, in_size, unorm8};
use ivw_render::raycast::{self, Picture, RaycastError, Request, Settings, VolumeView, Watch};
use rayon::prelude::*;
use std::borrow::Cow;

/// What a ray caster draws: a volume between the entry and exit points of its hull, and maybe a
/// picture behind and within.
pub(crate) struct Cast<'a> {
    pub(crate) volume: &'a Volume,
    pub(crate) entry: &'a Image,
    pub(crate) exit: &'a Image,
    pub(crate) background: Option<&'a Image>,
    pub(crate) size: UVec2,
    pub(crate) settings: Settings<'a>,
}

impl Cast<'_> {
    /// The picture that a ray caster makes of it.
    pub(crate) fn render(
        &self,
        context: &Context,
        render: impl FnOnce(&Request<'_>, &Watch<'_>) -> Result<Picture, RaycastError>,
    ) -> Result<Image> {
        let (entry, exit) = (in_size(self.entry, self.size)?, in_size(self.exit, self.size)?);
        let film = Film::new(&entry, &exit)?;
        let behind = self.background.map(|image| in_size(image, self.size)).transpose()?;
        let behind = behind.as_deref().map(Behind::new);
        let request = Request {
            volume: VolumeView::from(self.volume),
            occupancy: None,
            rays: film.rays(self.size),
            background: behind.as_ref().map(Behind::request),
            settings: self.settings,
        };
        let watch = Watch {
            cancelled: &|| context.is_cancelled(),
            // Being asked to stop is looked after by `cancelled`.
            progress: &|part| drop(context.progress(part)),
        };
        image(&render(&request, &watch).map_err(failed)?)
    }
}

/// Why a ray caster made no picture, as a person reads it.
pub(crate) fn failed(error: RaycastError) -> Error {
    match error {
        RaycastError::Cancelled => Error::cancelled(),
        error => Error::other(error),
    }
}

/// The rays of a picture, in the formats that the ray caster reads.
pub(crate) struct Film<'a> {
    entry: Cow<'a, [[u16; 4]]>,
    exit: Cow<'a, [[u16; 4]]>,
    entry_depth: Cow<'a, [f32]>,
    exit_depth: Cow<'a, [f32]>,
    normals: Option<&'a [[i8; 4]]>,
}

impl<'a> Film<'a> {
    pub(crate) fn new(entry: &'a Image, exit: &'a Image) -> Result<Self> {
        Ok(Self {
            entry: points(entry).at("inport \"entry\"")?,
            exit: points(exit).at("inport \"exit\"")?,
            entry_depth: depth_or(entry, 0.0),
            exit_depth: depth_or(exit, 1.0),
            normals: entry.color.get(1).and_then(normals),
        })
    }

    pub(crate) fn rays(&self, size: UVec2) -> raycast::Rays<'_> {
        raycast::Rays {
            size,
            entry: &self.entry,
            exit: &self.exit,
            entry_depth: &self.entry_depth,
            exit_depth: &self.exit_depth,
            entry_normals: self.normals,
        }
    }
}

fn points(image: &Image) -> Result<Cow<'_, [[u16; 4]]>> {
    let layer = image.layer(LayerKind::Color, 0);
    layer.map(colors_u16).ok_or_else(|| {
        Error::new("the image has no colours").hint("connect an Entry Exit Points processor")
    })
}

fn depth_or(image: &Image, depth: f32) -> Cow<'_, [f32]> {
    match image.layer(LayerKind::Depth, 0) {
        Some(layer) => depths(layer),
        None => Cow::Owned(vec![depth; n_pixels(image)]),
    }
}

fn normals(layer: &Layer) -> Option<&[[i8; 4]]> {
    (layer.format == <[i8; 4]>::FORMAT).then(|| layer.pixels.elements())
}

fn n_pixels(image: &Image) -> usize {
    image.size().x as usize * image.size().y as usize
}

/// A picture behind the volume, in the formats that the ray caster reads.
pub(crate) struct Behind<'a> {
    color: Cow<'a, [[f32; 4]]>,
    depth: Cow<'a, [f32]>,
    picking: Cow<'a, [[u8; 4]]>,
}

impl<'a> Behind<'a> {
    pub(crate) fn new(image: &'a Image) -> Self {
        let nothing = || vec![[0; 4]; n_pixels(image)];
        let color = image.layer(LayerKind::Color, 0).map(colors);
        let picking = image.layer(LayerKind::Picking, 0).map(colors_u8);
        Self {
            color: color.unwrap_or_else(|| Cow::Owned(vec![[0.0; 4]; n_pixels(image)])),
            depth: depth_or(image, 1.0),
            picking: picking.unwrap_or_else(|| Cow::Owned(nothing())),
        }
    }

    pub(crate) fn request(&self) -> raycast::Background<'_> {
        raycast::Background { color: &self.color, depth: &self.depth, picking: &self.picking }
    }
}

/// The picture as others take it.
pub(crate) fn image(picture: &raycast::Picture) -> Result<Image> {
    let mut image = Image::new(picture.size.to_array(), Image::RGBA8)?;
    let pixels = image.color[0].pixels.elements_mut::<[u8; 4]>();
    pixels.par_iter_mut().with_min_len(1 << 14).zip(&picture.color).for_each(|(pixel, color)| {
        *pixel = color.map(unorm8);
    });
    let dims = picture.size.to_array();
    image.depth = Some(Layer::from_pixels(dims, LayerKind::Depth, &picture.depth)).into();
    image.picking = Some(Layer::from_pixels(dims, LayerKind::Picking, &picture.picking)).into();
    Ok(image)
}
