"""Identities as a list that the user edits and gives back: YAML or CSV, in the form that the directory reads."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from quotes.errors import OutputError
from quotes.registry.directory import Directory, Term
from quotes.registry.identity import Identity

#: Roles of articles that a comment tells.
_ROLES = 3
_COLUMNS = ("id", "name", "kind", "aliases", "role", "from", "to", "affiliation", "gender", "wikidata")


def write_list(identities: Iterable[Identity], directory: Directory | None, path: Path) -> None:
    """Write a list. Offices are those of the user's own list; parts of a name are no aliases.

    Raises:
        OutputError: the ending is none of yaml, csv and tsv, or the file cannot be written.
    """
    ways = {".yaml": _yaml, ".yml": _yaml, ".csv": _csv, ".tsv": _csv}
    way = ways.get(path.suffix.lower())
    if way is None:
        raise OutputError(f"no list is written as {path.suffix or 'this'}", path=str(path), hint="write .yaml or .csv")
    text = way(list(identities), directory or Directory(), "\t" if path.suffix.lower() == ".tsv" else ",")
    try:
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(f"cannot be written ({reason})", path=str(path), hint="check folder and rights") from error


def _aliases(identity: Identity) -> list[str]:
    """Names that say by themselves who is meant: those of the entries, and nicknames; no parts of his name."""
    told = {entry.name for entry in identity.entries} | {n for entry in identity.entries for n in entry.nicknames}
    own = set(identity.name.casefold().split())
    return [alias for alias in identity.aliases if alias in told and not set(alias.casefold().split()) <= own]


def _terms(identity: Identity, directory: Directory) -> Sequence[Term]:
    person = directory.get(identity.id) if identity.known else None
    return person.terms if person else ()


def _yaml(identities: Sequence[Identity], directory: Directory, _: str) -> str:
    lines = ["speakers:"]
    for identity in identities:
        lines += _yaml_entry(identity, directory)
    return "\n".join(lines) + "\n" if identities else "speakers: []\n"


def _yaml_entry(identity: Identity, directory: Directory) -> Iterator[str]:
    yield f"  - name: {_quoted(identity.name)}"
    yield f"    id: {_quoted(identity.id)}"
    if identity.kind != "person":
        yield f"    kind: {identity.kind}"
    if aliases := _aliases(identity):
        yield f"    aliases: [{', '.join(map(_quoted, aliases))}]"
    terms = _terms(identity, directory)
    if terms:
        yield "    roles:"
        for term in terms:
            days = (("from", term.since), ("to", term.until))
            dates = "".join(f", {key}: {day.isoformat()}" for key, day in days if day)
            yield f"      - {{role: {_quoted(term.role)}{dates}}}"
    elif identity.roles:
        yield f"    # {'; '.join(_one_line(role) for role in identity.roles[:_ROLES])}"
    if identity.gender:
        yield f"    gender: {identity.gender}"
    if identity.external:
        yield f"    external: {json.dumps(dict(identity.external), ensure_ascii=False)}"


def _one_line(text: str) -> str:
    return " ".join("".join(ch if ch.isprintable() else " " for ch in text).split())


def _quoted(text: str) -> str:
    """As a string of YAML, which those of JSON are; plain words stay as they are."""
    plain = text.replace(" ", "").replace("-", "").isalpha() and text[0].isalpha() and text[-1].isalpha()
    return text if plain and text.lower() not in ("null", "true", "false") else json.dumps(text, ensure_ascii=False)


def _csv(identities: Sequence[Identity], directory: Directory, delimiter: str) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, _COLUMNS, delimiter=delimiter, lineterminator="\r\n")
    writer.writeheader()
    for identity in identities:
        whole = {
            "id": identity.id,
            "name": identity.name,
            "kind": identity.kind,
            "aliases": "; ".join(_aliases(identity)),
            "gender": identity.gender,
            "wikidata": identity.external.get("wikidata"),
        }
        terms = _terms(identity, directory)
        offices = [{"role": term.role, "from": term.since, "to": term.until} for term in terms] or [{}]
        for k, office in enumerate(offices):
            writer.writerow({**(whole if k == 0 else {"id": identity.id, "name": identity.name}), **office})
    return out.getvalue()
