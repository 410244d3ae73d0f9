"""Languages of documents, by the three letters NAV gives them."""

from __future__ import annotations

from ...users.user import LANGUAGES
from ..places import Language
from .company import NewCompany

CODES = {"en-GB": "ENG", "nb-NO": "NOR", "nl-NL": "NLD", "fr-CH": "FRS", "ru-RU": "RUS"}


def languages(new: NewCompany) -> list[Language]:
    return [Language(code=CODES[locale], description=new.say(caption), locale=locale) for locale, caption in LANGUAGES]
