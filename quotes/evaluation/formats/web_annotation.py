"""Gold as a folder of texts with W3C Web Annotations (https://www.w3.org/TR/annotation-model/).

Beside each text (``.txt``) stands a page of annotations (``.jsonld``). The annotation of a quote has the words as its
target, by a text quote selector (the words and what stands around them) and a text position selector (code points);
its bodies classify it (``direct``, ``indirect``, ``mixed``) and identify the speakers. Cue, source and addressee are
annotations that link to that of the quote. When the folder is read, the words count where they no longer stand at
their position. Aliases, title and outlet are in a JSON file beside the text.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote as escape

from quotes.errors import InputError, RecordError
from quotes.evaluation.gold import (
    TYPES,
    GoldArticle,
    make_stem,
    read_about,
    read_stem,
    read_text,
    write_about,
    write_text,
)
from quotes.records import Quote, Span

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_PARTS = ("cue", "source", "addressee")
#: Characters of the prefix and the suffix of a selector.
_AROUND = 32


def write(articles: Sequence[GoldArticle], folder: Path) -> None:
    """Write the text and the annotations of each article.

    Raises:
        OutputError: a file cannot be written.
    """
    for article in articles:
        path = folder / f"{make_stem(article.id)}.jsonld"
        write_text(path.with_suffix(".txt"), article.text)
        write_text(path, json.dumps(make_page(article), ensure_ascii=False, indent=1) + "\n")
        write_about(article, path.with_suffix(".json"))


def make_page(article: GoldArticle) -> dict[str, Any]:
    """Return the annotations of an article as a page of JSON-LD."""
    base = f"urn:quotes:{escape(article.id, safe='')}"
    source = article.article.url or base
    items = [
        item
        for number, quote in enumerate(article.quotes, 1)
        for item in _make_annotations(quote, article.text, source, f"{base}#q{number}")
    ]
    return {"@context": CONTEXT, "id": f"{base}#page", "type": "AnnotationPage", "items": items}


def _make_annotations(quote: Quote, text: str, source: str, name: str) -> Iterator[dict[str, Any]]:
    bodies = [{"type": "TextualBody", "purpose": "classifying", "value": quote.type}]
    bodies += [{"type": "TextualBody", "purpose": "identifying", "value": speaker} for speaker in quote.speakers]
    targets = [_make_target(span, text, source) for span in quote.content]
    yield {"id": name, "type": "Annotation", "motivation": "highlighting", "body": bodies, "target": targets}
    for part in _PARTS:
        if span := getattr(quote, part):
            bodies = [{"type": "TextualBody", "purpose": "tagging", "value": part}]
            yield {
                "id": f"{name}-{part}",
                "type": "Annotation",
                "motivation": "linking",
                "body": [*bodies, {"type": "SpecificResource", "purpose": "linking", "source": name}],
                "target": [_make_target(span, text, source)],
            }


def _make_target(span: Span, text: str, source: str) -> dict[str, Any]:
    return {
        "type": "SpecificResource",
        "source": source,
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": span.of(text),
                "prefix": text[max(0, span.start - _AROUND) : span.start],
                "suffix": text[span.end : span.end + _AROUND],
            },
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        ],
    }


def read(folder: Path) -> list[GoldArticle]:
    """Read every text of a folder that has annotations beside it.

    Raises:
        InputError: the path is not a folder, or a file cannot be read.
        RecordError: an annotation is malformed, or its words are not in the text.
    """
    if not folder.is_dir():
        raise InputError("is not a folder", path=str(folder), hint="give the folder with .txt and .jsonld files")
    return [_read_article(path) for path in sorted(folder.glob("*.jsonld"))]


def _read_article(path: Path) -> GoldArticle:
    text = read_text(path.with_suffix(".txt"))
    about = {"aliases": {}, **read_about(path.with_suffix(".json"))}
    try:
        page = json.loads(read_text(path))
        quotes = _read_quotes(page["items"], text)
        return GoldArticle.from_dict({**about, "id": read_stem(path), "text": text, "quotes": quotes})
    except RecordError as error:
        error.path = str(path)
        raise
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        hint = "give an AnnotationPage with its items"
        raise RecordError(f"is not a page of annotations ({error!r})", path=str(path), hint=hint) from error


def _read_quotes(items: Sequence[Mapping[str, Any]], text: str) -> list[dict[str, Any]]:
    quotes: dict[str, dict[str, Any]] = {}
    for item in items:
        bodies = {kind: [each for each in item["body"] if each.get("purpose") == kind] for kind in _PURPOSES}
        spans = [_find(target["selector"], text, item["id"]) for target in item["target"]]
        kinds = [each["value"] for each in bodies["classifying"] if each["value"] in TYPES]
        if kinds:
            speakers = [each["value"] for each in bodies["identifying"]]
            entry = quotes.setdefault(item["id"], dict.fromkeys(_PARTS))
            entry.update({"type": kinds[0], "content": sorted(spans), "speaker": speakers})
        for tag in bodies["tagging"] if bodies["linking"] else ():
            quotes.setdefault(bodies["linking"][0]["source"], dict.fromkeys(_PARTS))[tag["value"]] = spans[0]
    whole = [quote for quote in quotes.values() if "type" in quote]
    return sorted(whole, key=lambda quote: quote["content"][0])


_PURPOSES = ("classifying", "identifying", "tagging", "linking")


def _find(selectors: Sequence[Mapping[str, Any]], text: str, name: str) -> list[int]:
    """Return the place that selectors describe: at the position if the words stand there, else by what is around."""
    words = next((each for each in selectors if each["type"] == "TextQuoteSelector"), None)
    position = next((each for each in selectors if each["type"] == "TextPositionSelector"), None)
    if position and (words is None or text[position["start"] : position["end"]] == words["exact"]):
        return [position["start"], position["end"]]
    exact = words["exact"] if words else ""
    prefix, suffix = (words.get(key, "") if words else "" for key in ("prefix", "suffix"))
    places = [k for k in range(len(text)) if text.startswith(exact, k)] if exact else []
    best = [k for k in places if text[:k].endswith(prefix) and text.startswith(suffix, k + len(exact))]
    best = best or [k for k in places if text[:k].endswith(prefix) or text.startswith(suffix, k + len(exact))]
    if len(best or places) != 1:
        hint = "annotate it again"
        raise RecordError(f"the words of {name} stand at {len(best or places)} places of the text", hint=hint)
    start = (best or places)[0]
    return [start, start + len(exact)]
