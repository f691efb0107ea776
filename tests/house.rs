//! The rules of the house that no compiler keeps, read from the sources: inside of a crate imports point downwards, doors
//! are doors, no Indonesian stands in the code, files stay short. What a crate may use of another one `Cargo.toml` says; what
//! reaches out of the text (clock, environment, files) `clippy.toml` refuses.

use crate::files::{files_below, root};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms of petik-core from top to bottom; a room may use what stands below it, and itself. Rooms of one row do not know
/// each other. What is not listed is a failure: a new room takes its place here and in `docs/ARCHITECTURE.md`.
const LAYERS: [&[&str]; 10] = [
    &["engine"],
    &["fact"],
    &["link"],
    &["mention"],
    &["zone"],
    &["rule", "gazetteer"],
    &["text", "article"],
    &["record"],
    &["vocabulary"],
    &["error", "work"],
];

const MOST_LINES: usize = 500;

/// Words that a record or a message says whatever the lists say, beside those that a `vocabulary!` declares.
const PROMISED: [(&str, &str); 6] = [
    ("kabupaten", "`level` of a region"),
    ("kota", "`level` of a region"),
    ("provinsi", "`level` of a region"),
    ("kecamatan", "has no name in English"),
    ("desa", "has no name in English"),
    ("kelurahan", "has no name in English"),
];

/// Letters, not a word: spellings of a name that are read as one.
const LETTERS: [&str; 2] = ["kh", "ny"];

/// Words in the examples of the help, where a file has a name such as its users would give it.
const IN_HELP: [&str; 6] = ["arsip", "berita", "daftar", "saya", "kamis", "kemarin"];

/// Names that HTML, JSON-LD and workbooks give to elements, classes and fields, where they are read and where the report is
/// written.
const IN_HTML: [&str; 19] = [
    "center",
    "dt",
    "hr",
    "image",
    "label",
    "media",
    "menu",
    "publisher",
    "radio",
    "rb",
    "rp",
    "rt",
    "search",
    "si",
    "sub",
    "th",
    "time",
    "updated",
    "video",
];

/// Forms of the lists (English articles are read too) that are words of the program's own: names of fields, kinds, lists
/// and zones, and plain words of messages.
const ENGLISH: [&str; 40] = [
    "alias",
    "batch",
    "by",
    "caption",
    "data",
    "friday",
    "group",
    "id",
    "info",
    "ip",
    "label",
    "level",
    "monday",
    "news",
    "next",
    "no",
    "open",
    "plan",
    "post",
    "press",
    "program",
    "published",
    "region",
    "run",
    "saturday",
    "share",
    "signing",
    "site",
    "source",
    "studio",
    "sunday",
    "target",
    "thursday",
    "time",
    "times",
    "to",
    "total",
    "tuesday",
    "unit",
    "wednesday",
];

fn name(path: &Path) -> String {
    path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/")
}

#[track_caller]
fn none(what: &str, faults: &[String]) {
    assert!(faults.is_empty(), "{} {what}\n{}", faults.len(), faults[..faults.len().min(400)].join("\n"));
}

// ---- A Rust file, cut into code and literals. ----

/// What of a Rust file the rules look at.
struct Source {
    name: String,
    /// Whether it is compiled for tests only.
    test: bool,
    lines: usize,
    text: String,
    /// The code with comments and literals blanked out.
    code: String,
    /// (line, content) of the literals outside of test modules.
    literals: Vec<(usize, String)>,
}

fn sources() -> Vec<Source> {
    let crates = fs::read_dir(root().join("crates")).unwrap().map(|entry| entry.unwrap().path().join("src"));
    let files = crates.chain([root().join("src")]).flat_map(|folder| files_below(&folder));
    let rust: Vec<PathBuf> = files.filter(|f| f.extension().is_some_and(|e| e == "rs")).collect();
    let mut sources: Vec<Source> = rust.iter().map(|file| Source::read(file)).collect();
    // Files of modules that are declared under `#[cfg(test)]`.
    let tests: Vec<String> = sources.iter().flat_map(Source::test_modules).collect();
    for source in &mut sources {
        if tests
            .iter()
            .any(|module| source.name == format!("{module}.rs") || source.name.starts_with(&format!("{module}/")))
        {
            source.literals.clear();
            source.test = true;
        }
    }
    assert!(sources.len() > 20);
    sources
}

