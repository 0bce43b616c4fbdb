"""The one place that strings the stages together: articles in, records out."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from quotes.attribution import Attribution, attribute
from quotes.errors import InputError, Problem, QuotesError, RuleError
from quotes.layout import LayoutRules, load_layout_rules, split_paragraphs
from quotes.matching.rulebook import Rulebook, read_or, read_rulebook
from quotes.parsing import SHIPPED, ParsedText, Parser, Parses
from quotes.profiling import time_stage
from quotes.reading import Failure
from quotes.records import Article, Record
from quotes.registry import Directory, Knowledge, load_knowledge, read_directory, recognise
from quotes.registry.weights import MergeWeights
from quotes.resolution import resolve
from quotes.resolution.weights import AntecedentWeights, ResolutionWeights
from quotes.resources import rules_folder
from quotes.rulefolders import RuleFolders

_log = logging.getLogger(__name__)

#: Articles parsed together: enough to fill the parser's batches, few enough for flat memory.
BATCH = 64


class Extractor:
    """Extracts quotes; loads model and rules once.

    Args:
        model: ``id-news`` (shipped), ``gsd`` or ``csui`` (fetched by Stanza on first use), or a model directory.
        rules: folders laid out like ``rules/``, which add to the shipped rules, verbs and lists, or replace them.
        speakers: the user's own list (``speakers.yaml`` or a CSV table), whose people are recognised in every article.
        parser: what parses in the place of ``model``.

    Raises:
        ModelError: the model is missing, broken, or cannot be fetched.
        RuleError: a rule file, or the list of speakers, has a problem.
    """

    _listed: tuple[Directory, Knowledge] | None = None

    def __init__(
        self,
        model: str | Path = "id-news",
        rules: Sequence[Path] = (),
        speakers: Path | None = None,
        *,
        parser: Parses | None = None,
    ) -> None:
        loaded = load_rules(rules)
        self.rulebook, self.weights, self._layout = loaded.rulebook, loaded.weights, loaded.layout
        if speakers:
            self._listed = (read_directory(speakers), load_knowledge(rules))
        if str(model) != SHIPPED:
            self.weights = replace(self.weights, confidence={})  # calibrated on quotes found with the shipped model
        self._parser = parser or Parser(model, lemmas=self.rulebook.reads_lemmas)

    def extract(self, article: Article | str) -> Record:
        """The quotes and speakers of one article, or of its text."""
        if isinstance(article, str):
            article = Article("article", article)
        return self.extract_parsed(article, self.parse([article])[0])

    def extract_many(self, articles: Iterable[Article | Failure]) -> Iterator[Record | Failure]:
        """Lazily, in the order of the input. What could not be read is handed on; a failing article stops nothing."""
        stream = iter(articles)
        while batch := list(islice(stream, BATCH)):
            wanted = [item for item in batch if isinstance(item, Article)]
            done = map(self.try_extract_parsed, wanted, self.try_parse(wanted))
            for item in batch:
                yield next(done) if isinstance(item, Article) else item

    def parse(self, articles: Sequence[Article]) -> list[ParsedText]:
        """The dear half of the work: articles to trees. It depends on the model and on how texts are laid out.

        Sentences that no rule can match are tagged and get no tree; other rules may ask for more of them later.
        """
        return self._parser.parse(
            [(a.text, split_paragraphs(a.text, self._layout)) for a in articles], self.rulebook.wants_tree
        )

    def try_parse(self, articles: Sequence[Article]) -> list[ParsedText | Failure]:
        """As :meth:`parse`, but an article that cannot be parsed is a failure and takes no other with it."""
        try:
            return list(self.parse(articles))
        except Exception as error:  # noqa: BLE001  (one article must not take the batch with it: find which it was)
            if len(articles) == 1:
                return [failure(articles[0], error)]
            _log.debug("a batch failed, its articles are done one by one", exc_info=True)
            return [result for article in articles for result in self.try_parse([article])]

    def extract_parsed(self, article: Article, parsed: ParsedText) -> Record:
        """The cheap half: trees to quotes and speakers. It depends on the rules; trees that they miss are made."""
        parsed = self.with_trees(parsed)
        return self.resolved(article, parsed, self.attributions(article, parsed))

    def with_trees(self, parsed: ParsedText) -> ParsedText:
        """A parsed text with the trees that these rules want and it has not, as it was parsed for others."""
        return self._parser.complete([parsed], self.rulebook.wants_tree)[0]

    def attributions(self, article: Article, parsed: ParsedText) -> list[Attribution]:
        """What the rules make of the trees, one for every quote of the record and in its order."""
        found: list[Attribution] = []
        for paragraph in parsed.paragraphs:
            if "paragraph-too-long" in paragraph.flags:
                _log.warning("%s: a stretch is too long to be parsed, and was not (paragraph-too-long)", article.id)
            with time_stage("match"):
                matches = self.rulebook.match(paragraph.sentences, parsed.text, paragraph.quotations)
                found += attribute(paragraph, parsed.text, matches, self.rulebook.uncued, self.rulebook.lists)
        return found

    def resolved(self, article: Article, parsed: ParsedText, found: Sequence[Attribution]) -> Record:
        """The record of what the rules found: with the speakers."""
        flags = dict.fromkeys(flag for paragraph in parsed.paragraphs for flag in paragraph.flags)
        with time_stage("resolve"):
            record = replace(resolve(article, parsed, found, self.rulebook, self.weights), flags=tuple(flags))
            return recognise(record, *self._listed) if self._listed else record

    def try_extract_parsed(self, article: Article, parsed: ParsedText | Failure) -> Record | Failure:
        """As :meth:`extract_parsed`, but what goes wrong is a failure, as is what went wrong before."""
        if isinstance(parsed, Failure):
            return parsed
        try:
            return self.extract_parsed(article, parsed)
        except Exception as error:  # noqa: BLE001  (one article must not stop the others)
            return failure(article, error)


@dataclass(frozen=True, slots=True)
class Rules:
    """All that is read from folders of rules."""

    rulebook: Rulebook
    weights: ResolutionWeights
    layout: LayoutRules


def load_rules(extra: Sequence[Path] = ()) -> Rules:
    """Load the shipped rules with those of the ``extra`` folders on top.

    Raises:
        RuleError: with every problem of every file.
    """
    rules, problems = read_rules(RuleFolders((rules_folder(), *extra)))
    if problems:
        raise RuleError(problems)
    return rules


def read_rules(folders: RuleFolders) -> tuple[Rules, list[Problem]]:
    """Read what can be read of folders of rules, and every problem of every file; with problems it is incomplete."""
    rulebook, found = read_rulebook(folders)
    problems = [*folders.problems(), *found]
    weights = read_or(
        lambda: ResolutionWeights.load(folders.of("resolution")), ResolutionWeights(AntecedentWeights({})), problems
    )
    read_or(lambda: MergeWeights.load(folders.of("registry")), None, problems)
    layout = read_or(lambda: load_layout_rules(*folders.of("layout")), LayoutRules(()), problems)
    return Rules(rulebook, weights, layout), problems


def failure(article: Article, error: Exception) -> Failure:
    """What went wrong with an article, as a value."""
    _log.debug("%s failed", article.id, exc_info=error)
    if isinstance(error, QuotesError):
        wrapped = InputError(error.message, path=article.origin or article.id, hint=error.hint)
    else:
        reason = f"{type(error).__name__}: {error}"
        wrapped = InputError(
            f"could not be processed ({reason[:200]})",
            path=article.origin or article.id,
            hint="run with --debug and report it",
        )
    return Failure(article.origin or article.id, wrapped)
