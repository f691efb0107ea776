"""The texts that are compared upon, made from `corpus/articles`; the same seed gives the same texts.

`dense` is what petik is for: articles of whole paragraphs from all articles of the corpus. `general` is what most of an
archive is like: paragraphs from the articles that give no fact, and between them paragraphs in which no name stands, made
of the small words of the corpus in the order of chance, with new ones among them.
"""

import json
import pathlib
import random
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]


def corpus(keep):
    """The paragraphs of the articles whose annotation `keep` likes: heads, and the others."""
    heads, bodies = [], []
    for path in sorted((ROOT / "corpus/articles").glob("*.txt")):
        gold = json.loads(path.with_suffix(".gold.json").read_text())
        if keep(gold):
            head, *body = [part for part in path.read_text().split("\n\n") if part.strip()]
            heads.append(head)
            bodies.extend(body)
    return heads, bodies


def small_words():
    """The words in small letters of all articles, as often as they stand there."""
    _, bodies = corpus(lambda gold: True)
    return re.findall(r"(?<![\w.])[a-z]{2,}(?![\w.])", " ".join(bodies))


def new_word(chance):
    return "".join(chance.choice("bcdfghjklmnprstwy") + chance.choice("aeiou") for _ in range(chance.randint(2, 4)))


def plain_paragraph(words, chance):
    sentences = []
    for _ in range(chance.randint(2, 4)):
        chosen = chance.choices(words, k=chance.randint(8, 22))
        # Fresh text never ends having words that were not there before: one in twenty, as in real news.
        chosen = [new_word(chance) if chance.random() < 0.05 else word for word in chosen]
        if len(chosen) > 12:
            chosen[chance.randint(4, 8)] += ","
        sentences.append(" ".join(chosen).capitalize() + ".")
    return " ".join(sentences)


def articles(kind, seed=1):
    """Articles of this kind without an end."""
    chance = random.Random(seed)
    if kind == "dense":
        heads, bodies = corpus(lambda gold: True)
    else:
        heads, bodies = corpus(lambda gold: not gold.get("facts"))
    words = small_words()
    while True:
        parts = [chance.choice(heads)]
        for _ in range(chance.randint(5, 9)):
            plain = kind == "general" and chance.random() < 0.5
            parts.append(plain_paragraph(words, chance) if plain else chance.choice(bodies))
        yield "\n\n".join(parts)


def write(path, kind, size, seed=1):
    """JSON Lines with `size` bytes of text. Gives the bytes of text and the number of articles."""
    text, count = 0, 0
    with open(path, "w", encoding="utf-8") as out:
        for article in articles(kind, seed):
            if text >= size:
                return text, count
            out.write(json.dumps({"id": str(count), "text": article}, ensure_ascii=False) + "\n")
            text += len(article.encode())
            count += 1


def names():
    """Names and aliases of all regions, bare and with their type word in full and in short, as `benches/stages.rs` takes
    them."""
    import csv

    found = set()
    with open(ROOT / "gazetteers/regions/regions.csv", newline="") as file:
        for row in csv.DictReader(file):
            found |= {row["name"], row["full_name"]}
            if row["full_name"].startswith("Kabupaten "):
                found.add("Kab. " + row["full_name"].removeprefix("Kabupaten "))
    with open(ROOT / "gazetteers/regions/aliases.csv", newline="") as file:
        found |= {row["alias"] for row in csv.DictReader(file)}
    return sorted(found)
