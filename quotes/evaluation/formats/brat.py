"""Gold as a folder of brat standoff (``.txt`` and ``.ann``; Stenetorp et al. 2012), for https://brat.nlplab.org.

A content is an entity ``Direct``, ``Indirect`` or ``Mixed``, in fragments where it is split. Cue, source and addressee
are entities of their own, bound to it by the relations ``Cue_of``, ``Source_of`` and ``Addressee_of``, so that one cue
can serve two quotes and the ``nya`` of ``katanya`` can lie inside it. A note on the content names the speakers (``Name;
Other name``), and ``Aliases`` notes give further names of a speaker (``Name = Alias; Alias``). brat has no place for
the title and outlet of an article; they are in a ``.json`` file beside the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from quotes.errors import InputError, QuotesError, RecordError
from quotes.evaluation.gold import (
    TYPES,
    GoldArticle,
    escape_name,
    join_names,
    make_stem,
    read_about,
    read_stem,
    read_text,
    split_names,
    unescape_name,
    write_about,
    write_text,
)
from quotes.records import Span

#: The entities and relations, in the form of brat's ``annotation.conf``.
CONFIGURATION = """\
[entities]
Direct
Indirect
Mixed
Cue
Source
Addressee

[relations]
Cue_of\tArg1:Cue, Arg2:Direct|Indirect|Mixed
Source_of\tArg1:Source, Arg2:Direct|Indirect|Mixed
Addressee_of\tArg1:Addressee, Arg2:Direct|Indirect|Mixed
<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>

[events]

