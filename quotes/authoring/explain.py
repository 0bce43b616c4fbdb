"""Explain each quote of an article: its evidence, its rule, and the tree of its sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from quotes.attribution import Attribution
from quotes.layout import TextView
from quotes.matching.results import Match, words_in_parts
from quotes.parsing import ParsedText
from quotes.pipeline import Extractor
from quotes.records import Article, Quote, Record
from quotes.rulelang.rule import Rule
from quotes.trees import Sentence, Word


@dataclass(frozen=True, slots=True)
class Tree:
    """A sentence, and the names of the parts of the match by the index of the word."""

    sentence: Sentence
    parts: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Explanation:
    """One quote explained.

    Attributes:
        quote: with its evidence.
        rule: the rule that it is by.
        tree: the sentence of the match; None for a quotation that stands without a cue.
        introducing: for such a quotation the sentence that names its speaker, if one does.
        overridden: the rules that matched as well.
    """

    quote: Quote
    rule: Rule
    tree: Tree | None = None
    introducing: Tree | None = None
    overridden: tuple[Rule, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The quote as in the record, its evidence, the rule and the trees."""
        record = Record(Article("", ""), (self.quote,)).to_dict(evidence=True)
        return {
            **record["quotes"][0],
            "rule_title": self.rule.title,
            "rule_priority": self.rule.priority,
            "tree": _tree_to_dict(self.tree),
            "introducing_tree": _tree_to_dict(self.introducing),
        }


def explain(extractor: Extractor, article: Article) -> tuple[Record, list[Explanation]]:
    """Extract the quotes of an article, and explain every one of them; the explanations are in the record's order."""
    parsed: ParsedText = extractor.parse([article])[0]
    attributions = extractor.find_attributions(article, parsed)
    record = extractor.resolve(article, parsed, attributions)
    rules = {rule.id: rule for rule in extractor.rulebook.rules}
    pairs = zip(attributions, record.quotes, strict=True)
    view = extractor.view(article.text)
    return record, [_explain_quote(attribution, quote, rules, view) for attribution, quote in pairs]


def _explain_quote(attribution: Attribution, quote: Quote, rules: Mapping[str, Rule], view: TextView) -> Explanation:
    return Explanation(
        quote,
        rules[attribution.rule],
        _make_tree(attribution.match, view),
        _make_tree(attribution.introduced, view),
        tuple(match.rule for match in attribution.overridden),
    )


def _make_tree(match: Match | None, view: TextView) -> Tree | None:
    """The sentence of a match with its words placed in the article."""
    if match is None:
        return None
    spans = [view.article_span(word.span) for word in match.sentence.words]
    words = tuple(w.with_origin(*span, w.quotation) for w, span in zip(match.sentence.words, spans, strict=True))
    parts = words_in_parts(match.sentence, match.parts, match.cue_word)
    return Tree(replace(match.sentence, words=words), parts)


def _tree_to_dict(tree: Tree | None) -> list[dict[str, Any]] | None:
    return None if tree is None else [_word_to_dict(word, tree.parts) for word in tree.sentence.words]


def _word_to_dict(word: Word, parts: Mapping[int, str]) -> dict[str, Any]:
    return {
        "index": word.index,
        "form": word.form,
        "lemma": word.lemma,
        "upos": word.upos,
        "head": word.head,
        "deprel": word.deprel,
        "span": list(word.span),
        "quotation": word.quotation is not None,
        "part": parts.get(word.index),
    }
