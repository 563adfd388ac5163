//! Faces of processors and groups: `#[derive(Processor)]` and `#[derive(PropertyGroup)]`.

use crate::attribute::{Face, help_call, place, sole, unique};
use crate::words::display_name;
use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::parse::ParseStream;
use syn::spanned::Spanned;
use syn::{Data, DeriveInput, Error, Field, Fields, LitStr, Result, Token};

pub(crate) fn processor(input: &DeriveInput) -> Result<TokenStream> {
    let fields = fields(input)?;
    if !input.generics.params.is_empty() {
        let message = "a class of processors is one type: leave the parameters to its parts";
        return Err(Error::new_spanned(&input.generics, message));
    }
    let Some(attribute) = sole(&input.attrs, &["processor"])? else {
        let message = "workspaces need a class: add #[processor(\"org.example.Name\")]";
        return Err(Error::new_spanned(&input.ident, message));
    };
    let Face { id, calls } = attribute.parse_args()?;
    let members = members(&fields)?;

    let ident = &input.ident;
    let name = display_name(ident);
    let help = help_call(&input.attrs);
    let members = members.iter().map(|Member { role, builder, .. }| {
        let method = Ident::new(role.method(), builder.span());
        quote!(.#method(#builder))
    });
    let blank = blank(&fields);
    Ok(quote! {
        #[automatically_derived]
        impl ::ivw_core::processor::Declare for #ident {
            fn declare() -> ::ivw_core::processor::Declaration<Self> {
                ::ivw_core::processor::Declaration::new(
                    ::ivw_core::processor::Info::new(#id).name(#name)#help #(#calls)*
                )
                #(#members)*
            }

            fn blank() -> Self {
                #blank
            }
        }

        #[automatically_derived]
        impl ::core::default::Default for #ident {
            fn default() -> Self {
                let mut processor = <Self as ::ivw_core::processor::Declare>::blank();
                <Self as ::ivw_core::processor::Declare>::declare().reset(&mut processor);
                processor
            }
        }

        ::ivw_core::register!(#ident);
    })
}

pub(crate) fn group(input: &DeriveInput) -> Result<TokenStream> {
    let fields = fields(input)?;
    let members = members(&fields)?;
    if let Some(port) = members.iter().find(|member| member.role.is_port()) {
        return Err(Error::new(port.id.span(), "a group has no ports: move it to the processor"));
    }
    let class = match sole(&input.attrs, &["group_class"])? {
        Some(attribute) => Some(attribute.parse_args_with(|input: ParseStream<'_>| {
            let class = GroupClass::parse(input)?;
            class.check(&members)?;
            Ok(class)
        })?),
        None => None,
    };

    let ident = &input.ident;
    let (generics, arguments, bounds) = input.generics.split_for_impl();
    let members = members.iter().map(|member| &member.builder);
    let class = class.map(|GroupClass { class, checked_by }| {
        let [class, checked_by] = [class, checked_by].map(|text| match text {
            Some(text) => quote!(::core::option::Option::Some(#text)),
            None => quote!(::core::option::Option::None),
        });
        quote! {
            fn class() -> (
                ::core::option::Option<&'static str>,
                ::core::option::Option<&'static str>,
            ) {
                (#class, #checked_by)
            }
        }
    });
    let blank = blank(&fields);
    Ok(quote! {
        #[automatically_derived]
        impl #generics ::ivw_core::property::GroupFields for #ident #arguments #bounds {
            fn fields() -> ::std::vec::Vec<::ivw_core::property::Declared<Self>> {
                ::std::vec![#(::ivw_core::property::IntoDeclared::declared(#members)),*]
            }

            #class
        }

        #[automatically_derived]
        impl #generics ::core::default::Default for #ident #arguments #bounds {
            fn default() -> Self {
                let mut group = #blank;
                ::ivw_core::property::write_defaults(
                    &<Self as ::ivw_core::property::GroupFields>::fields(),
                    &mut group,
                );
                group
            }
        }
    })
}

fn fields(input: &DeriveInput) -> Result<Vec<&Field>> {
    match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(fields) => Ok(fields.named.iter().collect()),
            Fields::Unit => Ok(Vec::new()),
            Fields::Unnamed(fields) => {
                Err(Error::new_spanned(fields, "ports and properties are fields: name them"))
            }
        },
        _ => Err(Error::new_spanned(
            &input.ident,
            "ports and properties are fields: make this a struct",
        )),
    }
}

