//! Layouts carry the name of their crate: this one pretends to be another build of `ivw-core`.

fn main() {
    println!("cargo::rustc-env=CARGO_PKG_NAME=ivw-core");
    println!("cargo::rerun-if-changed=build.rs");
}
