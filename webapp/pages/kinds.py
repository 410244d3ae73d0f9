"""The kinds of fields, a row each: how what was typed becomes a value, and a value becomes text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from .. import formats, i18n
from ..domain.columns import Field
from ..domain.errors import N_, Message, Refused
from ..domain.setup.date_formula import read_formula
from ..domain.values import READERS, check_presence, fitting, show_iban
from .today import time_zone, today, work_date

MONEY_SHOWN = 2
"""Decimals of an amount in a list, where currencies stand below each other."""


@dataclass(frozen=True)
class Kind:
    read: Callable[[str, Field], Any]
    edit: Callable[[Any, Field], str]
    show: Callable[[Any, Field], str]
    numeric: bool = False
    inputmode: str = ""


def _number(typed: str, field: Field) -> Decimal:
    value = formats.read_number(typed, i18n.current().locale) if typed.strip() else Decimal(0)
    return fitting(value, field)


def _whole(typed: str, field: Field) -> int:
    return int(_number(typed, field))


def _date(typed: str, _field: Field) -> dt.date | None:
    if not typed.strip():
        return None
    return formats.read_date(typed, i18n.current().locale, today(), work_date())


def _time(typed: str, _field: Field) -> dt.time | None:
    return formats.read_time(typed, i18n.current().locale) if typed.strip() else None


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


def _show_money(value: Any, _field: Field) -> str:
    return formats.show_number(value or 0, i18n.current().locale, MONEY_SHOWN)


def _show_percent(value: Any, field: Field) -> str:
    return formats.show_percent(value or 0, i18n.current().locale)


def _show_date(value: Any, _field: Field) -> str:
    return formats.show_date(value, i18n.current().locale) if value else ""


def _show_time(value: Any, _field: Field) -> str:
    return formats.show_time(value, i18n.current().locale) if value else ""


def _show_moment(value: Any, _field: Field) -> str:
    return formats.show_moment(value, i18n.current().locale, time_zone()) if value else ""


def _show_flag(value: Any, _field: Field) -> str:
    return i18n.gettext("Yes") if value else i18n.gettext("No")


def _show_choice(value: Any, field: Field) -> str:
    return i18n.gettext(_captions(field.choices).get(value, "")) if value else ""


_captions: Callable[[tuple[tuple[str, str], ...]], dict[str, str]] = cache(dict)


def _show_secret(value: Any, _field: Field) -> str:
    return "••••••" if value else ""


def _flag(typed: str, _field: Field) -> bool:
    return bool(typed)


def _nothing(_value: Any, _field: Field) -> str:
    return ""


KINDS = {
    "text": Kind(READERS["text"], _as_is, _as_is),
    "longtext": Kind(READERS["longtext"], _as_is, _as_is),
    "code": Kind(READERS["code"], _as_is, _as_is),
    "reference": Kind(READERS["reference"], _as_is, _as_is),
    "phone": Kind(READERS["phone"], _as_is, _as_is, inputmode="tel"),
    "email": Kind(READERS["email"], _as_is, _as_is, inputmode="email"),
    "emails": Kind(READERS["emails"], _as_is, _as_is, inputmode="email"),
    "iban": Kind(READERS["iban"], _show_iban, _show_iban),
    "bic": Kind(READERS["bic"], _as_is, _as_is),
    "vat": Kind(READERS["vat"], _as_is, _as_is),
    "registration": Kind(READERS["registration"], _as_is, _as_is),
    "url": Kind(READERS["url"], _as_is, _as_is, inputmode="url"),
    "timezone": Kind(READERS["text"], _as_is, _as_is),
    "formula": Kind(lambda typed, field: read_formula(READERS["text"](typed, field)), _as_is, _as_is),
    "choice": Kind(READERS["choice"], _as_is, _show_choice),
    "radio": Kind(READERS["choice"], _as_is, _show_choice),
    "flag": Kind(_flag, _as_is, _show_flag),
    "integer": Kind(_whole, _edit_number, _show_number, numeric=True, inputmode="numeric"),
    "decimal": Kind(_number, _edit_number, _show_number, numeric=True, inputmode="decimal"),
    "money": Kind(_number, _edit_number, _show_money, numeric=True, inputmode="decimal"),
    "percent": Kind(_number, _edit_number, _show_percent, numeric=True, inputmode="decimal"),
    "date": Kind(_date, _show_date, _show_date),
    "time": Kind(_time, _show_time, _show_time),
    "moment": Kind(_refuse, _show_moment, _show_moment),
    "secret": Kind(READERS["text"], _nothing, _show_secret),
    "picture": Kind(_refuse, _nothing, _nothing),
    "file": Kind(_refuse, _nothing, _nothing),
}


def read(typed: str, field: Field) -> Any:
    """The value of what was typed, or a refusal."""
    check_presence(typed, field)
    try:
        return KINDS[field.kind].read(typed, field)
    except formats.Misread as misread:
        refused = Refused(misread.msgid)
        refused.message = Message(misread.msgid, misread.params)  # type: ignore[arg-type]
        raise refused from None


def show(value: Any, field: Field) -> str:
    return KINDS[field.kind].show(value, field)
