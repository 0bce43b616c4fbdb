"""Make articles from data, and refuse what is not an article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from quotes.errors import InputError, escape_surrogates
from quotes.records import Article
from quotes.text import has_surrogates

_LETTER = re.compile(r"[^\W\d_]")
_OPTIONAL = ("title", "date", "outlet", "url")
_USE_TEXT_COLUMN = "name the column with the text: --text-column NAME"


@dataclass(frozen=True, slots=True)
class Columns:
    """The names of the columns (of tables) or fields (of JSON) with the text and the id of an article."""

    text: str = "text"
    id: str = "id"


@dataclass(frozen=True, slots=True)
class Failure:
    """An article, or a source of articles, that could not be read or processed.

    Attributes:
        origin: a path, ``path:line``, or ``-`` for standard input.
        error: what is wrong and what to do about it.
    """

    origin: str
    error: InputError

    def __post_init__(self) -> None:
        object.__setattr__(self, "origin", escape_surrogates(self.origin))


def make_article(
    text: str,
    id: str = "article",  # noqa: A002  # the field is called id everywhere
    *,
    title: str | None = None,
    date: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    origin: str | None = None,
) -> Article:
    """Make an article from its text, which stays unchanged.

    Raises:
        InputError: the text has no words, or half a character (an unpaired surrogate).
    """
    if not _LETTER.search(text):
        raise InputError("the article has no words", path=origin, hint="check that its text was saved")
    refuse_surrogates(text, origin)
    return Article(id, text, title=title, date=date, outlet=outlet, url=url, origin=origin)


def article_from_mapping(data: Mapping[str, Any], columns: Columns, origin: str, fallback_id: str) -> Article:
    """Make an article from a JSON object, a row, a stored record or a gold line; ignore other fields.

    Raises:
        InputError: the text is missing, is not a string, or has no words.
    """
    if columns.text not in data:
        raise missing_text(data, columns, origin)
    text = data[columns.text]
    if not isinstance(text, str):
        kind = "empty" if text is None else f"not text but {type(text).__name__}"
        raise InputError(f"field '{columns.text}' is {kind}", path=origin, hint=_USE_TEXT_COLUMN)
    optional = {key: _to_text(data.get(key)) for key in _OPTIONAL}
    return make_article(text, _to_text(data.get(columns.id)) or fallback_id, origin=origin, **optional)


def refuse_surrogates(text: str, origin: str | None) -> None:
    """Raise an error if a text has half a character.

    Raises:
        InputError: it has an unpaired surrogate.
    """
    if has_surrogates(text):
        hint = "decode the text again where it was made, joining \\ud83d\\ude00 into one character"
        raise InputError("the text has half a character (an unpaired surrogate)", path=origin, hint=hint)


def missing_text(found: Iterable[str], columns: Columns, origin: str) -> InputError:
    """Make the error for data without the column of the text; it names the columns that exist."""
    names = ", ".join(str(name) for name in found) or "none"
    return InputError(f"no column '{columns.text}', only: {names}", path=origin, hint=_USE_TEXT_COLUMN)


def _to_text(value: Any) -> str | None:
    """Convert a title, date or id: strings and numbers (a year) to text, anything else to None."""
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return None