[attributes]
"""
_PARTS = ("cue", "source", "addressee")

_LINE_ENDS = re.compile(r"[\r\n]+")
_NAME_AND_ALIASES = re.compile(r"((?:\\.|[^=\\])*)=(.*)", re.DOTALL)


def read(folder: Path) -> list[GoldArticle]:
    """Read every ``.txt`` file of the folder that has an ``.ann`` file beside it, in the order of their names.

    Raises:
        InputError: a file cannot be read, or the path is not a folder.
        RecordError: an annotation is malformed; the message has its line.
    """
    if not folder.is_dir():
        raise InputError("is not a folder", path=str(folder), hint="brat keeps its .txt and .ann files in one")
    return [_read_article(path) for path in sorted(folder.glob("*.txt")) if path.with_suffix(".ann").exists()]


def write(articles: Sequence[GoldArticle], folder: Path) -> None:
    """Write two files for each article, a third one for its title and the like, and brat's ``annotation.conf``.

    Raises:
        OutputError: a file cannot be written.
    """
    write_text(folder / "annotation.conf", CONFIGURATION)
    for article in articles:
        stem = make_stem(article.id)
        write_text(folder / f"{stem}.txt", article.text)
        write_text(folder / f"{stem}.ann", _format_annotations(article))
        # brat cannot hold the aliases where there is no quote to attach them to
        write_about(article, folder / f"{stem}.json", held={"aliases"} if article.quotes else set())


def _read_article(path: Path) -> GoldArticle:
    text, meta = read_text(path), read_about(path.with_suffix(".json"))
    annotations_path = path.with_suffix(".ann")
    found = _Annotations.parse(read_text(annotations_path), text, str(annotations_path))
    quotes: list[dict[str, Any]] = []
    for name, entity in found.entities.items():
        if entity.label.lower() in TYPES:
            parts = {part: found.find_part(f"{part.capitalize()}_of", name) for part in _PARTS}
            content = {"type": entity.label.lower(), "content": entity.spans}
            quotes.append({**content, **parts, "speaker": found.find_speakers(name)})
    quotes.sort(key=lambda quote: quote["content"][0])
    aliases = {**meta.pop("aliases", {}), **found.find_aliases()}
    data = {**meta, "id": read_stem(path), "text": text, "aliases": aliases, "quotes": quotes}
    try:
        return GoldArticle.from_dict(data)
    except QuotesError as error:
        error.path = str(annotations_path)
        raise


@dataclass(frozen=True, slots=True)
class _Entity:
    """A labelled stretch of the text, in one fragment or several."""

    label: str
    spans: tuple[Span, ...]


@dataclass(slots=True)
class _Annotations:
    """The entities, relations and notes of an ``.ann`` file; events and attributes are skipped.

    Attributes:
        path: the file.
        entities: by their ids (``T1``).
        relations: label, id of the part, id of the content.
        notes: kind, id of the entity, text.
    """

    path: str
    entities: dict[str, _Entity] = field(default_factory=dict)
    relations: list[tuple[str, str, str]] = field(default_factory=list)
    notes: list[tuple[str, str, str]] = field(default_factory=list)

    @classmethod
    def parse(cls, lines: str, text: str, path: str) -> _Annotations:
        """Parse the lines, and compare every entity with the text.

        Raises:
            RecordError: a line is malformed, its words are not those of the text, or it refers to nothing.
        """
        found = cls(path)
        for number, line in enumerate(lines.split("\n"), 1):
            found._parse_line(line.rstrip("\r"), text, f"{path}:{number}")
        for label, part, content in found.relations:
            if not {part, content} <= found.entities.keys():
                raise RecordError(f"{label} binds {part} to {content}, and one of them does not exist", path=path)
        return found

    def _parse_line(self, line: str, text: str, place: str) -> None:
        name, _, rest = line.partition("\t")
        try:
            if name.startswith("T"):
                self.entities[name] = _parse_entity(rest, text)
            elif name.startswith("R"):
                label, part, content = rest.split()
                self.relations.append((label, part.removeprefix("Arg1:"), content.removeprefix("Arg2:")))
            elif name.startswith("#"):
                head, _, note = rest.partition("\t")
                kind, entity = head.split(" ")
                self.notes.append((kind, entity, note))
        except ValueError as error:
            hint = "see brat's description of the standoff format"
            raise RecordError(f"{error} in {line!r}", path=place, hint=hint) from error

    def find_part(self, label: str, content: str) -> Span | None:
        """Return the cue, source or addressee of a content.

        Raises:
            RecordError: there are two, or it is in fragments.
        """
        spans = [self.entities[part].spans for name, part, whole in self.relations if (name, whole) == (label, content)]
        if not spans:
            return None
        if len(spans) > 1 or len(spans[0]) > 1:
            hint = "leave one relation, to an entity in one fragment"
            raise RecordError(f"{content} has more than one {label}", path=self.path, hint=hint)
        return spans[0][0]

    def find_speakers(self, content: str) -> list[str]:
        """Return the names in the notes on a content."""
        notes = [note for kind, entity, note in self.notes if (kind, entity) == ("AnnotatorNotes", content)]
        return [name for note in notes for name in split_names(note)]

    def find_aliases(self) -> dict[str, list[str]]:
        """Return the aliases of every speaker, from the ``Aliases`` notes."""
        out: dict[str, list[str]] = {}
        for kind, _, note in self.notes:
            if kind == "Aliases":
                parts = _NAME_AND_ALIASES.fullmatch(note)
                if not parts:
                    hint = "write Name = Alias; Alias"
                    raise RecordError(f"the note {note!r} has no =", path=self.path, hint=hint)
                out.setdefault(unescape_name(parts[1].strip()), []).extend(split_names(parts[2]))
        return out


def _parse_entity(rest: str, text: str) -> _Entity:
    head, _, words = rest.partition("\t")
    label, _, places = head.partition(" ")
    fragments = [Span(*_parse_offsets(place)) for place in places.split(";")]
    if " ".join(each.of(text) for each in fragments) != words:
        raise ValueError("the words are not those of the text at that place")
    # Fragments with nothing but line ends between them are one span, which the writer split.
    spans: list[Span] = []
    for each in sorted(fragments):
        if spans and _LINE_ENDS.fullmatch(text, spans[-1].end, each.start):
            spans[-1] = Span(spans[-1].start, each.end)
        else:
            spans.append(each)
    return _Entity(label, tuple(spans))


def _parse_offsets(place: str) -> tuple[int, int]:
    start, end = map(int, place.split())
    return start, end


def _format_annotations(article: GoldArticle) -> str:
    """Return the ``.ann`` file of an article."""
    writer = _Writer(article.text)
    first: str | None = None
    content_of: dict[str, str] = {}
    for quote in article.quotes:
        content = writer.add_entity(quote.type.capitalize(), quote.content)
        first = first or content
        for part in _PARTS:
            if span := getattr(quote, part):
                label = part.capitalize()
                writer.add_relation(f"{label}_of", writer.share_entity(label, (span,)), content)
        if quote.speakers:
            writer.add_note("AnnotatorNotes", content, quote.speakers)
        content_of |= {name: content for name in quote.speakers if name not in content_of}
    for name, others in article.aliases.items() if first else ():
        writer.add_note("Aliases", content_of.get(name, first or ""), others, of=name)
    return "".join(f"{line}\n" for line in writer.lines)


class _Writer:
    """Collects the lines of one ``.ann`` file."""

    def __init__(self, text: str) -> None:
        self.lines: list[str] = []
        self._text = text
        self._numbers = {"T": 0, "R": 0, "#": 0}
        self._shared: dict[_Entity, str] = {}

    def share_entity(self, label: str, spans: Sequence[Span]) -> str:
        """Return the id of an entity that several quotes can share; add it the first time."""
        key = _Entity(label, tuple(spans))
        if key not in self._shared:
            self._shared[key] = self.add_entity(label, spans)
        return self._shared[key]

    def add_entity(self, label: str, spans: Sequence[Span]) -> str:
        """Add an entity and return its id. brat allows no line end in a fragment, so spans are split at them."""
        fragments = [fragment for span in spans for fragment in _split_at_line_ends(self._text, span)]
        places = ";".join(f"{each.start} {each.end}" for each in fragments)
        words = " ".join(each.of(self._text) for each in fragments)
        return self._add("T", f"{label} {places}\t{words}")

    def add_relation(self, label: str, part: str, content: str) -> None:
        self._add("R", f"{label} Arg1:{part} Arg2:{content}\t")

    def add_note(self, kind: str, entity: str, names: Iterable[str], *, of: str | None = None) -> None:
        """Add a note of names to an entity; ``of`` is the name whose aliases they are."""
        head = "" if of is None else f"{escape_name(of)} = "
        self._add("#", f"{kind} {entity}\t{head}{join_names(names)}")

    def _add(self, kind: str, rest: str) -> str:
        self._numbers[kind] += 1
        name = f"{kind}{self._numbers[kind]}"
        self.lines.append(f"{name}\t{rest}")
        return name


def _split_at_line_ends(text: str, span: Span) -> Iterator[Span]:
    at = span.start
    for line_end in _LINE_ENDS.finditer(text, *span):
        if line_end.start() > at:
            yield Span(at, line_end.start())
        at = line_end.end()
    if span.end > at:
        yield Span(at, span.end)
