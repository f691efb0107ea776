//! petik for Python: an engine that reads texts, tables and files, and the command line. What is pleasant to use stands in the
//! package `petik` around this module; here is what must be fast or shares the code of the program.

mod capsule;
mod engine;
mod fault;
mod files;
mod stream;
mod table;
mod what;
mod workers;

use pyo3::prelude::*;

/// The compiled part of petik.
#[pymodule]
mod _petik {
    #[pymodule_export]
    use super::engine::Engine;
    #[pymodule_export]
    use super::fault::PetikError;
    #[pymodule_export]
    use super::run;
    #[pymodule_export]
    use super::stream::Stream;

    #[pymodule_export]
    #[allow(non_upper_case_globals)]
    const __version__: &str = env!("CARGO_PKG_VERSION");

    #[pymodule_export]
    const MOST_THREADS: usize = petik::source::MOST_THREADS;
}

/// Runs the command line with `arguments`, of which the first is the program's name, and gives the exit code.
#[pyfunction]
fn run(py: Python<'_>, arguments: Vec<std::ffi::OsString>) -> PyResult<u8> {
    fault::guarded(|| Ok(py.detach(|| petik::cli::run(arguments))))
}
