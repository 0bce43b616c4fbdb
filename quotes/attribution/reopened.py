"""A quotation over several paragraphs that opens anew in each: its pieces have the speaker of the last one.

By the convention of print a paragraph whose mark stays open is gone on with by
the next, which begins with a mark of its own; only the last piece has a cue.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from quotes.attribution.attributions import Attribution
from quotes.parsing import ParsedText


def link_reopened(found: Sequence[Attribution], parsed: ParsedText) -> list[Attribution]:
    """Let the match of a reopened quotation name the speaker of the pieces before it that nothing attributes."""
    bodies = [paragraph for paragraph in parsed.paragraphs if paragraph.body.start < paragraph.body.end]
    following = {one.index: other for one, other in pairwise(bodies)}
    out: list[Attribution] = []
    after: Attribution | None = None
    for attribution in reversed(found):
        linked = attribution
        paragraph = following.get(attribution.paragraph)
        if _stays_open(attribution) and after is not None and paragraph is not None:
            opens = next((q for q in paragraph.quotations if q.outer.start == paragraph.body.start), None)
            if opens is not None and opens.content == after.content[0]:
                linked = replace(attribution, introduced=after.match or after.introduced)
        out.append(linked)
        after = linked
    return out[::-1]


def _stays_open(attribution: Attribution) -> bool:
    return attribution.match is None and attribution.introduced is None and "unclosed-mark" in attribution.flags
