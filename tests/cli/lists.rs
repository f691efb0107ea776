//! Lists and rules of one's own, laid over the built-in ones: a row in one place works at once, and a slip is named.

use super::program::Folder;
use serde_json::Value;

/// A folder `own` with the files in it.
fn laid_over(files: &[(&str, &str)]) -> Folder {
    let folder = Folder::new();
    folder.write("own/README.md", "");
    for (name, content) in files {
        folder.write(&format!("own/{name}"), content);
    }
    folder
}

/// What the program reads in `text` with the files laid over its own.
fn read(files: &[(&str, &str)], text: &str) -> Value {
    laid_over(files)
        .write("a.txt", text)
        .petik(&["extract", "a.txt", "--gazetteers", "own", "--published", "2031-05-20"])
        .ends_with(0)
        .records()
        .remove(0)
}

/// The mentions of one type, what stands at `pointer` in each.
fn mentioned(record: &Value, kind: &str, pointer: &str) -> Vec<String> {
    let mentions = record["mentions"].as_array().unwrap().iter().filter(|m| m["type"] == kind);
    mentions.map(|m| m.pointer(pointer).unwrap_or(&Value::Null).as_str().unwrap_or_default().to_owned()).collect()
}

/// The facts as "type status region".
fn facts(record: &Value) -> Vec<String> {
    let facts = record["facts"].as_array().unwrap().iter();
    let word = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    facts.map(|f| format!("{} {} {}", word(&f["type"]), word(&f["status"]), word(&f["region"]["code"]))).collect()
}

/// What `petik check` says of the files.
fn faults(files: &[(&str, &str)]) -> String {
    laid_over(files).petik(&["check", "--gazetteers", "own"]).ends_with(2).stdout.clone()
}

#[test]
fn a_programme() {
    let rows = "id,name,aliases,generic,owner,years,unit,kind,target,terms,note\n\
                gerakan-atap-hijau,Gerakan Atap Hijau,GAH,,,2030-,kabupaten/kota,movement,,,\n";
    let text = "Kabupaten Klaten terpilih mengikuti Gerakan Atap Hijau 2031.";
    let record = read(&[("programmes.csv", rows)], text);
    assert_eq!(mentioned(&record, "programme", "/programme"), ["gerakan-atap-hijau"]);
    assert_eq!(facts(&record), ["membership done 33.10"]);
    assert_eq!(mentioned(&read(&[], text), "programme", "/programme"), [""; 0]);
}

#[test]
fn an_alias_of_a_region() {
    let rows = "alias,code,kind,case,alone,valid_from,valid_to,why\nKota Lurik,33.10,nickname,,yes,,,\n";
    let record = read(&[("regions/aliases.csv", rows)], "Festival itu dibuka di Kota Lurik.");
    assert_eq!(mentioned(&record, "region", "/region/code"), ["33.10"]);
}

#[test]
fn a_regent() {
    let rows = "person,name,variants,office,office_type,region,start,end,as_of,confidence,source\n\
                sutarti-w,Sutarti Wiryawan,,Bupati Klaten,bupati,33.10,2030-03-01,,,sworn in,press\n";
    let record = read(&[("people/officials.csv", rows)], "Bupati Klaten Sutarti Wiryawan membuka acara.");
    assert_eq!(mentioned(&record, "official", "/person"), ["sutarti-w"]);
}

#[test]
fn a_date_pattern() {
    let rules = "[[rule]]\nname = \"day and month behind tgl\"\npattern = \"tertitimangsa <day:d> '~' <month:m> '~' <year:y>\"\n\
                 value = \"day\"\nhits = [\"[tertitimangsa 3~9~2031]. = 2031-09-03\"]\nmisses = [\"3~9\"]\n";
    let record = read(&[("rules/dates.toml", rules)], "Surat itu tertitimangsa 3~9~2031.");
    assert_eq!(mentioned(&record, "date", "/value"), ["2031-09-03"]);
}

