//! What a volume from a file is, and what a person says that it is instead.

use super::data_rows::{InterpolationChoice, Rows, WrappingChoice};
use glam::UVec3;
use ivw_core::prelude::*;
use std::ops::Range;

/// This is what the numbers of a volume mean: shown for new data, and written onto it once edited.
#[derive(PropertyGroup)]
#[group_class("org.inviwo.VolumeInformationProperty", checked_by = "checked")]
pub struct VolumeInformation {
    /// Whether what a workspace saved here wins over what the file says.
    ///
    /// Without it, a workspace that is opened takes everything from the file.
    #[property("checked", name = "Keep Changes", invalidates = InvalidationLevel::Valid)]
    pub keeps_changes: bool,

    /// Number of voxels along x, y and z.
    #[property("dimensions", soft = 0..=1024, read_only = true, saved = Saved::Never)]
    pub dimensions: UVec3,

    /// How one voxel is stored.
    #[property("format", read_only = true, saved = Saved::Never)]
    pub format: String,

    /// Number of components of one voxel.
    #[property("channels", soft = 0..=4, read_only = true, saved = Saved::Never)]
    pub n_components: usize,

    /// Number of all voxels.
    #[property(
        "numVoxels",
        name = "Number of Voxels",
        soft = 0..=1_000_000_000,
        read_only = true,
        saved = Saved::Never
    )]
    pub n_voxels: usize,

    /// Stored numbers that transfer functions begin and end at.
    #[property(
        "dataRange",
        name = "Data range",
        default = 0.0..1.0,
        bounds = f64::MIN..=f64::MAX,
        semantics = "Text"
    )]
    pub data_range: Range<f64>,

    /// Physical values of the ends of the data range, in the unit below.
    #[property(
        "valueRange",
        name = "Value range",
        default = 0.0..1.0,
        bounds = f64::MIN..=f64::MAX,
        semantics = "Text"
    )]
    pub value_range: Range<f64>,

    /// Name of the physical value, such as density.
    #[property("valueName", name = "Value name")]
    pub value_name: String,

    /// Unit of the physical value, such as g/cm³.
    #[property("valueUnit", name = "Value unit")]
    pub value_unit: String,

    /// How values between voxel centres come about.
    #[property("interpolation")]
    pub interpolation: InterpolationChoice,

    /// Names of the axes.
    #[group("axesNames", collapsed = true, preset("x", "x"), preset("y", "y"), preset("z", "z"))]
    pub axes_names: Texts,

    /// Units of the axes, such as mm.
    #[group("axesUnits", collapsed = true)]
    pub axes_units: Texts,

    /// What lies beyond the border along x.
    #[property("xWrappingX", name = "X Wrapping")]
    pub x_wrapping: WrappingChoice,

    /// What lies beyond the border along y.
    #[property("yWrappingX", name = "Y Wrapping")]
    pub y_wrapping: WrappingChoice,

    /// What lies beyond the border along z.
    #[property("zWrappingX", name = "Z Wrapping")]
    pub z_wrapping: WrappingChoice,

    /// What the last data said, which an unedited row follows.
    last: Option<Rows<3>>,
}

/// This is a text for each axis.
#[derive(PropertyGroup)]
#[group_class("org.inviwo.StringsProperty3")]
pub struct Texts {
    /// Text for x.
    #[property("x", name = "x")]
    pub x: String,
    /// Text for y.
    #[property("y", name = "y")]
    pub y: String,
    /// Text for z.
    #[property("z", name = "z")]
    pub z: String,
}

impl VolumeInformation {
    /// Takes over what new data says, and shows it below a path of properties.
    ///
    /// The first data overwrites all rows, unless changes are kept; later data, and kept rows, only
    /// those that are as they were.
    pub fn update(&mut self, path: &str, volume: &Volume, context: &Context) {
        let new = Rows::of_volume(volume);
        let overwrites = self.last.is_none() && !self.keeps_changes;
        let before = self.last.replace(new.clone()).unwrap_or_else(|| Self::default().rows());
        self.set_rows(match overwrites {
            true => new,
            false => self.rows().follow(&before, &new),
        });
        self.dimensions = volume.size();
        self.format = volume.format.to_string();
        self.n_components = volume.format.components.into();
        self.n_voxels = volume.n_voxels();
        self.show(path, context);
    }

