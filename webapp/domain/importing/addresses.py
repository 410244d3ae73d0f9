"""The other addresses of contacts in files: a line for each, and a further one for each further time in which it counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..base import field_of, fresh
from ..changes.bulk import add_many
from ..columns import Field
from ..contacts.addresses import (
    AddressRange,
    AlternativeAddress,
    add_address,
    add_range,
    addresses_of,
    change_address,
    change_range,
    ranges_of,
)
from ..contacts.contact import Contact
from ..errors import N_, Refused

OWN = (
    "company_name", "company_name_2", "address", "address_2", "post_code", "city", "county", "country_code", "phone_no",
    "mobile_phone_no", "fax_no", "email", "home_page",
)  # fmt: skip
DATES = ("starting_date", "ending_date")
FIELDS: Mapping[str, Field] = {
    **{name: field_of(AlternativeAddress, name) for name in ("code", *OWN)},
    **{name: field_of(AddressRange, name) for name in DATES},
}
DIFFERENT = N_("Address %(code)s is there twice, and not the same. Leave one of the two out.")
NO_FIRST_DAY = N_("Enter the first day of address %(code)s.")
WRONG_ORDER = N_("The last day of address %(code)s is before the first one. Make it later.")
SAME_DAY = N_("Two addresses count from %(day)s on. Take another day for one of them.")

Read = Callable[[str, str], Any]
"""How the cell of a field is read."""


@dataclass
class Kept:
    """The addresses of one contact, by their codes, and the times in which they count, by their first days."""

    values: dict[str, dict[str, Any]] = field(default_factory=dict)
    ranges: dict[dt.date, tuple[str, dt.date | None]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.values)

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [line for code in self.values for line in self._lines(code)]

    def _lines(self, code: str) -> Iterator[dict[str, Any]]:
        days = [_dated(first, last) for first, (whose, last) in sorted(self.ranges.items()) if whose == code]
        filled = {name: value for name, value in self.values[code].items() if value}
        yield {"code": code, **filled, **(days[0] if days else {})}
        yield from ({"code": code, **dated} for dated in days[1:])

    def new_in(self, other: Kept) -> Kept:
        """What the other one says that is not so here."""
        values = {
            code: {name: value for name, value in said.items() if code not in self.values or value != self.values[code][name]}
            for code, said in other.values.items()
        }  # fmt: skip
        ranges = {first: said for first, said in other.ranges.items() if self.ranges.get(first) != said}
        codes = {code for code, _last in ranges.values()}
        return Kept({c: said for c, said in values.items() if said or c in codes or c not in self.values}, ranges)

    def dump(self) -> Any:
        ranges = [(first.isoformat(), code, last and last.isoformat()) for first, (code, last) in self.ranges.items()]
        return {"values": self.values, "ranges": ranges}

    @classmethod
    def load(cls, kept: Any) -> Kept:
        day = dt.date.fromisoformat
        return cls(
            kept["values"], {day(first): (code, day(last) if last else None) for first, code, last in kept["ranges"]}
        )


def _dated(first: dt.date, last: dt.date | None) -> dict[str, dt.date]:
    return {name: day for name, day in zip(DATES, (first, last), strict=True) if day}


def add_addresses(session: Session, ids: Sequence[int], of: Callable[[int], Kept]) -> None:
    names = ("contact_id", "code", *OWN)
    query = select(*(getattr(AlternativeAddress, name) for name in names)).where(AlternativeAddress.contact_id.in_(ids))
    for id_, code, *values in session.execute(query.order_by(AlternativeAddress.code)):
        of(id_).values[code] = dict(zip(OWN, values, strict=True))
    ranges = select(
        AddressRange.contact_id, AddressRange.starting_date, AlternativeAddress.code, AddressRange.ending_date
    )
    ranges = ranges.join(AlternativeAddress, AlternativeAddress.id == AddressRange.address_id)
    for id_, first, code, last in session.execute(ranges.where(AddressRange.contact_id.in_(ids))):
        of(id_).ranges[first] = (code, last)


def read_addresses(lines: Sequence[Mapping[str, str]], read: Read, blank: bool) -> Kept:
    """Blank cells say something only where they are told to."""
    kept = Kept()
    for line in lines:
        values = {name: read(name, text) for name, text in line.items() if name in FIELDS and (text or name == "code")}
        values |= {name: None if name == "country_code" else "" for name in OWN if blank and line.get(name) == ""}
        code = values.pop("code", "")
        if not code:
            raise Refused(N_("Enter a code."), field="code")
        _take_range(kept, code, values.pop("starting_date", None), values.pop("ending_date", None))
        _take_values(kept, code, values)
    return kept


def _take_range(kept: Kept, code: str, first: dt.date | None, last: dt.date | None) -> None:
    if last and not first:
        raise Refused(NO_FIRST_DAY, code=code)
    if first and last and last < first:
        raise Refused(WRONG_ORDER, code=code)
    if first and kept.ranges.setdefault(first, (code, last)) != (code, last):
        raise Refused(SAME_DAY, day=first)


def _take_values(kept: Kept, code: str, values: dict[str, Any]) -> None:
    """The line of a further time need not say all again."""
    known = kept.values.setdefault(code, {})
    if any(value and known.get(name, value) not in (value, "", None) for name, value in values.items()):
        raise Refused(DIFFERENT, code=code)
    known.update({name: value for name, value in values.items() if value or name not in known})


def insert_addresses(session: Session, new: Sequence[tuple[int, Kept]]) -> None:
    """Of many contacts that have none yet."""
    pairs = [(id_, kept, code) for id_, kept in new for code in kept.values]
    records = [fresh(AlternativeAddress, contact_id=id_, code=code, **kept.values[code]) for id_, kept, code in pairs]
    add_many(session, records)
    ids = {(record.contact_id, record.code): record.id for record in records}
    ranges = [
        fresh(AddressRange, contact_id=id_, address_id=ids[id_, code], starting_date=first, ending_date=last)
        for id_, kept in new
        for first, (code, last) in kept.ranges.items()
    ]
    add_many(session, ranges)


def put_addresses(session: Session, contact: Contact, kept: Kept) -> None:
    """Those that are there are known by their codes, and when they count by the first days."""
    known = {address.code: address for address in addresses_of(session, contact)}
    for code, values in kept.values.items():
        if code not in known:
            known[code] = add_address(session, contact, {"code": code, **values})
        elif values:
            change_address(session, known[code], values)
    reaches = {reach.starting_date: reach for reach in ranges_of(session, contact)}
    for first, (code, last) in kept.ranges.items():
        if first in reaches:
            change_range(session, reaches[first], {"address_id": known[code].id, "ending_date": last})
        else:
            add_range(session, known[code], {"starting_date": first, "ending_date": last})
