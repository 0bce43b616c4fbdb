"""Columns of scraped tables: recognised by their usual names, named by the user, and told once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quotes.reading import Columns, Failure, read
from quotes.reading.columns import NAMES, recognise
from quotes.records import Article
from quotes.text import fold

_RECOGNISED = Columns()
SENTENCE = "Rani Dewi mengatakan harga beras turun."
SCRAPED = (
    "Judul;Tanggal;Media;Tautan;Isi Berita;Penulis\n"
    f"Harga Beras;Jumat, 29 Mei 2026 22:02 WIB;Kabar Raya;https://kabar.example/1;{SENTENCE};Budi\n"
)


def load(path: Path, content: str, columns: Columns = _RECOGNISED) -> tuple[list[Article | Failure], list[str]]:
    """What is read of a file with this content, and what is said about its columns."""
    said: list[str] = []
    path.write_text(content, encoding="utf-8")
    return list(read([path], columns, notify=said.append)), said


def test_a_scraped_table_in_indonesian_is_read_and_its_columns_are_told_once(tmp_path: Path) -> None:
    path = tmp_path / "berita.csv"
    (found,), said = load(path, SCRAPED)
    assert isinstance(found, Article)
    assert (found.text, found.title, found.outlet) == (SENTENCE, "Harga Beras", "Kabar Raya")
    assert (found.date, found.date_text) == ("2026-05-29", "Jumat, 29 Mei 2026 22:02 WIB")
    assert found.url == "https://kabar.example/1"
    (notice,) = said
    columns = "text = Isi Berita, title = Judul, date = Tanggal, outlet = Media, url = Tautan"
    assert notice == f"{path}: columns: {columns}; not used: Penulis"


@pytest.mark.parametrize(
    ("header", "field", "column"),
    [
        ("headline,body,published_at", "date", "published_at"),
        ("headline,body,publishedAt", "date", "publishedAt"),
        ("headline,body", "title", "headline"),
        ("judul,konten,sumber", "outlet", "sumber"),
        ("content,text", "text", "text"),
        ("isi,content", "text", "isi"),
        ("article_id,teks", "id", "article_id"),
        ("Link,Teks", "url", "Link"),
    ],
)
def test_usual_names_are_recognised_in_both_languages(header: str, field: str, column: str) -> None:
    assert recognise(header.split(","), Columns())[field] == column


def test_no_name_stands_for_two_fields() -> None:
    folded = ["".join(fold(name)) for names in NAMES.values() for name in names]
    assert sorted(folded) == sorted(set(folded))


def test_a_column_that_the_user_names_is_taken_and_frees_its_usual_one() -> None:
    found = ["text", "content", "date", "dimuat"]
    taken = recognise(found, Columns(text="CONTENT", date="dimuat"))
    assert taken == {"text": "content", "date": "dimuat"}
    assert recognise(found, Columns(title="text"))["text"] == "content"


def test_a_column_that_the_user_names_and_the_table_lacks_is_an_error(tmp_path: Path) -> None:
    (found,), _ = load(tmp_path / "a.csv", f"judul,isi\nBeras,{SENTENCE}\n", Columns(date="tgl"))
    assert isinstance(found, Failure)
    assert "no column 'tgl', only: judul, isi; name the column with the date: --date-column NAME" in str(found.error)


def test_columns_with_the_names_of_the_fields_are_not_worth_a_message(tmp_path: Path) -> None:
    assert load(tmp_path / "a.csv", f"id,title,text\nx,Beras,{SENTENCE}\n")[1] == []


def test_a_stored_record_is_not_worth_a_message(tmp_path: Path) -> None:
    line = json.dumps({"format": 1, "id": "x", "text": SENTENCE, "quotes": [], "speakers": []})
    assert load(tmp_path / "a.jsonl", line)[1] == []


def test_keys_that_only_some_lines_have_are_told_when_they_are_taken(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    rows = [{"teks": SENTENCE, "rubrik": "a"}, {"teks": SENTENCE, "tag": "b"}, {"teks": SENTENCE, "judul": "Beras"}]
    _, said = load(path, "\n".join(map(json.dumps, rows)))
    assert said == [f"{path}: columns: text = teks; not used: rubrik", f"{path}: columns: text = teks, title = judul"]


def test_an_outlet_may_be_an_object_with_a_name_or_an_address(tmp_path: Path) -> None:
    rows = [
        {"source": {"id": None, "name": "Kabar Raya"}, "content": SENTENCE},
        {"source": "https://www.kabar.example/a/1", "content": SENTENCE},
    ]
    (first, second), _ = load(tmp_path / "a.jsonl", "\n".join(map(json.dumps, rows)))
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert first.outlet == "Kabar Raya"
    assert (second.outlet, second.url) == ("kabar.example", "https://www.kabar.example/a/1")


@pytest.mark.parametrize("header", ["article,quote,quote_id", "speaker,speaker_id,article"])
def test_a_table_of_quotes_is_not_taken_for_articles(header: str, tmp_path: Path) -> None:
    (found,), _ = load(tmp_path / "q.csv", f"{header}\npasar,{SENTENCE},pasar#1\n")
    assert "is a table of quotes or speakers, not of articles" in str(found.error)  # type: ignore[union-attr]  # a failure
