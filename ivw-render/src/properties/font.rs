//! What texts are set in.

use crate::text::{Face, Font};
use glam::Vec2;
use ivw_core::prelude::*;

/// This is what a text is set in.
#[derive(PropertyGroup)]
#[group_class("org.inviwo.FontProperty")]
pub struct FontSettings {
    /// Shapes of the letters.
    #[property("fontFace", name = "Font Face", class("org.inviwo.FontFaceOptionProperty"))]
    pub face: FontFace,
    /// Size of the letters.
    #[property(
        "fontSize",
        name = "Font Size",
        default = 14,
        range = 0..=144,
        semantics("Fontsize"),
        unit = "px"
    )]
    pub size: i32,
    /// How much further lines are apart, as a part of the size.
    #[property("lineSpacing", name = "Line Spacing", range = -1.0..=2.0)]
    pub line_spacing: f32,
    /// Which point of the text lies at its place, from -1 at the left and lower edge to 1 at the
    /// right and upper one.
    #[property("anchor", default = Vec2::splat(-1.0), range = -1.5..=1.5, step = 0.01)]
    pub anchor: Vec2,
}

impl FontSettings {
    /// This is the font.
    pub fn font(&self) -> Font {
        Font::new(self.face.face(), self.size, self.line_spacing)
    }
}

macro_rules! faces {
    ($($variant:ident = $id:literal, $name:literal;)*) => {
        /// These are faces by the names that workspaces save.
        #[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
        #[allow(missing_docs)]
        pub enum FontFace {
            $(#[choice($id, $name)] $variant,)*
            #[default]
            #[choice("OpenSans-Semibold", "Open Sans Semibold")]
            OpenSansSemibold,
        }

        impl FontFace {
            /// This is the face, or the one that comes closest.
            pub fn face(self) -> Face {
                Face::named(match self {
                    $(Self::$variant => $id,)*
                    Self::OpenSansSemibold => "OpenSans-Semibold",
                })
            }
        }
    };
}

faces! {
    Ahamono = "AHAMONO-Regular", "Ahamono Regular";
    Arial = "arial", "Arial";
    DejaVuSans = "DejaVuSans", "DejaVu Sans";
    DejaVuSansBold = "DejaVuSans-Bold", "DejaVu Sans Bold";
    LatoBlack = "Lato-Black", "Lato Black";
    LatoBold = "Lato-Bold", "Lato Bold";
    LatoItalic = "Lato-Italic", "Lato Italic";
    LatoLight = "Lato-Light", "Lato Light";
    LatoRegular = "Lato-Regular", "Lato Regular";
    MontserratBold = "Montserrat-Bold", "Montserrat Bold";
    MontserratRegular = "Montserrat-Regular", "Montserrat Regular";
    OpenSansBold = "OpenSans-Bold", "Open Sans Bold";
    OpenSansItalic = "OpenSans-Italic", "Open Sans Italic";
    OpenSansLight = "OpenSans-Light", "Open Sans Light";
    OpenSansRegular = "OpenSans-Regular", "Open Sans Regular";
    SourceCodeProBold = "SourceCodePro-Bold", "Source Code Pro Bold";
    SourceCodeProRegular = "SourceCodePro-Regular", "Source Code Pro Regular";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faces_are_those_of_the_saved_names() {
        let mut font = FontSettings::default();
        assert_eq!(font.face.face().name(), "OpenSans-Semibold");
        font.face = FontFace::Arial;
        assert_eq!(font.face.face().name(), "LiberationSans-Regular");
        assert_eq!((font.size, font.anchor), (14, Vec2::splat(-1.0)));
        assert!(font.font().set("x").size().y > 14.0);
    }
}
