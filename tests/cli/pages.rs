//! What the program says about itself: schemas, reference pages, completions, the check of its lists.

use crate::cli::program::Folder;
use serde_json::Value;

#[test]
fn schemas_are_json_schema_2020_12() {
    let folder = Folder::new();
    for (arguments, id) in [
        (&["schema"][..], "urn:petik:article:1"),
        (&["schema", "flat"], "urn:petik:flat-fact:1"),
        (&["schema", "mention"], "urn:petik:flat-mention:1"),
    ] {
        let schema: Value = serde_json::from_str(&folder.petik(arguments).ends_with(0).stdout).unwrap();
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert_eq!(schema["$id"], id);
        assert_eq!(schema["unevaluatedProperties"], false);
    }
}

#[test]
fn every_field_is_described() {
    fn undescribed(schema: &Value, path: &str, found: &mut Vec<String>) {
        for (name, property) in schema["properties"].as_object().into_iter().flatten() {
            // The tag of a mention is described with its branch.
            if property.get("description").is_none() && property.get("const").is_none() {
                found.push(format!("{path}.{name}"));
            }
        }
        for branch in schema["oneOf"].as_array().into_iter().flatten() {
            undescribed(branch, path, found);
        }
        for (name, definition) in schema["$defs"].as_object().into_iter().flatten() {
            undescribed(definition, name, found);
        }
    }
    let folder = Folder::new();
    let mut found = Vec::new();
    for what in ["record", "flat", "mention"] {
        let schema = serde_json::from_str(&folder.petik(&["schema", what]).stdout).unwrap();
        undescribed(&schema, what, &mut found);
    }
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn docs_are_written_and_checked() {
    let folder = Folder::new();
    folder.write("pages/RECORD.md", include_str!("../../docs/RECORD.md"));
    folder.write("pages/RECONCILE.md", include_str!("../../docs/RECONCILE.md"));
    folder.write("pages/FACTS.md", include_str!("../../docs/FACTS.md"));
    let missing = folder.petik(&["docs", "--check", "pages"]);
    assert_eq!(missing.ends_with(1).errors().len(), 3);
    assert_eq!(folder.names(), ["pages"]);
    folder.petik(&["docs", "pages"]).ends_with(0);
    folder.petik(&["docs", "pages", "--check"]).ends_with(0);
    folder.write("pages/reference/cli.md", "old");
    let differs = folder.petik(&["docs", "pages", "--check"]);
    assert_eq!(differs.ends_with(1).errors(), ["pages/reference/cli.md is not what `petik docs` writes"]);
}

#[test]
fn a_table_of_words_that_is_not_the_declared_one_is_written_anew() {
    let folder = Folder::new();
    let page = include_str!("../../docs/RECORD.md");
    let begin = page.find("<!-- words: ").unwrap();
    let table = begin + page[begin..].find("\n").unwrap() + 1;
    folder.write("docs/RECORD.md", format!("{}| slip |\n{}", &page[..table], &page[table..]));
    folder.write("docs/RECONCILE.md", include_str!("../../docs/RECONCILE.md"));
    folder.write("docs/FACTS.md", include_str!("../../docs/FACTS.md"));
    folder.petik(&["docs", "--check"]).ends_with(1);
    folder.petik(&["docs"]).ends_with(0);
    assert_eq!(folder.read("docs/RECORD.md"), page);
}

#[test]
fn completions_know_the_verbs() {
    let folder = Folder::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(folder.petik(&["completions", shell]).ends_with(0).stdout.contains("extract"), "{shell}");
    }
}

#[test]
fn the_lists_that_petik_ships_are_sound() {
    let run = Folder::new().petik(&["check"]);
    assert_eq!(run.ends_with(0).stdout, "");
    assert_eq!(run.stderr, "lists and rules: no faults\n");
}
