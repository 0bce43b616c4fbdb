"""Describe rules in plain words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from quotes.rulelang.rule import Example, Finder, Requirement, Rule, Side, Step, WordTest

_NEEDS: Mapping[Requirement, str] = {
    "opener": "bahwa or the like before it",
    "mark": "a comma or a colon before it, and a clause in it",
    "comma": "a comma right before it, and more than three words, the first no preposition",
    "clause": "a clause in it",
    "attitude": "what somebody feels as its first word",
    "event": "more than three words, the first a noun made of a verb",
    "infinitive": "untuk, akan or the like, and a clause in it",
    "act": "somebody in it, and what they shall do",
    "naming": "sebagai, adalah or the like in it",
    "adverb": "more than three words, with an adverb as of a clause without a verb",
    "verbless": "a subject, and a noun, an adjective or a number that is said of it",
    "judgement": "a subject of two nouns or more, and an adjective or words in marks that judge it",
    "cleft": "a noun with -nya, and yang with what is said of it",
    "statement": "more than a word that points back",
    "long": "more than three words",
    "any": "a word",
}

#: For every condition on a word, by its field, what it says.
_TESTS: Mapping[str, Callable[[WordTest], str]] = {
    "takes": lambda test: f"takes {_join_sorted(test.takes)}",
    "voice": lambda test: f"is {_join_sorted(test.voice)}",
    "cue_class": lambda test: f"is of the class {_join_sorted(test.cue_class)}",
    "form": lambda test: f"is written {_join_sorted(test.form)}",
    "lemma": lambda test: f"has the lemma {_join_sorted(test.lemma)}",
    "upos": lambda test: f"is tagged {_join_sorted(test.upos)}",
    "features": lambda test: f"has {' and '.join(f'{name}={_join_sorted(values)}' for name, values in test.features)}",
    "relation": lambda test: f"hangs on its head as {_join_sorted(test.relation)}",
    "lists": lambda test: f"is on the list {' and on '.join(test.lists)}",
    "has": lambda test: f"has a word {' and one '.join(map(_describe_path, test.has))}",
    "without": lambda test: f"is not one that {' and '.join(describe_test(test.without or WordTest()))}",
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


def describe_parts(rule: Rule) -> list[tuple[str, tuple[Line, ...]]]:
    """Describe how the cue and every part are found: one way a line, of which the first that succeeds is taken."""
    cue = [] if rule.cue is None else [("cue", (Line(f"a reporting word{_join_conditions(rule.cue)}"),))]
    parts = [
        (_label_part(part.name, part.optional), tuple(Line(describe_finder(each), each.block) for each in part.finders))
        for part in rule.parts
    ]
    return [*cue, *parts]


def describe_unless(rule: Rule) -> list[Line]:
    """Describe where the rule does not hold. A line names the blocks that give lists to it."""
    return [
        Line(
            _describe_place(place, lists),
            ", ".join(block.name for block in rule.blocks if place in block.unless) or None,
        )
        for place, lists in rule.unless.items()
    ]


def describe_conditions(rule: Rule) -> list[str]:
    """Describe what must hold, in all places, for the rule to match."""
    alone = ["no other rule finds a report in the sentence"] if rule.alone else []
    return [*(_describe_place(place, lists) for place, lists in rule.only_if.items()), *alone]


def describe_finder(finder: Finder) -> str:
    """Describe one way to find a part."""
    needs = f"; it needs {_join(_NEEDS[need] for need in finder.needs)}" if finder.needs else ""
    return f"{_HOWS[finder.how](finder)}{_join_conditions(finder.test, ', if it')}{needs}"


def marked(example: Example) -> str:
    """Return an example as it stands in the file, with its parts in brackets."""
    out, at = "", 0
    for name, words in example.parts:
        start = example.text.index(words, at)
        out += f"{example.text[at:start]}[{name} {words}]"
        at = start + len(words)
    return out + example.text[at:]


def describe_test(test: WordTest) -> list[str]:
    """Describe every condition of a test."""
    return [say(test) for name, say in _TESTS.items() if getattr(test, name) not in (None, frozenset(), ())]


def _join_conditions(test: WordTest, lead: str = " that") -> str:
    said = describe_test(test)
    return f"{lead} {', '.join(said)}" if said else ""


def _describe_place(place: str, lists: Iterable[str]) -> str:
    named = _join(lists)
    where = {
        "cue": "the cue begins a phrase of {}",
        "before cue": "a word of {} stands before the cue",
        "after cue": "a word of {} stands after the cue",
        "before source": "a word of {} stands right before the source",
        "after source": "a word of {} stands right behind the source",
        "source": "the source begins with a word of {}",
        "content": "the content begins with a word of {}",
        "subject": "nothing but a word of {} stands before the cue",
        "opening": "the sentence begins with a word of {}",
        "end": "the sentence ends with a word of {}",
    }
    return where[place].format(named)


def _label_part(part: str, optional: bool) -> str:  # noqa: FBT001 - a field of the part, handed on
    return f"{part} (or none)" if optional else part


def _describe_path(steps: Iterable[Step]) -> str:
    return ", ".join(map(_describe_step, steps))


def _describe_step(step: Step) -> str:
    way = f"{'down' if step.down else 'up'} {_join_sorted(step.relations) if step.relations else 'any relation'}"
    return way + _TIMES[step.least, step.most]


def _describe_position(finder: Finder) -> str:
    side = f", {finder.side} the {finder.of}" if finder.side else ""
    return side if finder.gap is None else f"{side}, at most {finder.gap} words away"


def _describe_quotation(finder: Finder) -> str:
    if finder.of == "cue" and finder.side is None and not finder.gap:
        return (
            "the quotation by itself right before the sentence" if finder.adjacent else "a quotation that stands alone"
        )
    kind = "quotation inside the sentence" if finder.inline else "quotation"
    where = f"the {kind} {finder.side}" if finder.side else f"a {kind} on each side of"
    return f"{where} the {finder.of}, {f'at most {finder.gap} words away' if finder.gap else 'with no word between'}"


def _edge(side: Side | None) -> str:
    return "beginning" if side == "before" else "end"


def _join_sorted(values: Iterable[str]) -> str:
    return _join(sorted(values))


def _join(values: Iterable[str]) -> str:
    *most, last = values
    return f"{', '.join(most)} or {last}" if most else last


def _not(value: bool | None) -> str:  # noqa: FBT001 - a condition's value, handed on
    return "" if value else "not "


#: For every way to find a part, what it finds.
_HOWS: Mapping[str, Callable[[Finder], str]] = {
    "path": lambda finder: (
        f"in the tree, from the {finder.of} {_describe_path(finder.path)}{_describe_position(finder)}"
    ),
    "phrase": lambda finder: f"the noun phrase right {finder.side} the {finder.of}",
    "clitic": lambda finder: f"the -nya on the {finder.of}",
    "quotation": _describe_quotation,
    "rest": lambda finder: f"the words {finder.side} the {finder.of}, to the {_edge(finder.side)} of the sentence",
    "turn": lambda _: "the words from a colon near the beginning to the end of the paragraph",
    "around": lambda _: "the words on both sides of cue and source",
    "label": lambda finder: (
        f"the phrase {'before a colon' if finder.label == ':' else 'behind a dash'} beside a quotation"
    ),
    "shared": lambda _: "the source of the reporting verb before, which is joined to the cue",
}
