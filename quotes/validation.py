"""Check stored records: the schema of their JSON form, and what a schema cannot say.

``quotes/record.schema.json`` is the schema, a JSON Schema of draft 7. It uses few
keywords, and :func:`check_schema` knows only these, so that no library is needed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from quotes.text import has_surrogates

#: Marks that a name neither begins nor ends with. A full stop may end an initial or a title.
_STRAY = "\"'“”‘’„«»`´,;:!?…–—-([{)]}/\\|*_ \t\n"
_PAIRS = {"(": ")", "[": "]", '"': '"', "“": "”"}
_SPANS = ("cue", "source", "addressee")


class Violation(NamedTuple):
    """What is wrong with a record.

    Attributes:
        code: the kind of problem: ``schema``, ``span``, ``order``, ``id``, ``reference``, ``name``, ``text``.
        text: what is wrong and where in the record.
    """

    code: str
    text: str


@cache
def read_schema() -> str:
    """Return the JSON Schema of a record, as it is shipped."""
    return Path(__file__).with_name("record.schema.json").read_text(encoding="utf-8")


@cache
def _schema() -> Mapping[str, Any]:
    schema: Mapping[str, Any] = json.loads(read_schema())
    return schema


def check_record(data: object) -> list[Violation]:
    """Return what is wrong with a record in its JSON form; nothing for a sound one.

    A record that breaks the schema is not checked further.
    """
    found = [Violation("schema", text) for text in check_schema(data, _schema(), "")]
    if not found:
        assert isinstance(data, dict)
        for check in (_check_text, _check_spans, _check_order, _check_ids, _check_references, _check_names):
            found += check(data)
    return found


def check_schema(value: object, schema: Mapping[str, Any], place: str) -> Iterator[str]:
    """Yield where a value breaks a schema that uses the keywords of ``record.schema.json`` alone.

    Args:
        place: where in the record the value is: ``quotes[3].content``.
    """
    if "$ref" in schema:
        schema = _schema()["definitions"][schema["$ref"].rpartition("/")[2]]
    if "anyOf" in schema:
        if not any(next(check_schema(value, each, place), None) is None for each in schema["anyOf"]):
            yield f"{place or 'the record'} is {_show(value)}"
        return
    wanted = schema.get("type", [])
    types = [wanted] if isinstance(wanted, str) else wanted
    if types and not any(_TYPES[each](value) for each in types):
        yield f"{place or 'the record'} is {_show(value)}, not {' or '.join(types)}"
    elif "enum" in schema and value not in schema["enum"]:
        yield f"{place} is {_show(value)}, not one of {', '.join(map(str, schema['enum']))}"
    elif isinstance(value, dict):
        yield from _check_object(value, schema, place)
    elif isinstance(value, list):
        yield from _check_list(value, schema, place)
    elif isinstance(value, str) and len(value) < schema.get("minLength", 0):
        yield f"{place} is empty"
    elif isinstance(value, int | float) and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        yield f"{place} is {value}, which is out of range"


def _check_object(value: Mapping[str, object], schema: Mapping[str, Any], place: str) -> Iterator[str]:
    known, others = schema.get("properties", {}), schema.get("additionalProperties", True)
    for key in schema.get("required", ()):
        if key not in value:
            yield f"{place or 'the record'} has no '{key}'"
    for key, inner in value.items():
        where = f"{place}.{key}" if place else key
        if key in known:
            yield from check_schema(inner, known[key], where)
        elif others is False:
            yield f"{place} has an unknown key '{key}'"
        elif isinstance(others, dict):
            yield from check_schema(inner, others, where)


def _check_list(value: Sequence[object], schema: Mapping[str, Any], place: str) -> Iterator[str]:
    if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
        yield f"{place} has {len(value)} items"
    for number, item in enumerate(value):
        yield from check_schema(item, schema.get("items", {}), f"{place}[{number}]")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


_TYPES: Mapping[str, Callable[[object], bool]] = {
    "string": lambda value: isinstance(value, str),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": _is_number,
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "null": lambda value: value is None,
}


def _show(value: object) -> str:
    shown = json.dumps(value)
    return shown if len(shown) <= 40 else f"{shown[:40]}…"


# --- what a schema cannot say -------------------------------------------------------------------------


def _check_text(record: Mapping[str, Any]) -> Iterator[Violation]:
    if has_surrogates(json.dumps(record, ensure_ascii=False)):
        yield Violation("text", "has half a character (an unpaired surrogate)")


def _check_spans(record: Mapping[str, Any]) -> Iterator[Violation]:
    length = len(record["text"])
    places = [(f"{kind} of {quote['id']}", quote.get(kind)) for quote in record["quotes"] for kind in _SPANS]
    places += [(f"content of {quote['id']}", span) for quote in record["quotes"] for span in quote["content"]]
    places += [(f"a mention of {each['id']}", span) for each in record["speakers"] for span in each["mentions"]]
    for what, span in places:
        if span is not None and not span[0] < span[1] <= length:
            yield Violation("span", f"{what} is {span}; the text has {length} characters")


def _check_order(record: Mapping[str, Any]) -> Iterator[Violation]:
    last = -1
    for quote in record["quotes"]:
        content = quote["content"]
        if any(one[1] > other[0] for one, other in pairwise(content)):
            yield Violation("order", f"the content spans of {quote['id']} overlap or are not in the order of the text")
        if content[0][0] < last:
            yield Violation("order", f"{quote['id']} begins before the quote above it")
        last = max(last, content[0][0])


def _check_ids(record: Mapping[str, Any]) -> Iterator[Violation]:
    above, seen = 0, set[str]()
    for quote in record["quotes"]:
        article, _, number = quote["id"].rpartition("#")
        # A person may move a quote, and those that a person adds are numbered apart: a#c1.
        is_corrected = "corrected" in quote["flags"] or "confirmed" in quote["flags"]
        digits = number.removeprefix("c") if is_corrected else number
        rises = digits.isdecimal() and (is_corrected or int(digits) > above)
        if article != record["id"] or not rises or quote["id"] in seen:
            wanted = f"{record['id']}#NUMBER, with numbers that rise"
            yield Violation("id", f"the id of a quote is {quote['id']!r}, not {wanted}")
        elif not is_corrected:
            above = int(digits)
        seen.add(quote["id"])
    ids = [speaker["id"] for speaker in record["speakers"]]
    for repeated in dict.fromkeys(each for each in ids if ids.count(each) > 1):
        yield Violation("id", f"{ids.count(repeated)} speakers have the id {repeated!r}")


def _check_references(record: Mapping[str, Any]) -> Iterator[Violation]:
    names = {speaker["id"]: speaker["name"] for speaker in record["speakers"]}
    for quote in record["quotes"]:
        speakers, ids = quote["speaker"], quote["speaker_id"]
        if len(speakers) != len(ids):
            yield Violation("reference", f"{quote['id']} has {len(speakers)} speakers and {len(ids)} ids of speakers")
        for name, id_ in zip(speakers, ids, strict=False):
            if id_ not in names:
                yield Violation("reference", f"the speaker {id_!r} of {quote['id']} is not in speakers")
            elif names[id_] != name:
                yield Violation(
                    "reference", f"{quote['id']} calls {id_!r} {name!r}, speakers calls them {names[id_]!r}"
                )


def _check_names(record: Mapping[str, Any]) -> Iterator[Violation]:
    for speaker in record["speakers"]:
        for name in (speaker["name"], *speaker["aliases"]):
            if has_stray_mark(name):
                yield Violation("name", f"the name {name!r} of {speaker['id']!r} has a stray mark")


def has_stray_mark(name: str) -> bool:
    """Return whether a name begins or ends with a mark that is not a part of it, or has half a pair of marks.

    >>> has_stray_mark("Ratna,"), has_stray_mark('Ratna "Nana" Wulandari'), has_stray_mark("Kemlu (RI)")
    (True, False, False)
    """
    if any(
        name.count(one) != name.count(other) if one != other else name.count(one) % 2 for one, other in _PAIRS.items()
    ):
        return True
    start, end = name[:1], name[-1:]
    opens = start in _PAIRS and _PAIRS[start] in name[1:]
    closes = end in _PAIRS.values() and any(mark in name[:-1] for mark, other in _PAIRS.items() if other == end)
    return not name.strip() or (start in _STRAY and not opens) or (end in _STRAY and not closes)
