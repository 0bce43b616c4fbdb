"""Make articles from data, refuse what is not an article, and give each an id of its own."""

from __future__ import annotations

import logging
import math
import re
from array import array
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from hashlib import blake2b
from typing import Any

from quotes.errors import InputError, escape_surrogates
from quotes.reading.columns import ColumnNotices, Columns, DateOrder, missing_text, recognise
from quotes.reading.dates import DateReader, find_date_in_address, find_dateline_date
from quotes.records import Article
from quotes.text import has_surrogates

_FIRST_SIZE = 1 << 10


class IdTable:
    """A table from ids to digests, which takes 24 to 48 bytes for each id, a tenth of what a dictionary takes.

    It holds 64-bit hashes instead of ids: among a million ids, two have the same hash with a probability of 3 in 100
    million.
    """

    def __init__(self) -> None:
        self._count = 0
        self._make(_FIRST_SIZE)

    def _make(self, size: int) -> None:
        self._mask = size - 1
        self._keys = array("Q", bytes(8 * size))  # 0 is a free place
        self._values = array("Q", bytes(8 * size))

    def setdefault(self, id_: str, digest: int) -> int:
        """Return the digest of an id; it is ``digest`` where the id is new."""
        key = int.from_bytes(blake2b(id_.encode(), digest_size=8).digest(), "big") or 1
        at = self._find(key)
        if self._keys[at]:
            return self._values[at]
        self._keys[at], self._values[at] = key, digest
        self._count += 1
        if self._count * 3 > len(self._keys) * 2:
            self._grow()
        return digest

    def _find(self, key: int) -> int:
        """Return the place of a key, or the free place where it belongs."""
        at = key & self._mask
        while self._keys[at] not in (0, key):
            at = (at + 1) & self._mask
        return at

    def _grow(self) -> None:
        keys, values = self._keys, self._values
        self._make(2 * len(keys))
        for key, value in zip(keys, values, strict=True):
            if key:
                at = self._find(key)
                self._keys[at], self._values[at] = key, value


_log = logging.getLogger(__name__)
#: Different sets of columns, or keys of JSON lines, that are remembered.
_MOST_HEADERS = 1_000
_LETTER = re.compile(r"[^\W\d_]")
_WEB_ADDRESS = re.compile(r"(?i)https?://(?:www\.)?([^/?#\s]+)\S*")
#: The parts of an address that do not identify the page.
_NOT_OF_PAGE = re.compile(r"(?i)^https?://(?:www\.)?|#.*$|/+(?=$|\?)")


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
    _check_text(text, origin)
    return Article(id, text, title=title, date=date, outlet=outlet, url=url, origin=origin)


def _check_text(text: str, origin: str | None) -> None:
    if not _LETTER.search(text):
        raise InputError("the article has no words", path=origin, hint="check that its text was saved")
    refuse_surrogates(text, origin)


