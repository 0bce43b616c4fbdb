"""The authoring guide says what happens: its files and commands, in its order, with the shipped model."""

from __future__ import annotations

import re
from pathlib import Path

from tests.model.guide import COMMAND, GUIDE, followed, plain


def test_the_guide_followed_word_for_word_prints_what_it_says(tmp_path: Path) -> None:
    blocks = list(followed(GUIDE.read_text(encoding="utf-8"), tmp_path))
    assert len(blocks) > 5
    for said, printed in blocks:
        assert plain(printed) == plain(said), f"look at it, then run: {COMMAND}"


def test_every_change_of_a_file_changes_what_the_command_behind_it_prints() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    printed = re.findall(
        r"^\$ (quotes extract -q artikel.txt --rules medsos\n.*?)(?=^\$|^```$)", text, re.DOTALL | re.MULTILINE
    )
    assert len(printed) > 2
    assert len(set(printed)) == len(printed)
