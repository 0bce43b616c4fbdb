"""A record as rows of a table, one a quote: the same columns in every table format."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quotes.records import Quote, Record, Span

_SURROGATE = re.compile("[\ud800-\udfff]")
#: What stands between several names in one cell.
BETWEEN = "; "


class Row(NamedTuple):
    """One quote. What is not known is None.

    Attributes:
        article: id of the article.
        quote_id: id of the quote, unique in a run.
        speaker: who said it; several are joined by ``"; "``.
        source: the mention in the text, as it stands there.
        content: the words, as they stand there; pieces around a medial cue are joined by ``" … "``.
        confidence: share from 0 to 1.
        flags: joined by ``"; "``.
        start: first code point of the content in the article.
        end: code point after the last one of the content.
    """

    article: str
    outlet: str | None
    date: str | None
    quote_id: str
    type: str
    speaker: str | None
    speaker_id: str | None
    source: str | None
    cue: str | None
    cue_class: str | None
    content: str
    resolved_by: str | None
    rule: str | None
    confidence: float | None
    flags: str | None
    start: int
    end: int
    url: str | None
    title: str | None


COLUMNS = Row._fields
#: The columns that hold numbers, with their kind.
NUMBERS: dict[str, type[int | float]] = {"confidence": float, "start": int, "end": int}


def rows(record: Record) -> Iterator[Row]:
    """The quotes of a record as rows, in the order of the record."""
    return (_row(record, quote) for quote in record.quotes)


def writable(text: str) -> str:
    """A text that UTF-8 can hold: half a surrogate pair, which JSON input may bring along, becomes U+FFFD."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def _row(record: Record, quote: Quote) -> Row:
    article = record.article
    row = Row(
        article=article.id,
        outlet=article.outlet,
        date=article.date,
        quote_id=quote.id,
        type=quote.type,
        speaker=_joined(quote.speakers),
        speaker_id=_joined(quote.speaker_ids),
        source=_words(quote.source, article.text),
        cue=_words(quote.cue, article.text),
        cue_class=quote.cue_class,
        content=quote.text,
        resolved_by=quote.resolved_by,
        rule=quote.rule,
        confidence=quote.confidence,
        flags=_joined(quote.flags),
        start=min(span.start for span in quote.content),
        end=max(span.end for span in quote.content),
        url=article.url,
        title=article.title,
    )
    return Row._make(writable(value) if isinstance(value, str) else value for value in row)


def _words(span: Span | None, text: str) -> str | None:
    return None if span is None else span.of(text)


def _joined(names: Sequence[str]) -> str | None:
    return BETWEEN.join(names) or None
