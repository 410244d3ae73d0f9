"""Whom a document is for, who is billed, and where to: copies that stay as they are when a card changes."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Mapped

from ..columns import code_text, lasting_number_of, reference, text
from ..errors import N_

ADDRESS = ("address", "address_2", "post_code", "city", "county", "country_code")
NAMED = ("name", "name_2", *ADDRESS)
"""What every block has."""
BILL_TO, SHIP_TO = "bill_to_", "ship_to_"


class OwnBlock:
    """The customer or vendor itself."""

    name: Mapped[str] = text(100, N_("Name"), wide=True, order=-70)
    name_2: Mapped[str] = text(50, N_("Name 2"))
    address: Mapped[str] = text(100, N_("Address"))
    address_2: Mapped[str] = text(50, N_("Address 2"))
    post_code: Mapped[str] = code_text(20, N_("Post Code"), suggests=True)
    city: Mapped[str] = text(30, N_("City"), suggests=True)
    county: Mapped[str] = text(30, N_("County"))
    country_code: Mapped[str | None] = reference("country", N_("Country/Region Code"))
    contact_no: Mapped[str | None] = lasting_number_of("contact", N_("Contact No."))
    contact_name: Mapped[str] = text(100, N_("Contact"))
    phone_no: Mapped[str] = text(30, N_("Phone No."), kind="phone")
    email: Mapped[str] = text(80, N_("Email"), kind="emails")


class BillToBlock:
    """Who pays, or is paid."""

    bill_to_name: Mapped[str] = text(100, N_("Bill-to Name"), wide=True)
    bill_to_name_2: Mapped[str] = text(50, N_("Bill-to Name 2"))
    bill_to_address: Mapped[str] = text(100, N_("Bill-to Address"))
    bill_to_address_2: Mapped[str] = text(50, N_("Bill-to Address 2"))
    bill_to_post_code: Mapped[str] = code_text(20, N_("Bill-to Post Code"))
    bill_to_city: Mapped[str] = text(30, N_("Bill-to City"))
    bill_to_county: Mapped[str] = text(30, N_("Bill-to County"))
    bill_to_country_code: Mapped[str | None] = reference("country", N_("Bill-to Country/Region Code"))
    bill_to_contact_no: Mapped[str | None] = lasting_number_of("contact", N_("Bill-to Contact No."))
    bill_to_contact_name: Mapped[str] = text(100, N_("Bill-to Contact"))
    vat_registration_no: Mapped[str] = text(20, N_("VAT Registration No."))


class ShipToBlock:
    """Where the goods go."""

    ship_to_code: Mapped[str] = code_text(10, N_("Ship-to Code"))
    ship_to_name: Mapped[str] = text(100, N_("Ship-to Name"), wide=True)
    ship_to_name_2: Mapped[str] = text(50, N_("Ship-to Name 2"))
    ship_to_address: Mapped[str] = text(100, N_("Ship-to Address"))
    ship_to_address_2: Mapped[str] = text(50, N_("Ship-to Address 2"))
    ship_to_post_code: Mapped[str] = code_text(20, N_("Ship-to Post Code"))
    ship_to_city: Mapped[str] = text(30, N_("Ship-to City"))
    ship_to_county: Mapped[str] = text(30, N_("Ship-to County"))
    ship_to_country_code: Mapped[str | None] = reference("country", N_("Ship-to Country/Region Code"))
    ship_to_contact_name: Mapped[str] = text(100, N_("Ship-to Contact"))
    ship_to_phone_no: Mapped[str] = text(30, N_("Ship-to Phone No."), kind="phone")


def copy_block(source: Any, target: Any, from_prefix: str = "", to_prefix: str = "") -> None:
    """Name and address, from a card or from another block."""
    for field in NAMED:
        setattr(target, to_prefix + field, getattr(source, from_prefix + field))


def is_same_block(one: Any, other: Any, one_prefix: str = "", other_prefix: str = "") -> bool:
    return all(getattr(one, one_prefix + field) == getattr(other, other_prefix + field) for field in NAMED)
