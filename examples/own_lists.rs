//! Lists and rules of one's own, laid over the built-in ones: `cargo run --example own_lists`. The folder
//! `examples/gazetteers` is one to copy; `petik check --gazetteers examples/gazetteers` runs the examples of its rules.

use petik::{Article, Engine, overlay};
use std::error::Error;
use std::io::{self, Write};
use std::path::Path;

const TEXT: &str =
    "Gerakan Menuju Smart City memilih kabupaten/kota sejumlah 50 tahun ini, di antaranya Pemkab Kota Seribu Goa.";

fn main() -> Result<(), Box<dyn Error>> {
    run(&mut io::stdout().lock())
}

/// Writes to `out` what petik sees in [`TEXT`] without and with the lists.
pub fn run(out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/gazetteers");
    for (files, engine) in [("built-in", Engine::builtin()?), ("and our own", Engine::with(overlay(&folder)?)?)] {
        writeln!(out, "{files}:")?;
        for mention in engine.extract(&Article::new(TEXT)).mentions {
            writeln!(out, "    {}: {}, by {}", mention.text, mention.value, mention.by)?;
        }
    }
    // A slip is an error that names file, line and column: nothing is guessed.
    let mut files = petik::gazetteer::Files::builtin();
    files.lay_over("regions/aliases.csv", "alias,code,kind\nKota Seribu Goa,35.01,nikname\n");
    match Engine::with(files) {
        Ok(_) => writeln!(out, "no fault")?,
        Err(error) => writeln!(out, "{error}")?,
    }
    Ok(())
}
