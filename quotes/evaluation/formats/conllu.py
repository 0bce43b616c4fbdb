r"""Gold as CoNLL-U (https://universaldependencies.org/format.html): the quotes are in the column MISC.

Each line of the text is a sentence. A word has ``Quote=N:B-PART`` or ``Quote=N:I-PART`` for each part (``content``,
``cue``, ``source``, ``addressee``) of the quote N that it belongs to; the first word of a content also has
``QuoteType=N:TYPE`` and ``QuoteSpeaker=N:NAME``. Several values are separated by commas; a comma, ``|`` or ``%`` in a
name is percent-encoded. Where a part begins or ends inside a word (``kata|nya``), the word is divided. White space is
written as by UDPipe (``SpaceAfter=No``, ``SpacesAfter=\n``), so that the text can be restored exactly.

Files that other programs have parsed, tokenized or tagged are read, too, as long as MISC is kept.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from quotes.errors import RecordError
from quotes.evaluation.gold import GoldArticle, read_text, write_text
from quotes.records import Quote, Span

PARTS = ("content", "cue", "source", "addressee")
_TOKEN = re.compile(r"\w+|[^\w\s]")
_RESERVED = re.compile(r"[%,|\s](?<! )")
_TAG = re.compile(r"(\d+):([BI])-(\w+)")
#: White space as UDPipe writes it.
_SPACES = {" ": r"\s", "\t": r"\t", "\n": r"\n", "\r": r"\r", "|": r"\p", "\\": r"\\"}
_SPACES_BACK = {written: space for space, written in _SPACES.items()}
_ARTICLE = "quotes_article"


def write(articles: Sequence[GoldArticle], path: Path) -> None:
    """Write gold.

    Raises:
        OutputError: the file cannot be written.
    """
    write_text(path, "".join(line for article in articles for line in _write_article(article)))


def read(path: Path) -> list[GoldArticle]:
    """Read gold.

    Raises:
        InputError: the file cannot be read.
        RecordError: a line is not CoNLL-U, or an annotation is malformed; the message has its line.
    """
    articles: list[GoldArticle] = []
    document: _Document | None = None
    for number, line in enumerate(read_text(path).split("\n"), 1):
        place = f"{path}:{number}"
        key, _, value = line.removeprefix("#").strip().partition(" = ") if line.startswith("#") else ("", "", "")
        if key == "newdoc id" or (document is None and line.strip()):
            articles += _finish(document)
            document = _Document(value if key == "newdoc id" else path.stem, place)
        if key == _ARTICLE and document is not None:
            document.about = _parse_about(value, place)
        elif line.strip() and not line.startswith("#") and document is not None:
            document.add_word(line.split("\t"), place)
    return [*articles, *_finish(document)]


def tag_words(words: Sequence[Span], quotes: Sequence[Quote]) -> list[dict[str, str]]:
    """Return for each word what MISC has about the quotes, which are numbered from 1.

    Args:
        words: the words of a text in their order.
    """
    tags: list[dict[str, list[str]]] = [{} for _ in words]
    for number, quote in enumerate(quotes, 1):
        spans = [("content", span) for span in quote.content]
        spans += [(part, span) for part in PARTS[1:] if (span := getattr(quote, part))]
        has_begun = False
        for part, span in spans:
            inside = [k for k, word in enumerate(words) if word.overlaps(span)]
            for k in inside:
                tags[k].setdefault("Quote", []).append(f"{number}:{'B' if k == inside[0] else 'I'}-{part}")
            if part == "content" and inside and not has_begun:
                has_begun = True
                tags[inside[0]].setdefault("QuoteType", []).append(f"{number}:{quote.type}")
                names = [f"{number}:{_escape_name(name)}" for name in quote.speakers]
                tags[inside[0]].setdefault("QuoteSpeaker", []).extend(names)
    return [{key: ",".join(values) for key, values in each.items() if values} for each in tags]


def _escape_name(name: str) -> str:
    return _RESERVED.sub(lambda found: f"%{ord(found[0]):02X}", name)


def _write_article(article: GoldArticle) -> Iterator[str]:
    text = article.text
    words = _split_words(text, article.quotes)
    data = article.to_dict()
    about = {key: value for key, value in data.items() if key not in ("id", "text", "quotes")}
    if not words:
        about["text"] = text
    yield f"# newdoc id = {article.id}\n# {_ARTICLE} = {json.dumps(about, ensure_ascii=False)}\n"
    if not words:
        yield "1\t_" + "\t_" * 8 + "\n\n"
    tags = tag_words(words, article.quotes)
    for number, (start, end) in enumerate(_split_sentences(text, words), 1):
        line = " ".join(text[words[start].start : words[end - 1].end].split())
        yield f"# newpar\n# sent_id = {article.id}-{number}\n# text = {line}\n"
        for k in range(start, end):
            misc = dict(tags[k])
            before = text[: words[0].start] if k == 0 else ""
            after = text[words[k].end : words[k + 1].start if k + 1 < len(words) else len(text)]
            if before:
                misc["SpacesBefore"] = _escape_spaces(before)
            if not after:
                misc["SpaceAfter"] = "No"
            elif after != " ":
                misc["SpacesAfter"] = _escape_spaces(after)
            column = "|".join(f"{key}={value}" for key, value in sorted(misc.items())) or "_"
            yield f"{k - start + 1}\t{words[k].of(text)}" + "\t_" * 7 + f"\t{column}\n"
        yield "\n"


def _split_words(text: str, quotes: Iterable[Quote]) -> list[Span]:
    """Return words and signs, divided where a part of a quote begins or ends."""
    edges = {edge for quote in quotes for span in quote.content for edge in span}
    edges |= {edge for q in quotes for part in PARTS[1:] if (span := getattr(q, part)) for edge in span}
    found = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        cuts = [start, *(edge for edge in range(start + 1, end) if edge in edges), end]
        found += [Span(a, b) for a, b in pairwise(cuts)]
    return found


def _split_sentences(text: str, words: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Yield the numbers of the first word of each line and of the word after its last."""
    start = 0
    for k in range(1, len(words) + 1):
        if k == len(words) or "\n" in text[words[k - 1].end : words[k].start]:
            yield start, k
            start = k


