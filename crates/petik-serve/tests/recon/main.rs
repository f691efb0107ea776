//! The reconciliation service over its routes: what it answers is as the specification's schemas say, and nothing that a client sends
//! loses an answer to something else.

#![allow(clippy::unwrap_used)] // in a test, a panic is the report
#![allow(clippy::disallowed_methods, clippy::disallowed_macros)] // tests may be asked by the environment to tell more

mod schemas;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use petik_core::Engine;
use petik_reconcile::ListOptions;
use petik_serve::recon::{BATCH_SIZE, Catalogue, ListSource, router};
use schemas::{faults, faults_by, of_spec, read, spec};
use serde_json::{Value, json};
use std::fs;
use std::sync::{Arc, LazyLock, Mutex};
use tower::ServiceExt;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::builtin().unwrap());
static ROUTES: LazyLock<Router> = LazyLock::new(|| router(Arc::new(catalogue(LIST))));

const LIST: &str = "No,Kode,Nama Daerah,Provinsi,Program,Tahun,Keterangan\n\
    1,33.10,Kab. Klaten,Jawa Tengah,Gerakan Menuju Smart City,2018,\n\
    2,33.1,KAB. KLATEN,Jawa Tengah,Gerakan Menuju Smart City,2019,\n\
    3,32.71,Kota Bogor,Jawa Barat,Gerakan Menuju Smart City,2018,<script>alert(1)</script>\n\
    4,,Pekalongan,Jawa Tengah,Gerakan Menuju Smart City,2018,\n";

/// A list in memory that may change.
#[derive(Clone)]
struct Text(Arc<Mutex<(u64, String)>>);

impl Text {
    fn of(text: &str) -> Self {
        Text(Arc::new(Mutex::new((0, text.to_owned()))))
    }

    fn set(&self, text: &str) {
        let mut state = self.0.lock().unwrap();
        *state = (state.0 + 1, text.to_owned());
    }
}

impl ListSource for Text {
    fn name(&self) -> String {
        "daftar.csv".to_owned()
    }

    fn stamp(&self) -> Result<String, String> {
        Ok(self.0.lock().unwrap().0.to_string())
    }

    fn read(&self) -> Result<Vec<u8>, String> {
        Ok(self.0.lock().unwrap().1.clone().into_bytes())
    }
}

fn catalogue(list: &str) -> Catalogue {
    Catalogue::of(&ENGINE).with_list(Box::new(Text::of(list)), ListOptions::default()).unwrap()
}

async fn send(routes: &Router, request: Request<Body>) -> (StatusCode, String, String) {
    let response = routes.clone().oneshot(request).await.unwrap();
    let status = response.status();
    let kind = response.headers().get("content-type").map(|kind| kind.to_str().unwrap().to_owned()).unwrap_or_default();
    let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    (status, kind, String::from_utf8(body.to_vec()).unwrap())
}

fn asked(address: &str) -> Request<Body> {
    Request::get(address).header("host", "127.0.0.1:3838").body(Body::empty()).unwrap()
}

async fn get(address: &str) -> Value {
    let (status, _, body) = send(&ROUTES, asked(address)).await;
    assert_eq!(status, StatusCode::OK, "{address}: {body}");
    serde_json::from_str(&body).unwrap()
}

fn form(address: &str, field: &str, value: &str) -> Request<Body> {
    let body = format!("{field}={}", encoded(value));
    let request = Request::post(address).header("host", "127.0.0.1:3838");
    request.header("content-type", "application/x-www-form-urlencoded").body(Body::from(body)).unwrap()
}

