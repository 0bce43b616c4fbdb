"""How the speaker stage weighs its candidates: ``rules/speakers/focus.yaml``, read and judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from quotes.errors import Problem, RuleError
from quotes.yamlsource import Source, did_you_mean, load

#: What may speak for or against a candidate for a pronoun, a clitic, a role or a quote without cue.
FEATURES: Mapping[str, str] = MappingProxyType(
    {
        "last-strong": "spoke, or was the subject of a clause, last of all",
        "last-spoke": "is the speaker of the quote before",
        "last-subject": "was the last subject of a main clause",
        "last-mentioned": "was mentioned last, in whatever way",
        "spoke-here": "is the speaker of a quote earlier in this paragraph",
        "subject-here": "was the subject of a main clause earlier in this paragraph",
        "subject-just-before": "was the subject of this sentence or of the one before",
        "spoke-just-before": "is the speaker of a quote of this sentence or of the one before",
        "near": "one over one plus the paragraphs since the last mention",
        "far": "was not mentioned for more than two paragraphs",
        "share-of-quotes": "the part of the quotes so far that is this speaker's",
        "never-spoke": "has no quote yet, while others have",
        "bystander": "is no named source anywhere in the article",
        "only-mentioned": "was never a subject or a speaker yet",
        "first-named": "is the first person of the article",
        "has-role": "the article gives a role",
        "named-inside": "is named inside the words that were said",
        "unnamed": "is somebody without a name",
        "group": "is a group",
        "organisation": "is an organisation",
        "document": "is a document",
    }
)
_KEYS = ("title", "description", "weights", "doubt")


@dataclass(frozen=True, slots=True)
class FocusRules:
    """The weights of the features, and below which probability nobody is named.

    Attributes:
        weights: of a conditional logit; a feature that is not listed weighs nothing.
        doubt: the least probability, from 0 to 1, that names a speaker.
    """

    weights: Mapping[str, float]
    doubt: float = 0.0

    @classmethod
    def load(cls, folders: Sequence[Path]) -> FocusRules:
        """Read ``focus.yaml`` of the last of the folders that has one: weights are fitted together, not one by one.

        Raises:
            RuleError: with every problem of the file.
        """
        paths = [folder / "focus.yaml" for folder in folders if (folder / "focus.yaml").is_file()]
        if not paths:
            where = str(folders[-1]) if folders else "speakers"
            raise RuleError([Problem(where, 1, 1, "no-weights", "there is no focus.yaml", "copy the shipped one")])
        source = load(paths[-1])
        problems = [*source.problems, *_problems(source)] if source.data is not None else list(source.problems)
        if problems or not isinstance(source.data, dict):
            raise RuleError(problems or [source.problem((), "no-weights", "has no weights", "give weights:")])
        weights = {name: float(value) for name, value in source.data["weights"].items()}
        return cls(MappingProxyType(weights), float(source.data.get("doubt", 0.0)))


def _problems(source: Source) -> list[Problem]:
    data = source.data if isinstance(source.data, dict) else {}
    found = [
        source.problem((key,), "unknown-key", f"unknown key '{key}'", did_you_mean(key, _KEYS), key=True)
        for key in data
        if key not in _KEYS
    ]
    weights = data.get("weights")
    if not isinstance(weights, dict) or not weights:
        return [*found, source.problem(("weights",), "no-weights", "has no weights", "give weights: and a number each")]
    for name, value in weights.items():
        where = ("weights", name)
        if name not in FEATURES:
            hint = did_you_mean(str(name), FEATURES) or f"one of {', '.join(FEATURES)}"
            found.append(source.problem(where, "unknown-feature", f"unknown feature '{name}'", hint, key=True))
        elif not _is_number(value):
            found.append(source.problem(where, "number", f"'{value}' is no number", "write it like 0.5"))
    doubt = data.get("doubt", 0.0)
    if not _is_number(doubt) or not 0 <= doubt <= 1:
        found.append(source.problem(("doubt",), "number", f"'{doubt}' is no probability", "between 0 and 1"))
    return found


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
