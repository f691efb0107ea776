use super::*;
use crate::text::{Lexicon, LexiconBuilder};
use crate::vocabulary::Vocabulary;

pub(in crate::text) fn words() -> (Lexicon, NumberWords) {
    let (mut builder, mut words) = (LexiconBuilder::default(), NumberWords::default());
    for row in csv::Reader::from_reader(include_str!("../../../gazetteers/words/numbers.csv").as_bytes()).records() {
        let row = row.unwrap();
        let word = builder.cut(&row[0]);
        assert_eq!(word.len(), 1, "{row:?}");
        words.insert(word[0], NumberWord { kind: NumberKind::parse(&row[1]).unwrap(), value: row[2].parse().unwrap() });
    }
    (builder.build(), words)
}

/// `value` of the number at the beginning of `raw`, with `~` if it is vague, `=` and the echo, and `|` and what is left.
fn read(raw: &str) -> String {
    let (lexicon, words) = words();
    let text = Text::new(raw, &lexicon);
    match words.parse(&text, 0) {
        None => "-".to_owned(),
        Some(n) => {
            let rest = text.words(n.end, text.tokens.len());
            let echo = n.echo.map_or(String::new(), |e| format!("={e}"));
            let rest = if rest.is_empty() { String::new() } else { format!("|{rest}") };
            format!("{}{}{echo}{rest}", if n.vague { "~" } else { "" }, n.value)
        }
    }
}

#[test]
fn digits_with_grouping_and_decimals() {
    for (raw, wanted) in [
        ("1.000.000 orang", "1000000|orang"),
        ("1.234,56", "1234.56"),
        ("98,2 persen", "98.2|persen"),
        ("98, 2 persen", "98.2|persen"),
        ("98, 2%", "98.2|%"),
        ("98, 2 kota", "98|, 2 kota"),
        ("1,000,000", "1000000"),
        ("5,000 peserta", "5000|peserta"),
        ("25,50,25 kota", "25|,50,25 kota"),
        ("2017,2018 dan", "2017|,2018 dan"),
        ("2022.", "2022|."),
        ("4.0 maju", "4|maju"),
        ("0.500", "0.5"),
        ("121daerah", "121|daerah"),
        ("50 kabupaten", "50|kabupaten"),
        ("21/4", "21|/4"),
        ("２５ kota", "25|kota"),
        ("1.0000", "1|.0000"),
    ] {
        assert_eq!(read(raw), wanted, "{raw}");
    }
}

#[test]
fn words_mixed_with_digits_and_letters() {
    for (raw, wanted) in [
        ("tiga puluh satu juta dua ratus ribu", "31200000"),
        ("seratus delapan kota", "108|kota"),
        ("seribu tujuh puluh lima", "1075"),
        ("sejuta umat", "1000000|umat"),
        ("dua puluh satu", "21"),
        ("duapuluh lima", "25"),
        ("lima ratus empat belas daerah", "514|daerah"),
        ("5 ribu", "5000"),
        ("1,2 juta warga", "1200000|warga"),
        ("2.5 juta", "2500000"),
        ("1 juta 200 ribu rupiah", "1200000|rupiah"),
        ("3 ribu triliun", "3000000000000000"),
        ("seribu dua ribu", "1000|dua ribu"),
        ("satu dua tiga", "1|dua tiga"),
        ("satu koma lima juta", "1500000"),
        ("satu kuadriliun", "1000000000000000"),
        ("1,5M", "1500000000"),
        ("2,3T", "2300000000000"),
        ("100k", "100000"),
        ("5m", "5|m"),
        ("5 M", "5|M"),
        ("ribu", "-"),
        ("kosong", "-"),
        ("beberapa kabupaten", "-"),
    ] {
        assert_eq!(read(raw), wanted, "{raw}");
    }
}

#[test]
fn vague_negative_and_repeated() {
    for (raw, wanted) in [
        ("belasan kota", "~11|kota"),
        ("puluhan ribu warga", "~10000|warga"),
        ("dua puluhan desa", "~20|desa"),
        ("tiga ratusan", "~300"),
        ("5 ribuan", "~5000"),
        ("70-an", "~70"),
        ("30an desa", "~30|desa"),
        ("minus 1.200", "-1200"),
        ("-5 derajat", "-5|derajat"),
        ("- 5 kota", "-"),
        ("10 (sepuluh) kota", "10=10|kota"),
        ("sepuluh (10) kota", "10=10|kota"),
        ("10 (sembilan) kota", "10=9|kota"),
        ("50 (25) kota", "50|(25) kota"),
        ("10 (sepuluh orang)", "10|(sepuluh orang)"),
    ] {
        assert_eq!(read(raw), wanted, "{raw}");
    }
}

#[test]
fn no_run_of_digits_is_too_long() {
    assert_eq!(read(&"9".repeat(500)), "-");
    assert_eq!(read(&format!("1{}", ".000".repeat(100))).split('|').next(), Some("1000000000000"));
    assert_eq!(read(&"satu juta ".repeat(50)).split('|').next(), Some("1000000"));
    assert_eq!(read(&"juta ".repeat(50)), "-");
    read(&format!("1{}", " juta".repeat(500)));
}

#[test]
fn ordinals() {
    let (lexicon, words) = words();
    for (raw, wanted) in [
        ("keempat", Some(4.0)),
        ("kesepuluh", Some(10.0)),
        ("kedua belas", Some(12.0)),
        ("kedua puluh lima", Some(25.0)),
        ("ke-4", Some(4.0)),
        ("ke-00003", Some(3.0)),
        ("ke-IV", Some(4.0)),
        ("ke-dua", Some(2.0)),
        ("ke 4", None),
        ("empat", None),
    ] {
        let text = Text::new(raw, &lexicon);
        let found = words.ordinal(&text, 0);
        assert_eq!(found.map(|n| n.value), wanted, "{raw}");
        assert!(found.is_none_or(|n| n.end == text.tokens.len()), "{raw}");
    }
    assert_eq!(
        [roman("III"), roman("XXIX"), roman("IIII"), roman(""), roman("iv")],
        [Some(3), Some(29), None, None, None]
    );
}
