"""From matches to attributions: which reading holds, what is left over, and where a report ends."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quotes.attribution import Attribution, attribute
from quotes.attribution.attributions import is_speech, resolve_overlaps
from quotes.quotation_marks import quotations
from quotes.records import Span
from quotes.rulelang.rule import UNCUED
from tests.trees import attributions, matches, paragraph, parsed, shipped

CLITIC = '"Kapal sudah siap,"/ADJ/0/root ujar/VERB/1/parataxis +nya/PRON/2/nsubj ./PUNCT/1/punct'


def settled(*sentences: str) -> tuple[list[Attribution], str]:
    article = parsed(sentences)
    return attributions(article), article.text


def summary(*sentences: str) -> list[tuple[str, str]]:
    """Type and words of every attribution of a paragraph."""
    found, text = settled(*sentences)
    return [(a.type, " … ".join(span.of(text) for span in a.content)) for a in found]


# --- one reading -----------------------------------------------------------------------------------


def test_of_two_readings_of_a_quotation_that_of_the_higher_priority_is_taken():
    found = {match.rule.id: match.rule.priority for match in matches(CLITIC)}
    assert len(found) > 1, "the sentence should have several readings"
    [attribution], _ = settled(CLITIC)
    assert attribution.rule == max(found, key=lambda rule: found[rule])


def test_the_readings_that_were_beaten_are_kept_with_the_one_that_beat_them():
    found = {match.rule.id for match in matches(CLITIC)}
    [attribution], _ = settled(CLITIC)
    assert {match.rule.id for match in attribution.overridden} == found - {attribution.rule} != set()


WITHIN = (
    "Beni/PROPN/2/nsubj menegaskan/VERB/0/root kapal/NOUN/5/nsubj akan/AUX/5/aux membawa/VERB/2/ccomp "
    "muatan/NOUN/5/obj yang/PRON/{head}/nsubj menurut/ADP/{source}/case {source_words} "
    "berbahaya/ADJ/6/acl ./PUNCT/2/punct"
)


@pytest.mark.parametrize(
    ("source", "reports"),
    [("+nya/PRON/10/obl", 1), ("Ratna/PROPN/10/obl", 2)],
    ids=["the same speaker goes on", "somebody else"],
)
def test_a_clitic_reports_nothing_inside_another_report(source, reports):
    tree = WITHIN.format(head=10, source=9, source_words=source)
    assert len(summary(tree)) == reports


def test_a_reading_that_nothing_competes_with_beats_nobody():
    [attribution], _ = settled("Beni/PROPN/2/nsubj menjelaskan/VERB/0/root ,/PUNCT/5/punct "
                               "ombak/NOUN/5/nsubj tenang/ADJ/2/ccomp ./PUNCT/2/punct")  # fmt: skip
    assert attribution.overridden == ()


def test_priorities_decide_and_not_the_order_of_the_matches():
    built, text = paragraph(CLITIC)
    found = matches(CLITIC)
    last = max(match.rule.priority for match in found)
    lowest = min(found, key=lambda match: match.rule.priority)
    raised = [replace(m, rule=replace(m.rule, priority=last + 1)) if m is lowest else m for m in found]
    for order in (raised, raised[::-1]):
        [attribution] = attribute(built, text, order, None, shipped().lists)
        assert attribution.rule == lowest.rule.id


def test_a_cue_serves_one_attribution_only():
    found, _ = settled(
        "Haris/PROPN/2/nsubj meminta/VERB/0/root warga/NOUN/2/obj agar/SCONJ/6/mark tidak/PART/6/advmod "
        "panik/ADJ/2/ccomp ./PUNCT/2/punct"
    )
    cues = [attribution.match.cue_word for attribution in found if attribution.match]
    assert cues == [1]


def test_a_quotation_serves_one_attribution_only():
    # two cues beside one quotation: "Q," kata Ratna, mengatakan …
    found, text = settled(
        'Haris/PROPN/2/nsubj berkata/VERB/0/root ,/PUNCT/4/punct "Kapal sudah siap,"/ADJ/2/parataxis '
        "kata/VERB/4/parataxis Ratna/PROPN/5/nsubj ./PUNCT/2/punct"
    )
    direct = [a for a in found if a.type == "direct"]
    assert [span.of(text) for a in direct for span in a.content] == ["Kapal sudah siap,"]


def test_the_two_pieces_of_a_split_quotation_are_one_attribution():
    assert summary(
        '"Kami bisa mulai besok,"/ADJ/0/root kata/VERB/1/parataxis Ratna/PROPN/2/nsubj ,/PUNCT/5/punct '
        '"kalau anggarannya ada."/ADJ/1/parataxis'
    ) == [("direct", "Kami bisa mulai besok, … kalau anggarannya ada.")]


def test_a_stop_that_the_tokenizer_missed_divides_two_quotations():
    found = summary(
        '"Kami bisa mulai besok,"/ADJ/0/root kata/VERB/1/parataxis Ratna/PROPN/2/nsubj ./PUNCT/1/punct '
        'Haris/PROPN/1/parataxis :/PUNCT/1/punct "Kapal sudah siap."/ADJ/1/parataxis'
    )
    assert ("direct", "Kami bisa mulai besok,") in found


def test_attributions_come_in_the_order_of_the_text():
    report = (
        "Menurut/ADP/2/case Haris/PROPN/6/obl ,/PUNCT/2/punct kapal/NOUN/6/nsubj akan/AUX/6/aux datang/VERB/0/root "
        "./PUNCT/6/punct"
    )
    assert summary(report, CLITIC) == [("indirect", "kapal akan datang"), ("direct", "Kapal sudah siap,")]


# --- quotations without a cue ------------------------------------------------------------------------


def test_a_quotation_without_a_cue_goes_to_the_rule_for_such():
    [attribution], text = settled('"Kami akan kembali tahun depan."')
    assert (attribution.rule, attribution.type) == (UNCUED, "direct")
    assert attribution.content[0].of(text) == "Kami akan kembali tahun depan."
    assert attribution.introduced is None


def test_without_that_rule_it_is_left_out():
    built, text = paragraph('"Kami akan kembali tahun depan."')
    assert attribute(built, text, [], None, shipped().lists) == []


def test_the_sentence_before_it_introduces_its_speaker():
    hal = (
        "Hal/NOUN/3/nsubj:pass itu/DET/1/det disampaikan/VERB/0/root Kapolres/NOUN/3/obl:agent "
        "Haris/PROPN/4/flat:name ./PUNCT/3/punct"
    )
    [attribution], text = settled(hal, '"Pelaku sudah ditahan."')
    assert attribution.introduced is not None
    assert attribution.introduced.source is not None
    assert attribution.introduced.source.of(text) == "Kapolres Haris"


def test_a_sentence_after_it_introduces_nobody():
    hal = (
        "Hal/NOUN/3/nsubj:pass itu/DET/1/det disampaikan/VERB/0/root Kapolres/NOUN/3/obl:agent "
        "Haris/PROPN/4/flat:name ./PUNCT/3/punct"
    )
    [attribution], _ = settled('"Pelaku sudah ditahan."', hal)
    assert attribution.introduced is None


HAL = "Hal/NOUN/3/nsubj:pass itu/DET/1/det disampaikan/VERB/0/root {}/PROPN/3/obl:agent ./PUNCT/3/punct"


def introducer(attribution: Attribution, text: str) -> str | None:
    """The source of the sentence that introduces a quotation."""
    source = attribution.introduced.source if attribution.introduced else None
    return None if source is None else source.of(text)


def test_of_two_introductions_the_nearer_one_names_the_speaker():
    [attribution], text = settled(HAL.format("Haris"), HAL.format("Ratna"), '"Pelaku sudah ditahan."')
    assert introducer(attribution, text) == "Ratna"


LEAD = "Ratna/PROPN/2/nsubj menulis/VERB/0/root di/ADP/4/case akunnya/NOUN/2/obl :/PUNCT/2/punct"


def test_a_sentence_with_a_colon_introduces_the_quotation_at_the_top_of_the_next_paragraph():
    article = parsed([LEAD], ['"Terima kasih atas doanya."'])
    [attribution] = attributions(article)
    assert introducer(attribution, article.text) == "Ratna"


@pytest.mark.parametrize(
    "paragraphs",
    [
        pytest.param(
            [[LEAD], ["Warga/NOUN/2/nsubj diam/VERB/0/root ./PUNCT/2/punct", '"Terima kasih."']], id="later on"
        ),
        pytest.param(
            [[LEAD], ["Warga/NOUN/2/nsubj diam/VERB/0/root ./PUNCT/2/punct"], ['"Terima kasih."']], id="below"
        ),
    ],
)
def test_it_introduces_no_quotation_further_down(paragraphs):
    [attribution] = attributions(parsed(*paragraphs))
    assert attribution.introduced is None


def test_an_introduction_in_its_own_paragraph_comes_before_one_above():
    article = parsed([LEAD], [HAL.format("Haris"), '"Terima kasih atas doanya."'])
    [attribution] = attributions(article)
    assert introducer(attribution, article.text) == "Haris"


SIGNATURE = "–/PUNCT/2/punct Gunawan/PROPN/0/root Prasetyo/PROPN/2/flat:name"


def test_a_name_behind_a_dash_signs_the_quotation_right_above_it():
    article = parsed(['"Laut adalah rumah kami."'], [SIGNATURE])
    [attribution] = attributions(article)
    assert introducer(attribution, article.text) == "Gunawan Prasetyo"


def test_it_signs_no_quotation_further_up_and_none_that_has_a_cue():
    further = parsed(['"Laut adalah rumah kami."'], ["Warga/NOUN/2/nsubj diam/VERB/0/root"], [SIGNATURE])
    assert [a.introduced for a in attributions(further)] == [None]
    assert [a.introduced for a in attributions(parsed([CLITIC], [SIGNATURE]))] == [None]


@pytest.mark.parametrize(
    ("words", "speech"),
    [("Laut Selatan dan Angin Timur Jauh", False), ("Laut Selatan dan Angin Timur Jauh Sekali", True)],
)
def test_without_a_stop_what_is_longer_than_six_words_is_speech(words, speech):
    assert bool(summary(f'"{words}"')) is speech


@pytest.mark.parametrize(("words", "speech"), [("Kami punya fotonya", True), ("Angin Timur", False)])
def test_a_stop_behind_the_mark_ends_a_sentence_that_has_small_letters(words, speech):
    pulang = "Ratna/PROPN/2/nsubj pulang/VERB/0/root ./PUNCT/2/punct"
    article = parsed([pulang, f'"{words}" ./PUNCT/0/root'])
    assert bool(attributions(article)) is speech


@pytest.mark.parametrize(
    ("before", "words", "after", "speech"),
    [
        ("film", "Angin Timur,", "dan", False),
        ("film", "Angin di Bulan 7,", "dan", False),
        ("film", "Angin Timur.", "Ratna", False),
        ("film", "Angin sudah reda,", "dan", True),
        ("film", "angin Timur,", "dan", True),
        ("film", "Angin Timur!", "dan", True),
        ("pulang.", "Angin Timur.", "Ratna", True),
        ("filmnya,", "Angin Timur,", "laris", False),
        ("filmnya,", "Angin Timur,", "Ratna", True),
        ("filmnya,", "Angin Timur.", "laris", True),
        ('film "Laut Biru,"', "Angin Timur,", "dan", False),
    ],
)
def test_a_few_words_inside_a_sentence_with_capitals_at_their_ends_are_a_title(before, words, after, speech):
    text = f'{before} "{words}" {after}'
    assert is_speech(quotations(text, Span(0, len(text)))[-1], text) is speech


# --- turns of an interview ---------------------------------------------------------------------------

TURN = (
    "Ratna/PROPN/0/root :/PUNCT/1/punct Haris/PROPN/4/nsubj mengatakan/VERB/1/parataxis kapal/NOUN/6/nsubj "
    "datang/VERB/4/ccomp ./PUNCT/1/punct"
)
ANSWER = "J/NOUN/0/root :/PUNCT/1/punct Sejak/ADP/4/case pagi/NOUN/1/obl ./PUNCT/1/punct"


def test_what_is_reported_in_a_turn_of_an_interview_is_no_report_of_the_article():
    turn = TURN.replace("Haris/PROPN/4/nsubj", "Kata/NOUN/4/nsubj")
    assert summary(turn) == [("direct", "Kata mengatakan kapal datang")]


def test_an_answer_behind_a_letter_names_no_source():
    [attribution], text = settled(ANSWER)
    assert (attribution.match, attribution.rule) == (None, "direct/turn-answer")
    assert attribution.content[0].of(text) == "Sejak pagi"


# --- flags and rules that hold alone -----------------------------------------------------------------


def test_a_denial_that_is_denied_is_negated():
    [attribution], _ = settled(
        "Haris/PROPN/3/nsubj tidak/PART/3/advmod membantah/VERB/0/root dana/NOUN/5/nsubj hilang/VERB/3/ccomp "
        "./PUNCT/3/punct"
    )
    assert attribution.flags == ("negated",)


PROVENANCE = (
    "Mengutip/VERB/{0}/advcl laporan/NOUN/1/obj bank/NOUN/2/nmod ,/PUNCT/1/punct {1} harga/NOUN/{2}/nsubj "
    "naik/VERB/{0}/{3} ./PUNCT/{0}/punct"
)


def test_where_the_words_come_from_is_their_source_only_if_nobody_else_is():
    alone = PROVENANCE.format(6, "", 6, "root").replace("naik/VERB/6/root", "naik/VERB/0/root").replace("  ", " ")
    assert [a.rule for a in settled(alone)[0]] == ["indirect/provenance-source"]
    beside = PROVENANCE.format(6, "Ratna/PROPN/6/nsubj mengatakan/VERB/0/root", 8, "ccomp")
    assert [a.rule for a in settled(beside)[0]] == ["indirect/subject-verb-clause"]


def test_where_the_words_come_from_is_no_report_if_the_sentence_introduces_a_speaker():
    introduced = (
        "Mengutip/VERB/6/advcl Antara/PROPN/1/obj ,/PUNCT/1/punct kabar/NOUN/6/nsubj:pass itu/DET/4/det "
        "disampaikan/VERB/0/root Ratna/PROPN/6/obl ./PUNCT/6/punct"
    )
    assert {m.rule.id for m in matches(introduced)} >= {"indirect/provenance-source", "introduction/passive-subject"}
    assert settled(introduced)[0] == []


def test_the_introduction_by_the_same_cue_is_no_other_report():
    assert summary(
        "Kapal/NOUN/2/nsubj tiba/VERB/0/root ,/PUNCT/2/punct seperti/ADP/5/case disampaikan/VERB/2/advcl "
        "Ratna/PROPN/5/obl ./PUNCT/2/punct"
    ) == [("indirect", "Kapal tiba")]  # fmt: skip


def test_a_title_that_stands_alone_is_no_speech():
    assert summary('"Laut Selatan"') == []


def test_a_quotation_that_is_never_closed_keeps_its_flag():
    built, text = paragraph('"Kami siap."')
    flagged = tuple(replace(q, flags=("unclosed-mark",)) for q in built.quotations)
    [attribution] = attribute(replace(built, quotations=flagged), text, [], shipped().uncued, shipped().lists)
    assert attribution.flags == ("unclosed-mark",)


def test_a_quotation_with_a_cue_keeps_its_flag_too():
    built, text = paragraph(CLITIC)
    flagged = replace(built, quotations=tuple(replace(q, flags=("unopened-mark",)) for q in built.quotations))
    [attribution] = attribute(flagged, text, matches(CLITIC), None, shipped().lists)
    assert attribution.flags == ("unopened-mark",)


# --- mixed -------------------------------------------------------------------------------------------

REPORT = (
    "Ratna/PROPN/2/nsubj menilai/VERB/0/root jalan/NOUN/6/nsubj itu/DET/3/det “/PUNCT/6/punct {} ”/PUNCT/6/punct "
    "sudah/ADV/6/advmod ./PUNCT/2/punct"
)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        pytest.param("rusak/ADJ/2/ccomp parah/ADV/6/advmod", "mixed", id="quoted words"),
        pytest.param("rusak/ADJ/2/ccomp", "mixed", id="one word"),
        pytest.param("Jalan/PROPN/8/nsubj Kenangan/PROPN/6/flat:name", "indirect", id="a title or nickname"),
    ],
)
def test_a_report_with_some_quoted_words_is_mixed(words, kind):
    [(found, _)] = summary(REPORT.format(words))
    assert found == kind


def test_quoted_words_outside_of_the_content_leave_a_report_indirect():
    [(found, content)] = summary(
        "Pengarang/NOUN/6/nsubj “/PUNCT/4/punct si/DET/4/det jalak/NOUN/1/nmod ”/PUNCT/4/punct mengatakan/VERB/0/root "
        "bahwa/SCONJ/9/mark kapal/NOUN/9/nsubj datang/VERB/6/ccomp ./PUNCT/6/punct"
    )
    assert (found, content) == ("indirect", "kapal datang")


# --- two reports in one sentence -----------------------------------------------------------------------


def test_a_report_ends_where_the_same_speakers_next_one_begins():
    assert summary(
        "Haris/PROPN/2/nsubj mengatakan/VERB/0/root ,/PUNCT/5/punct kapal/NOUN/5/nsubj datang/VERB/2/ccomp "
        "dan/CCONJ/7/cc menambahkan/VERB/2/conj bahwa/SCONJ/10/mark kru/NOUN/10/nsubj lengkap/ADJ/7/ccomp "
        "./PUNCT/2/punct"
    ) == [("indirect", "kapal datang"), ("indirect", "kru lengkap")]


@pytest.mark.parametrize(
    ("opening", "found"),
    [
        ("saat/SCONJ/5/mark ini/DET/3/det", [("indirect", "saat ini kapal datang"), ("indirect", "kru lengkap")]),
        ("saat/SCONJ/5/mark para/DET/5/det", [("indirect", "kru lengkap")]),
    ],
)
def test_what_is_left_before_the_next_report_may_begin_with_an_adverb_of_time(opening, found):
    assert (
        summary(
            f"Haris/PROPN/2/nsubj mengatakan/VERB/0/root {opening} kapal/NOUN/6/nsubj datang/VERB/2/ccomp "
            "dan/CCONJ/8/cc menambahkan/VERB/2/conj bahwa/SCONJ/11/mark kru/NOUN/11/nsubj lengkap/ADJ/8/ccomp "
            "./PUNCT/2/punct"
        )
        == found
    )


@pytest.mark.parametrize(
    ("between", "found"),
    [
        ("", [("indirect", "kru lengkap")]),
        ("lantas/ADV/4/advmod", [("indirect", "kru lengkap")]),
        ("kapten/NOUN/4/nsubj", [("indirect", "kapten menjelaskan kru lengkap"), ("indirect", "kru lengkap")]),
    ],
)
def test_a_cue_right_behind_another_one_and_its_source_takes_its_place(between, found):
    cue = 3 + bool(between)
    assert (
        summary(
            f"Lanjut/VERB/{cue}/dep Haris/PROPN/{cue}/nsubj {between} menjelaskan/VERB/0/root "
            f"kru/NOUN/{cue + 2}/nsubj lengkap/ADJ/{cue}/ccomp ./PUNCT/{cue}/punct"
        )
        == found
    )


@pytest.mark.parametrize("join", [",/PUNCT/7/punct", "dan/CCONJ/7/cc"])
def test_a_report_ends_before_a_pronoun_that_reports_on(join):
    assert summary(
        "Menurut/ADP/2/case Haris/PROPN/5/obl ,/PUNCT/2/punct kapal/NOUN/5/nsubj datang/VERB/0/root "
        f"{join} ia/PRON/8/nsubj berharap/VERB/5/conj warga/NOUN/10/nsubj sabar/ADJ/8/ccomp ./PUNCT/5/punct"
    ) == [("indirect", "kapal datang"), ("indirect", "warga sabar")]


@pytest.mark.parametrize(
    ("setting", "kept"),
    [
        ("dengan/ADP/5/case lomba/NOUN/9/obl itu/DET/5/det", False),
        ("setelah/SCONJ/5/mark warga/NOUN/5/nsubj pulang/VERB/9/advcl", False),
        ("kapal/NOUN/6/nsubj segera/ADV/6/advmod datang/VERB/2/ccomp", True),
        ("kalau/SCONJ/5/mark warga/NOUN/5/nsubj pulang/VERB/2/ccomp", True),
    ],
)
def test_a_setting_before_the_pronoun_that_reports_on_is_no_report(setting, kept):
    found = summary(
        f"Haris/PROPN/2/nsubj menambahkan/VERB/0/root ,/PUNCT/2/punct {setting} ,/PUNCT/9/punct ia/PRON/9/nsubj "
        "berharap/VERB/2/ccomp warga/NOUN/11/nsubj sabar/ADJ/9/ccomp"
    )
    assert [kind for kind, _ in found] == ["indirect"] * (1 + kept)


@pytest.mark.parametrize("joint", ["tetapi/CCONJ/7/cc", "sedangkan/SCONJ/7/mark", "dan/CCONJ/7/cc"])
def test_a_report_ends_where_a_contrast_begins_what_somebody_else_says(joint):
    assert summary(
        "Ratna/PROPN/2/nsubj mengatakan/VERB/0/root kapal/NOUN/4/nsubj datang/VERB/2/ccomp ,/PUNCT/8/punct "
        f"{joint} Haris/PROPN/8/nsubj mengatakan/VERB/2/conj kapal/NOUN/10/nsubj karam/VERB/8/ccomp ./PUNCT/2/punct"
    ) == [("indirect", "kapal datang"), ("indirect", "kapal karam")]


def test_without_a_comma_dan_ends_no_report_before_somebody_else():
    contents = [
        words
        for _, words in summary(
            "Ratna/PROPN/2/nsubj mengatakan/VERB/0/root kapal/NOUN/4/nsubj datang/VERB/2/ccomp dan/CCONJ/7/cc "
            "Haris/PROPN/7/nsubj mengatakan/VERB/4/conj kapal/NOUN/9/nsubj karam/VERB/7/ccomp ./PUNCT/2/punct"
        )
    ]
    assert "kapal datang dan Haris mengatakan kapal karam" in contents


def test_a_report_of_what_somebody_else_says_stays_whole():
    contents = [
        words
        for _, words in summary(
            "Haris/PROPN/2/nsubj menyatakan/VERB/0/root bahwa/SCONJ/5/mark Daniel/PROPN/5/nsubj "
            "menyesalkan/VERB/2/ccomp "
            "kejadian/NOUN/5/obj yang/PRON/8/nsubj menimpa/VERB/6/acl:relcl warga/NOUN/8/obj ./PUNCT/2/punct"
        )
    ]
    assert "Daniel menyesalkan kejadian yang menimpa warga" in contents


def test_of_two_cues_that_are_read_alike_the_first_holds_whatever_their_order():
    match = next(m for m in matches(CLITIC) if m.rule.type == "direct" and m.cue_word is not None)
    later = replace(match, cue_word=match.cue_word + 1)
    for found in ([match, later], [later, match]):
        assert resolve_overlaps(found) == [(match, [later])]


WRAPPED = (
    "{} berpesan/VERB/0/root warga/NOUN/4/nsubj tenang/ADJ/2/ccomp ,/PUNCT/2/punct ujar/VERB/2/parataxis {} "
    "./PUNCT/2/punct"
)


@pytest.mark.parametrize(
    ("subject", "behind", "found"),
    [
        ("Ia/PRON/2/nsubj", "+nya/PRON/6/nsubj", ["warga tenang"]),
        ("Haris/PROPN/2/nsubj", "Ratna/PROPN/6/nsubj", ["Haris berpesan warga tenang", "warga tenang"]),
        ("Haris/PROPN/2/nsubj", "+nya/PRON/6/nsubj", ["Haris berpesan warga tenang", "warga tenang"]),
    ],
)
def test_a_cue_of_the_same_pronoun_behind_a_report_repeats_it(subject, behind, found):
    assert [words for _, words in summary(WRAPPED.format(subject, behind))] == found


def test_what_only_says_when_before_another_report_is_no_report():
    assert summary(
        "Anies/PROPN/2/nsubj menambahkan/VERB/0/root ,/PUNCT/2/punct dengan/ADP/5/case adanya/VERB/9/obl "
        "lomba/NOUN/5/obj ,/PUNCT/5/punct ia/PRON/9/nsubj berharap/VERB/2/ccomp warga/NOUN/11/nsubj "
        "senang/ADJ/9/ccomp ./PUNCT/2/punct"
    ) == [("indirect", "warga senang")]  # fmt: skip
