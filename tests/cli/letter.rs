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
        "Instansi pengirim (walidata)",
        "paling lambat tanggal",
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
        "“Pekalongan” (list.csv, row 5): several regions have this name",
        "It could be: 33.26 Kabupaten Pekalongan; 33.75 Kota Pekalongan.",
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

/// A list with a member twice, a code of another region, and a name that no region has; `decisions` are made on it.
fn judged(decisions: &[serde_json::Value]) -> Folder {
    let folder = reconciled("Batang terpilih pada 2017");
    folder.write(
        "list.csv",
        [
            "programme,cohort_year,code,region,province",
            "P,2018,33.25,Kab. Batang,Jateng",
            "P,2018,33.10,Klaten,Jateng",
            "P,2018,33.10,Kab. Klaten,Jateng",
            "P,2018,32.71,Kab. Bogor,Jabar",
            "P,2018,,Kota Wakanda,Jateng",
        ]
        .join("\n")
        .replace("P,", &format!("{PROGRAMME},")),
    );
    reconcile(&folder, &[]);
    folder.write("d.jsonl", decisions.iter().map(|one| format!("{one}\n")).collect::<String>());
    reconcile(&folder, &["--decisions", "d.jsonl"]);
    folder
}

fn reconcile(folder: &Folder, more: &[&str]) {
    folder
        .petik(&[&["reconcile", "--quiet", "r.jsonl", "--list", "list.csv", "--out", "out"], more].concat())
        .ends_with(0);
}

fn letter(folder: &Folder, scope: [&str; 2]) -> String {
    folder.petik(&["letter", "out", scope[0], scope[1], "--lang", "en"]).ends_with(0).stdout.clone()
}

#[test]
fn what_the_steward_decided_is_said_with_its_reason() {
    let subject = format!("{PROGRAMME}/2018/33.25");
    let rejected = judged(&[json!({"subject": subject, "verdict": "reject", "note": "<2019>", "who": "Sari"})]);
    let text = letter(&rejected, ["--region", "33.25"]);
    for words in [
        "<strong>The data steward rejects this entry</strong> (Sari). Note of the data steward: “&lt;2019&gt;”.",
        "Please correct the entry of Kabupaten Batang in the cohort 2018",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
    assert!(!text.contains("Please name the right year"), "{text}");
    let accepted = judged(&[json!({"subject": subject, "verdict": "accept", "note": "MoU 12/2018"})]);
    let text = letter(&accepted, ["--region", "33.25"]);
    assert!(text.contains("Taken. Note of the data steward: “MoU 12/2018”."), "{text}");
    assert!(!text.contains("Please name the right year") && !text.contains("Another year only"), "{text}");
    // What press alone says and the steward rejected is nobody's to mend.
    let press = json!({"subject": format!("{PROGRAMME}/2018/52.07"), "verdict": "reject"});
    judged(&[press]).petik(&["letter", "out", "--region", "52.07"]).ends_with(2);
}

#[test]
fn what_the_list_writes_otherwise_than_the_steward_says_is_to_be_mended() {
    let folder = judged(&[]);
    let open = folder.read("out/unresolved.csv");
    let id = open.lines().find(|line| line.contains("Kab. Bogor")).unwrap().split(',').next().unwrap().to_owned();
    let folder = judged(&[json!({"subject": id, "verdict": "correct", "region": "32.01", "note": "wrong code"})]);
    let text = letter(&folder, ["--region", "32.01"]);
    for words in [
        "By the data steward, this entry means Kabupaten Bogor (32.01)",
        "“wrong code”",
        "Please correct the region code: the list has 32.71, the reference code is 32.01.",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
}

#[test]
fn a_member_that_the_list_has_twice_is_asked_about_once_and_a_name_of_nobody_by_its_province() {
    let folder = judged(&[]);
    let text = letter(&folder, ["--region", "33.10"]);
    assert_eq!(text.matches("Please confirm whether Kabupaten Klaten").count(), 1, "{text}");
    let twice = "The list has Kabupaten Klaten 2 times in the cohort 2018 of Gerakan Menuju Smart City: list.csv, row 3; list.csv, row 4.";
    assert!(text.contains(twice), "{text}");
    assert!(
        letter(&folder, ["--province", "33"]).contains("“Kota Wakanda” (list.csv, row 6): no region has this name.")
    );
    assert!(!letter(&folder, ["--province", "32"]).contains("Wakanda"));
}
