"""Blocks of files and parts of results, without Ray: what a worker of a cluster reads and writes."""

from __future__ import annotations

import gzip
import io
import json
import sys
from datetime import date
from functools import partial
from pathlib import Path

import pyarrow as pa
import pytest
import stand_in
from corpus_articles import Articles, text
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from quotes.corpus.cluster import parts
from quotes.corpus.cluster.blocks import _read_whole_lines, read_block, split_into_blocks
from quotes.corpus.cluster.parts import MANIFEST, is_parts, locate, read_failures, read_parts, schema
from quotes.corpus.cluster.runner import Actor, ClusterSettings, run_on_ray
from quotes.corpus.stored_records import read_records
from quotes.errors import InputError, MissingExtraError
from quotes.reading import Columns, derive_id
from quotes.records import Article, Record, Span, Speaker

LINES = st.lists(st.binary(max_size=9).map(lambda line: line.replace(b"\n", b"")), max_size=12)


@given(LINES, st.integers(1, 30), st.booleans())
def test_every_line_is_in_one_block_wherever_the_file_is_split(lines: list[bytes], size: int, ends: bool) -> None:
    data = b"\n".join(lines) + b"\n" * ends

    cut = [_read_whole_lines(io.BytesIO(data), start, start + size) for start in range(0, len(data), size)]

    assert b"".join(cut) == data
    assert all(piece.endswith(b"\n") or piece == b"" or data.endswith(piece) for piece in cut)


@pytest.fixture
def source(tmp_path: Path) -> str:
    path = tmp_path / "arsip.jsonl"
    path.write_text("\n".join(json.dumps({"id": f"a{k}", "text": text(k)}) for k in range(9)), encoding="utf-8")
    return str(path)


def articles(source: str, size: int) -> list[str]:
    return [
        item.id
        for block in split_into_blocks([source], size)
        for item in read_block(block, Columns())
        if isinstance(item, Article)
    ]


@pytest.mark.parametrize("size", [1, 50, 333, 10_000])
def test_the_articles_are_the_same_in_blocks_of_any_size(source: str, size: int) -> None:
    assert articles(source, size) == [f"a{k}" for k in range(9)]


def test_all_blocks_of_a_file_have_the_same_size(tmp_path: Path) -> None:
    source = tmp_path / "arsip.jsonl"
    source.write_bytes(b"x" * 1001)
    assert [block.end - block.start for block in split_into_blocks([str(source)], 500)] == [334, 334, 333]
    assert [block.end - block.start for block in split_into_blocks([str(source)], 2000)] == [1001]


def test_a_gzipped_file_is_one_block(source: str) -> None:
    Path(f"{source}.gz").write_bytes(gzip.compress(Path(source).read_bytes()))

    assert len(list(split_into_blocks([f"{source}.gz"], 50))) == 1
    assert articles(f"{source}.gz", 50) == [f"a{k}" for k in range(9)]


def test_a_parquet_file_has_a_block_for_each_row_group(tmp_path: Path) -> None:
    path = tmp_path / "arsip.parquet"
    rows = [{"id": k, "text": text(k), "date": date(2024, 3, 5)} for k in range(5)]
    parquet.write_table(pa.Table.from_pylist(rows), path, row_group_size=2)

    assert len(list(split_into_blocks([str(path)], 50))) == 3
    assert articles(str(path), 50) == ["0", "1", "2", "3", "4"]
    first = read_block(next(split_into_blocks([str(path)], 50)), Columns())[0]
    assert isinstance(first, Article)
    assert first.date == "2024-03-05"


def test_articles_without_an_id_are_named_after_their_content_whatever_their_block(tmp_path: Path) -> None:
    path = tmp_path / "arsip.jsonl"
    path.write_text("".join(json.dumps({"text": text(k)}) + "\n" for k in range(3)), encoding="utf-8")
    length = len(path.read_bytes()) // 3

    assert articles(str(path), 10_000) == [derive_id(text(k)) for k in range(3)]
    assert articles(str(path), length) == articles(str(path), 10_000)


