//! The command line of ivw.
fn main() {}
