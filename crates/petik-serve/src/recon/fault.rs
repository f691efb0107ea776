//! What could not be done for a client of the reconciliation service, in the shape that the whole service has.

pub(crate) use crate::fault::Fault;

use crate::fault::Code;

fn of(code: Code, place: &str, what: &str, way_out: &str) -> Fault {
    Fault::new(code, what, way_out).at(place)
}

pub(crate) fn not_json(place: &str, what: &str, way_out: &str) -> Fault {
    of(Code::NotJson, place, what, way_out)
}

pub(crate) fn bad_parameter(place: &str, what: &str, way_out: &str) -> Fault {
    of(Code::BadParameter, place, what, way_out)
}

pub(crate) fn too_large(place: &str, what: &str, way_out: &str) -> Fault {
    of(Code::TooLarge, place, what, way_out)
}

pub(crate) fn unsupported_type(place: &str, what: &str, way_out: &str) -> Fault {
    of(Code::UnsupportedType, place, what, way_out)
}

pub(crate) fn unknown(place: &str, what: &str, way_out: &str) -> Fault {
    of(Code::UnknownPath, place, what, way_out)
}
