//! The service: what it needs, and its parts put together.

use crate::frame::framed;
use crate::guard::{HostName, Hosts};
use crate::limits::Limits;
use crate::part::{Asks, Part};
use crate::token::Token;
use crate::work::Work;
use crate::{explain, extract, health, openapi};
use axum::Router;
use petik_core::Engine;
use petik_source::PageLists;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

/// What is served.
#[derive(Debug)]
pub struct App {
    /// Reads articles.
    pub engine: &'static Engine,
    /// Finds articles in pages.
    pub pages: Arc<PageLists>,
    /// What is taken at once.
    pub limits: Limits,
    /// Where articles are read, and what else takes long.
    pub work: Work,
    /// What pages may ask that are not petik's own: it only reads.
    pub open: Part,
    /// Whether it shows data of whoever started the server, so that only pages of this machine may ask it.
    pub shows_own_data: bool,
    /// What wants the token.
    pub own: Option<Part>,
    /// The name of a server that passes requests on to this one.
    pub host: Option<HostName>,
}

/// What the handlers of petik-serve itself need.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) engine: &'static Engine,
    pub(crate) pages: Arc<PageLists>,
    pub(crate) limits: Limits,
    pub(crate) work: Work,
}

/// The service that is reached at `address`, and what stands behind its first address.
pub(crate) fn router(app: App, address: SocketAddr) -> io::Result<(Router, String)> {
    let App { engine, pages, limits, work, open, shows_own_data, own, host } = app;
    let token = Token::new(address.port())?;
    let first = own.as_ref().map(|_| token.query()).unwrap_or_default();
    let hosts = Hosts::of(address, host);
    let shared = Arc::new(Shared { engine, pages, limits: limits.clone(), work });
    let plain = extract::part(&shared).and(explain::part(&shared)).and(health::part(&shared));
    let description = openapi::part(engine, &plain, &open, own.as_ref());
    let plain = plain.and(description);
    let open_to = if shows_own_data { Asks::LocalPages } else { Asks::Nothing };
    let mut routes = plain.guarded(Asks::OwnPages, &hosts).merge(open.guarded(open_to, &hosts));
    if let Some(own) = own {
        routes = routes.merge(own.guarded(Asks::Token(token), &hosts));
    }
    Ok((framed(routes, hosts, limits), first))
}
