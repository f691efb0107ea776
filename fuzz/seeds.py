"""Writes what the fuzz targets begin with: a folder of inputs and a dictionary for each.

    python3 fuzz/seeds.py FOLDER

All comes from the articles, cases, pages, archives and lists of this repository, so that new ones are begun with as well.
FOLDER/html, FOLDER/warc, ... get the inputs, named by their digests; FOLDER/html.dict, ... the words.
"""

import csv
import gzip
import hashlib
import io
import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).parent.parent
# The targets read no more than this; a longer seed would only be cut.
MOST = 60_000


def articles():
    return [path.read_text() for path in sorted((ROOT / "corpus/articles").glob("*.txt"))]


def cases():
    """The short texts of the cases: lines that are quoted, without what is said about them."""
    for path in sorted((ROOT / "corpus/cases").glob("*.md")):
        text = []
        for line in path.read_text().splitlines() + [""]:
            if line.startswith(">"):
                text.append(line[1:].strip())
            elif text:
                yield "\n".join(text)
                text = []


def columns(name, *wanted):
    with open(ROOT / "gazetteers" / name, newline="") as file:
        for row in csv.DictReader(file):
            for column in wanted:
                yield from filter(None, row[column].split("|"))


def first_columns(folder):
    for path in sorted((ROOT / "gazetteers" / folder).glob("*.csv")):
        with open(path, newline="") as file:
            rows = csv.reader(file)
            next(rows)
            for row in rows:
                yield from filter(None, row[0].split("|"))


def html():
    pages = [path.read_bytes() for path in sorted((ROOT / "tests/pages").glob("*.html"))]
    # The shortest way to each kind of statement about a page.
    pages += [
        b'<meta charset="windows-1252"><h1>Judul</h1><p>\x93Siap,\x94 kata Bupati Batang Wihaji, Jum\x92at (22/4/2022).</p>',
        b'<html lang=id><script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"A",'
        b'"datePublished":"2022-04-21T10:15:00+07:00","articleBody":"Pemkab Batang meneken MoU."}]}</script>',
        b'<article><h1>A</h1><time datetime=2022-04-21></time><figure><img><figcaption>Foto: B</figcaption></figure>'
        b"<p>Satu dua tiga<p>Baca juga: <a href=/x>C</a><table><tr><td>1<td>Kota Bogor</table><ul><li>D</ul></article>",
        "<p>Pemkab Batang meneken MoU.</p>".encode("utf-16"),
        b"<div>" * 200 + b"teks" + b"</div>" * 190,
    ]
    words = "<h1> <p> <div> <article> <table><tr><td> <li> <br> <a href= </a> <script type=\"application/ld+json\"> "
    words += "<meta charset= <meta property=\"og:title\" content= article:published_time <time datetime= <template> <svg> "
    words += "articleBody datePublished headline @graph NewsArticle class=\"entry-content\" <!-- --> &nbsp; &#x1D540;"
    return pages, words.split() + list(first_columns("pages"))


def warc():
    # The first pages are enough, and quicker read; the packed archive that has a member a record breaks off in one.
    archives = [path.read_bytes()[:9000] for path in sorted((ROOT / "tests/warc").glob("*.warc*"))]
    def record(kind, body, *fields):
        lines = ["WARC/1.1", f"WARC-Type: {kind}", *fields, f"Content-Length: {len(body)}", "", ""]
        return "\r\n".join(lines).encode() + body + b"\r\n\r\n"
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n%b\r\n%b"
    page = b"<h1>Judul</h1><p>Bupati Batang Wihaji meneken MoU, Kamis (21/4/2022).</p>"
    small = [
        record("response", http % (b"", page), "WARC-Target-URI: https://berita.example/1"),
        record("response", http % (b"Transfer-Encoding: chunked\r\n", b"%x\r\n%b\r\n0\r\n\r\n" % (len(page), page))),
        record("response", http % (b"Content-Encoding: gzip\r\n", gzip.compress(page, mtime=0))),
        record("conversion", b"Pemkab Batang meneken MoU.", "Content-Type: text/plain"),
        record("resource", page, "Content-Type: text/html; charset=utf-8"),
    ]
    archives += small + [b"".join(small), b"".join(gzip.compress(part, mtime=0) for part in small)]
    words = ["WARC/1.0", "WARC/1.1", "\r\n\r\n", "\r\nWARC/1.0\r\n", "Content-Length: ", "Content-Length: 99999999999999999999"]
    words += ["WARC-Type: response", "WARC-Block-Digest: sha1:", "WARC-Payload-Digest: sha1:", "WARC-Segment-Number: 1"]
    words += ["WARC-Truncated: length", "Content-Type: application/http; msgtype=response", "Transfer-Encoding: chunked"]
    words += ["Content-Encoding: gzip", "Content-Encoding: deflate", "Content-Encoding: br", "\x1f\x8b\x08", "text/plain"]
    return archives, words


