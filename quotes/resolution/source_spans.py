"""Find the source phrase of a match: the words that its rule found, cut or extended by those around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import dropwhile, takewhile

from quotes.lexicon.morphology import CLITIC
from quotes.matching.matcher import Match
from quotes.matching.noun_phrases import find_described_name, skip_degrees
from quotes.resolution.names import EXPECTED, NameFinder
from quotes.resolution.source_clauses import add_complement, closes_source, read_beside_adjunct
from quotes.resolution.source_kinds import describes_somebody, is_noun_for_person
from quotes.resolution.source_names import (
    KIN_TAGS,
    LONGEST_REACH,
    SURE_MARGIN,
    find_first,
    find_run_end,
    may_precede_name,
    opens_name,
    portrays,
    read_name_behind,
)
from quotes.resolution.source_phrases import SourcePhrase, read_source_phrase
from quotes.resolution.standing import find_companion_end
from quotes.resolution.word_classes import CAPITALISED, INSIDE, NameLexicon, is_marked
from quotes.trees import Word

#: Prefixes of verbs for a state.
_STATE = re.compile(r"[bt]er\w{3}")
#: Parts of speech of an aside about companions: ``, didampingi | istrinya, Ratna, dan ajudannya | ,``.
_IN_ASIDE = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "DET", "NUM", "CCONJ", "PUNCT", "X"})
#: Most words of a subject before the part of it that the rules find.
_LONGEST_OPENING = 6


def find_source_phrase(match: Match, text: str, finder: NameFinder) -> SourcePhrase | None:
    """Read the source of a match; None if it has none.

    If the phrase that the rules found has no name, the words around it may have one: after a role (``Kepala Dinas
    Pasar, | Rangga mengatakan``), and before an apposition (``Reza, | murid kelas satu, mengeluh``). If the
    phrase names a person who accompanies or hears the speaker, the speaker precedes it (``Ratna | didampingi Haris
    mengatakan``).
    """
    found = match.parts.get("source")
    if found is None or not found.words:
        return None
    words = _drop_citation([match.sentence.words[k] for k in found.words], finder.known)
    if len(words) > 1 and any(finder.known.listed(name, words[0]) for name in ("same-words", "manner-anaphors")):
        words = words[1:]  # dalam kesempatan yang | sama | pejabat itu; demikian | Kabar Sorowa melaporkan
    if len(words) > 1 and any(finder.known.listed(name, words[-1]) for name in ("emphatics", "speech-manners")):
        words = words[:-1]  # Ratna | sendiri, ayah korban | lirih
    words = _drop_degrees(_drop_companion(_drop_content(words, finder.known), match, finder), finder.known)
    words = _drop_own_words(_add_rest_of_name(words, match, finder), finder.known)
    rest = match.sentence.words[words[-1].index + 1 :][:1]
    if rest and finder.known.listed("plural-pronouns", words[-1]) and finder.known.listed("counting-numerals", rest[0]):
        words = [*words, *rest]  # mereka | berdua
    words = _add_partners(
        _add_before_place(_add_opening(words, match, finder.known), match, finder.known), match, finder
    )
    words = _find_accompanied(words, match, finder) or _add_affiliation(words, match, finder.known)
    has_degree = _has_degree(match.sentence.words, words[-1].index, finder.known)
    points_on = _points_on(match, found.words[-1], finder.known, through=portrays(words, finder.known))
    phrase = read_source_phrase(words, text, finder, points_on=points_on, has_degree=has_degree)
    points = phrase.pointing and not finder.known.listed("singular-indefinites", words[0])  # salah satu warga … itu
    called = finder.known.listed("nickname-nouns", words[0])  # Okto | , sapaan akrabnya
    own = called or (len(words) <= 2 and words[-1].lower.endswith(CLITIC))  # direkturnya | , Ratna
    nameless = (phrase.kind in ("role", "organisation", "unnamed") and not points) or (own and phrase.kind == "nobody")
    longer = _add_name_behind_clause(words, match, finder) or _add_called(words, match, finder)
    if not longer and (nameless or phrase.kind == "group"):
        longer = _add_handle(words, match, finder.known)
    if longer or nameless or phrase.margin <= SURE_MARGIN:
        longer = longer or _add_name_behind(words, match, finder) or _add_name_before(words, match, finder)
        has_degree = bool(longer) and _has_degree(match.sentence.words, longer[-1].index, finder.known)
        phrase = read_source_phrase(longer, text, finder, has_degree=has_degree) if longer else phrase
    subject = _find_portrayed(words, match, finder) if nameless or phrase.kind == "unnamed" else []
    phrase = read_source_phrase(subject, text, finder) if subject and not phrase.names else phrase
    if phrase.kind == "nobody":
        phrase = read_beside_adjunct(words, match, text, finder) or phrase
    return add_complement(phrase, match, text, finder) if words[0].index <= found.words[0] else phrase


def _drop_citation(words: list[Word], known: NameLexicon) -> list[Word]:
    """Cut a citation before the speaker: ``Dilansir Kabar Sorowa, | Ratna``."""
    comma = next((k for k, word in enumerate(words[:-1]) if word.form == ","), None)
    return words[comma + 1 :] if comma and known.listed("citing-words", words[0]) else words


def _drop_content(words: list[Word], known: NameLexicon) -> list[Word]:
    """Cut the subject of the content behind a description: ``Menurut pelatih asal Prancis ini | persaingan …``."""
    office = len(words) > 1 and (known.titles.expand(words[0].form) or "").count(" ") > 0
    second = len(words) > 2 and words[1].form == "," and known.titles.is_role_head(words[-1].form)
    common = len(words) > 1 and words[1].upos == "NOUN" and words[1].form.islower()
    if office and known.titles.is_role_head(words[0].form) and (common or second):
        return words[:1]  # Menurut Mendikbud | program ini …; kata Mendikbud, | Presiden …
    ends = (k for k in range(1, len(words) - 1) if known.listed("anaphoric-demonstratives", words[k]))
    end = next((k + 1 for k in ends if words[k + 1].upos == "NOUN"), len(words))
    return words[:end] if words[0].upos == "NOUN" else words


def _drop_degrees(words: list[Word], known: NameLexicon) -> list[Word]:
    """Cut the degrees that a phrase ends with: ``Ratna Wulandari | , S.Sos., M.AP``."""
    commas = [k for k in range(1, len(words)) if words[k].form == ","]
    ends = (k for k in commas if skip_degrees(words, k - 1, known.lists) == len(words) - 1)
    return words[: next(ends, len(words))]


def _has_degree(sentence: Sequence[Word], last: int, known: NameLexicon) -> bool:
    """Return whether a degree stands behind a word."""
    return skip_degrees(sentence, last, known.lists) > last


def _drop_companion(words: list[Word], match: Match, finder: NameFinder) -> list[Word]:
    """Cut a companion before the speaker, ``Didampingi Haris, | Ratna``, or behind: ``Ratna | , ditemani Haris``."""
    asides = (k for k in range(1, len(words) - 1) if words[k].form == ",")
    aside = next((k for k in asides if finder.known.listed("companion-words", words[k + 1])), len(words))
    words = words[:aside]
    end = find_companion_end(match.sentence, finder.known.lists)
    rest = [word for word in words if word.index >= end]
    return rest if rest and len(rest) < len(words) and finder.find(rest).words else words


def _add_rest_of_name(words: list[Word], match: Match, finder: NameFinder) -> list[Word]:
    """Extend the phrase by the rest of a name that it cuts off: ``Johan | van der Meulen``."""
    sentence, end = match.sentence.words, words[-1].index + 1
    kinds = [finder.class_of(word.form) for word in sentence[end : end + LONGEST_REACH]]
    joints = next((k for k, kind in enumerate(kinds) if kind not in ("particle", "stop")), 0)
    if kinds[:1] == ["joint"] and not finder.parts(sentence, end):
        return [*words, *sentence[end : end + 2]]  # Cho Tae | - yong
    if end < len(sentence) and is_marked(sentence[end].form) and not finder.is_parted(sentence, end):
        return [*words, sentence[end]]  # Alexander|-Arnold
    if kinds[:1] == ["particle-name"]:
        return [
            *words,
            *takewhile(lambda word: finder.class_of(word.form) in INSIDE, sentence[end:]),
        ]  # Hasyim | al-Attas
    more = next((k for k in range(joints, len(kinds)) if kinds[k] not in INSIDE), len(kinds))
    bare = kinds[:1] == ["stop"] and finder.class_of(words[-1].form) not in ("honorific", "initial", "initial-title")
    ends_in_name = finder.class_of(words[-1].form) in CAPITALISED
    if not joints or more == joints or bare or not ends_in_name or closes_source(sentence[end + joints], match):
        return words
    return [*words, *sentence[end : end + more]]


def _add_affiliation(words: list[Word], match: Match, known: NameLexicon) -> list[Word]:
    """Extend a source without a name to where they belong: ``sumber | di internal partai``."""
    behind = match.sentence.words[words[-1].index + 1 :]
    if not (behind and known.listed("insiders", words[-1]) and known.listed("place-prepositions", behind[0])):
        return words
    found = []
    for word in behind[1:]:
        if word.upos not in ("NOUN", "ADJ") or not word.form.islower() or closes_source(word, match):
            break
        found.append(word)
    return [*words, behind[0], *found] if found else words


def _drop_own_words(words: list[Word], known: NameLexicon) -> list[Word]:
    """Drop a noun for what somebody says before them: ``pernyataan resmi | Yayasan Sorowa``."""
    start = known.lists.length_at("own-words", tuple(word.lower for word in words[:3]), 0)
    if start and start < len(words) and known.listed("statement-attributes", words[start]):
        start += 1
    adjective = words[0].upos == "ADJ" and words[0].form.islower()
    if adjective and words[1:] and words[1].is_capitalised:
        return words[1:]  # keterangan resmi | Yayasan Sorowa
    rest = words[start:]
    if known.titles.length("document", [word.form for word in words[:3]]) > start:
        return words  # surat dakwaan
    if not start or not rest or rest[0].upos not in ("NOUN", "PROPN") or rest[0].lower == CLITIC:
        return words
    if not rest[0].is_capitalised and any(word.form == "," for word in rest):
        return words  # usulan pelaku industri, Direktur Ratna
    kinds = [known.titles.kind_of(word.form) for word in (words[0], rest[0])]
    document = kinds[0] != kinds[1] == "document"  # kutipan | pasal 20, but surat perjanjian
    body = kinds[1] == "organisation" or known.listed("company-nouns", rest[0])
    named = rest[0].is_capitalised or document or body or describes_somebody(rest, rest[0].form, known)
    return rest if named else words


def _add_before_place(words: list[Word], match: Match, known: NameLexicon) -> list[Word]:
    """Extend a place behind a comma to the people before it: ``warga Desa Melati, | Kabupaten Sorowa``."""
    sentence, comma = match.sentence.words, words[0].index - 1
    place = known.titles.length("place", [word.form for word in words]) or known.listed("place-nouns", words[0])
    capitals = all(word.is_capitalised for word in words)
    if comma < 1 or sentence[comma].form != "," or not place or not capitals:
        return words
    start = comma
    while start and not closes_source(sentence[start - 1], match) and sentence[start - 1].upos not in ("VERB", "PUNCT"):
        start -= 1
    head = list(sentence[start:comma])
    people = dropwhile(lambda word: not (is_noun_for_person(word, known) or known.listed("indefinites", word)), head)
    return [*found, sentence[comma], *words] if (found := list(people)) else words


def _add_opening(words: list[Word], match: Match, known: NameLexicon) -> list[Word]:
    """Extend a subject to the noun for a person that opens the sentence: ``Anak sulung mendiang | Haris, Ratna``."""
    sentence, start = match.sentence.words, words[0].index
    before = sentence[:start]
    if not 1 < start < _LONGEST_OPENING or match.cue_word is None or match.cue_word < start:
        return words
    points = known.listed("anaphoric-demonstratives", words[-1])  # Mantan atlet menembak | PON XIV ini
    inside = (*KIN_TAGS, "PROPN", "DET", *(("VERB",) if points else ()))
    kept = [word for word in before if not known.listed("late-words", word)]
    ends = any(word.upos not in inside or word.quotation is not None for word in kept) or words[0].upos != "PROPN"
    opens = (
        is_noun_for_person(before[0], known)
        or known.listed("kin", before[0])
        or known.listed("relational-nouns", before[0])
    )
    bare = any(word.clitic or known.listed("relativisers", word) for word in before)
    return words if ends or bare or not opens else [*before, *words]


def _add_partners(words: list[Word], match: Match, finder: NameFinder) -> list[Word]:
    """Extend the phrase by the people that it cuts off: ``Haris | dan istrinya, Ratna``, ``Haris | , Ratna, dan Adi``.

    Behind a noun for a relative and a name, it is the name of that relative: ``ibu Haris | , Ratna``.
    """
    sentence, end, known = match.sentence.words, words[-1].index + 1, finder.known
    kinds = [finder.class_of(word.form) for word in sentence[end : end + LONGEST_REACH]]
    comma = next((k for k, word in enumerate(sentence[end : end + 4]) if word.form == ","), 0)
    if (
        kinds[:2] == ["coordinator", "lower-kin"]
        and comma > 2
        and kinds[comma + 1 : comma + 2] in (["plain"], ["name"])
    ):
        return [*words, *sentence[end : find_run_end(sentence, end + comma + 1, finder)]]
    if kinds[:1] != ["comma"] or closes_source(sentence[end], match):
        return words
    said = match.parts["content"].spans if "content" in match.parts else ()
    alone, called, comma = may_precede_name(words, finder), words, end
    while comma < len(sentence) and sentence[comma].form == ",":
        until = find_run_end(sentence, comma + 1, finder)
        name = read_name_behind(sentence[comma + 1 : until], words, finder).words
        if not name or (alone and any(span.contains(name[0].span) for span in said)):
            break
        ends = until == len(sentence) or sentence[until].form in (",", ".", "(") or sentence[until].upos == "ADP"
        called = [*words, *sentence[end:until]] if alone and ends and called is words else called
        joint = until + (until + 1 < len(sentence) and sentence[until].form == ",")
        if joint < len(sentence) and known.listed("person-coordinators", sentence[joint]):
            last = sentence[joint + 1 : find_run_end(sentence, joint + 1, finder)]
            return [*words, *sentence[end : joint + 1], *last] if last and finder.find(last).words else called
        comma = until
    return called


def _find_accompanied(words: Sequence[Word], match: Match, finder: NameFinder) -> list[Word]:
    """Return the phrase before ``didampingi``, ``dihadiri oleh`` if the phrase found follows it; else empty.

    In ``Ratna tersenyum kepada warga yang mengatakan …`` the cue is in a clause about the phrase found.
    """
    sentence, known = match.sentence.words, finder.known
    start, behind = words[0].index, words[-1].index + 1
    if match.cue_word is not None and match.cue_word < start:
        return []
    if any(known.listed("relativisers", word) for word in sentence[behind : behind + 1]) and not any(
        word.upos == "VERB" for word in sentence[behind + 1 : match.cue_word]
    ):
        return []
    beside = _find_aside(match, start, known)
    if not beside:
        while start and finder.class_of(sentence[start - 1].form) in INSIDE and sentence[start - 1].quotation is None:
            start -= 1
        beside = start - 1
    if beside < 1 or not known.listed("companion-words", sentence[beside]):
        return []
    opens = next((k for k in range(beside - 1, -1, -1) if closes_source(sentence[k], match)), -1) + 1
    head = list(sentence[opens : find_first(sentence[opens:beside], ("source-supplements",), known) + opens])
    while head and head[-1].form == ",":
        head.pop()
    return head if head and finder.find(head).words else []


def _find_aside(match: Match, start: int, known: NameLexicon) -> int:
    """Return where an aside between commas before the cue names companions; 0 if none does."""
    sentence, cue = match.sentence.words, match.cue_word or 0
    if cue <= start or sentence[cue - 1].form != ",":
        return 0
    for k in range(start - 1, 0, -1):
        if known.listed("companion-words", sentence[k]):
            return k
        if sentence[k].upos not in _IN_ASIDE:
            break
    return 0


def _contrasts(sentence: Sequence[Word], at: int, known: NameLexicon) -> bool:
    """Return whether another clause begins behind a comma: ``kata pelatih Persera, | tetapi Haris, …``."""
    return sentence[at - 1].form == "," and known.listed("contrastive-conjunctions", sentence[at])


def _add_name_behind(words: Sequence[Word], match: Match, finder: NameFinder) -> list[Word]:
    """Extend a role to the name after it, up to the cue, a mark or a preposition: ``Ketua | di Jenewa Ratna Hadi``.

    In ``menurut Menteri Keuangan, Rangga sudah tahu`` the name begins the content. Behind a description it stands after
    a comma or ``yaitu``: ``salah satu warga | yang hadir di sana, Ratna Hadi``.
    """
    sentence, known = match.sentence.words, finder.known
    start = words[-1].index + 1
    stem, forms = words[0].form.removesuffix(CLITIC), [word.form for word in words]
    role = known.titles.is_role_head(stem) or known.titles.is_status(stem) or known.titles.length("role", forms)
    behind = sentence[start : start + 1]
    described = bool(behind) and known.listed("singular-indefinites", words[0])
    called = described and known.listed("identity-words", behind[0])
    if not (called or known.listed("relativisers", behind[0]) if described else role):
        return []
    content = match.parts["content"].spans if "content" in match.parts else ()
    for end in range(start + 1, min(start + LONGEST_REACH, len(sentence)) + 1):
        said = sentence[end - 1].upos in ("VERB", "AUX") and any(s.contains(sentence[end - 1].span) for s in content)
        if said or closes_source(sentence[end - 1], match) or _contrasts(sentence, end - 1, known):
            break
        bound = end == len(sentence) or end == match.cue_word or sentence[end].form in (",", ".", "(")
        if bound or sentence[end].upos == "ADP" or known.listed("source-supplements", sentence[end]):
            expected = EXPECTED * _has_degree(sentence, end - 1, known)
            phrase = sentence[start + called if described else words[0].index : end]
            name = finder.find(phrase, expected=expected).words
            apart = bool(name) and (not described or opens_name(sentence[name[0].index - 1], known))
            if apart and name[0].index >= start and name[-1].index == end - 1:
                return list(sentence[words[0].index : end])
    return []


def _find_portrayed(words: Sequence[Word], match: Match, finder: NameFinder) -> list[Word]:
    """Return the name before a verb for what somebody is: ``Ratna | merupakan sosok yang merekomendasikan …``."""
    sentence, start = match.sentence.words, words[0].index
    if not start or not finder.known.listed("portraying-words", sentence[start - 1]):
        return []
    runs = [run for run in finder.runs[id(match.sentence)] if run[-1].index < start - 1]
    name = finder.find(runs[-1]).words if runs else ()
    return list(name)


def _add_called(words: Sequence[Word], match: Match, finder: NameFinder) -> list[Word]:
    """Extend a description to the name or the initials behind it: ``pria paruh baya | berinisial RH``."""
    sentence, start, known = match.sentence.words, words[-1].index + 2, finder.known
    if start >= len(sentence) or not known.listed("calling-words", sentence[start - 1]):
        return []
    initials = known.listed("initial-words", sentence[start - 1])
    end = start + 1 if initials else find_run_end(sentence, start, finder)
    name = list(takewhile(lambda word: word.is_capitalised and not closes_source(word, match), sentence[start:end]))
    return [*words, sentence[start - 1], *name] if name else []


def _add_name_behind_clause(words: Sequence[Word], match: Match, finder: NameFinder) -> list[Word]:
    """Extend a description to the name between commas behind its relative clause: ``dokter | yang merawatnya, Rahmat``.

    In ``informasi yang menyatakan C, Ratna`` the clause has the cue, and the name belongs to the content.
    """
    last = words[-1].index
    name = find_described_name(match.sentence, last, finder.known.lists)
    if not name or last < (match.cue_word or 0) < name[0]:
        return []
    found = [match.sentence.words[k] for k in name]
    return [*words, *found] if finder.find(found).words else []


def _add_handle(words: Sequence[Word], match: Match, known: NameLexicon) -> list[Word]:
    """Extend a user to the name of the account: ``pengguna X | dengan nama akun @ratna``."""
    behind = list(takewhile(lambda word: not closes_source(word, match), match.sentence.words[words[-1].index + 1 :]))
    at = next((k for k, word in enumerate(behind[:_LONGEST_OPENING]) if word.form.startswith("@")), None)
    if at is None or not any(known.listed("medium-nouns", word) for word in behind[:at]):
        return []
    return [*words, *behind[: at + 1 + (behind[at].form == "@")]]


def _add_name_before(words: Sequence[Word], match: Match, finder: NameFinder) -> list[Word]:
    """Extend an apposition to the name before it: ``Sebelumnya, | Reza, | murid kelas satu, mengeluh``."""
    sentence = match.sentence.words
    comma = words[0].index - 1
    if comma < 1 or sentence[comma].form != ",":
        return []
    start = comma
    while start and finder.class_of(sentence[start - 1].form) in INSIDE and sentence[start - 1].quotation is None:
        start -= 1
    if start and sentence[start - 1].form not in (",", ")"):
        return []
    start += not start and finder.known.listed("contrastive-conjunctions", sentence[0])  # Adapun | Ratna, murid, …
    if start == comma:
        return []  # Namun, | petinggi klub
    name = finder.find(sentence[start:comma])
    return [*sentence[start:comma], sentence[comma], *words] if len(name.words) == comma - start else []


def _points_behind_place(sentence: Sequence[Word], start: int, known: NameLexicon) -> bool:
    """Return whether a word that points back stands behind a comma and a place or body: ``… Gresik, | Jambi itu``."""
    place = list(takewhile(lambda word: word.is_capitalised, sentence[start : start + LONGEST_REACH]))
    behind = sentence[start + len(place) : start + len(place) + 1]
    forms = [word.form for word in place]
    is_place = known.titles.length("place", forms) == len(place) > 0 or known.titles.length("organisation", forms) > 0
    return is_place and any(known.listed("anaphoric-demonstratives", word) for word in behind)


def _points_on(match: Match, last: int, known: NameLexicon, *, through: bool = False) -> bool:
    """Return whether the phrase continues to a word that points back: ``ibunda dari musisi itu``.

    Behind a cue, a verb with ``ber-`` or ``ter-`` describes: ``kata pemain | bernomor punggung 9 itu``.

    Args:
        through: what a supplement opens belongs to the phrase: ``pemeran Nyi Lastri | dalam film itu``.
    """
    rest = match.sentence.words[last + 1 : last + LONGEST_REACH]
    relative = bool(rest) and known.listed("relativisers", rest[0])
    behind = match.cue_word is not None and match.cue_word < last
    for word in rest:
        describing = relative or known.listed("describing-verbs", word) or (behind and _STATE.match(word.lower))
        verb = word.upos == "VERB" and not describing
        inside = through and known.listed("document-prepositions", word)
        supplement = word.form.islower() and known.listed("source-supplements", word) and not inside
        place = word.form == "," and _points_behind_place(match.sentence.words, word.index + 1, known)
        apart = (word.form in (",", ".") and not place) or supplement  # Ratna | saat aplikasi ini terbit
        ends = apart or word.quotation is not None or verb
        if word.index == match.cue_word or ends:
            return False
        if known.listed("demonstratives", word):
            return True
    return False
