//! What press says, held against an official list: `cargo run --example reconcile`. `petik reconcile` writes the same as
//! tables, a workbook and a page.

use petik::gazetteer::Files;
use petik::reconcile::{Decisions, Language, ListOptions, Phrases, Press, Scope, Settings, read_list, reconcile};
use petik::{Article, Engine};
use std::error::Error;
use std::io::{self, Write};

/// The list: no head, name or code must be petik's own.
const LIST: &str = "No,Kabupaten/Kota,Tahun\n1,Kab. Batang,2022\n2,Kota Magelang,2022\n";

/// Articles by their ids.
const ARTICLES: [(&str, &str); 2] = [
    ("one", "Pemkab Batang terpilih mengikuti Gerakan Menuju Smart City tahun 2022."),
    ("two", "Sebanyak 50 kabupaten/kota terpilih dalam Gerakan Menuju Smart City 2022, termasuk Pemkab Kebumen."),
];

fn main() -> Result<(), Box<dyn Error>> {
    run(&mut io::stdout().lock())
}

/// Writes every row of the answer to `out`.
pub fn run(out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let engine = Engine::builtin()?;
    let options = ListOptions { programme: Some("gerakan-menuju-smart-city".to_owned()), ..ListOptions::default() };
    let list = read_list("list.csv", LIST.as_bytes(), &options, &engine)?;

    let mut records = Vec::new();
    for (id, text) in ARTICLES {
        let mut article = Article::new(text);
        article.id = Some(id.into());
        engine.extract(&article).to_json(&mut records)?;
        records.push(b'\n');
    }

    // Of press, only the programmes of the list are looked at.
    let scope = Scope::new(&engine, list.members.iter().map(|member| member.programme.clone()));
    let mut press = Press::default();
    let mut faults = Vec::new();
    press.read("records.jsonl", records.as_slice(), &scope, 1, |fault| faults.push(fault))?;
    for fault in faults {
        writeln!(out, "passed over: {fault}")?;
    }
    let phrases = Phrases::read(&Files::builtin(), Language::English)?;
    let (answer, _) = reconcile(&engine, list, press, &scope, Decisions::default(), Settings::default(), &phrases);
    for row in &answer.rows {
        writeln!(out, "{}: {}. {}", row.region.name, row.status.as_str(), row.reasons.join("; "))?;
    }
    for size in &answer.ledger {
        writeln!(out, "press says {} {}", size.value, size.unit)?;
    }
    Ok(())
}
