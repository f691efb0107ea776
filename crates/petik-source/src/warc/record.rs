//! What comes out of an archive: records that are whole, and the damage around them.

use super::head::Head;
use super::stream::{Broken, Place};
use std::fmt;

/// A record that is whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Record {
    /// `WARC-Record-ID`, as written.
    pub(crate) id: Option<String>,
    pub(crate) kind: RecordType,
    /// `WARC-Target-URI`, without the angle brackets that some writers put around it.
    pub(crate) url: Option<String>,
    /// `WARC-Date`, as written.
    pub(crate) date: Option<String>,
    /// `WARC-Payload-Digest`, as written.
    pub(crate) payload_digest: Option<String>,
    /// `Content-Type` of the body, such as `application/http; msgtype=response`.
    pub(crate) content_type: Option<String>,
    /// `WARC-Truncated`: why the writer left out the end of the body.
    pub(crate) truncated: Option<String>,
    /// Where the record begins.
    pub(crate) offset: u64,
    /// Whether `offset` counts unpacked bytes. It counts bytes of the file where that is plain, or where a member of its
    /// packing begins with this record.
    pub(crate) unpacked: bool,
    pub(crate) body: Vec<u8>,
}

impl Record {
    /// Whether a page may stand in it.
    pub(crate) fn may_be_page(&self) -> bool {
        matches!(self.kind, RecordType::Response | RecordType::Resource | RecordType::Conversion)
    }

    /// Whether it tells about pages as the records of a WAT file do.
    pub(crate) fn is_wat(&self) -> bool {
        self.kind == RecordType::Metadata
            && self.content_type.as_deref().is_some_and(|kind| kind.starts_with("application/json"))
    }
}

/// `WARC-Type`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RecordType {
    Warcinfo,
    Response,
    Resource,
    Request,
    Metadata,
    Revisit,
    Conversion,
    Continuation,
    /// A type that the standard does not know.
    Other(String),
}

impl fmt::Display for RecordType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            RecordType::Warcinfo => "warcinfo",
            RecordType::Response => "response",
            RecordType::Resource => "resource",
            RecordType::Request => "request",
            RecordType::Metadata => "metadata",
            RecordType::Revisit => "revisit",
            RecordType::Conversion => "conversion",
            RecordType::Continuation => "continuation",
            RecordType::Other(name) => name,
        })
    }
}

impl RecordType {
    fn of(name: &str) -> Self {
        match name.to_ascii_lowercase().as_str() {
            "warcinfo" => RecordType::Warcinfo,
            "response" => RecordType::Response,
            "resource" => RecordType::Resource,
            "request" => RecordType::Request,
            "metadata" => RecordType::Metadata,
            "revisit" => RecordType::Revisit,
            "conversion" => RecordType::Conversion,
            "continuation" => RecordType::Continuation,
            _ => RecordType::Other(name.to_owned()),
        }
    }
}

/// Something that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Damage {
    /// Where it stands: the beginning of the record that is lost, or of the member of the packing.
    pub(crate) offset: u64,
    /// Whether `offset` counts unpacked bytes.
    pub(crate) unpacked: bool,
    pub(crate) reason: String,
    /// Whether something was lost; if not, the record follows and only part of it is in doubt.
    pub(crate) lost: bool,
}

impl Damage {
    pub(super) fn lost(place: Place, reason: impl Into<String>) -> Self {
        Damage { offset: place.offset, unpacked: place.unpacked, reason: reason.into(), lost: true }
    }

    pub(super) fn remark(place: Place, reason: impl Into<String>) -> Self {
        Damage { lost: false, ..Damage::lost(place, reason) }
    }
}

impl From<Broken> for Damage {
    fn from(broken: Broken) -> Self {
        let Broken { member, place, reason, .. } = broken;
        Damage::lost(Place { offset: member.unwrap_or(place.offset), ..place }, reason)
    }
}

/// The record of a head and its body, with a remark on what is odd about it.
pub(super) fn record(
    place: Place,
    head: &Head,
    body: &[u8],
    fits: Option<bool>,
) -> Result<(Record, Option<String>), String> {
    let text = |name: &str| head.get(name).map(str::to_owned);
    let kind = head.get("WARC-Type").map(RecordType::of).ok_or("the head has no WARC-Type")?;
    let url = head.get("WARC-Target-URI").map(|url| url.trim_start_matches('<').trim_end_matches('>').to_owned());
    let denied =
        fits.filter(|fits| !fits).map(|_| "the body is not the one that was archived: WARC-Block-Digest denies it");
    let record = Record {
        id: text("WARC-Record-ID"),
        kind,
        url,
        date: text("WARC-Date"),
        payload_digest: text("WARC-Payload-Digest"),
        content_type: text("Content-Type"),
        truncated: text("WARC-Truncated"),
        offset: place.offset,
        unpacked: place.unpacked,
        body: body.to_vec(),
    };
    Ok((record, denied.map(str::to_owned).or_else(|| head.odd.clone())))
}
