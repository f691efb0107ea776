"""petik beside other ways, and beside itself in other circumstances: ratios of CPU time.

    cargo build --release
    python3 benches/compare/compare.py [--petik target/release/petik] [--megabytes 20] [--pairs 5] [ROW...]

Makes its texts (see news.py), makes a virtual environment in `target/compare` and installs the peers into it from the
package index that pip is set to, then runs each pair in turn, so that a busy machine slows both. README.md says what the
figures are and what they cannot show. ROWs: peers, asked, pages, start, threads, memory, packed, places; all of them by default.
"""

import argparse
import csv
import json
import os
import pathlib
import random
import shutil
import statistics
import subprocess
import time
import venv

import news

HERE = pathlib.Path(__file__).resolve().parent
WORK = news.ROOT / "target/compare"
PEERS = ["spacy==3.8.18", "pyahocorasick==2.3.1"]
# Nobody's numerics begin threads of their own.
ONE_THREAD = {f"{name}_NUM_THREADS": "1" for name in ["OMP", "OPENBLAS", "MKL", "BLIS"]}
SLOW_SHARE = 2  # The peers read half of the text: enough to stand out from what their start costs.


class Run:
    """A child process: at its end CPU time of user and system, wall time, what it wrote."""

    def __init__(self, command, output, ends_with=(0,)):
        self.output, self.ends_with = output, ends_with
        begun = time.monotonic()
        with open(output, "wb") as out:
            self.child = subprocess.Popen([str(part) for part in command], stdout=out, env=os.environ | ONE_THREAD)
        self.begun = begun

    def end(self):
        _, status, usage = os.wait4(self.child.pid, 0)
        self.wall = time.monotonic() - self.begun
        self.child.returncode = os.waitstatus_to_exitcode(status)
        assert self.child.returncode in self.ends_with, f"{self.child.args} ended with {self.child.returncode}"
        self.cpu = usage.ru_utime + usage.ru_stime
        return self

    def peak(self):
        """Peak memory in MiB. Not from the usage at the end: that begins with the memory of whoever started the child."""
        peak = 0
        while os.waitid(os.P_PID, self.child.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
            with open(f"/proc/{self.child.pid}/status") as status:
                peak = max([peak, *(int(line.split()[1]) for line in status if line.startswith("VmHWM:"))])
            time.sleep(0.002)
        self.end()
        return peak / 1024


def run(command, output=WORK / "out", ends_with=(0,)):
    return Run(command, output, ends_with).end()


class Petik:
    def __init__(self, program):
        self.program = program
        self.known = {}

    def command(self, path, *options, threads=1):
        return [self.program, "extract", "--quiet", "--threads", threads, *options, path]

    def __call__(self, path, *options, threads=1, guard=None):
        done = run(self.command(path, *options, threads=threads))
        self.guard(guard or path, done.output)
        return done

    def peak(self, path, *options, threads=1):
        return Run(self.command(path, *options, threads=threads), WORK / "out").peak()

    def guard(self, key, *outputs):
        """The same mentions and facts as in every other run over the same text: no run is fast because it finds less."""
        counts = counted(*outputs)
        assert self.known.setdefault(key, counts) == counts, f"{key}: {self.known[key]} before, {counts} now"
        return counts


def counted(*outputs):
    articles, mentions, facts = 0, 0, 0
    for output in outputs:
        with open(output, "rb") as file:
            for line in file:
                record = json.loads(line)
                articles += 1
                mentions += len(record["mentions"])
                facts += len(record["facts"])
    return articles, mentions, facts


def spread(values, digits=2):
    """The median, and between which values all lie."""
    low, high = min(values), max(values)
    return f"{statistics.median(values):.{digits}f} ({low:.{digits}f} to {high:.{digits}f})"


def tell(*words):
    print(*words, flush=True)


def environment():
    python = WORK / "venv/bin/python"
    if not python.exists():
        venv.create(WORK / "venv", with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PEERS], check=True)
    return python


