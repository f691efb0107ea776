//! The PyCapsule interface of Arrow: tables come from pandas, polars, pyarrow and DuckDB without a copy, and go back so.
//!
//! This is the only file with `unsafe`: the C structures of Arrow are raw pointers in capsules, and no safe function takes them
//! out. Each is moved out of its capsule, which then holds a released structure, as the interface wants it; what is behind the
//! pointers is trusted, as every consumer of the interface trusts its producers.
#![allow(unsafe_code)]

use crate::fault::wrong;
use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi};
use arrow_array::ffi_stream::{FFI_ArrowArrayStream, RecordBatchStreamReader};
use arrow_array::{RecordBatch, RecordBatchIterator, RecordBatchReader, StructArray};
use arrow_schema::DataType;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};
use std::ffi::CStr;

/// A stream of batches.
pub type Reader = Box<dyn RecordBatchReader + Send>;

const STREAM: &CStr = c"arrow_array_stream";
const ARRAY: &CStr = c"arrow_array";
const SCHEMA: &CStr = c"arrow_schema";

/// The batches of anything with the interface.
pub fn reader(table: &Bound<'_, PyAny>) -> PyResult<Reader> {
    if table.hasattr("__arrow_c_stream__")? {
        let capsule = table.call_method0("__arrow_c_stream__").map_err(|error| refused(table, &error))?;
        let pointer = capsule.cast::<PyCapsule>()?.pointer_checked(Some(STREAM))?;
        // SAFETY: a capsule of this name holds an `ArrowArrayStream` (the PyCapsule interface), and it is still held here.
        let stream = unsafe { FFI_ArrowArrayStream::from_raw(pointer.cast().as_ptr()) };
        // Only tables have columns for a schema: Series and chunked arrays are streams of one column.
        let reader = RecordBatchStreamReader::try_new(stream).map_err(|error| {
            let kind = table.get_type().name().map(|name| name.to_string()).unwrap_or_default();
            wrong(format_args!("the {kind} is a column, not a table: give a table with a column of texts ({error})"))
        })?;
        return Ok(Box::new(reader));
    }
    if table.hasattr("__arrow_c_array__")? {
        let pair = table.call_method0("__arrow_c_array__").map_err(|error| refused(table, &error))?;
        let pair = pair.cast::<PyTuple>()?;
        let (schema, array) = (pair.get_item(0)?, pair.get_item(1)?);
        let schema = schema.cast::<PyCapsule>()?.pointer_checked(Some(SCHEMA))?;
        let array = array.cast::<PyCapsule>()?.pointer_checked(Some(ARRAY))?;
        // SAFETY: capsules of these names hold an `ArrowSchema` and an `ArrowArray`, the one of the other, and both are held.
        let data = unsafe {
            let schema = FFI_ArrowSchema::from_raw(schema.cast().as_ptr());
            from_ffi(FFI_ArrowArray::from_raw(array.cast().as_ptr()), &schema)
        };
        let data = data.map_err(wrong)?;
        if !matches!(data.data_type(), DataType::Struct(_)) {
            return Err(wrong(format_args!(
                "a column of {}, not a table: give a table with a column of texts",
                data.data_type()
            )));
        }
        let batch = RecordBatch::from(StructArray::from(data));
        let schema = batch.schema();
        return Ok(Box::new(RecordBatchIterator::new([Ok(batch)], schema)));
    }
    let kind = table.get_type().name()?;
    Err(wrong(format_args!(
        "{kind} is no table: give one with Arrow's interface (a data frame of pandas 2.2 or newer or of polars, a table or \
         reader of pyarrow, a relation of DuckDB)"
    )))
}

/// The table could not be made columns: a list with strings and numbers in it, a lone surrogate.
fn refused(table: &Bound<'_, PyAny>, error: &PyErr) -> PyErr {
    let kind = table.get_type().name().map(|name| name.to_string()).unwrap_or_default();
    wrong(format_args!("the {kind} gives no columns: {error}"))
}

/// A capsule with the batches of `reader`.
pub fn stream(py: Python<'_>, reader: Reader) -> PyResult<Bound<'_, PyCapsule>> {
    PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(reader), STREAM)
}

/// A capsule with a schema.
pub fn schema<'py>(py: Python<'py>, schema: &arrow_schema::Schema) -> PyResult<Bound<'py, PyCapsule>> {
    PyCapsule::new_with_value(py, FFI_ArrowSchema::try_from(schema).map_err(wrong)?, SCHEMA)
}
