"""Whether verdicts and notes come back from `reconciliation.xlsx` after people worked on it: filled in by openpyxl, with rows in
another order, rows hidden, columns of their own and a sheet copied; saved by LibreOffice as ODS, as XLSX out of that, and as CSV.

    cargo build --release
    python3 tests/workbook.py [PETIK]

Installs openpyxl from PyPI into target/workbook, and LibreOffice Calc from Debian where it may. Exit 0: all is well; 1: something
did not come back; 2: something is missing.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import venv

ROOT = pathlib.Path(__file__).resolve().parent.parent
HOME = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "workbook"
LIST = ROOT / "gazetteers" / "cohorts" / "gerakan-menuju-smart-city.csv"
WORDS = {
    "id": {
        "sheets": ("Penilaian", "Kutipan", "Nama belum jelas"),
        "accept": "terima",
        "reject": "Ditolak",
        "correct": "PERBAIKI",
    },
    "en": {
        "sheets": ("To judge", "Quotes", "Open names"),
        "accept": "accept",
        "reject": " rejected",
        "correct": "Correct",
    },
}
HEADS = {
    "id": {
        "verdict": "putusan",
        "note": "catatan",
        "region": "kode daerah yang benar",
        "year": "tahun yang benar",
        "day": "tanggal yang benar",
    },
    "en": {
        "verdict": "verdict",
        "note": "note",
        "region": "right region code",
        "year": "right year",
        "day": "right day",
    },
}


def missing(why: str) -> int:
    print(f"tests/workbook.py: {why}", file=sys.stderr)
    return 2


def office() -> str | None:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if not found and hasattr(os, "getuid") and os.getuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], stdout=subprocess.DEVNULL)
        subprocess.run(["apt-get", "install", "-y", "-qq", "libreoffice-calc"], stdout=subprocess.DEVNULL)
        found = shutil.which("soffice")
    return found


def main() -> int:
    if pathlib.Path(sys.prefix) != HOME:
        python = HOME / "bin" / "python"
        if not python.exists():
            venv.create(HOME, with_pip=True)
        if subprocess.run([python, "-m", "pip", "install", "--quiet", "openpyxl"]).returncode:
            return missing("openpyxl could not be installed: the first run needs the package registry")
        return subprocess.run([python, __file__, *sys.argv[1:]]).returncode
    petik = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "target" / "release" / "petik").resolve()
    if not petik.exists():
        return missing(f"{petik} is missing: cargo build --release")
    soffice = office()
    if not soffice:
        return missing("LibreOffice is missing: apt-get install libreoffice-calc")
    work = HOME / "work"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    run(petik, work, "extract", "--with-text", "--quiet", "--output", "r.jsonl", ROOT / "corpus" / "articles")
    # A name that nothing settles, so that there is a sheet of such names.
    (work / "list.csv").write_text(LIST.read_text() + "gerakan-menuju-smart-city,2018,,Pekalongan,,listed,1,,\n")
    bad = 0
    for language in WORDS:
        out = f"out-{language}"
        run(petik, work, "reconcile", "r.jsonl", "--list", "list.csv", "--quiet", "--lang", language, "--out", out)
        expected = fill(work / out / "reconciliation.xlsx", work / f"{language}.xlsx", language)
        convert(soffice, work, f"{language}.xlsx", "ods")
        shutil.copy(work / f"{language}.ods", work / f"{language}-again.ods")
        convert(soffice, work, f"{language}-again.ods", "xlsx")
        # Every sheet as a file of its own.
        convert(soffice, work, f"{language}.xlsx", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1")
        tables = [work / f"{language}-{sheet}.csv" for sheet in WORDS[language]["sheets"]]
        for name, files in [
            ("openpyxl", [work / f"{language}.xlsx"]),
            ("ODS", [work / f"{language}.ods"]),
            ("XLSX out of ODS", [work / f"{language}-again.xlsx"]),
            ("CSV", tables),
        ]:
            decisions = work / f"{language}-{name.replace(' ', '-')}.jsonl"
            for file in files:
                run(petik, work, "decide", out, "--from", file, "--by", "Sari", "--decisions", decisions, "--when", "2026-11-23")
            got = {}
            for line in decisions.read_text().splitlines():
                one = json.loads(line)
                got[one["subject"]] = {key: one.get(key) for key in ("verdict", "note", "region", "cohort_year", "date")}
            same = got == expected
            bad += not same
            how = "all as they were filled in" if same else "NOT as they were filled in"
            print(f"{language}, {name}: {len(got)} verdicts, {how}")
            for subject in sorted(set(got) | set(expected)):
                if got.get(subject) != expected.get(subject):
                    print(f"  {subject}: {expected.get(subject)} became {got.get(subject)}")
        bad += contradicted(petik, work, language)
        bad += worked_out(petik, work, language)
    return 1 if bad else 0


def contradicted(petik: pathlib.Path, work: pathlib.Path, language: str) -> int:
    """Two verdicts for one row, one on the first sheet and one on that of its province: neither is taken, both are named."""
    import openpyxl

    words, heads, out = WORDS[language], HEADS[language], f"out-{language}"
    book = openpyxl.load_workbook(work / out / "reconciliation.xlsx")
    first = book[words["sheets"][0]]
    column = {cell.value: cell.column for cell in first[1]}
    subject = first.cell(2, column["id"]).value
    first.cell(2, column[heads["verdict"]]).value = words["accept"]
    for sheet in book.worksheets:
        if sheet.title[:2].isdigit():
            own = {cell.value: cell.column for cell in sheet[1]}
            for row in range(2, sheet.max_row + 1):
                if sheet.cell(row, own["id"]).value == subject:
                    sheet.cell(row, own[heads["verdict"]]).value = words["reject"]
                    place = f"{sheet.title}!"
    book.save(work / "two.xlsx")
    arguments = ["decide", out, "--from", "two.xlsx", "--by", "Sari", "--decisions", "two.jsonl", "--lang", language]
    done = subprocess.run([petik, *arguments], cwd=work, capture_output=True, text=True)
    same = done.returncode == 1 and place in done.stderr and not (work / "two.jsonl").exists()
    print(f"{language}, two verdicts for one row: {'neither was taken' if same else done.stderr}")
    return not same


def worked_out(petik: pathlib.Path, work: pathlib.Path, language: str) -> int:
    """A formula that nobody worked out, as openpyxl writes it: its cell is named, and nothing of the row is taken."""
    import openpyxl

    words, heads, out = WORDS[language], HEADS[language], f"out-{language}"
    book = openpyxl.load_workbook(work / out / "reconciliation.xlsx")
    first = book[words["sheets"][0]]
    column = {cell.value: cell.column for cell in first[1]}
    first.cell(2, column[heads["verdict"]]).value = words["accept"]
    note = first.cell(2, column[heads["note"]])
    note.value = "=1+1"
    book.save(work / "formula.xlsx")
    arguments = ["decide", out, "--from", "formula.xlsx", "--by", "Sari", "--decisions", "formula.jsonl", "--lang", language]
    done = subprocess.run([petik, *arguments], cwd=work, capture_output=True, text=True)
    same = done.returncode == 1 and note.coordinate in done.stderr and not (work / "formula.jsonl").exists()
    print(f"{language}, a formula without a value: {'its cell was named' if same else done.stderr}")
    return not same


def run(petik: pathlib.Path, work: pathlib.Path, *arguments: object) -> None:
    subprocess.run([petik, *map(str, arguments)], cwd=work, check=True)


def convert(soffice: str, work: pathlib.Path, file: str, to: str) -> None:
    profile = f"-env:UserInstallation={(HOME / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", to, "--outdir", str(work), str(work / file)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def fill(source: pathlib.Path, target: pathlib.Path, language: str) -> dict:
    """Fills in the workbook as people do; what must come back, by the ids of the rows."""
    import openpyxl

    words, heads = WORDS[language], HEADS[language]
    book = openpyxl.load_workbook(source)
    rows, quotes, names = (book[sheet] for sheet in words["sheets"])
    expected = {}

    def at(sheet, head):
        return next(cell.column for cell in sheet[1] if cell.value == head)

    def judge(sheet, row, verdict, note=None, **values):
        sheet.cell(row, at(sheet, heads["verdict"])).value = words[verdict]
        if note:
            sheet.cell(row, at(sheet, heads["note"])).value = note
        for name, (typed, _) in values.items():
            sheet.cell(row, at(sheet, heads[name])).value = typed
        expected[sheet.cell(row, at(sheet, "id")).value] = {
            "verdict": verdict,
            "note": note,
            "region": values.get("region", (None, None))[1],
            "cohort_year": values.get("year", (None, None))[1],
            "date": values.get("day", (None, None))[1],
        }

    for row in range(2, min(rows.max_row, 60)):
        note = [None, f"surat nomor {row}/2018", "dua baris\nsatu catatan, \"dikutip\"; é", "=1+1 bukan rumus"][row % 4]
        judge(rows, row, "accept" if row % 3 else "reject", note and note.lstrip("="))
    for row in range(2, 30):
        if row % 2:
            judge(quotes, row, "reject", "program lain")
        else:
            judge(quotes, row, "correct", year=(2000 + row % 20, 2000 + row % 20), day=("2018-05-08", "2018-05-08"))
    judge(names, 2, "correct", "menurut surat", region=("33.26", "33.26"))
    # Rows in another order, hidden rows, a column of somebody's own, a copy of a sheet.
    body = [[cell.value for cell in row] for row in rows.iter_rows(min_row=2)]
    for number, values in enumerate(reversed(body), start=2):
        for column, value in enumerate(values, start=1):
            rows.cell(number, column).value = value
    for row in range(5, 20):
        rows.row_dimensions[row].hidden = True
    rows.insert_cols(3)
    rows.cell(1, 3).value = "my own"
    book.copy_worksheet(quotes)
    book.save(target)
    return expected


if __name__ == "__main__":
    sys.exit(main())
