"""Where the phrase of a speaker begins and ends beside its cue, on trees built by hand."""

from __future__ import annotations

import pytest

from quotes.matching import content_spans, noun_phrases
from quotes.trees import Sentence
from tests.trees import matches, sentence, shipped


def after(compact: str) -> str:
    """The phrase right after the first word."""
    built = sentence(compact)
    return " ".join(built.words[k].form for k in noun_phrases.find_after(built, 0, shipped().lists))


def before(compact: str, cue: str) -> str:
    """The phrase right before a word."""
    built = sentence(compact)
    at = next(word.index for word in built.words if word.form == cue)
    return " ".join(built.words[k].form for k in noun_phrases.find_before(built, at, shipped().lists))


def test_a_small_word_with_a_capital_among_others_is_part_of_an_office():
    assert after(
        "kata/VERB/0/root Menteri/PROPN/1/nsubj Dalam/ADP/4/case Negeri/PROPN/2/nmod Haris/PROPN/2/flat:name"
    ) == "Menteri Dalam Negeri Haris"  # fmt: skip


def test_a_parted_degree_is_part_of_the_phrase():
    assert after(
        "kata/VERB/0/root Haris/PROPN/1/nsubj Munandar/PROPN/2/flat Sp/PROPN/2/flat .PD/PROPN/2/flat di/ADP/7/case"
        " Ambon/PROPN/1/obl"
    ) == "Haris Munandar Sp .PD"  # fmt: skip


@pytest.mark.parametrize(("relation", "found"), [("3/flat:name", "Joko Dae - woo"), ("1/obl", "Joko Dae")])
def test_a_name_goes_on_behind_a_dash_if_its_other_half_follows(relation: str, found: str) -> None:
    words = (
        f"kata/VERB/0/root Joko/PROPN/1/nsubj Dae/PROPN/2/flat -/PUNCT/5/punct woo/NOUN/{relation} kemarin/ADV/1/advmod"
    )
    assert after(words) == found


@pytest.mark.parametrize(
    ("begins", "whole", "found"),
    [
        ("seorang/DET/4/det", "mereka/PRON/1/nsubj", "seorang dari mereka"),
        ("dua/NUM/4/nummod", "warga/NOUN/1/nsubj", "dua dari warga"),
        ("dua/NUM/4/nummod", "Ambon/PROPN/1/obl", ""),
        ("Ratna/PROPN/1/nsubj", "mereka/PRON/1/obl", "Ratna"),
    ],
)
def test_a_number_goes_on_to_those_whom_it_is_a_part_of(begins: str, whole: str, found: str) -> None:
    assert after(f"kata/VERB/0/root {begins} dari/ADP/4/case {whole} kemarin/ADV/1/advmod") == found


def test_the_second_half_of_a_double_name_is_part_of_the_phrase():
    words = "kata/VERB/0/root Ratna/PROPN/1/nsubj Dewi/PROPN/2/flat {}/PROPN/2/flat di/ADP/6/case Ambon/PROPN/1/obl"
    assert after(words.format("+-Sitorus")) == "Ratna Dewi -Sitorus"
    assert after(words.format("-Sitorus")) == "Ratna Dewi"


def test_the_phrase_ends_at_a_small_word_in_small_letters():
    assert after("kata/VERB/0/root Haris/PROPN/1/nsubj dalam/ADP/4/case sidang/NOUN/1/obl") == "Haris"


@pytest.mark.parametrize(
    ("behind", "found"),
    [
        (",/PUNCT/1/punct kapal/NOUN/1/obj", "Haris , Presiden Joko"),
        ("di/ADP/6/case Ambon/PROPN/1/obl", "Haris , Presiden Joko"),
        ("", "Haris , Presiden Joko"),
        ("harus/AUX/6/aux datang/VERB/1/ccomp", "Haris"),
        ("tidak/PART/6/advmod datang/VERB/1/ccomp", "Haris"),
        ("juga/ADV/6/advmod datang/VERB/1/ccomp", "Haris"),
        ("datang/VERB/1/ccomp", "Haris"),
    ],
)
def test_a_role_behind_a_name_and_a_comma_is_part_of_the_phrase_unless_it_is_a_subject(behind, found):
    assert after(
        "kata/VERB/0/root Haris/PROPN/1/nsubj ,/PUNCT/2/punct Presiden/PROPN/2/appos Joko/PROPN/4/flat:name "
        f"{behind}"
    ) == found  # fmt: skip


