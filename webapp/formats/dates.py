"""Dates and times, shown and read.

What is left out of a typed date comes from the work date, as in NAV: "9" is the 9th of its month, "9.6" is in its year,
"+3d" counts from it. A year of two digits lies in the hundred years that end 24 years from today, so that birthdays
mostly fall behind us and contracts ahead.
"""

import re
import unicodedata
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_skeleton, format_time

from ..domain.errors import N_
from .misread import Misread, quoted

FIRST_YEAR, LAST_YEAR = 1753, 9999
LONGEST_DATE = 40
YEARS_AHEAD = 24

NO_DATE = N_("No date is entered. Write one like %(example)s.")
NOT_A_DATE = N_("“%(text)s” is not a date. Write it like %(example)s, or t for today, w for the work date, +3d.")
NO_SUCH_MONTH = N_("“%(text)s” has no month from 1 to 12. Write day, month and year like %(example)s.")
NO_SUCH_DAY = N_("“%(text)s” is not in the calendar. The last day of that month is %(example)s.")
NOT_A_TIME = N_("“%(text)s” is not a time of day. Write it like %(example)s.")
NO_SUCH_YEAR = N_("“%(text)s” is not in the years from %(first)s to %(last)s. Write a date like %(example)s.")

_SHORT_DATE = {
    "en_GB": "dd/MM/yyyy",
    "nb_NO": "dd.MM.yyyy",
    "nl_NL": "dd-MM-yyyy",
    "fr_CH": "dd.MM.yyyy",
    "ru_RU": "dd.MM.yyyy",
}


class _Words(NamedTuple):
    """How a language calls the two days one counts from, without spaces, and its letters for day, week, month, year."""

    today: str
    work_date: str
    units: str


_ENGLISH = _Words("today", "workdate", "dwmy")
_WORDS = {
    "en_GB": _ENGLISH,
    "nb_NO": _Words("idag", "arbeidsdato", "dumå"),
    "nl_NL": _Words("vandaag", "werkdatum", "dwmj"),
    "fr_CH": _Words("aujourd'hui", "datedetravail", "jsma"),
    "ru_RU": _Words("сегодня", "рабочаядата", "днмг"),
}


class _Step(NamedTuple):
    days: int
    months: int


_STEPS = (_Step(1, 0), _Step(7, 0), _Step(0, 1), _Step(0, 12))


def show_date(day: date, locale: str) -> str:
    return format_date(day, _SHORT_DATE[locale], locale)


def show_long_date(day: date, locale: str) -> str:
    return format_date(day, "long", locale)


def show_month(day: date, locale: str) -> str:
    return format_skeleton("yMMMM", day, locale=locale)


def show_short_month(day: date, locale: str) -> str:
    return format_skeleton("yMMM", day, locale=locale)


def show_time(clock: time, locale: str) -> str:
    return format_time(clock, "HH:mm", locale=locale)


_TIME = re.compile(r"(?P<hour>[0-9]{1,2})(?:[:. ]?(?P<minute>[0-9]{2}))?(?:[:. ]?(?P<second>[0-9]{2}))?")
_EXAMPLE_TIME = time(14, 30)


def read_time(text: str, locale: str) -> time:
    """With or without a sign between hours and minutes; seconds are taken, too."""
    found = _TIME.fullmatch(text.strip())
    parts = [int(part or 0) for part in found.groups()] if found else [24, 0, 0]
    if parts[0] > 23 or max(parts[1:]) > 59:
        raise Misread(NOT_A_TIME, text=quoted(text), example=show_time(_EXAMPLE_TIME, locale))
    return time(*parts)


def show_moment(moment: datetime, locale: str, time_zone: str) -> str:
    """A moment without a zone is UTC: SQLite forgets the zone."""
    utc = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    there = utc.astimezone(ZoneInfo(time_zone))
    return f"{show_date(there.date(), locale)} {show_time(there.time(), locale)}"


def read_date(text: str, locale: str, today: date, work_date: date) -> date:
    return _DateReader(text, locale, today, work_date).read()