impl Source {
    fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).unwrap();
        let (code, literals) = cut(&text);
        // Declared words are what the cells of lists are compared with; `petik docs` lists them.
        let tests =
            [ranges(&code, "#[cfg(test)]"), ranges(&code, "vocabulary! {"), ranges(&code, "_words! {")].concat();
        let line_of = |at: usize| text[..at].matches('\n').count() + 1;
        let literals = literals
            .into_iter()
            .filter(|(at, _)| !tests.iter().any(|range| range.contains(at)))
            .map(|(at, content)| (line_of(at), content))
            .collect();
        Source { name: name(path), test: false, lines: text.lines().count(), text, code, literals }
    }

    /// The modules that this file declares for tests only, as paths without `.rs`.
    fn test_modules(&self) -> Vec<String> {
        let stem = self.name.trim_end_matches(".rs");
        let folder = match stem.rsplit_once('/') {
            Some((folder, "mod" | "lib" | "main")) => folder,
            _ => stem,
        };
        let marked = self.code.split("#[cfg(test)]").skip(1);
        let declared = marked.filter_map(|rest| rest.split_once(';').map(|(declaration, _)| declaration));
        let named =
            declared.filter(|d| !d.contains('{')).filter_map(|d| d.trim().rsplit_once("mod ").map(|(_, name)| name));
        named.map(|module| format!("{folder}/{module}")).collect()
    }

    /// The parts of the crate that are named in paths outside of tests: (line, `text`, what is taken from it).
    fn crate_paths(&self) -> Vec<(usize, &str)> {
        let tests = ranges(&self.code, "#[cfg(test)]");
        self.code
            .match_indices("crate::")
            .filter(|(at, _)| !self.code[..*at].ends_with(is_letter) && !tests.iter().any(|range| range.contains(at)))
            .map(|(at, word)| (self.code[..at].matches('\n').count() + 1, &self.code[at + word.len()..]))
            .collect()
    }
}

/// Splits Rust into code (comments and contents of literals blanked, so that all stays in its place) and the literals of
/// strings and letters with their byte positions.
fn cut(text: &str) -> (String, Vec<(usize, String)>) {
    let mut code: Vec<u8> = text.as_bytes().to_vec();
    let mut literals = Vec::new();
    let mut blank = |from: usize, to: usize| code[from..to].iter_mut().filter(|b| **b != b'\n').for_each(|b| *b = b' ');
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let rest = &text[at..];
        if rest.starts_with("//") {
            let end = at + rest.find('\n').unwrap_or(rest.len());
            blank(at, end);
            at = end;
        } else if rest.starts_with("/*") {
            let end = at + rest.find("*/").map_or(rest.len(), |n| n + 2);
            blank(at, end);
            at = end;
        } else if let Some((open, close)) = raw_string(rest).filter(|_| at == 0 || !is_name(bytes[at - 1])) {
            let from = at + open;
            let to = from + text[from..].find(&close).expect("a raw string ends");
            literals.push((from, text[from..to].to_owned()));
            blank(from, to);
            at = to + close.len();
        } else if rest.starts_with('"') {
            let to = at + 1 + string_length(&text[at + 1..]);
            literals.push((at + 1, text[at + 1..to].to_owned()));
            blank(at + 1, to);
            at = to + 1;
        } else if let Some(length) = letter_length(rest) {
            literals.push((at + 1, text[at + 1..at + 1 + length].to_owned()));
            blank(at + 1, at + 1 + length);
            at += length + 2;
        } else {
            at += rest.chars().next().unwrap().len_utf8();
        }
    }
    (String::from_utf8(code).expect("only whole letters were blanked"), literals)
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// `r#"`: length of the opening, and the closing.
fn raw_string(rest: &str) -> Option<(usize, String)> {
    let body = rest.strip_prefix('b').unwrap_or(rest).strip_prefix('r')?;
    let marks = body.len() - body.trim_start_matches('#').len();
    let opening = rest.len() - body.len() + marks + 1;
    body[marks..].starts_with('"').then(|| (opening, format!("\"{}", "#".repeat(marks))))
}

