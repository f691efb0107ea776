//! What must hold for every record, over all texts of the corpus: quotes, schema, the way there and back, the same bytes
//! on any number of threads, and a row or rule behind every answer.

#[allow(dead_code)] // the expectations are the other test's part
use crate::files::{files_below, root};
use petik::record::{ArticleRecord, article_schema, flat_facts, flat_mention_schema, flat_mentions, flat_schema};
use petik::{Article, Engine, in_order};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::convert::Infallible;
use std::fs;
use std::sync::LazyLock;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::builtin().unwrap());

/// Every text of the corpus; an article is called like its file, a case like its file and line.
static ARTICLES: LazyLock<Vec<Article<'static>>> = LazyLock::new(|| {
    let named = |id: String, text: String| Article { id: Some(id.into()), ..Article::new(text) };
    let mut all: Vec<Article<'static>> = crate::corpus::case::read_all(root())
        .0
        .into_iter()
        .map(|block| Article {
            published: block.published,
            ..named(format!("{}:{}", block.file, block.line), block.text)
        })
        .collect();
    for file in files_below(&root().join("corpus/articles")) {
        if file.extension().is_some_and(|extension| extension == "txt") {
            let name = file.strip_prefix(root()).unwrap().display().to_string();
            all.push(named(name, fs::read_to_string(&file).unwrap()));
        }
    }
    assert!(all.len() > 100, "only {} texts", all.len());
    all
});

/// Fails with one line for each fault that `check` finds in a record.
#[track_caller]
fn for_every_record(check: impl Fn(&Article<'_>, &ArticleRecord<'_>) -> Vec<String>) {
    let mut faults = Vec::new();
    for article in ARTICLES.iter() {
        let id = article.id.as_deref().unwrap();
        faults.extend(check(article, &ENGINE.extract(article)).into_iter().map(|fault| format!("{id}: {fault}")));
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults[..faults.len().min(40)].join("\n"));
}

#[test]
fn quotes_stand_where_the_record_says() {
    for_every_record(|article, record| crate::quotes::faults(&article.text, record));
}

#[test]
fn records_and_rows_keep_to_their_schemas() {
    let of_record = jsonschema::draft202012::new(&article_schema()).unwrap();
    let of_row = jsonschema::draft202012::new(&flat_schema()).unwrap();
    let of_mention = jsonschema::draft202012::new(&flat_mention_schema()).unwrap();
    for_every_record(|_, record| {
        let faults_of = |validator: &jsonschema::Validator, value: serde_json::Value| -> Vec<String> {
            validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect()
        };
        let mut faults = faults_of(&of_record, serde_json::to_value(record).unwrap());
        faults.extend(
            flat_facts(record).into_iter().flat_map(|row| faults_of(&of_row, serde_json::to_value(row).unwrap())),
        );
        let mentions = flat_mentions(record).into_iter();
        faults.extend(mentions.flat_map(|row| faults_of(&of_mention, serde_json::to_value(row).unwrap())));
        faults
    });
}

#[test]
fn the_schema_refuses_what_is_no_record() {
    let of_record = jsonschema::draft202012::new(&article_schema()).unwrap();
    let article = Article::new("Pemkab Batang dan Pemkot Solok.");
    let right = serde_json::to_value(ENGINE.extract(&article)).unwrap();
    assert!(of_record.is_valid(&right));
    let spoilt = |pointer: &str, value: serde_json::Value| {
        let mut record = right.clone();
        *record.pointer_mut(pointer).unwrap() = value;
        record
    };
    assert!(!of_record.is_valid(&spoilt("/schema", "petik/article/0".into())));
    assert!(!of_record.is_valid(&spoilt("/mentions/0/start", "0".into())));
    let mut more = right.clone();
    more["mentions"][0]["colour"] = "red".into();
    assert!(!of_record.is_valid(&more));
}

#[test]
fn records_read_back_to_the_same_bytes() {
    for_every_record(|_, record| {
        let written = serde_json::to_string(record).unwrap();
        let read: ArticleRecord<'_> = serde_json::from_str(&written).unwrap();
        let again = serde_json::to_string(&read).unwrap();
        if written == again { Vec::new() } else { vec![format!("{written}\n  became {again}")] }
    });
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let on = |threads: usize| {
        let mut lines = Vec::new();
        let write = |article: Article<'static>| serde_json::to_string(&ENGINE.extract(&article)).unwrap();
        // Three times over, so that there is more than a handful for each thread.
        let articles = (0..3).flat_map(|_| ARTICLES.iter().cloned());
        let done: Result<(), Infallible> = in_order(
            articles,
            threads,
            |article| article.text.len(),
            write,
            |line| {
                lines.push(line);
                Ok(())
            },
        );
        done.unwrap();
        lines
    };
    let alone = on(1);
    assert_eq!(alone.len(), 3 * ARTICLES.len());
    for threads in [2, 7] {
        assert!(alone == on(threads), "{threads} threads");
    }
}

#[test]
fn what_is_explained_is_what_is_extracted() {
    for_every_record(|article, record| {
        let explained = ENGINE.explain(article).record;
        if explained == *record { Vec::new() } else { vec!["differs when explained".to_owned()] }
    });
}

/// `FILE#ROW`: the file stands below `gazetteers/`, and the row in its first column or among its aliases; of rules it is
/// the rule's name.
#[test]
fn every_answer_names_a_row_or_rule_that_exists() {
    let lists = Lists::read();
    let mut unknown: BTreeMap<String, String> = BTreeMap::new();
    for article in ARTICLES.iter() {
        let record = ENGINE.extract(article);
        let mentions = record.mentions.iter().map(|mention| &mention.by);
        for by in mentions.chain(record.facts.iter().map(|fact| &fact.by)) {
            if !lists.knows(by) {
                unknown.entry(by.to_string()).or_insert_with(|| article.id.as_deref().unwrap().to_owned());
            }
        }
    }
    assert!(unknown.is_empty(), "no row or rule, and where it is named: {unknown:#?}");
}

/// The rows of every list and the rules of every file of rules or facts, under the short name that records use (`aliases.csv`,
/// `facts/signing.toml`).
struct Lists(HashMap<String, BTreeSet<String>>);

impl Lists {
    fn read() -> Self {
        let gazetteers = root().join("gazetteers");
        let mut rows: HashMap<String, BTreeSet<String>> = HashMap::new();
        for file in files_below(&gazetteers) {
            let name = file.strip_prefix(&gazetteers).unwrap().to_str().unwrap();
            if name.ends_with(".csv") {
                let short = name.rsplit('/').next().unwrap();
                let mut table = csv::Reader::from_path(&file).unwrap();
                let rows = rows.entry(short.to_owned()).or_default();
                rows.extend(table.records().map(|row| row.unwrap()[0].to_owned()));
            } else if name.ends_with(".toml") {
                let short = name.strip_prefix("rules/").unwrap_or(name);
                let table: toml::Table = fs::read_to_string(&file).unwrap().parse().unwrap();
                let rules =
                    ["rule", "trigger", "built_in"].into_iter().filter_map(|key| table.get(key)?.as_array()).flatten();
                let names = rules.filter_map(|rule| rule.get("name")?.as_str());
                rows.entry(short.to_owned()).or_default().extend(names.map(str::to_owned));
            }
        }
        Lists(rows)
    }

    fn knows(&self, by: &str) -> bool {
        by.split_once('#').is_some_and(|(file, row)| self.0.get(file).is_some_and(|rows| rows.contains(row)))
    }
}
