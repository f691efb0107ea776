//! `--compress`: what comes out unpacks to what would have come without it, however it was made.

use crate::cli::program::Folder;
use crate::cli::runs;
use ruzstd::decoding::StreamingDecoder;
use std::fs;
use std::io::Read;
use std::process::Stdio;

const PACKINGS: [(&str, &str, Unpack); 2] = [("gzip", ".gz", gunzip), ("zstd", ".zst", unzstd)];

/// What a packed file holds, member by member.
type Unpack = fn(&[u8]) -> Vec<Vec<u8>>;

fn gunzip(mut packed: &[u8]) -> Vec<Vec<u8>> {
    let mut members = Vec::new();
    while !packed.is_empty() {
        let mut member = Vec::new();
        flate2::bufread::GzDecoder::new(&mut packed).read_to_end(&mut member).unwrap();
        members.push(member);
    }
    members
}

fn unzstd(mut packed: &[u8]) -> Vec<Vec<u8>> {
    let mut frames = Vec::new();
    while !packed.is_empty() {
        let mut frame = Vec::new();
        StreamingDecoder::new(&mut packed).unwrap().read_to_end(&mut frame).unwrap();
        frames.push(frame);
    }
    frames
}

/// The bytes on standard output.
fn output(folder: &Folder, arguments: &[&str]) -> Vec<u8> {
    folder.command(arguments).stdin(Stdio::null()).output().unwrap().stdout
}

#[test]
fn the_output_unpacks_to_what_it_is_without() {
    let folder = runs::inputs();
    for form in [&["--quiet"][..], &["--facts"], &["--to", "csv"]] {
        let plain = output(&folder, &[&["extract", "a"], form].concat());
        for (name, _, unpack) in PACKINGS {
            let packed = |threads| {
                output(&folder, &[&["extract", "a", "--threads", threads, "--compress", name], form].concat())
            };
            let one = packed("1");
            let members = unpack(&one);
            assert!(members.concat() == plain, "{name} {form:?}");
            assert!(members.iter().all(|member| member.ends_with(b"\n")), "a member ends with an article");
            assert!(members.len() > 1, "{name} {form:?}: {} members of {} bytes", members.len(), plain.len());
            assert!(one.len() < plain.len() / 4, "{name} {form:?}: {} of {} bytes", one.len(), plain.len());
            assert!(packed("3") == one, "{name} {form:?}");
        }
    }
}

#[test]
fn petik_reads_what_it_packed() {
    let folder = runs::inputs();
    let ids = folder.petik(&["extract", "a/4.jsonl"]).ids();
    for (name, ending, _) in PACKINGS {
        let file = &format!("texts.jsonl{ending}");
        folder.petik(&["extract", "--with-text", "--compress", name, "--output", file, "a/4.jsonl"]).ends_with(1);
        assert_eq!(folder.petik(&["extract", file]).ends_with(0).ids(), ids, "{name}");
    }
}

#[test]
fn packed_records_are_verified_and_scored_as_they_are() {
    let folder = Folder::new();
    folder
        .write("a.txt", FACT)
        .write("gold.jsonl", "{\"id\":\"a\",\"regions\":[{\"name\":\"Batang\",\"kode\":\"33.25\"}]}\n");
    folder.petik(&["extract", "--output", "r.jsonl", "a.txt"]).ends_with(0);
    let figures = folder.petik(&["score", "r.jsonl", "gold.jsonl", "--json"]).ends_with(0).stdout.clone();
    let from_file = |arguments: &[&str], file: &str| {
        let input = fs::File::open(folder.path(file)).unwrap();
        String::from_utf8(folder.command(arguments).stdin(input).output().unwrap().stdout).unwrap()
    };
    for (name, ending, _) in PACKINGS {
        let file = &format!("r.jsonl{ending}");
        folder.petik(&["extract", "--compress", name, "--output", file, "a.txt"]).ends_with(0);
        let run = folder.petik(&["verify", file]);
        assert!(run.ends_with(0).stderr.contains("1 record,"), "{run:?}");
        assert_eq!(folder.petik(&["score", file, "gold.jsonl", "--json"]).stdout, figures);
        assert_eq!(from_file(&["score", "-", "gold.jsonl", "--json"], file), figures);
        // What breaks off is said with the place, and what comes before it is read.
        let packed = fs::read(folder.path(file)).unwrap();
        folder.write(file, &packed[..packed.len() / 2]);
        let run = folder.petik(&["verify", file]);
        assert!(run.ends_with(2).errors()[0].starts_with(&format!("cannot read {file}: ")), "{run:?}");
        assert!(run.stderr.contains("of the packed file)"), "{run:?}");
        folder.petik(&["score", file, "gold.jsonl"]).ends_with(2);
    }
    let run = folder.petik(&["verify", "tiada.jsonl.gz"]);
    assert!(run.ends_with(2).errors()[0].starts_with("cannot read tiada.jsonl.gz: "), "{run:?}");
}

#[test]
fn nothing_is_a_packed_file_too() {
    let folder = Folder::new();
    folder.write("a.txt", "tiada fakta");
    for (name, _, unpack) in PACKINGS {
        assert_eq!(unpack(&output(&folder, &["extract", "--facts", "--compress", name, "a.txt"])), [b""], "{name}");
        folder.petik(&["extract", "--facts", "--compress", name, "--run", name, "a.txt"]).ends_with(0);
    }
    assert_eq!(gunzip(&fs::read(folder.path("gzip/facts.jsonl.gz")).unwrap()), [b""]);
    assert_eq!(unzstd(&fs::read(folder.path("zstd/facts.jsonl.zst")).unwrap()), [b""]);
}

/// A member that is begun when nothing more comes to fill it would be lost, with all the reading, by every kill.
#[test]
fn a_member_ends_though_little_comes() {
    let folder = Folder::new();
    let line =
        |n: usize| format!("{{\"id\":\"{n}\",\"text\":\"{}\"}}\n", if n.is_multiple_of(500) { FACT } else { "tiada" });
    folder.write("a.jsonl", (0..5000).map(line).collect::<String>());
    let packed = output(&folder, &["extract", "--facts", "--compress", "gzip", "a.jsonl"]);
    let rows = |member: &Vec<u8>| member.iter().filter(|&&byte| byte == b'\n').count();
    assert_eq!(gunzip(&packed).iter().map(rows).collect::<Vec<_>>(), [6, 6, 6, 2]);
}

const FACT: &str = "Bupati Batang Wihaji meneken MoU Gerakan Menuju 100 Smart City, Selasa (08/05/2018).";

#[test]
fn kills_leave_no_trace() {
    let plain = output(&runs::inputs(), &["extract", "a"]);
    for (name, ending, unpack) in PACKINGS {
        let file = format!("records.jsonl{ending}");
        let packed = runs::kills_leave_no_trace_with(&["--compress", name], &file, &format!("{file}.part"));
        assert!(unpack(&packed).concat() == plain, "{name}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let folder = Folder::new();
    folder.write("a.txt", FACT);
    for (name, ..) in PACKINGS {
        let run = folder.petik(&["extract", "a.txt", "--compress", name, "--output", "/dev/full"]);
        assert_eq!(run.ends_with(1).errors().len(), 1, "{run:#?}");
    }
}
