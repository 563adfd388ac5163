//! What the colours of a transfer function mean.

use crate::axis::{self, AxisSettings, AxisStyle, Orientation, StyledAxes, number};
use crate::title::{name_and_unit, title};
use glam::{IVec2, Vec2, Vec4};
use ivw_core::prelude::*;
use ivw_core::property::Field;
use ivw_render::color_table::ColorTable;
use ivw_render::film::{Blend, Film, Mode, Paint};
use ivw_render::properties::{FontFace, IsoTf};
use ivw_render::raster::{Faces, Rect};
use ivw_render::stroke::SOFTNESS;

/// Draws the colours of a transfer function as a bar with an axis.
///
/// |              | shape             | value                           | unit          |
/// |--------------|-------------------|---------------------------------|---------------|
/// | inport       | `[width, height]` | colours, depth, picking         |               |
/// | volumeInport | `[x, y, z]`       | value range, name, unit         |               |
/// | outport      | `[width, height]` | `[u8; 4]`, depth, picking       | premultiplied |
///
/// Without a volume, values reach from 0 to 1.
#[derive(Processor)]
#[processor(
    "org.inviwo.ColorScaleLegend",
    name = "Color Scale Legend",
    category = "Plotting",
    tags = "CPU, Plotting, TF"
)]
pub struct ColorScaleLegend {
    /// Picture to draw over.
    #[inport("inport", optional)]
    background: In<Image>,

    /// Volume whose values the colours stand for.
    #[inport("volumeInport", optional)]
    volume: In<Volume>,

    /// The legend over the picture.
    #[outport("outport")]
    image: Out<Image>,

    /// Whether there is a legend.
    #[property("enabled", default = true)]
    is_on: bool,

    /// The colours.
    #[group("isotfComposite", name = "TF & Isovalues")]
    isotf: IsoTf,

    /// Where the legend is, and how large.
    #[group("positioning", name = "Positioning & Size")]
    positioning: Positioning,

    /// What it looks like.
    #[group("style")]
    style: LegendStyle,

    /// The axis beside it.
    #[group(
        "axis",
        name = "Scale Axis",
        preset("width", number(0.0)),
        preset("majorTicks.style", Value::choice("outside")),
        preset("minorTicks.style", Value::choice("outside"))
    )]
    axis: AxisSettings,

    styled: StyledAxes,
}

/// This is where a legend is, and how large.
#[derive(PropertyGroup)]
pub struct Positioning {
    /// Sides of the picture at which editors place it.
    #[property("legendPresets", name = "Presets", invalidates = InvalidationLevel::Valid)]
    presets: Presets,
    /// Space around it.
    #[property("margin", name = "Margin (in pixels)", default = 10, from = 0..=100, unit = "px")]
    margin: i32,
    /// Where in the picture it is, from 0 at the left and lower edge to 1 at the others.
    #[property("position", default = Vec2::new(0.5, 0.0), range = 0.0..=1.0)]
    position: Vec2,
    /// Its length, and its width across.
    #[property(
        "legendSize",
        name = "Legend Size",
        default = IVec2::new(200, 25),
        range = 10..=2000,
        unit = "px"
    )]
    size: IVec2,
}

/// These are buttons that place a legend; editors press them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Presets;

impl Field for Presets {
    fn kind(_: &Self) -> Kind {
        let buttons = ["Top", "Right", "Bottom", "Left"];
        Kind::ButtonGroup { buttons: buttons.map(str::to_owned).into() }
    }

    fn read(&mut self, _: &Value) -> Result<()> {
        Ok(())
    }
}

