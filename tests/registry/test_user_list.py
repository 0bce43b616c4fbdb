"""The user's own list overrules all else, and every problem of it has its position."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from quotes.errors import RuleError
from quotes.records import Article, Quote, Record, Span, Speaker
from quotes.registry import UserList, build_from_entries, read_user_list, recognise_listed_speakers
from quotes.registry.user_list import write_user_list
from quotes.text import slug
from tests.registry.people import entry, record_of, rules, speaker, together

LIST = """\
speakers:
  - name: Rangga Bayu Melatiwangi
    id: rangga
    aliases: [Gamel, Rangga Melatiwangi]
    wikidata: Q100
    gender: male
    roles:
      - {role: Menteri Kelautan, from: 2019-10-23, to: 2024-10-20}
      - Ketua Koperasi Kenanga
  - name: Seno Gatrasena
    roles:
      - {role: Menteri Kelautan, from: 2024-10-21}
  - name: Dewan Pengawas Pasar
    kind: organisation
    aliases: [Depas]
    external: {viaf: "77"}
"""
TABLE = """\
name,id,kind,aliases,role,from,to,wikidata
Rangga Bayu Melatiwangi,rangga,,Gamel; Rangga Melatiwangi,Menteri Kelautan,2019-10-23,2024-10-20,Q100
Rangga Bayu Melatiwangi,rangga,,,Ketua Koperasi Kenanga,,,
Seno Gatrasena,,,,Menteri Kelautan,2024-10-21,,
"Dewan Pengawas Pasar",,organisation,Depas,,,,
"""


@pytest.fixture
def listed(tmp_path: Path) -> UserList:
    return read(tmp_path, LIST)


def read(folder: Path, text: str, name: str = "speakers.yaml") -> UserList:
    (folder / name).write_text(text, encoding="utf-8")
    return read_user_list(folder / name)


def problems(folder: Path, text: str, name: str = "speakers.yaml") -> list[str]:
    with pytest.raises(RuleError) as caught:
        read(folder, text, name)
    return [str(problem).replace(f"{folder}/", "") for problem in caught.value.problems]


# --- reading -----------------------------------------------------------------------------------------


def test_a_table_says_the_same_as_yaml(tmp_path, listed):
    table = read(tmp_path, TABLE, "speakers.csv")
    assert [(p.id, p.name, p.kind, p.aliases, p.terms) for p in table.people] == [
        (p.id, p.name, p.kind, p.aliases, p.terms) for p in listed.people
    ]
    assert table.position("rangga") == f"{tmp_path / 'speakers.csv'}:2"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "people: []\n",
            "speakers.yaml:1:1: has no list of speakers; write speakers: and one '- name: …' for each [no-speakers]",
        ),
        ("speakers:\n  - aliases: [A]\n", "speakers.yaml:2:5: has no name; write name: Full Name [no-name]"),
        ("speakers:\n  - name: 7\n", "speakers.yaml:2:11: '7' is not a valid name; write it in quotation marks [name]"),
        (
            "speakers:\n  - Rangga\n",
            "speakers.yaml:2:5: is not a speaker; write name: and what else is known [speaker]",
        ),
        (
            "speakers:\n  - name: A\n    wikidta: Q1\n",
            "speakers.yaml:3:5: unknown field 'wikidta'; did you mean 'wikidata'? [unknown-field]",
        ),
        (
            "speakers:\n  - name: A\n    wikidata: Rangga\n",
            "speakers.yaml:3:15: 'Rangga' is not a Wikidata id; write it as Q42 [wikidata]",
        ),
        (
            "speakers:\n  - name: A\n    gender: femal\n",
            "speakers.yaml:3:13: unknown gender 'femal'; did you mean 'female'? [gender]",
        ),
        (
            "speakers:\n  - name: A\n    roles: [{role: X, from: 2024-02-30}]\n",
            "speakers.yaml:3:29: '2024-02-30' is not a date; write it as 2024-01-31 [date]",
        ),
        (
            "speakers:\n  - name: A\n    roles: [{role: X, from: 2024-02-01, to: 2023-02-01}]\n",
            "speakers.yaml:3:45: ends on 2023-02-01, before it begins on 2024-02-01; swap from and to [dates]",
        ),
        (
            "speakers:\n  - name: A B\n  - name: a b\n",
            "speakers.yaml:3:5: the id 'a-b' is already that of line 2; give each an id: of their own [duplicate-id]",
        ),
        (
            "speakers:\n  - name: A\n    aliases: [3]\n",
            "speakers.yaml:3:15: '3' is not a name; write it in quotation marks [alias]",
        ),
        (
            "speakers:\n  - name: A\n    id: a b\n",
            "speakers.yaml:3:9: 'a b' has a space in it; write words joined by - [id]",
        ),
    ],
)  # fmt: skip
def test_a_problem_has_its_line_and_column(tmp_path, text, wanted):
    assert problems(tmp_path, text) == [wanted]


def test_all_problems_come_at_once(tmp_path):
    assert len(problems(tmp_path, "speakers:\n  - aliases: [A]\n  - name: B\n    kind: dog\n")) == 2


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("nama\nRangga\n", "speakers.csv:1:1: has no column 'name'; begin with a line such as"),
        ('name,aliases,wikidata\n"Melati, R",B,Q\n', "speakers.csv:2:15: 'Q' is not a Wikidata id"),
        ("name,role,from\nRangga,Menteri X,kemarin\n", "speakers.csv:2:18: 'kemarin' is not a date"),
        ("name\nRangga,Seno\n", "speakers.csv:2:1: has 2 cells, the first line has 1"),
        ("name,colour\nRangga,red\n", "speakers.csv:2:8: unknown field 'colour'"),
    ],
)
def test_a_problem_of_a_table_has_the_position_of_its_cell(tmp_path, text, wanted):
    [problem] = problems(tmp_path, text, "speakers.csv")
    assert problem.startswith(wanted)


@pytest.mark.parametrize("name", ["speakers.yaml", "speakers.csv"])
def test_a_missing_list_is_a_problem_with_its_path(tmp_path, name):
    with pytest.raises(RuleError, match=r"speakers\.\w+:1:1: cannot be read"):
        read_user_list(tmp_path / name)


# --- who is meant ------------------------------------------------------------------------------------


def test_names_and_aliases_of_a_listed_person_are_one_identity_with_the_listed_id(listed):
    entries = [entry("a", "Gamel"), entry("b", "Rangga Bayu Melatiwangi"), entry("c", "Seno Gatrasena")]
    found = build_from_entries(entries, rules(), listed)
    assert together(found) == {frozenset("ab"), frozenset("c")}
    [identity] = found.find("rangga")
    assert identity.name == "Rangga Bayu Melatiwangi"
    assert (identity.external, identity.gender) == ({"wikidata": "Q100"}, "male")
    assert identity.listed_at == f"{listed.path}:2"
    assert identity.joins[0].score == 1


def test_two_listed_people_are_never_joined(tmp_path):
    text = "speakers:\n  - {name: Rangga Melatiwangi, id: x}\n  - {name: Rangga Bayu Melatiwangi, id: y}\n"
    entries = [entry("a", "Rangga Melatiwangi", "Menkeu"), entry("b", "Rangga Bayu Melatiwangi", "Menkeu")]
    assert together(build_from_entries(entries, rules(), read(tmp_path, text))) == {frozenset("a"), frozenset("b")}


def test_the_office_on_the_day_distinguishes_two_people_of_one_name(tmp_path):
    text = (
        "speakers:\n"
        "  - {name: Agus Santoso, id: x, roles: [{role: Bupati Sukamerta, to: 2020-01-01}]}\n"
        "  - {name: Agus Santoso, id: y, roles: [{role: Bupati Sukamerta, from: 2020-01-02}]}\n"
    )
    listed = read(tmp_path, text)

    def who(when: str | None) -> str | None:
        person = listed.person_of(entry("a", "Agus Santoso", "Bupati Sukamerta", date=when), rules())
        return person.id if person else None

    assert [who("2019-05-05"), who("2021-05-05T10:00:00"), who(None), who("kemarin")] == ["x", "y", None, None]


@pytest.mark.parametrize(
    ("role", "day", "holder"),
    [
        ("Menteri Kelautan", date(2019, 10, 23), "rangga"),
        ("Menteri Kelautan RI", date(2024, 10, 20), "rangga"),
        ("Menteri Kelautan", date(2025, 1, 1), "seno-gatrasena"),
        ("Menteri Kelautan", date(2010, 1, 1), None),
        ("Menteri Kelautan", None, None),
        ("mantan Menteri Kelautan", date(2020, 1, 1), None),
        ("Menteri", date(2020, 1, 1), None),
        ("Ketua Koperasi Kenanga", None, "rangga"),
    ],
)
def test_the_holder_of_an_office_depends_on_the_day(role, day, holder, listed):
    person = listed.holder(role, day, rules())
    assert (person.id if person else None) == holder


def test_a_part_of_a_name_is_matched_by_the_office(listed):
    told = entry("a", "Rangga", "Menteri Kelautan", date="2020-05-05")
    assert listed.person_of(told, rules()) == listed.get("rangga")
    assert listed.person_of(entry("a", "Rangga", date="2020-05-05"), rules()) is None


# --- in one article ----------------------------------------------------------------------------------


def test_a_listed_person_gets_the_listed_id_and_name_in_an_article(listed):
    made = recognise_listed_speakers(record_of("a", [speaker("Gamel", "Ketua"), speaker("Melur")]), listed, rules())
    first, second = made.speakers
    assert (first.id, first.name, first.external["wikidata"]) == ("rangga", "Rangga Bayu Melatiwangi", "Q100")
    assert "Gamel" in first.aliases
    assert second.id == "melur"
    assert [quote.speakers for quote in made.quotes] == [("Rangga Bayu Melatiwangi",), ("Melur",)]
    assert [quote.resolved_by for quote in made.quotes] == ["name", "name"]


def test_a_role_alone_is_resolved_to_the_holder_on_the_article_s_day(listed):
    role = speaker("Menteri Kelautan", kind="unnamed")
    made = recognise_listed_speakers(
        record_of("a", [role], date="2023-01-01", by="description", flags=("anonymous-source", "second-hand")),
        listed,
        rules(),
    )
    [quote] = made.quotes
    assert (quote.speaker_ids, quote.resolved_by, quote.flags) == (("rangga",), "registry", ("second-hand",))
    [who] = made.speakers
    assert (who.kind, who.roles, who.aliases) == ("person", ("Menteri Kelautan",), ("Menteri Kelautan",))


def test_a_role_with_dates_is_not_resolved_in_an_undated_article(listed):
    record = record_of("a", [speaker("Menteri Kelautan", kind="unnamed")], by="description")
    assert recognise_listed_speakers(record, listed, rules()) is record


def test_the_role_and_the_name_of_one_person_become_one_speaker(listed):
    both = [speaker("Rangga Melatiwangi"), speaker("Menteri Kelautan", kind="unnamed")]
    made = recognise_listed_speakers(record_of("a", both, date="2023-01-01", by="description"), listed, rules())
    assert [each.id for each in made.speakers] == ["rangga"]
    assert {quote.speaker_ids for quote in made.quotes} == {("rangga",)}


# --- writing -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["out.yaml", "out.csv", "out.tsv"])
def test_an_exported_list_is_read_back_unchanged(name, tmp_path, listed):
    entries = [entry("a", "Gamel"), entry("b", "Seno Gatrasena", gender="male"), entry("c", 'Melur "#1" Wangi, Dr')]
    found = build_from_entries(entries, rules(), listed)
    write_user_list(found.identities, listed, tmp_path / name)
    again = read_user_list(tmp_path / name)
    assert {(p.id, p.name, p.terms, p.gender, p.external.get("wikidata")) for p in again.people} == {
        ("rangga", "Rangga Bayu Melatiwangi", listed.people[0].terms, "male", "Q100"),
        ("seno-gatrasena", "Seno Gatrasena", listed.people[1].terms, "male", None),
        ("melur-1-wangi-dr", 'Melur "#1" Wangi, Dr', (), None, None),
    }
    assert {alias for p in again.people for alias in p.aliases} == {"Gamel"}


# --- a list rules ------------------------------------------------------------------------------------

RATIH = """\
speakers:
  - {name: Ratih Kusumawardani, id: ratih, aliases: [Bu Ratih], wikidata: Q7}
