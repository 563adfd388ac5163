//! Files and folders.

use ivw_core::property::{
    AcceptMode as Accept, FileFilter, FileMode as Mode, Kind, PathKind, PropertyChange,
};
use pyo3::exceptions::{PyRuntimeError, PyTypeError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

use super::convert::{self, path_from};
use super::members::{plain_value, value_members};
use super::{AcceptMode, FileMode, Property, finish};
use crate::arguments::Arguments;

/// This adds the classes to `inviwopy.properties`.
pub fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<FileProperty>()
}

/// A file; its subclass `DirectoryProperty` is a folder.
#[pyclass(extends = Property, subclass, frozen, module = "inviwopy.properties")]
pub struct FileProperty;

const NAMES: &[&str] =
    &["identifier", "displayName", "value", "contentType", "invalidationLevel", "semantics"];

value_members!(FileProperty);
plain_value!(FileProperty);

impl FileProperty {
    fn init(
        slf: &Bound<'_, Self>,
        args: &Bound<'_, PyTuple>,
        kwargs: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<()> {
        let is_directory = slf.getattr("_is_directory")?.is_truthy()?;
        let mut arguments = Arguments::parse("FileProperty", NAMES, args, kwargs)?;
        let (id, name) = (arguments.text("identifier")?, arguments.text("displayName")?);
        let default = match arguments.take("value") {
            Some(value) => path_from(&value)?,
            None => String::new(),
        };
        let content_type = arguments.or("contentType", "default".to_owned())?;
        let file_mode = if is_directory { Mode::Directory } else { Mode::AnyFile };
        let kind =
            PathKind { is_directory, default, content_type, file_mode, ..PathKind::default() };
        finish(slf.as_super(), arguments, Kind::Path(kind), id, name)
    }
}

#[pymethods]
impl FileProperty {
    #[classattr]
    #[pyo3(name = "_is_directory")]
    fn is_directory() -> bool {
        false
    }

    /// The path as a plain text.
    #[pyo3(name = "valueAsString")]
    fn value_as_string(slf: &Bound<'_, Self>) -> PyResult<String> {
        Self::value(slf)?.extract()
    }

    /// Would ask a person for a file, which only a desktop can.
    #[pyo3(name = "requestFile")]
    fn request_file(&self) -> PyResult<()> {
        Err(PyRuntimeError::new_err("nobody can be asked for a file: set `value` instead"))
    }

    /// Offers more files in dialogs: `"*.npy"`, `"Numpy (*.npy)"` or a `FileExtension`.
    #[pyo3(name = "addNameFilter", signature = (filter, *more))]
    fn add_name_filter(
        slf: &Bound<'_, Self>,
        filter: &Bound<'_, PyAny>,
        more: &Bound<'_, PyTuple>,
    ) -> PyResult<()> {
        let mut filters = path_kind(slf)?.filters;
        filters.push(match more.len() {
            0 => filter_from(filter)?,
            _ => FileFilter {
                extension: filter.extract()?,
                description: more.get_item(0)?.extract()?,
            },
        });
        slf.as_super().get().change(slf.py(), PropertyChange::Filters(filters))
    }

    /// Offers all files in dialogs.
    #[pyo3(name = "clearNameFilters")]
    fn clear_name_filters(slf: &Bound<'_, Self>) -> PyResult<()> {
        slf.as_super().get().change(slf.py(), PropertyChange::Filters(Vec::new()))
    }

