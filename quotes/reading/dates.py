"""Read the dates of scraped articles: ``Jumat, 29 Mei 2026 22:02 WIB`` becomes ``2026-05-29``.

Nearly all dates are ISO or one of a few forms with digits and the name of a month, which regular expressions read in
microseconds. Others go to dateparser (milliseconds). Relative dates (``2 jam yang lalu``) are not read, as they say
nothing without the day on which the page was saved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache

from quotes.reading.columns import DateOrder

#: ISO 8601: a year, a month or a day, and behind a day whatever time.
_ISO = re.compile(r"\d{4}(-\d\d(-\d\d(?P<time>[T ].*)?)?)?")
_SHORT_MONTHS = {
    "jan": 1, "feb": 2, "peb": 2, "mar": 3, "apr": 4, "mei": 5, "may": 5, "jun": 6, "jul": 7, "agu": 8, "agt": 8,
    "ags": 8, "aug": 8, "sep": 9, "okt": 10, "oct": 10, "nov": 11, "nop": 11, "des": 12, "dec": 12,
}  # fmt: skip
_MONTH = (
    r"(?P<month>januari|january|jan|februari|february|pebruari|feb|peb|maret|march|mar|april|apr|mei|may|juni|june|jun"
    r"|juli|july|jul|agustus|august|agust|agu|agt|ags|aug|september|sept|sep|oktober|october|okt|oct|november|nopember"
    r"|nov|nop|desember|december|des|dec)"
)
_DAY = r"(?<!\d)(?P<day>\d{1,2})"
_YEAR = r"(?P<year>\d{4}|'?\d\d)(?![\d:])"
#: ``29 Mei 2026``, ``5-Jan-25``; ``May 29, 2026``; ``2026 Mei 29``.
_WITH_MONTH = (
    re.compile(rf"{_DAY}(?:st|nd|rd|th)?[\s\-/.,]*{_MONTH}[\s\-/.,]*{_YEAR}", re.IGNORECASE),
    re.compile(rf"\b{_MONTH}[\s.]+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})(?!\d)", re.IGNORECASE),
    re.compile(rf"(?<!\d)(?P<year>\d{{4}})[\s\-/.,]*{_MONTH}[\s\-/.,]*(?P<day>\d{{1,2}})(?!\d)", re.IGNORECASE),
)
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})([/.-])(\d{1,2})\2(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(?:19|20)\d{6}")
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{1,2})(?!\d)")
#: Seconds or milliseconds since 1970, from 2001 to 2286.
_TIMESTAMP = re.compile(r"([1-9]\d{9})(?:\d{3})?(?:\.\d+)?")
_WESTERN_INDONESIA = timezone(timedelta(hours=7), "WIB")
#: dateparser is asked only about short texts with a year.
_LONGEST = 80


#: ``/2019/09/20/`` and ``/20171114173004-277-…`` in the address of a page.
#: ``…-1568474327`` at the end of an address: seconds since 1970.
_SECONDS_IN_ADDRESS = re.compile(r"-(1[0-9]{9})/?$")
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)/(\d\d)/(\d\d)(?=/|$)|/((?:19|20)\d\d)(\d\d)(\d\d)\d{6}(?=[-/])")
#: Lines at the top of a text in which a dateline or a line with the date may stand; a headline may precede it.
_TOP_LINES = 4
_LONGEST_DATELINE = 110
#: A dateline ends in a dash with blanks around it, or in a colon.
_DATELINE_END = re.compile(r"\s(?:--?|[–—])\s|:\s")
#: What stands beside the date on a line of its own: day of the week, time, outlet, and that it was published.
_BESIDE_DATE = re.compile(
    r"(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad|mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?"
    r"|\d{1,2}[:.]\d\d(?:[:.]\d\d)?|wi[bt]a?|pukul|jam|terbit|tayang|published|updated|diterbitkan|dipublikasikan"
    r"|diperbarui|dibuat|pada|on|[\w-]+(?:\.[\w-]+)*\.(?:com|co|id|net|org|news|tv)",
    re.IGNORECASE,
)


def find_date_in_address(url: str | None) -> str | None:
    """Return the day in the address of an article, in ISO 8601: news sites file their pages by day."""
    if url and (seconds := _SECONDS_IN_ADDRESS.search(url)):
        return _day_of_seconds(int(seconds[1]))
    found = _IN_ADDRESS.search(url) if url else None
    return _to_day(*(int(part) for part in found.groups() if part)) if found else None


def find_dateline_date(text: str, order: DateOrder = "DMY") -> tuple[str, str] | None:
    """Find the day that the dateline of an article gives: ``Jakarta, 29/5/2026 (ANTARA) - …``.

    A line of its own counts, too: ``Jumat, 29 Mei 2026 22:02 WIB``. Days inside sentences do not count, as they are
    days of events.

    Returns:
        The day in ISO 8601, and as it is written; None if there is none.
    """
    lines = [line.strip() for line in text[:4000].splitlines() if line.strip()]
    for line in lines[:_TOP_LINES]:
        end = _DATELINE_END.search(line[:_LONGEST_DATELINE])
        for head, is_dateline in ((line, False), (line[: end.start()] if end else "", True)):
            if head and len(head) <= _LONGEST_DATELINE and (written := _date_alone(head, is_dateline=is_dateline)):
                day, _ = DateReader(order).parse(written)
                if day:
                    return day, written
    return None


def _date_alone(line: str, *, is_dateline: bool) -> str | None:
    """Return the date of a line with nothing else but what datelines have: places and outlets in capitals."""
    for pattern in (*_WITH_MONTH, _YEAR_FIRST, _NUMBERS):
        if not (found := pattern.search(line)):
            continue
        words = re.findall(r"[\w'.:-]*\w", f"{line[: found.start()]} {line[found.end() :]}")
        rest = [word for word in words if not _BESIDE_DATE.fullmatch(word)]
        if not rest or (is_dateline and len(rest) <= 6 and all(word[0].isupper() for word in rest)):
            return found.group()
    return None


class DateReader:
    """Reads dates, and counts those that cannot be read or do not fit the order.

    Attributes:
        parse: returns the date of a text in ISO 8601 or None, and whether it fits only another order.
        order: which of the numbers in ``12/3/2024`` is the day.
        read_count: how many dates were given.
        unread_count, unread: how many of them cannot be read, and the first.
        reordered_count, reordered: how many fit only another order, in which they are read, and the first.
    """

    def __init__(self, order: DateOrder = "DMY") -> None:
        self.order = order
        self.read_count = self.unread_count = self.reordered_count = 0
        self.unread: str | None = None
        self.reordered: str | None = None
        self.parse = lru_cache(maxsize=50_000)(self._parse_uncached)

    def read(self, text: str, origin: str) -> str | None:
        """Return a date in ISO 8601, or None if it cannot be read.

        A date that is ISO already stays as it is, with its time; of others only the day is read.

        Args:
            origin: where the date is, for :meth:`warnings`.
        """
        self.read_count += 1
        day, is_reordered = self.parse(text.strip())
        if day is None:
            self.unread_count += 1
            self.unread = self.unread or f"{text.strip()[:60]!r} ({origin})"
        if is_reordered:
            self.reordered_count += 1
            self.reordered = self.reordered or f"{text.strip()[:60]!r} ({origin})"
        return day

    def warnings(self) -> Iterator[str]:
        """Yield what the user should know about all dates together."""
        if self.unread_count:
            yield (
                f"{self.unread_count:,} of {self.read_count:,} dates cannot be read, first {self.unread}; these "
                "articles have no date"
            )
        if self.reordered_count:
            first, other = ("month", "DMY") if self.order == "MDY" else ("day", "MDY")
            yield (
                f"{self.reordered_count:,} of {self.read_count:,} dates cannot have the {first} first, such as "
                f"{self.reordered}; if all are so, give --date-order {other}"
            )

    def _parse_uncached(self, text: str) -> tuple[str | None, bool]:
        """Return the date in ISO 8601, and whether it fits only another order."""
        if (iso := _ISO.fullmatch(text)) and _is_valid_iso(text):
            return text, False
        if not iso and _TIMESTAMP.fullmatch(text):
            return _day_of_seconds(int(text[:10])), False
        if _COMPACT.fullmatch(text) and (day := _to_day(int(text[:4]), int(text[4:6]), int(text[6:]))):
            return day, False
        if day := _parse_month_name(text) or _parse_year_first(text):
            return day, False
        if found := _NUMBERS.search(text):
            return self._parse_numbers(int(found[1]), int(found[3]), found[4])
        return _parse_otherwise(text, self.order), False

    def _parse_numbers(self, first: int, second: int, last: str) -> tuple[str | None, bool]:
        if self.order == "YMD" and len(last) <= 2:
            return _to_day(_full_year(f"{first:02}"), second, int(last)), False
        if len(last) == 1:
            return None, False
        day_first = _to_day(_full_year(last), second, first)
        month_first = _to_day(_full_year(last), first, second)
        wanted, other = (month_first, day_first) if self.order == "MDY" else (day_first, month_first)
        return (wanted, False) if wanted else (other, other is not None)


def _is_valid_iso(text: str) -> bool:
    try:
        if len(text) >= len("2024-05-17"):
            date.fromisoformat(text[:10])
        return len(text) != len("2024-05") or 1 <= int(text[5:]) <= 12
    except ValueError:
        return False


def _parse_month_name(text: str) -> str | None:
    for pattern in _WITH_MONTH:
        if found := pattern.search(text):
            month = _SHORT_MONTHS[found["month"][:3].lower()]
            if day := _to_day(_full_year(found["year"]), month, int(found["day"])):
                return day
    return None


def _parse_year_first(text: str) -> str | None:
    found = _YEAR_FIRST.search(text)
    return _to_day(int(found[1]), int(found[3]), int(found[4])) if found else None


def _full_year(written: str) -> int:
    """Return the year that two digits stand for: news is not from the future."""
    year = int(written.lstrip("'"))
    if len(written.lstrip("'")) == 4:
        return year
    return year + (2000 if year <= (datetime.now(UTC).year + 1) % 100 else 1900)


def _day_of_seconds(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, tz=UTC).astimezone(_WESTERN_INDONESIA).date().isoformat()


def _to_day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _parse_otherwise(text: str, order: DateOrder) -> str | None:
    """Ask dateparser, for whole dates only."""
    if len(text) > _LONGEST or not re.search(r"(?<!\d)\d{4}(?!\d)", text):
        return None
    import dateparser

    settings = {"DATE_ORDER": order, "PARSERS": ["absolute-time"], "REQUIRE_PARTS": ["day", "month", "year"]}
    found = dateparser.parse(text, languages=["id", "en"], settings=settings)
    return found.date().isoformat() if found else None
