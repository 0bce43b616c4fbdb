"""Corrections that people make to records: their data, and how they are applied to a record.

A correction is anchored by its words and what stands around them (a text quote selector of the W3C Web Annotation
Data Model, section 4.2.4), not by positions alone. It holds after the article is extracted again, by other rules or
with a slightly changed text. :func:`apply_corrections` is a pure function: the record of the machine stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count, takewhile
from typing import Any, Literal, get_args

from quotes.errors import RecordError
from quotes.records import Article, Quote, QuoteType, Record, Span, Speaker
from quotes.text import fold, slug

Action = Literal["right", "wrong", "speaker", "span", "add", "merge", "complete"]
ACTIONS: tuple[Action, ...] = get_args(Action)
#: What a corrected or confirmed quote carries in its flags.
CONFIRMED, CORRECTED = "confirmed", "corrected"
#: The flag of a quote whose speaker nobody can name.
UNKNOWN = "unknown-speaker"
#: How a speaker whom a person has named was found.
RESOLVED_BY = "correction"
#: Characters of the surroundings that an anchor keeps on either side.
CONTEXT = 32
#: The smallest overlap (intersection over union, in characters) by which a quote is the one that was corrected;
#: the same as for a found quote in the evaluation.
SAME_QUOTE = 0.5


@dataclass(frozen=True, slots=True)
class Anchor:
    """A stretch of an article by its words.

    Attributes:
        exact: the words themselves.
        prefix: what stands before them, at most :data:`CONTEXT` characters.
        suffix: what stands after them.
        start: where they stood, in code points; decides between equal occurrences.
    """

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int = 0

    @classmethod
    def of(cls, text: str, span: Span) -> Anchor:
        """Return the anchor of a span."""
        before, after = text[max(0, span.start - CONTEXT) : span.start], text[span.end : span.end + CONTEXT]
        return cls(span.of(text), before, after, span.start)

    def find(self, text: str) -> Span | None:
        """Return the occurrence of the words whose surroundings agree best; None if the words no longer occur."""
        if not self.exact:
            return None
        found = [
            Span(m.start(), m.start() + len(self.exact)) for m in re.finditer(f"(?={re.escape(self.exact)})", text)
        ]
        return max(found, key=lambda span: (self._agreement(text, span), -abs(span.start - self.start)), default=None)

    def _agreement(self, text: str, span: Span) -> int:
        """Return how many characters before and after the span are those of the anchor, up to the first difference."""
        before, after = reversed(text[max(0, span.start - CONTEXT) : span.start]), text[span.end : span.end + CONTEXT]
        return _count_equal(before, reversed(self.prefix)) + _count_equal(after, self.suffix)


def _count_equal(one: Iterable[str], other: Iterable[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


@dataclass(frozen=True, slots=True)
class Correction:
    """One decision of a person about an article.

    Attributes:
        action: ``right`` and ``wrong`` judge a quote; ``speaker`` and ``span`` change it; ``add`` adds one that was
            missed; ``merge`` makes two entries of speakers one; ``complete`` says that the whole article is checked.
        content: the quote that is meant, as the person saw it; empty for ``merge`` and ``complete``.
        type: the type of that quote.
        speakers: who speaks (``right``, ``speaker``, ``add``), or for ``merge`` the entry that goes and the one that
            stays. Nobody stands for an unknown speaker.
        cue: the cue of the quote, so that a confirmed quote can be restored when the rules lose it.
        source: the source of the quote, for the same reason.
        changed: the new content, for ``span``.
        author: who made the correction.
        time: when, UTC, ISO 8601.
    """

    action: Action
    content: tuple[Anchor, ...] = ()
    type: QuoteType = "direct"
    speakers: tuple[str, ...] = ()
    cue: Anchor | None = None
    source: Anchor | None = None
    changed: tuple[Anchor, ...] = ()
    author: str = ""
    time: str = ""

    def __post_init__(self) -> None:
        if self.action not in ACTIONS:
            raise RecordError(f"{self.action!r} is no action", hint=f"one of {', '.join(ACTIONS)}")
        if self.action not in ("merge", "complete") and not self.content:
            raise RecordError(f"the correction {self.action!r} says of no words that they are the quote")
        if self.action == "span" and not self.changed:
            raise RecordError("the correction of a span has no new span")
        if self.action == "merge" and len(self.speakers) != 2:
            raise RecordError("a merge names two speakers: the one that goes and the one that stays")

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form, which :meth:`from_dict` reads."""
        return {
            "action": self.action,
            "content": [_anchor_to_dict(anchor) for anchor in self.content],
            "type": self.type,
            "speakers": list(self.speakers),
            "cue": self.cue and _anchor_to_dict(self.cue),
            "source": self.source and _anchor_to_dict(self.source),
            "changed": [_anchor_to_dict(anchor) for anchor in self.changed],
            "author": self.author,
            "time": self.time,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Correction:
        """Read a correction from its JSON form.

        Raises:
            RecordError: a field is missing or of the wrong type.
        """
        try:
            return cls(
                action=data["action"],
                content=tuple(Anchor(**anchor) for anchor in data.get("content", ())),
                type=data.get("type", "direct"),
                speakers=tuple(map(str, data.get("speakers", ()))),
                cue=Anchor(**data["cue"]) if data.get("cue") else None,
                source=Anchor(**data["source"]) if data.get("source") else None,
                changed=tuple(Anchor(**anchor) for anchor in data.get("changed", ())),
                author=str(data.get("author", "")),
                time=str(data.get("time", "")),
            )
        except (KeyError, TypeError) as error:
            raise RecordError(f"the correction is not of the expected form: {error}") from error


def correct_quote(record: Record, quote: Quote, action: Action, **changes: Any) -> Correction:
    """Return a correction of a quote as the record has it.

    Args:
        changes: other fields of the correction: ``speakers``, ``changed``, ``author``, ``time``.
    """
    text = record.article.text
    return Correction(
        action,
        content=tuple(Anchor.of(text, span) for span in quote.content),
        type=quote.type,
        cue=Anchor.of(text, quote.cue) if quote.cue else None,
        source=Anchor.of(text, quote.source) if quote.source else None,
        **{"speakers": quote.speakers, **changes},
    )


@dataclass(frozen=True, slots=True)
class Corrected:
    """A record with corrections.

    Attributes:
        record: the corrected record.
        lost: the indexes of the corrections whose words no longer occur in the article, or whose speakers are gone.
        is_complete: whether a person has checked the whole article.
    """

    record: Record
    lost: tuple[int, ...]
    is_complete: bool


def apply_corrections(record: Record, corrections: Iterable[Correction]) -> Corrected:
    """Apply corrections to a record, in their order; a later one overrides an earlier one.

    A quote that is confirmed or added by a person is in the result even if the rules do not find it.
    """
    cast = _Cast(record)
    quotes, lost, is_complete = list(record.quotes), [], False
    for index, correction in enumerate(corrections):
        if correction.action == "complete":
            is_complete = True
        elif correction.action == "merge":
            if not cast.merge(*correction.speakers):
                lost.append(index)
        elif not _correct(quotes, correction, cast):
            lost.append(index)
    quotes = sorted((cast.follow(quote) for quote in quotes), key=lambda quote: quote.content)
    quoted = {id_ for quote in quotes for id_ in quote.speaker_ids}
    speakers = tuple(speaker for speaker in cast.speakers.values() if speaker.id in quoted)
    return Corrected(replace(record, quotes=tuple(quotes), speakers=speakers), tuple(lost), is_complete)


def _correct(quotes: list[Quote], correction: Correction, cast: _Cast) -> bool:
    """Apply a correction of one quote to the list; return whether its words still occur."""
    text = cast.article.text
    found = [anchor.find(text) for anchor in correction.content]
    content = tuple(span for span in found if span is not None)
    if len(content) < len(found):
        return False
    index = _find_quote(quotes, content)
    if correction.action == "wrong":
        if index is not None:
            del quotes[index]
        return True
    if index is None:
        quotes.append(_restore_quote(quotes, correction, content, cast.article))
        index = len(quotes) - 1
    quote = quotes[index]
    if correction.action == "span":
        changed = [anchor.find(text) for anchor in correction.changed]
        if None in changed:
            return False
        quote = replace(quote, content=tuple(span for span in changed if span is not None))
    elif correction.action != "right" or quote.speakers != correction.speakers:
        quote = cast.name_speakers(quote, correction.speakers)
    flag = CONFIRMED if correction.action == "right" else CORRECTED
    kept = (each for each in quote.flags if each not in (CONFIRMED, CORRECTED))
    quotes[index] = replace(quote, flags=(*kept, flag), confidence=1.0 if quote.speakers else None)
    return True


def _find_quote(quotes: Sequence[Quote], content: tuple[Span, ...]) -> int | None:
    """Return the index of the quote that overlaps most with a content; None if none does enough."""
    wanted = _characters(content)

    def overlap(index: int) -> float:
        have = _characters(quotes[index].content)
        return len(wanted & have) / len(wanted | have)

    best = max(range(len(quotes)), key=overlap, default=None)
    return best if best is not None and overlap(best) >= SAME_QUOTE else None


def _characters(content: Iterable[Span]) -> set[int]:
    return {position for span in content for position in range(*span)}


def _restore_quote(
    quotes: Sequence[Quote], correction: Correction, content: tuple[Span, ...], article: Article
) -> Quote:
    taken, text = {quote.id for quote in quotes}, article.text
    name = next(name for number in count(1) if (name := f"{article.id}#c{number}") not in taken)
    cue, source = (anchor.find(text) if anchor else None for anchor in (correction.cue, correction.source))
    return Quote(name, correction.type, content, cue=cue, source=source, article_text=text)


class _Cast:
    """The speakers of an article while corrections are applied."""

    def __init__(self, record: Record) -> None:
        self.article = record.article
        self.speakers = {speaker.id: speaker for speaker in record.speakers}
        self._merged: dict[str, str] = {}

    def name_speakers(self, quote: Quote, names: Sequence[str]) -> Quote:
        """Return the quote with these speakers, each an entry of the article or a new one."""
        entries = [self._find(name) or self._add(name) for name in names]
        flags = tuple(flag for flag in quote.flags if flag != UNKNOWN) + (() if entries else (UNKNOWN,))
        return replace(
            quote,
            speakers=tuple(entry.name for entry in entries),
            speaker_ids=tuple(entry.id for entry in entries),
            resolved_by=RESOLVED_BY if entries else None,
            flags=flags,
        )

    def merge(self, goes: str, stays: str) -> bool:
        """Make two entries one; return whether both are in the article."""
        first, second = self._find(goes), self._find(stays)
        if first is None or second is None or first.id == second.id:
            return first is not None and second is not None
        aliases = dict.fromkeys((*second.aliases, first.name, *first.aliases))
        aliases.pop(second.name, None)
        self.speakers[second.id] = replace(
            second,
            aliases=tuple(aliases),
            roles=tuple(dict.fromkeys((*second.roles, *first.roles))),
            mentions=tuple(sorted({*second.mentions, *first.mentions})),
        )
        del self.speakers[first.id]
        self._merged[first.id] = second.id
        return True

    def follow(self, quote: Quote) -> Quote:
        """Return the quote with the entries that its speakers were merged into."""
        ids = []
        for id_ in quote.speaker_ids:
            while id_ in self._merged:
                id_ = self._merged[id_]  # noqa: PLW2901 - the entry that it became
            ids.append(id_)
        if tuple(ids) == quote.speaker_ids:
            return quote
        ids = list(dict.fromkeys(ids))
        return replace(quote, speaker_ids=tuple(ids), speakers=tuple(self.speakers[id_].name for id_ in ids))

    def _find(self, name: str) -> Speaker | None:
        """Return the entry with a name or alias; names come before aliases."""
        wanted = fold(name)
        for entry in self.speakers.values():
            if fold(entry.name) == wanted:
                return entry
        return next((e for e in self.speakers.values() if wanted in map(fold, e.aliases)), None)

    def _add(self, name: str) -> Speaker:
        base = slug(name)
        taken = {*self.speakers, *self._merged}
        id_ = next(each for number in count(1) if (each := base if number == 1 else f"{base}-{number}") not in taken)
        entry = Speaker(id_, name)
        self.speakers[id_] = entry
        return entry


def _anchor_to_dict(anchor: Anchor) -> dict[str, Any]:
    return {"exact": anchor.exact, "prefix": anchor.prefix, "suffix": anchor.suffix, "start": anchor.start}
