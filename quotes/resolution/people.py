"""The people that an article names: one entry per person, under the fullest name, before sources are resolved.

A name is assigned to the person whose longer name contains it; else by nickname, initials, blend or spelling variant.
A name that two people share is assigned to the one named most recently, unless the article names the other far more
often.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal

from quotes.parsing import ParsedText
from quotes.records import Span, Speaker, SpeakerKind
from quotes.resolution.aliases import (
    Bodies,
    Nickname,
    abbreviates,
    contains_in_order,
    find_accounts,
    find_nicknames,
    fold_words,
    is_emphatic,
    is_handle_of,
    is_short_for,
    is_spelling_of,
)
from quotes.resolution.mentions import NameMention, find_names
from quotes.resolution.names import USUAL_LENGTH, NameFinder
from quotes.resolution.positions import keep_outermost
from quotes.resolution.roles import clean_roles, cut_names, find_affiliation, find_gender, infer_gender
from quotes.resolution.source_names import is_initials
from quotes.resolution.source_phrases import SourcePhrase
from quotes.resolution.standing import StandingReader
from quotes.resolution.word_classes import NameLexicon
from quotes.trees import EntityKind, Sentence

#: A name is that of a body if at most one in so many of its entity tags is that of a person.
_MANY_TAGS = 4
#: Classes of the words of bodies.
_OF_BODIES = {"organisation", "outlet", "office", "brand", "acronym", "place"}
#: Lists of names of bodies.
_BODIES: tuple[Literal["organisation", "outlet"], ...] = ("organisation", "outlet")
#: Words with capitals, but for the first word of a quotation and of its sentences.
_CAPITALS = re.compile(r"(?<=[^\W\d_] |[,;:] )[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)+")
#: Letters of the shortest word that may abbreviate a role.
_SHORTEST_ROLE = 5
#: Words of the shortest name of a woman that has her husband's behind her own, and most words before it that say so.
_SHORTEST_MARRIED = 3
_WORDS_BEFORE = 2
#: How many times as often as the others a person must be named to be chosen even if another was named more recently.
#: Mentions as a subject count twice.
_FAR_MORE = 2
#: People that a name is compared with: those entered last. Only lists of names have more, and all pairs would take
#: minutes.
MOST_COMPARED = 1_000


@dataclass(eq=False)
class Person:
    """A person (or an institution, a document) whose mentions are being collected; becomes a :class:`Speaker`.

    Attributes:
        roles: the roles beside the name in a source.
        background: the roles before the name elsewhere in the article.
        short: nicknames, initials and other spellings, folded.
        given: the given name of a woman whose other words are the name of another person: ``Ratna Haris Munandar``.
        bystander: no source names the person.
        last_source: where the last source begins that names the person; -1 for a bystander.
    """

    words: tuple[str, ...]
    kind: SpeakerKind = "person"
    aliases: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    background: list[str] = field(default_factory=list)
    mentions: list[Span] = field(default_factory=list)
    short: set[tuple[str, ...]] = field(default_factory=set)
    given: str = ""
    bystander: bool = False
    last_source: int = -1

    @property
    def name(self) -> str:
        return " ".join(self.words)

    @property
    def slug(self) -> str:
        plain = unicodedata.normalize("NFKD", self.name).encode("ascii", "ignore").decode()
        return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "speaker"

    def answers_to(self, words: Sequence[str]) -> bool:
        """Return whether a name is a part of this one, in order, or a short name of the person."""
        part = contains_in_order(self.words, words) and (not self.given or self.given in fold_words(tuple(words)))
        return part or any(contains_in_order(short, words) for short in self.short)

    def add(self, span: Span, text: str | None = None) -> None:
        """Record a mention, and the name it uses; None for a pronoun."""
        if span not in self.mentions:
            self.mentions.append(span)
        if text is not None and text not in self.aliases and text != self.name:
            self.aliases.append(text)

    def speaker(self, known: NameLexicon) -> Speaker:
        """Return the entry of the record."""
        own = {*fold_words(self.words), *(word for words in self.short for word in words)}
        roles = clean_roles([cut_names(role, own) for role in (*self.roles, *self.background)], known)
        aliases = tuple(alias for alias in self.aliases if alias != self.name)
        return Speaker(
            self.slug, self.name, self.kind, aliases, roles, find_affiliation(roles, known),
            keep_outermost(self.mentions), {"wikidata": None}, infer_gender(self.roles, known),
        )  # fmt: skip


class People:
    """The people of one article.

    Args:
        cited: the names behind a verb for an outlet (``Dikutip Kabar Sorowa``), which are no people unless their words
            are listed or they have a role elsewhere.

    Attributes:
        mentions: the names in its sentences.
        cast: every person named.
        all: the people named by a source, and speakers without a name.
    """

    def __init__(
        self,
        parsed: ParsedText,
        finder: NameFinder,
        standings: StandingReader,
        sources: Sequence[SourcePhrase] = (),
        cited: Collection[tuple[str, ...]] = (),
    ) -> None:
        self.known = finder.known
        self.bodies = Bodies(parsed, finder)
        sentences = [s for paragraph in parsed.paragraphs for s in paragraph.sentences]
        read = [named for source in sources for named in zip(source.names, source.name_spans, strict=True)]
        starts, read_in = [s.start for s in sentences], defaultdict[int, list[tuple[tuple[str, ...], Span]]](list)
        for named in read:
            read_in[bisect_right(starts, named[1].start) - 1].append(named)
        words = {word for name, _ in read for word in name if finder.class_of(word) in ("plain", "name")}
        found = [
            (s, list(find_names(s, finder, standings, read_in.get(k, ()), words))) for k, s in enumerate(sentences)
        ]
        alone = {fold_words(name.words) for _, names in found for name in names if len(name.words) == 1}
        split = [(s, [_split_run(name, s, alone) for name in names]) for s, names in found]
        found = [(s, [name for name, _ in pairs]) for s, pairs in split]
        bodies = {fold_words((body,)) for _, pairs in split for _, body in pairs if body}
        self.mentions = [mention for _, names in found for mention in names]
        self._apart = {name for s, names in found for name in _find_partners(s, names, self.known)}
        self._wives = {name for s, names in found for name in _find_wives(s, names, self.known)}
        self._apart |= {name[1:] for name in self._wives} & {fold_words(name.words) for name in self.mentions}
        self.links = [link for s, names in found for link in find_nicknames(s, names, self.mentions, self.known)]
        self._owners = {
            handle: words for s, names in found for handle, words in find_accounts(s, parsed.text, names, finder)
        }
        self.cast: list[Person] = []
        self.speakers: list[Person] = []
        self._bearers_by_name: dict[tuple[str, ...], list[Person]] = {}
        self._by_one_word: set[int] = set()
        self._assign_mentions()
        self._complete_names(parsed, finder)
        titles = self.known.titles
        roles = [s for s in sources if s.role and titles.kind_of(s.role.split()[0]) != "document"]  # not laporan Kabar
        with_role = [name for source in roles for name in source.names]
        with_role += [mention.words for mention in self.mentions if mention.is_titled]
        for person in self.cast:
            outlet = person.words in cited and all(finder.class_of(word) != "name" for word in person.words)
            body = outlet or fold_words(person.words) in bodies or _is_body(person, finder)
            long = self.bodies.find_explained(person.name)
            if long or (body and not any(map(person.answers_to, with_role))):
                person.kind = "organisation"
                person.words = tuple(long.split()) if long else person.words

    def _assign_mentions(self) -> None:
        """Assign the mentions to people, the longest names first."""
        names = Counter(mention.words for mention in self.mentions)
        beside = {mention.words[-1] for mention in self.mentions if not mention.doubtful}  # Wisnu Bawa
        whole = {mention.words for mention in self.mentions if beside.issuperset(mention.doubtful)}
        few = len(names) <= MOST_COMPARED
        joined = {words: inner for words in names if few and (inner := self._find_joined(words, names))}
        long = {words for words in names if sum(word[0].isupper() for word in words) > USUAL_LENGTH}
        for words in sorted(names, key=lambda words: (words not in whole, words in long, -len(words), -names[words])):
            if words not in joined and (words in whole or not self._find_bearers(words)):
                self._bearers(words)
        for words, inner in joined.items():
            self._enter(fold_words(words), self._bearers(inner))
        self._sure: dict[int, list[int]] = {}  # positions of names that only one person has
        for mention in self.mentions:
            bearers = self._bearers(mention.words)
            if len(bearers) == 1:
                times = 1 if mention.how == "mentioned" else 2
                self._sure.setdefault(id(bearers[0]), []).extend([mention.span.start] * times)
        for mention in self.mentions:
            person = self.choose_bearer(mention.words, mention.span.start)
            person.add(mention.span, " ".join(mention.words))
            if mention.role and mention.role not in person.background:
                person.background.append(mention.role)

    def _complete_names(self, parsed: ParsedText, finder: NameFinder) -> None:
        """Take fuller names from quoted words, which are not read otherwise: ``"Saya kenal Ratna Wulandari."``.

        The words beside a person's name belong to it if they are nothing else, belong to nobody else, and are always
        the same; words before it only if it has one word (``Queen | Roger Taylor``).
        """
        fuller = defaultdict[int, set[tuple[str, ...]]](set)
        owners = Counter(word for person in self.cast for word in set(person.words))
        quoted = [q.content.of(parsed.text) for paragraph in parsed.paragraphs for q in paragraph.quotations]
        for run in (match[0].split() for words in quoted for match in _CAPITALS.finditer(words)):
            for number, person in enumerate(self.cast):
                start = next(
                    (k for k in range(len(run)) if tuple(run[k : k + len(person.words)]) == person.words), None
                )
                if start is None:
                    continue
                end = start + len(person.words)
                while start and len(person.words) == 1 and _is_free(run[start - 1], finder, owners):
                    start -= 1
                while end < len(run) and _is_free(run[end], finder, owners):
                    end += 1
                fuller[number].add(tuple(run[start:end]))
        for number, names in fuller.items():
            longer = [name for name in names if len(name) > len(self.cast[number].words)]
            if len(longer) == 1 and len(longer[0]) <= USUAL_LENGTH:
                self.cast[number].words = longer[0]

    def _find_joined(self, long: tuple[str, ...], names: Collection[tuple[str, ...]]) -> tuple[str, ...]:
        """Return the first name in a headline that joins two (``Vladimir Putin Undang Xi Jinping``), else nothing."""
        inner = [name for name in names if 1 < len(name) < len(long) and contains_in_order(long, name)]
        return next((a for a in inner for b in inner if set(a).isdisjoint(b)), ())

    def _bearers(self, words: tuple[str, ...]) -> list[Person]:
        """Return the people that a name can refer to; a new person if there is none."""
        folded = fold_words(words)
        if folded not in self._bearers_by_name:
            bearers = self._find_bearers(words)
            if not bearers:
                given = folded[0] if folded in self._wives and folded[1:] in self._apart else ""
                bearers = [Person(words, given=given, bystander=True)]
                self.cast += bearers
            for person in bearers:
                if not contains_in_order(person.words, words):
                    person.short.add(folded)
            self._enter(folded, bearers)
        return self._bearers_by_name[folded]

    def _enter(self, folded: tuple[str, ...], bearers: list[Person]) -> None:
        self._bearers_by_name[folded] = bearers
        if len(folded) == len(bearers) == 1:
            self._by_one_word.add(id(bearers[0]))

    def _find_bearers(self, words: tuple[str, ...]) -> list[Person]:
        cast = self.cast[-MOST_COMPARED:]
        whole = [person for person in cast if person.answers_to(words)]
        if fold_words(words) in self._apart:
            return [person for person in whole if len(person.words) == len(words)]
        whole = whole or self._find_by_role(words)
        if whole:
            return whole
        for name, nickname in (*self._find_known(words), *self.links):
            if fold_words(words) in (fold_words(name), fold_words(nickname)):
                bearer = [p for p in cast if not p.given]
                bearer = [p for p in bearer if any(contains_in_order(p.words, each) for each in (name, nickname))]
                if bearer:
                    if fold_words(words) == fold_words(name):  # the nickname came first
                        bearer[0].short.add(fold_words(bearer[0].words))
                        bearer[0].words = words
                    return bearer[:1]
        for person in cast:
            # A long word is placed after a short one that is more frequent.
            if is_short_for(person.words, words) and not is_emphatic(words, person.words):
                person.short.add(fold_words(person.words))
                person.words = words
                return [person]
        others = (person for person in cast if fold_words(person.words) not in self._wives)
        short = [person for person in others if is_short_for(words, person.words)]
        return short or self._find_by_spelling(words)

    def _find_by_spelling(self, words: Sequence[str]) -> list[Person]:
        """Return the person of whose name the words are another spelling; nobody if it may be that of two people."""
        found = [person for person in self.cast[-MOST_COMPARED:] if is_spelling_of(words, person.words)]
        if len(found) != 1:
            return []
        if len(words) > len(found[0].words):
            found[0].short.add(fold_words(found[0].words))
            found[0].words = tuple(words)
        return found

    def _find_known(self, words: tuple[str, ...]) -> Iterator[Nickname]:
        """Yield the name that a nickname of the whole country stands for, where the article names its bearer."""
        full = self.known.titles.find_bearer(" ".join(words))
        if full is not None:
            people = (person for person in self.cast if fold_words(person.words) not in self._wives)
            yield from ((person.words, words) for person in people if _is_name_of(person.words, full.split()))

    def _find_by_role(self, words: tuple[str, ...]) -> list[Person]:
        """Return the person whose role a word abbreviates: ``Menkel`` of ``Menteri Kelautan Ratna``."""
        if len(words) > 1 or len(words[0]) < _SHORTEST_ROLE or self.known.class_of(words[0]) == "name":
            return []
        for mention in self.mentions:
            role = [word for word in mention.role.split() if word[0].isupper()]
            if len(role) > 1 and len(mention.words) > 1 and abbreviates(words[0], role):
                return self._bearers(mention.words)
        return []

    def is_person(self, words: Sequence[str]) -> bool:
        """Return whether words are the name of a person, a word of it or its short form, as the article has it."""
        folded = fold_words(tuple(words))
        people = [person for person in self.cast[-MOST_COMPARED:] if person.kind == "person"]
        part = any(contains_in_order(person.words, words) for person in people)
        plain = len(words) == 1 and self.known.class_of(words[0]) == "plain"  # Enggar, of Enggartiasto Lukita
        short = plain and any(is_short_for(words, p.words) or p.answers_to(words) for p in people)
        return part or short or any(fold_words(p.words) == folded or folded in p.short for p in people)

    def choose_bearer(self, words: Sequence[str], at: int) -> Person:
        """Return the person for a name at a position."""
        bearers = self._drop_unlikely(self._bearers(tuple(words)), words)
        if len(bearers) == 1:
            return bearers[0]
        counts = Counter({k: len(self._sure.get(id(person), ())) for k, person in enumerate(bearers)})
        (first, most), (_, next_most), *_ = counts.most_common()
        if most >= _FAR_MORE * max(next_most, 1):
            return bearers[first]

        def distance(person: Person) -> tuple[int, int]:
            places = self._sure.get(id(person), [])
            before = [place for place in places if place <= at]
            return (0, at - max(before)) if before else (1, min(places, default=at))

        return min(bearers, key=distance)

    def _drop_unlikely(self, bearers: list[Person], words: Sequence[str]) -> list[Person]:
        """Drop people for whom the article uses another single word: ``Ratna`` for Ratna Hadi."""
        if len(bearers) == 1 or len(words) > 1:
            return bearers
        return [person for person in bearers if id(person) not in self._by_one_word] or bearers

    def record_named(self, words: Sequence[str], span: Span) -> Person:
        """Return the person named by a source, with the mention recorded."""
        person = self.choose_bearer(words, span.start)
        if len(words) > len(person.words) and contains_in_order(words, person.words):
            person.words = tuple(words)
        person.last_source = max(person.last_source, span.start)
        return self._record_source(person, span, " ".join(words))

    def _record_source(self, person: Person, span: Span, text: str) -> Person:
        person.add(span, text)
        return self.admit(person)

    def find_bearer(self, mention: NameMention) -> Person:
        """Return the person with a name, whether a source names them or not."""
        return self.choose_bearer(mention.words, mention.span.start)

    def admit(self, person: Person) -> Person:
        """Add a person to the speakers."""
        person.bystander = False
        if person not in self.speakers:
            self.speakers.append(person)
        return person

    def find_unnamed(self, head: str) -> list[Person]:
        """Return the unnamed speakers with a head noun: ``wanita`` of ``seorang wanita berbaju merah``."""
        return [
            p for p in self.speakers[-MOST_COMPARED:] if p.kind == "unnamed" and head.casefold() in fold_words(p.words)
        ]

    def find_documents(self, noun: str) -> list[Person]:
        """Return the documents that begin with a noun in small letters: ``studi`` of ``Sebuah studi dari Sorowa``."""
        return [p for p in self.speakers[-MOST_COMPARED:] if p.kind == "document" and noun in fold_words(p.words[:2])]

    def record_described(self, name: str, kind: SpeakerKind, span: Span) -> Person:
        """Return the entry of an organisation, a document, a group or an unnamed speaker, by what the text calls it."""
        full, somebody = name, None
        if name.startswith("@"):
            somebody = self._find_owner(name, span)
        elif kind == "organisation":
            full, somebody = self.bodies.fullest(name), self._find_misread(name)
        if somebody is not None:
            return self._record_source(somebody, span, name)
        words = tuple(full.split())
        for person in self.speakers[-MOST_COMPARED:]:
            if person.kind == kind and self._is_described(person, words):
                if len(words) > len(person.words):
                    person.aliases.append(person.name)
                    person.words = words
                person.add(span, name)
                return person
        person = Person(words, kind)
        person.add(span, name)
        self.speakers.append(person)
        return person

    def _find_owner(self, handle: str, span: Span) -> Person | None:
        """Return whose account it is, as the article says or as the account contains the name; None if nobody's.

        A person who is named only by the words of the account is not its owner.
        """
        owner = self._owners.get(handle)
        if owner is not None:
            named = any(person.answers_to(owner) for person in self.cast[-MOST_COMPARED:])
            body = " ".join(owner)
            return self.choose_bearer(owner, span.start) if named else self.record_described(body, "organisation", span)
        people = (person for person in self.cast[-MOST_COMPARED:] if person.words != (handle[1:],))
        return next((person for person in people if is_handle_of(handle, person.words)), None)

    def _find_misread(self, name: str) -> Person | None:
        """Return the person whose name looks like a body's: part of a name, initials (``STH``), another spelling."""
        known = next(self._find_known((name,)), None)
        if known is not None:
            return self.choose_bearer(known[0], 0)
        people = [person for person in self.cast[-MOST_COMPARED:] if person.kind == "person"]
        if " " in name:
            return next((person for person in people if person.answers_to(name.split())), None)
        if self.known.titles.is_outlet(name):
            return None
        if name.isupper() and (len(name) > 2 or is_initials(name, self.known)):
            return next((person for person in people if is_short_for((name,), person.words)), None)
        return next(iter(self._find_by_spelling((name,))), None) if len(name) >= _SHORTEST_ROLE else None

    def _is_described(self, person: Person, words: tuple[str, ...]) -> bool:
        """Return whether both names refer to the same entry. A country (``India``) is not one of its institutions."""
        if person.words == words:
            return True
        if person.kind == "unnamed":
            return self._is_continued(person.words, words)
        if person.kind == "person":
            return False  # an account: @ratna_w is not @ratna
        place = any(self.known.titles.is_place(" ".join(name)) for name in (words, person.words))
        return not place and (person.answers_to(words) or contains_in_order(words, person.words))

    def _is_continued(self, before: tuple[str, ...], words: tuple[str, ...]) -> bool:
        """Return whether a description begins an earlier one: ``jaksa``, ``seorang jaksa penuntut umum``."""
        lists = self.known.lists
        first = next((k for k, word in enumerate(before) if not lists.has("determiners", word.lower())), 0)
        same = fold_words(before[first : first + len(words)]) == fold_words(words)
        clause = any(lists.has("other-words", word) or lists.has("relativisers", word) for word in before)
        return same and not clause and not lists.has("indefinites", words[0].lower())


