"""Gold as tasks of Label Studio (https://labelstud.io/guide/task_format).

Every span of a content is a region ``Direct``, ``Indirect`` or ``Mixed``. Cue, source, addressee and the further spans
of a split content are bound to its first span by relations. The speakers are the text area of that region. Aliases,
title and outlet are data of the task.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quotes.errors import QuotesError, RecordError
from quotes.evaluation.gold import TYPES, GoldArticle, read_text, write_text
from quotes.records import Quote, Span

#: The labelling interface of the tasks, which is written beside them.
INTERFACE = """\
<View>
  <Relations>
    <Relation value="cue"/>
    <Relation value="source"/>
    <Relation value="addressee"/>
    <Relation value="part"/>
  </Relations>
  <Labels name="label" toName="text">
    <Label value="Direct" background="#0072B2"/>
    <Label value="Indirect" background="#009E73"/>
    <Label value="Mixed" background="#CC79A7"/>
    <Label value="Cue" background="#E69F00"/>
    <Label value="Source" background="#D55E00"/>
    <Label value="Addressee" background="#56B4E9"/>
  </Labels>
  <Text name="text" value="$text" granularity="symbol"/>
  <TextArea name="speaker" toName="text" perRegion="true" editable="true" placeholder="Speaker: one name an entry"/>
</View>
"""
_PARTS = ("cue", "source", "addressee")


def read(path: Path) -> list[GoldArticle]:
    """Read an export in the format JSON (not JSON-MIN).

    Raises:
        InputError: the file cannot be read.
        RecordError: it is not an export, or an annotation in it is malformed; the message has the task.
    """
    try:
        tasks = json.loads(read_text(path))
    except (ValueError, RecursionError) as error:
        raise RecordError(f"is not JSON: {error}", path=str(path)) from error
    if not isinstance(tasks, list):
        raise RecordError("is not a list of tasks", path=str(path), hint="export from Label Studio as JSON")
    return [_read_task(task, f"{path}: task {number}") for number, task in enumerate(tasks, 1)]


def write(articles: Sequence[GoldArticle], path: Path) -> None:
    """Write the tasks, and beside them their labelling interface (``.xml``).

    Raises:
        OutputError: a file cannot be written.
    """
    tasks = [_build_task(article) for article in articles]
    write_text(path, json.dumps(tasks, ensure_ascii=False, indent=1) + "\n")
    write_text(path.with_suffix(".xml"), INTERFACE)


def _build_task(article: GoldArticle) -> dict[str, Any]:
    data = {key: value for key, value in article.to_dict().items() if key != "quotes"}
    results = [
        result
        for number, quote in enumerate(article.quotes, 1)
        for result in _build_results(article.text, quote, f"q{number}")
    ]
    return {"data": data, "annotations": [{"result": results}]}


def _build_results(text: str, quote: Quote, head: str) -> Iterator[dict[str, Any]]:
    """Yield the regions, relations and text area of a quote; ``head`` is the id of its first region."""
    yield _build_region(text, head, quote.content[0], quote.type.capitalize())
    for number, span in enumerate(quote.content[1:], 2):
        yield _build_region(text, f"{head}-{number}", span, quote.type.capitalize())
        yield _build_relation(head, f"{head}-{number}", "part")
    for part in _PARTS:
        if span := getattr(quote, part):
            yield _build_region(text, f"{head}-{part}", span, part.capitalize())
            yield _build_relation(head, f"{head}-{part}", part)
    if quote.speakers:
        value = {"start": quote.content[0].start, "end": quote.content[0].end, "text": list(quote.speakers)}
        yield {"id": head, "from_name": "speaker", "to_name": "text", "type": "textarea", "value": value}


def _build_region(text: str, name: str, span: Span, label: str) -> dict[str, Any]:
    value = {"start": span.start, "end": span.end, "text": span.of(text), "labels": [label]}
    return {"id": name, "from_name": "label", "to_name": "text", "type": "labels", "value": value}


def _build_relation(head: str, part: str, label: str) -> dict[str, Any]:
    return {"type": "relation", "from_id": head, "to_id": part, "direction": "right", "labels": [label]}


def _read_task(data: Any, place: str) -> GoldArticle:
    try:
        task = _Task.parse(data)
        quotes = [_read_quote(task, head) for head in task.find_heads({kind.capitalize() for kind in TYPES})]
        quotes.sort(key=lambda quote: quote["content"][0])
        article = {"aliases": {}, **task.data, "id": str(task.data.get("id", task.id)), "quotes": quotes}
        return GoldArticle.from_dict(article)
    except QuotesError as error:
        error.path = place
        raise
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        hint = "export from Label Studio as JSON, not JSON-MIN"
        raise RecordError(f"is not a task ({type(error).__name__}: {error})", path=place, hint=hint) from error


def _read_quote(task: _Task, head: str) -> Mapping[str, Any]:
    first = task.regions[head]
    spans = [first.span, *(task.regions[part].span for part in task.find_bound(head, "part"))]
    parts = {part: task.find_part(head, part) for part in _PARTS}
    return {"type": first.label.lower(), "content": sorted(spans), **parts, "speaker": task.speakers.get(head, [])}


@dataclass(frozen=True, slots=True)
class _Region:
    """A labelled stretch of the text."""

    label: str
    span: Span


@dataclass(frozen=True, slots=True)
class _Task:
    """A task with its valid annotation.

    Attributes:
        id: the number that Label Studio gave it.
        data: the article without its quotes.
        regions: by their ids.
        relations: from, to, label.
        speakers: the entries of a region's text area, by region.
    """

    id: Any
    data: Mapping[str, Any]
    regions: Mapping[str, _Region]
    relations: tuple[tuple[str, str, str], ...]
    speakers: Mapping[str, list[str]]

    @classmethod
    def parse(cls, task: Mapping[str, Any]) -> _Task:
        """Parse a task.

        Raises:
            RecordError: it has no annotation, or a region or relation does not fit the text.
            KeyError, TypeError, ValueError: it is not a task.
        """
        data, results = task["data"], _choose_annotation(task)["result"]
        regions = {
            each["id"]: _parse_region(each["value"], data["text"]) for each in results if each["type"] == "labels"
        }
        relations = tuple(_parse_relation(each) for each in results if each["type"] == "relation")
        for start, end, label in relations:
            if not {start, end} <= regions.keys():
                raise RecordError(f"a relation {label!r} binds {start} to {end}, and one of them is not a region")
        areas = {each["id"]: _parse_entries(each["value"]["text"]) for each in results if each["type"] == "textarea"}
        return cls(task.get("id"), data, regions, relations, areas)

    def find_heads(self, labels: set[str]) -> Iterator[str]:
        """Yield the regions with one of the labels that are the first span of their content."""
        further = {end for _, end, label in self.relations if label == "part"}
        return (name for name, region in self.regions.items() if region.label in labels and name not in further)

    def find_bound(self, head: str, label: str) -> list[str]:
        """Return the regions that a relation binds to ``head``, in whichever direction it was drawn."""
        if label == "part":
            return [end for start, end, name in self.relations if (start, name) == (head, label)]
        ends = [(start, end) for start, end, name in self.relations if name == label]
        return [end if start == head else start for start, end in ends if head in (start, end)]

    def find_part(self, head: str, label: str) -> Span | None:
        """Return the span of the only region that is bound to ``head`` by this label.

        Raises:
            RecordError: there are two.
        """
        bound = self.find_bound(head, label)
        if len(bound) > 1:
            raise RecordError(f"region {head} has {len(bound)} relations {label!r}", hint="leave one")
        return self.regions[bound[0]].span if bound else None


def _choose_annotation(task: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the ground truth, or else the last annotation that was not cancelled."""
    valid = [each for each in task.get("annotations") or () if not each.get("was_cancelled")]
    if not valid:
        raise RecordError("has no annotation", hint="annotate it, or leave it out of the export")
    truth = [each for each in valid if each.get("ground_truth")]
    chosen: Mapping[str, Any] = (truth or valid)[-1]
    return chosen


