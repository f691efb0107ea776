//! The bar on the terminal, which progress moves and messages put aside: at most one stands there.

use indicatif::ProgressBar;
use std::sync::OnceLock;

static BAR: OnceLock<ProgressBar> = OnceLock::new();

/// Puts up the bar, unless one stands.
pub(super) fn stand(bar: impl FnOnce() -> ProgressBar) {
    BAR.get_or_init(bar);
}

/// The bar, if one stands.
pub(super) fn standing() -> Option<&'static ProgressBar> {
    BAR.get()
}

/// Writes to standard error with the bar put aside.
pub(super) fn aside<T>(write: impl FnOnce() -> T) -> T {
    match standing() {
        Some(bar) => bar.suspend(write),
        None => write(),
    }
}
