"""How much of the main text of pages petik keeps, and how much else.

    python3 benches/text.py PETIK PAGES.json FOLDER...

PAGES.json maps anything to {"file": NAME, "with": [PIECE, ...], "without": [PIECE, ...]}: pieces of text that stand in the
article, and pieces that stand on the page around it, as trafilatura's evaluation has them (`tests/evaldata.py`). The files
are looked for in the FOLDERs.
"""

import sys

import pages


def squeezed(text):
    return " ".join(text.split())


def f1(kept, lost, added):
    return 2 * kept / max(2 * kept + lost + added, 1)


def main():
    petik, truths, *folders = sys.argv[1:]
    known = list(pages.known(truths, folders))
    found = pages.records(petik, [file for file, _ in known], "--with-text")
    texts = {number: squeezed(record["text"]) for number, record in found.items()}
    for unit, size in [("pieces", lambda _: 1), ("words", lambda piece: len(piece.split()))]:
        kept = lost = added = 0
        for number, (_, entry) in enumerate(known):
            text = texts.get(number, "")
            for piece in entry["with"]:
                stands = squeezed(piece) in text
                kept += stands * size(piece)
                lost += (not stands) * size(piece)
            added += sum(size(piece) for piece in entry["without"] if squeezed(piece) in text)
        precision, recall = kept / max(kept + added, 1), kept / max(kept + lost, 1)
        print(f"{len(known)} pages, {unit}: precision {precision:.3f}, recall {recall:.3f}, F1 {f1(kept, lost, added):.3f}")


main()
