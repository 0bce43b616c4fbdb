"""One bad field or file name does not end a corpus run."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from quotes.corpus import Settings, Store, run

HALF = "\udc80"


@pytest.mark.parametrize("field", ["id", "title", "date", "outlet", "url", "text"])
def test_a_corpus_run_goes_on_after_a_bad_field(field: str, tmp_path: Path) -> None:
    bad = {"id": "buruk", "text": "Harga beras naik hari ini.", field: f"Harga {HALF} naik."}
    good = {"id": "baik", "text": "Stok beras aman."}
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, [bad, good])), encoding="utf-8")
    with Store(tmp_path / "s.db") as store:
        outcome = run(store, [str(tmp_path / "a.jsonl")], Settings())
        assert (outcome.read, outcome.unread) == ((1, 1) if field == "text" else (2, 0))
        assert "baik" in [record.article.id for record in store.records()]


def test_a_corpus_run_reads_files_whose_names_are_not_utf8(tmp_path: Path) -> None:
    for name in (b"harga-\xff.txt", b"harga-\xfe.txt"):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text("Harga beras naik.", encoding="utf-8")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/kosong-\xff.txt")).write_bytes(b"")
    with Store(tmp_path / "s.db") as store:
        outcome = run(store, [str(tmp_path)], Settings())
        assert (outcome.read, outcome.unread) == (2, 1)
