"""Whom a description stands for: by what the article says of its people, who is named below, who is married to whom."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise, takewhile

from quotes.lexicon.morphology import CLITIC
from quotes.lexicon.titles import Family
from quotes.matching.content_spans import skip_bracket
from quotes.matching.noun_phrases import begins_subject
from quotes.records import Span
from quotes.resolution.aliases import contains_in_order
from quotes.resolution.context import ArticleContext
from quotes.resolution.mentions import NameMention, read_age
from quotes.resolution.people import MOST_COMPARED, Person
from quotes.resolution.roles import (
    collect_content_words,
    find_gender,
    find_head,
    find_own_relative,
    infer_gender,
    measure_overlap,
)
from quotes.resolution.source_kinds import is_noun_for_person
from quotes.resolution.source_phrases import SourcePhrase
from quotes.resolution.word_classes import NameLexicon
from quotes.trees import Sentence, Word

#: Words of a description that must agree for it to be that of a person beyond doubt.
_FEWEST_WORDS = 2
#: Most words of a description behind a source phrase, and on each side of a name.
_FURTHEST_WORD = 14
#: Parts of speech of the words that tell a description from another.
_DISTINGUISHING = frozenset({"NOUN", "PROPN", "NUM", "ADJ", "X"})
#: Most words before a name that describe its bearer: ``Lelaki 40 tahun itu | , Haris``.
_LONGEST_DESCRIPTION = 8
#: Letters of the longest initials of a suspect.
_MOST_INITIALS = 3
#: Parts of speech between a suspect and the verb of arrest behind: ``Haris | juga telah | ditangkap``.
_ADVERBIAL = frozenset({"ADV", "AUX", "PART"})


class DescriptionReader:
    """Compares descriptions with what the article says of its people."""

    def __init__(self, context: ArticleContext) -> None:
        self._context = context
        self._known = context.known
        self._people = context.people

    def compare(self, source: SourcePhrase) -> tuple[dict[Person, float], frozenset[Person]]:
        """Return how much of a description the article says of each person, and the people whom it rules out."""
        words = self._read_description(source)
        wanted = {word.lower for word in words if self._distinguishes(word)}
        people, here = self._people.cast[-MOST_COMPARED:], self._context.positions.sentence(source.span.start)
        kin = any(self._known.lists.has("relational-nouns", word) for word in wanted)
        most = len(wanted) if kin else max(len(wanted), _FEWEST_WORDS)
        described = {p: len(wanted & self._collect_words_beside(p, here)) / most for p in people if wanted}
        age = next((a.form for a, b in pairwise(words) if self._known.listed("age-words", b)), "")
        ages = {p: found for p in people if age.isdigit() and (found := self._find_age(p))}
        described |= {p: 1.0 for p, found in ages.items() if found == age}
        called = self._find_called(words, people)
        described |= dict.fromkeys(called, 1.0)
        ruled_out = self._rule_out(words, people) | {p for p, found in ages.items() if found != age}
        return described, ruled_out - called

    def find_other_fields(self, source: SourcePhrase) -> frozenset[Person]:
        """Return the people whose roles are all of other fields than a role: a CEO, or a coach, for ``pebalap itu``.

        A former role may be of any field: ``mantan penyanyi itu``, of a minister.
        """
        former = bool(source.words) and self._known.listed("former-words", source.words[0])
        field = None if former else self._find_field(source.role)
        people = self._people.cast[-MOST_COMPARED:] if field else []
        fields = {p: {self._find_field(role) for role in (*p.roles, *p.background)} - {None} for p in people}
        return frozenset(p for p, found in fields.items() if found and field not in found)

    def _find_field(self, role: str) -> tuple[Family, bool] | None:
        """Return the field of a role, and whether it is that of a coach; None for a role that every field has."""
        family = self._known.titles.family_of(role)
        coach = any(self._known.lists.has("coaches", word.lower()) for word in role.split())
        return (family, coach and family == "sport") if family else None

    def _find_called(self, words: Sequence[Word], people: Sequence[Person]) -> set[Person]:
        """Return the people with the nickname in a description: ``pria yang akrab disapa Aris itu``."""
        lists = ("nickname-verbs", "calling-words")
        verb = next((k for k, word in enumerate(words) if any(self._known.listed(x, word) for x in lists)), len(words))
        name = tuple(word.form for word in takewhile(lambda word: word.is_capitalised, words[verb + 1 :]))
        return {p for p in people if name and p.answers_to(name)}

    def _rule_out(self, words: Sequence[Word], people: Sequence[Person]) -> frozenset[Person]:
        """Return the people of another gender than a description, and those whom it names: ``suami Ratna itu``."""
        forms = {word.form for word in words}
        own = any(self._known.listed(name, word) for name in ("nickname-verbs", "describing-verbs") for word in words)
        shared = {p: len(forms.intersection(p.words)) for p in people}
        most = max(shared.values(), default=0)  # istri Haris Hadi itu, who may be Ratna Hadi
        named = {p for p, number in shared.items() if not own and 0 < number == most}
        gender = infer_gender([" ".join(word.form for word in words if word.upos == "NOUN")], self._known)
        genders = {p: find_gender(p.words, [*p.roles, *p.background], self._known) for p in people} if gender else {}
        return frozenset(named | {p for p, other in genders.items() if other not in (None, gender)})

    def _read_description(self, source: SourcePhrase) -> list[Word]:
        """Return the words of a source up to the one that points back: ``pria | berusia 40 tahun itu``."""
        sentence, words = self._context.positions.sentence(source.span.start), list(source.words)
        if sentence is None or not words or self._known.listed("demonstratives", words[-1]):
            return words
        rest = sentence.words[words[-1].index + 1 : words[-1].index + 1 + _FURTHEST_WORD]
        end = next((k for k, word in enumerate(rest) if self._known.listed("demonstratives", word)), None)
        return words if end is None else [*words, *rest[:end]]

    def _distinguishes(self, word: Word) -> bool:
        lists = ("role-fillers", "describing-verbs", "feminine-words", "masculine-words", "determiners", "age-words")
        shared = any(self._known.listed(name, word) for name in lists) and not self._known.listed(
            "relational-nouns", word
        )
        return word.upos in _DISTINGUISHING and not shared

    def _collect_words_beside(self, person: Person, but: Sentence | None) -> set[str]:
        """Return the words in small letters of the person's roles and beside the name, but in one sentence."""
        beside = {word.lower() for role in (*person.roles, *person.background) for word in role.split()}
        for span in person.mentions:
            sentence = self._context.positions.sentence(span.start)
            if sentence is not None and sentence is not but:
                behind = [word for word in sentence.words if word.start >= span.end]
                before = [word for word in reversed(sentence.words) if word.end <= span.start]
                for side in (before, behind):
                    beside.update(word.lower for word in takewhile(self._describes, side[:_FURTHEST_WORD]))
        return beside

    def _find_age(self, person: Person) -> str:
        """Return the age in brackets behind the name: ``Ratna (29)``."""
        for span in person.mentions:
            sentence = self._context.positions.sentence(span.start)
            if sentence and (age := read_age([word for word in sentence.words if word.start >= span.end], 0)):
                return age
        return ""

    def _describes(self, word: Word) -> bool:
        """Return whether a word beside a name can belong to what the person is called: no verb, and no other name."""
        verb = word.upos == "VERB" and not self._known.listed("describing-verbs", word)
        return not verb and word.entity != "person" and word.quotation is None

    def score_roles(self, source: SourcePhrase) -> list[tuple[float, Person]]:
        """Return the people with a role like that of the mention, each with the overlap of the roles.

        The bodies in it may be abbreviated as the article explains: ``Direktur LSN``.
        """
        alone = bool(source.words) and len(source.words) == 1 + source.words[-1].clitic
        role = (alone and find_own_relative(source.words, self._known)) or source.role  # ibu|nya
        wanted = {collect_content_words(form, self._known) for form in (role, self._people.bodies.spell_out(role))}
        head = find_head(role, self._known)
        enough = 0.5 if source.pointing else 1.0
        scored = []
        for person in self._people.cast[-MOST_COMPARED:]:
            same = [role for role in (*person.roles, *person.background) if find_head(role, self._known) == head]
            best = max(
                (
                    measure_overlap(words, collect_content_words(role, self._known), self._known)
                    for words in wanted
                    for role in same
                ),
                default=0.0,
            )
            own = contains_in_order(source.text.split(), person.words)  # Norvania heads no government of Norvania
            if best >= enough and not own:
                scored.append((best, person))
        return scored

    def find_titled(self, source: SourcePhrase) -> Person | None:
        """Return the only person whose name has a word that was not read as one, or has that title before it.

        ``Hakim``, of Lukman Hakim; ``Imam yang memakai peci itu``, of Imam Nahrawi; ``Bang Jek``. Nobody if the article
        has the word in small letters, as a noun.
        """
        known, words = self._known, source.words
        opening = list(takewhile(lambda word: word.is_capitalised and not known.listed("relativisers", word), words))
        behind = words[len(opening) :][:1]
        ends = not behind or behind[0].upos in ("ADP", "PUNCT") or known.listed("relativisers", behind[0])
        if len(opening) == 2 and known.titles.is_honorific(opening[0].form):
            opening = opening[1:]
        form = opening[0].form if len(opening) == 1 and ends else ""
        if not form or any(form.lower() in (w.form for w in s.words) for s in self._context.sentences):
            return None
        found = [
            person
            for person in self._people.cast[-MOST_COMPARED:]
            if person.kind == "person"
            and (person.answers_to((form,)) or any(self._has_before(form, span) for span in person.mentions))
        ]
        return found[0] if len(found) == 1 else None

    def _has_before(self, form: str, span: Span) -> bool:
        sentence = self._context.positions.sentence(span.start)
        before = [word for word in sentence.words if word.end <= span.start][-1:] if sentence else []
        return bool(before) and before[0].form == form and self._known.titles.is_honorific(form)

    def find_suspect(self, source: SourcePhrase) -> Person | None:
        """Return the only suspect of the article, by name or initials, for a noun like ``pelaku`` alone.

        A suspect is called one (``tersangka Haris``, ``menetapkan Haris sebagai tersangka``), or has initials and is
        arrested (``HS (42) ditangkap``). Nobody if the article has several, or may have (``dua pelaku``, ``pelaku
        lain``), or says that somebody is free, or that it is not so.
        """
        own = [word for word in source.words if not self._known.listed("demonstratives", word)]
        if len(own) != 1 or not self._known.listed("suspects", own[0]):
            return None
        sentences, found = self._context.sentences, set[Person]()
        initials = {w.form for s in sentences for w in s.words if self._is_initialled(s.words, w.index)}
        for sentence in sentences:
            cleared = any(self._known.listed("clearings", word) for word in sentence.words)
            if cleared or self._has_several_suspects(sentence):
                return None
            found.update(self._find_suspects(sentence, initials))
        return found.pop() if len(found) == 1 else None

    def _has_several_suspects(self, sentence: Sentence) -> bool:
        known = self._known
        several = ("indefinites", "collective-numerals")
        for before, word, behind in zip(sentence.words, sentence.words[1:], (*sentence.words[2:], None), strict=False):
            if known.listed("suspects", word):
                one = known.listed("singular-indefinites", before)
                counted = not one and (before.upos == "NUM" or any(known.listed(name, before) for name in several))
                if counted or (behind is not None and known.listed("other-words", behind)):
                    return True
        return False

    def _find_suspects(self, sentence: Sentence, initials: Collection[str]) -> Iterator[Person]:
        """Yield the people in a sentence who are called suspects, or who have initials and are arrested.

        Names that are joined to one of them are theirs, too: ``tersangka Haris dan Rudi``.
        """
        names, words = self._context.find_names_in(sentence), sentence.words
        for name in names:
            inside = [word.index for word in words if name.span.contains(word.span)]
            official = name.is_titled or self._known.titles.family_of(name.role) == "state"
            if not inside or official or self._is_other_party(name):
                continue
            short = len(name.words) == 1 and name.words[0] in initials
            admits = short and name.accused  # HS mengaku membunuh
            if admits or self._is_called_suspect(words, inside) or (short and self._is_arrested(words, inside)):
                joined = words[inside[-1] + 1 : inside[-1] + 2]
                several = any(self._known.listed("person-coordinators", w) or w.form == "," for w in joined)
                yield from map(self._people.find_bearer, names if several else [name])
        for word in words:
            if word.form in initials and self._is_arrested(words, (word.index,)):
                yield self._people.choose_bearer((word.form,), word.start)

    def _is_other_party(self, name: NameMention) -> bool:
        """Return whether the article calls somebody a victim, a witness or another party that is no suspect."""
        person = self._people.find_bearer(name)
        words = {word.lower() for role in (name.role, *person.roles, *person.background) for word in role.split()}
        lists = self._known.lists
        return any(lists.has("case-parties", word) and not lists.has("suspects", word) for word in words)

    def _is_initialled(self, words: Sequence[Word], at: int) -> bool:
        """Return whether a word is initials: capitals behind ``berinisial`` or before an age (``HS (42)``)."""
        form = words[at].form
        short = form.isupper() and form.isalpha() and len(form) <= _MOST_INITIALS
        return short and (
            bool(read_age(words, at + 1)) or (at > 0 and self._known.listed("initial-words", words[at - 1]))
        )

    def _is_called_suspect(self, words: Sequence[Word], inside: Sequence[int]) -> bool:
        """Return whether a name is called a suspect: ``tersangka Haris``, ``menetapkan Haris sebagai tersangka``.

        In ``istri tersangka Haris`` and ``tersangka penganiayaan Haris`` it is not.
        """
        known, first, last = self._known, inside[0], inside[-1]
        before, two = [words[k] for k in (first - 1, first - 2) if k >= 0], words[skip_bracket(words, last + 1) :][:2]
        title = bool(before) and known.listed("suspects", before[0])
        kin = any(known.listed("relational-nouns", word) for word in before[1:])
        named = len(two) == 2 and known.listed("naming-copulas", two[0]) and known.listed("suspects", two[1])
        verb = next((words[k] for k in range(first - 1, max(first - 3, -1), -1) if words[k].upos == "VERB"), None)
        appointed = named and verb is not None and verb.lower.endswith("etapkan") and self._is_fact(words, verb.index)
        apposed = not first and len(two) == 2 and two[0].form == "," and known.listed("suspects", two[1])
        return appointed or apposed or (title and not kin)

    def _is_arrested(self, words: Sequence[Word], inside: Sequence[int]) -> bool:
        """Return whether a verb of arrest stands beside initials."""
        known, rest = self._known, words[skip_bracket(words, inside[-1] + 1) :]
        behind = takewhile(lambda word: word.upos in _ADVERBIAL or known.listed("arrests", word), rest)
        before = takewhile(self._may_precede_suspect, reversed(words[: inside[0]]))
        verbs = [word for word in behind if known.listed("arrests", word)]
        verbs += [word for word in [*before][:_LONGEST_DESCRIPTION] if known.listed("arresting", word)]
        return any(self._is_fact(words, verb.index) for verb in verbs)

    def _may_precede_suspect(self, word: Word) -> bool:
        """Return whether a word may stand between a verb of arrest and initials: ``menahan | pria berinisial HS``.

        Nouns for things may not (``mengamankan barang bukti milik HS``), nor other parts in the case (``korban``).
        """
        known, suspect = self._known, self._known.listed("suspects", word)
        if known.listed("relational-nouns", word) or (known.listed("case-parties", word) and not suspect):
            return False
        lists = ("arresting", "calling-words", "describing-verbs", "age-words", "initial-words")
        somebody = suspect or is_noun_for_person(word, known) or word.is_capitalised
        return somebody or word.upos in ("NUM", "DET") or any(known.listed(name, word) for name in lists)

    def _is_fact(self, words: Sequence[Word], verb: int) -> bool:
        """Return whether an arrest is neither demanded, denied nor to come: ``mendesak KPK untuk segera menangkap``."""
        lists = ("modals", "negations", "purpose-conjunctions", "purpose-words", "infinitive-openers")
        before = takewhile(lambda word: word.upos in (*_ADVERBIAL, "SCONJ", "ADP"), reversed(words[:verb]))
        return not any(self._known.listed(name, word) for word in before for name in lists)

    def is_definite(self, source: SourcePhrase) -> bool:
        """Return whether a description without a name or ``itu`` still means somebody already named.

        That is a former office (``Mantan Direktur Bank Melati``), an athlete or an artist by where they come from
        (``pelatih asal Prancis``), the singer of a song, and a man or a woman with a clause (``Pria yang …``).
        """
        words, known = source.words, self._known
        first = words[0] if words else None
        if first is None or source.kind != "role" or known.listed("determiners", first):
            return False
        former = known.listed("former-words", first)
        describing = any(known.listed("describing-verbs", word) for word in words[1:])
        clause = any(known.listed("relativisers", word) for word in words[1:2])
        famous = known.titles.family_of(source.role) in ("sport", "arts")
        portrayal = known.lists.length_at("portrayals", tuple(word.lower for word in words), 0) > 0
        return (
            former
            or portrayal
            or (famous and describing)
            or (known.listed("epithets", first) and (describing or clause))
        )

    def is_described_before(self, source: SourcePhrase) -> bool:
        """Return whether the article has one before who is none of those it names: ``salah satu petugas``.

        Who is named for the first time behind that mention may be the one: ``Seorang guru ditangkap. Haris mengaku …,
        kata guru itu.``
        """
        bare = len(source.words) == 2 and not self._known.listed("epithets", source.words[0])
        found = self._find_other(source.head.lower(), source.span.start) if bare else None
        if found is None:
            return False
        mentions = [name for name in self._people.mentions if name.span.start < source.span.start]
        named = {word for name in mentions if name.span.start < found.end for word in name.words}
        return all(named.issuperset(name.words) for name in mentions)

    def _find_other(self, noun: str, at: int) -> Sentence | None:
        """Return the last sentence before a position that has a noun for somebody without a name."""
        for sentence in self._context.find_all_before(at):
            for word in sentence.words if noun in sentence.lowers else ():
                if word.lower == noun and word.start < at and self.introduces_somebody(word, sentence.words):
                    return sentence
        return None

    def introduces_somebody(self, noun: Word, words: Sequence[Word]) -> bool:
        """Return whether a noun introduces somebody without a name (``seorang guru``, ``gurunya``).

        Not so what a name is called: ``Haris adalah seorang guru``.
        """
        before = words[: noun.index]
        while before and (before[-1].upos == "NUM" or self._known.listed("indefinites", before[-1])):
            before = before[:-1]
        owned = any(word.clitic for word in words[noun.index + 1 : noun.index + 2])
        called = any(self._known.listed("naming-words", word) for word in before[-1:])
        apposed = len(before) > 1 and before[-1].form == "," and before[-2].is_capitalised
        if (len(before) == noun.index and not owned) or called or apposed:
            return False
        rest = words[noun.index + 1 :]
        behind = len(list(takewhile(self._describes, rest[:_FURTHEST_WORD])))
        named = any(word.entity == "person" for word in rest[behind : behind + 1])
        if not behind and self._known.listed("relational-nouns", noun):
            return True  # kerabat Haris
        return not named or (behind > 0 and rest[behind - 1].form == "," and begins_subject(rest, behind))

    def find_named_below(self, source: SourcePhrase) -> NameMention | None:
        """Return the name that the sentences just below give to whom a source describes."""
        below = self._context.find_nearest_below(source.span.end)
        named = ((sentence, self._context.find_names_in(sentence)) for sentence in below)
        return find_name_below(source.head.lower(), named, self._known)

    def find_named_spouse(self, source: SourcePhrase) -> NameMention | None:
        """Return the husband, for ``sang suami``, or the wife in the last sentence that is about a couple."""
        for sentence in self._context.find_all_before(source.span.start):
            named = find_spouse(source.head.lower(), sentence, self._context.find_names_in(sentence), self._known)
            if named is not None:
                return named
        return None


