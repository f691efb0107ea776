//! The figures as a table for people.

use crate::cli::message::counted;
use petik::score::{Bin, Figures, Group, Reliability, Row, SpanFigures, SpanRow};
use std::io::{self, Write};

/// Prints all figures.
pub(super) fn write(figures: &Figures, out: &mut impl Write) -> io::Result<()> {
    rows(figures.rows(), out)?;
    for (name, SpanRow { exact, overlap, gold, found }) in figures.spans() {
        for (way, SpanFigures { p, r, f1 }) in [("exact", exact), ("overlap", overlap)] {
            let name = format!("spans:{name}");
            let figure = |figure: &Option<f64>| figure.map_or("  -  ".into(), |figure| format!("{figure:.3}"));
            let counts = format!("gold {gold} found {found}");
            writeln!(out, "{name:20} P {}  R {r:.3}  F1 {}  {way:14}   {counts}", figure(p), figure(f1))?;
        }
    }
    for group in [Group::Lists, Group::Others] {
        let (articles, of_group) = figures.of_group(group);
        let which = match group {
            Group::Lists => "whose facts name six regions or more",
            Group::Others => "whose facts name fewer",
        };
        writeln!(out, "\n{}: {} {which}", group.as_str(), counted(articles as u64, "article"))?;
        if articles > 0 {
            rows(of_group.filter(|(name, _)| name.starts_with("facts") || name.starts_with("slots")), out)?;
        }
    }
    if figures.confidence.n > 0 {
        writeln!(out)?;
        reliability(&figures.confidence, out)?;
    }
    let Figures { programme_agrees, facts_right, .. } = figures;
    writeln!(
        out,
        "\n{:20} {programme_agrees} of {facts_right} right facts agree on having a programme",
        "facts: programme"
    )?;
    writeln!(
        out,
        "{:20} {} facts claimed on articles without any",
        "facts: none", figures.facts_on_articles_without_any
    )?;
    write!(out, "{:20} {} articles, {} without a record", "articles", figures.articles, figures.articles_missing)?;
    match figures.offset_errors {
        Some(errors) => writeln!(out, ", {errors} offset errors"),
        None => writeln!(out, ", offsets not checked (--texts)"),
    }
}

fn rows<'r>(rows: impl Iterator<Item = (&'r str, &'r Row)>, out: &mut impl Write) -> io::Result<()> {
    for (name, row) in rows {
        let Row { p, r, f1, macro_f1, tp, fp, missing, f1_interval } = row;
        let interval = f1_interval.map_or_else(String::new, |one| format!("{:.2}-{:.2}", one.low, one.high));
        let counts = format!("tp {tp} fp {fp} fn {missing}");
        writeln!(out, "{name:20} P {p:.3}  R {r:.3}  F1 {f1:.3} {interval:9}  macro-F1 {macro_f1:.3}   {counts}")?;
    }
    Ok(())
}

/// Confidences beside what was right, bin by bin.
pub(in crate::cli) fn reliability(of: &Reliability, out: &mut impl Write) -> io::Result<()> {
    let row = |name: String, n: usize, confidence: f64, right: f64| {
        format!("{name:20} facts {n:5}   mean {confidence:.3}   right {right:.3}")
    };
    for Bin { from, to, n, confidence, right } in &of.bins {
        writeln!(out, "{}", row(format!("confidence {from:.2}-{to:.2}"), *n, *confidence, *right))?;
    }
    let Reliability { n, confidence, right, ece, .. } = of;
    writeln!(out, "{}   expected calibration error {ece:.3}", row("confidence".to_owned(), *n, *confidence, *right))
}
