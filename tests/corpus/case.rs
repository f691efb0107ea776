//! Reads `corpus/cases/*.md`. The form is strict: a line that is neither text nor an expectation is a fault with file
//! and line, so that a slip of the pen cannot switch an expectation off.

use jiff::civil::Date;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::fs;
use std::path::Path;

/// What can be found in a text, in the words of the expectation lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Layer {
    Region,
    Date,
    Count,
    Official,
    Programme,
    Fact,
    Slot,
    Finding,
}

impl Layer {
    pub const ALL: [Layer; 8] = [
        Layer::Region,
        Layer::Date,
        Layer::Count,
        Layer::Official,
        Layer::Programme,
        Layer::Fact,
        Layer::Slot,
        Layer::Finding,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Layer::Region => "region",
            Layer::Date => "date",
            Layer::Count => "count",
            Layer::Official => "official",
            Layer::Programme => "programme",
            Layer::Fact => "fact",
            Layer::Slot => "slot",
            Layer::Finding => "finding",
        }
    }

    fn named(name: &str) -> Option<Layer> {
        // Slots stand behind their fact.
        Layer::ALL.into_iter().find(|layer| layer.name() == name && *layer != Layer::Slot)
    }
}

/// A text with what must be found in it.
#[derive(Debug)]
pub struct Block {
    /// Path from the project's folder.
    pub file: String,
    /// Line of the text's first line.
    pub line: usize,
    pub published: Option<Date>,
    pub text: String,
    pub expected: Vec<Expected>,
    /// What facts say besides.
    pub slots: Vec<ExpectedSlot>,
    /// Lines `no LAYER`.
    pub nothing: Vec<(usize, Layer)>,
}

/// What stands behind the first bar of a signing, in this order; the last is all that a membership has there.
pub const SLOTS: [&str; 6] = ["instrument", "signatories", "counterparty", "mode", "place", "level"];

/// How many of them a signing has.
const OF_SIGNING: usize = SLOTS.len() - 1;

/// One slot of a fact.
#[derive(Debug)]
pub struct ExpectedSlot {
    pub line: usize,
    /// The fact, as in [`Expected::value`].
    pub fact: String,
    /// By its place in [`SLOTS`].
    pub slot: usize,
    /// The values; none: nothing may be said.
    pub values: BTreeSet<String>,
}

/// One line of the list under a text.
#[derive(Debug)]
pub struct Expected {
    pub line: usize,
    pub layer: Layer,
    /// Start and end of the quote in code points; `None` for facts and findings.
    pub span: Option<(usize, usize)>,
    /// The quote as it stands in the line.
    pub quote: String,
    /// What is expected, in the words of the line: `35.16`, `? 32.09 32.74`, `signing 33.25 2018-05-08 done`.
    pub value: String,
}

impl Block {
    /// Whether the text says anything about a layer.
    pub fn tests(&self, layer: Layer) -> bool {
        self.nothing.iter().any(|(_, l)| *l == layer)
            || self.expected.iter().any(|e| e.layer == layer)
            || layer == Layer::Slot && !self.slots.is_empty()
    }
}

/// All texts of all files, and what is wrong with the files (`file:line: why`).
pub fn read_all(root: &Path) -> (Vec<Block>, Vec<String>) {
    let folder = root.join("corpus/cases");
    let mut names: Vec<String> = fs::read_dir(&folder)
        .unwrap_or_else(|e| panic!("{}: {e}", folder.display()))
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    let (codes, organisations) = (region_codes(root), organisations(root));
    let (mut blocks, mut faults) = (Vec::new(), Vec::new());
    for name in names {
        let file = format!("corpus/cases/{name}");
        if !name.ends_with(".md") {
            faults.push(format!("{file}: not a case (NAME.md)"));
            continue;
        }
        match fs::read_to_string(root.join(&file)) {
            Ok(content) => Reader {
                file: &file,
                codes: &codes,
                organisations: &organisations,
                blocks: &mut blocks,
                faults: &mut faults,
            }
            .read(&content),
            Err(error) => faults.push(format!("{file}: {error}")),
        }
    }
    (blocks, faults)
}

