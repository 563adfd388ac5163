//! A small tree of XML elements that can be rewritten.
//!
//! Workspaces use elements and attributes only; text between elements survives only where an element
//! is kept as it was, which [`Element::verbatim`] is for.

use crate::error::{Error, Result};
use std::ops::Range;

/// Elements nest no deeper than this; Inviwo's own files reach about 20.
const MAX_DEPTH: usize = 200;

/// An element with its attributes and children.
#[derive(Clone, Debug, Default, PartialEq, Hash)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) children: Vec<Element>,
    /// Line in the file, from 1; 0 for an element of our own.
    pub(super) line: u32,
    /// Where it stands in the file; empty for an element of our own.
    range: Range<usize>,
    /// What to write instead of all this.
    verbatim: Option<String>,
}

impl Element {
    /// An element without attributes and children.
    pub(super) fn new(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    /// An element with an attribute `content`.
    pub(super) fn content(name: &str, content: impl Into<String>) -> Self {
        Self::new(name).with("content", content)
    }

    /// An element that is written as it stood in a file.
    pub(super) fn verbatim(text: &str) -> Self {
        Self { verbatim: Some(text.to_owned()), ..Self::default() }
    }

    /// Adds an attribute.
    pub(super) fn with(mut self, key: &str, value: impl Into<String>) -> Self {
        self.attributes.push((key.to_owned(), value.into()));
        self
    }

    /// Adds children.
    pub(super) fn with_children(mut self, children: impl IntoIterator<Item = Element>) -> Self {
        self.children.extend(children);
        self
    }

    /// The value of an attribute.
    pub(super) fn attribute(&self, key: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == key).map(|(_, value)| value.as_str())
    }

    /// Sets an attribute.
    pub(super) fn set(&mut self, key: &str, value: impl Into<String>) {
        match self.attributes.iter_mut().find(|(known, _)| known == key) {
            Some((_, old)) => *old = value.into(),
            None => self.attributes.push((key.to_owned(), value.into())),
        }
    }

    /// Takes an attribute away.
    pub(super) fn remove(&mut self, key: &str) {
        self.attributes.retain(|(known, _)| known != key);
    }

    /// The first child with a name.
    pub(super) fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The first child with a name, to be changed.
    pub(super) fn child_mut(&mut self, name: &str) -> Option<&mut Element> {
        self.children.iter_mut().find(|child| child.name == name)
    }

    /// The first child with a name, which is made if there is none.
    pub(super) fn child_or_new(&mut self, name: &str) -> &mut Element {
        let place = self.children.iter().position(|child| child.name == name);
        let place = place.unwrap_or_else(|| {
            self.children.push(Element::new(name));
            self.children.len() - 1
        });
        &mut self.children[place]
    }

    /// The children of the first child with a name.
    pub(super) fn list(&self, name: &str) -> &[Element] {
        self.child(name).map_or(&[], |child| &child.children)
    }

    /// The attribute `content` of the first child with a name.
    pub(super) fn content_of(&self, name: &str) -> Option<&str> {
        self.child(name)?.attribute("content")
    }

    /// Visits this element and all in it, parents first.
    pub(super) fn walk(&mut self, visit: &mut impl FnMut(&mut Element)) {
        visit(self);
        for child in &mut self.children {
            child.walk(visit);
        }
    }

    /// Writes the element at a depth of nesting, with a line break at its end.
    pub(super) fn write(&self, depth: usize, out: &mut String) {
        out.extend(std::iter::repeat_n(' ', 4 * depth));
        if let Some(text) = &self.verbatim {
            out.push_str(text);
            out.push('\n');
            return;
        }
        out.push('<');
        out.push_str(&self.name);
        for (key, value) in &self.attributes {
            out.push(' ');
            out.push_str(key);
            out.push_str("=\"");
            escape(value, out);
            out.push('"');
        }
        if self.children.is_empty() {
            out.push_str(" />\n");
            return;
        }
        out.push_str(">\n");
        for child in &self.children {
            child.write(depth + 1, out);
        }
        out.extend(std::iter::repeat_n(' ', 4 * depth));
        out.push_str("</");
        out.push_str(&self.name);
        out.push_str(">\n");
    }

    /// The element as text that [`Element::verbatim`] takes at a depth of nesting.
    pub(super) fn to_text(&self, depth: usize) -> String {
        let mut text = String::new();
        self.write(depth, &mut text);
        text.trim().to_owned()
    }
}

