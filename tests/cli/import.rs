//! `petik import`: what people made of an export becomes annotated articles that `petik score` takes.

use super::program::{Folder, Run};
use crate::files::root;
use serde_json::{Value, json};

/// Two letters beyond the Basic Multilingual Plane, and a name over the end of a line.
const TEXT: &str = "\u{1F600}\u{1D510} Bupati Batang Wihaji meneken MoU Gerakan Menuju 100 Smart City, Selasa (08/05/2018).\n\
    Tahun 2018 terpilih 100 kabupaten/kota, di antaranya Kota Tegal. Kota\nSolok dan Kota Blitar belum.";

fn made() -> Folder {
    let folder = Folder::new();
    folder.write(
        "a.jsonl",
        format!("{}\n{}\n", json!({"id": "a/1", "text": TEXT}), json!({"id": "b", "text": "Cerah."})),
    );
    folder.petik(&["extract", "--with-text", "--output", "r.jsonl", "a.jsonl"]).ends_with(0);
    folder.petik(&["export", "r.jsonl", "--to", "brat", "--out", "brat"]).ends_with(0);
    folder.petik(&["export", "r.jsonl", "--to", "label-studio", "--out", "ls"]).ends_with(0);
    folder
}

/// The tasks as Label Studio exports them, with what `annotate` makes of the results of each.
fn tasks(folder: &Folder, annotate: impl Fn(&mut Vec<Value>)) -> Vec<Value> {
    let mut tasks: Vec<Value> = serde_json::from_str(&folder.read("ls/tasks.json")).unwrap();
    for (number, task) in (1..).zip(&mut tasks) {
        let mut results = task["predictions"][0]["result"].as_array().unwrap().clone();
        annotate(&mut results);
        task["id"] = json!(number);
        task["annotations"] = json!([{"id": 100 + number, "completed_by": 1, "was_cancelled": false, "updated_at": "2026-05-01T08:00:00Z", "result": results}]);
    }
    tasks
}

fn import(folder: &Folder, tasks: &[Value]) -> Run {
    folder.write("project.json", serde_json::to_string(tasks).unwrap());
    folder.petik(&["import", "project.json"])
}

fn figures(folder: &Folder, gold: &str) -> Value {
    folder.write("gold.jsonl", gold);
    let run = folder.petik(&["score", "r.jsonl", "gold.jsonl", "--json"]);
    run.ends_with(0);
    serde_json::from_str(&run.stdout).unwrap()
}

/// The place of words in the text, in code points.
fn place(words: &str) -> (usize, usize) {
    let start = TEXT[..TEXT.find(words).unwrap()].chars().count();
    (start, start + words.chars().count())
}

fn facts(gold: &Value, kind: &str) -> Vec<Value> {
    gold["facts"].as_array().unwrap().iter().filter(|fact| fact["type"] == kind).cloned().collect()
}

#[test]
fn what_nobody_corrected_scores_as_it_was() {
    let folder = Folder::new();
    let articles = root().join("corpus/articles");
    folder.petik(&["extract", "--with-text", "--output", "r.jsonl", articles.to_str().unwrap()]).ends_with(0);
    folder.petik(&["export", "r.jsonl", "--to", "brat", "--out", "brat"]).ends_with(0);
    folder.petik(&["export", "r.jsonl", "--to", "label-studio", "--out", "ls"]).ends_with(0);
    let from_tasks = import(&folder, &tasks(&folder, |_| {}));
    let from_brat = folder.petik(&["import", "brat"]);
    from_tasks.ends_with(0);
    from_brat.ends_with(0);
    assert_eq!(from_tasks.stdout, from_brat.stdout);
    let figures = figures(&folder, &from_brat.stdout);
    let layers = figures.as_object().unwrap().iter().filter(|(_, row)| row["f1"].is_number());
    let below: Vec<_> = layers.clone().filter(|(_, row)| row["f1"] != 1.0).collect();
    assert!(below.is_empty() && layers.count() >= 14, "{below:?}");
    let spans = figures.as_object().unwrap().iter().filter(|(name, _)| name.starts_with("spans:"));
    assert!(spans.clone().all(|(_, row)| row["exact"]["r"] == 1.0) && spans.count() == 5, "{figures}");
}

