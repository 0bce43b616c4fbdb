"""Dirt in scraped text: entities, invisible characters, tags, Markdown and mis-decoded marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5

from quotes.layout.view import Edit, TextView
from quotes.records import Span

#: Zero-width characters, soft hyphens, bidirectional marks, byte order marks, variation selectors and control
#: characters without effect: no ink and no word boundary.
_INVISIBLE = (
    "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
    "\x00-\x08\x0e-\x1b\x7f"
)
_BLANKS = "\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
#: An entity, escaped once or more; the commonest few also without their semicolon.
_ENTITY = r"&(?:amp;)*(?:(?:quot|nbsp|[lr][ds]quo);?|#[xX][0-9a-fA-F]{2,6};|#\d{2,7};|[A-Za-z][A-Za-z0-9]{1,31};)"
#: UTF-8 that was read as Windows-1252 or Latin-1: a lead byte and what follows it.
_WINDOWS = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_MOJIBAKE = f"(?:â[€\x80](?: ?[™œ˜\x9d]|[\x80-\xbf{_WINDOWS}?])?|Â[\xa0-\xbf]|Ã[\x80-\xbf{_WINDOWS}])"
_BLOCKS = (
    "p|br|div|h[1-6]|ul|ol|li|blockquote|table|tbody|thead|tr|td|th|section|article|header|footer|hr|figure|figcaption"
    "|center|aside|main|dl|dt|dd|pre|address|nav"
)
_INLINES = (
    "a|abbr|b|big|cite|code|del|em|font|i|iframe|img|ins|kbd|mark|s|small|span|strike|strong|sub|sup|tt|u|video|audio"
    "|source|picture|object|param|embed|button|label|input|form|noscript|time|amp-[a-z-]+"
)
_TAG = (
    r"<!--.{0,2000}?-->|<sup\b[^<>]*>\s*\[?\d{1,3}\]?\s*</sup>|<(?P<raw>script|style)\b[^<>]*>[^<]*</(?P=raw)\s*>"
    rf"|</?(?P<name>{_BLOCKS}|{_INLINES}|q|script|style|html|body|head)\b(?:\s[^<>]*|\s*/?)>"
)
_ESCAPE = r"\\(?:(?=[\"'“”‘’*_])|(?-i:[nrt](?![a-z]))|u[0-9a-f]{4})"
#: Tags of forums (``[b]``), numbers of footnotes behind a word or a stop, and signs of words that are struck out.
_FORUM = (
    r"\[/?(?:b|i|u|s|quote|center|left|right|justify|(?:url|color|size|font|quote)=[^\[\]\n]{1,200}|url)\]"
    r"|(?<=[\w.,!?\"”)])\[\d{1,3}\]|(?<!~)~~(?!~)"
)
#: Marks of other scripts, and accents in the place of marks.
_ODD_MARKS = str.maketrans("´‹›「」『』《》", "'‘’“”“”“”")

#: Matches nowhere in a clean text: one search decides.
_SOILED = re.compile(
    f"[{_INVISIBLE}{_BLANKS}\\r&<*_âÂÃ\\\\´‹›「」『』《》]"
    r"|~~|\"\"|\[(?:/?[bius]\]|/?(?:url|quote|color|size|font|center)|\d)|  | \n|\n[ #>]|\]\(|^[ #>]| $"
)
_NO_INK = re.compile(f"[{_INVISIBLE}]")
_CHARACTERS = re.compile(
    f"[´‹›「」『』《》]|(?P<nothing>[{_INVISIBLE}]+)|(?P<entity>{_ENTITY})|(?P<mojibake>{_MOJIBAKE})"
)
_MARKUP = re.compile(f"(?P<tag>{_TAG})|(?P<escape>{_ESCAPE})|(?P<forum>{_FORUM})", re.IGNORECASE | re.DOTALL)
_LINK = re.compile(
    r"!?\[(?P<words>[^\[\]\n]{0,300})\]\((?:https?:|/|www\.|#|mailto:)[^()\s]{0,500}(?:\s\"[^\"\n]{0,200}\")?\)"
)
_LINE_SIGNS = re.compile(r"(?m)^(?:#{1,6}[ ]+|(?:>[ ]?)+)(?=\S)")
_STARS = re.compile(r"(?<![\w*])(\*{1,3})(?=[\w\"“”'‘’(\[_&])([^\n*]+)(?<=[\w\"“”'‘’)\].,!?…:;%_])\1(?![\w*])")
_UNDERSCORES = re.compile(r"(?<![\w_])(_{1,2})(?=[\w\"“”'‘’(\[])([^\n_]+)(?<=[\w\"“”'‘’)\].,!?…:;%])\1(?![\w_])")
_SPACES = re.compile(
    f"(?P<trim>(?m:(?:^|(?<=\r))[ {_BLANKS}]+|[ {_BLANKS}]+(?=\r|$)))|(?P<break>\r\n?)|[ {_BLANKS}]{{2,}}|[{_BLANKS}]"
)
#: In text that was escaped for CSV, every mark is doubled.
_DOUBLED_MARK = re.compile('""')
_SINGLE_MARK = re.compile('(?<!")"(?!")|"{3}')
_MISREAD = re.compile(_MOJIBAKE)
_PUNCTUATION = '.,!?"“”:;…'

#: An article of this many words or more with fewer than one mark of punctuation in a hundred words has lost them.
LONG_ENOUGH = 40
#: From this many replacement characters, or sequences of UTF-8 read as another encoding, the text was decoded
#: wrongly; a single one is often an invisible character of the page.
SOME_LOST = 3
SOME_MISREAD = 2
DAMAGED = "damaged-text"


def clean(text: str) -> TextView:
    """Return the view of a text without dirt: the text itself if it is clean."""
    view = TextView(text)
    if not _SOILED.search(text):
        return view
    view = view.edited(_edit_characters(view.text))
    if not _SINGLE_MARK.search(view.text):
        view = view.edited(Edit(Span(*m.span()), '"') for m in _DOUBLED_MARK.finditer(view.text))
    view = view.edited(_drop_markup(view.text))
    view = view.edited(_drop_markdown_links(view.text))
    for emphasis in (_STARS, _UNDERSCORES):
        view = view.edited(_drop_emphasis(view.text, emphasis))
    view = view.edited(Edit(Span(*m.span()), visible=True) for m in _LINE_SIGNS.finditer(view.text))
    return view.edited(_normalize_white_space(view.text))


def is_damaged(text: str, cleaned: str) -> bool:
    """Return whether a text was decoded wrongly or has lost its punctuation, so that results are unreliable."""
    if text.count("\ufffd") >= SOME_LOST or len(_MISREAD.findall(text)) >= SOME_MISREAD:
        return True
    words = len(cleaned.split())
    return words >= LONG_ENOUGH and 100 * sum(map(cleaned.count, _PUNCTUATION)) < words


def _edit_characters(text: str) -> Iterator[Edit]:
    for found in _CHARACTERS.finditer(text):
        read = "" if found["nothing"] else found[0]
        if found["entity"]:
            read = _decode_entity(read)
        elif found["mojibake"]:
            read = _repair_mojibake(read)
        put = _NO_INK.sub("", read).translate(_ODD_MARKS)
        if put != found[0]:
            yield Edit(Span(*found.span()), put)


def _decode_entity(entity: str) -> str:
    """Decode an entity; an unknown one is returned as it is."""
    name = re.sub(r"^&(?:amp;)*", "", entity)
    if name.startswith("#"):
        number = int(name[2:-1], 16) if name[1] in "xX" else int(name[1:-1])
        number = ord(bytes([number]).decode("cp1252", "replace")) if 0x80 <= number < 0xA0 else number
        put = chr(number) if 0x20 <= number < 0x110000 and not 0xD800 <= number < 0xE000 else ""
    else:
        put = html5.get(name) or html5.get(f"{name};") or entity
    return put


def _repair_mojibake(mojibake: str) -> str:
    """Restore a character that was decoded wrongly; a closing mark if its last byte is lost."""
    if mojibake[0] == "â" and mojibake[2:] in ("", "?", "\x9d"):
        return "”"
    for encoding in ("cp1252", "latin-1"):
        try:
            return mojibake.replace(" ", "").encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return mojibake


def _drop_markup(text: str) -> Iterator[Edit]:
    for found in _MARKUP.finditer(text):
        name = (found["name"] or "").lower()
        put = '"' if name == "q" else "\n" if re.fullmatch(_BLOCKS, name) else ""
        if found["escape"]:
            put = _decode_escape(found["escape"])
        yield Edit(Span(*found.span()), put, visible=found["escape"] is None and name != "q")


def _decode_escape(escape: str) -> str:
    sign = escape[1:2].lower()
    if sign == "u":
        return bytes.fromhex(escape[2:]).decode("utf-16-be", "replace")
    return {"": "", "t": " "}.get(sign, "\n")


def _drop_markdown_links(text: str) -> Iterator[Edit]:
    for found in _LINK.finditer(text):
        if found[0].startswith("!"):
            yield Edit(Span(*found.span()), visible=True)
        else:
            yield Edit(Span(found.start(), found.start("words")), visible=True)
            yield Edit(Span(found.end("words"), found.end()), visible=True)


def _drop_emphasis(text: str, pairs: re.Pattern[str]) -> Iterator[Edit]:
    for found in pairs.finditer(text):
        yield Edit(Span(*found.span(1)), visible=True)
        yield Edit(Span(found.end(2), found.end()), visible=True)


def _normalize_white_space(text: str) -> Iterator[Edit]:
    """Yield edits to one plain blank between words, none at the edges of lines, one kind of line break."""
    for found in _SPACES.finditer(text):
        put = "" if found["trim"] else "\n" if found["break"] else " "
        yield Edit(Span(*found.span()), put)
