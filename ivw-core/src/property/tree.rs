//! All properties of one processor, numbered in preorder as its spec lists them.

use super::{Kind, PropertyChange, PropertySpec, PropertyState, Value};
use crate::data::{Camera, Projection};
use crate::error::{Error, Result};
use glam::{Vec2, Vec3};
use smallvec::SmallVec;

/// All properties of one owner.
///
/// Properties are numbered in preorder; those that are added later follow. Numbers of removed
/// properties are not given out again.
#[derive(Clone, Debug, Default)]
pub struct PropertyTree {
    states: Vec<Option<PropertyState>>,
    roots: Vec<u32>,
}

/// What a change changed.
#[derive(Clone, Debug, Default)]
pub struct Applied {
    /// The change that undoes it; none if it made no difference.
    pub undo: Option<PropertyChange>,
    /// Numbers of properties that have another value or look.
    pub changed: Changed,
}

/// Numbers of properties; one, but for cameras.
pub type Changed = SmallVec<[u32; 4]>;

impl PropertyTree {
    /// All properties of a spec, with their defaults.
    pub fn new(specs: &[PropertySpec]) -> Self {
        let mut tree = Self::default();
        for spec in specs {
            tree.push(None, None, spec);
        }
        tree
    }

    /// Adds a property with all below it, at a place among its siblings or at the end.
    ///
    /// Fails if a sibling has the same identifier.
    pub fn insert(
        &mut self,
        parent: Option<u32>,
        place: Option<usize>,
        spec: &PropertySpec,
    ) -> Result<u32> {
        if self.child(parent, &spec.id).is_some() {
            return Err(Error::new(format!("there is already a property \"{}\"", spec.id))
                .hint("give it another identifier, or remove the old one first"));
        }
        Ok(self.push(parent, place, spec))
    }

    fn push(&mut self, parent: Option<u32>, place: Option<usize>, spec: &PropertySpec) -> u32 {
        let index = self.states.len() as u32;
        let mut state = PropertyState::new(spec);
        state.parent = parent;
        self.states.push(Some(state));
        let siblings = match parent {
            None => &mut self.roots,
            Some(parent) => {
                &mut self.states[parent as usize].as_mut().expect("a parent exists").children
            }
        };
        let place = place.map_or(siblings.len(), |place| place.min(siblings.len()));
        siblings.insert(place, index);
        for child in spec.children() {
            self.push(Some(index), None, child);
        }
        index
    }

    /// Removes a property with all below it; gives back the numbers that are gone.
    pub fn remove(&mut self, index: u32) -> Vec<u32> {
        let Some(state) = self.states.get_mut(index as usize).and_then(Option::take) else {
            return Vec::new();
        };
        let siblings = match state.parent {
            None => &mut self.roots,
            Some(parent) => match &mut self.states[parent as usize] {
                Some(parent) => &mut parent.children,
                None => &mut Vec::new(),
            },
        };
        siblings.retain(|sibling| *sibling != index);
        let mut removed = vec![index];
        for child in state.children {
            removed.extend(self.remove(child));
        }
        removed
    }

    /// The property of a number.
    pub fn get(&self, index: u32) -> Option<&PropertyState> {
        self.states.get(index as usize)?.as_ref()
    }

    /// The property of a number, to be changed without checks.
    pub fn get_mut(&mut self, index: u32) -> Option<&mut PropertyState> {
        self.states.get_mut(index as usize)?.as_mut()
    }

    /// Numbers of the properties that are not inside others, in order.
    pub fn roots(&self) -> &[u32] {
        &self.roots
    }

