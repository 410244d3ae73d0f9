"""The numbers by which authorities know a company: for VAT and in the register of companies."""

from __future__ import annotations

from importlib import import_module

from stdnum.exceptions import InvalidChecksum, ValidationError

from ..errors import N_, Message, Refused, say
from .lines import read_line

PUNCTUATION = " .-/"
LONGEST = 40
"""No country has longer numbers, however they are grouped."""
VAT_RULES = {
    "AT": ("at.uid",),
    "BE": ("be.vat",),
    "BG": ("bg.vat",),
    "CH": ("ch.vat", "ch.uid"),
    "CY": ("cy.vat",),
    "CZ": ("cz.dic",),
    "DE": ("de.vat",),
    "DK": ("dk.cvr",),
    "EE": ("ee.kmkr",),
    "ES": ("es.nif",),
    "FI": ("fi.alv",),
    "FR": ("fr.tva",),
    "GB": ("gb.vat",),
    "GR": ("gr.vat",),
    "HR": ("hr.oib",),
    "HU": ("hu.anum",),
    "IE": ("ie.vat",),
    "IT": ("it.iva",),
    "LI": ("ch.vat", "ch.uid"),
    "LT": ("lt.pvm",),
    "LU": ("lu.tva",),
    "LV": ("lv.pvn",),
    "MT": ("mt.vat",),
    "NL": ("nl.btw",),
    "NO": ("no.mva", "no.orgnr"),
    "PL": ("pl.nip",),
    "PT": ("pt.nif",),
    "RO": ("ro.cf",),
    "RU": ("ru.inn",),
    "SE": ("se.vat",),
    "SI": ("si.ddv",),
    "SK": ("sk.dph",),
}
"""The rules of python-stdnum that know the VAT numbers of a country; one of them has to fit."""
REGISTRATION_RULES = {
    "BE": ("be.vat",),
    "CH": ("ch.uid",),
    "CZ": ("cz.dic",),
    "DK": ("dk.cvr",),
    "EE": ("ee.registrikood",),
    "ES": ("es.nif",),
    "FI": ("fi.ytunnus",),
    "FR": ("fr.siren", "fr.siret", "fr.rcs"),
    "IT": ("it.codicefiscale", "it.iva"),
    "LV": ("lv.pvn",),
    "NO": ("no.orgnr", "no.mva"),
    "PT": ("pt.nif",),
    "RU": ("ru.ogrn", "ru.inn"),
    "SE": ("se.orgnr",),
}
"""Only countries whose register gives numbers with check digits; the Dutch, German and British ones have none."""


def read_vat_no(text: str, field: str = "") -> str:
    return _read(
        text, N_("VAT registration numbers have letters, digits, blanks and . - / only. Type the number again."), field
    )


def read_registration_no(text: str, field: str = "") -> str:
    return _read(
        text, N_("Registration numbers have letters, digits, blanks and . - / only. Type the number again."), field
    )


def _read(text: str, refusal: str, field: str) -> str:
    """In capitals; letters of any alphabet, since registers name their towns."""
    no = read_line(read_line(text, field).upper(), field)
    if not all(sign.isalpha() or sign.isdecimal() or sign in PUNCTUATION for sign in no):
        raise Refused(refusal, field=field)
    return no


def doubt_vat_no(value: str, country_iso: str | None) -> Message | None:
    return _doubt(
        VAT_RULES,
        value,
        country_iso or "",
        N_("The check digits of this VAT registration number do not fit. Check its digits."),
        N_("VAT registration numbers of %(country)s are written in another way. Check it."),
    )


def doubt_registration_no(value: str, country_iso: str | None) -> Message | None:
    return _doubt(
        REGISTRATION_RULES,
        value,
        country_iso or "",
        N_("The check digits of this registration number do not fit. Check its digits."),
        N_("Registration numbers of %(country)s are written in another way. Check it."),
    )


def _doubt(
    rules: dict[str, tuple[str, ...]], value: str, country: str, wrong_digits: str, wrong_shape: str
) -> Message | None:
    if not value or country not in rules:
        return None
    if len(value) > LONGEST:
        return say(wrong_shape, country=country)
    spellings = (value, value.removeprefix(country).lstrip(PUNCTUATION))
    verdicts = [_verdict(rule, spelling) for rule in rules[country] for spelling in spellings]
    if None in verdicts:
        return None
    if any(isinstance(verdict, InvalidChecksum) for verdict in verdicts):
        return say(wrong_digits)
    return say(wrong_shape, country=country)


def _verdict(rule: str, no: str) -> ValidationError | None:
    try:
        import_module(f"stdnum.{rule}").validate(no)
    except ValidationError as invalid:
        return invalid
    return None
