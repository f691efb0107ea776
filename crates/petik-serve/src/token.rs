//! The token: what tells those who started the server from all others on the machine. It stands in the first address, is exchanged
//! there for a cookie, and so does not stay in the address, in the history or in a picture of the screen.

use crate::fault::{Code, Fault};
use crate::guard::ByName;
use axum::http::header::{AUTHORIZATION, COOKIE, LOCATION, SET_COOKIE, WWW_AUTHENTICATE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use std::fmt::Write;
use std::hint::black_box;
use std::io;

/// A secret that nobody can guess.
#[derive(Clone)]
pub(crate) struct Token {
    secret: String,
    /// Cookies are shared by all ports of a machine, so that each server has a name of its own for it.
    cookie: String,
}

const PARAMETER: &str = "token";

impl Token {
    /// A new one, for the server at `port`.
    pub(crate) fn new(port: u16) -> io::Result<Self> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes)?;
        let mut secret = String::with_capacity(2 * bytes.len());
        bytes.iter().for_each(|byte| _ = write!(secret, "{byte:02x}"));
        Ok(Token { secret, cookie: format!("petik_{port}") })
    }

    /// What stands behind the first address.
    pub(crate) fn query(&self) -> String {
        format!("?{PARAMETER}={}", self.secret)
    }

    /// Whether it is the token, in a time that does not tell how much of it is right.
    fn is(&self, offered: &str) -> bool {
        let (own, offered) = (self.secret.as_bytes(), offered.as_bytes());
        let differing =
            own.iter().zip(offered).fold(0, |differing, (own, offered)| black_box(differing | (own ^ offered)));
        own.len() == offered.len() && differing == 0
    }

    /// Lets through who has the token; who brings it in the address gets the cookie and the address without it.
    pub(crate) fn admit(&self, request: &Parts) -> Result<Option<Response>, Fault> {
        let query = request.uri.query().unwrap_or_default();
        let offered = query.split('&').find_map(|pair| pair.strip_prefix(PARAMETER)?.strip_prefix('='));
        if let Some(offered) = offered.filter(|_| [Method::GET, Method::HEAD].contains(&request.method)) {
            return if self.is(offered) {
                Ok(Some(self.exchanged(request, query)))
            } else {
                Err(refused("the token is another one"))
            };
        }
        if self.is_in(&request.headers) { Ok(None) } else { Err(refused("this needs the token of the first address")) }
    }

    fn is_in(&self, headers: &HeaderMap) -> bool {
        let texts = |name| headers.get_all(name).iter().filter_map(|value| value.to_str().ok());
        let bearer = |value: &str| {
            let (scheme, token) = value.split_once(' ')?;
            scheme.eq_ignore_ascii_case("bearer").then(|| self.is(token.trim()))
        };
        let cookie = |pair: &str| {
            let (name, value) = pair.trim().split_once('=')?;
            (name == self.cookie).then(|| self.is(value))
        };
        texts(AUTHORIZATION).filter_map(bearer).any(|is| is)
            || texts(COOKIE).flat_map(|cookies| cookies.split(';')).filter_map(cookie).any(|is| is)
    }

    fn exchanged(&self, request: &Parts, query: &str) -> Response {
        let kept: Vec<&str> =
            query.split('&').filter(|pair| pair.split('=').next() != Some(PARAMETER) && !pair.is_empty()).collect();
        // Two slashes would begin the name of another server.
        let path = format!("/{}", request.uri.path().trim_start_matches(['/', '\\']));
        let target = if kept.is_empty() { path } else { format!("{path}?{}", kept.join("&")) };
        let secure = if request.extensions.get::<ByName>().is_some() { "; Secure" } else { "" };
        let cookie = format!("{}={}; Path=/; HttpOnly; SameSite=Strict{secure}", self.cookie, self.secret);
        let mut response = StatusCode::SEE_OTHER.into_response();
        for (name, value) in [(LOCATION, target), (SET_COOKIE, cookie)] {
            if let Ok(value) = HeaderValue::from_str(&value) {
                response.headers_mut().insert(name, value);
            }
        }
        response
    }
}

fn refused(what: &str) -> Fault {
    let way_out =
        "open the address that `petik serve` printed when it began, or send it as `Authorization: Bearer TOKEN`";
    let scheme = HeaderValue::from_static("Bearer");
    Fault::new(Code::NoToken, what, way_out).at("cookie, header Authorization").with(WWW_AUTHENTICATE, scheme)
}
