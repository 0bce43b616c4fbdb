"""Hostile words in every field of a record, through every writer: each file can be read, and nothing in it runs."""

from __future__ import annotations

import csv
import json
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pytest
import rdflib
from pyarrow import parquet

from quotes.graphs import build_graph, write_graph
from quotes.html import page_html
from quotes.records import Article, Quote, Record, Span, Speaker
from quotes.writing import COLUMNS, FORMATS, write

HOSTILE = {
    "formula": '=HYPERLINK("http://contoh.example","klik")',
    "command": "@SUM(1+1)*cmd|' /C calc'!A0",
    "sign": "+62 812 =1-1",
    "tab": "\t=1+1",
    "script": "</script><script>alert(1)</script>",
    "handler": '"\' onmouseover=alert(1) x="<img src=x onerror=alert(1)>',
    "entity": "&lt;b&gt; &amp; ]]> <!--",
    "newline": "satu\r\ndua\ntiga\rempat\u2028lima",
    "marks": 'a"b""c\'d;e,f\tg|h`i\\',
    "control": "a\x00b\x07c\x1b[2Jd\x7fe\x85f",
    "illegal in XML": "a\x0bb\x0c\ufffe\uffff c",
    "bidi": "abc\u202edcba\u2066x\u2069",
    "surrogate": "a\ud800b\udfffc",
    "beyond": "🦜𝕏 a\u0301\u200d",
    "huge": "kapal " * 20_000,
    "separators": "a/../../b\\c:d*e?f",
    "template": "{{ 7*7 }} {% x %} ${7*7} $x$ %s",
    "braces": '<http://a> "b"@id ^^<c> . } #',
}


def make_record(words: str, name: str = "a") -> Record:
    """Make a record that has the words in every field that a source can set."""
    text = f"{words}, kata {words} kepada {words}."
    said = Span(0, len(words))
    source = Span(text.index(", kata ") + 7, text.index(", kata ") + 7 + len(words))
    speaker = Speaker(
        "penutur", words, "person", (words,), (words,), words, (source,), {"wikidata": None}
    )  # fmt: skip
    quote = Quote(
        f"{name}#1", "direct", (said,), Span(len(words) + 2, len(words) + 6), "statement", source, source, (words,),
        ("penutur",), "name", "direct/quote-verb-speaker", 0.9,
    )  # fmt: skip
    return Record(Article(name, text, words, "2024-01-10", words, f"javascript:{words}"), (quote,), (speaker,))


@pytest.fixture(params=list(HOSTILE))
def record(request: pytest.FixtureRequest) -> Record:
    return make_record(HOSTILE[request.param])


class _Page(HTMLParser):
    """Collects the tags of a page, and the attributes that could run something."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.dangerous: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        links = [value or "" for name, value in attrs if name in {"href", "src", "action"}]
        self.dangerous += [name for name, _ in attrs if name.startswith("on")]
        self.dangerous += [link for link in links if link.strip().lower().startswith(("javascript:", "data:text"))]


def look_at(page: str) -> _Page:
    found = _Page()
    found.feed(page)
    return found


def test_no_page_runs_what_a_record_says(record: Record) -> None:
    for make in (lambda each: page_html([each]), _graph_page):
        found, plain = look_at(make(record)), look_at(make(make_record("Sri Lestari")))
        assert found.dangerous == []
        assert found.tags.count("script") == plain.tags.count("script")
        assert found.tags.count("img") == plain.tags.count("img")


def _graph_page(record: Record) -> str:
    from quotes.graphs import graph_html

    return graph_html(build_graph([record]))


@pytest.mark.parametrize("ending", [".csv", ".tsv"])
def test_a_table_of_text_has_one_row_and_no_formula(record: Record, ending: str, tmp_path: Path) -> None:
    write([record], tmp_path / f"a{ending}")
    csv.field_size_limit(10_000_000)
    with (tmp_path / f"a{ending}").open(encoding="utf-8", newline="") as lines:
        [row] = csv.DictReader(lines, delimiter="," if ending == ".csv" else "\t", strict=True)
    assert list(row) == list(COLUMNS)
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row.values())


def test_a_workbook_opens_and_has_no_formula(record: Record, tmp_path: Path) -> None:
    write([record], tmp_path / "a.xlsx")
    for sheet in openpyxl.load_workbook(tmp_path / "a.xlsx"):
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_parquet_has_one_row(record: Record, tmp_path: Path) -> None:
    write([record], tmp_path / "a.parquet")
    assert parquet.read_table(tmp_path / "a.parquet").num_rows == 1


def test_json_lines_have_one_line_for_each_record(record: Record, tmp_path: Path) -> None:
    write([record, record], tmp_path / "a.jsonl")
    lines = (tmp_path / "a.jsonl").read_bytes().decode("utf-8").split("\n")
    assert [json.loads(line)["id"] for line in lines if line] == ["a", "a"]


@pytest.mark.parametrize("name", [name for name, form in FORMATS.items() if form.endings])
def test_every_format_is_written_as_valid_utf_8_or_binary(record: Record, name: str, tmp_path: Path) -> None:
    write([record], tmp_path / "a", format_name=name)
    data = (tmp_path / "a").read_bytes()
    assert data
    if name not in {"xlsx", "parquet"}:
        data.decode("utf-8")


@pytest.mark.parametrize("ending", [".gexf", ".graphml"])
def test_xml_is_well_formed(record: Record, ending: str, tmp_path: Path) -> None:
    [path] = write_graph(build_graph([record]), tmp_path / f"a{ending}")
    assert ET.parse(path).getroot() is not None


@pytest.mark.parametrize(("ending", "form"), [(".ttl", "turtle"), (".nt", "nt"), (".jsonld", "json-ld")])
def test_linked_data_can_be_read(record: Record, ending: str, form: str, tmp_path: Path) -> None:
    [path] = write_graph(build_graph([record]), tmp_path / f"a{ending}")
    assert len(rdflib.Graph().parse(path, format=form)) > 5


@pytest.mark.parametrize("ending", [".cyjs", ".json"])
def test_graphs_in_json_can_be_read(record: Record, ending: str, tmp_path: Path) -> None:
    [path] = write_graph(build_graph([record]), tmp_path / f"a{ending}")
    assert json.loads(path.read_text(encoding="utf-8"))


def test_tables_of_a_graph_have_no_formula(record: Record, tmp_path: Path) -> None:
    csv.field_size_limit(10_000_000)
    for path in write_graph(build_graph([record]), tmp_path / "a.csv"):
        with path.open(encoding="utf-8", newline="") as lines:
            cells = [cell for row in csv.reader(lines, strict=True) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "@", "\t", "\r"))]
