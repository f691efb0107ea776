//! `--to parquet`: the table has the rows that JSON Lines have, with a type for each column.

use crate::cli::program::Folder;
use crate::cli::runs::{self, left};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use petik::arrow::arrow_array::cast::AsArray;
use petik::arrow::arrow_array::types::{Date32Type, Float64Type, Int32Type, Int64Type};
use petik::arrow::arrow_array::{Array, RecordBatch};
use petik::arrow::arrow_schema::DataType;
use petik::record::FLAT_COLUMNS;
use serde_json::{Map, Value, json};
use std::fs::{self, File};
use std::path::Path;
use std::process::Stdio;
use std::thread;
use std::time::Duration;

const ARTICLES: &str = "{\"id\":\"1\",\"published\":\"2018-05-09\",\"text\":\"Bupati Batang Wihaji meneken MoU Gerakan \
    Menuju 100 Smart City, Selasa (08/05/2018).\"}\n\
    {\"id\":\"2\",\"text\":\"=Sebanyak 50 kabupaten/kota terpilih \\\"mengikuti\\\" Gerakan Menuju Smart City tahun 2022.\"}\n\
    {\"id\":\"3\",\"text\":\"tiada fakta\"}\n\
    {\"id\":\"4\",\"published\":\"1969-12-31\",\"text\":\"Bupati Batang Wihaji meneken MoU.\"}\n";

/// The rows of a table, as JSON has them.
fn rows(path: &Path) -> Vec<Value> {
    let table = ParquetRecordBatchReaderBuilder::try_new(File::open(path).unwrap()).unwrap();
    table.build().unwrap().flat_map(|batch| rows_of(&batch.unwrap())).collect()
}

fn rows_of(batch: &RecordBatch) -> Vec<Value> {
    let schema = batch.schema();
    let row = |row: usize| -> Value {
        let cells = schema.fields().iter().zip(batch.columns()).map(|(field, column)| {
            let value = if column.is_null(row) { Value::Null } else { cell(column, row) };
            (field.name().clone(), value)
        });
        Value::Object(cells.collect::<Map<_, _>>())
    };
    (0..batch.num_rows()).map(row).collect()
}

fn cell(column: &dyn Array, row: usize) -> Value {
    match column.data_type() {
        DataType::Utf8 => json!(column.as_string::<i32>().value(row)),
        DataType::Boolean => json!(column.as_boolean().value(row)),
        DataType::Int32 => json!(column.as_primitive::<Int32Type>().value(row)),
        DataType::Int64 => json!(column.as_primitive::<Int64Type>().value(row)),
        DataType::Float64 => json!(column.as_primitive::<Float64Type>().value(row)),
        DataType::Date32 => {
            let since = jiff::Span::new().days(column.as_primitive::<Date32Type>().value(row));
            json!((jiff::civil::date(1970, 1, 1) + since).to_string())
        }
        other => panic!("{other}"),
    }
}

#[test]
fn rows_are_those_of_json() {
    let folder = Folder::new();
    folder.write("a.jsonl", ARTICLES);
    let facts = folder.petik(&["extract", "--facts", "a.jsonl"]).ends_with(0).records();
    let has = |column: &str, value: Value| facts.iter().any(|row| row[column] == value);
    for (column, value) in [("published", json!("1969-12-31")), ("published", json!(null)), ("value", json!(50))] {
        assert!(has(column, value), "{column}: too little to compare");
    }
    folder.petik(&["extract", "--to", "parquet", "--output", "f.parquet", "a.jsonl"]).ends_with(0);
    assert_eq!(rows(&folder.path("f.parquet")), facts);
    // The same on standard output, with --facts said aloud, on other threads and in the folder of a run.
    let table = fs::read(folder.path("f.parquet")).unwrap();
    let shown =
        folder.command(&["extract", "--facts", "--to", "parquet", "--threads", "3", "a.jsonl"]).output().unwrap();
    assert!(shown.stdout == table);
    folder.petik(&["extract", "--to", "parquet", "--run", "out", "a.jsonl"]).ends_with(0);
    assert!(fs::read(folder.path("out/facts.parquet")).unwrap() == table);
}

#[test]
fn columns_have_types() {
    let folder = Folder::new();
    folder.write("a.txt", "tiada fakta");
    folder.petik(&["extract", "--to", "parquet", "--output", "f.parquet", "a.txt"]).ends_with(0);
    let table = ParquetRecordBatchReaderBuilder::try_new(File::open(folder.path("f.parquet")).unwrap()).unwrap();
    let fields = table.schema().fields();
    assert_eq!(fields.iter().map(|field| field.name().as_str()).collect::<Vec<_>>(), FLAT_COLUMNS);
    for field in fields {
        let expected = match field.name().as_str() {
            "published" => DataType::Date32,
            "cohort_year" => DataType::Int32,
            "value" | "rank" | "start" | "end" => DataType::Int64,
            "score" | "confidence" => DataType::Float64,
            // `date`, too: it can be several days.
            _ => DataType::Utf8,
        };
        assert_eq!(field.data_type(), &expected, "{}", field.name());
    }
    assert_eq!(rows(&folder.path("f.parquet")), [] as [Value; 0]);
}