def _parse_region(value: Mapping[str, Any], text: str) -> _Region:
    """Parse a region, whose offsets are code points, or UTF-16 units in older versions (label-studio issue 1347)."""
    start, end = int(value["start"]), int(value["end"])
    words = value.get("text")
    for span in (Span(start, end), Span(_code_point(text, start), _code_point(text, end))):
        if words is None or _collapse_spaces(span.of(text)) == _collapse_spaces(words):
            return _Region(value["labels"][0], span)
    hint = "import the text unchanged and annotate it again"
    raise RecordError(f"the words at {start}–{end} are not {words!r}", hint=hint)


def _code_point(text: str, unit: int) -> int:
    """Return the code point at a position in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * unit].decode("utf-16-le", "ignore"))


def _collapse_spaces(words: str) -> str:
    """Replace white space by single spaces: Label Studio writes line ends inside a region in several ways."""
    return re.sub(r"(?:\s|\\n)+", " ", words).strip()


def _parse_relation(relation: Mapping[str, Any]) -> tuple[str, str, str]:
    label = (relation.get("labels") or [""])[0]
    ends = (relation["from_id"], relation["to_id"])
    start, end = reversed(ends) if relation.get("direction") == "left" else ends
    return start, end, label


def _parse_entries(text: str | list[str]) -> list[str]:
    return [entry.strip() for entry in ([text] if isinstance(text, str) else text) if entry.strip()]
