"""Outputs: a format by name or ending, a file that is complete or absent, a stream that stays open."""

from __future__ import annotations

import io
import json
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from quotes.errors import OutputError, UsageError
from quotes.records import Record
from quotes.writing import FORMATS, Format, Output, format_for, write

posix = pytest.mark.skipif(os.name != "posix", reason="permissions and pipes as POSIX has them")


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_jsonl_is_read_back_unchanged(record: Record, record_of: Callable[..., Record], tmp_path: Path) -> None:
    records = [record, record_of("garis\nbaru \u2028 “kutip” \ud83d")]
    assert write(records, tmp_path / "quotes.jsonl") == 2
    lines = (tmp_path / "quotes.jsonl").read_bytes().splitlines()
    assert [Record.from_dict(json.loads(line)).to_dict() for line in lines] == [one.to_dict() for one in records]


@pytest.mark.parametrize(
    ("name", "expected"), [("a.csv", "csv"), ("b.JSONL", "jsonl"), ("c.tar.pq", "parquet"), ("d.md", "markdown")]
)
def test_the_ending_chooses_the_format(name: str, expected: str) -> None:
    assert format_for(name).name == expected


def test_a_named_format_overrides_the_ending() -> None:
    assert format_for("quotes.dat", "csv").name == "csv"


@pytest.mark.parametrize(("name", "reason"), [("quotes.doc", "'.doc'"), ("quotes", "no ending")])
def test_an_unknown_ending_is_refused_with_the_known_ones(name: str, reason: str) -> None:
    with pytest.raises(UsageError) as caught:
        format_for(name)
    assert reason in str(caught.value)
    assert str(caught.value).startswith(f"{name}: ")
    assert all(ending in str(caught.value) for known in FORMATS.values() for ending in known.endings)


def test_an_unknown_format_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match="no such format: word; one of table, jsonl, csv"):
        format_for("quotes.csv", "word")


@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
def test_an_interrupted_run_leaves_the_old_file_and_no_other(form, record: Record, tmp_path: Path) -> None:
    target = tmp_path / "quotes.out"
    target.write_text("kemarin")

    with pytest.raises(KeyboardInterrupt), Output(target, form) as output:  # noqa: PT012 - what is in the block is tested
        output.write(record)
        raise KeyboardInterrupt
    assert target.read_text() == "kemarin"
    assert names_in(tmp_path) == ["quotes.out"]


def test_the_file_appears_only_when_it_is_complete(record: Record, tmp_path: Path) -> None:
    target = tmp_path / "quotes.csv"
    with Output(target, FORMATS["csv"]) as output:
        output.write(record)
        assert not target.exists()
    assert target.exists()
    assert names_in(tmp_path) == ["quotes.csv"]


def test_records_are_written_one_by_one(record: Record) -> None:
    for name in ("jsonl", "csv", "tsv", "markdown", "table"):
        stream = io.BytesIO()
        with Output(stream, FORMATS[name]) as output:
            output.write(record)
            assert b"gudang baru dibuka" in stream.getvalue(), name


def test_a_stream_stays_open(record: Record) -> None:
    for form in FORMATS.values():
        stream = io.BytesIO()
        with Output(stream, form) as output:
            output.write(record)
        assert not stream.closed, form.name
        assert stream.getvalue(), form.name


def test_a_missing_folder_is_an_error_that_says_how_to_make_it(record: Record, tmp_path: Path) -> None:
    target = tmp_path / "hasil" / "quotes.csv"
    with pytest.raises(OutputError) as caught:
        write([record], target)
    assert str(caught.value) == (
        f"{target}: cannot be written (No such file or directory); make its folder first: mkdir -p {target.parent}"
    )


def test_a_folder_is_no_target(record: Record, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="it is a folder"):
        write([record], tmp_path, format_name="csv")


@posix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_an_error_with_the_reason(record: Record) -> None:
    with pytest.raises(OutputError, match="No space left on device"):
        write([record] * 1000, "/dev/full", format_name="jsonl")


@posix
def test_a_file_keeps_its_permissions_and_a_new_one_has_the_usual_ones(record: Record, tmp_path: Path) -> None:
    old, new, plain = (tmp_path / name for name in ("old.csv", "new.csv", "plain"))
    old.touch(mode=0o600)
    plain.touch()
    write([record], old)
    write([record], new)
    assert stat.S_IMODE(old.stat().st_mode) == 0o600
    assert new.stat().st_mode == plain.stat().st_mode


@posix
def test_writing_to_a_link_replaces_the_file_behind_it(record: Record, tmp_path: Path) -> None:
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    real.touch()
    link.symlink_to(real)
    write([record], link)
    assert link.is_symlink()
    assert real.stat().st_size > 0


@posix
def test_a_device_is_written_to_and_stays_a_device(record: Record) -> None:
    assert write([record], os.devnull, format_name="csv") == 1
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


def test_a_writer_that_cannot_start_leaves_no_file(tmp_path: Path) -> None:
    def broken(stream: object) -> None:
        raise RuntimeError("no such library")

    with pytest.raises(RuntimeError), Output(tmp_path / "quotes.csv", Format("csv", (".csv",), broken)):
        pass
    assert names_in(tmp_path) == []