/// Bytes up to the closing mark, escapes counted.
fn string_length(text: &str) -> usize {
    let mut escaped = false;
    let end = text.bytes().position(|b| {
        let ends = b == b'"' && !escaped;
        escaped = b == b'\\' && !escaped;
        ends
    });
    end.expect("a string ends")
}

/// Bytes of the letter in `'x'`; `None` for a lifetime.
fn letter_length(rest: &str) -> Option<usize> {
    let body = rest.strip_prefix('\'')?;
    let first = body.chars().next()?;
    if first == '\\' {
        return body[2..].find('\'').map(|n| n + 2);
    }
    body[first.len_utf8()..].starts_with('\'').then(|| first.len_utf8())
}

/// What stands between braces behind `mark`, as in `#[cfg(test)] mod x { ... }`, with the mark.
fn ranges(code: &str, mark: &str) -> Vec<std::ops::Range<usize>> {
    let mut ranges = Vec::new();
    for (at, mark) in code.match_indices(mark) {
        let after = at + mark.trim_end_matches(" {").len();
        let Some(open) = code[after..].find(['{', ';']).map(|n| after + n).filter(|at| code.as_bytes()[*at] == b'{')
        else {
            continue;
        };
        let mut depth = 0;
        let close = code[open..].bytes().position(|b| {
            depth += i32::from(b == b'{') - i32::from(b == b'}');
            depth == 0
        });
        ranges.push(at..open + close.expect("a module ends"));
    }
    ranges
}

#[test]
fn the_cut_sees_what_rust_sees() {
    let text = r##"
fn a<'x>(s: &'x str) -> char { /* "no" */ '"' } // "no"
const B: &str = "one \" two"; const C: &str = r#"three "four""#; const D: char = '\''; const E: &[u8] = b"five";
#[cfg(test)]
mod tests { const F: &str = "} no"; }
const G: &str = "six";
"##;
    let (code, literals) = cut(text);
    let words: Vec<&str> = literals.iter().map(|(_, words)| words.as_str()).collect();
    assert_eq!(words, ["\"", "one \\\" two", "three \"four\"", "\\'", "five", "} no", "six"]);
    let tests = ranges(&code, "#[cfg(test)]");
    assert_eq!(tests.len(), 1);
    let outside = literals.iter().filter(|(at, _)| !tests[0].contains(at)).count();
    assert_eq!(outside, 6);
}

// ---- Imports. ----

fn layer_of(module: &str) -> Option<usize> {
    LAYERS.iter().position(|row| row.contains(&module))
}

/// The room that a name at the crate root comes from: `pub use article::{Article, Source}`, and macros.
fn root_names(core: &[&Source]) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    for source in core {
        for (_, rest) in
            source.code.match_indices("macro_rules! ").map(|(at, word)| (at, &source.code[at + word.len()..]))
        {
            names.insert(rest.split(|c: char| !is_letter(c)).next().unwrap().to_owned(), room(source).to_owned());
        }
    }
    let lib = core.iter().find(|source| room(source) == "lib").unwrap();
    for statement in lib.code.split(';').filter_map(|s| s.trim().rsplit_once("pub use ").map(|(_, s)| s)) {
        let Some((module, rest)) = statement.split_once("::") else { continue };
        for name in rest.split(|c: char| !is_letter(c)).filter(|name| !name.is_empty()) {
            names.insert(name.to_owned(), module.to_owned());
        }
    }
    names
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

const CORE: &str = "crates/petik-core/src/";

