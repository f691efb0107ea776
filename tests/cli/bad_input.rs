//! Input that cannot be read: each case stands between two good articles, which must come out; it costs one line on
//! standard error that says where and why, and exit code 1.

use crate::cli::program::{Folder, Run};

/// Reads `a.txt`, the bad file, `z.txt`, and holds the one error against `expected`.
#[track_caller]
fn between_good_ones(name: &str, content: impl AsRef<[u8]>, expected: &str) -> Run {
    let folder = Folder::new();
    folder.write("a.txt", "Pemkab Batang.").write("z.txt", "Pemkab Pati.").write(name, content);
    let run = folder.petik(&["extract", "a.txt", name, "z.txt"]);
    run.ends_with(1);
    let errors = run.errors();
    assert!(errors.len() == 1 && errors[0].contains(expected), "expected one error with {expected:?}: {errors:#?}");
    let ids = run.ids();
    assert_eq!((ids.first().map(String::as_str), ids.last().map(String::as_str)), (Some("a"), Some("z")));
    let summary = run.stderr.lines().last().unwrap();
    assert!(summary.ends_with(", 1 failed"), "{summary}");
    run
}

#[test]
fn an_empty_file() {
    between_good_ones("m.txt", "", "m.txt: the file is empty");
}

#[test]
fn white_space_only() {
    between_good_ones("m.txt", " \n\t\n", "m.txt: nothing but white space");
}

#[test]
fn nul_bytes() {
    between_good_ones("m.txt", "satu\ndua\0", "m.txt:2: a NUL byte: not a text file (byte 8)");
}

