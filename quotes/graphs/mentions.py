"""Who is named inside the quoted words: the names and aliases of the record, looked up in its content spans.

A first version, after the idea of Quotegraph (speaker → person mentioned in
the quote): it finds those whom the record lists among its speakers, by name,
alias or marked mention. It does not find people whom the article names only
inside a quote unless the record lists them, and a bare role (``Presiden``) is
taken for the one whom the article calls so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from quotes.records import Quote, Record, Span

_SHORTEST = 3  # "Li" inside a word list costs more wrong links than it finds


class Mention(NamedTuple):
    """A speaker of the record, named at ``span`` inside the content of a quote."""

    speaker_id: str
    span: Span


class Mentions:
    """Finds the mentions in the quotes of one record."""

    def __init__(self, record: Record) -> None:
        self._text = record.article.text
        self._forms = _forms(record)
        self._marked = tuple(_marked(record))
        longest_first = sorted(self._forms, key=len, reverse=True)
        pattern = "|".join(map(re.escape, longest_first))
        self._pattern = re.compile(rf"(?<!\w)(?:{pattern})(?!\w)") if pattern else None

    def of(self, quote: Quote) -> list[Mention]:
        """The mentions inside the content of ``quote``, in the order of the text."""
        found = [mention for span in quote.content for mention in self._named(span)]
        for mention in self._marked:
            inside = any(span.contains(mention.span) for span in quote.content)
            if inside and not any(mention.span.overlaps(other.span) for other in found):
                found.append(mention)
        return sorted(found, key=lambda mention: mention.span)

    def whom(self, span: Span) -> str | None:
        """The id of the speaker whom the words at ``span`` name, if they name one: who an addressee is."""
        for mention in self._marked:
            if span == mention.span:
                return mention.speaker_id
        return next((mention.speaker_id for mention in self._named(span)), None)

    def _named(self, span: Span) -> Iterator[Mention]:
        if self._pattern is not None:
            for match in self._pattern.finditer(self._text, span.start, span.end):
                yield Mention(self._forms[match.group()], Span(*match.span()))


def _forms(record: Record) -> dict[str, str]:
    """Written form → speaker id. A form of two speakers is nobody's."""
    owners: dict[str, set[str]] = {}
    for speaker in record.speakers:
        for form in (speaker.name, *speaker.aliases):
            if _is_name(form):
                owners.setdefault(form, set()).add(speaker.id)
    return {form: next(iter(ids)) for form, ids in owners.items() if len(ids) == 1}


def _marked(record: Record) -> Iterator[Mention]:
    for speaker in record.speakers:
        for span in speaker.mentions:
            if _is_name(span.of(record.article.text)):
                yield Mention(speaker.id, span)


def _is_name(form: str) -> bool:
    """Written with a capital, so no pronoun and no ``pria itu``: those point at somebody else inside direct speech."""
    return len(form) >= _SHORTEST and any(character.isupper() for character in form)
