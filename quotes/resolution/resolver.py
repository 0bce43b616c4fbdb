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
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count, pairwise

from quotes.attribution import Attribution
from quotes.lexicon.morphology import CLITIC
from quotes.matching.matcher import Match
from quotes.parsing import ParsedText
from quotes.records import Candidate, Span, Speaker, SpeakerKind
from quotes.resolution.antecedents import (
    INTRODUCTIONS,
    REASONS,
    Anaphor,
    AntecedentRanker,
    How,
    Mention,
    RankedCandidate,
)
from quotes.resolution.bystanders import BystanderRecorder
from quotes.resolution.context import NEAR, ArticleContext
from quotes.resolution.descriptions import DescriptionReader
from quotes.resolution.mentions import NameMention
from quotes.resolution.names import NameFinder
from quotes.resolution.people import People, Person
from quotes.resolution.positions import Positions, SpanIndex
from quotes.resolution.source_kinds import find_document_noun, is_account_of_body, is_relative
from quotes.resolution.source_phrases import (
    SourcePhrase,
    collect_office_words,
    describe_source,
    describe_sources,
    drop_place,
    find_office_words,
    read_known_name,
)
from quotes.resolution.source_spans import find_source_phrase
from quotes.resolution.standing import StandingReader
from quotes.resolution.subjects import SubjectFinder
from quotes.rulelang.rule import ANSWER

