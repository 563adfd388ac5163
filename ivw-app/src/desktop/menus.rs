//! The menus, as data: one line for each action.

use serde_json::{Value as Json, json};

/// Identifier, text, keys and help of an action; an empty identifier is a line between actions.
type Item = (&'static str, &'static str, &'static str, &'static str);

const LINE: Item = ("", "", "", "");

const FILE: &[Item] = &[
    ("new", "&New", "Ctrl+N", "An empty network"),
    ("open", "&Open…", "Ctrl+O", "Another workspace"),
    ("open-recent", "Open &Recent…", "", "A workspace that was open lately"),
    ("examples", "&Examples…", "", "A workspace to learn from"),
    ("append", "&Append…", "", "The network of another workspace beside this one"),
    LINE,
    ("save", "&Save", "Ctrl+S", "Write the workspace"),
    ("save-as", "Save &As…", "Ctrl+Shift+S", "Write the workspace to another file"),
    LINE,
    ("quit", "&Quit", "Ctrl+Q", "End ivw"),
];

const EDIT: &[Item] = &[
    ("undo", "&Undo", "Ctrl+Z", "Back to before the last step"),
    ("redo", "&Redo", "Ctrl+Shift+Z", "The last undone step again"),
    LINE,
    ("cut", "Cu&t", "Ctrl+X", "Copy selected processors as .inv text, and remove them"),
    ("copy", "&Copy", "Ctrl+C", "Copy selected processors as .inv text"),
    ("paste", "&Paste", "Ctrl+V", "Processors from the clipboard"),
    ("duplicate", "&Duplicate", "Ctrl+D", "Selected processors again"),
    ("delete", "De&lete", "Del", "Remove selected processors, or the clicked connection"),
    ("select-all", "Select &All", "Ctrl+A", "All processors"),
    LINE,
    ("rename", "Re&name…", "F2", "Another name for the selected processor"),
    ("align-column", "Align in a &Column", "Ctrl+Shift+C", "Selected processors below each other"),
    ("align-row", "Align in a Ro&w", "Ctrl+Shift+R", "Selected processors beside each other"),
    LINE,
    ("threads", "Number of &Threads…", "", "For rendering and the like, from the next start on"),
    ("numpy-order", "Order of &numpy Axes…", "", "For Python processors, from the next start on"),
];

const VIEW: &[Item] = &[
    ("fit", "&Fit Network", "Ctrl+0", "Show the whole network"),
    ("zoom-in", "Zoom &In", "Ctrl++", "Larger"),
    ("zoom-out", "Zoom &Out", "Ctrl+-", "Smaller"),
    ("zoom-one", "Actual &Size", "Ctrl+1", "As large as things are"),
    LINE,
    ("theme", "&Light Theme", "", "Light or dark colours"),
    ("full-screen", "F&ull Screen", "F11", "The window fills the screen"),
    (
        "canvas-full-screen",
        "&Canvas Full Screen",
        "Shift+F11",
        "The canvas that was used last fills the screen; Escape leaves",
    ),
];

const NETWORK: &[Item] = &[
    ("add", "&Add Processor…", "Ctrl+Space", "Search for a processor and add it"),
    ("link", "&Links…", "Ctrl+L", "Which properties of two processors follow each other"),
    ("unlink", "&Remove a Link…", "", "Links of the selected processors"),
    LINE,
    (
        "composite-make",
        "&Make Composite…",
        "Ctrl+G",
        "One processor that stands for those selected",
    ),
    ("composite-enter", "&Enter Composite", "", "See what is in the selected composite"),
    ("composite-leave", "Lea&ve Composite", "Alt+Up", "See the composite from outside"),
    ("composite-dissolve", "&Dissolve Composite", "Ctrl+Shift+G", "What is in it, in its place"),
    ("composite-save", "Save &Composite…", "", "Keep it in the list of processors"),
    ("composite-add", "Add Co&mposite…", "", "A composite from a file"),
    LINE,
    (
        "snapshot",
        "Save &Picture…",
        "Ctrl+E",
        "The picture of the canvas that was used last, exactly as it is",
    ),
    (
        "copy-picture",
        "Co&py Picture",
        "Ctrl+Shift+E",
        "The picture of the canvas that was used last, to the clipboard",
    ),
    ("stop", "&Stop", "Ctrl+.", "Stop what is being computed"),
];

const HELP: &[Item] = &[
    ("manual", "&Documentation", "F1", "The folder with the documentation"),
    ("about", "&About ivw", "", "Version and modules"),
];

const MENUS: &[(&str, &str, &[Item])] = &[
    ("file", "&File", FILE),
    ("edit", "&Edit", EDIT),
    ("view", "&View", VIEW),
    ("network", "&Network", NETWORK),
    ("help", "&Help", HELP),
];

/// The message that makes the menus.
pub(crate) fn message(is_light: bool) -> Json {
    let menus = MENUS.iter().map(|(id, text, items)| {
        let items = items.iter().map(|(id, text, keys, tip)| {
            let mut item = json!({"id": id, "text": text, "keys": keys, "tip": tip});
            if *id == "theme" {
                item["checked"] = json!(is_light);
            }
            item
        });
        json!({"id": id, "text": text, "items": items.collect::<Vec<_>>()})
    });
    json!({"op": "menus", "menus": menus.collect::<Vec<_>>()})
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_two_actions_have_the_same_name_or_keys() {
        let items =
            || MENUS.iter().flat_map(|(.., items)| *items).filter(|item| !item.0.is_empty());
        let ids: HashSet<_> = items().map(|item| item.0).collect();
        assert_eq!(ids.len(), items().count());
        let keys: Vec<_> = items().map(|item| item.2).filter(|keys| !keys.is_empty()).collect();
        assert_eq!(keys.iter().collect::<HashSet<_>>().len(), keys.len());
        assert!(items().all(|item| !item.3.is_empty()), "every action has a help text");
    }
}
