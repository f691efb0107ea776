//! Stretches of a text, in code points, end exclusive.

pub(super) type Span = (usize, usize);

pub(super) fn overlap(a: Span, b: Span) -> bool {
    a.0 < b.1 && b.0 < a.1
}
