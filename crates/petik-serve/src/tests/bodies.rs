//! Bodies of every kind, and what is answered to them.

use super::client::{ENGINE, Running};
use petik_core::Article;
use serde_json::{Value, json};

const NEWS: &str = "Bupati Batang Wihaji meneken MoU Gerakan Menuju 100 Smart City, Selasa (08/05/2018).";

const LINES: &str = "application/x-ndjson";

fn line(text: &str) -> String {
    json!({ "text": text }).to_string() + "\n"
}

#[test]
fn a_text_with_what_is_known_of_it() {
    let server = Running::plain();
    let path = "/v1/extract?id=4711&title=Satu+Judul&published=21%2F04%2F2022&url=https%3A%2F%2Fcontoh.example%2Fa&outlet=Contoh";
    let record = server.post(path, "text/plain; charset=utf-8", NEWS).json();
    assert_eq!(record["id"], "4711");
    assert_eq!(record["title"], "Satu Judul");
    assert_eq!(record["published"], json!({ "value": "2022-04-21", "by": "source" }));
    assert_eq!(record["source"]["path"], "-");
    assert_eq!(
        (&record["source"]["url"], &record["source"]["outlet"]),
        (&json!("https://contoh.example/a"), &json!("Contoh"))
    );
    assert_eq!(record["facts"][0]["region"]["code"], "33.25");
    let fault = server.post("/v1/extract?published=kemarin", "text/plain", NEWS).is_fault(400, "bad_parameter");
    assert!(fault["what"].as_str().unwrap().contains("names no day"), "{fault}");
}

#[test]
fn a_page_is_read_as_one() {
    let server = Running::plain();
    let page = format!(
        "<html><head><title>Judul yang panjang sekali</title></head><body><nav><a href=/>Beranda</a></nav>\
         <h1>Judul yang panjang sekali</h1><p>{NEWS} Demikian kata beliau di Batang, Jawa Tengah.</p></body></html>"
    );
    let record = server.post("/v1/extract?url=https://contoh.example/2018/05/09/a&id=a", "text/html", &page).json();
    assert_eq!((&record["id"], &record["title"]), (&json!("a"), &json!("Judul yang panjang sekali")));
    assert_eq!(record["source"]["url"], "https://contoh.example/2018/05/09/a");
    assert_eq!(record["published"], json!({ "value": "2018-05-09", "by": "url" }));
    let latin = page.replace("Demikian", "Caf\u{e9}").chars().map(|c| u8::try_from(c).unwrap()).collect::<Vec<u8>>();
    let answer = server.post("/v1/extract?with_text=true", "text/html; charset=windows-1252", latin);
    assert!(answer.json()["text"].as_str().unwrap().contains("Caf\u{e9}"), "{answer:?}");
    server.post("/v1/extract", "text/html", "<html></html>").is_fault(422, "no_article");
}

#[test]
fn an_object_and_an_array() {
    let server = Running::plain();
    let one = server.post("/v1/extract", "application/json", line(NEWS));
    let article = Article::new(NEWS);
    let mut own = serde_json::to_value(ENGINE.extract(&article)).unwrap();
    own["source"] = json!({ "line": 1, "path": "-", "url": null, "outlet": null, "warc_record_id": null });
    assert_eq!(one.json(), own);
    let many = server.post(
        "/v1/extract",
        "application/json",
        json!([{ "text": NEWS }, { "text": 7 }, { "text": NEWS }]).to_string(),
    );
    let many = many.json();
    assert_eq!(many[0], one.json());
    assert_eq!(
        many[1],
        json!({ "error": { "path": "-", "line": 1, "offset": null, "reason": "no text: `text` is a number" } })
    );
    assert_eq!(many[2]["facts"], one.json()["facts"]);
    assert_eq!(server.post("/v1/extract", "application/json", "[]").json(), json!([]));
    let part = server.post(
        "/v1/extract",
        "application/json",
        json!({ "text": NEWS, "published": "entah \u{e9}" }).to_string(),
    );
    let warning: Value = serde_json::from_str(part.header("petik-warning").unwrap()).unwrap();
    assert!(warning["reason"].as_str().unwrap().contains("entah \u{e9}"), "{warning}");
}