def find_name_below(
    head: str, sentences: Iterable[tuple[Sentence, Sequence[NameMention]]], known: NameLexicon
) -> NameMention | None:
    """Return the name that sentences give to somebody described before: ``Saksi itu, Marwan, …``; None if they do not.

    The description may also be joined to the name by a verb (``Perempuan bernama Ponirah itu``, ``Pemuda itu kemudian
    diketahui bernama Rio``).

    Args:
        head: the noun of the description before, in small letters.
        sentences: the sentences below, each with its names.
    """
    for sentence, names in sentences:
        for name in names:
            words = [word for word in sentence.words if word.end <= name.span.start]
            while words and known.titles.is_honorific(words[-1].form):
                words.pop()
            before = words[-_LONGEST_DESCRIPTION:]
            behind = [word for word in sentence.words if word.start >= name.span.end][:3]
            other = name.accused or name.standing in ("undergoes", "silent")  # Pria bernama Haris itu ditangkap
            same = any(word.lower == head or (known.listed("epithets", word) and not other) for word in before)
            if (same and _gives_name(before, behind, known)) or _is_given_name(before, behind, head, known):
                return name
    return None


def _gives_name(before: Sequence[Word], behind: Sequence[Word], known: NameLexicon) -> bool:
    """Return whether the words before a name point back and lead to it."""
    points = [known.listed("demonstratives", word) for word in (*before, *behind[:1])]
    if before[-1].form == ",":
        return points[len(before) - 2]
    return known.listed("identity-words", before[-1]) and any(points)


