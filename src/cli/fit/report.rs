//! How good the weights are, in words and tables for people.

use crate::cli::message::{self, counted};
use crate::cli::score::table::reliability;
use crate::cli::screen::one_line;
use petik::Vocabulary;
use petik::gazetteer::{Decision, Weights};
use petik::score::fit::{Change, Fitted, FittedDecision, Lesson, Options, Scores};
use std::io;

/// How many letters of the words of a decision are shown.
const SHOWN: usize = 80;

/// Tells the decisions that the weights in use answer wrongly. How sure a fact is has no wrong answer.
pub(super) fn mistakes(lessons: &[Lesson], weights: &Weights, options: &Options) {
    for lesson in lessons {
        let chosen = lesson.mistaken(weights).filter(|(decided, _)| options.decisions.contains(&decided.decision));
        for (decided, total) in chosen {
            let words: String = one_line(&decided.words).chars().take(SHOWN).collect();
            let right = if decided.yes { "yes" } else { "no" };
            let (article, decision) = (lesson.article(), decided.decision.as_str());
            say(format_args!("{article}\t{decision}\t{total:+}, {right} is right\tat {}\t{words}", decided.start));
        }
    }
}

/// Tells the figures of every decision.
pub(super) fn figures(fitted: &Fitted) {
    for decision in &fitted.decisions {
        say(heading(decision));
        say(format_args!("  {:28}log-loss {:.3}", "how often yes is right", decision.blind));
        say(row("weights in use", &decision.shipped));
        match &decision.held_out {
            Some(held_out) => say(row(&format!("fitted, held out ({} folds)", fitted.folds), held_out)),
            None => say("  all articles tell of one event: nothing can be held out"),
        }
        for Change { feature, from, to, n } in &decision.changes {
            say(format_args!("  {from:+} becomes {to:+}   {:32} in {n}: {}", feature.as_str(), feature.meaning()));
        }
        if decision.decision == Decision::Confidence {
            for (which, scores) in
                [("weights in use", Some(&decision.shipped)), ("held out", decision.held_out.as_ref())]
            {
                let Some(scores) = scores else { continue };
                say(format_args!("  {which}:"));
                let mut table = Vec::new();
                // To write into memory cannot fail.
                let _: io::Result<()> = reliability(&scores.reliability, &mut table);
                String::from_utf8_lossy(&table).lines().for_each(|line| say(format_args!("  {line}")));
            }
        }
    }
}

fn heading(decision: &FittedDecision) -> String {
    let FittedDecision { n, yes, open, .. } = decision;
    let left = if *open > 0 { format!(", {open} more that the annotations leave open") } else { String::new() };
    format!("{}: {}, {yes} of them yes{left}", decision.decision.as_str(), counted(*n as u64, "decision"))
}

fn row(name: &str, scores: &Scores) -> String {
    let Scores { log_loss, accuracy, precision, recall, reliability } = scores;
    let ece = reliability.ece;
    format!(
        "  {name:28}log-loss {log_loss:.3}   right {accuracy:.3}   yes P {precision:.3} R {recall:.3}   ECE {ece:.3}"
    )
}

fn say(words: impl std::fmt::Display) {
    message::summary(words);
}
