"""How a text becomes the value of a field, by the field's kind, whether it was typed into a form or comes in a file.

Numbers and dates are written differently from language to language; whoever reads those says how.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from ..columns import Field
from ..errors import N_, Refused, say
from .bank import read_bic, read_iban
from .emails import read_email, read_emails
from .identities import read_registration_no, read_vat_no
from .lines import NOT_KEPT
from .phones import read_phone

LONGEST_INPUT = 10_000
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029]")
CONTROL_BUT_LINES = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
FARTHEST = 10**12


def check_presence(typed: str, field: Field) -> None:
    """Before anything is made of a text: it is not endless, and it is there where it has to be."""
    if len(typed) > max(LONGEST_INPUT, field.length):
        raise _too_long(typed, field, field.length or LONGEST_INPUT)
    if field.required and not typed.strip():
        raise Refused(N_("%(caption)s must have a value."), caption=say(field.caption))


def read_text(typed: str, field: Field, control: re.Pattern[str] = CONTROL) -> str:
    if control.search(typed):
        raise Refused(NOT_KEPT)
    typed = unicodedata.normalize("NFC", typed).strip()
    if field.length and len(typed) > field.length:
        raise _too_long(typed, field, field.length)
    return typed


def _too_long(typed: str, field: Field, most: int) -> Refused:
    return Refused(
        N_("%(caption)s has %(length)s characters. Take at most %(most)s."),
        caption=say(field.caption),
        length=len(typed),
        most=most,
    )


def read_long_text(typed: str, field: Field) -> str:
    return read_text(typed.replace("\r\n", "\n"), field, CONTROL_BUT_LINES)


def read_code(typed: str, field: Field) -> str:
    return read_text(typed.upper(), field)


def _value(read_value: Callable[[str], str]) -> Callable[[str, Field], str]:
    """What is made of the text has to fit the field as well."""
    return lambda typed, field: read_text(read_value(typed), field)


def _email(typed: str, field: Field) -> str:
    return read_text(read_email(typed), field) if typed.strip() else ""


def _url(typed: str, field: Field) -> str:
    typed = read_text(typed, field)
    scheme = typed.split(":", 1)[0].casefold() if re.match(r"[a-zA-Z][\w+.-]*:", typed) else ""
    if scheme and scheme not in ("http", "https"):
        raise Refused(N_("Only web addresses can be kept here, such as https://fabrikam.example."))
    return typed


def read_choice(typed: str, field: Field) -> str:
    if typed not in {value for value, _caption in field.choices}:
        raise Refused(N_("Choose one of the values offered."))
    return typed


def fitting(value: Decimal, field: Field) -> Decimal:
    """A number that the field can hold."""
    lowest = field.lowest if field.lowest is not None else -FARTHEST
    highest = field.highest if field.highest is not None else FARTHEST
    if not lowest <= value <= highest:
        raise Refused(N_("Take a number from %(lowest)s to %(highest)s."), lowest=lowest, highest=highest)
    if value != round(value, field.decimals):
        raise Refused(N_("Take at most %(most)s decimals."), most=field.decimals)
    return value


READERS: dict[str, Callable[[str, Field], Any]] = {
    "text": read_text,
    "longtext": read_long_text,
    "code": read_code,
    "reference": read_code,
    "phone": _value(read_phone),
    "email": _email,
    "emails": _value(read_emails),
    "iban": _value(read_iban),
    "bic": _value(read_bic),
    "vat": _value(read_vat_no),
    "registration": _value(read_registration_no),
    "url": _url,
    "choice": read_choice,
}
"""The kinds that are written the same in every language."""
