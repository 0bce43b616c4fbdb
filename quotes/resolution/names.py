"""Where a person's name stands in a noun phrase, and what goes before it.

``Kepala Dinas Kesehatan DKI Jakarta Widyastuti`` is a role, a body, a place and
a name, all with capitals. The name is the longest run at the right that holds
no word of an office, a body or a place; degrees and forms of address are cut
off on both sides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from quotes.lexicon.titles import Titles
from quotes.lexicon.word_lists import WordLists
from quotes.resolution.entity_tags import Entities
from quotes.trees import Sentence, Word

#: Where a phrase is cut into segments, beside the words of ``name-borders``.
_CUT_MARKS = {",", "(", ")", "–", "—", "/", "&"}
#: ``MotoGP``: small letters and then capitals to the end, as no name of a person has them.
_BRAND = re.compile(r"[a-z][A-Z]{2,}$")
_LONGEST = 6


@dataclass(frozen=True, slots=True)
class NameLexicon:
    """What is known about the words of names: the word lists, and where they are silent the entity tagger.

    Attributes:
        capitals: words that the article writes with a capital inside a sentence. None where no article is read: the
            first word of a sentence is then given the benefit of the doubt.
        entities: what the entity tagger says of the article's words.
    """

    titles: Titles
    lists: WordLists
    capitals: frozenset[str] | None = None
    entities: Entities = field(default_factory=Entities)

    def listed(self, name: str, word: Word) -> bool:
        """Is the word on a list of ``rules/words/``?"""
        return self.lists.has(name, word.lower)

    def is_title(self, word: Word) -> bool:
        """A role, a status, a form of address, a rank or a degree: stands beside a name, never in it."""
        t, form = self.titles, word.form
        degree = t.is_degree(form) and ("." in form or form.isupper())
        return degree or t.is_role_head(form) or t.is_status(form) or t.is_honorific(form) or t.is_determiner(form)

    def is_name_word(self, word: Word) -> bool:
        """May the word be part of a person's name? Capital first, and no office, body, place or date."""
        form = word.form
        if _is_initial(form):
            return True
        if not form[:1].isupper() or not any(ch.isalpha() for ch in form) or word.quotation is not None:
            return False
        if self._only_begins(word) or _BRAND.search(form):
            return False
        date = self.listed("dates", word) and not self.listed("month-personal-names", word)
        if date or self.is_title(word):
            return False
        return not (form.isupper() and len(form) > 3 and form.isalpha() and not _has_vowels(form))

    def _only_begins(self, word: Word) -> bool:
        """``Sebanyak``, ``Setidaknya``: its capital is that of the sentence, and no other place makes it a name."""
        if word.index or self.capitals is None or word.upos in ("PROPN", "X"):
            return False
        return word.form not in self.capitals

    def is_office_word(self, word: Word) -> bool:
        """A word of offices, bodies and places: no name begins or ends with it."""
        if self.listed("office-words", word) or self.listed("place-words", word):
            return True
        return self.is_body(word) or self.titles.is_outlet(word.form)

    def is_body(self, word: Word) -> bool:
        """The head or the short name of an organisation: ``Kementerian``, ``PT``, ``KPK``."""
        return self.titles.is_organisation_head(word.form)

    def opens_body(self, word: Word) -> bool:
        """Does the name of an organisation go on behind the word? So behind ``PT``, and not behind ``Gerindra``."""
        entry = self.titles.lists.get("organisation", {}).get((word.lower,))
        if entry is None or entry.text is not None or self.listed("company-suffixes", word):
            return False
        return entry.word.islower() or entry.word.isupper()

    def is_acronym(self, word: Word) -> bool:
        """``KPK``, ``DPR``, ``BMKG``; initials (``HA``, ``BJ``) are too short to tell."""
        return word.form.isupper() and len(word.form) > 2 and word.form.isalpha()