    /// Numbers and properties, in preorder of their numbers.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &PropertyState)> {
        self.states.iter().enumerate().filter_map(|(n, state)| Some((n as u32, state.as_ref()?)))
    }

    /// Properties, to be changed without checks.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (u32, &mut PropertyState)> {
        self.states
            .iter_mut()
            .enumerate()
            .filter_map(|(n, state)| Some((n as u32, state.as_mut()?)))
    }

    /// The number of the child with an identifier.
    pub fn child(&self, parent: Option<u32>, id: &str) -> Option<u32> {
        let siblings = match parent {
            None => &self.roots,
            Some(parent) => &self.get(parent)?.children,
        };
        siblings.iter().copied().find(|n| self.get(*n).is_some_and(|state| state.spec.id == id))
    }

    /// The number of a property, by a path such as `camera.lookFrom`.
    pub fn find(&self, path: &str) -> Option<u32> {
        let mut found = None;
        for id in path.split('.') {
            found = Some(self.child(found, id)?);
        }
        found
    }

    /// The path of a property, such as `camera.lookFrom`.
    pub fn path(&self, index: u32) -> String {
        let Some(state) = self.get(index) else { return String::new() };
        match state.parent {
            None => state.spec.id.clone(),
            Some(parent) => format!("{}.{}", self.path(parent), state.spec.id),
        }
    }

    /// The property that is not inside another one, and has this one in it.
    pub fn root_of(&self, index: u32) -> u32 {
        let mut index = index;
        while let Some(parent) = self.get(index).and_then(|state| state.parent) {
            index = parent;
        }
        index
    }

    /// The face of a property as it is now, with all below it.
    pub fn spec(&self, index: u32) -> Option<PropertySpec> {
        let state = self.get(index)?;
        let mut spec = state.spec.clone();
        let children: Vec<_> = state.children.iter().filter_map(|n| self.spec(*n)).collect();
        if let Some(slot) = spec.children_mut() {
            *slot = children;
        }
        Some(spec)
    }

    /// The faces of all properties as they are now.
    pub fn specs(&self) -> Vec<PropertySpec> {
        self.roots.iter().filter_map(|n| self.spec(*n)).collect()
    }

    /// Applies a change and keeps cameras and their parts in step.
    pub fn apply(&mut self, index: u32, change: PropertyChange) -> Result<Applied> {
        let read_only = match &change {
            PropertyChange::ReadOnly(on) => Some(*on),
            _ => None,
        };
        let state = self
            .get_mut(index)
            .ok_or_else(|| Error::new("there is no such property; it may have been removed"))?;
        let undo = state.apply(change)?;
        let mut changed = Changed::new();
        if undo.is_none() {
            return Ok(Applied { undo, changed });
        }
        changed.push(index);
        let children = state.children.clone();
        if let (Kind::Camera(_), Value::Camera(camera)) = (&state.spec.kind, &state.value) {
            let camera = *camera;
            self.show_camera(index, &camera, &mut changed);
        } else if let Some(parent) = state.parent
            && matches!(self.get(parent), Some(PropertyState { value: Value::Camera(_), .. }))
        {
            self.read_camera(parent, index, &mut changed);
        }
        if let Some(on) = read_only {
            for child in children {
                changed.extend(self.apply(child, PropertyChange::ReadOnly(on))?.changed);
            }
        }
        Ok(Applied { undo, changed })
    }

    /// Writes a camera into its parts.
    fn show_camera(&mut self, index: u32, camera: &Camera, changed: &mut Changed) {
        let vector = |v: Vec3| Value::Floats(v.to_array().map(f64::from).into_iter().collect());
        let number = |n: f32| Value::from(f64::from(n));
        for (id, value) in [
            ("cameraType", Value::choice(camera.projection.name())),
            ("lookFrom", vector(camera.look_from)),
            ("lookTo", vector(camera.look_to)),
            ("lookUp", vector(camera.look_up)),
            ("aspectRatio", number(camera.aspect)),
            ("near", number(camera.near)),
            ("far", number(camera.far)),
            ("fov", number(camera.fov_degrees)),
            ("width", number(camera.width)),
            (
                "offset",
                Value::Floats(camera.offset.to_array().map(f64::from).into_iter().collect()),
            ),
        ] {
            let Some(child) = self.child(Some(index), id) else { continue };
            let state = self.states[child as usize].as_mut().expect("a child exists");
            // The camera is right even where a part's bounds are narrower.
            let value = match (&state.spec.kind, value) {
                (Kind::Choice(kind), Value::Choice(selection)) => {
                    kind.find(&selection.id).map_or(Value::None, Value::Choice)
                }
                (_, value) => value,
            };
            if !value.is_same(&state.value) {
                state.value = value;
                state.touch();
                changed.push(child);
            }
        }
        let perspective = camera.projection != Projection::Orthographic;
        for (id, visible) in [
            ("fov", perspective),
            ("width", !perspective),
            ("offset", camera.projection == Projection::SkewedPerspective),
        ] {
            if let Some(child) = self.child(Some(index), id) {
                self.states[child as usize].as_mut().expect("a child exists").spec.visible =
                    visible;
            }
        }
    }

    /// Reads one part of a camera into it.
    fn read_camera(&mut self, index: u32, part: u32, changed: &mut Changed) {
        let Some(PropertyState { spec, value, .. }) = self.get(part) else { return };
        let (id, value) = (spec.id.clone(), value.clone());
        let Some(PropertyState { value: Value::Camera(camera), .. }) = self.get(index) else {
            return;
        };
        let mut camera = *camera;
        let floats = value.as_floats().unwrap_or_default();
        let vector =
            || (floats.len() == 3).then(|| Vec3::from_array([0, 1, 2].map(|n| floats[n] as f32)));
        let number = floats.first().map(|n| *n as f32);
        match id.as_str() {
            "cameraType" => {
                let known = Projection::ALL.iter().find(|(_, name)| value.as_text() == Some(*name));
                if let Some((projection, _)) = known {
                    camera = camera.with_projection(*projection);
                }
            }
            "lookFrom" => camera.look_from = vector().unwrap_or(camera.look_from),
            "lookTo" => camera.look_to = vector().unwrap_or(camera.look_to),
            "lookUp" => camera.look_up = vector().unwrap_or(camera.look_up),
            "aspectRatio" => camera.aspect = number.unwrap_or(camera.aspect),
            "near" => camera.near = number.unwrap_or(camera.near),
            "far" => camera.far = number.unwrap_or(camera.far),
            "fov" => camera.fov_degrees = number.unwrap_or(camera.fov_degrees),
            "width" => camera.width = number.unwrap_or(camera.width),
            "offset" if floats.len() == 2 => {
                camera.offset = Vec2::new(floats[0] as f32, floats[1] as f32);
            }
            _ => return,
        }
        let state = self.states[index as usize].as_mut().expect("the camera exists");
        state.value = Value::Camera(camera);
        state.touch();
        changed.push(index);
        self.show_camera(index, &camera, changed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::property::CameraKind;

    fn camera() -> PropertyTree {
        let kind = Kind::Camera(CameraKind::new(Camera::default()));
        PropertyTree::new(&[PropertySpec::new("camera", kind)])
    }

    #[test]
    fn a_part_of_a_camera_moves_the_camera_and_the_other_way_round() -> Result<()> {
        let mut tree = camera();
        let fov = tree.find("camera.fov").expect("cameras have a field of view");
        tree.apply(fov, PropertyChange::Value(60.0.into()))?;
        let Some(Value::Camera(mut camera)) = tree.get(0).map(|state| state.value.clone()) else {
            unreachable!("it is a camera")
        };
        assert_eq!(camera.fov_degrees, 60.0);
        camera.look_from = Vec3::new(1.0, 2.0, 3.0);
        tree.apply(0, PropertyChange::Value(Value::Camera(camera)))?;
        let from = tree.find("camera.lookFrom").and_then(|n| tree.get(n)).expect("it is there");
        assert_eq!(from.value.as_floats().as_deref(), Some(&[1.0, 2.0, 3.0][..]));
        Ok(())
    }

    #[test]
    fn a_spec_survives_the_tree() {
        let tree = camera();
        assert_eq!(tree.specs()[0].children().len(), 12);
        assert_eq!(PropertyTree::new(&tree.specs()).specs(), tree.specs());
        let path = tree.path(tree.find("camera.settings.fittingRatio").expect("it is there"));
        assert_eq!(path, "camera.settings.fittingRatio");
    }

    #[test]
    fn removing_a_property_removes_what_is_inside() {
        let mut tree = camera();
        tree.remove(0);
        assert_eq!(tree.iter().count(), 0);
        assert!(tree.find("camera.fov").is_none());
    }
}
