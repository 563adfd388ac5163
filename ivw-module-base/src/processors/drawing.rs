//! What is drawn over pictures.

pub mod text_overlay;