def _escape_spaces(spaces: str) -> str:
    return "".join(_SPACES.get(each, each) for each in spaces)


def _unescape_spaces(written: str) -> str:
    return re.sub(r"\\.", lambda found: _SPACES_BACK.get(found[0], found[0]), written)


def _parse_about(value: str, place: str) -> dict[str, Any]:
    try:
        return dict(json.loads(value))
    except (ValueError, TypeError) as error:
        raise RecordError(f"the comment {_ARTICLE} is not a JSON object", path=place, hint="remove it") from error


@dataclass
class _Document:
    """A document while it is read.

    Attributes:
        spans: for each quote its parts, each with its spans.
    """

    id: str
    place: str
    about: dict[str, Any] = field(default_factory=dict)
    text: str = ""
    spans: dict[int, dict[str, list[list[int]]]] = field(default_factory=dict)
    types: dict[int, str] = field(default_factory=dict)
    speakers: dict[int, list[str]] = field(default_factory=dict)
    _last: int = 0
    _inside: list[str] = field(default_factory=list)
    _after: str = ""

    def add_word(self, columns: Sequence[str], place: str) -> None:
        """Add a line of ten columns."""
        if len(columns) != 10:
            raise RecordError(f"has {len(columns)} columns, not 10", path=place, hint="separate them by tabs")
        number, form, misc = columns[0], columns[1], _parse_misc(columns[9])
        if "." in number or "text" in self.about:
            return
        if "-" in number:
            self.text += _unescape_spaces(misc.get("SpacesBefore", ""))
            self._last = int(number.split("-")[1])
            self._inside = [form]
            self._after = _spaces_after(misc)
            return
        self.text += _unescape_spaces(misc.get("SpacesBefore", ""))
        start = len(self.text)
        form = self._part_of_token(form) if self._inside else form
        self.text += form
        if not self._inside:
            self.text += _spaces_after(misc)
        self._tag(misc, start, start + len(form), place)
        if self._inside and int(number) == self._last:
            self.text += self._inside[0] + self._after
            self._inside = []

    def _part_of_token(self, form: str) -> str:
        """Take the letters of a word off the token that it is written in."""
        rest = self._inside[0]
        taken = rest[: len(form)]
        self._inside[0] = rest[len(form) :]
        return taken

    def _tag(self, misc: Mapping[str, str], start: int, end: int, place: str) -> None:
        for tag in filter(None, misc.get("Quote", "").split(",")):
            found = _TAG.fullmatch(tag)
            if not found or found[3] not in PARTS:
                raise RecordError(f"Quote={tag} is no part of a quote", path=place, hint="write Quote=1:B-content")
            spans = self.spans.setdefault(int(found[1]), {}).setdefault(found[3], [])
            if found[2] == "B" or not spans:
                spans.append([start, end])
            else:
                spans[-1][1] = end
        for key, values in (("QuoteType", self.types), ("QuoteSpeaker", self.speakers)):
            for each in filter(None, misc.get(key, "").split(",")):
                number, _, value = each.partition(":")
                if not number.isdigit():
                    raise RecordError(f"{key}={each} has no number of a quote", path=place, hint=f"write {key}=1:…")
                if key == "QuoteType":
                    values[int(number)] = value  # type: ignore[assignment]  # of types
                else:
                    values.setdefault(int(number), []).append(unquote(value))  # type: ignore[arg-type,union-attr]


def _spaces_after(misc: Mapping[str, str]) -> str:
    if misc.get("SpaceAfter") == "No":
        return ""
    return _unescape_spaces(misc.get("SpacesAfter", r"\s"))


def _parse_misc(column: str) -> dict[str, str]:
    return dict(each.partition("=")[::2] for each in column.split("|")) if column != "_" else {}


def _finish(document: _Document | None) -> Iterator[GoldArticle]:
    if document is None:
        return
    quotes: list[dict[str, Any]] = []
    for number, parts in sorted(document.spans.items()):
        single = {part: parts[part][0] if part in parts else None for part in PARTS[1:]}
        quotes.append(
            {
                "type": document.types.get(number, "direct"),
                "content": parts.get("content", []),
                **single,
                "speaker": document.speakers.get(number, []),
            }
        )
    quotes.sort(key=lambda quote: quote["content"])
    text = document.about.pop("text", document.text)
    try:
        yield GoldArticle.from_dict(
            {"aliases": {}, **document.about, "id": document.id, "text": text, "quotes": quotes}
        )
    except RecordError as error:
        error.path = document.place
        raise
