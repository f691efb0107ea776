//! Rows that a user lays over a list are as good as built in: the same records, the same faults. The lists that petik ships take a
//! shorter way, since where their cells stand and how their names are cut is found when petik is built.

use crate::corpus::case;
use petik::gazetteer::Files;
use petik::source::{Inputs, Options};
use petik::{Article, Engine, Error};
use std::path::Path;

/// Lists of every kind, with a column that no row of a user leaves out.
const LISTS: [&str; 12] = [
    "regions/regions.csv",
    "regions/aliases.csv",
    "regions/ambiguous.csv",
    "regions/districts.csv",
    "people/offices.csv",
    "people/officials.csv",
    "organisations.csv",
    "programmes.csv",
    "cohorts/gerakan-menuju-smart-city.csv",
    "words/signing_verbs.csv",
    "words/institutions.csv",
    "words/numbers.csv",
];

/// All texts of the corpus as records.
fn records(engine: &Engine) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let articles = Inputs::new([root.join("corpus/articles")], Options::default()).map(|article| article.unwrap());
    let cases = case::read_all(root).0.into_iter().map(|block| Article::new(block.text));
    let json = |article: Article<'_>| {
        let mut out = Vec::new();
        engine.extract(&article).to_json(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    };
    articles.chain(cases).map(json).collect()
}

/// The text of a list without its later half, and that half under the same header. No row of these lists has a line end inside.
fn halves(text: &str) -> (String, String) {
    let lines: Vec<&str> = text.lines().collect();
    let (first, second) = lines.split_at(lines.len().div_ceil(2));
    let with_end = |lines: &[&str]| lines.iter().map(|line| format!("{line}\n")).collect::<String>();
    (with_end(first), format!("{}\n{}", lines[0], with_end(second)))
}

#[test]
fn rows_of_a_user_read_as_if_they_were_built_in() {
    let builtin = Files::builtin();
    let mut mine = builtin.clone();
    for list in LISTS {
        let (first, second) = halves(&builtin.texts(list)[0]);
        mine.replace(list, first);
        mine.lay_over(list, second);
    }
    let expected = records(&Engine::builtin().unwrap());
    let found = records(&Engine::with(mine).unwrap());
    for (found, expected) in found.iter().zip(&expected) {
        assert_eq!(found, expected);
    }
}

#[test]
fn rows_of_a_user_have_the_faults_of_rows_built_in() {
    for (file, rows) in [
        ("regions/districts.csv", "code,parent,name\n99.99.01,99.99,Entah\nx,33.25,Entah\n"),
        ("regions/crosswalk.csv", "old_code,code,valid_to\n52.07,52.08,2022\n91.98,94.04,soon\n"),
        ("people/officials.csv", "person,name,office,region,start\nsi-anu,Si Anu,Bupati Entah,99.99,2022-13-01\n"),
        ("cohorts/adipura.csv", "programme,cohort_year,code\nentah,2020,33.25\n"),
        ("lists/rows.csv", "form,kind\nX,y\n"),
        ("words/months.csv", "form,value\nEntah,13\nSama,1\nSama,2\n"),
        ("pages/boxes.csv", "selector,of\ndiv[,others\n"),
    ] {
        let builtin = Files::builtin();
        let header = builtin.texts(file)[0].lines().next().unwrap().to_owned();
        let (mut over, mut within) = (builtin.clone(), builtin.clone());
        over.lay_over(file, rows);
        // The same rows behind those of the list, under the columns that it has.
        let columns: Vec<&str> = rows.lines().next().unwrap().split(',').collect();
        let placed = rows.lines().skip(1).map(|row| {
            let cells: Vec<&str> = row.split(',').collect();
            let cell = |name| columns.iter().position(|column| *column == name).map_or("", |place| cells[place]);
            header.split(',').map(cell).collect::<Vec<_>>().join(",") + "\n"
        });
        let text = &builtin.texts(file)[0];
        let before = text.lines().count();
        within.replace(file, placed.fold(text.to_string(), |all, row| all + &row));
        let told = |files: Files, before: usize| {
            let Err(Error::Lists(faults)) = petik::Lists::of(files) else { panic!("{file}: no faults") };
            let told = faults.into_iter().map(|fault| {
                let line = fault.line - before;
                // A row that stands twice names the line of the first.
                let message =
                    fault.message.rsplit_once(" as line ").map_or(fault.message.clone(), |(told, _)| told.to_owned());
                (fault.file, line, message)
            });
            told.collect::<Vec<_>>()
        };
        let (over, within) = (told(over, 1), told(within, before));
        assert_eq!(over, within);
        assert!(over.len() >= rows.lines().count() - 1 - usize::from(file == "words/months.csv"), "{over:?}");
    }
}