#[test]
fn corrections_in_label_studio_arrive() {
    let folder = made();
    let (tegal, blitar) = (place("Kota Tegal"), place("Kota Blitar"));
    let region = |id: &str, (start, end): (usize, usize), label: &str, value: &str| {
        let words: String = TEXT.chars().skip(start).take(end - start).collect();
        let place = |what: &str, of: Value| json!({"start": start, "end": end, "text": words, what: of});
        let mut written = place("text", json!([value]));
        written["labels"] = json!([label]);
        [
            json!({"id": id, "from_name": "x", "to_name": "text", "type": "labels", "value": place("labels", json!([label]))}),
            json!({"id": id, "from_name": "value", "to_name": "text", "type": "textarea", "value": written}),
        ]
    };
    let corrected = tasks(&folder, |results| {
        // A code is changed, and with it the fact; a mention is deleted; a mention and a fact are added.
        for result in results.iter_mut().filter(|result| result["value"]["text"] == json!(["33.76"])) {
            result["value"]["text"] = json!(["33.28"]);
        }
        let solok: Vec<Value> =
            results.iter().filter(|one| one["value"]["text"] == "Kota\nSolok").map(|one| one["id"].clone()).collect();
        results.retain(|result| !solok.contains(&result["id"]));
        if !results.is_empty() {
            results.retain(|result| result["value"]["start"] != json!(blitar.0));
            results.extend(region("new1", blitar, "region", "Kota Blitar"));
            results.extend(region(
                "new2",
                blitar,
                "fact_membership",
                "cohort_year=2019; programme_id=adipura; level=Kencana",
            ));
            results.extend(region("new3", tegal, "ambiguous", ""));
        }
    });
    let run = import(&folder, &corrected);
    run.ends_with(0);
    let gold = &run.records()[0];
    let codes: Vec<_> = gold["regions"].as_array().unwrap().iter().map(|region| region["kode"].clone()).collect();
    assert_eq!(codes, ["33.25", "33.28", "35.72"]);
    let members: Vec<_> = facts(gold, "membership").iter().map(|fact| fact["region"].clone()).collect();
    assert_eq!(members, ["33.25", "33.28", "35.72"]);
    assert_eq!(facts(gold, "membership")[2]["cohort_year"], 2019);
    assert_eq!(facts(gold, "signing")[0]["signatories"], "Wihaji");
    assert_eq!(gold["ambiguous"].as_array().unwrap().len(), 1);
    let figures = figures(&folder, &run.stdout);
    assert_eq!((&figures["regions"]["fp"], &figures["dates"]["f1"]), (&json!(1), &json!(1.0)), "{figures}");
}

#[test]
fn corrections_in_brat_arrive() {
    let folder = made();
    let ann = "brat/000001-a-1.ann";
    let (blitar, (_, end)) = (place("Kota Blitar"), place("Kota Tegal"));
    let mut lines: Vec<String> = Vec::new();
    let written = folder.read(ann);
    let gone: Vec<&str> =
        written.lines().filter(|line| line.ends_with("Solok")).map(|line| line.split('\t').next().unwrap()).collect();
    for line in written.lines() {
        let of = line.split(['\t', ' ']).collect::<Vec<_>>();
        if !gone.contains(&of[0]) && !gone.contains(&of[2]) && !line.contains("Kota Blitar") && !line.ends_with("35.72")
        {
            lines.push(line.replace("\t33.76", "\t33.28"));
        }
    }
    // The person's name alone: a span that was moved.
    let moved = |line: &String| line.starts_with("T1\tOfficial");
    let (start, _) = place("Batang Wihaji");
    *lines.iter_mut().find(|line| moved(line)).unwrap() = format!("T1\tOfficial {start} {}\tBatang Wihaji", start + 13);
    lines.push(format!("T90\tRegion {} {}\tKota Blitar", blitar.0, blitar.1));
    lines.push("#90\tAnnotatorNotes T90\t35.72".into());
    lines.push(format!("T91\tFact_membership {} {}\tKota Blitar", blitar.0, blitar.1));
    lines.push("#91\tAnnotatorNotes T91\tcohort_year=2019".into());
    lines.push("A1\tNegation T91".into());
    lines.push("R1\tSame Arg1:T90 Arg2:T91".into());
    folder.write(ann, lines.join("\n"));
    let run = folder.petik(&["import", "brat", "--output", "gold.jsonl"]);
    run.ends_with(0);
    assert!(run.stderr.contains("relations, events, attributes"), "{}", run.stderr);
    let gold: Value = serde_json::from_str(folder.read("gold.jsonl").lines().next().unwrap()).unwrap();
    assert_eq!(gold["id"], "a/1");
    let codes: Vec<_> = gold["regions"].as_array().unwrap().iter().map(|region| region["kode"].clone()).collect();
    assert_eq!(codes, ["33.25", "33.28", "35.72"]);
    let members: Vec<_> = facts(&gold, "membership").iter().map(|fact| fact["region"].clone()).collect();
    assert_eq!(members, ["33.25", "33.28", "35.72"]);
    assert_eq!(gold["officials"][0]["text"], "Batang Wihaji");
    // A piece that the end of a line does not cut.
    let (start, _) = place("Kota Tegal");
    let cut = format!("{}\nT99\tRegion {start} {};{} {end}\tKota gal\n", folder.read(ann), start + 4, end - 3);
    folder.write(ann, cut);
    let run = folder.petik(&["import", "brat"]);
    run.ends_with(1);
    assert!(
        run.errors()[0].contains("000001-a-1.ann: line ") && run.errors()[0].contains("in pieces"),
        "{}",
        run.stderr
    );
    assert_eq!(run.ids(), ["b"]);
}

