"""Email addresses, one or several."""

from __future__ import annotations

import re

from email_validator import EmailNotValidError, validate_email

from ..errors import N_, Refused
from .lines import read_line

SEPARATOR = ";"
OTHER_SEPARATORS = re.compile(r"[,|\s]")
LONGEST_SHOWN = 80


def read_email(text: str, field: str = "") -> str:
    """Exactly one address: the part before the @ as typed, the domain in its one spelling."""
    address = _address(read_line(text, field))
    if not address:
        raise Refused(
            N_("“%(typed)s” is not an email address. Write it like ann@fabrikam.example."),
            field=field,
            typed=text.strip()[:LONGEST_SHOWN],
        )
    return address


def read_emails(text: str, field: str = "") -> str:
    """Any number of addresses, each after a semicolon and a blank."""
    typed = [part.strip() for part in read_line(text, field).split(SEPARATOR)]
    return f"{SEPARATOR} ".join(_one_of_several(part, field) for part in typed if part)


def _one_of_several(typed: str, field: str) -> str:
    address = _address(typed)
    if not address:
        raise Refused(
            N_("'%(address)s' is not a valid email address. Separate several addresses with a semicolon."),
            field=field,
            address=typed[:LONGEST_SHOWN],
        )
    return address


def _address(typed: str) -> str:
    """Empty if it is none. A bar and a comma are allowed by the standard, but people mean two addresses by them."""
    if OTHER_SEPARATORS.search(typed):
        return ""
    try:
        return validate_email(typed, check_deliverability=False, test_environment=True).normalized
    except EmailNotValidError:
        return ""