def _is_name_of(words: Sequence[str], full: Sequence[str]) -> bool:
    """Return whether a name of two words or more is that of a known person, or has all words of theirs."""
    same = contains_in_order(full, words) or contains_in_order(words, full) or is_spelling_of(words, full)
    return same and (len(words) > 1 or len(full) == 1)


def _split_run(mention: NameMention, sentence: Sentence, alone: Collection[tuple[str, ...]]) -> tuple[NameMention, str]:
    """Return a name with the word before it, if that is a name elsewhere, or the name of the body that the word is.

    ``kata | UU | Ratna Wulandari`` of somebody called ``Uu``; ``Direktur | Rintik | Ratna Wulandari``, of ``Rintik``.
    """
    at = next((w.index for w in sentence.words if w.end + 1 == mention.span.start), -1)
    word = sentence.words[at]
    if at < 0 or not 1 < len(mention.words) < USUAL_LENGTH or fold_words((word.form,)) not in alone:
        return mention, ""
    if at and sentence.words[at - 1].upos not in ("PUNCT", "VERB"):
        return mention, word.form
    return replace(mention, words=(word.form, *mention.words), span=Span(word.start, mention.span.end)), ""


def _find_partners(sentence: Sentence, names: Sequence[NameMention], known: NameLexicon) -> Iterator[tuple[str, ...]]:
    """Yield names that are not those of others: ``Rudi dan istrinya, Ratna Rudi``, ``Hendra Hadi dan Hendri Hadi``."""
    for first, second in pairwise(names):
        between = [w for w in sentence.words if first.span.end <= w.start and w.end <= second.span.start]
        if len(between) == 1 and known.listed("coordinators", between[0]) and is_spelling_of(first.words, second.words):
            yield fold_words(first.words)
            yield fold_words(second.words)
        partner = any(known.listed("coordinators", w) for w in between) and any(
            known.listed("relational-nouns", w) for w in between
        )
        if partner and len(first.words) < len(second.words) and contains_in_order(second.words, first.words):
            yield fold_words(first.words)


