"""Templates of pages that stand alone: everything inside, nothing fetched, nothing injected.

Jinja2 escapes all values. Data for scripts is JSON without ``<``, ``>`` and ``&``, and a
Content-Security-Policy lets only the page's own scripts run, known by their digest.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment

_UNSAFE = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def fill(package: str, template: str, **values: Any) -> str:
    """The template of this name in the ``assets`` of a package, filled with ``values``."""
    page = _environment(package).get_template(template).render(**values)
    return page.encode("utf-8", "replace").decode("utf-8")  # halves of surrogate pairs have no UTF-8


def asset(package: str, name: str) -> str:
    """The text of a file in the ``assets`` of a package."""
    return files(package).joinpath("assets", name).read_text(encoding="utf-8")


def script_data(data: Any) -> str:
    """``data`` as JSON that no content can end the ``<script>`` of."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)


def policy(scripts: Sequence[str]) -> str:
    """A Content-Security-Policy under which only these scripts run, and nothing is loaded."""
    digests = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests) or "'none'"
    rest = "style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
    return f"default-src 'none'; script-src {allowed}; {rest}"


@cache
def _environment(package: str) -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    loader = PackageLoader(package, "assets")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
