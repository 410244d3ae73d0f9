"""Phone numbers: stored as people write them, with blanks and brackets."""

from __future__ import annotations

from phonenumbers import (
    SUPPORTED_REGIONS,
    NumberParseException,
    PhoneNumber,
    ValidationResult,
    is_possible_number_with_reason,
    is_valid_number,
    is_valid_short_number_for_region,
    parse,
)

from ..errors import N_, Message, Refused, say
from .lines import read_line

PLUS = ("+", "＋")
NATIONAL_ZERO = "(0)"
TOO_SHORT = N_("This phone number is too short for +%(prefix)s. Check its digits.")
TOO_LONG = N_("This phone number is too long for +%(prefix)s. Check its digits.")
NOT_THERE = N_("This is not a phone number of +%(prefix)s. Check its digits.")
WRONG_LENGTH = N_("Phone numbers of +%(prefix)s have more or fewer digits. Check them.")
UNKNOWN_PREFIX = N_("No country has a phone prefix like this. Check the first digits.")
NO_NUMBER = N_("This is not a phone number. Check its digits.")
BY_LENGTH = {
    ValidationResult.TOO_SHORT: TOO_SHORT,
    ValidationResult.IS_POSSIBLE_LOCAL_ONLY: TOO_SHORT,
    ValidationResult.TOO_LONG: TOO_LONG,
    ValidationResult.INVALID_LENGTH: WRONG_LENGTH,
}


def read_phone(text: str, field: str = "") -> str:
    line = read_line(text, field)
    if any(sign.isalpha() for sign in line):
        raise Refused(
            N_("Phone numbers cannot contain letters. Type digits, spaces, + and brackets."),
            field=field,
        )
    return line


def doubt_phone(value: str, country_iso: str | None) -> Message | None:
    """By the prefix in the number, else by the country; without either there is nothing to doubt."""
    if value.startswith(PLUS):
        return _doubt(value.replace(NATIONAL_ZERO, ""), None)
    if value and country_iso in SUPPORTED_REGIONS:
        return _doubt(value, country_iso)
    return None


def _doubt(value: str, country_iso: str | None) -> Message | None:
    try:
        number = parse(value, country_iso)
    except NumberParseException as unreadable:
        foreign = unreadable.error_type == NumberParseException.INVALID_COUNTRY_CODE
        return say(UNKNOWN_PREFIX if foreign else NO_NUMBER)
    if country_iso and is_valid_short_number_for_region(number, country_iso):
        return None
    return _doubt_number(number)


def _doubt_number(number: PhoneNumber) -> Message | None:
    if is_valid_number(number):
        return None
    text = BY_LENGTH.get(is_possible_number_with_reason(number), NOT_THERE)
    return say(text, prefix=str(number.country_code))
