"""The shipped constructions on hand-built trees: what each finds, and what it leaves alone."""

from __future__ import annotations

from itertools import zip_longest
from types import SimpleNamespace

import pytest

from quotes.matching.matcher import Knowledge, Match, RuleIndex, SentenceView, _ends_name
from quotes.rulelang.rule import UNCUED
from quotes.trees import Sentence
from tests.trees import attributions, matches, paragraph, parsed, shipped


def said(match: Match, text: str) -> dict[str, str]:
    """The parts of a match, as words."""
    parts = {"cue": match.cue_span, "source": match.source, "addressee": match.addressee}
    words = {name: span.of(text) for name, span in parts.items() if span is not None}
    if match.content:
        words["content"] = " … ".join(span.of(text) for span in match.content)
    return words


def found(rule: str, *sentences: str) -> list[dict[str, str]]:
    """What one of the shipped rules finds in a paragraph."""
    text = paragraph(*sentences)[1]
    return [said(match, text) for match in matches(*sentences) if match.rule.id == rule]


#: A sentence for every construction, and the parts that its rule must find.
CONSTRUCTIONS = {
    "direct/quote-cue-source": (
        (
            '"Kapal sudah siap. Kru lengkap,"/ADJ/0/root kata/VERB/1/parataxis Kepala/NOUN/2/nsubj '
            "Pelabuhan/NOUN/3/nmod Ratna/PROPN/3/flat:name Wulandari/PROPN/5/flat:name di/ADP/8/case Ambon/PROPN/2/obl "
            "./PUNCT/1/punct"
        ),
        {"cue": "kata", "source": "Kepala Pelabuhan Ratna Wulandari", "content": "Kapal sudah siap. Kru lengkap,"},
    ),
    "direct/quote-cue-clitic": (
        (
            '"Kapal sudah siap,"/ADJ/0/root ujar/VERB/1/parataxis +nya/PRON/2/nsubj ,/PUNCT/5/punct Rabu/PROPN/2/obl '
            "./PUNCT/1/punct"
        ),
        {"cue": "ujarnya", "source": "nya", "content": "Kapal sudah siap,"},
    ),
    "direct/split-quote": (
        (
            '"Kami bisa mulai besok,"/ADJ/0/root kata/VERB/1/parataxis Ratna/PROPN/2/nsubj ,/PUNCT/5/punct '
            '"kalau anggarannya ada."/ADJ/1/parataxis'
        ),
        {"cue": "kata", "source": "Ratna", "content": "Kami bisa mulai besok, … kalau anggarannya ada."},
    ),
    "direct/cue-source-quote": (
        'Kata/VERB/0/root dia/PRON/1/nsubj ,/PUNCT/4/punct "Kami sudah menunggu tiga hari."/ADJ/1/parataxis',
        {"cue": "Kata", "source": "dia", "content": "Kami sudah menunggu tiga hari."},
    ),
    "direct/inline-quote-cue-source": (
        (
            "“/PUNCT/3/punct Kami/PRON/3/nsubj lega/ADJ/0/root ”/PUNCT/3/punct kata/VERB/3/parataxis "
            "Ratna/PROPN/5/nsubj ./PUNCT/3/punct"
        ),
        {"cue": "kata", "source": "Ratna", "content": "Kami lega"},
    ),
    "direct/inline-quote-cue-clitic": (
        (
            "“/PUNCT/3/punct Kami/PRON/3/nsubj lega/ADJ/0/root ”/PUNCT/3/punct kata/VERB/3/parataxis "
            "+nya/PRON/5/nsubj ./PUNCT/3/punct"
        ),
        {"cue": "katanya", "source": "nya", "content": "Kami lega"},
    ),
    "direct/source-cue-inline-quote": (
        (
            "Bowo/PROPN/2/nsubj berkata/VERB/0/root kepada/ADP/4/case saya/PRON/2/obl “/PUNCT/7/punct "
            "jalan/NOUN/7/nsubj rusak/ADJ/2/ccomp ”/PUNCT/7/punct "
            "tetapi/CCONJ/11/cc saya/PRON/11/nsubj ragu/ADJ/2/conj ./PUNCT/2/punct"
        ),
        {"cue": "berkata", "source": "Bowo", "content": "jalan rusak"},
    ),
    "direct/source-bilang-inline-quote": (
        (
            "Bowo/PROPN/2/nsubj bilang/VERB/0/root “/PUNCT/4/punct siap/ADJ/2/ccomp ”/PUNCT/4/punct lalu/CCONJ/7/cc "
            "pergi/VERB/2/conj ./PUNCT/2/punct"
        ),
        {"cue": "bilang", "source": "Bowo", "content": "siap"},
    ),
    "indirect/subject-verb-statement": (
        "Ratna/PROPN/2/nsubj mengatakan/VERB/0/root kondisi/NOUN/2/obj aman/ADJ/3/amod ./PUNCT/2/punct",
        {"cue": "mengatakan", "source": "Ratna", "content": "kondisi aman"},
    ),
    "direct/source-cue-quote": (
        (
            "Haris/PROPN/2/nsubj mengatakan/VERB/0/root kepada/ADP/4/case wartawan/NOUN/2/obl ,/PUNCT/6/punct "
            '"Pelabuhan dibuka lagi."/ADJ/2/parataxis'
        ),
        {"cue": "mengatakan", "source": "Haris", "content": "Pelabuhan dibuka lagi."},
    ),
    "direct/quote-passive-source": (
        (
            '"Tidak ada korban jiwa,"/VERB/0/root disampaikan/VERB/1/parataxis oleh/ADP/4/case Haris/PROPN/2/obl:agent '
            "Munandar/PROPN/4/flat:name ./PUNCT/1/punct"
        ),
        {"cue": "disampaikan", "source": "Haris Munandar", "content": "Tidak ada korban jiwa,"},
    ),
    "direct/quote-source-cue": (
        '"Kami tidak akan menyerah,"/VERB/0/root Tomas/PROPN/3/nsubj berkata/VERB/1/parataxis ./PUNCT/1/punct',
        {"cue": "berkata", "source": "Tomas", "content": "Kami tidak akan menyerah,"},
    ),
    "direct/label": (
        (
            "Ratna/PROPN/0/root Wulandari/PROPN/1/flat:name :/PUNCT/4/punct "
            '"Kami tidak menerima surat itu."/VERB/1/parataxis'
        ),
        {"source": "Ratna Wulandari", "content": "Kami tidak menerima surat itu."},
    ),
    "indirect/subject-verb-clause": (
        (
            "Ratna/PROPN/3/nsubj juga/ADV/3/advmod mengatakan/VERB/0/root bahwa/SCONJ/7/mark pasar/NOUN/7/nsubj "
            "akan/AUX/7/aux pindah/VERB/3/ccomp bulan/NOUN/7/obl depan/ADJ/8/amod ./PUNCT/3/punct"
        ),
        {"cue": "mengatakan", "source": "Ratna", "content": "pasar akan pindah bulan depan"},
    ),
    "indirect/rumour-says": (
        ("Rumor/NOUN/2/nsubj menyebutkan/VERB/0/root kapal/NOUN/4/nsubj dijual/VERB/2/ccomp ./PUNCT/2/punct"),
        {"cue": "menyebutkan", "source": "Rumor", "content": "kapal dijual"},
    ),
    "indirect/subject-verb-bahwa": (
        (
            "Ratna/PROPN/2/nsubj menyinggung/VERB/0/root bahwa/SCONJ/6/mark kapal/NOUN/6/nsubj sudah/ADV/6/advmod "
            "diperiksa/VERB/2/ccomp ./PUNCT/2/punct"
        ),
        {"cue": "menyinggung", "source": "Ratna", "content": "kapal sudah diperiksa"},
    ),
    "indirect/subject-verb-request": (
        (
            "Bupati/NOUN/2/nsubj mengimbau/VERB/0/root warga/NOUN/2/obj agar/SCONJ/6/mark tetap/ADV/6/advmod "
            "tenang/ADJ/2/ccomp ./PUNCT/2/punct"
        ),
        {"cue": "mengimbau", "source": "Bupati", "content": "warga agar tetap tenang"},
    ),
    "direct/quote-cue-alone": (
        '"Kapal sudah siap,"/ADJ/0/root ujar/VERB/1/parataxis ./PUNCT/1/punct',
        {"cue": "ujar", "content": "Kapal sudah siap,"},
    ),
    "indirect/passive-clitic": (
        (
            "Partai/NOUN/3/nsubj:pass itu/DET/1/det dikatakan/VERB/0/root +nya/PRON/3/obl keberatan/NOUN/3/obl "
            "dengan/ADP/7/case aturan/NOUN/5/nmod baru/ADJ/7/amod ./PUNCT/3/punct"
        ),
        {"cue": "dikatakannya", "source": "nya", "content": "Partai itu … keberatan dengan aturan baru"},
    ),
    "indirect/passive-agent-last": (
        (
            "Nelayan/NOUN/2/nsubj:pass dituduh/VERB/0/root mencuri/VERB/2/xcomp ikan/NOUN/3/obj oleh/ADP/6/case "
            "warga/NOUN/2/obl ./PUNCT/2/punct"
        ),
        {"cue": "dituduh", "source": "warga", "content": "mencuri ikan"},
    ),
    "indirect/final-noun": (
        (
            "Gempa/NOUN/2/nsubj terasa/VERB/0/root sampai/ADP/4/case Ambon/PROPN/2/obl ,/PUNCT/7/punct "
            "demikian/PRON/7/det laporan/NOUN/2/obl Badan/PROPN/7/nmod Meteorologi/PROPN/8/flat:name ./PUNCT/2/punct"
        ),
        {"cue": "laporan", "source": "Badan Meteorologi", "content": "Gempa terasa sampai Ambon"},
    ),
    "indirect/final-demikian": (
        (
            "Kapal/NOUN/2/nsubj tenggelam/VERB/0/root ,/PUNCT/2/punct demikian/ADV/2/advmod Antara/PROPN/4/nmod "
            "./PUNCT/2/punct"
        ),
        {"cue": "demikian", "source": "Antara", "content": "Kapal tenggelam"},
    ),
    "indirect/subject-verb-act": (
        (
            "Ratna/PROPN/2/nsubj mengatakan/VERB/0/root laporan/NOUN/5/nsubj itu/DET/3/det dikirim/VERB/2/ccomp "
            "./PUNCT/2/punct"
        ),
        {"cue": "mengatakan", "source": "Ratna", "content": "laporan itu dikirim"},
    ),
    "indirect/subject-verb-urging": (
        (
            "Bupati/NOUN/2/nsubj mendorong/VERB/0/root warga/NOUN/2/obj untuk/SCONJ/5/mark pulang/VERB/2/xcomp "
            "segera/ADV/5/advmod ./PUNCT/2/punct"
        ),
        {"cue": "mendorong", "source": "Bupati", "content": "warga untuk pulang segera"},
    ),
    "indirect/telling-noun": (
        (
            "Dari/ADP/2/case penuturan/NOUN/6/obl Haris/PROPN/2/nmod ,/PUNCT/6/punct kapal/NOUN/6/nsubj "
            "hilang/VERB/0/root ./PUNCT/6/punct"
        ),
        {"cue": "penuturan", "source": "Haris", "content": "kapal hilang"},
    ),
    "indirect/subject-verb-naming": (
        (
            "Ia/PRON/2/nsubj menyebut/VERB/0/root kerja/NOUN/2/obj sama/ADJ/3/amod itu/DET/3/det sebagai/ADP/7/case "
            "langkah/NOUN/2/obl besar/ADJ/7/amod ./PUNCT/2/punct"
        ),
        {"cue": "menyebut", "source": "Ia", "content": "kerja sama itu sebagai langkah besar"},
    ),
    "indirect/subject-verb-cleft": (
        (
            "Ratna/PROPN/2/nsubj menyebut/VERB/0/root datanya/NOUN/2/obj yang/PRON/5/nsubj salah/ADJ/3/acl:relcl "
            "./PUNCT/2/punct"
        ),
        {"cue": "menyebut", "source": "Ratna", "content": "datanya yang salah"},
    ),
    "indirect/subject-verb-promise": (
        (
            "Haris/PROPN/2/nsubj berjanji/VERB/0/root akan/AUX/4/aux memperbaiki/VERB/2/xcomp jalan/NOUN/4/obj "
            "itu/DET/5/det ./PUNCT/2/punct"
        ),
        {"cue": "berjanji", "source": "Haris", "content": "akan memperbaiki jalan itu"},
    ),
    "indirect/subject-verb-noun": (
        (
            "Panitia/NOUN/2/nsubj mengumumkan/VERB/0/root penundaan/NOUN/2/obj seluruh/DET/5/det lomba/NOUN/3/nmod "
            "perahu/NOUN/5/nmod ./PUNCT/2/punct"
        ),
        {"cue": "mengumumkan", "source": "Panitia", "content": "penundaan seluruh lomba perahu"},
    ),
    "indirect/subject-verb-attitude": (
        (
            "Ratna/PROPN/2/nsubj menekankan/VERB/0/root penting/NOUN/2/obj +nya/PRON/3/nmod menjaga/VERB/3/acl "
            "laut/NOUN/5/obj ./PUNCT/2/punct"
        ),
        {"cue": "menekankan", "source": "Ratna", "content": "pentingnya menjaga laut"},
    ),
    "indirect/according-to": (
        (
            "Namun/CCONJ/8/cc ,/PUNCT/1/punct menurut/ADP/4/case Ratna/PROPN/8/obl ,/PUNCT/4/punct stok/NOUN/8/nsubj "
            "ikan/NOUN/6/nmod cukup/ADJ/0/root ./PUNCT/8/punct"
        ),
        {"cue": "menurut", "source": "Ratna", "content": "stok ikan cukup"},
    ),
    "indirect/final-cue": (
        (
            "Kapal/NOUN/4/nsubj itu/DET/1/det akan/AUX/4/aux diperbaiki/VERB/0/root ,/PUNCT/6/punct "
            "kata/VERB/4/parataxis Haris/PROPN/6/nsubj di/ADP/9/case Ambon/PROPN/6/obl ./PUNCT/4/punct"
        ),
        {"cue": "kata", "source": "Haris", "content": "Kapal itu akan diperbaiki"},
    ),
    "indirect/medial-cue": (
        (
            "Dengan/ADP/2/case begitu/PRON/9/obl ,/PUNCT/4/punct kata/VERB/9/parataxis dia/PRON/4/nsubj "
            ",/PUNCT/4/punct nelayan/NOUN/9/nsubj bisa/AUX/9/aux melaut/VERB/0/root lagi/ADV/9/advmod ./PUNCT/9/punct"
        ),
        {"cue": "kata", "source": "dia", "content": "Dengan begitu … nelayan bisa melaut lagi"},
    ),
    "indirect/noun-bahwa": (
        (
            "Haris/PROPN/2/nsubj meragukan/VERB/0/root pernyataan/NOUN/2/obj Ratna/PROPN/3/nmod bahwa/SCONJ/8/mark "
            "stok/NOUN/8/nsubj masih/ADV/8/advmod cukup/ADJ/3/acl ./PUNCT/2/punct"
        ),
        {"cue": "pernyataan", "source": "Ratna", "content": "stok masih cukup"},
    ),
    "indirect/passive": (
        (
            "Dikatakan/VERB/0/root +nya/PRON/1/obl:agent ,/PUNCT/6/punct hujan/NOUN/6/nsubj akan/AUX/6/aux "
            "turun/VERB/1/ccomp ./PUNCT/1/punct"
        ),
        {"cue": "Dikatakannya", "source": "nya", "content": "hujan akan turun"},
    ),
    "indirect/medial-menurut": (
        (
            "Hal/NOUN/6/nsubj itu/DET/1/det menurut/ADP/4/case Ratna/PROPN/6/obl bisa/AUX/6/aux "
            "dikerjakan/VERB/0/root nelayan/NOUN/6/obl ./PUNCT/6/punct"
        ),
        {"cue": "menurut", "source": "Ratna", "content": "Hal itu … bisa dikerjakan nelayan"},
    ),
    "direct/light-verb-quote": (
        (
            "Ratna/PROPN/2/nsubj menyampaikan/VERB/0/root pesan/NOUN/2/obj :/PUNCT/5/punct "
            '"Jangan melaut sendirian malam ini."/PROPN/2/parataxis'
        ),
        {"cue": "pesan", "source": "Ratna", "content": "Jangan melaut sendirian malam ini."},
    ),
    "direct/noun-source-quote": (
        'Komentar/NOUN/0/root Haris/PROPN/1/nmod :/PUNCT/1/punct "Jalan itu rusak parah."/ADJ/1/parataxis',
        {"cue": "Komentar", "source": "Haris", "content": "Jalan itu rusak parah."},
    ),
    "indirect/subject-verb-insistence": (
        (
            "Haris/PROPN/2/nsubj bersikeras/VERB/0/root tidak/PART/4/advmod mencuri/VERB/2/xcomp ikan/NOUN/4/obj "
            "./PUNCT/2/punct"
        ),
        {"cue": "bersikeras", "source": "Haris", "content": "tidak mencuri ikan"},
    ),
    "indirect/noun-source-colon": (
        (
            "Kesaksian/NOUN/0/root Haris/PROPN/1/nmod :/PUNCT/5/punct pintu/NOUN/5/nsubj terkunci/VERB/1/parataxis "
            "./PUNCT/1/punct"
        ),
        {"cue": "Kesaksian", "source": "Haris", "content": "pintu terkunci"},
    ),
    "indirect/comma-cue-named": (
        (
            "Hujan/NOUN/3/nsubj akan/AUX/3/aux turun/VERB/0/root ,/PUNCT/5/punct ramal/VERB/3/parataxis "
            "Ratna/PROPN/5/nsubj ./PUNCT/3/punct"
        ),
        {"cue": "ramal", "source": "Ratna", "content": "Hujan akan turun"},
    ),
    "indirect/final-request": (
        (
            "Jangan/PART/2/advmod melaut/VERB/0/root ,/PUNCT/4/punct pinta/VERB/2/parataxis Ratna/PROPN/4/nsubj "
            "./PUNCT/2/punct"
        ),
        {"cue": "pinta", "source": "Ratna", "content": "Jangan melaut"},
    ),
    "indirect/opening-versi": (
        (
            "Versi/NOUN/5/obl Haris/PROPN/1/nmod ,/PUNCT/1/punct kapal/NOUN/5/nsubj tenggelam/VERB/0/root "
            "./PUNCT/5/punct"
        ),
        {"cue": "Versi", "source": "Haris", "content": "kapal tenggelam"},
    ),
    "indirect/opening-bagi": (
        (
            "Bagi/ADP/2/case dia/PRON/5/obl ,/PUNCT/2/punct jembatan/NOUN/5/nsubj runtuh/VERB/0/root "
            "lagi/ADV/5/advmod ./PUNCT/5/punct"
        ),
        {"cue": "Bagi", "source": "dia", "content": "jembatan runtuh lagi"},
    ),
    "indirect/subordinate-bahwa": (
        (
            "Nelayan/NOUN/2/nsubj lega/ADJ/0/root setelah/SCONJ/5/mark Ratna/PROPN/5/nsubj memastikan/VERB/2/advcl "
            "bahwa/SCONJ/8/mark kapal/NOUN/8/nsubj selamat/ADJ/5/ccomp ./PUNCT/2/punct"
        ),
        {"cue": "memastikan", "source": "Ratna", "content": "kapal selamat"},
    ),
    "introduction/passive-subject": (
        (
            "Hal/NOUN/3/nsubj:pass itu/DET/1/det disampaikan/VERB/0/root Kapolres/NOUN/3/obl:agent "
            "Haris/PROPN/4/flat:name Munandar/PROPN/5/flat:name di/ADP/8/case Ambon/PROPN/3/obl ./PUNCT/3/punct"
        ),
        {"cue": "disampaikan", "source": "Kapolres Haris Munandar"},
    ),
    "direct/quote-answer": (
        (
            '"Nanti saya cek dulu."',
            "Haris/PROPN/2/nsubj menjawab/VERB/0/root singkat/ADJ/2/xcomp lewat/ADP/5/case pesan/NOUN/2/obl",
        ),
        {"cue": "menjawab", "source": "Haris", "content": "Nanti saya cek dulu."},
    ),
    "direct/quote-begitu-cue-source": (
        (
            '"Siap, laksanakan."',
            "Begitu/ADV/2/advmod jawab/VERB/0/root Sersan/NOUN/2/nsubj Bagas/PROPN/3/flat:name ./PUNCT/2/punct",
        ),
        {"cue": "jawab", "source": "Sersan Bagas", "content": "Siap, laksanakan."},
    ),
    "direct/quote-capital-cue": (
        ('"Kami sudah menunggu."', "Kata/VERB/0/root Haris/PROPN/1/nsubj ./PUNCT/1/punct"),
        {"cue": "Kata", "source": "Haris", "content": "Kami sudah menunggu."},
    ),
    "direct/quote-dash-source": (
        ('"Laut adalah ibu kami."', "–/PUNCT/2/punct Gunawan/PROPN/0/root Prasetyo/PROPN/2/flat:name"),
        {"source": "Gunawan Prasetyo", "content": "Laut adalah ibu kami."},
    ),
    "introduction/interview": (
        "Haris/PROPN/2/nsubj mewawancarai/VERB/0/root Ratna/PROPN/2/obj ./PUNCT/2/punct",
        {"cue": "mewawancarai", "source": "Ratna"},
    ),
    "introduction/verb-colon": (
        "Ratna/PROPN/2/nsubj menulis/VERB/0/root di/ADP/4/case akunnya/NOUN/2/obl :/PUNCT/2/punct",
        {"cue": "menulis", "source": "Ratna"},
    ),
    "introduction/label-colon": (
        "Dari/ADP/2/case Ketua/NOUN/0/root Haris/PROPN/2/flat:name :/PUNCT/2/punct",
        {"source": "Ketua Haris"},
    ),
    "direct/split-quote-source-first": (
        (
            '"Jangan lupa,"/ADJ/0/root Ratna/PROPN/3/nsubj berkata/VERB/1/parataxis ,/PUNCT/5/punct '
            '"nanti kami sedih."/ADJ/1/parataxis'
        ),
        {"cue": "berkata", "source": "Ratna", "content": "Jangan lupa, … nanti kami sedih."},
    ),
    "introduction/begitu-cue-source": (
        "Begitu/ADV/2/advmod kata/VERB/0/root Ratna/PROPN/2/nsubj ./PUNCT/2/punct",
        {"cue": "kata", "source": "Ratna"},
    ),
    "introduction/signature": (
        "–/PUNCT/2/punct Gunawan/PROPN/0/root Prasetyo/PROPN/2/flat:name",
        {"source": "Gunawan Prasetyo"},
    ),
    "indirect/negated-denial": (
        (
            "Haris/PROPN/3/nsubj tidak/PART/3/advmod membantah/VERB/0/root dana/NOUN/5/nsubj hilang/VERB/3/ccomp "
            "./PUNCT/3/punct"
        ),
        {"cue": "membantah", "source": "Haris", "content": "dana hilang"},
    ),
    "indirect/passive-medial": (
        (
            "Jembatan/NOUN/3/nsubj:pass itu/DET/1/det disebut/VERB/0/root Ratna/PROPN/3/nsubj sudah/AUX/6/aux "
            "aman/ADJ/3/ccomp ./PUNCT/3/punct"
        ),
        {"cue": "disebut", "source": "Ratna", "content": "Jembatan itu … sudah aman"},
    ),
    "indirect/passive-aside": (
        (
            "Korban/NOUN/7/nsubj ,/PUNCT/4/punct seperti/SCONJ/4/mark disampaikan/VERB/7/advcl Haris/PROPN/4/obl "
            ",/PUNCT/4/punct dirawat/VERB/0/root ./PUNCT/7/punct"
        ),
        {"cue": "disampaikan", "source": "Haris", "content": "Korban … dirawat"},
    ),
    "indirect/passive-naming": (
        (
            "Jembatan/NOUN/3/nsubj:pass itu/DET/1/det disebut/VERB/0/root nelayan/NOUN/3/obl sebagai/ADP/6/case "
            "berkah/NOUN/3/obl ./PUNCT/3/punct"
        ),
        {"cue": "disebut", "source": "nelayan", "content": "Jembatan itu … sebagai berkah"},
    ),
    "indirect/medial-kata": (
        (
            "Solar/NOUN/5/nsubj kata/VERB/5/parataxis Haris/PROPN/2/nsubj makin/ADV/5/advmod sulit/ADJ/0/root "
            "./PUNCT/5/punct"
        ),
        {"cue": "kata", "source": "Haris", "content": "Solar … makin sulit"},
    ),
    "indirect/provenance-source": (
        (
            "Mengutip/VERB/5/advcl laporan/NOUN/1/obj bank/NOUN/2/nmod ,/PUNCT/1/punct harga/NOUN/6/nsubj "
            "naik/VERB/0/root ./PUNCT/6/punct"
        ),
        {"cue": "Mengutip", "source": "laporan bank", "content": "harga naik"},
    ),
    "indirect/provenance-aside": (
        (
            "Kapal/NOUN/9/nsubj itu/DET/1/det ,/PUNCT/1/punct seperti/ADP/5/case yang/PRON/6/nsubj:pass "
            "dilaporkan/VERB/9/advcl Antara/PROPN/6/obl ,/PUNCT/6/punct kandas/VERB/0/root ./PUNCT/9/punct"
        ),
        {"cue": "dilaporkan", "source": "Antara", "content": "Kapal itu … kandas"},
    ),
    "indirect/subordinate-clause": (
        (
            "Setelah/SCONJ/3/mark Ratna/PROPN/3/nsubj mengatakan/VERB/7/advcl kapal/NOUN/5/nsubj "
            "tiba/VERB/3/ccomp ,/PUNCT/3/punct warga/NOUN/8/nsubj pulang/VERB/0/root ./PUNCT/8/punct"
        ),
        {"cue": "mengatakan", "source": "Ratna", "content": "kapal tiba"},
    ),
    "indirect/final-subject-verb": (
        (
            "Kapal/NOUN/2/nsubj tiba/VERB/0/root ,/PUNCT/2/punct Ratna/PROPN/5/nsubj mengatakan/VERB/2/parataxis "
            "./PUNCT/2/punct"
        ),
        {"cue": "mengatakan", "source": "Ratna", "content": "Kapal tiba"},
    ),
    "indirect/shared-subject": (
        (
            "Haris/PROPN/2/nsubj menolak/VERB/0/root karena/SCONJ/4/mark menilai/VERB/2/advcl harga/NOUN/6/nsubj "
            "naik/VERB/4/ccomp ./PUNCT/2/punct"
        ),
        {"cue": "menilai", "source": "Haris", "content": "harga naik"},
    ),
    "indirect/conjoined-menurut": (
        (
            "Ia/PRON/2/nsubj menolak/VERB/0/root karena/SCONJ/7/mark menurut/ADP/5/case Haris/PROPN/7/obl "
            "rapat/NOUN/7/nsubj batal/VERB/2/advcl ./PUNCT/2/punct"
        ),
        {"cue": "menurut", "source": "Haris", "content": "rapat batal"},
    ),
    "indirect/document-passive": (
        (
            "Dalam/ADP/2/case surat/NOUN/4/obl itu/DET/2/det dijelaskan/VERB/0/root bahwa/SCONJ/7/mark "
            "gaji/NOUN/7/nsubj naik/VERB/4/ccomp ./PUNCT/4/punct"
        ),
        {"cue": "dijelaskan", "source": "surat itu", "content": "gaji naik"},
    ),
    "indirect/text-reads": (
        (
            "Surat/NOUN/2/nsubj berbunyi/VERB/0/root :/PUNCT/5/punct kapal/NOUN/5/nsubj kembali/VERB/2/parataxis "
            "./PUNCT/2/punct"
        ),
        {"cue": "berbunyi", "source": "Surat", "content": "kapal kembali"},
    ),
    "indirect/topic-question": (
        (
            "Ratna/PROPN/2/nsubj menjelaskan/VERB/0/root tentang/ADP/6/case bagaimana/ADV/6/advmod "
            "kapal/NOUN/6/nsubj:pass dibuat/VERB/2/obl ./PUNCT/2/punct"
        ),
        {"cue": "menjelaskan", "source": "Ratna", "content": "bagaimana kapal dibuat"},
    ),
    "indirect/medial-verb": (
        (
            "Beberapa/DET/7/nsubj ,/PUNCT/1/punct ia/PRON/4/nsubj melanjutkan/VERB/7/parataxis ,/PUNCT/4/punct "
            "terlalu/ADV/7/advmod rapuh/ADJ/0/root untuk/SCONJ/9/mark dipindahkan/VERB/7/advcl ./PUNCT/7/punct"
        ),
        {"cue": "melanjutkan", "source": "ia", "content": "Beberapa … terlalu rapuh untuk dipindahkan"},
    ),
    "indirect/medial-continuation": (
        (
            "Aplikasi/NOUN/7/nsubj itu/DET/1/det ,/PUNCT/1/punct Akbar/PROPN/5/nsubj melanjutkan/VERB/8/parataxis "
            ",/PUNCT/5/punct juga/ADV/8/advmod memberi/VERB/0/root peringatan/NOUN/8/obj ./PUNCT/8/punct"
        ),
        {"cue": "melanjutkan", "source": "Akbar", "content": "Aplikasi itu … juga memberi peringatan"},
    ),
    "direct/turn": (
        "Ratna/PROPN/0/root :/PUNCT/1/punct Awalnya/ADV/4/advmod iseng/ADJ/1/parataxis ./PUNCT/1/punct",
        {"source": "Ratna", "content": "Awalnya iseng"},
    ),
    "direct/turn-answer": (
        "J/NOUN/0/root :/PUNCT/1/punct Sejak/ADP/4/case pagi/NOUN/1/obl ./PUNCT/1/punct",
        {"content": "Sejak pagi"},
    ),
    "indirect/relative-menurut": (
        (
            "Ratna/PROPN/2/nsubj menolak/VERB/0/root aturan/NOUN/2/obj yang/PRON/7/nsubj menurut/ADP/6/case "
            "Haris/PROPN/7/obl memberatkan/VERB/3/acl:relcl nelayan/NOUN/7/obj ./PUNCT/2/punct"
        ),
        {"cue": "menurut", "source": "Haris", "content": "memberatkan nelayan"},
    ),
    "indirect/relative-passive": (
        (
            "Ratna/PROPN/2/nsubj memeriksa/VERB/0/root kapal/NOUN/2/obj yang/PRON/5/nsubj:pass "
            "disebut/VERB/3/acl:relcl Haris/PROPN/5/nsubj sudah/AUX/8/aux bocor/ADJ/5/ccomp ./PUNCT/2/punct"
        ),
        {"cue": "disebut", "source": "Haris", "content": "sudah bocor"},
    ),
    "indirect/final-menurut": (
        (
            "Dua/NUM/2/nummod pulau/NOUN/4/nsubj sudah/AUX/4/aux tenggelam/VERB/0/root menurut/ADP/6/case "
            "Ratna/PROPN/4/obl ./PUNCT/4/punct"
        ),
        {"cue": "menurut", "source": "Ratna", "content": "Dua pulau sudah tenggelam"},
    ),
    "indirect/final-passive": (
        (
            "Kapal/NOUN/3/nsubj sudah/AUX/3/aux aman/ADJ/0/root ,/PUNCT/6/punct demikian/ADV/6/advmod "
            "dikatakan/VERB/3/parataxis Ratna/PROPN/6/nsubj ./PUNCT/3/punct"
        ),
        {"cue": "dikatakan", "source": "Ratna", "content": "Kapal sudah aman"},
    ),
    "indirect/passive-request": (
        (
            "Menteri/NOUN/2/nsubj:pass diperintahkan/VERB/0/root Joko/PROPN/2/nsubj untuk/SCONJ/5/mark "
            "mengkaji/VERB/2/xcomp aturan/NOUN/5/obj ./PUNCT/2/punct"
        ),
        {"cue": "diperintahkan", "source": "Joko", "content": "Menteri … untuk mengkaji aturan"},
    ),
    "indirect/light-verb-bahwa": (
        (
            "Ratna/PROPN/2/nsubj membuat/VERB/0/root pernyataan/NOUN/2/obj bahwa/SCONJ/6/mark kapalnya/NOUN/6/nsubj "
            "dijual/VERB/3/acl ./PUNCT/2/punct"
        ),
        {"cue": "pernyataan", "source": "Ratna", "content": "kapalnya dijual"},
    ),
    "indirect/light-verb-infinitive": (
        (
            "Ratna/PROPN/2/nsubj memberi/VERB/0/root sinyal/NOUN/2/obj akan/AUX/5/aux menjual/VERB/2/ccomp "
            "kapalnya/NOUN/5/obj ./PUNCT/2/punct"
        ),
        {"cue": "sinyal", "source": "Ratna", "content": "akan menjual kapalnya"},
    ),
    "indirect/noun-colon": (
        (
            "Ratna/PROPN/2/nsubj punya/VERB/0/root satu/NUM/4/nummod pesan/NOUN/2/obj :/PUNCT/7/punct "
            "jangan/PART/7/advmod melaut/VERB/2/parataxis ./PUNCT/2/punct"
        ),
        {"cue": "pesan", "source": "Ratna", "content": "jangan melaut"},
    ),
    "indirect/memberi-tahu": (
        (
            "Ratna/PROPN/2/nsubj memberi/VERB/0/root tahu/VERB/2/xcomp warga/NOUN/3/obj bahwa/SCONJ/7/mark "
            "air/NOUN/7/nsubj naik/VERB/2/advcl ./PUNCT/2/punct"
        ),
        {"cue": "tahu", "source": "Ratna", "content": "air naik"},
    ),
    "indirect/passive-awaited": (
        (
            "Program/NOUN/3/nsubj:pass itu/DET/1/det diharapkan/VERB/0/root Ratna/PROPN/3/obl dapat/AUX/6/aux "
            "membantu/VERB/3/ccomp nelayan/NOUN/6/obj ./PUNCT/3/punct"
        ),
        {"cue": "diharapkan", "source": "Ratna", "content": "Program itu … dapat membantu nelayan"},
    ),
    "indirect/condition-first": (
        (
            "Jika/SCONJ/2/mark lupa/VERB/5/advcl ,/PUNCT/2/punct Ratna/PROPN/5/nsubj mengatakan/VERB/0/root "
            ",/PUNCT/7/punct buang/VERB/5/ccomp saja/ADV/7/advmod ./PUNCT/5/punct"
        ),
        {"cue": "mengatakan", "source": "Ratna", "content": "Jika lupa … buang saja"},
    ),
    "indirect/condition-request": (
        (
            "Jika/SCONJ/2/mark mangkir/VERB/5/advcl ,/PUNCT/2/punct Ratna/PROPN/5/nsubj mengancam/VERB/0/root "
            "akan/AUX/7/aux menjemput/VERB/5/xcomp Haris/PROPN/7/obj ./PUNCT/5/punct"
        ),
        {"cue": "mengancam", "source": "Ratna", "content": "Jika mangkir … akan menjemput Haris"},
    ),
    "indirect/concession-first": (
        (
            "Meski/SCONJ/2/mark hujan/VERB/5/advcl ,/PUNCT/2/punct Ratna/PROPN/5/nsubj mengatakan/VERB/0/root "
            ",/PUNCT/8/punct kapal/NOUN/8/nsubj berangkat/VERB/5/ccomp ./PUNCT/5/punct"
        ),
        {"cue": "mengatakan", "source": "Ratna", "content": "Meski hujan … kapal berangkat"},
    ),
}


