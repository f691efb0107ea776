//! Records held against a list: the status of every row, decisions, bad input, and that the answer is the same each time.

use crate::cli::program::Folder;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const PROGRAMME: &str = "gerakan-menuju-smart-city";

/// A flat fact: article, region code, year of the cohort, and what differs from a membership that was told.
fn fact(article: &str, code: &str, year: impl Into<Value>, other: Value) -> String {
    let mut fact = json!({
        "article_id": article, "url": format!("https://{article}.example/berita"), "published": "2018-05-09",
        "id": "f1", "type": "membership", "status": "done", "programme": PROGRAMME, "region_code": code,
        "region_name": code, "cohort_year": year.into(), "quote": format!("{article} says {code}"),
        "start": 0, "end": 10, "by": "rule", "confidence": 0.9,
    });
    for (field, value) in other.as_object().unwrap() {
        fact[field] = value.clone();
    }
    fact.to_string() + "\n"
}

fn told(article: &str, code: &str, year: i16) -> String {
    fact(article, code, year, json!({}))
}

/// The rows of the answer by `year/code`.
fn rows(folder: &Folder, out: &str) -> BTreeMap<String, Value> {
    let lines = folder.read(&format!("{out}/reconciliation.jsonl"));
    let rows = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    rows.map(|row| (row["id"].as_str().unwrap().trim_start_matches(PROGRAMME).trim_start_matches('/').to_owned(), row))
        .collect()
}

fn statuses(folder: &Folder, out: &str) -> BTreeMap<String, String> {
    rows(folder, out).into_iter().map(|(id, row)| (id, row["status"].as_str().unwrap().to_owned())).collect()
}

/// Whether one of the reasons of a row holds these words.
fn gives_reason(row: &Value, words: &str) -> bool {
    row["reasons"].as_array().unwrap().iter().any(|reason| reason.as_str().unwrap().contains(words))
}

/// A list of (code, year, status, note).
fn list(members: &[(&str, &str, &str, &str)]) -> String {
    let mut list = String::from("programme,cohort_year,code,status,note\n");
    for (code, year, status, note) in members {
        list.push_str(&format!("{PROGRAMME},{year},{code},{status},{note}\n"));
    }
    list
}

const RECONCILE: [&str; 5] = ["reconcile", "--list", "list.csv", "--out", "out"];

fn reconcile(folder: &Folder, more: &[&str]) -> crate::cli::program::Run {
    folder.petik(&[&RECONCILE[..], more].concat())
}

#[test]
fn every_status_has_its_reason() {
    let folder = Folder::new();
    folder.write(
        "list.csv",
        list(&[
            ("33.25", "2018", "", ""), // Batang, told by two
            ("52.07", "2018", "", ""), // Sumbawa Barat, told by one
            ("51.04", "2018", "", ""), // Gianyar, told for 2019
            ("32.71", "2018", "", ""), // Kota Bogor, told as the kabupaten
            ("13.72", "2018", "", ""), // Kota Solok, denied by one of two
            ("33.02", "2018", "", ""), // Banyumas, in two cohorts, told without a year
            ("33.02", "2019", "", ""),
            ("33.03", "2018", "", ""),                 // Purbalingga, planned
            ("51.06", "2018", "", ""),                 // Bangli, never named
            ("63.10", "2018", "", ""),                 // Tanah Bumbu, without a year and in one cohort
            ("53.06", "2018", "disputed", "letter B"), // Flores Timur, doubted by the list
        ]),
    );
    folder.write(
        "r.jsonl",
        [
            told("a", "33.25", 2018),
            told("b", "33.25", 2018),
            told("a", "52.07", 2018),
            told("a", "51.04", 2019),
            told("a", "32.01", 2018),
            told("a", "13.72", 2018),
            fact("b", "13.72", 2018, json!({"status": "denied"})),
            fact("a", "33.02", Value::Null, json!({})),
            fact("a", "33.03", 2018, json!({"status": "planned"})),
            fact("a", "63.10", Value::Null, json!({})),
            told("a", "53.06", 2018),
            told("a", "73.72", 2018), // Kota Parepare: the list lacks it
            told("a", "36.04", 2022), // Serang, of a year that the list is not about
            fact("a", "36.04", 2018, json!({"programme": "adipura"})), // another programme
        ]
        .concat(),
    );
    reconcile(&folder, &["r.jsonl"]).ends_with(0);
    let rows = rows(&folder, "out");
    let expected = [
        ("2022/36.04", "other_year", "the list has no cohort of 2022, only of 2018, 2019"),
        ("2018/33.25", "confirmed", "2 independent sources say so, in 2 articles: a.example, b.example"),
        ("2018/52.07", "single_source", "1 independent source says so"),
        ("2018/51.04", "year_differs", "1 source gives 2019 instead of 2018"),
        ("2018/32.71", "type_differs", "not Kota Bogor"),
        ("2018/13.72", "disputed", "1 source denies it: b.example"),
        ("2018/33.02", "ambiguous", "the list has the region in 2018, 2019"),
        ("2019/33.02", "ambiguous", "gives no year"),
        ("2018/33.03", "planned_only", "1 source speaks of a plan or an invitation"),
        ("2018/51.06", "not_in_press", "no article of the records says that it takes part"),
        ("2018/63.10", "single_source", "in this cohort only"),
        ("2018/53.06", "disputed", "the list itself doubts it: disputed; letter B"),
        ("2018/73.72", "not_in_list", "not among the list's 10 members of 2018"),
        ("2019/51.04", "near_list", "the list has Kabupaten Gianyar in 2018"),
        ("2018/32.01", "near_list", "the list has Kota Bogor in 2018, the namesake of the other type"),
    ];
    for (id, status, reason) in expected {
        assert_eq!(rows[id]["status"], status, "{id}: {}", rows[id]["reasons"]);
        assert!(gives_reason(&rows[id], reason), "{id}: {}", rows[id]["reasons"]);
    }
    assert_eq!(rows.len(), expected.len());
    let differs = |id: &str| rows[id]["differences"][0]["what"].as_str().unwrap().to_owned();
    assert_eq!((differs("2018/51.04"), differs("2018/32.71")), ("year".to_owned(), "type".to_owned()));
}

