"""What the Python package costs beside the command line, in CPU time over the same articles.

    VENV/bin/python benches/python.py PETIK ARTICLES.jsonl

PETIK is the program, VENV an environment with the wheel and pyarrow. The table is made before the clock starts, and the rows are
taken as a table of pyarrow; of the command line the start and the parsing of JSON are part of the figure.
"""

import json
import os
import resource
import subprocess
import sys
import time

import pyarrow

import petik


def command(program, articles, threads):
    """CPU and wall seconds of `petik extract --facts`."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    subprocess.run(
        [program, "extract", "--quiet", "--facts", "--threads", str(threads), "--output", os.devnull, articles], check=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return cpu, time.perf_counter() - begun


def package(table, threads):
    """CPU and wall seconds of `extract_table`, and the rows."""
    cpu, begun = time.process_time(), time.perf_counter()
    rows = petik.extract_table(table, threads=threads).to_arrow()
    return time.process_time() - cpu, time.perf_counter() - begun, rows.num_rows


def main():
    program, articles = sys.argv[1:]
    with open(articles, encoding="utf-8") as file:
        table = pyarrow.Table.from_pylist([json.loads(line) for line in file])
    petik.extract("to have the engine")
    print(f"{table.num_rows} articles, {table.nbytes / 1e6:.1f} MB")
    for threads in (1, 2):
        best = min(command(program, articles, threads) for _ in range(3))
        own = min(package(table, threads) for _ in range(3))
        print(
            f"{threads} thread(s): command line {best[0]:.2f} s CPU, {best[1]:.2f} s; package {own[0]:.2f} s CPU, {own[1]:.2f} s, "
            f"{own[2]} rows; efficiency {best[0] / own[0]:.2f}"
        )
    print(f"peak of this process {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB, the table in it")


main()
