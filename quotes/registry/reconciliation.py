"""Proposals of Wikidata ids for speakers, in the format of the Reconciliation Service API that OpenRefine uses.

Nothing is linked by itself: the queries go to a service that the user chooses, and its candidates are shown to the
user, whose list of speakers decides (https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from quotes.errors import InputError, OutputError
from quotes.registry.identity import Identity

#: Classes of Wikidata: human, organisation.
_CLASSES = {"person": "Q5", "organisation": "Q43229"}
#: Properties of Wikidata that a service may compare: position held, affiliation.
_POSITION, _AFFILIATION = "P39", "P1416"


@dataclass(frozen=True, slots=True)
class ExternalCandidate:
    """An entity of another database that may be the speaker.

    Attributes:
        score: of the service; higher is better, on a scale of its own.
        match: the service takes it for the one.
    """

    id: str
    name: str
    description: str = ""
    score: float = 0.0
    match: bool = False


def select_unlinked(identities: Iterable[Identity], min_quotes: int) -> list[Identity]:
    """Return the people and organisations without a Wikidata id that are quoted often enough."""
    return [
        each
        for each in identities
        if each.kind in _CLASSES and not each.external.get("wikidata") and each.quotes >= min_quotes
    ]


def make_queries(identities: Iterable[Identity], limit: int) -> dict[str, dict[str, Any]]:
    """Return a batch of queries, by the ids of the identities.

    Args:
        limit: the number of candidates that the service shall give for each.
    """
    return {each.id: _make_query(each, limit) for each in identities}


def _make_query(identity: Identity, limit: int) -> dict[str, Any]:
    stated = [*((_POSITION, role) for role in identity.roles[:1])]
    stated += [(_AFFILIATION, body) for body in identity.affiliations[:1]]
    properties = [{"pid": name, "v": value} for name, value in stated]
    query = {"query": identity.name, "type": _CLASSES[identity.kind], "limit": limit, "type_strict": "should"}
    return {**query, **({"properties": properties} if properties else {})}


def write_queries(queries: Mapping[str, Any], path: Path) -> None:
    """Write a batch of queries, as the parameter ``queries`` of a service takes it.

    Raises:
        OutputError: the file cannot be written.
    """
    try:
        path.write_text(json.dumps(queries, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise OutputError.unwritable(path, error) from error


def read_answers(path: Path) -> dict[str, tuple[ExternalCandidate, ...]]:
    """Read what a service has answered: for each id of an identity its candidates, the best first.

    Raises:
        InputError: the file cannot be read, or is no answer of such a service.
    """
    hint = "give the answer of a reconciliation service to the queries, unchanged"
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        found = {key: tuple(map(_read_candidate, answer["result"])) for key, answer in data.items()}
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", path=str(path)) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(f"is no answer of a reconciliation service ({error!r})", path=str(path), hint=hint) from error
    return {key: tuple(sorted(candidates, key=lambda each: -each.score)) for key, candidates in found.items()}


def _read_candidate(data: Mapping[str, Any]) -> ExternalCandidate:
    described = data.get("description") or ", ".join(each["name"] for each in data.get("type", ()) if "name" in each)
    return ExternalCandidate(
        str(data["id"]), str(data["name"]), str(described), float(data.get("score", 0)), bool(data.get("match"))
    )


def take_matches(
    identities: Iterable[Identity], answers: Mapping[str, Sequence[ExternalCandidate]]
) -> Iterator[Identity]:
    """Yield the identities; one whose only match the service is sure of gets its id."""
    for identity in identities:
        matches = [each for each in answers.get(identity.id, ()) if each.match]
        if len(matches) == 1 and not identity.external.get("wikidata"):
            yield replace(identity, external={**identity.external, "wikidata": matches[0].id})
        else:
            yield identity
