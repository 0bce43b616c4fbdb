"""What the user joined and parted by hand: ``decisions.yaml``, done again on every build. To undo, remove the line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quotes.errors import Problem, QuotesError, RuleError
from quotes.registry.groups import Group, Groups, ids_of
from quotes.registry.identity import Join, Registry
from quotes.registry.naming import fold
from quotes.yamlsource import Keys, Source, did_you_mean, load

_HEAD = "# Decisions on who is who; quotes registry build does them again. To undo one, remove its line.\ndecisions:\n"
_FORM = "write - {merge: [id, id]} or - {split: id, names: [Name]}"


@dataclass(frozen=True, slots=True)
class Decision:
    """Join ``ids``, or take out of the only one of them the entries of some articles, or of some names.

    Attributes:
        ids: identities by id, or by a name that only one has.
        place: where it was decided, for messages.
    """

    ids: tuple[str, ...]
    names: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    place: Problem | None = None

    @property
    def splits(self) -> bool:
        return bool(self.names or self.articles)


def read_decisions(path: Path) -> list[Decision]:
    """The decisions of a file, in its order; none where there is no such file.

    Raises:
        RuleError: with every problem of the file.
    """
    if not path.exists():
        return []
    source = load(path)
    data = source.data or {"decisions": []}
    rows = (data.get("decisions") or []) if isinstance(data, dict) else None
    if not isinstance(rows, list):
        raise RuleError([*source.problems, source.problem((), "decisions", "has no list of decisions", _FORM)])
    problems = [*source.problems, *(p for k, row in enumerate(rows) for p in _problems(source, ("decisions", k), row))]
    if problems:
        raise RuleError(problems)
    return [_decision(source, ("decisions", k), row) for k, row in enumerate(rows)]


def _problems(source: Source, keys: Keys, row: Any) -> Iterator[Problem]:
    if not isinstance(row, dict) or ("merge" in row) == ("split" in row):
        yield source.problem(keys, "decision", "neither joins nor parts", _FORM)
        return
    known = ("merge",) if "merge" in row else ("split", "names", "articles")
    for key in row:
        if key not in known:
            hint = did_you_mean(key, known)
            yield source.problem((*keys, key), "unknown-key", f"unknown key '{key}'", hint, key=True)
    if "merge" in row and not (_texts(row["merge"]) and len(row["merge"]) > 1):
        yield source.problem((*keys, "merge"), "merge", "is no list of two ids or more", "write merge: [id, id]")
    elif "split" in row:
        what = [row[key] for key in ("names", "articles") if key in row]
        if not isinstance(row["split"], str) or not what or not all(_texts(each) and each for each in what):
            yield source.problem((*keys, "split"), "split", "does not say what to take out", _FORM)


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _decision(source: Source, keys: Keys, row: Mapping[str, Any]) -> Decision:
    place = source.problem(keys, "unknown-identity", "")
    if "merge" in row:
        return Decision(tuple(row["merge"]), place=place)
    return Decision((row["split"],), tuple(row.get("names", ())), tuple(row.get("articles", ())), place)


def add_decision(path: Path, decision: Decision) -> None:
    """Write a decision at the end of a file, which begins here if need be; what the user wrote there stays.

    Raises:
        QuotesError: the file cannot be written.
    """
    try:
        before = path.read_text(encoding="utf-8") if path.exists() else _HEAD
        if "decisions:" not in before:
            before += _HEAD
        end = "" if before.endswith("\n") else "\n"
        path.write_text(f"{before}{end}  - {_written(decision)}\n", encoding="utf-8")
    except OSError as error:
        reason = error.strerror or str(error)
        raise QuotesError(f"cannot be written ({reason})", path=str(path), hint="check the rights") from error


def _written(decision: Decision) -> str:
    """A decision on one line, as YAML; JSON's strings are YAML's as well."""
    if not decision.splits:
        return f"merge: {_listed(decision.ids)}"
    wanted = (("names", decision.names), ("articles", decision.articles))
    more = "".join(f", {key}: {_listed(values)}" for key, values in wanted if values)
    return f"{{split: {_quoted(decision.ids[0])}{more}}}"


def _listed(texts: Sequence[str]) -> str:
    return f"[{', '.join(map(_quoted, texts))}]"


def _quoted(text: str) -> str:
    import json

    plain = text.replace("-", "").isalnum() and text.isascii() and text[0].isalpha()
    return text if plain and text.lower() not in ("true", "false", "null") else json.dumps(text, ensure_ascii=False)


def apply_decisions(
    decisions: Sequence[Decision], registry: Registry, by_id: Mapping[str, Group], groups: Groups
) -> None:
    """Do what the user decided, in the order of the file.

    Args:
        registry: what was found out without the decisions; they name its identities.
        by_id: the group of each of its identities.

    Raises:
        RuleError: a decision names somebody who is not there.
    """
    problems: list[Problem] = []
    for decision in decisions:
        found = {each: _named(each, registry, by_id, groups) for each in decision.ids}
        wanted = [group for group in found.values() if group is not None]
        if len(wanted) < len(found):
            problems += [_unknown(decision, each, registry) for each, group in found.items() if group is None]
        elif decision.splits:
            _take_out(decision, wanted[0], groups)
        else:
            _join(wanted, groups)
    if problems:
        raise RuleError(problems)


def _named(wanted: str, registry: Registry, by_id: Mapping[str, Group], groups: Groups) -> Group | None:
    """The group of an id or of a name that only one has: of those found out, or of those that decisions have made."""
    found = registry.find(wanted)
    if len(found) == 1 or (found and found[0].id == wanted):
        return groups.now(by_id[found[0].id])
    made = [group for group in groups.all if wanted in ids_of(group)]
    return made[0] if len(made) == 1 else None


def _unknown(decision: Decision, missing: str, registry: Registry) -> Problem:
    at = decision.place or Problem("<decision>", 1, 1, "unknown-identity", "")
    several = registry.find(missing)
    if several:
        text = f"'{missing}' is the name of several"
        remedy = f"give an id: {', '.join(identity.id for identity in several[:4])}"
    else:
        text = f"nobody is called '{missing}'"
        near = did_you_mean(missing, [identity.id for identity in registry.identities])
        remedy = near or "quotes registry list shows the ids; or remove the line"
    return Problem(at.path, at.line, at.column, at.code, text, remedy)


def _join(wanted: Sequence[Group], groups: Groups) -> None:
    first = wanted[0]
    for other in wanted[1:]:
        one, two = groups.now(first), groups.now(other)
        if one is not two:
            groups.unite(one, two, Join(one.name, two.name, 1.0, ("decision",)))


def _take_out(decision: Decision, group: Group, groups: Groups) -> None:
    names = {fold(name) for name in decision.names}
    out = [each for each in group.entries if fold(each.name) in names or each.key.article in decision.articles]
    if out and len(out) < len(group.entries):
        groups.part(group, out)
