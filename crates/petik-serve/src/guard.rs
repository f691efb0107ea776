//! Who may ask. A browser sends requests for any page that is open in it, also to the own machine: `Host` tells a page whose name was
//! made to lead here, `Origin` and `Sec-Fetch-Site` tell pages of other servers.

use crate::fault::{Code, Fault};
use axum::http::header::{HOST, ORIGIN, REFERER};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// The name of a server that passes requests on to this one, over TLS: as browsers say it, with the port where that is not 443.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostName(String);

/// Letters of a name, and of a part between its dots.
const LONGEST_NAME: usize = 253;
const LONGEST_PART: usize = 63;

impl HostName {
    /// The address that people open.
    pub(crate) fn address(&self) -> String {
        format!("https://{}/", self.0)
    }

    fn is(&self, authority: &str) -> bool {
        authority.strip_suffix(":443").unwrap_or(authority).eq_ignore_ascii_case(&self.0)
    }
}

impl FromStr for HostName {
    type Err = String;

    fn from_str(words: &str) -> Result<Self, String> {
        let (name, port) = words.split_once(':').map_or((words, None), |(name, port)| (name, Some(port)));
        let is_part = |part: &str| {
            let is_letter = |c: char| c.is_ascii_alphanumeric() || c == '-';
            (1..=LONGEST_PART).contains(&part.len()) && part.chars().all(is_letter) && !part.starts_with('-')
        };
        let is_name = name.len() <= LONGEST_NAME && name.split('.').all(is_part);
        let is_port = port.is_none_or(|port| port.parse::<u16>().is_ok_and(|number| number > 0));
        if is_name && is_port {
            Ok(HostName(words.strip_suffix(":443").unwrap_or(words).to_ascii_lowercase()))
        } else {
            Err("no name of a server; give it without https:// and path, as petik.example.org".to_owned())
        }
    }
}

/// Marks a request that came by the name of a server that passes it on, and so over TLS.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ByName;

/// The names of this server.
#[derive(Debug, Clone)]
pub(crate) struct Hosts {
    names: Vec<String>,
    /// Another server's that passes requests on to this one.
    passed_on: Option<HostName>,
    /// Bound to all addresses of the machine: any of them is its own. A page needs a name to lead here by a trick.
    any_address: bool,
    port: u16,
}

impl Hosts {
    /// Of a server that is bound to `address`, and gets requests `passed_on` from another one.
    pub(crate) fn of(address: SocketAddr, passed_on: Option<HostName>) -> Self {
        let ip = address.ip();
        let mut names = vec![shown(ip)];
        if ip.is_loopback() || ip.is_unspecified() {
            names.extend(["localhost", "127.0.0.1", "[::1]"].map(str::to_owned));
        }
        Hosts { names, passed_on, any_address: ip.is_unspecified(), port: address.port() }
    }

    fn own(&self, authority: &str) -> bool {
        let Some((name, port)) = parts(authority) else { return false };
        let any = || name.trim_matches(['[', ']']).parse::<IpAddr>().is_ok();
        port.unwrap_or(80) == self.port
            && (self.names.iter().any(|own| name.eq_ignore_ascii_case(own)) || self.any_address && any())
    }

    fn is_passed_on(&self, authority: &str) -> bool {
        self.passed_on.as_ref().is_some_and(|name| name.is(authority))
    }

    /// Refuses a request that was meant for another server, and marks one that another server passed on.
    pub(crate) fn admit(&self, request: &mut Parts) -> Result<(), Fault> {
        let mut named = request.headers.get_all(HOST).iter().map(|host| host.to_str().unwrap_or_default());
        let addressed = request.uri.authority().map(|authority| authority.as_str());
        let (host, more) = (named.next(), named.next());
        let whole = more.is_none() && (host.is_some() || addressed.is_some());
        let all = |is: &dyn Fn(&str) -> bool| whole && host.into_iter().chain(addressed).all(is);
        if all(&|host| self.own(host)) {
            return Ok(());
        }
        if all(&|host| self.is_passed_on(host)) {
            request.extensions.insert(ByName);
            return Ok(());
        }
        let what =
            format_args!("`Host` is {}, and this server is {}:{}", host.unwrap_or("missing"), self.names[0], self.port);
        let way_out = "use the address that `petik serve` printed; a name of your own is given with --host";
        Err(Fault::new(Code::ForeignHost, what, way_out).at("header Host"))
    }