/// Older versions of Label Studio count letters beyond the Basic Multilingual Plane as two.
#[test]
fn offsets_in_utf16_are_read_as_the_words_show() {
    let folder = made();
    let shifted = tasks(&folder, |results| {
        for result in results {
            for end in ["start", "end"] {
                result["value"][end] = json!(result["value"][end].as_u64().unwrap() + 2);
            }
            if let Some(words) = result["value"]["text"].as_str() {
                result["value"]["text"] = json!(words.replace('\n', "\\n"));
            }
        }
    });
    let run = import(&folder, &shifted);
    run.ends_with(0);
    assert!(run.stderr.contains("task 1: offsets count UTF-16 units"), "{}", run.stderr);
    assert_eq!(run.stdout, folder.petik(&["import", "brat"]).stdout);
}

#[test]
fn of_several_annotations_the_latest_counts() {
    let folder = made();
    let mut all = tasks(&folder, |_| {});
    let own = all[0]["annotations"][0].clone();
    let with = |change: &dyn Fn(&mut Value)| {
        let mut one = own.clone();
        change(&mut one);
        one
    };
    all[0]["annotations"] = json!([
        with(&|one| {
            one["id"] = json!(7);
            one["updated_at"] = json!("2026-06-01T00:00:00Z");
            one["result"] = json!([]);
        }),
        own,
        with(&|one| {
            one["updated_at"] = json!("2026-07-01T00:00:00Z");
            one["was_cancelled"] = json!(true);
        }),
    ]);
    all[1]["annotations"] = json!([]);
    let run = import(&folder, &all);
    run.ends_with(0);
    assert!(run.stderr.contains("task 1: 2 annotations: annotation 7 is taken, the latest"), "{}", run.stderr);
    assert!(run.stderr.contains("task 2: not annotated; it is left out"), "{}", run.stderr);
    assert_eq!(run.ids(), ["a/1"]);
    assert_eq!(run.records()[0]["regions"], json!([]));
    all[0]["annotations"][1]["ground_truth"] = json!(true);
    let run = import(&folder, &all);
    assert!(run.stderr.contains("annotation 101 is taken, the ground truth"), "{}", run.stderr);
    assert_ne!(run.records()[0]["regions"], json!([]));
    all.truncate(1);
    all[0]["annotations"][0]["was_cancelled"] = json!(true);
    all[0]["annotations"].as_array_mut().unwrap().remove(1);
    let run = import(&folder, &all);
    assert!(run.stderr.contains("not annotated: it was skipped"), "{}", run.stderr);
}

