"""Check folders of rules: the files one by one, and the rules against each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from quotes.authoring.describe import describe_finder
from quotes.errors import Problem
from quotes.pipeline import read_rules
from quotes.resources import RuleFolders, rules_folder
from quotes.rulelang.rule import Finder, Part, Rule, Step, WordTest
from quotes.yamlsource import load


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The result of a check.

    Attributes:
        files: the number of rule files read.
        problems: in the order of files and lines.
    """

    files: int
    problems: tuple[Problem, ...]


def check_rules(extra: Sequence[Path] = ()) -> CheckResult:
    """Check the shipped rules with the ``extra`` folders on top. Problems are returned, not raised."""
    folders = RuleFolders((rules_folder(), *extra))
    rules, problems = read_rules(folders)
    if rules.rulebook.titles.lists:  # which lists of words and of the layout include
        problems += (*rules.layout.check_examples(), *rules.rulebook.lists.check_examples())  # they need no parser
    problems += find_idle_rules(rules.rulebook.rules)
    files = sum(1 for folder in folders.all if folder.is_dir() for _ in folder.rglob("*.yaml"))
    return CheckResult(files, tuple(sorted(set(problems))))


def find_idle_rules(rules: Sequence[Rule]) -> Iterator[Problem]:
    """Report rules that never win and ways to find a part that are never reached, where that is certain.

    Args:
        rules: in the order of their priority, as they are loaded.
    """
    for place, rule in enumerate(rules):
        source = load(Path(rule.path))
        yield from _find_unreachable(rule)
        by = next((other for other in rules[:place] if shadows(other, rule)), None)
        if by is not None:
            text = f"the rule never wins: {by.id} (priority {by.priority}) matches wherever it does"
            hint = "give it a higher priority, or a condition that the other rule lacks"
            key = "priority" if "priority" in source.data else "title"
            yield source.problem((key,), "shadowed", text, hint)


def _find_unreachable(rule: Rule) -> Iterator[Problem]:
    for part in rule.parts:
        for number, finder in enumerate(part.finders):
            before = next((each for each in part.finders[:number] if covers(each, finder)), None)
            if before is None:
                continue
            what = "stands twice" if before == finder else "is never reached"
            path, line, column = finder.place
            where = f"line {before.place[1]}{'' if before.block == finder.block else f' of {before.place[0]}'}"
            text = f"this way to find the {part.name} {what}: {where} finds all that it would"
            hint = "take one of them out" if before == finder else f"put it before '{describe_finder(before)}'"
            yield Problem(path, line, column, "unreachable", text, hint)


def shadows(rule: Rule, other: Rule) -> bool:
    """Whether ``rule`` matches wherever ``other`` does, and takes the words. Both must have a cue."""
    if "introduction" in (rule.type, other.type) or rule.cue is None or other.cue is None:
        return False  # without a cue two rules may find different words
    if not is_weaker(rule.cue, other.cue) or not _unless_is_weaker(rule, other) or rule.alone:
        return False
    if any(set(lists) - set(other.only_if.get(place, ())) for place, lists in rule.only_if.items()):
        return False
    others = {part.name: part for part in other.parts}
    return all(part.optional or _finds_whenever(part, others.get(part.name)) for part in rule.parts) and _same_start(
        rule, other
    )


def _unless_is_weaker(rule: Rule, other: Rule) -> bool:
    return all(set(lists) <= set(other.unless.get(place, ())) for place, lists in rule.unless.items())


def _finds_whenever(part: Part, other: Part | None) -> bool:
    if other is None or other.optional:
        return False
    return all(any(covers(finder, each) for finder in part.finders) for each in other.finders)


def _same_start(rule: Rule, other: Rule) -> bool:
    """Whether parts that others start at are found in the same way; otherwise those others may differ."""
    starts = {finder.of for part in rule.parts for finder in part.finders} - {"cue"}
    parts = {part.name: part for part in other.parts}
    return all(part.finders == parts[part.name].finders for part in rule.parts if part.name in starts)


def covers(finder: Finder, other: Finder) -> bool:
    """Whether a way to find a part succeeds wherever another does."""
    looks = (finder.how, finder.of, finder.inline, finder.adjacent, finder.label)
    if looks != (other.how, other.of, other.inline, other.adjacent, other.label):
        return False
    if finder.how == "path" and not _path_covers(finder, other):
        return False
    if finder.how != "path" and finder.side != other.side:
        return False
    gap = finder.how != "quotation" or (finder.gap or 0) >= (other.gap or 0)
    needs = not finder.needs or (bool(other.needs) and set(other.needs) <= set(finder.needs))
    return gap and needs and is_weaker(finder.test, other.test)


def _path_covers(finder: Finder, other: Finder) -> bool:
    """As :func:`covers`, for paths: a wider one may reach another word first, which then fails a condition."""
    if (finder.path, finder.side, finder.gap) == (other.path, other.side, other.gap):
        return True
    if finder.test != WordTest() or finder.needs or len(finder.path) != len(other.path):
        return False
    wider = finder.side in (None, other.side) and finder.gap is None
    return wider and all(map(_step_covers, finder.path, other.path))


def _step_covers(step: Step, other: Step) -> bool:
    same = (step.down, step.least, step.most) == (other.down, other.least, other.most)
    return same and (not step.relations or (bool(other.relations) and _relations_cover(step, other)))


def _relations_cover(step: Step, other: Step) -> bool:
    return all({name, name.partition(":")[0]} & step.relations for name in other.relations)


def is_weaker(test: WordTest, other: WordTest) -> bool:
    """Whether a test passes every word that another passes."""
    return all(_condition_is_weaker(getattr(test, f.name), getattr(other, f.name), f.name) for f in fields(WordTest))


def _condition_is_weaker(value: object, other: object, name: str) -> bool:
    if value == getattr(WordTest(), name) or value == other:
        return True
    if isinstance(value, frozenset) and isinstance(other, frozenset):  # one of the values suffices
        return bool(other) and other <= value
    if isinstance(value, tuple) and isinstance(other, tuple):  # all of them are asked for
        return set(value) <= set(other)
    return False
