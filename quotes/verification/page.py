"""The findings on drafts as a standalone HTML page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from quotes.html.markup import HUES, REST, asset, fill, policy, web_link
from quotes.records import Span
from quotes.verification.passages import Place
from quotes.verification.verdicts import VERDICTS, Finding, Verdict

_PACKAGE = "quotes.verification"
#: Characters of the source that are shown on each side of the words.
_CONTEXT = 120
#: The colour of each verdict, of the palette that colour-blind readers can distinguish.
_COLOURS: dict[Verdict, str] = {
    "verbatim": "green",
    "unconfirmed": "grey",
    "altered": "olive",
    "spliced": "purple",
    "misattributed": "vermilion",
    "not-found": "indigo",
}
_HEX = {each.name: each.hex for each in (*HUES, REST)}


def page_html(findings: Iterable[Finding], title: str = "Quotations against their sources") -> str:
    """Return a page with every finding: the worst verdicts first in the summary, the quotations in their order."""
    found = list(findings)
    style = asset("quotes.html", "article.css") + asset(_PACKAGE, "verification.css")
    return fill(
        _PACKAGE,
        "verification.html.j2",
        title=title,
        style=style,
        policy=policy([]),
        summary=_view_summary(found),
        drafts=_view_drafts(found),
    )


def _view_summary(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    counts = Counter(finding.verdict for finding in findings)
    return [
        {"verdict": verdict, "count": counts[verdict], "meaning": meaning, "color": _HEX[_COLOURS[verdict]]}
        for verdict, meaning in reversed(VERDICTS.items())
    ]


def _view_drafts(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    drafts: dict[str, dict[str, Any]] = {}
    for finding in findings:
        article = finding.draft
        entry = drafts.setdefault(article.id, {"heading": article.title or article.id, "findings": []})
        entry["findings"].append(_view_finding(finding))
    return list(drafts.values())


def _view_finding(finding: Finding) -> dict[str, Any]:
    return {
        "line": finding.line,
        "verdict": finding.verdict,
        "color": _HEX[_COLOURS[finding.verdict]],
        "text": finding.text,
        "speakers": ", ".join(finding.speakers) or "nobody named",
        "differences": [{"draft": each.draft, "source": each.source} for each in finding.differences],
        "notes": [note.replace("-", " ") for note in finding.notes],
        "places": [_view_place(place) for place in finding.places],
    }


def _view_place(place: Place) -> dict[str, Any]:
    article = place.article
    text = article.title or "" if place.in_title else article.text
    whole = Span(place.spans[0].start, place.spans[-1].end)
    start, end = text.find(" ", max(0, whole.start - _CONTEXT), whole.start), whole.end + _CONTEXT
    start, end = (0, end) if whole.start <= _CONTEXT else (start + 1, end)
    end = len(text) if end >= len(text) else max(text.rfind(" ", whole.end, end), whole.end)
    facts = [article.outlet, article.date, "title" if place.in_title else f"line {place.line}"]
    return {
        "heading": article.title or article.id,
        "facts": [fact for fact in facts if fact],
        "url": web_link(article.url),
        "speakers": ", ".join(place.speakers) or "nobody",
        "before": ("… " if start else "") + text[start : whole.start].lstrip(),
        "words": whole.of(text),
        "after": text[whole.end : end].rstrip() + (" …" if end < len(text) else ""),
    }
