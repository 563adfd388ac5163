//! Options of a property: `#[derive(Choice)]`.

use crate::attribute::{sole, unique};
use crate::words::display_name;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::ext::IdentExt;
use syn::punctuated::Punctuated;
use syn::{Data, DeriveInput, Error, LitStr, Result, Token, Variant};

pub(crate) fn choice(input: &DeriveInput) -> Result<TokenStream> {
    let Data::Enum(data) = &input.data else {
        return Err(Error::new_spanned(&input.ident, "options are an enum: make this one"));
    };
    let options = data.variants.iter().map(option).collect::<Result<Vec<_>>>()?;
    if options.is_empty() {
        return Err(Error::new_spanned(&input.ident, "there is nothing to choose: add a variant"));
    }
    unique(options.iter().map(|option| &option.id))?;
    let class = sole(&input.attrs, &["choice_class"])?
        .map(|attribute| attribute.parse_args::<LitStr>())
        .transpose()?
        .map(|class| quote!(const CLASS: &'static str = #class;));
    let options =
        options.iter().map(|Item { id, name, variant }| quote!((#id, #name, Self::#variant)));

    let ident = &input.ident;
    Ok(quote! {
        #[automatically_derived]
        impl ::ivw_core::property::ChoiceField for #ident {
            const OPTIONS: ::ivw_core::property::Options<Self> = &[#(#options),*];
            #class

            fn number(self) -> i64 {
                self as i64
            }
        }

        #[automatically_derived]
        impl ::ivw_core::property::Field for #ident {
            fn kind(default: &Self) -> ::ivw_core::property::Kind {
                ::ivw_core::property::ChoiceField::kind(*default)
            }

            fn read(
                &mut self,
                value: &::ivw_core::property::Value,
            ) -> ::ivw_core::error::Result<()> {
                *self = ::ivw_core::property::ChoiceField::from_selection(value)?;
                ::core::result::Result::Ok(())
            }
        }
    })
}

/// A variant, what workspaces save for it, and what people read.
struct Item<'a> {
    id: LitStr,
    name: LitStr,
    variant: &'a Ident,
}

fn option(variant: &Variant) -> Result<Item<'_>> {
    if !variant.fields.is_empty() {
        let message = "an option has no fields: make what belongs to it a property of its own";
        return Err(Error::new_spanned(&variant.fields, message));
    }
    let texts = match sole(&variant.attrs, &["choice"])? {
        Some(attribute) => {
            attribute.parse_args_with(Punctuated::<LitStr, Token![,]>::parse_terminated)?
        }
        None => Punctuated::new(),
    };
    if let Some(text) = texts.get(2) {
        let message = "an option has an identifier and a displayed name: leave out the rest";
        return Err(Error::new(text.span(), message));
    }
    let variant = &variant.ident;
    let text = |n: usize, otherwise: String| {
        texts.get(n).cloned().unwrap_or_else(|| LitStr::new(&otherwise, variant.span()))
    };
    let id = text(0, variant.unraw().to_string());
    Ok(Item { id, name: text(1, display_name(variant)), variant })
}

#[cfg(test)]
mod tests {
    use super::*;
    use syn::parse_quote;

    fn error(input: &DeriveInput) -> String {
        choice(input).expect_err("it is a mistake").to_string()
    }

    #[test]
    fn a_mistake_says_the_way_out() {
        assert_eq!(
            error(&parse_quote!(
                struct S;
            )),
            "options are an enum: make this one"
        );
        assert_eq!(
            error(&parse_quote!(
                enum E {}
            )),
            "there is nothing to choose: add a variant"
        );
        assert_eq!(
            error(&parse_quote!(
                enum E {
                    A(u8),
                }
            )),
            "an option has no fields: make what belongs to it a property of its own"
        );
        assert_eq!(
            error(&parse_quote!(
                enum E {
                    A,
                    #[choice("A")]
                    B,
                }
            )),
            "\"A\" is taken: workspaces need another identifier for each"
        );
        assert_eq!(
            error(&parse_quote!(
                enum E {
                    #[choice("a", "A", "the first")]
                    A,
                }
            )),
            "an option has an identifier and a displayed name: leave out the rest"
        );
    }
}
