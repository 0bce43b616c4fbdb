"""What a content must have for its rule, what leads over to it, and the turns of an interview."""

from __future__ import annotations

import pytest

from quotes.matching import content_needs, content_spans
from quotes.rulelang.rule import Requirement
from quotes.trees import Sentence
from tests.trees import matches, paragraph, sentence, shipped

LISTS = shipped().lists


def flat(words: str) -> Sentence:
    """A sentence from ``form/tag`` alone, for what looks at forms and tags; ``+nya/PRON`` is a clitic."""
    return sentence(" ".join(f"{word}/{min(k, 1)}/{'dep' if k else 'root'}" for k, word in enumerate(words.split())))


def text_of(built: Sentence) -> str:
    """The text of a sentence that stands alone, with blanks where nothing is known of it."""
    text = ""
    for word in built.words:
        text = text.ljust(word.start) + word.form
    return text


def behind(words: str) -> str:
    """The content behind the first word of a sentence."""
    built = flat(words)
    text = text_of(built)
    return " … ".join(span.of(text) for span in content_spans.take_after(built, text, 0, LISTS))


def meets(need: Requirement, content: str, lead: str = "") -> bool:
    """Whether a content behind a cue and its lead has what a rule needs."""
    built = flat(f"kata/VERB {lead} {content}")
    text = text_of(built)
    first = 1 + len(lead.split())
    spans = content_spans.cut_span(built, text, first, len(built.words))
    return content_needs.meets_needs([need], built, 0, spans, LISTS)


def meets_in_tree(need: Requirement, words: str) -> bool:
    """Whether a content behind ``Ratna mengatakan``, with its tree, has what a rule needs."""
    built, text = paragraph(f"Ratna/PROPN/2/nsubj mengatakan/VERB/0/root {words} ./PUNCT/2/punct")
    spans = content_spans.take_after(built.sentences[0], text, 1, LISTS)
    return content_needs.meets_needs((need,), built.sentences[0], 1, spans, LISTS)


def meets_beside_objects(content: str, lead: str = "") -> bool:
    """Whether a content is a report of a verb that takes plain objects; ``tag:relation`` hangs on the word before."""
    words = []
    for at, word in enumerate(f"{lead} {content}".split(), start=1):
        form, _, tag = word.partition("/")
        upos, _, relation = tag.partition(":")
        words.append(f"{form}/{upos}/{at if relation else 1}/{relation or 'dep'}")
    return has_clause_beside_objects(sentence(" ".join(["kata/VERB/0/root", *words])), 1 + len(lead.split()))


def has_clause_beside_objects(built: Sentence, first: int) -> bool:
    """Whether the words of a sentence from ``first`` on are a report of a verb that takes plain objects."""
    spans = content_spans.cut_span(built, text_of(built), first, len(built.words))
    needs: list[Requirement] = ["clause", "adverb", "verbless", "attitude"]
    return content_needs.meets_needs(needs, built, 0, spans, LISTS, takes_objects=True)


# --- what leads over to it -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("adverb", "found"),
    [
        ("lagi/ADV kapal/NOUN datang/VERB", "kapal datang"),
        ("lagi/ADV datang/VERB kapal/NOUN", "lagi datang kapal"),
        ("lagi/ADV indah/ADJ kapal/NOUN", "lagi indah kapal"),
        ("tegas/ADV datang/VERB kapal/NOUN", "datang kapal"),
        ("tegas/ADV lagi/ADV kapal/NOUN datang/VERB", "kapal datang"),
    ],
)
def test_adverbs_of_the_cue_are_no_part_of_it_but_an_again_before_a_predicate_is(adverb, found):
    assert behind(f"kata/VERB {adverb}") == found


@pytest.mark.parametrize(
    ("lead", "found"),
    [
        ("kepada/ADP warga/NOUN ,/PUNCT", "kapal datang"),
        ("kepada/ADP warga/NOUN ,/PUNCT Senin/PROPN ,/PUNCT", "kapal datang"),
        ("kepada/ADP warga/NOUN ,/PUNCT Ratna/PROPN ,/PUNCT", "Ratna, kapal datang"),
        ("kepada/ADP warga/NOUN agar/SCONJ", "agar kapal datang"),
        (",/PUNCT kepada/ADP warga/NOUN agar/SCONJ sabar/NOUN ,/PUNCT", "agar sabar, kapal datang"),
        ("terhadap/ADP warga/NOUN", "terhadap warga kapal datang"),
        ("kepada/ADP warga/NOUN perlu/AUX", "perlu kapal datang"),
    ],
)
def test_the_person_spoken_to_is_no_part_of_it(lead, found):
    assert behind(f"kata/VERB {lead} kapal/NOUN datang/VERB") == found