#[test]
fn a_member_that_as_many_sources_put_elsewhere_is_disputed_and_inferred_years_are_no_contradiction() {
    let folder = Folder::new();
    folder.write("list.csv", list(&[("33.25", "2018", "", ""), ("52.07", "2018", "", "")]));
    let inferred = json!({"derived": "cohort_year by copyright_line"});
    folder.write(
        "r.jsonl",
        [
            told("a", "33.25", 2018),
            told("b", "33.25", 2019),
            told("a", "52.07", 2018),
            fact("b", "52.07", 2019, inferred),
        ]
        .concat(),
    );
    reconcile(&folder, &["r.jsonl"]).ends_with(0);
    let statuses = statuses(&folder, "out");
    assert_eq!((&*statuses["2018/33.25"], &*statuses["2018/52.07"]), ("disputed", "single_source"));
}

/// A text about one region, long enough to be compared.
fn report(region: &str, opening: &str) -> String {
    format!(
        "{opening}\nPemerintah {region} terpilih sebagai peserta Gerakan Menuju Smart City tahun 2018. Penetapan itu disampaikan \
         dalam acara yang dihadiri para kepala dinas dari berbagai penjuru. Wakil daerah menyampaikan rasa terima kasih kepada \
         semua pihak yang membantu penyusunan dokumen, lalu memaparkan rencana layanan perizinan, kesehatan, dan pendidikan \
         yang akan dikerjakan bersama kampus setempat.\nAcara ditutup dengan foto bersama."
    )
}

fn extracted(folder: &Folder, articles: &[(&str, &str, String)], out: &str) {
    let lines =
        articles.iter().map(|(id, day, text)| json!({"id": id, "published": day, "text": text}).to_string() + "\n");
    folder.write("articles.jsonl", lines.collect::<String>());
    folder.petik(&["extract", "--with-text", "--quiet", "--output", out, "articles.jsonl"]).ends_with(0);
}

#[test]
fn copies_of_one_text_are_one_source_and_show_what_they_changed() {
    let folder = Folder::new();
    folder.write("list.csv", list(&[("33.25", "2018", "", "")]));
    let release = report("Kabupaten Batang", "Batang Masuk Kota Cerdas");
    let copy = release
        .replace("Batang Masuk Kota Cerdas", "Kabar Gembira Untuk Warga")
        .replace("\nAcara ditutup dengan foto bersama.", "");
    let other = "BATANG – Kabupaten Batang resmi menjadi peserta Gerakan Menuju Smart City 2018, kata Jamal, Kamis. Kini warga \
                 menunggu aplikasi antrean rumah sakit, dan bus kota yang jadwalnya dapat dilihat dari telepon genggam.";
    let articles =
        [("copy", "2018-05-10", copy), ("first", "2018-05-09", release), ("other", "2018-05-11", other.to_owned())];
    extracted(&folder, &articles[..2], "r.jsonl");
    reconcile(&folder, &["r.jsonl"]).ends_with(0);
    let row = &rows(&folder, "out")["2018/33.25"];
    assert_eq!((&row["status"], &row["articles"], &row["sources"]), (&json!("single_source"), &json!(2), &json!(1)));
    let reprints = folder.read("out/reprints.csv");
    assert!(
        reprints.contains("Kabar Gembira Untuk Warga") && reprints.contains("Acara ditutup dengan foto bersama"),
        "{reprints}"
    );
    assert_eq!(row["claims"][0]["article"]["id"], "first");

    extracted(&folder, &articles, "r.jsonl");
    reconcile(&folder, &["r.jsonl"]).ends_with(0);
    assert_eq!(statuses(&folder, "out")["2018/33.25"], "confirmed");
}

