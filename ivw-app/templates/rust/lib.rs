//! {{name}}: a module for ivw.

mod threshold;

ivw_core::ivw_module! {
    name: "{{name}}",
    version: env!("CARGO_PKG_VERSION"),
    help: "Marks what is bright in a volume.",
}
