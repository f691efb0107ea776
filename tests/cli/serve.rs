//! `petik serve` as a user drives it: where it says that it answers, what it answers, and how it ends.

#![allow(clippy::disallowed_methods)] // the server under test is called

use crate::cli::program::Folder;
use crate::files::root;
use serde_json::Value;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Command, Output, Stdio};

/// A server that was started, and the address that it printed.
pub(super) struct Served {
    child: Child,
    stdout: BufReader<ChildStdout>,
    address: String,
}

impl Served {
    pub(super) fn start(folder: &Folder, arguments: &[&str]) -> Self {
        let arguments = [&["serve", "--port", "0"], arguments].concat();
        let mut command = folder.command(&arguments);
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut address = String::new();
        stdout.read_line(&mut address).unwrap();
        Served { child, stdout, address: address.trim_end().to_owned() }
    }

    /// The token, which stands on standard error.
    pub(super) fn token(&mut self) -> String {
        let stderr = self.child.stderr.as_mut().unwrap();
        let mut said = Vec::new();
        loop {
            let mut byte = [0];
            stderr.read_exact(&mut byte).unwrap();
            said.push(byte[0]);
            if let Some((_, token)) = String::from_utf8_lossy(&said).split_once("?token=")
                && let Some(token) = token.strip_suffix('\n')
            {
                return token.to_owned();
            }
        }
    }

    /// `127.0.0.1:3838`.
    fn host(&self) -> &str {
        self.address.strip_prefix("http://").unwrap().strip_suffix('/').unwrap()
    }

    fn send(&self, head: &str, body: &[u8]) -> TcpStream {
        let mut stream = TcpStream::connect(self.host()).unwrap();
        let (first, headers) = head.split_once('\n').unwrap_or((head, ""));
        let host = if headers.contains("Host: ") { String::new() } else { format!("Host: {}\r\n", self.host()) };
        let headers: String = headers.lines().map(|line| format!("{line}\r\n")).collect();
        let length = body.len();
        let head = format!("{first} HTTP/1.1\r\nConnection: close\r\n{host}{headers}Content-Length: {length}\r\n\r\n");
        stream.write_all(&[head.as_bytes(), body].concat()).unwrap();
        stream
    }

    /// The status and the body of an answer.
    pub(super) fn ask(&self, head: &str, body: &[u8]) -> (u16, String) {
        answer(self.send(head, body))
    }

    fn post(&self, path: &str, kind: &str, body: &[u8]) -> String {
        let (status, body) = self.ask(&format!("POST {path}\nContent-Type: {kind}"), body);
        assert_eq!(status, 200, "{body}");
        body
    }

    pub(super) fn kill(&self, signal: &str) {
        Command::new("kill").args([signal, &self.child.id().to_string()]).status().unwrap();
    }

    /// What it left behind when it was at its end.
    pub(super) fn end(mut self) -> Output {
        let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
        self.stdout.read_to_end(&mut stdout).unwrap();
        self.child.stderr.take().unwrap().read_to_end(&mut stderr).unwrap();
        Output { stdout, stderr, status: self.child.wait().unwrap() }
    }
}

/// No server outlives its test, however that ends.
impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The status and the body of an answer that ends with its connection.
fn answer(mut stream: TcpStream) -> (u16, String) {
    let mut whole = String::new();
    stream.read_to_string(&mut whole).unwrap();
    let (head, body) = whole.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    if !head.to_ascii_lowercase().contains("transfer-encoding: chunked") {
        return (status, body.to_owned());
    }
    let (mut rest, mut whole) = (body, String::new());
    while let Some((length, more)) = rest.split_once("\r\n") {
        let length = usize::from_str_radix(length, 16).unwrap();
        whole += &more[..length];
        rest = &more[(length + 2).min(more.len())..];
    }
    (status, whole)
}

#[test]
fn records_are_those_of_extract() {
    let folder = Folder::new();
    let served = Served::start(&folder, &[]);
    let mut lines = String::new();
    for path in fs::read_dir(root().join("corpus/articles")).unwrap().map(|entry| entry.unwrap().path()) {
        if path.extension().is_some_and(|ending| ending == "txt") {
            let text = fs::read_to_string(&path).unwrap();
            let own = folder.petik_reading(&text, &["extract", "--quiet", "-"]).stdout;
            assert_eq!(served.post("/v1/extract", "text/plain", text.as_bytes()), own, "{path:?}");
            lines +=
                &(serde_json::json!({ "text": text, "id": path.file_stem().unwrap().to_str() }).to_string() + "\n");
        }
    }
    lines += "{\"text\": 7}\n\n{\"text\": \"Kota Solok\", \"published\": \"kapan\"}\n";
    for (options, path) in [
        (&["extract", "-"][..], "/v1/extract"),
        (&["extract", "--with-text", "-"], "/v1/extract?with_text=true"),
        (&["extract", "--facts", "-"], "/v1/extract?form=facts"),
        (&["extract", "--mentions", "-"], "/v1/extract?form=mentions"),
        (&["extract", "--only", "facts", "-"], "/v1/extract?only=facts"),
    ] {
        let own = folder.petik_reading(&lines, options).ends_with(1).stdout.clone();
        let answered = served.post(path, "application/x-ndjson", lines.as_bytes());
        let records: String = answered.split_inclusive('\n').filter(|line| !is_word(line)).collect();
        assert_eq!(records, own, "{path}");
        assert_eq!(answered.lines().filter(|line| line.starts_with("{\"error\"")).count(), 1);
    }
    for name in ["paged", "gallery", "amp"] {
        let page = fs::read(root().join(format!("tests/pages/{name}.html"))).unwrap();
        let html = String::from_utf8(page).unwrap();
        let own = folder.petik_reading(&html, &["extract", "--quiet", "--format", "html", "-"]).stdout;
        assert_eq!(served.post("/v1/extract", "text/html", html.as_bytes()), own, "{name}");
    }
}