@pytest.mark.parametrize(
    ("opening", "found"),
    [
        (",/PUNCT yang/PRON", "air naik"),
        (",/PUNCT yang/PRON tidak/PART", "air naik"),
        ("yang/PRON", "air naik, pulang"),
        (",/PUNCT dan/CCONJ", "air naik, pulang"),
    ],
)
def test_a_report_in_a_relative_clause_between_commas_ends_with_it(opening, found):
    built = flat(f"Ratna/PROPN {opening} menyebut/VERB air/NOUN naik/VERB ,/PUNCT pulang/VERB")
    cue = next(word.index for word in built.words if word.form == "menyebut")
    text = text_of(built)
    assert [span.of(text) for span in content_spans.take_after(built, text, cue, LISTS)] == [found]


# --- what it must have -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("need", "content", "expected"),
    [
        ("long", "daftar/NOUN nama/NOUN pemenang/NOUN", False),
        ("long", "daftar/NOUN nama/NOUN pemenang/NOUN lomba/NOUN", True),
        ("long", "hal/NOUN itu/DET di/ADP Ambon/PROPN", False),
        ("long", "hal/NOUN itu/DET lain/ADJ sekali/ADV", True),
        ("clause", "datang/VERB", True),
        ("clause", "akan/AUX", False),
        ("clause", "kapal/NOUN akan/AUX", True),
        ("clause", "kapal/NOUN besar/NOUN", False),
        ("clause", "kapal/NOUN yang/PRON datang/VERB", False),
        ("clause", "kapal/NOUN yang/PRON datang/VERB ,/PUNCT karam/VERB", True),
        ("verbless", "korban/NOUN tiga/NUM orang/NOUN", True),
        ("verbless", "korban/NOUN tiga/NUM", False),
        ("verbless", "tali/NOUN tiga/NUM meter/NOUN", False),
        ("verbless", "jalan/NOUN itu/DET rusak/ADJ", True),
        ("verbless", "jalan/NOUN desa/NOUN rusak/ADJ", False),
        ("verbless", "pelakunya/NOUN karyawan/NOUN", True),
        ("verbless", "Ratna/PROPN +nya/PRON karyawan/NOUN", True),
        ("verbless", "ibunya/NOUN karyawan/NOUN", True),
        ("verbless", "pelaku/NOUN +nya/PRON karyawan/NOUN", True),
        ("verbless", "lari/VERB +nya/PRON karyawan/NOUN", False),
        ("verbless", "harga/NOUN itu/DET dua/NUM juta/NUM", True),
        ("verbless", "hujan/NOUN itu/DET dua/NUM hari/NOUN", False),
        ("verbless", "hujan/NOUN itu/DET kemarin/NOUN", False),
        ("verbless", "hujan/NOUN itu/DET Senin/NOUN", False),
        ("verbless", "hujan/NOUN itu/DET pagi/NOUN", False),
        ("verbless", "harga/NOUN itu/DET $/SYM", True),
        ("verbless", "kapal/NOUN di/ADP laut/NOUN itu/DET rusak/ADJ", False),
        ("verbless", "aturan/NOUN itu/DET “/PUNCT lelucon/NOUN ”/PUNCT bagi/ADP kami/PRON", True),
        ("verbless", "lagu/NOUN itu/DET “/PUNCT Pulang/PROPN ”/PUNCT bagi/ADP kami/PRON", False),
        ("judgement", "kinerja/NOUN bupati/NOUN buruk/ADJ", True),
        ("judgement", "kinerja/NOUN buruk/ADJ", False),
        ("judgement", "kinerja/NOUN bupati/NOUN lama/ADJ", False),
        ("judgement", "kinerja/NOUN bupati/NOUN buruk/ADJ sekali/ADV", False),
        ("judgement", "kinerja/NOUN bupati/NOUN “/PUNCT lamban/NOUN ”/PUNCT", True),
        ("judgement", "bupati/PROPN “/PUNCT lamban/NOUN ”/PUNCT", True),
        ("judgement", "pungutan/NOUN “/PUNCT lamban/NOUN ”/PUNCT", False),
        ("judgement", "kinerja/NOUN bupati/NOUN “/PUNCT Lamban/PROPN ”/PUNCT", False),
        ("judgement", "lagu/NOUN daerah/NOUN “/PUNCT lamban/NOUN ”/PUNCT", False),
        ("judgement", "membaca/VERB kinerja/NOUN “/PUNCT lamban/NOUN ”/PUNCT", False),
        ("judgement", "yang/PRON “/PUNCT lamban/NOUN ”/PUNCT", False),
        ("verbless", "biaya/NOUN sewa/NOUN Rp/NOUN 4,2/NUM miliar/NUM", True),
        ("verbless", "biaya/NOUN sewa/NOUN Rp/NOUN 4,2/NUM per/ADP bulan/NOUN", True),
        ("verbless", "biaya/NOUN sewa/NOUN Rp/NOUN 4,2/NUM lama/NOUN", False),
        ("verbless", "perahu/NOUN sewa/NOUN Rp/NOUN 4,2/NUM miliar/NUM", False),
        ("verbless", "biaya/NOUN yang/PRON tinggi/ADJ", False),
        ("cleft", "datanya/NOUN yang/PRON salah/ADJ", True),
        ("cleft", "data/NOUN +nya/PRON yang/PRON salah/ADJ", True),
        ("cleft", "data/NOUN yang/PRON salah/ADJ", False),
        ("cleft", "datanya/NOUN yang/PRON", False),
        ("cleft", "datanya/NOUN salah/ADJ", False),
        ("cleft", "istrinya/NOUN yang/PRON salah/ADJ", False),
        ("statement", "kondisi/NOUN aman/ADJ", True),
        ("statement", "kondisi/NOUN", True),
        ("statement", "itu/PRON", False),
        ("statement", "itu/PRON di/ADP Ambon/PROPN", False),
        ("statement", "itu/PRON benar/ADJ", True),
        ("statement", "Ambon/PROPN", False),
        ("statement", "Ambon/PROPN aman/ADJ", True),
        ("statement", "alasan/NOUN lain/ADJ", False),
        ("naming", "kerja/NOUN itu/DET adalah/AUX langkah/NOUN", True),
        ("naming", "adalah/AUX langkah/NOUN", False),
        ("naming", "kerja/NOUN dan/CCONJ menyebut/VERB itu/DET sebagai/ADP langkah/NOUN", False),
        ("naming", "kerja/NOUN dan/CCONJ usaha/NOUN itu/DET sebagai/ADP langkah/NOUN", True),
        ("naming", "masa/NOUN ketika/SCONJ ia/PRON bekerja/VERB sebagai/ADP nelayan/NOUN", False),
        ("naming", "masa/NOUN saat/NOUN ini/DET sebagai/ADP ujian/NOUN", True),
        ("adverb", "stok/NOUN hanya/ADV dua/NUM ton/NOUN", True),
        ("adverb", "stok/NOUN hanya/ADV sedikit/NOUN", False),
        ("adverb", "stok/NOUN beras/NOUN dua/NUM ton/NOUN", False),
        ("adverb", "stok/NOUN yang/PRON hanya/NOUN ada/NOUN ton/NOUN", False),
        ("attitude", "harapan/NOUN itu/DET", False),
        ("attitude", "kekhawatirannya/NOUN warga/NOUN", True),
        ("attitude", "kekhawatiran/NOUN +nya/PRON", True),
        ("attitude", "kapalnya/NOUN warga/NOUN", False),
        ("any", "Ambon/PROPN", True),
        ("event", "kenaikan/NOUN tarif/NOUN tol/NOUN Ambon/PROPN", True),
        ("event", "kenaikan/NOUN tarif/NOUN tol/NOUN", False),
        ("event", "daftar/NOUN nama/NOUN para/DET pemenang/NOUN", False),
        ("infinitive", "para/DET nelayan/NOUN untuk/SCONJ melapor/VERB", True),
        ("infinitive", "para/DET nelayan/NOUN untuk/SCONJ peka/ADJ", True),
        ("infinitive", "para/DET nelayan/NOUN untuk/SCONJ lebih/ADV waspada/NOUN", True),
        ("infinitive", "para/DET nelayan/NOUN untuk/SCONJ istirahat/NOUN", False),
        ("infinitive", "para/DET nelayan/NOUN untuk/SCONJ kerja/NOUN bakti/NOUN membersihkan/NOUN", True),
        ("infinitive", "para/DET nelayan/NOUN untuk/SCONJ kerja/NOUN bakti/NOUN pagi/NOUN membersihkan/NOUN", False),
        ("infinitive", "para/DET nelayan/NOUN agar/SCONJ istirahat/NOUN", True),
        ("infinitive", "waktu/NOUN agar/SCONJ istirahat/NOUN", True),
        ("infinitive", "waktu/NOUN untuk/SCONJ istirahat/NOUN", False),
        ("infinitive", "untuk/SCONJ istirahat/VERB", True),
        ("infinitive", "untuk/SCONJ istirahat/NOUN", False),
        ("clause", "semua/DET ikan/NOUN dalam/ADP keadaan/NOUN segar/NOUN", True),
        ("clause", "dalam/ADP keadaan/NOUN segar/NOUN", False),
        ("clause", "laut/NOUN merekalah/NOUN yang/PRON bersih/NOUN", True),
        ("clause", "laut/NOUN mereka/PRON yang/PRON bersih/NOUN", False),
        ("act", "warga/NOUN desa/NOUN minum/NOUN air/NOUN", True),
        ("act", "kapal/NOUN minum/NOUN air/NOUN", False),
        ("act", "warga/NOUN di/ADP minum/NOUN", False),
        ("act", "warga/NOUN desa/NOUN pulau/NOUN kecil/ADJ minum/NOUN", False),
        ("any", "tudingan/NOUN itu/DET", False),
        ("any", "seluruh/DET tudingan/NOUN itu/DET dan/CCONJ menolak/VERB tuntutan/NOUN", False),
        ("any", "kabar/NOUN itu/DET di/ADP Ambon/PROPN", False),
        ("clause", "kabar/NOUN itu/DET tidak/PART benar/ADJ", True),
        ("naming", "hal/NOUN itu/DET sebagai/ADP kemunduran/NOUN", True),
    ],
)
def test_a_content_has_what_a_rule_needs_or_not(need, content, expected):
    assert meets(need, content) is expected