/// This is what a legend looks like.
#[derive(PropertyGroup)]
#[group_class("org.inviwo.AxisStyleProperty")]
pub struct LegendStyle {
    /// Where the title comes from.
    #[property("titleType", name = "Title Type")]
    title_type: TitleType,
    /// The title, or its format with `{n}` for the name and `{u}` for the unit.
    #[property(
        "title",
        name = "Legend Title",
        default = "Legend".to_owned(),
        visible_if = |p| p.title_type != TitleType::Data
    )]
    title: String,
    /// Face of all texts.
    #[property("fontFace", name = "Font Face", class("org.inviwo.FontFaceOptionProperty"))]
    face: FontFace,
    /// Size of all texts.
    #[property("fontSize", name = "Font Size", default = 14, from = 0..=144, unit = "px")]
    font_size: i32,
    /// Colour of border, ticks and texts.
    #[property("defaultcolor", name = "Color", default = Vec4::W, color)]
    color: Vec4,
    /// Width of the axis and of long ticks.
    #[property(
        "lineWidth",
        name = "Line Width",
        default = 2.5,
        from = 0.0..=20.0,
        step = 0.1,
        unit = "px"
    )]
    line_width: f32,
    /// Length of long ticks.
    #[property(
        "tickLength",
        name = "Tick Length",
        default = 8.0,
        from = 0.0..=20.0,
        step = 0.1,
        unit = "px"
    )]
    tick_length: f32,
    /// Format of numbers at ticks.
    #[property("labelFormat", name = "Label Format", default = "%.1f".to_owned())]
    label_format: String,
    /// What is behind colours that let it through.
    #[property("backgroundStyle", name = "Background")]
    backdrop: BackgroundStyle,
    /// Size of a cell of the checkerboard.
    #[property(
        "checkerBoardSize",
        name = "Checker Board Size",
        default = 5.0,
        range = 1.0..=20.0,
        unit = "px",
        visible_if = |p| matches!(p.backdrop, BackgroundStyle::Checker | BackgroundStyle::Split)
    )]
    cell: f32,
    /// Colour behind the legend.
    #[property(
        "backgroundColor",
        name = "Background Color",
        default = Vec4::W,
        color,
        visible_if = |p| p.backdrop == BackgroundStyle::Solid
    )]
    backdrop_color: Vec4,
    /// Width of the border.
    #[property("borderWidth", name = "Border Width", default = 2, from = 0..=10, unit = "px")]
    border: i32,
    /// Marks at iso values.
    #[group("isovalues", name = "Show Isovalues")]
    marks: Marks,
}

/// These are marks at iso values.
#[derive(PropertyGroup)]
#[group_class(checked_by = "checked")]
pub struct Marks {
    /// Whether there are any.
    #[property("checked", default = true)]
    is_on: bool,
    /// Their size.
    #[property("triSize", name = "Triangle Size", default = 10.0, from = 0.0..=50.0, unit = "px")]
    size: f32,
}

/// This is where a title comes from.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TitleType {
    /// It is what a person says.
    #[default]
    #[choice("string", "Legend Title")]
    Own,
    /// It is name and unit of the volume's values.
    #[choice("data", "Title from Data")]
    Data,
    /// It is name and unit in a format of a person's choice.
    #[choice("custom", "Custom Format")]
    Custom,
}

/// This is what is behind colours that let it through.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BackgroundStyle {
    /// The picture.
    #[default]
    #[choice("noBackground", "No background")]
    None,
    /// A checkerboard.
    #[choice("checkerBoard", "Checker board")]
    Checker,
    /// One colour.
    #[choice("solid", "Solid")]
    Solid,
    /// A checkerboard behind one half, the other half being opaque.
    #[choice("ceckerboardOpaque", "Checker board & Opaque")]
    Split,
    /// Nothing: colours are opaque.
    #[choice("opaque", "Opaque")]
    Opaque,
}

impl Process for ColorScaleLegend {
    fn process(&mut self, context: &Context) -> Result<()> {
        if let Some(picture) = self.background.data().filter(|_| !self.is_on) {
            self.image.set(picture.clone());
            return Ok(());
        }
        let size = self.image.size();
        let mut film = Film::over(self.background.data().map(|image| &**image), size)?;
        if self.is_on {
            self.prepare_axis(context);
            self.draw(&mut film);
        }
        self.image.set(film.into_image());
        Ok(())
    }
}

