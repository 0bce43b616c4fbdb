"""Write identities as a list that the user can edit and give back: YAML or CSV, as the reader of lists takes it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from quotes.errors import OutputError
from quotes.registry.identity import Identity
from quotes.registry.user_list import Term, UserList

#: How many roles of articles a comment shows.
_MAX_ROLES = 3
_COLUMNS = ("id", "name", "kind", "aliases", "role", "from", "to", "affiliation", "gender", "wikidata")


def write_user_list(identities: Iterable[Identity], user_list: UserList | None, path: Path) -> None:
    """Write a list. Offices come from the user's list only; parts of a name are no aliases.

    Raises:
        OutputError: the ending is not yaml, yml, csv or tsv, or the file cannot be written.
    """
    ways = {".yaml": _to_yaml, ".yml": _to_yaml, ".csv": _to_csv, ".tsv": _to_csv}
    way = ways.get(path.suffix.lower())
    if way is None:
        raise OutputError(f"cannot write a list as {path.suffix or 'this'}", path=str(path), hint="write .yaml or .csv")
    text = way(list(identities), user_list or UserList(), "\t" if path.suffix.lower() == ".tsv" else ",")
    try:
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(f"cannot be written ({reason})", path=str(path), hint="check folder and rights") from error


def _identifying_aliases(identity: Identity) -> list[str]:
    """List the names that identify a person by themselves: those of entries, and nicknames; no parts of the name."""
    identifying = {entry.name for entry in identity.entries} | {
        n for entry in identity.entries for n in entry.nicknames
    }
    own = set(identity.name.casefold().split())
    return [alias for alias in identity.aliases if alias in identifying and not set(alias.casefold().split()) <= own]


def _listed_terms(identity: Identity, user_list: UserList) -> Sequence[Term]:
    person = user_list.get(identity.id) if identity.listed_at else None
    return person.terms if person else ()


def _to_yaml(identities: Sequence[Identity], user_list: UserList, _: str) -> str:
    lines = ["speakers:"]
    for identity in identities:
        lines += _yaml_entry(identity, user_list)
    return "\n".join(lines) + "\n" if identities else "speakers: []\n"


def _yaml_entry(identity: Identity, user_list: UserList) -> Iterator[str]:
    yield f"  - name: {_yaml_string(identity.name)}"
    yield f"    id: {_yaml_string(identity.id)}"
    if identity.kind != "person":
        yield f"    kind: {identity.kind}"
    if aliases := _identifying_aliases(identity):
        yield f"    aliases: [{', '.join(map(_yaml_string, aliases))}]"
    terms = _listed_terms(identity, user_list)
    if terms:
        yield "    roles:"
        for term in terms:
            days = (("from", term.since), ("to", term.until))
            dates = "".join(f", {key}: {day.isoformat()}" for key, day in days if day)
            yield f"      - {{role: {_yaml_string(term.role)}{dates}}}"
    elif identity.roles:
        yield f"    # {'; '.join(_one_line(role) for role in identity.roles[:_MAX_ROLES])}"
    if identity.gender:
        yield f"    gender: {identity.gender}"
    if identity.external:
        yield f"    external: {json.dumps(dict(identity.external), ensure_ascii=False)}"


def _one_line(text: str) -> str:
    return " ".join("".join(ch if ch.isprintable() else " " for ch in text).split())


def _yaml_string(text: str) -> str:
    """Write a text as a string of YAML: plain words as they are, all else as JSON."""
    plain = text.replace(" ", "").replace("-", "").isalpha() and text[0].isalpha() and text[-1].isalpha()
    return text if plain and text.lower() not in ("null", "true", "false") else json.dumps(text, ensure_ascii=False)


def _to_csv(identities: Sequence[Identity], user_list: UserList, delimiter: str) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, _COLUMNS, delimiter=delimiter, lineterminator="\r\n")
    writer.writeheader()
    for identity in identities:
        whole = {
            "id": identity.id,
            "name": identity.name,
            "kind": identity.kind,
            "aliases": "; ".join(_identifying_aliases(identity)),
            "gender": identity.gender,
            "wikidata": identity.external.get("wikidata"),
        }
        terms = _listed_terms(identity, user_list)
        offices = [{"role": term.role, "from": term.since, "to": term.until} for term in terms] or [{}]
        for k, office in enumerate(offices):
            writer.writerow({**(whole if k == 0 else {"id": identity.id, "name": identity.name}), **office})
    return out.getvalue()
