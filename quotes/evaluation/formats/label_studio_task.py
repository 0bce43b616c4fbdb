"""One task of a Label Studio export: its regions, relations and text areas."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from quotes.errors import RecordError
from quotes.records import Span


@dataclass(frozen=True, slots=True)
class Region:
    """A labelled stretch of the text."""

    label: str
    span: Span


@dataclass(frozen=True, slots=True)
class Task:
    """A task, and the annotation of it that counts.

    Attributes:
        relations: from, to, label.
        speakers: the entries of a region's text area, by region.
    """

    id: Any
    data: Mapping[str, Any]
    regions: Mapping[str, Region]
    relations: tuple[tuple[str, str, str], ...]
    speakers: Mapping[str, list[str]]

    @classmethod
    def parse(cls, task: Mapping[str, Any]) -> Task:
        """Read a task.

        Raises:
            RecordError: nobody annotated it, or a region does not fit the text.
            KeyError, TypeError, ValueError: it is not a task.
        """
        data, results = task["data"], _annotation(task)["result"]
        regions = {each["id"]: _region(each["value"], data["text"]) for each in results if each["type"] == "labels"}
        relations = tuple(_directed(each) for each in results if each["type"] == "relation")
        areas = {each["id"]: _entries(each["value"]["text"]) for each in results if each["type"] == "textarea"}
        _refuse_loose_ends(regions, relations)
        return cls(task.get("id"), data, regions, relations, areas)

    def heads(self, labels: set[str]) -> Iterator[str]:
        """Regions with one of the labels that are not a further piece of another."""
        further = {to for _, to, label in self.relations if label == "part"}
        return (name for name, region in self.regions.items() if region.label in labels and name not in further)

    def bound(self, head: str, label: str) -> list[str]:
        """The regions that a relation binds to ``head``, whichever way the annotator drew it."""
        if label == "part":
            return [to for start, to, name in self.relations if (start, name) == (head, label)]
        ends = [(start, to) for start, to, name in self.relations if name == label]
        return [to if start == head else start for start, to in ends if head in (start, to)]

    def one(self, head: str, label: str) -> Span | None:
        """The span of the one region that is bound to ``head`` by this label.

        Raises:
            RecordError: there are two.
        """
        found = self.bound(head, label)
        if len(found) > 1:
            raise RecordError(f"region {head} has {len(found)} relations {label!r}", hint="leave one")
        return self.regions[found[0]].span if found else None


def _annotation(task: Mapping[str, Any]) -> Mapping[str, Any]:
    """The ground truth, or else the last annotation that was not cancelled."""
    given = [each for each in task.get("annotations") or () if not each.get("was_cancelled")]
    if not given:
        raise RecordError("has no annotation", hint="annotate it, or leave it out of the export")
    truth = [each for each in given if each.get("ground_truth")]
    chosen: Mapping[str, Any] = (truth or given)[-1]
    return chosen


def _region(value: Mapping[str, Any], text: str) -> Region:
    """A region. Older versions counted UTF-16 units (label-studio issue 1347), now code points: the words tell."""
    start, end = int(value["start"]), int(value["end"])
    words = value.get("text")
    for span in (Span(start, end), Span(_code_point(text, start), _code_point(text, end))):
        if words is None or _same(span.of(text), words):
            return Region(value["labels"][0], span)
    hint = "import the text as it is and annotate again"
    raise RecordError(f"the words at {start}–{end} are not {words!r}", hint=hint)


def _code_point(text: str, unit: int) -> int:
    """The code point at a position that is counted in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * unit].decode("utf-16-le", "ignore"))


def _same(ours: str, theirs: str) -> bool:
    """Label Studio writes line ends inside a region in several ways."""
    return _spaced(ours) == _spaced(theirs)


def _spaced(words: str) -> str:
    return re.sub(r"(?:\s|\\n)+", " ", words).strip()


def _directed(relation: Mapping[str, Any]) -> tuple[str, str, str]:
    label = (relation.get("labels") or [""])[0]
    ends = (relation["from_id"], relation["to_id"])
    start, to = reversed(ends) if relation.get("direction") == "left" else ends
    return start, to, label


def _entries(text: str | list[str]) -> list[str]:
    return [entry.strip() for entry in ([text] if isinstance(text, str) else text) if entry.strip()]


def _refuse_loose_ends(regions: Mapping[str, Region], relations: tuple[tuple[str, str, str], ...]) -> None:
    for start, to, label in relations:
        if not {start, to} <= regions.keys():
            raise RecordError(f"a relation {label!r} binds {start} to {to}, and one of them is no region")
