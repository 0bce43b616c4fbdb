"""Entries, records and lists of invented people, for the tests of the registry."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from quotes.records import Article, Quote, Record, Span, Speaker
from quotes.registry import Registry, RegistryRules, build_from_entries, load_registry_rules
from quotes.registry.identity import Entry, Identity, Key
from quotes.text import slug


@cache
def rules() -> RegistryRules:
    return load_registry_rules()


def entry(article: str, name: str, *roles: str, **about: object) -> Entry:
    """An entry of one quote; its id is that of the name."""
    return Entry(Key(article, slug(name)), name, roles=roles, **{"quotes": 1, **about})  # type: ignore[arg-type]


def registry(*entries: Entry) -> Registry:
    return build_from_entries(entries, rules())


def together(found: Registry) -> set[frozenset[str]]:
    """The articles of every identity."""
    return {frozenset(each.key.article for each in identity.entries) for identity in found.identities}


def of(found: Registry, article: str) -> Identity:
    """The identity of the only speaker of an article."""
    return next(each for each in found.identities if any(one.key.article == article for one in each.entries))


def record_of(
    article: str, speakers: Sequence[Speaker], *, date: str | None = None, by: str = "name", flags: tuple[str, ...] = ()
) -> Record:
    """A record in which each of the speakers says something."""
    text = " ".join(f"{speaker.name} berkata kapal siap." for speaker in speakers)
    quotes = tuple(
        Quote(
            f"{article}#{n}", "indirect", (Span(0, 5),), speakers=(each.name,), speaker_ids=(each.id,),
            resolved_by=by, flags=flags,
        )
        for n, each in enumerate(speakers, 1)
    )  # fmt: skip
    return Record(Article(article, text, date=date), quotes, tuple(speakers))


def speaker(name: str, *roles: str, **about: object) -> Speaker:
    return Speaker(slug(name), name, roles=roles, **about)  # type: ignore[arg-type]
