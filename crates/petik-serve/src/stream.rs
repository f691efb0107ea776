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
    let (send, lines) = channel(2 * shared.limits.threads);
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
        loop {
            if own.ended {
                return Poll::Ready(None);
            }
            let Some(next) = &mut own.next else {
                own.next = ready!(own.lines.poll_recv(context));
                if own.next.is_some() {
                    continue;
                }
                own.ended = true;
                let end = own.end();
                return Poll::Ready(end.map(|end| Ok(Frame::data(end.into()))));
            };
            let made = ready!(Pin::new(next).poll(context));
            own.next = None;
            let lines = made.map_or_else(|_| failed(), |(lines, _)| lines);
            if !lines.is_empty() {
                return Poll::Ready(Some(Ok(Frame::data(own.framed(lines).into()))));
            }
        }
    }
}

impl Answer {
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

    fn end(&self) -> Option<&'static [u8]> {
        match (self.around, self.any) {
            (Around::Lines, _) => None,
            (Around::Array, true) => Some(b"]\n"),
            (Around::Array, false) => Some(b"[]\n"),
        }
    }
}
