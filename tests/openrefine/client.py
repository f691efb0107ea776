"""A second client: the Python package `reconciler`, with pandas, reconciles the same names.

client.py SERVICE NAMES ROOM: exit 0 where its matches are right, 1 where not, 2 where the package cannot be had. ROOM is a folder to
install it into.
"""

import csv
import subprocess
import sys


def main(service, names, room):
    target = f"{room}/python"
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--target", target]
    done = subprocess.run([*install, "reconciler==0.2.2"], check=False, capture_output=True, text=True)
    if done.returncode != 0:
        print(f"tests/openrefine/client.py: pip could not install reconciler: {done.stderr.strip()[-300:]}", file=sys.stderr)
        return 2
    sys.path.insert(0, target)
    import pandas
    from reconciler import reconcile

    with open(names, encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["kode"]]
    table = pandas.DataFrame(rows)
    found = reconcile(
        table["nama"],
        type_id="region",
        property_mapping={"province": table["provinsi"]},
        reconciliation_endpoint=service,
        top_res=1,
    )
    matched = dict(zip(found["input_value"], zip(found["id"], found["match"])))
    faults = 0
    for row in rows:
        code, is_match = matched.get(row["nama"], ("", False))
        if bool(is_match) != (row["otomatis"] == "ya") or is_match and code != row["kode"]:
            faults += 1
            print(f"tests/openrefine/client.py: {row['nama']!r} is {code} {is_match}, and {row['kode']} is right", file=sys.stderr)
    print(f"    reconciler: {len(rows)} names, {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
