//! Who may ask what: strangers by name, pages of others, callers with and without the token.

use super::client::{Running, app};
use crate::{App, Part};
use axum::Router;
use axum::routing::{get, post};
use serde_json::json;

/// A server with an open part and one that wants the token.
fn with_parts() -> Running {
    named(None)
}

/// The same, with requests that another server passes on.
fn named(host: Option<&str>) -> Running {
    let open = Router::new().route("/open", get(|| async { "read" })).route("/open/hidden", get(|| async { "hidden" }));
    let own = Router::new().route("/", get(|| async { "desk" })).route("/judge/{row}", post(|| async { "judged" }));
    let operation = json!({ "responses": { "200": { "description": "It is." } } });
    let open = Part::new(open, json!({ "/open": { "get": operation } }));
    let own = Part::new(own, json!({ "/": { "get": operation }, "/judge/{row}": { "post": operation } }));
    let host = host.map(|name| name.parse().unwrap());
    Running::new(App { open, own: Some(own), host, ..app() })
}

#[test]
fn own_data_are_for_pages_of_this_machine() {
    let open = Router::new().route("/open", get(|| async { "read" }));
    let open = Part::new(open, json!({ "/open": { "get": { "responses": { "200": { "description": "It is." } } } } }));
    let server = Running::new(App { open, shows_own_data: true, ..app() });
    let openrefine = "http://127.0.0.1:3333";
    for local in ["", "Sec-Fetch-Site: same-site", "Sec-Fetch-Site: cross-site\nReferer: http://localhost:3333/project"]
    {
        assert_eq!(server.ask("GET /open", local, "").status, 200, "{local}");
    }
    let answer = server.ask("GET /open", &format!("Origin: {openrefine}\nSec-Fetch-Site: same-site"), "");
    assert_eq!((answer.status, answer.header("access-control-allow-origin")), (200, Some(openrefine)));
    let asked = server.ask("OPTIONS /open", &format!("Origin: {openrefine}"), "");
    assert_eq!((asked.status, asked.header("access-control-allow-origin")), (204, Some(openrefine)));
    for foreign in ["Origin: https://evil.example", "Origin: null", "Sec-Fetch-Site: cross-site"] {
        for method in ["GET", "OPTIONS"] {
            let answer = server.ask(&format!("{method} /open"), foreign, "");
            answer.is_fault(403, "foreign_origin");
            assert_eq!(answer.header("access-control-allow-origin"), None, "{foreign}");
        }
    }
}

#[test]
fn slashes_too_many_lead_nowhere_else() {
    let server = with_parts();
    for path in ["/open/", "//open", "///open//"] {
        assert_eq!(server.get(path).status, 200, "{path}");
    }
    server.get("//evil.example/open").is_fault(404, "unknown_path");
}

fn token(server: &Running) -> String {
    server.first.as_deref().unwrap().rsplit('=').next().unwrap().to_owned()
}

#[test]
fn a_request_for_another_server_is_refused() {
    let server = with_parts();
    for path in ["/health", "/open", "/", "/nothing"] {
        let ask = |host: &str| server.ask(&format!("GET {path}"), host, "");
        for host in ["evil.example", "evil.example:80", "127.0.0.1:1", "127.0.0.1", ""] {
            ask(&format!("Host: {host}")).is_fault(421, "foreign_host");
        }
        let port = server.port;
        ask(&format!("Host: 127.0.0.1:{port}\nHost: evil.example")).is_fault(421, "foreign_host");
        server.ask(&format!("GET http://evil.example{path}"), "", "").is_fault(421, "foreign_host");
        assert_ne!(ask(&format!("Host: localhost:{port}")).status, 421);
    }
    let mut old = server.caller();
    old.send("GET /health HTTP/1.0\r\n\r\n");
    old.answer().is_fault(421, "foreign_host");
}

#[test]
fn a_name_of_ones_own_is_admitted_beside_the_address_and_nothing_else() {
    let server = named(Some("petik.example.org"));
    let first = server.first.clone().unwrap();
    assert!(first.starts_with("https://petik.example.org/?token="), "{first}");
    let name = "Host: petik.example.org";
    let bearer = format!("Authorization: Bearer {}", token(&server));
    for path in ["/health", "/open"] {
        assert_eq!(server.ask(&format!("GET {path}"), name, "").status, 200);
        assert_eq!(server.get(path).status, 200);
    }
    server.ask("GET /", name, "").is_fault(401, "no_token");
    assert_eq!(server.ask("GET /", &format!("{name}\n{bearer}"), "").body, "desk");
    // The cookie is for TLS alone, except where the own address was asked.
    let exchange = format!("GET /?token={}", token(&server));
    let cookie = |headers: &str| server.ask(&exchange, headers, "").header("set-cookie").unwrap().to_owned();
    assert!(cookie(name).ends_with("; SameSite=Strict; Secure") && !cookie("").contains("Secure"));
    for host in ["petik.example.org:80", "www.petik.example.org", "example.org", "petik.example.org.evil.example"] {
        server.ask("GET /health", &format!("Host: {host}"), "").is_fault(421, "foreign_host");
    }
    server.ask("GET /health", &format!("{name}\nHost: evil.example"), "").is_fault(421, "foreign_host");
    let judge = |more: &str| server.ask("POST /judge/1", &format!("{name}\n{bearer}\n{more}"), "");
    assert_eq!(judge("Origin: https://petik.example.org\nSec-Fetch-Site: same-origin").body, "judged");
    for foreign in [
        "Origin: http://petik.example.org",
        "Origin: https://evil.example",
        "Sec-Fetch-Site: same-site",
        "Origin: null",
    ] {
        judge(foreign).is_fault(403, "foreign_origin");
    }
    with_parts().ask("GET /health", name, "").is_fault(421, "foreign_host");
}

