"""What contacts, customers, vendors and bank accounts have in common. Declared once, so that it can be kept the same."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, validates

from .columns import Field, bytewise, code_text, flag, reference, text
from .duplicates.traits import marks_of
from .errors import N_
from .keys import SORT_KEY_LENGTH, sort_key

LONGEST_NAME = 100
ADDRESS = ("address", "address_2", "post_code", "city", "county")
PLACE = ("post_code", "city", "county")
"""What a change of the country makes wrong."""


class Party:
    """Somebody with a name, an address and a telephone."""

    title_field: ClassVar[str] = "name"
    ordered_as: ClassVar[dict[str, str]] = {"name": "sort_key"}

    name: Mapped[str] = text(LONGEST_NAME, N_("Name"), required=True, autocomplete="organization", wide=True, order=-80)
    search_name: Mapped[str] = code_text(LONGEST_NAME, N_("Search Name"))
    name_2: Mapped[str] = text(50, N_("Name 2"))
    address: Mapped[str] = text(100, N_("Address"), autocomplete="address-line1")
    address_2: Mapped[str] = text(50, N_("Address 2"), autocomplete="address-line2")
    post_code: Mapped[str] = code_text(20, N_("Post Code"), autocomplete="postal-code", suggests=True)
    city: Mapped[str] = text(30, N_("City"), autocomplete="address-level2", suggests=True)
    county: Mapped[str] = text(30, N_("County"), autocomplete="address-level1")
    country_code: Mapped[str | None] = reference("country", N_("Country/Region Code"))
    phone_no: Mapped[str] = text(30, N_("Phone No."), kind="phone", autocomplete="tel")
    mobile_phone_no: Mapped[str] = text(30, N_("Mobile Phone No."), kind="phone")
    fax_no: Mapped[str] = text(30, N_("Fax No."), kind="phone")
    email: Mapped[str] = text(80, N_("Email"), kind="emails")
    home_page: Mapped[str] = text(255, N_("Home Page"), kind="url")
    language_code: Mapped[str | None] = reference("language", N_("Language Code"))
    territory_code: Mapped[str | None] = reference("territory", N_("Territory Code"))
    currency_code: Mapped[str | None] = reference("currency", N_("Currency Code"))
    picture_id: Mapped[int | None] = mapped_column(
        ForeignKey("picture.id"), info={"field": Field(N_("Picture"), "picture")}, active_history=True, index=True
    )
    sort_key: Mapped[str] = mapped_column(
        bytewise(SORT_KEY_LENGTH), default="", index=True, info={"untracked": True}, sort_order=90
    )

    @validates("name")
    def _sort_by(self, _field: str, name: str) -> str:
        self.sort_key = sort_key(name)
        return name

    @property
    def label(self) -> str:
        return " ".join(filter(None, (self.no, self.name)))  # type: ignore[attr-defined]

    def search_texts(self) -> tuple[str, ...]:
        return (
            self.no,  # type: ignore[attr-defined]
            self.name,
            self.search_name,
            self.name_2,
            self.phone_no,
            self.mobile_phone_no,
            self.email,
            self.city,
            self.post_code,
            self.address,
            self.address_2,
            *marks_of(lambda field: getattr(self, field, "")).words,
        )


class Business:
    """What the authorities know somebody by, and what the law lets us keep of them."""

    registration_no: Mapped[str] = text(20, N_("Registration No."), kind="registration")
    vat_registration_no: Mapped[str] = text(20, N_("VAT Registration No."), kind="vat")
    privacy_blocked: Mapped[bool] = flag(N_("Privacy Blocked"))


PARTY = (
    "name", "search_name", "name_2", *ADDRESS, "country_code", "phone_no", "mobile_phone_no", "fax_no", "email",
    "home_page", "language_code", "territory_code", "currency_code", "picture_id",
)  # fmt: skip
BUSINESS = ("registration_no", "vat_registration_no", "privacy_blocked")


def set_fields(party: Any, values: dict[str, Any]) -> None:
    """Set fields and what follows from them on any party: its search name, and an address in another country."""
    name, country = party.name, party.country_code
    for field, value in values.items():
        setattr(party, field, value)
    if not party.search_name or ("search_name" not in values and party.search_name == searchable(name)):
        party.search_name = searchable(party.name)
    if country and party.country_code and party.country_code != country:
        for field in set(PLACE) - values.keys():
            setattr(party, field, "")


def searchable(name: str | None) -> str:
    return (name or "").upper()[:LONGEST_NAME]
