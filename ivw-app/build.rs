//! Builds the widgets of the desktop, if it is wanted.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    #[cfg(feature = "qt")]
    qt::build();
}

#[cfg(feature = "qt")]
mod qt {
    use std::path::Path;

    pub(super) fn build() {
        println!("cargo:rerun-if-changed=cpp");
        let ninja = std::process::Command::new("ninja").arg("--version").output();
        let mut config = cmake::Config::new("cpp");
        if ninja.is_ok() {
            config.generator("Ninja");
        }
        // Widgets only pass on what Rust decides: optimised always, as tests measure frames.
        let folder = config.profile("Release").build();
        println!("cargo:rustc-link-search=native={}", Path::new(&folder).join("lib").display());
        println!("cargo:rustc-link-lib=static=ivw_desktop");
        for library in ["Qt6Widgets", "Qt6Gui", "Qt6Core", "stdc++"] {
            println!("cargo:rustc-link-lib=dylib={library}");
        }
    }
}
