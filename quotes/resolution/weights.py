"""The weights of resolution, ``rules/resolution/*.yaml``, read and checked."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from quotes.errors import Problem, RuleError
from quotes.matching.rulebook import read_or
from quotes.yamlsource import Source, did_you_mean, load

#: Features of a candidate for a pronoun, a clitic, a role or a quotation without a cue.
FEATURES: Mapping[str, str] = MappingProxyType(
    {
        "introduced": "is introduced as a speaker by the sentence before",
        "reacts": "speaks, feels or reacts in the sentence before",
        "enters": "is the subject of the sentence before, and never a named source in the article",
        "undergoes": "is the subject of a passive in the sentence before",
        "silent": "is silent or dead in the sentence before",
        "new": "was first named after the last quote",
        "continues": "is the speaker of the quote before, and the cue continues it",
        "spoken-of": "was mentioned most recently, without speaking, and the quoted words say he or she of somebody",
        "asks": "asks a question just before, and the cue does not continue it",
        "last-strong": "was the most recent speaker or clause subject",
        "last-spoke": "is the speaker of the quote before",
        "last-subject": "was the most recent subject of a main clause",
        "last-mentioned": "was mentioned most recently, in any position",
        "subject-here": "was the subject of a main clause earlier in this paragraph",
        "subject-just-before": "was the subject of this sentence or of the one before",
        "spoke-just-before": "is the speaker of a quote of this sentence or of the one before",
        "near": "one over one plus the paragraphs since the last mention",
        "far": "was not mentioned for more than two paragraphs",
        "share-of-quotes": "the share of the quotes so far that are this speaker's",
        "bystander": "is never a named source in the article, and not introduced just before",
        "speaks-later": "is named by a later source",
        "speaks-next": "is named by the next source with a name, in this sentence or the next one",
        "first-named": "is the first person of the article",
        "has-role": "the article gives a role",
        "named-inside": "is named inside the content, by a part of the name or in full",
        "named-in-full-inside": "is named in full, or with a form of address, inside the content",
        "accused-inside": "is a suspect, and the content mentions one",
        "described": "for a role, the share of its words that the article gives the person",
        "unnamed": "has no name",
        "group": "is a group",
        "organisation": "is an organisation",
        "document": "is a document",
    }
)
#: Size of the cache of sums of name weights.
_MOST_SUMS = 1 << 16
#: Features of a reading of a phrase as a name, see :mod:`quotes.resolution.names`; names ending in ``:`` are prefixes.
NAME_FEATURES = (
    "none", "none-tagged", "none-untagged", "none-run", "none-ends-plain", "none-behind-role", "none-two-plain",
    "length:", "in:", "tag:", "first:", "last:", "before:", "behind:", "before-tag:", "behind-tag:",
    "before-elsewhere", "before-alone", "before-pair", "before-thing", "behind-pair", "several-alone",
    "several-alone-thing", "first-stretch", "phrase-start", "phrase-end", "behind-kin", "behind-prep",
    "behind-verb", "behind-role", "behind-body", "behind-coordinator", "behind-relativiser", "opens-with-role",
    "bracketed", "fills", "fills-one:", "fills-behind-role", "one-behind-body", "part-of-longer", "alone:",
    "first-alone:", "last-alone:", "all-tagged",
)  # fmt: skip
#: Features of a quote for its confidence. Names ending in ``-`` are prefixes (``by-alias``).
SIGNS: Mapping[str, str] = MappingProxyType(
    {
        "always": "every quote has it",
        "by-": "how the speaker was found",
        "speaker-": "what kind of speaker it is",
        "odds-in-focus": "the odds of the candidate taken, from -1 to 1",
        "introduction-lost": "another person was introduced, or reacted, right before",
        "several": "several speakers are named",
        "role-beside": "the source gives a role beside the name",
        "source-": "what kind of mention the source is",
        "close-name": "how close another reading of the source's names is, 1 for equal",
        "close-full-name": "how close another reading of the speaker's full name is, where a source gives it",
        "full-name-elsewhere": "no source gives the speaker's full name",
        "rivals-between": "people mentioned between an anaphor and its antecedent, 1 for two or more",
        "rivals-near": "other people in the sentence of an anaphor and the two before, 1 for two or more",
        "sentences-away": "sentences between an anaphor and its antecedent, 1 for four or more",
        "mentions": "mentions of the speaker, 1 for six or more",
        "shared-name": "another person of the article shares a name of the source",
        "named-once": "the speaker is mentioned once",
        "listed-": "a word of a speaker that is no person is on a list of institutions or places, by kind",
        "name-words-": "how many words the name has, 4 for more",
        "untagged": "the share of the name's words that the entity tagger never tags",
        "tagged-as-other": "the share of the name's words that it mostly tags as an institution or a place",
        "tagged-as-both": "the share of the name's words that it tags both as a person and otherwise",
        "type-": "the type of the quote",
        "rule-": "the rule that found it",
        "class-": "the class of its cue",
        "shares-sentence": "another quote is reported in the same sentence",
        "cue-is-root": "the cue of a report is the root of its sentence",
        "length": "the logarithm of the number of words, 1 from 55 words on",
        "small-start": "the content begins with a small letter",
        "overrides": "another rule claimed the same words",
        "flag-": "a flag of the quotation",
    }
)


class SummedWeights(dict[tuple[str, ...], float]):
    """The sums of the weights of features by the features, computed once: the same ones recur in all articles.

    Attributes:
        weights: of each feature; one that is not listed weighs nothing.
        singles: the best reading of a single word, as its span and margin, by all evidence about the word.
    """

    def __init__(self, weights: Mapping[str, float]) -> None:
        super().__init__()
        self.weights = weights
        self.singles: dict[Hashable, tuple[tuple[int, int], float]] = {}

    def __missing__(self, features: tuple[str, ...]) -> float:
        if len(self) >= _MOST_SUMS:
            self.clear()
        total = self[features] = sum(self.weights.get(name, 0.0) for name in features)
        return total


@dataclass(frozen=True, slots=True)
class AntecedentWeights:
    """The weights of the features, and the least probability that names a speaker.

    Attributes:
        weights: of a conditional logit; a feature that is not listed weighs nothing.
        doubt: the least probability, from 0 to 1, that names a speaker.
    """

    weights: Mapping[str, float]
    doubt: float = 0.0

    @classmethod
    def load(cls, folders: Sequence[Path]) -> AntecedentWeights:
        """Read ``antecedents.yaml`` of the last of the folders that has one: its weights were fitted together.

        Raises:
            RuleError: with every problem of the file.
        """
        source = _last(folders, "antecedents.yaml")
        if source is None:
            where = str(folders[-1]) if folders else "resolution"
            raise RuleError(
                [Problem(where, 1, 1, "no-weights", "there is no antecedents.yaml", "copy the shipped one")]
            )
        weights = _weights(source, FEATURES, ("title", "description", "weights", "doubt"))
        return cls(weights, float(source.data.get("doubt", 0.0)))


def load_confidence(folders: Sequence[Path]) -> Mapping[str, float]:
    """Read the weights of ``confidence.yaml`` of the last folder that has one; empty if none has.

    Raises:
        RuleError: with every problem of the file.
    """
    source = _last(folders, "confidence.yaml")
    return MappingProxyType({}) if source is None else _weights(source, SIGNS, ("title", "description", "weights"))


def load_names(folders: Sequence[Path]) -> SummedWeights:
    """Read the weights of ``names.yaml`` of the last folder that has one.

    Raises:
        RuleError: with every problem of the file, or where no folder has it.
    """
    source = _last(folders, "names.yaml")
    if source is None:
        where = str(folders[-1]) if folders else "resolution"
        raise RuleError([Problem(where, 1, 1, "no-weights", "there is no names.yaml", "copy the shipped one")])
    return SummedWeights(_weights(source, NAME_FEATURES, ("title", "description", "weights")))


@dataclass(frozen=True, slots=True)
class ResolutionWeights:
    """All weights of resolution.

    Attributes:
        antecedents: the weights of the features of a candidate.
        confidence: the weights of the features of a quote; empty if confidence is not calibrated.
        names: the weights of the features of a reading of a phrase as a name.
    """

    antecedents: AntecedentWeights
    confidence: Mapping[str, float] = field(default_factory=dict)
    names: SummedWeights = field(default_factory=lambda: SummedWeights({}))

    @classmethod
    def load(cls, folders: Sequence[Path]) -> ResolutionWeights:
        """Read ``antecedents.yaml``, ``confidence.yaml`` and ``names.yaml``.

        Raises:
            RuleError: with every problem of the files.
        """
        problems: list[Problem] = []
        none: Mapping[str, float] = {}
        antecedents = read_or(lambda: AntecedentWeights.load(folders), AntecedentWeights({}), problems)
        confidence = read_or(lambda: load_confidence(folders), none, problems)
        names = read_or(lambda: load_names(folders), SummedWeights({}), problems)
        if problems:
            raise RuleError(problems)
        return cls(antecedents, confidence, names)


def _last(folders: Sequence[Path], name: str) -> Source | None:
    paths = [folder / name for folder in folders if (folder / name).is_file()]
    return load(paths[-1]) if paths else None


def _weights(source: Source, known: Collection[str], keys: Sequence[str]) -> Mapping[str, float]:
    problems = list(source.problems) or list(_problems(source, known, keys))
    if problems:
        raise RuleError(problems)
    return MappingProxyType({name: float(value) for name, value in source.data["weights"].items()})


def _problems(source: Source, known: Collection[str], keys: Sequence[str]) -> Iterator[Problem]:
    data = source.data if isinstance(source.data, dict) else {}
    for key in data:
        if key not in keys:
            yield source.problem((key,), "unknown-key", f"unknown key '{key}'", did_you_mean(key, keys), key=True)
    weights = data.get("weights")
    if not isinstance(weights, dict) or not weights:
        yield source.problem(("weights",), "no-weights", "has no weights", "give weights: and a number each")
        return
    for name, value in weights.items():
        where = ("weights", name)
        if not _is_known(str(name), known):
            hint = did_you_mean(str(name), known) or f"one of {', '.join(known)}"
            yield source.problem(where, "unknown-feature", f"unknown feature '{name}'", hint, key=True)
        elif not _is_number(value):
            yield source.problem(where, "number", f"'{value}' is no number", "write it like 0.5")
    doubt = data.get("doubt", 0.0)
    if not _is_number(doubt) or not 0 <= doubt <= 1:
        yield source.problem(("doubt",), "number", f"'{doubt}' is no probability", "between 0 and 1")


def _is_known(name: str, known: Collection[str]) -> bool:
    return name in known or any(each.endswith(("-", ":")) and name.startswith(each) and name != each for each in known)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
