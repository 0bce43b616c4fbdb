"""Inputs that are larger than an article can be: refused with the remedy, or an error of their line."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest

from quotes.reading import Failure, read
from quotes.records import Article

TEXT = "Kapal itu tiba di Ambon."


@pytest.fixture
def limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quotes.reading.reader.LARGEST_PAGE", 1)
    monkeypatch.setattr("quotes.reading.reader.LARGEST_DOCUMENT", 2)
    monkeypatch.setattr("quotes.reading.tables.LONGEST_LINE", 100)


@pytest.mark.parametrize(("megabytes", "name"), [(2, "a.txt"), (1, "a.html")])
@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.usefixtures("limits")
def test_a_document_that_is_too_large_is_refused(tmp_path: Path, megabytes: int, name: str, packed: bool) -> None:
    def read_one(size: int) -> Article | Failure:
        data = f"<html><body><article><p>{TEXT * 20}</p></article></body>".encode().ljust(size)
        path = tmp_path / (f"{name}.gz" if packed else name)
        path.write_bytes(gzip.compress(data) if packed else data)
        [item] = read(path)
        return item

    assert isinstance(read_one(megabytes * 1_000_000), Article)
    refused = read_one(megabytes * 1_000_000 + 1)
    assert isinstance(refused, Failure)
    assert f"has more than {megabytes} MB" in str(refused.error)
    assert "JSON lines" in str(refused.error)


@pytest.mark.usefixtures("limits")
def test_a_line_without_end_is_an_error_and_the_lines_below_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "' + "a" * 150 + '"}\n{"text": "' + TEXT + '"}\n', encoding="utf-8")
    failed, *_, article = read(path)
    assert isinstance(failed, Failure)
    assert isinstance(article, Article)
    assert article.text == TEXT


@pytest.mark.usefixtures("limits")
def test_a_mark_that_is_never_closed_does_not_take_the_rest_of_a_table_into_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('id,text\n1,"' + f"{TEXT}\n" * 20, encoding="utf-8")
    failed, *_ = read(path)
    assert isinstance(failed, Failure)
    assert "field larger than field limit" in str(failed.error)


def test_a_pipe_or_a_device_in_a_folder_is_said_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    (tmp_path / "b.txt").symlink_to("/dev/zero")
    (tmp_path / "c.txt").write_text(TEXT, encoding="utf-8")
    pipe, device, article = read(tmp_path)
    for failed in (pipe, device):
        assert isinstance(failed, Failure)
        assert "a pipe or a device" in str(failed.error)
    assert isinstance(article, Article)
