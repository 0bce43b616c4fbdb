"""What the content of a quote is about: the speakers that it mentions, and its topic words.

Mentions follow the idea of Quotegraph (speaker → person mentioned in the quote).
They are found by the names, aliases and marked mentions of the speakers that the
record lists; people who are named only inside a quote are not among these unless
the record lists them. A bare role (``Presiden``) means the person whom the
article calls so. The stop words of topics are in ``rules/topics/stopwords.yaml``.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from quotes.records import Article, Quote, Record, Span
from quotes.resources import rules_folder

_MIN_NAME = 3  # characters; a shorter name ("Li") makes more wrong links than right ones
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_MIN_TOPIC = 4  # characters; Indonesian has few shorter content words except acronyms (BBM, KPK)
#: The weight of the prior of characteristic words, in words: as much as a speaker says in some twenty quotes, and of a
#: small collection a twentieth.
_PRIOR = 200.0
_PRIOR_SHARE = 0.05
_SIGNIFICANT = 1.96
_ENDINGS = ("nya", "lah", "kah", "pun")


#: A sentence shorter than this, in characters without blanks and marks, can be the same by chance.
_MIN_SENTENCE = 25
#: The share of the longer text, in characters, from which on two articles are the same copy.
_MIN_SHARED = 0.7
#: Ends of sentences and quotations, and the dash after a dateline, which outlets change.
_SENTENCE_ENDS = re.compile(r"[.!?\n\"“”]+|\s[-–—]+\s")
_NO_WORD = re.compile(r"[\W_]+")


class CopyFinder:
    """Finds articles that are the same copy: a text of an agency as several outlets print it.

    Outlets change the dateline, the head and the last lines, and leave the sentences as they are. Two articles are the
    same copy where the sentences that they share make up 70 % of the longer one. Only digests of sentences are kept.
    """

    def __init__(self) -> None:
        self._owners: dict[int, list[int]] = {}  # the digest of a sentence → numbers of articles
        self._articles: list[tuple[str, int]] = []  # id, and length of the sentences

    def find_original(self, article: Article) -> str | None:
        """Return the id of an earlier article with the same copy; if there is none, remember this one."""
        sentences = {hash(words): len(words) for words in _split_sentences(article.text)}
        length = sum(sentences.values())
        shared: Counter[int] = Counter()
        for digest, size in sentences.items():
            for number in self._owners.get(digest, ()):
                shared[number] += size
        for number, common in shared.most_common(1):
            original, other = self._articles[number]
            if common >= _MIN_SHARED * max(length, other):
                return original
        for digest in sentences:
            self._owners.setdefault(digest, []).append(len(self._articles))
        self._articles.append((article.id, length))
        return None


def _split_sentences(text: str) -> Iterator[str]:
    """Yield the sentences without case, blanks and marks; of a short text the whole."""
    sentences = [_NO_WORD.sub("", sentence).casefold() for sentence in _SENTENCE_ENDS.split(text)]
    long = [sentence for sentence in sentences if len(sentence) >= _MIN_SENTENCE]
    return iter(long or ["".join(sentences)])


class Mention(NamedTuple):
    """A speaker of the record who is named at ``span`` inside the content of a quote."""

    speaker_id: str
    span: Span


class MentionFinder:
    """Finds the mentions of speakers in the quotes of one record."""

    def __init__(self, record: Record) -> None:
        self._text = record.article.text
        self._forms = _unique_forms(record)
        self._marked = tuple(_marked_mentions(record))
        longest_first = sorted(self._forms, key=len, reverse=True)
        pattern = "|".join(map(re.escape, longest_first))
        self._pattern = re.compile(rf"(?<!\w)(?:{pattern})(?!\w)") if pattern else None

    def find(self, quote: Quote) -> list[Mention]:
        """Find the mentions inside the content of a quote, in the order of the text."""
        found = [mention for span in quote.content for mention in self._find_named(span)]
        for mention in self._marked:
            inside = any(span.contains(mention.span) for span in quote.content)
            if inside and not any(mention.span.overlaps(other.span) for other in found):
                found.append(mention)
        return sorted(found, key=lambda mention: mention.span)

    def find_speaker(self, span: Span) -> str | None:
        """Return the id of the speaker whom the words at ``span`` name, if they name one: for addressees."""
        for mention in self._marked:
            if span == mention.span:
                return mention.speaker_id
        return next((mention.speaker_id for mention in self._find_named(span)), None)

    def _find_named(self, span: Span) -> Iterator[Mention]:
        if self._pattern is not None:
            for match in self._pattern.finditer(self._text, span.start, span.end):
                yield Mention(self._forms[match.group()], Span(*match.span()))


def _unique_forms(record: Record) -> dict[str, str]:
    """Map the written forms of names to ids of speakers, without the forms that two speakers share."""
    owners: dict[str, set[str]] = {}
    for speaker in record.speakers:
        for form in (speaker.name, *speaker.aliases):
            if _is_name(form):
                owners.setdefault(form, set()).add(speaker.id)
    return {form: next(iter(ids)) for form, ids in owners.items() if len(ids) == 1}


def _marked_mentions(record: Record) -> Iterator[Mention]:
    for speaker in record.speakers:
        for span in speaker.mentions:
            if _is_name(span.of(record.article.text)):
                yield Mention(speaker.id, span)


def _is_name(form: str) -> bool:
    """Is it a name, and no pronoun or ``pria itu``? Inside direct speech these refer to somebody else."""
    return len(form) >= _MIN_NAME and any(character.isupper() for character in form)


def extract_topics(text: str, names: Iterable[str] = ()) -> tuple[str, ...]:
    """Extract the topic words of a text, each once, in the order of their first use, in lower case.

    Topic words are what remains without stop words, numbers and the words of ``names``. They have four letters,
    acronyms (``KPK``) two. The endings ``-nya, -lah, -kah, -pun`` are removed where four letters remain.
    """
    stop = load_stop_words() | {word.lower() for name in names for word in _WORD.findall(name)}
    found = (_to_topic(word, stop) for word in _WORD.findall(text))
    return tuple(dict.fromkeys(word for word in found if word))


def find_characteristic_words(
    said: Iterable[tuple[str, Iterable[str]]], most: int = 8
) -> dict[str, list[tuple[str, int, float]]]:
    """Find the words that each uses more than all others do: log-odds with an informative prior (Monroe et al. 2008).

    A word counts once a quote. The prior is all quotes together. Words of one quote only, and words with a z-score
    below 1.96, are left out.

    Args:
        said: for each quote who said it, and its topic words.
        most: how many words of each, the most characteristic first.

    Returns:
        For each who has such words: the word, the number of quotes with it, and the z-score.
    """
    counts: dict[str, Counter[str]] = {}
    for who, words in said:
        counts.setdefault(who, Counter()).update(words)
    everywhere: Counter[str] = Counter()
    for here in counts.values():
        everywhere.update(here)
    total = everywhere.total()
    found = {}
    for who, here in counts.items():
        size = here.total()
        scored = [
            (word, count, _score(count, size, everywhere[word], total)) for word, count in here.items() if count > 1
        ]
        if clear := [each for each in scored if each[2] >= _SIGNIFICANT]:
            found[who] = sorted(clear, key=lambda each: (-each[2], each[0]))[:most]
    return found


def _score(here: int, size: int, everywhere: int, total: int) -> float:
    """Return the z-score of the log-odds of a word: ``here`` of ``size`` words against the rest of ``total``."""
    weight = min(_PRIOR, _PRIOR_SHARE * total)
    prior = weight * everywhere / total
    there, rest = everywhere - here, total - size
    inside = math.log((here + prior) / (size + weight - here - prior))
    outside = math.log((there + prior) / (rest + weight - there - prior))
    return (inside - outside) / math.sqrt(1 / (here + prior) + 1 / (there + prior))


def _to_topic(word: str, stop: frozenset[str]) -> str | None:
    acronym = word.isupper() and len(word) > 1
    lower = word.lower()
    base = lower if acronym else _strip_ending(lower)
    if lower in stop or base in stop or (len(base) < _MIN_TOPIC and not acronym):
        return None
    return base


def _strip_ending(lower: str) -> str:
    for ending in _ENDINGS:
        if lower.endswith(ending) and len(lower) - len(ending) >= _MIN_TOPIC:
            return lower.removesuffix(ending)
    return lower


@cache
def load_stop_words() -> frozenset[str]:
    """Load the words of ``rules/topics/stopwords.yaml``."""
    import yaml

    file = rules_folder() / "topics" / "stopwords.yaml"
    lists = yaml.safe_load(file.read_text(encoding="utf-8"))["lists"]
    return frozenset(word for each in lists.values() for word in each["words"])
