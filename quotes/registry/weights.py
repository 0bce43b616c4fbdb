"""The figures and lists of ``rules/registry/merging.yaml``, which decide whether two names are one person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from quotes.errors import Problem, RuleError
from quotes.lexicon.titles import Titles
from quotes.resources import RuleFolders, rules_folder
from quotes.yamlsource import Keys, Source, did_you_mean, load

#: The reasons and doubts that the code of the registry uses; the file must give each of them a figure.
REASONS = (
    "same-name", "common-name", "single-name", "sole-name", "part-of-name", "same-sound", "one-letter", "nickname",
    "once-nickname", "called-so", "same-role", "same-office", "same-affiliation", "same-family", "same-company",
    "same-organisation", "abbreviation",
)  # fmt: skip
DOUBTS = ("clashing-families", "clashing-genders", "called-otherwise", "clashing-persons", "several-candidates")
_LISTS = ("state-organisations", "generations", "left-out", "organisation-tails", "common")
_KEYS = (
    "title", "description", "merge", "propose", "reasons", "doubts", "clashes", "sounds", "spellings", *_LISTS,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class MergeWeights:
    """The figures and lists of the file.

    Attributes:
        merge: the score (0 to 1) from which on two are joined.
        propose: the score from which on a pair is shown to the user.
        reasons: for each reason, the probability that it alone is right.
        doubts: for each doubt, the factor that a score is multiplied by.
        clashes: pairs of fields of work (families of offices) that one person hardly ever has.
        spellings: for each variant of a word, the spelling that all its variants are compared by.
    """

    merge: float
    propose: float
    reasons: Mapping[str, float]
    doubts: Mapping[str, float]
    clashes: frozenset[frozenset[str]]
    state_organisations: frozenset[str]
    generations: frozenset[str]
    left_out: frozenset[str]
    organisation_tails: tuple[tuple[str, ...], ...]
    sounds: Mapping[str, str]
    spellings: Mapping[str, str]
    common: frozenset[str]

    @classmethod
    def load(cls, folders: Sequence[Path]) -> MergeWeights:
        """Read ``merging.yaml`` of the last folder that has one; files are not combined, as figures belong together.

        Raises:
            RuleError: the file is missing, or has problems; the error has them all.
        """
        paths = [folder / "merging.yaml" for folder in folders if (folder / "merging.yaml").is_file()]
        if not paths:
            where = str(folders[-1]) if folders else "registry"
            raise RuleError([Problem(where, 1, 1, "missing", "has no merging.yaml", "copy the shipped one")])
        source = load(paths[-1])
        problems = [*source.problems, *(_find_problems(source) if source.data is not None else ())]
        if problems or source.data is None:
            raise RuleError(problems or [source.problem((), "missing", "is empty", "copy the shipped one")])
        return cls(**_read_fields(source.data))

    def score(self, reasons: Sequence[str], doubts: Sequence[str] = ()) -> float:
        """Return the probability that two are one: reasons count as independent, and each doubt lowers the result."""
        against = 1.0
        for reason in reasons:
            against *= 1 - self.reasons[reason]
        result = 1 - against
        for doubt in doubts:
            result *= self.doubts[doubt]
        return round(result, 3)


def _read_fields(data: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "merge": float(data["merge"]),
        "propose": float(data["propose"]),
        "reasons": {name: float(data["reasons"][name]) for name in REASONS},
        "doubts": {name: float(data["doubts"][name]) for name in DOUBTS},
        "clashes": frozenset(frozenset(pair) for pair in data["clashes"]),
        "state_organisations": frozenset(data["state-organisations"]),
        "generations": frozenset(data["generations"]),
        "left_out": frozenset(data["left-out"]),
        "organisation_tails": tuple(tuple(tail.split()) for tail in data["organisation-tails"]),
        "sounds": dict(data["sounds"]),
        "spellings": {other: name for name, others in data["spellings"].items() for other in others},
        "common": frozenset(data["common"]),
    }


def _find_problems(source: Source) -> Iterator[Problem]:
    data = source.data
    if not isinstance(data, dict):
        yield source.problem((), "merging-form", "has no reasons and doubts", "see the shipped file of this name")
        return
    for key in data:
        if key not in _KEYS:
            yield source.problem((key,), "unknown-key", f"unknown key '{key}'", did_you_mean(key, _KEYS), key=True)
    for key in _KEYS:
        if key not in data:
            yield source.problem((), "missing", f"has no {key}", "see the shipped file of this name")
    for key in ("merge", "propose"):
        yield from _check_share(source, (key,), data.get(key, 0))
    for key, names in (("reasons", REASONS), ("doubts", DOUBTS)):
        yield from _check_shares(source, key, names)
    for key in _LISTS:
        if not _are_words(data.get(key, [])):
            yield source.problem((key,), "word-list", "not a list of words", "write [one, two]")
    yield from _check_shapes(source)


def _check_shares(source: Source, key: str, names: Sequence[str]) -> Iterator[Problem]:
    given = source.data.get(key, {})
    if not isinstance(given, dict):
        yield source.problem((key,), "merging-form", f"{key} is not a mapping", "write name: 0.5")
        return
    for name in given:
        if name not in names:
            hint = did_you_mean(name, names) or f"one of {', '.join(names)}"
            yield source.problem((key, name), "unknown-reason", f"unknown reason or doubt '{name}'", hint, key=True)
    for name in names:
        if name not in given:
            yield source.problem((key,), "missing", f"{key} has no {name}", f"write {name}: and a number from 0 to 1")
        else:
            yield from _check_share(source, (key, name), given[name])


def _check_share(source: Source, keys: Keys, value: Any) -> Iterator[Problem]:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        yield source.problem(keys, "number", f"'{value}' is not a number from 0 to 1", "write a number, such as 0.5")


def _check_shapes(source: Source) -> Iterator[Problem]:
    data = source.data
    clashes, sounds, spellings = data.get("clashes", []), data.get("sounds", {}), data.get("spellings", {})
    if not isinstance(clashes, list) or not all(_are_words(pair) and len(pair) == 2 for pair in clashes):
        yield source.problem(("clashes",), "merging-form", "is not a list of pairs", "write - [sport, state]")
    if not isinstance(sounds, dict) or not _are_words(list(sounds.values())):
        yield source.problem(("sounds",), "merging-form", "is not a mapping of letters", "write oe: u")
    if not isinstance(spellings, dict) or not all(_are_words(others) for others in spellings.values()):
        yield source.problem(("spellings",), "merging-form", "is not a mapping of lists", "write name: [other, other]")


def _are_words(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) for word in value)


@dataclass(frozen=True, slots=True)
class RegistryRules(MergeWeights):
    """All that the registry is decided by: the figures and lists of the file, and the lists of titles and roles."""

    titles: Titles


def load_registry_rules(rules: Sequence[Path] = ()) -> RegistryRules:
    """Load the shipped rules, with titles and a ``merging.yaml`` of further folders of rules on top.

    Raises:
        RuleError: the files have problems; the error has them all.
    """
    folders = RuleFolders((rules_folder(), *rules))
    merging = MergeWeights.load(folders.of("registry"))
    titles = Titles.load(*folders.of("names"))
    return RegistryRules(**{each.name: getattr(merging, each.name) for each in fields(merging)}, titles=titles)
