//! A stream of batches that any library with Arrow's interface takes.

use crate::capsule::{self, Reader};
use crate::fault::{guarded, wrong};
use arrow_schema::SchemaRef;
use petik::source::SourceFault;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use std::sync::{Arc, Mutex, PoisonError};

/// What could not be read. All are counted; memory holds so many of them.
#[derive(Debug, Default)]
pub struct Failures {
    kept: Vec<SourceFault>,
    lost: u64,
    remarks: u64,
}

/// Failures that are kept.
const KEPT: usize = 10_000;

/// Failures that readers on several threads add to.
pub type Shared = Arc<Mutex<Failures>>;

impl Failures {
    fn add(&mut self, fault: SourceFault) {
        *(if fault.lost { &mut self.lost } else { &mut self.remarks }) += 1;
        if self.kept.len() < KEPT {
            self.kept.push(fault);
        }
    }
}

/// Adds failures, in their order.
pub fn add(failures: &Shared, faults: impl IntoIterator<Item = SourceFault>) {
    let mut failures = failures.lock().unwrap_or_else(PoisonError::into_inner);
    faults.into_iter().for_each(|fault| failures.add(fault));
}

/// Batches of rows, made as they are asked for; they can be taken once.
#[pyclass(module = "petik._petik", frozen)]
pub struct Stream {
    schema: SchemaRef,
    reader: Mutex<Option<Reader>>,
    failures: Shared,
}

impl Stream {
    pub fn new(reader: Reader, failures: Shared) -> Self {
        Stream { schema: reader.schema(), reader: Mutex::new(Some(reader)), failures }
    }
}

#[pymethods]
impl Stream {
    /// The stream as a capsule.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // Nothing is cast: who asks for another type gets the columns as they are, which the interface allows.
        drop(requested_schema);
        guarded(|| {
            let reader = self.reader.lock().unwrap_or_else(PoisonError::into_inner).take();
            let reader =
                reader.ok_or_else(|| wrong("this stream was read already: make another one, or keep what it gave"))?;
            capsule::stream(py, reader)
        })
    }

    /// The columns as a capsule.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        guarded(|| capsule::schema(py, &self.schema))
    }

    /// The names of the columns.
    #[getter]
    fn columns(&self) -> Vec<String> {
        self.schema.fields().iter().map(|field| field.name().clone()).collect()
    }

    /// What could not be read so far: (path or None, row or line or None, reason, whether an article was lost).
    #[getter]
    fn failures(&self) -> Vec<(Option<String>, Option<u64>, String, bool)> {
        let failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        let row = |fault: &SourceFault| {
            let path = (!fault.path.is_empty()).then(|| fault.path.clone());
            (path, fault.line, fault.reason.clone(), fault.lost)
        };
        failures.kept.iter().map(row).collect()
    }

    /// How many articles were lost, and how many remarks there are, so far.
    #[getter]
    fn counts(&self) -> (u64, u64) {
        let failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        (failures.lost, failures.remarks)
    }
}
