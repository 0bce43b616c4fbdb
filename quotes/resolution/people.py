"""Everybody an article names: one entry a person, under the fullest name, put together before anybody is chosen.

A name belongs to whoever has all of its words in a longer name; else to whoever the article gives it as a nickname;
else to whoever it is initials, a blend or another spelling of. A name that two people share is that of the one who was
named last before, unless the article names the other far more often.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from quotes.parsing import ParsedText
from quotes.records import Span, Speaker, SpeakerKind
from quotes.resolution.bodies import Bodies
from quotes.resolution.mentions import NameMention, names_in
from quotes.resolution.names import USUAL_LENGTH, NameFinder
from quotes.resolution.nicknames import nicknames_of
from quotes.resolution.profiles import affiliation, clean_roles, gender, outermost, without_names
from quotes.resolution.short_names import contains_in_order, fold_words, is_handle_of, is_short_for, is_spelling_of
from quotes.resolution.source_phrases import SourcePhrase
from quotes.resolution.standing import StandingReader
from quotes.resolution.word_classes import NameLexicon

#: How many times as often as another somebody must be named to be meant wherever the other was named last. To be a
#: subject counts twice.
_FAR_MORE = 2


@dataclass(eq=False)
class Person:
    """Somebody (or something) being put together; becomes a :class:`Speaker` in the end.

    Attributes:
        roles: those that stand beside the name where it is a source.
        background: those that stand before it elsewhere in the article.
        short: nicknames, initials and other spellings, folded.
        bystander: no source names the person.
    """

    words: tuple[str, ...]
    kind: SpeakerKind = "person"
    aliases: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    background: list[str] = field(default_factory=list)
    mentions: list[Span] = field(default_factory=list)
    short: set[tuple[str, ...]] = field(default_factory=set)
    bystander: bool = False

    @property
    def name(self) -> str:
        return " ".join(self.words)

    @property
    def slug(self) -> str:
        plain = unicodedata.normalize("NFKD", self.name).encode("ascii", "ignore").decode()
        return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "speaker"

    def answers_to(self, words: Sequence[str]) -> bool:
        """Is a name a part of this one, in order, or a short name of the person?"""
        return contains_in_order(self.words, words) or any(contains_in_order(short, words) for short in self.short)

    def add(self, span: Span, text: str | None = None) -> None:
        """Note a mention, and what it calls the person; a pronoun calls nobody anything."""
        if span not in self.mentions:
            self.mentions.append(span)
        if text is not None and text not in self.aliases and text != self.name:
            self.aliases.append(text)

    def speaker(self, known: NameLexicon) -> Speaker:
        """The entry of the article."""
        own = {*fold_words(self.words), *(word for words in self.short for word in words)}
        roles = clean_roles([without_names(role, own) for role in (*self.roles, *self.background)], known)
        aliases = tuple(alias for alias in self.aliases if alias != self.name)
        return Speaker(
            self.slug, self.name, self.kind, aliases, roles, affiliation(roles, known),
            outermost(self.mentions), {"wikidata": None}, gender(self.roles, known),
        )  # fmt: skip


class People:
    """The people of one article.

    Attributes:
        mentions: the names in its sentences.
        cast: everybody named.
        all: those whom a source names, and speakers without a name.
    """

    def __init__(
        self,
        parsed: ParsedText,
        finder: NameFinder,
        standings: StandingReader,
        sources: Sequence[SourcePhrase] = (),
    ) -> None:
        self.known = finder.known
        self.bodies = Bodies(parsed, finder)
        sentences = [s for paragraph in parsed.paragraphs for s in paragraph.sentences]
        read = [named for source in sources for named in zip(source.names, source.name_spans, strict=True)]
        starts, read_in = [s.start for s in sentences], defaultdict[int, list[tuple[tuple[str, ...], Span]]](list)
        for named in read:
            read_in[bisect_right(starts, named[1].start) - 1].append(named)
        found = [(s, list(names_in(s, finder, standings, read_in.get(k, ())))) for k, s in enumerate(sentences)]
        self.mentions = [mention for _, names in found for mention in names]
        self.links = [link for s, names in found for link in nicknames_of(s, names, self.mentions, self.known)]
        self.cast: list[Person] = []
        self.all: list[Person] = []
        self._homes: dict[tuple[str, ...], list[Person]] = {}
        self._settle()

    def _settle(self) -> None:
        """Bring the mentions together, the longest names first."""
        names = Counter(mention.words for mention in self.mentions)
        whole = {mention.words for mention in self.mentions if mention.whole}
        joined = {words: inner for words in names if (inner := self._joined_in(words, names))}
        for words in sorted(
            names, key=lambda words: (words not in whole, len(words) > USUAL_LENGTH, -len(words), -names[words])
        ):
            if words not in joined and (words in whole or not self._homes_of(words)):
                self._home(words)
        for words, inner in joined.items():
            self._homes[fold_words(words)] = self._home(inner)
        self._sure: dict[int, list[int]] = {}  # where somebody is named by a name that is theirs alone
        for mention in self.mentions:
            homes = self._home(mention.words)
            if len(homes) == 1:
                times = 1 if mention.how == "mentioned" else 2
                self._sure.setdefault(id(homes[0]), []).extend([mention.span.start] * times)
        for mention in self.mentions:
            person = self.who(mention.words, mention.span.start)
            person.add(mention.span, " ".join(mention.words))
            if mention.role and mention.role not in person.background:
                person.background.append(mention.role)

    def _joined_in(self, long: tuple[str, ...], names: Collection[tuple[str, ...]]) -> tuple[str, ...]:
        """The first name in a headline that runs two together (``Vladimir Putin Undang Xi Jinping``), else nothing."""
        inner = [name for name in names if 1 < len(name) < len(long) and contains_in_order(long, name)]
        return next((a for a in inner for b in inner if set(a).isdisjoint(b)), ())

    def _home(self, words: tuple[str, ...]) -> list[Person]:
        """Who may be meant by a name; somebody new where nobody is."""
        folded = fold_words(words)
        if folded not in self._homes:
            homes = self._homes_of(words)
            if not homes:
                homes = [Person(words, bystander=True)]
                self.cast += homes
            for person in homes:
                if not contains_in_order(person.words, words):
                    person.short.add(folded)
            self._homes[folded] = homes
        return self._homes[folded]

    def _homes_of(self, words: tuple[str, ...]) -> list[Person]:
        whole = [person for person in self.cast if person.answers_to(words)]
        if whole:
            return whole
        for name, nickname in self.links:
            if fold_words(words) in (fold_words(name), fold_words(nickname)):
                bearer = [
                    p for p in self.cast if contains_in_order(p.words, name) or contains_in_order(p.words, nickname)
                ]
                if bearer:
                    if fold_words(words) == fold_words(name):  # the nickname came first
                        bearer[0].short.add(fold_words(bearer[0].words))
                        bearer[0].words = words
                    return bearer[:1]
        for person in self.cast:
            if is_short_for(person.words, words):  # a long word is placed after a short one that is more frequent
                person.short.add(fold_words(person.words))
                person.words = words
                return [person]
        short = [person for person in self.cast if is_short_for(words, person.words)]
        return short or [person for person in self.cast if is_spelling_of(words, person.words)]

    def who(self, words: Sequence[str], at: int) -> Person:
        """The person of a name that stands at a place."""
        homes = self._likely(self._home(tuple(words)), words)
        if len(homes) == 1:
            return homes[0]
        counts = Counter({k: len(self._sure.get(id(person), ())) for k, person in enumerate(homes)})
        (first, most), (_, next_most), *_ = counts.most_common()
        if most >= _FAR_MORE * max(next_most, 1):
            return homes[first]

        def distance(person: Person) -> tuple[int, int]:
            places = self._sure.get(id(person), [])
            before = [place for place in places if place <= at]
            return (0, at - max(before)) if before else (1, min(places, default=at))

        return min(homes, key=distance)

    def _likely(self, homes: list[Person], words: Sequence[str]) -> list[Person]:
        """Those who may be meant, without whom the article calls by another single word: ``Ratna`` of Ratna Hadi."""
        if len(homes) == 1 or len(words) > 1:
            return homes
        others = {id(found[0]) for name, found in self._homes.items() if len(name) == len(found) == 1}
        return [person for person in homes if id(person) not in others] or homes

    def named(self, words: Sequence[str], span: Span) -> Person:
        """The person whom a source names."""
        person = self.who(words, span.start)
        if len(words) > len(person.words) and contains_in_order(words, person.words):
            person.words = tuple(words)
        return self._sourced(person, span, " ".join(words))

    def _sourced(self, person: Person, span: Span, text: str) -> Person:
        person.add(span, text)
        return self.admit(person)

    def bystander(self, mention: NameMention) -> Person:
        """The bearer of a name, whether a source names them or not."""
        return self.who(mention.words, mention.span.start)

    def admit(self, person: Person) -> Person:
        """Count somebody among the speakers from now on."""
        person.bystander = False
        if person not in self.all:
            self.all.append(person)
        return person

    def unnamed(self, head: str) -> list[Person]:
        """Those without a name whom the article calls so: ``wanita`` of ``seorang wanita berbaju merah``."""
        return [p for p in self.all if p.kind == "unnamed" and head.casefold() in fold_words(p.words)]

    def described(self, name: str, kind: SpeakerKind, span: Span) -> Person:
        """An organisation, a document, a group or somebody without a name, known by what the text calls it."""
        full = self.bodies.fullest(name) if kind == "organisation" else name
        somebody = self._owner(name) if name.startswith("@") else None
        somebody = self._initialled(name) if kind == "organisation" else somebody
        if somebody is not None:
            return self._sourced(somebody, span, name)
        words = tuple(full.split())
        for person in self.all:
            if person.kind == kind and self._is_described(person, words):
                if len(words) > len(person.words):
                    person.aliases.append(person.name)
                    person.words = words
                person.add(span, name)
                return person
        person = Person(words, kind)
        person.add(span, name)
        self.all.append(person)
        return person

    def _owner(self, handle: str) -> Person | None:
        """Whose account it is, if its name says so."""
        return next((person for person in self.cast if is_handle_of(handle, person.words)), None)

    def _initialled(self, name: str) -> Person | None:
        """Whose initials look like the short name of a body: ``STH`` of Shin Tae-ho."""
        initials = name.isupper() and len(name) > 2
        return next((p for p in self.cast if initials and is_short_for((name,), p.words)), None)

    def _is_described(self, person: Person, words: tuple[str, ...]) -> bool:
        """Does the text mean the same by both names? A country (``India``) is none of its bodies (``Kemlu India``)."""
        place = any(self.known.titles.is_place(" ".join(name)) for name in (words, person.words))
        return (
            person.words == words
            if person.kind == "unnamed" or place
            else person.answers_to(words) or contains_in_order(words, person.words)
        )
