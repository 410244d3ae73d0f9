"""Other addresses of a contact, and the days on which they count."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Date, ForeignKey, ScalarSelect, UniqueConstraint, bindparam, case, or_, select
from sqlalchemy.orm import Mapped, Session, aliased, joinedload, mapped_column, relationship

from ..base import NEVER_AGAIN, Record, fresh
from ..changes.bulk import delete_many
from ..columns import code_text, day, reference, text
from ..errors import N_, Refused
from ..setup.marketing import MarketingSetup
from ..setup.single import the
from ..standing_in import any_one, meaning
from ..users.rights import Area
from .company import company_of, state
from .contact import Contact
from .inheritance import PLACE


class AlternativeAddress(Record):
    __tablename__ = "alternative_address"
    area: ClassVar[str] = Area.CONTACTS
    one: ClassVar[str] = N_("Alternative Address")
    many: ClassVar[str] = N_("Alternative Addresses")

    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"))
    contact: Mapped[Contact] = relationship()
    code: Mapped[str] = code_text(10, N_("Code"), required=True, order=-90)
    company_name: Mapped[str] = text(100, N_("Company Name"))
    company_name_2: Mapped[str] = text(50, N_("Company Name 2"))
    address: Mapped[str] = text(100, N_("Address"))
    address_2: Mapped[str] = text(50, N_("Address 2"))
    post_code: Mapped[str] = code_text(20, N_("Post Code"))
    city: Mapped[str] = text(30, N_("City"))
    county: Mapped[str] = text(30, N_("County"))
    country_code: Mapped[str | None] = reference("country", N_("Country/Region Code"))
    phone_no: Mapped[str] = text(30, N_("Phone No."), kind="phone")
    mobile_phone_no: Mapped[str] = text(30, N_("Mobile Phone No."), kind="phone")
    fax_no: Mapped[str] = text(30, N_("Fax No."), kind="phone")
    email: Mapped[str] = text(80, N_("Email"), kind="emails")
    home_page: Mapped[str] = text(255, N_("Home Page"), kind="url")

    __table_args__ = (UniqueConstraint("contact_id", "code"), NEVER_AGAIN)

    @property
    def label(self) -> str:
        return self.code


class AddressRange(Record):
    """From a day on, and perhaps until another, an alternative address counts."""

    __tablename__ = "address_range"
    area: ClassVar[str] = Area.CONTACTS
    one: ClassVar[str] = N_("Date Range of an Address")
    many: ClassVar[str] = N_("Date Ranges of Addresses")

    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"))
    address_id: Mapped[int] = mapped_column(ForeignKey("alternative_address.id", ondelete="CASCADE"), index=True)
    address: Mapped[AlternativeAddress] = relationship()
    starting_date: Mapped[dt.date] = day(N_("Starting Date"), required=True)
    ending_date: Mapped[dt.date | None] = day(N_("Ending Date"))

    __table_args__ = (
        UniqueConstraint("contact_id", "starting_date"),
        CheckConstraint("ending_date IS NULL OR ending_date >= starting_date", name="start_before_end"),
        NEVER_AGAIN,
    )

    @property
    def label(self) -> str:
        return f"{self.starting_date.isoformat()} – {self.ending_date.isoformat() if self.ending_date else ''}".rstrip()


def add_address(session: Session, contact: Contact, values: dict[str, Any]) -> AlternativeAddress:
    address = fresh(AlternativeAddress, contact_id=contact.id)
    with session.no_autoflush:
        change_address(session, address, values)
    return address


def change_address(session: Session, address: AlternativeAddress, values: dict[str, Any]) -> None:
    code = values.get("code", address.code)
    if not code:
        raise Refused(N_("Enter a code."), field="code")
    twin = select(AlternativeAddress.id).where(
        AlternativeAddress.contact_id == address.contact_id,
        AlternativeAddress.code == code,
        AlternativeAddress.id != (address.id or 0),
    )
    if session.scalar(twin):
        raise Refused(N_("The contact has an address %(code)s already. Take another code."), field="code", code=code)
    for field, value in values.items():
        setattr(address, field, value)
    session.add(address)
    session.flush()


def delete_address(session: Session, address: AlternativeAddress) -> None:
    """The days on which it counts go with it."""
    ranges = select(AddressRange).where(AddressRange.address_id == address.id)
    delete_many(session, session.scalars(ranges).all())
    session.delete(address)
    session.flush()


def add_range(session: Session, address: AlternativeAddress, values: dict[str, Any]) -> AddressRange:
    reach = AddressRange(contact_id=address.contact_id, address_id=address.id)
    change_range(session, reach, values)
    return reach


def change_range(session: Session, reach: AddressRange, values: dict[str, Any]) -> None:
    with session.no_autoflush:
        for field, value in values.items():
            setattr(reach, field, value)
        _check_range(session, reach)
    session.add(reach)
    session.flush()
    session.expire(reach, ["address"])


def delete_range(session: Session, reach: AddressRange) -> None:
    session.delete(reach)
    session.flush()


def _check_range(session: Session, reach: AddressRange) -> None:
    own = (AlternativeAddress.id == reach.address_id, AlternativeAddress.contact_id == reach.contact_id)
    if not session.scalar(select(AlternativeAddress.id).where(*own)):
        raise Refused(N_("Choose one of the contact's addresses."), field="address_id")
    if reach.starting_date is None:
        raise Refused(N_("Enter the first day."), field="starting_date")
    if reach.ending_date and reach.ending_date < reach.starting_date:
        raise Refused(N_("The last day is before the first one. Make it later."), field="ending_date")
    twin = select(AddressRange.id).where(
        AddressRange.contact_id == reach.contact_id,
        AddressRange.starting_date == reach.starting_date,
        AddressRange.id != (reach.id or 0),
    )
    if session.scalar(twin):
        raise Refused(N_("Another range of this contact begins on that day. Take another day."), field="starting_date")


def ranges_of(session: Session, contact: Contact) -> list[AddressRange]:
    """The newest first, each with its address."""
    query = select(AddressRange).where(AddressRange.contact_id == contact.id).options(joinedload(AddressRange.address))
    return list(session.scalars(query.order_by(AddressRange.starting_date.desc())))


def addresses_of(session: Session, contact: Contact) -> list[AlternativeAddress]:
    query = select(AlternativeAddress).where(AlternativeAddress.contact_id == contact.id)
    return list(session.scalars(query.order_by(AlternativeAddress.code)))


def address_on(session: Session, contact: Contact, on: dt.date) -> AlternativeAddress | None:
    """The address that counts on a day: the one that began last; a person may go by the company's."""
    found = session.scalar(_any_range(), {"on": on, **meaning(contact)})
    reach = session.get(AddressRange, found) if found else None
    if reach is None or not counts_for(contact, company_of(session, contact), the(session, MarketingSetup), reach):
        return None
    return reach.address


@cache
def _any_range() -> Any:
    return select(range_on(any_one(Contact), bindparam("on", type_=Date)))


def range_on(contact: Contact, on: Any) -> ScalarSelect[int]:
    """The id of the range that covers a day: a contact's own comes before its company's, and then what began last."""
    company, reach = aliased(Contact), aliased(AddressRange)
    companys = select(company.id).where(company.no == contact.company_no).scalar_subquery()
    return (
        select(reach.id)
        .where(reach.contact_id.in_([contact.id, companys]), reach.starting_date <= on)
        .where(or_(reach.ending_date.is_(None), reach.ending_date >= on))
        .order_by(case((reach.contact_id == contact.id, 0), else_=1), reach.starting_date.desc())
        .limit(1)
        .scalar_subquery()
    )


def counts_for(contact: Contact, company: Contact | None, setup: MarketingSetup, reach: AddressRange) -> bool:
    """Its own always does; its company's as long as the contact lives where the company does."""
    if company is None or reach.contact_id == contact.id:
        return reach.contact_id == contact.id
    return setup.inherit_address and state(contact, PLACE.compared) == state(company, PLACE.compared)
