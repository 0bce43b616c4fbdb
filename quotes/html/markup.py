"""The parts of standalone pages: everything inside, nothing loaded, nothing injected.

Jinja2 escapes all values. Data for scripts is JSON without ``<``, ``>`` and ``&``, and a Content-Security-Policy allows
only the page's own scripts, identified by their digests. Names of files and anchors are safe in a file system and in a
link, and always the same for the same id. Colours are those that colour-blind readers can distinguish.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from quotes.text import safe_name

if TYPE_CHECKING:
    from jinja2 import Environment

_UNSAFE = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def fill(package: str, template: str, **values: Any) -> str:
    """Fill a template in the folder ``assets`` of a package with ``values``."""
    page = _environment(package).get_template(template).render(**values)
    return page.encode("utf-8", "replace").decode("utf-8")  # a lone surrogate cannot be written as UTF-8


def asset(package: str, name: str) -> str:
    """Return the text of a file in the folder ``assets`` of a package."""
    return files(package).joinpath("assets", name).read_text(encoding="utf-8")


def script_data(data: Any) -> str:
    """Return ``data`` as JSON that cannot end the ``<script>`` element around it."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)


def policy(scripts: Sequence[str]) -> str:
    """Return a Content-Security-Policy that allows only these scripts to run, and nothing to be loaded."""
    digests = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests) or "'none'"
    rest = "style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
    return f"default-src 'none'; script-src {allowed}; {rest}"


def article_file(article_id: str) -> str:
    """Return the file name of the page of an article."""
    return f"{safe_name(article_id)}.html"


def anchor(quote_id: str) -> str:
    """Return the ``id`` of the first words of a quote in the page of its article."""
    return f"q-{safe_name(quote_id)}"


def web_link(url: str | None) -> str | None:
    """Return ``url`` if it is an http or https address, else None, so that no ``javascript:`` gets into a page."""
    return url if url and re.match(r"https?://[^\s\"'<>]+$", url) else None


@cache
def _environment(package: str) -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    loader = PackageLoader(package, "assets")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


class Hue(NamedTuple):
    """A colour, and the shape that replaces it: a cytoscape.js shape, a matplotlib marker and a character.

    The cytoscape.js shape ``polygon`` is drawn as a triangle that points down.
    """

    name: str
    hex: str
    shape: str
    marker: str
    glyph: str


#: The palette of M. Okabe and K. Ito, "Color Universal Design" (2008), without black, the colour of the text.
HUES = (
    Hue("blue", "#0072B2", "ellipse", "o", "●"),
    Hue("orange", "#E69F00", "rectangle", "s", "■"),
    Hue("green", "#009E73", "diamond", "D", "◆"),
    Hue("vermilion", "#D55E00", "triangle", "^", "▲"),
    Hue("sky", "#56B4E9", "hexagon", "h", "⬢"),
    Hue("purple", "#CC79A7", "star", "*", "★"),
    Hue("yellow", "#F0E442", "polygon", "v", "▼"),
)

#: The colour of all further groups: grey, so that no other colour has two meanings.
REST = Hue("grey", "#8C8C8C", "pentagon", "p", "⬟")


def hue(rank: int) -> Hue:
    """Return the hue of the group with this rank, from 0; :data:`REST` from the eighth group on."""
    return HUES[rank] if 0 <= rank < len(HUES) else REST
