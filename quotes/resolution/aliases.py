"""Names of the same bearer: short names and spellings of people, nicknames, full names of institutions.

Second mentions are any part of a name in Indonesian, most often the first (of one-word mentions 41 % are the first
word, 38 % the last, 21 % one between). News also blends names (``Setnov`` for Setya Novanto) and takes their initials
(``SBY``). An article explains nicknames (``Joko Widodo (Jokowi)``, ``Yohanes alias Yos``, ``yang akrab disapa Pak
Yo``) and the abbreviations of institutions.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from quotes.lexicon.morphology import CLITIC
from quotes.parsing import ParsedText
from quotes.resolution.mentions import NameMention
from quotes.resolution.names import NameFinder
from quotes.resolution.source_kinds import is_noun_for_person
from quotes.resolution.word_classes import NameLexicon
from quotes.text import strip_marks
from quotes.trees import Sentence, Word

#: Letters of the shortest word that may be the beginning of another name (``Dovi``), and of one that may be misspelt.
_SHORTEST_PREFIX = 4
_SHORTEST_MISSPELT = 5
#: Letters of the shortest key of the spelling of a word.
_SHORTEST_SPELT = 3
#: Alternations in the spelling of Indonesian names, in the order in which they are made the same: of the spelling
#: before 1947 and 1972 (``Soekarno``, ``Tjahjo``), and of loans (``Achmad``, ``Victor``, ``Rizieq``, ``Anthony``).
_ALTERNATIONS = tuple(
    (re.compile(old), new)
    for old, new in (
        (r"oe", "u"), (r"tj", "c"), (r"dj|j|y", "i"), (r"x", "ks"), (r"^ch(?=[lr])|ck|q|^kh", "k"),
        (r"ph|[fv]", "p"), (r"s[hi](?=[aiueo])|z", "s"), (r"(?<=.)[ck]?h", ""), (r"c", "k"),
        (r"[ae][ei]", "ai"), (r"ie|ii", "i"), (r"o", "u"), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip
#: Letters of the shortest blend.
_SHORTEST_BLEND = 4
#: The particle that stresses a word: ``Ratnalah yang menang``.
_EMPHASIS = "lah"
#: The name of an account, which the tokenizer may separate from its ``@``.
HANDLE = re.compile(r"@ ?[\w.]*\w")
_LETTERS = re.compile(r"[^\W\d_]+")
#: A name and a nickname of the same person, each as its words.
Nickname = tuple[tuple[str, ...], tuple[str, ...]]
#: Letters that a nickname has in common with a word of the name, where it is not its beginning: ``Angie`` of Angelina.
_ALIKE = 2
#: Most words between a name and its nickname, and most characters between the verb and the nickname.
_WORDS_BETWEEN = 6
_CHARACTERS_BETWEEN = 12
#: Most words that an abbreviation can stand for, and one more.
_LONGEST_BRACKETED = 14
#: Letters of the shortest abbreviation that is looked for in the words of the article.
_SHORTEST_ABBREVIATION = 3
_BEHIND_BRACKET = {"organisation", "office", "place", "acronym"}
#: Classes of the words behind the short name of a body in its full name: ``Rintik | Indonesia``.
_OF_WHOLE = {"organisation", "place", "place-head", "acronym"}
_OF_BODIES = {"organisation", "office", "place", "place-head", "acronym", "outlet"}


@lru_cache(maxsize=1 << 14)
def fold_words(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words case-folded, without dashes and marks; cached, as the same names are compared many times."""
    return tuple(strip_marks(word).casefold() for word in words if word != "-")


def contains_in_order(whole: Sequence[str], part: Sequence[str]) -> bool:
    """Return whether all words of ``part`` are in ``whole``, in their order."""
    words, wanted = fold_words(tuple(whole)), fold_words(tuple(part))
    if wanted and wanted[0] not in words:  # nearly always: every name is compared with every person
        return False
    rest = iter(words)
    return all(any(word == other for other in rest) for word in wanted)


def is_short_for(short: Sequence[str], name: Sequence[str]) -> bool:
    """Return whether a word is the initials, a blend, the beginning or the emphatic form of a word of another name."""
    if len(short) != 1:
        return False
    word, letters = short[0], _letters_of(name)
    if word.isupper() and 1 < len(word) == len(letters):
        return word.casefold() == "".join(part[0] for part in letters)
    low = word.casefold()
    if is_emphatic(short, name):
        return True
    prefix = len(low) >= _SHORTEST_PREFIX and any(part.startswith(low) for part in fold_words(tuple(name)))
    return prefix or (len(low) >= _SHORTEST_BLEND and _is_blend(low, letters))


