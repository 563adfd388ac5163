//! Slides in place of a picture.

use crate::algorithm::file_pattern::FilePattern;
use crate::algorithm::picture::with_color;
use crate::algorithm::reader::Reader;
use ivw_core::event::{Interaction, MouseButton, Reaction, Trigger, key};
use ivw_core::prelude::*;
use ivw_render::properties::Event;
use std::path::PathBuf;

/// Slides from files in place of a picture, for talks.
///
/// |         | shape             | value                   |
/// |---------|-------------------|-------------------------|
/// | inport  | `[width, height]` | colours, depth, picking |
/// | outport | of the slide, or of the picture | colours, depth, picking |
///
/// Without *Presentation Mode* the picture goes through.
#[derive(Processor)]
#[processor("org.inviwo.PresentationProcessor", category = "UI", tags = "CPU", takes_events)]
pub struct Presentation {
    /// Picture.
    #[inport("inport")]
    image: In<Image>,

    /// The picture, or the slide.
    #[outport("outport", keeps_size, in_memory)]
    result: Out<Image>,

    /// Show slides.
    #[property("presentationMode", name = "Presentation Mode")]
    is_on: bool,

    /// Which slide, counted from 1.
    #[property("slideIndex", name = "Slide Index", default = 1, range = 1..=1)]
    index: i32,

    /// Name of the slide's file.
    #[property("imageFileName", name = "Current Slide", read_only = true)]
    name: String,

    /// Names of the slides' files.
    #[group("imageFilePattern", name = "Slide Images")]
    pattern: FilePattern,

    /// Looks for slides again.
    #[property("findFiles", name = "Update Slide List")]
    find: Button,

    /// Keys and clicks.
    #[group("interactions", collapsed = true)]
    interactions: Interactions,

    slides: Option<(Vec<PathBuf>, Vec<PathBuf>)>,
}

/// These are keys and clicks for slides.
#[derive(PropertyGroup)]
pub struct Interactions {
    /// Shows slides, or not any more: P.
    #[property("toggleMode", name = "Toggle Presentation Mode")]
    toggle: Event,

    /// Shows the picture again: escape.
    #[property("quitPresentation", name = "Quit Presentation")]
    quit: Event,

    /// The next slide: space.
    #[property("nextSlide", name = "Next Slide")]
    next: Event,

    /// The slide before: backspace.
    #[property("prevSlide", name = "Previous Slide")]
    previous: Event,

    /// The next slide: the right arrow.
    #[property("nextSlideAlt", name = "Next Slide Alternative")]
    next_alternative: Event,

    /// The slide before: the left arrow.
    #[property("prevSlideAlt", name = "Previous Slide Alternative")]
    previous_alternative: Event,

    /// The next slide: a click.
    #[property("mouseNextSlide", name = "Mouse Next Slide")]
    mouse_next: Event,

    /// The slide before: a click with the right button.
    #[property("mousePrevSlide", name = "Mouse Previous Slide")]
    mouse_previous: Event,
}

const TOGGLE: Trigger = Trigger::key(b'P' as i32);
const QUIT: Trigger = Trigger::key(key::ESCAPE);
const NEXT: [Trigger; 3] =
    [Trigger::key(key::SPACE), Trigger::key(key::RIGHT), Trigger::button(MouseButton::Left)];
const PREVIOUS: [Trigger; 3] =
    [Trigger::key(key::BACKSPACE), Trigger::key(key::LEFT), Trigger::button(MouseButton::Right)];

