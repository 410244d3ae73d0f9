"""Numbers, money and percentages, shown and read.

A text that fits the locale's own notation is read so. Only where it does not, a point or a comma of another notation
is tolerated, and only if there is no second reading: "1,50" is 1.50 in en_GB, "1234.50" is 1234.50 in nl_NL, while
"1.234" is refused in nb_NO. Digits are 0–9; those of other scripts are refused.
"""

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from functools import lru_cache

from babel import Locale
from babel.numbers import format_currency, format_decimal, get_currency_precision, get_decimal_symbol

from ..domain.errors import N_
from .misread import Misread, quoted

LONGEST_NUMBER = 30

NO_NUMBER = N_("No number is entered. Write one like %(example)s.")
NUMBER_TOO_LONG = N_("“%(text)s” is too long for a number. Write at most %(most)s characters, like %(example)s.")
NOT_A_NUMBER = N_("“%(text)s” is not a number. Write it like %(example)s.")
TWO_NUMBERS = N_("“%(text)s” can mean %(one)s or %(other)s. Write the one that you mean.")

_EXAMPLE = Decimal("1234.50")
_WIDE = Context(prec=100)  # the usual 28 digits are fewer than one can type

# CLDR gives fr_CH the French way for money; people in Switzerland write CHF 1'234.50.
_MONEY_LOCALES = {"fr_CH": "de_CH"}
_MONEY_PATTERNS = {"fr_CH": "¤¤\u00a0#,##0.00;¤¤\u00a0-#,##0.00"}


@lru_cache(maxsize=4096)
def show_number(value: Decimal | int, locale: str, decimals: int | None = None) -> str:
    """Without `decimals`: as many as the value has, no trailing zeros."""
    rounded = _rounded(value, decimals)
    pattern = f"#,##0.{'0' * _decimals(rounded)}".rstrip(".")
    with localcontext(_WIDE):
        return format_decimal(rounded, pattern, locale)


_decimal_sign = lru_cache(get_decimal_symbol)


def show_amount(value: Decimal | int, currency: str, locale: str, decimals: int | None = None) -> str:
    """Money for a column whose currency is known. Without `decimals`: as many as ISO gives the currency."""
    money_locale = _MONEY_LOCALES.get(locale, locale)
    places = get_currency_precision(currency) if decimals is None else decimals
    return _plain_apostrophe(show_number(value, money_locale, places))


def show_money(value: Decimal | int, currency: str, locale: str) -> str:
    rounded = _rounded(value, get_currency_precision(currency))
    money_locale = _MONEY_LOCALES.get(locale, locale)
    with localcontext(_WIDE):
        money = format_currency(rounded, currency, _MONEY_PATTERNS.get(locale), money_locale)
    return _plain_apostrophe(money)


def show_percent(value: Decimal | int, locale: str) -> str:
    """25 is 25%, not 2,500%."""
    sign = Locale.parse(locale).percent_formats[None].suffix[0]
    return f"{show_number(value, locale)}{sign}"


def edit_number(value: Decimal | int, locale: str, decimals: int | None = None) -> str:
    """As one types it into a field: the locale's decimal sign, no groups."""
    return f"{_rounded(value, decimals):f}".replace(".", _decimal_sign(locale))


def read_number(text: str, locale: str) -> Decimal:
    typed = _tidied(text, locale)
    readings = _readings(typed, [_OWN_NOTATION[locale]]) or _readings(typed, _OTHER_NOTATIONS)
    match sorted(readings):
        case [number]:
            return number
        case [one, other]:
            shown = {"one": show_number(one, locale), "other": show_number(other, locale)}
            raise Misread(TWO_NUMBERS, text=quoted(text), **shown)
        case _:
            raise Misread(NOT_A_NUMBER, text=quoted(text), example=_example(locale))


def _rounded(value: Decimal | int, decimals: int | None) -> Decimal:
    """Half away from zero, as NAV rounds, and never a negative zero."""
    exact = Decimal(value)
    places = _decimals(exact.normalize(_WIDE)) if decimals is None else decimals
    rounded = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _WIDE)
    return rounded or abs(rounded)


def _decimals(value: Decimal) -> int:
    return len(f"{value:f}".partition(".")[2])


def _plain_apostrophe(text: str) -> str:
    return text.replace("’", "'")


def _example(locale: str) -> str:
    return show_number(_EXAMPLE, locale, 2)


_TIDY = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "’": "'", "\u2212": "-"})


def _tidied(text: str, locale: str) -> str:
    if len(text) > LONGEST_NUMBER:
        raise Misread(NUMBER_TOO_LONG, text=quoted(text), most=LONGEST_NUMBER, example=_example(locale))
    typed = text.translate(_TIDY).strip(" \t\r\n")
    if not typed:
        raise Misread(NO_NUMBER, example=_example(locale))
    return typed


def _notation(decimal_signs: str, group_signs: str, first_group: str) -> re.Pattern[str]:
    """Spaces and apostrophes group everywhere, since they are never a decimal sign; one number has one group sign."""
    grouped = rf"{first_group}(?P<group>[ '{group_signs}])[0-9]{{3}}(?:(?P=group)[0-9]{{3}})*"
    whole = rf"(?P<sign>[+-]?) ?(?P<whole>[0-9]*|{grouped})"
    fraction = rf"(?:[{decimal_signs}](?P<fraction>[0-9]+))?"
    return re.compile(rf"(?=.*[0-9]){whole}{fraction}")


_STRICT = "[1-9][0-9]{0,2}"  # 0.500 is no group
_SLOPPY = "[1-9][0-9]*"  # 1234.567 may be a forgotten point, so it has two readings

_OWN_NOTATION = {
    "en_GB": _notation(".", ",", _STRICT),
    "nb_NO": _notation(",", "", _STRICT),
    "nl_NL": _notation(",", ".", _STRICT),
    "fr_CH": _notation(",.", "", _STRICT),
    "ru_RU": _notation(",", "", _STRICT),
}
_OTHER_NOTATIONS = [_notation(".", ",", _SLOPPY), _notation(",", ".", _SLOPPY)]


def _readings(typed: str, notations: Iterable[re.Pattern[str]]) -> set[Decimal]:
    return {_value(found) for notation in notations if (found := notation.fullmatch(typed))}


def _value(found: re.Match[str]) -> Decimal:
    whole = re.sub("[^0-9]", "", found["whole"])
    return Decimal(f"{found['sign']}{whole}.{found['fraction'] or ''}") or Decimal(0)