def capitals(sentences: Iterable[Sentence]) -> frozenset[str]:
    """The words that stand with a capital inside a sentence, where it is not the sentence that gives it."""
    return frozenset(
        word.form
        for sentence in sentences
        for word in sentence.words
        if word.index and word.form[:1].isupper() and sentence.words[word.index - 1].form.isalpha()
    )


def _is_initial(form: str) -> bool:
    """``M.`` of ``Rini M. Soemarno``, whatever degree the letter might be."""
    return len(form.rstrip(".")) == 1 and form[0].isupper()


def _has_vowels(form: str) -> bool:
    return sum(ch in "AIUEO" for ch in form) >= 2


def segments(words: Sequence[Word], known: NameLexicon) -> list[list[Word]]:
    """A phrase cut at commas, brackets, dashes and relative clauses."""
    out: list[list[Word]] = [[]]
    for word in words:
        if word.form in _CUT_MARKS or known.listed("name-borders", word):
            out.append([])
        else:
            out[-1].append(word)
    return [segment for segment in out if segment]


def is_firm(before: Sequence[Word], known: NameLexicon) -> bool:
    """Is what stands before a name surely no part of it? After a role or a body more of that may run into the name."""
    if not before or before[-1].form in (",", "(", ")") or known.titles.is_honorific(before[-1].form):
        return True
    return known.titles.is_place(before[-1].form) or not before[-1].form[:1].isupper()


def name_in(segment: Sequence[Word], known: NameLexicon, *, bare: bool = False) -> list[Word]:
    """The person's name in a stretch of words: a run of name words; the last and longest one; empty where none is.

    Args:
        bare: the stretch begins a phrase or follows a comma, so that common words at its edge are names too
            (``Direktur Jenderal, Rasio Ridho Sani``).
    """
    runs: list[list[Word]] = [[]]
    for word in segment:
        inside = bool(runs[-1]) and word.form[:1].isupper() and known.listed("roles-as-names", word)
        if not runs[-1] and _is_initial(word.form) and known.titles.is_honorific(word.form):
            continue  # H. Wahyu: the pilgrim's title, and no initial
        if known.is_name_word(word) or inside or (runs[-1] and known.listed("name-particles", word)):
            runs[-1].append(word)
        elif not (word.form in (".", "'", "-") and runs[-1]):
            runs.append([])
    best: list[Word] = []
    for run in runs:
        cut = _cut(run, known, bare=bare and len(run) > 1 and run[0].index == segment[0].index)
        if cut:
            cut = _as_tagged(cut, known) or (cut if _vouched_for(cut, segment, known) else [])
        if cut and (len(cut) >= min(len(best), 2) or _is_addressed(cut, segment, known)):
            best = cut
    return best[-_LONGEST:]


def _is_addressed(name: Sequence[Word], segment: Sequence[Word], known: NameLexicon) -> bool:
    """``RSUD Pangeran Jaya Sumitra dr | Nasar``: behind a form of address there is the name of a person."""
    before = next((word for word in reversed(segment) if word.index < name[0].index and word.form != "."), None)
    return before is not None and known.titles.is_honorific(before.form) and not known.is_name_word(before)


def _vouched_for(name: Sequence[Word], segment: Sequence[Word], known: NameLexicon) -> bool:
    """Do the words before a name say that it is somebody's, whatever the entity tagger makes of it?

    A form of address does (``Pak Wanakerta``), and before two words a trade in small letters (``nakhoda Beni
    Lasut``). And where the tagger runs a body and the name behind it together (``Kepala | Badan Pangan Asep
    Kurniadi``), a role says that somebody must be at the end.
    """
    before = [word for word in segment if word.index < name[0].index]
    if not before or before[-1].index != name[0].index - 1:
        return False
    last, several = before[-1], len(name) > 1
    run_together = all(word.entity == "organisation" for word in (last, *name))
    role = any(known.titles.is_role_head(word.form) for word in before)
    beside = known.listed("roles-for-others", last)  # perwakilan Rintik Jaya speaks for a body
    trade = last.form.islower() and known.titles.is_role_head(last.form) and not beside
    return known.titles.is_honorific(last.form) or (several and (trade or (run_together and role)))


