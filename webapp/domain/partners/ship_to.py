"""Other places a customer wants goods sent to."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import ForeignKey, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from ..base import NEVER_AGAIN, Record, fresh
from ..columns import Field, code_text, reference, text
from ..errors import N_, Refused
from ..users.rights import Area
from .customer import Customer


class ShipToAddress(Record):
    __tablename__ = "ship_to_address"
    area: ClassVar[str] = Area.SALES
    one: ClassVar[str] = N_("Ship-to Address")
    many: ClassVar[str] = N_("Ship-to Addresses")
    key_field: ClassVar[str] = "code"
    title_field: ClassVar[str] = "name"

    customer_no: Mapped[str] = mapped_column(
        String(20),
        ForeignKey("customer.no", onupdate="CASCADE", ondelete="CASCADE"),
        info={"field": Field(N_("Customer No."), "code", 20, readonly=True)},
        active_history=True,
    )
    code: Mapped[str] = code_text(10, N_("Code"), required=True, order=-90)
    name: Mapped[str] = text(100, N_("Name"), required=True, wide=True, order=-80)
    name_2: Mapped[str] = text(50, N_("Name 2"))
    address: Mapped[str] = text(100, N_("Address"))
    address_2: Mapped[str] = text(50, N_("Address 2"))
    post_code: Mapped[str] = code_text(20, N_("Post Code"), suggests=True)
    city: Mapped[str] = text(30, N_("City"), suggests=True)
    county: Mapped[str] = text(30, N_("County"))
    country_code: Mapped[str | None] = reference("country", N_("Country/Region Code"))
    contact_name: Mapped[str] = text(100, N_("Contact"))
    phone_no: Mapped[str] = text(30, N_("Phone No."), kind="phone")
    shipment_method_code: Mapped[str | None] = reference("shipment_method", N_("Shipment Method Code"))

    __table_args__: Any = (UniqueConstraint("customer_no", "code"), NEVER_AGAIN)

    @property
    def label(self) -> str:
        return f"{self.code} {self.name}"


def add_ship_to(session: Session, customer: Customer, values: dict[str, Any]) -> ShipToAddress:
    address = fresh(ShipToAddress, customer_no=customer.no)
    with session.no_autoflush:
        change_ship_to(session, address, values)
    session.add(address)
    session.flush()
    return address


def change_ship_to(session: Session, address: ShipToAddress, values: dict[str, Any]) -> None:
    for field, value in values.items():
        setattr(address, field, value)
    same = select(ShipToAddress.id).where(
        ShipToAddress.customer_no == address.customer_no, ShipToAddress.code == address.code
    )
    if session.scalar(same.where(ShipToAddress.id != (address.id or 0))):
        raise Refused(
            N_("The customer has an address %(code)s already. Take another code."), field="code", code=address.code
        )
    session.flush()
