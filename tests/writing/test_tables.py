"""One row for each quote, with the same columns and words in every table format."""

from __future__ import annotations

import csv
import io
import logging
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from quotes.records import Article, Quote, Record, Span, Speaker
from quotes.writing import COLUMNS, CsvOptions, Row, to_rows, write
from quotes.writing import binary_formats as excel_module


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
        date="2024-03-05",
        outlet="Kabar Raya",
        title="Harga Beras Naik",
        url="https://kabar.example/1",
        speaker="Sri Lestari",
        role="Ketua Koperasi Melati",
        kind="person",
        affiliation="Koperasi Melati",
        gender="female",
        wikidata="Q1",
        type="direct",
        quote="Harga beras naik, pembeli berkurang",
        cue="kata",
        source="Ketua Koperasi Melati Sri Lestari",
        confidence=0.97,
        flags=None,
        polarity=None,
        start=1,
        end=36,
        spans=None,
        speaker_id="sri-lestari",
        quote_id="pasar#1",
        cue_class="statement",
        resolved_by="name",
        rule="direct/quote-verb-speaker",
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


def test_the_cells_of_several_speakers_are_in_the_same_order_and_unknown_ones_stay_empty() -> None:
    speakers = (
        Speaker("budi", "Budi", roles=("Camat; Ketua", "Wakil"), external={"wikidata": None}),
        Speaker("sri", "Sri", gender="female", external={"wikidata": "Q1"}),
    )
    quote = Quote("a#1", "direct", (Span(0, 4),), speakers=("Sri", "Budi", "Tono"), speaker_ids=("sri", "budi", "x"))
    (row,) = to_rows(Record(Article("a", "Siap"), (quote,), speakers))
    assert (row.speaker, row.speaker_id) == ("Sri; Budi; Tono", "sri; budi; x")
    assert (row.role, row.kind, row.gender) == ("; Camat, Ketua; ", "person; person; ", "female; ; ")
    assert (row.wikidata, row.affiliation) == ("Q1; ; ", None)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Harga naik,", "Harga naik"),
        ("“Harga naik,”", "Harga naik"),
        ('"Harga naik." ', "Harga naik."),
        ('keadaan "paling parah"', 'keadaan "paling parah"'),
        ('"keprihatinan serius" akan memo itu', '"keprihatinan serius" akan memo itu'),
        ('"A" dan "B"', '"A" dan "B"'),
        ("Harga naik,”", "Harga naik"),
    ],
)
def test_commas_and_marks_at_the_edges_are_not_in_the_column(words: str, shown: str) -> None:
    (row,) = to_rows(Record(Article("a", words), (Quote("a#1", "direct", (Span(0, len(words)),)),)))
    assert row.quote == shown


@pytest.mark.parametrize(
    ("date", "day"), [("2024-03-05T10:00:00+07:00", "2024-03-05"), ("2024", "2024"), ("x 2024", "x 2024"), (None, None)]
)
def test_the_date_is_a_day(date: str | None, day: str | None, record: Record) -> None:
    row, *_ = to_rows(replace(record, article=replace(record.article, date=date)))
    assert row.date == day


def test_a_quote_around_its_cue_is_one_cell_from_its_first_to_its_last_character() -> None:
    text = '"Sawah itu," kata Sri, "masih kering."'
    quote = Quote("a#1", "direct", (Span(1, 10), Span(24, 37)), cue=Span(13, 17))
    (row,) = to_rows(Record(Article("a", text), (quote,)))
    assert row.quote == "Sawah itu … masih kering."
    assert (row.start, row.end, row.spans) == (1, 37, "1-10; 24-37")


def test_csv_and_tsv_hold_all_columns_and_no_byte_order_mark(record: Record, tmp_path: Path) -> None:
    for name, delimiter in (("quotes.csv", ","), ("quotes.tsv", "\t")):
        assert write([record], tmp_path / name) == 1
        assert (tmp_path / name).read_bytes().startswith(b"article")
        first, second = csv_rows(tmp_path / name, delimiter)
        assert tuple(first) == COLUMNS
        assert first["quote"] == "Harga beras naik, pembeli berkurang"
        assert (second["speaker"], second["confidence"]) == ("", "")


