"""How a sentence presents a person, on tagged words without trees."""

from __future__ import annotations

import pytest

from quotes.resolution.standing import StandingReader
from tests.trees import sentence, shipped


def reader() -> StandingReader:
    book = shipped()
    return StandingReader(book.lists, book.lexicon, book.titles)


def standing(words: str, name: str = "Ratna") -> str:
    """The standing of Ratna Wulandari (or of another name) in a sentence of tagged words: ``Ratna/PROPN tiba/VERB``."""
    built = sentence(" ".join(f"{word}/0/dep" for word in words.split()))
    first = next(word.index for word in built.words if word.form == name)
    last = first + (built.words[first + 1].upos == "PROPN")
    return reader().read(built, first, last).standing


RATNA = "Ratna/PROPN Wulandari/PROPN"
TRADER = f"pedagang/NOUN pasar/NOUN {RATNA}"


@pytest.mark.parametrize("person", [RATNA, TRADER, f"oleh/ADP {RATNA}", f"{RATNA} (/PUNCT 56/NUM )/PUNCT"])
def test_the_agent_of_a_passive_of_reporting_is_introduced(person):
    assert standing(f"Hal/NOUN senada/ADJ disampaikan/VERB {person} ./PUNCT") == "introduced"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Kabar/NOUN itu/DET dibenarkan/VERB {} ./PUNCT", "introduced"),
        ("Kabar/NOUN itu/DET belum/ADV dibenarkan/VERB {} ./PUNCT", "mentioned"),
        ("Kabar/NOUN yang/PRON disampaikan/VERB {} keliru/ADJ ./PUNCT", "mentioned"),
        ("Itulah/PRON yang/PRON disampaikan/VERB {} ./PUNCT", "introduced"),
        ("Rapat/NOUN itu/DET dihadiri/VERB {} ./PUNCT", "mentioned"),
        ("Kekecewaan/NOUN juga/ADV dirasakan/VERB {} ./PUNCT", "introduced"),
        ("Surat/NOUN juga/ADV dialami/VERB {} ./PUNCT", "mentioned"),
        ("Pernyataan/NOUN itu/DET dibaca/VERB {} ./PUNCT", "mentioned"),
        ("Keputusan/NOUN itu/DET ditolak/VERB {} ./PUNCT", "introduced"),
    ],
)
def test_the_agent_of_another_passive_is_introduced_by_what_is_shown_or_by_a_reaction(words, expected):
    assert standing(words.format(RATNA)) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Komentar/NOUN serupa/ADJ datang/VERB dari/ADP {} ./PUNCT", "introduced"),
        ("Keluhan/NOUN keluar/VERB dari/ADP mulut/NOUN {} ./PUNCT", "introduced"),
        ("Bantuan/NOUN datang/VERB dari/ADP {} ./PUNCT", "mentioned"),
        ("Komentar/NOUN itu/DET ditujukan/VERB kepada/ADP {} ./PUNCT", "mentioned"),
        ("Begini/ADV kata/VERB {} ./PUNCT", "introduced"),
        ("Begini/ADV penjelasan/NOUN {} ./PUNCT", "introduced"),
        ("Warga/NOUN menunggu/VERB penjelasan/NOUN {} ./PUNCT", "mentioned"),
        ("Giliran/NOUN {} yang/PRON menjawab/VERB ./PUNCT", "introduced"),
        ("Bagi/ADP {} ,/PUNCT ini/PRON berat/ADJ ./PUNCT", "introduced"),
        ("Dana/NOUN itu/DET cair/VERB bagi/ADP {} ./PUNCT", "mentioned"),
        ("Mata/NOUN {} berkaca-kaca/VERB ./PUNCT", "introduced"),
        ("Nasib/NOUN serupa/ADJ menimpa/VERB {} ./PUNCT", "introduced"),
        ("Batu/NOUN besar/ADJ menimpa/VERB {} ./PUNCT", "mentioned"),
        ("Rencana/NOUN itu/DET menuai/VERB kritik/NOUN dari/ADP {} ./PUNCT", "introduced"),
        ("Warga/NOUN menunggu/VERB kritik/NOUN dari/ADP {} ./PUNCT", "mentioned"),
        ("Buku/NOUN itu/DET ditulis/VERB {} ./PUNCT", "mentioned"),
        ("Kabar/NOUN itu/DET dikutip/VERB {} ./PUNCT", "mentioned"),
        ("Lain/ADJ lagi/ADV cerita/NOUN {} ./PUNCT", "introduced"),
        ("Rencana/NOUN itu/DET ditanggapi/VERB dingin/ADJ oleh/ADP {} ./PUNCT", "introduced"),
        ("Rencana/NOUN itu/DET disusun/VERB cepat/ADJ oleh/ADP {} ./PUNCT", "mentioned"),
        ("Pidato/NOUN itu/DET disambut/VERB tawa/NOUN {} ./PUNCT", "introduced"),
        ("Pidato/NOUN itu/DET ditulis/VERB adik/NOUN {} ./PUNCT", "mentioned"),
        ("Kegembiraan/NOUN tampak/VERB di/ADP wajah/NOUN {} ./PUNCT", "introduced"),
        ("Luka/NOUN tampak/VERB di/ADP wajah/NOUN {} ./PUNCT", "mentioned"),
        ("Namun/ADV ,/PUNCT kabar/NOUN itu/DET dimentahkan/VERB {} ./PUNCT", "introduced"),
        ("Pernyataan/NOUN {} dibantah/VERB Haris/PROPN ./PUNCT", "mentioned"),
        ("Haris/PROPN mengenang/VERB mendiang/NOUN {} ./PUNCT", "silent"),
    ],
)
def test_words_and_feelings_introduce_whose_they_are(words, expected):
    assert standing(words.format(RATNA)) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("pedagang/NOUN asal/NOUN Ambon/PROPN", "introduced"),
        (",/PUNCT pedagang/NOUN lainnya/NOUN", "introduced"),
        ("anggota/NOUN DPRD/PROPN dari/ADP Ambon/PROPN", "introduced"),
        ("kernet/NOUN truk/NOUN", "introduced"),
        ("di/ADP gedung/NOUN balai/NOUN kota/NOUN", "mentioned"),
    ],
)
def test_the_noun_phrase_before_a_comma_is_that_of_the_person_behind_it(phrase, expected):
    assert standing(f"Janji/NOUN serupa/ADJ diungkapkan/VERB {phrase} ,/PUNCT {RATNA} ./PUNCT") == expected


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("Salah/ADJ satu/NUM korban/NOUN", "introduced"),
        ("Warga/NOUN lain/ADJ yang/PRON mengungsi/VERB", "introduced"),
        ("Ketua/NOUN panitia/NOUN", "mentioned"),
        ("Salah/ADJ satu/NUM tersangka/NOUN", "mentioned"),
        ("Salah/ADJ satu/NUM korban/NOUN tewas/VERB", "mentioned"),
    ],
)
def test_one_of_several_who_is_named_is_introduced_unless_accused_or_dead(opening, expected):
    assert standing(f"{opening} adalah/AUX {RATNA} ./PUNCT") == expected