fn region_codes(root: &Path) -> HashSet<String> {
    let mut table = csv::Reader::from_path(root.join("gazetteers/regions/regions.csv")).unwrap();
    table.records().map(|row| row.unwrap()[0].to_owned()).collect()
}

/// Names and short forms of organisations, in small letters, with their ids.
type Organisations = HashMap<String, String>;

fn organisations(root: &Path) -> Organisations {
    let mut table = csv::Reader::from_path(root.join("gazetteers/organisations.csv")).unwrap();
    let mut known = Organisations::new();
    for row in table.records().map(Result::unwrap) {
        let forms = [&row[0], &row[1]].into_iter().chain(row[4].split('|')).chain(row[5].split('|'));
        for form in forms.filter(|form| !form.is_empty()) {
            known.entry(form.to_lowercase()).or_insert_with(|| row[0].to_owned());
        }
    }
    known
}

struct Reader<'r> {
    file: &'r str,
    codes: &'r HashSet<String>,
    organisations: &'r Organisations,
    blocks: &'r mut Vec<Block>,
    faults: &'r mut Vec<String>,
}

/// What the line before was.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Prose,
    Text,
    Expectations,
}

impl Reader<'_> {
    fn fault(&mut self, line: usize, why: impl std::fmt::Display) {
        self.faults.push(format!("{}:{line}: {why}", self.file));
    }

    fn read(mut self, content: &str) {
        let first_of_file = self.blocks.len();
        let mut part = Part::Prose;
        let mut prose = 0;
        for (number, line) in content.lines().enumerate().map(|(at, line)| (at + 1, line)) {
            if number == 1 {
                if !line.starts_with("# ") {
                    self.fault(number, "a case begins with `# ` and a heading");
                }
            } else if line.is_empty() {
                // Between two texts stands a list, so an empty line ends nothing that counts.
            } else if let Some(text) = line.strip_prefix('>') {
                if part != Part::Text {
                    self.end_block();
                    self.begin_block(number);
                }
                part = Part::Text;
                self.text_line(number, text);
            } else if line.starts_with("- ") && part != Part::Prose {
                part = Part::Expectations;
                if let Err(why) = self.expectation(number, line) {
                    self.fault(number, why);
                }
            } else if part == Part::Prose && line.starts_with(|c: char| c.is_alphanumeric() || c == '"' || c == '`') {
                prose += 1;
            } else {
                self.fault(number, format!("neither text (`>`) nor an expectation (`- `): {line}"));
            }
        }
        self.end_block();
        if prose == 0 {
            self.fault(2, "says nothing about why it must be so");
        }
        if self.blocks.len() == first_of_file {
            self.fault(content.lines().count(), "has no text");
        }
    }

    fn begin_block(&mut self, line: usize) {
        let (file, text) = (self.file.to_owned(), String::new());
        self.blocks.push(Block {
            file,
            line,
            published: None,
            text,
            expected: Vec::new(),
            slots: Vec::new(),
            nothing: Vec::new(),
        });
    }

    /// A text without expectations tests nothing; a layer cannot be both empty and not.
    fn end_block(&mut self) {
        let Some(block) = self.blocks.last().filter(|block| block.file == self.file) else { return };
        let (line, empty) = (block.line, block.expected.is_empty() && block.nothing.is_empty());
        let both = block.nothing.iter().find(|(_, layer)| block.expected.iter().any(|e| e.layer == *layer)).copied();
        if empty {
            self.fault(line, "a text without expectations");
        }
        if let Some((line, layer)) = both {
            self.fault(line, format!("`no {}` beside a {}", layer.name(), layer.name()));
        }
    }

    fn text_line(&mut self, number: usize, text: &str) {
        let Some(block) = self.blocks.last_mut() else { return };
        if let Some(day) = text.trim_start().strip_prefix("published:") {
            match day.trim().parse() {
                Ok(day) if number == block.line => block.published = Some(day),
                Ok(_) => self.fault(number, "`published:` is not the first line of its text"),
                Err(error) => self.fault(number, format!("`published:` without a day: {error}")),
            }
            return;
        }
        // A line break stands before every line but the text's first, which can be behind `published:`.
        if number > block.line + usize::from(block.published.is_some()) {
            block.text.push('\n');
        }
        match text.strip_prefix(' ') {
            Some(text) => block.text.push_str(text),
            None if text.is_empty() => {}
            None => self.fault(number, "no space behind `>`"),
        }
    }

    fn expectation(&mut self, line: usize, printed: &str) -> Result<(), String> {
        let unreadable = || format!("an expectation that cannot be read: {printed}");
        let (word, rest) = printed.strip_prefix("- ").and_then(|p| p.split_once(' ')).ok_or_else(unreadable)?;
        let Some(block) = self.blocks.last_mut() else { return Err(unreadable()) };
        if word == "no" {
            let layer = Layer::named(rest).ok_or_else(unreadable)?;
            block.nothing.push((line, layer));
            return Ok(());
        }
        let layer = Layer::named(word).ok_or_else(unreadable)?;
        let (rest, slots) = match rest.split_once(" | ") {
            Some((fact, slots)) if layer == Layer::Fact => (fact, Some(slots)),
            _ => (rest, None),
        };
        let (span, quote, value) = match layer {
            Layer::Fact => (None, "", fact(rest)?),
            Layer::Finding => (None, "", is_word(rest).then(|| rest.to_owned()).ok_or_else(unreadable)?),
            _ => {
                let (quote, value) = rest
                    .strip_prefix('`')
                    .and_then(|rest| rest.rsplit_once("` = "))
                    .filter(|(quote, value)| !quote.is_empty() && !quote.contains('`') && value.trim() == *value)
                    .ok_or_else(unreadable)?;
                let at = block.text.find(quote).ok_or_else(|| format!("`{quote}` does not stand in the text"))?;
                let start = block.text[..at].chars().count();
                (Some((start, start + quote.chars().count())), quote, mention(layer, value)?)
            }
        };
        if let Some(code) = codes_in(layer, &value).find(|code| !self.codes.contains(*code)) {
            return Err(format!("no region has the code {code}"));
        }
        let expected = Expected { line, layer, span, quote: quote.to_owned(), value };
        if block.expected.iter().any(|e| (e.layer, &e.span, &e.value) == (layer, &expected.span, &expected.value)) {
            return Err(format!("said twice: {printed}"));
        }
        if let Some(slots) = slots {
            block.slots.extend(self::slots(line, &expected.value, slots, self.organisations)?);
        }
        block.expected.push(expected);
        Ok(())
    }
}