def test_a_role_with_a_relative_clause_behind_a_comma_is_a_subject():
    assert after(
        "kata/VERB/0/root Haris/PROPN/1/nsubj ,/PUNCT/2/punct Presiden/PROPN/1/ccomp yang/PRON/6/nsubj baru/ADJ/4/acl "
        ",/PUNCT/1/punct datang/VERB/1/ccomp"
    ) == "Haris"  # fmt: skip


def test_forms_of_address_whose_stops_are_parted_follow_each_other():
    compact = "kata/VERB/0/root Dr/PROPN/1/nsubj ./PUNCT/2/punct dr/PROPN/2/flat:name ./PUNCT/4/punct Eka/PROPN/2/flat"
    assert after(compact) == "Dr . dr . Eka"


@pytest.mark.parametrize(
    ("compact", "found"),
    [
        pytest.param(
            "Ratna/PROPN/4/nsubj dalam/ADP/3/case sambutan/NOUN/4/obl +nya/PRON/3/nmod mengatakan/VERB/0/root",
            "Ratna", id="in a speech",
        ),
        pytest.param(
            "Haris/PROPN/4/nsubj ,/PUNCT/1/punct dihubungi/VERB/1/acl dari/ADP/5/case Ambon/PROPN/3/obl "
            "mengatakan/VERB/0/root",
            "Haris", id="asked from elsewhere",
        ),
        pytest.param("di/ADP/2/case Ambon/PROPN/3/obl mengatakan/VERB/0/root", "Ambon", id="nobody before"),
    ],
)  # fmt: skip
def test_what_follows_a_preposition_is_where_and_not_who(compact, found):
    assert before(compact, "mengatakan") == found


def test_a_pronoun_that_ends_the_words_before_is_no_part_of_a_subject():
    built = sentence(
        "menurut/ADP/2/case dia/PRON/4/obl pemerintah/NOUN/4/nsubj menyatakan/VERB/0/root air/NOUN/6/nsubj "
        "naik/VERB/4/ccomp"
    )
    assert noun_phrases.trim_left(built, [1, 2], shipped().lists) == [2]


COMMENTATOR = (
    "menurut/ADP/2/case komentator/NOUN/6/obl ,/PUNCT/4/punct Haris/PROPN/2/appos ,/PUNCT/2/punct Wulan/PROPN/7/nsubj "
    "menang/VERB/0/root"
)


def test_behind_role_and_name_the_next_comma_ends_the_phrase_where_the_name_is_tagged():
    built = sentence(COMMENTATOR)
    named = Sentence(tuple(w._replace(entity="person") if w.form == "Haris" else w for w in built.words))
    assert [named.words[k].form for k in noun_phrases.find_after(named, 0, shipped().lists)] == [
        "komentator",
        ",",
        "Haris",
    ]


@pytest.mark.parametrize(
    ("opening", "said"),
    [
        ("Untuk/ADP/0/mark itu/PRON/1/fixed ,/PUNCT/1/punct", True),
        ("Untuk/ADP/0/mark itu/PRON/1/fixed", False),
        ("Karena/SCONJ/0/mark itu/PRON/1/fixed ,/PUNCT/1/punct", False),
        ("Namun/CCONJ/0/cc ,/PUNCT/1/punct", False),
    ],
)
def test_a_connector_of_several_words_and_a_comma_may_be_a_piece_of_a_report(opening, said):
    assert content_spans.opens_with_anaphor(sentence(f"{opening} kata/VERB/0/root"), shipped().lists) == said


# --- bounds, each from both of its sides ---------------------------------------------------------------


@pytest.mark.parametrize(("title", "found"), [("Prof", "Prof . Andini"), ("Xprf", "Xprf . Andini"), ("Profe", "Profe")])
def test_a_parted_stop_belongs_to_a_title_of_up_to_four_letters(title, found):
    assert after(f"kata/VERB/0/root {title}/PROPN/1/nsubj ./PUNCT/2/punct Andini/PROPN/2/flat:name") == found


@pytest.mark.parametrize(("second", "found"), [("drg", "Dr . drg . Eka"), ("drgs", "Dr")])
def test_a_second_title_in_small_letters_has_up_to_three(second, found):
    compact = f"kata/VERB/0/root Dr/PROPN/1/nsubj ./PUNCT/2/punct {second}/NOUN/2/nmod ./PUNCT/4/punct Eka/PROPN/2/flat"
    assert after(compact) == found


