"""What somebody is recognised by, in a form that does not depend on how it was typed. Pure rules."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from ..keys import WORD_LENGTH, folded_words, national_digits

LEGAL_FORMS = frozenset([
    "as", "asa", "ans", "da", "enk", "nuf", "ba", "sa", "ks", "ab", "hb", "kb", "aps", "is", "oy", "oyj", "ry",
    "gmbh", "ag", "kg", "ohg", "ug", "ev", "gbr", "co", "mbh", "bv", "nv", "vof", "cv", "sarl", "sas", "sasu",
    "eurl", "snc", "sci", "srl", "spa", "sl", "slu", "lda", "ltd", "limited", "llc", "llp", "lp", "plc", "inc",
    "incorporated", "corp", "corporation", "company", "sro", "zoo", "oo", "kft", "doo", "dd", "ад", "ао", "оао",
    "зао", "пао", "ооо", "ип", "тоо",
])  # fmt: skip
"""What a name ends in, or begins with, that says nothing about who it is; folded and without its points."""
SAYS_NOTHING = LEGAL_FORMS | {"and", "und", "og", "och", "en", "et", "и"}
FEWEST_IDENTITY_DIGITS = 6
TEXTS = ("name", "city", "home_page", "registration_no", "vat_registration_no", "no", "type", "company_no")
EMAILS = ("email", "email_2")
PHONES = ("phone_no", "mobile_phone_no")
FIELDS = (*TEXTS, *EMAILS, *PHONES)
_NO_LETTERS, _NO_DIGITS = re.compile(r"[\W_]+"), re.compile("[^0-9]")
LONGEST_TOKENS = 3
BEGINNING, FIRST_LETTERS = 4, 2

Block = tuple[str, ...]
"""Beginnings of words that a name has in common with those it may be compared to."""


@dataclass(frozen=True)
class Marks:
    """What hardly anybody else has; beside what is compared stands what was typed."""

    emails: dict[str, str]
    phones: dict[str, str]
    vat_no: str
    registration_no: str
    host: str

    @property
    def words(self) -> tuple[str, ...]:
        """As they can be searched for."""
        found = (*self.emails, *self.phones, self.vat_no, self.registration_no, self.host)
        return tuple(dict.fromkeys(mark[:WORD_LENGTH] for mark in found if mark))


@dataclass(frozen=True)
class Traits:
    name: tuple[str, ...]
    city: str
    marks: Marks


def marks_of(value: Callable[[str], Any]) -> Marks:
    """Of anything that tells its fields by their names; what it does not have is blank."""
    emails = [email.strip() for field in EMAILS for email in str(value(field) or "").split(";")]
    phones = [str(value(field) or "") for field in PHONES]
    return Marks(
        emails={_closed_up(email): email for email in emails if "@" in email},
        phones={digits: phone for phone in phones if (digits := national_digits(phone))},
        vat_no=_identity(str(value("vat_registration_no") or "")),
        registration_no=_identity(str(value("registration_no") or "")),
        host=_host(str(value("home_page") or "")),
    )


def traits_of(value: Callable[[str], Any]) -> Traits:
    city = folded_words(str(value("city") or ""))
    return Traits(name_words(str(value("name") or "")), " ".join(city), marks_of(value))


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name without its legal form and without “and”, unless that is all there is."""
    pieces = name.split()
    telling = [piece for piece in pieces if _closed_up(piece) not in SAYS_NOTHING]
    return tuple(word for piece in telling or pieces for word in folded_words(piece))


def blocks(words: tuple[str, ...]) -> set[Block]:
    """Two names that are alike have one of these in common: the beginnings of their longest words, of which one may go
    on differently after two letters."""
    longest = sorted({word for word in words if len(word) > 1} or set(words), key=lambda word: (-len(word), word))
    chosen = longest[:LONGEST_TOKENS]
    if len(chosen) < 2:
        return {(word[:BEGINNING],) for word in chosen}
    return {tuple(sorted(word[: FIRST_LETTERS if word == odd else BEGINNING] for word in chosen)) for odd in chosen}


def numbers_in(words: tuple[str, ...]) -> list[str]:
    """Numbers tell names apart, however alike they look."""
    return sorted(word for word in words if any(sign.isdigit() for sign in word))


def _closed_up(text: str) -> str:
    return _NO_LETTERS.sub("", text.lower()) if text.isascii() else "".join(folded_words(text))


def _identity(no: str) -> str:
    """The digits of a number the authorities gave; countries put letters around them that are left out at times."""
    digits = _NO_DIGITS.sub("", no)
    return digits if len(digits) >= FEWEST_IDENTITY_DIGITS else _closed_up(no)


def _host(address: str) -> str:
    """The server of a home page, with or without what comes before and behind it."""
    if not address:
        return ""
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:
        return ""
    return _closed_up(host.removeprefix("www.")) if "." in host else ""