@pytest.mark.parametrize(
    ("predicate", "expected"),
    [
        ("dikritik/VERB warga/NOUN", "undergoes"),
        ("tak/PART mau/VERB kalah/VERB", "subject"),
        ("angkat/NOUN bicara/NOUN", "reacts"),
        ("tak/PART kuasa/NOUN menahan/VERB tangis/NOUN", "reacts"),
        ("membantah/VERB kabar/NOUN itu/DET", "reacts"),
        ("turut/ADV menanggapi/VERB situasi/NOUN ini/DET", "reacts"),
        ("ditemui/VERB di/ADP rumahnya/NOUN", "reacts"),
        ("ikut/VERB mengantre/VERB", "subject"),
        ("pun/PART ngeloyor/NOUN", "subject"),
        ("secara/ADP tidak/PART langsung/ADJ mengatakan/VERB itu/PRON", "reacts"),
        ("oleng/NOUN", "subject"),
        ("nelayan/NOUN", "mentioned"),
        ("korban/NOUN kebakaran/NOUN", "mentioned"),
        ("ditangkap/VERB polisi/NOUN", "undergoes"),
        ("ditemukan/VERB meninggal/VERB", "silent"),
        ("tewas/VERB", "silent"),
        ("memilih/VERB bungkam/VERB", "silent"),
        ("terlihat/VERB memasuki/VERB gedung/NOUN", "undergoes"),
        ("belum/ADV menanggapi/VERB kabar/NOUN itu/DET", "silent"),
        ("belum/ADV bisa/AUX memastikan/VERB kabar/NOUN itu/DET", "reacts"),
        ("enggan/ADV berkomentar/VERB", "silent"),
        ("enggan/ADV menyalahkan/VERB wasit/NOUN", "subject"),
        ("belum/ADV bisa/AUX dimintai/VERB tanggapan/NOUN", "silent"),
        ("tidak/PART juga/ADV kunjung/ADV mengangkat/VERB telepon/NOUN", "silent"),
        ("tidak/PART juga/ADV ikut/VERB rombongan/NOUN mengangkat/VERB barang/NOUN", "subject"),
        ("dari/ADP Rumah/NOUN Sakit/NOUN Ambon/PROPN menolak/VERB kabar/NOUN", "reacts"),
        ("memberanikan/VERB diri/NOUN bertanya/VERB", "reacts"),
        ("termasuk/VERB sosok/NOUN yang/PRON tegas/ADJ", "mentioned"),
        ("adalah/AUX korban/NOUN", "mentioned"),
    ],
)
@pytest.mark.parametrize("person", [RATNA, TRADER, f"{RATNA} ,/PUNCT seorang/DET guru/NOUN ,/PUNCT"])
def test_the_subject_stands_as_its_predicate_says(person, predicate, expected):
    assert standing(f"{person} {predicate} ./PUNCT") == expected


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("Sementara/ADV itu/PRON ,/PUNCT", "reacts"),
        ("Ditanya/VERB soal/NOUN itu/DET ,/PUNCT", "reacts"),
        ("Saat/NOUN dikonfirmasi/VERB ,/PUNCT", "reacts"),
        ("Ketua/NOUN RT/PROPN 05/NUM ,/PUNCT", "reacts"),
        ("Ketua/NOUN RT/PROPN 05/NUM ,/PUNCT Drs/PROPN ./PUNCT", "reacts"),
        ("Kepada/ADP wartawan/NOUN ,/PUNCT", "reacts"),
        ("Ditemui/VERB wartawan/NOUN ,/PUNCT", "reacts"),
        ("Dihubungi/PROPN kemarin/NOUN ,/PUNCT Selasa/PROPN (/PUNCT 6/2/NUM )/PUNCT ,/PUNCT", "reacts"),
        ("Menteri/NOUN Tenaga/NOUN Kerja/VERB", "reacts"),
        ("Tak/PART hanya/ADV Haris/PROPN ,/PUNCT", "reacts"),
        ("Tak/PART hanya/ADV", "mentioned"),
        ("Terkait/VERB pedagang/NOUN", "mentioned"),
        ("Meski/SCONJ", "inner-subject"),
        ("Tiga/NUM orang/NOUN hadir/VERB ,/PUNCT yakni/SCONJ Haris/PROPN ,/PUNCT", "mentioned"),
        ("Dalam/ADP rapat/NOUN itu/DET", "reacts"),
        ("Kebakaran/NOUN terjadi/VERB saat/SCONJ", "inner-subject"),
        ("Polisi/NOUN memburu/VERB", "mentioned"),
        ("Salah/ADJ satu/NUM tokoh/NOUN di/ADP Ambon/PROPN", "reacts"),
        ("Saksi/NOUN mata/NOUN", "reacts"),
        ("Layar/NOUN mata/NOUN", "mentioned"),
        ("Warga/NOUN bernama/VERB", "reacts"),
        ("Rumah/NOUN di/ADP Ambon/PROPN", "mentioned"),
        ("Haris/PROPN datang/VERB bersama/ADP", "mentioned"),
        ("Haris/PROPN memeluk/VERB istrinya/NOUN ,/PUNCT", "mentioned"),
    ],
)
def test_what_stands_before_a_person_tells_whether_they_are_the_subject(opening, expected):
    assert standing(f"{opening} {RATNA} menangis/VERB ./PUNCT") == expected


