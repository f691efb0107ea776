//! The first stages of the engine by themselves, for `benches/stages.rs` only: no part of the promised interface.

use super::Engine;

/// Cuts `raw` into tokens, lines and sentences and looks up the phrases: how many tokens and phrases there are.
pub fn tokens(engine: &Engine, raw: &str) -> (usize, usize) {
    let text = engine.text(raw);
    (text.tokens.len(), text.phrases.len())
}

/// The same, then finds the zones: how many there are.
pub fn zones(engine: &Engine, raw: &str) -> usize {
    engine.zones(&engine.text(raw)).runs().count()
}
