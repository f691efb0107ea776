//! `--metadata TABLE`: what is known about text files and stands in a table beside them: the day, the address, the headline.

use jiff::civil::Date;
use petik::Article;
use petik::record::text_sha256;
use petik::source::{decoded, open_unpacked, parse_day};
use std::collections::HashMap;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

/// A table with a row a file.
#[derive(Debug, Clone)]
pub(super) struct Metadata(Arc<Table>);

#[derive(Debug)]
struct Table {
    /// The name of its file.
    name: String,
    /// The option as it was typed, and a digest of what stands in the table.
    typed: String,
    /// By path or id.
    rows: HashMap<String, Row>,
}

/// What the table says of an article.
#[derive(Debug, Default)]
struct Row {
    published: Option<Date>,
    url: Option<String>,
    title: Option<String>,
    outlet: Option<String>,
    used: AtomicBool,
}

/// Columns that name the file, in the order in which they count.
const KEYS: [&str; 2] = ["path", "id"];

impl Metadata {
    /// Reads the table at `path`; the message of an error names the line.
    pub(super) fn read(path: &str) -> Result<Self, String> {
        let mut bytes = Vec::new();
        let read = open_unpacked(path).and_then(|mut file| file.read_to_end(&mut bytes));
        read.map_err(|error| error.to_string())?;
        let (text, _) = decoded(bytes)?;
        let typed = format!("--metadata {path} ({})", &text_sha256(&text)[..16]);
        let name = Path::new(path).file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Metadata(Arc::new(Table { name, typed, rows: rows(&text)? })))
    }

    /// The option as it was typed, and what stood in the table then.
    pub(super) fn typed(&self) -> String {
        self.0.typed.clone()
    }

    /// Gives the article what its source lacks and the table has.
    pub(super) fn complete(&self, article: &mut Article<'_>) {
        let Some(row) = self.row(article) else { return };
        row.used.store(true, Relaxed);
        article.published = article.published.or(row.published);
        let fill = |own: &mut Option<_>, known: &Option<String>| {
            if own.is_none() {
                *own = known.clone().map(Into::into);
            }
        };
        fill(&mut article.title, &row.title);
        fill(&mut article.source.url, &row.url);
        fill(&mut article.source.outlet, &row.outlet);
    }

    /// The row of the article's path, or of the end of it that the table gives (“2022/a.txt” for “arsip/2022/a.txt”), or of
    /// its id.
    fn row(&self, article: &Article<'_>) -> Option<&Row> {
        let path = article.source.path.as_deref().map(slashed).unwrap_or_default();
        let ends = std::iter::successors(Some(&*path), |path| path.split_once('/').map(|(_, rest)| rest));
        let mut keys = ends.chain(article.id.as_deref());
        keys.find_map(|key| self.0.rows.get(key))
    }

    /// What the table itself is called, for walks that pass over it.
    pub(super) fn pattern(&self) -> String {
        self.0.name.replace(['*', '?', '[', ']', '{', '}'], "?")
    }

    /// How many rows belong to no article that was read.
    pub(super) fn unused(&self) -> u64 {
        self.0.rows.values().filter(|row| !row.used.load(Relaxed)).count() as u64
    }
}

/// A path as the table and the system may write it, in one way.
fn slashed(path: &str) -> String {
    let path = path.replace('\\', "/");
    path.strip_prefix("./").unwrap_or(&path).to_owned()
}

fn rows(text: &str) -> Result<HashMap<String, Row>, String> {
    let header = text.lines().next().unwrap_or_default();
    let count = |byte: u8| header.bytes().filter(|own| *own == byte).count();
    let delimiter = *[b',', b';', b'\t'].iter().max_by_key(|byte| (count(**byte), **byte == b',')).unwrap_or(&b',');
    let mut table = csv::ReaderBuilder::new().delimiter(delimiter).trim(csv::Trim::All).from_reader(text.as_bytes());
    let names = table.headers().map_err(|error| error.to_string())?.clone();
    let column = |name: &str| names.iter().position(|own| own == name);
    let Some(key) = KEYS.iter().find_map(|name| column(name)) else {
        return Err(format!(
            "no column `path` or `id` in its header ({})",
            names.iter().collect::<Vec<_>>().join(", ")
        ));
    };
    let mut rows = HashMap::new();
    for record in table.records() {
        let record = record.map_err(|error| error.to_string())?;
        let line = record.position().map_or(0, csv::Position::line);
        let cell = |name: &str| column(name).and_then(|at| record.get(at)).filter(|cell| !cell.is_empty());
        let published = match cell("published") {
            None => None,
            Some(day) => Some(parse_day(day).ok_or_else(|| {
                format!("line {line}: `published` is {day:?}, not an ISO 8601 day such as 2022-04-21")
            })?),
        };
        let own = |name: &str| cell(name).map(str::to_owned);
        let row = Row {
            published,
            url: own("url"),
            title: own("title"),
            outlet: own("outlet"),
            used: AtomicBool::new(false),
        };
        let key = slashed(record.get(key).unwrap_or_default());
        if key.is_empty() {
            return Err(format!("line {line}: it names no file"));
        }
        if rows.insert(key.clone(), row).is_some() {
            return Err(format!("line {line}: a second row for {key:?}"));
        }
    }
    Ok(rows)
}

/// Reads the table that an option names.
pub(super) fn table(typed: &str) -> Result<Metadata, String> {
    if Path::new(typed).is_dir() {
        return Err("it is a folder: name the table".to_owned());
    }
    Metadata::read(typed)
}
