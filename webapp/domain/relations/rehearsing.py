"""What making contacts for many accounts would do. The run does exactly that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, load_only

from ..changes import mention
from ..contacts.contact import Contact
from ..errors import N_, Message, say
from ..partners.kinds import PartnerKind
from ..partners.partner import Partner
from ..setup.marketing import MarketingSetup
from ..setup.single import the
from .batch import check_setup, is_linked, reason_against
from .contact_relation import ContactRelation

FILTERS = ("no", "search_name", "posting_group_code", "currency_code")
JUDGED = ("no", "name", "search_name", "contact_name", "contact_type", "primary_contact_no")
"""Of an account no more is read."""
AT_ONCE = 10_000
LABELS = 3


@dataclass(frozen=True)
class Rehearsal:
    ready: list[Partner]
    linked: int
    refusals: list[tuple[Partner, Message]]
    doubts: dict[int, list[str]]
    """Who could be the same as an account, by its id."""

    @property
    def items(self) -> list[int]:
        return [partner.id for partner in self.ready]


def rehearse(session: Session, kind: PartnerKind, conditions: Sequence[ColumnElement[bool]]) -> Rehearsal:
    check_setup(session, kind)
    linked = session.scalar(select(func.count()).select_from(kind.model).where(*conditions, is_linked(kind))) or 0
    reasons = [(partner, reason_against(partner)) for partner in _unlinked(session, kind, conditions)]
    ready = [partner for partner, reason in reasons if reason is None]
    refusals = [(partner, reason) for partner, reason in reasons if reason is not None]
    return Rehearsal(ready, linked, refusals, _doubts(session, ready))


def _unlinked(session: Session, kind: PartnerKind, conditions: Sequence[ColumnElement[bool]]) -> Iterable[Partner]:
    model: Any = kind.model
    columns = [getattr(model, name) for name in JUDGED if hasattr(model, name)]
    query = select(model).where(*conditions, ~is_linked(kind)).order_by(model.no)
    return session.scalars(query.options(load_only(*columns)))


def _doubts(session: Session, ready: Sequence[Partner]) -> dict[int, list[str]]:
    """Contacts that are called the same, and accounts that are about to become contacts called the same."""
    doubts = called_the_same(session, [partner.id for partner in ready])
    by_name: dict[str, list[Partner]] = defaultdict(list)
    for partner in ready:
        by_name[partner.search_name].append(partner)
    for name, partners in by_name.items():
        for partner in partners if name and len(partners) > 1 else ():
            others = [other.label for other in partners[: LABELS + 1] if other is not partner]
            doubts[partner.id] = [*doubts.get(partner.id, ()), *others][:LABELS]
    return doubts


def called_the_same(session: Session, ids: Sequence[int]) -> dict[int, list[str]]:
    """Contacts other than their own that are called the same as these accounts."""
    foreign = or_(ContactRelation.contact_id.is_(None), ContactRelation.contact_id != Contact.id)
    query = (
        select(Partner.id, Contact.no, Contact.name)
        .join(Contact, Contact.search_name == Partner.search_name)
        .outerjoin(ContactRelation, ContactRelation.partner_id == Partner.id)
        .where(Partner.search_name != "", foreign)
        .order_by(Contact.id)
    )
    found: dict[int, list[str]] = defaultdict(list)
    for start in range(0, len(ids), AT_ONCE):
        for id_, no, name in session.execute(query.where(Partner.id.in_(ids[start : start + AT_ONCE]))):
            if len(found[id_]) < LABELS:
                found[id_].append(f"{no} {name}")
    return dict(found)


def tell_of_doubts(session: Session, ids: Sequence[int]) -> None:
    """One notice for the whole batch."""
    if not the(session, MarketingSetup).autosearch_duplicates:
        return
    doubtful = len(called_the_same(session, ids))
    if doubtful:
        mention(session, say(N_("Accounts whose contact may be there twice now: %(count)s."), count=doubtful))
