"""The picture of a record in a notebook."""

from __future__ import annotations

from html.parser import HTMLParser

import petik

HOSTILE = (
    '<script>alert(1)</script> Bupati Batang <img src=x onerror="alert(1)"> Wihaji \x1b]0;x\x07 meneken MoU Gerakan Menuju Smart City, '
    "\u202eSelasa (08/05/2018). </div></mark>&amp;"
)


class Page(HTMLParser):
    """What a browser would see."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.words = ""
        self.marked: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes.update(name for name, _ in attrs)
        if tag != "br":
            self.open.append(tag)
        if tag == "mark":
            self.marked.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


def test_nothing_of_a_hostile_text_is_more_than_words() -> None:
    record = petik.extract(HOSTILE, id="<b>", url="javascript:alert(1)")
    page = Page(record._repr_html_())
    assert page.open == []
    assert page.names <= {"div", "p", "small", "span", "mark", "table", "thead", "tbody", "tr", "th", "td", "q", "br", "em", "ul", "li"}
    assert page.attributes <= {"class", "style", "lang", "title", "scope"}
    assert "<script>alert(1)</script>" in page.words
    assert not any(sign in record._repr_html_() for sign in ("\x1b", "\x07", "\u202e"))


def test_mentions_within_mentions_are_marked() -> None:
    text = "Bupati Batang Wihaji hadir. Kota Tegal \U0001f600 juga."
    html = petik.extract(text)._repr_html_()
    page = Page(html)
    # An official, the region in it, and the city.
    assert len(page.marked) == 3 and html.index("official: Wihaji, Bupati of Kabupaten Batang") < html.index("region: Kabupaten Batang 33.25")
    assert page.words.startswith(petik.extract(text).id + "region" + "official" + text)


def test_a_record_without_its_text_says_so() -> None:
    record = petik.Record(petik.extract("Kota Tegal").to_json())
    assert "not in the record" in record._repr_html_()


def test_a_long_text_is_cut() -> None:
    html = petik.extract("Kota Tegal. " * 5_000)._repr_html_()
    assert "more characters" in html and len(html) < 1_000_000
