"""A record as a picture for notebooks: the text with its mentions in colour, and the facts below. Every word of it is escaped and
nothing in it runs or is fetched: news text is hostile."""

from __future__ import annotations

from html import escape
from typing import Any

# Background and dark text of each type: all pairs have a contrast above 7 to 1.
_COLOURS = {
    "region": "#cfe8d5",
    "date": "#f9e2c0",
    "count": "#f6d5dc",
    "official": "#d6e0f5",
    "organisation": "#e4dcf2",
    "programme": "#f3ebb3",
    "signing": "#d2ebee",
    "document": "#e6e6e6",
}
_MARK = "color:#1a1a1a;padding:.1em .25em;border-radius:.25em;line-height:1.9"
_CELL = "border-top:1px solid #bbb;padding:.3em .8em .3em 0;vertical-align:top;text-align:left"
# What petik shows of a long article.
_MOST = 20_000


def page(text: str | None, record: dict[str, Any]) -> str:
    """The record in HTML."""
    about = [record["id"], (record["published"] or {}).get("value"), record["source"].get("url")]
    head = " · ".join(_words(one) for one in about if one)
    body = _marked(text, record["mentions"]) if text is not None else "<em>The text is not in the record.</em>"
    return (
        f'<div class="petik" style="max-width:60em"><p><small>{head}</small>{_legend(record["mentions"])}</p>'
        f'<div lang="id" style="white-space:pre-wrap">{body}</div>{_facts(record["facts"])}{_findings(record["findings"])}</div>'
    )


def _legend(mentions: list[dict[str, Any]]) -> str:
    """Which colour means what: those that are there."""
    kinds = [kind for kind in _COLOURS if any(one["type"] == kind for one in mentions)]
    shown = (f'<span style="background:{_COLOURS[kind]};{_MARK};font-size:.75em;margin-left:.6em">{kind}</span>' for kind in kinds)
    return "".join(shown)


def _words(value: object) -> str:
    """Words of others, escaped; what steers a terminal or turns the direction of text is written out."""
    return "".join(one if one in "\n\t" or _is_shown(one) else f"\\u{{{ord(one):x}}}" for one in escape(str(value)))


def _is_shown(letter: str) -> bool:
    code = ord(letter)
    return not (code < 0x20 or 0x7F <= code < 0xA0 or 0x200E <= code <= 0x200F or 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069)


def _marked(text: str, mentions: list[dict[str, Any]]) -> str:
    """The text with its mentions: one within another stays within it; one that crosses another is not marked."""
    out: list[str] = []
    open_until: list[int] = []
    at = 0
    end = min(len(text), _MOST)

    def close_until(place: int) -> None:
        nonlocal at
        while open_until and open_until[-1] <= place:
            out.append(_words(text[at : open_until[-1]]))
            at = open_until.pop()
            out.append("</mark>")

    for mention in sorted(mentions, key=lambda one: (one["start"], -one["end"])):
        start, stop = mention["start"], mention["end"]
        if stop > end:
            break
        close_until(start)
        if open_until and stop > open_until[-1]:
            continue
        out.append(_words(text[at:start]))
        at = start
        kind = mention["type"]
        title = escape(f"{kind}: {_meaning(mention)}", quote=True)
        out.append(f'<mark title="{_words_of_title(title)}" style="background:{_COLOURS.get(kind, "#e6e6e6")};{_MARK}">')
        open_until.append(stop)
    close_until(end)
    out.append(_words(text[at:end]))
    if end < len(text):
        out.append(f"<em> … {len(text) - end} more characters</em>")
    return "".join(out)


def _words_of_title(title: str) -> str:
    return "".join(one if _is_shown(one) else " " for one in title)


def _meaning(mention: dict[str, Any]) -> str:
    region = mention.get("region")
    if mention["type"] == "official":
        who = f"{mention['name']}, {mention['office']}"
        return f"{who} of {region['name']}" if region else who
    if region:
        return f"{region['name']} {region['code']}"
    candidates = mention.get("candidates")
    if candidates:
        return " or ".join(f"{one['name']} {one['code']}" for one in candidates)
    for name in ("value", "programme", "organisation", "person", "instrument", "number"):
        if mention.get(name) is not None:
            return str(mention[name])
    return "open"


def _facts(facts: list[dict[str, Any]]) -> str:
    if not facts:
        return "<p>No facts.</p>"
    heads = ("fact", "programme", "region", "year", "day", "evidence")
    rows = []
    for fact in facts:
        region = fact["region"]
        kind = fact["type"] if fact["status"] == "done" else f"{fact['type']} ({fact['status']})"
        if fact["type"] == "cohort_size":
            kind += f": {fact['value']} {fact['unit'] or ''}"
        cells = (
            _words(kind),
            _words(fact["programme"] or ""),
            _words(f"{region['name']} {region['code']}" if region else ""),
            _words(fact["cohort_year"] or ""),
            _words(fact["date"] or ""),
            "<br>".join(f"<q>{_words(one['quote'])}</q>" for one in fact["evidence"][:2]),
        )
        rows.append("<tr>" + "".join(f'<td style="{_CELL}">{cell}</td>' for cell in cells) + "</tr>")
    head = "".join(f'<th scope="col" style="{_CELL}">{one}</th>' for one in heads)
    return f'<table style="border-collapse:collapse;margin-top:1em"><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table>'


def _findings(findings: list[dict[str, Any]]) -> str:
    if not findings:
        return ""
    return "<ul>" + "".join(f"<li>{_words(one['type'])}: {_words(one['message'])}</li>" for one in findings) + "</ul>"