def is_emphatic(words: Sequence[str], name: Sequence[str]) -> bool:
    """Return whether a word is a word of a name with the particle that stresses it: ``Ratnalah``."""
    stem = words[0].casefold().removesuffix(_EMPHASIS)
    return len(words) == 1 and words[0].casefold() != stem and stem in fold_words(tuple(name))


def abbreviates(short: str, words: Sequence[str]) -> bool:
    """Return whether a word is made of the beginnings of words, including the first (``BMKG``, ``Kemenkeu``)."""
    letters = _letters_of(words)
    low = "".join(_LETTERS.findall(short)).casefold()
    return bool(low and letters) and low[0] == letters[0][0] and _is_blend(low, letters, skip=True)


def is_spelling_of(one: Sequence[str], other: Sequence[str]) -> bool:
    """Return whether a name is another spelling of a name, or of words of it in their order.

    Words with the same letters by the alternations of Indonesian spelling are the same (``Tjahjo``, ``Cahyo``). One
    word may differ by one letter (``Dovizoso``), or be the beginning of the other where a word beside it is the same
    (``Dena Rahman`` of Denada Rahman).
    """
    short, long = sorted((fold_words(tuple(one)), fold_words(tuple(other))), key=len)
    if contains_in_order(long, short):
        return False
    alike = {spell(word) for word in long}
    same = sum(spell(word) in alike for word in short)
    changed, rest = 0, list(long)
    for word in short:
        at = next((k for k, full in enumerate(rest) if spell(word) == spell(full)), None)
        if at is None:
            at = next((k for k, full in enumerate(rest) if _is_change(word, full, beside=same > 0)), None)
            changed += 1
        if at is None or changed > 1:
            return False
        del rest[: at + 1]
    return bool(short)


def _is_change(word: str, full: str, *, beside: bool) -> bool:
    """Return whether a word is another by one letter, or its beginning where another word of the name is the same."""
    if beside and len(word) >= _SHORTEST_PREFIX and full.startswith(word):
        return True
    return min(len(word), len(full)) >= _SHORTEST_MISSPELT and word[0] == full[0] and _differ_by_one(word, full)


@lru_cache(maxsize=1 << 14)
def spell(word: str) -> str:
    """Return a key that is the same for the usual spellings of a word: ``Djoko``, ``Joko``; ``Anthony``, ``Antoni``.

    Old and new spelling, letters that are written alike in Arabic and European names, and double letters. A key of
    fewer than three letters is the word itself.
    """
    found = "".join(_letters_of((word,)))
    for old, new in _ALTERNATIONS:
        found = old.sub(new, found)
    return found if len(found) >= _SHORTEST_SPELT else word.casefold()


def is_handle_of(handle: str, name: Sequence[str]) -> bool:
    """Return whether an account contains a name: ``@bowolaksana``, ``@bowo.laksana`` of Bowo Laksana."""
    low = "".join(_LETTERS.findall(handle)).casefold()
    letters = _letters_of(name)
    whole = "".join(letters)
    return len(letters) > 1 and (whole in low or (len(low) >= _SHORTEST_MISSPELT and whole.startswith(low)))


def _letters_of(words: Sequence[str]) -> list[str]:
    """Return the runs of letters of a name, without accents: ``Tae-ho`` has two."""
    plain = unicodedata.normalize("NFKD", " ".join(words)).casefold()
    return _LETTERS.findall("".join(ch for ch in plain if not unicodedata.combining(ch)))


def _is_blend(low: str, words: Sequence[str], *, skip: bool = False) -> bool:
    """Return whether a word consists of the beginnings of two or more words, in their order."""

    def fits(rest: str, at: int, used: int) -> bool:
        if not rest:
            return used > 1
        for k in range(at, len(words) if skip else min(at + 1, len(words))):
            longest = next((n for n, (a, b) in enumerate(zip(rest, words[k], strict=False)) if a != b), None)
            most = min(len(rest), len(words[k])) if longest is None else longest
            if any(fits(rest[n:], k + 1, used + 1) for n in range(most, 0, -1)):
                return True
        return False

    return fits(low, 0, 0)


