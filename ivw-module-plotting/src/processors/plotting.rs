//! Plots and their axes.

pub mod axis_render_processor;
pub mod color_scale_legend;
pub mod data_frame_column_to_color_vector;
pub mod image_plot;
pub mod layer_axis;
pub mod mesh_axis;
pub mod orthographic_axis_2d;
pub mod parallel_coordinates;
pub mod persistence_diagram_plot;
pub mod scatter_plot;
pub mod scatter_plot_matrix;
pub mod volume_axis;