#[test]
fn slips_are_told_with_their_words() {
    let folder = made();
    for (from, to, told) in [
        ("\t33.76", "\t33.99", "\"Kota Tegal\" at 141-151 (region): `kode`: `33.99` is not the code of a region"),
        ("100; role=selected", "100; role=chosen", "(count): `role`: `chosen` is not one of selected, "),
        ("\t2018-05-08", "\t8 Mei 2018", "(date): `iso`: `8 Mei 2018` is not a day such as 2022-04-21"),
        ("date=2018-05-08", "day=2018-05-08", "(fact_signing): `day` is unknown; here may stand type, "),
        ("; cohort_year=2018", "; 2018", "(fact_signing): `2018` has no name: write FIELD=VALUE"),
        ("100; role=selected; ", "100; ", "(count): role is missing: write role=WORD, one of selected, "),
        ("date=2018-05-08", "status=dne", "status: `dne` is not one of done, planned, "),
        ("cohort_year=2018", "cohort_year=dua", "`cohort_year`: `\"dua\"` is not a year"),
        ("AnnotatorNotes T8\t33.76", "AnnotatorNotes T8\t", "(region): what it means is missing: write its code, "),
        (
            "\tRegion 141 151",
            "\tRegion 141 150",
            "\"Kota Tegal\" does not stand at 141-150; there stands \"Kota Tega\"",
        ),
        ("\tRegion 141 151", "\tRegion 141 9999", "the text has "),
        ("\tRegion 141 151", "\tKabupaten 141 151", "the type \"Kabupaten\" is none of petik's"),
        ("T8\tRegion 141 151\tKota Tegal\n", "", "a note on T8, which is not there"),
        ("T8\tRegion", "X8\tRegion", "is no annotation of brat"),
        ("#8\tAnnotatorNotes T8\t33.76", "#8\tAnnotatorNotes T8\topen", "region"),
    ] {
        let folder = made();
        let ann = folder.read("brat/000001-a-1.ann");
        assert!(ann.contains(from), "{from} {ann}");
        folder.write("brat/000001-a-1.ann", ann.replace(from, to));
        let run = folder.petik(&["import", "brat"]);
        if to.ends_with("open") {
            run.ends_with(0);
            assert_eq!(run.records()[0]["regions"][1]["kode"], Value::Null);
            continue;
        }
        run.ends_with(1);
        let place = |error: &&str| error.starts_with("brat/000001-a-1.ann: ") && error.contains(told);
        assert!(run.errors().iter().any(place), "{told}\n{}", run.stderr);
        assert_eq!(run.ids(), ["b"]);
    }
    // The same fact twice, and not the same.
    let ann = folder.read("brat/000001-a-1.ann");
    let (start, end) = place("Bupati Batang");
    let again = format!("T50\tFact_signing {start} {end}\tBupati Batang\n#50\tAnnotatorNotes T50\tdate=2018-05-08");
    folder.write(
        "brat/000001-a-1.ann",
        format!("{ann}{again}; programme_id=gerakan-menuju-smart-city; cohort_year=2018\n"),
    );
    let run = folder.petik(&["import", "brat"]);
    assert!(run.stderr.contains("the same fact is marked at 3-16 and says something else there"), "{}", run.stderr);
}

