"""The same figures for kinds of quotes: by type, place of the cue, kind of source, outlet, way of resolution, rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from quotes.evaluation.gold import GoldArticle
from quotes.evaluation.matching import ArticleMatch, Pair, fold, ratio
from quotes.evaluation.measures import Formula, Rate, Share, rate
from quotes.records import Quote

NONE = "none"
#: Words that stand for somebody named elsewhere. Not read from the rules: a measure must not move when the rules do.
_PRONOUNS = frozenset(
    {"aku", "saya", "kami", "kita", "dia", "ia", "beliau", "mereka", "dirinya", "keduanya", "ketiganya"}
)


@dataclass(frozen=True, slots=True)
class Group:
    """Figures for one kind of quotes.

    Attributes:
        gold: number of gold quotes of the kind; None where only a prediction can be of the kind.
        found, exact, joint: precision over the predicted quotes of the kind, recall over the gold quotes of the kind.
        speaker_accuracy: share of the found quotes of the kind whose speaker is right.
    """

    name: str
    gold: int | None
    pred: int
    found: Rate
    exact: Rate
    joint: Rate
    speaker_accuracy: float


def cue_position(quote: Quote, _: GoldArticle) -> str:
    """``before`` the content, ``after`` it, ``inside`` (between its pieces), or ``none``."""
    if quote.cue is None:
        return NONE
    if quote.cue.start < min(span.start for span in quote.content):
        return "before"
    return "after" if quote.cue.start >= max(span.end for span in quote.content) else "inside"


def source_kind(quote: Quote, article: GoldArticle) -> str:
    """``clitic`` (the ``nya`` of ``katanya``), ``pronoun``, ``name``, ``other`` (a role, a description) or ``none``."""
    if quote.source is None:
        return NONE
    text, start = article.text, quote.source.start
    if start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        return "clitic"
    words = quote.source.of(text)
    if set(fold(words).split()) <= _PRONOUNS:
        return "pronoun"
    # Gold's names too: that the predicted speaker is wrong does not make the mention another kind.
    named = {word for name in (*quote.speakers, *article.aliases) for word in name.split() if word[:1].isupper()}
    return "name" if named & set(words.replace(",", " ").split()) else "other"


Key = Callable[[Quote, GoldArticle], str]
KEYS: dict[str, Key] = {
    "type": lambda quote, _: quote.type,
    "cue": cue_position,
    "source": source_kind,
    "outlet": lambda _, article: article.article.outlet or NONE,
    "resolved_by": lambda quote, _: quote.resolved_by or NONE,
    "rule": lambda quote, _: quote.rule or NONE,
}
#: What only a prediction has: there is no recall by it.
PREDICTED_ONLY = frozenset({"resolved_by", "rule"})


def grouped(matches: Iterable[ArticleMatch], by: str) -> tuple[Group, ...]:
    """Figures for every group, by name. A found pair counts in gold's group for recall, in its own for precision."""
    key, counts = KEYS[by], defaultdict[str, dict[str, int]](lambda: defaultdict(int))
    for pair in (pair for match in matches for pair in match.pairs):
        if pair.gold is not None and by not in PREDICTED_ONLY:
            _add(counts[key(pair.gold, pair.article)], "gold", pair)
        if pair.predicted is not None:
            _add(counts[key(pair.predicted, pair.article)], "pred", pair)
    return tuple(_group(name, counts[name], by) for name in sorted(counts))


def _add(counts: dict[str, int], side: str, pair: Pair) -> None:
    counts[side] += 1
    counts[f"found_{side}"] += pair.found
    counts[f"exact_{side}"] += pair.found and pair.exact
    counts[f"joint_{side}"] += pair.right


def _group(name: str, counts: dict[str, int], by: str) -> Group:
    def measured(hits: str) -> Rate:
        return rate(counts, Formula(Share(f"{hits}_pred", "pred"), Share(f"{hits}_gold", "gold")))

    side = "pred" if by in PREDICTED_ONLY else "gold"
    return Group(
        name=name,
        gold=None if by in PREDICTED_ONLY else counts["gold"],
        pred=counts["pred"],
        found=measured("found"),
        exact=measured("exact"),
        joint=measured("joint"),
        speaker_accuracy=ratio(counts[f"joint_{side}"], counts[f"found_{side}"]),
    )


def group_to_dict(group: Group) -> dict[str, Any]:
    """The JSON form; of a kind that gold does not have, the precisions alone."""
    common = {"pred": group.pred, "speaker_accuracy": group.speaker_accuracy}
    names = ("found", "exact", "joint")
    if group.gold is None:
        return {**common, **{f"{name}_precision": getattr(group, name).precision for name in names}}
    recalls = {f"{name}_recall": getattr(group, name).recall for name in names}
    return {"gold": group.gold, **common, **recalls, **{f"{name}_f1": getattr(group, name).f1 for name in names}}
