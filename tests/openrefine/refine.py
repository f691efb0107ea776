"""Drives OpenRefine over its HTTP API: a project of messy names, reconciled, best candidates taken, two columns fetched, exported.

refine.py OPENREFINE SERVICE NAMES: exit 0 where all that came out is as NAMES says, else 1.
"""

import csv
import io
import json
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid

PATIENCE = 180
ENGINE = json.dumps({"facets": [], "mode": "row-based"})


class Refine:
    """An OpenRefine that answers at `address`."""

    def __init__(self, address):
        self.address = address
        self.project = None

    def call(self, command, fields=None, body=None, kind=None):
        """The bytes that a command answers, and where they were in the end."""
        address = f"{self.address}/command/core/{command}"
        if fields is not None:
            token = json.loads(self.call("get-csrf-token")[0])["token"]
            fields = {"csrf_token": token, **fields}
            if body is None:
                body, kind = urllib.parse.urlencode(fields).encode(), "application/x-www-form-urlencoded"
            else:
                address += "?" + urllib.parse.urlencode(fields)
        request = urllib.request.Request(address, data=body, headers={"Content-Type": kind} if kind else {})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.read(), answer.url

    def ask(self, command, **fields):
        """The JSON that a command of the project answers; a refusal is an end."""
        answer = json.loads(self.call(command, {"project": self.project, "engine": ENGINE, **fields})[0])
        if answer.get("code") == "error":
            sys.exit(f"{command}: {answer.get('message')}")
        return answer

    def wait_until_up(self):
        until(lambda: self.call("get-version"), "OpenRefine did not answer")

    def create(self, name, table):
        """A project of a CSV file."""
        edge = uuid.uuid4().hex
        parts = [
            f'--{edge}\r\nContent-Disposition: form-data; name="project-name"\r\n\r\n{name}\r\n',
            f'--{edge}\r\nContent-Disposition: form-data; name="format"\r\n\r\ntext/line-based/*sv\r\n',
            f'--{edge}\r\nContent-Disposition: form-data; name="project-file"; filename="{name}.csv"\r\n'
            f"Content-Type: text/csv\r\n\r\n{table}\r\n--{edge}--\r\n",
        ]
        options = json.dumps({"separator": ",", "headerLines": 1, "guessCellValueTypes": False, "encoding": "UTF-8"})
        body = "".join(parts).encode()
        kind = f"multipart/form-data; boundary={edge}"
        _, place = self.call("create-project-from-upload", {"options": options}, body, kind)
        self.project = urllib.parse.parse_qs(urllib.parse.urlsplit(place).query)["project"][0]

    def wait_for_processes(self):
        def is_done():
            left, _ = self.call(f"get-processes?project={self.project}")
            return not json.loads(left)["processes"]

        until(is_done, "OpenRefine did not end its work")

    def judged(self, column):
        """Per row the id that the service matched by itself, or nothing."""
        rows, _ = self.call(f"get-rows?project={self.project}&start=0&limit=1000", {"engine": ENGINE})
        rows = json.loads(rows)
        recons = rows["pool"]["recons"] if "pool" in rows else {}
        found = []
        for row in rows["rows"]:
            recon = row["cells"][column].get("r")
            recon = recons.get(str(recon), recon) if not isinstance(recon, dict) else recon
            is_matched = recon and recon.get("j") == "matched" and recon.get("m")
            found.append(recon["m"]["id"] if is_matched else "")
        return found

    def table(self):
        """The project as CSV."""
        text, _ = self.call("export-rows/all.csv", {"project": self.project, "engine": ENGINE, "format": "csv"})
        return list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"))))


def until(holds, message):
    """Waits until `holds` answers something true."""
    last = time.monotonic() + PATIENCE
    while True:
        try:
            if holds():
                return
        except (OSError, urllib.error.URLError):
            pass
        if time.monotonic() > last:
            sys.exit(message)
        time.sleep(0.3)


def main(address, service, names):
    with open(names, encoding="utf-8", newline="") as file:
        text = file.read()
    expected = list(csv.DictReader(io.StringIO(text)))
    refine = Refine(address)
    refine.wait_until_up()
    with urllib.request.urlopen(service, timeout=60) as answer:
        manifest = json.load(answer)
    refine.create("names", text)
    spaces = {"identifierSpace": manifest["identifierSpace"], "schemaSpace": manifest["schemaSpace"]}
    details = [{"column": "provinsi", "propertyName": "Province", "propertyID": "province"}]
    config = {
        "mode": "standard-service",
        "service": service,
        "type": {"id": "region", "name": "Region"},
        "autoMatch": True,
        "columnDetails": details,
        "limit": 0,
        **spaces,
    }
    refine.ask("reconcile", columnName="nama", config=json.dumps(config))
    refine.wait_for_processes()
    faults = []
    for row, found in zip(expected, refine.judged(0), strict=True):
        wanted = row["kode"] if row["otomatis"] == "ya" else ""
        if found != wanted:
            faults.append(f"{row['nama']!r} was matched to {found or 'nothing'}, and {wanted or 'nothing'} is right")
    refine.ask("recon-match-best-candidates", columnName="nama")
    extension = {"properties": [{"id": "code", "name": "Code"}, {"id": "cohort_year", "name": "Year"}]}
    refine.ask(
        "extend-data",
        baseColumnName="nama",
        endpoint=service,
        columnInsertIndex="1",
        extension=json.dumps(extension),
        **spaces,
    )
    refine.wait_for_processes()
    table = [row for row in refine.table() if row["nama"]]
    code, year = list(table[0])[1:3]
    for row, found in zip(expected, table, strict=True):
        if row["kode"] and (found[code] != row["kode"] or not found[year]):
            faults.append(f"{row['nama']!r} has the columns {found[code]!r} and {found[year]!r}, and {row['kode']} is right")
    for fault in faults:
        print(f"tests/openrefine: {fault}", file=sys.stderr)
    sole = sum(row["otomatis"] == "ya" for row in expected)
    print(f"    OpenRefine: {len(expected)} names, {sole} to be matched by themselves, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
