"""The one place that strings the stages together: articles in, records out."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from quotes.attribution import Attribution, attribute
from quotes.errors import InputError, QuotesError
from quotes.parsing import SHIPPED, ParsedText, Parser, Parses
from quotes.reading import Failure
from quotes.reading.layout import LayoutRules, layout, load_layout_rules
from quotes.records import Article, Record
from quotes.registry import Directory, Knowledge, load_knowledge, read_directory, recognise
from quotes.resources import rules_folder
from quotes.rulebook.book import Rulebook
from quotes.rulebook.folders import Folders
from quotes.speakers import resolve
from quotes.stages import stage

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
        self.rulebook, self._layout = load_rules(rules)
        if speakers:
            self._listed = (read_directory(speakers), load_knowledge(rules))
        if str(model) != SHIPPED:
            self.rulebook = replace(self.rulebook, confidence={})  # it is that of quotes found with the shipped model
        self._parser = parser or Parser(model, lemmas=self.rulebook.reads_lemmas)

    def extract(self, article: Article | str) -> Record:
        """The quotes and speakers of one article, or of its text."""
        if isinstance(article, str):
            article = Article("article", article)
        return self.read_off(article, self.parse([article])[0])

    def extract_many(self, articles: Iterable[Article | Failure]) -> Iterator[Record | Failure]:
        """Lazily, in the order of the input. What could not be read is handed on; a failing article stops nothing."""
        stream = iter(articles)
        while batch := list(islice(stream, BATCH)):
            wanted = [item for item in batch if isinstance(item, Article)]
            done = map(self.read_off_safely, wanted, self.parse_safely(wanted))
            for item in batch:
                yield next(done) if isinstance(item, Article) else item

    def parse(self, articles: Sequence[Article]) -> list[ParsedText]:
        """The dear half of the work: articles to trees. It depends on the model and on how texts are laid out.

        Sentences that no rule can match are tagged and get no tree; other rules may ask for more of them later.
        """
        return self._parser.parse([(a.text, layout(a.text, self._layout)) for a in articles], self.rulebook.wants_tree)

    def parse_safely(self, articles: Sequence[Article]) -> list[ParsedText | Failure]:
        """As :meth:`parse`, but an article that cannot be parsed is a failure and takes no other with it."""
        try:
            return list(self.parse(articles))
        except Exception as error:  # noqa: BLE001  (one article must not take the batch with it: find which it was)
            if len(articles) == 1:
                return [failure(articles[0], error)]
            _log.debug("a batch failed, its articles are done one by one", exc_info=True)
            return [result for article in articles for result in self.parse_safely([article])]

    def read_off(self, article: Article, parsed: ParsedText) -> Record:
        """The cheap half: trees to quotes and speakers. It depends on the rules; trees that they miss are made."""
        parsed = self.completed(parsed)
        return self.resolved(article, parsed, self.attributions(article, parsed))

    def completed(self, parsed: ParsedText) -> ParsedText:
        """A parsed text with the trees that these rules want and it has not, as it was parsed for others."""
        return self._parser.complete([parsed], self.rulebook.wants_tree)[0]

    def attributions(self, article: Article, parsed: ParsedText) -> list[Attribution]:
        """What the rules make of the trees, one for every quote of the record and in its order."""
        found: list[Attribution] = []
        for paragraph in parsed.paragraphs:
            if "paragraph-too-long" in paragraph.flags:
                _log.warning("%s: a stretch is too long to be parsed, and was not (paragraph-too-long)", article.id)
            with stage("match"):
                matches = self.rulebook.match(paragraph.sentences, parsed.text, paragraph.quotations)
                found += attribute(paragraph, parsed.text, matches, self.rulebook.alone, self.rulebook.lists)
        return found

    def resolved(self, article: Article, parsed: ParsedText, found: Sequence[Attribution]) -> Record:
        """The record of what the rules found: with the speakers."""
        flags = dict.fromkeys(flag for paragraph in parsed.paragraphs for flag in paragraph.flags)
        with stage("resolve"):
            record = replace(resolve(article, parsed, found, self.rulebook), flags=tuple(flags))
            return recognise(record, *self._listed) if self._listed else record

    def read_off_safely(self, article: Article, parsed: ParsedText | Failure) -> Record | Failure:
        """As :meth:`read_off`, but what goes wrong is a failure, as is what went wrong before."""
        if isinstance(parsed, Failure):
            return parsed
        try:
            return self.read_off(article, parsed)
        except Exception as error:  # noqa: BLE001  (one article must not stop the others)
            return failure(article, error)


def load_rules(extra: Sequence[Path] = ()) -> tuple[Rulebook, LayoutRules]:
    """The shipped rules with those of the ``extra`` folders on top.

    Raises:
        RuleError: with every problem of every file.
    """
    folders = Folders((rules_folder(), *extra))
    return Rulebook.load(folders.all[0], folders.all[1:]), load_layout_rules(*folders.of("text"))


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