class Texts:
    """Files of one kind of text in several lengths."""

    def __init__(self, kind, size):
        self.kind, self.size = kind, size

    def file(self, size, ending=".jsonl"):
        path = WORK / f"{self.kind}-{size}{ending}"
        plain = path.with_name(f"{self.kind}-{size}.jsonl")
        if not plain.exists():
            news.write(plain, self.kind, size)
        if ending == ".jsonl.gz" and not path.exists():
            with open(path, "wb") as out:
                subprocess.run(["gzip", "-6", "-c", plain], stdout=out, check=True)
        if ending == ".jsonl.zst" and not path.exists():
            subprocess.run(["zstd", "-q", "-3", "-o", path, plain], check=True)
        return path

    def whole(self, ending=".jsonl"):
        return self.file(self.size, ending)

    def share(self):
        return self.file(self.size // SLOW_SHARE)

    def start(self):
        """One article: what a run costs before it reads."""
        return self.file(1)


def text_bytes(path):
    with open(path, encoding="utf-8") as file:
        return sum(len(json.loads(line)["text"].encode()) for line in file)


def peers(petik, options):
    python = environment()
    names = WORK / "names.json"
    names.write_text(json.dumps(news.names()))
    for kind in ["general", "dense"]:
        texts = Texts(kind, options.size)
        whole, share, start = texts.whole(), texts.share(), texts.start()
        whole_mb, share_mb = text_bytes(whole) / 1e6, text_bytes(share) / 1e6
        for peer, title in [("peer_spacy.py", "spaCy EntityRuler"), ("peer_patterns.py", "pyahocorasick and regexes")]:
            command = [python, HERE / peer, names]
            ratios, speeds, found = [], [], set()
            for _ in range(options.pairs):
                slow = run([*command, share])
                found.add(slow.output.read_text())
                slow = slow.cpu - run([*command, start]).cpu
                fast = petik(whole).cpu - petik(start).cpu
                speeds.append((whole_mb / fast, share_mb / slow))
                ratios.append((whole_mb / fast) / (share_mb / slow))
            assert len(found) == 1, found
            own, other = (statistics.median(side) for side in zip(*speeds))
            articles, mentions, facts = petik.known[whole]
            tell(f"petik / {title}, {kind}: {spread(ratios, 0)} times; {own:.1f} and {other:.3f} MB/s")
            tell(f"  petik: {articles} articles, {mentions} mentions, {facts} facts in {whole_mb:.1f} MB; peer: {found.pop().strip()} in {share_mb:.1f} MB")


def threads(petik, options):
    for kind in ["general", "dense"]:
        texts = Texts(kind, options.size)
        whole = texts.whole()
        halves = [WORK / f"{kind}-half-{n}.jsonl" for n in range(2)]
        lines = whole.read_bytes().splitlines(keepends=True)
        for n, half in enumerate(halves):
            half.write_bytes(b"".join(lines[n::2]))
        cpu, against_two, against_one = [], [], []
        for _ in range(options.pairs):
            one, two = petik(whole), petik(whole, threads=2)
            begun = time.monotonic()
            pair = [Run(petik.command(half), WORK / f"out-{n}") for n, half in enumerate(halves)]
            # Both are begun before the first is waited for.
            ended = [child.end() for child in pair]
            wall = time.monotonic() - begun
            petik.guard(whole, *[child.output for child in ended])
            cpu.append(two.cpu / one.cpu)
            against_two.append(wall / two.wall)
            against_one.append(one.wall / two.wall)
        tell(f"CPU time of 2 threads / 1 thread, {kind}: {spread(cpu)}")
        tell(f"2 threads against two processes with half the text each, at the same moment, {kind}: {spread(against_two)} times as fast")
        tell(f"2 threads against 1 thread, wall time, {kind}: {spread(against_one)} times as fast")


def memory(petik, options):
    for kind in ["general", "dense"]:
        texts = Texts(kind, options.size)
        one = [petik.peak(texts.whole(), threads=2) for _ in range(options.pairs)]
        four = [petik.peak(texts.file(4 * options.size), threads=2) for _ in range(options.pairs)]
        size = f"{options.size / 1e6:.0f} MB of text"
        tell(f"peak memory, 2 threads, {kind}: {spread(one, 0)} MiB for {size}, {spread(four, 0)} MiB for four times as much")


def packed(petik, options):
    texts = Texts("general", options.size)
    plain = texts.whole()
    for ending in [".jsonl.gz", ".jsonl.zst"]:
        path = texts.whole(ending)
        ratios = [petik(path, guard=plain).cpu / petik(plain).cpu for _ in range(options.pairs)]
        tell(f"CPU time packed / plain, general, {ending}: {spread(ratios)}; {path.stat().st_size / plain.stat().st_size:.2f} of the bytes")


def places(petik, options):
    """Names of villages laid over the lists, as rows of the list of kecamatan."""
    overlay = WORK / "villages/regions"
    overlay.mkdir(parents=True, exist_ok=True)
    with open(news.ROOT / "gazetteers/regions/districts.csv", newline="") as file:
        districts = list(csv.DictReader(file))
    chance = random.Random(2)
    fronts = "Suka Tanjung Karang Sumber Kali Banjar Sido Mulya Rejo Tegal Kedung Wono Gunung Muara Teluk Lubuk Pasir Batu Rawa Ujung".split()
    syllables = "ba bu da du ga ka ku la lu ma mi na nga nu pa ra ri sa su ta ti wa ya lang rang tan kan sar dur wi".split()
    village_names = set()
    while len(village_names) < 83_000:
        word = "".join(chance.choices(syllables, k=chance.randint(2, 4))).capitalize()
        village_names.add(chance.choice([word, f"{chance.choice(fronts)} {word}", chance.choice(fronts) + word.lower()]))
    with open(overlay / "districts.csv", "w", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["code", "parent", "name"])
        for number, name in enumerate(sorted(village_names)):
            district = districts[number % len(districts)]
            writer.writerow([f"{district['code']}.{2001 + number // len(districts)}", district["parent"], name])
    laid = ["--gazetteers", overlay.parent]
    for kind in ["general", "dense"]:
        texts = Texts(kind, options.size)
        whole, start = texts.whole(), texts.start()
        ratios, starts, grown = [], [], []
        for _ in range(options.pairs):
            with_places, without = petik(whole, *laid, guard=(whole, "villages")), petik(whole)
            start_with, start_without = petik(start, *laid, guard=(start, "villages")), petik(start)
            ratios.append((with_places.cpu - start_with.cpu) / (without.cpu - start_without.cpu))
            starts.append(start_with.cpu - start_without.cpu)
            grown.append(petik.peak(whole, *laid) - petik.peak(whole))
        tell(f"CPU time with {len(village_names)} villages more / without, {kind}: {spread(ratios)}")
        tell(f"  start: {spread(starts)} s more; peak memory: {spread(grown, 0)} MiB more")
        tell(f"  articles, mentions, facts: {petik.known[whole]} without, {petik.known[(whole, 'villages')]} with")


def asked(petik, options):
    """What articles cost of which only some are wanted."""
    path = options.articles or Texts("general", options.size).whole()
    start = Texts("general", options.size).start()
    megabytes = text_bytes(path) / 1e6
    petik(path)
    facts = petik.known[path][2]
    for asked_for in [[], ["--facts"], ["--only", "facts"], ["--only", "programme"]]:
        name = " ".join(asked_for) or "all records"
        speeds = []
        for _ in range(options.pairs):
            begun = run(petik.command(start, *asked_for)).cpu
            done = run(petik.command(path, *asked_for))
            speeds.append(megabytes / (done.cpu - begun))
        if asked_for in (["--facts"], ["--only", "facts"]):
            lines = [json.loads(line) for line in open(done.output, "rb")]
            found = len(lines) if asked_for == ["--facts"] else sum(len(record["facts"]) for record in lines)
            assert found == facts, f"{name}: {found} facts, and {facts} without"
        tell(f"{name}: {spread(speeds, 0)} MB/s")


def pages(petik, options):
    """Pages of an archive beside what unpacking it costs."""
    if options.archive is None:
        return tell("pages: no --archive FILE.warc.gz to measure on")
    for asked_for in [[], ["--only", "facts"]]:
        ratios = []
        for _ in range(options.pairs):
            unpacked = run(["gzip", "-dc", options.archive]).cpu
            # Most archives hold a page without an article, which is a failure.
            read = run(petik.command(options.archive, *asked_for), ends_with=(0, 1))
            ratios.append(unpacked / read.cpu)
        tell(f"gzip -dc / petik, pages, {' '.join(asked_for) or 'all records'}: {spread(ratios)}")


def start(petik, options):
    """What a run costs before its first record, in instructions where valgrind is there."""
    path = Texts("general", options.size).start()
    cpu = [run(petik.command(path)).cpu for _ in range(4 * options.pairs)]
    tell(f"start: {spread(cpu, 3)} s of CPU time")
    if shutil.which("valgrind"):
        valgrind = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *map(str, petik.command(path))]
        told = subprocess.run(valgrind, capture_output=True, text=True, check=True).stderr
        tell(f"  {int(told.split('Collected :')[1].split()[0]) / 1e6:.0f} million instructions")


ROWS = {row.__name__: row for row in [peers, asked, pages, start, threads, memory, packed, places]}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--petik", type=pathlib.Path, default=news.ROOT / "target/release/petik")
    parser.add_argument("--megabytes", type=float, default=20)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--articles", type=pathlib.Path, help="articles of your own, JSON Lines with `text`, for the row asked")
    parser.add_argument("--archive", type=pathlib.Path, help="an archive of pages, WARC packed with gzip, for the row pages")
    parser.add_argument("--texts", action="store_true", help="write the texts, name the files and end")
    parser.add_argument("rows", nargs="*", metavar="ROW", help=", ".join(ROWS))
    options = parser.parse_args()
    unknown = [row for row in options.rows if row not in ROWS]
    if unknown:
        parser.error(f"no such row: {', '.join(unknown)}; there are {', '.join(ROWS)}")
    options.size = int(options.megabytes * 1e6)
    WORK.mkdir(parents=True, exist_ok=True)
    if options.texts:
        for kind in ["general", "dense"]:
            tell(Texts(kind, options.size).whole())
        return
    petik = Petik(options.petik.resolve())
    for row in options.rows or ROWS:
        ROWS[row](petik, options)


if __name__ == "__main__":
    main()