#[test]
fn rows_and_only_what_is_asked_for() {
    let server = Running::plain();
    let dull = "Hujan turun di Kabupaten Batang.";
    let rows = server.post("/v1/extract?form=facts", "text/plain", NEWS).json();
    assert!(rows.as_array().is_some_and(|rows| rows.iter().all(|row| row["region_code"] == "33.25")), "{rows}");
    assert_eq!(server.post("/v1/extract?form=facts", "text/plain", dull).json(), json!([]));
    let mentions = server.post("/v1/extract?form=mentions", "text/plain", dull).json();
    assert_eq!(mentions[0]["type"], "region");
    assert_eq!(server.post("/v1/extract?only=facts", "text/plain", dull).status, 204);
    assert_eq!(server.post("/v1/extract?only=facts", "text/plain", NEWS).status, 200);
    let lines = server.post("/v1/extract?only=facts", LINES, line(dull) + &line(NEWS)).lines();
    assert_eq!((lines.len(), &lines[0]["source"]["line"]), (1, &json!(2)));
    let array = server.post(
        "/v1/extract?form=facts",
        "application/json",
        json!([{ "text": dull }, { "text": NEWS }]).to_string(),
    );
    assert_eq!(array.json(), rows_of_line(&rows));
    let text = server.post("/v1/extract?with_text=true", "text/plain", NEWS).json();
    assert_eq!(text["text"], NEWS);
}

/// The same rows of an article that JSON held.
fn rows_of_line(rows: &Value) -> Value {
    let mut rows = rows.clone();
    rows.as_array_mut()
        .unwrap()
        .iter_mut()
        .filter(|row| row.get("line").is_some())
        .for_each(|row| row["line"] = json!(1));
    rows
}

#[test]
fn lines_are_answered_while_they_come_and_in_their_order() {
    let server = Running::plain();
    let mut caller = server.caller();
    caller.begin("/v1/extract", LINES);
    for number in 1..=3 {
        caller.chunk(line(NEWS));
        if number == 1 {
            assert_eq!(caller.head().unwrap().header("content-type"), Some(LINES));
        }
        let record: Value = serde_json::from_str(&caller.next_chunk()).unwrap();
        assert_eq!(record["source"]["line"], number);
    }
    // A line that is cut anywhere is one line.
    let (head, tail) = NEWS.split_at(9);
    caller.chunk(format!("{{\"text\":\"{head}"));
    caller.chunk(format!("{tail}\"}}"));
    caller.chunk("");
    assert_eq!(serde_json::from_str::<Value>(&caller.next_chunk()).unwrap()["source"]["line"], 4);
    assert_eq!(caller.next_chunk(), "");

    let many: String = (0..700).map(|number| line(&NEWS.repeat(1 + number % 7))).collect();
    let places: Vec<Value> =
        server.post("/v1/extract", LINES, many).lines().iter().map(|r| r["source"]["line"].clone()).collect();
    assert!(places.into_iter().eq((1..=700).map(Value::from)));
}

#[test]
fn a_broken_line_costs_itself_alone() {
    let server = Running::plain();
    let body = [line(NEWS), "{\"text\": \"breaks off\n".into(), "\n".into(), "[]\n".into(), line(NEWS)].concat();
    for chunked in [false, true] {
        let lines = if chunked {
            let mut caller = server.caller();
            caller.begin("/v1/extract", LINES);
            caller.chunk(body.as_bytes());
            caller.chunk(b"{\"text\": \"\xC3\x28\"}\n");
            caller.chunk("");
            caller.answer().lines()
        } else {
            server
                .post("/v1/extract", "application/jsonl", [body.as_bytes(), b"{\"text\": \"\xC3\x28\"}\n"].concat())
                .lines()
        };
        let told: Vec<(&Value, bool)> = lines
            .iter()
            .map(|line| {
                (
                    if line["error"].is_null() { &line["source"]["line"] } else { &line["error"]["line"] },
                    line["error"].is_null(),
                )
            })
            .collect();
        assert_eq!(
            told,
            [(&json!(1), true), (&json!(2), false), (&json!(4), false), (&json!(5), true), (&json!(6), false)]
        );
    }
}