@pytest.mark.parametrize(
    "words", ['="1"&A1', "+62 812", "- 5 persen", "@warga", 'kata "itu", lalu\ndiam\tlama', "naïf 🌾 dan"]
)
def test_csv_has_no_formulas_unless_it_is_raw(words: str, record_of: Callable[..., Record], tmp_path: Path) -> None:
    for name, delimiter in (("quotes.csv", ","), ("quotes.tsv", "\t")):
        write([record_of(words)], tmp_path / name)
        (row,) = csv_rows(tmp_path / name, delimiter)
        assert row["quote"] == (f"'{words}" if words[0] in "=+-@" else words)
        write([record_of(words)], tmp_path / name, csv=CsvOptions(raw=True))
        (row,) = csv_rows(tmp_path / name, delimiter)
        assert row["quote"] == words


def test_csv_has_the_delimiter_and_the_byte_order_mark_that_are_asked_for(record: Record, tmp_path: Path) -> None:
    write([record], tmp_path / "quotes.csv", csv=CsvOptions(delimiter=";", bom=True))
    assert (tmp_path / "quotes.csv").read_bytes().startswith(b"\xef\xbb\xbfarticle;date;")


@pytest.mark.parametrize("words", ["=1+1", "+62 812", "- 5 persen", "@warga", "#N/A", "2024-03-05", "TRUE"])
def test_excel_shows_words_and_computes_nothing(words: str, record_of: Callable[..., Record], tmp_path: Path) -> None:
    write([record_of(words)], tmp_path / "quotes.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "quotes.xlsx")["quotes"]
    cell = sheet.cell(row=2, column=COLUMNS.index("quote") + 1)
    assert (cell.value, cell.data_type) == (words, "s")


def test_excel_has_numbers_as_numbers_and_a_heading_that_stays(record: Record, tmp_path: Path) -> None:
    write([record], tmp_path / "quotes.xlsx")
    first, second = excel_rows(tmp_path / "quotes.xlsx")
    assert (first["confidence"], first["start"], first["end"]) == (0.97, 1, 36)
    assert second["speaker"] is None
    sheet = openpyxl.load_workbook(tmp_path / "quotes.xlsx")["quotes"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:Z3")


def test_excel_has_dates_as_dates(record: Record, tmp_path: Path) -> None:
    old = replace(record, article=replace(record.article, date="1899-12-31"))
    year = replace(record, article=replace(record.article, date="2024"))
    write([record, old, year], tmp_path / "quotes.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "quotes.xlsx")["quotes"]
    cells = [sheet.cell(row=row, column=COLUMNS.index("date") + 1) for row in (2, 4, 6)]
    assert [cell.is_date for cell in cells] == [True, False, False]
    assert cells[0].value == datetime(2024, 3, 5, tzinfo=UTC).replace(tzinfo=None)
    assert [cell.value for cell in cells[1:]] == ["1899-12-31", "2024"]


def test_libreoffice_opens_excel_with_dates_umlauts_emoji_and_no_formula(
    record_of: Callable[..., Record], tmp_path: Path
) -> None:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    record = record_of("=SUM(A1) Größe 🌾")
    write([replace(record, article=replace(record.article, date="2026-05-29"))], tmp_path / "quotes.xlsx")
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = [program, home, "--headless", "--convert-to", "ods", "--outdir", tmp_path, tmp_path / "quotes.xlsx"]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    with zipfile.ZipFile(tmp_path / "quotes.ods") as opened:
        content = opened.read("content.xml").decode("utf-8")
    assert 'office:value-type="date" office:date-value="2026-05-29"' in content
    assert "=SUM(A1) Größe 🌾" in content
    assert "table:formula" not in content


def test_excel_has_the_speakers_on_sheets_of_their_own(record: Record, tmp_path: Path) -> None:
    write([record], tmp_path / "quotes.xlsx")
    (total,) = excel_rows(tmp_path / "quotes.xlsx", "speakers")
    assert (total["speaker"], total["quotes"], total["articles"], total["outlets"]) == ("Sri Lestari", 1, 1, 1)
    (here,) = excel_rows(tmp_path / "quotes.xlsx", "speakers in articles")
    assert (here["speaker"], here["article"], here["direct"]) == ("Sri Lestari", "pasar", 1)


def test_excel_replaces_what_it_cannot_hold_and_says_where(
    record_of: Callable[..., Record], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    odd = record_of("naik\x0b turun\x00 \uffff lagi\n=")
    write([odd, odd], tmp_path / "quotes.xlsx")
    for row in excel_rows(tmp_path / "quotes.xlsx"):
        assert row["quote"] == "naik\ufffd turun\ufffd \ufffd lagi\n="
    (warning,) = caplog.records
    assert warning.levelno == logging.WARNING
    assert "in 2 cells, first quote of uji#1" in warning.message


def test_excel_cuts_a_cell_at_its_limit_and_says_where(
    record_of: Callable[..., Record], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write([record_of("a" * 40_000)], tmp_path / "quotes.xlsx")
    (row,) = excel_rows(tmp_path / "quotes.xlsx")
    assert row["quote"] == "a" * 32_767
    assert "cut at 32,767 in 1 cells, first quote of uji#1" in caplog.text


def test_excel_continues_in_a_second_sheet(record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excel_module, "MAX_ROWS", 4)  # the heading and three quotes
    write([record, record], tmp_path / "quotes.xlsx")
    assert [len(excel_rows(tmp_path / "quotes.xlsx", name)) for name in ("quotes", "quotes 2")] == [3, 1]


def test_parquet_has_typed_columns(record: Record, tmp_path: Path) -> None:
    write([record], tmp_path / "quotes.parquet")
    table = parquet.read_table(tmp_path / "quotes.parquet")
    assert tuple(table.column_names) == COLUMNS
    assert {str(table.schema.field(name).type) for name in ("start", "end")} == {"int64"}
    assert str(table.schema.field("date").type) == "date32[day]"
    rows = [Row(**row | {"date": row["date"].isoformat()}) for row in table.to_pylist()]
    assert rows == list(to_rows(record))


def test_parquet_writes_groups_as_they_fill(record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quotes.writing.binary_formats.GROUP", 4)
    write([record] * 5, tmp_path / "quotes.parquet")
    file = parquet.ParquetFile(tmp_path / "quotes.parquet")
    assert [file.metadata.row_group(k).num_rows for k in range(file.num_row_groups)] == [4, 4, 2]


def test_markdown_has_the_columns_that_people_read(record: Record, tmp_path: Path) -> None:
    write([record], tmp_path / "quotes.md")
    heading, line, first, _ = (tmp_path / "quotes.md").read_text(encoding="utf-8").splitlines()
    assert heading == "| article | outlet | date | speaker | cue | type | quote | flags |"
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
        "q.xlsx": lambda path: excel_rows(path)[0]["quote"],
        "q.parquet": lambda path: parquet.read_table(path).to_pylist()[0]["quote"],
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
def test_any_words_come_back_from_raw_csv_and_parquet_unchanged(words: str) -> None:
    from quotes.writing import FORMATS, Output
    from quotes.writing.rows import trim_edges

    quote = Quote("a#1", "direct", (Span(0, len(words)),))
    made = {}
    for name in ("csv", "parquet"):
        stream = made[name] = io.BytesIO()
        with Output(stream, FORMATS[name].with_options(CsvOptions(raw=True))) as output:
            output.write(Record(Article("a", words), (quote,)))
    (row,) = csv.DictReader(io.StringIO(made["csv"].getvalue().decode("utf-8"), newline=""))
    assert row["quote"] == trim_edges(words)
    assert parquet.read_table(io.BytesIO(made["parquet"].getvalue())).to_pylist()[0]["quote"] == trim_edges(words)
