"""How the cells of a file are read: as the fields of a form, and more leniently where programs write differently."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ..columns import Field
from ..errors import N_, Refused
from ..values import READERS, check_presence, fitting
from .columns import Captions
from .settings import Settings

YES = frozenset(["1", "yes", "y", "true", "x", "ja", "j", "oui", "o", "да", "д", "vrai", "waar", "sann", "истина"])
NO = frozenset(["0", "no", "n", "false", "nei", "nee", "non", "нет", "н", "-", "faux", "onwaar", "usann", "ложь"])
LONGEST_SHOWN = 30
GROUPS = " '\u00a0\u202f\u2009’"
MOST_DIGITS = 40
_DATE = re.compile(r"(\d{1,4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,4})\.?(?:[T ].*)?", re.ASCII | re.DOTALL)
CENTURY, CENTURY_TURNS = 2000, 60


@dataclass(frozen=True)
class Words:
    """What the program says in all its languages."""

    captions: Captions
    countries: Mapping[str, str]
    """ISO codes by the names of the countries, without capitals."""


class Reader:
    """Reads cells; what was read once is known."""

    def __init__(self, settings: Settings, plain: bool, words: Words) -> None:
        self.decimal = "." if plain else settings.decimal
        self.dates = "ymd" if plain else settings.dates
        self.words = words
        self._known: dict[tuple[str, str], Any] = {}
        self._choices: dict[str, dict[str, str]] = {}

    def read(self, name: str, text: str, field: Field) -> Any:
        """The value, or a refusal."""
        key = (name, text)
        if key not in self._known:
            try:
                self._known[key] = self._read(text, field)
            except Refused as refused:
                self._known[key] = refused
        found = self._known[key]
        if isinstance(found, Refused):
            raise found
        return found

    def _read(self, text: str, field: Field) -> Any:
        check_presence(text, field)
        own = OWN_WAYS.get(field.kind)
        return own(self, text, field) if own else READERS.get(field.kind, READERS["text"])(text, field)

    def choice(self, text: str, field: Field) -> str:
        """The value itself, or what it is called in any language."""
        known = self._choices.get(field.caption)
        if known is None:
            known = {_folded(each): value for value, caption in field.choices for each in self.words.captions(caption)}
            known |= {_folded(value): value for value, _caption in field.choices}
            self._choices[field.caption] = known
        if _folded(text) not in known:
            some = ", ".join(self.words.captions(caption)[0] for _value, caption in field.choices)
            raise Refused(N_("“%(text)s” is none of these: %(some)s. Write one of them."), text=_shown(text), some=some)
        return known[_folded(text)]

    def flag(self, text: str, _field: Field) -> bool:
        word = _folded(text)
        if word not in YES | NO:
            raise Refused(N_("“%(text)s” is neither yes nor no. Write one of them."), text=_shown(text))
        return word in YES

    def number(self, text: str, field: Field) -> Decimal:
        other = "," if self.decimal == "." else "."
        bare = text.strip().translate({ord(sign): None for sign in GROUPS}).removesuffix("%")
        shape = rf"[+\-\u2212]?(\d+|\d{{1,3}}(\{other}\d{{3}})+)(\{self.decimal}\d*)?"
        if len(bare) > MOST_DIGITS or not re.fullmatch(shape, bare, re.ASCII):
            raise Refused(
                N_("“%(text)s” is not a number with the decimal sign “%(sign)s”. Mend it, or choose another sign."),
                text=_shown(text),
                sign=self.decimal,
            )
        return fitting(Decimal(bare.replace(other, "").replace(self.decimal, ".").replace("\u2212", "-")), field)

    def whole(self, text: str, field: Field) -> int:
        return int(self.number(text, field))

    def date(self, text: str, _field: Field) -> dt.date:
        """A year of four digits in front is understood whatever was chosen."""
        try:
            return self._calendar_date(text.strip())
        except ValueError:
            raise Refused(
                N_("“%(text)s” is not a date in the order chosen. Mend it, or choose another order."), text=_shown(text)
            ) from None

    def _calendar_date(self, text: str) -> dt.date:
        found = _DATE.fullmatch(text)
        if not found:
            raise ValueError(text)
        parts = found.groups()
        order = "ymd" if len(parts[0]) == 4 else self.dates
        numbers = dict(zip(order, parts, strict=True))
        return dt.date(_year(numbers["y"]), int(numbers["m"]), int(numbers["d"]))


OWN_WAYS: dict[str, Callable[[Reader, str, Field], Any]] = {
    "choice": Reader.choice,
    "flag": Reader.flag,
    "integer": Reader.whole,
    "decimal": Reader.number,
    "percent": Reader.number,
    "date": Reader.date,
}


def _year(digits: str) -> int:
    if len(digits) > 2:
        return int(digits)
    year = int(digits) + CENTURY
    return year if year < CENTURY + CENTURY_TURNS else year - 100


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip().casefold()


def _shown(text: str) -> str:
    beginning = "".join(sign if sign.isprintable() else " " for sign in text.strip()[:LONGEST_SHOWN])
    return beginning + "…" * (len(text.strip()) > LONGEST_SHOWN)