#[test]
fn a_picture_that_is_named_directly() {
    between_good_ones("m.png", b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR", "m.png: a picture (PNG)");
}

#[test]
fn utf8_that_breaks_off() {
    between_good_ones("m.txt", b"\xE2\x80\x9CKami siap,\xE2\x80\x9D katanya\n\xE2\x80", "m.txt:2: UTF-8 up to here");
}

#[test]
fn control_characters_throughout() {
    between_good_ones("m.txt", b"\x01\x02\x03\xFF\xFE\x04", "m.txt:1: control characters");
}

#[test]
fn a_text_beyond_the_limit() {
    between_good_ones("m.txt", "Batang. ".repeat(17 << 17), "m.txt: more than 16 MiB");
}

#[test]
fn a_line_that_is_not_json() {
    let lines = "{\"text\":\"satu\"}\n{\"text\":\"du\n{\"text\":\"tiga\"}\n";
    let run = between_good_ones("m.jsonl", lines, "m.jsonl:2: no JSON object: EOF while parsing a string (byte 26)");
    assert_eq!(run.records().len(), 4);
}

#[test]
fn a_line_that_is_no_object() {
    between_good_ones("m.jsonl", "[1, 2]\n", "m.jsonl:1: no JSON object");
}

#[test]
fn words_after_the_object() {
    between_good_ones(
        "m.jsonl",
        "{\"text\":\"satu\"} dua\n",
        "m.jsonl:1: no JSON object: trailing characters (byte 16)",
    );
}

#[test]
fn a_line_without_text() {
    between_good_ones("m.jsonl", "{\"id\":\"1\",\"body\":\"satu\"}\n", "m.jsonl:1: no field `text`");
    between_good_ones("m.jsonl", "{\"text\":null}\n", "m.jsonl:1: no text: `text` is null");
    between_good_ones("m.jsonl", "{\"text\":\" \"}\n", "m.jsonl:1: no text: `text` is empty");
    between_good_ones("m.jsonl", "{\"text\":7}\n", "m.jsonl:1: no text: `text` is a number");
    between_good_ones("m.jsonl", "{\"text\":[\"satu\"]}\n", "m.jsonl:1: no text: `text` is a list");
}

#[test]
fn nul_bytes_in_a_line() {
    between_good_ones("m.jsonl", "\n{\"text\":\"sa\0tu\"}\n", "m.jsonl:2: a NUL byte: not JSON (byte 12)");
    between_good_ones("m.jsonl", "{\"text\":\"sa\\u0000tu\"}\n", "m.jsonl:1: a NUL character in `text`");
}

#[test]
fn a_line_that_is_not_utf8() {
    between_good_ones("m.jsonl", b"{\"text\":\"Jum\x92at\"}\n", "m.jsonl:1: not UTF-8, which JSON must be");
}

#[test]
fn json_lines_in_utf16() {
    between_good_ones("m.jsonl", b"\xFF\xFE{\0}\0\n\0", "m.jsonl:1: UTF-16");
}

#[test]
fn blank_lines_only() {
    between_good_ones("m.jsonl", "\n\n", "m.jsonl: no articles");
}

#[test]
fn a_line_of_50_mb() {
    let mut lines = "{\"text\":\"satu\"}\n{\"text\":\"".to_owned();
    lines += &"dua ".repeat(12_500_000);
    lines += "\"}\n{\"text\":\"tiga\"}\n";
    let run = between_good_ones("m.jsonl", lines, "m.jsonl:2: a line of 50000012 bytes");
    assert_eq!(run.records().len(), 4);
}

#[test]
fn nested_brackets() {
    let deep = "[".repeat(100_000);
    let closed = format!("{deep}{}", "]".repeat(100_000));
    between_good_ones("m.jsonl", &deep, "m.jsonl:1: no JSON object");
    between_good_ones("m.jsonl", format!("{{\"text\":{closed}}}"), "recursion limit exceeded");
    between_good_ones("m.jsonl", format!("{{\"text\":\"satu\",\"tags\":{closed}}}"), "recursion limit exceeded");
    between_good_ones("m.jsonl", "{\"text\":".repeat(100_000), "recursion limit exceeded");
}

#[test]
fn a_missing_path() {
    let folder = Folder::new();
    folder.write("a.txt", "Pemkab Batang.");
    let run = folder.petik(&["extract", "tiada", "a.txt"]);
    assert_eq!(run.ends_with(1).errors(), ["tiada: no such file or folder"]);
    assert_eq!(run.ids(), ["a"]);
}

#[cfg(unix)]
#[test]
fn a_folder_without_permission() {
    use std::fs::{Permissions, read_dir, set_permissions};
    use std::os::unix::fs::PermissionsExt;

    let folder = Folder::new();
    folder.write("berita/a.txt", "Pemkab Batang.").write("berita/b/b.txt", "x").write("berita/c.txt", "Pemkab Pati.");
    let closed = folder.path("berita/b");
    set_permissions(&closed, Permissions::from_mode(0o000)).unwrap();
    let is_root = read_dir(&closed).is_ok();
    let run = folder.petik(&["extract", "berita"]);
    set_permissions(&closed, Permissions::from_mode(0o755)).unwrap();
    if is_root {
        return; // Nothing is closed to root.
    }
    assert_eq!(run.ends_with(1).errors(), ["berita/b: no permission to read it"]);
    assert_eq!(run.ids(), ["a", "c"]);
}

#[test]
fn an_old_encoding_is_read_with_a_warning() {
    let folder = Folder::new();
    folder.write("a.txt", b"Bupati berkata, \x93Kami siap,\x94 Jum\x92at (21/4).");
    let run = folder.petik(&["extract", "--with-text", "a.txt"]);
    assert_eq!(run.ends_with(0).records()[0]["text"], "Bupati berkata, “Kami siap,” Jum’at (21/4).");
    assert!(run.stderr.starts_with("warning: a.txt: not UTF-8; read as windows-1252"), "{}", run.stderr);
}

#[test]
fn a_part_that_cannot_be_used_costs_only_itself() {
    let folder = Folder::new();
    folder.write("a.jsonl", r#"{"text":"satu","id":12,"url":["u"],"published":"kemarin"}"#);
    let run = folder.petik(&["extract", "a.jsonl"]);
    assert_eq!(run.ends_with(0).ids(), ["12"]);
    assert_eq!(run.stderr.lines().filter(|line| line.starts_with("warning: a.jsonl:1: ")).count(), 2);
    let quiet = folder.petik(&["extract", "--quiet", "a.jsonl"]);
    assert_eq!((quiet.stdout, quiet.stderr.as_str()), (run.stdout, ""));
}

#[test]
fn warnings_come_to_an_end() {
    let folder = Folder::new();
    folder.write("a.jsonl", "{\"text\":\"satu\",\"published\":\"kemarin\"}\n".repeat(100));
    let run = folder.petik(&["extract", "a.jsonl"]);
    assert_eq!(run.ends_with(0).stderr.lines().filter(|line| line.starts_with("warning: ")).count(), 21);
}

#[test]
fn a_folder_with_nothing_to_read() {
    let folder = Folder::new();
    folder.write("berita/a.docx", "x").write("berita/.b.txt", "x");
    let run = folder.petik(&["extract", "berita"]);
    assert_eq!(run.ends_with(0).stdout, "");
    assert!(run.stderr.starts_with("warning: berita: nothing to read here"), "{}", run.stderr);
}

#[test]
fn a_quotation_mark_that_is_never_closed() {
    let table = "id,text\nb,Batang\nc,\"Pati\nd,Solok\n";
    let run = between_good_ones("m.csv", table, "m.csv:3: a quotation mark that is not closed");
    assert_eq!(run.ids(), ["a", "b", "d", "z"]);
}

#[test]
fn an_array_that_breaks_off() {
    let run =
        between_good_ones("m.json", "[{\"id\":\"b\",\"text\":\"satu\"}, {\"text\":\"du", "m.json:1: no JSON object");
    assert_eq!(run.ids(), ["a", "b", "z"]);
}
