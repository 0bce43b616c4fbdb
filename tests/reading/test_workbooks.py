"""Excel workbooks and Parquet files are tables of articles like any other."""

from __future__ import annotations

import gzip
import io
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pyarrow as pa
import pytest
from pyarrow import parquet

from quotes.reading import Failure, read
from quotes.records import Article

SENTENCE = "Rani Dewi mengatakan harga beras turun."


def workbook(path: Path, **sheets: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def articles(path: Path) -> list[Article]:
    found = list(read([path]))
    assert all(isinstance(item, Article) for item in found), found
    return [item for item in found if isinstance(item, Article)]


def test_a_workbook_is_read_with_its_dates_and_numbers(tmp_path: Path) -> None:
    rows = [
        ["id_berita", "tanggal", "isi"],
        [7, datetime(2026, 5, 29, tzinfo=UTC).replace(tzinfo=None), SENTENCE],
        [None, None, None],
        [8, "5/3/24", "Dua."],
    ]
    path = workbook(tmp_path / "a.xlsx", berita=rows)
    assert articles(path) == [
        Article("7", SENTENCE, date="2026-05-29", origin=f"{path}:2"),
        Article("8", "Dua.", date="2024-03-05", date_text="5/3/24", origin=f"{path}:4"),
    ]


def test_every_sheet_with_a_text_is_read(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx", satu=[["id", "isi"], ["a", SENTENCE]], kosong=[], catatan=[["apa"], ["x"]],
        dua=[["id", "isi"], ["b", SENTENCE], ["c", None]],
    )  # fmt: skip
    first, second, empty = read([path])
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert isinstance(empty, Failure)
    assert (first.id, second.id) == ("a", "b")
    assert str(empty.error).startswith(f"{path}, sheet dua:3: field 'isi' is empty")


def test_a_workbook_without_a_text_names_its_columns(tmp_path: Path) -> None:
    (found,) = read([workbook(tmp_path / "a.xlsx", a=[["judul", "ringkasan"], ["x", "y"]])])
    assert "no column with the text, only: judul, ringkasan" in str(found.error)  # type: ignore[union-attr]


def test_a_parquet_file_is_read_with_its_dates(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    about = {"judul": ["Beras", None], "published": [date(2024, 5, 17), None], "body": [SENTENCE, "Dua."], "n": [1, 2]}
    parquet.write_table(pa.table(about), path)
    first, second = articles(path)
    assert (first.title, first.date, first.date_text, first.text) == ("Beras", "2024-05-17", None, SENTENCE)
    assert (second.title, second.date) == (None, None)
    assert second.origin == f"{path}:2"


@pytest.mark.parametrize("kind", ["xlsx", "parquet"])
def test_they_are_recognised_without_a_name_and_within_gzip(kind: str, tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", a=[["id", "isi"], ["x", SENTENCE]])
    if kind == "parquet":
        path = tmp_path / "a.parquet"
        parquet.write_table(pa.table({"id": ["x"], "isi": [SENTENCE]}), path)
    for data in (path.read_bytes(), gzip.compress(path.read_bytes())):
        (found,) = read(["-"], stdin=io.BytesIO(data))
        assert isinstance(found, Article), found
        assert found.id == "x"


@pytest.mark.parametrize("name", ["a.xlsx", "a.parquet", "a.docx"])
def test_what_only_looks_like_one_is_a_failure(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"PK\x03\x04" + b"\0" * 100)
    (found,) = read([tmp_path / name])
    assert isinstance(found, Failure)
    assert name in str(found.error)


@pytest.mark.parametrize(
    "member", ["docProps/core.xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"]
)
@pytest.mark.parametrize("content", [b"", b"\0", b"<a x>", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"])
def test_a_damaged_workbook_is_a_failure_and_the_next_file_is_read(tmp_path: Path, member: str, content: bytes) -> None:
    book = openpyxl.Workbook()
    book.active.append(["id", "teks"])
    book.active.append(["a", "Kapal itu tiba di Ambon."])
    book.save(tmp_path / "whole.xlsx")
    with zipfile.ZipFile(tmp_path / "whole.xlsx") as whole, zipfile.ZipFile(tmp_path / "a.xlsx", "w") as damaged:
        for name in whole.namelist():
            damaged.writestr(name, content if name == member else whole.read(name))
    first, second = read([tmp_path / "a.xlsx", tmp_path / "whole.xlsx"])
    assert isinstance(second, Article)
    if isinstance(first, Failure):
        assert "is damaged" in str(first.error) or "column" in str(first.error)
