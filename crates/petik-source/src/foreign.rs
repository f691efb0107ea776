//! Formats that are common where articles come from and that petik does not read, told by content whatever the file is
//! called: read as plain text they would make one article of heads, tags and broken words.

/// A format that petik does not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Foreign {
    /// What it is: `a PDF file`.
    pub name: &'static str,
    /// What to do to get articles out of it.
    pub remedy: &'static str,
}

const fn foreign(name: &'static str, remedy: &'static str) -> Foreign {
    Foreign { name, remedy }
}

const UNPACK: &str = "unpack it, and give petik the files in it";
const AS_TEXT: &str = "save it as plain text, one file an article";
const AS_CSV: &str = "save the sheet as CSV, one row an article";
const AS_PAGES: &str = "it holds addresses and summaries: save the pages that it names, as HTML or WARC";
const OCR: &str = "petik reads text: let a program for text recognition (OCR) read it first";

/// Formats that show by their first bytes.
const MAGIC: &[(&[u8], Foreign)] = &[
    (b"%PDF-", foreign("a PDF file", "take its text out of it (`pdftotext`), one file an article")),
    (b"{\\rtf", foreign("a document in Rich Text Format (RTF)", AS_TEXT)),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", foreign("an old Office file (DOC, XLS, PPT) or an Outlook message", AS_TEXT)),
    (b"7z\xBC\xAF\x27\x1C", foreign("a 7z archive", UNPACK)),
    (b"Rar!\x1A\x07", foreign("a RAR archive", UNPACK)),
    (b"\xFD7zXZ\0", foreign("a file packed with xz", "unpack it (`xz -d`), or pack it with gzip, zstd or bzip2")),
    (
        b"\x04\x22\x4D\x18",
        foreign("a file packed with lz4", "unpack it (`lz4 -d`), or pack it with gzip, zstd or bzip2"),
    ),
    (b"\x1F\x9D", foreign("a file packed with compress (.Z)", "unpack it (`gzip -d`)")),
    (b"SQLite format 3\0", foreign("an SQLite database", "export the table with the articles as CSV")),
    (b"ARROW1", foreign("an Arrow file (Feather)", "save the table as Parquet or CSV")),
    (b"Obj\x01", foreign("an Avro file", "save the table as Parquet or JSON Lines")),
    (
        b"filedesc://",
        foreign(
            "an ARC archive, the forerunner of WARC",
            "convert it to WARC (`warcio recompress OLD.arc.gz NEW.warc.gz`)",
        ),
    ),
    (b" CDX ", CDX),
    (b"\x89PNG\r\n\x1A\n", foreign("a picture (PNG)", OCR)),
    (b"\xFF\xD8\xFF", foreign("a picture (JPEG)", OCR)),
    (b"GIF8", foreign("a picture (GIF)", OCR)),
    (b"II*\0", foreign("a picture (TIFF)", OCR)),
    (b"MM\0*", foreign("a picture (TIFF)", OCR)),
];

const CDX: Foreign = foreign("a CDX index of an archive", "it names pages and holds none: give petik the WARC files");

/// What stands in a ZIP archive, by a name in it; the last is any archive.
const IN_ZIP: &[(&[u8], Foreign)] = &[
    (b"xl/workbook.bin", foreign("a binary workbook (XLSB)", AS_CSV)),
    (b"xl/", foreign("a workbook (XLSX)", AS_CSV)),
    (b"word/", foreign("a Word document (DOCX)", AS_TEXT)),
    (b"ppt/", foreign("a presentation (PPTX)", AS_TEXT)),
    (b"application/vnd.oasis.opendocument.spreadsheet", foreign("a workbook (ODS)", AS_CSV)),
    (b"application/vnd.oasis.opendocument", foreign("an OpenDocument file (ODT, ODP)", AS_TEXT)),
    (b"application/epub+zip", foreign("an e-book (EPUB)", AS_TEXT)),
    (
        b"datapackage.json",
        foreign("a packed web archive (WACZ)", "unzip it, and give petik the files in its folder `archive`"),
    ),
    (b"", foreign("a ZIP archive", UNPACK)),
];