@pytest.mark.parametrize("rule", sorted(CONSTRUCTIONS))
def test_every_construction_finds_its_parts(rule):
    sentences, parts = CONSTRUCTIONS[rule]
    assert found(rule, *([sentences] if isinstance(sentences, str) else sentences)) == [parts]


def test_every_shipped_construction_has_a_sentence_here():
    assert {rule.id for rule in shipped().rules} == {*CONSTRUCTIONS, UNCUED}


def test_a_quotation_that_stands_alone_is_taken_where_no_rule_with_a_cue_takes_it():
    [alone] = attributions(parsed(['"Kami akan kembali tahun depan."']))
    assert (alone.rule, alone.match) == (UNCUED, None)


# --- sources -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "phrase"),
    [
        ("Kepala/NOUN/2/nsubj Dinas/NOUN/3/nmod ,/PUNCT/6/punct Budi/PROPN/3/appos ,/PUNCT/6/punct",
         "Kepala Dinas, Budi"),
        ("Joko/PROPN/2/nsubj Prasetyo/PROPN/3/flat:name (/PUNCT/6/punct Jopras/PROPN/3/appos )/PUNCT/6/punct",
         "Joko Prasetyo (Jopras)"),
        ("Ratna/PROPN/2/nsubj dan/CCONJ/5/cc Haris/PROPN/3/conj", "Ratna dan Haris"),
        ("penyerang/NOUN/2/nsubj asal/NOUN/3/nmod Brasil/PROPN/4/nmod itu/DET/3/det", "penyerang asal Brasil itu"),
        ("Presiden/NOUN/2/nsubj terpilih/ADJ/3/amod", "Presiden terpilih"),
    ],
)  # fmt: skip
def test_the_source_after_a_cue_is_its_whole_noun_phrase(source, phrase):
    [parts] = found(
        "direct/quote-cue-source", f'"Kami siap,"/ADJ/0/root kata/VERB/1/parataxis {source} ./PUNCT/1/punct'
    )
    assert parts["source"] == phrase