"""


def said(text: str, *speakers: Speaker) -> Record:
    quotes = tuple(
        Quote(f"a#{n}", "indirect", (Span(0, 5),), speakers=(each.name,), speaker_ids=(each.id,))
        for n, each in enumerate(speakers, 1)
    )
    return Record(Article("a", text), quotes, speakers)


def mentioned(text: str, name: str, words: str, id_: str | None = None) -> Speaker:
    start = text.index(words)
    return Speaker(id_ or slug(name), name, mentions=(Span(start, start + len(words)),))


@pytest.mark.parametrize("words", ["Ratih", "Bu Ratih"])
def test_an_alias_with_a_form_of_address_is_applied(words: str, tmp_path: Path) -> None:
    text = "Harga naik, kata Bu Ratih."
    made = recognise_listed_speakers(said(text, mentioned(text, "Ratih", words)), read(tmp_path, RATIH), rules())
    [speaker] = made.speakers
    assert (speaker.id, speaker.name, speaker.external) == ("ratih", "Ratih Kusumawardani", {"wikidata": "Q7"})
    assert made.quotes[0].speaker_ids == ("ratih",)


@pytest.mark.parametrize("text", ["Harga naik, kata Ratih.", "Harga naik, kata Pak Ratih."])
def test_somebody_else_of_a_listed_id_gets_an_id_of_their_own(text: str, tmp_path: Path) -> None:
    made = recognise_listed_speakers(said(text, mentioned(text, "Ratih", "Ratih")), read(tmp_path, RATIH), rules())
    assert [speaker.id for speaker in made.speakers] == ["ratih-2"]
    assert made.quotes[0].speaker_ids == ("ratih-2",)
    assert made.speakers[0].external.get("wikidata") is None


def test_the_listed_person_and_their_namesake_stay_apart(tmp_path: Path) -> None:
    text = "Harga naik, kata Ratih Kusumawardani. Stok aman, kata Ratih."
    record = said(
        text, mentioned(text, "Ratih Kusumawardani", "Ratih Kusumawardani"), mentioned(text, "Ratih", "Ratih.")
    )
    made = recognise_listed_speakers(record, read(tmp_path, RATIH), rules())
    assert [quote.speaker_ids for quote in made.quotes] == [("ratih",), ("ratih-2",)]


def test_the_wikidata_id_stays_when_two_speakers_become_one(tmp_path: Path) -> None:
    text = "Harga naik, kata Ratih Kusumawardani. Stok aman, kata Bu Ratih."
    first = replace(mentioned(text, "Ratih", "Bu Ratih"), external={"viaf": "7", "wikidata": None})
    record = said(text, first, mentioned(text, "Ratih Kusumawardani", "Ratih Kusumawardani"))
    made = recognise_listed_speakers(record, read(tmp_path, RATIH), rules())
    [speaker] = made.speakers
    assert speaker.external == {"viaf": "7", "wikidata": "Q7"}
    assert {quote.speaker_ids for quote in made.quotes} == {("ratih",)}