/// XML by its root, without the prefix of its namespace.
const ROOTS: &[(&str, Foreign)] = &[
    ("rss", foreign("an RSS feed", AS_PAGES)),
    ("RDF", foreign("an RDF file or an old RSS feed", AS_PAGES)),
    ("feed", foreign("an Atom feed", AS_PAGES)),
    ("urlset", foreign("a sitemap", AS_PAGES)),
    ("sitemapindex", foreign("an index of sitemaps", AS_PAGES)),
    ("svg", foreign("a picture (SVG)", OCR)),
];

const XML: Foreign = foreign(
    "XML of a kind that petik does not know",
    "turn it into JSON Lines or CSV, one article a line, or into HTML",
);
const MHTML: Foreign =
    foreign("a page saved as MHTML, or an e-mail", "open it where it belongs, and save it as HTML or plain text");
const TAR: Foreign = foreign("a tar archive", UNPACK);

/// What a page begins with, where it says that it is XML.
const PAGE_ROOTS: [&str; 6] = ["html", "head", "body", "div", "article", "section"];

impl Foreign {
    /// The format that the first bytes of a file show, if petik does not read it. Some kilobytes are enough.
    ///
    /// ```
    /// use petik_source::Foreign;
    ///
    /// assert!(Foreign::of_content(b"%PDF-1.7 ...").is_some_and(|foreign| foreign.name == "a PDF file"));
    /// assert_eq!(Foreign::of_content(b"Bupati Batang meneken MoU."), None);
    /// ```
    pub fn of_content(start: &[u8]) -> Option<Self> {
        let begins = |(magic, foreign): &(&[u8], Foreign)| start.starts_with(magic).then_some(*foreign);
        let text = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start).trim_ascii_start();
        MAGIC.iter().find_map(begins).or_else(|| match text.first()? {
            b'P' if start.starts_with(b"PK\x03\x04") || start.starts_with(b"PK\x05\x06") => in_zip(start),
            b'R' if start.starts_with(b"RIFF") && start.get(8..12) == Some(b"WEBP") => {
                Some(foreign("a picture (WebP)", OCR))
            }
            b'<' => of_root(text),
            _ if start.get(257..262) == Some(b"ustar") => Some(TAR),
            _ if is_cdx(text) => Some(CDX),
            _ => of_head(text),
        })
    }

    /// Why a file of this format gives no article, and what to do.
    pub(crate) fn reason(self) -> String {
        format!("{}: {}", self.name, self.remedy)
    }
}

fn in_zip(start: &[u8]) -> Option<Foreign> {
    let holds = |(name, _): &&(&[u8], Foreign)| name.is_empty() || memchr::memmem::find(start, name).is_some();
    IN_ZIP.iter().find(holds).map(|(_, foreign)| *foreign)
}

/// By the first element behind what XML may begin with; `None` for pages.
fn of_root(text: &[u8]) -> Option<Foreign> {
    let declared = text.starts_with(b"<?xml");
    let mut rest = text;
    let root = loop {
        rest = rest.trim_ascii_start();
        let end: &[u8] = match rest {
            [b'<', b'?', ..] => b"?>",
            [b'<', b'!', b'-', b'-', ..] => b"-->",
            [b'<', b'!', ..] => b">",
            [b'<', root @ ..] => break root,
            _ => return None,
        };
        rest = rest.get(memchr::memmem::find(rest, end)? + end.len()..)?;
    };
    let name: Vec<u8> =
        root.iter().copied().take_while(|byte| !byte.is_ascii_whitespace() && !b"/>".contains(byte)).collect();
    let name = std::str::from_utf8(&name).ok()?;
    let local = name.rsplit(':').next().unwrap_or(name);
    let known = ROOTS.iter().find(|(root, _)| *root == local).map(|(_, foreign)| *foreign);
    known.or_else(|| (declared && !PAGE_ROOTS.iter().any(|page| local.eq_ignore_ascii_case(page))).then_some(XML))
}

