"""Recognise the columns of a table, or the keys of a JSON object, by their usual names in Indonesian and English."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from quotes.errors import InputError
from quotes.text import fold

DateOrder = Literal["DMY", "MDY", "YMD"]
DATE_ORDERS: tuple[DateOrder, ...] = get_args(DateOrder)

#: For each field of an article the names of its column, the best first. Case, spaces, hyphens and underscores do not
#: matter: ``published_at`` stands for ``Published At`` and ``publishedAt``, too.
NAMES: dict[str, tuple[str, ...]] = {
    "text": (
        *("text", "teks", "isi", "isi_berita", "isi_artikel", "teks_berita", "konten", "content", "body"),
        *("full_text", "article_text", "article_body", "article_content", "main_text", "news_content", "konten_berita"),
        *("naskah", "artikel", "article", "berita"),
    ),
    "title": ("title", "judul", "judul_berita", "judul_artikel", "headline", "article_title", "news_title"),
    "date": (
        *("date", "tanggal", "tgl", "published", "published_at", "date_published", "published_date", "publish_date"),
        *("publication_date", "pub_date", "tanggal_terbit", "tgl_terbit", "tanggal_publikasi", "tanggal_berita"),
        *("tanggal_rilis", "waktu_terbit", "waktu", "datetime", "article_date", "timestamp", "time"),
        *("created_at", "tanggal_dibuat"),
    ),
    "outlet": (
        *(
            "outlet",
            "media",
            "nama_media",
            "sumber",
            "sumber_media",
            "sumber_berita",
            "source",
            "source_name",
            "publisher",
            "penerbit",
        ),
        *("portal", "situs", "site", "site_name", "website", "koran", "surat_kabar", "newspaper", "domain", "hostname"),
    ),
    "url": (
        *("url", "link", "tautan", "pranala", "permalink", "article_url", "source_url", "url_berita", "link_berita"),
        *("link_artikel", "tautan_berita", "alamat_url", "href"),
    ),
    "id": ("id", "article_id", "id_artikel", "id_berita", "news_id", "doc_id", "uuid", "guid"),
}
FIELDS = tuple(NAMES)
#: Keys that only records and gold articles have.
_OF_RECORDS = {"format", "quotes"}
#: Columns that only the tables of ``quotes extract`` and ``quotes speakers`` have.
_OF_RESULTS = {"quote_id", "speaker_id"}
_USE_TEXT_COLUMN = "name the column with the text: --text-column NAME"

_FIELD_OF = {"".join(fold(name)): field for field, names in NAMES.items() for name in names}


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that the user names, and how to read the dates in them.

    Attributes:
        text, title, date, outlet, url, id: the name of a column or key; None recognises it by :data:`NAMES`.
        date_order: the order of day, month and year in dates such as ``12/3/2024``.
    """

    text: str | None = None
    title: str | None = None
    date: str | None = None
    outlet: str | None = None
    url: str | None = None
    id: str | None = None
    date_order: DateOrder = "DMY"

    def name_of(self, field: str) -> str | None:
        """Return the name that the user gave to the column of a field."""
        name: str | None = getattr(self, field)
        return name


def recognise(found: Sequence[str], columns: Columns) -> dict[str, str]:
    """Return for each field of an article its column among those that a table has.

    A name that the user gives is looked up as it is, and then without regard to case.
    """
    exact, lower = set(found), {name.casefold(): name for name in reversed(found)}
    named = {field: wanted for field in FIELDS if (wanted := columns.name_of(field)) is not None}
    taken = {
        field: name if name in exact else lower[name.casefold()]
        for field, name in named.items()
        if name in exact or name.casefold() in lower
    }
    by_folded: dict[str, str] = {}
    for name in found:
        if name not in taken.values():
            by_folded.setdefault("".join(fold(name)), name)
    for field in FIELDS:
        if field not in named:
            names = ("".join(fold(name)) for name in NAMES[field])
            first = next((by_folded[name] for name in names if name in by_folded), None)
            if first is not None:
                taken[field] = first
    return taken


def looks_like_header(found: Sequence[str], columns: Columns) -> bool:
    """Are these the columns of a table with articles, rather than words of a text?"""
    taken = recognise(found, columns)
    return "text" in taken and (taken["text"].casefold() in ("text", columns.text) or len(taken) > 1)


def check_table(header: Sequence[str], columns: Columns, origin: str) -> dict[str, str]:
    """Return :func:`recognise` for the header of a table.

    Raises:
        InputError: there is no column with the text, or a column that the user names is missing.
    """
    taken = recognise(header, columns)
    if "text" not in taken:
        raise missing_text(header, columns, origin)
    for field in FIELDS:
        name = columns.name_of(field)
        if name is not None and field not in taken:
            hint = f"name the column with the {field}: --{field}-column NAME"
            raise InputError(f"no column '{name}', only: {', '.join(header)}", path=origin, hint=hint)
    if _OF_RESULTS & set(header) and columns.text is None:
        hint = "give the articles, or the records (.jsonl) that were extracted from them"
        raise InputError("is a table of quotes or speakers, not of articles", path=origin, hint=hint)
    return taken


def missing_text(found: Iterable[str], columns: Columns, origin: str) -> InputError:
    """Make the error for data without the column of the text; it names the columns that exist."""
    names = ", ".join(str(name) for name in found) or "none"
    which = f"'{columns.text}'" if columns.text else "with the text"
    return InputError(f"no column {which}, only: {names}", path=origin, hint=_USE_TEXT_COLUMN)


class ColumnNotices:
    """Says once which column of a source was taken for what, and which were not used."""

    def __init__(self) -> None:
        self._said: set[tuple[str, str]] = set()
        self._sources: set[str] = set()

    def describe(self, source: str, found: Iterable[str], taken: Mapping[str, str]) -> str | None:
        """Return what is new, or None.

        Names that are those of the fields are not worth a message. Columns that are not used are listed for the first
        object of a source only, as the keys of JSON may differ from line to line.
        """
        found = list(found)
        if _OF_RECORDS & set(found):
            return None
        uses = [(field, name) for field, name in taken.items() if (field, name) not in self._said]
        unused = [name for name in found if name not in taken.values() and ("", name) not in self._said and name]
        if source in self._sources:
            unused = []
        self._sources.add(source)
        self._said |= {*uses, *(("", name) for name in unused)}
        if all(field == name for field, name in uses) and not unused:
            return None
        parts = []
        if not all(field == name for field, name in taken.items()):
            parts.append("columns: " + ", ".join(f"{field} = {taken[field]}" for field in FIELDS if field in taken))
        if unused:
            parts.append(f"not used: {', '.join(unused)}")
        return f"{source}: {'; '.join(parts)}"
