//! Where processors are in the network editor, and their windows.

use ivw_core::host::{NodeInfo, Request};
use ivw_core::network::{Edit, ProcessorId, Window};
use pyo3::prelude::*;

use crate::glm::{IVec2, convert::vector_components};
use crate::host::{ask, command};

/// This adds the classes to `inviwopy`.
pub fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<ProcessorMetaData>()?;
    module.add_class::<ProcessorWidget>()
}

/// Position, selection and visibility of a processor in the network editor.
#[pyclass(frozen, module = "inviwopy")]
pub struct ProcessorMetaData {
    processor: ProcessorId,
}

impl ProcessorMetaData {
    /// This is the meta data of a processor.
    pub fn of(processor: u64) -> Self {
        Self { processor: ProcessorId::from_number(processor) }
    }

    fn node(&self, py: Python<'_>) -> PyResult<NodeInfo> {
        ask(py, &Request::Node(self.processor))
    }
}

#[pymethods]
impl ProcessorMetaData {
    /// Position in the network editor.
    #[getter]
    fn position(&self, py: Python<'_>) -> PyResult<IVec2> {
        Ok(IVec2::from(self.node(py)?.position))
    }

    #[setter]
    fn set_position(&self, position: &Bound<'_, PyAny>) -> PyResult<()> {
        let at: Vec<i32> = vector_components(position, 2)?;
        let edit = Edit::Move(self.processor, [at[0], at[1]]);
        command(position.py(), &Request::Edit("Move".to_owned(), edit))
    }

    /// Whether it is selected.
    #[getter]
    fn selected(&self, py: Python<'_>) -> PyResult<bool> {
        Ok(self.node(py)?.is_selected)
    }

    #[setter]
    fn set_selected(&self, py: Python<'_>, on: bool) -> PyResult<()> {
        command(py, &Request::Edit("Select".to_owned(), Edit::Select(self.processor, on)))
    }

    /// Whether it is to be seen.
    #[getter]
    fn visible(&self, py: Python<'_>) -> PyResult<bool> {
        Ok(self.node(py)?.is_visible)
    }

    #[setter]
    fn set_visible(&self, py: Python<'_>, on: bool) -> PyResult<()> {
        command(py, &Request::Edit("Show".to_owned(), Edit::Show(self.processor, on)))
    }
}

/// The window of a processor.
#[pyclass(frozen, module = "inviwopy")]
pub struct ProcessorWidget {
    processor: ProcessorId,
}

impl ProcessorWidget {
    /// This is the window of a processor.
    pub fn of(processor: u64) -> Self {
        Self { processor: ProcessorId::from_number(processor) }
    }

    fn window(&self, py: Python<'_>) -> PyResult<Window> {
        let node: NodeInfo = ask(py, &Request::Node(self.processor))?;
        Ok(node.window)
    }

    fn change(&self, py: Python<'_>, change: impl FnOnce(&mut Window)) -> PyResult<()> {
        let mut window = self.window(py)?;
        change(&mut window);
        window.is_set = true;
        let edit = Edit::Window(self.processor, window);
        command(py, &Request::Edit("Change a window".to_owned(), edit))
    }
}

#[pymethods]
impl ProcessorWidget {
    /// Whether it is open.
    #[getter]
    fn visible(&self, py: Python<'_>) -> PyResult<bool> {
        Ok(self.window(py)?.is_visible)
    }

    #[setter]
    fn set_visible(&self, py: Python<'_>, on: bool) -> PyResult<()> {
        self.change(py, |window| window.is_visible = on)
    }

    /// Whether it is open.
    #[getter]
    fn visibility(&self, py: Python<'_>) -> PyResult<bool> {
        self.visible(py)
    }

    #[setter]
    fn set_visibility(&self, py: Python<'_>, on: bool) -> PyResult<()> {
        self.set_visible(py, on)
    }

    /// Opens it.
    fn show(&self, py: Python<'_>) -> PyResult<()> {
        self.set_visible(py, true)
    }

    /// Closes it.
    fn hide(&self, py: Python<'_>) -> PyResult<()> {
        self.set_visible(py, false)
    }

    /// Size in pixels.
    #[getter]
    fn dimensions(&self, py: Python<'_>) -> PyResult<IVec2> {
        Ok(IVec2::from(self.window(py)?.size.map(|n| n as i32)))
    }

    #[setter]
    fn set_dimensions(&self, size: &Bound<'_, PyAny>) -> PyResult<()> {
        let n: Vec<u32> = vector_components(size, 2)?;
        self.change(size.py(), |window| window.size = [n[0], n[1]])
    }

    /// Position on the screen.
    #[getter]
    fn position(&self, py: Python<'_>) -> PyResult<IVec2> {
        Ok(IVec2::from(self.window(py)?.position))
    }

    #[setter]
    fn set_position(&self, position: &Bound<'_, PyAny>) -> PyResult<()> {
        let at: Vec<i32> = vector_components(position, 2)?;
        self.change(position.py(), |window| window.position = [at[0], at[1]])
    }

    /// Whether it stays above other windows.
    #[getter(onTop)]
    fn on_top(&self, py: Python<'_>) -> PyResult<bool> {
        Ok(self.window(py)?.is_on_top)
    }

    #[setter(onTop)]
    fn set_on_top(&self, py: Python<'_>, on: bool) -> PyResult<()> {
        self.change(py, |window| window.is_on_top = on)
    }

    /// Whether it fills the screen.
    #[getter(fullScreen)]
    fn full_screen(&self, py: Python<'_>) -> PyResult<bool> {
        Ok(self.window(py)?.is_full_screen)
    }

    #[setter(fullScreen)]
    fn set_full_screen(&self, py: Python<'_>, on: bool) -> PyResult<()> {
        self.change(py, |window| window.is_full_screen = on)
    }
}
