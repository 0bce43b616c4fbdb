"""What the user merged and split by hand: ``decisions.yaml``, applied on every build. To undo, remove the line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quotes.errors import Problem, QuotesError, RuleError
from quotes.registry.clusters import Cluster, Clustering, cluster_ids
from quotes.registry.identity import Join, Registry
from quotes.text import fold
from quotes.yamlsource import Keys, Source, did_you_mean, load

_HEAD = "# Decisions on who is who; quotes registry build applies them. To undo one, remove its line.\ndecisions:\n"
_FORM = "write - {merge: [id, id]} or - {split: id, names: [Name]}"


@dataclass(frozen=True, slots=True)
class Decision:
    """Merge the identities ``ids``, or split entries off the only one of them, by articles or by names.

    Attributes:
        ids: identities, by id or by a name that only one has.
        place: where the decision stands, for messages.
    """

    ids: tuple[str, ...]
    names: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    place: Problem | None = None

    @property
    def is_split(self) -> bool:
        return bool(self.names or self.articles)


def read_decisions(path: Path) -> list[Decision]:
    """Read the decisions of a file, in its order; an absent file has none.

    Raises:
        RuleError: the file has problems; the error has them all.
    """
    if not path.exists():
        return []
    source = load(path)
    data = source.data or {"decisions": []}
    rows = (data.get("decisions") or []) if isinstance(data, dict) else None
    if not isinstance(rows, list):
        raise RuleError([*source.problems, source.problem((), "decisions", "has no list of decisions", _FORM)])
    problems = [
        *source.problems,
        *(p for k, row in enumerate(rows) for p in _find_problems(source, ("decisions", k), row)),
    ]
    if problems:
        raise RuleError(problems)
    return [_read_decision(source, ("decisions", k), row) for k, row in enumerate(rows)]


def _find_problems(source: Source, keys: Keys, row: Any) -> Iterator[Problem]:
    if not isinstance(row, dict) or ("merge" in row) == ("split" in row):
        yield source.problem(keys, "decision", "is neither a merge nor a split", _FORM)
        return
    known = ("merge",) if "merge" in row else ("split", "names", "articles")
    for key in row:
        if key not in known:
            hint = did_you_mean(key, known)
            yield source.problem((*keys, key), "unknown-key", f"unknown key '{key}'", hint, key=True)
    if "merge" in row and not (_are_texts(row["merge"]) and len(row["merge"]) > 1):
        yield source.problem((*keys, "merge"), "merge", "is not a list of two ids or more", "write merge: [id, id]")
    elif "split" in row:
        what = [row[key] for key in ("names", "articles") if key in row]
        if not isinstance(row["split"], str) or not what or not all(_are_texts(each) and each for each in what):
            yield source.problem((*keys, "split"), "split", "does not say what to split off", _FORM)


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _read_decision(source: Source, keys: Keys, row: Mapping[str, Any]) -> Decision:
    place = source.problem(keys, "unknown-identity", "")
    if "merge" in row:
        return Decision(tuple(row["merge"]), place=place)
    return Decision((row["split"],), tuple(row.get("names", ())), tuple(row.get("articles", ())), place)


def add_decision(path: Path, decision: Decision) -> None:
    """Append a decision to a file, and create it if necessary; what the user wrote there stays.

    Raises:
        QuotesError: the file cannot be written.
    """
    try:
        before = path.read_text(encoding="utf-8") if path.exists() else _HEAD
        if "decisions:" not in before:
            before += _HEAD
        end = "" if before.endswith("\n") else "\n"
        path.write_text(f"{before}{end}  - {_to_yaml(decision)}\n", encoding="utf-8")
    except OSError as error:
        reason = error.strerror or str(error)
        raise QuotesError(f"cannot be written ({reason})", path=str(path), hint="check the rights") from error


def _to_yaml(decision: Decision) -> str:
    """Write a decision as one line of YAML; a string of JSON is one of YAML, too."""
    if not decision.is_split:
        return f"merge: {_yaml_list(decision.ids)}"
    wanted = (("names", decision.names), ("articles", decision.articles))
    more = "".join(f", {key}: {_yaml_list(values)}" for key, values in wanted if values)
    return f"{{split: {_yaml_string(decision.ids[0])}{more}}}"


def _yaml_list(texts: Sequence[str]) -> str:
    return f"[{', '.join(map(_yaml_string, texts))}]"


def _yaml_string(text: str) -> str:
    import json

    plain = text.replace("-", "").isalnum() and text.isascii() and text[0].isalpha()
    return text if plain and text.lower() not in ("true", "false", "null") else json.dumps(text, ensure_ascii=False)


def apply_decisions(
    decisions: Sequence[Decision], registry: Registry, by_id: Mapping[str, Cluster], clusters: Clustering
) -> None:
    """Apply what the user decided, in the order of the file.

    Args:
        registry: the registry without the decisions; they name its identities.
        by_id: the cluster of each of its identities.

    Raises:
        RuleError: a decision names an identity that does not exist.
    """
    problems: list[Problem] = []
    for decision in decisions:
        found = {each: _find_cluster(each, registry, by_id, clusters) for each in decision.ids}
        wanted = [cluster for cluster in found.values() if cluster is not None]
        if len(wanted) < len(found):
            problems += [
                _unknown_identity(decision, each, registry) for each, cluster in found.items() if cluster is None
            ]
        elif decision.is_split:
            _split_off(decision, wanted[0], clusters)
        else:
            _join(wanted, clusters)
    if problems:
        raise RuleError(problems)


def _find_cluster(
    wanted: str, registry: Registry, by_id: Mapping[str, Cluster], clusters: Clustering
) -> Cluster | None:
    """Find the cluster of an id, or of a name that only one has; earlier decisions may have made it."""
    found = registry.find(wanted)
    if len(found) == 1 or (found and found[0].id == wanted):
        return clusters.find_current(by_id[found[0].id])
    made = [cluster for cluster in clusters.all if wanted in cluster_ids(cluster)]
    return made[0] if len(made) == 1 else None


def _unknown_identity(decision: Decision, missing: str, registry: Registry) -> Problem:
    at = decision.place or Problem("<decision>", 1, 1, "unknown-identity", "")
    several = registry.find(missing)
    if several:
        text = f"'{missing}' is the name of several identities"
        remedy = f"give an id: {', '.join(identity.id for identity in several[:4])}"
    else:
        text = f"nobody is called '{missing}'"
        near = did_you_mean(missing, [identity.id for identity in registry.identities])
        remedy = near or "quotes registry list shows the ids; or remove the line"
    return Problem(at.path, at.line, at.column, at.code, text, remedy)


def _join(wanted: Sequence[Cluster], clusters: Clustering) -> None:
    first = wanted[0]
    for other in wanted[1:]:
        one, two = clusters.find_current(first), clusters.find_current(other)
        if one is not two:
            clusters.join(one, two, Join(one.name, two.name, 1.0, ("decision",)))


def _split_off(decision: Decision, cluster: Cluster, clusters: Clustering) -> None:
    names = {fold(name) for name in decision.names}
    out = [each for each in cluster.entries if fold(each.name) in names or each.key.article in decision.articles]
    if out and len(out) < len(cluster.entries):
        clusters.split(cluster, out)