def test_a_nickname_in_marks_inside_a_name_is_part_of_the_source():
    name = "Andi/PROPN/2/nsubj “Bang/PROPN/3/flat:name Jaya”/PROPN/3/flat:name"
    compact = f'"Kami siap,"/ADJ/0/root kata/VERB/1/parataxis {name} Wijaya/PROPN/3/flat:name ./PUNCT/1/punct'
    [parts] = found("direct/quote-cue-source", compact)
    assert parts["source"] == "Andi “Bang Jaya” Wijaya"


@pytest.mark.parametrize(
    "rest",
    [
        "saat/SCONJ/5/mark ditemui/VERB/2/advcl",
        "di/ADP/5/case Ambon/PROPN/2/obl",
        ",/PUNCT/5/punct Jumat/PROPN/2/obl (/PUNCT/7/punct 12/5/NUM/5/nummod )/PUNCT/7/punct",
        "(/PUNCT/5/punct 12/5/NUM/2/obl )/PUNCT/5/punct",
        "kepada/ADP/5/case wartawan/NOUN/2/obl",
        "hal/NOUN/2/obj itu/DET/4/det",
    ],
)
def test_the_source_ends_before_place_time_and_circumstance(rest):
    compact = f'"Kami siap,"/ADJ/0/root kata/VERB/1/parataxis Ratna/PROPN/2/nsubj {rest} ./PUNCT/1/punct'
    [parts] = found("direct/quote-cue-source", compact)
    assert parts["source"] == "Ratna"