/// The region codes in a value.
fn codes_in(layer: Layer, value: &str) -> impl Iterator<Item = &str> {
    let words = match layer {
        Layer::Region => value,
        Layer::Official => value.rsplit(' ').next().unwrap_or_default(),
        Layer::Fact if !value.starts_with("cohort_size") => value.split(' ').nth(1).unwrap_or_default(),
        _ => "",
    };
    words.split(' ').filter(|word| is_code(word))
}

fn is_word(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c == '_')
}

/// `33` or `33.25`.
fn is_code(word: &str) -> bool {
    let digits = |digits: &str| digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit());
    word.split_once('.').map_or_else(|| digits(word), |(province, region)| digits(province) && digits(region))
}

/// A day, month or year, or two of one kind.
fn is_time(value: &str) -> bool {
    let one = |value: &str| {
        let parts: Vec<&str> = value.split('-').collect();
        let digits = |at: usize, number: usize| {
            parts.get(at).is_none_or(|part| part.len() == number && part.bytes().all(|b| b.is_ascii_digit()))
        };
        parts.len() <= 3 && digits(0, 4) && digits(1, 2) && digits(2, 2)
    };
    value.split_once('/').map_or_else(|| one(value), |(from, to)| one(from) && one(to) && from.len() == to.len())
}

