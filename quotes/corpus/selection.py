"""Which quotes of a store: by speaker, outlet, day, type and words; as conditions for its SQL."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

#: Names, aliases and ids are compared without regard to capitals.
_SPEAKER = """q.id IN (
    SELECT quote FROM voices WHERE speaker = ? COLLATE NOCASE OR speaker_id = ? COLLATE NOCASE
    UNION SELECT v.quote FROM aliases l JOIN speakers s ON s.id = l.speaker
        JOIN quotes sq ON sq.article = s.article
        JOIN voices v ON v.quote = sq.id AND v.speaker_id = s.speaker_id
        WHERE l.alias = ?
)"""

#: What no text of SQL can hold: the end of a C string, and halves of surrogate pairs.
_NO_SQL = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Condition:
    """A piece of SQL with its values; an empty one holds for all."""

    text: str = "TRUE"
    values: tuple[str, ...] = ()

    def __and__(self, other: Condition) -> Condition:
        return Condition(f"{self.text} AND {other.text}", self.values + other.values)


@dataclass(frozen=True, slots=True)
class Selection:
    """What to take out of a store; an empty field takes all.

    Attributes:
        speakers: names, aliases or ids, one of which must be a speaker of the quote.
        outlets: names of outlets, in any case of letters.
        types: ``direct``, ``indirect``, ``mixed``.
        since: first day, included. An undated article is dropped where a day is asked for.
        until: last day, included.
        words: words or phrases that must all stand in the quote; ``pangan*`` stands for all words that begin so.
    """

    speakers: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    words: tuple[str, ...] = ()

    @property
    def of_articles(self) -> Condition:
        """On the table of articles, ``a``."""
        found = _any("a.outlet = ? COLLATE NOCASE", self.outlets)
        if self.since:
            found &= Condition("substr(a.date, 1, 10) >= ?", (self.since.isoformat(),))
        if self.until:
            found &= Condition("substr(a.date, 1, 10) <= ?", (self.until.isoformat(),))
        return found

    @property
    def of_quotes(self) -> Condition:
        """On the table of quotes, ``q``, without the words."""
        return _any("q.type = ?", self.types) & _any(_SPEAKER, self.speakers, times=3)

    @property
    def with_words(self) -> Condition:
        """On the table of quotes, ``q``, with the words."""
        if not self.words:
            return self.of_quotes
        found = Condition("q.id IN (SELECT rowid FROM quote_words WHERE quote_words MATCH ?)", (self.match,))
        return self.of_quotes & found

    @property
    def match(self) -> str:
        """The words as an expression of FTS5."""
        return " ".join(map(_phrase, self.words))


def _any(text: str, values: tuple[str, ...], times: int = 1) -> Condition:
    """One of the values holds; ``times`` says how often each stands in the text."""
    if not values:
        return Condition()
    either = " OR ".join([text] * len(values))
    return Condition(f"({either})", tuple(value for value in values for _ in range(times)))


def _phrase(words: str) -> str:
    """Words of the user as a phrase, whatever signs are among them; ``*`` at the end finds beginnings."""
    plain = _NO_SQL.sub(" ", words)
    bare = plain.rstrip("*")
    quoted = '"' + bare.replace('"', '""') + '"'
    return f"{quoted}*" if bare.strip() and bare != plain else quoted
