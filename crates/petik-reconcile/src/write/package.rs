//! `datapackage.json`: what lies in the folder and what each column means, by Data Package v2
//! (<https://datapackage.org/standard/data-package>) with Table Schema for the tables.

use super::Sheet;
use super::table::{Field, Kind, Table};
use crate::reconciliation::{InputFile, Provenance, ROW_SCHEMA, Reconciliation};
use crate::words::Status;
use petik_core::Vocabulary;
use serde::{Deserialize, Serialize};
use std::io;

/// A file that was written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// Name within the folder.
    pub path: String,
    /// Length in bytes.
    pub bytes: u64,
    /// `sha256:` and the digest in hexadecimal.
    pub hash: String,
}

/// What petik reads again of a `datapackage.json`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Package {
    /// What the folder was made from.
    pub petik: Origin,
    /// The files beside it.
    pub resources: Vec<Written>,
}

/// What a folder was made from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Origin {
    /// [`ROW_SCHEMA`] of the rows.
    pub schema: String,
    /// What was read.
    pub inputs: Provenance,
}

/// The package as it is written; the order of the fields is that of the file.
#[derive(Serialize)]
struct Descriptor<'d> {
    #[serde(rename = "$schema")]
    schema: &'d str,
    name: &'d str,
    title: &'d str,
    version: &'d str,
    sources: Vec<Source<'d>>,
    petik: Origin,
    resources: Vec<Resource<'d>>,
}

#[derive(Serialize)]
struct Source<'d> {
    title: &'d str,
    version: String,
}

#[derive(Serialize)]
struct Resource<'d> {
    name: &'d str,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    kind: Option<&'d str>,
    #[serde(flatten)]
    written: &'d Written,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'d str>,
    format: &'d str,
    mediatype: &'d str,
    #[serde(skip_serializing_if = "Option::is_none")]
    encoding: Option<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    schema: Option<Schema>,
}

#[derive(Serialize)]
struct Schema {
    #[serde(rename = "$schema")]
    schema: &'static str,
    fields: Vec<SchemaField>,
    #[serde(rename = "missingValues")]
    missing: [&'static str; 1],
    #[serde(rename = "primaryKey", skip_serializing_if = "Vec::is_empty")]
    key: Vec<&'static str>,
    #[serde(rename = "foreignKeys", skip_serializing_if = "Vec::is_empty")]
    foreign: Vec<ForeignKey>,
}

#[derive(Serialize)]
struct SchemaField {
    name: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<&'static str>,
    description: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    constraints: Option<Constraints>,
}

#[derive(Serialize)]
struct Constraints {
    #[serde(rename = "enum")]
    one_of: Vec<&'static str>,
}

#[derive(Serialize)]
struct ForeignKey {
    fields: [&'static str; 1],
    reference: Reference,
}

#[derive(Serialize)]
struct Reference {
    resource: &'static str,
    fields: [&'static str; 1],
}

/// Writes `datapackage.json` for the files that were `written` into its folder.
pub fn write_package(all: &Reconciliation, written: &[Written], out: &mut impl io::Write) -> io::Result<()> {
    let inputs = &all.inputs;
    let files = inputs.records.iter().chain(&inputs.list).chain(&inputs.decisions);
    let package = Descriptor {
        schema: "https://datapackage.org/profiles/2.0/datapackage.json",
        name: "petik-reconciliation",
        title: "Press records held against a list",
        version: &inputs.version,
        sources: files.map(Source::of).collect(),
        petik: Origin { schema: ROW_SCHEMA.into(), inputs: inputs.clone() },
        resources: written.iter().map(|written| Resource::of(all, written)).collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &package)?;
    out.write_all(b"\n")
}

impl<'d> Source<'d> {
    /// The path is a title here: the standard wants an address or a path within the folder for more.
    fn of(file: &'d InputFile) -> Self {
        Source { title: &file.path, version: format!("sha256:{}", file.sha256) }
    }
}

impl<'d> Resource<'d> {
    fn of(all: &Reconciliation, written: &'d Written) -> Self {
        let (stem, format) = written.path.rsplit_once('.').unwrap_or((&written.path, ""));
        let sheet = Sheet::ALL.into_iter().find(|sheet| format == "csv" && sheet.name() == stem);
        let table = sheet.map(|sheet| sheet.table(all));
        let mediatype = match format {
            "csv" => "text/csv",
            "jsonl" => "application/jsonl",
            "html" => "text/html",
            "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            _ => "application/octet-stream",
        };
        Resource {
            // The name of a table is short, for those who ask for it by name; of another file it is the file's.
            name: sheet.map_or(&written.path, |_| stem),
            kind: sheet.map(|_| "table"),
            written,
            description: table.as_ref().map(|table| table.about),
            format,
            mediatype,
            encoding: (format != "xlsx").then_some("utf-8"),
            schema: sheet.zip(table).map(|(sheet, table)| Schema::of(sheet, &table)),
        }
    }
}

impl Schema {
    fn of(sheet: Sheet, table: &Table<'_>) -> Self {
        let reference = Reference { resource: Sheet::Reconciliation.name(), fields: ["id"] };
        let (key, foreign) = match sheet {
            Sheet::Reconciliation => (vec!["id"], vec![]),
            Sheet::Claims => (vec!["row_id", "claim_id"], vec![ForeignKey { fields: ["row_id"], reference }]),
            _ => (vec![], vec![]),
        };
        Schema {
            schema: "https://datapackage.org/profiles/2.0/tableschema.json",
            fields: table.fields.iter().map(SchemaField::of).collect(),
            missing: [""],
            key,
            foreign,
        }
    }
}

impl SchemaField {
    fn of(field: &Field) -> Self {
        let kind = match field.kind {
            Kind::Words | Kind::Long | Kind::Status | Kind::Link => "string",
            Kind::Day => "date",
            Kind::Whole => "integer",
            Kind::Part => "number",
            Kind::Yes => "boolean",
        };
        SchemaField {
            name: field.name,
            kind,
            format: (field.kind == Kind::Link).then_some("uri"),
            description: field.about,
            constraints: (field.kind == Kind::Status)
                .then(|| Constraints { one_of: Status::ALL.iter().map(|status| status.as_str()).collect() }),
        }
    }
}