async fn post(address: &str, field: &str, value: &Value) -> Value {
    let (status, _, body) = send(&ROUTES, form(address, field, &value.to_string())).await;
    assert_eq!(status, StatusCode::OK, "{body}");
    serde_json::from_str(&body).unwrap()
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

#[track_caller]
fn valid(name: &str, answer: &Value) {
    assert_eq!(faults(name, answer), [""; 0], "{name}: {answer}");
}

#[test]
fn what_is_no_answer_has_faults() {
    for (name, answer) in [
        ("manifest", json!({ "name": "petik", "versions": "0.2" })),
        ("reconciliation-result-batch", json!({ "q0": { "result": [{ "id": "33.10", "name": "Kabupaten Klaten" }] } })),
        ("suggest-entities-response", json!({ "result": [{ "id": "33.10" }] })),
        ("data-extension-property-proposal", json!({ "properties": [{ "name": "Province" }] })),
        ("data-extension-response", json!({ "meta": [], "rows": { "33.10": { "code": ["33.10"] } } })),
        ("data-extension-response", json!({ "meta": [], "rows": { "33.10": { "code": [{ "str": "a", "int": 1 }] } } })),
    ] {
        assert!(!faults(name, &answer).is_empty(), "{name}: {answer}");
    }
}

#[test]
fn the_examples_of_the_specification_agree_with_the_checker() {
    let Some(spec) = spec() else {
        eprintln!("left out: PETIK_RECON_SPEC names no checkout of https://github.com/reconciliation-api/specs");
        return;
    };
    let mut count = 0;
    for version in ["0.1", "0.2"] {
        for schema in fs::read_dir(spec.join(version).join("schemas")).unwrap() {
            let name = schema.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned();
            let Some(validator) = of_spec(&spec, version, &name) else { continue };
            for (kind, is_valid) in [("valid", true), ("invalid", false)] {
                let folder = spec.join(version).join("examples").join(&name).join(kind);
                for example in fs::read_dir(folder).into_iter().flatten() {
                    let path = example.unwrap().path();
                    let found = faults_by(&validator, &read(&path));
                    assert_eq!(found.is_empty(), is_valid, "{}: {found:?}", path.display());
                    count += 1;
                }
            }
        }
    }
    assert!(count > 60, "{count}");
}

#[tokio::test]
async fn manifests() {
    for name in ["", "/list", "/regions", "/officials", "/programmes"] {
        let manifest = get(&format!("/reconcile{name}")).await;
        valid("manifest", &manifest);
        assert_eq!(manifest["versions"], json!(["0.1", "0.2"]));
        assert_eq!(manifest["suggest"]["entity"]["service_url"], format!("http://127.0.0.1:3838/reconcile{name}"));
        assert_eq!(manifest["batchSize"], BATCH_SIZE);
    }
    assert_eq!(get("/reconcile").await["name"], "petik: daftar.csv");
}

#[tokio::test]
async fn queries_in_batches() {
    let queries = json!({
        "q0": { "query": "Kab. Klaten" },
        "q1": { "query": "Pekalongan", "limit": 3 },
        "q2": { "query": "Pekalongan", "type": "kota", "type_strict": "any" },
        "q3": { "query": "Pekalongan", "properties": [{ "pid": "code", "v": "33.26" }] },
        "q4": { "query": "Pekalongan", "properties": [{ "pid": "province", "v": { "id": "33" } }, { "pid": "nothing", "v": 1 }] },
        "q5": { "query": "Solok", "type": ["kabupaten", "kota"] },
        "q6": { "query": "" },
        "q7": { "properties": [{ "pid": "code_bps", "v": "3310" }] },
        "q8": { "query": "Klaten", "properties": [{ "pid": "Provinsi", "v": ["Jawa Barat"] }] },
    });
    let answers = post("/reconcile/regions", "queries", &queries).await;
    valid("reconciliation-result-batch", &answers);
    let first = |key: &str| {
        let first = &answers[key]["result"][0];
        (first["id"].as_str().map(str::to_owned), first["match"].as_bool())
    };
    assert_eq!(first("q0"), (Some("33.10".to_owned()), Some(true)));
    assert_eq!(first("q1").1, Some(false));
    assert_eq!(first("q2"), (Some("33.75".to_owned()), Some(true)));
    assert!(answers["q2"]["result"].as_array().unwrap().iter().all(|one| one["type"][0]["id"] == "kota"));
    assert_eq!(first("q3"), (Some("33.26".to_owned()), Some(true)));
    assert_eq!(first("q4").1, Some(false));
    assert!(answers["q4"]["remarks"][0].as_str().unwrap().contains("nothing"));
    assert_eq!(first("q5").1, Some(false));
    assert_eq!(answers["q6"]["result"], json!([]));
    assert_eq!(first("q7"), (Some("33.10".to_owned()), Some(true)));
    assert_eq!(first("q8"), (Some("33.10".to_owned()), Some(false)));
    assert_eq!(get(&format!("/reconcile/regions?queries={}", encoded(&queries.to_string()))).await, answers);
}

#[tokio::test]
async fn a_broken_query_costs_no_other() {
    let long = "x".repeat(1 << 20);
    let queries = json!({
        "good": { "query": "Kota Bogor" },
        "name": "Kota Bogor",
        "array": [1, 2],
        "null": null,
        "wrong": { "query": { "a": 1 } },
        "limit": { "query": "Kota Bogor", "limit": -3 },
        "strict": { "query": "Kota Bogor", "type_strict": "very" },
        "type": { "query": "Kota Bogor", "type": "planet" },
        "property": { "query": "Kota Bogor", "properties": [{ "v": 1 }] },
        "unknown": { "query": "Kota Bogor", "colour": "red" },
        "empty": {},
        "long": { "query": long },
    });
    let answers = post("/reconcile/regions", "queries", &queries).await;
    valid("reconciliation-result-batch", &answers);
    for key in ["good", "name", "type", "unknown"] {
        assert_eq!(answers[key]["result"][0]["match"], true, "{key}: {}", answers[key]);
    }
    for key in ["array", "null", "wrong", "limit", "strict", "property", "empty", "long"] {
        assert!(answers[key]["error"].is_string(), "{key}: {}", answers[key]);
    }
    // Half of a letter is no JSON, and only there.
    let halves = r#"{"good": {"query": "Kota Bogor"}, "half": {"query": "\ud800"}}"#;
    let (_, _, body) = send(&ROUTES, form("/reconcile/regions", "queries", halves)).await;
    let answers: Value = serde_json::from_str(&body).unwrap();
    assert!(answers["good"]["result"][0]["match"] == true && answers["half"]["error"].is_string(), "{body}");
}

#[tokio::test]
async fn what_cannot_be_used_is_remarked() {
    let of = |id: &str, value: Value| json!([{ "pid": id, "v": value }]);
    let queries = json!({
        "limit": { "query": "Bogor", "limit": "1" },
        "capital": { "query": "Bogor", "type": "Kota", "type_strict": "any" },
        "planet": { "query": "Kota Bogor", "type": "planet", "type_strict": "any" },
        "code": { "query": "Kota Bogor", "properties": of("code", json!("abc")) },
        "bool": { "query": "Kota Bogor", "properties": of("code", json!(true)) },
    });
    let answers = post("/reconcile/regions", "queries", &queries).await;
    let first = |key: &str| answers[key]["result"][0]["id"].as_str();
    assert_eq!((first("limit").is_some(), answers["limit"]["result"].as_array().unwrap().len()), (true, 1));
    assert_eq!((first("capital"), first("planet")), (Some("32.71"), None));
    for key in ["planet", "code", "bool"] {
        assert_eq!(answers[key]["remarks"].as_array().map(Vec::len), Some(1), "{key}: {}", answers[key]);
    }
}

#[tokio::test]
async fn what_is_no_batch_is_refused_with_what_to_do() {
    let many: serde_json::Map<String, Value> =
        (0..10_000).map(|n| (format!("q{n}"), json!({ "query": "Klaten" }))).collect();
    let refused = [
        (form("/reconcile", "queries", "{"), StatusCode::BAD_REQUEST),
        (form("/reconcile", "queries", "[1]"), StatusCode::BAD_REQUEST),
        (form("/reconcile", "queries", &Value::Object(many).to_string()), StatusCode::PAYLOAD_TOO_LARGE),
        (form("/reconcile", "queries", &" ".repeat(2 << 20)), StatusCode::PAYLOAD_TOO_LARGE),
        (form("/reconcile", "extend", "{\"ids\": 1}"), StatusCode::BAD_REQUEST),
        (form("/reconcile/planets", "queries", "{}"), StatusCode::NOT_FOUND),
        (asked("/reconcile/view?id=99.99"), StatusCode::NOT_FOUND),
        (asked("/reconcile/suggest/entity?prefix=x&cursor=-1"), StatusCode::BAD_REQUEST),
        (asked("/reconcile?callback=alert(1)//"), StatusCode::BAD_REQUEST),
        (asked("/reconcile?queries=%FF"), StatusCode::BAD_REQUEST),
        (form("/reconcile", "query_", "{}"), StatusCode::BAD_REQUEST),
        (
            Request::post("/reconcile").header("content-encoding", "gzip").body(Body::from("queries={}")).unwrap(),
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
        ),
        (
            Request::post("/reconcile").header("content-type", "application/json").body(Body::from("{}")).unwrap(),
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
        ),
        (Request::get("/reconcile").header("host", "a\"b").body(Body::empty()).unwrap(), StatusCode::BAD_REQUEST),
    ];
    for (request, expected) in refused {
        let shown = request.uri().to_string();
        let (status, kind, body) = send(&ROUTES, request).await;
        assert_eq!((status, kind.as_str()), (expected, "application/json"), "{shown}: {body}");
        let fault: Value = serde_json::from_str(&body).unwrap();
        for key in ["what", "where", "do", "code"] {
            assert!(fault["error"][key].as_str().is_some_and(|words| !words.is_empty()), "{shown}: {body}");
        }
    }
}

#[tokio::test]
async fn older_clients() {
    let single = get("/reconcile/regions?query=Kab.%20Klaten").await;
    assert_eq!(single["result"][0]["id"], "33.10");
    let object = encoded("{\"query\": \"Klaten\", \"limit\": 1, \"type\": \"kabupaten\"}");
    assert_eq!(get(&format!("/reconcile/regions?query={object}")).await["result"].as_array().unwrap().len(), 1);
    let (_, kind, body) = send(&ROUTES, asked("/reconcile/regions?callback=jQuery_1.cb")).await;
    assert_eq!(kind, "application/javascript");
    let json = body.strip_prefix("/**/jQuery_1.cb(").and_then(|rest| rest.strip_suffix(");")).unwrap();
    valid("manifest", &serde_json::from_str(json).unwrap());
}

#[tokio::test]
async fn suggestions_and_flyouts() {
    let entities = get("/reconcile/regions/suggest/entity?prefix=bat").await;
    let names: Vec<&str> =
        entities["result"].as_array().unwrap().iter().filter_map(|one| one["name"].as_str()).collect();
    let place = |name: &str| names.iter().position(|own| *own == name);
    assert!(place("Kabupaten Batang") < place("Kabupaten Bangka Tengah").or(Some(names.len())), "{names:?}");
    let entities = get("/reconcile/regions/suggest/entity?prefix=klat").await;
    valid("suggest-entities-response", &entities);
    assert_eq!(entities["result"][0]["id"], "33.10");
    assert_eq!(get("/reconcile/regions/suggest/entity?prefix=33.1").await["result"][0]["id"], "33.10");
    let (first, second) = (
        get("/reconcile/regions/suggest/entity?prefix=ka").await,
        get("/reconcile/regions/suggest/entity?prefix=ka&cursor=20").await,
    );
    assert_ne!(first["result"][0], second["result"][0]);
    let properties = get("/reconcile/list/suggest/property?prefix=prov").await;
    valid("suggest-properties-response", &properties);
    assert_eq!(properties["result"][0]["id"], "province");
    let types = get("/reconcile/list/suggest/type?prefix=kab").await;
    valid("suggest-types-response", &types);
    assert_eq!(types["result"][0]["id"], "kabupaten");
    for flyout in ["entity?id=33.10", "property?id=province", "type?id=kota"] {
        let flyout = get(&format!("/reconcile/list/flyout/{flyout}")).await;
        assert!(flyout["html"].as_str().unwrap().starts_with("<p>") && flyout["id"].is_string());
    }
}

#[tokio::test]
async fn data_extension() {
    let proposed = get("/reconcile/list/properties?type=kabupaten&limit=3").await;
    valid("data-extension-property-proposal", &proposed);
    assert_eq!(proposed["properties"].as_array().unwrap().len(), 3);
    let query = json!({
        "ids": ["33.10", "32.71", "99.99", "row:x"],
        "properties": [
            { "id": "cohort_year" },
            { "id": "programme" },
            { "id": "province", "settings": { "content": "ids" } },
            { "id": "listed_name", "settings": { "limit": "1" } },
            { "id": "planet" },
        ],
    });
    valid("data-extension-query", &query);
    let answer = post("/reconcile/list", "extend", &query).await;
    valid("data-extension-response", &answer);
    let klaten = &answer["rows"]["33.10"];
    assert_eq!(klaten["cohort_year"], json!([{ "int": 2018 }, { "int": 2019 }]));
    assert_eq!(klaten["programme"][0]["id"], "gerakan-menuju-smart-city");
    assert_eq!(klaten["province"], json!([{ "str": "33" }]));
    assert_eq!(klaten["listed_name"], json!([{ "str": "Kab. Klaten" }]));
    assert_eq!(answer["rows"]["99.99"]["cohort_year"], json!([]));
    assert_eq!(klaten["planet"], json!([]));
}

#[tokio::test]
async fn the_list_has_its_own_entities() {
    let queries = json!({
        "in": { "query": "Klaten", "properties": [{ "pid": "Tahun", "v": "2019" }] },
        "out": { "query": "Kabupaten Boyolali" },
        "pair": { "query": "Kab. Bogor" },
        "open": { "query": "Pekalongan" },
    });
    let answers = post("/reconcile/list", "queries", &queries).await;
    valid("reconciliation-result-batch", &answers);
    let first = |key: &str| answers[key]["result"][0].clone();
    assert_eq!((&first("in")["id"], &first("in")["match"]), (&json!("33.10"), &json!(true)));
    let features = first("in")["features"].clone();
    assert!(features.as_array().unwrap().contains(&json!({ "id": "year_in_list", "value": true })), "{features}");
    for other in ["out", "pair"] {
        let all = answers[other]["result"].as_array().unwrap();
        assert!(all.iter().all(|one| one["match"] == false), "{other}: {all:?}");
    }
    assert_eq!(first("open")["type"][0]["id"], "open_row", "{}", first("open"));
}

#[tokio::test]
async fn pages_show_what_a_list_holds_and_run_nothing() {
    for address in ["/reconcile/list/preview?id=32.71", "/reconcile/view?id=32.71", "/reconcile/list/about"] {
        let response = ROUTES.clone().oneshot(asked(address)).await.unwrap();
        assert!(response.headers()["content-security-policy"].to_str().unwrap().starts_with("default-src 'none'"));
        let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        let body = String::from_utf8(body.to_vec()).unwrap();
        assert!(body.starts_with("<!doctype html>") && !body.contains("<script"), "{body}");
    }
    let (_, _, body) = send(&ROUTES, asked("/reconcile/list/preview?id=32.71")).await;
    assert!(body.contains("&lt;script&gt;") && body.contains("Kota Bogor"));
}

#[test]
fn a_list_without_programme_and_year_has_its_regions() {
    let catalogue = catalogue("Kode,Kabupaten/Kota\n33.10,Klaten\n11.01,Kab. Aceh Selatan\n");
    let routes = router(Arc::new(catalogue));
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let (_, _, body) = runtime.block_on(send(&routes, asked("/reconcile?query=Klaten")));
    let answer: Value = serde_json::from_str(&body).unwrap();
    assert_eq!((&answer["result"][0]["id"], &answer["result"][0]["match"]), (&json!("33.10"), &json!(true)));
}

#[tokio::test(start_paused = true)]
async fn a_list_that_changes_is_read_again_and_a_broken_one_is_not_taken() {
    let list = Text::of("Kode,Kabupaten/Kota\n33.10,Klaten\n");
    let told: Arc<Mutex<Vec<String>>> = Arc::default();
    let teller = Arc::clone(&told);
    let catalogue = Catalogue::of(&ENGINE)
        .telling(move |said| teller.lock().unwrap().push(said.to_owned()))
        .with_list(Box::new(list.clone()), ListOptions::default())
        .unwrap();
    let catalogue = Arc::new(catalogue);
    let routes = router(Arc::clone(&catalogue));
    let known = async |id: &str| {
        tokio::time::advance(std::time::Duration::from_secs(2)).await;
        let (status, ..) = send(&routes, asked(&format!("/reconcile/view?id={id}"))).await;
        status == StatusCode::OK
    };
    assert!(known("33.10").await && !known("33.11").await);
    list.set("Kode,Kabupaten/Kota\n33.10,Klaten\n33.11,Sukoharjo\n");
    assert!(known("33.11").await);
    assert_eq!(told.lock().unwrap().len(), 1);
    // A file that is still being saved may hold its head alone.
    list.set("Kode,Kabupaten/Kota\n");
    assert!(known("33.11").await);
    assert!(catalogue.fault().unwrap().contains("no row below it"));
    list.set("");
    assert!(known("33.11").await);
    assert!(catalogue.fault().unwrap().contains("empty"));
    let (_, _, body) = send(&routes, asked("/reconcile")).await;
    assert!(body.contains("petik_list_fault"));
    list.set("Kode,Kabupaten/Kota\n33.12,Wonogiri\n");
    assert!(known("33.12").await && !known("33.11").await);
    assert_eq!((catalogue.fault(), told.lock().unwrap().len()), (None, 4));
}
