"""How a sentence presents a person: as a speaker to come, as reacting, as its subject, or as mentioned.

The reading relies on word order (subject, verb, object, as in nearly all Indonesian news sentences), because a
sentence without a reporting word has no tree. The words are in ``rules/words/introductions.yaml``, the
reporting verbs in ``rules/verbs``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Literal

from quotes.lexicon import morphology
from quotes.lexicon.morphology import CLITIC
from quotes.lexicon.reporting_words import Lexicon
from quotes.lexicon.titles import Titles
from quotes.lexicon.word_lists import LONGEST, Entries, WordLists
from quotes.trees import Sentence, Word

#: ``introduced``: the agent or owner of words (``Hal senada disampaikan X``); ``reacts``: the subject of a predicate
#: of speech or feeling (``X angkat bicara``); ``undergoes``: the subject of a passive; ``silent``: a person who does
#: not speak or is dead (``X bungkam``, ``X tewas``).
Standing = Literal["introduced", "reacts", "subject", "undergoes", "silent", "inner-subject", "mentioned"]

#: Parts of speech of a person's noun phrase, before the name.
_OF_PHRASE = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X", "DET", "SYM"})
#: Parts of speech that stand between a subject and its predicate, or open a sentence.
_BESIDE = frozenset({"ADV", "AUX", "PART", "CCONJ", "SCONJ"})
#: Marks at the edges of words.
_MARKS = ".,;:!?…()\"'“”‘’"
#: Classes of reporting verbs whose agent may be the author of a book, or an outlet that is cited.
_WRITTEN = frozenset({"writing", "citation"})
#: Lists of words behind a subject before a name that belongs to it: ``Ratna | alias Bunda``, ``Ratna | dari Ambon``.
_BEFORE_NAMES = ("origin-prepositions", "nickname-words")
#: Most words of an apposition between commas, and of a predicate that are looked at.
_LONGEST_APPOSITION = 16
_LONGEST_PREDICATE = 6
#: Lists of words before a passive whose agent does not speak next: ``setelah dikritik Haris``.
_NOT_INTRODUCING = ("negations", "subordinators", "subjectless-conjunctions")
#: Words between a refusal and what is refused: ``belum bisa juga dimintai``.
_REFUSED = 3


@dataclass(frozen=True, slots=True)
class Presentation:
    """How a sentence presents the bearer of a name.

    Attributes:
        standing: see :data:`Standing`.
        is_head: the phrase of the name refers to its bearer, unlike ``istri Haris``, ``film Marvel``, ``Tim Buser``.
        is_accused: the sentence calls them a suspect (``tersangka Rudi``), or says that they were arrested or charged.
    """

    standing: Standing
    is_head: bool
    is_accused: bool


@dataclass(frozen=True, slots=True)
class StandingReader:
    """Reads how sentences present the people they name."""

    lists: WordLists
    lexicon: Lexicon
    titles: Titles

    def read(self, sentence: Sentence, first: int, last: int) -> Presentation:
        """Return how a sentence presents the bearer of a name.

        Args:
            first: the index of the first word of the name.
            last: the index of its last word.
        """
        start = self._phrase_start(sentence, first)
        is_inside = self._is_inside(sentence, start, first, last)
        is_head = not is_inside and self._is_headed_by_person(sentence, start, first)
        standing = self._standing(sentence, start, first, last) if is_head else "mentioned"
        return Presentation(standing, is_head, self._is_accused(sentence, start, first, standing))

    def _is_accused(self, sentence: Sentence, start: int, first: int, standing: Standing) -> bool:
        """Return whether a person is a suspect, was arrested or charged, or admits a deed.

        Who belongs to a suspect is none: ``kuasa hukum tersangka``, ``istri tersangka``.
        """
        suspect = next((k for k in range(start, first + 1) if self.lists.has("suspects", sentence.lowers[k])), None)
        if suspect is not None:
            beside = sentence.words[suspect - 1] if suspect > start else None
            return beside is None or beside.upos == "NUM" or not self._is_of_person(beside)
        if standing == "undergoes":
            return self.lists.has_any("charges", sentence.lowers)
        if standing != "reacts":
            return False
        told = next((cues for word in sentence.words[first + 1 :] if (cues := self.lexicon.find(word.form))), ())
        admits = any(cue.cue_class == "admission" for cue in told)  # not Kapolsek Haris mengatakan Rudi mengaku menipu
        deeds = range(first, len(sentence.words)) if admits else ()
        return any(self.lists.length_at("confessions", sentence.lowers, k) for k in deeds)

    def _standing(self, sentence: Sentence, start: int, first: int, last: int) -> Standing:
        if start < find_companion_end(sentence, self.lists):
            return "mentioned"
        if self.lists.has_any("late-words", sentence.lowers[start:first]):
            return "silent"
        starts = [start]
        if self._is_apposed(sentence, start, last):
            starts.append(self._apposed_start(sentence, start - 1, any_noun=True) or start)
        if any(self._is_introduced(sentence, at, last) for at in starts):
            return "introduced"
        inner = self._is_inner(sentence, start)
        timed = inner or (start > 0 and sentence.words[start - 1].upos == "ADP")  # hening sampai X angkat bicara
        if self._is_moved(sentence, start, last) or (timed and self._takes_turn(sentence, last)):
            return "reacts"
        if inner:
            return "inner-subject"
        return self._as_subject(sentence, last) if self._opens(sentence, start, last) else "mentioned"

    def _is_apposed(self, sentence: Sentence, start: int, last: int) -> bool:
        """Return whether a phrase between commas, or at the end, is another name of what stands before it."""
        behind = sentence.words[last + 1 : last + 2]
        return start > 1 and sentence.words[start - 1].form == "," and (not behind or behind[0].form in ".,(")

    def accuses(self, words: str) -> bool:
        """Return whether words in small letters mention a suspect; ``pelaku lain`` is not the speaker."""
        found = [word.strip(_MARKS) for word in words.split()]
        return any(
            self.lists.has("suspects", word) and not self.lists.has("other-words", behind)
            for word, behind in zip(found, [*found[1:], ""], strict=True)
        ) or any(self.lists.length_at("suspects", tuple(found), k) > 1 for k in range(len(found)))

    def _phrase_start(self, sentence: Sentence, first: int) -> int:
        """Return the first word of the noun phrase that ends in the name: ``salah`` of ``salah satu pedagang Rini``.

        A person's noun phrase before a comma belongs to it: ``pedagang asal Kuranji, Rini``.
        """
        at = self._run_start(sentence, first)
        bare = all(word.form == "." or self._is_title(word) for word in sentence.words[at:first])
        if at > 1 and bare and sentence.words[at - 1].form == ",":
            apposed = self._apposed_start(sentence, at - 1)
            return at if apposed is None else apposed
        if at > 1 and self.lists.has("place-prepositions", sentence.lowers[at - 1]):
            before = self._run_start(sentence, at - 1)  # tokoh masyarakat di Kuranji | Hasan Basri
            if any(map(self._is_of_person, sentence.words[before : at - 1])):
                return before
        return at

    def _run_start(self, sentence: Sentence, at: int) -> int:
        while at:
            if self._is_of_phrase(sentence, at - 1):
                at -= 1
            elif at > 1 and sentence.words[at - 1].form == "." and self._is_title(sentence.words[at - 2]):
                at -= 2  # Drs. H. Rini
            else:
                break
        return at

    def _is_title(self, word: Word) -> bool:
        return self.titles.is_honorific(word.form) or self.titles.is_degree(word.form)

    def _apposed_start(self, sentence: Sentence, comma: int, *, any_noun: bool = False) -> int | None:
        """Return the first word of the person's noun phrase before a comma; None if another phrase stands there.

        The words before a comma that open the clause are about the person behind it if they are a noun phrase (``Ketua
        RT 05, Rini``), and not if they are a prepositional or a verbal phrase (``Kepada wartawan, Rini``, ``Ditemui
        wartawan, Rini``).
        """
        words, begin = sentence.words, comma
        while begin and words[begin - 1].form != "," and words[begin - 1].quotation is None:
            begin -= 1
        while begin < comma and words[begin].upos in _BESIDE and words[begin].upos != "SCONJ":
            begin += 1
        if begin == comma or words[begin].upos in ("ADP", "SCONJ", "VERB"):
            return None
        verbs = (k for k in range(comma - 1, begin - 1, -1) if self._ends_phrase(sentence, k))
        start = next(verbs, begin - 1) + 1
        while start < comma and words[start].upos in (*_BESIDE, "ADP"):
            start += 1
        person = any_noun or any(map(self._is_of_person, words[start : min(start + 3, comma)]))
        return start if start < comma and person else None

    def _ends_phrase(self, sentence: Sentence, at: int) -> bool:
        """Return whether a noun phrase does not reach back over a word."""
        word = sentence.words[at]
        governs = any(self.lists.has(name, word.lower) for name in ("agent-prepositions", "recipient-prepositions"))
        opens = self._entry_start("speaker-openers", sentence, at) is not None
        return governs or opens or word.upos == "VERB" or self._is_cue(word, "bare")

    def _is_of_phrase(self, sentence: Sentence, at: int) -> bool:
        word = sentence.words[at]
        describes = at > 0 and self.lists.has("describing-verbs", word.lower)  # warga | bernama Rini
        named = at > 0 and word.upos == "VERB" and word.is_capitalised  # Menteri Tenaga | Kerja
        if not (describes or named or word.upos in _OF_PHRASE) or word.quotation is not None or word.clitic:
            return False
        if self.lists.has("demonstratives", word.lower) or self.lists.has("subordinators", word.lower):
            return False
        owned = self._entry_start("expressions", sentence, at)
        if owned is not None and not (owned and self._is_of_person(sentence.words[owned - 1])):  # saksi | mata
            return False
        lists = ("speaker-openers", "handing-prepositions")
        return not self._is_cue(word, "bare") and all(self._entry_start(name, sentence, at) is None for name in lists)

    def _is_headed_by_person(self, sentence: Sentence, start: int, first: int) -> bool:
        if start == first:
            return True
        phrase, before = sentence.words[start:first], sentence.words[first - 1]
        if before.form.islower() and self.lists.has("relational-nouns", before.form):
            return False
        return any(self._is_of_person(word) for word in phrase[:3]) or all(self._is_of_name(word) for word in phrase)

    def _is_inside(self, sentence: Sentence, start: int, first: int, last: int) -> bool:
        """Return whether a description of somebody else names the person: ``suami artis X``, ``penggemar X itu``."""
        behind = sentence.lowers[last + 1 : last + 2]
        comma = next((k for k in range(first - 1, start - 1, -1) if sentence.words[k].form == ","), start - 1)
        kin = self.lists.has_any("relational-nouns", [word.form for word in sentence.words[comma + 1 : first]])
        if start < first and behind == (",",) and self._describes_name(sentence, start):
            return True
        return kin or (start < first and self.lists.has_any("demonstratives", behind))

    def _describes_name(self, sentence: Sentence, start: int) -> bool:
        """Return whether a phrase describes the name before a comma: ``Ratna (34), | pemilik Toko Melati,``.

        A place or a day before the comma is none: ``Di Sorowa, | pedagang Ratna,``.
        """
        words, at = sentence.words, start - 2
        if at < 0 or words[start - 1].form != "," or not words[start].form.islower():
            return False
        if words[at].form == ")":
            at = next((k - 1 for k in range(at, 0, -1) if words[k].form == "("), 0)
        named = words[at].is_capitalised and words[at].upos == "PROPN" and not self.titles.is_day(words[at].form)
        while at >= 0 and words[at].is_capitalised and words[at].upos != "ADP":
            at -= 1
        return named and (at < 0 or words[at].upos != "ADP")

    def _is_of_name(self, word: Word) -> bool:
        """Return whether the word can be a part of the name that was cut off: ``Melati``, also a place."""
        return word.upos == "PROPN" and self.titles.kind_of(word.form) in (None, "place")

    def _is_of_person(self, word: Word) -> bool:
        """Return whether a word is a role, a status, a form of address or an agent noun: ``petambak``."""
        t, form = self.titles, word.form
        agent = word.lower.startswith("pe") and word.upos == "NOUN" and not word.lower.endswith("an")
        title = t.is_person_noun(form) or t.is_role_head(form) or t.is_status(form) or t.is_honorific(form)
        kin = self.lists.has("kin", word.lower.removesuffix(CLITIC))
        return agent or title or kin or t.kind_of(form) == "person" or self._is_one_of(word)

    def _is_one_of(self, word: Word) -> bool:
        return self.lists.has("singular-indefinites", word.lower) or self.lists.has("group-members", word.lower)

    def _entry_start(self, name: str, sentence: Sentence, at: int) -> int | None:
        """Return the start of the longest list entry that ends at a word."""
        if sentence.lowers[at] not in _last_words(self.lists.lists[name]):
            return None
        for length in range(min(LONGEST, at + 1), 0, -1):
            if self.lists.length_at(name, sentence.lowers[: at + 1], at + 1 - length) == length:
                return at + 1 - length
        return None

    def _is_cue(self, word: Word, voice: str) -> bool:
        return any(cue.voice == voice for cue in self.lexicon.find(word.form))

    def _is_passive(self, word: Word) -> bool:
        return self._is_cue(word, "passive") or (morphology.may_be_passive(word.lower) and word.upos == "VERB")

    def _is_introduced(self, sentence: Sentence, start: int, last: int) -> bool:
        left = start - 1
        if left < 0:
            return False
        agent_of = self._agent_of(sentence, left)
        if agent_of is not None:
            return self._introduces(sentence, agent_of)
        if self._is_met_with(sentence, left) or self._is_named_as_one(sentence, left) or self._is_asked(sentence, left):
            return True
        came = self._entry_start("speaker-openers", sentence, left - 1) if left else None
        if came == 0 and self.lists.has("origin-prepositions", sentence.lowers[left]):
            return True  # Salah satunya dari X
        owner = self._entry_start("expressions", sentence, left)
        if owner and self._draws(sentence, owner - 1):
            return True
        opener = self._entry_start("speaker-openers", sentence, left)
        begin = owner if owner is not None else opener
        if begin is None and self._is_cue(sentence.words[left], "bare"):
            begin = left
        at = self._predicate(sentence, last + 1)
        answered = owner is not None and at is not None and self._is_passive(sentence.words[self._verb(sentence, at)])
        return begin is not None and not answered and self._begins_clause(sentence, begin)

    def _draws(self, sentence: Sentence, verb: int) -> bool:
        """Return whether a verb brings somebody's reaction about: ``memancing | tawa X``, ``disambut | tawa X``."""
        passive = self._is_passive(sentence.words[verb]) and self._introduces(sentence, verb)
        return passive or self.lists.has("drawing-verbs", sentence.lowers[verb])

    def _is_met_with(self, sentence: Sentence, left: int) -> bool:
        """Return whether an expression comes from a person (``dari mulut X``) or affects them (``menimpa X``)."""
        if self.lists.has("befalling-verbs", sentence.lowers[left]):
            return self._is_about_expression(sentence, left)
        part = self._entry_start("expressions", sentence, left)
        at = left if part is None else part - 1
        on_face = part is not None and at > 0 and self.lists.has("place-prepositions", sentence.lowers[at])
        if at < 0 or not (on_face or self.lists.has("origin-prepositions", sentence.lowers[at])):
            return False
        return self._is_about_expression(sentence, at) or self._is_drawn(sentence, at)

    def _is_asked(self, sentence: Sentence, left: int) -> bool:
        """Return whether the person gets the word: ``Pertanyaan itu diajukan kepada X``."""
        if self._entry_start("handing-prepositions", sentence, left) is None:
            return False
        asks = any(self.lists.has("interviewers", word) for word in sentence.lowers[:left]) and any(
            cue.cue_class == "question" for word in sentence.words[:left] for cue in self.lexicon.find(word.form)
        )
        return asks or self._opens_with("turns", sentence, left)

    def _is_named_as_one(self, sentence: Sentence, left: int) -> bool:
        """Return whether the person is named as one of several: ``Warga lain yang mengungsi adalah X``."""
        if not self.lists.has("enumerators", sentence.lowers[left]):
            return False
        opens = sentence.lowers[: min(left, 3)]
        one = self.lists.has("singular-indefinites", opens[0]) if opens else False
        if not (one or any(self.lists.has("other-words", word) for word in opens)):
            return False
        blamed = (*sentence.lowers[:left],)
        return not any(self.lists.has(name, word) for name in ("suspects", "deaths", "charges") for word in blamed)

    def _agent_of(self, sentence: Sentence, left: int) -> int | None:
        """Return the passive verb before an agent, with only ``oleh``, adverbs and a comma between.

        Before ``oleh``, other words may say how: ``ditanggapi dingin oleh X``.
        """
        words = sentence.words
        if self.lists.has("agent-prepositions", words[left].lower):
            near = range(left - 1, max(left - _LONGEST_PREDICATE, 0) - 1, -1)
            return next((k for k in near if self._is_passive(words[k]) and self._introduces(sentence, k)), None)
        at = left
        while at > 0 and (words[at].upos == "ADV" or words[at].form == ","):
            at -= 1
        return at if self._is_passive(words[at]) else None

    def _introduces(self, sentence: Sentence, verb: int) -> bool:
        """Return whether a passive verb makes its agent a speaker: not if negated, nor in a relative clause."""
        at = verb - 1
        while at >= 0 and sentence.words[at].upos in _BESIDE:
            if any(self.lists.has(name, sentence.lowers[at]) for name in _NOT_INTRODUCING):
                return False
            at -= 1
        if at >= 0 and self.lists.has("relativisers", sentence.lowers[at]):
            return self._is_cleft(sentence, at)
        if at < 0 and self._opens_subordinate(sentence, verb):
            return False
        word = sentence.words[verb]
        written = any(cue.cue_class in _WRITTEN for cue in self.lexicon.find(word.form))
        said = (self._is_cue(word, "passive") and not written) or self.lists.has("reactions", word.lower)
        return said or (
            self._is_about_expression(sentence, verb) and not self.lists.has("receiving-passives", word.lower)
        )

    def _opens_subordinate(self, sentence: Sentence, verb: int) -> bool:
        """Return whether a passive is about the subject behind a comma: ``Dikritik Haris, Ratna mundur``."""
        commas = (k for k in range(verb, len(sentence.words) - 1) if sentence.words[k].form == ",")
        return any(sentence.words[k + 1].is_capitalised for k in commas)

    def _is_cleft(self, sentence: Sentence, relativiser: int) -> bool:
        """Return whether a relative clause is a cleft: ``Itulah yang disampaikan X``."""
        return relativiser > 0 and self._entry_start("speaker-openers", sentence, relativiser) is not None

    def _is_about_expression(self, sentence: Sentence, end: int) -> bool:
        """Return whether the subject before a word is an expression: ``Komentar serupa datang dari X``."""
        return self._opens_with("expressions", sentence, end)

    def _opens_with(self, name: str, sentence: Sentence, end: int) -> bool:
        """Return whether an entry of a list is the subject before a word: the first phrase, or one behind a comma."""
        starts = [0, *(word.index + 1 for word in sentence.words[:end] if word.form == ",")]
        for start in starts:
            at = start
            while at < end and self._is_beside(sentence.words[at]):
                at += 1
            if any(self.lists.length_at(name, sentence.lowers, k) for k in (start, at) if k < end):
                return True
        return False

    def _is_drawn(self, sentence: Sentence, end: int) -> bool:
        """Return whether an expression ends before a word: ``Rencana itu menuai | kritik | dari X``."""
        noun = self._entry_start("expressions", sentence, end - 1)
        return noun is not None and noun > 0 and self.lists.has("drawing-verbs", sentence.lowers[noun - 1])

    def _begins_clause(self, sentence: Sentence, at: int) -> bool:
        """Return whether a word opens its sentence, other opening words aside (``Begini | kata X``)."""
        before = sentence.words[:at]
        return all(w.upos in _BESIDE or w.form == "," or self._points(w) for w in before) and not any(
            self.lists.has("negations", w.lower) for w in before
        )

    def _points(self, word: Word) -> bool:
        return word.index < 3 and (
            self.lists.has("presentatives", word.lower) or self.lists.has("demonstratives", word.lower)
        )

    def _is_moved(self, sentence: Sentence, start: int, last: int) -> bool:
        """Return whether the person is moved by the subject: ``Keputusan itu membuat X heran``, ``mengejutkan X``."""
        if start and self.lists.has("moving-verbs", sentence.lowers[start - 1]):
            return True
        if not start or not self.lists.has("causative-verbs", sentence.lowers[start - 1]):
            return False
        at = self._predicate(sentence, last + 1)
        return at is not None and self._has_entry("reactions", sentence, at, at + 3)

    def _takes_turn(self, sentence: Sentence, last: int) -> bool:
        """Return whether the subject of a clause takes the word: ``ketika X mengambil alih mikrofon``."""
        at = self._predicate(sentence, last + 1)
        end = len(sentence.words) if at is None else min(at + _REFUSED, len(sentence.words))
        return at is not None and self._has_entry("turn-takings", sentence, at, end)

    def _is_inner(self, sentence: Sentence, start: int) -> bool:
        left = start - 1
        return left >= 0 and (
            self.lists.has("subordinators", sentence.lowers[left])
            or self.lists.has("complementizers", sentence.lowers[left])
            or self.lists.has("subjectless-conjunctions", sentence.lowers[left])
        )

    def _opens(self, sentence: Sentence, start: int, last: int) -> bool:
        """Return whether a phrase can be the subject of its sentence, by the words before it.

        An opening that ends in a comma may precede it (``Ditanya soal itu, X``). Names in an enumeration are no
        subjects (``Tiga orang hadir, yakni X``), nor is who is not the only one (``Tak hanya X, Y juga``).
        """
        before = sentence.words[find_companion_end(sentence, self.lists) : start]
        if self.lists.has_any("enumerators", sentence.lowers[start - len(before) : start]):
            return False
        if len(before) > 1 and before[-1].upos == "ADV" and self.lists.has("negations", before[-2].lower):
            return False
        parts = [list(part) for comma, part in groupby(before, lambda word: word.form == ",") if not comma]
        if before and before[-1].form != ",":
            opening = parts.pop()
            if not (all(self._is_beside(word) for word in opening) or self._points_back(opening)):
                return False
        elif len(parts) == 1 and last + 1 < len(sentence.words) and sentence.words[last + 1].form in (",", "("):
            return True  # Lawannya, X, tidak terima
        return all(part[0].upos not in ("NOUN", "PROPN", "PRON") or self._opens_clause(part[0]) for part in parts)

    def _opens_clause(self, word: Word) -> bool:
        opens = any(self.lists.has(name, word.lower) for name in ("subordinators", "asked-verbs"))
        return self._is_beside(word) or opens or self.titles.is_day(word.form)

    def _is_beside(self, word: Word) -> bool:
        return word.upos in _BESIDE or self._points(word)

    def _points_back(self, words: Sequence[Word]) -> bool:
        """Return whether an opening ends in a word that points back: ``Dalam rekaman itu | X terlihat``."""
        verbs = any(word.upos == "VERB" for word in words)
        return words[0].upos == "ADP" and not verbs and self.lists.has("demonstratives", words[-1].lower)

    def _as_subject(self, sentence: Sentence, last: int) -> Standing:
        start = self._predicate(sentence, last + 1)
        if start is None:
            return "mentioned"
        words = sentence.words
        verb = self._verb(sentence, start)
        ends = (word.index for word in words[verb : verb + _LONGEST_PREDICATE] if word.form in (",", "."))
        end = next(ends, min(verb + _LONGEST_PREDICATE, len(words)))
        if self._is_silent(sentence, start, end):
            return "silent"
        if self.lists.has("asked-verbs", sentence.lowers[verb]) or self._has_entry("reactions", sentence, start, end):
            return "reacts"
        return self._by_verb(sentence, start, verb, end)

    def _is_silent(self, sentence: Sentence, start: int, end: int) -> bool:
        """Return whether a predicate says that somebody is dead, or does not answer: ``belum bisa dimintai``."""
        if any(self._has_entry(name, sentence, start, end) for name in ("silences", "deaths")):
            return True
        refuses = next((k for k in range(start, end) if self.lists.has("refusals", sentence.lowers[k])), None)
        return refuses is not None and any(
            self.lists.length_at("answers", sentence.lowers, k)
            for k in range(refuses + 1, min(refuses + 1 + _REFUSED, end))
        )

    def _verb(self, sentence: Sentence, start: int) -> int:
        """Return the first word of a predicate that is no adverb or auxiliary."""
        words = sentence.words
        return next((word.index for word in words[start:-1] if word.upos not in _BESIDE), len(words) - 1)

    def _by_verb(self, sentence: Sentence, start: int, verb: int, end: int) -> Standing:
        """Return the standing of the subject of a predicate without a word for silence or a reaction."""
        words = sentence.words
        describes = any(
            self.lists.has("copulas", lower) or self.lists.has("descriptive-verbs", lower)
            for lower in sentence.lowers[start : verb + 1]
        )
        if describes or not self._has_verb(words[start:end], words[verb]):
            return "mentioned"
        if self._is_passive(words[verb]) or self._has_entry("misfortunes", sentence, start, end):
            return "undergoes"
        return "reacts" if any(map(self._says, words[verb:end])) else "subject"

    def _says(self, word: Word) -> bool:
        cues = self.lexicon.find(word.form)
        return any(cue.voice in ("active", "ber") and cue.cue_class != "finding" for cue in cues)

    def _has_verb(self, predicate: Sequence[Word], first: Word) -> bool:
        """Return whether a predicate is more than a noun; a single lower-case word is, unless it is a role."""
        content = [word for word in predicate if word.index >= first.index]
        short = len(content) == 1 and first.form.islower() and not self._is_of_person(first)
        verb = any(word.upos in ("VERB", "ADJ") or morphology.is_active(word.form) for word in content)
        return short or len(content) < len(predicate) or verb

    def _has_entry(self, name: str, sentence: Sentence, start: int, end: int) -> bool:
        """Return whether an entry of a list begins in a stretch of words, at no passive verb (``X dikritik``)."""
        return any(
            self.lists.length_at(name, sentence.lowers, at) and not self._is_passive(sentence.words[at])
            for at in range(start, end)
        )

    def _predicate(self, sentence: Sentence, at: int) -> int | None:
        """Return the first word after a subject and its brackets, appositions and relative clauses between commas."""
        words = sentence.words
        while at < len(words):
            if words[at].form == "(":
                at = next((k for k in range(at, len(words)) if words[k].form == ")"), len(words)) + 1
            elif words[at].form == ",":
                ends = range(at + 1, min(at + _LONGEST_APPOSITION, len(words)))
                closing = next((k for k in ends if words[k].form == ","), None)
                if closing is None:
                    return at + 1
                at = closing + 1
            elif any(self.lists.has(name, words[at].lower) for name in _BEFORE_NAMES):  # X dari Rumah Sakit Y menolak
                at += 1
                while at < len(words) and words[at].is_capitalised:
                    at += 1
            elif self.lists.has("coordinators", words[at].lower):
                at += 1
                while at < len(words) and words[at].upos in _OF_PHRASE:
                    at += 1
            else:
                return at
        return None


def find_companion_end(sentence: Sentence, lists: WordLists) -> int:
    """Return where a companion ends who opens a sentence, comma included; 0 if none does.

    ``Didampingi Haris, | Ratna``, ``Bersama suaminya, Haris, | Ratna``, ``Di hadapan Haris, | Ratna``.
    """
    if not lists.length_at("companion-words", sentence.lowers, 0):
        return 0
    commas = [word.index for word in sentence.words if word.form == ","]
    if not commas:
        return 0
    first, second = commas[0], commas[min(1, len(commas) - 1)]
    relative = sentence.lowers[first - 1].endswith(CLITIC)
    acts = any(word.upos in ("VERB", "AUX") for word in sentence.words[first + 1 : second])
    return (second if relative and not acts else first) + 1  # Didampingi istrinya, | Ratna tiba di Ambon, Selasa


@lru_cache(maxsize=64)
def _last_words(entries: Entries) -> frozenset[str]:
    """Return the last words of the entries of a list, by which most words are ruled out quickly."""
    return frozenset(entry[-1] for entry in entries)
