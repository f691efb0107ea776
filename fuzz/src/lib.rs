//! What the fuzz targets share: the engine, readers over bytes in memory, and what must hold whatever comes in. A broken
//! promise is a panic, which is how a target tells of it.

use petik::gazetteer::Files;
use petik::reconcile::{
    Decisions, Language, ListOptions, OfficialList, Phrases, Press, Reconciliation, Scope, Settings, Sheet, read_list,
    reconcile, write_csv, write_report, write_rows, write_workbook,
};
use petik::record::cell::{bare, cell};
use petik::record::is_unseen;
use petik::source::{ArticleLimit, Format, Inputs, Item, Options, SourceFault};
use petik::{Article, Engine, Only};
use std::io::{Cursor, Read, Write};
use std::sync::LazyLock;

#[path = "../../tests/quotes.rs"]
mod quotes;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::builtin().expect("the built-in lists can be read"));

static PHRASES: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::read(&Files::builtin(), Language::Indonesian).expect("the built-in phrases can be read"));

/// Reads `bytes` as a file of this format to its end.
pub fn read(format: Format, bytes: &[u8]) -> Vec<Item> {
    let items: Vec<Item> = inputs(format, bytes, usize::MAX, limit(bytes)).collect();
    items.iter().for_each(holds);
    items
}

/// The same, and once more in small pieces as a pipe may give them: what comes out must be the same.
pub fn read_in_pieces(format: Format, bytes: &[u8]) {
    let pieces: Vec<Item> = inputs(format, bytes, piece(bytes), limit(bytes)).collect();
    assert_eq!(read(format, bytes), pieces, "another result when the bytes come in pieces");
}

/// The pages and faults of an archive, a page told by its length: what becomes of it is asked of [`read`]. Whole or in
/// pieces, the result must be the same.
pub fn pages(bytes: &[u8], limit: ArticleLimit) -> Vec<Result<usize, SourceFault>> {
    let read = |most| -> Vec<_> {
        let raw = inputs(Format::Warc, bytes, most, limit).raw();
        raw.map(|(_, raw)| raw.map(|raw| raw.weight())).collect()
    };
    let whole = read(usize::MAX);
    assert_eq!(whole, read(piece(bytes)), "another result when the bytes come in pieces");
    whole
}

fn inputs(format: Format, bytes: &[u8], most: usize, article_limit: ArticleLimit) -> Inputs {
    let options = Options { format: Some(format), article_limit, ..Options::default() };
    Inputs::of_reader("input", Memory { bytes: bytes.to_vec(), at: 0, most }, options)
}

/// How large an article may be: for one input in four so little that many are too large.
pub fn limit(bytes: &[u8]) -> ArticleLimit {
    if bytes.len() % 4 == 1 { "700".parse().expect("a number of bytes") } else { ArticleLimit::default() }
}

/// How small the pieces are: another length for other inputs, the same for the same.
fn piece(bytes: &[u8]) -> usize {
    1 + bytes.len() % 251
}

/// What must hold for everything that a reader gives.
fn holds(item: &Item) {
    match item {
        Ok(article) => assert!(!article.text.trim().is_empty(), "an article without a text"),
        Err(fault) => {
            assert_eq!(fault.path, "input", "{fault}");
            assert!(!fault.reason.is_empty() && fault.line != Some(0), "{fault:?}");
        }
    }
}

/// Extracts from `article` and checks the record: quotes are what stands at their place, the record is JSON, and a second
/// reading writes the same bytes.
pub fn extract(article: &Article<'_>) {
    let record = ENGINE.extract(article);
    let faults = quotes::faults(&article.text, &record);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let first = serde_json::to_vec(&record).expect("a record is JSON");
    let again = serde_json::to_vec(&ENGINE.extract(article)).expect("a record is JSON");
    assert!(first == again, "a second reading gives another record");
    let value: serde_json::Value = serde_json::from_slice(&first).expect("a record can be read back");
    assert_eq!(value["mentions"].as_array().map(Vec::len), Some(record.mentions.len()));
    for only in [Only::Facts, Only::Programme] {
        let may_hold = ENGINE.may_hold(&article.text, only);
        assert!(may_hold || !only.is_in(&record), "passed over for want of {only:?}");
    }
    // It looks at more than a record holds.
    drop(ENGINE.explain(article));
}