@pytest.mark.parametrize(
    ("need", "lead", "content", "expected"),
    [
        ("mark", ",/PUNCT", "kapal/NOUN datang/VERB", True),
        ("mark", ":/PUNCT", "kapal/NOUN datang/VERB", True),
        ("mark", ",/PUNCT", "kapal/NOUN besar/NOUN", False),
        ("mark", ",/PUNCT", "rusak/ADJ parah/ADJ", True),
        ("mark", ",/PUNCT", "dua/NUM sekolah/NOUN rusak/NOUN akibat/ADP gempa/NOUN", True),
        ("mark", ",/PUNCT", "dua/NUM sekolah/NOUN lama/NOUN akibat/ADP gempa/NOUN", False),
        ("mark", "lagi/ADV", "kapal/NOUN datang/VERB", False),
        ("comma", ",/PUNCT", "korban/NOUN para/DET nelayan/NOUN Ambon/PROPN", True),
        ("comma", ",/PUNCT", "korban/NOUN para/DET nelayan/NOUN", False),
        ("comma", ",/PUNCT", "di/ADP pasar/NOUN lama/ADJ Ambon/PROPN", False),
        ("comma", ",/PUNCT", "pada/ADP 2014/NUM ,/PUNCT korban/NOUN para/DET nelayan/NOUN Ambon/PROPN", True),
        ("comma", ",/PUNCT", "pada/ADP 2014/NUM ,/PUNCT korban/NOUN para/DET nelayan/NOUN", False),
        ("comma", ",/PUNCT", "pada/ADP pasar/NOUN lama/ADJ di/ADP Ambon/PROPN", False),
        ("comma", "", "korban/NOUN para/DET nelayan/NOUN Ambon/PROPN", False),
        ("comma", "lagi/ADV ,/PUNCT", "korban/NOUN para/DET nelayan/NOUN Ambon/PROPN", False),
        ("opener", "bahwa/SCONJ", "kapal/NOUN", True),
        ("opener", "lagi/ADV", "kapal/NOUN", False),
        ("opener", "", "agar/SCONJ kapal/NOUN", True),
        ("opener", "tiga/NUM hal/NOUN :/PUNCT", "kapal/NOUN", True),
        ("opener", "tiga/NUM kapal/NOUN :/PUNCT", "kapal/NOUN", True),
        ("opener", "12/NUM kapal/NOUN :/PUNCT", "kapal/NOUN", True),
        ("opener", "tiga/NUM :/PUNCT", "kapal/NOUN", False),
        ("opener", "ada/VERB tiga/NUM hal/NOUN :/PUNCT", "kapal/NOUN", False),
        ("opener", "alasannya/NOUN :/PUNCT", "kapal/NOUN", True),
        ("opener", "alasan/NOUN kapal/NOUN :/PUNCT", "kapal/NOUN", True),
        ("opener", "alasan/NOUN kapal/NOUN itu/DET :/PUNCT", "kapal/NOUN", True),
        ("opener", "soal/NOUN alasan/NOUN kapal/NOUN itu/DET :/PUNCT", "kapal/NOUN", False),
        ("opener", "kapal/NOUN :/PUNCT", "kapal/NOUN", False),
        ("statement", ",/PUNCT", "para/DET nelayan/NOUN", True),
        ("clause", "", "hal/NOUN itu/DET lantaran/SCONJ kapal/NOUN rusak/ADJ", False),
        ("clause", ",/PUNCT", "hal/NOUN itu/DET lantaran/SCONJ kapal/NOUN rusak/ADJ", True),
        ("statement", "", "para/DET nelayan/NOUN", False),
    ],
)
def test_some_of_it_may_stand_in_what_leads_over(need, lead, content, expected):
    assert meets(need, content, lead) is expected


