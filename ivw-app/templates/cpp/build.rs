//! Builds the kernels in `native` with CMake, and links them in.

fn main() {
    println!("cargo::rerun-if-changed=native");
    let built = cmake::build("native");
    println!("cargo::rustc-link-search=native={}", built.join("lib").display());
    println!("cargo::rustc-link-lib=static={{crate}}_native");
    let runtime = if cfg!(target_os = "macos") { "c++" } else { "stdc++" };
    println!("cargo::rustc-link-lib={runtime}");
}
