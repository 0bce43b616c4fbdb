"""Divides the text between two spaces into tokens without the network, where the network decides by the form alone.

The network reads every character to decide what is mostly plain: a word, with or without a comma, is a token, and a
full stop behind a long word ends the sentence. The expressions here describe the forms that the network of the shipped
model always divides alike, as measured on news. What matches none of them, such as ``PT.``, ``(10/9)`` or ``iPhone``,
is left to the network: once for each form where it is sure without the words around, else where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

#: Forms whose division is kept; a fuller cache is emptied.
MAX_FORMS = 100_000

_SMALL, _CAPITAL = "a-zß-öø-ÿ", "A-ZÀ-ÖØ-Þ"
_WORD = f"(?:[{_CAPITAL}]?[{_SMALL}]+|[{_CAPITAL}]+)"
_WITH_HYPHEN = f"[{_CAPITAL}]?[{_SMALL}]{{2,9}}-[{_SMALL}]{{3,10}}"
_JOINED = rf"(?:{_WITH_HYPHEN}|ke-[0-9]+|[0-9]+,[0-9]+|[0-9]{{2}}[.:][0-9]{{2}})"
#: What ends a sentence wherever it stands: no title and no abbreviation is so long. Behind the last space of a text,
#: which ends with a line end, shorter words do, too.
_LONG = rf"[{_SMALL}]{{3,}}|[{_CAPITAL}][{_SMALL}]{{4,}}|[12][0-9]{{3}}|{_WITH_HYPHEN}|\({_WORD}\)"
_END = rf"(?:(?:{_LONG})\.\"?\n?|(?:[{_CAPITAL}]?[{_SMALL}]+|[{_CAPITAL}]{{2,}})\.\"?\n)"
_ENDS_SENTENCE = re.compile(_END)
_PLAIN = re.compile(rf"(?:[\"'(](?=\w\w))?(?:{_JOINED}|{_WORD}|[0-9]+)\)?[,:]?[\"']?\n?|[-–&+/]\n?|{_END}")
_TOKEN = re.compile(rf"{_JOINED}|{_WORD}|[0-9]+|\S")
#: What may end a sentence or not.
_MAY_END = re.compile(r"[.!?…:;][\"')]*$")
#: Words that may be multi-word tokens; there are no others in news.
_CLITIC = re.compile(r"\w(?:nya|nye|kah|lah)\b", re.IGNORECASE)
#: Characters of the longest form that is plain; a longer one is damaged text.
_LONGEST = 60


class Token(NamedTuple):
    """A token at ``text[start:end]``; a multi-word token is written for several words."""

    form: str
    start: int
    end: int
    is_multiword: bool = False


#: The tokens of a stretch of text: form, start, end, whether each is a multi-word token and whether it ends a sentence.
#: Garbage collection skips such tuples, of which the cache has many; it does not skip a :class:`Token`.
Division = tuple[tuple[str, int, int, bool, bool], ...]

_EMPTY: dict[str, Division | None] = {"": (), "\n": ()}


def split_at_spaces(text: str) -> list[str]:
    """Split a text at its spaces; what stands behind the last one ends with a line end."""
    return f"{text}\n".split(" ")


class PlainWords:
    """Divides what stands between spaces, each form once.

    Args:
        divide_alone: divides forms that are not plain; None for one that other words may divide otherwise.
    """

    def __init__(self, divide_alone: Callable[[Sequence[str]], Iterable[Division | None]]) -> None:
        self._divide_alone = divide_alone
        self._divisions = dict(_EMPTY)

    def divide(self, texts: Sequence[Sequence[str]]) -> list[list[Division | None]]:
        """Divide texts that are split by :func:`split_at_spaces`; None where the words around decide."""
        forms = {form for text in texts for form in text}
        if len(self._divisions) + len(forms) > MAX_FORMS:
            self._divisions = dict(_EMPTY)
        new = sorted(forms.difference(self._divisions))
        self._divisions.update((form, divide_plain(form)) for form in new)
        others = [form for form in new if self._divisions[form] is None]
        alone = [form for form in others if form.endswith("\n") or not _MAY_END.search(form)]
        self._divisions.update(zip(alone, self._divide_alone(alone), strict=True))
        find = self._divisions.__getitem__
        return [list(map(find, text)) for text in texts]


def divide_plain(form: str) -> Division | None:
    """Divide a form that the network always divides alike; return None for another."""
    if len(form) > _LONGEST or may_have_clitic(form) or not _PLAIN.fullmatch(form):
        return None
    tokens = [(match[0], *match.span()) for match in _TOKEN.finditer(form)]
    ends = form.endswith("\n") or _ENDS_SENTENCE.fullmatch(form) is not None
    return tuple((*token, False, ends and token is tokens[-1]) for token in tokens)


def may_have_clitic(form: str) -> bool:
    """Return whether a form ends like a multi-word token; in news no others are."""
    return _CLITIC.search(form) is not None