# --- turns of an interview ---------------------------------------------------------------------------


@pytest.mark.parametrize(("names", "is_turn"), [(6, True), (7, False)])
def test_the_label_of_a_turn_has_six_words_at_most(names, is_turn):
    label = "Ratna/PROPN/0/root " + "Wulandari/PROPN/1/flat:name " * (names - 1)
    at = names + 1
    turn = f"{label} :/PUNCT/1/punct Awalnya/ADV/{at + 1}/advmod iseng/ADJ/1/parataxis ./PUNCT/1/punct"
    assert ("direct/turn" in {match.rule.id for match in matches(turn)}) is is_turn


@pytest.mark.parametrize(
    ("turn", "is_turn"),
    [
        pytest.param("Ratna/PROPN/0/root :/PUNCT/1/punct Baik/ADJ/1/parataxis ./PUNCT/1/punct", False, id="one word"),
        pytest.param("Ratna/PROPN/0/root :/PUNCT/1/punct Baik/ADJ/1/parataxis saja/ADV/3/advmod ./PUNCT/1/punct", True,
                     id="two words"),
        pytest.param("Ratna/PROPN/0/root :/PUNCT/1/punct Baik/ADJ/1/parataxis saja/ADV/3/advmod", False, id="no stop"),
        pytest.param("Ratna/PROPN/0/root :/PUNCT/1/punct baik/ADJ/1/parataxis saja/ADV/3/advmod ./PUNCT/1/punct", False,
                     id="a small letter"),
        pytest.param("ratna/PROPN/0/root :/PUNCT/1/punct Baik/ADJ/1/parataxis saja/ADV/3/advmod ./PUNCT/1/punct", False,
                     id="a label in small letters"),
        pytest.param("Ratna/PROPN/0/root :/PUNCT/1/punct Laut/NOUN/1/parataxis Biru/NOUN/3/nmod ./PUNCT/1/punct", False,
                     id="a title"),
        pytest.param(
            "Ratna/PROPN/0/root :/PUNCT/1/punct Laut/PROPN/4/nsubj tayang/VERB/1/parataxis ./PUNCT/1/punct",
            False,
            id="a name behind the colon",
        ),
    ],
)  # fmt: skip
def test_a_turn_has_a_label_with_capitals_and_speech_that_ends_like_a_sentence(turn, is_turn):
    assert ("direct/turn" in {match.rule.id for match in matches(turn)}) is is_turn


