"""From a hand annotation, written as strings, to spans of the article: strictly, every problem reported.

An annotator writes the words of a quote, not their offsets. This module finds the words again. Content is looked
for from the quote before onwards, in the order of the text; cue and source are the occurrences nearest to it, in the
same paragraph, and not inside the quote's own words. Nothing is guessed: a string that is not there, or that stands
at the same distance twice, is a problem with its article, its quote and the string itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

Span = tuple[int, int]

TYPES = frozenset({"direct", "indirect", "mixed"})
QUOTE_KEYS = frozenset({"type", "content", "cue", "source", "speaker", "shows"})
#: Everything that opens or closes a quote somewhere in the samples.
MARKS = frozenset("\"'“”‘’«»`")


@dataclass(frozen=True, slots=True)
class Located:
    """A quote with its places. Spans are half-open and count code points of the article."""

    type: str
    content: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    speaker: tuple[str, ...]
    shows: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """The form of a gold file; what the quote shows is left out, as no extractor predicts it."""
        return {
            "type": self.type,
            "content": [list(span) for span in self.content],
            "cue": None if self.cue is None else list(self.cue),
            "source": None if self.source is None else list(self.source),
            "speaker": list(self.speaker),
        }


@dataclass(slots=True)
class Locator:
    """Finds the quotes of one article; what it cannot find, or should not have found, goes to ``problems``."""

    text: str
    where: str
    problems: list[str] = field(default_factory=list)

    def quotes(self, annotated: Sequence[dict[str, Any]]) -> list[Located]:
        """The quotes of an annotation, in its order. Those with a problem may be missing."""
        located: list[Located] = []
        for number, quote in enumerate(annotated, 1):
            start = located[-1].content[0][0] if located else 0
            found = self._quote(quote, f"quote {number}", start)
            if found is not None:
                located.append(found)
        self._check_repeats(located)
        return located

    def strings(self, kind: str, table: dict[str, list[str]]) -> list[Span]:
        """The places of the strings of a ``{reason: [string, ...]}`` table; each has to be in the article."""
        spans = []
        for reason, strings in table.items():
            for string in strings:
                at = self.text.find(string) if string else -1
                if at < 0:
                    self._report(f"{kind}, {reason}", "not in the article", string)
                else:
                    spans.append((at, at + len(string)))
        return spans

    def _quote(self, quote: dict[str, Any], name: str, start: int) -> Located | None:
        if set(quote) != QUOTE_KEYS:
            self._report(name, "the keys differ from the expected ones in", ", ".join(set(quote) ^ QUOTE_KEYS))
            return None
        if quote["type"] not in TYPES or not quote["speaker"] or not quote["content"]:
            self._report(name, "type, speaker or content is missing or unknown", str(quote["type"]))
            return None
        content = self._content(quote["content"], name, start)
        if len(content) != len(quote["content"]):
            return None
        self._check_edges(quote["type"], content, name)
        cue = self._nearest(quote["cue"], content, content, f"{name}, cue")
        source = self._source(quote["source"], cue, content, f"{name}, source")
        return Located(quote["type"], content, cue, source, tuple(quote["speaker"]), tuple(quote["shows"]))

    def _content(self, strings: Iterable[str], name: str, start: int) -> tuple[Span, ...]:
        spans: list[Span] = []
        for string in strings:
            at = self.text.find(string, start)
            if at < 0 or not string.strip():
                self._report(f"{name}, content", "not found after the quote before", string)
                continue
            start = at + len(string)
            spans.append((at, start))
        if spans and "\n" in self.text[spans[0][0] : spans[-1][1]]:
            self._report(f"{name}, content", "runs over the end of a paragraph", self.text[slice(*spans[0])])
        return tuple(spans)

    def _nearest(self, string: str | None, around: Sequence[Span], content: Sequence[Span], name: str) -> Span | None:
        """The occurrence of a whole word or phrase nearest to ``around``, outside the content."""
        if string is None:
            return None
        low, high = around[0][0], around[-1][1]
        gaps: dict[int, list[Span]] = {}
        for found in re.finditer(rf"(?<!\w){re.escape(string)}(?!\w)", self.text):
            span = found.span()
            if self._paragraph(span[0]) == self._paragraph(low) and not any(_within(span, own) for own in content):
                gaps.setdefault(max(low - span[1], span[0] - high, 0), []).append(span)
        if not gaps:
            self._report(name, "not in the paragraph of the quote, outside its words", string)
            return None
        best = gaps[min(gaps)]
        if len(best) > 1:
            self._report(name, "twice at the same distance from the quote", string)
        return best[0]

    def _source(self, string: str | None, cue: Span | None, content: Sequence[Span], name: str) -> Span | None:
        if string != "nya":
            return self._nearest(string, [cue] if cue else content, content, name)
        if cue is None or not self.text[slice(*cue)].endswith("nya"):
            self._report(name, "the cue does not end in", "nya")
            return None
        return cue[1] - 3, cue[1]

    def _check_edges(self, kind: str, content: Sequence[Span], name: str) -> None:
        """Direct speech fills its marks (or follows ``name:``); a report is without ``bahwa`` and full stop."""
        for start, end in content:
            words = self.text[start:end]
            before, after = self.text[start - 1 : start], self.text[end : end + 1]
            if kind == "direct":
                if not (before in MARKS or self.text[:start].endswith(": ")) or after not in MARKS | {"\n"}:
                    self._report(f"{name}, content", "does not fill its marks", words)
            elif words.casefold().startswith("bahwa ") or words.endswith((".", ",")) or after.isalnum():
                self._report(f"{name}, content", "has bahwa, a full stop or a comma at its edge", words)

    def _check_repeats(self, located: Sequence[Located]) -> None:
        """Direct quotes do not overlap, and no two quotes have the same content."""
        for number, quote in enumerate(located):
            for other in located[:number]:
                both_direct = quote.type == other.type == "direct"
                if quote.content == other.content or (both_direct and other.content[-1][1] > quote.content[0][0]):
                    self._report("quotes", "overlaps the quote before", self.text[slice(*quote.content[0])])

    def _paragraph(self, place: int) -> int:
        return self.text.count("\n", 0, place)

    def _report(self, name: str, problem: str, string: str) -> None:
        self.problems.append(f"{self.where}: {name}: {problem}: {string!r}")


def _within(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]
