"""Make the file of a new rule: a commented, working rule to be edited."""

from __future__ import annotations

import os
import re
from importlib import resources
from pathlib import Path

from quotes.errors import OutputError, QuotesError
from quotes.resources import CONSTRUCTIONS, rules_folder
from quotes.rulelang.load import TYPES
from quotes.yamlsource import did_you_mean

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*(/[a-z][a-z0-9]*(-[a-z0-9]+)*)+")


def new_rule(rule_id: str, folder: Path) -> Path:
    """Write the file of a new rule below ``folder``, which is laid out like ``rules/``.

    Args:
        rule_id: begins with the type of the rule: ``direct/cicit``.

    Returns:
        The path of the file.

    Raises:
        QuotesError: the id is not valid.
        OutputError: the file exists, or cannot be written.
    """
    skeleton = _read_skeleton(rule_id)
    path = folder / CONSTRUCTIONS / f"{rule_id}.yaml"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(f"# yaml-language-server: $schema={_locate_schema(path)}\n{skeleton}")
    except FileExistsError as error:
        raise OutputError("is there already", path=str(path), hint="choose another id, or change that file") from error
    except OSError as error:
        raise OutputError(
            f"cannot be written: {error.strerror}", path=str(path), hint="choose another folder"
        ) from error
    return path


def _read_skeleton(rule_id: str) -> str:
    kind = rule_id.partition("/")[0]
    if kind not in TYPES:
        hint = did_you_mean(kind, TYPES) or f"begin it with one of {', '.join(TYPES)}, e.g. direct/cicit"
        raise QuotesError(f"the id '{rule_id}' does not say what type of rule it is", hint=hint)
    if not _ID.fullmatch(rule_id):
        hint = "write small letters and digits, joined by -, e.g. direct/quote-cicit-source"
        raise QuotesError(f"'{rule_id}' is no id of a rule", hint=hint)
    return resources.files("quotes.authoring").joinpath(f"skeletons/{kind}.yaml").read_text(encoding="utf-8")


def _locate_schema(path: Path) -> str:
    """Return the reference to the schema: relative in the folder of the shipped rules, absolute elsewhere."""
    schema = rules_folder() / "schema.json"
    if path.resolve().is_relative_to(schema.parent):
        return Path(os.path.relpath(schema, path.resolve().parent)).as_posix()
    return schema.as_uri()
