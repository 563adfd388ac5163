//! Ports of a processor, and the processors that are connected to them.

use ivw_core::host::{NodeInfo, Request};
use ivw_core::network::{Connection, Edit, PortRef, ProcessorId};
use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;

use super::{Processor, not_made, object};
use crate::host::ask;
use crate::ports::{Inport, Outport, Port, inport_object, outport_object};

/// Something with its identifier.
type Named<'py, T> = (String, Bound<'py, T>);
pub(super) type Ports<'py> = (Vec<Named<'py, Inport>>, Vec<Named<'py, Outport>>);

impl Processor {
    /// These are its inports and outports, with their identifiers.
    pub(super) fn ports<'py>(slf: &Bound<'py, Self>) -> PyResult<Ports<'py>> {
        let py = slf.py();
        let Some(id) = slf.get().id() else {
            let state = slf.get().state.lock();
            let inports: Vec<_> = state.inports.iter().map(|p| p.bind(py).clone()).collect();
            let outports: Vec<_> = state.outports.iter().map(|p| p.bind(py).clone()).collect();
            drop(state);
            let inports = inports.into_iter().map(|port| {
                let id = port.as_super().get().loose_inport().map(|spec| spec.id);
                (id.unwrap_or_default(), port)
            });
            let outports = outports.into_iter().map(|port| {
                let id = port.as_super().get().loose_outport().map(|spec| spec.id);
                (id.unwrap_or_default(), port)
            });
            return Ok((inports.collect(), outports.collect()));
        };
        let node = Self::node(slf)?;
        let processor = ProcessorId::from_number(id);
        let inports = node.inports.into_iter().map(|info| {
            Ok((info.spec.id, inport_object(py, PortRef { processor, port: info.port })?))
        });
        let inports = inports.collect::<PyResult<_>>()?;
        let outports = node.outports.into_iter().map(|info| {
            Ok((info.spec.id, outport_object(py, PortRef { processor, port: info.port })?))
        });
        Ok((inports, outports.collect::<PyResult<_>>()?))
    }

    /// These are processors reached from this one.
    pub(super) fn reached<'py>(
        slf: &Bound<'py, Self>,
        is_forward: bool,
        is_deep: bool,
    ) -> PyResult<Vec<Bound<'py, Processor>>> {
        let py = slf.py();
        let Some(id) = slf.get().id() else { return Ok(Vec::new()) };
        let start = ProcessorId::from_number(id);
        let connections: Vec<Connection> = ask(py, &Request::Connections)?;
        let (mut found, mut pending) = (Vec::new(), vec![start]);
        while let Some(at) = pending.pop() {
            for connection in &connections {
                let (from, to) = (connection.from.processor, connection.to.processor);
                let (here, next) = if is_forward { (from, to) } else { (to, from) };
                if here == at && next != start && !found.contains(&next) {
                    found.push(next);
                    if is_deep {
                        pending.push(next);
                    }
                }
            }
        }
        found.into_iter().map(|id| object(py, id.number())).collect()
    }

    /// This adds a port that was made.
    pub(super) fn add_port(
        slf: &Bound<'_, Self>,
        port: &Bound<'_, Port>,
        group: &str,
        owner: bool,
    ) -> PyResult<()> {
        let py = slf.py();
        let Some(name) = port.get().loose_identifier() else {
            return Err(PyRuntimeError::new_err(
                "this port was not made, or belongs to a processor already",
            ));
        };
        slf.get().check_new_port(slf, &name)?;
        port.get().set_group(group);
        let Some(id) = slf.get().id() else { return Ok(()) };
        let id = ProcessorId::from_number(id);
        let edit = match (port.get().loose_inport(), port.get().loose_outport()) {
            (Some(spec), _) => Edit::AddInport(id, spec, owner),
            (None, Some(spec)) => Edit::AddOutport(id, spec, owner),
            (None, None) => return Ok(()),
        };
        ask::<()>(py, &Request::Edit(format!("Add {name}"), edit))?;
        let node: NodeInfo = ask(py, &Request::Node(id))?;
        let added = match port.get().is_inport() {
            true => node.inports.iter().rfind(|info| info.spec.id == name).map(|info| info.port),
            false => node.outports.iter().rfind(|info| info.spec.id == name).map(|info| info.port),
        };
        added.map_or(Ok(()), |added| crate::ports::attach(port, id.number(), added))
    }

    /// These are all ports with their groups.
    pub(super) fn grouped<'py>(
        slf: &Bound<'py, Self>,
    ) -> PyResult<Vec<(String, Bound<'py, Port>)>> {
        let (inports, outports) = Self::ports(slf)?;
        let inports = inports.into_iter().map(|(_, port)| port.into_super());
        let outports = outports.into_iter().map(|(_, port)| port.into_super());
        inports.chain(outports).map(|port| Ok((port.get().group(slf.py())?, port))).collect()
    }

    fn check_new_port(&self, slf: &Bound<'_, Self>, id: &str) -> PyResult<()> {
        if !self.state.lock().is_made && self.id().is_none() {
            return Err(not_made(slf));
        }
        if id.is_empty() {
            return Err(PyValueError::new_err("a port needs an identifier"));
        }
        let (inports, outports) = Self::ports(slf)?;
        let is_taken =
            inports.iter().any(|(n, _)| n == id) || outports.iter().any(|(n, _)| n == id);
        match is_taken {
            false => Ok(()),
            true => Err(PyRuntimeError::new_err(format!(
                "processor \"{}\" has a port \"{id}\" already",
                Self::identifier_of(slf)?
            ))),
        }
    }
}