/// The room of petik-core that a file is in.
fn room(source: &Source) -> &str {
    source.name[CORE.len()..].split(['/', '.']).next().unwrap()
}

#[test]
fn imports_point_downwards() {
    let sources = sources();
    let core: Vec<&Source> = sources.iter().filter(|source| source.name.starts_with(CORE)).collect();
    let root_names = root_names(&core);
    let mut faults = Vec::new();
    let mut seen = 0;
    for source in core {
        let module = room(source);
        if module == "lib" || source.test {
            continue;
        }
        let Some(from) = layer_of(module) else {
            faults.push(format!("{}: `{module}` has no place among the layers", source.name));
            continue;
        };
        for (line, path) in source.crate_paths() {
            let heads: Vec<&str> = match path.strip_prefix('{') {
                // `use crate::{a::b, c}`: the first name of each part.
                Some(group) => heads_of_group(group),
                None => vec![path.split(|c: char| !is_letter(c)).next().unwrap()],
            };
            for head in heads {
                seen += 1;
                let used = root_names.get(head).map_or(head, String::as_str);
                if used == module {
                    continue;
                }
                match layer_of(used) {
                    Some(to) if to > from => {}
                    Some(_) => faults.push(format!("{}:{line}: {module} uses {used}", source.name)),
                    None => faults.push(format!("{}:{line}: `crate::{head}` is in no layer", source.name)),
                }
            }
        }
    }
    none("imports that point upwards", &faults);
    assert!(seen > 100, "{seen} imports were seen");
}

fn heads_of_group(group: &str) -> Vec<&str> {
    let mut depth = 0;
    let end = group.find(|c: char| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        depth < 0
    });
    let mut depth = 0;
    group[..end.unwrap_or(group.len())]
        .split(|c: char| {
            depth += i32::from(c == '{') - i32::from(c == '}');
            c == ',' && depth == 0
        })
        .map(|part| part.trim().split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap())
        .filter(|head| !head.is_empty())
        .collect()
}

/// What the program can do, everybody can do with the crate `petik`.
#[test]
fn the_program_uses_only_what_everybody_can_use() {
    let mut faults = Vec::new();
    for source in sources().iter().filter(|s| s.name.starts_with("src/") && s.name != "src/lib.rs") {
        let words = source.code.split(|c: char| !is_letter(c) && c != ':');
        let paths = words.filter(|word| word.starts_with("petik_") && word.contains("::"));
        faults.extend(paths.map(|path| format!("{}: {path}", source.name)));
    }
    none("ways past the crate root", &faults);
}

/// What others wrote steers a terminal: only these write to one, and they take care.
#[test]
fn few_write_to_a_terminal() {
    let careful = ["screen", "message", "output"].map(|name| format!("src/cli/{name}.rs"));
    let ways = ["io::stdout()", "io::stderr()", " stdout()", " stderr()", "anstream::std", "print!(", "println!("];
    let mut faults = Vec::new();
    for source in sources().iter().filter(|s| s.name.starts_with("src/") && !careful.contains(&s.name)) {
        // Whether a bar can be shown is only asked.
        let code = source.code.replace(" stderr().is_terminal()", "");
        faults.extend(ways.iter().filter(|way| code.contains(**way)).map(|way| format!("{}: {way}", source.name)));
    }
    none("ways to a terminal past screen, message and output", &faults);
}

/// A `mod.rs` says what stands behind it and holds nothing itself.
#[test]
fn doors_are_doors() {
    let sources = sources();
    let doors = sources.iter().filter(|source| source.name.ends_with("/mod.rs"));
    let mut faults = Vec::new();
    for door in doors {
        for word in ["fn ", "struct ", "enum ", "impl ", "trait ", "const ", "static ", "macro_rules! "] {
            if door.code.split([';', '{', '}', '\n', ' ']).any(|part| format!("{part} ") == word) {
                faults.push(format!("{}: {word}", door.name));
            }
        }
    }
    none("doors that hold something", &faults);
}

