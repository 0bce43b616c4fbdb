"""One row for each quote, with the same columns and words in every table format."""

from __future__ import annotations

import csv
import io
import logging
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from quotes.records import Article, Quote, Record, Span
from quotes.writing import COLUMNS, Row, to_rows, write
from quotes.writing import excel as excel_module


def csv_rows(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def excel_rows(path: Path, sheet: str = "quotes") -> list[dict[str, object]]:
    heading, *found = openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)
    return [dict(zip(heading, row, strict=True)) for row in found]


def test_a_row_says_who_said_what_in_which_article(record: Record) -> None:
    first, second = to_rows(record)
    assert first == Row(
        article="pasar",
        outlet="Kabar Raya",
        date="2024-03-05",
        quote_id="pasar#1",
        type="direct",
        speaker="Sri Lestari",
        speaker_id="sri-lestari",
        source="Ketua Koperasi Melati Sri Lestari",
        cue="kata",
        cue_class="statement",
        polarity=None,
        content="Harga beras naik, pembeli berkurang",
        resolved_by="name",
        rule="direct/quote-verb-speaker",
        confidence=0.97,
        flags=None,
        start=1,
        end=36,
        url="https://kabar.example/1",
        title="Harga Beras Naik",
    )
    assert (second.speaker, second.source, second.flags) == (None, "Ia", "no-speaker")


@pytest.mark.parametrize(
    ("cue_class", "flags", "polarity"),
    [
        ("statement", (), None),
        ("denial", (), "denial"),
        ("denial", ("negated",), "negated"),
        ("denial", ("unclosed-mark",), "denial"),
    ],
)
def test_the_polarity_tells_a_denial_from_one_that_is_denied(cue_class, flags, polarity) -> None:
    quote = Quote("a#1", "indirect", (Span(0, 4),), cue_class=cue_class, flags=flags)
    (row,) = to_rows(Record(Article("a", "uang itu"), (quote,)))
    assert row.polarity == polarity


def test_several_speakers_and_flags_share_a_cell(record_of: Callable[..., Record]) -> None:
    both = ("Sri Lestari", "Budi Hartono")
    (row,) = to_rows(record_of("Kami sepakat", speakers=both, flags=("group", "second-hand")))
    assert row.speaker == "Sri Lestari; Budi Hartono"
    assert row.flags == "group; second-hand"


def test_a_quote_around_its_cue_is_one_cell_from_its_first_to_its_last_character() -> None:
    text = '"Sawah itu," kata Sri, "masih kering."'
    quote = Quote("a#1", "direct", (Span(1, 10), Span(24, 37)), cue=Span(13, 17))
    (row,) = to_rows(Record(Article("a", text), (quote,)))
    assert row.content == "Sawah itu … masih kering."
    assert (row.start, row.end) == (1, 37)


def test_csv_and_tsv_hold_all_columns_and_no_byte_order_mark(record: Record, tmp_path: Path) -> None:
    for name, delimiter in (("quotes.csv", ","), ("quotes.tsv", "\t")):
        assert write([record], tmp_path / name) == 1
        assert (tmp_path / name).read_bytes().startswith(b"article")
        first, second = csv_rows(tmp_path / name, delimiter)
        assert tuple(first) == COLUMNS
        assert first["content"] == "Harga beras naik, pembeli berkurang"
        assert (second["speaker"], second["confidence"]) == ("", "")


@pytest.mark.parametrize(
    "words", ['="1"&A1', "+62 812", "- 5 persen", "@warga", 'kata "itu", lalu\ndiam\tlama', "naïf 🌾 ”"]
)
def test_csv_keeps_the_words_as_they_are(words: str, record_of: Callable[..., Record], tmp_path: Path) -> None:
    for name, delimiter in (("quotes.csv", ","), ("quotes.tsv", "\t")):
        write([record_of(words)], tmp_path / name)
        (row,) = csv_rows(tmp_path / name, delimiter)
        assert row["content"] == words


