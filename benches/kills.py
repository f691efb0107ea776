"""Kills long runs at random moments and compares what is left at their end with a run that nobody disturbed.

    cargo build --release
    python3 benches/kills.py [--megabytes 300] [--kills 40] [--seed 1] [--folder FOLDER] [--petik target/release/petik]
                             [--compress gzip|zstd]

The input is made from `corpus/articles`: JSON Lines, plain and packed, with broken lines, and archives with pages, one of
them damaged. `petik extract --run` reads it once undisturbed. Then it is begun again and again and killed (SIGKILL) after
a random time, until it comes to its end between two kills or has been killed ten times; `records.jsonl` and
`failures.jsonl` must then be byte for byte the same. This goes on until there were enough kills. Every fourth kill comes
not after a time but with the first sight of `records.jsonl`, which appears in the last moments of a run.
"""

import argparse
import gzip
import hashlib
import json
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
OTHERS = ["failures.jsonl", "inputs.jsonl", "pieces.jsonl"]
ENDINGS = {None: "", "gzip": ".gz", "zstd": ".zst"}


def page(number, text):
    title, *paragraphs = text.split("\n\n")
    body = "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs)
    html = f"<html><head><title>{title}</title></head><body><h1>{title}</h1>\n{body}</body></html>".encode()
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html
    head = f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://berita.example/{number}\r\n"
    # Now and then a length that is not so, which costs the record and its neighbour at most.
    length = len(http) + (7 if number % 211 == 13 else 0)
    return head.encode() + b"Content-Length: %d\r\n\r\n" % length + http + b"\r\n\r\n"


def line(number, text):
    match number % 97:
        case 13:
            return b'{"text": 7}\n'
        case 57:
            return b'{"text": "breaks off\n'
    return json.dumps({"id": str(number), "text": text, "published": "2022-04-22"}, ensure_ascii=False).encode() + b"\n"


def make_input(folder, megabytes, chance):
    """Files of some 20 MB of articles each; every fourth is packed, every tenth an archive of the web."""
    texts = [path.read_text() for path in sorted((ROOT / "corpus/articles").glob("*.txt"))]
    made, number, file = 0, 0, 0
    while made < megabytes * 1_000_000:
        kind = ".warc.gz" if file % 10 == 3 else ".jsonl.gz" if file % 4 == 1 else ".jsonl"
        path, size = folder / f"{file:03}{kind}", 0
        with open(path, "wb") as out:
            while size < min(20_000_000, megabytes * 1_000_000 - made):
                text = chance.choice(texts)
                size += len(text)
                piece = page(number, text) if kind == ".warc.gz" else line(number, text)
                # Archives are packed record by record; lines a hundred or so at once would be as well.
                out.write(gzip.compress(piece, 1, mtime=0) if kind.endswith(".gz") else piece)
                number += 1
        if kind == ".warc.gz":
            packed = bytearray(path.read_bytes())
            packed[len(packed) // 2] ^= 0x55
            path.write_bytes(packed)
        made, file = made + size, file + 1
    return file, number, made


def digests(folder, records):
    found = {}
    for name in [records, *OTHERS]:
        with open(folder / name, "rb") as file:
            found[name] = (hashlib.file_digest(file, "sha256").hexdigest(), (folder / name).stat().st_size)
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--megabytes", type=int, default=300)
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=pathlib.Path, help="where to work; a new one below the system's by default")
    parser.add_argument("--petik", type=pathlib.Path, default=ROOT / "target/release/petik")
    parser.add_argument("--compress", choices=["gzip", "zstd"], help="pack the records")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    work = pathlib.Path(tempfile.mkdtemp(prefix="petik-kills-", dir=options.folder))
    try:
        sys.exit(run(options, chance, work))
    finally:
        shutil.rmtree(work)


def run(options, chance, work):
    (work / "in").mkdir()
    files, pieces, size = make_input(work / "in", options.megabytes, chance)
    print(f"seed {options.seed}: {files} files, {pieces} articles and broken pieces, {size / 1e6:.0f} MB of text", flush=True)
    command = [str(options.petik.resolve()), "extract", "--quiet", "--threads", "2", "--run", "out", "in"]
    command += ["--compress", options.compress] if options.compress else []
    records = "records.jsonl" + ENDINGS[options.compress]

    def start():
        return subprocess.Popen(command, cwd=work, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def ends(child):
        # 1: some of the input is broken.
        assert child.wait() == 1, f"{command} ended with {child.returncode}"

    begun = time.monotonic()
    ends(start())
    whole = time.monotonic() - begun
    expected = digests(work / "out", records)
    for name, (digest, length) in expected.items():
        print(f"undisturbed, {whole:.1f} s: {name} {length} bytes, {digest[:16]}", flush=True)
    assert all(length > 0 for _, length in expected.values())

    kills, late, rounds, bad = 0, 0, 0, 0
    while kills < options.kills:
        rounds += 1
        shutil.rmtree(work / "out")
        places = []
        for _ in range(10):
            child = start()
            at_end = (kills + 1) % 4 == 0
            if at_end:
                while child.poll() is None and not (work / "out" / records).exists():
                    time.sleep(0.0002)
            else:
                time.sleep(chance.uniform(0, whole / 4))
            if child.poll() is not None:
                break
            child.kill()
            child.wait()
            kills += 1
            part = work / "out" / f"{records}.part"
            gone = not part.exists()
            late += at_end and (work / "out/journal.jsonl").exists()
            places.append("all" if at_end else "0" if gone else f"{part.stat().st_size / 1e6:.0f}")
            if kills == options.kills:
                break
        ends(start())
        same = digests(work / "out", records) == expected
        bad += not same
        print(f"run {rounds}: killed with {', '.join(places)} MB written: {'the same bytes' if same else 'OTHER BYTES'}", flush=True)
    print(f"{kills} kills in {rounds} runs, {late} of them while the run brought its files to their place: {bad} runs differ")
    return 1 if bad else 0


if __name__ == "__main__":
    main()
