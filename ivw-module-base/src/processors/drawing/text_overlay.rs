//! Texts over a picture.

use glam::{Affine2, IVec2, Vec2, Vec4};
use ivw_core::prelude::*;
use ivw_core::processor::Added;
use ivw_core::property::GroupKind;
use ivw_render::film::Film;
use ivw_render::properties::FontFace;
use ivw_render::text::{Font, anchored};

/// Writes texts over a picture.
///
/// |         | shape             | value                         | unit          |
/// |---------|-------------------|-------------------------------|---------------|
/// | inport  | `[width, height]` | colours, depth, picking       |               |
/// | outport | `[width, height]` | `[u8; 4]`, depth, picking     | premultiplied |
///
/// A text may contain arguments: `{}` is the next one, `{0}` the first one, `{name}` the one of that
/// identifier; `{0:.2}` has two decimals.
#[derive(Processor)]
#[processor(
    "org.inviwo.TextOverlayGL",
    name = "Text Overlay",
    category = "Drawing",
    tags = "CPU, Text",
    takes_added
)]
pub struct TextOverlay {
    /// Picture to write over.
    #[inport("inport", optional)]
    picture: In<Image>,

    /// The picture with the texts.
    #[outport("outport")]
    result: Out<Image>,

    /// Whether anything is written.
    #[property("enable", name = "Enabled", default = true)]
    is_on: bool,

    /// What the texts are set in.
    #[group("font", name = "Font Settings")]
    font: ColoredFont,

    /// The texts.
    #[group("texts", name = "Texts", list(vec![text_prefab()]))]
    texts: Texts,

    /// What texts may contain.
    #[group("args", name = "Arguments", list(argument_prefabs()))]
    arguments: Arguments,

    added: Vec<Added>,
}

/// This is what texts are set in, and their colour.
#[derive(PropertyGroup)]
#[group_class("org.inviwo.FontProperty")]
pub struct ColoredFont {
    /// Shapes of the letters.
    #[property(
        "fontFace",
        name = "Font Face",
        default = FontFace::Arial,
        class("org.inviwo.FontFaceOptionProperty")
    )]
    face: FontFace,
    /// Size of the letters.
    #[property("fontSize", name = "Font Size", default = 14, range = 0..=144, unit = "px")]
    size: i32,
    /// How much further lines are apart, as a part of the size.
    #[property("lineSpacing", name = "Line Spacing", range = -1.0..=2.0)]
    line_spacing: f32,
    /// Which point of a text lies at its place, from -1 at the left and lower edge to 1 at the right
    /// and upper one.
    #[property("anchor", default = Vec2::splat(-1.0), range = -1.5..=1.5, step = 0.01)]
    anchor: Vec2,
    /// Colour of the texts.
    #[property("color", default = Vec4::ONE, color)]
    color: Vec4,
}

/// These are texts; the first one is always there.
#[derive(PropertyGroup)]
pub struct Texts {
    /// The first text.
    #[group("text0", name = "Text 0")]
    first: TextItem,
}

/// This is a text and its place.
#[derive(Clone, PropertyGroup)]
#[group_class("org.inviwo.TextOverlayProperty")]
pub struct TextItem {
    /// What it says.
    #[property("text", default = "Lorem ipsum etc.".to_owned(), semantics("Multiline"))]
    text: String,
    /// Its place, from 0 at the left and lower edge of the picture to 1 at the right and upper one.
    #[property("position", bounds = 0.0..=1.0)]
    position: Vec2,
    /// How far it is moved from there.
    #[property("offset", range = -100..=100, unit = "px")]
    offset: IVec2,
}

/// These are what texts may contain.
#[derive(PropertyGroup)]
pub struct Arguments {}

fn text_prefab() -> PropertySpec {
    let children = TextItem::fields().iter().map(|field| field.spec().clone()).collect();
    let kind = Kind::Group(GroupKind { children, ..GroupKind::default() });
    PropertySpec {
        name: "Text".to_owned(),
        help: "A text and its place.".to_owned(),
        class: Some("org.inviwo.TextOverlayProperty".to_owned()),
        ..PropertySpec::new("text", kind)
    }
}

