"""Gold as tasks of Label Studio (https://labelstud.io/guide/task_format).

Every piece of a content is a region ``Direct``, ``Indirect`` or ``Mixed``; cue, source, addressee and the further
pieces of a split content are bound to the first piece by relations. The speakers are the text area of that region.
Aliases, title and outlet are data of the task.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from quotes.errors import QuotesError, RecordError
from quotes.evaluation.formats.files import read_text, write_text
from quotes.evaluation.formats.label_studio_task import Task
from quotes.evaluation.gold import TYPES, GoldArticle
from quotes.records import Quote, Span

#: The labelling interface that the tasks are for; it is written beside them.
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
    """Read an export in the form JSON (not JSON-MIN).

    Raises:
        InputError: the file cannot be read.
        RecordError: it is not an export, or an annotation in it cannot be understood; the message has the task.
    """
    try:
        tasks = json.loads(read_text(path))
    except ValueError as error:
        raise RecordError(f"is not JSON: {error}", path=str(path)) from error
    if not isinstance(tasks, list):
        raise RecordError("is not a list of tasks", path=str(path), hint="export from Label Studio as JSON")
    return [_placed_article(task, f"{path}: task {number}") for number, task in enumerate(tasks, 1)]


def write(articles: Sequence[GoldArticle], path: Path) -> None:
    """Write the tasks, and beside them the labelling interface that they are for (``.xml``).

    Raises:
        OutputError: a file cannot be written.
    """
    write_text(path, json.dumps([_task(article) for article in articles], ensure_ascii=False, indent=1) + "\n")
    write_text(path.with_suffix(".xml"), INTERFACE)


def _task(article: GoldArticle) -> dict[str, Any]:
    data = {key: value for key, value in article.to_dict().items() if key != "quotes"}
    results = [
        result for number, quote in enumerate(article.quotes, 1) for result in _results(article.text, quote, number)
    ]
    return {"data": data, "annotations": [{"result": results}]}


def _results(text: str, quote: Quote, number: int) -> Iterator[dict[str, Any]]:
    head = f"q{number}"
    yield _region(text, head, quote.content[0], quote.type.capitalize())
    for place, span in enumerate(quote.content[1:], 2):
        yield _region(text, f"{head}-{place}", span, quote.type.capitalize())
        yield _relation(head, f"{head}-{place}", "part")
    for part in _PARTS:
        if span := getattr(quote, part):
            yield _region(text, f"{head}-{part}", span, part.capitalize())
            yield _relation(head, f"{head}-{part}", part)
    if quote.speakers:
        value = {"start": quote.content[0].start, "end": quote.content[0].end, "text": list(quote.speakers)}
        yield {"id": head, "from_name": "speaker", "to_name": "text", "type": "textarea", "value": value}


def _region(text: str, name: str, span: Span, label: str) -> dict[str, Any]:
    value = {"start": span.start, "end": span.end, "text": span.of(text), "labels": [label]}
    return {"id": name, "from_name": "label", "to_name": "text", "type": "labels", "value": value}


def _relation(head: str, part: str, label: str) -> dict[str, Any]:
    return {"type": "relation", "from_id": head, "to_id": part, "direction": "right", "labels": [label]}


def _placed_article(task: Any, place: str) -> GoldArticle:
    try:
        return _article(Task.parse(task))
    except QuotesError as error:
        error.path = place
        raise
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        hint = "export from Label Studio as JSON, not JSON-MIN"
        raise RecordError(f"is not a task ({type(error).__name__}: {error})", path=place, hint=hint) from error


def _article(task: Task) -> GoldArticle:
    quotes = [_quote(task, head) for head in task.heads({kind.capitalize() for kind in TYPES})]
    quotes.sort(key=lambda quote: quote["content"][0])
    data = {"aliases": {}, **task.data, "id": str(task.data.get("id", task.id)), "quotes": quotes}
    return GoldArticle.from_dict(data)


def _quote(task: Task, head: str) -> Mapping[str, Any]:
    first = task.regions[head]
    pieces = [first.span, *(task.regions[part].span for part in task.bound(head, "part"))]
    parts = {part: task.one(head, part) for part in _PARTS}
    return {"type": first.label.lower(), "content": sorted(pieces), **parts, "speaker": task.speakers.get(head, [])}
