"""The kinds of fields, a row each: how what was typed becomes a value, and a value becomes text."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from .. import formats, i18n
from ..domain.base import Field
from ..domain.errors import N_, Message, Refused, say
from ..domain.setup.date_formula import read_formula
from ..domain.values import (
    NOT_KEPT,
    read_bic,
    read_email,
    read_emails,
    read_iban,
    read_phone,
    read_registration_no,
    read_vat_no,
    show_iban,
)
from .today import time_zone, today, work_date

LONGEST_INPUT = 10_000
CONTROL = re.compile(r"[^\S \u00a0\u202f]|[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029]")
CONTROL_BUT_LINES = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True)
class Kind:
    read: Callable[[str, Field], Any]
    edit: Callable[[Any, Field], str]
    show: Callable[[Any, Field], str]
    numeric: bool = False
    inputmode: str = ""


def _text(typed: str, field: Field, control: re.Pattern[str] = CONTROL) -> str:
    if control.search(typed):
        raise Refused(NOT_KEPT)
    typed = unicodedata.normalize("NFC", typed).strip()
    if field.length and len(typed) > field.length:
        raise Refused(
            N_("%(caption)s has %(length)s characters. Take at most %(most)s."),
            caption=say(field.caption),
            length=len(typed),
            most=field.length,
        )
    return typed


def _long_text(typed: str, field: Field) -> str:
    return _text(typed.replace("\r\n", "\n"), field, CONTROL_BUT_LINES)


def _code(typed: str, field: Field) -> str:
    return _text(typed.upper(), field)


def _value(read_value: Callable[[str], str]) -> Callable[[str, Field], str]:
    """What the domain makes of the text, which has to fit the field as well."""
    return lambda typed, field: _text(read_value(typed), field)


def _email(typed: str, field: Field) -> str:
    return _text(read_email(typed), field) if typed.strip() else ""


def _url(typed: str, field: Field) -> str:
    typed = _text(typed, field)
    scheme = typed.split(":", 1)[0].casefold() if re.match(r"[a-zA-Z][\w+.-]*:", typed) else ""
    if scheme and scheme not in ("http", "https"):
        raise Refused(N_("Only web addresses can be kept here, such as https://fabrikam.example."))
    return typed


def _choice(typed: str, field: Field) -> str:
    if typed not in {value for value, _caption in field.choices}:
        raise Refused(N_("Choose one of the values offered."))
    return typed


def _number(typed: str, field: Field) -> Decimal:
    value = formats.read_number(typed, i18n.current().locale) if typed.strip() else Decimal(0)
    lowest = field.lowest if field.lowest is not None else -(10**12)
    highest = field.highest if field.highest is not None else 10**12
    if not lowest <= value <= highest:
        raise Refused(N_("Take a number from %(lowest)s to %(highest)s."), lowest=lowest, highest=highest)
    if value != round(value, field.decimals):
        raise Refused(N_("Take at most %(most)s decimals."), most=field.decimals)
    return value


def _whole(typed: str, field: Field) -> int:
    return int(_number(typed, field))


def _date(typed: str, _field: Field) -> dt.date | None:
    if not typed.strip():
        return None
    return formats.read_date(typed, i18n.current().locale, today(), work_date())


def _refuse(_typed: str, _field: Field) -> Any:
    raise Refused(N_("This field cannot be changed here."))


def _as_is(value: Any, _field: Field) -> str:
    return str(value or "")


def _show_iban(value: Any, _field: Field) -> str:
    return show_iban(value or "")


def _edit_number(value: Any, field: Field) -> str:
    return formats.edit_number(value or 0, i18n.current().locale)


def _show_number(value: Any, field: Field) -> str:
    return formats.show_number(value or 0, i18n.current().locale)


def _show_percent(value: Any, field: Field) -> str:
    return formats.show_percent(value or 0, i18n.current().locale)


def _show_date(value: Any, _field: Field) -> str:
    return formats.show_date(value, i18n.current().locale) if value else ""


def _show_moment(value: Any, _field: Field) -> str:
    return formats.show_moment(value, i18n.current().locale, time_zone()) if value else ""


def _show_flag(value: Any, _field: Field) -> str:
    return i18n.gettext("Yes") if value else i18n.gettext("No")


def _show_choice(value: Any, field: Field) -> str:
    return i18n.gettext(dict(field.choices).get(value or "", "")) if value else ""


def _show_secret(value: Any, _field: Field) -> str:
    return "••••••" if value else ""


def _flag(typed: str, _field: Field) -> bool:
    return bool(typed)


def _nothing(_value: Any, _field: Field) -> str:
    return ""


KINDS = {
    "text": Kind(_text, _as_is, _as_is),
    "longtext": Kind(_long_text, _as_is, _as_is),
    "code": Kind(_code, _as_is, _as_is),
    "reference": Kind(_code, _as_is, _as_is),
    "phone": Kind(_value(read_phone), _as_is, _as_is, inputmode="tel"),
    "email": Kind(_email, _as_is, _as_is, inputmode="email"),
    "emails": Kind(_value(read_emails), _as_is, _as_is, inputmode="email"),
    "iban": Kind(_value(read_iban), _show_iban, _show_iban),
    "bic": Kind(_value(read_bic), _as_is, _as_is),
    "vat": Kind(_value(read_vat_no), _as_is, _as_is),
    "registration": Kind(_value(read_registration_no), _as_is, _as_is),
    "url": Kind(_url, _as_is, _as_is, inputmode="url"),
    "timezone": Kind(_text, _as_is, _as_is),
    "formula": Kind(lambda typed, field: read_formula(_text(typed, field)), _as_is, _as_is),
    "choice": Kind(_choice, _as_is, _show_choice),
    "flag": Kind(_flag, _as_is, _show_flag),
    "integer": Kind(_whole, _edit_number, _show_number, numeric=True, inputmode="numeric"),
    "decimal": Kind(_number, _edit_number, _show_number, numeric=True, inputmode="decimal"),
    "percent": Kind(_number, _edit_number, _show_percent, numeric=True, inputmode="decimal"),
    "date": Kind(_date, _show_date, _show_date),
    "moment": Kind(_refuse, _show_moment, _show_moment),
    "secret": Kind(_text, _nothing, _show_secret),
    "picture": Kind(_refuse, _nothing, _nothing),
}


def read(typed: str, field: Field) -> Any:
    """The value of what was typed, or a refusal."""
    if len(typed) > max(LONGEST_INPUT, field.length):
        raise Refused(
            N_("%(caption)s has %(length)s characters. Take at most %(most)s."),
            caption=say(field.caption),
            length=len(typed),
            most=field.length or LONGEST_INPUT,
        )
    if field.required and not typed.strip():
        raise Refused(N_("%(caption)s must have a value."), caption=say(field.caption))
    try:
        return KINDS[field.kind].read(typed, field)
    except formats.Misread as misread:
        refused = Refused(misread.msgid)
        refused.message = Message(misread.msgid, misread.params)  # type: ignore[arg-type]
        raise refused from None


def show(value: Any, field: Field) -> str:
    return KINDS[field.kind].show(value, field)
