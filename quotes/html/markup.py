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
    from markupsafe import Markup

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


@cache
def page_texts() -> dict[str, list[str]]:
    """Return the texts of all pages by key, each in English and Indonesian (``assets/texts.json``)."""
    found: dict[str, list[str]] = json.loads(asset("quotes.html", "texts.json"))
    return found


#: A word that agrees with a number: ``{0|quote|quotes}``.
_AGREEING = re.compile(r"\{(\d)\|([^|}]*)\|([^|}]*)\}")


def _translate(key: str, *values: object) -> Markup:
    """Return a text of :func:`page_texts` in an element that the script of a page can translate."""
    from markupsafe import Markup, escape

    english = _AGREEING.sub(lambda word: word[2 if values[int(word[1])] == 1 else 3], page_texts()[key][0])
    for index, value in enumerate(values):
        english = english.replace(f"{{{index}}}", f"{value:,}" if isinstance(value, int) else str(value))
    told = f' data-values="{escape(json.dumps(values, ensure_ascii=False))}"' if values else ""
    return Markup(f'<span data-t="{key}"{told}>{escape(english)}</span>')  # noqa: S704 - all parts are escaped


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
    found = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    found.globals["t"] = _translate
    return found


class Hue(NamedTuple):
    """A colour, and the character that stands for it where there is no colour."""

    name: str
    hex: str
    glyph: str


#: Seven colours with a contrast of at least 3:1 to the light and the dark ground of the pages (WCAG 2.2, 1.4.11). They
#: are chosen such that the two most similar are as different as can be, under protanopia and deuteranopia, too
#: (simulated after Machado et al. 2009): their distance in Oklab is 0.17, and 0.11 for these readers. In the palette of
#: Okabe and Ito (2008) it is 0.16 and 0.08.
HUES = (
    Hue("indigo", "#515BDF", "●"),
    Hue("vermilion", "#C52202", "■"),
    Hue("green", "#007352", "◆"),
    Hue("sky", "#039CD1", "▲"),
    Hue("purple", "#A7319E", "★"),
    Hue("olive", "#9D9200", "▼"),
    Hue("rose", "#C87A87", "⬢"),
)

#: The colour of all further groups: grey, so that no other colour has two meanings.
REST = Hue("grey", "#868C95", "⬟")


def hue(rank: int) -> Hue:
    """Return the hue of the group with this rank, from 0; :data:`REST` from the eighth group on."""
    return HUES[rank] if 0 <= rank < len(HUES) else REST
