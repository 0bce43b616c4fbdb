"""All linguistic knowledge in one object: rules, lexicon, titles, word lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from quotes.errors import Problem, RuleError
from quotes.lexicon.reporting_words import Lexicon
from quotes.lexicon.titles import ListName, Titles
from quotes.lexicon.word_lists import WordLists
from quotes.matching.content_spans import is_missed_end, is_wrong_end
from quotes.matching.matcher import FailedMatch, Knowledge, Match, RuleIndex, SentenceView, attempts, match
from quotes.matching.screening import Screen
from quotes.quotation_marks import Quotation
from quotes.records import Span
from quotes.resources import CONSTRUCTIONS, PARTS, RuleFolders
from quotes.rulelang.load import Vocabulary, read_blocks, read_rules
from quotes.rulelang.rule import UNCUED, Block, Rule
from quotes.trees import Sentence, Word

_T = TypeVar("_T")

#: Word lists made from the titles: the first words of their entries, of proper names only those of one word.
_FROM_TITLES: Mapping[str, tuple[ListName, ...]] = {
    "roles": ("role", "abbreviation", "status", "honorific", "rank", "person"),
    "place-words": ("place",),
    "organisations": ("organisation",),
    "groups": ("group",),
    "days": ("day",),
    "degrees": ("degree",),
}


#: Finders that need a quotation in the sentence.
_NEED_QUOTATION = ("label", "quotation", "turn")


def _words_of(titles: Titles, *names: ListName) -> set[str]:
    """Return the first words of the entries of some lists; of proper names only of one word (not ``Sri`` Lanka)."""
    proper = names in (("place",), ("organisation",))
    found = (pair for name in names for pair in titles.lists.get(name, {}).items())
    return {words[0] for words, entry in found if len(words) == 1 or not (proper and entry.word[0].isupper())}


def _asks_for_nothing(rule: Rule) -> bool:
    """Return whether a rule needs neither a cue nor a quotation in the sentence."""
    quoted = any(all(f.how in _NEED_QUOTATION for f in part.finders) for part in rule.parts if not part.optional)
    return rule.cue is None and not quoted


@dataclass(frozen=True, slots=True, eq=False)
class Rulebook:
    """The rules of a run. Loaded from the ``rules/`` folder, with the user's folders on top.

    Attributes:
        off: rules that are turned off; they are listed and shown, but not matched.
        blocks: the shared blocks that rules may use; the rules contain them already expanded.
    """

    rules: tuple[Rule, ...]
    lexicon: Lexicon
    titles: Titles
    lists: WordLists
    off: tuple[Rule, ...] = ()
    blocks: tuple[Block, ...] = ()
    _want_all: bool = field(init=False, repr=False, compare=False)
    _index: RuleIndex = field(init=False, repr=False, compare=False)
    _screen: Screen = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_want_all", any(map(_asks_for_nothing, self.rules)))  # cached
        object.__setattr__(self, "_index", RuleIndex([rule for rule in self.rules if rule.id != UNCUED]))
        object.__setattr__(self, "_screen", Screen(self.rules, self.lexicon, self.lists))

    @classmethod
    def load(cls, folder: Path, extra: Sequence[Path] = ()) -> Rulebook:
        """Read the shipped rules and those of the ``extra`` folders, which are laid out like the shipped one.

        Raises:
            RuleError: with every problem of every file.
        """
        folders = RuleFolders((folder, *extra))
        rulebook, problems = read_rulebook(folders)
        if problems := [*folders.problems(), *problems]:
            raise RuleError(problems)
        return rulebook

    @property
    def uncued(self) -> Rule | None:
        return next((rule for rule in self.rules if rule.id == UNCUED), None)

    @property
    def reads_lemmas(self) -> bool:
        """Return whether a rule tests a lemma. Lemmatisation takes time, and the shipped rules do not need it."""
        return any(test.reads_lemma for rule in self.rules for test in rule.tests)

    def wants_tree(self, sentence: Sentence, quotations: Sequence[Quotation]) -> bool:
        """Return whether a rule may match a sentence, whatever its tags and its tree.

        This takes a masked quotation, a reporting word with what a rule wants beside it (:mod:`.screening`), or a rule
        that needs neither a cue nor a quotation.

        Args:
            sentence: the sentence; only its words are read.
            quotations: all quotations of its paragraph.
        """
        is_masked = any(word.quotation is not None for word in sentence.words)
        return self._want_all or is_masked or self._screen.may_match(sentence, quotations)

    def find_missed_ends(self, words: Sequence[Word]) -> list[int]:
        """Return the words at which a sentence ends though the tokenizer goes on."""
        stops = (k for k, word in enumerate(words) if word.form[-1] == ".")
        return [k for k in stops if is_missed_end(words, k, self.lists)]

    def is_wrong_end(self, words: Sequence[Word], following: Word) -> bool:
        """Return whether a sentence goes on though the tokenizer ends it before a word: ``kata AKP. | Hendra``."""
        return is_wrong_end(words, following, self.lists)

    def match(self, sentences: Sequence[Sentence], text: str, quotations: Sequence[Quotation]) -> list[Match]:
        """Return all matches in the sentences of a paragraph."""
        views = self._views(sentences, text, quotations)
        return [found for number, view in enumerate(views) for found in match(view, number, self._index)]

    def attempts(
        self, sentences: Sequence[Sentence], text: str, quotations: Sequence[Quotation]
    ) -> list[Match | FailedMatch]:
        """Return all matches, and where every rule failed on the reporting words that it did not match."""
        views = self._views(sentences, text, quotations)
        return [tried for number, view in enumerate(views) for tried in attempts(view, number, self.rules)]

    def _views(self, sentences: Sequence[Sentence], text: str, quotations: Sequence[Quotation]) -> list[SentenceView]:
        knowledge = Knowledge(self.lexicon, self.lists)
        body = Span(sentences[0].start, sentences[-1].end) if sentences else Span(0, 0)
        return [SentenceView(sentence, text, quotations, knowledge, body) for sentence in sentences]


def read_rulebook(folders: RuleFolders) -> tuple[Rulebook, list[Problem]]:
    """Read the rules and collect every problem of every file. With problems the rulebook is incomplete."""
    problems: list[Problem] = []
    titles = read_or(lambda: Titles.load(*folders.of("names")), Titles({}), problems)
    given = {name: _words_of(titles, *kinds) for name, kinds in _FROM_TITLES.items()}
    lists = read_or(lambda: WordLists.load(folders.of("words"), given), WordLists({}), problems)
    lexicon = read_or(lambda: Lexicon.load(*folders.of("verbs")), Lexicon({}, {}, {}, {}), problems)
    vocabulary = Vocabulary(lexicon.takes, lexicon.classes, lists.lists, lexicon.cues)
    blocks, wrong = read_blocks(folders.of(PARTS), vocabulary)
    problems += wrong
    rules, wrong = read_rules(folders.of(CONSTRUCTIONS), replace(vocabulary, blocks=blocks))
    live = tuple(rule for rule in rules if rule.status != "off")
    off = tuple(rule for rule in rules if rule.status == "off")
    sound = tuple(block for block in blocks.values() if block is not None)
    return Rulebook(live, lexicon, titles, lists, off, sound), problems + wrong


def read_or(load: Callable[[], _T], without: _T, problems: list[Problem]) -> _T:
    """Return what ``load`` reads, or ``without`` if it raises, with its problems added to ``problems``."""
    try:
        return load()
    except RuleError as error:
        problems += error.problems
        return without
