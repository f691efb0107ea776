//! A slip in a list or rule is never read as something else: a letter changed in any cell that the program compares is a
//! fault of that file and line, unless another value of the column comes out.

use petik::gazetteer::{Column, Files, Holds};
use petik::source::PAGE_LISTS;
use petik::{Engine, Fault};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// A list with its rows, as the program ships it.
struct List {
    file: String,
    key: Vec<usize>,
    columns: Vec<Option<Column>>,
    header: csv::StringRecord,
    rows: Vec<csv::StringRecord>,
}

fn list(files: &Files, file: &str, key: &[&str], columns: &[Column]) -> List {
    let mut reader = csv::Reader::from_reader(files.texts(file)[0].as_bytes());
    let header = reader.headers().unwrap().clone();
    let key = key.iter().map(|key| header.iter().position(|name| name == *key).unwrap()).collect();
    let column = |name: &str| columns.iter().find(|column| column.name == name).copied();
    let columns = header.iter().map(column).collect();
    let rows = reader.records().map(Result::unwrap).collect();
    List { file: file.to_owned(), key, columns, header, rows }
}

/// Every list of the program.
fn lists(files: &Files) -> Vec<List> {
    let engine = Engine::with(files.clone()).unwrap();
    let mut all = Vec::new();
    for reference in engine.list_reference() {
        match reference.file.split_once('*') {
            None => all.push(list(files, &reference.file, &reference.key, &reference.columns)),
            Some((folder, _)) => {
                let names = files.names(folder).filter(|name| *name != "cohorts/counts.csv");
                all.extend(names.map(|name| list(files, name, &reference.key, &reference.columns)));
            }
        }
    }
    all.extend(PAGE_LISTS.iter().map(|page| list(files, page.file, page.key, page.columns)));
    all
}

/// A chance that is the same for the same seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most.max(1)
    }
}

/// The cell with another letter in one place; an empty one gets a letter.
fn slipped(cell: &str, dice: &mut Dice) -> String {
    let letter = char::from(b'a' + dice.below(26) as u8);
    let mut letters: Vec<char> = cell.chars().collect();
    match letters.len() {
        0 => letters.push(letter),
        most => letters[dice.below(most)] = letter,
    }
    letters.into_iter().collect()
}

/// Whether the cell is another value of its column: another word of the set, or the key of another row.
fn is_another_value(column: Column, cell: &str, keys: &BTreeSet<String>) -> bool {
    let among =
        |values: &[(&str, &str)]| cell.split('|').all(|word| values.iter().any(|(known, _)| *known == word.trim()));
    match column.holds {
        Holds::One(values) | Holds::OneOrNone(values) | Holds::Several(values) => among(values),
        Holds::Key | Holds::KeyOrNone => cell.split('|').all(|key| keys.contains(key)),
        // Which selectors find something is for the pages to tell; a letter in the name of a class is no slip of form.
        Holds::Selector => true,
        _ => false,
    }
}

/// One slip: list, row, column, and the cell that stands there now.
struct Slip {
    row: csv::StringRecord,
    key: Vec<String>,
    column: Column,
    was: String,
    cell: String,
}

/// A slip for some rows of every column that is compared: one row for each word of a set, some rows of others.
fn slips(list: &List, keys: &BTreeSet<String>, dice: &mut Dice) -> Vec<Slip> {
    let mut slips = Vec::new();
    for (at, column) in list.columns.iter().enumerate() {
        let Some(column) = column.filter(|column| column.holds.is_compared()) else { continue };
        let is_set = matches!(column.holds, Holds::One(_) | Holds::OneOrNone(_) | Holds::Several(_));
        let mut met: BTreeMap<&str, u32> = BTreeMap::new();
        for row in &list.rows {
            let was = &row[at];
            let times = met.entry(if is_set { was } else { "" }).or_default();
            if *times > 0 && (is_set || *times > 2 || dice.below(1 + list.rows.len() / 4) > 0) {
                continue;
            }
            *times += 1;
            let cell = slipped(was, dice);
            if cell == was || is_another_value(column, &cell, keys) {
                continue;
            }
            let row: csv::StringRecord =
                row.iter().enumerate().map(|(place, other)| if place == at { cell.as_str() } else { other }).collect();
            let key = list.key.iter().map(|&place| row[place].to_owned()).collect();
            slips.push(Slip { row, key, column, was: was.to_owned(), cell });
        }
    }
    slips
}

/// The text of an overlay file.
fn file_of(header: &csv::StringRecord, rows: &[Slip]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(header).unwrap();
    rows.iter().for_each(|slip| writer.write_record(&slip.row).unwrap());
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_letter_changed_in_a_cell_that_is_compared_is_a_fault(seed in any::<u64>()) {
        let files = Files::builtin();
        let lists = lists(&files);
        let key_cells = |list: &List| list.key.iter().flat_map(|&at| list.rows.iter().map(move |row| row[at].to_owned())).collect::<Vec<_>>();
        let keys: BTreeSet<String> = lists.iter().flat_map(key_cells).collect();
        let mut dice = Dice(seed);
        let mut left: Vec<(&List, Vec<Slip>)> = lists.iter().map(|list| (list, slips(list, &keys, &mut dice))).collect();
        let mut count = 0;
        // In one file a key stands once: what has the same key waits for the next round.
        while left.iter().any(|(_, slips)| !slips.is_empty()) {
            let mut mine = files.clone();
            let mut round = Vec::new();
            for (list, slips) in &mut left {
                let mut keys = BTreeSet::new();
                let (now, later): (Vec<Slip>, Vec<Slip>) = slips.drain(..).partition(|slip| keys.insert(slip.key.clone()));
                *slips = later;
                mine.lay_over(list.file.clone(), file_of(&list.header, &now));
                round.push((*list, now));
            }
            let faults: BTreeSet<(String, usize)> = petik::check(mine).into_iter().map(|fault: Fault| (fault.file, fault.line)).collect();
            for (list, now) in round {
                for (line, slip) in (2..).zip(now) {
                    count += 1;
                    prop_assert!(
                        faults.contains(&(list.file.clone(), line)),
                        "{}: {} `{}` was `{}`, and nobody minds", list.file, slip.column.name, slip.cell, slip.was,
                    );
                }
            }
        }
        prop_assert!(count > 300, "only {count} slips");
    }
}

