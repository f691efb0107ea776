//! Pages, archives and packed files: what comes out of them, and what a damaged one costs.

use crate::cli::program::Folder;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;
use std::path::Path;

const PAGE: &str = "<!doctype html><html lang=\"id\"><head><title>Pemkab Batang Teken MoU</title>
<meta property=\"article:published_time\" content=\"2018-05-08T10:00:00+07:00\">
<meta property=\"og:site_name\" content=\"Lensa Pantura\"></head><body><nav><a href=\"/\">Beranda</a></nav><article>
<h1>Pemkab Batang Teken MoU</h1>
<p>BATANG - Bupati Batang Wihaji meneken MoU Gerakan Menuju 100 Smart City bersama Kementerian Kominfo, Selasa (8/5).</p>
<p>Baca juga: <a href=\"/x\">Pemkot Solok Teken Nota Kesepahaman</a></p>
<p>Ia berharap seluruh perangkat daerah segera menyusun rencana induk dan menyiapkan tenaga yang dibutuhkan.</p>
</article><div id=\"comments\"><h3>Komentar</h3><p>Kapan Kabupaten Pati menyusul?</p></div></body></html>";

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn a_page_becomes_an_article() {
    let folder = Folder::new();
    folder.write("teken.html", PAGE);
    let run = folder.petik(&["extract", "--with-text", "teken.html"]);
    let record = &run.ends_with(0).records()[0];
    assert_eq!(record["id"], "teken");
    assert_eq!(record["title"], "Pemkab Batang Teken MoU");
    assert_eq!(record["published"], serde_json::json!({"value": "2018-05-08", "by": "meta"}));
    assert_eq!(record["source"]["outlet"], "Lensa Pantura");
    assert_eq!(record["source"]["language"], "id");
    let text = record["text"].as_str().unwrap();
    assert!(text.starts_with("Pemkab Batang Teken MoU\n\nBATANG - Bupati"), "{text}");
    assert!(!text.contains("Solok") && !text.contains("Pati") && !text.contains("Beranda"), "{text}");
    assert_eq!(record["facts"][0]["date"], "2018-05-08");
}

#[test]
fn packed_files_are_read_by_what_is_inside() {
    let folder = Folder::new();
    let two = [gzip(b"{\"id\":\"1\",\"text\":\"satu\"}\n"), gzip(b"{\"id\":\"2\",\"text\":\"dua\"}\n")].concat();
    folder.write("b/a.jsonl.gz", &two).write("b/c.html.gz", gzip(PAGE.as_bytes())).write("d.gz", gzip(b"tiga"));
    assert_eq!(folder.petik(&["extract", "b", "d.gz"]).ends_with(0).ids(), ["1", "2", "c", "d"]);
    folder.write("e.jsonl.gz", &two[..two.len() - 9]);
    let run = folder.petik(&["extract", "e.jsonl.gz", "b/a.jsonl.gz"]);
    assert_eq!(run.ends_with(1).ids(), ["1", "2", "1", "2"]);
    assert!(run.errors()[0].contains("e.jsonl.gz: the gzip member"), "{run:?}");
}

/// An archive with the page and with a picture, one member a record.
fn archive() -> Vec<Vec<u8>> {
    let record = |id: &str, http: &str, body: &[u8]| {
        let length = http.len() + body.len();
        let head = format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{id}>\r\nWARC-Date: 2018-05-09T00:00:00Z\r\n\
             WARC-Target-URI: https://lensa.example/{id}\r\nContent-Type: application/http; msgtype=response\r\n\
             Content-Length: {length}\r\n\r\n{http}"
        );
        gzip(&[head.as_bytes(), body, b"\r\n\r\n"].concat())
    };
    let page = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n";
    let picture = "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n";
    vec![
        record("1", page, PAGE.as_bytes()),
        record("2", picture, b"\x89PNG\r\n\x1a\n"),
        record("3", page, PAGE.replace("Batang", "Kendal").as_bytes()),
    ]
}

#[test]
fn pages_of_an_archive_say_where_they_come_from() {
    let folder = Folder::new();
    folder.write("a.warc.gz", archive().concat());
    let run = folder.petik(&["extract", "a.warc.gz"]);
    let records = run.ends_with(0).records();
    assert_eq!(records.len(), 2);
    let source = &records[1]["source"];
    assert_eq!(source["url"], "https://lensa.example/3");
    assert_eq!(source["warc_record_id"], "<urn:uuid:3>");
    assert_eq!(source["warc_date"], "2018-05-09T00:00:00Z");
    let piped = std::fs::read(folder.path("a.warc.gz")).unwrap();
    folder.write("nameless", piped);
    assert_eq!(folder.petik(&["extract", "nameless"]).ends_with(0).records().len(), 2);
}

#[test]
fn damage_in_an_archive_costs_one_record() {
    let folder = Folder::new();
    let mut members = archive();
    let place = members[0].len() as u64;
    let middle = members[1].len() / 2;
    members[1][middle..middle + 8].fill(0xFF);
    folder.write("a.warc.gz", members.concat());
    let run = folder.petik(&["extract", "a.warc.gz"]);
    assert_eq!(run.ends_with(1).records().len(), 2);
    assert!(run.errors().len() == 1 && run.errors()[0].contains(&format!("(byte {place})")), "{run:?}");
}

#[test]
fn the_archives_of_the_readers_tests() {
    let folder = Folder::new();
    let archives = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/warc");
    let name = |name: &str| archives.join(name).to_str().unwrap().to_owned();
    let of = |run: &crate::cli::program::Run| {
        let url = |record: &serde_json::Value| record["source"]["url"].as_str().unwrap().to_owned();
        run.records().iter().map(url).collect::<Vec<_>>()
    };
    let plain = folder.petik(&["extract", "--threads", "1", &name("plain.warc")]);
    assert!(!of(&plain).is_empty(), "{plain:?}");
    for other in ["each.warc.gz", "each.warc.zst", "all.warc.gz", "all.warc.zst"] {
        assert_eq!(of(&folder.petik(&["extract", "--threads", "2", &name(other)])), of(&plain), "{other}");
    }
}

#[cfg(not(feature = "parquet"))]
#[test]
fn parquet_asks_for_another_build() {
    let folder = Folder::new();
    folder.write("a.parquet", "PAR1").write("b.data", "PAR1").write("c/d.parquet", "PAR1").write("c/e.txt", "satu");
    let run = folder.petik(&["extract", "a.parquet", "b.data"]);
    assert_eq!(run.ends_with(1).errors().len(), 2);
    assert!(run.errors().iter().all(|error| error.contains("--features parquet")), "{run:?}");
    // In folders it is one of the files that petik does not read.
    assert_eq!(folder.petik(&["extract", "c"]).ends_with(0).ids(), ["e"]);
}
