"""Resolve sources to speakers: ordered sieves, then the most likely candidate.

Ordered sieves, as in the quote attribution of CoreNLP (Muzny et al. 2017): a
name in the source decides; then a role that the article gave a person; then a
pronoun or clitic, resolved to the most likely candidate (see
:mod:`quotes.resolution.antecedents`); a quotation without a cue goes to the speaker
named in the previous sentence, or to the most likely candidate. What none of them
decides stays empty, with a flag that gives the reason.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count

from quotes.attribution import Attribution
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
    Positions,
    RankedCandidate,
)
from quotes.resolution.mentions import NameMention
from quotes.resolution.names import NameFinder
from quotes.resolution.people import People, Person
from quotes.resolution.roles import content_words, head_of, overlap, without_place, words_of_offices
from quotes.resolution.short_names import contains_in_order
from quotes.resolution.source_phrases import SourcePhrase, described_as, source_phrase_of
from quotes.resolution.span_index import SpanIndex
from quotes.resolution.standing import StandingReader

#: Flag of a speaker not named in the clause.
_FLAGS = {"role": ("role-from-context",), "continuation": ("speaker-from-context",)}


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
        focus: AntecedentRanker,
        standings: StandingReader,
    ) -> None:
        self.text = parsed.text
        self.known = finder.known
        self.entities = finder.entities
        self.focus = focus
        self.positions = Positions(parsed)
        self.standings = standings
        self.reports = Counter(id(a.match.sentence) for a in attributions if a.match is not None)
        self._mentions: dict[int, SourcePhrase] = {}
        for attribution in attributions:
            match = attribution.match or self._introduction(attribution)
            mention = source_phrase_of(match, self.text, finder) if match else None
            if mention is not None:
                self._mentions[id(attribution)] = mention
        offices = words_of_offices(self._mentions.values())
        self._mentions = {key: without_place(mention, offices) for key, mention in self._mentions.items()}
        self.people = People(parsed, finder, standings, list(self._mentions.values()))
        for mention in self._mentions.values():
            self._introduce(mention)
        contents = [span for a in attributions for span in a.content]
        self._contents = SpanIndex(contents)
        self._names = sorted((m.span.start, k) for k, m in enumerate(self.people.mentions))
        sources = [mention.span for mention in self._mentions.values()]
        self._note_bystanders(SpanIndex([*sources, *contents]))

    def _introduction(self, attribution: Attribution) -> Match | None:
        """Return the match of the sentence right before a quotation without a cue, if it names the speaker."""
        match = attribution.introduced
        if match is None:
            return None
        sentence, _ = self.positions.of(match.sentence.start)
        return match if self.positions.of(attribution.start)[0] - sentence <= 1 else None

    def _introduce(self, mention: SourcePhrase) -> None:
        """Collect the names of a source before the first source is resolved: an article may give the role first."""
        for words in mention.names:
            person = self.people.named(words, mention.span)
            if mention.role and len(mention.names) == 1 and mention.role not in person.roles:
                person.roles.append(mention.role)

    def _note_bystanders(self, quoted: SpanIndex) -> None:
        """Record the people named outside the quotes and their sources; names inside a quote are not candidates."""
        for mention in self.people.mentions:
            if quoted.covers(mention.span):
                continue
            person = self.people.bystander(mention)
            how = mention.how if mention.standing in ("inner-subject", "mentioned") else "subject"
            where, position = mention.span, self.positions.of(mention.span.start)
            self.focus.note(
                Mention(where.start, person, how, *position, where, mention.standing, accused=mention.accused)
            )

    def _note(self, where: Span, person: Person, how: How) -> None:
        self.focus.note(Mention(where.start, person, how, *self.positions.of(where.start), where))

    def _gap(self, at: int, kind: str, content: Sequence[Span], *, goes_on: bool = False) -> Anaphor:
        about = tuple(self.people.bystander(mention) for mention in self._names_inside(content))
        words = " ".join(span.of(self.text) for span in content).casefold()
        accuses = self.standings.accuses(words)
        return Anaphor(at, *self.positions.of(at), kind, about, words, goes_on=goes_on, accuses=accuses)

    def _names_inside(self, content: Sequence[Span]) -> list[NameMention]:
        """Return the names inside a content, in text order."""
        inside: set[int] = set()
        for span in content:
            first, last = bisect_left(self._names, (span.start, -1)), bisect_left(self._names, (span.end, -1))
            inside.update(k for _, k in self._names[first:last] if span.contains(self.people.mentions[k].span))
        return [self.people.mentions[k] for k in sorted(inside)]

    def mention(self, attribution: Attribution) -> SourcePhrase | None:
        """Return the source of an attribution, analysed."""
        return self._mentions.get(id(attribution))

    def decide(self, attribution: Attribution) -> Decision:
        """Resolve the source of an attribution. Must be called for the attributions in text order."""
        mention = self.mention(attribution)
        decision = self._decide(attribution, mention)
        where = mention.span if mention else attribution.content[0]
        how: How = "quoted-inside" if self._is_inside(attribution) else "spoke"
        for person in decision.people:
            self._note(where, person, how)
        return decision

    def _is_inside(self, attribution: Attribution) -> bool:
        """Return whether this is a report inside another one; its speaker is mentioned there, and does not speak."""
        cue = attribution.match.cue_span if attribution.match else None
        if cue is None:
            return False
        return any(span not in attribution.content for span in self._contents.containing(cue))

    def _decide(self, attribution: Attribution, mention: SourcePhrase | None) -> Decision:
        if mention is None:
            return self._continued(attribution)
        if attribution.match is None:
            decision = self._of_mention(mention, attribution.content)
            return replace(decision, by="introduction", flags=(*decision.flags, "speaker-from-context"))
        cue = attribution.match.cue
        goes_on = cue is not None and cue.cue_class == "continuation"
        return self._of_mention(mention, attribution.content, goes_on=goes_on)

    def _of_mention(self, mention: SourcePhrase, content: Sequence[Span], *, goes_on: bool = False) -> Decision:
        if mention.names:
            return self._named(mention)
        if mention.kind in ("pronoun", "clitic"):
            return self._in_focus(self._gap(mention.span.start, mention.kind, content, goes_on=goes_on), mention)
        if mention.kind == "plural":
            return self._together(mention)
        if mention.kind == "document":
            return Decision((self.people.described(mention.text, "document", mention.span),), "name")
        if mention.kind in ("unnamed", "group"):
            return self._nameless(mention)
        return self._of_role(mention, content)

    def _named(self, mention: SourcePhrase) -> Decision:
        people = tuple(self.people.named(words, mention.span) for words in mention.names)
        whole = all(len(words) >= len(p.words) for words, p in zip(mention.names, people, strict=True))
        return Decision(people, "name" if whole else "alias")

    def _of_role(self, mention: SourcePhrase, content: Sequence[Span]) -> Decision:
        """Resolve a role or an institution: the person with that role; if it points back, the person in focus."""
        decision = self._role(mention)
        if decision is not None:
            return decision
        if mention.kind == "nobody" and not mention.pointing:
            return Decision(flags=("unknown-speaker",))
        if mention.kind == "organisation":
            return Decision(
                (self.people.described(described_as(mention, self.known), "organisation", mention.span),), "name"
            )
        if mention.pointing:
            decision = self._again(mention) or self._in_focus(self._gap(mention.span.start, "role", content), mention)
        return decision if decision and decision.people else self._nameless(mention)

    def _again(self, mention: SourcePhrase) -> Decision | None:
        """Resolve ``wanita itu`` to an earlier ``seorang wanita``."""
        same = self.people.unnamed(mention.head)
        if not same:
            return None
        person = max(same, key=lambda p: self.focus.seen(p, mention.span.start))
        person.add(mention.span, mention.text)
        return Decision((person,), "description", ("anonymous-source",))

    def _in_focus(self, gap: Anaphor, mention: SourcePhrase | None = None) -> Decision:
        """Resolve an anaphor to the most likely candidate."""
        ranked = self.focus.rank(gap)
        if not ranked:
            return Decision(flags=("unknown-speaker",))
        sure = ranked[0].share >= self.focus.rules.doubt
        candidates = tuple(
            Candidate(r.person.name, _why(r), taken=sure and k == 0, span=r.sighting.span)
            for k, r in enumerate(ranked[:5])
        )
        if not sure:
            return Decision(flags=("unknown-speaker",), candidates=candidates)
        person = self.people.admit(ranked[0].person)
        if mention is not None and mention.kind != "clitic":
            person.add(mention.span, mention.text if mention.kind == "role" else None)
        lost = any(map(_is_introduced, ranked[1:])) and not _is_introduced(ranked[0])
        return Decision((person,), gap.kind, _FLAGS.get(gap.kind, ()), candidates, ranked[0].share, lost)

    def _together(self, mention: SourcePhrase) -> Decision:
        """Resolve ``keduanya`` and the like to the two (or three) people mentioned most recently."""
        size = 3 if self.known.lists.has("collective-threes", mention.head) else 2
        seen = self.focus.last_people(mention.span.start, size)
        if len(seen) < size:
            return Decision(flags=("unknown-speaker",))
        return Decision(tuple(map(self.people.admit, seen)), "group", ("group-from-context",))

    def _role(self, mention: SourcePhrase) -> Decision | None:
        scored = self._by_role(mention)
        if not scored:
            return None
        _, person = max(scored, key=lambda pair: (self.focus.seen(pair[1], mention.span.start), pair[0]))
        self.people.admit(person).add(mention.span, mention.text)
        candidates = tuple(Candidate(p.name, f"role, {score:.2f}", p is person) for score, p in scored)
        return Decision((person,), "role", candidates=candidates)

    def _by_role(self, mention: SourcePhrase) -> list[tuple[float, Person]]:
        """Return the people with a role like that of the mention, each with the overlap of the roles."""
        wanted, head = content_words(mention.role, self.known), head_of(mention.role, self.known)
        enough = 0.5 if mention.pointing else 1.0
        scored = []
        for person in self.people.cast:
            same = [role for role in (*person.roles, *person.background) if head_of(role, self.known) == head]
            best = max((overlap(wanted, content_words(role, self.known)) for role in same), default=0.0)
            own = contains_in_order(
                mention.text.split(), person.words
            )  # Norvania is not the head of the government of Norvania
            if best >= enough and not own:
                scored.append((best, person))
        return scored

    def _nameless(self, mention: SourcePhrase) -> Decision:
        kind: SpeakerKind = "group" if mention.kind == "group" else "unnamed"
        person = self.people.described(described_as(mention, self.known), kind, mention.span)
        return Decision((person,), "description", ("anonymous-source",))

    def _continued(self, attribution: Attribution) -> Decision:
        if attribution.match is not None:
            return Decision(flags=("no-source",))
        return self._in_focus(self._gap(attribution.start, "continuation", attribution.content))

    def speakers(self, decisions: Sequence[Decision]) -> dict[Person, Speaker]:
        """Return the entry of every speaker; of several with the same slug, the second gets ``-2``."""
        quoted = {person for decision in decisions for person in decision.people}
        entries: dict[Person, Speaker] = {}
        taken: set[str] = set()
        for person in self.people.all:
            if person in quoted:
                names = (person.slug if number == 1 else f"{person.slug}-{number}" for number in count(1))
                name = next(name for name in names if name not in taken)
                taken.add(name)
                entries[person] = replace(person.speaker(self.known), id=name)
        return entries


def _is_introduced(ranked: RankedCandidate) -> bool:
    return max(ranked.features["introduced"], ranked.features["reacts"]) > 0


def _why(ranked: RankedCandidate) -> str:
    sighting = ranked.sighting
    return f"{INTRODUCTIONS.get(sighting.standing) or REASONS[sighting.how]}, {ranked.share:.2f}"
