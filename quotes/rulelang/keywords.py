"""Keywords of the rule language: every key of a rule file, and every value from a fixed set.

``docs/rules.md`` says what each means.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from quotes.lexicon.cues import Voice
from quotes.rulelang.rule import Requirement

#: The rule that takes the quotations which no rule with a cue has taken.
UNCUED = "direct/uncued"
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
UNLESS = ("before cue", "after cue", "before source", "after source", "source", "subject", "opening", "end")
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
