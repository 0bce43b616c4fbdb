"""Rules as frozen data, each read from one YAML file, and every keyword of the rule language.

``docs/rules.md`` says what each keyword means.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from quotes.lexicon.cues import Voice

Side = Literal["before", "after"]
Requirement = Literal[
    "opener",
    "mark",
    "comma",
    "clause",
    "attitude",
    "event",
    "infinitive",
    "act",
    "naming",
    "adverb",
    "verbless",
    "judgement",
    "cleft",
    "statement",
    "long",
    "any",
]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path in the tree: up to the head or down to a child, over one of these relations.

    Attributes:
        relations: with a subtype (``nsubj:pass``) or for all subtypes (``nsubj``); none of them means any relation.
        least, most: how often the step is taken; None for as often as it can be.
    """

    down: bool
    relations: frozenset[str] = frozenset()
    least: int = 1
    most: int | None = 1


@dataclass(frozen=True, slots=True)
class WordTest:
    """Conditions on one word; all that are given must hold.

    Attributes:
        takes: the lexicon says that the word may report in this way.
        features: morphological features, each with the values that will do.
        relation: its relation to its head; an empty set is no condition.
        lists: the word is on all of these word lists.
        has: every one of these paths leads from the word to some word.
        without: conditions that must not hold together.
        first: it is the first of its sentence, connectors aside.
        after_comma: a comma or a quotation stands right before it.
        beside_quotation: a quotation stands right before or after it, punctuation aside.
        clitic: it is a clitic, written together with the word before it.
        with_clitic: a clitic is written together with it.
    """

    takes: frozenset[str] = frozenset()
    voice: frozenset[str] = frozenset()
    cue_class: frozenset[str] = frozenset()
    form: frozenset[str] = frozenset()
    lemma: frozenset[str] = frozenset()
    upos: frozenset[str] = frozenset()
    features: tuple[tuple[str, frozenset[str]], ...] = ()
    relation: frozenset[str] = frozenset()
    lists: tuple[str, ...] = ()
    has: tuple[tuple[Step, ...], ...] = ()
    without: WordTest | None = None
    first: bool | None = None
    after_comma: bool | None = None
    beside_quotation: bool | None = None
    clitic: bool | None = None
    with_clitic: bool | None = None

    @property
    def reads_lemma(self) -> bool:
        """Whether the word's lemma matters."""
        return bool(self.lemma) or (self.without is not None and self.without.reads_lemma)


