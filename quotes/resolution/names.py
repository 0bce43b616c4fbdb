"""Find the names of people: score every reading of a phrase and take the best one.

``Kepala Dinas Kesehatan DKI Jakarta Widyastuti`` is a role, a body, a place and a name, all with capitals. A reading
is a stretch of such words taken as a name, or no name at all. Its features are the class of each word (lists are
evidence, they do not decide), its entity tags here and elsewhere in the article, the words before and after it, and
whether the same words stand alone elsewhere. The weights are those of a conditional logit (McFadden 1974) in
``rules/resolution/names.yaml``, fitted on gold by ``python -m quotes.fitting``.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise
from typing import Literal, NamedTuple

from quotes.resolution.weights import SummedWeights
from quotes.resolution.word_classes import CAPITALISED, INSIDE, STOPS, Entities, NameLexicon, cut_marks, is_marked
from quotes.text import UNABBREVIATED, strip_marks
from quotes.trees import Sentence, Word

#: Words of the longest reading, without the stops of initials.
LONGEST_NAME = 7
#: Words of the longest names of people in Indonesian news, titles left out.
USUAL_LENGTH = 5
#: Bonus in logits for a name where the words around it lead to expect one: an introduction, an age, a nickname, a
#: degree, or a noun for people behind it.
EXPECTED = 3.0
#: Words of a body's name before its last one.
_REACH = 4
#: Words of the longest sentence in capitals that may be a name or an abbreviation.
_FEW = 3
_TAGS = {"person": "p", "organisation": "o", "place": "l", None: "n"}
_ROLES = {"role", "lower-role", "status"}
_MEMBERS = {"role", "role-or-name", "person"}
_BODIES = {"organisation", "lower-organisation"}
_BREAKS = {"comma", "bracket"}
#: Lists with entries of several words: ``Wali Kota``, ``Jawa Barat``, ``TNI AL``, ``Daily Mail``.
_SEVERAL_WORDS: tuple[Literal["role", "place", "organisation", "outlet"], ...] = (
    "role",
    "place",
    "organisation",
    "outlet",
)
_OF_THINGS = {"organisation", "place", "date", "determiner", "role", "status", "honorific", "degree", "place-head"}
_LETTERS = {"initial", "initial-title", "stop"}
_PLAIN = {"plain", "name"}
_TITLES = {"honorific", "role"}
#: Classes of a word before the initial that stands for somebody's name: ``saksi | B``, ``Pak | S``.
_TITLED = {"honorific", "lower-honorific", "role", "lower-role", "status", "person", "lower-person", "lower-kin"}
#: Words of the shortest clause before such an initial: ``Polisi menahan saksi``.
_SHORTEST_CLAUSE = 3
#: Parts of speech of names.
_NAMES = ("PROPN", "X")
#: Letters of the longest second half of a Korean given name in Latin letters: ``young``.
_LONGEST_HALF = 5
#: Numbers, with which no name begins: ``Kodam | XVII``; a name may end with one.
_ROMAN = re.compile(r"[IVX]{2,}")
_OPENS_RUN = CAPITALISED | {"particle-name"}


@dataclass(frozen=True, slots=True)
class Reading:
    """A stretch of a phrase read as a name.

    Attributes:
        words: the words of the name; empty for the reading that there is no name.
        margin: its score minus that of the next best reading, in logits.
    """

    words: tuple[Word, ...]
    margin: float = math.inf

    @property
    def forms(self) -> tuple[str, ...]:
        """Return the words of the name; ``O'`` and ``Brien`` without a space between are one.

        The stop behind a single initial is that of the sentence: ``kata M.``
        """
        if len(self.words) == 1 and len(self.words[0].form.rstrip(".")) == 1:
            return (self.words[0].form.rstrip("."),)
        found: list[str] = []
        end = -1
        for word in self.words:
            if word.start == end:
                found[-1] += word.form
            else:
                found.append(cut_marks(word.form))
            end = word.end
        return tuple(found)


class _Evidence(NamedTuple):
    """What the article says about one word.

    Attributes:
        kind: its class.
        main_tag: its most frequent entity tag.
        alone: how often it has no capitalised word beside it.
        names_things: it often follows a common noun that is not a role, as in ``aplikasi Rintik``.
        is_frequent: it occurs in more than one stretch.
        is_part: it stands beside another word of a person's name.
    """

    kind: str
    main_tag: str
    alone: int
    names_things: bool
    is_frequent: bool
    is_part: bool


class NameFinder:
    """Finds names in the phrases of one article.

    Args:
        known: the word lists and the classes of words.
        weights: the weights of the features of a reading; 0 for a feature without one.
        sentences: the whole article, as evidence; empty if only a phrase is known.
        use_tags: count the entity tags as evidence.
    """

    def __init__(
        self,
        known: NameLexicon,
        weights: SummedWeights,
        sentences: Iterable[Sentence] = (),
        *,
        use_tags: bool = True,
    ) -> None:
        self._article = article = list(sentences)
        self.known = known
        self._shouted = {word.form for sentence in article if _is_shouted(sentence) for word in sentence.words}
        #: Return the class of a word; in a sentence in capitals, that of the word with small letters.
        self.class_of = self._class_of_shouted if self._shouted else known.class_of
        self.weights = weights
        self._found: dict[Hashable, tuple[tuple[int, int], float]] = {}  # stretches recur in an article
        self._evidence: dict[str, _Evidence] = {}
        self.entities = Entities.of(word for sentence in article if use_tags for word in sentence.words)
        self._alone: Counter[tuple[str, ...]] = Counter()
        self._pairs: Counter[tuple[str, str]] = Counter()
        self._single: Counter[str] = Counter()
        self._capital: set[str] = set()
        self._read_article = bool(article)
        self._things: Counter[str] = Counter()
        self._parts: set[str] = set()
        self._located: set[str] = set()
        self._titles: set[tuple[str, str]] = set()
        self.runs = {id(sentence): list(self._find_runs(sentence)) for sentence in article}
        for sentence in article:
            for run in self.runs[id(sentence)]:
                self._note(run, sentence.words[run[0].index - 1] if run[0].index else None)

    @cached_property
    def _without_dash(self) -> tuple[set[str], set[str]]:
        """The words that also stand without a dash behind them, and those without one before them."""
        pairs = [pair for sentence in self._article for pair in pairwise((None, *sentence.words, None))]
        return (
            {first.form for first, second in pairs if first and (second is None or second.form != "-")},
            {second.form for first, second in pairs if second and (first is None or first.form != "-")},
        )

    @cached_property
    def _is_korean(self) -> bool:
        """Whether the article mentions Korea."""
        return any(self.known.lists.has("korean-words", word) for s in self._article for word in s.lowers)

    def _note(self, run: Sequence[Word], before: Word | None) -> None:
        """Count a stretch of capitalised words as evidence for the readings of others."""
        self._note_titles(run, before)
        forms = tuple([cut_marks(word.form) for word in run])
        self._alone[forms] += 1
        for form in set(forms):
            self._single[form] += 1
        for first, second in pairwise(run):
            self._pairs[first.form, second.form] += 1
            kinds = (self.class_of(first.form), self.class_of(second.form))
            tagged = self.entities.counts and "person" in (first.entity, second.entity)
            if kinds[0] in _PLAIN and kinds[1] in _PLAIN and (tagged or "name" in kinds):
                self._parts |= {first.form, second.form}
        if len(run) == 1 and before is not None and self.known.listed("place-openers", before):
            self._located.add(forms[0])
        if before is not None and before.upos == "NOUN":
            self._things[forms[0]] += self.known.class_of(before.form) in ("lower", "lower-organisation")

    def _note_titles(self, run: Sequence[Word], before: Word | None) -> None:
        """Note titles that belong to a name: behind a role (``Sekretaris Ratu Tisha``), or before two of its words.

        ``Kang`` is a form of address in West Java, and a family name in an article about Korea.
        """
        for at, (title, name) in enumerate(pairwise(run)):
            if self.known.listed("titles-as-names", title) and self.class_of(name.form) in _PLAIN:
                kinds = [self.class_of(word.form) for word in run]
                behind_role = before is not None and (
                    self.class_of(before.form) in _ROLES or self.known.listed("identity-words", before)
                )
                monarch = self.known.listed("monarchs", title) and kinds[at + 2 : at + 3] in (["plain"], ["name"])
                korean = self.known.listed("korean-surnames", title) and self._is_korean
                if monarch or korean or behind_role or not _ROLES.isdisjoint(kinds[:at]):
                    self._titles.add((title.form, name.form))

    def read_title(self, title: Word, name: Word) -> str | None:
        """Return the class of a title by the word behind it; None for a word with only one class.

        ``Ratu Tisha`` is a name where the article has it behind a role, and a queen elsewhere.
        """
        given = self.known.listed("titles-as-names", title) and self.known.listed("masculine-names", title)
        if (title.form, name.form) in self._titles or (given and self.class_of(name.form) in _PLAIN):
            return "name"  # Imam Santoso
        return "role" if self.known.listed("monarchs", title) and self.class_of(name.form) in _PLAIN else None

    def _class_of_shouted(self, form: str) -> str:
        return self.known.class_of(form.capitalize() if form in self._shouted else form)

    def _find_runs(self, sentence: Sentence) -> Iterator[list[Word]]:
        """Yield the longest stretches of words that can be part of a name."""
        run: list[Word] = []
        words = sentence.words
        for word in words:
            kind = self.class_of(word.form) if word.quotation is None else "quotation"
            inside = kind in _OPENS_RUN or (
                run and kind in INSIDE and not (kind == "joint" and self.parts(words, word.index))
            )
            inside = inside or (bool(run) and self.ends_parted_name(words, word.index))
            if run and inside and (self.is_parted(words, word.index) or self._opens_sentence(words, word.index)):
                yield self._trim(run)
                run = []
            if inside:
                run.append(word)
                if word.index and words[word.index - 1].form.isalpha():
                    self._capital.add(word.form)
            elif run:
                yield self._trim(run)
                run = []
        if run:
            yield self._trim(run)

    def parts(self, words: Sequence[Word], at: int) -> bool:
        """Return whether a dash stands between spaces and parts two names.

        It does not in ``al - Jasri``, ``Cho Tae - yong``, ``Karl - Heinz Kranz``: a word before or behind two others,
        if that word is never without the dash.
        """
        if not at or words[at - 1].end == words[at].start or self.class_of(words[at - 1].form) == "particle":
            return False
        if at + 1 < len(words) and self.ends_parted_name(words, at + 1):
            return False
        beside = [words[k] if 0 <= k < len(words) else None for k in (at - 2, at + 2)]
        several = [word and word.upos in _NAMES and self.class_of(word.form) in _PLAIN for word in beside]
        if bool(several[0]) == bool(several[1]):
            return True
        return (
            words[at - 1].form in self._without_dash[0] if several[1] else words[at + 1].form in self._without_dash[1]
        )

    def is_parted(self, words: Sequence[Word], at: int) -> bool:
        """Return whether a mark parts a word from the name before it: ``Ratna/Haris``, ``Ratna Melati-Haris Munandar``.

        In ``Ratna Alexander-Arnold`` no word follows, and the dash is one inside of a name.
        """
        form, behind = words[at].form, words[at + 1 : at + 2]
        longer = bool(behind) and self.class_of(behind[0].form) in _PLAIN
        return is_marked(form) and (form[0] == "/" or longer)

    def _opens_sentence(self, words: Sequence[Word], at: int) -> bool:
        """Return whether a name behind an initial is the subject of the next sentence.

        ``Kecelakaan itu menewaskan Brigadir J. | Ratna Wulandari menangis``: the initial stands for somebody to whom
        something is done, and the two words behind it have a reaction of their own.
        """
        initial = at - 2 if words[at - 1].form == "." else at - 1
        capital = initial >= _SHORTEST_CLAUSE and words[at].is_capitalised
        if not capital or self.class_of(words[initial].form) != "initial":
            return False
        classes = [self.class_of(word.form) for word in words[at : at + USUAL_LENGTH]]
        end = next((k for k, kind in enumerate(classes) if kind not in INSIDE), len(classes))
        title, lists = words[initial - 1].form, self.known.lists
        titled = self.known.titles.is_rank(title) or self.class_of(title) in _TITLED
        acts = any(self.known.listed("acts-on-people", word) for word in words[1 : initial - 1])
        lowers = tuple([word.lower for word in words])
        return end > 1 and titled and acts and lists.length_at("reactions", lowers, at + end) > 0

    def ends_parted_name(self, words: Sequence[Word], at: int) -> bool:
        """Return whether a word in lower case behind a dash with spaces ends a name: ``Cho Tae - yong``."""
        word = words[at]
        if at < 2 or words[at - 1].form != "-" or not word.form.islower() or not words[at - 2].is_capitalised:
            return False
        named = word.upos in _NAMES and "person" in (word.entity, None if self.entities.counts else "person")
        half = word.upos in (*_NAMES, "NOUN") and len(word.form) <= _LONGEST_HALF
        behind_name = at > 2 and all(before.entity == "person" for before in (words[at - 3], words[at - 2]))
        return named or (half and behind_name and self.class_of(word.form) == "lower")

    def _trim(self, run: list[Word]) -> list[Word]:
        while self.class_of(run[-1].form) in STOPS:
            run = run[:-1]
        return run

    def find(
        self, words: Sequence[Word], *, around: tuple[Word | None, Word | None] | None = None, expected: float = 0.0
    ) -> Reading:
        """Return the best reading of a phrase.

        Args:
            around: the words before and after a stretch of a sentence; None for a complete phrase.
            expected: the evidence of the sentence for a name, in logits.
        """
        if around is None:
            span, margin = self._best(words, None, expected)
            return Reading(tuple(words[slice(*span)]), margin)
        if not expected and len(words) == 1 and self._is_nobody(words[0]):
            return Reading(())
        before, behind = [self.known.class_of(word.form) if word else None for word in around]
        first = words[0]
        opens = begins_sentence(first, around[0])
        # Words recur in an article, single words with the same evidence in all articles.
        found: dict[Hashable, tuple[tuple[int, int], float]]
        key: Hashable
        if len(words) == 1:
            about = self.evidence_of(first.form)
            opens = opens and not self.occurs_with_capital(first.form)
            tag = first.entity if self.entities.counts else "?"
            found = self.weights.singles
            key = (about.kind, about.main_tag, about.alone > 1, about.is_part, tag, before, behind, opens, expected)
        else:
            found = self._found
            key = (*[(word.form, word.entity) for word in words], before, behind, opens, expected)
        if key not in found:
            found[key] = self._best(words, around, expected)
        span, margin = found[key]
        return Reading(tuple(words[slice(*span)]), margin)

    def _best(
        self, words: Sequence[Word], around: tuple[Word | None, Word | None] | None, expected: float
    ) -> tuple[tuple[int, int], float]:
        """Return the span of the best reading, and its margin."""
        stretch, weigh = _Stretch(words, self, around), self.weights.__getitem__
        up_to = [0.0, *accumulate(map(weigh, stretch.inside))]
        lefts: dict[int, float] = {}
        rights: dict[int, float] = {}
        best, span, second = weigh(stretch.describe_none()) - expected, (0, 0), -math.inf
        for start, end, count in stretch.spans():
            if start not in lefts:
                lefts[start] = weigh(stretch.describe_left(start)) - up_to[start]
            if end not in rights:
                rights[end] = weigh(stretch.describe_right(end)) + up_to[end]
            score = lefts[start] + rights[end] + weigh(stretch.describe_whole(start, end, count))
            if score > best:
                best, span, second = score, (start, end), best
            elif score > second:
                second = score
        return span, best - second

    def _is_nobody(self, word: Word) -> bool:
        """Return whether a single word is certainly not a name: listed as something else, not tagged as a person."""
        return self.class_of(word.form) in _OF_THINGS and not self.entities.is_person(word)

    def readings(
        self, words: Sequence[Word], *, around: tuple[Word | None, Word | None] | None = None
    ) -> list[tuple[tuple[int, int], Counter[str]]]:
        """Return every reading as its span and features; the first, with span (0, 0), is that there is no name."""
        stretch = _Stretch(words, self, around)
        found = [((0, 0), Counter(stretch.describe_none()))]
        for start, end, count in stretch.spans():
            groups = (*stretch.inside[start:end], *stretch.edges(start, end, count))
            found.append(((start, end), Counter(name for group in groups for name in group)))
        return found

    def stands_alone(self, forms: Sequence[str]) -> int:
        """Return how often the article has these words with no capitalised word beside them."""
        return self._alone[tuple(forms)]

    def occurs_with_capital(self, form: str) -> bool:
        """Return whether the word also has a capital inside a sentence; True if no article is known."""
        return not self._read_article or form in self._capital

    def is_frequent_pair(self, first: str, second: str) -> bool:
        """Return whether a pair of neighbours occurs more than once."""
        return self._pairs[first, second] > 1

    def evidence_of(self, form: str) -> _Evidence:
        """Return what the article says about a word."""
        found = self._evidence.get(form)
        if found is None:
            single, kind = self._single[form], self.class_of(form)
            located = kind == "plain" and form in self._located
            found = self._evidence[form] = _Evidence(
                "place" if located else kind,  # kerusuhan di Sorowa
                _TAGS[self.entities.main_tag(form)] if self.entities.counts else "?",
                self._alone[form,],
                4 * self._things[form] >= max(single, 1),
                single > 1,
                form in self._parts,
            )
        return found


def _is_shouted(sentence: Sentence) -> bool:
    """Return whether the sentence is in capitals only, so that they are no evidence."""
    count = 0
    for word in sentence.words:
        if word.quotation is None and word.form.isalpha():
            if not word.form.isupper():
                return False
            count += 1
    return count > _FEW


def begins_sentence(word: Word, before: Word | None) -> bool:
    """Return whether a word that is not tagged as a name may owe its capital to its place: first, or behind a colon."""
    is_first = word.index == 0 or (before is not None and before.form == ":")
    return is_first and word.upos not in _NAMES


class _Stretch:
    """The words of a phrase with their classes and entity tags."""

    def __init__(
        self, words: Sequence[Word], finder: NameFinder, around: tuple[Word | None, Word | None] | None
    ) -> None:
        self.words, self.finder, self.phrase = words, finder, around is None
        self.forms = [word.form for word in words]
        self.evidence = [finder.evidence_of(form) for form in self.forms]
        self.classes = [each.kind for each in self.evidence]
        self._closed: set[int] = set()  # where no name begins
        before, behind = around or (None, None)
        self._word_before = before
        self._classify_neighbours()
        for at, word in enumerate(words):
            self.classes[at] = self._classify_in_place(at, word)
        self._named_up_to = self._find_role_behind_name()
        tags = [self._tag(at, word) for at, word in enumerate(words)]
        self.tags = [tag for tag, _ in tags]
        # Counts up to each word: of words that stand alone elsewhere, and of those that are not tagged as a person's.
        self._alone_up_to = [0, *accumulate(each.alone > 0 for each in self.evidence)]
        pairs = zip(self.tags, self.classes, strict=True)
        self._others_up_to = [0, *accumulate(tag != _TAGS["person"] and kind not in STOPS for tag, kind in pairs)]
        self._before = finder.known.class_of(before.form) if before else "start"
        self._behind = finder.known.class_of(behind.form) if behind else ("start" if around else "end")
        self.inside = [
            _describe_word(kind, tag, main_tag) for kind, (tag, main_tag) in zip(self.classes, tags, strict=True)
        ]

    def _classify_neighbours(self) -> None:
        """Set the classes of words that are something else together: ``M.|Hum``, ``Wali Kota``, ``I Gusti``."""
        words, known = self.words, self.finder.known
        lowers = tuple([form.lower() for form in self.forms])
        for at, (first, second) in enumerate(pairwise(words)):
            parted = len(first.form) > 1 and second.form[0] == "." and second.form[1:2].isupper()  # Sp | .BM
            if first.end == second.start and (parted or known.titles.is_degree(first.form + second.form)):
                self.classes[at : at + 2] = ["degree"] * 2
            parted = second.form == "." and len(first.form) > 1 and at + 2 < len(words)
            if parted and known.titles.is_degree("".join(self.forms[at : at + 3])):  # Sp. B
                self.classes[at : at + 3] = ["degree"] * 3
            if not first.is_capitalised:
                continue
            for kind in _SEVERAL_WORDS if known.titles.may_open_several(first.form) else ():
                length = known.titles.length(kind, self.forms, at)
                if length > 1:
                    self.classes[at : at + length] = [kind] * length
            length = known.lists.length_at("name-openings", lowers, at)
            self.classes[at : at + length] = ["name"] * length
            self._closed.update(range(at + 1, at + length))
            self.classes[at] = self.finder.read_title(first, second) or self.classes[at]

    def _classify_in_place(self, at: int, word: Word) -> str:
        """Return the class of a word at its place: of one that only opens its sentence, of ``H.``, of a dash."""
        finder, kind = self.finder, self.classes[at]
        opens = kind == "plain" and not at and begins_sentence(word, self._word_before)
        particle = finder.known.listed("name-particles", word)  # De Graaf
        if word.quotation is not None:
            return "quotation"
        if opens and not particle and not finder.occurs_with_capital(word.form):
            return "opener"
        if kind == "initial-title" and "initial" not in self.classes[max(at - 2, 0) : at]:
            return "honorific"  # H. | M. | Ratna, but A. H. Ratna
        numbered = word.form == "I" and at > 0 and finder.known.listed("lettered-nouns", self.words[at - 1])
        if numbered or (kind == "joint" and finder.parts(self.words, at)):
            return "number" if numbered else "symbol"  # Jilid | I | Ratna
        named = kind == "plain" and self._names_behind(at) == 2 and self._is_behind_office(at)
        last = kind == "plain" and at == len(self.words) - 1 and not finder.evidence_of(word.form).is_frequent
        if (last and self._is_behind_office(at, "offices-of-provinces")) or (
            named and (word.entity == "place" or self.classes[at + 1] == "name")
        ):
            return "place"  # Bupati | Sorowa | Ratna Wulandari, Gubernur | Hamedan
        closes = kind in _PLAIN and (self._closes_body(at) or self._closes_association(at))
        joined = "particle-name" if finder.ends_parted_name(self.words, at) else kind
        return "organisation" if closes else joined

    def _closes_body(self, at: int) -> bool:
        """Return whether a word ends the name of a body, behind a role: ``Ketua KWT Sumber | Rejeki | Ani``."""
        known, words = self.finder.known, self.words
        if not known.listed("body-epithets", words[at]) or not any(w.is_capitalised for w in words[at + 1 : at + 2]):
            return False
        heads = [k for k in range(max(at - _REACH, 1), at - 1) if self.classes[k - 1] in _ROLES]
        return any(known.listed(name, words[k]) for k in heads for name in ("company-nouns", "public-body-nouns"))

    def _closes_association(self, at: int) -> bool:
        """Return whether a word ends the name of a body that is named for its members: ``Gerakan Petani | Sorowa``."""
        body = at > 1 and self.classes[0] == "organisation" and self.words[0].is_capitalised
        return body and at == len(self.words) - 1 and self.classes[at - 1] in _MEMBERS

    def _is_behind_office(self, at: int, offices: str = "offices-of-places") -> bool:
        """Return whether a word stands behind an office of places: ``Camat | Melati``, ``Kepala Desa | Melati``."""
        lowers = tuple(word.lower for word in self.words[max(at - 2, 0) : at])
        entries = self.finder.known.lists.lists[offices]
        return any(lowers[k:] in entries for k in range(len(lowers)))

    def _find_role_behind_name(self) -> int:
        """Return where a role begins that follows the name at the start: ``Ratna Hadi | Ketua RT 5``; 0 for none."""
        end = next((at for at, kind in enumerate(self.classes) if kind not in _PLAIN), 0)
        untagged = all(word.entity is None for word in self.words[:end])  # Ratna Hadi/person Product/none Manager
        opens = self.phrase and untagged and self.classes[end : end + 1] == ["role"]
        return end if opens and len(self.classes) > end + 1 else 0

    def _names_behind(self, at: int) -> int:
        """Return how many words of a person's name follow a word; of more than two, two."""
        behind = self.words[at + 1 : at + 3]
        if not behind or behind[0].entity != "person":
            return 0
        return 1 + (len(behind) == 2 and self.classes[at + 2] in CAPITALISED)  # H. Ratna, Ratna Hadi

    def _tag(self, at: int, word: Word) -> tuple[str, str]:
        """Return the tag of a word at its place, and its most frequent one.

        The first of two words behind an office of places is mostly tagged as its place: ``Camat | Ratna | Wulandari``.
        Words before a role that opens the rest of the phrase often have no tag: ``Ratna Wulandari | Direktur Bank X``.
        """
        if not self.finder.entities.counts:
            return "?", self.evidence[at].main_tag
        named = self.classes[at] in _PLAIN and word.entity == "place" and self._names_behind(at) == 1
        if (named and self._is_behind_office(at)) or at < self._named_up_to:
            return _TAGS["person"], _TAGS["person"]
        return _TAGS[word.entity], self.evidence[at].main_tag

    def spans(self) -> Iterator[tuple[int, int, int]]:
        """Yield the start, the end and the number of words of every reading."""
        for start, first in enumerate(self.classes):
            if first not in _OPENS_RUN and first != "opener":
                continue
            if start in self._closed or not self._opens(start):
                continue
            count = 0
            for end in range(start + 1, len(self.words) + 1):
                kind = self.classes[end - 1]
                if (kind not in INSIDE and kind != "opener") or (kind == "stop" and self._ends_sentence(end - 1)):
                    break
                count += kind not in ("stop", "joint")
                if count > LONGEST_NAME or (end - 1 > start and self.finder.is_parted(self.words, end - 1)):
                    break
                if kind not in STOPS and kind != "degree":
                    yield start, end, count

    def _opens(self, start: int) -> bool:
        """Return whether a name can begin with a word: no number, none of a nickname in marks, none behind a particle.

        A nickname in marks always has a name before it, and so has a particle inside of a name. A rank or the short
        form of a role has the name behind it: ``Mayjen | Ratna``, ``Menhub | Ratna Wulandari``.
        """
        behind = start > 1 and self.classes[start - 1] == "particle"
        inside = behind and any(self._is_capital(at) for at in (start - 2, start - 3))
        form = self.forms[start]
        titled = self.classes[start] in _TITLES and self.classes[start + 1 : start + 2] in (["plain"], ["name"])
        if titled and (self.finder.known.titles.is_rank(form) or self._is_short_role(start)):
            return False
        return not inside and strip_marks(form) == form and not _ROMAN.fullmatch(form)

    def _is_short_role(self, at: int) -> bool:
        return self.finder.known.titles.length("abbreviation", self.forms, at) == 1

    def _ends_sentence(self, stop: int) -> bool:
        """Return whether a stop stands behind a word that is no initial, title or other abbreviation."""
        plain = stop and self.classes[stop - 1] in _PLAIN
        return bool(plain) and bool(UNABBREVIATED.fullmatch(self.forms[stop - 1]))

    def edges(self, start: int, end: int, count: int) -> tuple[tuple[str, ...], ...]:
        """Return the features of a reading apart from those of its words."""
        return self.describe_left(start), self.describe_right(end), self.describe_whole(start, end, count)

    def describe_none(self) -> tuple[str, ...]:
        """Return the features of the reading that there is no name."""
        found, classes = ["none"], self.classes
        if any(tag == _TAGS["person"] and kind in CAPITALISED for tag, kind in zip(self.tags, classes, strict=True)):
            found.append("none-tagged")
        if "?" in self.tags:
            found.append("none-untagged")
        if not self.phrase:
            found.append("none-run")
        if len(classes) > 1 and classes[-1] in _PLAIN:
            found.append("none-ends-plain")
            if classes[-2] in _PLAIN:
                found.append("none-two-plain")
        if classes and classes[-1] in _PLAIN and classes[0] in _ROLES:
            found.append("none-behind-role")
        return tuple(found)

    def describe_left(self, start: int) -> tuple[str, ...]:
        """Return the features of the left edge."""
        kind = self.classes[start - 1] if start else self._before
        if kind == "stop" and start > 1:  # Dr. | Ratna, M. | Ratna
            kind = self.classes[start - 2]
        found = [f"first:{self.classes[start]}", f"before:{kind}"]
        if start and (kind in CAPITALISED or kind == "opener"):
            before = self.evidence[start - 1]
            found.append(f"before-tag:{self.tags[start - 1]}{self.tags[start]}")
            if before.is_frequent:
                found.append("before-elsewhere")
            if before.alone:
                found.append("before-alone")
            if before.names_things:
                found.append("before-thing")
            if self.finder.is_frequent_pair(self.forms[start - 1], self.forms[start]):
                found.append("before-pair")
        return tuple(found + (self._describe_phrase_before(start) if self.phrase else []))

    def _describe_phrase_before(self, start: int) -> list[str]:
        opens = start
        while opens and self.classes[opens - 1] not in _BREAKS:
            opens -= 1
        before, words = self.classes[opens:start], self.words[opens:start]
        signs = {
            "first-stretch": not opens,
            "phrase-start": not start,
            "bracketed": self.forms[:start].count("(") > self.forms[:start].count(")"),
            "behind-kin": "lower-kin" in before and before[-2:] != ["lower-kin", "lower-person"],  # ibu korban, Ratna
            "behind-prep": any(word.upos == "ADP" for word in words),
            "behind-verb": any(word.upos == "VERB" and word.form.islower() for word in words),
            "behind-role": not _ROLES.isdisjoint(before),
            "behind-body": not _BODIES.isdisjoint(before),
            "behind-coordinator": "coordinator" in before,
            "behind-relativiser": "relativiser" in self.classes[:start],
            "opens-with-role": bool(before) and before[0] in _ROLES,
        }
        return [name for name, holds in signs.items() if holds]

    def describe_right(self, end: int) -> tuple[str, ...]:
        """Return the features of the right edge."""
        last = end == len(self.words)
        kind = self._behind if last else self.classes[end]
        found = [f"last:{self.classes[end - 1]}", f"behind:{kind}"]
        if not last and (kind in CAPITALISED or kind == "opener"):
            found.append(f"behind-tag:{self.tags[end - 1]}{self.tags[end]}")
            if self.finder.is_frequent_pair(self.forms[end - 1], self.forms[end]):
                found.append("behind-pair")
        if self.phrase and last:
            found.append("phrase-end")
        return tuple(found)

    def describe_whole(self, start: int, end: int, count: int) -> tuple[str, ...]:
        """Return the features of the whole reading."""
        found = [f"length:{min(count, 6)}"]
        if self.phrase and self._breaks(start - 1) and self._breaks(end):
            found.append(f"fills-one:{self.tags[start]}" if count == 1 else "fills")
            if start and self.classes[0] in _ROLES:
                found.append("fills-behind-role")
        bare = not self._is_capital(start - 1) and not self._is_capital(end)
        if self.finder.stands_alone(self.forms[start:end]) > bare:  # elsewhere, too
            found.append(f"alone:{self.evidence[start].main_tag if count == 1 else 'several'}")
        if count == 1:
            before = self.classes[start - 1] if start else ""
            if before in _BODIES or before == "place-head":
                found.append("one-behind-body")
            if bare and self.evidence[start].is_part:
                found.append("part-of-longer")
        else:
            self._describe_several(start, end, found)
        return tuple(found)

    def _describe_several(self, start: int, end: int, found: list[str]) -> None:
        """Add the features of several words read as a name: which stand alone elsewhere, and their tags."""
        evidence = self.evidence
        if self._alone_up_to[end] - self._alone_up_to[start] > 1:
            found.append("several-alone-thing" if evidence[start].names_things else "several-alone")
        full = next((at for at in range(start, end) if self.classes[at] not in _LETTERS), start)
        if evidence[full].alone:
            found.append(f"first-alone:{evidence[full].main_tag}")
        if evidence[end - 1].alone:
            found.append(f"last-alone:{evidence[end - 1].main_tag}")
        if self._others_up_to[end] == self._others_up_to[start]:
            found.append("all-tagged")

    def _is_capital(self, at: int) -> bool:
        return 0 <= at < len(self.words) and self.classes[at] in CAPITALISED

    def _breaks(self, at: int) -> bool:
        return at < 0 or at >= len(self.words) or self.classes[at] in _BREAKS


@lru_cache(maxsize=1 << 10)
def _describe_word(kind: str, tag: str, main_tag: str) -> tuple[str, str]:
    """Return the features of one word of a name."""
    return f"in:{kind}/{tag if tag in 'p?' else ''}", f"tag:{tag}{main_tag}"
