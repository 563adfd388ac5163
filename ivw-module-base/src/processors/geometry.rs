//! Processors that tell something about shapes by making others.

pub mod convex_hull_2d;
