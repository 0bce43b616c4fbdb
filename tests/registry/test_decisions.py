"""Merges and splits by hand are applied on every build, and undone by removing the line."""

from __future__ import annotations

import pytest

from quotes.errors import RuleError
from quotes.registry import build_from_entries
from quotes.registry.decisions import Decision, add_decision, read_decisions
from tests.registry.people import entry, of, rules, together

ENTRIES = [
    entry("a", "Rangga Melatiwangi", "Menteri Kelautan"),
    entry("b", "Rangga Melatiwangi", "Menteri Kelautan"),
    entry("c", "Seno Gatrasena"),
    entry("d", "Senoaji"),
]


def decided(*decisions: Decision) -> set[frozenset[str]]:
    return together(build_from_entries(ENTRIES, rules(), None, decisions))


def test_identities_are_merged_by_id_or_name():
    assert decided(Decision(("seno-gatrasena", "Senoaji"))) == {frozenset("ab"), frozenset("cd")}


def test_entries_are_split_off_by_article_or_name():
    assert decided(Decision(("rangga-melatiwangi",), articles=("b",))) == {frozenset(x) for x in "abcd"}
    joined = Decision(("seno-gatrasena", "senoaji"))
    parted = Decision(("seno-gatrasena",), names=("Senoaji",))
    assert decided(joined, parted) == {frozenset("ab"), frozenset("c"), frozenset("d")}


def test_a_split_entry_can_be_merged_with_another_identity():
    out = Decision(("rangga-melatiwangi",), articles=("b",))
    to = Decision(("rangga-melatiwangi--b-rangga-melatiwangi", "senoaji"))
    assert decided(out, to) == {frozenset("a"), frozenset("bd"), frozenset("c")}


def test_a_decision_is_recorded_as_a_join():
    found = build_from_entries(ENTRIES, rules(), None, [Decision(("seno-gatrasena", "senoaji"))])
    assert [join.reasons for join in of(found, "c").joins] == [("decision",)]


def test_added_decisions_are_read_back_and_earlier_ones_stay(tmp_path):
    path = tmp_path / "decisions.yaml"
    wanted = [
        Decision(("seno-gatrasena", "senoaji")),
        Decision(("rangga: #1",), names=("Melur 'W'", "null"), articles=("x-1",)),
    ]
    for decision in wanted:
        add_decision(path, decision)
    path.write_text(path.read_text() + "  # mine\n")
    add_decision(path, wanted[0])
    read = [Decision(each.ids, each.names, each.articles) for each in read_decisions(path)]
    assert read == [*wanted, wanted[0]]
    assert "# mine" in path.read_text()


def test_without_a_file_nothing_is_decided(tmp_path):
    assert read_decisions(tmp_path / "none.yaml") == []


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("{merge: [seno]}", "2:13: is not a list of two ids or more; write merge: [id, id] [merge]"),
        ("{join: [a, b]}", "2:5: is neither a merge nor a split"),
        ("{split: seno}", "2:13: does not say what to split off"),
        ("{split: seno, name: [A]}", "2:19: unknown key 'name'; did you mean 'names'? [unknown-key]"),
    ],
)
def test_a_problem_of_a_decision_has_its_position(line, wanted, tmp_path):
    path = tmp_path / "decisions.yaml"
    path.write_text(f"decisions:\n  - {line}\n")
    with pytest.raises(RuleError) as caught:
        read_decisions(path)
    assert any(str(problem).startswith(f"{path}:{wanted}") for problem in caught.value.problems)


def test_a_decision_on_an_unknown_identity_gives_its_position_and_a_similar_id(tmp_path):
    path = tmp_path / "decisions.yaml"
    path.write_text("decisions:\n  - merge: [seno-gatrasenna, senoaji]\n")
    with pytest.raises(RuleError, match=r"decisions\.yaml:2:5: nobody is called 'seno-gatrasenna'; did you mean"):
        build_from_entries(ENTRIES, rules(), None, read_decisions(path))