@pytest.mark.parametrize(
    ("words", "is_turn"),
    [
        ("Kata Ratna Dewi", True),
        ("Kata Ratna Dewi Wati", False),
        ("Kata Ratna Dewi lalu pergi memasak soto", False),
        ("Kata Ratna Dewi lalu ia pergi memasak soto", True),
    ],
)
def test_somebody_named_elsewhere_answers_in_four_words_with_capitals_or_mostly_in_small_letters(words, is_turn):
    after = " ".join(f"{word}/X/{min(k, 1)}/{'dep' if k else 'root'}" for k, word in enumerate(words.split()))
    found = matches(
        "Ratna/NOUN/0/root :/PUNCT/1/punct Soto/PROPN/1/parataxis ./PUNCT/1/punct", f"{after} ./PUNCT/1/punct"
    )
    assert ("direct/turn" in {match.rule.id for match in found}) is is_turn


def test_an_answer_behind_a_letter_may_be_one_word_with_a_capital():
    answer = "J/NOUN/0/root :/PUNCT/1/punct Soto/PROPN/1/parataxis ./PUNCT/1/punct"
    assert "direct/turn-answer" in {match.rule.id for match in matches(answer)}


def test_a_turn_opens_its_paragraph():
    turn = "Ratna/PROPN/0/root :/PUNCT/1/punct Baik/ADJ/1/parataxis saja/ADV/3/advmod ./PUNCT/1/punct"
    before = "Warga/NOUN/2/nsubj diam/VERB/0/root ./PUNCT/2/punct"
    assert paragraph(before, turn)[0].sentences[1].start > 0
    assert "direct/turn" not in {match.rule.id for match in matches(before, turn)}


