"""Select quotes of a store by speaker, outlet, day, type and words, as conditions in SQL."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

#: Compares names, aliases and ids regardless of case.
_SPEAKER = """q.id IN (
    SELECT quote FROM voices WHERE speaker = ? COLLATE NOCASE OR speaker_id = ? COLLATE NOCASE
    UNION SELECT v.quote FROM aliases l JOIN speakers s ON s.id = l.speaker
        JOIN quotes sq ON sq.article = s.article
        JOIN voices v ON v.quote = sq.id AND v.speaker_id = s.speaker_id
        WHERE l.alias = ?
)"""

#: The outlet of an article, or one that has the same text.
_OUTLET = """(
    a.outlet = ? COLLATE NOCASE OR a.id IN (SELECT article FROM copies WHERE outlet = ? COLLATE NOCASE)
)"""

#: Characters that a text in SQL cannot hold: NUL, and halves of surrogate pairs.
_NOT_IN_SQL = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition in SQL with its values; the default one is always true."""

    text: str = "TRUE"
    values: tuple[str, ...] = ()

    def __and__(self, other: Condition) -> Condition:
        return Condition(f"{self.text} AND {other.text}", self.values + other.values)


@dataclass(frozen=True, slots=True)
class Selection:
    """Which quotes of a store to select; an empty field selects all.

    Attributes:
        speakers: names, aliases or ids, one of which must be a speaker of the quote.
        outlets: names of outlets, regardless of case.
        types: ``direct``, ``indirect``, ``mixed``.
        since: the first day. Undated articles are left out if this or ``until`` is given.
        until: the last day.
        words: words or phrases that must all occur in the quote; ``pangan*`` matches all words with that beginning.
    """

    speakers: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    words: tuple[str, ...] = ()

    @property
    def of_articles(self) -> Condition:
        """The condition on the table of articles, ``a``."""
        found = _match_any(_OUTLET, self.outlets, times=2)
        if self.since:
            found &= Condition("substr(a.date, 1, 10) >= ?", (self.since.isoformat(),))
        if self.until:
            found &= Condition("substr(a.date, 1, 10) <= ?", (self.until.isoformat(),))
        return found

    @property
    def of_quotes(self) -> Condition:
        """The condition on the table of quotes, ``q``, without the words."""
        return _match_any("q.type = ?", self.types) & _match_any(_SPEAKER, self.speakers, times=3)

    @property
    def with_words(self) -> Condition:
        """The condition on the table of quotes, ``q``, with the words."""
        if not self.words:
            return self.of_quotes
        found = Condition("q.id IN (SELECT rowid FROM quote_words WHERE quote_words MATCH ?)", (self.match,))
        return self.of_quotes & found

    @property
    def match(self) -> str:
        """The words as a query of FTS5."""
        return " ".join(map(_quote_phrase, self.words))


def _match_any(text: str, values: tuple[str, ...], times: int = 1) -> Condition:
    """Match any of the values; each occurs ``times`` times in the text of the condition."""
    if not values:
        return Condition()
    either = " OR ".join([text] * len(values))
    return Condition(f"({either})", tuple(value for value in values for _ in range(times)))


def _quote_phrase(words: str) -> str:
    """Quote the user's words as a phrase, whatever characters they hold; ``*`` at the end matches by prefix."""
    plain = _NOT_IN_SQL.sub(" ", words)
    bare = plain.rstrip("*")
    quoted = '"' + bare.replace('"', '""') + '"'
    return f"{quoted}*" if bare.strip() and bare != plain else quoted
