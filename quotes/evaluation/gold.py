"""Gold: articles with quotes annotated by hand, all names that count as right for a speaker, and the files of both."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote as escape
from urllib.parse import unquote

from quotes.errors import InputError, OutputError, RecordError
from quotes.records import Article, Quote, Record, Span, with_article_text

TYPES = ("direct", "indirect", "mixed")
#: A name in a note of several, which are separated by ``;``.
_SEPARATED = re.compile(r"((?:\\.|[^;\\])*)(?:;|$)")
_ARTICLE_KEYS = ("title", "date", "outlet", "url")
#: Keys of the gold format; all others of a line are kept in ``extra``.
_FORMAT_KEYS = {"format", "id", "text", "quotes", "aliases", "speakers", *_ARTICLE_KEYS}


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An annotated article.

    Attributes:
        article: the article.
        quotes: its quotes.
        aliases: for every speaker the other names of the article for them, which count as right.
        extra: all other keys of the file (licence, collection), kept so that a copy loses nothing.
    """

    article: Article
    quotes: tuple[Quote, ...] = ()
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "quotes", with_article_text(self.quotes, self.article.text))

    @property
    def id(self) -> str:
        return self.article.id

    @property
    def text(self) -> str:
        return self.article.text

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> GoldArticle:
        """Read the JSON form of gold, or of an extracted record, whose speakers give the aliases.

        Raises:
            RecordError: a field is missing or has a wrong type, or a span lies outside the text.
        """
        record = Record.from_dict(add_quote_ids(data))
        problems = list(find_span_problems(record))
        if problems:
            raise RecordError(problems[0], hint="positions are [start, end) in code points of text")
        extra = {key: value for key, value in data.items() if key not in _FORMAT_KEYS}
        return cls(record.article, record.quotes, _read_aliases(data, record), extra)

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form, which :meth:`from_dict` reads."""
        meta = {key: getattr(self.article, key) for key in _ARTICLE_KEYS if getattr(self.article, key) is not None}
        return {
            "id": self.id,
            "text": self.text,
            **meta,
            **self.extra,
            "aliases": {name: list(others) for name, others in self.aliases.items()},
            "quotes": [_quote_to_dict(quote) for quote in self.quotes],
        }


def add_quote_ids(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the line with an ``id`` for every quote; neither gold nor the output of other tools needs to have one.

    Raises:
        RecordError: the line or its quotes do not have the expected form.
    """
    if not isinstance(data, Mapping) or "id" not in data:
        raise RecordError("the line is not an article with an id", hint='give one {"id": …, "quotes": […]} a line')
    quotes = data.get("quotes", ())
    if not isinstance(quotes, (list, tuple)) or not all(isinstance(quote, Mapping) for quote in quotes):
        raise RecordError(f"the quotes of article {data['id']} are not a list of objects")
    ids = [quote.get("id") or f"{data['id']}#{n}" for n, quote in enumerate(quotes, 1)]
    return {**data, "quotes": [{"type": "?", **quote, "id": name} for name, quote in zip(ids, quotes, strict=True)]}


def find_span_problems(record: Record, *, types: tuple[str, ...] = TYPES) -> Iterator[str]:
    """Yield a message for every problem with the spans and types of a record."""
    length = len(record.article.text)
    for quote in record.quotes:
        if types and quote.type not in types:
            yield f"quote {quote.id} has type {quote.type!r}, not one of {', '.join(types)}"
        if not quote.content:
            yield f"quote {quote.id} has no content"
        places = [("content", span) for span in quote.content]
        places += [(part, span) for part in ("cue", "source", "addressee") if (span := getattr(quote, part))]
        for part, span in places:
            if not 0 <= span.start < span.end <= length:
                yield f"{part} {list(span)} of quote {quote.id} is not inside the text of {length} code points"


def _read_aliases(data: Mapping[str, Any], record: Record) -> dict[str, tuple[str, ...]]:
    given = data.get("aliases")
    if given is None:
        return {speaker.name: (*speaker.aliases, *speaker.roles) for speaker in record.speakers}
    if not isinstance(given, Mapping) or not all(isinstance(others, list) for others in given.values()):
        hint = 'write {"Name": ["Other name"]}'
        raise RecordError(f"the aliases of article {data['id']} are not lists of names", hint=hint)
    return {str(name): tuple(map(str, others)) for name, others in given.items()}


def _quote_to_dict(quote: Quote) -> dict[str, Any]:
    addressee = {"addressee": list(quote.addressee)} if quote.addressee else {}
    return {
        "type": quote.type,
        "content": [list(span) for span in quote.content],
        "cue": _span_to_list(quote.cue),
        "source": _span_to_list(quote.source),
        **addressee,
        "speaker": list(quote.speakers),
    }


def _span_to_list(span: Span | None) -> list[int] | None:
    return None if span is None else list(span)


def read_text(path: Path) -> str:
    """Read the text of a file.

    Raises:
        InputError: it cannot be read, or is not UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", path=str(path)) from error
    except UnicodeDecodeError as error:
        raise InputError(f"is not UTF-8 (byte {error.start})", path=str(path), hint="save it as UTF-8") from error


def write_text(path: Path, text: str) -> None:
    """Write a file; create its folder.

    Raises:
        OutputError: it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))
    except OSError as error:
        raise OutputError(f"cannot be written ({error.strerror})", path=str(path)) from error


def make_stem(article_id: str) -> str:
    """Return the name of the files of an article, without an ending; :func:`read_stem` gives the id back."""
    return escape(article_id, safe=" ") or "%"


def read_stem(path: Path) -> str:
    """Return the id of the article of a file."""
    return unquote(path.stem)


def write_about(article: GoldArticle, path: Path, held: Collection[str] = ()) -> None:
    """Write a JSON file with all of an article but its text and quotes, for formats that have no place for it.

    Args:
        held: further keys that the format has a place for.

    Raises:
        OutputError: it cannot be written.
    """
    about = {key: value for key, value in article.to_dict().items() if key not in {"id", "text", "quotes", *held}}
    if about and (about != {"aliases": {}}):
        write_text(path, json.dumps(about, ensure_ascii=False, indent=1) + "\n")


def read_about(path: Path) -> dict[str, Any]:
    """Read what :func:`write_about` wrote; nothing if there is no such file.

    Raises:
        InputError: the file cannot be read, or is not a JSON object.
    """
    if not path.exists():
        return {}
    try:
        data = json.loads(read_text(path))
    except (ValueError, RecursionError) as error:
        raise InputError(f"is not JSON: {error}", path=str(path)) from error
    if not isinstance(data, dict):
        raise InputError("is not a JSON object", path=str(path))
    return data


def join_names(names: Iterable[str]) -> str:
    r"""Return names as one note: ``Name; Other name``. A ``;``, ``=`` or ``\`` in a name gets a ``\`` before it."""
    return "; ".join(map(escape_name, names))


def split_names(note: str) -> list[str]:
    """Return the names of a note; the opposite of :func:`join_names`."""
    return [unescape_name(name) for found in _SEPARATED.finditer(note) if (name := found[1].strip())]


def escape_name(name: str) -> str:
    """Return a name for a note, on one line and without separators."""
    return re.sub(r"([\\;=])", r"\\\1", name).replace("\n", r"\n").replace("\r", r"\r").replace("\t", r"\t")


def unescape_name(name: str) -> str:
    """Return a name of a note as it was."""
    letters = {"n": "\n", "r": "\r", "t": "\t"}
    return re.sub(r"\\(.)", lambda found: letters.get(found[1], found[1]), name)
