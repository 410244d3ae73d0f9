"""What names an account and its bank: IBAN, BIC and the national account number."""

from __future__ import annotations

import re

from schwifty import BIC, IBAN
from schwifty.exceptions import (
    InvalidChecksumDigits,
    InvalidCountryCode,
    InvalidLength,
    InvalidStructure,
    SchwiftyException,
)
from stdnum.exceptions import InvalidChecksum, ValidationError
from stdnum.no import kontonr

from ..errors import N_, Message, Refused, say
from .lines import read_line, without_blanks

IBAN_SHAPE = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]+")
BIC_SHAPE = re.compile(r"[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?")
KOSOVO = "XK"
"""Banks use it, though it is no code of ISO 3166."""
SAME_IBAN = {
    "GB": {"GG", "IM", "JE"},
    "FR": {"BL", "GF", "GP", "MF", "MQ", "NC", "PF", "PM", "RE", "TF", "WF", "YT"},
    "FI": {"AX"},
}
"""Countries whose accounts have the IBAN of another."""
WRONG_IBAN: dict[type[SchwiftyException], str] = {
    InvalidLength: N_("An IBAN of %(country)s has %(right)s characters, this one has %(length)s. Type it again."),
    InvalidStructure: N_("An IBAN of %(country)s has letters and digits in other places. Type it again."),
    InvalidChecksumDigits: N_("The check digits of this IBAN do not fit. Type it again."),
}
ACCOUNT_NOS = {"NO": kontonr}


def read_iban(text: str, field: str = "") -> str:
    """Without blanks and in capitals."""
    iban = without_blanks(read_line(text, field)).upper()
    if iban:
        _check_iban(iban, field)
    return iban


def _check_iban(iban: str, field: str) -> None:
    if not IBAN_SHAPE.fullmatch(iban):
        raise Refused(
            N_("An IBAN begins with two letters and two digits, and has only letters and digits. Type it again."),
            field=field,
        )
    country = iban[:2]
    try:
        IBAN(iban)
    except InvalidCountryCode:
        raise Refused(
            N_("No IBAN begins with %(country)s. Check the first two letters."), field=field, country=country
        ) from None
    except SchwiftyException as wrong:
        right = IBAN(iban, allow_invalid=True).spec.iban_length
        raise Refused(WRONG_IBAN[type(wrong)], field=field, country=country, right=right, length=len(iban)) from None


def show_iban(iban: str) -> str:
    """In groups of four, as on paper."""
    return " ".join(re.findall(".{1,4}", without_blanks(iban)))


def read_bic(text: str, field: str = "") -> str:
    bic = without_blanks(read_line(text, field)).upper()
    if bic and not (BIC_SHAPE.fullmatch(bic) and _is_country(bic)):
        raise Refused(
            N_("A BIC has 8 or 11 letters and digits, with the country as fifth and sixth. Type it again."), field=field
        )
    return bic


def _is_country(bic: str) -> bool:
    return BIC(bic, allow_invalid=True).is_valid or bic[4:6] == KOSOVO


def doubt_bic(bic: str, iban: str) -> Message | None:
    """The bank and the account are in different countries."""
    of_bic, of_iban = bic[4:6], iban[:2]
    if not of_bic or not of_iban or of_bic == of_iban or of_bic in SAME_IBAN.get(of_iban, ()):
        return None
    return say(
        N_("The BIC is of a bank in %(of_bic)s, the IBAN is of %(of_iban)s. Check both."),
        of_bic=of_bic,
        of_iban=of_iban,
    )


def doubt_bank_account_no(no: str, country_iso: str | None) -> Message | None:
    rules = ACCOUNT_NOS.get(country_iso or "")
    if not no or not rules:
        return None
    try:
        rules.validate(no)
    except InvalidChecksum:
        return say(N_("The check digit of this account number does not fit. Check its digits."))
    except ValidationError:
        return say(
            N_("Account numbers of %(country)s are written in another way. Check it."), country=country_iso or ""
        )
    return None
