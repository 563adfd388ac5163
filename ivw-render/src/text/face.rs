//! The faces that texts are set in.

/// This is a face: the shapes of letters, without a size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Face(&'static Entry);

#[derive(Debug, PartialEq, Eq)]
struct Entry {
    name: &'static str,
    bytes: &'static [u8],
}

macro_rules! faces {
    ($($name:literal),* $(,)?) => {
        &[$(Entry {
            name: $name,
            bytes: include_bytes!(concat!("../../fonts/", $name, ".ttf")),
        }),*]
    };
}

/// All faces; the first one has letters of many languages and stands in for what others lack.
static FACES: &[Entry] = faces![
    "OpenSans-Regular",
    "OpenSans-Semibold",
    "OpenSans-Bold",
    "OpenSans-Light",
    "OpenSans-Italic",
    "LiberationSans-Regular",
    "Montserrat-Regular",
    "Montserrat-Bold",
];

impl Face {
    /// This is the face for letters that others lack.
    pub fn fallback() -> Self {
        Self(&FACES[0])
    }

    /// This is the face with a name such as `OpenSans-Semibold`.
    ///
    /// Of other families it is the one that comes closest in width and weight.
    pub fn named(name: &str) -> Self {
        let find = |name: &str| FACES.iter().find(|face| face.name == name).map(Self);
        let (family, style) = name.split_once('-').unwrap_or((name, "Regular"));
        let family = match family {
            "arial" | "Arial" | "LiberationSans" => "LiberationSans",
            "Montserrat" => "Montserrat",
            _ => "OpenSans",
        };
        let weight = match style {
            "Semibold" | "SemiBold" | "Medium" => "Semibold",
            "Bold" | "ExtraBold" | "Black" | "Heavy" | "BoldItalic" => "Bold",
            "Light" | "Thin" | "Hairline" | "ExtraLight" => "Light",
            "Italic" | "LightItalic" | "It" | "Oblique" => "Italic",
            _ => "Regular",
        };
        find(name)
            .or_else(|| find(&format!("{family}-{weight}")))
            .or_else(|| find(&format!("{family}-Regular")))
            .unwrap_or_else(Self::fallback)
    }

    /// This is its name.
    pub fn name(self) -> &'static str {
        self.0.name
    }

    /// This is the font file.
    pub(super) fn bytes(self) -> &'static [u8] {
        self.0.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::Face;

    #[test]
    fn every_name_has_a_face_of_its_weight() {
        for (name, face) in [
            ("OpenSans-Semibold", "OpenSans-Semibold"),
            ("arial", "LiberationSans-Regular"),
            ("Montserrat-Bold", "Montserrat-Bold"),
            ("Montserrat-Italic", "Montserrat-Regular"),
            ("Lato-Black", "OpenSans-Bold"),
            ("DejaVuSans", "OpenSans-Regular"),
            ("", "OpenSans-Regular"),
        ] {
            assert_eq!(Face::named(name).name(), face, "{name}");
        }
    }
}
