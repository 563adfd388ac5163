//! What people read: displayed names from identifiers, help texts from doc comments.

use proc_macro2::Ident;
use syn::ext::IdentExt;
use syn::{Attribute, Expr, ExprLit, Lit, Meta};

/// A name to display for a Rust name: `VolumeGradient` becomes "Volume Gradient".
///
/// A capital beside a small letter starts a word: `DICOMReader`, but `Noise3D`.
pub(crate) fn display_name(ident: &Ident) -> String {
    let ident = ident.unraw().to_string();
    let mut name = String::new();
    for word in ident.split('_').filter(|word| !word.is_empty()) {
        let letters: Vec<char> = word.chars().collect();
        for (n, letter) in letters.iter().enumerate() {
            let after = n.checked_sub(1).map(|n| letters[n]);
            let starts = after.is_none_or(|after| {
                let before = letters.get(n + 1);
                letter.is_uppercase()
                    && (after.is_lowercase() || before.is_some_and(|before| before.is_lowercase()))
            });
            if starts && !name.is_empty() {
                name.push(' ');
            }
            match after {
                None => name.extend(letter.to_uppercase()),
                Some(_) => name.push(*letter),
            }
        }
    }
    name
}

/// The text of a doc comment: one line per paragraph, an empty line between them.
///
/// Rows of tables and items of lists stay on lines of their own.
pub(crate) fn help(attributes: &[Attribute]) -> String {
    let mut help = String::new();
    let mut stays = false;
    for text in attributes.iter().filter_map(doc) {
        for line in text.lines().map(str::trim) {
            let is_row = line.starts_with('|');
            let glue = match () {
                () if line.is_empty() => "\n\n",
                () if stays || is_row || line.starts_with("- ") || line.starts_with("* ") => "\n",
                () => " ",
            };
            stays = is_row;
            if !help.is_empty() && !help.ends_with('\n') {
                help.push_str(glue);
            }
            help.push_str(line);
        }
        // A comment's empty line has no lines at all.
        if text.is_empty() && !help.is_empty() && !help.ends_with('\n') {
            help.push_str("\n\n");
        }
    }
    help.trim().to_owned()
}

fn doc(attribute: &Attribute) -> Option<String> {
    let Meta::NameValue(meta) = &attribute.meta else { return None };
    match &meta.value {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) if meta.path.is_ident("doc") => {
            Some(text.value())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::format_ident;

    #[test]
    fn a_type_name_becomes_words() {
        for (ident, name) in [
            ("VolumeGradient", "Volume Gradient"),
            ("Dvr", "Dvr"),
            ("DICOMReader", "DICOM Reader"),
            ("Layer2DToImage", "Layer2D To Image"),
            ("iso_value", "Iso Value"),
        ] {
            assert_eq!(display_name(&format_ident!("{ident}")), name);
        }
        assert_eq!(display_name(&format_ident!("r#type")), "Type");
    }

    #[test]
    fn a_paragraph_is_a_line() {
        let field: syn::ItemStruct = syn::parse_quote! {
            /// Gradient of a volume,
            /// by differences.
            ///
            /// | port | value |
            /// |------|-------|
            /// | in   | `f32` |
            ///
            /// Reads:
            /// - this
            /// - that
            ///   and more
            #[allow(unused)]
            struct Anything;
        };
        assert_eq!(
            help(&field.attrs),
            "Gradient of a volume, by differences.\n\n\
             | port | value |\n|------|-------|\n| in   | `f32` |\n\n\
             Reads:\n- this\n- that and more"
        );
        assert_eq!(help(&[]), "");
    }
}
