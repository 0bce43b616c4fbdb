"""Who is quoted: a table with one row for each speaker and article, and one with a row for each speaker."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from quotes.records import Article, Quote, Record, Speaker
from quotes.text import replace_surrogates
from quotes.writing.rows import SEPARATOR, check_records, day_of, make_frame

if TYPE_CHECKING:
    import pandas as pd

#: How many roles and aliases of a speaker the tables list.
_MOST = 5


class SpeakerInArticle(NamedTuple):
    """A speaker in an article, with the number of their quotes there; several roles are joined by ``; ``."""

    speaker: str
    speaker_id: str
    kind: str
    roles: str | None
    affiliation: str | None
    gender: str | None
    wikidata: str | None
    aliases: str | None
    quotes: int
    direct: int
    indirect: int
    mixed: int
    article: str
    date: str | None
    outlet: str | None
    title: str | None
    url: str | None


class SpeakerTotal(NamedTuple):
    """A speaker in all articles. ``first`` and ``last`` are the days of the first and the last article."""

    speaker: str
    speaker_id: str
    kind: str
    roles: str | None
    affiliation: str | None
    gender: str | None
    wikidata: str | None
    aliases: str | None
    quotes: int
    direct: int
    indirect: int
    mixed: int
    articles: int
    outlets: int
    first: str | None
    last: str | None


#: The columns of both tables that hold numbers, and those that hold days.
SPEAKER_NUMBERS: dict[str, type[int | float]] = dict.fromkeys(
    ("quotes", "direct", "indirect", "mixed", "articles", "outlets"), int
)
SPEAKER_DAYS = frozenset({"date", "first", "last"})


@dataclass(slots=True)
class _Seen:
    """What the articles say about a speaker, each value with the number of its articles."""

    values: dict[str, Counter[str]] = field(default_factory=dict)
    types: Counter[str] = field(default_factory=Counter)
    articles: set[str] = field(default_factory=set)
    outlets: set[str] = field(default_factory=set)
    days: set[str] = field(default_factory=set)

    def add(self, article: Article, speaker: Speaker, quotes: Iterable[Quote]) -> None:
        lists: dict[str, Sequence[str | None]] = {
            "speaker": [speaker.name],
            "kind": [speaker.kind],
            "roles": speaker.roles,
            "affiliation": [speaker.affiliation],
            "gender": [speaker.gender],
            "wikidata": [speaker.external.get("wikidata")],
            "aliases": speaker.aliases,
        }
        for name, found in lists.items():
            self.values.setdefault(name, Counter()).update(replace_surrogates(value) for value in found if value)
        self.types.update(quote.type for quote in quotes)
        self.articles.add(article.id)
        self.outlets |= {article.outlet} if article.outlet else set()
        self.days |= {day} if (day := day_of(article.date)) else set()

    def describe(self, speaker_id: str) -> tuple[str | int | None, ...]:
        """Return the columns that both tables have: the most frequent values, and counts of quotes."""
        said = [self.types[each] for each in ("direct", "indirect", "mixed")]
        one, several = self._most_frequent, self._join
        about = (one("affiliation"), one("gender"), one("wikidata"), several("aliases"))
        return (one("speaker"), speaker_id, one("kind"), several("roles"), *about, sum(said), *said)

    def _most_frequent(self, name: str) -> str | None:
        return next((value for value, _ in self.values[name].most_common(1)), None)

    def _join(self, name: str) -> str | None:
        found = [value.replace(SEPARATOR, ", ") for value, _ in self.values[name].most_common(_MOST)]
        return SEPARATOR.join(found) or None


class SpeakerTable:
    """Collects the speakers of records one by one; speakers are the same where their ids are.

    An article that occurs twice, by its id, counts once, as in the graphs.
    """

    def __init__(self) -> None:
        self._seen: dict[str, _Seen] = {}
        self._in_articles: list[SpeakerInArticle] = []
        self._articles: set[str] = set()

    def add(self, record: Record) -> None:
        article = record.article
        if article.id in self._articles:
            return
        self._articles.add(article.id)
        for speaker in record.speakers:
            quotes = [quote for quote in record.quotes if speaker.id in quote.speaker_ids]
            if not quotes:
                continue
            here = _Seen()
            for seen in (here, self._seen.setdefault(speaker.id, _Seen())):
                seen.add(article, speaker, quotes)
            where = (article.id, day_of(article.date), article.outlet, article.title, article.url)
            self._in_articles.append(SpeakerInArticle._make((*here.describe(speaker.id), *where)))

    def in_articles(self) -> list[SpeakerInArticle]:
        """Return one row for each speaker and article, in the order of the records."""
        return self._in_articles

    def totals(self) -> list[SpeakerTotal]:
        """Return one row for each speaker, the most quoted first."""
        rows = (self._total(speaker_id, seen) for speaker_id, seen in self._seen.items())
        return sorted(rows, key=lambda row: (-row.quotes, row.speaker))

    @staticmethod
    def _total(speaker_id: str, seen: _Seen) -> SpeakerTotal:
        when = (min(seen.days, default=None), max(seen.days, default=None))
        counts = (len(seen.articles), len(seen.outlets))
        return SpeakerTotal._make((*seen.describe(speaker_id), *counts, *when))


def to_speakers_frame(
    records: Record | Iterable[Record], by: Literal["speaker", "article"] = "speaker"
) -> pd.DataFrame:
    """Make a pandas table of who is quoted.

    Args:
        records: one record or several.
        by: ``speaker``: one row for each speaker, the most quoted first; ``article``: one for each speaker and article.

    Raises:
        TypeError: something among ``records`` is not a record.
    """
    table = SpeakerTable()
    for record in check_records(records):
        table.add(record)
    rows: Iterator[tuple[object, ...]] = iter(table.totals() if by == "speaker" else table.in_articles())
    columns = (SpeakerTotal if by == "speaker" else SpeakerInArticle)._fields
    return make_frame(rows, columns, SPEAKER_NUMBERS, [name for name in columns if name in SPEAKER_DAYS])
