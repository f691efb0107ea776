//! Callers who are large, slow or many, and what breaks within.

use super::client::{self, Answer, Running, app};
use crate::{App, Limits, Part};
use axum::Router;
use axum::body::Bytes;
use axum::routing::{get, post};
use serde_json::json;
use std::sync::Arc;
use std::thread;
use std::time::Duration;
use tokio::sync::Semaphore;

const LINES: &str = "application/x-ndjson";

fn limited(change: impl FnOnce(&mut Limits)) -> Running {
    Running::new(client::limited(change))
}

/// Asks until the answer is as it must become.
fn eventually(mut ask: impl FnMut() -> Answer, is: impl Fn(&Answer) -> bool) -> Answer {
    loop {
        let answer = ask();
        if is(&answer) {
            return answer;
        }
        thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn what_is_too_large_is_refused_and_a_long_line_costs_itself_alone() {
    let server = limited(|limits| limits.article = "1000".parse().unwrap());
    let long = "Kota Solok. ".repeat(200);
    server.post("/v1/extract", "text/plain", &long).is_fault(413, "too_large");
    let mut caller = server.caller();
    caller.begin("/v1/extract", "text/plain");
    (0..30).for_each(|_| caller.chunk("Kota Solok. ".repeat(20)));
    caller.chunk("");
    caller.answer().is_fault(413, "too_large");
    // The answer is there although more was sent than is ever read.
    server.post("/v1/explain", "text/html", vec![b'a'; 8 << 20]).is_fault(413, "too_large");
    let short = json!({ "text": "Kota Solok" });
    let body = format!("{short}\n{}\n{short}\n", json!({ "text": long }));
    let lines = server.post("/v1/extract", LINES, body).lines();
    assert_eq!(lines.len(), 3);
    let reason = lines[1]["error"]["reason"].as_str().unwrap();
    assert!(reason.contains("an article may have 1000 bytes at most"), "{reason}");
    // However long the whole is.
    let body = format!("{short}\n").repeat(900);
    assert_eq!(server.post("/v1/extract", LINES, body).lines().len(), 900);
}

#[test]
fn who_stops_sending_is_not_waited_for() {
    let server = limited(|limits| {
        limits.stall = Duration::from_millis(100);
        limits.head = Duration::from_millis(100);
    });
    let mut caller = server.caller();
    caller.ask("POST /v1/extract", "Content-Type: text/plain\nContent-Length: 100", "Kota");
    caller.answer().is_fault(408, "too_slow");
    let mut lines = server.caller();
    lines.begin("/v1/extract", LINES);
    lines.chunk("{\"text\": \"Kota Solok\"}\n{\"text\": \"Kota");
    let answer = lines.answer().lines();
    assert_eq!(answer[0]["mentions"][0]["text"], "Kota Solok");
    assert!(answer[1]["error"]["reason"].as_str().unwrap().contains("no more of the body came"), "{answer:?}");
    let mut head = server.caller();
    head.send("GET /health HTTP/1.1\r\nHost: ");
    assert!(head.is_closed());
    let mut idle = server.caller();
    idle.ask("GET /health", "", "");
    assert_eq!(idle.answer().status, 200);
    assert!(idle.is_closed());
}

#[test]
fn slow_callers_hold_up_nobody() {
    let server = limited(|limits| limits.threads = 1);
    let mut slow: Vec<_> = (0..20).map(|_| server.caller()).collect();
    for (number, caller) in slow.iter_mut().enumerate() {
        match number % 3 {
            0 => caller.send("POST /v1/extract HTT"),
            1 => caller.ask("POST /v1/extract", "Content-Type: text/plain\nContent-Length: 100", "Kota"),
            _ => caller.begin("/v1/extract", LINES),
        }
    }
    for _ in 0..20 {
        assert_eq!(server.post("/v1/extract", "text/plain", "Kota Solok").status, 200);
    }
}

#[test]
fn whoever_comes_too_many_is_told_to_come_again() {
    let server = limited(|limits| (limits.threads, limits.waiting, limits.streams) = (1, 0, 1));
    let begin = || {
        let mut caller = server.caller();
        caller.begin("/v1/extract", LINES);
        caller
    };
    let mut first = begin();
    assert_eq!(first.head().unwrap().status, 200);
    // Sooner or later one waits for the first to end before another request is there.
    let ask = || server.post("/v1/extract", "text/plain", "Kota Solok");
    let mut waiting = Vec::new();
    let ask_behind = || {
        waiting.push(begin());
        ask()
    };
    let busy = eventually(ask_behind, |answer| answer.status != 200);
    busy.is_fault(503, "busy");
    assert_eq!(busy.header("retry-after"), Some("1"));
    first.chunk("");
    assert!(waiting.iter_mut().any(|caller| caller.head().unwrap().status == 200));
    drop(waiting);
    eventually(ask, |answer| answer.status == 200);
}

#[test]
fn two_hundred_at_once_and_more_than_there_may_be() {
    let server = limited(|limits| limits.connections = 50);
    thread::scope(|scope| {
        let asking: Vec<_> = (0..200)
            .map(|number| {
                let server = &server;
                scope.spawn(move || server.post(&format!("/v1/extract?id={number}"), "text/plain", "Kota Solok"))
            })
            .collect();
        for (number, answer) in asking.into_iter().enumerate() {
            assert_eq!(answer.join().unwrap().json()["id"], number.to_string());
        }
    });
}

/// A server with parts that break and wait.
fn odd(gate: &Arc<Semaphore>) -> App {
    let gate = Arc::clone(gate);
    let router = Router::new()
        .route("/breaks", get(|| async { if true { panic!("on purpose") } else { "" } }))
        .route(
            "/waits",
            get(move || async move {
                gate.acquire().await.unwrap().forget();
                "done"
            }),
        )
        .route("/takes", post(|body: Bytes| async move { body.len().to_string() }));
    let described = json!({ "/breaks": { "get": {} }, "/waits": { "get": {} }, "/takes": { "post": {} } });
    App { open: Part::new(router, described), ..app() }
}

#[test]
fn a_panic_is_an_answer_and_the_server_goes_on() {
    let server = Running::new(odd(&Arc::new(Semaphore::new(0))));
    let mut caller = server.caller();
    for _ in 0..3 {
        caller.ask("GET /breaks", "", "");
        caller.answer().is_fault(500, "internal");
    }
    caller.ask("GET /health", "", "");
    assert_eq!(caller.answer().status, 200);
}

#[test]
fn parts_have_the_same_limits() {
    let mut app = odd(&Arc::new(Semaphore::new(0)));
    app.limits.article = "1MiB".parse().unwrap();
    app.limits.answer = Duration::from_millis(100);
    let server = Running::new(app);
    assert_eq!(server.post("/takes", "text/plain", vec![b'a'; 1 << 20]).body, (1 << 20).to_string());
    assert_eq!(server.post("/takes", "text/plain", vec![b'a'; 4 << 20]).status, 413);
    server.get("/waits").is_fault(503, "too_long");
}

#[test]
fn what_is_under_way_is_answered_before_the_end() {
    let gate = Arc::new(Semaphore::new(0));
    let mut app = odd(&gate);
    app.limits.stop = Duration::from_secs(600);
    let server = Running::new(app);
    let (mut waiting, mut idle, mut lines) = (server.caller(), server.caller(), server.caller());
    waiting.ask("GET /waits", "", "");
    idle.ask("GET /health", "", "");
    assert_eq!(idle.answer().status, 200);
    lines.begin("/v1/extract", LINES);
    assert_eq!(lines.head().unwrap().status, 200);
    // Idle connections are closed: from here on it is at its end, but for what is under way.
    server.stop();
    assert!(idle.is_closed());
    lines.chunk("{\"text\": \"Kota Solok\"}\n");
    assert!(lines.next_chunk().contains("13.72"));
    assert!(!server.is_at_its_end());
    gate.add_permits(1);
    assert_eq!(waiting.answer().body, "done");
    lines.chunk("");
    assert_eq!(lines.next_chunk(), "");
    assert!(lines.is_closed() && waiting.is_closed());
}

#[test]
fn who_never_ends_does_not_keep_the_server() {
    let server = limited(|limits| limits.stop = Duration::from_millis(50));
    let mut caller = server.caller();
    caller.begin("/v1/extract", LINES);
    assert_eq!(caller.head().unwrap().status, 200);
    server.stop();
    while !server.is_at_its_end() {
        thread::sleep(Duration::from_millis(10));
    }
}