@pytest.mark.parametrize(("behind", "expected"), [(",/PUNCT", "reacts"), ("", "mentioned")])
def test_a_noun_phrase_before_a_name_between_commas_is_that_of_the_person(behind, expected):
    assert standing(f"Andalannya/NOUN ,/PUNCT {RATNA} {behind} menangis/VERB ./PUNCT") == expected


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("Pertanyaan/NOUN itu/DET diajukan/VERB kepada/ADP", "introduced"),
        ("Kini/ADV mikrofon/NOUN berpindah/VERB ke/ADP tangan/NOUN", "introduced"),
        ("Wartawan/NOUN menanyakan/VERB itu/PRON kepada/ADP", "introduced"),
        ("Haris/PROPN menanyakan/VERB itu/PRON kepada/ADP", "mentioned"),
        ("Surat/NOUN itu/DET dikirim/VERB kepada/ADP", "mentioned"),
        ("Dari/ADP Ternate/PROPN ,/PUNCT kritik/NOUN datang/VERB dari/ADP", "introduced"),
        ("Dari/ADP Ternate/PROPN kritik/NOUN datang/VERB dari/ADP", "mentioned"),
    ],
)
def test_who_gets_the_word_is_introduced(opening, expected):
    assert standing(f"{opening} {RATNA} ./PUNCT") == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("nelayan/NOUN", "reacts"),
        ("petambak/NOUN", "reacts"),
        ("warga/NOUN", "reacts"),
        ("Melati/PROPN", "reacts"),
        ("istri/NOUN", "mentioned"),
        ("film/NOUN", "mentioned"),
        ("Tim/PROPN", "mentioned"),
    ],
)
def test_a_phrase_stands_for_its_head(head, expected):
    assert standing(f"{head} Ratna/PROPN menangis/VERB ./PUNCT") == expected


