"""Make the view of an article, step by step: dirt, capitals, wrapped or run-together lines, links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from quotes.layout.casing import FEWEST_WORDS, lower_capitals
from quotes.layout.dirt import DAMAGED, clean, is_damaged
from quotes.layout.links import find_interruptions
from quotes.layout.rules import LayoutRules
from quotes.layout.view import Edit, TextView
from quotes.layout.wraps import unwrap
from quotes.records import Span

#: The end of a sentence with the next one right behind it: ``siap.Menurut``, ``siap."Kami``, ``siap."Ia``. Three small
#: letters before the stop and a whole word behind it keep abbreviations and internet addresses whole.
_GLUED = re.compile(
    r"""[.!?](?P<mark>["“”]?)"""
    r"""(?=(?!(?i:com|co|id|net|org|tv)\b)[A-Z](?:[a-z]+|[A-Z]+)\b[^.@/])"""
)
#: Words in capitals at the top, before a word that has small letters; not a place before an outlet.
_HEADLINE = re.compile(r"(?:[^\sa-z]+[^\S\n])+(?<!,\s)(?=[A-Z][a-z])")
_DOUBLE = re.compile('["“”]')
#: A text of more characters without a line break is flat: its paragraphs were run together.
LONGEST_LINE = 1000
#: Characters of a text that are read, some 10,000 paragraphs. More is no article but a damaged or a hostile file.
LONGEST_TEXT = 1_000_000
#: The flag of an article of which only the first part is read.
TOO_LONG = "text-too-long"


def make_view(text: str, rules: LayoutRules) -> TextView:
    """Make the view of an article that all stages read. Takes linear time and never raises.

    Of a text longer than :data:`LONGEST_TEXT`, only the lines that end before that are in the view.
    """
    flags = (TOO_LONG,) if len(text) > LONGEST_TEXT else ()
    if flags:
        text = text[: text.rfind("\n", 0, LONGEST_TEXT) + 1] or text[:LONGEST_TEXT]
    view = clean(text)
    view = lower_capitals(view.edited(_parted_headline(view.text)), rules)
    view = unwrap(view.edited(_parted(view.text, rules)), rules)
    view = view.edited(find_interruptions(view.text, rules))
    flags = (*flags, DAMAGED) if is_damaged(text, view.text) else flags
    return replace(view, flags=flags) if flags else view


def _parted_headline(text: str) -> Iterator[Edit]:
    """Separate a headline in capitals from the sentence after it on the same line."""
    found = _HEADLINE.match(text)
    if found is not None and len(found[0].split()) >= FEWEST_WORDS:
        yield Edit(Span(found.end() - 1, found.end()), "\n")


def _parted(text: str, rules: LayoutRules) -> Iterator[Edit]:
    """Separate sentences without a blank between them; in flat text a paragraph ended there."""
    flat = len(text) > LONGEST_LINE and "\n" not in text.strip()
    at, is_open = 0, False
    for found in filter(_ends_sentence, _GLUED.finditer(text)):
        marks = len(_DOUBLE.findall(text, at, found.start()))
        is_open, at = is_open ^ bool(marks % 2), found.start()
        is_open = is_open and not _is_opened_again(text, found)
        closes = found["mark"] == "”" or (found["mark"] == '"' and is_open)
        place = found.end() if closes or not found["mark"] else found.end() - 1
        is_link = any(rule.pattern.match(text, place) for rule in rules.by_scope["run-on"])
        yield Edit(Span(place, place), "\n" if flat and not is_link and not (is_open and not closes) else " ")


def _ends_sentence(glued: re.Match[str]) -> bool:
    before = glued.string[max(0, glued.start() - 3) : glued.start()]
    return before[-1:] == ")" or (len(before) == 3 and before.isalpha() and before.islower())


def _is_opened_again(text: str, glued: re.Match[str]) -> bool:
    """Return whether a mark opens a quotation although another seems open, as the next mark closes it."""
    following = _DOUBLE.search(text, glued.end()) if glued["mark"] else None
    if following is None:
        return False
    return text[following.start() - 1] in ",.!?" and not text[following.end() : following.end() + 1].isalnum()
