//! Archives that are as they should be, odd, cut off and damaged. The files are made by `tests/warc/make.py`.

use super::*;
use crate::compression::unpack;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::io::Cursor;
use std::ops::Range;
use std::path::Path;

/// The archives that hold the same records.
const SAME: [&str; 6] = ["plain.warc", "each.warc.gz", "old.warc.gz", "all.warc.gz", "each.warc.zst", "all.warc.zst"];

/// Archives of which each record can be read by itself.
const BY_RECORD: [&str; 4] = ["plain.warc", "each.warc.gz", "old.warc.gz", "each.warc.zst"];

fn archive(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/warc").join(name)).unwrap()
}

fn read(bytes: &[u8]) -> (Vec<Record>, Vec<Damage>) {
    let (mut records, mut damages) = (Vec::new(), Vec::new());
    for item in Records::new(bytes, ArticleLimit::default()) {
        match item {
            Ok(record) => records.push(record),
            Err(damage) => damages.push(damage),
        }
    }
    (records, damages)
}

fn ids(records: &[Record]) -> BTreeSet<String> {
    records.iter().filter_map(|record| record.id.clone()).collect()
}

/// The records without the place that they stand at.
fn bodies(records: &[Record]) -> Vec<Record> {
    records.iter().map(|record| Record { offset: 0, unpacked: false, ..record.clone() }).collect()
}

/// The bytes of the file that each record fills, from an archive that can be read by record.
fn extents(records: &[Record], length: usize) -> Vec<Range<usize>> {
    let ends = records.iter().skip(1).map(|record| record.offset as usize).chain([length]);
    records.iter().zip(ends).map(|(record, end)| record.offset as usize..end).collect()
}

/// The bytes of the unpacked archive that each record fills.
fn unpacked_extents() -> Vec<Range<usize>> {
    let plain = archive("plain.warc");
    extents(&read(&plain).0, plain.len())
}

/// What can be unpacked of a broken archive.
fn unpacked(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let _ = unpack(Cursor::new(bytes.to_vec())).unwrap().read_to_end(&mut out);
    out
}

/// Numbers that look like chance and are always the same.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

// ---- As they should be. ----

#[test]
fn the_same_records_come_from_every_packing() {
    let (plain, damages) = read(&archive("plain.warc"));
    assert_eq!((plain.len(), damages), (32, Vec::new()));
    for name in SAME {
        let (records, damages) = read(&archive(name));
        assert_eq!(damages, [], "{name}");
        assert_eq!(bodies(&records), bodies(&plain), "{name}");
    }
}

#[test]
fn an_offset_is_of_the_file_where_a_record_can_be_read_from_there() {
    for name in BY_RECORD {
        let file = archive(name);
        for record in read(&file).0 {
            assert!(!record.unpacked);
            let (alone, _) = read(&file[record.offset as usize..]);
            assert_eq!(alone[0].id, record.id, "{name}");
        }
    }
    let plain: Vec<u64> = read(&archive("plain.warc")).0.iter().map(|record| record.offset).collect();
    for name in ["all.warc.gz", "all.warc.zst"] {
        let (records, _) = read(&archive(name));
        assert!(records.iter().skip(1).all(|record| record.unpacked), "{name}");
        assert_eq!(records.iter().map(|record| record.offset).collect::<Vec<_>>(), plain, "{name}");
    }
}

#[test]
fn other_line_ends_and_folded_heads() {
    let (records, damages) = read(&archive("lines.warc"));
    assert_eq!(damages, []);
    assert_eq!(bodies(&records), bodies(&read(&archive("plain.warc")).0)[..8]);
}

#[test]
fn fields_of_a_record() {
    let (records, _) = read(&archive("each.warc.gz"));
    let page = &records[2];
    assert_eq!(page.kind, RecordType::Response);
    assert_eq!(page.id.as_deref(), Some("<urn:uuid:00000000-0000-4000-8000-000000000003>"));
    assert_eq!(page.url.as_deref(), Some("https://berita.example/1"));
    assert_eq!(page.date.as_deref(), Some("2022-04-21T03:15:00Z"));
    assert_eq!(page.content_type.as_deref(), Some("application/http; msgtype=response"));
    assert!(page.payload_digest.as_deref().is_some_and(|digest| digest.starts_with("sha1:")));
    let count = |kind: RecordType| records.iter().filter(|record| record.kind == kind).count();
    assert_eq!(count(RecordType::Revisit), 1);
    assert_eq!(count(RecordType::Response), 26);
}

