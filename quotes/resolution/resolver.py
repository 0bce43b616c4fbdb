"""Resolve sources to speakers: ordered sieves, then the most likely candidate.

Ordered sieves, as in the quote attribution of CoreNLP (Muzny et al. 2017): a
name in the source decides; then a role that the article gave a person; then a
pronoun or clitic, resolved to the most likely candidate (see
:mod:`quotes.resolution.antecedents`); a quotation without a cue goes to the speaker
named in the previous sentence, or to the most likely candidate. What none of them
decides stays empty, with a flag that gives the reason.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count, islice, pairwise, takewhile

from quotes.attribution import Attribution
from quotes.matching.matcher import Match
from quotes.parsing import ParsedText
from quotes.records import Candidate, Span, Speaker, SpeakerKind
from quotes.resolution.aliases import contains_in_order, fold_words
from quotes.resolution.antecedents import (
    INTRODUCTIONS,
    REASONS,
    Anaphor,
    AntecedentRanker,
    How,
    Mention,
    RankedCandidate,
)
from quotes.resolution.descriptions import find_name_below, find_spouse
from quotes.resolution.mentions import NameMention
from quotes.resolution.names import NameFinder
from quotes.resolution.people import MOST_COMPARED, People, Person
from quotes.resolution.positions import Positions, SpanIndex
from quotes.resolution.roles import collect_content_words, find_gender, find_head, infer_gender, measure_overlap
from quotes.resolution.source_kinds import find_document_noun
from quotes.resolution.source_phrases import (
    SourcePhrase,
    collect_office_words,
    describe_source,
    describe_sources,
    drop_place,
    find_office_words,
    read_known_name,
    read_source_phrase,
)
from quotes.resolution.source_spans import find_source_phrase, find_subjects
from quotes.resolution.standing import StandingReader
from quotes.rulelang.rule import ANSWER
from quotes.trees import Sentence, Word

#: Flag of a speaker not named in the clause.
_FLAGS = {"role": ("role-from-context",), "continuation": ("speaker-from-context",)}
_UNKNOWN = ("unknown-speaker",)
#: Words of a description that must agree for it to be that of a person beyond doubt.
_FEWEST_WORDS = 2
#: Most words of a description behind a source phrase, and on each side of a name.
_LONGEST_DESCRIPTION = 14
#: Parts of speech of the words that tell a description from another.
_DISTINGUISHING = frozenset({"NOUN", "PROPN", "NUM", "ADJ", "X"})
#: Parts of speech before a pronoun that is the subject of its sentence.
_OPENING = frozenset({"CCONJ", "ADV", "PUNCT"})
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_CAPITALISED = re.compile(r"\b[A-Z][\w’'-]+")
#: Most sentences between ``mereka`` and the body or group that it stands for.
_NEAR = 2


@dataclass(frozen=True, slots=True)
class Decision:
    """The speakers of a source, how they were found, and signs of doubt.

    Attributes:
        share: the probability of the candidate taken; None if there was no choice among candidates.
        has_lost_introduction: another person was introduced, or reacted, right before.
    """

    people: tuple[Person, ...] = ()
    by: str | None = None
    flags: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    share: float | None = None
    has_lost_introduction: bool = False


class Resolver:
    """Resolves the sources of one article, in text order.

    Attributes:
        reports: the number of quotes reported in each sentence, by its ``id``.
    """

    def __init__(
        self,
        parsed: ParsedText,
        finder: NameFinder,
        attributions: Sequence[Attribution],
        ranker: AntecedentRanker,
        standings: StandingReader,
    ) -> None:
        self.text = parsed.text
        self.sentences = [sentence for paragraph in parsed.paragraphs for sentence in paragraph.sentences]
        self.known = finder.known
        self.entities = finder.entities
        self._finder = finder
        self.ranker = ranker
        self.positions = Positions(parsed)
        self.standings = standings
        self.reports = Counter(id(a.match.sentence) for a in attributions if a.match is not None)
        self._sources: dict[int, SourcePhrase] = {}
        #: Who spoke last, and in which sentence.
        self._last_people: tuple[tuple[Person, ...], int] = ((), 0)
        for attribution in attributions:
            match = attribution.match or self._find_introduction(attribution)
            source = find_source_phrase(match, self.text, finder) if match else None
            if source is not None:
                self._sources[id(attribution)] = source
        offices = collect_office_words(self._sources.values()) | find_office_words(parsed, finder)
        self._sources = {key: drop_place(source, offices) for key, source in self._sources.items()}
        self.people = People(parsed, finder, standings, list(self._sources.values()))

        def is_person(words: Sequence[str]) -> bool:
            return offices.isdisjoint(words) and self.people.is_person(words)

        self._sources = {key: read_known_name(source, finder, is_person) for key, source in self._sources.items()}
        for source in self._sources.values():
            self._collect_names(source)
        self._margins: dict[tuple[str, ...], float] = {}
        for source in self._sources.values():
            for words in source.names:
                self._margins[words] = min(source.margin, self._margins.get(words, source.margin))
        self._named = sorted((s for s in self._sources.values() if s.names), key=lambda s: s.span)
        contents = [span for a in attributions for span in a.content]
        self._contents = SpanIndex(contents)
        self._names = sorted((m.span.start, k) for k, m in enumerate(self.people.mentions))
        sources = [source.span for source in self._sources.values()]
        quoted = SpanIndex([*sources, *contents])
        self._note_bystanders(quoted)
        self._note_roles(quoted)
        self._note_newcomers(quoted)
        #: The pronouns that are subjects outside the quotes and are not resolved yet, the last one first.
        self._pronouns = list(self._find_pronouns(parsed, quoted))[::-1]

    def _find_introduction(self, attribution: Attribution) -> Match | None:
        """Return the match of the sentence right before a quotation without a cue, if it names the speaker.

        Who is interviewed answers, however far above they are named.
        """
        match = attribution.introduced
        if match is None or attribution.rule == ANSWER:
            return match
        sentence, _ = self.positions.of(match.sentence.start)
        return match if self.positions.of(attribution.start)[0] - sentence <= 1 else None

    def _collect_names(self, source: SourcePhrase) -> None:
        """Collect the names of a source before the first source is resolved: an article may give the role first."""
        for words in source.names:
            person = self.people.record_named(words, source.span)
            if source.role and len(source.names) == 1 and source.role not in person.roles:
                person.roles.append(source.role)

    def _note_bystanders(self, quoted: SpanIndex) -> None:
        """Record the people named outside the quotes and their sources; names inside a quote are not candidates."""
        for name in self.people.mentions:
            if quoted.covers(name.span):
                continue
            person = self.people.find_bearer(name)
            how = name.how if name.standing in ("inner-subject", "mentioned") else "subject"
            where, position = name.span, self.positions.of(name.span.start)
            self.ranker.note(Mention(where.start, person, how, *position, where, name.standing, accused=name.accused))

    def _note_roles(self, quoted: SpanIndex) -> None:
        """Record the people whom a subject outside the quotes names by their role: ``Sang bupati menjawab``.

        A public office that opens the sentence needs no word that points back: ``Bupati menjawab``.

        A former office is left out: it more often describes whom the sentence before names.
        """
        known, lists = self.known, self.known.lists.lists
        points = {entry[0] for name in ("definite-articles", "demonstratives") for entry in lists[name]}
        for sentence in self.sentences:
            first = sentence.words[0].form
            office = known.titles.family_of(first) == "state" or known.titles.expand(first) is not None
            likely = office or not points.isdisjoint(sentence.lowers)
            for words in find_subjects(sentence, sentence.end, known) if likely else ():
                named = (office and not words[0].index) or not points.isdisjoint({words[0].lower, words[-1].lower})
                if not named or quoted.covers(words[0].span):
                    continue
                if not any("role" in known.class_of(word.form) for word in words):
                    continue
                phrase = read_source_phrase(words, self.text, self._finder)
                if phrase.names or phrase.kind != "role" or known.titles.is_status(words[0].form):
                    continue
                scored = [person for score, person in self._score_roles(phrase) if score == 1.0]
                if len(scored) == 1:
                    at, standing = phrase.span.start, self.standings.read(sentence, words[0].index, words[-1].index)
                    place = self.positions.of(at)
                    self.ranker.note(Mention(at, scored[0], "subject", *place, phrase.span, standing.standing))

    def _note_newcomers(self, quoted: SpanIndex) -> None:
        """Record the people without a name who open a sentence outside the quotes: ``Seorang penonton menangis``.

        Who asks (``Seorang warga bertanya``) is left out: the one who was asked speaks next.
        """
        for sentence in self.sentences:
            words = next(find_subjects(sentence, sentence.end, self.known), None)
            if words is None or not self.known.listed("singular-indefinites", words[0]) or quoted.covers(words[0].span):
                continue
            standing = self.standings.read(sentence, words[0].index, words[-1].index).standing
            behind = sentence.words[words[-1].index + 1 :]
            if any(cue.cue_class == "question" for word in behind for cue in self.standings.lexicon.find(word.form)):
                continue
            phrase = read_source_phrase(words, self.text, self._finder)
            if phrase.kind == "unnamed" and words[-1].upos != "NUM" and standing in ("reacts", "subject"):
                person = Person(tuple(describe_source(phrase, self.known).split()), "unnamed", bystander=True)
                place = self.positions.of(phrase.span.start)
                self.ranker.note(Mention(phrase.span.start, person, "subject", *place, phrase.span, standing))

    def _note(self, where: Span, person: Person, how: How, *, asks: bool) -> None:
        place, accused = self.positions.of(where.start), any(name.accused for name in self._find_names_inside([where]))
        self.ranker.note(Mention(where.start, person, how, *place, where, accused=accused, asks=asks))

    def _make_anaphor(self, at: int, kind: str, attribution: Attribution, source: SourcePhrase | None) -> Anaphor:
        content, match = attribution.content, attribution.match
        about = tuple(self.people.find_bearer(name) for name in self._find_names_inside(content))
        said = " ".join(span.of(self.text) for span in content)
        words, capitals = said.casefold(), frozenset(_CAPITALISED.findall(said))
        described, ruled_out = self._compare_descriptions(source) if kind == "role" and source else ({}, frozenset())
        cue_class = match.cue.cue_class if match and match.cue else ""
        others = [(word,) in self.known.lists.lists["singular-third-person"] for word in _WORD.findall(words)]
        spoken_of = 0.0 if attribution.type != "direct" or kind == "role" or not any(others) else 0.5
        head = source.head.lower() if source else ""
        gendered = any(self.known.lists.has(name, head) for name in ("feminine-words", "masculine-words"))
        return Anaphor(
            at, *self.positions.of(at), kind, about, words, capitals, self._find_next_named(at),
            addressed=frozenset(b for a, b in pairwise(_WORD.findall(said)) if self.known.class_of(a) == "honorific"),
            continues=cue_class == "continuation" or (match is not None and self._goes_on(match)),
            accuses=self.standings.accuses(words),
            speaks_of_other=2 * spoken_of if others[:1] == [True] else spoken_of,
            described=described, ruled_out=ruled_out,
            reaches_passing=gendered or self.known.titles.length("role", source.role.split() if source else ()) > 0,
        )  # fmt: skip

    def _goes_on(self, match: Match) -> bool:
        """Return whether the words behind a cue and its source say that somebody goes on: ``katanya lagi``."""
        source = match.parts.get("source")
        at = max([match.cue_word or 0, *(source.words if source else ())]) + 1
        return any(self.known.listed("continuing-adverbs", word) for word in match.sentence.words[at : at + 1])

    def _compare_descriptions(self, source: SourcePhrase) -> tuple[dict[Person, float], frozenset[Person]]:
        """Return how much of a description the article says of each person, and the people whom it rules out."""
        words = self._read_description(source)
        wanted = {word.lower for word in words if self._distinguishes(word)}
        people, here = self.people.cast[-MOST_COMPARED:], self.positions.sentence(source.span.start)
        kin = any(self.known.lists.has("relational-nouns", word) for word in wanted)
        most = len(wanted) if kin else max(len(wanted), _FEWEST_WORDS)
        described = {p: len(wanted & self._collect_words_beside(p, here)) / most for p in people if wanted}
        age = next((a.form for a, b in pairwise(words) if self.known.listed("age-words", b)), "")
        ages = {p: found for p in people if age.isdigit() and (found := self._find_age(p))}
        described |= {p: 1.0 for p, found in ages.items() if found == age}
        return described, self._rule_out(words, people) | {p for p, found in ages.items() if found != age}

    def _rule_out(self, words: Sequence[Word], people: Sequence[Person]) -> frozenset[Person]:
        """Return the people of another gender than a description, and those whom it names: ``suami Ratna itu``."""
        forms = {word.form for word in words}
        own = any(self.known.listed(name, word) for name in ("nickname-verbs", "describing-verbs") for word in words)
        named = {p for p in people if not own and not forms.isdisjoint(p.words)}
        gender = infer_gender([" ".join(word.form for word in words if word.upos == "NOUN")], self.known)
        genders = {p: find_gender(p.words, [*p.roles, *p.background], self.known) for p in people} if gender else {}
        return frozenset(named | {p for p, other in genders.items() if other not in (None, gender)})

    def _read_description(self, source: SourcePhrase) -> list[Word]:
        """Return the words of a source up to the one that points back: ``pria | berusia 40 tahun itu``."""
        sentence, words = self.positions.sentence(source.span.start), list(source.words)
        if sentence is None or not words or self.known.listed("demonstratives", words[-1]):
            return words
        rest = sentence.words[words[-1].index + 1 : words[-1].index + 1 + _LONGEST_DESCRIPTION]
        end = next((k for k, word in enumerate(rest) if self.known.listed("demonstratives", word)), None)
        return words if end is None else [*words, *rest[:end]]

    def _distinguishes(self, word: Word) -> bool:
        lists = ("role-fillers", "describing-verbs", "feminine-words", "masculine-words", "determiners", "age-words")
        shared = any(self.known.listed(name, word) for name in lists) and not self.known.listed(
            "relational-nouns", word
        )
        return word.upos in _DISTINGUISHING and not shared

    def _collect_words_beside(self, person: Person, but: Sentence | None) -> set[str]:
        """Return the words in small letters of the person's roles and beside the name, but in one sentence."""
        beside = {word.lower() for role in (*person.roles, *person.background) for word in role.split()}
        for span in person.mentions:
            sentence = self.positions.sentence(span.start)
            if sentence is not None and sentence is not but:
                behind = [word for word in sentence.words if word.start >= span.end]
                before = [word for word in reversed(sentence.words) if word.end <= span.start]
                for side in (before, behind):
                    beside.update(word.lower for word in takewhile(self._describes, side[:_LONGEST_DESCRIPTION]))
        return beside

    def _find_age(self, person: Person) -> str:
        """Return the age in brackets behind the name: ``Ratna (29)``."""
        for span in person.mentions:
            sentence = self.positions.sentence(span.start)
            behind = [word.form for word in sentence.words if word.start >= span.end][:3] if sentence else []
            if len(behind) == 3 and (behind[0], behind[2]) == ("(", ")") and behind[1].isdigit():
                return behind[1]
        return ""

    def _describes(self, word: Word) -> bool:
        """Return whether a word beside a name can belong to what the person is called: no verb, and no other name."""
        verb = word.upos == "VERB" and not self.known.listed("describing-verbs", word)
        return not verb and word.entity != "person" and word.quotation is None

    def _find_next_named(self, at: int) -> tuple[Person, ...]:
        """Return the people named by the next source that names anybody, in this sentence or the next one."""
        following = bisect_right(self._named, at, key=lambda source: source.span.start)
        if following == len(self._named):
            return ()
        source = self._named[following]
        if self.positions.of(source.span.start)[0] - self.positions.of(at)[0] > 1:
            return ()
        return tuple(self.people.choose_bearer(words, source.span.start) for words in source.names)

    def _find_names_inside(self, content: Sequence[Span]) -> list[NameMention]:
        """Return the names inside a content, in text order."""
        inside: set[int] = set()
        for span in content:
            first, last = bisect_left(self._names, (span.start, -1)), bisect_left(self._names, (span.end, -1))
            inside.update(k for _, k in self._names[first:last] if span.contains(self.people.mentions[k].span))
        return [self.people.mentions[k] for k in sorted(inside)]

    def source_of(self, attribution: Attribution) -> SourcePhrase | None:
        """Return the source of an attribution, analysed."""
        return self._sources.get(id(attribution))

    def margin_of(self, person: Person) -> float | None:
        """Return how far ahead the reading of a person's full name is, in logits; None if no source gives that name.

        Of several sources the one with the closest second reading counts.
        """
        return self._margins.get(person.words)

    def decide(self, attribution: Attribution) -> Decision:
        """Resolve the source of an attribution. Must be called for the attributions in text order."""
        source = self.source_of(attribution)
        self._note_pronouns(source.span.start if source else attribution.start)
        decision = self._decide(attribution, source)
        where = source.span if source else attribution.content[0]
        how: How = "quoted-inside" if self._is_inside(attribution) else "spoke"
        cue = attribution.match.cue if attribution.match else None
        for person in decision.people:
            self._note(where, person, how, asks=cue is not None and cue.cue_class == "question")
        if decision.people:
            self._last_people = (decision.people, self.positions.of(where.start)[0])
        return decision

    def _find_pronouns(self, parsed: ParsedText, quoted: SpanIndex) -> Iterator[tuple[Sentence, Word]]:
        """Yield the pronouns that open a sentence outside the quotes: ``Ia kalah dari Haris``."""
        for sentence in (sentence for paragraph in parsed.paragraphs for sentence in paragraph.sentences):
            word = next((word for word in sentence.words if word.upos not in _OPENING), None)
            if word is not None and self.known.listed("singular-third-person", word) and not quoted.covers(word.span):
                yield sentence, word

    def _note_pronouns(self, before: int) -> None:
        """Record whom the pronouns up to a position stand for, as subjects: who comes next may go on with them."""
        while self._pronouns and self._pronouns[-1][1].start < before:
            sentence, word = self._pronouns.pop()
            ranked = self.ranker.rank(Anaphor(word.start, *self.positions.of(word.start), "pronoun"))
            if ranked and ranked[0].share >= self.ranker.rules.doubt:
                place, standing = self.positions.of(word.start), self.standings.read(sentence, word.index, word.index)
                self.ranker.note(Mention(word.start, ranked[0].person, "subject", *place, word.span, standing.standing))

    def _is_inside(self, attribution: Attribution) -> bool:
        """Return whether this is a report inside another one; its speaker is mentioned there, and does not speak."""
        cue = attribution.match.cue_span if attribution.match else None
        if cue is None:
            return False
        return any(span not in attribution.content for span in self._contents.containing(cue))

    def _decide(self, attribution: Attribution, source: SourcePhrase | None) -> Decision:
        if source is None:
            return self._resolve_uncued(attribution)
        if attribution.match is None:
            decision = self._resolve_source(source, attribution)
            return replace(decision, by="introduction", flags=(*decision.flags, "speaker-from-context"))
        return self._resolve_source(source, attribution)

    def _resolve_source(self, source: SourcePhrase, attribution: Attribution) -> Decision:
        if source.names:
            return self._resolve_name(source)
        if source.kind in ("pronoun", "clitic"):
            return self._resolve_anaphor(source.span.start, source.kind, attribution, source)
        if source.kind == "plural":
            return self._resolve_plural(source)
        if source.kind == "document":
            return self._resolve_document(source)
        if source.kind in ("unnamed", "group"):
            several = any(self.known.listed("indefinites", word) for word in source.words[:1])  # para pelajar itu
            repeated = self._resolve_repeated(source) if source.pointing and not several else None
            return repeated or self._resolve_unnamed(source)
        return self._resolve_role(source, attribution)

    def _resolve_name(self, source: SourcePhrase) -> Decision:
        people = tuple(self.people.record_named(words, source.span) for words in source.names)
        whole = all(len(words) >= len(p.words) for words, p in zip(source.names, people, strict=True))
        return Decision(people, "name" if whole else "alias")

    def _resolve_role(self, source: SourcePhrase, attribution: Attribution) -> Decision:
        """Resolve a role or an institution: the person with that role; if it points back, the person in focus."""
        decision = self._find_by_role(source)
        if decision is not None:
            return decision
        if source.kind == "nobody" and not source.pointing:
            return Decision(flags=_UNKNOWN)
        body = self._find_body(source)
        if body:
            return Decision((self.people.record_described(body, "organisation", source.span),), "role")
        if source.kind == "organisation":
            names = describe_sources(source, self.known)
            bodies = tuple(self.people.record_described(name, "organisation", source.span) for name in names)
            return Decision(bodies, "name")
        if source.pointing:
            decision = self._resolve_repeated(source)
            if decision is None and self._is_somebody_elses(source):
                decision = self._resolve_spouse(source)
            elif decision is None:
                decision = self._resolve_anaphor(source.span.start, "role", attribution, source)
        return decision if decision and decision.people else self._resolve_unnamed(source)

    def _resolve_document(self, source: SourcePhrase) -> Decision:
        """Resolve a document: ``studi itu`` is the last one that a source, or else a subject, calls by more words."""
        noun = find_document_noun(source.words, self.known)
        if not (noun and source.pointing and len(source.words) == 2):  # the noun and itu
            return Decision((self.people.record_described(source.text, "document", source.span),), "name")
        documents = [p for p in self.people.speakers if p.kind == "document" and noun in fold_words(p.words[:2])]
        if documents:
            person = max(documents, key=lambda p: self.ranker.seen(p, source.span.start))
            person.add(source.span, source.text)
            return Decision((person,), "description")
        name = self._find_document(noun, source.span.start)
        person = self.people.record_described(name or source.text, "document", source.span)
        return Decision((person,), "description" if name else "name")

    def _find_document(self, noun: str, at: int) -> str:
        """Return what the last subject before a position that is such a document is called; empty if there is none."""
        for sentence in reversed(self.sentences[: bisect_left(self.sentences, at, key=_start_of)]):
            for words in find_subjects(sentence, at, self.known) if noun in sentence.lowers else ():
                named = any(word.is_capitalised for word in words[1:])
                if named and find_document_noun(words, self.known) == noun:
                    return describe_source(read_source_phrase(words, self.text, self._finder), self.known)
        return ""

    def _find_body(self, source: SourcePhrase) -> str:
        """Return the body that ``Bank pelat merah itu`` or ``Kementerian`` stands for; empty if none fits the noun.

        For a noun that points back those just before come first, their subjects before the others. For a noun alone it
        is the usual one of the article. Otherwise it is the one that spoke last, if the noun points back, or is for
        companies and has named nobody yet.
        """
        at, noun, bodies = source.span.start, source.head.lower(), self.people.bodies
        for sentence in islice(self._sentences_before(at), 1, None) if source.pointing else ():
            found = (_cut_predicate(words) for words in find_subjects(sentence, at, self.known))
            phrases = [read_source_phrase(words, self.text, self._finder) for words in found]
            subjects = [p for p in phrases if p.kind == "organisation" and not p.pointing]
            names = [describe_source(phrase, self.known) for phrase in subjects]
            names += [" ".join(words) for words in bodies.find_names(sentence)]
            fitting = [name for name in names if bodies.fits(name, noun)]
            if fitting:
                return fitting[0]
        alone = sum(not self.known.listed("demonstratives", word) for word in source.words) == 1
        new = all(person.name.lower() != noun for person in self.people.speakers)
        usual = bodies.find_usual(noun) if alone else ""
        if usual or not (source.pointing or (alone and new and self.known.lists.has("company-nouns", noun))):
            return usual
        seen = [(self.ranker.seen(p, at), p.name) for p in self.people.speakers if p.kind == "organisation"]
        return max(((last, name) for last, name in seen if last >= 0 and bodies.fits(name, noun)), default=(0, ""))[1]

    def _is_somebody_elses(self, source: SourcePhrase) -> bool:
        """Return whether a source is somebody by what they are to a person who is named elsewhere: ``sang ibu``."""
        first, head, lists = source.text.split()[0].lower(), source.head.lower(), self.known.lists
        return lists.has("definite-articles", first) and lists.has("kin", head)

    def _resolve_spouse(self, source: SourcePhrase) -> Decision | None:
        """Resolve ``sang suami`` to the husband in the last sentence that is about a couple."""
        for sentence in reversed(self.sentences[: bisect_left(self.sentences, source.span.start, key=_start_of)]):
            named = find_spouse(source.head.lower(), sentence, self._find_names_in(sentence), self.known)
            if named is not None:
                return self._take_described(named, source)
        return None

    def _find_names_in(self, sentence: Sentence) -> list[NameMention]:
        return self._find_names_inside([Span(sentence.start, sentence.end)])

    def _take_described(self, name: NameMention, source: SourcePhrase) -> Decision:
        person = self.people.admit(self.people.find_bearer(name))
        person.add(source.span, source.text)
        return Decision((person,), "role", _FLAGS["role"])

    def _resolve_repeated(self, source: SourcePhrase) -> Decision | None:
        """Resolve ``wanita itu`` to an earlier ``seorang wanita``."""
        same = self.people.find_unnamed(source.head)
        if not same:
            return None
        person = max(same, key=lambda p: self.ranker.seen(p, source.span.start))
        person.add(source.span, source.text)
        return Decision((person,), "description", ("anonymous-source",))

    def _resolve_anaphor(
        self, at: int, kind: str, attribution: Attribution, source: SourcePhrase | None = None
    ) -> Decision:
        """Resolve an anaphor to the most likely candidate."""
        anaphor = self._make_anaphor(at, kind, attribution, source)
        ranked = self.ranker.rank(anaphor)
        if not ranked:
            subject = self._find_unread_subject(at)
            if kind == "role" or subject is None:
                return Decision(flags=_UNKNOWN)
            return Decision((self.people.admit(subject),), kind, _FLAGS.get(kind, ()))
        sure = ranked[0].share >= self.ranker.rules.doubt
        candidates = tuple(
            Candidate(r.person.name, _explain_rank(r), taken=sure and k == 0, span=r.latest.span)
            for k, r in enumerate(ranked[:5])
        )
        if not sure:
            return Decision(flags=_UNKNOWN, candidates=candidates)
        person = self.people.admit(ranked[0].person)
        if source is not None and source.kind != "clitic":
            person.add(source.span, source.text if source.kind == "role" else None)
        lost = any(map(_is_introduced, ranked[1:])) and not _is_introduced(ranked[0])
        return Decision((person,), anaphor.kind, _FLAGS.get(anaphor.kind, ()), candidates, ranked[0].share, lost)

    def _resolve_plural(self, source: SourcePhrase) -> Decision:
        """Resolve ``keduanya`` to the two people mentioned most recently, ``mereka`` to a body or a group."""
        if self.known.lists.has("open-plurals", source.head):
            several = self._find_collective(source.span.start) or self._find_pair(source.span.start)
            return Decision(several, "group", ("group-from-context",)) if several else Decision(flags=_UNKNOWN)
        size = 3 if self.known.lists.has("collective-threes", source.head) else 2
        seen = self.ranker.last_people(source.span.start, size)
        if len(seen) < size:
            return Decision(flags=_UNKNOWN)
        return Decision(tuple(map(self.people.admit, seen)), "group", ("group-from-context",))

    def _find_collective(self, at: int) -> tuple[Person, ...]:
        """Return who spoke together, or the body or group that spoke or is the subject, just before; else nobody."""
        here, _ = self.positions.of(at)
        several, sentence_of_several = self._last_people
        if len(several) > 1 and here - sentence_of_several <= _NEAR:
            return several
        history = self.ranker.history
        spoke = [mention for way in ("spoke", "quoted-inside") if (mention := history.last(way, at)) is not None]
        last = max(spoke, key=lambda mention: mention.at, default=None)
        if last is not None and self._is_collective(last.person) and here - last.sentence <= _NEAR:
            return (last.person,)
        for sentence in self._sentences_before(at):
            for words in find_subjects(sentence, at, self.known):
                several = self._read_collective(_cut_predicate(words))
                if several:
                    return several
        return ()

    def _find_pair(self, at: int) -> tuple[Person, ...]:
        """Return the two people mentioned most recently, if one sentence just before names both; else nobody."""
        here, _ = self.positions.of(at)
        pair = tuple(self.ranker.last_people(at, 2))
        seen = [mention for person in pair if (mention := self.ranker.history.last("any", at, person)) is not None]
        together = len(seen) == 2 and seen[0].sentence == seen[1].sentence and here - seen[0].sentence <= _NEAR
        return tuple(map(self.people.admit, pair)) if together else ()

    def _find_unread_subject(self, at: int) -> Person | None:
        """Return the subject just before that is written like a name, where the article has no name that is read."""
        for sentence in self._sentences_before(at):
            for words in find_subjects(sentence, at, self.known):
                classes = {self._finder.class_of(word.form) for word in words}
                tagged = any(map(self.entities.is_body, words))
                if classes <= {"plain", "name"} and not tagged and all(word.upos == "PROPN" for word in words):
                    return self.people.choose_bearer([word.form for word in words], words[0].start)
        return None

    def _sentences_before(self, at: int) -> Iterator[Sentence]:
        """Yield the sentence at a position and the nearest ones before it."""
        sentence = self.positions.sentence(at)
        for _ in range(_NEAR + 1):
            if sentence is None:
                return
            yield sentence
            sentence = self.positions.sentence(sentence.start - 1) if sentence.start else None

    def _is_collective(self, person: Person) -> bool:
        side = self.known.lists.has("side-nouns", person.words[0].lower())  # pihak berwenang
        return person.kind in ("organisation", "group") or (person.kind == "unnamed" and side)

    def _read_collective(self, words: Sequence[Word]) -> tuple[Person, ...]:
        """Return the body, the group or the people that a noun phrase names; nobody for one person."""
        phrase = read_source_phrase(words, self.text, self._finder)
        people = tuple(self.people.choose_bearer(name, phrase.span.start) for name in phrase.names)
        if len(people) > 1 or (people and people[0].kind == "organisation"):
            return tuple(map(self.people.admit, people))
        place = self.known.lists.has("place-nouns", phrase.head.lower())  # Kota Bandung
        if phrase.names or place or phrase.kind not in ("organisation", "group"):
            return ()
        kind: SpeakerKind = "group" if phrase.kind == "group" else "organisation"
        return (self.people.record_described(describe_source(phrase, self.known), kind, phrase.span),)

    def _find_by_role(self, source: SourcePhrase) -> Decision | None:
        scored = self._score_roles(source)
        if not scored:
            return None
        best = max(score for score, _ in scored)
        if len(scored) > 1 and best < 1.0:
            return None  # mantan Ketua Bawaslu Jawa Tengah itu, of two chairs
        likely = [(score, person) for score, person in scored if score == best]
        _, person = max(likely, key=lambda pair: self.ranker.seen(pair[1], source.span.start))
        self.people.admit(person).add(source.span, source.text)
        candidates = tuple(Candidate(p.name, f"role, {score:.2f}", p is person) for score, p in scored)
        return Decision((person,), "role", candidates=candidates)

    def _score_roles(self, source: SourcePhrase) -> list[tuple[float, Person]]:
        """Return the people with a role like that of the mention, each with the overlap of the roles."""
        wanted, head = collect_content_words(source.role, self.known), find_head(source.role, self.known)
        enough = 0.5 if source.pointing else 1.0
        scored = []
        for person in self.people.cast[-MOST_COMPARED:]:
            same = [role for role in (*person.roles, *person.background) if find_head(role, self.known) == head]
            best = max((measure_overlap(wanted, collect_content_words(role, self.known)) for role in same), default=0.0)
            own = contains_in_order(
                source.text.split(), person.words
            )  # Norvania is not the head of the government of Norvania
            if best >= enough and not own:
                scored.append((best, person))
        return scored

    def _resolve_unnamed(self, source: SourcePhrase) -> Decision:
        kind: SpeakerKind = "group" if source.kind == "group" else "unnamed"
        if source.pointing or (source.words and self.known.listed("singular-indefinites", source.words[0])):
            start = bisect_left(self.sentences, source.span.end, key=_start_of)
            below = ((each, self._find_names_in(each)) for each in self.sentences[start : start + _NEAR])
            named = find_name_below(source.head.lower(), below, self.known)
            if named is not None:
                return self._take_described(named, source)
        person = self.people.record_described(describe_source(source, self.known), kind, source.span)
        return Decision((person,), "description", ("anonymous-source",))

    def _resolve_uncued(self, attribution: Attribution) -> Decision:
        if attribution.match is not None:
            return Decision(flags=("no-source",))
        return self._resolve_anaphor(attribution.start, "continuation", attribution)

    def speakers(self, decisions: Sequence[Decision]) -> dict[Person, Speaker]:
        """Return the entry of every speaker; of several with the same slug, the second gets ``-2``."""
        quoted = {person for decision in decisions for person in decision.people}
        entries: dict[Person, Speaker] = {}
        taken: set[str] = set()
        for person in self.people.speakers:
            if person in quoted:
                names = (person.slug if number == 1 else f"{person.slug}-{number}" for number in count(1))
                name = next(name for name in names if name not in taken)
                taken.add(name)
                entries[person] = replace(person.speaker(self.known), id=name)
        return entries


def _cut_predicate(words: Sequence[Word]) -> Sequence[Word]:
    """Cut what stands behind a name in capitals, as a noun that is the predicate: ``Serikat Tani | mogok``."""
    capitals = [k for k, word in enumerate(words) if word.is_capitalised]
    return words[: capitals[-1] + 1] if capitals[:2] == [0, 1] else words


def _start_of(sentence: Sentence) -> int:
    return sentence.start


def _is_introduced(ranked: RankedCandidate) -> bool:
    return max(ranked.features["introduced"], ranked.features["reacts"]) > 0


def _explain_rank(ranked: RankedCandidate) -> str:
    latest = ranked.latest
    return f"{INTRODUCTIONS.get(latest.standing) or REASONS[latest.how]}, {ranked.share:.2f}"