    /// Writes what was edited onto data.
    pub fn apply(&self, volume: &mut Volume) {
        let own = Rows::of_volume(volume);
        self.rows().apply(
            &own,
            &mut volume.data_map,
            &mut volume.interpolation,
            &mut volume.axes,
            &mut volume.wrapping,
        );
    }

    fn rows(&self) -> Rows<3> {
        let texts = |texts: &Texts| [texts.x.clone(), texts.y.clone(), texts.z.clone()];
        Rows {
            data_range: self.data_range.clone(),
            value_range: self.value_range.clone(),
            value: [self.value_name.clone(), self.value_unit.clone()],
            interpolation: self.interpolation,
            names: texts(&self.axes_names),
            units: texts(&self.axes_units),
            wrapping: [self.x_wrapping, self.y_wrapping, self.z_wrapping],
        }
    }

    fn set_rows(&mut self, rows: Rows<3>) {
        self.data_range = rows.data_range;
        self.value_range = rows.value_range;
        [self.value_name, self.value_unit] = rows.value;
        self.interpolation = rows.interpolation;
        [self.axes_names.x, self.axes_names.y, self.axes_names.z] = rows.names;
        [self.axes_units.x, self.axes_units.y, self.axes_units.z] = rows.units;
        [self.x_wrapping, self.y_wrapping, self.z_wrapping] = rows.wrapping;
    }

    fn show(&self, path: &str, context: &Context) {
        use ivw_core::property::ChoiceField;
        let set = |id: &str, value: Value| context.set(&format!("{path}.{id}"), value);
        let dims = self.dimensions.to_array().map(i64::from);
        set("dimensions", Value::ints(&dims).expect("three fit"));
        set("format", self.format.as_str().into());
        set("channels", (self.n_components as i64).into());
        set("numVoxels", (self.n_voxels as i64).into());
        for (id, range) in [("dataRange", &self.data_range), ("valueRange", &self.value_range)] {
            set(id, Value::floats(&[range.start, range.end]).expect("two fit"));
        }
        set("valueName", self.value_name.as_str().into());
        set("valueUnit", self.value_unit.as_str().into());
        set("interpolation", self.interpolation.to_selection());
        for (id, texts) in [("axesNames", &self.axes_names), ("axesUnits", &self.axes_units)] {
            for (axis, text) in [("x", &texts.x), ("y", &texts.y), ("z", &texts.z)] {
                set(&format!("{id}.{axis}"), text.as_str().into());
            }
        }
        set("xWrappingX", self.x_wrapping.to_selection());
        set("yWrappingX", self.y_wrapping.to_selection());
        set("zWrappingX", self.z_wrapping.to_selection());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn volume(data_range: [f64; 2]) -> Volume {
        let mut volume = Volume::from_fn(UVec3::new(2, 1, 1), |_| 0u8).unwrap();
        volume.data_map.data_range = data_range;
        volume
    }

    #[test]
    fn the_first_data_overwrites_what_was_saved_unless_changes_are_kept() {
        for (keeps_changes, expected) in [(false, 0.0..9.0), (true, 0.0..5.0)] {
            let mut information = VolumeInformation {
                keeps_changes,
                data_range: 0.0..5.0,
                ..VolumeInformation::default()
            };
            information.update("", &volume([0.0, 9.0]), &Context::detached());
            assert_eq!(information.data_range, expected);
            // What was not saved follows the file.
            assert_eq!(information.value_range, 0.0..255.0);
        }
    }

    #[test]
    fn later_data_leaves_edited_rows_alone() {
        let mut information = VolumeInformation::default();
        information.update("", &volume([0.0, 9.0]), &Context::detached());
        information.update("", &volume([0.0, 8.0]), &Context::detached());
        assert_eq!(information.data_range, 0.0..8.0);
        information.data_range = 1.0..2.0;
        information.update("", &volume([0.0, 7.0]), &Context::detached());
        assert_eq!(information.data_range, 1.0..2.0);
    }

    #[test]
    fn an_edited_row_ends_up_in_the_volume_and_a_falling_range_survives() {
        let mut information = VolumeInformation::default();
        let mut volume = volume([0.0, 9.0]);
        volume.data_map.value_range = [5.0, -5.0];
        information.update("", &volume, &Context::detached());
        information.value_unit = "mm".into();
        information.data_range = 0.0..4.0;
        information.apply(&mut volume);
        assert_eq!(volume.data_map.data_range, [0.0, 4.0]);
        assert_eq!(volume.data_map.value_range, [5.0, -5.0]);
        assert_eq!(volume.data_map.value_axis.unit, "mm");
    }
}
