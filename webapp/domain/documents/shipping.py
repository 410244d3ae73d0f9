"""Where the goods of a document go."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..errors import N_, Refused
from ..partners.ship_to import ShipToAddress
from ..setup.company import CompanyInformation
from ..setup.single import the
from .blocks import SHIP_TO, copy_block
from .document import Document
from .kinds import kind_of


def set_ship_to(session: Session, document: Document, code: str = "") -> None:
    """An address of the customer by its code, or else the customer's own; what we buy comes to us."""
    document.ship_to_code = code
    if kind_of(document).side.ships_to_us:
        _ship_to_us(session, document)
    elif code:
        _ship_to(document, ship_to_address(session, document.customer_no, code))
    else:
        follow_own_block(document)


def follow_own_block(document: Document) -> None:
    copy_block(document, document, "", SHIP_TO)
    document.ship_to_contact_name, document.ship_to_phone_no = document.contact_name, document.phone_no


def ship_to_address(session: Session, customer_no: str | None, code: str) -> ShipToAddress:
    query = select(ShipToAddress).where(ShipToAddress.customer_no == customer_no, ShipToAddress.code == code)
    found = session.scalar(query)
    if found is None:
        raise Refused(
            N_("There is no ship-to address %(code)s. Choose one of the customer's."), field="ship_to_code", code=code
        )
    return found


def _ship_to(document: Document, address: ShipToAddress) -> None:
    copy_block(address, document, "", SHIP_TO)
    document.ship_to_contact_name, document.ship_to_phone_no = address.contact_name, address.phone_no
    if address.shipment_method_code:
        document.shipment_method_code = address.shipment_method_code


def _ship_to_us(session: Session, document: Document) -> None:
    us: Any = the(session, CompanyInformation)
    copy_block(us, document, "", SHIP_TO)
    document.ship_to_contact_name, document.ship_to_phone_no = "", us.phone_no
