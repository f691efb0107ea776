#!/usr/bin/env python3
"""Time, size of the record and memory of one huge article: texts that say one thing over and over.

    python3 benches/growth.py target/release/petik 1 4 16

The numbers are the sizes of the articles in MiB. `engine/growth.rs` of petik-core tests the same by counted work.
"""

import csv
import os
import sys
import tempfile

MIB = 1 << 20
# `#` is another number each time, `@` another region, `~` its name without the type word.
SERIES = {
    "running text": "warga desa itu pergi ke pasar dan membeli beras ",
    "regions on one line": "@, ",
    "bare names of regions": "~, ",
    "a list, a region a line": "#. @\n",
    "signings without a full stop": "@ dan @ menandatangani MoU ",
    "signings, one sentence each": "@, @, @ dan @ menandatangani nota kesepakatan Gerakan Menuju 100 Smart City di Jakarta, "
    "Selasa (8/5/2018). ",
    "one signing, again and again": "Bupati Batang Wihaji menandatangani MoU. ",
    "open quotation marks": '" @ menandatangani MoU ',
    "direct speech": '"Kami @ siap meneken MoU," kata Bupati Batang Wihaji. ',
    "awards on one line": "@ meraih Adipura, ",
    "findings": "Rabu (21/4/20#) Banjar bersama 49 kabupaten/kota lain dari 60 daerah terpilih. ",
    "years": "Tahun 20# dan 2019 lalu. ",
    "everything without a full stop": "@ pergi dengan Bupati Batang Wihaji pada 2 Mei 2018 bersama 24 daerah menandatangani MoU "
    "smart city ",
}


def regions():
    here = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(here, "../gazetteers/regions/regions.csv"), encoding="utf-8") as file:
        return [(row["full_name"], row["name"]) for row in csv.DictReader(file) if row["level"] != "provinsi"]


def text(piece, size, names):
    said, length, number, at = [], 0, 0, 0
    while length < size:
        words = piece.replace("#", str(10 + number % 89))
        for mark in "@~":
            while mark in words:
                words = words.replace(mark, names[at % len(names)][mark == "~"], 1)
                at += 1
        said.append(words)
        length += len(words)
        number += 1
    return "".join(said)[:size]


def measured(program, path):
    """Seconds of CPU, bytes of output, kilobytes of memory at most."""
    with tempfile.TemporaryFile() as out:
        child = os.fork()
        if child == 0:
            os.dup2(out.fileno(), 1)
            os.execv(program, [program, "extract", "--quiet", "--threads", "1", path])
        _, status, used = os.wait4(child, 0)
        if status:
            sys.exit(f"{program} ended with {status}")
        return used.ru_utime + used.ru_stime, os.fstat(out.fileno()).st_size, used.ru_maxrss


def main():
    program, sizes = os.path.abspath(sys.argv[1]), [int(size) for size in sys.argv[2:]] or [1, 4]
    names = regions()
    print("| text |" + "".join(f" {size} MiB |" for size in sizes))
    print("|---|" + "---:|" * len(sizes))
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "a.txt")
        for name, piece in SERIES.items():
            cells = []
            for size in sizes:
                with open(path, "w", encoding="utf-8") as file:
                    file.write(text(piece, size * MIB, names))
                seconds, length, memory = measured(program, path)
                cells.append(f" {seconds:.2f} s, {length / (size * MIB):.1f}, {memory >> 10} MiB |")
            print(f"| {name} |" + "".join(cells), flush=True)


if __name__ == "__main__":
    main()