#[test]
fn quotes_stand_in_their_paragraphs() {
    let folder = Folder::new();
    folder.write("list.csv", list(&[("33.25", "2018", "", "")]));
    extracted(&folder, &[("a", "2018-05-09", report("Kabupaten Batang", "Batang"))], "r.jsonl");
    reconcile(&folder, &["r.jsonl"]).ends_with(0);
    let quote = &rows(&folder, "out")["2018/33.25"]["claims"][0]["quotes"][0];
    let text = |field: &str| quote[field].as_str().unwrap().to_owned();
    let paragraph = text("before") + &text("quote") + &text("after");
    assert!(report("Kabupaten Batang", "Batang").contains(&paragraph), "{paragraph}");
    assert!(text("after").contains("dihadiri"), "{quote}");
}

#[test]
fn names_that_two_regions_have_stay_open() {
    let folder = Folder::new();
    folder.write("list.csv", list(&[("32.78", "2018", "", "")]));
    let text = "Tasikmalaya dan Kabupaten Batang terpilih sebagai peserta Gerakan Menuju Smart City tahun 2018.";
    extracted(&folder, &[("a", "2018-05-09", text.to_owned())], "r.jsonl");
    reconcile(&folder, &["r.jsonl"]).ends_with(0);
    let row = &rows(&folder, "out")["2018/32.78"];
    assert_eq!(row["status"], "ambiguous");
    assert!(gives_reason(row, "Tasikmalaya in 1 article could mean Kota Tasikmalaya and its namesake"), "{row}");
    // No member could be meant: the name is listed as open.
    folder.write("list.csv", list(&[("33.25", "2018", "", "")]));
    reconcile(&folder, &["r.jsonl"]).ends_with(0);
    let open = folder.read("out/unresolved.csv");
    assert!(open.contains("press,a,") && open.contains("32.06 Kabupaten Tasikmalaya"), "{open}");
}

#[test]
fn an_article_that_names_a_whole_cohort_speaks_against_those_it_leaves_out() {
    let folder = Folder::new();
    let members = ["33.25", "52.07", "51.04"];
    let size =
        json!({"type": "cohort_size", "region_code": null, "value": 3, "unit": "kabupaten/kota", "role": "selected"});
    let mut records: String = members.iter().map(|code| told("a", code, 2018)).collect();
    records += &fact("a", "33.25", 2018, size);
    // The list has Flores Timur instead of Gianyar.
    folder.write("list.csv", list(&[("33.25", "2018", "", ""), ("52.07", "2018", "", ""), ("53.06", "2018", "", "")]));
    folder.write("r.jsonl", records.clone() + &told("b", "53.06", 2018));
    reconcile(&folder, &["r.jsonl"]).ends_with(0);
    let rows = rows(&folder, "out");
    assert_eq!(
        (&rows["2018/51.04"]["status"], &rows["2018/53.06"]["status"]),
        (&json!("not_in_list"), &json!("disputed"))
    );
    let reason = "names all 3 regions of this cohort; Kabupaten Flores Timur of the list's cohort is not among them";
    assert!(gives_reason(&rows["2018/51.04"], reason), "{}", rows["2018/51.04"]);
    assert!(gives_reason(&rows["2018/53.06"], "Kabupaten Flores Timur is not among them"), "{}", rows["2018/53.06"]);
}

#[test]
fn the_list_may_say_why_a_member_stands_there() {
    let folder = Folder::new();
    let note = "takes the place of Bone Bolango";
    folder.write("list.csv", list(&[("53.06", "2024", "listed", note), ("33.25", "2024", "", "")]));
    folder.write("r.jsonl", told("a", "75.03", 2024));
    reconcile(&folder, &["r.jsonl"]).ends_with(0);
    let row = &rows(&folder, "out")["2024/75.03"];
    assert!(gives_reason(row, "the list remarks at Kabupaten Flores Timur: "), "{row}");
}