class ArticleMaker:
    """Makes articles from rows and JSON objects: recognises the columns, reads the dates, and finds an id.

    Args:
        columns: the columns that the user names, and the order of dates.
        notify: called with one line on the columns of each source; by default they are logged.
    """

    def __init__(self, columns: Columns = Columns(), notify: Callable[[str], None] | None = None) -> None:  # noqa: B008 - it is frozen
        self.columns = columns
        self._notify = notify or _log.info
        self._notices = ColumnNotices()
        self._recognised: dict[tuple[str, ...], dict[str, str]] = {}
        self._dates = DateReader(columns.date_order)

    def recognise(self, found: tuple[str, ...], source: str) -> dict[str, str]:
        """Return for each field its column, and say so once."""
        taken = self._recognised.get(found)
        if taken is None:
            if len(self._recognised) >= _MOST_HEADERS:
                self._recognised.clear()
            taken = self._recognised[found] = recognise(found, self.columns)
            if "text" in taken and (notice := self._notices.describe(source, found, taken)):
                self._notify(notice)
        return taken

    def make(
        self, data: Mapping[str, Any], origin: str, *, source: str | None = None, name: str | None = None
    ) -> Article:
        """Make an article from a row, a JSON object, a stored record or a gold line.

        Args:
            source: the file that the data is from, for messages.
            name: the id of an article whose data gives none; by default it is made from its address or content.

        Raises:
            InputError: the text is missing, is not a string, or has no words.
        """
        taken = self.recognise(tuple(data), source or origin)
        if "text" not in taken:
            raise missing_text(data, self.columns, origin)
        text = data[taken["text"]]
        if not isinstance(text, str):
            kind = "empty" if text is None else f"not text but {type(text).__name__}"
            hint = "name the column with the text: --text-column NAME"
            raise InputError(f"field '{taken['text']}' is {kind}", path=origin, hint=hint)
        _check_text(text, origin)
        about = {field: _to_text(data[name]) for field, name in taken.items() if field != "text"}
        outlet, url = about.get("outlet"), about.get("url")
        if outlet and (address := _WEB_ADDRESS.fullmatch(outlet)):
            outlet, url = address[1], url or outlet
        day, written = self._read_date(data, about.get("date"), origin)
        title = about.get("title")
        known = about.get("id") or name
        name = known or derive_id(text, url=url, about=(title, written or day, outlet))
        if day is None and written is None:
            day, written = find_date(text, url, self.columns.date_order)
        return Article(name, text, title=title, date=day, outlet=outlet, url=url, origin=origin, date_text=written)

    def _read_date(self, data: Mapping[str, Any], written: str | None, origin: str) -> tuple[str | None, str | None]:
        """Return the date in ISO 8601, and as it is written where that differs."""
        if written is None:
            return None, _to_text(data.get("date_text"))
        day = self._dates.read(written, origin)
        return day, _to_text(data.get("date_text")) if day == written else written

    def warn_of_dates(self) -> None:
        """Log one warning for all dates that could not be read, and one for those of another order."""
        for warning in self._dates.warnings():
            _log.warning(warning)


def find_date(text: str, url: str | None, order: DateOrder = "DMY") -> tuple[str | None, str | None]:
    """Find the date of an article that comes without one: in its address, or else in its dateline.

    Returns:
        The day in ISO 8601, and as the dateline writes it.
    """
    if day := find_date_in_address(url):
        return day, None
    return find_dateline_date(text, order) or (None, None)


def refuse_surrogates(text: str, origin: str | None) -> None:
    """Raise an error if a text has half a character.

    Raises:
        InputError: it has an unpaired surrogate.
    """
    if has_surrogates(text):
        hint = "decode the text again where it was made, joining \\ud83d\\ude00 into one character"
        raise InputError("the text has half a character (an unpaired surrogate)", path=origin, hint=hint)


def derive_id(text: str, *, url: str | None = None, about: tuple[str | None, ...] = ()) -> str:
    """Make an id that depends on the address of an article, or else on its content, and so is the same in every run.

    Args:
        about: title, date and outlet, which tell copies of one text apart.
    """
    if url and (address := _WEB_ADDRESS.fullmatch(url)):
        return f"{address[1].lower()}-{_digest(_NOT_OF_PAGE.sub('', url))}"
    return f"text-{_digest(text, *filter(None, about))}"


def digest_of(article: Article) -> str:
    """Return a short digest of all that an article has, except for its id."""
    return _digest(article.text, *(each or "" for each in (article.title, article.date, article.outlet, article.url)))


def _digest(*parts: str) -> str:
    """Return ten hexadecimal digits: among a million texts two are the same with a probability of one third."""
    return blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()


def _to_text(value: Any) -> str | None:
    """Convert a title, date, outlet or id to text: strings, numbers, dates, ``{"name": …}``; anything else to None."""
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and math.isnan(value):  # how pandas writes a missing value
        return None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(int(value)) if value == value // 1 else str(value)
    return _to_text(value.get("name")) if isinstance(value, dict) else None