/// An index without a head: “id,contoh)/berita/1 20220422030000 https://…”.
fn is_cdx(text: &[u8]) -> bool {
    let line = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let mut words = line.split(|byte| *byte == b' ');
    let (address, time) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    address.windows(2).any(|pair| pair == b")/") && time.len() == 14 && time.iter().all(u8::is_ascii_digit)
}

/// By the line of a head that saved pages and mail have in common.
fn of_head(text: &[u8]) -> Option<Foreign> {
    for line in text.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii_end) {
        let name = memchr::memchr(b':', line).and_then(|colon| line.get(..colon)).unwrap_or_default();
        let is_field = !name.is_empty() && name.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-');
        if name.eq_ignore_ascii_case(b"MIME-Version") {
            return Some(MHTML);
        }
        // A field may go on in the next line, which then begins with white space.
        if !is_field && (line.is_empty() || !line.starts_with(b" ") && !line.starts_with(b"\t")) {
            break;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn is(start: &[u8], name: &str) {
        let found = Foreign::of_content(start).map_or("", |foreign| foreign.name);
        assert!(if name.is_empty() { found.is_empty() } else { found.contains(name) }, "{found:?}, not {name:?}");
    }

    #[test]
    fn documents_and_archives() {
        is(b"PK\x03\x04\x14\0\x06\0[Content_Types].xml...PK\x03\x04 word/document.xml", "DOCX");
        is(b"PK\x03\x04 [Content_Types].xml PK\x03\x04 xl/workbook.bin", "XLSB");
        is(b"PK\x03\x04 [Content_Types].xml PK\x03\x04 xl/workbook.xml", "XLSX");
        is(b"PK\x03\x04 mimetypeapplication/vnd.oasis.opendocument.spreadsheetPK", "ODS");
        is(b"PK\x03\x04 mimetypeapplication/epub+zipPK", "EPUB");
        is(b"PK\x03\x04 berita/1.txt", "ZIP");
        is(b"Rar!\x1A\x07\x01\0", "RAR");
        is(&[&[b'a'; 257][..], b"ustar\x0000"].concat(), "tar");
        is(b"PKK Kabupaten Batang meneken MoU.", "");
        is(b"II. Bupati Batang meneken MoU.", "");
    }

    #[test]
    fn pages_are_no_foreign_xml() {
        is(b"<?xml version=\"1.0\"?>\n<!-- by a tool -->\n<rss version=\"2.0\"><channel>", "RSS");
        is(b"\xEF\xBB\xBF<feed xmlns=\"http://www.w3.org/2005/Atom\">", "Atom");
        is(b"<?xml version='1.0'?><rdf:RDF xmlns:rdf='x'>", "RDF");
        is(b"<?xml version=\"1.0\"?><sitemapindex>", "sitemaps");
        is(b"<?xml version=\"1.0\"?><nitf><body>", "XML");
        is(b"<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"x\"><HTML xmlns=\"x\"><head>", "");
        is(b"<!doctype html><html><body><rss>", "");
        is(b"<nitf><p>Tanpa deklarasi", "");
        is(b"<?xml version=\"1.0\" never ends", "");
    }

    #[test]
    fn heads_and_indexes() {
        let mail = |kind: &str| {
            format!("From: <Disimpan>\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: {kind}\r\n\r\nisi")
        };
        is(mail("multipart/related;\r\n\ttype=\"text/html\"").as_bytes(), "MHTML");
        is(mail("text/plain").as_bytes(), "e-mail");
        is(mail("x").replace("Subject: x", "Subject: x\r\n y").as_bytes(), "e-mail");
        is(b"Bupati Batang: kami siap.\n\nMIME-Version: 1.0\n", "");
        is(b" CDX N b a m s k r M S V g\ncom,x)/ 2022", "CDX");
        is(b"id,contoh)/berita/1 20220422030000 https://contoh.example/berita/1 text/html 200 A - - 1 2 x", "CDX");
        is(b"id,contoh)/berita/1 2022 https://contoh.example", "");
    }
}
