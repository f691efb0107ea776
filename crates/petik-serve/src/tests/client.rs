//! A caller that sends what it is told, byte for byte, and a server to call.

#![allow(clippy::disallowed_methods)] // the server under test is called

use crate::{App, Limits, Part, Server, Work};
use petik_core::Engine;
use petik_core::gazetteer::Files;
use petik_source::PageLists;
use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{Arc, LazyLock};
use std::thread::{self, JoinHandle};

pub static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::builtin().unwrap());
static PAGES: LazyLock<Arc<PageLists>> = LazyLock::new(|| Arc::new(PageLists::of(&Files::builtin()).unwrap()));

/// What is served without other parts.
pub fn app() -> App {
    limited(|limits| limits.threads = 2)
}

/// The same with other limits.
pub fn limited(change: impl FnOnce(&mut Limits)) -> App {
    let mut limits = Limits::default();
    change(&mut limits);
    let (pages, work) = (Arc::clone(&PAGES), Work::new(&limits));
    App { engine: &ENGINE, pages, limits, work, open: Part::default(), shows_own_data: false, own: None, host: None }
}

/// A server that answers until it is dropped.
pub struct Running {
    pub port: u16,
    pub first: Option<String>,
    asked: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Running {
    pub fn new(app: App) -> Self {
        let server = Server::bind("127.0.0.1:0".parse().unwrap(), app).unwrap();
        let port = server.address().trim_end_matches('/').rsplit(':').next().unwrap().parse().unwrap();
        let asked = Arc::new(AtomicBool::new(false));
        let (first, stop) = (server.first_address(), Arc::clone(&asked));
        let thread = thread::spawn(move || server.run(|| stop.load(Relaxed)).unwrap());
        Running { port, first, asked, thread: Some(thread) }
    }

    pub fn plain() -> Self {
        Running::new(app())
    }

    /// Asks it to stop, and does not wait.
    pub fn stop(&self) {
        self.asked.store(true, Relaxed);
    }

    pub fn is_at_its_end(&self) -> bool {
        self.thread.as_ref().is_some_and(JoinHandle::is_finished)
    }

    pub fn caller(&self) -> Caller {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        Caller { port: self.port, stream: BufReader::new(stream) }
    }

    /// The answer to one request on a connection of its own. Headers are lines.
    pub fn ask(&self, first: &str, headers: &str, body: impl AsRef<[u8]>) -> Answer {
        let mut caller = self.caller();
        caller.ask(first, headers, body);
        caller.answer()
    }

    /// The answer to a body sent to `path`.
    pub fn post(&self, path: &str, kind: &str, body: impl AsRef<[u8]>) -> Answer {
        self.ask(&format!("POST {path}"), &format!("Content-Type: {kind}"), body)
    }

    pub fn get(&self, path: &str) -> Answer {
        self.ask(&format!("GET {path}"), "", "")
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop();
        let ended = self.thread.take().unwrap().join();
        assert!(ended.is_ok() || thread::panicking());
    }
}

/// A connection.
pub struct Caller {
    port: u16,
    stream: BufReader<TcpStream>,
}

impl Caller {
    pub fn send(&mut self, bytes: impl AsRef<[u8]>) {
        // The server may have closed the connection: its answer tells.
        let _ = self.stream.get_mut().write_all(bytes.as_ref());
    }

    /// Sends a request with the address of the server and the length of the body, unless it has its own.
    pub fn ask(&mut self, first: &str, headers: &str, body: impl AsRef<[u8]>) {
        let body = body.as_ref();
        let mut head = format!("{first} HTTP/1.1\r\n");
        for line in headers.lines().filter(|line| !line.is_empty()) {
            head += &format!("{line}\r\n");
        }
        if !headers.contains("Host:") {
            head += &format!("Host: 127.0.0.1:{}\r\n", self.port);
        }
        if !headers.contains("Transfer-Encoding:") && !headers.contains("Content-Length:") && !body.is_empty() {
            head += &format!("Content-Length: {}\r\n", body.len());
        }
        self.send([head.as_bytes(), b"\r\n", body].concat());
    }

    /// Begins a body that is sent piece by piece.
    pub fn begin(&mut self, path: &str, kind: &str) {
        self.ask(&format!("POST {path}"), &format!("Transfer-Encoding: chunked\nContent-Type: {kind}"), "");
    }

    pub fn chunk(&mut self, bytes: impl AsRef<[u8]>) {
        let bytes = bytes.as_ref();
        self.send([format!("{:x}\r\n", bytes.len()).as_bytes(), bytes, b"\r\n"].concat());
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        let _ = self.stream.read_line(&mut line);
        line.trim_end().to_owned()
    }

    /// The head of the next answer; nothing where the connection ends instead.
    pub fn head(&mut self) -> Option<Answer> {
        let status = self.line();
        let status = status.split(' ').nth(1)?.parse().unwrap();
        let mut headers = Vec::new();
        loop {
            let line = self.line();
            let Some((name, value)) = line.split_once(": ") else { break };
            headers.push((name.to_owned(), value.to_owned()));
        }
        Some(Answer { status, headers, body: String::new() })
    }

    /// The next chunk of an answer that comes in chunks.
    pub fn next_chunk(&mut self) -> String {
        let length = usize::from_str_radix(&self.line(), 16).unwrap_or(0);
        let bytes = self.bytes(length);
        self.line();
        bytes
    }

    fn bytes(&mut self, length: usize) -> String {
        let mut bytes = vec![0; length];
        self.stream.read_exact(&mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    /// The next answer, whole.
    #[track_caller]
    pub fn answer(&mut self) -> Answer {
        let mut answer = self.head().expect("an answer");
        match answer.header("content-length") {
            Some(length) => answer.body = self.bytes(length.parse().unwrap()),
            None if answer.header("transfer-encoding").is_some() => loop {
                let chunk = self.next_chunk();
                if chunk.is_empty() {
                    break;
                }
                answer.body += &chunk;
            },
            None => {}
        }
        answer
    }

    /// Whether the server closed the connection.
    pub fn is_closed(&mut self) -> bool {
        self.stream.read(&mut [0]).map_or(true, |read| read == 0)
    }
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    headers: Vec<(String, String)>,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// The objects of its lines.
    pub fn lines(&self) -> Vec<Value> {
        self.body.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// Checks that it is this fault, told as all are.
    #[track_caller]
    pub fn is_fault(&self, status: u16, code: &str) -> Value {
        let error = self.json()["error"].clone();
        assert_eq!((self.status, error["code"].as_str()), (status, Some(code)), "{self:?}");
        assert_eq!(error["status"], status, "{self:?}");
        assert!(
            ["what", "do"].iter().all(|part| error[part].as_str().is_some_and(|said| !said.is_empty())),
            "{self:?}"
        );
        error
    }
}