def _find_wives(sentence: Sentence, names: Sequence[NameMention], known: NameLexicon) -> Iterator[tuple[str, ...]]:
    """Yield names of three words or more of women, who may have their husband's: ``Ibu Negara Ratna Haris Munandar``.

    The first word is a given name of women, or one of the words before says so; the other words are those of a man.
    """
    for name in (name for name in names if len(name.words) >= _SHORTEST_MARRIED):
        before = [word for word in sentence.words if word.end <= name.span.start][-_WORDS_BEFORE:]
        titled = any(known.listed("feminine-words", word) for word in before)
        feminine = titled or known.lists.has("feminine-names", name.words[0].lower())
        if feminine and find_gender(name.words[1:], (), known) == "male":
            yield fold_words(name.words)


def _is_free(word: str, finder: NameFinder, owners: Mapping[str, int]) -> bool:
    return finder.class_of(word) in ("plain", "name") and word not in owners


def _is_body(person: Person, finder: NameFinder) -> bool:
    """Return whether a name is that of a listed body or outlet, has only their words, or is tagged as one."""
    if len(person.name) == 1 or is_initials(person.name, finder.known):
        return False  # E, HS, of a suspect
    titles = finder.known.titles
    listed = any(titles.length(name, person.words) == len(person.words) for name in _BODIES)
    classes = {finder.class_of(word) for word in person.words}
    made = classes <= _OF_BODIES and not classes.isdisjoint(_BODIES)  # Disney Channel
    lists = ("feminine-names", "masculine-names")
    given = any(finder.known.lists.has(name, person.words[0].lower()) for name in lists)  # Chelsea Wulandari
    brand = titles.length("organisation", person.words) > 0 and "name" not in classes and not given  # Leica CL
    closed = len(person.words) > 1 and finder.known.lists.has("body-suffixes", person.words[-1].lower())
    return listed or made or brand or closed or _is_tagged_body(person, finder)


def _is_tagged_body(person: Person, finder: NameFinder) -> bool:
    """Return whether a name is that of an institution or a place: by its tags, if its words and roles are silent.

    A single word is no evidence of a role: in ``Direktur Pegadaian`` the role is that of somebody else.
    """
    classes = [finder.class_of(word) for word in person.words]
    if "name" in classes or (person.background and len(classes) > 1 and set(classes) <= {"plain", "initial", "stop"}):
        return False
    tags = Counter[EntityKind]()
    for word in person.words:
        tags.update(finder.entities.counts.get(word, {}))
    return 0 < tags.total() >= _MANY_TAGS * tags["person"]