@pytest.mark.parametrize(("inner", "taken"), [(5, True), (6, False)])
def test_a_bracket_inside_a_name_has_up_to_five_words(inner, taken):
    words = " ".join(["Sorowa/PROPN/2/flat:name"] * inner)
    found = after(f"kata/VERB/0/root Serikat/PROPN/1/nsubj (/PUNCT/2/punct {words} )/PUNCT/2/punct")
    assert (")" in found) is taken


@pytest.mark.parametrize(("name", "found"), [("R", "Ketua , R"), ("RN", "Ketua"), ("RNA", "Ketua , RNA")])
def test_two_capitals_behind_a_comma_are_somebodys_initials(name, found):
    assert after(f"kata/VERB/0/root Ketua/NOUN/1/nsubj ,/PUNCT/2/punct {name}/PROPN/2/appos") == found


@pytest.mark.parametrize(("words", "is_taken"), [(3, True), (4, False)])
def test_the_place_of_an_office_before_the_name_has_three_words_at_most(words, is_taken):
    place = " ".join(["Melati/PROPN/3/nmod"] * words)
    built = sentence(
        "kata/VERB/0/root Duta/NOUN/1/nsubj Besar/ADJ/2/amod Inggris/PROPN/2/nmod untuk/ADP/6/case "
        f"{place} ,/PUNCT/2/punct Rob/PROPN/2/appos"
    )
    named = Sentence(tuple(w._replace(entity="person") if w.form == "Rob" else w for w in built.words))
    found = [named.words[k].form for k in noun_phrases.find_after(named, 0, shipped().lists)]
    assert ("Rob" in found) is is_taken


@pytest.mark.parametrize(("inner", "is_taken"), [(4, True), (5, False)])
def test_a_bracket_before_a_cue_has_four_words_at_most(inner, is_taken):
    words = " ".join(["Sorowa/PROPN/1/appos"] * inner)
    bracket = f"(/PUNCT/1/punct {words} )/PUNCT/1/punct"
    assert bool(before(f"Haris/PROPN/2/nsubj {bracket} berkata/VERB/0/root", "berkata")) is is_taken


@pytest.mark.parametrize(("inner", "is_skipped"), [(4, True), (5, False)])
def test_a_bracket_of_a_day_has_four_words_at_most(inner, is_skipped):
    numbers = " ".join(["6/NUM/2/nummod"] * inner)
    day = f"pada/ADP/3/case hari/NOUN/1/obl Jumat/PROPN/3/nmod (/PUNCT/2/punct {numbers} )/PUNCT/2/punct"
    assert (before(f"Haris/PROPN/2/nsubj {day} berkata/VERB/0/root", "berkata") == "Haris") is is_skipped


@pytest.mark.parametrize(("between", "is_name"), [(0, False), (1, False), (2, True)])
def test_no_name_begins_behind_a_comma_where_one_of_its_first_three_words_is_a_date(between, is_name):
    place = " ".join(["Ambon/PROPN/2/appos", *["Melati/PROPN/4/flat"] * between])
    found = after(f"kata/VERB/0/root Ketua/NOUN/1/nsubj ,/PUNCT/2/punct {place} Senin/PROPN/4/flat")
    assert found.startswith("Ketua ,") is is_name


@pytest.mark.parametrize(
    ("body", "found"),
    [("Bank", "Erwan"), ("KPK", "Erwan"), ("Kpk", "Erwan Kpk Melati"), ("PT", "Erwan"), ("Pt", "Erwan Pt Melati")],
)
def test_behind_a_bare_name_a_body_begins_the_report(body, found):
    assert after(f"menurut/ADP/2/case Erwan/PROPN/0/obl {body}/PROPN/2/flat Melati/PROPN/2/flat") == found


@pytest.mark.parametrize(("follower", "found"), [("Ali", "Ketua , Haris , Ali"), ("Omar", "Ketua , Haris")])
def test_behind_a_named_role_a_name_of_four_letters_is_somebody_else(follower, found):
    built = sentence(
        "kata/VERB/0/root Ketua/NOUN/1/nsubj ,/PUNCT/2/punct Haris/PROPN/2/appos ,/PUNCT/2/punct "
        f"{follower}/PROPN/2/appos"
    )
    named = Sentence(tuple(w._replace(entity="person") if w.form == "Haris" else w for w in built.words))
    assert " ".join(named.words[k].form for k in noun_phrases.find_after(named, 0, shipped().lists)) == found


