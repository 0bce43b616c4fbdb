"""The error browser: one HTML page that needs no server, no network and no other file.

Its content is plain values, which the template renders. All text from articles and records is escaped, and the page's
Content-Security-Policy allows no script but its own.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise
from typing import Literal

from quotes.evaluation.matching import ERROR_KINDS, ArticleMatch, ErrorKind, Pair, covered_positions, trim_spans
from quotes.evaluation.score import Scores
from quotes.records import Evidence, Quote, Record, Span

Side = Literal["gold", "predicted"]
_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that is in the same quotes and parts throughout; ``cases`` are the numbers of their cases."""

    text: str
    classes: tuple[str, ...] = ()
    cases: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with the quotes of gold, and with the predicted ones."""

    gold: tuple[Piece, ...]
    predicted: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class QuoteView:
    """A quote as text."""

    type: str
    words: str
    speaker: str
    cue: str | None
    source: str | None
    facts: tuple[tuple[str, str], ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseView:
    """A pair of a gold and a predicted quote.

    Attributes:
        number: number of the case on the page.
        article: number of its article.
        kinds: its errors, or ``right``.
        gold: the gold quote, if any.
        predicted: the predicted quote, if any.
        overlap: intersection over union of their characters.
        lost: words of gold that the prediction lacks.
        added: words of the prediction that gold lacks.
    """

    number: int
    article: int
    kinds: tuple[str, ...]
    gold: QuoteView | None
    predicted: QuoteView | None
    overlap: float
    lost: tuple[str, ...]
    added: tuple[str, ...]

    @property
    def words(self) -> str:
        quote = self.gold or self.predicted
        return quote.words if quote else ""


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article with its cases."""

    number: int
    id: str
    title: str | None
    outlet: str | None
    missing: bool
    paragraphs: tuple[Paragraph, ...]
    cases: tuple[CaseView, ...]

    @property
    def errors(self) -> int:
        """The number of cases that are not entirely right."""
        return sum(case.kinds != ("right",) for case in self.cases)


def build_views(matches: Sequence[ArticleMatch]) -> tuple[ArticleView, ...]:
    """Build the views of all articles; cases are numbered over all of them."""
    out: list[ArticleView] = []
    first = 0
    for number, match in enumerate(matches):
        out.append(_article_view(match, number, first))
        first += len(match.pairs)
    return tuple(out)


def error_kinds(pair: Pair) -> tuple[str, ...]:
    """Return the errors of a pair, or ``right``."""
    return pair.errors or ("right",)


def _article_view(match: ArticleMatch, number: int, first: int) -> ArticleView:
    article, cases = match.article, list(enumerate(match.pairs, first))
    return ArticleView(
        number=number,
        id=article.id,
        title=article.article.title,
        outlet=article.article.outlet,
        missing=match.record is None,
        paragraphs=tuple(_paragraphs(article.text, cases)),
        cases=tuple(_case_view(pair, case, number, match.record) for case, pair in cases),
    )


def _paragraphs(text: str, cases: Sequence[tuple[int, Pair]]) -> Iterator[Paragraph]:
    gold = [mark for number, pair in cases for mark in _mark_pair(number, pair, "gold")]
    predicted = [mark for number, pair in cases for mark in _mark_pair(number, pair, "predicted")]
    for found in _PARAGRAPH.finditer(text):
        within = Span(*found.span())
        yield Paragraph(tuple(_pieces(text, within, gold)), tuple(_pieces(text, within, predicted)))


@dataclass(frozen=True, slots=True)
class _Mark:
    """A span to highlight, with the number of its case and its CSS classes."""

    span: Span
    case: int
    classes: tuple[str, ...]


