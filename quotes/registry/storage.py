"""Write and read a registry as JSON: every identity, its entries and joins, and the proposals."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quotes.errors import InputError, OutputError
from quotes.registry.identity import Entry, Identity, Join, Key, Proposal, Registry

#: The version of the file that :func:`write_registry` writes.
FORMAT = 1
_BUILD = "build one: quotes registry build RECORDS -o registry.json"


@dataclass(frozen=True, slots=True)
class StoredRegistry:
    """A registry, and the paths of the files that it was built with.

    Attributes:
        speakers: the user's list, if there was one.
        decisions: the file of decisions; it need not exist.
    """

    registry: Registry
    speakers: str | None = None
    decisions: str | None = None


def write_registry(stored: StoredRegistry, path: Path) -> None:
    """Write a registry. If that fails, an existing file stays as it is.

    Raises:
        OutputError: the file cannot be written.
    """
    data = {
        "format": FORMAT,
        "speakers": stored.speakers,
        "decisions": stored.decisions,
        "identities": [_identity_to_dict(identity) for identity in stored.registry.identities],
        "proposals": [_pair_to_dict(proposal) for proposal in stored.registry.proposals],
    }
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        reason = error.strerror or str(error)
        raise OutputError(f"cannot be written ({reason})", path=str(path), hint="check folder and rights") from error


def read_registry(path: Path) -> StoredRegistry:
    """Read a registry that :func:`write_registry` wrote.

    Raises:
        InputError: the file cannot be read, is not a registry, or has a newer format.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise InputError("no such file", path=str(path), hint=f"check the spelling, or {_BUILD}") from error
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", path=str(path), hint=_BUILD) from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"is not a registry: {error}", path=str(path), hint=_BUILD) from error
    version = data.get("format") if isinstance(data, dict) else None
    if not isinstance(version, int) or "identities" not in data:
        raise InputError("is not a registry: it has no identities", path=str(path), hint=_BUILD)
    if version > FORMAT:
        raise InputError(f"has format {version}, this version reads up to {FORMAT}", path=str(path), hint="upgrade")
    try:
        return _registry_from_dict(data)
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(f"the registry is broken: {error!r}", path=str(path), hint=_BUILD) from error


def _registry_from_dict(data: Mapping[str, Any]) -> StoredRegistry:
    identities = tuple(_identity_from_dict(each) for each in data["identities"])
    proposals = tuple(Proposal(*_pair_from_dict(each)) for each in data["proposals"])
    return StoredRegistry(Registry(identities, proposals), data.get("speakers"), data.get("decisions"))


def _identity_to_dict(identity: Identity) -> dict[str, Any]:
    return {
        "id": identity.id,
        "name": identity.name,
        "kind": identity.kind,
        "aliases": list(identity.aliases),
        "roles": list(identity.roles),
        "affiliations": list(identity.affiliations),
        "gender": identity.gender,
        "external": dict(identity.external),
        "known": identity.listed_at,
        "quotes": identity.quotes,
        "articles": identity.articles,
        "joins": [_pair_to_dict(join) for join in identity.joins],
        "entries": [_entry_to_dict(entry) for entry in identity.entries],
    }


def _identity_from_dict(data: Mapping[str, Any]) -> Identity:
    return Identity(
        data["id"], data["name"], data["kind"], tuple(data["aliases"]), tuple(data["roles"]),
        tuple(data["affiliations"]), data["gender"], dict(data["external"]), data["known"],
        tuple(_entry_from_dict(each) for each in data["entries"]),
        tuple(Join(*_pair_from_dict(each)) for each in data["joins"]),
    )  # fmt: skip


def _entry_to_dict(entry: Entry) -> dict[str, Any]:
    whole = {
        "article": entry.key.article,
        "speaker": entry.key.speaker,
        "name": entry.name,
        "kind": entry.kind,
        "aliases": list(entry.aliases),
        "nicknames": list(entry.nicknames),
        "roles": list(entry.roles),
        "affiliation": entry.affiliation,
        "gender": entry.gender,
        "date": entry.date,
        "company": list(entry.company),
        "quotes": entry.quotes,
        "addressed": list(entry.addressed),
    }
    return {key: value for key, value in whole.items() if value not in (None, [])}


def _entry_from_dict(data: Mapping[str, Any]) -> Entry:
    return Entry(
        Key(data["article"], data["speaker"]), data["name"], data["kind"], tuple(data.get("aliases", ())),
        tuple(data.get("nicknames", ())), tuple(data.get("roles", ())), data.get("affiliation"), data.get("gender"),
        data.get("date"), tuple(data.get("company", ())), data["quotes"],
        tuple(data.get("addressed", ())),
    )  # fmt: skip


def _pair_to_dict(pair: Join | Proposal) -> dict[str, Any]:
    return {
        "one": pair.one,
        "other": pair.other,
        "score": pair.score,
        "reasons": list(pair.reasons),
        "doubts": list(pair.doubts),
    }


def _pair_from_dict(data: Mapping[str, Any]) -> tuple[str, str, float, tuple[str, ...], tuple[str, ...]]:
    return data["one"], data["other"], data["score"], tuple(data["reasons"]), tuple(data["doubts"])
