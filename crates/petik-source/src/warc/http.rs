//! The page in a record: the HTTP head is read, and the codings that the body travelled in are undone.

use super::{Record, RecordType};
use crate::compression::{Packing, unpack_all};
use crate::limit::ArticleLimit;
use flate2::read::{DeflateDecoder, ZlibDecoder};
use std::io::Read;

/// A page as a browser would get to see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HttpPage {
    /// The status; 200 for a page that was archived without one.
    pub(crate) status: u16,
    /// `text/html`, `application/xhtml+xml` or `text/plain`.
    pub(crate) content_type: String,
    /// The encoding that the server named, as written.
    pub(crate) charset: Option<String>,
    pub(crate) body: Vec<u8>,
}

/// The types of content that are read.
const PAGES: [&str; 3] = ["text/html", "application/xhtml+xml", "text/plain"];

/// Most codings that a body is taken out of, one after the other. One is usual, two happen by mistake.
const CODINGS: usize = 3;

/// The page in a record: in a response of a web server with a status of success, in a resource, or in what a page was
/// converted to (the plain text of a WET file). `None` for all other records and for other types of content; `Err` says why a page cannot be read, and one of more bytes than `limit` is none.
pub(crate) fn response(record: &Record, limit: ArticleLimit) -> Result<Option<HttpPage>, String> {
    match record.kind {
        RecordType::Resource | RecordType::Conversion => {
            let body = &record.body[..];
            Ok(page_type(record.content_type.as_deref(), body).map(|(content_type, charset)| HttpPage {
                status: 200,
                content_type,
                charset,
                body: body.to_vec(),
            }))
        }
        RecordType::Response if record.body.starts_with(b"HTTP/") => http(&record.body, limit),
        _ => Ok(None),
    }
}

fn http(message: &[u8], limit: ArticleLimit) -> Result<Option<HttpPage>, String> {
    // Later versions have no such head; those who archive them write one with their number.
    let end = memchr::memchr(b' ', message).unwrap_or_default();
    let (version, rest) = message.split_at_checked(end).unwrap_or_default();
    let old = matches!(version, b"HTTP/1.0" | b"HTTP/1.1");
    let renamed =
        if old { Vec::new() } else { [b"HTTP/1.1", rest.get(..rest.len().min(HEAD)).unwrap_or(rest)].concat() };
    let mut headers = [httparse::EMPTY_HEADER; 256];
    let mut head = httparse::Response::new(&mut headers);
    let mut config = httparse::ParserConfig::default();
    config
        .allow_spaces_after_header_name_in_responses(true)
        .allow_obsolete_multiline_headers_in_responses(true)
        .allow_multiple_spaces_in_response_status_delimiters(true)
        .ignore_invalid_headers_in_responses(true);
    let parsed = config.parse_response(&mut head, if old { message } else { &renamed });
    let status = head.code.unwrap_or_default();
    if head.code.is_some() && !(200..300).contains(&status) {
        return Ok(None);
    }
    let length = match parsed {
        Ok(httparse::Status::Complete(length)) if old => length,
        Ok(httparse::Status::Complete(length)) => (length + version.len()).saturating_sub(b"HTTP/1.1".len()),
        Ok(httparse::Status::Partial) => return Err("the HTTP head breaks off".into()),
        Err(error) => return Err(format!("no HTTP head: {error}")),
    };
    let body = message.get(length..).unwrap_or_default();
    let values = |name: &'static str| {
        let named = head.headers.iter().filter(move |header| header.name.eq_ignore_ascii_case(name));
        named.map(|header| String::from_utf8_lossy(header.value).trim().to_owned())
    };
    let stated = values("Content-Type").next();
    // Without a type, the page itself must show one; what was coded cannot.
    if page_type(stated.as_deref(), body).is_none() {
        return Ok(None);
    }
    let codings = |name: &'static str| {
        let all = values(name).collect::<Vec<_>>().join(",").to_ascii_lowercase();
        let named = all.split(',').map(str::trim).filter(|name| !name.is_empty() && *name != "identity");
        named.map(str::to_owned).collect::<Vec<_>>()
    };
    let mut codings = [codings("Content-Encoding"), codings("Transfer-Encoding")].concat();
    if codings.len() > CODINGS {
        return Err(format!("coded {} times over: {}", codings.len(), codings.join(", ")));
    }
    let mut body = body.to_vec();
    while let Some(coding) = codings.pop() {
        body = decode(&coding, body, limit)?;
    }
    Ok(page_type(stated.as_deref(), &body).map(|(content_type, charset)| HttpPage {
        status,
        content_type,
        charset,
        body,
    }))
}

