"""The training data: treebanks brought to one annotation, and varied like real news.

The Indonesian treebanks of Universal Dependencies know only straight quotation
marks. News does not: every mark of :data:`MARK_STYLES` is common in it, so
sentences with marks are trained on in several styles.
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
    """One line of CoNLL-U: a word, or the surface of a multi-word token (``id`` like ``3-4``)."""

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
    """One sentence of a treebank; ``opens`` says that a document or paragraph begins with it."""

    rows: tuple[Row, ...]
    opens: bool = False

    @property
    def words(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if not row.is_token_range)

    @property
    def text(self) -> str:
        """The sentence as it is written, with its closing space."""
        pieces, covered = [], 0
        for row in self.rows:
            if row.is_token_range:
                covered = int(row.id.split("-")[1])
            elif int(row.id) <= covered:
                continue
            pieces.append(row.form + (" " if row.space_after else ""))
        return "".join(pieces)

    def conllu(self) -> str:
        return f"# text = {self.text.strip()}\n" + "".join(row.conllu() + "\n" for row in self.rows) + "\n"


def read(path: Path) -> list[Tree]:
    """Read a CoNLL-U file; treebank-specific tags (XPOS) are dropped, as they differ between the treebanks."""
    trees: list[Tree] = []
    rows: list[Row] = []
    opens = False
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith(("# newdoc", "# newpar")):
            opens = True
        elif line and not line.startswith("#"):
            cells = line.split("\t")
            if "." in cells[0]:
                continue  # an empty node of the enhanced graph
            rows.append(_row(cells))
        elif not line and rows:
            trees.append(Tree(_spaces_of_ranges(rows), opens))
            rows, opens = [], False
    if rows:
        trees.append(Tree(_spaces_of_ranges(rows), opens))
    return trees


def _row(cells: Sequence[str]) -> Row:
    return Row(cells[0], cells[1], cells[2], cells[3], cells[5], cells[6], cells[7], "SpaceAfter=No" not in cells[9])


def _spaces_of_ranges(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Give the surface row of a token the spacing of its last word, wherever the treebank noted it."""
    tight = {row.id for row in rows if not row.space_after}
    return tuple(
        replace(row, space_after=False) if row.is_token_range and row.id.split("-")[1] in tight else row for row in rows
    )


