//! `inviwopy.app`: the application around the network.

mod factory;
mod files;

use std::path::PathBuf;

use ivw_core::host::Request;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyDict;

use self::factory::ProcessorFactory;
use crate::enums::{add_enum, inviwo_enum};
use crate::host::{ask, command};
use crate::properties::convert::path_text;
use crate::wrapper::Wrapper;

inviwo_enum! {
    /// Where the application has which files.
    PathType in "inviwopy" {
        Data = 0, Volumes = 1, Workspaces = 2, Scripts = 3, PortInspectors = 4, Images = 5,
        Databases = 6, Resources = 7, TransferFunctions = 8, Settings = 9, Help = 11,
        Tests = 12,
    }
}

inviwo_enum! {
    /// Whether a module may be reloaded while the application runs.
    ProtectedModule in "inviwopy" { on = 0, off = 1 }
}

inviwo_enum! {
    /// What a workspace is written for.
    WorkspaceSaveMode in "inviwopy" { Disk = 0, Undo = 1 }
}

inviwo_enum! {
    /// Whether something is an element of a file, or an attribute of one.
    SerializationTarget in "inviwopy" { Node = 0, Attribute = 1 }
}

inviwo_enum! {
    /// What a part of a document is.
    ElementType in "inviwopy.doc" { Node = 0, Text = 1 }
}

#[allow(clippy::upper_case_acronyms)] // The names are Inviwo's.
mod module_path {
    use super::inviwo_enum;

    inviwo_enum! {
        /// Where a module has which files.
        ModulePath in "inviwopy" {
            Data = 0, Images = 1, PortInspectors = 2, Scripts = 3, Volumes = 5, Workspaces = 6,
            Tests = 8, TestImages = 9, TestVolumes = 10, UnitTests = 11, RegressionTests = 12,
            GLSL = 13, CL = 14,
        }
    }
}

pub use module_path::ModulePath;

/// This adds the classes and `app` to `inviwopy`.
pub fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    add_enum::<PathType>(module)?;
    add_enum::<ModulePath>(module)?;
    module.add_class::<InviwoApplication>()?;
    add_enum::<ProtectedModule>(module)?;
    add_enum::<WorkspaceSaveMode>(module)?;
    add_enum::<SerializationTarget>(module)?;
    add_enum::<ElementType>(module)?;
    factory::register(module)?;
    files::register(module)?;
    module.add_function(pyo3::wrap_pyfunction!(module_info, module)?)?;
    module.add_function(pyo3::wrap_pyfunction!(path_of_text, module)?)?;
    module.add_function(pyo3::wrap_pyfunction!(get_app, module)?)?;
    module.add("app", singleton(module.py())?)
}

/// The application.
#[pyclass(frozen, subclass, module = "inviwopy")]
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