#[test]
fn the_ledger_has_every_size_and_what_they_say_together() {
    let folder = Folder::new();
    folder.write("list.csv", list(&[("33.25", "2017", "", ""), ("33.25", "2018", "", ""), ("52.07", "2018", "", "")]));
    let texts = [
        "Kabupaten Batang terpilih dalam Gerakan Menuju Smart City. Setelah asesmen terhadap 160 kabupaten/kota, hanya 50 \
         kabupaten/kota yang terpilih pada tahun 2018.",
        "Gerakan Menuju Smart City dimulai sejak 2017, saat itu ada sekitar 100 kabupaten dan kota yang ikut.",
        "Sebanyak 25 kabupaten/kota terpilih dalam Gerakan Menuju Smart City tahun 2017.",
        "Sebanyak 74 kabupaten/kota sudah ikut Gerakan Menuju Smart City, yaitu 25 kabupaten/kota di tahun 2017 dan 50 \
         kabupaten/kota di tahun 2018.",
        "Kabupaten Batang terpilih bersama 24 kabupaten/kota lain dalam Gerakan Menuju Smart City tahun 2017.",
    ];
    let articles: Vec<(&str, &str, String)> = ["a", "b", "c", "d", "e"]
        .into_iter()
        .zip(texts)
        .map(|(id, text)| (id, "2018-06-01", text.to_owned()))
        .collect();
    extracted(&folder, &articles, "r.jsonl");
    reconcile(&folder, &["r.jsonl"]).ends_with(0);
    let ledger = folder.read("out/ledger.csv");
    for size in ["2018/assessed/160", "2018/selected/50", "2017/total/about-100", "2017/selected/25", "2017/others/24"]
    {
        assert!(ledger.contains(size), "{size}\n{ledger}");
    }
    let remarks = folder.read("out/remarks.csv");
    for words in [
        "but about 100 (1 source) in all, in the programme's first year",
        "24 others and the region itself make the 25 selected",
        "press says 50 selected, the list has 2: the list lacks 48",
        "74 in all is 25 + 50 = 75 without repeats: the list has 1 region in more than one of these cohorts (Kabupaten Batang)",
    ] {
        assert!(remarks.contains(words), "{words}\n{remarks}");
    }
    // A list that shows no repeat does not explain the sum.
    folder.write("list.csv", list(&[("33.25", "2017", "", ""), ("52.07", "2018", "", "")]));
    reconcile(&folder, &["r.jsonl"]).ends_with(0);
    assert!(folder.read("out/remarks.csv").contains("74 in all is not 25 + 50 = 75, and unexplained"));
}

#[test]
fn decisions_are_applied_again_and_brought_up_when_the_evidence_changes() {
    let folder = Folder::new();
    folder.write("list.csv", list(&[("33.25", "2018", "", ""), ("52.07", "2018", "", ""), ("51.04", "2018", "", "")]));
    let records = [told("a", "33.25", 2018), told("b", "52.07", 2017), told("c", "51.04", 2018)].concat();
    folder.write("r.jsonl", records.clone());
    reconcile(&folder, &["r.jsonl"]).ends_with(0);
    let claim = |id: &str| rows(&folder, "out")[id]["claims"][0]["id"].as_str().unwrap().to_owned();
    let decide = |more: &[&str]| folder.petik(&[&["decide", "out", "--decisions", "d.jsonl"], more].concat());
    decide(&[&claim("2018/33.25"), "reject", "--who", "X", "--note", "another programme"]).ends_with(0);
    decide(&[&claim("2018/52.07"), "correct", "--year", "2018"]).ends_with(0);
    decide(&["gerakan-menuju-smart-city/2018/51.04", "accept", "--when", "2026-11-23"]).ends_with(0);
    assert!(decide(&["nothing/2018/51.04", "accept"]).ends_with(2).errors()[0].contains("no row and no claim"));
    decide(&[&claim("2018/33.25"), "correct"]).ends_with(2);
    assert_eq!(folder.read("d.jsonl").lines().count(), 3);

    let decided = ["r.jsonl", "--decisions", "d.jsonl"];
    reconcile(&folder, &decided).ends_with(0);
    let rows_now = rows(&folder, "out");
    assert_eq!(rows_now["2018/33.25"]["status"], "not_in_press");
    assert_eq!(rows_now["2018/33.25"]["claims"][0]["stance"], "rejected");
    assert_eq!(rows_now["2018/52.07"]["status"], "single_source");
    assert_eq!(rows_now["2018/52.07"]["claims"][0]["decision"]["changes"], json!(["cohort_year: 2017 -> 2018"]));
    assert_eq!(rows_now["2018/51.04"]["decision"]["verdict"], "accept");
    assert_eq!(folder.read("out/open_decisions.csv").lines().count(), 1);

    // Another quote for the same claim, and one article gone.
    folder.write("r.jsonl", records.replace("a says", "A wrote").lines().take(2).collect::<Vec<_>>().join("\n"));
    reconcile(&folder, &decided).ends_with(0);
    let open = folder.read("out/open_decisions.csv");
    assert!(open.contains("its evidence has changed since it was decided"), "{open}");
    assert_eq!(open.lines().count(), 3, "{open}");
}

