//! `inviwopy.app`: the application around the network.

use std::path::PathBuf;

use ivw_core::host::{ClassInfo, Request};
use ivw_core::network::{Edit, ProcessorId};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;

use crate::enums::{add_enum, inviwo_enum};
use crate::glm::convert::vector_components;
use crate::host::{ask, command};
use crate::processor::{self, Processor, unknown};
use crate::properties::convert::path_text;
use crate::wrapper::Wrapper;

inviwo_enum! {
    /// Where the application has which files.
    PathType in "inviwopy" {
        Data = 0, Volumes = 1, Workspaces = 2, Scripts = 3, PortInspectors = 4, Images = 5,
        Databases = 6, Resources = 7, TransferFunctions = 8, Settings = 9, Help = 10, Tests = 11,
    }
}

#[allow(clippy::upper_case_acronyms)] // The names are Inviwo's.
mod module_path {
    use super::inviwo_enum;

    inviwo_enum! {
        /// Where a module has which files.
        ModulePath in "inviwopy" {
            Data = 0, Images = 1, PortInspectors = 2, Scripts = 3, Volumes = 4, Workspaces = 5,
            Tests = 6, TestImages = 7, TestVolumes = 8, UnitTests = 9, RegressionTests = 10, GLSL = 11,
            CL = 12,
        }
    }
}

pub use module_path::ModulePath;

/// This adds the classes and `app` to `inviwopy`.
pub fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    add_enum::<PathType>(module)?;
    add_enum::<ModulePath>(module)?;
    module.add_class::<InviwoApplication>()?;
    module.add_class::<ProcessorFactory>()?;
    module.add_function(pyo3::wrap_pyfunction!(get_app, module)?)?;
    module.add("app", singleton(module.py())?)
}

/// The application.
#[pyclass(frozen, module = "inviwopy")]
pub struct InviwoApplication;

fn singleton(py: Python<'_>) -> PyResult<Py<PyAny>> {
    static APP: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    let app =
        APP.get_or_try_init(py, || PyResult::Ok(Py::new(py, InviwoApplication)?.into_any()))?;
    Ok(app.clone_ref(py))
}

/// The application.
#[pyfunction(name = "getApp")]
fn get_app(py: Python<'_>) -> PyResult<Py<PyAny>> {
    singleton(py)
}

/// The folder that belongs to the application: `IVW_BASE_PATH`, or the one above with a folder `data`.
fn base_path() -> PathBuf {
    if let Some(path) = std::env::var_os("IVW_BASE_PATH") {
        return path.into();
    }
    let exe = std::env::current_exe().ok();
    let above = exe.iter().flat_map(|exe| exe.ancestors()).find(|at| at.join("data").is_dir());
    above.map_or_else(|| std::env::current_dir().unwrap_or_default(), PathBuf::from)
}

fn settings_path() -> PathBuf {
    let home = std::env::var_os("HOME").unwrap_or_default();
    PathBuf::from(home).join(".inviwo")
}

#[pymethods]
impl InviwoApplication {
    #[new]
    #[pyo3(signature = (_name=None))]
    fn new(_name: Option<&str>) -> Self {
        Self
    }

    /// The network of processors.
    #[getter]
    fn network(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        crate::network::singleton(py)
    }

    /// Makes processors.
    #[getter(processorFactory)]
    fn processor_factory(&self) -> ProcessorFactory {
        ProcessorFactory
    }

    /// Modules that are loaded, by name.
    #[getter]
    fn modules(&self, py: Python<'_>) -> PyResult<Wrapper> {
        let names: Vec<String> = ask(py, &Request::Modules)?;
        let class = py.import("inviwopy._values")?.getattr("InviwoModule")?;
        let modules = names.into_iter().map(|name| {
            let module = class.call1((name.as_str(),))?.unbind();
            Ok((name, module))
        });
        Ok(Wrapper::new(modules.collect::<PyResult<_>>()?))
    }

