"""Does what the rehearsal says: all that names the one names the other, which becomes what was chosen; then it goes."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..base import Record, fresh
from ..changes import Rule, because
from ..comments import Comment
from ..contacts.company import state
from ..contacts.contact import Contact
from ..contacts.keeping import take_over
from ..contacts.privacy import with_privacy
from ..deletion import delete_contact, delete_partner
from ..errors import N_, Changed, Refused
from ..partners.kinds import kind_of
from ..partners.partner import Partner
from ..relations.links import contact_of
from ..relations.spreading import WATCHED, spread
from .planning import Clash, MergePlan, Unsolved, belongs, plan_along, plan_merge
from .rows import Naming, namings, point_elsewhere, telling
from .values import BOTH, GOES, Choice, settled


def merge(session: Session, kept: Any, goes: Any, choice: Choice, seen: str = "") -> MergePlan:
    """Merge the one that goes into the kept one; gives the plan that was followed, which is the one that was seen."""
    for record in sorted((kept, goes), key=lambda each: each.id):
        session.refresh(record, with_for_update=True)
    plan = plan_merge(session, kept, goes)
    if seen and seen != plan.mark:
        raise Changed
    _follow(session, plan, choice)
    return plan


def _follow(session: Session, plan: MergePlan, choice: Choice) -> None:
    kept, goes = plan.kept, plan.goes
    unsolved = list(plan.unsolved(choice))
    if unsolved:
        raise Unsolved(plan, unsolved)
    values = settled(kept, goes, plan.differences, choice)
    with because(session, Rule.MERGED, goes):
        _give_way(session, plan, choice)
        _prepare_followers(session, goes, values)
        _prevail(session, plan, choice)
        for naming in namings(goes):
            point_elsewhere(session, naming, goes, kept, _origins(session, naming, goes))
        _become(session, kept, values)
    with because(session, Rule.MERGED, kept):
        _leave(session, goes)
    for clash in plan.clashes:
        if clash.solved(choice) == BOTH and clash.along:
            _follow(session, plan_along(session, clash.along), choice)
    _check_primary(session, plan, values)


def _give_way(session: Session, plan: MergePlan, choice: Choice) -> None:
    """Of rows that clash those of the one that goes leave where the kept one's stay; what they tied is left alone."""
    for row in plan.between:
        session.delete(row)
    session.flush()
    for clash in plan.clashes:
        if clash.solved(choice) != GOES:
            _drop(session, clash.row, clash.others[0])


def _prevail(session: Session, plan: MergePlan, choice: Choice) -> None:
    """Elsewhere the kept one's row says from now on what the other one says."""
    won: dict[int, Clash] = {}
    for clash in plan.clashes:
        if clash.solved(choice) == GOES:
            won.setdefault(clash.others[0].id, clash)
    for clash in won.values():
        _take_over(session, clash)


def _take_over(session: Session, clash: Clash) -> None:
    row, stays = clash.row, clash.others[0]
    about = clash.naming.values(row).keys()
    values = {name: getattr(row, name) for name in telling(type(row), about)}
    for leaves in (row, *clash.others[1:]):
        _drop(session, leaves, stays)
    for name, value in values.items():
        setattr(stays, name, value)
    session.flush()


def _drop(session: Session, row: Record, stays: Record) -> None:
    """What named the row names the one that stays."""
    for naming in namings(row):
        point_elsewhere(session, naming, row, stays)
    session.delete(row)
    session.flush()


def _prepare_followers(session: Session, goes: Record, values: dict[str, Any]) -> None:
    """Persons who followed a contact, and its accounts, have its new values already when they come to the kept one."""
    if isinstance(goes, Contact):
        stand_in = fresh(Contact, **values, id=goes.id, no=goes.no, type=goes.type)
        spread(session, stand_in, state(goes, WATCHED))


def _become(session: Session, kept: Record, values: dict[str, Any]) -> None:
    """As it was chosen, to the letter. What hangs on it follows as after any change."""
    before = state(kept, WATCHED) if isinstance(kept, Contact) else {}
    for name, value in values.items():
        setattr(kept, name, value)
    session.flush()
    if isinstance(kept, Contact):
        spread(session, kept, before)
    elif isinstance(kept, Partner):
        _bring_in_step(session, kept)


def _bring_in_step(session: Session, account: Partner) -> None:
    """Its contact, which may be another one now, becomes the same in everything they share."""
    contact, kind = contact_of(session, account), kind_of(account)
    if contact is None:
        return
    shared = {name: getattr(account, name) for name in kind.shared}
    with_privacy(contact, shared)
    before = state(contact, WATCHED)
    with because(session, Rule.SHARED, account):
        take_over(contact, shared)
    spread(session, contact, before)
    with because(session, Rule.SHARED, contact):
        for field, own in kind.taken:
            setattr(account, own, getattr(contact, field))


def _origins(session: Session, naming: Naming, goes: Record) -> dict[int, dict[str, str]]:
    """Comments say whose they were."""
    if naming.model is not Comment:
        return {}
    comments = session.scalars(select(Comment).where(naming.names(goes)))
    return {comment.id: {"text": f"{goes.label}:\n{comment.text}"} for comment in comments}


def _leave(session: Session, goes: Record) -> None:
    if isinstance(goes, Contact):
        delete_contact(session, goes)
    elif isinstance(goes, Partner):
        delete_partner(session, goes)


def _check_primary(session: Session, plan: MergePlan, values: dict[str, Any]) -> None:
    """Whom to turn to first may come from the one that went only if the account has that contact now."""
    kept, no = plan.kept, values.get("primary_contact_no")
    came = any(each.name == "primary_contact_no" and each.kept != no for each in plan.differences)
    if came and isinstance(kept, Partner) and not belongs(session, no, contact_of(session, kept)):
        raise Refused(
            N_("Contact %(contact)s does not belong to %(account)s after the merge. Keep the other primary contact."),
            field="primary_contact_no",
            contact=no or "",
            account=kept.label,
        )
