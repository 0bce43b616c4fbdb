"""The quality gate: floors of the figures, tied to the data on which they were measured.

Floors are raised by a command, and lowered only with a reason. The file has a section for each gold file::

    dev:
      sha256: 6c1f…            # of the gold data: figures on other data cannot be compared
      floors: {joint: 0.9, …}
      history:                 # what changed, when, and why
      - {date: '2026-01-31', measure: joint, from: 0.88, to: 0.9, reason: raised}

The design follows trafilatura's ``eval_gate.py``, whose floors are tied to a hash as well.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from quotes.errors import OutputError, QuotesError
from quotes.evaluation.score import Scores

RAISED = "raised"
#: Figures over all quotes that have floors; recalls by type and the outlet gap are added.
_OVERALL = ("joint", "found", "exact", "ggt80", "speaker_accuracy", "type_accuracy", "cue_accuracy")
_DIGITS = 4
_HINT = "set floors with --raise-floors, or lower them with --lower-floors REASON"


class GateError(QuotesError):
    """A figure is below its floor, or the floors are of other data."""


@dataclass(frozen=True, slots=True)
class Step:
    """One change of a floor, or of the ``sha256`` of the data; None stands for a floor that does not exist."""

    date: str
    measure: str
    before: float | str | None
    after: float | str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Section:
    """The floors of one gold file."""

    sha256: str
    floors: Mapping[str, float]
    history: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """One figure and its floor; the figure is None where it was not measured."""

    measure: str
    floor: float
    figure: float | None

    @property
    def holds(self) -> bool:
        return self.figure is not None and self.figure >= self.floor


def select_figures(scores: Scores) -> dict[str, float]:
    """Return the figures that have floors."""
    recalls = {f"{group.name}_recall": group.found.recall for group in scores.group_by("type") if group.gold}
    gap = {} if scores.outlet_gap is None else {"outlet_gap": scores.outlet_gap}
    return {**{name: scores.figures[name] for name in _OVERALL}, **recalls, **gap}


def hash_gold(path: Path) -> str:
    """Compute the SHA-256 of gold data: of the bytes of a file, or of the names and bytes of all files in a folder.

    Raises:
        OSError: it cannot be read.
    """
    digest = hashlib.sha256()
    files = sorted(each for each in path.rglob("*") if each.is_file()) if path.is_dir() else [path]
    for file in files:
        if path.is_dir():
            digest.update(f"{file.relative_to(path).as_posix()}\0{file.stat().st_size}\0".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def compare_with_floors(section: Section, figures: Mapping[str, float], sha256: str) -> tuple[Verdict, ...]:
    """Compare figures with their floors. A figure that was not measured does not hold.

    Raises:
        GateError: the gold data has changed since the floors were set.
    """
    if section.sha256 != sha256:
        raise GateError(
            f"the gold data has changed since its floors were set (sha256 {sha256[:12]}…, was {section.sha256[:12]}…)",
            hint="set them again with --lower-floors REASON",
        )
    return tuple(Verdict(name, floor, figures.get(name)) for name, floor in section.floors.items())


def raise_floors(section: Section | None, figures: Mapping[str, float], sha256: str, today: date) -> Section:
    """Raise every floor that is below its figure, and add missing ones; no floor is lowered.

    Raises:
        GateError: the gold data has changed since the floors were set.
    """
    if section is None:
        section = Section(sha256, {})
    compare_with_floors(section, figures, sha256)
    floors = {**_round_down(figures), **section.floors}
    higher = {name: max(floor, _round_down(figures).get(name, floor)) for name, floor in floors.items()}
    return _record_steps(section, Section(sha256, higher), RAISED, today)


def reset_floors(
    section: Section | None, figures: Mapping[str, float], sha256: str, reason: str, today: date
) -> Section:
    """Set every floor to its figure, up or down, and record the reason; the data may have changed.

    Raises:
        GateError: the reason is empty.
    """
    if not reason.strip():
        raise GateError("a floor is lowered only with a reason", hint="give it: --lower-floors REASON")
    return _record_steps(section or Section(sha256, {}), Section(sha256, _round_down(figures)), reason.strip(), today)


def load_floors(path: Path) -> dict[str, Section]:
    """Read the floors by section; empty where there is no file.

    Raises:
        GateError: the file does not have the expected form.
    """
    import yaml

    if not path.exists():
        return {}
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        return {str(name): _section_from_dict(each) for name, each in data.items()}
    except (yaml.YAMLError, AttributeError, KeyError, TypeError, ValueError, OSError) as error:
        reason = " ".join(str(error).split())
        raise GateError(f"cannot be read as floors ({type(error).__name__}: {reason})", path=str(path)) from error


def save_floors(sections: Mapping[str, Section], path: Path) -> None:
    """Write the floors.

    Raises:
        OutputError: the file cannot be written.
    """
    import yaml

    data = {name: _section_to_dict(section) for name, section in sorted(sections.items())}
    head = "# Quality floors. Written by quotes evaluate --gate, do not edit; see docs/evaluation.md.\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(head + yaml.safe_dump(data, sort_keys=False, allow_unicode=True), encoding="utf-8")
    except OSError as error:
        raise OutputError(f"cannot be written ({error.strerror})", path=str(path)) from error


def find_section(sections: Mapping[str, Section], name: str, path: Path) -> Section:
    """Return the section with this name.

    Raises:
        GateError: there is none.
    """
    if name not in sections:
        raise GateError(f"there are no floors for {name!r}", path=str(path), hint=_HINT)
    return sections[name]


def require_floors(verdicts: tuple[Verdict, ...]) -> None:
    """Check that all floors hold.

    Raises:
        GateError: some do not; the message names them.
    """
    broken = [verdict for verdict in verdicts if not verdict.holds]
    if broken:
        listed = ", ".join(f"{each.measure} {_format(each.figure)} < {each.floor:.4f}" for each in broken)
        raise GateError(f"below the floor: {listed}", hint="fix the cause, or lower the floors: --lower-floors REASON")


def _format(figure: float | None) -> str:
    return "not measured" if figure is None else f"{figure:.4f}"


def _round_down(figures: Mapping[str, float]) -> dict[str, float]:
    """Round figures down to floors, so that the run that sets a floor passes it."""
    return {name: math.floor(figure * 10**_DIGITS) / 10**_DIGITS for name, figure in figures.items()}


def _record_steps(old: Section, new: Section, reason: str, today: date) -> Section:
    """Return the new section with the history of the old one and a step for every difference."""
    before: dict[str, float | str] = {"sha256": old.sha256, **old.floors}
    after: dict[str, float | str] = {"sha256": new.sha256, **new.floors}
    steps = (
        Step(today.isoformat(), name, before.get(name), after.get(name), reason)
        for name in {**before, **after}
        if before.get(name) != after.get(name)
    )
    return replace(new, history=(*old.history, *steps))


def _section_from_dict(data: Mapping[str, Any]) -> Section:
    floors = {str(name): float(floor) for name, floor in data["floors"].items()}
    steps = (
        Step(str(each["date"]), each["measure"], each["from"], each["to"], each["reason"])
        for each in data.get("history") or ()
    )
    return Section(str(data["sha256"]), floors, tuple(steps))


def _section_to_dict(section: Section) -> dict[str, Any]:
    history = [
        {"date": step.date, "measure": step.measure, "from": step.before, "to": step.after, "reason": step.reason}
        for step in section.history
    ]
    return {"sha256": section.sha256, "floors": dict(section.floors), "history": history}