#[test]
fn decisions_that_could_not_be_applied_are_refused_at_once() {
    let folder = Folder::new();
    folder.write("list.csv", list(&[("33.25", "2018", "", "")]) + PROGRAMME + ",2018,99.99,,\n");
    let quote = json!({"region_name": "Kabupaten Batang", "quote": "Batang terpilih"});
    folder.write("r.jsonl", fact("a", "33.25", 2018, quote));
    reconcile(&folder, &["r.jsonl"]).ends_with(0);
    let claim = rows(&folder, "out")["2018/33.25"]["claims"][0]["id"].as_str().unwrap().to_owned();
    let open = folder.read("out/unresolved.csv").lines().nth(1).unwrap().split(',').next().unwrap().to_owned();
    let row = format!("{PROGRAMME}/2018/33.25");
    for (subject, more, words) in [
        (&claim, &["--region", "99.99"][..], "no region has this code"),
        (&claim, &["--year", "20188"], "not a year from 1990 to 2099"),
        (&claim, &["--region", "33"], "Provinsi Jawa Tengah is a province"),
        (&claim, &["--region", "33.25"], "is of 33.25 Kabupaten Batang already"),
        (&claim, &["--region", "52.07"], "name Kabupaten Batang, and not 52.07 Kabupaten Sumbawa Barat"),
        (&open, &["--region", "99.99"], "no region has this code"),
        (&open, &["--year", "2019"], "say which region the row of the list means"),
        (&open, &["--region", "52.07", "--date", "2018-05-08"], "not by a day"),
        (&row, &["--region", "52.07"], "a row cannot be corrected"),
    ] {
        let run = folder.petik(&[&["decide", "out", subject, "correct", "--decisions", "d.jsonl"], more].concat());
        assert!(run.ends_with(2).stderr.contains(words), "{more:?}: {}", run.stderr);
    }
    assert!(!folder.path("d.jsonl").exists());
    let meant = ["decide", "out", &claim, "correct", "--region", "52.07", "--note", "a slip", "--decisions", "d.jsonl"];
    folder.petik(&meant).ends_with(0);
    // What somebody wrote by hand is looked at as well.
    folder.write("d.jsonl", json!({"subject": claim, "verdict": "correct", "cohort_year": 20188}).to_string());
    let errors = reconcile(&folder, &["r.jsonl", "--decisions", "d.jsonl"]);
    assert_eq!(errors.ends_with(1).errors(), ["d.jsonl:1: cohort_year goes from 1990 to 2099"]);
}

#[test]
fn rows_of_the_list_that_name_no_region_can_be_decided() {
    let folder = Folder::new();
    let text = "Nama Daerah,Ket\nKab. Batang,\nPekalongan,baru\nKec. Warungasem,\nKota Solok,\n";
    folder.write("list.csv", text).write("r.jsonl", told("a", "33.26", 2018) + &told("b", "33.25", 2018));
    let run = |more: &[&str]| {
        let options = ["r.jsonl", "--programme", PROGRAMME, "--year", "2018"];
        reconcile(&folder, &[&options[..], more].concat()).ends_with(0);
    };
    run(&[]);
    assert_eq!(statuses(&folder, "out")["2018/33.26"], "not_in_list");
    let id = |name: &str| {
        let open = folder.read("out/unresolved.csv");
        let row = open.lines().find(|line| line.contains(name)).unwrap().to_owned();
        row.split(',').next().unwrap().to_owned()
    };
    let decide = |more: &[&str]| {
        folder.petik(&[&["decide", "out", "--decisions", "d.jsonl"], more].concat()).ends_with(0);
    };
    decide(&[&id("Pekalongan"), "correct", "--region", "33.26", "--who", "X"]);
    decide(&[&id("Warungasem"), "reject", "--note", "no member"]);
    decide(&[&format!("{PROGRAMME}/2018/13.72"), "reject"]);
    run(&["--decisions", "d.jsonl"]);
    let rows = rows(&folder, "out");
    let member = &rows["2018/33.26"];
    assert_eq!((&member["status"], &member["listed"]["row"]), (&json!("single_source"), &json!(3)));
    assert_eq!((&member["listed"]["note"], &member["decision"]["who"]), (&json!("baru"), &json!("X")));
    assert_eq!(member["listed"]["derived"], json!(["region by decision"]));
    let open = folder.read("out/unresolved.csv");
    assert_eq!(open.lines().count(), 2, "{open}");
    assert!(open.contains("reject") && open.contains("no member"), "{open}");
    // A row that is rejected stays, and counts nowhere.
    assert_eq!((rows.len(), &rows["2018/13.72"]["decision"]["verdict"]), (3, &json!("reject")));
    let summary = folder.read("out/summary.csv");
    let head: Vec<&str> = summary.lines().next().unwrap().split(',').collect();
    let cells: Vec<&str> = summary.lines().nth(1).unwrap().split(',').collect();
    let number = |name: &str| cells[head.iter().position(|column| *column == name).unwrap()];
    let numbers = ["listed", "single_source", "not_in_press", "rejected"].map(number);
    assert_eq!(numbers, ["2", "2", "0", "1"], "{summary}");
    assert_eq!(folder.read("out/open_decisions.csv").lines().count(), 1);
}

