"""Writes the archives that `crates/petik-source/src/warc/tests.rs` reads, into the folder of this script.

    python3 -m venv .venv && .venv/bin/pip install warcio zstandard
    .venv/bin/python tests/warc/make.py

All are made from the same records, so that what comes out of one must come out of the others. The same run gives the
same bytes: nothing depends on the day or on chance.
"""

import gzip
import io
import pathlib
import random
import zlib

import zstandard
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

HERE = pathlib.Path(__file__).parent
DATE = "2022-04-21T03:15:00Z"

chance = random.Random()
WORDS = """bupati wali kota menandatangani nota kesepakatan gerakan menuju kota cerdas bersama kementerian kabupaten
pemerintah daerah program masyarakat layanan digital kamis rabu acara secara virtual mengatakan tahun anggaran""".split()


def sentences(count):
    made = []
    for _ in range(count):
        words = [chance.choice(WORDS) for _ in range(chance.randint(6, 14))]
        made.append(" ".join(words).capitalize() + ".")
    return made


def page(title, paragraphs):
    body = "\n".join(f"<p>{text}</p>" for text in sentences(paragraphs))
    return f"<!DOCTYPE html>\n<html><head><title>{title}</title></head>\n<body>\n<h1>{title}</h1>\n{body}\n</body></html>\n"


def chunked(body, size):
    out = b""
    for at in range(0, len(body), size):
        chunk = body[at : at + size]
        out += f"{len(chunk):x}\r\n".encode() + chunk + b"\r\n"
    return out + b"0\r\n\r\n"


def records(writer):
    """Every kind of record, one after the other, given to `writer`."""
    chance.seed(2022)
    number = 0

    def write(kind, url, body, http=None, http_status="200 OK", headers=None, content_type=None):
        nonlocal number
        number += 1
        fields = {"WARC-Date": DATE, "WARC-Record-ID": f"<urn:uuid:00000000-0000-4000-8000-{number:012}>"}
        fields.update(headers or {})
        http_headers = None
        if http is not None:
            start = "GET / HTTP/1.1" if kind == "request" else http_status
            http_headers = StatusAndHeaders(start, http, protocol="" if kind == "request" else "HTTP/1.1")
        record = writer.create_warc_record(
            url,
            kind,
            payload=io.BytesIO(body),
            http_headers=http_headers,
            warc_headers_dict=fields,
            warc_content_type=content_type or "",
        )
        writer.write_record(record)

    html = [("Content-Type", "text/html; charset=utf-8")]
    site = "https://berita.example/"

    write("warcinfo", None, b"software: make.py\r\nformat: WARC File Format 1.1\r\n", content_type="application/warc-fields")
    write("request", site + "1", b"", [("Host", "berita.example")])
    write("response", site + "1", page("Satu", 12).encode(), html)
    write("metadata", site + "1", b"fetchTimeMs: 120\r\n", content_type="application/warc-fields")
    write("response", site + "2", chunked(page("Dua", 20).encode(), 300), html + [("Transfer-Encoding", "chunked")])
    write("response", site + "3", gzip.compress(page("Tiga", 20).encode(), mtime=0), html + [("Content-Encoding", "gzip")])
    body = chunked(gzip.compress(page("Empat", 20).encode(), mtime=0), 200)
    write("response", site + "4", body, html + [("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked")])
    write("response", site + "5", zlib.compress(page("Lima", 10).encode()), html + [("Content-Encoding", "deflate")])
    raw = zlib.compressobj(wbits=-15)
    raw = raw.compress(page("Enam", 10).encode()) + raw.flush()
    write("response", site + "6", raw, html + [("Content-Encoding", "deflate")])
    quoted = page("Tujuh", 6).replace("<h1>", "<h1>“").replace("</h1>", "”</h1>")
    write("response", site + "7", quoted.encode("cp1252"), [("content-type", 'text/html; charset="iso-8859-1"')])
    write("response", site + "8", quoted.encode("utf-16"), [("Content-Type", "text/html")])
    # The head names a coding that the writer had undone already.
    write("response", site + "9", page("Sembilan", 4).encode(), html + [("Content-Encoding", "gzip")])
    write("response", site + "10", "Nama;Jabatan\nBudi;Bupati\n".encode(), [("Content-Type", "text/plain")])
    write("response", site + "a.png", bytes(chance.randrange(256) for _ in range(3000)), [("Content-Type", "image/png")])
    write("response", site + "lost", b"<html>tidak ada</html>", html, "404 Not Found")
    write("response", site + "moved", b"", html + [("Location", site + "1")], "301 Moved Permanently")
    # A page that shows how a record begins.
    shown = page("WARC", 2).replace("</body>", "<pre>\nWARC/1.0 is the first line.\nWARC/1.1\n</pre></body>")
    write("response", site + "11", shown.encode(), html)
    write("revisit", site + "1", b"", html, headers={"WARC-Profile": "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"})
    write("resource", site + "12", page("Dua belas", 5).encode(), content_type="text/html; charset=utf-8")
    write("conversion", site + "12", "\n".join(sentences(3)).encode(), content_type="text/plain")
    write("response", "dns:berita.example", b"20220421031500\nberita.example. 300 IN A 192.0.2.7\n", content_type="text/dns")
    write("response", site + "13", b"", html)
    for number_of_page in range(14, 24):
        write("response", f"{site}{number_of_page}", page(f"Halaman {number_of_page}", 15).encode(), html)


def packed(per_record, version="1.1"):
    out = io.BytesIO()
    records(WARCWriter(out, gzip=per_record, warc_version=version))
    return out.getvalue()


def split(plain):
    """The records of a plain archive, found by their lengths."""
    at, found = 0, []
    while at < len(plain):
        head, _, _ = plain[at:].partition(b"\r\n\r\n")
        length = next(int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length"))
        end = at + len(head) + 4 + length + 4
        found.append(plain[at:end])
        at = end
    return found


def line_feeds(record):
    """The record with LF for CRLF in its head and behind it, names in small letters, a folded line, and no blank line."""
    head, _, body = record.partition(b"\r\n\r\n")
    lines = head.split(b"\r\n")
    named = [line.partition(b": ") for line in lines[1:]]
    fields = [name.lower() + b":\n\t" + value if name == b"WARC-Date" else name.lower() + b":" + value for name, _, value in named]
    return b"\n".join([lines[0]] + fields) + b"\n\n" + body[:-4] + b"\n"


def write(name, content):
    (HERE / name).write_bytes(content)


def main():
    plain = packed(False)
    each = packed(True)
    parts = split(plain)
    write("plain.warc", plain)
    write("each.warc.gz", each)
    write("old.warc.gz", packed(True, "1.0"))
    write("all.warc.gz", gzip.compress(plain, mtime=0))
    frame = zstandard.ZstdCompressor(level=19, write_checksum=True)
    write("each.warc.zst", b"".join(frame.compress(part) for part in parts))
    # One frame of many blocks, so that what stands before damage can be read.
    whole = zstandard.ZstdCompressor(level=19, write_checksum=True).compressobj()
    blocks = b"".join(whole.compress(part) + whole.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK) for part in parts)
    write("all.warc.zst", blocks + whole.flush())
    samples = [part[at : at + 200] for part in parts for at in range(0, len(part) - 200, 50)]
    dictionary = zstandard.train_dictionary(2048, samples)
    with_one = zstandard.ZstdCompressor(dict_data=dictionary)
    write("dictionary.warc.zst", b"".join(with_one.compress(part) for part in parts[:3]))
    write("lines.warc", b"".join(line_feeds(part) for part in parts[:8]))


if __name__ == "__main__":
    main()