def test_the_phrase_right_after_the_cue_holds_where_the_tree_is_wrong():
    compact = '"Kami siap,"/ADJ/0/root kata/NOUN/1/dep Ratna/PROPN/1/obl Wulandari/PROPN/1/obl ./PUNCT/1/punct'
    assert found("direct/quote-cue-source", compact)[0]["source"] == "Ratna Wulandari"


@pytest.mark.parametrize(
    ("words", "entities", "ends"),
    [
        ("Haris Prihatin yang", ("person", "person", None), True),
        ("Haris Prihatin", ("person", "person"), True),
        ("Haris Prihatin Banjir", ("person", "person", None), False),  # a headline
        ("Haris prihatin yang", ("person", "person", None), False),
        ("Haris Prihatin yang", ("person", None, None), False),
        ("Bupati Prihatin yang", (None, "person", None), False),
    ],
)
def test_a_reporting_word_at_the_end_of_a_name_is_no_cue(words, entities, ends):
    made = [SimpleNamespace(form=form, entity=entity) for form, entity in zip(words.split(), entities, strict=True)]
    assert _ends_name(made, 1) is ends


def test_adverbs_between_subject_and_verb_are_no_part_of_the_source():
    compact = (
        "Haris/PROPN/4/nsubj sebelumnya/ADV/4/advmod telah/AUX/4/aux mengatakan/VERB/0/root bahwa/SCONJ/7/mark "
        "ia/PRON/7/nsubj pulang/VERB/4/ccomp ./PUNCT/4/punct"
    )
    assert found("indirect/subject-verb-clause", compact)[0]["source"] == "Haris"