/// Reads `bytes` as an official list, whose kind the name tells. Members have codes and programmes that petik knows, and a
/// second reading gives the same.
pub fn list(name: &str, bytes: &[u8]) {
    let options = ListOptions { programme: Some(PROGRAMME.to_owned()), ..ListOptions::default() };
    let read = || read_list(name, bytes, &options, &ENGINE);
    let first = read();
    match &first {
        Ok(list) => list.members.iter().for_each(|member| {
            assert!(ENGINE.gazetteer().regions.by_code(&member.region.code).is_some(), "{member:?}");
            assert!(ENGINE.programme_named(&member.programme).is_some(), "{member:?}");
        }),
        Err(error) => assert!(error.file == name && !error.reason().is_empty(), "{error:?}"),
    }
    assert_eq!(first, read(), "a second reading gives another list");
}

/// An archive of such parts, as workbooks are.
pub fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).expect("memory can be written");
        archive.write_all(bytes).expect("memory can be written");
    }
    archive.finish().expect("memory can be written").into_inner()
}

const PROGRAMME: &str = "gerakan-menuju-smart-city";
/// What records are held against.
const LIST: &str =
    "kode,nama,tahun\n33.25,Batang,2018\n33.10,Klaten,2018\n52.07,Sumbawa Barat,2022\n32.78,Kota Tasikmalaya,2018\n";

/// Holds records against a list, under decisions, and writes all that comes of it.
pub fn held_against_list(records: &[u8], decisions: &str) {
    let options = ListOptions { programme: Some(PROGRAMME.to_owned()), ..ListOptions::default() };
    let list: OfficialList = read_list("list.csv", LIST.as_bytes(), &options, &ENGINE).expect("a list");
    let scope = Scope::new(&ENGINE, [PROGRAMME.to_owned()]);
    let mut press = Press::default();
    // Records are UTF-8; others break off with an error.
    let _ = press.read("records", records, &scope, 1, |fault| {
        assert!(fault.file == "records" && fault.line > 0 && !fault.reason.is_empty(), "{fault:?}");
    });
    let mut last = 0;
    let decisions = Decisions::read(decisions, |line, reason| {
        assert!(line > last && !reason.key().is_empty(), "{line}: {reason:?}");
        last = line;
    });
    let (all, _) = reconcile(&ENGINE, list, press, &scope, decisions, Settings::default(), &PHRASES);
    written(&all);
}

/// Every form of an answer can be written; rows come back as they were, and no cell of a table is run or holds what is unseen.
fn written(all: &Reconciliation) {
    let mut rows = Vec::new();
    write_rows(all, &mut rows).expect("memory can be written");
    for (line, row) in rows.split(|byte| *byte == b'\n').zip(&all.rows) {
        assert_eq!(&petik::reconcile::Row::from_json(line).expect("a row can be read back"), row);
    }
    for sheet in Sheet::ALL {
        let mut table = Vec::new();
        write_csv(all, sheet, &mut table).expect("memory can be written");
        for row in csv::Reader::from_reader(&*table).records() {
            row.expect("a table can be read back").iter().for_each(safe);
        }
    }
    write_report(all, &PHRASES, &mut Vec::new()).expect("memory can be written");
    write_workbook(all, &PHRASES, &mut Vec::new()).expect("memory can be written");
}

/// A cell that petik wrote: it holds nothing unseen, and is what its words give again. (A number may begin with a minus.)
fn safe(written: &str) {
    assert!(!written.contains(is_unseen), "{written:?}");
    assert!(written.parse::<f64>().is_ok() || cell(&bare(written)) == written, "{written:?}");
}

/// Reads a line as a record. What can be read is written as it was read, and its rows are safe.
pub fn record(line: &str) {
    let Ok(record) = petik::record::ArticleRecord::from_json(line) else { return };
    let mut first = Vec::new();
    record.to_json(&mut first).expect("a record is JSON");
    let again = std::str::from_utf8(&first).expect("JSON is UTF-8");
    let again = petik::record::ArticleRecord::from_json(again).expect("a record can be read back");
    let mut second = Vec::new();
    again.to_json(&mut second).expect("a record is JSON");
    assert!(first == second, "a record that is read and written changes");
    for row in petik::record::flat_facts(&record) {
        row.cells().iter().for_each(|cell| safe(cell));
    }
    for row in petik::record::flat_mentions(&record) {
        row.cells().iter().for_each(|cell| safe(cell));
    }
}

/// Bytes in memory that are read at most `most` at a time.
struct Memory {
    bytes: Vec<u8>,
    at: usize,
    most: usize,
}

impl Read for Memory {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let rest = &self.bytes[self.at..];
        let count = rest.len().min(into.len()).min(self.most);
        into[..count].copy_from_slice(&rest[..count]);
        self.at += count;
        Ok(count)
    }
}