# --- a clause without a verb -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "stated"),
    [
        ("wisatawan/NOUN aman/ADJ", True),
        ("stok/NOUN solar/NOUN aman/ADJ di/ADP sini/NOUN", True),
        ("wasit/NOUN berat/ADJ sebelah/NOUN", True),
        ("wasit/NOUN berat/ADJ", False),
        ("aman/ADJ kapal/NOUN", False),
        ("sekali/ADV aman/ADJ", False),
        ("jalan/NOUN aman/ADJ bagi/NOUN warga/NOUN", False),
        ("kabar/NOUN baik/ADJ", False),
        ("warga/NOUN yang/PRON aman/ADJ", False),
        ("dalam/ADP sidang/NOUN tuntas/ADJ", False),
    ],
)
def test_an_adjective_of_state_that_closes_a_phrase_is_its_predicate(content, stated):
    assert meets("verbless", content) is stated


@pytest.mark.parametrize(
    ("content", "stated"),
    [
        ("korban/NOUN seorang/DET pelajar/NOUN", True),
        ("korban/NOUN banjir/NOUN seorang/DET pelajar/NOUN", True),
        ("korban/NOUN dari/ADP seorang/DET pelajar/NOUN", False),
        ("anak/NOUN seorang/DET pelajar/NOUN", False),
        ("kisah/NOUN seorang/DET pelajar/NOUN", False),
        ("korban/NOUN pelajar/NOUN", False),
    ],
)
def test_a_person_is_said_to_be_one_of_a_class(content, stated):
    assert meets("verbless", content) is stated


RELATIVE = "warga/NOUN yang/PRON menunggu/VERB"


@pytest.mark.parametrize(("nouns", "stated"), [(4, False), (5, True)])
def test_behind_a_comma_more_than_seven_words_with_a_verb_are_a_clause(nouns, stated):
    built = RELATIVE + " kapal/NOUN" * nouns
    assert meets("mark", built, ",/PUNCT") is stated
    assert not meets("mark", built)


def test_behind_a_comma_words_that_begin_with_a_preposition_are_no_clause():
    assert not meets("mark", "dalam/ADP " + RELATIVE + " kapal/NOUN" * 8, ",/PUNCT")
    assert not meets("mark", " ".join(["kapal/NOUN"] * 12), ",/PUNCT")
    big = sentence("kata/VERB/0/root ,/PUNCT/1/punct kapal/NOUN/1/obj besar/ADJ/3/amod" + " kapal/NOUN/3/nmod" * 8)
    spans = content_spans.cut_span(big, text_of(big), 2, len(big.words))
    assert not content_needs.meets_needs(["mark"], big, 0, spans, LISTS)


