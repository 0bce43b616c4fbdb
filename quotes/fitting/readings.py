"""Cases for the weights of names: the readings of source phrases and of stretches of capitalised words.

Gold gives a phrase its name by the speaker's name and aliases. Stretches are those of gold articles that hold the name
of a speaker, or are the name of an organisation that speaks, and those of sentences with entity tags (NERGrit,
IDNER-news-2k).
Each case of gold is one without its entity tags as well, at less weight, since other models have no tagger.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import dropwhile
from pathlib import Path

from quotes.evaluation.gold import GoldArticle
from quotes.fitting.cases import GoldParse
from quotes.matching.matcher import Match
from quotes.parsing import ParsedText
from quotes.pipeline import Extractor
from quotes.records import Article, Quote, Span
from quotes.resolution.names import NameFinder
from quotes.resolution.source_names import cut_supplement
from quotes.resolution.weights import SummedWeights
from quotes.resolution.word_classes import STOPS, NameLexicon
from quotes.trees import Sentence, Word

#: What a case weighs; those of runs and of tagged sentences are many, and easier than source phrases.
PHRASE, RUN, TAGGED, UNTAGGED = 1.0, 0.5, 0.4, 0.25
#: Sentences of a tagged set that are read as one article.
_SENTENCES = 8
_TITLES = ("honorific", "role", "status", "initial-title")
_OF_NAMES = {
    "plain",
    "name",
    "initial",
    "role-or-name",
    "particle",
    "acronym",
    "capitals",
    "office",
    "outlet",
    "place",
    "month",
}
_OF_BODIES = ("organisation", "determiner", "acronym", "role", "date")
_BEHIND = ("degree", "honorific", "stop")
_NO_SPACE = frozenset(",.)?!:;")


@dataclass(frozen=True, slots=True)
class ReadingCase:
    """A phrase with the features of its readings, and which of them is right.

    Attributes:
        kind: ``phrase``, ``run`` or ``tagged``; ``untagged`` where the entity tags were left out.
    """

    outlet: str
    kind: str
    candidates: tuple[Mapping[str, float], ...]
    right: tuple[bool, ...]
    weight: float


class _Article:
    """An article, its finder and the people and organisations that speak in it."""

    def __init__(self, parse: GoldParse, known: NameLexicon, noted: Collection[str] = (), *, tags: bool) -> None:
        self.gold, self.outlet, self.tags = parse.gold, parse.outlet, tags
        self.attributions = parse.attributions
        self.sentences = [s for paragraph in parse.parsed.paragraphs for s in paragraph.sentences]
        self._noted = noted
        self.finder = NameFinder(known, SummedWeights({}), self.sentences, use_tags=tags)
        names = {name for quote in parse.gold.quotes for name in quote.speakers}
        self.people = {name: self._called(name) for name in sorted(names) if self._is_person(name)}
        others = names - self.people.keys()
        self.organisations = {each for name in others for each in (name, *parse.gold.aliases.get(name, ()))}

    def _is_person(self, name: str) -> bool:
        """Is a speaker of gold written like somebody with a name, and is not noted as an organisation?"""
        words = name.split()
        classes = [self.finder.class_of(word) for word in words]
        written = all(
            word[0].isupper() or kind in (*STOPS, "particle-name") for word, kind in zip(words, classes, strict=True)
        )
        place = self.finder.known.titles.is_place(name)
        return written and classes[0] not in _OF_BODIES and not place and name not in self._noted

    def _called(self, name: str) -> list[str]:
        """The name and those aliases that are names: three words at most, without forms of address (``Om Oji``)."""
        found = [name]
        for words in (alias.split() for alias in self.gold.aliases.get(name, ())):
            bare = list(dropwhile(lambda word: self.finder.class_of(word) == "honorific", words))
            if 0 < len(bare) <= 3 and {self.finder.class_of(word) for word in bare} <= _OF_NAMES:
                found.append(" ".join(bare))
        return found

    def quote_of(self, source: Span) -> Quote | None:
        return next(
            (q for q in self.gold.quotes if q.source and q.source.start < source.end and source.start < q.source.end),
            None,
        )

    def case(
        self, kind: str, words: Sequence[Word], span: tuple[int, int], sentence: Sentence | None = None
    ) -> Iterator[ReadingCase]:
        """The case of a phrase, or of a run in its sentence, where the right reading is among the readings."""
        around = None
        if sentence is not None:
            start, end = words[0].index, words[-1].index + 1
            around = (
                sentence.words[start - 1] if start else None,
                sentence.words[end] if end < len(sentence.words) else None,
            )
        readings = self.finder.readings(words, around=around)
        right = tuple(each == span for each, _ in readings)
        weight = {"phrase": PHRASE, "run": RUN, "tagged": TAGGED}[kind] * (1.0 if self.tags else UNTAGGED)
        if any(right):
            found = tuple(features for _, features in readings)
            yield ReadingCase(self.outlet, kind if self.tags else "untagged", found, right, weight)


def collect_readings(
    extractor: Extractor, parses: Sequence[GoldParse], tagged: Sequence[Path] = (), organisations: Collection[str] = ()
) -> list[ReadingCase]:
    """Collect the cases of gold articles, and of files of tagged sentences (a token and its tag a line).

    Args:
        organisations: speakers that are written like people and are none.
    """
    known = NameLexicon(extractor.rulebook.titles, extractor.rulebook.lists)
    found: list[ReadingCase] = []
    for tags in (True, False):
        for parse in parses:
            article = _Article(parse, known, organisations, tags=tags)
            found += [*_phrases(article), *_runs(article)]
    for path in tagged:
        found += _of_tagged_sentences(extractor, known, path)
    return found


def _phrases(article: _Article) -> Iterator[ReadingCase]:
    """Source phrases whose speaker gold gives."""
    done: set[Span] = set()
    for attribution in article.attributions:
        match = attribution.match or attribution.introduced
        if match is None or match.source is None or match.source in done or "source" not in match.parts:
            continue
        done.add(match.source)
        quote = article.quote_of(match.source)
        words = [match.sentence.words[k] for k in match.parts["source"].words]
        pronoun = len(words) < 3 and words[-1].upos == "PRON"
        if quote is None or not words or pronoun:
            continue
        spans = _spans(words, quote.speakers, article)
        outside = not spans and any(_spans(_words_in(match, quote.source), quote.speakers, article))
        if len(spans) <= 1 and not outside:
            span = next(iter(spans), (0, 0))
            inner = cut_supplement(words, article.finder.known, span[1]) if span[1] else words
            yield from article.case("phrase", inner, span)


def _words_in(match: Match, span: Span | None) -> list[Word]:
    return [word for word in match.sentence.words if span is not None and span.contains(word.span)]


def _runs(article: _Article) -> Iterator[ReadingCase]:
    """Stretches of capitalised words that hold one speaker's name, or are the name of an organisation; each once."""
    seen: set[tuple[str, ...]] = set()
    for sentence in article.sentences:
        for run in article.finder.runs[id(sentence)]:
            key = _with_neighbours(run, sentence)
            spans = _spans(run, article.people, article)
            is_organisation = " ".join(word.form for word in run) in article.organisations
            if key in seen or (len(spans) != 1 and not is_organisation):
                continue
            seen.add(key)
            span = next(iter(spans), (0, 0))
            if not _is_of_another(run, span, article.finder):
                yield from article.case("run", run, span, sentence)