# --- words in between, and pronouns --------------------------------------------------------------------


@pytest.mark.parametrize(
    "between",
    [
        pytest.param("pelan/ADV/3/advmod", id="an adverb"),
        pytest.param("mungkin/PART/3/advmod pelan/ADV/4/advmod", id="two"),
        pytest.param("pun/PART/3/advmod", id="a particle"),
        pytest.param("sebelum/ADV/4/advmod +nya/PRON/2/nmod", id="an adverb with a clitic"),
        pytest.param("pada/ADP/3/case Jumat/PROPN/4/obl", id="a day"),
        pytest.param("pada/ADP/3/case Jumat/PROPN/4/obl (/PUNCT/5/punct 6/9/NUM/3/nmod )/PUNCT/5/punct", id="a date"),
    ],
)
def test_adverbs_and_days_may_stand_between_a_subject_and_its_verb(between):
    assert before(f"Haris/PROPN/2/nsubj {between} berkata/VERB/0/root", "berkata") == "Haris"


def test_a_possessor_between_them_is_part_of_the_subject():
    assert before("kakak/NOUN/3/nsubj +nya/PRON/1/nmod berkata/VERB/0/root", "berkata") == "kakak nya"


@pytest.mark.parametrize(
    ("compact", "found"),
    [
        ("kata/VERB/0/root dia/PRON/1/nsubj warga/NOUN/1/obl", "dia"),
        ("kata/VERB/0/root kakak/NOUN/1/nsubj warga/NOUN/2/nmod", "kakak warga"),
        ("kata/VERB/0/root kakak/NOUN/1/nsubj dia/PRON/2/nmod warga/NOUN/2/nmod", "kakak dia warga"),
    ],
)
def test_a_pronoun_right_behind_a_cue_is_the_whole_phrase(compact, found):
    assert after(compact) == found


@pytest.mark.parametrize(("words", "found"), [("warga/NOUN/2/nsubj dia/PRON/3/nsubj", "dia"),
                                              ("kakak/NOUN/3/nsubj warga/NOUN/1/nmod", "kakak warga")])  # fmt: skip
def test_a_pronoun_right_before_a_cue_is_the_whole_phrase(words, found):
    assert before(f"{words} berkata/VERB/0/root", "berkata") == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Ratna/PROPN/4/nsubj dan/CCONJ/3/cc Haris/PROPN/1/conj", "Ratna dan Haris"),
        ("datang/VERB/4/dep dan/CCONJ/3/cc Haris/PROPN/1/conj", "Haris"),
        (",/PUNCT/2/punct Haris/PROPN/3/nsubj", "Haris"),
        ("karena/SCONJ/2/mark Haris/PROPN/3/nsubj", "Haris"),
    ],
)
def test_a_phrase_begins_with_no_sign_and_no_small_word_that_joins_nobody(words, found):
    assert before(f"{words} berkata/VERB/0/root", "berkata") == found


@pytest.mark.parametrize(
    ("bracket", "found"),
    [
        ("(/PUNCT/3/punct Jopras/PROPN/1/appos )/PUNCT/3/punct", "Haris ( Jopras )"),
        ("Jopras/PROPN/1/appos )/PUNCT/3/punct", ""),
    ],
)
def test_a_bracket_before_a_cue_is_part_of_the_phrase_from_its_beginning_on(bracket, found):
    assert before(f"Haris/PROPN/2/nsubj {bracket} berkata/VERB/0/root", "berkata") == found


def test_where_the_words_come_from_begins_behind_the_preposition_of_citing():
    assert after("dilansir/VERB/0/root dari/ADP/3/case Kabar/PROPN/1/obl Sorowa/PROPN/3/flat:name") == "Kabar Sorowa"
    assert after("disebut/VERB/0/root dari/ADP/3/case Kabar/PROPN/1/obl Sorowa/PROPN/3/flat:name") == ""


