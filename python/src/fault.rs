//! What Python sees of an error: `petik.PetikError`, with the file and the line where there are any. A panic is one, too.

use petik::Error;
use petik::source::SourceFault;
use pyo3::exceptions::PyException;
use pyo3::prelude::*;
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

pyo3::create_exception!(
    petik,
    PetikError,
    PyException,
    "What petik cannot do, and what to do about it.\n\n\
     `path` and `line` say where, `None` where there is no such place; `faults` lists all faults of lists and rules as \
     (path, line, message)."
);

/// An error with a place.
pub fn at(reason: impl std::fmt::Display, path: Option<&str>, line: Option<u64>) -> PyErr {
    let error = PetikError::new_err(reason.to_string());
    Python::attach(|py| {
        let value = error.value(py);
        // To set an attribute of an exception does not fail; without it the words still say the place.
        let _ = value.setattr("path", path);
        let _ = value.setattr("line", line);
        let _ = value.setattr("faults", Vec::<(String, usize, String)>::new());
    });
    error
}

/// An error of use.
pub fn wrong(reason: impl std::fmt::Display) -> PyErr {
    at(reason, None, None)
}

/// The error that a fault of a source is.
pub fn of_source(fault: &SourceFault) -> PyErr {
    at(fault, Some(&fault.path), fault.line)
}

/// The error that broken lists and rules are.
pub fn of_lists(error: &Error) -> PyErr {
    let Error::Lists(faults) = error else { return wrong(error) };
    let first = faults.first();
    let raised = at(error, first.map(|fault| fault.file.as_str()), first.map(|fault| fault.line as u64));
    let all: Vec<(String, usize, String)> =
        faults.iter().map(|fault| (fault.file.clone(), fault.line, fault.message.clone())).collect();
    Python::attach(|py| {
        let _ = raised.value(py).setattr("faults", all);
    });
    raised
}

/// Does `work`; a panic in it becomes an error.
pub fn guarded<T>(work: impl FnOnce() -> PyResult<T>) -> PyResult<T> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| Err(wrong(told(panic.as_ref()))))
}

/// What a panic said.
pub fn told(panic: &(dyn Any + Send)) -> String {
    let said = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    format!("a fault within petik: {}; please report it", said.unwrap_or("it says nothing"))
}
