"""The codes of problems with rules that the source can report, read off the source itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import quotes

PACKAGE = Path(quotes.__file__).parent
#: Callables of other modules (errors, yamlsource, rulelang.fields) whose argument of this place is a code.
_SHARED = {"Problem": 3, "problem": 1, "add_problem": 1}


def codes() -> dict[str, str]:
    """Every code, with a module that reports it. Those of lists of speakers are left out: these are no rules."""
    rules = (path for path in sorted(PACKAGE.rglob("*.py")) if path.parent.name != "registry")
    paths = (*rules, PACKAGE / "registry" / "weights.py")
    return {code: module for path in paths for code, module in _codes_of(path)}


def _codes_of(path: Path) -> Iterator[tuple[str, str]]:
    """Codes are written out where they are reported; a function that only hands one on has a parameter ``code``."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    module = str(path.relative_to(PACKAGE))
    places = _SHARED | {f.name: place for f in _functions(tree) if (place := _place(f)) is not None}
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        argument = _code_of(call, places)
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            yield argument.value, module
        elif argument is not None and not (isinstance(argument, ast.Name) and argument.id == "code"):
            raise AssertionError(f"{module}:{call.lineno}: write the code of the problem out, so that it can be found")


def _functions(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def _place(function: ast.FunctionDef) -> int | None:
    """Which argument of a function is a code, ``self`` aside; None where none is."""
    names = [argument.arg for argument in function.args.args if argument.arg != "self"]
    return names.index("code") if "code" in names else None


def _code_of(call: ast.Call, places: dict[str, int]) -> ast.expr | None:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name not in places:
        return None
    named = next((keyword.value for keyword in call.keywords if keyword.arg == "code"), None)
    at = places[name] - sum(isinstance(argument, ast.Starred) for argument in call.args)  # *place: line and column
    return named or (call.args[at] if len(call.args) > at else None)


if __name__ == "__main__":
    for code, module in sorted(codes().items()):
        print(f"{code:<20} {module}")  # noqa: T201 - a command for people
