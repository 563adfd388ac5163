//! Effects on finished pictures: occlusion, bloom, fog, tone mapping.

mod picture;
pub mod processors;

ivw_core::ivw_module! {
    name: "PostProcessing",
    version: env!("CARGO_PKG_VERSION"),
    help: "Effects on finished pictures: occlusion, bloom, fog, tone mapping.",
}
