"""Records as tables with one row for each quote: the same columns in all formats and in pandas."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from quotes.records import Quote, Record, Span

if TYPE_CHECKING:
    import pandas as pd

_SURROGATE = re.compile("[\ud800-\udfff]")
#: Separates several names in one cell.
SEPARATOR = "; "


class Row(NamedTuple):
    """One quote; unknown values are None.

    Attributes:
        article: id of the article.
        quote_id: id of the quote: that of the article and a number.
        speaker: the speaker; several are joined by ``"; "``.
        source: the mention of the speaker in the text.
        polarity: ``denial`` where the speaker denies the content, ``negated`` where that is denied in turn (``X tidak
            membantah A``, so X grants A); None where the content is affirmed.
        content: the words in the text; the parts around a cue are joined by ``" … "``.
        confidence: probability from 0 to 1.
        flags: joined by ``"; "``.
        start: position of the first code point of the content in the article.
        end: position after its last code point.
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
    polarity: str | None
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
#: The columns that hold numbers, with their types.
NUMBERS: dict[str, type[int | float]] = {"confidence": float, "start": int, "end": int}


def to_rows(record: Record) -> Iterator[Row]:
    """Convert the quotes of a record to rows, in the order of the record."""
    return (_to_row(record, quote) for quote in record.quotes)


def replace_surrogates(text: str) -> str:
    """Replace halves of surrogate pairs, which JSON input may contain and UTF-8 cannot hold, by U+FFFD."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def _to_row(record: Record, quote: Quote) -> Row:
    article = record.article
    row = Row(
        article=article.id,
        outlet=article.outlet,
        date=article.date,
        quote_id=quote.id,
        type=quote.type,
        speaker=_join(quote.speakers),
        speaker_id=_join(quote.speaker_ids),
        source=_text_of(quote.source, article.text),
        cue=_text_of(quote.cue, article.text),
        cue_class=quote.cue_class,
        polarity=_polarity_of(quote),
        content=quote.text,
        resolved_by=quote.resolved_by,
        rule=quote.rule,
        confidence=quote.confidence,
        flags=_join(quote.flags),
        start=min(span.start for span in quote.content),
        end=max(span.end for span in quote.content),
        url=article.url,
        title=article.title,
    )
    return Row._make(replace_surrogates(value) if isinstance(value, str) else value for value in row)


def _polarity_of(quote: Quote) -> str | None:
    if "negated" in quote.flags:
        return "negated"
    return "denial" if quote.cue_class == "denial" else None


def _text_of(span: Span | None, text: str) -> str | None:
    return None if span is None else span.of(text)


def _join(names: Sequence[str]) -> str | None:
    return SEPARATOR.join(names) or None


def to_frame(records: Record | Iterable[Record]) -> pd.DataFrame:
    """Make a pandas table with one row for each quote and the columns of the CSV table.

    Args:
        records: one record or several.

    Returns:
        ``confidence`` is a float, ``start`` and ``end`` are integers, all other columns are text. Unknown
        values are missing (``pd.NA``).

    Raises:
        TypeError: something among ``records`` is not a record.
    """
    import pandas as pd

    found: list[Any] = [records] if isinstance(records, Record) else list(records)
    for each in found:
        if not isinstance(each, Record):
            hint = "skip articles that failed with extractor.pipe(articles, on_error='skip')"
            raise TypeError(f"to_frame takes records, not {type(each).__name__}; {hint}")
    frame = pd.DataFrame([row for record in found for row in to_rows(record)], columns=list(COLUMNS))
    kinds = {name: {float: "Float64", int: "Int64"}.get(NUMBERS.get(name, str), "string") for name in COLUMNS}
    return frame.astype(kinds)