fn argument_prefabs() -> Vec<PropertySpec> {
    let prefab = |name: &str, kind| PropertySpec {
        name: name.to_owned(),
        help: "Something that texts may contain.".to_owned(),
        ..PropertySpec::new("arg", kind)
    };
    vec![
        prefab("String", Kind::Text { default: String::new() }),
        prefab("Int", <i32 as ivw_core::property::Field>::kind(&0)),
        prefab("Double", <f64 as ivw_core::property::Field>::kind(&0.0)),
    ]
}

impl Process for TextOverlay {
    fn set_added(&mut self, added: &[Added]) -> Result<()> {
        added.clone_into(&mut self.added);
        Ok(())
    }

    fn process(&mut self, _: &Context) -> Result<()> {
        if let Some(picture) = self.picture.data().filter(|_| !self.is_on) {
            self.result.set(picture.clone());
            return Ok(());
        }
        let size = self.result.size();
        let mut film = Film::over(self.picture.data().map(|picture| &**picture), size)?;
        if self.is_on {
            let font = &self.font;
            let set = Font::new(font.face.face(), font.size, font.line_spacing);
            let arguments = self.arguments();
            for item in self.items() {
                let text = set.set(&filled(&item.text, &arguments));
                let reach = -anchored(Vec2::ZERO, text.size(), font.anchor).trunc();
                let place = (item.position * size.as_vec2()).trunc() + item.offset.as_vec2();
                let at = Affine2::from_translation(place - reach);
                text.draw(&mut film, at, font.color, None);
            }
        }
        self.result.set(film.into_image());
        Ok(())
    }
}

impl TextOverlay {
    /// All texts, the first one first.
    fn items(&self) -> Vec<TextItem> {
        let mut items = vec![self.texts.first.clone()];
        let mut current = None;
        for added in &self.added {
            let Some(path) = added.path.strip_prefix("texts.") else { continue };
            let Some((item, member)) = path.split_once('.') else { continue };
            if current != Some(item) {
                current = Some(item);
                items.push(TextItem::default());
            }
            let numbers = added.value.as_floats();
            let (Some(text), pair) = (items.last_mut(), numbers.as_deref()) else { continue };
            match (member, pair) {
                ("text", _) => added.value.as_text().unwrap_or_default().clone_into(&mut text.text),
                ("position", Some([x, y])) => text.position = Vec2::new(*x as f32, *y as f32),
                ("offset", Some([x, y])) => text.offset = IVec2::new(*x as i32, *y as i32),
                _ => {}
            }
        }
        items
    }

    /// Identifiers and values of what texts may contain.
    fn arguments(&self) -> Vec<(&str, &Value)> {
        let arguments = self.added.iter().filter_map(|added| {
            let id = added.path.strip_prefix("args.").filter(|id| !id.contains('.'))?;
            Some((id, &added.value))
        });
        arguments.collect()
    }
}

/// What a text says that asks for arguments that are not there.
const INVALID: &str = "<Invalid Format!>";

/// A text with its arguments.
fn filled(text: &str, arguments: &[(&str, &Value)]) -> String {
    fill(text, arguments).unwrap_or_else(|| INVALID.to_owned())
}

fn fill(text: &str, arguments: &[(&str, &Value)]) -> Option<String> {
    let (mut filled, mut rest, mut next) = (String::new(), text, 0);
    while let Some(place) = rest.find(['{', '}']) {
        filled.push_str(&rest[..place]);
        let (brace, behind) = rest[place..].split_at(1);
        if let Some(behind) = behind.strip_prefix(brace) {
            filled.push_str(brace);
            rest = behind;
            continue;
        }
        let (field, behind) = (brace == "{").then(|| behind.split_once('}'))??;
        let (name, format) = field.split_once(':').unwrap_or((field, ""));
        let (_, value) = match (name, name.parse::<usize>()) {
            ("", _) => {
                next += 1;
                arguments.get(next - 1)?
            }
            (_, Ok(number)) => arguments.get(number)?,
            _ => arguments.iter().find(|(id, _)| *id == name)?,
        };
        filled.push_str(&written(value, format)?);
        rest = behind;
    }
    filled.push_str(rest);
    Some(filled)
}

