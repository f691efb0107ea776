//! `petik letter`: a page for printing, about a region or a province.

use super::program::Folder;
use serde_json::json;

const PROGRAMME: &str = "gerakan-menuju-smart-city";

fn reconciled(quote: &str) -> Folder {
    let folder = Folder::new();
    folder.write(
        "list.csv",
        [
            "programme,cohort_year,code,region,note",
            "P,2018,33.25,Kab. Batang,<b>note</b>",
            "P,2018,52.07,Sumbawa Barat,",
            "P,2018,33.10,Klaten,",
            "P,2018,,Pekalongan,",
        ]
        .join("\n")
        .replace("P,", &format!("{PROGRAMME},")),
    );
    let fact = |article: &str, code: &str, name: &str, year: i64, quote: &str| {
        json!({"article_id": article, "id": "f1", "type": "membership", "status": "done", "programme": PROGRAMME,
            "region_code": code, "region_name": name, "cohort_year": year, "quote": quote, "start": 0, "end": 9,
            "by": "rule", "confidence": 0.9, "url": "https://news.example/a?b=1&c=2", "published": "2018-05-09"})
        .to_string()
            + "\n"
    };
    let facts = [
        fact("a", "33.25", "Kabupaten Batang", 2017, quote),
        fact("b", "52.07", "Kabupaten Sumbawa Barat", 2018, "Sumbawa Barat terpilih"),
    ];
    folder.write("r.jsonl", facts.concat());
    folder.petik(&["reconcile", "--quiet", "r.jsonl", "--list", "list.csv", "--out", "out"]).ends_with(0);
    folder
}

#[test]
fn a_letter_for_a_region_says_what_list_and_press_say_and_asks_in_indonesian() {
    let folder = reconciled("Batang terpilih pada 2017");
    let letter = folder.petik(&["letter", "out", "--region", "33.25"]).ends_with(0).stdout.clone();
    for words in [
        "<html lang=\"id\">",
        "Pemerintah Kabupaten Batang",
        "u.p. walidata dan produsen data",
        "Peraturan Presiden Nomor 39 Tahun 2019",
        "Kepmendagri Nomor 300.2.2-2138 Tahun 2025",
        "Kabupaten Batang (33.25): Gerakan Menuju Smart City, angkatan 2018",
        "list.csv, baris 2",
        "<q>Batang terpilih pada 2017</q>",
        "9 Mei 2018",
        "href=\"https://news.example/a?b=1&amp;c=2\">https://news.example/a?b=1&amp;c=2</a>",
        "<li>1 sumber menyebut 2017, bukan 2018: news.example</li>",
        "<li>tahun: menurut daftar “2018”, menurut berita “2017”</li>",
        "sedangkan berita menyebut 2017.",
        "Tanda tangan dan cap",
    ] {
        assert!(letter.contains(words), "{words}\n{letter}");
    }
    assert!(!letter.contains("Sumbawa") && !letter.contains("Klaten"), "{letter}");
    // A day only where one is given, and the same bytes each time.
    assert!(!letter.contains("2026") && letter == folder.petik(&["letter", "out", "--region", "33.25"]).stdout);
    let dated =
        folder.petik(&["letter", "out", "--region", "33.25", "--when", "2026-11-23"]).ends_with(0).stdout.clone();
    assert!(dated.contains("23 November 2026"), "{dated}");
}

#[test]
fn a_letter_for_a_province_has_all_its_regions_and_open_names() {
    let folder = reconciled("Batang terpilih pada 2017");
    folder.petik(&["letter", "out", "--province", "33", "--lang", "en", "--out", "letter.html"]).ends_with(0);
    let letter = folder.read("letter.html");
    for words in [
        "<html lang=\"en\">",
        "The government of Provinsi Jawa Tengah",
        "Kabupaten Batang (33.25)",
        "33.10 Kabupaten Klaten",
        "“Pekalongan” (list.csv, row 5). It could be: 33.26 Kabupaten Pekalongan; 33.75 Kota Pekalongan.",
    ] {
        assert!(letter.contains(words), "{words}\n{letter}");
    }
    assert!(!letter.contains("Sumbawa"), "{letter}");
}

#[test]
fn words_of_others_are_only_words_and_nothing_is_asked_for() {
    let folder = reconciled("</q><script>alert(1)</script><img src=x onerror=a()> \u{202e}");
    let letter = folder.petik(&["letter", "out", "--region", "33.25"]).ends_with(0).stdout.clone();
    assert!(letter.contains("&lt;script&gt;") && letter.contains("&lt;b&gt;note"), "{letter}");
    for bad in ["<script", "<img", "<b>", "<link", "\u{202e}", " src=\"", "@import", "url("] {
        assert!(!letter.contains(bad), "{bad}\n{letter}");
    }
    assert!(letter.contains("default-src 'none'; style-src 'sha256-"), "{letter}");
}

#[test]
fn a_letter_needs_a_region_or_a_province_of_the_folder() {
    let folder = reconciled("Batang terpilih pada 2017");
    for (more, words) in [
        (&[][..], "33 Jawa Tengah (3 rows), 52 Nusa Tenggara Barat (1 row)"),
        (&["--region", "33"], "a province is named by --province"),
        (&["--province", "33.25"], "no province has this code"),
        (&["--region", "99.99"], "no kabupaten or kota has this code"),
        (&["--region", "51.01"], "nothing to send back"),
        (&["--region", "33.25", "--province", "33"], "cannot be used with"),
    ] {
        let run = folder.petik(&[&["letter", "out"], more].concat());
        assert!(run.ends_with(2).stderr.contains(words), "{words}: {}", run.stderr);
    }
    folder.petik(&["letter", "none", "--region", "33.25"]).ends_with(1);
}
