"""What `days.py` and `text.py` share: pages whose truth is known, and what petik makes of them."""

import json
import subprocess
import tempfile
from pathlib import Path


def known(path, folders):
    """The entries of a JSON file of truths, each with the page that its `file` names in one of the folders."""
    for entry in json.loads(Path(path).read_text()).values():
        file = next((f for f in (Path(folder) / entry["file"] for folder in folders) if f.is_file()), None)
        if file:
            yield file, entry


def records(petik, files, *options):
    """The records of pages by the number of the page; pages without an article have none."""
    with tempfile.TemporaryDirectory() as folder:
        # Names of pages may end in anything.
        for number, file in enumerate(files):
            (Path(folder) / f"{number}.html").write_bytes(file.read_bytes())
        command = [petik, "extract", "--quiet", "--format", "html", *options, folder]
        run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    found = (json.loads(line) for line in run.stdout.split("\n") if line)
    return {int(record["id"]): record for record in found}