@pytest.mark.parametrize(("last", "expected"), [("heran/ADJ", "reacts"), ("kaya/ADJ", "mentioned")])
def test_who_is_made_to_feel_something_reacts(last, expected):
    assert standing(f"Keputusan/NOUN itu/DET membuat/VERB {RATNA} {last} ./PUNCT") == expected


# --- suspects ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (f"Tersangka/NOUN {RATNA} menunduk/VERB", True),
        (f"{RATNA} divonis/VERB bersalah/ADJ", True),
        (f"{RATNA} dipilih/VERB kembali/ADV", False),
        (f"{RATNA} melapor/VERB", False),
        (f"Dua/NUM tersangka/NOUN ,/PUNCT {RATNA}", True),
        (f"Istri/NOUN tersangka/NOUN ,/PUNCT {RATNA}", False),
        (f"Pengacara/NOUN terdakwa/NOUN {RATNA}", False),
        (f"{RATNA} mengakui/VERB perbuatannya/NOUN", True),
        (f"{RATNA} mengaku/VERB senang/ADJ", False),
        (f"{RATNA} menambahkan/VERB Rudi/PROPN mengakui/VERB perbuatannya/NOUN", False),
        (f"{RATNA} menyaksikan/VERB perbuatannya/NOUN", False),
    ],
)
def test_suspects_are_those_who_are_called_so_or_charged(words, expected):
    built = sentence(" ".join(f"{word}/0/dep" for word in words.split()))
    first = next(word.index for word in built.words if word.form == "Ratna")
    assert reader().read(built, first, first + 1).is_accused == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("pelaku sudah ditahan.", True),
        ("kami menahan tersangka.", True),
        ("yang bersangkutan mengaku.", True),
        ("pelaku lain yang mengajak saya.", False),
        ("kapal sudah siap.", False),
    ],
)
def test_words_accuse_where_they_speak_of_a_suspect(words, expected):
    assert reader().accuses(words) == expected


