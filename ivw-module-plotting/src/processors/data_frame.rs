//! Data frames to other data frames, meshes and files.

pub mod brushing_and_linking;
pub mod data_frame_exporter;
pub mod data_frame_filter;
pub mod data_frame_join;
pub mod data_frame_meta_data;
pub mod data_frame_table;
pub mod data_frame_to_buffer;
pub mod data_frame_to_mesh;
pub mod data_frame_to_vector;
pub mod file_list;
pub mod image_to_data_frame;
pub mod tf_from_data_frame_column;
pub mod volume_to_data_frame;