def test_a_connector_before_the_subject_is_no_part_of_the_source():
    compact = (
        "Sementara/SCONJ/4/mark itu/PRON/1/fixed Haris/PROPN/4/nsubj menilai/VERB/0/root anggaran/NOUN/7/nsubj "
        "itu/DET/5/det kecil/ADJ/4/ccomp ./PUNCT/4/punct"
    )
    assert found("indirect/subject-verb-clause", compact)[0]["source"] == "Haris"


def test_two_verbs_joined_by_dan_share_their_subject():
    compact = (
        "Haris/PROPN/2/nsubj membantah/VERB/0/root tuduhan/NOUN/2/obj itu/DET/3/det dan/CCONJ/6/cc mengaku/VERB/2/conj "
        "tidak/PART/8/advmod bersalah/VERB/6/ccomp ./PUNCT/2/punct"
    )
    assert {"cue": "mengaku", "source": "Haris", "content": "tidak bersalah"} in found(
        "indirect/subject-verb-clause", compact
    )


def test_a_relative_clause_has_its_head_as_source():
    compact = (
        "Saksi/NOUN/8/nsubj yang/PRON/3/nsubj mengatakan/VERB/1/acl:relcl bahwa/SCONJ/6/mark kapal/NOUN/6/nsubj "
        "tenggelam/VERB/3/ccomp itu/DET/1/det pulang/VERB/0/root ./PUNCT/8/punct"
    )
    assert found("indirect/subject-verb-clause", compact)[0]["source"] == "Saksi"


