//! Ports as fields of native processors.

use crate::data::{Data, DataHandle, Shared};
use crate::error::{Error, Result};
use glam::UVec2;
use std::borrow::Cow;

/// An inport: the data of one connection.
///
/// ```
/// use ivw_core::prelude::*;
///
/// let port: In<Volume> = Volume::new([4, 3, 2], u8::FORMAT)?.into();
/// assert_eq!(port.get()?.dims, [4, 3, 2]);
///
/// let nothing = In::<Volume>::default();
/// assert!(nothing.data().is_none());
/// let error = nothing.get().unwrap_err().to_string();
/// assert_eq!(error, "inport \"inport\" has no data: connect a source of volume");
/// # Ok::<(), Error>(())
/// ```
pub struct In<T> {
    id: Cow<'static, str>,
    data: Option<Shared<T>>,
}

impl<T: Data> In<T> {
    /// The data; an error if there is none.
    pub fn get(&self) -> Result<Shared<T>> {
        self.data.clone().ok_or_else(|| {
            Error::new(format!("inport \"{}\" has no data", self.id))
                .hint(format!("connect a source of {}", T::NAME.trim_start_matches("a ")))
        })
    }

    /// The data, if there is any.
    pub fn data(&self) -> Option<&Shared<T>> {
        self.data.as_ref()
    }
}

impl<T> Default for In<T> {
    fn default() -> Self {
        Self { id: Cow::Borrowed("inport"), data: None }
    }
}

impl<T: Data> From<T> for In<T> {
    /// An inport with data, for tests.
    fn from(data: T) -> Self {
        Self { data: Some(Shared::new(data)), ..Self::default() }
    }
}

/// An inport that takes any number of connections.
///
/// ```
/// use ivw_core::prelude::*;
///
/// let point = Mesh::default().with(AttributeKind::Position, Array::copy_of(&[[0.0_f32; 3]]));
/// let port: InMany<Mesh> = vec![point.clone(), point].into();
/// let n_vertices: usize = port.all().iter().map(|mesh| mesh.n_vertices()).sum();
/// assert_eq!(n_vertices, 2);
/// assert!(InMany::<Mesh>::default().all().is_empty());
/// ```
pub struct InMany<T> {
    id: Cow<'static, str>,
    data: Vec<Shared<T>>,
    /// Processors that the connections come from, for those that want to know.
    names: Vec<String>,
    /// Number of the connection that each data comes from: sequences give several.
    connections: Vec<usize>,
}

impl<T: Data> InMany<T> {
    /// The data of all connections, in their order.
    pub fn all(&self) -> &[Shared<T>] {
        &self.data
    }

    /// The identifier that workspaces save.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The identifier of the processor that the n-th data comes from, for processors that are declared
    /// with `names_inputs`; otherwise a number at the inport's own.
    pub fn name(&self, n: usize) -> String {
        let connection = self.connections.get(n).copied().unwrap_or(n);
        self.names.get(connection).cloned().unwrap_or_else(|| format!("{}{}", self.id, n + 1))
    }
}

impl<T> Default for InMany<T> {
    fn default() -> Self {
        Self {
            id: Cow::Borrowed("inport"),
            data: Vec::new(),
            names: Vec::new(),
            connections: Vec::new(),
        }
    }
}

impl<T: Data> From<Vec<T>> for InMany<T> {
    /// An inport with data, for tests.
    fn from(data: Vec<T>) -> Self {
        Self { data: data.into_iter().map(Shared::new).collect(), ..Self::default() }
    }
}

/// An outport.
///
/// ```
/// use glam::UVec2;
/// use ivw_core::prelude::*;
///
/// let mut port = Out::<Image>::with_size(UVec2::new(4, 3));
/// port.set(Image::new(port.size().to_array(), Image::RGBA8)?);
/// assert_eq!(port.get()?.size(), UVec2::new(4, 3));
/// port.clear();
/// assert!(port.get().is_err());
/// # Ok::<(), Error>(())
/// ```
pub struct Out<T> {
    data: Option<Shared<T>>,
    /// Whether the host has not taken the data yet.
    is_new: bool,
    size: UVec2,
}

impl<T: Data> Out<T> {
    /// Publishes data; it is immutable from now on.
    pub fn set(&mut self, data: impl Into<Shared<T>>) {
        self.data = Some(data.into());
        self.is_new = true;
    }

    /// Takes the data away: whoever depends on it has to wait.
    pub fn clear(&mut self) {
        self.data = None;
        self.is_new = true;
    }

    /// The data that was published; an error if there is none.
    pub fn get(&self) -> Result<Shared<T>> {
        self.data.clone().ok_or_else(|| Error::new("nothing was published"))
    }

    /// For images: the size in pixels that whoever is connected asks for.
    pub fn size(&self) -> UVec2 {
        self.size
    }

    /// Asks for a size, for tests.
    pub fn with_size(size: UVec2) -> Self {
        Self { size, ..Self::default() }
    }
}

impl<T> Default for Out<T> {
    fn default() -> Self {
        Self { data: None, is_new: false, size: UVec2::ONE }
    }
}

/// What the host does with an inport field.
pub(crate) trait InField: Send {
    fn set_id(&mut self, id: &str);
    fn set_inputs(&mut self, data: &[DataHandle]) -> Result<()>;
    fn set_names(&mut self, _names: Vec<String>) {}
}

impl<T: Data> InField for In<T> {
    fn set_id(&mut self, id: &str) {
        self.id = Cow::Owned(id.to_owned());
    }

    fn set_inputs(&mut self, data: &[DataHandle]) -> Result<()> {
        self.data = data.first().map(DataHandle::downcast).transpose()?;
        Ok(())
    }
}

impl<T: Data> InField for InMany<T> {
    fn set_id(&mut self, id: &str) {
        self.id = Cow::Owned(id.to_owned());
    }

    fn set_inputs(&mut self, data: &[DataHandle]) -> Result<()> {
        self.data.clear();
        self.connections.clear();
        for (connection, data) in data.iter().enumerate() {
            match T::SEQUENCE == Some(data.type_id()) {
                true => self.data.extend(T::parts_of(data)?),
                false => self.data.push(data.downcast()?),
            }
            self.connections.resize(self.data.len(), connection);
        }
        Ok(())
    }

    fn set_names(&mut self, names: Vec<String>) {
        self.names = names;
    }
}

/// What the host does with an outport field.
pub(crate) trait OutField: Send {
    fn set_size(&mut self, size: UVec2);
    /// What was published since the last call: data, or that there is none any more.
    fn take_new(&mut self) -> Option<Option<DataHandle>>;
}

impl<T: Data> OutField for Out<T> {
    fn set_size(&mut self, size: UVec2) {
        self.size = size;
    }

    fn take_new(&mut self) -> Option<Option<DataHandle>> {
        std::mem::take(&mut self.is_new).then(|| self.data.clone().map(DataHandle::from))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{Format, Number, Volume, VolumeSequence};

    #[test]
    fn all_data_of_a_sequence_comes_from_its_processor() -> Result<()> {
        let volume = Volume::new([1; 3], Format::new(Number::U8, 1))?;
        let steps = VolumeSequence { volumes: vec![volume.clone(), volume.clone()].into() };
        let mut port = InMany::<Volume>::default();
        port.set_inputs(&[DataHandle::new(steps), DataHandle::new(volume)])?;
        port.set_names(vec!["Steps".to_owned(), "Single".to_owned()]);
        assert_eq!([0, 1, 2].map(|n| port.name(n)), ["Steps", "Steps", "Single"]);
        Ok(())
    }
}
