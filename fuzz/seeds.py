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


def cohorts():
    """The lists of cohorts, whole and as people make lists: with title lines, without codes, with merged names."""
    seeds = [path.read_bytes()[:6000] for path in sorted((ROOT / "gazetteers/cohorts").glob("*.csv"))]
    seeds += [
        "DAFTAR KABUPATEN/KOTA TERPILIH TAHUN 2018;;\n\nNO;PROVINSI;KABUPATEN/KOTA\n1;JAWA TENGAH;KAB. BATANG\n2;;KOTA TEGAL\nJUMLAH;;2\n".encode(),
        "kode\tnama\ttahun\n33.1\tKlaten\t2018\n'33.25\tBatang\t'18\n".encode("utf-16"),
        b'nama,status,keterangan\n"Batang, Kab.",diragukan,"a\nb"\nTasikmalaya,,\n',
    ]
    return seeds, [*columns("lists/columns.csv", "form"), "KAB. ", "KOTA ", "TAHUN 2018", "33.25", "3325", "JUMLAH", ";", "\t"]


def sheets():
    """The sheet of an XLSX file and the content of an ODS file; the target packs them."""
    rows = [["No", "Nama", "Kode", "Tahun"], ["1", "Kabupaten Batang", "33.25", "2018"], ["2", "Kota Tegal", "33.76", "2018"]]
    cell = '<c r="{}{}" t="inlineStr"><is><t>{}</t></is></c>'
    sheet = "".join(
        f'<row r="{n}">' + "".join(cell.format("ABCD"[m], n, text) for m, text in enumerate(row)) + "</row>"
        for n, row in enumerate(rows, 1)
    )
    main = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData>{}</worksheet>'
    merged = '<mergeCells count="1"><mergeCell ref="D2:D3"/></mergeCells>'
    numbers = '<row r="1"><c r="A1" t="str"><v>Kode</v></c></row><row r="2"><c r="A2"><v>33.1</v></c></row>'
    table = "".join(
        "<table:table-row>"
        + "".join(f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>' for text in row)
        + "</table:table-row>"
        for row in rows
    )
    urn = "urn:oasis:names:tc:opendocument:xmlns:"
    spaces = f'xmlns:office="{urn}office:1.0" xmlns:table="{urn}table:1.0" xmlns:text="{urn}text:1.0"'
    ods = f'<office:document-content {spaces}><office:body><office:spreadsheet><table:table table:name="A">{{}}</table:table>'
    ods += "</office:spreadsheet></office:body></office:document-content>"
    repeated = table.replace("<table:table-cell ", '<table:table-cell table:number-columns-repeated="3" ', 1)
    seeds = [main.format(sheet, ""), main.format(sheet, merged), main.format(numbers, ""), ods.format(table), ods.format(repeated)]
    words = ['t="s"', 't="n"', 't="d"', 't="b"', "<v>", "<f>", '<mergeCell ref="A1:B2"/>', 'r="XFD1048576"', "table:covered-table-cell"]
    words += ['table:number-rows-repeated="', 'table:number-columns-spanned="2"', "office:value=", "office:date-value=", "&amp;", "&#x1;"]
    return [seed.encode() for seed in seeds], words


ROW = "gerakan-menuju-smart-city/2018/33.25"
CLAIM = "d9bf3a3530b4"


def decisions():
    lines = [
        {"subject": ROW, "verdict": "accept", "who": "Statistik", "when": "2026-11-23"},
        {"subject": CLAIM, "verdict": "reject", "note": "=1+1", "evidence": "x"},
        {"subject": CLAIM, "verdict": "correct", "region": "33.10", "cohort_year": 2019, "date": "2019-05-08"},
        {"subject": "8cb5bae1915f", "verdict": "correct", "region": "99.99"},
    ]
    seeds = [json.dumps(line) for line in lines] + ["\n".join(map(json.dumps, lines)), '{"subject":"a"}\n\n[]\n{"verdict":"accept"']
    words = [f'"{word}"' for word in ["subject", "verdict", "accept", "reject", "correct", "region", "cohort_year", "date", "note"]]
    return [seed.encode() for seed in seeds], words + [ROW, CLAIM, "33.10", "\\u001b", "2018"]


def records():
    """A record of every part, flat facts, and a table of them."""
    quote = {"start": 0, "end": 13, "quote": "Pemkab Batang"}
    programme = "gerakan-menuju-smart-city"
    fact = {"id": "f1", "type": "membership", "status": "done", "programme": programme, "cohort_year": 2018,
            "region": {"code": "33.25", "name": "Kabupaten Batang"}, "evidence": [quote], "mentions": ["m1"], "by": "a", "confidence": 0.9}
    size = {"id": "f2", "type": "cohort_size", "status": "done", "programme": programme, "cohort_year": 2018, "value": 50,
            "unit": "kabupaten/kota", "evidence": [quote], "mentions": ["m2"], "by": "a", "confidence": 0.9}
    mentions = [
        {"id": "m1", "start": 0, "end": 13, "text": "Pemkab Batang", "type": "region", "region": None, "by": "a",
         "candidates": [{"code": "33.25", "name": "Kabupaten Batang", "score": 0.5, "why": "a"}]},
        {"id": "m2", "start": 0, "end": 13, "text": "50", "type": "count", "value": 50, "unit": "kabupaten/kota", "role": "selected", "by": "a"},
    ]
    record = {"schema": "petik/article/1", "id": "a", "source": {"path": "a.txt", "url": "https://a.example/1"}, "text": "Pemkab Batang",
              "published": {"value": "2018-05-08", "by": "field"}, "text_sha256": "0" * 64, "offset_unit": "codepoint",
              "code_system": {"region": "kemendagri", "edition": "a"}, "mentions": mentions, "facts": [fact, size],
              "findings": [{"type": "weekday_mismatch", "message": "a", "evidence": [quote]}]}
    flat = {"article_id": "a", "id": "f1", "type": "membership", "status": "done", "programme": programme, "region_code": "33.1",
            "region_name": "Kabupaten Klaten", "cohort_year": 2018, "quote": "=1+1", "start": 0, "end": 4, "by": "a", "confidence": 0.9}
    table = io.StringIO()
    writer = csv.DictWriter(table, flat)
    writer.writeheader()
    writer.writerow(flat)
    writer.writerow(flat | {"article_id": "'=b", "region_code": "33.25", "region_name": "Kabupaten Batang"})
    seeds = [json.dumps(record), json.dumps(flat), json.dumps(record) + "\n" + json.dumps(record | {"id": "b"}), table.getvalue(), "[1]"]
    words = [f'"{word}":' for word in [*record, *fact, *flat, "candidates", "derived"]]
    return [seed.encode() for seed in seeds], words + ["petik/article/1", programme, "33.25", "denied", "planned", "signing"]


TARGETS = {
    "html": html,
    "warc": warc,
    "csv": tables,
    "json": lines,
    "extract": texts,
    "list": cohorts,
    "sheet": sheets,
    "decisions": decisions,
    "records": records,
}


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
