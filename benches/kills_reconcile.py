"""Kills runs of `petik reconcile` at random moments and looks at what is left each time.

    cargo build --release
    python3 benches/kills_reconcile.py [--kills 200] [--seed 1] [--folder FOLDER] --inputs A B -- COMMAND...

COMMAND writes one result; `{input}` in it becomes A or B by turns, `{dir}` the folder of the result. For example:

    python3 benches/kills_reconcile.py --inputs may.jsonl june.jsonl -- \\
        target/release/petik reconcile {input} --list list.csv --output {dir}

Each input is first read undisturbed. Then runs are begun on one folder by turns and killed (SIGKILL) after a random time.
After each kill the folder must hold the result of A or that of B, every file of it byte for byte, or nothing before the first
run came to its end; beside it there may be hidden leftovers and nothing else. At the end a run that nobody disturbs must leave
its own result and no leftovers. Every fifth kill comes late, when the folders change places or the old one is removed.
"""

import argparse
import hashlib
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time


def digest(folder):
    """One digest over names and bytes; None where there is no folder."""
    if not folder.exists():
        return None
    whole = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        whole.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=pathlib.Path, help="where to work; a new one below the system's by default")
    parser.add_argument("--inputs", nargs=2, required=True, metavar=("A", "B"))
    parser.add_argument("command", nargs="+")
    options = parser.parse_args()
    work = pathlib.Path(tempfile.mkdtemp(prefix="petik-kills-", dir=options.folder))
    try:
        sys.exit(run(options, random.Random(options.seed), work))
    finally:
        shutil.rmtree(work)


def run(options, chance, work):
    def start(given, folder):
        command = [part.replace("{input}", given).replace("{dir}", str(folder)) for part in options.command]
        return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def undisturbed(given, folder):
        begun = time.monotonic()
        child = start(given, folder)
        # 1: some of the input could not be read; the result is whole all the same.
        assert child.wait() in (0, 1), f"{given}: ended with {child.returncode}"
        return digest(folder), time.monotonic() - begun

    results, times = zip(*(undisturbed(given, work / f"whole-{at}") for at, given in enumerate(options.inputs)))
    assert results[0] != results[1], "the two inputs give one result: a mix of them could not be told"
    print(f"seed {options.seed}: undisturbed {times[0]:.2f} s and {times[1]:.2f} s", flush=True)
    for at in range(2):
        shutil.rmtree(work / f"whole-{at}")

    out, seen, ended, leftovers = work / "out", {None: 0, results[0]: 0, results[1]: 0}, 0, 0
    for kill in range(options.kills):
        which = kill % 2
        child = start(options.inputs[which], out)
        late = kill % 5 == 4
        time.sleep(times[which] * chance.uniform(0.85 if late else 0, 1.1))
        ended += child.poll() is not None
        child.kill()
        child.wait()
        left = digest(out)
        beside = [path.name for path in work.iterdir() if path != out]
        leftovers += any(name.endswith(".part") for name in beside)
        if left not in seen or not all(name.startswith(".out.petik") for name in beside):
            print(f"kill {kill}: OTHER BYTES in {sorted(out.iterdir())}, beside it {beside}")
            return 1
        if left is None and sum(seen.values()) > seen[None]:
            print(f"kill {kill}: THE RESULT BEFORE IS GONE")
            return 1
        seen[left] += 1

    last, _ = undisturbed(options.inputs[0], out)
    clean = [path.name for path in work.iterdir()] == ["out"]
    print(
        f"{options.kills} starts, {ended} of them at their end before the kill; left: nothing {seen[None]}, "
        f"A {seen[results[0]]}, B {seen[results[1]]}; {leftovers} times with hidden leftovers; "
        f"at the end {'the right result' if last == results[0] else 'ANOTHER RESULT'}"
        f"{'' if clean else ', with LEFTOVERS'}"
    )
    return 0 if last == results[0] and clean else 1


if __name__ == "__main__":
    main()
