//! Groups of properties that several processors share.
//!
//! Identifiers, defaults and bounds are those that workspaces of Inviwo expect.
//! A group knows how its values become what the renderer takes; it renders nothing itself.

mod column;
mod data_range;
mod data_rows;
mod event;
mod font;
mod glyph;
mod iso_tf;
mod layer_information;
mod lighting;
mod line;
mod position;
mod position_indicator;
mod randomness;
mod raycasting;
mod sequence_timer;
mod simple_raycasting;
mod trackball;
mod transform_list;
mod volume_basis;
mod volume_information;

pub use column::{ColumnChoice, Columns, id_of};
pub use data_range::{CustomRange, DataRange};
pub use data_rows::{InterpolationChoice, WrappingChoice};
pub use event::Event;
pub use font::{FontFace, FontSettings};
pub use glyph::{GlyphBlend, GlyphLabels, GlyphMode, GlyphTexture, Periodicity, SelectionColor};
pub use iso_tf::IsoTf;
pub use layer_information::{LayerInformation, Texts2};
pub use lighting::{Lighting, ShadingMode};
pub use line::{LineSettings, OneAlpha, OneColor, ScalarColors, StippleMode, Stippling};
pub use position::{Offset, Position, Space};
pub use position_indicator::{Plane, PositionIndicator};
pub use randomness::Randomness;
pub use raycasting::{
    ClassificationMode, CompositingMode, GradientMode, Raycasting, RenderingType,
};
pub use sequence_timer::SequenceTimer;
pub use simple_raycasting::{SimpleCompositing, SimpleRaycasting, Text};
pub use trackball::Trackball;
pub use transform_list::{TransformItems, TransformList};
pub use volume_basis::{BasisMode, BasisReference, VolumeBasis};
pub use volume_information::{Texts, VolumeInformation};