    /// Refuses a request that a page of another server sent.
    pub(crate) fn admit_own_pages(&self, headers: &HeaderMap) -> Result<(), Fault> {
        let way_out =
            "only programs and petik's own pages may ask this; for the address in a browser, type or paste it";
        let foreign = |name: &HeaderName, value: &str| foreign(name, value, way_out);
        for origin in headers.get_all(ORIGIN) {
            let origin = origin.to_str().unwrap_or_default();
            let is_own = origin.strip_prefix("http://").is_some_and(|authority| self.own(authority));
            let is_passed_on = || origin.strip_prefix("https://").is_some_and(|authority| self.is_passed_on(authority));
            if !is_own && !is_passed_on() {
                return Err(foreign(&ORIGIN, origin));
            }
        }
        for site in headers.get_all(SEC_FETCH_SITE) {
            let site = site.to_str().unwrap_or_default();
            // `same-site` is another port of this machine.
            if !["same-origin", "none"].contains(&site) {
                return Err(foreign(&SEC_FETCH_SITE, site));
            }
        }
        Ok(())
    }

    /// Refuses a request of a page that another machine served, and gives the origin of one that this machine served: OpenRefine
    /// asks from a port of its own. Without `Origin`, as scripts of a page are fetched, `Sec-Fetch-Site` and `Referer` tell.
    pub(crate) fn admit_local_pages<'h>(&self, headers: &'h HeaderMap) -> Result<Option<&'h HeaderValue>, Fault> {
        let way_out = "your own data are shown to programs and to pages of this machine, such as OpenRefine's; \
                       without DIR and --list any page may ask";
        let text = |value: &'h HeaderValue| value.to_str().unwrap_or_default();
        let mut origins = headers.get_all(ORIGIN).iter();
        let origin = origins.next();
        if let Some(origin) = origin.into_iter().chain(origins).find(|origin| !self.is_local_page(text(origin))) {
            return Err(foreign(&ORIGIN, text(origin), way_out));
        }
        let is_referred = || headers.get(REFERER).is_some_and(|referer| self.is_local_page(text(referer)));
        let other = headers.get_all(SEC_FETCH_SITE).iter().map(text).find(|site| *site == "cross-site");
        match other.filter(|_| origin.is_none() && !is_referred()) {
            Some(site) => Err(foreign(&SEC_FETCH_SITE, site, way_out)),
            None => Ok(origin),
        }
    }

    /// Whether a page at `address` comes from this machine.
    fn is_local_page(&self, address: &str) -> bool {
        let rest = ["http://", "https://"].iter().find_map(|scheme| address.strip_prefix(scheme));
        let Some(authority) = rest.and_then(|rest| rest.split('/').next()) else { return false };
        let Some((name, _)) = parts(authority) else { return false };
        let ip = name.trim_matches(['[', ']']).parse::<IpAddr>();
        self.own(authority)
            || self.is_passed_on(authority)
            || name.eq_ignore_ascii_case("localhost")
            || ip.is_ok_and(|ip| ip.is_loopback())
    }
}

/// Name and port of an authority; `None` where the port is none.
fn parts(authority: &str) -> Option<(&str, Option<u16>)> {
    match authority.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => Some((name, Some(port.parse().ok()?))),
        _ => Some((authority, None)),
    }
}

fn foreign(name: &HeaderName, value: &str, way_out: &str) -> Fault {
    let what = format_args!("a page of another server sent this request: `{name}` is {value}");
    Fault::new(Code::ForeignOrigin, what, way_out).at(format_args!("header {name}"))
}