/// Rules over text stand beside those over tokens, in any file.
#[test]
fn a_regular_expression() {
    let rules = "[[rule]]\nname = \"stamp\"\nregex = '(?i)cap:(?P<d>\\d\\d?)~(?P<m>\\d\\d?)~(?P<y>\\d{4})'\nvalue = \"day\"\n\
                 hits = [\"Surat [Cap:3~9~2031] itu. = 2031-09-03\"]\nmisses = [\"3~9~2031\"]\n";
    assert!(
        laid_over(&[("rules/dates.toml", rules)])
            .petik(&["check", "--gazetteers", "own"])
            .ends_with(0)
            .stdout
            .is_empty()
    );
    let record = read(&[("rules/dates.toml", rules)], "Surat cap:3~9~2031 itu.");
    assert_eq!(mentioned(&record, "date", "/value"), ["2031-09-03"]);
    let rules = "[[rule]]\nname = \"tracking\"\nregex = '(?P<number>RESI[0-9]+-[0-9]+)'\nvalue = \"numbered\"\n\
                 hits = [\"Paket [RESI123-4] tiba. = RESI123-4\"]\nmisses = [\"RESI belum ada.\"]\n";
    let text = "Berkas RESI77-1 dan Nomor B-349/DJAI/AI.01.02/06/2022 Tanggal 3 Juni 2022.";
    let record = read(&[("rules/documents.toml", rules)], text);
    assert_eq!(mentioned(&record, "document", "/number"), ["RESI77-1", "B-349/DJAI/AI.01.02/06/2022"]);
    assert_eq!(mentioned(&record, "document", "/date"), ["", "2022-06-03"]);
}

#[test]
fn a_document_is_named_by_the_facts_beside_it() {
    let text = "Berdasarkan surat Nomor B-349/DJAI/AI.01.02/06/2022, Kabupaten Klaten terpilih mengikuti Gerakan Menuju Smart City 2022. \
                Perpres Nomor 95 Tahun 2018 mengatur SPBE.";
    let record = read(&[], text);
    let of_fact: Vec<&Value> = record["facts"][0]["mentions"].as_array().unwrap().iter().collect();
    let documents = record["mentions"].as_array().unwrap().iter().filter(|m| m["type"] == "document");
    let named: Vec<bool> = documents.map(|m| of_fact.contains(&&m["id"])).collect();
    assert_eq!(named, [true, false]);
}

#[test]
fn slips_of_regular_expressions_are_told() {
    for (keys, told) in [
        ("regex = '('", "regex: unclosed group"),
        ("regex = 'x*'", "regex: it matches where nothing stands"),
        ("regex = '(a)b'", "regex: a group has no name"),
        ("regex = '(?:\\w{200}){200}'", "regex: Compiled regex exceeds size limit"),
        ("regex = 'a'\npattern = \"a\"", "a rule has one of `pattern` and `regex`"),
        ("", "a rule has one of `pattern` and `regex`"),
        ("regexp = 'a'", "unknown field `regexp`"),
    ] {
        let rule = format!("[[rule]]\nname = \"x\"\n{keys}\nvalue = \"numbered\"\nhits = [\"[a] = a\"]\n");
        let said = faults(&[("rules/documents.toml", &rule)]);
        assert!(said.contains(told) && said.starts_with("rules/documents.toml:"), "{told} in:\n{said}");
    }
}

#[test]
fn a_word_of_signing() {
    let rows = "form,value,note\nmencoretkan nama di,active,\n";
    let text = "Bupati Klaten mencoretkan nama di nota kesepahaman Gerakan Menuju Smart City.";
    let record = read(&[("words/signing_verbs.csv", rows)], text);
    // Who signs that programme's agreement joins it.
    assert_eq!(facts(&record), ["signing done 33.10", "membership done 33.10"]);
    assert_eq!(facts(&read(&[], text)), [""; 0]);
}