// ---- No Indonesian in the code. ----

/// Everything that the lists call by name, in small letters: phrases of word lists, regions and offices.
fn listed_forms() -> HashSet<Vec<String>> {
    let gazetteers = root().join("gazetteers");
    let mut forms = HashSet::new();
    let mut take = |path: &Path, columns: &[&str]| {
        let mut table = csv::Reader::from_path(path).unwrap();
        let headers = table.headers().unwrap().clone();
        let columns: Vec<usize> = columns.iter().map(|c| headers.iter().position(|h| h == *c).unwrap()).collect();
        for row in table.records().map(|row| row.unwrap()) {
            for form in columns.iter().flat_map(|column| row[*column].split('|')) {
                forms.insert(words_of(form));
            }
        }
    };
    for path in files_below(&gazetteers.join("words")) {
        take(&path, &["form"]);
    }
    take(&gazetteers.join("regions/regions.csv"), &["name", "full_name"]);
    take(&gazetteers.join("people/offices.csv"), &["name", "forms"]);
    forms
}

fn words_of(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

#[test]
fn no_indonesian_word_stands_in_the_code() {
    let forms = listed_forms();
    let longest = forms.iter().map(Vec::len).max().unwrap();
    let mut faults = Vec::new();
    for source in sources() {
        for (line, literal) in &source.literals {
            if is_path(literal) {
                continue;
            }
            let words = words_of(literal);
            let whole = words.join(" ");
            let is_allowed = |word: &str| {
                let in_help = source.name.starts_with("src/cli") && IN_HELP.contains(&word);
                let is_html = [
                    "petik-source/src/html",
                    "petik-reconcile/src/report",
                    "petik-reconcile/src/list/looks",
                    "petik-export/src/label",
                ]
                .iter()
                .any(|of| source.name.contains(of));
                let in_html = is_html && IN_HTML.contains(&word);
                let is_roman = word.chars().all(|c| "ivxlcdm".contains(c));
                in_help
                    || in_html
                    || is_roman
                    || LETTERS.contains(&word)
                    || ENGLISH.contains(&word)
                    || PROMISED.iter().any(|(promised, _)| *promised == word)
            };
            let found: BTreeSet<String> = (0..words.len())
                .flat_map(|from| (from + 1..=words.len().min(from + longest)).map(move |to| (from, to)))
                .filter(|&(from, to)| forms.contains(&words[from..to]))
                .map(|(from, to)| words[from..to].join(" "))
                // Short forms mean too much else to be told from code, but as a whole literal.
                .filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() >= if *word == whole { 2 } else { 4 })
                .filter(|word| !is_allowed(word))
                .collect();
            if !found.is_empty() {
                let short: String = literal.chars().take(60).collect();
                faults.push(format!(
                    "{}:{line}: {} in {short:?}",
                    source.name,
                    found.into_iter().collect::<Vec<_>>().join(", ")
                ));
            }
        }
    }
    none("Indonesian words in the code: they belong into the lists", &faults);
}

/// A file of the lists, or the name of a list.
fn is_path(literal: &str) -> bool {
    literal.ends_with(".csv") || literal.ends_with(".toml") || literal.ends_with(".rs")
}

// ---- Phrases. ----

