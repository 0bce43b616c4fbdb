"""Outcomes of articles that nobody had read are kept for good, and read back as they were."""

from __future__ import annotations

import pytest

from quotes.errors import InputError
from quotes.fitting.cases import Outcome
from quotes.fitting.unread import keep, kept

ONE = Outcome("a", {"always": 1.0, "odds-in-focus": 0.5}, right=True)
OTHER = Outcome("b", {"always": 1.0, "by-name": 1.0}, right=False)


def test_what_is_kept_is_read_back_and_added_to(tmp_path):
    keep(tmp_path / "unread.jsonl", [ONE])
    keep(tmp_path / "unread.jsonl", [OTHER])
    assert kept(tmp_path / "unread.jsonl") == [ONE, OTHER]


def test_a_broken_line_is_named(tmp_path):
    path = tmp_path / "unread.jsonl"
    keep(path, [ONE])
    path.write_text(path.read_text(encoding="utf-8") + "{}\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 2 is no outcome"):
        kept(path)
