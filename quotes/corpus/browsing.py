"""Browse a store: pages of quotes in an order, lists of speakers, and the profile of one speaker over all articles.

The speakers of several articles are one here if they have one id: the slug of the name, or the id of the registry.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, get_args

from quotes.corpus.selection import Condition, Selection
from quotes.corrections import CONFIRMED, CORRECTED
from quotes.records import Quote, Record

Order = Literal["relevance", "newest", "oldest", "surest", "least-sure"]
ORDERS: tuple[Order, ...] = get_args(Order)
#: Quotes of a speaker whose words are searched for the names of others.
MOST_READ = 2000

_ORDER_BY: Mapping[str, str] = {
    "relevance": "rank, q.id",
    "newest": "a.date IS NULL, a.date DESC, q.id",
    "oldest": "a.date IS NULL, a.date, q.id",
    "surest": "q.confidence IS NULL, q.confidence DESC, q.id",
    "least-sure": "q.confidence IS NULL DESC, q.confidence, q.id",
}
_FROM = "FROM quotes q JOIN articles a ON a.id = q.article"
_FROM_WORDS = "FROM quote_words JOIN quotes q ON q.id = quote_words.rowid JOIN articles a ON a.id = q.article"
_QUOTE = "q.data, q.words, a.name, a.title, a.outlet, a.date, a.url"
#: The quotes of a speaker, by id.
_OF_SPEAKER = "q.id IN (SELECT quote FROM voices WHERE speaker_id = ?)"
_WITH_ROLE = """EXISTS (
    SELECT 1 FROM voices v JOIN speakers s ON s.article = q.article AND s.speaker_id = v.speaker_id,
        json_each(s.data, '$.roles') r WHERE v.quote = q.id AND r.value LIKE ? ESCAPE '\\')"""
_NOT_JUDGED = "NOT EXISTS (SELECT 1 FROM json_each(q.data, '$.flags') f WHERE f.value IN (?, ?))"
_SPEAKERS = """
SELECT v.speaker_id, v.speaker, count(*), count(DISTINCT q.article), max(s.kind),
    max(json_extract(s.data, '$.roles[0]'))
FROM voices v JOIN quotes q ON q.id = v.quote
LEFT JOIN speakers s ON s.article = q.article AND s.speaker_id = v.speaker_id
WHERE v.speaker_id IS NOT NULL AND (v.speaker LIKE ? ESCAPE '\\' OR EXISTS (
    SELECT 1 FROM aliases l WHERE l.speaker = s.id AND l.alias LIKE ? ESCAPE '\\'))
GROUP BY v.speaker_id ORDER BY count(*) DESC, v.speaker LIMIT ? OFFSET ?
"""
_ENTRIES = "SELECT data FROM speakers WHERE speaker_id = ? ORDER BY id"
_NEIGHBOURS = """
SELECT v2.speaker_id, v2.speaker, count(DISTINCT q.article)
FROM voices v JOIN quotes q ON q.id = v.quote
JOIN quotes q2 ON q2.article = q.article JOIN voices v2 ON v2.quote = q2.id
WHERE v.speaker_id = ?1 AND v2.speaker_id <> ?1
GROUP BY v2.speaker_id ORDER BY count(DISTINCT q.article) DESC, v2.speaker LIMIT ?2
"""
_OTHERS = """
SELECT q.data, s.data FROM voices v JOIN quotes q ON q.id = v.quote JOIN speakers s ON s.article = q.article
WHERE v.speaker_id = ?1 AND s.speaker_id <> ?1 LIMIT ?2
"""
_LIST = """
SELECT a.name, a.title, a.outlet, a.date, (SELECT count(*) FROM quotes q WHERE q.article = a.id) FROM articles a
JOIN work w ON w.article = a.id AND w.version IS NOT NULL ORDER BY a.date IS NULL, a.date DESC, a.id LIMIT ? OFFSET ?
"""


@dataclass(frozen=True, slots=True)
class Query:
    """Which quotes to browse, in which order.

    Attributes:
        selection: speakers, outlets, types, days and words.
        roles: parts of a role, one of which a speaker of the quote must have.
        min_confidence: leave out quotes with a lower confidence, and those without one.
        unjudged: only quotes that no person has confirmed or corrected.
        order: ``relevance`` (BM25) needs words; without them the newest come first.
    """

    selection: Selection = Selection()  # noqa: RUF009 - it is frozen
    roles: tuple[str, ...] = ()
    min_confidence: float | None = None
    unjudged: bool = False
    order: Order = "relevance"

    def condition(self) -> Condition:
        found = self.selection.of_articles & self.selection.of_quotes
        if self.roles:
            text = " OR ".join([_WITH_ROLE] * len(self.roles))
            found &= Condition(f"({text})", tuple(contains(role) for role in self.roles))
        if self.min_confidence is not None:
            found &= Condition("q.confidence >= CAST(? AS REAL)", (str(self.min_confidence),))
        if self.unjudged:
            found &= Condition(_NOT_JUDGED, (CONFIRMED, CORRECTED))
        if self.selection.words:
            found = Condition("quote_words MATCH ?", (self.selection.match,)) & found
        return found


class QuoteHit(NamedTuple):
    """A quote with what a list shows of its article; in ``words`` the marks of the search enclose each match."""

    quote: Quote
    words: str
    article: str
    title: str | None
    outlet: str | None
    date: str | None
    url: str | None


class SpeakerCount(NamedTuple):
    """A speaker of the store with the numbers of their quotes and of the articles that quote them."""

    id: str
    name: str
    quotes: int
    articles: int
    kind: str | None
    role: str | None


class ArticleCount(NamedTuple):
    """An article of the store with the number of its quotes."""

    id: str
    title: str | None
    outlet: str | None
    date: str | None
    quotes: int


@dataclass(frozen=True, slots=True)
class Profile:
    """What the articles of a store say of one speaker.

    Attributes:
        name: the name that most articles use.
        aliases, roles: with the number of articles, the most frequent first.
        months: quotes by month (``2026-05``), without those of undated articles.
        outlets: quotes by outlet; an article without one counts to ``""``.
        mentions: whom the speaker names in their words: id, name, number of quotes.
        neighbours: who is quoted in the same articles: id, name, number of articles.
    """

    id: str
    name: str
    kind: str
    quotes: int
    aliases: tuple[tuple[str, int], ...]
    roles: tuple[tuple[str, int], ...]
    months: tuple[tuple[str, int], ...]
    outlets: tuple[tuple[str, int], ...]
    mentions: tuple[tuple[str, str, int], ...]
    neighbours: tuple[tuple[str, str, int], ...]


def contains(words: str) -> str:
    r"""Return a pattern of SQL's LIKE for texts that contain the words; ``\`` escapes."""
    escaped = words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%".replace("\0", " ")


