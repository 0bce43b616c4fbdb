"""Everybody an article names: mentions of the same person brought together under the fullest name.

Second mentions are any part of a name in Indonesian, most often the first
(STATS: of one-word mentions 41 % the first, 38 % the last, 21 % a middle part),
so a mention belongs to the person whose name holds all of its words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from quotes.parsing import ParsedText
from quotes.records import Span, Speaker, SpeakerKind
from quotes.speakers.names import Onomastics, name_in
from quotes.trees import Sentence, Word

#: Words of the longest names of people: five in Indonesian news, titles left out.
LONGEST_NAME = 5
_NICKNAMED = {"sapaan", "alias", "atau"}
_DEGREE = re.compile(r"^(?:[A-Z]\w{0,3}\.)+[A-Z]?\w{0,4}$")


@dataclass(frozen=True, slots=True)
class NameMention:
    """A name as it stands in the text."""

    words: tuple[str, ...]
    span: Span
    subject: bool = False


@dataclass(eq=False)
class Person:
    """Somebody (or something) being put together; becomes a :class:`Speaker` in the end."""

    words: tuple[str, ...]
    kind: SpeakerKind = "person"
    aliases: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    mentions: list[Span] = field(default_factory=list)
    nicknames: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        return " ".join(self.words)

    @property
    def slug(self) -> str:
        plain = unicodedata.normalize("NFKD", self.name).encode("ascii", "ignore").decode()
        return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "speaker"

    def answers_to(self, words: Sequence[str]) -> bool:
        """Is a name a part of this one, in order, or a nickname, or its initials?"""
        joined = " ".join(words).casefold()
        if joined in self.nicknames:
            return True
        if len(words) == 1 and words[0].isupper() and 1 < len(words[0]) == len(self.words):
            return words[0] == "".join(word[0] for word in self.words)
        return _within([w.casefold() for w in words], [w.casefold() for w in self.words])

    def add(self, span: Span, text: str) -> None:
        if span not in self.mentions:
            self.mentions.append(span)
        if text not in self.aliases and text != self.name:
            self.aliases.append(text)

    def speaker(self) -> Speaker:
        return Speaker(
            self.slug, self.name, self.kind, tuple(self.aliases), tuple(self.roles), None, tuple(sorted(self.mentions)),
            {"wikidata": None},
        )  # fmt: skip


def _within(part: Sequence[str], whole: Sequence[str]) -> bool:
    rest = iter(whole)
    return all(any(word == other for other in rest) for word in part)


class People:
    """The people of one article, found by name or by nickname."""

    def __init__(self, parsed: ParsedText, known: Onomastics) -> None:
        self.known = known
        sentences = [s for paragraph in parsed.paragraphs for s in paragraph.sentences]
        self.mentions = [mention for sentence in sentences for mention in _names_of(sentence, known)]
        self.links = [link for sentence in sentences for link in _nicknames_of(sentence, known, self.mentions)]
        self.all: list[Person] = []

    def named(self, words: Sequence[str], span: Span, text: str, *, firm: bool = True) -> Person:
        """The person of this name; a new one where the article has had none.

        Args:
            firm: nothing before the name can be part of it. Otherwise a body's name may stand there, which the
                other mentions tell: ``CEO Rintik Nadya Prameswari``, later ``Nadya``, is Nadya Prameswari.
        """
        if not firm:
            words = self._without_body(words)
        found = [p for p in self.all if p.kind == "person" and (p.answers_to(words) or _within(_fold(p.words), _fold(words)))]
        person = self._nearest(found, span) if found else self._new(words)
        if len(words) > len(person.words) and not person.answers_to(words):
            person.words = tuple(words)
        person.add(span, text)
        return person

    def _without_body(self, words: Sequence[str]) -> Sequence[str]:
        starts = [self._starts_inside(mention.words, words) for mention in self.mentions]
        first = min((k for k in starts if k), default=0)
        elsewhere = any(list(m.words) == list(words[:first]) for m in self.mentions)
        return words[first:] if first > 1 or (first and elsewhere) else words

    def _starts_inside(self, part: Sequence[str], whole: Sequence[str]) -> int:
        """Where a part of a name begins in it, if it is no mere last word; 0 where it does not or is at the start."""
        for k in range(1, len(whole) - 1):
            if list(whole[k : k + len(part)]) == list(part):
                return k
        return 0

    def _nearest(self, found: Sequence[Person], span: Span) -> Person:
        def distance(person: Person) -> tuple[int, int]:
            before = [m.start for m in person.mentions if m.start <= span.start]
            return (0, span.start - max(before)) if before else (1, 0)

        return min(found, key=distance)

    def _new(self, words: Sequence[str]) -> Person:
        full = self._fullest(words)
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
        self.all.append(person)
        return person

    def _fullest(self, words: Sequence[str]) -> tuple[str, ...]:
        """The longest name in the article that holds these words."""
        longer = [m.words for m in self.mentions if len(m.words) > len(words) and _within(_fold(words), _fold(m.words))]
        alone = [one for one in longer if len(one) <= LONGEST_NAME and not self._holds_another(one, words)]
        return max(alone, key=len, default=tuple(words))

    def _holds_another(self, long: Sequence[str], words: Sequence[str]) -> bool:
        """Headlines run names together: ``Vladimir Putin Undang Xi Jinping`` is nobody's name."""
        rest = [word for word in _fold(long) if word not in _fold(words)]
        return any(len(m.words) > 1 and _within(_fold(m.words), rest) for m in self.mentions)

    def described(self, name: str, kind: SpeakerKind, span: Span) -> Person:
        """An organisation, a document, a group or somebody without a name, known by what the text calls it."""
        words = tuple(name.split())
        for person in self.all:
            if person.kind == kind and (person.answers_to(words) or _within(_fold(person.words), _fold(words))):
                if len(words) > len(person.words):
                    person.aliases.append(person.name)
                    person.words = words
                person.add(span, name)
                return person
        person = Person(words, kind)
        person.add(span, name)
        self.all.append(person)
        return person


