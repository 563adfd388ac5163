//! One file for each processor.

pub mod discard_short_lines;
pub mod hedge_hog_2d;
pub mod integral_line_vector_to_mesh;
pub mod lic_2d;
pub mod lic_3d;
pub mod lorenz_system;
pub mod path_lines_3d;
pub mod path_lines_deprecated;
pub mod rbf_vector_field_generator_2d;
pub mod rbf_vector_field_generator_3d;
pub mod seed_3d_to_4d;
pub mod seed_point_generator_2d;
pub mod seed_point_generator_3d;
pub mod seed_points_from_mask;
pub mod stream_lines_2d;
pub mod stream_lines_3d;
pub mod stream_lines_deprecated;
pub mod stream_ribbons_deprecated;
pub mod vector_2d_curl;
pub mod vector_2d_divergence;
pub mod vector_2d_magnitude;
pub mod vector_3d_curl;
pub mod vector_3d_divergence;
pub mod vector_field_generator_2d;
pub mod vector_field_generator_3d;
pub mod vector_field_generator_4d;
