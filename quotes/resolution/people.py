"""Everybody an article names: mentions of the same person brought together under the fullest name.

Second mentions are any part of a name in Indonesian, most often the first
(STATS: of one-word mentions 41 % the first, 38 % the last, 21 % a middle part),
so a mention belongs to the person whose name holds all of its words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from quotes.parsing import ParsedText
from quotes.records import Span, Speaker, SpeakerKind
from quotes.resolution.names import USUAL_LENGTH, NameFinder, Reading
from quotes.resolution.profiles import affiliation, clean_roles, gender, outermost, role_before, without_names
from quotes.resolution.word_classes import NameLexicon
from quotes.trees import Sentence, Word

#: How a name stands in its sentence: as the subject of the main clause, of another clause, or otherwise.
Standing = Literal["subject", "inner-subject", "mentioned"]
#: A name and the nickname of whoever bears it, each as its words.
Nickname = tuple[tuple[str, ...], tuple[str, ...]]

_VERBS = ("VERB", "AUX")
_ADVERBIAL = frozenset({"ADV", "AUX", "PART"})


@dataclass(frozen=True, slots=True)
class NameMention:
    """A name as it stands in the text, with the role before it.

    Attributes:
        whole: no word in the middle of it is something else to the entity tagger, as in headlines that run names
            together (``Ratna Tantang Haris Munandar``).
    """

    words: tuple[str, ...]
    span: Span
    how: Standing = "mentioned"
    role: str = ""
    whole: bool = True


@dataclass(eq=False)
class Person:
    """Somebody (or something) being put together; becomes a :class:`Speaker` in the end.

    Attributes:
        roles: those that stand beside the name where it is a source.
        background: those that stand before it elsewhere in the article.
    """

    words: tuple[str, ...]
    kind: SpeakerKind = "person"
    aliases: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    background: list[str] = field(default_factory=list)
    mentions: list[Span] = field(default_factory=list)
    nicknames: set[str] = field(default_factory=set)
    bystander: bool = False

    @property
    def name(self) -> str:
        return " ".join(self.words)

    @property
    def slug(self) -> str:
        plain = unicodedata.normalize("NFKD", self.name).encode("ascii", "ignore").decode()
        return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "speaker"

    def answers_to(self, words: Sequence[str]) -> bool:
        """Is a name a part of this one, in order, or a nickname, or its initials?"""
        part, own = _fold(words), _fold(self.words)
        if self.nicknames and " ".join(part) in self.nicknames:
            return True
        if len(words) == 1 and words[0].isupper() and 1 < len(words[0]) == len(self.words):
            return words[0] == "".join(word[0] for word in self.words)
        if len(part) == 1 and len(part[0]) > 4 and any(word.startswith(part[0]) for word in own):
            return True  # Nawang, of Truly Nawangsasi
        return part[0] in own and _within(part, own)

    def may_be(self, words: Sequence[str]) -> bool:
        """Is a name this one, a part of it, or a longer form of it?"""
        return self.answers_to(words) or _within(_fold(self.words), _fold(words))

    def add(self, span: Span, text: str | None = None) -> None:
        """Note a mention, and what it calls the person; a pronoun calls nobody anything."""
        if span not in self.mentions:
            self.mentions.append(span)
        if text is not None and text not in self.aliases and text != self.name:
            self.aliases.append(text)

    def speaker(self, known: NameLexicon) -> Speaker:
        """The entry of the article."""
        own = {*_fold(self.words), *self.nicknames}
        roles = clean_roles([without_names(role, own) for role in (*self.roles, *self.background)], known)
        return Speaker(
            self.slug, self.name, self.kind, tuple(self.aliases), roles, affiliation(roles, known),
            outermost(self.mentions), {"wikidata": None}, gender(self.roles, known),
        )  # fmt: skip


def _holds(whole: Sequence[str], part: Sequence[str]) -> bool:
    return _within(_fold(part), _fold(whole))


def _within(part: Sequence[str], whole: Sequence[str]) -> bool:
    rest = iter(whole)
    return all(any(word == other for other in rest) for word in part)


class People:
    """The people of one article, found by name or by nickname."""

    def __init__(self, parsed: ParsedText, finder: NameFinder) -> None:
        self.known = finder.known
        self.text = parsed.text
        sentences = [s for paragraph in parsed.paragraphs for s in paragraph.sentences]
        found = [(sentence, _names_of(sentence, finder)) for sentence in sentences]
        self.mentions = [mention for _, names in found for mention in names]
        linked = (_nicknames_of(sentence, names, self.mentions, self.known) for sentence, names in found)
        self.links = [link for links in linked for link in links]
        self.all: list[Person] = []
        self._bystanders: list[Person] = []

    def named(self, words: Sequence[str], span: Span) -> Person:
        """The person of this name; a new one where the article has had none."""
        found = [p for p in self.all if p.kind == "person" and p.may_be(words)]
        person = self._nearest(found, span) if found else self._new(words, span.start)
        if len(words) > len(person.words) and not person.answers_to(words):
            person.words = tuple(words)
        person.add(span, " ".join(words))
        return person

    def bystander(self, mention: NameMention) -> Person:
        """Somebody whom no source names, but who may be meant by a pronoun."""
        known = next((p for p in self._bystanders if p.answers_to(mention.words)), None)
        if known is None:
            known = self._put_together(mention.words, mention.span.start)
            known.bystander = True
            self._bystanders.append(known)
        return known

    def admit(self, person: Person) -> Person:
        """Count a bystander among the people from now on."""
        if person.bystander:
            person.bystander = False
            self._bystanders.remove(person)
            self.all.append(person)
        return person

    def _nearest(self, found: Sequence[Person], span: Span) -> Person:
        def distance(person: Person) -> tuple[int, int]:
            before = [m.start for m in person.mentions if m.start <= span.start]
            return (0, span.start - max(before)) if before else (1, 0)

        return min(found, key=distance)

    def _new(self, words: Sequence[str], at: int) -> Person:
        person = self._put_together(words, at)
        self.all.append(person)
        return person

    def _put_together(self, words: Sequence[str], at: int) -> Person:
        """A person of this name, met at a place, with the full name, nicknames and mentions that the article has."""
        full = self._fullest(words, at)
        person = Person(full)
        folded = " ".join(full).casefold()
        for name, nickname in self.links:
            if _within(_fold(name), folded.split()) or " ".join(nickname).casefold() == " ".join(words).casefold():
                person.nicknames |= {" ".join(nickname).casefold(), " ".join(words).casefold()}
                if len(name) > len(person.words):
                    person.words = tuple(name)
        for mention in self.mentions:
            if person.answers_to(mention.words):
                person.add(mention.span, " ".join(mention.words))
                if mention.role and mention.role not in person.background:
                    person.background.append(mention.role)
        return person

    def unnamed(self, head: str) -> list[Person]:
        """Those without a name whom the article calls so: ``wanita`` of ``seorang wanita berbaju merah``."""
        return [p for p in self.all if p.kind == "unnamed" and head.casefold() in _fold(p.words)]

    def _fullest(self, words: Sequence[str], at: int) -> tuple[str, ...]:
        """The longest name in the article that holds these words.

        Where several people share them (``Lee``: Stan Lee, and Joan B. Lee), it is that of the one who was named
        before, and more often.
        """
        longer = [m for m in self.mentions if len(m.words) > len(words) and _holds(m.words, words) and m.whole]
        alone = [m for m in longer if len(m.words) <= USUAL_LENGTH and not self._holds_another(m.words, words)]
        names = dict.fromkeys(m.words for m in alone)
        whole = [name for name in names if not any(len(other) > len(name) and _holds(other, name) for other in names)]

        def told(name: tuple[str, ...]) -> tuple[bool, int, int, int]:
            own = [m.span.start for m in alone if _holds(name, m.words)]
            return min(own) <= at, len(own), len(name), -min(own)

        return max(whole, key=told, default=tuple(words))

    def _holds_another(self, long: Sequence[str], words: Sequence[str]) -> bool:
        """Headlines run names together: ``Vladimir Putin Undang Xi Jinping`` is nobody's name."""
        rest = [word for word in _fold(long) if word not in _fold(words)]
        return any(len(m.words) > 1 and _within(_fold(m.words), rest) for m in self.mentions)

    def described(self, name: str, kind: SpeakerKind, span: Span) -> Person:
        """An organisation, a document, a group or somebody without a name, known by what the text calls it."""
        words = tuple(name.split())
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

    def _is_described(self, person: Person, words: tuple[str, ...]) -> bool:
        """Does the text mean the same by both names? A country (``India``) is none of its bodies (``Kemlu India``)."""
        place = any(self.known.titles.is_place(" ".join(name)) for name in (words, person.words))
        return person.words == words if person.kind == "unnamed" or place else person.may_be(words)