/// What the property above rests on: it is the letter that is minded, and not the row.
#[test]
fn rows_laid_over_themselves_are_no_faults() {
    let files = Files::builtin();
    let mut mine = files.clone();
    lists(&files).iter().for_each(|list| mine.lay_over(list.file.clone(), files.texts(&list.file)[0].clone()));
    assert_eq!(petik::check(mine), []);
}

#[test]
fn a_letter_changed_in_the_value_of_a_rule_is_a_fault() {
    let files = Files::builtin();
    let mut dice = Dice(1);
    for rules in petik::RULE_FILES {
        let text = &files.texts(rules.file)[0];
        let lines: Vec<&str> = text.lines().collect();
        let mut of_rule = 0;
        for (at, line) in lines.iter().enumerate() {
            if *line == "[[rule]]" {
                of_rule = at + 1;
            }
            let Some(value) = line.strip_prefix("value = \"").and_then(|rest| rest.strip_suffix('"')) else { continue };
            let cell = slipped(value, &mut dice);
            if rules.values.iter().any(|(known, _)| *known == cell) {
                continue;
            }
            let mut mine = files.clone();
            let changed = format!("value = \"{cell}\"");
            let own: Vec<&str> =
                lines.iter().enumerate().map(|(n, line)| if n == at { &changed } else { *line }).collect();
            mine.lay_over(rules.file, own.join("\n"));
            let faults = Engine::with(mine).err().map(|error| error.to_string()).unwrap_or_default();
            assert!(faults.contains(&format!("{}:{of_rule}: ", rules.file)), "{}:{at}: {cell}: {faults}", rules.file);
        }
    }
}

/// The quoted words of the line, with their places: what a table of facts says about roles, finders and conditions.
fn quoted_words(line: &str) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('"') {
        let Some((word, behind)) = after.split_once('"') else { break };
        words.push((line.len() - rest.len() + before.len() + 1, word));
        rest = behind;
    }
    words
}

#[test]
fn a_letter_changed_in_a_word_of_a_table_of_facts_is_a_fault() {
    let files = Files::builtin();
    let mut dice = Dice(1);
    let known: BTreeSet<&str> =
        petik::FACT_TABLE_WORDS.iter().flat_map(|(_, words)| words.iter().map(|(word, _)| *word)).collect();
    let mut slips = 0;
    for file in files.names("facts/").map(str::to_owned).collect::<Vec<_>>() {
        let text = &files.texts(&file)[0];
        for (at, line) in text.lines().enumerate() {
            // What people read, patterns and examples are free text.
            let is_free = ["what", "name", "pattern", "before", "after", "not_", "hits", "misses", "#"]
                .iter()
                .any(|key| line.starts_with(key))
                || line.starts_with("  ");
            for (place, word) in quoted_words(line).into_iter().filter(|_| !is_free) {
                let slip = slipped(word, &mut dice);
                if known.contains(slip.as_str()) {
                    continue;
                }
                let changed = format!("{}{slip}{}", &line[..place], &line[place + word.len()..]);
                let own: Vec<&str> =
                    text.lines().enumerate().map(|(n, line)| if n == at { changed.as_str() } else { line }).collect();
                let mut mine = files.clone();
                mine.replace(file.clone(), own.join("\n"));
                let faults = petik::check(mine);
                let told = faults.iter().any(|fault| fault.to_string().starts_with(&format!("{file}:")));
                assert!(told, "{file}:{}: {changed}: {faults:?}", at + 1);
                slips += 1;
            }
        }
    }
    assert!(slips > 40, "{slips}");
}

/// Slips that once changed what an article says, or were passed over.
#[test]
fn slips_of_the_past_are_told() {
    for (file, text, told) in [
        ("words/status.csv", "form,value,note\nngebet mau,plannd,\n", "value `plannd` is not one of"),
        ("programmes.csv", "id,name,kind\nadipura,Adipura,awrad\n", "kind `awrad` is not one of movement, award"),
        ("programmes.csv", "id,name,years\nadipura,Adipura,20x7-2019\n", "years `20x7-2019` is not years such as 2018"),
        ("programmes.csv", "id,name,target\nadipura,Adipura,abc\n", "target `abc` is not a whole number"),
    ] {
        let mut files = Files::builtin();
        files.lay_over(file, text);
        let faults = petik::check(files);
        let place = format!("{file}:2: {told}");
        assert!(faults.iter().any(|fault| fault.to_string().starts_with(&place)), "{place} in {faults:?}");
    }
}
