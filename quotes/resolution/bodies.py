"""The fullest names of institutions: the long forms of abbreviations, and names that are continued elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from quotes.parsing import ParsedText
from quotes.resolution.names import NameFinder
from quotes.resolution.short_names import abbreviates, fold_words
from quotes.trees import Sentence, Word

#: Most words before a bracket that its abbreviation can stand for.
_LONGEST = 14
_OF_BODIES = {"organisation", "office", "place", "place-head", "acronym", "outlet"}


class Bodies:
    """Looks up the fullest name that an article gives an institution."""

    def __init__(self, parsed: ParsedText, finder: NameFinder) -> None:
        self._text, self._titles = parsed.text, finder.known.titles
        sentences = [sentence for paragraph in parsed.paragraphs for sentence in paragraph.sentences]
        self._long = {short.casefold(): name for s in sentences for short, name in self._explained(s)}
        self._names = dict.fromkeys(name for s in sentences for name in _bodies_in(s, finder))

    def _explained(self, sentence: Sentence) -> Iterator[tuple[str, str]]:
        """Yield abbreviations and long forms: ``Badan Meteorologi, Klimatologi, dan Geofisika (BMKG)``."""
        words = sentence.words
        for at in range(1, len(words) - 2):
            if words[at].form != "(" or words[at + 2].form != ")":
                continue
            short = words[at + 1].form
            for start in range(at - 2, max(at - _LONGEST, -1), -1):
                forms = [word.form for word in words[start:at] if word.form[:1].isupper()]
                if words[start].form[:1].isupper() and abbreviates(short, forms):
                    yield short, self._text[words[start].start : words[at - 1].end]
                    break

    def fullest(self, name: str) -> str:
        """Return the full name: the long form of an abbreviation, or the longest continuation of the name.

        A name with two continuations (``Polda``: Metro Jaya, and Jawa Barat) stays as it is.
        """
        listed = self._titles.expand(name)
        found = self._long.get(name.casefold()) or (listed if listed and listed in self._text else name)
        words = fold_words(tuple(found.split()))
        longer = [
            other for other in self._names if len(other) > len(words) and fold_words(other)[: len(words)] == words
        ]
        longest = max(longer, key=len, default=())
        same = all(fold_words(longest)[: len(other)] == fold_words(other) for other in longer)
        return " ".join(longest) if longer and same else found


def _bodies_in(sentence: Sentence, finder: NameFinder) -> Iterator[tuple[str, ...]]:
    """Yield the stretches of a sentence that name an institution, each from its first word on."""
    for run in finder.runs[id(sentence)]:
        start = next((k for k, word in enumerate(run) if _opens(word, finder)), len(run))
        end = next((k for k in range(start, len(run)) if not _goes_on(run[k], finder)), len(run))
        if end - start > 1:
            yield tuple(word.form for word in run[start:end])


def _opens(word: Word, finder: NameFinder) -> bool:
    listed = finder.known.class_of(word.form) in ("organisation", "acronym")
    return word.entity == "organisation" and (listed or finder.entities.mostly(word.form) == "organisation")


def _goes_on(word: Word, finder: NameFinder) -> bool:
    kind = finder.known.class_of(word.form)
    return kind in _OF_BODIES if word.entity is None else word.entity != "person" and kind != "name"