/// Every field with its default.
fn blank(fields: &[&Field]) -> TokenStream {
    let fields = fields.iter().map(|field| {
        let ident = &field.ident;
        quote_spanned!(place(field.ty.span())=> #ident: ::core::default::Default::default())
    });
    quote!(Self { #(#fields),* })
}

/// What a field is.
#[derive(Clone, Copy, PartialEq)]
enum Role {
    Inport,
    Outport,
    Property,
    Group,
}

impl Role {
    /// Attributes, and what they make of a field.
    const ALL: [(&'static str, Self); 4] = [
        ("inport", Self::Inport),
        ("outport", Self::Outport),
        ("property", Self::Property),
        ("group", Self::Group),
    ];

    fn is_port(self) -> bool {
        matches!(self, Self::Inport | Self::Outport)
    }

    /// The method of `Declaration` that takes it.
    fn method(self) -> &'static str {
        match self {
            Self::Inport => "inport",
            Self::Outport => "outport",
            Self::Property | Self::Group => "property",
        }
    }

    fn builder(self) -> TokenStream {
        match self {
            Self::Inport => quote!(processor::Inport),
            Self::Outport => quote!(processor::Outport),
            Self::Property => quote!(property::Property),
            Self::Group => quote!(property::Group),
        }
    }
}

/// A field with an attribute.
struct Member {
    role: Role,
    id: LitStr,
    builder: TokenStream,
}

fn members(fields: &[&Field]) -> Result<Vec<Member>> {
    let mut members = Vec::new();
    let mut errors = Vec::new();
    for field in fields {
        match member(field) {
            Ok(found) => members.extend(found),
            Err(error) => errors.push(error),
        }
    }
    for method in ["inport", "outport", "property"] {
        let alike = members.iter().filter(|member| member.role.method() == method);
        errors.extend(unique(alike.map(|member| &member.id)).err());
    }
    let all = errors.into_iter().reduce(|mut all, error| {
        all.combine(error);
        all
    });
    all.map_or(Ok(members), Err)
}

fn member(field: &Field) -> Result<Option<Member>> {
    let Some(attribute) = sole(&field.attrs, &Role::ALL.map(|(name, _)| name))? else {
        return Ok(None);
    };
    let role = Role::ALL.into_iter().find(|(name, _)| attribute.path().is_ident(name));
    let (_, role) = role.expect("the attribute has one of these names");
    let Face { id, calls } = attribute.parse_args()?;
    let (ident, builder, help) = (&field.ident, role.builder(), help_call(&field.attrs));
    // The type's place: that is what is wrong if the builder does not take the field.
    let new = quote_spanned! {place(field.ty.span())=>
        ::ivw_core::#builder::new(#id, |owner: &mut Self| &mut owner.#ident)
    };
    Ok(Some(Member { role, id, builder: quote!(#new #help #(#calls)*) }))
}

/// `("class", checked_by = "id")`, both optional.
struct GroupClass {
    class: Option<LitStr>,
    checked_by: Option<LitStr>,
}

impl GroupClass {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let class = if input.peek(LitStr) { Some(input.parse()?) } else { None };
        if class.is_some() && !input.is_empty() {
            input.parse::<Token![,]>()?;
        }
        let mut checked_by = None;
        if !input.is_empty() {
            let key: Ident = input.parse()?;
            if key != "checked_by" {
                let message = "a group has a saved class and the key `checked_by`: use these";
                return Err(Error::new(key.span(), message));
            }
            input.parse::<Token![=]>()?;
            checked_by = Some(input.parse()?);
            input.parse::<Option<Token![,]>>()?;
        }
        Ok(Self { class, checked_by })
    }

    fn check(&self, members: &[Member]) -> Result<()> {
        match &self.checked_by {
            Some(id) if members.iter().all(|member| member.id.value() != id.value()) => {
                let message =
                    format!("there is no property {:?}: name one of the group", id.value());
                Err(Error::new(id.span(), message))
            }
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use syn::parse_quote;

    fn in_processor(field: TokenStream) -> String {
        let input = parse_quote!(#[processor("org.example.Toy")] struct Toy { #field });
        error(processor(&input))
    }

    fn error(result: Result<TokenStream>) -> String {
        let errors = result.expect_err("it is a mistake").into_iter();
        errors.map(|error| error.to_string()).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn keys_are_calls_in_their_order() -> Result<()> {
        let input = parse_quote! {
            #[processor("org.example.Toy", canvas, name = "Play")]
            struct Toy {
                /// Thing to play with.
                #[inport("in", optional, size(1, 2))]
                thing: Thing,
            }
        };
        let written = processor(&input)?.to_string().replace(' ', "");
        let info = r#"::Info::new("org.example.Toy").name("Toy").canvas().name("Play"))"#;
        assert!(written.contains(info), "{written}");
        let port = r#".inport(::ivw_core::processor::Inport::new("in",|owner:&mutSelf|&mutowner.thing).help("Thingtoplaywith.").optional().size(1,2))"#;
        assert!(written.contains(port), "{written}");
        Ok(())
    }

    #[test]
    fn a_mistake_says_the_way_out() {
        let start = "start with the identifier that workspaces save, a string";
        assert_eq!(in_processor(quote!(#[property(default = 1)] n: i32)), start);
        assert_eq!(in_processor(quote!(#[property()] n: i32)), start);
        assert_eq!(
            in_processor(quote!(#[inport("")] volume: In<Volume>)),
            "workspaces need an identifier: fill it in"
        );
        assert_eq!(
            in_processor(quote!(#[property("a")] #[group("a")] n: i32)),
            "one attribute is enough: remove this one"
        );
        assert_eq!(
            error(processor(&parse_quote!(
                struct Toy;
            ))),
            "workspaces need a class: add #[processor(\"org.example.Name\")]"
        );
        assert_eq!(
            error(processor(&parse_quote!(
                struct Toy(i32);
            ))),
            "ports and properties are fields: name them"
        );
        assert_eq!(
            error(processor(&parse_quote!(
                enum Toy {}
            ))),
            "ports and properties are fields: make this a struct"
        );
        assert_eq!(
            error(processor(&parse_quote!(
                #[processor("a")]
                struct Toy<T> {
                    t: T,
                }
            ))),
            "a class of processors is one type: leave the parameters to its parts"
        );
        assert_eq!(
            error(group(&parse_quote!(
                struct Toy {
                    #[inport("a")]
                    a: A,
                }
            ))),
            "a group has no ports: move it to the processor"
        );
        assert_eq!(
            error(group(&parse_quote!(
                #[group_class(checked_by = "on")]
                struct Toy {}
            ))),
            "there is no property \"on\": name one of the group"
        );
        assert_eq!(
            error(group(&parse_quote!(
                #[group_class("a", checks = "on")]
                struct Toy {}
            ))),
            "a group has a saved class and the key `checked_by`: use these"
        );
    }

    #[test]
    fn all_mistakes_are_told_at_once() {
        assert_eq!(
            in_processor(quote! {
                #[inport("a")] a: A,
                #[outport("a")] b: A,
                #[property("n")] c: i32,
                #[group("n")] d: D,
                #[property("m", = 3)] e: i32,
            }),
            "expected identifier; \"n\" is taken: workspaces need another identifier for each"
        );
    }
}
