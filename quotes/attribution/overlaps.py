"""Overlaps: of the matches that claim the same cue, quotation or words, the one of the highest priority holds."""

from __future__ import annotations

from collections.abc import Sequence

from quotes.matching.matcher import Match


def resolve_overlaps(matches: Sequence[Match]) -> list[tuple[Match, list[Match]]]:
    """The matches that hold, each with those that it beat: by priority, those that want the same words go."""
    settled: list[tuple[Match, list[Match]]] = []
    for match in sorted(matches, key=lambda m: (-m.rule.priority, m.number, m.cue_word or 0, m.rule.id)):
        if match.rule.type == "introduction":
            continue
        overridden = next((overridden for other, overridden in settled if _want_the_same(match, other)), None)
        if overridden is None:
            settled.append((match, []))
        else:
            overridden.append(match)
    return [(match, overridden) for match, overridden in settled if not match.rule.alone or _is_alone(match, settled)]


def _is_alone(match: Match, settled: Sequence[tuple[Match, list[Match]]]) -> bool:
    """Is there no other report in the sentence, inside the match or around it?"""
    return not any(other is not match and other.number == match.number for other, _ in settled)


def _want_the_same(match: Match, other: Match) -> bool:
    """A cue word serves one match, and so does a quotation; the same words are said once."""
    same_cue = match.cue_word is not None and cue_of(match) == cue_of(other)
    same_quotation = not set(match.quotations).isdisjoint(other.quotations)
    return same_cue or same_quotation or match.content == other.content


def cue_of(match: Match) -> tuple[int, int | None]:
    """Return the sentence and the word of a match's cue, by their numbers."""
    return match.number, match.cue_word