/// Every key that the code asks for literally is that of a phrase, and every phrase is asked for: by its key, or by its section
/// where the keys are words of a vocabulary.
#[test]
fn phrases_are_asked_for_and_none_is_idle() {
    let text = fs::read_to_string(root().join("gazetteers/ui/en.toml")).unwrap();
    let sections: BTreeMap<String, BTreeMap<String, toml::Value>> = toml::from_str(&text).unwrap();
    let key = regex::Regex::new(r"^([a-z_]+)\.([a-z0-9_]+|\{)").unwrap();
    let by_word = regex::Regex::new(r#"\.(?:word|known)\(\s*"([a-z_]+)""#).unwrap();
    let (mut faults, mut asked) = (Vec::new(), BTreeSet::new());
    for source in sources() {
        asked.extend(by_word.captures_iter(&source.text).map(|found| found[1].to_owned()));
        // Whole sections are handed to a page, which asks for the keys.
        let hands_on = source.code.contains(".sections(");
        asked.extend(source.literals.iter().filter(|_| hands_on).map(|(_, literal)| literal.clone()));
        for (line, literal) in &source.literals {
            let Some(found) = key.captures(literal) else { continue };
            let Some(phrases) = sections.get(&found[1]) else { continue };
            if &found[2] == "{" {
                asked.insert(found[1].to_owned());
            } else if found[0] == **literal
                && !is_path(literal)
                && !literal.ends_with(".css")
                && !literal.ends_with(".html")
            {
                if !phrases.contains_key(&found[2]) {
                    faults.push(format!("{}:{line}: {literal}", source.name));
                }
                asked.insert(literal.clone());
            }
        }
    }
    none("keys are asked for that no phrase has", &faults);
    let all = sections.iter().flat_map(|(section, phrases)| phrases.keys().map(move |key| (section, key)));
    let idle = all.filter(|(section, key)| {
        let whole = format!("{section}.{key}");
        let is_asked = |word: &str| asked.contains(word);
        !is_asked(section) && !is_asked(&whole)
    });
    none("phrases that nothing asks for", &idle.map(|(section, key)| format!("{section}.{key}")).collect::<Vec<_>>());
}

// ---- Files. ----

#[test]
fn files_stay_short() {
    let sources = sources();
    let long = sources.iter().filter(|s| s.lines > MOST_LINES).map(|s| format!("{}: {} lines", s.name, s.lines));
    none("files are too long", &long.collect::<Vec<_>>());
}

#[test]
fn every_module_says_what_it_means() {
    let sources = sources();
    let silent =
        sources.iter().filter(|s| !s.text.starts_with("//!") && s.name != "src/main.rs").map(|s| s.name.clone());
    let tests = |name: &str| name.ends_with("/tests.rs") || name.contains("/tests/");
    none("files do not begin with //!", &silent.filter(|name| !tests(name)).collect::<Vec<_>>());
}

/// The files of the project that people read and write, as far as they are text.
fn project_texts() -> Vec<(String, String)> {
    let mut folders = vec![root().to_owned()];
    let mut texts = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let file = path.file_name().unwrap().to_str().unwrap();
            if path.is_dir() {
                // What fuzzing finds is not written by anybody, and may hold any letters.
                let found = ["fuzz/corpus", "fuzz/artifacts"].contains(&name(&path).as_str());
                if !found && ![".git", "target", ".venv", "__pycache__"].contains(&file) {
                    folders.push(path);
                }
            } else if let Ok(text) = fs::read_to_string(&path) {
                texts.push((name(&path), text));
            }
        }
    }
    texts.sort();
    texts
}

#[test]
fn no_machine_and_no_mailbox_is_named() {
    // Written in two halves, so that this file does not name them either.
    let machine = [
        concat!("/ho", "me/"),
        concat!("/ro", "ot/"),
        concat!("/wo", "rk/"),
        concat!("/Us", "ers/"),
        concat!("C:\\", "Users"),
    ];
    let mailbox = regex::Regex::new(r"[A-Za-z0-9][A-Za-z0-9._+-]*@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+").unwrap();
    let mut faults = Vec::new();
    for (name, text) in project_texts() {
        for (number, line) in text.lines().enumerate() {
            for path in machine {
                // Inside of an address of the net it is a page, not a machine.
                let found = line
                    .match_indices(path)
                    .any(|(at, _)| !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '/' || c == '.'));
                if found {
                    faults.push(format!("{name}:{}: {path}", number + 1));
                }
            }
            if let Some(found) = mailbox.find(line) {
                faults.push(format!("{name}:{}: {}", number + 1, found.as_str()));
            }
        }
    }
    none("names of machines or mailboxes", &faults);
}