#: Flag of a speaker not named in the clause.
_FLAGS = {"role": ("role-from-context",), "continuation": ("speaker-from-context",)}
_UNKNOWN = ("unknown-speaker",)
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_CAPITALISED = re.compile(r"\b[A-Z][\w’'-]+")


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
        self.known = finder.known
        self.entities = finder.entities
        self.ranker = ranker
        self.positions = Positions(parsed)
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
        self._sources = {key: drop_place(source, offices, self.known) for key, source in self._sources.items()}
        cited = [key for a in attributions if (key := id(a)) in self._sources and self._is_cited(a)]
        self._sources.update((key, self._read_cited(self._sources[key])) for key in cited)
        outlets = {words for key in cited if not self._sources[key].role for words in self._sources[key].names}
        self.people = People(parsed, finder, standings, list(self._sources.values()), outlets)

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
        sources = [source.span for source in self._sources.values()]
        self._context = ArticleContext(parsed, finder, standings, self.positions, self.people, ranker)
        self._subjects = SubjectFinder(self._context)
        self._descriptions = DescriptionReader(self._context)
        self._bystanders = BystanderRecorder(self._context, self._descriptions, SpanIndex([*sources, *contents]))
        self._bystanders.note_people()

    def _find_introduction(self, attribution: Attribution) -> Match | None:
        """Return the match of the sentence right before a quotation without a cue, if it names the speaker.

        Who is interviewed answers, however far above they are named.
        """
        match = attribution.introduced
        if match is None or attribution.rule == ANSWER:
            return match
        sentence, _ = self.positions.of(match.sentence.start)
        return match if self.positions.of(attribution.start)[0] - sentence <= 1 else None

    def _is_cited(self, attribution: Attribution) -> bool:
        """Return whether the cue is a verb for an outlet: ``Dikutip Kabar Sorowa``."""
        match = attribution.match
        if match is None or match.cue_word is None:
            return False
        return self.known.listed("citing-words", match.sentence.words[match.cue_word])

    def _read_cited(self, source: SourcePhrase) -> SourcePhrase:
        """Read a single word that names nobody and is no noun for people as an outlet: ``dilansir kabarsorowa``."""
        word = source.words[0] if len(source.words) == 1 else None
        unknown = word is not None and word.upos == "PROPN" and self.known.titles.kind_of(word.form) is None
        return replace(source, kind="organisation") if source.kind == "role" and unknown else source

    def _collect_names(self, source: SourcePhrase) -> None:
        """Collect the names of a source before the first source is resolved: an article may give the role first."""
        for words in source.names:
            person = self.people.record_named(words, source.span)
            if source.role and len(source.names) == 1 and source.role not in person.roles:
                person.roles.append(source.role)

    def _note(self, where: Span, person: Person, how: How, *, asks: bool, is_direct: bool) -> None:
        accused = any(name.accused for name in self._context.find_names_inside([where]))
        place = self.positions.of(where.start)
        self.ranker.note(
            Mention(where.start, person, how, *place, where, accused=accused, asks=asks, is_direct=is_direct)
        )

    def _make_anaphor(self, at: int, kind: str, attribution: Attribution, source: SourcePhrase | None) -> Anaphor:
        content, match = attribution.content, attribution.match
        about = tuple(self.people.find_bearer(name) for name in self._context.find_names_inside(content))
        said = " ".join(span.of(self.text) for span in content)
        words, capitals = said.casefold(), frozenset(_CAPITALISED.findall(said))
        described, ruled_out = self._descriptions.compare(source) if kind == "role" and source else ({}, frozenset())
        cue_class = match.cue.cue_class if match and match.cue else ""
        others = [(word,) in self.known.lists.lists["singular-third-person"] for word in _WORD.findall(words)]
        spoken_of = 0.0 if attribution.type != "direct" or kind == "role" or not any(others) else 0.5
        head = source.head.lower() if source else ""
        gendered = any(self.known.lists.has(name, head) for name in ("feminine-words", "masculine-words"))
        return Anaphor(
            at, *self.positions.of(at), kind, about, words, capitals, self._find_next_named(at),
            addressed=frozenset(b for a, b in pairwise(_WORD.findall(said)) if self.known.class_of(a) == "honorific"),
            pointed_at=frozenset(a for a, b in pairwise(_WORD.findall(words)) if self._points_back(b)),
            continues=cue_class == "continuation" or (match is not None and self._goes_on(match)),
            accuses=self._context.standings.accuses(words),
            speaks_of_other=2 * spoken_of if others[:1] == [True] else spoken_of,
            described=described, ruled_out=ruled_out,
            of_other_field=self._descriptions.find_other_fields(source) if kind == "role" and source else frozenset(),
            reaches_passing=gendered or self.known.titles.length("role", source.role.split() if source else ()) > 0,
        )  # fmt: skip

    def _points_back(self, word: str) -> bool:
        return self.known.lists.has("demonstratives", word)

    def _goes_on(self, match: Match) -> bool:
        """Return whether the words behind a cue and its source say that somebody goes on: ``katanya lagi``."""
        source = match.parts.get("source")
        at = max([match.cue_word or 0, *(source.words if source else ())]) + 1
        return any(self.known.listed("continuing-adverbs", word) for word in match.sentence.words[at : at + 1])

    def _find_next_named(self, at: int) -> tuple[Person, ...]:
        """Return the people named by the next source that names anybody, in this sentence or the next one."""
        following = bisect_right(self._named, at, key=lambda source: source.span.start)
        if following == len(self._named):
            return ()
        source = self._named[following]
        if self.positions.of(source.span.start)[0] - self.positions.of(at)[0] > 1:
            return ()
        return tuple(self.people.choose_bearer(words, source.span.start) for words in source.names)

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
        self._bystanders.note_pronouns(source.span.start if source else attribution.start)
        decision = self._decide(attribution, source)
        where = source.span if source else attribution.content[0]
        how: How = "quoted-inside" if self._is_inside(attribution) else "spoke"
        cue = attribution.match.cue if attribution.match else None
        asks, is_direct = cue is not None and cue.cue_class == "question", attribution.type == "direct"
        for person in decision.people:
            self._note(where, person, how, asks=asks, is_direct=is_direct)
        if decision.people:
            self._last_people = (decision.people, self.positions.of(where.start)[0])
        return decision

    def is_by_thing(self, attribution: Attribution, decision: Decision) -> bool:
        """Return whether the cue also says what things do, and its subject is a thing: ``Sensor itu memastikan``."""
        source, match = self.source_of(attribution), attribution.match
        if decision.people or source is None or source.kind != "nobody" or match is None or match.cue_word is None:
            return False
        return self.known.listed("verbs-of-things", match.sentence.words[match.cue_word])

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
        decision = (
            self._find_by_role(source)
            or self._resolve_own_spouse(source)
            or self._resolve_title(source)
            or self._resolve_suspect(source)
        )
        if decision is not None:
            return decision
        country = source.pointing and self.known.lists.has("polities", source.head.lower())  # negara itu
        nobody = source.kind == "nobody" and not country
        body = self._subjects.find_body(source) if source.pointing or not nobody else ""
        if body:
            return Decision((self.people.record_described(body, "organisation", source.span),), "role")
        if nobody or country:
            return Decision(flags=_UNKNOWN)
        if source.kind == "organisation":
            names = describe_sources(source, self.known)
            bodies = tuple(self.people.record_described(name, "organisation", source.span) for name in names)
            return Decision(bodies, "name")
        decision = self._resolve_description(source, attribution)
        return decision if decision and decision.people else self._resolve_unnamed(source)

    def _resolve_title(self, source: SourcePhrase) -> Decision | None:
        """Resolve a title alone to the only person whose name it is part of: ``Hakim``, of Lukman Hakim."""
        person = self._descriptions.find_titled(source)
        if person is None:
            return None
        self.people.admit(person).add(source.span, source.text)
        return Decision((person,), "alias")

    def _resolve_suspect(self, source: SourcePhrase) -> Decision | None:
        """Resolve ``pelaku`` to the only suspect of the article."""
        person = self._descriptions.find_suspect(source)
        if person is None:
            return None
        person.kind = "person"  # NYD, whatever its tags
        self.people.admit(person).add(source.span, source.text)
        return Decision((person,), "role", _FLAGS["role"])

    def _resolve_description(self, source: SourcePhrase, attribution: Attribution) -> Decision | None:
        """Resolve a description of somebody mentioned before; None if it does not point back."""
        if source.pointing:
            repeated = self._resolve_repeated(source)
            if repeated is not None or self._is_somebody_elses(source):
                return repeated or self._resolve_spouse(source)
            definite = not self._is_unnamed(source)
        else:
            definite = self._descriptions.is_definite(source) or self._adds(source, attribution)
        return self._resolve_anaphor(source.span.start, "role", attribution, source) if definite else None

    def _adds(self, source: SourcePhrase, attribution: Attribution) -> bool:
        """Return whether a role goes on with what its bearer said: ``Kapten Melati FC menambahkan``."""
        cue = attribution.match.cue if attribution.match else None
        role = source.kind == "role" and self.known.titles.length("role", source.role.split()) > 0
        other = any(self.known.listed("other-words", word) for word in source.words)
        return cue is not None and cue.cue_class == "continuation" and role and not other

    def _resolve_document(self, source: SourcePhrase) -> Decision:
        """Resolve a document: ``studi itu`` is the last one that a source, or else a subject, calls by more words."""
        account = self._resolve_account(source)
        if account is not None:
            return account
        noun = find_document_noun(source.words, self.known)
        own = [word for word in source.words if not self.known.listed("demonstratives", word)]
        if not (noun and source.pointing and len(own) == 1):  # studi itu, studi yang sama
            return Decision((self.people.record_described(source.text, "document", source.span),), "name")
        repeated = self._take_last_seen(self.people.find_documents(noun), source)
        if repeated is not None:
            return Decision((repeated,), "description")
        name = self._subjects.find_document(noun, source.span.start)
        person = self.people.record_described(name or source.text, "document", source.span)
        return Decision((person,), "description" if name else "name")

    def _take_last_seen(self, described: Sequence[Person], source: SourcePhrase) -> Person | None:
        """Return who of those described was seen last, with the source as a mention; None if there is nobody."""
        person = max(described, key=lambda p: self.ranker.seen(p, source.span.start), default=None)
        if person is not None:
            person.add(source.span, source.text)
        return person

    def _resolve_account(self, source: SourcePhrase) -> Decision | None:
        """Resolve ``akun itu`` to the account that spoke last."""
        if not (source.pointing and self.known.lists.has("account-nouns", source.head.lower())):
            return None
        account = self._take_last_seen([p for p in self.people.speakers if p.name.startswith("@")], source)
        return Decision((account,), "description", ("anonymous-source",)) if account is not None else None

    def _is_somebody_elses(self, source: SourcePhrase) -> bool:
        """Return whether a source is somebody by what they are to a person who is named elsewhere: ``sang ibu``."""
        first, head, lists = source.text.split()[0].lower(), source.head.lower(), self.known.lists
        return lists.has("definite-articles", first) and lists.has("kin", head)

    def _is_unnamed(self, source: SourcePhrase) -> bool:
        """Return whether a source that points back is somebody without a name.

        That is ``sumber itu``, ``sahabat penyanyi itu``, and ``petugas itu`` where the article has ``dua petugas``.
        """
        lists, lowers = self.known.lists, tuple(word.lower for word in source.words)
        anonymous = lists.has("anonymous-nouns", source.head.lower()) or (
            len(lowers) == 1 and lists.has("lone-nouns", lowers[0])  # orang | yang dekat dengan penyanyi itu
        )
        return anonymous or is_relative(source.words, self.known) or self._descriptions.is_described_before(source)

    def _resolve_spouse(self, source: SourcePhrase) -> Decision | None:
        """Resolve ``sang suami`` to the husband in the last sentence that is about a couple."""
        named = self._descriptions.find_named_spouse(source)
        return None if named is None else self._take_described(named, source)

    def _resolve_own_spouse(self, source: SourcePhrase) -> Decision | None:
        """Resolve ``istrinya`` to the wife in the last sentence that is about a couple."""
        own = len(source.words) == 2 and source.words[-1].lower == CLITIC
        return self._resolve_spouse(source) if own and self.known.listed("marriage-words", source.words[0]) else None

    def _take_described(self, name: NameMention, source: SourcePhrase) -> Decision:
        person = self.people.admit(self.people.find_bearer(name))
        person.add(source.span, source.text)
        return Decision((person,), "role", _FLAGS["role"])

    def _resolve_repeated(self, source: SourcePhrase) -> Decision | None:
        """Resolve ``wanita itu`` to an earlier ``seorang wanita``."""
        person = self._take_last_seen(self.people.find_unnamed(source.head), source)
        return None if person is None else Decision((person,), "description", ("anonymous-source",))

    def _resolve_anaphor(
        self, at: int, kind: str, attribution: Attribution, source: SourcePhrase | None = None
    ) -> Decision:
        """Resolve an anaphor to the most likely candidate."""
        anaphor = self._make_anaphor(at, kind, attribution, source)
        ranked = self.ranker.rank(anaphor)
        if not ranked:
            subject = None if kind == "role" else self._subjects.find_unread_subject(at)
            if subject is not None:
                return Decision((self.people.admit(subject),), kind, _FLAGS.get(kind, ()))
            described = self._subjects.find_described_subject(at) if kind in ("clitic", "pronoun") else None
            if described is None:
                return Decision(flags=_UNKNOWN)
            return Decision((described,), kind, (*_FLAGS.get(kind, ()), "anonymous-source"))
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
            at = source.span.start
            several = self._find_last_speakers(at) or self._subjects.find_collective(at) or self._find_pair(at)
            return Decision(several, "group", ("group-from-context",)) if several else Decision(flags=_UNKNOWN)
        size = 3 if self.known.lists.has("collective-threes", source.head) else 2
        several = self._find_last_speakers(source.span.start)
        seen = several if len(several) == size else self.ranker.last_people(source.span.start, size)
        if len(seen) < size:
            return Decision(flags=_UNKNOWN)
        return Decision(tuple(map(self.people.admit, seen)), "group", ("group-from-context",))

    def _find_last_speakers(self, at: int) -> tuple[Person, ...]:
        """Return who spoke together just before; else nobody."""
        people, sentence = self._last_people
        return people if len(people) > 1 and self.positions.of(at)[0] - sentence <= NEAR else ()

    def _find_pair(self, at: int) -> tuple[Person, ...]:
        """Return the two people mentioned most recently, if one sentence just before names both; else nobody."""
        here, _ = self.positions.of(at)
        pair = tuple(self.ranker.last_people(at, 2))
        seen = [mention for person in pair if (mention := self.ranker.history.last("any", at, person)) is not None]
        together = len(seen) == 2 and seen[0].sentence == seen[1].sentence and here - seen[0].sentence <= NEAR
        return tuple(map(self.people.admit, pair)) if together else ()

    def _find_by_role(self, source: SourcePhrase) -> Decision | None:
        scored = self._descriptions.score_roles(source)
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

    def _resolve_unnamed(self, source: SourcePhrase) -> Decision:
        kind: SpeakerKind = "group" if source.kind == "group" else "unnamed"
        if source.pointing or (source.words and self.known.listed("singular-indefinites", source.words[0])):
            named = self._descriptions.find_named_below(source)
            if named is not None:
                return self._take_described(named, source)
        name = describe_source(source, self.known)
        if name.startswith("@"):
            kind = "organisation" if is_account_of_body(name, self.known) else "person"
        person = self.people.record_described(name, kind, source.span)
        if name.startswith("@"):
            return Decision((person,), "name" if person.name == name else "alias")  # the owner of an account
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


def _is_introduced(ranked: RankedCandidate) -> bool:
    return max(ranked.features["introduced"], ranked.features["reacts"]) > 0


def _explain_rank(ranked: RankedCandidate) -> str:
    latest = ranked.latest
    return f"{INTRODUCTIONS.get(latest.standing) or REASONS[latest.how]}, {ranked.share:.2f}"