/// Most bytes of a head.
const HEAD: usize = 256 << 10;

/// The type of a page and its encoding, if it is one that is read.
fn page_type(stated: Option<&str>, body: &[u8]) -> Option<(String, Option<String>)> {
    let Some(stated) = stated else {
        let start = body.trim_ascii_start();
        let begins = |tag: &[u8]| start.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag));
        return (begins(b"<!doctype html") || begins(b"<html")).then(|| ("text/html".into(), None));
    };
    let mut parts = stated.split(';');
    let name = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
    let charset = parts.find_map(|part| {
        let (key, value) = part.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']).trim();
        (key.trim().eq_ignore_ascii_case("charset") && !value.is_empty()).then(|| value.to_owned())
    });
    PAGES.contains(&name.as_str()).then_some((name, charset))
}

/// Takes a body out of one coding. Archives often hold a body that was decoded already under a head that names the
/// coding still; so a body that does not begin as that coding does stays as it is.
fn decode(coding: &str, body: Vec<u8>, limit: ArticleLimit) -> Result<Vec<u8>, String> {
    let most = limit.bytes() as u64;
    let decoded = match coding {
        "chunked" => return unchunk(body),
        "gzip" | "x-gzip" => match Packing::Gzip.begins(&body) {
            true => unpack_all(&body, Packing::Gzip, most + 1),
            false => return Ok(body),
        },
        "zstd" => match Packing::Zstd.begins(&body) {
            true => unpack_all(&body, Packing::Zstd, most + 1),
            false => return Ok(body),
        },
        _ if body.is_empty() || body.trim_ascii_start().starts_with(b"<") => return Ok(body),
        "deflate" => inflate(&body, most + 1),
        "br" => unpack_brotli(&body, most + 1),
        other => return Err(format!("the page is coded as {other:?}, which petik does not read")),
    };
    let decoded = decoded.map_err(|error| format!("the page breaks off inside of its coding {coding}: {error}"))?;
    if decoded.len() as u64 > most {
        return Err(format!("the page has more than {limit} when decoded"));
    }
    Ok(decoded)
}

fn unpack_brotli(body: &[u8], limit: u64) -> std::io::Result<Vec<u8>> {
    let mut unpacked = Vec::new();
    brotli_decompressor::Decompressor::new(body, 4 << 10).take(limit).read_to_end(&mut unpacked)?;
    Ok(unpacked)
}

/// Deflate means zlib by the standard, and what it says by some servers.
fn inflate(body: &[u8], limit: u64) -> std::io::Result<Vec<u8>> {
    let mut inflated = Vec::new();
    if ZlibDecoder::new(body).take(limit).read_to_end(&mut inflated).is_ok() {
        return Ok(inflated);
    }
    inflated.clear();
    DeflateDecoder::new(body).take(limit).read_to_end(&mut inflated)?;
    Ok(inflated)
}

/// Joins the chunks of a body. The last, empty one may be missing: some servers just close the line.
fn unchunk(body: Vec<u8>) -> Result<Vec<u8>, String> {
    let mut joined = Vec::new();
    let mut rest = &body[..];
    let mut first = true;
    while !rest.is_empty() {
        let Some((length, size)) = chunk_size(rest) else {
            return if first { Ok(body) } else { Err("the page breaks off between two chunks".into()) };
        };
        first = false;
        if size == 0 {
            break;
        }
        let chunk = length.checked_add(size).and_then(|end| rest.get(length..end));
        joined.extend_from_slice(chunk.ok_or("the page breaks off inside of a chunk")?);
        let behind = rest.get(length + size..).unwrap_or_default();
        rest = behind.strip_prefix(b"\r\n").or(behind.strip_prefix(b"\n")).unwrap_or(behind);
    }
    Ok(joined)
}