def test_what_announces_a_list_is_no_content():
    assert not meets("any", "berikut/NOUN caranya/NOUN")
    assert meets("any", "hari/NOUN berikut/NOUN")


@pytest.mark.parametrize(("lead", "told"), [("", False), ("bahwa/SCONJ", True), (",/PUNCT", True)])
def test_a_topic_begins_a_report_only_behind_a_comma_or_a_complementizer(lead, told):
    assert meets("clause", "soal/ADP harga/NOUN kami/PRON diam/VERB", lead) is told


@pytest.mark.parametrize(
    ("topic", "found"),
    [
        ("tentang/ADP bagaimana/ADV", "bagaimana kapal datang"),
        ("soal/ADP pentingnya/NOUN", "pentingnya kapal datang"),
        ("tentang/ADP", "tentang kapal datang"),
    ],
)
def test_the_preposition_of_a_topic_is_no_part_of_the_question_behind_it(topic, found):
    assert behind(f"kata/VERB {topic} kapal/NOUN datang/VERB") == found


# --- plain objects -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("kapal/NOUN datang/VERB", True),
        ("kapal/NOUN baru/ADJ:amod", False),
        ("sebuah/DET kapal/NOUN baru/ADJ:amod", False),
        ("Haris/PROPN Munandar/PROPN kepada/ADP polisi/NOUN", False),
        ("dua/NUM kapal/NOUN rusak/ADJ:amod kemarin/ADV", True),
        ("dua/NUM kapal/NOUN yang/PRON rusak/ADJ:amod kemarin/ADV", False),
        ("kapal/NOUN baru/ADJ:amod hanya/ADV sementara/NOUN", True),
        ("kapal/NOUN bernama/VERB Angin/PROPN", False),
        ("kapal/NOUN ,/PUNCT meskipun/SCONJ hujan/NOUN turun/VERB", False),
        ("kapal/NOUN ,/PUNCT perahu/NOUN tenggelam/VERB", True),
        ("kapal/NOUN dengan/ADP menjual/VERB perahu/NOUN", False),
        ("kapal/NOUN dengan/ADP layar/NOUN tenggelam/VERB", True),
        ("kapal/NOUN untuk/SCONJ menolong/VERB warga/NOUN", False),
        ("tahun/NOUN ini/DET kapal/NOUN datang/VERB", True),
        ("alasan/NOUN pindah/VERB ke/ADP Ambon/PROPN", False),
        ("alasan/NOUN +nya/PRON tidak/PART hadir/VERB", False),
        ("alasan/NOUN itu/DET tidak/PART benar/ADJ", True),
        ("alasan/NOUN pindah/VERB karena/SCONJ gempa/NOUN", True),
        ("harapan/NOUN warga/NOUN", True),
        ("imbauan/NOUN warga/NOUN teluk/NOUN agar/SCONJ sabar/NOUN besok/ADV", True),
        ("imbauan/NOUN warga/NOUN teluk/NOUN utara/NOUN agar/SCONJ sabar/NOUN besok/ADV", False),
        ("kapal/NOUN dan/CCONJ menuju/VERB Ambon/PROPN tenggelam/VERB", True),
        ("kapal/NOUN dan/CCONJ menuntut/VERB warga/NOUN pulang/VERB", False),
        ("kapal/NOUN ,/PUNCT per/ADP Maret/PROPN tenggelam/VERB", True),
    ],
)
def test_a_noun_phrase_without_a_predicate_is_no_report_of_a_verb_that_takes_objects(content, told):
    assert meets_beside_objects(content) is told


def test_what_a_comma_sets_off_is_a_report():
    assert meets_beside_objects("alasan/NOUN pindah/VERB", ",/PUNCT")
    assert not meets_beside_objects("alasan/NOUN pindah/VERB")


@pytest.mark.parametrize(("noun", "told"), [(3, False), (2, True)])
def test_the_verb_of_a_relative_clause_without_yang_stands_beside_its_noun(noun, told):
    built = sentence(
        f"kata/VERB/0/root upaya/NOUN/1/obj warga/NOUN/2/nmod menolong/VERB/{noun}/acl kemarin/ADV/4/advmod"
    )
    assert has_clause_beside_objects(built, 1) is told