def test_a_folder_stands_for_its_files(source: str, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")

    assert [block.source for block in split_into_blocks([str(tmp_path)], 10_000)] == [source]


def test_the_name_of_a_part_depends_on_the_version_of_the_file_only(source: str) -> None:
    before = [block.name for block in split_into_blocks([source], 500)]
    assert [block.name for block in split_into_blocks([source], 500)] == before
    with Path(source).open("a", encoding="utf-8") as stream:
        stream.write("\n")

    changed = list(split_into_blocks([source], 500))

    assert not {block.name for block in changed} & set(before)
    assert {name.startswith(changed[0].family) for name in before} == {True}


@pytest.mark.parametrize(
    ("name", "message"), [("none.jsonl", "no such file"), ("page.html", "cannot be split into blocks")]
)
def test_a_file_that_cannot_be_split_is_an_error(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "page.html").write_text("<html>", encoding="utf-8")

    with pytest.raises(InputError, match=message):
        list(split_into_blocks([str(tmp_path / name)], 50))


def test_a_broken_parquet_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "x.parquet").write_bytes(b"PAR1 no")

    with pytest.raises(InputError, match="is not a Parquet file"):
        list(split_into_blocks([str(tmp_path / "x.parquet")], 50))


def test_a_part_holds_what_was_done_and_what_failed(tmp_path: Path) -> None:
    path = tmp_path / "arsip.jsonl"
    lines = [json.dumps({"id": "a", "text": text(1)}), "{broken", json.dumps({"id": "c", "text": "GAGAL"})]
    path.write_text("\n".join(lines), encoding="utf-8")
    folder = tmp_path / "parts"
    folder.mkdir()
    (folder / MANIFEST).write_text("{}", encoding="utf-8")
    [block] = split_into_blocks([str(path)], 10_000)

    told = Actor(partial(stand_in.load, "id-news"), str(folder), Columns(), "run")(
        {"source": block.source, "start": block.start, "end": block.end, "version": block.version}
    )

    assert told == {"part": block.name, "articles": 1, "quotes": 1, "failed": 2}
    assert [(origin.rpartition(":")[2], reason[:20]) for origin, reason, _ in read_failures(folder)] == [
        ("2", "the line is not JSON"), ("3", "could not be process"),
    ]  # fmt: skip
    assert sorted(path.name for path in folder.iterdir()) == [MANIFEST, block.name]
    assert is_parts(folder)
    assert list(read_records([folder])) == list(read_parts(folder))
    assert [record.quotes[0].speakers for record in read_parts(folder)] == [("Sri Lestari",)]


def test_a_broken_part_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.parquet").write_bytes(b"PAR1 no")

    with pytest.raises(InputError, match=r"x\.parquet: is not a part"):
        list(read_parts(tmp_path))


def test_every_field_of_a_record_has_a_column(record: Record, tmp_path: Path) -> None:
    data = record.to_dict() | full().to_dict()
    columns = schema()
    kinds = {name: {field.name for field in columns.field(name).type.value_type} for name in ("quotes", "speakers")}

    assert set(data) <= set(columns.names)
    assert set(record.to_dict()["quotes"][0]) <= kinds["quotes"]
    assert set(full().to_dict()["speakers"][0]) == kinds["speakers"]


def test_a_record_is_read_back_from_a_part_unchanged(record: Record, tmp_path: Path) -> None:
    parts.write_part(locate(tmp_path / "one.parquet"), [parts.record_to_row(record), parts.record_to_row(full())])

    assert list(read_parts(tmp_path)) == [record, full()]


def full() -> Record:
    speaker = Speaker(
        "sri-lestari", "Sri Lestari", "person", ("Lestari",), ("Ketua Koperasi",), "Koperasi Melati",
        (Span(0, 3), Span(5, 9)), {"wikidata": "Q1", "other": None}, "female",
    )  # fmt: skip
    return Record(Article("b", "Sri Lestari diam."), (), (speaker,), ("paragraph-too-long",))


def test_without_ray_the_error_names_the_extra(
    tmp_path: Path, articles: Articles, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(MissingExtraError, match=r"runs on Ray need the extra 'ray', .*pip install 'quotes-id\[ray\]'"):
        list(run_on_ray([articles(["x"])], str(tmp_path / "parts"), ClusterSettings()))