impl ColorScaleLegend {
    /// Gives the axis its range, its title and its style.
    fn prepare_axis(&mut self, context: &Context) {
        let volume = self.volume.data();
        let range = volume.map_or([0.0, 1.0], |volume| volume.data_map.value_range);
        self.axis.set_range("axis", range, context);
        let value = volume.map(|volume| &volume.data_map.value_axis);
        let style = &self.style;
        let title = match (style.title_type, value) {
            (TitleType::Own, _) => style.title.clone(),
            (TitleType::Data, Some(value)) => name_and_unit(value),
            (TitleType::Custom, Some(value)) => title(&style.title, value),
            (_, None) => "?".to_owned(),
        };
        self.axis.set_title("axis", title, context);
        let common = AxisStyle {
            face: style.face,
            font_size: style.font_size,
            color: style.color,
            line_width: style.line_width,
            tick_length: style.tick_length,
            label_format: style.label_format.clone(),
        };
        self.styled.update(&common, &mut [("axis", &mut self.axis)], context);
    }

    fn draw(&self, film: &mut Film) {
        let bar = self.bar(film.size().as_ivec2());
        self.draw_bar(film, bar);
        if self.style.marks.is_on {
            self.draw_marks(film, bar);
        }
        let border = self.style.border as f32;
        let beyond = border - (self.axis.major.width / 2.0).trunc();
        let is_far = self.axis.is_mirrored;
        let ends = match self.axis.orientation {
            Orientation::Horizontal => {
                let y = if is_far { bar.max.y + border } else { bar.min.y - border };
                [Vec2::new(bar.min.x - beyond, y), Vec2::new(bar.max.x + beyond, y)]
            }
            Orientation::Vertical => {
                let x = if is_far { bar.min.x - border } else { bar.max.x + border };
                [Vec2::new(x, bar.min.y - beyond), Vec2::new(x, bar.max.y + beyond)]
            }
        };
        axis::draw(film, &self.axis, ends, SOFTNESS);
    }

    /// Where the colours are, in pixels, without the border.
    fn bar(&self, picture: IVec2) -> Rect {
        let place = &self.positioning;
        let size = match self.axis.orientation {
            Orientation::Horizontal => place.size,
            Orientation::Vertical => IVec2::new(place.size.y, place.size.x),
        };
        // No larger than any picture.
        let size = size.clamp(IVec2::ZERO, IVec2::splat(1 << 14));
        let margin = place.margin.clamp(0, 1 << 14);
        let room = size + 2 * margin;
        let middle = room.as_vec2() / 2.0 + place.position * (picture - room).as_vec2();
        let low = middle.as_ivec2() - size / 2;
        Rect { min: low.as_vec2(), max: (low + size).as_vec2() }
    }

    /// Along the bar, from 0 to 1.
    fn along(&self, bar: Rect, pixel: Vec2) -> f32 {
        let part = (pixel - bar.min) / (bar.max - bar.min);
        match self.axis.orientation {
            Orientation::Horizontal => part.x,
            Orientation::Vertical => part.y,
        }
    }

    fn draw_bar(&self, film: &mut Film, bar: Rect) {
        let map = self.volume.data().map(|volume| volume.data_map.clone());
        let map = map.unwrap_or_else(|| DataMap::of(Number::F32));
        let table = ColorTable::new(&self.isotf.transfer_function, &map);
        let border = self.style.border.max(0) as f32;
        let whole = Rect { min: bar.min - border, max: bar.max + border };
        let frame = premultiplied(self.axis.color);
        let mode = Mode { tests_depth: false, blend: Blend::Premultiplied, ..Mode::STRAIGHT };
        film.glyphs(
            1,
            |_| Some(((), whole)),
            mode,
            |(), pixel| {
                let is_within = pixel.cmpgt(bar.min).all() && pixel.cmplt(bar.max).all();
                let color = match is_within {
                    true => {
                        let color = Vec4::from(table.at(f64::from(self.along(bar, pixel))));
                        self.over_backdrop(color, pixel - bar.min, bar.max - bar.min)
                    }
                    false => frame,
                };
                Some((0.0, Paint::new(color)))
            },
        );
    }