def _is_given_name(before: Sequence[Word], behind: Sequence[Word], head: str, known: NameLexicon) -> bool:
    """Return whether a name is called theirs (``Namanya Haris``), or the noun follows it (``Haris, saksi itu``)."""
    owned = "".join(word.lower for word in before) == f"nama{CLITIC}"
    apposed = [word.lower for word in behind[:2]] == [",", head] and known.listed("demonstratives", behind[-1])
    return owned or apposed


def find_spouse(noun: str, sentence: Sentence, names: Sequence[NameMention], known: NameLexicon) -> NameMention | None:
    """Return who of the two people in a sentence about a couple is the husband, or the wife; None if it does not say.

    ``istrinya, Ratna`` says so, and so does the gender of one of them by words beside the name: ``Aktris Ratna menikah
    dengan Haris``.

    Args:
        noun: ``suami`` or ``istri``, in small letters.
    """
    if len(names) != 2 or not any(known.listed("marriage-words", word) for word in sentence.words):
        return None
    first, second = names
    between = [word for word in sentence.words if first.span.end <= word.start and word.end <= second.span.start]
    own = [word.lower.removesuffix(CLITIC) for word in between if known.listed("marriage-words", word)]
    genders = [find_gender(name.words, [name.role], known) for name in names]
    genders[1] = infer_gender(own, known) or genders[1]
    wanted = infer_gender([noun], known)
    if genders[0] == genders[1] or wanted is None:
        return None
    return names[int(genders[1] == wanted or (genders[1] is None and genders[0] != wanted))]
