"""The error browser: one HTML page that needs no server, no network and no other file.

All text from articles and records is escaped, and the page's Content-Security-Policy allows no script but its own.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from importlib.resources import files

from quotes.evaluation.matching import ERROR_KINDS
from quotes.evaluation.score import Scores
from quotes.evaluation.view import build_views, error_kinds

#: The figures at the top of the page, with their labels.
_HEADLINE = {
    "joint": "who said what (joint F1)",
    "found": "found F1",
    "exact": "exact F1",
    "speaker_accuracy": "speaker on found",
    "type_accuracy": "type on found",
    "cue_accuracy": "cue on found",
}


def render_page(scores: Scores, *, title: str) -> str:
    """Render the error browser of one run as HTML."""
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=PackageLoader("quotes.evaluation", "assets"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    script, style = _read_asset("browser.js"), _read_asset("browser.css")
    found = Counter(kind for match in scores.matches for pair in match.pairs for kind in error_kinds(pair))
    return environment.get_template("browser.html.j2").render(
        title=title,
        articles=build_views(scores.matches),
        kinds=[(kind, found[kind]) for kind in (*ERROR_KINDS, "right")],
        wrong=sum(bool(pair.errors) for match in scores.matches for pair in match.pairs),
        headline=[(label, scores.figures[name]) for name, label in _HEADLINE.items()],
        # Markup: the two are files of this package, and the policy allows the script by its hash.
        script=Markup(script),  # noqa: S704 - see above
        style=Markup(style),  # noqa: S704 - see above
        policy=f"default-src 'none'; style-src '{_hash_source(style)}'; script-src '{_hash_source(script)}'",
    )


def _read_asset(name: str) -> str:
    return files("quotes.evaluation").joinpath("assets", name).read_text(encoding="utf-8")


def _hash_source(text: str) -> str:
    """Return the hash by which a Content-Security-Policy allows an inline script or style."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