def _fold(words: Iterable[str]) -> list[str]:
    return [word.casefold() for word in words]


def _names_of(sentence: Sentence, known: Onomastics) -> list[NameMention]:
    """The names in a sentence: runs of proper nouns without offices, bodies and places at their edges."""
    out, run = [], []
    for word in (*sentence.words, None):
        if word is not None and (_proper(word) or (run and word.form in (".", "-") and False)):
            run.append(word)
            continue
        if run:
            name = name_in(run, known)
            if name:
                words = tuple(w.form for w in name)
                subject = any(w.relation == "nsubj" for w in run)
                out.append(NameMention(words, Span(name[0].start, name[-1].end), subject))
        run = []
    return out


def _proper(word: Word) -> bool:
    return word.quotation is None and word.form[:1].isupper() and (word.upos in ("PROPN", "X") or word.relation == "flat")


def _called(sentence: Sentence, found: Sequence[NameMention], earlier: Sequence[NameMention]) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """``Pria yang akrab disapa Pak Yo itu``: the nickname of whoever was named last before."""
    out = []
    for word in sentence.words:
        if word.lower not in ("disapa", "dipanggil"):
            continue
        nickname = next((m for m in found if 0 <= m.span.start - word.end < 12), None)
        named = [m for m in earlier if m.span.end < word.start and len(m.words) > 1] or [m for m in earlier if m.span.end < word.start]
        if nickname is not None and named:
            out.append((max(named, key=lambda m: m.span.start).words, nickname.words))
    return out


def _nicknames_of(
    sentence: Sentence, known: Onomastics, earlier: Sequence[NameMention]
) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """``Joko Widodo (Jokowi)``, ``Yohanes yang karib disapa Pak Yo``, ``Romahurmuziy atau Romi``: (name, nickname)."""
    found = _names_of(sentence, known)
    out = _called(sentence, found, earlier)
    for first, second in zip(found, found[1:], strict=False):
        between = [w for w in sentence.words if first.span.end <= w.start and w.end <= second.span.start]
        lowers = [w.lower for w in between]
        after = next((w.form for w in sentence.words if w.start >= second.span.end), "")
        bracket = lowers == ["("] and after == ")" and len(second.words) <= 2
        called = len(between) <= 6 and bool(_NICKNAMED & set(lowers))
        if bracket or called:
            name, nickname = (first.words, second.words)
            if "sapaan" in lowers and len(second.words) > len(first.words):
                name, nickname = nickname, name
            out.append((name, nickname))
    return out