@dataclass(frozen=True, slots=True)
class Finder:
    """One way to find a part, starting at a part that is already found.

    Attributes:
        how: ``path`` (relations of the tree; of a content, all that hangs there), ``phrase`` (the noun phrase next
            to it), ``clitic`` (the ``-nya`` on it), ``quotation`` (marks), ``rest`` (to the edge of the sentence),
            ``around`` (both sides), ``turn`` (from a colon to the end of the paragraph), ``label`` (the phrase beside
            a colon or a dash), ``shared`` (the source of the cue before, joined by ``dan``).
        of: the part it starts at.
        side: where it lies from there; None for either side.
        gap: the most words in between, punctuation not counted; None means 0 for a quotation, and no limit for a path.
        needs: what a content must have (see the reference page).
        adjacent: the quotation stands by itself right before the sentence.
        label: the sign of a label: ``:`` behind the phrase, ``–`` before it.
        inline: the quotation stands inside its sentence, so that its words are words of the tree.
        block: the name of the shared block that the finder stands in; None where it stands in the rule itself.
        place: file, line and column, from 1, of the finder.
    """

    how: Literal["path", "phrase", "clitic", "quotation", "rest", "around", "turn", "label", "shared"]
    of: str = "cue"
    side: Side | None = None
    path: tuple[Step, ...] = ()
    gap: int | None = None
    needs: tuple[Requirement, ...] = ()
    inline: bool = False
    adjacent: bool = False
    label: str = ""
    test: WordTest = field(default_factory=WordTest)
    block: str | None = field(default=None, compare=False)
    place: tuple[str, int, int] = field(default=("", 1, 1), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that several constructions share, read from one file of ``parts/``.

    Attributes:
        key: the key of a rule that the block fills: ``source``, ``content``, ``addressee`` or ``unless``.
        finders: the ways to find the part; none for ``unless``.
        unless: the conditions, as of a rule; none for a part.
    """

    name: str
    title: str
    key: str
    finders: tuple[Finder, ...] = ()
    unless: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    description: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the attribution: the finders are tried in their order, the first that succeeds is taken."""

    name: str
    finders: tuple[Finder, ...]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with its parts marked, which the rule must find (or, a counter-example, must leave alone)."""

    text: str
    parts: tuple[tuple[str, str], ...] = ()
    why: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """A construction: how its cue, source and content are found.

    Attributes:
        type: ``direct``, ``indirect``, or ``introduction``: a sentence that reports nothing itself but says
            whose words follow (``Hal itu disampaikan X.``).
        priority: of two matches that claim the same cue or quotation, the one with the higher priority wins.
        unless: the lists, by place, that switch the rule off where one of their words stands there.
        only_if: the lists, by place, of which a word must stand in each of these places.
        flags: marks of the quotes that the rule finds: ``negated``.
        alone: the rule holds only in a sentence in which no other rule finds a report.
        blocks: the shared blocks that the rule uses, in their order; what they give is in ``parts`` and ``unless``.
    """

    id: str
    title: str
    type: Literal["direct", "indirect", "introduction"]
    priority: int
    cue: WordTest | None
    parts: tuple[Part, ...]
    unless: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    only_if: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    flags: tuple[str, ...] = ()
    alone: bool = False
    description: str = ""
    status: str = "stable"
    examples: tuple[Example, ...] = ()
    counter_examples: tuple[Example, ...] = ()
    misses: tuple[Example, ...] = ()
    path: str = ""
    blocks: tuple[Block, ...] = ()

    @property
    def tests(self) -> tuple[WordTest, ...]:
        """All conditions on words: on the cue, and on what the finders find."""
        cue = () if self.cue is None else (self.cue,)
        return (*cue, *(finder.test for part in self.parts for finder in part.finders))


#: The rule that takes the quotations which no rule with a cue has taken.
UNCUED = "direct/uncued"
#: The rule for answers that begin with a letter, whose speaker the article names elsewhere.
ANSWER = "direct/turn-answer"
TYPES = ("direct", "indirect", "introduction")
STATUSES = ("stable", "experimental", "off")
PARTS = ("source", "content", "addressee")
EXAMPLES = ("examples", "counter-examples", "misses")
KEYS = ("title", "description", "status", "type", "priority", "cue", "if", "unless", "flag", "alone", *PARTS, *EXAMPLES)
#: The keys of a shared block; besides these it has exactly one of the keys that it may fill.
BLOCK_KEYS = ("title", "description")
FILLED_BY_BLOCKS = (*PARTS, "unless")
#: Conditions on a word that only a cue can meet: they are those of the lexicon.
OF_LEXICON = ("takes", "voice", "class")
#: Conditions that every word may meet.
OF_WORDS = (
    *("form", "lemma", "upos", "features", "relation", "list", "has", "not"),
    *("first", "after-comma", "beside-quotation", "clitic-word", "with-clitic"),
)
TESTS = (*OF_LEXICON, *OF_WORDS)
HOWS = ("path", "phrase", "clitic", "quotation", "rest", "around", "turn", "label", "shared")
#: The ways to find each part: a source is a phrase, a content a stretch of the sentence or a quotation.
HOWS_OF: Mapping[str, tuple[str, ...]] = {
    "source": ("path", "phrase", "clitic", "label", "shared"),
    "addressee": ("path", "phrase", "clitic"),
    "content": ("path", "quotation", "rest", "around", "turn"),
}
#: What may be said beside the way to find a part, and beside which ways it means something.
BESIDE: Mapping[str, tuple[str, ...]] = {
    "of": ("path", "phrase", "quotation", "rest"),
    "side": ("path",),
    "gap": ("path", "quotation"),
    "inline": ("quotation",),
    "adjacent": ("quotation",),
    "needs": ("path", "rest", "around"),
    **dict.fromkeys(OF_WORDS, ("path", "phrase", "clitic", "label", "shared")),
}
#: Names a shared block of ``parts/``, whose lines stand in its place.
USE = "use"
FINDER_KEYS = (*HOWS, *BESIDE, USE, "optional")
#: Ways whose value is a side, with the values that are none.
SIDES: Mapping[str, tuple[str, ...]] = {"phrase": (), "rest": (), "quotation": ("both", "alone")}
UNLESS = (
    "cue",
    "before cue",
    "after cue",
    "before source",
    "after source",
    "source",
    "content",
    "subject",
    "opening",
    "end",
)
#: What a rule may mark its quotes with.
FLAGS = ("negated",)
#: The signs of a label.
LABELS = (":", "–")
#: What a turn of an interview runs to the end of.
TURN = "paragraph"
NEEDS: tuple[Requirement, ...] = get_args(Requirement)
VOICES: tuple[str, ...] = get_args(Voice)
#: The relation of a path that stands for all.
ANY = "any"

#: The relations of Universal Dependencies 2 (universaldependencies.org/u/dep); subtypes follow a colon.
RELATIONS = frozenset(
    {
        *("acl", "advcl", "advmod", "amod", "appos", "aux", "case", "cc", "ccomp", "clf", "compound", "conj", "cop"),
        *("csubj", "dep", "det", "discourse", "dislocated", "expl", "fixed", "flat", "goeswith", "iobj", "list"),
        *("mark", "nmod", "nsubj", "nummod", "obj", "obl", "orphan", "parataxis", "punct", "reparandum", "root"),
        *("vocative", "xcomp"),
    }
)
#: Its tags (universaldependencies.org/u/pos).
TAGS = (
    *("ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT"),
    *("SCONJ", "SYM", "VERB", "X"),
)
#: Its features (universaldependencies.org/u/feat); a layer follows in brackets: ``Number[psor]``.
FEATURES = frozenset(
    {
        *("Abbr", "Animacy", "Aspect", "Case", "Clusivity", "Definite", "Degree", "Deixis", "DeixisRef", "Evident"),
        *("ExtPos", "Foreign", "Gender", "Mood", "NounClass", "NumType", "Number", "Person", "Polarity", "Polite"),
        *("Poss", "PronType", "Reflex", "Tense", "Typo", "VerbForm", "Voice"),
    }
)
