//! `datapackage.json`.

use crate::reconciliation::sample::sample;
use crate::reconciliation::tables::csv_bytes;
use petik::reconcile::{Package, ROW_SCHEMA, Sheet, Written, write_package};
use serde_json::Value;

fn package() -> Vec<u8> {
    let files = Sheet::ALL.map(|sheet| sheet.file().to_owned());
    let files = files.into_iter().chain(["reconciliation.jsonl".into(), "reconciliation.xlsx".into()]);
    let written: Vec<Written> =
        files.map(|path| Written { path, bytes: 1, hash: format!("sha256:{}", "0".repeat(64)) }).collect();
    let mut bytes = Vec::new();
    write_package(&sample(), &written, &mut bytes).unwrap();
    bytes
}

#[test]
fn fields_are_those_of_the_headers_in_their_order() {
    let package: Value = serde_json::from_slice(&package()).unwrap();
    for sheet in Sheet::ALL {
        let resource = package["resources"].as_array().unwrap().iter().find(|r| r["name"] == sheet.name()).unwrap();
        let fields = resource["schema"]["fields"].as_array().unwrap();
        let csv = csv_bytes(&sample(), sheet);
        let header = csv::Reader::from_reader(csv.as_slice()).headers().unwrap().clone();
        assert_eq!(
            fields.iter().map(|field| field["name"].as_str().unwrap()).collect::<Vec<_>>(),
            header.iter().collect::<Vec<_>>(),
            "{sheet:?}"
        );
        for field in fields {
            assert!(field["description"].as_str().unwrap().ends_with('.') || sheet == Sheet::Summary, "{field}");
        }
    }
}

#[test]
fn every_resource_has_its_own_name() {
    let package: Value = serde_json::from_slice(&package()).unwrap();
    let mut names: Vec<&str> =
        package["resources"].as_array().unwrap().iter().map(|resource| resource["name"].as_str().unwrap()).collect();
    let number = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), number);
}

#[test]
fn petik_reads_its_own_part_again() {
    let package: Package = serde_json::from_slice(&package()).unwrap();
    assert_eq!(package.petik.schema, ROW_SCHEMA);
    assert_eq!(package.petik.inputs, sample().inputs);
    assert_eq!(package.resources.len(), Sheet::ALL.len() + 2);
}
