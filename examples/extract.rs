//! Facts from an article, each with its quote: `cargo run --example extract`.

use petik::record::FactType;
use petik::{Article, Engine};
use std::error::Error;
use std::io::{self, Write};

const TEXT: &str = "Bupati Batang Wihaji meneken nota kesepakatan Gerakan Menuju Smart City bersama Kementerian Kominfo \
    secara virtual, Kamis (21/4/2022). Ada 50 kabupaten/kota yang terpilih tahun 2022.";

fn main() -> Result<(), Box<dyn Error>> {
    run(&mut io::stdout().lock())
}

/// Writes the facts of [`TEXT`] to `out`.
pub fn run(out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    // Lists and rules are read once; all threads can share the engine.
    let engine = Engine::builtin()?;
    let article = Article::new(TEXT);
    let record = engine.extract(&article);
    for fact in &record.facts {
        // What the text does not say is `None`, and never guessed.
        let region = fact.region.as_ref().map_or("nobody for certain", |region| &region.name);
        let year = fact.cohort_year.map_or("an unknown year".to_owned(), |year| year.to_string());
        match (&fact.kind, fact.value) {
            (FactType::Signing, _) => {
                writeln!(out, "{region} signed on {}", fact.date.as_deref().unwrap_or("an unknown day"))?;
            }
            (FactType::Membership, _) => writeln!(out, "{region} belongs to the cohort of {year}")?,
            (FactType::CohortSize, Some(size)) => writeln!(out, "the cohort of {year} has {size} members")?,
            // Types may be added.
            (other, _) => writeln!(out, "{region}: {other}")?,
        }
        // Offsets count code points; `quote` is what stands there.
        for evidence in &fact.evidence {
            writeln!(out, "    {}–{}: {}", evidence.start, evidence.end, evidence.quote)?;
        }
    }
    // The whole record, as the program writes it.
    let mut json = Vec::new();
    record.to_json(&mut json)?;
    writeln!(out, "{} bytes of JSON", json.len())?;
    Ok(())
}
