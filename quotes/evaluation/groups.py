"""The figures of groups of quotes: by type, position of the cue, kind of source, outlet, resolution or rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from quotes.evaluation.gold import GoldArticle
from quotes.evaluation.matching import ArticleMatch, Pair, fold_name, ratio
from quotes.evaluation.measures import Formula, Rate, Share, compute_rate
from quotes.records import Quote

NONE = "none"
#: Pronouns. Not read from the rules, because a measure must not change when the rules do.
_PRONOUNS = frozenset(
    {"aku", "saya", "kami", "kita", "dia", "ia", "beliau", "mereka", "dirinya", "keduanya", "ketiganya"}
)


@dataclass(frozen=True, slots=True)
class Group:
    """The figures of one group of quotes.

    Attributes:
        name: name of the group.
        gold: number of gold quotes in the group; None for groups that only predictions have.
        pred: number of predicted quotes in the group.
        found: precision over the predicted quotes, recall over the gold quotes of the group.
        exact: the same for exact spans.
        joint: the same for the joint measure.
        speaker_accuracy: share of the found quotes whose speaker is right.
    """

    name: str
    gold: int | None
    pred: int
    found: Rate
    exact: Rate
    joint: Rate
    speaker_accuracy: float


def classify_cue(quote: Quote, _: GoldArticle) -> str:
    """Return the position of the cue: ``before`` the content, ``after``, ``inside`` (between its spans) or ``none``."""
    if quote.cue is None:
        return NONE
    if quote.cue.start < min(span.start for span in quote.content):
        return "before"
    return "after" if quote.cue.start >= max(span.end for span in quote.content) else "inside"


def classify_source(quote: Quote, article: GoldArticle) -> str:
    """Return the kind of the source: ``clitic``, ``pronoun``, ``name``, ``other`` or ``none``.

    The ``nya`` of ``katanya`` is a clitic; a role and a description are ``other``.
    """
    if quote.source is None:
        return NONE
    text, start = article.text, quote.source.start
    if start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        return "clitic"
    words = quote.source.of(text)
    if set(fold_name(words).split()) <= _PRONOUNS:
        return "pronoun"
    # The names of gold count too: a wrong predicted speaker does not change the kind of the mention.
    named = {word for name in (*quote.speakers, *article.aliases) for word in name.split() if word[:1].isupper()}
    return "name" if named & set(words.replace(",", " ").split()) else "other"


Key = Callable[[Quote, GoldArticle], str]
KEYS: dict[str, Key] = {
    "type": lambda quote, _: quote.type,
    "cue": classify_cue,
    "source": classify_source,
    "outlet": lambda _, article: article.article.outlet or NONE,
    "resolved_by": lambda quote, _: quote.resolved_by or NONE,
    "rule": lambda quote, _: quote.rule or NONE,
}
#: Keys that only predictions have, so that there is no recall by them.
PREDICTED_ONLY = frozenset({"resolved_by", "rule"})


def group_quotes(matches: Iterable[ArticleMatch], by: str) -> tuple[Group, ...]:
    """Compute the figures of every group, in the order of their names.

    A found pair counts for the recall of the group of its gold quote, and for the precision of the group of its
    predicted quote.
    """
    key, counts = KEYS[by], defaultdict[str, dict[str, int]](lambda: defaultdict(int))
    for pair in (pair for match in matches for pair in match.pairs):
        if pair.gold is not None and by not in PREDICTED_ONLY:
            _count_pair(counts[key(pair.gold, pair.article)], "gold", pair)
        if pair.predicted is not None:
            _count_pair(counts[key(pair.predicted, pair.article)], "pred", pair)
    return tuple(_build_group(name, counts[name], by) for name in sorted(counts))


def _count_pair(counts: dict[str, int], side: str, pair: Pair) -> None:
    counts[side] += 1
    counts[f"found_{side}"] += pair.is_found
    counts[f"exact_{side}"] += pair.is_found and pair.is_exact
    counts[f"joint_{side}"] += pair.is_correct


def _build_group(name: str, counts: dict[str, int], by: str) -> Group:
    def rate_of(hits: str) -> Rate:
        return compute_rate(counts, Formula(Share(f"{hits}_pred", "pred"), Share(f"{hits}_gold", "gold")))

    side = "pred" if by in PREDICTED_ONLY else "gold"
    return Group(
        name=name,
        gold=None if by in PREDICTED_ONLY else counts["gold"],
        pred=counts["pred"],
        found=rate_of("found"),
        exact=rate_of("exact"),
        joint=rate_of("joint"),
        speaker_accuracy=ratio(counts[f"joint_{side}"], counts[f"found_{side}"]),
    )


def group_to_dict(group: Group) -> dict[str, Any]:
    """Return the JSON form; a group that only predictions have has precisions alone."""
    common = {"pred": group.pred, "speaker_accuracy": group.speaker_accuracy}
    measures = ("found", "exact", "joint")
    if group.gold is None:
        return {**common, **{f"{name}_precision": getattr(group, name).precision for name in measures}}
    recalls = {f"{name}_recall": getattr(group, name).recall for name in measures}
    return {"gold": group.gold, **common, **recalls, **{f"{name}_f1": getattr(group, name).f1 for name in measures}}