    /// A colour with what is behind it, premultiplied; `at` is the place in the bar.
    fn over_backdrop(&self, color: Vec4, at: Vec2, size: Vec2) -> Vec4 {
        // As dense as four samples of a volume.
        let dense = color.truncate().extend(1.0 - (1.0 - color.w).powi(4));
        let checker = || {
            let cell = (at / self.style.cell.max(1.0)).floor();
            let is_light = (cell.x + cell.y).rem_euclid(2.0) < 0.5;
            over(dense, Vec4::splat(if is_light { 1.0 } else { 0.5 }).with_w(1.0))
        };
        match self.style.backdrop {
            BackgroundStyle::None => premultiplied(dense),
            BackgroundStyle::Solid => over(dense, self.style.backdrop_color),
            BackgroundStyle::Checker => checker(),
            BackgroundStyle::Opaque => color.with_w(1.0),
            BackgroundStyle::Split => {
                let part = at / size;
                let is_checkered = match self.axis.orientation {
                    Orientation::Horizontal => part.y < 0.5,
                    Orientation::Vertical => part.x < 0.5,
                };
                if is_checkered { checker() } else { color.with_w(1.0) }
            }
        }
    }

    /// Draws a triangle for each iso value, at the side away from the axis.
    fn draw_marks(&self, film: &mut Film, bar: Rect) {
        let map = self.volume.data().map(|volume| volume.data_map.clone());
        let surfaces = self.isotf.surfaces(&map.unwrap_or_else(|| DataMap::of(Number::F32)));
        let border = self.style.border as f32;
        let (size, picture) = (self.style.marks.size, film.size().as_vec2());
        for surface in surfaces.iter().filter(|surface| (0.0..=1.0).contains(&surface.value)) {
            let at = bar.min + (bar.max - bar.min) * surface.value;
            let is_far = self.axis.is_mirrored;
            let (tip, away) = match self.axis.orientation {
                Orientation::Horizontal if is_far => {
                    (Vec2::new(at.x, bar.min.y - border), Vec2::NEG_Y)
                }
                Orientation::Horizontal => (Vec2::new(at.x, bar.max.y + border), Vec2::Y),
                Orientation::Vertical if is_far => (Vec2::new(bar.max.x + border, at.y), Vec2::X),
                Orientation::Vertical => (Vec2::new(bar.min.x - border, at.y), Vec2::NEG_X),
            };
            let side = away.perp() * size / 2.0;
            let corners = [tip, tip + away * size + side, tip + away * size - side]
                .map(|corner| (corner / picture * 2.0 - 1.0).extend(0.0).extend(1.0));
            let color = Vec4::from(surface.color).with_w(1.0);
            let mode = Mode { tests_depth: false, ..Mode::STRAIGHT };
            film.triangles(&corners, &[[0, 1, 2]], Faces::Both, mode, 0, |_| {
                Some(Paint::new(color))
            });
        }
    }
}

fn premultiplied(color: Vec4) -> Vec4 {
    (color.truncate() * color.w).extend(color.w)
}