# --- contents ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lead", "content"),
    [
        (",/PUNCT/2/punct", "kapal itu datang"),
        ("bahwa/SCONJ/2/mark", "kapal itu datang"),
        (":/PUNCT/2/punct", "kapal itu datang"),
        ("kepada/ADP/4/case wartawan/NOUN/2/obl ,/PUNCT/2/punct", "kapal itu datang"),
        ("kepada/ADP/4/case wartawan/NOUN/2/obl di/ADP/6/case Ambon/PROPN/2/obl ,/PUNCT/2/punct", "kapal itu datang"),
        ("kepada/ADP/4/case wartawan/NOUN/2/obl bahwa/SCONJ/2/mark", "kapal itu datang"),
        ("secara/ADV/2/advmod tegas/ADJ/2/advmod bahwa/SCONJ/2/mark", "kapal itu datang"),
        ("", "kapal itu datang"),
    ],
)
def test_what_leads_over_to_the_words_is_no_part_of_them(lead, content):
    compact = (
        f"Haris/PROPN/2/nsubj mengatakan/VERB/0/root {lead} kapal/NOUN/2/nsubj itu/DET/2/det datang/VERB/2/ccomp "
        "./PUNCT/2/punct"
    )
    assert [parts["content"] for parts in found("indirect/subject-verb-clause", compact)] == [content]


