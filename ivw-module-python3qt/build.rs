//! Builds the widgets, if they are wanted.

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
        let folder = config.profile("Release").build();
        println!("cargo:rustc-link-search=native={}", Path::new(&folder).join("lib").display());
        println!("cargo:rustc-link-lib=static=ivw_python3qt");
        for library in ["Qt6Widgets", "Qt6Gui", "Qt6Core", "stdc++"] {
            println!("cargo:rustc-link-lib=dylib={library}");
        }
        // A class without its meta object would only be missed when the module is loaded.
        println!("cargo:rustc-cdylib-link-arg=-Wl,-z,defs");
    }
}
