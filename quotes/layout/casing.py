"""Restore the casing of upper-case text (truecasing).

A text without any capital is restored in the same way, and so are two or more words in capitals in a row of other
text, which are mostly names (``Ketua RT BUDI SETIAWAN``).

The capitals of a line are decided together, by how often news writes each word in
small letters (``rules/layout/casing.yaml``), by how often a capital follows another,
and by the lines of the article that have small letters. An unknown word is a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log

from quotes.layout.rules import LayoutRules
from quotes.layout.view import TextView

#: A line is upper-case text where this share of its letters is, of this many words or more; shorter lines are names,
#: datelines and credits.
UPPER_SHARE = 0.9
FEWEST_WORDS = 5
#: The same for a line with quotation marks, or that ends like a sentence.
FEWEST_QUOTED = 3
#: A text without capitals is restored from this many words on.
FEWEST_SMALL = 5
#: How often a capital follows inside a sentence of CLICK-ID and IndoSum: a word with small letters, one with a capital
#: (``python -m tools.casing``).
_CAPITAL_AFTER = {"small": 0.119, "capital": 0.466}
#: The share of words with a capital.
_CAPITAL = 0.18
#: Words with affixes are verbs or nouns, even if unknown.
_AFFIXED = re.compile(r"(?:me[mn]?|di|ber|ter|pe[mn]?|ke|se)[a-z]{4,}(?:kan|an|nya|i)?$")
_AFFIXED_SMALL = 0.6
#: The share of small letters of a word that is a name for certain; 1 less it is that of a word that is none. With the
#: figures above a word has a capital up to 0.27, and small letters from 0.94 on, whatever stands beside it.
_SURE = 0.02
#: A word that news writes small this often or more is no name.
_COMMON = 0.5

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
#: Three words in capitals: without them no line is upper-case text.
_CAPITALS = re.compile(r"[A-ZÀ-Þ]{2,}[^\w\n]+[A-ZÀ-Þ]+[^\w\n]+[A-ZÀ-Þ]{2,}")
#: Words in capitals in a row, as long as names.
_CAPITAL_RUN = re.compile(r"\b[A-ZÀ-Þ]{3,}(?:[ ]+[A-ZÀ-Þ]{3,})+\b")
#: What follows a dateline (``TELUK NIBUNG – Hujan turun``), whose capitals show that it is one.
_AFTER_DATELINE = re.compile("\\s*[-–—]+\\s+[\"“‘'(]?[A-Z][a-z]")
_VOWEL = re.compile("[AIUEOÀ-Þ]")
_MARK = re.compile('["“”«»″]|[.!?]$')
_LINE = re.compile(r"[^\n]+")
_ENDS = re.compile(r"[.!?…][\"”’')\]]*\s+[\"“‘'(\[]?$")
_OPENS = re.compile(r"(?:^|[\s(:])[\"“‘'«]$|:\s+$")
_ABBREVIATED = 3


def lower_capitals(view: TextView, rules: LayoutRules) -> TextView:
    """Return a view in which upper-case lines have small letters, except for names and the starts of sentences."""
    if _is_small(view.text):
        capitals = "".join(ch.upper() if len(ch.upper()) == 1 else ch for ch in view.text)
        return view.rewritten(_restore_lines(capitals, _LINE.finditer(capitals), rules.casing_in_capitals, {}))
    upper = [line for line in _LINE.finditer(view.text) if _is_upper(line[0])] if _CAPITALS.search(view.text) else []
    if upper:
        evidence = _collect_evidence(view.text, {line.start() for line in upper})
        view = view.rewritten(_restore_lines(view.text, upper, rules.casing_in_capitals, evidence))
    if not _CAPITAL_RUN.search(view.text):
        return view
    casing = rules.casing_in_capitals
    return view.rewritten(_LINE.sub(lambda line: _restore_names(line[0], casing), view.text))


def _restore_lines(
    text: str, lines: Iterable[re.Match[str]], casing: Mapping[str, float], evidence: Mapping[str, bool]
) -> str:
    at = 0
    parts: list[str] = []
    for line in lines:
        before = text[: line.start()].rstrip(" ")
        continues = (
            bool(parts) and before.endswith("\n") and not before.endswith("\n\n") and before[-2:-1] not in '.!?…"”:'
        )
        parts += (text[at : line.start()], _restore_case(line[0], casing, evidence, continues=continues))
        at = line.end()
    return "".join((*parts, text[at:]))


def _restore_names(line: str, casing: Mapping[str, float]) -> str:
    """Write names in capitals as names, in a line that is mostly in small letters."""
    if 2 * sum(map(str.islower, line)) < sum(map(str.isalpha, line)):
        return line
    opening = _CAPITAL_RUN.match(line)
    at = opening.end() if opening is not None and _AFTER_DATELINE.match(line, opening.end()) else 0
    return line[:at] + _CAPITAL_RUN.sub(lambda run: _write_names(run[0], casing), line[at:])


def _write_names(run: str, casing: Mapping[str, float]) -> str:
    """Write two or more words in a row as a name unless they are abbreviations or words that news writes small."""
    words = run.split(" ")
    is_name = [bool(_VOWEL.search(word)) and 0 <= casing.get(word.lower(), _SURE) < _COMMON for word in words]
    beside = [any(is_name[max(0, k - 1) : k] + is_name[k + 1 : k + 2]) for k in range(len(words))]
    return " ".join(
        word.title() if name and near else word for word, name, near in zip(words, is_name, beside, strict=True)
    )


def _is_small(text: str) -> bool:
    """Return whether a text has sentences and not a single capital."""
    if any(map(str.isupper, text)) or _MARK.search(text.rstrip()) is None:
        return False
    return sum(word.strip(".,\"'“”()").isalpha() for word in text.split()) >= FEWEST_SMALL


def _is_upper(line: str) -> bool:
    capitals = sum(map(str.isupper, line))
    if not capitals >= UPPER_SHARE * sum(map(str.isalpha, line)) > 0:
        return False
    return len(_WORD.findall(line)) >= (FEWEST_QUOTED if _MARK.search(line) else FEWEST_WORDS)


def _collect_evidence(text: str, upper: set[int]) -> dict[str, bool]:
    """Return whether words inside sentences are small in the lines that have small letters."""
    found: dict[str, bool] = {}
    for line in _LINE.finditer(text):
        if line.start() in upper:
            continue
        for word in _WORD.finditer(text, *line.span()):
            between = text[max(line.start(), word.start() - 2) : word.start()]
            if word.start() > line.start() and re.fullmatch(r"[\w,]\s", between):
                found[word[0].lower()] = word[0].islower()
    return found


def _restore_case(line: str, casing: Mapping[str, float], evidence: Mapping[str, bool], *, continues: bool) -> str:
    words = list(_WORD.finditer(line))
    shares = [_find_small_share(word[0].lower(), casing, evidence) for word in words]
    starts = [
        continues is False if not k else _starts_sentence(line, words[k - 1], word) for k, word in enumerate(words)
    ]
    forms = _find_most_likely(shares)
    parts, at = [], 0
    for word, small, starts_sentence in zip(words, forms, starts, strict=True):
        parts.append(line[at : word.start()])
        parts.append(_write_word(word[0], casing, capital=starts_sentence or not small))
        at = word.end()
    return "".join((*parts, line[at:]))


def _find_small_share(word: str, casing: Mapping[str, float], evidence: Mapping[str, bool]) -> float:
    if word in evidence:
        return 1 - _SURE if evidence[word] else _SURE
    share = casing.get(word)
    if share is None:
        share = _AFFIXED_SMALL if _AFFIXED.match(word) else _SURE
    return min(max(share, _SURE), 1 - _SURE)


def _starts_sentence(line: str, before: re.Match[str], word: re.Match[str]) -> bool:
    """Return whether a sentence begins with a word; not after the stop of an abbreviation or a closing mark."""
    between = line[before.end() : word.start()]
    if between.strip() == "." and len(before[0]) <= _ABBREVIATED:
        return False
    return bool(_ENDS.search(between) or _OPENS.search(between))


def _find_most_likely(shares: Sequence[float]) -> list[bool]:
    """Return which words are small in the most likely sequence of small words and capitals (Viterbi)."""
    scores, back = {"small": log(1 - _CAPITAL), "capital": log(_CAPITAL)}, []
    for share in shares:
        emitted = {"small": log(share / (1 - _CAPITAL)), "capital": log((1 - share) / _CAPITAL)}
        ways = {form: dict(_list_ways(scores, form)) for form in scores}
        back.append({form: max(way, key=way.__getitem__) for form, way in ways.items()})
        scores = {form: max(way.values()) + emitted[form] for form, way in ways.items()}
    form = max(scores, key=scores.__getitem__)
    forms = []
    for step in reversed(back):
        forms.append(form == "small")
        form = step[form]
    return forms[::-1]


def _list_ways(scores: Mapping[str, float], form: str) -> Iterator[tuple[str, float]]:
    for before, score in scores.items():
        capital = _CAPITAL_AFTER[before]
        yield before, score + log(capital if form == "capital" else 1 - capital)


def _write_word(word: str, casing: Mapping[str, float], *, capital: bool) -> str:
    """Write a word with its capital, as an abbreviation, or in small letters; the length never changes."""
    small = "".join(ch.lower() if len(ch.lower()) == 1 else ch for ch in word)
    if len(word) == 1 or casing.get(small, 0) < 0:
        return word
    if not capital:
        return small
    return word if len(word) <= 4 and small not in casing and not re.search("[aiueo]", small) else word[0] + small[1:]
