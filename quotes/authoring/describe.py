"""A rule in plain words, for people who read rules and do not write them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from quotes.rulelang.rule import Example, Finder, Requirement, Rule, Side, Step, WordTest

_NEEDS: Mapping[Requirement, str] = {
    "opener": "bahwa or the like before it",
    "mark": "a comma or a colon before it, and a clause in it",
    "clause": "a clause in it",
    "attitude": "what somebody feels as its first word",
    "infinitive": "untuk, akan or the like, and a clause in it",
    "naming": "sebagai, adalah or the like in it",
    "adverb": "more than three words, with an adverb as of a clause without a verb",
    "verbless": "a subject that ends in -nya or itu, and a noun, adjective or number behind it",
    "statement": "more than a word that points back",
    "long": "more than three words",
    "any": "a word",
}

#: For every condition on a word, by its field, what it says.
_TESTS: Mapping[str, Callable[[WordTest], str]] = {
    "takes": lambda test: f"takes {_any(test.takes)}",
    "voice": lambda test: f"is {_any(test.voice)}",
    "cue_class": lambda test: f"is of the class {_any(test.cue_class)}",
    "form": lambda test: f"is written {_any(test.form)}",
    "lemma": lambda test: f"has the lemma {_any(test.lemma)}",
    "upos": lambda test: f"is tagged {_any(test.upos)}",
    "features": lambda test: f"has {' and '.join(f'{name}={_any(values)}' for name, values in test.features)}",
    "relation": lambda test: f"hangs on its head as {_any(test.relation)}",
    "lists": lambda test: f"is on the list {' and on '.join(test.lists)}",
    "has": lambda test: f"has a word {' and one '.join(map(_path, test.has))}",
    "without": lambda test: f"is not one that {' and '.join(tests_in_words(test.without or WordTest()))}",
    "beside_quotation": lambda test: f"stands {_not(test.beside_quotation)}right beside a quotation",
    "with_clitic": lambda test: f"has {'a' if test.with_clitic else 'no'} clitic written together with it",
    "clitic": lambda test: f"is {_not(test.clitic)}written together with the word before it",
    "first": lambda test: f"is {_not(test.first)}the first word of its sentence",
    "after_comma": lambda test: f"stands {_not(test.after_comma)}right behind a comma or a quotation",
}


#: How often a step of a path is taken.
_TIMES: Mapping[tuple[int, int | None], str] = {
    (1, 1): "",
    (0, 1): " or not",
    (1, None): " once or more",
    (0, None): " as often as may be, or not",
}


class Line(NamedTuple):
    """One line of a rule in plain words, and the shared block that gives it; None where the rule itself does."""

    text: str
    block: str | None = None


def parts_in_words(rule: Rule) -> list[tuple[str, tuple[Line, ...]]]:
    """Say for the cue and every part how it is found: one way a line, the first that succeeds is taken."""
    cue = [] if rule.cue is None else [("cue", (Line(f"a reporting word{_that(rule.cue)}"),))]
    parts = [
        (_name(part.name, part.optional), tuple(Line(finder_in_words(each), each.block) for each in part.finders))
        for part in rule.parts
    ]
    return [*cue, *parts]


def unless_in_words(rule: Rule) -> list[Line]:
    """Say what rules the rule out. A line names the blocks that give lists to it."""
    return [
        Line(_unless(place, lists), ", ".join(block.name for block in rule.blocks if place in block.unless) or None)
        for place, lists in rule.unless.items()
    ]


def finder_in_words(finder: Finder) -> str:
    """One way to find a part."""
    needs = f"; it needs {_or(_NEEDS[need] for need in finder.needs)}" if finder.needs else ""
    return f"{_HOWS[finder.how](finder)}{_that(finder.test, ', if it')}{needs}"


def marked(example: Example) -> str:
    """An example as it stands in the file, its parts in brackets."""
    out, at = "", 0
    for name, words in example.parts:
        start = example.text.index(words, at)
        out += f"{example.text[at:start]}[{name} {words}]"
        at = start + len(words)
    return out + example.text[at:]


def tests_in_words(test: WordTest) -> list[str]:
    """Every condition that a test makes."""
    return [say(test) for name, say in _TESTS.items() if getattr(test, name) not in (None, frozenset(), ())]


def _that(test: WordTest, lead: str = " that") -> str:
    said = tests_in_words(test)
    return f"{lead} {', '.join(said)}" if said else ""


def _unless(place: str, lists: Iterable[str]) -> str:
    named = _or(lists)
    where = {
        "before cue": "a word of {} stands before the cue",
        "after cue": "a word of {} stands after the cue",
        "before source": "a word of {} stands right before the source",
        "after source": "a word of {} stands right behind the source",
        "source": "the source begins with a word of {}",
        "subject": "nothing but a word of {} stands before the cue",
        "opening": "the sentence begins with a word of {}",
        "end": "the sentence ends with a word of {}",
    }
    return where[place].format(named)


def _name(part: str, optional: bool) -> str:  # noqa: FBT001 - a field of the part, handed on
    return f"{part} (or none)" if optional else part


def _path(steps: Iterable[Step]) -> str:
    return ", ".join(map(_step, steps))


def _step(step: Step) -> str:
    way = f"{'down' if step.down else 'up'} {_any(step.relations) if step.relations else 'any relation'}"
    return way + _TIMES[step.least, step.most]


def _beside(finder: Finder) -> str:
    side = f", {finder.side} the {finder.of}" if finder.side else ""
    return side if finder.gap is None else f"{side}, at most {finder.gap} words away"


def _quotation(finder: Finder) -> str:
    if finder.of == "cue" and finder.side is None and not finder.gap:
        return "a quotation that stands alone"
    where = f"the quotation {finder.side}" if finder.side else "a quotation on each side of"
    return f"{where} the {finder.of}, {f'at most {finder.gap} words away' if finder.gap else 'with no word between'}"


def _end(side: Side | None) -> str:
    return "beginning" if side == "before" else "end"


def _any(values: Iterable[str]) -> str:
    return _or(sorted(values))


def _or(values: Iterable[str]) -> str:
    *most, last = values
    return f"{', '.join(most)} or {last}" if most else last


def _not(value: bool | None) -> str:  # noqa: FBT001 - a condition's value, handed on
    return "" if value else "not "


#: For every way to find a part, what it finds.
_HOWS: Mapping[str, Callable[[Finder], str]] = {
    "path": lambda finder: f"in the tree, from the {finder.of} {_path(finder.path)}{_beside(finder)}",
    "phrase": lambda finder: f"the noun phrase right {finder.side} the {finder.of}",
    "clitic": lambda finder: f"the -nya on the {finder.of}",
    "quotation": _quotation,
    "rest": lambda finder: f"the words {finder.side} the {finder.of}, to the {_end(finder.side)} of the sentence",
    "around": lambda _: "the words on both sides of cue and source",
    "label": lambda finder: (
        f"the phrase {'before a colon' if finder.label == ':' else 'behind a dash'} beside a quotation"
    ),
    "shared": lambda _: "the source of the cue before, where the two are joined",
}