/// Whether a line of an answer is a fault or a remark.
fn is_word(line: &str) -> bool {
    line.starts_with("{\"error\"") || line.starts_with("{\"warning\"")
}

#[test]
fn the_address_is_on_standard_output_alone_and_a_signal_is_the_way_to_the_end() {
    for signal in ["-INT", "-TERM"] {
        let folder = Folder::new();
        let served = Served::start(&folder, &[]);
        assert!(served.address.starts_with("http://127.0.0.1:"), "{}", served.address);
        let (status, health) = served.ask("GET /health", b"");
        let health: Value = serde_json::from_str(&health).unwrap();
        assert_eq!((status, health["version"].as_str()), (200, Some(env!("CARGO_PKG_VERSION"))));
        let address = served.address.clone();
        served.kill(signal);
        let output = served.end();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), output.stdout), (Some(0), Vec::new()), "{said}");
        let expected = format!("names are matched at {address}reconcile\npetik answers at {address}, until Ctrl-C\n");
        assert_eq!(said, expected);
        assert!(folder.names().is_empty());
    }
}

#[test]
fn what_is_under_way_is_answered_after_a_signal() {
    let folder = Folder::new();
    let served = Served::start(&folder, &["--threads", "1"]);
    let mut stream = TcpStream::connect(served.host()).unwrap();
    let head = "POST /v1/extract HTTP/1.1\r\nConnection: close\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked";
    write!(stream, "{head}\r\nHost: {}\r\n\r\n", served.host()).unwrap();
    let mut first = [0; 15];
    stream.read_exact(&mut first).unwrap();
    assert_eq!(&first, b"HTTP/1.1 200 OK");
    served.kill("-TERM");
    // It takes no more callers as soon as it knows.
    while TcpStream::connect(served.host()).is_ok() {}
    let line = "{\"text\": \"Kota Solok\"}\n";
    write!(stream, "{:x}\r\n{line}\r\n0\r\n\r\n", line.len()).unwrap();
    let mut rest = String::new();
    stream.read_to_string(&mut rest).unwrap();
    assert!(rest.contains("13.72") && rest.ends_with("0\r\n\r\n"), "{rest}");
    assert_eq!(served.end().status.code(), Some(0));
}

#[test]
fn strangers_are_refused_and_two_hundred_callers_are_not() {
    let folder = Folder::new();
    let served = Served::start(&folder, &[]);
    assert_eq!(served.ask("GET /health\nHost: evil.example", b"").0, 421);
    assert_eq!(served.ask("GET /health\nOrigin: https://evil.example", b"").0, 403);
    let text = "POST /v1/extract\nContent-Type: text/plain";
    // A caller who says no more, while the others are answered.
    let mut slow = TcpStream::connect(served.host()).unwrap();
    slow.write_all(b"POST /v1/extract HTTP/1.1\r\n").unwrap();
    let callers: Vec<TcpStream> = (0..200).map(|_| served.send(text, b"Kota Solok")).collect();
    for caller in callers {
        assert_eq!(answer(caller).0, 200);
    }
    served.kill("-TERM");
    assert_eq!(served.end().status.code(), Some(0));
}

#[test]
fn the_largest_article_is_as_large_as_is_said() {
    let folder = Folder::new();
    let served = Served::start(&folder, &["--max-article-bytes", "1KiB"]);
    let text = "POST /v1/extract\nContent-Type: text/plain";
    assert_eq!(served.ask(text, "Kota Solok. ".repeat(80).as_bytes()).0, 200);
    let (status, fault) = served.ask(text, "Kota Solok. ".repeat(90).as_bytes());
    assert!(status == 413 && fault.contains("larger than 1 KiB"), "{fault}");
    served.kill("-INT");
    served.end();
}

#[test]
fn an_address_that_cannot_be_had() {
    let folder = Folder::new();
    let served = Served::start(&folder, &[]);
    let port = served.host().rsplit(':').next().unwrap();
    let run = folder.petik(&["serve", "--port", port]);
    let said = format!("port {port} is taken, perhaps by another `petik serve`: choose one with --port");
    assert!(run.ends_with(2).errors().iter().any(|error| error.contains(&said)), "{run:?}");
    let run = folder.petik(&["serve", "--port", "0", "--address", "192.0.2.1"]);
    assert!(run.ends_with(2).stderr.contains("--address 192.0.2.1: no address of this machine"), "{run:?}");
    folder.petik(&["serve", "--address", "localhost"]).ends_with(2);
    folder.petik(&["serve", "--port", "65536"]).ends_with(2);
    served.kill("-INT");
    served.end();
}

#[test]
fn who_lets_others_in_is_warned() {
    let folder = Folder::new();
    let served = Served::start(&folder, &["--address", "0.0.0.0"]);
    assert!(served.address.starts_with("http://127.0.0.1:"), "{}", served.address);
    assert_eq!(served.ask("GET /health", b"").0, 200);
    assert_eq!(served.ask("GET /health\nHost: evil.example", b"").0, 421);
    served.kill("-INT");
    let said = String::from_utf8(served.end().stderr).unwrap();
    assert!(said.starts_with("warning: ") && said.contains("can be reached from other machines"), "{said}");
}
