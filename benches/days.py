"""How many days of publication petik finds on pages whose day is known.

    python3 benches/days.py PETIK PAGES.json FOLDER...

PAGES.json maps anything to {"file": NAME, "date": "2022-04-21"}, as the evaluation files of htmldate do (its `tests/` folder
has pages, too); the files are looked for in the FOLDERs. Pages without a known day are passed over.
"""

import sys

import pages


def main():
    petik, truths, *folders = sys.argv[1:]
    known = [(file, entry["date"]) for file, entry in pages.known(truths, folders) if isinstance(entry["date"], str)]
    found = pages.records(petik, [file for file, _ in known])
    right = wrong = 0
    for number, (file, day) in enumerate(known):
        published = found.get(number, {}).get("published")
        if published is None:
            continue
        right += published["value"] == day
        if published["value"] != day:
            wrong += 1
            print(f"{file.name}: {published['value']} by {published['by']}, not {day}")
    given = right + wrong
    print(f"{len(known)} pages: {given} days given, {right} right ({right / max(given, 1):.3f}), none {len(known) - given}")


main()
