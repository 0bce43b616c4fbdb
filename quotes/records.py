"""The data of the toolkit: articles, quotes, speakers, records. Frozen, and independent of the stages.

All positions are half-open and count Unicode code points of :attr:`Article.text`,
which is the article exactly as it was read: ``article.text[span.start:span.end]``
is always the words themselves. The JSON form is described in docs/record.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from textwrap import shorten
from typing import Any, Literal, NamedTuple

from quotes.errors import RecordError, escape_surrogates
from quotes.text import REPLACEMENT, replace_surrogates

#: The version of the JSON record that :meth:`Record.to_dict` writes.
FORMAT = 1

#: The fields of an article beside its text.
_ABOUT = ("id", "title", "date", "outlet", "url", "date_text")

#: Tags and Markdown between two stretches of the same words.
_MARKUP = re.compile(r"(?:<[^<>]*>|\]\([^()\s]*\)|[\s*_\[#])*")

#: The longest heading that is made of the first words of an article, in characters.
_LONGEST_HEADING = 80

QuoteType = Literal["direct", "indirect", "mixed"]
Direction = Literal["up", "down"]
SpeakerKind = Literal["person", "organisation", "group", "document", "unnamed"]
Gender = Literal["female", "male"]


class Span(NamedTuple):
    """A half-open span ``[start, end)`` of an article, in code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Article:
    """An article as it was read.

    A lone surrogate in a field other than the text becomes U+FFFD, as it can be neither written nor stored; such an
    article is repaired. In the origin it is escaped.

    Attributes:
        id: different for different articles, and the same in every run.
        text: the whole text, untouched.
        date: ISO 8601, mostly only the day: ``2026-05-29``.
        origin: the file and line that the article came from, for messages.
        date_text: the date as the source writes it, where it is not ISO: ``Jumat, 29 Mei 2026 22:02 WIB``.
        other_outlets: outlets beside ``outlet`` that have the same text, as a store of a corpus knows them.
    """

    id: str
    text: str
    title: str | None = None
    date: str | None = None
    outlet: str | None = None
    url: str | None = None
    origin: str | None = None
    date_text: str | None = None
    other_outlets: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in _ABOUT:
            value = getattr(self, name)
            if isinstance(value, str) and not value.isascii():
                object.__setattr__(self, name, replace_surrogates(value))
        if self.origin is not None:
            object.__setattr__(self, "origin", escape_surrogates(self.origin))

    @property
    def heading(self) -> str:
        """The title, or the first words of an article without one."""
        first = next((line for line in self.text.splitlines() if line.strip()), self.id)
        return self.title or shorten(first, _LONGEST_HEADING, placeholder=" …")

    @property
    def is_repaired(self) -> bool:
        """Whether a field other than the text has U+FFFD, the sign for a character that is lost."""
        return any(isinstance(value := getattr(self, name), str) and REPLACEMENT in value for name in _ABOUT)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person or body that may have been the speaker.

    Attributes:
        reason: what speaks for the candidate.
        taken: whether this candidate became the speaker.
        span: the mention that makes it a candidate.
    """

    name: str
    reason: str
    taken: bool = False
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class PathStep:
    """One step in a dependency tree: along ``relation``, down to a dependent or up to the head."""

    relation: str
    direction: Direction
    word: Span


@dataclass(frozen=True, slots=True)
class Trace:
    """How one part of a quote was found.

    Attributes:
        part: ``cue``, ``source``, ``content``, ``addressee``; ``introducing cue`` and ``introducing source`` where
            they stand in another sentence than the quote.
        how: ``lexicon`` for a cue; for the other parts the kind of the rule's finder: ``path``, ``phrase``, …
        of: the part that the finder started at.
        side: on which side of that part this one stands: ``before``, ``after``; None for either side.
        path: the path in the tree from the cue (or from ``of``) to the head of the source; empty for parts that have
            no head.
        asked: whether the rule asks for this path; otherwise it only shows how the two words are connected.
    """

    part: str
    spans: tuple[Span, ...]
    how: str
    of: str | None = None
    side: str | None = None
    path: tuple[PathStep, ...] = ()
    asked: bool = False

    def walk(self, text: str) -> str:
        """Return the path as one line: ``>nsubj Menteri >flat:name Ratna``; ``<`` leads up."""
        signs = {"down": ">", "up": "<"}
        return " ".join(f"{signs[step.direction]}{step.relation} {step.word.of(text)}" for step in self.path)


@dataclass(frozen=True, slots=True)
class Link:
    """One step from a mention to the person it refers to.

    The first link is the mention itself (``source``), the last is the mention that gives the name (``name``). Those
    between connect the two: ``role``, ``spoke before``, ``subject of a sentence before``.
    """

    by: str
    text: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Overridden:
    """What another rule of lower priority found in the same words."""

    rule: str
    content: tuple[Span, ...]
    cue: Span | None = None
    source: Span | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a quote is what it is.

    Attributes:
        parts: how cue, source and content were found.
        candidates: who else may have been the speaker.
        chain: the steps from the source to the person.
        overridden: what other rules found in the same words.
        introduced_by: the rule that matched the sentence which names the speaker of a quotation without a cue.
    """

    parts: tuple[Trace, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    chain: tuple[Link, ...] = ()
    overridden: tuple[Overridden, ...] = ()
    introduced_by: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Quote:
    """One attribution: what was said (content), the word that reports it (cue), who is mentioned as saying it (source).

    Attributes:
        content: one span, or several where the cue stands inside the words.
        cue_class: the class of the cue in the lexicon: ``statement``, ``opinion``, ``denial``, …
        source: the mention in the text (``Putin``, ``dia``, the ``nya`` of ``lanjutnya``).
        speakers: the names of who spoke; empty where nobody can be named, and then ``flags`` says why.
        speaker_ids: for each name the id of its entry in :attr:`Record.speakers`.
        resolved_by: how the source became the speaker: ``name``, ``alias``, ``role``, ``pronoun``, ``clitic``,
            ``continuation``, …
        rule: the id of the rule that matched.
        confidence: the share, from 0 to 1, of quotes like this one that are right on gold; None without calibration.
        article_text: the text that all spans point into; a record gives it to its quotes.
    """

    id: str
    type: QuoteType
    content: tuple[Span, ...]
    cue: Span | None = None
    cue_class: str | None = None
    source: Span | None = None
    addressee: Span | None = None
    speakers: tuple[str, ...] = ()
    speaker_ids: tuple[str, ...] = ()
    resolved_by: str | None = None
    rule: str | None = None
    confidence: float | None = None
    flags: tuple[str, ...] = ()
    evidence: Evidence | None = field(default=None, compare=False)
    article_text: str = field(default="", compare=False, repr=False)

    @property
    def text(self) -> str:
        """The quoted words. A cue in the middle is shown as ``" … "``; words around tags are joined by a blank."""
        words = self._words_at(self.content[0]) if self.content else ""
        for before, after in pairwise(self.content):
            is_markup = _MARKUP.fullmatch(self.article_text, before.end, after.start)
            words += f"{' ' if is_markup else ' … '}{self._words_at(after)}"
        return words

    @property
    def cue_text(self) -> str | None:
        """The reporting word as the article writes it; None for a quotation without a cue."""
        return None if self.cue is None else self._words_at(self.cue)

    @property
    def source_text(self) -> str | None:
        """The mention of the speaker as the article writes it; None where the sentence has none."""
        return None if self.source is None else self._words_at(self.source)

    def __repr__(self) -> str:
        """Return one line: type, speakers and the words, shortened."""
        words = shorten(self.text, 60, placeholder=" …") if self.article_text else f"at {list(map(list, self.content))}"
        return f"<Quote {self.id} {self.type}, {'; '.join(self.speakers) or 'nobody named'}: {words}>"

    def _words_at(self, span: Span) -> str:
        if not self.article_text:
            raise RecordError(f"the quote {self.id!r} belongs to no record", hint="take it from record.quotes")
        return span.of(self.article_text)


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person, body, group or document that an article quotes; each has one entry in the article's record.

    Attributes:
        name: the fullest name that the article gives.
        aliases: what else the article calls them, including roles that stand for the name.
        roles: as the article writes them beside the name.
        affiliation: the body or place that a role names; None where none does.
        gender: only where the words before the name say it (``Ibu``, ``Pak``, ``aktris``); never guessed from a name.
        mentions: every span that names them or refers to them, except the ``nya`` of a verb.
        external: ids in other systems, by system: ``{"wikidata": "Q1"}``.
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


@dataclass(frozen=True, slots=True, repr=False)
class Record:
    """An article with its quotes and speakers; every output is made from it.

    Attributes:
        quotes: in the order of the text.
        speakers: the entries that the quotes refer to.
        flags: problems of the article as a whole: ``paragraph-too-long`` where a part of it was not parsed;
            ``text-too-long`` where only its beginning was read; ``damaged-text`` where it is decoded wrongly
            (``â€œ``) or has lost its punctuation, so that what is found cannot be trusted; ``repaired-field`` where
            the id, title, date, outlet or URL has lost a character.
    """

    article: Article
    quotes: tuple[Quote, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    flags: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "quotes", with_article_text(self.quotes, self.article.text))

    def __repr__(self) -> str:
        """Return one line: the article and how much was found in it."""
        return f"<Record {self.article.id}: {len(self.quotes)} quotes, {len(self.speakers)} speakers>"

    def to_dict(self, *, evidence: bool = False) -> dict[str, Any]:
        """Return the JSON form, which :meth:`from_dict` reads back.

        Args:
            evidence: give every quote the key ``evidence``, which says how it was found.
        """
        a = self.article
        return {
            "format": FORMAT,
            "id": a.id,
            "text": a.text,
            "title": a.title,
            "date": a.date,
            **({"date_text": a.date_text} if a.date_text else {}),
            "outlet": a.outlet,
            "url": a.url,
            **({"other_outlets": list(a.other_outlets)} if a.other_outlets else {}),
            "quotes": [_quote_to_dict(quote, evidence=evidence) for quote in self.quotes],
            "speakers": [_speaker_to_dict(speaker) for speaker in self.speakers],
        } | ({"flags": list(self.flags)} if self.flags else {})

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Record:
        """Read a record from its JSON form.

        Raises:
            RecordError: the record has a newer format, or a field is missing or of the wrong type.
        """
        version = data.get("format", FORMAT)
        if not isinstance(version, int) or version > FORMAT:
            raise RecordError(
                f"the record has format {version!r}, this version of quotes reads up to {FORMAT}",
                hint="upgrade: pip install -U quotes-id",
            )
        try:
            keys = ("title", "date", "outlet", "url", "date_text")
            article = Article(
                str(data["id"]),
                data["text"],
                **{key: data.get(key) for key in keys},
                other_outlets=tuple(data.get("other_outlets") or ()),
            )
            quotes = tuple(_quote_from_dict(quote) for quote in data.get("quotes", ()))
            speakers = tuple(_speaker_from_dict(speaker) for speaker in data.get("speakers", ()))
        except KeyError as missing:
            raise RecordError(f"the record has no {missing}", hint="is it a file of quotes extract?") from missing
        except (TypeError, ValueError) as wrong:
            raise RecordError(f"the record is not of the expected form: {wrong}") from wrong
        return cls(article, quotes, speakers, tuple(data.get("flags") or ()))


def with_article_text(quotes: Iterable[Quote], text: str) -> tuple[Quote, ...]:
    """Return the quotes with the text of their article, so that each can give its words."""
    return tuple(q if q.article_text is text else replace(q, article_text=text) for q in quotes)


def _span(value: Iterable[int] | None) -> Span | None:
    return None if value is None else Span(*value)


def _list(span: Span | None) -> list[int] | None:
    return None if span is None else list(span)


def _quote_to_dict(quote: Quote, *, evidence: bool) -> dict[str, Any]:
    data: dict[str, Any] = {
        "id": quote.id,
        "type": quote.type,
        "content": [list(span) for span in quote.content],
        "cue": _list(quote.cue),
        "cue_class": quote.cue_class,
        "source": _list(quote.source),
        "addressee": _list(quote.addressee),
        "speaker": list(quote.speakers),
        "speaker_id": list(quote.speaker_ids),
        "resolved_by": quote.resolved_by,
        "rule": quote.rule,
        "confidence": quote.confidence,
        "flags": list(quote.flags),
    }
    if evidence and quote.evidence is not None:
        data["evidence"] = _evidence_to_dict(quote.evidence)
    return data


def _evidence_to_dict(evidence: Evidence) -> dict[str, Any]:
    return {
        "parts": [_trace_to_dict(part) for part in evidence.parts],
        "candidates": [
            {"name": c.name, "reason": c.reason, "taken": c.taken, "span": _list(c.span)} for c in evidence.candidates
        ],
        "chain": [{"by": link.by, "text": link.text, "span": _list(link.span)} for link in evidence.chain],
        "beaten": [_overridden_to_dict(overridden) for overridden in evidence.overridden],
        "introduced_by": evidence.introduced_by,
    }


def _overridden_to_dict(overridden: Overridden) -> dict[str, Any]:
    return {
        "rule": overridden.rule,
        "content": [list(span) for span in overridden.content],
        "cue": _list(overridden.cue),
        "source": _list(overridden.source),
    }


def _trace_to_dict(trace: Trace) -> dict[str, Any]:
    return {
        "part": trace.part,
        "spans": [list(span) for span in trace.spans],
        "how": trace.how,
        "of": trace.of,
        "side": trace.side,
        "path": [{"relation": s.relation, "direction": s.direction, "word": list(s.word)} for s in trace.path],
        "asked": trace.asked,
    }


def _evidence_from_dict(data: Mapping[str, Any]) -> Evidence:
    return Evidence(
        parts=tuple(_trace_from_dict(part) for part in data.get("parts", ())),
        candidates=tuple(
            Candidate(c["name"], c["reason"], bool(c.get("taken")), _span(c.get("span")))
            for c in data.get("candidates", ())
        ),
        chain=tuple(Link(link["by"], link["text"], _span(link.get("span"))) for link in data.get("chain", ())),
        overridden=tuple(
            Overridden(
                b["rule"], tuple(Span(*span) for span in b["content"]), _span(b.get("cue")), _span(b.get("source"))
            )
            for b in data.get("beaten", ())
        ),
        introduced_by=data.get("introduced_by"),
    )


def _trace_from_dict(data: Mapping[str, Any]) -> Trace:
    return Trace(
        part=data["part"],
        spans=tuple(Span(*span) for span in data["spans"]),
        how=data["how"],
        of=data.get("of"),
        side=data.get("side"),
        path=tuple(PathStep(s["relation"], s["direction"], Span(*s["word"])) for s in data.get("path", ())),
        asked=bool(data.get("asked")),
    )


def _quote_from_dict(data: Mapping[str, Any]) -> Quote:
    return Quote(
        id=data["id"],
        type=data["type"],
        content=tuple(Span(*span) for span in data["content"]),
        cue=_span(data.get("cue")),
        cue_class=data.get("cue_class"),
        source=_span(data.get("source")),
        addressee=_span(data.get("addressee")),
        speakers=tuple(data.get("speaker") or ()),
        speaker_ids=tuple(data.get("speaker_id") or ()),
        resolved_by=data.get("resolved_by"),
        rule=data.get("rule"),
        confidence=data.get("confidence"),
        flags=tuple(data.get("flags") or ()),
        evidence=_evidence_from_dict(data["evidence"]) if data.get("evidence") else None,
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