def test_where_the_article_has_it_from_is_no_part_of_the_words():
    compact = (
        "Haris/PROPN/2/nsubj mengatakan/VERB/0/root ,/PUNCT/5/punct kapal/NOUN/5/nsubj datang/VERB/2/ccomp "
        "besok/NOUN/5/obl ,/PUNCT/9/punct seperti/ADP/9/mark dikutip/VERB/5/advcl Kabar/PROPN/9/obl ./PUNCT/2/punct"
    )
    assert found("indirect/subject-verb-clause", compact)[0]["content"] == "kapal datang besok"


def test_a_quotation_that_follows_is_no_part_of_a_report():
    compact = (
        "Haris/PROPN/2/nsubj mengatakan/VERB/0/root ,/PUNCT/6/punct kapal/NOUN/6/nsubj sudah/ADV/6/advmod "
        'datang/VERB/2/ccomp ,/PUNCT/8/punct "Kami lega sekali."/ADJ/2/parataxis'
    )
    assert found("indirect/subject-verb-clause", compact)[0]["content"] == "kapal sudah datang"


def test_a_cue_inside_a_quotation_is_none_of_the_articles():
    compact = (
        "Surat/NOUN/9/nsubj “/PUNCT/4/punct Ratna/PROPN/4/nsubj mengatakan/VERB/1/acl kapal/NOUN/6/nsubj "
        "datang/VERB/4/ccomp ”/PUNCT/4/punct itu/DET/1/det hilang/VERB/0/root ./PUNCT/9/punct"
    )
    assert matches(compact) == []


# --- what is left alone ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "compact",
    [
        pytest.param(
            "Ratna/PROPN/3/nsubj tidak/PART/3/advmod mengatakan/VERB/0/root bahwa/SCONJ/6/mark ia/PRON/6/nsubj "
            "datang/VERB/3/ccomp ./PUNCT/3/punct",
            id="the saying is denied",
        ),
        pytest.param(
            "Ratna/PROPN/3/nsubj ingin/AUX/3/aux mengatakan/VERB/0/root bahwa/SCONJ/6/mark ia/PRON/6/nsubj "
            "datang/VERB/3/ccomp ./PUNCT/3/punct",
            id="nothing has been said yet",
        ),
        pytest.param(
            "Ratna/PROPN/2/nsubj mengatakan/VERB/0/root hal/NOUN/2/obj itu/DET/3/det di/ADP/6/case Ambon/PROPN/2/obl "
            "./PUNCT/2/punct",
            id="the words stand in another sentence",
        ),
        pytest.param(
            "Ratna/PROPN/2/nsubj menyampaikan/VERB/0/root undangan/NOUN/2/obj kepada/ADP/5/case Haris/PROPN/2/obl "
            "./PUNCT/2/punct",
            id="a speech act without its words",
        ),
        pytest.param(
            "Menurut/ADP/2/case rencana/NOUN/5/obl ,/PUNCT/2/punct pelabuhan/NOUN/5/nsubj dibuka/VERB/0/root "
            "./PUNCT/5/punct",
            id="a plan says nothing",
        ),
        pytest.param(
            "Ia/PRON/2/nsubj menyebut/VERB/0/root tiga/NUM/4/nummod nama/NOUN/2/obj ./PUNCT/2/punct",
            id="names without a statement of them",
        ),
        pytest.param("Haris/PROPN/2/nsubj berjanji/VERB/0/root ./PUNCT/2/punct", id="a promise of nothing"),
        pytest.param("Ratna/PROPN/2/nsubj meminta/VERB/0/root doa/NOUN/2/obj ./PUNCT/2/punct", id="a bare noun"),
        pytest.param(
            "Pernyataan/NOUN/3/nsubj Ratna/PROPN/1/nmod membuat/VERB/0/root nelayan/NOUN/3/obj tenang/ADJ/3/xcomp "
            "./PUNCT/3/punct",
            id="a statement whose words are not given",
        ),
        pytest.param("Ratna/PROPN/2/nsubj pulang/VERB/0/root ./PUNCT/2/punct", id="no cue"),
        pytest.param("Kata/NOUN/0/root demi/ADP/3/case kata/NOUN/1/nmod ./PUNCT/1/punct", id="kata is a noun"),
        pytest.param(
            "Mengatakan/VERB/0/root bahwa/SCONJ/4/mark kapal/NOUN/4/nsubj datang/VERB/1/ccomp ./PUNCT/1/punct",
            id="nobody is named",
        ),
    ],
)  # fmt: skip
def test_a_sentence_that_reports_nothing_has_no_match(compact):
    assert [match.rule.id for match in matches(compact) if match.rule.type != "introduction"] == []


def test_a_passive_without_agent_introduces_nobody():
    compact = (
        "Hal/NOUN/3/nsubj:pass itu/DET/1/det disampaikan/VERB/0/root di/ADP/5/case Ambon/PROPN/3/obl ./PUNCT/3/punct"
    )
    assert matches(compact) == []


def test_a_quotation_of_the_next_sentence_is_too_far_for_a_cue():
    first = '"Kami siap,"/ADJ/0/root kata/VERB/1/parataxis Ratna/PROPN/2/nsubj ./PUNCT/1/punct'
    second = '"Anggarannya ada,"/VERB/0/root kata/VERB/1/parataxis Haris/PROPN/2/nsubj ./PUNCT/1/punct'
    assert [parts["source"] for parts in found("direct/quote-cue-source", first, second)] == ["Ratna", "Haris"]
    assert found("direct/split-quote", first, second) == []


@pytest.mark.parametrize(
    ("stopped", "expected"),
    [
        pytest.param("dr/PROPN/2/nsubj ./PUNCT/3/punct Ratna/PROPN/3/flat", ["dr. Ratna"], id="of a title"),
        pytest.param(
            "Ratna/PROPN/2/nsubj ,/PUNCT/5/punct ST/PROPN/3/appos ./PUNCT/3/punct", ["Ratna"], id="of a degree"
        ),
        pytest.param("Ratna/PROPN/2/nsubj ./PUNCT/3/punct Haris/PROPN/3/dep", [], id="of a sentence"),
    ],
)
def test_a_stop_between_the_pieces_of_a_quote_is_that_of_a_title_or_a_degree(stopped, expected):
    compact = f'"Jalan itu,"/ADJ/0/root kata/VERB/1/parataxis {stopped} ,/PUNCT/3/punct "sudah rusak."/ADJ/1/parataxis'
    assert [parts["source"] for parts in found("direct/split-quote", compact)] == expected