#[test]
fn bodies_that_are_none() {
    let server = Running::plain();
    let broken = server.post("/v1/extract", "application/json", "{\"text\": \"a\"").is_fault(400, "not_json");
    assert_eq!(broken["where"], "body, line 1, column 12");
    server.post("/v1/extract", "application/json", "[{\"text\": \"a\"}").is_fault(400, "not_json");
    server.post("/v1/extract", "application/json", "{\"text\": \"a\"} {\"text\": \"b\"}").is_fault(400, "not_json");
    server.post("/v1/extract", "application/json", "").is_fault(400, "not_json");
    server.post("/v1/extract", "application/json", "7").is_fault(422, "no_article");
    server.post("/v1/extract", "application/json", "[".repeat(1 << 20)).is_fault(400, "not_json");
    server.post("/v1/extract", "application/json", b"{\"text\": \"\xC3\x28\"}").is_fault(422, "no_article");
    server.post("/v1/extract", "text/plain", "").is_fault(422, "no_article");
    server.post("/v1/extract", "text/plain", "a\0b").is_fault(422, "no_article");
    server.post("/v1/extract", "image/png", "x").is_fault(415, "unsupported_type");
    server.ask("POST /v1/extract", "", "x").is_fault(415, "unsupported_type");
    server
        .ask("POST /v1/extract", "Content-Type: text/plain\nContent-Encoding: gzip", "x")
        .is_fault(415, "unsupported_type");
    let unknown = server.post("/v1/extract?onyl=facts", "application/json", line(NEWS)).is_fault(400, "bad_parameter");
    assert!(unknown["do"].as_str().unwrap().contains("only"), "{unknown}");
    server.post("/v1/extract?id=1", "application/json", line(NEWS)).is_fault(400, "bad_parameter");
    server.post("/v1/extract?only=fakta", "text/plain", NEWS).is_fault(400, "bad_parameter");
    server.post("/v1/extract?only=facts&only=all", "text/plain", NEWS).is_fault(400, "bad_parameter");
    server.post("/v1/extract?form=facts&with_text=true", "text/plain", NEWS).is_fault(400, "bad_parameter");
    server.post("/v1/explain", LINES, line(NEWS)).is_fault(422, "no_article");
    server.post("/v1/explain", "application/json", "[]").is_fault(422, "no_article");
    server.post("/v1/explain?only=facts", "text/plain", NEWS).is_fault(400, "bad_parameter");
}

#[test]
fn an_explanation_has_the_record_and_its_reasons() {
    let server = Running::plain();
    let text = format!("{NEWS}\n\nBaca juga: Hujan di Solok");
    let explained = server.post("/v1/explain", "text/plain", &text).json();
    assert_eq!(explained["record"], server.post("/v1/extract", "text/plain", &text).json());
    assert!(
        explained["zones"].as_array().unwrap().iter().any(|zone| zone["zone"] == "related" && zone["read"] == false)
    );
    let weighed = explained["weighed"].as_array().unwrap();
    assert!(weighed.iter().any(|sum| sum["decision"] == "confidence" && sum["fact"] == "f1"), "{explained}");
    let total =
        |sum: &Value| sum["terms"].as_array().unwrap().iter().map(|term| term["weight"].as_i64().unwrap()).sum::<i64>();
    assert!(weighed.iter().all(|sum| sum["total"] == total(sum)), "{explained}");
}
