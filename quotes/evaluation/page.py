"""The error browser: one HTML page that needs no server, no network and no other file.

Everything that comes from an article or a record is escaped, and the page's own policy lets no script run but its own.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from importlib.resources import files

from quotes.evaluation.matching import ERROR_KINDS
from quotes.evaluation.score import Scores
from quotes.evaluation.view import kinds, views

#: The figures at the head of the page.
_HEADLINE = {
    "joint": "who said what (joint F1)",
    "found": "found F1",
    "exact": "exact F1",
    "speaker_accuracy": "speaker on found",
    "type_accuracy": "type on found",
    "cue_accuracy": "cue on found",
}


def page(scores: Scores, *, title: str) -> str:
    """The page of one run, as text; ``title`` says of which."""
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=PackageLoader("quotes.evaluation", "assets"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    script, style = _asset("browser.js"), _asset("browser.css")
    found = Counter(kind for match in scores.matches for pair in match.pairs for kind in kinds(pair))
    return environment.get_template("browser.html.j2").render(
        title=title,
        articles=views(scores.matches),
        kinds=[(kind, found[kind]) for kind in (*ERROR_KINDS, "right")],
        wrong=sum(bool(pair.errors) for match in scores.matches for pair in match.pairs),
        headline=[(words, scores.figures[name]) for name, words in _HEADLINE.items()],
        # Markup: the two are files of this package, and the policy names the script by its digest.
        script=Markup(script),  # noqa: S704 - as said above
        style=Markup(style),  # noqa: S704 - as said above
        policy=f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'",
    )


def _asset(name: str) -> str:
    return files("quotes.evaluation").joinpath("assets", name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    """The digest by which a Content-Security-Policy knows an inline script or style."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