/// An argument, with decimals if its format asks for some.
fn written(value: &Value, format: &str) -> Option<String> {
    let decimals = format.trim_end_matches('f').strip_prefix('.');
    match (value, decimals) {
        (Value::Floats(numbers), Some(decimals)) => {
            let decimals = decimals.parse::<usize>().ok()?.min(64);
            Some(format!("{:.decimals$}", numbers.first()?))
        }
        (value, None) if format.is_empty() || format == "d" || format == "s" => {
            Some(value.to_string())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::UVec2;

    fn overlay(text: &str) -> TextOverlay {
        let mut node =
            TextOverlay { result: Out::with_size(UVec2::new(80, 40)), ..TextOverlay::default() };
        text.clone_into(&mut node.texts.first.text);
        node
    }

    fn drawn(node: &mut TextOverlay) -> Result<Vec<[u8; 4]>> {
        node.process(&Context::detached())?;
        Ok(node.result.get()?.color[0].pixels.elements().to_vec())
    }

    /// Lowest and highest column and row with something in it.
    fn around(pixels: &[[u8; 4]]) -> [usize; 4] {
        let used = || (0..pixels.len()).filter(|&n| pixels[n][3] > 100);
        let (columns, rows) = (used().map(|n| n % 80), used().map(|n| n / 80));
        [columns.clone().min(), columns.max(), rows.clone().min(), rows.max()]
            .map(|side| side.expect("something is drawn"))
    }

    #[test]
    fn a_text_stands_at_its_place() -> Result<()> {
        let mut node = overlay("I");
        let [left, right, bottom, top] = around(&drawn(&mut node)?);
        assert!(left < 4 && right < 6 && bottom < 5 && top < 16);
        node.font.anchor = Vec2::ONE;
        node.texts.first.position = Vec2::ONE;
        let [left, right, bottom, top] = around(&drawn(&mut node)?);
        assert!(
            left > 70 && right > 74 && bottom > 22 && top > 34,
            "{left} {right} {bottom} {top}"
        );
        node.texts.first.offset = IVec2::new(-10, -5);
        let moved = around(&drawn(&mut node)?);
        assert_eq!(moved, [left - 10, right - 10, bottom - 5, top - 5]);
        Ok(())
    }

    #[test]
    fn a_picture_passes_if_nothing_is_written() -> Result<()> {
        let picture = Image::new([3, 3], Image::RGBA8)?;
        let mut node = TextOverlay { picture: picture.into(), ..overlay("I") };
        node.is_on = false;
        node.process(&Context::detached())?;
        assert_eq!(node.result.get()?.size(), UVec2::splat(3));
        Ok(())
    }

    #[test]
    fn more_texts_may_be_added() -> Result<()> {
        let mut node = overlay("");
        let added = |path: &str, value: Value| Added {
            path: path.to_owned(),
            class: String::new(),
            value,
            name: String::new(),
        };
        node.set_added(&[
            added("texts.text1", Value::None),
            added("texts.text1.text", Value::from("I")),
            added("texts.text1.position", Value::Floats([0.5, 0.0].into_iter().collect())),
        ])?;
        assert!(around(&drawn(&mut node)?)[0] >= 40);
        Ok(())
    }

    #[test]
    fn texts_contain_their_arguments() {
        let (half, words) = (Value::from(0.5), Value::from("so"));
        let arguments = [("arg0", &half), ("name", &words)];
        for (text, filled_text) in [
            ("{} and {}", "0.5 and so"),
            ("{1}, {0:.3f}", "so, 0.500"),
            ("{name} {{}}", "so {}"),
            ("{2}", INVALID),
            ("{nobody}", INVALID),
            ("{", INVALID),
            ("}", INVALID),
            ("{0:x}", INVALID),
        ] {
            assert_eq!(filled(text, &arguments), filled_text, "{text}");
        }
    }
}
