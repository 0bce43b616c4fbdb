"""Shared blocks: lines that several constructions have in common, each in a file of ``parts/``.

A block fills one key of a rule: it lists the ways to find a part (``source``, ``content``, ``addressee``), or the
conditions of ``unless``. A rule takes it by name, ``source: {use: subject-before}``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from quotes.errors import Problem
from quotes.rulelang.keywords import BLOCK_KEYS, FILLED_BY_BLOCKS, PARTS, USE
from quotes.rulelang.patterns import PatternReader, Vocabulary
from quotes.rulelang.rule import Block
from quotes.yamlsource import Keys, load

__all__ = ["read_blocks"]


def read_blocks(folders: Iterable[Path], vocabulary: Vocabulary) -> tuple[dict[str, Block | None], list[Problem]]:
    """Read all blocks of ``folders`` by their names; a later folder's block replaces an earlier one of the same name.

    Returns:
        The blocks, None for one whose file has a problem, and the problems of all files.
    """
    found: dict[str, Block | None] = {}
    problems: list[Problem] = []
    for folder in folders:
        for path in sorted(folder.glob("*.yaml")):
            reader = _Reader(load(path), path.stem, vocabulary)
            found[path.stem] = reader.read_block()
            problems += reader.problems
    return found, problems


class _Reader(PatternReader):
    """Reads one file of ``parts/``."""

    def read_block(self) -> Block | None:
        """Return the block; None where the file has a problem."""
        if self.problems:
            return None
        data = self.source.data
        if not isinstance(data, dict):
            self.add_problem((), "block", "a block is a mapping of keys to values", "see the other files of parts/")
            return None
        self.check_keys(data, (*BLOCK_KEYS, *FILLED_BY_BLOCKS), ())
        if not isinstance(data.get("title"), str):
            self.add_problem((), "missing-key", "the block has no 'title'", "say in a line what it finds")
        filled = [key for key in FILLED_BY_BLOCKS if key in data]
        if len(filled) != 1:
            hint = f"give one of {', '.join(FILLED_BY_BLOCKS)}"
            self.add_problem((), "block", "a block fills exactly one key of a rule", hint)
            return None
        [key] = filled
        if self._has_rule_keys(key, data[key]):
            return None
        self.started = ["cue", *(part for part in PARTS if part != key)]  # a rule that uses the block must have them
        text = str(data.get("description", "")).strip()
        finders = self.read_part(key, data[key]).finders if key in PARTS else ()
        unless = self.read_unless(data[key]) if key not in PARTS else {}
        named = tuple(replace(finder, block=self.id) for finder in finders)
        return None if self.problems else Block(self.id, data["title"], key, named, unless, text, self.source.path)

    def _has_rule_keys(self, key: str, value: object) -> bool:
        """Report what only a rule may say: another block, and that the part is optional."""
        entries = list(enumerate(value)) if isinstance(value, list) else [(None, value)]
        for place, entry in entries:
            keys: Keys = (key,) if place is None else (key, place)
            if isinstance(entry, dict) and USE in entry:
                self.add_problem((*keys, USE), "block", "a block cannot use a block", "write its lines out", key=True)
            if isinstance(entry, dict) and "optional" in entry:
                text = "a block does not say whether the part is optional"
                self.add_problem((*keys, "optional"), "block", text, "say it in the rules that use the block", key=True)
        return bool(self.problems)
