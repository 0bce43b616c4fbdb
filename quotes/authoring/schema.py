"""Make the JSON Schema of rule files, for editors, from the tables that the loader uses.

It is written to ``rules/schema.json``. Draft 7 is what the YAML language server
supports best (github.com/redhat-developer/yaml-language-server). The loader checks
more: which part a finder may start at, and names that a user's folder adds.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from quotes.matching.rulebook import Rulebook
from quotes.resources import rules_folder
from quotes.rulelang.rule import (
    ANY,
    BESIDE,
    FEATURES,
    FILLED_BY_BLOCKS,
    FLAGS,
    HOWS_OF,
    KEYS,
    LABELS,
    NEEDS,
    OF_WORDS,
    PARTS,
    RELATIONS,
    SIDES,
    STATUSES,
    TAGS,
    TESTS,
    TURN,
    TYPES,
    UNLESS,
    USE,
    VOICES,
)

#: The description of every key, which editors show.
ABOUT: Mapping[str, str] = {
    "title": "The construction as one reads it: '\"Q,\" kata X'.",
    "description": "What is special about it, in a sentence or two.",
    "status": "off: the rule is read and finds nothing. experimental: it works, and is on trial.",
    "type": "direct: words in marks. indirect: without. introduction: reports nothing, but names who speaks next.",
    "priority": "Of two rules that want the same words the higher one wins.",
    "cue": "Conditions on the reporting word. Which words there are is said in verbs/.",
    "if": "Word lists of which a word must stand in a place for the rule to be on.",
    "flag": "What the quotes of the rule are marked with.",
    "alone": "The rule holds only where no other rule finds a report in the sentence.",
    "unless": "Word lists that turn the rule off where one of their words stands.",
    "source": "Who said it: ways to find that, the first that succeeds is taken.",
    "content": "What was said: ways to find that, the first that succeeds is taken.",
    "addressee": "To whom it was said: ways to find that, the first that succeeds is taken.",
    "examples": "Sentences that the rule must find, with the parts in brackets: [source Ratna] [cue mengatakan], …",
    "counter-examples": "Sentences that it must leave alone, each with the reason.",
    "misses": "Sentences that it should find and does not yet.",
    "takes": "What the lexicon says that the word may report; one of these suffices.",
    "voice": "The form of the reporting word: bare (kata), active (mengatakan), passive (dikatakan), …",
    "class": "The class of the reporting word: statement, request, …",
    "form": "The word as it is written, case aside.",
    "lemma": "The dictionary form of the word.",
    "upos": "The tag of the word: VERB, PROPN, …",
    "features": "Morphological features, each with the values that will do: {Voice: Pass}.",
    "relation": "How the word hangs on its head: nsubj, obl:agent, …",
    "list": "The word is on these word lists (words/).",
    "has": "A path that leads from the word to some word: '> aux'.",
    "not": "Conditions that must not hold together.",
    "first": "The word opens its sentence, connectors aside.",
    "after-comma": "A comma or a quotation stands right before the word.",
    "beside-quotation": "A quotation stands right before or after the word.",
    "clitic-word": "The word is written together with the word before it.",
    "with-clitic": "A clitic is written together with the word.",
    "path": "Steps in the tree, > down and < up: '> nsubj', '< conj > nsubj', '> flat|appos*'.",
    "phrase": "The noun phrase right before or after.",
    "clitic": "The -nya on the word.",
    "quotation": "The nearest quotation before or after; both: one on each side; alone: one without a cue.",
    "rest": "The words from there to the edge of the sentence.",
    "turn": "The words from a colon near the beginning to the end of the paragraph.",
    "around": "The words on both sides of cue and source.",
    "label": "The phrase before a colon that a quotation follows.",
    "shared": "The source of the cue before, where the two are joined.",
    "of": "The part that it starts at; the cue where nothing is said.",
    "side": "Where it lies from there.",
    "gap": "Most words in between.",
    "adjacent": "The quotation stands by itself right before the sentence.",
    "inline": "The quotation stands inside its sentence, without a comma or a stop of its own.",
    "needs": "What the words must have; one of these suffices.",
    "use": "A shared block (parts/), whose lines stand in this place.",
    "optional": "The rule matches without this part, too.",
}

_SIDES = ("before", "after")
_STARTS = ("cue", *PARTS)


def schema() -> dict[str, Any]:
    """The schema of a rule file, with the names of the shipped verbs and lists."""
    book = Rulebook.load(rules_folder())
    names = {
        "takes": sorted(book.lexicon.takes),
        "class": sorted(book.lexicon.classes),
        "list": sorted(book.lists.lists),
        **{key: [block.name for block in book.blocks if block.key == key] for key in FILLED_BY_BLOCKS},
    }
    conditions = {name: _condition(name, names) for name in TESTS}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$comment": "Made by: quotes rules schema > rules/schema.json",
        "title": "A rule of quotes",
        "definitions": {
            "steps": {"type": "string", "pattern": _path()},
            "test": _object({name: _of(name) for name in OF_WORDS}, at_least_one=True),
            "on-cue": _object({name: _of("on-cue" if name == "not" else name) for name in TESTS}, at_least_one=True),
            **conditions,
        },
        **_object({key: _value(key, names) for key in KEYS}),
        "required": ["title", "type", "examples", "counter-examples"],
        "if": {"not": {"properties": {"type": {"const": "introduction"}}, "required": ["type"]}},
        "then": {"required": ["content"]},
    }


def _of(name: str) -> dict[str, Any]:
    return {"$ref": f"#/definitions/{name}"}


def _value(key: str, names: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """What may stand under a key of the rule."""
    if key in PARTS:
        return _about(key, _one_or_more(_finder(key, names[key])))
    fixed: dict[str, dict[str, Any]] = {
        "title": {"type": "string"},
        "description": {"type": "string"},
        "status": {"enum": list(STATUSES)},
        "type": {"enum": list(TYPES)},
        "priority": {"type": "integer"},
        "cue": _of("on-cue"),
        "if": _object({place: _some_of(names["list"]) for place in UNLESS}),
        "flag": _one_or_more({"enum": list(FLAGS)}),
        "alone": {"type": "boolean"},
        "unless": _object(
            {**{place: _some_of(names["list"]) for place in UNLESS}, USE: _about(USE, _some_of(names["unless"]))}
        ),
        "examples": {"type": "array", "minItems": 1, "items": {"type": "string", "pattern": r"\[[a-z]+ [^\]]+\]"}},
        "counter-examples": {"type": "array", "minItems": 1, "items": _with_reason()},
        "misses": {"type": "array", "items": {"type": "string"}},
    }
    return _about(key, fixed[key])


def _with_reason() -> dict[str, Any]:
    texts = {"text": {"type": "string"}, "why": {"type": "string"}}
    return {**_object(texts), "required": list(texts)}


def _condition(name: str, names: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """What a condition on a word may say."""
    if name in names:
        return _about(name, _some_of(names[name]))
    listed: dict[str, dict[str, Any]] = {
        "voice": _one_or_more({"enum": list(VOICES)}),
        "upos": _one_or_more({"enum": list(TAGS)}),
        "form": _one_or_more({"type": "string"}),
        "lemma": _one_or_more({"type": "string"}),
        "relation": _one_or_more({"type": "string", "pattern": f"^{_relation()}$"}),
        "has": _one_or_more(_of("steps")),
        "not": _of("test"),
        "features": {
            **_object({}, at_least_one=True),
            "patternProperties": {rf"^({_or(FEATURES)})(\[[a-z]+\])?$": _one_or_more({"type": "string"})},
        },
    }
    return _about(name, listed.get(name, {"type": "boolean"}))


def _finder(part: str, blocks: Sequence[str]) -> dict[str, Any]:
    """The ways to find a part, each with what may be said beside it; a block; the line that says it is optional."""
    ways = [_way(part, how) for how in HOWS_OF[part]]
    flag = {"optional": {"type": "boolean"}}
    used = {**_object({USE: _about(USE, _some_of(blocks)), **flag}), "required": [USE]}
    return {"anyOf": [*ways, used, {**_object(flag), "required": ["optional"]}]}


def _way(part: str, how: str) -> dict[str, Any]:
    beside = {
        key: _of(key) if key in OF_WORDS else _about(key, _beside(key))
        for key, ways in BESIDE.items()
        if how in ways and not (part == "content" and key in OF_WORDS) and not (part != "content" and key == "needs")
    }
    optional = _about("optional", {"type": "boolean"})
    return {**_object({how: _about(how, _how(how)), **beside, "optional": optional}), "required": [how]}


def _how(how: str) -> dict[str, Any]:
    if how in SIDES:
        return {"enum": [*_SIDES, *SIDES[how]]}
    fixed: dict[str, dict[str, Any]] = {"path": _of("steps"), "label": {"enum": list(LABELS)}, "turn": {"const": TURN}}
    return fixed.get(how, {"enum": list(_STARTS)})


def _beside(key: str) -> dict[str, Any]:
    fixed: dict[str, dict[str, Any]] = {
        "of": {"enum": list(_STARTS)},
        "side": {"enum": list(_SIDES)},
        "gap": {"type": "integer", "minimum": 0},
        "inline": {"type": "boolean"},
        "adjacent": {"type": "boolean"},
        "needs": _one_or_more({"enum": list(NEEDS)}),
    }
    return fixed[key]


def _object(properties: Mapping[str, Any], *, at_least_one: bool = False) -> dict[str, Any]:
    """A mapping with these keys and no others."""
    found = {"type": "object", "properties": dict(properties), "additionalProperties": False}
    return {**found, "minProperties": 1} if at_least_one else found


def _one_or_more(item: Mapping[str, Any]) -> dict[str, Any]:
    return {"anyOf": [dict(item), {"type": "array", "minItems": 1, "items": dict(item)}]}


def _some_of(names: Sequence[str]) -> dict[str, Any]:
    """Names that an editor offers; others may come from a user's folder."""
    return _one_or_more({"anyOf": [{"enum": list(names)}, {"type": "string"}]})


def _path() -> str:
    step = rf"\s*[<>]\s*{_relation()}(\|{_relation()})*[*+?]?"
    return rf"^({step})+\s*$"


def _relation() -> str:
    return rf"({_or([*RELATIONS, ANY])})(:[A-Za-z0-9_]+)?"


def _or(words: Collection[str]) -> str:
    return "|".join(sorted(words))


def _about(key: str, what: Mapping[str, Any]) -> dict[str, Any]:
    """With the description that an editor shows; beside a reference it would be ignored in draft 7."""
    if "$ref" in what:
        return {"description": ABOUT[key], "allOf": [dict(what)]}
    return {"description": ABOUT[key], **what}
