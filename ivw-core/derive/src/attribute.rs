//! Reading of `("id", key = value, key, key(a, b))`, and its way to builder calls.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Attribute, Error, Expr, LitStr, Result, Token, parenthesized, token};

/// What an attribute says: a saved identifier, then calls.
pub(crate) struct Face {
    pub(crate) id: LitStr,
    pub(crate) calls: Vec<Call>,
}

/// One key: a method of the builder, with its arguments.
pub(crate) struct Call {
    key: Ident,
    arguments: Punctuated<Expr, Token![,]>,
}

impl Parse for Face {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        if !input.peek(LitStr) {
            return Err(Error::new(
                input.span(),
                "start with the identifier that workspaces save, a string",
            ));
        }
        let id: LitStr = input.parse()?;
        if id.value().is_empty() {
            return Err(Error::new(id.span(), "workspaces need an identifier: fill it in"));
        }
        if !input.is_empty() {
            input.parse::<Token![,]>()?;
        }
        let calls = Punctuated::<Call, Token![,]>::parse_terminated(input)?;
        Ok(Self { id, calls: calls.into_iter().collect() })
    }
}

impl Parse for Call {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let key = input.parse()?;
        let mut arguments = Punctuated::new();
        if input.peek(token::Paren) {
            let content;
            parenthesized!(content in input);
            arguments = Punctuated::parse_terminated(&content)?;
        } else if input.peek(Token![=]) {
            input.parse::<Token![=]>()?;
            arguments.push(input.parse()?);
        }
        Ok(Self { key, arguments })
    }
}

impl ToTokens for Call {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { key, arguments } = self;
        // The key's place, so that the compiler points at it.
        tokens.extend(quote_spanned!(place(key.span())=> .#key(#arguments)));
    }
}

/// `.help("..")`, where there is something to say.
pub(crate) fn help_call(attributes: &[Attribute]) -> Option<TokenStream> {
    let help = crate::words::help(attributes);
    (!help.is_empty()).then(|| quote!(.help(#help)))
}

/// The one attribute with one of these names.
pub(crate) fn sole<'a>(
    attributes: &'a [Attribute],
    names: &[&str],
) -> Result<Option<&'a Attribute>> {
    let is_ours = |path: &syn::Path| names.iter().any(|name| path.is_ident(name));
    let mut ours = attributes.iter().filter(|attribute| is_ours(attribute.path()));
    let first = ours.next();
    match ours.next() {
        Some(second) => Err(Error::new_spanned(second, "one attribute is enough: remove this one")),
        None => Ok(first),
    }
}

/// An error, if two things share an identifier.
pub(crate) fn unique<'a>(ids: impl IntoIterator<Item = &'a LitStr>) -> Result<()> {
    let mut taken = Vec::new();
    for id in ids {
        if taken.contains(&id.value()) {
            let message =
                format!("{:?} is taken: workspaces need another identifier for each", id.value());
            return Err(Error::new(id.span(), message));
        }
        taken.push(id.value());
    }
    Ok(())
}

/// What the macro writes, shown at a place in the source.
pub(crate) fn place(span: Span) -> Span {
    Span::call_site().located_at(span)
}
