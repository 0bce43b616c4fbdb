"""What became of quotes in articles that nobody had read when the rules and weights of that day were made.

Articles that were read are flattered: their errors were mended. How often quotes
are right elsewhere is told only by the outcomes of the first time, so these are
kept: signs and right or wrong, and no text. ``--keep-unread FILE`` notes them,
``--unread FILE`` sets the level of confidence by them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from quotes.errors import InputError
from quotes.fitting.cases import Outcome


def keep(path: Path, outcomes: Iterable[Outcome]) -> None:
    """Add outcomes to a file, a line of JSON each."""
    with path.open("a", encoding="utf-8") as out:
        for each in outcomes:
            signs = {name: round(value, 3) for name, value in each.signs.items()}
            row = {"article": each.article, "right": each.right, "signs": signs}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def kept(path: Path) -> list[Outcome]:
    """The outcomes of a file.

    Raises:
        InputError: a line is none of them.
    """
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            found.append(Outcome(row["article"], row["signs"], bool(row["right"])))
        except (ValueError, KeyError, TypeError) as error:
            hint = "make the file anew: python -m quotes.fitting … --keep-unread FILE"
            raise InputError(f"line {number} is no outcome ({error!r})", path=str(path), hint=hint) from error
    return found
