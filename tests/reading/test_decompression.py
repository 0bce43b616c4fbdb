"""Of gzip data that is cut off, or damaged, the whole lines are read; the rest is a failure."""

from __future__ import annotations

import gzip
import io
import json
import random
from pathlib import Path

import pytest

from quotes.reading import Failure, read
from quotes.reading.decoding import GzipStream
from quotes.records import Article

LINES = [json.dumps({"id": f"a{n}", "text": f"Harga beras naik {random.Random(n).random()}."}) for n in range(20_000)]


@pytest.mark.parametrize("keep", [20, 1_000, 100_000, 200_000])
def test_the_lines_before_the_cut_are_read_and_the_file_fails(keep: int, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress("\n".join(LINES).encode())[:keep])
    *articles, failure = read(str(tmp_path / "a.jsonl.gz"))
    assert isinstance(failure, Failure)
    assert "is broken gzip data" in str(failure.error)
    assert [article.id for article in articles if isinstance(article, Article)] == [
        f"a{n}" for n in range(len(articles))
    ]
    assert (len(articles) > 0) == (keep >= 1_000)


def test_a_row_that_is_cut_off_is_not_taken_for_a_whole_one(tmp_path: Path) -> None:
    rows = "\n".join(["id,text", *(f"a{n},Harga beras {random.Random(n).random()} naik." for n in range(5_000))])
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(rows.encode())[:20_000])
    *articles, _ = read(str(tmp_path / "a.csv.gz"))
    assert articles
    assert all(isinstance(article, Article) and article.text.endswith(" naik.") for article in articles)


@pytest.mark.parametrize("name", ["a.txt.gz", "a.json.gz", "a.html.gz"])
def test_a_document_that_is_cut_off_fails(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(gzip.compress("\n".join(LINES).encode())[:50_000])
    [failure] = read(str(tmp_path / name))
    assert isinstance(failure, Failure)
    assert "is broken gzip data" in str(failure.error)


def test_damage_in_the_middle_is_a_failure_too(tmp_path: Path) -> None:
    data = bytearray(gzip.compress("\n".join(LINES).encode()))
    data[200_000:200_100] = bytes(100)
    (tmp_path / "a.jsonl.gz").write_bytes(data)
    *articles, failure = read(str(tmp_path / "a.jsonl.gz"))
    assert isinstance(failure, Failure)
    assert sum(isinstance(article, Article) for article in articles) > 1_000


@pytest.mark.parametrize("data", [b"", b"a", b"a\n", b"\n\na", b"x" * 1_000_000, b"a\n" * 200_000 + b"b"])
def test_sound_data_is_read_unchanged(data: bytes) -> None:
    stream = GzipStream(io.BytesIO(gzip.compress(data)))
    assert io.BufferedReader(stream).read() == data
    assert stream.error is None