@pytest.mark.parametrize(
    ("cue", "words", "found"),
    [
        ("dilansir", 1, "Kabar"),
        ("dilansir", 4, "Kabar"),
        ("dilansir", 5, "Suara Suara Suara Suara Suara"),
        ("dituduh", 1, "Suara"),
    ],
)
def test_the_outlet_that_has_it_from_another_one_is_no_source(cue, words, found):
    outlet = " ".join("Suara/PROPN/1/obl" for _ in range(words))
    assert after(f"{cue}/VERB/0/root {outlet} dari/ADP/1/case Kabar/PROPN/1/obl") == found


@pytest.mark.parametrize(
    ("between", "found"),
    [
        ("dan kakak ipar ibu kandungnya , Haris ,", "Ratna dan kakak ipar ibu kandungnya , Haris"),
        ("dan kakak ipar ibu kandung angkatnya , Haris ,", "Ratna"),  # too far
        ("dan kakak kandung , Haris ,", "Ratna"),  # not hers
        ("dan kakaknya , kemarin ,", "Ratna"),  # no name
    ],
)
def test_a_second_speaker_is_named_behind_what_they_are_to_the_first(between, found):
    tags = {"dan": "CCONJ", ",": "PUNCT", "Haris": "PROPN"}
    behind = " ".join(f"{form}/{tags.get(form, 'NOUN')}/1/dep" for form in between.split())
    assert after(f"kata/VERB/0/root Ratna/PROPN/1/nsubj {behind} menolak/VERB/1/dep") == found


@pytest.mark.parametrize(("first", "stands"), [("seperti/ADP", 0), ("kapal/NOUN", 1)])
def test_behind_a_simile_yang_is_skipped_before_a_verb(first, stands):
    built = sentence(f"{first}/3/case yang/PRON/3/nsubj:pass dilaporkan/VERB/0/root")
    assert noun_phrases.skip_back(built, 2, shipped().lists) == stands


def test_a_conjunction_of_time_is_no_part_of_the_phrase_behind_it():
    compact = "Saat/NOUN/3/obl pengadilan/NOUN/1/nmod mengumumkan/VERB/0/root"
    assert before(compact, "mengumumkan") == "pengadilan"
    assert before("Saat/NOUN/2/nsubj mengumumkan/VERB/0/root", "mengumumkan") == "Saat"


@pytest.mark.parametrize(("first", "found"), [("Usai", "Haris"), ("Dalam", "laga Haris")])
def test_an_occasion_in_the_past_is_no_part_of_the_person_behind_it(first, found):
    built = sentence(f"{first}/ADP/2/case laga/NOUN/4/obl Haris/PROPN/2/nmod mengaku/VERB/0/root")
    named = Sentence(tuple(w._replace(entity="person") if w.form == "Haris" else w for w in built.words))
    phrase = noun_phrases.trim_left(named, [1, 2], shipped().lists)
    assert " ".join(named.words[k].form for k in phrase) == found


@pytest.mark.parametrize(
    ("asked", "found"),
    [("dihubungi/VERB", "Ratna"), ("ketika/SCONJ dihubungi/VERB", "Ratna"), ("ketika/SCONJ tiba/VERB", "")],
)
def test_a_verb_of_asking_is_skipped_with_its_conjunction_of_time(asked, found):
    words = " ".join(f"{word}/1/dep" for word in asked.split())
    assert before(f"Ratna/PROPN/0/root {words} menyesalkan/VERB/1/dep", "menyesalkan") == found


def test_a_suspect_is_somebody_whatever_the_tag():
    assert (
        before("Selain/ADP/2/case itu/PRON/4/obl tersangka/VERB/4/advcl mengaku/VERB/0/root", "mengaku") == "tersangka"
    )


def test_an_emphatic_negation_denies_no_cue_behind_it():
    report = "{} mengatakan/VERB/0/root bahwa/SCONJ/6/mark kapal/NOUN/6/nsubj tiba/VERB/2/ccomp ./PUNCT/2/punct"
    affirmed = report.format("Ratna/PROPN/4/nsubj tak/PART/3/advmod ragu/ADJ/4/advmod")
    denied = report.format("Ratna/PROPN/3/nsubj tak/PART/3/advmod")
    assert "indirect/subject-verb-clause" in {m.rule.id for m in matches(affirmed)}
    assert "indirect/subject-verb-clause" not in {m.rule.id for m in matches(denied)}