def _fold(words: Sequence[str]) -> tuple[str, ...]:
    return _folded(tuple(words))


@lru_cache(maxsize=1 << 14)
def _folded(words: tuple[str, ...]) -> tuple[str, ...]:
    """Kept, as names are compared with each other again and again."""
    return tuple(word.casefold() for word in words)


def _names_of(sentence: Sentence, finder: NameFinder) -> list[NameMention]:
    """The names in a sentence, one at most in each stretch of capitalised words."""
    out = []
    words = sentence.words
    for run in finder.runs[id(sentence)]:
        start, end = run[0].index, run[-1].index + 1
        around = (words[start - 1] if start else None, words[end] if end < len(words) else None)
        name = finder.find(run, around=around)
        if name.words:
            first = name.words[0]
            standing = _standing(first, words) if sentence.has_tree else _standing_by_order(name.words, words)
            role = role_before(first.index, words, finder.known)
            span = Span(first.start, name.words[-1].end)
            out.append(NameMention(name.forms, span, standing, role, _is_whole(name, finder)))
    return out


def _is_whole(name: Reading, finder: NameFinder) -> bool:
    tags = finder.entities
    return not tags.counts or all(tags.is_person(word) or len(word.form) < 4 for word in name.words[1:-1])


def _standing(word: Word, words: Sequence[Word]) -> Standing:
    """Is the name, or what it is a part of (``Ketua Paguyuban, | Mulyono``), a subject, and of which clause?"""
    steps = 0
    while word.relation in ("flat", "appos", "compound") and word.head >= 0 and steps < USUAL_LENGTH:
        word, steps = words[word.head], steps + 1
    if word.relation != "nsubj":
        return "mentioned"
    return "subject" if words[word.head].relation in ("root", "parataxis", "conj") else "inner-subject"