def _is_blend_of_all(low: str, words: Sequence[str]) -> bool:
    """Return whether a word consists of beginnings of all the words, each of two letters or more (``Komdis``)."""
    if not words:
        return not low
    return any(words[0].startswith(low[:n]) and _is_blend_of_all(low[n:], words[1:]) for n in range(len(low), 1, -1))


def _differ_by_one(a: str, b: str) -> bool:
    """Return whether words differ by one inserted, deleted or replaced letter, or two swapped neighbours."""
    if len(a) > len(b):
        a, b = b, a
    at = next((k for k in range(len(a)) if a[k] != b[k]), len(a))
    if len(b) == len(a):
        swapped = a[at : at + 2] == b[at : at + 2][::-1] and a[at + 2 :] == b[at + 2 :]
        return swapped or a[at + 1 :] == b[at + 1 :]
    return len(b) == len(a) + 1 and a[at:] == b[at + 1 :]


def find_nicknames(
    sentence: Sentence, found: Sequence[NameMention], earlier: Sequence[NameMention], known: NameLexicon
) -> Iterator[Nickname]:
    """Return the nicknames that a sentence explains.

    Args:
        found: the names in the sentence.
        earlier: all names of the article in the order of the text.
    """
    lists = known.lists
    for at in range(len(sentence.words)) if lists.may_occur("nickname-openings", frozenset(sentence.lowers)) else ():
        length = lists.length_at("nickname-openings", sentence.lowers, at)
        if length:
            word = sentence.words[at + length - 1]
            nickname = next((m for m in found if 0 <= m.span.start - word.end < _CHARACTERS_BETWEEN), None)
            before = [m for m in earlier if m.span.end < word.start]
            if nickname is not None and before:
                bearer = _bearer(nickname, before)  # Yos, nama panggilan Yohanes Lado
                yield max(bearer, nickname.words, key=len), min(nickname.words, bearer, key=len)
    for name in found:
        before = [m for m in earlier if m.span.end < name.span.start]
        if before and _is_own_nickname(sentence, name, known):
            yield _bearer(name, before), name.words
    for first, second in pairwise(found):
        pair = _explained(sentence, first, second, known)
        if pair is not None:
            spelt = (m.words for m in earlier if m.words != pair[0] and is_spelling_of(m.words, pair[0]))
            yield next((words for words in spelt if len(words) == len(pair[0])), pair[0]), pair[1]


def _is_own_nickname(sentence: Sentence, name: NameMention, known: NameLexicon) -> bool:
    """Return whether an apposition calls a name somebody's nickname: ``Okto, sapaan akrabnya,``."""
    behind = [word for word in sentence.words if word.start >= name.span.end][:_WORDS_BETWEEN]
    owned = any(word.lower.endswith(CLITIC) for word in behind[1:])
    return owned and behind[0].form == "," and known.listed("nickname-nouns", behind[1])


def _bearer(nickname: NameMention, before: Sequence[NameMention]) -> tuple[str, ...]:
    """Return the most recent name before, preferably one that begins like the nickname: ``Jamal`` of ``Jamaluddin``."""
    start = nickname.words[0].casefold()
    alike = next((found for length in (len(start), _ALIKE) if (found := _beginning(start[:length], before))), [])
    named = alike or [m for m in before if len(m.words) > 1] or before
    return max(named, key=lambda m: m.span.start).words


def _beginning(start: str, names: Sequence[NameMention]) -> list[NameMention]:
    return [name for name in names if any(word.casefold().startswith(start) for word in name.words)]


def _explained(sentence: Sentence, first: NameMention, second: NameMention, known: NameLexicon) -> Nickname | None:
    """Return two neighbours as name and nickname, if the words between or around them say so."""
    between = [w for w in sentence.words if first.span.end <= w.start and w.end <= second.span.start]
    after = next((w.form for w in sentence.words if w.start >= second.span.end), "")
    opening = [w.form for w in between if not known.titles.is_honorific(w.form)]  # Saifullah Yusuf (Gus | Ipul)
    short = len(second.words) == 1 or (len(second.words) == 2 and _are_alike(first, second))
    bracket = opening == ["("] and after == ")" and short
    called = len(between) <= _WORDS_BETWEEN and (
        _joins(first, second, between, known) or any(known.listed("nickname-verbs", w) for w in between)
    )
    if not bracket and not called:
        return None
    if any(known.listed("nickname-nouns", w) for w in between) and len(second.words) >= len(first.words):
        return second.words, first.words
    return first.words, second.words