# --- bounds, each from both of its sides ---------------------------------------------------------------


@pytest.mark.parametrize(("between", "expected"), [(4, "silent"), (5, "subject")])
def test_a_death_is_read_within_six_words_of_a_predicate(between, expected):
    nouns = "kapal/NOUN " * between
    assert standing(f"{RATNA} tiba/VERB {nouns} hilang/VERB di/ADP laut/NOUN ./PUNCT") == expected


@pytest.mark.parametrize(("words", "expected"), [(14, "silent"), (15, "mentioned")])
def test_an_apposition_between_commas_has_fourteen_words_at_most(words, expected):
    apposition = "guru/NOUN " * words
    assert standing(f"{RATNA} ,/PUNCT {apposition} ,/PUNCT meninggal/VERB ./PUNCT") == expected


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("Didampingi/VERB {} ,/PUNCT Haris/PROPN tiba/VERB", "mentioned"),
        ("Didampingi/VERB istrinya/NOUN ,/PUNCT {} ,/PUNCT Haris/PROPN tiba/VERB", "mentioned"),
        ("Didampingi/VERB Haris/PROPN ,/PUNCT {} tiba/VERB", "subject"),
        ("Didampingi/VERB istrinya/NOUN ,/PUNCT Haris/PROPN ,/PUNCT {} tiba/VERB", "subject"),
        ("Didampingi/VERB istrinya/NOUN ,/PUNCT {} tiba/VERB", "subject"),
        ("Didampingi/VERB istrinya/NOUN ,/PUNCT {} tiba/VERB di/ADP Ambon/PROPN ,/PUNCT Selasa/PROPN", "subject"),
        ("Didampingi/VERB Haris/PROPN tiba/VERB", "mentioned"),
    ],
)
def test_a_companion_named_first_is_no_subject(opening, expected):
    assert standing(opening.format(RATNA) + " ./PUNCT", "Ratna" if "{}" in opening else "Haris") == expected


@pytest.mark.parametrize(
    ("before", "behind", "expected"),
    [
        ("Hadirin/NOUN diam/VERB ketika/SCONJ", "mengambil/VERB alih/NOUN mikrofon/NOUN", "reacts"),
        ("Hadirin/NOUN diam/VERB sampai/ADP", "angkat/VERB bicara/NOUN", "reacts"),
        ("Hadirin/NOUN diam/VERB ketika/SCONJ", "lekas/ADV lalu/ADV maju/VERB ke/ADP depan/NOUN", "reacts"),
        (
            "Hadirin/NOUN diam/VERB ketika/SCONJ",
            "lekas/ADV lalu/ADV pun/ADV maju/VERB ke/ADP depan/NOUN",
            "inner-subject",
        ),
        ("Hadirin/NOUN diam/VERB ketika/SCONJ", "pulang/VERB", "inner-subject"),
        ("Ucapan/NOUN itu/DET memancing/VERB tawa/NOUN", "", "introduced"),
        ("Warga/NOUN menunggu/VERB tawa/NOUN", "", "mentioned"),
    ],
)
def test_who_takes_the_word_or_is_made_to_react_speaks_next(before, behind, expected):
    assert standing(f"{before} {RATNA} {behind} ./PUNCT") == expected
