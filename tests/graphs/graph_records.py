"""Records made up for the tests: a few lines of an article become text, quotes and speakers with right offsets."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

from quotes.records import Article, Quote, QuoteType, Record, Span, Speaker
from quotes.text import safe_name

PEOPLE = ("Dewi Anggraini", "Bagus Prakoso", "Ratna Wulandari", "Hendro Sasmito", "Laras Kinanti", "Yusuf Pamungkas")
OUTLETS = ("kabarfajar.example", "wartasenja.example", "harianlaut.example")


def speaker_id(name: str) -> str:
    return safe_name(name.lower().replace(" ", "-"))


def speaker(name: str, **about: object) -> Speaker:
    return replace(Speaker(speaker_id(name), name), **about)  # type: ignore[arg-type]  # a test may set any field


class Draft:
    """Grows the text of an article and keeps the places."""

    def __init__(
        self, article_id: str, date: str | None = None, outlet: str | None = None, url: str | None = None
    ) -> None:
        self.article = Article(article_id, "", f"Judul {article_id}", date, outlet, url)
        self.text = ""
        self.quotes: list[Quote] = []
        self.speakers: dict[str, Speaker] = {}

    def write(self, words: str) -> Span:
        start = len(self.text)
        self.text += words
        return Span(start, len(self.text))

    def knows(self, name: str, **about: object) -> Draft:
        """An entry in the list of speakers."""
        self.speakers[name] = speaker(name, **about)
        return self

    def says(self, name: str, words: str, kind: QuoteType = "direct", to: str | None = None, **about: object) -> Draft:
        """``"words," kata name kepada to.``"""
        self.speakers.setdefault(name, speaker(name))
        content = self._content(words, kind)
        self.write(" ")
        cue = self.write("kata")
        self.write(" ")
        source = self.write(name)
        addressee = None
        if to:
            self.write(" kepada ")
            addressee = self.write(to)
        self.write(".\n")
        quote = Quote(
            f"{self.article.id}#{len(self.quotes) + 1}",
            kind,
            (content,),
            cue,
            "statement",
            source,
            addressee,
            (name,),
            (self.speakers[name].id,),
            "name",
            "direct/quote-verb-speaker",
            0.9,
        )
        self.quotes.append(replace(quote, **about))  # type: ignore[arg-type]  # a test may set any field
        return self

    def _content(self, words: str, kind: QuoteType) -> Span:
        mark = '"' if kind == "direct" else ""
        self.write(mark)
        content = self.write(words)
        self.write(f",{mark}")
        return content

    def record(self) -> Record:
        return Record(replace(self.article, text=self.text), tuple(self.quotes), tuple(self.speakers.values()))


def three_articles() -> list[Record]:
    """Dewi and Bagus in two articles of two outlets, Ratna in the third; Dewi talks about Bagus twice."""
    first = Draft("a1", "2024-01-10", OUTLETS[0], "https://kabarfajar.example/a1")
    first.says("Dewi Anggraini", "Bagus Prakoso sudah menyiapkan anggaran pasar", to="wartawan")
    first.says("Bagus Prakoso", "anggaran pasar belum cukup", "indirect", cue_class="denial")
    second = Draft("a2", "2024-02-20", OUTLETS[1])
    second.says("Dewi Anggraini", "saya sudah bertemu Bagus Prakoso di pelabuhan", to="Bagus Prakoso")
    second.says("Bagus Prakoso", "kapal nelayan segera berlayar", "mixed")
    third = Draft("a3", "2024-04-01", OUTLETS[0]).says("Ratna Wulandari", "jembatan itu selesai bulan depan")
    return [first.record(), second.record(), third.record()]


def many(articles: int, people: int = 400, seed: int = 7) -> Iterator[Record]:
    """As many articles as asked for, six quotes each, by speakers of whom few are quoted often (Zipf)."""
    draw = random.Random(seed)
    names = [f"{draw.choice(_FIRST)} {draw.choice(_LAST)} {_roman(number)}" for number in range(people)]
    weights = [1 / (rank + 1) for rank in range(people)]
    for number in range(articles):
        day = f"{2020 + number % 4}-{1 + number % 12:02}-{1 + number % 28:02}"
        draft = Draft(f"artikel-{number}", day, OUTLETS[number % 3])
        shift = draw.randrange(8) * people // 8
        cast = [names[(shift + index) % people] for index in draw.choices(range(people), weights, k=3)]
        for turn in range(6):
            about = f" bersama {cast[(turn + 1) % 3]}" if draw.random() < 0.4 else ""
            words = " ".join(draw.choices(" ".join(_WORDS).split(), k=18))
            draft.says(cast[turn % 3], words + about, draw.choice(("direct", "indirect", "mixed")))
        yield draft.record()


def _roman(number: int) -> str:
    return "".join("ABCDEFGHIJ"[int(digit)] for digit in str(number)).capitalize()


_FIRST = ("Dewi", "Bagus", "Ratna", "Hendro", "Laras", "Yusuf", "Intan", "Surya", "Melati", "Galih", "Ayu", "Rangga")
_LAST = ("Anggraini", "Prakoso", "Wulandari", "Sasmito", "Kinanti", "Pamungkas", "Lestari", "Wibisono", "Saraswati")
_WORDS = (
    "anggaran pasar jembatan pelabuhan nelayan kapal sekolah guru harga beras panen hujan banjir jalan kereta stasiun",
    "warga desa kota rumah sakit dokter vaksin listrik air sungai hutan kebun pabrik buruh upah pajak ekspor impor",
    "wisata pantai festival musik film atlet stadion pelatih latihan siswa kampus riset satelit cuaca gempa relawan",
)