def find_quotes(
    db: sqlite3.Connection, query: Query, limit: int, offset: int, marks: tuple[str, str]
) -> tuple[int, list[QuoteHit]]:
    """Return the number of quotes that a query selects, and one page of them."""
    where, has_words = query.condition(), bool(query.selection.words)
    source = _FROM_WORDS if has_words else _FROM
    (total,) = db.execute(f"SELECT count(*) {source} WHERE {where.text}", where.values).fetchone()
    order = "newest" if query.order == "relevance" and not has_words else query.order
    columns = _QUOTE.replace("q.words", "highlight(quote_words, 0, ?, ?)") if has_words else _QUOTE
    rows = db.execute(
        f"SELECT {columns} {source} WHERE {where.text} ORDER BY {_ORDER_BY[order]} LIMIT ? OFFSET ?",
        (*(marks if has_words else ()), *where.values, limit, offset),
    )
    return total, [QuoteHit(_to_quote(data), *rest) for data, *rest in rows]


def _to_quote(data: str) -> Quote:
    return Record.from_dict({"id": "", "text": "", "quotes": [json.loads(data)]}).quotes[0]


def list_speakers(db: sqlite3.Connection, words: str, limit: int, offset: int) -> list[SpeakerCount]:
    """Return the speakers with these words in a name or alias, the most quoted first."""
    pattern = contains(words)
    return [SpeakerCount(*row) for row in db.execute(_SPEAKERS, (pattern, pattern, limit, offset))]


def list_articles(db: sqlite3.Connection, limit: int, offset: int) -> list[ArticleCount]:
    """Return the articles that have been extracted, the newest first."""
    return [ArticleCount(*row) for row in db.execute(_LIST, (limit, offset))]


def make_profile(db: sqlite3.Connection, speaker: str, neighbours: int = 12) -> Profile | None:
    """Return the profile of a speaker, by id; None if the store has no quote of theirs."""
    entries = [json.loads(data) for (data,) in db.execute(_ENTRIES, (speaker,))]
    where = Condition(_OF_SPEAKER, (speaker,))
    (quotes,) = db.execute(f"SELECT count(*) {_FROM} WHERE {where.text}", where.values).fetchone()
    if not quotes or not entries:
        return None
    months = _count(db, "substr(a.date, 1, 7)", where & Condition("a.date IS NOT NULL"), "1")
    return Profile(
        id=speaker,
        name=Counter(entry["name"] for entry in entries).most_common(1)[0][0],
        kind=Counter(entry["kind"] for entry in entries).most_common(1)[0][0],
        quotes=quotes,
        aliases=_most_common(alias for entry in entries for alias in set(entry["aliases"])),
        roles=_most_common(role for entry in entries for role in set(entry["roles"])),
        months=months,
        outlets=_count(db, "coalesce(a.outlet, '')", where, "2 DESC, 1"),
        mentions=_count_mentions(db, speaker),
        neighbours=tuple(db.execute(_NEIGHBOURS, (speaker, neighbours))),
    )


def _count(db: sqlite3.Connection, by: str, where: Condition, order: str) -> tuple[tuple[str, int], ...]:
    statement = f"SELECT {by}, count(*) {_FROM} WHERE {where.text} GROUP BY 1 ORDER BY {order}"
    return tuple(db.execute(statement, where.values))


def _most_common(values: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(Counter(values).most_common())


def _count_mentions(db: sqlite3.Connection, speaker: str) -> tuple[tuple[str, str, int], ...]:
    """Count in how many quotes the speaker names each other speaker of the same article."""
    counts, names = Counter[str](), dict[str, str]()
    for data, other in db.execute(_OTHERS, (speaker, MOST_READ)):
        quote, entry = json.loads(data), json.loads(other)
        if any(_is_inside(mention, quote["content"]) for mention in entry["mentions"]):
            counts[entry["id"]] += 1
            names[entry["id"]] = entry["name"]
    return tuple((id_, names[id_], number) for id_, number in counts.most_common())


def _is_inside(span: list[int], content: list[list[Any]]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in content)