/// The folder that belongs to the application: `IVW_BASE_PATH`, what an installation has in
/// `share/ivw`, or the folder above the application that has a folder `data`, as a checkout has.
///
/// A package in any Python has none of these: then it is the present folder.
fn base_path() -> PathBuf {
    if let Some(path) = std::env::var_os("IVW_BASE_PATH") {
        return path.into();
    }
    let start = match crate::host::extension() {
        Some(extension) => Some(extension.to_owned()),
        None => std::env::current_exe().ok(),
    };
    let is_embedded = crate::host::is_embedded();
    let found = start.iter().flat_map(|start| start.ancestors()).find_map(|at| {
        let installed = at.join("share/ivw");
        let places = [(true, installed.as_path()), (is_embedded, at)];
        let mut places = places.into_iter().filter(|(may_be, _)| *may_be).map(|(_, at)| at);
        places.find(|at| at.join("data").is_dir()).map(PathBuf::from)
    });
    found.unwrap_or_else(|| std::env::current_dir().unwrap_or_default())
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

    /// Makes properties.
    #[getter(propertyFactory)]
    fn property_factory<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        py.import("inviwopy._factories")?.getattr("PropertyFactory")?.call0()
    }

    /// Reads data from files.
    #[getter(dataReaderFactory)]
    fn data_reader_factory<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        py.import("inviwopy._files")?.getattr("DataReaderFactory")?.call0()
    }

    /// Writes data to files.
    #[getter(dataWriterFactory)]
    fn data_writer_factory<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        py.import("inviwopy._files")?.getattr("DataWriterFactory")?.call0()
    }

    /// Opens and saves workspaces.
    #[getter(workspaceManager)]
    fn workspace_manager(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        static MANAGER: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
        let manager = MANAGER.get_or_try_init(py, || {
            let class = py.import("inviwopy._workspace")?.getattr("WorkspaceManager")?;
            PyResult::Ok(class.call0()?.unbind())
        })?;
        Ok(manager.clone_ref(py))
    }

    /// Modules that are loaded, by name.
    #[getter]
    fn modules(&self, py: Python<'_>) -> PyResult<Wrapper> {
        let names: Vec<String> = ask(py, &Request::Modules)?;
        let shim = py.import("inviwopy._modules")?;
        let class = shim.getattr("InviwoModule")?;
        let mut modules = Vec::new();
        for name in names {
            let module = class.call1((singleton(py)?, name.as_str()))?.unbind();
            modules.push((name, module));
        }
        let added: Bound<'_, PyDict> = shim.getattr("added")?.cast_into()?;
        for (name, module) in added {
            modules.push((name.extract()?, module.unbind()));
        }
        Ok(Wrapper::new(modules))
    }

    /// The module with a name, or `None`; small and capital letters are the same.
    #[pyo3(name = "getModuleByIdentifier")]
    fn module(&self, py: Python<'_>, identifier: &str) -> PyResult<Option<Py<PyAny>>> {
        Ok(self.modules(py)?.find(py, |name| name.eq_ignore_ascii_case(identifier)))
    }

    /// Settings of all modules that have some.
    #[pyo3(name = "getModuleSettings")]
    fn module_settings<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyAny>>> {
        let added: Bound<'_, PyDict> =
            py.import("inviwopy._modules")?.getattr("added")?.cast_into()?;
        let mut all = Vec::new();
        for module in added.values() {
            if let Ok(settings) = module.getattr("settings") {
                all.extend(settings.try_iter()?.collect::<PyResult<Vec<_>>>()?);
            }
        }
        Ok(all)
    }

    /// Adds modules that are written in Python.
    #[pyo3(name = "registerModules")]
    fn register_modules(&self, modules: &Bound<'_, PyAny>) -> PyResult<()> {
        modules.py().import("inviwopy._modules")?.call_method1("register", (modules,)).map(|_| ())
    }

    /// Takes over what has changed in files of processors; gives the identifiers of their classes.
    #[pyo3(name = "reloadProcessors")]
    fn reload_processors(&self, py: Python<'_>) -> PyResult<Vec<String>> {
        py.detach(|| {
            let classes = crate::engine::reload_processors()?;
            crate::host::update()?;
            Ok(classes)
        })
        .map_err(|error| crate::error::raised(py, error))
    }

    /// Has no effect: modules in libraries are loaded when the application starts.
    #[pyo3(name = "registerRuntimeModules", signature = (_filter=None))]
    fn register_runtime_modules(&self, _filter: Option<&Bound<'_, PyAny>>) {}

    /// Has no effect: modules are loaded before Python runs, so there is no progress to tell.
    #[pyo3(name = "setProgressCallback")]
    fn set_progress_callback(&self, _callback: &Bound<'_, PyAny>) {}

    /// Empties the network and ends the script that runs.
    #[pyo3(name = "closeInviwoApplication")]
    fn close(&self, py: Python<'_>) -> PyResult<()> {
        command::<()>(py, &Request::Clear)?;
        Err(pyo3::exceptions::PySystemExit::new_err(0))
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

    /// Waits until the network is up to date.
    #[pyo3(name = "waitForNetwork", signature = (maxJobs=0))]
    #[allow(non_snake_case)] // Names that scripts may write out.
    fn wait_for_network(&self, py: Python<'_>, maxJobs: usize) -> PyResult<()> {
        // There are no jobs that could go on behind.
        let _ = maxJobs;
        self.wait_for_pool(py)
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

/// Version and description of a module, empty for one that is not known.
#[pyfunction(name = "_module_info")]
fn module_info(py: Python<'_>, name: &str) -> PyResult<(String, String)> {
    let found: Option<(String, String)> = ask(py, &Request::Module(name.to_owned()))?;
    Ok(found.unwrap_or_default())
}

/// A path as scripts get it.
#[pyfunction(name = "_path_text")]
fn path_of_text<'py>(py: Python<'py>, path: &str) -> PyResult<Bound<'py, PyAny>> {
    path_text(py, path)
}
