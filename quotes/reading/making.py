"""Data to articles: which fields they have, and what is no article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from quotes.errors import InputError
from quotes.records import Article

_LETTER = re.compile(r"[^\W\d_]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_OPTIONAL = ("title", "date", "outlet", "url")
_TO_TEXT_COLUMN = "name the one with the text by --text-column"


@dataclass(frozen=True, slots=True)
class Columns:
    """The names of the columns (of tables) and fields (of JSON) that hold an article's text and its id."""

    text: str = "text"
    id: str = "id"


def article(
    text: str,
    id: str = "article",  # noqa: A002  # the field is called id everywhere
    *,
    title: str | None = None,
    date: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    origin: str | None = None,
) -> Article:
    """An article from its text, which is kept as it is.

    Raises:
        InputError: there is no word in it, or it has half a character (an unpaired surrogate).
    """
    if not _LETTER.search(text):
        raise InputError("the article has no words", path=origin, hint="check that its text was saved")
    if _SURROGATE.search(text):
        hint = "decode the text again where it was made, joining \\ud83d\\ude00 into one character"
        raise InputError("the text has half a character (an unpaired surrogate)", path=origin, hint=hint)
    return Article(id, text, title=title, date=date, outlet=outlet, url=url, origin=origin)


def from_mapping(data: Mapping[str, Any], columns: Columns, origin: str, fallback_id: str) -> Article:
    """An article from a JSON object, a row, a stored record or a gold line; what else they hold is left aside.

    Raises:
        InputError: the text is missing, is no text, or has no words.
    """
    if columns.text not in data:
        raise missing_text(data, columns, origin)
    text = data[columns.text]
    if not isinstance(text, str):
        kind = "empty" if text is None else f"not text but {type(text).__name__}"
        raise InputError(f"field '{columns.text}' is {kind}", path=origin, hint=_TO_TEXT_COLUMN)
    optional = {key: _word(data.get(key)) for key in _OPTIONAL}
    return article(text, _word(data.get(columns.id)) or fallback_id, origin=origin, **optional)


def missing_text(found: Iterable[str], columns: Columns, origin: str) -> InputError:
    """The error of data without the column of the text; it names what there is instead."""
    names = ", ".join(str(name) for name in found) or "none"
    return InputError(f"no column '{columns.text}', only: {names}", path=origin, hint=_TO_TEXT_COLUMN)


def _word(value: Any) -> str | None:
    """A title, date or id: words as they are, numbers (a year, a count) as words; anything else is none."""
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return None
