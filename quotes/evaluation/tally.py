"""The counts of one article. Every measure is computed from sums of them, so that articles can be resampled."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from quotes.evaluation.matching import ArticleMatch, Pair, assign, covered_positions, ratio, trim_spans
from quotes.records import Quote, Span

#: Additive counts by name. Those of GermEval are sums of shares, the others whole numbers.
Tally = Mapping[str, float]

#: The share of gold that the prediction must cover (Asr et al. 2021, the Gender Gap Tracker).
GGT_SHARES = {"ggt30": 0.3, "ggt80": 0.8}
#: The words of each part of a quote, by their indices.
_Parts = Mapping[str, frozenset[int]]
_WORD = re.compile(r"\w+")
#: What GermEval adds to the overlap of two quotes of the same type, so that it breaks ties.
_SAME_TYPE_BONUS = 0.01
_GERMEVAL_PARTS = {"message": "message", "cue": "roles", "source": "roles"}


def count_article(match: ArticleMatch) -> Tally:
    """Return all counts of one article."""
    text, gold = match.article.text, match.article.quotes
    predicted = match.record.quotes if match.record else ()
    return {
        "articles_missing": int(match.record is None),
        **_sum(count_pair(pair).items() for pair in match.pairs),
        **_count_overlaps(text, gold, predicted),
        **_count_words(text, gold, predicted),
        **_count_germeval(text, gold, predicted),
    }


def sum_tallies(tallies: Iterable[Tally]) -> Tally:
    """Add up the counts of several articles."""
    return _sum(counts.items() for counts in tallies)


def count_pair(pair: Pair) -> dict[str, int]:
    """Return the counts of one pair, for the measures that pair quotes one to one."""
    gold, predicted = pair.gold, pair.predicted
    counts = {
        "gold": int(gold is not None),
        "pred": int(predicted is not None),
        "found": int(pair.is_found),
        "exact": int(pair.is_found and pair.is_exact),
        "joint": int(pair.is_correct),
        "same_type": int(pair.is_found and pair.has_same_type),
        **{name: int(pair.cover > share) for name, share in GGT_SHARES.items()},
    }
    for part in ("cue", "source"):
        expected: Span | None = getattr(gold, part) if gold and pair.is_found else None
        actual: Span | None = getattr(predicted, part) if predicted else None
        counts[f"{part}_gold"] = int(expected is not None)
        counts[f"{part}_right"] = int(expected is not None and actual is not None and expected.overlaps(actual))
        counts[f"{part}_exact"] = int(expected is not None and expected == actual)
    return counts


def _count_overlaps(text: str, gold: Iterable[Quote], predicted: Iterable[Quote]) -> dict[str, int]:
    """Count quotes that share a character with any quote of the other side ("binary overlap", Breck et al. 2007)."""
    gold_chars = [covered_positions(trim_spans(text, quote.content)) for quote in gold]
    predicted_chars = [covered_positions(trim_spans(text, quote.content)) for quote in predicted]
    any_gold, any_predicted = frozenset[int]().union(*gold_chars), frozenset[int]().union(*predicted_chars)
    return {
        "overlap_gold": sum(not any_predicted.isdisjoint(chars) for chars in gold_chars),
        "overlap_pred": sum(not any_gold.isdisjoint(chars) for chars in predicted_chars),
    }


def _count_words(text: str, gold: Iterable[Quote], predicted: Iterable[Quote]) -> dict[str, int]:
    """Count the words that are in the content of any quote."""
    words = _find_words(text)
    in_gold = _words_inside(words, [span for quote in gold for span in quote.content])
    in_predicted = _words_inside(words, [span for quote in predicted for span in quote.content])
    return {
        "words_both": len(in_gold & in_predicted), "words_gold": len(in_gold), "words_pred": len(in_predicted),
    }  # fmt: skip


def _find_words(text: str) -> list[Span]:
    return [Span(*found.span()) for found in _WORD.finditer(text)]


def _words_inside(words: list[Span], spans: Iterable[Span]) -> frozenset[int]:
    covered = covered_positions(spans)
    return frozenset(n for n, word in enumerate(words) if not covered.isdisjoint(range(word.start, word.end)))


def _count_germeval(text: str, gold: Sequence[Quote], predicted: Sequence[Quote]) -> dict[str, float]:
    """Count as GermEval 2023 Task 2 does (Petersen-Frey & Biemann 2024).

    Quotes are paired by the F1 of the words of their content. The precision and the recall of the words of each part
    are then averaged over the quotes that have the part.
    """
    words = _find_words(text)
    gold_parts = [_words_of_parts(words, quote) for quote in gold]
    predicted_parts = [_words_of_parts(words, quote) for quote in predicted]
    weights = [
        [_message_f1(a, b, same_type=gold[i].type == predicted[j].type) for j, b in enumerate(predicted_parts)]
        for i, a in enumerate(gold_parts)
    ]
    matched = assign(weights)
    pairs: list[tuple[_Parts, _Parts]] = [(gold_parts[i], predicted_parts[j]) for i, j in matched]
    pairs += [(gold_parts[i], {}) for i in set(range(len(gold))) - {i for i, _ in matched}]
    pairs += [({}, predicted_parts[j]) for j in set(range(len(predicted))) - {j for _, j in matched}]
    return _sum(_germeval_shares(*pair) for pair in pairs)


def _words_of_parts(words: list[Span], quote: Quote) -> _Parts:
    parts = {"message": quote.content, "cue": (quote.cue,), "source": (quote.source,)}
    return {name: _words_inside(words, [span for span in spans if span]) for name, spans in parts.items()}


def _message_f1(gold: _Parts, predicted: _Parts, *, same_type: bool) -> float:
    both = len(gold["message"] & predicted["message"])
    f1 = ratio(2 * both, len(gold["message"]) + len(predicted["message"]))
    return f1 + _SAME_TYPE_BONUS if f1 and same_type else f1


def _germeval_shares(gold_parts: _Parts, predicted_parts: _Parts) -> Iterator[tuple[str, float]]:
    """Yield the precision and recall of every part of a pair, and a count of 1 for each to average over."""
    for part, kind in _GERMEVAL_PARTS.items():
        gold, predicted = gold_parts.get(part, frozenset()), predicted_parts.get(part, frozenset())
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
