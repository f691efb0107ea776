//! Texts that nobody would write and somebody will send. Nothing may panic and offsets must hold, and every text must come to
//! its end. No speed is measured.

use crate::files::{files_below, root};
use petik::{Article, Engine};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::builtin().unwrap());

/// Reads a text, with and without a day of publication, and checks what must hold for every record.
#[track_caller]
fn survives(text: &str) {
    let article = Article::new(text);
    let record = ENGINE.extract(&article);
    let faults = crate::quotes::faults(text, &record);
    let start: String = text.chars().take(80).collect();
    assert!(faults.is_empty(), "{start:?}...\n{}", faults[..faults.len().min(10)].join("\n"));
}

/// `piece` over and over, to about `bytes` bytes.
fn long(piece: &str, bytes: usize) -> String {
    piece.repeat(bytes.div_ceil(piece.len()))
}

const MB: usize = 1 << 20;

#[test]
fn two_megabytes_of_regions_on_one_line() {
    let text = long("Kabupaten Bogor, ", 2 * MB);
    let article = Article::new(text.as_str());
    let record = ENGINE.extract(&article);
    let left_out = record.left_out.map_or(0, |left_out| left_out.mentions);
    assert_eq!(record.mentions.len() + left_out, text.len().div_ceil("Kabupaten Bogor, ".len()));
}

#[test]
fn long_lines_of_one_thing() {
    for piece in [
        "Bogor, ",
        "Banjar dan ",
        "Kota Bogor ",
        "Bupati ",
        "Bupati Batang Wihaji, ",
        "H. ",
        "Kamis (21/4) ",
        "21/4/",
        "Selasa, ",
        "100 kabupaten/kota ",
        "dari 25 kabupaten menjadi 50 daerah itu, ",
        "25 kepala daerah menandatangani MoU ",
        "Peraih Adipura Kota Bogor disusul Kota Depok, ",
        "Tahun 2019 25 daerah, pada 2021 48 daerah, ",
        "Penyerahan Adipura ",
        "Gerakan Menuju 100 Smart City ",
        "smart city ",
        "menandatangani MoU ",
        "tidak akan ",
        "Kabupaten ",
        "seratus ",
        "satu juta ",
        "tahun 2022, ",
        "a",
        "ABC",
        "katakata",
        " ",
        "\u{a0}",
        "\u{ad}",
    ] {
        survives(&long(piece, MB / 8));
    }
}

#[test]
fn long_texts_of_many_short_lines() {
    for piece in [
        "\n",
        "\r\n",
        "\r",
        "Kota Bogor\n",
        "1. Kabupaten Batang\n",
        "Baca juga: Bupati Batang Wihaji meneken MoU\n",
        "Oleh: Redaksi, Kamis (21/4/2022)\n",
        "Bupati Batang Wihaji menandatangani MoU Gerakan Menuju Smart City, Selasa (08/05/2018).\n",
        "\"Kami siap,\" kata Bupati Batang Wihaji.\n\n",
        "Kabupaten Gresik, Mojokerto, Kota Batu terpilih dalam Gerakan Menuju Smart City tahun 2022. ",
        "Sebanyak 50 kabupaten/kota terpilih. ",
        "Kabupaten Sumbawa Barat (KSB) dan KSB.\n",
        "Lalu, Kota Bogor dan Kota Depok. ",
        "Kota tersebut yakni Kota Bogor dan Kota Depok. ",
        "Sebanyak 25 daerah bertambah 50 daerah menjadi 75 daerah itu. ",
        "2 Provinsi (Jawa Barat/DIY) menandatangani MoU. ",
        "Adipura diraih Kota Bogor. Peraihnya Kota Depok, kata Bupati ketika dihubungi Rabu (9/5/2018). ",
        "Nota Kesepakatan Sinergi (NKS) diteken. Penandatanganan NKS dilakukan Kota Bogor. ",
        "Menkominfo Rudiantara bertemu Bupati Klaten Sri Mulyani.\n",
    ] {
        survives(&long(piece, MB / 8));
    }
}

#[test]
fn brackets_and_quotation_marks_that_never_close() {
    for piece in ["(", ")", "[", "{", "()", "\"", "“", "”", "“Bogor ", "(Bogor ", "(21/4", "'", "«"] {
        survives(&long(piece, 100_000 * piece.len()));
    }
    let nested = format!("{}Kabupaten Bogor{}", "(".repeat(100_000), ")".repeat(100_000));
    survives(&nested);
}

