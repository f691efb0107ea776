//! Files that are no articles, whatever they are called: named, refused, and the way to articles shown. And archives whose
//! pages were turned into text, or are told about only.

use crate::cli::program::Folder;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;

const TEXT: &str = "Bupati Kendal meneken MoU Gerakan Menuju Smart City, Rabu (20/4/2022).";

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A record of an archive, with the `length` that its head states.
fn record(kind: &str, content_type: &str, body: &str, length: usize) -> String {
    format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:x:{kind}>\r\nWARC-Target-URI: https://warta.example/9\r\n\
         Content-Type: {content_type}\r\nContent-Length: {length}\r\n\r\n{body}\r\n\r\n"
    )
}

#[test]
fn what_is_no_article_is_named_whatever_it_is_called() {
    let zip = |name: &str| format!("PK\x03\x04\x14\0[Content_Types].xml PK\x03\x04 {name}");
    let arc = "filedesc://a.arc 0.0.0.0 20090101000000 text/plain 20\n1 0 Arsip\n\nhttp://warta.example/ 10.0.0.1 \
               20090101000000 text/html 70\nHTTP/1.1 200 OK\n\n<p>Bupati Kendal meneken MoU.</p>\n";
    let tar = [TEXT.as_bytes(), &[0; 257 - TEXT.len()], b"ustar\x0000", &[0; 200]].concat();
    let cases: [(&str, Vec<u8>, &str); 14] = [
        ("a.txt", arc.into(), "an ARC archive"),
        ("a.warc.gz", gzip(arc.as_bytes()), "convert it to WARC"),
        ("a.html", b"%PDF-1.4\n%\xE2\xE3".into(), "a PDF file"),
        ("a.jsonl", zip("word/document.xml").into(), "a Word document (DOCX)"),
        ("a.csv", zip("xl/workbook.bin").into(), "a binary workbook (XLSB)"),
        ("b.txt", format!("{{\\rtf1\\ansi {TEXT}}}").into(), "Rich Text Format"),
        ("c.txt", b"PK\x03\x04mimetypeapplication/epub+zip".into(), "an e-book (EPUB)"),
        ("d.txt", b"7z\xBC\xAF\x27\x1C\0\x04".into(), "a 7z archive: unpack it"),
        ("e.txt", b"Rar!\x1A\x07\0".into(), "a RAR archive"),
        ("f.txt", tar.clone(), "a tar archive"),
        ("f.tar.gz", gzip(&tar), "a tar archive"),
        ("g.html", b"<?xml version=\"1.0\"?><rss><channel><title>Warta</title></channel></rss>".into(), "an RSS feed"),
        ("h.txt", b"<urlset><url><loc>https://warta.example/1</loc></url></urlset>".into(), "a sitemap"),
        ("i.html", b"Subject: Warta\nMIME-Version: 1.0\nContent-Type: multipart/related\n\n<p>a=\nb".into(), "MHTML"),
    ];
    for (name, bytes, words) in cases {
        let folder = Folder::new();
        folder.write(name, bytes).write("z.txt", TEXT);
        let run = folder.petik(&["extract", name, "z.txt"]);
        assert_eq!(run.ends_with(1).ids(), ["z"], "{name}");
        assert!(run.errors().len() == 1 && run.errors()[0].contains(words), "{name}, {words}: {run:?}");
    }
}

#[test]
fn a_format_that_is_said_is_believed() {
    let folder = Folder::new();
    folder.write("a.xml", format!("<rss><p>{TEXT}</p></rss>"));
    assert_eq!(folder.petik(&["extract", "--format", "html", "a.xml"]).ends_with(0).ids(), ["a"]);
}

#[test]
fn the_text_of_a_converted_page_is_an_article() {
    let folder = Folder::new();
    let wet = record("warcinfo", "application/warc-fields", "isPartOf: x", 11)
        + &record("conversion", "text/plain", &format!("Kendal Siap\n{TEXT}"), TEXT.len() + 12);
    folder.write("a.warc.wet.gz", gzip(wet.as_bytes()));
    let run = folder.petik(&["extract", "--with-text", "a.warc.wet.gz"]);
    let records = run.ends_with(0).records();
    assert_eq!(records[0]["text"], format!("Kendal Siap\n{TEXT}"));
    assert_eq!(records[0]["source"]["url"], "https://warta.example/9");
}

#[test]
fn an_archive_without_pages_says_so() {
    let folder = Folder::new();
    folder.write("a.warc", record("metadata", "application/json", "{\"Envelope\":{}}", 15));
    folder.write("b.warc", record("request", "application/http; msgtype=request", "GET / HTTP/1.1\r\n\r\n", 18));
    let picture = "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nPNG";
    folder.write("c.warc", record("response", "application/http", picture, picture.len()));
    let wat = folder.petik(&["extract", "a.warc"]);
    assert!(wat.ends_with(1).errors()[0].contains("a WAT file"), "{wat:?}");
    let requests = folder.petik(&["extract", "b.warc"]);
    assert!(requests.ends_with(0).stderr.contains("warning: b.warc: no page in this archive"), "{requests:?}");
    let pictures = folder.petik(&["extract", "c.warc"]);
    assert!(pictures.ends_with(0).stderr.contains("passed over: 1 record of archives without a page"), "{pictures:?}");
}

#[test]
fn a_length_that_is_a_little_wrong_is_forgiven() {
    let folder = Folder::new();
    let page = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><p>{TEXT}</p></html>\n");
    let file = |off: isize| {
        let first = record("response", "application/http", &page, page.len().saturating_add_signed(off));
        first + &record("conversion", "text/plain", TEXT, TEXT.len())
    };
    for off in [-12, 9] {
        folder.write("a.warc", file(off));
        let run = folder.petik(&["extract", "a.warc"]);
        assert_eq!(run.ends_with(0).records().len(), 2);
        assert!(run.stderr.contains("warning: a.warc: Content-Length says"), "{run:?}");
    }
}

#[test]
fn nested_fields_and_two_of_one_name() {
    let folder = Folder::new();
    folder.write("a.jsonl", format!("{{\"berita\":{{\"isi\":{{\"teks\":\"{TEXT}\"}}}},\"id\":\"7\"}}\n"));
    assert_eq!(folder.petik(&["extract", "--field", "text=berita.isi.teks", "a.jsonl"]).ends_with(0).ids(), ["7"]);
    folder.write("b.csv", format!("text;judul;text\nringkasan;Kendal;{TEXT}\n"));
    let run = folder.petik(&["extract", "b.csv"]);
    assert!(run.ends_with(1).errors()[0].contains("b.csv:1: two columns are called `text` (1 and 3)"), "{run:?}");
}
