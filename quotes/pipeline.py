"""The pipeline: the only module that connects the stages, from articles to records."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import Literal, overload

from quotes.attribution import Attribution, attribute_text
from quotes.errors import InputError, Problem, QuotesError, RuleError
from quotes.layout import (
    DAMAGED,
    TOO_LONG,
    LayoutRules,
    TextView,
    load_layout_rules,
    make_view,
    restore_positions,
    split_paragraphs,
)
from quotes.matching.matcher import Match
from quotes.matching.rulebook import Rulebook, read_or, read_rulebook
from quotes.parsing import SHIPPED, ParsedText, Parser, TextParser
from quotes.parsing.documents import move_to_view, place_sentences
from quotes.profiling import pause_gc, time_stage
from quotes.reading import Failure, derive_id
from quotes.reading.articles import refuse_surrogates
from quotes.records import Article, Record
from quotes.registry import RegistryRules, UserList, load_registry_rules, read_user_list, recognise_listed_speakers
from quotes.registry.weights import MergeWeights
from quotes.resolution import resolve
from quotes.resolution.weights import AntecedentWeights, ResolutionWeights
from quotes.resources import RuleFolders, rules_folder
from quotes.text import MOST_CHARACTERS, split_by_length
from quotes.trees import Word

_log = logging.getLogger(__name__)

#: Number of articles parsed together: enough to fill the parser's batches, few enough to keep memory flat.
BATCH = 64
#: The flag of a record whose id, title, date, outlet or URL has lost a character.
REPAIRED = "repaired-field"


class Extractor:
    """Extract quotes and their speakers; loads the model and the rules once.

    Args:
        model: ``id-news`` (shipped), ``gsd`` or ``csui`` (fetched by Stanza on first use), or a model directory.
        rules: one or several folders laid out like ``rules/``. They add to the shipped rules, verbs and lists, or
            replace those of the same name.
        speakers: the user's own list of speakers (``speakers.yaml`` or a CSV table), recognised in every article.
        parser: replaces the parser of ``model``.

    Raises:
        ModelError: the model is missing, broken, or cannot be fetched.
        RuleError: a rule file, or the list of speakers, has a problem.
    """

    _has_warned_of_damage = False
    _listed: tuple[UserList, RegistryRules] | None = None

    @pause_gc()
    def __init__(
        self,
        model: str | Path = "id-news",
        rules: str | Path | Iterable[str | Path] = (),
        speakers: str | Path | None = None,
        *,
        parser: TextParser | None = None,
    ) -> None:
        folders = [Path(rules)] if isinstance(rules, str | Path) else [Path(folder) for folder in rules]
        loaded = load_rules(folders)
        self.rulebook, self.weights, self._layout = loaded.rulebook, loaded.weights, loaded.layout
        self._views = _Views(self._layout)
        if speakers is not None:
            self._listed = (read_user_list(Path(speakers)), load_registry_rules(folders))
        if str(model) != SHIPPED:
            self.weights = replace(self.weights, confidence={})  # calibrated on quotes found with the shipped model
        self._parser = parser or Parser(model, lemmas=self.rulebook.reads_lemmas, ends=self.rulebook)

    def __call__(self, article: Article | str) -> Record:
        """Extract the quotes and speakers of one article, or of its text.

        Raises:
            TypeError: ``article`` is neither.
        """
        article = _as_article(article)
        return self._extract(article, self.parse([article])[0])

    @overload
    def pipe(
        self, articles: Iterable[Article | Failure | str], *, on_error: Literal["yield"] = "yield"
    ) -> Iterator[Record | Failure]: ...

    @overload
    def pipe(
        self, articles: Iterable[Article | Failure | str], *, on_error: Literal["raise", "skip"]
    ) -> Iterator[Record]: ...

    def pipe(
        self, articles: Iterable[Article | Failure | str], *, on_error: Literal["yield", "raise", "skip"] = "yield"
    ) -> Iterator[Record | Failure]:
        """Extract from many articles, lazily and in the order of the input; one that fails does not stop the others.

        Args:
            articles: articles, texts, or what :func:`quotes.read` yields.
            on_error: what becomes of an article that cannot be read or processed: ``yield`` its :class:`Failure`,
                ``raise`` its error, or ``skip`` it and log a warning.

        Raises:
            TypeError: ``articles`` is a single text or article, or holds something else.
            InputError: with ``on_error="raise"``, for the first article that fails.
        """
        if isinstance(articles, str | Article):
            raise TypeError("pipe() takes many articles; for a single one call the extractor: extractor(article)")
        if on_error not in ("yield", "raise", "skip"):
            raise ValueError(f"on_error is 'yield', 'raise' or 'skip', not {on_error!r}")
        return self._pipe(articles, on_error)

    def _pipe(self, articles: Iterable[Article | Failure | str], on_error: str) -> Iterator[Record | Failure]:
        stream = (item if isinstance(item, Failure) else _as_article(item) for item in articles)
        for batch in split_by_length(stream, lambda item: len(item.text) if isinstance(item, Article) else 0, BATCH):
            wanted = [item for item in batch if isinstance(item, Article)]
            done = (
                self.try_extract_parsed(*each, is_new=True) for each in zip(wanted, self.try_parse(wanted), strict=True)
            )
            for item in batch:
                result = next(done) if isinstance(item, Article) else item
                if isinstance(result, Record) or on_error == "yield":
                    yield result
                elif on_error == "raise":
                    raise result.error
                else:
                    _log.warning("skipped: %s", result.error)

    def parse(self, articles: Sequence[Article]) -> list[ParsedText]:
        """Parse articles (the expensive step). The result depends on the model and on the layout rules.

        Sentences that no rule can match are tagged but get no tree; :meth:`with_trees` adds those that are missing.

        Raises:
            InputError: a text has half a character (an unpaired surrogate).
        """
        for article in articles:
            refuse_surrogates(article.text, article.origin or article.id)
        views = [self.view(article.text).text for article in articles]
        texts = [(view, split_paragraphs(view, self._layout)) for view in views]
        return self._parser.parse(texts, self.rulebook.wants_tree)

    def view(self, text: str) -> TextView:
        """Return the view of an article's text that all stages read; parsed texts have its positions."""
        return self._views.get(text)

    def try_parse(self, articles: Sequence[Article]) -> list[ParsedText | Failure]:
        """Parse articles; one that cannot be parsed becomes a failure and affects no other."""
        try:
            return list(self.parse(articles))
        except Exception as error:  # noqa: BLE001  (find out which article it was, and keep the others)
            if len(articles) == 1:
                return [_as_failure(articles[0], error)]
            _log.debug("a batch failed; its articles are parsed one by one", exc_info=True)
            return [result for article in articles for result in self.try_parse([article])]

    def extract_parsed(self, article: Article, parsed: ParsedText) -> Record:
        """Extract quotes and speakers from a parsed text; parse what the rules still need."""
        return self._extract(article, self.with_trees(parsed))

    def _extract(self, article: Article, parsed: ParsedText) -> Record:
        return self.resolve(article, parsed, self.find_attributions(article, parsed))

    def extract_from_sentences(self, article: Article, sentences: Iterable[Sequence[Word]]) -> Record:
        """Extract from sentences that are parsed already, e.g. by a pipeline of Stanza's own.

        Args:
            article: the article.
            sentences: the words of each sentence, with their positions in the text of the article.
        """
        view = self.view(article.text)
        moved = (move_to_view(words, view) for words in sentences)
        parsed = place_sentences(view.text, split_paragraphs(view.text, self._layout), moved)
        return self._extract(article, parsed)

    def with_trees(self, parsed: ParsedText) -> ParsedText:
        """Return a parsed text with all trees that these rules need; it may have been parsed for other rules."""
        return self._parser.add_trees([parsed], self.rulebook.wants_tree)[0]

    def find_attributions(self, article: Article, parsed: ParsedText) -> list[Attribution]:
        """Match the rules and resolve their overlaps; one attribution for each quote of the record, in its order."""
        matches: list[list[Match]] = []
        for paragraph in parsed.paragraphs:
            if "paragraph-too-long" in paragraph.flags:
                _log.warning("%s: a paragraph is too long and was not parsed (paragraph-too-long)", article.id)
            with time_stage("match"):
                matches.append(self.rulebook.match(paragraph.sentences, parsed.text, paragraph.quotations))
        with time_stage("match"):
            return attribute_text(parsed, matches, self.rulebook.uncued, self.rulebook.lists)

    def resolve(self, article: Article, parsed: ParsedText, found: Sequence[Attribution]) -> Record:
        """Resolve who the sources of the attributions are, and make the record."""
        view = self.view(article.text)
        self._warn_of_damage(article, view)
        if TOO_LONG in view.flags:
            _log.warning("%s: the text is too long, and only its beginning was read (%s)", article.id, TOO_LONG)
        flags = dict.fromkeys([*view.flags, *(flag for paragraph in parsed.paragraphs for flag in paragraph.flags)])
        if article.is_repaired:
            flags[REPAIRED] = None
        with time_stage("resolve"):
            record = replace(resolve(article, parsed, found, self.rulebook, self.weights), flags=tuple(flags))
            record = restore_positions(record, article, view)
            return recognise_listed_speakers(record, *self._listed) if self._listed else record

    def _warn_of_damage(self, article: Article, view: TextView) -> None:
        """Log the first damaged text; all of them carry the flag."""
        if DAMAGED in view.flags and not self._has_warned_of_damage:
            self._has_warned_of_damage = True
            what = "is read in a wrong encoding or has lost its punctuation, and what is found in it cannot be trusted"
            _log.warning("%s: the text %s; this record and others like it have the flag %s", article.id, what, DAMAGED)

    def try_extract_parsed(
        self, article: Article, parsed: ParsedText | Failure, *, is_new: bool = False
    ) -> Record | Failure:
        """Extract from a parsed text; an error becomes a failure, and an earlier failure is handed on.

        Args:
            article: the article.
            parsed: its text, or why it could not be parsed.
            is_new: it was parsed for these rules, and so misses no tree.
        """
        if isinstance(parsed, Failure):
            return parsed
        try:
            return self._extract(article, parsed) if is_new else self.extract_parsed(article, parsed)
        except Exception as error:  # noqa: BLE001  (one article must not stop the others)
            return _as_failure(article, error)