#[test]
fn slips_are_named_with_file_and_line() {
    let said = faults(&[
        ("words/anaphora.csv", "form,vlaue\nx,y\n"),
        ("word/anaphora.csv", "form,value,note\nx,y,\n"),
        (
            "regions/aliases.csv",
            "alias,code,kind,case,alone,valid_from,valid_to,why\nKota Lurik,99.99,nickname,,yes,,,\n",
        ),
        ("rules/counts.toml", "[[rule]]\nname = \"x\"\npattern = \"{tiada}\"\nvalue = \"counted\"\n"),
    ]);
    for start in [
        "words/anaphora.csv:1: column `vlaue`",
        "word/anaphora.csv:1: no list",
        "regions/aliases.csv:2: ",
        "rules/counts.toml:1: ",
    ] {
        assert!(said.lines().any(|line| line.starts_with(start)), "{start} in:\n{said}");
    }
}

#[test]
fn a_cohort_list_that_settles_a_name() {
    let folder = Folder::new();
    folder.write("a.txt", "Peserta Mal Pelayanan Publik 2031 antara lain Banyuwangi, Badung, Sleman, dan Semarang.");
    let rows = ["35.10", "51.03", "34.04", "33.74"].map(|code| format!("mal-pelayanan-publik,2031,{code},x,listed\n"));
    let head = "programme,cohort_year,code,region,status\n";
    folder.write("mine/cohorts/mal-pelayanan-publik.csv", head.to_owned() + &rows.concat());
    let of = |arguments: &[&str]| {
        let mentions = folder.petik(&[&["extract"], arguments].concat()).ends_with(0).records()[0]["mentions"].clone();
        mentions.as_array().unwrap().iter().find(|m| m["text"] == "Semarang").unwrap().clone()
    };
    assert!(of(&["a.txt"])["region"].is_null());
    let settled = of(&["--gazetteers", "mine", "a.txt"]);
    assert_eq!((&settled["region"]["code"], &settled["derived"][0]["by"]), (&"33.74".into(), &"cohort_list".into()));
    // A list that is cut short may lack the other region of the name.
    let cut_short = rows.clone().map(|row| row.replace(",listed", ",partial"));
    folder.write("short/cohorts/mal-pelayanan-publik.csv", head.to_owned() + &cut_short.concat());
    assert!(of(&["--gazetteers", "short", "a.txt"])["region"].is_null());
    // Its fact says so too, and proves nothing about the cohort that told the name.
    let facts = folder.petik(&["extract", "--facts", "--gazetteers", "mine", "--output", "facts.jsonl", "a.txt"]);
    facts.ends_with(0);
    let of_semarang = folder.read("facts.jsonl").lines().find(|line| line.contains("33.74")).unwrap().to_owned();
    assert!(of_semarang.contains("region by cohort_list"), "{of_semarang}");
    folder.write("list.csv", (head.to_owned() + &rows.concat()).replace(",x,", ",,"));
    let list = ["list.csv", "--gazetteers", "mine", "--out", "out", "facts.jsonl"];
    folder.petik(&[&["reconcile", "--list"], &list[..]].concat()).ends_with(0);
    let rows = folder.read("out/reconciliation.jsonl");
    let status = |code: &str| {
        let row = rows.lines().find(|line| line.contains(&format!("2031/{code}"))).unwrap();
        serde_json::from_str::<serde_json::Value>(row).unwrap()["status"].as_str().unwrap().to_owned()
    };
    assert_eq!((&*status("33.74"), &*status("51.03")), ("ambiguous", "single_source"));
    let wrong = "none,2031,35.10,x,listed\nmal-pelayanan-publik,soon,35.10,x,listed\nmal-pelayanan-publik,2031,99.99,x,listed\n";
    folder.write("mine/cohorts/mal-pelayanan-publik.csv", head.to_owned() + wrong);
    let faults = folder.petik(&["check", "--gazetteers", "mine"]).ends_with(2).stdout.clone();
    for (line, words) in [(2, "programme `none`"), (3, "cohort_year `soon`"), (4, "code `99.99`")] {
        assert!(faults.contains(&format!("cohorts/mal-pelayanan-publik.csv:{line}: {words}")), "{faults}");
    }
}
