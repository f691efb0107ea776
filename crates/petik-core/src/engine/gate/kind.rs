//! Kinds of phrases that texts are looked through for; the lists that rules name have those behind them.

use crate::text::Kinds;

/// The name of a programme.
pub(super) const NAME: Kinds = Kinds::of(0);
/// Words that mean a programme where more speaks for it.
pub(super) const GENERAL: Kinds = Kinds::of(1);
/// An act of signing or choosing, which is such.
pub(super) const ACT: Kinds = Kinds::of(2);
/// Receiving.
pub(super) const RECEIVED: Kinds = Kinds::of(3);
/// An award: one that no list knows is told by such words and those of receiving.
pub(super) const AWARD: Kinds = Kinds::of(4);
/// What is signed.
pub(super) const INSTRUMENT: Kinds = Kinds::of(5);
/// An instrument that can stand for the act in a title.
pub(super) const TITLE: Kinds = Kinds::of(6);
/// A word that a rule asks for.
pub(super) const WORD: Kinds = Kinds::of(7);
/// Words that open a part of those spoken of before.
pub(super) const AMONG: Kinds = Kinds::of(8);
/// The name of a region.
pub(super) const REGION: Kinds = Kinds::of(9);
/// Words that mean the article's own region.
pub(super) const OWN: Kinds = Kinds::of(10);
/// How many there are.
pub(super) const COUNT: u32 = 11;