def write(path: Path, trees: Iterable[Tree]) -> None:
    """Write a CoNLL-U file, and the folder it stands in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(tree.conllu() for tree in trees), encoding="utf-8")


def adds_up(tree: Tree) -> bool:
    """Do the words of every multi-word token spell the token? A handful of typing errors in the treebanks do not."""
    forms = {row.id: row.form for row in tree.words}
    return all(_spelled(row, forms) == row.form.lower() for row in tree.rows if row.is_token_range)


def _spelled(row: Row, forms: dict[str, str]) -> str:
    first, last = (int(part) for part in row.id.split("-"))
    return "".join(forms[str(k)] for k in range(first, last + 1)).lower()


def split(trees: Sequence[Tree], every: int) -> tuple[list[Tree], list[Tree]]:
    """Hold out one sentence in ``every`` for development."""
    held = [tree for k, tree in enumerate(trees) if k % every == every - 1]
    return [tree for k, tree in enumerate(trees) if k % every != every - 1], held


def has_marks(tree: Tree) -> bool:
    """Is there a double quotation mark in the sentence?"""
    return any(row.form in _MARKS for row in tree.rows)


def restyle(tree: Tree, opening: str, closing: str) -> Tree:
    """The same tree with its double quotation marks written in another style, opening and closing in turn."""
    in_turn = cycle((opening, closing))
    rows = (_written_as(row, next(in_turn)) if row.form in _MARKS else row for row in tree.rows)
    return replace(tree, rows=tuple(rows))


def _written_as(row: Row, form: str) -> Row:
    return replace(row, form=form, lemma=form)


def restyled(trees: Iterable[Tree], rng: random.Random, copies: int) -> Iterator[Tree]:
    """Further copies of every sentence that has marks, each in a style of news drawn at random."""
    for tree in trees:
        if has_marks(tree):
            for opening, closing in rng.sample(MARK_STYLES, copies):
                yield restyle(tree, opening, closing)


def enclosed(trees: Sequence[Tree], rng: random.Random, count: int) -> Iterator[Tree]:
    """Whole sentences put between marks, as news quotes them: ``"…."``.

    The treebanks have few sentences that stand alone in marks, which is why a
    tokenizer trained on them alone breaks a sentence before its closing mark.
    """
    whole = [t for t in trees if not has_marks(t) and t.words[-1].form == "." and t.words[-1].deprel == "punct"]
    styles = (('"', '"'), ('"', '"'), *MARK_STYLES[:5])
    for tree in rng.sample(whole, min(count, len(whole))):
        yield enclose(tree, *rng.choice(styles))


def enclose(tree: Tree, opening: str, closing: str) -> Tree:
    """The sentence between two marks, both hung on its root."""
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


def unsplit_words(gold: Iterable[Tree]) -> set[str]:
    """Lower-case words ending in ``nya`` that the gold treebanks leave whole (``hanya``, ``biasanya``)."""
    whole: Counter[str] = Counter()
    parted: Counter[str] = Counter()
    for tree in gold:
        covered = 0
        for row in tree.rows:
            word = row.form.lower()
            if row.is_token_range:
                covered = int(row.id.split("-")[1])
                parted[word] += 1
            elif int(row.id) > covered and word.endswith("nya"):
                whole[word] += 1
    return {word for word, n in whole.items() if n > parted[word]}


def modernised(tree: Tree, keep_whole: set[str]) -> Tree:
    """A tree of the 2017 annotation, brought near to today's: clitics split, relations renamed.

    ``flat`` becomes ``flat:name`` under a proper noun, ``acl`` with a relative
    ``yang`` becomes ``acl:relcl``. Lemmas and features stay empty.
    """
    relative = {row.head for row in tree.words if row.form.lower() == "yang"}
    rows: list[Row] = []
    number: dict[str, str] = {"0": "0"}
    for row in tree.rows:
        split_at = _CLITIC.match(row.form)
        place = len([r for r in rows if not r.is_token_range]) + 1
        number[row.id] = str(place)
        if split_at and row.upos in ("NOUN", "VERB", "ADP", "ADJ") and row.form.lower() not in keep_whole:
            base, nya = split_at.groups()
            rows.append(Row(f"{place}-{place + 1}", row.form, "_", "_", "_", "_", "_", row.space_after))
            rows.append(replace(row, form=base, deprel=_relation(row, relative), space_after=True))
            link = "nsubj" if base.lower() == "menurut" else "obj" if row.upos == "VERB" else "nmod"
            rows.append(Row(str(place + 1), nya, "nya", "PRON", "_", row.id, link, row.space_after))
        else:
            rows.append(replace(row, deprel=_relation(row, relative)))
    return replace(tree, rows=tuple(_renumber(rows, number)))


def _relation(row: Row, relative: set[str]) -> str:
    if row.deprel == "flat" and row.upos == "PROPN":
        return "flat:name"
    if row.deprel == "acl" and row.id in relative:
        return "acl:relcl"
    return row.deprel


def _renumber(rows: Sequence[Row], number: dict[str, str]) -> Iterator[Row]:
    place = 0
    for row in rows:
        if row.is_token_range:
            yield row
            continue
        place += 1
        yield replace(row, id=str(place), head=number[row.head])


# --- reporting words with a clitic ---------------------------------------------------------------


def recast(trees: Iterable[Tree], roots: Sequence[str], rng: random.Random, copies: int) -> Iterator[Tree]:
    """Sentences with ``katanya``, ``ujarnya`` again, with other reporting words in their place.

    The treebanks have 51 of them, of a dozen roots; news has 7,000 in 8,000
    articles, of sixty roots.
    """
    for tree in trees:
        place = _reporting_clitic(tree, set(roots))
        if place is not None:
            for root in rng.sample(list(roots), copies):
                yield _with_root(tree, place, root)


def _reporting_clitic(tree: Tree, roots: set[str]) -> int | None:
    for k, row in enumerate(tree.rows):
        if row.is_token_range and row.form.lower().endswith("nya") and row.form.lower()[:-3] in roots:
            return k
    return None


def _with_root(tree: Tree, place: int, root: str) -> Tree:
    rows = list(tree.rows)
    rows[place] = replace(rows[place], form=root + "nya")
    rows[place + 1] = replace(rows[place + 1], form=root, lemma=root)
    return replace(tree, rows=tuple(rows))
