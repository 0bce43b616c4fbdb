"""What is counted in one article. Every measure is made from sums of these counts, so articles can be resampled."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from quotes.evaluation.assignment import assign
from quotes.evaluation.matching import ArticleMatch, Pair, characters, ratio, trimmed
from quotes.records import Quote, Span

#: Additive counts by name. GermEval's averages add shares, the others whole numbers.
Tally = Mapping[str, float]

#: The share of gold that the prediction must cover (Asr et al. 2021, the Gender Gap Tracker).
GGT_SHARES = {"ggt30": 0.3, "ggt80": 0.8}
#: The words (by number) of each part of a quote.
_Parts = Mapping[str, frozenset[int]]
_WORD = re.compile(r"\w+")
#: What GermEval adds to the overlap of two quotes of the same form, so that ties go to it.
_SAME_FORM = 0.01
_GERMEVAL_PARTS = {"message": "message", "cue": "roles", "source": "roles"}


def tally(match: ArticleMatch) -> Tally:
    """All counts of one article."""
    text, gold = match.article.text, match.article.quotes
    predicted = match.record.quotes if match.record else ()
    return {
        "articles_missing": int(match.record is None),
        **_sum(pair_counts(pair).items() for pair in match.pairs),
        **_overlaps(text, gold, predicted),
        **_words(text, gold, predicted),
        **_germeval(text, gold, predicted),
    }


def total(tallies: Iterable[Tally]) -> Tally:
    """The counts of several articles together."""
    return _sum(counts.items() for counts in tallies)


def pair_counts(pair: Pair) -> dict[str, int]:
    """The counts of one pair, for the measures that pair quotes one to one."""
    gold, predicted = pair.gold, pair.predicted
    counts = {
        "gold": int(gold is not None),
        "pred": int(predicted is not None),
        "found": int(pair.found),
        "exact": int(pair.found and pair.exact),
        "joint": int(pair.right),
        "same_type": int(pair.found and pair.same_type),
        **{name: int(pair.cover > share) for name, share in GGT_SHARES.items()},
    }
    for part in ("cue", "source"):
        there: Span | None = getattr(gold, part) if gold and pair.found else None
        theirs: Span | None = getattr(predicted, part) if predicted else None
        counts[f"{part}_gold"] = int(there is not None)
        counts[f"{part}_right"] = int(there is not None and theirs is not None and there.overlaps(theirs))
        counts[f"{part}_exact"] = int(there is not None and there == theirs)
    return counts


def _overlaps(text: str, gold: Iterable[Quote], predicted: Iterable[Quote]) -> dict[str, int]:
    """Quotes that share a character with any quote of the other side (Breck, Choi & Cardie 2007, "binary overlap")."""
    golds = [characters(trimmed(text, quote.content)) for quote in gold]
    theirs = [characters(trimmed(text, quote.content)) for quote in predicted]
    touched = frozenset[int]().union(*theirs)
    touching = frozenset[int]().union(*golds)
    return {
        "overlap_gold": sum(not touched.isdisjoint(chars) for chars in golds),
        "overlap_pred": sum(not touching.isdisjoint(chars) for chars in theirs),
    }


def _words(text: str, gold: Iterable[Quote], predicted: Iterable[Quote]) -> dict[str, int]:
    """Words that stand in the content of any quote."""
    words = _word_spans(text)
    ours = _inside(words, [span for quote in gold for span in quote.content])
    theirs = _inside(words, [span for quote in predicted for span in quote.content])
    return {"words_both": len(ours & theirs), "words_gold": len(ours), "words_pred": len(theirs)}


def _word_spans(text: str) -> list[Span]:
    return [Span(*found.span()) for found in _WORD.finditer(text)]


def _inside(words: list[Span], spans: Iterable[Span]) -> frozenset[int]:
    covered = characters(spans)
    return frozenset(n for n, word in enumerate(words) if not covered.isdisjoint(range(word.start, word.end)))


def _germeval(text: str, gold: Sequence[Quote], predicted: Sequence[Quote]) -> dict[str, float]:
    """Count as GermEval 2023 Task 2 does (Petersen-Frey & Biemann 2024).

    Quotes are paired by the F1 of the words of their content; the precision and the recall
    of the words of each part are then averaged over the quotes that have the part.
    """
    words = _word_spans(text)
    ours = [_parts(words, quote) for quote in gold]
    theirs = [_parts(words, quote) for quote in predicted]
    same_form = [[a.type == b.type for b in predicted] for a in gold]
    weights = [[_likeness(a, b, same_form=same_form[i][j]) for j, b in enumerate(theirs)] for i, a in enumerate(ours)]
    matched = assign(weights)
    pairs: list[tuple[_Parts, _Parts]] = [(ours[i], theirs[j]) for i, j in matched]
    pairs += [(ours[i], {}) for i in set(range(len(ours))) - {i for i, _ in matched}]
    pairs += [({}, theirs[j]) for j in set(range(len(theirs))) - {j for _, j in matched}]
    return _sum(_shares(*pair) for pair in pairs)


def _parts(words: list[Span], quote: Quote) -> _Parts:
    parts = {"message": quote.content, "cue": (quote.cue,), "source": (quote.source,)}
    return {name: _inside(words, [span for span in spans if span]) for name, spans in parts.items()}


def _likeness(ours: _Parts, theirs: _Parts, *, same_form: bool) -> float:
    both = len(ours["message"] & theirs["message"])
    f1 = ratio(2 * both, len(ours["message"]) + len(theirs["message"]))
    return f1 + _SAME_FORM if f1 and same_form else f1


def _shares(ours: _Parts, theirs: _Parts) -> Iterator[tuple[str, float]]:
    """The precision and recall of every part that is there, and how many there are to average over."""
    for part, kind in _GERMEVAL_PARTS.items():
        gold, predicted = ours.get(part, frozenset()), theirs.get(part, frozenset())
        both = len(gold & predicted)
        for side, words in (("p", predicted), ("r", gold)):
            if words:
                yield f"germeval_{kind}_{side}", both / len(words)
                yield f"germeval_{kind}_{side}_n", 1


def _sum(counts: Iterable[Iterable[tuple[str, float]]]) -> dict[str, float]:
    total: defaultdict[str, float] = defaultdict(float)
    for name, count in chain.from_iterable(counts):
        total[name] += count
    return dict(total)