@pytest.mark.parametrize("words", ["=1+1", "+62 812", "- 5 persen", "@warga", "#N/A", "2024-03-05", "TRUE"])
def test_excel_shows_words_and_computes_nothing(words: str, record_of: Callable[..., Record], tmp_path: Path) -> None:
    write([record_of(words)], tmp_path / "quotes.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "quotes.xlsx")["quotes"]
    cell = sheet.cell(row=2, column=COLUMNS.index("content") + 1)
    assert (cell.value, cell.data_type) == (words, "s")


def test_excel_has_numbers_as_numbers_and_a_heading_that_stays(record: Record, tmp_path: Path) -> None:
    write([record], tmp_path / "quotes.xlsx")
    first, second = excel_rows(tmp_path / "quotes.xlsx")
    assert (first["confidence"], first["start"], first["end"]) == (0.97, 1, 36)
    assert second["speaker"] is None
    sheet = openpyxl.load_workbook(tmp_path / "quotes.xlsx")["quotes"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:T3")


def test_excel_replaces_what_it_cannot_hold_and_says_where(
    record_of: Callable[..., Record], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    odd = record_of("naik\x0b turun\x00 \uffff lagi\n=")
    write([odd, odd], tmp_path / "quotes.xlsx")
    for row in excel_rows(tmp_path / "quotes.xlsx"):
        assert row["content"] == "naik\ufffd turun\ufffd \ufffd lagi\n="
    (warning,) = caplog.records
    assert warning.levelno == logging.WARNING
    assert "in 2 cells, first content of uji#1" in warning.message


def test_excel_cuts_a_cell_at_its_limit_and_says_where(
    record_of: Callable[..., Record], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write([record_of("a" * 40_000)], tmp_path / "quotes.xlsx")
    (row,) = excel_rows(tmp_path / "quotes.xlsx")
    assert row["content"] == "a" * 32_767
    assert "cut at 32,767 in 1 cells, first content of uji#1" in caplog.text


def test_excel_continues_in_a_second_sheet(record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excel_module, "MAX_ROWS", 4)  # the heading and three quotes
    write([record, record], tmp_path / "quotes.xlsx")
    assert [len(excel_rows(tmp_path / "quotes.xlsx", name)) for name in ("quotes", "quotes 2")] == [3, 1]


def test_parquet_has_typed_columns(record: Record, tmp_path: Path) -> None:
    write([record], tmp_path / "quotes.parquet")
    table = parquet.read_table(tmp_path / "quotes.parquet")
    assert tuple(table.column_names) == COLUMNS
    assert {str(table.schema.field(name).type) for name in ("start", "end")} == {"int64"}
    assert [Row(**row) for row in table.to_pylist()] == list(to_rows(record))


def test_parquet_writes_groups_as_they_fill(record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quotes.writing.parquet.GROUP", 4)
    write([record] * 5, tmp_path / "quotes.parquet")
    file = parquet.ParquetFile(tmp_path / "quotes.parquet")
    assert [file.metadata.row_group(k).num_rows for k in range(file.num_row_groups)] == [4, 4, 2]


def test_markdown_has_the_columns_that_people_read(record: Record, tmp_path: Path) -> None:
    write([record], tmp_path / "quotes.md")
    heading, line, first, _ = (tmp_path / "quotes.md").read_text(encoding="utf-8").splitlines()
    assert heading == "| article | outlet | date | speaker | cue | type | content | flags |"
    assert set(line) == set("|- ")
    assert first.split(" | ")[3:7] == ["Sri Lestari", "kata", "direct", "Harga beras naik, pembeli berkurang"]


def test_no_character_breaks_a_markdown_table(record_of: Callable[..., Record], tmp_path: Path) -> None:
    write([record_of("a|b\n<script>x</script> **c** [d](e) `f` g\\|h")], tmp_path / "quotes.md")
    row = (tmp_path / "quotes.md").read_text(encoding="utf-8").splitlines()[2]
    assert r"| a\|b \<script\>x\</script\> \*\*c\*\* \[d\](e) \`f\` g\\\|h |" in row


@pytest.mark.parametrize("name", ["q.csv", "q.tsv", "q.xlsx", "q.parquet", "q.md", "q.txt"])
def test_half_a_character_becomes_u_fffd(name: str, record_of: Callable[..., Record], tmp_path: Path) -> None:
    write([record_of("harga \ud83d naik")], tmp_path / name)
    readers: dict[str, Callable[[Path], object]] = {
        "q.xlsx": lambda path: excel_rows(path)[0]["content"],
        "q.parquet": lambda path: parquet.read_table(path).to_pylist()[0]["content"],
    }
    seen = readers.get(name, lambda path: path.read_text(encoding="utf-8"))(tmp_path / name)
    assert "harga \ufffd naik" in str(seen)


@pytest.mark.parametrize("name", ["q.jsonl", "q.csv", "q.tsv", "q.xlsx", "q.parquet", "q.md", "q.txt"])
def test_a_run_without_quotes_gives_a_file_that_can_be_read(name: str, tmp_path: Path) -> None:
    assert write([Record(Article("sepi", "Tidak ada kutipan."))], tmp_path / name) == 1
    assert (tmp_path / name).stat().st_size > 0
    if name == "q.csv":
        assert csv_rows(tmp_path / name) == []
    if name == "q.xlsx":
        assert excel_rows(tmp_path / name) == []
    if name == "q.parquet":
        assert parquet.read_table(tmp_path / name).num_rows == 0


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1).filter(str.strip))
def test_any_words_come_back_from_csv_and_parquet_unchanged(words: str) -> None:
    from quotes.writing import FORMATS, Output

    quote = Quote("a#1", "direct", (Span(0, len(words)),))
    made = {}
    for name in ("csv", "parquet"):
        stream = made[name] = io.BytesIO()
        with Output(stream, FORMATS[name]) as output:
            output.write(Record(Article("a", words), (quote,)))
    (row,) = csv.DictReader(io.StringIO(made["csv"].getvalue().decode("utf-8"), newline=""))
    assert row["content"] == words
    assert parquet.read_table(io.BytesIO(made["parquet"].getvalue())).to_pylist()[0]["content"] == words