/// Checks what stands behind the `=` of a mention.
fn mention(layer: Layer, value: &str) -> Result<String, String> {
    let words: Vec<&str> = value.split(' ').collect();
    let right = match (layer, words.as_slice()) {
        (Layer::Region, ["?", codes @ ..]) => codes.iter().all(|code| is_code(code)),
        (Layer::Region, [code]) => is_code(code),
        (Layer::Date, [when]) => *when == "?" || is_time(when),
        (Layer::Count, [number, role, unit @ ..]) => {
            let roles = ["selected", "assessed", "invited", "total", "other"];
            (*number == "?" || number.parse::<u64>().is_ok()) && roles.contains(role) && !unit.is_empty()
        }
        (Layer::Official, _) => {
            let parts: Vec<&str> = value.split(" | ").collect();
            parts.len() == 3 && parts.iter().all(|part| !part.is_empty()) && (parts[2] == "-" || is_code(parts[2]))
        }
        (Layer::Programme, [id]) => !id.is_empty(),
        _ => false,
    };
    right.then(|| value.to_owned()).ok_or_else(|| format!("not the value of a {}: {value}", layer.name()))
}

/// What a fact says besides: of a signing the slots in their order, `-` for nothing, `?` for what is not asked; several values
/// of one slot have commas between them, a place is one value. Of a membership the level.
fn slots(line: usize, fact: &str, written: &str, organisations: &Organisations) -> Result<Vec<ExpectedSlot>, String> {
    let cells: Vec<&str> = written.split(" | ").collect();
    let first = match fact.split(' ').next() {
        Some("signing") if cells.len() <= OF_SIGNING => 0,
        Some("membership") if cells.len() == 1 => OF_SIGNING,
        _ => return Err(format!("a signing has {}, a membership its level", SLOTS[..OF_SIGNING].join(", "))),
    };
    let mut all = Vec::new();
    for (slot, cell) in (first..).zip(cells).filter(|(_, cell)| *cell != "?") {
        let several: Vec<&str> = match SLOTS[slot] {
            _ if cell == "-" => Vec::new(),
            "place" | "level" => vec![cell],
            _ => cell.split(", ").collect(),
        };
        let value = |value: &str| match SLOTS[slot] {
            "counterparty" if !is_code(value) => {
                let id = organisations.get(&value.to_lowercase()).cloned();
                id.ok_or_else(|| format!("no organisation is called {value}"))
            }
            "mode" if !["virtual", "in_person"].contains(&value) => Err(format!("no mode is called {value}")),
            _ => Ok(value.to_owned()),
        };
        let values = several.into_iter().map(value).collect::<Result<_, _>>()?;
        all.push(ExpectedSlot { line, fact: fact.to_owned(), slot, values });
    }
    Ok(all)
}

/// A fact with its status written out.
fn fact(rest: &str) -> Result<String, String> {
    let words: Vec<&str> = rest.split(' ').collect();
    let code = |word: &str| word == "-" || is_code(word);
    let when = |word: &str| word == "-" || is_time(word);
    let year = |word: &str| word == "-" || (is_time(word) && word.len() == 4);
    let is_status = |word: &str| ["done", "planned", "invited", "denied"].contains(&word);
    match words.as_slice() {
        ["signing", region, date, status @ ..] if code(region) && when(date) && status.len() < 2 => {
            let status = status.first().copied().unwrap_or("done");
            is_status(status).then(|| format!("signing {region} {date} {status}"))
        }
        ["membership", region, cohort, status @ ..] if code(region) && year(cohort) && status.len() < 2 => {
            let status = status.first().copied().unwrap_or("done");
            is_status(status).then(|| format!("membership {region} {cohort} {status}"))
        }
        ["cohort_size", value, cohort] if value.parse::<u64>().is_ok() && year(cohort) => {
            Some(format!("cohort_size {value} {cohort}"))
        }
        ["evaluation", region, about, grade, score, rank, status @ ..]
            if code(region) && year(about) && status.len() < 2 =>
        {
            let status = status.first().copied().unwrap_or("done");
            let number = |word: &str| word == "-" || word.parse::<f64>().is_ok();
            let is_read = is_status(status) && number(score) && number(rank);
            is_read.then(|| format!("evaluation {region} {about} {grade} {score} {rank} {status}"))
        }
        _ => None,
    }
    .ok_or_else(|| format!("a fact that cannot be read: {rest}"))
}
