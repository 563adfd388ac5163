//! Groups of properties that several processors share.
//!
//! Identifiers, defaults and bounds are those that workspaces of Inviwo expect.
//! A group knows how its values become what the renderer takes; it renders nothing itself.

mod event;
mod iso_tf;
mod lighting;
mod position;
mod position_indicator;
mod raycasting;
mod sequence_timer;
mod trackball;
mod volume_basis;
mod volume_information;

pub use event::Event;
pub use iso_tf::IsoTf;
pub use lighting::{Lighting, ShadingMode};
pub use position::{Offset, Position, Space};
pub use position_indicator::{Plane, PositionIndicator};
pub use raycasting::{
    ClassificationMode, CompositingMode, GradientMode, Raycasting, RenderingType,
};
pub use sequence_timer::SequenceTimer;
pub use trackball::Trackball;
pub use volume_basis::{BasisMode, BasisReference, VolumeBasis};
pub use volume_information::{InterpolationChoice, Texts, VolumeInformation, WrappingChoice};
