"""Code tables about places, money and languages."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy.orm import Mapped

from ..base import Coded
from ..columns import choice, code_text, flag, text, whole
from ..errors import N_
from ..users.rights import Area
from ..users.user import LANGUAGES

VAT_ROUNDINGS = (("nearest", N_("Nearest")), ("up", N_("Up")), ("down", N_("Down")))


class Country(Coded):
    __tablename__ = "country"
    area: ClassVar[str] = Area.COMPANY
    one: ClassVar[str] = N_("Country/Region")
    many: ClassVar[str] = N_("Countries/Regions")

    iso_code: Mapped[str] = code_text(2, N_("ISO Code"))
    phone_prefix: Mapped[str] = text(6, N_("Phone Prefix"), kind="phone")
    in_eu: Mapped[bool] = flag(N_("Member of the EU"))


class Territory(Coded):
    __tablename__ = "territory"
    area: ClassVar[str] = Area.COMPANY
    one: ClassVar[str] = N_("Territory")
    many: ClassVar[str] = N_("Territories")


class Currency(Coded):
    __tablename__ = "currency"
    area: ClassVar[str] = Area.COMPANY
    one: ClassVar[str] = N_("Currency")
    many: ClassVar[str] = N_("Currencies")

    symbol: Mapped[str] = text(6, N_("Symbol"))
    decimals: Mapped[int] = whole(N_("Decimal Places"), default=2, lowest=0, highest=4)
    vat_rounding: Mapped[str] = choice("vat_rounding", N_("VAT Rounding"), VAT_ROUNDINGS)


class Language(Coded):
    __tablename__ = "language"
    area: ClassVar[str] = Area.COMPANY
    one: ClassVar[str] = N_("Language")
    many: ClassVar[str] = N_("Languages")

    locale: Mapped[str] = choice(
        "locale", N_("Texts and Formats"), LANGUAGES, hint=N_("Which texts and formats documents in this language use.")
    )