@pytest.mark.parametrize(("next_word", "found"), [("sidang/NOUN", "sidang"), ("Negeri/PROPN", "Dalam Negeri")])
def test_a_preposition_that_opens_the_sentence_before_a_small_letter_is_no_part_of_the_phrase(next_word, found):
    assert before(f"Dalam/ADP/2/case {next_word}/3/obl mengatakan/VERB/0/root", "mengatakan") == found


def test_the_phrase_before_a_relative_clause_is_that_before_its_comma():
    compact = "dirilis/VERB/0/root Tuttosport/PROPN/1/obl ,/PUNCT/2/punct yang/PRON/5/nsubj mengklaim/VERB/2/acl"
    assert before(compact, "mengklaim") == "Tuttosport"


@pytest.mark.parametrize(("words", "found"), [(18, "Tomas"), (19, "")])
def test_an_aside_of_up_to_eighteen_words_between_dashes_is_skipped(words, found):
    aside = " ".join(["jauh/ADV/1/dep"] * words)
    assert (
        before(f"Tomas/PROPN/2/nsubj –/PUNCT/1/punct {aside} –/PUNCT/1/punct menduga/VERB/0/root", "menduga") == found
    )


def test_one_dash_before_a_verb_is_no_aside():
    assert before("Tomas/PROPN/2/nsubj –/PUNCT/1/punct menduga/VERB/0/root", "menduga") == ""


@pytest.mark.parametrize(
    ("behind", "last"),
    [
        (", S.Sos . , M.AP . ,", "."),
        (". , M.Kes . ,", "."),
        (") , Sp.OG ( K ) ,", ")"),
        (", SH , MH ,", "MH"),
        (", M.Psi . , Psikolog ,", "Psikolog"),
        (", M.Biomedik ,", "M.Biomedik"),
        (", M.Geografis ,", "Haris"),  # nine letters
        (", Berat. ,", "Berat."),
        (", Selasa. ,", "Haris"),  # six letters
        (", Rabu .", "Haris"),  # the stop of the sentence
        (", Psikolog ,", "Haris"),
        (", R. Helmi ,", "Haris"),
        (", kapal itu ,", "Haris"),
    ],
)
def test_degrees_behind_a_name_are_skipped_by_their_shape(behind, last):
    words = sentence(" ".join(f"{form}/PROPN/0/root" for form in ("Haris", *behind.split()))).words
    assert words[noun_phrases.skip_degrees(words, 0, shipped().lists)].form == last


@pytest.mark.parametrize(
    ("aside", "found"),
    [
        ("menjawab/VERB/2/acl Ratna/PROPN/4/obj", "Haris"),
        ("usai/SCONJ/4/mark bertemu/VERB/2/acl Ratna/PROPN/4/obj", "Haris"),
        ("bukan/PART/4/advmod adik/NOUN/1/appos +nya/PRON/4/nmod:poss ,/PUNCT/6/punct Ratna/PROPN/4/appos", "Haris"),
        ("ketua/NOUN/1/appos Persera/PROPN/4/nmod", "ketua Persera"),
        ("Ratna/PROPN/1/appos", "Ratna"),
    ],
)
def test_an_aside_on_what_the_speaker_does_is_skipped(aside, found):
    opening = "Haris/PROPN/0/root ,/PUNCT/1/punct "
    assert before(f"{opening}{aside} ,/PUNCT/1/punct mengatakan/VERB/1/acl", "mengatakan") == found


def test_an_aside_behind_a_clause_is_not_skipped():
    words = "Haris/PROPN/{}/nsubj {}Ambon/PROPN/1/nmod ,/PUNCT/1/punct menjawab/VERB/1/acl Ratna/PROPN/4/obj"
    words += " ,/PUNCT/1/punct mengatakan/VERB/1/acl"
    assert before(words.format(0, ""), "mengatakan") == "Haris Ambon"
    assert before(words.format(2, "tiba/VERB/0/root "), "mengatakan") == "Ratna"


@pytest.mark.parametrize(
    ("word", "found"),
    [("Moh", "Moh . Ratna"), ("Tibo", "Tibo"), ("Dwi", "Dwi"), ("Prof", "Prof . Ratna"), ("Ipda", "Ipda . Ratna")],
)
def test_a_stop_behind_a_word_with_vowels_ends_the_phrase(word, found):
    words = f"kata/VERB/0/root {word}/PROPN/1/nsubj ./PUNCT/2/punct Ratna/PROPN/2/flat pulang/VERB/1/parataxis"
    assert after(words) == found
