"""Drafts and sources about invented people, made by hand."""

from __future__ import annotations

from typing import Any

from quotes.records import Article, Quote, Record, Span, Speaker
from quotes.registry import load_registry_rules

RULES = load_registry_rules()


def speaker(name: str, **about: Any) -> Speaker:
    return Speaker(name.lower().replace(" ", "-"), name, **about)


def record(
    text: str, *said: tuple[Speaker | None, str], name: str = "sumber", title: str | None = None, **types: str
) -> Record:
    """Return a record in which each speaker says the words; ``direct`` unless ``types`` says ``q2="indirect"``."""
    quotes, people = [], dict[str, Speaker]()
    at = 0
    for number, (who, words) in enumerate(said, 1):
        parts = []
        for part in words.split(" / "):
            start = text.index(part, at)
            at = start + len(part)
            parts.append(Span(start, at))
        kind: Any = types.get(f"q{number}", "direct")
        names = (who.name,) if who else ()
        ids = (who.id,) if who else ()
        quotes.append(Quote(f"{name}#{number}", kind, tuple(parts), speakers=names, speaker_ids=ids))
        if who:
            people[who.id] = who
    return Record(Article(name, text, title), tuple(quotes), tuple(people.values()))


RATNA = speaker(
    "Ratna Dewi Kusumawardani", roles=("Direktur Utama PT Lintas Pesisir",), affiliation="PT Lintas Pesisir"
)
BAMBANG = speaker("Bambang Surya Wiratama", aliases=("Bambang",), roles=("Menteri Kemaritiman",))

SOURCE = record(
    '"Kami tidak mau ambil risiko. Keselamatan harus didahulukan daripada seremoni," kata Bambang Surya Wiratama. '
    '"Sisanya menunggu suku cadang dari pabrik."\n'
    "Kereta itu melewati empat belas stasiun di pesisir utara.\n"
    '"Mereka memahami penundaan ini, sebagian malah minta waktu tambahan untuk menyiapkan gudang," tutur Ratna.\n'
    "Ratna mengatakan kontrak yang sudah diteken tetap berlaku sampai akhir tahun.\n"
    '"Tarif baru diumumkan dua pekan lagi," kata spanduk itu.',
    (BAMBANG, "Kami tidak mau ambil risiko. Keselamatan harus didahulukan daripada seremoni"),
    (BAMBANG, "Sisanya menunggu suku cadang dari pabrik"),
    (RATNA, "Mereka memahami penundaan ini, sebagian malah minta waktu tambahan untuk menyiapkan gudang"),
    (RATNA, "kontrak yang sudah diteken tetap berlaku sampai akhir tahun"),
    name="kereta",
    title="Bambang: Keselamatan Nomor Satu bagi Kami",
    q4="indirect",
)  # fmt: skip


def draft(words: str, who: Speaker | None = BAMBANG) -> Record:
    """Return a draft with one quotation; where it stands in several pieces, `` / `` separates them."""
    text = f'"{words.replace(" / ", chr(34) + " kata orang itu, " + chr(34))}," katanya.'
    return record(text, (who, words), name="draf")
