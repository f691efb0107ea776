//! The desk of `petik serve DIR`, asked as its page asks: what judgements make of rows is what the next `petik reconcile` makes of
//! them, and no verdict that was acknowledged is lost.

use crate::cli::program::Folder;
use crate::cli::serve::Served;
use crate::files::root;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

struct Desk {
    served: Served,
    token: String,
}

impl Desk {
    fn open(folder: &Folder, more: &[&str]) -> Self {
        let mut served = Served::start(folder, &[&["out"], more].concat());
        let token = served.token();
        Desk { served, token }
    }

    fn get(&self, path: &str) -> Value {
        let (status, body) = self.served.ask(&format!("GET /desk/{path}\nAuthorization: Bearer {}", self.token), b"");
        assert_eq!(status, 200, "{path}: {body}");
        serde_json::from_str(&body).unwrap()
    }

    fn item(&self, id: &str) -> Value {
        self.get(&format!("item?id={}", id.replace('/', "%2F").replace('+', "%2B")))
    }

    fn post(&self, path: &str, body: &Value) -> (u16, Value) {
        let head = format!("POST /desk/{path}\nAuthorization: Bearer {}\nContent-Type: application/json", self.token);
        let (status, body) = self.served.ask(&head, body.to_string().as_bytes());
        (status, serde_json::from_str(&body).unwrap())
    }

    fn judge(&self, verdict: &str, subject: &str, more: Value) -> Value {
        let mut judgement = json!({ "by": "Sari", "verdict": verdict, "subjects": [subject] });
        judgement.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let (status, answer) = self.post("judge", &judgement);
        assert_eq!(status, 200, "{answer}");
        answer
    }
}

/// A folder with a reconciliation of the corpus.
fn reconciled() -> Folder {
    let folder = Folder::new();
    let articles = root().join("corpus/articles").display().to_string();
    folder.petik(&["extract", "--quiet", "--with-text", "--output", "r.jsonl", &articles]).ends_with(0);
    again(&folder, &[]);
    folder
}

fn again(folder: &Folder, more: &[&str]) {
    let list = root().join("gazetteers/cohorts/gerakan-menuju-smart-city.csv").display().to_string();
    folder.petik(&[&["reconcile", "r.jsonl", "--list", &list, "--out", "out", "--quiet"], more].concat()).ends_with(0);
}

fn rows(folder: &Folder) -> BTreeMap<String, Value> {
    let rows = folder.read("out/reconciliation.jsonl");
    let rows = rows.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    rows.map(|row| (row["id"].as_str().unwrap().to_owned(), row)).collect()
}

/// A row in which the order of claims says nothing: the desk shows those that contradict first.
fn whole(row: &Value) -> Value {
    let mut row = row.clone();
    let claims = row["claims"].as_array_mut().unwrap();
    // The desk says in words what was inferred.
    claims.iter_mut().for_each(|claim| drop(claim.as_object_mut().unwrap().remove("derived")));
    claims.sort_by_key(|claim| (claim["id"].to_string(), claim["evidence"].to_string()));
    row
}

