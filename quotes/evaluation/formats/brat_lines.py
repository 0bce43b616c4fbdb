"""The lines of an ``.ann`` file: ``T`` entities, ``R`` relations, ``#`` notes; events and attributes are skipped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from quotes.errors import RecordError
from quotes.records import Span

_LINE_ENDS = re.compile(r"[\r\n]+")
_SEPARATED = re.compile(r"((?:\\.|[^;\\])*)(?:;|$)")
_NAMED = re.compile(r"((?:\\.|[^=\\])*)=(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Entity:
    """A labelled stretch of the text, in one piece or several."""

    label: str
    spans: tuple[Span, ...]


class Writer:
    """Collects the lines of one ``.ann`` file; equal cues and sources of two quotes become one entity."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines: list[str] = []
        self._numbers = {"T": 0, "R": 0, "#": 0}
        self._shared: dict[Entity, str] = {}

    def text(self) -> str:
        """The file."""
        return "".join(f"{line}\n" for line in self._lines)

    def entity(self, label: str, spans: Sequence[Span]) -> str:
        """The id of the entity, which is written when first asked for."""
        key = Entity(label, tuple(spans))
        if key not in self._shared:
            self._shared[key] = self.new_entity(label, spans)
        return self._shared[key]

    def new_entity(self, label: str, spans: Sequence[Span]) -> str:
        """Write an entity of its own. brat cannot hold a line end: a piece that has one becomes several."""
        pieces = [piece for span in spans for piece in _without_line_ends(self._text, span)]
        places = ";".join(f"{piece.start} {piece.end}" for piece in pieces)
        words = " ".join(piece.of(self._text) for piece in pieces)
        return self._add("T", f"{label} {places}\t{words}")

    def relation(self, label: str, part: str, whole: str) -> None:
        """Bind a part to its content."""
        self._add("R", f"{label} Arg1:{part} Arg2:{whole}\t")

    def note(self, kind: str, entity: str, names: Iterable[str], *, of: str | None = None) -> None:
        """Write names on an entity; ``of`` says whose they are."""
        head = "" if of is None else f"{_escaped(of)} = "
        self._add("#", f"{kind} {entity}\t{head}{'; '.join(map(_escaped, names))}")

    def _add(self, kind: str, rest: str) -> str:
        self._numbers[kind] += 1
        name = f"{kind}{self._numbers[kind]}"
        self._lines.append(f"{name}\t{rest}")
        return name


@dataclass(slots=True)
class Annotations:
    """An ``.ann`` file, read."""

    path: str
    entities: dict[str, Entity] = field(default_factory=dict)
    relations: list[tuple[str, str, str]] = field(default_factory=list)
    notes: list[tuple[str, str, str]] = field(default_factory=list)

    @classmethod
    def parse(cls, lines: str, text: str, path: str) -> Annotations:
        """Read the lines and hold every entity against the text.

        Raises:
            RecordError: a line is broken, its words are not those of the text, or it points to nothing.
        """
        found = cls(path)
        for number, line in enumerate(lines.split("\n"), 1):
            found._read_line(line.rstrip("\r"), text, f"{path}:{number}")
        known = set(found.entities)
        for label, part, whole in found.relations:
            if not {part, whole} <= known:
                raise RecordError(f"{label} binds {part} to {whole}, and one of them is not there", path=path)
        return found

    def part(self, label: str, content: str) -> Span | None:
        """The cue, source or addressee of a content.

        Raises:
            RecordError: there are two, or it is in pieces.
        """
        spans = [self.entities[part].spans for name, part, whole in self.relations if (name, whole) == (label, content)]
        if not spans:
            return None
        if len(spans) > 1 or len(spans[0]) > 1:
            hint = "leave one relation, to an entity in one piece"
            raise RecordError(f"{content} has more than one {label}", path=self.path, hint=hint)
        return spans[0][0]

    def speakers(self, content: str) -> list[str]:
        """The names in the notes of a content."""
        notes = [note for kind, entity, note in self.notes if (kind, entity) == ("AnnotatorNotes", content)]
        return [name for note in notes for name in _names(note)]

    def aliases(self) -> dict[str, list[str]]:
        """What the ``Aliases`` notes say."""
        out: dict[str, list[str]] = {}
        for kind, _, note in self.notes:
            if kind == "Aliases":
                named = _NAMED.fullmatch(note)
                if not named:
                    hint = "write Name = Alias; Alias"
                    raise RecordError(f"the note {note!r} has no =", path=self.path, hint=hint)
                out.setdefault(_plain(named[1].strip()), []).extend(_names(named[2]))
        return out

    def _read_line(self, line: str, text: str, place: str) -> None:
        name, _, rest = line.partition("\t")
        try:
            if name.startswith("T"):
                self.entities[name] = _entity(rest, text)
            elif name.startswith("R"):
                label, part, whole = rest.split()
                self.relations.append((label, part.removeprefix("Arg1:"), whole.removeprefix("Arg2:")))
            elif name.startswith("#"):
                head, _, note = rest.partition("\t")
                kind, entity = head.split(" ")
                self.notes.append((kind, entity, note))
        except ValueError as error:
            raise RecordError(f"{error} in {line!r}", path=place, hint="see brat's description of standoff") from error


def _entity(rest: str, text: str) -> Entity:
    head, _, words = rest.partition("\t")
    label, _, places = head.partition(" ")
    pieces = tuple(_place(place) for place in places.split(";"))
    if " ".join(piece.of(text) for piece in pieces) != words:
        raise ValueError("the words are not those of the text at that place")
    return Entity(label, _joined(text, sorted(pieces)))


def _place(words: str) -> Span:
    start, end = map(int, words.split())
    return Span(start, end)


def _without_line_ends(text: str, span: Span) -> Iterator[Span]:
    at = span.start
    for end in (*_LINE_ENDS.finditer(text, *span), None):
        stop = end.start() if end else span.end
        if stop > at:
            yield Span(at, stop)
        at = end.end() if end else at


def _joined(text: str, pieces: Iterable[Span]) -> tuple[Span, ...]:
    """Pieces with nothing but line ends between them are one again."""
    out: list[Span] = []
    for piece in pieces:
        if out and _LINE_ENDS.fullmatch(text, out[-1].end, piece.start):
            out[-1] = Span(out[-1].start, piece.end)
        else:
            out.append(piece)
    return tuple(out)


def _escaped(name: str) -> str:
    return re.sub(r"([\\;=])", r"\\\1", name).replace("\n", r"\n").replace("\r", r"\r").replace("\t", r"\t")


def _plain(name: str) -> str:
    letters = {"n": "\n", "r": "\r", "t": "\t"}
    return re.sub(r"\\(.)", lambda found: letters.get(found[1], found[1]), name)


def _names(note: str) -> list[str]:
    return [_plain(name) for found in _SEPARATED.finditer(note) if (name := found[1].strip())]