def _with_neighbours(run: Sequence[Word], sentence: Sentence) -> tuple[str, ...]:
    """The words of a run and those beside it: a run is a case once in each surrounding."""
    around = sentence.words[max(run[0].index - 1, 0) : run[-1].index + 2]
    return tuple(word.form for word in around)


def _is_of_another(run: Sequence[Word], span: tuple[int, int], finder: NameFinder) -> bool:
    """Does one word of a speaker's name stand beside words of other names, as that of a relative would?"""
    beside = [finder.class_of(run[k].form) for k in (span[0] - 1, span[1]) if 0 <= k < len(run)]
    return span[1] - span[0] == 1 and any(kind in ("plain", "name", "initial", "stop") for kind in beside)


def _spans(
    words: Sequence[Word], speakers: Sequence[str] | Mapping[str, list[str]], article: _Article
) -> set[tuple[int, int]]:
    """The longest stretch of the words of each person's name."""
    found = (_longest(words, article.people[name]) for name in speakers if name in article.people)
    return {span for span in found if span is not None}


def _longest(words: Sequence[Word], names: Sequence[str]) -> tuple[int, int] | None:
    spans = [span for name in names for span in _stretches(words, set(_parts(name)))]
    return max(spans, key=lambda span: span[1] - span[0], default=None)


