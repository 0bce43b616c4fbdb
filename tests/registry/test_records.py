"""Building a registry from records, and applying it to records."""

from __future__ import annotations

import re

import pytest

from quotes.errors import RecordError, RuleError
from quotes.graphs import build_graph, top
from quotes.records import Article, Record, Span
from quotes.registry import apply_identities, build_registry, load_registry_rules
from quotes.resources import rules_folder
from tests.registry.people import record_of, rules, speaker

JOKO = speaker("Rangga Melatiwangi", "Bupati Sukamerta", aliases=("Gamel", "Rangga", "pria itu", "Bupati"))
RECORDS = [
    record_of("a", [JOKO]),
    record_of("b", [JOKO, speaker("Seno Gatrasena")]),
    record_of("c", [speaker("Gamel"), speaker("warga", kind="group"), speaker("saksi", kind="unnamed")]),
]


def test_people_and_organisations_with_names_become_entries_and_others_do_not():
    found = build_registry(RECORDS, rules())
    names = ["Gamel", "Rangga Melatiwangi", "Rangga Melatiwangi", "Seno Gatrasena"]
    assert sorted(entry.name for entry in found.entries) == names


def test_aliases_of_an_entry_are_names_and_nicknames_are_no_parts_of_a_name():
    [entry] = [each for each in build_registry(RECORDS, rules()).entries if each.key.article == "a"]
    assert (entry.aliases, entry.nicknames) == (("Gamel", "Rangga"), ("Gamel",))


def test_the_abbreviation_of_an_organisation_is_read_from_the_text():
    text = "Dewan Pengawas Pasar (Depas) berkata kapal siap."
    body = speaker("Dewan Pengawas Pasar", kind="organisation", mentions=(Span(0, 28),))
    [entry] = build_registry([Record(Article("a", text), (), (body,))], rules()).entries
    assert entry.nicknames == ("Depas",)


def test_the_order_of_the_records_changes_nothing():
    assert build_registry(reversed(RECORDS), rules()) == build_registry(RECORDS, rules())


def test_an_article_that_comes_twice_counts_once():
    assert build_registry([*RECORDS, RECORDS[0]], rules()) == build_registry(RECORDS, rules())


def test_two_articles_of_one_id_are_refused():
    with pytest.raises(RecordError, match="two different articles have the id 'a'"):
        build_registry([*RECORDS, record_of("a", [speaker("Melur")])], rules())


def test_records_get_the_ids_and_names_of_the_registry():
    made = apply_identities(RECORDS[2], build_registry(RECORDS, rules()).by_key())
    assert [each.id for each in made.speakers] == ["rangga-melatiwangi", "warga", "saksi--c"]
    assert [quote.speakers for quote in made.quotes] == [("Rangga Melatiwangi",), ("warga",), ("saksi",)]
    assert "Gamel" in made.speakers[0].aliases


def test_two_speakers_of_an_article_with_one_identity_are_merged():
    first = speaker("Rangga Melatiwangi", "Bupati", mentions=(Span(5, 9),), aliases=("Gamel",))
    second = speaker("Gamel", "Ketua", mentions=(Span(0, 3), Span(5, 9)))
    record = record_of("d", [first, second])
    identities = build_registry([*RECORDS, record_of("d", [first, second])], rules()).by_key()
    made = apply_identities(record, identities)
    [who] = made.speakers
    assert (who.roles, who.mentions) == (("Bupati", "Ketua"), (Span(0, 3), Span(5, 9)))


def test_the_graph_counts_an_identity_once():
    found = build_registry(RECORDS, rules()).by_key()
    table = top(build_graph(apply_identities(record, found) for record in RECORDS))
    counts = dict(zip(table["speaker"], table["quotes"], strict=True))
    assert counts["rangga-melatiwangi"] == 3


def test_a_record_without_known_speakers_stays_unchanged():
    record = record_of("z", [speaker("Melur")])
    assert apply_identities(record, {}) is record


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("merge: 0.9", "merge: 2", r"merging\.yaml:\d+:\d+: '2' is not a number from 0 to 1"),
        ("same-name:", "same-nam:", "unknown reason or doubt 'same-nam'; did you mean 'same-name'"),
        ("  same-family: 0.2", "  # gone", "reasons has no same-family"),
        ("left-out: [", "left-ot: [", "unknown key 'left-ot'; did you mean 'left-out'"),
        ("oe: u", "oe: 3", "is not a mapping of letters"),
    ],
)
def test_every_problem_of_the_figures_has_its_position(old, new, problem, tmp_path):
    text = (rules_folder() / "registry" / "merging.yaml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "registry").mkdir()
    (tmp_path / "registry" / "merging.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        load_registry_rules([tmp_path])
    assert any(re.search(problem, str(each)) for each in caught.value.problems)


def test_the_figures_of_a_user_s_folder_are_used(tmp_path):
    text = (rules_folder() / "registry" / "merging.yaml").read_text(encoding="utf-8")
    (tmp_path / "registry").mkdir()
    (tmp_path / "registry" / "merging.yaml").write_text(text.replace("merge: 0.9", "merge: 0.99"), encoding="utf-8")
    assert load_registry_rules([tmp_path]).merge == 0.99
