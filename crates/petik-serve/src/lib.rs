//! petik over HTTP, on the own machine.
