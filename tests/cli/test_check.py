"""``quotes check``: every problem of every record with its line, and an exit code for scripts."""

from __future__ import annotations

import json
from pathlib import Path

from quotes.records import Article, Record
from tests.cli.conftest import Run


def lines(*records: object) -> bytes:
    return b"\n".join(each if isinstance(each, bytes) else json.dumps(each).encode() for each in records)


SOUND = Record(Article("a", "Harga beras naik.")).to_dict()


def test_sound_records_end_with_0(run: Run, tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_bytes(lines(SOUND, SOUND | {"id": "b"}))
    result = run("check", "r.jsonl")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "2 records checked, no problems" in result.stderr


def test_each_problem_has_its_file_and_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_bytes(lines(SOUND, b"{", SOUND, SOUND | {"id": "c", "text": None}, b"[" * 100_000))
    result = run("check", "r.jsonl")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "r.jsonl:2: is not JSON: Expecting property name enclosed in double quotes: line 2 column 1 (char 2) [json]",
        "r.jsonl:3: the id 'a' is that of line 1, too [id]",
        "r.jsonl:4: text is null, not string [schema]",
        "r.jsonl:5: is not JSON: nested too deeply [json]",
    ]
    assert "5 records checked, 4 problems" in result.stderr


def test_problems_can_be_had_as_json(run: Run, tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_bytes(lines(SOUND | {"text": None}))
    result = run("check", "r.jsonl", "--format", "json")
    assert json.loads(result.stdout) == {
        "path": "r.jsonl", "line": 1, "code": "schema", "message": "text is null, not string",
    }  # fmt: skip


def test_the_schema_is_printed(run: Run) -> None:
    assert json.loads(run("check", "--schema").stdout)["definitions"]["quote"]["type"] == "object"


def test_without_records_the_usage_is_wrong(run: Run, tmp_path: Path) -> None:
    assert run("check").exit_code == 2
    (tmp_path / "r.jsonl").write_bytes(b"\n")
    assert run("check", "r.jsonl").exit_code == 3