    /// Which files dialogs offer.
    #[pyo3(name = "getNameFilters")]
    fn name_filters<'py>(slf: &Bound<'py, Self>) -> PyResult<Vec<Bound<'py, PyAny>>> {
        let extension =
            |f: FileFilter| convert::file_extension(slf.py(), &f.extension, &f.description);
        path_kind(slf)?.filters.into_iter().map(extension).collect()
    }

    /// The selected filter of dialogs.
    #[getter(selectedExtension)]
    fn selected_extension<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        let filter = path_kind(slf)?.selected_filter.unwrap_or_default();
        convert::file_extension(slf.py(), &filter.extension, &filter.description)
    }

    #[setter(selectedExtension)]
    fn set_selected_extension(slf: &Bound<'_, Self>, filter: &Bound<'_, PyAny>) -> PyResult<()> {
        let filter = filter_from(filter)?;
        let filter = (!filter.extension.is_empty()).then_some(filter);
        slf.as_super().get().change(slf.py(), PropertyChange::SelectedFilter(filter))
    }

    /// Whether the file is read or written.
    #[getter(acceptMode)]
    fn accept_mode(slf: &Bound<'_, Self>) -> PyResult<AcceptMode> {
        Ok(match path_kind(slf)?.accept_mode {
            Accept::Open => AcceptMode::Open,
            Accept::Save => AcceptMode::Save,
        })
    }

    #[setter(acceptMode)]
    fn set_accept_mode(slf: &Bound<'_, Self>, mode: AcceptMode) -> PyResult<()> {
        let mode = match mode {
            AcceptMode::Open => Accept::Open,
            AcceptMode::Save => Accept::Save,
        };
        slf.as_super().get().change(slf.py(), PropertyChange::AcceptMode(mode))
    }

    /// What may be selected.
    #[getter(fileMode)]
    fn file_mode(slf: &Bound<'_, Self>) -> PyResult<FileMode> {
        Ok(match path_kind(slf)?.file_mode {
            Mode::AnyFile => FileMode::AnyFile,
            Mode::ExistingFile => FileMode::ExistingFile,
            Mode::Directory => FileMode::Directory,
            Mode::ExistingFiles => FileMode::ExistingFiles,
        })
    }

    #[setter(fileMode)]
    fn set_file_mode(slf: &Bound<'_, Self>, mode: FileMode) -> PyResult<()> {
        let mode = match mode {
            FileMode::AnyFile => Mode::AnyFile,
            FileMode::ExistingFile => Mode::ExistingFile,
            FileMode::Directory | FileMode::DirectoryOnly => Mode::Directory,
            FileMode::ExistingFiles => Mode::ExistingFiles,
        };
        slf.as_super().get().change(slf.py(), PropertyChange::FileMode(mode))
    }

    /// What the files are; dialogs remember a folder for each.
    #[getter(contentType)]
    fn content_type(slf: &Bound<'_, Self>) -> PyResult<String> {
        Ok(path_kind(slf)?.content_type)
    }

    #[setter(contentType)]
    fn set_content_type(slf: &Bound<'_, Self>, content_type: String) -> PyResult<()> {
        slf.as_super().get().change(slf.py(), PropertyChange::ContentType(content_type))
    }

    fn __fspath__(slf: &Bound<'_, Self>) -> PyResult<String> {
        Self::value_as_string(slf)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        Ok(format!("{}({})", slf.get_type().name()?, Self::value_as_string(slf)?))
    }
}

fn path_kind(slf: &Bound<'_, FileProperty>) -> PyResult<PathKind> {
    match slf.as_super().get().spec(slf.py())?.kind {
        Kind::Path(kind) => Ok(kind),
        _ => Err(PyTypeError::new_err("this property is no path")),
    }
}

/// A filter as text, such as `Numpy (*.npy)`, or as a `FileExtension`.
fn filter_from(filter: &Bound<'_, PyAny>) -> PyResult<FileFilter> {
    let Ok(text) = filter.extract::<String>() else {
        return Ok(FileFilter {
            extension: filter.getattr("extension")?.extract()?,
            description: filter.getattr("description")?.extract()?,
        });
    };
    let (description, pattern) = match text.rsplit_once('(') {
        Some((description, pattern)) => (description.trim(), pattern.trim_end_matches(')')),
        None => ("", text.as_str()),
    };
    let extension = pattern.trim().trim_start_matches("*.").to_owned();
    Ok(FileFilter { extension, description: description.to_owned() })
}
