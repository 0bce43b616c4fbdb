"""Record the people mentioned outside the quotes and their sources, whom a later source may stand for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from quotes.lexicon.morphology import CLITIC
from quotes.records import Span
from quotes.resolution.antecedents import Anaphor, How, Mention
from quotes.resolution.context import ArticleContext
from quotes.resolution.descriptions import DescriptionReader
from quotes.resolution.people import Person
from quotes.resolution.positions import SpanIndex
from quotes.resolution.source_phrases import describe_source
from quotes.resolution.standing import Standing
from quotes.resolution.subjects import NOUN_PHRASE, find_subjects
from quotes.trees import Sentence, Word

#: Parts of speech before a pronoun that is the subject of its sentence.
_OPENING = frozenset({"CCONJ", "ADV", "PUNCT"})


class BystanderRecorder:
    """Records people by their names, roles, descriptions and pronouns outside the quotes and their sources.

    Args:
        quoted: the contents and the sources.
    """

    def __init__(self, context: ArticleContext, descriptions: DescriptionReader, quoted: SpanIndex) -> None:
        self._context = context
        self._known = context.known
        self._people = context.people
        self._descriptions = descriptions
        self._quoted = quoted
        self._indefinites = {entry[0] for entry in self._known.lists.lists["singular-indefinites"]}
        #: The pronouns that are subjects outside the quotes and are not resolved yet, the last one first.
        self._pronouns = list(self._find_pronouns())[::-1]

    def note_people(self) -> None:
        """Record the people who are named or described; pronouns follow, as they need the speakers before."""
        self._note_names()
        self._note_roles()
        self._note_newcomers()

    def _note_names(self) -> None:
        """Record the people named outside the quotes and their sources; names inside a quote are not candidates."""
        for name in self._people.mentions:
            if self._quoted.covers(name.span):
                continue
            person = self._people.find_bearer(name)
            how = name.how if name.standing in ("inner-subject", "mentioned") else "subject"
            self._note(person, name.span, name.standing, how, accused=name.accused)

    def _note_roles(self) -> None:
        """Record the people whom a subject outside the quotes names by their role: ``Sang bupati menjawab``.

        A public office that opens the sentence needs no word that points back: ``Bupati menjawab``.

        A former office is left out: it more often describes whom the sentence before names.
        """
        known, lists = self._known, self._known.lists.lists
        points = {entry[0] for name in ("definite-articles", "demonstratives") for entry in lists[name]}
        for sentence in self._context.sentences:
            first = sentence.words[0].form
            office = known.titles.family_of(first) == "state" or known.titles.expand(first) is not None
            likely = office or not points.isdisjoint(sentence.lowers)
            for words in find_subjects(sentence, sentence.end, known) if likely else ():
                named = (office and not words[0].index) or not points.isdisjoint({words[0].lower, words[-1].lower})
                if not named or self._quoted.covers(words[0].span):
                    continue
                if not any("role" in known.class_of(word.form) for word in words):
                    continue
                phrase = self._context.read_phrase(words)
                if phrase.names or phrase.kind != "role" or known.titles.is_status(words[0].form):
                    continue
                scored = [person for score, person in self._descriptions.score_roles(phrase) if score == 1.0]
                if len(scored) == 1:
                    self._note(scored[0], phrase.span, self._read_standing(sentence, words))

    def _note_newcomers(self) -> None:
        """Record the people without a name who open a sentence, or are introduced: ``Seorang penonton menangis``.

        Who asks (``Seorang warga bertanya``) is left out: the one who was asked speaks next.
        """
        lexicon = self._context.standings.lexicon
        for sentence in self._context.sentences:
            for words, noun in self._find_indefinites(sentence):
                first = next(find_subjects(sentence, sentence.end, self._known), None)
                phrase, standing = self._context.read_phrase(words), self._read_standing(sentence, words)
                opens = first is not None and first[0] is words[0] and standing in ("reacts", "subject")
                introduced = standing == "introduced" and self._descriptions.introduces_somebody(noun, sentence.words)
                behind = sentence.words[words[-1].index + 1 :]
                asks = any(cue.cue_class == "question" for word in behind for cue in lexicon.find(word.form))
                if phrase.kind == "unnamed" and (opens or introduced) and not asks:
                    person = Person(tuple(describe_source(phrase, self._known).split()), "unnamed", bystander=True)
                    self._note(person, phrase.span, standing)

    def _find_indefinites(self, sentence: Sentence) -> Iterator[tuple[list[Word], Word]]:
        """Yield the phrases outside the quotes for one person without a name, and their nouns: ``salah satu warga``."""
        if self._indefinites.isdisjoint(sentence.lowers):
            return
        for opening in sentence.words:
            before = sentence.words[opening.index - 1 : opening.index]
            if not self._is_indefinite(opening) or any(map(self._is_indefinite, before)):
                continue  # salah | seorang warga
            words = list(takewhile(lambda word: word.upos in NOUN_PHRASE, sentence.words[opening.index :]))
            noun = next((word for word in words if word.upos != "NUM" and not self._is_indefinite(word)), None)
            whole = words[-1:] and words[-1].upos != "NUM" and not words[-1].lower.endswith(CLITIC)  # salah satunya
            if noun is not None and whole and not self._quoted.covers(opening.span):
                yield words, noun

    def _is_indefinite(self, word: Word) -> bool:
        return word.lower in self._indefinites

    def _find_pronouns(self) -> Iterator[tuple[Sentence, Word]]:
        """Yield the pronouns that open a sentence outside the quotes: ``Ia kalah dari Haris``."""
        for sentence in self._context.sentences:
            word = next((word for word in sentence.words if word.upos not in _OPENING), None)
            if word is None or not self._known.listed("singular-third-person", word):
                continue
            if not self._quoted.covers(word.span):
                yield sentence, word

    def note_pronouns(self, before: int) -> None:
        """Record whom the pronouns up to a position stand for, as subjects: who comes next may go on with them."""
        while self._pronouns and self._pronouns[-1][1].start < before:
            sentence, word = self._pronouns.pop()
            ranked = self._context.ranker.rank(Anaphor(word.start, *self._context.positions.of(word.start), "pronoun"))
            if ranked and ranked[0].share >= self._context.ranker.rules.doubt:
                self._note(ranked[0].person, word.span, self._read_standing(sentence, [word]))

    def _read_standing(self, sentence: Sentence, words: Sequence[Word]) -> Standing:
        return self._context.standings.read(sentence, words[0].index, words[-1].index).standing

    def _note(
        self, person: Person, span: Span, standing: Standing, how: How = "subject", *, accused: bool = False
    ) -> None:
        place = self._context.positions.of(span.start)
        self._context.ranker.note(Mention(span.start, person, how, *place, span, standing, accused=accused))