def _standing_by_order(name: Sequence[Word], words: Sequence[Word]) -> Standing:
    """Without a tree: a subject stands before the first verb and behind no preposition, or right before a verb."""
    before = {other.upos for other in words[: name[0].index]}
    behind = words[name[-1].index + 1 :]
    follower = next((word for word in behind if word.upos not in _ADVERBIAL), None)
    first = any(word.upos in _VERBS for word in behind) and before.isdisjoint({*_VERBS, "ADP"})
    return "subject" if first or (follower is not None and follower.upos == "VERB") else "mentioned"


def _called(
    sentence: Sentence, found: Sequence[NameMention], earlier: Sequence[NameMention], known: NameLexicon
) -> list[Nickname]:
    """``Pria yang akrab disapa Pak Yo itu``: the nickname of whoever was named last before."""
    out = []
    for word in sentence.words:
        if not known.listed("nickname-verbs", word):
            continue
        nickname = next((m for m in found if 0 <= m.span.start - word.end < 12), None)
        before = [m for m in earlier if m.span.end < word.start]
        named = [m for m in before if len(m.words) > 1] or before
        if nickname is not None and named:
            named = [m for m in before if _begins_like(m.words, nickname.words)] or named
            out.append((max(named, key=lambda m: m.span.start).words, nickname.words))
    return out


def _begins_like(name: Sequence[str], nickname: Sequence[str]) -> bool:
    """``Jamal`` of ``Jamaluddin``."""
    return any(word.casefold().startswith(nickname[0].casefold()) for word in name)


def _nicknames_of(
    sentence: Sentence, found: Sequence[NameMention], earlier: Sequence[NameMention], known: NameLexicon
) -> list[Nickname]:
    """``Joko Widodo (Jokowi)``, ``Yohanes yang karib disapa Pak Yo``, ``Romahurmuziy atau Romi``."""
    pairs = [_nickname(sentence, first, second, known) for first, second in pairwise(found)]
    return _called(sentence, found, earlier, known) + [pair for pair in pairs if pair is not None]


def _nickname(sentence: Sentence, first: NameMention, second: NameMention, known: NameLexicon) -> Nickname | None:
    """Name and nickname of two neighbours, if the words between or around them say that they are that."""
    between = [w for w in sentence.words if first.span.end <= w.start and w.end <= second.span.start]
    after = next((w.form for w in sentence.words if w.start >= second.span.end), "")
    bracket = [w.form for w in between] == ["("] and after == ")" and len(second.words) <= 2
    full = len(first.words) > 1 and len(second.words) > 1  # "Ratna Wulandari atau Haris Munandar" are two people
    two_people = full and any(known.listed("disjunctions", w) for w in between)
    called = len(between) <= 6 and any(known.listed("nickname-words", w) for w in between) and not two_people
    if not bracket and not called:
        return None
    if any(known.listed("nickname-nouns", w) for w in between) and len(second.words) > len(first.words):
        return second.words, first.words
    return first.words, second.words