impl Process for Presentation {
    fn process(&mut self, context: &Context) -> Result<()> {
        let image = self.image.get()?;
        if !self.is_on {
            self.result.set(image);
            return Ok(());
        }
        let is_known = self.slides.as_ref().is_some_and(|(of, _)| *of == self.pattern.pattern);
        if !is_known || self.find.pressed || self.pattern.update.pressed {
            self.slides = None;
            let mut slides = self.pattern.files()?;
            slides.retain(|path| crate::io::layer_reader(path).is_ok());
            let last = slides.len().max(1) as i64;
            context.change("slideIndex", PropertyChange::Max(last.into()));
            context.change("slideIndex", PropertyChange::ReadOnly(slides.len() <= 1));
            self.slides = Some((self.pattern.pattern.clone(), slides));
        }
        let (_, slides) = self.slides.as_ref().expect("slides were just looked for");
        let Some(last) = slides.len().checked_sub(1) else {
            return Err(Error::new("there are no slides")
                .hint("write a pattern such as slide##.png, or turn off Presentation Mode"));
        };
        let place = usize::try_from(self.index - 1).unwrap_or(0).min(last);
        let path = &slides[place];
        let layer = Reader::<Layer>::default().read(path)?.swap_remove(0);
        let name = path.to_string_lossy();
        context.set("imageFileName", Value::from(name.as_ref()));
        let nothing = Image { color: Vec::new().into(), depth: None.into(), picking: None.into() };
        self.result.set(with_color(&nothing, layer)?);
        Ok(())
    }

    fn event(&mut self, event: &Interaction, context: &Context) -> Result<Reaction> {
        let is_one_of = |triggers: &[Trigger]| triggers.iter().any(|t| t.matches(event));
        let step = i32::from(is_one_of(&NEXT)) - i32::from(is_one_of(&PREVIOUS));
        if TOGGLE.matches(event) {
            context.set("presentationMode", !self.is_on);
        } else if self.is_on && QUIT.matches(event) {
            context.set("presentationMode", false);
        } else if self.is_on && step != 0 {
            let n_slides = self.slides.as_ref().map_or(0, |(_, slides)| slides.len());
            let last = i32::try_from(n_slides).unwrap_or(i32::MAX).max(1);
            context.set("slideIndex", (self.index + step).clamp(1, last));
        } else {
            return Ok(Reaction::default());
        }
        Ok(Reaction::used())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ivw_core::event::Action;

    #[test]
    fn a_slide_takes_the_place_of_the_picture_in_its_own_size() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a1.png");
        let slide = Layer::from_pixels([3, 1], LayerKind::Color, &[1u8, 2, 3]);
        crate::io::layer_writer(&path)?.write(&path, &slide)?;
        let mut node =
            Presentation { image: Image::new([1, 1], Image::RGBA8)?.into(), ..Default::default() };
        node.process(&Context::detached())?;
        assert!(node.result.get()?.is_same(&node.image.get()?));
        node.is_on = true;
        node.pattern.pattern = vec![folder.path().join("a#.png")];
        node.process(&Context::detached())?;
        assert_eq!(node.result.get()?.color[0].pixels.bytes(), [1, 2, 3]);
        node.pattern.pattern.clear();
        assert!(node.process(&Context::detached()).is_err());
        Ok(())
    }

    /// What one press of a key changes.
    fn changes(node: &mut Presentation, key: i32) -> Result<Vec<(String, PropertyChange)>> {
        let action = Action::Key { key, is_pressed: true, text: String::new() };
        let context = Context::detached();
        let event = Interaction { action, ..Interaction::default() };
        let is_used = node.event(&event, &context)?.is_used;
        let changes = context.take_changes();
        assert_eq!(is_used, !changes.is_empty());
        Ok(changes.into_iter().map(|change| (change.property, change.change)).collect())
    }

    #[test]
    fn keys_turn_slides_once_they_are_shown() -> Result<()> {
        let set = |id: &str, value: Value| vec![(id.to_owned(), PropertyChange::Value(value))];
        let slides = vec![PathBuf::from("a.png"), PathBuf::from("b.png")];
        let mut node = Presentation { slides: Some((Vec::new(), slides)), ..Default::default() };
        assert!(changes(&mut node, key::SPACE)?.is_empty());
        let on = changes(&mut node, i32::from(b'P'))?;
        assert_eq!(on, set("presentationMode", true.into()));
        node.is_on = true;
        assert_eq!(changes(&mut node, key::RIGHT)?, set("slideIndex", 2.into()));
        node.index = 2;
        assert_eq!(changes(&mut node, key::SPACE)?, set("slideIndex", 2.into()));
        assert_eq!(changes(&mut node, key::BACKSPACE)?, set("slideIndex", 1.into()));
        assert_eq!(changes(&mut node, key::ESCAPE)?, set("presentationMode", false.into()));
        Ok(())
    }
}
