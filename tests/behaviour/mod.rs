//! Behaviour: what must hold for whole families of texts, after the manner of CheckList (Ribeiro et al., 2020). A capability
//! (lists, denial, dates, …) is looked at in three ways:
//!
//! * **minimum**: a plain text with the facts that every reader finds in it (`texts.toml`);
//! * **invariance**: the text is changed in a way that changes no fact (`invariance.toml`);
//! * **direction**: the text is changed, and it is known what changes with it (`direction.toml`).
//!
//! A text is a template; `fillings.toml` has the regions, days and names that fill it, in a fixed order. What is measured is
//! the rate at which a relation fails; `rates.toml` holds what has been reached.
//!
//!     cargo test --test petik behaviour -- --nocapture                      the table of all rates
//!     PETIK_CASES=denial cargo test --test petik behaviour -- --nocapture   what fails where this stands in the name
//!     PETIK_FLOORS=raise cargo test --test petik behaviour                  when rates have become lower

mod fact;
mod fillings;
mod instance;
mod rates;
mod relation;
mod run;
mod slots;
mod table;
