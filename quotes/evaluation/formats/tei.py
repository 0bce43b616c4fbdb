"""Gold as TEI P5 (https://tei-c.org/guidelines/p5/): one corpus file, each line of a text a paragraph.

A content is ``<said who="#…" direct="true">``, where ``direct`` is ``false`` for an indirect and ``unknown`` for a
mixed quote; a cue, source or addressee is ``<rs type="cue" corresp="#…">``. ``n`` has the number of the span (``2.1``:
the first span of the second quote). Elements cannot overlap, nor cross a paragraph, so a span may be several elements
of the same ``n``, bound by ``next`` and ``prev``. The speakers are in ``<particDesc>``, with their aliases as further
``<persName>``.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotes.errors import InputError, OutputError, RecordError
from quotes.evaluation.gold import GoldArticle, read_text, write_text
from quotes.records import Quote, Span

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

NAMESPACE = "http://www.tei-c.org/ns/1.0"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_PARTS = ("cue", "source", "addressee")
_DIRECT = {"direct": "true", "indirect": "false", "mixed": "unknown"}
#: The label of a speaker for whom the gold has no list of aliases.
_UNLISTED = "no-aliases"
_TYPES = {written: kind for kind, written in _DIRECT.items()}


def write(articles: Sequence[GoldArticle], path: Path) -> None:
    """Write a corpus.

    Raises:
        OutputError: the file cannot be written, or a text has characters that XML does not allow.
    """
    from lxml import etree

    corpus = etree.Element(f"{{{NAMESPACE}}}teiCorpus", nsmap={None: NAMESPACE})
    try:
        _add_header(corpus, "Annotated articles", None)
        for article in articles:
            _Writer(article).add_to(corpus)
    except ValueError as error:
        raise OutputError(f"cannot be written as XML ({error})", path=str(path), hint="use brat or JSONL") from error
    written = etree.tostring(corpus, encoding="UTF-8", xml_declaration=True)
    write_text(path, written.decode("utf-8") + "\n")


def _add(parent: Element, name: str, text: str | None = None, **attributes: str) -> Element:
    from lxml import etree

    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")
    element.text = text
    for key, value in attributes.items():
        element.set(f"{_XML}{key[4:]}" if key.startswith("xml_") else key, value)
    return element


def _add_header(parent: Element, title: str, article: GoldArticle | None) -> Element:
    """Add the description of a file: title, source and identifiers, each where TEI has a place for it."""
    header = _add(parent, "teiHeader")
    file = _add(header, "fileDesc")
    _add(_add(file, "titleStmt"), "title", title)
    _add(_add(file, "publicationStmt"), "p", "Annotations of quotes")
    source = _add(file, "sourceDesc")
    if article is None:
        _add(source, "p", "News articles")
        return header
    about = article.article
    bibl = _add(source, "bibl")
    for name, value in (("title", about.title), ("publisher", about.outlet), ("date", about.date)):
        if value is not None:
            _add(bibl, name, value)
    _add(bibl, "idno", article.id, type="article")
    if about.url is not None:
        _add(bibl, "idno", about.url, type="url")
    if article.extra:
        _add(bibl, "note", json.dumps(dict(article.extra), ensure_ascii=False), type="extra")
    return header


@dataclass(frozen=True, slots=True)
class _Mark:
    """A span with the element that it becomes."""

    span: Span
    name: str
    attributes: tuple[tuple[str, str], ...]


class _Writer:
    """Writes one article."""

    def __init__(self, article: GoldArticle) -> None:
        self._article = article
        names = dict.fromkeys([*article.aliases, *(name for quote in article.quotes for name in quote.speakers)])
        self._speakers = {name: f"s{number}" for number, name in enumerate(names, 1)}
        self._pieces: dict[str, Element] = {}
        self._counts = Counter[str]()

    def add_to(self, corpus: Element) -> None:
        """Add the article to a corpus; ids are unique in the file."""
        prefix = f"a{len(corpus)}"
        self._speakers = {name: f"{prefix}.{number}" for name, number in self._speakers.items()}
        tei = _add(corpus, "TEI")
        header = _add_header(tei, self._article.article.title or self._article.id, self._article)
        if self._speakers:
            people = _add(_add(_add(header, "profileDesc"), "particDesc"), "listPerson")
            for name, number in self._speakers.items():
                listed = {} if name in self._article.aliases else {"n": _UNLISTED}
                person = _add(people, "person", xml_id=number, **listed)
                _add(person, "persName", name)
                for alias in self._article.aliases.get(name, ()):
                    _add(person, "persName", alias, type="alias")
        body = _add(_add(tei, "text"), "body")
        marks = [
            mark
            for number, quote in enumerate(self._article.quotes, 1)
            for mark in self._make_marks(quote, f"{prefix}.q{number}", number)
        ]
        start = 0
        for line in self._article.text.split("\n"):
            span = Span(start, start + len(line))
            paragraph = _add(body, "p")
            paragraph.set(f"{_XML}space", "preserve")
            inside = [mark for mark in marks if mark.span.overlaps(span)]
            self._fill(paragraph, span, sorted(inside, key=lambda mark: (mark.span.start, -mark.span.end)))
            start = span.end + 1

    def _make_marks(self, quote: Quote, name: str, number: int) -> Iterator[_Mark]:
        who = " ".join(f"#{self._speakers[each]}" for each in quote.speakers)
        for k, span in enumerate(quote.content, 1):
            attributes = {"n": f"{number}.{k}", "direct": _DIRECT[quote.type], **({"who": who} if who else {})}
            yield _Mark(span, "said", tuple({**attributes, "id": name if k == 1 else f"{name}.{k}"}.items()))
        for part in _PARTS:
            if span := getattr(quote, part):
                attributes = {"n": f"{number}.{part}", "type": part, "corresp": f"#{name}", "id": f"{name}.{part}"}
                yield _Mark(span, "rs", tuple(attributes.items()))

    def _fill(self, parent: Element, within: Span, marks: Sequence[_Mark]) -> None:
        """Add the text of a span and its marks; one that crosses the end of another is cut there."""
        at, waiting = within.start, list(marks)
        while waiting:
            mark = waiting.pop(0)
            start, end = max(mark.span.start, within.start, at), min(mark.span.end, within.end)
            if start >= end:
                continue
            self._add_text(parent, Span(at, start))
            nested, later = list[_Mark](), list[_Mark]()
            for other in waiting:
                (nested if other.span.start < end else later).append(other)
                if other.span.start < end < other.span.end:
                    later.append(other)
            self._fill(self._open(parent, mark), Span(start, end), nested)
            at, waiting = end, sorted(later, key=lambda other: (max(other.span.start, end), -other.span.end))
        self._add_text(parent, Span(at, within.end))

    def _open(self, parent: Element, mark: _Mark) -> Element:
        """Add an element, bound to the piece of the same span before it."""
        attributes = dict(mark.attributes)
        name = attributes.pop("id")
        element = _add(parent, mark.name, **attributes)
        before = self._pieces.get(name)
        self._counts[name] += 1
        unique = name if before is None else f"{name}-{self._counts[name]}"
        element.set(f"{_XML}id", unique)
        if before is not None:
            before.set("next", f"#{unique}")
            element.set("prev", f"#{before.get(f'{_XML}id')}")
        self._pieces[name] = element
        return element

    def _add_text(self, parent: Element, span: Span) -> None:
        text = span.of(self._article.text)
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + text
        else:
            parent.text = (parent.text or "") + text


def read(path: Path) -> list[GoldArticle]:
    """Read a corpus, or a file with one article.

    Raises:
        InputError: the file cannot be read, or is not XML.
        RecordError: an element is malformed.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, huge_tree=False)
    try:
        root = etree.fromstring(read_text(path).encode("utf-8"), parser)
    except etree.XMLSyntaxError as error:
        raise InputError(f"is not XML: {error}", path=str(path)) from error
    return [_read_article(tei, path, number) for number, tei in enumerate(root.iter(f"{{{NAMESPACE}}}TEI"), 1)]


