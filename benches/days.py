"""How many days of publication petik finds on pages whose day is known.

    python3 benches/days.py PETIK PAGES.json FOLDER...

PAGES.json maps anything to {"file": NAME, "date": "2022-04-21"}, as the evaluation files of htmldate do (its `tests/` folder
has pages, too); the files are looked for in the FOLDERs. Pages without a known day are passed over.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path


def known_days(path, folders):
    """The file and the day of each page whose day is known."""
    for entry in json.loads(Path(path).read_text()).values():
        file = next((f for f in (Path(folder) / entry["file"] for folder in folders) if f.is_file()), None)
        if file and isinstance(entry["date"], str):
            yield file, entry["date"]


def found_days(petik, files):
    """The day that petik gives each of the files, and the clue."""
    with tempfile.TemporaryDirectory() as folder:
        # Names of pages may end in anything.
        for number, file in enumerate(files):
            (Path(folder) / f"{number}.html").write_bytes(file.read_bytes())
        command = [petik, "extract", "--quiet", "--format", "html", folder]
        run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    records = (json.loads(line) for line in run.stdout.split("\n") if line)
    return {int(record["id"]): record["published"] for record in records}


def main():
    petik, pages, *folders = sys.argv[1:]
    known = list(known_days(pages, folders))
    found = found_days(petik, [file for file, _ in known])
    right = wrong = 0
    for number, (file, day) in enumerate(known):
        published = found.get(number)
        if published is None:
            continue
        right += published["value"] == day
        if published["value"] != day:
            wrong += 1
            print(f"{file.name}: {published['value']} by {published['by']}, not {day}")
    given = right + wrong
    print(f"{len(known)} pages: {given} days given, {right} right ({right / max(given, 1):.3f}), none {len(known) - given}")


main()
