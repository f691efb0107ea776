"""The names of regions by pyahocorasick and seven regular expressions: peer_patterns.py NAMES INPUT. Prints what was found.

This is what one writes in an afternoon: the longest name at each place, with the bounds of words checked, and patterns for
days, years, numbers of regions and signing. Nothing is settled, joined or quoted.
"""

import json
import re
import sys

import ahocorasick

DAYS = "Senin|Selasa|Rabu|Kamis|Jumat|Jum'at|Sabtu|Minggu"
MONTHS = "Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember"
NUMBERS = "satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|belasan|puluhan|puluh|ratus|seratus"
PATTERNS = [
    re.compile(rf"\b(?:{DAYS}),?\s+\(?\d{{1,2}}[/-]\d{{1,2}}(?:[/-]\d{{2,4}})?\)?", re.I),
    re.compile(rf"\b(?:(?:{DAYS}),?\s+)?\d{{1,2}}\s+(?:{MONTHS})(?:\s+\d{{4}})?\b", re.I),
    re.compile(rf"\b(?:{MONTHS})\s+\d{{4}}\b", re.I),
    re.compile(r"\btahun\s+(?:19|20)\d{2}\b", re.I),
    re.compile(r"\b\d[\d.]*\s+(?:\(\w+\)\s+)?(?:kabupaten/kota|kabupaten|kota|daerah|provinsi|pemerintah daerah)\b", re.I),
    re.compile(rf"\b(?:{NUMBERS})(?:\s+(?:{NUMBERS}))*\s+(?:kabupaten/kota|kabupaten|kota|daerah|provinsi)\b", re.I),
    re.compile(r"\b(?:menandatangani|meneken|penandatanganan|ditandatangani|diteken|teken)\b(?:\s+\w+){0,3}?\s+(?:MoU|nota kesepahaman|nota kesepakatan|komitmen|perjanjian|kerja sama)\b", re.I),
]

names, lines = sys.argv[1:]
automaton = ahocorasick.Automaton()
with open(names, encoding="utf-8") as file:
    for name in json.load(file):
        automaton.add_word(name.lower(), name)
automaton.make_automaton()


def regions(text):
    """The longest name at each place, from left to right."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = text
    hits = []
    for last, name in automaton.iter(lower):
        start, end = last + 1 - len(name), last + 1
        if (start == 0 or not text[start - 1].isalnum()) and (end == len(text) or not text[end].isalnum()):
            hits.append((start, -end))
    hits.sort()
    taken, behind = [], 0
    for start, end in hits:
        if start >= behind:
            taken.append((start, -end))
            behind = -end
    return taken


found, articles = 0, 0
with open(lines, encoding="utf-8") as file:
    for line in file:
        text = json.loads(line)["text"]
        found += len(regions(text)) + sum(len(pattern.findall(text)) for pattern in PATTERNS)
        articles += 1
print(json.dumps({"articles": articles, "found": found}))
