"""The subjects of sentences, and what those just before a source stand for: a document, a body, a group, a person."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice, pairwise, takewhile

from quotes.records import Span, SpeakerKind
from quotes.resolution.context import NEAR, ArticleContext
from quotes.resolution.people import Person
from quotes.resolution.source_kinds import find_document_noun, is_noun_for_person
from quotes.resolution.source_phrases import SourcePhrase, describe_source
from quotes.resolution.word_classes import NameLexicon
from quotes.trees import Sentence, Word

#: Parts of speech of the words for several people: ``lima anggota geng motor``.
_OF_GROUPS = frozenset({"NUM", "NOUN", "PROPN", "ADJ", "DET"})
#: Parts of speech before a subject.
_BEFORE_SUBJECT = frozenset({"ADV", "CCONJ", "SCONJ", "PART"})
#: Parts of speech in the noun phrase of a subject.
NOUN_PHRASE = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X", "DET"})


def find_subjects(sentence: Sentence, before: int, known: NameLexicon) -> Iterator[list[Word]]:
    """Yield the noun phrases before a position that can be subjects: those that open a part between commas."""
    found: list[Word] = []
    is_over = False
    for word in takewhile(lambda word: word.start < before, sentence.words):
        if word.form in (",", ":"):
            if found:
                yield found
            found, is_over = [], False
        elif is_over or (not found and (word.upos in _BEFORE_SUBJECT or known.listed("existentials", word))):
            continue
        elif word.upos in NOUN_PHRASE or known.listed("coordinators", word):
            found.append(word)
        else:
            is_over = True
    if found:
        yield found


class SubjectFinder:
    """Finds what a source stands for among the subjects of the sentences before it."""

    def __init__(self, context: ArticleContext) -> None:
        self._context = context
        self._known = context.known
        self._people = context.people

    def find_document(self, noun: str, at: int) -> str:
        """Return what the last subject before a position that is such a document is called; empty if there is none."""
        for sentence in self._context.find_all_before(at):
            for words in find_subjects(sentence, at, self._known) if noun in sentence.lowers else ():
                named = any(word.is_capitalised for word in words[1:])
                if named and find_document_noun(words, self._known) == noun:
                    return describe_source(self._context.read_phrase(words), self._known)
        return ""

    def find_body(self, source: SourcePhrase) -> str:
        """Return the body that ``Bank pelat merah itu`` or ``Kementerian`` stands for; empty if none fits the noun.

        For a noun that points back those just before come first, their subjects before the others. For a noun alone it
        is the usual one of the article. Otherwise it is the one that spoke last, if the noun points back, or is for
        companies and has named nobody yet.
        """
        at, noun, bodies = source.span.start, source.head.lower(), self._people.bodies
        for sentence in islice(self._context.find_nearest_before(at), 1, None) if source.pointing else ():
            found = (_cut_predicate(words) for words in find_subjects(sentence, at, self._known))
            phrases = [self._context.read_phrase(words) for words in found]
            subjects = [p for p in phrases if p.kind == "organisation" and not p.pointing]
            names = [describe_source(phrase, self._known) for phrase in subjects]
            names += [" ".join(words) for words in bodies.find_names(sentence)]
            fitting = [name for name in names if bodies.fits(name, noun)]
            if fitting:
                return fitting[0]
        alone = sum(not self._known.listed("demonstratives", word) for word in source.words) == 1
        new = all(person.name.lower() != noun for person in self._people.speakers)
        usual = bodies.find_usual(noun) if alone else ""
        if usual or not (source.pointing or (alone and new and self._known.lists.has("company-nouns", noun))):
            return usual
        seen = [(self._context.ranker.seen(p, at), p.name) for p in self._people.speakers if p.kind == "organisation"]
        return max(((last, name) for last, name in seen if last >= 0 and bodies.fits(name, noun)), default=(0, ""))[1]

    def find_collective(self, at: int) -> tuple[Person, ...]:
        """Return the body or group that spoke or is the subject, just before, or that was named last; else nobody.

        Of a speaker and a subject the later one counts.
        """
        here, _ = self._context.positions.of(at)
        history = self._context.ranker.history
        spoke = [mention for way in ("spoke", "quoted-inside") if (mention := history.last(way, at)) is not None]
        last = max(spoke, key=lambda mention: mention.at, default=None)
        if last is not None and not (self._is_collective(last.person) and here - last.sentence <= NEAR):
            last = None
        near, told = list(self._context.find_nearest_before(at)), self._find_addressees(at)
        if last is not None:  # the subject here may be that of the content: 30 warga pulang, menurut mereka
            near = [sentence for sentence in near[1:] if sentence.start > last.at]
        for sentence in near:
            for words in (*self._find_objects(sentence, at), *find_subjects(sentence, at, self._known)):
                several = self._read_collective(_cut_predicate(words))
                if several and words[0].lower not in told:
                    return several
        return (last.person,) if last is not None else self._find_named_body(at, told)

    def _find_objects(self, sentence: Sentence, at: int) -> Iterator[Sequence[Word]]:
        """Yield the people to whom something is done in a sentence: ``Polisi menangkap | lima anggota geng``."""
        for verb in sentence.words:
            if verb.start < at and self._known.listed("acts-on-people", verb):
                rest = sentence.words[verb.index + 1 :]
                words = list(takewhile(lambda word: word.upos in _OF_GROUPS and word.start < at, rest))
                if words and (words[0].upos == "NUM" or self._known.listed("indefinites", words[0])):
                    yield words

    def _find_addressees(self, at: int) -> set[str]:
        """Return the nouns for those who are told something in the sentence at a position: ``Kepada | polisi``."""
        sentence = self._context.positions.sentence(at)
        pairs = pairwise(sentence.words) if sentence is not None else ()
        return {b.lower for a, b in pairs if b.start < at and self._known.listed("addressee-prepositions", a)}

    def _find_named_body(self, at: int, told: Collection[str]) -> tuple[Person, ...]:
        """Return the body named last before a position, in its sentence or the one before; else nobody.

        It is not named again behind: ``Menurut mereka, KPK harus tetap kuat`` is not what the KPK says.
        """
        here = self._context.positions.sentence(at)
        behind = self._context.text[at : here.end] if here is not None else ""
        for sentence in islice(self._context.find_nearest_before(at), NEAR):
            before = self._context.text[sentence.start : at]
            names = [" ".join(words) for words in self._people.bodies.find_names(sentence)]
            names = [name for name in names if name in before and name not in behind and name.lower() not in told]
            if names:
                start = sentence.start + before.rfind(names[-1])
                span = Span(start, start + len(names[-1]))
                return (self._people.record_described(names[-1], "organisation", span),)
        return ()

    def _is_collective(self, person: Person) -> bool:
        side = self._known.lists.has("side-nouns", person.words[0].lower())  # pihak berwenang
        return person.kind in ("organisation", "group") or (person.kind == "unnamed" and side)

    def _read_collective(self, words: Sequence[Word]) -> tuple[Person, ...]:
        """Return the body, the group or the people that a noun phrase names; nobody for one person."""
        phrase = self._context.read_phrase(words)
        people = tuple(self._people.choose_bearer(name, phrase.span.start) for name in phrase.names)
        if len(people) > 1 or (people and people[0].kind == "organisation"):
            return tuple(map(self._people.admit, people))
        place = self._known.lists.has("place-nouns", phrase.head.lower())  # Kota Bandung
        if phrase.names or place or phrase.kind not in ("organisation", "group"):
            return ()
        kind: SpeakerKind = "group" if phrase.kind == "group" else "organisation"
        return (self._people.record_described(describe_source(phrase, self._known), kind, phrase.span),)

    def find_unread_subject(self, at: int) -> Person | None:
        """Return the subject just before that is written like a name, where the article has no name that is read."""
        for sentence in self._context.find_nearest_before(at):
            for words in find_subjects(sentence, at, self._known):
                classes = {self._context.finder.class_of(word.form) for word in words}
                tagged = any(map(self._context.finder.entities.is_body, words))
                if any(word.form == ":" for word in sentence.words[words[-1].index + 1 :][:1]):
                    continue  # Tanya: Kapan mulai?
                if classes <= {"plain", "name"} and not tagged and all(word.upos == "PROPN" for word in words):
                    return self._people.choose_bearer([word.form for word in words], words[0].start)
        return None

    def find_described_subject(self, at: int) -> Person | None:
        """Return the subject just before that describes somebody (``Petugas keamanan stasiun``); None if none does."""
        for sentence in self._context.find_nearest_before(at):
            for words in islice(find_subjects(sentence, at, self._known), 1):
                phrase = self._context.read_phrase(words)
                somebody = is_noun_for_person(words[0], self._known) or self._known.listed("kin", words[0])
                if somebody and phrase.kind in ("role", "unnamed") and not phrase.pointing and not words[0].index:
                    description = describe_source(phrase, self._known)
                    return self._people.record_described(description, "unnamed", phrase.span)
        return None


def _cut_predicate(words: Sequence[Word]) -> Sequence[Word]:
    """Cut what stands behind a name in capitals, as a noun that is the predicate: ``Serikat Tani | mogok``."""
    capitals = [k for k, word in enumerate(words) if word.is_capitalised]
    return words[: capitals[-1] + 1] if capitals[:2] == [0, 1] else words
