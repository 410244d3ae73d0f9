"""Languages: which one speaks now, its texts and its formats. The catalogues are read at the start; a missing one stops it."""

from __future__ import annotations

import datetime as dt
import gettext as gnu
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from . import formats
from .domain.errors import CONTEXT, Message, Param

TRANSLATIONS = Path(__file__).parent / "translations"


@dataclass(frozen=True)
class Language:
    tag: str
    name: str

    @property
    def locale(self) -> str:
        return self.tag.replace("-", "_")


LANGUAGES = {
    language.tag: language
    for language in (
        Language("en-GB", "English"),
        Language("nb-NO", "Norsk bokmål"),
        Language("nl-NL", "Nederlands"),
        Language("fr-CH", "Français (Suisse)"),
        Language("ru-RU", "Русский"),
    )
}
SOURCE = "en-GB"
SPOKEN = {"en": "en-GB", "nb": "nb-NO", "no": "nb-NO", "nn": "nb-NO", "nl": "nl-NL", "fr": "fr-CH", "ru": "ru-RU"}
"""What a browser may ask for, whatever the region."""

_current: ContextVar[str] = ContextVar("language", default=SOURCE)


class MissingCatalogue(Exception):
    """A language without its texts."""


def current() -> Language:
    return LANGUAGES[_current.get()]


def speak(tag: str) -> None:
    """From now on, in this request or command."""
    _current.set(tag if tag in LANGUAGES else SOURCE)


@contextmanager
def speaking(tag: str) -> Iterator[None]:
    token = _current.set(tag if tag in LANGUAGES else SOURCE)
    try:
        yield
    finally:
        _current.reset(token)


def preferred(accepted: list[str]) -> str:
    """The first language of a browser's list that is spoken here."""
    for wanted in accepted:
        tag = SPOKEN.get(wanted.replace("_", "-").split("-")[0].lower())
        if tag:
            return tag
    return SOURCE


@cache
def catalogue(tag: str) -> gnu.NullTranslations:
    if tag == SOURCE:
        return gnu.NullTranslations()
    file = TRANSLATIONS / f"{LANGUAGES[tag].locale}.po"
    if not file.is_file():
        raise MissingCatalogue(f"{file.name} is missing")
    with file.open("rb") as source:
        texts = read_po(source, locale=LANGUAGES[tag].locale)
    compiled = BytesIO()
    write_mo(compiled, texts)
    compiled.seek(0)
    return gnu.GNUTranslations(compiled)


def load_all() -> None:
    for tag in LANGUAGES:
        catalogue(tag)


def gettext(text: str, /, **params: Any) -> str:
    if CONTEXT in text:
        return pgettext(*text.split(CONTEXT, 1), **params)
    return _fill(catalogue(_current.get()).gettext(text) if text else "", params)


def ngettext(one: str, many: str, n: int, /, **params: Any) -> str:
    return _fill(catalogue(_current.get()).ngettext(one, many, n), {"n": n, **params})


def pgettext(context: str, text: str, /, **params: Any) -> str:
    return _fill(catalogue(_current.get()).pgettext(context, text), params)


def tell(message: Message | str) -> str:
    """A message of the domain in the language of now, with the messages inside it."""
    if isinstance(message, str):
        return message
    return gettext(message.text, **{name: _told(value) for name, value in message.params.items()})


def _told(value: Param) -> str | int:
    if isinstance(value, Message):
        return tell(value)
    return formats.show_date(value, current().locale) if isinstance(value, dt.date) else value


def _fill(text: str, params: dict[str, Any]) -> str:
    return text % params if params else text


def country_name(code: str) -> str:
    return str(Locale.parse(current().locale).territories.get(code, code))


def currency_name(code: str) -> str:
    return str(Locale.parse(current().locale).currencies.get(code, code))


class Texts:
    """Texts, countries and currencies in the language of now, for what becomes data."""

    say = staticmethod(gettext)
    country = staticmethod(country_name)
    currency = staticmethod(currency_name)