    /// The module with a name, or `None`.
    #[pyo3(name = "getModuleByIdentifier")]
    fn module<'py>(&self, py: Python<'py>, name: String) -> PyResult<Option<Bound<'py, PyAny>>> {
        let names: Vec<String> = ask(py, &Request::Modules)?;
        match names.contains(&name) {
            true => {
                let class = py.import("inviwopy._values")?.getattr("InviwoModule")?;
                class.call1((name,)).map(Some)
            }
            false => Ok(None),
        }
    }

    /// Name that people see.
    #[getter(displayName)]
    fn display_name(&self) -> &'static str {
        "ivw"
    }

    /// The folder that belongs to the application.
    #[getter(basePath)]
    fn base_path<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        path_text(py, &base_path().to_string_lossy())
    }

    #[pyo3(name = "getBasePath")]
    fn get_base_path<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.base_path(py)
    }

    /// Where the application has which files.
    #[pyo3(name = "getPath", signature = (pathType, suffix="", createFolder=false))]
    #[allow(non_snake_case)] // Names that scripts may write out.
    fn path<'py>(
        &self,
        py: Python<'py>,
        pathType: PathType,
        suffix: &str,
        createFolder: bool,
    ) -> PyResult<Bound<'py, PyAny>> {
        let data = base_path().join("data");
        let mut path = match pathType {
            PathType::Data | PathType::Databases | PathType::Resources => data,
            PathType::Volumes => data.join("volumes"),
            PathType::Workspaces => data.join("workspaces"),
            PathType::Scripts => data.join("scripts"),
            PathType::PortInspectors => data.join("workspaces/portinspectors"),
            PathType::Images => data.join("images"),
            PathType::TransferFunctions => data.join("transferfunctions"),
            PathType::Settings => settings_path(),
            PathType::Help => data.join("help"),
            PathType::Tests => base_path().join("tests"),
        };
        if !suffix.is_empty() {
            path.push(suffix.trim_start_matches('/'));
        }
        if createFolder {
            std::fs::create_dir_all(&path)?;
        }
        path_text(py, &path.to_string_lossy())
    }

    /// Where scripts put what they make: `IVW_OUTPUT_PATH`, or the present folder.
    #[pyo3(name = "getOutputPath")]
    fn output_path<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let path = std::env::var("IVW_OUTPUT_PATH").ok().filter(|path| !path.is_empty());
        let path = match path {
            Some(path) => path,
            None => std::env::current_dir()?.to_string_lossy().into_owned(),
        };
        path_text(py, &path)
    }

    /// Waits until the network is up to date.
    #[pyo3(name = "waitForPool")]
    fn wait_for_pool(&self, py: Python<'_>) -> PyResult<()> {
        py.detach(crate::host::update).map_err(|error| crate::error::raised(py, error))
    }

    /// Has no effect: the host spreads work over its threads.
    #[pyo3(name = "resizePool")]
    fn resize_pool(&self, _n: usize) {}

    /// Number of threads that work is spread over.
    #[pyo3(name = "getPoolSize")]
    fn pool_size(&self) -> usize {
        crate::host::host().n_threads()
    }

    /// Number of background jobs: there are none.
    #[pyo3(name = "runningBackgroundJobs")]
    fn running_background_jobs(&self) -> usize {
        0
    }

    fn __repr__(&self) -> &'static str {
        "<InviwoApplication: ivw>"
    }
}

/// Makes processors.
#[pyclass(frozen, module = "inviwopy")]
pub struct ProcessorFactory;

#[pymethods]
impl ProcessorFactory {
    /// Saved identifiers of all classes.
    #[getter]
    fn keys(&self, py: Python<'_>) -> PyResult<Vec<String>> {
        let classes: Vec<ClassInfo> = ask(py, &Request::Classes)?;
        Ok(classes.into_iter().map(|class| class.spec.class_id).collect())
    }

    /// Whether there is a class.
    #[pyo3(name = "hasKey")]
    fn has_key(&self, py: Python<'_>, key: &str) -> PyResult<bool> {
        Ok(self.keys(py)?.iter().any(|known| known == key))
    }

    /// Makes a processor; `None` if there is no such class, or with a position a `KeyError`.
    #[pyo3(signature = (key, pos=None))]
    fn create<'py>(
        &self,
        py: Python<'py>,
        key: &str,
        pos: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Option<Bound<'py, Processor>>> {
        if !self.has_key(py, key)? {
            return match pos {
                Some(_) => Err(unknown("processor class", key)),
                None => Ok(None),
            };
        }
        let id: ProcessorId = ask(py, &Request::Create(key.to_owned(), None))?;
        if let Some(pos) = pos {
            let at: Vec<i32> = vector_components(pos, 2)?;
            let edit = Edit::Move(id, [at[0], at[1]]);
            command::<()>(py, &Request::Edit("Move".to_owned(), edit))?;
        }
        processor::object(py, id.number()).map(Some)
    }
}
