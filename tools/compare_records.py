"""Compare two files of records, article by article: ``python -m tools.compare_records OLD.jsonl NEW.jsonl [--show N]``.

The ids of rules are left out, since a rule may be renamed; everything else must be equal. The exit code is 1 where
anything differs.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any


def read(path: Path) -> dict[str, dict[str, Any]]:
    """Read the records of a file by their ids."""
    with path.open(encoding="utf-8") as lines:
        return {record["id"]: record for record in map(json.loads, lines)}


def comparable(quote: Mapping[str, Any]) -> str:
    """Return a quote without its rule and its number, as text that can be compared."""
    kept = {key: value for key, value in quote.items() if key not in ("rule", "id", "evidence")}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True)


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    """Yield a line for every quote or speaker that only one of two records has."""
    for name, form in (("quotes", comparable), ("speakers", lambda each: json.dumps(each, sort_keys=True))):
        before, after = [form(each) for each in old[name]], [form(each) for each in new[name]]
        yield from (f"- {each}" for each in before if each not in after)
        yield from (f"+ {each}" for each in after if each not in before)
    if old.get("flags") != new.get("flags"):
        yield f"flags: {old.get('flags')} -> {new.get('flags')}"


def main() -> int:
    """Compare the files that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print the differences of N articles")
    args = parser.parse_args()
    old, new = read(args.old), read(args.new)
    changed = {key: list(differences(old[key], new[key])) for key in old if key in new}
    changed = {key: lines for key, lines in changed.items() if lines}
    for key in list(changed)[: args.show]:
        print(key, *changed[key], sep="\n  ")  # noqa: T201 - a tool of the terminal
    missing = len(old.keys() ^ new.keys())
    quotes = sum(len(record["quotes"]) for record in old.values())
    print(f"{len(old)} articles, {quotes} quotes: {len(changed)} articles differ, {missing} in one file only")  # noqa: T201
    return int(bool(changed or missing))


if __name__ == "__main__":
    sys.exit(main())
