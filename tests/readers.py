"""Whether pandas, polars and DuckDB read what `petik extract` writes: Parquet row by row as the JSON Lines have it, and CSV,
the way README.md tells it, with codes of regions as they were.

    cargo build --release --features parquet
    python3 tests/readers.py [PETIK]

Installs the readers from PyPI into target/readers. Not part of `cargo test`: building the feature takes minutes.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import venv

ROOT = pathlib.Path(__file__).resolve().parent.parent
HOME = ROOT / "target" / "readers"
READERS = ["pandas", "pyarrow", "polars", "duckdb"]


def main() -> int:
    if pathlib.Path(sys.prefix) != HOME:
        if not HOME.exists():
            venv.create(HOME, with_pip=True)
        python = HOME / "bin" / "python"
        subprocess.run([python, "-m", "pip", "install", "--quiet", *READERS], check=True)
        return subprocess.run([python, __file__, *sys.argv[1:]]).returncode

    import duckdb
    import pandas
    import polars

    petik = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / "target" / "release" / "petik")
    table = HOME / "facts.parquet"
    run = [petik, "extract", "--quiet", "--facts", str(ROOT / "corpus" / "articles")]
    lines = subprocess.run(run, check=True, capture_output=True, text=True).stdout.splitlines()
    expected = [json.loads(line) for line in lines]
    subprocess.run([*run, "--to", "parquet", "--output", str(table)], check=True)

    def plain(value):
        return value.isoformat()[:10] if hasattr(value, "isoformat") else value

    frame = pandas.read_parquet(table, dtype_backend="pyarrow")
    rows = {
        "pandas": [{k: None if v is pandas.NA else v for k, v in row.items()} for row in frame.to_dict("records")],
        "polars": polars.read_parquet(table).to_dicts(),
        "duckdb": [
            dict(zip([c[0] for c in duckdb.sql(f"select * from '{table}'").description], row))
            for row in duckdb.sql(f"select * from '{table}'").fetchall()
        ],
    }
    bad = 0
    for reader, read in rows.items():
        read = [{key: plain(value) for key, value in row.items()} for row in read]
        same = read == expected
        bad += not same
        print(f"{reader}: {len(read)} rows, {'the same' if same else 'NOT the same'}")
        if not same:
            print(next((pair for pair in zip(read, expected) if pair[0] != pair[1]), "their number differs"))
    bad += csv_as_told(petik)
    return 1 if bad or not expected else 0


def csv_as_told(petik):
    """How many of the ways to read CSV in README.md change the code of a region. 33.10 is the one that numbers lose."""
    article = HOME / "klaten.txt"
    article.write_text("Pemkab Klaten menandatangani MoU Gerakan Menuju 100 Smart City, Selasa (08/05/2018).")
    run = [petik, "extract", "--quiet", "--facts", "--to", "csv", "--output", "fakta.csv"]
    subprocess.run([*run, str(article)], check=True, cwd=HOME)
    os.chdir(HOME)
    bad = 0
    for block in re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(), re.S):
        if "fakta.csv" in block:
            names = {}
            exec(block, names)
            facts = names["facts"]
            codes = set(facts["region_code"]) if hasattr(facts, "columns") and not hasattr(facts, "fetchall") else {
                row[facts.columns.index("region_code")] for row in facts.fetchall()
            }
            bad += codes != {"33.10"}
            print(f"{block.split()[1]}, CSV: {codes}, {'as they were' if codes == {'33.10'} else 'NOT as they were'}")
    return bad


if __name__ == "__main__":
    sys.exit(main())