#[test]
fn only_punctuation_and_digits() {
    for piece in
        [".", ",", ", ", ". ", "-", "/", "1/", "1.", "1,", "9", "0", "Rp", "Rp1.000", "%", "(/)", ":;!?", "…", "–"]
    {
        survives(&long(piece, MB / 8));
    }
}

#[test]
fn numbers_beyond_all_measure() {
    let huge =
        ["9".repeat(400), "999.".repeat(200), "sembilan ratus ".repeat(200), "triliun ".repeat(300), "-".repeat(300)];
    for number in huge.iter().map(String::as_str).chain([
        "18446744073709551616",
        "00000000000000000001",
        "1,1,1,1",
        "٣٤",
        "１００",
    ]) {
        for text in [
            "# kabupaten/kota terpilih",
            "Selasa (#/4/2022)",
            "#/#/#",
            "tahun # dan 1 Mei #",
            "# dari # kota",
            "Rp# juta",
            "# (#) kota",
            "-#",
        ] {
            survives(&text.replace('#', number));
        }
    }
}

#[test]
fn days_outside_of_the_calendar() {
    let parts = ["0", "00", "1", "12", "13", "29", "30", "31", "32", "99", "9999", "10000", "-1"];
    for day in parts {
        for month in parts {
            for year in ["", "/0", "/22", "/0000", "/1582", "/9999", "/10000", "/99999999999"] {
                survives(&format!("Bupati Batang meneken MoU, Kamis ({day}/{month}{year}), {day}-{month} Mei{year}."));
            }
        }
    }
    for published in ["-009999-01-01", "0000-01-01", "0001-01-01", "9999-12-31"] {
        let words = "kemarin, besok, pekan lalu, bulan lalu, tahun depan, Kamis (21/4), 9999 tahun lalu, 99 bulan lagi, akhir tahun";
        let article = Article::new(words).published(published.parse().unwrap());
        assert_eq!(crate::quotes::faults(words, &ENGINE.extract(&article)), Vec::<String>::new());
    }
}

#[test]
fn letters_from_everywhere() {
    for piece in [
        "\0",
        "\u{feff}",
        "\u{202e}Kabupaten\u{202c} ",
        "\u{200b}Kota\u{200b} \u{2066}Bogor\u{2069} ",
        "\u{fffd}",
        "\u{10ffff}",
        "𝕶𝖔𝖙𝖆 𝕭𝖔𝖌𝖔𝖗 ",
        "e\u{301}",
        "\u{301}",
        "ﷺ",
        "ﬁ",
        "İ",
        "ẞ",
        "ǅ",
        "🏳️‍🌈",
        "ノ",
        "कोटा ",
        "\u{1}\u{7f}\u{85}\u{2028}\u{2029}",
        "K\0ota Bo\0gor ",
        "Kabu\u{ad}paten Bo\u{ad}gor ",
    ] {
        survives(piece);
        survives(&format!("{piece}Kota Bogor{piece}, Kamis (21/4/2022){piece}"));
        survives(&long(piece, MB / 8));
    }
    // A mark behind one letter without end.
    survives(&format!("Bupati a{} Bogor", "\u{301}".repeat(MB / 8)));
}

#[test]
fn nothing_at_all() {
    for text in [
        "",
        " ",
        "\n",
        ".",
        "(",
        "\"",
        "1",
        "a",
        "Kabupaten",
        "Kota ",
        "Bupati",
        "Kamis (",
        "Kamis (21/",
        "Baca juga",
        "Baca juga:",
        "> ",
    ] {
        survives(text);
    }
}

/// Words of the lists, and what stands between words.
fn pieces() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("gazetteers");
    let mut pieces: Vec<String> = Vec::new();
    let mut take = |path: &Path, column: usize, every: usize| {
        let mut table = csv::Reader::from_path(path).unwrap();
        let rows = table.records().map(|row| row.unwrap());
        pieces
            .extend(rows.step_by(every).flat_map(|row| row[column].split('|').map(str::to_owned).collect::<Vec<_>>()));
    };
    let mut lists: Vec<_> = std::fs::read_dir(root.join("words")).unwrap().map(|entry| entry.unwrap().path()).collect();
    lists.sort();
    lists.iter().for_each(|list| take(list, 0, 1));
    take(&root.join("regions/regions.csv"), 4, 9);
    take(&root.join("regions/regions.csv"), 3, 9);
    take(&root.join("regions/aliases.csv"), 0, 20);
    take(&root.join("people/offices.csv"), 4, 6);
    take(&root.join("people/officials.csv"), 1, 50);
    take(&root.join("organisations.csv"), 1, 20);
    take(&root.join("programmes.csv"), 1, 2);
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// A fixed seed: the same soups on every machine and every day.
fn runner(cases: u32) -> TestRunner {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]))
}