def _stretches(words: Sequence[Word], parts: set[str]) -> Iterator[tuple[int, int]]:
    start = None
    for at in range(len(words) + 1):
        inside = at < len(words) and (
            _plain(words[at].form) in parts or (start is not None and words[at].form in ".'-")
        )
        if inside and start is None and (words[at].is_capitalised or "-" in words[at].form):
            start = at
        elif not inside and start is not None:
            end = at
            while words[end - 1].form in ".'-":
                end -= 1
            yield start, end
            start = None


def _parts(name: str) -> list[str]:
    words = re.findall(r"[^\s,()\"“”]+", name)
    return [_plain(part) for word in words for part in (word, *re.split(r"(?<=')", word)) if part]


def _plain(form: str) -> str:
    return form.strip(".").casefold()


def _of_tagged_sentences(extractor: Extractor, known: NameLexicon, path: Path) -> Iterator[ReadingCase]:
    """The stretches of sentences with entity tags: the person in each, without titles and degrees, or none."""
    articles = list(_articles(path))
    for (article, people), parsed in zip(articles, extractor.parse([a for a, _ in articles]), strict=True):
        yield from _of_tagged_article(GoldArticle(article), parsed, people, known)


def _of_tagged_article(
    gold: GoldArticle, parsed: ParsedText, people: Sequence[Span], known: NameLexicon
) -> Iterator[ReadingCase]:
    article = _Article(GoldParse(gold, parsed, ()), known, tags=True)
    seen: set[tuple[str, ...]] = set()
    for sentence in article.sentences:
        for run in article.finder.runs[id(sentence)]:
            key, whole = _with_neighbours(run, sentence), Span(run[0].start, run[-1].end)
            touching = [span for span in people if span.start < whole.end and whole.start < span.end]
            if key in seen or len(touching) > 1 or any(not whole.contains(span) for span in touching):
                continue
            seen.add(key)
            inside = [k for k, word in enumerate(run) if touching and touching[0].contains(word.span)]
            while inside and _is_title(run, inside, article.finder):
                inside = inside[1:]
            while inside and article.finder.class_of(run[inside[-1]].form) in _BEHIND:
                inside = inside[:-1]
            yield from article.case("tagged", run, (inside[0], inside[-1] + 1) if inside else (0, 0), sentence)


def _is_title(run: Sequence[Word], inside: Sequence[int], finder: NameFinder) -> bool:
    """Is the first word of a tagged person a title, which is no part of the name?"""
    first, *rest = (run[k] for k in inside)
    kind = finder.read_title(first, rest[0]) if rest else None
    return (kind or finder.class_of(first.form)) in _TITLES


def _articles(path: Path) -> Iterator[tuple[Article, list[Span]]]:
    """Tagged sentences, some of them one article, with the places of people in it."""
    blocks = [block.splitlines() for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")) if block.strip()]
    for n in range(0, len(blocks), _SENTENCES):
        text, people = "", list[Span]()
        for lines in blocks[n : n + _SENTENCES]:
            text += "\n" if text else ""
            for token, tag in ((line.split()[0], line.split()[-1]) for line in lines):
                text += "" if not text or text[-1] in "\n(" or token in _NO_SPACE else " "
                start = len(text)
                text += token
                if tag.startswith("I-PER") and people:
                    people[-1] = Span(people[-1].start, len(text))
                elif tag.endswith(("-PER", "-PERSON")):
                    people.append(Span(start, len(text)))
        yield Article(f"{path.stem}-{n}", text), people


def kind_of(case: ReadingCase) -> str:
    """The kind of a case: ``phrase``, ``phrase without a name``."""
    return f"{case.kind} without a name" if case.right[0] else case.kind