#[test]
fn pages() {
    let (records, _) = read(&archive("plain.warc"));
    let shown = records.iter().filter_map(|record| {
        let page = response(record, ArticleLimit::default()).unwrap()?;
        let start = String::from_utf8_lossy(&page.body).chars().skip(28).take(18).collect::<String>();
        let url = record.url.as_deref().and_then(|url| url.rsplit('/').next()).unwrap_or_default();
        Some(format!("{url} {} {} {:?} {start:?}", page.status, page.content_type, page.charset.as_deref()))
    });
    let utf8 = r#"200 text/html Some("utf-8")"#;
    let expected = [
        format!(r#"1 {utf8} "<title>Satu</title""#),
        format!(r#"2 {utf8} "<title>Dua</title>""#),
        format!(r#"3 {utf8} "<title>Tiga</title""#),
        format!(r#"4 {utf8} "<title>Empat</titl""#),
        format!(r#"5 {utf8} "<title>Lima</title""#),
        format!(r#"6 {utf8} "<title>Enam</title""#),
        r#"7 200 text/html Some("iso-8859-1") "<title>Tujuh</titl""#.into(),
    ];
    let shown: Vec<String> = shown.collect();
    assert_eq!(shown[..7], expected);
    assert_eq!(shown[8], format!(r#"9 {utf8} "<title>Sembilan</t""#));
    assert!(shown[9].starts_with("10 200 text/plain None"), "{}", shown[9]);
    // One is what a page was converted to.
    assert_eq!(shown.len(), 24);
}

// ---- Odd, but whole. ----

#[test]
fn junk_in_front_and_zeros_behind() {
    for name in SAME {
        let whole = archive(name);
        let records = bodies(&read(&whole).0);
        for junk in [&b"no archive\r\n"[..], b"x", &[0x1F, 0x8B, 0x08, 0x1F, 0x8B], &[0xFF; 3000]] {
            let (found, damages) = read(&[junk, &whole].concat());
            assert_eq!(bodies(&found), records, "{name}");
            assert!(damages.len() == 1 && damages[0].offset <= junk.len() as u64, "{name}: {damages:?}");
        }
        for (blank, count) in [(vec![0; 100_000], 0), (b"\r\n\r\n\n".to_vec(), usize::from(name != "plain.warc"))] {
            let (found, damages) = read(&[&whole[..], &blank].concat());
            assert_eq!((bodies(&found), damages.len()), (records.clone(), count), "{name}: {damages:?}");
        }
    }
}

#[test]
fn members_that_records_run_through() {
    let plain = archive("plain.warc");
    let members = |bytes: &[u8]| {
        let pack = |part: &[u8]| {
            let mut out = Vec::new();
            flate2::read::GzEncoder::new(part, flate2::Compression::fast()).read_to_end(&mut out).unwrap();
            out
        };
        bytes.chunks(700).map(pack).collect::<Vec<_>>()
    };
    let mut members = members(&plain);
    let (records, damages) = read(&members.concat());
    assert_eq!((bodies(&records), damages), (bodies(&read(&plain).0), Vec::new()));
    members[20][100] ^= 0xFF;
    let (records, damages) = read(&members.concat());
    assert!(records.len() >= 29 && !damages.is_empty(), "{} {damages:?}", records.len());
}

// ---- Damaged. ----

#[test]
fn whole_records_of_files_that_were_cut_off() {
    let mut chance = Chance(7);
    for name in SAME {
        let whole = archive(name);
        let (records, _) = read(&whole);
        for _ in 0..20 {
            let cut = &whole[..chance.below(whole.len())];
            let (found, damages) = read(cut);
            let there = if BY_RECORD.contains(&name) { cut.len() } else { unpacked(cut).len() };
            let extents = if BY_RECORD.contains(&name) { extents(&records, whole.len()) } else { unpacked_extents() };
            let expected = extents.iter().filter(|extent| extent.end <= there).count();
            assert_eq!(found[..expected], records[..expected], "{name} cut at {}", cut.len());
            assert!(found.len() <= expected + 1);
            let clean = cut.is_empty() || extents.iter().any(|extent| extent.end == cut.len());
            let separators = found.len() == expected + 1;
            assert!(clean || separators || damages.len() == 1, "{name} cut at {}: {damages:?}", cut.len());
            assert!(damages.iter().all(|damage| damage.unpacked || damage.offset <= cut.len() as u64));
        }
    }
}

#[test]
fn whole_records_around_changed_bytes() {
    let mut chance = Chance(11);
    for name in BY_RECORD {
        let whole = archive(name);
        let (records, _) = read(&whole);
        let extents = extents(&records, whole.len());
        for changes in [1; 64].into_iter().chain([4; 16]).chain([64; 4]) {
            let mut bytes = whole.clone();
            let places: Vec<usize> = (0..changes).map(|_| chance.below(bytes.len())).collect();
            places.iter().for_each(|place| bytes[*place] ^= 1 + chance.below(255) as u8);
            let (found, damages) = read(&bytes);
            for (record, extent) in records.iter().zip(&extents) {
                let same = found.contains(record);
                let sound = !places.iter().any(|place| extent.contains(place));
                assert!(same || !sound, "{name} changed at {places:?}: {extent:?} is lost: {damages:?}");
                // Nothing shows that a field of a head was changed; and where it held the digest, not that the body was.
                let changed = places.iter().filter(|place| extent.contains(place)).count();
                let there = found
                    .iter()
                    .any(|other| other.offset == record.offset && (other.body == record.body || changed > 1));
                // A message covers what was lost from its place up to the next record.
                let named = damages.iter().any(|damage| {
                    let passed = damage.offset..extent.start as u64;
                    (damage.offset as usize) < extent.end && !found.iter().any(|other| passed.contains(&other.offset))
                });
                assert!(there || named, "{name} changed at {places:?}: {extent:?} is not named: {damages:?}");
            }
        }
    }
}

#[test]
fn whole_records_before_changed_bytes_of_a_single_member() {
    let mut chance = Chance(13);
    let plain = archive("plain.warc");
    for name in ["all.warc.gz", "all.warc.zst"] {
        let whole = archive(name);
        let (records, _) = read(&whole);
        for _ in 0..64 {
            let mut bytes = whole.clone();
            let place = chance.below(bytes.len());
            bytes[place] ^= 1 + chance.below(255) as u8;
            let out = unpacked(&bytes);
            let same = plain.iter().zip(&out).take_while(|(a, b)| a == b).count();
            let expected = unpacked_extents().iter().filter(|extent| extent.end <= same).count();
            let (found, damages) = read(&bytes);
            assert_eq!(found[..expected], records[..expected], "{name} changed at {place}");
            assert!(expected == records.len() || !damages.is_empty(), "{name} changed at {place}");
        }
    }
}

/// The plain archive with another length in the head of one record.
fn with_length(record: usize, length: impl Fn(usize) -> usize) -> (Vec<u8>, usize) {
    let plain = archive("plain.warc");
    let extent = unpacked_extents()[record].clone();
    let text = &plain[extent.clone()];
    let name = b"Content-Length: ";
    let at = extent.start + memchr::memmem::find(text, name).unwrap() + name.len();
    let end = at + plain[at..].iter().position(|byte| *byte == b'\r').unwrap();
    let stated: usize = std::str::from_utf8(&plain[at..end]).unwrap().parse().unwrap();
    let changed = [&plain[..at], length(stated).to_string().as_bytes(), &plain[end..]].concat();
    (changed, extent.start)
}

#[test]
fn a_length_that_is_wrong_costs_one_record() {
    let (records, _) = read(&archive("plain.warc"));
    type Change = fn(usize) -> usize;
    let wrong: [(&str, Change); 5] = [
        ("far too small", |length| length / 2),
        ("none", |_| 0),
        ("too large", |length| length + 1500),
        ("beyond the end", |length| length + 1_000_000),
        ("10 GB", |_| 10_000_000_000),
    ];
    for (what, length) in wrong {
        let (bytes, offset) = with_length(13, length);
        for (found, damages) in [read(&bytes), read_seekable(&bytes)] {
            assert_eq!(ids(&found).len(), records.len() - 1, "{what}: {damages:?}");
            assert!(damages.len() == 1 && damages[0].offset == offset as u64 && damages[0].lost, "{what}: {damages:?}");
        }
    }
}

#[test]
fn a_length_that_is_wrong_by_a_few_bytes_is_forgiven() {
    let (records, _) = read(&archive("plain.warc"));
    for change in [-40, -7, 5, 31] {
        // The last record ends with the archive.
        for place in [13, records.len() - 1] {
            let (bytes, offset) = with_length(place, |length| length.saturating_add_signed(change));
            for (found, damages) in [read(&bytes), read_seekable(&bytes)] {
                let of = |records: &[Record]| records.iter().map(|record| record.body.clone()).collect::<Vec<_>>();
                assert!(of(&found) == of(&records), "{change} at {place}: {damages:?}");
                let said = damages.len() == 1 && damages[0].offset == offset as u64 && !damages[0].lost;
                assert!(said && damages[0].reason.contains("Content-Length says"), "{change}: {damages:?}");
            }
        }
    }
    // Where the file was cut off, nobody knows what is missing.
    let whole = archive("plain.warc");
    let (found, damages) = read(&whole[..whole.len() - 9]);
    assert!(found.len() == records.len() - 1 && damages[0].lost, "{damages:?}");
}

#[test]
fn a_length_that_a_digest_denies_is_not_forgiven() {
    let file = |body: &str, length: usize| {
        let digest = "sha1:3QI2QRJVF3VZ3MSPAHWQPNX3GBT6QR2Z";
        let head = format!("WARC/1.0\r\nWARC-Type: resource\r\nWARC-Block-Digest: {digest}\r\n");
        format!("{head}Content-Length: {length}\r\n\r\n{body}\r\n\r\n")
    };
    let (records, damages) = read(file("Pemkab Kendal meneken MoU", 20).as_bytes());
    assert!(records.is_empty() && damages.len() == 1 && damages[0].lost, "{damages:?}");
}

#[test]
fn drafts_with_the_same_layout() {
    let as_draft = |version: &str| {
        let mut file = archive("plain.warc");
        for known in [b"WARC/1.0\r\n", b"WARC/1.1\r\n"] {
            while let Some(at) = memmem::find(&file, known) {
                file.splice(at..at + known.len(), version.bytes());
            }
        }
        read(&file)
    };
    let ids_of = |version| ids(&as_draft(version).0);
    assert_eq!(ids_of("WARC/0.18\r\n"), ids(&read(&archive("plain.warc")).0));
    assert_eq!(ids_of("WARC/0.17\r\n"), ids_of("WARC/0.18\r\n"));
    let (records, damages) = as_draft("WARC/0.9\r\n");
    assert!(records.is_empty() && damages[0].reason.contains("it reads WARC/0.17, 0.18"), "{damages:?}");
}

fn read_seekable(bytes: &[u8]) -> (Vec<Record>, Vec<Damage>) {
    let (records, damages): (Vec<_>, Vec<_>) =
        Records::seekable(Cursor::new(bytes), ArticleLimit::default()).partition(Result::is_ok);
    (records.into_iter().flatten().collect(), damages.into_iter().filter_map(Result::err).collect())
}

#[test]
fn a_record_that_claims_ten_gigabytes() {
    let head = "WARC/1.1\r\nWARC-Type: response\r\nContent-Length: 10000000000\r\n\r\n";
    let file = [head.as_bytes(), &[b'a'; 900]].concat();
    for (records, damages) in [read(&file), read_seekable(&file)] {
        assert_eq!(records, []);
        assert_eq!(damages.len(), 1);
        assert_eq!(damages[0].reason, "Content-Length says 10000000000 bytes, but only 900 are there");
    }
}

#[test]
fn a_body_beyond_the_limit_is_passed_over() {
    let inner =
        "\r\n\r\nWARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <inner>\r\nContent-Length: 1\r\n\r\nx\r\n\r\n";
    let length = ArticleLimit::default().bytes() + 5000;
    let mut body = inner.as_bytes().to_vec();
    body.resize(length, b'a');
    let head = format!("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {length}\r\n\r\n");
    let plain = archive("plain.warc");
    let file = [head.as_bytes(), &body, b"\r\n\r\n", &plain].concat();
    let (records, damages) = read_seekable(&file);
    assert_eq!((ids(&records), damages.len()), (ids(&read(&plain).0), 1), "{damages:?}");
    assert!(damages[0].reason.contains("was passed over"), "{damages:?}");
    // A stream shows no end far ahead, so the archive inside of the body is read, with a message.
    let (records, damages) = read(&file);
    assert_eq!(records.len(), 33);
    assert_eq!(damages.iter().map(|damage| damage.offset).min(), Some(0), "{damages:?}");
    body[..inner.len()].fill(b'a');
    let file = [head.as_bytes(), &body, b"\r\n\r\n", &plain].concat();
    let (records, damages) = read(&file);
    assert_eq!((records.len(), damages.len()), (32, 1));
    assert!(damages[0].reason.contains("was passed over"), "{damages:?}");
}

#[test]
fn a_film_beyond_the_limit_is_no_loss() {
    let record = |content_type: &str| {
        let body = format!("HTTP/1.1 200 OK\r\nContent-Type: {content_type}\r\n\r\n{}", "a".repeat(5000));
        format!("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {}\r\n\r\n{body}\r\n\r\n", body.len())
    };
    let file = [record("video/mp4"), record("text/html"), record("image/png")].concat();
    let limit = "4 KiB".parse().unwrap();
    let items: Vec<_> = Records::seekable(Cursor::new(file.as_bytes()), limit).collect();
    assert!(matches!(&items[..], [Err(damage)] if damage.lost && damage.reason.contains("passed over")), "{items:?}");
    assert_eq!(Records::new(file.as_bytes(), limit).count(), 1);
}

#[test]
fn a_dictionary_is_refused() {
    let (records, damages) = read(&archive("dictionary.warc.zst"));
    assert_eq!((records.len(), damages.len()), (0, 1));
    assert!(damages[0].reason.starts_with("zstd with dictionary"), "{damages:?}");
}

#[test]
fn heads_that_are_none() {
    let cases = [
        ("WARC/1.0\r\nWARC-Type: response\r\n\r\n", "the head has no Content-Length"),
        ("WARC/1.0\r\nContent-Length: 0\r\n\r\n", "the head has no WARC-Type"),
        ("WARC/1.0\r\nContent-Length: 1x\r\n\r\n", "Content-Length is \"1x\", not a number of bytes"),
        (
            "WARC/1.0\r\nContent-Length: 99999999999999999999\r\n\r\n",
            "Content-Length is \"99999999999999999999\", not a number of bytes",
        ),
        ("WARC/1.0\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", "two lengths in the head, 1 and 2"),
        ("WARC/1.0\r\nWARC-Type: response\r\n", "the head breaks off"),
        (
            "WARC/2.0\r\nWARC-Type: response\r\nContent-Length: 0\r\n\r\n",
            "\"WARC/2.0\" is no version that petik reads: it reads WARC/0.17, 0.18, 1.0 and 1.1",
        ),
    ];
    for (head, reason) in cases {
        let (records, damages) = read(head.as_bytes());
        assert_eq!(records, []);
        assert_eq!(damages.into_iter().map(|damage| damage.reason).collect::<Vec<_>>(), [reason], "{head}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_bytes_behind_a_head(length in 0u64..5000, bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        let head = format!("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {length}\r\n\r\nHTTP/1.1 200 OK\r\n");
        let file = [head.as_bytes(), &bytes].concat();
        let (records, damages) = read(&file);
        prop_assert!(records.len() + damages.len() > 0);
        for record in &records {
            let _ = response(record, ArticleLimit::default());
        }
    }

    #[test]
    fn any_page(codings in "(gzip|deflate|chunked|br|zstd|, |x){0,4}", bytes in proptest::collection::vec(any::<u8>(), 0..500)) {
        let head = format!("HTTP/2 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: {codings}\r\n\r\n");
        let record = Record { body: [head.as_bytes(), &bytes].concat(), ..read(&archive("plain.warc")).0.swap_remove(2) };
        let _ = response(&record, ArticleLimit::default());
    }

    #[test]
    fn pieces_of_archives_in_any_order(seed in any::<u64>()) {
        let mut chance = Chance(seed);
        let mut file = Vec::new();
        for _ in 0..6 {
            let part = archive(SAME[chance.below(SAME.len())]);
            let at = chance.below(part.len());
            file.extend_from_slice(&part[at..part.len().min(at + chance.below(9000))]);
        }
        let (_, damages) = read(&file);
        prop_assert!(!damages.is_empty() || file.len() < 9000);
    }
}