_TIDY = str.maketrans({"\u00a0": " ", "\u202f": " ", "’": "'"} | dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-"))

_BETWEEN = "(?: *[./-] *| +)"
_ISO = re.compile(rf"(?P<year>[0-9]{{4}}){_BETWEEN}(?P<month>[0-9]{{1,2}}){_BETWEEN}(?P<day>[0-9]{{1,2}})")
_SEPARATED = re.compile(
    rf"(?P<day>[0-9]{{1,2}})(?:{_BETWEEN}(?P<month>[0-9]{{1,2}})(?:{_BETWEEN}(?P<year>[0-9]{{4}}|[0-9]{{2}}))?)?\.?"
)
_DIGITS_ONLY = re.compile(r"(?P<day>[0-9]{2})(?P<month>[0-9]{2})(?P<year>[0-9]{4}|[0-9]{2})?")
_CALENDAR_SHAPES = (_ISO, _SEPARATED, _DIGITS_ONLY)

_RELATIVE = re.compile(r"(?P<start>[^0-9+-]*)(?:(?P<count>[+-][0-9]{1,4})(?P<unit>[^0-9]))?")


class _DateReader:
    """One typed text on its way to a date, since every refusal quotes it and gives an example in its locale."""

    def __init__(self, text: str, locale: str, today: date, work_date: date) -> None:
        self.text = text
        self.locale = locale
        self.today = today
        self.work_date = work_date

    def read(self) -> date:
        typed = self._tidied()
        for shape in _CALENDAR_SHAPES:
            if found := shape.fullmatch(typed):
                return self._calendar_date(found)
        if found := _RELATIVE.fullmatch(typed.replace(" ", "")):
            return self._relative_date(found)
        raise self._misread(NOT_A_DATE)

    def _tidied(self) -> str:
        if len(self.text) > LONGEST_DATE:
            raise self._misread(NOT_A_DATE)
        typed = unicodedata.normalize("NFC", self.text).translate(_TIDY).strip(" \t\r\n").casefold()
        if not typed:
            raise Misread(NO_DATE, example=show_date(self.today, self.locale))
        return typed

    def _calendar_date(self, found: re.Match[str]) -> date:
        parts = found.groupdict()
        month = int(parts["month"] or self.work_date.month)
        return self._existing(self._year(parts["year"]), month, int(parts["day"]))

    def _year(self, digits: str | None) -> int:
        if digits is None:
            return self.work_date.year
        if len(digits) == 4:
            return int(digits)
        first = self.today.year + YEARS_AHEAD - 99
        return first + (int(digits) - first) % 100

    def _existing(self, year: int, month: int, day: int) -> date:
        if not 1 <= month <= 12:
            raise self._misread(NO_SUCH_MONTH)
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise self._misread(NO_SUCH_YEAR, first=FIRST_YEAR, last=LAST_YEAR)
        if day < 1:
            raise self._misread(NOT_A_DATE)
        last_day = monthrange(year, month)[1]
        if day > last_day:
            raise self._misread(NO_SUCH_DAY, date(year, month, last_day))
        return date(year, month, day)

    def _relative_date(self, found: re.Match[str]) -> date:
        start = self._start(found["start"])
        if found["count"] is None:
            return start
        return self._shifted(start, int(found["count"]), self._step(found["unit"]))

    def _start(self, word: str) -> date:
        """Any beginning of a word will do, the locale's own words first."""
        if not word:
            return self.work_date
        for words in (_WORDS[self.locale], _ENGLISH):
            if words.today.startswith(word):
                return self.today
            if words.work_date.startswith(word):
                return self.work_date
        raise self._misread(NOT_A_DATE)

    def _step(self, letter: str) -> _Step:
        for words in (_WORDS[self.locale], _ENGLISH):
            if letter in words.units:
                return _STEPS[words.units.index(letter)]
        raise self._misread(NOT_A_DATE)

    def _shifted(self, start: date, count: int, step: _Step) -> date:
        """A day that the new month does not have becomes its last one."""
        year, month0 = divmod(start.year * 12 + start.month - 1 + count * step.months, 12)
        day = min(start.day, monthrange(year, month0 + 1)[1])
        try:
            shifted = self._existing(year, month0 + 1, day) + timedelta(days=count * step.days)
        except OverflowError:
            raise self._misread(NO_SUCH_YEAR, first=FIRST_YEAR, last=LAST_YEAR) from None
        return self._existing(shifted.year, shifted.month, shifted.day)

    def _misread(self, msgid: str, example: date | None = None, **params: object) -> Misread:
        return Misread(msgid, text=quoted(self.text), example=show_date(example or self.today, self.locale), **params)
