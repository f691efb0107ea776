//! The head of a record: the version line, then named fields up to a blank line. Read as real writers write it: lines
//! may end with LF alone, names in any case, values may go on in the next line.

use memchr::memmem;

/// What every record begins with.
pub(super) const VERSION: &[u8] = b"WARC/";

/// The most bytes that a head may have.
pub(super) const LIMIT: usize = 64 << 10;

/// Bytes of a head that are looked at to see whether it is one.
pub(super) const SHOWN_BY: usize = 4 << 10;

/// The fields of a head.
#[derive(Debug)]
pub(super) struct Head {
    fields: Vec<(String, String)>,
    /// Bytes of the head, the blank line included.
    pub(super) length: usize,
    /// Lines that are no field, which are passed over.
    pub(super) odd: Option<String>,
}

impl Head {
    /// The head at the start of `bytes`; `Err` says why there is none. The bytes must be all there are, or more than
    /// [`LIMIT`].
    pub(super) fn read(bytes: &[u8]) -> Result<Self, String> {
        let mut fields: Vec<(String, String)> = Vec::new();
        let (mut length, mut odd) = (0, None);
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            if !line.ends_with(b"\n") || length + line.len() > LIMIT {
                break;
            }
            let first = length == 0;
            length += line.len();
            let content = line.trim_ascii_end();
            if first {
                if !is_version(content) {
                    return Err(format!("{} is no version of WARC", shown(content)));
                }
            } else if content.is_empty() {
                return Ok(Head { fields, length, odd });
            } else if line.starts_with(VERSION) {
                return Err("the head has no end: another record begins in it".into());
            } else if let (true, Some((_, value))) =
                (line.starts_with(b" ") || line.starts_with(b"\t"), fields.last_mut())
            {
                if !value.is_empty() {
                    value.push(' ');
                }
                value.push_str(&String::from_utf8_lossy(content.trim_ascii_start()));
            } else {
                match field(content) {
                    Some(field) => fields.push(field),
                    None => odd = odd.or_else(|| Some(format!("{} in the head is no `Name: value`", shown(content)))),
                }
            }
        }
        if bytes.len() > LIMIT {
            return Err(format!("the head has no end within {} KiB", LIMIT >> 10));
        }
        Err("the head breaks off".into())
    }

    /// The value of a field.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let found = self.fields.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    }

    /// The bytes of the record's body.
    pub(super) fn content_length(&self) -> Result<u64, String> {
        let mut all = self.fields.iter().filter(|(name, _)| name.eq_ignore_ascii_case("Content-Length"));
        let Some((_, length)) = all.next() else { return Err("the head has no Content-Length".into()) };
        if let Some((_, other)) = all.find(|(_, other)| other != length) {
            return Err(format!("two lengths in the head, {length} and {other}"));
        }
        let digits = !length.is_empty() && length.bytes().all(|byte| byte.is_ascii_digit());
        match length.parse() {
            Ok(length) if digits => Ok(length),
            _ => Err(format!("Content-Length is {}, not a number of bytes", shown(length.as_bytes()))),
        }
    }
}

/// Whether these are the first bytes of a record, as far as they go: the version line and a field.
pub(super) fn begins(bytes: &[u8]) -> bool {
    let mut lines = bytes.split_inclusive(|byte| *byte == b'\n');
    let version = lines.next().unwrap_or_default();
    if !version.ends_with(b"\n") {
        let cut = VERSION.starts_with(version) || version.starts_with(VERSION);
        return cut && (1..VERSION.len() + 6).contains(&version.len());
    }
    let next = lines.next().unwrap_or_default();
    is_version(version.trim_ascii_end()) && (!next.ends_with(b"\n") || field(next.trim_ascii_end()).is_some())
}

/// Whether a head stands here that no text would have by chance.
pub(super) fn begins_surely(bytes: &[u8]) -> bool {
    let bytes = bytes.get(..SHOWN_BY).unwrap_or(bytes);
    Head::read(bytes).is_ok_and(|head| head.get("WARC-Type").is_some() && head.content_length().is_ok())
}

/// Where the first record begins that begins a line, or that no text would have by chance.
pub(super) fn find(bytes: &[u8]) -> Option<usize> {
    memmem::find_iter(bytes, VERSION).find(|at| {
        let from = bytes.get(*at..).unwrap_or_default();
        let line = *at == 0 || bytes.get(at - 1) == Some(&b'\n');
        line && begins(from) || begins_surely(from)
    })
}

/// Version 1 whatever comes behind its point, and the two drafts before it that have the same layout.
fn is_version(line: &[u8]) -> bool {
    let is_minor = |minor: &[u8]| (1..=2).contains(&minor.len()) && minor.iter().all(u8::is_ascii_digit);
    match line.strip_prefix(VERSION) {
        Some([b'1', b'.', minor @ ..]) => is_minor(minor),
        Some(draft) => draft == b"0.17" || draft == b"0.18",
        None => false,
    }
}

/// Why no record is read that begins with another version of the format; `None` where none begins.
pub(super) fn other_version(bytes: &[u8]) -> Option<String> {
    let line = bytes.split(|byte| *byte == b'\n').next()?.trim_ascii_end();
    let version = line.strip_prefix(VERSION)?;
    (version.first().is_some_and(u8::is_ascii_digit) && !is_version(line))
        .then(|| format!("{} is no version that petik reads: it reads WARC/0.17, 0.18, 1.0 and 1.1", shown(line)))
}

/// A field: a name of the letters that names have, a colon, a value.
fn field(line: &[u8]) -> Option<(String, String)> {
    let colon = memchr::memchr(b':', line)?;
    let (name, value) = line.split_at_checked(colon)?;
    let name = std::str::from_utf8(name.trim_ascii_end()).ok()?;
    let token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    if name.is_empty() || !name.bytes().all(token) {
        return None;
    }
    let value = String::from_utf8_lossy(value.get(1..)?.trim_ascii()).into_owned();
    Some((name.to_owned(), value))
}

/// The beginning of a line, for a message.
fn shown(line: &[u8]) -> String {
    let text: String = String::from_utf8_lossy(line).chars().take(40).collect();
    format!("{text:?}")
}
