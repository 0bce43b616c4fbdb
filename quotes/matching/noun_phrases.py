"""Noun phrases beside a cue, found by tags and word lists, also where the tree is wrong.

With one dependency in four wrong, the tree alone too often misses the subject of a
reporting verb. Indonesian word order is strict here: the phrase right
before ``mengatakan`` or right after ``kata`` is the speaker.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import dropwhile, pairwise, takewhile

from quotes.lexicon.morphology import CLITIC
from quotes.lexicon.word_lists import WordLists
from quotes.text import UNABBREVIATED
from quotes.trees import Sentence, Word

_NOMINAL = {"NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM", "X", "SYM"}
#: The most words from a coordinator to the comma behind a relative: ``dan ibu kandung|nya ,``.
_LONGEST_RELATIVE = 6
_HEADS = {"NOUN", "PROPN", "PRON", "X"}
_SMALL = {"ADP", "SCONJ", "CCONJ", "ADV", "AUX", "PART"}
#: Signs between a cue and the phrase after it. Like those below, they act as the function words of the lists.
_LEADING = ("–", "-", "—")
#: Signs around an aside; a hyphen is a part of a word.
_ASIDE_DASHES = ("–", "—", "--")
#: The most words of an aside, its second dash included.
_LONGEST_ASIDE = 20
#: The most words of the outlet that cites another one.
_LONGEST_OUTLET = 4
#: Most words before the source that a sentence opens with: ``Sebab, menurut | saksi``.
_LONGEST_OPENING = 3
#: Parts of speech of the word that begins a predicate.
_OPENS_PREDICATE = frozenset({"VERB", "AUX", "ADV", "PART", "ADJ"})
#: Signs that join two halves of a phrase, read from the left and from the right.
_JOINS_RIGHT = ("&", "/", "-")
_JOINS_LEFT = ("&", "-", "–", "/")
#: A degree with stops: ``S.Sos.``, ``Sp.OG(K)``, ``Ph.D``, ``Sp.PD-KGEH``.
_DEGREE = re.compile(r"(?:[A-Z][A-Za-z]{0,4}\.){1,5}(?:[A-Z][A-Za-z]{0,7}(?: ?\([A-Z]\)|-[A-Z][A-Za-z]+)?\.?)?")
#: Signs that are never at the edge of a phrase.
_DANGLES_RIGHT = (",", "-", "/")
_DANGLES_LEFT = (",", "-", "–", ")")


def find_after(sentence: Sentence, index: int, lists: WordLists) -> list[int]:
    """Return the noun phrase that begins right after the word ``index``; empty if there is none."""
    words = sentence.words
    origin = lists.length_at("origin-phrases", sentence.lowers, index)
    at = _skip_telling(sentence, _skip_leading(words, index + max(origin, 1), lists), lists)
    at = _skip_citing_outlet(sentence, index, at, lists)
    if others := _find_others(sentence, at, lists):
        return others
    found: list[int] = []
    while at < len(words) and not _is_pronoun_alone(words, found, lists):
        more = _next_piece(sentence, at, found, lists)
        if not more:
            break
        found += more
        at = more[-1] + 1
    if whole := _find_whole(sentence, at, found, lists):
        return [*found, *whole]
    found = _keep_if_named(words, _trim_right(words, found, lists), lists)
    return [*found, *_find_partner(words, found, lists)]


def _find_partner(words: Sequence[Word], found: Sequence[int], lists: WordLists) -> range:
    """Return the words for a second speaker by what they are to the first: ``Ratna | dan suaminya, Haris | ,``."""
    start = found[-1] + 1 if found else len(words)
    if start >= len(words) or not lists.has("person-coordinators", words[start].lower):
        return range(0)
    reach = range(start + 1, min(start + _LONGEST_RELATIVE, len(words)))
    comma = next((k for k in reach if words[k].form == ","), len(words))
    end = next((k for k in range(comma + 1, len(words)) if not words[k].is_capitalised), len(words))
    relative = words[comma - 1].lower.endswith(CLITIC) and all(word.form.islower() for word in words[start:comma])
    return range(start, end) if relative and comma + 1 < end < len(words) and words[end].form == "," else range(0)


def _skip_citing_outlet(sentence: Sentence, cue: int, at: int, lists: WordLists) -> int:
    """Skip the outlet that has it from another one, which is the source: ``Dikutip Suara.com dari | Kabar Sorowa``."""
    words, lowers = sentence.words, sentence.lowers
    end = at
    while end < min(at + _LONGEST_OUTLET, len(words)) and (words[end].is_capitalised or lowers[end][0] == "."):
        end += 1
    cited = at < end < len(words) - 1 and lists.length_at("origin-phrases", (lowers[cue], lowers[end]), 0)
    return end + 1 if cited and words[end + 1].is_capitalised else at


def _find_others(sentence: Sentence, at: int, lists: WordLists) -> list[int]:
    """Return the words for somebody else that begin at a word, ``yang lain`` or ``yang lainnya``; empty if none do."""
    lowers, words = sentence.lowers, sentence.words
    if not (at + 1 < len(words) and lists.has("relativisers", lowers[at]) and lists.has("other-words", lowers[at + 1])):
        return []
    return [at, at + 1, *(word.index for word in words[at + 2 : at + 3] if word.clitic)]


def _skip_leading(words: Sequence[Word], at: int, lists: WordLists) -> int:
    while at < len(words) and (words[at].form in _LEADING or lists.has("agent-prepositions", words[at].lower)):
        at += 1
    return at


def _skip_telling(sentence: Sentence, at: int, lists: WordLists) -> int:
    """Skip a noun of telling before the speaker: ``menurut keterangan dari | Ade``, ``pesan yang ditulis | Ade``."""
    words = sentence.words
    written = at + 2 < len(words) and lists.has("own-words", sentence.lowers[at])
    written = written and lists.has("relativisers", sentence.lowers[at + 1])
    if written and lists.has("writing-passives", sentence.lowers[at + 2]):
        writer = _skip_leading(words, at + 3, lists)
        named = any(word.is_capitalised or lists.has("roles", word.lower) for word in words[writer : writer + 1])
        return writer if named else at
    telling = lists.length_at("telling-nouns", sentence.lowers, at)
    if not telling or at + telling >= len(words):
        return at
    follower = words[at + telling]
    named = follower.is_capitalised and follower.upos != "PUNCT"
    return at + telling if named or lists.has("indefinites", follower.lower) else at


def _find_whole(sentence: Sentence, at: int, found: Sequence[int], lists: WordLists) -> list[int]:
    """Return those whom a number at the end of a phrase is a part of: ``salah seorang | dari mereka``."""
    length = lists.length_at("part-prepositions", sentence.lowers, at)
    if not length or not found or sentence.words[found[-1]].upos not in ("DET", "NUM"):
        return []
    whole = find_after(sentence, at + length - 1, lists)
    begins = bool(whole) and whole[0] == at + length and sentence.words[whole[0]].form[:1].islower()
    return [*range(at, at + length), *whole] if begins else []


def _is_pronoun_alone(words: Sequence[Word], found: Sequence[int], lists: WordLists) -> bool:
    return len(found) == 1 and lists.has("personal-pronouns", words[found[0]].lower)


def _next_piece(sentence: Sentence, at: int, found: Sequence[int], lists: WordLists) -> list[int]:
    """Return the continuation of the phrase ``found`` at ``at``: this word, or a bracket; empty at its end."""
    word = sentence.words[at]
    if word.quotation is not None:
        return []
    if found and lists.length_at("right-borders", sentence.lowers, at) and not _is_inside_name(sentence.words, at):
        return _find_place_of_office(sentence, at, found, lists)
    if word.lower == "(":
        return _find_bracket(sentence.words, at) if found else []
    return [at] if _is_noun_by_place(sentence, at, lists) or _takes(sentence, at, found, lists) else []


def _is_noun_by_place(sentence: Sentence, at: int, lists: WordLists) -> bool:
    """Return whether a word belongs to a noun phrase whatever its tag: ``pihak | berwajib``, ``sang | mempelai``."""
    before = sentence.lowers[at - 1] if at else ""
    if lists.has("definite-articles", before) and sentence.words[at].form.isalpha():
        return True
    return lists.has("side-nouns", before) and lists.has("side-attributes", sentence.lowers[at])


def _find_place_of_office(sentence: Sentence, at: int, found: Sequence[int], lists: WordLists) -> list[int]:
    """Return the place of an office before the comma and the name: ``Duta Besar Inggris | untuk Indonesia, | Rob``."""
    words = sentence.words
    if not lists.has("office-prepositions", words[at].lower) or not lists.has("roles", words[found[0]].lower):
        return []
    comma = next((k for k in range(at + 2, min(at + 5, len(words))) if words[k].form == ","), None)
    if comma is None or not all(word.is_capitalised for word in words[at + 1 : comma]):
        return []
    named = any(words[k].entity == "person" for k in found)
    behind = words[comma + 1 : comma + 2]
    return list(range(at, comma + 1)) if not named and behind and behind[0].entity == "person" else []


def _is_inside_name(words: Sequence[Word], at: int) -> bool:
    """Return whether a function word is part of a name: ``Menteri | Dalam | Negeri``."""
    three = words[max(at - 1, 0) : at + 2]
    return len(three) == 3 and all(word.form.istitle() for word in three)


def _takes(sentence: Sentence, at: int, found: Sequence[int], lists: WordLists) -> bool:
    """Return whether the word ``at`` belongs to the phrase ``found`` on its left."""
    words = sentence.words
    word = words[at]
    if word.lower == ",":
        return bool(found) and _goes_on(sentence, at, found, lists)
    if word.form in _JOINS_RIGHT or lists.has("coordinators", word.lower):
        return bool(found) and at + 1 < len(words) and _can_follow_and(words, found, at)
    if _is_parted_stop(words, at, found, lists):
        return True
    if lists.length_at("compound-nouns", sentence.lowers, at - 1) > 1:
        return True
    if lists.has("emphatics", word.lower):
        return bool(found)
    return _is_nominal(word, lists) and not _name_is_over(words, found, word, lists)


def _is_parted_stop(words: Sequence[Word], at: int, found: Sequence[int], lists: WordLists) -> bool:
    """Return whether a stop was separated from its abbreviation: ``dr. Andini``, ``Dr. dr. Andini``.

    In ``kata Dwi. Ratna pulang`` it ends a sentence that the parser does not part.
    """
    if at + 1 >= len(words) or words[at].form != "." or not found:
        return False
    title = words[found[-1]]
    another = len(words[at + 1].form) < 4 and any(word.form == "." for word in words[at + 2 : at + 3])
    short = len(title.form) < 5 and not UNABBREVIATED.fullmatch(title.lower)
    title_like = short or lists.has("roles", title.lower)
    return title_like and (words[at + 1].is_capitalised or another)


def _trim_right(words: Sequence[Word], found: Sequence[int], lists: WordLists) -> list[int]:
    rest = list(found)
    while rest and _dangles_right(words[rest[-1]], lists):
        rest.pop()
    return rest


def _dangles_right(word: Word, lists: WordLists) -> bool:
    return word.form in _DANGLES_RIGHT or lists.has("coordinators", word.lower) or _is_punctuation(word)


def _is_punctuation(word: Word) -> bool:
    """Return whether a word is punctuation outside the phrase; a closing bracket is part of it."""
    return word.upos == "PUNCT" and word.lower != ")"


def _keep_if_named(words: Sequence[Word], found: list[int], lists: WordLists) -> list[int]:
    """Return the phrase if it has a noun or a name; adjectives or numbers alone are no source."""
    heads = (words[k] for k in found)
    named = any(word.upos in _HEADS or _is_big(word) or lists.has("suspects", word.lower) for word in heads)
    return found if named else []


def _is_big(word: Word) -> bool:
    """Return whether a word is an account, or has a capital, and not only because it begins the sentence."""
    return word.form[:1] == "@" or (word.is_capitalised and (word.index > 0 or word.upos not in _SMALL))


def _can_follow_and(words: Sequence[Word], found: Sequence[int], at: int) -> bool:
    follower = words[at + 1]
    if words[at].form == "-" and follower.deprel.startswith("flat") and follower.head in found:
        return True  # "Kim Jong | - un"
    return follower.is_capitalised or (follower.upos in _HEADS and words[found[-1]].form[:1].islower())


def _name_is_over(words: Sequence[Word], found: Sequence[int], word: Word, lists: WordLists) -> bool:
    """Return whether a lower-case word ends the name before it: ``menurut Iis | hal itu``.

    After a role the phrase may continue: ``Presiden terpilih``.
    """
    closes = lists.has("demonstratives", word.lower) or lists.has("office-attributes", word.lower)
    parted = word.form[:1] == "@" or (word.form[:1] == "." and word.form[1:2].isupper())  # akun X | @ratna, Sp | .A
    double = word.form[:1] == "-" and word.form[1:2].isupper() and word.start == words[word.index - 1].end
    if not found or word.form[:1].isdigit() or closes or parted or double:
        return False  # "Ratna Dewi | -Sitorus" is one name
    inside = takewhile(lambda each: lists.has("name-particles", each.lower), words[word.index :])
    particles = sum(1 for _ in inside)
    if particles and any(each.is_capitalised for each in words[word.index + particles :][:1]):
        return False  # "Siti | binti Rahmat", "Marie | de la Croix"
    if word.is_capitalised:
        return _body_follows(words, found, word, lists)
    if _is_parted_stop(words, word.index + 1, [word.index], lists):
        return False  # "Direktur RSUD | dr. Ratna"
    last = words[found[-1]]
    office = lists.has("roles", last.lower) or lists.has("office-words", last.lower)
    return last.is_capitalised and last.upos == "PROPN" and not office


def _body_follows(words: Sequence[Word], found: Sequence[int], word: Word, lists: WordLists) -> bool:
    """Return whether an institution in the content follows a name: ``Menurut Erwan | Partai Melati harus …``."""
    bare = not any(lists.has(name, words[k].lower) for name in ("roles", "organisations") for k in found)
    organisation = lists.has("organisations", word.lower) and (len(word.form) > 3 or word.form.isupper())
    return organisation and bare and all(words[k].upos == "PROPN" for k in found)


def _is_nominal(word: Word, lists: WordLists) -> bool:
    account = word.form[:1] == "@"  # often taken for a verb, like tersangka
    nominal = word.upos in _NOMINAL or word.is_capitalised or account or lists.has("suspects", word.lower)
    return nominal and not lists.has("relativisers", word.lower)


def _find_bracket(words: Sequence[Word], at: int) -> list[int]:
    """Return a short bracket inside a name (``(Indef)``, ``(Purn)``), but not a date."""
    for end in range(at + 1, min(at + 7, len(words))):
        if words[end].lower == ")":
            inner = words[at + 1 : end]
            named = any(w.form[:1].isalpha() for w in inner) and not any(w.form[:1].isdigit() for w in inner)
            return list(range(at, end + 1)) if named else []
    return []


def _goes_on(sentence: Sentence, comma: int, found: Sequence[int], lists: WordLists) -> bool:
    """Return whether the phrase continues after a comma with a name or a degree: ``Kepala Dinas, Budi``."""
    words = sentence.words
    if comma + 1 >= len(words):
        return False
    follower = words[comma + 1]
    if lists.has("coordinators", follower.lower):  # "Menteri Desa, Pembangunan Daerah, dan Transmigrasi, Eko"
        behind = next((word for word in words[comma + 2 :] if not word.is_capitalised), words[-1])
        acts = behind.upos == "VERB"  # "kata Ratna, dan Haris menambahkan"
        return comma + 2 < len(words) and words[comma + 2].is_capitalised and not acts
    if lists.has("demonstratives", words[found[-1]].lower) or _is_initials(words, comma + 1):
        return False
    if _is_named(words, found) and len(follower.form) > 3 and "." not in follower.form:
        return False  # "komentator UFC, Kenny Florian, | McGregor harus …"
    first = words[found[0]].lower
    kin = lists.has("definite-articles", first) and any(lists.has("kin", words[k].lower) for k in found[1:2])
    if not (kin or _names_own_person(words, comma, found, lists)) and not any(
        lists.has(name, first) for name in ("roles", "singular-indefinites")
    ):
        role = lists.has("roles", follower.lower) and follower.is_capitalised
        one = lists.has("groups", first) and follower.entity == "person"  # "kata warga Kampung Lama, Marlina, Selasa"
        return (role or one) and _ends_apposition(sentence, comma + 1, lists)
    return _begins_name(sentence, comma + 1, lists) and not _begins_report(sentence, comma + 1, found)


def _names_own_person(words: Sequence[Word], comma: int, found: Sequence[int], lists: WordLists) -> bool:
    """Return whether the name between commas is that of a noun with -nya: ``menurut mandornya, | Wiryo, …``.

    A noun for words or for a paper is nobody: ``menurut datanya, Ratna, …``.
    """
    nobody = any(lists.has(name, words[found[0]].lower) for name in ("own-words", "cited-documents"))
    if nobody or not words[found[-1]].clitic or words[comma + 1].entity != "person":
        return False
    behind = next((word for word in words[comma + 1 :] if not word.is_capitalised), None)
    return behind is not None and behind.form == ","


def _begins_report(sentence: Sentence, start: int, found: Sequence[int]) -> bool:
    """Return whether a name behind a comma is the subject of the report: ``menurut saksi, | Haris lari``.

    Behind words in marks it belongs to the source: ``"…," kata Kepala Desa, | Haris dihubungi kemarin``.
    """
    words = sentence.words
    opens = found[0] <= _LONGEST_OPENING and all(word.quotation is None for word in words[: found[0]])
    return opens and begins_subject(words, start)


def begins_subject(words: Sequence[Word], start: int) -> bool:
    """Return whether a predicate follows the capitalised words from ``start`` on: ``Haris | lari``.

    A noun counts as one if no verb follows it: ``Haris | kelelahan``, but not ``Bupati, Haris | banjir mulai surut``.
    """
    behind = list(dropwhile(lambda word: word.is_capitalised, words[start:]))
    if not behind or not behind[0].form.islower():
        return False
    clause = takewhile(lambda word: word.upos != "PUNCT", behind)
    return behind[0].upos in _OPENS_PREDICATE or (
        behind[0].upos == "NOUN" and all(word.upos not in _OPENS_PREDICATE for word in clause)
    )


def _ends_apposition(sentence: Sentence, start: int, lists: WordLists) -> bool:
    """Return whether a role behind a comma says who somebody is, and is no subject: ``Alex, | Presiden harus …``.

    A sign or a border ends it, as in ``Alex, | Direktur Utama Persera di Ambon``. A relative clause is that of a
    subject.
    """
    words = sentence.words
    if any(lists.has("relativisers", word.lower) for word in words[start + 1 : start + 2]):
        return False  # "Liputan6.com, Artis yang …"
    for at in range(start + 1, len(words)):
        if words[at].upos == "PUNCT" or lists.length_at("right-borders", sentence.lowers, at):
            return True
        if words[at].upos in ("VERB", "AUX", "ADV", "PART") and words[at].form.islower():
            return False
    return True


def _is_named(words: Sequence[Word], found: Sequence[int]) -> bool:
    """Return whether the phrase has a comma and after it a name tagged as a person."""
    comma = max((k for k in found if words[k].form == ","), default=None)
    behind = [words[k] for k in found if comma is not None and k > comma]
    return bool(behind) and all(word.entity == "person" for word in behind)


def find_described_name(sentence: Sentence, last: int, lists: WordLists) -> list[int]:
    """Return the name between commas behind a relative clause: ``dokter yang merawatnya, | Rahmat Hidayat |, …``.

    Behind somebody in that clause the name is theirs: ``dokter yang merawat istrinya, Ratna, …``.

    Args:
        last: the last word before the relative clause.
    """
    words = sentence.words
    comma = next((word.index for word in words[last + 1 :] if word.form == ","), None)
    if comma is None or words[last].is_capitalised or not lists.has("relativisers", sentence.lowers[last + 1]):
        return []
    owned = words[comma - 1].clitic and words[comma - 2].upos == "NOUN"
    if owned or any(lists.has(name, sentence.lowers[comma - 1]) for name in ("roles", "groups", "kin")):
        return []
    name = [w.index for w in takewhile(lambda word: word.is_capitalised or word.form == ".", words[comma + 1 :])]
    while name and words[name[-1]].form == ".":
        name.pop()
    if not any(words[k].entity == "person" for k in name):
        return []
    behind = words[name[-1] + 1 : name[-1] + 3]
    closed = not behind or behind[0].form in (",", ".")
    return name if closed and not any(word.entity == "person" for word in behind) else []


def skip_degrees(words: Sequence[Word], last: int, lists: WordLists) -> int:
    """Return the last word of the degrees behind a name, else ``last``: ``Ratna | , S.Sos., M.AP. |, stok ikan aman``.

    A profession may follow them: ``, M.Psi., Psikolog``.

    Args:
        last: the last word of the name, or of a degree without its stop.
    """
    behind = [word.form for word in words[last + 1 : last + 3]]
    at = last + 1 + (behind in ([".", ","], [")", ","]))  # Ratna, Sp.OG(K|), M.Kes.
    last = at - 1
    while at < len(words) and words[at].form == ",":
        end = next((k for k in range(at + 1, len(words)) if words[k].form == ","), len(words))
        part = "".join((" " if a.end < b.start else "") + b.form for a, b in pairwise(words[at:end])).strip()
        part = part.removesuffix(".") if end == len(words) else part  # the stop of the sentence: kata Ratna, Rabu.
        degree = part[:1].isupper() and lists.has("degrees", part.lower().replace(".", ""))
        profession = "." in words[at - 1].form and lists.has("roles", part.lower())
        if not (degree or profession or _DEGREE.fullmatch(part)):
            break
        at, last = end, end - 1
    return last


def _begins_name(sentence: Sentence, at: int, lists: WordLists) -> bool:
    """Return whether a name begins here, and not a date or a place with its date (``Ratna, Jakarta, Senin``)."""
    word = sentence.words[at]
    if not word.is_capitalised or word.quotation is not None or lists.length_at("right-borders", sentence.lowers, at):
        return False
    dated = any(lists.has("dates", other.lower) for other in sentence.words[at : at + 3])
    return word.upos in ("PROPN", "NOUN", "X") and not dated


def _is_initials(words: Sequence[Word], at: int) -> bool:
    """Return whether a word is the initials of a person, such as ``RN``, and no title before a name (``KH Hasan``)."""
    form, behind = words[at].form, [word for word in words[at + 1 : at + 3] if word.form != "."]
    titles = bool(behind) and behind[0].is_capitalised
    return len(form) == 2 and form.isalpha() and form.isupper() and not titles


def find_before(sentence: Sentence, index: int, lists: WordLists) -> list[int]:
    """Return the noun phrase that ends right before the word ``index``, adverbs aside; empty if there is none."""
    words = sentence.words
    at = _skip_dashes(words, _skip_asking(sentence, skip_back(sentence, index, lists), lists))
    if at > 0 and lists.has("relativisers", words[at].lower):
        at -= 1  # "Tuttosport, yang mengklaim"
    if at < 0:
        return []
    if words[at].lower == "," and at > 0:
        at = _skip_acting(sentence, at, lists) - 1  # the comma that closes an apposition: "Ketua X, Budi, mengatakan"
    pronoun = _find_pronoun(sentence, at, lists)
    if pronoun:
        return pronoun
    others = _find_others(sentence, at - 1 - words[at].clitic, lists) if at > words[at].clitic else []
    if others:
        return others
    found: list[int] = []  # from right to left
    while at >= 0:
        more = _piece_before(sentence, at, found, lists)
        if not more:
            break
        found += more
        at = more[-1] - 1
    phrase = trim_left(sentence, reversed(found), lists)
    if phrase and lists.has("role-prepositions", words[phrase[0]].lower):  # "Sri Vista, selaku Direktur X"
        return [*find_before(sentence, phrase[0], lists), *phrase]
    phrase = _keep_one_person(words, phrase, lists)
    if phrase and _is_circumstance(sentence, phrase[0], lists):
        head = _find_relative(sentence, phrase[0] - 1, lists)
        return find_before(sentence, phrase[0] - 1, lists) or find_before(sentence, head, lists) or phrase
    return phrase


def _skip_acting(sentence: Sentence, comma: int, lists: WordLists) -> int:
    """Return the comma before an aside on what the speaker does, or who they are not, else ``comma``.

    ``Haris|, menjawab hakim Ratna, menerangkan``; ``Haris|, usai bertemu Ratna, mengatakan``; ``Haris|, bukan adiknya,
    Rudi, yang mengatakan``.
    """
    words = sentence.words
    commas = [word.index for word in words[:comma] if word.form == ","]
    while len(commas) > 1 and words[commas[-1] - 1].clitic:
        commas.pop()
    if not commas:
        return comma
    opened = commas[-1]
    start = opened + 1
    while start < comma and lists.has("coordinators", words[start].lower):
        start += 1
    first, before = words[start], words[opened - 1]
    acts = first.upos in ("VERB", "SCONJ") or any(
        lists.has(name, first.lower) for name in ("negations", "time-conjunctions")
    )
    subject = words[commas[-2] + 1 if len(commas) > 1 else 0 : opened]
    opens = subject[0].upos not in ("VERB", "ADP", "SCONJ") and before.upos == "PROPN" and first.form.islower()
    return opened if acts and opens and all(word.upos != "VERB" for word in subject) else comma


def _find_relative(sentence: Sentence, at: int, lists: WordLists) -> int:
    """Return the yang before ``at`` with no comma between the two, or 0: ``Haris | yang duduk di belakang menyela``."""
    words = reversed(sentence.words[:at])
    stop = next((word for word in words if word.form == "," or lists.has("relativisers", word.lower)), None)
    return stop.index if stop is not None and stop.form != "," else 0


def _find_pronoun(sentence: Sentence, at: int, lists: WordLists) -> list[int]:
    """Return a pronoun that ends at ``at``, ``keduanya``, or a quantity of people before ``yang``; empty for others."""
    words = sentence.words
    if words[at].clitic and at > 0 and lists.has("collective-numerals", words[at - 1].lower):
        return [at - 1, at]  # kedua|nya
    if lists.has("personal-pronouns", words[at].lower) and not words[at].clitic:
        return [at]
    if at + 1 >= len(words) or not lists.has("relativisers", words[at + 1].lower):
        return []
    stop = skip_back(sentence, at + 1, lists) + 1
    for first in range(max(stop - 2, 0), at + 1):
        length = lists.length_at("people-quantities", sentence.lowers, first)
        if first + length >= stop:
            return list(range(first, first + length))  # "banyak | yang menilai", "tak sedikit | pula yang menilai"
    return []


def _skip_dashes(words: Sequence[Word], at: int) -> int:
    """Skip an aside between two dashes, to the word before it: ``Tomas – yang menulis buku itu – | menduga``."""
    if at < 0 or words[at].form not in _ASIDE_DASHES:
        return at
    opened = next((k for k in range(at - 1, max(at - _LONGEST_ASIDE, 0), -1) if words[k].form in _ASIDE_DASHES), at)
    return opened - 1 if opened < at else at


def _skip_asking(sentence: Sentence, at: int, lists: WordLists) -> int:
    """Skip a verb of asking after the name, to the word before it: ``Ade Suryana, dihubungi | dari Samarinda``.

    A conjunction of time may stand before it: ``Ade Suryana | ketika dihubungi menyatakan``.
    """
    if at < 1 or not lists.has("asked-verbs", sentence.words[at].lower):
        return at
    return at - 1 - (at > 1 and lists.has("time-conjunctions", sentence.words[at - 1].lower))


def _is_circumstance(sentence: Sentence, first: int, lists: WordLists) -> bool:
    """Return whether a preposition makes the phrase a circumstance: ``Ratna dalam | sambutannya mengatakan``."""
    return first > 1 and lists.has("circumstance-prepositions", sentence.words[first - 1].lower)


def _keep_one_person(words: Sequence[Word], phrase: list[int], lists: WordLists) -> list[int]:
    """Keep one person of ``Senada dengan Lili, | Tono``: two names are two people; a role and a name are one."""
    comma = next((n for n, k in enumerate(phrase) if words[k].form == "," and 0 < n < len(phrase) - 1), None)
    if comma is None or "." in words[phrase[comma + 1]].form or words[phrase[comma + 1]].form[:1].islower():
        return phrase
    heads = (words[phrase[0]].lower, words[phrase[comma + 1]].lower)
    titled = any(
        lists.has(name, head) for name in ("roles", "groups", "organisations", "indefinites") for head in heads
    )
    return phrase if titled else phrase[comma + 1 :]


def _piece_before(sentence: Sentence, at: int, found: Sequence[int], lists: WordLists) -> list[int]:
    """Return the piece of the phrase before ``found``: the word ``at``, or a bracket; empty at its beginning."""
    words = sentence.words
    if words[at].quotation is not None:
        return []
    if words[at].lower == ")":
        start = next((k for k in range(at, max(at - 6, -1), -1) if words[k].lower == "("), None)
        return [] if start is None else list(range(at, start - 1, -1))
    return [at] if _is_noun_by_place(sentence, at, lists) or _takes_before(sentence, at, found, lists) else []


def _takes_before(sentence: Sentence, at: int, found: Sequence[int], lists: WordLists) -> bool:
    """Return whether the word ``at`` belongs to the phrase ``found`` on its right."""
    words = sentence.words
    word = words[at]
    if word.lower == ",":
        return bool(found) and words[found[-1]].is_capitalised and at > 0 and _joins(sentence, at, lists)
    if word.form in _JOINS_LEFT or lists.has("phrase-linkers", word.lower):
        return bool(found) and at > 0 and words[at - 1].upos in _HEADS
    return not lists.has("left-borders", word.lower) and _is_nominal(word, lists)


def _joins(sentence: Sentence, comma: int, lists: WordLists) -> bool:
    """Return whether the words before the comma are the role of the name after it: ``Ketua Komisi II, Ratna Hadi``."""
    word = sentence.words[comma - 1]
    return word.is_capitalised and word.upos in ("PROPN", "NOUN", "X", "NUM") and not lists.has("dates", word.lower)


def skip_back(sentence: Sentence, index: int, lists: WordLists) -> int:
    """Return the index of the first word left of ``index`` that is not an adverb or auxiliary."""
    at = index - 1
    while at >= 0 and (length := _count_between(sentence.words, at, lists)):
        at -= length
    return at


def _count_between(words: Sequence[Word], at: int, lists: WordLists) -> int:
    """Count the words ending at ``at`` that can stand between a subject and its verb; two for ``mula|nya``.

    The ``yang`` of ``seperti yang dilaporkan`` is one, too: what stands before the verb is ``seperti``.
    """
    if words[at].clitic and at > 0 and lists.has("preverbal-words", words[at - 1].lower + words[at].lower):
        return 2
    day = _count_day(words, at, lists)
    if day:
        return day
    simile = at > 0 and lists.has("similes", words[at - 1].lower) and lists.has("relativisers", words[at].lower)
    return int(simile or _lies_between(words[at], lists))


def _count_day(words: Sequence[Word], at: int, lists: WordLists) -> int:
    """Count the words of a time that ends at ``at``: ``pada hari Jumat (6/9)``; the day alone may be a name."""
    start = at
    if words[at].form == ")":
        opened = next((k for k in range(at, max(at - 6, -1), -1) if words[k].form == "("), at)
        if not any(word.form[:1].isdigit() for word in words[opened:at]):
            return 0
        start = opened - 1
    if start < 1 or not lists.has("dates", words[start].lower):
        return 0
    first = start
    while first > 0 and lists.has("day-markers", words[first - 1].lower):
        first -= 1
    return at - first + 1 if first < start else 0


def _lies_between(word: Word, lists: WordLists) -> bool:
    if word.quotation is not None:
        return False
    return lists.has("preverbal-words", word.lower) or (word.upos in ("AUX", "ADV", "PART") and word.lower != ",")


def trim_left(sentence: Sentence, found: Iterable[int], lists: WordLists) -> list[int]:
    """Return a phrase without connectors and stray punctuation at its left edge."""
    rest = list(found)
    while rest:
        dangling = _count_dangling(sentence, rest, lists)
        if not dangling:
            break
        rest = rest[dangling:]
    return _keep_if_named(sentence.words, rest, lists)


def _count_dangling(sentence: Sentence, phrase: Sequence[int], lists: WordLists) -> int:
    """Count the words at the left edge that are not part of the phrase."""
    first = sentence.words[phrase[0]]
    if occasion := _count_occasion(sentence, phrase, lists):
        return occasion
    connector = lists.length_at("connectors", sentence.lowers, phrase[0])
    if connector and connector < len(phrase):
        return connector
    time = len(phrase) > 1 and lists.has("time-adverbs", first.lower)
    aside = len(phrase) > 1 and _is_of_clause_before(sentence, phrase, lists)
    dangles = first.form in _DANGLES_LEFT or lists.has("non-initial-words", first.lower)
    opens = first.index == 0 and all(sentence.words[k].form.islower() for k in phrase[1:2])
    small = first.upos in ("ADP", "SCONJ") and (opens or first.form.islower())
    joins = len(phrase) > 1 and (small or lists.has("time-conjunctions", first.lower))
    return int(time or aside or dangles or joins or first.upos in ("PUNCT", "CCONJ"))


def _count_occasion(sentence: Sentence, phrase: Sequence[int], lists: WordLists) -> int:
    """Count the words of an occasion before a person, without a comma in between: ``Usai laga itu | Ratna mengaku``."""
    words = sentence.words
    timed = phrase[0] > 0 and lists.has("time-conjunctions", words[phrase[0] - 1].lower)
    if not timed or not lists.has("abstract-subjects", words[phrase[0]].lower):
        return 0
    return next((n for n, k in enumerate(phrase) if words[k].entity == "person"), 0)


def _is_of_clause_before(sentence: Sentence, phrase: Sequence[int], lists: WordLists) -> bool:
    """Return whether the first word is a pronoun of the clause before: ``menurut dia | pemerintah menyatakan``."""
    first, second = (sentence.words[k] for k in phrase[:2])
    return first.index > 0 and lists.has("singular-pronouns", first.lower) and second.upos in ("NOUN", "PROPN")


def find_subject(sentence: Sentence, head: int, limit: int, lists: WordLists) -> list[int]:
    """Return the words of a subject in the tree, from its left edge to ``limit`` (the cue, for a subject before it)."""
    below = [k for k in sentence.subtree(head) if (k < limit if head < limit else k > limit)]
    if not below or head not in below:
        return []
    left, right = min(below), max(below)
    if head < limit:
        if _another_before(sentence, below, limit, lists):
            return []
        right = max(k for k in below if k <= skip_back(sentence, limit, lists) or k == head)
    run = [k for k in range(left, right + 1) if sentence.words[k].quotation is None]
    if lists.length_at("provenance-words", sentence.lowers, left):  # "Dilansir Antara, Selasa (4/6), | Menteri Ratna"
        run = list(takewhile(lambda k: sentence.words[k].form != ",", reversed(run)))[::-1] or run
    run = list(takewhile(lambda k: not _is_denied(sentence, k, lists), run))
    while run and _ends_no_subject(sentence.words[run[-1]], lists):
        run.pop()
    if run and run[-1] + 1 < len(sentence.words) and _is_noun_by_place(sentence, run[-1] + 1, lists):
        run.append(run[-1] + 1)
    return trim_left(sentence, run, lists)


def _is_denied(sentence: Sentence, at: int, lists: WordLists) -> bool:
    """Return whether an aside begins here on who does not speak: ``Haris, | bukan adiknya, Rudi, yang mengatakan``."""
    first = at + lists.has("coordinators", sentence.lowers[at])
    opens = at > 0 and sentence.words[at - 1].form == "," and first < len(sentence.words)
    quantity = lists.length_at("people-quantities", sentence.lowers, first)  # ", tak sedikit orang yang menilai"
    return opens and lists.has("negations", sentence.lowers[first]) and not quantity


def _another_before(sentence: Sentence, subject: Sequence[int], limit: int, lists: WordLists) -> bool:
    """Return whether another name stands between a comma and the verb: ``Jelang laga itu, | Umuh memastikan``."""
    beside = skip_back(sentence, limit, lists)
    if beside > 0 and sentence.words[beside].form == ",":
        beside -= 1
    if beside < 1 or beside in subject or sentence.words[beside].upos not in ("PROPN", "PRON"):
        return False
    if lists.has("dates", sentence.words[beside].lower) or _hangs_on_border(sentence.words, beside, lists):
        return False
    if "." in sentence.words[beside].form:
        return False  # a degree: "Gunawan, S.H., M.H."
    return any(sentence.words[k].form == "," for k in range(max(subject), beside))


def _hangs_on_border(words: Sequence[Word], index: int, lists: WordLists) -> bool:
    """Return whether the name is governed by the preposition or another verb, not by this one: ``menurut | Ratna``."""
    at = index
    while at > 0 and words[at].upos == "PROPN":
        at -= 1
    return words[at].upos == "ADP" or lists.has("left-borders", words[at].lower)


def _ends_no_subject(word: Word, lists: WordLists) -> bool:
    return _is_punctuation(word) or lists.has("relativisers", word.lower)