#[test]
fn pages_of_others_may_only_read_what_is_open() {
    let server = with_parts();
    let own = format!("Origin: http://127.0.0.1:{}\nSec-Fetch-Site: same-origin", server.port);
    let text = "Content-Type: text/plain";
    let foreign = [
        "Origin: https://evil.example".to_owned(),
        "Origin: null".to_owned(),
        "Origin: http://127.0.0.1:1".to_owned(),
        format!("Origin: https://127.0.0.1:{}", server.port),
        "Sec-Fetch-Site: cross-site".to_owned(),
        "Sec-Fetch-Site: same-site".to_owned(),
    ];
    for foreign in &foreign {
        server.ask("POST /v1/extract", &format!("{text}\n{foreign}"), "Kota Solok").is_fault(403, "foreign_origin");
        server.ask("GET /health", foreign, "").is_fault(403, "foreign_origin");
        let bearer = format!("Authorization: Bearer {}", token(&server));
        server.ask("POST /judge/1", &format!("{bearer}\n{foreign}"), "").is_fault(403, "foreign_origin");
        let read = server.ask("GET /open", foreign, "");
        assert_eq!((read.status, read.header("access-control-allow-origin")), (200, Some("*")));
    }
    let answer = server.ask("POST /v1/extract", &format!("{text}\n{own}"), "Kota Solok");
    assert_eq!((answer.status, answer.header("access-control-allow-origin")), (200, None));

    let asks = "Origin: https://evil.example\nAccess-Control-Request-Method: GET";
    let open = server.ask("OPTIONS /open", asks, "");
    assert_eq!((open.status, open.header("access-control-allow-methods")), (204, Some("GET")));
    for closed in ["/v1/extract", "/judge/1", "/health"] {
        let answer = server.ask(&format!("OPTIONS {closed}"), asks, "");
        assert_eq!((answer.status, answer.header("access-control-allow-origin")), (403, None), "{closed}");
    }
}

#[test]
fn the_token_is_exchanged_for_a_cookie() {
    let server = with_parts();
    let first = server.first.clone().unwrap();
    let path = &first[first.find("/?").unwrap()..];
    let answer = server.get(path);
    assert_eq!((answer.status, answer.header("location")), (303, Some("/")));
    let cookie = answer.header("set-cookie").unwrap();
    assert!(cookie.ends_with("; Path=/; HttpOnly; SameSite=Strict"), "{cookie}");
    let cookie = format!("Cookie: a=b; {}", cookie.split(';').next().unwrap());
    assert_eq!(server.ask("GET /", &cookie, "").body, "desk");
    assert_eq!(server.ask("POST /judge/7", &cookie, "").body, "judged");
    let kept = server.get(&format!("/?a=1&token={}&b=2", token(&server)));
    assert_eq!(kept.header("location"), Some("/?a=1&b=2"));
}

#[test]
fn without_the_token_nothing_of_ones_own_is_shown() {
    let server = with_parts();
    let token = token(&server);
    assert!(token.len() == 64 && token != self::token(&with_parts()), "{token}");
    for (headers, status) in [
        (String::new(), 401),
        (format!("Cookie: petik_{}={}", server.port, &token[1..]), 401),
        (format!("Cookie: petik_1={token}"), 401),
        (format!("Authorization: Bearer {token}0"), 401),
        (format!("Authorization: Basic {token}"), 401),
        (format!("Authorization: bearer {token}"), 200),
        (format!("Cookie: petik_{}={token}", server.port), 200),
    ] {
        assert_eq!(server.ask("GET /", &headers, "").status, status, "{headers}");
        assert_eq!(server.ask("POST /judge/1", &headers, "").status, status, "{headers}");
    }
    server.get("/?token=0").is_fault(401, "no_token");
    server.ask(&format!("POST /judge/1?token={token}"), "", "").is_fault(401, "no_token");
    assert_eq!(server.get("/").header("www-authenticate"), Some("Bearer"));
    // What is open or computes wants none.
    assert_eq!((server.get("/open").status, server.get("/health").status), (200, 200));
    assert_eq!(Running::plain().first, None);
}

#[test]
fn what_is_not_described_is_not_served() {
    let server = with_parts();
    server.get("/open/hidden").is_fault(404, "unknown_path");
    server.get("/nothing").is_fault(404, "unknown_path");
    let wrong = server.ask("POST /open", "", "");
    wrong.is_fault(405, "wrong_method");
    assert_eq!(wrong.header("allow"), Some("GET"));
    server.get("/v1/extract").is_fault(405, "wrong_method");
    server.ask("BREW /health", "", "").is_fault(405, "wrong_method");
    let mut caller = server.caller();
    caller.ask("HEAD /health", "", "");
    assert_eq!(caller.head().unwrap().status, 200);
}

#[test]
fn every_answer_says_how_it_may_be_used() {
    let server = with_parts();
    for (path, status) in [("/health", 200), ("/nothing", 404), ("/", 401), ("/open", 200)] {
        let answer = server.get(path);
        assert_eq!(answer.status, status);
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(answer.header("referrer-policy"), Some("no-referrer"));
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        assert!(
            answer.header("content-security-policy").is_some_and(|policy| policy.starts_with("default-src 'none'"))
        );
    }
}
