"""How much of the main text of pages petik keeps, and how much else.

    python3 benches/text.py PETIK PAGES.json FOLDER...

PAGES.json maps anything to {"file": NAME, "with": [PIECE, ...], "without": [PIECE, ...]}: pieces of text that stand in the
article, and pieces that stand on the page around it, as trafilatura's evaluation has them (`tests/evaldata.py`). The files
are looked for in the FOLDERs.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path


def squeezed(text):
    return " ".join(text.split())


def texts(petik, files):
    """The text that petik gives each of the files."""
    with tempfile.TemporaryDirectory() as folder:
        for number, file in enumerate(files):
            (Path(folder) / f"{number}.html").write_bytes(file.read_bytes())
        command = [petik, "extract", "--quiet", "--with-text", "--format", "html", folder]
        run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    records = (json.loads(line) for line in run.stdout.split("\n") if line)
    return {int(record["id"]): squeezed(record["text"]) for record in records}


def f1(kept, lost, added):
    return 2 * kept / max(2 * kept + lost + added, 1)


def main():
    petik, pages, *folders = sys.argv[1:]
    known = []
    for entry in json.loads(Path(pages).read_text()).values():
        file = next((f for f in (Path(folder) / entry["file"] for folder in folders) if f.is_file()), None)
        if file:
            known.append((file, entry))
    found = texts(petik, [file for file, _ in known])
    for unit, size in [("pieces", lambda _: 1), ("words", lambda piece: len(piece.split()))]:
        kept = lost = added = 0
        for number, (_, entry) in enumerate(known):
            text = found.get(number, "")
            for piece in entry["with"]:
                stands = squeezed(piece) in text
                kept += stands * size(piece)
                lost += (not stands) * size(piece)
            added += sum(size(piece) for piece in entry["without"] if squeezed(piece) in text)
        precision, recall = kept / max(kept + added, 1), kept / max(kept + lost, 1)
        print(f"{len(known)} pages, {unit}: precision {precision:.3f}, recall {recall:.3f}, F1 {f1(kept, lost, added):.3f}")


main()