#[test]
fn what_is_no_export_is_told() {
    let folder = made();
    let whole = serde_json::to_string_pretty(&tasks(&folder, |_| {})).unwrap();
    for (json, told) in [
        (&whole[..whole.len() / 2], ": Label Studio's export in the format JSON is a list of tasks; export it anew"),
        ("", "EOF"),
        ("{}", "expected a sequence"),
        ("[1]", "task 1 of the file: it is not as Label Studio writes it"),
        (
            r#"[{"id": 3, "text": "x", "mention": []}]"#,
            "task 3: no `data` and `annotations`: export the project in the format JSON",
        ),
        (r#"[{"id": 3, "data": {"id": "x"}, "annotations": []}]"#, "task 3: no text in `data.text`"),
        (r#"[{"id": 3, "data": {"text": "x"}, "annotations": []}]"#, "task 3: no id of the article in `data.id`"),
        (
            r#"[{"id": 3, "data": {"text": "x", "id": "x"}, "annotations": [{"result": [{"type": "labels", "value": {"start": 0, "end": 1, "labels": ["Person"]}}]}]}]"#,
            "task 3: \"\": the label \"Person\" is none of petik's",
        ),
        (
            r#"[{"id": 3, "data": {"text": "x", "id": "x"}, "annotations": [{"result": [{"id": "q", "from_name": "value", "type": "textarea", "value": {"text": ["33.25"]}}]}]}]"#,
            "\"33.25\" is written at a region that has no label",
        ),
    ] {
        folder.write("project.json", json);
        let run = folder.petik(&["import", "project.json"]);
        run.ends_with(1);
        assert!(
            run.errors().iter().any(|error| error.starts_with("project.json:") && error.contains(told)),
            "{told}\n{}",
            run.stderr
        );
        assert_eq!(run.stdout, "");
    }
    // brat: an .ann without its text, a text without .ann, a folder with neither, and no table of ids.
    std::fs::remove_file(folder.path("brat/000001-a-1.txt")).unwrap();
    std::fs::remove_file(folder.path("brat/articles.csv")).unwrap();
    folder.write("brat/c.txt", "x");
    let run = folder.petik(&["import", "brat"]);
    run.ends_with(1);
    assert!(run.errors()[0].contains("000001-a-1.txt"), "{}", run.stderr);
    assert!(
        run.stderr.contains("c.txt: no .ann file beside it") && run.stderr.contains("articles.csv: it is not there")
    );
    assert_eq!(run.ids(), ["000002-b"]);
    folder.petik(&["import", "ls", "--quiet"]).ends_with(1);
    folder.petik(&["import", "nothing.json"]).ends_with(1);
    // One article twice.
    folder.write("project.json", &whole);
    let run = folder.petik(&["import", "project.json", "project.json"]);
    run.ends_with(1);
    assert!(run.errors()[0].contains("the article \"a/1\" was in project.json already"), "{}", run.stderr);
    assert_eq!(run.ids(), ["a/1", "b"]);
}

#[test]
fn verdicts_of_stewards_teach_how_sure_a_fact_is() {
    let folder = made();
    let programme = "gerakan-menuju-smart-city";
    folder.write("list.csv", format!("programme,cohort_year,code\n{programme},2018,33.25\n{programme},2018,33.76\n"));
    folder.petik(&["reconcile", "r.jsonl", "--list", "list.csv", "--out", "out", "--quiet"]).ends_with(0);
    let rows = folder.read("out/reconciliation.jsonl");
    let rows: Vec<Value> = rows.lines().map(|row| serde_json::from_str(row).unwrap()).collect();
    let claims = rows.iter().flat_map(|row| row["claims"].as_array().unwrap());
    let claim = |kind: &str| claims.clone().find(|claim| claim["type"] == kind).unwrap()["id"].as_str().unwrap();
    let decide = |subject: &str, verdict: &[&str]| {
        folder
            .petik(&[&["decide", "out", subject], verdict, &["--decisions", "d.jsonl", "--who", "Sari"]].concat())
            .ends_with(0);
    };
    decide(claim("signing"), &["reject"]);
    decide(&format!("{programme}/2018/33.76"), &["accept"]);
    let run = folder.petik(&["import", "r.jsonl", "--decisions", "d.jsonl", "--output", "labels.jsonl"]);
    run.ends_with(0);
    assert_eq!(run.stderr, "1 fact right, 1 wrong\n1 annotated article\n");
    let labels: Value = serde_json::from_str(&folder.read("labels.jsonl")).unwrap();
    let told = |facts: &Value| facts[0]["region"].as_str().unwrap().to_owned();
    assert_eq!(
        (labels["id"].as_str(), told(&labels["facts"]), told(&labels["rejected"])),
        (Some("a/1"), "33.76".into(), "33.25".into())
    );

    let fit = folder.petik(&["fit", "labels.jsonl", "--texts", "a.jsonl", "--output", "w.csv"]);
    fit.ends_with(0);
    assert!(fit.stderr.contains("confidence: 2 decisions, 1 of them yes, "), "{}", fit.stderr);
    assert!(!fit.stderr.contains("\nlist: "), "{}", fit.stderr);
    let score = folder.petik(&["score", "r.jsonl", "labels.jsonl"]);
    score.ends_with(1);
    assert!(score.errors()[0].contains("only single facts are annotated (`rejected`)"), "{}", score.stderr);
    folder.write("broken.jsonl", "{\"subject\": \"x\"}\n");
    let broken = folder.petik(&["import", "r.jsonl", "--decisions", "broken.jsonl"]);
    broken.ends_with(1);
    assert!(broken.errors()[0].starts_with("broken.jsonl:1: "), "{}", broken.stderr);
    folder.petik(&["import", "a.jsonl", "--decisions", "d.jsonl"]).ends_with(1);
    folder.petik(&["import", "r.jsonl", "--decisions", "nothing.jsonl"]).ends_with(1);
}