def test_matches_carry_the_number_of_their_sentence_and_how_each_part_was_found():
    pulang = "Haris/PROPN/2/nsubj pulang/VERB/0/root ./PUNCT/2/punct"
    rule = "direct/quote-cue-clitic"
    [match] = [m for m in matches(pulang, CONSTRUCTIONS[rule][0]) if m.rule.id == rule]
    assert match.number == 1
    assert {name: part.how for name, part in match.parts.items()} == {"content": "quotation", "source": "clitic"}
    assert [finder.side for part in match.parts.values() if (finder := part.finder)] == ["before", None]
    assert match.cue is not None
    assert match.cue.root == "ujar"


# --- denials that affirm, subjects that cannot speak, contents that say nothing ------------------------------------


@pytest.mark.parametrize(
    ("negation", "found"),
    [
        ("tak/PART ragu/ADJ", True),
        ("tidak/PART hanya/ADV", True),
        ("tak/PART", False),
        ("ragu/ADJ", False),
        ("hanya/ADV", True),
    ],
)
def test_a_negation_with_emphasis_denies_nothing(negation, found):
    verb = 2 + len(negation.split())
    between = " ".join(f"{word}/{verb}/advmod" for word in negation.split())
    report = f"menyebut/VERB/0/root jalan/NOUN/{verb + 2}/nsubj rusak/ADJ/{verb}/ccomp"
    assert bool(matches(f"Ratna/PROPN/{verb}/nsubj {between} {report}")) is found


@pytest.mark.parametrize(
    ("subject", "found"),
    [
        ("Fitur/NOUN/3/nsubj", False),
        ("Satu/NUM/2/nummod fitur/NOUN/3/nsubj", False),
        ("Beberapa/DET/2/det fitur/NOUN/3/nsubj", False),
        ("Beberapa/DET/2/det nelayan/NOUN/3/nsubj", True),
    ],
)
def test_a_thing_cannot_speak_however_many_there_are(subject, found):
    verb = len(subject.split()) + 1
    tree = f"{subject} memastikan/VERB/0/root jalan/NOUN/{verb + 2}/nsubj aman/ADJ/{verb}/ccomp".replace(
        "/3/nsubj", f"/{verb}/nsubj"
    )
    assert bool(matches(tree)) is found


@pytest.mark.parametrize(
    ("subject", "entities", "found"),
    [
        (("Novel", "Baswedan"), ("person", "person"), True),
        (("Novel", "itu"), ("person", None), False),
        (("Program", "Manager", ",", "Ratna"), (None, None, None, "person"), True),
        (("Program", "Manager"), (None, None), False),
        (("Program", "Manager", "Ratna"), (None, None, "person"), True),
        (("Program", "Ratna"), (None, "person"), False),
    ],
)
def test_a_person_speaks_whose_name_or_role_begins_like_a_thing(subject, entities, found):
    verb = len(subject) + 1
    words = " ".join(
        f"{word}/PROPN/{verb if k == 0 else 1}/{'appos' if k else 'nsubj'}" for k, word in enumerate(subject)
    )
    built, text = paragraph(f"{words} memastikan/VERB/0/root jalan/NOUN/{verb + 2}/nsubj aman/ADJ/{verb}/ccomp")
    tagged = [w._replace(entity=e) for w, e in zip_longest(built.sentences[0].words, entities)]
    assert bool(shipped().match([Sentence(tuple(tagged))], text, built.quotations)) is found


@pytest.mark.parametrize(("before", "found"), [("belum ada", False), ("kini ada", True), ("ada", True)])
def test_somebody_who_does_not_exist_says_nothing(before, found):
    words = [f"{word}/ADV/0/root" for word in before.split()]
    at = len(words) + 1
    report = f"warga/NOUN/1/obj yang/PRON/{at + 2}/nsubj menilai/VERB/{at}/acl jalan/NOUN/{at + 4}/nsubj"
    assert bool(matches(" ".join([*words, report, f"rusak/ADJ/{at + 2}/ccomp"]))) is found


@pytest.mark.parametrize(
    ("first", "found"), [("alasan/NOUN/3/obj ia/PRON/6/nsubj", False), ("nelayan/NOUN/6/nsubj itu/DET/4/det", True)]
)
def test_a_content_that_begins_with_a_noun_for_what_is_told_is_none(first, found):
    tree = f"Ratna/PROPN/2/nsubj mengungkapkan/VERB/0/root {first} pindah/VERB/2/ccomp ke/ADP/7/case Ambon/PROPN/5/obl"
    assert bool(matches(tree)) is found


@pytest.mark.parametrize(
    ("before", "source"),
    [
        ("banyak/ADV yang/PRON", "banyak"),
        ("tak/PART sedikit/ADV pula/ADV yang/PRON", "tak sedikit"),
        ("jarang/ADV yang/PRON", None),
    ],
)
def test_a_quantity_before_a_relative_clause_stands_for_people(before, source):
    verb = len(before.split()) + 1
    words = " ".join(f"{word}/{verb}/dep" for word in before.split())
    report = f"menilai/VERB/0/root jalan/NOUN/{verb + 2}/nsubj rusak/ADJ/{verb}/ccomp"
    parts = found("indirect/subject-verb-clause", f"{words} {report}")
    assert [each["source"] for each in parts] == ([source] if source else [])


@pytest.mark.parametrize(
    ("lead", "first", "found"),
    [
        ("", "pengalaman/NOUN", False),
        ("bahwa/SCONJ/3/mark", "pengalaman/NOUN", True),
        (",/PUNCT/3/punct", "pengalaman/NOUN", True),
        ("", "kapal/NOUN", True),
    ],
)
def test_behind_a_comma_or_bahwa_what_is_told_is_a_subject(lead, first, found):
    at = 3 + bool(lead)
    tree = f"Ratna/PROPN/2/nsubj menjamin/VERB/0/root {lead} {first}/{at + 1}/nsubj berubah/VERB/2/ccomp"
    assert bool(matches(tree)) is found


def test_a_rule_that_asks_for_a_word_is_tried_only_in_sentences_that_may_have_it():
    index = RuleIndex([rule for rule in shipped().rules if rule.id == "indirect/subordinate-clause"])
    sentences = {
        "Setelah/SCONJ/3/mark Ratna/PROPN/3/nsubj mengatakan/VERB/0/root kapal/NOUN/5/nsubj tiba/VERB/3/ccomp": 1,
        "Sebelum/SCONJ/3/mark Ratna/PROPN/3/nsubj mengatakan/VERB/0/root kapal/NOUN/5/nsubj tiba/VERB/3/ccomp": 0,
    }
    for compact, tried in sentences.items():
        built, text = paragraph(compact)
        view = SentenceView(built.sentences[0], text, (), Knowledge(shipped().lexicon, shipped().lists))
        assert len(list(index.find_candidates(view))) == tried