/// A straight colour over another one, premultiplied.
fn over(color: Vec4, behind: Vec4) -> Vec4 {
    premultiplied(color) + premultiplied(behind) * (1.0 - color.w)
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::UVec2;

    fn legend() -> ColorScaleLegend {
        let mut node = ColorScaleLegend {
            image: Out::with_size(UVec2::new(300, 100)),
            ..ColorScaleLegend::default()
        };
        node.axis.is_on = false;
        node.isotf.transfer_function =
            TransferFunction::new(&[(0.0, [0.0, 0.0, 0.0, 1.0]), (1.0, [1.0, 0.0, 0.0, 1.0])]);
        node
    }

    fn drawn(node: &mut ColorScaleLegend) -> Result<Vec<[u8; 4]>> {
        node.process(&Context::detached())?;
        Ok(node.image.get()?.color[0].pixels.elements().to_vec())
    }

    #[test]
    fn colours_run_along_the_bar_with_a_border_around() -> Result<()> {
        let pixels = drawn(&mut legend())?;
        let at = |x: usize, y: usize| pixels[y * 300 + x];
        // From (50, 10) to (250, 35), two pixels of border around.
        assert_eq!([at(47, 20), at(48, 20), at(252, 20)], [[0; 4], [0, 0, 0, 255], [0; 4]]);
        assert!(at(50, 20)[0] < 3 && at(249, 20)[0] > 252 && at(150, 20)[0].abs_diff(128) < 2);
        assert_eq!((at(150, 8)[0], at(150, 7)[3], at(150, 36)[0]), (0, 0, 0));
        let mut node = legend();
        node.axis.orientation = Orientation::Vertical;
        node.positioning.size.x = 60;
        let pixels = drawn(&mut node)?;
        let at = |x: usize, y: usize| pixels[y * 300 + x];
        assert!(at(150, 11)[0] < 10 && at(150, 68)[0] > 245 && at(160, 68)[0] > 245);
        Ok(())
    }

    #[test]
    fn the_axis_has_values_and_name_of_the_volume() -> Result<()> {
        let mut volume = Volume::new([1, 1, 1], u8::FORMAT)?;
        volume.data_map.value_range = [-2.0, 7.0];
        volume.data_map.value_axis = Axis::new("Pressure", "Pa");
        let mut node = ColorScaleLegend { volume: volume.into(), ..legend() };
        for (kind, text) in [
            (TitleType::Own, "Legend"),
            (TitleType::Data, "Pressure [Pa]"),
            (TitleType::Custom, "Legend"),
        ] {
            node.style.title_type = kind;
            drawn(&mut node)?;
            assert_eq!((node.axis.caption.title.as_str(), node.axis.range()), (text, [-2.0, 7.0]));
        }
        Ok(())
    }

    #[test]
    fn clear_colours_show_what_is_behind() -> Result<()> {
        let mut node = legend();
        node.isotf.transfer_function = TransferFunction::new(&[(0.0, [0.0; 4]), (1.0, [0.0; 4])]);
        for (backdrop, seen) in [
            (BackgroundStyle::None, vec![[0; 4]]),
            (BackgroundStyle::Solid, vec![[0, 0, 0, 255]]),
            (BackgroundStyle::Opaque, vec![[0, 0, 0, 255]]),
            (BackgroundStyle::Checker, vec![[128, 128, 128, 255], [255; 4]]),
        ] {
            node.style.backdrop = backdrop;
            let pixels = drawn(&mut node)?;
            let mut found: Vec<_> = (60..80).map(|x| pixels[20 * 300 + x]).collect();
            found.sort_unstable();
            found.dedup();
            assert_eq!(found, seen, "{backdrop:?}");
        }
        Ok(())
    }

    #[test]
    fn marks_stand_at_iso_values() -> Result<()> {
        use ivw_core::data::TransferFunctionPoint;
        let mut node = legend();
        let point = TransferFunctionPoint { position: 0.5, color: [0.0, 0.0, 1.0, 0.3] };
        node.isotf.iso_values = IsoValues { points: vec![point], absolute: false };
        let pixels = drawn(&mut node)?;
        assert_eq!(pixels[44 * 300 + 150], [0, 0, 255, 255]);
        node.is_on = false;
        assert!(drawn(&mut node)?.iter().all(|pixel| *pixel == [0; 4]));
        Ok(())
    }
}