@pytest.mark.parametrize(("count", "enough"), [(3, False), (4, True)])
def test_a_content_is_long_from_four_words_on(count, enough):
    assert meets_in_tree("long", " ".join(["warga/NOUN/1/obl"] * count)) is enough


@pytest.mark.parametrize(
    ("words", "verbless"),
    [
        ("pelaku/NOUN/2/obj +nya/PRON/3/nmod mantan/NOUN/3/nmod karyawan/NOUN/5/nmod", True),
        ("pelakunya/NOUN/2/obj mantan/NOUN/3/nmod", True),
        ("jalan/NOUN/2/obj itu/DET/3/det rusak/ADJ/3/amod", True),
        ("korban/NOUN/2/obj tiga/NUM/3/nummod orang/NOUN/3/nmod", True),
        ("korban/NOUN/2/obj tiga/NUM/3/nummod hari/NOUN/3/nmod", False),
        ("pengalaman/NOUN/2/obj +nya/PRON/3/nmod di/ADP/6/case laut/NOUN/3/nmod", False),
        ("pengalaman/NOUN/2/obj +nya/PRON/3/nmod dua/NUM/6/nummod tahun/NOUN/3/nmod", False),
        ("alasan/NOUN/2/obj di/ADP/5/case rumah/NOUN/3/nmod itu/DET/5/det sakit/ADJ/5/amod", False),
    ],
)
def test_a_clause_without_a_verb_shows_in_the_end_of_its_subject(words, verbless):
    assert meets_in_tree("verbless", words) is verbless


@pytest.mark.parametrize(
    ("words", "states"),
    [
        ("kondisi/NOUN/2/obj aman/ADJ/3/amod", True),
        ("itu/PRON/2/obj bohong/NOUN/3/nmod", True),
        ("itu/PRON/2/obj di/ADP/5/case Ambon/PROPN/2/obl", False),
        ("itu/PRON/2/obj", False),
        ("sesuatu/PRON/2/obj yang/PRON/5/nsubj penting/ADJ/3/acl", False),
        ("kepada/ADP/4/case polisi/NOUN/2/obl", False),
    ],
)
def test_a_statement_is_more_than_a_word_that_points_back(words, states):
    assert meets_in_tree("statement", words) is states


@pytest.mark.parametrize(
    ("words", "complete"),
    [
        ("terakhir/ADJ/0/root", False),
        ("kapal/NOUN/2/nsubj tiba/VERB/0/root", True),
        ("kapal/NOUN/0/root kecil/NOUN/1/nmod", False),
    ],
)
def test_before_a_cue_two_words_with_a_predicate_are_a_clause_of_their_own(words, complete):
    built, text = paragraph(words)
    spans = content_spans.cut_span(built.sentences[0], text, 0, len(built.sentences[0].words))
    assert content_needs.is_complete(built.sentences[0], spans, LISTS) is complete


@pytest.mark.parametrize(("head", "clause"), [(5, True), (4, True), (2, False), (6, False)])
def test_a_subject_with_its_predicate_behind_it_in_the_tree_is_a_clause(head, clause):
    words = f"kapal/NOUN/{head}/nsubj baru/NOUN/3/nmod juara/NOUN/2/obj"
    assert meets_in_tree("clause", words) is clause


def test_a_subject_inside_of_a_relative_clause_makes_no_clause():
    words = "kapal/NOUN/2/obj yang/PRON/6/nsubj harga/NOUN/6/nsubj mahal/NOUN/3/acl:relcl"
    assert not meets_in_tree("clause", words)


@pytest.mark.parametrize(
    ("words", "clause"),
    [
        ("warga/NOUN/2/obj pulang/VERB/3/acl", True),
        ("warga/NOUN/2/obj terdampak/VERB/3/acl", False),
        ("warga/NOUN/2/obj bernama/VERB/3/acl", False),
        ("kapal/NOUN/2/obj pulang/VERB/3/acl", False),
    ],
)
def test_a_verb_behind_somebody_makes_a_clause_unless_it_says_who_they_are(words, clause):
    assert meets_in_tree("clause", words) is clause