#[test]
fn soups_of_the_words_of_all_lists() {
    let word = prop::sample::select(pieces());
    let between = prop::sample::select(vec![
        " ", " ", " ", " ", ", ", ", ", " dan ", ". ", "\n", "\n\n", " (", ") ", "/", "-", "\u{a0}", "\"", ": ", "",
    ]);
    let number = prop_oneof![
        (0u32..40).prop_map(|n| n.to_string()),
        (1990u32..2040).prop_map(|n| n.to_string()),
        Just("21/4".to_owned())
    ];
    let piece = (prop_oneof![6 => word, 1 => number], between);
    let soup = prop::collection::vec(piece, 1..120);
    runner(300)
        .run(&soup, |pieces| {
            let text: String = pieces.iter().flat_map(|(word, between)| [word.as_str(), between]).collect();
            survives(&text);
            Ok(())
        })
        .unwrap();
}

#[test]
fn soups_of_any_letters() {
    runner(300)
        .run(&"\\PC{0,300}", |text| {
            survives(&text);
            Ok(())
        })
        .unwrap();
    // Letters that mean something to some finder, close together.
    runner(600)
        .run(&"[0-9A-Za-z./,()\"“”'\\-: \n\u{a0}\u{ad}\u{200b}]{0,80}", |text| {
            survives(&text);
            Ok(())
        })
        .unwrap();
}

/// Sentences of all articles and cases in any order: counts, lists and dates meet that never stood together.
#[test]
fn shuffled_sentences() {
    let is_text = |file: &PathBuf| file.extension().is_some_and(|extension| extension == "txt" || extension == "md");
    let files = files_below(&root().join("corpus")).into_iter().filter(is_text).collect::<Vec<_>>();
    let sentences: Vec<String> = files
        .iter()
        .flat_map(|file| {
            let text = std::fs::read_to_string(file).unwrap();
            let lines = text.lines().map(|line| line.trim_start_matches("> ")).filter(|line| !line.is_empty());
            lines.flat_map(|line| line.split_inclusive(". ")).map(str::to_owned).collect::<Vec<_>>()
        })
        .collect();
    let between = prop::sample::select(vec![" ", " ", " ", "\n", "\n\n"]);
    let piece = (prop::sample::select(sentences), between);
    runner(800)
        .run(&prop::collection::vec(piece, 2..14), |pieces| {
            survives(&pieces.iter().map(|(sentence, between)| format!("{sentence}{between}")).collect::<String>());
            Ok(())
        })
        .unwrap();
}

/// Articles of the corpus with a piece cut out, doubled, or with a letter put in anywhere.
#[test]
fn spoilt_articles() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/articles");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    let texts: Vec<Vec<char>> =
        files.iter().map(|file| std::fs::read_to_string(file).unwrap().chars().collect()).collect();
    let letter = prop::sample::select("\0\n\r\t ().,\"“”\u{ad}\u{200b}\u{202e}𝕶0Aa/-".chars().collect::<Vec<_>>());
    let spoiling =
        (prop::sample::select(texts), any::<prop::sample::Index>(), any::<prop::sample::Index>(), letter, 0..3);
    runner(150)
        .run(&spoiling, |(text, from, to, letter, how)| {
            let (from, to) = (from.index(text.len()), to.index(text.len()));
            let (from, to) = (from.min(to), from.max(to));
            let middle: Vec<char> = match how {
                0 => Vec::new(),
                1 => [&text[from..to], &text[from..to]].concat(),
                _ => text[from..to].iter().flat_map(|c| [*c, letter]).collect(),
            };
            survives(&text[..from].iter().chain(&middle).chain(&text[to..]).collect::<String>());
            Ok(())
        })
        .unwrap();
}
