"""What the toolkit passes around: articles, quotes, speakers. Frozen, and knowing nothing of the stages.

All positions are half-open and count Unicode code points of :attr:`Article.text`,
which is the article exactly as it was read: ``article.text[span.start:span.end]``
is always the words themselves. The JSON form is described in the README under
"The record".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from quotes.errors import RecordError

#: The version of the JSON record that :meth:`Record.to_dict` writes.
FORMAT = 1

QuoteType = Literal["direct", "indirect", "mixed"]
SpeakerKind = Literal["person", "organisation", "group", "document", "unnamed"]
Gender = Literal["female", "male"]


class Span(NamedTuple):
    """A half-open stretch ``[start, end)`` of an article, in code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Article:
    """An article as it was read. ``id`` is unique in a run; ``origin`` says where it came from, for messages."""

    id: str
    text: str
    title: str | None = None
    date: str | None = None
    outlet: str | None = None
    url: str | None = None
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who might have been the speaker, and why he was taken or turned down."""

    name: str
    reason: str
    taken: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a quote is what it is: the words that matched, by the name of their part, and the way to the speaker."""

    parts: tuple[tuple[str, Span], ...] = ()
    notes: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """One attribution: what was said (content), the word that reports it (cue), who is mentioned as saying it (source).

    Attributes:
        content: one span, or several where the cue stands inside the words.
        source: the mention in the text (``Putin``, ``dia``, the ``nya`` of ``lanjutnya``).
        speaker: who that is; empty where nobody can be named, and then ``flags`` says why.
        resolved_by: how source became speaker: ``name``, ``alias``, ``role``, ``pronoun``, ``clitic``,
            ``continuation``, …
        rule: the id of the rule that matched.
        confidence: share of quotes like this one that are right on gold data; None where not calibrated.
    """

    id: str
    type: QuoteType
    content: tuple[Span, ...]
    cue: Span | None = None
    cue_class: str | None = None
    source: Span | None = None
    addressee: Span | None = None
    speaker: tuple[str, ...] = ()
    speaker_id: tuple[str, ...] = ()
    resolved_by: str | None = None
    rule: str | None = None
    confidence: float | None = None
    flags: tuple[str, ...] = ()
    evidence: Evidence | None = field(default=None, compare=False)

    def words(self, text: str) -> str:
        """The quoted words; pieces on both sides of a medial cue are joined by ``" … "``."""
        return " … ".join(span.of(text) for span in self.content)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody (or something) that an article quotes: one entry an article.

    Attributes:
        aliases: what else the article calls him, roles that stand for him among them.
        roles: as the article writes them, beside his name.
        affiliation: the body or place that a role names; None where none does.
        gender: only where the words before the name say it (``Ibu``, ``Pak``, ``aktris``); never guessed from a name.
        mentions: every place that names him or stands for him; the ``nya`` of a verb is in the quote only.
        external: ids elsewhere, by the name of the place: ``{"wikidata": "Q1"}``.
    """

    id: str
    name: str
    kind: SpeakerKind = "person"
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    affiliation: str | None = None
    mentions: tuple[Span, ...] = ()
    external: Mapping[str, str | None] = field(default_factory=dict)
    gender: Gender | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """An article with its quotes and speakers: what every output is made from."""

    article: Article
    quotes: tuple[Quote, ...] = ()
    speakers: tuple[Speaker, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The JSON form; ``Record.from_dict`` reads it back."""
        a = self.article
        return {
            "format": FORMAT,
            "id": a.id,
            "text": a.text,
            "title": a.title,
            "date": a.date,
            "outlet": a.outlet,
            "url": a.url,
            "quotes": [_quote_to_dict(quote) for quote in self.quotes],
            "speakers": [_speaker_to_dict(speaker) for speaker in self.speakers],
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Record:
        """Read a record.

        Raises:
            RecordError: the record is of a newer format, or a field is missing or of another kind.
        """
        version = data.get("format", FORMAT)
        if not isinstance(version, int) or version > FORMAT:
            raise RecordError(
                f"the record has format {version!r}, this version of quotes reads up to {FORMAT}",
                hint="upgrade: pip install -U quotes-id",
            )
        try:
            keys = ("title", "date", "outlet", "url")
            article = Article(str(data["id"]), data["text"], **{key: data.get(key) for key in keys})
            quotes = tuple(_quote_from_dict(quote) for quote in data.get("quotes", ()))
            speakers = tuple(_speaker_from_dict(speaker) for speaker in data.get("speakers", ()))
        except KeyError as missing:
            raise RecordError(f"the record has no {missing}", hint="is it a file of quotes extract?") from missing
        except (TypeError, ValueError) as wrong:
            raise RecordError(f"the record is not of the expected form: {wrong}") from wrong
        return cls(article, quotes, speakers)


def _span(value: Iterable[int] | None) -> Span | None:
    return None if value is None else Span(*value)


def _list(span: Span | None) -> list[int] | None:
    return None if span is None else list(span)


def _quote_to_dict(quote: Quote) -> dict[str, Any]:
    return {
        "id": quote.id,
        "type": quote.type,
        "content": [list(span) for span in quote.content],
        "cue": _list(quote.cue),
        "cue_class": quote.cue_class,
        "source": _list(quote.source),
        "addressee": _list(quote.addressee),
        "speaker": list(quote.speaker),
        "speaker_id": list(quote.speaker_id),
        "resolved_by": quote.resolved_by,
        "rule": quote.rule,
        "confidence": quote.confidence,
        "flags": list(quote.flags),
    }


def _quote_from_dict(data: Mapping[str, Any]) -> Quote:
    return Quote(
        id=data["id"],
        type=data["type"],
        content=tuple(Span(*span) for span in data["content"]),
        cue=_span(data.get("cue")),
        cue_class=data.get("cue_class"),
        source=_span(data.get("source")),
        addressee=_span(data.get("addressee")),
        speaker=tuple(data.get("speaker") or ()),
        speaker_id=tuple(data.get("speaker_id") or ()),
        resolved_by=data.get("resolved_by"),
        rule=data.get("rule"),
        confidence=data.get("confidence"),
        flags=tuple(data.get("flags") or ()),
    )


def _speaker_to_dict(speaker: Speaker) -> dict[str, Any]:
    return {
        "id": speaker.id,
        "name": speaker.name,
        "kind": speaker.kind,
        "aliases": list(speaker.aliases),
        "roles": list(speaker.roles),
        "affiliation": speaker.affiliation,
        "gender": speaker.gender,
        "mentions": [list(span) for span in speaker.mentions],
        "external": dict(speaker.external),
    }


def _speaker_from_dict(data: Mapping[str, Any]) -> Speaker:
    return Speaker(
        id=data["id"],
        name=data["name"],
        kind=data.get("kind", "person"),
        aliases=tuple(data.get("aliases") or ()),
        roles=tuple(data.get("roles") or ()),
        affiliation=data.get("affiliation"),
        mentions=tuple(Span(*span) for span in data.get("mentions") or ()),
        external=dict(data.get("external") or {}),
        gender=data.get("gender"),
    )