#[test]
fn what_was_passed_over_in_the_list_stands_in_the_result() {
    let folder = Folder::new();
    let text = "No,Nama Daerah,Ket\n1,Kab. Batang,\"baru\n2,Kota Solok,Batal\n,Jumlah,50\n";
    folder.write("list.csv", text).write("r.jsonl", told("a", "13.72", 2018));
    let run = reconcile(&folder, &["r.jsonl", "--programme", PROGRAMME, "--year", "2018"]);
    let warnings = run.ends_with(0).stderr.clone();
    let report = folder.read("out/report.html");
    let remarks = folder.read("out/list_remarks.csv");
    for words in ["a quotation mark that nothing closes", "the list's own sum (", "is 50, and its rows are 2"] {
        assert!(warnings.contains(words) && remarks.contains(words), "{words}: {warnings}\n{remarks}");
        assert!(report.contains(&words.replace('\'', "&#39;")) || report.contains(words), "{words}");
    }
    assert!(folder.read("out/remarks.csv").contains("sum_differs"));
    assert!(folder.read("out/datapackage.json").contains("list_remarks.csv"));
    let row = &rows(&folder, "out")["2018/13.72"];
    assert!(gives_reason(row, "the list has it in row 3, as no member: "), "{row}");
}

#[test]
fn the_lists_day_of_signing_is_held_against_press() {
    let folder = Folder::new();
    let days = "33.25,08/05/2018\n52.07,7 Mei 2018\n51.04,\n";
    folder.write("list.csv", format!("Kode,Tanggal MoU\n{days}"));
    let signed = |code: &str| fact("a", code, 2018, json!({"type": "signing", "date": "2018-05-08"}));
    folder.write("r.jsonl", ["33.25", "52.07", "51.04"].map(signed).concat());
    reconcile(&folder, &["r.jsonl", "--programme", PROGRAMME, "--year", "2018"]).ends_with(0);
    let rows = rows(&folder, "out");
    assert_eq!(rows["2018/33.25"]["differences"], json!([]));
    assert_eq!(rows["2018/51.04"]["differences"], json!([]));
    let table = folder.read("out/reconciliation.csv");
    assert!(table.contains(r#"signed: list ""2018-05-07"", press ""2018-05-08"""#), "{table}");
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_goes_on() {
    let folder = Folder::new();
    folder.write("list.csv", list(&[("33.25", "2018", "", "")]));
    let other_version = json!({"schema": "petik/article/9", "id": "x"}).to_string();
    folder.write(
        "r.jsonl",
        format!("{}{other_version}\n{{\"a\":\n{{}}\n\n{}", told("a", "33.25", 2018), told("b", "33.25", 2018)),
    );
    folder.write("d.jsonl", "{\"subject\":\"x\"}\n{\"subject\":\"x\",\"verdict\":\"correct\"}\n");
    let run = reconcile(&folder, &["r.jsonl", "--decisions", "d.jsonl"]);
    let errors = run.ends_with(1).errors();
    for (error, words) in errors.iter().zip([
        "d.jsonl:1: no decision: missing field `verdict`",
        "d.jsonl:2: `correct` needs the right region code, year or day",
        "r.jsonl:2: it is of schema \"petik/article/9\", this version reads \"petik/article/1\"",
        "r.jsonl:3: not readable as JSON",
        "r.jsonl:4: neither an article record",
    ]) {
        assert!(error.starts_with(words), "{error}\n{words}");
    }
    assert_eq!((errors.len(), &*statuses(&folder, "out")["2018/33.25"]), (5, "confirmed"));
}

#[test]
fn no_report_is_made_of_no_records() {
    let folder = Folder::new();
    folder.write("list.csv", list(&[("33.25", "2018", "", "")])).write("folder/r.jsonl", told("a", "33.25", 2018));
    let article = |id: &str| json!({"id": id, "text": "Kabupaten Batang terpilih."}).to_string();
    folder.write("articles.jsonl", format!("{}\n{}\n{}\n", article("a"), article("b"), article("c")));
    folder.write("one.json", "[1]").write("none.jsonl", "").write("rows.csv", "article_id,type\n");
    for (records, words) in [
        (
            "articles.jsonl",
            &["articles.jsonl:1: an article, and no record: `petik extract`", "the same of 2 other lines"][..],
        ),
        ("one.json", &["one.json:1: neither lines of JSON objects nor a table of flat facts"]),
        ("none.jsonl", &[]),
        ("rows.csv", &[]),
        ("folder", &["folder is a folder: name the files of records in it, such as folder/*.jsonl"]),
    ] {
        let run = reconcile(&folder, &[records]);
        let last = if records == "folder" { words[0] } else { "no record was read" };
        for words in words.iter().chain([&last]) {
            assert!(run.ends_with(1).stderr.contains(words), "{words}: {}", run.stderr);
        }
        assert!(!folder.path("out").exists(), "{records}");
    }
    // Facts about other programmes are records all the same.
    folder.write("other.jsonl", fact("a", "33.25", 2018, json!({"programme": "adipura"})));
    reconcile(&folder, &["other.jsonl"]).ends_with(0);
    assert_eq!(statuses(&folder, "out")["2018/33.25"], "not_in_press");
}

#[test]
fn codes_that_a_spreadsheet_took_for_numbers_are_read_again() {
    let folder = Folder::new();
    folder.write("list.csv", list(&[("33.10", "2018", "", ""), ("52.07", "2018", "", "")]));
    let head = "article_id,id,type,status,programme,region_code,region_name,cohort_year,quote,start,end,by,confidence";
    let row = |article: &str, code: &str, name: &str| {
        format!("{article},f1,membership,done,{PROGRAMME},{code},{name},2018,{name} terpilih,0,9,rule,0.9\n")
    };
    let rows = [
        row("a", "33.1", "Kabupaten Klaten"),
        row("b", "52.07", "Kabupaten Sumbawa Barat"),
        row("c", "33.1", "Kabupaten Batang"),
    ];
    folder.write("facts.csv", format!("{head}\n{}", rows.concat()));
    let run = reconcile(&folder, &["facts.csv"]);
    let errors = run.ends_with(1).errors();
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert!(errors[0].starts_with("facts.csv:4: no region has the code \"33.1\" (Kabupaten Batang)"), "{errors:?}");
    let expected = ["2018/33.10", "2018/52.07"].map(|id| (id.to_owned(), "single_source".to_owned()));
    assert_eq!(statuses(&folder, "out"), BTreeMap::from(expected));
}

#[test]
fn what_cannot_be_done_writes_nothing() {
    let folder = Folder::new();
    folder.write("list.csv", list(&[("33.25", "2018", "", "")])).write("r.jsonl", told("a", "33.25", 2018));
    folder.write("heads.csv", "nomor urut,luas\n1,2\n").write("mine/notes.txt", "x").write("empty/readme.md", "x");
    for (more, code, words) in [
        (&["r.jsonl", "--list", "heads.csv", "--out", "o"][..], 1, "no column with names or codes of regions"),
        (&["r.jsonl", "--list", "none.csv", "--out", "o"], 1, "cannot read none.csv"),
        (&["r.jsonl", "--list", "empty", "--out", "o"], 1, "no list in this folder"),
        (&["r.jsonl", "--list", "list.csv", "--programme", "entah", "--out", "o"], 2, "no such programme"),
        (&["none.jsonl", "--list", "list.csv", "--out", "o"], 1, "cannot read none.jsonl"),
        (&["r.jsonl", "--list", "list.csv", "--out", "mine"], 1, "notes.txt"),
        (&["r.jsonl", "--list", "list.csv", "--out", "o", "--decisions", "d.jsonl"], 1, "petik decide"),
        (&["r.jsonl", "--list", "list.csv", "--out", "o", "--column", "nama=x"], 2, "is not one of"),
        (&["r.jsonl", "--list", "list.csv", "--out", "o", "--cluster-threshold", "2"], 2, "from 0 to 1"),
    ] {
        let run = folder.petik(&[&["reconcile"], more].concat());
        assert!(run.ends_with(code).stderr.contains(words), "{words}: {}", run.stderr);
        assert!(!folder.path("o").exists(), "{words}");
    }
    assert_eq!(folder.read("mine/notes.txt"), "x");
}

#[test]
fn the_answer_is_the_same_for_all_forms_of_the_records() {
    let folder = Folder::new();
    folder.write("list.csv", list(&[("33.25", "2018", "", ""), ("52.07", "2018", "", "")]));
    let texts = [
        report("Kabupaten Batang", "Batang"),
        report("Kabupaten Sumbawa Barat", "Sumbawa Barat").replace("acara", "rapat"),
    ];
    let articles: Vec<_> = ["a", "b"].into_iter().zip(texts).map(|(id, text)| (id, "2018-05-09", text)).collect();
    extracted(&folder, &articles, "r.jsonl");
    folder.petik(&["extract", "--facts", "--to", "csv", "--quiet", "--output", "f.csv", "articles.jsonl"]).ends_with(0);
    folder.petik(&["extract", "--facts", "--quiet", "--output", "f.jsonl", "articles.jsonl"]).ends_with(0);
    folder
        .petik(&["extract", "--quiet", "--compress", "gzip", "--output", "r.jsonl.gz", "articles.jsonl"])
        .ends_with(0);
    folder
        .petik(&["extract", "--quiet", "--compress", "zstd", "--output", "r.jsonl.zst", "articles.jsonl"])
        .ends_with(0);
    let mut answers = Vec::new();
    for (number, records) in ["r.jsonl", "f.csv", "f.jsonl", "r.jsonl.gz", "r.jsonl.zst"].into_iter().enumerate() {
        let out = format!("out{number}");
        folder.petik(&["reconcile", "--list", "list.csv", "--out", &out, records]).ends_with(0);
        answers.push(statuses(&folder, &out));
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    assert_eq!(answers[0].values().collect::<Vec<_>>(), ["single_source", "single_source"]);
    let lines = folder.read("r.jsonl");
    folder.petik_reading(&lines, &["reconcile", "--list", "list.csv", "--out", "stdin", "-"]).ends_with(0);
    assert_eq!(statuses(&folder, "stdin"), answers[0]);
    for threads in ["1", "2"] {
        let out = format!("threads{threads}");
        folder.petik(&["reconcile", "--list", "list.csv", "--threads", threads, "--out", &out, "r.jsonl"]).ends_with(0);
        for file in ["reconciliation.jsonl", "report.html", "reconciliation.xlsx", "datapackage.json", "claims.csv"] {
            let bytes = |out: &str| std::fs::read(folder.path(out).join(file)).unwrap();
            assert!(bytes(&out) == bytes("out0"), "{file} differs with {threads} threads");
        }
    }
}

#[test]
fn rows_decisions_and_changes_keep_to_their_schemas() {
    let folder = Folder::new();
    folder.write("list.csv", list(&[("33.25", "2018", "", ""), ("52.07", "2018", "disputed", "x")]));
    folder.write("r.jsonl", [told("a", "33.25", 2018), told("a", "52.07", 2019), told("b", "36.04", 2018)].concat());
    reconcile(&folder, &["r.jsonl"]).ends_with(0);
    let decide = ["decide", "out", "gerakan-menuju-smart-city/2018/33.25", "accept", "--decisions", "d.jsonl"];
    folder.petik(&decide).ends_with(0);
    folder.write("more.jsonl", told("c", "33.25", 2018));
    let more = ["reconcile", "--list", "list.csv", "--out", "out2", "--decisions", "d.jsonl", "r.jsonl", "more.jsonl"];
    folder.petik(&more).ends_with(0);
    let changes = folder.petik(&["diff", "--to", "jsonl", "out", "out2"]).ends_with(0).stdout.clone();
    for (what, lines) in [
        ("reconciliation", folder.read("out2/reconciliation.jsonl")),
        ("decision", folder.read("d.jsonl")),
        ("change", changes),
    ] {
        let schema = serde_json::from_str(&folder.petik(&["schema", what]).ends_with(0).stdout).unwrap();
        let schema = jsonschema::draft202012::new(&schema).unwrap();
        assert!(lines.lines().count() > 0, "{what}");
        for line in lines.lines() {
            let value: Value = serde_json::from_str(line).unwrap();
            let faults: Vec<String> = schema.iter_errors(&value).map(|fault| fault.to_string()).collect();
            assert!(faults.is_empty(), "{what}: {faults:?}\n{line}");
        }
        assert!(!schema.is_valid(&json!({"surplus": 1})), "{what}");
    }
}

#[test]
fn a_bare_name_in_an_article_about_the_programme_is_no_silence() {
    let folder = Folder::new();
    let article = |id: &str, text: &str| format!("{}\n", json!({"id": id, "published": "2018-05-09", "text": text}));
    let bare = article("a", "Gerakan Menuju 100 Smart City dibahas di Jakarta. Pekalongan menyusun rencana induk.");
    let told = article("b", "Kota Pekalongan terpilih dalam Gerakan Menuju 100 Smart City 2018.");
    folder.write("list.csv", "programme,cohort_year,code\ngerakan-menuju-smart-city,2018,33.75\n");
    let row = |articles: &str| {
        folder.write("a.jsonl", articles);
        folder.petik(&["extract", "--with-text", "--quiet", "--output", "r.jsonl", "a.jsonl"]).ends_with(0);
        folder.petik(&["reconcile", "--quiet", "r.jsonl", "--list", "list.csv", "--out", "out"]).ends_with(0);
        let rows = folder.read("out/reconciliation.jsonl");
        assert_eq!(rows.lines().count(), 1, "{rows}");
        serde_json::from_str::<Value>(rows.trim()).unwrap()
    };
    let silent = row(&bare);
    assert_eq!(
        (&silent["status"], &silent["claims"][0]["stance"]),
        (&json!("ambiguous"), &json!("bare_name")),
        "{silent}"
    );
    let both = row(&[bare, told].concat());
    assert_eq!(both["status"], "single_source");
    assert!(both["claims"].as_array().unwrap().iter().all(|claim| claim["article"]["id"] == "b"), "{both}");
    // A name that means no member is no news in an article that tells nothing.
    row(&article("c", "Gerakan Menuju 100 Smart City dibahas di Solok."));
    assert_eq!(folder.read("out/unresolved.csv").lines().count(), 1);
}