/// Ends the desk and lets a run read what was decided at it; the rows that it makes are those that the desk showed, each field by field,
/// and the queue and what is counted are the same.
fn next_run_agrees(folder: &Folder, desk: Desk) -> BTreeMap<String, Value> {
    let seen = |desk: &Desk| {
        let mut ids: Vec<String> = Vec::new();
        loop {
            let queue = desk.get(&format!("queue?which=all&limit=500&offset={}", ids.len()));
            let entries = queue["entries"].as_array().unwrap();
            ids.extend(entries.iter().map(|entry| entry["id"].as_str().unwrap().to_owned()));
            if ids.len() as u64 >= queue["total"].as_u64().unwrap() {
                return (ids, desk.get("summary")["counts"].clone());
            }
        }
    };
    let shown = seen(&desk);
    let is_row = |id: &&String| id.contains('/');
    let now: BTreeMap<String, Value> =
        shown.0.iter().filter(is_row).map(|id| (id.clone(), desk.item(id)["row"].clone())).collect();
    desk.served.kill("-TERM");
    assert_eq!(desk.served.end().status.code(), Some(0));
    again(folder, &["--decisions", "decisions.jsonl"]);
    let after = rows(folder);
    assert_eq!(now.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    for (id, row) in &now {
        assert_eq!(whole(row), whole(&after[id]), "{id}");
    }
    assert_eq!(shown, seen(&Desk::open(folder, &[])));
    after
}

#[test]
fn rows_are_judged_as_the_next_run_judges_them() {
    let folder = reconciled();
    let desk = Desk::open(&folder, &[]);
    let before = rows(&folder);
    let of_list = |row: &&Value| !row["listed"].is_null() && !row["claims"].as_array().unwrap().is_empty();
    let mut kinds = [0; 5];
    for (number, row) in before.values().filter(of_list).enumerate() {
        let claim = &row["claims"][0];
        let (id, year) = (claim["id"].as_str().unwrap(), row["cohort_year"].as_i64().unwrap());
        kinds[number % 5] += 1;
        let note = json!({ "note": "seen" });
        match number % 5 {
            0 => desk.judge("reject", id, json!({})),
            1 => desk.judge("accept", row["id"].as_str().unwrap(), note),
            2 => desk.judge("correct", id, json!({ "cohort_year": year + 1, "note": "seen" })),
            3 => desk.judge("correct", id, json!({ "region": "33.10", "note": "seen" })),
            _ => {
                desk.judge("reject", id, json!({}));
                desk.judge("withdraw", id, json!({}))
            }
        };
    }
    assert!(kinds.iter().all(|kind| *kind > 2), "{kinds:?}");
    let after = next_run_agrees(&folder, desk);
    let changed = after.iter().filter(|(id, row)| before.get(*id).is_some_and(|old| whole(row) != whole(old))).count();
    assert!(changed > 20, "{changed}");
}

/// Claims of rows of the list that are of one row alone, each with its row.
fn sole_claims(rows: &BTreeMap<String, Value>) -> Vec<(String, &Value)> {
    let mut held: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
    for row in rows.values() {
        for claim in row["claims"].as_array().unwrap() {
            held.entry(claim["id"].as_str().unwrap()).or_default().push(row);
        }
    }
    let of_list = held.into_iter().filter(|(_, rows)| rows.len() == 1 && !rows[0]["listed"].is_null());
    of_list.map(|(id, rows)| (id.to_owned(), rows[0])).collect()
}

#[test]
fn a_correction_to_a_region_or_year_that_nobody_has_makes_its_row_at_once() {
    let folder = reconciled();
    let desk = Desk::open(&folder, &[]);
    let before = rows(&folder);
    let programme = "gerakan-menuju-smart-city";
    let has = |code: &str| before.values().any(|row| row["region"]["code"] == code);
    let of_list = |code: &str| before.values().any(|row| row["region"]["code"] == code && !row["listed"].is_null());
    // A region that is nowhere, and one that only its namesake of the other type stands for in the list.
    let nowhere = ["91.05", "94.02", "53.15", "62.11", "81.07"].into_iter().find(|code| !has(code)).unwrap();
    let pairs = [("32.04", "32.73"), ("32.01", "32.71"), ("35.07", "35.73"), ("32.16", "32.75"), ("33.72", "33.11")];
    let namesake = pairs
        .into_iter()
        .flat_map(|(one, other)| [(one, other), (other, one)])
        .find(|(one, other)| !has(one) && of_list(other))
        .map(|(one, _)| one);
    let claims = sole_claims(&before);
    let is = |wanted: &'static str| move |(_, row): &&(String, &Value)| row["status"] == wanted;
    let mut chosen: Vec<&str> = claims.iter().filter(is("single_source")).map(|(id, _)| id.as_str()).take(7).collect();
    chosen.extend(claims.iter().filter(is("confirmed")).map(|(id, _)| id.as_str()).take(4));
    let [first, second, other, year, undone, withdrawn, moved, ..] = chosen[..] else { panic!("{chosen:?}") };
    let correct = |id: &str, region: Option<&str>, year: Option<i16>| {
        desk.judge("correct", id, json!({ "region": region, "cohort_year": year, "note": "seen" }))
    };
    let new = format!("{programme}/2022/{nowhere}");
    let begun = desk.get("summary")["counts"].clone();

    // The row is there with the answer, is found by its filters, and two claims can share it.
    let answer = correct(first, Some(nowhere), Some(2022));
    let made = answer["changed"].as_array().unwrap().iter().find(|entry| entry["id"] == new.as_str()).unwrap();
    assert_eq!((made["listed"].as_bool(), made["claims"].as_u64()), (Some(false), Some(1)), "{made}");
    let of_status = format!("queue?status={}&q={nowhere}&year=2022", made["status"].as_str().unwrap());
    assert_eq!(desk.get(&of_status)["entries"][0]["id"], new.as_str());
    correct(second, Some(nowhere), Some(2022));
    assert_eq!(desk.item(&new)["entry"]["claims"], 2);
    // It can be judged itself.
    assert_eq!(desk.judge("accept", &new, json!({}))["taken"][0], new.as_str());
    correct(other, namesake.or(Some(nowhere)), Some(2021));
    correct(year, None, Some(2031));
    assert_eq!(desk.get("queue?which=all&year=2031")["total"], 1);

    // Without its claims it is gone, by undo as by withdrawing, and nothing can be said of it.
    let gone = format!("{programme}/2030/{nowhere}");
    for back in [true, false] {
        let id = if back { undone } else { withdrawn };
        correct(id, Some(nowhere), Some(2030));
        assert_eq!(desk.get("queue?which=all&year=2030")["total"], 1);
        if back {
            assert_eq!(desk.post("undo", &json!({ "by": "Sari" })).1["taken"][0], id);
        } else {
            desk.judge("withdraw", id, json!({}));
        }
        assert_eq!(desk.get("queue?which=all&year=2030")["total"], 0);
        assert!(desk.get("summary")["counts"]["years"]["2030"].is_null());
    }
    assert_eq!(desk.judge("accept", &gone, json!({}))["refused"][0]["code"], "desk.gone");
    // A claim goes on to another such row, and what is rejected there stays there.
    correct(moved, Some(nowhere), Some(2030));
    correct(moved, Some(nowhere), Some(2029));
    assert_ne!(desk.get("summary")["counts"], begun);
    let after = next_run_agrees(&folder, desk);
    assert_eq!(after[&new]["decision"]["verdict"], "accept");

    // Corrections that a run has read are taken back as well.
    let desk = Desk::open(&folder, &[]);
    for id in [first, second, year, other] {
        desk.judge("withdraw", id, json!({}));
    }
    assert_eq!(desk.get(&format!("queue?which=all&q={nowhere}&year=2022"))["total"], 0);
    desk.judge("withdraw", moved, json!({}));
    assert_eq!(desk.get("summary")["counts"]["statuses"], begun["statuses"]);
}

#[test]
fn a_name_of_press_means_what_a_steward_says_everywhere() {
    let folder = Folder::new();
    let told = "Pemkab Batang terpilih mengikuti Gerakan Menuju Smart City tahun 2022. Wakil dari Bandung ikut hadir.";
    let article = |id: u32| json!({ "id": id.to_string(), "text": format!("Berita nomor {id}. {told}") });
    let lines: String = (0..3).map(|id| article(id).to_string() + "\n").collect();
    folder.write("a.jsonl", lines).write("daftar.csv", "kode,nama,tahun\n33.10,Kabupaten Klaten,2022\n");
    folder.petik(&["extract", "--quiet", "--with-text", "--output", "r.jsonl", "a.jsonl"]).ends_with(0);
    let run = |more: &[&str]| {
        let usual = [
            "reconcile",
            "r.jsonl",
            "--list",
            "daftar.csv",
            "--programme",
            "gerakan-menuju-smart-city",
            "--out",
            "out",
        ];
        folder.petik(&[&usual[..], more].concat()).ends_with(0);
    };
    run(&[]);
    let desk = Desk::open(&folder, &[]);
    let queue = desk.get("queue?status=press_name");
    assert_eq!(queue["entries"][0]["name"], "Bandung", "{queue}");
    let id = queue["entries"][0]["id"].as_str().unwrap();
    let answer = desk.judge("correct", id, json!({ "region": "32.73" }));
    assert_eq!(answer["taken"][0], id, "{answer}");
    run(&["--decisions", "decisions.jsonl"]);
    let row = &rows(&folder)["gerakan-menuju-smart-city/2022/32.73"];
    assert_eq!((row["status"].as_str(), row["articles"].as_u64()), (Some("not_in_list"), Some(3)), "{row:#}");
    assert_eq!(desk.get("queue?status=press_name&which=all")["total"], 0);
}

#[test]
fn a_group_is_corrected_by_region_and_nobody_is_written_over() {
    let folder = Folder::new();
    let told = "Kabupaten Klaten terpilih mengikuti Gerakan Menuju Smart City tahun 2022. \
                Kabupaten Batang juga terpilih mengikuti Gerakan Menuju Smart City tahun 2022.";
    folder.write("a.jsonl", json!({ "id": "1", "text": told }).to_string() + "\n");
    folder.write("daftar.csv", "kode,nama,tahun\n33.10,Kabupaten Klaten,2022\n33.25,Kabupaten Batang,2022\n");
    folder.petik(&["extract", "--quiet", "--with-text", "--output", "r.jsonl", "a.jsonl"]).ends_with(0);
    let programme = "gerakan-menuju-smart-city";
    let usual = ["reconcile", "r.jsonl", "--list", "daftar.csv", "--programme", programme, "--out", "out", "--quiet"];
    folder.petik(&usual).ends_with(0);
    let desk = Desk::open(&folder, &[]);
    let claims = |region: &str| -> Vec<String> {
        let item = desk.item(&format!("{programme}/2022/{region}"));
        let claims = item["row"]["claims"].as_array().unwrap();
        claims.iter().map(|claim| claim["id"].as_str().unwrap().to_owned()).collect()
    };
    let (own, others) = (claims("33.10"), claims("33.25"));
    let group = desk.get(&format!("group?id={}&group=article", own[0]));
    assert_eq!(group["claims"], own.len() + others.len(), "{group}");
    let first = &group["regions"][0];
    assert_eq!((first["code"].as_str(), first["is_same"].as_bool()), (Some("33.10"), Some(true)), "{group}");
    let of_article = |more: Value| {
        let mut judgement = json!({ "group": "article", "note": "seen" });
        judgement.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        desk.judge("correct", &own[0], judgement)
    };
    let answer = of_article(json!({ "region": "33.11" }));
    assert_eq!(
        (answer["taken"].as_array().unwrap().len(), &answer["left"]),
        (own.len(), &json!(others.len())),
        "{answer}"
    );
    // What has a later line than was seen, of whichever row, is judged by who looks at it first.
    let stale = of_article(json!({ "cohort_year": 2021, "as_of": 0 }));
    let refused: BTreeSet<&str> =
        stale["refused"].as_array().unwrap().iter().map(|one| one["subject"].as_str().unwrap()).collect();
    assert_eq!(refused, own.iter().map(String::as_str).collect(), "{stale}");
    let answer = of_article(json!({ "date": "8 Mei 2022", "as_of": own.len() + others.len() }));
    assert_eq!(answer["left"], 0, "{answer}");
    let lines = folder.read("decisions.jsonl");
    let last: Value = serde_json::from_str(lines.lines().last().unwrap()).unwrap();
    assert_eq!(last["date"], "2022-05-08");
    // Nor is what only the group brings in.
    let by_other = json!({ "by": "Budi", "verdict": "reject", "subjects": [own[0]], "group": "article" });
    let answer = desk.post("judge", &by_other).1;
    assert_eq!(answer["refused"].as_array().unwrap().len(), own.len() + others.len() - 1, "{answer}");
    desk.post("undo", &json!({ "by": "Budi" }));
    let lines = folder.read("decisions.jsonl");
    let nothing = desk.judge("withdraw", &format!("{programme}/2022/33.25"), json!({}));
    assert_eq!(nothing["refused"][0]["code"], "desk.nothing_to_withdraw", "{nothing}");
    // A decision about what the run does not have is told, as the report tells it.
    folder.write(
        "decisions.jsonl",
        lines + &json!({ "subject": "000000000000", "verdict": "accept" }).to_string() + "\n",
    );
    folder.petik(&[&usual[..], &["--decisions", "decisions.jsonl"]].concat()).ends_with(0);
    assert_eq!(desk.get("summary")["astray"][0][1]["subject"], "000000000000");
}

#[test]
fn claims_of_a_row_come_in_pages_and_all_can_be_had() {
    let folder = Folder::new();
    let told = "Pemkab Klaten terpilih mengikuti Gerakan Menuju Smart City tahun 2022.";
    let article = |id: u32| json!({ "id": id.to_string(), "text": format!("Berita nomor {id}. {told}") });
    let lines: String = (0..230).map(|id| article(id).to_string() + "\n").collect();
    folder.write("a.jsonl", lines).write("daftar.csv", "kode,nama,tahun\n33.10,Kabupaten Klaten,2022\n");
    folder.petik(&["extract", "--quiet", "--with-text", "--output", "r.jsonl", "a.jsonl"]).ends_with(0);
    let programme = "gerakan-menuju-smart-city";
    let run = ["reconcile", "r.jsonl", "--list", "daftar.csv", "--programme", programme, "--out", "out", "--quiet"];
    folder.petik(&run).ends_with(0);
    let desk = Desk::open(&folder, &[]);
    let page = |offset: usize| {
        let item = desk.get(&format!("item?id={programme}%2F2022%2F33.10&offset={offset}"));
        let claims = item["row"]["claims"].as_array().unwrap();
        let ids: Vec<String> = claims.iter().map(|claim| claim["id"].as_str().unwrap().to_owned()).collect();
        (ids, item["more_claims"].as_u64().unwrap())
    };
    let pages = [page(0), page(100), page(200), page(230), page(usize::MAX)];
    assert_eq!(
        pages.iter().map(|page| (page.0.len(), page.1)).collect::<Vec<_>>(),
        [(100, 130), (100, 30), (30, 0), (0, 0), (0, 0)]
    );
    assert_eq!(pages.iter().flat_map(|page| &page.0).collect::<BTreeSet<_>>().len(), 230);
    // A claim of a later page is judged like any other.
    assert_eq!(desk.judge("reject", &pages[2].0[0], json!({}))["taken"][0], pages[2].0[0].as_str());
    for offset in ["-1", "many", ""] {
        let head = format!("GET /desk/item?id=x&offset={offset}\nAuthorization: Bearer {}", desk.token);
        let (status, answer) = desk.served.ask(&head, b"");
        assert_eq!(status, 400, "{answer}");
        assert_eq!(serde_json::from_str::<Value>(&answer).unwrap()["error"]["code"], "bad_parameter");
    }
}

#[test]
fn no_acknowledged_verdict_is_lost_when_the_server_is_killed() {
    let folder = reconciled();
    let ids: Vec<String> = rows(&folder).into_keys().collect();
    let mut acknowledged = Vec::new();
    for round in ids.chunks(3).take(5) {
        let desk = Desk::open(&folder, &[]);
        for id in round {
            assert_eq!(desk.judge("accept", id, json!({}))["taken"][0], id.as_str());
            acknowledged.push(id.clone());
        }
        desk.served.kill("-KILL");
        desk.served.end();
    }
    let lines = folder.read("decisions.jsonl");
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let subjects: Vec<&str> = lines.iter().map(|line| line["subject"].as_str().unwrap()).collect();
    assert_eq!(subjects, acknowledged);
    let desk = Desk::open(&folder, &[]);
    assert_eq!(desk.get("queue?which=decided")["total"], acknowledged.len());
}

#[test]
fn a_judgement_is_taken_back_after_a_restart_whole_and_to_what_was_before() {
    let folder = reconciled();
    let ids: Vec<String> = rows(&folder).into_keys().take(4).collect();
    let [first, second, third, other] = &ids[..] else { panic!("{ids:?}") };
    let desk = Desk::open(&folder, &[]);
    desk.judge("accept", first, json!({ "note": "by the letter" }));
    let many = json!({ "by": "Sari", "verdict": "reject", "subjects": [first, second, third] });
    assert_eq!(desk.post("judge", &many).1["taken"].as_array().unwrap().len(), 3);
    assert_eq!(desk.post("judge", &json!({ "by": "Budi", "verdict": "accept", "subjects": [other, third] })).0, 200);
    desk.served.kill("-KILL");
    desk.served.end();

    // Of the three, one was judged by somebody else since; it stays, and the next time it is passed over.
    let desk = Desk::open(&folder, &[]);
    let undo = || desk.post("undo", &json!({ "by": "Sari" }));
    let (status, answer) = undo();
    assert_eq!((status, &answer["taken"]), (200, &json!([first, second])), "{answer}");
    assert_eq!(
        (&answer["refused"][0]["subject"], &answer["refused"][0]["code"]),
        (&json!(third), &json!("desk.judged_since"))
    );
    let decision = |id: &str| desk.item(id)["entry"]["decision"].clone();
    assert_eq!((decision(first)["note"].as_str(), decision(second).is_null()), (Some("by the letter"), true));
    assert_eq!(decision(third)["who"], "Budi");
    let lines = folder.read("decisions.jsonl");
    let lines: Vec<&str> = lines.lines().collect();
    assert_eq!(lines[0], lines[6], "what is in force again is written as it was");

    let (_, answer) = undo();
    assert_eq!(answer["taken"], json!([first]), "{answer}");
    assert!(decision(first).is_null());
    assert_eq!(undo().0, 400);
}

#[test]
fn what_cannot_be_taken_is_refused_by_its_subject_in_the_language_that_is_asked_for() {
    let folder = reconciled();
    let desk = Desk::open(&folder, &["--lang", "id"]);
    let all = rows(&folder);
    let (id, row) = all.iter().find(|(_, row)| row["claims"].as_array().unwrap().len() > 1).unwrap();
    let claim = row["claims"][0]["id"].as_str().unwrap();
    for (verdict, subject, more, code) in [
        ("accept", "no/such/row", json!({}), "desk.gone"),
        ("correct", id, json!({ "region": "33.10" }), "decide.row_no_correct"),
        ("correct", claim, json!({}), "decide.needs_value"),
        ("correct", claim, json!({ "region": "99.99" }), "decide.no_region"),
        ("accept", claim, json!({ "seen": { claim: 7 } }), "desk.meanwhile_withdrawn"),
    ] {
        let answer = desk.judge(verdict, subject, more);
        assert_eq!(answer["refused"][0]["code"], code, "{answer}");
        assert!(answer["taken"].as_array().unwrap().is_empty());
    }
    let (status, answer) = desk.post("judge", &json!({ "by": " ", "verdict": "accept", "subjects": [id] }));
    assert_eq!((status, answer["error"]["code"].as_str()), (400, Some("bad_parameter")));
    let (status, answer) = desk.post("judge", &json!({ "by": "Sari", "verdict": "perhaps", "subjects": [id] }));
    assert_eq!(status, 400, "{answer}");
    // A group: all claims of an article in one write.
    let answer = desk.judge("reject", claim, json!({ "group": "article" }));
    let beside = all.values().flat_map(|row| row["claims"].as_array().unwrap());
    let article = &row["claims"][0]["article"]["id"];
    let same: BTreeSet<&str> =
        beside.filter(|other| other["article"]["id"] == *article).filter_map(|other| other["id"].as_str()).collect();
    assert_eq!(answer["taken"].as_array().unwrap().len(), same.len());
    // A line that is no decision, and others that an editor added, are told and taken.
    let mut lines = folder.read("decisions.jsonl");
    lines += &format!("nonsense\n{}\n", json!({ "subject": id, "verdict": "reject", "who": "Budi" }));
    folder.write("decisions.jsonl", lines);
    assert_eq!(desk.get("summary")["broken"].as_array().unwrap().len(), 1);
    assert_eq!(desk.item(id)["entry"]["decision"]["who"], "Budi");
}

#[test]
fn a_folder_that_was_written_in_english_is_read_in_indonesian() {
    let folder = Folder::new();
    let programme = "gerakan-menuju-smart-city";
    let list =
        "kode;daerah;ket\n33.25;Kab. Batang;\n;Pekalongan;\n;Kab. Nowhere;\n33.26;Kota Solok;\n;Kab. Boyolali;Batal\n";
    folder
        .write("list.csv", list)
        .write("a.txt", "Kabupaten Batang menjadi peserta Gerakan Menuju Smart City tahun 2018.");
    folder.petik(&["extract", "--quiet", "--with-text", "--output", "r.jsonl", "a.txt"]).ends_with(0);
    let wanted = ["--programme", programme, "--year", "2018", "--lang", "en", "--out", "out", "--quiet"];
    folder.petik(&[&["reconcile", "r.jsonl", "--list", "list.csv"], &wanted[..]].concat()).ends_with(0);
    let table = folder.read("out/unresolved.csv");
    let desks = ["en", "id"].map(|language| Desk::open(&folder, &["--lang", language]));
    for (name, english, indonesian) in [
        (
            "Pekalongan",
            "several regions have this name (a kabupaten, a kota)",
            "beberapa daerah bernama sama (kabupaten, kota)",
        ),
        ("Kab. Nowhere", "no region has this name", "tidak ada daerah dengan nama ini"),
        (
            "Kota Solok",
            "the code says Kabupaten Pekalongan",
            "kodenya berarti Kabupaten Pekalongan, namanya berarti Kota Solok",
        ),
        ("Kab. Boyolali", "no member: \"Batal\"", "bukan anggota: \"Batal\""),
    ] {
        let line = table.lines().find(|line| line.contains(name)).unwrap();
        let names = desks.each_ref().map(|desk| desk.item(line.split(',').next().unwrap())["name"].clone());
        for (name, words) in names.iter().zip([english, indonesian]) {
            let candidates = name["candidates"].as_array().unwrap();
            let is_said =
                candidates.iter().all(|one| one.as_str().unwrap().contains("(nama)") == (words == indonesian));
            assert!(
                name["reason"].as_str().unwrap().contains(words) && (is_said || name["name"] != "Pekalongan"),
                "{name}"
            );
        }
    }
}

#[test]
fn a_folder_that_is_made_anew_is_shown_anew() {
    let folder = reconciled();
    let desk = Desk::open(&folder, &[]);
    let turn = desk.get("summary")["turn"].clone();
    let id = rows(&folder).into_keys().next().unwrap();
    desk.judge("reject", &id, json!({}));
    again(&folder, &["--decisions", "decisions.jsonl"]);
    assert!(desk.get("summary")["turn"].as_u64() > turn.as_u64());
    assert_eq!(desk.item(&id)["entry"]["decision"]["verdict"], "reject");
}

#[test]
fn who_has_no_token_sees_nothing_of_the_folder() {
    let folder = reconciled();
    let desk = Desk::open(&folder, &[]);
    for path in ["/", "/desk/queue", "/desk/summary", "/desk/desk.js"] {
        assert_eq!(desk.served.ask(&format!("GET {path}"), b"").0, 401, "{path}");
    }
    let (status, _) = desk.served.ask("POST /desk/judge\nContent-Type: application/json", b"{}");
    assert_eq!(status, 401);
}

#[test]
fn rows_of_the_folder_are_offered_to_openrefine_with_what_press_says() {
    let folder = reconciled();
    let desk = Desk::open(&folder, &[]);
    let (id, row) = rows(&folder).into_iter().find(|(_, row)| row["sources"].as_u64() > Some(1)).unwrap();
    let (code, name) = (row["region"]["code"].as_str().unwrap(), row["region"]["name"].as_str().unwrap());
    let form = |field: &str, value: Value| format!("{field}={}", percent(&value.to_string()));
    let ask = |body: String| {
        let head = "POST /reconcile\nContent-Type: application/x-www-form-urlencoded";
        let (status, answer) = desk.served.ask(head, body.as_bytes());
        assert_eq!(status, 200, "{answer}");
        serde_json::from_str::<Value>(&answer).unwrap()
    };
    let found = ask(form("queries", json!({ "q": { "query": name.to_lowercase() } })));
    assert_eq!(
        (found["q"]["result"][0]["id"].as_str(), found["q"]["result"][0]["match"].as_bool()),
        (Some(code), Some(true))
    );
    let wanted = json!({ "ids": [code], "properties": [{ "id": "status" }, { "id": "quote" }] });
    let told = ask(form("extend", wanted));
    let values = &told["rows"][code];
    let has = |property: &str, words: &str| values[property].as_array().unwrap().iter().any(|one| one["str"] == words);
    assert!(has("status", row["status"].as_str().unwrap()), "{id}: {values:#}");
    assert!(has("quote", row["claims"][0]["quotes"][0]["quote"].as_str().unwrap()), "{id}: {values:#}");
}

fn percent(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
