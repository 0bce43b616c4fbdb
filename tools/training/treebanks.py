"""The treebanks: read and written, brought to one annotation, and varied like real news.

The Indonesian treebanks of Universal Dependencies have only straight quotation marks. In news all styles of
:data:`MARK_STYLES` are common, so sentences with marks are used in several styles.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import cycle
from pathlib import Path

#: (opening, closing) marks of news, as counted over 16,375 articles: straight,
#: curly, the same curly mark on both sides, one curly and one straight, single.
MARK_STYLES: tuple[tuple[str, str], ...] = (
    ("“", "”"),
    ("”", "”"),
    ("“", '"'),
    ('"', "”"),
    ("‘", "’"),
    ("'", "'"),
    ("“", "“"),
    ("''", "''"),
    ("«", "»"),
)
_MARKS = {'"', "“", "”", "''", "``", "„"}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of CoNLL-U: a word, or the surface form of a multi-word token (``id`` like ``3-4``)."""

    id: str
    form: str
    lemma: str
    upos: str
    feats: str
    head: str
    deprel: str
    space_after: bool = True

    @property
    def is_token_range(self) -> bool:
        return "-" in self.id

    def conllu(self) -> str:
        misc = "_" if self.space_after else "SpaceAfter=No"
        columns = (self.id, self.form, self.lemma, self.upos, "_", self.feats, self.head, self.deprel, "_", misc)
        return "\t".join(columns)


@dataclass(frozen=True, slots=True)
class Tree:
    """One sentence of a treebank; a document or paragraph may start with it."""

    rows: tuple[Row, ...]
    starts_paragraph: bool = False

    @property
    def words(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if not row.is_token_range)

    @property
    def text(self) -> str:
        """The sentence as it is written, with the space after it."""
        parts, covered = [], 0
        for row in self.rows:
            if row.is_token_range:
                covered = int(row.id.split("-")[1])
            elif int(row.id) <= covered:
                continue
            parts.append(row.form + (" " if row.space_after else ""))
        return "".join(parts)

    def conllu(self) -> str:
        return f"# text = {self.text.strip()}\n" + "".join(row.conllu() + "\n" for row in self.rows) + "\n"


def read_trees(path: Path) -> list[Tree]:
    """Read a CoNLL-U file without its language-specific tags (XPOS), which differ between the treebanks."""
    trees: list[Tree] = []
    rows: list[Row] = []
    starts_paragraph = False
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith(("# newdoc", "# newpar")):
            starts_paragraph = True
        elif line and not line.startswith("#"):
            cells = line.split("\t")
            if "." in cells[0]:
                continue  # an empty node of the enhanced dependencies
            space_after = "SpaceAfter=No" not in cells[9]
            rows.append(Row(cells[0], cells[1], cells[2], cells[3], cells[5], cells[6], cells[7], space_after))
        elif not line and rows:
            trees.append(Tree(_move_spaces(rows), starts_paragraph))
            rows, starts_paragraph = [], False
    if rows:
        trees.append(Tree(_move_spaces(rows), starts_paragraph))
    return trees


def _move_spaces(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Give the row of a multi-word token the spacing of its last word, where the treebank may have it."""
    no_space_after = {row.id for row in rows if not row.space_after}
    return tuple(
        replace(row, space_after=False) if row.is_token_range and row.id.split("-")[1] in no_space_after else row
        for row in rows
    )


def write_trees(path: Path, trees: Iterable[Tree]) -> None:
    """Write a CoNLL-U file, and create its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(tree.conllu() for tree in trees), encoding="utf-8")


def has_consistent_tokens(tree: Tree) -> bool:
    """Return whether the words of every multi-word token spell the token; a few typing errors in treebanks do not."""
    forms = {row.id: row.form for row in tree.words}
    return all(_join_words(row, forms) == row.form.lower() for row in tree.rows if row.is_token_range)


def _join_words(row: Row, forms: dict[str, str]) -> str:
    first, last = (int(part) for part in row.id.split("-"))
    return "".join(forms[str(k)] for k in range(first, last + 1)).lower()


def hold_out(trees: Sequence[Tree], every: int) -> tuple[list[Tree], list[Tree]]:
    """Return the trees for training, and one in ``every`` that is held out for development."""
    held = [tree for k, tree in enumerate(trees) if k % every == every - 1]
    return [tree for k, tree in enumerate(trees) if k % every != every - 1], held


def has_marks(tree: Tree) -> bool:
    """Return whether there is a double quotation mark in the sentence."""
    return any(row.form in _MARKS for row in tree.rows)


def replace_marks(tree: Tree, opening: str, closing: str) -> Tree:
    """Replace the double quotation marks of a tree by another style, opening and closing ones in turn."""
    marks = cycle((opening, closing))
    rows = []
    for row in tree.rows:
        mark = next(marks) if row.form in _MARKS else None
        rows.append(replace(row, form=mark, lemma=mark) if mark else row)
    return replace(tree, rows=tuple(rows))


def vary_marks(trees: Iterable[Tree], rng: random.Random, copies: int) -> Iterator[Tree]:
    """Yield copies of every sentence with marks, each in a random style of news."""
    for tree in trees:
        if has_marks(tree):
            for opening, closing in rng.sample(MARK_STYLES, copies):
                yield replace_marks(tree, opening, closing)


