//! `petik docs`: the reference pages, made from the program itself so that they cannot drift from it.

use super::message::{error, summary};
use super::{Cli, Outcome};
use anyhow::Context;
use clap::CommandFactory;
use petik::record::{article_schema, flat_schema};
use serde_json::Value;
use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

/// Write the reference pages, for those who work on petik
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  petik docs\n  petik docs --check")]
pub(super) struct Docs {
    /// The folder of the pages
    #[arg(value_name = "DIR", default_value = "docs/reference")]
    dir: PathBuf,

    /// Write nothing; name the pages that differ and end with exit code 1 if there are any
    #[arg(long)]
    check: bool,
}

impl Docs {
    pub(super) fn run(self) -> anyhow::Result<Outcome> {
        let pages = [("cli.md", command_line()), ("record.md", record())];
        let mut differ = 0;
        if !self.check {
            fs::create_dir_all(&self.dir).with_context(|| self.dir.display().to_string())?;
        }
        for (name, page) in pages {
            let path = self.dir.join(name);
            if fs::read_to_string(&path).is_ok_and(|there| there == page) {
                continue;
            }
            differ += 1;
            if self.check {
                error(format_args!("{} is not what `petik docs` writes", path.display()));
            } else {
                fs::write(&path, page).with_context(|| path.display().to_string())?;
                summary(format_args!("wrote {}", path.display()));
            }
        }
        Ok(Outcome::partly_if(self.check && differ > 0))
    }
}

const GENERATED: &str = "<!-- Written by `petik docs`; change the program, not this page. -->\n";

/// The help of every verb.
fn command_line() -> String {
    let mut command = Cli::command().term_width(100);
    command.build();
    let mut page = format!("# The command line\n\n{GENERATED}");
    let help = |command: &mut clap::Command| {
        let text = command.render_long_help().to_string();
        text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
    };
    let _ = write!(page, "\n```text\n{}\n```\n", help(&mut command.clone()));
    for verb in command.get_subcommands().filter(|verb| verb.get_name() != "help") {
        // The options that all verbs share stand on the first page only.
        let mut own = verb.clone().mut_args(|option| {
            let everywhere = option.is_global_set() || option.get_id() == "help";
            option.hide(everywhere)
        });
        let _ = write!(page, "\n## petik {}\n\n```text\n{}\n```\n", verb.get_name(), help(&mut own));
    }
    page
}

/// The fields of the record and of the flat row, from their schemas.
fn record() -> String {
    let mut page = format!("# The record\n\n{GENERATED}\n`petik schema` prints the same as JSON Schema.\n");
    for (title, schema) in [("Article record", article_schema()), ("Flat fact", flat_schema())] {
        object(&mut page, title, &schema);
        for (name, definition) in schema["$defs"].as_object().into_iter().flatten() {
            object(&mut page, name, definition);
        }
    }
    page
}

/// A section about an object: what it is, then a table of its fields for each of its forms.
fn object(page: &mut String, title: &str, schema: &Value) {
    let _ = write!(page, "\n## {title}\n\n{}\n", words(schema));
    fields(page, schema);
    for form in schema["oneOf"].as_array().into_iter().flatten() {
        if let Some(name) = form["properties"]["type"]["const"].as_str() {
            let _ = write!(page, "\n**`{name}`**: {}\n", words(form));
            fields(page, form);
        }
    }
    for form in schema["anyOf"].as_array().into_iter().flatten() {
        let _ = write!(page, "\n* {}: {}\n", kind(form), words(form));
    }
}

fn fields(page: &mut String, schema: &Value) {
    let Some(properties) = schema["properties"].as_object() else { return };
    let required: Vec<&str> = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    // The schema sorts its properties by name; the list of required ones keeps the order of the record.
    let optional = properties.keys().map(String::as_str).filter(|name| !required.contains(name));
    let _ = write!(page, "\n| field | type | |\n|---|---|---|\n");
    for name in required.iter().copied().chain(optional) {
        let mut note = words(&properties[name]).replace('|', "\\|");
        if !required.contains(&name) {
            note += " Left out where there is none.";
        }
        let _ = writeln!(page, "| `{name}` | {} | {} |", kind(&properties[name]), note.trim());
    }
}

/// The type of a field in words.
fn kind(schema: &Value) -> String {
    if let Some(reference) = schema["$ref"].as_str() {
        let name = reference.rsplit('/').next().unwrap_or(reference);
        return format!("[{name}](#{})", name.to_lowercase());
    }
    if let Some(constant) = schema["const"].as_str() {
        return format!("`{constant}`");
    }
    if let Some(forms) = schema["anyOf"].as_array() {
        return forms.iter().map(kind).collect::<Vec<_>>().join(" or ");
    }
    match &schema["type"] {
        Value::Array(types) => types.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" or "),
        Value::String(list) if list == "array" => format!("list of {}", kind(&schema["items"])),
        Value::String(one) => one.clone(),
        _ => "any".into(),
    }
}

fn words(schema: &Value) -> String {
    schema["description"].as_str().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}
