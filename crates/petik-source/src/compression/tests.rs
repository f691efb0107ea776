//! Packed files that are whole, have something behind them, break off or are damaged.

use super::*;
use flate2::Compression;
use std::io::Cursor;
use std::io::Write;

fn read(bytes: &[u8]) -> (Vec<u8>, Option<String>) {
    let mut out = Vec::new();
    let error = unpack(Cursor::new(bytes.to_vec())).unwrap().read_to_end(&mut out).err();
    (out, error.map(|error| error.to_string()))
}

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), Compression::default());
    out.write_all(text).unwrap();
    out.finish().unwrap()
}

fn bzip2(text: &[u8]) -> Vec<u8> {
    let mut out = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
    out.write_all(text).unwrap();
    out.finish().unwrap()
}

fn zstd(text: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(text, ruzstd::encoding::CompressionLevel::Fastest)
}

/// A text of `lines` lines that does not shrink to nothing.
fn text(lines: u32) -> Vec<u8> {
    (0..lines).flat_map(|n| format!("{n} {}\n", n.wrapping_mul(2_654_435_761)).into_bytes()).collect()
}

#[test]
fn many_members_of_every_packing() {
    let (one, two) = (text(5000), text(300));
    for pack in [gzip, bzip2, zstd] {
        let file = [pack(&one), pack(b""), pack(&two)].concat();
        assert_eq!(read(&file), ([&one[..], &two].concat(), None));
    }
}

#[test]
fn what_is_not_packed_stays_as_it_is() {
    for plain in [&b""[..], b"x", b"BZh9 is no archive", b"{\"text\": \"\x1F\x8B\x08\"}", &text(40_000)] {
        assert_eq!(read(plain), (plain.to_vec(), None));
    }
}

#[test]
fn zeros_and_junk_behind_the_last_member() {
    for pack in [gzip, bzip2, zstd] {
        for junk in [&b"\0\0\0\0"[..], &[0; 5000], b"junk\n", b"\x1F\x8B", b"\0\0junk"] {
            assert_eq!(read(&[&pack(b"text"), junk].concat()), (b"text".to_vec(), None));
        }
        // Zeros between members hide nothing; a member behind junk would be lost without a word.
        assert_eq!(read(&[pack(b"one"), vec![0; 9], pack(b"two")].concat()), (b"onetwo".to_vec(), None));
        let (out, error) = read(&[pack(b"one"), b"junk".to_vec(), pack(b"two")].concat());
        assert_eq!(out, b"one");
        let at = pack(b"one").len();
        assert!(error.is_some_and(|error| error.ends_with(&format!("begins here (byte {at} of the packed file)"))));
    }
}

#[test]
fn skippable_frames() {
    let skipped = b"\x5A\x2A\x4D\x18\x03\0\0\0abc";
    let file = [&skipped[..], &zstd(b"one"), skipped, &zstd(b"two"), skipped].concat();
    assert_eq!(read(&file), (b"onetwo".to_vec(), None));
}

#[test]
fn what_breaks_off_gives_its_beginning_and_the_place() {
    let whole = text(60_000);
    for (pack, least) in [(gzip as fn(&[u8]) -> Vec<u8>, 300_000), (bzip2, 100_000), (zstd, 100_000)] {
        let packed = pack(&whole);
        let cut = packed.len() / 2;
        let (out, error) = read(&packed[..cut]);
        assert!(out.len() >= least && whole.starts_with(&out), "{} bytes", out.len());
        let error = error.unwrap();
        assert!(error.ends_with(&format!("member of byte 0 breaks off (byte {cut} of the packed file)")), "{error}");
    }
}

#[test]
fn damage_is_named_and_stays() {
    let whole = text(60_000);
    for pack in [gzip, bzip2, zstd] {
        let mut packed = pack(&whole);
        let at = packed.len() / 2;
        packed[at..at + 8].fill(0xFF);
        let mut reader = unpack(Cursor::new(packed)).unwrap();
        let first = reader.read_to_end(&mut Vec::new()).unwrap_err().to_string();
        assert!(first.starts_with("damaged ") && first.ends_with(" of the packed file)"), "{first}");
        assert_eq!(reader.read(&mut [0]).unwrap_err().to_string(), first);
    }
}

#[test]
fn a_bomb_is_unpacked_in_small_portions() {
    // A block of one letter: four bytes that unpack to 128 KiB.
    let block = |last: u8| [2 | last, 0, 0x10, b'a'];
    let mut bomb = b"\x28\xB5\x2F\xFD\x00\x58".to_vec();
    (0..4000).for_each(|_| bomb.extend(block(0)));
    bomb.extend(block(1));
    let mut reader = unpack(Cursor::new(bomb)).unwrap();
    let (mut total, mut most) = (0, 0);
    loop {
        let length = reader.fill_buf().unwrap().len();
        if length == 0 {
            break;
        }
        (total, most) = (total + length, most.max(length));
        reader.consume(length);
    }
    assert_eq!(total, 4001 << 17);
    assert!(most <= 4 << 20, "{most}");
}

#[test]
fn names() {
    let inner = |name: &str| inner_name(Path::new(name)).display().to_string();
    assert_eq!(inner("a/berita.jsonl.gz"), "a/berita.jsonl");
    assert_eq!(inner("berita.warc.ZST"), "berita.warc");
    assert_eq!(inner("berita.txt.bz2"), "berita.txt");
    assert_eq!(inner("berita.txt"), "berita.txt");
    assert_eq!(inner(".gz"), ".gz");
}