def _mark_pair(number: int, pair: Pair, side: Side) -> Iterator[_Mark]:
    quote: Quote | None = getattr(pair, side)
    if quote is None:
        return
    shown = tuple(f"is-{kind}" for kind in error_kinds(pair) if kind not in _OTHER_SIDE[side])
    for span in quote.content:
        yield _Mark(span, number, ("content", *shown))
    for name in ("cue", "source"):
        if span := getattr(quote, name):
            yield _Mark(span, number, (name,))


#: The error kinds of a pair that is not found which belong to the other side of the page.
_OTHER_SIDE: dict[Side, tuple[ErrorKind, ...]] = {"gold": ("spurious",), "predicted": ("missed",)}


def _pieces(text: str, within: Span, marks: Sequence[_Mark]) -> Iterator[Piece]:
    inside = [mark for mark in marks if mark.span.overlaps(within)]
    edges = {edge for mark in inside for edge in mark.span if within.start < edge < within.end}
    cuts = sorted({within.start, within.end, *edges})
    for start, end in pairwise(cuts):
        over = [mark for mark in inside if mark.span.contains(Span(start, end))]
        # The shortest comes last, so that of nested quotes the inner one decides the colour.
        over.sort(key=lambda mark: mark.span.start - mark.span.end)
        classes = dict.fromkeys(name for mark in over for name in mark.classes)
        cases = dict.fromkeys(mark.case for mark in reversed(over))
        yield Piece(text[start:end], tuple(classes), tuple(cases))


def _case_view(pair: Pair, number: int, article: int, record: Record | None) -> CaseView:
    text = pair.article.text
    gold, predicted = (
        covered_positions(trim_spans(text, quote.content)) if quote else frozenset[int]()
        for quote in (pair.gold, pair.predicted)
    )
    has_both = pair.gold is not None and pair.predicted is not None
    return CaseView(
        number=number,
        article=article,
        kinds=error_kinds(pair),
        gold=_quote_view(pair.gold, text) if pair.gold else None,
        predicted=_quote_view(pair.predicted, text, record) if pair.predicted else None,
        overlap=pair.iou,
        lost=tuple(_join_runs(text, gold - predicted)) if has_both else (),
        added=tuple(_join_runs(text, predicted - gold)) if has_both else (),
    )


def _join_runs(text: str, positions: Iterable[int]) -> Iterator[str]:
    """Return the words at the positions as continuous runs, without runs of white space."""
    runs: list[list[int]] = []
    for at in sorted(positions):
        if runs and runs[-1][-1] == at - 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    words = (text[run[0] : run[-1] + 1].strip() for run in runs)
    return (each for each in words if each)


def _quote_view(quote: Quote, text: str, record: Record | None = None) -> QuoteView:
    return QuoteView(
        type=quote.type,
        words=quote.text,
        speaker="; ".join(quote.speakers) or "nobody",
        cue=quote.cue.of(text) if quote.cue else None,
        source=quote.source.of(text) if quote.source else None,
        facts=tuple(_facts(quote)) if record else (),
        reasons=tuple(_reasons(quote.evidence, text)) if quote.evidence else (),
    )


def _facts(quote: Quote) -> Iterator[tuple[str, str]]:
    yield "rule", quote.rule or "not given"
    yield "confidence", "not given" if quote.confidence is None else f"{quote.confidence:.2f}"
    yield "resolved by", quote.resolved_by or "not given"
    if quote.cue_class:
        yield "cue class", quote.cue_class
    if quote.flags:
        yield "flags", ", ".join(quote.flags)


def _reasons(evidence: Evidence, text: str) -> Iterator[str]:
    for part in evidence.parts:
        words = " … ".join(span.of(text) for span in part.spans)
        yield f"{part.part}: {words} ({part.how}{' ' + part.walk(text) if part.path else ''})"
    if evidence.chain:
        yield "path to the speaker: " + ", ".join(f"{link.by} {link.text}" for link in evidence.chain)
    for candidate in evidence.candidates:
        yield f"{'chosen' if candidate.taken else 'rejected'}: {candidate.name} ({candidate.reason})"


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
