//! Answers to many articles: each is sent as soon as it is made and all before it were, while the body is still coming. One thread
//! reads the body and hands its pieces to those that work; what is under way is bounded, so a caller who does not take the answer
//! is not read from either.

use crate::app::Shared;
use crate::asked::Kind;
use crate::fault::Fault;
use crate::reading::{Reading, failed};
use axum::body::{Body, Bytes, HttpBody};
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use hyper::body::Frame;
use petik_source::Raw;
use std::convert::Infallible;
use std::io::Read;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use tokio::runtime::Handle;
use tokio::sync::OwnedSemaphorePermit;
use tokio::sync::mpsc::{Receiver, channel};
use tokio::task::{JoinHandle, spawn_blocking};

/// What stands around the answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Around {
    /// An end of line behind each.
    Lines,
    /// The brackets of an array.
    Array,
}

/// The answer to the pieces of `body`, which is read by a thread of its own. Where `room` is kept for all of it, the pieces need none.
pub(crate) async fn answer(
    shared: &Shared,
    reading: Reading,
    body: impl Read + Send + 'static,
    around: Around,
    room: Option<OwnedSemaphorePermit>,
) -> Result<Response, Fault> {
    let place = shared.work.stream().await?;
    let (send, lines) = channel(8 * shared.limits.threads);
    let (work, runtime) = (shared.work.clone(), Handle::current());
    spawn_blocking(move || {
        let of_pieces = room.is_none();
        let _held = (place, room);
        let own = Arc::new(reading);
        for piece in own.many(body) {
            let reading = Arc::clone(&own);
            let begun = runtime.block_on(async {
                // Its answer is not much longer than the piece, and takes over its room until it is sent.
                let weight = piece.as_ref().ok().filter(|_| of_pieces).map_or(0, Raw::weight);
                let room = work.room_later(weight).await.ok()?;
                work.begin(move || (reading.lines(piece), room)).await.ok()
            });
            // Nobody listens any more, or the server stops.
            if begun.is_none_or(|begun| send.blocking_send(begun).is_err()) {
                break;
            }
        }
    });
    let kind = if around == Around::Lines { Kind::JsonLines } else { Kind::Json };
    let body = Body::new(Answer { lines, next: None, around, any: false, ended: false });
    Ok(([(CONTENT_TYPE, kind.as_str())], body).into_response())
}

type Made = (Vec<u8>, OwnedSemaphorePermit);

/// An answer that is being made.
struct Answer {
    lines: Receiver<JoinHandle<Made>>,
    /// The one that is waited for.
    next: Option<JoinHandle<Made>>,
    around: Around,
    /// Whether anything was sent.
    any: bool,
    ended: bool,
}

impl HttpBody for Answer {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let own = self.get_mut();
        let mut ready = Vec::new();
        // What is made already goes out together: a write costs as much as reading a short article.
        while ready.len() < ENOUGH
            && let Poll::Ready(Some(lines)) = own.next_lines(context)
        {
            ready.extend(own.framed(lines));
        }
        if ready.is_empty() {
            if !own.ended {
                return Poll::Pending;
            }
            ready.extend_from_slice(own.end());
        }
        let frame = (!ready.is_empty()).then(|| Ok(Frame::data(ready.into())));
        Poll::Ready(frame)
    }
}

/// Bytes that are worth a write of their own.
const ENOUGH: usize = 64 << 10;

impl Answer {
    /// What is answered to the next piece; nothing behind the last.
    fn next_lines(&mut self, context: &mut Context<'_>) -> Poll<Option<Vec<u8>>> {
        loop {
            if let Some(next) = &mut self.next {
                let made = ready!(Pin::new(next).poll(context));
                self.next = None;
                return Poll::Ready(Some(made.map_or_else(|_| failed(), |(lines, _)| lines)));
            }
            if self.ended {
                return Poll::Ready(None);
            }
            self.next = ready!(self.lines.poll_recv(context));
            self.ended = self.next.is_none();
        }
    }

    /// Lines as they stand in the answer.
    fn framed(&mut self, lines: Vec<u8>) -> Vec<u8> {
        if self.around == Around::Lines {
            return lines;
        }
        let mut framed = Vec::with_capacity(lines.len() + 2);
        for line in lines.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
            framed.extend_from_slice(if std::mem::replace(&mut self.any, true) { b",\n" } else { b"[" });
            framed.extend_from_slice(line);
        }
        framed
    }

    /// What stands behind the last line, once.
    fn end(&mut self) -> &'static [u8] {
        let any = std::mem::replace(&mut self.any, true);
        match std::mem::replace(&mut self.around, Around::Lines) {
            Around::Lines => b"",
            Around::Array if any => b"]\n",
            Around::Array => b"[]\n",
        }
    }
}
