"""Who said it: every kind of source, through matching, attribution and resolution, on hand-built trees."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from quotes.records import Quote, Record, Speaker
from quotes.resolution.antecedents import Anaphor, AntecedentRanker, RankedCandidate
from tests.trees import record


def direct(source: str, words: str = "Kapal sudah siap.", cue: str = "kata") -> str:
    """``"Words," kata <source>.``; the source is words with tags, in the way of the trees."""
    return f'"{words}"/ADJ/0/root {cue}/VERB/1/parataxis {source} ./PUNCT/1/punct'


def report(source: str, content: str = "kapal/NOUN/1/nsubj akan/AUX/1/aux datang/VERB/1/ccomp") -> str:
    return f"Menurut/ADP/0/root {source} ,/PUNCT/1/punct {content} ./PUNCT/1/punct"


RATNA = "Menteri/NOUN/2/nsubj Kelautan/PROPN/3/nmod Ratna/PROPN/3/flat:name Wulandari/PROPN/5/flat:name"
HARIS = "Haris/PROPN/2/nsubj Munandar/PROPN/3/flat:name"
HE = "dia/PRON/2/nsubj"


def speakers(*paragraphs: Sequence[str] | str) -> list[tuple[str, ...]]:
    return [quote.speakers for quote in record(*paragraphs).quotes]


def last(*paragraphs: Sequence[str] | str) -> Quote:
    return record(*paragraphs).quotes[-1]


def one(made: Record, name: str) -> Speaker:
    return next(speaker for speaker in made.speakers if speaker.name == name)


# --- names -------------------------------------------------------------------------------------------


def test_a_name_in_the_source_is_the_speaker_without_its_role():
    made = record(direct(RATNA))
    [quote] = made.quotes
    assert (quote.speakers, quote.speaker_ids, quote.resolved_by, quote.flags) == (
        ("Ratna Wulandari",),
        ("ratna-wulandari",),
        "name",
        (),
    )
    assert one(made, "Ratna Wulandari").roles == ("Menteri Kelautan",)
    assert one(made, "Ratna Wulandari").kind == "person"


@pytest.mark.parametrize("part", ["Ratna", "Wulandari"])
def test_a_second_mention_by_any_part_of_the_name_is_the_same_person(part):
    quote = last(direct(RATNA), direct(f"{part}/PROPN/2/nsubj"))
    assert (quote.speakers, quote.resolved_by) == (("Ratna Wulandari",), "alias")


def test_a_middle_part_of_a_name_is_enough():
    full = "Anwar/PROPN/2/nsubj Rasyid/PROPN/3/flat:name Basuki/PROPN/4/flat:name"
    assert speakers(direct(full), direct("Rasyid/PROPN/2/nsubj"))[-1] == ("Anwar Rasyid Basuki",)


def test_a_first_mention_by_a_part_gets_the_full_name_of_later_on():
    assert speakers(direct("Ratna/PROPN/2/nsubj"), direct(RATNA)) == [("Ratna Wulandari",), ("Ratna Wulandari",)]


def test_a_name_from_the_narration_is_the_full_name_of_its_parts():
    narration = "Haris/PROPN/3/nsubj Munandar/PROPN/1/flat:name tiba/VERB/0/root ./PUNCT/3/punct"
    assert speakers([narration], direct("Munandar/PROPN/2/nsubj")) == [("Haris Munandar",)]


def test_two_people_who_share_no_word_stay_two():
    assert speakers(direct(RATNA), direct(HARIS)) == [("Ratna Wulandari",), ("Haris Munandar",)]


def test_of_two_people_with_the_same_first_name_the_one_mentioned_last_is_meant():
    other = "Ratna/PROPN/2/nsubj Kusuma/PROPN/3/flat:name"
    assert speakers(direct(RATNA), direct(other), direct("Ratna/PROPN/2/nsubj"))[-1] == ("Ratna Kusuma",)


@pytest.mark.parametrize("title", ["Pak", "Bapak", "H.", "Dr."])
def test_a_form_of_address_is_no_part_of_the_name(title):
    assert speakers(direct(f"{title}/NOUN/2/nsubj Haris/PROPN/3/flat:name")) == [("Haris",)]


def test_the_short_name_in_brackets_is_the_same_person_later_on():
    full = "Joko/PROPN/2/nsubj Prasetyo/PROPN/3/flat:name (/PUNCT/6/punct Jopras/PROPN/3/appos )/PUNCT/6/punct"
    assert speakers(direct(full), direct("Jopras/PROPN/2/nsubj")) == [("Joko Prasetyo",), ("Joko Prasetyo",)]


@pytest.mark.parametrize("called", ["disapa", "dipanggil"])
def test_the_nickname_that_somebody_is_called_by_is_his(called):
    narration = (
        f"Pria/NOUN/8/nsubj yang/PRON/3/nsubj {called}/VERB/1/acl:relcl Pak/NOUN/3/obj Jalak/PROPN/4/flat:name "
        "itu/DET/1/det pun/PART/8/advmod pulang/VERB/0/root ./PUNCT/8/punct"
    )
    nickname = "Pak/NOUN/2/nsubj Jalak/PROPN/3/flat:name"
    assert speakers(direct(HARIS), [narration], direct(nickname))[-1] == ("Haris Munandar",)


def test_an_alias_after_a_name_is_the_same_person():
    narration = (
        "Haris/PROPN/5/nsubj Munandar/PROPN/1/flat:name alias/CCONJ/4/cc Jalak/PROPN/1/conj "
        "tiba/VERB/0/root ./PUNCT/5/punct"
    )
    assert speakers([narration], direct("Jalak/PROPN/2/nsubj")) == [("Haris Munandar",)]


def test_atau_between_two_full_names_makes_no_nickname():
    narration = (
        "Warga/NOUN/2/nsubj memilih/VERB/0/root Ratna/PROPN/2/obj Wulandari/PROPN/3/flat:name atau/CCONJ/6/cc "
        "Haris/PROPN/3/conj Munandar/PROPN/6/flat:name ./PUNCT/2/punct"
    )
    assert speakers([narration], direct(RATNA), direct(HARIS)) == [("Ratna Wulandari",), ("Haris Munandar",)]


# --- pronouns ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("pronoun", ["dia", "ia", "beliau"])
def test_a_pronoun_is_whoever_spoke_last(pronoun):
    quote = last(direct(RATNA), direct(HARIS), direct(f"{pronoun}/PRON/2/nsubj"))
    assert (quote.speakers, quote.resolved_by) == (("Haris Munandar",), "pronoun")


def test_the_clitic_is_whoever_spoke_last_and_its_three_letters_are_the_source():
    made = record(direct(RATNA), direct("+nya/PRON/2/nsubj", cue="ujar"))
    quote = made.quotes[-1]
    assert (quote.speakers, quote.resolved_by) == (("Ratna Wulandari",), "clitic")
    assert quote.source is not None
    assert quote.source.of(made.article.text) == "nya"
    assert quote.cue is not None
    assert quote.cue.of(made.article.text) == "ujarnya"


def test_the_subject_of_a_sentence_in_between_takes_the_pronoun():
    narration = "Haris/PROPN/3/nsubj Munandar/PROPN/1/flat:name tiba/VERB/0/root ./PUNCT/3/punct"
    assert speakers(direct(HARIS), direct(RATNA), [narration], direct(HE))[-1] == ("Haris Munandar",)


def test_whoever_a_pronoun_that_is_a_subject_stands_for_takes_the_next_one():
    narration = "Haris/PROPN/3/nsubj Munandar/PROPN/1/flat:name kalah/VERB/0/root ./PUNCT/3/punct"
    met = "Ia/PRON/2/nsubj menemui/VERB/0/root Ratna/PROPN/2/obj Wulandari/PROPN/3/flat:name ./PUNCT/2/punct"
    assert speakers([narration, met], direct(HE))[-1] == ("Haris Munandar",)


def test_whom_a_quote_is_about_does_not_take_the_pronoun():
    about = report(
        "Ratna/PROPN/1/obl Wulandari/PROPN/2/flat:name", "Haris/PROPN/1/nsubj sudah/ADV/1/advmod tiba/VERB/1/ccomp"
    )
    assert speakers(direct(HARIS), about, direct(HE))[-1] == ("Ratna Wulandari",)


def test_the_reason_for_a_pronoun_is_among_the_candidates():
    quote = last(direct(RATNA), direct(HE))
    assert quote.evidence is not None
    assert [(c.name, c.reason, c.taken) for c in quote.evidence.candidates] == [
        ("Ratna Wulandari", "spoke before, 1.00", True)
    ]


@pytest.mark.parametrize("source", [HE, "+nya/PRON/2/nsubj"])
def test_a_pronoun_with_nobody_before_it_stays_empty_and_says_so(source):
    quote = last(direct(source, cue="ujar"))
    assert (quote.speakers, quote.speaker_ids, quote.resolved_by, quote.flags) == ((), (), None, ("unknown-speaker",))


def test_a_pronoun_gives_its_person_no_alias():
    made = record(direct(RATNA), direct(HE))
    assert "dia" not in one(made, "Ratna Wulandari").aliases


# --- together ----------------------------------------------------------------------------------------


def test_both_are_the_two_who_spoke_last():
    quote = last(direct(RATNA), direct(HARIS), direct("keduanya/PRON/2/nsubj"))
    assert (quote.speakers, quote.resolved_by, quote.flags) == (
        ("Ratna Wulandari", "Haris Munandar"),
        "group",
        ("group-from-context",),
    )


def test_two_speakers_with_the_same_slug_have_ids_of_their_own():
    found = record(direct("Élan/PROPN/2/nsubj Wira/PROPN/3/flat:name"), direct("Elan-Wira/PROPN/2/nsubj"))
    assert [speaker.id for speaker in found.speakers] == ["elan-wira", "elan-wira-2"]
    assert [quote.speaker_ids for quote in found.quotes] == [("elan-wira",), ("elan-wira-2",)]


def test_both_after_only_one_is_unknown():
    assert last(direct(RATNA), direct("keduanya/PRON/2/nsubj")).flags == ("unknown-speaker",)


def test_two_names_joined_by_dan_are_two_speakers():
    both = (
        "Ratna/PROPN/2/nsubj Wulandari/PROPN/3/flat:name dan/CCONJ/6/cc Haris/PROPN/3/conj Munandar/PROPN/6/flat:name"
    )
    assert speakers(direct(both)) == [("Ratna Wulandari", "Haris Munandar")]


# --- roles -------------------------------------------------------------------------------------------


def test_a_role_is_whoever_the_article_gave_it_to():
    quote = last(direct(RATNA), direct(HARIS), direct("Menteri/NOUN/2/nsubj Kelautan/PROPN/3/nmod"))
    assert (quote.speakers, quote.resolved_by) == (("Ratna Wulandari",), "role")


def test_a_role_with_itu_is_whoever_has_part_of_it():
    quote = last(direct(RATNA), direct(HARIS), direct("menteri/NOUN/2/nsubj itu/DET/3/det"))
    assert (quote.speakers, quote.resolved_by) == (("Ratna Wulandari",), "role")


def test_a_role_may_be_given_after_it_is_used():
    assert speakers(direct("Menteri/NOUN/2/nsubj Kelautan/PROPN/3/nmod"), direct(RATNA))[0] == ("Ratna Wulandari",)


def test_a_role_with_itu_that_nobody_was_given_is_whoever_was_in_focus():
    quote = last(direct(RATNA), direct("politikus/NOUN/2/nsubj itu/DET/3/det"))
    assert (quote.speakers, quote.resolved_by, quote.flags) == (("Ratna Wulandari",), "role", ("role-from-context",))


def test_a_role_without_itu_that_nobody_was_given_is_somebody_without_a_name():
    quote = last(direct(RATNA), direct("pelatih/NOUN/2/nsubj"))
    assert (quote.speakers, quote.resolved_by, quote.flags) == (("pelatih",), "description", ("anonymous-source",))


@pytest.mark.parametrize(
    ("narration", "speaker"),
    [
        ("Sang/DET/2/det menteri/NOUN/3/nsubj menjawab/VERB/0/root singkat/ADJ/3/advmod ./PUNCT/3/punct", "Ratna"),
        ("Menteri/NOUN/3/nsubj itu/DET/1/det menjawab/VERB/0/root ./PUNCT/3/punct", "Ratna"),
        ("Mantan/ADJ/2/amod menteri/NOUN/4/nsubj itu/DET/2/det menjawab/VERB/0/root ./PUNCT/4/punct", "Haris"),
        ("Menteri/NOUN/2/nsubj menjawab/VERB/0/root ./PUNCT/2/punct", "Ratna"),
        ("Lalu/ADV/3/advmod menteri/NOUN/3/nsubj menjawab/VERB/0/root ./PUNCT/3/punct", "Haris"),
        ("Sang/DET/2/det nelayan/NOUN/3/nsubj menjawab/VERB/0/root ./PUNCT/3/punct", "Haris"),
    ],
)
def test_a_subject_that_points_back_to_a_role_brings_its_bearer_in(narration, speaker):
    quote = last(direct(RATNA), direct(HARIS), [narration, direct("nya/PRON/2/nsubj", cue="ujar")])
    assert quote.speakers[0].startswith(speaker)


@pytest.mark.parametrize(("noun", "speaker"), [("ibu", "sang ibu"), ("pelatih", "Ratna Wulandari")])
def test_who_is_named_by_kinship_alone_is_somebody_else(noun, speaker):
    assert last(direct(RATNA), direct(f"sang/DET/3/det {noun}/NOUN/2/nsubj")).speakers == (speaker,)


def named(first: str, behind: str = "") -> str:
    return f"{first}/PROPN/0/root Hadi/PROPN/1/flat:name {behind} tiba/VERB/1/acl ./PUNCT/1/punct"


@pytest.mark.parametrize(
    ("role", "speaker"),
    [
        ("wanita/NOUN/2/nsubj itu/DET/3/det", "Siti"),
        ("pria/NOUN/2/nsubj itu/DET/3/det", "Agus"),
        ("kerabat/NOUN/2/nsubj Agus/PROPN/3/nmod itu/DET/3/det", "Siti"),
        ("penyanyi/NOUN/2/nsubj 29/NUM/5/nummod tahun/NOUN/3/nmod itu/DET/3/det", "Siti"),
        ("penyanyi/NOUN/2/nsubj 35/NUM/5/nummod tahun/NOUN/3/nmod itu/DET/3/det", "Agus"),
        ("penyanyi/NOUN/2/nsubj itu/DET/3/det", "Agus"),
    ],
)
def test_gender_age_and_names_rule_people_out_for_a_role(role, speaker):
    ages = [f"(/PUNCT/1/punct {age}/NUM/1/appos )/PUNCT/1/punct" for age in (29, 35)]
    two = [direct(f"{first}/PROPN/2/nsubj Hadi/PROPN/3/flat:name") for first in ("Siti", "Agus")]
    narration = [[named("Siti", ages[0])], [named("Agus", ages[1])]]
    assert last(*narration, *two, direct(role)).speakers == (f"{speaker} Hadi",)


@pytest.mark.parametrize(
    ("noun", "speaker"),
    [
        ("Kementerian/PROPN/2/nsubj", "Kementerian Kelautan"),
        ("kementerian/NOUN/2/nsubj itu/DET/3/det", "Kementerian Kelautan"),
        ("lembaga/NOUN/2/nsubj itu/DET/3/det", "Kementerian Kelautan"),
        ("bank/NOUN/2/nsubj itu/DET/3/det", "bank"),
        ("lembaga/NOUN/2/nsubj negara/NOUN/3/nmod itu/DET/3/det", "Kementerian Kelautan"),
        ("maskapai/NOUN/2/nsubj swasta/ADJ/3/amod itu/DET/3/det", "maskapai swasta"),
    ],
)
def test_a_noun_for_a_body_is_the_one_that_spoke_before(noun, speaker):
    ministry = direct("Kementerian/PROPN/2/nsubj Kelautan/PROPN/3/flat:name")
    assert last(ministry, direct(noun)).speakers == (speaker,)


# --- bodies, documents, nobody in particular -----------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "name", "kind"),
    [
        ("Kementerian/PROPN/1/obl Kelautan/PROPN/2/flat", "Kementerian Kelautan", "organisation"),
        ("laporan/NOUN/1/obl itu/DET/2/det", "laporan itu", "document"),
        ("seorang/DET/3/det saksi/NOUN/1/obl mata/NOUN/3/nmod", "seorang saksi mata", "unnamed"),
        ("sejumlah/DET/3/det warga/NOUN/1/obl", "sejumlah warga", "group"),
        ("warga/NOUN/1/obl setempat/ADJ/2/amod", "warga setempat", "group"),
    ],
)
def test_who_is_no_person_speaks_under_what_the_article_calls_it(source, name, kind):
    made = record(report(source))
    assert [(quote.speakers, one(made, name).kind) for quote in made.quotes] == [((name,), kind)]


def test_who_has_no_name_is_flagged_as_anonymous():
    assert last(report("seorang/DET/3/det saksi/NOUN/1/obl")).flags == ("anonymous-source",)


# --- quotations without a cue --------------------------------------------------------------------------


def test_a_quotation_without_a_cue_goes_on_with_who_spoke_before():
    quote = last(direct(RATNA), ['"Kru juga lengkap."'])
    assert (quote.speakers, quote.resolved_by, quote.flags) == (
        ("Ratna Wulandari",),
        "continuation",
        ("speaker-from-context",),
    )


def test_a_quotation_whose_speaker_the_sentence_before_names_is_his():
    hal = (
        "Hal/NOUN/3/nsubj:pass itu/DET/1/det disampaikan/VERB/0/root Kapolres/NOUN/3/obl:agent "
        "Haris/PROPN/4/flat:name Munandar/PROPN/5/flat:name ./PUNCT/3/punct"
    )
    quote = last(direct(RATNA), [hal, '"Pelaku sudah ditahan."'])
    assert (quote.speakers, quote.resolved_by, quote.flags) == (
        ("Haris Munandar",),
        "introduction",
        ("speaker-from-context",),
    )


def test_a_quotation_with_nobody_before_it_stays_empty_and_says_so():
    quote = last(['"Kru juga lengkap."'])
    assert (quote.speakers, quote.flags) == ((), ("unknown-speaker",))


# --- the record ----------------------------------------------------------------------------------------


def test_quotes_are_numbered_in_the_order_of_the_text():
    assert [quote.id for quote in record(direct(RATNA), direct(HARIS)).quotes] == ["uji#1", "uji#2"]


def test_only_who_speaks_is_a_speaker():
    narration = "Haris/PROPN/3/nsubj Munandar/PROPN/1/flat:name tiba/VERB/0/root ./PUNCT/3/punct"
    assert [speaker.name for speaker in record([narration], direct(RATNA)).speakers] == ["Ratna Wulandari"]


def test_every_mention_of_a_speaker_is_found():
    narration = "Ratna/PROPN/2/nsubj tiba/VERB/0/root ./PUNCT/2/punct"
    made = record([narration], direct(RATNA), direct("Wulandari/PROPN/2/nsubj"))
    found = [span.of(made.article.text) for span in one(made, "Ratna Wulandari").mentions]
    assert found[0] == "Ratna"
    assert found[-1] == "Wulandari"
    assert "Menteri Kelautan Ratna Wulandari" in found


def test_a_speaker_that_gets_a_longer_name_later_on_keeps_its_earlier_quotes():
    made = record(report("polisi/NOUN/1/obl"), report("polisi/NOUN/1/obl Ambon/PROPN/2/nmod"))
    known = {speaker.id for speaker in made.speakers}
    assert {speaker for quote in made.quotes for speaker in quote.speaker_ids} <= known


# --- names behind bodies and commas -----------------------------------------------------------------


@pytest.mark.parametrize("body", ["Gerindra", "Kemendikbud", "Microsoft", "Group"])
def test_a_name_behind_the_whole_name_of_a_body_is_a_person_s(body):
    source = f"Ketua/NOUN/2/nsubj {body}/PROPN/3/nmod Ratna/PROPN/3/flat:name Wulandari/PROPN/3/flat:name"
    assert speakers(direct(source)) == [("Ratna Wulandari",)]


def test_a_name_behind_the_head_of_a_body_is_the_body_s():
    source = "Universitas/PROPN/2/nsubj Ratna/PROPN/3/flat:name Wulandari/PROPN/3/flat:name"
    assert speakers(direct(source)) != [("Ratna Wulandari",)]


def test_a_name_behind_a_role_and_a_comma_is_whose_role_it_is():
    sentence = (
        "Bupati/NOUN/4/nsubj ,/PUNCT/3/punct Ratna/PROPN/4/nsubj mengatakan/VERB/0/root bahwa/SCONJ/7/mark "
        "kapal/NOUN/7/nsubj datang/VERB/4/ccomp ./PUNCT/4/punct"
    )
    assert speakers(sentence) == [("Ratna",)]


# --- mereka ------------------------------------------------------------------------------------------

THEY = direct("mereka/PRON/2/nsubj")
BODY = "Kementerian/PROPN/2/nsubj Kelautan/PROPN/3/flat:name"


@pytest.mark.parametrize(
    ("before", "who"),
    [
        ([direct(BODY)], ("Kementerian Kelautan",)),
        ([direct("sejumlah/DET/4/det nelayan/NOUN/2/nsubj")], ("sejumlah nelayan",)),
        (["Para/DET/2/det nelayan/NOUN/3/nsubj pulang/VERB/0/root ./PUNCT/3/punct"], ("para nelayan",)),
        (["Kemarin/ADV/2/advmod ada/VERB/0/root kelompok/NOUN/2/nsubj lain/ADJ/3/amod ./PUNCT/2/punct"],
         ("kelompok lain",)),
        ([direct(RATNA)], ()),
    ],
)  # fmt: skip
def test_they_are_the_body_or_the_group_that_spoke_or_acted_just_before(before, who):
    assert last(*before, THEY).speakers == who


def test_they_are_those_who_spoke_together_just_before():
    joint = direct("Ratna/PROPN/2/nsubj dan/CCONJ/5/cc Haris/PROPN/3/conj")
    still = "Hari/NOUN/2/nsubj hujan/VERB/0/root ./PUNCT/2/punct"
    assert last(joint, THEY).speakers == ("Ratna", "Haris")
    assert last(joint, still, THEY).speakers == ("Ratna", "Haris")
    assert last(joint, still, still, THEY).speakers == ()


def test_they_are_two_people_whom_one_sentence_names_together():
    met = "Ratna/PROPN/2/nsubj menemui/VERB/0/root Haris/PROPN/2/obj ./PUNCT/2/punct"
    left = "{}/PROPN/2/nsubj pulang/VERB/0/root ./PUNCT/2/punct"
    assert last(met, THEY).speakers == ("Ratna", "Haris")
    assert last(left.format("Ratna"), left.format("Haris"), THEY).speakers == ()


def test_a_body_that_spoke_more_than_two_sentences_ago_is_not_they():
    still = "Hari/NOUN/2/nsubj hujan/VERB/0/root ./PUNCT/2/punct"
    assert last(direct(BODY), still, THEY).speakers == ("Kementerian Kelautan",)
    assert last(direct(BODY), still, still, THEY).speakers == ()


# --- descriptions ------------------------------------------------------------------------------------

PROSECUTOR = "seorang/DET/3/det jaksa/NOUN/2/nsubj penuntut/NOUN/4/nmod umum/ADJ/5/amod"


@pytest.mark.parametrize(
    ("again", "who"),
    [
        ("jaksa/NOUN/2/nsubj", "seorang jaksa penuntut umum"),
        ("jaksa/NOUN/2/nsubj penuntut/NOUN/3/nmod", "seorang jaksa penuntut umum"),
        ("jaksa/NOUN/2/nsubj agung/ADJ/3/amod", "jaksa agung"),
        ("seorang/DET/4/det jaksa/NOUN/2/nsubj", "seorang jaksa"),  # somebody new
    ],
)
def test_a_description_that_begins_an_earlier_one_is_the_same_person(again, who):
    assert last(direct(PROSECUTOR), direct(again)).speakers == (who,)


def test_the_outlet_that_a_speaker_cites_is_no_part_of_the_name():
    source = "Ratna/PROPN/2/nsubj melansir/VERB/3/acl Kabar/PROPN/4/obj Sorowa/PROPN/5/flat"
    assert last(direct(source)).speakers == ("Ratna",)


def test_a_subject_that_only_opens_its_sentence_is_the_speaker_where_nobody_else_is_named():
    opens = "Rantika/PROPN/2/nsubj pulang/VERB/0/root ./PUNCT/2/punct"
    own = '"Rantika tidak takut."/ADJ/0/root ujar/VERB/1/parataxis +nya/PRON/2/nsubj ./PUNCT/1/punct'
    assert last(opens, own).speakers == ("Rantika",)
    assert last("Hujan/NOUN/2/nsubj turun/VERB/0/root ./PUNCT/2/punct", own).speakers == ()


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("korban/NOUN/2/nsubj pun/PART/3/advmod", "korban"),
        ("pihak/NOUN/2/nsubj lain/ADJ/3/amod", "pihak lain"),
        ("pihak/NOUN/2/nsubj korban/NOUN/3/nmod", "pihak korban"),
        ("pihak/NOUN/2/nsubj Korban/PROPN/3/nmod", "Korban"),
    ],
)
def test_a_description_is_without_particles_and_keeps_pihak_before_a_common_noun(source, name):
    assert last(direct(source)).speakers == (name,)


@pytest.mark.parametrize(
    ("before", "who"),
    [
        ("Presiden/PROPN/5/nsubj Kalmara/PROPN/1/flat ,/PUNCT/4/punct Tomas/PROPN/1/appos", "Tomas"),
        ("Presiden/PROPN/5/nsubj Velmora/PROPN/1/flat ,/PUNCT/4/punct Tomas/PROPN/1/appos", "Kalmara"),
    ],
)
def test_a_place_of_an_office_that_stood_before_a_name_is_nobody(before, who):
    opening = f"{before} hadir/VERB/0/root ./PUNCT/5/punct"
    assert last(opening, direct("Presiden/PROPN/3/nsubj Kalmara/PROPN/1/flat:name")).speakers == (who,)


def test_they_with_a_numeral_are_that_many_people_named_last():
    counted = "mereka/PRON/3/nsubj berdua/NUM/1/nummod"
    both = [direct(RATNA), direct(HARIS)]
    assert set(last(*both, direct(counted)).speakers) == {"Ratna Wulandari", "Haris Munandar"}
    assert last(*both, THEY).speakers == ()


@pytest.mark.parametrize(("sentences", "expected"), [(0, [("Ratna", "Wulandari")]), (1, [])])
def test_the_next_named_source_is_sought_in_this_sentence_and_the_next_one(monkeypatch, sentences, expected):
    asked: list[Anaphor] = []
    rank = AntecedentRanker.rank

    def keep(ranker: AntecedentRanker, anaphor: Anaphor) -> list[RankedCandidate]:
        asked.append(anaphor)
        return rank(ranker, anaphor)

    monkeypatch.setattr(AntecedentRanker, "rank", keep)
    narration = "Hujan/NOUN/1/nsubj turun/VERB/0/root ./PUNCT/1/punct"
    record([direct(HARIS)], [report(HE)] + [narration] * sentences + [report(RATNA)])
    assert [person.words for person in asked[-1].next_named] == expected


def test_another_one_who_is_not_named_is_a_speaker_without_a_name():
    quote = last(direct(RATNA), direct("lainnya/PRON/2/nsubj", cue="timpal"))
    assert (quote.speakers, quote.flags) == (("lainnya",), ("anonymous-source",))
