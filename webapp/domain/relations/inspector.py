"""Looks into what a contact shares with its accounts and its persons: every value with where it came from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import and_, case, func, select
from sqlalchemy.orm import Session

from ..base import Record, field_of
from ..changes import Rule, Step, because, last_steps
from ..changes.values import is_blank
from ..columns import Field
from ..contacts.company import state
from ..contacts.contact import Contact
from ..contacts.inheritance import active
from ..contacts.keeping import take_over as contact_takes
from ..errors import N_, Refused
from ..partners.kinds import kind_of
from ..partners.partner import Partner
from .links import linked_partners
from .partner_fields import take_over as partner_takes
from .spreading import SHARED, WATCHED, check_currency, spread


@dataclass(frozen=True)
class Cell:
    """A value on one of the cards, with the last link in the chain that brought it there."""

    record: Any
    value: Any
    step: Step | None


@dataclass(frozen=True)
class Row:
    """A shared field on all the cards that have it; there is no cell on the others."""

    name: str
    cells: tuple[Cell | None, ...]

    @property
    def field(self) -> Field:
        return field_of(Contact, self.name)

    @property
    def equal(self) -> bool:
        first, *others = (cell.value for cell in self.cells if cell is not None)
        return all(value == first for value in others)

    @property
    def blank(self) -> bool:
        return self.equal and all(is_blank(cell.value) for cell in self.cells if cell is not None)


class Following(NamedTuple):
    """How many persons have the company's value, and how many another one."""

    caption: str
    follow: int
    own: int


def shared_values(session: Session, contact: Contact, partners: Sequence[Partner]) -> list[Row]:
    """In one question, however many values there are."""
    cards: list[Contact | Partner] = [contact, *partners]
    steps = last_steps(session, cards, SHARED)
    return [Row(name, tuple(_cell(card, name, steps) for card in cards)) for name in SHARED]


def _cell(card: Contact | Partner, name: str, steps: dict[tuple[str, int, str], Step]) -> Cell | None:
    if not _shares(card, name):
        return None
    return Cell(card, getattr(card, name), steps.get((card.type_name, card.id, name)))


def _shares(card: Contact | Partner, name: str) -> bool:
    return isinstance(card, Contact) or name in kind_of(card).shared


def following(session: Session, company: Contact, setup: Any) -> list[Following]:
    """Field by field, or block by block, as far as the setup lets persons take over anything."""
    blocks = list(_blocks(setup))
    same = [func.count(case((_is_followed(company, names), 1))) for _caption, names in blocks]
    persons, *counts = session.execute(select(func.count(), *same).where(Contact.company_no == company.no)).one()
    if not persons:
        return []
    return [Following(caption, n, persons - n) for (caption, _names), n in zip(blocks, counts, strict=True)]


def _blocks(setup: Any) -> Iterator[tuple[str, tuple[str, ...]]]:
    for group in active(setup):
        if group.compared:
            yield group.caption, group.compared
        else:
            yield from ((field_of(Contact, name).caption, (name,)) for name in group.fields)


def _is_followed(company: Contact, names: tuple[str, ...]) -> Any:
    return and_(*(getattr(Contact, name).is_not_distinct_from(getattr(company, name)) for name in names))


def give_to_all(session: Session, contact: Contact, name: str, card: Record) -> None:
    """Where cards that are linked differ after all, one of them tells the others."""
    partners = linked_partners(session, contact)
    if name not in SHARED or card not in (contact, *partners) or not _shares(card, name):  # type: ignore[arg-type]
        raise Refused(N_("This card has no such value. Choose one of those shown."))
    values, before = {name: getattr(card, name)}, state(contact, WATCHED)
    with because(session, Rule.SHARED, card):
        for partner in partners:
            if name == "currency_code":
                check_currency(session, contact, partner, values[name])
            if _shares(partner, name):
                partner_takes(partner, values)
        contact_takes(contact, values)
    spread(session, contact, before)