def _read_article(tei: Element, path: Path, number: int) -> GoldArticle:
    place = f"{path}: text {number}"
    people = {
        person.get(f"{_XML}id"): [(name.text or "", name.get("type")) for name in person.iter(_tag("persName"))]
        for person in tei.iter(_tag("person"))
    }
    text, spans = _read_text(tei)
    data: dict[str, Any] = {**_read_about(tei, place), "text": text}
    unlisted = {person.get(f"{_XML}id") for person in tei.iter(_tag("person")) if person.get("n") == _UNLISTED}
    data["aliases"] = {
        names[0][0]: [name for name, kind in names if kind == "alias"]
        for key, names in people.items()
        if key not in unlisted and names
    }
    quotes: dict[str, dict[str, Any]] = {}
    for key, (element, span) in spans.items():
        quote, _, part = key.partition(".")
        entry = quotes.setdefault(quote, {**dict.fromkeys(_PARTS), "content": [], "speaker": [], "type": "direct"})
        if element.tag == _tag("said"):
            entry["content"].append(list(span))
            entry["type"] = _TYPES.get(element.get("direct", "true"), "direct")
            who = [name.removeprefix("#") for name in element.get("who", "").split()]
            if unknown := [name for name in who if name not in people]:
                raise RecordError(
                    f"who refers to {unknown[0]!r}, which is no person", path=place, hint="add the person"
                )
            entry["speaker"] = [people[name][0][0] for name in who]
        elif part in _PARTS:
            entry[part] = list(span)
    data["quotes"] = sorted((quote for quote in quotes.values() if quote["content"]), key=lambda q: q["content"][0])
    try:
        return GoldArticle.from_dict(data)
    except RecordError as error:
        error.path = place
        raise


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _read_about(tei: Element, place: str) -> dict[str, Any]:
    bibl = tei.find(f".//{_tag('sourceDesc')}/{_tag('bibl')}")
    if bibl is None:
        return {"id": place}
    about: dict[str, Any] = {}
    for name, key in (("title", "title"), ("publisher", "outlet"), ("date", "date")):
        element = bibl.find(_tag(name))
        if element is not None:
            about[key] = element.text or ""
    for element in bibl.findall(_tag("idno")):
        about["url" if element.get("type") == "url" else "id"] = element.text or ""
    extra = bibl.find(_tag("note"))
    return {"id": place, **about, **(json.loads(extra.text or "{}") if extra is not None else {})}


def _read_text(tei: Element) -> tuple[str, dict[str, tuple[Element, Span]]]:
    """Return the text of an article, and its spans by ``n``, with the first element of each."""
    paragraphs = [element for body in tei.iter(_tag("body")) for element in body.iter(_tag("p"))]
    parts: list[str] = []
    spans: dict[str, tuple[Element, Span]] = {}
    length = 0

    def walk(element: Element) -> None:
        nonlocal length
        start = length
        for text in _texts(element, walk):
            parts.append(text)
            length += len(text)
        key = element.get("n")
        if key and element.tag in (_tag("said"), _tag("rs")):
            first, span = spans.get(key, (element, Span(start, length)))
            spans[key] = (first, Span(min(span.start, start), max(span.end, length)))

    for number, paragraph in enumerate(paragraphs):
        if number:
            parts.append("\n")
            length += 1
        walk(paragraph)
    return "".join(parts), spans


def _texts(element: Element, walk: Any) -> Iterable[str]:
    yield element.text or ""
    for child in element:
        walk(child)
        yield child.tail or ""