/// The line that a chunk begins with: its bytes, and the size that it gives.
fn chunk_size(bytes: &[u8]) -> Option<(usize, usize)> {
    let line = bytes.get(..bytes.len().min(4 << 10))?;
    let end = memchr::memchr(b'\n', line)?;
    let written = line.get(..end)?.split(|byte| *byte == b';').next()?.trim_ascii();
    let written = std::str::from_utf8(written).ok().filter(|written| !written.starts_with('+'))?;
    Some((end + 1, usize::from_str_radix(written, 16).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn page(message: &[u8]) -> Result<Option<HttpPage>, String> {
        http(message, ArticleLimit::default())
    }

    /// The body of a page, or why there is none.
    fn body(head: &str, body: &[u8]) -> Result<Option<String>, String> {
        let page = page(&[head.as_bytes(), b"\r\n\r\n", body].concat())?;
        Ok(page.map(|page| String::from_utf8_lossy(&page.body).into_owned()))
    }

    const OK: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/html";

    #[test]
    fn heads_as_servers_write_them() {
        for head in [
            OK,
            "HTTP/1.0 200\r\ncontent-type:text/html",
            "HTTP/1.1 203 Non-Authoritative\nContent-Type : TEXT/HTML ;x=y",
            "HTTP/2 200 OK\r\nContent-Type: text/html",
            "HTTP/2.0 200\r\nX-Folded: a\r\n b\r\nContent-Type: application/xhtml+xml",
            "HTTP/1.1 200 OK\r\nno field\r\nContent-Type: text/html",
            "HTTP/1.1 200 OK\r\nX: y",
        ] {
            assert_eq!(body(head, b"<HTML>a"), Ok(Some("<HTML>a".into())), "{head}");
        }
        for head in ["HTTP/1.1 404 Not Found\r\nContent-Type: text/html", "HTTP/1.1 200 OK\r\nContent-Type: image/png"]
        {
            assert_eq!(body(head, b"<html>"), Ok(None), "{head}");
        }
        assert_eq!(body("HTTP/1.1 200 OK\r\nX: y", b"\x89PNG"), Ok(None));
        assert_eq!(page(b"HTTP/1.1 200 OK\r\nX: y\r\n"), Err("the HTTP head breaks off".into()));
    }

    #[test]
    fn the_encoding_that_the_server_names() {
        let charset = |value: &str| {
            let message = format!("HTTP/1.1 200 OK\r\nContent-Type: {value}\r\n\r\na");
            page(message.as_bytes()).unwrap().and_then(|page| page.charset)
        };
        assert_eq!(charset("text/html"), None);
        assert_eq!(charset("text/html; charset=UTF-8").as_deref(), Some("UTF-8"));
        assert_eq!(charset("text/html;x; Charset = \"iso-8859-1\" ").as_deref(), Some("iso-8859-1"));
        assert_eq!(charset("text/html; charset="), None);
    }

    #[test]
    fn chunks() {
        let head = format!("{OK}\r\nTransfer-Encoding: chunked");
        assert_eq!(body(&head, b"3\r\nabc\r\n02;x=y\r\nde\r\n0\r\nX: y\r\n\r\n"), Ok(Some("abcde".into())));
        assert_eq!(body(&head, b"3\nabc\n0\n\n"), Ok(Some("abc".into())));
        // No last chunk; not chunked at all, though the head says so.
        assert_eq!(body(&head, b"3\r\nabc\r\n"), Ok(Some("abc".into())));
        assert_eq!(body(&head, b"<p>abc"), Ok(Some("<p>abc".into())));
        assert_eq!(body(&head, b"4\r\nabc"), Err("the page breaks off inside of a chunk".into()));
        assert_eq!(body(&head, b"ffffffffffffffff\r\nabc"), Err("the page breaks off inside of a chunk".into()));
        assert_eq!(body(&head, b"1\r\na\r\nb"), Err("the page breaks off between two chunks".into()));
    }

    #[test]
    fn codings() {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(b"abc").unwrap();
        let packed = packed.finish().unwrap();
        let head = |coding: &str| format!("{OK}\r\nContent-Encoding: {coding}");
        assert_eq!(body(&head("GZIP"), &packed), Ok(Some("abc".into())));
        assert_eq!(body(&head("identity, x-gzip"), &packed), Ok(Some("abc".into())));
        assert_eq!(body(&head("br"), b"<p>"), Ok(Some("<p>".into())));
        let brotli = b"\x0B\x01\x80abc\x03";
        assert_eq!(body(&head("br"), brotli), Ok(Some("abc".into())));
        assert!(body(&head("br"), &brotli[..5]).is_err_and(|reason| reason.contains("breaks off")));
        assert!(body(&head("compress"), b"\x1F\x9D").is_err_and(|reason| reason.contains("\"compress\"")));
        assert!(body(&head("gzip"), &packed[..12]).is_err_and(|reason| reason.contains("breaks off")));
        assert!(body(&head("gzip,gzip,gzip,gzip"), &packed).is_err());
    }

    #[test]
    fn a_page_that_grows_beyond_the_limit() {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(&vec![b'a'; ArticleLimit::default().bytes() + 1]).unwrap();
        let head = format!("{OK}\r\nContent-Encoding: gzip");
        let reason = "the page has more than 16 MiB when decoded";
        assert_eq!(body(&head, &packed.finish().unwrap()), Err(reason.into()));
    }
}