def tables():
    rows = [(f"a{n}", text, "2022-04-21") for n, text in enumerate(articles())]
    seeds = []
    for delimiter in ",;\t":
        out = io.StringIO()
        writer = csv.writer(out, delimiter=delimiter)
        writer.writerow(["id", "text", "published"])
        writer.writerows(rows[:4])
        seeds.append(out.getvalue().encode())
    seeds += [
        b'\xef\xbb\xbfid,text\r\n1,"A, ""b""\r\n\r\nc"\r\n\r\n2,D\r\n',
        b'id,text\n1,"A\n2,B\n3,"C"\n',
        b"text\n\"Bupati: \x93Siap,\x94 Jum\x92at\"\n",
        "text\nPemkab Batang\n".encode("utf-16"),
        b"text,title,url,outlet,published\nA,B,C,D,kemarin\n,,,,\nA,B,C,D,E,F\n",
        gzip.compress(b"text\nA\n", mtime=0),
    ]
    return seeds, ['"', '""', '"\n', "\r\n", "text", "published", "2022-04-21", "\xef\xbb\xbf"]


def lines():
    rows = [{"id": n, "text": text, "published": "2022-04-21"} for n, text in enumerate(articles())]
    seeds = ["\n".join(json.dumps(row) for row in rows[:4]), json.dumps(rows[4:7], indent=1), json.dumps(rows[7], ensure_ascii=False)]
    seeds += ['{"text":"\\ud835\\udd40 \\u0000","id":null}', '{"text":"A"}\n[]\n{"text":7}\n{"text":"B","published":"kemarin"}\n{"text":"C"']
    seeds += ['[{"text":"A"},{"text":},7,{"text":"B","x":[{"y":[1e999,-0.0,true]}]}]', "[" * 200, '{"x":' * 150]
    seeds = [seed.encode() for seed in seeds] + ['{"text":"A"}'.encode("utf-16"), gzip.compress(b'{"text":"A"}', mtime=0)]
    return seeds, ['"text":"', '"id":', '"url":"', '"title":"', '"published":"2022-04-21"', '"outlet":"', "\\u0041", "\\ud83d", "},{", "}\n{"]


def texts():
    seeds = [text.encode() for text in [*articles(), *cases()]]
    words = [*first_columns("words"), *columns("regions/regions.csv", "full_name"), *columns("regions/aliases.csv", "alias")]
    words += [*columns("people/offices.csv", "forms"), *columns("programmes.csv", "name", "aliases", "generic")]
    words += [*columns("organisations.csv", "name", "abbreviations"), *list(columns("people/officials.csv", "name"))[::10]]
    words += ["Kamis (21/4)", "(8/5/2018)", "25 kabupaten/kota", "tahun 2022", "\u00a0", "\u00ad", "\u200b", "“", "”", "𝐊", "e\u0301"]
    return seeds, words


TARGETS = {"html": html, "warc": warc, "csv": tables, "json": lines, "extract": texts}


def entry(word):
    """The word as dictionaries of libFuzzer write it."""
    plain = lambda byte: 32 <= byte < 127 and byte not in b'"\\'
    # The escapes of these words are bytes already.
    octets = word.encode("latin-1") if word.startswith(("\x1f", "\xef")) else word.encode()
    return '"' + "".join(chr(byte) if plain(byte) else f"\\x{byte:02x}" for byte in octets) + '"'


def main():
    folder = pathlib.Path(sys.argv[1])
    for target, made in TARGETS.items():
        seeds, words = made()
        (folder / target).mkdir(parents=True, exist_ok=True)
        for seed in seeds:
            (folder / target / hashlib.sha1(seed[:MOST]).hexdigest()).write_bytes(seed[:MOST])
        short = sorted({word for word in words if len(word.encode()) <= 60})
        (folder / f"{target}.dict").write_text("".join(entry(word) + "\n" for word in short))


if __name__ == "__main__":
    main()