#[test]
fn mentions_are_a_table_too() {
    let folder = Folder::new();
    folder.write("a.jsonl", ARTICLES).write("b.txt", "Pemerintah Bandung menandatangani MoU.");
    let mentions = folder.petik(&["extract", "--mentions", "a.jsonl", "b.txt"]).ends_with(0).records();
    assert!(mentions.iter().any(|row| row["ambiguous"] == true && row["others"] == Value::Null));
    folder.petik(&["extract", "--mentions", "--output", "m.parquet", "a.jsonl", "b.txt"]).ends_with(0);
    assert_eq!(rows(&folder.path("m.parquet")), mentions);
}

#[test]
fn kills_leave_no_trace() {
    let table = runs::kills_leave_no_trace_with(&["--to", "parquet"], "facts.parquet", "rows.jsonl.part");
    let folder = runs::inputs();
    folder.write("f.parquet", table);
    assert_eq!(rows(&folder.path("f.parquet")), folder.petik(&["extract", "--facts", "a"]).records());
    // Rows come in groups, which a reader takes one by one.
    let table = ParquetRecordBatchReaderBuilder::try_new(File::open(folder.path("f.parquet")).unwrap()).unwrap();
    assert!(table.metadata().row_groups().iter().all(|group| group.num_rows() <= 64 << 10));
}

#[test]
fn a_kill_while_the_table_is_made_is_mended() {
    let folder = runs::inputs();
    let run = ["extract", "--to", "parquet", "--run", "out", "a"];
    folder.petik(&run).ends_with(1);
    let undisturbed = fs::read(folder.path("out/facts.parquet")).unwrap();
    fs::remove_dir_all(folder.path("out")).unwrap();
    let mut child = folder.command(&run).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    while !folder.path("out/facts.parquet.part").exists() && child.try_wait().unwrap().is_none() {
        thread::sleep(Duration::from_millis(1));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    folder.petik(&run).ends_with(1);
    assert!(fs::read(folder.path("out/facts.parquet")).unwrap() == undisturbed);
    assert_eq!(left(&folder), runs::files("facts.parquet"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let folder = Folder::new();
    folder.write("a.jsonl", ARTICLES);
    let run = folder.petik(&["extract", "--to", "parquet", "a.jsonl", "--output", "/dev/full"]);
    assert_eq!(run.ends_with(1).errors().len(), 1, "{run:#?}");
}

#[test]
fn rows_of_a_table_are_articles() {
    use petik::arrow::arrow_array::{ArrayRef, Date32Array, Int64Array, StringArray, TimestampMillisecondArray};
    use std::sync::Arc;
    let texts = [Some("Pemkab Batang."), None, Some("Pemkot Solok."), Some(" ")];
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("nomor", Arc::new(Int64Array::from(vec![7, 8, 9, 10]))),
        ("isi", Arc::new(StringArray::from(texts.to_vec()))),
        ("published", Arc::new(Date32Array::from(vec![Some(17_659), None, None, None]))),
        ("diambil", Arc::new(TimestampMillisecondArray::from(vec![1_525_737_600_000; 4]))),
        ("lain", Arc::new(StringArray::from(vec!["x"; 4]))),
    ];
    let batch = RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(n, c)| (n, c, true))).unwrap();
    let folder = Folder::new();
    let file = File::create(folder.path("a.parquet")).unwrap();
    let mut writer = parquet::arrow::ArrowWriter::try_new(file, batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();

    let run = folder.petik(&["extract", "--field", "text=isi", "--field", "id=nomor", "."]);
    let records = run.ends_with(1).records();
    assert_eq!(run.ids(), ["7", "9"]);
    assert_eq!(records[0]["published"]["value"], "2018-05-08");
    assert_eq!((&records[1]["published"], &records[1]["source"]["line"]), (&Value::Null, &json!(3)));
    assert_eq!(run.errors().len(), 2, "{run:?}");
    assert!(run.errors()[0].contains("a.parquet:2: no text: `isi` is null"), "{run:?}");
    let stamps = ["--field", "text=isi", "--field", "published=diambil"];
    let run = folder.petik(&[&["extract"], &stamps[..], &["a.parquet"]].concat());
    assert_eq!(run.records()[1]["published"]["value"], "2018-05-08");
    assert!(folder.petik(&["extract", "a.parquet"]).ends_with(1).errors()[0].contains("(nomor, isi, published,"));

    // Under another name, cut short, and where it cannot be read from its end.
    let bytes = fs::read(folder.path("a.parquet")).unwrap();
    folder.write("b.data", &bytes).write("c.parquet", &bytes[..bytes.len() - 9]).write("d.parquet", "PAR1");
    assert_eq!(folder.petik(&["extract", "--field", "text=isi", "b.data"]).ends_with(1).records().len(), 2);
    let run = folder.petik(&["extract", "--field", "text=isi", "c.parquet", "d.parquet"]);
    assert_eq!((run.ends_with(1).errors().len(), run.stdout.len()), (2, 0), "{run:?}");
    assert!(run.errors().iter().all(|error| error.contains("no readable Parquet")), "{run:?}");
    for at in (0..bytes.len()).step_by(11) {
        let mut damaged = bytes.clone();
        damaged[at] ^= 0x55;
        folder.write("e.parquet", damaged);
        let run = folder.petik(&["extract", "--quiet", "--field", "text=isi", "e.parquet"]);
        assert!(matches!(run.code, Some(0 | 1)), "byte {at}: {run:?}");
    }
}
