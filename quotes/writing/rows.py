"""Records as tables with one row for each quote: the same columns in all formats and in pandas."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from quotes.records import Quote, Record, Span, Speaker
from quotes.text import replace_surrogates

if TYPE_CHECKING:
    import pandas as pd

#: Separates several speakers, flags or spans in one cell.
SEPARATOR = "; "
#: What :attr:`Quote.text` has in the place of a cue.
_GAP = " … "
_MARKS = '"“”„‟«»＂″'
#: What is cut off the edges of a quote, besides marks: white space and commas.
_EDGES = " \t\r\n\u00a0,"


class Row(NamedTuple):
    """One quote; unknown values are None.

    Where several speakers share a quote, their cells (``speaker`` to ``wikidata``, and ``speaker_id``) have a value for
    each, joined by ``"; "`` in the same order; a value that is not known is empty.

    Attributes:
        article: id of the article.
        date: the day, in ISO 8601.
        role: the first role that the article gives the speaker.
        kind: ``person``, ``organisation``, ``group``, ``document``, ``unnamed``.
        quote: the words without quotation marks and commas at the edges; the parts around a cue are joined by
            ``" … "``.
        source: the mention of the speaker in the text.
        confidence: probability from 0 to 1.
        flags: joined by ``"; "``.
        polarity: ``denial`` where the speaker denies the content, ``negated`` where that is denied in turn (``X tidak
            membantah A``, so X grants A); None where the content is affirmed.
        start: position of the first code point of the content in the article.
        end: position after its last code point.
        spans: where the content has several parts, the start and end of each: ``1-10; 24-37``.
        quote_id: id of the quote: that of the article and a number.
    """

    article: str
    date: str | None
    outlet: str | None
    title: str | None
    url: str | None
    speaker: str | None
    role: str | None
    kind: str | None
    affiliation: str | None
    gender: str | None
    wikidata: str | None
    type: str
    quote: str
    cue: str | None
    source: str | None
    confidence: float | None
    flags: str | None
    polarity: str | None
    start: int
    end: int
    spans: str | None
    speaker_id: str | None
    quote_id: str
    cue_class: str | None
    resolved_by: str | None
    rule: str | None


COLUMNS = Row._fields
#: The columns that hold numbers, with their types, and those that hold days.
NUMBERS: dict[str, type[int | float]] = {"confidence": float, "start": int, "end": int}
DAYS = frozenset({"date"})


def to_rows(record: Record) -> Iterator[Row]:
    """Convert the quotes of a record to rows, in the order of the record."""
    speakers = {speaker.id: speaker for speaker in record.speakers}
    return (_to_row(record, quote, speakers) for quote in record.quotes)


def _to_row(record: Record, quote: Quote, speakers: Mapping[str, Speaker]) -> Row:
    article = record.article
    who = [speakers.get(id_) for id_ in quote.speaker_ids]
    row = Row(
        article=article.id,
        date=day_of(article.date),
        outlet=article.outlet,
        title=article.title,
        url=article.url,
        speaker=join_aligned(quote.speakers),
        role=join_aligned([each.roles[0] if each and each.roles else None for each in who]),
        kind=join_aligned([each.kind if each else None for each in who]),
        affiliation=join_aligned([each.affiliation if each else None for each in who]),
        gender=join_aligned([each.gender if each else None for each in who]),
        wikidata=join_aligned([each.external.get("wikidata") if each else None for each in who]),
        type=quote.type,
        quote=quoted_words(quote),
        cue=_text_of(quote.cue, article.text),
        source=_text_of(quote.source, article.text),
        confidence=quote.confidence,
        flags=join_aligned(quote.flags),
        polarity=_polarity_of(quote),
        start=min(span.start for span in quote.content),
        end=max(span.end for span in quote.content),
        spans=SEPARATOR.join(f"{span.start}-{span.end}" for span in quote.content) if quote.content[1:] else None,
        speaker_id=join_aligned(quote.speaker_ids),
        quote_id=quote.id,
        cue_class=quote.cue_class,
        resolved_by=quote.resolved_by,
        rule=quote.rule,
    )
    return Row._make(replace_surrogates(value) if isinstance(value, str) else value for value in row)


def quoted_words(quote: Quote) -> str:
    """Return the words of a quote without commas and quotation marks at the edges of its parts."""
    parts = quote.text.split(_GAP) if len(quote.content) > 1 else [quote.text]
    return _GAP.join(filter(None, map(trim_edges, parts)))


def _polarity_of(quote: Quote) -> str | None:
    if "negated" in quote.flags:
        return "negated"
    return "denial" if quote.cue_class == "denial" else None


def _text_of(span: Span | None, text: str) -> str | None:
    return None if span is None else span.of(text)


def day_of(written: str | None) -> str | None:
    """Return the day of an ISO date with a time; anything else as it is."""
    return written[:10] if written and re.match(r"\d{4}-\d\d-\d\d[T ]", written) else written


def to_date(written: str | None) -> date | None:
    """Return a whole ISO date as a date; None for anything else, such as a year alone."""
    try:
        return date.fromisoformat(written) if written and "-" in written else None
    except ValueError:
        return None


def join_aligned(values: Sequence[str | None]) -> str | None:
    """Join values by ``"; "`` and keep the place of unknown ones, unless all are unknown."""
    return SEPARATOR.join((value or "").replace(SEPARATOR, ", ") for value in values) if any(values) else None


def trim_edges(words: str) -> str:
    """Cut commas and quotation marks off the edges of a quote.

    A mark whose partner stands inside the words stays: ``keadaan "paling parah"``.
    """
    while True:
        words = words.strip(_EDGES)
        first, last, inside = words[:1] in _MARKS, words[-1:] in _MARKS, sum(mark in _MARKS for mark in words[1:-1])
        if len(words) > 1 and first and last and not inside:
            words = words[1:-1]
        elif words and first != last and not inside:
            words = words[1:] if first else words[:-1]
        else:
            return words


def to_frame(records: Record | Iterable[Record]) -> pd.DataFrame:
    """Make a pandas table with one row for each quote and the columns of the CSV table.

    Args:
        records: one record or several.

    Returns:
        ``date`` is a date (``datetime64``), ``confidence`` a float, ``start`` and ``end`` are integers, all other
        columns are text. Unknown values are missing (``pd.NA``, ``pd.NaT``).

    Raises:
        TypeError: something among ``records`` is not a record.
    """
    rows = (row for record in check_records(records) for row in to_rows(record))
    return make_frame(rows, COLUMNS, NUMBERS, DAYS)


def check_records(records: Record | Iterable[Record]) -> list[Record]:
    """Return one or several records as a list.

    Raises:
        TypeError: something among ``records`` is not a record.
    """
    found: list[Any] = [records] if isinstance(records, Record) else list(records)
    for each in found:
        if not isinstance(each, Record):
            hint = "skip articles that failed with extractor.pipe(articles, on_error='skip')"
            raise TypeError(f"a table is made of records, not of {type(each).__name__}; {hint}")
    return found


def make_frame(
    rows: Iterable[tuple[Any, ...]],
    columns: Sequence[str],
    numbers: Mapping[str, type[int | float]],
    days: Iterable[str],
) -> pd.DataFrame:
    """Make a pandas table with typed columns: numbers, days (``datetime64[s]``), and text."""
    import pandas as pd

    frame = pd.DataFrame(list(rows), columns=list(columns))
    for name in days:
        frame[name] = frame[name].map(to_date, na_action="ignore").astype("datetime64[s]")
    kinds = {float: "Float64", int: "Int64"}
    return frame.astype({n: kinds[numbers[n]] if n in numbers else "string" for n in columns if n not in set(days)})