fn escape(value: &str, out: &mut String) {
    for character in value.chars() {
        match character {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#x0A;"),
            '\r' => out.push_str("&#x0D;"),
            '\t' => out.push_str("&#x09;"),
            // XML has no way to say these.
            '\0'..='\x1f' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            other => out.push(other),
        }
    }
}

/// A parsed file.
pub(super) struct Source<'a> {
    /// The outermost element.
    pub(super) root: Element,
    text: &'a str,
    /// Whether parts of the text mean the same outside of it.
    is_plain: bool,
}

impl<'a> Source<'a> {
    /// Reads a file; an error names line and column.
    pub(super) fn parse(text: &'a str) -> Result<Self> {
        let text = text.trim_start_matches('\u{feff}');
        let document = roxmltree::Document::parse(text).map_err(|error| {
            let roxmltree::TextPos { row, col } = error.pos();
            Error::new(format!("line {row}, column {col}: this is not XML: {error}"))
                .hint("check that it is a workspace, and that it is whole")
        })?;
        let root = document.root_element();
        let mut lines = Lines { text, at: 0, line: 1 };
        Ok(Self {
            root: element(root, &mut lines, 0)?,
            text,
            is_plain: document.descendants().all(|node| node.namespaces().len() == 0),
        })
    }

    /// What an element of this file says, as it stands there unless it was rewritten since.
    pub(super) fn text_of(&self, element: &Element, depth: usize, is_rewritten: bool) -> String {
        match self.text.get(element.range.clone()) {
            Some(text) if self.is_plain && !is_rewritten && !text.is_empty() => text.to_owned(),
            _ => element.to_text(depth),
        }
    }
}

/// An element that was written by [`Element::to_text`] or taken from a file.
pub(super) fn parse(text: &str) -> Result<Element> {
    Source::parse(text).map(|source| source.root)
}

/// Counts lines on the way through a text.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: u32,
}

impl Lines<'_> {
    fn line(&mut self, to: usize) -> u32 {
        let passed = self.text.as_bytes().get(self.at..to).unwrap_or_default();
        self.line += passed.iter().filter(|byte| **byte == b'\n').count() as u32;
        self.at = self.at.max(to);
        self.line
    }
}

fn element(node: roxmltree::Node<'_, '_>, lines: &mut Lines<'_>, depth: usize) -> Result<Element> {
    let line = lines.line(node.range().start);
    if depth > MAX_DEPTH {
        return Err(Error::new(format!(
            "line {line}: elements are nested more than {MAX_DEPTH} deep"
        )));
    }
    let attributes = node.attributes().map(|a| (a.name().to_owned(), a.value().to_owned()));
    let attributes = attributes.collect();
    let children = node.children().filter(roxmltree::Node::is_element);
    let children = children.map(|child| element(child, lines, depth + 1)).collect::<Result<_>>()?;
    let name = node.tag_name().name().to_owned();
    Ok(Element { name, attributes, children, line, range: node.range(), verbatim: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() -> Result<()> {
        let odd = "a <b> & \"c\"\n\t'd'\r\u{1f600}";
        let tree = Element::new("a").with_children([
            Element::content("b", odd),
            Element::new("c").with("x", "1").with("y", "").with_children([Element::new("d")]),
        ]);
        let text = tree.to_text(0);
        let again = parse(&text)?;
        assert_eq!(again.content_of("b"), Some(odd));
        assert_eq!(again.to_text(0), text);
        Ok(())
    }

    #[test]
    fn characters_that_xml_does_not_have_are_replaced() -> Result<()> {
        let text = Element::content("a", "\0b\u{1b}").to_text(0);
        assert_eq!(parse(&text)?.attribute("content"), Some("\u{fffd}b\u{fffd}"));
        Ok(())
    }

    #[test]
    fn an_element_of_a_file_keeps_its_text() -> Result<()> {
        let text = "\u{feff}<a>\n  <b  x='1'>word<!-- why --></b>\n</a>";
        let source = Source::parse(text)?;
        assert_eq!(
            source.text_of(&source.root.children[0], 1, false),
            "<b  x='1'>word<!-- why --></b>"
        );
        assert_eq!(source.text_of(&source.root.children[0], 1, true), "<b x=\"1\" />");
        assert_eq!(source.root.children[0].line, 2);
        Ok(())
    }

    #[test]
    fn what_is_no_xml_is_refused_with_its_place() {
        let error = parse("<a>\n  <b></a>").unwrap_err().to_string();
        assert!(error.starts_with("line 2, column"), "{error}");
        let deep = "<a>".repeat(100_000) + &"</a>".repeat(100_000);
        assert!(parse(&deep).unwrap_err().to_string().contains("nested"));
    }
}