def _as_tagged(name: list[Word], known: NameLexicon) -> list[Word]:
    """A name without what the entity tagger says is none of it.

    Where the tagger finds a person in it, the bodies and places around that are cut off (``Rintik | Nadya
    Prameswari``). Where it finds nobody, the name of a body or a place is nobody's.
    """
    tags = known.entities
    people = [k for k, word in enumerate(name) if tags.is_person(word)]
    if not people:
        rest = name[1:] if _only_opens(name[:1], known) else name
        body = all(tags.is_body(w) and not tags.was_person(w) and len(w.form) > 2 for w in rest)
        return [] if body else name  # HD, of two letters, may be anybody
    start, end = people[0], people[-1] + 1
    before, after = name[:start], name[end:]
    if not (_is_body(before, tags, beside=len(name) - start) or _only_opens(before, known)):
        start = 0
    if not _is_body(after, tags, beside=1):
        end = len(name)
    return name[start:end]


def _is_body(words: Sequence[Word], tags: Entities, *, beside: int) -> bool:
    """Are words at the edge of a name a body's or a place's?

    A first name that nobody knows is easily taken for a place, so one word beside one word must be known from more
    than this one mention.
    """
    sure = len(words) > 1 or beside > 1
    return all(tags.is_body(w) and (sure or tags.is_surely_body(w)) and not _is_initial(w.form) for w in words)


def _only_opens(words: Sequence[Word], known: NameLexicon) -> bool:
    """``Senada``, ``Saat``: one word, unknown to lists and tagger, with a capital because it opens its sentence."""
    if len(words) != 1 or words[0].index or not known.entities.counts:
        return False
    form = words[0].form
    return form not in known.entities.counts and len(form) > 2 and known.titles.kind_of(form) is None


def _ends_office(word: Word, known: NameLexicon) -> bool:
    """A word of offices; one that is tagged as a person's is none (``Nova`` is a magazine, ``Stan`` a school, too)."""
    somebody = not known.is_body(word) and not known.titles.is_place(word.form) and known.entities.is_person(word)
    return known.is_office_word(word) and not somebody


def _cut(run: list[Word], known: NameLexicon, *, bare: bool = False) -> list[Word]:
    """A run without offices, bodies, places and acronyms at its left edge.

    A body, a place or an acronym ends whatever stood before it. A common word
    of offices does so only at the left edge: ``Bidang Properti | Hendro``, but
    ``Budi Karya Sumadi``. And in a run of five words or more, whatever stands
    before such a word is no name: ``Chief Officer Alibaba Group | Chris Tung``.
    """
    start, edge = 0, int(bare)
    forms = [word.form for word in run]
    for k, word in enumerate(run):
        place = known.titles.length("place", forms, k)
        short = k > 0 and word.form.isupper() and len(word.form) == 2 and not _is_initial(word.form)
        initials = short and not known.entities.is_person(word)  # Menlu RI | Retno, and Retno LP Marsudi
        if place or initials or known.is_body(word) or known.is_acronym(word):
            start = max(start, k + max(place, 1))
        elif _ends_office(word, known) and ((start == k and k >= edge) or (len(run) > 3 and k < len(run) - 2)):
            start = k + 1
        elif start == k and known.listed("place-nouns", word) and k + 2 < len(run):
            start = k + 2  # Kabupaten Sukamerta | Agus Rianto
        elif start == k and k and known.listed("place-nouns", run[k - 1]) and k + 1 < len(run):
            start = k + 1  # Kota | Sukamerta | Agus Rianto
    rest = run[start:]
    while rest and known.listed("name-particles", rest[-1]):
        rest = rest[:-1]
    return rest