def _are_alike(first: NameMention, second: NameMention) -> bool:
    """Return whether a word of a name begins like the other; if not, it may be a character: ``Budi (Reza Ali)``."""
    return any(_beginning(word.casefold()[:_ALIKE], [second]) for word in first.words)


def _joins(first: NameMention, second: NameMention, between: Sequence[Word], known: NameLexicon) -> bool:
    """Return whether the words join name and nickname: ``alias``, or ``atau`` if one is short; else two people."""
    full = len(first.words) > 1 and len(second.words) > 1
    known_as = any(
        known.listed("known-as-words", word) for word in between
    )  # Siti Hediati atau dikenal Titiek Soeharto
    two_people = full and not known_as and any(known.listed("disjunctions", w) for w in between)
    return any(known.listed("nickname-words", w) for w in between) and not two_people


def find_accounts(
    sentence: Sentence, text: str, found: Sequence[NameMention], finder: NameFinder
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the accounts of a sentence whose owner it names, each with the words of the owner.

    ``Ratna Hadi (@rhadi)``, ``Persera lewat akun X @persera1962``, ``pemilik akun @rhadi, Ratna Hadi``.

    Args:
        found: the names of people in the sentence.
    """
    for word in sentence.words if "@" in text[sentence.start : sentence.end] else ():
        handle = HANDLE.match(text, word.start)
        if handle is not None and word.quotation is None:
            words = _find_account_owner(sentence, word.index, handle.end(), found, finder)
            if words:
                yield handle[0].replace(" ", ""), words


def _find_account_owner(
    sentence: Sentence, at: int, end: int, found: Sequence[NameMention], finder: NameFinder
) -> tuple[str, ...]:
    """Return the words of the owner of an account; none if the sentence does not say whose it is.

    Args:
        at: the first word of the account.
        end: where the account ends in the text.
    """
    words, known = sentence.words, finder.known
    verb = next((k for k in range(at - 1, -1, -1) if words[k].upos in ("ADP", "VERB")), -1)
    channel = words[verb + 1 : at]
    account = next((word.index for word in channel if known.listed("medium-nouns", word)), 0)
    if words[at - 1 : at] and words[at - 1].form == "(":
        last = at - 2
    elif verb >= 0 and words[verb].upos == "ADP" and (account or any(word.clitic for word in channel)):
        last = verb - 1 - (words[verb - 1].form == ",")
    else:
        behind = next((word.start for word in words if word.start >= end and word.form != ","), -1)
        user = account > 0 and is_noun_for_person(words[account - 1], known)
        return next((name.words for name in found if user and name.span.start == behind), ())
    runs = {run[-1].index: run for run in finder.runs[id(sentence)]}
    body = runs.get(last, [])
    if body and body[0].index > 1 and words[body[0].index - 1].upos == "ADP":
        last = body[0].index - 2  # Ratna di Ambon lewat akun X @ratna
        body = runs.get(last, [])
    if last < 0:
        return ()
    person = next((name.words for name in found if name.span.end == words[last].end), ())
    opens = bool(body) and (body[0].index == 0 or "organisation" in (body[0].entity, finder.class_of(body[0].form)))
    somebody = opens and is_noun_for_person(body[0], known)  # Warganet dengan akun @kopi
    return person or (tuple(word.form for word in body) if opens and not somebody else ())


class Bodies:
    """Looks up the fullest name that an article gives an institution."""

    def __init__(self, parsed: ParsedText, finder: NameFinder) -> None:
        self._text, self._titles, self._finder = parsed.text, finder.known.titles, finder
        self._sentences = [sentence for paragraph in parsed.paragraphs for sentence in paragraph.sentences]
        self._long = {short.casefold(): name for s in self._sentences for short, name in self._explained(s)}
        self._names = Counter(name for s in self._sentences for name in self.find_names(s) if len(name) > 1)

    def find_names(self, sentence: Sentence) -> Iterator[tuple[str, ...]]:
        """Yield the stretches of a sentence that name an institution, each from its first word on."""
        for run in self._finder.runs[id(sentence)]:
            start = next((k for k, word in enumerate(run) if _opens_body(word, self._finder)), len(run))
            end = next((k for k in range(start, len(run)) if not _continues_body(run[k], self._finder)), len(run))
            document = start and self._titles.kind_of(run[start - 1].form) == "document"  # Peraturan | Pemerintah
            if end > start and not document:
                yield tuple(word.form for word in run[start:end])

    def fits(self, name: str, noun: str) -> bool:
        """Return whether a noun can stand for an institution: ``bank`` for ``Bank Rintik``, ``perusahaan`` for a PT.

        The noun alone names none: ``Perusahaan itu``. What begins with an abbreviation may be of any kind (``RSUD
        Sorowa``).
        """
        lists, words = self._finder.known.lists, name.split()
        first = words[0].lower()
        if noun in name.lower().split():
            return len(words) > 1
        company, public = lists.has("company-nouns", first), lists.has("public-body-nouns", first)
        if lists.has("company-nouns", noun):
            return company or not public
        if lists.has("body-nouns", noun):
            return not company
        if lists.has("campus-nouns", noun):
            return lists.has("campus-nouns", first)
        return lists.has("public-body-nouns", noun) and words[0].isupper() and not (company or public)

    def find_usual(self, noun: str) -> str:
        """Return the institution with a noun in its name that the article names most often; empty if there is none.

        For a noun for companies it may be any company: ``PT Rintik`` for ``perusahaan``.
        """
        lists = self._finder.known.lists
        kinds = [name for name in ("company-nouns", "body-nouns", "campus-nouns") if lists.has(name, noun)]
        names = [name for name, _ in self._names.most_common()]
        own = [name for name in names if kinds and noun in fold_words(name)]
        others = [name for name in names if "company-nouns" in kinds and lists.has("company-nouns", name[0].lower())]
        return " ".join([*own, *others, ()][0])

    def _explained(self, sentence: Sentence) -> Iterator[tuple[str, str]]:
        """Yield abbreviations and long forms: ``Badan Meteorologi, Klimatologi, dan Geofisika (BMKG)``.

        A bracket in the middle belongs to the name: ``Komisi Disiplin (Komdis) PSSI``.
        """
        words = sentence.words
        for at in range(1, len(words) - 2) if "(" in sentence.lowers else ():
            if words[at].form != "(" or words[at + 2].form != ")":
                continue
            short, end = words[at + 1].form, at
            rest = next((k for k in range(at + 3, len(words)) if not self._goes_on(words[k])), len(words))
            if rest > at + 3 and words[at + 3].start > words[at + 2].end:
                end = rest
            for start in range(at - 2, max(at - _LONGEST_BRACKETED, -1), -1):
                forms = [word.form for word in words[start:at] if word.is_capitalised]
                if words[start].is_capitalised and abbreviates(short, forms):
                    break
            else:
                start = self._find_start(words, at) if short.isupper() and len(short) > 2 else at
            if start < at - 1:
                yield short, self._text[words[start].start : words[end - 1].end]

    def _begins(self, word: Word) -> bool:
        """Return whether the name of a body begins with a word."""
        return word.entity == "organisation" or self._finder.class_of(word.form) == "organisation"

    def _find_start(self, words: Sequence[Word], at: int) -> int:
        """Return where the name of the body before a bracket begins: ``Organisasi Kesehatan Dunia (WHO)``."""
        first, start = at, at - 1
        while start >= max(at - _LONGEST_BRACKETED + 1, 0) and self._continues(words[start]):
            joined = start + 1 == first < at and words[start].upos in ("PROPN", "NOUN")  # Sinergi | Badan Laut
            first = start if words[start].is_capitalised and (joined or self._begins(words[start])) else first
            start -= 1
        return first

    def _continues(self, word: Word) -> bool:
        apart = self._finder.class_of(word.form) in ("name", "role", "status", "honorific")
        named = word.entity == "person" or (apart and word.entity is None)
        return (word.is_capitalised and not named) or self._finder.known.listed("body-connectors", word)

    def spell_out(self, phrase: str) -> str:
        """Replace the abbreviations that the article explains in brackets by their long forms."""
        return " ".join(self._long.get(word.casefold(), word) for word in phrase.split())

    def find_explained(self, short: str) -> str | None:
        """Return the name of the body that a bracket abbreviates: ``Badan Legislatif (Baleg)``; None for a person's."""
        long = self._long.get(short.casefold())
        return long if long and self._finder.class_of(long.split()[0]) == "organisation" else None

    def _goes_on(self, word: Word) -> bool:
        """Return whether a word behind a bracket belongs to the name before it: no person's, and no rank."""
        kind = self._finder.class_of(word.form)
        tagged = kind == "plain" and word.entity == "organisation"
        return (kind in _BEHIND_BRACKET or tagged) and word.quotation is None and word.entity != "person"

    def _find_long(self, short: str) -> str | None:
        """Return the words that an abbreviation without a bracket consists of: ``Badan Kesehatan Laut`` for ``BKL``."""
        if len(short) < _SHORTEST_ABBREVIATION or not short.isalpha() or short.islower():
            return None
        for sentence in self._sentences:
            words = sentence.words
            for start, first in enumerate(words):
                opens = first.is_capitalised and first.form[0].casefold() == short[0].casefold()
                opens = opens and first.form.casefold() != short.casefold()  # Rintik is no blend of Rintik Laut
                if not opens or not self._begins(first):
                    continue
                capitals = []
                for word in words[start : start + _LONGEST_BRACKETED - 1]:
                    if word.is_capitalised:
                        capitals.append(word.form)
                        if len(capitals) > 1 and _is_made_of(short, capitals):
                            return self._text[first.start : word.end]
                    elif word.form not in (",", "&") and not self._finder.known.listed("body-connectors", word):
                        break
        return None

    def fullest(self, name: str) -> str:
        """Return the full name: the long form of an abbreviation, or the longest continuation of the name.

        A name with two continuations (``Polda``: Metro Jaya, and Jawa Barat) stays as it is, and so does one that the
        article uses more often than its continuation, unless that is a place (``Rintik``: Foundation, Jakarta).
        """
        listed = self._titles.expand(name)
        found = self._long.get(name.casefold()) or (listed if listed and listed in self._text else None)
        found = found or self._find_long(name) or self._expand_first(name) or name
        words = fold_words(tuple(found.split()))
        longer = [
            other
            for other in self._names
            if len(other) > len(words) and fold_words(other)[: len(words)] == words and self._is_body(other, len(words))
        ]
        longest = max(longer, key=len, default=())
        same = all(fold_words(longest)[: len(other)] == fold_words(other) for other in longer)
        place = all(self._finder.class_of(word) == "place" for word in longest[len(words) :])
        usual = place or self._finder.stands_alone(found.split()) <= self._names[longest]
        return " ".join(longest) if longer and same and usual else found

    def _is_body(self, name: Sequence[str], length: int) -> bool:
        """Return whether a name that begins with that of a body is that body, and not its product: ``Rintik | Phone``.

        The first word is a noun or an abbreviation (``Dinas | Laut``, ``SMA | Laut``), or the others belong to places
        and bodies (``Rintik | Group``).
        """
        lists, class_of = self._finder.known.lists, self._finder.class_of
        noun = self._finder.known.is_acronym(name[0]) or class_of(name[0].lower()) != "lower"
        others = ((word, class_of(word)) for word in name[length:])
        return noun or all(kind in _OF_WHOLE or lists.has("body-suffixes", word.lower()) for word, kind in others)

    def _expand_first(self, name: str) -> str | None:
        """Return the long form of the first word, if it has the other words too: ``Dinkes Jakarta``."""
        first, _, rest = name.partition(" ")
        long = self._long.get(first.casefold())
        return long if rest and long and contains_in_order(long.split(), rest.split()) else None


def _is_made_of(short: str, words: Sequence[str]) -> bool:
    """Return whether an abbreviation is made of the beginnings of all the words, or of their initials in capitals."""
    letters = _letters_of(words)
    if short.isupper():
        return short.casefold() == "".join(word[0] for word in letters)
    return _is_blend_of_all(short.casefold(), letters)


def _opens_body(word: Word, finder: NameFinder) -> bool:
    kind = finder.known.class_of(word.form)
    if word.entity is None:
        return kind == "organisation"
    is_tagged = word.entity == "organisation"
    return is_tagged and (kind == "acronym" or finder.entities.main_tag(word.form) == "organisation")


def _continues_body(word: Word, finder: NameFinder) -> bool:
    kind = finder.known.class_of(word.form)
    return kind in _OF_BODIES if word.entity is None else word.entity != "person" and kind != "name"
