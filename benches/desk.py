"""The steward's desk on a folder of any size: how soon it opens, how long a judgement takes, how much memory it holds; and
whether a verdict that was acknowledged is ever lost when the server is killed.

    cargo build --release
    python3 benches/desk.py DIR                 # a folder that `petik reconcile` wrote
    python3 benches/desk.py DIR --kills 100     # kills the server so often while two stewards judge

DIR is only read: the decisions are written into a folder for the time being.
"""

import argparse
import json
import pathlib
import random
import re
import statistics
import subprocess
import tempfile
import threading
import time
import urllib.parse
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent


class Desk:
    def __init__(self, petik, folder, decisions):
        begun = time.perf_counter()
        command = [petik, "serve", folder, "--decisions", decisions, "--port", "0"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.address = self.process.stdout.readline().strip()
        self.opened = time.perf_counter() - begun
        said = ""
        while "token=" not in said:
            said = self.process.stderr.readline()
        self.token = re.search(r"token=(\w+)", said).group(1)

    def ask(self, path, body=None):
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.address}desk/{path}", data=data, headers=headers)
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)

    def memory(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+)", status).group(1)) / 1024

    def end(self, signal="terminate"):
        getattr(self.process, signal)()
        self.process.wait()
        self.process.stdout.close()
        self.process.stderr.close()


def timed(work):
    begun = time.perf_counter()
    return work(), 1000 * (time.perf_counter() - begun)


def measure(petik, folder, decisions):
    desk = Desk(petik, folder, decisions)
    queue, first = timed(lambda: desk.ask("queue?which=all&limit=500"))
    items, judged = [], []
    for entry in queue["entries"][:100]:
        item, took = timed(lambda: desk.ask("item?id=" + urllib.parse.quote(entry["id"])))
        items.append(took)
        claims = (item["row"] or {}).get("claims", [])
        subjects = [claim["id"] for claim in claims[:1]] + [entry["id"]]
        for subject in filter(None, subjects):
            verdict = {"by": "bench", "verdict": "reject", "subjects": [subject]}
            judged.append(timed(lambda: desk.ask("judge", verdict))[1])
    memory = desk.memory()
    desk.end()
    again = Desk(petik, folder, decisions)
    again.end()
    print(f"opens in {desk.opened:.2f} s, with {len(judged)} verdicts in {again.opened:.2f} s; peak {memory:.0f} MiB")
    for what, times in [("queue", [first]), ("row with its quotes", items), ("judgement", judged)]:
        print(f"{what}: median {statistics.median(times):.1f} ms, longest {max(times):.1f} ms")


def kills(petik, folder, decisions, number):
    dice = random.Random(7)
    acknowledged, lock = [], threading.Lock()
    for kill in range(number):
        desk = Desk(petik, folder, decisions)
        ids = [entry["id"] for entry in desk.ask("queue?which=all&limit=500")["entries"] if entry["id"]]

        def judge(who):
            for count in range(10_000):
                note = f"{kill}/{who}/{count}"
                verdict = {"by": who, "verdict": "accept", "subjects": [ids[count % len(ids)]], "note": note}
                try:
                    taken = desk.ask("judge", verdict)["taken"]
                except OSError:
                    return
                with lock:
                    acknowledged.extend((subject, note) for subject in taken)

        stewards = [threading.Thread(target=judge, args=(name,)) for name in ("one", "two")]
        for steward in stewards:
            steward.start()
        time.sleep(dice.uniform(0.02, 0.2))
        desk.end("kill")
        for steward in stewards:
            steward.join()
    written, broken = set(), 0
    for line in pathlib.Path(decisions).read_text().splitlines():
        try:
            one = json.loads(line)
            written.add((one["subject"], one["note"]))
        except ValueError:
            broken += 1
    lost = [one for one in acknowledged if one not in written]
    print(f"{number} kills, {len(acknowledged)} verdicts acknowledged, {len(lost)} lost, {broken} broken lines")
    return 1 if lost or not acknowledged else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", metavar="DIR")
    parser.add_argument("--petik", default=ROOT / "target/release/petik")
    parser.add_argument("--kills", type=int, default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as room:
        decisions = pathlib.Path(room) / "decisions.jsonl"
        if options.kills:
            return kills(options.petik, options.folder, decisions, options.kills)
        measure(options.petik, options.folder, decisions)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
