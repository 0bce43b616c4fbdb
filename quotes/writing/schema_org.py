"""Quotes as JSON-LD with the terms of schema.org (https://schema.org/Quotation), as web pages embed it.

Each article is a ``NewsArticle`` with its quotes as parts. ``genre`` says whether a quote is direct, indirect or mixed.
Needs no extra; ``quotes graph`` writes linked data with more relations.
"""

from __future__ import annotations

import json
from typing import Any, BinaryIO
from urllib.parse import quote as escape

from quotes.records import Quote, Record, Speaker
from quotes.text import replace_surrogates
from quotes.writing.rows import quoted_words

_TYPES = {"person": "Person", "organisation": "Organization", "group": "Organization", "unnamed": "Person"}
_GENDERS = {"female": "https://schema.org/Female", "male": "https://schema.org/Male"}


class SchemaOrgWriter:
    """Writes one JSON-LD document with all articles."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._is_first = True

    def write(self, record: Record) -> None:
        start = b'{"@context": "https://schema.org", "@graph": [\n' if self._is_first else b",\n"
        written = replace_surrogates(json.dumps(describe_article(record), ensure_ascii=False))
        self._stream.write(start + written.encode("utf-8"))
        self._is_first = False

    def close(self) -> None:
        """Write the end; without a record the graph is empty."""
        start = b'{"@context": "https://schema.org", "@graph": [' if self._is_first else b""
        self._stream.write(start + b"\n]}\n")


def describe_article(record: Record) -> dict[str, Any]:
    """Return an article with its quotes in the terms of schema.org, without the context."""
    article = record.article
    base = article.url or f"urn:quotes:{escape(article.id, safe='')}"
    speakers = {speaker.id: speaker for speaker in record.speakers}
    about = {
        "@type": "NewsArticle",
        "@id": base,
        "url": article.url,
        "identifier": article.id,
        "headline": article.title,
        "datePublished": article.date,
        "publisher": {"@type": "Organization", "name": article.outlet} if article.outlet else None,
        "inLanguage": "id",
        "hasPart": [_describe_quote(quote, base, speakers) for quote in record.quotes],
    }
    return _without_unknown(about)


def _describe_quote(quote: Quote, base: str, speakers: dict[str, Speaker]) -> dict[str, Any]:
    ids = (*quote.speaker_ids, *quote.speakers[len(quote.speaker_ids) :])
    who = [_describe_speaker(speakers.get(id_), name) for id_, name in zip(ids, quote.speakers, strict=False)]
    about = {
        "@type": "Quotation",
        "@id": f"{base}#{escape(quote.id, safe='')}",
        "text": quoted_words(quote),
        "genre": quote.type,
        "inLanguage": "id",
        "spokenByCharacter": who[0] if len(who) == 1 else who,
    }
    return _without_unknown(about)


def _describe_speaker(speaker: Speaker | None, name: str) -> dict[str, Any]:
    if speaker is None:
        return {"@type": "Person", "name": name}
    is_person = speaker.kind in ("person", "unnamed")
    wikidata = speaker.external.get("wikidata")
    about = {
        "@type": _TYPES.get(speaker.kind, "Organization"),
        "name": speaker.name,
        "alternateName": list(speaker.aliases),
        "jobTitle": speaker.roles[0] if is_person and speaker.roles else None,
        "gender": _GENDERS.get(speaker.gender or "") if is_person else None,
        "affiliation": (
            {"@type": "Organization", "name": speaker.affiliation} if is_person and speaker.affiliation else None
        ),
        "sameAs": f"https://www.wikidata.org/entity/{wikidata}" if wikidata else None,
    }
    return _without_unknown(about)


def _without_unknown(about: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in about.items() if value not in (None, [])}
