"""The quality gate: floors that rise by a command and sink only for a reason, tied to the data they were measured on.

The file has a section for each gold file::

    dev:
      sha256: 6c1f…            # of the gold data: figures on other data are not comparable
      floors: {joint: 0.9, …}
      history:                 # what was changed, when, and why
      - {date: '2026-01-31', measure: joint, from: 0.88, to: 0.9, reason: raised}

After trafilatura's ``eval_gate.py``, whose floors are tied to a hash as well.
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
#: Figures of the gate that are shares or F1s of the whole; recalls by type and the outlet gap come on top.
_WHOLE = ("joint", "found", "exact", "ggt80", "speaker_accuracy", "type_accuracy", "cue_accuracy")
_DIGITS = 4
_HINT = "set floors with --raise-floors, or lower them with --lower-floors REASON"


class GateError(QuotesError):
    """A figure is below its floor, or floors cannot be compared with the data."""


@dataclass(frozen=True, slots=True)
class Step:
    """One change of a floor (or of the ``sha256`` of the data); None stands for a floor that is not there."""

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
    """One figure against its floor."""

    measure: str
    floor: float
    figure: float | None

    @property
    def holds(self) -> bool:
        """The figure is there and not below the floor."""
        return self.figure is not None and self.figure >= self.floor


def gated(scores: Scores) -> dict[str, float]:
    """The figures that have floors."""
    recalls = {f"{group.name}_recall": group.found.recall for group in scores.by("type") if group.gold}
    gap = {} if scores.outlet_gap is None else {"outlet_gap": scores.outlet_gap}
    return {**{name: scores.figures[name] for name in _WHOLE}, **recalls, **gap}


def fingerprint(path: Path) -> str:
    """The SHA-256 of gold data: of a file's bytes, or of all names and bytes of a folder.

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


def check(section: Section, figures: Mapping[str, float], sha256: str) -> tuple[Verdict, ...]:
    """Hold figures against floors. A figure that is no longer there does not hold.

    Raises:
        GateError: the gold data is not the data that the floors were measured on.
    """
    if section.sha256 != sha256:
        raise GateError(
            f"the gold data has changed since its floors were set (sha256 {sha256[:12]}…, was {section.sha256[:12]}…)",
            hint="set them anew with --lower-floors REASON",
        )
    return tuple(Verdict(name, floor, figures.get(name)) for name, floor in section.floors.items())


def raised(section: Section | None, figures: Mapping[str, float], sha256: str, today: date) -> Section:
    """Move up every floor that its figure is above, and add those that are not there; none goes down.

    Raises:
        GateError: the gold data is not the data that the floors were measured on.
    """
    if section is None:
        section = Section(sha256, {})
    check(section, figures, sha256)
    floors = {**_floors(figures), **section.floors}
    higher = {name: max(floor, _floors(figures).get(name, floor)) for name, floor in floors.items()}
    return _moved(section, Section(sha256, higher), RAISED, today)


def lowered(section: Section | None, figures: Mapping[str, float], sha256: str, reason: str, today: date) -> Section:
    """Set every floor to its figure, up or down, and write down why; the data may have changed.

    Raises:
        GateError: no reason is given.
    """
    if not reason.strip():
        raise GateError("a floor goes down only for a reason", hint="say why: --lower-floors REASON")
    return _moved(section or Section(sha256, {}), Section(sha256, _floors(figures)), reason.strip(), today)


def load(path: Path) -> dict[str, Section]:
    """Read the floors; no file has no sections.

    Raises:
        GateError: the file is not of the form.
    """
    import yaml

    if not path.exists():
        return {}
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        return {str(name): _section(given) for name, given in data.items()}
    except (yaml.YAMLError, AttributeError, KeyError, TypeError, ValueError, OSError) as error:
        reason = " ".join(str(error).split())
        raise GateError(f"cannot be read as floors ({type(error).__name__}: {reason})", path=str(path)) from error


def save(sections: Mapping[str, Section], path: Path) -> None:
    """Write the floors.

    Raises:
        OutputError: the file cannot be written.
    """
    import yaml

    data = {name: _to_dict(section) for name, section in sorted(sections.items())}
    head = "# Floors of quality. Written by quotes evaluate --gate, see docs/evaluation.md; not by hand.\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(head + yaml.safe_dump(data, sort_keys=False, allow_unicode=True), encoding="utf-8")
    except OSError as error:
        raise OutputError(f"cannot be written ({error.strerror})", path=str(path)) from error


def section_of(sections: Mapping[str, Section], name: str, path: Path) -> Section:
    """The section of this name.

    Raises:
        GateError: there is none.
    """
    if name not in sections:
        raise GateError(f"there are no floors for {name!r}", path=str(path), hint=_HINT)
    return sections[name]


def demand(verdicts: tuple[Verdict, ...]) -> None:
    """Do nothing where all floors hold.

    Raises:
        GateError: some do not; the message names them.
    """
    broken = [verdict for verdict in verdicts if not verdict.holds]
    if broken:
        words = ", ".join(f"{each.measure} {_shown(each.figure)} < {each.floor:.4f}" for each in broken)
        raise GateError(f"below the floor: {words}", hint="mend it, or --lower-floors REASON")


def _shown(figure: float | None) -> str:
    return "not measured" if figure is None else f"{figure:.4f}"


def _floors(figures: Mapping[str, float]) -> dict[str, float]:
    """Figures as floors: rounded down, so that the very run that set a floor passes it."""
    return {name: math.floor(figure * 10**_DIGITS) / 10**_DIGITS for name, figure in figures.items()}


def _moved(old: Section, new: Section, reason: str, today: date) -> Section:
    """The new section, with the history of the old one and a step for all that differs."""
    before: dict[str, float | str] = {"sha256": old.sha256, **old.floors}
    after: dict[str, float | str] = {"sha256": new.sha256, **new.floors}
    steps = (
        Step(today.isoformat(), name, before.get(name), after.get(name), reason)
        for name in {**before, **after}
        if before.get(name) != after.get(name)
    )
    return replace(new, history=(*old.history, *steps))


def _section(data: Mapping[str, Any]) -> Section:
    floors = {str(name): float(floor) for name, floor in data["floors"].items()}
    steps = (
        Step(str(each["date"]), each["measure"], each["from"], each["to"], each["reason"])
        for each in data.get("history") or ()
    )
    return Section(str(data["sha256"]), floors, tuple(steps))


def _to_dict(section: Section) -> dict[str, Any]:
    history = [
        {"date": step.date, "measure": step.measure, "from": step.before, "to": step.after, "reason": step.reason}
        for step in section.history
    ]
    return {"sha256": section.sha256, "floors": dict(section.floors), "history": history}