/// An address as it stands in a URL.
pub(crate) fn shown(ip: IpAddr) -> String {
    match ip {
        IpAddr::V4(ip) => ip.to_string(),
        IpAddr::V6(ip) => format!("[{ip}]"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(bound: &str, hosts: &[&str]) -> Vec<bool> {
        let own = Hosts::of(bound.parse().unwrap(), None);
        hosts.iter().map(|host| own.own(host)).collect()
    }

    #[test]
    fn pages_of_this_machine() {
        let own = Hosts::of("127.0.0.1:3838".parse().unwrap(), None);
        let admits = |headers: &[(HeaderName, &'static str)]| {
            let headers = headers.iter().map(|(name, value)| (name.clone(), HeaderValue::from_static(value)));
            let headers = headers.collect::<HeaderMap>();
            own.admit_local_pages(&headers).map(|origin| origin.cloned()).ok()
        };
        let openrefine = "http://127.0.0.1:3333";
        for local in [openrefine, "http://localhost:3333", "https://[::1]", "http://127.8.0.1"] {
            assert_eq!(admits(&[(ORIGIN, local)]), Some(Some(HeaderValue::from_static(local))), "{local}");
        }
        for other in [
            "https://evil.example",
            "null",
            "http://localhost.evil.example",
            "http://127.0.0.1.evil.example",
            "file://",
        ] {
            assert_eq!(admits(&[(ORIGIN, other)]), None, "{other}");
        }
        assert_eq!(admits(&[(ORIGIN, openrefine), (ORIGIN, "https://evil.example")]), None);
        // Programs, pages of this machine and typed addresses; then a script that a page elsewhere fetches.
        assert_eq!(admits(&[]), Some(None));
        assert_eq!(admits(&[(SEC_FETCH_SITE, "same-site")]), Some(None));
        assert_eq!(admits(&[(SEC_FETCH_SITE, "cross-site"), (REFERER, "http://localhost:3333/")]), Some(None));
        assert_eq!(admits(&[(SEC_FETCH_SITE, "cross-site")]), None);
        assert_eq!(
            admits(&[(SEC_FETCH_SITE, "cross-site"), (REFERER, "https://evil.example/http://localhost/")]),
            None
        );
    }

    #[test]
    fn names_of_the_server() {
        let own_names = ["127.0.0.1:3838", "LOCALHOST:3838", "[::1]:3838"];
        assert_eq!(own("127.0.0.1:3838", &own_names), [true; 3]);
        assert_eq!(own("[::1]:3838", &own_names), [true; 3]);
        let foreign =
            ["127.0.0.1", "127.0.0.1:3839", "evil.example:3838", "127.0.0.1.evil.example:3838", "", ":3838", "[::1]"];
        assert_eq!(own("127.0.0.1:3838", &foreign), [false; 7]);
        assert_eq!(own("127.0.0.1:80", &["localhost", "[::1]", "localhost:80"]), [true; 3]);
        assert_eq!(own("192.0.2.7:3838", &["192.0.2.7:3838", "localhost:3838"]), [true, false]);
        assert_eq!(
            own("0.0.0.0:3838", &["192.0.2.7:3838", "[2001:db8::1]:3838", "evil.example:3838"]),
            [true, true, false]
        );
    }

    #[test]
    fn a_name_of_a_server_is_one_host() {
        for good in ["petik.example.org", "PETIK.example.org:8443", "petik", "petik.example.org:443"] {
            assert!(good.parse::<HostName>().is_ok(), "{good}");
        }
        let long = "a".repeat(64);
        for bad in
            ["", "https://petik.example.org", "a/b", "a b", "*.example.org", "a..b", "-a", "a:0", "a:x", "[::1]", &long]
        {
            assert!(bad.parse::<HostName>().is_err(), "{bad}");
        }
        let name: HostName = "Petik.example.org:443".parse().unwrap();
        assert_eq!(name.address(), "https://petik.example.org/");
        assert!(name.is("petik.EXAMPLE.org") && name.is("petik.example.org:443"));
        assert!(!name.is("petik.example.org:80") && !name.is("petik.example.org.evil.example") && !name.is(""));
    }
}