def sample_enclosed(trees: Sequence[Tree], rng: random.Random, count: int) -> Iterator[Tree]:
    """Yield random sentences between marks, as news quotes them: ``"…."``.

    The treebanks have few sentences that are entirely in marks, so a tokenizer that is trained on them alone ends a
    sentence before its closing mark.
    """
    complete = [t for t in trees if not has_marks(t) and t.words[-1].form == "." and t.words[-1].deprel == "punct"]
    styles = (('"', '"'), ('"', '"'), *MARK_STYLES[:5])
    for tree in rng.sample(complete, min(count, len(complete))):
        yield enclose(tree, *rng.choice(styles))


def enclose(tree: Tree, opening: str, closing: str) -> Tree:
    """Put a sentence between two marks, whose head is its root."""
    root = next(row.id for row in tree.words if row.head == "0")
    shifted = [_shift(row, 1) for row in tree.rows]
    head = str(int(root) + 1)
    shifted[-1] = replace(shifted[-1], space_after=False)
    first = Row("1", opening, opening, "PUNCT", "_", head, "punct", space_after=False)
    last = Row(str(len(tree.words) + 2), closing, closing, "PUNCT", "_", head, "punct", space_after=True)
    return replace(tree, rows=(first, *shifted, last))


def _shift(row: Row, by: int) -> Row:
    number = "-".join(str(int(part) + by) for part in row.id.split("-"))
    head = str(int(row.head) + by) if row.head not in ("0", "_") else row.head
    return replace(row, id=number, head=head)


# --- the 2017 annotation of GSD ------------------------------------------------------------------

_CLITIC = re.compile(r"^(\w{2,})(nya)$", re.IGNORECASE)


def find_unsplit_words(gold: Iterable[Tree]) -> set[str]:
    """Return the lower-cased words in ``nya`` that the gold treebanks mostly do not split (``hanya``, ``biasanya``)."""
    unsplit: Counter[str] = Counter()
    split: Counter[str] = Counter()
    for tree in gold:
        covered = 0
        for row in tree.rows:
            word = row.form.lower()
            if row.is_token_range:
                covered = int(row.id.split("-")[1])
                split[word] += 1
            elif int(row.id) > covered and word.endswith("nya"):
                unsplit[word] += 1
    return {word for word, n in unsplit.items() if n > split[word]}


def convert_2017(tree: Tree, unsplit_words: set[str]) -> Tree:
    """Convert a tree of the 2017 annotation to the present one: split clitics, rename relations.

    The ``flat`` of a proper noun becomes ``flat:name``, ``acl`` with a relative ``yang`` becomes ``acl:relcl``. Lemmas
    and features stay empty.
    """
    relative = {row.head for row in tree.words if row.form.lower() == "yang"}
    rows: list[Row] = []
    number: dict[str, str] = {"0": "0"}
    for row in tree.rows:
        clitic = _CLITIC.match(row.form)
        position = len([r for r in rows if not r.is_token_range]) + 1
        number[row.id] = str(position)
        if clitic and row.upos in ("NOUN", "VERB", "ADP", "ADJ") and row.form.lower() not in unsplit_words:
            base, nya = clitic.groups()
            rows.append(Row(f"{position}-{position + 1}", row.form, "_", "_", "_", "_", "_", row.space_after))
            rows.append(replace(row, form=base, deprel=_rename_relation(row, relative), space_after=True))
            link = "nsubj" if base.lower() == "menurut" else "obj" if row.upos == "VERB" else "nmod"
            rows.append(Row(str(position + 1), nya, "nya", "PRON", "_", row.id, link, row.space_after))
        else:
            rows.append(replace(row, deprel=_rename_relation(row, relative)))
    return replace(tree, rows=tuple(_renumber(rows, number)))


def _rename_relation(row: Row, relative: set[str]) -> str:
    if row.deprel == "flat" and row.upos == "PROPN":
        return "flat:name"
    if row.deprel == "acl" and row.id in relative:
        return "acl:relcl"
    return row.deprel


def _renumber(rows: Sequence[Row], number: dict[str, str]) -> Iterator[Row]:
    position = 0
    for row in rows:
        if row.is_token_range:
            yield row
            continue
        position += 1
        yield replace(row, id=str(position), head=number[row.head])


# --- reporting words with a clitic ---------------------------------------------------------------


def vary_reporting_words(
    trees: Iterable[Tree], roots: Sequence[str], rng: random.Random, copies: int
) -> Iterator[Tree]:
    """Yield copies of sentences with ``katanya``, ``ujarnya`` and the like, with other reporting words.

    The treebanks have 51 of these words, with a dozen roots; 8,000 articles of news have 7,000, with sixty roots.
    """
    for tree in trees:
        index = _find_reporting_clitic(tree, set(roots))
        if index is not None:
            for root in rng.sample(list(roots), copies):
                yield _replace_root(tree, index, root)


def _find_reporting_clitic(tree: Tree, roots: set[str]) -> int | None:
    for k, row in enumerate(tree.rows):
        if row.is_token_range and row.form.lower().endswith("nya") and row.form.lower()[:-3] in roots:
            return k
    return None


def _replace_root(tree: Tree, index: int, root: str) -> Tree:
    rows = list(tree.rows)
    rows[index] = replace(rows[index], form=root + "nya")
    rows[index + 1] = replace(rows[index + 1], form=root, lemma=root)
    return replace(tree, rows=tuple(rows))
