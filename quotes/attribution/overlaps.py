"""Overlaps: of several matches with the same cue, quotation or content, the highest priority wins."""

from __future__ import annotations

from collections.abc import Sequence

from quotes.matching.matcher import Match


def resolve_overlaps(matches: Sequence[Match]) -> list[tuple[Match, list[Match]]]:
    """Return the winning matches, each with those that it overrides.

    Introductions have no content and are left out. A match of a rule marked ``alone`` is dropped if its sentence has
    another match.
    """
    held: list[tuple[Match, list[Match]]] = []
    for match in sorted(matches, key=lambda m: (-m.rule.priority, m.number, m.cue_word or 0, m.rule.id)):
        if match.rule.type == "introduction":
            continue
        overridden = next((overridden for other, overridden in held if _claim_the_same(match, other)), None)
        if overridden is None:
            held.append((match, []))
        else:
            overridden.append(match)
    return [(match, overridden) for match, overridden in held if not match.rule.alone or _is_alone(match, held)]


def _is_alone(match: Match, held: Sequence[tuple[Match, list[Match]]]) -> bool:
    return not any(other is not match and other.number == match.number for other, _ in held)


def _claim_the_same(match: Match, other: Match) -> bool:
    """Return whether two matches have the same cue word, the same quotation or exactly the same content."""
    same_cue = match.cue_word is not None and cue_of(match) == cue_of(other)
    same_quotation = not set(match.quotations).isdisjoint(other.quotations)
    return same_cue or same_quotation or match.content == other.content


def cue_of(match: Match) -> tuple[int, int | None]:
    """Return the sentence and the word of a match's cue, by their numbers."""
    return match.number, match.cue_word