def _as_article(item: object) -> Article:
    """Return an article; a text gets an id that depends on its words alone.

    Raises:
        TypeError: it is neither an article nor a text.
    """
    if isinstance(item, Article):
        return item
    if isinstance(item, str):
        return Article(derive_id(item), item)
    hint = ""
    if isinstance(item, Path):
        hint = f"; read files with quotes.read({str(item)!r})"
    elif isinstance(item, Iterable):
        hint = "; for many articles use extractor.pipe()"
    raise TypeError(f"an article is a text or a quotes.Article, not {type(item).__name__}{hint}")


class _Views:
    """The views of the last texts, which parsing and resolution both read: those of two batches at most."""

    def __init__(self, rules: LayoutRules) -> None:
        self._rules, self._lock = rules, Lock()
        self._views: dict[str, TextView] = {}
        self._characters = 0

    def get(self, text: str) -> TextView:
        with self._lock:
            view = self._views.get(text)
        return view or self._add(text, make_view(text, self._rules))

    def _add(self, text: str, view: TextView) -> TextView:
        with self._lock:
            self._characters += len(text) * (text not in self._views)
            self._views[text] = view
            while len(self._views) > 2 * BATCH or self._characters > 2 * MOST_CHARACTERS:
                oldest = next(iter(self._views))
                self._characters -= len(oldest)
                del self._views[oldest]
        return view


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
    titles = rulebook.titles
    names = {
        "dateline-places": titles.dateline_words("place"),
        "dateline-outlets": titles.dateline_words("outlet"),
        "short-roles": [entry[0] for entry in titles.lists.get("abbreviation", {}) if len(entry) == 1],
    }
    layout = read_or(lambda: load_layout_rules(folders.of("layout"), names), LayoutRules(()), problems)
    return Rules(rulebook, weights, layout), problems


def _as_failure(article: Article, error: Exception) -> Failure:
    """Return what went wrong with an article as a value."""
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
