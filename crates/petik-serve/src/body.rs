//! Bodies of requests: read whole up to a limit, or as a stream by a thread that reads line by line. Whoever stops sending is
//! not waited for.

use crate::fault::{Code, Fault};
use crate::limits::Limits;
use crate::work::Work;
use axum::body::{Body, Bytes, HttpBody};
use hyper::body::{Frame, SizeHint};
use std::future::poll_fn;
use std::io::{self, Read};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use std::{error, fmt};
use tokio::runtime::Handle;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::{Instant, Sleep, sleep, timeout};

/// A body that ends with an error when nothing comes for too long. Where nobody wants it, it is read to its end and dropped, within
/// bounds: who is still sending when the connection closes may never see the answer.
pub(crate) struct Patient {
    body: Option<Body>,
    patience: Duration,
    alarm: Pin<Box<Sleep>>,
    ended: bool,
    /// The caller sends nothing before it is told to.
    asks_first: bool,
}

/// Nothing came for so long.
#[derive(Debug)]
pub(crate) struct Stalled(Duration);

impl fmt::Display for Stalled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no more of the body came for {} s", self.0.as_secs_f32())
    }
}

impl error::Error for Stalled {}

/// What is read and dropped of a body that nobody wants.
const MOST_DROPPED: usize = 64 << 20;
const LONGEST_DROPPING: Duration = Duration::from_secs(10);

impl Patient {
    pub(crate) fn new(body: Body, limits: &Limits, asks_first: bool) -> Self {
        let alarm = Box::pin(sleep(limits.stall));
        Patient { body: Some(body), patience: limits.stall, alarm, ended: false, asks_first }
    }
}

impl HttpBody for Patient {
    type Data = Bytes;
    type Error = axum::BoxError;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::BoxError>>> {
        let own = self.get_mut();
        let Some(body) = &mut own.body else { return Poll::Ready(None) };
        if let Poll::Ready(frame) = Pin::new(body).poll_frame(context) {
            own.alarm.as_mut().reset(Instant::now() + own.patience);
            own.ended = !matches!(frame, Some(Ok(_)));
            return Poll::Ready(frame.map(|frame| frame.map_err(axum::Error::into_inner)));
        }
        ready!(own.alarm.as_mut().poll(context));
        own.ended = true;
        Poll::Ready(Some(Err(Stalled(own.patience).into())))
    }

    fn is_end_stream(&self) -> bool {
        self.body.as_ref().is_none_or(HttpBody::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        self.body.as_ref().map(HttpBody::size_hint).unwrap_or_default()
    }
}

impl Drop for Patient {
    fn drop(&mut self) {
        let unread = self.body.take().filter(|body| !self.ended && !self.asks_first && !body.is_end_stream());
        if let (Some(mut body), Ok(runtime)) = (unread, Handle::try_current()) {
            runtime.spawn(timeout(LONGEST_DROPPING, async move {
                let mut dropped = 0;
                while dropped < MOST_DROPPED
                    && let Some(Ok(bytes)) = next(&mut body).await
                {
                    dropped += bytes.len();
                }
            }));
        }
    }
}

/// The next bytes of a body.
pub(crate) async fn next(body: &mut Body) -> Option<Result<Bytes, axum::Error>> {
    let frame = poll_fn(|context| Pin::new(&mut *body).poll_frame(context)).await?;
    Some(frame.map(|frame| frame.into_data().unwrap_or_default()))
}

/// A whole body, and the room in memory that is kept for it.
pub(crate) struct Whole {
    pub(crate) bytes: Vec<u8>,
    pub(crate) room: Option<OwnedSemaphorePermit>,
}

/// Reads a body whole, if it is not larger than it may be.
pub(crate) async fn whole(mut body: Body, limits: &Limits, work: &Work) -> Result<Whole, Fault> {
    let most = limits.article.bytes();
    if body.size_hint().lower() > most as u64 {
        return Err(too_large(limits));
    }
    let mut whole = Whole { bytes: Vec::new(), room: None };
    while let Some(bytes) = next(&mut body).await {
        let bytes = bytes.map_err(|error| broken(&error))?;
        if whole.bytes.len() + bytes.len() > most {
            return Err(too_large(limits));
        }
        let room = work.room(bytes.len())?;
        match &mut whole.room {
            Some(own) => own.merge(room),
            none => *none = Some(room),
        }
        whole.bytes.extend_from_slice(&bytes);
    }
    Ok(whole)
}

fn too_large(limits: &Limits) -> Fault {
    let what = format_args!("the body is larger than {}", limits.article);
    let way_out = "send one article at a time, or many as application/x-ndjson, of which each line may be so large; \
                   `petik serve --max-article-bytes` allows more";
    Fault::new(Code::TooLarge, what, way_out).at("body")
}

fn broken(error: &axum::Error) -> Fault {
    let cause = cause(error);
    match cause.downcast_ref::<Stalled>() {
        Some(stalled) => Fault::new(Code::TooSlow, stalled, "send it without a pause").at("body"),
        None => Fault::new(Code::BrokenBody, "the body broke off", "send all of it").at("body").because(cause),
    }
}

/// What is at the bottom of an error.
pub(crate) fn cause<'e>(error: &'e (dyn error::Error + 'static)) -> &'e (dyn error::Error + 'static) {
    error.source().map_or(error, cause)
}

/// A body for a thread that reads and waits.
pub(crate) struct Reader {
    runtime: Handle,
    body: Body,
    rest: Bytes,
}

impl Reader {
    /// Of the runtime that it is made on.
    pub(crate) fn new(body: Body) -> Self {
        Reader { runtime: Handle::current(), body, rest: Bytes::new() }
    }
}

impl Read for Reader {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.rest.is_empty() {
            match self.runtime.block_on(next(&mut self.body)) {
                Some(bytes) => {
                    self.rest =
                        bytes.map_err(|error| io::Error::other(format!("the body broke off: {}", cause(&error))))?
                }
                None => return Ok(0),
            }
        }
        let length = self.rest.len().min(into.len());
        into[..length].copy_from_slice(&self.rest.split_to(length));
        Ok(length)
    }
}
